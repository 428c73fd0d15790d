/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every area shares: settings, the calendar, rates, products, actions and their checks, links and attachments. */
#include "records/sb-record-areas.h"

static const SbField workspace_setting_fields[] = {
  F ("key", TEXT, REQ | UNIQ | COL | TITLE, N_("Setting")),
  F ("value", TEXT, COL, N_("Value")),
  END_OF_FIELDS
};

static const SbRecordType workspace_setting = {
  .name = "workspace_setting", .table = "workspace_setting", .label = N_("Setting"), .plural = N_("Settings"),
  .flags = SB_RECORD_PROGRAM, .fields = workspace_setting_fields
};

static const SbChoice calendar_kinds[] = {
  { "holiday", N_("Holiday") }, { "working", N_("Working day") }, END_OF_CHOICES
};

static const SbField calendar_day_fields[] = {
  F ("day_on", DATE, REQ | UNIQ | COL | TITLE, N_("Day")),
  CHOICE ("kind", calendar_kinds, REQ | COL, N_("Kind"), .initial = "holiday"),
  F ("label", TEXT, COL | FIND, N_("Name")),
  END_OF_FIELDS
};

static const SbRecordType calendar_day = {
  .name = "calendar_day", .table = "calendar_day", .label = N_("Calendar day"), .plural = N_("Calendar days"),
  .fields = calendar_day_fields
};

static const SbField currency_rate_fields[] = {
  F ("currency", TEXT, REQ | COL | TITLE, N_("Currency")),
  F ("valid_from_on", DATE, REQ | COL, N_("Valid from")),
  F ("rate_e9", INTEGER, REQ | HIST | COL, N_("Base currency per 1,000,000,000 units"), .min = 1, .max = G_MAXINT64),
  END_OF_FIELDS
};

static const SbRecordType currency_rate = {
  .name = "currency_rate", .table = "currency_rate", .label = N_("Exchange rate"), .plural = N_("Exchange rates"),
  .fields = currency_rate_fields, .unique = "currency,valid_from_on"
};

static const SbField product_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name"), .group = N_("Product")),
  F ("code", TEXT, UNIQ | COL | FIND, N_("Code")),
  F ("category", TEXT, COL | FIND, N_("Category")),
  F ("unit", TEXT, 0, N_("Unit")),
  MONEY ("price", HIST | COL, N_("List price"), .group = N_("Price")),
  MONEY ("cost", HIST, N_("Cost")),
  F ("currency", TEXT, 0, N_("Currency")),
  F ("active", BOOL, REQ | COL, N_("In use"), .initial = "1"),
  END_OF_FIELDS
};

static const SbRecordType product = {
  .name = "product", .table = "product", .label = N_("Product"), .plural = N_("Products"), .fields = product_fields
};

static const SbChoice action_kinds[] = {
  { "task", N_("Task") }, { "support", N_("Support") }, { "prevention", N_("Prevention") },
  { "contingency", N_("Contingency") }, { "improvement", N_("Improvement") }, { "development", N_("Development") },
  { "training", N_("Training") }, { "communication", N_("Communication") }, { "follow-up", N_("Follow-up") },
  END_OF_CHOICES
};

static const SbChoice action_states[] = {
  { "open", N_("Open") }, { "done", N_("Done") }, { "dropped", N_("Dropped") }, END_OF_CHOICES
};

static const SbField action_item_fields[] = {
  F ("title", TEXT, REQ | COL | TITLE | FIND, N_("What"), .group = N_("Action")),
  CHOICE ("kind", action_kinds, REQ, N_("Kind"), .initial = "task"),
  REF ("owner", "member", REQ | COL, N_("Who")),
  F ("due_on", DATE, REQ | HIST | COL, N_("Due")),
  F ("first_due_on", DATE, PROG, N_("First due")),
  CHOICE ("state", action_states, REQ | HIST | COL, N_("State"), .initial = "open"),
  F ("done_on", DATE, 0, N_("Done on")),
  F ("source", ANY, 0, N_("Comes from"), .group = N_("Context")),
  F ("subject", ANY, 0, N_("About")),
  F ("effort_min", MINUTES, 0, N_("Effort"), .min = 0, .max = G_MAXINT32, .group = N_("Effort and result")),
  MONEY ("cost", 0, N_("Cost")),
  F ("audience", TEXT, 0, N_("Audience")),
  F ("channel", TEXT, 0, N_("Channel")),
  F ("outcome", NOTE, 0, N_("Outcome")),
  END_OF_FIELDS
};

static const SbRecordType action_item = {
  .name = "action_item", .table = "action_item", .label = N_("Action"), .plural = N_("Actions"),
  .fields = action_item_fields
};

static const SbChoice verdicts[] = {
  { "pending", N_("Pending") }, { "better", N_("Better") }, { "no clear difference", N_("No clear difference") },
  { "worse", N_("Worse") }, { "too few", N_("Too few cases") }, END_OF_CHOICES
};

static const SbField effect_check_fields[] = {
  F ("subject", ANY, REQ | COL, N_("Effect of"), .group = N_("What is checked")),
  REF ("metric", "metric", REQ | COL, N_("Metric")),
  REF ("team", "team", 0, N_("Team")),
  REF ("member", "member", 0, N_("Member")),
  F ("before_start_on", DATE, REQ, N_("Before: from"), .group = N_("Periods compared")),
  F ("before_end_on", DATE, REQ, N_("Before: to")),
  F ("after_start_on", DATE, REQ, N_("After: from")),
  F ("after_end_on", DATE, REQ, N_("After: to")),
  F ("expected_change", NUMBER, 0, N_("Expected change")),
  F ("due_on", DATE, REQ | COL, N_("Check on")),
  CHOICE ("verdict", verdicts, REQ | PROG | COL, N_("Verdict"), .initial = "pending", .group = N_("Result")),
  F ("before_value", NUMBER, PROG, N_("Value before")),
  F ("after_value", NUMBER, PROG, N_("Value after")),
  F ("before_n", INTEGER, PROG, N_("Cases before")),
  F ("after_n", INTEGER, PROG, N_("Cases after")),
  F ("computed_at", INSTANT, PROG, N_("Computed")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType effect_check = {
  .name = "effect_check", .table = "effect_check", .label = N_("Effect check"), .plural = N_("Effect checks"),
  .fields = effect_check_fields
};

static const SbChoice relations[] = {
  { "supports", N_("supports") }, { "caused by", N_("is caused by") }, { "mitigates", N_("mitigates") },
  { "addresses", N_("addresses") }, { "evidence for", N_("is evidence for") }, { "affects", N_("affects") },
  { "duplicates", N_("duplicates") }, { "relates", N_("relates to") }, END_OF_CHOICES
};

static const SbField record_link_fields[] = {
  F ("from", ANY, REQ | COL, N_("From record")),
  CHOICE ("relation", relations, REQ | COL, N_("Relation"), .initial = "relates"),
  F ("to", ANY, REQ | COL, N_("To record")),
  END_OF_FIELDS
};

static const SbRecordType record_link = {
  .name = "record_link", .table = "record_link", .label = N_("Link"), .plural = N_("Links"),
  .fields = record_link_fields
};

static const SbField document_fields[] = {
  F ("record", ANY, REQ, N_("Belongs to")),
  F ("title", TEXT, REQ | COL | TITLE | FIND, N_("Title")),
  F ("location", TEXT, COL, N_("Location")),
  F ("content", FILE, 0, N_("Content")),
  END_OF_FIELDS
};

static const SbRecordType document = {
  .name = "document", .table = "document", .label = N_("Document"), .plural = N_("Documents"),
  .fields = document_fields
};

static const SbChoice annotation_kinds[] = {
  { "change", N_("Change") }, { "holiday", N_("Holiday") }, { "campaign", N_("Campaign") }, { "price", N_("Price") },
  { "incident", N_("Incident") }, END_OF_CHOICES
};

static const SbField annotation_fields[] = {
  F ("label", TEXT, REQ | COL | TITLE | FIND, N_("Label")),
  F ("start_on", DATE, REQ | COL, N_("From")),
  F ("end_on", DATE, COL, N_("To")),
  CHOICE ("kind", annotation_kinds, REQ | COL, N_("Kind"), .initial = "change"),
  REF ("team", "team", COL, N_("Team")),
  F ("source", ANY, 0, N_("Comes from")),
  END_OF_FIELDS
};

static const SbRecordType annotation = {
  .name = "annotation", .table = "annotation", .label = N_("Chart annotation"), .plural = N_("Chart annotations"),
  .fields = annotation_fields
};

static const SbField dismissal_fields[] = {
  F ("suggestion_key", TEXT, REQ | COL | TITLE, N_("Suggestion")),
  F ("subject", ANY, COL, N_("About")),
  F ("dismissed_on", DATE, REQ | COL, N_("Dismissed on")),
  F ("until_on", DATE, COL, N_("Until")),
  F ("note", TEXT, REQ | COL, N_("Why")),
  END_OF_FIELDS
};

static const SbRecordType dismissal = {
  .name = "dismissal", .table = "dismissal", .label = N_("Dismissed suggestion"),
  .plural = N_("Dismissed suggestions"), .flags = SB_RECORD_PROGRAM, .fields = dismissal_fields
};

const SbRecordType * const sb_records_base[] = {
  &workspace_setting, &calendar_day, &currency_rate, &product, &action_item, &effect_check, &record_link, &document,
  &annotation, &dismissal, NULL
};
