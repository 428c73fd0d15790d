/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goals and months become under a policy. Months that are over keep their numbers; sums tie exactly; computed
 * again from what it left, it leaves the same. */
#include "analysis/sb-replan-table.h"

#include "core/sb-money.h"

#include <string.h>

/* One row of months being filled. */
typedef struct {
  gsize         n, first;
  const gint64 *weights;  /* [n] of months from first on */
  const guint8 *locked;   /* [n] nullable */
  gint64        target;   /* what the row sums to, ≥ 0 */
  gint64        rest;     /* the part of it that is still to be carried */
  gint64       *months;   /* [n] in: as they were; out: as they are */
} Row;

static gint64
sum_of (const gint64 *amounts, gsize from, gsize to)
{
  gint64 sum = 0;

  for (gsize m = from; m < to; m++)
    sum += amounts[m];
  return sum;
}

/* Splits what is left over the months that are free. */
static void
split_left (Row *row, gint64 left, gboolean keeps_locked)
{
  g_autofree gint64 *weights = g_new0 (gint64, row->n + 1), *parts = g_new0 (gint64, row->n + 1);
  gboolean any = FALSE;

  for (gsize m = row->first; m < row->n; m++)
    {
      weights[m] = keeps_locked && row->locked[m] ? 0 : MAX (row->weights[m], 0);
      any |= weights[m] > 0;
    }
  for (gsize m = row->first; !any && m < row->n; m++)
    weights[m] = keeps_locked && row->locked[m] ? 0 : 1;
  sb_split_exact (left, weights, row->n, parts);
  for (gsize m = row->first; m < row->n; m++)
    if (!keeps_locked || !row->locked[m])
      row->months[m] = parts[m];
}

static void
fill_row (Row *row)
{
  gint64 past = sum_of (row->months, 0, row->first), left = row->target - past, locked = 0;
  gboolean free_month = FALSE;

  if (left < 0)
    {
      /* Less than the months that are over had planned: they shrink to what was won. */
      g_autofree gint64 *weights = g_memdup2 (row->months, row->n * sizeof *weights);

      left = MIN (MAX (row->rest, 0), row->target);
      for (gsize m = 0; m < row->first; m++)
        weights[m] = MAX (weights[m], 0);
      sb_split_exact (row->target - left, weights, row->first, row->months);
    }
  for (gsize m = row->first; row->locked != NULL && m < row->n; m++)
    {
      locked += row->locked[m] ? row->months[m] : 0;
      free_month |= !row->locked[m];
    }
  if (free_month && locked <= left)
    split_left (row, left - locked, TRUE);
  else
    split_left (row, left, FALSE);
}

/* Keeping, and a target that is met, leave everything. */
static gboolean
is_identity (const SbReplanTable *table, SbReplanPolicy policy)
{
  return policy == SB_REPLAN_KEEP || table->outcomes[policy].replan->status == SB_REPLAN_NOTHING;
}

static gboolean
fill_members (const SbReplanTable *table, const SbReplan *replan, SbReplanGoals *goals)
{
  const SbPlanBook *book = table->book;
  g_autofree gint64 *weights = g_new0 (gint64, book->n_months + 1);

  for (gsize i = 0; i < book->n; i++)
    {
      Row row = { .n = book->n_months, .first = table->first, .weights = weights,
                  .locked = table->locked + i * book->n_months, .rest = replan->rest_quota[i],
                  .months = goals->months + i * book->n_months };

      goals->quota[i] = table->won_by[i];
      if (!sb_money_add (&goals->quota[i], replan->rest_quota[i]))
        return FALSE;
      goals->quota[i] = MAX (goals->quota[i], 0);
      goals->carries[i] = table->has_goal[i] || goals->quota[i] > 0;
      for (gsize m = 0; m < book->n_months; m++)
        weights[m] = book->month_season[m] * book->days[i * book->n_months + m];
      row.target = goals->quota[i];
      fill_row (&row);
    }
  return TRUE;
}

static gboolean
is_under (const SbPlanBook *book, int below, gsize node)
{
  while (below > 0 && below != (int) node)
    below = book->nodes[below].parent;
  return below == (int) node;
}

static void
fill_leavers (const SbReplanTable *table, SbReplanGoals *goals)
{
  gsize n_months = table->book->n_months;
  g_autofree gint64 *weights = g_new0 (gint64, n_months + 1);

  for (guint k = 0; k < table->leavers->len; k++)
    {
      Row row = { .n = n_months, .first = table->first, .weights = weights,
                  .months = goals->left_months + k * n_months };

      row.target = goals->left_quota[k] = MAX (g_array_index (table->leavers, SbReplanLeaver, k).won, 0);
      fill_row (&row);
    }
}

/* What changed for those who have left changes for their teams. */
static void
add_leavers (const SbReplanTable *table, gsize node, const SbReplanGoals *goals, gint64 *weights, gint64 *months)
{
  gsize n_months = table->book->n_months;

  for (guint k = 0; k < table->leavers->len; k++)
    {
      const SbReplanLeaver *leaver = &g_array_index (table->leavers, SbReplanLeaver, k);

      for (gsize m = 0; is_under (table->book, leaver->node, node) && m < n_months; m++)
        {
          weights[m] += goals->left_months[k * n_months + m];
          if (m < table->first)
            months[m] += goals->left_months[k * n_months + m] - leaver->months[m];
        }
    }
}

/* Won in a team by people who are not in the table. */
static gint64
won_by_others (const SbReplanTable *table, gsize node)
{
  const SbPlanBook *book = table->book;
  gint64 others;

  if (book->nodes[node].row < 0)
    return 0;
  others = g_array_index (book->forecast->rows, SbForecastRow, book->nodes[node].row).won;
  for (gsize i = 0; i < book->n; i++)
    if (is_under (book, book->members[i].node, node))
      others -= table->won_by[i];
  return MAX (others, 0);
}

static gboolean
fill_node (const SbReplanTable *table, const SbReplanOutcome *outcome, gsize node, SbReplanGoals *goals)
{
  const SbPlanBook *book = table->book;
  gsize n_months = book->n_months;
  g_autofree gint64 *weights = g_new0 (gint64, n_months + 1);
  Row row = { .n = n_months, .first = table->first, .weights = weights,
              .target = won_by_others (table, node), .months = goals->node_months + node * n_months };

  for (gsize i = 0; i < book->n; i++)
    {
      if (!is_under (book, book->members[i].node, node))
        continue;
      if (!sb_money_add (&row.target, goals->quota[i]))
        return FALSE;
      row.rest += outcome->replan->rest_quota[i];
      for (gsize m = 0; m < n_months; m++)
        {
          weights[m] += goals->months[i * n_months + m];
          if (m < table->first)
            row.months[m] += goals->months[i * n_months + m] - table->months[i * n_months + m];
        }
    }
  add_leavers (table, node, goals, weights, row.months);
  if (node == 0)
    row.target = MAX (outcome->target, 0);
  goals->node_target[node] = row.target;
  fill_row (&row);
  return TRUE;
}

/* Nothing is written where nothing differs. */
static gboolean
differs (const SbReplanTable *table, const SbReplanGoals *goals)
{
  const SbPlanBook *book = table->book;

  for (gsize i = 0; i < book->n; i++)
    if (goals->carries[i] && (!table->has_goal[i] || goals->quota[i] != table->quota[i]))
      return TRUE;
  for (guint k = 0; k < table->leavers->len; k++)
    {
      const SbReplanLeaver *leaver = &g_array_index (table->leavers, SbReplanLeaver, k);

      if (goals->left_quota[k] != leaver->quota
          || memcmp (goals->left_months + k * book->n_months, leaver->months, book->n_months * sizeof (gint64)) != 0)
        return TRUE;
    }
  for (gsize node = 0; node < book->n_nodes; node++)
    {
      const SbGoalFact *goal = sb_plan_book_goal (book, book->nodes[node].team_id, 0);

      if (goal == NULL || goal->target.minor != goals->node_target[node])
        return TRUE;
    }
  return memcmp (goals->months, table->months, book->n * book->n_months * sizeof (gint64)) != 0
         || memcmp (goals->node_months, table->node_months, book->n_nodes * book->n_months * sizeof (gint64)) != 0;
}

SbReplanGoals *
sb_replan_goals_new (const SbReplanTable *table, SbReplanPolicy policy)
{
  const SbPlanBook *book;
  SbReplanGoals *goals;
  gboolean ok;

  g_return_val_if_fail (table != NULL && policy < SB_N_REPLAN_POLICIES, NULL);
  g_return_val_if_fail (table->state <= SB_REPLAN_STATE_MET, NULL);

  book = table->book;
  goals = g_new0 (SbReplanGoals, 1);
  goals->n = book->n;
  goals->n_nodes = book->n_nodes;
  goals->n_months = book->n_months;
  goals->carries = g_memdup2 (table->has_goal, book->n + 1);
  goals->quota = g_memdup2 (table->quota, (book->n + 1) * sizeof (gint64));
  goals->months = g_memdup2 (table->months, (book->n * book->n_months + 1) * sizeof (gint64));
  goals->left_quota = g_new0 (gint64, table->leavers->len + 1);
  goals->left_months = g_new0 (gint64, table->leavers->len * book->n_months + 1);
  for (guint k = 0; k < table->leavers->len; k++)
    {
      const SbReplanLeaver *leaver = &g_array_index (table->leavers, SbReplanLeaver, k);

      goals->left_quota[k] = leaver->quota;
      memcpy (goals->left_months + k * book->n_months, leaver->months, book->n_months * sizeof (gint64));
    }
  goals->node_target = g_new0 (gint64, book->n_nodes + 1);
  goals->node_months = g_memdup2 (table->node_months, (book->n_nodes * book->n_months + 1) * sizeof (gint64));
  if (is_identity (table, policy))
    {
      for (gsize node = 0; node < book->n_nodes; node++)
        goals->node_target[node] = sum_of (goals->node_months + node * book->n_months, 0, book->n_months);
      return goals;
    }
  ok = fill_members (table, table->outcomes[policy].replan, goals);
  if (ok)
    fill_leavers (table, goals);
  for (gsize node = 0; ok && node < book->n_nodes; node++)
    ok = fill_node (table, &table->outcomes[policy], node, goals);
  if (ok)
    goals->changes = differs (table, goals);
  else
    g_clear_pointer (&goals, sb_replan_goals_free);
  return goals;
}

void
sb_replan_goals_free (SbReplanGoals *goals)
{
  if (goals == NULL)
    return;
  g_free (goals->carries);
  g_free (goals->quota);
  g_free (goals->months);
  g_free (goals->left_quota);
  g_free (goals->left_months);
  g_free (goals->node_target);
  g_free (goals->node_months);
  g_free (goals);
}
