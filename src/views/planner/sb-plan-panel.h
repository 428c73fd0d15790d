/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the open scenario means: chance of the whole, people expected to reach, fairness before and after, the hedge,
 * and the ways out when nobody carries the rest. */
#pragma once

#include "model/sb-planner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_PLAN_PANEL (sb_plan_panel_get_type ())
G_DECLARE_FINAL_TYPE (SbPlanPanel, sb_plan_panel, SB, PLAN_PANEL, GtkWidget)

GtkWidget *sb_plan_panel_new (SbPlanner *planner);

G_END_DECLS
