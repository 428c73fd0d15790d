/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workspaces and files for the tests of the importer. */
#include "import-fixture.h"

#include "store/sb-backup.h"

#include <glib/gstdio.h>
#include <stdarg.h>
#include <string.h>

void
fixture_set_up (Fixture *fixture, const char *currency)
{
  SbWorkspaceOptions options = { currency == NULL ? "USD" : currency, 1, "en" };
  g_autofree char *path = NULL;

  memset (fixture, 0, sizeof *fixture);
  fixture->folder = g_dir_make_tmp ("sb-import-XXXXXX", &fixture->error);
  g_assert_no_error (fixture->error);
  path = g_build_filename (fixture->folder, "w.salesbalance", NULL);
  fixture->workspace = sb_workspace_create (path, &options, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->import);
  sb_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
  g_clear_error (&fixture->error);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

void
fixture_copy (Fixture *copy, Fixture *fixture)
{
  g_autofree char *path = NULL;

  memset (copy, 0, sizeof *copy);
  copy->folder = g_dir_make_tmp ("sb-import-XXXXXX", &copy->error);
  g_assert_no_error (copy->error);
  path = g_build_filename (copy->folder, "w.salesbalance", NULL);
  sb_workspace_backup (fixture->workspace, path, NULL, NULL, &copy->error);
  g_assert_no_error (copy->error);
  copy->workspace = sb_workspace_open (path, &copy->error);
  g_assert_no_error (copy->error);
}

char *
fixture_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
take_text (SbImportOptions *options, const char *name, const char *value)
{
  if (g_str_equal (name, "--as-of"))
    options->as_of = sb_date_parse_iso (value);
  else if (g_str_equal (name, "--map"))
    g_assert_true (sb_import_options_add_map (options, value));
  else if (g_str_equal (name, "--type"))
    options->type = g_strdup (value);
  else if (g_str_equal (name, "--source"))
    options->source = g_strdup (value);
  else if (g_str_equal (name, "--rejects"))
    options->rejects = g_strdup (value);
  else if (g_str_equal (name, "--currency"))
    g_strlcpy (options->currency, value, SB_CURRENCY_SIZE);
  else if (g_str_equal (name, "--prefer"))
    options->prefer = g_str_equal (value, "file") ? SB_PREFER_FILE : SB_PREFER_LOCAL;
  else if (g_str_equal (name, "--stages"))
    options->stages = g_str_equal (value, "seed") ? SB_STAGES_SEED : SB_STAGES_ADOPT;
  else
    g_error ("no such option: %s", name);
}

/* How many arguments were used: 0 a path, 1 a flag, 2 an option with its value. */
static int
take_option (SbImportOptions *options, const char *name, const char *value)
{
  if (!g_str_has_prefix (name, "--"))
    return 0;
  if (g_str_equal (name, "--full"))
    options->full = TRUE;
  else if (g_str_equal (name, "--strict"))
    options->strict = TRUE;
  else if (g_str_equal (name, "--round"))
    options->round = TRUE;
  else if (g_str_equal (name, "--dry-run"))
    options->dry_run = TRUE;
  else
    {
      take_text (options, name, value);
      return 2;
    }
  return 1;
}

gboolean
fixture_import_list (Fixture *fixture, GPtrArray *arguments)
{
  SbImportOptions *options = sb_import_options_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  gboolean ok;

  for (guint i = 0; i < arguments->len;)
    {
      const char *value = i + 1 < arguments->len ? g_ptr_array_index (arguments, i + 1) : NULL;
      int used = take_option (options, g_ptr_array_index (arguments, i), value);

      if (used == 0)
        g_ptr_array_add (paths, g_ptr_array_index (arguments, i));
      i += (guint) MAX (1, used);
    }
  g_ptr_array_add (paths, NULL);
  g_clear_object (&fixture->import);
  g_clear_error (&fixture->error);
  fixture->import = sb_import_new (fixture->workspace, (const char *const *) paths->pdata, options);
  ok = sb_import_run (fixture->import, NULL, NULL, NULL, &fixture->error);
  g_assert_true (ok == (fixture->error == NULL));
  if (fixture->error != NULL)
    g_test_message ("%s", fixture->error->message);
  return ok;
}

gboolean
fixture_import (Fixture *fixture, ...)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  va_list arguments;
  const char *argument;

  va_start (arguments, fixture);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (list, (gpointer) argument);
  va_end (arguments);
  return fixture_import_list (fixture, list);
}

const SbImportReport *
fixture_report (Fixture *fixture)
{
  return sb_import_get_report (fixture->import);
}

const SbImportFileReport *
fixture_file_report (Fixture *fixture, guint at)
{
  const SbImportReport *report = fixture_report (fixture);

  g_assert_nonnull (report);
  g_assert_cmpuint (at, <, report->files->len);
  return g_ptr_array_index (report->files, at);
}

void
fixture_check_counts (Fixture *fixture, guint at, SbImportCounts wanted)
{
  const SbImportFileReport *file = fixture_file_report (fixture, at);
  const SbImportCounts *counts = &file->counts;

  for (guint i = 0; i < file->rejects->len && i < 3; i++)
    g_test_message ("%s", ((const SbImportReject *) g_ptr_array_index (file->rejects, i))->message);
  g_assert_cmpint (counts->rejected, ==, wanted.rejected);
  g_assert_cmpint (counts->created, ==, wanted.created);
  g_assert_cmpint (counts->updated, ==, wanted.updated);
  g_assert_cmpint (counts->unchanged, ==, wanted.unchanged);
  g_assert_cmpint (counts->skipped, ==, wanted.skipped);
  g_assert_cmpint (counts->rows, ==, wanted.created + wanted.updated + wanted.unchanged + wanted.skipped +
                                  wanted.rejected + counts->continued);
}

char *
fixture_dump (Fixture *fixture)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  sb_reader_dump (sb_workspace_get_reader (fixture->workspace), stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

SbRecord *
fixture_record (Fixture *fixture, const char *type_name, const char *field, const char *text)
{
  const SbRecordType *type = sb_record_type_find (type_name);
  SbReader *reader = sb_workspace_get_reader (fixture->workspace);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  SbRecord *record;

  sb_query_where (query, field, SB_QUERY_EQUAL, (SbValue) { SB_VALUE_TEXT, { .text = (char *) text } });
  ids = sb_reader_ids (reader, query, NULL, &error);
  g_assert_no_error (error);
  if (ids->len != 1)
    g_test_message ("%s with %s “%s”: %u", type_name, field, text, ids->len);
  g_assert_cmpuint (ids->len, ==, 1);
  record = sb_reader_get (reader, type, g_array_index (ids, gint32, 0), &error);
  g_assert_no_error (error);
  return record;
}

gint64
fixture_count (Fixture *fixture, const char *type)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find (type));
  g_autoptr (GError) error = NULL;
  gint64 n = sb_reader_count (sb_workspace_get_reader (fixture->workspace), query, &error);

  g_assert_no_error (error);
  return n;
}

gint64
fixture_warning (Fixture *fixture, guint at, const char *code, const char *column)
{
  const SbImportFileReport *file = fixture_file_report (fixture, at);
  gint64 n = 0;

  for (guint i = 0; i < file->warnings->len; i++)
    {
      const SbImportWarning *warning = g_ptr_array_index (file->warnings, i);

      if (g_str_equal (warning->code, code) && (column == NULL || g_strcmp0 (warning->column, column) == 0))
        n += warning->count;
    }
  return n;
}

gint64
fixture_also (Fixture *fixture, const char *type)
{
  const SbImportReport *report = fixture_report (fixture);

  for (guint i = 0; i < report->also_created->len; i++)
    {
      const SbImportAlso *also = g_ptr_array_index (report->also_created, i);

      if (g_str_equal (also->type, type))
        return also->count;
    }
  return 0;
}

void
fixture_undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sb_workspace_undo (fixture->workspace, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_assert_same (const char *one, const char *other)
{
  g_auto (GStrv) left = g_strsplit (one, "\n", -1);
  g_auto (GStrv) right = g_strsplit (other, "\n", -1);

  for (gsize i = 0; left[i] != NULL || right[i] != NULL; i++)
    {
      g_assert_cmpstr (left[i], ==, right[i]);
      if (left[i] == NULL || right[i] == NULL)
        break;
    }
}
