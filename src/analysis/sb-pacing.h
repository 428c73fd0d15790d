/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Target, expected to date, pace, landing and what is needed a day. Source: AREAS 1 "Numbers", ENGINE 3.4. */
#pragma once

#include "analysis/sb-explain.h"

G_BEGIN_DECLS

typedef enum {
  SB_PACE_UNKNOWN,   /* no target, not started, too early */
  SB_PACE_ACHIEVED,  /* attainment ≥ 100 % */
  SB_PACE_ON_TRACK,  /* pace ≥ 0.95 */
  SB_PACE_AT_RISK,   /* pace ≥ 0.80 */
  SB_PACE_BEHIND,
  SB_PACE_MISSED     /* the period is over below target */
} SbPaceStatus;

/* The target of one metric for any range of days: the sum of the stages of the goals that cover it; a stage that only
 * overlaps counts by working days. */
typedef struct {
  gint64   minor;     /* money metrics */
  double   value;     /* the others */
  double   expected;  /* E(as_of), in the metric's unit */
  gint32   goal_id;   /* the goal it comes from; 0: added up from several */
  gboolean added_up;  /* no own target: sum of the teams' or members' */
  gboolean partial;   /* the stages do not cover the whole range */
  SbReason reason;    /* no-target */
} SbPlanTarget;

/* Which targets are asked for. The metric is metric.code ("revenue_won"). */
typedef struct {
  const char *metric;
  SbPeriod    period;
  SbScope     scope;
  SbDate      as_of;
} SbTargetQuery;

SbPlanTarget sb_plan_target_find (const SbFacts *facts, const SbTargetQuery *query);

/* Everything is in minor units; counts of days are working days. */
typedef struct {
  gint64   target;
  gint64   actual;
  double   expected;      /* plan to date */
  int      days_total, days_gone, days_left;
  SbRatio  gone_share;    /* days gone ÷ days total */
  SbRatio  attainment;    /* actual ÷ target */
  SbRatio  pace;          /* actual ÷ expected; not-started */
  SbAmount landing;       /* run rate; too-early below 10 % of the plan */
  SbAmount needed_per_day;   /* met, period-over */
  SbAmount achieved_per_day;
  SbRatio  run_rate_multiple; /* needed ÷ achieved */
  SbAmount gap;           /* target − actual; met when ≤ 0 */
  SbPaceStatus status;
  SbPlanTarget source;
  SbExplain *explain_attainment, *explain_pace, *explain_landing, *explain_needed;
} SbPacing;

/* Pacing of won revenue. Returns: (transfer full), with reasons when there is no target. */
SbPacing *sb_pacing_compute (const SbFacts *facts, const SbTargetQuery *query, gint64 actual);
void      sb_pacing_free    (SbPacing *pacing);

/* Twelve planned months of a quota, `done` of them over. Source: vector `pacing`. */
typedef struct {
  double   pacing, linear_pacing, projection, needed_per_remaining, run_rate_multiple;
  gboolean has_multiple; /* FALSE when nothing was achieved yet */
} SbPacingMonths;

/* FALSE when done is not 1–11, the quota is 0 or the plan to date sums to 0. */
gboolean sb_pacing_months (gint64 quota, const gint64 plan[12], int done, gint64 actual, SbPacingMonths *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbPacing, sb_pacing_free)

G_END_DECLS
