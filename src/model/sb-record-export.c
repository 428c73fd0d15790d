/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record list as text for the clipboard and as a CSV file. Works in slices between frames, so that a long list does
 * not stop the window. Obeys the privacy level. */
#include "sb-config.h"

#include "model/sb-record-text.h"

#include <gio/gio.h>
#include <string.h>

#define SLICE 256

static gboolean
would_run_as_formula (const char *text)
{
  const char *at = text;

  while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return (*at != '\0' && strchr ("=+-@", *at) != NULL) || text[0] == '\t' || text[0] == '\r' || text[0] == '\n';
}

static void
append_cell (GString *csv, const char *text, gboolean is_text)
{
  const char *guard = is_text && would_run_as_formula (text) ? "'" : "";

  if (*guard == '\0' && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  g_string_append (csv, guard);
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

static gboolean
is_text_kind (SbFieldKind kind)
{
  return kind == SB_KIND_TEXT || kind == SB_KIND_NOTE || kind == SB_KIND_REFERENCE || kind == SB_KIND_ANY;
}

/* Numbers and dates as programs read them, names as people do; everything as shown when something is masked. */
static void
append_field (GString *csv, SbSession *session, SbRecordRow *row, guint index)
{
  const SbRecord *record = sb_record_row_get_record (row);
  const SbField *field = &record->type->fields[index];
  gboolean plain = sb_session_get_privacy (session) == 0 && !is_text_kind (field->kind) && field->kind != SB_KIND_CHOICE
                   && field->kind != SB_KIND_FILE;
  g_autofree char *currency = NULL, *text = NULL;
  int exponent = 2;

  if (!plain)
    {
      append_cell (csv, sb_record_row_get_text (row, index), TRUE);
      return;
    }
  if (field->kind == SB_KIND_MONEY)
    {
      currency = sb_record_currency (session, record);
      exponent = MAX (sb_currency_exponent (currency), 0);
    }
  text = sb_field_to_text (field, &record->values[index], exponent);
  append_cell (csv, text == NULL ? "" : text, FALSE);
}

typedef struct {
  GArray  *fields; /* guint */
  GArray  *ids;    /* gint32: the list as it was when the export began */
  guint    next;
  GString *csv;
  GFile   *file;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_array_unref (export->fields);
  g_array_unref (export->ids);
  g_string_free (export->csv, TRUE);
  g_object_unref (export->file);
  g_free (export);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
append_row (Export *export, SbRecordList *list, gint32 id)
{
  SbSession *session = sb_record_list_get_session (list);
  g_autoptr (SbRecordRow) row = NULL;
  guint position = export->next;

  if (sb_record_list_get_id_at (list, position) != id)
    position = sb_record_list_find (list, id);
  if (position == G_MAXUINT)
    return;
  row = g_list_model_get_item (G_LIST_MODEL (list), position);
  if (sb_record_row_get_record (row) == NULL)
    return;
  for (guint i = 0; i < export->fields->len; i++)
    {
      if (i > 0)
        g_string_append_c (export->csv, ',');
      append_field (export->csv, session, row, g_array_index (export->fields, guint, i));
    }
  g_string_append (export->csv, "\r\n");
}

static gboolean
slice_cb (gpointer data)
{
  GTask *task = data;
  SbRecordList *list = g_task_get_source_object (task);
  Export *export = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  for (guint end = MIN (export->next + SLICE, export->ids->len); export->next < end; export->next++)
    append_row (export, list, g_array_index (export->ids, gint32, export->next));
  if (export->next < export->ids->len)
    return G_SOURCE_CONTINUE;
  g_file_replace_contents_async (export->file, export->csv->str, export->csv->len, NULL, FALSE,
                                 G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                 g_task_get_cancellable (task), written_cb, task);
  return G_SOURCE_REMOVE;
}

void
sb_record_list_export_async (SbRecordList *list, const guint *fields, gsize n_fields, GFile *file,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const SbRecordType *type;
  const gint32 *ids;
  Export *export;
  GTask *task;
  gsize n;

  g_return_if_fail (SB_IS_RECORD_LIST (list) && fields != NULL && G_IS_FILE (file));

  type = sb_record_list_get_type_of (list);
  ids = sb_record_list_get_ids (list, &n);
  export = g_new0 (Export, 1);
  export->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (export->fields, fields, (guint) n_fields);
  export->ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  if (n > 0)
    g_array_append_vals (export->ids, ids, (guint) n);
  export->csv = g_string_new (NULL);
  export->file = g_object_ref (file);
  for (gsize i = 0; i < n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (export->csv, ',');
      append_cell (export->csv, sb_field_label (&type->fields[fields[i]]), TRUE);
    }
  g_string_append (export->csv, "\r\n");
  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_record_list_export_async);
  g_task_set_task_data (task, export, free_export);
  g_idle_add (slice_cb, task);
}

gboolean
sb_record_list_export_finish (SbRecordList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
sb_record_list_to_text (SbRecordList *list, const gint32 *ids, gsize n_ids, const guint *fields, gsize n_fields)
{
  const SbRecordType *type;
  GString *text;

  g_return_val_if_fail (SB_IS_RECORD_LIST (list) && (ids != NULL || n_ids == 0) && fields != NULL, NULL);

  type = sb_record_list_get_type_of (list);
  text = g_string_new (NULL);
  for (gsize i = 0; i < n_fields; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", sb_field_label (&type->fields[fields[i]]));
  for (gsize row = 0; row < n_ids; row++)
    {
      guint position = sb_record_list_find (list, ids[row]);
      g_autoptr (SbRecordRow) item = NULL;

      if (position == G_MAXUINT)
        continue;
      item = g_list_model_get_item (G_LIST_MODEL (list), position);
      g_string_append_c (text, '\n');
      for (gsize i = 0; i < n_fields; i++)
        {
          g_autofree char *cell = g_strdelimit (g_strdup (sb_record_row_get_text (item, fields[i])), "\t\r\n", ' ');

          g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", cell);
        }
    }
  return g_string_free (text, FALSE);
}
