/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals: the numbers of one, the tree, the letters, what does not fit together. */
#include "analysis-fixture.h"

#include <math.h>

#include "analysis/sb-goal-cells.h"
#include "analysis/sb-goal.h"

enum { REVENUE = 1, WIN_RATE, SCORE, COMPLAINTS, VISITS };

static void
add_metrics (SbFacts *facts)
{
  static const SbMetricFact metrics[] = {
    { REVENUE, SB_METRIC_UNIT_MONEY, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, FALSE, FALSE, "Revenue", "revenue_won" },
    { WIN_RATE, SB_METRIC_UNIT_PERCENT, SB_METRIC_LAGGING, SB_AGGREGATE_RATIO, FALSE, FALSE, "Win rate", "win_rate" },
    { SCORE, SB_METRIC_UNIT_SCORE, SB_METRIC_DEVELOPMENT, SB_AGGREGATE_LAST, FALSE, TRUE, "Skill", "" },
    { COMPLAINTS, SB_METRIC_UNIT_COUNT, SB_METRIC_LAGGING, SB_AGGREGATE_SUM, TRUE, TRUE, "Complaints", "" },
    { VISITS, SB_METRIC_UNIT_COUNT, SB_METRIC_LEADING, SB_AGGREGATE_SUM, FALSE, TRUE, "Visits", "" },
  };

  facts->metrics = g_memdup2 (metrics, sizeof metrics);
  facts->n_metrics = G_N_ELEMENTS (metrics);
  facts->goals = g_new0 (SbGoalFact, 64);
  facts->goal_stages = g_new0 (SbGoalStageFact, 64);
  facts->goal_versions = g_new0 (SbGoalVersionFact, 8);
  facts->check_ins = g_new0 (SbCheckInFact, 8);
  facts->metric_values = g_new0 (SbMetricValueFact, 8);
}

static SbGoalFact *
add_goal (SbFacts *facts, int metric, const char *code, double target)
{
  SbGoalFact *goal = &facts->goals[facts->n_goals++];
  SbPeriod period = fixture_period (code);

  *goal = (SbGoalFact) { .id = (gint32) facts->n_goals, .metric_id = metric, .region = -1, .start_on = period.start,
                         .end_on = period.end, .published_on = SB_DATE_NONE, .period_kind = (guint8) period.kind,
                         .state = SB_GOAL_PUBLISHED, .weight_ppm = -1, .over_ppm = -1, .checkin_days = -1,
                         .title = "Goal", .theme = "" };
  goal->target = (SbGoalNumber) { TRUE, llround (target), target };
  return goal;
}

static void
add_stage (SbFacts *facts, const SbGoalFact *goal, const char *code, gint64 minor)
{
  SbGoalStageFact *stage = &facts->goal_stages[facts->n_goal_stages++];
  SbPeriod period = fixture_period (code);

  *stage = (SbGoalStageFact) { (gint32) facts->n_goal_stages, goal->id, (guint8) period.kind, period.start, period.end,
                               { TRUE, minor, (double) minor }, { 0 }, FALSE, TRUE };
}

static SbGoalTree *
look (SbFacts *facts, const char *code, SbScope scope, const char *as_of)
{
  SbGoalQuery query = { fixture_period (code), scope, D (as_of), NULL, NULL };

  return sb_goal_tree_compute (facts, &query);
}

static const SbGoalState *
state_of (const SbGoalTree *tree, guint i)
{
  g_assert_cmpuint (i, <, tree->states->len);
  return &g_array_index (tree->states, SbGoalState, i);
}

/* The example of AREAS 1. */
static void
test_example (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbGoalTree) tree = NULL;
  const SbGoalState *state;
  SbGoalFact *goal;

  add_metrics (facts);
  goal = add_goal (facts, REVENUE, "2026-Q1", 300000);
  add_stage (facts, goal, "2026-01", 80000);
  add_stage (facts, goal, "2026-02", 100000);
  add_stage (facts, goal, "2026-03", 120000);
  fixture_deal (facts, SB_STATUS_WON, 120000, "2026-01-02", "2026-01-20");
  tree = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");
  state = state_of (tree, 0);
  assert_near (sb_quantity_as_real (&state->expected), 130000, 1e-6);
  assert_near (state->pace.value, 120000.0 / 130000.0, 1e-12);
  assert_near (state->attainment.value, 0.4, 1e-12);
  g_assert_cmpint (state->run_rate.integer, ==, 276923);
  g_assert_cmpint (state->needed_per_day.integer, ==, 5625);
  g_assert_cmpint (state->achieved_per_day.integer, ==, 3750);
  assert_near (state->multiple.value, 1.5, 1e-12);
  g_assert_cmpint (state->status, ==, SB_PACE_AT_RISK);
  g_assert_cmpint (state->gap.integer, ==, 180000);
  g_assert_cmpint (state->smart.letters[SB_SMART_T].color, ==, SB_SMART_GREEN);
  g_assert_cmpint (state->chance.chance.reason, ==, SB_REASON_CANNOT_JUDGE);
  g_assert_cmpint (state->smart.letters[SB_SMART_A].color, ==, SB_SMART_GREY);
  g_assert_cmpuint (tree->conflicts->len, ==, 0);
  g_assert_true (sb_goal_tree_main (tree, SB_SCOPE_ALL, fixture_period ("2026-Q1")) == state);
}

static void
test_edges (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbGoalTree) before = NULL, early = NULL, over = NULL;
  SbGoalFact *goal;

  add_metrics (facts);
  goal = add_goal (facts, REVENUE, "2026-Q1", 300000);
  before = look (facts, "2026-Q1", SB_SCOPE_ALL, "2025-12-31");
  assert_reason (&state_of (before, 0)->pace, SB_REASON_NOT_STARTED);
  g_assert_cmpint (state_of (before, 0)->status, ==, SB_PACE_UNKNOWN);
  early = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-01-02");
  g_assert_cmpint (state_of (early, 0)->run_rate.reason, ==, SB_REASON_TOO_EARLY);
  g_assert_cmpint (state_of (early, 0)->status, ==, SB_PACE_UNKNOWN);
  over = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-04-02");
  g_assert_cmpint (state_of (over, 0)->status, ==, SB_PACE_MISSED);
  g_assert_cmpint (state_of (over, 0)->needed_per_day.reason, ==, SB_REASON_PERIOD_OVER);
  g_clear_pointer (&over, sb_goal_tree_free);
  goal->target = (SbGoalNumber) { 0 };
  over = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-02");
  assert_reason (&state_of (over, 0)->attainment, SB_REASON_NO_TARGET);
  g_assert_cmpint (state_of (over, 0)->smart.letters[SB_SMART_M].color, ==, SB_SMART_RED);
}

/* Typed values, check-ins, a baseline; less is better. */
static void
test_metrics (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbGoalTree) tree = NULL;
  SbGoalFact *score, *complaints, *visits;
  const SbGoalState *state;

  add_metrics (facts);
  score = add_goal (facts, SCORE, "2026-Q1", 40);
  score->baseline = (SbGoalNumber) { TRUE, 30, 30 };
  score->checkin_days = 7;
  facts->check_ins[facts->n_check_ins++] = (SbCheckInFact) { 1, score->id, 0, D ("2026-02-02"), { TRUE, 0, 36 }, 8, "" };
  complaints = add_goal (facts, COMPLAINTS, "2026-Q1", 8);
  facts->metric_values[facts->n_metric_values++]
    = (SbMetricValueFact) { COMPLAINTS, 0, 0, D ("2026-01-01"), D ("2026-01-31"), { TRUE, 0, 2 }, 0 };
  facts->metric_values[facts->n_metric_values++]
    = (SbMetricValueFact) { COMPLAINTS, 0, 0, D ("2026-02-01"), D ("2026-02-28"), { TRUE, 0, 1 }, 0 };
  visits = add_goal (facts, VISITS, "2026-Q1", 30);
  visits->member_id = 1;
  visits->scope = SB_GOAL_MEMBER;
  g_assert_nonnull (complaints);
  tree = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");

  state = sb_goal_tree_find (tree, score->id);
  assert_near (state->progress.value, 0.6, 1e-12);
  assert_near (sb_quantity_as_real (&state->expected), 35, 1e-9);
  g_assert_cmpint (state->status, ==, SB_PACE_ON_TRACK);
  g_assert_cmpint (state->confidence, ==, 8);
  g_assert_true (state->check_in_overdue); /* 2 Feb + 7 + 3 < 13 Feb */
  g_assert_cmpint (state->smart.letters[SB_SMART_M].color, ==, SB_SMART_AMBER);

  state = sb_goal_tree_find (tree, complaints->id);
  g_assert_cmpint (state->actual.integer, ==, 3);
  g_assert_true (state->met);
  assert_near (state->headroom.value, 5.0 / 8.0, 1e-12);
  assert_near (state->pace.value, 4.0 / 3.0, 1e-9);
  g_assert_cmpint (state->status, ==, SB_PACE_ON_TRACK);

  state = sb_goal_tree_find (tree, visits->id);
  assert_reason (&state->attainment, SB_REASON_NO_DATA);
  g_assert_cmpint (state->smart.letters[SB_SMART_M].color, ==, SB_SMART_RED);
  g_assert_cmpint (state->smart.letters[SB_SMART_M].action, ==, SB_SMART_FIX_CHECK_IN);
}

static gboolean
has_conflict (const SbGoalTree *tree, SbGoalConflictKind kind, gint32 goal_id)
{
  for (guint i = 0; i < tree->conflicts->len; i++)
    if (g_array_index (tree->conflicts, SbGoalConflict, i).kind == kind
        && g_array_index (tree->conflicts, SbGoalConflict, i).goal_id == goal_id)
      return TRUE;
  return FALSE;
}

/* Company → team → members and a vacancy. */
static SbGoalFact *
add_family (SbFacts *facts)
{
  SbGoalFact *all = add_goal (facts, REVENUE, "2026-Q1", 1000), *team, *one, *vacant;

  team = add_goal (facts, REVENUE, "2026-Q1", 1000);
  team->scope = SB_GOAL_TEAM;
  team->team_id = 2;
  team->parent_id = all->id;
  for (int i = 0; i < 2; i++)
    {
      one = add_goal (facts, REVENUE, "2026-Q1", 400);
      one->scope = SB_GOAL_MEMBER;
      one->member_id = i + 1;
      one->parent_id = team->id;
    }
  vacant = add_goal (facts, REVENUE, "2026-Q1", 200);
  vacant->scope = SB_GOAL_TEAM;
  vacant->team_id = 2;
  vacant->vacant = TRUE;
  vacant->parent_id = team->id;
  return team;
}

static void
test_tree (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbGoalTree) tree = NULL, less = NULL, team_only = NULL, circle = NULL;
  SbScope scope = SB_SCOPE_ALL;
  SbGoalFact *team;
  const SbGoalState *state;

  add_metrics (facts);
  team = add_family (facts);
  tree = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");
  g_assert_cmpuint (tree->states->len, ==, 5);
  g_assert_cmpint (state_of (tree, 0)->depth, ==, 0);
  g_assert_cmpint (state_of (tree, 1)->depth, ==, 1);
  g_assert_cmpint (state_of (tree, 4)->depth, ==, 2);
  g_assert_true (state_of (tree, 4)->goal->vacant);
  state = sb_goal_tree_find (tree, team->id);
  g_assert_cmpint (state->allocated.integer, ==, 1000);
  g_assert_cmpint (state->unallocated.integer, ==, 0);
  g_assert_cmpint (state->vacant.integer, ==, 200);
  g_assert_false (has_conflict (tree, SB_GOAL_CONFLICT_CHILDREN, team->id));

  facts->goals[3].target.minor = 300;
  less = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");
  g_assert_cmpint (sb_goal_tree_find (less, team->id)->unallocated.integer, ==, 100);
  g_assert_true (has_conflict (less, SB_GOAL_CONFLICT_CHILDREN, team->id));

  scope.team_id = 2;
  team_only = look (facts, "2026-Q1", scope, "2026-02-13");
  g_assert_cmpuint (team_only->states->len, ==, 4);
  g_assert_cmpint (state_of (team_only, 0)->parent, ==, -1);

  facts->goals[0].parent_id = team->id; /* a circle, as a merge can make one */
  circle = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");
  g_assert_cmpuint (circle->states->len, ==, 5);
}

static void
test_conflicts (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbGoalTree) tree = NULL;
  SbGoalFact *one, *other, *part, *late;

  add_metrics (facts);
  one = add_goal (facts, REVENUE, "2026-Q1", 1000);
  other = add_goal (facts, REVENUE, "2026-Q1", 1200);
  part = add_goal (facts, REVENUE, "2026-01", 1500);
  late = add_goal (facts, REVENUE, "2026", 500000000);
  late->member_id = 1;
  late->scope = SB_GOAL_MEMBER;
  facts->members[0].left_on = D ("2026-06-30");
  facts->members[0].selling_share_ppm = 1000000;
  add_stage (facts, late, "2026", 400000000);
  fixture_deal (facts, SB_STATUS_WON, 120000, "2025-12-02", "2026-01-20");
  tree = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");
  g_assert_true (has_conflict (tree, SB_GOAL_CONFLICT_CONTRADICTION, one->id));
  g_assert_false (has_conflict (tree, SB_GOAL_CONFLICT_CONTRADICTION, part->id));
  g_assert_true (has_conflict (tree, SB_GOAL_CONFLICT_CONTRADICTION, other->id)); /* with the month */
  g_assert_true (has_conflict (tree, SB_GOAL_CONFLICT_LEAVER, late->id));
  g_assert_true (has_conflict (tree, SB_GOAL_CONFLICT_STAGES, late->id));
  g_assert_true (has_conflict (tree, SB_GOAL_CONFLICT_CAPACITY, late->id));
}

static void
test_versions (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbGoalTree) tree = NULL;
  g_autoptr (SbExplain) explain = NULL;
  SbGoalFact *goal;

  add_metrics (facts);
  goal = add_goal (facts, REVENUE, "2026-Q1", 200000);
  facts->goal_versions[facts->n_goal_versions++] = (SbGoalVersionFact) { 1, goal->id, 1, { TRUE, 240000, 0 },
    goal->start_on, goal->end_on, goal->start_on, "First plan" };
  fixture_deal (facts, SB_STATUS_WON, 120000, "2026-01-02", "2026-01-20");
  tree = look (facts, "2026-Q1", SB_SCOPE_ALL, "2026-02-13");
  assert_near (state_of (tree, 0)->attainment.value, 0.6, 1e-12);
  assert_near (state_of (tree, 0)->first.value, 0.5, 1e-12);
  for (int what = SB_GOAL_EXPLAIN_ATTAINMENT; what <= SB_GOAL_EXPLAIN_CHANCE; what++)
    {
      g_autoptr (SbExplain) one = sb_goal_explain (state_of (tree, 0), what, D ("2026-02-13"));

      g_assert_nonnull (one->title);
      g_assert_nonnull (one->formula);
    }
}

static SbSmartInput
good_input (void)
{
  SbSmartInput input = { .title = "Revenue +20 %", .has_metric = TRUE, .has_scope = TRUE, .has_owner = TRUE,
                         .has_target = TRUE, .has_value = TRUE, .history_periods = 12, .history_deals = 100,
                         .has_parent = TRUE, .has_dates = TRUE, .dates_in_order = TRUE };

  input.chance = sb_ratio_measure (0.5, 100);
  input.last_year = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  input.stage_gap = sb_quantity_undefined (SB_UNIT_MONEY, SB_REASON_NOT_PLANNED);
  return input;
}

static void
test_smart (void)
{
  static const struct { double p; SbSmartColor color; } bands[] = {
    { 0.05, SB_SMART_RED }, { 0.10, SB_SMART_AMBER }, { 0.34, SB_SMART_AMBER }, { 0.35, SB_SMART_GREEN },
    { 0.75, SB_SMART_GREEN }, { 0.85, SB_SMART_GREEN }, { 0.91, SB_SMART_AMBER }
  };
  SbSmartInput input = good_input ();
  SbSmart smart;

  sb_smart_judge (&input, &smart);
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    {
      g_assert_cmpint (smart.letters[i].color, ==, SB_SMART_GREEN);
      g_assert_null (smart.letters[i].fix);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      input.chance.value = bands[i].p;
      sb_smart_judge (&input, &smart);
      g_assert_cmpint (smart.letters[SB_SMART_A].color, ==, bands[i].color);
    }
  input.history_periods = 5;
  input.history_deals = 9;
  sb_smart_judge (&input, &smart);
  g_assert_cmpint (smart.letters[SB_SMART_A].color, ==, SB_SMART_GREY);
  input = good_input ();
  input.has_stages = TRUE;
  input.stage_gap = sb_quantity_money (1);
  input.has_parent = FALSE;
  input.has_owner = FALSE;
  sb_smart_judge (&input, &smart);
  g_assert_cmpint (smart.letters[SB_SMART_T].color, ==, SB_SMART_RED);
  g_assert_cmpint (smart.letters[SB_SMART_R].color, ==, SB_SMART_AMBER);
  g_assert_cmpint (smart.letters[SB_SMART_S].color, ==, SB_SMART_AMBER);
}

/* "提高销售额" visibly fails S, M and T. */
static void
test_smart_vague (void)
{
  static const char *const vague[] = { "提高销售额", "Improve sales", "Boost team performance", "加强客户服务" };
  static const char *const numbered[] = { "销售额提高20%", "Improve sales by 1 M", "提高百分之二十", "增长２０" };

  for (gsize i = 0; i < G_N_ELEMENTS (vague); i++)
    {
      SbSmartInput input = { .title = vague[i], .has_metric = TRUE, .has_scope = TRUE };
      SbSmart smart;

      input.chance = input.last_year = sb_ratio_undefined (SB_REASON_NO_HISTORY);
      sb_smart_judge (&input, &smart);
      g_assert_cmpint (smart.letters[SB_SMART_S].color, ==, SB_SMART_RED);
      g_assert_cmpint (smart.letters[SB_SMART_M].color, ==, SB_SMART_RED);
      g_assert_cmpint (smart.letters[SB_SMART_T].color, ==, SB_SMART_RED);
      g_assert_nonnull (smart.letters[SB_SMART_S].fix);
      g_assert_true (sb_smart_is_vague (vague[i]));
      g_assert_true (sb_smart_has_number (numbered[i]));
    }
}

static void
test_measures (void)
{
  const double plan[] = { 100, 100, 100, 100 }, even[] = { 50, 50, 50, 50 }, late[] = { 0, 0, 0, 200 };
  const double none[] = { 0, 0, 0, 0 }, over[] = { 0.1, 0.05 };
  SbRatio ratio = sb_goal_linearity (even, plan, 4);

  assert_near (ratio.value, 1.0, 1e-12);
  ratio = sb_goal_linearity (late, plan, 4);
  assert_near (ratio.value, 0.25, 1e-12);
  ratio = sb_goal_linearity (none, plan, 4);
  assert_reason (&ratio, SB_REASON_NO_DATA);
  ratio = sb_goal_linearity (even, none, 4);
  assert_reason (&ratio, SB_REASON_NO_TARGET);
  assert_near (sb_goal_compound_over (over, 2), 0.155, 1e-12);
  assert_near (sb_goal_compound_over (NULL, 0), 0.0, 1e-12);
}

static SbGoalCell *
cell_at (GArray *cells, guint i)
{
  return &g_array_index (cells, SbGoalCell, i);
}

/* Typed and locked cells stay, the rest follows, the sum ties; weeks tie within their month. */
static void
test_cells (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GArray) cells = NULL, weeks = NULL, loaded = NULL;
  SbGoalFact *goal;

  add_metrics (facts);
  goal = add_goal (facts, REVENUE, "2026-Q1", 1000001);
  goal->phasing = SB_PHASING_WORKING_DAYS;
  cells = sb_goal_cells_new (facts, goal);
  g_assert_cmpuint (cells->len, ==, 3);
  g_assert_cmpint (sb_goal_cells_spread (cells, 1000001), ==, 0);
  g_assert_cmpint (sb_goal_cells_sum (cells), ==, 1000001);
  g_assert_cmpint (cell_at (cells, 0)->value, ==, 343751); /* 22 of 64 days, and the odd unit */
  cell_at (cells, 1)->value = 500000;
  cell_at (cells, 1)->typed = TRUE;
  g_assert_cmpint (sb_goal_cells_spread (cells, 1000001), ==, 0);
  g_assert_cmpint (cell_at (cells, 1)->value, ==, 500000);
  g_assert_cmpint (cell_at (cells, 1)->calculated, ==, 312500);
  g_assert_cmpint (cell_at (cells, 0)->value + cell_at (cells, 2)->value, ==, 500001);
  cell_at (cells, 1)->value = 2000000; /* more than all: nobody else goes below zero, the mismatch is told */
  g_assert_cmpint (sb_goal_cells_spread (cells, 1000001), ==, -999999);
  g_assert_cmpint (cell_at (cells, 0)->value, ==, 0);
  cell_at (cells, 1)->typed = FALSE;
  g_assert_cmpint (sb_goal_cells_spread (cells, 1000001), ==, 0);
  for (guint i = 0; i < 3; i++)
    cell_at (cells, i)->locked = TRUE;
  g_assert_cmpint (sb_goal_cells_spread (cells, 1000011), ==, 10);
  weeks = sb_goal_cells_weeks (facts, cell_at (cells, 0));
  g_assert_cmpint (sb_goal_cells_sum (weeks), ==, cell_at (cells, 0)->value);
  g_assert_cmpuint (weeks->len, ==, 5);
  add_stage (facts, goal, "2026-02", 77);
  loaded = sb_goal_cells_load (facts, goal);
  g_assert_cmpint (cell_at (loaded, 1)->value, ==, 77);
  g_assert_true (cell_at (loaded, 1)->typed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/goals/example", test_example);
  g_test_add_func ("/analysis/goals/edges", test_edges);
  g_test_add_func ("/analysis/goals/metrics", test_metrics);
  g_test_add_func ("/analysis/goals/tree", test_tree);
  g_test_add_func ("/analysis/goals/conflicts", test_conflicts);
  g_test_add_func ("/analysis/goals/versions", test_versions);
  g_test_add_func ("/analysis/goals/smart", test_smart);
  g_test_add_func ("/analysis/goals/smart-vague", test_smart_vague);
  g_test_add_func ("/analysis/goals/cells", test_cells);
  g_test_add_func ("/analysis/goals/measures", test_measures);
  return g_test_run ();
}
