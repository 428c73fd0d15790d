/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate, the lock, permissions, erasing, backups: RELIABILITY.md R7, R9, R11, R12, R17, R18. */
#include "store-fixture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "store/sb-schema.h"
#include "store/sb-backup.h"
#include "store/sb-check.h"

static char *
hash_of (const char *path)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

static void
patch (const char *path, off_t offset, const void *bytes, gsize n)
{
  int fd = open (path, O_RDWR);

  g_assert_cmpint (pwrite (fd, bytes, n, offset), ==, (gssize) n);
  close (fd);
}

static void
put_version (const char *path, gint32 version)
{
  guint32 big = GUINT32_TO_BE ((guint32) version);

  patch (path, 60, &big, 4);
}

static void
assert_verdict (const char *path, SbVerdict expected)
{
  g_autofree char *before = hash_of (path);
  g_autoptr (SbCheckReport) report = sb_store_check (path);
  g_autofree char *after = hash_of (path);

  if (report->verdict != expected)
    for (guint i = 0; i < report->details->len; i++)
      g_test_message ("%s", (char *) report->details->pdata[i]);
  g_assert_cmpstr (sb_verdict_key (report->verdict), ==, sb_verdict_key (expected));
  g_assert_cmpstr (before, ==, after);
}

/* R9 */
static void
test_newer (void)
{
  gint32 now = sb_schema_version ();
  const gint32 versions[] = { now + 1, now + 2, now + 1000, 999999, -1, G_MININT32, G_MAXINT32 };
  StoreFixture fixture;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  g_clear_object (&fixture.workspace);
  assert_verdict (fixture.path, SB_VERDICT_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL, *after = NULL;

      put_version (fixture.path, versions[i]);
      before = hash_of (fixture.path);
      g_assert_null (sb_workspace_open (fixture.path, &error));
      g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NEWER);
      g_assert_cmpint (sb_store_error_exit_status (error), ==, 6);
      after = hash_of (fixture.path);
      g_assert_cmpstr (before, ==, after);
      assert_verdict (fixture.path, SB_VERDICT_NEWER);
    }
  put_version (fixture.path, now);
  store_fixture_reopen (&fixture);
  store_fixture_clear (&fixture);
}

static void
assert_open_fails (const char *path, SbStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);

  g_assert_null (sb_workspace_open (path, &error));
  g_assert_error (error, SB_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_not_a_workspace (void)
{
  StoreFixture fixture;
  g_autofree char *other = NULL, *fifo = NULL, *missing = NULL, *database = NULL;
  sqlite3 *db = NULL;

  store_fixture_init (&fixture);
  other = g_build_filename (fixture.folder, "table.csv", NULL);
  fifo = g_build_filename (fixture.folder, "fifo", NULL);
  missing = g_build_filename (fixture.folder, "missing", NULL);
  database = g_build_filename (fixture.folder, "other.db", NULL);
  g_file_set_contents (other, "a,b\n1,2\n", -1, NULL);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (sqlite3_open (database, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "CREATE TABLE deal (id INTEGER PRIMARY KEY, name TEXT)", NULL, NULL, NULL);
  sqlite3_close (db);
  assert_open_fails (other, SB_STORE_ERROR_NOT_A_WORKSPACE);
  assert_open_fails (fifo, SB_STORE_ERROR_OPEN);
  assert_open_fails (missing, SB_STORE_ERROR_OPEN);
  assert_open_fails (fixture.folder, SB_STORE_ERROR_OPEN);
  assert_open_fails (database, SB_STORE_ERROR_NOT_A_WORKSPACE);
  assert_verdict (other, SB_VERDICT_NOT_A_WORKSPACE);
  assert_verdict (database, SB_VERDICT_NOT_A_WORKSPACE);
  store_fixture_clear (&fixture);
}

/* A file that claims to be ours but carries a stranger's schema is refused, whatever it would run. */
static void
test_strange_schema (void)
{
  static const char *const additions[] = {
    "CREATE VIEW v AS SELECT * FROM deal", "CREATE TRIGGER t AFTER UPDATE ON deal BEGIN DELETE FROM deal; END",
    "CREATE TABLE more (id INTEGER PRIMARY KEY)", "ALTER TABLE deal ADD COLUMN extra TEXT", "DROP INDEX deal_by_owner",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (additions); i++)
    {
      StoreFixture fixture;
      sqlite3 *db = NULL;

      store_fixture_init (&fixture);
      g_clear_object (&fixture.workspace);
      g_assert_cmpint (sqlite3_open (fixture.path, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, additions[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      assert_open_fails (fixture.path, SB_STORE_ERROR_DAMAGED);
      assert_verdict (fixture.path, SB_VERDICT_DAMAGED);
      store_fixture_clear (&fixture);
    }
}

static void
test_create_refuses (void)
{
  StoreFixture fixture;
  g_autoptr (GError) error = NULL;
  SbWorkspaceOptions options = { "XXQ", 1, "en" };
  g_autofree char *other = NULL;

  store_fixture_init (&fixture);
  g_assert_null (sb_workspace_create (fixture.path, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_EXISTS);
  g_assert_cmpint (sb_store_error_exit_status (error), ==, 4);
  g_clear_error (&error);
  other = g_build_filename (fixture.folder, "other", NULL);
  g_assert_null (sb_workspace_create (other, &options, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  store_fixture_clear (&fixture);
}

/* Holds the workspace open in a child; the child dies when told. Returns its pid. */
static pid_t
hold_in_child (const char *path)
{
  int ready[2];
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe (ready), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      g_autoptr (SbWorkspace) workspace = sb_workspace_open (path, NULL);

      byte = workspace != NULL && !sb_workspace_is_read_only (workspace) ? 'w' : 'r';
      if (write (ready[1], &byte, 1) == 1)
        pause ();
      _exit (0);
    }
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_cmpint (byte, ==, 'w');
  close (ready[0]);
  return pid;
}

/* R12 */
static void
test_one_writer (void)
{
  StoreFixture fixture;
  g_autofree char *soft = NULL, *hard = NULL;
  const char *names[3];
  pid_t pid;
  int status;

  store_fixture_init (&fixture);
  g_clear_object (&fixture.workspace);
  soft = g_build_filename (fixture.folder, "soft", NULL);
  hard = g_build_filename (fixture.folder, "hard", NULL);
  g_assert_cmpint (symlink (fixture.path, soft), ==, 0);
  g_assert_cmpint (link (fixture.path, hard), ==, 0);
  names[0] = fixture.path;
  names[1] = soft;
  names[2] = hard;
  pid = hold_in_child (fixture.path);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SbWorkspace) second = sb_workspace_open (names[i], &error);
      g_autofree char *holder = g_strdup_printf ("%d", (int) pid);
      g_autoptr (SbChange) change = sb_change_new ("Refused");

      g_assert_no_error (error);
      g_assert_true (sb_workspace_is_read_only (second));
      g_assert_nonnull (strstr (sb_workspace_get_lock_holder (second), holder));
      sb_change_create (change, sb_record_type_find ("team"));
      g_assert_false (sb_workspace_apply (second, change, NULL, NULL, &error));
      g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY);
    }
  {
    g_autoptr (SbCheckReport) report = sb_store_check (soft);

    g_assert_cmpint (report->verdict, ==, SB_VERDICT_BUSY);
  }
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  store_fixture_reopen (&fixture);
  g_assert_false (sb_workspace_is_read_only (fixture.workspace));
  store_fixture_clear (&fixture);
}

/* The same process counts as a second one. */
static void
test_same_process (void)
{
  StoreFixture fixture;
  g_autoptr (SbWorkspace) second = NULL;

  store_fixture_init (&fixture);
  second = sb_workspace_open (fixture.path, NULL);
  g_assert_true (sb_workspace_is_read_only (second));
  store_create (fixture.workspace, "team", "name", "North", NULL);
  assert_text (second, "team", 1, "name", "North");
  store_fixture_clear (&fixture);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, mode);
}

/* R17 */
static void
test_private_files (void)
{
  static const mode_t masks[] = { 0000, 0022, 0077 };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      mode_t old = umask (masks[i]);
      g_autofree char *root = g_dir_make_tmp ("sb-mode-XXXXXX", NULL);
      g_autofree char *folder = g_build_filename (root, "new folder", NULL);
      g_autofree char *path = g_build_filename (folder, "a.salesbalance", NULL);
      g_autofree char *wal = g_strconcat (path, "-wal", NULL), *shm = g_strconcat (path, "-shm", NULL);
      g_autofree char *lock = g_strconcat (path, ".lock", NULL), *backups = g_build_filename (folder, "backups", NULL);
      g_autoptr (SbWorkspace) workspace = sb_workspace_create (path, NULL, NULL);
      g_autoptr (GPtrArray) list = NULL;

      store_create (workspace, "team", "name", "North", NULL);
      g_assert_true (sb_workspace_auto_backup (workspace, NULL, NULL));
      list = sb_backup_list (path);
      g_assert_cmpuint (list->len, ==, 1);
      assert_mode (path, 0600);
      assert_mode (wal, 0600);
      assert_mode (shm, 0600);
      assert_mode (lock, 0600);
      assert_mode (folder, 0700);
      assert_mode (backups, 0700);
      assert_mode (((SbBackup *) list->pdata[0])->path, 0600);
      umask (old);
      g_clear_object (&workspace);
      store_remove_tree (root);
    }
}

static gboolean
holds_bytes (const char *path, const char *needle)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &data, &length, NULL) && memmem (data, length, needle, strlen (needle)) != NULL;
}

/* R18: in the file, in the WAL, in the labels of steps, in the history, in the search index. */
static void
test_erase (void)
{
  StoreFixture fixture;
  const SbRecordType *contact = sb_record_type_find ("contact");
  g_autoptr (SbChange) change = sb_change_new ("Erase");
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = NULL;
  const char *secret = "Zacharias Quellenhorst";
  gint32 id, other;

  store_fixture_init (&fixture);
  wal = g_strconcat (fixture.path, "-wal", NULL);
  id = store_create (fixture.workspace, "contact", "name", secret, "email", "zq@quellenhorst.example", NULL);
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Somebody %d", i);

      store_create (fixture.workspace, "contact", "name", name, NULL);
    }
  {
    g_autoptr (SbChange) rename = sb_change_new ("Edit contact “Zacharias Quellenhorst”");
    g_auto (SbValue) name = sb_value_text ("Zacharias Quellenhorst jun.");

    sb_change_update (rename, contact, id, "name", name);
    g_assert_true (sb_workspace_apply (fixture.workspace, rename, NULL, NULL, &error));
  }
  store_update (fixture.workspace, "contact", id, "name", "Somebody else", NULL);
  other = store_create (fixture.workspace, "activity", "subject", "Call", "contact_id", "1", "day_on", "2026-11-02", NULL);
  g_assert_true (holds_bytes (fixture.path, secret) || holds_bytes (wal, secret));
  sb_change_erase (change, contact, id);
  g_assert_true (sb_workspace_apply (fixture.workspace, change, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (holds_bytes (fixture.path, "Quellenhorst"));
  g_assert_false (holds_bytes (wal, "Quellenhorst"));
  g_assert_false (holds_bytes (fixture.path, "quellenhorst"));
  g_assert_false (holds_bytes (wal, "quellenhorst"));
  assert_text (fixture.workspace, "activity", other, "contact_id", NULL);
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "quellenhorst", 10, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 0);
  g_assert_null (sb_workspace_undo_label (fixture.workspace));
  store_fixture_reopen (&fixture);
  assert_verdict (fixture.path, SB_VERDICT_BUSY);
  store_fixture_clear (&fixture);
}

/* R11 */
static void
test_backup (void)
{
  StoreFixture fixture;
  g_autofree char *to = NULL, *restored = NULL, *dump = NULL, *again = NULL;
  g_autoptr (SbWorkspace) copy = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  dump = store_dump (fixture.workspace);
  to = g_build_filename (fixture.folder, "copy.salesbalance", NULL);
  restored = g_build_filename (fixture.folder, "restored.salesbalance", NULL);
  g_assert_true (sb_workspace_backup (fixture.workspace, to, &rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (rows, >, 30);
  g_assert_true (sb_backup_verify (to, &error));
  g_assert_false (sb_workspace_backup (fixture.workspace, to, NULL, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (sb_backup_restore (to, restored, &error));
  copy = sb_workspace_open (restored, &error);
  g_assert_no_error (error);
  again = store_dump (copy);
  g_assert_cmpstr (dump, ==, again);
  patch (to, 5000, "xxxx", 4);
  g_assert_false (sb_backup_verify (to, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_DAMAGED);
  store_fixture_clear (&fixture);
}

/* Three years of daily backups, as names: 10 recent, 8 weeks, 12 months remain. */
static void
test_rotation (void)
{
  StoreFixture fixture;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) list = NULL;
  SbDate today = sb_date_from_instant (g_get_real_time ());
  int weeks = 0, months = 0;
  SbDate oldest = today;

  store_fixture_init (&fixture);
  folder = g_build_filename (fixture.folder, "backups", NULL);
  g_mkdir (folder, 0700);
  for (int i = 1; i < 1100; i++)
    {
      int y, m, d;
      g_autofree char *path = NULL;

      sb_date_to_ymd (today - i, &y, &m, &d);
      path = g_strdup_printf ("%s/test-%04d%02d%02d-120000.salesbalance", folder, y, m, d);
      g_file_set_contents (path, "x", 1, NULL);
    }
  g_assert_true (sb_workspace_auto_backup (fixture.workspace, NULL, NULL));
  list = sb_backup_list (fixture.path);
  g_assert_cmpuint (list->len, >=, 10 + 6 + 9);
  g_assert_cmpuint (list->len, <=, 10 + 8 + 12);
  for (guint i = 0; i < list->len; i++)
    {
      SbDate day = sb_date_from_instant (((SbBackup *) list->pdata[i])->taken_at);

      weeks += today - day < 56;
      months += today - day < 365;
      if (i < 10)
        g_assert_cmpint (today - day, ==, (int) i);
      oldest = day;
    }
  g_assert_cmpint (weeks, >=, 10 + 6);
  g_assert_cmpint (months, >=, 10 + 6 + 9);
  g_assert_cmpint (today - oldest, >, 300);
  store_fixture_clear (&fixture);
}

static void
test_keep_up (void)
{
  StoreFixture fixture;
  g_autoptr (GPtrArray) list = NULL, later = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  g_assert_true (sb_workspace_keep_up (fixture.workspace, sb_date_from_ymd (2026, 11, 24), NULL, &error));
  g_assert_no_error (error);
  list = sb_backup_list (fixture.path);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_true (sb_workspace_keep_up (fixture.workspace, sb_date_from_ymd (2026, 12, 24), NULL, &error));
  later = sb_backup_list (fixture.path);
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_cmpint (store_find (fixture.workspace, "snapshot", "name", "2026-W48"), >, 0);
  g_assert_cmpint (store_find (fixture.workspace, "snapshot", "name", "2026-W52"), >, 0);
  store_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/safety/newer", test_newer);
  g_test_add_func ("/store/safety/not-a-workspace", test_not_a_workspace);
  g_test_add_func ("/store/safety/strange-schema", test_strange_schema);
  g_test_add_func ("/store/safety/create-refuses", test_create_refuses);
  g_test_add_func ("/store/safety/one-writer", test_one_writer);
  g_test_add_func ("/store/safety/same-process", test_same_process);
  g_test_add_func ("/store/safety/private-files", test_private_files);
  g_test_add_func ("/store/safety/erase", test_erase);
  g_test_add_func ("/store/safety/backup", test_backup);
  g_test_add_func ("/store/safety/rotation", test_rotation);
  g_test_add_func ("/store/safety/keep-up", test_keep_up);
  return g_test_run ();
}
