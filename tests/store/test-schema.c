/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema: versions are whole or not at all, released files never change, a fresh file has the digest it is compared
 * with, keys of the search index cannot collide. */
#include "store-fixture.h"

#include <stdlib.h>
#include <string.h>

#include "store/sb-backup.h"
#include "store/sb-reader-private.h"
#include "store/sb-schema.h"
#include "store/sb-search.h"
#include "store/sb-table.h"

static void
test_whole_versions (void)
{
  g_autoptr (SbDb) db = sb_db_open (":memory:", SB_DB_MEMORY, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;

  g_assert_true (sb_schema_upgrade (db, 0, sb_schema_version (), &error));
  g_assert_no_error (error);
  before = sb_schema_digest (db);
  g_assert_false (sb_schema_run (db, 999, "CREATE TABLE one (id INTEGER); CREATE TABLE deal (id INTEGER);", &error));
  g_assert_nonnull (error);
  after = sb_schema_digest (db);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (sb_db_int (db, "PRAGMA user_version", 0), ==, sb_schema_version ());
  g_assert_cmpint (sb_db_int (db, "PRAGMA application_id", 0), ==, SB_APPLICATION_ID);
}

static void
test_digest (void)
{
  StoreFixture fixture;
  SbReader *reader;

  store_fixture_init (&fixture);
  reader = sb_workspace_get_reader (fixture.workspace);
  g_assert_true (sb_schema_is_ours (reader->db, sb_schema_version ()));
  store_fixture_clear (&fixture);
}

static void
test_released (void)
{
  g_autofree char *list = g_build_filename (g_getenv ("SB_SOURCE_DIR"), "tests", "store", "released-schemas.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "  ", 2);
      g_autofree char *path = NULL, *sql = NULL, *hash = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      path = g_build_filename (g_getenv ("SB_SOURCE_DIR"), "data", "schema", parts[1], NULL);
      g_assert_true (g_file_get_contents (path, &sql, NULL, NULL));
      hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sql, -1);
      g_assert_cmpstr (hash, ==, parts[0]);
    }
}

static char *
source_file (const char *folder, const char *name, gboolean text)
{
  g_autofree char *path = g_build_filename (g_getenv ("SB_SOURCE_DIR"), "tests", "store", folder, name, NULL);
  char *content = NULL;

  if (text)
    g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  else
    content = g_steal_pointer (&path);
  return content;
}

static char *
file_from_fixture (const char *folder, const char *name)
{
  g_autofree char *sql = source_file ("fixtures", name, TRUE);
  char *path = g_build_filename (folder, "old.salesbalance", NULL);
  g_autoptr (GError) error = NULL;

  /* It fills an empty file, and makes none. */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_autoptr (SbDb) db = sb_db_open (path, SB_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (sb_db_exec (db, sql, &error));
  g_assert_no_error (error);
  return path;
}

/* A file of a released version comes up on opening, whole, after a backup; what it held and its undo come along. */
static void
upgrade_fixture (const char *name, int version)
{
  g_autofree char *folder = g_dir_make_tmp ("sb-store-XXXXXX", NULL);
  g_autofree char *path = file_from_fixture (folder, name), *label = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWorkspace) workspace = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  gint32 goal, look;

  g_assert_null (sb_workspace_open_read_only (path, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY);
  g_clear_error (&error);
  workspace = sb_workspace_open (path, &error);
  g_assert_no_error (error);
  g_assert_false (sb_workspace_is_read_only (workspace));
  g_assert_true (sb_schema_is_ours (sb_workspace_get_reader (workspace)->db, sb_schema_version ()));
  backups = sb_backup_list (path);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_true (sb_backup_verify (((SbBackup *) backups->pdata[0])->path, &error));
  g_assert_cmpint (version, <, sb_schema_version ());

  assert_text (workspace, "deal", 1, "amount_minor", "2000.00");
  assert_text (workspace, "goal", 1, "target_minor", "120000.00");
  goal = store_find (workspace, "goal", "title", "Year");
  g_assert_cmpint (goal, ==, 1);
  g_assert_true (sb_workspace_redo (workspace, &label, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_text (workspace, "goal", 1, "target_minor", "150000.00");
  look = store_create (workspace, "check_in", "goal", "1", "day_on", "2026-05-04", "amount", "9000.00", "confidence",
                       "7", NULL);
  assert_text (workspace, "check_in", look, "value_minor", "9000.00");
  g_clear_object (&workspace);
  store_remove_tree (folder);
}

static void
test_upgrade (void)
{
  g_autofree char *folder = source_file ("fixtures", "", FALSE);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int seen = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      const char *version = strstr (name, "-v");

      if (version == NULL || !g_str_has_suffix (name, ".sql"))
        continue;
      upgrade_fixture (name, atoi (version + 2));
      seen++;
    }
  g_assert_cmpint (seen, >=, 1);
}

static void
test_keys (void)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      g_assert_cmpint (sb_search_key (types[i], 0), !=, sb_search_key (types[j], 0));
  g_assert_cmpint (sb_search_key (types[0], G_MAXINT32) & G_MAXINT32, ==, G_MAXINT32);
  g_assert_cmpint (sb_search_key (types[0], G_MAXINT32), >, 0);
}

/* Every statement that is made of a description can be prepared, and every column of a table has a meaning. */
static void
test_described (void)
{
  StoreFixture fixture;
  SbDb *db;
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  store_fixture_init (&fixture);
  db = sb_workspace_get_reader (fixture.workspace)->db;
  for (gsize i = 0; i < n; i++)
    {
      const int *columns;
      int n_columns, any = 0, others = 0;

      for (SbTableSql which = SB_TABLE_SELECT; which <= SB_TABLE_DELETE; which++)
        {
          const char *sql = sb_table_sql (db, types[i], which);
          g_autoptr (GError) error = NULL;
          g_autoptr (SbStmt) stmt = sql != NULL ? sb_db_query (db, sql, &error) : NULL;

          g_assert_no_error (error);
        }
      columns = sb_table_columns (db, types[i], &n_columns);
      for (int column = 0; column < n_columns; column++)
        others += columns[column] == SB_COLUMN_OTHER;
      for (const SbField *field = types[i]->fields; field->name != NULL; field++)
        any += field->kind == SB_KIND_ANY;
      g_assert_cmpint (others, ==, any); /* the uid beside each type */
    }
  store_fixture_clear (&fixture);
}

/* One column of a table as SQLite tells it, against what the description says. */
static void
assert_column (SbStmt *stmt, const SbRecordType *type, const char *name, const char *sql_type, gboolean required)
{
  if (strcmp (sb_stmt_text (stmt, 1), name) != 0 || strcmp (sb_stmt_text (stmt, 2), sql_type) != 0
      || (strcmp (sb_stmt_text (stmt, 3), "0") != 0) != required)
    g_error ("table %s: column %s %s%s stands where the description has %s %s%s", type->table, sb_stmt_text (stmt, 1),
             sb_stmt_text (stmt, 2), strcmp (sb_stmt_text (stmt, 3), "0") != 0 ? " NOT NULL" : "", name, sql_type,
             required ? " NOT NULL" : "");
}

static void
assert_next (SbStmt *stmt, const SbRecordType *type, const char *name, const char *sql_type, gboolean required)
{
  if (!sb_stmt_next (stmt, NULL))
    g_error ("table %s has no column %s", type->table, name);
  assert_column (stmt, type, name, sql_type, required);
}

static void
assert_table (SbDb *db, const SbRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (%s)", type->table);
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, NULL);

  assert_next (stmt, type, "id", "INTEGER", FALSE);
  if (!(type->flags & SB_RECORD_LEAN))
    {
      assert_next (stmt, type, "uid", "TEXT", TRUE);
      assert_next (stmt, type, "created_at", "INTEGER", TRUE);
      assert_next (stmt, type, "changed_at", "INTEGER", TRUE);
      assert_next (stmt, type, "archived_at", "INTEGER", FALSE);
    }
  for (const SbField *field = type->fields; field->name != NULL; field++)
    {
      gboolean required = (field->flags & SB_FIELD_REQUIRED) != 0;
      g_autofree char *kind = g_strconcat (field->column, "_type", NULL), *uid = g_strconcat (field->column, "_uid", NULL);

      if (field->kind != SB_KIND_ANY)
        {
          assert_next (stmt, type, field->column, sb_field_sql_type (field), required);
          continue;
        }
      assert_next (stmt, type, kind, "TEXT", required);
      assert_next (stmt, type, uid, "TEXT", required);
    }
  if (sb_stmt_next (stmt, NULL))
    g_error ("table %s: no field describes column %s", type->table, sb_stmt_text (stmt, 1));
}

/* Name, type, order and NOT NULL of every column follow from the description. */
static void
test_table_info (void)
{
  g_autoptr (SbDb) db = sb_db_open (":memory:", SB_DB_MEMORY, NULL);
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  g_assert_true (sb_schema_upgrade (db, 0, sb_schema_version (), NULL));
  for (gsize i = 0; i < n; i++)
    assert_table (db, types[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/whole-versions", test_whole_versions);
  g_test_add_func ("/store/schema/digest", test_digest);
  g_test_add_func ("/store/schema/released", test_released);
  g_test_add_func ("/store/schema/upgrade", test_upgrade);
  g_test_add_func ("/store/schema/keys", test_keys);
  g_test_add_func ("/store/schema/described", test_described);
  g_test_add_func ("/store/schema/table-info", test_table_info);
  return g_test_run ();
}
