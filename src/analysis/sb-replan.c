/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreads what is still missing in a running period. Called by the planner and by the vectors; what the rest may bring
 * comes from the forecast. */
#include "analysis/sb-replan.h"

#include <string.h>

static SbReplan *
replan_new (gsize n)
{
  SbReplan *replan = g_new0 (SbReplan, 1);

  replan->n = n;
  replan->rest_quota = g_new0 (gint64, n + 1);
  replan->limit = g_new0 (guint8, n + 1);
  return replan;
}

void
sb_replan_free (SbReplan *replan)
{
  if (replan == NULL)
    return;
  g_free (replan->rest_quota);
  g_free (replan->limit);
  g_free (replan);
}

const char *
sb_replan_status_key (SbReplanStatus status)
{
  static const char *const keys[] = { "ok", "infeasible_high", "nothing_to_assign" };

  g_return_val_if_fail (status < G_N_ELEMENTS (keys), NULL);

  return keys[status];
}

/* ⌊amount × factor⌋ ≥ 0, no more than int64 holds. */
static gint64
scaled (gint64 amount, SbRational factor)
{
  SbWide value = sb_wide_floor ((SbWide) MAX (amount, 0) * factor.num, factor.den);

  return (gint64) MIN (value, (SbWide) G_MAXINT64);
}

static gint64
gap_of (const SbReplanProblem *problem, const gint64 *quota, gsize i)
{
  SbWide gap = (SbWide) quota[i] - problem->actual[i];

  return (gint64) CLAMP (gap, 0, (SbWide) G_MAXINT64);
}

static void
set_caps (const SbReplanProblem *problem, gint64 *hi)
{
  const gint64 *own = problem->own_quota != NULL ? problem->own_quota : problem->quota;

  for (gsize i = 0; i < problem->n; i++)
    {
      hi[i] = scaled (problem->rest_forecast[i], problem->stretch);
      if (problem->protects)
        hi[i] = MIN (hi[i], scaled (gap_of (problem, own, i), problem->own_cap));
    }
}

/* The target of the whole period and what is missing; FALSE beyond int64. */
static gboolean
count (const SbReplanProblem *problem, gint64 *target, gint64 *remaining)
{
  SbWide quota = 0, actual = 0;

  for (gsize i = 0; i < problem->n; i++)
    {
      quota += problem->quota[i];
      actual += problem->actual[i];
    }
  if (problem->has_target)
    quota = problem->target;
  *target = (gint64) quota;
  *remaining = (gint64) (quota - actual);
  return quota <= G_MAXINT64 && quota >= G_MININT64 && quota - actual <= G_MAXINT64 && quota - actual >= G_MININT64;
}

static gboolean
is_valid (const SbReplanProblem *problem)
{
  return problem->stretch.den > 0 && problem->stretch.num >= 0
         && (!problem->protects || (problem->own_cap.den > 0 && problem->own_cap.num >= 0));
}

/* Water-filling of `remaining` up to the caps. */
static gboolean
fill (const SbReplanProblem *problem, SbReplan *replan)
{
  g_autofree gint64 *lo = g_new0 (gint64, problem->n + 1);
  g_autofree gint64 *hi = g_new0 (gint64, problem->n + 1);
  g_autofree gint64 *anchors = g_new0 (gint64, problem->n + 1);
  g_autofree SbDd *exact = g_new (SbDd, problem->n + 1);
  SbQuotaProblem quota = { .n = problem->n, .anchor = exact, .lo = lo, .hi = hi, .target = replan->remaining };
  g_autoptr (SbQuotaPlan) plan = NULL;

  set_caps (problem, hi);
  for (gsize i = 0; i < problem->n; i++)
    anchors[i] = MAX (problem->rest_forecast[i], 1);
  sb_quota_anchors (anchors, problem->n, exact);
  plan = sb_quota_plan_compute (&quota, NULL, NULL);
  if (plan == NULL)
    return FALSE;
  replan->status = sb_quota_plan_is_ok (plan) ? SB_REPLAN_OK : SB_REPLAN_INFEASIBLE;
  replan->unassigned = plan->gap;
  replan->t = plan->t;
  memcpy (replan->rest_quota, plan->quota, problem->n * sizeof *replan->rest_quota);
  memcpy (replan->limit, plan->limit, problem->n * sizeof *replan->limit);
  return TRUE;
}

SbReplan *
sb_replan_compute (const SbReplanProblem *problem)
{
  g_autoptr (SbReplan) replan = NULL;
  gint64 target, remaining;

  g_return_val_if_fail (problem != NULL, NULL);
  g_return_val_if_fail (problem->n == 0 || (problem->quota != NULL && problem->actual != NULL), NULL);
  g_return_val_if_fail (problem->n == 0 || problem->rest_forecast != NULL, NULL);

  if (!is_valid (problem) || !count (problem, &target, &remaining))
    return NULL;
  replan = replan_new (problem->n);
  replan->remaining = remaining;
  if (remaining > 0)
    return fill (problem, replan) ? g_steal_pointer (&replan) : NULL;
  replan->status = SB_REPLAN_NOTHING;
  for (gsize i = 0; i < problem->n; i++)
    replan->limit[i] = SB_QUOTA_AT_FLOOR;
  return g_steal_pointer (&replan);
}

/* -- policies --------------------------------------------------------------------------------- */

/* Everybody keeps the own gap; what others are ahead by is nobody's. */
static SbReplan *
keep (const SbReplanProblem *problem)
{
  g_autoptr (SbReplan) replan = replan_new (problem->n);
  SbWide sum = 0;
  gint64 target;

  if (!is_valid (problem) || !count (problem, &target, &replan->remaining))
    return NULL;
  for (gsize i = 0; i < problem->n; i++)
    {
      replan->rest_quota[i] = gap_of (problem, problem->quota, i);
      replan->limit[i] = replan->rest_quota[i] == 0 ? SB_QUOTA_AT_FLOOR : SB_QUOTA_FREE;
      sum += replan->rest_quota[i];
    }
  replan->status = replan->remaining > 0 ? SB_REPLAN_OK : SB_REPLAN_NOTHING;
  replan->unassigned = (gint64) CLAMP ((SbWide) replan->remaining - sum, 0, (SbWide) G_MAXINT64);
  return g_steal_pointer (&replan);
}

/* Median of what the whole period brings; without draws what is there and forecast. FALSE beyond int64. */
static gboolean
median_target (const SbReplanProblem *problem, const SbOutcomes *rest, gint64 *target)
{
  SbWide sum = 0;
  gboolean drawn = rest != NULL && rest->n_draws > 0 && rest->together != NULL;

  for (gsize i = 0; i < problem->n; i++)
    sum += (SbWide) problem->actual[i] + (drawn ? 0 : problem->rest_forecast[i]);
  if (drawn)
    sum += rest->together[(rest->n_draws + 1) / 2 - 1];
  *target = (gint64) sum;
  return sum <= G_MAXINT64 && sum >= G_MININT64;
}

static void
judge (const SbReplanProblem *problem, const SbOutcomes *rest, SbReplanOutcome *outcome)
{
  g_autofree double *chances = g_new0 (double, problem->n + 1);
  const SbReplan *replan = outcome->replan;
  double asked = 0.0, forecast = 0.0;

  for (gsize i = 0; i < problem->n; i++)
    {
      asked += (double) replan->rest_quota[i];
      forecast += (double) problem->rest_forecast[i];
      chances[i] = -1.0;
    }
  outcome->ask = forecast > 0.0 ? sb_ratio_measure (asked / forecast, (gint64) problem->n)
                                : sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
  outcome->together = sb_ratio_undefined (SB_REASON_NO_DATA);
  if (rest != NULL && rest->n_members == problem->n)
    sb_outcomes_chances (rest, replan->rest_quota, chances);
  outcome->reach = sb_reach_band_compute (chances, problem->n);
  if (replan->remaining <= 0)
    outcome->together = sb_ratio_measure (1.0, 1);
  else if (rest != NULL)
    outcome->together = sb_outcomes_together (rest, replan->remaining);
}

gboolean
sb_replan_compare (const SbReplanProblem *problem, const SbOutcomes *rest,
                   SbReplanOutcome outcomes[SB_N_REPLAN_POLICIES])
{
  SbReplanProblem reset;
  gint64 target, remaining, median;

  g_return_val_if_fail (problem != NULL && outcomes != NULL, FALSE);

  memset (outcomes, 0, SB_N_REPLAN_POLICIES * sizeof *outcomes);
  if (!is_valid (problem) || !count (problem, &target, &remaining) || !median_target (problem, rest, &median))
    return FALSE;
  reset = *problem;
  reset.has_target = TRUE;
  reset.target = MIN (target, median); /* a target is lowered, never raised */
  outcomes[SB_REPLAN_KEEP] = (SbReplanOutcome) { .replan = keep (problem), .target = target };
  outcomes[SB_REPLAN_RESCUE] = (SbReplanOutcome) { .replan = sb_replan_compute (problem), .target = target };
  outcomes[SB_REPLAN_RESET] = (SbReplanOutcome) { .replan = sb_replan_compute (&reset), .target = reset.target };
  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    if (outcomes[k].replan == NULL)
      {
        sb_replan_outcomes_clear (outcomes);
        return FALSE;
      }
  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    judge (problem, rest, &outcomes[k]);
  return TRUE;
}

void
sb_replan_outcomes_clear (SbReplanOutcome outcomes[SB_N_REPLAN_POLICIES])
{
  g_return_if_fail (outcomes != NULL);

  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    g_clear_pointer (&outcomes[k].replan, sb_replan_free);
}
