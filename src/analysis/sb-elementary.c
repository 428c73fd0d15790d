/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Elementary functions by additions, multiplications and divisions, each rounded as IEEE 754 says: a simulation gives
 * the same cents with every C library and processor. Called by the simulation; knows nothing of deals. */
#include "analysis/sb-elementary.h"

#include <math.h>

#define LOG2_E 0x1.71547652b82fep+0
#define LN2_HI 0x1.62e42feep-1       /* 32 bits: n × LN2_HI is exact */
#define LN2_LO 0x1.a39ef35793c76p-33
#define INVERSE_ROOT_2_PI 0x1.9884533d43651p-2

/* 1 ÷ k!, rounded by the compiler as IEEE 754 says. */
static const double inverse_factorials[] = {
  1.0, 1.0, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800,
  1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200
};

double
sb_exp (double x)
{
  double n, r, sum = inverse_factorials[14];

  x = CLAMP (x, -700.0, 700.0);
  n = floor (x * LOG2_E + 0.5);
  r = (x - n * LN2_HI) - n * LN2_LO;
  for (int k = 13; k >= 0; k--)
    sum = inverse_factorials[k] + sum * r;
  return ldexp (sum, (int) n);
}

double
sb_log (double x)
{
  double mantissa, s, square, term, sum;
  int exponent;

  g_return_val_if_fail (x > 0.0 && x <= G_MAXDOUBLE, 0.0);

  mantissa = frexp (x, &exponent);
  if (mantissa < 0x1.6a09e667f3bcdp-1)
    {
      mantissa *= 2.0;
      exponent--;
    }
  s = (mantissa - 1.0) / (mantissa + 1.0); /* |s| < 0.172 */
  square = s * s;
  sum = term = s;
  for (int k = 3; k < 27; k += 2)
    {
      term *= square;
      sum += term / (double) k;
    }
  return exponent * LN2_HI + (exponent * LN2_LO + 2.0 * sum);
}

/* Φ(x) = ½ + φ(x) · (x + x³/3 + x⁵/15 + …): all terms of one sign. */
static double
upper_half (double x, double density)
{
  double term = x, sum = x;

  for (int k = 3; term > sum * 0x1p-56; k += 2)
    {
      term *= x * x / (double) k;
      sum += term;
    }
  return MIN (0.5 + density * sum, 1.0);
}

static void
fill_cdf (SbNormal *normal)
{
  const int middle = SB_NORMAL_NODES / 2;
  /* exp (−1/2048), the density's fall to the first node; the fall itself falls by its square. */
  double density = INVERSE_ROOT_2_PI, fall = sb_exp (-1.0 / 2048.0), square = fall * fall;

  for (int i = 0; i <= middle; i++)
    {
      double cdf = upper_half ((double) i / SB_NORMAL_STEPS, density);

      normal->cdf[middle + i] = cdf;
      normal->cdf[middle - i] = 1.0 - cdf;
      normal->density[middle + i] = normal->density[middle - i] = density / SB_NORMAL_STEPS;
      density *= fall;
      fall *= square;
    }
}

/* Between two nodes: the cubic through values and slopes (per interval). */
static inline double
hermite (const double value[2], const double slope[2], double t)
{
  double rise = value[1] - value[0];
  double a = slope[0] - rise, b = slope[1] - rise;

  return value[0] + t * (rise + (1.0 - t) * (a * (1.0 - t) - b * t));
}

double
sb_normal_cdf (const SbNormal *normal, double x)
{
  double at, low;
  int i;

  at = (CLAMP (x, -SB_NORMAL_LIMIT, SB_NORMAL_LIMIT) + SB_NORMAL_LIMIT) * SB_NORMAL_STEPS;
  low = floor (at);
  i = MIN ((int) low, SB_NORMAL_NODES - 2);
  return hermite (&normal->cdf[i], &normal->density[i], at - i);
}

/* The table's own inverse: nested intervals to the nodes around p, then Newton's steps on the cubic between them. */
static double
quantile_by_search (const SbNormal *normal, double p)
{
  int lo = 0, hi = SB_NORMAL_NODES - 1;
  double t, rise;

  while (hi - lo > 1)
    {
      int middle = (lo + hi) / 2;

      if (normal->cdf[middle] < p)
        lo = middle;
      else
        hi = middle;
    }
  rise = normal->cdf[hi] - normal->cdf[lo];
  t = rise > 0.0 ? (p - normal->cdf[lo]) / rise : 0.0;
  for (int step = 0; step < 4 && rise > 0.0; step++)
    {
      double slope = normal->density[lo] + t * (normal->density[hi] - normal->density[lo]);

      t += (p - hermite (&normal->cdf[lo], &normal->density[lo], t)) / slope;
      t = CLAMP (t, 0.0, 1.0);
    }
  return (lo + t) / SB_NORMAL_STEPS - SB_NORMAL_LIMIT;
}

static void
fill_quantiles (SbNormal *normal)
{
  const int middle = SB_NORMAL_LEVELS / 2;

  normal->quantile[middle] = 0.0;
  normal->slope[middle] = 1.0 / (SB_NORMAL_LEVELS * INVERSE_ROOT_2_PI);
  for (int i = 1; i < middle; i++)
    {
      double z = quantile_by_search (normal, (double) (middle + i) / SB_NORMAL_LEVELS);
      double density = INVERSE_ROOT_2_PI * sb_exp (-0.5 * z * z);

      normal->quantile[middle + i] = z;
      normal->quantile[middle - i] = -z;
      normal->slope[middle + i] = normal->slope[middle - i] = 1.0 / (SB_NORMAL_LEVELS * density);
    }
}

void
sb_normal_init (SbNormal *normal)
{
  g_return_if_fail (normal != NULL);

  *normal = (SbNormal) { 0 };
  fill_cdf (normal);
  fill_quantiles (normal);
}

/* The cubic is good to 1e−7 there; beyond it the tails are searched. */
#define FIRST_LEVEL 24

double
sb_normal_quantile (const SbNormal *normal, double p)
{
  double at = p * SB_NORMAL_LEVELS;
  int i;

  if (!(at >= FIRST_LEVEL && at < SB_NORMAL_LEVELS - FIRST_LEVEL))
    return p > 0.5 ? -quantile_by_search (normal, 1.0 - p) : quantile_by_search (normal, p);
  i = (int) at;
  return hermite (&normal->quantile[i], &normal->slope[i], at - i);
}
