/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Student's t out of basic operations, same bits on every machine. Called by the series forecast for the width of its
 * intervals. */
#include "analysis/sb-student.h"

#include "analysis/sb-elementary.h"

#include <math.h>

/* Acklam's rational approximation, upper half; relative error 1.2e−9. */
static double
normal_quantile (double p)
{
  static const double a[] = { -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
                              1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00 };
  static const double b[] = { -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                              6.680131188771972e+01, -1.328068155288572e+01, 1.0 };
  static const double c[] = { -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                              -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00 };
  static const double d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                              3.754408661907416e+00, 1.0 };
  double above = 0.0, below = 0.0, x;

  if (p <= 0.97575)
    {
      double q = p - 0.5;

      x = q * q;
      for (guint i = 0; i < G_N_ELEMENTS (a); i++)
        {
          above = above * x + a[i];
          below = below * x + b[i];
        }
      return above * q / below;
    }
  x = sqrt (-2.0 * sb_log (1.0 - p));
  for (guint i = 0; i < G_N_ELEMENTS (c); i++)
    above = above * x + c[i];
  for (guint i = 0; i < G_N_ELEMENTS (d); i++)
    below = below * x + d[i];
  return -above / below;
}

/* The interval half width in normal units, corrected for df (Cornish–Fisher expansion in 1/df). */
static double
expand_student (double z, double df)
{
  double z2 = z * z;
  double g1 = (z2 + 1.0) * z / 4.0;
  double g2 = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / 96.0;
  double g3 = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / 384.0;
  double g4 = ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) * z / 92160.0;

  return z + (((g4 / df + g3) / df + g2) / df + g1) / df;
}

double
sb_student_quantile (double p, double df)
{
  g_return_val_if_fail (p > 0.5 && p < 1.0 && df > 0.0, 0.0);

  if (df > 1e6)
    return normal_quantile (p);
  if (df < 2.5)
    {
      double x = 2.0 * p - 1.0;

      return x * sqrt (2.0 / (1.0 - x * x));
    }
  return expand_student (normal_quantile (p), MAX (df, 3.0));
}
