/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The planner's table, painted: two hundred members by twelve months follow a slider within a frame. Arrows move the
 * cursor, typing edits, Backspace lets a typed value go. Must stand in a GtkScrolledWindow.
 *
 * Signals: "explain" (line kind (int), index (int), column (int), area (GdkRectangle*)) somebody asks why. */
#pragma once

#include "views/planner/sb-plan-lines.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_PLAN_GRID (sb_plan_grid_get_type ())
G_DECLARE_FINAL_TYPE (SbPlanGrid, sb_plan_grid, SB, PLAN_GRID, GtkWidget)

GtkWidget *sb_plan_grid_new     (SbPlanner *planner);
/* Asks for the explanation of the cell under the cursor; FALSE without one. */
gboolean   sb_plan_grid_explain (SbPlanGrid *self);

G_END_DECLS
