/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way by which screens change records: named for undo, told with a toast. Part of the session. */
#include "sb-config.h"

#include "model/sb-session-private.h"

#include "model/sb-job.h"
#include "model/sb-record-text.h"

#include <glib/gi18n-lib.h>

char *
sb_session_title (SbSession *self, const SbRecordType *type, gint32 id)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (SB_IS_SESSION (self) && type != NULL, NULL);

  title = sb_reader_title (sb_session_get_reader (self), type, id);
  return sb_formatter_name (self->formatter, type->name, id, title);
}

gboolean
sb_session_set_setting (SbSession *self, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (SB_IS_SESSION (self) && key != NULL, FALSE);

  return sb_workspace_set_setting (self->workspace, key, value, error);
}

gboolean
sb_session_apply (SbSession *self, SbChange *change, const char *message, GArray **ids, GError **error)
{
  g_autoptr (SbChange) owned = change;

  g_return_val_if_fail (SB_IS_SESSION (self) && change != NULL, FALSE);

  if (!sb_workspace_apply (self->workspace, owned, ids, NULL, error))
    return FALSE;
  if (message != NULL)
    sb_session_emit_notify (self, message, TRUE);
  return TRUE;
}

gboolean
sb_session_edit (SbSession *self, const SbRecordType *type, gint32 id, const SbField *field, const SbValue *value,
                 GError **error)
{
  g_autofree char *title = NULL, *label = NULL;
  SbChange *change;

  g_return_val_if_fail (SB_IS_SESSION (self) && type != NULL && field != NULL && value != NULL, FALSE);

  /* The label is kept in the file: it carries the true name, whatever is being presented. */
  title = sb_reader_title (sb_session_get_reader (self), type, id);
  label = g_strdup_printf (_("Change “%s” of “%s”"), sb_field_label (field), title);
  change = sb_change_new (label);
  sb_change_set_as_of (change, self->today);
  sb_change_update (change, type, id, field->name, *value);
  return sb_session_apply (self, change, NULL, NULL, error);
}

static char *
archive_label (SbSession *self, const SbRecordType *type, const gint32 *ids, gsize n)
{
  g_autofree char *title = NULL, *count = NULL;

  if (n == 1)
    {
      title = sb_reader_title (sb_session_get_reader (self), type, ids[0]);
      return g_strdup_printf (_("Archive “%s”"), title);
    }
  count = sb_record_count_label (self->formatter, type, (gint64) n);
  return g_strdup_printf (_("Archive %s"), count);
}

static char *
archive_message (SbSession *self, const SbRecordType *type, const gint32 *ids, gsize n)
{
  g_autofree char *title = NULL, *count = NULL;

  if (n == 1)
    {
      title = sb_session_title (self, type, ids[0]);
      return g_strdup_printf (_("“%s” archived"), title);
    }
  count = sb_record_count_label (self->formatter, type, (gint64) n);
  return g_strdup_printf (_("%s archived"), count);
}

gboolean
sb_session_archive (SbSession *self, const SbRecordType *type, const gint32 *ids, gsize n, GError **error)
{
  g_autofree char *label = NULL, *message = NULL;
  SbChange *change;

  g_return_val_if_fail (SB_IS_SESSION (self) && type != NULL && ids != NULL && n > 0, FALSE);

  label = archive_label (self, type, ids, n);
  message = archive_message (self, type, ids, n);
  change = sb_change_new (label);
  for (gsize i = 0; i < n; i++)
    sb_change_archive (change, type, ids[i]);
  return sb_session_apply (self, change, message, NULL, error);
}

/* Says what was done and leads there. */
static void
tell_step (SbSession *self, const char *format, const char *label, const SbRecordType *type, gint32 id)
{
  g_autofree char *message = NULL;

  /* A label names records: at a masked level only the fact is told. */
  message = sb_session_get_privacy (self) >= 2 ? g_strdup (format) : g_strdup_printf ("%s: %s", format, label);
  if (type != NULL && id > 0)
    {
      SbTarget *target = sb_target_new_record (type, id);

      target->detail = g_strdup ("undo");
      sb_session_navigate (self, target);
    }
  sb_session_emit_notify (self, message, FALSE);
}

/* Taking an import back, or doing it again: seconds, so in a worker. */
typedef struct {
  GWeakRef            session; /* main thread only */
  SbWorkspace        *workspace;
  gboolean            undo;
  gboolean            ok;
  char               *label;
  const SbRecordType *type;
  gint32              id;
  GError             *error;
} LongStep;

static void
run_long_step (gpointer data)
{
  LongStep *step = data;

  step->ok = step->undo ? sb_workspace_undo (step->workspace, &step->label, &step->type, &step->id, &step->error)
                        : sb_workspace_redo (step->workspace, &step->label, &step->type, &step->id, &step->error);
}

static void
long_step_done (gpointer data)
{
  LongStep *step = data;
  g_autoptr (SbSession) self = g_weak_ref_get (&step->session);

  if (self != NULL && step->ok)
    tell_step (self, step->undo ? _("Undone") : _("Redone"), step->label, step->type, step->id);
  else if (self != NULL)
    sb_session_emit_notify (self, step->error->message, FALSE);
  g_weak_ref_clear (&step->session);
  g_object_unref (step->workspace);
  g_free (step->label);
  g_clear_error (&step->error);
  g_free (step);
}

static gboolean
start_long_step (SbSession *self, gboolean undo)
{
  LongStep *step = g_new0 (LongStep, 1);

  g_weak_ref_init (&step->session, self);
  step->workspace = g_object_ref (self->workspace);
  step->undo = undo;
  sb_session_emit_notify (self, undo ? _("Taking the import back…") : _("Doing the import again…"), FALSE);
  sb_job_run (run_long_step, long_step_done, step);
  return TRUE;
}

gboolean
sb_session_undo (SbSession *self, GError **error)
{
  g_autofree char *label = NULL;
  const SbRecordType *type = NULL;
  gint32 id = 0;

  g_return_val_if_fail (SB_IS_SESSION (self), FALSE);

  if (sb_workspace_undo_is_long (self->workspace))
    return start_long_step (self, TRUE);
  if (!sb_workspace_undo (self->workspace, &label, &type, &id, error))
    return FALSE;
  tell_step (self, _("Undone"), label, type, id);
  return TRUE;
}

gboolean
sb_session_redo (SbSession *self, GError **error)
{
  g_autofree char *label = NULL;
  const SbRecordType *type = NULL;
  gint32 id = 0;

  g_return_val_if_fail (SB_IS_SESSION (self), FALSE);

  if (sb_workspace_redo_is_long (self->workspace))
    return start_long_step (self, FALSE);
  if (!sb_workspace_redo (self->workspace, &label, &type, &id, error))
    return FALSE;
  tell_step (self, _("Redone"), label, type, id);
  return TRUE;
}

gboolean
sb_session_has_dismissed (SbSession *self, const char *suggestion_key)
{
  const SbRecordType *type = sb_record_type_find ("dismissal");
  SbReader *reader;
  g_autoptr (SbQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;
  g_auto (SbValue) wanted = SB_VALUE_EMPTY;

  g_return_val_if_fail (SB_IS_SESSION (self) && suggestion_key != NULL, FALSE);

  reader = sb_session_get_reader (self);
  query = sb_query_new (type);
  wanted = sb_value_text (suggestion_key);
  sb_query_where (query, "suggestion_key", SB_QUERY_EQUAL, wanted);
  ids = sb_reader_ids (reader, query, NULL, NULL);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (SbRecord) record = sb_reader_get (reader, type, g_array_index (ids, gint32, i), NULL);
      const char *until = record != NULL ? sb_record_text (record, "until_on") : NULL;

      if (record != NULL && (until == NULL || sb_date_parse_iso (until) >= sb_session_get_as_of (self)))
        return TRUE;
    }
  return FALSE;
}
