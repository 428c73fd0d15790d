/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number that knows what it was divided by, or why it does not exist. */
#pragma once

#include "core/sb-reason.h"

G_BEGIN_DECLS

/* value is meaningful only while reason == SB_REASON_NONE; it is 0 otherwise and must not be shown. */
typedef struct {
  double   value;
  gint64   numerator;
  gint64   denominator;
  gint64   n;           /* observations; "few data" below 20 */
  SbReason reason;
} SbRatio;

/* An exact amount in minor units of the base currency, or the reason why there is none. */
typedef struct {
  gint64   minor;
  gint64   n;
  SbReason reason;
} SbAmount;

#define SB_Z95 1.959963984540054
#define SB_FEW_DATA 20

/* numerator / denominator; denominator 0 gives `when_zero`. n is the denominator. */
SbRatio  sb_ratio             (gint64 numerator, gint64 denominator, SbReason when_zero);
SbRatio  sb_ratio_undefined   (SbReason reason);
/* A measured value (average, days) over n observations; n 0 gives SB_REASON_NO_DATA. */
SbRatio  sb_ratio_measure     (double value, gint64 n);
SbAmount sb_amount            (gint64 minor, gint64 n);
SbAmount sb_amount_undefined  (SbReason reason);
gboolean sb_ratio_is_defined  (const SbRatio *ratio);
/* Fewer than SB_FEW_DATA observations. */
gboolean sb_ratio_is_few      (const SbRatio *ratio);

/* Wilson's 95 % interval of k out of n, clipped to [0, 1]; n == 0 gives [0, 1]. Source: Wilson 1927. */
void     sb_wilson            (gint64 k, gint64 n, double *lo, double *hi);
/* Newcombe's interval of the difference of two proportions k1/n1 − k0/n0 (method 10).
 * Returns: TRUE when it excludes 0 (a clear difference); n0 or n1 == 0 gives FALSE and [−1, 1]. */
gboolean sb_newcombe          (gint64 k1, gint64 n1, gint64 k0, gint64 n0, double *lo, double *hi);

G_END_DECLS
