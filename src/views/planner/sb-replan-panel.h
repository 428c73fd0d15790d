/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running period planned again: the answer in a sentence, how far people are stretched, three policies, the people.
 */
#pragma once

#include "model/sb-planner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_REPLAN_PANEL (sb_replan_panel_get_type ())
G_DECLARE_FINAL_TYPE (SbReplanPanel, sb_replan_panel, SB, REPLAN_PANEL, GtkWidget)

/* The planner says which period is looked at; while that is running it is the one to plan again. */
GtkWidget *sb_replan_panel_new           (SbPlanner *planner);
/* Opens the explanation of the answer; FALSE without one. */
gboolean   sb_replan_panel_explain_first (SbReplanPanel *self);

G_END_DECLS
