/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of an import and their sentences. Called by everything that reads or writes a file; knows nothing of how
 * an issue was found. A sentence names the place, the value and what to do next; its {words} are filled in here, so
 * that a translation may order them freely. */
#include "sb-config.h"

#include "exchange/sb-import-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char  *name;
  SbIssueLevel level;
  const char  *option;   /* questions only */
  const char  *sentence; /* N_() */
} IssueText;

#define FAULT(code, name, sentence) [SB_ISSUE_##code] = { name, SB_ISSUE_LEVEL_ERROR, NULL, sentence }
#define ASK(code, name, option, sentence) [SB_ISSUE_##code] = { name, SB_ISSUE_LEVEL_QUESTION, option, sentence }
#define TELL(code, name, sentence) [SB_ISSUE_##code] = { name, SB_ISSUE_LEVEL_WARNING, NULL, sentence }
#define REJECT(code, name, sentence) [SB_ISSUE_##code] = { name, SB_ISSUE_LEVEL_REJECT, NULL, sentence }

static const IssueText texts[SB_N_ISSUES] = {
  FAULT (CANNOT_OPEN, "cannot-open",
         N_("“{file}” cannot be opened: {detail}. Check the name and your permission to read it.")),
  FAULT (NOT_A_FILE, "not-a-file", N_("“{file}” is a folder or a device. Choose a CSV file.")),
  FAULT (EMPTY_FILE, "empty-file", N_("“{file}” is empty. Export it again from the source system.")),
  FAULT (NO_ROWS, "no-rows", N_("“{file}” has a header and no rows below it. Export it again with its data.")),
  FAULT (NOT_TEXT, "not-text", N_("“{file}” is not a text table. Save it as CSV or XLSX.")),
  FAULT (LOOKS_LIKE_HTML, "looks-like-html",
         N_("“{file}” is a web page, whatever its name says. Save it as CSV or XLSX.")),
  FAULT (LOOKS_LIKE_JSON, "looks-like-json", N_("“{file}” is JSON. Save it as CSV or XLSX.")),
  FAULT (LOOKS_LIKE_XLS, "looks-like-xls",
         N_("“{file}” is not a CSV file but a {detail} document. Save it as CSV or XLSX.")),
  FAULT (ARCHIVE_NESTED, "archive-nested",
         N_("“{file}” holds another archive, “{value}”. Unpack it and import the tables inside.")),
  FAULT (ARCHIVE_BOMB, "archive-bomb",
         N_("“{file}” unpacks to more than an archive of tables should. Unpack it and import the tables you "
            "need.")),
  FAULT (XLSX_DAMAGED, "xlsx-damaged",
         N_("The workbook “{file}” cannot be read. Save it again, or save its sheet as CSV.")),
  FAULT (ENCODING_UNKNOWN, "encoding-unknown",
         N_("The encoding “{value}” is not known. Use a name such as UTF-8, GB18030 or WINDOWS-1252.")),
  FAULT (ENCODING_FAILED, "encoding-failed",
         N_("“{file}” is not {value} from line {line} on. Choose another encoding.")),
  FAULT (TYPE_UNKNOWN, "type-unknown",
         N_("“{file}” is none of the tables Sales Balance knows. Say what it is with --type and --map.")),
  FAULT (REQUIRED_MISSING, "required-missing", N_("“{file}” has no column for {value}. Name one with --map.")),
  FAULT (TOO_MANY_ROWS, "too-many-rows",
         N_("“{file}” has more rows than can be imported at once ({value}). Split it.")),
  FAULT (TOO_MANY_COLUMNS, "too-many-columns",
         N_("“{file}” has {value} columns; at most 4096 can be imported. Leave out what is not needed.")),
  FAULT (RECORD_TOO_LONG, "record-too-long",
         N_("The record at line {line} of “{file}” is longer than 16 MiB. Check the quotes and line ends there.")),
  FAULT (TOO_BIG, "too-big", N_("“{file}” is larger than 2 GiB. Split it.")),
  FAULT (TOO_BROKEN, "too-broken",
         N_("“{file}” has more than 100 quotes that never close; the first stands in line {line}. Export it "
            "again.")),
  FAULT (FILE_CHANGED, "file-changed",
         N_("“{file}” was changed while it was read. Import it again when it is finished.")),
  FAULT (MAP_UNKNOWN_HEADER, "map-unknown-header",
         N_("No file has a column “{value}”. Check the header given to --map.")),
  FAULT (MAP_UNKNOWN_FIELD, "map-unknown-field",
         N_("There is no field “{value}”. Fields are written type.field, for example deal.amount.")),
  FAULT (CANCELLED, "cancelled", N_("The import was cancelled; nothing was written.")),
  FAULT (DISK_FULL, "disk-full",
         N_("There is no space left to write to. Free some and import again; nothing was written.")),
  FAULT (WORKSPACE_BUSY, "workspace-busy",
         N_("The workspace is being written to by another program. Close it there and import again.")),

  ASK (TYPE_UNSURE, "type-unsure", "--type", N_("“{file}” could be {choices}. What does it hold?")),
  ASK (ENCODING_UNSURE, "encoding-unsure", "--encoding",
         N_("The letters of “{file}” could be {choices}. Which reads right?")),
  ASK (NO_HEADER, "no-header", "--header",
         N_("“{file}” has no row that names its columns. Say which record does, or 0 for none and name the "
            "columns.")),
  ASK (HEADER_DUPLICATE, "header-duplicate", "--map",
         N_("Several columns could be {detail}: {choices}. Which one is it?")),
  ASK (DATE_ORDER, "date-order", "--date-order", N_("Column “{column}”: is “{value}” day first or month first?")),
  ASK (DATE_CONFLICT, "date-conflict", "--date-order",
         N_("Column “{column}” holds dates in different orders, for example “{value}”. Which order is right? "
            "Cells that do not fit are rejected.")),
  ASK (DATE_SERIAL, "date-serial", "--date-order",
         N_("Column “{column}” holds numbers such as “{value}”. Are they the day numbers of a spreadsheet?")),
  ASK (NUMBER_SEPARATOR, "number-separator", "--decimal",
         N_("Column “{column}”: does the mark in “{value}” separate thousands or decimals?")),
  ASK (NUMBER_CONFLICT, "number-conflict", "--decimal",
         N_("Column “{column}” uses both marks for decimals, for example “{value}”. Which one is right?")),
  ASK (PERIOD_YEAR, "period-year", "--as-of", N_("The periods of “{file}” have no year. Which year are they?")),
  ASK (STAGE_UNMAPPED, "stage-unmapped", "--map", N_("Which stage does “{value}” belong to?")),

  TELL (ENCODING_GUESSED, "encoding-guessed", N_("“{file}” was read as {value}; check the names.")),
  TELL (HEADER_EMPTY, "header-empty", N_("A column without a name is kept as “{column}”.")),
  TELL (HEADER_TITLE_ROWS, "header-title-rows", N_("Records above the header, taken as a title: {count}.")),
  TELL (FOOTER_CUT, "footer-cut", N_("What stands from row {row} on was taken as a footer.")),
  TELL (SUBTOTAL_ROW, "subtotal-row", N_("Subtotal rows, skipped: {count}, the first is row {row}.")),
  TELL (ROW_SHORT, "row-short",
         N_("Rows with fewer cells than the header: {count}, the first is row {row}; what is missing is empty.")),
  TELL (QUOTE_STRAY, "quote-stray",
         N_("Rows with a quote inside a cell: {count}, the first is row {row}; it was kept as text.")),
  TELL (BLANK_RUNS, "blank-runs",
         N_("Column “{column}” is filled only where a block begins. Use --fill-down to repeat its value.")),
  TELL (UNIT_FROM_HEADER, "unit-from-header", N_("Column “{column}” is read in the unit of its header, {value}.")),
  TELL (DATE_MIXED_SEPARATORS, "date-mixed-separators",
         N_("Column “{column}” mixes two ways of writing dates; all were read in one order.")),
  TELL (DATE_ORDER_FROM_SIBLING, "date-order-from-sibling",
         N_("Column “{column}” was read in the date order of the other date columns.")),
  TELL (DATE_EPOCH, "date-epoch", N_("Column “{column}” holds seconds since 1970, for example “{value}”.")),
  TELL (DATE_STAND_IN, "date-stand-in", N_("“{column}” is the only date and stands for the order date.")),
  TELL (DECIMAL_FROM_SIBLING, "decimal-from-sibling",
         N_("Column “{column}” was read with the decimal mark of the other amounts.")),
  TELL (NUMBER_SUFFIX, "number-suffix",
         N_("Column “{column}” has numbers such as “{value}”; they were multiplied out.")),
  TELL (NUMBER_ROUNDED, "number-rounded",
         N_("Amounts of “{column}” that were rounded: {count}; the sum changes by {detail}.")),
  TELL (PERCENT_FRACTION, "percent-fraction",
         N_("Column “{column}” holds shares of one; they were read as per cent.")),
  TELL (CURRENCY_ASSUMED, "currency-assumed", N_("The sign “{value}” in “{column}” was taken as {detail}.")),
  TELL (CURRENCY_SIGN_DIFFERS, "currency-sign-differs",
         N_("Amounts of “{column}” with another sign than the currency column says: {count}; the column was "
            "followed.")),
  TELL (NEGATIVE_AMOUNT, "negative-amount",
         N_("Negative amounts in “{column}”: {count}, the first in row {row}.")),
  TELL (LOST_AMOUNT_ZERO, "lost-amount-zero",
         N_("Every lost deal ({count}) carries an amount of 0; the value lost is not known.")),
  TELL (CLOSED_WITHOUT_DATE, "closed-without-date",
         N_("Closed deals without a date: {count}; they count in no period.")),
  TELL (CLOSED_BEFORE_CREATED, "closed-before-created",
         N_("Deals closed before they were created: {count}, the first in row {row}.")),
  TELL (MISSING_ACCOUNT, "missing-account", N_("Rows that name no customer: {count}.")),
  TELL (MISSING_AMOUNT, "missing-amount", N_("Rows without an amount: {count}; it counts as unknown.")),
  TELL (MISSING_DATE, "missing-date", N_("Rows without a date in “{column}”: {count}.")),
  TELL (MISSING_OWNER, "missing-owner", N_("Rows that name no owner: {count}.")),
  TELL (KEY_FROM_COLUMN, "key-from-column", N_("Records are told apart by “{column}”.")),
  TELL (NO_ID_COLUMN, "no-id-column", N_("No column tells records apart; equal rows stay separate records.")),
  TELL (IDS_DAMAGED, "ids-damaged",
         N_("The ids of “{column}” lost digits in a spreadsheet (“{value}”) and were ignored. Export them as "
            "text.")),
  TELL (REFERENCE_FOLDED, "reference-folded",
         N_("Names of “{column}” matched in another spelling: {count}, for example “{value}”.")),
  TELL (REFERENCE_AMBIGUOUS, "reference-ambiguous",
         N_("Names of “{column}” that fit several records and were left empty: {count}, for example “{value}”.")),
  TELL (REFERENCE_MISSING, "reference-missing",
         N_("Names of “{column}” that are not in the workspace: {count}, for example “{value}”; the text was kept.")),
  TELL (OWNER_PLACEHOLDER, "owner-placeholder",
         N_("Owners of “{column}” that were not known and were added as inactive: {count}, for example “{value}”.")),
  TELL (MANAGER_CYCLE, "manager-cycle",
         N_("Managers who would lead themselves, left empty: {count}, the first in row {row}.")),
  TELL (STAGE_ORDER_GUESSED, "stage-order-guessed",
         N_("The place of stage “{value}” is a guess; check the order of the pipeline.")),
  TELL (CONFLICT, "conflict",
         N_("Values of “{column}” changed both here and in the file: {count}; yours were kept.")),
  TELL (TOTAL_DIFFERS, "total-differs",
         N_("The total in “{column}” is not the sum of its periods, first in row {row}.")),
  TELL (OPTION_OVERRULED, "option-overruled", N_("Column “{column}” decides for itself: {value} was not applied.")),
  TELL (FORMULA_CACHED, "formula-cached", N_("Formulas of “{column}” read as their last result: {count}.")),

  REJECT (ROW_LONG, "row-long",
         N_("Row {row} has more cells than the header. Quote the cells that hold the delimiter.")),
  REJECT (QUOTE_JUNK, "quote-junk",
         N_("Row {row}, line {line}: text follows a closing quote. Double the quotes inside the cell.")),
  REJECT (QUOTE_UNTERMINATED, "quote-unterminated",
         N_("Row {row}: the quote opened in line {line} is never closed. Close or double it.")),
  REJECT (NUL_BYTE, "nul-byte", N_("Row {row} holds a NUL byte. Export it again.")),
  REJECT (BAD_ENCODING, "bad-encoding",
         N_("Row {row} has letters in another encoding than the file. Save the file as UTF-8.")),
  REJECT (CELL_TOO_LONG, "cell-too-long", N_("Row {row} has a cell of more than 1 MiB. Shorten it.")),
  REJECT (BAD_DATE, "bad-date",
         N_("Row {row}, “{column}”: “{value}” is not a date in the order of this column. Correct it.")),
  REJECT (BAD_NUMBER, "bad-number", N_("Row {row}, “{column}”: “{value}” is not a number. Correct it.")),
  REJECT (NUMBER_TOO_FINE, "number-too-fine",
         N_("Row {row}, “{column}”: “{value}” is finer than the currency. Use --round to round it.")),
  REJECT (NUMBER_OVERFLOW, "number-overflow", N_("Row {row}, “{column}”: “{value}” is too large. Correct it.")),
  REJECT (BAD_CURRENCY, "bad-currency",
         N_("Row {row}, “{column}”: “{value}” is no known currency. Use a code such as CNY or USD.")),
  REJECT (BAD_PERCENT, "bad-percent",
         N_("Row {row}, “{column}”: “{value}” is not between 0 and 100 %. Correct it.")),
  REJECT (BAD_CHOICE, "bad-choice", N_("Row {row}, “{column}”: “{value}” is none of the choices. Correct it.")),
  REJECT (MISSING_REQUIRED, "missing-required", N_("Row {row} lacks {value}, which its record needs. Fill it in.")),
  REJECT (ID_REPEATED, "id-repeated",
         N_("Row {row}: the id “{value}” was used before with other content. Keep one of the rows.")),
  REJECT (STATUS_CONFLICT, "status-conflict",
         N_("Row {row}: status and stage contradict each other (“{value}”). Correct one of them.")),
  REJECT (OUT_OF_RANGE, "out-of-range",
         N_("Row {row}, “{column}”: “{value}” is outside what the field allows. Correct it.")),
};

G_DEFINE_QUARK (sb-import-error-quark, sb_import_error)

const char *
sb_issue_code_name (SbIssueCode code)
{
  g_return_val_if_fail (code < SB_N_ISSUES, NULL);
  return texts[code].name;
}

SbIssueCode
sb_issue_code_find (const char *name)
{
  for (guint i = 1; i < SB_N_ISSUES; i++)
    if (g_strcmp0 (texts[i].name, name) == 0)
      return (SbIssueCode) i;
  return SB_ISSUE_NONE;
}

SbIssueLevel
sb_issue_code_level (SbIssueCode code)
{
  g_return_val_if_fail (code > SB_ISSUE_NONE && code < SB_N_ISSUES, SB_ISSUE_LEVEL_ERROR);
  return texts[code].level;
}

const char *
sb_issue_code_option (SbIssueCode code)
{
  g_return_val_if_fail (code < SB_N_ISSUES, NULL);
  return texts[code].option;
}

/* At most 80 characters, valid UTF-8. */
static char *
shorten (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  if (g_utf8_strlen (valid, -1) <= 80)
    return g_steal_pointer (&valid);
  g_autofree char *head = g_utf8_substring (valid, 0, 79);
  return g_strconcat (head, "…", NULL);
}

SbImportIssue *
sb_import_issue_new (SbIssueCode code, const char *column, guint64 row, guint64 line, const char *value)
{
  g_return_val_if_fail (code > SB_ISSUE_NONE && code < SB_N_ISSUES, NULL);

  SbImportIssue *issue = g_new0 (SbImportIssue, 1);

  issue->code = code;
  issue->level = texts[code].level;
  issue->column = g_strdup (column);
  issue->row = row;
  issue->line = line;
  issue->count = 1;
  issue->value = value == NULL ? NULL : shorten (value);
  issue->option = g_strdup (texts[code].option);
  return issue;
}

void
sb_import_issue_free (SbImportIssue *issue)
{
  if (issue == NULL)
    return;
  g_free (issue->file);
  g_free (issue->column);
  g_free (issue->value);
  g_free (issue->detail);
  g_strfreev (issue->choices);
  g_free (issue->option);
  g_free (issue->message);
  g_free (issue);
}

static void
append_word (GString *text, const SbImportIssue *issue, const char *word, gsize length)
{
  g_autofree char *name = g_strndup (word, length);

  if (g_str_equal (name, "row"))
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, issue->row);
  else if (g_str_equal (name, "line"))
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, issue->line);
  else if (g_str_equal (name, "count"))
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, issue->count);
  else if (g_str_equal (name, "file"))
    g_string_append (text, issue->file != NULL ? issue->file : "");
  else if (g_str_equal (name, "column"))
    g_string_append (text, issue->column != NULL ? issue->column : "");
  else if (g_str_equal (name, "value"))
    g_string_append (text, issue->value != NULL ? issue->value : "");
  else if (g_str_equal (name, "detail"))
    g_string_append (text, issue->detail != NULL ? issue->detail : "");
  else if (g_str_equal (name, "choices") && issue->choices != NULL)
    {
      g_autofree char *joined = g_strjoinv (", ", issue->choices);
      g_string_append (text, joined);
    }
}

char *
sb_import_issue_dup_message (const SbImportIssue *issue)
{
  g_return_val_if_fail (issue != NULL, NULL);
  if (issue->message != NULL)
    return g_strdup (issue->message);

  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = _(texts[issue->code].sentence);
  const char *open, *close;

  /* The one code with two meanings: a warning of the file, a reject of a row. */
  if (issue->code == SB_ISSUE_ROW_SHORT && issue->level == SB_ISSUE_LEVEL_REJECT)
    at = _("Row {row} ends before a cell its record needs. Complete it.");
  while ((open = strchr (at, '{')) != NULL && (close = strchr (open, '}')) != NULL)
    {
      g_string_append_len (text, at, open - at);
      append_word (text, issue, open + 1, (gsize) (close - open - 1));
      at = close + 1;
    }
  g_string_append (text, at);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sb_import_issue_dup_example (const SbImportIssue *issue)
{
  g_return_val_if_fail (issue != NULL, NULL);
  if (issue->row != 0)
    return g_strdup_printf ("row %" G_GUINT64_FORMAT, issue->row);
  return g_strdup (issue->value);
}

GPtrArray *
sb_import_issues_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_import_issue_free);
}

SbImportIssue *
sb_import_issues_count (GPtrArray *issues, SbIssueCode code, const char *column, guint64 row, guint64 line,
                        const char *value)
{
  g_return_val_if_fail (issues != NULL, NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      SbImportIssue *issue = g_ptr_array_index (issues, i);

      if (issue->code == code && g_strcmp0 (issue->column, column) == 0)
        {
          issue->count++;
          return issue;
        }
    }
  SbImportIssue *issue = sb_import_issue_new (code, column, row, line, value);
  g_ptr_array_add (issues, issue);
  return issue;
}

SbImportIssue *
sb_import_issues_find (GPtrArray *issues, SbIssueCode code, const char *column)
{
  g_return_val_if_fail (issues != NULL, NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      SbImportIssue *issue = g_ptr_array_index (issues, i);

      if (issue->code == code && (column == NULL || g_strcmp0 (issue->column, column) == 0))
        return issue;
    }
  return NULL;
}

gboolean
sb_import_issues_have (GPtrArray *issues, SbIssueLevel level)
{
  g_return_val_if_fail (issues != NULL, FALSE);

  for (guint i = 0; i < issues->len; i++)
    if (((SbImportIssue *) g_ptr_array_index (issues, i))->level == level)
      return TRUE;
  return FALSE;
}

void
sb_import_set_error (GError **error, SbIssueCode code, const char *file, guint64 row, const char *value)
{
  g_autoptr (SbImportIssue) issue = sb_import_issue_new (code, NULL, row, row, value);
  g_autofree char *message = NULL;

  issue->file = g_strdup (file);
  issue->detail = g_strdup (value);
  message = sb_import_issue_dup_message (issue);
  g_set_error_literal (error, SB_IMPORT_ERROR, (int) code, message);
}
