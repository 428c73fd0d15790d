/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plain modal window with a header bar: Escape and Ctrl+W close it, and it fits small screens. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Takes the child, presents the window and returns it (owned by GTK until it is closed). */
GtkWindow *sb_dialog_present (GtkWidget *parent, const char *title, GtkWidget *child, int width, int height);
/* The header bar of such a window, for buttons. */
AdwHeaderBar *sb_dialog_get_header (GtkWindow *window);
/* A transient modal window not yet presented: what the above is made of. */
GtkWindow *sb_dialog_new     (GtkWidget *parent, const char *title, GtkWidget *child, int width, int height);

G_END_DECLS
