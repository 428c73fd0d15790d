/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The furniture of a page: cards and the row of tiles. Declared in sb-page.h. */
#include "sb-config.h"

#include "widgets/sb-page.h"

#include "widgets/sb-text-guard.h"

void
sb_card_set_title (GtkWidget *card, const char *title, const char *subtitle)
{
  GtkWidget *title_label, *subtitle_label;

  g_return_if_fail (GTK_IS_WIDGET (card));

  title_label = g_object_get_data (G_OBJECT (card), "title");
  subtitle_label = g_object_get_data (G_OBJECT (card), "subtitle");
  sb_label_set_text (GTK_LABEL (title_label), title);
  sb_label_set_text (GTK_LABEL (subtitle_label), subtitle);
  gtk_widget_set_visible (title_label, title != NULL && title[0] != '\0');
  gtk_widget_set_visible (subtitle_label, subtitle != NULL && subtitle[0] != '\0');
  sb_widget_set_name (card, title);
}

GtkWidget *
sb_card_new (const char *title, const char *subtitle, GtkWidget *child)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *title_label = sb_label_new (NULL, "heading");
  GtkWidget *subtitle_label = sb_label_new_wrapping (NULL, "sb-caption");

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "sb-card");
  gtk_box_append (GTK_BOX (card), title_label);
  gtk_box_append (GTK_BOX (card), subtitle_label);
  if (child != NULL)
    gtk_box_append (GTK_BOX (card), child);
  g_object_set_data (G_OBJECT (card), "title", title_label);
  g_object_set_data (G_OBJECT (card), "subtitle", subtitle_label);
  sb_card_set_title (card, title, subtitle);
  return card;
}

GtkWidget *
sb_table_scroller_new (GtkWidget *table)
{
  GtkWidget *scroller;
  g_autoptr (GListModel) controllers = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (table), NULL);

  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), table);
  /* GTK takes both directions whatever the policy, and would swallow the wheel. */
  controllers = gtk_widget_observe_controllers (scroller);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_scroll_set_flags (GTK_EVENT_CONTROLLER_SCROLL (controller),
                                               GTK_EVENT_CONTROLLER_SCROLL_HORIZONTAL
                                                 | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
    }
  return scroller;
}

GtkWidget *
sb_tile_row_new (void)
{
  GtkWidget *row = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (row), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (row), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (row), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (row), 5);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (row), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (row), 12);
  gtk_widget_add_css_class (row, "sb-tiles");
  return row;
}

void
sb_tile_row_append (GtkWidget *tile_row, GtkWidget *tile)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_FLOW_BOX (tile_row) && GTK_IS_WIDGET (tile));

  child = gtk_flow_box_child_new ();
  /* The tile's own button takes the focus. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
  gtk_flow_box_append (GTK_FLOW_BOX (tile_row), child);
}

void
sb_tile_row_clear (GtkWidget *tile_row)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_FLOW_BOX (tile_row));

  while ((child = gtk_widget_get_first_child (tile_row)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (tile_row), child);
}
