/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: both apply the inverse of the changeset that last did or undid a step, and record what they did the
 * same way, so each can be taken back in turn. An import's rows are removed and restored in pieces of some thousand. */
#include "sb-config.h"

#include "store/sb-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "core/sb-clock.h"
#include "store/sb-bulk-private.h"
#include "store/sb-reader-private.h"
#include "store/sb-table.h"

typedef struct
{
  gint64  base;       /* the step whose effect changes */
  gint64  last;       /* the step that did it last */
  char   *label;
  GBytes *changeset;  /* of the last one */
  char   *ranges;     /* rows it made: they go away */
} Target;

static void
target_clear (Target *target)
{
  g_free (target->label);
  g_free (target->ranges);
  g_clear_pointer (&target->changeset, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static const char *
next_sql (gboolean undo)
{
  return undo ? "SELECT id, label FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1"
              : "SELECT id, label FROM step WHERE state = 'undone' ORDER BY id LIMIT 1";
}

static char *
next_label (SbWorkspace *self, gboolean undo)
{
  SbReader *reader = sb_workspace_get_reader (self);
  g_autoptr (SbStmt) stmt = reader != NULL ? sb_db_query (reader->db, next_sql (undo), NULL) : NULL;

  return stmt != NULL && sb_stmt_next (stmt, NULL) ? g_strdup (sb_stmt_text (stmt, 1)) : NULL;
}

char *
sb_workspace_undo_label (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), NULL);

  return next_label (self, TRUE);
}

char *
sb_workspace_redo_label (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), NULL);

  return next_label (self, FALSE);
}

static gboolean
next_is_long (SbWorkspace *self, gboolean undo)
{
  SbReader *reader = sb_workspace_get_reader (self);
  g_autofree char *sql
    = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM step WHERE ranges IS NOT NULL AND base_id = n.id) FROM (%s) n",
                       next_sql (undo));

  return reader != NULL && sb_db_int (reader->db, sql, 0) != 0;
}

gboolean
sb_workspace_undo_is_long (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), FALSE);

  return next_is_long (self, TRUE);
}

gboolean
sb_workspace_redo_is_long (SbWorkspace *self)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), FALSE);

  return next_is_long (self, FALSE);
}

static gboolean
find_target (SbDb *db, gboolean undo, Target *target, GError **error)
{
  g_autoptr (SbStmt) next = sb_db_query (db, next_sql (undo), error);
  g_autoptr (SbStmt) last = NULL;

  if (next == NULL)
    return FALSE;
  if (!sb_stmt_next (next, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_FOUND,
                             undo ? _("There is nothing to undo.") : _("There is nothing to redo."));
      return FALSE;
    }
  target->base = sqlite3_column_int64 (next->stmt, 0);
  target->label = g_strdup (sb_stmt_text (next, 1));
  last = sb_db_query (db, "SELECT id, changeset, ranges FROM step WHERE base_id = ?1 ORDER BY id DESC LIMIT 1", error);
  if (last == NULL)
    return FALSE;
  sqlite3_bind_int64 (last->stmt, 1, target->base);
  if (!sb_stmt_next (last, error))
    return FALSE;
  target->last = sqlite3_column_int64 (last->stmt, 0);
  target->changeset = g_bytes_new (sqlite3_column_blob (last->stmt, 1), (gsize) sqlite3_column_bytes (last->stmt, 1));
  target->ranges = g_strdup (sb_stmt_text (last, 2));
  return TRUE;
}

/* Frozen deals of weekly snapshots are no steps of the user's; they go with a deal, stage or member that goes. */
static gboolean
remove_points (const SbChangedRow *row, gpointer data, GError **error)
{
  static const char *const columns[][2]
      = { { "deal", "deal_id" }, { "stage", "stage_id" }, { "member", "owner_id" } };
  SbDb *db = data;

  if (row->op != SQLITE_INSERT || row->type == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (row->type->name, columns[i][0]))
      {
        g_autofree char *sql = g_strdup_printf ("DELETE FROM pipeline_point WHERE %s = ?1", columns[i][1]);
        g_autoptr (SbStmt) stmt = sb_db_query (db, sql, error);

        if (stmt == NULL)
          return FALSE;
        sqlite3_bind_int (stmt->stmt, 1, row->id);
        return sb_stmt_run (stmt, error);
      }
  return TRUE;
}

static gboolean
set_state (SbDb *db, gint64 step, const char *state, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, "UPDATE step SET state = ?1 WHERE id = ?2", error);

  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, state);
  sqlite3_bind_int64 (stmt->stmt, 2, step);
  return sb_stmt_run (stmt, error);
}

static gboolean
take_back (SbDb *db, SbStepInfo *step, const Target *target, GArray *touched, GError **error)
{
  g_autoptr (SbJournal) journal = NULL;
  g_autoptr (GBytes) done = NULL;
  g_autofree char *ranges = NULL;
  gboolean rows = FALSE;

  if (!sb_bulk_swap_rows (db, target->last, target->ranges, step->number, &ranges, &rows, error))
    return FALSE;
  journal = sb_journal_new (db, error);
  if (journal == NULL || !sb_changeset_each (db, target->changeset, remove_points, db, error)
      || !sb_changeset_apply_inverse (db, target->changeset, error))
    return FALSE;
  done = sb_journal_changeset (journal, error);
  if (done == NULL || !sb_changeset_index (db, done, touched, error)
      || (!rows && !sb_history_log (db, done, step, error)))
    return FALSE;
  if (rows)
    {
      SbTouchedRecord everything = { NULL, 0 };

      g_array_set_size (touched, 0);
      g_array_append_val (touched, everything);
    }
  return set_state (db, target->base, g_str_equal (step->kind, "undo") ? "undone" : "done", error)
         && sb_step_write (db, step, target->base, "log", done, ranges, error);
}

static void
first_touched (const GArray *touched, const SbRecordType **type, gint32 *id)
{
  for (guint i = 0; i < touched->len; i++)
    {
      const SbTouchedRecord *record = &g_array_index (touched, SbTouchedRecord, i);

      if (record->type == NULL || (record->type->flags & SB_RECORD_PROGRAM) != 0)
        continue;
      if (type != NULL)
        *type = record->type;
      if (id != NULL)
        *id = record->id;
      return;
    }
}

static gboolean
swap_in (SbDb *db, gboolean undo, SbStepInfo *step, Target *target, GArray *touched, GError **error)
{
  g_autoptr (GError) local = NULL;
  /* A removed row makes SQLite look for what refers to it; an import's rows are judged once, at the end. */
  gboolean many;

  if (!find_target (db, undo, target, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  many = target->ranges != NULL || sb_bulk_has_chunks (db, target->last);
  if (many && !sb_db_exec (db, "PRAGMA foreign_keys=OFF", error))
    return FALSE;
  if (sb_db_begin (db, &local))
    {
      step->number = sb_step_next (db);
      step->label = target->label;
      if (take_back (db, step, target, touched, &local) && (!many || sb_bulk_check_references (db, &local)))
        sb_db_commit (db, &local);
      else
        sb_db_rollback (db);
    }
  if (many)
    sb_db_exec (db, "PRAGMA foreign_keys=ON", local == NULL ? &local : NULL);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
swap (SbWorkspace *self, gboolean undo, char **label, const SbRecordType **type, gint32 *id, GError **error)
{
  g_auto (Target) target = { 0 };
  g_autoptr (GArray) touched = NULL;
  SbStepInfo step = { 0 };
  SbDb *db = sb_workspace_begin_write (self, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  touched = g_array_new (FALSE, FALSE, sizeof (SbTouchedRecord));
  step.at = sb_clock_now ();
  step.as_of_on = sb_clock_today ();
  step.kind = step.origin = undo ? "undo" : "redo";
  ok = swap_in (db, undo, &step, &target, touched, error);
  if (type != NULL)
    *type = NULL;
  if (id != NULL)
    *id = 0;
  if (ok)
    first_touched (touched, type, id);
  if (ok && label != NULL)
    *label = g_strdup (target.label);
  sb_workspace_end_write (self, ok ? step.number : 0, g_steal_pointer (&touched));
  return ok;
}

gboolean
sb_workspace_undo (SbWorkspace *self, char **label, const SbRecordType **type, gint32 *id, GError **error)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), FALSE);

  return swap (self, TRUE, label, type, id, error);
}

gboolean
sb_workspace_redo (SbWorkspace *self, char **label, const SbRecordType **type, gint32 *id, GError **error)
{
  g_return_val_if_fail (SB_IS_WORKSPACE (self), FALSE);

  return swap (self, FALSE, label, type, id, error);
}
