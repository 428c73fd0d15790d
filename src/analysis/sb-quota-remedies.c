/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do about a target nobody can carry. Called beside an infeasible plan; changes nothing. */
#include "analysis/sb-quota-plan.h"

#include <stdlib.h>

static int
compare_reals (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Median of the anchors > 0; 0 when there are none. */
static double
median_anchor (const SbQuotaProblem *problem)
{
  g_autofree double *values = g_new (double, problem->n + 1);
  gsize n = 0;

  for (gsize i = 0; i < problem->n; i++)
    if (problem->anchor[i].hi > 0.0)
      values[n++] = sb_dd_to_real (problem->anchor[i]);
  if (n == 0)
    return 0.0;
  qsort (values, n, sizeof *values, compare_reals);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2.0;
}

/* t with the caps of everybody but the locked lifted. */
static gboolean
free_t (const SbQuotaProblem *problem, double *t)
{
  g_autofree gint64 *hi = g_memdup2 (problem->hi, problem->n * sizeof *hi);
  SbQuotaProblem lifted = *problem;
  g_autoptr (SbQuotaPlan) plan = NULL;

  for (gsize i = 0; i < problem->n; i++)
    if (problem->lo[i] < problem->hi[i] && problem->anchor[i].hi > 0.0)
      hi[i] = SB_QUOTA_NO_CAP;
  lifted.hi = hi;
  lifted.node = NULL;
  lifted.n_nodes = 0;
  lifted.nodes = NULL;
  plan = sb_quota_plan_compute (&lifted, NULL, NULL);
  if (plan == NULL || plan->status != SB_QUOTA_OK)
    return FALSE;
  *t = plan->t;
  return TRUE;
}

/* By what factor the caps of everybody but the locked must rise to hold the target. */
static double
cap_factor (const SbQuotaProblem *problem)
{
  SbWide locked = 0, caps = 0;

  for (gsize i = 0; i < problem->n; i++)
    *(problem->lo[i] == problem->hi[i] ? &locked : &caps) += problem->hi[i];
  return caps > 0 ? (double) (problem->target - locked) / (double) caps : 0.0;
}

gboolean
sb_quota_remedies (const SbQuotaProblem *problem, const SbQuotaPlan *plan, SbQuotaRemedies *remedies)
{
  double median;

  g_return_val_if_fail (problem != NULL && plan != NULL && remedies != NULL, FALSE);

  *remedies = (SbQuotaRemedies) { 0 };
  remedies->fte_missing = sb_ratio_undefined (SB_REASON_NO_CAPACITY);
  if (plan->status != SB_QUOTA_INFEASIBLE_HIGH)
    return FALSE;
  median = median_anchor (problem);
  if (median > 0.0)
    remedies->fte_missing = sb_ratio_measure ((double) plan->gap / median, (gint64) problem->n);
  remedies->has_t = free_t (problem, &remedies->t_needed);
  remedies->cap_factor = cap_factor (problem);
  remedies->lower_target = problem->target - plan->gap;
  remedies->house_quota = plan->gap;
  return TRUE;
}
