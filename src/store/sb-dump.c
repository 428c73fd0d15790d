/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The logical dump: every record, one JSON object a line, types and records in a fixed order. Two workspaces that mean
 * the same give the same bytes; what a repeat would change (instants of the program's, numbers of steps, the import
 * log) is left out. */
#include <string.h>

#include "store/sb-reader-private.h"
#include "store/sb-table.h"

static void
append_json (GString *line, const char *text)
{
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (line, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (line, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (line, *p);
  g_string_append_c (line, '"');
}

static gboolean
is_dumped (const SbRecordType *type, const SbField *field)
{
  if (field->kind == SB_KIND_INSTANT)
    return (type->flags & SB_RECORD_PROGRAM) == 0 && (field->flags & SB_FIELD_PROGRAM) == 0
           && !g_str_equal (field->column, "taken_at");
  return !(g_str_equal (type->name, "field_change")
           && (g_str_equal (field->column, "change") || g_str_equal (field->column, "import_batch_id")));
}

static void
append_record (GString *line, const SbRecord *record, int exponent)
{
  g_string_append (line, "{\"type\":");
  append_json (line, record->type->name);
  g_string_append_printf (line, ",\"id\":%d", record->id);
  if (record->uid != NULL)
    {
      g_string_append (line, ",\"uid\":");
      append_json (line, record->uid);
    }
  if (record->archived_at > 0)
    g_string_append (line, ",\"archived\":true");
  for (gsize i = 0; record->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &record->type->fields[i];
      g_autofree char *text = NULL;

      if (!is_dumped (record->type, field) || sb_value_is_null (&record->values[i]))
        continue;
      text = sb_field_to_text (field, &record->values[i], exponent);
      if (text == NULL)
        continue;
      g_string_append_c (line, ',');
      append_json (line, field->column);
      g_string_append_c (line, ':');
      append_json (line, text);
    }
  g_string_append (line, "}\n");
}

typedef struct
{
  SbReader      *reader;
  GOutputStream *stream;
  GCancellable  *cancellable;
  GString       *buffer;
  int            exponent;
} Dump;

static gboolean
flush (Dump *dump, gsize from, GError **error)
{
  gboolean ok;

  if (dump->buffer->len < from)
    return TRUE;
  ok = g_output_stream_write_all (dump->stream, dump->buffer->str, dump->buffer->len, NULL, dump->cancellable, error);
  g_string_truncate (dump->buffer, 0);
  return ok;
}

static gboolean
dump_type (Dump *dump, const SbRecordType *type, GError **error)
{
  g_autofree char *sql = g_strconcat (sb_table_sql (dump->reader->db, type, SB_TABLE_SELECT), " ORDER BY id", NULL);
  g_autoptr (SbStmt) stmt = sb_db_query (dump->reader->db, sql, error);
  g_autoptr (GError) local = NULL;

  if (stmt == NULL)
    return FALSE;
  while (sb_stmt_next (stmt, &local))
    {
      g_autoptr (SbRecord) record = sb_table_read_record (stmt, type);

      append_record (dump->buffer, record, dump->exponent);
      if (!flush (dump, 65536, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
sb_reader_dump (SbReader *reader, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Dump dump = { reader, stream, cancellable, buffer, 2 };
  gboolean ok = TRUE;

  g_return_val_if_fail (reader != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  dump.exponent = sb_db_exponent (reader->db);
  sb_db_set_limits (reader->db, cancellable, 0);
  for (gsize i = 0; i < n && ok; i++)
    ok = g_str_equal (types[i]->name, "import_batch") || dump_type (&dump, types[i], error);
  ok = ok && flush (&dump, 0, error);
  sb_db_set_limits (reader->db, NULL, 0);
  return ok;
}
