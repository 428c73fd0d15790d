/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R1: what was told as saved survives a kill at any moment, and nothing is there by half. SB_FULL=1 runs the whole
 * count. */
#include "store-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/sb-random.h"
#include "store/sb-bulk.h"
#include "store/sb-check.h"

#define IMPORT_ROWS 3000

/* The child writes for ever, one byte to the pipe after each commit that returned. */
static void
write_for_ever (const char *path, int fd, void (*act) (SbWorkspace *workspace, int serial))
{
  g_autoptr (SbWorkspace) workspace = sb_workspace_open (path, NULL);

  for (int serial = 0; workspace != NULL; serial++)
    {
      act (workspace, serial);
      if (write (fd, "x", 1) != 1)
        break;
    }
  _exit (1);
}

/* Returns the number of acknowledged acts. */
static int
run_and_kill (const char *path, guint milliseconds, void (*act) (SbWorkspace *workspace, int serial))
{
  int acknowledged = 0, ends[2];
  char buffer[256];
  ssize_t n;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      close (ends[0]);
      write_for_ever (path, ends[1], act);
    }
  close (ends[1]);
  g_usleep (milliseconds * 1000);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while ((n = read (ends[0], buffer, sizeof buffer)) > 0)
    acknowledged += (int) n;
  close (ends[0]);
  return acknowledged;
}

static void
act_edit (SbWorkspace *workspace, int serial)
{
  g_autofree char *name = g_strdup_printf ("Deal %d", serial);

  store_create (workspace, "deal", "name", name, "amount", "10", NULL);
}

static gint64
count (SbWorkspace *workspace, const char *name)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find (name));

  return sb_reader_count (sb_workspace_get_reader (workspace), query, NULL);
}

static void
act_import (SbWorkspace *workspace, int serial)
{
  const SbRecordType *type = sb_record_type_find ("account");
  g_autofree SbValue *values = g_new0 (SbValue, sb_record_type_n_fields (type));
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) name = sb_value_text ("Account"), kind = sb_value_text ("customer");
  SbBulk *bulk = sb_workspace_begin_bulk (workspace, "Import", &error);

  g_assert_no_error (error);
  values[sb_record_type_field_index (type, "name")] = name;
  values[sb_record_type_field_index (type, "kind")] = kind;
  for (int i = 0; i < IMPORT_ROWS; i++)
    g_assert_cmpint (sb_bulk_insert (bulk, type, values, NULL, &error), >, 0);
  g_assert_true (sb_bulk_commit (bulk, NULL, &error));
}

/* Import, undo, redo, undo …: the number of accounts is all or none after each. */
static void
act_swap (SbWorkspace *workspace, int serial)
{
  if (count (workspace, "account") == 0 && serial == 0)
    act_import (workspace, serial);
  else if (count (workspace, "account") > 0)
    g_assert_true (sb_workspace_undo (workspace, NULL, NULL, NULL, NULL));
  else
    g_assert_true (sb_workspace_redo (workspace, NULL, NULL, NULL, NULL));
}

static void
assert_sound (const char *path)
{
  g_autoptr (SbCheckReport) report = sb_store_check (path);

  g_assert_cmpstr (sb_verdict_key (report->verdict), ==, "ok");
}

static int
rounds (void)
{
  return g_getenv ("SB_FULL") != NULL ? 300 : 12;
}

static void
test_edits (void)
{
  StoreFixture fixture;
  SbRandom random;
  gint64 expected = 0;
  guint patience = 100;

  sb_random_init (&random, 7, 1, 1);
  store_fixture_init (&fixture);
  for (int i = 0; i < rounds (); i++)
    {
      gint64 found;

      g_clear_object (&fixture.workspace);
      expected += run_and_kill (fixture.path, patience / 5 + (guint) sb_random_below (&random, patience), act_edit);
      assert_sound (fixture.path);
      store_fixture_reopen (&fixture);
      found = count (fixture.workspace, "deal");
      g_assert_cmpint (found, >=, expected);
      g_assert_cmpint (found, <=, expected + 1);
      g_assert_cmpint (count (fixture.workspace, "stage_visit"), ==, found);
      expected = found;
      /* A slow machine has done nothing yet: it gets longer next time. */
      if (found == 0)
        patience = MIN (2 * patience, 20000);
    }
  g_assert_cmpint (expected, >, 0);
  store_fixture_clear (&fixture);
}

static void
test_imports (void)
{
  StoreFixture fixture;
  SbRandom random;
  gint64 expected = 0;

  sb_random_init (&random, 8, 1, 1);
  store_fixture_init (&fixture);
  for (int i = 0; i < rounds (); i++)
    {
      gint64 found;

      g_clear_object (&fixture.workspace);
      expected += run_and_kill (fixture.path, 10 + (guint) sb_random_below (&random, 60), act_import) * IMPORT_ROWS;
      assert_sound (fixture.path);
      store_fixture_reopen (&fixture);
      found = count (fixture.workspace, "account");
      g_assert_cmpint (found % IMPORT_ROWS, ==, 0);
      g_assert_cmpint (found, >=, expected);
      g_assert_cmpint (found, <=, expected + IMPORT_ROWS);
      expected = found;
    }
  store_fixture_clear (&fixture);
}

static void
test_undo (void)
{
  StoreFixture fixture;
  SbRandom random;

  sb_random_init (&random, 9, 1, 1);
  store_fixture_init (&fixture);
  for (int i = 0; i < rounds (); i++)
    {
      gint64 found;

      g_clear_object (&fixture.workspace);
      run_and_kill (fixture.path, 10 + (guint) sb_random_below (&random, 80), act_swap);
      assert_sound (fixture.path);
      store_fixture_reopen (&fixture);
      found = count (fixture.workspace, "account");
      g_assert_cmpint (found % IMPORT_ROWS, ==, 0);
    }
  store_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill/edits", test_edits);
  g_test_add_func ("/store/kill/imports", test_imports);
  g_test_add_func ("/store/kill/undo", test_undo);
  return g_test_run ();
}
