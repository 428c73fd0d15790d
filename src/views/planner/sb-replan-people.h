/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries what of the rest of a period, under each policy. */
#pragma once

#include "model/sb-replanner.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_REPLAN_PEOPLE (sb_replan_people_get_type ())
G_DECLARE_FINAL_TYPE (SbReplanPeople, sb_replan_people, SB, REPLAN_PEOPLE, GtkWidget)

GtkWidget *sb_replan_people_new (SbReplanner *replanner);

G_END_DECLS
