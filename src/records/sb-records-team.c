/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of a workspace: teams, members, roles, who belongs where and when they are away. An import knows a member
 * often only by name, so what it cannot know is not required. */
#include "records/sb-record-areas.h"

static const SbField team_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name")),
  REF ("parent", "team", HIST | COL, N_("Part of")),
  REF ("manager", "member", HIST | COL, N_("Manager")),
  F ("region", TEXT, COL | FIND, N_("Region")),
  END_OF_FIELDS
};

static const SbRecordType team = {
  .name = "team", .table = "team", .label = N_("Team"), .plural = N_("Teams"), .fields = team_fields
};

static const SbChoice recognition_wishes[] = {
  { "public", N_("In public") }, { "team", N_("In the team") }, { "private", N_("In private") },
  { "none", N_("Rather not") }, END_OF_CHOICES
};

/* hired_on is required for a person typed in by AREAS.md, but the placeholder that an import makes for an unknown owner
 * has none; without it there is no ramp. active is 0 for such placeholders. */
static const SbField member_fields[] = {
  F ("name", TEXT, REQ | COL | TITLE | FIND, N_("Name"), .group = N_("Person")),
  F ("employee_no", TEXT, UNIQ | FIND, N_("Employee number")),
  F ("email", TEXT, COL | FIND, N_("E-mail")),
  F ("phone", TEXT, FIND, N_("Phone")),
  REF ("manager", "member", HIST | COL, N_("Manager")),
  F ("active", BOOL, REQ | HIST | COL, N_("Active"), .initial = "1"),
  F ("hired_on", DATE, COL, N_("Hired on"), .group = N_("Employment")),
  F ("left_on", DATE, HIST, N_("Left on")),
  F ("birth_on", DATE, PRIV, N_("Date of birth")),
  PERCENT ("fte", REQ | HIST, N_("Working time"), .min = 0, .max = 2 * WHOLE, .initial = "100"),
  PERCENT ("selling_share", REQ | HIST, N_("Share of time for selling"), .min = 0, .max = WHOLE, .initial = "100"),
  F ("week_min", MINUTES, 0, N_("Working week"), .min = 0, .max = 7 * 24 * 60),
  F ("leave_days", NUMBER, PRIV, N_("Days of leave a year")),
  CHOICE ("recognition_wish", recognition_wishes, REQ, N_("Wants praise"), .initial = "team", .group = N_("Notes")),
  F ("note", NOTE, PRIV, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType member = {
  .name = "member", .table = "member", .label = N_("Member"), .plural = N_("Members"), .fields = member_fields
};

static const SbChoice role_kinds[] = {
  { "new business", N_("New business") }, { "account", N_("Account management") }, { "presales", N_("Presales") },
  { "service", N_("Service") }, { "manager", N_("Manager") }, END_OF_CHOICES
};

static const SbField role_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name")),
  CHOICE ("kind", role_kinds, REQ | COL, N_("Kind"), .initial = "account"),
  F ("ladder_level", INTEGER, COL, N_("Step of the ladder"), .min = 1, .max = 99),
  F ("ramp_steps", TEXT, 0, N_("Ramp by month (percent, separated by commas)")),
  F ("description", NOTE, 0, N_("Description")),
  END_OF_FIELDS
};

static const SbRecordType role = {
  .name = "role", .table = "role", .label = N_("Role"), .plural = N_("Roles"), .fields = role_fields
};

/* A list of users names a team without a role, a role without a team, and seldom since when: each may be empty.
 * Without a first day a membership has always been. */
static const SbField membership_fields[] = {
  REF ("member", "member", REQ | COL, N_("Member")),
  REF ("team", "team", COL, N_("Team")),
  REF ("role", "role", COL, N_("Role")),
  PERCENT ("share", REQ | COL, N_("Share"), .min = 0, .max = WHOLE, .initial = "100"),
  F ("valid_from_on", DATE, COL, N_("From")),
  F ("valid_to_on", DATE, COL, N_("To")),
  END_OF_FIELDS
};

static const SbRecordType membership = {
  .name = "membership", .table = "membership", .label = N_("Membership"), .plural = N_("Memberships"),
  .flags = SB_RECORD_DETAIL, .fields = membership_fields
};

static const SbChoice absence_kinds[] = {
  { "leave", N_("Leave") }, { "sick", N_("Sick") }, { "training", N_("Training") }, { "other", N_("Other") },
  END_OF_CHOICES
};

static const SbField absence_fields[] = {
  REF ("member", "member", REQ | COL, N_("Member")),
  F ("start_on", DATE, REQ | COL, N_("From")),
  F ("end_on", DATE, REQ | COL, N_("To")),
  PERCENT ("part", REQ, N_("Part of the day"), .min = 1, .max = WHOLE, .initial = "100"),
  CHOICE ("kind", absence_kinds, PRIV, N_("Kind")),
  F ("planned", BOOL, 0, N_("Planned")),
  END_OF_FIELDS
};

static const SbRecordType absence = {
  .name = "absence", .table = "absence", .label = N_("Absence"), .plural = N_("Absences"), .flags = SB_RECORD_DETAIL,
  .fields = absence_fields
};

static const SbChoice time_kinds[] = {
  { "selling", N_("Selling") }, { "service", N_("Service") }, { "coaching", N_("Coaching") },
  { "training", N_("Training") }, { "admin", N_("Administration") }, { "travel", N_("Travel") }, END_OF_CHOICES
};

static const SbField time_entry_fields[] = {
  REF ("member", "member", REQ | COL, N_("Member")),
  F ("day_on", DATE, REQ | COL, N_("Day")),
  F ("spent_min", MINUTES, REQ | COL, N_("Time"), .min = 1, .max = 24 * 60),
  CHOICE ("kind", time_kinds, REQ | COL, N_("Kind"), .initial = "selling"),
  F ("note", TEXT, COL, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType time_entry = {
  .name = "time_entry", .table = "time_entry", .label = N_("Time entry"), .plural = N_("Time entries"),
  .flags = SB_RECORD_DETAIL, .fields = time_entry_fields
};

const SbRecordType * const sb_records_team[] = {
  &team, &member, &role, &membership, &absence, &time_entry, NULL
};
