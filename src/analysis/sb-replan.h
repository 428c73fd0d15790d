/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rest of a running period: who carries what is still missing. Called by re-planning in the planner and by the
 * vectors. Source: ENGINE 1.8, vector `replan`. */
#pragma once

#include "analysis/sb-outcomes.h"
#include "analysis/sb-quota-plan.h"

G_BEGIN_DECLS

/* Borrowed arrays [n]. */
typedef struct {
  gsize         n;
  const gint64 *quota;         /* of the whole period */
  const gint64 *actual;        /* so far */
  const gint64 *rest_forecast; /* of the rest of the period */
  gboolean      has_target;
  gint64        target;        /* of the whole; without: Σ quota */
  SbRational    stretch;       /* ≥ 0: cap = ⌊rest forecast × stretch⌋ */
  gboolean      protects;      /* nobody above own remaining quota × own_cap */
  SbRational    own_cap;       /* ≥ 0 */
  const gint64 *own_quota;     /* what protection counts from, so that a plan made again is the same; NULL: quota */
} SbReplanProblem;

typedef enum {
  SB_REPLAN_OK,
  SB_REPLAN_INFEASIBLE, /* everybody at the cap, the rest is open */
  SB_REPLAN_NOTHING     /* the target is met: nothing to assign */
} SbReplanStatus;

typedef struct {
  SbReplanStatus status;
  gint64         remaining;  /* target − Σ actual */
  gint64         unassigned; /* open gap, ≥ 0 */
  double         t;          /* only with SB_REPLAN_OK */
  gsize          n;
  gint64        *rest_quota; /* [n] */
  guint8        *limit;      /* [n] SbQuotaLimit */
} SbReplan;

/* Errors: NULL when an amount or a factor is negative where it must not be, or a sum exceeds int64. Negative actuals
 * (credit notes) are right. Edge: the same plan again changes nothing. */
SbReplan   *sb_replan_compute    (const SbReplanProblem *problem);
void        sb_replan_free       (SbReplan *replan);
/* "ok", "infeasible_high", "nothing_to_assign". */
const char *sb_replan_status_key (SbReplanStatus status);

typedef enum {
  SB_REPLAN_KEEP,   /* everybody keeps the own gap */
  SB_REPLAN_RESCUE, /* water-filling by headroom */
  SB_REPLAN_RESET,  /* the target lowered to the median outcome */
  SB_N_REPLAN_POLICIES
} SbReplanPolicy;

/* One of three side by side. */
typedef struct {
  SbReplan *replan;
  gint64    target;      /* of the whole period under this policy */
  SbRatio   ask;         /* Σ rest quota ÷ Σ rest forecast: what is asked, × realistic */
  SbReachBand reach;     /* share of members who reach their rest */
  SbRatio   together;    /* P (team reaches the policy's target) */
} SbReplanOutcome;

/* All three; rest (NULL: none) gives draws of the rest of the period. Without, chances are undefined and reset goes by
 * Σ actual + Σ rest forecast. Reset never raises a target. FALSE as sb_replan_compute (). */
gboolean sb_replan_compare       (const SbReplanProblem *problem, const SbOutcomes *rest,
                                  SbReplanOutcome outcomes[SB_N_REPLAN_POLICIES]);
void     sb_replan_outcomes_clear (SbReplanOutcome outcomes[SB_N_REPLAN_POLICIES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReplan, sb_replan_free)

G_END_DECLS
