/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the goals of a running period beside the forecast of its rest and puts the three policies next to each other.
 * What the goals would become: sb-replan-goals.c. */
#include "analysis/sb-replan-table.h"

#include "core/sb-money.h"

#define WHOLE 1000000 /* ppm */
#define MAX_DEPTH 16   /* of teams: a ring ends */

gint32
sb_replan_metric (const SbFacts *facts)
{
  for (gsize i = 0; i < facts->n_metrics; i++)
    if (g_str_equal (facts->metrics[i].code, "revenue_won"))
      return facts->metrics[i].id;
  return 0;
}

static gboolean
is_of (const SbGoalFact *goal, gint32 metric_id, SbPeriod period)
{
  return goal->metric_id == metric_id && goal->kind == SB_GOAL_COMMITTED && !goal->vacant
         && goal->start_on == period.start && goal->end_on == period.end && goal->product_id == 0 && goal->region < 0
         && !goal->filtered;
}

const SbGoalFact *
sb_replan_find_goal (const SbFacts *facts, SbPeriod period, gint32 team_id, gint32 member_id)
{
  gint32 metric_id = sb_replan_metric (facts);

  for (gsize i = 0; i < facts->n_goals; i++)
    if (is_of (&facts->goals[i], metric_id, period) && facts->goals[i].team_id == team_id
        && facts->goals[i].member_id == member_id)
      return &facts->goals[i];
  return NULL;
}

gboolean
sb_replan_has_goals (const SbFacts *facts, SbPeriod period)
{
  gint32 metric_id = sb_replan_metric (facts);

  for (gsize i = 0; i < facts->n_goals; i++)
    if (is_of (&facts->goals[i], metric_id, period) && facts->goals[i].member_id != 0
        && facts->goals[i].state == SB_GOAL_PUBLISHED && facts->goals[i].target.set)
      return TRUE;
  return FALSE;
}

const SbGoalFact *
sb_plan_book_goal (const SbPlanBook *book, gint32 team_id, gint32 member_id)
{
  return sb_replan_find_goal (book->facts, book->query.period, team_id, member_id);
}

static const SbGoalFact *
published (const SbPlanBook *book, gint32 team_id, gint32 member_id)
{
  const SbGoalFact *goal = sb_plan_book_goal (book, team_id, member_id);

  return goal != NULL && goal->state == SB_GOAL_PUBLISHED && goal->target.set ? goal : NULL;
}

/* The target in force before the book's day; a goal of that day says what it first said. */
static gint64
opening_of (const SbPlanBook *book, const SbGoalFact *goal)
{
  const SbFacts *facts = book->facts;
  const SbGoalVersionFact *first = NULL, *before = NULL;

  for (gsize i = 0; i < facts->n_goal_versions; i++)
    {
      const SbGoalVersionFact *version = &facts->goal_versions[i];

      if (version->goal_id != goal->id || !version->target.set)
        continue;
      if (first == NULL || version->version < first->version)
        first = version;
      if (version->effective_on < book->query.as_of && (before == NULL || version->version > before->version))
        before = version;
    }
  return before != NULL ? before->target.minor : first != NULL ? first->target.minor : goal->target.minor;
}

/* Months of a goal as its stages have them; months without a stage share what is left, by the weights. */
static void
read_months (const SbPlanBook *book, const SbGoalFact *goal, const gint64 *weights, gint64 *months, guint8 *locked)
{
  const SbFacts *facts = book->facts;
  g_autofree guint8 *met = g_new0 (guint8, book->n_months + 1);
  g_autofree gint64 *free_weights = g_new0 (gint64, book->n_months + 1), *parts = g_new0 (gint64, book->n_months + 1);
  gint64 left = goal->target.minor;
  gboolean missing = FALSE;

  for (gsize i = 0; i < facts->n_goal_stages; i++)
    for (gsize m = 0; facts->goal_stages[i].goal_id == goal->id && m < book->n_months; m++)
      if (!met[m] && facts->goal_stages[i].start_on == book->months[m].start
          && facts->goal_stages[i].end_on == book->months[m].end)
        {
          met[m] = TRUE;
          months[m] = facts->goal_stages[i].target.minor;
          left -= months[m];
          if (locked != NULL)
            locked[m] = facts->goal_stages[i].locked ? 1 : 0;
        }
  for (gsize m = 0; m < book->n_months; m++)
    {
      missing |= !met[m];
      free_weights[m] = met[m] ? 0 : MAX (weights[m], 1);
    }
  if (!missing)
    return;
  sb_split_exact (MAX (left, 0), free_weights, book->n_months, parts);
  for (gsize m = 0; m < book->n_months; m++)
    if (!met[m])
      months[m] = parts[m];
}

static void
read_members (SbReplanTable *table)
{
  const SbPlanBook *book = table->book;
  g_autofree gint64 *weights = g_new0 (gint64, book->n_months + 1);

  for (gsize i = 0; i < book->n; i++)
    {
      const SbPlanMember *member = &book->members[i];
      const SbGoalFact *goal = published (book, 0, member->member_id);

      table->won_by[i] = member->won;
      table->rest[i] = MAX (member->bottom_up - MAX (member->won, 0), 0);
      if (goal == NULL)
        continue;
      for (gsize m = 0; m < book->n_months; m++)
        weights[m] = book->month_season[m] * book->days[i * book->n_months + m];
      table->has_goal[i] = TRUE;
      table->quota[i] = goal->target.minor;
      table->opening[i] = opening_of (book, goal);
      read_months (book, goal, weights, table->months + i * book->n_months, table->locked + i * book->n_months);
    }
}

static gboolean
is_under (const SbPlanBook *book, int below, gsize node)
{
  while (below > 0 && below != (int) node)
    below = book->nodes[below].parent;
  return below == (int) node;
}

/* A node without a goal has what its members have. */
static void
read_nodes (SbReplanTable *table)
{
  const SbPlanBook *book = table->book;

  for (gsize node = 0; node < book->n_nodes; node++)
    {
      const SbGoalFact *goal = published (book, book->nodes[node].team_id, 0);
      gint64 *months = table->node_months + node * book->n_months;

      for (gsize i = 0; i < book->n; i++)
        for (gsize m = 0; is_under (book, book->members[i].node, node) && m < book->n_months; m++)
          months[m] += table->months[i * book->n_months + m];
      for (guint k = 0; k < table->leavers->len; k++)
        {
          const SbReplanLeaver *leaver = &g_array_index (table->leavers, SbReplanLeaver, k);

          for (gsize m = 0; is_under (book, leaver->node, node) && m < book->n_months; m++)
            months[m] += leaver->months[m];
        }
      if (goal != NULL)
        {
          g_autofree gint64 *weights = g_memdup2 (months, book->n_months * sizeof *months);

          read_months (book, goal, weights, months, NULL);
        }
      if (node == 0 && goal != NULL)
        table->target = goal->target.minor;
    }
}

/* The nearest node above a member who is not in the book; −1 outside its scope. */
static int
node_above (const SbPlanBook *book, gint32 member_id)
{
  const SbMemberFact *member = sb_facts_member (book->facts, member_id);
  gint32 team_id = member == NULL ? 0 : member->team_id;

  for (guint depth = 0; team_id != 0 && depth < MAX_DEPTH; depth++)
    {
      const SbTeamFact *team = sb_facts_team (book->facts, team_id);

      for (gsize node = 0; node < book->n_nodes; node++)
        if (book->nodes[node].team_id == team_id)
          return (int) node;
      team_id = team == NULL ? 0 : team->parent_id;
    }
  return book->query.scope.team_id == 0 ? 0 : -1;
}

static gint64
won_of (const SbPlanBook *book, gint32 member_id)
{
  const SbFacts *facts = book->facts;
  gint64 won = 0;

  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (deal->owner_id == member_id && deal->status == SB_STATUS_WON && (deal->flags & SB_FACT_HAS_AMOUNT) != 0
          && (deal->flags & (SB_FACT_NO_RATE | SB_FACT_ARCHIVED)) == 0 && deal->closed_on <= book->query.as_of
          && sb_period_contains (book->query.period, deal->closed_on))
        won += deal->amount_minor;
    }
  return won;
}

static void
read_leavers (SbReplanTable *table)
{
  const SbPlanBook *book = table->book;
  g_autofree gint64 *weights = g_new0 (gint64, book->n_months + 1);

  for (gsize i = 0; i < book->facts->n_goals; i++)
    {
      gint32 member_id = book->facts->goals[i].member_id;
      const SbGoalFact *goal = member_id == 0 ? NULL : published (book, 0, member_id);
      SbReplanLeaver leaver = { .member_id = member_id, .node = -1 };

      if (goal == &book->facts->goals[i] && sb_plan_book_find (book, member_id) < 0)
        leaver.node = node_above (book, member_id);
      if (leaver.node < 0)
        continue;
      leaver.quota = goal->target.minor;
      leaver.won = won_of (book, member_id);
      leaver.months = g_new0 (gint64, book->n_months + 1);
      read_months (book, goal, weights, leaver.months, NULL);
      g_array_append_val (table->leavers, leaver);
    }
}

static gboolean
read_whole (SbReplanTable *table)
{
  const SbPlanBook *book = table->book;
  const SbForecastRow *total = &g_array_index (book->forecast->rows, SbForecastRow, book->nodes[0].row);
  gboolean has_whole = published (book, book->nodes[0].team_id, 0) != NULL;

  table->won = table->outside = total->won;
  for (gsize i = 0; i < book->n; i++)
    {
      if (!sb_money_add (&table->rest_all, table->rest[i])
          || (!has_whole && !sb_money_add (&table->target, table->quota[i])))
        return FALSE;
      table->outside -= table->won_by[i];
    }
  return TRUE;
}

static SbReplanState
state_of (const SbReplanTable *table)
{
  const SbPlanQuery *query = &table->book->query;

  if (query->as_of < query->period.start)
    return SB_REPLAN_STATE_EARLY;
  if (query->as_of >= query->period.end)
    return SB_REPLAN_STATE_OVER;
  for (gsize i = 0; i < table->book->n; i++)
    if (table->has_goal[i])
      return table->won >= table->target ? SB_REPLAN_STATE_MET : SB_REPLAN_STATE_RUNNING;
  return SB_REPLAN_STATE_NO_GOALS;
}

/* Chances by the draws of the whole period: the rest reaches its quota when the period reaches won + rest. */
static void
set_reach (SbReplanTable *table, SbReplanPolicy policy)
{
  const SbPlanBook *book = table->book;
  const SbSimulation *draws = book->forecast->simulation;
  SbReplanOutcome *outcome = &table->outcomes[policy];
  g_autofree double *chances = g_new0 (double, book->n + 1);

  table->reach[policy] = g_new0 (SbRatio, book->n + 1);
  for (gsize i = 0; i < book->n; i++)
    {
      int row = book->members[i].row;
      gint64 quota = table->won_by[i];

      chances[i] = -1;
      table->reach[policy][i] = sb_ratio_undefined (SB_REASON_CANNOT_JUDGE);
      if (row < 0 || !sb_money_add (&quota, outcome->replan->rest_quota[i]))
        continue;
      chances[i] = outcome->replan->rest_quota[i] == 0 ? 1.0 : sb_simulation_reach (draws, (gsize) row, quota);
      table->reach[policy][i] = sb_ratio_measure (chances[i], sb_simulation_n_draws (draws));
    }
  outcome->reach = sb_reach_band_compute (chances, book->n);
}

/* What the whole may still bring, draw by draw. */
static gint64 *
draws_of_rest (const SbReplanTable *table)
{
  const SbSimulation *draws = table->book->forecast->simulation;
  gsize n = sb_simulation_n_draws (draws);
  const gint64 *sorted = sb_simulation_sorted (draws, (gsize) table->book->nodes[0].row);
  gint64 *rest = g_new (gint64, n + 1);

  for (gsize k = 0; k < n; k++)
    rest[k] = sorted[k] - table->won;
  return rest;
}

static gboolean
compare (SbReplanTable *table, const SbReplanHand *hand)
{
  const SbPlanBook *book = table->book;
  g_autofree gint64 *rest = draws_of_rest (table);
  SbOutcomes outcomes = { .n_draws = sb_simulation_n_draws (book->forecast->simulation), .together = rest };
  SbReplanProblem problem = { .n = book->n, .quota = table->quota, .own_quota = table->opening,
                              .actual = table->won_by, .rest_forecast = table->rest, .has_target = TRUE,
                              .target = table->target - table->outside,
                              .stretch = sb_rational (hand->stretch_ppm, WHOLE), .protects = hand->protects,
                              .own_cap = sb_rational (hand->own_ppm, WHOLE) };

  if (!sb_replan_compare (&problem, &outcomes, table->outcomes))
    return FALSE;
  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    {
      table->outcomes[k].target += table->outside;
      set_reach (table, (SbReplanPolicy) k);
    }
  return TRUE;
}

SbReplanTable *
sb_replan_table_new (SbPlanBook *book, const SbReplanHand *hand)
{
  SbReplanTable *table;

  g_return_val_if_fail (book != NULL && hand != NULL, NULL);
  g_return_val_if_fail (hand->stretch_ppm >= 0 && hand->own_ppm >= 0, NULL);

  table = g_new0 (SbReplanTable, 1);
  table->book = sb_plan_book_ref (book);
  table->quota = g_new0 (gint64, book->n + 1);
  table->opening = g_new0 (gint64, book->n + 1);
  table->has_goal = g_new0 (guint8, book->n + 1);
  table->won_by = g_new0 (gint64, book->n + 1);
  table->rest = g_new0 (gint64, book->n + 1);
  table->months = g_new0 (gint64, book->n * book->n_months + 1);
  table->locked = g_new0 (guint8, book->n * book->n_months + 1);
  table->node_months = g_new0 (gint64, book->n_nodes * book->n_months + 1);
  while (table->first + 1 < book->n_months && book->months[table->first].end <= book->query.as_of)
    table->first++;
  table->leavers = g_array_new (FALSE, FALSE, sizeof (SbReplanLeaver));
  read_members (table);
  read_leavers (table);
  read_nodes (table);
  if (!read_whole (table))
    {
      sb_replan_table_free (table);
      return NULL;
    }
  table->state = state_of (table);
  if (table->state <= SB_REPLAN_STATE_MET && !compare (table, hand))
    g_clear_pointer (&table, sb_replan_table_free);
  return table;
}

void
sb_replan_table_free (SbReplanTable *table)
{
  if (table == NULL)
    return;
  sb_replan_outcomes_clear (table->outcomes);
  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    g_free (table->reach[k]);
  g_free (table->quota);
  g_free (table->opening);
  g_free (table->has_goal);
  g_free (table->won_by);
  g_free (table->rest);
  g_free (table->months);
  g_free (table->locked);
  g_free (table->node_months);
  for (guint i = 0; i < table->leavers->len; i++)
    g_free (g_array_index (table->leavers, SbReplanLeaver, i).months);
  g_array_unref (table->leavers);
  sb_plan_book_unref (table->book);
  g_free (table);
}
