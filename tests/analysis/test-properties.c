/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for any facts: identities, independence of ids, agreement of numbers and rows, nothing infinite; and
 * the golden numbers of chances and commissions. */
#include "analysis-fixture.h"

#include "analysis/sb-calibration.h"
#include "analysis/sb-commission.h"
#include "analysis/sb-concentration.h"
#include "analysis/sb-coverage.h"
#include "analysis/sb-distribution.h"
#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-overview.h"
#include "analysis/sb-segment.h"
#include "analysis/sb-slippage.h"
#include "analysis/sb-survival.h"

#include "core/sb-random.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDS 30

static SbFunnelQuery
funnel_query (void)
{
  return (SbFunnelQuery) { FIX_PIPELINE, fixture_period ("2025-H1"), SB_SCOPE_ALL, D ("2025-08-20") };
}

static SbKpiQuery
kpi_query (void)
{
  return (SbKpiQuery) { fixture_period ("2025-Q3"), SB_SCOPE_ALL, D ("2025-08-20"), 0 };
}

static void
assert_stage (const SbFunnel *funnel, guint s)
{
  const SbFunnelStage *stage = &funnel->stages[s];

  for (int money = 0; money < 2; money++)
    {
      const gint64 *cells = money ? stage->minor : stage->n;

      g_assert_cmpint (cells[SB_FUNNEL_REACHED], ==, cells[SB_FUNNEL_ADVANCED] + cells[SB_FUNNEL_LOST]
                                                       + cells[SB_FUNNEL_OPEN] + cells[SB_FUNNEL_BACK]);
      for (int cell = 0; cell < SB_N_FUNNEL_CELLS; cell++)
        g_assert_cmpint (cells[cell], >=, 0);
      if (s > 0)
        g_assert_cmpint (cells[SB_FUNNEL_REACHED], <=,
                         (money ? funnel->stages[s - 1].minor : funnel->stages[s - 1].n)[SB_FUNNEL_REACHED]);
    }
  g_assert_true (0.0 <= stage->resolved_lo && stage->resolved_lo <= stage->resolved_hi && stage->resolved_hi <= 1.0);
  if (stage->resolved.reason == SB_REASON_NONE)
    g_assert_cmpfloat (stage->floor.value, <=, stage->resolved.value);
  if (stage->estimate.reason == SB_REASON_NONE)
    g_assert_true (stage->estimate.value >= 0.0 && stage->estimate.value <= 1.0 + 1e-12);
}

static void
test_funnel (void)
{
  SbFunnelQuery query = funnel_query ();

  for (guint64 seed = 1; seed <= ROUNDS; seed++)
    {
      g_autoptr (SbFacts) facts = fixture_random (seed, 600);
      g_autoptr (SbFunnel) funnel = sb_funnel_compute (facts, &query);
      gint64 lost = 0, open = 0, voided = 0;

      g_assert_cmpint (funnel->cohort, ==, funnel->won + funnel->lost + funnel->open);
      g_assert_cmpint (funnel->stages[0].n[SB_FUNNEL_REACHED], ==, funnel->cohort);
      g_assert_cmpint (funnel->stages[0].minor[SB_FUNNEL_REACHED], ==, funnel->cohort_minor);
      for (guint s = 0; s < funnel->n_stages; s++)
        {
          assert_stage (funnel, s);
          lost += funnel->stages[s].n[SB_FUNNEL_LOST];
          open += funnel->stages[s].n[SB_FUNNEL_OPEN];
          voided += funnel->stages[s].n[SB_FUNNEL_VOID];
          for (int cell = 0; cell < SB_N_FUNNEL_CELLS; cell++)
            {
              g_autoptr (GArray) ids = sb_funnel_dup_ids (funnel, s, (SbFunnelCell) cell);

              g_assert_cmpint (ids->len, ==, funnel->stages[s].n[cell]);
            }
        }
      g_assert_cmpint (lost, ==, funnel->lost);
      g_assert_cmpint (open, ==, funnel->open);
      g_assert_cmpint (voided, ==, funnel->void_);
    }
}

/* Gives every deal another id and sorts deals, visits and pushes by it, as the facts require. */
static SbFacts *
relabelled (guint64 seed, gsize n)
{
  SbFacts *facts = fixture_random (seed, n);
  g_autofree SbDealFact *deals = g_memdup2 (facts->deals, n * sizeof (SbDealFact));
  g_autofree SbVisitFact *visits = g_memdup2 (facts->visits, facts->n_visits * sizeof (SbVisitFact));
  g_autofree SbPushFact *pushes = g_memdup2 (facts->pushes, facts->n_pushes * sizeof (SbPushFact));
  g_autofree gsize *order = g_new (gsize, n);
  gsize v = 0, p = 0;
  SbRandom random;

  sb_random_init (&random, seed, 2, 2);
  for (gsize i = 0; i < n; i++)
    order[i] = i;
  for (gsize i = n; i > 1; i--)
    {
      gsize j = (gsize) sb_random_below (&random, i), kept = order[i - 1];

      order[i - 1] = order[j];
      order[j] = kept;
    }
  for (gsize i = 0; i < n; i++)
    {
      gint32 old = deals[order[i]].id;

      facts->deals[i] = deals[order[i]];
      facts->deals[i].id = (gint32) (3 * i + 7);
      for (gsize k = 0; k < facts->n_visits; k++)
        if (visits[k].deal_id == old)
          {
            facts->visits[v] = visits[k];
            facts->visits[v++].deal_id = facts->deals[i].id;
          }
      for (gsize k = 0; k < facts->n_pushes; k++)
        if (pushes[k].deal_id == old)
          {
            facts->pushes[p] = pushes[k];
            facts->pushes[p++].deal_id = facts->deals[i].id;
          }
    }
  g_assert_cmpuint (v, ==, facts->n_visits);
  return facts;
}

static void
assert_same_ratio (const SbRatio *a, const SbRatio *b)
{
  g_assert_cmpint (a->reason, ==, b->reason);
  g_assert_cmpint (a->numerator, ==, b->numerator);
  g_assert_cmpint (a->denominator, ==, b->denominator);
  g_assert_cmpint (a->n, ==, b->n);
  assert_near (a->value, b->value, 1e-9 * (1.0 + fabs (b->value)));
}

static void
assert_same_funnel (const SbFacts *a, const SbFacts *b)
{
  SbFunnelQuery query = funnel_query ();
  g_autoptr (SbFunnel) x = sb_funnel_compute (a, &query);
  g_autoptr (SbFunnel) y = sb_funnel_compute (b, &query);

  for (guint s = 0; s < x->n_stages; s++)
    {
      for (int cell = 0; cell < SB_N_FUNNEL_CELLS; cell++)
        {
          g_assert_cmpint (x->stages[s].n[cell], ==, y->stages[s].n[cell]);
          g_assert_cmpint (x->stages[s].minor[cell], ==, y->stages[s].minor[cell]);
        }
      assert_same_ratio (&x->stages[s].estimate, &y->stages[s].estimate);
      assert_same_ratio (&x->stages[s].median_days, &y->stages[s].median_days);
      assert_same_ratio (&x->stages[s].baseline, &y->stages[s].baseline);
      g_assert_cmpint (x->stages[s].worth_5pp.minor, ==, y->stages[s].worth_5pp.minor);
    }
  g_assert_cmpint (x->worst, ==, y->worst);
  g_assert_cmpint (x->worst_value, ==, y->worst_value);
}

static void
test_relabelled (void)
{
  for (guint64 seed = 1; seed <= 8; seed++)
    {
      g_autoptr (SbFacts) a = fixture_random (seed, 300);
      g_autoptr (SbFacts) b = relabelled (seed, 300);
      SbKpiQuery query = kpi_query ();

      assert_same_funnel (a, b);
      for (int m = 0; m < SB_N_METRICS; m++)
        {
          g_autoptr (SbKpi) x = sb_kpi_compute (a, (SbMetric) m, &query);
          g_autoptr (SbKpi) y = sb_kpi_compute (b, (SbMetric) m, &query);

          assert_same_ratio (&x->ratio, &y->ratio);
          g_assert_cmpint (x->value.integer, ==, y->value.integer);
          g_assert_cmpint (x->previous.value.integer, ==, y->previous.value.integer);
          g_assert_cmpint (x->explain->n_rows, ==, y->explain->n_rows);
        }
    }
}

/* Members take other ids: shares and effective numbers stay. */
static void
test_members_renamed (void)
{
  for (guint64 seed = 1; seed <= 8; seed++)
    {
      g_autoptr (SbFacts) facts = fixture_random (seed, 300);
      SbPeriod period = fixture_period ("2025");
      g_autoptr (SbConcentration) a = sb_concentration_members (facts, period, SB_SCOPE_ALL, D ("2025-12-31"));
      g_autoptr (SbConcentration) b = NULL;

      for (gsize i = 0; i < facts->n_deals; i++)
        if (facts->deals[i].owner_id > 0)
          facts->deals[i].owner_id = 5 - facts->deals[i].owner_id;
      b = sb_concentration_members (facts, period, SB_SCOPE_ALL, D ("2025-12-31"));
      assert_same_ratio (&a->top1, &b->top1);
      assert_same_ratio (&a->top3, &b->top3);
      assert_near (a->hhi.value, b->hhi.value, 1e-12);
      assert_near (a->gini.value, b->gini.value, 1e-12);
    }
}

static void
assert_sane_kpi (const SbKpi *kpi)
{
  assert_sane (&kpi->ratio);
  assert_sane_quantity (&kpi->value);
  assert_sane_quantity (&kpi->target);
  assert_sane_quantity (&kpi->previous.value);
  assert_sane_quantity (&kpi->year_ago.value);
  assert_sane (&kpi->previous.change);
  assert_sane (&kpi->year_ago.change);
  g_assert_true (isfinite (kpi->previous.difference) && isfinite (kpi->previous.lo) && isfinite (kpi->previous.hi));
  for (guint i = 0; i < kpi->explain->inputs->len; i++)
    assert_sane_quantity (&g_array_index (kpi->explain->inputs, SbExplainInput, i).value);
  for (guint i = 0; kpi->series != NULL && i < kpi->series->points->len; i++)
    assert_sane_quantity (&g_array_index (kpi->series->points, SbSeriesPoint, i).value);
}

static void
check_sane (SbFacts *facts)
{
  SbKpiQuery query = kpi_query ();
  SbFunnelQuery funnel = funnel_query ();
  SbMetric metrics[SB_N_METRICS];
  SbKpiRequest request = { metrics, SB_N_METRICS, SB_PERIOD_MONTH, 24, TRUE };
  g_autoptr (GPtrArray) panel = NULL;
  g_autoptr (SbFunnel) stages = sb_funnel_compute (facts, &funnel);
  g_autoptr (SbVelocity) velocity
    = sb_velocity_compute (facts, SB_SCOPE_ALL, query.as_of, SB_VELOCITY_STEPS);
  g_autoptr (SbSegmentation) customers = sb_segmentation_compute (facts, SB_SCOPE_ALL, query.as_of, 24);

  for (int m = 0; m < SB_N_METRICS; m++)
    metrics[m] = (SbMetric) m;
  panel = sb_kpi_panel_compute (facts, &request, &query);
  for (guint i = 0; i < panel->len; i++)
    assert_sane_kpi (g_ptr_array_index (panel, i));
  for (guint s = 0; s < stages->n_stages; s++)
    {
      const SbFunnelStage *stage = &stages->stages[s];
      const SbRatio *ratios[] = { &stage->floor,       &stage->resolved,       &stage->estimate, &stage->baseline,
                                  &stage->value_floor, &stage->value_resolved, &stage->lost_share,
                                  &stage->median_days };

      for (gsize r = 0; r < G_N_ELEMENTS (ratios); r++)
        assert_sane (ratios[r]);
    }
  assert_sane (&velocity->per_day);
  assert_sane (&velocity->minus_days);
  assert_sane (&customers->misallocation);
}

static void
test_sane (void)
{
  for (gsize n = 0; n < 12; n++)
    {
      g_autoptr (SbFacts) facts = fixture_random (n + 1, n * n * 4);

      check_sane (facts);
    }
}

/* Amounts at the ends of int64 and dates at the ends of the calendar. */
static void
test_extremes (void)
{
  static const gint64 minor[] = { G_MAXINT64, G_MAXINT64, G_MININT64 + 1, 0, -1 };
  g_autoptr (SbFacts) facts = fixture_new ();

  for (int i = 0; i < 60; i++)
    {
      SbDealFact *deal = fixture_deal (facts, (SbDealStatus) (i % 4), minor[i % 5], i % 7 == 0 ? NULL : "1900-01-01",
                                       i % 4 == 0 ? NULL : i % 3 == 0 ? "2025-07-10" : "9999-12-31");

      fixture_place (deal, i % 6 - 1, i % 5 - 1);
      deal->created_on = i % 2 == 0 ? D ("2025-05-05") : deal->created_on;
      deal->expected_close_on = i % 5 == 0 ? SB_DATE_NONE : D ("9999-12-31");
    }
  fixture_target (facts, "2025-Q3", 0, G_MAXINT64);
  check_sane (facts);
}

/* A workspace without anything says why, not 0. */
static void
test_empty (void)
{
  static const SbMetric undefined[] = { SB_METRIC_WIN_RATE, SB_METRIC_WIN_RATE_VALUE, SB_METRIC_AVERAGE_DEAL,
                                        SB_METRIC_MEDIAN_DEAL, SB_METRIC_SALES_CYCLE, SB_METRIC_SALES_CYCLE_P80,
                                        SB_METRIC_GROSS_MARGIN, SB_METRIC_REVENUE_PER_CUSTOMER,
                                        SB_METRIC_PIPELINE_COVERAGE, SB_METRIC_VELOCITY, SB_METRIC_PUSH_RATE,
                                        SB_METRIC_PUSHES_PER_DEAL, SB_METRIC_RETENTION, SB_METRIC_NPS,
                                        SB_METRIC_CSAT, SB_METRIC_SATISFACTION, SB_METRIC_TARGET,
                                        SB_METRIC_ATTAINMENT, SB_METRIC_PACE, SB_METRIC_LANDING,
                                        SB_METRIC_NEEDED_PER_DAY };
  g_autoptr (SbFacts) facts = sb_facts_new ();
  SbKpiQuery query = kpi_query ();

  facts->fiscal = SB_FISCAL_DEFAULT;
  for (gsize m = 0; m < G_N_ELEMENTS (undefined); m++)
    {
      g_autoptr (SbKpi) kpi = sb_kpi_compute (facts, undefined[m], &query);

      if (kpi->value.reason == SB_REASON_NONE || kpi->value.reason == SB_REASON_OVERFLOW)
        g_error ("%s of nothing is %g", sb_metric_info (undefined[m])->key, sb_quantity_as_real (&kpi->value));
      g_assert_cmpint (kpi->previous.change.reason, !=, SB_REASON_NONE);
    }
  check_sane (facts);
}

/* The panel gives exactly what each figure gives alone. */
static void
test_panel (void)
{
  g_autoptr (SbFacts) facts = fixture_random (99, 800);
  SbKpiQuery query = kpi_query ();
  SbMetric metrics[SB_N_METRICS];
  SbKpiRequest request = { metrics, SB_N_METRICS, SB_PERIOD_MONTH, 24, TRUE };
  g_autoptr (GPtrArray) panel = NULL;

  for (int m = 0; m < SB_N_METRICS; m++)
    metrics[m] = (SbMetric) m;
  panel = sb_kpi_panel_compute (facts, &request, &query);
  for (int m = 0; m < SB_N_METRICS; m++)
    {
      const SbKpi *kpi = g_ptr_array_index (panel, m);
      g_autoptr (SbKpi) alone = sb_kpi_compute (facts, (SbMetric) m, &query);

      assert_same_ratio (&kpi->ratio, &alone->ratio);
      g_assert_cmpint (kpi->value.integer, ==, alone->value.integer);
      g_assert_cmpint (kpi->year_ago.value.integer, ==, alone->year_ago.value.integer);
      g_assert_cmpuint (kpi->explain->rows->len, ==, alone->explain->rows->len);
      if (kpi->series != NULL)
        g_assert_cmpuint (kpi->series->points->len, ==, 24);
    }
}

static int
compare_int32 (const void *a, const void *b)
{
  return (*(const gint32 *) a > *(const gint32 *) b) - (*(const gint32 *) a < *(const gint32 *) b);
}

/* Buyers and prospects are a partition, whatever the facts. */
static void
test_partition (void)
{
  for (guint64 seed = 1; seed <= ROUNDS; seed++)
    {
      g_autoptr (SbFacts) facts = fixture_random (seed, 400);
      g_autoptr (SbSegmentation) customers = sb_segmentation_compute (facts, SB_SCOPE_ALL, D ("2025-08-20"), 24);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint32));
      gint64 revenue = 0, segments = 0;

      for (int c = 0; c < 3; c++)
        {
          g_autoptr (SbExplain) explain = sb_segmentation_explain_class (customers, "ABC"[c]);

          g_array_append_vals (ids, explain->rows->data, explain->rows->len);
          g_assert_cmpuint (explain->rows->len, ==, customers->count[c]);
          revenue += customers->revenue_year[c];
        }
      g_array_sort (ids, compare_int32);
      g_assert_cmpuint (ids->len, ==, customers->n_in_scope);
      for (guint i = 1; i < ids->len; i++)
        g_assert_cmpint (g_array_index (ids, gint32, i - 1), <, g_array_index (ids, gint32, i));
      g_assert_cmpint (revenue, ==, customers->total_year);
      for (int s = 0; s < SB_N_RFM; s++)
        segments += customers->segment_n[s];
      g_assert_cmpint (segments, ==, customers->n_in_scope);
      for (gsize i = 0; i < customers->n_customers; i++)
        g_assert_cmpint (customers->customers[i].segment == SB_RFM_NONE, ==, customers->customers[i].purchases == 0);
    }
}

/* Property 10: 1/n ≤ HHI ≤ 1, and the closed form of the lifetime value is its sum. */
static void
test_shares_and_sums (void)
{
  SbRandom random;

  sb_random_init (&random, 5, 5, 5);
  for (int round = 0; round < 10000; round++)
    {
      gint64 values[20];
      double reals[20], gini, hhi, clv, sum = 0.0, r = sb_random_unit (&random), d = 0.01 + sb_random_unit (&random);
      gsize n = 1 + (gsize) sb_random_below (&random, 20);
      int years = 1 + (int) sb_random_below (&random, 30);

      for (gsize i = 0; i < n; i++)
        reals[i] = (double) (values[i] = 1 + (gint64) sb_random_below (&random, 1000000));
      hhi = sb_hhi (values, n);
      gini = sb_gini (reals, n);
      g_assert_true (hhi >= 1.0 / (double) n - 1e-12 && hhi <= 1.0 + 1e-12);
      g_assert_true (gini >= -1e-12 && gini < 1.0);
      g_assert_true (sb_clv (100.0, r, d, years, &clv));
      for (int t = 0; t < years; t++)
        sum += 100.0 * pow (r / (1 + d), t);
      assert_near (clv, sum, 1e-9 * sum);
      assert_near (clv, 100.0 * (1 - pow (r / (1 + d), years)) / (1 - r / (1 + d)), 1e-9 * sum);
    }
}

/* Property 9 for the survival curve: it never grows, and the median is the first day at or below one half. */
static void
test_survival (void)
{
  SbRandom random;

  sb_random_init (&random, 6, 6, 6);
  for (int round = 0; round < 10000; round++)
    {
      gint64 days[25], median, at_risk = 0;
      guint8 outcomes[25];
      gsize n = 1 + (gsize) sb_random_below (&random, 25);
      g_autoptr (GArray) counts = NULL;
      g_autoptr (GArray) rows = NULL;
      double before = 1.0;

      for (gsize i = 0; i < n; i++)
        {
          days[i] = (gint64) sb_random_below (&random, 40);
          outcomes[i] = (guint8) sb_random_below (&random, 3);
        }
      counts = sb_spell_counts (days, outcomes, n);
      rows = sb_survival_compute ((const SbSpellCount *) (gpointer) counts->data, counts->len);
      at_risk = (gint64) n;
      for (guint i = 0; i < rows->len; i++)
        {
          const SbSurvivalRow *row = &g_array_index (rows, SbSurvivalRow, i);

          g_assert_true (row->survival <= before && row->survival >= 0.0);
          g_assert_true (row->at_risk <= at_risk && row->events > 0 && row->events <= row->at_risk);
          at_risk = row->at_risk - row->events;
          before = row->survival;
        }
      if (sb_survival_median (rows, &median))
        for (guint i = 0; i < rows->len; i++)
          {
            const SbSurvivalRow *row = &g_array_index (rows, SbSurvivalRow, i);

            g_assert_cmpint (row->survival > 0.5 + 1e-12, ==, row->time < median);
          }
      else
        g_assert_true (rows->len == 0 || before > 0.5);
    }
}

/* G9, G12, G14, G15. */
static void
test_golden (void)
{
  const SbChance chances[] = { { 50, { 1, 2 } }, { 80, { 2, 5 } }, { 120, { 1, 4 } } };
  const SbRiskEntry risks[] = { { { 3, 10 }, 100, { 0, 1 }, { 0, 1 } }, { { 1, 5 }, 100, { 0, 1 }, { 0, 1 } } };
  const SbCommissionTier tiers[] = { { { 0, 1 }, { 5, 100 } }, { { 1, 1 }, { 8, 100 } }, { { 6, 5 }, { 12, 100 } } };
  const SbCommissionPlan plan = { FALSE, tiers, 3, { 0, 1 }, FALSE, FALSE, 0 };
  g_autoptr (SbDistribution) distribution = sb_distribution_exact (100, chances, 3);
  const double p[] = { 0.8, 0.6, 0.3, 0.1 }, edges[] = { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 };
  const guint8 outcome[] = { 1, 0, 1, 0 };
  SbCalibrationInput input = { p, outcome, 4, edges, 5 };
  SbCalibrationBin bins[5];
  SbCalibration calibration;
  SbRiskTotals totals;
  SbCommission commission;

  assert_near (sb_distribution_reach (distribution, 200), 0.4, 1e-12);
  assert_near (sb_distribution_mean (distribution), 187.0, 1e-9);
  g_assert_true (sb_risk_totals (risks, 2, &totals));
  assert_near (1.0 - totals.no_loss, 0.44, 1e-12);
  g_assert_true (sb_calibration_compute (&input, bins, &calibration));
  assert_near (calibration.brier, 0.225, 1e-12);
  assert_near (calibration.reliability - calibration.resolution + calibration.uncertainty, calibration.brier, 1e-12);
  g_assert_true (sb_commission_compute (&plan, 15000000, 10000000, &commission));
  g_assert_cmpint (commission.payout, ==, 1020000);
  g_assert_true (sb_commission_compute (&plan, 9999999, 10000000, &commission));
  g_assert_cmpint (commission.payout, ==, 500000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/properties/funnel", test_funnel);
  g_test_add_func ("/properties/relabelled", test_relabelled);
  g_test_add_func ("/properties/members-renamed", test_members_renamed);
  g_test_add_func ("/properties/sane", test_sane);
  g_test_add_func ("/properties/extremes", test_extremes);
  g_test_add_func ("/properties/empty", test_empty);
  g_test_add_func ("/properties/panel", test_panel);
  g_test_add_func ("/properties/partition", test_partition);
  g_test_add_func ("/properties/shares-and-sums", test_shares_and_sums);
  g_test_add_func ("/properties/survival", test_survival);
  g_test_add_func ("/properties/golden", test_golden);
  return g_test_run ();
}
