/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a planning session keeps: scenarios with the teams, members and assumptions they were computed from, and the
 * customers that would change hands. A kept scenario is compared, adopted or rejected, never recomputed in place. */
#include "records/sb-record-areas.h"

static const SbChoice scenario_kinds[] = {
  { "quota", N_("Quotas") }, { "accounts", N_("Customers") }, { "replan", N_("Re-planning") },
  { "reorganisation", N_("Reorganisation") }, END_OF_CHOICES
};

static const SbChoice scenario_states[] = {
  { "draft", N_("Draft") }, { "proposed", N_("Proposed") }, { "adopted", N_("Adopted") },
  { "superseded", N_("Superseded") }, { "rejected", N_("Rejected") }, END_OF_CHOICES
};

static const SbChoice methods[] = {
  { "blend", N_("Blend") }, { "equal-chance", N_("Equal chance") }, { "equal", N_("Equal") },
  { "history", N_("Last year's share") }, { "capacity", N_("Capacity") }, { "pipeline", N_("Weighted pipeline") },
  END_OF_CHOICES
};

static const SbField scenario_fields[] = {
  F ("name", TEXT, REQ | COL | TITLE | FIND, N_("Name"), .group = N_("Scenario")),
  CHOICE ("kind", scenario_kinds, REQ | COL, N_("Kind"), .initial = "quota"),
  CHOICE ("state", scenario_states, REQ | HIST | COL, N_("State"), .initial = "draft"),
  REF ("parent", "scenario", 0, N_("Made from")),
  REF ("goal", "goal", COL, N_("Goal")),
  REF ("snapshot", "snapshot", REQ, N_("Snapshot")),
  F ("start_on", DATE, REQ | COL, N_("From"), .group = N_("Period and target")),
  F ("end_on", DATE, REQ | COL, N_("To")),
  MONEY ("target", REQ | COL, N_("Target")),
  CHOICE ("method", methods, REQ | COL, N_("Method"), .initial = "blend", .group = N_("How it is spread")),
  PERCENT ("alpha", REQ, N_("Weight of the own forecast"), .min = 0, .max = WHOLE, .initial = "50"),
  PERCENT ("beta", REQ, N_("Weight of the fair share"), .min = 0, .max = WHOLE, .initial = "30"),
  PERCENT ("gamma", REQ, N_("Weight of the current quota"), .min = 0, .max = WHOLE, .initial = "20"),
  PERCENT ("kappa", REQ, N_("Capacity against potential"), .min = 0, .max = WHOLE, .initial = "50"),
  PERCENT ("floor", REQ, N_("At least, of the current quota"), .min = 0, .max = 10 * WHOLE, .initial = "60"),
  PERCENT ("cap", REQ, N_("At most, of the current quota"), .min = 0, .max = 10 * WHOLE, .initial = "130"),
  PERCENT ("over", REQ, N_("Over-assignment"), .min = 0, .max = 10 * WHOLE, .initial = "0"),
  PERCENT ("team_share", REQ, N_("Pay that follows the team"), .min = 0, .max = WHOLE, .initial = "0"),
  PERCENT ("correlation", REQ, N_("Deals that move together"), .min = 0, .max = WHOLE * 3 / 10, .initial = "5"),
  F ("development_min", MINUTES, 0, N_("Development a month"), .min = 0, .max = G_MAXINT32),
  MONEY ("step", 0, N_("Round to"), .min = 0, .max = G_MAXINT64),
  F ("draws", INTEGER, REQ, N_("Draws"), .min = 1, .max = 10000000, .initial = "50000", .group = N_("Simulation")),
  F ("seed", INTEGER, REQ, N_("Seed"), .initial = "1"),
  F ("engine_version", TEXT, REQ | PROG, N_("Made by engine")),
  F ("reason", NOTE, 0, N_("Reason")),
  F ("adopted_at", INSTANT, PROG, N_("Adopted")),
  END_OF_FIELDS
};

static const SbRecordType scenario = {
  .name = "scenario", .table = "scenario", .label = N_("Scenario"), .plural = N_("Scenarios"),
  .fields = scenario_fields
};

static const SbField scenario_team_fields[] = {
  REF ("scenario", "scenario", REQ, N_("Scenario")),
  REF ("team", "team", REQ | COL, N_("Team")),
  MONEY ("floor", COL, N_("At least")),
  MONEY ("cap", COL, N_("At most")),
  MONEY ("quota", PROG | COL, N_("Quota")),
  END_OF_FIELDS
};

static const SbRecordType scenario_team = {
  .name = "scenario_team", .table = "scenario_team", .label = N_("Team of a scenario"),
  .plural = N_("Teams of scenarios"), .flags = SB_RECORD_DETAIL, .fields = scenario_team_fields,
  .unique = "scenario_id,team_id"
};

static const SbField scenario_member_fields[] = {
  REF ("scenario", "scenario", REQ, N_("Scenario"), .group = N_("Member")),
  REF ("member", "member", REQ | COL, N_("Member")),
  REF ("team", "team", REQ | COL, N_("Team")),
  MONEY ("bottom_up", COL, N_("Own forecast"), .group = N_("What the quota follows from")),
  MONEY ("fair", PROG, N_("Fair share")),
  MONEY ("current", COL, N_("Current quota")),
  MONEY ("potential", 0, N_("Potential")),
  F ("capacity_days", NUMBER, PROG, N_("Productive days")),
  F ("capacity_min", MINUTES, 0, N_("Hours for customers"), .min = 0, .max = G_MAXINT32),
  PERCENT ("target_share", 0, N_("Share of the target"), .min = 0, .max = WHOLE),
  F ("max_accounts", INTEGER, 0, N_("Customers at most"), .min = 0, .max = G_MAXINT32),
  MONEY ("floor", 0, N_("At least")),
  MONEY ("cap", 0, N_("At most")),
  F ("is_locked", BOOL, REQ | COL, N_("Locked"), .initial = "0", .group = N_("Quota")),
  MONEY ("quota", PROG | COL, N_("Quota")),
  MONEY ("override", COL, N_("Typed quota")),
  F ("override_reason", TEXT, 0, N_("Why it was changed")),
  END_OF_FIELDS
};

/* A member of two teams stands in each. */
static const SbRecordType scenario_member = {
  .name = "scenario_member", .table = "scenario_member", .label = N_("Member of a scenario"),
  .plural = N_("Members of scenarios"), .flags = SB_RECORD_DETAIL, .fields = scenario_member_fields,
  .unique = "scenario_id,member_id,team_id"
};

static const SbField scenario_delta_fields[] = {
  REF ("scenario", "scenario", REQ, N_("Scenario")),
  F ("subject", ANY, REQ | COL, N_("About")),
  F ("field", TEXT, REQ | COL, N_("Field")),
  F ("value", TEXT, REQ | COL, N_("Assumed value")),
  F ("note", TEXT, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType scenario_delta = {
  .name = "scenario_delta", .table = "scenario_delta", .label = N_("Assumption of a scenario"),
  .plural = N_("Assumptions of scenarios"), .flags = SB_RECORD_DETAIL, .fields = scenario_delta_fields
};

static const SbChoice move_states[] = {
  { "proposed", N_("Proposed") }, { "accepted", N_("Accepted") }, { "rejected", N_("Rejected") },
  { "done", N_("Done") }, END_OF_CHOICES
};

static const SbField account_move_fields[] = {
  REF ("scenario", "scenario", REQ, N_("Scenario")),
  REF ("account", "account", REQ | COL, N_("Customer")),
  REF ("from_member", "member", COL, N_("From")),
  REF ("to_member", "member", REQ | COL, N_("To")),
  F ("gain", NUMBER, REQ | COL, N_("Gain in balance")),
  CHOICE ("state", move_states, REQ | COL, N_("State"), .initial = "proposed"),
  F ("reason", TEXT, 0, N_("Reason")),
  END_OF_FIELDS
};

static const SbRecordType account_move = {
  .name = "account_move", .table = "account_move", .label = N_("Change of owner"),
  .plural = N_("Changes of owner"), .flags = SB_RECORD_DETAIL, .fields = account_move_fields
};

const SbRecordType * const sb_records_planner[] = {
  &scenario, &scenario_team, &scenario_member, &scenario_delta, &account_move, NULL
};
