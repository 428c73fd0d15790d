/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden numbers of the calculations and their properties: what must hold for any input. */
#include "fixture.h"

#include "analysis/sb-commission.h"
#include "analysis/sb-concentration.h"
#include "analysis/sb-coverage.h"
#include "analysis/sb-fairness.h"
#include "analysis/sb-nps.h"
#include "analysis/sb-phasing.h"
#include "analysis/sb-segment.h"
#include "analysis/sb-series.h"
#include "analysis/sb-survival.h"

#include "core/sb-random.h"

#include <string.h>

static SbTargetFact
month_target (const char *start, const char *end, gint64 minor)
{
  return (SbTargetFact) { minor, 0.0, 1, 0, 0, sb_date_parse_iso (start), sb_date_parse_iso (end), SB_PERIOD_MONTH,
                          SB_FACT_HAS_AMOUNT, "revenue_won" };
}

static void
test_pacing (void)
{
  g_autoptr (SbFacts) facts = fixture_new (0);
  SbPeriod quarter = { SB_PERIOD_QUARTER, sb_date_from_ymd (2026, 1, 1), sb_date_from_ymd (2026, 3, 31) };
  SbTargetQuery query = { "revenue_won", quarter, SB_SCOPE_ALL, sb_date_from_ymd (2026, 2, 13) };
  g_autoptr (SbPacing) pacing = NULL;

  facts->targets = g_new0 (SbTargetFact, 3);
  facts->targets[0] = month_target ("2026-01-01", "2026-01-31", 8000000);
  facts->targets[1] = month_target ("2026-02-01", "2026-02-28", 10000000);
  facts->targets[2] = month_target ("2026-03-01", "2026-03-31", 12000000);
  facts->n_targets = 3;
  pacing = sb_pacing_compute (facts, &query, 12000000);
  g_assert_cmpint (pacing->target, ==, 30000000);
  g_assert_cmpfloat_with_epsilon (pacing->expected, 13000000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (pacing->pace.value, 0.923077, 1e-6);
  g_assert_cmpint (pacing->landing.minor, ==, 27692308);
  g_assert_cmpint (pacing->days_left, ==, 32);
  g_assert_cmpint (pacing->needed_per_day.minor, ==, 562500);
  g_assert_cmpint (pacing->achieved_per_day.minor, ==, 375000);
  g_assert_cmpint (pacing->status, ==, SB_PACE_AT_RISK);
}

static void
test_golden (void)
{
  const double attainments[] = { 1.6, 1.2, 1.0, 0.9, 0.5, 0.2 };
  const gint64 shares[] = { 16, 12, 10, 9, 5, 2 };
  SbRational equal[7];
  gint64 parts[7];
  SbFairness fairness;
  double clv;

  for (int i = 0; i < 7; i++)
    equal[i] = (SbRational) { 1, 1 };
  g_assert_true (sb_split_rational (1000000, equal, 7, parts));
  g_assert_cmpint (parts[0], ==, 142858);
  for (int i = 1; i < 7; i++)
    g_assert_cmpint (parts[i], ==, 142857);
  g_assert_cmpfloat_with_epsilon (sb_velocity_per_day (40, 0.25, 20000, 60), 3333.333333, 1e-6);
  g_assert_cmpfloat_with_epsilon (sb_beta_smooth (3, 10, 0.25, 8), 0.277778, 1e-6);
  g_assert_cmpfloat_with_epsilon (sb_nps (50, 20, 100).value, 30.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (sb_nps_half_width (50, 20, 100), 15.31, 0.005);
  g_assert_cmpfloat_with_epsilon (sb_nps_half_width (6, 2, 10), 49.58, 0.005);
  g_assert_true (sb_fairness_compute (attainments, 6, &fairness));
  g_assert_cmpfloat_with_epsilon (fairness.mean, 0.9, 1e-12);
  g_assert_cmpfloat_with_epsilon (fairness.cv, 0.505118, 1e-6);
  g_assert_cmpfloat_with_epsilon (fairness.gini, 0.283951, 1e-6);
  g_assert_cmpfloat_with_epsilon (fairness.share_ge_100, 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (sb_hhi (shares, 6), 0.209191, 1e-6);
  g_assert_true (sb_clv (12000, 0.8, 0.1, 5, &clv));
  g_assert_cmpfloat_with_epsilon (clv, 35047.61, 0.005);
  g_assert_true (sb_clv (12000, 0.8, 0.1, -1, &clv));
  g_assert_cmpfloat_with_epsilon (clv, 44000.0, 1e-6);
  g_assert_false (sb_clv (12000, 1.2, 0.1, -1, &clv));
}

static void
test_commission (void)
{
  static const gint64 amounts[] = { 400000, 500000, 999900, 1000000, 1200000, 1600000 };
  static const gint64 marginal[] = { 12000, 15000, 44994, 45000, 63000, 102000 };
  static const gint64 retroactive[] = { 12000, 30000, 59994, 90000, 108000, 192000 };
  const SbCommissionTier tiers[] = { { { 0, 1 }, { 3, 100 } }, { { 1, 2 }, { 6, 100 } }, { { 1, 1 }, { 9, 100 } },
                                     { { 3, 2 }, { 12, 100 } } };
  SbCommissionPlan plan = { FALSE, tiers, 4, { 0, 1 }, FALSE, FALSE, 0 };
  SbCommission result;

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      plan.retroactive = FALSE;
      g_assert_true (sb_commission_compute (&plan, amounts[i], 1000000, &result));
      g_assert_cmpint (result.payout, ==, marginal[i]);
      plan.retroactive = TRUE;
      g_assert_true (sb_commission_compute (&plan, amounts[i], 1000000, &result));
      g_assert_cmpint (result.payout, ==, retroactive[i]);
    }
}

static void
test_rfm_abc (void)
{
  static const gint64 values[] = { 100, 100, 100, 200, 300, 400, 500, 600, 700, 700 };
  static const guint8 scores[] = { 1, 1, 1, 2, 3, 3, 4, 4, 5, 5 };
  guint8 got[10];
  SbRandom random;

  sb_rfm_scores (values, 10, FALSE, got);
  g_assert_cmpmem (got, 10, scores, 10);
  sb_random_init (&random, 7, 1, 1);
  for (int round = 0; round < 2000; round++)
    {
      gint64 row[16], turned[16];
      guint8 a[16], b[16];
      char x[16], y[16];
      gsize n = 1 + (gsize) sb_random_below (&random, 16);

      for (gsize i = 0; i < n; i++)
        row[i] = (gint64) sb_random_below (&random, 12) - 2;
      for (gsize i = 0; i < n; i++)
        turned[i] = row[n - 1 - i];
      sb_rfm_scores (row, n, round % 2, a);
      sb_rfm_scores (turned, n, round % 2, b);
      sb_abc_classes (row, n, x);
      sb_abc_classes (turned, n, y);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpint (a[i], ==, b[n - 1 - i]);
          g_assert_cmpint (a[i], >=, 1);
          g_assert_cmpint (a[i], <=, 5);
          g_assert_cmpint (x[i], ==, y[n - 1 - i]);
        }
    }
  for (int r = 1; r <= 5; r++)
    for (int f = 1; f <= 5; f++)
      for (int m = 1; m <= 5; m++)
        g_assert_cmpint (sb_rfm_segment (r, f, m), !=, SB_RFM_NONE);
}

/* S never grows, CIF₁ + CIF₂ + S = 1 at every time; without censoring the incidence is the naive rate. */
static void
test_survival (void)
{
  SbRandom random;

  sb_random_init (&random, 11, 1, 1);
  for (int round = 0; round < 2000; round++)
    {
      gint64 days[30];
      guint8 outcome[30];
      gsize n = 1 + (gsize) sb_random_below (&random, 30), advanced = 0;
      gboolean censored = round % 2 == 0;
      g_autoptr (GArray) counts = NULL;
      g_autoptr (GArray) rows = NULL;
      double before = 1.0;

      for (gsize i = 0; i < n; i++)
        {
          days[i] = (gint64) sb_random_below (&random, 20);
          outcome[i] = (guint8) (censored ? sb_random_below (&random, 3) : 1 + sb_random_below (&random, 2));
          advanced += outcome[i] == SB_SPELL_ADVANCED ? 1 : 0;
        }
      counts = sb_spell_counts (days, outcome, n);
      rows = sb_incidence_compute ((const SbSpellCount *) (gpointer) counts->data, counts->len);
      for (guint i = 0; i < rows->len; i++)
        {
          const SbIncidenceRow *row = &g_array_index (rows, SbIncidenceRow, i);

          g_assert_cmpfloat (row->survival, <=, before);
          g_assert_cmpfloat_with_epsilon (row->survival + row->cif_advanced + row->cif_lost, 1.0, 1e-12);
          before = row->survival;
        }
      if (!censored)
        g_assert_cmpfloat_with_epsilon (g_array_index (rows, SbIncidenceRow, rows->len - 1).cif_advanced,
                                        (double) advanced / (double) n, 1e-12);
    }
}

static void
test_limits (void)
{
  const double flat[] = { 10, 11, 10, 11, 10, 11, 10, 11 };
  double mean, lower, upper, slope;

  g_assert_false (sb_xmr_limits (flat, 7, &mean, &lower, &upper));
  g_assert_true (sb_xmr_limits (flat, 8, &mean, &lower, &upper));
  g_assert_cmpfloat_with_epsilon (mean, 10.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (upper, 13.16, 1e-12);
  g_assert_false (sb_theil_sen (flat, 3, &slope));
  g_assert_true (sb_theil_sen ((const double[]) { 1, 2, 3, 100 }, 4, &slope));
  g_assert_cmpfloat (slope, <, 51.0);
}

/* Six months before the records begin, then ten around 100: the empty ones are in no limit, so 130 is no signal. */
static void
test_series_before_records (void)
{
  static const gint64 values[] = { 0, 0, 0, 0, 0, 0, 90, 110, 95, 130, 85, 105, 120, 80, 115, 100 };
  g_autoptr (SbSeries) series = sb_series_new (SB_UNIT_MONEY);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    sb_series_add (series, (SbSeriesPoint) { .value = sb_quantity_money (values[i]) });
  sb_series_judge (series, 5.0);
  g_assert_true (series->has_limits);
  g_assert_cmpfloat (series->mean, ==, 103.0);
  g_assert_cmpuint (series->n_signals, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/golden/pacing", test_pacing);
  g_test_add_func ("/analysis/golden/numbers", test_golden);
  g_test_add_func ("/analysis/golden/commission", test_commission);
  g_test_add_func ("/analysis/golden/rfm-abc", test_rfm_abc);
  g_test_add_func ("/analysis/property/survival", test_survival);
  g_test_add_func ("/analysis/series/limits", test_limits);
  g_test_add_func ("/numbers/series-before-records", test_series_before_records);
  return g_test_run ();
}
