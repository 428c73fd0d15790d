/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chances out of sorted draws, and two fairnesses. Called by planner and re-planning; draws nothing itself. */
#include "analysis/sb-outcomes.h"

#include "analysis/sb-fairness.h"
#include "analysis/sb-simulation.h"

#include <math.h>

#define BAND_LEVEL 0.8

double
sb_outcomes_chance (const gint64 *sorted, gsize n_draws, gint64 quota)
{
  gsize low = 0, high = n_draws;

  g_return_val_if_fail (n_draws > 0 && sorted != NULL, -1.0);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (sorted[middle] < quota)
        low = middle + 1;
      else
        high = middle;
    }
  return (double) (n_draws - low) / (double) n_draws;
}

void
sb_outcomes_chances (const SbOutcomes *outcomes, const gint64 *quota, double *chance)
{
  g_return_if_fail (outcomes != NULL && (outcomes->n_members == 0 || (quota != NULL && chance != NULL)));

  for (gsize i = 0; i < outcomes->n_members; i++)
    if (outcomes->n_draws == 0 || outcomes->sorted == NULL || outcomes->sorted[i] == NULL)
      chance[i] = -1.0;
    else
      chance[i] = sb_outcomes_chance (outcomes->sorted[i], outcomes->n_draws, quota[i]);
}

SbRatio
sb_outcomes_together (const SbOutcomes *outcomes, gint64 target)
{
  g_return_val_if_fail (outcomes != NULL, sb_ratio_undefined (SB_REASON_NO_DATA));

  if (outcomes->n_draws == 0 || outcomes->together == NULL)
    return sb_ratio_undefined (SB_REASON_NO_DATA);
  return sb_ratio_measure (sb_outcomes_chance (outcomes->together, outcomes->n_draws, target),
                           (gint64) outcomes->n_draws);
}

SbReachBand
sb_reach_band_compute (const double *chance, gsize n)
{
  g_autofree double *known = g_new (double, n + 1);
  SbReachBand band = { 0 };
  double mean;
  gsize m = 0;

  g_return_val_if_fail (n == 0 || chance != NULL, band);

  for (gsize i = 0; i < n; i++)
    if (chance[i] >= 0.0)
      known[m++] = MIN (chance[i], 1.0);
  band.share = sb_ratio_undefined (SB_REASON_NO_DATA);
  if (m == 0)
    return band;
  sb_reaching_band (known, m, BAND_LEVEL, &band.n_lo, &band.n_hi, &mean);
  band.share = sb_ratio_measure (mean / (double) m, (gint64) m);
  band.lo = (double) band.n_lo / (double) m;
  band.hi = (double) band.n_hi / (double) m;
  return band;
}

SbRatio
sb_opportunity_cv (const gint64 *quota, const double *capacity, const double *potential, gsize n)
{
  g_autofree double *values = g_new (double, n + 1);
  SbFairness fairness;
  gsize m = 0;

  g_return_val_if_fail (n == 0 || (quota != NULL && capacity != NULL), sb_ratio_undefined (SB_REASON_TOO_FEW));

  for (gsize i = 0; potential != NULL && i < n; i++)
    if (!(potential[i] > 0.0))
      potential = NULL;
  for (gsize i = 0; i < n; i++)
    if (capacity[i] > 0.0)
      values[m++] = (double) quota[i] / (potential != NULL ? capacity[i] * potential[i] : capacity[i]);
  if (m < 2)
    return sb_ratio_undefined (SB_REASON_TOO_FEW);
  if (!sb_fairness_compute (values, m, &fairness) || !fairness.has_mean)
    return sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
  return sb_ratio_measure (fairness.cv, (gint64) m);
}
