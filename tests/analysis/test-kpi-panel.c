/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel counts every row once for all windows; here each figure of each window is counted again by hand, row by row,
 * over random facts with impossible dates in every scope, and the figures of other calculations are asked for alone. */
#include "analysis-fixture.h"

#include "analysis/sb-coverage.h"
#include "analysis/sb-deal-state.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-segment.h"
#include "analysis/sb-slippage.h"
#include "core/sb-random.h"

/* What a figure is made of in one window. */
typedef struct {
  gint64  numerator, denominator;
  GArray *values; /* gint64: amounts or days */
  GArray *ids;
} Counted;

typedef struct {
  const SbFacts    *facts;
  const SbKpiQuery *query;
  SbScopeFilter     filter;
  SbDate            from, to;
} Count;

static SbDate
odd (SbRandom *random, SbDate day)
{
  switch (sb_random_below (random, 30))
    {
    case 0:
      return SB_DATE_NONE;
    case 1:
      return day - 400;
    case 2:
      return day + 600;
    default:
      return day;
    }
}

static void
twist_deals (SbFacts *facts, SbRandom *random)
{
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      SbDealFact *deal = &facts->deals[i];

      deal->region = (gint32) sb_random_below (random, 3) - 1;
      deal->product_id = (gint32) sb_random_below (random, 3);
      deal->created_on = odd (random, deal->created_on);
      deal->closed_on = deal->status != SB_STATUS_OPEN ? odd (random, deal->closed_on) : deal->closed_on;
      deal->expected_close_on = odd (random, deal->expected_close_on);
      if (sb_random_below (random, 8) == 0)
        deal->pipeline_id = sb_random_below (random, 2) == 0 ? FIX_LEADS : 77;
      if (sb_random_below (random, 40) == 0)
        deal->account_id = 9000 + (gint32) sb_random_below (random, 4);
      if (sb_random_below (random, 30) == 0)
        deal->manual_ppm = (gint32) sb_random_below (random, 1000001);
    }
}

static SbFacts *
make_facts (guint64 seed, gsize n)
{
  SbFacts *facts = fixture_random (seed, n);
  SbRandom random;

  sb_random_init (&random, seed, 8, 8);
  twist_deals (facts, &random);
  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      facts->accounts[i].owner_id = (gint32) sb_random_below (&random, 5);
      facts->accounts[i].region = (gint32) sb_random_below (&random, 3) - 1;
    }
  for (gsize i = 0; i < n / 2 && seed % 2 == 0; i++)
    {
      SbDate on = odd (&random, D ("2023-01-01") + (SbDate) sb_random_below (&random, 1200));

      facts->orders[facts->n_orders++]
        = (SbOrderFact) { 1 + (gint64) sb_random_below (&random, 9000), (gint64) sb_random_below (&random, 500) - 50,
                          (gint32) i + 1, (gint32) sb_random_below (&random, facts->n_accounts + 2),
                          (gint32) sb_random_below (&random, 6), on,
                          (guint8) (sb_random_below (&random, 3) > 0 ? SB_FACT_HAS_MARGIN : SB_FACT_NO_RATE) };
    }
  return facts;
}

static gboolean
inside (const Count *count, SbDate day)
{
  return day != SB_DATE_NONE && day >= count->from && day <= count->to;
}

static gboolean
open_on (const SbDealFact *deal, SbDate day)
{
  if (deal->created_on != SB_DATE_NONE && deal->created_on > day)
    return FALSE;
  return deal->status == SB_STATUS_OPEN || (deal->closed_on != SB_DATE_NONE && deal->closed_on > day);
}

static gboolean
taken (const Count *count, const SbDealFact *deal)
{
  gint32 pipeline = count->query->pipeline_id;

  if ((deal->flags & SB_FACT_ARCHIVED) || deal->pipeline_id == FIX_LEADS
      || (pipeline != 0 && pipeline != deal->pipeline_id))
    return FALSE;
  return sb_scope_has_deal (&count->filter, deal);
}

static void
put (Counted *counted, const SbDealFact *deal, gint64 numerator, gint64 denominator)
{
  counted->numerator += numerator;
  counted->denominator += denominator;
  g_array_append_val (counted->ids, deal->id);
}

static void
put_value (Counted *counted, const SbDealFact *deal, gint64 value)
{
  g_array_append_val (counted->values, value);
  g_array_append_val (counted->ids, deal->id);
}

static void
count_ended (const Count *count, SbMetric metric, const SbDealFact *deal, Counted *counted)
{
  gboolean won = deal->status == SB_STATUS_WON, valued = sb_deal_has_value (deal);
  gint64 minor = valued ? deal->amount_minor : 0;

  if ((!won && deal->status != SB_STATUS_LOST) || !inside (count, deal->closed_on))
    return;
  if (metric == SB_METRIC_WIN_RATE)
    put (counted, deal, won, 1);
  else if (metric == SB_METRIC_WIN_RATE_VALUE && valued)
    put (counted, deal, won ? minor : 0, minor);
  else if (metric == SB_METRIC_DEALS_LOST && !won)
    put (counted, deal, 1, 0);
  else if (metric == SB_METRIC_DEALS_WON && won)
    put (counted, deal, 1, 0);
  else if (metric == SB_METRIC_REVENUE_WON && won)
    put (counted, deal, minor, 0);
  else if (metric == SB_METRIC_AVERAGE_DEAL && won && valued)
    put (counted, deal, minor, 1);
  else if (metric == SB_METRIC_MEDIAN_DEAL && won && valued)
    put_value (counted, deal, minor);
  else if ((metric == SB_METRIC_SALES_CYCLE || metric == SB_METRIC_SALES_CYCLE_P80) && won
           && deal->created_on != SB_DATE_NONE && deal->created_on <= deal->closed_on)
    put_value (counted, deal, deal->closed_on - deal->created_on);
}

static void
count_deal (const Count *count, SbMetric metric, const SbDealFact *deal, Counted *counted)
{
  gint64 minor = sb_deal_has_value (deal) ? deal->amount_minor : 0;
  gboolean money = metric == SB_METRIC_PIPELINE_CREATED || metric == SB_METRIC_OPEN_PIPELINE;

  if (!taken (count, deal))
    return;
  if (metric == SB_METRIC_DEALS_CREATED || metric == SB_METRIC_PIPELINE_CREATED)
    {
      if (deal->status != SB_STATUS_VOID && inside (count, deal->created_on))
        put (counted, deal, money ? minor : 1, 0);
    }
  else if (metric == SB_METRIC_OPEN_DEALS || metric == SB_METRIC_OPEN_PIPELINE)
    {
      if (open_on (deal, count->to))
        put (counted, deal, money ? minor : 1, 0);
    }
  else if (metric == SB_METRIC_OVERDUE_PIPELINE)
    {
      if (open_on (deal, count->to) && deal->expected_close_on != SB_DATE_NONE && deal->expected_close_on < count->to)
        put (counted, deal, minor, 0);
    }
  else
    count_ended (count, metric, deal, counted);
}

static const SbMetric by_hand[]
  = { SB_METRIC_REVENUE_WON,     SB_METRIC_DEALS_WON,     SB_METRIC_DEALS_LOST,       SB_METRIC_WIN_RATE,
      SB_METRIC_WIN_RATE_VALUE,  SB_METRIC_AVERAGE_DEAL,  SB_METRIC_MEDIAN_DEAL,      SB_METRIC_SALES_CYCLE,
      SB_METRIC_SALES_CYCLE_P80, SB_METRIC_DEALS_CREATED, SB_METRIC_PIPELINE_CREATED, SB_METRIC_OPEN_DEALS,
      SB_METRIC_OPEN_PIPELINE,   SB_METRIC_OVERDUE_PIPELINE };

static int
compare_values (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Compares with what the panel has for the window; ids: NULL for the points of a series. */
static void
check_window (const Count *count, SbMetric metric, const SbRatio *ratio, const GArray *ids)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) taken_ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  Counted counted = { 0, 0, values, taken_ids };

  for (gsize i = 0; i < count->facts->n_deals; i++)
    count_deal (count, metric, &count->facts->deals[i], &counted);
  if (metric == SB_METRIC_MEDIAN_DEAL || metric == SB_METRIC_SALES_CYCLE || metric == SB_METRIC_SALES_CYCLE_P80)
    {
      guint n = values->len, rank = metric == SB_METRIC_SALES_CYCLE_P80 ? (4 * n + 4) / 5 : (n + 1) / 2;

      g_array_sort (values, compare_values);
      g_assert_cmpint (ratio->n, ==, n);
      if (n >= 5)
        g_assert_cmpint (ratio->numerator, ==, g_array_index (values, gint64, rank - 1));
    }
  else if (counted.denominator != 0)
    {
      g_assert_cmpint (ratio->numerator, ==, counted.numerator);
      g_assert_cmpint (ratio->denominator, ==, counted.denominator);
    }
  else
    g_assert_cmpint (ratio->numerator, ==, counted.numerator);
  if (ids == NULL)
    return;
  g_assert_cmpuint (ids->len, ==, taken_ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint32, i), ==, g_array_index (taken_ids, gint32, i));
}

static void
check_kpi (Count *count, const SbKpi *kpi)
{
  count->from = count->query->period.start;
  count->to = MIN (count->query->period.end, count->query->as_of);
  if (kpi->value.reason != SB_REASON_NOT_STARTED)
    check_window (count, kpi->metric, &kpi->ratio, kpi->explain->rows);
  for (guint i = 0; kpi->series != NULL && i < kpi->series->points->len; i++)
    {
      const SbSeriesPoint *point = &g_array_index (kpi->series->points, SbSeriesPoint, i);

      count->from = point->period.start;
      count->to = MIN (point->period.end, count->query->as_of);
      check_window (count, kpi->metric, &point->ratio, NULL);
    }
}

static void
check_by_hand (const SbFacts *facts, const SbKpiQuery *query)
{
  SbKpiRequest request = { by_hand, G_N_ELEMENTS (by_hand), SB_PERIOD_MONTH, 24, TRUE };
  g_autoptr (GPtrArray) panel = sb_kpi_panel_compute (facts, &request, query);
  Count count = { facts, query };

  sb_scope_filter_init (&count.filter, facts, query->scope);
  for (guint i = 0; i < panel->len; i++)
    check_kpi (&count, g_ptr_array_index (panel, i));
  sb_scope_filter_clear (&count.filter);
}

static void
same_ratio (const SbRatio *a, const SbRatio *b)
{
  g_assert_cmpint (a->numerator, ==, b->numerator);
  g_assert_cmpint (a->denominator, ==, b->denominator);
  g_assert_cmpint (a->n, ==, b->n);
  g_assert_cmpint (a->reason, ==, b->reason);
  g_assert_true (a->value == b->value);
}

static void
same_rows (const SbExplain *a, const SbExplain *b)
{
  g_assert_cmpuint (a->rows->len, ==, b->rows->len);
  for (guint i = 0; i < a->rows->len; i++)
    g_assert_cmpint (g_array_index (a->rows, gint32, i), ==, g_array_index (b->rows, gint32, i));
}

/* Every figure of the catalogue in one panel is the figure alone. */
static void
check_alone (const SbFacts *facts, const SbKpiQuery *query)
{
  SbMetric metrics[SB_N_METRICS];
  SbKpiRequest request = { metrics, SB_N_METRICS, SB_PERIOD_QUARTER, 9, TRUE };
  g_autoptr (GPtrArray) panel = NULL;

  for (int m = 0; m < SB_N_METRICS; m++)
    metrics[m] = (SbMetric) m;
  panel = sb_kpi_panel_compute (facts, &request, query);
  for (int m = 0; m < SB_N_METRICS; m++)
    {
      const SbKpi *kpi = g_ptr_array_index (panel, m);
      g_autoptr (SbKpi) alone = sb_kpi_compute (facts, (SbMetric) m, query);

      same_ratio (&kpi->ratio, &alone->ratio);
      same_ratio (&kpi->previous.change, &alone->previous.change);
      same_ratio (&kpi->year_ago.change, &alone->year_ago.change);
      g_assert_cmpint (kpi->value.integer, ==, alone->value.integer);
      g_assert_cmpint (kpi->target.integer, ==, alone->target.integer);
      same_rows (kpi->explain, alone->explain);
    }
}

/* What the panel makes of rows it has read is what the other calculations make of the facts. */
static void
check_others (const SbFacts *facts, const SbKpiQuery *query)
{
  SbTargetQuery target = { "revenue_won", query->period, query->scope, query->as_of };
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, query->as_of);
  g_autoptr (SbKpi) won = sb_kpi_compute (facts, SB_METRIC_REVENUE_WON, query);
  g_autoptr (SbKpi) covered = sb_kpi_compute (facts, SB_METRIC_PIPELINE_COVERAGE, query);
  g_autoptr (SbKpi) speed = sb_kpi_compute (facts, SB_METRIC_VELOCITY, query);
  g_autoptr (SbKpi) pushed = sb_kpi_compute (facts, SB_METRIC_PUSH_RATE, query);
  g_autoptr (SbKpi) kept = sb_kpi_compute (facts, SB_METRIC_RETENTION, query);
  g_autoptr (SbCoverage) coverage = sb_coverage_compute (facts, table, &target, won->ratio.numerator);
  g_autoptr (SbVelocity) velocity = sb_velocity_compute (facts, query->scope, query->as_of, SB_VELOCITY_STEPS);
  g_autoptr (SbSlippage) slippage = sb_slippage_compute (facts, query->period, query->scope, query->as_of);
  g_autoptr (SbRetention) retention
    = sb_retention_compute (facts, query->scope, MIN (query->as_of, query->period.end));

  same_ratio (&covered->ratio, &coverage->covered);
  same_rows (covered->explain, coverage->explain);
  same_ratio (&speed->ratio, &velocity->per_day);
  same_rows (speed->explain, velocity->explain);
  same_ratio (&pushed->ratio, &slippage->push_rate);
  same_ratio (&kept->ratio, &retention->logo);
  same_rows (kept->explain, retention->explain);
}

/* The probability that is looked up for a sum is the one that is shown. */
static void
check_weighted (const SbFacts *facts, const SbKpiQuery *query)
{
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, query->as_of);
  g_autoptr (SbKpi) kpi = sb_kpi_compute (facts, SB_METRIC_WEIGHTED_PIPELINE, query);
  Count count = { facts, query };
  gint64 sum = 0;

  sb_scope_filter_init (&count.filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (taken (&count, deal) && sb_deal_has_value (deal)
          && open_on (deal, MIN (query->period.end, query->as_of)))
        sum += sb_probability_weigh (deal->amount_minor, sb_probability_of_deal (table, deal).ppm);
    }
  g_assert_cmpint (kpi->ratio.numerator, ==, sum);
  sb_scope_filter_clear (&count.filter);
}

static SbKpiQuery
random_query (SbRandom *random)
{
  static const char *const codes[] = { "2025-Q3", "2025", "2025-07", "2024-Q4", "2026-Q1", "2024-02", "2023-H1" };
  static const char *const days[] = { "2025-08-20", "2025-12-31", "2024-02-29", "2025-07-01", "2025-06-30",
                                      "2023-01-02" };
  SbKpiQuery query = { fixture_period (codes[sb_random_below (random, G_N_ELEMENTS (codes))]), SB_SCOPE_ALL,
                       D (days[sb_random_below (random, G_N_ELEMENTS (days))]), 0 };

  if (sb_random_below (random, 5) == 0)
    query.period = sb_period_custom (query.as_of - (SbDate) sb_random_below (random, 500),
                                     query.as_of + (SbDate) sb_random_below (random, 100));
  switch (sb_random_below (random, 8))
    {
    case 1:
      query.scope.member_id = 1 + (gint32) sb_random_below (random, 5);
      break;
    case 2:
      query.scope.team_id = 1 + (gint32) sb_random_below (random, 4);
      break;
    case 3:
      query.scope.product_id = 1;
      break;
    case 4:
      query.scope.region = (gint32) sb_random_below (random, 2);
      break;
    case 5:
      query.scope.account_id = 1 + (gint32) sb_random_below (random, 8);
      break;
    case 6:
      query.pipeline_id = sb_random_below (random, 2) == 0 ? FIX_PIPELINE : 77;
      break;
    default:
      break;
    }
  return query;
}

static void
each_query (void (*check) (const SbFacts *facts, const SbKpiQuery *query))
{
  for (guint64 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (SbFacts) facts = make_facts (seed, seed == 1 ? 0 : seed == 2 ? 4 : 60 * seed);
      SbRandom random;

      sb_random_init (&random, seed, 9, 9);
      for (int round = 0; round < 12; round++)
        {
          SbKpiQuery query = random_query (&random);

          check (facts, &query);
        }
    }
}

static void
test_by_hand (void)
{
  each_query (check_by_hand);
}

static void
test_alone (void)
{
  each_query (check_alone);
}

static void
test_others (void)
{
  each_query (check_others);
}

static void
test_weighted (void)
{
  each_query (check_weighted);
}

/* Windows a century apart are found by search instead of a table of days. */
static void
test_far_apart (void)
{
  g_autoptr (SbFacts) facts = make_facts (5, 300);
  SbKpiQuery query = { sb_period_custom (D ("1905-01-01"), D ("2025-12-31")), SB_SCOPE_ALL, D ("2025-08-20"), 0 };

  check_by_hand (facts, &query);
  check_alone (facts, &query);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-panel/by-hand", test_by_hand);
  g_test_add_func ("/kpi-panel/alone", test_alone);
  g_test_add_func ("/kpi-panel/others", test_others);
  g_test_add_func ("/kpi-panel/weighted", test_weighted);
  g_test_add_func ("/kpi-panel/far-apart", test_far_apart);
  return g_test_run ();
}
