/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A running period planned again: what is still missing, three ways to carry it, and one of them adopted as goals.
 * Nothing is written before that. Main thread only.
 *
 * Signals: "changed" () the table, what is asked of it, or whether it can be adopted are others. */
#pragma once

#include "analysis/sb-replan-table.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_REPLANNER (sb_replanner_get_type ())
G_DECLARE_FINAL_TYPE (SbReplanner, sb_replanner, SB, REPLANNER, GObject)

SbReplanner *sb_replanner_new         (SbSession *session);
SbSession   *sb_replanner_get_session (SbReplanner *self);
/* A period to plan again before others while it is running (the planner's); otherwise the session's, and where that has
 * no goals the running quarter, half or year that has. */
void         sb_replanner_prefer      (SbReplanner *self, SbPeriod period);
/* Reads the facts in a worker when there is no book for the present question; cheap to call. */
void         sb_replanner_ensure      (SbReplanner *self);
gboolean     sb_replanner_is_loading  (SbReplanner *self);
const GError *sb_replanner_get_error  (SbReplanner *self);
/* NULL before the first load, or when a sum does not fit (then there is an error). */
const SbReplanTable *sb_replanner_get_table (SbReplanner *self);
const SbReplanHand  *sb_replanner_get_hand  (SbReplanner *self);
void         sb_replanner_set_stretch (SbReplanner *self, gint64 ppm);
void         sb_replanner_set_protects (SbReplanner *self, gboolean protects);
void         sb_replanner_set_own     (SbReplanner *self, gint64 ppm);
/* What the goals become; NULL when nothing is to be assigned. Borrowed until the next "changed". */
const SbReplanGoals *sb_replanner_get_goals (SbReplanner *self, SbReplanPolicy policy);
/* FALSE when the goals already say it, or the figures are being read again. */
gboolean     sb_replanner_can_adopt   (SbReplanner *self, SbReplanPolicy policy);
/* Goals of the whole, the teams and the members with the months that are still to come, as one undo step. TRUE without
 * a change when the goals already say it. */
gboolean     sb_replanner_adopt       (SbReplanner *self, SbReplanPolicy policy, const char *reason, GError **error);
/* "Keep", "Team rescue", "Reset", translated. */
const char  *sb_replan_policy_label   (SbReplanPolicy policy);

G_END_DECLS
