/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart says to a screen reader and to a spreadsheet, word for word. */
#include "hostile.h"
#include "samples.h"

#include "charts/sb-bar-chart.h"
#include "charts/sb-heat-chart.h"
#include "charts/sb-share-chart.h"
#include "charts/sb-trend-chart.h"

#include <math.h>
#include <string.h>

static void
test_funnel (void)
{
  g_autoptr (SbChart) chart = sample_funnel ();
  g_autofree char *said = sb_chart_dup_description (chart);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_cmpstr (said, ==,
                   "Cohort funnel\n412 deals created 1 Jul – 23 Nov 2026\n"
                   "Prospecting, 412, 75 % (72–78 %); advanced: 298; lost here: 86; still open: 28\n"
                   "Discovery, 298, 77 % (74–79 %); advanced: 221; lost here: 58; still open: 19\n"
                   "Presentation, 221, 72 % (69–76 %); advanced: 152; lost here: 49; still open: 20\n"
                   "Quote & negotiation, 152, 52 % (49–54 %); advanced: 74; lost here: 62; still open: 16\n"
                   "Won, 74, 18 % (overall)");
  g_assert_cmpstr (csv, ==,
                   "Stage,Reached,advanced,lost here,still open,Conversion\r\n"
                   "Prospecting,412,298,86,28,75 %\r\nDiscovery,298,221,58,19,77 %\r\nPresentation,221,152,49,20,72 %\r\n"
                   "Quote & negotiation,152,74,62,16,52 %\r\nWon,74,\"\",\"\",\"\",18 %\r\n");
}

static void
test_bars (void)
{
  g_autoptr (SbChart) chart = sample_dimensions ();
  g_autoptr (SbChart) negative = sample_negative ();
  g_autofree char *said = sb_chart_dup_description (chart);
  g_autofree char *csv = sb_chart_dup_csv (negative);
  g_autofree char *ticks = sb_chart_dup_csv (chart);

  g_assert_true (g_str_has_suffix (said, "\nProcess: 49, 60, −11\nRisk: 66, 62, +4"));
  g_assert_cmpstr (csv, ==,
                   "Factor,Effect\r\nVolume,9462.23\r\nConversion,-22153.3\r\nAverage deal,11251.07\r\nUnknown,\"\"\r\n");
  /* A change begins with a plus sign: to a spreadsheet a formula. */
  g_assert_true (g_str_has_prefix (ticks, "Dimension,Score,Last quarter,\"\"\r\nResults,82,74,\"'+8\"\r\nPipeline,64,70,−6\r\n"));
}

static void
test_trend (void)
{
  g_autoptr (SbChart) chart = sample_columns ();
  g_autofree char *said = sb_chart_dup_description (chart);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_true (g_str_has_prefix (said, "Won revenue\n¥ thousand by month · like for like +9 %\nJan 2026: 402, last year: 310\n"));
  g_assert_true (g_str_has_suffix (said, "\nNov 2026: 204, last year: 428, running month\ntarget ¥ 450 k"));
  g_assert_true (g_str_has_prefix (csv, "Month,Won,Target,last year\r\nJan 2026,402,450,310\r\n"));
}

static void
test_trend_notes (void)
{
  g_autoptr (SbChart) chart = sample_trend ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 900, 300, 1, 0);
  g_autofree char *said = sb_chart_dup_description (chart);
  const SbChartMark *signal = sb_chart_get_mark (layout, 9), *note = sb_chart_get_mark (layout, 24);

  g_assert_true (g_str_has_suffix (said, "lower limit, mean ¥ 395 k, upper limit\nNew price list\nMar 2026: CRM introduced"));
  g_assert_cmpstr (signal->description, ==, "Oct 2025: 221, outside the limits");
  g_assert_cmpint (note->series, ==, SB_TREND_NOTE);
  g_assert_cmpint (note->key, ==, 72);
  g_assert_cmpstr (note->description, ==, "Mar 2026: CRM introduced");
}

static void
test_matrix (void)
{
  g_autoptr (SbChart) chart = sample_matrix ();
  g_autofree char *said = sb_chart_dup_description (chart);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_nonnull (strstr (said, "\n高价值, 高需求: 9 客户, 655 万, 12 小时\n"));
  g_assert_true (g_str_has_suffix (said, "\n低价值, 高需求: —"));
  g_assert_cmpstr (csv, ==, "价值,低需求,中需求,高需求\r\n高价值,12,18,9\r\n中价值,31,44,21\r\n低价值,96,52,\"\"\r\n");
}

static void
test_shares (void)
{
  g_autoptr (SbChart) chart = sample_share ();
  g_autoptr (SbChartLayout) layout = sb_chart_layout (chart, 600, 200, 1, 0);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_cmpstr (sb_chart_get_mark (layout, 1)->description, ==, "North, No decision: 15, 24 %");
  g_assert_cmpstr (csv, ==, "Team,Price,No decision,Competitor,Timing,Other\r\nNorth,27,15,11,6,3\r\nEast,12,22,4,9,1\r\n");
}

/* Under privacy the CSV must not give away what the screen hides. */
static void
test_masked (void)
{
  const SbBarSpec bars[] = { { .label = "Member A", .value = 123456, .value_text = "index 104" },
                             { .label = "Member B", .value = 99000, .value_text = "index 96" } };
  SbBarChartSpec spec = { .text = { .label_header = "Member", .value_header = "Result", .masked = TRUE }, .bars = bars, .n_bars = 2 };
  g_autoptr (SbChart) chart = sb_bar_chart_new (&spec);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_cmpstr (csv, ==, "Member,Result\r\nMember A,index 104\r\nMember B,index 96\r\n");
}

static void
test_csv_guard (void)
{
  const SbBarSpec bars[] = { { .label = "=HYPERLINK(\"x\")", .value = 1, .value_text = "1" }, { .label = "@SUM", .value = -2.5, .value_text = "−2.5" },
                             { .label = "a, \"b\"\nc", .value = 1e15, .value_text = "" }, { .label = NULL, .value = 0.1, .value_text = NULL } };
  SbBarChartSpec spec = { .text = { .label_header = "+", .value_header = "-v" }, .bars = bars, .n_bars = 4 };
  g_autoptr (SbChart) chart = sb_bar_chart_new (&spec);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_cmpstr (csv, ==, "\"'+\",\"'-v\"\r\n\"'=HYPERLINK(\"\"x\"\")\",1\r\n\"'@SUM\",-2.5\r\n"
                            "\"a, \"\"b\"\"\nc\",1e+15\r\n\"\",0.1\r\n");
}

static void
test_empty (void)
{
  SbBarChartSpec spec = { .text = { .title = "Why", .subtitle = "0 lost deals", .empty_text = "No deal was lost in this period.",
                                    .label_header = "Reason", .value_header = "Lost" } };
  g_autoptr (SbChart) chart = sb_bar_chart_new (&spec);
  g_autofree char *said = sb_chart_dup_description (chart);
  g_autofree char *csv = sb_chart_dup_csv (chart);

  g_assert_true (sb_chart_is_empty (chart));
  g_assert_cmpstr (said, ==, "Why\n0 lost deals\nNo deal was lost in this period.");
  g_assert_cmpstr (csv, ==, "Reason,Lost\r\n");
}

/* The specification may be freed and changed after the constructor. */
static void
test_owned (void)
{
  char label[] = "before", value[] = "1";
  SbBarSpec bars[] = { { .label = label, .value = 1, .value_text = value } };
  SbBarChartSpec spec = { .bars = bars, .n_bars = 1 };
  g_autoptr (SbChart) chart = sb_bar_chart_new (&spec);
  g_autofree char *said = NULL;

  strcpy (label, "after!");
  memset (bars, 0, sizeof bars);
  said = sb_chart_dup_description (chart);
  g_assert_cmpstr (said, ==, "before: 1");
}

static void
test_hostile (void)
{
  for (int kind = 0; kind < N_HOSTILE_KINDS; kind++)
    for (int how = 0; how < N_HOSTILE; how++)
      {
        g_autoptr (SbChart) chart = hostile_chart (kind, how);
        g_autofree char *said = sb_chart_dup_description (chart);
        g_autofree char *csv = sb_chart_dup_csv (chart);

        g_assert_true (g_utf8_validate (said, -1, NULL));
        g_assert_true (g_utf8_validate (csv, -1, NULL));
        g_assert_null (strstr (csv, "nan"));
        g_assert_null (strstr (csv, "inf"));
        g_assert_cmpint (csv[0], !=, ',');
        g_assert_null (strstr (csv, "\n,"));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/text/funnel", test_funnel);
  g_test_add_func ("/charts/text/bars", test_bars);
  g_test_add_func ("/charts/text/trend", test_trend);
  g_test_add_func ("/charts/text/trend-notes", test_trend_notes);
  g_test_add_func ("/charts/text/matrix", test_matrix);
  g_test_add_func ("/charts/text/shares", test_shares);
  g_test_add_func ("/charts/text/masked", test_masked);
  g_test_add_func ("/charts/text/csv-guard", test_csv_guard);
  g_test_add_func ("/charts/text/empty", test_empty);
  g_test_add_func ("/charts/text/owned", test_owned);
  g_test_add_func ("/charts/text/hostile", test_hostile);
  return g_test_run ();
}
