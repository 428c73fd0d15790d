/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A target spread over the months (or weeks) of its days: typed and locked cells stay, the rest follows by weight, and
 * the total always ties or says by how much it does not. Source: AREAS 1 "Behaviours" G3, G4; ENGINE 1.5, 1.6. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

typedef struct {
  SbPeriod period;     /* cut to the goal's days */
  gint64   value;      /* in units: see sb_goal_to_units () */
  gint64   calculated; /* what the weights alone would give */
  gint64   weight;     /* season ppm × working days, or 1 for equal parts */
  gboolean locked;
  gboolean typed;
} SbGoalCell;

/* The months that touch the goal's days, weighed by its phasing, with no values. Returns: (transfer full) GArray of
 * SbGoalCell, in order. */
GArray  *sb_goal_cells_new    (const SbFacts *facts, const SbGoalFact *goal);
/* The same with what its stages say. */
GArray  *sb_goal_cells_load   (const SbFacts *facts, const SbGoalFact *goal);
/* Keeps locked and typed cells, spreads the rest of the total over the others (largest remainder, none below zero) and
 * notes for every cell what the weights alone would give. Returns: total − sum of the cells: 0 when it ties. */
gint64   sb_goal_cells_spread (GArray *cells, gint64 total);
/* A month's value over its weeks by working days, exact; a week counts with its days in the month only.
 * Returns: (transfer full) GArray of SbGoalCell. */
GArray  *sb_goal_cells_weeks  (const SbFacts *facts, const SbGoalCell *month);
gint64   sb_goal_cells_sum    (const GArray *cells);
/* Between the metric's numbers and whole units: minor units of money, hundredths of a per cent, of the others
 * hundredths. */
gint64   sb_goal_to_units     (const SbMetricFact *metric, const SbGoalNumber *number);
SbGoalNumber sb_goal_from_units (const SbMetricFact *metric, gint64 units);

G_END_DECLS
