/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What simulated results say about quotas: chances per member and for all, the share of people who get there. Called
 * with the draws of the forecast (sb_simulation_sorted ()) by planner and re-planning. Source: ENGINE 1.7, 3.5. */
#pragma once

#include "core/sb-ratio.h"

G_BEGIN_DECLS

/* Draws in minor units, each list ascending and n_draws long. Borrowed. */
typedef struct {
  gsize                n_members, n_draws;
  const gint64 *const *sorted;   /* [n_members] of each member; a NULL entry: no deals and no history */
  const gint64        *together; /* sums of all members, draw by draw, sorted; NULL: unknown */
} SbOutcomes;

/* P (y ≥ quota) out of ascending draws. Cost: O (log n). */
double   sb_outcomes_chance   (const gint64 *sorted, gsize n_draws, gint64 quota);
/* The same for every member; −1 without a distribution. Shape: quota, chance [n_members]. */
void     sb_outcomes_chances  (const SbOutcomes *outcomes, const gint64 *quota, double *chance);
/* P (Σ y ≥ target); no-data without draws of the sum. */
SbRatio  sb_outcomes_together (const SbOutcomes *outcomes, gint64 target);

/* Share of people expected to reach, with its exact 80 % band (P10 and P90 of the count, members independent). */
typedef struct {
  SbRatio share;      /* mean of the chances; n: members with a distribution */
  int     n_lo, n_hi; /* people */
  double  lo, hi;     /* shares */
} SbReachBand;

/* Members with a negative chance are left out; no-data when none is left. Cost: O (n²). */
SbReachBand sb_reach_band_compute (const double *chance, gsize n);

/* Fairness of opportunity: population CV of quota ÷ (capacity × potential). Potential NULL or any ≤ 0: capacity alone.
 * Members without capacity are left out; too-few below two, zero-denominator when all quotas are 0. */
SbRatio sb_opportunity_cv (const gint64 *quota, const double *capacity, const double *potential, gsize n);

G_END_DECLS
