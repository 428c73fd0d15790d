/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates and reasons, Wilson's and Newcombe's intervals on published and golden numbers, and what holds for all of them. */
#include "core/sb-ratio.h"

#include <math.h>

static void
assert_wilson (gint64 k, gint64 n, double want_lo, double want_hi)
{
  double lo, hi;

  sb_wilson (k, n, &lo, &hi);
  g_assert_cmpfloat_with_epsilon (lo, want_lo, 0.00005);
  g_assert_cmpfloat_with_epsilon (hi, want_hi, 0.00005);
}

static void
test_wilson (void)
{
  /* G5 */
  assert_wilson (3, 10, .1078, .6032);
  assert_wilson (0, 5, 0.0, .4345);
  assert_wilson (30, 100, .2189, .3958);
  assert_wilson (5, 5, .5655, 1.0);
  assert_wilson (0, 0, 0.0, 1.0);
}

static void
test_wilson_property (void)
{
  for (gint64 n = 1; n <= 300; n++)
    {
      double before = -1.0;

      for (gint64 k = 0; k <= n; k++)
        {
          double lo, hi, other_lo, other_hi, p = (double) k / (double) n;

          sb_wilson (k, n, &lo, &hi);
          sb_wilson (n - k, n, &other_lo, &other_hi);
          g_assert_true (lo >= 0.0 && hi <= 1.0 && lo <= p && p <= hi && lo > before);
          g_assert_cmpfloat_with_epsilon (lo, 1.0 - other_hi, 1e-12);
          before = lo - (k == 0 ? 1.0 : 0.0);
        }
    }
}

static void
test_newcombe (void)
{
  double lo, hi;

  /* Newcombe 1998, table II, method 10: 56/70 − 48/80 and 9/10 − 3/10. */
  g_assert_true (sb_newcombe (56, 70, 48, 80, &lo, &hi));
  g_assert_cmpfloat_with_epsilon (lo, 0.0524, 0.00005);
  g_assert_cmpfloat_with_epsilon (hi, 0.3339, 0.00005);
  g_assert_true (sb_newcombe (9, 10, 3, 10, &lo, &hi));
  g_assert_cmpfloat_with_epsilon (lo, 0.1705, 0.00005);
  g_assert_cmpfloat_with_epsilon (hi, 0.8090, 0.00005);
  g_assert_false (sb_newcombe (10, 20, 9, 20, &lo, &hi));
  g_assert_true (lo < 0.0 && hi > 0.0);
  g_assert_false (sb_newcombe (0, 0, 5, 10, &lo, &hi));
  g_assert_true (lo == -1.0 && hi == 1.0);
  g_assert_false (sb_newcombe (5, 10, 0, 0, &lo, &hi));
}

static void
test_ratio (void)
{
  SbRatio third = sb_ratio (1, 3, SB_REASON_NO_TARGET), none = sb_ratio (4, 0, SB_REASON_NO_CLOSED_DEALS);
  SbRatio measured = sb_ratio_measure (12.5, 20), empty = sb_ratio_measure (12.5, 0);
  SbRatio broken = sb_ratio_measure (INFINITY, 5);

  g_assert_true (sb_ratio_is_defined (&third));
  g_assert_cmpfloat_with_epsilon (third.value, 1.0 / 3.0, 1e-15);
  g_assert_true (third.numerator == 1 && third.denominator == 3 && third.n == 3);
  g_assert_true (sb_ratio_is_few (&third));
  g_assert_cmpint (none.reason, ==, SB_REASON_NO_CLOSED_DEALS);
  g_assert_true (none.value == 0.0 && none.numerator == 4);
  g_assert_true (sb_ratio_is_defined (&measured) && !sb_ratio_is_few (&measured));
  g_assert_cmpint (empty.reason, ==, SB_REASON_NO_DATA);
  g_assert_cmpint (broken.reason, ==, SB_REASON_OVERFLOW);
  g_assert_cmpint (sb_ratio_undefined (SB_REASON_STALE).reason, ==, SB_REASON_STALE);
  g_assert_cmpint (sb_amount (-5, 2).minor, ==, -5);
  g_assert_cmpint (sb_amount_undefined (SB_REASON_NO_RATE).reason, ==, SB_REASON_NO_RATE);
}

static void
test_reasons (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_null (sb_reason_code (SB_REASON_NONE));
  for (SbReason reason = SB_REASON_NONE + 1; reason < SB_N_REASONS; reason++)
    {
      const char *code = sb_reason_code (reason);

      g_assert_nonnull (code);
      g_assert_true (g_hash_table_add (seen, (gpointer) code));
    }
  g_assert_cmpstr (sb_reason_code (SB_REASON_NO_TARGET), ==, "no-target");
  g_assert_cmpstr (sb_reason_code (SB_REASON_CANNOT_JUDGE), ==, "cannot-judge");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/ratio/wilson", test_wilson);
  g_test_add_func ("/core/ratio/wilson-property", test_wilson_property);
  g_test_add_func ("/core/ratio/newcombe", test_newcombe);
  g_test_add_func ("/core/ratio/ratio", test_ratio);
  g_test_add_func ("/core/ratio/reasons", test_reasons);
  return g_test_run ();
}
