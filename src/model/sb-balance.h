/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who should serve which customer: proposals to accept or reject one by one, searched again with what was decided, and
 * adopted as one step. Nothing is written before; a lock is, at once. Main thread only.
 *
 * Signals: "changed" () a search began, ended or was stopped, or something was decided. */
#pragma once

#include "model/sb-balance-search.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_BALANCE (sb_balance_get_type ())
G_DECLARE_FINAL_TYPE (SbBalance, sb_balance, SB, BALANCE, GObject)

typedef enum { SB_BALANCE_OPEN, SB_BALANCE_ACCEPTED, SB_BALANCE_REJECTED } SbBalanceDecision;

/* One customer to another member; from 0: had nobody, or somebody who has left. */
typedef struct {
  gint32 account_id, from_id, to_id;
} SbBalanceMove;

/* A line of the list: one move, or several that pay only together. */
typedef struct {
  GArray           *moves;  /* SbBalanceMove */
  double            gain;   /* share of the avoidable imbalance, after the lines above it */
  SbBalanceDecision decision;
} SbBalanceItem;

SbBalance      *sb_balance_new          (SbSession *session);
SbSession      *sb_balance_get_session  (SbBalance *self);
SbBalanceReach  sb_balance_get_reach    (SbBalance *self);
void            sb_balance_set_reach    (SbBalance *self, SbBalanceReach reach);

/* Searches when there is no answer to the present question; cheap to call. */
void            sb_balance_ensure       (SbBalance *self);
/* Searches again: accepted moves stay, rejected ones do not come back. */
void            sb_balance_solve_again  (SbBalance *self);
void            sb_balance_stop         (SbBalance *self);
gboolean        sb_balance_is_searching (SbBalance *self);
/* TRUE after sb_balance_stop (), until asked to search again. */
gboolean        sb_balance_is_stopped   (SbBalance *self);
/* NULL before the first search has ended; older than the question while searching. */
const SbBalanceAnswer *sb_balance_get_answer (SbBalance *self);
const GError   *sb_balance_get_error    (SbBalance *self);

/* How far along the curve the list goes: an index of answer->points. */
guint           sb_balance_get_point    (SbBalance *self);
void            sb_balance_set_point    (SbBalance *self, guint point);

/* Accepted ones of earlier searches first, then the proposals, most valuable first. */
guint           sb_balance_n_items      (SbBalance *self);
const SbBalanceItem *sb_balance_get_item (SbBalance *self, guint at);
/* The same decision again takes it back. */
void            sb_balance_decide       (SbBalance *self, guint at, SbBalanceDecision decision);
/* TRUE when something was decided that the list does not know yet. */
gboolean        sb_balance_wants_search (SbBalance *self);
guint           sb_balance_n_accepted   (SbBalance *self); /* customers */
guint           sb_balance_n_rejected   (SbBalance *self);
/* Rejected moves may be proposed again by the next search. */
void            sb_balance_forgive      (SbBalance *self);

/* What follows from all lines that are not rejected. Loads of every rep in minutes and whole units of money; any may be
 * NULL. Shape: [n_reps]. Returns: the share removed. */
double          sb_balance_outcome      (SbBalance *self, gsize *moves, gint64 *hours, gint64 *potential);
/* The loads of the present owners. */
void            sb_balance_present      (SbBalance *self, gint64 *hours, gint64 *potential);

/* How the share removed is reckoned. transfer full. */
SbExplain      *sb_balance_explain_removed (SbBalance *self);

/* The customer keeps its owner: never moved by a search. One step that can be undone. */
gboolean        sb_balance_lock         (SbBalance *self, gint32 account_id, GError **error);
/* Changes the owners of the accepted moves, and keeps them as an adopted scenario; one step. with_deals: open deals of
 * the former owner go along. */
gboolean        sb_balance_adopt        (SbBalance *self, const char *reason, gboolean with_deals, GError **error);

G_END_DECLS
