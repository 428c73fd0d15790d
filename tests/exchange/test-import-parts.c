/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts of the importer: keys, memory of what was imported, guarded cells, the document. */
#include "exchange/sb-csv-text.h"
#include "exchange/sb-import-keys.h"
#include "exchange/sb-import-report.h"
#include "exchange/sb-import-state.h"
#include "exchange/sb-json-text.h"

#include <string.h>

static void
test_key_map (void)
{
  g_autoptr (SbKeyMap) map = sb_key_map_new ();

  for (gint32 i = 1; i <= 100000; i++)
    {
      g_autofree char *text = g_strdup_printf ("key %d", i);

      *sb_key_map_slot (map, sb_key_hash (text)) = i;
    }
  g_assert_cmpuint (sb_key_map_size (map), ==, 100000);
  for (gint32 i = 1; i <= 100000; i += 7)
    {
      g_autofree char *text = g_strdup_printf ("key %d", i);

      g_assert_cmpint (sb_key_map_find (map, sb_key_hash (text)), ==, i);
    }
  g_assert_cmpint (sb_key_map_find (map, sb_key_hash ("key 100001")), ==, 0);
}

/* "ab" + "c" is not "a" + "bc", and nothing is not absent. */
static void
test_hasher (void)
{
  static const char *const pieces[][2] = { { "ab", "c" }, { "a", "bc" }, { "abc", "" }, { "", "abc" } };
  SbKeyHash hashes[G_N_ELEMENTS (pieces)];

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      SbKeyHasher hasher;

      sb_key_hasher_init (&hasher);
      for (int j = 0; j < 2; j++)
        sb_key_hasher_add (&hasher, pieces[i][j], strlen (pieces[i][j]));
      hashes[i] = sb_key_hasher_end (&hasher);
      for (gsize j = 0; j < i; j++)
        g_assert_true (hashes[i].a != hashes[j].a && hashes[i].b != hashes[j].b);
    }
}

static void
test_uid (void)
{
  char uid[37];

  sb_key_hash_to_uid (sb_key_hash ("one"), uid);
  g_assert_true (g_uuid_string_is_valid (uid));
}

static void
test_state (void)
{
  g_autoptr (GString) state = g_string_new (NULL);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GString) handled = g_string_new (NULL);
  g_auto (SbValue) name = sb_value_text ("Crane");
  g_auto (SbValue) other = sb_value_text ("crane");
  SbValue amount = sb_value_int (120050);
  SbValue empty = SB_VALUE_EMPTY;
  gboolean same;

  sb_import_state_add (state, "name", &name);
  sb_import_state_add (state, "amount", &amount);
  sb_import_state_add (state, "note", &empty);
  g_assert_cmpuint (state->len, ==, 16);
  g_assert_true (sb_import_state_has (state->str, "name", &name, &same) && same);
  g_assert_true (sb_import_state_has (state->str, "name", &other, &same) && !same);
  g_assert_false (sb_import_state_has (state->str, "note", &empty, &same));
  g_assert_false (sb_import_state_has (NULL, "name", &name, &same));
  sb_import_state_handle (handled, "name");
  sb_import_state_keep (kept, state->str, handled);
  g_assert_false (sb_import_state_has (kept->str, "name", &name, NULL));
  g_assert_true (sb_import_state_has (kept->str, "amount", &amount, &same) && same);
  g_string_prepend_c (state, SB_STATE_MISSING);
  g_assert_true (sb_import_state_has (state->str, "amount", &amount, &same) && same);
}

static void
test_guard (void)
{
  static const char *const risky[] = { "=1", "+1", "-1", "@a", "\t=1", "  =1", "\xc2\xa0=1", "\xe3\x80\x80@a",
                                       "\xef\xbc\x9d" "1", "\xef\xbc\x8b", "\r", "\n", "'=1", "''@a" };
  static const char *const plain[] = { "", "a=1", "1-2", "'", "'a", "a@b", " a" };

  for (gsize i = 0; i < G_N_ELEMENTS (risky); i++)
    {
      g_autofree char *guarded = sb_csv_guard (risky[i]);

      g_assert_cmpint (guarded[0], ==, '\'');
      g_assert_cmpstr (guarded + 1, ==, risky[i]);
      g_assert_cmpstr (sb_csv_unguard (guarded), ==, risky[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *guarded = sb_csv_guard (plain[i]);

      g_assert_cmpstr (guarded, ==, plain[i]);
      g_assert_cmpstr (sb_csv_unguard (guarded), ==, plain[i]);
    }
}

static void
test_quote (void)
{
  static const struct { const char *text, *cell; } cases[] = {
    { "plain", "plain" }, { "", "" }, { "a,b", "\"a,b\"" }, { "say \"x\"", "\"say \"\"x\"\"\"" },
    { "two\nlines", "\"two\nlines\"" }, { " outer ", "\" outer \"" }, { "in ner", "in ner" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cell = sb_import_csv_quote (cases[i].text);

      g_assert_cmpstr (cell, ==, cases[i].cell);
    }
}

static void
test_document (void)
{
  g_autoptr (SbImportReport) report = sb_import_report_new ();
  SbImportFileReport *file = sb_import_report_add_file (report, "a.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  file->counts = (SbImportCounts) { .rows = 3, .created = 2, .rejected = 0, .skipped = 1 };
  sb_import_file_warn (file, "conflict", "A\x01", 2, "row 3");
  sb_import_file_warn (file, "conflict", "A\x01", 1, "row 4");
  sb_import_report_also (report, "team", 2);
  sb_import_report_also (report, "account", 1);
  sb_import_report_also (report, "team", -2);
  sb_import_report_sum (report);
  text = sb_import_report_to_json (report);
  root = json_from_string (text, NULL);
  g_assert_nonnull (root);
  object = json_node_get_object (root);
  g_assert_true (json_object_get_boolean_member (object, "ok"));
  g_assert_true (json_object_get_null_member (object, "error"));
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (object, "totals"), "created"), ==, 2);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (object, "also_created")), ==, 1);
  object = json_array_get_object_element (json_object_get_array_member (object, "files"), 0);
  g_assert_true (json_object_get_null_member (object, "missing"));
  object = json_array_get_object_element (json_object_get_array_member (object, "warnings"), 0);
  g_assert_cmpint (json_object_get_int_member (object, "count"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (object, "example"), ==, "row 3");
  g_assert_null (strchr (text, '\x01'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-parts/key-map", test_key_map);
  g_test_add_func ("/import-parts/hasher", test_hasher);
  g_test_add_func ("/import-parts/uid", test_uid);
  g_test_add_func ("/import-parts/state", test_state);
  g_test_add_func ("/import-parts/guard", test_guard);
  g_test_add_func ("/import-parts/quote", test_quote);
  g_test_add_func ("/import-parts/document", test_document);
  return g_test_run ();
}
