/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One chance for everybody. Called by the planner with sorted draws; draws nothing itself. Level k stands for the k-th
 * smallest draw of each member, level 0 for the floor and the last level for the cap. */
#include "analysis/sb-equal-chance.h"

#include "analysis/sb-apportion.h"

typedef struct {
  const SbEqualChanceProblem *problem;
  SbEqualChance *result;
  gsize  n;       /* members that share the chance */
  gsize *member;  /* [n] */
  gint64 *lo, *hi;
  SbWide rest;    /* the target without what is fixed */
} Work;

void
sb_equal_chance_free (SbEqualChance *result)
{
  if (result == NULL)
    return;
  g_free (result->quota);
  g_free (result->chance);
  g_free (result->limit);
  g_free (result);
}

static const gint64 *
draws_of (const SbEqualChanceProblem *problem, gsize i)
{
  const SbOutcomes *outcomes = problem->outcomes;

  return outcomes->n_draws > 0 && outcomes->sorted != NULL ? outcomes->sorted[i] : NULL;
}

static gint64
at_level (const Work *work, gsize k, gsize level)
{
  gsize n_draws = work->problem->outcomes->n_draws;
  gint64 value;

  if (level == 0)
    return work->lo[k];
  if (level > n_draws)
    return work->hi[k];
  value = draws_of (work->problem, work->member[k])[level - 1];
  return CLAMP (value, work->lo[k], work->hi[k]);
}

static SbWide
sum_at (const Work *work, gsize level)
{
  SbWide sum = 0;

  for (gsize k = 0; k < work->n; k++)
    sum += at_level (work, k, level);
  return sum;
}

/* Takes the fixed quotas out, and the bounds of the others in. A cap below what is won already is that. */
static void
sort_members (Work *work)
{
  const SbEqualChanceProblem *problem = work->problem;
  gsize n_draws = problem->outcomes->n_draws;

  work->rest = problem->target;
  for (gsize i = 0; i < problem->n; i++)
    {
      const gint64 *draws = draws_of (problem, i);
      gboolean locked = problem->locked != NULL && problem->locked[i];

      if (locked || draws == NULL)
        {
          work->result->quota[i] = problem->fixed != NULL ? problem->fixed[i] : 0;
          work->result->limit[i] = locked ? SB_CHANCE_LOCKED : SB_CHANCE_UNKNOWN;
          work->rest -= work->result->quota[i];
          continue;
        }
      work->lo[work->n] = problem->floor != NULL ? problem->floor[i] : 0;
      work->hi[work->n] = MAX (problem->cap != NULL ? problem->cap[i] : draws[n_draws - 1], work->lo[work->n]);
      work->member[work->n++] = i;
    }
}

/* The shares between two neighbouring levels, in whole steps. */
static void
share_out (Work *work, gsize level)
{
  g_autofree SbDd *shares = g_new (SbDd, work->n + 1);
  g_autofree gint64 *parts = g_new0 (gint64, work->n + 1);
  SbWide below = level > 0 ? sum_at (work, level - 1) : 0, above = sum_at (work, level);
  SbDd part = { 1.0, 0.0 };
  double n_draws = (double) work->problem->outcomes->n_draws, from, to;

  if (level > 0 && above > below)
    part = sb_dd_divide (sb_dd_from_wide (work->rest - below), sb_dd_from_wide (above - below));
  for (gsize k = 0; k < work->n; k++)
    {
      gint64 base = level > 0 ? at_level (work, k, level - 1) : at_level (work, k, 0);
      SbWide way = (SbWide) at_level (work, k, level) - base;

      shares[k] = sb_dd_add (sb_dd_from_int (base), sb_dd_multiply (part, sb_dd_from_wide (way)));
    }
  sb_apportion (&(SbShares) { work->n, shares, work->lo, work->hi }, (gint64) work->rest, work->problem->step, parts);
  for (gsize k = 0; k < work->n; k++)
    {
      gsize i = work->member[k];

      work->result->quota[i] = parts[k];
      work->result->limit[i] = parts[k] <= work->lo[k]                                  ? SB_CHANCE_FLOOR
                               : work->problem->cap != NULL && parts[k] >= work->hi[k] ? SB_CHANCE_CAP
                                                                                       : SB_CHANCE_EQUAL;
    }
  from = level <= 1 ? 1.0 : (n_draws - (double) level + 2.0) / n_draws;
  to = level == 0 ? 1.0 : (n_draws - (double) level + 1.0) / n_draws;
  work->result->p = from + (to - from) * sb_dd_to_real (part);
}

/* The lowest level that adds up to the rest, by bisection. */
static gsize
find_level (const Work *work)
{
  gsize low = 0, high = work->problem->outcomes->n_draws + 1;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (sum_at (work, middle) >= work->rest)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Everybody at one end; the gap is nobody's. */
static gboolean
fill_end (Work *work, gboolean high, SbWide gap)
{
  for (gsize k = 0; k < work->n; k++)
    {
      work->result->quota[work->member[k]] = high ? work->hi[k] : work->lo[k];
      work->result->limit[work->member[k]] = high ? SB_CHANCE_CAP : SB_CHANCE_FLOOR;
    }
  work->result->status = high ? SB_QUOTA_INFEASIBLE_HIGH : SB_QUOTA_INFEASIBLE_LOW;
  work->result->gap = (gint64) MIN (gap, (SbWide) G_MAXINT64);
  return gap <= G_MAXINT64;
}

static gboolean
solve (Work *work)
{
  SbWide least, most;

  sort_members (work);
  least = sum_at (work, 0);
  most = sum_at (work, work->problem->outcomes->n_draws + 1);
  if (work->rest < least)
    return fill_end (work, FALSE, least - work->rest);
  if (work->rest > most)
    return fill_end (work, TRUE, work->rest - most);
  if (work->rest > G_MAXINT64 || work->rest < G_MININT64)
    return FALSE;
  share_out (work, find_level (work));
  return TRUE;
}

static void
tell_chances (SbEqualChance *result, const SbEqualChanceProblem *problem)
{
  gboolean first = TRUE;

  sb_outcomes_chances (problem->outcomes, result->quota, result->chance);
  for (gsize i = 0; i < result->n; i++)
    if (result->chance[i] >= 0.0)
      {
        result->p_min = first ? result->chance[i] : MIN (result->p_min, result->chance[i]);
        result->p_max = MAX (result->p_max, result->chance[i]);
        first = FALSE;
      }
}

SbEqualChance *
sb_equal_chance_compute (const SbEqualChanceProblem *problem)
{
  g_autoptr (SbEqualChance) result = NULL;
  Work work = { problem };
  gboolean done;

  g_return_val_if_fail (problem != NULL && problem->outcomes != NULL, NULL);
  g_return_val_if_fail (problem->outcomes->n_members == problem->n, NULL);

  result = g_new0 (SbEqualChance, 1);
  result->n = problem->n;
  result->quota = g_new0 (gint64, problem->n + 1);
  result->chance = g_new0 (double, problem->n + 1);
  result->limit = g_new0 (guint8, problem->n + 1);
  work.result = result;
  work.member = g_new0 (gsize, problem->n + 1);
  work.lo = g_new0 (gint64, problem->n + 1);
  work.hi = g_new0 (gint64, problem->n + 1);
  done = solve (&work);
  g_free (work.member);
  g_free (work.lo);
  g_free (work.hi);
  if (!done)
    return NULL;
  tell_chances (result, problem);
  return g_steal_pointer (&result);
}
