/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's file chooser. Behind one door, so that a newer GTK needs a change in this file only. */
#include "sb-config.h"

#include "widgets/sb-file-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  SbFileChosen  chosen;
  SbFilesChosen many;      /* instead of chosen: several files */
  gpointer      user_data;
  char         *extension; /* ".csv", nullable: added when a name has none */
} Request;

static void
free_request (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_free (request->extension);
  g_free (request);
}

/* The file with the extension its kind has. */
static GFile *
with_extension (GFile *file, const char *extension)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *full = NULL;
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (extension == NULL || folder == NULL || strchr (name, '.') != NULL)
    return g_object_ref (file);
  full = g_strconcat (name, extension, NULL);
  return g_file_get_child (folder, full);
}

static void
tell_many (GtkFileChooser *chooser, gboolean accepted, const Request *request)
{
  g_autoptr (GListModel) chosen = accepted ? gtk_file_chooser_get_files (chooser) : NULL;
  GSList *files = NULL;

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    files = g_slist_append (files, g_list_model_get_item (chosen, i));
  request->many (files, request->user_data);
  g_slist_free_full (files, g_object_unref);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) named = NULL;

  if (request->many != NULL)
    tell_many (GTK_FILE_CHOOSER (dialog), response == GTK_RESPONSE_ACCEPT, request);
  else
    {
      if (response == GTK_RESPONSE_ACCEPT)
        file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file != NULL)
        named = with_extension (file, request->extension);
      request->chosen (named, request->user_data);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser, const char *const *patterns)
{
  for (gsize i = 0; patterns != NULL && patterns[i] != NULL && patterns[i + 1] != NULL; i += 2)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_auto (GStrv) globs = g_strsplit (patterns[i + 1], ";", -1);

      gtk_file_filter_set_name (filter, patterns[i]);
      for (gsize k = 0; globs[k] != NULL; k++)
        gtk_file_filter_add_pattern (filter, globs[k]);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

static void
run (GtkWidget *parent, const char *title, const char *name, const char *const *patterns, Request *request)
{
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);
  gboolean save = name != NULL;
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
                                        save ? _("_Save") : _("_Open"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), request->many != NULL);
  add_filters (GTK_FILE_CHOOSER (dialog), patterns);
  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), request, free_request, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
sb_file_dialog_open (GtkWidget *parent, const char *title, const char *const *patterns, SbFileChosen chosen,
                     gpointer user_data)
{
  Request *request;

  g_return_if_fail (title != NULL && chosen != NULL);

  request = g_new0 (Request, 1);
  request->chosen = chosen;
  request->user_data = user_data;
  run (parent, title, NULL, patterns, request);
}

void
sb_file_dialog_open_many (GtkWidget *parent, const char *title, const char *const *patterns, SbFilesChosen chosen,
                          gpointer user_data)
{
  Request *request;

  g_return_if_fail (title != NULL && chosen != NULL);

  request = g_new0 (Request, 1);
  request->many = chosen;
  request->user_data = user_data;
  run (parent, title, NULL, patterns, request);
}

void
sb_file_dialog_save (GtkWidget *parent, const char *title, const char *name, const char *const *patterns,
                     SbFileChosen chosen, gpointer user_data)
{
  Request *request;
  const char *point;

  g_return_if_fail (title != NULL && name != NULL && chosen != NULL);

  request = g_new0 (Request, 1);
  request->chosen = chosen;
  request->user_data = user_data;
  point = strrchr (name, '.');
  request->extension = g_strdup (point);
  run (parent, title, name, patterns, request);
}
