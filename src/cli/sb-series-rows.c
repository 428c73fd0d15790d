/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the CSV of the command `series`, RFC 4180, row by row. */
#include "sb-config.h"

#include "cli/sb-series-rows.h"

#include "analysis/sb-outlook.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
sb_series_reader_init (SbSeriesReader *reader, const char *text, gsize length, SbSeriesLayout layout)
{
  gsize mark = length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  *reader = (SbSeriesReader){ .text = text, .at = text + mark, .end = text + length, .line = 1, .first = TRUE,
                              .layout = layout, .cells = g_ptr_array_new_with_free_func (g_free) };
}

void
sb_series_reader_clear (SbSeriesReader *reader)
{
  g_clear_pointer (&reader->cells, g_ptr_array_unref);
}

void
sb_series_row_clear (SbSeriesRow *row)
{
  g_clear_pointer (&row->id, g_free);
  g_clear_pointer (&row->values, g_array_unref);
}

static gboolean
at_line_end (const SbSeriesReader *reader)
{
  return reader->at >= reader->end || *reader->at == '\n' || *reader->at == '\r';
}

static void
skip_line_end (SbSeriesReader *reader)
{
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  reader->line++;
}

/* After the opening quote. FALSE: it is never closed. */
static gboolean
read_quoted (SbSeriesReader *reader, GString *cell)
{
  while (reader->at < reader->end)
    {
      char c = *reader->at++;

      if (c != '"')
        {
          reader->line += c == '\n';
          g_string_append_c (cell, c);
        }
      else if (reader->at < reader->end && *reader->at == '"')
        g_string_append_c (cell, *reader->at++);
      else
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_cell (SbSeriesReader *reader)
{
  GString *cell = g_string_new (NULL);
  gboolean closed = TRUE;

  if (reader->at < reader->end && *reader->at == '"')
    {
      reader->at++;
      closed = read_quoted (reader, cell);
      if (closed && !at_line_end (reader) && *reader->at != ',')
        reader->broken = TRUE;
    }
  while (!at_line_end (reader) && *reader->at != ',')
    g_string_append_c (cell, *reader->at++);
  g_ptr_array_add (reader->cells, g_string_free (cell, FALSE));
  return closed;
}

/* Cuts one row into reader->cells. FALSE: a quote is never closed. */
static gboolean
cut_row (SbSeriesReader *reader)
{
  g_ptr_array_set_size (reader->cells, 0);
  reader->broken = FALSE;
  for (;;)
    {
      if (!read_cell (reader))
        return FALSE;
      if (at_line_end (reader))
        break;
      reader->at++;
    }
  skip_line_end (reader);
  return TRUE;
}

/* Decimal digits with an optional sign, point and exponent; blanks around are left out. */
static gboolean
is_number (const char *text)
{
  gboolean digits = FALSE;

  text += *text == '+' || *text == '-';
  for (; g_ascii_isdigit (*text); text++)
    digits = TRUE;
  if (*text == '.')
    for (text++; g_ascii_isdigit (*text); text++)
      digits = TRUE;
  if (!digits)
    return FALSE;
  if (*text == 'e' || *text == 'E')
    {
      text++;
      text += *text == '+' || *text == '-';
      if (!g_ascii_isdigit (*text))
        return FALSE;
      while (g_ascii_isdigit (*text))
        text++;
    }
  return *text == '\0';
}

/* NAN for an empty cell; FALSE for what is no finite number. */
static gboolean
read_number (char *cell, double *value)
{
  g_strstrip (cell);
  *value = NAN;
  if (*cell == '\0')
    return TRUE;
  if (!is_number (cell))
    return FALSE;
  *value = g_ascii_strtod (cell, NULL);
  return isfinite (*value);
}

static gboolean
is_header (const SbSeriesReader *reader)
{
  gboolean short_rows = reader->layout.frequency > 0 && reader->layout.horizon > 0;
  guint at = short_rows ? 1 : 2;
  g_autofree char *cell = NULL;
  double value;

  if (reader->cells->len <= at)
    return FALSE;
  cell = g_strdup (g_ptr_array_index (reader->cells, at));
  return !read_number (cell, &value);
}

/* A whole number of the row in 1 … limit, or the given one; 0 when it is none. */
static guint
read_whole (SbSeriesReader *reader, guint cell, gint64 given, guint limit)
{
  double value;

  if (given > 0)
    return (guint) given;
  if (cell >= reader->cells->len || !read_number (g_ptr_array_index (reader->cells, cell), &value))
    return 0;
  return value >= 1.0 && value <= limit && floor (value) == value ? (guint) value : 0;
}

static void
read_values (SbSeriesReader *reader, guint from, SbSeriesRow *row)
{
  for (guint i = from; i < reader->cells->len; i++)
    {
      double value;

      if (!read_number (g_ptr_array_index (reader->cells, i), &value))
        {
          row->problem = _("a value is not a number with a decimal point");
          return;
        }
      g_array_append_val (row->values, value);
    }
  while (row->values->len > 0 && isnan (g_array_index (row->values, double, row->values->len - 1)))
    g_array_set_size (row->values, row->values->len - 1);
  if (row->values->len == 0)
    row->problem = _("it has no values");
}

static void
read_row (SbSeriesReader *reader, SbSeriesRow *row)
{
  gboolean short_rows = reader->layout.frequency > 0 && reader->layout.horizon > 0;

  row->id = g_strdup (g_ptr_array_index (reader->cells, 0));
  row->values = g_array_new (FALSE, FALSE, sizeof (double));
  row->frequency = read_whole (reader, 1, reader->layout.frequency, SB_OUTLOOK_MAX_FREQUENCY);
  row->horizon = read_whole (reader, 2, reader->layout.horizon, SB_OUTLOOK_MAX_HORIZON);
  read_values (reader, short_rows ? 1 : 3, row);
  if (row->frequency == 0)
    row->problem = _("the frequency is not a whole number from 1 to 366");
  else if (row->horizon == 0)
    row->problem = _("the horizon is not a whole number from 1 to 366");
  else if (reader->broken)
    row->problem = _("text follows a closing quote");
}

gboolean
sb_series_reader_next (SbSeriesReader *reader, SbSeriesRow *row, GError **error)
{
  memset (row, 0, sizeof *row);
  for (;;)
    {
      gboolean header;

      while (reader->at < reader->end && at_line_end (reader))
        skip_line_end (reader);
      if (reader->at >= reader->end)
        return FALSE;
      row->line = reader->line;
      if (!cut_row (reader))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("A quote in the row that begins on line %llu is never closed."),
                       (unsigned long long) row->line);
          return FALSE;
        }
      header = reader->first && is_header (reader);
      reader->first = FALSE;
      if (!header)
        break;
    }
  read_row (reader, row);
  return TRUE;
}
