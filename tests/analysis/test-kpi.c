/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures against numbers counted by hand: values, reasons, like for like, changes, series, breakdowns. */
#include "analysis-fixture.h"

#include "analysis/sb-kpi.h"
#include "analysis/sb-working-days.h"

static SbKpiQuery
query_of (const char *code, const char *as_of)
{
  return (SbKpiQuery) { fixture_period (code), SB_SCOPE_ALL, D (as_of), 0 };
}

static SbKpi *
compute (const SbFacts *facts, SbMetric metric, const char *code, const char *as_of)
{
  SbKpiQuery query = query_of (code, as_of);

  return sb_kpi_compute (facts, metric, &query);
}

/* March 2026 runs until the 13th, ten working days; the tenth of February is Friday the 13th. */
static SbFacts *
make_facts (void)
{
  SbFacts *facts = fixture_new ();

  fixture_deal (facts, SB_STATUS_WON, 10000, "2026-01-01", "2026-03-02");
  fixture_deal (facts, SB_STATUS_WON, 20000, "2026-02-13", "2026-03-05");
  fixture_deal (facts, SB_STATUS_WON, 30000, "2026-03-01", "2026-03-13")->account_id = 2;
  fixture_deal (facts, SB_STATUS_LOST, 40000, "2026-02-01", "2026-03-10");
  fixture_deal (facts, SB_STATUS_VOID, 70000, "2026-02-01", "2026-03-10");
  fixture_deal (facts, SB_STATUS_WON, 90000, "2026-02-01", "2026-03-20"); /* 6: after the as-of date */
  fixture_deal (facts, SB_STATUS_WON, 10000, "2026-01-01", "2026-02-03");
  fixture_deal (facts, SB_STATUS_WON, 10000, "2026-01-01", "2026-02-13");
  fixture_deal (facts, SB_STATUS_LOST, 10000, "2026-01-01", "2026-02-10");
  fixture_deal (facts, SB_STATUS_WON, 50000, "2026-01-01", "2026-02-20"); /* 10: beyond the cut */
  fixture_deal (facts, SB_STATUS_WON, 77777, "2026-01-01", "2026-03-05")->pipeline_id = FIX_LEADS;
  fixture_deal (facts, SB_STATUS_WON, 88888, "2026-01-01", "2026-03-05")->flags |= SB_FACT_ARCHIVED;
  fixture_deal (facts, SB_STATUS_WON, 99999, "2026-01-01", "2026-03-06")->flags |= SB_FACT_NO_RATE;
  fixture_deal (facts, SB_STATUS_OPEN, 5000, "2026-03-12", NULL)->expected_close_on = D ("2026-03-01");
  return facts;
}

static void
test_revenue (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbKpi) kpi = compute (facts, SB_METRIC_REVENUE_WON, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) deals = compute (facts, SB_METRIC_DEALS_WON, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) lost = compute (facts, SB_METRIC_DEALS_LOST, "2026-03", "2026-03-13");

  g_assert_cmpint (kpi->value.integer, ==, 60000);
  g_assert_cmpint (deals->value.integer, ==, 4);
  g_assert_cmpint (lost->value.integer, ==, 1);
  g_assert_cmpint (kpi->explain->n_rows, ==, 4);
  g_assert_cmpint (g_array_index (kpi->explain->rows, gint32, 3), ==, 13);
  g_assert_cmpuint (kpi->explain->exclusions->len, ==, 2);
  g_assert_cmpint (kpi->target.reason, ==, SB_REASON_NO_TARGET);
}

static void
test_like_for_like (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbKpi) kpi = compute (facts, SB_METRIC_REVENUE_WON, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) over = compute (facts, SB_METRIC_REVENUE_WON, "2026-03", "2026-04-05");

  g_assert_true (kpi->previous.partial);
  g_assert_cmpint (kpi->previous.until, ==, D ("2026-02-13"));
  g_assert_cmpint (kpi->previous.working_days, ==, 10);
  g_assert_cmpint (kpi->previous.value.integer, ==, 20000);
  assert_near (kpi->previous.change.value, 2.0, 1e-12);
  assert_near (kpi->previous.difference, 40000.0, 1e-9);
  g_assert_cmpint (kpi->year_ago.until, ==, D ("2025-03-14"));
  assert_reason (&kpi->year_ago.change, SB_REASON_ZERO_DENOMINATOR);
  assert_near (kpi->year_ago.difference, 60000.0, 1e-9);
  g_assert_false (over->previous.partial);
  g_assert_cmpint (over->value.integer, ==, 150000);
  g_assert_cmpint (over->previous.value.integer, ==, 70000);
}

static void
test_win_rate (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbKpi) kpi = compute (facts, SB_METRIC_WIN_RATE, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) value = compute (facts, SB_METRIC_WIN_RATE_VALUE, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) none = compute (facts, SB_METRIC_WIN_RATE, "2027-03", "2027-03-13");
  double lo, hi;

  assert_ratio (&kpi->ratio, 4, 5);
  sb_wilson (4, 5, &lo, &hi);
  g_assert_true (kpi->value.has_range);
  assert_near (kpi->value.lo, lo, 1e-15);
  assert_near (kpi->value.hi, hi, 1e-15);
  g_assert_true (sb_ratio_is_few (&kpi->ratio));
  g_assert_true (kpi->previous.has_test);
  g_assert_false (kpi->previous.clear);
  g_assert_true (kpi->previous.lo < kpi->previous.difference && kpi->previous.difference < kpi->previous.hi);
  assert_ratio (&value->ratio, 60000, 100000);
  g_assert_false (value->value.has_range);
  assert_reason (&none->ratio, SB_REASON_NO_CLOSED_DEALS);
  g_assert_cmpint (none->value.reason, ==, SB_REASON_NO_CLOSED_DEALS);
}

/* A clear change needs many: 80 of 100 against 30 of 100. */
static void
test_clear_change (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbKpi) kpi = NULL;

  for (int i = 0; i < 200; i++)
    fixture_deal (facts, i % 100 < (i < 100 ? 30 : 80) ? SB_STATUS_WON : SB_STATUS_LOST, 100, "2026-01-01",
                  i < 100 ? "2026-02-10" : "2026-03-10");
  kpi = compute (facts, SB_METRIC_WIN_RATE, "2026-03", "2026-03-31");
  g_assert_true (kpi->previous.clear);
  assert_near (kpi->previous.difference, 0.5, 1e-12);
  assert_near (kpi->previous.change.value, 5.0 / 3, 1e-12);
}

static void
test_change_rules (void)
{
  SbRatio change = sb_kpi_change (150.0, 100.0);

  assert_near (change.value, 0.5, 1e-12);
  change = sb_kpi_change (-50.0, -100.0);
  assert_near (change.value, 0.5, 1e-12);
  change = sb_kpi_change (0.0, 100.0);
  assert_near (change.value, -1.0, 1e-12);
  change = sb_kpi_change (5.0, 0.0);
  assert_reason (&change, SB_REASON_ZERO_DENOMINATOR);
  change = sb_kpi_change (5.0, -5.0);
  assert_reason (&change, SB_REASON_ZERO_DENOMINATOR);
  change = sb_kpi_change (-5.0, 5.0);
  assert_reason (&change, SB_REASON_ZERO_DENOMINATOR);
}

/* Six deals of 100 … 600 that took 10 … 60 days; the first five, then four of them. */
static void
test_averages (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbKpi) average = NULL;
  g_autoptr (SbKpi) median = NULL;
  g_autoptr (SbKpi) cycle = NULL;
  g_autoptr (SbKpi) p80 = NULL;
  g_autoptr (SbKpi) few = NULL;
  g_autoptr (SbKpi) each = NULL;

  for (int i = 1; i <= 6; i++)
    {
      char created[SB_DATE_TEXT_SIZE];

      sb_date_format_iso (D ("2025-06-30") - 10 * i, created);
      fixture_deal (facts, SB_STATUS_WON, 100 * i, created, "2025-06-30")->account_id = i % 2 + 1;
    }
  average = compute (facts, SB_METRIC_AVERAGE_DEAL, "2025", "2025-12-31");
  median = compute (facts, SB_METRIC_MEDIAN_DEAL, "2025", "2025-12-31");
  cycle = compute (facts, SB_METRIC_SALES_CYCLE, "2025", "2025-12-31");
  p80 = compute (facts, SB_METRIC_SALES_CYCLE_P80, "2025", "2025-12-31");
  each = compute (facts, SB_METRIC_REVENUE_PER_CUSTOMER, "2025", "2025-12-31");
  g_assert_cmpint (average->value.integer, ==, 350);
  g_assert_cmpint (median->value.integer, ==, 300);
  assert_near (cycle->value.real, 30.0, 0.0);
  assert_near (p80->value.real, 50.0, 0.0);
  g_assert_cmpint (each->value.integer, ==, 1050);
  facts->n_deals = 4;
  few = compute (facts, SB_METRIC_AVERAGE_DEAL, "2025", "2025-12-31");
  g_assert_cmpint (few->value.reason, ==, SB_REASON_TOO_FEW);
  g_assert_cmpint (few->ratio.n, ==, 4);
}

/* A first purchase ever: not that of the period. With orders kept, deals no longer count. */
static void
test_new_customers (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbKpi) march = compute (facts, SB_METRIC_NEW_CUSTOMERS, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) orders = NULL;

  g_assert_cmpint (march->value.integer, ==, 1);
  g_assert_cmpint (g_array_index (march->explain->rows, gint32, 0), ==, 2);
  g_assert_cmpint (march->previous.value.integer, ==, 1);
  fixture_order (facts, 3, 100, "2026-03-02");
  fixture_order (facts, 4, 100, "2026-03-03");
  fixture_order (facts, 4, 100, "2026-03-04");
  fixture_order (facts, 5, 100, "2025-03-04");
  fixture_order (facts, 5, 100, "2026-03-04");
  orders = compute (facts, SB_METRIC_NEW_CUSTOMERS, "2026-03", "2026-03-13");
  g_assert_cmpint (orders->value.integer, ==, 2);
}

static void
test_stock (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbKpi) open = compute (facts, SB_METRIC_OPEN_DEALS, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) money = compute (facts, SB_METRIC_OPEN_PIPELINE, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) overdue = compute (facts, SB_METRIC_OVERDUE_PIPELINE, "2026-03", "2026-03-13");
  g_autoptr (SbKpi) early = compute (facts, SB_METRIC_OPEN_DEALS, "2026-02", "2026-02-01");

  g_assert_cmpint (open->value.integer, ==, 2); /* 14, and 6 that is won on the 20th */
  g_assert_cmpint (money->value.integer, ==, 95000);
  g_assert_cmpint (overdue->value.integer, ==, 5000);
  g_assert_cmpint (overdue->previous.value.reason, ==, SB_REASON_NO_HISTORY);
  /* On 1 February: 1, 4–10 and 13; the later void one was open like the others. */
  g_assert_cmpint (early->value.integer, ==, 9);
  g_assert_cmpuint (early->explain->rows->len, ==, 9);
}

static void
test_not_started (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbKpi) kpi = compute (facts, SB_METRIC_REVENUE_WON, "2026-05", "2026-03-13");
  g_autoptr (SbKpi) open = compute (facts, SB_METRIC_OPEN_PIPELINE, "2026-05", "2026-03-13");

  g_assert_cmpint (kpi->value.reason, ==, SB_REASON_NOT_STARTED);
  g_assert_cmpint (kpi->previous.value.reason, ==, SB_REASON_NOT_STARTED);
  g_assert_cmpint (open->value.integer, ==, 95000); /* a stock is that of the as-of date */
  g_assert_cmpuint (open->explain->rows->len, ==, 2);
}

static void
test_feedback (void)
{
  static const int nps[] = { 10, 9, 8, 7, 6, 0 };
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbKpi) score = NULL;
  g_autoptr (SbKpi) csat = NULL;
  g_autoptr (SbKpi) complaints = NULL;
  g_autoptr (SbKpi) satisfaction = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (nps); i++)
    fixture_feedback (facts, 2, nps[i], 10, "2026-03-03");
  for (int i = 1; i <= 5; i++)
    fixture_feedback (facts, 0, i, 5, "2026-03-03");
  fixture_feedback (facts, 1, -1, 0, "2026-03-03");
  fixture_feedback (facts, 1, -1, 0, "2026-02-03");
  score = compute (facts, SB_METRIC_NPS, "2026-03", "2026-03-31");
  csat = compute (facts, SB_METRIC_CSAT, "2026-03", "2026-03-31");
  satisfaction = compute (facts, SB_METRIC_SATISFACTION, "2026-03", "2026-03-31");
  complaints = compute (facts, SB_METRIC_COMPLAINTS, "2026-03", "2026-03-31");
  assert_near (score->value.real, 0.0, 1e-12);
  g_assert_true (score->value.has_range && score->value.lo < 0.0);
  assert_ratio (&csat->ratio, 2, 5);
  assert_near (satisfaction->value.real, 3.0, 1e-12);
  g_assert_cmpint (complaints->value.integer, ==, 1);
}

/* Eight even months, then one far outside; the running month is in no limit. */
static void
test_series (void)
{
  static const int amounts[] = { 10, 12, 10, 12, 10, 12, 10, 12, 40, 90 };
  g_autoptr (SbFacts) facts = fixture_new ();
  SbKpiQuery query = { sb_period_custom (D ("2025-01-01"), D ("2025-10-31")), SB_SCOPE_ALL, D ("2025-10-15"), 0 };
  g_autoptr (SbSeries) series = NULL;

  for (int i = 0; i < 10; i++)
    {
      g_autofree char *on = g_strdup_printf ("2025-%02d-10", i + 1);

      fixture_deal (facts, SB_STATUS_WON, amounts[i], "2025-01-01", on);
    }
  series = sb_kpi_series_compute (facts, SB_METRIC_REVENUE_WON, SB_PERIOD_MONTH, &query);
  g_assert_cmpuint (series->points->len, ==, 10);
  g_assert_true (series->has_limits);
  assert_near (series->mean, 128.0 / 9, 1e-9);
  assert_near (series->upper, 128.0 / 9 + 2.66 * 42.0 / 8, 1e-9);
  g_assert_cmpuint (series->n_signals, ==, 1);
  g_assert_true (g_array_index (series->points, SbSeriesPoint, 8).signal);
  g_assert_false (g_array_index (series->points, SbSeriesPoint, 0).signal);
  g_assert_true (g_array_index (series->points, SbSeriesPoint, 9).running);
  g_assert_false (g_array_index (series->points, SbSeriesPoint, 9).signal);
}

static void
test_trend (void)
{
  SbSeries *series = sb_series_new (SB_UNIT_COUNT);

  for (int i = 0; i < 8; i++)
    {
      SbSeriesPoint point = { .value = sb_quantity_count (i == 4 ? 100 : i) };

      sb_series_add (series, point);
    }
  sb_series_judge (series, 0.5);
  g_assert_cmpint (series->trend, ==, SB_TREND_UP); /* one wild value does not bend a median slope */
  g_assert_true (series->slope >= 1.0 && series->slope < 2.0);
  sb_series_judge (series, 1000.0);
  g_assert_cmpint (series->trend, ==, SB_TREND_FLAT);
  sb_series_free (series);
}

static void
test_split (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  SbKpiQuery query = query_of ("2026-03", "2026-03-13");
  g_autoptr (GArray) parts = NULL;

  facts->deals[0].owner_id = 2;
  facts->deals[1].owner_id = 0;
  parts = sb_kpi_split_compute (facts, SB_METRIC_REVENUE_WON, SB_SPLIT_MEMBER, &query);
  g_assert_cmpuint (parts->len, ==, 3); /* Ann, Ben, nobody: by name, "none" last, no part without data */
  g_assert_cmpint (g_array_index (parts, SbKpiPart, 0).id, ==, 1);
  g_assert_cmpint (g_array_index (parts, SbKpiPart, 0).value.integer, ==, 30000);
  g_assert_cmpint (g_array_index (parts, SbKpiPart, 1).value.integer, ==, 10000);
  g_assert_null (g_array_index (parts, SbKpiPart, 2).name);
  g_assert_cmpint (g_array_index (parts, SbKpiPart, 2).value.integer, ==, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi/revenue", test_revenue);
  g_test_add_func ("/kpi/like-for-like", test_like_for_like);
  g_test_add_func ("/kpi/win-rate", test_win_rate);
  g_test_add_func ("/kpi/clear-change", test_clear_change);
  g_test_add_func ("/kpi/change-rules", test_change_rules);
  g_test_add_func ("/kpi/averages", test_averages);
  g_test_add_func ("/kpi/new-customers", test_new_customers);
  g_test_add_func ("/kpi/stock", test_stock);
  g_test_add_func ("/kpi/not-started", test_not_started);
  g_test_add_func ("/kpi/feedback", test_feedback);
  g_test_add_func ("/kpi/series", test_series);
  g_test_add_func ("/kpi/trend", test_trend);
  g_test_add_func ("/kpi/split", test_split);
  return g_test_run ();
}
