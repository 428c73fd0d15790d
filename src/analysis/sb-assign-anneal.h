/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of annealing; the plan of rounds is sb-assign-rounds.c. */
#pragma once

#include "analysis/sb-assign-private.h"

G_BEGIN_DECLS

#define SB_ANNEAL_NOISE 8192 /* a power of two */
#define SB_ANNEAL_BLOCK 256  /* proposals between two looks at the limit */

/* How to search, by the kind of model. Temperatures and screen in typical gaps between the two cheapest reps. */
typedef struct {
  double hot, cold;
  double effort, hottest; /* proposals an account from which it is hotter, by the root up to so many times */
  double longest;         /* proposals an account of one anneal */
  double screen;          /* how much more an account may cost where it is offered */
  gint64 window;          /* how far partners may miss the hours that fit */
  guint  wide;            /* of 8 offers, how many look at pairs and cycles too */
  double loose, stiff;    /* prices of overload, in the limit's own price, at the beginning and the end; 0 constant */
} SbAnnealStyle;

typedef struct {
  const SbAnnealStyle  *style;
  SbAssignState        *state;
  const SbAssignPrices *prices;
  const gint32         *start;
  gsize                *first; /* [n_accounts + 1], the reps an account is offered to */
  gint32               *rep;
  gint32               *movable; /* accounts with more than one rep */
  guint64               n_movable;
  float                *noise;   /* Gumbel */
  guint64               random[4];
  double                temperature, unit; /* the unit of the style's prices */
  gint64                done; /* of the whole search */
  gboolean              changed, hurried;
} SbAnneal;

typedef struct {
  gint64   iterations;
  double   hot, cold;  /* temperatures */
  gboolean is_last;    /* by time: cools with the time that is left */
  double   spent_before;
} SbAnnealRound;

/* Returns: the iterations done, fewer when the limit was reached. */
gint64 sb_anneal_round (SbAnneal *anneal, SbAssignBest *best, const SbAnnealRound *round, const SbAssignLimit *limit);

G_END_DECLS
