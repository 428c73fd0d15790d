/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a form by the kind of its field. Called by the record form only. */
#include "sb-config.h"

#include "widgets/sb-field-editor.h"

#include "core/sb-text.h"
#include "model/sb-parse.h"
#include "model/sb-record-text.h"
#include "widgets/sb-record-picker.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SbFieldEditor {
  SbFieldEditorSpec spec;
  const SbField    *field;
  gint32            id;
  char             *currency;
  char             *shown;     /* the text that was put into the entry or note */
  GtkWidget        *row;
  GtkWidget        *error_row;
  GtkWidget        *error_label;
  GtkWidget        *input;     /* GtkTextView, GtkSwitch, SbRecordPicker or label; NULL for entry and combo rows */
  GtkWidget        *calendar;  /* nullable */
  GtkWidget        *history;   /* nullable */
  GtkWidget        *unit;      /* currency sign, nullable */
  gboolean          showing;   /* a value is being put in: no commit */
  gboolean          has_error;
};

static int
exponent_of (SbFieldEditor *self)
{
  int exponent = self->currency == NULL ? -1 : sb_currency_exponent (self->currency);

  return exponent < 0 ? sb_workspace_get_exponent (sb_session_get_workspace (self->spec.session)) : exponent;
}

/* Errors */

void
sb_field_editor_set_error (SbFieldEditor *self, const char *message)
{
  g_return_if_fail (self != NULL);

  self->has_error = message != NULL;
  sb_label_set_text (GTK_LABEL (self->error_label), message);
  gtk_widget_set_visible (self->error_row, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
sb_field_editor_has_error (SbFieldEditor *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_error;
}

/* Committing */

static void
commit (SbFieldEditor *self, const SbValue *value)
{
  g_autoptr (GError) error = NULL;

  if (self->showing)
    return;
  if (self->spec.commit (self, value, self->spec.user_data, &error))
    sb_field_editor_set_error (self, NULL);
  else
    sb_field_editor_set_error (self, error == NULL ? _("This value was not accepted.") : error->message);
}

static void
commit_text (SbFieldEditor *self, const char *text)
{
  SbFormatter *formatter = sb_session_get_formatter (self->spec.session);
  SbParseContext context = { sb_session_get_today (self->spec.session), sb_formatter_is_month_first (formatter),
                             sb_formatter_get_decimal (formatter), exponent_of (self) };
  g_auto (SbValue) value = SB_VALUE_EMPTY;
  g_autoptr (GError) error = NULL;

  if (self->showing || (!self->has_error && g_strcmp0 (text, self->shown) == 0))
    return;
  /* A draft's required field may be empty for as long as it is a draft. */
  if (self->spec.draft && sb_text_is_blank (text))
    {
      commit (self, &value);
      return;
    }
  if (!sb_parse_field (self->field, text, &context, &value, &error))
    {
      sb_field_editor_set_error (self, error->message);
      return;
    }
  g_free (self->shown);
  self->shown = g_strdup (text);
  commit (self, &value);
}

static char *
note_text (SbFieldEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

gboolean
sb_field_editor_flush (SbFieldEditor *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (ADW_IS_ENTRY_ROW (self->row))
    commit_text (self, gtk_editable_get_text (GTK_EDITABLE (self->row)));
  else if (self->field->kind == SB_KIND_NOTE && GTK_IS_TEXT_VIEW (self->input))
    {
      g_autofree char *text = note_text (self);

      commit_text (self, text);
    }
  return !self->has_error;
}

static void
leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  sb_field_editor_flush (user_data);
}

/* Escape takes back what is being typed; with nothing typed it is the window's. */
static gboolean
escape_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer user_data)
{
  SbFieldEditor *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));

  if (keyval != GDK_KEY_Escape || self->spec.draft || (!self->has_error && g_strcmp0 (text, self->shown) == 0))
    return GDK_EVENT_PROPAGATE;
  sb_field_editor_set_error (self, NULL);
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->row), self->shown == NULL ? "" : self->shown);
  self->showing = FALSE;
  return GDK_EVENT_STOP;
}

static void
entry_activated_cb (AdwEntryRow *row, gpointer user_data)
{
  sb_field_editor_flush (user_data);
}

/* A draft follows every keystroke, so that Create is there as soon as it may be. */
static void
draft_changed_cb (SbFieldEditor *self)
{
  if (!self->showing)
    sb_field_editor_flush (self);
}

static void
switch_cb (GtkSwitch *input, GParamSpec *pspec, gpointer user_data)
{
  SbValue value = sb_value_int (gtk_switch_get_active (input));

  commit (user_data, &value);
}

static void
combo_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  SbFieldEditor *self = user_data;
  guint selected = adw_combo_row_get_selected (row);
  g_auto (SbValue) value = SB_VALUE_EMPTY;
  guint first = (self->field->flags & SB_FIELD_REQUIRED) != 0 ? 0 : 1;

  if (self->showing || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (selected >= first)
    value = sb_value_text (self->field->choices[selected - first].key);
  commit (self, &value);
}

static void
picked_cb (SbRecordPicker *picker, int id, gpointer user_data)
{
  SbValue value = id == 0 ? SB_VALUE_EMPTY : sb_value_int (id);

  commit (user_data, &value);
}

static void
day_chosen_cb (SbDate day, gpointer user_data)
{
  SbFieldEditor *self = user_data;
  char iso[SB_DATE_TEXT_SIZE];

  gtk_editable_set_text (GTK_EDITABLE (self->row), sb_date_format_iso (day, iso));
  sb_field_editor_flush (self);
}

/* Rows */

static char *
row_title (SbFieldEditor *self)
{
  gboolean marked = self->spec.draft && (self->field->flags & SB_FIELD_REQUIRED) != 0;

  return marked ? g_strdup_printf (_("%s (required)"), sb_field_label (self->field))
                : g_strdup (sb_field_label (self->field));
}

static void
build_entry (SbFieldEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new (), *key = gtk_event_controller_key_new ();

  self->row = adw_entry_row_new ();
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (escape_cb), self);
  gtk_widget_add_controller (self->row, key);
  if (self->field->kind == SB_KIND_MONEY || self->field->kind == SB_KIND_PERCENT)
    {
      self->unit = gtk_label_new (self->field->kind == SB_KIND_PERCENT ? "%" : NULL);
      gtk_widget_add_css_class (self->unit, "dim-label");
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->unit);
    }
  if (self->field->kind == SB_KIND_DATE)
    {
      self->calendar = sb_calendar_button_new (day_chosen_cb, self);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->calendar);
    }
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->row, focus);
  g_signal_connect (self->row, "entry-activated", G_CALLBACK (entry_activated_cb), self);
  if (self->spec.draft)
    g_signal_connect_swapped (self->row, "changed", G_CALLBACK (draft_changed_cb), self);
  gtk_editable_set_editable (GTK_EDITABLE (self->row), !self->spec.read_only);
}

static void
build_note (SbFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *title = row_title (self);

  self->row = gtk_list_box_row_new ();
  self->input = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->input), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->input), FALSE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->input), !self->spec.read_only);
  gtk_widget_add_css_class (self->input, "sb-note");
  sb_widget_set_name (self->input, title);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (frame), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), self->input);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (self->input, focus);
  if (self->spec.draft)
    g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input)), "changed",
                              G_CALLBACK (draft_changed_cb), self);
  gtk_widget_add_css_class (box, "sb-note-box");
  gtk_box_append (GTK_BOX (box), sb_label_new (title, "sb-caption"));
  gtk_box_append (GTK_BOX (box), frame);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_widget_set_focusable (self->row, FALSE);
}

static void
build_switch (SbFieldEditor *self)
{
  self->row = adw_action_row_new ();
  self->input = gtk_switch_new ();
  gtk_widget_set_valign (self->input, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->input);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), self->input);
  sb_widget_set_name (self->input, sb_field_label (self->field));
  g_signal_connect (self->input, "notify::active", G_CALLBACK (switch_cb), self);
}

static void
build_combo (SbFieldEditor *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->row = adw_combo_row_new ();
  if ((self->field->flags & SB_FIELD_REQUIRED) == 0)
    gtk_string_list_append (labels, _("None"));
  for (const SbChoice *choice = self->field->choices; choice->key != NULL; choice++)
    gtk_string_list_append (labels, sb_formatter_label (choice->label));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (labels));
  g_signal_connect (self->row, "notify::selected", G_CALLBACK (combo_cb), self);
}

static void
build_reference (SbFieldEditor *self)
{
  const SbRecordType *target = sb_record_type_find (self->field->target);

  self->row = adw_action_row_new ();
  self->input = sb_record_picker_new (self->spec.session, target, (self->field->flags & SB_FIELD_REQUIRED) == 0);
  gtk_widget_set_valign (self->input, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->input);
  g_signal_connect (self->input, "picked", G_CALLBACK (picked_cb), self);
}

static void
build_text (SbFieldEditor *self)
{
  self->row = adw_action_row_new ();
  self->input = sb_label_new (NULL, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (self->input), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->input);
}

static gboolean
is_edited (SbFieldEditor *self)
{
  const SbField *field = self->field;

  if ((field->flags & SB_FIELD_PROGRAM) != 0 || field->kind == SB_KIND_ANY || field->kind == SB_KIND_FILE)
    return FALSE;
  if (field->kind == SB_KIND_REFERENCE && sb_record_type_find (field->target) == NULL)
    return FALSE;
  return !self->spec.read_only || field->kind == SB_KIND_NOTE;
}

static void
build_row (SbFieldEditor *self)
{
  g_autofree char *title = row_title (self);

  if (!is_edited (self))
    build_text (self);
  else if (self->field->kind == SB_KIND_NOTE)
    build_note (self);
  else if (self->field->kind == SB_KIND_BOOL)
    build_switch (self);
  else if (self->field->kind == SB_KIND_CHOICE)
    build_combo (self);
  else if (self->field->kind == SB_KIND_REFERENCE)
    build_reference (self);
  else
    build_entry (self);
  if (ADW_IS_PREFERENCES_ROW (self->row))
    sb_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  sb_widget_set_name (self->row, title);
}

static void
build_error_row (SbFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->error_row = gtk_list_box_row_new ();
  self->error_label = sb_label_new_wrapping (NULL, "error");
  gtk_widget_set_hexpand (self->error_label, TRUE);
  gtk_box_append (GTK_BOX (box), sb_icon_new ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), self->error_label);
  gtk_widget_add_css_class (box, "sb-error-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->error_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->error_row), FALSE);
  gtk_widget_set_focusable (self->error_row, FALSE);
  gtk_widget_set_visible (self->error_row, FALSE);
}

SbFieldEditor *
sb_field_editor_new (const SbFieldEditorSpec *spec)
{
  SbFieldEditor *self;

  g_return_val_if_fail (spec != NULL && spec->commit != NULL, NULL);

  self = g_new0 (SbFieldEditor, 1);
  self->spec = *spec;
  self->field = &spec->type->fields[spec->field];
  build_row (self);
  build_error_row (self);
  return self;
}

/* The widgets live on in their list; the form takes them out first. */
void
sb_field_editor_free (SbFieldEditor *self)
{
  if (self == NULL)
    return;
  g_free (self->currency);
  g_free (self->shown);
  g_free (self);
}

guint
sb_field_editor_get_field (SbFieldEditor *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->spec.field;
}

GtkWidget *
sb_field_editor_get_row (SbFieldEditor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->row;
}

GtkWidget *
sb_field_editor_get_error_row (SbFieldEditor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->error_row;
}

/* Showing */

static void
show_entry (SbFieldEditor *self, const SbValue *value)
{
  SbFormatter *formatter = sb_session_get_formatter (self->spec.session);
  g_autofree char *text = sb_formatter_edit_text (formatter, self->field, value, exponent_of (self));

  if (self->has_error)
    return;
  g_free (self->shown);
  self->shown = g_strdup (text);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  if (self->calendar != NULL)
    sb_calendar_button_set_day (self->calendar, sb_date_parse_iso (text));
  if (self->unit != NULL && self->field->kind == SB_KIND_MONEY)
    gtk_label_set_text (GTK_LABEL (self->unit),
                        sb_currency_sign (self->currency != NULL ? self->currency
                                                                 : sb_formatter_get_currency (formatter)));
}

static void
show_note (SbFieldEditor *self, const SbValue *value)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->input));
  g_autofree char *now = note_text (self);
  const char *text = value->type == SB_VALUE_TEXT ? value->text : "";

  g_free (self->shown);
  self->shown = g_strdup (text);
  if (strcmp (now, text) != 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
show_text (SbFieldEditor *self, const SbValue *value)
{
  SbFormatter *formatter = sb_session_get_formatter (self->spec.session);
  const SbRecordType *target = NULL;
  g_autofree char *title = NULL, *text = NULL;
  SbFieldContext context = { self->id, self->currency, NULL };

  if (self->field->kind == SB_KIND_REFERENCE && value->type == SB_VALUE_INT)
    {
      target = sb_record_type_find (self->field->target);
      if (target != NULL)
        title = sb_session_title (self->spec.session, target, (gint32) value->i);
    }
  context.title = title;
  text = sb_formatter_field (formatter, self->spec.type, self->field, value, &context);
  sb_label_set_text (GTK_LABEL (self->input), text[0] == '\0' ? "—" : text);
}

static void
update_history (SbFieldEditor *self)
{
  if (self->history != NULL || self->id == 0 || (self->field->flags & SB_FIELD_HISTORY) == 0)
    return;
  self->history = sb_field_history_button_new (self->spec.session, self->spec.type, self->id, self->field);
  if (ADW_IS_ENTRY_ROW (self->row))
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->history);
  else if (ADW_IS_ACTION_ROW (self->row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->history);
  else
    g_clear_pointer (&self->history, g_object_ref_sink);
}

static void
show_value (SbFieldEditor *self, const SbValue *value)
{
  if (ADW_IS_ENTRY_ROW (self->row))
    show_entry (self, value);
  else if (ADW_IS_COMBO_ROW (self->row))
    {
      guint first = (self->field->flags & SB_FIELD_REQUIRED) != 0 ? 0 : 1;
      int index = value->type == SB_VALUE_TEXT ? sb_field_choice_index (self->field, value->text) : -1;

      adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), index >= 0  ? (guint) index + first
                                                             : first == 1 ? 0
                                                                          : GTK_INVALID_LIST_POSITION);
    }
  else if (GTK_IS_TEXT_VIEW (self->input))
    show_note (self, value);
  else if (GTK_IS_SWITCH (self->input))
    gtk_switch_set_active (GTK_SWITCH (self->input), value->type == SB_VALUE_INT && value->i != 0);
  else if (SB_IS_RECORD_PICKER (self->input))
    sb_record_picker_set_id (SB_RECORD_PICKER (self->input), value->type == SB_VALUE_INT ? (gint32) value->i : 0);
  else
    show_text (self, value);
}

static gboolean
is_being_typed (SbFieldEditor *self)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (self->row);

  if ((flags & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return FALSE;
  if (ADW_IS_ENTRY_ROW (self->row))
    return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->row)), self->shown) != 0;
  if (GTK_IS_TEXT_VIEW (self->input))
    {
      g_autofree char *text = note_text (self);

      return g_strcmp0 (text, self->shown) != 0;
    }
  return FALSE;
}

void
sb_field_editor_set_value (SbFieldEditor *self, gint32 id, const SbValue *value, const char *currency)
{
  g_return_if_fail (self != NULL && value != NULL);

  if (g_strcmp0 (self->currency, currency) != 0)
    {
      g_free (self->currency);
      self->currency = g_strdup (currency);
    }
  self->id = id;
  update_history (self);
  if (is_being_typed (self))
    return;
  self->showing = TRUE;
  show_value (self, value);
  self->showing = FALSE;
}

void
sb_field_editor_focus (SbFieldEditor *self)
{
  g_return_if_fail (self != NULL);

  gtk_widget_child_focus (self->row, GTK_DIR_TAB_FORWARD);
}

void
sb_field_editor_restrict (SbFieldEditor *self, const char *field, gint32 id)
{
  g_return_if_fail (self != NULL);

  if (SB_IS_RECORD_PICKER (self->input))
    sb_record_picker_restrict (SB_RECORD_PICKER (self->input), field, id);
}
