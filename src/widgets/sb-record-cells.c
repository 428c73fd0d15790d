/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the cells of a record table show: texts that follow their row, state icons, the compact two-line row. Part of
 * the record table. */
#include "sb-config.h"

#include "widgets/sb-record-table-private.h"

#include "widgets/sb-text-guard.h"

#include <string.h>

typedef struct {
  const char *key;
  const char *icon;
} StateIcon;

static const StateIcon state_icons[] = { { "won", "emblem-ok-symbolic" },       { "lost", "window-close-symbolic" },
                                         { "void", "action-unavailable-symbolic" }, { "done", "object-select-symbolic" },
                                         { "dropped", "action-unavailable-symbolic" } };

gboolean
sb_field_has_icons (const SbField *field)
{
  return field->kind == SB_KIND_CHOICE && (strcmp (field->name, "status") == 0 || strcmp (field->name, "state") == 0);
}

const char *
sb_choice_icon (const SbField *field, const SbValue *value)
{
  if (!sb_field_has_icons (field) || value->type != SB_VALUE_TEXT)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (state_icons); i++)
    if (strcmp (value->text, state_icons[i].key) == 0)
      return state_icons[i].icon;
  return NULL;
}

/* Right click */

void
sb_record_table_mark_cell (GtkListItem *item, GtkWidget *child)
{
  /* Not owned: the item outlives its child. */
  g_object_set_data (G_OBJECT (child), "item", item);
}

/* One gesture a view, not one a cell. */
static void
secondary_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  SbRecordTable *self = user_data;
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *at = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;

  for (; at != NULL && at != view && item == NULL; at = gtk_widget_get_parent (at))
    {
      GtkWidget *child = gtk_widget_get_first_child (at);

      item = g_object_get_data (G_OBJECT (at), "item");
      /* Between the texts of two cells: the row's first cell speaks for it. */
      if (strcmp (gtk_widget_get_css_name (at), "row") != 0 && strcmp (gtk_widget_get_css_name (at), "cell") != 0)
        continue;
      for (; item == NULL && child != NULL; child = gtk_widget_get_first_child (child))
        item = g_object_get_data (G_OBJECT (child), "item");
    }
  if (item == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  sb_record_table_popup_menu (self, view, x, y, gtk_list_item_get_position (item));
}

void
sb_record_table_watch_view (SbRecordTable *self, GtkWidget *view)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (gesture));
}

/* The compact row: title, subtitle, trailing value */

static GtkWidget *
nth_label (GtkWidget *box, const char *name)
{
  return g_object_get_data (G_OBJECT (box), name);
}

static void
compact_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = sb_label_new (NULL, NULL), *subtitle = sb_label_new (NULL, "sb-caption");
  GtkWidget *value = sb_label_new (NULL, "numeric");

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), subtitle);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), value);
  gtk_widget_add_css_class (value, "heading");
  gtk_widget_add_css_class (box, "sb-compact-row");
  g_object_set_data (G_OBJECT (box), "title", title);
  g_object_set_data (G_OBJECT (box), "subtitle", subtitle);
  g_object_set_data (G_OBJECT (box), "value", value);
  gtk_list_item_set_child (item, box);
  sb_record_table_mark_cell (item, box);
}

/* The first numeric column trails; the other columns but the title make the subtitle. */
static void
show_compact (GtkListItem *item, SbRecordTable *self)
{
  SbRecordRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  const SbField *title = sb_record_type_title (self->type);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  const char *value = "";

  for (guint i = 0; i < self->shown->len; i++)
    {
      guint field = g_array_index (self->shown, guint, i);
      const char *text = sb_record_row_get_text (row, field);

      if (&self->type->fields[field] == title || text[0] == '\0')
        continue;
      if (value[0] == '\0' && sb_field_is_numeric (&self->type->fields[field]))
        value = text;
      else
        g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", text);
    }
  sb_label_set_text (GTK_LABEL (nth_label (box, "title")), sb_record_row_get_title (row));
  sb_label_set_text (GTK_LABEL (nth_label (box, "subtitle")), subtitle->str);
  sb_label_set_text (GTK_LABEL (nth_label (box, "value")), value);
}

static void
compact_changed_cb (SbRecordRow *row, gpointer item)
{
  show_compact (item, g_object_get_data (G_OBJECT (item), "table"));
}

static void
compact_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_object_set_data (G_OBJECT (item), "table", user_data);
  show_compact (item, user_data);
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (compact_changed_cb), item);
}

static void
compact_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), compact_changed_cb, item);
}

GtkListItemFactory *
sb_record_table_compact_factory (SbRecordTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (compact_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (compact_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (compact_unbind_cb), self);
  return factory;
}
