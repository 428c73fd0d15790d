/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a funnel as a table: reached, lost, conversion with range and baseline, time, what five points are
 * worth. Signal "stage-chosen" (int stage): a stage's name was clicked. */
#pragma once

#include <gtk/gtk.h>

#include "analysis/sb-funnel.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_DROPOFF_TABLE (sb_dropoff_table_get_type ())
G_DECLARE_FINAL_TYPE (SbDropoffTable, sb_dropoff_table, SB, DROPOFF_TABLE, GtkWidget)

GtkWidget *sb_dropoff_table_new  (SbSession *session);
/* The funnel is read, not kept. */
void       sb_dropoff_table_show (SbDropoffTable *self, const SbFunnel *funnel, gboolean by_value);

G_END_DECLS
