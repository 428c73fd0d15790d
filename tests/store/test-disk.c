/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R3, R4: a disk that takes no more is told with file and cause, the workspace becomes read-only, what was saved stays
 * and what was not is not there by half. */
#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "store/sb-backup.h"
#include "store/sb-bulk.h"

/* No file may grow beyond this many bytes; 0 lifts the limit. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes != 0 ? bytes : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static rlim_t
size_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (rlim_t) info.st_size : 0;
}

static gboolean
create_team (SbWorkspace *workspace, int serial, GError **error)
{
  g_autoptr (SbChange) change = sb_change_new ("Team");
  g_auto (SbValue) name = sb_value_take_text (g_strdup_printf ("Team %d", serial));

  sb_change_set (change, sb_change_create (change, sb_record_type_find ("team")), "name", name);
  return sb_workspace_apply (workspace, change, NULL, NULL, error);
}

static gint64
count_teams (SbWorkspace *workspace)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find ("team"));

  return sb_reader_count (sb_workspace_get_reader (workspace), query, NULL);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, int *n)
{
  (*n)++;
}

static void
test_edits (void)
{
  StoreFixture fixture;
  g_autofree char *wal = NULL;
  g_autoptr (GError) error = NULL, later = NULL;
  int saved = 0, notified = 0;

  store_fixture_init (&fixture);
  wal = g_strconcat (fixture.path, "-wal", NULL);
  g_signal_connect (fixture.workspace, "notify::read-only", G_CALLBACK (notify_cb), &notified);
  g_assert_true (create_team (fixture.workspace, saved++, NULL));
  limit_files (size_of (wal) + 100000);
  while (create_team (fixture.workspace, saved, &error))
    g_assert_cmpint (++saved, <, 10000);
  limit_files (0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE);
  g_assert_cmpint (sb_store_error_exit_status (error), ==, 4);
  g_assert_nonnull (strstr (error->message, fixture.path));
  g_assert_true (sb_workspace_is_read_only (fixture.workspace));
  g_assert_cmpint (notified, ==, 1);
  g_assert_cmpint (count_teams (fixture.workspace), ==, saved);
  g_assert_false (create_team (fixture.workspace, saved, &later));
  g_assert_error (later, SB_STORE_ERROR, SB_STORE_ERROR_WRITE);
  store_fixture_reopen (&fixture);
  g_assert_cmpint (count_teams (fixture.workspace), ==, saved);
  g_assert_true (create_team (fixture.workspace, saved, NULL));
  store_fixture_clear (&fixture);
}

/* R4: an import that does not fit leaves nothing. */
static void
test_imports (void)
{
  const SbRecordType *type = sb_record_type_find ("account");
  StoreFixture fixture;
  g_autofree char *before = NULL;

  store_fixture_init (&fixture);
  before = store_dump (fixture.workspace);
  for (int i = 0; i < 6; i++)
    {
      g_autofree SbValue *values = g_new0 (SbValue, sb_record_type_n_fields (type));
      g_auto (SbValue) name = sb_value_text ("An account with a rather long name to fill pages");
      g_auto (SbValue) kind = sb_value_text ("customer");
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      SbBulk *bulk = sb_workspace_begin_bulk (fixture.workspace, "Import", &error);
      gboolean ok = TRUE;

      g_assert_no_error (error);
      values[sb_record_type_field_index (type, "name")] = name;
      values[sb_record_type_field_index (type, "kind")] = kind;
      limit_files (size_of (fixture.path) + 4096 * (rlim_t) (1 << i));
      for (int row = 0; row < 60000 && ok; row++)
        ok = sb_bulk_insert (bulk, type, values, NULL, &error) != 0;
      if (ok)
        g_assert_false (sb_bulk_commit (bulk, NULL, &error));
      else
        sb_bulk_rollback (bulk);
      limit_files (0);
      g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE);
      store_fixture_reopen (&fixture);
      after = store_dump (fixture.workspace);
      g_assert_cmpstr (before, ==, after);
    }
  store_fixture_clear (&fixture);
}

static void
test_backup (void)
{
  StoreFixture fixture;
  g_autofree char *to = NULL, *sidecar = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  to = g_build_filename (fixture.folder, "copy.salesbalance", NULL);
  sidecar = g_strconcat (to, ".sha256", NULL);
  limit_files (50000);
  g_assert_false (sb_workspace_backup (fixture.workspace, to, NULL, NULL, &error));
  limit_files (0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (sidecar, G_FILE_TEST_EXISTS));
  g_assert_false (sb_workspace_is_read_only (fixture.workspace));
  store_fixture_clear (&fixture);
}

static void
test_create (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sb-disk-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new.salesbalance", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  limit_files (50000);
  g_assert_null (sb_workspace_create (path, NULL, &error));
  limit_files (0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, path));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  store_remove_tree (folder);
}

int
main (int argc, char **argv)
{
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/disk/edits", test_edits);
  g_test_add_func ("/store/disk/imports", test_imports);
  g_test_add_func ("/store/disk/backup", test_backup);
  g_test_add_func ("/store/disk/create", test_create);
  return g_test_run ();
}
