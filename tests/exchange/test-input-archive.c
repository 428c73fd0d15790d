/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives of tables: their entries are files of their own; what is nested, swollen or endless is refused. */
#include "exchange/sb-import-issue.h"
#include "exchange/sb-input-file.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct {
  char  *folder, *path;
  zip_t *zip;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("exchange-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "export 2026-11-15.zip", NULL);
  fixture->zip = zip_open (fixture->path, ZIP_CREATE, NULL);
  g_assert_nonnull (fixture->zip);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
add (Fixture *fixture, const char *name, const char *bytes, gsize length, zip_flags_t flags)
{
  char *copy = malloc (length); /* freed by the archive */
  zip_source_t *source = zip_source_buffer (fixture->zip, memcpy (copy, bytes, length), length, 1);

  g_assert_cmpint (zip_file_add (fixture->zip, name, source, flags), >=, 0);
}

static GPtrArray *
open_all (Fixture *fixture, GError **error)
{
  g_assert_cmpint (zip_close (fixture->zip), ==, 0);
  return sb_input_file_open_all (fixture->path, NULL, error);
}

static void
assert_refused (Fixture *fixture, SbIssueCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = open_all (fixture, &error);

  g_assert_null (files);
  g_assert_error (error, SB_IMPORT_ERROR, (int) code);
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  char bytes[8] = { 0 };

  add (fixture, "data/Deals.csv", "a,b\n1,2\n", 8, ZIP_FL_ENC_UTF_8);
  add (fixture, "../../etc/Accounts.CSV", "c,d\n", 4, ZIP_FL_ENC_UTF_8);
  add (fixture, "__MACOSX/._Deals.csv", "\0\5\26\7", 4, ZIP_FL_ENC_UTF_8);
  add (fixture, "readme.md", "# hello", 7, ZIP_FL_ENC_UTF_8);
  files = open_all (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_cmpstr (sb_input_file_get_entry (g_ptr_array_index (files, 0)), ==, "data/Deals.csv");
  g_assert_cmpstr (sb_input_file_get_path (g_ptr_array_index (files, 0)), ==, fixture->path);
  g_assert_cmpstr (sb_input_file_get_name (g_ptr_array_index (files, 1)), ==, "Accounts.CSV");
  g_assert_cmpint (sb_input_file_read (g_ptr_array_index (files, 0), 4, bytes, 4, &error), ==, 4);
  g_assert_cmpstr (bytes, ==, "1,2\n");
}

/* What a Chinese Windows writes: names in GB18030 without a flag. */
static void
test_chinese_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;

  add (fixture, "\xC9\xCC\xBB\xFA.csv", "a,b\n1,2\n", 8, ZIP_FL_ENC_RAW);
  files = open_all (fixture, NULL);
  g_assert_nonnull (files);
  g_assert_cmpstr (sb_input_file_get_entry (g_ptr_array_index (files, 0)), ==, "商机.csv");
}

static void
test_nested (Fixture *fixture, gconstpointer data)
{
  add (fixture, "Deals.csv", "a,b\n1,2\n", 8, ZIP_FL_ENC_UTF_8);
  add (fixture, "more.zip", "PK\5\6", 4, ZIP_FL_ENC_UTF_8);
  assert_refused (fixture, SB_ISSUE_ARCHIVE_NESTED);
}

static void
test_hidden_nested (Fixture *fixture, gconstpointer data)
{
  add (fixture, "Deals.csv", "PK\3\4 and so on", 13, ZIP_FL_ENC_UTF_8);
  assert_refused (fixture, SB_ISSUE_ARCHIVE_NESTED);
}

static void
test_swollen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_malloc (20 << 20);

  memset (blanks, ',', 20 << 20);
  add (fixture, "Deals.csv", blanks, 20 << 20, ZIP_FL_ENC_UTF_8);
  assert_refused (fixture, SB_ISSUE_ARCHIVE_BOMB);
}

static void
test_endless (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i <= SB_INPUT_MAX_ENTRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.csv", i);

      add (fixture, name, "a,b\n", 4, ZIP_FL_ENC_UTF_8);
    }
  assert_refused (fixture, SB_ISSUE_ARCHIVE_BOMB);
}

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  add (fixture, "[Content_Types].xml", "<Types/>", 8, ZIP_FL_ENC_UTF_8);
  add (fixture, "xl/workbook.xml", "<workbook/>", 11, ZIP_FL_ENC_UTF_8);
  assert_refused (fixture, SB_ISSUE_LOOKS_LIKE_XLS);
}

static void
test_no_tables (Fixture *fixture, gconstpointer data)
{
  add (fixture, "photo.png", "\x89PNG", 4, ZIP_FL_ENC_UTF_8);
  assert_refused (fixture, SB_ISSUE_NOT_TEXT);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "entries", test_entries },           { "chinese-name", test_chinese_name }, { "nested", test_nested },
    { "hidden-nested", test_hidden_nested }, { "swollen", test_swollen },         { "endless", test_endless },
    { "workbook", test_workbook },         { "no-tables", test_no_tables },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/input-archive/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
