/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way a sale goes: pipelines, their stages, what a stage asks for before it is left, and why deals are lost. */
#include "records/sb-record-areas.h"

static const SbChoice objects[] = {
  /* In the order of SbPipelineObject. */
  { "deal", N_("Deals") }, { "lead", N_("Leads") }, { "order", N_("Orders") }, END_OF_CHOICES
};

static const SbField pipeline_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name")),
  CHOICE ("object", objects, REQ | COL, N_("Moves"), .initial = "deal"),
  F ("active", BOOL, REQ | COL, N_("In use"), .initial = "1"),
  F ("position", INTEGER, 0, N_("Position")),
  END_OF_FIELDS
};

static const SbRecordType pipeline = {
  .name = "pipeline", .table = "pipeline", .label = N_("Pipeline"), .plural = N_("Pipelines"),
  .fields = pipeline_fields
};

static const SbChoice stage_states[] = {
  /* In the order of SbDealStatus. */
  { "open", N_("Open") }, { "won", N_("Won") }, { "lost", N_("Lost") }, { "void", N_("Void") }, END_OF_CHOICES
};

static const SbChoice forecast_categories[] = {
  { "commit", N_("Commit") }, { "best case", N_("Best case") }, { "pipeline", N_("In the pipeline") },
  { "omitted", N_("Omitted") }, END_OF_CHOICES
};

static const SbChoice gates[] = {
  { "none", N_("None") }, { "soft", N_("Asks for a reason") }, { "hard", N_("Stops") }, END_OF_CHOICES
};

static const SbField stage_fields[] = {
  REF ("pipeline", "pipeline", REQ | COL, N_("Pipeline"), .group = N_("Stage")),
  F ("name", TEXT, REQ | HIST | COL | TITLE | FIND, N_("Name")),
  F ("position", INTEGER, REQ | HIST | COL, N_("Position"), .initial = "1"),
  CHOICE ("status", stage_states, REQ | COL, N_("Meaning"), .initial = "open"),
  PERCENT ("probability", HIST | COL, N_("Probability"), .min = 0, .max = WHOLE, .group = N_("Forecast")),
  CHOICE ("forecast_category", forecast_categories, 0, N_("Forecast category")),
  PERCENT ("target_conversion", 0, N_("Target conversion"), .min = 0, .max = WHOLE),
  F ("standard_days", INTEGER, HIST | COL, N_("Standard days"), .min = 0, .max = 3660, .group = N_("Standard")),
  F ("max_days", INTEGER, 0, N_("Days at most"), .min = 0, .max = 3660),
  CHOICE ("gate", gates, REQ, N_("Gate"), .initial = "none"),
  REF ("skill", "skill", 0, N_("Skill it takes")),
  F ("playbook", NOTE, 0, N_("Playbook")),
  F ("active", BOOL, REQ, N_("In use"), .initial = "1"),
  END_OF_FIELDS
};

static const SbRecordType stage = {
  .name = "stage", .table = "stage", .label = N_("Stage"), .plural = N_("Stages"), .flags = SB_RECORD_DETAIL,
  .fields = stage_fields
};

static const SbField exit_criterion_fields[] = {
  REF ("stage", "stage", REQ | COL, N_("Stage")),
  F ("text", TEXT, REQ | COL | TITLE, N_("Criterion")),
  F ("position", INTEGER, REQ | COL, N_("Position"), .initial = "1"),
  F ("is_required", BOOL, REQ | COL, N_("Required"), .initial = "1"),
  F ("field", TEXT, 0, N_("Field that shows it")),
  END_OF_FIELDS
};

static const SbRecordType exit_criterion = {
  .name = "exit_criterion", .table = "exit_criterion", .label = N_("Exit criterion"), .plural = N_("Exit criteria"),
  .flags = SB_RECORD_DETAIL, .fields = exit_criterion_fields
};

static const SbField criterion_check_fields[] = {
  REF ("deal", "deal", REQ | COL, N_("Deal")),
  REF ("exit_criterion", "exit_criterion", REQ | COL, N_("Criterion")),
  F ("met", BOOL, REQ | HIST | COL, N_("Met"), .initial = "0"),
  F ("met_on", DATE, COL, N_("Met on")),
  F ("note", TEXT, COL, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType criterion_check = {
  .name = "criterion_check", .table = "criterion_check", .label = N_("Check of a criterion"),
  .plural = N_("Checks of criteria"), .flags = SB_RECORD_DETAIL, .fields = criterion_check_fields,
  .unique = "deal_id,exit_criterion_id"
};

static const SbChoice loss_kinds[] = {
  { "price", N_("Price") }, { "product", N_("Product") }, { "timing", N_("Timing") },
  { "relationship", N_("Relationship") }, { "competitor", N_("Competitor") }, { "no decision", N_("No decision") },
  { "internal", N_("Our own doing") }, END_OF_CHOICES
};

/* A reason that comes with a file has a name only; nothing says what kind it is. */
static const SbField loss_reason_fields[] = {
  F ("name", TEXT, REQ | COL | TITLE | FIND, N_("Name")),
  CHOICE ("kind", loss_kinds, COL, N_("Kind")),
  REF ("parent", "loss_reason", 0, N_("Part of")),
  REF ("skill", "skill", 0, N_("Skill that helps")),
  F ("active", BOOL, REQ | COL, N_("In use"), .initial = "1"),
  END_OF_FIELDS
};

static const SbRecordType loss_reason = {
  .name = "loss_reason", .table = "loss_reason", .label = N_("Loss reason"), .plural = N_("Loss reasons"),
  .fields = loss_reason_fields
};

const SbRecordType * const sb_records_process[] = {
  &pipeline, &stage, &exit_criterion, &criterion_check, &loss_reason, NULL
};
