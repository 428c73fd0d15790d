/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is there enough pipeline for the rest of the period, and how fast does it turn into money? Source: AREAS 3. */
#pragma once

#include "analysis/sb-pacing.h"
#include "analysis/sb-probability.h"

G_BEGIN_DECLS

typedef struct {
  gint64   open_due;       /* open amount due in [as_of, end] */
  gint64   overdue;        /* open amount due before as_of: drawn hatched on top, not in `covered` */
  gint64   weighted_due;   /* open_due × probability */
  gint64   undated;        /* open amount without a close date */
  gint64   remaining;      /* target − won */
  gint64   n_due, n_overdue;
  SbRatio  covered;        /* open_due ÷ remaining; met, no-target */
  SbRatio  weighted;       /* weighted_due ÷ remaining */
  SbRatio  needed;         /* median over past periods of open then ÷ won later in it; else 1 ÷ value win rate */
  int      needed_periods; /* past periods used; 0: from the win rate */
  gboolean is_short;       /* both defined and covered < needed */
  SbExplain *explain;      /* rows: the open deals due */
} SbCoverage;

/* Returns: (transfer full). */
SbCoverage *sb_coverage_compute (const SbFacts *facts, const SbProbabilityTable *table, const SbTargetQuery *query,
                                 gint64 won);
/* The same over spans that were read already: those of the query's scope and every pipeline (sb_deal_spans_new ()). */
typedef struct {
  const SbFacts *facts;
  const GArray  *spans;
  const SbProbabilityTable *table;
} SbCoverageInput;

SbCoverage *sb_coverage_of      (const SbCoverageInput *input, const SbTargetQuery *query, gint64 won);
void        sb_coverage_free    (SbCoverage *coverage);

/* Open deals × win rate × average won ÷ median cycle, and what realistic steps would add. */
typedef struct {
  gint64   open_deals;
  SbRatio  win_rate;       /* 12 months */
  SbRatio  average_minor;
  SbRatio  cycle_days;     /* median of won deals, at least 1 */
  SbRatio  per_day;        /* minor units a day */
  SbRatio  plus_deals, plus_points, plus_amount, minus_days; /* gain a day of +2 deals, +3 points, +5 %, −5 days */
  SbExplain *explain;
} SbVelocity;

/* The sizes of the steps; SB_VELOCITY_STEPS are the defaults. */
typedef struct {
  gint64 deals;
  double points;
  double amount;
  double days;
} SbVelocitySteps;

#define SB_VELOCITY_STEPS ((SbVelocitySteps) { 2, 0.03, 0.05, 5.0 })

SbVelocity *sb_velocity_compute (const SbFacts *facts, SbScope scope, SbDate as_of, SbVelocitySteps steps);
void        sb_velocity_free    (SbVelocity *velocity);

/* deals × win × average ÷ days; fewer than one day counts one. Source: vector `velocity`. */
double      sb_velocity_per_day (double deals, double win, double average, double days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCoverage, sb_coverage_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbVelocity, sb_velocity_free)

G_END_DECLS
