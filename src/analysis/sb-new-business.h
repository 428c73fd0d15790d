/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revenue of a period that is no open deal today: business that never stands in the pipeline (run rate) and deals still
 * to be created and won inside the period. Every won deal of the past is in exactly one of the two. Source: ENGINE 3.3.
 *
 * Run rate: deals won on the day they were created. By month, over season and working days, as a mean of the last 6 to
 * 12 months that weighs the newest most, lognormal error from the residuals; from 24 months on their time series.
 * Create and close: what earlier periods of the same kind won from deals created after the same day of the period. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

typedef enum {
  SB_NEW_FEW_POINTS = 1 << 0, /* fewer than 6 values: a spread of 25 % is assumed */
  SB_NEW_TEAM_MEAN  = 1 << 1, /* not there for any earlier period: the team's mean × 0.8 */
  SB_NEW_NO_SEASON  = 1 << 2, /* fewer than 24 months of history: every month counts alike */
  SB_NEW_NO_HISTORY = 1 << 3, /* nothing to go by: the mean is 0 */
  SB_NEW_SERIES     = 1 << 4  /* the run rate is the forecast of 24 and more months, with their season and bands */
} SbNewFlags;

/* A mean in minor units and the spread of its logarithm, for the rest of the period. */
typedef struct {
  double mean;
  double sigma;
  int    n;     /* values it was made of: months, or earlier periods */
  guint  flags; /* SbNewFlags */
} SbNewLine;

typedef struct {
  gint32    member_id;
  gboolean  has_history; /* won anything ever */
  SbNewLine run_rate;
  SbNewLine created;
} SbNewBusiness;

typedef struct {
  SbPeriod      period;
  SbScope       scope;
  SbDate        as_of;   /* nothing is expected from period.end on */
  const gint32 *sellers; /* members who get the team's mean without a history of their own */
  gsize         n_sellers;
} SbNewQuery;

/* One row a member of the facts, in their order. Cost: one pass over the deals.
 * Returns: (transfer full) GArray of SbNewBusiness. */
GArray *sb_new_business_compute (const SbFacts *facts, const SbNewQuery *query);

G_END_DECLS
