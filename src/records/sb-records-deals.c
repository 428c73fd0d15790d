/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals: what is being sold, to whom, how far it is and who gets the credit. Leads are deals of a lead pipeline. */
#include "records/sb-record-areas.h"

static const SbChoice deal_states[] = {
  /* In the order of SbDealStatus. */
  { "open", N_("Open") }, { "won", N_("Won") }, { "lost", N_("Lost") }, { "void", N_("Void") }, END_OF_CHOICES
};

static const SbChoice forecast_categories[] = {
  { "commit", N_("Commit") }, { "best case", N_("Best case") }, { "pipeline", N_("In the pipeline") },
  { "omitted", N_("Omitted") }, END_OF_CHOICES
};

static const SbChoice deal_kinds[] = {
  { "new", N_("New business") }, { "expansion", N_("Expansion") }, { "renewal", N_("Renewal") }, END_OF_CHOICES
};

/* created_on is not required: many exports have no such column. An empty currency is the base currency. */
static const SbField deal_fields[] = {
  F ("name", TEXT, REQ | HIST | COL | TITLE | FIND, N_("Name"), .group = N_("Deal")),
  REF ("account", "account", HIST | COL, N_("Customer")),
  REF ("owner", "member", HIST | COL, N_("Owner")),
  REF ("pipeline", "pipeline", REQ, N_("Pipeline"), .group = N_("Where it stands")),
  REF ("stage", "stage", REQ | HIST | COL, N_("Stage")),
  CHOICE ("status", deal_states, REQ | HIST | COL, N_("Status"), .initial = "open"),
  PERCENT ("manual_probability", HIST, N_("Own probability"), .min = 0, .max = WHOLE),
  CHOICE ("forecast_category", forecast_categories, HIST, N_("Forecast category")),
  F ("category_manual", BOOL, HIST, N_("Category chosen by hand")),
  F ("stage_since_on", DATE, PROG, N_("In this stage since")),
  MONEY ("amount", HIST | COL, N_("Amount"), .group = N_("Value and dates")),
  F ("currency", TEXT, HIST, N_("Currency")),
  F ("created_on", DATE, 0, N_("Created on")),
  F ("expected_close_on", DATE, HIST | COL, N_("Expected close")),
  F ("closed_on", DATE, HIST | COL, N_("Closed on")),
  F ("next_step", TEXT, HIST | FIND, N_("Next step"), .group = N_("Next step")),
  F ("next_step_on", DATE, HIST, N_("Next step on")),
  F ("last_activity_on", DATE, PROG, N_("Last activity")),
  CHOICE ("kind", deal_kinds, 0, N_("Kind"), .group = N_("Background")),
  F ("source", TEXT, 0, N_("Source")),
  F ("channel", TEXT, 0, N_("Channel")),
  F ("region", TEXT, 0, N_("Region")),
  REF ("team", "team", HIST, N_("Team")),
  REF ("product", "product", 0, N_("Product")),
  F ("quantity", NUMBER, 0, N_("Quantity")),
  REF ("loss_reason", "loss_reason", HIST, N_("Loss reason"), .group = N_("When it is lost")),
  F ("loss_note", NOTE, 0, N_("What was said last")),
  F ("contract_end_on", DATE, 0, N_("Contract ends"), .group = N_("Notes")),
  F ("tags", TEXT, FIND, N_("Tags")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType deal = {
  .name = "deal", .table = "deal", .label = N_("Deal"), .plural = N_("Deals"), .fields = deal_fields
};

static const SbChoice credit_kinds[] = {
  { "revenue", N_("Revenue") }, { "overlay", N_("Overlay") }, END_OF_CHOICES
};

static const SbField deal_credit_fields[] = {
  REF ("deal", "deal", REQ | COL, N_("Deal")),
  REF ("member", "member", REQ | HIST | COL, N_("Member")),
  PERCENT ("share", REQ | HIST | COL, N_("Share"), .min = 0, .max = WHOLE, .initial = "100"),
  CHOICE ("kind", credit_kinds, REQ | COL, N_("Kind"), .initial = "revenue"),
  END_OF_FIELDS
};

static const SbRecordType deal_credit = {
  .name = "deal_credit", .table = "deal_credit", .label = N_("Credit"), .plural = N_("Credits"),
  .flags = SB_RECORD_DETAIL, .fields = deal_credit_fields, .unique = "deal_id,member_id,kind"
};

static const SbChoice visit_outcomes[] = {
  /* In the order of SbVisitOutcome. */
  { "open", N_("Still there") }, { "advanced", N_("Advanced") }, { "back", N_("Went back") }, { "won", N_("Won") },
  { "lost", N_("Lost") }, { "void", N_("Void") }, END_OF_CHOICES
};

/* An export that tells neither when a deal began nor since when it is in its stage leaves the first day open. */
static const SbField stage_visit_fields[] = {
  REF ("deal", "deal", REQ | PROG, N_("Deal")),
  REF ("stage", "stage", REQ | PROG | COL, N_("Stage")),
  F ("seq", INTEGER, REQ | PROG, N_("Number"), .min = 1, .max = G_MAXINT32),
  F ("entered_on", DATE, PROG | COL, N_("Entered")),
  F ("left_on", DATE, PROG | COL, N_("Left")),
  CHOICE ("outcome", visit_outcomes, REQ | PROG | COL, N_("Outcome"), .initial = "open"),
  F ("criteria_met", INTEGER, PROG, N_("Criteria met")),
  F ("criteria_total", INTEGER, PROG, N_("Criteria asked for")),
  F ("override_reason", TEXT, PROG | COL, N_("Why it moved on")),
  END_OF_FIELDS
};

static const SbRecordType stage_visit = {
  .name = "stage_visit", .table = "stage_visit", .label = N_("Stay in a stage"), .plural = N_("Stays in stages"),
  .flags = SB_RECORD_PROGRAM | SB_RECORD_DETAIL | SB_RECORD_LEAN, .fields = stage_visit_fields, .unique = "deal_id,seq"
};

static const SbChoice buying_roles[] = {
  { "decision maker", N_("Decision maker") }, { "economic buyer", N_("Economic buyer") },
  { "evaluator", N_("Evaluator") }, { "influencer", N_("Influencer") }, { "user", N_("User") },
  { "blocker", N_("Blocker") }, END_OF_CHOICES
};

static const SbField deal_contact_fields[] = {
  REF ("deal", "deal", REQ | COL, N_("Deal")),
  REF ("contact", "contact", REQ | COL, N_("Contact")),
  CHOICE ("buying_role", buying_roles, COL, N_("Buying role")),
  END_OF_FIELDS
};

static const SbRecordType deal_contact = {
  .name = "deal_contact", .table = "deal_contact", .label = N_("Contact on a deal"),
  .plural = N_("Contacts on deals"), .flags = SB_RECORD_DETAIL, .fields = deal_contact_fields,
  .unique = "deal_id,contact_id"
};

static const SbChoice rival_outcomes[] = {
  { "faced", N_("Faced") }, { "won against", N_("Won against") }, { "lost to", N_("Lost to") }, END_OF_CHOICES
};

static const SbField deal_competitor_fields[] = {
  REF ("deal", "deal", REQ | COL, N_("Deal")),
  REF ("competitor", "competitor", REQ | COL, N_("Competitor")),
  CHOICE ("outcome", rival_outcomes, REQ | COL, N_("Outcome"), .initial = "faced"),
  F ("battlecard_used", BOOL, 0, N_("Battle card used")),
  END_OF_FIELDS
};

static const SbRecordType deal_competitor = {
  .name = "deal_competitor", .table = "deal_competitor", .label = N_("Competitor on a deal"),
  .plural = N_("Competitors on deals"), .flags = SB_RECORD_DETAIL, .fields = deal_competitor_fields,
  .unique = "deal_id,competitor_id"
};

static const SbField forecast_submission_fields[] = {
  REF ("member", "member", COL, N_("Member")),
  REF ("team", "team", COL, N_("Team")),
  F ("start_on", DATE, REQ | COL, N_("From")),
  F ("end_on", DATE, REQ | COL, N_("To")),
  F ("submitted_at", INSTANT, REQ | COL, N_("Submitted")),
  MONEY ("commit", REQ | COL, N_("Commit")),
  MONEY ("best_case", COL, N_("Best case")),
  { .name = "pipeline", .column = "pipeline_minor", .kind = SB_KIND_MONEY, .flags = COL,
    .label = N_("In the pipeline") },
  MONEY ("adjust", 0, N_("Adjusted by")),
  F ("adjust_reason", TEXT, 0, N_("Why adjusted")),
  END_OF_FIELDS
};

static const SbRecordType forecast_submission = {
  .name = "forecast_submission", .table = "forecast_submission", .label = N_("Submitted forecast"),
  .plural = N_("Submitted forecasts"), .flags = SB_RECORD_IMMUTABLE, .fields = forecast_submission_fields
};

const SbRecordType * const sb_records_deals[] = {
  &deal, &deal_credit, &stage_visit, &deal_contact, &deal_competitor, &forecast_submission, NULL
};
