/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types the columns of a file for the win model. Each different text of a column is kept once; cells are numbers of
 * texts until the kinds are known. Called by the command; knows no files. */
#include "analysis/sb-win-text.h"

#include "analysis/sb-win-cell.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MANY_VALUES 12 /* more than so many different whole numbers are a measure, fewer are categories */

typedef struct {
  const char *text;
  gsize       length;
  gint32      code;
} Word;

typedef struct {
  GHashTable   *words;   /* Word → itself */
  GPtrArray    *labels;  /* char*, by code; borrowed from the chunk */
  GArray       *codes;   /* gint32, one a cell */
  double       *numbers; /* once typed: one a cell */
  gboolean      is_day;
  SbWinDayOrder order;
} Column;

struct _SbWinText {
  guint         n_columns;
  Column       *columns;
  SbWinColumn  *typed;
  char        **names;
  GStringChunk *chunk;
};

static guint
word_hash (gconstpointer data)
{
  const Word *word = data;
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < word->length; i++)
    hash = (hash ^ (guint8) word->text[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return (guint) (hash ^ (hash >> 32));
}

static gboolean
word_equal (gconstpointer a, gconstpointer b)
{
  const Word *x = a, *y = b;

  return x->length == y->length && memcmp (x->text, y->text, x->length) == 0;
}

SbWinText *
sb_win_text_new (guint n_columns, const char *const *names)
{
  SbWinText *text = g_new0 (SbWinText, 1);

  g_return_val_if_fail (n_columns == 0 || names != NULL, text);

  text->n_columns = n_columns;
  text->columns = g_new0 (Column, n_columns + 1);
  text->typed = g_new0 (SbWinColumn, n_columns + 1);
  text->names = g_new0 (char *, n_columns + 1);
  text->chunk = g_string_chunk_new (65536);
  for (guint j = 0; j < n_columns; j++)
    {
      text->columns[j].words = g_hash_table_new_full (word_hash, word_equal, g_free, NULL);
      text->columns[j].labels = g_ptr_array_new ();
      text->columns[j].codes = g_array_new (FALSE, FALSE, sizeof (gint32));
      text->names[j] = g_strdup (names[j]);
    }
  return text;
}

void
sb_win_text_free (SbWinText *text)
{
  if (text == NULL)
    return;
  for (guint j = 0; j < text->n_columns; j++)
    {
      g_clear_pointer (&text->columns[j].words, g_hash_table_unref);
      g_clear_pointer (&text->columns[j].labels, g_ptr_array_unref);
      g_clear_pointer (&text->columns[j].codes, g_array_unref);
      g_free (text->columns[j].numbers);
    }
  g_string_chunk_free (text->chunk);
  g_free (text->columns);
  g_free (text->typed);
  g_strfreev (text->names);
  g_free (text);
}

void
sb_win_text_add (SbWinText *text, guint column, const char *cell, gsize length)
{
  Column *c;
  Word key, *word;
  gint32 code = SB_WIN_EMPTY;

  g_return_if_fail (text != NULL && column < text->n_columns && cell != NULL);

  c = &text->columns[column];
  length = sb_win_cell_trim (&cell, length);
  if (length > 0)
    {
      key = (Word) { cell, length, 0 };
      word = g_hash_table_lookup (c->words, &key);
      if (word == NULL)
        {
          word = g_new (Word, 1);
          *word = (Word) { g_string_chunk_insert_len (text->chunk, cell, (gssize) length), length,
                           (gint32) c->labels->len };
          g_hash_table_add (c->words, word);
          g_ptr_array_add (c->labels, (gpointer) word->text);
        }
      code = word->code;
    }
  g_array_append_val (c->codes, code);
}

/* --- kinds --- */

static gboolean
read_value (const Column *column, const char *cell, gsize length, double *value)
{
  if (column->is_day)
    return sb_win_cell_day (cell, length, column->order, value);
  return sb_win_cell_number (cell, length, value);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* values: one a text, NaN for what is none. */
static gboolean
is_measure (const double *values, gsize n)
{
  g_autofree double *sorted = g_new (double, n + 1);
  gsize read = 0, different = 0;
  gboolean fraction = FALSE;

  for (gsize i = 0; i < n; i++)
    if (!isnan (values[i]))
      {
        sorted[read++] = values[i];
        fraction |= values[i] != floor (values[i]);
      }
  qsort (sorted, read, sizeof *sorted, compare_doubles);
  for (gsize i = 0; i < read; i++)
    different += i == 0 || sorted[i] != sorted[i - 1];
  return fraction || different > MANY_VALUES;
}

/* Cells that are read as the column now says. values gets one a text. */
static gsize
count_read (const Column *column, const gsize *cells, double *values)
{
  gsize read = 0;

  for (guint i = 0; i < column->labels->len; i++)
    {
      const char *label = column->labels->pdata[i];

      values[i] = NAN;
      if (read_value (column, label, strlen (label), &values[i]))
        read += cells[i];
      else
        values[i] = NAN;
    }
  return read;
}

/* Numbers first, then the order of dates that reads most. */
static gboolean
find_reading (Column *column, double *values)
{
  g_autofree gsize *cells = g_new0 (gsize, column->labels->len + 1);
  gsize all = 0, most = 0;
  SbWinDayOrder best = SB_WIN_DAY_YMD;

  for (guint i = 0; i < column->codes->len; i++)
    if (g_array_index (column->codes, gint32, i) >= 0)
      {
        cells[g_array_index (column->codes, gint32, i)]++;
        all++;
      }
  if (all == 0)
    return FALSE;
  if (count_read (column, cells, values) * 100 >= all * 98)
    return TRUE;
  column->is_day = TRUE;
  for (column->order = 0; column->order < SB_WIN_N_DAY_ORDERS; column->order++)
    {
      gsize read = count_read (column, cells, values);

      if (read > most)
        {
          most = read;
          best = column->order;
        }
    }
  column->order = best;
  if (most * 100 >= all * 98)
    return count_read (column, cells, values) > 0;
  column->is_day = FALSE;
  return FALSE;
}

static void
type_column (Column *column, SbWinColumn *typed)
{
  g_autofree double *values = g_new (double, column->labels->len + 1);

  if (find_reading (column, values) && is_measure (values, column->labels->len))
    {
      column->numbers = g_new (double, column->codes->len + 1);
      for (guint i = 0; i < column->codes->len; i++)
        {
          gint32 code = g_array_index (column->codes, gint32, i);

          column->numbers[i] = code >= 0 ? values[code] : NAN;
        }
      typed->kind = SB_WIN_NUMBER;
      typed->numbers = column->numbers;
      return;
    }
  typed->kind = SB_WIN_CATEGORY;
  typed->codes = (const gint32 *) (gpointer) column->codes->data;
  typed->n_codes = (gint32) column->labels->len;
  typed->labels = (const char *const *) column->labels->pdata;
}

const SbWinColumn *
sb_win_text_type (SbWinText *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  for (guint j = 0; j < text->n_columns; j++)
    {
      text->typed[j].name = text->names[j];
      if (text->columns[j].codes->len > 0)
        type_column (&text->columns[j], &text->typed[j]);
      else
        text->typed[j].kind = SB_WIN_CATEGORY;
    }
  return text->typed;
}

static gint32
root_of (gint32 *parent, gint32 i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

gint32 *
sb_win_text_dup_records (const SbWinText *text, const guint8 *candidates, gsize n)
{
  g_autofree gint32 *own = g_new (gint32, n + 1);
  gint32 *parent = NULL;

  g_return_val_if_fail (text != NULL && (candidates != NULL || text->n_columns == 0), NULL);

  for (guint j = 0; j < text->n_columns; j++)
    {
      const Column *column = &text->columns[j];
      gsize different = column->labels->len, filled = 0;
      g_autofree gint32 *first = NULL;

      for (gsize i = 0; i < n; i++)
        filled += g_array_index (column->codes, gint32, i) >= 0;
      if (!candidates[j] || different == filled || different * 10 < filled * 9)
        continue;
      first = g_new (gint32, different);
      memset (first, -1, different * sizeof *first);
      for (gsize i = 0; parent == NULL && i < n; i++)
        own[i] = (gint32) i;
      parent = own;
      for (gsize i = 0; i < n; i++)
        {
          gint32 code = g_array_index (column->codes, gint32, i);

          if (code >= 0 && first[code] >= 0)
            parent[root_of (parent, (gint32) i)] = root_of (parent, first[code]);
          else if (code >= 0)
            first[code] = (gint32) i;
        }
    }
  for (gsize i = 0; parent != NULL && i < n; i++)
    parent[i] = root_of (parent, (gint32) i);
  return parent != NULL ? g_steal_pointer (&own) : NULL;
}

void
sb_win_text_read (const SbWinText *text, guint column, const char *cell, gsize length, double *number, gint32 *code)
{
  const Column *c;

  g_return_if_fail (text != NULL && column < text->n_columns && cell != NULL);

  c = &text->columns[column];
  length = sb_win_cell_trim (&cell, length);
  *number = NAN;
  *code = SB_WIN_EMPTY;
  if (length == 0)
    return;
  if (c->numbers != NULL)
    {
      if (!read_value (c, cell, length, number))
        *number = NAN;
    }
  else
    {
      Word key = { cell, length, 0 }, *word = g_hash_table_lookup (c->words, &key);

      *code = word != NULL ? word->code : SB_WIN_UNSEEN;
    }
}
