/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rates with their numerator, denominator and reason, and the two intervals that say how sure a rate is. */
#include "core/sb-ratio.h"

#include <math.h>

SbRatio
sb_ratio (gint64 numerator, gint64 denominator, SbReason when_zero)
{
  SbRatio ratio = { 0.0, numerator, denominator, denominator, SB_REASON_NONE };

  if (denominator == 0)
    ratio.reason = when_zero != SB_REASON_NONE ? when_zero : SB_REASON_ZERO_DENOMINATOR;
  else
    ratio.value = (double) numerator / (double) denominator;
  return ratio;
}

SbRatio
sb_ratio_undefined (SbReason reason)
{
  g_return_val_if_fail (reason != SB_REASON_NONE, ((SbRatio) { 0.0, 0, 0, 0, SB_REASON_NO_DATA }));

  return (SbRatio) { 0.0, 0, 0, 0, reason };
}

SbRatio
sb_ratio_measure (double value, gint64 n)
{
  if (n <= 0)
    return (SbRatio) { 0.0, 0, 0, 0, SB_REASON_NO_DATA };
  if (!isfinite (value))
    return (SbRatio) { 0.0, 0, 0, n, SB_REASON_OVERFLOW };
  return (SbRatio) { value, 0, 0, n, SB_REASON_NONE };
}

SbAmount
sb_amount (gint64 minor, gint64 n)
{
  return (SbAmount) { minor, n, SB_REASON_NONE };
}

SbAmount
sb_amount_undefined (SbReason reason)
{
  g_return_val_if_fail (reason != SB_REASON_NONE, ((SbAmount) { 0, 0, SB_REASON_NO_DATA }));

  return (SbAmount) { 0, 0, reason };
}

gboolean
sb_ratio_is_defined (const SbRatio *ratio)
{
  return ratio->reason == SB_REASON_NONE;
}

gboolean
sb_ratio_is_few (const SbRatio *ratio)
{
  return ratio->n < SB_FEW_DATA;
}

void
sb_wilson (gint64 k, gint64 n, double *lo, double *hi)
{
  double p, zz, centre, half, scale;

  g_return_if_fail (lo != NULL && hi != NULL);
  g_return_if_fail (n >= 0 && k >= 0 && k <= n);

  *lo = 0.0;
  *hi = 1.0;
  if (n == 0)
    return;

  p = (double) k / (double) n;
  zz = SB_Z95 * SB_Z95;
  scale = 1.0 + zz / (double) n;
  centre = (p + zz / (2.0 * (double) n)) / scale;
  half = SB_Z95 * sqrt (p * (1.0 - p) / (double) n + zz / (4.0 * (double) n * (double) n)) / scale;
  /* At the two ends the bound is exact; rounding must not leave 1e-18 there. */
  *lo = k == 0 ? 0.0 : CLAMP (centre - half, 0.0, 1.0);
  *hi = k == n ? 1.0 : CLAMP (centre + half, 0.0, 1.0);
}

gboolean
sb_newcombe (gint64 k1, gint64 n1, gint64 k0, gint64 n0, double *lo, double *hi)
{
  double lo1, hi1, lo0, hi0, p1, p0, d;

  g_return_val_if_fail (lo != NULL && hi != NULL, FALSE);

  *lo = -1.0;
  *hi = 1.0;
  if (n1 <= 0 || n0 <= 0)
    return FALSE;

  sb_wilson (k1, n1, &lo1, &hi1);
  sb_wilson (k0, n0, &lo0, &hi0);
  p1 = (double) k1 / (double) n1;
  p0 = (double) k0 / (double) n0;
  d = p1 - p0;
  *lo = d - sqrt ((p1 - lo1) * (p1 - lo1) + (hi0 - p0) * (hi0 - p0));
  *hi = d + sqrt ((hi1 - p1) * (hi1 - p1) + (p0 - lo0) * (p0 - lo0));
  return *lo > 0.0 || *hi < 0.0;
}
