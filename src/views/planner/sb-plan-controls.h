/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand of the planner: target, weights, limits, over-assignment, method, step. A drag is answered once a frame. */
#pragma once

#include "model/sb-planner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_PLAN_CONTROLS (sb_plan_controls_get_type ())
G_DECLARE_FINAL_TYPE (SbPlanControls, sb_plan_controls, SB, PLAN_CONTROLS, GtkWidget)

GtkWidget *sb_plan_controls_new (SbPlanner *planner);

G_END_DECLS
