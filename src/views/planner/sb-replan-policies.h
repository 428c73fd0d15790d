/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three ways to carry what is still missing, side by side, each with what follows and a way to adopt it. */
#pragma once

#include "model/sb-replanner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_REPLAN_POLICIES (sb_replan_policies_get_type ())
G_DECLARE_FINAL_TYPE (SbReplanPolicies, sb_replan_policies, SB, REPLAN_POLICIES, GtkWidget)

GtkWidget *sb_replan_policies_new (SbReplanner *replanner);

G_END_DECLS
