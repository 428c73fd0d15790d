/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokenizer on the CSV collections with known answers, on broken structure, and on hostile bytes. */
#include "exchange/sb-encoding.h"
#include "exchange/sb-table-reader.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

/* All records of a text as one string: cells joined by '|', records by '~', errors as <code@line>. */
static char *
read_bytes (const char *bytes, gsize length, const char *encoding, const char *delimiter, GError **error)
{
  g_autoptr (SbInputFile) input = sb_input_file_new_bytes ("test.csv", bytes, length, NULL);
  g_autoptr (SbTableReader) reader = NULL;
  GString *out = g_string_new (NULL);
  SbTableRecord record;
  SbDialect dialect;
  gboolean complete;
  gsize head;
  g_autofree char *text = sb_encoding_dup_head (input, encoding, 1 << 16, &head, &complete);

  sb_dialect_detect (&dialect, text, head, complete, delimiter);
  reader = sb_table_reader_new (input, encoding, &dialect, error);
  while (reader != NULL && sb_table_reader_next (reader, &record, error))
    {
      if (out->len > 0)
        g_string_append_c (out, '~');
      for (guint i = 0; i < record.n_cells; i++)
        {
          g_assert_cmpuint (record.cells[i].text[record.cells[i].length], ==, 0);
          g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", record.cells[i].text);
        }
      if (record.error != SB_ISSUE_NONE)
        g_string_append_printf (out, "<%s@%u>", sb_issue_code_name (record.error), (guint) record.error_line);
      else if (record.stray)
        g_string_append (out, "<stray>");
    }
  return g_string_free (out, FALSE);
}

static void
assert_reads (const char *text, const char *want)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = read_bytes (text, strlen (text), "UTF-8", ",", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, want);
}

static void
test_structure (void)
{
  assert_reads ("a,b\n1,2\n", "a|b~1|2");
  assert_reads ("a,b\r\n1,2", "a|b~1|2");
  assert_reads ("a,b\r1,2\r", "a|b~1|2");
  assert_reads ("a\n\nb\n", "a~~b");
  assert_reads (",\n,", "|~|");
  assert_reads ("a,\"b,\"\"c\"\"\nd\",e", "a|b,\"c\"\nd|e");
  assert_reads ("a, \"b\" ,c", "a|b|c");
  assert_reads (" a , b ,", " a | b |");
  assert_reads ("a,\"\",c", "a||c");
  assert_reads ("a,'b,c'\n", "a|'b|c'");
  assert_reads ("a\\,b", "a\\|b");
  assert_reads ("a,b\n\x1A", "a|b");
  assert_reads ("a,b\x1A", "a|b");
  assert_reads ("\xEF\xBB\xBF" "a,b", "a|b");
}

static void
test_errors (void)
{
  assert_reads ("a,x \"y\" z\n1,2", "a|x \"y\" z<stray>~1|2");
  assert_reads ("a,\"x\"y,z\n1,2", "a|\"x\"y|z<quote-junk@1>~1|2");
  assert_reads ("h\na,\"open,z\n1,2\n3,4", "h~a|\"open,z<quote-unterminated@2>~1|2~3|4");
  assert_reads ("\"l1\nl2\",\"open\n1,2", "l1\nl2|\"open<quote-unterminated@2>~1|2");
  assert_reads ("a,\xC3(,b\n1,2", "a|?(|b<bad-encoding@1>~1|2");
}

static void
test_nul (void)
{
  g_autofree char *found = read_bytes ("a,b\0c\n1,2", 9, "UTF-8", ",", NULL);

  g_assert_cmpstr (found, ==, "a|b<nul-byte@1>~1|2");
}

static void
test_dialects (void)
{
  static const char * const cases[][2] = {
    { "a;b;c\n1,5;2,5;3\n", ";" },
    { "a\tb\n1,000\t2\n", "\t" },
    { "a|b|c\n1|2|3\n", "|" },
    { "sep=;\na;b\n1;2\n", ";" },
    { "one\n1\n2\n", NULL },
    { " 1 20210101 3\n 22 20210102 4\n", "blanks" },
    { "Title\n\na,b,c\n1,2,3\n4,5,6\nTotal\n", "," },
    { "a,b;c\n1,2;3\n", "," },
    { "\"x;y;z\",b\n\"x;y;z;w\",2\n", "," },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SbDialect dialect;

      sb_dialect_detect (&dialect, cases[i][0], strlen (cases[i][0]), TRUE, NULL);
      g_assert_cmpstr (sb_dialect_name (&dialect), ==, cases[i][1]);
    }
}

static void
test_sep_and_blanks (void)
{
  g_autofree char *sep = read_bytes ("sep=;\r\na;b\r\n1;2", 15, "UTF-8", NULL, NULL);
  g_autofree char *blanks = read_bytes (" 1  2 3 \n4\t5  6\n", 16, "UTF-8", "blanks", NULL);
  g_autofree char *wide = read_bytes ("a；b\n1；2", 11, "UTF-8", "；", NULL);

  g_assert_cmpstr (sep, ==, "a|b~1|2");
  g_assert_cmpstr (blanks, ==, "1|2|3~4|5|6");
  g_assert_cmpstr (wide, ==, "a|b~1|2");
}

/* Numbers and lines are a spreadsheet's and an editor's. */
static void
test_places (void)
{
  const char *text = "h1,h2\r\n\r\n\"two\nlines\",x\r\nlast,y";
  g_autoptr (SbInputFile) input = sb_input_file_new_bytes ("test.csv", text, strlen (text), NULL);
  SbDialect dialect = { .delimiter = "," };
  g_autoptr (SbTableReader) reader = sb_table_reader_new (input, "UTF-8", &dialect, NULL);
  SbTableRecord record;

  g_assert_true (sb_table_reader_next (reader, &record, NULL));
  g_assert_true (sb_table_reader_next (reader, &record, NULL));
  g_assert_true (record.blank);
  g_assert_true (sb_table_reader_next (reader, &record, NULL));
  g_assert_cmpuint (record.number, ==, 3);
  g_assert_cmpuint (record.line, ==, 3);
  g_assert_true (sb_table_reader_next (reader, &record, NULL));
  g_assert_cmpuint (record.number, ==, 4);
  g_assert_cmpuint (record.line, ==, 5);
  g_assert_false (sb_table_reader_next (reader, &record, NULL));
}

/* ---- collections ------------------------------------------------------------------------------------------------ */

static GPtrArray *
read_records (const char *path)
{
  g_autoptr (GPtrArray) inputs = sb_input_file_open_all (path, NULL, NULL);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (SbTableReader) reader = NULL;
  SbDialect dialect = { .delimiter = "," };
  SbTableRecord record;

  if (inputs == NULL)
    return records;
  reader = sb_table_reader_new (g_ptr_array_index (inputs, 0), "UTF-8", &dialect, NULL);
  while (sb_table_reader_next (reader, &record, NULL))
    {
      char **cells = g_new0 (char *, record.n_cells + 1);

      g_assert_cmpint (record.error, ==, SB_ISSUE_NONE);
      for (guint i = 0; i < record.n_cells; i++)
        cells[i] = g_strndup (record.cells[i].text, record.cells[i].length);
      g_ptr_array_add (records, cells);
    }
  return records;
}

static void
check_object_answer (GPtrArray *records, JsonArray *answer)
{
  char **header = g_ptr_array_index (records, 0);

  g_assert_cmpuint (records->len, ==, json_array_get_length (answer) + 1);
  for (guint i = 1; i < records->len; i++)
    for (guint j = 0; header[j] != NULL; j++)
      g_assert_cmpstr (((char **) g_ptr_array_index (records, i))[j], ==,
                       json_object_get_string_member (json_array_get_object_element (answer, i - 1), header[j]));
}

static void
check_list_answer (GPtrArray *records, JsonArray *answer)
{
  g_assert_cmpuint (records->len, ==, json_array_get_length (answer));
  for (guint i = 0; i < records->len; i++)
    {
      char **cells = g_ptr_array_index (records, i);
      JsonArray *want = json_array_get_array_element (answer, i);

      g_assert_cmpuint (g_strv_length (cells), ==, json_array_get_length (want));
      for (guint j = 0; cells[j] != NULL; j++)
        g_assert_cmpstr (cells[j], ==, json_array_get_string_element (want, j));
    }
}

static JsonArray *
load_answer (JsonParser *parser, const char *csv)
{
  g_autofree char *stem = g_strndup (csv, strlen (csv) - 4);
  g_autofree char *path = g_strconcat (stem, ".json", NULL);

  if (!json_parser_load_from_file (parser, path, NULL) || !JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)))
    return NULL;
  return json_node_get_array (json_parser_get_root (parser));
}

static guint
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GPtrArray) records = NULL;
      JsonArray *answer = g_str_has_suffix (name, ".csv") ? load_answer (parser, path) : NULL;

      if (answer == NULL)
        continue;
      records = read_records (path);
      n++;
      if (json_array_get_length (answer) > 0 && JSON_NODE_HOLDS_ARRAY (json_array_get_element (answer, 0)))
        check_list_answer (records, answer);
      else
        check_object_answer (records, answer);
    }
  return n;
}

static void
test_spectrum (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "csv-spectrum", NULL);

  g_assert_cmpuint (check_folder (folder), ==, 11);
}

static void
test_csv_test_data (void)
{
  g_autofree char *folder = g_getenv ("SB_REAL_DATA") == NULL
                                ? NULL
                                : g_build_filename (g_getenv ("SB_REAL_DATA"), "csv_test_data", NULL);

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_test_skip ("SB_REAL_DATA does not name the folder of real data");
  else
    g_assert_cmpuint (check_folder (folder), ==, 18);
}

/* The digest of all cells of the non-blank records. */
static void
test_papaparse (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "papaparse", NULL);
  g_autofree char *answers = g_build_filename (folder, "expected.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) names = NULL;
  JsonObject *digests;

  g_assert_true (json_parser_load_from_file (parser, answers, NULL));
  digests = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "cells_sha256");
  names = json_object_get_members (digests);
  for (GList *at = names; at != NULL; at = at->next)
    {
      g_autofree char *path = g_build_filename (folder, at->data, NULL);
      g_autoptr (GPtrArray) records = read_records (path);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *digest = NULL;

      for (guint i = 0; i < records->len; i++)
        {
          g_autofree char *line = g_strjoinv ("\x1F", g_ptr_array_index (records, i));

          if (strspn (line, " \x1F") < strlen (line))
            g_string_append_printf (text, "%s%s", text->len > 0 ? "\x1E" : "", line);
        }
      digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
      g_assert_cmpstr (digest, ==, json_object_get_string_member (digests, at->data));
    }
}

/* ---- hostile ---------------------------------------------------------------------------------------------------- */

static void
test_long_cells (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,");
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL, *quoted = NULL;
  gsize mark;

  mark = text->len;
  g_string_set_size (text, mark + (10 << 20));
  memset (text->str + mark, 'x', 10 << 20);
  g_string_append (text, "\n2,3\n");
  found = read_bytes (text->str, text->len, "UTF-8", ",", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (found, "<cell-too-long@2>~2|3"));
  text->str[mark] = '"';
  text->str[mark + (10 << 20) - 1] = '"';
  quoted = read_bytes (text->str, text->len, "UTF-8", ",", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (quoted, "<cell-too-long@2>~2|3"));
}

static void
test_long_record (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_string_set_size (text, 4 + (17 << 20));
  memset (text->str + 4, 'x', 17 << 20);
  found = read_bytes (text->str, text->len, "UTF-8", ",", &error);
  g_assert_error (error, SB_IMPORT_ERROR, SB_ISSUE_RECORD_TOO_LONG);
}

static void
test_many_open_quotes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL, broken = NULL;
  g_autofree char *found = NULL, *refused = NULL;

  g_string_append (text, "a,\"never closed\n");
  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "1,2\n");
  found = read_bytes (text->str, text->len, "UTF-8", ",", &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (found, "a|\"never closed<quote-unterminated@1>~1|2~1|2"));
  for (guint i = 0; i < 101; i++)
    {
      g_string_append (text, "a,\"never closed\n");
      for (guint j = 0; j < 1001; j++)
        g_string_append (text, "1,2\n");
    }
  refused = read_bytes (text->str, text->len, "UTF-8", ",", &broken);
  g_assert_error (broken, SB_IMPORT_ERROR, SB_ISSUE_TOO_BROKEN);
}

static void
test_not_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("exchange-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_null (sb_input_file_open_all (folder, NULL, &error));
  g_assert_error (error, SB_IMPORT_ERROR, SB_ISSUE_NOT_A_FILE);
  g_clear_error (&error);
  g_assert_null (sb_input_file_open_all (fifo, NULL, &error));
  g_assert_error (error, SB_IMPORT_ERROR, SB_ISSUE_NOT_A_FILE);
  g_clear_error (&error);
  g_assert_null (sb_input_file_open_all (missing, NULL, &error));
  g_assert_error (error, SB_IMPORT_ERROR, SB_ISSUE_CANNOT_OPEN);
  g_clear_error (&error);
  g_assert_null (sb_input_file_open_all ("/dev/null", NULL, &error));
  g_assert_error (error, SB_IMPORT_ERROR, SB_ISSUE_NOT_A_FILE);
  g_unlink (fifo);
  g_rmdir (folder);
}

static void
test_file_changed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("exchange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "a,b\n1,2\n", -1, NULL));
  inputs = sb_input_file_open_all (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sb_input_file_check (g_ptr_array_index (inputs, 0), &error));
  FILE *file = g_fopen (path, "a");
  fputs ("3,4\n", file);
  fclose (file);
  g_assert_false (sb_input_file_check (g_ptr_array_index (inputs, 0), &error));
  g_assert_error (error, SB_IMPORT_ERROR, SB_ISSUE_FILE_CHANGED);
  g_unlink (path);
  g_rmdir (folder);
}

/* Random bytes in any dialect: every record ends, every cell is text, nothing is read twice. */
static void
test_noise (void)
{
  static const char alphabet[] = "ab,;\"\n\r\t |\x80\xC3\xA9\xE4\xBD\xA0";

  for (guint i = 0; i < 3000; i++)
    {
      guint n = (guint) g_test_rand_int_range (0, 120);
      g_autofree char *text = g_malloc (n + 1);
      g_autofree char *found = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < n; j++)
        text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet)];
      found = read_bytes (text, n, "UTF-8", i % 3 == 0 ? NULL : i % 3 == 1 ? "," : "blanks", &error);
      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (found, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table-reader/structure", test_structure);
  g_test_add_func ("/table-reader/errors", test_errors);
  g_test_add_func ("/table-reader/nul", test_nul);
  g_test_add_func ("/table-reader/dialects", test_dialects);
  g_test_add_func ("/table-reader/sep-and-blanks", test_sep_and_blanks);
  g_test_add_func ("/table-reader/places", test_places);
  g_test_add_func ("/table-reader/csv-spectrum", test_spectrum);
  g_test_add_func ("/table-reader/csv-test-data", test_csv_test_data);
  g_test_add_func ("/table-reader/papaparse", test_papaparse);
  g_test_add_func ("/table-reader/long-cells", test_long_cells);
  g_test_add_func ("/table-reader/long-record", test_long_record);
  g_test_add_func ("/table-reader/many-open-quotes", test_many_open_quotes);
  g_test_add_func ("/table-reader/not-files", test_not_files);
  g_test_add_func ("/table-reader/file-changed", test_file_changed);
  g_test_add_func ("/table-reader/noise", test_noise);
  return g_test_run ();
}
