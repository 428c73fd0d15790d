/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Snapshots by hand, their list and their names. The weekly ones are taken by sb-snapshot.c. */
#include "sb-config.h"

#include "store/sb-snapshots.h"

#include <glib/gi18n-lib.h>

#include "core/sb-clock.h"
#include "store/sb-facts-private.h"
#include "store/sb-journal.h"
#include "store/sb-reader-private.h"
#include "store/sb-snapshot.h"
#include "store/sb-workspace-private.h"

static gboolean
write_all (SbDb *db, const SbSnapshotWish *wish, SbStepInfo *step, gint64 *id, GError **error)
{
  step->number = sb_step_next (db);
  *id = sb_db_int (db, "SELECT max(id) FROM snapshot", 0) + 1;
  return sb_snapshot_write_points (db, *id, error)
         && sb_snapshot_write_chances (db, *id, wish->chances, wish->n_chances, error)
         && sb_snapshot_write_head (db, *id, wish, step->at, error)
         && sb_step_write (db, step, 0, "final", NULL, NULL, error);
}

gboolean
sb_workspace_take_snapshot (SbWorkspace *self, const SbSnapshotWish *wish, gint32 *id, GError **error)
{
  SbStepInfo step = { 0 };
  gint64 written = 0;
  SbDb *db;
  gboolean ok;

  g_return_val_if_fail (SB_IS_WORKSPACE (self) && wish != NULL && wish->name != NULL && wish->kind != NULL, FALSE);
  g_return_val_if_fail (wish->as_of != SB_DATE_NONE, FALSE);

  db = sb_workspace_begin_write (self, error);
  if (db == NULL)
    return FALSE;
  step.at = sb_clock_now ();
  step.as_of_on = wish->as_of;
  step.kind = "snapshot";
  step.label = _("Snapshot");
  ok = sb_db_begin (db, error);
  if (ok)
    {
      ok = write_all (db, wish, &step, &written, error);
      if (ok)
        ok = sb_db_commit (db, error);
      else
        sb_db_rollback (db);
    }
  sb_workspace_end_write (self, ok ? step.number : 0, NULL);
  if (ok && id != NULL)
    *id = (gint32) written;
  return ok;
}

void
sb_snapshot_info_free (SbSnapshotInfo *info)
{
  g_return_if_fail (info != NULL);

  g_free (info->name);
  g_free (info->kind);
  g_free (info->note);
  g_free (info);
}

static gint64
count_points (SbDb *db, gint32 id)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, "SELECT count(*) FROM pipeline_point WHERE snapshot_id = ?1", NULL);

  if (stmt == NULL)
    return 0;
  sqlite3_bind_int (stmt->stmt, 1, id);
  return sb_stmt_next (stmt, NULL) ? sqlite3_column_int64 (stmt->stmt, 0) : 0;
}

GPtrArray *
sb_reader_snapshots (SbReader *reader, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_snapshot_info_free);
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (reader != NULL, NULL);

  stmt = sb_db_query (reader->db,
                      "SELECT id, name, kind, note, as_of_on, taken_at, checksum FROM snapshot "
                      "WHERE archived_at IS NULL ORDER BY as_of_on, id", error);
  if (stmt == NULL)
    return NULL;
  while (sb_stmt_next (stmt, &local))
    {
      SbSnapshotInfo *info = g_new0 (SbSnapshotInfo, 1);
      g_autofree char *checksum = NULL;

      g_ptr_array_add (list, info);
      info->id = sb_load_id (stmt, 0);
      info->name = g_strdup (sb_stmt_text (stmt, 1));
      info->kind = g_strdup (sb_stmt_text (stmt, 2));
      info->note = g_strdup (sb_stmt_text (stmt, 3));
      info->as_of_on = sb_load_date (stmt, 4);
      info->taken_at = sqlite3_column_int64 (stmt->stmt, 5);
      info->n_deals = count_points (reader->db, info->id);
      checksum = sb_snapshot_checksum (reader->db, info->id);
      info->intact = g_strcmp0 (checksum, sb_stmt_text (stmt, 6)) == 0;
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

gint32
sb_reader_find_snapshot (SbReader *reader, const char *text)
{
  g_autoptr (SbStmt) stmt = NULL;
  gint64 id = 0;

  g_return_val_if_fail (reader != NULL && text != NULL, 0);

  stmt = sb_db_query (reader->db,
                      "SELECT id FROM snapshot WHERE archived_at IS NULL AND (id = ?1 OR name = ?2) "
                      "ORDER BY id = ?1 DESC, as_of_on DESC, id DESC LIMIT 1", NULL);
  if (stmt == NULL)
    return 0;
  g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, &id, NULL);
  sqlite3_bind_int64 (stmt->stmt, 1, id);
  sb_stmt_bind_text (stmt, 2, text);
  return sb_stmt_next (stmt, NULL) ? sb_load_id (stmt, 0) : 0;
}
