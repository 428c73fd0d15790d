/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals and what they are measured in. Money metrics fill the money column, all others the number beside it. */
#include "records/sb-record-areas.h"

static const SbChoice units[] = {
  { "money", N_("Money") }, { "count", N_("Count") }, { "percent", N_("Percent") }, { "days", N_("Days") },
  { "hours", N_("Hours") }, { "score", N_("Score") }, END_OF_CHOICES
};

static const SbChoice directions[] = {
  { "up", N_("More is better") }, { "down", N_("Less is better") }, END_OF_CHOICES
};

static const SbChoice metric_kinds[] = {
  { "leading", N_("Leading") }, { "lagging", N_("Lagging") }, { "development", N_("Development") }, END_OF_CHOICES
};

static const SbChoice metric_sources[] = {
  { "computed", N_("Computed") }, { "manual", N_("Typed in") }, END_OF_CHOICES
};

static const SbChoice aggregations[] = {
  { "sum", N_("Sum") }, { "mean", N_("Mean") }, { "last", N_("Last value") }, { "ratio", N_("Ratio") }, END_OF_CHOICES
};

static const SbField metric_fields[] = {
  F ("name", TEXT, REQ | UNIQ | COL | TITLE | FIND, N_("Name"), .group = N_("Metric")),
  F ("code", TEXT, UNIQ, N_("Code")),
  CHOICE ("unit", units, REQ | COL, N_("Unit"), .initial = "count"),
  CHOICE ("direction", directions, REQ | COL, N_("Direction"), .initial = "up"),
  CHOICE ("kind", metric_kinds, REQ | COL, N_("Kind"), .initial = "lagging"),
  CHOICE ("source", metric_sources, REQ | COL, N_("Source"), .initial = "manual"),
  CHOICE ("aggregation", aggregations, REQ, N_("Combined by"), .initial = "sum"),
  F ("owner_field", TEXT, 0, N_("Counts for"), .group = N_("How it is counted")),
  F ("date_field", TEXT, 0, N_("Counts on")),
  F ("definition", NOTE, REQ, N_("Definition")),
  F ("curve", TEXT, 0, N_("Points of the score")),
  F ("active", BOOL, REQ | COL, N_("In use"), .initial = "1"),
  END_OF_FIELDS
};

static const SbRecordType metric = {
  .name = "metric", .table = "metric", .label = N_("Metric"), .plural = N_("Metrics"), .fields = metric_fields
};

static const SbField metric_value_fields[] = {
  REF ("metric", "metric", REQ | COL, N_("Metric")),
  REF ("team", "team", COL, N_("Team")),
  REF ("member", "member", COL, N_("Member")),
  F ("start_on", DATE, REQ | COL, N_("From")),
  F ("end_on", DATE, REQ | COL, N_("To")),
  { .name = "amount", .column = "value_minor", .kind = SB_KIND_MONEY, .flags = HIST | COL, .label = N_("Amount") },
  F ("value", NUMBER, HIST | COL, N_("Value")),
  F ("n", INTEGER, 0, N_("Cases"), .min = 0, .max = G_MAXINT64),
  F ("source_note", TEXT, 0, N_("Where it comes from")),
  END_OF_FIELDS
};

static const SbRecordType metric_value = {
  .name = "metric_value", .table = "metric_value", .label = N_("Value of a metric"),
  .plural = N_("Values of metrics"), .flags = SB_RECORD_DETAIL, .fields = metric_value_fields
};

static const SbChoice goal_kinds[] = {
  { "committed", N_("Committed") }, { "stretch", N_("Stretch") }, { "development", N_("Development") }, END_OF_CHOICES
};

static const SbChoice scopes[] = {
  { "workspace", N_("Everybody") }, { "team", N_("Team") }, { "member", N_("Member") }, END_OF_CHOICES
};

static const SbChoice period_kinds[] = {
  { "year", N_("Year") }, { "half", N_("Half-year") }, { "quarter", N_("Quarter") }, { "month", N_("Month") },
  { "week", N_("Week") }, { "custom", N_("From day to day") }, END_OF_CHOICES
};

static const SbChoice team_modes[] = {
  { "sum", N_("Sum of the members") }, { "independent", N_("Independent") }, { "over-assigned", N_("Over-assigned") },
  END_OF_CHOICES
};

static const SbChoice phasings[] = {
  { "equal", N_("Equal") }, { "working days", N_("Working days") }, { "seasonal", N_("Seasonal") },
  { "custom", N_("By hand") }, END_OF_CHOICES
};

static const SbChoice goal_states[] = {
  { "draft", N_("Draft") }, { "published", N_("Published") }, { "closed", N_("Closed") },
  { "withdrawn", N_("Withdrawn") }, END_OF_CHOICES
};

/* A target that comes with a file names no owner, so none is required; the member or the team's manager stands in. */
static const SbField goal_fields[] = {
  F ("title", TEXT, REQ | HIST | COL | TITLE | FIND, N_("Title"), .group = N_("Goal")),
  REF ("metric", "metric", REQ | HIST | COL, N_("Metric")),
  CHOICE ("kind", goal_kinds, REQ, N_("Kind"), .initial = "committed"),
  CHOICE ("scope", scopes, REQ, N_("For"), .initial = "workspace"),
  REF ("team", "team", HIST | COL, N_("Team")),
  REF ("member", "member", HIST | COL, N_("Member")),
  F ("vacant", BOOL, 0, N_("Not assigned yet")),
  REF ("owner", "member", 0, N_("Answers for it")),
  CHOICE ("period_kind", period_kinds, REQ, N_("Period"), .initial = "year", .group = N_("Period and target")),
  F ("start_on", DATE, REQ | HIST | COL, N_("From")),
  F ("end_on", DATE, REQ | HIST | COL, N_("To")),
  MONEY ("baseline", HIST, N_("Baseline")),
  MONEY ("target", HIST | COL, N_("Target")),
  F ("baseline_value", NUMBER, HIST, N_("Baseline (number)")),
  F ("target_value", NUMBER, HIST | COL, N_("Target (number)")),
  CHOICE ("phasing", phasings, REQ, N_("Spread over the months"), .initial = "working days"),
  REF ("product", "product", 0, N_("Product"), .group = N_("Counts only")),
  F ("customer_class", TEXT, 0, N_("Customer class")),
  F ("region", TEXT, 0, N_("Region")),
  REF ("parent", "goal", HIST, N_("Part of"), .group = N_("Place among the goals")),
  F ("theme", TEXT, 0, N_("Theme")),
  CHOICE ("team_mode", team_modes, 0, N_("Team target")),
  PERCENT ("over_assign", 0, N_("Over-assignment"), .min = 0, .max = 10 * WHOLE),
  PERCENT ("weight", 0, N_("Weight"), .min = 0, .max = WHOLE),
  F ("checkin_days", INTEGER, 0, N_("Days between check-ins"), .min = 1, .max = 366, .group = N_("Follow-up")),
  F ("assumed_days", NUMBER, 0, N_("Productive days assumed")),
  CHOICE ("state", goal_states, REQ | HIST | COL, N_("State"), .initial = "draft"),
  F ("published_at", INSTANT, PROG, N_("Published")),
  F ("note", NOTE, 0, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType goal = {
  .name = "goal", .table = "goal", .label = N_("Goal"), .plural = N_("Goals"), .fields = goal_fields
};

static const SbField goal_version_fields[] = {
  REF ("goal", "goal", REQ | COL, N_("Goal")),
  F ("version", INTEGER, REQ | COL, N_("Version"), .min = 1, .max = G_MAXINT32),
  MONEY ("target", COL, N_("Target")),
  F ("target_value", NUMBER, COL, N_("Target (number)")),
  F ("start_on", DATE, REQ | COL, N_("From")),
  F ("end_on", DATE, REQ | COL, N_("To")),
  F ("effective_on", DATE, REQ | COL, N_("In force from")),
  F ("reason", NOTE, REQ | COL, N_("Reason")),
  END_OF_FIELDS
};

static const SbRecordType goal_version = {
  .name = "goal_version", .table = "goal_version", .label = N_("Version of a goal"),
  .plural = N_("Versions of goals"), .flags = SB_RECORD_IMMUTABLE | SB_RECORD_DETAIL, .fields = goal_version_fields,
  .unique = "goal_id,version"
};

static const SbChoice stage_origins[] = {
  { "calculated", N_("Calculated") }, { "typed", N_("Typed") }, END_OF_CHOICES
};

/* A stage is a part of its goal; a goal for one year has the year itself as its only stage when it came with a file. */
static const SbField goal_stage_fields[] = {
  REF ("goal", "goal", REQ | COL, N_("Goal")),
  CHOICE ("period_kind", period_kinds, REQ | COL, N_("Period"), .initial = "month"),
  F ("start_on", DATE, REQ | COL, N_("From")),
  F ("end_on", DATE, REQ | COL, N_("To")),
  MONEY ("target", HIST | COL, N_("Target")),
  F ("target_value", NUMBER, HIST | COL, N_("Target (number)")),
  MONEY ("calculated", PROG, N_("Calculated")),
  F ("calculated_value", NUMBER, PROG, N_("Calculated (number)")),
  PERCENT ("weight", 0, N_("Weight"), .min = 0, .max = WHOLE),
  F ("locked", BOOL, REQ | COL, N_("Locked"), .initial = "0"),
  CHOICE ("origin", stage_origins, REQ | COL, N_("Origin"), .initial = "typed"),
  F ("override_reason", TEXT, 0, N_("Why it was changed")),
  END_OF_FIELDS
};

static const SbRecordType goal_stage = {
  .name = "goal_stage", .table = "goal_stage", .label = N_("Stage goal"), .plural = N_("Stage goals"),
  .flags = SB_RECORD_DETAIL, .fields = goal_stage_fields
};

/* One look at a goal: what was reached by then and how sure its owner is, in tenths. */
static const SbField check_in_fields[] = {
  REF ("goal", "goal", REQ | COL, N_("Goal")),
  F ("day_on", DATE, REQ | COL, N_("Day")),
  { .name = "amount", .column = "value_minor", .kind = SB_KIND_MONEY, .flags = COL, .label = N_("Amount") },
  F ("value", NUMBER, COL, N_("Value")),
  F ("confidence", INTEGER, COL, N_("Confidence (0–10)"), .min = 0, .max = 10),
  REF ("author", "member", COL, N_("Written by")),
  F ("note", NOTE, COL | FIND, N_("Note")),
  END_OF_FIELDS
};

static const SbRecordType check_in = {
  .name = "check_in", .table = "check_in", .label = N_("Check-in"), .plural = N_("Check-ins"),
  .flags = SB_RECORD_DETAIL, .fields = check_in_fields
};

const SbRecordType * const sb_records_goals[] = {
  &metric, &metric_value, &goal, &goal_version, &goal_stage, &check_in, NULL
};
