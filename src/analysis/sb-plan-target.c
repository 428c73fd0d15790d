/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the target of a metric, scope and range of days among the stages of the published goals. Called by pacing and
 * the key figures. */
#include "analysis/sb-pacing.h"

#include "analysis/sb-metric.h"
#include "analysis/sb-working-days.h"

#include <string.h>

#define MAX_DEPTH 16

typedef struct {
  const SbFacts       *facts;
  const SbTargetQuery *query;
  gboolean             mean; /* a rate: its stages are averaged by days, not added */
} Search;

/* What one goal says about the range, read from its stages of one kind. */
typedef struct {
  gint32 goal_id;
  int    covered; /* days of the range */
  int    span;    /* days of the whole goal: the closest goal wins */
  gint64 minor;
  double value, expected, weight;
} Offer;

/* Finest first, weeks last: partial weeks carry roundings of their months. */
static const SbPeriodKind kinds[] = { SB_PERIOD_MONTH, SB_PERIOD_QUARTER, SB_PERIOD_HALF,
                                      SB_PERIOD_YEAR,  SB_PERIOD_CUSTOM,  SB_PERIOD_WEEK };

static gboolean
matches (const Search *search, const SbTargetFact *row, gint32 team_id, gint32 member_id)
{
  return (row->flags & SB_FACT_HAS_AMOUNT) && row->team_id == team_id && row->member_id == member_id
         && row->metric != NULL && g_str_equal (row->metric, search->query->metric)
         && row->start_on <= search->query->period.end && row->end_on >= search->query->period.start;
}

/* Adds the part of a stage that lies in the range: by working days where it only overlaps. */
static void
add_stage (Offer *offer, const Search *search, const SbTargetFact *row)
{
  const SbFacts *facts = search->facts;
  SbPeriod period = search->query->period;
  SbDate from = MAX (row->start_on, period.start), to = MIN (row->end_on, period.end), until;
  int whole = sb_working_days (facts, row->start_on, row->end_on);
  int inside = sb_working_days (facts, from, to), gone;
  double share = whole > 0 ? (double) inside / whole : to == row->end_on ? 1.0 : 0.0;
  double value = row->target_minor != 0 ? (double) row->target_minor : row->target_value;
  gint64 minor = row->target_minor;

  if (from != row->start_on || to != row->end_on)
    {
      if (whole == 0)
        minor = to == row->end_on ? minor : 0;
      else if (!sb_mul_div (row->target_minor, inside, whole, &minor))
        minor = row->target_minor;
    }
  until = MIN (to, search->query->as_of);
  gone = sb_working_days (facts, from, until);
  offer->covered += to - from + 1;
  offer->minor += minor;
  if (search->mean)
    {
      offer->value += value * (to - from + 1);
      offer->weight += to - from + 1;
    }
  else
    offer->value += share * row->target_value;
  if (until >= to)
    offer->expected += share * value;
  else if (inside > 0)
    offer->expected += share * value * gone / inside;
}

static Offer
read_goal (const Search *search, gint32 goal_id, gint32 team_id, gint32 member_id)
{
  const SbFacts *facts = search->facts;
  int days = sb_period_days (search->query->period);
  SbDate first = G_MAXINT32, last = G_MININT32;
  Offer best = { goal_id };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds) && best.covered < days; k++)
    {
      Offer offer = { goal_id };

      for (gsize i = 0; i < facts->n_targets; i++)
        if (facts->targets[i].goal_id == goal_id && facts->targets[i].period_kind == kinds[k]
            && matches (search, &facts->targets[i], team_id, member_id))
          add_stage (&offer, search, &facts->targets[i]);
      if (offer.covered > best.covered)
        best = offer;
    }
  for (gsize i = 0; i < facts->n_targets; i++)
    if (facts->targets[i].goal_id == goal_id)
      {
        first = MIN (first, facts->targets[i].start_on);
        last = MAX (last, facts->targets[i].end_on);
      }
  best.span = last - first + 1;
  return best;
}

static gboolean
is_better (const Offer *offer, const Offer *best)
{
  if (offer->covered != best->covered)
    return offer->covered > best->covered;
  if (offer->span != best->span)
    return offer->span < best->span;
  return offer->goal_id < best->goal_id;
}

/* The target set for exactly this team or member; reason no-target when there is none. */
static SbPlanTarget
own_target (const Search *search, gint32 team_id, gint32 member_id)
{
  const SbFacts *facts = search->facts;
  SbPlanTarget target = { 0 };
  Offer best = { 0 };
  gint32 done = -1;

  target.reason = SB_REASON_NO_TARGET;
  for (gsize i = 0; i < facts->n_targets; i++)
    {
      Offer offer;

      if (facts->targets[i].goal_id == done || !matches (search, &facts->targets[i], team_id, member_id))
        continue;
      done = facts->targets[i].goal_id;
      offer = read_goal (search, done, team_id, member_id);
      if (best.covered == 0 || is_better (&offer, &best))
        best = offer;
    }
  if (best.covered == 0)
    return target;
  target.minor = best.minor;
  target.value = search->mean && best.weight > 0.0 ? best.value / best.weight : best.value;
  target.expected = search->mean ? target.value : best.expected;
  target.goal_id = best.goal_id;
  target.partial = best.covered < sb_period_days (search->query->period);
  target.reason = SB_REASON_NONE;
  return target;
}

static void
add_target (SbPlanTarget *sum, const SbPlanTarget *part)
{
  if (part->reason != SB_REASON_NONE || __builtin_add_overflow (sum->minor, part->minor, &sum->minor))
    return;
  sum->value += part->value;
  sum->expected += part->expected;
  sum->partial |= part->partial;
  sum->added_up = TRUE;
  sum->reason = SB_REASON_NONE;
}

static SbPlanTarget
team_target (const Search *search, gint32 team_id, int depth)
{
  const SbFacts *facts = search->facts;
  SbPlanTarget target = own_target (search, team_id, 0);
  gboolean teams = FALSE;

  if (target.reason == SB_REASON_NONE || search->mean || depth > MAX_DEPTH)
    return target;
  for (gsize i = 0; i < facts->n_teams; i++)
    if (facts->teams[i].parent_id == team_id && facts->teams[i].id != team_id)
      {
        SbPlanTarget part = team_target (search, facts->teams[i].id, depth + 1);

        teams |= part.reason == SB_REASON_NONE;
        add_target (&target, &part);
      }
  for (gsize i = 0; i < facts->n_members; i++)
    if (team_id != 0 ? facts->members[i].team_id == team_id : !teams)
      {
        SbPlanTarget part = own_target (search, 0, facts->members[i].id);

        add_target (&target, &part);
      }
  return target;
}

SbPlanTarget
sb_plan_target_find (const SbFacts *facts, const SbTargetQuery *query)
{
  Search search = { facts, query, FALSE };
  SbPlanTarget none = { 0 };
  SbMetric metric;

  none.reason = SB_REASON_NO_TARGET;
  g_return_val_if_fail (facts != NULL && query != NULL && query->metric != NULL, none);

  if (query->scope.product_id != 0 || query->scope.region >= 0 || query->scope.account_id != 0)
    return none;
  if (sb_metric_from_key (query->metric, &metric))
    {
      SbUnit unit = sb_metric_info (metric)->unit;

      search.mean = unit != SB_UNIT_MONEY && unit != SB_UNIT_COUNT;
    }
  if (query->scope.member_id != 0)
    return own_target (&search, 0, query->scope.member_id);
  return team_target (&search, query->scope.team_id, 0);
}
