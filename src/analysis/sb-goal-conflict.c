/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does not fit together among the goals: shares against their sum, stages against the target, two goals of one
 * metric that contradict, a member asked for more than the capacity or beyond the last day. Inside sb-goal only.
 * Source: AREAS 1 "Hidden conflicts", 0.7 "Working capacity". */
#include "analysis/sb-goal-private.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-working-days.h"

#include <math.h>

#define OVER_LIMIT 0.20  /* over-assignment above it is flagged */
#define RAMP_MONTHS 4    /* 0, 25, 50, 75, 100 % by whole months since joining */
#define QUARTERS 4
#define SHRINK 2.0

static void
report (SbGoalTree *tree, SbGoalConflictKind kind, const SbGoalState *state, SbQuantity a, SbQuantity b)
{
  SbGoalConflict conflict = { kind, state->goal->id, 0, state->goal->member_id, a, b };

  g_array_append_val (tree->conflicts, conflict);
}

static gboolean
runs (const SbGoalState *state)
{
  return state->goal->target.set && state->goal->state != SB_GOAL_CLOSED;
}

static void
check_shares (SbGoalTree *tree, const SbGoalState *state)
{
  double target = sb_quantity_as_real (&state->target), sum = sb_quantity_as_real (&state->allocated);
  double wanted = target;

  if (!state->adds_up || !runs (state))
    return;
  if (state->goal->team_mode == SB_TEAM_OVER_ASSIGNED)
    wanted = target * (1.0 + MAX (state->goal->over_ppm, 0) / 1e6);
  if (state->goal->team_mode == SB_TEAM_OVER_ASSIGNED && target > 0.0 && sum / target - 1.0 > OVER_LIMIT)
    report (tree, SB_GOAL_CONFLICT_OVER, state, sb_quantity_real (SB_UNIT_PERCENT, sum / target - 1.0),
            state->allocated);
  else if (fabs (sum - wanted) > (state->goal->team_mode == SB_TEAM_OVER_ASSIGNED ? 0.005 * fabs (target) : 0.5)
           && fabs (sum - wanted) > 1e-9 * fabs (wanted))
    report (tree, SB_GOAL_CONFLICT_CHILDREN, state, state->target, state->allocated);
}

static void
check_stages (SbGoalWork *work, SbGoalTree *tree, const SbGoalState *state)
{
  gsize n;
  const SbGoalStageFact *stages = sb_goal_stages (work->facts, state->goal->id, &n);
  int kind = sb_goal_stage_kind (work->facts, state->goal);
  double sum = 0.0, target = sb_quantity_as_real (&state->target);

  if (kind < 0 || !runs (state) || state->metric->aggregation != SB_AGGREGATE_SUM)
    return;
  for (gsize i = 0; i < n; i++)
    if (stages[i].period_kind == kind)
      sum += sb_goal_number (state->metric, &stages[i].target);
  if (fabs (sum - target) > 1e-6 * fabs (target) || (state->unit == SB_UNIT_MONEY && fabs (sum - target) >= 0.5))
    report (tree, SB_GOAL_CONFLICT_STAGES, state, state->target, sb_quantity_real (state->unit, sum));
}

static gboolean
same_subject (const SbGoalFact *a, const SbGoalFact *b)
{
  return a->metric_id == b->metric_id && a->kind == b->kind && a->team_id == b->team_id && a->member_id == b->member_id
         && a->product_id == b->product_id && a->region == b->region && !a->filtered && !b->filtered
         && !a->vacant && !b->vacant;
}

/* Two targets for the same days, or a part that asks for more than the whole. */
static gboolean
contradicts (const SbGoalState *outer, const SbGoalState *inner)
{
  const SbGoalFact *a = outer->goal, *b = inner->goal;
  double whole = sb_quantity_as_real (&outer->target), part = sb_quantity_as_real (&inner->target);

  if (a->start_on == b->start_on && a->end_on == b->end_on)
    return a->id < b->id && fabs (whole - part) > 1e-9 * fabs (whole);
  return outer->metric->aggregation == SB_AGGREGATE_SUM && !outer->metric->down && a->start_on <= b->start_on
         && a->end_on >= b->end_on && part > whole;
}

static void
check_pairs (SbGoalTree *tree)
{
  for (guint i = 0; i < tree->states->len; i++)
    for (guint j = 0; j < tree->states->len; j++)
      {
        const SbGoalState *a = &g_array_index (tree->states, SbGoalState, i);
        const SbGoalState *b = &g_array_index (tree->states, SbGoalState, j);

        if (i == j || !runs (a) || !runs (b) || !same_subject (a->goal, b->goal) || !contradicts (a, b))
          continue;
        report (tree, SB_GOAL_CONFLICT_CONTRADICTION, a, a->target, b->target);
        g_array_index (tree->conflicts, SbGoalConflict, tree->conflicts->len - 1).other_id = b->goal->id;
      }
}

/* -- capacity ------------------------------------------------------------------------------------------------------ */

static double
ramp (SbDate hired_on, SbDate day)
{
  if (hired_on == SB_DATE_NONE)
    return 1.0;
  return day < hired_on ? 0.0 : MIN (sb_date_months_between (hired_on, day), RAMP_MONTHS) / (double) RAMP_MONTHS;
}

/* Productive days by months of service: every month is weighed by the ramp at its first day. */
static double
productive_days (const SbFacts *facts, const SbMemberFact *member, SbDate from, SbDate to)
{
  double share = member->fte_ppm / 1e6 * (member->selling_share_ppm / 1e6), days = 0.0;

  if (member->hired_on != SB_DATE_NONE)
    from = MAX (from, member->hired_on);
  if (member->left_on != SB_DATE_NONE)
    to = MIN (to, member->left_on);
  while (from <= to)
    {
      SbDate next = MIN (sb_date_add_months (from, 1) - 1, to);

      days += sb_working_days (facts, from, next) * ramp (member->hired_on, from);
      from = next + 1;
    }
  return days * share;
}

typedef struct {
  double revenue, days;
  int    quarters;     /* with data */
} Yield;

/* Credited revenue and productive days of the last four quarters, by member. */
static Yield *
gather_yields (SbGoalWork *work, SbDate from, SbDate to)
{
  const SbFacts *facts = work->facts;
  Yield *yields = g_new0 (Yield, facts->n_members + 1);
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts), *seen = g_new0 (guint8, facts->n_members + 1);

  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      const SbMemberFact *owner;
      gsize at;

      if (deal->status != SB_STATUS_WON || !sb_date_in (deal->closed_on, from, to) || !sb_deal_has_value (deal)
          || !sb_deal_counts (facts, pipelines, 0, deal) || (owner = sb_facts_member (facts, deal->owner_id)) == NULL)
        continue;
      at = (gsize) (owner - facts->members);
      yields[at].revenue += (double) deal->amount_minor;
      seen[at] |= (guint8) (1u << MIN ((deal->closed_on - from) * QUARTERS / (to - from + 1), QUARTERS - 1));
    }
  for (gsize i = 0; i < facts->n_members; i++)
    {
      yields[i].days = productive_days (facts, &facts->members[i], from, to);
      for (int quarter = 0; quarter < QUARTERS; quarter++)
        yields[i].quarters += (seen[i] >> quarter) & 1;
    }
  return yields;
}

/* What a productive day brings, shrunk to everybody's; 0: nothing is known. */
static double
yield_of (const SbFacts *facts, const Yield *yields, gsize at)
{
  double revenue = 0.0, days = 0.0, mean, own;

  for (gsize i = 0; i < facts->n_members; i++)
    {
      revenue += yields[i].revenue;
      days += yields[i].days;
    }
  if (!(days > 0.0))
    return 0.0;
  mean = revenue / days;
  own = yields[at].days > 0.0 ? yields[at].revenue / yields[at].days : mean;
  return (yields[at].quarters * own + SHRINK * mean) / (yields[at].quarters + SHRINK);
}

/* One conflict a member: the goal that asks for most. */
static void
report_capacity (SbGoalTree *tree, const SbGoalState *state, double capacity)
{
  double ratio = sb_quantity_as_real (&state->target) / capacity;

  for (guint i = 0; i < tree->conflicts->len; i++)
    {
      SbGoalConflict *other = &g_array_index (tree->conflicts, SbGoalConflict, i);

      if (other->kind != SB_GOAL_CONFLICT_CAPACITY || other->member_id != state->goal->member_id)
        continue;
      if (ratio > sb_quantity_as_real (&other->a) / sb_quantity_as_real (&other->b))
        {
          other->goal_id = state->goal->id;
          other->a = state->target;
          other->b = sb_quantity_real (state->unit, capacity);
        }
      return;
    }
  report (tree, SB_GOAL_CONFLICT_CAPACITY, state, state->target, sb_quantity_real (state->unit, capacity));
}

static void
check_capacity (SbGoalWork *work, SbGoalTree *tree)
{
  const SbFacts *facts = work->facts;
  SbDate as_of = work->query->as_of;
  g_autofree Yield *yields = gather_yields (work, sb_date_add_months (as_of, -12) + 1, as_of);

  for (guint i = 0; i < tree->states->len; i++)
    {
      const SbGoalState *state = &g_array_index (tree->states, SbGoalState, i);
      const SbMemberFact *member = sb_facts_member (facts, state->goal->member_id);
      double capacity;

      if (member == NULL || !runs (state) || state->goal->kind != SB_GOAL_COMMITTED
          || g_strcmp0 (state->metric->code, "revenue_won") != 0 || state->goal->product_id != 0
          || state->goal->end_on < as_of)
        continue;
      capacity = productive_days (facts, member, state->goal->start_on, state->goal->end_on)
                 * yield_of (facts, yields, (gsize) (member - facts->members));
      if (capacity > 0.0 && sb_quantity_as_real (&state->target) > capacity)
        report_capacity (tree, state, capacity);
    }
}

static void
check_leaver (SbGoalWork *work, SbGoalTree *tree, const SbGoalState *state)
{
  const SbMemberFact *member = sb_facts_member (work->facts, state->goal->member_id);

  if (member != NULL && runs (state) && member->left_on != SB_DATE_NONE && state->goal->end_on > member->left_on)
    report (tree, SB_GOAL_CONFLICT_LEAVER, state, sb_quantity_date (member->left_on), state->target);
}

void
sb_goal_find_conflicts (SbGoalWork *work, SbGoalTree *tree)
{
  for (guint i = 0; i < tree->states->len; i++)
    {
      const SbGoalState *state = &g_array_index (tree->states, SbGoalState, i);

      check_shares (tree, state);
      check_stages (work, tree, state);
      check_leaver (work, tree, state);
    }
  check_pairs (tree);
  check_capacity (work, tree);
}
