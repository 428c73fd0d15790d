/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An icon beside a text that says the same: the screen reader passes over it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* icon_name may be NULL. */
GtkWidget *sb_icon_new (const char *icon_name);

G_END_DECLS
