/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the tests of reading: profiles bytes or paths and asks the result. */
#include "profile-fixture.h"

#include <string.h>

SbImportOptions *
fixture_options (void)
{
  SbImportOptions *options = sb_import_options_new ();

  g_strlcpy (options->workspace_currency, "CNY", SB_CURRENCY_SIZE);
  return options;
}

static SbFileProfile *
only (GPtrArray *profiles)
{
  SbFileProfile *profile;

  g_assert_nonnull (profiles);
  g_assert_cmpuint (profiles->len, ==, 1);
  profile = sb_file_profile_ref (g_ptr_array_index (profiles, 0));
  g_ptr_array_unref (profiles);
  return profile;
}

SbFileProfile *
fixture_profile (const char *name, const char *bytes, gssize length, SbImportOptions *options)
{
  g_autoptr (SbImportOptions) given = options != NULL ? options : fixture_options ();
  g_autoptr (SbImportDictionary) dictionary = sb_import_dictionary_new ();
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_input_file_unref);
  SbProfileRequest request = { .options = given, .dictionary = dictionary };
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (inputs, sb_input_file_new_bytes (name, bytes, length < 0 ? strlen (bytes) : (gsize) length, &error));
  g_assert_no_error (error);
  return only (sb_file_profile_read_inputs (inputs, &request, NULL, &error));
}

SbFileProfile *
fixture_profile_path (const char *path, SbImportOptions *options)
{
  g_autoptr (SbImportOptions) given = options != NULL ? options : fixture_options ();
  g_autoptr (SbImportDictionary) dictionary = sb_import_dictionary_new ();
  const char *paths[] = { path, NULL };
  SbProfileRequest request = { .options = given, .dictionary = dictionary };

  return only (sb_file_profile_read_all (paths, &request, NULL, NULL));
}

char *
fixture_target (const SbFileProfile *profile, const char *name)
{
  static const char * const roles[] = { "extra", "ignored", NULL, "period", "entered", "exited" };

  for (guint i = 0; i < profile->n_columns; i++)
    if (g_str_equal (profile->columns[i].name, name))
      return profile->columns[i].role == SB_COLUMN_FIELD ? sb_file_column_dup_target (&profile->columns[i])
                                                         : g_strdup (roles[profile->columns[i].role]);
  return NULL;
}

gboolean
fixture_has (const SbFileProfile *profile, SbIssueCode code, const char *column)
{
  return sb_import_issues_find (profile->issues, code, column) != NULL;
}

void
fixture_assert_clean (const SbFileProfile *profile)
{
  for (guint i = 0; i < profile->issues->len; i++)
    {
      const SbImportIssue *issue = g_ptr_array_index (profile->issues, i);
      g_autofree char *message = sb_import_issue_dup_message (issue);

      if (issue->level == SB_ISSUE_LEVEL_ERROR || issue->level == SB_ISSUE_LEVEL_QUESTION)
        g_error ("%s: %s: %s", profile->file, sb_issue_code_name (issue->code), message);
    }
}

char *
fixture_real (const char *relative)
{
  const char *folder = g_getenv ("SB_REAL_DATA");
  char *path = folder == NULL ? NULL : g_build_filename (folder, relative, NULL);

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  g_test_skip ("SB_REAL_DATA does not name the folder of real data");
  return NULL;
}
