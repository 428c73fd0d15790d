/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Control limits and trend of a value by period. Called by the KPI functions, the attention list and the charts' data;
 * knows no metric. */
#include "analysis/sb-series.h"

#include <math.h>
#include <stdlib.h>

#define XMR_FACTOR 2.66 /* 3 ÷ d₂, d₂ = 1.128 for ranges of two */
#define MIN_LIMITS 8
#define MIN_TREND 4

SbSeries *
sb_series_new (SbUnit unit)
{
  SbSeries *series = g_new0 (SbSeries, 1);

  series->unit = unit;
  series->points = g_array_new (FALSE, TRUE, sizeof (SbSeriesPoint));
  return series;
}

void
sb_series_free (SbSeries *series)
{
  g_return_if_fail (series != NULL);

  g_array_unref (series->points);
  g_free (series);
}

void
sb_series_add (SbSeries *series, SbSeriesPoint point)
{
  g_return_if_fail (series != NULL);

  g_array_append_val (series->points, point);
}

gboolean
sb_xmr_limits (const double *values, gsize n, double *mean, double *lower, double *upper)
{
  double sum = 0.0, range = 0.0;

  g_return_val_if_fail (mean != NULL && lower != NULL && upper != NULL, FALSE);

  if (n < MIN_LIMITS)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      sum += values[i];
      if (i > 0)
        range += fabs (values[i] - values[i - 1]);
    }
  *mean = sum / (double) n;
  range /= (double) (n - 1);
  *lower = *mean - XMR_FACTOR * range;
  *upper = *mean + XMR_FACTOR * range;
  return isfinite (*lower) && isfinite (*upper);
}

static int
compare_reals (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

gboolean
sb_theil_sen (const double *values, gsize n, double *slope)
{
  g_autofree double *slopes = NULL;
  gsize k = 0;

  g_return_val_if_fail (slope != NULL, FALSE);

  if (n < MIN_TREND)
    return FALSE;
  slopes = g_new (double, n * (n - 1) / 2);
  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      slopes[k++] = (values[j] - values[i]) / (double) (j - i);
  qsort (slopes, k, sizeof *slopes, compare_reals);
  *slope = k % 2 == 1 ? slopes[k / 2] : (slopes[k / 2 - 1] + slopes[k / 2]) / 2.0;
  return isfinite (*slope);
}

/* The first point that says something: amounts and counts of 0 before it are months before the records begin. */
static guint
first_known (const SbSeries *series)
{
  guint first = 0;

  if (series->unit != SB_UNIT_MONEY && series->unit != SB_UNIT_COUNT)
    return 0;
  while (first < series->points->len
         && g_array_index (series->points, SbSeriesPoint, first).value.integer == 0)
    first++;
  return first < series->points->len ? first : 0;
}

void
sb_series_judge (SbSeries *series, double flat_band)
{
  g_autofree double *values = NULL;
  guint first;
  gsize n = 0;

  g_return_if_fail (series != NULL);

  first = first_known (series);
  values = g_new (double, series->points->len + 1);
  for (guint i = first; i < series->points->len; i++)
    {
      const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);

      if (!point->running && sb_quantity_is_defined (&point->value))
        values[n++] = sb_quantity_as_real (&point->value);
    }
  series->has_limits = sb_xmr_limits (values, n, &series->mean, &series->lower, &series->upper);
  series->n_signals = 0;
  for (guint i = first; i < series->points->len && series->has_limits; i++)
    {
      SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);
      double value = sb_quantity_as_real (&point->value);

      if (point->running || !sb_quantity_is_defined (&point->value))
        continue;
      point->signal = value < series->lower || value > series->upper;
      series->n_signals += point->signal ? 1 : 0;
    }
  series->trend = SB_TREND_NONE;
  series->slope = 0.0;
  if (sb_theil_sen (values, n, &series->slope))
    {
      double change = series->slope * (double) (n - 1);

      series->trend = change > flat_band ? SB_TREND_UP : change < -flat_band ? SB_TREND_DOWN : SB_TREND_FLAT;
    }
}
