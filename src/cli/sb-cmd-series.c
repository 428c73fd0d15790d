/* SPDX-License-Identifier: GPL-3.0-or-later */
/* series: forecasts of many series in a CSV, with intervals (ENGINE 12.3). Knows no workspace. The text is read twice:
 * for the width of the table, then row by row, so that memory does not grow with the forecasts. */
#include "sb-config.h"

#include "cli/sb-cli.h"
#include "cli/sb-series-rows.h"

#include "analysis/sb-outlook.h"
#include "exchange/sb-csv-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>

#define MAX_TOLD 20

typedef struct {
  const GString *text;
  SbSeriesLayout layout;
  gboolean       points_only;
  guint          width; /* the largest horizon */
  guint          failed;
} Run;

static gboolean
measure (Run *run, GError **error)
{
  GError *problem = NULL;
  SbSeriesReader reader;
  SbSeriesRow row;

  sb_series_reader_init (&reader, run->text->str, run->text->len, run->layout);
  run->width = (guint) run->layout.horizon;
  while (sb_series_reader_next (&reader, &row, &problem))
    {
      run->width = MAX (run->width, row.horizon);
      sb_series_row_clear (&row);
    }
  sb_series_reader_clear (&reader);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* Copied values as they came; computed ones with twelve digits. */
static void
print_number (double value, gboolean copied)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == 0.0)
    value = 0.0; /* no minus */
  if (!copied)
    g_ascii_formatd (text, sizeof text, "%.12g", value);
  else
    {
      g_ascii_formatd (text, sizeof text, "%.15g", value);
      if (g_ascii_strtod (text, NULL) != value)
        g_ascii_formatd (text, sizeof text, "%.17g", value);
    }
  putchar (',');
  fputs (text, stdout);
}

static void
print_cells (const Run *run, const double *values, guint n, gboolean copied)
{
  for (guint j = 0; j < run->width; j++)
    if (values != NULL && j < n)
      print_number (values[j], copied);
    else
      putchar (',');
}

static void
print_heads (const Run *run)
{
  static const char *const bands[] = { "lo80_", "hi80_", "lo95_", "hi95_" };

  fputs (run->points_only ? "id" : "id,method", stdout);
  for (guint j = 1; j <= run->width; j++)
    printf (",F%u", j);
  for (guint i = 0; i < G_N_ELEMENTS (bands) && !run->points_only; i++)
    for (guint j = 1; j <= run->width; j++)
      printf (",%s%u", bands[i], j);
  putchar ('\n');
}

static void
tell_problem (Run *run, const SbSeriesRow *row, const char *problem)
{
  if (run->failed++ < MAX_TOLD)
    {
      fprintf (stderr, _("Line %llu, series “%s”: no forecast, %s."), (unsigned long long) row->line, row->id, problem);
      fputc ('\n', stderr);
    }
}

static void
print_row (Run *run, const SbSeriesRow *row)
{
  g_autofree char *id = sb_import_csv_quote (row->id);
  g_autoptr (SbOutlook) forecast = NULL;
  SbOutlookMethod method = SB_OUTLOOK_NONE;
  gboolean copied;

  if (row->problem == NULL)
    {
      SbOutlookInput input = { (const double *) (gpointer) row->values->data, row->values->len, row->frequency,
                                row->horizon, FALSE };

      forecast = sb_outlook_compute (&input);
      method = forecast->method;
    }
  else
    tell_problem (run, row, row->problem);
  copied = method == SB_OUTLOOK_NAIVE || method == SB_OUTLOOK_SEASONAL_NAIVE || method == SB_OUTLOOK_CONSTANT;
  fputs (id, stdout);
  if (!run->points_only)
    printf (",%s", sb_outlook_method_code (method));
  print_cells (run, forecast != NULL ? forecast->point : NULL, row->horizon, copied);
  if (!run->points_only)
    {
      copied = copied && method != SB_OUTLOOK_NAIVE;
      print_cells (run, forecast != NULL ? forecast->lo80 : NULL, row->horizon, copied);
      print_cells (run, forecast != NULL ? forecast->hi80 : NULL, row->horizon, copied);
      print_cells (run, forecast != NULL ? forecast->lo95 : NULL, row->horizon, copied);
      print_cells (run, forecast != NULL ? forecast->hi95 : NULL, row->horizon, copied);
    }
  putchar ('\n');
}

static void
print_all (Run *run)
{
  SbSeriesReader reader;
  SbSeriesRow row;

  print_heads (run);
  sb_series_reader_init (&reader, run->text->str, run->text->len, run->layout);
  while (sb_series_reader_next (&reader, &row, NULL))
    {
      print_row (run, &row);
      sb_series_row_clear (&row);
    }
  sb_series_reader_clear (&reader);
  if (run->failed > MAX_TOLD)
    {
      guint more = run->failed - MAX_TOLD;

      fprintf (stderr, ngettext ("and %u more row", "and %u more rows", more), more);
      fputc ('\n', stderr);
    }
}

static gboolean
check_number (SbCli *cli, const char *name, gint64 value, gint64 limit)
{
  if (value == -1 || (value >= 1 && value <= limit))
    return TRUE;
  sb_cli_usage (cli, _("“--%s” takes a whole number from 1 to %d."), name, (int) limit);
  return FALSE;
}

int
sb_cmd_series (SbCli *cli, int argc, char **argv)
{
  Run run = { 0 };
  gint64 frequency = -1, horizon = -1;
  const SbOption options[] = { { "frequency", SB_OPTION_INT, &frequency },
                               { "horizon", SB_OPTION_INT, &horizon },
                               { "points-only", SB_OPTION_FLAG, &run.points_only },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0)
      || !check_number (cli, "frequency", frequency, SB_OUTLOOK_MAX_FREQUENCY)
      || !check_number (cli, "horizon", horizon, SB_OUTLOOK_MAX_HORIZON))
    return SB_EXIT_USAGE;
  run.layout = (SbSeriesLayout){ MAX (frequency, 0), MAX (horizon, 0) };
  text = sb_cli_read_stdin ();
  run.text = text;
  if (!g_utf8_validate_len (text->str, text->len, NULL))
    return sb_cli_fail (cli, SB_EXIT_USAGE, _("The series cannot be read: they are not UTF-8 text."));
  if (!measure (&run, &error))
    return sb_cli_fail (cli, SB_EXIT_USAGE, _("The series cannot be read: %s"), error->message);
  print_all (&run);
  return run.failed > 0 ? SB_EXIT_DATA : SB_EXIT_OK;
}
