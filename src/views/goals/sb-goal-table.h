/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goal tree as a table: target, actual, attainment, pace, status, letters; what can be done with a goal is in the
 * row's menu and under its keys. Signals: "chosen" (int id): open it; "act" (const char *action, int id): "check-in",
 * "target", "publish", "part", "record", "archive"; "fix" (int SbSmartFix, int id). */
#pragma once

#include "model/sb-session.h"
#include "views/goals/sb-goal-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_GOAL_TABLE (sb_goal_table_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalTable, sb_goal_table, SB, GOAL_TABLE, GtkWidget)

GtkWidget *sb_goal_table_new    (SbSession *session);
/* kind as in sb_goal_rows_new (). Opened rows and the selection stay where their goals still are. */
void       sb_goal_table_show   (SbGoalTable *self, SbGoalsData *data, int kind);
/* Selects a goal, opening its parents; FALSE when it is not there. */
gboolean   sb_goal_table_select (SbGoalTable *self, gint32 id);

G_END_DECLS
