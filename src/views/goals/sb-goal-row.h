/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One goal as an item of lists, and the list models of the tree: roots, and the children of a row when it opens. */
#pragma once

#include "views/goals/sb-goals-data.h"

G_BEGIN_DECLS

#define SB_TYPE_GOAL_ROW (sb_goal_row_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalRow, sb_goal_row, SB, GOAL_ROW, GObject)

const SbGoalState *sb_goal_row_get_state (SbGoalRow *self);
SbGoalsData       *sb_goal_row_get_data  (SbGoalRow *self);

/* kind −1: the roots of the tree; else all goals of that kind (SbGoalKind) side by side. Items are made when they are
 * asked for. Returns: (transfer full) GListModel of SbGoalRow. */
GListModel *sb_goal_rows_new      (SbGoalsData *data, int kind);
/* The children of a row; NULL when it has none. For GtkTreeListModel. (transfer full) */
GListModel *sb_goal_rows_children (SbGoalRow *row);

G_END_DECLS
