/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Round ticks, and ends that survive anything. */
#include "charts/sb-scale.h"

#include <float.h>
#include <math.h>

static void
assert_scale (double low, double high, gboolean zero, double first, double last, guint n)
{
  SbScale scale;

  sb_scale_init (&scale, low, high, 5, zero);
  g_assert_cmpfloat_with_epsilon (scale.low, first, 1e-9 * MAX (1, fabs (first)));
  g_assert_cmpfloat_with_epsilon (scale.high, last, 1e-9 * MAX (1, fabs (last)));
  g_assert_cmpuint (scale.n_ticks, ==, n);
}

static void
test_round (void)
{
  assert_scale (0, 100, TRUE, 0, 100, 6);
  assert_scale (0, 512, TRUE, 0, 600, 4);
  assert_scale (204, 528, FALSE, 200, 600, 5);
  assert_scale (-22153.3, 11251.07, TRUE, -30000, 20000, 6);
  assert_scale (0.12, 0.61, FALSE, 0.1, 0.7, 7);
  assert_scale (0, 0, TRUE, 0, 1, 6);
  assert_scale (7, 7, TRUE, 0, 8, 5);
  assert_scale (10, 10, FALSE, 9, 11, 5);
}

static void
test_extremes (void)
{
  static const double ends[] = { NAN, INFINITY, -INFINITY, DBL_MAX, -DBL_MAX, DBL_MIN, 5e-324, 0, -1, 1e18, 1e18 + 256, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
      {
        SbScale scale;
        sb_scale_init (&scale, ends[i], ends[j], 5, (i + j) % 2);
        g_assert_true (isfinite (scale.low) && isfinite (scale.high) && scale.low < scale.high);
        g_assert_cmpuint (scale.n_ticks, >=, 2);
        g_assert_cmpuint (scale.n_ticks, <=, SB_SCALE_MAX_TICKS);
        for (guint k = 1; k < scale.n_ticks; k++)
          g_assert_cmpfloat (scale.ticks[k], >, scale.ticks[k - 1]);
        g_assert_cmpfloat_with_epsilon (sb_scale_place (&scale, scale.low), 0, 1e-12);
        g_assert_cmpfloat_with_epsilon (sb_scale_place (&scale, scale.high), 1, 1e-12);
      }
}

/* Whatever the range, both ends lie on the scale and the ticks are not more than asked for plus two. */
static void
test_contains (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      double low = (g_rand_double (rand) - 0.5) * pow (10, g_rand_int_range (rand, -6, 12));
      double high = low + g_rand_double (rand) * pow (10, g_rand_int_range (rand, -3, 12));
      SbScale scale;
      sb_scale_init (&scale, low, high, 5, FALSE);
      if (high - low > 1e-9 * fabs (low))
        {
          g_assert_cmpfloat (scale.low, <=, low + 1e-6 * (high - low));
          g_assert_cmpfloat (scale.high, >=, high - 1e-6 * (high - low));
          g_assert_cmpuint (scale.n_ticks, <=, 8);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/scale/round", test_round);
  g_test_add_func ("/charts/scale/extremes", test_extremes);
  g_test_add_func ("/charts/scale/contains", test_contains);
  return g_test_run ();
}
