/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seven dimensions, their weighted and geometric mean, imbalance and lifts. Source: ENGINE 4, vectors `scorecard`,
 * `target_curve`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  double   weight;
  double   score;
  gboolean present;
} SbScoreIndicator;

typedef struct {
  const char *name;
  double      weight;
  const SbScoreIndicator *indicators;
  gsize       n_indicators;
  /* results: */
  gboolean    has_score;  /* at least half of the indicator weight is present */
  double      score;
  double      coverage;
  double      gain;       /* of +10 points, at most 100 */
  double      slope;      /* ∂G ÷ ∂score */
} SbScoreDimension;

typedef struct {
  gboolean has_overall;   /* at least half of the dimension weight counts */
  double   arithmetic, geometric, imbalance, coverage;
  int      weakest;       /* index; tie: name ascending; −1 */
  int     *order;         /* dimensions with a score by gain descending, then name; n_order of them */
  gsize    n_order;
} SbScorecard;

/* FALSE for negative weights or values that are not finite. Free out->order with g_free (). */
gboolean sb_scorecard_compute (SbScoreDimension *dimensions, gsize n, SbScorecard *out);

/* Linear between the points, clamped outside. xy holds n pairs, x ascending; equal x jump. n > 0. */
double   sb_target_curve      (const double (*xy)[2], gsize n, double x);

G_END_DECLS
