/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of the goals: metrics, typed values, goals of every state but the withdrawn, stages, versions, check-ins. */
#include "store/sb-facts-private.h"

#include <string.h>

static const char *const kinds[] = { "committed", "stretch", "development", NULL };
static const char *const scopes[] = { "workspace", "team", "member", NULL };
static const char *const states[] = { "draft", "published", "closed", "withdrawn", NULL };
static const char *const phasings[] = { "equal", "working days", "seasonal", "custom", NULL };
static const char *const team_modes[] = { "sum", "independent", "over-assigned", NULL };
static const char *const periods[] = { "year", "half", "quarter", "month", "week", "custom", NULL };
static const char *const units[] = { "money", "count", "percent", "days", "hours", "score", NULL };
static const char *const metric_kinds[] = { "leading", "lagging", "development", NULL };
static const char *const aggregations[] = { "sum", "mean", "last", "ratio", NULL };

/* What a newer version may have put there counts as the first choice. */
static guint8
choice (SbStmt *stmt, int column, const char *const *keys)
{
  guint8 index = sb_load_choice (stmt, column, keys);

  return index == 0xFF ? 0 : index;
}

static SbGoalNumber
number (SbStmt *stmt, int minor, int value)
{
  SbGoalNumber number = { 0 };

  number.set = sqlite3_column_type (stmt->stmt, minor) != SQLITE_NULL
               || sqlite3_column_type (stmt->stmt, value) != SQLITE_NULL;
  number.minor = sqlite3_column_int64 (stmt->stmt, minor);
  number.value = sqlite3_column_double (stmt->stmt, value);
  return number;
}

static gboolean
is_text (SbStmt *stmt, int column, const char *text)
{
  return g_strcmp0 (sb_stmt_text (stmt, column), text) == 0;
}

static void
add_metric (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbMetricFact row = { .id = sb_load_id (stmt, 0) };

  row.name = sb_load_string (load, stmt, 1);
  row.code = sb_load_string (load, stmt, 2);
  row.unit = choice (stmt, 3, units);
  row.down = is_text (stmt, 4, "down");
  row.kind = choice (stmt, 5, metric_kinds);
  row.manual = is_text (stmt, 6, "manual");
  row.aggregation = choice (stmt, 7, aggregations);
  g_array_append_val (rows, row);
}

static void
add_value (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbMetricValueFact row = { sb_load_id (stmt, 0), sb_load_id (stmt, 1), sb_load_id (stmt, 2) };

  row.start_on = sb_load_date (stmt, 3);
  row.end_on = sb_load_date (stmt, 4);
  row.number = number (stmt, 5, 6);
  row.n = sqlite3_column_int64 (stmt->stmt, 7);
  if (row.number.set && row.start_on != SB_DATE_NONE && row.end_on != SB_DATE_NONE)
    g_array_append_val (rows, row);
}

static void
read_people (SbGoalFact *row, SbStmt *stmt)
{
  row->metric_id = sb_load_id (stmt, 1);
  row->team_id = sb_load_id (stmt, 2);
  row->member_id = sb_load_id (stmt, 3);
  row->owner_id = sb_load_id (stmt, 4);
  row->parent_id = sb_load_id (stmt, 5);
  row->product_id = sb_load_id (stmt, 6);
}

static void
add_goal (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbGoalFact row = { .id = sb_load_id (stmt, 0) };

  read_people (&row, stmt);
  row.region = sb_load_intern (load, load->regions, load->region_list, stmt, 7);
  row.start_on = sb_load_date (stmt, 8);
  row.end_on = sb_load_date (stmt, 9);
  row.baseline = number (stmt, 10, 12);
  row.target = number (stmt, 11, 13);
  row.kind = choice (stmt, 14, kinds);
  row.scope = choice (stmt, 15, scopes);
  row.state = choice (stmt, 16, states);
  row.phasing = choice (stmt, 17, phasings);
  row.team_mode = choice (stmt, 18, team_modes);
  row.period_kind = choice (stmt, 19, periods);
  row.vacant = sb_load_int (stmt, 20, 0) != 0;
  row.weight_ppm = sb_load_int (stmt, 21, -1);
  row.over_ppm = sb_load_int (stmt, 22, -1);
  row.checkin_days = sb_load_int (stmt, 23, -1);
  row.assumed_days = sqlite3_column_double (stmt->stmt, 24);
  row.title = sb_load_string (load, stmt, 25);
  row.theme = sb_load_string (load, stmt, 26);
  row.published_on = sqlite3_column_type (stmt->stmt, 27) == SQLITE_NULL
                       ? SB_DATE_NONE
                       : sb_date_from_instant (sqlite3_column_int64 (stmt->stmt, 27));
  row.filtered = sb_stmt_text (stmt, 28) != NULL && *sb_stmt_text (stmt, 28) != '\0';
  if (row.start_on != SB_DATE_NONE && row.end_on != SB_DATE_NONE)
    g_array_append_val (rows, row);
}

static void
add_stage (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbGoalStageFact row = { sb_load_id (stmt, 0), sb_load_id (stmt, 1) };

  row.period_kind = choice (stmt, 2, periods);
  row.start_on = sb_load_date (stmt, 3);
  row.end_on = sb_load_date (stmt, 4);
  row.target = number (stmt, 5, 6);
  row.calculated = number (stmt, 7, 8);
  row.locked = sb_load_int (stmt, 9, 0) != 0;
  row.typed = is_text (stmt, 10, "typed");
  if (row.start_on != SB_DATE_NONE && row.end_on != SB_DATE_NONE)
    g_array_append_val (rows, row);
}

static void
add_version (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbGoalVersionFact row = { sb_load_id (stmt, 0), sb_load_id (stmt, 1), sb_load_int (stmt, 2, 0) };

  row.target = number (stmt, 3, 4);
  row.start_on = sb_load_date (stmt, 5);
  row.end_on = sb_load_date (stmt, 6);
  row.effective_on = sb_load_date (stmt, 7);
  row.reason = sb_load_string (load, stmt, 8);
  g_array_append_val (rows, row);
}

static void
add_check_in (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbCheckInFact row = { sb_load_id (stmt, 0), sb_load_id (stmt, 1), sb_load_id (stmt, 2) };

  row.day_on = sb_load_date (stmt, 3);
  row.number = number (stmt, 4, 5);
  row.confidence = sb_load_int (stmt, 6, -1);
  row.note = sb_load_string (load, stmt, 7);
  if (row.day_on != SB_DATE_NONE)
    g_array_append_val (rows, row);
}

static gboolean
load_measures (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;

  return sb_load_rows (load,
                       "SELECT id, name, code, unit, direction, kind, source, aggregation FROM metric ORDER BY id",
                       sizeof (SbMetricFact), add_metric, (gpointer *) &facts->metrics, &facts->n_metrics, error)
         && sb_load_rows (load,
                          "SELECT metric_id, team_id, member_id, start_on, end_on, value_minor, value, n "
                          "FROM metric_value WHERE archived_at IS NULL ORDER BY metric_id, start_on, id",
                          sizeof (SbMetricValueFact), add_value, (gpointer *) &facts->metric_values,
                          &facts->n_metric_values, error);
}

gboolean
sb_load_goals (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;

  return load_measures (load, error)
         && sb_load_rows (load,
                          "SELECT id, metric_id, team_id, member_id, owner_id, parent_id, product_id, region, start_on, "
                          "end_on, baseline_minor, target_minor, baseline_value, target_value, kind, scope, state, "
                          "phasing, team_mode, period_kind, vacant, weight_ppm, over_assign_ppm, checkin_days, "
                          "assumed_days, title, theme, published_at, customer_class FROM goal "
                          "WHERE archived_at IS NULL AND state <> 'withdrawn' ORDER BY id",
                          sizeof (SbGoalFact), add_goal, (gpointer *) &facts->goals, &facts->n_goals, error)
         && sb_load_rows (load,
                          "SELECT id, goal_id, period_kind, start_on, end_on, target_minor, target_value, "
                          "calculated_minor, calculated_value, locked, origin FROM goal_stage "
                          "WHERE archived_at IS NULL ORDER BY goal_id, start_on, id",
                          sizeof (SbGoalStageFact), add_stage, (gpointer *) &facts->goal_stages,
                          &facts->n_goal_stages, error)
         && sb_load_rows (load,
                          "SELECT id, goal_id, version, target_minor, target_value, start_on, end_on, effective_on, "
                          "reason FROM goal_version WHERE archived_at IS NULL ORDER BY goal_id, version",
                          sizeof (SbGoalVersionFact), add_version, (gpointer *) &facts->goal_versions,
                          &facts->n_goal_versions, error)
         && sb_load_rows (load,
                          "SELECT id, goal_id, author_id, day_on, value_minor, value, confidence, note FROM check_in "
                          "WHERE archived_at IS NULL ORDER BY goal_id, day_on, id",
                          sizeof (SbCheckInFact), add_check_in, (gpointer *) &facts->check_ins, &facts->n_check_ins,
                          error);
}
