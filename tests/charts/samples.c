/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples.h"

#include "charts/sb-bar-chart.h"
#include "charts/sb-funnel-chart.h"
#include "charts/sb-heat-chart.h"
#include "charts/sb-line-chart.h"
#include "charts/sb-scatter-chart.h"
#include "charts/sb-share-chart.h"
#include "charts/sb-spark-chart.h"
#include "charts/sb-trend-chart.h"

#include <math.h>

SbChart *
sample_funnel (void)
{
  static const SbFunnelStageSpec stages[] = {
    { "Prospecting", "412", { 298, 86, 28 }, { "298", "86", "28" }, "75 %", "72–78 %", NULL, 11 },
    { "Discovery", "298", { 221, 58, 19 }, { "221", "58", "19" }, "77 %", "74–79 %", NULL, 12 },
    { "Presentation", "221", { 152, 49, 20 }, { "152", "49", "20" }, "72 %", "69–76 %", NULL, 13 },
    { "Quote & negotiation", "152", { 74, 62, 16 }, { "74", "62", "16" }, "52 %", "49–54 %", NULL, 14 },
  };
  SbFunnelChartSpec spec = {
    .text = { .title = "Cohort funnel", .subtitle = "412 deals created 1 Jul – 23 Nov 2026", .label_header = "Stage" },
    .series_label = { "advanced", "lost here", "still open", "won" }, .reached_header = "Reached",
    .rate_header = "Conversion", .stages = stages, .n_stages = G_N_ELEMENTS (stages), .worst = 3, .won_name = "Won",
    .won_value = 74, .won_text = "74", .won_rate_text = "18 %", .won_range_text = "overall", .won_key = 15,
  };
  return sb_funnel_chart_new (&spec);
}

SbChart *
sample_funnel_zh (void)
{
  static const SbFunnelStageSpec stages[] = {
    { "客户开发", "412", { 298, 86, 28 }, { "298", "86", "28" }, "75 %", "72–78 %", NULL, 11 },
    { "需求挖掘", "298", { 221, 58, 19 }, { "221", "58", "19" }, "77 %", "74–79 %", NULL, 12 },
    { "产品介绍", "221", { 152, 49, 20 }, { "152", "49", "20" }, "72 %", "69–76 %", NULL, 13 },
    { "报价谈判", "152", { 74, 62, 16 }, { "74", "62", "16" }, "52 %", "49–54 %", NULL, 14 },
  };
  SbFunnelChartSpec spec = {
    .text = { .title = "队列漏斗", .subtitle = "2026年7月1日至11月23日创建的 412 个商机", .label_header = "阶段" },
    .series_label = { "推进", "在此流失", "仍在进行", "赢单" }, .reached_header = "到达",
    .rate_header = "转化率", .stages = stages, .n_stages = G_N_ELEMENTS (stages), .worst = 3, .won_name = "赢单",
    .won_value = 74, .won_text = "74", .won_rate_text = "18 %", .won_range_text = "总转化率", .won_key = 15,
  };
  return sb_funnel_chart_new (&spec);
}

SbChart *
sample_reasons (void)
{
  static const SbBarSpec bars[] = {
    { .label = "价格", .value = 27, .value_text = "27", .key = 1 },
    { .label = "未作决定", .value = 15, .value_text = "15", .faded = TRUE, .key = 2 },
    { .label = "竞争对手：蓝海", .value = 11, .value_text = "11", .faded = TRUE, .key = 3 },
    { .label = "时机", .value = 6, .value_text = "6", .faded = TRUE, .key = 4 },
    { .label = "其他", .value = 3, .value_text = "3", .faded = TRUE, .key = 5 },
  };
  SbBarChartSpec spec = { .text = { .title = "为什么在这里流失", .subtitle = "62 个输单的原因", .label_header = "原因",
                                    .value_header = "输单" },
                          .bars = bars, .n_bars = G_N_ELEMENTS (bars), .role = SB_CHART_ROLE_ALERT };
  return sb_bar_chart_new (&spec);
}

SbChart *
sample_dimensions (void)
{
  static const SbBarSpec bars[] = {
    { .label = "Results", .value = 82, .value_text = "82", .has_tick = TRUE, .tick = 74, .tick_text = "74",
      .delta_text = "+8", .delta = SB_CHART_DELTA_UP },
    { .label = "Pipeline", .value = 64, .value_text = "64", .has_tick = TRUE, .tick = 70, .tick_text = "70",
      .delta_text = "−6", .delta = SB_CHART_DELTA_DOWN },
    { .label = "Customers", .value = 86, .value_text = "86", .has_tick = TRUE, .tick = 80, .tick_text = "80",
      .delta_text = "+6", .delta = SB_CHART_DELTA_UP },
    { .label = "Development", .value = 58, .value_text = "58", .has_tick = TRUE, .tick = 52, .tick_text = "52",
      .delta_text = "+6", .delta = SB_CHART_DELTA_UP },
    { .label = "Morale", .value = 71, .value_text = "71", .has_tick = TRUE, .tick = 71, .tick_text = "71",
      .delta_text = "+0", .delta = SB_CHART_DELTA_FLAT },
    { .label = "Process", .value = 49, .value_text = "49", .has_tick = TRUE, .tick = 60, .tick_text = "60",
      .delta_text = "−11", .delta = SB_CHART_DELTA_DOWN, .role = SB_CHART_ROLE_ALERT },
    { .label = "Risk", .value = 66, .value_text = "66", .has_tick = TRUE, .tick = 62, .tick_text = "62",
      .delta_text = "+4", .delta = SB_CHART_DELTA_UP },
  };
  SbBarChartSpec spec = { .text = { .title = "Seven dimensions", .label_header = "Dimension", .value_header = "Score",
                                    .subtitle = "Score, last quarter as a mark · raising Process by 10 lifts the balance most (+1.9)" },
                          .bars = bars, .n_bars = G_N_ELEMENTS (bars), .max = 100, .track = TRUE,
                          .tick_header = "Last quarter" };
  return sb_bar_chart_new (&spec);
}

SbChart *
sample_negative (void)
{
  static const SbBarSpec bars[] = {
    { .label = "Volume", .value = 9462.23, .value_text = "+9,462", .role = SB_CHART_ROLE_PRIMARY },
    { .label = "Conversion", .value = -22153.3, .value_text = "−22,153", .role = SB_CHART_ROLE_ALERT },
    { .label = "Average deal", .value = 11251.07, .value_text = "+11,251" },
    { .label = "Unknown", .value = NAN, .value_text = "—" },
  };
  SbBarChartSpec spec = { .text = { .title = "Why revenue changed", .subtitle = "−1,440 against last year",
                                    .label_header = "Factor", .value_header = "Effect" },
                          .bars = bars, .n_bars = G_N_ELEMENTS (bars) };
  return sb_bar_chart_new (&spec);
}

static char *
format_k (double value, gpointer user_data)
{
  return g_strdup_printf ("%s%.0f k", (const char *) user_data, value);
}

static SbChart *
trend (gboolean line, gsize n)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  static const double values[] = { 310, 280, 355, 390, 342, 401, 366, 412, 380, 221, 428, 455, 402, 371, 440, 467, 431, 498, 460, 489, 512, 476, 204 };
  SbTrendPointSpec points[23] = { 0 };
  char value_text[23][16], long_label[23][16], last_text[23][16];
  SbTrendNoteSpec notes[] = { { 6.5, "New price list", NULL, 71 }, { 14, "CRM introduced", "Mar 2026: CRM introduced", 72 } };
  SbTrendChartSpec spec = {
    .text = { .title = "Won revenue", .subtitle = "¥ thousand by month · like for like +9 %", .label_header = "Month",
              .value_header = "Won" },
    .line = line, .format = { format_k, (gpointer) "¥ " }, .points = points + 23 - n, .n_points = n, .has_target = TRUE,
    .target = 450, .target_text = "target ¥ 450 k", .target_header = "Target", .last_year_text = "last year",
    .partial_text = "running month", .signal_text = "outside the limits", .notes = notes, .n_notes = n > 20 ? 2 : 0,
    .has_limits = line, .low = 262, .center = 395, .high = 528, .center_text = "mean ¥ 395 k", .low_text = "lower limit",
    .high_text = "upper limit",
  };
  for (int i = 0; i < 23; i++)
    {
      g_snprintf (value_text[i], 16, "%.0f", values[i]);
      g_snprintf (long_label[i], 16, "%s %d", months[i % 12], 2025 + i / 12);
      g_snprintf (last_text[i], 16, "%.0f", i < 12 ? 0 : values[i - 12]);
      points[i] = (SbTrendPointSpec) { .label = months[i % 12], .group = i == 0 ? "2025" : i == 12 ? "2026" : NULL,
        .long_label = long_label[i], .value = values[i], .value_text = value_text[i], .key = i + 1, .target = NAN,
        .last_year = i < 12 ? NAN : values[i - 12], .last_year_text = i < 12 ? NULL : last_text[i],
        .partial = i == 22, .signal = line && i == 9 };
    }
  return sb_trend_chart_new (&spec);
}

SbChart *
sample_columns (void)
{
  return trend (FALSE, 11);
}

SbChart *
sample_trend (void)
{
  return trend (TRUE, 23);
}

SbChart *
sample_matrix (void)
{
  static const char *const rows[] = { "高价值", "中价值", "低价值" };
  static const char *const columns[] = { "低需求", "中需求", "高需求" };
  static const SbHeatCellSpec cells[] = {
    { 12, { "12 客户", "186 万", "34 小时" }, FALSE, NULL, 1 }, { 18, { "18 客户", "402 万", "61 小时" }, FALSE, NULL, 2 },
    { 9, { "9 客户", "655 万", "12 小时" }, TRUE, NULL, 3 },    { 31, { "31 客户", "120 万", "48 小时" }, FALSE, NULL, 4 },
    { 44, { "44 客户", "233 万", "52 小时" }, FALSE, NULL, 5 }, { 21, { "21 客户", "178 万", "15 小时" }, FALSE, NULL, 6 },
    { 96, { "96 客户", "41 万", "88 小时" }, FALSE, NULL, 7 },  { 52, { "52 客户", "38 万", "20 小时" }, FALSE, NULL, 8 },
    { NAN, { "—" }, FALSE, NULL, 9 },
  };
  SbHeatChartSpec spec = { .text = { .title = "客户矩阵", .subtitle = "价值 × 需求 · 客户数、收入、每月工时", .label_header = "价值" },
                           .row_labels = rows, .n_rows = 3, .column_labels = columns, .n_columns = 3, .cells = cells,
                           .row_title = "价值", .column_title = "需求" };
  return sb_heat_chart_new (&spec);
}

SbChart *
sample_rfm (void)
{
  static const char *const scores[] = { "5", "4", "3", "2", "1" };
  static const char *const columns[] = { "1", "2", "3", "4", "5" };
  char texts[25][12];
  SbHeatCellSpec cells[25] = { 0 };
  SbHeatChartSpec spec = { .text = { .title = "RFM grid", .subtitle = "Customers by recency and frequency",
                                     .label_header = "Recency" },
                           .row_labels = scores, .n_rows = 5, .column_labels = columns, .n_columns = 5, .cells = cells,
                           .row_title = "R", .column_title = "Frequency" };
  for (int i = 0; i < 25; i++)
    {
      g_snprintf (texts[i], 12, "%d", (i * 37 + 11) % 83 - (i == 7 ? 90 : 0));
      cells[i] = (SbHeatCellSpec) { (i * 37 + 11) % 83 - (i == 7 ? 90 : 0), { texts[i] }, FALSE, NULL, i };
    }
  return sb_heat_chart_new (&spec);
}

SbChart *
sample_share (void)
{
  static const SbShareSeriesSpec series[] = { { "Price" }, { "No decision" }, { "Competitor" }, { "Timing" }, { "Other" } };
  static const double north[] = { 27, 15, 11, 6, 3 }, east[] = { 12, 22, 4, 9, 1 };
  static const char *const north_texts[] = { "27", "15", "11", "6", "3" }, *const east_texts[] = { "12", "22", "4", "9", "1" };
  static const char *const north_shares[] = { "44 %", "24 %", "18 %", "10 %", "5 %" };
  static const char *const east_shares[] = { "25 %", "46 %", "8 %", "19 %", "2 %" };
  static const SbShareRowSpec rows[] = { { "North", north, north_texts, north_shares, "62", NULL },
                                         { "East", east, east_texts, east_shares, "48", NULL } };
  SbShareChartSpec spec = { .text = { .title = "Why deals are lost", .subtitle = "Share of lost deals", .label_header = "Team" },
                            .series = series, .n_series = 5, .rows = rows, .n_rows = 2 };
  return sb_share_chart_new (&spec);
}

SbChart *
sample_spark (void)
{
  static const double values[] = { 3, 4, 3.5, 5, 4.6, 6, NAN, 6.2, 7, 3 };
  SbSparkChartSpec spec = { .values = values, .n_values = 10, .partial_last = TRUE, .has_target = TRUE, .target = 5.5 };
  return sb_spark_chart_new (&spec);
}

SbChart *
sample_scatter (void)
{
  static const SbScatterPointSpec points[] = {
    { "Zhang Min", 34, 86, "34 %, 86", TRUE }, { "Li Wei", 121, 38, "121 %, 38", TRUE }, { "He Tao", 62, 71, "62 %, 71" },
    { "Chen Jie", 74, 55, "74 %, 55", FALSE, TRUE }, { "Wang Fang", 88, 61, "88 %, 61", FALSE, TRUE },
    { "Zhao Lei", 95, 81, "95 %, 81", FALSE, TRUE }, { "Sun Yan", 102, 66, "102 %, 66", FALSE, TRUE }, { "Liu Na", 81, 30, "81 %, 30" },
    { "Guo Pei", 190, 50, "190 %, 50", FALSE, TRUE },
  };
  static const double path[] = { 66, 44, 75, 50, 82, 61 };
  SbScatterChartSpec spec = {
    .text = { .title = "Results and development", .subtitle = "Each dot a member, the line the team over three quarters",
              .label_header = "Member" },
    .x = { 0, 150, "0", "150 %", 90, "90 %", "results →", "Attainment" }, .y = { 0, 100, "0", "100", 60, "60", NULL, "Development" },
    .points = points, .n_points = G_N_ELEMENTS (points), .tint_good = TRUE, .path_xy = path, .n_path = 3, .path_label = "team",
  };
  return sb_scatter_chart_new (&spec);
}

/* Random walks by a small generator of its own: the same on every machine. */
SbChart *
sample_lines_of (gsize n_series, gsize n_values)
{
  static const char *const labels[] = { "North", "East", "South", "West", "Online", "Partners", "G", "H", "I", "J", "K", "L" };
  static const SbLineTickSpec ticks[] = { { 0, "2023" }, { 0.25, "2024" }, { 0.5, "2025" }, { 0.75, "2026" }, { 1, "2027" } };
  SbLineSeriesSpec series[12] = { 0 };
  SbLineChartSpec spec = { .text = { .title = "Pipeline by day", .label_header = "Team" }, .series = series, .n_series = n_series,
                           .ticks = ticks, .n_ticks = 5, .format = { format_k, (gpointer) "" } };
  guint64 state = 88172645463325252u;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (g_free);

  for (gsize k = 0; k < n_series; k++)
    {
      double *values = g_new (double, n_values), level = 200 + 60 * k;
      for (gsize i = 0; i < n_values; i++)
        {
          state ^= state << 13, state ^= state >> 7, state ^= state << 17;
          level += ((double) (state >> 11) / 9007199254740992.0 - 0.5) * 400 / sqrt (n_values);
          values[i] = level + (i % 50 == 0 ? (double) (state % 40) : 0);
        }
      g_ptr_array_add (blocks, values);
      series[k] = (SbLineSeriesSpec) { .label = labels[k], .value_text = "last", .values = values, .n_values = n_values, .key = k };
    }
  return sb_line_chart_new (&spec);
}

SbChart *
sample_line_from (const double *values, gsize n_values)
{
  SbLineSeriesSpec series = { .label = "Values", .values = values, .n_values = n_values };
  SbLineChartSpec spec = { .series = &series, .n_series = 1 };

  return sb_line_chart_new (&spec);
}

SbChart *
sample_lines (void)
{
  return sample_lines_of (4, 20000);
}

SbChart *
sample_few_lines (void)
{
  return sample_lines_of (3, 60);
}

const Sample samples[] = {
  { "matrix", sample_matrix, 560 },   { "rfm", sample_rfm, 420 },     { "share", sample_share, 560 }, { "spark", sample_spark, 120 },
  { "scatter", sample_scatter, 460 }, { "lines", sample_lines, 720 }, { "few-lines", sample_few_lines, 640 },
  { "columns", sample_columns, 640 },        { "trend", sample_trend, 900 },
  { "funnel", sample_funnel, 640 },          { "funnel-zh", sample_funnel_zh, 640 }, { "reasons", sample_reasons, 300 },
  { "dimensions", sample_dimensions, 492 },  { "negative", sample_negative, 480 },
};
const gsize n_samples = G_N_ELEMENTS (samples);
