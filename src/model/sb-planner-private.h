/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of one planner; only its files include this. */
#pragma once

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
void               sb_planner_changed       (SbPlanner *self);
/* What is written is the workspace's to undo. */
void               sb_planner_forget_steps  (SbPlanner *self);

G_END_DECLS
