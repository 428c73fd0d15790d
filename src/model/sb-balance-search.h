/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for a better balance, and what it found: a curve of ever more moves. Pure; runs in a worker. */
#pragma once

#include "model/sb-balance-book.h"

G_BEGIN_DECLS

/* A customer that goes, or must not go, to a member. */
typedef struct {
  gint32 account_id, member_id;
} SbBalanceFix;

typedef struct {
  const GArray *accepted, *rejected; /* SbBalanceFix */
  const gint   *cancel;              /* nullable, set by another thread */
} SbBalanceWish;

typedef struct {
  gsize    moves;    /* customers with another owner than now, the accepted ones among them */
  double   removed;  /* of the avoidable imbalance, 0…1 */
  gint32  *owner;    /* [n] */
} SbBalancePoint;

typedef struct {
  SbBalanceBook  *book;
  SbAssignModel  *wished;      /* pairs without the rejected ones, accepted customers with their new owner */
  double          start, bound; /* objective before, and below which nothing can be */
  SbAssignStatus  status;
  gboolean        optimal;
  GArray         *points;      /* SbBalancePoint, fewer moves first; never empty when something was found */
  guint           sensible;    /* the fewest moves that bring nearly all */
  SbAssignCauses *causes;
  GArray         *indivisible; /* SbAssignIndivisible */
} SbBalanceAnswer;

/* The same wish over the same facts gives the same answer on every computer. book is taken. */
SbBalanceAnswer *sb_balance_search       (SbBalanceBook *book, const SbBalanceWish *wish);
void             sb_balance_answer_free  (SbBalanceAnswer *answer);
/* Share of the avoidable imbalance that an assignment removes, 0…1. Cost: O(n log reps). */
double           sb_balance_answer_removed (const SbBalanceAnswer *answer, const gint32 *owner, gsize *moves);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBalanceAnswer, sb_balance_answer_free)

G_END_DECLS
