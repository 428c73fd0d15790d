/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as values. The form is a property of the column, decided once over all its cells (sb-column-profile.h); these
 * functions read one cell under a decided form. Pure: no locale, no clock, never through double. */
#pragma once

#include "core/sb-money.h"
#include "core/sb-period.h"
#include "exchange/sb-import-issue.h"
#include "exchange/sb-import-options.h"

G_BEGIN_DECLS

/* The decided form of one column. Zero-filled is a text column. */
typedef struct {
  SbDateOrder date_order;
  gboolean    short_first;  /* years of two digits come first: YY-M-D */
  gboolean    epoch_ms;
  char        decimal;      /* '.', ',' or 0 (no fraction seen: every mark is a thousands mark) */
  gboolean    mixed;        /* a column under --decimal that needs both readings */
  int         power;        /* header unit: 万 4, k 3, M 6 */
  int         seconds;      /* header unit of a duration: 1, 60, 3600, 86400; 0 = minutes */
  gboolean    fraction;     /* percent: 0…1 means 0…100 % */
  char        currency[SB_CURRENCY_SIZE]; /* of the header's unit, "" = none */
  char        multi;        /* ';' '|' '[' (JSON array) splits several values, 0 = one value */
} SbColumnFormat;

/* An exact decimal: mantissa × 10^−scale. */
typedef struct {
  unsigned __int128 mantissa; /* below 10^38 */
  int               scale;    /* ≥ 0; trailing zeros of the fraction removed */
  gboolean          negative;
  gboolean          percent;  /* a % sign stood there */
  gboolean          suffix;   /* 万, k, … stood there and is worked in */
  char              currency[SB_CURRENCY_SIZE]; /* by code or unambiguous sign; "$" and "¥" give "$" and "¥" */
} SbDecimal;

/* Nothing, blanks and the words that mean nothing: in dates, numbers and references (words TRUE) also - – — N/A #N/A
 * NULL (blank) 空 无; in text and choice cells only blanks. */
gboolean    sb_cell_is_empty (const char *text, gsize length, gboolean words);

/* SB_ISSUE_NONE, bad-number, or number-overflow (over 38 digits). Edge: empty text is bad-number. */
SbIssueCode sb_parse_number_cell (const SbColumnFormat *format, const char *text, gsize length, SbDecimal *number);
/* number-too-fine without round, number-overflow outside int64. rounded may be NULL. */
SbIssueCode sb_decimal_to_minor  (const SbDecimal *number, int exponent, gboolean round, gint64 *minor,
                                  gboolean *rounded);
/* Whole numbers only: number-too-fine otherwise. */
SbIssueCode sb_decimal_to_int    (const SbDecimal *number, gint64 *value);
/* For quantities and scores, which the workspace keeps as REAL. */
double      sb_decimal_to_double (const SbDecimal *number);
/* "-1234.5" without exponent or groups. transfer full. */
char       *sb_decimal_dup_text  (const SbDecimal *number);
/* Text to parts per million of one (40 % → 400000). bad-percent outside 0…100, bad-number for no number. */
SbIssueCode sb_parse_percent_cell (const SbColumnFormat *format, const char *text, gsize length, gint64 *ppm);

/* The calendar date as written, whatever time or zone stands beside it. SB_ISSUE_NONE or bad-date. */
SbIssueCode sb_parse_date_cell    (const SbColumnFormat *format, const char *text, gsize length, SbDate *date);
/* The instant in microseconds UTC; without a zone in the text it is in `zone` (NULL = UTC). has_time (may be NULL):
 * FALSE for a bare date, which means its midnight. */
SbIssueCode sb_parse_instant_cell (const SbColumnFormat *format, const char *text, gsize length, GTimeZone *zone,
                                   gint64 *instant, gboolean *has_time);
/* What a period needs that its text may lack. */
typedef struct {
  int      year;   /* for texts without one; 0: such texts are bad-date */
  SbFiscal fiscal;
} SbPeriodHints;

/* 2026-03, 2026年3月, Mar-24, Q1 2026, 2026Q1, 1季度, H1, FY2026, 2026; a plain date is its month. Sets *needs_year
 * (may be NULL) when the text has no year. */
SbIssueCode sb_parse_period_cell  (const SbColumnFormat *format, const char *text, gsize length,
                                   const SbPeriodHints *hints, SbPeriod *period, gboolean *needs_year);
/* true/false, yes/no, y/n, 1/0, 是/否, on/off, active/inactive, 在职/离职, 启用/停用; bad-choice otherwise. */
SbIssueCode sb_parse_bool_cell    (const char *text, gsize length, gboolean *value);
/* Minutes from a number in the column's unit of time (rounded half up to whole minutes), or from H:MM[:SS]. */
SbIssueCode sb_parse_minutes_cell (const SbColumnFormat *format, const char *text, gsize length, gint64 *minutes);
/* The single values of a cell, trimmed, empty ones left out. transfer full, NULL-terminated. */
char      **sb_split_values       (const SbColumnFormat *format, const char *text);
/* A currency code from a cell ("usd", "人民币", "€", "US$"): upper-case code, FALSE when unknown. "$" and "¥" resolve
 * to `workspace` when it fits, else USD and CNY with *assumed. */
gboolean    sb_parse_currency     (const char *text, const char *workspace, char *code, gboolean *assumed);

G_END_DECLS
