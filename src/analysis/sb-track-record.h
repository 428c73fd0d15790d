/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Were we right? Stated chances against outcomes, and past forecasts against what came. Source: ENGINE 3.7. */
#pragma once

#include "analysis/sb-calibration.h"
#include "analysis/sb-forecast.h"
#include "core/sb-deal-stand.h"

G_BEGIN_DECLS

#define SB_RELIABILITY_BINS 5

typedef struct {
  SbCalibrationBin bin;
  double   lo, hi; /* Wilson's 95 % interval of the rate */
  gboolean few;    /* n < 5: drawn grey */
} SbReliabilityBin;

typedef struct {
  SbReliabilityBin bins[SB_RELIABILITY_BINS]; /* [0, .2), [.2, .4) … [.8, 1] */
  SbCalibration    scores;
  SbRatio          skill;     /* 1 − Brier ÷ Brier of the base rate; no-closed-deals, zero-denominator */
  double           base_rate;
  gint64           n;         /* stated chances whose deals are won or lost by as_of */
  gint64           n_deals;
  gint64           n_open, n_void; /* left out */
  SbReason         reason;    /* no-data: nothing frozen; no-closed-deals: nothing closed since */
  SbExplain       *explain;   /* rows: the deals */
} SbReliability;

/* frozen: SbDealStand of weekly snapshots, the snapshot's day in created_on, ascending by it: only what was frozen is
 * scored, never the chance of the last stage before closing. Returns: (transfer full). */
SbReliability *sb_reliability_compute (const SbFacts *facts, const GArray *frozen, SbScope scope, SbDate as_of);
void           sb_reliability_free    (SbReliability *reliability);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReliability, sb_reliability_free)

/* Shape: n forecasts f and actuals a. WAPE Σ|f − a| ÷ Σ|a|, bias Σ(f − a) ÷ Σ|a|; MAPE over a ≠ 0.
 * Edge: Σ|a| = 0 gives zero-denominator. */
typedef struct {
  SbRatio wape, bias, mape;
} SbHindcastScores;

SbHindcastScores sb_hindcast_scores (const gint64 *f, const gint64 *a, gsize n);

#define SB_HINDCAST_PERIODS 4 /* fewer are no accuracy */

typedef struct {
  SbPeriod period;
  SbDate   day;      /* the forecast is the one of this day, out of what was known then */
  gint64   p10, p50, p90;
  gint64   actual;
  gboolean inside;   /* P10 ≤ actual ≤ P90 */
} SbPastForecast;

typedef enum { SB_TENDENCY_UNKNOWN, SB_TENDENCY_EVEN, SB_TENDENCY_HIGH, SB_TENDENCY_LOW } SbTendency;

typedef struct {
  SbForecastLevel level;
  gint32      id;
  const char *name;  /* owned by the facts */
  int         n;     /* periods with a forecast or a result */
  SbRatio     wape, bias; /* too-few below SB_HINDCAST_PERIODS */
  SbTendency  tendency;   /* |bias| > 10 %; of a member, the manager's alone to see */
} SbHindcastRow;

typedef struct {
  SbPeriodKind kind;
  guint        n_periods; /* finished ones before as_of's, at most 24 */
  SbScope      scope;
  SbDate       as_of;
  guint64      seed;
  guint        rho_ppm;
  const gint  *cancelled; /* nullable */
} SbHindcastQuery;

typedef struct {
  SbFacts *facts;
  GArray  *periods;  /* SbPastForecast of the whole scope, oldest first */
  GArray  *rows;     /* SbHindcastRow: members, teams, the whole last */
  SbRatio  coverage; /* share of the periods inside P10–P90; 80 % is the aim; too-few */
  double   pinball;  /* mean loss of P10, P50 and P90 in minor units */
  SbExplain *explain;
} SbHindcast;

/* Forecasts every finished period again from the day that lies in it as as_of lies in the running one: stages, dates
 * and closings as they stood then (amounts and owners as they are today). Cost: a forecast of 2,000 draws a period.
 * Returns: (transfer full) (nullable), NULL when cancelled. */
SbHindcast *sb_hindcast_compute (SbFacts *facts, const SbHindcastQuery *query);
void        sb_hindcast_free    (SbHindcast *hindcast);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbHindcast, sb_hindcast_free)

G_END_DECLS
