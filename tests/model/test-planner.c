/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A planning meeting over the sample company: moves and their way back, scenarios kept and read again, a plan adopted as
 * goals in one step; a running year planned again, adopted, taken back. */
#include "sample-fixture.h"

#include "model/sb-planner.h"
#include "model/sb-replanner.h"

typedef struct {
  SampleFixture sample;
  SbPlanner    *planner;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  sample_fixture_init (&f->sample);
  f->planner = sb_planner_new (f->sample.session);
  sb_planner_ensure (f->planner);
  WAIT_FOR (sb_planner_get_plan (f->planner) != NULL || sb_planner_get_error (f->planner) != NULL);
  g_assert_no_error (sb_planner_get_error (f->planner));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_run_dispose (G_OBJECT (f->planner));
  g_object_unref (f->planner);
  sample_fixture_clear (&f->sample);
}

static GPtrArray *
records (Fixture *f, const char *name)
{
  const SbRecordType *type = sb_record_type_find (name);
  g_autoptr (SbQuery) query = sb_query_new (type);
  SbReader *reader = sb_session_get_reader (f->sample.session);
  g_autoptr (GArray) ids = sb_reader_ids (reader, query, NULL, NULL);

  return sb_reader_load (reader, type, (const gint32 *) (gpointer) ids->data, ids->len, NULL);
}

static void
test_moves (Fixture *f, gconstpointer data)
{
  const SbPlan *plan = sb_planner_get_plan (f->planner);
  gint64 target = plan->hand->target, first = plan->quota[0];

  g_assert_cmpuint (plan->book->n, >=, 10);
  g_assert_false (sb_planner_can_undo (f->planner));
  /* A drag is one step back. */
  for (int i = 1; i <= 10; i++)
    sb_planner_set_target (f->planner, target + i * 1000000);
  sb_planner_lock (f->planner, 0, first / 2);
  sb_planner_lock_cell (f->planner, 1, 2, 777);
  plan = sb_planner_get_plan (f->planner);
  g_assert_cmpint (plan->quota[0], ==, first / 2);
  g_assert_cmpint (plan->months->cells[1 * plan->book->n_months + 2], ==, 777);
  sb_planner_undo (f->planner);
  sb_planner_undo (f->planner);
  g_assert_cmpint (sb_planner_get_plan (f->planner)->hand->target, ==, target + 10 * 1000000);
  sb_planner_undo (f->planner);
  g_assert_cmpint (sb_planner_get_plan (f->planner)->hand->target, ==, target);
  g_assert_false (sb_planner_can_undo (f->planner));
  sb_planner_redo (f->planner);
  g_assert_cmpint (sb_planner_get_plan (f->planner)->hand->target, ==, target + 10 * 1000000);
}

static void
test_scenarios (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbPlanner) again = NULL;
  g_autoptr (SbPlan) other = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  gint64 target = sb_planner_get_plan (f->planner)->hand->target;

  sb_planner_lock (f->planner, 1, 12345600);
  sb_planner_lock_cell (f->planner, 2, 5, 99);
  sb_planner_set_method (f->planner, SB_PLAN_CAPACITY);
  g_assert_true (sb_planner_keep (f->planner, &error));
  g_assert_no_error (error);
  sb_planner_duplicate (f->planner, NULL);
  sb_planner_set_target (f->planner, target * 2);
  g_assert_cmpuint (sb_planner_n_scenarios (f->planner), ==, 2);
  g_assert_cmpstr (sb_planner_scenario (f->planner, 0)->name, !=, sb_planner_scenario (f->planner, 1)->name);
  g_assert_true (sb_planner_keep (f->planner, &error));
  other = sb_planner_dup_plan (f->planner, 0);
  g_assert_cmpint (other->hand->target, ==, target);
  g_assert_cmpint (sb_planner_get_plan (f->planner)->hand->target, ==, target * 2);
  /* Edited after keeping: a child, and only the child comes back. */
  sb_planner_rename (f->planner, 1, "Twice");
  g_assert_true (sb_planner_keep (f->planner, &error));
  kept = records (f, "scenario");
  g_assert_cmpuint (kept->len, ==, 3);
  again = sb_planner_new (f->sample.session);
  sb_planner_ensure (again);
  WAIT_FOR (sb_planner_get_plan (again) != NULL);
  g_assert_cmpuint (sb_planner_n_scenarios (again), ==, 2);
  g_assert_cmpstr (sb_planner_scenario (again, 1)->name, ==, "Twice");
  sb_planner_open (again, 0);
  g_assert_cmpint (sb_planner_get_plan (again)->quota[1], ==, 12345600);
  g_assert_cmpint (sb_planner_get_plan (again)->months->cells[2 * 12 + 5], ==, 99);
  g_assert_cmpint (sb_planner_get_plan (again)->hand->method, ==, SB_PLAN_CAPACITY);
  g_object_run_dispose (G_OBJECT (again));
}

/* Months of a goal that are there. */
static gint64
sum_of_stages (const GPtrArray *stages, gint32 goal, guint *n)
{
  gint64 sum = 0;

  *n = 0;
  for (guint i = 0; i < stages->len; i++)
    {
      const SbRecord *stage = g_ptr_array_index (stages, i);

      if (sb_record_int (stage, "goal", 0) != goal)
        continue;
      sum += sb_record_int (stage, "target", 0);
      (*n)++;
    }
  return sum;
}

static void
check_goals (Fixture *f, const SbPlan *plan)
{
  g_autoptr (GPtrArray) goals = records (f, "goal"), stages = records (f, "goal_stage");
  g_autoptr (GPtrArray) versions = records (f, "goal_version");
  guint n_goals = 0, n_versions = 0;

  for (guint i = 0; i < goals->len; i++)
    {
      const SbRecord *goal = g_ptr_array_index (goals, i);
      guint n;

      if (g_strcmp0 (sb_record_text (goal, "start_on"), "2027-01-01") != 0)
        continue;
      n_goals++;
      g_assert_cmpint (sum_of_stages (stages, goal->id, &n), ==, sb_record_int (goal, "target", -1));
      g_assert_cmpuint (n, ==, 12);
      g_assert_cmpstr (sb_record_text (goal, "state"), ==, "published");
      if (sb_record_int (goal, "member", 0) == 0 && sb_record_int (goal, "team", 0) == 0)
        g_assert_cmpint (sb_record_int (goal, "target", 0), ==, plan->hand->target);
      else
        g_assert_cmpint (sb_record_int (goal, "parent", 0), >, 0);
      for (guint v = 0; v < versions->len; v++)
        n_versions += sb_record_int (g_ptr_array_index (versions, v), "goal", 0) == goal->id;
    }
  g_assert_cmpuint (n_goals, ==, plan->book->n + plan->book->n_nodes);
  g_assert_cmpuint (n_versions, ==, n_goals);
}

static void
test_adopt (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = sample_fixture_dump (&f->sample), *after = NULL;
  g_autoptr (GPtrArray) scenarios = NULL;
  gint64 target = sb_planner_get_plan (f->planner)->hand->target;

  g_assert_true (sb_planner_adopt (f->planner, "The plan for next year", &error));
  g_assert_no_error (error);
  g_assert_true (sb_planner_scenario (f->planner, 0)->adopted);
  check_goals (f, sb_planner_get_plan (f->planner));
  /* The facts with the new goals arrive; adopting again with another target makes second versions. */
  WAIT_FOR (sb_planner_get_book (f->planner)->facts->n_goals > 0
            && sb_planner_get_book (f->planner)->facts->generation
                 == sb_workspace_get_generation (f->sample.workspace));
  sb_planner_set_target (f->planner, target + 120000);
  g_assert_true (sb_planner_adopt (f->planner, "A little more", &error));
  g_assert_no_error (error);
  scenarios = records (f, "scenario");
  g_assert_cmpuint (scenarios->len, ==, 2);
  g_assert_cmpstr (sb_record_text (g_ptr_array_index (scenarios, 0), "state"), ==, "superseded");
  g_assert_cmpstr (sb_record_text (g_ptr_array_index (scenarios, 1), "state"), ==, "adopted");
  g_assert_true (sb_session_undo (f->sample.session, &error));
  sb_planner_set_target (f->planner, target);
  check_goals (f, sb_planner_get_plan (f->planner));
  g_assert_true (sb_session_undo (f->sample.session, &error));
  after = sample_fixture_dump (&f->sample);
  g_assert_cmpstr (after, ==, before);
  WAIT_FOR (sb_planner_scenario (f->planner, 0)->record_id == 0);
}

static SbReplanner *
replanner_of (Fixture *f, SbPeriodKind kind)
{
  SbReplanner *replanner = sb_replanner_new (f->sample.session);

  sb_replanner_prefer (replanner, sb_period_containing (kind, sb_session_get_as_of (f->sample.session),
                                                        sb_session_get_fiscal (f->sample.session)));
  sb_replanner_ensure (replanner);
  WAIT_FOR (sb_replanner_get_table (replanner) != NULL || sb_replanner_get_error (replanner) != NULL);
  g_assert_no_error (sb_replanner_get_error (replanner));
  return replanner;
}

static void
wait_for_facts (Fixture *f, SbReplanner *replanner)
{
  WAIT_FOR (!sb_replanner_is_loading (replanner)
            && sb_replanner_get_table (replanner)->book->facts->generation
                 == sb_workspace_get_generation (f->sample.workspace));
}

/* Sums tie: people, what others won and what nobody carries make the target; months make each goal. */
static void
check_replan (const SbReplanTable *table, const SbReplanGoals *goals, SbReplanPolicy policy)
{
  const SbReplanOutcome *outcome = &table->outcomes[policy];
  gint64 whole = table->outside + outcome->replan->unassigned;
  gsize n_months = goals->n_months;

  for (gsize i = 0; i < goals->n; i++)
    {
      gint64 sum = 0, past = 0, kept = 0;

      whole += goals->quota[i];
      for (gsize m = 0; m < n_months; m++)
        sum += goals->months[i * n_months + m];
      g_assert_cmpint (sum, ==, goals->quota[i]);
      g_assert_cmpint (goals->quota[i], ==, table->won_by[i] + outcome->replan->rest_quota[i]);
      for (gsize m = 0; m < table->first; m++)
        {
          past += table->months[i * n_months + m];
          kept += goals->months[i * n_months + m];
          if (goals->quota[i] >= table->quota[i])
            g_assert_cmpint (goals->months[i * n_months + m], ==, table->months[i * n_months + m]);
        }
      /* Months that are over keep their numbers unless the whole is less than they had planned. */
      g_assert_cmpint (kept, ==, past <= goals->quota[i] ? past : table->won_by[i]);
    }
  g_assert_cmpint (whole, ==, outcome->target);
  g_assert_cmpint (goals->node_target[0], ==, outcome->target);
  for (gsize node = 0; node < goals->n_nodes; node++)
    {
      gint64 sum = 0;

      for (gsize m = 0; m < n_months; m++)
        sum += goals->node_months[node * n_months + m];
      g_assert_cmpint (sum, ==, goals->node_target[node]);
    }
}

/* Goals of the year as they are written: every one is the sum of its months, with a new version where it changed. */
static void
check_written (Fixture *f, const SbReplanTable *table, const SbReplanGoals *goals)
{
  g_autoptr (GPtrArray) records_of_goals = records (f, "goal"), stages = records (f, "goal_stage");
  guint n_goals = 0;
  gint64 people = 0, planned = 0;

  for (guint i = 0; i < records_of_goals->len; i++)
    {
      const SbRecord *goal = g_ptr_array_index (records_of_goals, i);
      int at = sb_plan_book_find (table->book, (gint32) sb_record_int (goal, "member", 0));
      guint n;

      if (sb_record_int (goal, "member", 0) == 0
          || g_strcmp0 (sb_record_text (goal, "start_on"), "2026-01-01") != 0
          || g_strcmp0 (sb_record_text (goal, "end_on"), "2026-12-31") != 0
          || sb_record_int (goal, "metric", 0) != sb_replan_metric (table->book->facts))
        continue;
      n_goals++;
      people += sb_record_int (goal, "target", 0);
      if (at >= 0)
        g_assert_cmpint (sb_record_int (goal, "target", -1), ==, goals->quota[at]);
      g_assert_cmpint (sum_of_stages (stages, goal->id, &n), ==, sb_record_int (goal, "target", -1));
      g_assert_cmpuint (n, ==, 12);
    }
  /* Who has left keeps what was won, so that everybody's goals make the target but for what nobody carries. */
  for (gsize i = 0; i < goals->n; i++)
    planned += goals->quota[i];
  for (guint k = 0; k < table->leavers->len; k++)
    planned += g_array_index (table->leavers, SbReplanLeaver, k).won;
  g_assert_cmpint (people, ==, planned);
  g_assert_cmpuint (n_goals, >=, 10);
}

static void
replan_twice (Fixture *f, SbReplanner *replanner, SbReplanPolicy policy)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = sample_fixture_dump (&f->sample), *once = NULL, *twice = NULL, *after = NULL;

  g_assert_true (sb_replanner_can_adopt (replanner, policy));
  check_replan (sb_replanner_get_table (replanner), sb_replanner_get_goals (replanner, policy), policy);
  g_assert_true (sb_replanner_adopt (replanner, policy, "A month of results", &error));
  g_assert_no_error (error);
  g_assert_false (sb_replanner_can_adopt (replanner, policy));
  check_written (f, sb_replanner_get_table (replanner), sb_replanner_get_goals (replanner, policy));
  once = sample_fixture_dump (&f->sample);
  g_assert_cmpstr (once, !=, before);
  wait_for_facts (f, replanner);
  g_assert_false (sb_replanner_get_goals (replanner, policy)->changes);
  g_assert_true (sb_replanner_adopt (replanner, policy, "Once more", &error));
  twice = sample_fixture_dump (&f->sample);
  g_assert_cmpstr (twice, ==, once);
  g_assert_true (sb_session_undo (f->sample.session, &error));
  after = sample_fixture_dump (&f->sample);
  g_assert_cmpstr (after, ==, before);
  wait_for_facts (f, replanner);
}

static void
test_replan (Fixture *f, gconstpointer data)
{
  g_autoptr (SbReplanner) replanner = replanner_of (f, SB_PERIOD_YEAR);
  const SbReplanTable *table = sb_replanner_get_table (replanner);

  g_assert_cmpint (table->state, ==, SB_REPLAN_STATE_RUNNING);
  g_assert_cmpuint (table->first, ==, 10);
  g_assert_cmpint (table->won, >, 0);
  g_assert_cmpuint (table->leavers->len, ==, 1);
  g_assert_cmpint (g_array_index (table->leavers, SbReplanLeaver, 0).won, ==, table->outside);
  /* Keeping leaves everything. */
  g_assert_false (sb_replanner_can_adopt (replanner, SB_REPLAN_KEEP));
  replan_twice (f, replanner, SB_REPLAN_RESCUE);
  replan_twice (f, replanner, SB_REPLAN_RESET);
  /* Protection counts from what everybody had this morning. */
  sb_replanner_set_protects (replanner, TRUE);
  sb_replanner_set_own (replanner, 1500000);
  sb_replanner_set_stretch (replanner, 2500000);
  replan_twice (f, replanner, SB_REPLAN_RESCUE);
  /* Nobody may carry anything: all of it is open. */
  sb_replanner_set_stretch (replanner, 0);
  table = sb_replanner_get_table (replanner);
  g_assert_cmpint (table->outcomes[SB_REPLAN_RESCUE].replan->unassigned, ==, table->target - table->won);
  check_replan (table, sb_replanner_get_goals (replanner, SB_REPLAN_RESCUE), SB_REPLAN_RESCUE);
  g_object_run_dispose (G_OBJECT (replanner));
}

static void
test_replan_states (Fixture *f, gconstpointer data)
{
  g_autoptr (SbReplanner) quarter = replanner_of (f, SB_PERIOD_QUARTER), over = NULL, none = NULL;

  g_assert_cmpint (sb_replanner_get_table (quarter)->book->query.period.kind, ==, SB_PERIOD_QUARTER);
  g_object_run_dispose (G_OBJECT (quarter));
  sb_session_set_as_of (f->sample.session, sb_date_from_ymd (2026, 12, 31));
  over = replanner_of (f, SB_PERIOD_YEAR);
  g_assert_cmpint (sb_replanner_get_table (over)->state, ==, SB_REPLAN_STATE_OVER);
  g_assert_null (sb_replanner_get_goals (over, SB_REPLAN_RESCUE));
  g_object_run_dispose (G_OBJECT (over));
  sb_session_set_as_of (f->sample.session, sb_date_from_ymd (2027, 2, 3));
  none = replanner_of (f, SB_PERIOD_YEAR);
  g_assert_cmpint (sb_replanner_get_table (none)->state, ==, SB_REPLAN_STATE_NO_GOALS);
  g_assert_false (sb_replanner_can_adopt (none, SB_REPLAN_RESCUE));
  g_object_run_dispose (G_OBJECT (none));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/planner/moves", Fixture, NULL, set_up, test_moves, tear_down);
  g_test_add ("/planner/scenarios", Fixture, NULL, set_up, test_scenarios, tear_down);
  g_test_add ("/planner/adopt", Fixture, NULL, set_up, test_adopt, tear_down);
  g_test_add ("/planner/replan", Fixture, NULL, set_up, test_replan, tear_down);
  g_test_add ("/planner/replan-states", Fixture, NULL, set_up, test_replan_states, tear_down);
  return g_test_run ();
}
