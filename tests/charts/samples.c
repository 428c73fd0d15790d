/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples.h"

#include "charts/sb-bar-chart.h"
#include "charts/sb-funnel-chart.h"

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

const Sample samples[] = {
  { "funnel", sample_funnel, 640 },          { "funnel-zh", sample_funnel_zh, 640 }, { "reasons", sample_reasons, 300 },
  { "dimensions", sample_dimensions, 492 },  { "negative", sample_negative, 480 },
};
const gsize n_samples = G_N_ELEMENTS (samples);
