/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revenue as a product of conversions, and the gain of raising one of them. Called by the funnel and the vectors. */
#include "analysis/sb-funnel-lift.h"

/* Two gains closer than this (relative) are the same gain: products of fractions in 113 bits. */
#define SAME ((SbQuad) 1e-25)

double
sb_funnel_revenue (double entry, const SbRational *conversion, gsize n, double value)
{
  SbQuad product = (SbQuad) entry * (SbQuad) value;

  for (gsize i = 0; i < n; i++)
    product *= sb_rational_to_quad (conversion[i]);
  return (double) product;
}

/* Π of the other stages × (raised − own). */
static SbQuad
unit_gain (const SbRational *conversion, gsize n, gsize stage, SbRational raised)
{
  SbQuad product = sb_rational_to_quad (raised) - sb_rational_to_quad (conversion[stage]);

  for (gsize i = 0; i < n; i++)
    if (i != stage)
      product *= sb_rational_to_quad (conversion[i]);
  return product;
}

double
sb_funnel_gain (double entry, const SbRational *conversion, gsize n, double value, gsize stage, SbRational raised)
{
  SbRational one = { 1, 1 };

  g_return_val_if_fail (stage < n, 0.0);

  if (sb_rational_compare (raised, one) > 0)
    raised = one;
  return (double) ((SbQuad) entry * (SbQuad) value * unit_gain (conversion, n, stage, raised));
}

SbRational
sb_conversion_plus (SbRational conversion, SbRational points)
{
  SbWide num = (SbWide) conversion.num * points.den + (SbWide) points.num * conversion.den;
  SbWide den = (SbWide) conversion.den * points.den;

  if (num >= den || den > G_MAXINT64)
    return (SbRational) { 1, 1 };
  return sb_rational ((gint64) num, (gint64) den);
}

SbRational
sb_conversion_times (SbRational conversion, SbRational factor)
{
  SbRational product;

  if (!sb_rational_multiply (conversion, factor, &product) || product.num >= product.den)
    return (SbRational) { 1, 1 };
  return product;
}

int
sb_funnel_bottleneck (const SbRational *conversion, gsize n)
{
  int best = -1;
  SbQuad best_gain = 0;

  for (gsize i = 0; i < n; i++)
    {
      SbQuad gain = unit_gain (conversion, n, i, sb_conversion_plus (conversion[i], SB_LIFT_POINTS));

      if (best < 0 || gain > best_gain * (1 + SAME))
        {
          best = (int) i;
          best_gain = gain;
        }
    }
  return best;
}
