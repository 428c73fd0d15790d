/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: who they are, whom one talks to there, what they like, and what service they are due. */
#include "records/sb-record-areas.h"

static const SbField need_class_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name")),
  F ("position", INTEGER, REQ | COL, N_("Position"), .initial = "1"),
  F ("description", NOTE, COL, N_("Description")),
  END_OF_FIELDS
};

static const SbRecordType need_class = {
  .name = "need_class", .table = "need_class", .label = N_("Need class"), .plural = N_("Need classes"),
  .fields = need_class_fields
};

static const SbChoice account_kinds[] = {
  { "prospect", N_("Prospect") }, { "customer", N_("Customer") }, { "former", N_("Former customer") },
  { "partner", N_("Partner") }, END_OF_CHOICES
};

static const SbChoice classes[] = {
  { "A", N_("A") }, { "B", N_("B") }, { "C", N_("C") }, END_OF_CHOICES
};

static const SbField account_fields[] = {
  F ("name", TEXT, REQ | HIST | COL | TITLE | FIND, N_("Name"), .group = N_("Customer")),
  F ("short_name", TEXT, FIND, N_("Short name")),
  CHOICE ("kind", account_kinds, REQ | COL, N_("Kind"), .initial = "prospect"),
  F ("industry", TEXT, COL | FIND, N_("Industry")),
  REF ("owner", "member", HIST | COL, N_("Owner")),
  F ("owner_locked", BOOL, 0, N_("Keeps its owner")),
  F ("region", TEXT, COL | FIND, N_("Region"), .group = N_("Address")),
  F ("city", TEXT, COL | FIND, N_("City")),
  F ("country", TEXT, 0, N_("Country")),
  F ("address", TEXT, 0, N_("Address")),
  F ("phone", TEXT, FIND, N_("Phone")),
  F ("email", TEXT, FIND, N_("E-mail")),
  F ("website", TEXT, FIND, N_("Website")),
  F ("employees", INTEGER, 0, N_("Employees"), .min = 0, .max = G_MAXINT32, .group = N_("Company")),
  F ("founded_year", INTEGER, 0, N_("Founded"), .min = 1, .max = 9999),
  MONEY ("annual_revenue", 0, N_("Annual revenue")),
  F ("rating", TEXT, 0, N_("Rating")),
  F ("registration_no", TEXT, FIND, N_("Registration number")),
  REF ("parent", "account", 0, N_("Part of")),
  REF ("need_class", "need_class", HIST, N_("Need class"), .group = N_("Value and need")),
  CHOICE ("class_override", classes, HIST, N_("Class chosen by hand")),
  F ("class_reason", TEXT, 0, N_("Why this class")),
  MONEY ("annual_margin", HIST, N_("Margin a year")),
  PERCENT ("retention", HIST, N_("Chance to stay a year"), .min = 0, .max = WHOLE),
  MONEY ("potential", HIST, N_("Potential a year")),
  F ("potential_source", TEXT, 0, N_("Source of the potential")),
  F ("potential_on", DATE, 0, N_("Potential as of")),
  F ("relationship", INTEGER, 0, N_("Relationship (0–5)"), .min = 0, .max = 5),
  F ("source", TEXT, 0, N_("Source"), .group = N_("Next step and notes")),
  F ("next_step", TEXT, FIND, N_("Next step")),
  F ("next_step_on", DATE, 0, N_("Next step on")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType account = {
  .name = "account", .table = "account", .label = N_("Customer"), .plural = N_("Customers"), .fields = account_fields
};

/* A person whose company a file does not tell is kept without one. */
static const SbField contact_fields[] = {
  REF ("account", "account", COL, N_("Customer"), .group = N_("Person")),
  F ("name", TEXT, REQ | COL | TITLE | FIND, N_("Name")),
  F ("title", TEXT, COL, N_("Job title")),
  F ("department", TEXT, 0, N_("Department")),
  F ("role", TEXT, COL, N_("Role in buying")),
  F ("email", TEXT, COL | FIND, N_("E-mail"), .group = N_("Reached by")),
  F ("phone", TEXT, COL | FIND, N_("Phone")),
  F ("im_handle", TEXT, FIND, N_("Messenger")),
  REF ("owner", "member", 0, N_("Owner"), .group = N_("More")),
  F ("source", TEXT, 0, N_("Source")),
  F ("is_primary", BOOL, 0, N_("Main contact")),
  F ("left_on", DATE, 0, N_("Left on")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType contact = {
  .name = "contact", .table = "contact", .label = N_("Contact"), .plural = N_("Contacts"), .flags = SB_RECORD_DETAIL,
  .fields = contact_fields
};

static const SbChoice preference_kinds[] = {
  { "channel", N_("Channel") }, { "time", N_("Time") }, { "product", N_("Product") },
  { "price sensitivity", N_("Price sensitivity") }, { "payment habit", N_("Payment habit") },
  { "other", N_("Other") }, END_OF_CHOICES
};

/* A preference from a column of a customer file has no day of its own. */
static const SbField preference_fields[] = {
  REF ("account", "account", REQ | COL, N_("Customer")),
  REF ("contact", "contact", COL, N_("Contact")),
  CHOICE ("kind", preference_kinds, REQ | COL, N_("Kind"), .initial = "other"),
  F ("value", TEXT, REQ | COL | TITLE | FIND, N_("Preference")),
  F ("strength", INTEGER, COL, N_("Strength (1–5)"), .min = 1, .max = 5),
  F ("source", TEXT, 0, N_("Source")),
  F ("noted_on", DATE, COL, N_("Noted on")),
  END_OF_FIELDS
};

static const SbRecordType preference = {
  .name = "preference", .table = "preference", .label = N_("Preference"), .plural = N_("Preferences"),
  .flags = SB_RECORD_DETAIL, .fields = preference_fields
};

static const SbChoice activity_kinds[] = {
  { "call", N_("Call") }, { "visit", N_("Visit") }, { "meeting", N_("Meeting") }, { "email", N_("E-mail") },
  { "message", N_("Message") }, { "demo", N_("Demonstration") }, { "service", N_("Service") },
  { "other", N_("Other") }, END_OF_CHOICES
};

/* A log may lack the day or the person; such an activity counts in no period and for nobody. */
static const SbField activity_fields[] = {
  CHOICE ("kind", activity_kinds, REQ | COL, N_("Kind"), .initial = "other", .group = N_("Activity")),
  F ("subject", TEXT, COL | TITLE | FIND, N_("Subject")),
  F ("day_on", DATE, COL, N_("Day")),
  F ("started_at", INSTANT, 0, N_("Started")),
  F ("due_on", DATE, 0, N_("Due")),
  F ("spent_min", MINUTES, COL, N_("Time"), .min = 0, .max = G_MAXINT32),
  F ("done", BOOL, REQ | COL, N_("Done"), .initial = "1"),
  REF ("account", "account", COL, N_("Customer"), .group = N_("With whom")),
  REF ("deal", "deal", COL, N_("Deal")),
  REF ("contact", "contact", 0, N_("Contact")),
  REF ("owner", "member", COL, N_("Owner")),
  F ("outcome", TEXT, FIND, N_("Outcome"), .group = N_("Result")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType activity = {
  .name = "activity", .table = "activity", .label = N_("Activity"), .plural = N_("Activities"),
  .fields = activity_fields
};

static const SbField service_standard_fields[] = {
  CHOICE ("value_class", classes, REQ | COL | TITLE, N_("Class")),
  REF ("need_class", "need_class", REQ | COL, N_("Need class")),
  F ("contact_days", INTEGER, REQ | COL, N_("Days between contacts"), .min = 1, .max = 3660),
  F ("calls_per_quarter", INTEGER, REQ | COL, N_("Calls a quarter"), .min = 0, .max = 1000),
  F ("call_min", INTEGER, REQ | COL, N_("Minutes a call"), .min = 0, .max = 24 * 60),
  F ("channel", TEXT, COL, N_("Channel")),
  REF ("owner_role", "role", 0, N_("Served by")),
  F ("response_hours", INTEGER, 0, N_("Answer within (hours)"), .min = 0, .max = 8760),
  END_OF_FIELDS
};

static const SbRecordType service_standard = {
  .name = "service_standard", .table = "service_standard", .label = N_("Service standard"),
  .plural = N_("Service standards"), .fields = service_standard_fields, .unique = "value_class,need_class_id"
};

const SbRecordType * const sb_records_customers[] = {
  &need_class, &account, &contact, &preference, &activity, &service_standard, NULL
};
