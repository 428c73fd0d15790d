/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line at the top of the page: a goal typed as a sentence, read while it is typed, made by Enter. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_GOAL_LINE (sb_goal_line_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalLine, sb_goal_line, SB, GOAL_LINE, GtkWidget)

/* Signal "created" (int id). */
GtkWidget *sb_goal_line_new (SbSession *session);

G_END_DECLS
