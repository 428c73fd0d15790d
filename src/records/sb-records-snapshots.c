/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frozen numbers: what was known on a day, kept for comparison and never changed. */
#include "records/sb-record-areas.h"

static const SbChoice snapshot_kinds[] = {
  { "weekly", N_("Weekly") }, { "meeting", N_("Meeting") }, { "plan", N_("Plan") }, { "manual", N_("By hand") },
  END_OF_CHOICES
};

static const SbField snapshot_fields[] = {
  F ("name", TEXT, REQ | COL | TITLE | FIND, N_("Name")),
  CHOICE ("kind", snapshot_kinds, REQ | COL, N_("Kind"), .initial = "manual"),
  F ("taken_at", INSTANT, REQ | COL, N_("Taken")),
  F ("as_of_on", DATE, REQ | COL, N_("As of")),
  F ("checksum", TEXT, REQ | PROG, N_("Checksum")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType snapshot = {
  .name = "snapshot", .table = "snapshot", .label = N_("Snapshot"), .plural = N_("Snapshots"),
  .flags = SB_RECORD_IMMUTABLE, .fields = snapshot_fields
};

static const SbField snapshot_value_fields[] = {
  REF ("snapshot", "snapshot", REQ | PROG, N_("Snapshot")),
  REF ("metric", "metric", REQ | PROG | COL, N_("Metric")),
  REF ("team", "team", PROG | COL, N_("Team")),
  REF ("member", "member", PROG | COL, N_("Member")),
  F ("start_on", DATE, REQ | PROG | COL, N_("From")),
  F ("end_on", DATE, REQ | PROG | COL, N_("To")),
  { .name = "amount", .column = "value_minor", .kind = SB_KIND_MONEY, .flags = PROG | COL, .label = N_("Amount") },
  F ("value", NUMBER, PROG | COL, N_("Value")),
  F ("numerator", NUMBER, PROG, N_("Numerator")),
  F ("denominator", NUMBER, PROG, N_("Denominator")),
  F ("n", INTEGER, PROG | COL, N_("Cases")),
  F ("reason", TEXT, PROG | COL, N_("Reason")),
  END_OF_FIELDS
};

static const SbRecordType snapshot_value = {
  .name = "snapshot_value", .table = "snapshot_value", .label = N_("Frozen number"), .plural = N_("Frozen numbers"),
  .flags = SB_RECORD_PROGRAM | SB_RECORD_IMMUTABLE | SB_RECORD_DETAIL | SB_RECORD_LEAN,
  .fields = snapshot_value_fields
};

static const SbChoice probability_origins[] = {
  { "manual", N_("By hand") }, { "model", N_("Model") }, { "learned", N_("Learned") }, { "default", N_("Stage") },
  END_OF_CHOICES
};

static const SbField pipeline_point_fields[] = {
  REF ("snapshot", "snapshot", REQ | PROG, N_("Snapshot")),
  REF ("deal", "deal", REQ | PROG | COL, N_("Deal")),
  REF ("stage", "stage", REQ | PROG | COL, N_("Stage")),
  REF ("owner", "member", PROG | COL, N_("Owner")),
  MONEY ("amount", PROG | COL, N_("Amount")),
  F ("currency", TEXT, PROG, N_("Currency")),
  PERCENT ("probability", REQ | PROG | COL, N_("Probability"), .min = 0, .max = WHOLE),
  CHOICE ("probability_origin", probability_origins, REQ | PROG, N_("Probability from")),
  PERCENT ("model", PROG, N_("Probability of the model"), .min = 0, .max = WHOLE),
  PERCENT ("learned", PROG, N_("Learned probability"), .min = 0, .max = WHOLE),
  F ("expected_close_on", DATE, PROG | COL, N_("Expected close")),
  F ("forecast_category", TEXT, PROG, N_("Forecast category")),
  END_OF_FIELDS
};

static const SbRecordType pipeline_point = {
  .name = "pipeline_point", .table = "pipeline_point", .label = N_("Frozen deal"), .plural = N_("Frozen deals"),
  .flags = SB_RECORD_PROGRAM | SB_RECORD_IMMUTABLE | SB_RECORD_DETAIL | SB_RECORD_LEAN,
  .fields = pipeline_point_fields
};

const SbRecordType * const sb_records_snapshots[] = {
  &snapshot, &snapshot_value, &pipeline_point, NULL
};
