/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open gate. What it refuses stays as it is on disk, byte for byte. */
#include "sb-config.h"

#include "store/sb-gate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "store/sb-schema.h"

#define MAGIC "SQLite format 3" /* and its NUL */
#define HEADER_SIZE 100

char *
sb_gate_canonical (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy;

  if (real == NULL)
    return g_canonicalize_filename (path, NULL);
  copy = g_strdup (real);
  free (real);
  return copy;
}

static gboolean
look_at (int fd, const char *path, GError **error)
{
  struct stat info;
  char header[HEADER_SIZE];

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN,
                   _("“%s” is not a regular file. Choose a workspace file."), path);
      return FALSE;
    }
  if (info.st_size < HEADER_SIZE || pread (fd, header, HEADER_SIZE, 0) != HEADER_SIZE
      || memcmp (header, MAGIC, sizeof MAGIC) != 0)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is not a workspace. Import it if it is a table from another program."), path);
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_gate_look (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  gboolean ok;

  if (fd < 0)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN, _("“%s” cannot be opened: %s."), path,
                   g_strerror (errno));
      return FALSE;
    }
  ok = look_at (fd, path, error);
  close (fd);
  return ok;
}

gboolean
sb_gate_has_wal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat info;

  return stat (wal, &info) == 0 && info.st_size > 0;
}

SbDb *
sb_gate_open_reader (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  SbDb *db = sb_db_open (path, SB_DB_READ, &local);

  /* Such a medium cannot hold the WAL's index; a file without WAL needs none. */
  if (db == NULL && local->code == SB_STORE_ERROR_OPEN && !sb_gate_has_wal (path))
    db = sb_db_open (path, SB_DB_IMMUTABLE, NULL);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return db;
}

static gint64
pragma (SbDb *db, const char *sql, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, error);

  return stmt != NULL && sb_stmt_next (stmt, error) ? sqlite3_column_int64 (stmt->stmt, 0) : 0;
}

SbVerdict
sb_gate_identify (SbDb *db, int *version, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 application = pragma (db, "PRAGMA application_id", &local);
  gint64 user_version = local == NULL ? pragma (db, "PRAGMA user_version", &local) : 0;

  *version = (int) user_version;
  if (local != NULL)
    {
      SbVerdict verdict = local->code == SB_STORE_ERROR_DAMAGED ? SB_VERDICT_DAMAGED : SB_VERDICT_UNREADABLE;

      g_propagate_error (error, g_steal_pointer (&local));
      return verdict;
    }
  if (application != SB_APPLICATION_ID)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is a database of another program, not a workspace."), sb_db_path (db));
      return SB_VERDICT_NOT_A_WORKSPACE;
    }
  if (user_version < 0 || user_version > sb_schema_version ())
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NEWER,
                   _("“%s” was made by a newer version of this program (%d). Update the program to open it."),
                   sb_db_path (db), *version);
      return SB_VERDICT_NEWER;
    }
  if (user_version == 0 || !sb_schema_is_ours (db, *version))
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED,
                   _("“%s” does not have the tables of a workspace. Restore a backup."), sb_db_path (db));
      return SB_VERDICT_DAMAGED;
    }
  return user_version < sb_schema_version () ? SB_VERDICT_OLDER : SB_VERDICT_OK;
}

gboolean
sb_gate_check (SbDb *db, gboolean quick, double seconds, GPtrArray *details, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SbStmt) stmt = NULL;
  g_autofree char *first = NULL;

  sb_db_set_limits (db, NULL, seconds);
  stmt = sb_db_query (db, quick ? "PRAGMA quick_check (20)" : "PRAGMA integrity_check (20)", &local);
  while (stmt != NULL && sb_stmt_next (stmt, &local))
    {
      g_autofree char *line = g_utf8_make_valid (sb_stmt_text (stmt, 0) != NULL ? sb_stmt_text (stmt, 0) : "", -1);

      if (g_str_equal (line, "ok"))
        continue;
      if (first == NULL)
        first = g_strdup (line);
      if (details != NULL)
        g_ptr_array_add (details, g_steal_pointer (&line));
    }
  sb_db_set_limits (db, NULL, 0);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (first == NULL)
    return TRUE;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED, _("“%s” is damaged (%s). Restore a backup."),
               sb_db_path (db), first);
  return FALSE;
}
