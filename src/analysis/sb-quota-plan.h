/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotas: one number t decides, x = clip (t × anchor, floor, cap), for a company or a tree of teams of any depth, to
 * the minor unit. Called by the planner on every step of a slider, by re-planning and by the headless command. Knows no
 * names. Source: ENGINE 1.2–1.4, 1.6; vectors `quota_alloc`, `tree_alloc`. */
#pragma once

#include "analysis/sb-quota-anchor.h"

G_BEGIN_DECLS

#define SB_QUOTA_NO_CAP G_MAXINT64

/* A team, region or company. Node 0 is the root (parent −1); a parent stands before its children. */
typedef struct {
  gint32 parent;
  gint64 lo, hi; /* bounds of the sum; G_MININT64 and SB_QUOTA_NO_CAP: none */
} SbQuotaNode;

/* Borrowed arrays. */
typedef struct {
  gsize              n;
  const SbDd        *anchor;   /* [n] ≥ 0, from sb_quota_blend () or sb_quota_anchors () */
  const gint64      *lo, *hi;  /* [n] 0 ≤ lo ≤ hi; lo = hi locks the member (then any sign) */
  const gint32      *node;     /* [n] node of the member; NULL: all in the root */
  gsize              n_nodes;  /* 0: one company without bounds */
  const SbQuotaNode *nodes;
  gint64             target;
  gint64             step;     /* quotas in whole steps of so many minor units where bounds allow; ≤ 1: minor units */
} SbQuotaProblem;

typedef enum {
  SB_QUOTA_OK,
  SB_QUOTA_OK_ZERO_ANCHOR,  /* everybody with an anchor is at the cap, those without carry the rest */
  SB_QUOTA_INFEASIBLE_HIGH, /* the caps hold less than the target: gap */
  SB_QUOTA_INFEASIBLE_LOW,  /* the floors hold more than the target: gap */
  SB_QUOTA_INFEASIBLE_TEAM  /* the bounds of `blocked` exclude each other: gap */
} SbQuotaStatus;

/* At the floor and at the cap at once: locked. */
typedef enum { SB_QUOTA_FREE = 0, SB_QUOTA_AT_FLOOR = 1 << 0, SB_QUOTA_AT_CAP = 1 << 1 } SbQuotaLimit;

/* What is wrong with a problem, and with which member or node. */
typedef enum {
  SB_QUOTA_FAULT_NONE,
  SB_QUOTA_FAULT_BOUNDS,    /* member: floor above cap */
  SB_QUOTA_FAULT_NEGATIVE,  /* member: negative floor or anchor */
  SB_QUOTA_FAULT_TREE,      /* node: parent not before it; or member: no such node */
  SB_QUOTA_FAULT_OVERFLOW   /* sums beyond int64 */
} SbQuotaFault;

typedef struct {
  SbQuotaStatus status;
  gint64        gap;        /* what is missing, ≥ 0; 0 when it works out */
  gint32        blocked;    /* INFEASIBLE_TEAM: the node; else −1 */
  double        t;          /* the smallest t ≥ 0 that meets the target; meaningful only when it works out */
  gsize         n, n_nodes;
  /* Of members [n]. Infeasible: everybody at the cap (high) or at the floor (low, team); the gap is nobody's. */
  gint64       *quota;
  double       *real;       /* the exact optimum before rounding */
  double       *member_t;   /* t that holds for the member: that of the nearest team at its bound, or the company's */
  guint8       *limit;      /* SbQuotaLimit */
  /* Of nodes [n_nodes ≥ 1]. */
  gint64       *node_quota;
  double       *node_real;
  double       *node_t;     /* of the node's members: t of the parent unless the node's own bound binds */
  guint8       *node_limit; /* its own bound binds: pushed up (AT_FLOOR) or held back (AT_CAP) */
} SbQuotaPlan;

/* Sum of quota = target whenever status is OK or OK_ZERO_ANCHOR. Edge: n = 0 is ok for target 0. Errors: NULL and the
 * fault (the member's or node's index in *where). Cost: O (n) for a company, O (depth · n) for a tree; 100,000 members
 * in less than 10 ms. Returns: (transfer full) (nullable). */
SbQuotaPlan *sb_quota_plan_compute (const SbQuotaProblem *problem, SbQuotaFault *fault, gsize *where);
void         sb_quota_plan_free    (SbQuotaPlan *plan);
gboolean     sb_quota_plan_is_ok   (const SbQuotaPlan *plan);
/* "ok", "ok_zero_anchor", "infeasible_high", "infeasible_low", "infeasible_team". */
const char  *sb_quota_status_key   (SbQuotaStatus status);

/* The four ways out of INFEASIBLE_HIGH. */
typedef struct {
  gboolean has_t;
  double   t_needed;       /* t that would carry the target without member caps (team bounds as they are ignored too) */
  double   cap_factor;     /* the caps would have to be so many times as high, 1.12 */
  SbRatio  fte_missing;    /* gap ÷ median anchor */
  gint64   lower_target;   /* the target that can be carried */
  gint64   house_quota;    /* = gap: kept open on a house quota */
} SbQuotaRemedies;

/* FALSE (and zeros) unless the plan is INFEASIBLE_HIGH. */
gboolean sb_quota_remedies (const SbQuotaProblem *problem, const SbQuotaPlan *plan, SbQuotaRemedies *remedies);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQuotaPlan, sb_quota_plan_free)

G_END_DECLS
