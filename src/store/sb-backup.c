/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: copied page by page from one state of the workspace, then reopened, checked, counted and hashed before they
 * get their name. The automatic ones rotate. */
#include "sb-config.h"

#include "store/sb-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/sb-clock.h"
#include "core/sb-period.h"
#include "store/sb-gate.h"
#include "store/sb-reader-private.h"
#include "store/sb-snapshot.h"

#define KEEP_RECENT 10
#define KEEP_WEEKS 8
#define KEEP_MONTHS 12
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

void
sb_backup_free (SbBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup->sha256);
  g_free (backup);
}

static gboolean
fail (GError **error, SbStoreError code, const char *path)
{
  int saved = errno;

  if (code == SB_STORE_ERROR_EXISTS)
    g_set_error (error, SB_STORE_ERROR, code, _("“%s” exists already. Choose another name."), path);
  else
    g_set_error (error, SB_STORE_ERROR, code, _("“%s” cannot be written: %s."), path, g_strerror (saved));
  return FALSE;
}

static char *
hash_file (const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1 << 16);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  ssize_t n = -1;

  while (fd >= 0 && (n = read (fd, buffer, 1 << 16)) > 0)
    g_checksum_update (checksum, buffer, n);
  if (fd < 0 || n < 0)
    g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN, _("“%s” cannot be opened: %s."), path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return fd >= 0 && n == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* Rows of every record type. */
static gint64
count_rows (SbDb *db)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);
  gint64 rows = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", types[i]->table);

      rows += sb_db_int (db, sql, -1);
    }
  return rows;
}

/* Whether the copy is whole and has the rows of the original. */
static gboolean
prove (const char *path, gint64 rows, GError **error)
{
  g_autoptr (SbDb) db = sb_db_open (path, SB_DB_IMMUTABLE, error);
  int version;
  SbVerdict verdict;

  if (db == NULL)
    return FALSE;
  verdict = sb_gate_identify (db, &version, error);
  if ((verdict != SB_VERDICT_OK && verdict != SB_VERDICT_OLDER) || !sb_gate_check (db, FALSE, 0, NULL, error))
    return FALSE;
  if (rows < 0 || count_rows (db) == rows)
    return TRUE;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED, _("The copy “%s” lacks rows and was discarded."), path);
  return FALSE;
}

/* One read transaction holds the state that is copied, whatever is written meanwhile. */
static gboolean
copy_verified (SbDb *from, const char *temporary, const char *to, gint64 *rows, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (SbDb) copy = sb_db_open (temporary, SB_DB_CREATE, error);
  gboolean own = sqlite3_get_autocommit (sb_db_handle (from)) != 0;
  gboolean ok;

  if (copy == NULL || (own && !sb_db_exec (from, "BEGIN", error)))
    return FALSE;
  sb_db_set_name (copy, to);
  *rows = count_rows (from);
  ok = sb_db_copy_pages (from, copy, cancellable, error);
  if (own)
    sb_db_rollback (from);
  g_clear_pointer (&copy, sb_db_free);
  return ok && prove (temporary, *rows, error);
}

static gboolean
write_sidecar (const char *path, const char *name, GError **error)
{
  g_autofree char *hash = hash_file (path, error);
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *text = hash != NULL ? g_strdup_printf ("%s  %s\n", hash, base) : NULL;
  g_autofree char *sidecar = g_strconcat (name, ".sha256", NULL);

  return hash != NULL
         && g_file_set_contents_full (sidecar, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                      0600, error);
}

static gboolean
name_copy (const char *temporary, const char *to, GError **error)
{
  int fd = open (temporary, O_RDONLY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  if (!synced)
    return fail (error, SB_STORE_ERROR_WRITE, to);
  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, to, RENAME_NOREPLACE) != 0
      && (errno == EEXIST || link (temporary, to) != 0))
    return fail (error, errno == EEXIST ? SB_STORE_ERROR_EXISTS : SB_STORE_ERROR_WRITE, to);
  return TRUE;
}

static char *
make_temporary (const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *temporary = g_build_filename (folder, ".backup-XXXXXX", NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (error, SB_STORE_ERROR_WRITE, folder);
      return NULL;
    }
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      fail (error, SB_STORE_ERROR_WRITE, to);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&temporary);
}

static gboolean
back_up (SbDb *from, const char *to, gboolean sidecar, gint64 *n_records, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = NULL;
  gint64 rows = 0;
  gboolean ok;

  if (g_file_test (to, G_FILE_TEST_EXISTS) || g_file_test (to, G_FILE_TEST_IS_SYMLINK))
    return fail (error, SB_STORE_ERROR_EXISTS, to);
  temporary = make_temporary (to, error);
  if (temporary == NULL)
    return FALSE;
  ok = copy_verified (from, temporary, to, &rows, cancellable, error)
       && (!sidecar || write_sidecar (temporary, to, error)) && name_copy (temporary, to, error);
  g_unlink (temporary);
  if (ok && n_records != NULL)
    *n_records = rows;
  return ok;
}

gboolean
sb_workspace_backup (SbWorkspace *workspace, const char *to, gint64 *n_records, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (SbReader) reader = NULL;
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace) && to != NULL, FALSE);

  reader = sb_reader_new (sb_workspace_get_path (workspace), error);
  canonical = g_canonicalize_filename (to, NULL);
  return reader != NULL && back_up (reader->db, canonical, TRUE, n_records, cancellable, error);
}

static char *
backup_folder (const char *workspace_path)
{
  g_autofree char *folder = g_path_get_dirname (workspace_path);

  return g_build_filename (folder, "backups", NULL);
}

static char *
stem_of (const char *workspace_path)
{
  g_autofree char *name = g_path_get_basename (workspace_path);
  char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* STEM-YYYYMMDD-HHMMSS.salesbalance, in UTC; 0 for any other name. */
static gint64
instant_of_name (const char *name, const char *stem)
{
  gsize length = strlen (stem);
  int y, m, d, hh, mm, ss, end = 0;
  SbDate day;

  if (strncmp (name, stem, length) != 0
      || sscanf (name + length, "-%4d%2d%2d-%2d%2d%2d.salesbalance%n", &y, &m, &d, &hh, &mm, &ss, &end) != 6
      || end == 0 || name[length + (gsize) end] != '\0')
    return 0;
  day = sb_date_from_ymd (y, m, d);
  return day == SB_DATE_NONE ? 0 : sb_date_to_instant (day) + (gint64) ((hh * 60 + mm) * 60 + ss) * G_USEC_PER_SEC;
}

static char *
read_sidecar (const char *path)
{
  g_autofree char *sidecar = g_strconcat (path, ".sha256", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (sidecar, &text, &length, NULL) || length < 64)
    return NULL;
  return g_strndup (text, 64);
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const SbBackup *x = *(SbBackup *const *) a, *y = *(SbBackup *const *) b;

  return x->taken_at < y->taken_at ? 1 : x->taken_at > y->taken_at ? -1 : 0;
}

static void
backup_destroy (gpointer data)
{
  sb_backup_free (data);
}

GPtrArray *
sb_backup_list (const char *workspace_path)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (backup_destroy);
  g_autofree char *canonical = NULL, *folder = NULL, *stem = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (workspace_path != NULL, list);

  canonical = sb_gate_canonical (workspace_path);
  folder = backup_folder (canonical);
  stem = stem_of (canonical);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      gint64 taken_at = instant_of_name (name, stem);
      SbBackup *backup;
      GStatBuf info;

      if (taken_at == 0)
        continue;
      backup = g_new0 (SbBackup, 1);
      backup->path = g_build_filename (folder, name, NULL);
      backup->taken_at = taken_at;
      backup->size = g_stat (backup->path, &info) == 0 ? (gint64) info.st_size : 0;
      backup->sha256 = read_sidecar (backup->path);
      g_ptr_array_add (list, backup);
    }
  g_ptr_array_sort (list, compare_backups);
  return list;
}

/* Marks the newest backup of each of the last `n` periods. */
static void
keep_by (const GPtrArray *list, gboolean *keep, int n, SbPeriodKind kind)
{
  SbDate last = SB_DATE_NONE;

  for (guint i = 0; i < list->len && n > 0; i++)
    {
      SbDate day = sb_date_from_instant (((SbBackup *) list->pdata[i])->taken_at);
      SbDate start = sb_period_containing (kind, day, SB_FISCAL_DEFAULT).start;

      if (start == last)
        continue;
      last = start;
      keep[i] = TRUE;
      n--;
    }
}

static void
rotate (const char *workspace_path)
{
  g_autoptr (GPtrArray) list = sb_backup_list (workspace_path);
  g_autofree gboolean *keep = g_new0 (gboolean, list->len + 1);

  for (guint i = 0; i < list->len && i < KEEP_RECENT; i++)
    keep[i] = TRUE;
  keep_by (list, keep, KEEP_WEEKS, SB_PERIOD_WEEK);
  keep_by (list, keep, KEEP_MONTHS, SB_PERIOD_MONTH);
  for (guint i = 0; i < list->len; i++)
    {
      const SbBackup *backup = list->pdata[i];
      g_autofree char *sidecar = g_strconcat (backup->path, ".sha256", NULL);

      if (keep[i])
        continue;
      g_unlink (backup->path);
      g_unlink (sidecar);
    }
}

static char *
automatic_name (const char *workspace_path, gint64 at)
{
  g_autofree char *folder = backup_folder (workspace_path);
  g_autofree char *stem = stem_of (workspace_path);
  SbDate day = sb_date_from_instant (at);
  int y, m, d, seconds = (int) ((at - sb_date_to_instant (day)) / G_USEC_PER_SEC);

  sb_date_to_ymd (day, &y, &m, &d);
  return g_strdup_printf ("%s/%s-%04d%02d%02d-%02d%02d%02d.salesbalance", folder, stem, y, m, d, seconds / 3600,
                          seconds / 60 % 60, seconds % 60);
}

gboolean
sb_workspace_auto_backup (SbWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autofree char *to = NULL;
  gint64 at = sb_clock_now ();

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace), FALSE);

  to = automatic_name (sb_workspace_get_path (workspace), at);
  /* A second within the same second is the same backup. */
  if (!g_file_test (to, G_FILE_TEST_EXISTS) && !sb_workspace_backup (workspace, to, NULL, cancellable, error))
    return FALSE;
  rotate (sb_workspace_get_path (workspace));
  return TRUE;
}

gboolean
sb_workspace_backup_when_due (SbWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) list = sb_backup_list (sb_workspace_get_path (self));
  gint64 last = list->len > 0 ? ((SbBackup *) list->pdata[0])->taken_at : 0;
  g_autoptr (SbReader) reader = NULL;
  g_autofree char *sql = NULL;

  if (sb_clock_now () - last < DAY)
    return TRUE;
  reader = sb_reader_new (sb_workspace_get_path (self), error);
  if (reader == NULL)
    return FALSE;
  sql = g_strdup_printf ("SELECT count(*) FROM step WHERE at > %" G_GINT64_FORMAT, last);
  return sb_db_int (reader->db, sql, 0) == 0 || sb_workspace_auto_backup (self, cancellable, error);
}

gboolean
sb_backup_verify (const char *path, GError **error)
{
  g_autofree char *expected = NULL, *found = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!sb_gate_look (path, error))
    return FALSE;
  expected = read_sidecar (path);
  found = expected != NULL ? hash_file (path, error) : NULL;
  if (expected != NULL && found == NULL)
    return FALSE;
  if (expected != NULL && !g_str_equal (expected, found))
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED,
                   _("The backup “%s” is not as it was written. Choose an older one."), path);
      return FALSE;
    }
  return prove (path, -1, error);
}

gboolean
sb_backup_restore (const char *backup, const char *to, GError **error)
{
  g_autofree char *canonical = NULL;
  g_autoptr (SbDb) from = NULL;

  g_return_val_if_fail (backup != NULL && to != NULL, FALSE);

  if (!sb_backup_verify (backup, error))
    return FALSE;
  canonical = g_canonicalize_filename (to, NULL);
  from = sb_db_open (backup, SB_DB_IMMUTABLE, error);
  return from != NULL && back_up (from, canonical, FALSE, NULL, NULL, error);
}
