/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of one look at the goals; only the files of sb-goal include it. */
#pragma once

#include "analysis/sb-goal.h"
#include "analysis/sb-probability.h"

G_BEGIN_DECLS

typedef struct {
  const SbFacts      *facts;
  const SbGoalQuery  *query;
  GHashTable         *values;        /* metric, days, scope → SbKpiValue, so that each is counted once */
  SbProbabilityTable *probabilities; /* NULL until asked for */
} SbGoalWork;

/* What a metric was in some days, from the data, the typed values or (manual) the newest check-in. */
SbQuantity sb_goal_actual       (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric);
/* The computed metric alone over any days; no-data when it is typed in or not counted by this program. */
SbQuantity sb_goal_measure      (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric, SbPeriod period);
/* Closed so far + amount × probability of open deals due in the goal's days. */
SbQuantity sb_goal_weighted     (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric,
                                 const SbQuantity *actual);
gboolean   sb_goal_is_computed  (const SbMetricFact *metric);
/* Rows of one goal: pointer into the facts and their number. */
const SbGoalStageFact   *sb_goal_stages    (const SbFacts *facts, gint32 goal_id, gsize *n);
const SbGoalVersionFact *sb_goal_versions  (const SbFacts *facts, gint32 goal_id, gsize *n);
const SbCheckInFact     *sb_goal_check_ins (const SbFacts *facts, gint32 goal_id, gsize *n);
/* The kind of stages that covers the goal, the finest first; −1 when none does. */
int        sb_goal_stage_kind   (const SbFacts *facts, const SbGoalFact *goal);
double     sb_goal_number       (const SbMetricFact *metric, const SbGoalNumber *number);

void       sb_goal_state_fill   (SbGoalWork *work, SbGoalState *state);
/* Again, after the actual came from the children. */
void       sb_goal_state_rate   (SbGoalWork *work, SbGoalState *state);
/* After the shares of the children are known. */
void       sb_goal_state_judge  (SbGoalWork *work, SbGoalState *state);
void       sb_goal_find_conflicts (SbGoalWork *work, SbGoalTree *tree);

G_END_DECLS
