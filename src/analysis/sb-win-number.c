/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exponential and logarithm made of additions, products and divisions only: a library's choose other instructions on
 * other processors, and a last bit may grow into another tree. Used by the win model alone. */
#include "analysis/sb-win-private.h"

#include <math.h>
#include <string.h>

#define LIMIT 36.0 /* log-odds beyond it are the same probability */

guint64
sb_win_mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* e^x for |x| ≤ LIMIT: 2^k times a polynomial on |r| ≤ log 2 ÷ 2. */
static double
exponential (double x)
{
  double scaled = x * 1.4426950408889634;
  int k = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  double r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  double s = 1.0 / 39916800;
  guint64 bits = (guint64) (k + 1023) << 52;
  double power;

  s = s * r + 1.0 / 3628800;
  s = s * r + 1.0 / 362880;
  s = s * r + 1.0 / 40320;
  s = s * r + 1.0 / 5040;
  s = s * r + 1.0 / 720;
  s = s * r + 1.0 / 120;
  s = s * r + 1.0 / 24;
  s = s * r + 1.0 / 6;
  s = s * r + 0.5;
  s = s * r + 1;
  s = s * r + 1;
  memcpy (&power, &bits, sizeof power);
  return s * power;
}

double
sb_win_logistic (double x)
{
  return 1 / (1 + exponential (CLAMP (-x, -LIMIT, LIMIT)));
}

double
sb_win_log (double x)
{
  int k;
  double m = frexp (x, &k), s, t, sum;

  if (m < 0.70710678118654752)
    {
      m *= 2;
      k--;
    }
  s = (m - 1) / (m + 1);
  t = s * s;
  sum = 1.0 / 21;
  for (int i = 19; i >= 1; i -= 2)
    sum = sum * t + 1.0 / i;
  return k * 6.93147180369123816490e-01 + (2 * s * sum + k * 1.90821492927058770002e-10);
}

double
sb_win_log_odds (double p)
{
  p = CLAMP (p, 1e-9, 1 - 1e-9);
  return sb_win_log (p / (1 - p));
}

double
sb_win_log_loss (double x, guint8 outcome)
{
  return sb_win_log (1 + exponential (CLAMP (outcome ? -x : x, -LIMIT, LIMIT)));
}
