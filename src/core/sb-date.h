/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates: days since 1970-01-01, no zone, no clock. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint32 SbDate;

#define SB_DATE_NONE ((SbDate) G_MININT32)
#define SB_DATE_TEXT_SIZE 11 /* "YYYY-MM-DD" and NUL */

/* Valid for 1900-01-01 … 9999-12-31; anything else gives SB_DATE_NONE. Month and day are 1-based. */
SbDate   sb_date_from_ymd      (int year, int month, int day);
/* out parameters may be NULL; the date must not be SB_DATE_NONE. */
void     sb_date_to_ymd        (SbDate date, int *year, int *month, int *day);
/* Strict "YYYY-MM-DD"; NULL, empty or impossible dates give SB_DATE_NONE. */
SbDate   sb_date_parse_iso     (const char *text);
/* Writes "YYYY-MM-DD" ("" for SB_DATE_NONE) into text[SB_DATE_TEXT_SIZE] and returns text. */
char    *sb_date_format_iso    (SbDate date, char *text);
/* 1 = Monday … 7 = Sunday. */
int      sb_date_weekday       (SbDate date);
int      sb_date_days_in_month (int year, int month);
/* The same day n months later; the day is clipped to the month's end (31 Jan + 1 month = 28/29 Feb). */
SbDate   sb_date_add_months    (SbDate date, int n);
/* Whole months between two dates: 15 Jan → 14 Feb is 0, 15 Jan → 15 Feb is 1. */
int      sb_date_months_between (SbDate from, SbDate to);
/* The UTC civil date of an instant in microseconds, and back (midnight UTC). */
SbDate   sb_date_from_instant  (gint64 microseconds);
gint64   sb_date_to_instant    (SbDate date);

G_END_DECLS
