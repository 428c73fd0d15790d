/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which goals belong to a period and scope, in the order of their tree, and how targets roll up. Called by the goals
 * page and the command. */
#include "analysis/sb-goal-private.h"

#include <string.h>

#define MAX_DEPTH 32

static gboolean
is_wanted (const SbFacts *facts, const SbGoalQuery *query, const SbScopeFilter *filter, const SbGoalFact *goal)
{
  if (goal->start_on > query->period.end || goal->end_on < query->period.start
      || sb_facts_metric (facts, goal->metric_id) == NULL)
    return FALSE;
  if (query->scope.member_id != 0)
    return goal->member_id == query->scope.member_id;
  if (query->scope.team_id == 0)
    return TRUE;
  if (goal->member_id != 0)
    {
      const SbMemberFact *member = sb_facts_member (facts, goal->member_id);

      return member != NULL && sb_scope_has_team (filter, member->team_id);
    }
  return goal->team_id != 0 && sb_scope_has_team (filter, goal->team_id);
}

/* Everybody before teams before members, vacancies last; earlier, then longer, then older. */
static int
compare_goals (gconstpointer a, gconstpointer b)
{
  const SbGoalFact *x = *(const SbGoalFact *const *) a, *y = *(const SbGoalFact *const *) b;

  if (x->vacant != y->vacant)
    return x->vacant ? 1 : -1;
  if (x->scope != y->scope)
    return x->scope < y->scope ? -1 : 1;
  if (x->start_on != y->start_on)
    return x->start_on < y->start_on ? -1 : 1;
  if (x->end_on != y->end_on)
    return x->end_on > y->end_on ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

typedef struct {
  GPtrArray  *goals;  /* wanted, in order */
  GHashTable *ids;    /* of them */
  GHashTable *placed;
  SbGoalTree *tree;
} Placing;

static void
place (Placing *placing, const SbFacts *facts, const SbGoalFact *goal, int parent, int depth)
{
  SbGoalState state = { .goal = goal, .metric = sb_facts_metric (facts, goal->metric_id), .parent = parent,
                        .depth = depth };
  int own = (int) placing->tree->states->len;

  if (depth > MAX_DEPTH || !g_hash_table_add (placing->placed, GINT_TO_POINTER (goal->id)))
    return;
  g_array_append_val (placing->tree->states, state);
  if (parent >= 0)
    g_array_index (placing->tree->states, SbGoalState, parent).n_children++;
  for (guint i = 0; i < placing->goals->len; i++)
    if (((const SbGoalFact *) placing->goals->pdata[i])->parent_id == goal->id)
      place (placing, facts, placing->goals->pdata[i], own, depth + 1);
}

static void
place_all (SbGoalTree *tree, const SbFacts *facts, const SbGoalQuery *query)
{
  g_autoptr (GPtrArray) goals = g_ptr_array_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL), placed = g_hash_table_new (NULL, NULL);
  g_auto (SbScopeFilter) filter = { 0 };
  Placing placing = { goals, ids, placed, tree };

  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_goals; i++)
    if (is_wanted (facts, query, &filter, &facts->goals[i]))
      {
        g_ptr_array_add (goals, &facts->goals[i]);
        g_hash_table_add (ids, GINT_TO_POINTER (facts->goals[i].id));
      }
  g_ptr_array_sort (goals, compare_goals);
  for (guint i = 0; i < goals->len; i++)
    {
      const SbGoalFact *goal = goals->pdata[i];

      if (goal->parent_id == 0 || !g_hash_table_contains (ids, GINT_TO_POINTER (goal->parent_id)))
        place (&placing, facts, goal, -1, 0);
    }
  /* A circle of parents (a merge can make one) has no root: its goals still stand somewhere. */
  for (guint i = 0; i < goals->len; i++)
    place (&placing, facts, goals->pdata[i], -1, 0);
}

/* Whether a child carries a share of its parent's target. */
static gboolean
is_share (const SbGoalState *parent, const SbGoalState *child)
{
  const SbGoalFact *a = parent->goal, *b = child->goal;

  return a->metric_id == b->metric_id && parent->metric->aggregation == SB_AGGREGATE_SUM && a->target.set
         && a->start_on == b->start_on && a->end_on == b->end_on && b->kind == SB_GOAL_COMMITTED
         && a->team_mode != SB_TEAM_INDEPENDENT;
}

static void
roll_up (SbGoalTree *tree, guint index)
{
  SbGoalState *parent = &g_array_index (tree->states, SbGoalState, index);
  double target = sb_quantity_as_real (&parent->target), sum = 0.0, vacant = 0.0;
  guint vacancies = 0;

  for (guint i = index + 1; i < tree->states->len; i++)
    {
      const SbGoalState *child = &g_array_index (tree->states, SbGoalState, i);

      if (child->parent != (int) index || !is_share (parent, child))
        continue;
      parent->adds_up = TRUE;
      sum += sb_quantity_as_real (&child->target);
      vacancies += child->goal->vacant;
      vacant += child->goal->vacant ? sb_quantity_as_real (&child->target) : 0.0;
    }
  if (!parent->adds_up)
    return;
  parent->allocated = sb_quantity_real (parent->unit, sum);
  parent->unallocated = sb_quantity_real (parent->unit, target - sum);
  if (vacancies > 0)
    parent->vacant = sb_quantity_real (parent->unit, vacant);
  if (target > 0.0)
    parent->over = sb_ratio_measure (sum / target - 1.0, SB_FEW_DATA);
}

/* A goal whose metric is typed in, adds up and has no value of its own: what its shares have reached. */
static void
roll_up_actual (SbGoalWork *work, SbGoalTree *tree, guint index)
{
  SbGoalState *parent = &g_array_index (tree->states, SbGoalState, index);
  double sum = 0.0;
  guint n = 0;

  if (!parent->adds_up || sb_quantity_is_defined (&parent->actual) || sb_goal_is_computed (parent->metric))
    return;
  for (guint i = index + 1; i < tree->states->len; i++)
    {
      const SbGoalState *child = &g_array_index (tree->states, SbGoalState, i);

      if (child->parent == (int) index && is_share (parent, child) && sb_quantity_is_defined (&child->actual)
          && !child->goal->vacant)
        {
          sum += sb_quantity_as_real (&child->actual);
          n++;
        }
    }
  if (n == 0)
    return;
  parent->actual = sb_quantity_real (parent->unit, sum);
  sb_goal_state_rate (work, parent);
}

SbGoalTree *
sb_goal_tree_compute (const SbFacts *facts, const SbGoalQuery *query)
{
  SbGoalWork work = { facts, query, NULL, NULL };
  SbGoalTree *tree;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  work.values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tree = g_new0 (SbGoalTree, 1);
  tree->states = g_array_new (FALSE, TRUE, sizeof (SbGoalState));
  tree->conflicts = g_array_new (FALSE, TRUE, sizeof (SbGoalConflict));
  place_all (tree, facts, query);
  for (guint i = 0; i < tree->states->len; i++)
    sb_goal_state_fill (&work, &g_array_index (tree->states, SbGoalState, i));
  for (guint i = tree->states->len; i-- > 0;)
    {
      roll_up (tree, i);
      roll_up_actual (&work, tree, i);
    }
  for (guint i = 0; i < tree->states->len; i++)
    sb_goal_state_judge (&work, &g_array_index (tree->states, SbGoalState, i));
  sb_goal_find_conflicts (&work, tree);
  g_clear_pointer (&work.probabilities, sb_probability_table_free);
  g_hash_table_unref (work.values);
  return tree;
}

void
sb_goal_tree_free (SbGoalTree *tree)
{
  g_return_if_fail (tree != NULL);

  g_array_unref (tree->states);
  g_array_unref (tree->conflicts);
  g_free (tree);
}

const SbGoalState *
sb_goal_tree_find (const SbGoalTree *tree, gint32 goal_id)
{
  g_return_val_if_fail (tree != NULL, NULL);

  for (guint i = 0; i < tree->states->len; i++)
    if (g_array_index (tree->states, SbGoalState, i).goal->id == goal_id)
      return &g_array_index (tree->states, SbGoalState, i);
  return NULL;
}

/* How well a goal speaks for a period, 0 not at all: the period itself, then the shortest one around it. */
static int
fit (const SbGoalFact *goal, SbPeriod period)
{
  if (goal->start_on > period.start || goal->end_on < period.end)
    return 0;
  return G_MAXINT - (goal->end_on - goal->start_on);
}

const SbGoalState *
sb_goal_tree_main (const SbGoalTree *tree, SbScope scope, SbPeriod period)
{
  const SbGoalState *best = NULL;

  g_return_val_if_fail (tree != NULL, NULL);

  for (guint i = 0; i < tree->states->len; i++)
    {
      const SbGoalState *state = &g_array_index (tree->states, SbGoalState, i);
      SbScope own = sb_goal_scope (state->goal);
      gboolean mine = own.member_id == scope.member_id && (scope.member_id != 0 || own.team_id == scope.team_id);

      if (!mine || state->goal->kind != SB_GOAL_COMMITTED || state->goal->state != SB_GOAL_PUBLISHED
          || state->goal->vacant || !state->goal->target.set || strcmp (state->metric->code, "revenue_won") != 0
          || fit (state->goal, period) == 0)
        continue;
      if (best == NULL || fit (state->goal, period) > fit (best->goal, period))
        best = state;
    }
  return best;
}

void
sb_goal_tree_count (const SbGoalTree *tree, guint counts[SB_PACE_MISSED + 1])
{
  g_return_if_fail (tree != NULL && counts != NULL);

  memset (counts, 0, (SB_PACE_MISSED + 1) * sizeof counts[0]);
  for (guint i = 0; i < tree->states->len; i++)
    {
      const SbGoalState *state = &g_array_index (tree->states, SbGoalState, i);

      if (state->goal->state != SB_GOAL_DRAFT && state->goal->kind != SB_GOAL_DEVELOPMENT && !state->goal->vacant)
        counts[state->status]++;
    }
}
