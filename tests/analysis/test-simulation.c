/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulation against exact distributions, against its own portable path, and its promises: common random numbers,
 * monotone in chances and targets, the same bytes everywhere. */
#include "analysis/sb-distribution.h"
#include "analysis/sb-elementary.h"
#include "analysis/sb-simulation.h"
#include "core/sb-random.h"

#include <math.h>

#define MOST 200

typedef struct {
  SbSimDeal  deals[MOST];
  SbSimFlow  flows[4];
  SbSimGroup groups[4];
  SbSimInput input;
} Case;

/* n deals of three members in one team (group 3). */
static void
make_case (Case *c, gsize n, guint64 seed)
{
  SbRandom random;

  sb_random_init (&random, seed, 77, 0);
  for (gsize i = 0; i < n; i++)
    c->deals[i] = (SbSimDeal) { 100 + (gint64) sb_random_below (&random, 1000000),
                                (double) sb_random_below (&random, 1000) / 1000.0, (gint32) i + 1,
                                (gint32) sb_random_below (&random, 3) };
  for (int g = 0; g < 4; g++)
    c->groups[g] = (SbSimGroup) { g * 1000, g < 3 ? 3 : -1 };
  c->input = (SbSimInput) { c->deals, n, c->flows, 0, c->groups, 4, seed, 2000, 0, FALSE, NULL };
}

static void
test_elementary (void)
{
  SbNormal normal;

  sb_normal_init (&normal);
  for (double x = -8.0; x < 8.0; x += 0.0137)
    {
      double cdf = 0.5 * erfc (-x / sqrt (2.0));

      g_assert_cmpfloat_with_epsilon (sb_normal_cdf (&normal, x), cdf, 5e-9);
      g_assert_cmpfloat (fabs (sb_exp (x * 20.0) / exp (x * 20.0) - 1.0), <, 1e-14);
      g_assert_cmpfloat_with_epsilon (sb_log (exp (x * 20.0)), x * 20.0, 1e-12);
      if (fabs (x) < 4.0)
        g_assert_cmpfloat_with_epsilon (sb_normal_quantile (&normal, cdf), x, 1e-4);
    }
  g_assert_cmpfloat (sb_normal_quantile (&normal, 0.0), >=, -9.0);
  g_assert_cmpfloat (sb_normal_quantile (&normal, 1.0), <=, 9.0);
  g_assert_cmpfloat_with_epsilon (sb_log (2.0), G_LN2, 1e-15);
}

/* Golden number G14. */
static void
test_reach_golden (void)
{
  const SbSimDeal deals[] = { { 50, 0.5, 1, 0 }, { 80, 0.4, 2, 0 }, { 120, 0.25, 3, 0 } };
  const SbSimGroup groups[] = { { 100, -1 } };
  SbSimInput input = { deals, 3, NULL, 0, groups, 1, 1, SB_SIM_DRAWS, 0, FALSE, NULL };
  const SbChance chances[] = { { 50, { 1, 2 } }, { 80, { 2, 5 } }, { 120, { 1, 4 } } };
  g_autoptr (SbSimulation) simulation = sb_simulation_compute (&input);
  g_autoptr (SbDistribution) exact = sb_distribution_exact (100, chances, 3);

  g_assert_cmpfloat (sb_distribution_reach (exact, 200), ==, 0.4);
  g_assert_cmpfloat_with_epsilon (sb_simulation_reach (simulation, 0, 200), 0.4, 0.007);
  g_assert_cmpfloat_with_epsilon (sb_simulation_mean (simulation, 0), 187.0, 1.0);
  g_assert_cmpfloat (sb_simulation_reach (simulation, 0, 100), ==, 1.0);
  g_assert_cmpfloat (sb_simulation_reach (simulation, 0, 351), ==, 0.0);
}

/* 14 random deals: every reach within 0.01 of the exact one, the quantiles between neighbouring levels. */
static void
test_exact (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    {
      Case c = { 0 };
      SbChance chances[14];
      g_autoptr (SbSimulation) simulation = NULL;
      g_autoptr (SbDistribution) exact = NULL;

      make_case (&c, 14, seed);
      for (gsize i = 0; i < 14; i++)
        chances[i] = (SbChance) { c.deals[i].minor, sb_rational (llround (c.deals[i].q * 1000.0), 1000) };
      c.input.n_draws = SB_SIM_DRAWS;
      simulation = sb_simulation_compute (&c.input);
      exact = sb_distribution_exact (6000, chances, 14);
      for (gint64 target = 0; target < 8000000; target += 200003)
        g_assert_cmpfloat_with_epsilon (sb_simulation_reach (simulation, 3, target),
                                        sb_distribution_reach (exact, target), 0.01);
      for (int level = 1; level < 10; level++)
        {
          gint64 low = sb_distribution_quantile (exact, (SbRational) { 10 * level - 1, 100 });
          gint64 high = sb_distribution_quantile (exact, (SbRational) { 10 * level + 1, 100 });
          gint64 got = sb_simulation_quantile (simulation, 3, level / 10.0);

          g_assert_cmpint (got, >=, low);
          g_assert_cmpint (got, <=, high);
        }
    }
}

/* Sixty deals in whole thousands: exact on a grid, as the binomial distribution says; too fine amounts are refused. */
static void
test_grid (void)
{
  SbChance chances[60];
  g_autoptr (SbDistribution) grid = NULL;
  double p = 1.0;

  for (int i = 0; i < 60; i++)
    chances[i] = (SbChance) { 1000, { 1, 4 } };
  grid = sb_distribution_grid (500, chances, 60);
  for (int i = 0; i < 60; i++)
    p *= 0.75;
  g_assert_cmpfloat_with_epsilon (sb_distribution_mean (grid), 15500.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (sb_distribution_sd (grid), 1000.0 * sqrt (60 * 0.25 * 0.75), 1e-9);
  g_assert_cmpfloat_with_epsilon (1.0 - sb_distribution_reach (grid, 501), p, 1e-15);
  g_assert_null (sb_distribution_exact (500, chances, 60));
  chances[0].minor = 999999937;
  g_assert_null (sb_distribution_grid (500, chances, 60));
}

static void
assert_same (const SbSimulation *one, const SbSimulation *two, gsize group, guint n)
{
  const gint64 *a = sb_simulation_sorted (one, group), *b = sb_simulation_sorted (two, group);

  for (guint i = 0; i < n; i++)
    g_assert_cmpint (a[i], ==, b[i]);
}

/* AVX2 and portable: the same bits, with and without a shared factor, with any number of draws. */
static void
test_scalar (void)
{
  const guint draws[] = { 1, 63, 64, 65, 2000, 2049, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (draws); i++)
    for (guint rho = 0; rho <= 100000; rho += 50000)
      {
        Case c = { 0 };
        g_autoptr (SbSimulation) fast = NULL;
        g_autoptr (SbSimulation) slow = NULL;

        make_case (&c, MOST, 5 + i);
        c.flows[0] = (SbSimFlow) { 50000.0, 0.3, 9, 1, SB_SIM_RUN_RATE };
        c.input.n_flows = 1;
        c.deals[7].q = 0x1p-60;
        c.deals[8].q = 1.0 - 0x1p-53;
        c.input.n_draws = draws[i];
        c.input.rho_ppm = rho;
        fast = sb_simulation_compute (&c.input);
        c.input.scalar = TRUE;
        slow = sb_simulation_compute (&c.input);
        for (gsize g = 0; g < 4; g++)
          assert_same (fast, slow, g, draws[i]);
      }
}

/* Numbers that were computed once and must never change, on any machine. */
static void
test_bytes (void)
{
  Case c = { 0 };
  guint64 hash = 0xcbf29ce484222325;
  g_autoptr (SbSimulation) simulation = NULL;
  const gint64 *sorted;

  make_case (&c, MOST, 42);
  c.flows[0] = (SbSimFlow) { 123456.0, 0.25, 1, 0, SB_SIM_RUN_RATE };
  c.flows[1] = (SbSimFlow) { 98765.0, 0.5, 1, 0, SB_SIM_CREATE_CLOSE };
  c.input.n_flows = 2;
  c.input.rho_ppm = SB_SIM_RHO_PPM;
  simulation = sb_simulation_compute (&c.input);
  sorted = sb_simulation_sorted (simulation, 3);
  for (guint i = 0; i < 2000; i++)
    hash = (hash ^ (guint64) sorted[i]) * 0x100000001b3;
  g_test_message ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_MODIFIER "x", sorted[0],
                  sorted[1000], sorted[1999], hash);
  g_assert_cmpint (sorted[0], ==, 22994667);
  g_assert_cmpint (sorted[1000], ==, 43695589);
  g_assert_cmphex (hash, ==, G_GUINT64_CONSTANT (0x7d3a0cddd4230d1d));
}

/* A longer run begins with the shorter one; another deal changes nobody else's draws. */
static void
test_common_numbers (void)
{
  Case c = { 0 };
  g_autoptr (SbSimulation) before = NULL;
  g_autoptr (SbSimulation) after = NULL;
  g_autoptr (SbSimulation) reordered = NULL;

  make_case (&c, 50, 3);
  c.input.rho_ppm = SB_SIM_RHO_PPM;
  before = sb_simulation_compute (&c.input);
  c.deals[50] = (SbSimDeal) { 777, 0.5, 999, 2 };
  c.input.n_deals = 51;
  after = sb_simulation_compute (&c.input);
  assert_same (before, after, 0, 2000);
  assert_same (before, after, 1, 2000);
  for (gsize i = 0; i < 25; i++)
    {
      SbSimDeal swap = c.deals[i];

      c.deals[i] = c.deals[50 - i];
      c.deals[50 - i] = swap;
    }
  reordered = sb_simulation_compute (&c.input);
  for (gsize g = 0; g < 4; g++)
    assert_same (after, reordered, g, 2000);
}

/* Property 7: P(reach) never falls when a chance rises and never rises with the target. */
static void
test_monotone (void)
{
  SbRandom random;

  sb_random_init (&random, 11, 0, 0);
  for (int round = 0; round < 300; round++)
    {
      Case c = { 0 };
      g_autoptr (SbSimulation) before = NULL;
      g_autoptr (SbSimulation) after = NULL;
      gsize deal;

      make_case (&c, 40, 1000 + round);
      c.input.rho_ppm = round % 2 == 0 ? 0 : 150000;
      before = sb_simulation_compute (&c.input);
      deal = sb_random_below (&random, 40);
      c.deals[deal].q = MIN (1.0, c.deals[deal].q + (double) sb_random_below (&random, 500) / 1000.0);
      after = sb_simulation_compute (&c.input);
      for (gsize g = 0; g < 4; g++)
        for (gint64 target = 0; target < 20000000; target += 500000)
          {
            double old = sb_simulation_reach (before, g, target);

            g_assert_cmpfloat (sb_simulation_reach (after, g, target), >=, old);
            g_assert_cmpfloat (sb_simulation_reach (before, g, target + 500000), <=, old);
          }
    }
}

/* The team's draws are the sum of its members' draws, so the means add and the spread of a shared factor shows. */
static void
test_shared_factor (void)
{
  Case c = { 0 };
  g_autoptr (SbSimulation) alone = NULL;
  g_autoptr (SbSimulation) together = NULL;
  double mean = 0.0, expected = 6000.0;
  gint64 spread_alone, spread_together;

  make_case (&c, MOST, 8);
  for (gsize i = 0; i < MOST; i++)
    expected += c.deals[i].q * (double) c.deals[i].minor;
  c.input.n_draws = SB_SIM_DRAWS;
  alone = sb_simulation_compute (&c.input);
  c.input.rho_ppm = 300000;
  together = sb_simulation_compute (&c.input);
  for (gsize g = 0; g < 3; g++)
    mean += sb_simulation_mean (together, g);
  g_assert_cmpfloat_with_epsilon (mean + 3000.0, sb_simulation_mean (together, 3), 1e-3);
  g_assert_cmpfloat_with_epsilon (sb_simulation_mean (together, 3) / expected, 1.0, 0.01);
  g_assert_cmpfloat_with_epsilon (sb_simulation_mean (alone, 3) / expected, 1.0, 0.005);
  spread_alone = sb_simulation_quantile (alone, 3, 0.9) - sb_simulation_quantile (alone, 3, 0.1);
  spread_together = sb_simulation_quantile (together, 3, 0.9) - sb_simulation_quantile (together, 3, 0.1);
  g_assert_cmpint (spread_together, >, 3 * spread_alone);
}

/* Two like deals with a shared factor: P(both) by numerical integration over it. */
static void
test_copula (void)
{
  const SbSimDeal deals[] = { { 1, 0.3, 1, 0 }, { 1, 0.3, 2, 0 } };
  const SbSimGroup groups[] = { { 0, -1 } };
  SbSimInput input = { deals, 2, NULL, 0, groups, 1, 9, SB_SIM_DRAWS, 300000, FALSE, NULL };
  g_autoptr (SbSimulation) simulation = sb_simulation_compute (&input);
  SbNormal normal;
  double both = 0.0, step = 0.01, limit;

  sb_normal_init (&normal);
  limit = sb_normal_quantile (&normal, 0.3);
  for (double z = -8.0; z < 8.0; z += step)
    {
      double p = 0.5 * erfc (-(limit - sqrt (0.3) * z) / sqrt (0.7) / sqrt (2.0));

      both += p * p * exp (-0.5 * z * z) / sqrt (2.0 * G_PI) * step;
    }
  g_assert_cmpfloat_with_epsilon (sb_simulation_reach (simulation, 0, 2), both, 0.006);
  g_assert_cmpfloat_with_epsilon (sb_simulation_mean (simulation, 0), 0.6, 0.01);
}

static void
test_deciders (void)
{
  const SbSimDeal deals[] = { { 50, 0.5, 1, 0 }, { 80, 0.4, 2, 0 }, { 120, 0.25, 3, 0 }, { 10, 0.9, 4, 0 },
                              { 500, 0.0, 5, 0 } };
  const SbSimGroup groups[] = { { 100, -1 } };
  SbSimInput input = { deals, 5, NULL, 0, groups, 1, 1, SB_SIM_DRAWS, 0, FALSE, NULL };
  g_autoptr (GArray) deciders = sb_simulation_deciders (&input, 0, 200);
  const SbSimDecider *first = &g_array_index (deciders, SbSimDecider, 0);

  /* Won, the 120 reach alone; lost, the 50 and the 80 together are needed: 1 − 0.2. */
  g_assert_cmpuint (deciders->len, ==, 4);
  g_assert_cmpuint (first->deal, ==, 2);
  g_assert_true (first->defined);
  g_assert_cmpfloat (first->if_won, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (first->if_lost, 0.2, 0.01);
  for (guint i = 1; i < deciders->len; i++)
    g_assert_cmpfloat (g_array_index (deciders, SbSimDecider, i).points, <=,
                       g_array_index (deciders, SbSimDecider, i - 1).points);
}

static void
test_must (void)
{
  const SbSimDeal deals[] = { { 50, 0.5, 1, 0 }, { 80, 0.4, 2, 0 }, { 120, 0.25, 3, 0 } };
  const SbSimGroup groups[] = { { 100, -1 } };
  SbSimInput input = { deals, 3, NULL, 0, groups, 1, 1, 20000, 0, FALSE, NULL };
  SbSimMustQuery query = { 0, 200, 0.8, { 100, 0.5, 0, 0 } };
  SbSimMust must;

  g_assert_true (sb_simulation_must (&input, &query, &must));
  /* 1 − (1−p3)(1 − p1 p2) with every p raised by x is 0.8 at x ≈ 0.298. */
  g_assert_true (must.points_found);
  g_assert_cmpfloat_with_epsilon (must.points_ppm / 1e6, 0.298, 0.02);
  /* Double the 50, and any one deal reaches: 1 − .5 × .6 × .75 = .775 < .8: no amount is enough. */
  g_assert_false (must.amount_found);
  /* .6 × .5ⁿ ≤ .2 from n = 2 on. */
  g_assert_true (must.deals_found);
  g_assert_cmpint (must.new_deals, ==, 2);
  query.target = 100;
  g_assert_true (sb_simulation_must (&input, &query, &must));
  g_assert_cmpint (must.points_ppm + must.amount_ppm + must.new_deals, ==, 0);
}

static void
test_band (void)
{
  const double p[] = { 0.5, 0.5, 0.5, 0.5 };
  int lo, hi;
  double mean;

  sb_reaching_band (p, 4, 0.8, &lo, &hi, &mean);
  g_assert_cmpint (lo, ==, 1);
  g_assert_cmpint (hi, ==, 3);
  g_assert_cmpfloat (mean, ==, 2.0);
  sb_reaching_band (NULL, 0, 0.8, &lo, &hi, &mean);
  g_assert_cmpint (hi, ==, 0);
}

static void
test_edges (void)
{
  const SbSimGroup groups[] = { { 5, -1 } };
  const SbSimGroup crossed[] = { { 0, -1 }, { 0, 0 } };
  const SbSimDeal huge[] = { { G_MAXINT64, 0.5, 1, 0 }, { G_MAXINT64, 0.5, 2, 0 } };
  const SbSimDeal certain[] = { { -7, 0.1, 1, 0 }, { 10, 1.0, 2, 0 }, { 100, 0.0, 3, 0 }, { 50, (double) NAN, 4, 0 } };
  gint stop = 1;
  SbSimInput input = { NULL, 0, NULL, 0, groups, 1, 1, 100, 0, FALSE, NULL };
  g_autoptr (SbSimulation) empty = sb_simulation_compute (&input);
  g_autoptr (SbSimulation) sure = NULL;

  g_assert_cmpint (sb_simulation_quantile (empty, 0, 0.0), ==, 5);
  g_assert_cmpint (sb_simulation_quantile (empty, 0, 1.0), ==, 5);
  input.deals = huge;
  input.n_deals = 2;
  g_assert_null (sb_simulation_compute (&input));
  input.deals = certain;
  input.n_deals = 4;
  sure = sb_simulation_compute (&input);
  g_assert_cmpint (sb_simulation_quantile (sure, 0, 0.5), ==, 8);
  input.cancelled = &stop;
  g_assert_null (sb_simulation_compute (&input));
  input.cancelled = NULL;
  input.groups = crossed;
  input.n_groups = 2;
  g_assert_null (sb_simulation_compute (&input));
  input.n_draws = 0;
  g_assert_null (sb_simulation_compute (&input));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulation/elementary", test_elementary);
  g_test_add_func ("/simulation/reach-golden", test_reach_golden);
  g_test_add_func ("/simulation/exact", test_exact);
  g_test_add_func ("/simulation/grid", test_grid);
  g_test_add_func ("/simulation/scalar", test_scalar);
  g_test_add_func ("/simulation/bytes", test_bytes);
  g_test_add_func ("/simulation/common-numbers", test_common_numbers);
  g_test_add_func ("/simulation/monotone", test_monotone);
  g_test_add_func ("/simulation/shared-factor", test_shared_factor);
  g_test_add_func ("/simulation/copula", test_copula);
  g_test_add_func ("/simulation/deciders", test_deciders);
  g_test_add_func ("/simulation/must", test_must);
  g_test_add_func ("/simulation/band", test_band);
  g_test_add_func ("/simulation/edges", test_edges);
  return g_test_run ();
}
