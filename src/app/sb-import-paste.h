/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table from the clipboard as a file that an import can read. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* path NULL with error: there was no text, or it could not be kept. The file is the receiver's to delete. */
typedef void (*SbImportPasted) (const char *path, const GError *error, gpointer user_data);

void sb_import_paste_async (GtkWidget *widget, SbImportPasted pasted, gpointer user_data);

G_END_DECLS
