/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short questions about a goal: a check-in, a new target with its reason, a month of the grid. Each is a small
 * window; what is written is one undo step. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "views/goals/sb-goals-data.h"

G_BEGIN_DECLS

void sb_goal_dialog_check_in (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state);
void sb_goal_dialog_target   (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state);
/* Publishes; asks for a reason first when a letter is red. */
void sb_goal_dialog_publish  (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state);
/* month: index of the cell in the goal's grid. */
void sb_goal_dialog_cell     (GtkWidget *parent, SbSession *session, SbGoalsData *data, const SbGoalState *state,
                              guint month);
/* The text of a number of units as it is shown. transfer full. */
char *sb_goal_units_text     (SbFormatter *formatter, const SbMetricFact *metric, gint64 units);

G_END_DECLS
