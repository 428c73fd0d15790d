/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows an import made, when it is taken back and done again: removed and restored in pieces, each a changeset of
 * its own, so that a million rows need a few megabytes. */
#include "sb-config.h"

#include "store/sb-bulk-private.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "store/sb-search.h"

#define CHUNK_ROWS 4000

typedef struct
{
  char   table[64];
  gint32 from, to;
} Range;

static gboolean
parse_range (const char *line, Range *range)
{
  return sscanf (line, "%63s %d %d", range->table, &range->from, &range->to) == 3;
}

gboolean
sb_bulk_has_chunks (SbDb *db, gint64 step)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT 1 FROM step_chunk WHERE step_id = %" G_GINT64_FORMAT " LIMIT 1", step);

  return sb_db_int (db, sql, 0) != 0;
}

static gboolean
delete_between (SbDb *db, const char *table, const char *column, gint32 from, gint32 to, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s BETWEEN ?1 AND ?2", table, column);
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, from);
  sqlite3_bind_int (stmt->stmt, 2, to);
  return sb_stmt_run (stmt, error);
}

/* Frozen deals of weekly snapshots taken since then go with what they point at. */
static gboolean
delete_points (SbDb *db, const char *table, gint32 from, gint32 to, GError **error)
{
  static const char *const columns[][2]
      = { { "deal", "deal_id" }, { "stage", "stage_id" }, { "member", "owner_id" } };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (table, columns[i][0]))
      return delete_between (db, "pipeline_point", columns[i][1], from, to, error);
  return TRUE;
}

static gboolean
keep_chunk (SbDb *db, gint64 step, gint64 seq, GBytes *changeset, GError **error)
{
  g_autoptr (SbStmt) stmt
      = sb_db_query (db, "INSERT INTO step_chunk (step_id, seq, changeset) VALUES (?1, ?2, ?3)", error);
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt->stmt, 1, step);
  sqlite3_bind_int64 (stmt->stmt, 2, seq);
  sqlite3_bind_blob64 (stmt->stmt, 3, data, size, SQLITE_STATIC);
  return sb_stmt_run (stmt, error);
}

static gboolean
remove_piece (SbDb *db, const Range *piece, gint64 step, gint64 seq, GError **error)
{
  g_autoptr (SbJournal) journal = sb_journal_new (db, error);
  g_autoptr (GBytes) changeset = NULL;

  if (journal == NULL || !delete_points (db, piece->table, piece->from, piece->to, error)
      || !delete_between (db, piece->table, "id", piece->from, piece->to, error))
    return FALSE;
  changeset = sb_journal_changeset (journal, error);
  return changeset != NULL && (sb_changeset_is_empty (changeset) || keep_chunk (db, step, seq, changeset, error));
}

static gboolean
remove_range (SbDb *db, const Range *range, gint64 step, gint64 *seq, GError **error)
{
  const SbRecordType *type = sb_record_type_find (range->table);

  for (gint64 from = range->from; from <= range->to; from += CHUNK_ROWS)
    {
      Range piece = *range;

      piece.from = (gint32) from;
      piece.to = (gint32) MIN (from + CHUNK_ROWS - 1, range->to);
      if (!remove_piece (db, &piece, step, (*seq)++, error))
        return FALSE;
    }
  return type == NULL || sb_search_remove_range (db, type, range->from, range->to, error);
}

static GBytes *
read_chunk (SbDb *db, gint64 step, gint64 *seq, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db,
                                         "SELECT seq, changeset FROM step_chunk WHERE step_id = ?1 AND seq < ?2 "
                                         "ORDER BY seq DESC LIMIT 1", error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt->stmt, 1, step);
  sqlite3_bind_int64 (stmt->stmt, 2, *seq);
  if (!sb_stmt_next (stmt, error))
    return NULL;
  *seq = sqlite3_column_int64 (stmt->stmt, 0);
  return g_bytes_new (sqlite3_column_blob (stmt->stmt, 1), (gsize) sqlite3_column_bytes (stmt->stmt, 1));
}

static gboolean
restore_chunks (SbDb *db, gint64 step, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM step_chunk WHERE step_id = %" G_GINT64_FORMAT, step);
  g_autoptr (GError) local = NULL;
  gint64 seq = G_MAXINT64;

  for (;;)
    {
      g_autoptr (GBytes) chunk = read_chunk (db, step, &seq, &local);

      if (chunk == NULL)
        break;
      if (!sb_changeset_apply_inverse (db, chunk, error))
        return FALSE;
    }
  if (local == NULL)
    return sb_db_exec (db, sql, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
index_ranges (SbDb *db, const char *ranges, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (ranges, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      Range range;
      const SbRecordType *type = parse_range (lines[i], &range) ? sb_record_type_find (range.table) : NULL;

      if (type != NULL && !sb_search_update_range (db, type, range.from, range.to, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_rows (SbDb *db, const char *ranges, gint64 to, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (ranges, "\n", -1);
  gint64 seq = 1;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      Range range;

      if (parse_range (lines[i], &range) && !remove_range (db, &range, to, &seq, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_bulk_swap_rows (SbDb *db, gint64 last, const char *ranges, gint64 to, char **ranges_now, gboolean *moved,
                   GError **error)
{
  g_autofree char *sql = NULL;

  *moved = FALSE;
  if (ranges != NULL)
    {
      *moved = TRUE;
      return remove_rows (db, ranges, to, error);
    }
  if (!sb_bulk_has_chunks (db, last))
    return TRUE;
  *moved = TRUE;
  sql
    = g_strdup_printf ("SELECT ranges FROM step WHERE base_id = (SELECT base_id FROM step WHERE id = %" G_GINT64_FORMAT
                       ") AND ranges IS NOT NULL ORDER BY id DESC LIMIT 1",
                       last);
  *ranges_now = sb_db_dup_text (db, sql);
  return restore_chunks (db, last, error) && (*ranges_now == NULL || index_ranges (db, *ranges_now, error));
}

gboolean
sb_bulk_check_references (SbDb *db, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, "PRAGMA foreign_key_check", error);
  g_autoptr (GError) local = NULL;

  if (stmt == NULL)
    return FALSE;
  if (sb_stmt_next (stmt, &local))
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                   _("A record refers to another one that is not there (%s). Nothing was changed."),
                   sb_stmt_text (stmt, 0));
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
