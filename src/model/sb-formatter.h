/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that formats values for people: locale, currency, 万/亿, privacy level. Every label, tooltip, axis,
 * export and clipboard text of the application goes through it. All texts are transfer full, valid UTF-8, no markup.
 *
 * Privacy (AREAS.md 13), cumulative: 0 all · 1 money as index, the first shown amount = 100 · 2 people as pseudonyms ·
 * 3 customers (accounts, contacts, deals, competitors) too · 4 team totals only: record names and free text hidden.
 * Fields flagged private are hidden from level 1 on. Text is replaced, never blurred. Main thread only. */
#pragma once

#include <glib-object.h>

#include "analysis/sb-quantity.h"
#include "core/sb-facts.h"
#include "core/sb-money.h"
#include "core/sb-period.h"
#include "core/sb-ratio.h"
#include "records/sb-value.h"

G_BEGIN_DECLS

#define SB_TYPE_FORMATTER (sb_formatter_get_type ())
G_DECLARE_FINAL_TYPE (SbFormatter, sb_formatter, SB, FORMATTER, GObject)

typedef enum {
  SB_FORMAT_PERCENT, /* 0.63 → "63 %" */
  SB_FORMAT_TIMES,   /* 2.4 → "2.4 ×" */
  SB_FORMAT_DAYS,    /* 12.4 → "12 days" */
  SB_FORMAT_NUMBER,  /* 1,234.5 */
  SB_FORMAT_COUNT,   /* 1,235 */
  SB_FORMAT_MONEY    /* minor units of the base currency, compact */
} SbFormatStyle;

/* How a workspace wants days and numbers written, whatever the language. */
typedef enum { SB_DATES_LOCALE, SB_DATES_DMY, SB_DATES_MDY, SB_DATES_YMD, SB_N_DATE_STYLES } SbDateStyle;
typedef enum {
  SB_NUMBERS_LOCALE, SB_NUMBERS_POINT, SB_NUMBERS_COMMA, SB_NUMBERS_BLANK, SB_N_NUMBER_STYLES
} SbNumberStyle;

#define SB_PRIVACY_ALL 0
#define SB_PRIVACY_MAX 4

/* locale: "en", "zh_CN", "de_DE" …; NULL = the process's. 万/亿 is on by default in Chinese. */
SbFormatter *sb_formatter_new           (const char *locale);
gboolean     sb_formatter_is_chinese    (SbFormatter *self);
void         sb_formatter_set_currency  (SbFormatter *self, const char *currency);
const char  *sb_formatter_get_currency  (SbFormatter *self);
void         sb_formatter_set_fiscal    (SbFormatter *self, SbFiscal fiscal);
void         sb_formatter_set_wan       (SbFormatter *self, gboolean wan);
gboolean     sb_formatter_get_wan       (SbFormatter *self);
/* Instead of the locale's: "23 Nov 2026", "Nov 23, 2026", "2026-11-23"; "1,234.5", "1.234,5", "1 234,5". */
void         sb_formatter_set_styles    (SbFormatter *self, SbDateStyle dates, SbNumberStyle numbers);
SbDateStyle   sb_formatter_get_date_style   (SbFormatter *self);
SbNumberStyle sb_formatter_get_number_style (SbFormatter *self);
/* How a style is called at the borders: "locale", "dmy", …; "locale", "point", …; anything unknown is LOCALE. */
const char   *sb_date_style_key         (SbDateStyle style);
SbDateStyle   sb_date_style_find        (const char *key);
const char   *sb_number_style_key       (SbNumberStyle style);
SbNumberStyle sb_number_style_find      (const char *key);
/* How dates and decimals are typed in this locale and style. */
gboolean     sb_formatter_is_month_first (SbFormatter *self);
char         sb_formatter_get_decimal   (SbFormatter *self);
/* The people whose names are masked inside free text from level 2 on; copied. */
void         sb_formatter_set_people    (SbFormatter *self, const SbMemberFact *members, gsize n);
/* index_base: minor units shown as 100 at level ≥ 1; 0 = the first amount formatted after this call. */
void         sb_formatter_set_privacy   (SbFormatter *self, int level, gint64 index_base);
int          sb_formatter_get_privacy   (SbFormatter *self);

/* "¥ 1,234.50"; currency NULL = base. */
char *sb_formatter_money        (SbFormatter *self, gint64 minor, const char *currency);
/* Base currency, three figures: "¥ 4.60 M", "¥ 310 k", "¥ 1,286 万". */
char *sb_formatter_money_short  (SbFormatter *self, gint64 minor);
/* "+¥ 12 k", "−¥ 3 k". */
char *sb_formatter_money_change (SbFormatter *self, gint64 minor);
char *sb_formatter_amount       (SbFormatter *self, const SbAmount *amount); /* short or "—" */
/* fraction 0.634 → "63 %"; one decimal below 10 %. */
char *sb_formatter_percent      (SbFormatter *self, double fraction);
/* "72–78 %". */
char *sb_formatter_percent_range (SbFormatter *self, double lo, double hi);
/* Difference of two shares in percentage points: "+5 points", "−1.2 points". */
char *sb_formatter_points       (SbFormatter *self, double difference);
/* Relative change with sign: "+12 %". */
char *sb_formatter_change       (SbFormatter *self, double fraction);
/* In the style, or "—". Without n: see sb_formatter_sample (). */
char *sb_formatter_ratio        (SbFormatter *self, const SbRatio *ratio, SbFormatStyle style);
char *sb_formatter_value        (SbFormatter *self, double value, SbFormatStyle style);
/* Any analysis result by its unit, names masked by their kind: "54 %", "¥ 1.2 M", "—". */
char *sb_formatter_quantity     (SbFormatter *self, const SbQuantity *quantity);
/* Its 95 % range, "49–54 %"; NULL when it has none. */
char *sb_formatter_quantity_range (SbFormatter *self, const SbQuantity *quantity);
/* "n = 12 · few data" below 20, "n = 25" below 30, NULL otherwise. */
char *sb_formatter_sample       (SbFormatter *self, gint64 n);
char *sb_formatter_count        (SbFormatter *self, gint64 count);
char *sb_formatter_number       (SbFormatter *self, double value, int digits);
char *sb_formatter_times        (SbFormatter *self, double value);
char *sb_formatter_days         (SbFormatter *self, double days);
char *sb_formatter_minutes      (SbFormatter *self, gint64 minutes); /* "1:30 h" */
/* "23 Nov 2026", "2026年11月23日"; "" for SB_DATE_NONE. */
char *sb_formatter_date         (SbFormatter *self, SbDate date);
char *sb_formatter_date_short   (SbFormatter *self, SbDate date);   /* "23 Nov", "11月23日" */
char *sb_formatter_instant      (SbFormatter *self, gint64 microseconds); /* local time */
char *sb_formatter_period       (SbFormatter *self, SbPeriod period); /* "2026 Q4", "2026年第4季度" */
char *sb_formatter_period_short (SbFormatter *self, SbPeriod period); /* axis: "Q4", "Nov", "11月" */
/* The sentence behind a "—"; NULL for SB_REASON_NONE. */
char *sb_formatter_reason       (SbFormatter *self, SbReason reason);
/* Around a field: the record's id (0 unknown), its currency (NULL = base), the title of what a reference names. */
typedef struct {
  gint32      id;
  const char *currency;
  const char *title;
} SbFieldContext;

/* One field of a record; empty values give "". context NULL: nothing is known. */
char *sb_formatter_field        (SbFormatter *self, const SbRecordType *type, const SbField *field,
                                 const SbValue *value, const SbFieldContext *context);
/* The name of a record by type and id, or its pseudonym: "Li Wei", "Member 7". */
char *sb_formatter_name         (SbFormatter *self, const char *type, gint32 id, const char *name);
/* TRUE when the field must not be drawn at the present level. */
gboolean sb_formatter_hides     (SbFormatter *self, const SbRecordType *type, const SbField *field);
/* "A, B and C" / "A、B和C". */
char *sb_formatter_list         (SbFormatter *self, const char * const *items);
/* The text that a field is edited as: parse helpers read it back without loss. */
char *sb_formatter_edit_text    (SbFormatter *self, const SbField *field, const SbValue *value, int exponent);
/* The choice's or the record type's translated label. */
const char *sb_formatter_label  (const char *untranslated);

/* "signal changed": level, currency, 万/亿 or fiscal year changed: redraw. */

G_END_DECLS
