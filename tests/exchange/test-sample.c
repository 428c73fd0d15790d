/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample company: it fills a workspace in both languages with the same records, once, in one step that undo takes
 * back whole, and it tells the stories it was made for. */
#include "exchange/sb-sample.h"

#include <glib/gstdio.h>

#include "analysis/sb-concentration.h"
#include "analysis/sb-funnel.h"

static SbWorkspace *
make_workspace (const char *folder, const char *language)
{
  g_autofree char *name = g_strconcat (language, ".salesbalance", NULL), *path = g_build_filename (folder, name, NULL);
  SbWorkspaceOptions options = { SB_SAMPLE_CURRENCY, 1, language };
  g_autoptr (GError) error = NULL;
  SbWorkspace *workspace = sb_workspace_create (path, &options, &error);

  g_assert_no_error (error);
  return workspace;
}

static char *
dump (SbWorkspace *workspace)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_reader_dump (sb_workspace_get_reader (workspace), stream, NULL, &error));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static gint64
count (SbWorkspace *workspace, const char *type)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find (type));

  return sb_reader_count (sb_workspace_get_reader (workspace), query, NULL);
}

static char *
title_of (SbWorkspace *workspace, const char *type, const char *uid)
{
  SbReader *reader = sb_workspace_get_reader (workspace);
  const SbRecordType *record_type = sb_record_type_find (type);

  return sb_reader_title (reader, record_type, sb_reader_id_of_uid (reader, record_type, uid));
}

/* Rates to a tenth of a percent. */
static int
per_mille (SbRatio ratio)
{
  g_assert_true (sb_ratio_is_defined (&ratio));
  return (int) (ratio.value * 1000.0 + 0.5);
}

static void
assert_stories (SbWorkspace *workspace)
{
  SbDate as_of = sb_date_parse_iso (SB_SAMPLE_AS_OF);
  g_autoptr (SbFacts) facts = sb_reader_facts (sb_workspace_get_reader (workspace), as_of, NULL, NULL);
  SbPeriod half = sb_period_containing (SB_PERIOD_HALF, as_of, facts->fiscal);
  SbPeriod quarter = sb_period_containing (SB_PERIOD_QUARTER, as_of, facts->fiscal);
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, as_of, facts->fiscal);
  SbFunnelQuery query = { facts->pipelines[0].id, half, SB_SCOPE_ALL, as_of };
  g_autoptr (SbFunnel) funnel = sb_funnel_compute (facts, &query);
  SbConcentration *customers = sb_concentration_customers (facts, year, SB_SCOPE_ALL, as_of);
  SbConcentration *members = sb_concentration_members (facts, quarter, SB_SCOPE_ALL, as_of);

  /* Quote & negotiation leaks: 54.1 % of the resolved since July after 61.2 % in the twelve months before. */
  g_assert_cmpuint (funnel->n_stages, ==, 4);
  g_assert_cmpint (funnel->worst, ==, 3);
  g_assert_cmpint (funnel->worst_value, ==, 3);
  g_assert_cmpint (per_mille (funnel->stages[3].resolved), ==, 541);
  g_assert_cmpint (per_mille (funnel->stages[3].baseline), ==, 612);
  /* One customer is 31 % of the year, one member 42 % of the quarter. */
  g_assert_cmpint (per_mille (customers->top1), ==, 310);
  g_assert_cmpint (per_mille (members->top1), ==, 416);
  sb_concentration_free (customers);
  sb_concentration_free (members);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

static void
test_both_languages (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sb-sample-XXXXXX", NULL);
  g_autoptr (SbWorkspace) english = make_workspace (folder, "en"), chinese = make_workspace (folder, "zh_CN");
  g_autofree char *before = dump (english), *after = NULL, *undone = NULL, *en = NULL, *zh = NULL, *me = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;
  const SbRecordType * const *types = sb_record_types (&n);

  g_assert_true (sb_sample_fill (english, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sb_sample_fill (chinese, NULL, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (count (english, types[i]->name), ==, count (chinese, types[i]->name));
  g_assert_cmpint (count (english, "deal"), ==, 1969);
  g_assert_cmpint (count (english, "account"), ==, 320);
  g_assert_cmpint (count (english, "member"), ==, 14);

  me = sb_reader_setting (sb_workspace_get_reader (english), "me");
  en = title_of (english, "member", me);
  zh = title_of (chinese, "member", me);
  g_assert_cmpstr (en, ==, "Zhou Ming");
  g_assert_cmpstr (zh, ==, "周明");
  assert_stories (english);
  assert_stories (chinese);

  g_assert_false (sb_sample_fill (english, NULL, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  g_clear_error (&error);
  after = dump (english);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (sb_workspace_undo (english, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  undone = dump (english);
  g_assert_true (g_str_equal (before, undone));
  sb_workspace_close (english);
  sb_workspace_close (chinese);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/sample/both-languages", test_both_languages);
  return g_test_run ();
}
