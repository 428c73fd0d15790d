/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A planning meeting: the scenarios on the table, each a hand over one book, and the plan of the one that is open.
 * Nothing is written before it is kept or adopted; every move can be taken back. Main thread only.
 *
 * Signals: "changed" () the open plan, the scenarios or what they are made of are others. */
#pragma once

#include "analysis/sb-plan.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_PLANNER_COMPARED 4 /* scenarios side by side at most */

#define SB_TYPE_PLANNER (sb_planner_get_type ())
G_DECLARE_FINAL_TYPE (SbPlanner, sb_planner, SB, PLANNER, GObject)

/* One scenario on the table. Borrowed from the planner until its next change. */
typedef struct {
  char       *name;
  SbPlanHand *hand;
  gint32      record_id;  /* of the kept scenario, 0 while it is only on the table */
  gboolean    adopted;
  gboolean    edited;     /* since it was kept */
} SbPlannerScenario;

SbPlanner   *sb_planner_new        (SbSession *session);
SbSession   *sb_planner_get_session (SbPlanner *self);

/* The planned period; by default the next fiscal year. Another one starts over with what is kept for it. */
SbPeriod     sb_planner_get_period (SbPlanner *self);
void         sb_planner_set_period (SbPlanner *self, SbPeriod period);
/* Reads the facts in a worker when there is no book for the present question; cheap to call. */
void         sb_planner_ensure     (SbPlanner *self);
gboolean     sb_planner_is_loading (SbPlanner *self);
/* The open scenario's plan; NULL while loading, without people, or when a sum does not fit. */
const SbPlan *sb_planner_get_plan  (SbPlanner *self);
SbPlanBook  *sb_planner_get_book   (SbPlanner *self);
const GError *sb_planner_get_error (SbPlanner *self);

/* Moves. Each is one step back; moves of one slider in a row are one (the name of the slider). */
void         sb_planner_set_target (SbPlanner *self, gint64 target);
void         sb_planner_set_method (SbPlanner *self, SbPlanMethod method);
/* Shares that are shown in percent of their sum; ppm. */
void         sb_planner_set_weights (SbPlanner *self, gint64 alpha, gint64 beta, gint64 gamma);
void         sb_planner_set_floor  (SbPlanner *self, gint64 ppm);
void         sb_planner_set_cap    (SbPlanner *self, gint64 ppm);
void         sb_planner_set_over   (SbPlanner *self, gint64 ppm);
void         sb_planner_set_step   (SbPlanner *self, gint64 step);
/* A typed quota or month stays; the rest follows. */
void         sb_planner_lock       (SbPlanner *self, gsize member, gint64 quota);
void         sb_planner_unlock     (SbPlanner *self, gsize member);
void         sb_planner_lock_cell  (SbPlanner *self, gsize member, gsize month, gint64 amount);
void         sb_planner_unlock_cell (SbPlanner *self, gsize member, gsize month);
/* Bounds of a team (a node of the book, not 0): G_MININT64 and SB_QUOTA_NO_CAP are none. */
void         sb_planner_set_bounds (SbPlanner *self, gsize node, gint64 lo, gint64 hi);
gboolean     sb_planner_can_undo   (SbPlanner *self);
gboolean     sb_planner_can_redo   (SbPlanner *self);
void         sb_planner_undo       (SbPlanner *self);
void         sb_planner_redo       (SbPlanner *self);

/* Scenarios: always at least one once there is a book. */
guint        sb_planner_n_scenarios (SbPlanner *self);
const SbPlannerScenario *sb_planner_scenario (SbPlanner *self, guint at);
guint        sb_planner_get_open   (SbPlanner *self);
void         sb_planner_open       (SbPlanner *self, guint at);
/* A copy of the open one becomes the open one. name NULL: the next free letter. */
void         sb_planner_duplicate  (SbPlanner *self, const char *name);
void         sb_planner_rename     (SbPlanner *self, guint at, const char *name);
/* Off the table; a kept one is archived (undoable). The last one stays. */
gboolean     sb_planner_remove     (SbPlanner *self, guint at, GError **error);
/* The plan of any scenario, for comparing; transfer full. */
SbPlan      *sb_planner_dup_plan   (SbPlanner *self, guint at);

/* Keeps the open scenario as a record; a kept one that was edited becomes a child of itself. */
gboolean     sb_planner_keep       (SbPlanner *self, GError **error);
/* Keeps and adopts it: goals of the whole, the teams and the members with their months, versions with the reason, the
 * former plan superseded: one undo step. */
gboolean     sb_planner_adopt      (SbPlanner *self, const char *reason, GError **error);

G_END_DECLS
