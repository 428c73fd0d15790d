/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One goal: how far it is, the pace curve, its letters, check-ins, versions, months and parts. Signals: "back" ();
 * "act" (const char *action) as in sb-goal-table.h; "fix" (int SbSmartFix). */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "views/goals/sb-goals-data.h"

G_BEGIN_DECLS

#define SB_TYPE_GOAL_PAGE (sb_goal_page_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalPage, sb_goal_page, SB, GOAL_PAGE, GtkWidget)

GtkWidget *sb_goal_page_new      (SbSession *session);
void       sb_goal_page_show     (SbGoalPage *self, gint32 id);
gint32     sb_goal_page_get_id   (SbGoalPage *self);
void       sb_goal_page_set_data (SbGoalPage *self, SbGoalsData *data);

G_END_DECLS
