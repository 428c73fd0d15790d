/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenarios on the table: one tab each, made, named, removed, kept and adopted here; and the planned period. */
#pragma once

#include "model/sb-planner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_PLAN_BAR (sb_plan_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbPlanBar, sb_plan_bar, SB, PLAN_BAR, GtkWidget)

GtkWidget *sb_plan_bar_new    (SbPlanner *planner);
/* Asks for a reason and adopts the open scenario. */
void       sb_plan_bar_adopt  (SbPlanBar *self);

G_END_DECLS
