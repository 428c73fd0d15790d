/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers of the store's tests. */
#include "store-fixture.h"

#include <glib/gstdio.h>

void
store_fixture_init (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SbWorkspaceOptions options = { "CNY", 1, "en" };

  fixture->folder = g_dir_make_tmp ("sb-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "test.salesbalance", NULL);
  fixture->workspace = sb_workspace_create (fixture->path, &options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->workspace);
}

void
store_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        store_remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
store_fixture_clear (StoreFixture *fixture)
{
  g_clear_object (&fixture->workspace);
  store_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->workspace);
  fixture->workspace = sb_workspace_open (fixture->path, &error);
  g_assert_no_error (error);
}

static SbValue
parse (const SbRecordType *type, const char *column, const char *text)
{
  const SbField *field = sb_record_type_field (type, column);
  g_autoptr (GError) error = NULL;
  SbValue value = SB_VALUE_EMPTY;

  g_assert_nonnull (field);
  sb_field_from_text (field, text, 2, &value, &error);
  g_assert_no_error (error);
  return value;
}

gint32
store_create (SbWorkspace *workspace, const char *name, ...)
{
  const SbRecordType *type = sb_record_type_find (name);
  g_autoptr (SbChange) change = sb_change_new ("Create");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  int handle = sb_change_create (change, type);
  const char *column;
  va_list args;

  va_start (args, name);
  while ((column = va_arg (args, const char *)) != NULL)
    {
      g_auto (SbValue) value = parse (type, column, va_arg (args, const char *));

      sb_change_set (change, handle, column, value);
    }
  va_end (args);
  sb_workspace_apply (workspace, change, &ids, NULL, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint32, 0);
}

void
store_update (SbWorkspace *workspace, const char *name, gint32 id, ...)
{
  const SbRecordType *type = sb_record_type_find (name);
  g_autoptr (SbChange) change = sb_change_new ("Update");
  g_autoptr (GError) error = NULL;
  const char *column;
  va_list args;

  va_start (args, id);
  while ((column = va_arg (args, const char *)) != NULL)
    {
      g_auto (SbValue) value = parse (type, column, va_arg (args, const char *));

      sb_change_update (change, type, id, column, value);
    }
  va_end (args);
  sb_workspace_apply (workspace, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

char *
store_text (SbWorkspace *workspace, const char *name, gint32 id, const char *column)
{
  const SbRecordType *type = sb_record_type_find (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbRecord) record = sb_reader_get (sb_workspace_get_reader (workspace), type, id, &error);

  g_assert_no_error (error);
  return sb_field_to_text (sb_record_type_field (type, column), sb_record_get (record, column), 2);
}

char *
store_dump (SbWorkspace *workspace)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  sb_reader_dump (sb_workspace_get_reader (workspace), stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

gint32
store_find (SbWorkspace *workspace, const char *name, const char *column, const char *text)
{
  const SbRecordType *type = sb_record_type_find (name);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) value = parse (type, column, text);

  sb_query_where (query, column, SB_QUERY_EQUAL, value);
  ids = sb_reader_ids (sb_workspace_get_reader (workspace), query, NULL, &error);
  g_assert_no_error (error);
  return ids->len > 0 ? g_array_index (ids, gint32, 0) : 0;
}
