/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from the first pass: the form of every column, the key, columns that say the same, periods of a wide
 * table, and the questions that are left. Last step of profiling; reads no rows except to check totals. */
#include "exchange/sb-file-private.h"

#include <string.h>

static gboolean
is_field (const SbFileColumn *column, const char *name)
{
  return column->role == SB_COLUMN_FIELD && !column->by_id && g_str_equal (column->field->name, name);
}

static SbImportIssue *
tell (SbFileProfile *profile, SbIssueCode code, const SbFileColumn *column, const char *value)
{
  return sb_import_issues_count (profile->issues, code, column != NULL ? column->name : NULL, 0, 0, value);
}

/* ---- columns that are none, or the same ------------------------------------------------------------------------ */

static void
settle_nameless (SbFileProfile *profile)
{
  for (guint i = 0; i < profile->n_columns && profile->header_row > 0; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (column->by != SB_MAPPED_NOT || !sb_cell_is_empty (column->header, strlen (column->header), FALSE))
        continue;
      if (column->n_filled == 0)
        column->role = SB_COLUMN_IGNORED;
      else
        tell (profile, SB_ISSUE_HEADER_EMPTY, column, NULL);
    }
}

/* 1 … n is a row number whatever its header says. */
static void
settle_counters (SbFileFacts *facts, SbFileProfile *profile)
{
  guint64 n = profile->n_rows - profile->n_subtotals - profile->n_deleted - profile->n_broken;

  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (!facts->columns[i].counter || !column->all_filled || !column->unique || facts->columns[i].low != 1 ||
          facts->columns[i].high != n)
        continue;
      column->id_like = FALSE;
      if (column->by != SB_MAPPED_SURE)
        continue;
      column->role = SB_COLUMN_EXTRA;
      column->field = NULL;
      column->by = SB_MAPPED_NOT;
      column->kind = SB_IMPORT_TEXT;
    }
}

static void
ask_twins (SbFileProfile *profile, const SbFileColumn *first)
{
  guint at = (guint) (first - profile->columns);
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  SbImportIssue *issue;

  if (sb_import_issues_find (profile->issues, SB_ISSUE_HEADER_DUPLICATE, first->name) != NULL)
    return;
  issue = tell (profile, SB_ISSUE_HEADER_DUPLICATE, first, NULL);
  issue->detail = sb_file_column_dup_target (first);
  issue->value = g_strdup (issue->detail);
  g_ptr_array_add (choices, g_strdup (first->name));
  for (guint i = 0; i < profile->n_columns; i++)
    if (profile->columns[i].twin == (int) at && profile->columns[i].twin_weighty)
      g_ptr_array_add (choices, g_strdup (profile->columns[i].name));
  g_ptr_array_add (choices, NULL);
  issue->choices = (char **) g_ptr_array_free (g_steal_pointer (&choices), FALSE);
}

static void
settle_twins (SbFileFacts *facts, SbFileProfile *profile)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (column->twin < 0 || column->role != SB_COLUMN_EXTRA)
        continue;
      if (!facts->columns[i].twin_differs && profile->n_rows > 0)
        column->role = SB_COLUMN_IGNORED;
      else if (column->twin_weighty && column->n_filled > 0)
        ask_twins (profile, &profile->columns[column->twin]);
    }
}

/* ---- forms ----------------------------------------------------------------------------------------------------- */

/* The order of decided columns with the same separators and time form; NONE when they differ or there is none. */
static SbDateOrder
sibling_order (const SbFileFacts *facts, const SbFileProfile *profile, guint at)
{
  SbDateOrder found = SB_DATE_ORDER_NONE;

  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbDateOrder order;

      if (i == at || facts->columns[i].form == NULL ||
          sb_column_profile_date_state (facts->columns[i].form, &order) != SB_FORM_DECIDED ||
          !sb_column_profile_is_sibling (facts->columns[i].form, facts->columns[at].form))
        continue;
      if (found != SB_DATE_ORDER_NONE && found != order)
        return SB_DATE_ORDER_NONE;
      found = order;
    }
  return found;
}

static char
sibling_decimal (const SbFileFacts *facts, const SbFileProfile *profile, guint at)
{
  char found = 0;

  for (guint i = 0; i < profile->n_columns; i++)
    {
      char decimal;

      if (i == at || facts->columns[i].form == NULL || profile->columns[i].kind != SB_IMPORT_MONEY ||
          sb_column_profile_number_state (facts->columns[i].form, &decimal) != SB_FORM_DECIDED)
        continue;
      if (found != 0 && found != decimal)
        return 0;
      found = decimal;
    }
  return found;
}

static void
take_unit (SbFileProfile *profile, SbFileColumn *column)
{
  const SbHeaderKey *key = &column->key;
  gboolean money = column->kind == SB_IMPORT_MONEY, number = money || column->kind == SB_IMPORT_NUMBER ||
                                                             column->kind == SB_IMPORT_INTEGER;

  if (number && key->power > 0)
    column->format.power = key->power;
  if (money)
    g_strlcpy (column->format.currency, key->currency, sizeof column->format.currency);
  if (column->kind == SB_IMPORT_MINUTES && key->seconds > 0)
    column->format.seconds = key->seconds;
  if (column->format.power > 0 || (column->format.seconds > 0 && column->format.seconds != 60))
    tell (profile, SB_ISSUE_UNIT_FROM_HEADER, column, key->unit);
}

static char
multi_mark (const SbFileProfile *profile, const SbFileColumn *column, const SbColumnFacts *facts)
{
  gboolean hubspot = g_str_equal (sb_crm_profile_name (profile->profile), "hubspot");

  if (facts->n_array * 2 > column->n_filled)
    return '[';
  if (facts->n_semicolon > 0 && (hubspot || column->kind == SB_IMPORT_TAGS))
    return ';';
  return facts->n_bar > 0 ? '|' : '\0';
}

static void
decide_forms (SbFileFacts *facts, SbFileProfile *profile)
{
  SbFormHints hints = { .option_order = profile->options->date_order, .option_decimal = profile->options->decimal };

  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];
      const SbColumnProfile *form = facts->columns[i].form;

      if (form == NULL)
        continue;
      hints.sibling_order = sibling_order (facts, profile, i);
      hints.sibling_decimal = sibling_decimal (facts, profile, i);
      sb_column_profile_decide (form, column->name, &hints, &column->format, profile->issues);
      take_unit (profile, column);
      column->format.multi = multi_mark (profile, column, &facts->columns[i]);
    }
}

/* What the whole file shows, where its columns agree. */
static void
sum_up_forms (SbFileFacts *facts, SbFileProfile *profile)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbColumnProfile *form = facts->columns[i].form;
      SbDateOrder order = profile->columns[i].format.date_order;
      char mark = form == NULL ? 0 : sb_column_profile_fraction (form, &profile->columns[i].format);

      if (order != SB_DATE_ORDER_NONE && order != SB_DATE_ORDER_EPOCH)
        profile->date_order = profile->date_order == SB_DATE_ORDER_NONE || profile->date_order == order
                                  ? order
                                  : SB_DATE_ORDER_MIXED;
      if (mark != 0)
        profile->decimal = profile->decimal == 0 || profile->decimal == mark ? mark : 'm';
    }
}

/* ---- the key --------------------------------------------------------------------------------------------------- */

static void
find_key (SbFileFacts *facts, SbFileProfile *profile)
{
  profile->id_column = -1;
  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];
      const char *example = NULL;

      if (!is_field (column, "ext_id"))
        continue;
      if (facts->columns[i].form != NULL && sb_column_profile_ids_damaged (facts->columns[i].form, &example))
        {
          column->ids_damaged = TRUE;
          tell (profile, SB_ISSUE_IDS_DAMAGED, column, example);
        }
      /* A constant or partly empty id is no key; repeated ones are told row by row. */
      else if (column->all_filled && (column->unique || column->samples[1] != NULL || profile->n_rows == 1) &&
               profile->id_column < 0)
        profile->id_column = (int) i;
    }
  for (guint i = 0; i < profile->n_columns && profile->id_column < 0; i++)
    {
      SbFileColumn *column = &profile->columns[i];

      if (column->role != SB_COLUMN_EXTRA || column->by != SB_MAPPED_NOT || !column->id_like || !column->all_filled ||
          !column->unique || profile->header_row == 0)
        continue;
      profile->id_column = (int) i;
      profile->id_guessed = TRUE;
      tell (profile, SB_ISSUE_KEY_FROM_COLUMN, column, NULL);
    }
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

static void
find_continuation (SbFileFacts *facts, SbFileProfile *profile)
{
  gboolean only_there = FALSE;

  for (guint i = 0; i < profile->n_columns; i++)
    only_there = only_there || (facts->columns[i].n_bare > 0 && facts->columns[i].n_other == 0);
  profile->continued = facts->n_bare > 0 &&
                       (g_str_equal (sb_crm_profile_name (profile->profile), "odoo") ||
                        (only_there && facts->n_bare * 20 >= profile->n_rows));
  profile->n_continued = profile->continued ? facts->n_bare : 0;
}

static gboolean
is_filled_down (const SbFileProfile *profile, const SbFileColumn *column)
{
  for (guint i = 0; i < profile->options->fill_down->len; i++)
    if (g_str_equal (g_ptr_array_index (profile->options->fill_down, i), column->name))
      return TRUE;
  return FALSE;
}

/* Merged cells are the leftmost columns; the first that is none ends them. */
static void
find_blank_runs (SbFileFacts *facts, SbFileProfile *profile)
{
  for (guint i = 0; i < MIN (profile->n_columns, 4) && !profile->continued; i++)
    {
      const SbFileColumn *column = &profile->columns[i];
      const SbColumnFacts *run = &facts->columns[i];

      if (run->run_broken || !run->run_first || profile->n_rows < 4 || column->n_filled < 2 ||
          column->n_filled * 2 > profile->n_rows)
        return;
      if (!is_filled_down (profile, column))
        tell (profile, SB_ISSUE_BLANK_RUNS, column, NULL);
    }
}

/* ---- wide tables ----------------------------------------------------------------------------------------------- */

/* A year of four digits that stands in the name of the file. */
static int
year_in_name (const SbFileProfile *profile)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?<![0-9])(19|20)[0-9]{2}(?![0-9])", 0, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;

  if (!g_regex_match (regex, sb_input_file_get_name (profile->input), 0, &info))
    return 0;
  g_autofree char *year = g_match_info_fetch (info, 0);
  return atoi (year);
}

static void
set_period_years (SbFileProfile *profile, int year)
{
  SbPeriodHints hints = { year, SB_FISCAL_DEFAULT };

  for (guint i = 0; i < profile->n_columns; i++)
    {
      SbFileColumn *column = &profile->columns[i];
      SbPeriod period;

      if (column->role == SB_COLUMN_PERIOD &&
          sb_parse_period_cell (&column->format, column->header, strlen (column->header), &hints, &period, NULL) ==
              SB_ISSUE_NONE)
        column->period = period;
    }
}

static void
settle_period_years (SbFileProfile *profile)
{
  const SbFileColumn *without = NULL;
  int year = year_in_name (profile);

  for (guint i = 0; i < profile->n_columns && without == NULL; i++)
    {
      SbPeriod period;
      gboolean needs_year;

      if (profile->columns[i].role == SB_COLUMN_PERIOD &&
          sb_header_is_period (profile->columns[i].header, &period, &needs_year) && needs_year)
        without = &profile->columns[i];
    }
  if (without == NULL)
    {
      profile->year_column = -1;
      return;
    }
  if (profile->year_column >= 0 && profile->columns[profile->year_column].samples[0] != NULL)
    year = atoi (profile->columns[profile->year_column].samples[0]);
  else if (profile->options->as_of != SB_DATE_NONE)
    sb_date_to_ymd (profile->options->as_of, &year, NULL, NULL);
  if (year >= 1900 && year <= 9999)
    set_period_years (profile, year);
  else
    tell (profile, SB_ISSUE_PERIOD_YEAR, without, without->header);
}

static gboolean
is_total_column (const SbFileProfile *profile, const SbFileColumn *column)
{
  SbPeriod period;
  gboolean needs_year;

  return column->role == SB_COLUMN_IGNORED && column->by == SB_MAPPED_SURE && profile->wide &&
         !sb_header_is_period (column->header, &period, &needs_year) && strstr (column->key.key, "率") == NULL &&
         !g_str_has_prefix (column->key.key, "attainment");
}

/* Adds the periods of one row up and compares each total. */
static void
check_row_totals (SbFileProfile *profile, const SbImportRow *row)
{
  gint64 sum = 0;
  SbDecimal number;

  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];
      const SbCell *cell = &row->record.cells[i];
      gint64 minor;

      if (column->role == SB_COLUMN_PERIOD && !sb_cell_is_empty (cell->text, cell->length, TRUE) &&
          (sb_parse_number_cell (&column->format, cell->text, cell->length, &number) != SB_ISSUE_NONE ||
           sb_decimal_to_minor (&number, 4, TRUE, &minor, NULL) != SB_ISSUE_NONE || !sb_money_add (&sum, minor)))
        return;
    }
  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];
      const SbCell *cell = &row->record.cells[i];
      gint64 total;

      if (is_total_column (profile, column) && !sb_cell_is_empty (cell->text, cell->length, TRUE) &&
          sb_parse_number_cell (&column->format, cell->text, cell->length, &number) == SB_ISSUE_NONE &&
          sb_decimal_to_minor (&number, 4, TRUE, &total, NULL) == SB_ISSUE_NONE && total != sum)
        sb_import_issues_count (profile->issues, SB_ISSUE_TOTAL_DIFFERS, column->name, row->record.number,
                                row->record.line, cell->text);
    }
}

static void
check_totals (SbFileProfile *profile)
{
  g_autoptr (SbRowReader) reader = NULL;
  SbImportRow row;
  gboolean any = FALSE;

  for (guint i = 0; i < profile->n_columns; i++)
    any = any || is_total_column (profile, &profile->columns[i]);
  if (!any)
    return;
  /* Totals are written like the periods they add up. */
  for (guint i = 0; i < profile->n_columns; i++)
    for (guint j = 0; j < profile->n_columns && is_total_column (profile, &profile->columns[i]); j++)
      if (profile->columns[j].role == SB_COLUMN_PERIOD)
        profile->columns[i].format = profile->columns[j].format;
  reader = sb_row_reader_new (profile, NULL);
  while (reader != NULL && sb_row_reader_next (reader, &row, NULL))
    if (row.kind == SB_ROW_DATA && row.record.error == SB_ISSUE_NONE)
      check_row_totals (profile, &row);
}

/* ---- what the type needs --------------------------------------------------------------------------------------- */

/* Groups with ' ' between must all hold; each is met by any of its fields. */
static void
check_required (SbFileWork *work)
{
  static const char * const needs[][2] = {
    { "deal", "ext_id|name|account" },
    { "account", "name|ext_id" },
    { "product", "name|ext_id" },
    { "team", "name|ext_id" },
    { "contact", "name|first_name|last_name|email|ext_id" },
    { "member", "name|first_name|last_name|email|ext_id" },
    { "order", "account|order_no|amount" },
    { "target", "period member|team" },
    { "stage_change", "deal stage at" },
    { "training", "member course" },
    { "activity", "kind|subject" },
    { "feedback", "score|text" },
  };
  SbFileProfile *profile = work->profile;

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      g_auto (GStrv) groups = g_str_equal (needs[i][0], profile->type->name) ? g_strsplit (needs[i][1], " ", -1) : NULL;

      for (guint j = 0; groups != NULL && groups[j] != NULL; j++)
        {
          g_auto (GStrv) fields = g_strsplit (groups[j], "|", -1);
          gboolean met = profile->wide && g_str_equal (groups[j], "period");

          for (guint k = 0; fields[k] != NULL; k++)
            met = met || sb_header_match_has (profile, fields[k]);
          if (!met)
            sb_file_work_refuse (work, SB_ISSUE_REQUIRED_MISSING, fields[0]);
        }
    }
}

void
sb_file_conclude (SbFileFacts *facts)
{
  SbFileWork *work = facts->work;
  SbFileProfile *profile = work->profile;

  if (work->failed)
    return;
  if (profile->n_rows == 0)
    {
      sb_file_work_refuse (work, SB_ISSUE_NO_ROWS, NULL);
      return;
    }
  settle_nameless (profile);
  settle_counters (facts, profile);
  settle_twins (facts, profile);
  decide_forms (facts, profile);
  sum_up_forms (facts, profile);
  find_key (facts, profile);
  find_continuation (facts, profile);
  find_blank_runs (facts, profile);
  for (guint i = 0; i < profile->n_columns; i++)
    if (is_field (&profile->columns[i], "ordered_on") && profile->columns[i].by == SB_MAPPED_GUESSED)
      tell (profile, SB_ISSUE_DATE_STAND_IN, &profile->columns[i], NULL);
  if (profile->type == NULL)
    return;
  if (profile->wide)
    {
      settle_period_years (profile);
      check_totals (profile);
    }
  check_required (work);
}
