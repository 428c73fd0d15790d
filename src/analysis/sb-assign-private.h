/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of account balancing share: the state of an assignment with its moves, and the stages of the
 * search. Included by sb-assign-*.c only. */
#pragma once

#include "analysis/sb-assign.h"

#include <math.h>

G_BEGIN_DECLS

#define SB_ASSIGN_FORBIDDEN G_MAXINT32

typedef struct {
  gint64 potential;
  gint32 account, hours, cost;
} SbAssignMember;

/* The accounts of one rep, hours ascending. */
typedef struct {
  SbAssignMember *members;
  gsize           n, room;
} SbAssignBook;

/* An assignment under change. Every account is with somebody; capacity may be exceeded at over_price a unit. */
typedef struct {
  const SbAssignModel *model;
  gint32       *pair_cost;  /* [rep × n_accounts + account], or NULL when that is too large */
  gint32       *pair_hours; /* the same, only when hours depend on the rep */
  gint32       *owner;
  gint64       *load, *value;
  double       *penalty;    /* [rep] deviation and overload priced */
  double       *over_price;
  SbAssignBook *books;
  gint64        cost, hours_deviation, potential_deviation, overload;
} SbAssignState;

SbAssignState *sb_assign_state_new  (const SbAssignModel *model);
void           sb_assign_state_free (SbAssignState *state);
/* owner: everybody with a rep, allowed or not never mixed: each is allowed. */
void           sb_assign_state_set  (SbAssignState *state, const gint32 *owner);
void           sb_assign_state_price_overload (SbAssignState *state, gsize rep, double price);
void           sb_assign_state_move (SbAssignState *state, gsize account, gint32 to);
/* The index of the pair, −1 when it is not allowed. */
gint64         sb_assign_pair_find  (const SbAssignModel *model, gsize account, gint32 rep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAssignState, sb_assign_state_free)

static inline gint32
sb_assign_state_cost (const SbAssignState *state, gsize account, gint32 rep)
{
  gint64 pair;

  if (state->pair_cost != NULL)
    return state->pair_cost[(gsize) rep * state->model->n_accounts + account];
  pair = sb_assign_pair_find (state->model, account, rep);
  return pair < 0 ? SB_ASSIGN_FORBIDDEN : state->model->cost[pair];
}

static inline gint32
sb_assign_state_hours (const SbAssignState *state, gsize account, gint32 rep)
{
  const SbAssignModel *model = state->model;

  if (model->pair_hours == NULL)
    return model->hours[account];
  if (state->pair_hours != NULL)
    return state->pair_hours[(gsize) rep * model->n_accounts + account];
  return model->pair_hours[sb_assign_pair_find (model, account, rep)];
}

static inline double
sb_assign_state_penalty (const SbAssignState *state, gint32 rep, gint64 load, gint64 value)
{
  const SbAssignModel *model = state->model;
  double penalty = model->alpha * (double) ABS (load - model->hours_target[rep])
                   + model->beta * (double) ABS (value - model->potential_target[rep]);

  return load > model->capacity[rep] ? penalty + state->over_price[rep] * (double) (load - model->capacity[rep])
                                     : penalty;
}

static inline double
sb_assign_state_objective (const SbAssignState *state)
{
  return (double) state->cost + state->model->alpha * (double) state->hours_deviation
         + state->model->beta * (double) state->potential_deviation;
}

/* The prices of balance and the bound they prove. */
typedef struct {
  double  bound;
  double  constant;  /* the part of the bound that no account carries */
  double *hours;     /* [n_reps] λ + ν */
  double *potential; /* [n_reps] μ */
  gint32 *owner;     /* [n_accounts] the cheapest rep of each account at these prices */
} SbAssignPrices;

/* work: how many pairs to look at, roughly. upper: a value that is reached, for the step length. Every account has
 * an allowed rep. */
SbAssignPrices *sb_assign_prices_compute (const SbAssignModel *model, double upper, double work,
                                          const SbAssignLimit *limit);
void            sb_assign_prices_free    (SbAssignPrices *prices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAssignPrices, sb_assign_prices_free)

/* The best assignment seen by all stages. */
typedef struct {
  gint32  *owner;
  double   objective; /* ∞ before one is feasible */
  gint32  *least;     /* the least overloaded one before that */
  gint64   overload;
} SbAssignBest;

void     sb_assign_best_offer (SbAssignBest *best, const SbAssignState *state);

gboolean sb_assign_limit_over (const SbAssignLimit *limit);

/* Moves that gain at least a threshold, which falls until none gains or work pairs have been looked at. */
void     sb_assign_descend    (SbAssignState *state, SbAssignBest *best, double work, const SbAssignLimit *limit);
/* Annealing by shifts and swaps from the start. Returns the iterations done. */
gint64   sb_assign_anneal     (SbAssignState *state, const SbAssignPrices *prices, const gint32 *start,
                               SbAssignBest *best, const SbAssignLimit *limit);
/* Depth-first search with the bound of the prices. TRUE: best is optimal (or nothing is feasible). */
gboolean sb_assign_exhaust    (SbAssignState *state, const SbAssignPrices *prices, SbAssignBest *best, gint64 nodes,
                               const SbAssignLimit *limit);

G_END_DECLS
