/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other end of the slider: quotas that everybody reaches with the same chance. Called by the planner. Source:
 * ENGINE 1.10. */
#pragma once

#include "analysis/sb-outcomes.h"
#include "analysis/sb-quota-plan.h"

G_BEGIN_DECLS

/* Borrowed arrays [n]. */
typedef struct {
  gsize         n;
  const SbOutcomes *outcomes;  /* results of the period, won ones included; no distribution: the member keeps `fixed` */
  const guint8 *locked;        /* keeps `fixed`; NULL: nobody */
  const gint64 *fixed;         /* quota of the locked, and the blend's for those without a distribution */
  const gint64 *floor;         /* already won; NULL: 0 */
  const gint64 *cap;           /* stretch × capacity; NULL: none beyond the best draw */
  gint64        target;        /* T × (1 + h) */
  gint64        step;          /* whole steps, 1,000 units of currency by default; ≤ 1: minor units */
} SbEqualChanceProblem;

/* Why a member's chance differs from p. */
typedef enum {
  SB_CHANCE_EQUAL,
  SB_CHANCE_FLOOR,   /* already won more */
  SB_CHANCE_CAP,
  SB_CHANCE_LOCKED,
  SB_CHANCE_UNKNOWN  /* no distribution: the blend stays */
} SbChanceLimit;

typedef struct {
  SbQuotaStatus status;   /* OK, INFEASIBLE_HIGH, INFEASIBLE_LOW */
  gint64        gap;
  double        p;        /* the common chance; meaningful only when OK */
  double        p_min, p_max; /* after rounding, over the members with a distribution */
  gsize         n;
  gint64       *quota;    /* [n] */
  double       *chance;   /* [n] P (y ≥ quota); −1 unknown */
  guint8       *limit;    /* [n] SbChanceLimit */
} SbEqualChance;

/* Σ quota = target when OK. Between two draws the quotas move along a line, so that sums are exact. Errors: NULL for
 * sums beyond int64. A cap below the floor is the floor. Cost: O (n log N). Returns: (transfer full) (nullable). */
SbEqualChance *sb_equal_chance_compute (const SbEqualChanceProblem *problem);
void           sb_equal_chance_free    (SbEqualChance *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbEqualChance, sb_equal_chance_free)

G_END_DECLS
