/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing (AREAS.md 0.1, RELIABILITY.md R18). What requires the record goes with it, what merely mentions it forgets
 * it; history, search, import bookkeeping and the whole undo log follow, and the file is rewritten so that no byte of
 * it stays in free pages or in the WAL. Called by sb_workspace_apply () only. */
#include "sb-config.h"

#include "store/sb-erase.h"

#include <glib/gi18n-lib.h>

#include "core/sb-clock.h"
#include "store/sb-change-private.h"
#include "store/sb-reader-private.h"
#include "store/sb-search.h"
#include "store/sb-table.h"
#include "store/sb-workspace-private.h"

gboolean
sb_change_erases (const SbChange *change)
{
  for (guint i = 0; i < change->steps->len; i++)
    if (g_array_index (change->steps, SbChangeStep, i).kind == SB_CHANGE_ERASE)
      return TRUE;
  return FALSE;
}

static gboolean erase_record (SbDb *db, const SbRecordType *type, gint32 id, int depth, GError **error);

static gboolean
run_with_id (SbDb *db, const char *sql, gint32 id, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, id);
  return sb_stmt_run (stmt, error);
}

static GArray *
referring_ids (SbDb *db, const SbRecordType *type, const SbField *field, gint32 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ?1", type->table, field->column);
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (stmt != NULL)
    sqlite3_bind_int (stmt->stmt, 1, id);
  while (stmt != NULL && sb_stmt_next (stmt, NULL))
    {
      gint32 found = sqlite3_column_int (stmt->stmt, 0);

      g_array_append_val (ids, found);
    }
  return ids;
}

/* A detail belongs to its first reference; any other record that requires this one cannot stand without it either. */
static gboolean
lives_on (const SbRecordType *type, const SbField *field)
{
  gboolean first = TRUE;

  for (const SbField *other = type->fields; other != field; other++)
    if (other->kind == SB_KIND_REFERENCE)
      first = FALSE;
  return (field->flags & SB_FIELD_REQUIRED) != 0 || ((type->flags & SB_RECORD_DETAIL) != 0 && first);
}

static gboolean
erase_referring (SbDb *db, const SbRecordType *type, gint32 id, int depth, GError **error)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  for (gsize i = 0; i < n; i++)
    for (const SbField *field = types[i]->fields; field->name != NULL; field++)
      {
        g_autoptr (GArray) ids = NULL;
        g_autofree char *forget = NULL;

        if (field->kind != SB_KIND_REFERENCE || !g_str_equal (field->target, type->name))
          continue;
        forget
          = g_strdup_printf ("UPDATE %s SET %s = NULL WHERE %s = ?1", types[i]->table, field->column, field->column);
        if (!lives_on (types[i], field))
          {
            if (!run_with_id (db, forget, id, error))
              return FALSE;
            continue;
          }
        ids = referring_ids (db, types[i], field, id);
        for (guint j = 0; j < ids->len; j++)
          if (!erase_record (db, types[i], g_array_index (ids, gint32, j), depth + 1, error))
            return FALSE;
      }
  return TRUE;
}

/* References to any record: required ones go, others forget. */
static gboolean
erase_mentions (SbDb *db, const char *uid, GError **error)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  for (gsize i = 0; i < n; i++)
    for (const SbField *field = types[i]->fields; field->name != NULL; field++)
      {
        g_autofree char *sql = NULL;
        g_autoptr (SbStmt) stmt = NULL;

        if (field->kind != SB_KIND_ANY)
          continue;
        sql = (field->flags & SB_FIELD_REQUIRED) != 0
                  ? g_strdup_printf ("DELETE FROM %s WHERE %s_uid = ?1", types[i]->table, field->column)
                  : g_strdup_printf ("UPDATE %s SET %s_type = NULL, %s_uid = NULL WHERE %s_uid = ?1", types[i]->table,
                                     field->column, field->column, field->column);
        stmt = sb_db_query (db, sql, error);
        if (stmt == NULL)
          return FALSE;
        sb_stmt_bind_text (stmt, 1, uid);
        if (!sb_stmt_run (stmt, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
erase_bookkeeping (SbDb *db, const SbRecordType *type, gint32 id, GError **error)
{
  static const char *const tables[] = { "field_change", "history_log", "source_key", "extra_value" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE record_type = '%s' AND record_id = ?1", tables[i],
                                              type->name);

      if (!run_with_id (db, sql, id, error))
        return FALSE;
    }
  return sb_search_remove_range (db, type, id, id, error);
}

/* Steps named after the record lose the name. */
static gboolean
redact_labels (SbDb *db, const char *title, GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;

  if (title == NULL || *title == '\0')
    return TRUE;
  stmt = sb_db_query (db, "UPDATE step SET label = replace (label, ?1, '…') WHERE instr (label, ?1) > 0", error);
  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, title);
  return sb_stmt_run (stmt, error);
}

typedef struct
{
  const SbRecordType *type;
  gint32              id;
  gboolean            found;
} Touch;

static gboolean
find_touch (const SbChangedRow *row, gpointer data, GError **error)
{
  Touch *touch = data;

  touch->found |= row->type == touch->type && row->id == touch->id;
  return TRUE;
}

/* Steps that touched the record may be named by a name it had then: they lose their label whole. */
static gboolean
redact_touching (SbDb *db, const SbRecordType *type, gint32 id, GError **error)
{
  g_autoptr (SbStmt) steps = sb_db_query (db, "SELECT id, changeset FROM step WHERE changeset IS NOT NULL", error);
  g_autoptr (SbStmt) redact = sb_db_query (db, "UPDATE step SET label = '…' WHERE id = ?1", error);
  g_autoptr (GError) local = NULL;

  if (steps == NULL || redact == NULL)
    return FALSE;
  while (sb_stmt_next (steps, &local))
    {
      g_autoptr (GBytes) changeset = g_bytes_new_static (sqlite3_column_blob (steps->stmt, 1),
                                                         (gsize) sqlite3_column_bytes (steps->stmt, 1));
      Touch touch = { type, id, FALSE };

      if (!sb_changeset_each (db, changeset, find_touch, &touch, error))
        return FALSE;
      if (!touch.found)
        continue;
      sqlite3_bind_int64 (redact->stmt, 1, sqlite3_column_int64 (steps->stmt, 0));
      if (!sb_stmt_run (redact, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
erase_record (SbDb *db, const SbRecordType *type, gint32 id, int depth, GError **error)
{
  g_autoptr (SbReader) reader = sb_reader_new_for_db (db);
  g_autofree char *uid = sb_table_dup_uid (db, type, id);
  g_autofree char *title = sb_record_type_title (type) != NULL ? sb_reader_title (reader, type, id) : NULL;

  if (depth > 20)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                   _("Too many records depend on each other here (%s)."), _(type->label));
      return FALSE;
    }
  if (!run_with_id (db, sb_table_sql (db, type, SB_TABLE_DELETE), id, error)
      || !erase_referring (db, type, id, depth, error) || !erase_bookkeeping (db, type, id, error))
    return FALSE;
  if (uid != NULL && !erase_mentions (db, uid, error))
    return FALSE;
  return redact_touching (db, type, id, error) && redact_labels (db, title, error);
}

/* The undo log holds old rows as they were: all of it goes, and nothing before this step can be undone. */
static gboolean
purge_undo (SbDb *db, GError **error)
{
  return sb_db_exec (db, "DELETE FROM step_chunk; DELETE FROM history_log;"
                         "UPDATE step SET changeset = NULL, ranges = NULL, "
                         "state = CASE state WHEN 'undone' THEN 'dropped' WHEN 'done' THEN 'final' ELSE state END",
                     error);
}

static gboolean
erase_all (SbDb *db, const SbChange *change, const SbStepInfo *step, GError **error)
{
  for (guint i = 0; i < change->steps->len; i++)
    {
      const SbChangeStep *erased = &g_array_index (change->steps, SbChangeStep, i);

      if (erased->kind != SB_CHANGE_ERASE)
        {
          g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                               _("Erasing cannot be combined with other changes. Do one after the other."));
          return FALSE;
        }
      if (!sb_table_has (db, erased->type, erased->id))
        {
          g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_FOUND, _("There is no such record any more (%s %d)."),
                       _(erased->type->label), erased->id);
          return FALSE;
        }
      if (!erase_record (db, erased->type, erased->id, 0, error))
        return FALSE;
    }
  return purge_undo (db, error) && sb_step_write (db, step, 0, "final", NULL, NULL, error);
}

gboolean
sb_workspace_erase (SbWorkspace *self, const SbChange *change, GArray **ids, gint64 *change_number, GError **error)
{
  SbDb *db = sb_workspace_begin_write (self, error);
  SbStepInfo step = { 0 };
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = sb_db_begin (db, error);
  if (ok)
    {
      step.number = sb_step_next (db);
      step.at = sb_clock_now ();
      step.kind = "erase";
      step.label = _("Erase for good");
      ok = erase_all (db, change, &step, error);
      if (ok)
        ok = sb_db_commit (db, error);
      else
        sb_db_rollback (db);
    }
  /* Deleted cells are overwritten (secure_delete), but copies that page splits left behind are not: the file is written
   * anew, and the WAL with the old pages is emptied. */
  if (ok && (!sb_db_exec (db, "VACUUM", error) || !sb_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", error)))
    ok = FALSE;
  if (ok && ids != NULL)
    *ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  if (ok && change_number != NULL)
    *change_number = step.number;
  sb_workspace_end_write (self, step.number != 0 && ok ? step.number : 0, NULL);
  return ok;
}
