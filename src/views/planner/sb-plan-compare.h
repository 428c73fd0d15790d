/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up to four scenarios side by side: first what they assume differently, then what follows differently. */
#pragma once

#include "model/sb-planner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_PLAN_COMPARE (sb_plan_compare_get_type ())
G_DECLARE_FINAL_TYPE (SbPlanCompare, sb_plan_compare, SB, PLAN_COMPARE, GtkWidget)

GtkWidget *sb_plan_compare_new (SbPlanner *planner);

G_END_DECLS
