/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help: one page that says how the program thinks. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_help_window_present (GtkWindow *parent);

G_END_DECLS
