/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of a row read as what its column is: the bridge from text to stored units. Called for every mapped cell of
 * the second pass; no allocation, and never a failure – what is wrong is a code. */
#include "exchange/sb-file-profile.h"

#include <string.h>

/* ---- money ----------------------------------------------------------------------------------------------------- */

/* A sign or code to a currency; FALSE when it is none. Signs that several currencies share mean the workspace's. */
static gboolean
resolve (const SbFileProfile *profile, const char *written, char *code, gboolean *assumed)
{
  const char *workspace = profile->options->workspace_currency;

  if (sb_currency_is_known (written))
    {
      g_strlcpy (code, written, SB_CURRENCY_SIZE);
      return TRUE;
    }
  return sb_parse_currency (written, *workspace != '\0' ? workspace : NULL, code, assumed);
}

static const SbCell *
currency_cell (const SbFileProfile *profile, const SbImportRow *row)
{
  int at = sb_file_profile_column (profile, "currency", FALSE);
  const SbCell *cell = at < 0 ? NULL : &row->record.cells[at];

  return cell == NULL || sb_cell_is_empty (cell->text, cell->length, TRUE) ? NULL : cell;
}

/* The order of §6: column, header, cell, option, workspace. */
static SbIssueCode
find_currency (const SbFileProfile *profile, const SbFileColumn *column, const SbImportRow *row, SbImportCell *cell)
{
  const SbCell *named = currency_cell (profile, row);
  char sign[SB_CURRENCY_SIZE] = "";
  gboolean assumed = FALSE;

  if (*cell->number.currency != '\0')
    resolve (profile, cell->number.currency, sign, &assumed);
  if (named != NULL)
    {
      gboolean guess = FALSE;

      if (named->length > 40 || !resolve (profile, named->text, cell->currency, &guess))
        return SB_ISSUE_BAD_CURRENCY;
      cell->currency_assumed = guess;
      /* "$" beside CAD is no contradiction; a definite other sign is. */
      cell->sign_differs = *sign != '\0' && strlen (cell->number.currency) == 3 && !g_str_equal (sign, cell->currency);
      if (*sign != '\0' && g_str_equal (cell->number.currency, "¥"))
        cell->sign_differs = !g_str_equal (cell->currency, "CNY") && !g_str_equal (cell->currency, "JPY");
      if (*sign != '\0' && g_str_equal (cell->number.currency, "$"))
        cell->sign_differs = g_str_equal (cell->currency, "CNY") || g_str_equal (cell->currency, "JPY") ||
                             g_str_equal (cell->currency, "EUR") || g_str_equal (cell->currency, "GBP");
      return SB_ISSUE_NONE;
    }
  if (*column->format.currency != '\0' && resolve (profile, column->format.currency, cell->currency, &assumed))
    {
      cell->currency_assumed = assumed;
      return SB_ISSUE_NONE;
    }
  if (*sign != '\0')
    {
      g_strlcpy (cell->currency, sign, SB_CURRENCY_SIZE);
      cell->currency_assumed = assumed;
    }
  else
    g_strlcpy (cell->currency, *profile->options->currency != '\0' ? profile->options->currency
                                                                   : profile->options->workspace_currency,
               SB_CURRENCY_SIZE);
  return SB_ISSUE_NONE;
}

static SbIssueCode
read_money (const SbFileProfile *profile, const SbFileColumn *column, const SbImportRow *row, SbImportCell *cell)
{
  SbIssueCode code = sb_parse_number_cell (&column->format, cell->text, cell->length, &cell->number);
  int exponent;

  if (code == SB_ISSUE_NONE)
    code = find_currency (profile, column, row, cell);
  if (code != SB_ISSUE_NONE)
    return code;
  exponent = sb_currency_exponent (cell->currency);
  cell->negative = cell->number.negative;
  return sb_decimal_to_minor (&cell->number, MAX (exponent, 0), profile->options->round, &cell->i, &cell->rounded);
}

/* ---- the others ------------------------------------------------------------------------------------------------ */

static SbIssueCode
read_number (const SbFileColumn *column, SbImportCell *cell)
{
  SbIssueCode code = sb_parse_number_cell (&column->format, cell->text, cell->length, &cell->number);

  if (code != SB_ISSUE_NONE)
    return code;
  cell->negative = cell->number.negative;
  if (column->kind == SB_IMPORT_NUMBER)
    {
      cell->d = sb_decimal_to_double (&cell->number);
      return SB_ISSUE_NONE;
    }
  code = sb_decimal_to_int (&cell->number, &cell->i);
  return code == SB_ISSUE_NUMBER_TOO_FINE ? SB_ISSUE_BAD_NUMBER : code;
}

static SbIssueCode
read_instant (const SbCellContext *context, const SbFileColumn *column, SbImportCell *cell)
{
  SbIssueCode code = sb_parse_date_cell (&column->format, cell->text, cell->length, &cell->date);

  if (code != SB_ISSUE_NONE)
    return code;
  return sb_parse_instant_cell (&column->format, cell->text, cell->length, context->zone, &cell->i, &cell->has_time);
}

static gboolean
words_are_empty (SbImportKind kind)
{
  return kind != SB_IMPORT_TEXT && kind != SB_IMPORT_NOTE && kind != SB_IMPORT_CHOICE && kind != SB_IMPORT_TAGS;
}

void
sb_import_cell_read (const SbCellContext *context, guint column, const SbImportRow *row, SbImportCell *cell)
{
  g_return_if_fail (context != NULL && row != NULL && cell != NULL && column < context->profile->n_columns);

  const SbFileProfile *profile = context->profile;
  const SbFileColumn *at = &profile->columns[column];
  gboolean value = FALSE;

  memset (cell, 0, sizeof *cell);
  cell->text = row->record.cells[column].text;
  cell->length = row->record.cells[column].length;
  cell->date = SB_DATE_NONE;
  cell->empty = sb_cell_is_empty (cell->text, cell->length, words_are_empty (at->kind));
  if (cell->empty)
    return;
  switch (at->kind)
    {
    case SB_IMPORT_MONEY:
      cell->error = read_money (profile, at, row, cell);
      break;
    case SB_IMPORT_NUMBER:
    case SB_IMPORT_INTEGER:
      cell->error = read_number (at, cell);
      break;
    case SB_IMPORT_PERCENT:
      cell->error = sb_parse_percent_cell (&at->format, cell->text, cell->length, &cell->i);
      break;
    case SB_IMPORT_MINUTES:
      cell->error = sb_parse_minutes_cell (&at->format, cell->text, cell->length, &cell->i);
      break;
    case SB_IMPORT_DATE:
      cell->error = sb_parse_date_cell (&at->format, cell->text, cell->length, &cell->date);
      break;
    case SB_IMPORT_INSTANT:
      cell->error = read_instant (context, at, cell);
      break;
    case SB_IMPORT_PERIOD:
      cell->error = sb_parse_period_cell (&at->format, cell->text, cell->length,
                                          &(SbPeriodHints) { context->year, context->fiscal }, &cell->period, NULL);
      break;
    case SB_IMPORT_BOOL:
      cell->error = sb_parse_bool_cell (cell->text, cell->length, &value);
      cell->i = value;
      break;
    case SB_IMPORT_TEXT:
    case SB_IMPORT_NOTE:
    case SB_IMPORT_ID:
    case SB_IMPORT_CHOICE:
    case SB_IMPORT_REFERENCE:
    case SB_IMPORT_CURRENCY:
    case SB_IMPORT_TAGS:
    default:
      break;
    }
}

gboolean
sb_file_profile_wide_period (const SbCellContext *context, guint column, const SbImportRow *row, SbPeriod *period)
{
  g_return_val_if_fail (context != NULL && row != NULL && period != NULL, FALSE);

  const SbFileProfile *profile = context->profile;
  const SbFileColumn *at = &profile->columns[column];
  SbPeriodHints hints = { .fiscal = context->fiscal };

  if (profile->year_column >= 0)
    hints.year = atoi (row->record.cells[profile->year_column].text);
  else
    sb_date_to_ymd (at->period.start, &hints.year, NULL, NULL);
  return sb_parse_period_cell (&at->format, at->header, strlen (at->header), &hints, period, NULL) == SB_ISSUE_NONE;
}
