/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program is, its version and licence. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sb_about_present (GtkWindow *parent);

G_END_DECLS
