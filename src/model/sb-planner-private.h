/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of one planner, and what adopting shares with re-planning; only their files include this. */
#pragma once

#include "analysis/sb-replan-table.h"
#include "model/sb-planner.h"

G_BEGIN_DECLS

struct _SbPlanner
{
  GObject       parent_instance;
  SbSession    *session;
  SbPeriod      period;
  GCancellable *cancellable;  /* of the load under way, NULL none */
  GError       *error;
  SbPlanBook   *book;
  guint64       generation;   /* of the facts in the book */
  SbDate        as_of;
  gint32        team_id;
  GPtrArray    *scenarios;    /* SbPlannerScenario */
  guint         open;
  SbPlan       *plan;         /* of the open scenario */
  GPtrArray    *undo, *redo;  /* SbPlanHand of the open scenario */
  const char   *mover;        /* what moved last, so that a drag is one step; static */
};

SbPlannerScenario *sb_planner_scenario_new  (const char *name, SbPlanHand *hand);
void               sb_planner_scenario_free (SbPlannerScenario *scenario);
SbPlannerScenario *sb_planner_current       (SbPlanner *self);
/* Scenarios kept for the period, whose people are those of the book as far as they are still there. */
GPtrArray         *sb_planner_load_kept     (SbPlanner *self);
/* Adds the scenario with its members, teams and typed months to a change; returns its handle. */
int                sb_planner_add_scenario  (SbPlanner *self, SbChange *change, const SbPlannerScenario *scenario,
                                             const SbPlan *plan, const char *state);
void               sb_planner_add_goals     (SbPlanner *self, SbChange *change, const SbPlan *plan, const char *reason);
/* Refers a scenario to the newest snapshot; the first planning of a new workspace makes one. */
void               sb_planner_put_snapshot  (SbSession *session, SbChange *change, int handle, SbPeriod period);
void               sb_planner_changed       (SbPlanner *self);
/* What is written is the workspace's to undo. */
void               sb_planner_forget_steps  (SbPlanner *self);

/* One scope of what is adopted: a member, a team, or the whole. */
typedef struct {
  gint32        team_id, member_id;
  gint64        target;
  const gint64 *months, *calculated;  /* [n_months]; calculated NULL: as months, and equal months stay untouched */
  const guint8 *locked;               /* [n_months], NULL none */
} SbGoalShare;

typedef struct {
  SbChange         *change;
  const SbPlanBook *book;
  gint32            metric_id;  /* 0: no revenue metric, nothing can be adopted */
  const char       *reason;
  char             *title;      /* of new goals */
} SbGoalAdoption;

void   sb_goal_adoption_init  (SbGoalAdoption *adoption, SbSession *session, SbChange *change, const SbPlanBook *book,
                               const char *reason);
void   sb_goal_adoption_clear (SbGoalAdoption *adoption);
/* parent and result: a goal's id, or the negated handle of a new one; 0 none. */
gint64 sb_goal_adoption_put   (const SbGoalAdoption *adoption, const SbGoalShare *share, gint64 parent);

/* An SbComputeFunc: the SbPlanBook of an SbPeriod. */
gpointer sb_planner_make_book (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbGoalAdoption, sb_goal_adoption_clear)

G_END_DECLS
