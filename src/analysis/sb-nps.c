/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Net promoter score. Called by the key figures and the feedback page. */
#include "analysis/sb-nps.h"

#include <math.h>

SbRatio
sb_nps (gint64 promoters, gint64 detractors, gint64 n)
{
  return sb_ratio (100 * (promoters - detractors), n, SB_REASON_NO_DATA);
}

double
sb_nps_half_width (gint64 promoters, gint64 detractors, gint64 n)
{
  double p, d, spread;

  if (n <= 0)
    return 0.0;
  p = (double) promoters / (double) n;
  d = (double) detractors / (double) n;
  spread = p + d - (p - d) * (p - d);
  return 196.0 * sqrt (MAX (spread, 0.0) / (double) n);
}
