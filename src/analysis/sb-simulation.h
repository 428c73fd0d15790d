/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may a period bring? Draws of won and lost deals with one shared factor, summed for members, teams and the
 * company out of the same draws. A run costs the draws once; asking P(reach) at any target afterwards is a binary
 * search, so a quota slider never draws again. Source: ENGINE 3.3, 3.5.
 *
 * Draw k of deal d depends on (seed, d, k) only: another deal, another chance or another amount moves nobody else's
 * luck, the first n draws of a longer run are a run of n draws, and P(reach) never falls when a chance rises. Wins are
 * compared as whole numbers; the bytes are the same on every machine, with AVX2 and without. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_SIM_DRAWS 50000      /* for numbers that are reported */
#define SB_SIM_DRAWS_QUICK 2000 /* while a slider is dragged */
#define SB_SIM_RHO_PPM 50000    /* default correlation; 0 is independence, at most 300000 */

/* One yes/no amount. A deal shared by several groups is one row a group with the same id and q: they win together. */
typedef struct {
  gint64 minor; /* ≤ 0 (credit notes) is certain */
  double q;     /* 0 … 1: won, and inside the period */
  gint32 id;    /* the deal; deals that do not exist take negative ids */
  gint32 group;
} SbSimDeal;

typedef enum { SB_SIM_RUN_RATE = 2, SB_SIM_CREATE_CLOSE = 3, SB_SIM_OTHER = 4 } SbSimFlowKind;

/* Business that is not a deal yet: lognormal around its mean. */
typedef struct {
  double mean;  /* minor units, ≥ 0 */
  double sigma; /* of the logarithm, ≥ 0; 0 is certain */
  gint32 id;    /* whose: the member, so that it keeps its luck */
  gint32 group;
  guint8 kind;  /* SbSimFlowKind */
} SbSimFlow;

typedef struct {
  gint64 won;    /* certain: closed in the period */
  gint32 parent; /* index of the group that contains it, greater than its own; −1 none */
} SbSimGroup;

typedef struct {
  const SbSimDeal  *deals;  gsize n_deals;  /* any order */
  const SbSimFlow  *flows;  gsize n_flows;
  const SbSimGroup *groups; gsize n_groups; /* children before parents; the company last */
  guint64 seed;
  guint   n_draws;
  guint   rho_ppm;
  gboolean scalar;          /* do not use AVX2 (tests, measurements) */
  const gint *cancelled;    /* nullable; polled: not 0 stops */
} SbSimInput;

typedef struct _SbSimulation SbSimulation;

/* NULL when cancelled, when n_draws or n_groups is 0, or when a sum does not fit.
 * Cost: draws × deals × 0.4 ns with AVX2 (5 × that without), 20 ns × draws × flows, 8 bytes × draws × groups of memory;
 * with a shared factor 6 ns × draws × deals ÷ 64 more. Returns: (transfer full) (nullable). */
SbSimulation *sb_simulation_compute  (const SbSimInput *input);
SbSimulation *sb_simulation_ref      (SbSimulation *simulation); /* immutable: threads may share it */
void          sb_simulation_unref    (SbSimulation *simulation);
guint         sb_simulation_n_draws  (const SbSimulation *simulation);
gsize         sb_simulation_n_groups (const SbSimulation *simulation);
/* P(sum ≥ target). Cost: O(log draws). */
double        sb_simulation_reach    (const SbSimulation *simulation, gsize group, gint64 target);
/* The smallest v with F(v) ≥ level (P10 is the low case); level 0 … 1. Cost: O(1). */
gint64        sb_simulation_quantile (const SbSimulation *simulation, gsize group, double level);
double        sb_simulation_mean     (const SbSimulation *simulation, gsize group);
/* The sums of a group, ascending, n_draws of them. For charts. */
const gint64 *sb_simulation_sorted   (const SbSimulation *simulation, gsize group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSimulation, sb_simulation_unref)

/* What one deal means for a target: P(reach | won) − P(reach | lost), two means over the same draws. */
typedef struct {
  gsize  deal;        /* index into input->deals */
  guint  n_won;       /* draws in which it is won */
  double if_won, if_lost, points; /* points = if_won − if_lost; only while both sides were drawn */
  gboolean defined;
} SbSimDecider;

/* Every uncertain deal below a group, the most deciding first (ties: larger amount, lower id). Draws twice.
 * Returns: (transfer full) (nullable) GArray of SbSimDecider; NULL as sb_simulation_compute (). */
GArray       *sb_simulation_deciders (const SbSimInput *input, gsize group, gint64 target);

/* What must be true (ENGINE 3.6): the smallest change, the same for every uncertain deal below the group, with
 * P(reach target) ≥ level. */
typedef struct {
  gboolean points_found, amount_found, deals_found; /* FALSE: not even the largest change is enough */
  gint32   points_ppm;  /* added to every win chance, 0 … 1,000,000, in steps of 1,000 (0.1 points) */
  gint32   amount_ppm;  /* added to every amount, 0 … 10,000,000, in steps of 1,000 (0.1 %) */
  gint32   new_deals;   /* more deals of `typical`, 0 … 1,000 */
} SbSimMust;

typedef struct {
  gsize     group;
  gint64    target;
  double    level;
  SbSimDeal typical;    /* amount and chance of a deal to come; id is ignored, group is where it counts */
} SbSimMustQuery;

/* Cost: about 40 runs on common random numbers. FALSE as sb_simulation_compute (). */
gboolean      sb_simulation_must     (const SbSimInput *input, const SbSimMustQuery *query, SbSimMust *must);

/* P(at least lo, at most hi of n reach) ≥ level when each reaches with p[i] independently: the central band and the
 * mean number. Cost: O(n²). */
void          sb_reaching_band       (const double *p, gsize n, double level, int *lo, int *hi, double *mean);

G_END_DECLS
