/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above a list: the filters to choose from, or, while the rows behind a number are shown, what they are and the way
 * back to all. Signals: "filter-changed" (int filter): another filter was chosen; "show-all" (): leave the rows behind
 * a number. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_FILTER_BAR (sb_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbFilterBar, sb_filter_bar, SB, FILTER_BAR, GtkWidget)

/* labels: N_() texts, their index is the filter; the first one is chosen. show_all: translated text of the way back. */
GtkWidget *sb_filter_bar_new       (const char * const *labels, gsize n, const char *show_all);
/* The title of the rows behind a number; NULL shows the filters again. */
void       sb_filter_bar_set_drill (SbFilterBar *self, const char *title);

G_END_DECLS
