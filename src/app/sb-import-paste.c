/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. The text goes into a file of its own folder, readable by nobody else. */
#include "sb-config.h"

#include "app/sb-import-paste.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  SbImportPasted pasted;
  gpointer user_data;
} Paste;

static char *
keep (const char *text, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "sales-balance", "pasted-XXXXXX", NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *path = NULL;

  if (g_mkdir_with_parents (parent, 0700) != 0 || !g_mkdtemp_full (folder, 0700))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("The folder %s cannot be written."), parent);
      return NULL;
    }
  path = g_build_filename (folder, _ ("Pasted table.tsv"), NULL);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error) ? g_steal_pointer (&path)
                                                                                          : NULL;
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Paste *paste = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autofree char *path = NULL;

  g_clear_error (&error);
  if (text && *text)
    path = keep (text, &error);
  else
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("The clipboard holds no table. Copy cells in a spreadsheet, with their header row, and try "
                            "again."));
  paste->pasted (path, error, paste->user_data);
}

void
sb_import_paste_async (GtkWidget *widget, SbImportPasted pasted, gpointer user_data)
{
  Paste *paste;

  g_return_if_fail (GTK_IS_WIDGET (widget) && pasted != NULL);

  paste = g_new0 (Paste, 1);
  paste->pasted = pasted;
  paste->user_data = user_data;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_cb, paste);
}
