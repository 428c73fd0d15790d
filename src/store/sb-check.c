/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is, without writing to it. A WAL cannot be read without SQLite touching its neighbours, so a file with
 * one is judged on a private copy; without one it is opened as immutable. */
#include "sb-config.h"

#include "store/sb-check.h"

#include <string.h>
#include <sys/statfs.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/sb-gate.h"
#include "store/sb-lock.h"
#include "store/sb-schema.h"

#define CHECK_SECONDS 5

const char *
sb_verdict_key (SbVerdict verdict)
{
  static const char *const keys[]
      = { "ok", "newer", "older", "not-a-workspace", "damaged", "busy", "unreadable" };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (keys), "unreadable");

  return keys[verdict];
}

const char *
sb_verdict_label (SbVerdict verdict)
{
  switch (verdict)
    {
    case SB_VERDICT_OK:
      return _("The workspace is sound.");
    case SB_VERDICT_NEWER:
      return _("The workspace was made by a newer version. Update the program to open it.");
    case SB_VERDICT_OLDER:
      return _("The workspace is sound and of an older version. Opening it makes a backup and upgrades it.");
    case SB_VERDICT_NOT_A_WORKSPACE:
      return _("The file is not a workspace. Import it if it is a table from another program.");
    case SB_VERDICT_DAMAGED:
      return _("The workspace is damaged. Restore a backup; the file itself was not changed.");
    case SB_VERDICT_BUSY:
      return _("The workspace is open elsewhere. Close it there to check it.");
    case SB_VERDICT_UNREADABLE:
    default:
      return _("The file cannot be read. Check that it exists and that you may read it.");
    }
}

int
sb_verdict_exit_status (SbVerdict verdict)
{
  static const int statuses[] = { 0, 6, 0, 5, 1, 4, 3 };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (statuses), 3);

  return statuses[verdict];
}

void
sb_check_report_free (SbCheckReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->details);
  g_free (report);
}

static void
conclude (SbCheckReport *report, SbVerdict verdict, const GError *error)
{
  report->verdict = verdict;
  if (error != NULL)
    g_ptr_array_add (report->details, g_strdup (error->message));
}

static SbVerdict
verdict_of (const GError *error)
{
  switch (error->code)
    {
    case SB_STORE_ERROR_OPEN:
      return SB_VERDICT_UNREADABLE;
    case SB_STORE_ERROR_NOT_A_WORKSPACE:
      return SB_VERDICT_NOT_A_WORKSPACE;
    case SB_STORE_ERROR_NEWER:
      return SB_VERDICT_NEWER;
    default:
      return SB_VERDICT_DAMAGED;
    }
}

static void
check_references (SbCheckReport *report, SbDb *db)
{
  g_autoptr (SbStmt) stmt = sb_db_query (db, "PRAGMA foreign_key_check", NULL);
  int n = 0;

  sb_db_set_limits (db, NULL, CHECK_SECONDS);
  while (stmt != NULL && n < 20 && sb_stmt_next (stmt, NULL))
    {
      g_ptr_array_add (report->details, g_strdup_printf ("row %" G_GINT64_FORMAT " of %s refers to a missing row of %s",
                                                         (gint64) sqlite3_column_int64 (stmt->stmt, 1),
                                                         sb_stmt_text (stmt, 0), sb_stmt_text (stmt, 2)));
      n++;
    }
  sb_db_set_limits (db, NULL, 0);
  if (n > 0)
    report->verdict = SB_VERDICT_DAMAGED;
}

static void
check_database (SbCheckReport *report, const char *path, SbDbMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbDb) db = sb_db_open (path, mode, &error);
  SbVerdict verdict;

  if (db == NULL)
    {
      conclude (report, error->code == SB_STORE_ERROR_OPEN ? SB_VERDICT_UNREADABLE : SB_VERDICT_DAMAGED, error);
      return;
    }
  sb_db_set_limits (db, NULL, CHECK_SECONDS);
  verdict = sb_gate_identify (db, &report->schema, &error);
  sb_db_set_limits (db, NULL, 0);
  if (verdict != SB_VERDICT_OK && verdict != SB_VERDICT_OLDER)
    {
      conclude (report, verdict, error);
      return;
    }
  report->verdict = verdict;
  if (!sb_gate_check (db, FALSE, CHECK_SECONDS, report->details, &error))
    {
      /* Running out of time says nothing about the file. */
      if (error->code == SB_STORE_ERROR_CANCELLED)
        g_ptr_array_add (report->details, g_strdup_printf ("the whole check takes more than %d s", CHECK_SECONDS));
      else
        conclude (report, SB_VERDICT_DAMAGED, error);
      return;
    }
  check_references (report, db);
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL,
                      NULL, error);
}

static void
check_copy (SbCheckReport *report, const char *path, const char *wal)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("sales-balance-XXXXXX", &error);
  g_autofree char *copy = folder != NULL ? g_build_filename (folder, "copy", NULL) : NULL;
  g_autofree char *copied_wal = folder != NULL ? g_build_filename (folder, "copy-wal", NULL) : NULL;
  g_autofree char *shm = folder != NULL ? g_build_filename (folder, "copy-shm", NULL) : NULL;

  if (folder == NULL || !copy_file (path, copy, &error) || !copy_file (wal, copied_wal, &error))
    conclude (report, SB_VERDICT_UNREADABLE, error);
  else
    check_database (report, copy, SB_DB_READ);
  if (folder == NULL)
    return;
  g_unlink (copy);
  g_unlink (copied_wal);
  g_unlink (shm);
  g_rmdir (folder);
}

SbCheckReport *
sb_store_check (const char *path)
{
  SbCheckReport *report = g_new0 (SbCheckReport, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *canonical = NULL, *wal = NULL, *holder = NULL;
  GStatBuf info;

  report->details = g_ptr_array_new_with_free_func (g_free);
  report->verdict = SB_VERDICT_UNREADABLE;
  g_return_val_if_fail (path != NULL, report);

  canonical = sb_gate_canonical (path);
  wal = g_strconcat (canonical, "-wal", NULL);
  if (sb_lock_is_held (canonical, &holder))
    {
      report->verdict = SB_VERDICT_BUSY;
      g_ptr_array_add (report->details, g_steal_pointer (&holder));
    }
  else if (!sb_gate_look (canonical, &error))
    conclude (report, verdict_of (error), error);
  else if (g_stat (wal, &info) == 0 && info.st_size > 0)
    check_copy (report, canonical, wal);
  else
    check_database (report, canonical, SB_DB_IMMUTABLE);
  return report;
}

char *
sb_store_location_warning (const char *path)
{
  static const char *const synchronised[] = { "Dropbox", "OneDrive", "Nextcloud", "ownCloud", "Google Drive", "坚果云",
                                              "BaiduNetdisk", "Seafile" };
  static const guint32 networks[] = { 0x6969, 0x517B, 0xFF534D42, 0xFE534D42, 0x5346414F, 0x73757245 };
  g_autofree char *folder = NULL;
  struct statfs info;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  for (gsize i = 0; i < G_N_ELEMENTS (synchronised); i++)
    if (strstr (path, synchronised[i]) != NULL)
      return g_strdup_printf (_("“%s” is in a folder that is synchronised (%s). Keep the workspace elsewhere and "
                                "synchronise its backups."), path, synchronised[i]);
  if (statfs (folder, &info) == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
      if ((guint32) info.f_type == networks[i])
        return g_strdup_printf (_("“%s” is on a network drive. Keep the workspace on this computer and its backups "
                                  "there."), path);
  return NULL;
}
