/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the selected rows of a record table: open, copy, archive, take along, and what the page adds.
 * Part of the record table. */
#include "sb-config.h"

#include "widgets/sb-record-table-private.h"

#include "model/sb-record-text.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-file-dialog.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbRecordTable *self = SB_RECORD_TABLE (widget);
  g_autoptr (GArray) ids = sb_record_table_dup_selection (self);

  if (ids->len > 0)
    sb_record_table_activate (self, g_array_index (ids, gint32, 0));
}

static void
copy_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbRecordTable *self = SB_RECORD_TABLE (widget);
  g_autoptr (GArray) ids = sb_record_table_dup_selection (self);
  g_autofree char *text = NULL, *count = NULL, *message = NULL;

  if (ids->len == 0)
    return;
  text = sb_record_list_to_text (self->list, (const gint32 *) (gpointer) ids->data, ids->len,
                                 (const guint *) (gpointer) self->shown->data, self->shown->len);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  count = sb_record_count_label (sb_session_get_formatter (self->session), self->type, ids->len);
  message = g_strdup_printf (_("%s copied"), count);
  sb_session_notify (self->session, message);
}

static void
archive_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbRecordTable *self = SB_RECORD_TABLE (widget);
  g_autoptr (GArray) ids = sb_record_table_dup_selection (self);
  g_autoptr (GError) error = NULL;

  if (ids->len == 0)
    return;
  if (!sb_session_archive (self->session, self->type, (const gint32 *) (gpointer) ids->data, ids->len, &error))
    sb_show_error (widget, _("Nothing was archived"), error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbRecordTable) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sb_record_list_export_finish (SB_RECORD_LIST (source), result, &error))
    sb_session_notify (self->session, _("The table was saved as CSV"));
  else
    sb_show_error (GTK_WIDGET (self), _("The table could not be saved"), error);
}

static void
csv_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (SbRecordTable) self = user_data;

  if (file != NULL)
    sb_record_list_export_async (self->list, (const guint *) (gpointer) self->shown->data, self->shown->len, file, NULL,
                                 exported_cb, g_object_ref (self));
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbRecordTable *self = SB_RECORD_TABLE (widget);
  const char *patterns[] = { _("CSV files"), "*.csv", NULL };
  g_autofree char *name = g_strconcat (sb_record_type_plural (self->type), ".csv", NULL);

  sb_file_dialog_save (widget, _("Save Table as CSV"), name, patterns, csv_chosen_cb, g_object_ref (self));
}

static void
custom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbRecordTable *self = SB_RECORD_TABLE (widget);
  g_autoptr (GArray) ids = sb_record_table_dup_selection (self);
  guint index = (guint) g_variant_get_int32 (parameter);
  const TableAction *custom;

  if (index >= self->actions->len || ids->len == 0)
    return;
  custom = g_ptr_array_index (self->actions, index);
  custom->action (self, (const gint32 *) (gpointer) ids->data, ids->len, custom->user_data);
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_record_table_popup_menu (SB_RECORD_TABLE (widget), widget, gtk_widget_get_width (widget) / 3.0, 80, G_MAXUINT);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sb_record_table_focus_filter (SB_RECORD_TABLE (widget));
}

static void
clear_filter_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_editable_set_text (GTK_EDITABLE (SB_RECORD_TABLE (widget)->filter), "");
}

void
sb_record_table_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "table.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "table.archive", NULL, archive_cb);
  gtk_widget_class_install_action (widget_class, "table.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "table.custom", "i", custom_cb);
  gtk_widget_class_install_action (widget_class, "table.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "table.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "table.clear-filter", NULL, clear_filter_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "table.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "table.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "table.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "table.archive", NULL);
}

void
sb_record_table_update_actions (SbRecordTable *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  gboolean any = !gtk_bitset_is_empty (selected);
  gboolean fixed = (self->type->flags & (SB_RECORD_IMMUTABLE | SB_RECORD_PROGRAM)) != 0
                   || sb_workspace_is_read_only (sb_session_get_workspace (self->session));

  gtk_widget_action_set_enabled (widget, "table.open", any);
  gtk_widget_action_set_enabled (widget, "table.copy", any);
  gtk_widget_action_set_enabled (widget, "table.archive", any && !fixed);
  gtk_widget_action_set_enabled (widget, "table.custom", any);
}

static GMenuModel *
build_menu (SbRecordTable *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) row = g_menu_new ();
  g_autoptr (GMenu) custom = g_menu_new ();
  g_autoptr (GMenu) table = g_menu_new ();

  g_menu_append (row, _("_Open"), "table.open");
  g_menu_append (row, _("_Copy"), "table.copy");
  g_menu_append (row, _("_Archive"), "table.archive");
  for (guint i = 0; i < self->actions->len; i++)
    {
      const TableAction *action = g_ptr_array_index (self->actions, i);
      g_autofree char *target = g_strdup_printf ("table.custom(%u)", i);

      g_menu_append (custom, action->label, target);
    }
  g_menu_append (table, _("_Save Table as CSV…"), "table.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (row));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (custom));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (table));
  return G_MENU_MODEL (menu);
}

void
sb_record_table_popup_menu (SbRecordTable *self, GtkWidget *widget, double x, double y, guint position)
{
  GdkRectangle area = { 0, 0, 1, 1 };
  double at_x = x, at_y = y;

  if (self->menu == NULL)
    {
      g_autoptr (GMenuModel) model = build_menu (self);

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  /* A right click outside the selection selects its row. */
  if (position != G_MAXUINT && !gtk_selection_model_is_selected (self->selection, position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
  sb_record_table_update_actions (self);
  gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &at_x, &at_y);
  area.x = (int) at_x;
  area.y = (int) at_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &area);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
free_action (gpointer data)
{
  TableAction *action = data;

  g_free (action->label);
  g_free (action);
}

void
sb_record_table_add_action (SbRecordTable *self, const char *label, SbRecordAction action, gpointer user_data)
{
  TableAction *custom;

  g_return_if_fail (SB_IS_RECORD_TABLE (self) && label != NULL && action != NULL);

  custom = g_new0 (TableAction, 1);
  custom->label = g_strdup (label);
  custom->action = action;
  custom->user_data = user_data;
  g_ptr_array_set_free_func (self->actions, free_action);
  g_ptr_array_add (self->actions, custom);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}
