/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that stand where content is missing. Called by SbPage, tables and views. */
#include "sb-config.h"

#include "widgets/sb-state-page.h"

#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define SPINNER_DELAY_MS 300

GtkWidget *
sb_state_page_new_empty (const char *icon, const char *title, const char *description, const char *button,
                         const char *action)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  sb_status_set_text (ADW_STATUS_PAGE (page), title, description);
  if (button != NULL)
    {
      GtkWidget *child = gtk_button_new_with_label (button);

      gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (child, "pill");
      gtk_widget_add_css_class (child, "suggested-action");
      if (action != NULL)
        gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (child), action);
      adw_status_page_set_child (ADW_STATUS_PAGE (page), child);
    }
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static gboolean
show_spinner_cb (gpointer data)
{
  GtkWidget *box = data;

  g_object_set_data (G_OBJECT (box), "delay", NULL);
  gtk_widget_set_visible (gtk_widget_get_first_child (box), TRUE);
  return G_SOURCE_REMOVE;
}

static void
stop_delay (GtkWidget *box)
{
  guint delay = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (box), "delay"));

  if (delay != 0)
    g_source_remove (delay);
  g_object_set_data (G_OBJECT (box), "delay", NULL);
}

static void
map_cb (GtkWidget *box, gpointer user_data)
{
  guint delay;

  stop_delay (box);
  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  delay = g_timeout_add (SPINNER_DELAY_MS, show_spinner_cb, box);
  g_object_set_data (G_OBJECT (box), "delay", GUINT_TO_POINTER (delay));
}

static void
unmap_cb (GtkWidget *box, gpointer user_data)
{
  stop_delay (box);
}

GtkWidget *
sb_state_page_new_loading (const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (inner), spinner);
  gtk_box_append (GTK_BOX (inner), sb_label_new (text == NULL ? _("Calculating…") : text, "dim-label"));
  gtk_widget_set_valign (inner, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (inner, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (inner, TRUE);
  gtk_box_append (GTK_BOX (box), inner);
  g_signal_connect (box, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (box, "unmap", G_CALLBACK (unmap_cb), NULL);
  gtk_widget_set_vexpand (box, TRUE);
  return box;
}

GtkWidget *
sb_state_page_new_error (const char *title, const GError *error)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *expander = gtk_expander_new (_("Details"));
  g_autofree char *details = NULL;
  GtkWidget *label;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  sb_status_set_text (ADW_STATUS_PAGE (page), title == NULL ? _("This page cannot be shown") : title,
                      error == NULL ? NULL : error->message);
  if (error != NULL)
    {
      details = g_strdup_printf ("%s %d", g_quark_to_string (error->domain), error->code);
      label = sb_label_new_wrapping (details, "monospace");
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_expander_set_child (GTK_EXPANDER (expander), label);
      gtk_widget_set_halign (expander, GTK_ALIGN_CENTER);
      adw_status_page_set_child (ADW_STATUS_PAGE (page), expander);
    }
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}
