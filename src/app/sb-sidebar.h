/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: pages in their groups with badges, and at its foot the as-of day and the privacy level. */
#pragma once

#include "model/sb-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_SIDEBAR (sb_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (SbSidebar, sb_sidebar, SB, SIDEBAR, GtkWidget)

/* Signal "page-chosen" (const char *name): a row was chosen by hand; also when it was the current one already. */
GtkWidget *sb_sidebar_new       (SbSession *session);
/* Selects without a signal. */
void       sb_sidebar_set_page  (SbSidebar *self, const char *name);
/* What waits on a page; 0 hides the badge. what: for the screen reader and the tooltip ("4 deals are overdue"). */
void       sb_sidebar_set_badge (SbSidebar *self, const char *name, guint count, const char *what);

G_END_DECLS
