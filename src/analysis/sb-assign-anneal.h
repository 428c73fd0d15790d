/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of annealing; the plan of rounds is sb-assign-rounds.c. */
#pragma once

#include "analysis/sb-assign-private.h"

G_BEGIN_DECLS

#define SB_ANNEAL_NOISE 8192 /* a power of two */
#define SB_ANNEAL_BLOCK 256  /* proposals between two looks at the limit */

typedef struct {
  SbAssignState        *state;
  const SbAssignPrices *prices;
  const gint32         *start;
  gsize                *first; /* [n_accounts + 1], the reps an account is offered to */
  gint32               *rep;
  gint32               *movable; /* accounts with more than one rep */
  guint64               n_movable;
  float                *noise;   /* Gumbel */
  guint64               random[4];
  double                temperature, unit;
  double                screen; /* how much more an account that is offered may cost elsewhere */
  gint64                window;
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
