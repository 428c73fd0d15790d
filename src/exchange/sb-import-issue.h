/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything an import can say about a file: the codes of the border (errors, questions, warnings, rejects) and the
 * sentence that belongs to each. Codes are stable and untranslated, sentences are translated when they are formed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  SB_ISSUE_NONE = 0,
  /* Errors: the file is refused, nothing is written. */
  SB_ISSUE_CANNOT_OPEN, SB_ISSUE_NOT_A_FILE, SB_ISSUE_EMPTY_FILE, SB_ISSUE_NO_ROWS, SB_ISSUE_NOT_TEXT,
  SB_ISSUE_LOOKS_LIKE_HTML, SB_ISSUE_LOOKS_LIKE_JSON, SB_ISSUE_LOOKS_LIKE_XLS, SB_ISSUE_ARCHIVE_NESTED,
  SB_ISSUE_ARCHIVE_BOMB, SB_ISSUE_XLSX_DAMAGED, SB_ISSUE_ENCODING_UNKNOWN, SB_ISSUE_ENCODING_FAILED,
  SB_ISSUE_TYPE_UNKNOWN, SB_ISSUE_REQUIRED_MISSING, SB_ISSUE_TOO_MANY_ROWS, SB_ISSUE_TOO_MANY_COLUMNS,
  SB_ISSUE_RECORD_TOO_LONG, SB_ISSUE_TOO_BIG, SB_ISSUE_TOO_BROKEN, SB_ISSUE_FILE_CHANGED,
  SB_ISSUE_MAP_UNKNOWN_HEADER, SB_ISSUE_MAP_UNKNOWN_FIELD, SB_ISSUE_CANCELLED, SB_ISSUE_DISK_FULL,
  SB_ISSUE_WORKSPACE_BUSY,
  /* Questions: nothing is written until the option named is given. */
  SB_ISSUE_TYPE_UNSURE, SB_ISSUE_ENCODING_UNSURE, SB_ISSUE_NO_HEADER, SB_ISSUE_HEADER_DUPLICATE, SB_ISSUE_DATE_ORDER,
  SB_ISSUE_DATE_CONFLICT, SB_ISSUE_DATE_SERIAL, SB_ISSUE_NUMBER_SEPARATOR, SB_ISSUE_NUMBER_CONFLICT,
  SB_ISSUE_PERIOD_YEAR, SB_ISSUE_STAGE_UNMAPPED,
  /* Warnings: done, and told. */
  SB_ISSUE_ENCODING_GUESSED, SB_ISSUE_HEADER_EMPTY, SB_ISSUE_HEADER_TITLE_ROWS, SB_ISSUE_FOOTER_CUT,
  SB_ISSUE_SUBTOTAL_ROW, SB_ISSUE_ROW_SHORT, SB_ISSUE_QUOTE_STRAY, SB_ISSUE_BLANK_RUNS, SB_ISSUE_UNIT_FROM_HEADER,
  SB_ISSUE_DATE_MIXED_SEPARATORS, SB_ISSUE_DATE_ORDER_FROM_SIBLING, SB_ISSUE_DATE_EPOCH, SB_ISSUE_DATE_STAND_IN,
  SB_ISSUE_DECIMAL_FROM_SIBLING, SB_ISSUE_NUMBER_SUFFIX, SB_ISSUE_NUMBER_ROUNDED, SB_ISSUE_PERCENT_FRACTION,
  SB_ISSUE_CURRENCY_ASSUMED, SB_ISSUE_CURRENCY_SIGN_DIFFERS, SB_ISSUE_NEGATIVE_AMOUNT, SB_ISSUE_LOST_AMOUNT_ZERO,
  SB_ISSUE_CLOSED_WITHOUT_DATE, SB_ISSUE_CLOSED_BEFORE_CREATED, SB_ISSUE_MISSING_ACCOUNT, SB_ISSUE_MISSING_AMOUNT,
  SB_ISSUE_MISSING_DATE, SB_ISSUE_MISSING_OWNER, SB_ISSUE_KEY_FROM_COLUMN, SB_ISSUE_NO_ID_COLUMN,
  SB_ISSUE_IDS_DAMAGED, SB_ISSUE_REFERENCE_FOLDED, SB_ISSUE_REFERENCE_AMBIGUOUS, SB_ISSUE_REFERENCE_MISSING,
  SB_ISSUE_OWNER_PLACEHOLDER, SB_ISSUE_MANAGER_CYCLE, SB_ISSUE_STAGE_ORDER_GUESSED, SB_ISSUE_CONFLICT,
  SB_ISSUE_TOTAL_DIFFERS, SB_ISSUE_OPTION_OVERRULED, SB_ISSUE_FORMULA_CACHED,
  /* Rejects: this row is not written. row-short is a warning as well and shares its code. */
  SB_ISSUE_ROW_LONG, SB_ISSUE_QUOTE_JUNK, SB_ISSUE_QUOTE_UNTERMINATED, SB_ISSUE_NUL_BYTE, SB_ISSUE_BAD_ENCODING,
  SB_ISSUE_CELL_TOO_LONG, SB_ISSUE_BAD_DATE, SB_ISSUE_BAD_NUMBER, SB_ISSUE_NUMBER_TOO_FINE, SB_ISSUE_NUMBER_OVERFLOW,
  SB_ISSUE_BAD_CURRENCY, SB_ISSUE_BAD_PERCENT, SB_ISSUE_BAD_CHOICE, SB_ISSUE_MISSING_REQUIRED, SB_ISSUE_ID_REPEATED,
  SB_ISSUE_STATUS_CONFLICT, SB_ISSUE_OUT_OF_RANGE,
  SB_N_ISSUES
} SbIssueCode;

typedef enum {
  SB_ISSUE_LEVEL_ERROR, SB_ISSUE_LEVEL_QUESTION, SB_ISSUE_LEVEL_WARNING, SB_ISSUE_LEVEL_REJECT
} SbIssueLevel;

/* One thing said. Strings are owned; 0 and NULL mean "does not apply". */
typedef struct {
  SbIssueCode  code;
  SbIssueLevel level;
  char        *file;     /* as given */
  char        *column;   /* unique header */
  guint64      row;      /* record number as a spreadsheet shows it, of the first occurrence */
  guint64      line;     /* physical line */
  guint64      count;    /* occurrences; 1 for rejects, errors and questions */
  char        *value;    /* the cell, or what is at issue, at most 80 characters */
  char        *detail;   /* a further word for the sentence: the encoding, the total difference, … */
  char       **choices;  /* questions: the answers, likeliest first */
  char        *option;   /* questions: "--date-order" */
  char        *message;  /* a sentence of its own instead of the code's; NULL as a rule */
} SbImportIssue;

/* "bad-date"; NULL for SB_ISSUE_NONE. */
const char    *sb_issue_code_name  (SbIssueCode code);
SbIssueCode    sb_issue_code_find  (const char *name);
/* The level a code has by itself (row-short: warning). */
SbIssueLevel   sb_issue_code_level (SbIssueCode code);
/* The option that answers a question ("--date-order"); NULL for others. */
const char    *sb_issue_code_option (SbIssueCode code);

SbImportIssue *sb_import_issue_new  (SbIssueCode code, const char *column, guint64 row, guint64 line,
                                     const char *value);
void           sb_import_issue_free (SbImportIssue *issue);
/* One translated sentence with place, value and remedy. transfer full. */
char          *sb_import_issue_dup_message (const SbImportIssue *issue);
/* The "example" of the JSON document: "row 3", or the value when there is no row; NULL when neither. transfer full. */
char          *sb_import_issue_dup_example (const SbImportIssue *issue);

/* GPtrArray of SbImportIssue (owned). */
GPtrArray     *sb_import_issues_new   (void);
/* Counts one more of (code, column): the first occurrence keeps its place and value. Returns the entry (borrowed).
 * Cost: O(entries), which are few. */
SbImportIssue *sb_import_issues_count (GPtrArray *issues, SbIssueCode code, const char *column, guint64 row,
                                       guint64 line, const char *value);
/* First entry with the code (any column when column is NULL); NULL when there is none. */
SbImportIssue *sb_import_issues_find  (GPtrArray *issues, SbIssueCode code, const char *column);
gboolean       sb_import_issues_have  (GPtrArray *issues, SbIssueLevel level);

/* A refused file as a GError: code is the SbIssueCode, message its sentence. */
#define SB_IMPORT_ERROR (sb_import_error_quark ())
GQuark         sb_import_error_quark  (void);
void           sb_import_set_error    (GError **error, SbIssueCode code, const char *file, guint64 row,
                                       const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbImportIssue, sb_import_issue_free)

G_END_DECLS
