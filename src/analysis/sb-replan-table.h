/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rest of a running period over a planning book: what everybody carries, has won and may still bring, the three
 * policies, and the goals that each would leave. Called by re-planning in the planner. Source: ENGINE 1.8, AREAS 12. */
#pragma once

#include "analysis/sb-plan.h"
#include "analysis/sb-replan.h"

G_BEGIN_DECLS

/* What was moved. */
typedef struct {
  gint64   stretch_ppm; /* of what is realistic for the rest; ≥ 0 */
  gboolean protects;    /* nobody above the own remaining quota × own_ppm */
  gint64   own_ppm;     /* ≥ 0 */
} SbReplanHand;

typedef enum {
  SB_REPLAN_STATE_RUNNING,
  SB_REPLAN_STATE_MET,      /* the target is won: nothing to assign */
  SB_REPLAN_STATE_NO_GOALS, /* nobody has a published goal of exactly this period */
  SB_REPLAN_STATE_EARLY,    /* not started on the book's day */
  SB_REPLAN_STATE_OVER      /* no day of it is left */
} SbReplanState;

/* Has a goal of the period but is not planned any more (left): keeps what was won. */
typedef struct {
  gint32  member_id;
  int     node;    /* of the book: the nearest team above */
  gint64  quota, won;
  gint64 *months;  /* [n_months] */
} SbReplanLeaver;

typedef struct {
  SbReplanState   state;
  SbPlanBook     *book;
  gsize           first;       /* first month that is not over: months from here on may change */
  gint64          target, won; /* of the whole; won: by everybody, also those who are not in the table */
  gint64          outside;     /* won by those who are not in the table, ≥ 0 or less for credit notes */
  gint64          rest_all;    /* Σ rest */
  /* [n] of the book's members */
  gint64         *quota;       /* of the goal; 0 without one */
  gint64         *opening;     /* the same before the book's day: what protection counts from */
  guint8         *has_goal;
  gint64         *won_by, *rest;
  gint64         *months;      /* [n × n_months] as the goals have them; without stages: phased */
  guint8         *locked;      /* [n × n_months] typed and locked */
  /* [n_nodes] */
  gint64         *node_months; /* [n_nodes × n_months] */
  GArray         *leavers;     /* SbReplanLeaver */
  /* RUNNING and MET: */
  SbReplanOutcome outcomes[SB_N_REPLAN_POLICIES]; /* targets are of the whole */
  SbRatio        *reach[SB_N_REPLAN_POLICIES];    /* [n] P(the member brings the rest) */
} SbReplanTable;

/* Cost: the draws' length, then members². Errors: NULL when a sum exceeds int64. */
SbReplanTable *sb_replan_table_new  (SbPlanBook *book, const SbReplanHand *hand);
void           sb_replan_table_free (SbReplanTable *table);
/* What is still to be carried ÷ what is realistic; transfer full. */
SbExplain     *sb_replan_table_explain (const SbReplanTable *table);

/* The goals under one policy: whole = policy's target; member = won + rest; who has left = won; team = its members and
 * what others won in it. Months that are over keep their numbers and the others take what is left, typed ones last;
 * only where less is left than nothing do months that are over shrink to what was won. */
typedef struct {
  gboolean changes;     /* some goal or month differs from what is there */
  gsize    n, n_nodes, n_months;
  guint8  *carries;     /* [n] has a goal or gets one */
  gint64  *quota;       /* [n] */
  gint64  *months;      /* [n × n_months], rows sum to quota */
  gint64  *left_quota;  /* [leavers] */
  gint64  *left_months; /* [leavers × n_months] */
  gint64  *node_target; /* [n_nodes] */
  gint64  *node_months; /* [n_nodes × n_months], rows sum to node_target */
} SbReplanGoals;

/* NULL when a sum exceeds int64. Computed again from what it left, it leaves the same. */
SbReplanGoals *sb_replan_goals_new  (const SbReplanTable *table, SbReplanPolicy policy);
void           sb_replan_goals_free (SbReplanGoals *goals);

/* The committed revenue goal of exactly the book's period: of the whole (0, 0), a team or a member; NULL. */
const SbGoalFact *sb_plan_book_goal (const SbPlanBook *book, gint32 team_id, gint32 member_id);
/* The same of any period: how one is found that can be planned again. */
const SbGoalFact *sb_replan_find_goal (const SbFacts *facts, SbPeriod period, gint32 team_id, gint32 member_id);
/* Somebody has a published goal of exactly this period. */
gboolean          sb_replan_has_goals (const SbFacts *facts, SbPeriod period);
gint32            sb_replan_metric    (const SbFacts *facts); /* id of the revenue metric, 0 none */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReplanTable, sb_replan_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReplanGoals, sb_replan_goals_free)

G_END_DECLS
