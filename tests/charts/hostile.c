/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile.h"

#include "charts/sb-bar-chart.h"
#include "charts/sb-funnel-chart.h"
#include "charts/sb-heat-chart.h"
#include "charts/sb-line-chart.h"
#include "charts/sb-scatter-chart.h"
#include "charts/sb-share-chart.h"
#include "charts/sb-spark-chart.h"
#include "charts/sb-trend-chart.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define MAX_N 400

static char long_label[10001];

static const char *
text (Hostile how, gsize i)
{
  static const char *const strings[] = {
    "<b>bold</b> & <i>", "\xff\xfe broken \xc3", "\xe2\x80\xae gnp.exe", "\xd7\x90\xd7\x91\xd7\x92 123 \xd7\x93", "two\nlines\ttab\r\x01",
    long_label, "", NULL, "\xf0\x9f\x98\x80 \xcc\x81\xcc\x81\xcc\x81", "%s%n%d", "=1+1", "华东能源 二期项目名称很长很长很长很长很长很长很长",
  };
  static const char *const plain[] = { "410 k", "Quote", "62", "7", "North East" };

  memset (long_label, 'W', 10000);
  return how == HOSTILE_STRINGS ? strings[i % G_N_ELEMENTS (strings)] : plain[i % G_N_ELEMENTS (plain)];
}

static double
number (Hostile how, gsize i)
{
  static const double numbers[] = { NAN, INFINITY, -INFINITY, DBL_MAX, -DBL_MAX, DBL_MIN, 5e-324, 0, -0.0, -1, 1e18, 3 };

  return how == HOSTILE_NUMBERS ? numbers[i % G_N_ELEMENTS (numbers)] : how == HOSTILE_ZERO ? 0 : (double) ((i * 37 + 5) % 101);
}

static gsize
count (Hostile how, gsize many)
{
  return how == HOSTILE_EMPTY ? 0 : how == HOSTILE_SINGLE ? 1 : how == HOSTILE_MANY ? many : 12;
}

static SbChartText
texts (Hostile how)
{
  return (SbChartText) { text (how, 0), text (how, 1), text (how, 2), text (how, 3), text (how, 4), FALSE };
}

static char *
format_cb (double value, gpointer user_data)
{
  return g_strdup_printf ("%g \xff", value);
}

static SbChart *
funnel (Hostile how)
{
  SbFunnelStageSpec stages[MAX_N] = { 0 };
  SbFunnelChartSpec spec = { .text = texts (how), .series_label = { text (how, 0), text (how, 1), text (how, 5), text (how, 3) },
                             .stages = stages, .n_stages = count (how, 40), .worst = 1, .won_name = text (how, 4),
                             .won_value = number (how, 3), .won_text = text (how, 1), .won_rate_text = text (how, 5) };
  for (gsize i = 0; i < spec.n_stages; i++)
    stages[i] = (SbFunnelStageSpec) { text (how, i), text (how, i + 1), { number (how, i), number (how, i + 1), number (how, i + 2) },
                                      { text (how, i), text (how, i + 3), text (how, i + 5) }, text (how, i + 2), text (how, i + 4) };
  return sb_funnel_chart_new (&spec);
}

static SbChart *
bars (Hostile how)
{
  SbBarSpec items[MAX_N] = { 0 };
  SbBarChartSpec spec = { .text = texts (how), .bars = items, .n_bars = count (how, MAX_N), .has_target = TRUE,
                          .target = number (how, 9), .target_text = text (how, 5), .track = how == HOSTILE_MANY };
  for (gsize i = 0; i < spec.n_bars; i++)
    items[i] = (SbBarSpec) { .label = text (how, i), .value = number (how, i), .value_text = text (how, i + 1), .has_tick = TRUE,
                             .tick = number (how, i + 3), .tick_text = text (how, i + 2), .delta_text = text (how, i + 4), .delta = i % 4 };
  return sb_bar_chart_new (&spec);
}

static SbChart *
trend (Hostile how)
{
  SbTrendPointSpec points[MAX_N] = { 0 };
  SbTrendNoteSpec notes[] = { { number (how, 1), text (how, 5) }, { 1.5, text (how, 0) }, { -4, text (how, 3) }, { 1e9, text (how, 1) } };
  SbTrendChartSpec spec = { .text = texts (how), .line = how == HOSTILE_NUMBERS || how == HOSTILE_MANY, .format = { format_cb, NULL },
                            .points = points, .n_points = count (how, MAX_N), .has_target = TRUE, .target = number (how, 10),
                            .target_text = text (how, 5), .last_year_text = text (how, 0), .has_limits = TRUE, .low = number (how, 9),
                            .center = number (how, 7), .high = number (how, 11), .low_text = text (how, 4), .high_text = text (how, 2),
                            .partial_text = text (how, 5), .signal_text = text (how, 3), .notes = notes, .n_notes = 4 };
  for (gsize i = 0; i < spec.n_points; i++)
    points[i] = (SbTrendPointSpec) { .label = text (how, i), .group = i % 12 == 0 ? text (how, i + 5) : NULL, .value = number (how, i),
                                     .value_text = text (how, i + 1), .last_year = number (how, i + 5), .last_year_text = text (how, i),
                                     .target = i % 3 ? NAN : number (how, i), .partial = i % 5 == 4, .signal = i % 7 == 3 };
  return sb_trend_chart_new (&spec);
}

static SbChart *
heat (Hostile how)
{
  static const char *labels[MAX_N];
  SbHeatCellSpec cells[MAX_N] = { 0 };
  gsize side = how == HOSTILE_MANY ? 20 : how == HOSTILE_SINGLE ? 1 : how == HOSTILE_EMPTY ? 0 : 4;
  SbHeatChartSpec spec = { .text = texts (how), .row_labels = labels, .n_rows = side, .column_labels = labels, .n_columns = side,
                           .cells = cells, .row_title = text (how, 5), .column_title = text (how, 1), .low = number (how, 0) };
  for (gsize i = 0; i < side; i++)
    labels[i] = text (how, i);
  for (gsize i = 0; i < side * side; i++)
    cells[i] = (SbHeatCellSpec) { number (how, i), { text (how, i), text (how, i + 1), text (how, i + 2) }, i % 3 == 0, NULL, (gint64) i };
  return sb_heat_chart_new (&spec);
}

static SbChart *
share (Hostile how)
{
  SbShareSeriesSpec series[30] = { 0 };
  SbShareRowSpec rows[12] = { 0 };
  double values[30];
  const char *words[30];
  SbShareChartSpec spec = { .text = texts (how), .series = series, .n_series = count (how, 30), .rows = rows, .n_rows = count (how, 12),
                            .absolute = how == HOSTILE_MANY };
  for (gsize i = 0; i < 30; i++)
    {
      series[i] = (SbShareSeriesSpec) { .label = text (how, i) };
      values[i] = number (how, i);
      words[i] = text (how, i + 1);
    }
  for (gsize i = 0; i < 12; i++)
    rows[i] = (SbShareRowSpec) { text (how, i), values, words, i % 2 ? words : NULL, text (how, i + 2), NULL };
  return sb_share_chart_new (&spec);
}

static SbChart *
spark (Hostile how)
{
  double values[MAX_N];
  SbSparkChartSpec spec = { .values = values, .n_values = count (how, MAX_N), .partial_last = TRUE, .has_target = TRUE,
                            .target = number (how, 4), .text = texts (how) };
  for (gsize i = 0; i < MAX_N; i++)
    values[i] = number (how, i);
  return sb_spark_chart_new (&spec);
}

static SbChart *
scatter (Hostile how)
{
  SbScatterPointSpec points[MAX_N] = { 0 };
  double path[] = { number (how, 0), number (how, 3), number (how, 9), number (how, 4), 3, 4 };
  SbScatterChartSpec spec = { .text = texts (how), .x = { number (how, 4), number (how, 3), text (how, 5), text (how, 1), number (how, 11), text (how, 2), text (how, 0) },
                              .y = { 0, 50, text (how, 0), text (how, 5), 20, text (how, 3), text (how, 4) }, .points = points,
                              .n_points = count (how, MAX_N), .tint_good = TRUE, .path_xy = path, .n_path = 3, .path_label = text (how, 5) };
  for (gsize i = 0; i < spec.n_points; i++)
    points[i] = (SbScatterPointSpec) { text (how, i), number (how, i), number (how, i + 7), text (how, i + 1), i % 4 == 0, TRUE };
  return sb_scatter_chart_new (&spec);
}

static SbChart *
lines (Hostile how)
{
  static double values[40000];
  SbLineSeriesSpec series[20] = { 0 };
  SbLineTickSpec ticks[] = { { number (how, 1), text (how, 5) }, { -3, text (how, 0) }, { 0.5, text (how, 1) }, { 1, text (how, 2) } };
  SbLineChartSpec spec = { .text = texts (how), .series = series, .n_series = count (how, 20), .ticks = ticks, .n_ticks = 4,
                           .format = { format_cb, NULL } };
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = number (how, i);
  for (gsize i = 0; i < spec.n_series; i++)
    series[i] = (SbLineSeriesSpec) { .label = text (how, i), .values = values, .n_values = how == HOSTILE_MANY ? 40000 : i * 7 };
  return sb_line_chart_new (&spec);
}

SbChart *
hostile_chart (int kind, Hostile how)
{
  static SbChart *(*const makers[N_HOSTILE_KINDS]) (Hostile) = { funnel, bars, trend, heat, share, spark, scatter, lines };

  return makers[kind] (how);
}
