/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window around one record: a new one, or one with what refers to it. Called by pages, pickers and the window. */
#include "sb-config.h"

#include "widgets/sb-record-dialog.h"

#include "model/sb-record-text.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

/* What a window of this file needs until it closes. */
typedef struct {
  SbSession          *session;
  const SbRecordType *type;
  gint32              id;
  GtkWidget          *window; /* borrowed: it owns this */
  GtkWidget          *parent; /* a reference, so that `created` may be called */
  GtkWidget          *form;
  GtkWidget          *create;
  AdwWindowTitle     *title;
  SbRecordCreated     created;
  gpointer            user_data;
} Dialog;

static void
free_dialog (gpointer data)
{
  Dialog *dialog = data;

  g_clear_object (&dialog->parent);
  g_object_unref (dialog->session);
  g_free (dialog);
}

static Dialog *
dialog_new (GtkWidget *parent, SbSession *session, const SbRecordType *type, int height)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);

  dialog->session = g_object_ref (session);
  dialog->type = type;
  dialog->parent = parent == NULL ? NULL : g_object_ref (parent);
  dialog->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 560, height);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog->window), GTK_WINDOW (root));
  gtk_window_set_modal (GTK_WINDOW (dialog->window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog->window), TRUE);
  g_object_set_data_full (G_OBJECT (dialog->window), "dialog", dialog, free_dialog);
  return dialog;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

/* Header over a scrolled, clamped column. */
static void
set_content (Dialog *dialog, GtkWidget *header, GtkWidget *body)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_widget_add_css_class (body, "sb-dialog-body");
  adw_clamp_set_child (ADW_CLAMP (clamp), body);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  add_escape (dialog->window);
}

/* A new record */

static void
validity_cb (SbRecordForm *form, gpointer user_data)
{
  Dialog *dialog = user_data;

  gtk_widget_set_sensitive (dialog->create, sb_record_form_is_valid (form));
}

static void
create_cb (GtkButton *button, gpointer user_data)
{
  Dialog *dialog = user_data;
  gint32 id;

  if (!sb_record_form_is_valid (SB_RECORD_FORM (dialog->form)))
    {
      sb_record_form_focus (SB_RECORD_FORM (dialog->form));
      return;
    }
  id = sb_record_form_create (SB_RECORD_FORM (dialog->form), NULL);
  if (id == 0)
    return;
  if (dialog->created != NULL)
    dialog->created (id, dialog->user_data);
  gtk_window_close (GTK_WINDOW (dialog->window));
}

static gboolean
create_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  create_cb (NULL, user_data);
  return TRUE;
}

static GtkWidget *
new_header (Dialog *dialog, const char *title)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (title, NULL));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  dialog->create = gtk_button_new_with_mnemonic (_("C_reate"));
  gtk_widget_add_css_class (dialog->create, "suggested-action");
  g_signal_connect (dialog->create, "clicked", G_CALLBACK (create_cb), dialog);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->create);
  return header;
}

void
sb_record_dialog_present_new (GtkWidget *parent, SbSession *session, const SbRecordType *type,
                              const char *const *preset_fields, const SbValue *preset_values, SbRecordCreated created,
                              gpointer user_data)
{
  g_autofree char *title = NULL;
  GtkEventController *keys = gtk_shortcut_controller_new ();
  Dialog *dialog;
  GtkWidget *header;

  g_return_if_fail (SB_IS_SESSION (session) && type != NULL);

  dialog = dialog_new (parent, session, type, 640);
  dialog->created = created;
  dialog->user_data = user_data;
  title = g_strdup_printf (_("New %s"), sb_record_type_label (type));
  gtk_window_set_title (GTK_WINDOW (dialog->window), title);
  header = new_header (dialog, title);
  dialog->form = sb_record_form_new_draft (session, type);
  for (gsize i = 0; preset_fields != NULL && preset_fields[i] != NULL; i++)
    sb_record_form_set_value (SB_RECORD_FORM (dialog->form), preset_fields[i], &preset_values[i]);
  g_signal_connect (dialog->form, "validity-changed", G_CALLBACK (validity_cb), dialog);
  validity_cb (SB_RECORD_FORM (dialog->form), dialog);
  set_content (dialog, header, dialog->form);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (create_key_cb, dialog, NULL)));
  gtk_widget_add_controller (dialog->window, keys);
  gtk_window_present (GTK_WINDOW (dialog->window));
  sb_record_form_focus (SB_RECORD_FORM (dialog->form));
}

/* An existing record */

typedef struct {
  const SbRecordType *type;  /* that refers */
  const SbField      *field; /* by which */
} Link;

static void
open_link_cb (AdwActionRow *row, gpointer user_data)
{
  Dialog *dialog = user_data;
  const SbRecordType *type = g_object_get_data (G_OBJECT (row), "type");
  const SbField *field = g_object_get_data (G_OBJECT (row), "field");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *title = sb_session_title (dialog->session, dialog->type, dialog->id);

  sb_query_where (query, field->name, SB_QUERY_EQUAL, sb_value_int (dialog->id));
  ids = sb_reader_ids (sb_session_get_reader (dialog->session), query, NULL, NULL);
  if (ids == NULL)
    return;
  gtk_window_close (GTK_WINDOW (dialog->window));
  sb_session_show_records (dialog->session, type, (const gint32 *) (gpointer) ids->data, ids->len, title);
}

static void
add_link_row (Dialog *dialog, AdwPreferencesGroup *group, const Link *link, gint64 n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = sb_record_count_label (sb_session_get_formatter (dialog->session), link->type, n);
  g_autofree char *subtitle = g_strdup_printf (_("by “%s”"), sb_field_label (link->field));

  sb_row_set_title (ADW_PREFERENCES_ROW (row), count);
  sb_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sb_icon_new ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "type", (gpointer) link->type);
  g_object_set_data (G_OBJECT (row), "field", (gpointer) link->field);
  g_signal_connect (row, "activated", G_CALLBACK (open_link_cb), dialog);
  adw_preferences_group_add (group, row);
}

static gint64
count_links (Dialog *dialog, const Link *link)
{
  g_autoptr (SbQuery) query = sb_query_new (link->type);

  sb_query_where (query, link->field->name, SB_QUERY_EQUAL, sb_value_int (dialog->id));
  return sb_reader_count (sb_session_get_reader (dialog->session), query, NULL);
}

/* "Linked from": every record that refers to this one, by kind. */
static GtkWidget *
build_links (Dialog *dialog)
{
  GtkWidget *group = adw_preferences_group_new ();
  const SbRecordType *const *types;
  gboolean any = FALSE;
  gsize n_types;

  types = sb_record_types (&n_types);
  sb_group_set_title (ADW_PREFERENCES_GROUP (group), _("Linked from"), NULL);
  for (gsize i = 0; i < n_types; i++)
    for (const SbField *field = types[i]->fields; field->name != NULL; field++)
      {
        Link link = { types[i], field };
        gint64 n;

        if (field->kind != SB_KIND_REFERENCE || g_strcmp0 (field->target, dialog->type->name) != 0
            || (types[i]->flags & (SB_RECORD_PROGRAM | SB_RECORD_LEAN)) != 0)
          continue;
        n = count_links (dialog, &link);
        if (n > 0)
          add_link_row (dialog, ADW_PREFERENCES_GROUP (group), &link, n);
        any = any || n > 0;
      }
  gtk_widget_set_visible (group, any);
  return group;
}

/* Columns of the import that no field takes. */
static GtkWidget *
build_extras (Dialog *dialog)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GPtrArray) extras = NULL;

  if (sb_session_get_privacy (dialog->session) == 0)
    extras = sb_reader_extras (sb_session_get_reader (dialog->session), dialog->type, dialog->id, NULL);
  sb_group_set_title (ADW_PREFERENCES_GROUP (group), _("From the import"), NULL);
  for (guint i = 0; extras != NULL && i < extras->len; i++)
    {
      char **pair = g_ptr_array_index (extras, i);
      GtkWidget *row = adw_action_row_new ();

      sb_row_set_title (ADW_PREFERENCES_ROW (row), pair[0]);
      sb_row_set_subtitle (ADW_ACTION_ROW (row), pair[1]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_widget_set_visible (group, extras != NULL && extras->len > 0);
  return group;
}

static void
gone_cb (SbRecordForm *form, gpointer user_data)
{
  Dialog *dialog = user_data;

  gtk_window_destroy (GTK_WINDOW (dialog->window));
}

static void
archive_cb (GtkButton *button, gpointer user_data)
{
  Dialog *dialog = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_session_archive (dialog->session, dialog->type, &dialog->id, 1, &error))
    {
      sb_show_error (dialog->window, _("Nothing was archived"), error);
      return;
    }
  gtk_window_close (GTK_WINDOW (dialog->window));
}

static void
update_title (Dialog *dialog)
{
  g_autofree char *title = sb_session_title (dialog->session, dialog->type, dialog->id);
  g_autofree char *line = sb_text_one_line (title);

  adw_window_title_set_title (dialog->title, line);
  adw_window_title_set_subtitle (dialog->title, sb_record_type_label (dialog->type));
  gtk_window_set_title (GTK_WINDOW (dialog->window), line);
}

static void
title_changed_cb (gpointer unused, gpointer touched, GtkWidget *window)
{
  update_title (g_object_get_data (G_OBJECT (window), "dialog"));
}

static void
format_changed_cb (GtkWidget *window)
{
  update_title (g_object_get_data (G_OBJECT (window), "dialog"));
}

static GtkWidget *
record_header (Dialog *dialog)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *archive = gtk_button_new_from_icon_name ("user-trash-symbolic");

  dialog->title = ADW_WINDOW_TITLE (adw_window_title_new (NULL, NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (dialog->title));
  gtk_widget_set_tooltip_text (archive, _("Archive"));
  sb_widget_set_name (archive, _("Archive this record"));
  gtk_widget_set_visible (archive, (dialog->type->flags & (SB_RECORD_PROGRAM | SB_RECORD_IMMUTABLE)) == 0);
  g_signal_connect (archive, "clicked", G_CALLBACK (archive_cb), dialog);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), archive);
  return header;
}

void
sb_record_dialog_present (GtkWidget *parent, SbSession *session, const SbRecordType *type, gint32 id)
{
  Dialog *dialog;
  GtkWidget *body, *header;

  g_return_if_fail (SB_IS_SESSION (session) && type != NULL && id > 0);

  dialog = dialog_new (parent, session, type, 720);
  dialog->id = id;
  header = record_header (dialog);
  dialog->form = sb_record_form_new (session, type, id);
  body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (body), dialog->form);
  gtk_box_append (GTK_BOX (body), build_links (dialog));
  gtk_box_append (GTK_BOX (body), build_extras (dialog));
  g_signal_connect (dialog->form, "gone", G_CALLBACK (gone_cb), dialog);
  g_signal_connect_object (sb_session_get_workspace (session), "changed", G_CALLBACK (title_changed_cb), dialog->window,
                           0);
  g_signal_connect_object (sb_session_get_formatter (session), "changed", G_CALLBACK (format_changed_cb),
                           dialog->window, G_CONNECT_SWAPPED);
  update_title (dialog);
  set_content (dialog, header, body);
  gtk_window_present (GTK_WINDOW (dialog->window));
  /* Not on the button that archives. */
  sb_record_form_focus (SB_RECORD_FORM (dialog->form));
}
