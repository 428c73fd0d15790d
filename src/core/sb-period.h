/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods of the fiscal calendar: year, half, quarter, month, week, or any inclusive range of days. */
#pragma once

#include "core/sb-date.h"

G_BEGIN_DECLS

typedef enum {
  SB_PERIOD_YEAR,
  SB_PERIOD_HALF,
  SB_PERIOD_QUARTER,
  SB_PERIOD_MONTH,
  SB_PERIOD_WEEK,
  SB_PERIOD_CUSTOM
} SbPeriodKind;

/* Both ends inclusive. */
typedef struct {
  SbPeriodKind kind;
  SbDate       start;
  SbDate       end;
} SbPeriod;

/* start_month 1–12. A fiscal year that does not begin in January is named by the calendar year in which it
 * ends unless named_by_start. Weeks are ISO Monday weeks unless sunday_weeks. */
typedef struct {
  int      start_month;
  gboolean named_by_start;
  gboolean sunday_weeks;
} SbFiscal;

#define SB_FISCAL_DEFAULT ((SbFiscal) { 1, FALSE, FALSE })

const char *sb_period_kind_key   (SbPeriodKind kind); /* "year" … "custom" */
SbPeriod    sb_period_containing (SbPeriodKind kind, SbDate date, SbFiscal fiscal);
SbPeriod    sb_period_custom     (SbDate start, SbDate end);
/* n periods later (earlier when negative); a custom range moves by its own length. */
SbPeriod    sb_period_shift      (SbPeriod period, int n, SbFiscal fiscal);
/* The same period one fiscal year earlier; a week moves by 52 weeks. */
SbPeriod    sb_period_year_ago   (SbPeriod period, SbFiscal fiscal);
gboolean    sb_period_contains   (SbPeriod period, SbDate date);
gboolean    sb_period_equal      (SbPeriod a, SbPeriod b);
int         sb_period_days       (SbPeriod period);
/* The stable code: 2026, 2026-H2, 2026-Q4, 2026-11, 2026-W47, 2026-01-05..2026-02-10. transfer full.
 * Months are calendar months whatever the fiscal year. */
char       *sb_period_code       (SbPeriod period, SbFiscal fiscal);
/* The inverse of sb_period_code (); FALSE and untouched *period for anything else. */
gboolean    sb_period_parse      (const char *code, SbFiscal fiscal, SbPeriod *period);
/* Splits [from, to] into the periods of `kind` that touch it, in order. Returns: (transfer full) GArray of SbPeriod. */
GArray     *sb_period_split      (SbPeriodKind kind, SbDate from, SbDate to, SbFiscal fiscal);

G_END_DECLS
