/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-record-list-dialog.h"

#include "app/sb-dialog.h"
#include "model/sb-record-text.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SbSession *session; /* owned */
  const SbRecordType *type;
  GtkWidget *window; /* borrowed: it owns this */
  GtkWidget *parent; /* owned */
  SbRecordTable *table;
} ListDialog;

static void
free_dialog (gpointer data)
{
  ListDialog *dialog = data;

  g_object_unref (dialog->session);
  g_object_unref (dialog->parent);
  g_free (dialog);
}

gboolean
sb_record_list_dialog_has (const SbRecordType *type)
{
  g_return_val_if_fail (type != NULL, FALSE);

  return !(type->flags & (SB_RECORD_PROGRAM | SB_RECORD_LEAN));
}

static gboolean
can_create (const ListDialog *dialog)
{
  return sb_record_list_dialog_has (dialog->type) && !(dialog->type->flags & SB_RECORD_IMMUTABLE)
         && !sb_workspace_is_read_only (sb_session_get_workspace (dialog->session));
}

static void
new_act (GtkWidget *widget, ListDialog *dialog)
{
  if (can_create (dialog))
    sb_record_dialog_present_new (dialog->window, dialog->session, dialog->type, NULL, NULL, NULL, NULL);
}

static gboolean
new_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  new_act (widget, user_data);
  return TRUE;
}

static gboolean
filter_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  sb_record_table_focus_filter (((ListDialog *)user_data)->table);
  return TRUE;
}

/* The dialog is another window: the action is looked for in the one it belongs to. */
static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (((ListDialog *)user_data)->parent, "win.undo", NULL);
}

static gboolean
redo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (((ListDialog *)user_data)->parent, "win.redo", NULL);
}

static void
add_keys (ListDialog *dialog)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } keys[] = {
    { "<Control>n", new_key_cb },
    { "<Control>f", filter_key_cb },
    { "<Control>z", undo_key_cb },
    { "<Control><Shift>z|<Control>y", redo_key_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                            gtk_callback_action_new (keys[i].func, dialog, NULL)));
  gtk_widget_add_controller (dialog->window, controller);
}

static void
add_new_button (ListDialog *dialog)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("New %s"), sb_record_type_label (dialog->type));

  gtk_widget_set_tooltip_text (button, name);
  sb_widget_set_name (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (new_act), dialog);
  adw_header_bar_pack_start (sb_dialog_get_header (GTK_WINDOW (dialog->window)), button);
}

static SbRecordList *
new_list (SbSession *session, const SbTarget *target)
{
  SbQuery *query = sb_query_new (target->type);

  if (target->ids)
    sb_query_where_ids (query, (const gint32 *)(gpointer)target->ids->data, target->ids->len);
  return sb_record_list_new (session, query);
}

void
sb_record_list_dialog_present (GtkWidget *parent, SbSession *session, const SbTarget *target)
{
  g_autoptr (SbRecordList) list = NULL;
  const char *title;
  ListDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session) && target != NULL && target->type != NULL);

  list = new_list (session, target);
  dialog = g_new0 (ListDialog, 1);
  dialog->session = g_object_ref (session);
  dialog->parent = g_object_ref (parent);
  dialog->type = target->type;
  dialog->table = SB_RECORD_TABLE (sb_record_table_new (list, NULL));
  title = target->title ? target->title : sb_record_type_plural (target->type);
  dialog->window = GTK_WIDGET (sb_dialog_new (parent, title, GTK_WIDGET (dialog->table), 820, 560));
  g_object_set_data_full (G_OBJECT (dialog->window), "sb-list-dialog", dialog, free_dialog);
  if (!target->ids && can_create (dialog))
    add_new_button (dialog);
  add_keys (dialog);
  gtk_window_present (GTK_WINDOW (dialog->window));
}
