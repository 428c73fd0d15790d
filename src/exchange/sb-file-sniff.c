/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning of a file: its encoding, its dialect, its first records, and which of them names the columns. First
 * step of profiling; knows the dictionary only as "is this a known header". */
#include "exchange/sb-file-private.h"
#include "exchange/sb-date-text.h"
#include "exchange/sb-number-text.h"

#include <string.h>

#define HEAD_BYTES ((gsize) 1 << 20)

void
sb_file_work_refuse (SbFileWork *work, SbIssueCode code, const char *value)
{
  SbImportIssue *issue = sb_import_issue_new (code, NULL, 0, 0, value);

  issue->file = g_strdup (work->profile->file);
  issue->detail = g_strdup (value);
  g_ptr_array_add (work->profile->issues, issue);
  work->failed = work->failed || issue->level == SB_ISSUE_LEVEL_ERROR;
}

void
sb_file_work_fail (SbFileWork *work, GError **error)
{
  g_assert (*error != NULL);

  SbIssueCode code = (*error)->domain == SB_IMPORT_ERROR ? (SbIssueCode) (*error)->code : SB_ISSUE_CANNOT_OPEN;
  SbImportIssue *issue = sb_import_issue_new (code, NULL, 0, 0, NULL);

  issue->file = g_strdup (work->profile->file);
  issue->message = g_strdup ((*error)->message);
  g_ptr_array_add (work->profile->issues, issue);
  work->failed = TRUE;
  g_clear_error (error);
}

/* ---- encoding and records -------------------------------------------------------------------------------------- */

static gboolean
is_known_header_cb (const char *cell, gpointer data)
{
  return sb_import_dictionary_knows (data, cell);
}

static gboolean
find_encoding (SbFileWork *work, GCancellable *cancellable)
{
  SbFileProfile *profile = work->profile;
  g_autoptr (GError) error = NULL;

  if (!sb_encoding_detect (profile->input, profile->options->encoding, is_known_header_cb, profile->dictionary,
                           cancellable, &profile->encoding, &error))
    {
      sb_file_work_fail (work, &error);
      return FALSE;
    }
  if (profile->encoding.unsure)
    {
      sb_file_work_refuse (work, SB_ISSUE_ENCODING_UNSURE, profile->encoding.name);
      ((SbImportIssue *) g_ptr_array_index (profile->issues, profile->issues->len - 1))->choices =
          g_strdupv (profile->encoding.choices);
    }
  else if (profile->encoding.guessed)
    sb_file_work_refuse (work, SB_ISSUE_ENCODING_GUESSED, profile->encoding.name);
  return TRUE;
}

static char **
copy_cells (const SbTableRecord *record)
{
  char **cells = g_new0 (char *, record->n_cells + 1);

  for (guint i = 0; i < record->n_cells; i++)
    cells[i] = g_utf8_make_valid (record->cells[i].text, (gssize) MIN (record->cells[i].length, 4096));
  return cells;
}

static gboolean
read_head (SbFileWork *work)
{
  SbFileProfile *profile = work->profile;
  g_autoptr (GError) error = NULL;
  gsize length;
  gboolean complete, nul = FALSE;
  g_autofree char *text = sb_encoding_dup_head (profile->input, profile->encoding.name, HEAD_BYTES, &length, &complete);
  g_autoptr (SbTableReader) reader = NULL;
  SbTableRecord record;

  sb_dialect_detect (&profile->dialect, text, length, complete, profile->options->delimiter);
  reader = sb_table_reader_new (profile->input, profile->encoding.name, &profile->dialect, &error);
  work->head_complete = TRUE;
  while (reader != NULL && sb_table_reader_next (reader, &record, &error))
    {
      g_ptr_array_add (work->head, copy_cells (&record));
      nul = nul || (record.error == SB_ISSUE_NUL_BYTE && work->head->len == 1);
      if (work->head->len < SB_HEAD_RECORDS || (int) work->head->len <= profile->options->header)
        continue;
      work->head_complete = FALSE;
      break;
    }
  if (error != NULL)
    sb_file_work_fail (work, &error);
  else if (nul || (!g_str_has_prefix (profile->encoding.name, "UTF-16") &&
                   !g_str_has_prefix (profile->encoding.name, "UTF-32") &&
                   profile->encoding.n_nul_lines * 100 > profile->encoding.n_lines))
    sb_file_work_refuse (work, SB_ISSUE_NOT_TEXT, NULL);
  return !work->failed;
}

/* ---- the header row -------------------------------------------------------------------------------------------- */

/* Nothing, blanks, or delimiters where none was found. */
static gboolean
is_blank (char **cells)
{
  for (; *cells != NULL; cells++)
    if (!sb_cell_is_empty (*cells, strlen (*cells), FALSE) && (*cells)[strspn (*cells, ",;|\t ")] != '\0')
      return FALSE;
  return TRUE;
}

gboolean
sb_header_is_period (const char *header, SbPeriod *period, gboolean *needs_year)
{
  SbPeriodHints hints = { 2000, SB_FISCAL_DEFAULT };
  SbDateText date;
  gsize length = strlen (header);

  if (length == 0 || length > 30 || sb_date_text_scan (header, length, &date))
    return FALSE;
  return sb_parse_period_cell (&(SbColumnFormat) { 0 }, header, length, &hints, period, needs_year) == SB_ISSUE_NONE;
}

static gboolean
is_bare_year (const char *cell)
{
  return strlen (cell) == 4 && strspn (cell, "0123456789") == 4;
}

/* Numbers and dates are data, unless they name a period. */
static gboolean
looks_like_data (const char *cell)
{
  SbDateText date;
  SbNumberText number;
  SbPeriod period;
  gboolean needs_year;
  gsize length = strlen (cell);

  if (length == 0)
    return FALSE;
  if (sb_date_text_scan (cell, length, &date))
    return TRUE;
  if (!is_bare_year (cell) && sb_header_is_period (cell, &period, &needs_year))
    return FALSE;
  return sb_number_text_scan (cell, length, &number);
}

static gboolean
is_mapped_by_option (const SbFileProfile *profile, const char *cell)
{
  for (guint i = 0; i < profile->options->maps->len; i++)
    if (g_str_equal (((SbImportMap *) g_ptr_array_index (profile->options->maps, i))->header, cell))
      return *cell != '\0' && *cell != '#';
  return FALSE;
}

/* Known headers among the cells; period names count where they are no plain years. */
static guint
count_hits (const SbFileProfile *profile, char **cells, guint *n_cells)
{
  guint hits = 0;

  *n_cells = 0;
  for (; *cells != NULL; cells++)
    {
      SbPeriod period;
      gboolean needs_year;

      *n_cells += !sb_cell_is_empty (*cells, strlen (*cells), FALSE);
      if (is_mapped_by_option (profile, *cells))
        hits += 3;
      else if (**cells != '\0' && (sb_import_dictionary_knows (profile->dictionary, *cells) ||
                                   (!is_bare_year (*cells) && sb_header_is_period (*cells, &period, &needs_year))))
        hits++;
    }
  return hits;
}

static gboolean
is_mostly_data (char **cells)
{
  guint data = 0, n = 0;

  for (; *cells != NULL; cells++, n++)
    data += looks_like_data (*cells);
  return data * 3 >= n;
}

/* The record that the dictionary takes for a header; 0 when there is none. */
static guint
known_header (const SbFileWork *work)
{
  for (guint i = 0; i < work->head->len && i < SB_HEADER_RECORDS; i++)
    {
      char **cells = g_ptr_array_index (work->head, i);
      guint n_cells, n_next = 0, next = 0;
      guint hits = count_hits (work->profile, cells, &n_cells);

      if (hits < (n_cells <= 4 ? 2u : 3u))
        continue;
      if (i + 1 < work->head->len)
        next = count_hits (work->profile, g_ptr_array_index (work->head, i + 1), &n_next);
      if (hits >= next && !is_mostly_data (cells))
        return i + 1;
    }
  return 0;
}

/* The first record as a header nobody knows: names in every cell, all different, none of them data. */
static guint
plausible_header (const SbFileWork *work)
{
  for (guint i = 0; i < work->head->len && i < SB_HEADER_RECORDS; i++)
    {
      char **cells = g_ptr_array_index (work->head, i);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      guint empty = 0, n = 0;

      if (is_blank (cells))
        continue;
      for (; cells[n] != NULL; n++)
        {
          if (looks_like_data (cells[n]))
            return 0;
          empty += *cells[n] == '\0';
          if (*cells[n] != '\0' && !g_hash_table_add (seen, cells[n]))
            return 0;
        }
      return empty * 5 <= n ? i + 1 : 0;
    }
  return 0;
}

/* --map "#1=…" says that there is no header worth a name. */
static gboolean
names_positions (const SbFileProfile *profile)
{
  for (guint i = 0; i < profile->options->maps->len; i++)
    {
      const char *header = ((SbImportMap *) g_ptr_array_index (profile->options->maps, i))->header;

      if (*header == '#' && g_ascii_isdigit (header[1]))
        return TRUE;
    }
  return FALSE;
}

/* A header and nothing below it; only where the whole file is in the head. */
static gboolean
has_no_rows (const SbFileWork *work)
{
  for (guint i = work->profile->header_row; i < work->head->len; i++)
    if (!is_blank (g_ptr_array_index (work->head, i)))
      return FALSE;
  return work->head_complete;
}

static gboolean
find_header (SbFileWork *work)
{
  SbFileProfile *profile = work->profile;
  guint blank = 0;

  for (guint i = 0; i < work->head->len; i++)
    blank += is_blank (g_ptr_array_index (work->head, i));
  if (blank == work->head->len)
    {
      sb_file_work_refuse (work, SB_ISSUE_EMPTY_FILE, NULL);
      return FALSE;
    }
  if (profile->options->header >= 0)
    {
      profile->header_row = (guint) profile->options->header;
      if (profile->header_row > work->head->len || has_no_rows (work))
        sb_file_work_refuse (work, SB_ISSUE_NO_ROWS, NULL);
      return !work->failed;
    }
  profile->header_row = known_header (work);
  if (profile->header_row == 0 && names_positions (profile))
    return TRUE;
  if (profile->header_row == 0)
    {
      profile->header_row = plausible_header (work);
      work->guessed = TRUE;
    }
  if (profile->header_row == 0)
    sb_file_work_refuse (work, SB_ISSUE_NO_HEADER, NULL);
  else if (has_no_rows (work))
    {
      sb_file_work_refuse (work, SB_ISSUE_NO_ROWS, NULL);
      return FALSE;
    }
  for (guint i = 0; i + 1 < profile->header_row; i++)
    profile->title_rows += !is_blank (g_ptr_array_index (work->head, i));
  if (profile->title_rows > 0)
    sb_import_issues_count (profile->issues, SB_ISSUE_HEADER_TITLE_ROWS, NULL, 1, 1, NULL)->count = profile->title_rows;
  return TRUE;
}

/* ---- columns --------------------------------------------------------------------------------------------------- */

/* The width most records have; the first of equals. */
static guint
usual_width (const SbFileWork *work)
{
  guint best = 1, best_n = 0;

  for (guint i = 0; i < work->head->len; i++)
    {
      guint width = g_strv_length (g_ptr_array_index (work->head, i)), n = 0;

      for (guint j = 0; j < work->head->len; j++)
        n += g_strv_length (g_ptr_array_index (work->head, j)) == width;
      if (n > best_n && !is_blank (g_ptr_array_index (work->head, i)))
        best = width, best_n = n;
    }
  return best;
}

static void
name_columns (SbFileWork *work, char **cells)
{
  SbFileProfile *profile = work->profile;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];
      guint n;

      column->header = g_strdup (cells == NULL ? "" : cells[i]);
      sb_header_key_init (&column->key, column->header, work->header_prefix);
      if (cells == NULL)
        column->name = g_strdup_printf ("#%u", i + 1);
      else if (sb_cell_is_empty (column->header, strlen (column->header), FALSE))
        column->name = g_strdup_printf ("Column %u", i + 1);
      else
        {
          n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, column->header)) + 1;
          g_hash_table_insert (seen, g_strdup (column->header), GUINT_TO_POINTER (n));
          column->name = n == 1 ? g_strdup (column->header) : g_strdup_printf ("%s#%u", column->header, n);
        }
    }
}

static void
make_columns (SbFileWork *work)
{
  SbFileProfile *profile = work->profile;
  char **cells = profile->header_row > 0 ? g_ptr_array_index (work->head, profile->header_row - 1) : NULL;

  profile->n_columns = cells != NULL ? g_strv_length (cells) : usual_width (work);
  if (profile->n_columns > SB_IMPORT_MAX_COLUMNS)
    {
      g_autofree char *n = g_strdup_printf ("%u", profile->n_columns);

      sb_file_work_refuse (work, SB_ISSUE_TOO_MANY_COLUMNS, n);
      profile->n_columns = 0;
      return;
    }
  profile->columns = g_new0 (SbFileColumn, profile->n_columns);
  if (cells != NULL)
    {
      work->header_prefix = sb_crm_header_prefix ((const char * const *) cells, profile->n_columns);
      profile->profile = sb_crm_profile_detect ((const char * const *) cells, profile->n_columns);
    }
  name_columns (work, cells);
}

void
sb_file_sniff (SbFileWork *work, GCancellable *cancellable)
{
  SbFileProfile *profile = work->profile;

  profile->profile = sb_crm_profile_find ("csv");
  if (!work->failed && find_encoding (work, cancellable) && read_head (work) && find_header (work))
    make_columns (work);
  profile->source = g_strdup (profile->options->source != NULL ? profile->options->source
                                                               : sb_crm_profile_name (profile->profile));
}
