/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact fractions over int64 with 128-bit intermediates. Called by the calculations that decide a minor unit. */
#include "analysis/sb-rational.h"

#include <string.h>

gint64
sb_gcd (gint64 a, gint64 b)
{
  guint64 x = a < 0 ? -(guint64) a : (guint64) a;
  guint64 y = b < 0 ? -(guint64) b : (guint64) b;

  while (y != 0)
    {
      guint64 rest = x % y;

      x = y;
      y = rest;
    }
  return x > (guint64) G_MAXINT64 ? 1 : (gint64) x;
}

SbRational
sb_rational (gint64 num, gint64 den)
{
  gint64 divisor;

  g_return_val_if_fail (den != 0, ((SbRational) { 0, 1 }));
  g_return_val_if_fail (num != G_MININT64 && den != G_MININT64, ((SbRational) { 0, 1 }));

  if (den < 0)
    {
      num = -num;
      den = -den;
    }
  divisor = sb_gcd (num, den);
  if (divisor > 1)
    {
      num /= divisor;
      den /= divisor;
    }
  return (SbRational) { num, den };
}

static gboolean
parse_fraction (const char *text, const char *slash, SbRational *out)
{
  g_autofree char *left = g_strndup (text, (gsize) (slash - text));
  gint64 num, den;

  if (!g_ascii_string_to_signed (left, 10, -G_MAXINT64, G_MAXINT64, &num, NULL)
      || !g_ascii_string_to_signed (slash + 1, 10, 1, G_MAXINT64, &den, NULL))
    return FALSE;
  *out = sb_rational (num, den);
  return TRUE;
}

gboolean
sb_rational_parse (const char *text, SbRational *out)
{
  g_autoptr (GString) digits = NULL;
  const char *slash, *point;
  gint64 num, den = 1;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  slash = strchr (text, '/');
  if (slash != NULL)
    return parse_fraction (text, slash, out);
  point = strchr (text, '.');
  digits = g_string_new (text);
  if (point != NULL)
    {
      gsize fraction = strlen (point + 1);

      if (fraction == 0 || fraction > 17)
        return FALSE;
      g_string_erase (digits, point - text, 1);
      for (gsize i = 0; i < fraction; i++)
        den *= 10;
    }
  if (!g_ascii_string_to_signed (digits->str, 10, -G_MAXINT64, G_MAXINT64, &num, NULL))
    return FALSE;
  *out = sb_rational (num, den);
  return TRUE;
}

double
sb_rational_to_real (SbRational a)
{
  return (double) ((SbQuad) a.num / (SbQuad) a.den);
}

SbQuad
sb_rational_to_quad (SbRational a)
{
  return (SbQuad) a.num / (SbQuad) a.den;
}

int
sb_rational_compare (SbRational a, SbRational b)
{
  SbWide x = (SbWide) a.num * b.den, y = (SbWide) b.num * a.den;

  return (x > y) - (x < y);
}

gboolean
sb_rational_multiply (SbRational a, SbRational b, SbRational *out)
{
  gint64 cross1, cross2;
  SbWide num, den;

  g_return_val_if_fail (out != NULL, FALSE);

  cross1 = MAX (sb_gcd (a.num, b.den), 1);
  cross2 = MAX (sb_gcd (b.num, a.den), 1);
  num = (SbWide) (a.num / cross1) * (b.num / cross2);
  den = (SbWide) (a.den / cross2) * (b.den / cross1);
  if (num > G_MAXINT64 || num < -G_MAXINT64 || den > G_MAXINT64)
    return FALSE;
  *out = sb_rational ((gint64) num, (gint64) den);
  return TRUE;
}

gboolean
sb_wide_round (SbWide n, SbWide d, gint64 *out)
{
  SbWide magnitude, rounded;

  g_return_val_if_fail (d > 0 && out != NULL, FALSE);

  magnitude = n < 0 ? -n : n;
  rounded = magnitude / d;
  if (magnitude % d >= d - magnitude % d)
    rounded++;
  if (rounded > G_MAXINT64)
    return FALSE;
  *out = n < 0 ? -(gint64) rounded : (gint64) rounded;
  return TRUE;
}

SbWide
sb_wide_floor (SbWide n, SbWide d)
{
  SbWide quotient;

  g_return_val_if_fail (d > 0, 0);

  quotient = n / d;
  return n % d < 0 ? quotient - 1 : quotient;
}
