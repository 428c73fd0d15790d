/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Undo and redo are the window's own actions, so that they say the same everywhere. */
#include "sb-config.h"

#include "app/sb-history-dialog.h"

#include "app/sb-dialog.h"
#include "model/sb-history-list.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define N_STEPS 500

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = sb_label_new_wrapping (NULL, NULL);
  GtkWidget *detail = sb_label_new (NULL, "dim-label");

  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (box, "history-step");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SbHistoryItem *step = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_text (GTK_LABEL (label), sb_history_item_get_label (step));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)), sb_history_item_get_detail (step));
  if (sb_history_item_is_undone (step))
    gtk_widget_add_css_class (label, "undone");
  else
    gtk_widget_remove_css_class (label, "undone");
}

/* The dialog is another window: the action is looked for in the one it belongs to. */
static void
button_cb (GtkButton *button, gpointer user_data)
{
  gtk_widget_activate_action (user_data, g_object_get_data (G_OBJECT (button), "sb-action"), NULL);
}

static GtkWidget *
new_button (GtkWidget *parent, const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  sb_widget_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "sb-action", (gpointer)action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_cb), parent, 0);
  return button;
}

static void
update_stack (GtkStack *stack, GParamSpec *pspec, GListModel *list)
{
  gtk_stack_set_visible_child_name (stack, g_list_model_get_n_items (list) ? "steps" : "none");
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer stack)
{
  update_stack (stack, NULL, list);
}

void
sb_history_dialog_present (GtkWidget *parent, SbSession *session)
{
  GListModel *list;
  GtkListItemFactory *factory;
  GtkWidget *view, *scroller, *stack, *none;
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session));

  list = G_LIST_MODEL (sb_history_list_new (session, N_STEPS));
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (list))), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  sb_widget_set_name (view, _ ("Steps"));
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  none = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "document-open-recent-symbolic");
  sb_status_set_text (ADW_STATUS_PAGE (none), _ ("Nothing was done yet"),
                      _ ("Every edit and every import is listed here and can be taken back."));
  stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (stack), scroller, "steps");
  gtk_stack_add_named (GTK_STACK (stack), none, "none");
  update_stack (GTK_STACK (stack), NULL, list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), stack, 0);
  window = sb_dialog_new (parent, _ ("What Was Done"), stack, 520, 560);
  adw_header_bar_pack_start (sb_dialog_get_header (window),
                             new_button (parent, "edit-undo-symbolic", _ ("Undo"), "win.undo"));
  adw_header_bar_pack_start (sb_dialog_get_header (window),
                             new_button (parent, "edit-redo-symbolic", _ ("Redo"), "win.redo"));
  g_object_set_data_full (G_OBJECT (window), "sb-list", list, g_object_unref);
  gtk_window_present (window);
}
