/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who should serve which account, so that workload and potential are near everybody's target and few accounts
 * change hands. One model serves account balancing (soft targets) and generalized assignment (costs and limits
 * only). Source: ENGINE 2. */
#pragma once

#include "core/sb-ratio.h"

G_BEGIN_DECLS

/* Every total of hours, potential and cost stays below it. */
#define SB_ASSIGN_MAX_VALUE (G_GINT64_CONSTANT (1) << 52)

/* Borrowed arrays; nothing is kept after a call. Reps and accounts in the order of their stable ids.
 *
 * * Shape: rep and cost hold the allowed reps of account j at first[j] ≤ k < first[j + 1], rep ascending and
 * distinct. cost is what the account costs when that rep owns it: travel or mismatch, and for another than the
 * owner the price of the move. An account locked to its owner has that one pair; an account nobody may own has
 * none. Units: hours are whole units of work (minutes), potential whole units of money, alpha and beta the price in
 * cost units of one unit of deviation. */
typedef struct {
  gsize         n_reps, n_accounts;
  double        alpha, beta;
  const gint64 *hours_target;     /* [n_reps] */
  const gint64 *potential_target; /* [n_reps] */
  const gint64 *capacity;         /* [n_reps], no load may exceed it */
  const gint32 *hours;            /* [n_accounts]; ignored with pair_hours */
  const gint64 *potential;        /* [n_accounts] */
  const gint32 *owner;            /* [n_accounts], −1 nobody */
  const gsize  *first;            /* [n_accounts + 1] */
  const gint32 *rep;
  const gint32 *cost;
  const gint32 *pair_hours;       /* NULL, or the hours of the account when that rep serves it, like cost */
} SbAssignModel;

/* What an assignment is worth. objective = cost + alpha × hours_deviation + beta × potential_deviation; violations
 * are beside it, not in it. */
typedef struct {
  double   objective;
  gint64   cost;
  gint64   hours_deviation;     /* Σ |load − target| */
  gint64   potential_deviation;
  gint64   overload;            /* Σ max (0, load − capacity) */
  gsize    misplaced;           /* accounts with no owner or one who may not own them: they cost nothing */
  gsize    moved;               /* accounts whose owner is not the present one */
  gboolean feasible;
} SbAssignScore;

/* How long to search. With iterations > 0 the answer depends on model, seed and iterations alone, and twice the
 * iterations never give a worse one. Otherwise spent says what share of the time is used, ≥ 1 ends the search; it
 * is asked about every 0.1 ms and must be cheap. *cancel ≠ 0 ends any search within some milliseconds; what was
 * found so far is returned. Calculations read no clock: the caller does. */
typedef struct {
  guint64            seed;
  gint64             iterations;
  double           (*spent) (gpointer data);
  void             (*progress) (double share, gpointer data); /* NULL, or told every 0.1 ms or so */
  gpointer           data;
  const gint        *cancel; /* NULL, or an int that another thread sets atomically */
} SbAssignLimit;

typedef enum {
  SB_ASSIGN_FOUND,
  SB_ASSIGN_NOT_FOUND,  /* owner is the least violating assignment seen */
  SB_ASSIGN_INFEASIBLE  /* proven; sb_assign_causes () says why */
} SbAssignStatus;

typedef struct {
  SbAssignStatus status;
  gint32        *owner;           /* [n_accounts] */
  SbAssignScore  start;           /* the present owners */
  SbAssignScore  score;
  double         bound;           /* no feasible assignment is below it; −∞ without one */
  gboolean       optimal;         /* proven */
  SbRatio        removed;         /* share of the avoidable imbalance: (start − objective) / (start − bound) */
  double        *hours_price;     /* [n_reps], what one more unit of work in this book costs everybody */
  double        *potential_price; /* [n_reps] */
  gint32        *fewer_owner;     /* NULL, or another assignment that moves fewer accounts */
  SbAssignScore  fewer;
  gint64         iterations;      /* with the seed: the search that found this; 0 when the end of time hurried it */
} SbAssignResult;

/* FALSE when the arrays break the shape above, a number is negative or a total exceeds SB_ASSIGN_MAX_VALUE. */
gboolean        sb_assign_model_is_sound (const SbAssignModel *model);
/* Any owners, also −1 and not allowed ones. O(n log n_reps). */
SbAssignScore   sb_assign_evaluate    (const SbAssignModel *model, const gint32 *owner);
/* The best assignment found. Edge: no accounts is solved by nothing; without reps nothing but that is feasible.
 * Cost: O(pairs) memory plus one int per rep and account while that stays below 256 MB. */
SbAssignResult *sb_assign_solve       (const SbAssignModel *model, const SbAssignLimit *limit);
void            sb_assign_result_free (SbAssignResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAssignResult, sb_assign_result_free)

G_END_DECLS
