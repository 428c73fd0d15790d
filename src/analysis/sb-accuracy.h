/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Were forecasts of past periods right? Size and direction of the misses, and whether the bands held what came.
 * (sb-calibration asks the same of probabilities.) Source: ENGINE 3.7. */
#pragma once

#include "analysis/sb-calibration.h"
#include "analysis/sb-explain.h"

G_BEGIN_DECLS

#define SB_ACCURACY_LEAST 4         /* periods before a member is judged */
#define SB_ACCURACY_TENDENCY 0.05   /* of bias: below it, no tendency is told */

/* One past period: what was forecast for it (at one lead time), and what came. Minor units. */
typedef struct {
  gint64   forecast;
  gint64   actual;
  gboolean has_band;
  gint64   p10, p50, p90; /* while has_band */
} SbForecastOutcome;

typedef enum { SB_TENDENCY_NONE, SB_TENDENCY_FAIR, SB_TENDENCY_LOW, SB_TENDENCY_HIGH } SbTendency;

/* n of each ratio is its number of periods. */
typedef struct {
  SbRatio    wape;     /* Σ|f − a| ÷ Σ|a|; too-few, no-data, zero-denominator, overflow */
  SbRatio    bias;     /* Σ(f − a) ÷ Σ|a|: above 0 forecasts were too high */
  SbRatio    mape;     /* mean of |f − a| ÷ |a| over the periods with a ≠ 0 */
  SbRatio    coverage; /* periods with p10 ≤ a ≤ p90 ÷ periods with a band; the aim is 80 % */
  SbRatio    pinball[3]; /* mean loss of p10, p50, p90 in minor units: smaller is better, to compare forecasters by */
  gint64     n_zero;   /* periods without sales, left out of mape */
  SbTendency tendency; /* of the bias; NONE while it is undefined */
  SbExplain *explain;  /* of wape, with bias and coverage */
} SbAccuracy;

/* Loss of a quantile forecast: q·(a − f) when a ≥ f, else (1 − q)·(f − a). 0 < q < 1. Source: Koenker, Bassett. */
double  sb_pinball_loss     (double q, double forecast, double actual);

/* Below `least` periods every figure is too-few. Scope and as_of are for the explanation. Clear with
 * sb_accuracy_clear (). */
void    sb_accuracy_compute (const SbForecastOutcome *outcomes, gsize n, gsize least, SbScope scope, SbDate as_of,
                             SbAccuracy *out);
void    sb_accuracy_clear   (SbAccuracy *accuracy);

/* 1 − Brier ÷ Brier of always stating the base rate; zero-denominator when every outcome was the same. n: outcomes. */
SbRatio sb_brier_skill      (const SbCalibration *calibration, gint64 n);

G_END_DECLS
