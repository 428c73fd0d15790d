/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cascade: a goal, its parts, what is vacant and what nobody carries, by month, by week where a month is opened.
 * Sums are live; a cell is changed by its button. Signal "chosen" (int id): a row's name. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-session.h"
#include "views/goals/sb-goals-data.h"

G_BEGIN_DECLS

#define SB_TYPE_GOAL_GRID (sb_goal_grid_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalGrid, sb_goal_grid, SB, GOAL_GRID, GtkWidget)

GtkWidget *sb_goal_grid_new  (SbSession *session);
void       sb_goal_grid_show (SbGoalGrid *self, SbGoalsData *data);

G_END_DECLS
