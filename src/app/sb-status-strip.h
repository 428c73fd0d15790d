/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip under the header that says what is unusual about everything below: read-only, another day, hidden names. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* whole: also what the sidebar's foot would show, because it is not in sight. Returns NULL when all is as usual. */
GtkWidget *sb_status_strip_new (SbSession *session, gboolean whole);

G_END_DECLS
