/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures by month, quarter or week, all periods in one pass. Called by the KPI page and the headless command. */
#include "analysis/sb-kpi-tally.h"

#include <math.h>

#define FLAT_SHARE 0.05 /* a change over the window within 5 points, or 5 % of the mean, is no trend */

/* Stage and expected close are today's, so weighted and overdue amounts have no past; what other calculations make is
 * not counted by period. */
static gboolean
has_series (SbMetric metric)
{
  return sb_kpi_is_simple (metric) && metric != SB_METRIC_WEIGHTED_PIPELINE && metric != SB_METRIC_OVERDUE_PIPELINE;
}

static double
flat_band (const SbSeries *series)
{
  double sum = 0.0;
  guint n = 0;

  if (series->unit == SB_UNIT_PERCENT)
    return FLAT_SHARE;
  for (guint i = 0; i < series->points->len; i++)
    {
      const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);

      if (!point->running && sb_quantity_is_defined (&point->value))
        {
          sum += fabs (sb_quantity_as_real (&point->value));
          n++;
        }
    }
  return n > 0 ? FLAT_SHARE * sum / (double) n : 0.0;
}

static SbSeries *
series_of (const GArray *periods, const SbKpiTally *tallies, SbMetric metric, SbDate as_of)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  SbSeries *series = sb_series_new (info->unit);

  for (guint i = 0; i < periods->len; i++)
    {
      const SbKpiTally *tally = &tallies[i];
      SbSeriesPoint point = { g_array_index (periods, SbPeriod, i) };

      if (point.period.start > as_of)
        {
          point.ratio = sb_ratio_undefined (SB_REASON_NOT_STARTED);
          point.value = sb_quantity_undefined (info->unit, SB_REASON_NOT_STARTED);
        }
      else
        {
          point.value = sb_kpi_tally_value (tally, metric, &point.ratio);
        }
      point.running = point.period.end > as_of;
      sb_series_add (series, point);
    }
  sb_series_judge (series, flat_band (series));
  return series;
}

GArray *
sb_kpi_series_periods (const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query)
{
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (SbPeriod));
  SbPeriod last = sb_period_containing (request->by, MIN (query->period.end, query->as_of), facts->fiscal);

  for (guint i = 0; i < request->n_points; i++)
    {
      SbPeriod period = sb_period_shift (last, (int) i + 1 - (int) request->n_points, facts->fiscal);

      g_array_append_val (periods, period);
    }
  return periods;
}

void
sb_kpi_series_windows (const GArray *periods, SbDate as_of, GArray *windows)
{
  for (guint i = 0; i < periods->len; i++)
    {
      SbKpiWindow window = sb_kpi_window (g_array_index (periods, SbPeriod, i), as_of);

      g_array_append_val (windows, window);
    }
}

void
sb_kpi_series_fill (GPtrArray *kpis, const GArray *periods, const SbKpiTally *tallies, SbDate as_of)
{
  for (guint i = 0; i < kpis->len; i++)
    {
      SbKpi *kpi = g_ptr_array_index (kpis, i);

      if (has_series (kpi->metric))
        kpi->series = series_of (periods, tallies, kpi->metric, as_of);
    }
}

SbSeries *
sb_kpi_series_compute (const SbFacts *facts, SbMetric metric, SbPeriodKind by, const SbKpiQuery *query)
{
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (SbKpiWindow));
  g_autoptr (GArray) tallies = NULL;
  g_auto (SbKpiSource) source = { 0 };
  SbKpiPass pass = { &source };

  g_return_val_if_fail (facts != NULL && query != NULL && metric < SB_N_METRICS, NULL);

  if (!has_series (metric))
    return sb_series_new (sb_metric_info (metric)->unit);
  periods = sb_period_split (by, query->period.start, query->period.end, facts->fiscal);
  if (periods->len == 0)
    return sb_series_new (sb_metric_info (metric)->unit);
  sb_kpi_source_init (&source, facts, query, query->pipeline_id);
  sb_kpi_series_windows (periods, query->as_of, windows);
  pass.windows = (const SbKpiWindow *) (gpointer) windows->data;
  pass.n_windows = windows->len;
  pass.want = sb_kpi_want (metric);
  tallies = sb_kpi_tally (&pass);
  return series_of (periods, (const SbKpiTally *) (gpointer) tallies->data, metric, query->as_of);
}
