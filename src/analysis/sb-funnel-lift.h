/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a better conversion at one stage worth? An equal relative lift is worth the same everywhere and ranks
 * nothing, so stages are ranked by equal absolute points. Source: ENGINE 9, vector `funnel_lift`. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

#define SB_LIFT_POINTS ((SbRational) { 1, 20 }) /* +5 percentage points */

/* entry × Π conversion × value. Conversions in 0 … 1. */
double sb_funnel_revenue   (double entry, const SbRational *conversion, gsize n, double value);
/* The gain when one stage's conversion becomes `raised` (cut at 1). */
double sb_funnel_gain      (double entry, const SbRational *conversion, gsize n, double value, gsize stage,
                            SbRational raised);
/* conversion + points and conversion × factor, cut at 1; overflow cuts at 1 too. */
SbRational sb_conversion_plus  (SbRational conversion, SbRational points);
SbRational sb_conversion_times (SbRational conversion, SbRational factor);
/* The stage with the largest gain of +5 points, decided on fractions; tie: lower index; −1 for n 0. */
int    sb_funnel_bottleneck (const SbRational *conversion, gsize n);

G_END_DECLS
