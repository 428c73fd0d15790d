/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fairness of a distribution and productive days. Called by team, planner and the vectors. */
#include "analysis/sb-fairness.h"

#include "analysis/sb-concentration.h"

#include <math.h>

gboolean
sb_fairness_compute (const double *values, gsize n, SbFairness *out)
{
  double sum = 0.0, squares = 0.0, distance = 0.0, band = 0.0, reached = 0.0;

  g_return_val_if_fail (out != NULL, FALSE);

  *out = (SbFairness) { 0 };
  if (n == 0)
    return FALSE;
  out->min = out->max = values[0];
  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        return FALSE;
      sum += values[i];
      squares += values[i] * values[i];
      out->min = MIN (out->min, values[i]);
      out->max = MAX (out->max, values[i]);
      band += values[i] >= 0.8 && values[i] <= 1.2 ? 1.0 : 0.0;
      reached += values[i] >= 1.0 ? 1.0 : 0.0;
    }
  out->n = n;
  out->mean = sum / (double) n;
  out->share_80_120 = band / (double) n;
  out->share_ge_100 = reached / (double) n;
  out->gini = sb_gini (values, n);
  out->has_mean = fabs (sum) > 0.0 && squares > 0.0 && fabs (out->max) > 0.0;
  if (!out->has_mean)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    distance += (values[i] - out->mean) * (values[i] - out->mean);
  out->cv = sqrt (distance / (double) n) / out->mean;
  out->jain = sum * sum / ((double) n * squares);
  out->min_over_max = out->min / out->max;
  return isfinite (out->cv) && isfinite (out->jain) && isfinite (out->min_over_max);
}

double
sb_capacity_days (double fte, gint64 days, gint64 absent, double ramp, double productive)
{
  return fte * ((double) days - (double) absent) * ramp * productive;
}
