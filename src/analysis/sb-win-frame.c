/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table the win model works on: without the columns that say nothing, with rows, columns and categories in an order
 * that follows from the contents alone. The order comes from keys refined in turns (a category is known by the rows it
 * stands in, a row by its values, a column by both), so spelling, position and names cannot enter; categories and rows
 * that keep one key cannot be told apart by anything in the table. Knows no trees. */
#include "analysis/sb-win-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TURNS 3
/* When is a number looked at as a category as well? */
#define MANY_VALUES 504  /* eight for each bin */
#define KNOWN_ROWS 20    /* a value of so many rows has a rate of its own … */
#define KNOWN_SHARE 0.1  /* … and so many rows have such a value, but not a bin of their own */

enum { KEY_NUMBER = 0x4e, KEY_CATEGORY = 0x43, KEY_EMPTY = 0x45, KEY_DAY = 0x44, KEY_VALUE = 0x56 };

typedef struct {
  guint64 key;
  guint32 index;
} Keyed;

/* Keys under refinement. */
typedef struct {
  const SbWinTable *table;
  guint     p;
  guint    *source;    /* p */
  guint64  *column;    /* p */
  guint64 **category;  /* p, NULL for numbers */
  guint64  *row;
} Keys;

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  const Keyed *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static Keyed *
sort_keys (const guint64 *keys, gsize n)
{
  Keyed *sorted = g_new (Keyed, n + 1);

  for (gsize i = 0; i < n; i++)
    sorted[i] = (Keyed) { keys[i], (guint32) i };
  qsort (sorted, n, sizeof *sorted, compare_keyed);
  return sorted;
}

static guint64
number_bits (double value)
{
  guint64 bits;

  value += 0.0; /* −0 is 0 */
  memcpy (&bits, &value, sizeof bits);
  return bits;
}

/* --- which columns say something --- */

static SbWinUse
number_use (const double *numbers, gsize n)
{
  gsize empty = 0;
  double first = NAN;
  gboolean differs = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (numbers[i]))
        empty++;
      else if (isnan (first))
        first = numbers[i];
      else if (numbers[i] != first)
        differs = TRUE;
    }
  if (empty * 20 > n * 19)
    return SB_WIN_MOSTLY_EMPTY;
  return differs || empty > 0 ? SB_WIN_USED : SB_WIN_CONSTANT;
}

static SbWinUse
category_use (const SbWinColumn *column, gsize n)
{
  g_autofree guint8 *seen = g_new0 (guint8, (gsize) column->n_codes + 1);
  gsize empty = 0, different = 0;

  for (gsize i = 0; i < n; i++)
    {
      gint32 code = column->codes[i];

      if (code < 0 || code >= column->n_codes)
        empty++;
      else if (!seen[code])
        {
          seen[code] = 1;
          different++;
        }
    }
  if (empty * 20 > n * 19)
    return SB_WIN_MOSTLY_EMPTY;
  if (different * 2 > n)
    return SB_WIN_TOO_MANY_VALUES;
  return different > 1 || empty > 0 ? SB_WIN_USED : SB_WIN_CONSTANT;
}

/* --- keys --- */

static inline guint64
value_key (const Keys *keys, guint j, gsize row)
{
  const SbWinColumn *column = &keys->table->columns[keys->source[j]];

  if (column->kind == SB_WIN_NUMBER)
    {
      double value = column->numbers[row];

      return sb_win_mix (keys->column[j] ^ (isfinite (value) ? sb_win_mix (number_bits (value)) : KEY_EMPTY));
    }
  if (column->codes[row] < 0 || column->codes[row] >= column->n_codes)
    return sb_win_mix (keys->column[j] ^ KEY_EMPTY);
  return keys->category[j][column->codes[row]];
}

static void
first_category_keys (Keys *keys, guint j)
{
  const SbWinColumn *column = &keys->table->columns[keys->source[j]];
  gint32 n_codes = column->n_codes;
  g_autofree guint64 *count = g_new0 (guint64, (gsize) n_codes + 1);
  guint64 sum = 0;

  /* Rows below, wins above. */
  for (gsize i = 0; i < keys->table->n; i++)
    if (column->codes[i] >= 0 && column->codes[i] < n_codes)
      count[column->codes[i]] += 1 + ((guint64) (keys->table->won[i] != 0) << 32);
  for (gint32 c = 0; c < n_codes; c++)
    sum += count[c] > 0 ? sb_win_mix (count[c]) : 0;
  keys->column[j] = sb_win_mix (sum ^ KEY_CATEGORY);
  keys->category[j] = g_new (guint64, (gsize) n_codes + 1);
  for (gint32 c = 0; c < n_codes; c++)
    keys->category[j][c] = sb_win_mix (keys->column[j] ^ sb_win_mix (count[c]));
}

static void
first_column_key (Keys *keys, guint j)
{
  const SbWinColumn *column = &keys->table->columns[keys->source[j]];
  guint64 sum = 0;

  if (column->kind == SB_WIN_CATEGORY)
    {
      first_category_keys (keys, j);
      return;
    }
  for (gsize i = 0; i < keys->table->n; i++)
    sum += isfinite (column->numbers[i]) ? sb_win_mix (number_bits (column->numbers[i])) : 1;
  keys->column[j] = sb_win_mix (sum ^ KEY_NUMBER);
}

static void
row_keys (Keys *keys, gboolean outcome)
{
  const SbWinTable *table = keys->table;

  for (gsize i = 0; i < table->n; i++)
    {
      keys->row[i] = outcome ? sb_win_mix (table->won[i] ? 2 : 1) : 0;
      if (outcome && table->closed_on != NULL)
        keys->row[i] += sb_win_mix (((guint64) (guint32) table->closed_on[i] << 8) ^ KEY_DAY);
    }
  for (guint j = 0; j < keys->p; j++)
    for (gsize i = 0; i < table->n; i++)
      keys->row[i] += value_key (keys, j, i);
  for (gsize i = 0; i < table->n; i++)
    keys->row[i] = sb_win_mix (keys->row[i]);
}

/* A category takes in the rows it stands in, a column its rows and values. */
static void
refine (Keys *keys)
{
  const SbWinTable *table = keys->table;

  for (guint j = 0; j < keys->p; j++)
    {
      const SbWinColumn *column = &table->columns[keys->source[j]];
      gsize n_codes = column->kind == SB_WIN_CATEGORY ? (gsize) column->n_codes : 0;
      g_autofree guint64 *sums = g_new0 (guint64, n_codes + 1);
      guint64 sum = 0;

      for (gsize i = 0; i < table->n; i++)
        {
          sum += sb_win_mix (keys->row[i] ^ value_key (keys, j, i));
          if (n_codes > 0 && column->codes[i] >= 0 && column->codes[i] < column->n_codes)
            sums[column->codes[i]] += sb_win_mix (keys->row[i]);
        }
      keys->column[j] = sb_win_mix (keys->column[j] + sum);
      for (gsize c = 0; c < n_codes; c++)
        keys->category[j][c] = sb_win_mix (keys->column[j] ^ sb_win_mix (keys->category[j][c] + sums[c]));
    }
}

static void
keys_init (Keys *keys, const SbWinTable *table, const SbWinUse *use)
{
  *keys = (Keys) { .table = table };
  keys->source = g_new (guint, table->n_columns + 1);
  for (guint j = 0; j < table->n_columns; j++)
    if (use[j] == SB_WIN_USED)
      keys->source[keys->p++] = j;
  keys->column = g_new0 (guint64, keys->p + 1);
  keys->category = g_new0 (guint64 *, keys->p + 1);
  keys->row = g_new0 (guint64, table->n + 1);
  for (guint j = 0; j < keys->p; j++)
    first_column_key (keys, j);
  for (int turn = 0; turn < TURNS; turn++)
    {
      row_keys (keys, TRUE);
      refine (keys);
    }
}

static void
keys_clear (Keys *keys)
{
  for (guint j = 0; j < keys->p; j++)
    g_free (keys->category[j]);
  g_free (keys->source);
  g_free (keys->column);
  g_free (keys->category);
  g_free (keys->row);
}

/* --- the frame --- */

/* Categories by key; those of one key get one code. */
static void
order_categories (SbWinField *field, const guint64 *keys, gint32 n)
{
  g_autofree Keyed *sorted = sort_keys (keys, (gsize) n);

  field->code_of = g_new (gint32, (gsize) n + 1);
  field->n_source_codes = n;
  for (gint32 i = 0; i < n; i++)
    {
      if (i > 0 && sorted[i].key != sorted[i - 1].key)
        field->n_codes++;
      field->code_of[sorted[i].index] = field->n_codes;
    }
  field->n_codes += n > 0;
}

static void
fill_field (SbWinField *field, const SbWinColumn *column, const Keyed *rows, gsize n)
{
  field->kind = column->kind;
  if (column->kind == SB_WIN_NUMBER)
    {
      field->numbers = g_new (double, n + 1);
      for (gsize i = 0; i < n; i++)
        {
          double value = column->numbers[rows[i].index];

          field->numbers[i] = isfinite (value) ? value + 0.0 : NAN;
        }
      return;
    }
  field->codes = g_new (gint32, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      gint32 code = column->codes[rows[i].index];

      field->codes[i] = code >= 0 && code < column->n_codes ? field->code_of[code] : SB_WIN_EMPTY;
    }
}

static void
fill_fields (SbWinFrame *frame, const SbWinTable *table, const Keys *keys, const Keyed *rows)
{
  g_autofree Keyed *columns = sort_keys (keys->column, keys->p);

  frame->p = keys->p;
  frame->fields = g_new0 (SbWinField, keys->p + 1);
  for (guint j = 0; j < keys->p; j++)
    {
      SbWinField *field = &frame->fields[j];
      guint k = columns[j].index;
      const SbWinColumn *column = &table->columns[keys->source[k]];

      field->source = keys->source[k];
      field->key = columns[j].key;
      if (column->kind == SB_WIN_CATEGORY)
        order_categories (field, keys->category[k], column->n_codes);
      fill_field (field, column, rows, table->n);
    }
}

static void
fill_rows (SbWinFrame *frame, const SbWinTable *table, const Keyed *rows)
{
  gsize n = table->n;

  frame->n = n;
  frame->won = g_new (guint8, n + 1);
  frame->row_key = g_new (guint64, n + 1);
  frame->record = table->record != NULL ? g_new (gint32, n + 1) : NULL;
  frame->closed_on = table->closed_on != NULL ? g_new (SbDate, n + 1) : NULL;
  for (gsize i = 0; i < n; i++)
    {
      guint32 k = rows[i].index;

      frame->row_key[i] = rows[i].key;
      frame->won[i] = table->won[k] != 0;
      frame->wins += frame->won[i];
      if (frame->record != NULL)
        frame->record[i] = table->record[k];
      if (frame->closed_on != NULL)
        frame->closed_on[i] = table->closed_on[k];
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The different values in ascending order when many rows repeat values that bins would mix, as list prices and round
 * guesses among amounts do; else NULL. */
static double *
repeated_values (const SbWinField *field, gsize n, gint32 *n_values)
{
  g_autofree double *sorted = g_new (double, n + 1);
  gsize filled = 0, known = 0, different = 0;

  for (gsize i = 0; i < n; i++)
    if (!isnan (field->numbers[i]))
      sorted[filled++] = field->numbers[i];
  qsort (sorted, filled, sizeof *sorted, compare_doubles);
  for (gsize i = 0, end; i < filled; i = end)
    {
      for (end = i + 1; end < filled && sorted[end] == sorted[i];)
        end++;
      if (end - i >= KNOWN_ROWS && (end - i) * (SB_WIN_BINS - 1) < filled)
        known += end - i;
      sorted[different++] = sorted[i];
    }
  *n_values = (gint32) different;
  if (different < MANY_VALUES || different * 2 > filled || (double) known < KNOWN_SHARE * (double) n)
    return NULL;
  return g_steal_pointer (&sorted);
}

gint32
sb_win_value_code (const double *values, gint32 n, double value)
{
  gint32 low = 0, high = n;

  while (low < high)
    {
      gint32 middle = low + (high - low) / 2;

      if (values[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && values[low] == value ? low : SB_WIN_UNSEEN;
}

/* Such a number gets a second field beside its own. */
static void
add_value_fields (SbWinFrame *frame)
{
  guint p = frame->p;

  frame->fields = g_renew (SbWinField, frame->fields, 2 * p + 1);
  for (guint j = 0; j < p; j++)
    {
      const SbWinField *number = &frame->fields[j];
      SbWinField field = { .source = number->source, .kind = SB_WIN_CATEGORY };

      if (number->kind != SB_WIN_NUMBER)
        continue;
      field.values = repeated_values (number, frame->n, &field.n_codes);
      if (field.values == NULL)
        continue;
      field.key = sb_win_mix (number->key ^ KEY_VALUE);
      field.n_source_codes = field.n_codes;
      field.codes = g_new (gint32, frame->n + 1);
      for (gsize i = 0; i < frame->n; i++)
        {
          double value = number->numbers[i];

          field.codes[i] = isnan (value) ? SB_WIN_EMPTY : sb_win_value_code (field.values, field.n_codes, value);
        }
      frame->fields[frame->p++] = field;
    }
}

SbWinFrame *
sb_win_frame_new (const SbWinTable *table)
{
  SbWinFrame *frame = g_new0 (SbWinFrame, 1);
  g_autofree Keyed *rows = NULL;
  Keys keys;

  frame->use = g_new0 (SbWinUse, table->n_columns + 1);
  for (guint j = 0; j < table->n_columns; j++)
    frame->use[j] = table->columns[j].kind == SB_WIN_NUMBER ? number_use (table->columns[j].numbers, table->n)
                                                             : category_use (&table->columns[j], table->n);
  keys_init (&keys, table, frame->use);
  row_keys (&keys, TRUE);
  rows = sort_keys (keys.row, table->n);
  fill_rows (frame, table, rows);
  fill_fields (frame, table, &keys, rows);
  add_value_fields (frame);
  row_keys (&keys, FALSE);
  frame->pattern = g_new (guint64, table->n + 1);
  for (gsize i = 0; i < table->n; i++)
    frame->pattern[i] = keys.row[rows[i].index];
  keys_clear (&keys);
  return frame;
}

void
sb_win_frame_free (SbWinFrame *frame)
{
  if (frame == NULL)
    return;
  for (guint j = 0; j < frame->p; j++)
    {
      g_free (frame->fields[j].numbers);
      g_free (frame->fields[j].codes);
      g_free (frame->fields[j].code_of);
      g_free (frame->fields[j].values);
    }
  g_free (frame->fields);
  g_free (frame->use);
  g_free (frame->row_key);
  g_free (frame->pattern);
  g_free (frame->won);
  g_free (frame->record);
  g_free (frame->closed_on);
  g_free (frame);
}
