/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records: one, many, their order and number, their titles. Called by lists, forms, commands and the importer;
 * never writes. */
#include "sb-config.h"

#include "store/sb-reader-private.h"

#include <glib/gi18n-lib.h>

#include "core/sb-money.h"
#include "store/sb-gate.h"
#include "store/sb-schema.h"
#include "store/sb-query-private.h"
#include "store/sb-setting.h"
#include "store/sb-table.h"

SbReader *
sb_reader_take_db (SbDb *db)
{
  SbReader *reader = g_new0 (SbReader, 1);

  reader->db = db;
  reader->owns_db = TRUE;
  return reader;
}

SbReader *
sb_reader_new_for_db (SbDb *db)
{
  SbReader *reader = g_new0 (SbReader, 1);

  reader->db = db;
  return reader;
}

/* A copy in memory with the tables of today: reading must not change a file, not even to bring it up. */
static SbDb *
upgraded_copy (SbDb *db, int version, GError **error)
{
  g_autoptr (SbDb) copy = sb_db_open (":memory:", SB_DB_MEMORY, error);

  if (copy == NULL || !sb_db_copy_pages (db, copy, NULL, error)
      || !sb_schema_upgrade (copy, version, sb_schema_version (), error))
    return NULL;
  return g_steal_pointer (&copy);
}

SbReader *
sb_reader_new (const char *path, GError **error)
{
  g_autoptr (SbDb) db = NULL;
  gint64 version;

  g_return_val_if_fail (path != NULL, NULL);

  db = sb_gate_open_reader (path, error);
  if (db == NULL)
    return NULL;
  version = sb_db_int (db, "PRAGMA user_version", 0);
  if (version > 0 && version < sb_schema_version () && sb_schema_is_ours (db, (int) version))
    {
      SbDb *copy = upgraded_copy (db, (int) version, error);

      return copy != NULL ? sb_reader_take_db (copy) : NULL;
    }
  return sb_reader_take_db (g_steal_pointer (&db));
}

void
sb_reader_free (SbReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->owns_db)
    sb_db_free (reader->db);
  g_free (reader);
}

SbRecord *
sb_reader_get (SbReader *reader, const SbRecordType *type, gint32 id, GError **error)
{
  g_autoptr (GError) local = NULL;
  SbRecord *record;

  g_return_val_if_fail (reader != NULL && type != NULL, NULL);

  record = sb_table_load (reader->db, type, id, &local);
  if (record == NULL && local == NULL)
    g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_FOUND, _("There is no such record any more (%s %d)."),
                 _(type->label), id);
  else if (record == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

gint32
sb_reader_id_of_uid (SbReader *reader, const SbRecordType *type, const char *uid)
{
  g_return_val_if_fail (reader != NULL && type != NULL, 0);

  return uid != NULL ? sb_table_id_of_uid (reader->db, type, uid) : 0;
}

/* All records without the archived ones: both numbers come from indexes, where a condition would read every record. */
static gint64
count_live (SbDb *db, const SbRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT (SELECT count(*) FROM %s) - "
                                          "(SELECT count(*) FROM %s WHERE archived_at IS NOT NULL)",
                                          type->table, type->table);

  return sb_db_int (db, sql, -1);
}

gint64
sb_reader_count (SbReader *reader, const SbQuery *query, GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;
  gint64 n;

  g_return_val_if_fail (reader != NULL && query != NULL, -1);

  if (query->conditions->len == 0 && query->ids == NULL && query->text == NULL && !query->with_archived
      && query->limit < 0 && (query->type->flags & SB_RECORD_LEAN) == 0)
    {
      n = count_live (reader->db, query->type);
      if (n >= 0)
        return n;
    }
  stmt = sb_query_prepare (query, reader->db, "count(*)", FALSE, error);
  if (stmt == NULL || !sb_stmt_next (stmt, error))
    return -1;
  n = sqlite3_column_int64 (stmt->stmt, 0);
  return query->limit >= 0 ? MIN (n, query->limit) : n;
}

static void
record_destroy (gpointer data)
{
  sb_record_free (data);
}

GPtrArray *
sb_reader_load (SbReader *reader, const SbRecordType *type, const gint32 *ids, gsize n, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (SbStmt) stmt = NULL;

  g_return_val_if_fail (reader != NULL && type != NULL && (n == 0 || ids != NULL), NULL);

  records = g_ptr_array_new_with_free_func (record_destroy);
  stmt = sb_db_query (reader->db, sb_table_sql (reader->db, type, SB_TABLE_SELECT_ONE), error);
  if (stmt == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) local = NULL;

      sqlite3_bind_int (stmt->stmt, 1, ids[i]);
      g_ptr_array_add (records, sb_stmt_next (stmt, &local) ? sb_table_read_record (stmt, type) : NULL);
      sqlite3_reset (stmt->stmt);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&records);
}

/* A record without a title of its own is named by the records it joins: "Lin Wei · North". */
static char *
title_from_references (SbReader *reader, const SbRecordType *type, gint32 id)
{
  g_autoptr (SbRecord) record = sb_table_load (reader->db, type, id, NULL);
  g_autoptr (GString) title = g_string_new (NULL);
  int parts = 0;

  for (gsize i = 0; record != NULL && type->fields[i].name != NULL && parts < 2; i++)
    {
      const SbField *field = &type->fields[i];
      const SbRecordType *target = field->kind == SB_KIND_REFERENCE ? sb_record_type_find (field->target) : NULL;
      g_autofree char *part = NULL;

      if (target == NULL || target == type || record->values[i].type != SB_VALUE_INT
          || sb_record_type_title (target) == NULL)
        continue;
      part = sb_reader_title (reader, target, (gint32) record->values[i].i);
      g_string_append_printf (title, "%s%s", parts > 0 ? " · " : "", part);
      parts++;
    }
  if (record != NULL && parts == 0)
    g_string_printf (title, "%s %d", _(type->label), id);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

char *
sb_reader_title (SbReader *reader, const SbRecordType *type, gint32 id)
{
  const char *sql;
  g_autoptr (SbStmt) stmt = NULL;

  g_return_val_if_fail (reader != NULL && type != NULL, g_strdup (""));

  sql = sb_table_sql (reader->db, type, SB_TABLE_TITLE);
  if (sql == NULL)
    return title_from_references (reader, type, id);
  stmt = sb_db_query (reader->db, sql, NULL);
  if (stmt == NULL)
    return g_strdup ("");
  sqlite3_bind_int (stmt->stmt, 1, id);
  if (!sb_stmt_next (stmt, NULL) || sb_stmt_text (stmt, 0) == NULL)
    return g_strdup ("");
  return g_strdup (sb_stmt_text (stmt, 0));
}

static void
pair_destroy (gpointer data)
{
  char **pair = data;

  g_free (pair[0]);
  g_free (pair[1]);
  g_free (pair);
}

GPtrArray *
sb_reader_extras (SbReader *reader, const SbRecordType *type, gint32 id, GError **error)
{
  g_autoptr (GPtrArray) extras = NULL;
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (reader != NULL && type != NULL, NULL);

  extras = g_ptr_array_new_with_free_func (pair_destroy);
  stmt = sb_db_query (reader->db,
                      "SELECT column_name, value FROM extra_value WHERE record_type = ?1 AND record_id = ?2 "
                      "ORDER BY column_name", error);
  if (stmt == NULL)
    return NULL;
  sb_stmt_bind_text (stmt, 1, type->name);
  sqlite3_bind_int (stmt->stmt, 2, id);
  while (sb_stmt_next (stmt, &local))
    {
      char **pair = g_new0 (char *, 2);

      pair[0] = g_strdup (sb_stmt_text (stmt, 0));
      pair[1] = g_strdup (sb_stmt_text (stmt, 1) != NULL ? sb_stmt_text (stmt, 1) : "");
      g_ptr_array_add (extras, pair);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&extras);
}

char *
sb_db_setting (SbDb *db, const char *key)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, "SELECT value FROM workspace_setting WHERE key = ?1", NULL);

  if (stmt == NULL)
    return g_strdup (sb_setting_default (key));
  sb_stmt_bind_text (stmt, 1, key);
  return g_strdup (sb_stmt_next (stmt, NULL) ? sb_stmt_text (stmt, 0) : sb_setting_default (key));
}

char *
sb_reader_setting (SbReader *reader, const char *key)
{
  g_return_val_if_fail (reader != NULL && key != NULL, NULL);

  return sb_db_setting (reader->db, key);
}

int
sb_db_exponent (SbDb *db)
{
  g_autofree char *currency = sb_db_setting (db, SB_SETTING_CURRENCY);
  int exponent = currency != NULL ? sb_currency_exponent (currency) : -1;

  return exponent < 0 ? 2 : exponent;
}
