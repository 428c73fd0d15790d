/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recording a transaction and walking its changeset. The session extension owns the connection's preupdate hook; no
 * other hook is installed anywhere. */
#include "store/sb-journal.h"

#include <string.h>

#include "store/sb-search.h"
#include "store/sb-table.h"

struct _SbJournal
{
  SbDb            *db;
  sqlite3_session *session;
  gboolean         recording;
};

static int
table_cb (void *context, const char *table)
{
  static const char *const own[] = { "step", "step_chunk", "history_log", "search_entry" };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_equal (own[i], table))
      return 0;
  return 1;
}

SbJournal *
sb_journal_new (SbDb *db, GError **error)
{
  SbJournal *journal = g_new0 (SbJournal, 1);
  int rc;

  journal->db = db;
  rc = sqlite3session_create (sb_db_handle (db), "main", &journal->session);
  if (rc == SQLITE_OK)
    {
      sqlite3session_table_filter (journal->session, table_cb, NULL);
      rc = sqlite3session_attach (journal->session, NULL);
    }
  journal->recording = TRUE;
  if (rc == SQLITE_OK)
    return journal;
  sb_db_fail (db, rc, error);
  sb_journal_free (journal);
  return NULL;
}

void
sb_journal_free (SbJournal *journal)
{
  if (journal == NULL)
    return;
  if (journal->session != NULL)
    sqlite3session_delete (journal->session);
  g_free (journal);
}

void
sb_journal_set_recording (SbJournal *journal, gboolean recording)
{
  if (journal->recording == recording)
    return;
  /* Rows under way belong to what was said before. */
  sb_db_settle (journal->db);
  sqlite3session_enable (journal->session, recording ? 1 : 0);
  journal->recording = recording;
}

GBytes *
sb_journal_changeset (SbJournal *journal, GError **error)
{
  void *data = NULL;
  int size = 0;
  int rc = sqlite3session_changeset (journal->session, &size, &data);

  if (rc != SQLITE_OK)
    {
      sb_db_fail (journal->db, rc, error);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, (gsize) size, sqlite3_free, data);
}

gboolean
sb_changeset_is_empty (GBytes *changeset)
{
  return changeset == NULL || g_bytes_get_size (changeset) == 0;
}

/* Types by table name; tables are named as their types. */
static const SbRecordType *
type_of_table (const char *table)
{
  const SbRecordType *type = sb_record_type_find (table);
  gsize n;
  const SbRecordType *const *types;

  if (type != NULL && g_str_equal (type->table, table))
    return type;
  types = sb_record_types (&n);
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (types[i]->table, table))
      return types[i];
  return NULL;
}

static gint32
id_of_row (sqlite3_changeset_iter *iter, int op)
{
  sqlite3_value *value = NULL;

  if (op == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &value);
  else
    sqlite3changeset_old (iter, 0, &value);
  return value != NULL ? sqlite3_value_int (value) : 0;
}

gboolean
sb_changeset_each (SbDb *db, GBytes *changeset, SbChangedRowFunc func, gpointer data, GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gsize size = 0;
  gconstpointer bytes = changeset != NULL ? g_bytes_get_data (changeset, &size) : NULL;
  gboolean ok = TRUE;
  int rc;

  if (size == 0)
    return TRUE;
  rc = sqlite3changeset_start (&iter, (int) size, (void *) bytes);
  while (rc == SQLITE_OK && ok && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      SbChangedRow row = { NULL, 0, 0, iter };
      const char *table = NULL;
      int n_columns, indirect;

      rc = sqlite3changeset_op (iter, &table, &n_columns, &row.op, &indirect);
      if (rc != SQLITE_OK)
        break;
      row.type = type_of_table (table);
      row.id = id_of_row (iter, row.op);
      ok = func (&row, data, error);
    }
  if (iter != NULL)
    {
      int end = sqlite3changeset_finalize (iter);

      rc = rc != SQLITE_OK ? rc : end;
    }
  if (ok && rc != SQLITE_OK)
    return sb_db_fail (db, rc, error);
  return ok;
}

/* The stack order of undo makes conflicts impossible unless somebody else wrote the file; then nothing is changed.
 * Violated references are judged at commit, where the whole step is in the file. */
static int
conflict_cb (void *context, int kind, sqlite3_changeset_iter *iter)
{
  gboolean *conflict = context;

  if (kind == SQLITE_CHANGESET_FOREIGN_KEY)
    return SQLITE_CHANGESET_OMIT;
  *conflict = TRUE;
  return SQLITE_CHANGESET_ABORT;
}

gboolean
sb_changeset_apply_inverse (SbDb *db, GBytes *changeset, GError **error)
{
  gsize size = 0;
  gconstpointer bytes = g_bytes_get_data (changeset, &size);
  gboolean conflict = FALSE;
  int rc;

  if (size == 0)
    return TRUE;
  rc = sqlite3changeset_apply_v2 (sb_db_handle (db), (int) size, (void *) bytes, NULL, conflict_cb, &conflict, NULL,
                                  NULL, SQLITE_CHANGESETAPPLY_INVERT);
  if (rc == SQLITE_OK)
    return TRUE;
  return sb_db_fail (db, conflict ? SQLITE_CONSTRAINT : rc, error);
}

typedef struct
{
  SbDb   *db;
  GArray *touched;
} IndexJob;

static gboolean
is_touched (const GArray *touched, const SbRecordType *type, gint32 id)
{
  for (guint i = touched->len; i > 0; i--)
    {
      const SbTouchedRecord *record = &g_array_index (touched, SbTouchedRecord, i - 1);

      if (record->type == type && record->id == id)
        return TRUE;
    }
  return FALSE;
}

#define MAX_TOUCHED 500

static gboolean
index_row (const SbChangedRow *row, gpointer data, GError **error)
{
  IndexJob *job = data;
  SbTouchedRecord record = { row->type, row->id };

  if (row->type == NULL)
    return TRUE;
  if (job->touched->len <= MAX_TOUCHED && !is_touched (job->touched, row->type, row->id))
    g_array_append_val (job->touched, record);
  return !sb_search_has_type (row->type) || sb_search_update (job->db, row->type, row->id, error);
}

gboolean
sb_changeset_index (SbDb *db, GBytes *changeset, GArray *touched, GError **error)
{
  IndexJob job = { db, touched };

  if (!sb_changeset_each (db, changeset, index_row, &job, error))
    return FALSE;
  if (touched->len > MAX_TOUCHED)
    {
      SbTouchedRecord everything = { NULL, 0 };

      g_array_set_size (touched, 0);
      g_array_append_val (touched, everything);
    }
  return TRUE;
}

gint64
sb_step_next (SbDb *db)
{
  return sb_db_int (db, "SELECT max(id) FROM step", 0) + 1;
}

static gboolean
drop_redoable (SbDb *db, GError **error)
{
  g_autoptr (SbStmt) chunks = NULL, steps = NULL;

  if (sb_db_int (db, "SELECT 1 FROM step WHERE state = 'undone'", 0) == 0)
    return TRUE;
  chunks = sb_db_query (db,
                        "DELETE FROM step_chunk WHERE step_id IN (SELECT s.id FROM step s JOIN step b ON b.id = s.base_id "
                        "WHERE b.state = 'undone')", error);
  steps = chunks != NULL ? sb_db_query (db, "UPDATE step SET state = 'dropped' WHERE state = 'undone'", error) : NULL;
  return steps != NULL && sb_stmt_run (chunks, error) && sb_stmt_run (steps, error);
}

gboolean
sb_step_write (SbDb *db, const SbStepInfo *step, gint64 base, const char *state, GBytes *changeset, const char *ranges,
               GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;
  gsize size = 0;
  gconstpointer bytes = changeset != NULL ? g_bytes_get_data (changeset, &size) : NULL;

  if (base == 0 && g_str_equal (state, "done") && !drop_redoable (db, error))
    return FALSE;
  stmt = sb_db_query (db,
                      "INSERT INTO step (id, at, kind, label, base_id, state, changeset, ranges) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt->stmt, 1, step->number);
  sqlite3_bind_int64 (stmt->stmt, 2, step->at);
  sb_stmt_bind_text (stmt, 3, step->kind);
  sb_stmt_bind_text (stmt, 4, step->label);
  sqlite3_bind_int64 (stmt->stmt, 5, base != 0 ? base : step->number);
  sb_stmt_bind_text (stmt, 6, state);
  if (size > 0)
    sqlite3_bind_blob64 (stmt->stmt, 7, bytes, size, SQLITE_STATIC);
  sb_stmt_bind_text (stmt, 8, ranges);
  return sb_stmt_run (stmt, error);
}
