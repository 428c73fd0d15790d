/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first pass over all rows: finds where the data ends, feeds every column's profile, counts what is wrong with the
 * structure. Draws no conclusions; sb-file-conclude.c does. Everything kept is small and of fixed size a column, apart
 * from eight bytes a row for the few columns that may be a key. */
#include "exchange/sb-file-private.h"

#include <string.h>

#define MAX_KEYS 3          /* columns whose uniqueness is followed */
#define EARLY 4096          /* rows after which repeated values are given up */
#define MAX_PENDING 1000    /* single-cell records kept back as a possible footer */
#define MAX_RUN_VALUES 20000

/* A record that may turn out to be the footer. */
typedef struct {
  guint64  number, line;
  gboolean total;
  char   **cells;  /* of a record that is not a total */
} Pending;

typedef struct {
  SbFileWork    *work;
  SbFileProfile *profile;
  SbFileFacts   *facts;
  SbCell        *spare;
  GPtrArray     *pending;  /* of Pending; empty while in the data */
  gboolean       after_blank;
  guint64        n_data;   /* rows fed to the columns */
  guint          n_preview;
} Scan;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_strfreev (pending->cells);
  g_free (pending);
}

/* ---- setting up ------------------------------------------------------------------------------------------------ */

static gboolean
is_counter_key (const char *key)
{
  static const char * const keys[] = { "序号", "#", "no", "rowid", "rownumber", "行号" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (key, keys[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_id_key (const char *key)
{
  static const char * const endings[] = { "id", "编号", "号", "no", "key" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (key, endings[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_ext_id (const SbFileColumn *column)
{
  return column->role == SB_COLUMN_FIELD && !column->by_id && g_str_equal (column->field->name, "ext_id");
}

static void
set_up (Scan *scan)
{
  SbFileProfile *profile = scan->profile;
  guint keys = 0;

  scan->facts->columns = g_new0 (SbColumnFacts, profile->n_columns);
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];
      SbColumnFacts *facts = &scan->facts->columns[i];

      column->id_like = is_id_key (column->key.key);
      column->all_filled = TRUE;
      facts->counter = is_counter_key (column->key.key);
      facts->low = G_MAXUINT64;
      if (column->role != SB_COLUMN_EXTRA && column->role != SB_COLUMN_IGNORED && column->kind != SB_IMPORT_TEXT)
        facts->form = sb_column_profile_new (column->kind);
      if ((is_ext_id (column) || facts->counter || (column->role == SB_COLUMN_EXTRA && column->id_like)) &&
          (keys < MAX_KEYS || is_ext_id (column)))
        {
          facts->hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
          keys++;
        }
      if (i < 4 && column->role != SB_COLUMN_PERIOD && !column->id_like && !is_ext_id (column))
        facts->run_seen = g_hash_table_new (NULL, NULL);
    }
}

void
sb_file_facts_clear (SbFileFacts *facts)
{
  for (guint i = 0; facts->columns != NULL && i < facts->work->profile->n_columns; i++)
    {
      sb_column_profile_free (facts->columns[i].form);
      g_clear_pointer (&facts->columns[i].hashes, g_array_unref);
      g_clear_pointer (&facts->columns[i].run_seen, g_hash_table_unref);
    }
  g_clear_pointer (&facts->columns, g_free);
}

/* ---- one cell -------------------------------------------------------------------------------------------------- */

static guint64
hash_cell (const char *text, gsize length)
{
  guint64 h = length * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15), word;

  for (; length >= 8; text += 8, length -= 8)
    {
      memcpy (&word, text, 8);
      h = (h ^ word) * G_GUINT64_CONSTANT (0xFF51AFD7ED558CCD);
      h ^= h >> 32;
    }
  for (word = 0; length > 0; length--)
    word = word << 8 | (guint8) text[length - 1];
  h = (h ^ word) * G_GUINT64_CONSTANT (0xC4CEB9FE1A85EC53);
  return h ^ h >> 33;
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
has_repeats (const GArray *hashes)
{
  g_autofree guint64 *sorted = g_memdup2 (hashes->data, hashes->len * sizeof (guint64));

  qsort (sorted, hashes->len, sizeof *sorted, compare_hashes);
  for (guint i = 1; i < hashes->len; i++)
    if (sorted[i] == sorted[i - 1])
      return TRUE;
  return FALSE;
}

static void
follow_key (SbColumnFacts *facts, const SbCell *cell)
{
  guint64 hash = hash_cell (cell->text, cell->length);

  g_array_append_val (facts->hashes, hash);
  if (facts->hashes->len == EARLY && has_repeats (facts->hashes))
    g_clear_pointer (&facts->hashes, g_array_unref);
}

static void
follow_counter (SbColumnFacts *facts, const SbCell *cell)
{
  guint64 value = 0;

  for (gsize i = 0; i < cell->length && facts->counter; i++)
    {
      facts->counter = g_ascii_isdigit (cell->text[i]) && i < 9;
      value = value * 10 + (guint64) (cell->text[i] - '0');
    }
  facts->low = MIN (facts->low, value);
  facts->high = MAX (facts->high, value);
}

/* Merged cells: each value stands once, where its block begins. */
static void
follow_run (Scan *scan, SbColumnFacts *facts, const SbCell *cell)
{
  gpointer key = GSIZE_TO_POINTER (hash_cell (cell->text, cell->length));

  facts->run_first = facts->run_first || scan->n_data == 0;
  if (g_hash_table_add (facts->run_seen, key) && g_hash_table_size (facts->run_seen) < MAX_RUN_VALUES)
    return;
  facts->run_broken = TRUE;
  g_clear_pointer (&facts->run_seen, g_hash_table_unref);
}

static void
keep_sample (SbFileColumn *column, const SbCell *cell)
{
  guint n = 0;

  while (n < SB_IMPORT_SAMPLES && column->samples[n] != NULL)
    if (strncmp (column->samples[n++], cell->text, 200) == 0)
      return;
  if (n == SB_IMPORT_SAMPLES)
    return;
  g_autofree char *valid = g_utf8_make_valid (cell->text, (gssize) MIN (cell->length, 200));
  column->samples[n] = g_steal_pointer (&valid);
}

static void
take_cell (Scan *scan, guint i, const SbTableRecord *record)
{
  SbFileColumn *column = &scan->profile->columns[i];
  SbColumnFacts *facts = &scan->facts->columns[i];
  const SbCell *cell = &record->cells[i];

  if (column->twin >= 0 && !facts->twin_differs)
    facts->twin_differs = strcmp (cell->text, record->cells[column->twin].text) != 0;
  if (sb_cell_is_empty (cell->text, cell->length, FALSE))
    {
      column->all_filled = FALSE;
      g_clear_pointer (&facts->hashes, g_array_unref);
      return;
    }
  column->n_filled++;
  if (facts->form != NULL)
    sb_column_profile_add (facts->form, cell->text, cell->length, record->number);
  if (column->samples[SB_IMPORT_SAMPLES - 1] == NULL && column->n_filled < 10000)
    keep_sample (column, cell);
  if (facts->hashes != NULL)
    follow_key (facts, cell);
  if (facts->counter)
    follow_counter (facts, cell);
  if (facts->run_seen != NULL)
    follow_run (scan, facts, cell);
  if (column->by_id || column->kind == SB_IMPORT_TAGS || column->kind == SB_IMPORT_REFERENCE)
    {
      facts->n_semicolon += memchr (cell->text, ';', cell->length) != NULL;
      facts->n_bar += memchr (cell->text, '|', cell->length) != NULL;
      facts->n_array += cell->length > 1 && *cell->text == '[' && cell->text[cell->length - 1] == ']';
    }
}

/* ---- one row --------------------------------------------------------------------------------------------------- */

static void
keep_preview (Scan *scan, const SbTableRecord *record)
{
  SbFileProfile *profile = scan->profile;

  if (scan->n_preview == SB_IMPORT_SAMPLES)
    return;
  for (guint i = 0; i < profile->n_columns; i++)
    profile->preview[scan->n_preview * profile->n_columns + i] =
        g_utf8_make_valid (record->cells[i].text, (gssize) MIN (record->cells[i].length, 400));
  scan->n_preview++;
}

/* A row that is written, or would be were it not broken. */
static void
take_row (Scan *scan, SbTableRecord *record)
{
  SbFileProfile *profile = scan->profile;
  gboolean is_short, bare;

  sb_row_fit (profile, record, scan->spare, &is_short);
  profile->n_rows++;
  profile->last_row = record->number;
  if (record->error != SB_ISSUE_NONE)
    {
      profile->n_broken++;
      return;
    }
  if (sb_row_is_deleted (profile, record))
    {
      profile->n_deleted++;
      return;
    }
  if (is_short)
    sb_import_issues_count (profile->issues, SB_ISSUE_ROW_SHORT, NULL, record->number, record->line, NULL);
  if (record->stray)
    sb_import_issues_count (profile->issues, SB_ISSUE_QUOTE_STRAY, NULL, record->number, record->line, NULL);
  keep_preview (scan, record);
  bare = scan->n_data > 0 && sb_row_is_bare (profile, record);
  scan->facts->n_bare += bare;
  for (guint i = 0; i < profile->n_columns; i++)
    take_cell (scan, i, record);
  for (guint i = 0; bare && i < profile->n_columns; i++)
    scan->facts->columns[i].n_bare += record->cells[i].length > 0;
  scan->n_data++;
}

static void
take_subtotal (Scan *scan, guint64 number, guint64 line)
{
  scan->profile->n_rows++;
  scan->profile->n_subtotals++;
  scan->profile->last_row = number;
  sb_import_issues_count (scan->profile->issues, SB_ISSUE_SUBTOTAL_ROW, NULL, number, line, NULL);
}

/* ---- the footer ------------------------------------------------------------------------------------------------ */

/* Data goes on: what was kept back is data, too. */
static void
flush_pending (Scan *scan)
{
  for (guint i = 0; i < scan->pending->len; i++)
    {
      Pending *pending = g_ptr_array_index (scan->pending, i);
      guint n = pending->cells == NULL ? 0 : g_strv_length (pending->cells);
      g_autofree SbCell *cells = g_new0 (SbCell, MAX (n, 1));
      SbTableRecord record = { .number = pending->number, .line = pending->line, .cells = cells, .n_cells = n };

      if (pending->total)
        {
          take_subtotal (scan, pending->number, pending->line);
          continue;
        }
      for (guint j = 0; j < n; j++)
        cells[j] = (SbCell) { pending->cells[j], strlen (pending->cells[j]), FALSE };
      take_row (scan, &record);
    }
  g_ptr_array_set_size (scan->pending, 0);
  scan->after_blank = FALSE;
}

static void
keep_back (Scan *scan, const SbTableRecord *record, gboolean total)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->number = record->number;
  pending->line = record->line;
  pending->total = total;
  if (!total)
    {
      pending->cells = g_new0 (char *, record->n_cells + 1);
      for (guint i = 0; i < record->n_cells; i++)
        pending->cells[i] = g_strndup (record->cells[i].text, record->cells[i].length);
    }
  g_ptr_array_add (scan->pending, pending);
}

static void
take_record (Scan *scan, SbTableRecord *record)
{
  if (record->number <= scan->profile->header_row)
    return;
  if (record->blank)
    {
      scan->after_blank = scan->after_blank || scan->n_data > 0;
      return;
    }
  if (record->error == SB_ISSUE_NONE && sb_row_is_total (scan->profile, record))
    keep_back (scan, record, TRUE);
  else if (record->error == SB_ISSUE_NONE && (scan->after_blank || scan->pending->len > 0) &&
           scan->profile->n_columns > 1 && scan->pending->len < MAX_PENDING && sb_row_n_filled (record, 2) <= 1)
    keep_back (scan, record, FALSE);
  else
    {
      flush_pending (scan);
      take_row (scan, record);
    }
}

static void
cut_footer (Scan *scan)
{
  const Pending *first;

  if (scan->pending->len == 0)
    return;
  first = g_ptr_array_index (scan->pending, 0);
  sb_import_issues_count (scan->profile->issues, SB_ISSUE_FOOTER_CUT, NULL, first->number, first->line, NULL)->count =
      scan->pending->len;
}

static void
too_many_rows (Scan *scan)
{
  g_autofree char *limit = g_strdup_printf ("%d", SB_IMPORT_MAX_ROWS);

  sb_file_work_refuse (scan->work, SB_ISSUE_TOO_MANY_ROWS, limit);
}

void
sb_file_scan (SbFileWork *work, SbFileFacts *facts, SbScanProgress progress, gpointer data, GCancellable *cancellable)
{
  SbFileProfile *profile = work->profile;
  Scan scan = { .work = work, .profile = profile, .facts = facts };
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTableReader) reader = sb_table_reader_new (profile->input, profile->encoding.name, &profile->dialect,
                                                          &error);
  g_autofree SbCell *spare = g_new0 (SbCell, profile->n_columns + 1);
  SbTableRecord record;

  facts->work = work;
  scan.spare = spare;
  scan.pending = g_ptr_array_new_with_free_func (pending_free);
  profile->preview = g_new0 (char *, SB_IMPORT_SAMPLES * profile->n_columns + 1);
  set_up (&scan);
  while (reader != NULL && !work->failed && sb_table_reader_next (reader, &record, &error))
    {
      take_record (&scan, &record);
      if (profile->n_rows > SB_IMPORT_MAX_ROWS)
        too_many_rows (&scan);
      if (record.number % 2048 != 0)
        continue;
      if (progress != NULL)
        progress (record.offset, data);
      if (g_cancellable_is_cancelled (cancellable))
        sb_file_work_refuse (work, SB_ISSUE_CANCELLED, NULL);
    }
  if (error == NULL && !work->failed)
    sb_input_file_check (profile->input, &error);
  if (error != NULL)
    sb_file_work_fail (work, &error);
  cut_footer (&scan);
  g_ptr_array_unref (scan.pending);
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbColumnFacts *column = &facts->columns[i];

      column->n_other = profile->columns[i].n_filled - MIN (column->n_bare, profile->columns[i].n_filled);
      profile->columns[i].unique = column->hashes != NULL && scan.n_data > 0 && !has_repeats (column->hashes);
      profile->columns[i].all_filled = profile->columns[i].all_filled && scan.n_data > 0;
      g_clear_pointer (&column->hashes, g_array_unref);
    }
}
