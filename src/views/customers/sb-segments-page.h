/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments: classes by revenue, the RFM grid, value × need, and each member's portfolio. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-session.h"
#include "views/customers/sb-customers-data.h"

G_BEGIN_DECLS

#define SB_TYPE_SEGMENTS_PAGE (sb_segments_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSegmentsPage, sb_segments_page, SB, SEGMENTS_PAGE, GtkWidget)

GtkWidget *sb_segments_page_new  (SbSession *session);
/* Takes a reference. */
void       sb_segments_page_show (SbSegmentsPage *self, SbCustomersData *data);

G_END_DECLS
