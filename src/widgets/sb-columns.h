/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two children side by side while there is room, below each other when the window is narrow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SB_TYPE_COLUMNS (sb_columns_get_type ())
G_DECLARE_FINAL_TYPE (SbColumns, sb_columns, SB, COLUMNS, GtkWidget)

/* first_share: part of the width that the first child gets, 0.1–0.9; threshold: below this width in pixels they stack.
 */
GtkWidget *sb_columns_new (GtkWidget *first, GtkWidget *second, double first_share, int threshold);

G_END_DECLS
