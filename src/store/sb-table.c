/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a described record type lies in its table. Everything that reads or writes records goes through the SQL made
 * here; no other file writes a column list. */
#include "store/sb-table.h"

#include <string.h>

static void
append_columns (GString *sql, const SbField *field, const char *suffix)
{
  if (field->kind == SB_KIND_ANY)
    g_string_append_printf (sql, ", %s_type%s, %s_uid%s", field->column, suffix, field->column, suffix);
  else
    g_string_append_printf (sql, ", %s%s", field->column, suffix);
}

static char *
select_sql (const SbRecordType *type, const char *where)
{
  GString *sql
    = g_string_new ((type->flags & SB_RECORD_LEAN) != 0 ? "SELECT id, NULL, 0, 0, NULL"
                                                        : "SELECT id, uid, created_at, changed_at, archived_at");

  for (const SbField *field = type->fields; field->name != NULL; field++)
    append_columns (sql, field, "");
  g_string_append_printf (sql, " FROM %s%s", type->table, where);
  return g_string_free (sql, FALSE);
}

static char *
insert_sql (const SbRecordType *type)
{
  GString *sql = g_string_new (NULL);
  gboolean lean = (type->flags & SB_RECORD_LEAN) != 0;
  guint n = lean ? 1 : SB_TABLE_FIRST_FIELD;

  g_string_printf (sql, "INSERT INTO %s (id%s", type->table, lean ? "" : ", uid, created_at, changed_at, archived_at");
  for (const SbField *field = type->fields; field->name != NULL; field++)
    {
      append_columns (sql, field, "");
      n += field->kind == SB_KIND_ANY ? 2 : 1;
    }
  g_string_append (sql, ") VALUES (?");
  for (guint i = 1; i < n; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static char *
title_sql (const SbRecordType *type)
{
  const SbField *title = sb_record_type_title (type);

  return title != NULL ? g_strdup_printf ("SELECT %s FROM %s WHERE id = ?1", title->column, type->table) : NULL;
}

static char *
make_sql (const SbRecordType *type, SbTableSql which)
{
  switch (which)
    {
    case SB_TABLE_SELECT:
      return select_sql (type, "");
    case SB_TABLE_SELECT_ONE:
      return select_sql (type, " WHERE id = ?1");
    case SB_TABLE_INSERT:
      return insert_sql (type);
    case SB_TABLE_OF_UID:
      if ((type->flags & SB_RECORD_LEAN) != 0)
        return g_strdup_printf ("SELECT id FROM %s WHERE 0 AND ?1", type->table);
      return g_strdup_printf ("SELECT id FROM %s WHERE uid = ?1", type->table);
    case SB_TABLE_UID_OF:
      if ((type->flags & SB_RECORD_LEAN) != 0)
        return g_strdup_printf ("SELECT NULL FROM %s WHERE id = ?1", type->table);
      return g_strdup_printf ("SELECT uid FROM %s WHERE id = ?1", type->table);
    case SB_TABLE_TITLE:
      return title_sql (type);
    case SB_TABLE_LAST_ID:
      return g_strdup_printf ("SELECT max(id) FROM %s", type->table);
    case SB_TABLE_HAS:
      return g_strdup_printf ("SELECT 1 FROM %s WHERE id = ?1", type->table);
    case SB_TABLE_DELETE:
      return g_strdup_printf ("DELETE FROM %s WHERE id = ?1", type->table);
    default:
      g_assert_not_reached ();
    }
}

const char *
sb_table_sql (SbDb *db, const SbRecordType *type, SbTableSql which)
{
  /* One key for each pair: a description is far larger than the number of statements. */
  gconstpointer key = (const char *) type + which;
  char *sql = sb_db_get_cached (db, key);

  if (sql == NULL)
    {
      sql = make_sql (type, which);
      if (sql != NULL)
        sb_db_set_cached (db, key, sql, g_free);
    }
  return sql;
}

char *
sb_table_update_sql (const SbRecordType *type, const guint *fields, gsize n)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "UPDATE %s SET ", type->table);
  for (gsize i = 0; i < n; i++)
    {
      const SbField *field = &type->fields[fields[i]];

      if (field->kind == SB_KIND_ANY)
        g_string_append_printf (sql, "%s_type = ?, %s_uid = ?, ", field->column, field->column);
      else
        g_string_append_printf (sql, "%s = ?, ", field->column);
    }
  if ((type->flags & SB_RECORD_LEAN) != 0)
    g_string_truncate (sql, sql->len - 2);
  else
    g_string_append (sql, "changed_at = ?");
  g_string_append (sql, " WHERE id = ?");
  return g_string_free (sql, FALSE);
}

int
sb_table_bind_head (SbStmt *stmt, const SbRecordType *type, gint32 id, const char *uid, gint64 now)
{
  sqlite3_bind_int (stmt->stmt, 1, id);
  if ((type->flags & SB_RECORD_LEAN) != 0)
    return 2;
  sb_stmt_bind_text (stmt, 2, uid);
  sqlite3_bind_int64 (stmt->stmt, 3, now);
  sqlite3_bind_int64 (stmt->stmt, 4, now);
  return SB_TABLE_FIRST_FIELD + 1;
}

void
sb_table_bind_tail (SbStmt *stmt, int index, const SbRecordType *type, gint32 id, gint64 now)
{
  if ((type->flags & SB_RECORD_LEAN) == 0)
    sqlite3_bind_int64 (stmt->stmt, index++, now);
  sqlite3_bind_int (stmt->stmt, index, id);
}

static int
bind_any (SbStmt *stmt, int index, const SbValue *value)
{
  const char *blank = value->type == SB_VALUE_TEXT ? strchr (value->text, ' ') : NULL;

  if (blank != NULL)
    {
      sqlite3_bind_text (stmt->stmt, index, value->text, (int) (blank - value->text), SQLITE_TRANSIENT);
      sqlite3_bind_text (stmt->stmt, index + 1, blank + 1, -1, SQLITE_TRANSIENT);
    }
  return index + 2;
}

int
sb_table_bind (SbStmt *stmt, int index, const SbField *field, const SbValue *value)
{
  gsize size;
  gconstpointer data;

  if (field->kind == SB_KIND_ANY)
    return bind_any (stmt, index, value);
  switch (value->type)
    {
    case SB_VALUE_INT:
      sqlite3_bind_int64 (stmt->stmt, index, value->i);
      break;
    case SB_VALUE_REAL:
      sqlite3_bind_double (stmt->stmt, index, value->d);
      break;
    case SB_VALUE_TEXT:
      sqlite3_bind_text (stmt->stmt, index, value->text, -1, SQLITE_STATIC);
      break;
    case SB_VALUE_BYTES:
      data = g_bytes_get_data (value->bytes, &size);
      sqlite3_bind_blob64 (stmt->stmt, index, data != NULL ? data : "", size, SQLITE_STATIC);
      break;
    case SB_VALUE_NULL:
    default:
      sqlite3_bind_null (stmt->stmt, index);
      break;
    }
  return index + 1;
}

static int
read_any (SbStmt *stmt, int column, SbValue *value)
{
  const char *type = sb_stmt_text (stmt, column);
  const char *uid = sb_stmt_text (stmt, column + 1);

  *value = type != NULL && uid != NULL ? sb_value_take_text (g_strconcat (type, " ", uid, NULL)) : SB_VALUE_EMPTY;
  return column + 2;
}

int
sb_table_read (SbStmt *stmt, int column, const SbField *field, SbValue *value)
{
  if (field->kind == SB_KIND_ANY)
    return read_any (stmt, column, value);
  *value = SB_VALUE_EMPTY;
  switch (sqlite3_column_type (stmt->stmt, column))
    {
    case SQLITE_INTEGER:
      *value = sb_value_int (sqlite3_column_int64 (stmt->stmt, column));
      break;
    case SQLITE_FLOAT:
      *value = sb_value_real (sqlite3_column_double (stmt->stmt, column));
      break;
    case SQLITE_TEXT:
      *value = sb_value_text (sb_stmt_text (stmt, column));
      break;
    case SQLITE_BLOB:
      value->type = SB_VALUE_BYTES;
      value->bytes = g_bytes_new (sqlite3_column_blob (stmt->stmt, column),
                                  (gsize) sqlite3_column_bytes (stmt->stmt, column));
      break;
    default:
      break;
    }
  return column + 1;
}

SbRecord *
sb_table_read_record (SbStmt *stmt, const SbRecordType *type)
{
  gsize n = sb_record_type_n_fields (type);
  SbRecord *record = g_new0 (SbRecord, 1);
  int column = SB_TABLE_FIRST_FIELD;

  record->type = type;
  record->id = sqlite3_column_int (stmt->stmt, 0);
  record->uid = g_strdup (sb_stmt_text (stmt, 1));
  record->created_at = sqlite3_column_int64 (stmt->stmt, 2);
  record->changed_at = sqlite3_column_int64 (stmt->stmt, 3);
  record->archived_at = sqlite3_column_int64 (stmt->stmt, 4);
  record->values = g_new0 (SbValue, n);
  for (gsize i = 0; i < n; i++)
    column = sb_table_read (stmt, column, &type->fields[i], &record->values[i]);
  return record;
}

SbRecord *
sb_table_load (SbDb *db, const SbRecordType *type, gint32 id, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sb_table_sql (db, type, SB_TABLE_SELECT_ONE), error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int (stmt->stmt, 1, id);
  return sb_stmt_next (stmt, error) ? sb_table_read_record (stmt, type) : NULL;
}

gboolean
sb_table_has (SbDb *db, const SbRecordType *type, gint32 id)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sb_table_sql (db, type, SB_TABLE_HAS), NULL);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, id);
  return sb_stmt_next (stmt, NULL);
}

gint32
sb_table_id_of_uid (SbDb *db, const SbRecordType *type, const char *uid)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sb_table_sql (db, type, SB_TABLE_OF_UID), NULL);

  if (stmt == NULL)
    return 0;
  sb_stmt_bind_text (stmt, 1, uid);
  return sb_stmt_next (stmt, NULL) ? sqlite3_column_int (stmt->stmt, 0) : 0;
}

char *
sb_table_dup_uid (SbDb *db, const SbRecordType *type, gint32 id)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sb_table_sql (db, type, SB_TABLE_UID_OF), NULL);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int (stmt->stmt, 1, id);
  return sb_stmt_next (stmt, NULL) ? g_strdup (sb_stmt_text (stmt, 0)) : NULL;
}

gint32
sb_table_next_id (SbDb *db, const SbRecordType *type, GError **error)
{
  gint64 last = sb_db_int (db, sb_table_sql (db, type, SB_TABLE_LAST_ID), 0);

  if (last >= G_MAXINT32)
    {
      sb_db_fail (db, SQLITE_FULL, error);
      return 0;
    }
  return (gint32) last + 1;
}

static int
column_meaning (const SbRecordType *type, const char *name)
{
  static const struct { const char *name; int meaning; } standard[] = {
    { "id", SB_COLUMN_ID }, { "uid", SB_COLUMN_UID }, { "created_at", SB_COLUMN_CREATED },
    { "changed_at", SB_COLUMN_CHANGED }, { "archived_at", SB_COLUMN_ARCHIVED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (standard); i++)
    if (g_str_equal (name, standard[i].name) && (i == 0 || (type->flags & SB_RECORD_LEAN) == 0))
      return standard[i].meaning;
  for (int i = 0; type->fields[i].name != NULL; i++)
    {
      const SbField *field = &type->fields[i];
      gsize stem = strlen (field->column);

      if (g_str_equal (field->column, name))
        return i;
      if (field->kind == SB_KIND_ANY && strncmp (name, field->column, stem) == 0 && g_str_equal (name + stem, "_type"))
        return i;
    }
  return SB_COLUMN_OTHER;
}

const int *
sb_table_columns (SbDb *db, const SbRecordType *type, int *n)
{
  gconstpointer key = (const char *) type + SB_TABLE_DELETE + 1;
  int *columns = sb_db_get_cached (db, key);

  if (columns == NULL)
    {
      g_autoptr (SbStmt) stmt = sb_db_query (db, "SELECT name FROM pragma_table_info (?1) ORDER BY cid", NULL);
      g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (int));
      int count = 0;

      g_array_append_val (list, count);
      if (stmt != NULL)
        sb_stmt_bind_text (stmt, 1, type->table);
      for (; stmt != NULL && sb_stmt_next (stmt, NULL); count++)
        {
          int meaning = column_meaning (type, sb_stmt_text (stmt, 0));

          g_array_append_val (list, meaning);
        }
      g_array_index (list, int, 0) = count;
      columns = (int *) (gpointer) g_array_free (g_steal_pointer (&list), FALSE);
      sb_db_set_cached (db, key, columns, g_free);
    }
  *n = columns[0];
  return columns + 1;
}
