/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search index: what it holds for a record and how the write path keeps it. Reading it: sb-search-reader.c. */
#include "store/sb-search.h"

#include "core/sb-text.h"
#include "store/sb-table.h"

gboolean
sb_search_has_field (const SbField *field)
{
  return (field->flags & (SB_FIELD_TITLE | SB_FIELD_SEARCH)) != 0 && (field->flags & SB_FIELD_PRIVATE) == 0
         && (field->kind == SB_KIND_TEXT || field->kind == SB_KIND_NOTE);
}

gboolean
sb_search_has_type (const SbRecordType *type)
{
  if ((type->flags & (SB_RECORD_PRIVATE | SB_RECORD_PROGRAM)) != 0)
    return FALSE;
  for (const SbField *field = type->fields; field->name != NULL; field++)
    if (sb_search_has_field (field))
      return TRUE;
  return FALSE;
}

/* A line of its own, so that no match reaches over the border of two fields. */
static void
add_line (GString *body, const char *text)
{
  g_autofree char *folded = text != NULL && g_utf8_validate (text, -1, NULL) ? sb_text_fold (text) : NULL;

  if (folded == NULL || *folded == '\0')
    return;
  g_string_append_c (body, '\n');
  g_string_append (body, folded);
}

void
sb_search_text (const SbRecordType *type, const SbValue *values, GString *title, GString *body)
{
  const SbField *titled = sb_record_type_title (type);

  g_string_truncate (title, 0);
  g_string_truncate (body, 0);
  for (const SbField *field = type->fields; field->name != NULL; field++)
    {
      const SbValue *value = &values[field - type->fields];

      if (!sb_search_has_field (field) || value->type != SB_VALUE_TEXT)
        continue;
      if (field == titled && g_utf8_validate (value->text, -1, NULL))
        {
          g_autofree char *folded = sb_text_fold (value->text);

          g_string_append (title, folded);
        }
      else if (field != titled)
        add_line (body, value->text);
    }
}

gint64
sb_search_key (const SbRecordType *type, gint32 id)
{
  guint32 hash = 2166136261u; /* FNV-1a of the name: the same in every version, whatever the order of the types */

  for (const char *p = type->name; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * 16777619u;
  return ((gint64) (hash & 0x7fffffffu) << 31) | id;
}

/* SELECT id, archived_at, title, other searchable fields … of the type's records in a range. */
static char *
source_sql (const SbRecordType *type)
{
  const SbField *title = sb_record_type_title (type);
  GString *sql = g_string_new ("SELECT id, ");

  if (title != NULL && sb_search_has_field (title))
    g_string_append (sql, title->column);
  else
    g_string_append (sql, "NULL");
  for (const SbField *field = type->fields; field->name != NULL; field++)
    if (sb_search_has_field (field) && field != title)
      g_string_append_printf (sql, ", %s", field->column);
  g_string_append_printf (sql, " FROM %s WHERE id BETWEEN ?1 AND ?2", type->table);
  return g_string_free (sql, FALSE);
}

static char *
fold_column (SbStmt *stmt, int column)
{
  const char *text = sb_stmt_text (stmt, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? sb_text_fold (text) : NULL;
}

static gboolean
write_entry (SbStmt *source, SbStmt *entry, const SbRecordType *type, GError **error)
{
  g_autofree char *title = fold_column (source, 1);
  g_autoptr (GString) body = g_string_new (NULL);
  int n = sqlite3_column_count (source->stmt);

  for (int column = 2; column < n; column++)
    add_line (body, sb_stmt_text (source, column));
  sqlite3_bind_int64 (entry->stmt, 1, sb_search_key (type, sqlite3_column_int (source->stmt, 0)));
  sb_stmt_bind_text (entry, 2, title != NULL ? title : "");
  sqlite3_bind_text (entry->stmt, 3, body->str, (int) body->len, SQLITE_TRANSIENT);
  return sb_stmt_run (entry, error);
}

gboolean
sb_search_remove_range (SbDb *db, const SbRecordType *type, gint32 from, gint32 to, GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;

  if (!sb_search_has_type (type))
    return TRUE;
  stmt = sb_db_query (db, "DELETE FROM search_entry WHERE id BETWEEN ?1 AND ?2", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt->stmt, 1, sb_search_key (type, from));
  sqlite3_bind_int64 (stmt->stmt, 2, sb_search_key (type, to));
  return sb_stmt_run (stmt, error);
}

gboolean
sb_search_update_range (SbDb *db, const SbRecordType *type, gint32 from, gint32 to, GError **error)
{
  g_autoptr (SbStmt) source = NULL, entry = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *sql = NULL;

  if (!sb_search_has_type (type))
    return TRUE;
  if (!sb_search_remove_range (db, type, from, to, error))
    return FALSE;
  sql = source_sql (type);
  source = sb_db_query (db, sql, error);
  entry = source != NULL ? sb_db_query (db, SB_SEARCH_INSERT, error)
                         : NULL;
  if (entry == NULL)
    return FALSE;
  sqlite3_bind_int (source->stmt, 1, from);
  sqlite3_bind_int (source->stmt, 2, to);
  while (sb_stmt_next (source, &local))
    if (!write_entry (source, entry, type, error))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
sb_search_update (SbDb *db, const SbRecordType *type, gint32 id, GError **error)
{
  return sb_search_update_range (db, type, id, id, error);
}

gboolean
sb_search_rebuild (SbDb *db, GError **error)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  if (!sb_db_exec (db, "DELETE FROM search_entry", error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!sb_search_update_range (db, types[i], 0, G_MAXINT32, error))
      return FALSE;
  return TRUE;
}
