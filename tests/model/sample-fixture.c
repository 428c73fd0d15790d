/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-fixture.h"

#include <glib/gstdio.h>

#include "exchange/sb-sample.h"

void
sample_fixture_init (SampleFixture *fixture)
{
  SbWorkspaceOptions options = { "CNY", 1, "en" };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *state = NULL;

  fixture->folder = g_dir_make_tmp ("sample-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "test.salesbalance", NULL);
  state = g_build_filename (fixture->folder, "state", NULL);
  fixture->workspace = sb_workspace_create (path, &options, &error);
  g_assert_no_error (error);
  g_assert_true (sb_sample_fill (fixture->workspace, "en", NULL, &error));
  fixture->state = sb_ui_state_new (state);
  fixture->session = sb_session_new (fixture->workspace, sb_date_from_ymd (2026, 11, 23), "en", fixture->state);
}

static void
remove_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_files (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
sample_fixture_clear (SampleFixture *fixture)
{
  g_object_run_dispose (G_OBJECT (fixture->session));
  g_object_unref (fixture->session);
  g_object_unref (fixture->state);
  sb_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  remove_files (fixture->folder);
  g_free (fixture->folder);
}

char *
sample_fixture_dump (SampleFixture *fixture)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_assert_true (sb_reader_dump (sb_session_get_reader (fixture->session), stream, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}
