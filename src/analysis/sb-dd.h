/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of 106 bits made of two doubles, at the speed of the hardware: decide floors and remainders of quotas where
 * fractions no longer fit 128 bits. Same bits on every machine (no contraction, no fast math). Source: Dekker 1971,
 * Knuth TAOCP 2, 4.2.2. */
#pragma once

#include "analysis/sb-rational.h"

#include <math.h>

G_BEGIN_DECLS

typedef struct {
  double hi, lo; /* the value is hi + lo, |lo| ≤ ½ ulp (hi) */
} SbDd;

static inline SbDd
sb_dd_two_sum (double a, double b)
{
  double s = a + b, t = s - a;

  return (SbDd) { s, (a - (s - t)) + (b - t) };
}

static inline SbDd
sb_dd_fast_sum (double a, double b)
{
  double s = a + b;

  return (SbDd) { s, b - (s - a) };
}

static inline SbDd
sb_dd_two_product (double a, double b)
{
  double p = a * b, c = 134217729.0 * a, d = 134217729.0 * b;
  double ah = c - (c - a), al = a - ah, bh = d - (d - b), bl = b - bh;

  return (SbDd) { p, ((ah * bh - p) + ah * bl + al * bh) + al * bl };
}

static inline SbDd
sb_dd_add (SbDd a, SbDd b)
{
  SbDd s = sb_dd_two_sum (a.hi, b.hi), t = sb_dd_two_sum (a.lo, b.lo);

  s = sb_dd_fast_sum (s.hi, s.lo + t.hi);
  return sb_dd_fast_sum (s.hi, s.lo + t.lo);
}

static inline SbDd
sb_dd_negate (SbDd a)
{
  return (SbDd) { -a.hi, -a.lo };
}

static inline SbDd
sb_dd_subtract (SbDd a, SbDd b)
{
  return sb_dd_add (a, sb_dd_negate (b));
}

static inline SbDd
sb_dd_multiply (SbDd a, SbDd b)
{
  SbDd p = sb_dd_two_product (a.hi, b.hi);

  return sb_dd_fast_sum (p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline SbDd
sb_dd_scale (SbDd a, double b)
{
  SbDd p = sb_dd_two_product (a.hi, b);

  return sb_dd_fast_sum (p.hi, p.lo + a.lo * b);
}

/* b must not be 0. */
static inline SbDd
sb_dd_divide (SbDd a, SbDd b)
{
  double q1 = a.hi / b.hi, q2;
  SbDd rest = sb_dd_subtract (a, sb_dd_scale (b, q1));

  q2 = rest.hi / b.hi;
  rest = sb_dd_subtract (rest, sb_dd_scale (b, q2));
  return sb_dd_add (sb_dd_fast_sum (q1, q2), (SbDd) { rest.hi / b.hi, 0.0 });
}

/* Exact for |value| < 2¹⁰⁶. */
static inline SbDd
sb_dd_from_wide (SbWide value)
{
  gint64 high = (gint64) (value >> 53);
  double hi;

  if (G_LIKELY (high < (G_GINT64_CONSTANT (1) << 53) && high >= -(G_GINT64_CONSTANT (1) << 53)
                && value >> 53 == high))
    return sb_dd_fast_sum ((double) high * 0x1p53, (double) (gint64) (value & ((G_GINT64_CONSTANT (1) << 53) - 1)));
  hi = (double) value;
  return (SbDd) { hi, (double) (value - (SbWide) hi) };
}

/* Exact. */
static inline SbDd
sb_dd_from_int (gint64 value)
{
  double hi = (double) value;

  if (G_LIKELY (hi < 0x1p53 && hi > -0x1p53))
    return (SbDd) { hi, 0.0 };
  return sb_dd_from_wide (value);
}

/* −1, 0, 1. */
static inline int
sb_dd_compare (SbDd a, SbDd b)
{
  if (a.hi < b.hi || a.hi > b.hi)
    return a.hi < b.hi ? -1 : 1;
  return (a.lo > b.lo) - (a.lo < b.lo);
}

static inline double
sb_dd_to_real (SbDd a)
{
  return a.hi + a.lo;
}

/* floor () without the call. */
static inline double
sb_dd_whole (double value)
{
  double cut;

  if (G_UNLIKELY (!(value < 0x1p52 && value > -0x1p52)))
    return value;
  cut = (double) (gint64) value;
  return cut > value ? cut - 1.0 : cut;
}

/* The whole part (rounded down) of |a| < 2¹²⁰ and the fraction in steps of 2⁻ᵇⁱᵗˢ, rounded to the nearest step: what
 * lies within half a step of a whole number is that number. bits ≤ 60. */
static inline SbWide
sb_dd_floor (SbDd a, int bits, guint64 *fraction)
{
  double scale = (double) (G_GUINT64_CONSTANT (1) << bits), whole = sb_dd_whole (a.hi), down, high;
  SbDd rest = sb_dd_two_sum (a.hi - whole, a.lo);
  SbWide result;
  gint64 steps;

  down = sb_dd_whole (rest.hi);
  rest.hi -= down;
  high = sb_dd_whole (rest.hi * scale);
  steps = (gint64) high + (gint64) sb_dd_whole ((rest.hi * scale - high) + rest.lo * scale + 0.5);
  result = fabs (whole) < 0x1p62 ? (SbWide) ((gint64) whole + (gint64) down) : (SbWide) whole + (SbWide) down;
  if (steps >= (gint64) scale)
    {
      steps -= (gint64) scale;
      result++;
    }
  *fraction = (guint64) MAX (steps, 0);
  return result;
}

G_END_DECLS
