/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The importer's bookkeeping: ids of the source, extra values, what was imported last, settings. */
#include "store/sb-bulk-private.h"

#include "store/sb-reader-private.h"

/* The row of a lookup statement that is bound, 0 when there is none, −1 on failure. */
static gint32
found_id (SbStmt *stmt, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (sb_stmt_next (stmt, &local))
    return sqlite3_column_int (stmt->stmt, 0);
  if (local == NULL)
    return 0;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

gboolean
sb_bulk_set_source_key (SbBulk *bulk, const char *source, const char *object, const char *ext_id,
                        const SbRecordType *type, gint32 id, GError **error)
{
  SbBulkTable *table;
  g_autoptr (SbStmt) find = NULL, stmt = NULL;
  gint32 row;

  g_return_val_if_fail (bulk != NULL && source != NULL && object != NULL && ext_id != NULL && type != NULL, FALSE);

  table = sb_bulk_table (bulk, "source_key");
  find = sb_db_query (bulk->db, "SELECT id FROM source_key WHERE source = ?1 AND object = ?2 AND ext_id = ?3", error);
  if (find == NULL)
    return FALSE;
  sb_stmt_bind_text (find, 1, source);
  sb_stmt_bind_text (find, 2, object);
  sb_stmt_bind_text (find, 3, ext_id);
  row = found_id (find, error);
  if (row < 0)
    return FALSE;
  stmt = sb_db_query (bulk->db,
                      row > 0 ? "UPDATE source_key SET state = CASE WHEN record_type = ?5 AND record_id = ?6 "
                                "THEN state END, source = ?2, object = ?3, ext_id = ?4, record_type = ?5, "
                                "record_id = ?6 WHERE id = ?1"
                              : "INSERT INTO source_key (id, source, object, ext_id, record_type, record_id) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, row > 0 ? row : table->next++);
  sb_stmt_bind_text (stmt, 2, source);
  sb_stmt_bind_text (stmt, 3, object);
  sb_stmt_bind_text (stmt, 4, ext_id);
  sb_stmt_bind_text (stmt, 5, type->name);
  sqlite3_bind_int (stmt->stmt, 6, id);
  sb_bulk_record (bulk, table, row > 0 ? row : G_MAXINT32);
  return sb_stmt_run (stmt, error);
}

static gboolean
remove_extra (SbBulk *bulk, const SbBulkTable *table, gint32 row, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (bulk->db, "DELETE FROM extra_value WHERE id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, row);
  sb_bulk_record (bulk, table, row);
  return sb_stmt_run (stmt, error);
}

gboolean
sb_bulk_set_extra (SbBulk *bulk, const SbRecordType *type, gint32 id, const char *column, const char *value,
                   GError **error)
{
  SbBulkTable *table;
  g_autoptr (SbStmt) find = NULL, stmt = NULL;
  gint32 row = 0;

  g_return_val_if_fail (bulk != NULL && type != NULL && column != NULL, FALSE);

  table = sb_bulk_table (bulk, "extra_value");
  find = sb_db_query (bulk->db,
                      "SELECT id FROM extra_value WHERE record_type = ?1 AND record_id = ?2 AND column_name = ?3", error);
  if (find == NULL)
    return FALSE;
  sb_stmt_bind_text (find, 1, type->name);
  sqlite3_bind_int (find->stmt, 2, id);
  sb_stmt_bind_text (find, 3, column);
  row = found_id (find, error);
  if (row < 0 || value == NULL)
    return row == 0 || (row > 0 && remove_extra (bulk, table, row, error));
  stmt = sb_db_query (bulk->db,
                      row > 0 ? "UPDATE extra_value SET value = ?2 WHERE id = ?1"
                              : "INSERT INTO extra_value (id, value, record_type, record_id, column_name) "
                                "VALUES (?1, ?2, ?3, ?4, ?5)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, row > 0 ? row : table->next++);
  sb_stmt_bind_text (stmt, 2, value);
  if (row == 0)
    {
      sb_stmt_bind_text (stmt, 3, type->name);
      sqlite3_bind_int (stmt->stmt, 4, id);
      sb_stmt_bind_text (stmt, 5, column);
    }
  sb_bulk_record (bulk, table, row > 0 ? row : G_MAXINT32);
  return sb_stmt_run (stmt, error);
}

gboolean
sb_bulk_set_imported (SbBulk *bulk, const char *source, const SbRecordType *type, gint32 id, const char *state,
                      GError **error)
{
  g_autoptr (SbStmt) find = NULL, stmt = NULL;
  gint32 row;

  g_return_val_if_fail (bulk != NULL && source != NULL && type != NULL && state != NULL, FALSE);

  find = sb_db_query (bulk->db,
                      "SELECT id FROM source_key WHERE record_type = ?1 AND record_id = ?2 AND source = ?3 "
                      "ORDER BY state IS NULL, id LIMIT 1", error);
  if (find == NULL)
    return FALSE;
  sb_stmt_bind_text (find, 1, type->name);
  sqlite3_bind_int (find->stmt, 2, id);
  sb_stmt_bind_text (find, 3, source);
  row = found_id (find, error);
  if (row < 0)
    return FALSE;
  g_return_val_if_fail (row > 0, FALSE);
  stmt = sb_db_query (bulk->db, "UPDATE source_key SET state = ?2 WHERE id = ?1", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, row);
  sb_stmt_bind_text (stmt, 2, state);
  sb_bulk_record (bulk, sb_bulk_table (bulk, "source_key"), row);
  return sb_stmt_run (stmt, error);
}

/* A new row of a bookkeeping table; its statement is prepared once a bulk and takes the row's id, the record's id and
 * the texts, in this order. */
static gboolean
add_row (SbBulk *bulk, SbBulkTable *table, const char *sql, gint32 id, const char *const *texts, int n, GError **error)
{
  if (table->add == NULL)
    table->add = sb_db_query (bulk->db, sql, error);
  if (table->add == NULL)
    return FALSE;
  sb_journal_set_recording (bulk->journal, FALSE);
  if (bulk->writer == NULL)
    {
      sqlite3_bind_int (table->add->stmt, 1, table->next++);
      sqlite3_bind_int (table->add->stmt, 2, id);
      for (int i = 0; i < n; i++)
        sqlite3_bind_text (table->add->stmt, i + 3, texts[i], -1, SQLITE_STATIC);
      return sb_stmt_run (table->add, error);
    }
  if (!sb_row_writer_begin (bulk->writer, table->add, error))
    return FALSE;
  sb_row_writer_int (bulk->writer, 1, table->next++);
  sb_row_writer_int (bulk->writer, 2, id);
  for (int i = 0; i < n; i++)
    sb_row_writer_text (bulk->writer, i + 3, texts[i], -1);
  sb_row_writer_end (bulk->writer);
  return TRUE;
}

gboolean
sb_bulk_add_key (SbBulk *bulk, const char *source, const char *object, const char *ext_id, const SbRecordType *type,
                 gint32 id, const char *imported, GError **error)
{
  g_return_val_if_fail (bulk != NULL && source != NULL && object != NULL && ext_id != NULL && type != NULL, FALSE);

  return add_row (bulk, sb_bulk_table (bulk, "source_key"),
                  "INSERT INTO source_key (id, record_id, source, object, ext_id, record_type, state) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  id, (const char *[]) { source, object, ext_id, type->name, imported }, 5, error);
}

gboolean
sb_bulk_add_extra (SbBulk *bulk, const SbRecordType *type, gint32 id, const char *column, const char *value,
                   GError **error)
{
  g_return_val_if_fail (bulk != NULL && type != NULL && column != NULL && value != NULL, FALSE);

  return add_row (bulk, sb_bulk_table (bulk, "extra_value"),
                  "INSERT INTO extra_value (id, record_id, record_type, column_name, value) VALUES (?1, ?2, ?3, ?4, ?5) "
                  "ON CONFLICT (record_type, record_id, column_name) DO UPDATE SET value = excluded.value",
                  id, (const char *[]) { type->name, column, value }, 3, error);
}

gboolean
sb_bulk_set_setting (SbBulk *bulk, const char *key, const char *value, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("workspace_setting");
  g_auto (SbValue) key_value = sb_value_text (key), text = sb_value_text (value);
  const SbValue values[2] = { key_value, text }; /* borrowed */
  g_autoptr (SbStmt) find = NULL;
  const guint field = 1;
  gint32 row;

  g_return_val_if_fail (bulk != NULL && key != NULL, FALSE);

  find = sb_db_query (bulk->db, "SELECT id FROM workspace_setting WHERE key = ?1", error);
  if (find == NULL)
    return FALSE;
  sb_stmt_bind_text (find, 1, key);
  row = found_id (find, error);
  if (row < 0)
    return FALSE;
  if (row > 0)
    return sb_bulk_update (bulk, type, row, &field, &values[1], 1, bulk->step.as_of_on, error);
  return sb_bulk_insert (bulk, type, values, NULL, error) != 0;
}

gboolean
sb_reader_each_source_key (SbReader *reader, const char *source, const char *object, SbSourceKeyFunc func,
                           gpointer user_data, GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (reader != NULL && source != NULL && object != NULL && func != NULL, FALSE);

  stmt = sb_db_query (reader->db,
                      "SELECT ext_id, record_id, coalesce (state, (SELECT other.state FROM source_key other "
                      "WHERE other.record_type = source_key.record_type AND other.record_id = source_key.record_id "
                      "AND other.source = source_key.source AND other.state IS NOT NULL)) "
                      "FROM source_key WHERE source = ?1 AND object = ?2", error);
  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, source);
  sb_stmt_bind_text (stmt, 2, object);
  while (sb_stmt_next (stmt, &local))
    func (sb_stmt_text (stmt, 0), sqlite3_column_int (stmt->stmt, 1), sb_stmt_text (stmt, 2), user_data);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
add_key (const char *ext_id, gint32 id, const char *imported, gpointer user_data)
{
  g_hash_table_insert (user_data, g_strdup (ext_id), GINT_TO_POINTER (id));
}

GHashTable *
sb_reader_source_keys (SbReader *reader, const char *source, const char *object, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!sb_reader_each_source_key (reader, source, object, add_key, keys, error))
    return NULL;
  return g_steal_pointer (&keys);
}

char *
sb_reader_imported (SbReader *reader, const char *source, const SbRecordType *type, gint32 id)
{
  g_autoptr (SbStmt) stmt = NULL;

  g_return_val_if_fail (reader != NULL && source != NULL && type != NULL, NULL);

  stmt = sb_db_query (reader->db,
                      "SELECT state FROM source_key WHERE record_type = ?1 AND record_id = ?2 AND source = ?3 "
                      "AND state IS NOT NULL", NULL);
  if (stmt == NULL)
    return NULL;
  sb_stmt_bind_text (stmt, 1, type->name);
  sqlite3_bind_int (stmt->stmt, 2, id);
  sb_stmt_bind_text (stmt, 3, source);
  return sb_stmt_next (stmt, NULL) ? g_strdup (sb_stmt_text (stmt, 0)) : NULL;
}
