/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows while no workspace is open: three ways to begin, and the recent workspaces. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_START_VIEW (sb_start_view_get_type ())
G_DECLARE_FINAL_TYPE (SbStartView, sb_start_view, SB, START_VIEW, AdwBin)

/* Signals: "recent-chosen" (const char *path), "recent-forgotten" (const char *path). The three choices are actions of
 * the window. */
GtkWidget *sb_start_view_new        (void);
/* paths: newest first, NULL-terminated. Files that are gone are shown as such, never dropped in silence. */
void       sb_start_view_set_recent (SbStartView *self, const char * const *paths);

G_END_DECLS
