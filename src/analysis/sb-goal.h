/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the goals stand: a tree of goals with target, actual, expected to date, pace, landings, status and the five
 * letters; what does not fit together. Source: AREAS 1 "Numbers", ENGINE 1.11 and 3.4. */
#pragma once

#include "analysis/sb-kpi.h"
#include "analysis/sb-pacing.h"
#include "analysis/sb-smart.h"

G_BEGIN_DECLS

/* The chance of one goal as a simulation tells it. */
typedef struct {
  SbRatio  chance;          /* P(reach) */
  SbAmount p10, p50, p90;   /* landing */
} SbGoalChance;

typedef void (*SbGoalChanceFunc) (const SbFacts *facts, const SbGoalFact *goal, gpointer data, SbGoalChance *out);

/* Answers it from the forecast of each goal's days; for `chance` and `chance_data` below. */
typedef struct _SbGoalChances SbGoalChances;
SbGoalChances *sb_goal_chances_new  (SbFacts *facts, SbDate as_of);
void           sb_goal_chances_free (SbGoalChances *chances);
void           sb_goal_chances_find (const SbFacts *facts, const SbGoalFact *goal, gpointer data, SbGoalChance *out);

typedef struct {
  SbPeriod         period;  /* goals that touch it */
  SbScope          scope;
  SbDate           as_of;
  SbGoalChanceFunc chance;  /* NULL: no chance is known */
  gpointer         chance_data;
} SbGoalQuery;

typedef struct {
  const SbGoalFact   *goal;
  const SbMetricFact *metric;       /* never NULL: a goal without one is left out */
  int                 parent;       /* index in the tree, −1: a root */
  int                 depth;
  guint               n_children;
  SbUnit              unit;
  SbQuantity          target, baseline, actual;
  SbQuantity          expected;     /* to date; the target itself for what does not add up over time */
  SbQuantity          gap;          /* target − actual; met */
  SbQuantity          needed_per_day, achieved_per_day;
  SbRatio             multiple;     /* needed ÷ achieved */
  SbRatio             attainment;   /* actual ÷ target, never capped */
  SbRatio             first;        /* the same against the first version; no-history without versions */
  SbRatio             progress;     /* (actual − baseline) ÷ (target − baseline) */
  SbRatio             headroom;     /* less is better: (target − actual) ÷ target */
  SbRatio             pace;         /* actual ÷ expected; less is better: expected ÷ actual */
  SbQuantity          run_rate;     /* landing, goes on as until now */
  SbQuantity          weighted;     /* landing, closed + open deals due in its days × their probability */
  SbGoalChance        chance;       /* landing, simulated */
  int                 days_total, days_gone, days_left;
  gboolean            met;
  SbPaceStatus        status;
  SbSmart             smart;
  SbDate              last_check_in; /* SB_DATE_NONE */
  int                 confidence;    /* of the last check-in, −1 none */
  gboolean            check_in_overdue;
  gboolean            adds_up;       /* children of the same metric carry shares of the target */
  SbQuantity          allocated;     /* by them; undefined without */
  SbQuantity          unallocated;   /* target − allocated */
  SbQuantity          vacant;        /* part of allocated that nobody carries yet; undefined without */
  SbRatio             over;          /* (Σ − target) ÷ target */
} SbGoalState;

typedef enum {
  SB_GOAL_CONFLICT_CHILDREN,     /* shares and target differ: a is the target, b their sum */
  SB_GOAL_CONFLICT_OVER,         /* over-assigned beyond the limit: a is by how much */
  SB_GOAL_CONFLICT_STAGES,       /* stages and target differ: a target, b sum */
  SB_GOAL_CONFLICT_CONTRADICTION,/* two goals of one metric and scope: a and b their targets */
  SB_GOAL_CONFLICT_CAPACITY,     /* a member is asked for more than the capacity: a asked, b capacity */
  SB_GOAL_CONFLICT_LEAVER        /* goes on after the member's last day: a is that day */
} SbGoalConflictKind;

typedef struct {
  SbGoalConflictKind kind;
  gint32             goal_id;
  gint32             other_id;  /* the second goal, 0 none */
  gint32             member_id; /* 0 none */
  SbQuantity         a, b;
} SbGoalConflict;

typedef struct {
  GArray *states;    /* SbGoalState, parents before children */
  GArray *conflicts; /* SbGoalConflict, by goal */
} SbGoalTree;

/* The goals of a period and scope. Cost: a few passes over the deals for each metric, period and scope that differ.
 * Returns: (transfer full). */
SbGoalTree        *sb_goal_tree_compute (const SbFacts *facts, const SbGoalQuery *query);
void               sb_goal_tree_free    (SbGoalTree *tree);
const SbGoalState *sb_goal_tree_find    (const SbGoalTree *tree, gint32 goal_id);
/* The goal that speaks for a scope and period: committed, of revenue, closest around it; NULL when there is none. */
const SbGoalState *sb_goal_tree_main    (const SbGoalTree *tree, SbScope scope, SbPeriod period);
/* How many goals have each status, by SbPaceStatus; drafts and development goals are left out. */
void               sb_goal_tree_count   (const SbGoalTree *tree, guint counts[SB_PACE_MISSED + 1]);

/* The derivations of one goal, for popovers. transfer full. */
typedef enum {
  SB_GOAL_EXPLAIN_ATTAINMENT, SB_GOAL_EXPLAIN_PACE, SB_GOAL_EXPLAIN_RUN_RATE, SB_GOAL_EXPLAIN_WEIGHTED,
  SB_GOAL_EXPLAIN_NEEDED, SB_GOAL_EXPLAIN_CHANCE
} SbGoalExplain;
SbExplain         *sb_goal_explain      (const SbGoalState *state, SbGoalExplain what, SbDate as_of);

/* The scope a goal counts for. */
SbScope            sb_goal_scope        (const SbGoalFact *goal);
SbUnit             sb_goal_unit         (const SbMetricFact *metric);
/* A number in the unit of its metric; no-target when it is not set. */
SbQuantity         sb_goal_quantity     (const SbMetricFact *metric, const SbGoalNumber *number);
/* Plan to date from the finest stages that cover the goal, else from its days. In the metric's unit. */
double             sb_goal_expected     (const SbFacts *facts, const SbGoalFact *goal, SbDate as_of);

/* 1 − ½ Σ |share − planned share|: 1 is even as planned. Total 0: no-data; plan 0: no-target. */
SbRatio            sb_goal_linearity    (const double *actual, const double *plan, gsize n);
/* Π (1 + h) − 1 over the levels. */
double             sb_goal_compound_over (const double *over, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbGoalTree, sb_goal_tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbGoalChances, sb_goal_chances_free)

G_END_DECLS
