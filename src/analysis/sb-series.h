/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value by period with control limits and trend: is the last value a signal or noise? */
#pragma once

#include "analysis/sb-explain.h"

G_BEGIN_DECLS

typedef struct {
  SbPeriod   period;
  SbQuantity value;
  SbRatio    ratio;
  gboolean   running; /* the period is not over at as_of: hatched, in no limit and no trend */
  gboolean   signal;  /* outside the limits */
} SbSeriesPoint;

typedef enum { SB_TREND_NONE, SB_TREND_UP, SB_TREND_FLAT, SB_TREND_DOWN } SbTrend;

typedef struct {
  GArray  *points;      /* SbSeriesPoint, oldest first */
  SbUnit   unit;
  gboolean has_limits;  /* from 8 finished, defined values on */
  double   mean;
  double   lower;
  double   upper;       /* mean ± 2.66 × mean moving range */
  guint    n_signals;
  SbTrend  trend;       /* NONE below 4 values */
  double   slope;       /* Theil–Sen, per period */
} SbSeries;

SbSeries *sb_series_new  (SbUnit unit);
void      sb_series_free (SbSeries *series);
void      sb_series_add  (SbSeries *series, SbSeriesPoint point);
/* Limits, signals and trend over the finished, defined points. flat_band: a change over the window within it is FLAT
 * (ENGINE 0: 5 points of a score; for money 5 % of the mean is a fair choice). */
void      sb_series_judge (SbSeries *series, double flat_band);

/* Limits of individual values: mean ± 2.66 × mean moving range; FALSE below 8 values. Source: Wheeler. */
gboolean  sb_xmr_limits  (const double *values, gsize n, double *mean, double *lower, double *upper);
/* Median of all pairwise slopes; FALSE below 4 values. Cost: O(n²). Source: Theil 1950, Sen 1968. */
gboolean  sb_theil_sen   (const double *values, gsize n, double *slope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSeries, sb_series_free)

G_END_DECLS
