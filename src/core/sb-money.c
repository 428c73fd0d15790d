/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact money: reading, writing, adding, converting and splitting minor units. Every amount of the program passes
 * through here; nothing in this file is a double. */
#include "core/sb-money.h"

#include <stdlib.h>
#include <string.h>

#define MAX_EXPONENT 4
#define RATE_SCALE G_GINT64_CONSTANT (1000000000)

static const gint64 powers[] = { 1, 10, 100, 1000, 10000 };

/* Moves away from zero by one unit; FALSE at the end of the range. */
static gboolean
bump (gint64 *value, gboolean negative)
{
  return !__builtin_add_overflow (*value, negative ? -1 : 1, value);
}

/* Appends one decimal digit in the direction of the sign, so that G_MININT64 can be read. */
static gboolean
push_digit (gint64 *value, int digit, gboolean negative)
{
  gint64 next;

  if (__builtin_mul_overflow (*value, (gint64) 10, &next)
      || __builtin_add_overflow (next, (gint64) (negative ? -digit : digit), &next))
    return FALSE;
  *value = next;
  return TRUE;
}

/* "[-]digits[.digits]" */
static gboolean
is_plain_decimal (const char *text)
{
  const char *p = *text == '-' ? text + 1 : text;

  if (!g_ascii_isdigit (*p))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  if (*p == '\0')
    return TRUE;
  if (*p++ != '.' || !g_ascii_isdigit (*p))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  return *p == '\0';
}

SbMoneyStatus
sb_money_parse (const char *decimal, int exponent, gboolean round, gint64 *minor)
{
  const char *p;
  gboolean negative;
  gint64 value = 0;

  g_return_val_if_fail (minor != NULL, SB_MONEY_BAD);
  g_return_val_if_fail (exponent >= 0 && exponent <= MAX_EXPONENT, SB_MONEY_BAD);

  if (decimal == NULL || !is_plain_decimal (decimal))
    return SB_MONEY_BAD;

  negative = *decimal == '-';
  for (p = decimal + (negative ? 1 : 0); g_ascii_isdigit (*p); p++)
    if (!push_digit (&value, *p - '0', negative))
      return SB_MONEY_OVERFLOW;
  if (*p == '.')
    p++;
  for (int i = 0; i < exponent; i++)
    if (!push_digit (&value, g_ascii_isdigit (*p) ? *p++ - '0' : 0, negative))
      return SB_MONEY_OVERFLOW;

  if (!round && strspn (p, "0") != strlen (p))
    return SB_MONEY_TOO_FINE;
  if (*p >= '5' && !bump (&value, negative))
    return SB_MONEY_OVERFLOW;
  *minor = value;
  return SB_MONEY_OK;
}

char *
sb_money_format (gint64 minor, int exponent)
{
  guint64 size, unit;

  g_return_val_if_fail (exponent >= 0 && exponent <= MAX_EXPONENT, NULL);

  size = minor < 0 ? -(guint64) minor : (guint64) minor;
  unit = (guint64) powers[exponent];
  if (exponent == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, minor < 0 ? "-" : "", size);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, minor < 0 ? "-" : "", size / unit,
                          exponent, size % unit);
}

gboolean
sb_money_add (gint64 *sum, gint64 term)
{
  gint64 result;

  g_return_val_if_fail (sum != NULL, FALSE);

  if (__builtin_add_overflow (*sum, term, &result))
    return FALSE;
  *sum = result;
  return TRUE;
}

/* Exact products need 128 bits; the type is a compiler extension. */
__extension__ typedef __int128 Wide;

/* numerator / denominator rounded half away from zero; denominator > 0. */
static gboolean
divide_rounded (Wide numerator, Wide denominator, gint64 *out)
{
  Wide half = denominator / 2 + denominator % 2;
  Wide quotient = numerator / denominator;
  Wide rest = numerator % denominator;

  if (rest >= half)
    quotient++;
  else if (-rest >= half)
    quotient--;
  if (quotient > G_MAXINT64 || quotient < G_MININT64)
    return FALSE;
  *out = (gint64) quotient;
  return TRUE;
}

gboolean
sb_mul_div (gint64 a, gint64 b, gint64 c, gint64 *out)
{
  Wide product;
  gint64 narrow;

  g_return_val_if_fail (out != NULL, FALSE);

  if (c == 0)
    return FALSE;
  /* Nearly always 64 bits are enough, and their division takes a fraction of the time. */
  if (c > 0 && c <= G_MAXINT64 / 2 && !__builtin_mul_overflow (a, b, &narrow))
    {
      gint64 rest = narrow % c;

      *out = narrow / c + (2 * rest >= c) - (-2 * rest >= c);
      return TRUE;
    }
  product = (Wide) a * b;
  return c > 0 ? divide_rounded (product, c, out) : divide_rounded (-product, -(Wide) c, out);
}

gboolean
sb_money_convert (gint64 minor, int from_exponent, gint64 rate_e9, int to_exponent, gint64 *out)
{
  Wide numerator, denominator;

  g_return_val_if_fail (out != NULL, FALSE);
  g_return_val_if_fail (from_exponent >= 0 && from_exponent <= MAX_EXPONENT, FALSE);
  g_return_val_if_fail (to_exponent >= 0 && to_exponent <= MAX_EXPONENT, FALSE);

  numerator = (Wide) minor * rate_e9;
  denominator = (Wide) RATE_SCALE * powers[from_exponent];
  /* Only a product that could not fit the result anyway reaches the end of 128 bits here. */
  if (__builtin_mul_overflow (numerator, (Wide) powers[to_exponent], &numerator))
    return FALSE;
  return divide_rounded (numerator, denominator, out);
}

typedef struct {
  guint64 fraction; /* remainder of the exact share, in units of the weights' sum */
  gint64  floor;
  gsize   index;
} Share;

/* Largest remainder first; ties to the larger exact share, then the lower index. */
static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *x = a, *y = b;

  if (x->fraction != y->fraction)
    return x->fraction > y->fraction ? -1 : 1;
  if (x->floor != y->floor)
    return x->floor > y->floor ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/* Halves the weights until their sum fits 63 bits; the shares move by less than one part in 2⁶². */
static guint64
fit_weights (const gint64 *weights, gsize n, int *shift)
{
  for (*shift = 0;; (*shift)++)
    {
      Wide sum = 0;

      for (gsize i = 0; i < n; i++)
        sum += MAX (weights[i], 0) >> *shift;
      if (sum <= G_MAXINT64)
        return (guint64) sum;
    }
}

void
sb_split_exact (gint64 total, const gint64 *weights, gsize n, gint64 *parts)
{
  g_autofree Share *shares = NULL;
  guint64 size, sum, left;
  int shift;

  g_return_if_fail (n == 0 || (weights != NULL && parts != NULL));

  if (n == 0)
    return;

  sum = fit_weights (weights, n, &shift);
  size = total < 0 ? -(guint64) total : (guint64) total;
  left = size;
  shares = g_new (Share, n);
  for (gsize i = 0; i < n; i++)
    {
      guint64 weight = sum == 0 ? 1 : (guint64) (MAX (weights[i], 0) >> shift);
      Wide exact = (Wide) size * weight;
      Wide of = sum == 0 ? (Wide) n : (Wide) sum;

      shares[i] = (Share) { (guint64) (exact % of), (gint64) (exact / of), i };
      left -= (guint64) (exact / of);
    }

  qsort (shares, n, sizeof *shares, compare_shares);
  for (gsize i = 0; i < n; i++)
    {
      guint64 part = (guint64) shares[i].floor + (i < left ? 1 : 0);

      parts[shares[i].index] = total < 0 ? (gint64) -part : (gint64) part;
    }
}
