/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the delimiter from the widths of the first records. Called once a file by the profile, with the beginning of
 * the text; knows nothing of headers or values. */
#include "exchange/sb-dialect.h"

#include <string.h>

typedef struct {
  guint widths[SB_DIALECT_SAMPLE];
  guint n;       /* records that are not blank */
  guint width;   /* the most frequent width over 1 */
  guint n_width; /* records of that width */
  guint n_multi; /* records of more than one cell */
} Widths;

/* Scans one record under a delimiter ('\0': none). Returns: where the next one starts; NULL when the text ends before
 * the record does. *width 0 for a blank record. */
static const char *
scan_record (const char *at, const char *end, char delimiter, guint *width)
{
  gboolean filled = FALSE;
  guint cells = 1;
  gboolean cell_start = TRUE;

  for (; at < end; at++)
    {
      if (*at == '"' && cell_start)
        {
          const char *close = at + 1;

          while ((close = memchr (close, '"', (gsize) (end - close))) != NULL && close + 1 < end && close[1] == '"')
            close += 2;
          /* A quote that never closes is text here; the reader reports it. */
          filled = TRUE;
          if (close != NULL)
            at = close;
          cell_start = FALSE;
        }
      else if (*at == '\n' || *at == '\r')
        {
          *width = filled ? cells : 0;
          return at + (*at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
        }
      else if (delimiter != '\0' && *at == delimiter)
        cells++, cell_start = TRUE;
      else if (*at != ' ' && *at != '\t')
        filled = TRUE, cell_start = FALSE;
    }
  *width = filled ? cells : 0;
  return NULL;
}

static guint
count_width (const Widths *widths, guint width)
{
  guint n = 0;

  for (guint i = 0; i < widths->n; i++)
    n += widths->widths[i] == width;
  return n;
}

static void
measure (const char *text, gsize length, gboolean complete, char delimiter, Widths *widths)
{
  const char *at = text, *end = text + length;

  memset (widths, 0, sizeof *widths);
  while (at != NULL && at < end && widths->n < SB_DIALECT_SAMPLE)
    {
      guint width;

      at = scan_record (at, end, delimiter, &width);
      if (width > 0 && (at != NULL || complete || widths->n == 0))
        widths->widths[widths->n++] = width;
    }
  for (guint i = 0; i < widths->n; i++)
    {
      guint n = widths->widths[i] > 1 ? count_width (widths, widths->widths[i]) : 0;

      widths->n_multi += widths->widths[i] > 1;
      if (n > widths->n_width)
        {
          widths->n_width = n;
          widths->width = widths->widths[i];
        }
    }
}

/* Strictness 0: 95 % of all records have the width. 1: 95 % of those with more than one cell, which are at least half
 * (reports with title and footer). 2: at least half of all (ragged tables). */
static gboolean
accepts (const Widths *widths, int strictness)
{
  switch (strictness)
    {
    case 0:
      return widths->n_width > 0 && widths->n_width * 100 >= widths->n * 95;
    case 1:
      return widths->n_width > 0 && widths->n_multi * 2 >= widths->n && widths->n_width * 100 >= widths->n_multi * 95;
    default:
      return widths->n_width > 0 && widths->n_width * 2 >= widths->n;
    }
}

static char
best_delimiter (const char *text, gsize length, gboolean complete)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  Widths widths[G_N_ELEMENTS (delimiters)];

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    measure (text, length, complete, delimiters[i], &widths[i]);
  for (int strictness = 0; strictness < 3; strictness++)
    {
      int best = -1;

      for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
        if (accepts (&widths[i], strictness) && (best < 0 || widths[i].width > widths[best].width))
          best = (int) i;
      if (best >= 0)
        return delimiters[best];
    }
  return '\0';
}

static guint
blank_cells (const char *at, const char *end)
{
  guint cells = 0;

  while (at < end)
    {
      while (at < end && (*at == ' ' || *at == '\t'))
        at++;
      if (at < end)
        cells++;
      while (at < end && *at != ' ' && *at != '\t')
        at++;
    }
  return cells;
}

static gboolean
splits_at_blanks (const char *text, gsize length, gboolean complete)
{
  const char *at = text, *end = text + length;
  guint width = 0, n = 0;

  while (at < end && n < SB_DIALECT_SAMPLE)
    {
      const char *stop = at;
      guint cells;

      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if (stop == end && !complete)
        break;
      cells = blank_cells (at, stop);
      if (cells > 0 && (cells < 3 || (n > 0 && cells != width)))
        return FALSE;
      if (cells > 0)
        width = cells, n++;
      at = stop + (stop < end);
    }
  return n > 0;
}

static void
set_delimiter (SbDialect *dialect, const char *wanted)
{
  if (g_str_equal (wanted, "blanks"))
    dialect->blanks = TRUE;
  else if (g_str_equal (wanted, "tab") || g_str_equal (wanted, "\\t"))
    g_strlcpy (dialect->delimiter, "\t", sizeof dialect->delimiter);
  else
    g_strlcpy (dialect->delimiter, wanted, MIN (sizeof dialect->delimiter,
                                                (gsize) (g_utf8_next_char (wanted) - wanted) + 1));
}

/* "sep=X", possibly in quotes, alone on the first line. Returns: the X, or NULL. */
static const char *
sep_line (const char *text, gsize length)
{
  gboolean quoted = length > 0 && *text == '"';
  const char *at = text + quoted;

  if (length < 6u + quoted || g_ascii_strncasecmp (at, "sep=", 4) != 0 || at[4] == '\n' || at[4] == '\r')
    return NULL;
  at += 4;
  const char *next = g_utf8_next_char (at);
  if (quoted && *next == '"')
    next++;
  return next >= text + length || *next == '\n' || *next == '\r' ? at : NULL;
}

void
sb_dialect_detect (SbDialect *dialect, const char *text, gsize length, gboolean complete, const char *wanted)
{
  g_return_if_fail (dialect != NULL && text != NULL);

  const char *sep = sep_line (text, length);

  memset (dialect, 0, sizeof *dialect);
  dialect->sep_line = sep != NULL;
  if (wanted != NULL && *wanted != '\0')
    set_delimiter (dialect, wanted);
  else if (sep != NULL)
    {
      g_autofree char *one = g_strndup (sep, (gsize) (g_utf8_next_char (sep) - sep));
      set_delimiter (dialect, one);
    }
  else
    {
      dialect->delimiter[0] = best_delimiter (text, length, complete);
      dialect->blanks = dialect->delimiter[0] == '\0' && splits_at_blanks (text, length, complete);
    }
}

const char *
sb_dialect_name (const SbDialect *dialect)
{
  g_return_val_if_fail (dialect != NULL, NULL);
  if (dialect->blanks)
    return "blanks";
  return dialect->delimiter[0] != '\0' ? dialect->delimiter : NULL;
}
