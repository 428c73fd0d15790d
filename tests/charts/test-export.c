/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: each format is what it says, private, whole or not there; the deck has the pages it claims. */
#include "samples.h"

#include "charts/sb-chart-export.h"
#include "charts/sb-deck.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  char    *folder;
  SbChart *chart;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("sb-charts-XXXXXX", NULL);
  fixture->chart = sample_funnel ();
  g_assert_nonnull (fixture->folder);
}

static guint
n_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  sb_chart_unref (fixture->chart);
}

static char *
save (Fixture *fixture, SbChartExport *options, gsize *length)
{
  g_autofree char *path = g_strdup_printf ("%s/chart%s", fixture->folder, sb_chart_format_extension (options->format));
  g_autoptr (GError) error = NULL;
  struct stat info;
  char *bytes;

  g_assert_true (sb_chart_save (fixture->chart, path, options, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (n_files (fixture->folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static guint32
big_endian (const char *bytes)
{
  guint32 value;

  memcpy (&value, bytes, 4);
  return GUINT32_FROM_BE (value);
}

static void
test_png (Fixture *fixture, gconstpointer data)
{
  SbChartExport options = { .format = SB_CHART_FORMAT_PNG, .width = 640, .height = 400, .scale = 2, .footer = "as of 23 Nov 2026" };
  gsize length;
  g_autofree char *bytes = save (fixture, &options, &length);

  g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpuint (big_endian (bytes + 16), ==, 1280);
  g_assert_cmpuint (big_endian (bytes + 20), ==, 800);
}

static void
count_element_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer user_data,
                  GError **error)
{
  *(guint *) user_data += 1;
}

static void
test_svg (Fixture *fixture, gconstpointer data)
{
  const GMarkupParser parser = { .start_element = count_element_cb };
  SbChartExport options = { .format = SB_CHART_FORMAT_SVG, .width = 640, .footer = "<as of> & “filters”" };
  gsize length;
  g_autofree char *bytes = save (fixture, &options, &length);
  guint n = 0;
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &n, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, bytes, (gssize) length, &error));
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 50);
  g_assert_nonnull (strstr (bytes, "width=\"640px\""));
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  SbChartExport options = { .format = SB_CHART_FORMAT_PDF, .width = 640, .theme = sb_chart_theme_get (SB_CHART_THEME_DARK) };
  gsize length;
  g_autofree char *bytes = save (fixture, &options, &length);

  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
  g_assert_nonnull (memmem (bytes, length, "%%EOF", 5));
  g_assert_cmpuint (length, <, 100000);
}

/* The foot line is in the picture, and the natural height grows by it. */
static void
test_footer (Fixture *fixture, gconstpointer data)
{
  SbChartExport options = { .format = SB_CHART_FORMAT_PNG, .width = 500 };
  g_autoptr (GBytes) bare = sb_chart_to_bytes (fixture->chart, &options, NULL);
  g_autoptr (GBytes) with = NULL, other = NULL;

  options.footer = "as of 23 Nov 2026";
  with = sb_chart_to_bytes (fixture->chart, &options, NULL);
  options.footer = "as of 24 Nov 2026";
  other = sb_chart_to_bytes (fixture->chart, &options, NULL);
  g_assert_cmpuint (big_endian ((const char *) g_bytes_get_data (with, NULL) + 20), ==,
                    big_endian ((const char *) g_bytes_get_data (bare, NULL) + 20) + 28);
  g_assert_false (g_bytes_equal (with, other));
}

static void
test_replaces (Fixture *fixture, gconstpointer data)
{
  SbChartExport options = { .format = SB_CHART_FORMAT_PDF, .width = 640 };
  g_autofree char *path = g_build_filename (fixture->folder, "chart.pdf", NULL);
  g_autofree char *bytes = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  bytes = save (fixture, &options, &(gsize) { 0 });
  g_assert_cmpmem (bytes, 5, "%PDF-", 5);
}

/* A name as long as a folder allows. */
static void
test_long_name (Fixture *fixture, gconstpointer data)
{
  SbChartExport options = { .format = SB_CHART_FORMAT_SVG, .width = 320 };
  g_autofree char *name = g_strnfill (255, 'a');
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_chart_save (fixture->chart, path, &options, &error));
  g_assert_no_error (error);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  SbChartExport options = { .format = SB_CHART_FORMAT_PNG, .width = 640 };
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "where.png", NULL);
  g_autoptr (GError) missing = NULL, folder = NULL, large = NULL;

  g_assert_false (sb_chart_save (fixture->chart, nowhere, &options, &missing));
  g_assert_error (missing, SB_CHART_ERROR, SB_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (missing->message, "“where.png” could not be written"));
  g_assert_false (sb_chart_save (fixture->chart, fixture->folder, &options, &folder));
  g_assert_error (folder, SB_CHART_ERROR, SB_CHART_ERROR_WRITE);
  options.width = 30000, options.height = 30000;
  g_assert_null (sb_chart_to_bytes (fixture->chart, &options, &large));
  g_assert_error (large, SB_CHART_ERROR, SB_CHART_ERROR_TOO_LARGE);
  g_assert_cmpuint (n_files (fixture->folder), ==, 0);
}

/* Pages in a PDF as cairo writes it: its page objects are not compressed. */
static guint
n_pages (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length), *end = data + length;
  guint n = 0;

  for (const char *p = data; (p = memmem (p, (gsize) (end - p), "/Type /Page", 11)) != NULL; p += 11)
    n += p[11] != 's';
  return n;
}

static void
test_deck (Fixture *fixture, gconstpointer data)
{
  static const SbDeckTile tiles[] = { { "Attainment", "63 %", "5 points ahead" }, { "Coverage", "2.4 ×", NULL, TRUE } };
  g_autoptr (SbChart) trend = sample_trend ();
  const char *lines[100];
  g_autofree char *path = g_build_filename (fixture->folder, "deck.pdf", NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 100; i++)
    lines[i] = i % 2 ? "Huadong Energy is 31 % of this year’s revenue" : "华东能源占今年收入的 31 %";
  for (int paper = SB_DECK_A4; paper <= SB_DECK_WIDE; paper++)
    {
      g_autoptr (SbDeck) deck = sb_deck_new (paper, "Meeting <1>", "as of 23 Nov 2026", paper % 2 ? SB_CHART_LAYOUT_RTL : 0);
      g_autoptr (GBytes) bytes = NULL;
      sb_deck_begin_page (deck, "Overview", "Q4 is on pace, but it leans on one person.");
      sb_deck_add_tiles (deck, tiles, 2);
      sb_deck_add_charts (deck, (SbChart *[]) { fixture->chart, trend }, 2, 1);
      g_assert_cmpuint (sb_deck_get_n_pages (deck), ==, 1);
      sb_deck_add_lines (deck, lines, NULL, 100);
      g_assert_cmpuint (sb_deck_get_n_pages (deck), >, 3);
      g_assert_cmpuint (sb_deck_get_n_pages (deck), <, 12);
      bytes = sb_deck_to_bytes (deck, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_pages (bytes), ==, sb_deck_get_n_pages (deck));
      g_assert_true (sb_deck_save (deck, path, &error));
      g_assert_no_error (error);
    }
}

static void
test_deck_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbDeck) deck = sb_deck_new (SB_DECK_A4, NULL, "\xff", 0);
  g_autoptr (GBytes) bytes = sb_deck_to_bytes (deck, NULL);

  g_assert_cmpuint (sb_deck_get_n_pages (deck), ==, 1);
  g_assert_cmpuint (n_pages (bytes), ==, 1);
}

#define ADD(name, function) g_test_add ("/charts/export/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("png", test_png);
  ADD ("svg", test_svg);
  ADD ("pdf", test_pdf);
  ADD ("footer", test_footer);
  ADD ("replaces", test_replaces);
  ADD ("long-name", test_long_name);
  ADD ("errors", test_errors);
  ADD ("deck", test_deck);
  ADD ("deck-empty", test_deck_empty);
  return g_test_run ();
}
