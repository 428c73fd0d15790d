/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type into fields, in both languages: dates "15/3", "+2w", "today", "下周五"; money "12.5万", "1,200.50",
 * "3k"; percentages; minutes. Full-width digits and signs are understood. Pure; today is a parameter. */
#pragma once

#include "core/sb-date.h"
#include "records/sb-value.h"

G_BEGIN_DECLS

#define SB_PARSE_ERROR (sb_parse_error_quark ())
GQuark sb_parse_error_quark (void);

typedef enum { SB_PARSE_ERROR_DATE, SB_PARSE_ERROR_NUMBER, SB_PARSE_ERROR_RANGE } SbParseError;

/* A date without a year is the one nearest to today. month_first: "3/15" instead of "15/3". */
gboolean sb_parse_date    (const char *text, SbDate today, gboolean month_first, SbDate *date, GError **error);
/* Exact decimal text "1234.5" of what was typed, unit words multiplied in. decimal: '.' or ','. transfer full. */
char    *sb_parse_decimal (const char *text, char decimal, GError **error);
gboolean sb_parse_money   (const char *text, char decimal, int exponent, gint64 *minor, GError **error);
/* "40", "40 %", "0.4" stays 0.4 %: percentages are typed as such. Parts per million. */
gboolean sb_parse_percent (const char *text, char decimal, gint64 *ppm, GError **error);
/* "90", "1:30", "1.5h", "1h30", "2小时". Minutes. */
gboolean sb_parse_minutes (const char *text, char decimal, gint64 *minutes, GError **error);

typedef struct {
  SbDate   today;
  gboolean month_first;
  char     decimal;
  int      exponent; /* of the record's currency */
} SbParseContext;

/* By the field's kind into stored units, checked against its description. Blank text gives the empty value. */
gboolean sb_parse_field   (const SbField *field, const char *text, const SbParseContext *context, SbValue *value,
                           GError **error);

G_END_DECLS
