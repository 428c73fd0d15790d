/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing files in: what they are, what they would change, and then the import itself. Shows the document of an import
 * and changes its options; computes nothing itself. */
#pragma once

#include "model/sb-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* files: GSList of GFile (borrowed), NULL: they are chosen in the window. */
void sb_import_dialog_present (GtkWidget *parent, SbSession *session, GSList *files);

G_END_DECLS
