/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-dialog.h"

static void
add_close_keys (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape|<Control>w"),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

GtkWindow *
sb_dialog_new (GtkWidget *parent, const char *title, GtkWidget *child, int width, int height)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkRoot *root = parent ? gtk_widget_get_root (parent) : NULL;

  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (GTK_IS_WINDOW (root))
    {
      int parent_width = gtk_widget_get_width (GTK_WIDGET (root));

      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
      /* On a small screen it takes the whole window. */
      if (parent_width > 0 && parent_width < width)
        gtk_window_set_default_size (GTK_WINDOW (window), parent_width,
                                     MIN (height, gtk_widget_get_height (GTK_WIDGET (root))));
    }
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), child);
  gtk_widget_set_vexpand (child, TRUE);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data (G_OBJECT (window), "sb-header", header);
  add_close_keys (window);
  return GTK_WINDOW (window);
}

GtkWindow *
sb_dialog_present (GtkWidget *parent, const char *title, GtkWidget *child, int width, int height)
{
  GtkWindow *window = sb_dialog_new (parent, title, child, width, height);

  gtk_window_present (window);
  return window;
}

AdwHeaderBar *
sb_dialog_get_header (GtkWindow *window)
{
  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  return g_object_get_data (G_OBJECT (window), "sb-header");
}
