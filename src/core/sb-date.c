/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates as day numbers: the proleptic Gregorian calendar in integer arithmetic. Everybody calls it; it knows
 * neither the time zone nor the clock nor the locale. */
#include "core/sb-date.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 9999
#define DAYS_PER_ERA 146097 /* 400 years */
#define DAYS_TO_1970 719468 /* from 0000-03-01 */
#define INSTANTS_PER_DAY (G_TIME_SPAN_DAY)

static gboolean
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
sb_date_days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  return month == 2 && is_leap (year) ? 29 : days[month - 1];
}

SbDate
sb_date_from_ymd (int year, int month, int day)
{
  int y, era, year_of_era, day_of_year, day_of_era;

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1)
    return SB_DATE_NONE;
  if (day > sb_date_days_in_month (year, month))
    return SB_DATE_NONE;

  /* Years that begin in March put the leap day last, so that the days before a month follow one line. */
  y = month <= 2 ? year - 1 : year;
  era = y / 400;
  year_of_era = y - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

void
sb_date_to_ymd (SbDate date, int *year, int *month, int *day)
{
  int z, era, day_of_era, year_of_era, day_of_year, march_month, m;

  g_return_if_fail (date != SB_DATE_NONE);

  z = date + DAYS_TO_1970;
  era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
  day_of_era = z - era * DAYS_PER_ERA;
  year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  march_month = (5 * day_of_year + 2) / 153;
  m = march_month < 10 ? march_month + 3 : march_month - 9;

  if (year != NULL)
    *year = year_of_era + era * 400 + (m <= 2 ? 1 : 0);
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = day_of_year - (153 * march_month + 2) / 5 + 1;
}

static gboolean
read_digits (const char *text, int n, int *out)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (text[i] - '0');
    }
  *out = value;
  return TRUE;
}

SbDate
sb_date_parse_iso (const char *text)
{
  int year, month, day;

  if (text == NULL || !read_digits (text, 4, &year) || text[4] != '-')
    return SB_DATE_NONE;
  if (!read_digits (text + 5, 2, &month) || text[7] != '-')
    return SB_DATE_NONE;
  if (!read_digits (text + 8, 2, &day) || text[10] != '\0')
    return SB_DATE_NONE;
  return sb_date_from_ymd (year, month, day);
}

char *
sb_date_format_iso (SbDate date, char *text)
{
  int year, month, day;

  g_return_val_if_fail (text != NULL, NULL);

  if (date == SB_DATE_NONE)
    {
      text[0] = '\0';
      return text;
    }

  sb_date_to_ymd (date, &year, &month, &day);
  for (int i = 3; i >= 0; i--, year /= 10)
    text[i] = (char) ('0' + year % 10);
  text[4] = '-';
  text[5] = (char) ('0' + month / 10);
  text[6] = (char) ('0' + month % 10);
  text[7] = '-';
  text[8] = (char) ('0' + day / 10);
  text[9] = (char) ('0' + day % 10);
  text[10] = '\0';
  return text;
}

int
sb_date_weekday (SbDate date)
{
  g_return_val_if_fail (date != SB_DATE_NONE, 0);

  /* 1970-01-01 was a Thursday (4). */
  return (int) ((((gint64) date + 3) % 7 + 7) % 7) + 1;
}

SbDate
sb_date_add_months (SbDate date, int n)
{
  int year, month, day;
  gint64 months;

  if (date == SB_DATE_NONE)
    return SB_DATE_NONE;

  sb_date_to_ymd (date, &year, &month, &day);
  months = (gint64) year * 12 + (month - 1) + n;
  if (months < FIRST_YEAR * 12 || months > LAST_YEAR * 12 + 11)
    return SB_DATE_NONE;

  year = (int) (months / 12);
  month = (int) (months % 12) + 1;
  return sb_date_from_ymd (year, month, MIN (day, sb_date_days_in_month (year, month)));
}

int
sb_date_months_between (SbDate from, SbDate to)
{
  int y0, m0, d0, y1, m1, d1, months;

  g_return_val_if_fail (from != SB_DATE_NONE && to != SB_DATE_NONE, 0);

  if (to < from)
    return -sb_date_months_between (to, from);

  sb_date_to_ymd (from, &y0, &m0, &d0);
  sb_date_to_ymd (to, &y1, &m1, &d1);
  months = (y1 - y0) * 12 + (m1 - m0);
  /* The same clipping as adding months: 31 Jan to 28 Feb is one month. */
  if (d1 < MIN (d0, sb_date_days_in_month (y1, m1)))
    months--;
  return months;
}

SbDate
sb_date_from_instant (gint64 microseconds)
{
  gint64 days = microseconds / INSTANTS_PER_DAY;

  if (microseconds % INSTANTS_PER_DAY < 0)
    days--;
  if (days < sb_date_from_ymd (FIRST_YEAR, 1, 1) || days > sb_date_from_ymd (LAST_YEAR, 12, 31))
    return SB_DATE_NONE;
  return (SbDate) days;
}

gint64
sb_date_to_instant (SbDate date)
{
  g_return_val_if_fail (date != SB_DATE_NONE, 0);

  return (gint64) date * INSTANTS_PER_DAY;
}
