/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a quota is what it is: t, the anchors, the limit that binds and whom, and what would change it. Called by planner
 * and command beside a computed plan. Source: ENGINE 1.2–1.4 "explanation", AREAS 12 Q4. */
#pragma once

#include "analysis/sb-explain.h"
#include "analysis/sb-quota-plan.h"

G_BEGIN_DECLS

/* Names of members and nodes; arrays as long as the problem's, NULL: none. Borrowed. */
typedef struct {
  const gint32      *member_id;
  const char *const *member_name;
  const gint32      *node_id;   /* team ids; 0 the company */
  const char *const *node_name;
} SbQuotaNames;

/* What a member's quota rests on. */
typedef struct {
  double        anchor;        /* realistic: the blend */
  double        t;             /* that holds for the member */
  double        unlimited;     /* t × anchor: the quota without own bounds */
  SbQuotaLimit  limit;
  gint32        node_limit;    /* nearest team at its own bound; −1 none */
  gint64        from, to;      /* targets of the whole between which nobody meets or leaves a limit */
  double        share;         /* of the next unit of target that falls on this member; 0 at a limit */
} SbQuotaWhy;

/* FALSE for a plan that does not work out. Cost: O (n). */
gboolean   sb_quota_why            (const SbQuotaProblem *problem, const SbQuotaPlan *plan, gsize member,
                                    SbQuotaWhy *why);

/* "Everybody not at a limit carries 1.18 × realistic": t, how many are free, at the cap, at the floor, locked, who, and
 * teams at their bounds with their own t. Infeasible: the gap and its remedies. Returns: (transfer full). */
SbExplain *sb_quota_explain        (const SbQuotaProblem *problem, const SbQuotaPlan *plan, const SbQuotaNames *names);
/* One member: the anchors that were used with their weights, t, the binding limit, what would change it. blend may be
 * NULL (another method). Returns: (transfer full). */
SbExplain *sb_quota_explain_member (const SbQuotaProblem *problem, const SbQuotaBlend *blend, const SbQuotaPlan *plan,
                                    const SbQuotaNames *names, gsize member);

G_END_DECLS
