/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotas on cases that can be checked by hand: anchors, limits, the four ways out, trees of three levels, months, weeks,
 * season, equal chance, over-assignment, explanations, refusals. */
#include "analysis/sb-apportion.h"
#include "analysis/sb-controlled-rounding.h"
#include "analysis/sb-equal-chance.h"
#include "analysis/sb-fairness.h"
#include "analysis/sb-concentration.h"
#include "analysis/sb-hedge.h"
#include "analysis/sb-quota-explain.h"
#include "analysis/sb-quota-months.h"
#include "analysis/sb-replan.h"
#include "analysis/sb-season.h"
#include "core/sb-money.h"

#include <string.h>

#define REAL(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-6)

static void
test_largest_remainder (void)
{
  gint64 weights[7] = { 1, 1, 1, 1, 1, 1, 1 }, parts[7], caps[3] = { 1, 100, 100 };
  SbDd shares[3] = { { 1.0, 0.0 }, { 2.5, 0.0 }, { 3.5, 0.0 } };

  sb_split_exact (1000000, weights, 7, parts);
  g_assert_cmpint (parts[0], ==, 142858);
  for (int i = 1; i < 7; i++)
    g_assert_cmpint (parts[i], ==, 142857);
  /* Equal fractions: the larger share; then round again past the cap. */
  g_assert_cmpint (sb_apportion (&(SbShares) { 3, shares, NULL, caps }, 7, 1, parts), ==, 0);
  g_assert_cmpint (parts[2], ==, 4);
  g_assert_cmpint (sb_apportion (&(SbShares) { 3, shares, NULL, caps }, 12, 1, parts), ==, 0);
  g_assert_cmpint (parts[0], ==, 1);
  g_assert_cmpint (parts[1] + parts[2], ==, 11);
  g_assert_cmpint (sb_apportion (&(SbShares) { 3, shares, NULL, caps }, 300, 1, parts), ==, 99);
}

/* Many shares are told apart by classes of fractions; against a sorted list. */
static int
compare_fractions (const void *a, const void *b, void *shares)
{
  int i = *(const int *) a, j = *(const int *) b;
  const gint64 *list = shares;
  gint64 x = list[i] % 1000, y = list[j] % 1000;

  return x != y ? (x < y) - (x > y) : list[i] != list[j] ? (list[i] < list[j]) - (list[i] > list[j]) : i - j;
}

static void
test_many_shares (void)
{
  enum { N = 10000 };
  g_autofree SbDd *shares = g_new (SbDd, N);
  g_autofree gint64 *thousandths = g_new (gint64, N);
  g_autofree gint64 *parts = g_new (gint64, N);
  g_autofree int *order = g_new (int, N);
  gint64 total = 0, missing;

  for (int i = 0; i < N; i++)
    {
      thousandths[i] = (gint64) i * 7919 % 104729;
      shares[i] = sb_dd_divide (sb_dd_from_int (thousandths[i]), sb_dd_from_int (1000));
      order[i] = i;
      total += thousandths[i];
    }
  total /= 1000;
  missing = total;
  for (int i = 0; i < N; i++)
    missing -= thousandths[i] / 1000;
  g_qsort_with_data (order, N, sizeof *order, compare_fractions, thousandths);
  g_assert_cmpint (sb_apportion (&(SbShares) { N, shares, NULL, NULL }, total, 1, parts), ==, 0);
  for (int k = 0; k < N; k++)
    g_assert_cmpint (parts[order[k]], ==, thousandths[order[k]] / 1000 + (k < missing));
}

static void
test_steps (void)
{
  SbDd shares[3] = { { 333333.0, 0.0 }, { 333333.0, 0.0 }, { 333335.0, 0.0 } };
  gint64 lo[3] = { 0, 123456, 0 }, hi[3] = { 1000000, 123456, 1000000 }, parts[3];

  g_assert_cmpint (sb_apportion (&(SbShares) { 3, shares, NULL, NULL }, 1000001, 1000, parts), ==, 0);
  g_assert_cmpint (parts[0], ==, 333000);
  g_assert_cmpint (parts[1], ==, 333000);
  g_assert_cmpint (parts[2], ==, 334001);
  /* A locked amount is no whole step and stays. */
  g_assert_cmpint (sb_apportion (&(SbShares) { 3, shares, lo, hi }, 1000001, 1000, parts), ==, 0);
  g_assert_cmpint (parts[1], ==, 123456);
  g_assert_cmpint (parts[0] + parts[1] + parts[2], ==, 1000001);
}

static void
test_anchors (void)
{
  gint64 own[3] = { 100, 0, 0 }, fair[3] = { 200, 200, 0 }, now[3] = { 400, 400, 0 }, shares[3];
  double capacity[3] = { 1.0, 4.0, 1.0 }, potential[3] = { 1.0, 1.0, 4.0 };
  SbQuotaBlend blend = { 3, own, fair, now, 5, 3, 2 };
  SbDd anchors[3];

  g_assert_true (sb_quota_blend (&blend, anchors));
  REAL (sb_dd_to_real (anchors[0]), 10.0 / (0.05 + 0.015 + 0.005));
  REAL (sb_dd_to_real (anchors[1]), 5.0 / (0.015 + 0.005));
  REAL (sb_dd_to_real (anchors[2]), 0.0);
  blend.gamma = -1;
  g_assert_false (sb_quota_blend (&blend, anchors));
  g_assert_cmpint (sb_quota_fair_shares (500, capacity, potential, 3, 500000, shares), ==, 500000);
  g_assert_cmpint (shares[0], ==, 100);
  g_assert_cmpint (shares[1], ==, 200);
  g_assert_cmpint (shares[2], ==, 200);
  potential[1] = 0.0;
  g_assert_cmpint (sb_quota_fair_shares (600, capacity, potential, 3, 500000, shares), ==, 1000000);
  g_assert_cmpint (shares[1], ==, 400);
  REAL (sb_quota_potential_index (30, 100, 20, 100).value, 1.5);
  g_assert_cmpint (sb_quota_potential_index (30, 100, 0, 100).reason, ==, SB_REASON_ZERO_DENOMINATOR);
}

static void
test_limits (void)
{
  gint64 values[4] = { 100, 200, 300, 0 }, lo[4] = { 0, 150, 0, 10 }, hi[4] = { 80, 1000, 1000, 50 };
  SbDd anchor[4];
  SbQuotaProblem problem = { .n = 4, .anchor = anchor, .lo = lo, .hi = hi, .target = 590 };
  SbQuotaRemedies remedies;
  SbQuotaFault fault;
  gsize where;

  sb_quota_anchors (values, 4, anchor);
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_OK);
    REAL (plan->t, 1.0);
    g_assert_cmpint (plan->quota[0], ==, 80);
    g_assert_cmpint (plan->limit[0], ==, SB_QUOTA_AT_CAP);
    g_assert_cmpint (plan->quota[3], ==, 10);
    g_assert_cmpint (plan->limit[1], ==, SB_QUOTA_FREE);
  }
  problem.target = 2100;
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_OK_ZERO_ANCHOR);
    g_assert_cmpint (plan->quota[3], ==, 20);
    REAL (plan->t, 5.0);
  }
  problem.target = 2330;
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_INFEASIBLE_HIGH);
    g_assert_cmpint (plan->gap, ==, 200);
    g_assert_true (sb_quota_remedies (&problem, plan, &remedies));
    g_assert_cmpint (remedies.lower_target, ==, 2130);
    g_assert_cmpint (remedies.house_quota, ==, 200);
    REAL (remedies.fte_missing.value, 1.0);
    g_assert_true (remedies.has_t);
    REAL (remedies.t_needed, 2320.0 / 600.0);
  }
  lo[2] = 2000;
  g_assert_null (sb_quota_plan_compute (&problem, &fault, &where));
  g_assert_cmpint (fault, ==, SB_QUOTA_FAULT_BOUNDS);
  g_assert_cmpuint (where, ==, 2);
  lo[2] = -5;
  g_assert_null (sb_quota_plan_compute (&problem, &fault, &where));
  g_assert_cmpint (fault, ==, SB_QUOTA_FAULT_NEGATIVE);
}

static void
test_deep_tree (void)
{
  /* Company → region → two teams; one team held back, the other raised. */
  SbQuotaNode nodes[4] = { { -1, G_MININT64, SB_QUOTA_NO_CAP }, { 0, G_MININT64, SB_QUOTA_NO_CAP }, { 1, 0, 150 }, { 1, 400, 500 } };
  gint64 values[5] = { 100, 100, 100, 100, 100 }, lo[5] = { 0 }, hi[5] = { 900, 900, 900, 900, 900 };
  gint32 node[5] = { 2, 2, 3, 3, 0 };
  SbDd anchor[5];
  SbQuotaProblem problem = { 5, anchor, lo, hi, node, 4, nodes, 650 };
  SbQuotaWhy why;

  sb_quota_anchors (values, 5, anchor);
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_OK);
    REAL (plan->t, 1.0);
    REAL (plan->node_t[2], 0.75);
    REAL (plan->node_t[3], 2.0);
    g_assert_cmpint (plan->node_limit[2], ==, SB_QUOTA_AT_CAP);
    g_assert_cmpint (plan->node_limit[3], ==, SB_QUOTA_AT_FLOOR);
    g_assert_cmpint (plan->quota[0], ==, 75);
    g_assert_cmpint (plan->quota[2], ==, 200);
    g_assert_cmpint (plan->quota[4], ==, 100);
    g_assert_true (sb_quota_why (&problem, plan, 4, &why));
    REAL (why.share, 1.0);
    g_assert_cmpint (why.from, ==, 625);
    g_assert_cmpint (why.to, ==, 750);
    g_assert_true (sb_quota_why (&problem, plan, 0, &why));
    g_assert_cmpint (why.node_limit, ==, 2);
    REAL (why.share, 0.0);
  }
  nodes[1].hi = 300;
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_INFEASIBLE_TEAM);
    g_assert_cmpint (plan->blocked, ==, 1);
    g_assert_cmpint (plan->gap, ==, 100);
  }
}

static void
test_edges (void)
{
  gint64 huge[3] = { G_GINT64_CONSTANT (1) << 62, G_GINT64_CONSTANT (1) << 62, G_GINT64_CONSTANT (1) << 62 };
  gint64 lo[3] = { 0 };
  SbDd anchor[3];
  SbQuotaProblem problem = { .n = 0, .anchor = anchor, .lo = lo, .hi = huge };

  sb_quota_anchors (huge, 3, anchor);
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_OK);
  }
  problem.target = -3;
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_INFEASIBLE_LOW);
    g_assert_cmpint (plan->gap, ==, 3);
  }
  problem.n = 3;
  problem.target = G_MAXINT64;
  {
    g_autoptr (SbQuotaPlan) plan = sb_quota_plan_compute (&problem, NULL, NULL);

    g_assert_cmpint (plan->status, ==, SB_QUOTA_OK);
    g_assert_cmpint (plan->quota[0], ==, G_GINT64_CONSTANT (3074457345618258603));
    g_assert_cmpint (plan->quota[2], ==, G_GINT64_CONSTANT (3074457345618258602));
  }
}

static void
test_months_and_weeks (void)
{
  gint64 quota[2] = { 1200, 900 }, days[24], season[12], typed[24] = { 0 }, weeks[8];
  guint8 locked[24] = { 0 };
  SbDate starts[3] = { sb_date_from_ymd (2026, 1, 1), sb_date_from_ymd (2026, 2, 1), sb_date_from_ymd (2026, 3, 1) };
  gint64 goals[2] = { 2200, 20 }, parts[16];
  SbQuotaMonthsProblem problem = { 2, 12, quota, season, days, NULL, locked, typed };
  g_autoptr (GArray) pieces = NULL;

  for (int k = 0; k < 24; k++)
    {
      season[k % 12] = 1000000;
      days[k] = k >= 12 && k < 14 ? 0 : 20; /* the second joins in March */
    }
  locked[3] = 1;
  typed[3] = 430;
  {
    g_autoptr (SbQuotaMonths) months = sb_quota_months_compute (&problem);

    g_assert_cmpint (months->cells[3], ==, 430);
    g_assert_cmpint (months->calculated[3], ==, 100);
    g_assert_cmpint (months->cells[0], ==, 70);
    g_assert_cmpint (months->cells[12], ==, 0);
    g_assert_cmpint (months->cells[14], ==, 90);
    g_assert_cmpint (months->total, ==, 2100);
    g_assert_cmpuint (months->n_mismatched, ==, 0);
  }
  typed[3] = 1300;
  {
    g_autoptr (SbQuotaMonths) months = sb_quota_months_compute (&problem);

    g_assert_cmpint (months->mismatch[0], ==, 100);
    g_assert_cmpint (months->cells[0], ==, 0);
  }
  pieces = sb_week_pieces (starts, 2, NULL);
  g_assert_cmpuint (pieces->len, ==, 10);
  g_assert_cmpint (g_array_index (pieces, SbWeekPiece, 0).days, ==, 2);
  sb_weeks_split (goals, 2, pieces, parts);
  g_assert_cmpint (parts[0], ==, 200);
  g_assert_cmpint (parts[1], ==, 500);
  memset (weeks, 0, sizeof weeks);
  for (guint i = 0; i < pieces->len; i++)
    weeks[g_array_index (pieces, SbWeekPiece, i).month] += parts[i];
  g_assert_cmpint (weeks[0], ==, 2200);
  g_assert_cmpint (weeks[1], ==, 20);
}

static void
test_season (void)
{
  gint64 sales[24], days[24];
  SbSeason season;
  gint64 sum = 0;

  for (int k = 0; k < 24; k++)
    {
      days[k] = 20;
      sales[k] = k % 12 == 11 ? 200 : 100;
    }
  sb_season_compute (sales, days, 0, &season);
  g_assert_cmpint (season.reason, ==, SB_REASON_NO_HISTORY);
  g_assert_cmpint (season.ppm[4], ==, 1000000);
  sb_season_compute (sales, days, 2, &season);
  g_assert_cmpint (season.n_years, ==, 2);
  /* Raw December 200 × 12 ÷ 1300 = 1.846, shrunk (2 × 1.846 + 1) ÷ 3. */
  g_assert_cmpint (season.ppm[11], ==, 1564103);
  for (int k = 0; k < 12; k++)
    sum += season.ppm[k];
  g_assert_cmpint (ABS (sum - 12000000), <=, 12);
  sales[3] = -5;
  sb_season_compute (sales, days, 1, &season);
  g_assert_cmpint (season.n_negative, ==, 1);
  g_assert_cmpint (season.reason, ==, SB_REASON_TOO_FEW);
}

static void
test_equal_chance (void)
{
  gint64 first[100], second[100], floors[3] = { 0, 0, 0 }, fixed[3] = { 0, 0, 500 }, caps[3] = { 60, 1000, 1000 };
  const gint64 *sorted[3] = { first, second, NULL };
  SbOutcomes outcomes = { 3, 100, sorted, NULL };
  SbEqualChanceProblem problem = { 3, &outcomes, NULL, fixed, floors, NULL, 500 + 150, 0 };

  for (int k = 0; k < 100; k++)
    {
      first[k] = k + 1;
      second[k] = 2 * (k + 1);
    }
  {
    g_autoptr (SbEqualChance) result = sb_equal_chance_compute (&problem);

    g_assert_cmpint (result->status, ==, SB_QUOTA_OK);
    g_assert_cmpint (result->quota[0], ==, 50);
    g_assert_cmpint (result->quota[1], ==, 100);
    g_assert_cmpint (result->quota[2], ==, 500);
    g_assert_cmpint (result->limit[2], ==, SB_CHANCE_UNKNOWN);
    REAL (result->p, 0.51);
    REAL (result->p_min, 0.51);
    REAL (result->chance[2], -1.0);
  }
  problem.cap = caps;
  problem.target = 500 + 240;
  {
    g_autoptr (SbEqualChance) result = sb_equal_chance_compute (&problem);

    g_assert_cmpint (result->quota[0], ==, 60);
    g_assert_cmpint (result->limit[0], ==, SB_CHANCE_CAP);
    g_assert_cmpint (result->quota[1], ==, 180);
  }
  problem.target = 500 + 2000;
  {
    g_autoptr (SbEqualChance) result = sb_equal_chance_compute (&problem);

    g_assert_cmpint (result->status, ==, SB_QUOTA_INFEASIBLE_HIGH);
    g_assert_cmpint (result->gap, ==, 940);
  }
}

static double
chance_of (double h, gpointer user_data)
{
  return 0.5 + h;
}

static void
test_hedge (void)
{
  gint64 sums[100];
  SbRatio levels[2];

  for (int k = 0; k < 100; k++)
    sums[k] = 50 + k;
  levels[0] = sb_hedge_level (100, 110);
  levels[1] = sb_hedge_level (110, 132);
  REAL (sb_hedge_compound (levels, 2), 0.32);
  g_assert_cmpint (sb_hedge_level (0, 5).reason, ==, SB_REASON_NO_TARGET);
  REAL (sb_hedge_recommend (chance_of, NULL, 0.8, 1000000).value, 0.3);
  g_assert_cmpint (sb_hedge_recommend (chance_of, NULL, 0.8, 100000).reason, ==, SB_REASON_CANNOT_JUDGE);
  /* 80 of 100 draws are at least 70: 100 ÷ 70. */
  REAL (sb_hedge_recommend_from_draws (sums, 100, 100, 0.8, 1000000).value, 0.428572);
}

static void
test_policies (void)
{
  gint64 quota[2] = { 1000, 1000 }, actual[2] = { 900, 300 }, rest[2] = { 400, 400 };
  gint64 first[4] = { 50, 100, 400, 500 }, second[4] = { 100, 200, 500, 700 }, together[4] = { 150, 300, 900, 1200 };
  const gint64 *sorted[2] = { first, second };
  SbOutcomes outcomes = { 2, 4, sorted, together };
  SbReplanProblem problem = { 2, quota, actual, rest, .stretch = { 3, 2 } };
  SbReplanOutcome policies[SB_N_REPLAN_POLICIES];

  g_assert_true (sb_replan_compare (&problem, &outcomes, policies));
  g_assert_cmpint (policies[SB_REPLAN_KEEP].replan->rest_quota[1], ==, 700);
  REAL (policies[SB_REPLAN_KEEP].together.value, 0.5);
  REAL (policies[SB_REPLAN_KEEP].reach.share.value, (0.75 + 0.25) / 2);
  g_assert_cmpint (policies[SB_REPLAN_RESCUE].replan->rest_quota[0], ==, 400);
  REAL (policies[SB_REPLAN_RESCUE].replan->t, 1.0);
  g_assert_cmpint (policies[SB_REPLAN_RESET].target, ==, 1500);
  g_assert_cmpint (policies[SB_REPLAN_RESET].replan->rest_quota[0], ==, 150);
  sb_replan_outcomes_clear (policies);
  problem.protects = TRUE;
  problem.own_cap = (SbRational) { 1, 1 };
  {
    g_autoptr (SbReplan) replan = sb_replan_compute (&problem);

    g_assert_cmpint (replan->status, ==, SB_REPLAN_INFEASIBLE);
    g_assert_cmpint (replan->rest_quota[0], ==, 100);
    g_assert_cmpint (replan->rest_quota[1], ==, 600);
    g_assert_cmpint (replan->unassigned, ==, 100);
  }
  actual[1] = 1500;
  {
    g_autoptr (SbReplan) replan = sb_replan_compute (&problem);

    g_assert_cmpint (replan->status, ==, SB_REPLAN_NOTHING);
    g_assert_cmpint (replan->remaining, ==, -400);
  }
}

/* G7 and G11. */
static void
test_fairness_and_capacity (void)
{
  const double values[6] = { 1.6, 1.2, 1.0, 0.9, 0.5, 0.2 }, ramp[12] = { 0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1 };
  gint64 quota[3] = { 100, 200, 300 };
  double capacity[3] = { 10, 20, 30 }, chances[3] = { 0.5, 0.5, -1.0 }, sum = 0.0;
  SbFairness fairness;
  SbReachBand band;

  g_assert_true (sb_fairness_compute (values, 6, &fairness));
  REAL (fairness.mean, 0.9);
  REAL (fairness.cv, 0.505118);
  REAL (fairness.gini, 0.283951);
  REAL (fairness.share_ge_100, 0.5);
  for (int k = 0; k < 12; k++)
    sum += sb_capacity_days (1.0, 100000, 0, ramp[k], 1.0);
  REAL (4 * 12 * 100000 + sum, 5650000.0);
  REAL (sb_opportunity_cv (quota, capacity, NULL, 3).value, 0.0);
  quota[0] = 200;
  g_assert_cmpfloat (sb_opportunity_cv (quota, capacity, NULL, 3).value, >, 0.3);
  band = sb_reach_band_compute (chances, 3);
  REAL (band.share.value, 0.5);
  g_assert_cmpint (band.n_lo, ==, 0);
  g_assert_cmpint (band.n_hi, ==, 2);
}

static gboolean
says (const SbExplain *explain, const char *label)
{
  for (guint i = 0; i < explain->inputs->len; i++)
    if (g_str_equal (g_array_index (explain->inputs, SbExplainInput, i).label, label))
      return TRUE;
  return FALSE;
}

static void
test_explain (void)
{
  gint64 values[2] = { 100, 100 }, lo[2] = { 0, 0 }, hi[2] = { 50, 1000 };
  const char *member_names[2] = { "Ann", "Bo" };
  SbQuotaNames names = { NULL, member_names, NULL, NULL };
  SbQuotaBlend blend = { 2, values, NULL, NULL, 5, 3, 2 };
  SbDd anchor[2];
  SbQuotaProblem problem = { .n = 2, .anchor = anchor, .lo = lo, .hi = hi, .target = 200 };
  g_autoptr (SbQuotaPlan) plan = NULL;
  g_autoptr (SbExplain) whole = NULL;
  g_autoptr (SbExplain) member = NULL;

  g_assert_true (sb_quota_blend (&blend, anchor));
  plan = sb_quota_plan_compute (&problem, NULL, NULL);
  whole = sb_quota_explain (&problem, plan, &names);
  REAL (whole->result.real, 1.5);
  g_assert_true (says (whole, "At the cap"));
  member = sb_quota_explain_member (&problem, &blend, plan, &names, 0);
  g_assert_cmpint (member->result.integer, ==, 50);
  g_assert_true (says (member, "Own forecast"));
  g_assert_false (says (member, "Fair share"));
  g_assert_cmpuint (member->notes->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quota/largest-remainder", test_largest_remainder);
  g_test_add_func ("/quota/many-shares", test_many_shares);
  g_test_add_func ("/quota/steps", test_steps);
  g_test_add_func ("/quota/anchors", test_anchors);
  g_test_add_func ("/quota/limits", test_limits);
  g_test_add_func ("/quota/deep-tree", test_deep_tree);
  g_test_add_func ("/quota/edges", test_edges);
  g_test_add_func ("/quota/months-and-weeks", test_months_and_weeks);
  g_test_add_func ("/quota/season", test_season);
  g_test_add_func ("/quota/equal-chance", test_equal_chance);
  g_test_add_func ("/quota/hedge", test_hedge);
  g_test_add_func ("/quota/policies", test_policies);
  g_test_add_func ("/quota/fairness-and-capacity", test_fairness_and_capacity);
  g_test_add_func ("/quota/explain", test_explain);
  return g_test_run ();
}
