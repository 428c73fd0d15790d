/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of fields: written from the changeset of a step, and what undo and redo leave of it. */
#include <string.h>

#include "core/sb-date.h"
#include "records/sb-value.h"
#include "store/sb-journal.h"
#include "store/sb-reader-private.h"
#include "store/sb-table.h"

typedef struct
{
  SbDb             *db;
  const SbStepInfo *step;
  int               exponent;
} HistoryJob;

static SbValue
value_of (sqlite3_value *value)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      return sb_value_int (sqlite3_value_int64 (value));
    case SQLITE_FLOAT:
      return sb_value_real (sqlite3_value_double (value));
    case SQLITE_TEXT:
      return sb_value_text ((const char *) sqlite3_value_text (value));
    default:
      return SB_VALUE_EMPTY;
    }
}

gboolean
sb_history_add (SbDb *db, const SbStepInfo *step, SbFieldOf of, const char *old_text, const char *new_text,
                GError **error)
{
  g_autoptr (SbStmt) stmt
      = sb_db_query (db,
                     "INSERT INTO field_change (record_type, record_id, field, old_value, new_value, as_of_on, changed_at, "
                     "change, origin, import_batch_id, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                     error);
  char day[SB_DATE_TEXT_SIZE];

  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, of.type->name);
  sqlite3_bind_int (stmt->stmt, 2, of.id);
  sb_stmt_bind_text (stmt, 3, of.field->name);
  sb_stmt_bind_text (stmt, 4, old_text);
  sb_stmt_bind_text (stmt, 5, new_text);
  sb_stmt_bind_text (stmt, 6, sb_date_format_iso (step->as_of_on, day));
  sqlite3_bind_int64 (stmt->stmt, 7, step->at);
  sqlite3_bind_int64 (stmt->stmt, 8, step->number);
  sb_stmt_bind_text (stmt, 9, step->origin);
  if (step->batch_id != 0)
    sqlite3_bind_int (stmt->stmt, 10, step->batch_id);
  sb_stmt_bind_text (stmt, 11, step->reason);
  return sb_stmt_run (stmt, error);
}

static gboolean
write_column (const HistoryJob *job, const SbChangedRow *row, int column, const SbField *field, GError **error)
{
  sqlite3_value *old_raw = NULL, *new_raw = NULL;
  g_auto (SbValue) old_value = SB_VALUE_EMPTY, new_value = SB_VALUE_EMPTY;
  g_autofree char *old_text = NULL, *new_text = NULL;

  sqlite3changeset_old (row->iter, column, &old_raw);
  sqlite3changeset_new (row->iter, column, &new_raw);
  if (old_raw == NULL || new_raw == NULL)
    return TRUE;
  old_value = value_of (old_raw);
  new_value = value_of (new_raw);
  old_text = sb_field_to_text (field, &old_value, job->exponent);
  new_text = sb_field_to_text (field, &new_value, job->exponent);
  return sb_history_add (job->db, job->step, (SbFieldOf) { row->type, row->id, field }, old_text, new_text, error);
}

static gboolean
write_row (const SbChangedRow *row, gpointer data, GError **error)
{
  const HistoryJob *job = data;
  const int *columns;
  int n;

  if (row->type == NULL || row->op != SQLITE_UPDATE)
    return TRUE;
  columns = sb_table_columns (job->db, row->type, &n);
  for (int i = 0; i < n; i++)
    {
      const SbField *field = columns[i] >= 0 ? &row->type->fields[columns[i]] : NULL;

      if (field != NULL && (field->flags & SB_FIELD_HISTORY) != 0 && field->kind != SB_KIND_FILE
          && !write_column (job, row, i, field, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_history_write (SbDb *db, GBytes *changeset, const SbStepInfo *step, GError **error)
{
  HistoryJob job = { db, step, sb_db_exponent (db) };

  return sb_changeset_each (db, changeset, write_row, &job, error);
}

/* The value of a field_change row of the changeset, by column name. */
static sqlite3_value *
column_value (const HistoryJob *job, const SbChangedRow *row, const char *column)
{
  int n;
  const int *columns = sb_table_columns (job->db, row->type, &n);
  int field = sb_record_type_field_index (row->type, column);
  sqlite3_value *value = NULL;

  for (int i = 0; i < n; i++)
    if (columns[i] == field)
      {
        if (row->op == SQLITE_DELETE)
          sqlite3changeset_old (row->iter, i, &value);
        else
          sqlite3changeset_new (row->iter, i, &value);
      }
  return value;
}

static gboolean
log_row (const HistoryJob *job, const SbChangedRow *row, const char *origin, gboolean swapped, GError **error)
{
  static const char *const columns[]
      = { "record_type", "record_id", "field", "old_value", "new_value", "as_of_on", "reason" };
  g_autoptr (SbStmt) stmt
      = sb_db_query (job->db,
                     "INSERT INTO history_log (record_type, record_id, field, old_value, new_value, as_of_on, reason, "
                     "change_id, changed_at, change, origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                     error);
  gboolean copy = origin == NULL;

  if (stmt == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *name = columns[!swapped ? i : i == 3 ? 4 : i == 4 ? 3 : i];
      sqlite3_value *value = column_value (job, row, name);

      if (value != NULL)
        sqlite3_bind_value (stmt->stmt, (int) i + 1, value);
    }
  sqlite3_bind_int (stmt->stmt, 8, row->id);
  sqlite3_bind_int64 (stmt->stmt, 9,
                      copy ? sqlite3_value_int64 (column_value (job, row, "changed_at")) : job->step->at);
  sqlite3_bind_int64 (stmt->stmt, 10,
                      copy ? sqlite3_value_int64 (column_value (job, row, "change")) : job->step->number);
  if (copy)
    sqlite3_bind_value (stmt->stmt, 11, column_value (job, row, "origin"));
  else
    sb_stmt_bind_text (stmt, 11, origin);
  return sb_stmt_run (stmt, error);
}

/* The copy of a row that undo had kept; it is in the history itself again. */
static gboolean
forget_copy (const HistoryJob *job, const SbChangedRow *row, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (job->db,
                                         "DELETE FROM history_log WHERE change_id = ?1 AND origin NOT IN ('undo', 'redo')",
                                         error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, row->id);
  return sb_stmt_run (stmt, error);
}

static gboolean
log_changed (const SbChangedRow *row, gpointer data, GError **error)
{
  const HistoryJob *job = data;

  if (row->type == NULL || !g_str_equal (row->type->name, "field_change"))
    return TRUE;
  if (row->op == SQLITE_DELETE)
    return log_row (job, row, NULL, FALSE, error) && log_row (job, row, "undo", TRUE, error);
  if (row->op == SQLITE_INSERT)
    return forget_copy (job, row, error) && log_row (job, row, "redo", FALSE, error);
  return TRUE;
}

gboolean
sb_history_log (SbDb *db, GBytes *changeset, const SbStepInfo *step, GError **error)
{
  HistoryJob job = { db, step, 0 };

  return sb_changeset_each (db, changeset, log_changed, &job, error);
}

static void
entry_destroy (gpointer data)
{
  SbHistoryEntry *entry = data;

  g_free (entry->field);
  g_free (entry->old_value);
  g_free (entry->new_value);
  g_free (entry->origin);
  g_free (entry->reason);
  g_free (entry);
}

GPtrArray *
sb_reader_history (SbReader *reader, const SbRecordType *type, gint32 id, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (reader != NULL && type != NULL, NULL);

  entries = g_ptr_array_new_with_free_func (entry_destroy);
  stmt = sb_db_query (reader->db,
                      "SELECT change, changed_at, as_of_on, field, old_value, new_value, origin, reason, id AS seq "
                      "FROM field_change WHERE record_type = ?1 AND record_id = ?2 UNION ALL "
                      "SELECT change, changed_at, as_of_on, field, old_value, new_value, origin, reason, id AS seq "
                      "FROM history_log WHERE record_type = ?1 AND record_id = ?2 ORDER BY 2 DESC, 9 DESC", error);
  if (stmt == NULL)
    return NULL;
  sb_stmt_bind_text (stmt, 1, type->name);
  sqlite3_bind_int (stmt->stmt, 2, id);
  while (sb_stmt_next (stmt, &local))
    {
      SbHistoryEntry *entry = g_new0 (SbHistoryEntry, 1);

      entry->change = sqlite3_column_int64 (stmt->stmt, 0);
      entry->changed_at = sqlite3_column_int64 (stmt->stmt, 1);
      entry->as_of_on = sb_date_parse_iso (sb_stmt_text (stmt, 2));
      entry->field = g_strdup (sb_stmt_text (stmt, 3));
      entry->old_value = g_strdup (sb_stmt_text (stmt, 4));
      entry->new_value = g_strdup (sb_stmt_text (stmt, 5));
      entry->origin = g_strdup (sb_stmt_text (stmt, 6));
      entry->reason = g_strdup (sb_stmt_text (stmt, 7));
      g_ptr_array_add (entries, entry);
    }
  if (local == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
step_destroy (gpointer data)
{
  SbStep *step = data;

  g_free (step->label);
  g_free (step->kind);
  g_free (step);
}

GPtrArray *
sb_reader_steps (SbReader *reader, guint limit, GError **error)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  steps = g_ptr_array_new_with_free_func (step_destroy);
  stmt = sb_db_query (reader->db,
                      "SELECT id, at, label, kind, state IN ('undone', 'dropped') FROM step ORDER BY id DESC LIMIT ?1",
                      error);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt->stmt, 1, limit);
  while (sb_stmt_next (stmt, &local))
    {
      SbStep *step = g_new0 (SbStep, 1);

      step->change = sqlite3_column_int64 (stmt->stmt, 0);
      step->at = sqlite3_column_int64 (stmt->stmt, 1);
      step->label = g_strdup (sb_stmt_text (stmt, 2));
      step->kind = g_strdup (sb_stmt_text (stmt, 3));
      step->undone = sqlite3_column_int (stmt->stmt, 4) != 0;
      g_ptr_array_add (steps, step);
    }
  if (local == NULL)
    return g_steal_pointer (&steps);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
