/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a record, made from its description. Called by record pages and dialogs. Values are committed one by one
 * through the session, or kept until the draft is created. */
#include "sb-config.h"

#include "widgets/sb-record-form.h"

#include "model/sb-record-text.h"
#include "widgets/sb-field-editor.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SbRecordForm {
  GtkWidget           parent_instance;
  SbSession          *session;
  const SbRecordType *type;
  gint32              id;       /* 0 = a draft */
  SbValue            *values;   /* of the draft, by field */
  GPtrArray          *editors;  /* SbFieldEditor */
  GtkWidget          *box;
  GtkWidget          *error;    /* of the whole draft */
  int                 privacy;  /* for which the form was built */
};

G_DEFINE_FINAL_TYPE (SbRecordForm, sb_record_form, GTK_TYPE_WIDGET)

enum { VALIDITY_CHANGED, GONE, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
is_draft (SbRecordForm *self)
{
  return self->id == 0;
}

/* The form's currency: the draft's own, or the record's. */
static char *
draft_currency (SbRecordForm *self)
{
  int index = sb_record_type_field_index (self->type, "currency");

  if (index >= 0 && self->values[index].type == SB_VALUE_TEXT && sb_currency_is_known (self->values[index].text))
    return g_strdup (self->values[index].text);
  return NULL;
}

/* Parents: a stage is offered from the chosen pipeline only */

/* The required reference of the target that this record has under the same name. */
static const SbField *
shared_parent (SbRecordForm *self, const SbField *field)
{
  const SbRecordType *target = field->kind == SB_KIND_REFERENCE ? sb_record_type_find (field->target) : NULL;

  if (target == NULL)
    return NULL;
  for (const SbField *other = target->fields; other->name != NULL; other++)
    {
      const SbField *mine = sb_record_type_field (self->type, other->name);

      if (other->kind == SB_KIND_REFERENCE && (other->flags & SB_FIELD_REQUIRED) != 0 && mine != NULL && mine != field
          && mine->kind == SB_KIND_REFERENCE && g_strcmp0 (mine->target, other->target) == 0)
        return mine;
    }
  return NULL;
}

static void
restrict_editors (SbRecordForm *self, const SbValue *values)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SbFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const SbField *parent = shared_parent (self, &self->type->fields[sb_field_editor_get_field (editor)]);
      const SbValue *value = parent == NULL ? NULL : &values[parent - self->type->fields];

      if (value != NULL)
        sb_field_editor_restrict (editor, parent->name, value->type == SB_VALUE_INT ? (gint32) value->i : 0);
    }
}

/* Showing */

static void
show_values (SbRecordForm *self, const SbValue *values, const char *currency)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SbFieldEditor *editor = g_ptr_array_index (self->editors, i);

      sb_field_editor_set_value (editor, self->id, &values[sb_field_editor_get_field (editor)], currency);
    }
  restrict_editors (self, values);
}

static void
show_record (SbRecordForm *self)
{
  g_autofree char *currency = NULL;
  g_autoptr (SbRecord) record = NULL;

  if (is_draft (self))
    {
      currency = draft_currency (self);
      show_values (self, self->values, currency);
      return;
    }
  record = sb_reader_get (sb_session_get_reader (self->session), self->type, self->id, NULL);
  if (record == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
      g_signal_emit (self, signals[GONE], 0);
      return;
    }
  currency = sb_record_currency (self->session, record);
  show_values (self, record->values, currency);
}

/* Committing */

static gboolean
commit_cb (SbFieldEditor *editor, const SbValue *value, gpointer user_data, GError **error)
{
  SbRecordForm *self = user_data;
  guint index = sb_field_editor_get_field (editor);
  const SbField *field = &self->type->fields[index];

  if (!is_draft (self))
    return sb_session_edit (self->session, self->type, self->id, field, value, error);
  sb_value_clear (&self->values[index]);
  self->values[index] = sb_value_copy (value);
  if (field->kind == SB_KIND_REFERENCE)
    restrict_editors (self, self->values);
  else if (strcmp (field->name, "currency") == 0)
    show_record (self);
  g_signal_emit (self, signals[VALIDITY_CHANGED], 0);
  return TRUE;
}

static void
workspace_changed_cb (SbRecordForm *self)
{
  if (!is_draft (self) && self->box != NULL)
    show_record (self);
}

/* Building */

static GtkWidget *
add_group (SbRecordForm *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();

  if (title != NULL)
    sb_group_set_title (ADW_PREFERENCES_GROUP (group), sb_formatter_label (title), NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (GTK_BOX (self->box), group);
  return list;
}

static gboolean
is_in_form (SbRecordForm *self, const SbField *field)
{
  if (sb_formatter_hides (sb_session_get_formatter (self->session), self->type, field))
    return FALSE;
  return !is_draft (self)
         || ((field->flags & SB_FIELD_PROGRAM) == 0 && field->kind != SB_KIND_ANY && field->kind != SB_KIND_FILE);
}

/* Names are pseudonyms and amounts an index while something is masked: nothing can be typed then. */
static gboolean
is_read_only (SbRecordForm *self)
{
  if (sb_workspace_is_read_only (sb_session_get_workspace (self->session))
      || sb_session_get_privacy (self->session) > 0)
    return TRUE;
  return (self->type->flags & SB_RECORD_PROGRAM) != 0
         || (!is_draft (self) && (self->type->flags & SB_RECORD_IMMUTABLE) != 0);
}

static void
build_editors (SbRecordForm *self)
{
  SbFieldEditorSpec spec = { 0 };
  GtkWidget *list = NULL;
  const char *group = NULL, *built = NULL;

  spec.session = self->session;
  spec.type = self->type;
  spec.draft = is_draft (self);
  spec.read_only = is_read_only (self);
  spec.commit = commit_cb;
  spec.user_data = self;
  for (guint i = 0; self->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &self->type->fields[i];
      SbFieldEditor *editor;

      if (field->group != NULL)
        group = field->group;
      if (!is_in_form (self, field))
        continue;
      if (list == NULL || group != built)
        list = add_group (self, group);
      built = group;
      spec.field = i;
      editor = sb_field_editor_new (&spec);
      g_ptr_array_add (self->editors, editor);
      gtk_list_box_append (GTK_LIST_BOX (list), sb_field_editor_get_row (editor));
      gtk_list_box_append (GTK_LIST_BOX (list), sb_field_editor_get_error_row (editor));
    }
}

static void
clear_editors (SbRecordForm *self)
{
  GtkWidget *child;

  /* Leaving a row commits it: the widgets go before what they call. */
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->editors, 0);
}

static void
build (SbRecordForm *self)
{
  clear_editors (self);
  self->privacy = sb_session_get_privacy (self->session);
  build_editors (self);
  self->error = sb_label_new_wrapping (NULL, "error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error);
  show_record (self);
}

static void
format_changed_cb (SbRecordForm *self)
{
  if (self->box != NULL && self->privacy != sb_session_get_privacy (self->session))
    build (self);
}

/* Drafts */

/* The day of something that is written down as it happens. */
static gboolean
starts_today (const SbField *field)
{
  static const char *const names[] = { "created_on", "day_on", "ordered_on", "paid_on", "noted_on", "received_on",
                                       "identified_on", "held_on", NULL };

  return field->kind == SB_KIND_DATE && (field->flags & SB_FIELD_REQUIRED) != 0 && g_strv_contains (names, field->name);
}

/* The first pipeline and its first stage are as good as any; the manager is "me". */
static gint32
likely_reference (SbRecordForm *self, const SbField *field)
{
  const SbRecordType *target = sb_record_type_find (field->target);
  const SbField *parent = shared_parent (self, field);
  g_autoptr (SbQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;

  if (target == NULL)
    return 0;
  if (strcmp (field->name, "owner") == 0 && strcmp (field->target, "member") == 0)
    return sb_session_get_me (self->session);
  if ((field->flags & SB_FIELD_REQUIRED) == 0
      || (strcmp (field->target, "pipeline") != 0 && strcmp (field->target, "stage") != 0))
    return 0;
  query = sb_query_new (target);
  if (parent != NULL)
    sb_query_where (query, parent->name, SB_QUERY_EQUAL, self->values[parent - self->type->fields]);
  if (sb_record_type_field (target, "position") != NULL)
    sb_query_sort (query, "position", FALSE);
  sb_query_limit (query, 1);
  ids = sb_reader_ids (sb_session_get_reader (self->session), query, NULL, NULL);
  return ids != NULL && ids->len > 0 ? g_array_index (ids, gint32, 0) : 0;
}

static void
fill_draft (SbRecordForm *self)
{
  char iso[SB_DATE_TEXT_SIZE];

  for (guint i = 0; self->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &self->type->fields[i];
      gint32 id;

      self->values[i] = sb_field_initial (field);
      if (!sb_value_is_null (&self->values[i]))
        continue;
      if (starts_today (field))
        self->values[i] = sb_value_text (sb_date_format_iso (sb_session_get_today (self->session), iso));
      else if (strcmp (field->name, "currency") == 0 && (field->flags & SB_FIELD_REQUIRED) != 0)
        self->values[i] = sb_value_text (sb_workspace_get_currency (sb_session_get_workspace (self->session)));
      else if (field->kind == SB_KIND_REFERENCE && (id = likely_reference (self, field)) != 0)
        self->values[i] = sb_value_int (id);
    }
}

/* Object */

static void
clear_values (SbRecordForm *self)
{
  for (guint i = 0; self->values != NULL && self->type->fields[i].name != NULL; i++)
    sb_value_clear (&self->values[i]);
  g_clear_pointer (&self->values, g_free);
}

static void
sb_record_form_dispose (GObject *object)
{
  SbRecordForm *self = SB_RECORD_FORM (object);

  if (self->box != NULL)
    clear_editors (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  clear_values (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_record_form_parent_class)->dispose (object);
}

static void
sb_record_form_finalize (GObject *object)
{
  g_ptr_array_unref (SB_RECORD_FORM (object)->editors);
  G_OBJECT_CLASS (sb_record_form_parent_class)->finalize (object);
}

static void
sb_record_form_class_init (SbRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_record_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_record_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[VALIDITY_CHANGED] = g_signal_new ("validity-changed", SB_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);
  signals[GONE] = g_signal_new ("gone", SB_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_record_form_init (SbRecordForm *self)
{
  self->editors = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_field_editor_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static SbRecordForm *
form_new (SbSession *session, const SbRecordType *type, gint32 id)
{
  SbRecordForm *self = g_object_new (SB_TYPE_RECORD_FORM, NULL);

  self->session = g_object_ref (session);
  self->type = type;
  self->id = id;
  if (id == 0)
    {
      self->values = g_new0 (SbValue, sb_record_type_n_fields (type) + 1);
      fill_draft (self);
    }
  g_signal_connect_object (sb_session_get_workspace (session), "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sb_session_get_formatter (session), "changed", G_CALLBACK (format_changed_cb), self,
                           G_CONNECT_SWAPPED);
  build (self);
  return self;
}

GtkWidget *
sb_record_form_new (SbSession *session, const SbRecordType *type, gint32 id)
{
  g_return_val_if_fail (SB_IS_SESSION (session) && type != NULL && id > 0, NULL);

  return GTK_WIDGET (form_new (session, type, id));
}

GtkWidget *
sb_record_form_new_draft (SbSession *session, const SbRecordType *type)
{
  g_return_val_if_fail (SB_IS_SESSION (session) && type != NULL, NULL);

  return GTK_WIDGET (form_new (session, type, 0));
}

void
sb_record_form_set_value (SbRecordForm *self, const char *field, const SbValue *value)
{
  int index;

  g_return_if_fail (SB_IS_RECORD_FORM (self) && is_draft (self) && value != NULL);

  index = sb_record_type_field_index (self->type, field);
  g_return_if_fail (index >= 0);
  sb_value_clear (&self->values[index]);
  self->values[index] = sb_value_copy (value);
  show_record (self);
  g_signal_emit (self, signals[VALIDITY_CHANGED], 0);
}

gboolean
sb_record_form_is_valid (SbRecordForm *self)
{
  g_return_val_if_fail (SB_IS_RECORD_FORM (self), FALSE);

  for (guint i = 0; i < self->editors->len; i++)
    if (sb_field_editor_has_error (g_ptr_array_index (self->editors, i)))
      return FALSE;
  for (guint i = 0; is_draft (self) && self->type->fields[i].name != NULL; i++)
    if ((self->type->fields[i].flags & SB_FIELD_REQUIRED) != 0
        && (self->type->fields[i].flags & SB_FIELD_PROGRAM) == 0 && sb_value_is_null (&self->values[i]))
      return FALSE;
  return TRUE;
}

static SbChange *
draft_change (SbRecordForm *self)
{
  const SbField *title = sb_record_type_title (self->type);
  const SbValue *named = title == NULL ? NULL : &self->values[title - self->type->fields];
  g_autofree char *label = NULL;
  SbChange *change;
  int handle;

  if (named != NULL && named->type == SB_VALUE_TEXT)
    label = g_strdup_printf (_("New %s “%s”"), sb_record_type_label (self->type), named->text);
  else
    label = g_strdup_printf (_("New %s"), sb_record_type_label (self->type));
  change = sb_change_new (label);
  sb_change_set_as_of (change, sb_session_get_today (self->session));
  handle = sb_change_create (change, self->type);
  for (guint i = 0; self->type->fields[i].name != NULL; i++)
    if (!sb_value_is_null (&self->values[i]))
      sb_change_set (change, handle, self->type->fields[i].name, self->values[i]);
  return change;
}

gint32
sb_record_form_create (SbRecordForm *self, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (SB_IS_RECORD_FORM (self) && is_draft (self), 0);

  for (guint i = 0; i < self->editors->len; i++)
    sb_field_editor_flush (g_ptr_array_index (self->editors, i));
  message = g_strdup_printf (_("%s created"), sb_record_type_label (self->type));
  if (sb_session_apply (self->session, draft_change (self), message, &ids, &local) && ids != NULL && ids->len > 0)
    return g_array_index (ids, gint32, 0);
  sb_label_set_text (GTK_LABEL (self->error), local == NULL ? NULL : local->message);
  gtk_widget_set_visible (self->error, TRUE);
  g_propagate_error (error, g_steal_pointer (&local));
  return 0;
}

void
sb_record_form_focus (SbRecordForm *self)
{
  SbFieldEditor *first = NULL;

  g_return_if_fail (SB_IS_RECORD_FORM (self));

  for (guint i = 0; i < self->editors->len; i++)
    {
      SbFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (first == NULL || (sb_field_editor_has_error (editor) && !sb_field_editor_has_error (first)))
        first = editor;
    }
  if (first != NULL)
    sb_field_editor_focus (first);
}
