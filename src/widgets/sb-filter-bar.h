/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above a list: the filters to choose from, or, while the rows behind a number are shown, what they are and the way
 * back to all. Signal "filter-changed" (int filter): other rows are to be shown, because another filter was chosen or
 * the rows behind a number were left. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-target.h"

G_BEGIN_DECLS

#define SB_TYPE_FILTER_BAR (sb_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbFilterBar, sb_filter_bar, SB, FILTER_BAR, GtkWidget)

/* labels: N_() texts, their index is the filter; the first one is chosen. show_all: translated text of the way back. */
GtkWidget *sb_filter_bar_new       (const char * const *labels, gsize n, const char *show_all);
int        sb_filter_bar_get_filter (SbFilterBar *self);
/* The rows behind a number instead of a filter; takes a reference. otherwise: translated, when the target has no title.
 */
void       sb_filter_bar_set_drill (SbFilterBar *self, SbTarget *target, const char *otherwise);
/* Their ids (borrowed GArray of gint32); NULL: a filter is chosen. */
GArray    *sb_filter_bar_get_drill (SbFilterBar *self);

G_END_DECLS
