/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods of the fiscal calendar and their stable codes. Called wherever a page, a target or a command names a period;
 * today is always the caller's parameter. */
#include "core/sb-period.h"

#include <string.h>

static const char * const keys[] = { "year", "half", "quarter", "month", "week", "custom" };

/* Months in a period of the kind; 0 for those that are not made of months. */
static int
months_of (SbPeriodKind kind)
{
  switch (kind)
    {
    case SB_PERIOD_YEAR:
      return 12;
    case SB_PERIOD_HALF:
      return 6;
    case SB_PERIOD_QUARTER:
      return 3;
    case SB_PERIOD_MONTH:
      return 1;
    case SB_PERIOD_WEEK:
    case SB_PERIOD_CUSTOM:
    default:
      return 0;
    }
}

const char *
sb_period_kind_key (SbPeriodKind kind)
{
  g_return_val_if_fail (kind >= SB_PERIOD_YEAR && kind <= SB_PERIOD_CUSTOM, NULL);

  return keys[kind];
}

static SbPeriod
from_months (SbPeriodKind kind, int year, int month)
{
  SbDate start = sb_date_from_ymd (year, month, 1);
  int last = year * 12 + (month - 1) + months_of (kind) - 1;
  int last_year = last / 12, last_month = last % 12 + 1;
  SbDate end = sb_date_from_ymd (last_year, last_month, sb_date_days_in_month (last_year, last_month));

  return (SbPeriod) { kind, start, end };
}

SbPeriod
sb_period_containing (SbPeriodKind kind, SbDate date, SbFiscal fiscal)
{
  int year, month, index, back;

  g_return_val_if_fail (date != SB_DATE_NONE, ((SbPeriod) { kind, SB_DATE_NONE, SB_DATE_NONE }));
  g_return_val_if_fail (fiscal.start_month >= 1 && fiscal.start_month <= 12,
                        ((SbPeriod) { kind, SB_DATE_NONE, SB_DATE_NONE }));

  if (kind == SB_PERIOD_CUSTOM)
    return sb_period_custom (date, date);
  if (kind == SB_PERIOD_WEEK)
    {
      int weekday = sb_date_weekday (date);
      SbDate start = date - (fiscal.sunday_weeks ? weekday % 7 : weekday - 1);

      return (SbPeriod) { kind, start, start + 6 };
    }

  sb_date_to_ymd (date, &year, &month, NULL);
  back = (month - fiscal.start_month + 12) % 12 % months_of (kind);
  index = year * 12 + (month - 1) - back;
  return from_months (kind, index / 12, index % 12 + 1);
}

SbPeriod
sb_period_custom (SbDate start, SbDate end)
{
  return (SbPeriod) { SB_PERIOD_CUSTOM, start, end };
}

SbPeriod
sb_period_shift (SbPeriod period, int n, SbFiscal fiscal)
{
  int months = months_of (period.kind);
  int days;

  if (months > 0)
    return sb_period_containing (period.kind, sb_date_add_months (period.start, n * months), fiscal);

  days = n * sb_period_days (period);
  period.start += days;
  period.end += days;
  return period;
}

SbPeriod
sb_period_year_ago (SbPeriod period, SbFiscal fiscal)
{
  int months = months_of (period.kind);

  if (months > 0)
    return sb_period_shift (period, -12 / months, fiscal);
  if (period.kind == SB_PERIOD_WEEK)
    return sb_period_shift (period, -52, fiscal);
  return sb_period_custom (sb_date_add_months (period.start, -12), sb_date_add_months (period.end, -12));
}

gboolean
sb_period_contains (SbPeriod period, SbDate date)
{
  return date != SB_DATE_NONE && date >= period.start && date <= period.end;
}

gboolean
sb_period_equal (SbPeriod a, SbPeriod b)
{
  return a.kind == b.kind && a.start == b.start && a.end == b.end;
}

int
sb_period_days (SbPeriod period)
{
  return period.end < period.start ? 0 : period.end - period.start + 1;
}

/* The name of the fiscal year that starts on this day. */
static int
fiscal_name (SbDate start, SbFiscal fiscal)
{
  int year;

  sb_date_to_ymd (start, &year, NULL, NULL);
  return fiscal.start_month > 1 && !fiscal.named_by_start ? year + 1 : year;
}

/* The calendar year in which the fiscal year of this name starts. */
static int
fiscal_start_year (int name, SbFiscal fiscal)
{
  return fiscal.start_month > 1 && !fiscal.named_by_start ? name - 1 : name;
}

/* A week belongs to the year of its fourth day (ISO 8601); Sunday weeks follow the same rule. */
static void
week_number (SbDate start, int *year, int *week)
{
  SbDate middle = start + 3;

  sb_date_to_ymd (middle, year, NULL, NULL);
  *week = (middle - sb_date_from_ymd (*year, 1, 1)) / 7 + 1;
}

char *
sb_period_code (SbPeriod period, SbFiscal fiscal)
{
  char start[SB_DATE_TEXT_SIZE], end[SB_DATE_TEXT_SIZE];
  SbPeriod of_year;
  int months, year, month, week;

  g_return_val_if_fail (period.start != SB_DATE_NONE && period.end != SB_DATE_NONE, NULL);

  switch (period.kind)
    {
    case SB_PERIOD_MONTH:
      sb_date_to_ymd (period.start, &year, &month, NULL);
      return g_strdup_printf ("%04d-%02d", year, month);

    case SB_PERIOD_WEEK:
      week_number (period.start, &year, &week);
      return g_strdup_printf ("%04d-W%02d", year, week);

    case SB_PERIOD_YEAR:
    case SB_PERIOD_HALF:
    case SB_PERIOD_QUARTER:
      of_year = sb_period_containing (SB_PERIOD_YEAR, period.start, fiscal);
      year = fiscal_name (of_year.start, fiscal);
      if (period.kind == SB_PERIOD_YEAR)
        return g_strdup_printf ("%04d", year);
      months = months_of (period.kind);
      return g_strdup_printf ("%04d-%c%d", year, period.kind == SB_PERIOD_HALF ? 'H' : 'Q',
                              sb_date_months_between (of_year.start, period.start) / months + 1);

    case SB_PERIOD_CUSTOM:
    default:
      return g_strdup_printf ("%s..%s", sb_date_format_iso (period.start, start),
                              sb_date_format_iso (period.end, end));
    }
}

static gboolean
take_digits (const char **text, int n, int *out)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      value = value * 10 + ((*text)[i] - '0');
    }
  *text += n;
  *out = value;
  return TRUE;
}

static gboolean
parse_range (const char *code, SbPeriod *period)
{
  g_autofree char *first = NULL;
  const char *dots = strstr (code, "..");
  SbDate start, end;

  if (dots == NULL)
    return FALSE;
  first = g_strndup (code, (gsize) (dots - code));
  start = sb_date_parse_iso (first);
  end = sb_date_parse_iso (dots + 2);
  if (start == SB_DATE_NONE || end == SB_DATE_NONE || start > end)
    return FALSE;
  *period = sb_period_custom (start, end);
  return TRUE;
}

static gboolean
parse_week (int year, int week, SbFiscal fiscal, SbPeriod *period)
{
  SbPeriod found;
  int found_year, found_week;
  SbDate middle;

  if (week < 1 || week > 53)
    return FALSE;
  /* The week with the fourth day of January is the first one. */
  middle = sb_date_from_ymd (year, 1, 4);
  found = sb_period_containing (SB_PERIOD_WEEK, middle, fiscal);
  found = sb_period_shift (found, week - 1, fiscal);
  week_number (found.start, &found_year, &found_week);
  if (found_year != year || found_week != week)
    return FALSE;
  *period = found;
  return TRUE;
}

static gboolean
parse_part (const char *rest, int name, SbFiscal fiscal, SbPeriod *period)
{
  SbPeriodKind kind = *rest == 'H' ? SB_PERIOD_HALF : SB_PERIOD_QUARTER;
  int months = months_of (kind), part, index;

  rest++;
  if (!take_digits (&rest, 1, &part) || *rest != '\0' || part < 1 || part > 12 / months)
    return FALSE;
  index = fiscal_start_year (name, fiscal) * 12 + fiscal.start_month - 1 + (part - 1) * months;
  *period = from_months (kind, index / 12, index % 12 + 1);
  return TRUE;
}

gboolean
sb_period_parse (const char *code, SbFiscal fiscal, SbPeriod *period)
{
  const char *p = code;
  int year, number;

  g_return_val_if_fail (period != NULL, FALSE);
  g_return_val_if_fail (fiscal.start_month >= 1 && fiscal.start_month <= 12, FALSE);

  if (code == NULL || parse_range (code, period))
    return code != NULL;
  /* One year of margin on both sides: a fiscal year reaches into its neighbours. */
  if (!take_digits (&p, 4, &year) || year < 1901 || year > 9998)
    return FALSE;
  if (*p == '\0')
    {
      *period = from_months (SB_PERIOD_YEAR, fiscal_start_year (year, fiscal), fiscal.start_month);
      return TRUE;
    }
  if (*p++ != '-')
    return FALSE;
  if (*p == 'H' || *p == 'Q')
    return parse_part (p, year, fiscal, period);
  if (*p == 'W')
    {
      p++;
      return take_digits (&p, 2, &number) && *p == '\0' && parse_week (year, number, fiscal, period);
    }
  if (!take_digits (&p, 2, &number) || *p != '\0' || number < 1 || number > 12)
    return FALSE;
  *period = from_months (SB_PERIOD_MONTH, year, number);
  return TRUE;
}

GArray *
sb_period_split (SbPeriodKind kind, SbDate from, SbDate to, SbFiscal fiscal)
{
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (SbPeriod));
  SbPeriod period;

  g_return_val_if_fail (from != SB_DATE_NONE && to != SB_DATE_NONE, periods);

  if (from > to)
    return periods;
  if (kind == SB_PERIOD_CUSTOM)
    {
      period = sb_period_custom (from, to);
      g_array_append_val (periods, period);
      return periods;
    }

  for (period = sb_period_containing (kind, from, fiscal); period.start <= to;
       period = sb_period_containing (kind, period.end + 1, fiscal))
    g_array_append_val (periods, period);
  return periods;
}
