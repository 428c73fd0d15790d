/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of the application. */
#include "app/sb-app-options.h"
#include "app/sb-accels.h"
#include "app/sb-page-table.h"

static void
test_all (void)
{
  const char *arguments[] = { "sales-balance", "--page", "deals", "--as-of", "2026-11-23", "team.salesbalance", NULL };
  g_auto (SbAppOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_app_options_parse (arguments, &options, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (options.file, ==, "team.salesbalance");
  g_assert_cmpstr (options.page, ==, "deals");
  g_assert_cmpint (options.as_of, ==, sb_date_from_ymd (2026, 11, 23));
  g_assert_false (options.sample);
}

static void
test_nothing (void)
{
  const char *arguments[] = { "sales-balance", NULL };
  g_auto (SbAppOptions) options = { 0 };

  g_assert_true (sb_app_options_parse (arguments, &options, NULL));
  g_assert_null (options.file);
  g_assert_null (options.page);
  g_assert_cmpint (options.as_of, ==, SB_DATE_NONE);
}

static void
test_wrong (void)
{
  static const char *const wrong[][4] = {
    { "sales-balance", "--as-of", "23.11.2026", NULL },
    { "sales-balance", "--as-of", "2026-02-30", NULL },
    { "sales-balance", "--page", "nowhere", NULL },
    { "sales-balance", "--sample", "x.salesbalance", NULL },
    { "sales-balance", "a", "b", NULL },
    { "sales-balance", "--nothing-like-it", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (SbAppOptions) options = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (sb_app_options_parse (wrong[i], &options, &error));
      g_assert_error (error, SB_APP_OPTIONS_ERROR, SB_APP_OPTIONS_ERROR_USAGE);
      g_assert_null (options.file);
      g_assert_null (options.page);
    }
}

static void
test_pages (void)
{
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n, >=, 1);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *tab = g_strconcat (pages[i].name, "/a-tab", NULL);

      g_assert_true (g_hash_table_add (names, (gpointer) pages[i].name));
      g_assert_true (sb_page_table_find (pages[i].name) == &pages[i]);
      g_assert_true (sb_page_table_find (tab) == &pages[i]);
    }
  g_assert_cmpstr (sb_page_table_home ("deal")->name, ==, "deals");
  g_assert_null (sb_page_table_home ("dea"));
  g_assert_null (sb_page_table_home ("deals"));
  g_assert_null (sb_page_table_find ("Deals"));
  g_assert_null (sb_page_table_find ("deal/forecast"));
  g_assert_null (sb_page_table_find ("/"));
}

/* No two actions on one key, and every key is one. */
static void
test_keys (void)
{
  gsize n;
  const SbAccel *accels = sb_accels (&n);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; accels[i].keys[k]; k++)
      {
        guint key;
        GdkModifierType modifiers;

        g_assert_true (gtk_accelerator_parse (accels[i].keys[k], &key, &modifiers));
        g_assert_true (g_hash_table_add (taken, gtk_accelerator_name (key, modifiers)));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/options/all", test_all);
  g_test_add_func ("/options/nothing", test_nothing);
  g_test_add_func ("/options/wrong", test_wrong);
  g_test_add_func ("/options/pages", test_pages);
  g_test_add_func ("/options/keys", test_keys);
  return g_test_run ();
}
