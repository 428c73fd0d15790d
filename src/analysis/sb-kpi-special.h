/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the key figures: those that another calculation makes, over what the panel has read already. */
#pragma once

#include "analysis/sb-coverage.h"
#include "analysis/sb-kpi-tally.h"
#include "analysis/sb-slippage.h"

G_BEGIN_DECLS

/* What velocity takes from the last twelve months. */
#define SB_VELOCITY_WANT (SB_WANT_DEALS | SB_WANT_CYCLES | SB_WANT_STOCK)

/* last_year: counted over sb_velocity_period () and every pipeline; rows: of a window that ends on the as-of date.
 * NULL: made here. */
typedef struct {
  SbKpiSource      *source;
  const SbKpiTally *last_year;
  SbKpiRows        *rows;
} SbVelocityInput;

SbPeriod    sb_velocity_period (SbDate as_of);
SbVelocity *sb_velocity_of     (const SbVelocityInput *input, SbDate as_of, SbVelocitySteps steps);

typedef struct {
  const SbFacts    *facts;
  const SbKpiQuery *query;
  SbKpiSource      *all;       /* every pipeline of deals */
  const SbProbabilityTable *table; /* for coverage */
  const SbKpiChange *previous; /* the comparisons without a value */
  const SbKpiChange *year_ago;
  gint64            won;       /* revenue of the period so far */
  const SbKpiTally *last_year; /* for velocity, as are rows */
  SbKpiRows        *rows;
  SbPacing         *pacing;    /* made when first asked for */
  SbSlippage       *slippage;
} SbKpiSpecial;

/* A metric that is not simple. Returns: (transfer full). */
SbKpi *sb_kpi_special_compute (SbKpiSpecial *special, SbMetric metric);
void   sb_kpi_special_clear   (SbKpiSpecial *special);

G_END_DECLS
