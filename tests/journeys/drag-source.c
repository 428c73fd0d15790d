/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small window from which the journeys drag the files named on its command line, as a file manager would: the drop
 * crosses two programs. */
#include <gtk/gtk.h>

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  const char *const *paths = user_data;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; paths[i]; i++)
    {
      g_autofree char *uri = g_filename_to_uri (paths[i], NULL, NULL);

      g_string_append_printf (list, "%s\r\n", uri);
    }
  bytes = g_bytes_new (list->str, list->len);
  return gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
}

int
main (int argc, char **argv)
{
  GtkWidget *window, *label;
  GtkDragSource *source;

  gtk_init ();
  window = gtk_window_new ();
  label = gtk_label_new ("Files to drag");
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), argv + 1);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_title (GTK_WINDOW (window), "Drag source");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 60);
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
