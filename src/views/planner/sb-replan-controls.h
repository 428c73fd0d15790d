/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far people may be stretched when the rest of a period is planned again, and whether those ahead are protected. */
#pragma once

#include "model/sb-replanner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_REPLAN_CONTROLS (sb_replan_controls_get_type ())
G_DECLARE_FINAL_TYPE (SbReplanControls, sb_replan_controls, SB, REPLAN_CONTROLS, GtkWidget)

GtkWidget *sb_replan_controls_new (SbReplanner *replanner);

G_END_DECLS
