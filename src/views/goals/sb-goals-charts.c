/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns the page's data into chart descriptions: geometry from numbers, every text from the formatter. Declared in
 * sb-goals-data.h. */
#include "sb-config.h"

#include "views/goals/sb-goals-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/sb-line-chart.h"
#include "charts/sb-trend-chart.h"

#define MAX_DAYS 400

static char *
money_tick (double value, gpointer formatter)
{
  return sb_formatter_money_short (formatter, (gint64) value);
}

static char *
count_tick (double value, gpointer formatter)
{
  return sb_formatter_number (formatter, value, 0);
}

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static void
fill_month (const SbGoalsData *data, SbFormatter *formatter, guint i, GPtrArray *texts, SbTrendPointSpec *out)
{
  const SbSeriesPoint *point = &g_array_index (data->months->points, SbSeriesPoint, i);
  gboolean future = point->period.start > data->context->as_of;
  gint64 target = data->month_target[i];
  int year, month;

  sb_date_to_ymd (point->period.start, &year, &month, NULL);
  *out = (SbTrendPointSpec) {
    .label = keep (texts, sb_formatter_period_short (formatter, point->period)),
    .long_label = keep (texts, sb_formatter_period (formatter, point->period)),
    .group = i == 0 || month == 1 ? keep (texts, g_strdup_printf ("%d", year)) : NULL,
    .value = future || !sb_quantity_is_defined (&point->value) ? NAN : sb_quantity_as_real (&point->value),
    .value_text = keep (texts, sb_formatter_quantity (formatter, &point->value)),
    .last_year = NAN,
    .target = target >= 0 ? (double) target : NAN,
    .target_text = target >= 0 ? keep (texts, sb_formatter_money_short (formatter, target)) : NULL,
    .partial = point->running && !future,
    .key = i
  };
}

SbChart *
sb_goals_trend_chart (const SbGoalsData *data, SbFormatter *formatter)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  SbTrendPointSpec points[SB_GOALS_MONTHS] = { 0 };
  SbTrendChartSpec spec = { 0 };
  gboolean has_target = FALSE;
  guint n;

  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);

  n = MIN (data->months->points->len, SB_GOALS_MONTHS);
  for (guint i = 0; i < n; i++)
    {
      fill_month (data, formatter, i, texts, &points[i]);
      has_target |= data->month_target[i] >= 0;
    }
  spec.text = (SbChartText) { .title = _("Won revenue by month"),
                              .empty_text = _("Nothing was won in these months, and no target is set."),
                              .label_header = _("Month"),
                              .value_header = _("Won revenue"),
                              .masked = sb_formatter_get_privacy (formatter) > 0 };
  spec.zero_based = TRUE;
  spec.format = (SbChartFormat) { money_tick, formatter };
  spec.points = points;
  spec.n_points = n;
  spec.target = NAN;
  spec.target_header = has_target ? _("Target") : NULL;
  spec.target_text = has_target ? _("target") : NULL;
  return sb_trend_chart_new (&spec);
}

/* -- one goal ------------------------------------------------------------------------------------------------------ */

static double
first_days (const SbGoalsData *data, SbMetric metric, const SbKpiQuery *query, SbDate until)
{
  SbKpiQuery days = *query;
  g_autoptr (SbKpi) kpi = NULL;

  days.period = sb_period_custom (query->period.start, until);
  kpi = sb_kpi_compute (data->context->facts, metric, &days);
  return sb_quantity_as_real (&kpi->value);
}

/* What was reached by the end of each day; after the as-of day nothing is known. */
static void
add_up (const SbGoalsData *data, const SbGoalState *state, double *actual, int n)
{
  const SbGoalFact *goal = state->goal;
  SbMetric metric;
  SbKpiQuery query = { sb_period_custom (goal->start_on, goal->end_on), sb_goal_scope (goal), data->context->as_of, 0 };
  g_autoptr (SbSeries) weeks = NULL;
  double sum = 0.0;

  for (int i = 0; i < n; i++)
    actual[i] = NAN;
  if (!sb_metric_from_key (state->metric->code, &metric))
    return;
  weeks = sb_kpi_series_compute (data->context->facts, metric, SB_PERIOD_WEEK, &query);
  for (guint i = 0; i < weeks->points->len; i++)
    {
      const SbSeriesPoint *point = &g_array_index (weeks->points, SbSeriesPoint, i);
      int at = MIN (MIN (point->period.end, data->context->as_of), goal->end_on) - goal->start_on;

      if (point->period.start > data->context->as_of || at < 0 || at >= n)
        continue;
      /* A series knows whole weeks; the goal may begin within one. */
      sum += point->period.start < goal->start_on
               ? first_days (data, metric, &query, point->period.end)
               : sb_quantity_as_real (&point->value);
      actual[at] = MIN (sum, sb_quantity_as_real (&state->actual));
    }
}

/* Between the ends of two weeks the line goes straight. */
static void
bridge (double *values, int n)
{
  int last = -1;

  for (int i = 0; i < n; i++)
    {
      double from = last >= 0 ? values[last] : 0.0;

      if (!isfinite (values[i]))
        continue;
      for (int j = last + 1; j < i; j++)
        values[j] = from + (values[i] - from) * (j - last) / (i - last);
      last = i;
    }
}

SbChart *
sb_goals_pace_chart (const SbGoalsData *data, const SbGoalState *state, SbFormatter *formatter)
{
  double actual[MAX_DAYS], expected[MAX_DAYS];
  SbLineSeriesSpec series[2] = { 0 };
  SbLineTickSpec ticks[3] = { 0 };
  SbLineChartSpec spec = { 0 };
  g_autofree char *actual_text = NULL, *target_text = NULL, *start = NULL, *middle = NULL, *end = NULL;
  int n;

  g_return_val_if_fail (data != NULL && state != NULL && SB_IS_FORMATTER (formatter), NULL);

  n = state->goal->end_on - state->goal->start_on + 1;
  if (state->metric->aggregation != SB_AGGREGATE_SUM || !state->goal->target.set || n < 2 || n > MAX_DAYS)
    return NULL;
  for (int i = 0; i < n; i++)
    expected[i] = sb_goal_expected (data->context->facts, state->goal, state->goal->start_on + i);
  add_up (data, state, actual, n);
  bridge (actual, n);
  actual_text = sb_formatter_quantity (formatter, &state->actual);
  target_text = sb_formatter_quantity (formatter, &state->target);
  start = sb_formatter_date_short (formatter, state->goal->start_on);
  middle = sb_formatter_date_short (formatter, state->goal->start_on + n / 2);
  end = sb_formatter_date_short (formatter, state->goal->end_on);
  series[0] = (SbLineSeriesSpec) { _("reached"), actual_text, actual, (gsize) n, SB_CHART_ROLE_NONE, NULL, 0 };
  series[1] = (SbLineSeriesSpec) { _("plan"), target_text, expected, (gsize) n, SB_CHART_ROLE_NONE, NULL, 1 };
  ticks[0] = (SbLineTickSpec) { 0.0, start };
  ticks[1] = (SbLineTickSpec) { 0.5, middle };
  ticks[2] = (SbLineTickSpec) { 1.0, end };
  spec.text = (SbChartText) { .title = _("Reached and planned"), .label_header = _("Series"),
                              .value_header = state->metric->name,
                              .masked = sb_formatter_get_privacy (formatter) > 0 };
  spec.series = series;
  spec.n_series = 2;
  spec.ticks = ticks;
  spec.n_ticks = G_N_ELEMENTS (ticks);
  spec.format = (SbChartFormat) { state->unit == SB_UNIT_MONEY ? money_tick : count_tick, formatter };
  spec.zero_based = TRUE;
  return sb_line_chart_new (&spec);
}
