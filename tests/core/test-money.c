/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact money: reading back what was written over all of int64, rounding against a second way of computing, splits that
 * sum to the last unit, and the currency table. */
#include "core/sb-money.h"

#include <string.h>

__extension__ typedef __int128 Wide;

/* All sizes are equally likely, so that the edges are met as often as everyday amounts. */
static gint64
random_int64 (void)
{
  guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  gint64 value = (gint64) (bits >> g_test_rand_int_range (0, 64));

  return g_test_rand_bit () ? value : (gint64) -(guint64) value;
}

static const gint64 edges[] = {
  0, 1, -1, 9, -9, 10, 99, 100, -100, 101, 999, 1000, 123450, G_MAXINT32, G_MININT32, G_MAXINT64, G_MININT64,
  G_MAXINT64 - 1, G_MININT64 + 1
};

static void
assert_round_trip (gint64 minor)
{
  for (int exponent = 0; exponent <= 4; exponent++)
    {
      g_autofree char *text = sb_money_format (minor, exponent);
      gint64 read = ~minor;

      if (sb_money_parse (text, exponent, FALSE, &read) != SB_MONEY_OK || read != minor)
        g_error ("%" G_GINT64_FORMAT " became “%s”", minor, text);
    }
}

static void
test_round_trip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    assert_round_trip (edges[i]);
  for (int i = 0; i < 50000; i++)
    assert_round_trip (random_int64 ());
}

static void
assert_format (gint64 minor, int exponent, const char *want)
{
  g_autofree char *text = sb_money_format (minor, exponent);

  g_assert_cmpstr (text, ==, want);
}

static void
test_format (void)
{
  assert_format (123450, 2, "1234.50");
  assert_format (-5, 2, "-0.05");
  assert_format (0, 2, "0.00");
  assert_format (1234, 0, "1234");
  assert_format (-1234, 3, "-1.234");
  assert_format (G_MININT64, 2, "-92233720368547758.08");
  assert_format (G_MAXINT64, 3, "9223372036854775.807");
}

static void
assert_parse (const char *text, int exponent, gboolean round, SbMoneyStatus status, gint64 want)
{
  gint64 minor = -77;
  SbMoneyStatus found = sb_money_parse (text, exponent, round, &minor);

  if (found != status || minor != (status == SB_MONEY_OK ? want : -77))
    g_error ("“%s” gave %d, %" G_GINT64_FORMAT, text, found, minor);
}

static void
test_parse (void)
{
  static const char * const bad[] = {
    "", "-", ".", "1.", ".5", "-.5", "+1", "1,000", " 1", "1 ", "1e3", "0x10", "nan", "inf", "1..2", "--5", "1.2.3",
    "1-", "¥1", "１"
  };

  assert_parse ("1234.5", 2, FALSE, SB_MONEY_OK, 123450);
  assert_parse ("-0.05", 2, FALSE, SB_MONEY_OK, -5);
  assert_parse ("000012.30", 2, FALSE, SB_MONEY_OK, 1230);
  assert_parse ("-0", 2, FALSE, SB_MONEY_OK, 0);
  assert_parse ("1.500", 2, FALSE, SB_MONEY_OK, 150);
  assert_parse ("1.505", 2, FALSE, SB_MONEY_TOO_FINE, 0);
  assert_parse ("1.505", 2, TRUE, SB_MONEY_OK, 151);
  assert_parse ("-1.505", 2, TRUE, SB_MONEY_OK, -151);
  assert_parse ("1.50499999999999999999", 2, TRUE, SB_MONEY_OK, 150);
  assert_parse ("1234.5", 0, FALSE, SB_MONEY_TOO_FINE, 0);
  assert_parse ("1234.0", 0, FALSE, SB_MONEY_OK, 1234);
  assert_parse ("1.2345", 3, FALSE, SB_MONEY_TOO_FINE, 0);
  assert_parse ("92233720368547758.07", 2, FALSE, SB_MONEY_OK, G_MAXINT64);
  assert_parse ("92233720368547758.08", 2, FALSE, SB_MONEY_OVERFLOW, 0);
  assert_parse ("-92233720368547758.08", 2, FALSE, SB_MONEY_OK, G_MININT64);
  assert_parse ("-92233720368547758.09", 2, FALSE, SB_MONEY_OVERFLOW, 0);
  assert_parse ("92233720368547758.075", 2, TRUE, SB_MONEY_OVERFLOW, 0);
  assert_parse ("99999999999999999999999999", 2, FALSE, SB_MONEY_OVERFLOW, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_parse (bad[i], 2, TRUE, SB_MONEY_BAD, 0);
  assert_parse (NULL, 2, TRUE, SB_MONEY_BAD, 0);
}

static void
test_add (void)
{
  gint64 sum = G_MAXINT64 - 1;

  g_assert_true (sb_money_add (&sum, 1));
  g_assert_cmpint (sum, ==, G_MAXINT64);
  g_assert_false (sb_money_add (&sum, 1));
  g_assert_cmpint (sum, ==, G_MAXINT64);
  g_assert_true (sb_money_add (&sum, G_MININT64));
  g_assert_cmpint (sum, ==, -1);
}

/* Rounds by asking which whole number is nearest: |a·b − q·c| ≤ |c|/2, and away from zero at exactly one half. */
static void
assert_nearest (gint64 a, gint64 b, gint64 c)
{
  Wide product = (Wide) a * b, divisor = c < 0 ? -(Wide) c : c, size = product < 0 ? -product : product;
  Wide q = (size + size + divisor) / (divisor + divisor);
  gboolean negative = (product < 0) != (c < 0);
  gint64 found = 0;
  gboolean fits = negative ? -q >= G_MININT64 : q <= G_MAXINT64;

  if (sb_mul_div (a, b, c, &found) != fits || (fits && found != (gint64) (negative ? -q : q)))
    g_error ("%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT " ÷ %" G_GINT64_FORMAT, a, b, c);
}

static void
test_mul_div (void)
{
  gint64 out = 5;

  g_assert_false (sb_mul_div (1, 1, 0, &out));
  g_assert_cmpint (out, ==, 5);
  g_assert_true (sb_mul_div (5, 1, 2, &out) && out == 3);
  g_assert_true (sb_mul_div (-5, 1, 2, &out) && out == -3);
  g_assert_true (sb_mul_div (5, -1, -2, &out) && out == 3);
  g_assert_true (sb_mul_div (1, 1, 3, &out) && out == 0);
  g_assert_true (sb_mul_div (G_MININT64, 1, 1, &out) && out == G_MININT64);
  g_assert_false (sb_mul_div (G_MININT64, -1, 1, &out));
  g_assert_true (sb_mul_div (G_MAXINT64, G_MAXINT64, G_MAXINT64, &out) && out == G_MAXINT64);
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (edges); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (edges); k++)
        /* 2 × 2¹²⁶ + … leaves the check's own 128 bits. */
        if (edges[k] != 0 && !(edges[i] == G_MININT64 && edges[j] == G_MININT64))
          assert_nearest (edges[i], edges[j], edges[k]);
  for (int i = 0; i < 50000; i++)
    {
      gint64 c = random_int64 ();

      assert_nearest (random_int64 (), random_int64 (), c != 0 ? c : 7);
    }
}

static void
test_convert (void)
{
  gint64 out = -1;

  /* 100.00 USD at 7.125 CNY; 1,000 JPY at 0.048 CNY; 1.000 KWD at 23.4 CNY; 1.00 CNY into JPY. */
  g_assert_true (sb_money_convert (10000, 2, 7125000000, 2, &out) && out == 71250);
  g_assert_true (sb_money_convert (1000, 0, 48000000, 2, &out) && out == 4800);
  g_assert_true (sb_money_convert (1000, 3, 23400000000, 2, &out) && out == 2340);
  g_assert_true (sb_money_convert (100, 2, 20833333333, 0, &out) && out == 21);
  g_assert_true (sb_money_convert (-1, 2, 500000000, 2, &out) && out == -1);
  g_assert_true (sb_money_convert (1, 2, 499999999, 2, &out) && out == 0);
  g_assert_false (sb_money_convert (G_MAXINT64, 2, 1000000001, 2, &out));
  g_assert_false (sb_money_convert (G_MAXINT64, 0, G_MAXINT64, 4, &out));
  g_assert_true (sb_money_convert (G_MAXINT64, 2, 1000000000, 2, &out) && out == G_MAXINT64);
}

static void
test_split_golden (void)
{
  gint64 equal[7], parts[3];
  const gint64 ones[] = { 1, 1, 1, 1, 1, 1, 1 }, zeros[] = { 0, 0, 0 }, ties[] = { 1, 3, 2 };

  /* G2: 1,000,000 over seven. */
  sb_split_exact (1000000, ones, 7, equal);
  g_assert_cmpint (equal[0], ==, 142858);
  for (int i = 1; i < 7; i++)
    g_assert_cmpint (equal[i], ==, 142857);

  sb_split_exact (100, zeros, 3, parts);
  g_assert_true (parts[0] == 34 && parts[1] == 33 && parts[2] == 33);
  /* Shares 0.5, 1.5, 1: the tie of the halves goes to the larger share. */
  sb_split_exact (3, ties, 3, parts);
  g_assert_true (parts[0] == 0 && parts[1] == 2 && parts[2] == 1);
  sb_split_exact (-100, zeros, 3, parts);
  g_assert_true (parts[0] == -34 && parts[1] == -33 && parts[2] == -33);
  sb_split_exact (0, ones, 3, parts);
  g_assert_true (parts[0] == 0 && parts[1] == 0 && parts[2] == 0);
}

/* The parts sum to the whole, none is more than one unit from its exact share, and none has the wrong sign. */
static void
test_split_property (void)
{
  for (int round = 0; round < 10000; round++)
    {
      gint64 weights[12], parts[12], total = random_int64 ();
      gsize n = (gsize) g_test_rand_int_range (1, 13);
      Wide sum = 0, of = 0;

      for (gsize i = 0; i < n; i++)
        {
          gint64 weight = random_int64 () / 2;

          weights[i] = ABS (weight) >> g_test_rand_int_range (0, 40);
          of += weights[i];
        }
      sb_split_exact (total, weights, n, parts);
      for (gsize i = 0; i < n; i++)
        {
          sum += parts[i];
          g_assert_true (parts[i] == 0 || (parts[i] < 0) == (total < 0));
          if (of > 0 && of < G_MAXINT64)
            {
              Wide off = (Wide) parts[i] * of - (Wide) total * weights[i];

              g_assert_true ((off < 0 ? -off : off) < of);
            }
        }
      g_assert_true (sum == total);
    }
}

static void
test_split_huge_weights (void)
{
  const gint64 weights[] = { G_MAXINT64, G_MAXINT64, G_MAXINT64 };
  gint64 parts[3];

  sb_split_exact (G_MAXINT64, weights, 3, parts);
  g_assert_true ((Wide) parts[0] + parts[1] + parts[2] == G_MAXINT64);
  g_assert_cmpint (parts[0] - parts[2], <=, 1);
  sb_split_exact (G_MININT64, weights, 1, parts);
  g_assert_cmpint (parts[0], ==, G_MININT64);
}

static void
test_currencies (void)
{
  const char * const *codes = sb_currency_codes ();
  guint n = 0;

  for (; codes[n] != NULL; n++)
    {
      g_assert_cmpuint (strlen (codes[n]), ==, 3);
      if (n > 0)
        g_assert_cmpstr (codes[n - 1], <, codes[n]);
      g_assert_true (sb_currency_is_known (codes[n]));
      g_assert_cmpint (sb_currency_exponent (codes[n]), >=, 0);
      g_assert_cmpint (sb_currency_exponent (codes[n]), <=, 4);
    }
  g_assert_cmpuint (n, >=, 150);
  g_assert_cmpint (sb_currency_exponent ("CNY"), ==, 2);
  g_assert_cmpint (sb_currency_exponent ("JPY"), ==, 0);
  g_assert_cmpint (sb_currency_exponent ("KWD"), ==, 3);
  g_assert_cmpint (sb_currency_exponent ("cny"), ==, -1);
  g_assert_cmpint (sb_currency_exponent (""), ==, -1);
  g_assert_cmpint (sb_currency_exponent (NULL), ==, -1);
  g_assert_false (sb_currency_is_known ("RMB"));
  g_assert_cmpstr (sb_currency_sign ("CNY"), ==, "¥");
  g_assert_cmpstr (sb_currency_sign ("EUR"), ==, "€");
  g_assert_cmpstr (sb_currency_sign ("CHF"), ==, "CHF");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/money/round-trip", test_round_trip);
  g_test_add_func ("/core/money/format", test_format);
  g_test_add_func ("/core/money/parse", test_parse);
  g_test_add_func ("/core/money/add", test_add);
  g_test_add_func ("/core/money/mul-div", test_mul_div);
  g_test_add_func ("/core/money/convert", test_convert);
  g_test_add_func ("/core/money/split-golden", test_split_golden);
  g_test_add_func ("/core/money/split-property", test_split_property);
  g_test_add_func ("/core/money/split-huge-weights", test_split_huge_weights);
  g_test_add_func ("/core/money/currencies", test_currencies);
  return g_test_run ();
}
