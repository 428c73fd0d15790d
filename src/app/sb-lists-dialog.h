/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything a workspace keeps, one row a record type with its number of records; a row opens its list. A type that is
 * described is here, with no code of its own. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* parent belongs to the window of the session: the lists open there. */
void sb_lists_dialog_present (GtkWidget *parent, SbSession *session);

G_END_DECLS
