/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that lists all keys, made from the table of accelerators. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_shortcuts_present (GtkWindow *parent);

G_END_DECLS
