/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a manager does with a balance: the ranked moves to accept or reject, how balance grows with moves, what
 * arithmetic forbids. Source: ENGINE 2.3 (4), 2.4. */
#pragma once

#include "analysis/sb-assign.h"

G_BEGIN_DECLS

typedef struct {
  gsize  account;
  gint32 from, to;         /* from −1: had nobody */
  double gain_alone;       /* of the objective, if this were the only move; overload counts dearly */
  double gain_in_sequence; /* after those before it; of a group only the sum says something */
  guint  group;            /* moves of one number pay only together: one item of the list */
} SbAssignMove;

/* From the present owners to `owner`, most valuable first. Every account that has an owner is with an allowed one
 * in `owner`. Returns: (transfer full), SbAssignMove. Cost: O(moves²). */
GArray *sb_assign_moves (const SbAssignModel *model, const gint32 *owner);

typedef struct {
  gsize  account;
  gint64 least_excess; /* potential above the largest target of its reps; 0 when only its hours do not fit */
  gboolean hours_fit;  /* FALSE: more hours than any of its reps may carry */
} SbAssignIndivisible;

/* Accounts larger than every rep who may own them has room for. Returns: (transfer full), SbAssignIndivisible. */
GArray *sb_assign_indivisible (const SbAssignModel *model);

typedef struct {
  gsize  rep;
  gint64 excess; /* hours of accounts nobody else may own, above the capacity */
} SbAssignExcess;

/* Why nothing is feasible. Empty arrays and 0 do not prove the contrary. */
typedef struct {
  GArray *nobody; /* gsize: accounts without an allowed rep */
  GArray *locked; /* SbAssignExcess */
  gint64  missing_hours; /* more work, at its least, than all may carry; ÷ a full capacity = people missing */
} SbAssignCauses;

SbAssignCauses *sb_assign_causes      (const SbAssignModel *model);
void            sb_assign_causes_free (SbAssignCauses *causes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAssignCauses, sb_assign_causes_free)

/* A copy of the pairs (the other arrays stay borrowed from model) in which account j can only be with keep[j] (−1:
 * free) and never with forbid[j] (−1: none): accepted and rejected moves before another search. A keep that is not
 * allowed leaves the account nobody. Either array may be NULL. */
SbAssignModel  *sb_assign_restrict            (const SbAssignModel *model, const gint32 *keep, const gint32 *forbid);
void            sb_assign_restricted_free     (SbAssignModel *model);

typedef struct {
  double  surcharge; /* on every move, in cost units; what the point was found with */
  SbAssignScore score; /* of the model itself, without surcharge */
  gint32 *owner;
} SbAssignPoint;

/* Moves against balance: fewer moves first, each point better than those before. Bisects the surcharge between a
 * price at which nobody moves and none at all, at most `points` searches of limit->iterations each (or of the time
 * that is left, shared). Returns: (transfer full), SbAssignPoint, cleared by the array. */
GArray *sb_assign_curve (const SbAssignModel *model, guint points, const SbAssignLimit *limit);

G_END_DECLS
