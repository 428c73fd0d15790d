/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, instants and periods in words. Part of the formatter. */
#include "sb-config.h"

#include "model/sb-formatter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
figures_text (SbDateOrder order, int year, int month, int day, gboolean with_year)
{
  int first = order == SB_DATE_ORDER_MDY ? month : day, second = order == SB_DATE_ORDER_MDY ? day : month;

  return with_year ? g_strdup_printf ("%d/%d/%d", first, second, year) : g_strdup_printf ("%d/%d", first, second);
}

static char *
date_text (SbFormatter *self, SbDate date, gboolean with_year)
{
  const SbLocale *locale = &self->locale;
  int year, month, day;

  if (date == SB_DATE_NONE)
    return g_strdup ("");
  sb_date_to_ymd (date, &year, &month, &day);
  if (locale->chinese && self->dates == SB_DATES_LOCALE)
    return with_year ? g_strdup_printf ("%d年%d月%d日", year, month, day) : g_strdup_printf ("%d月%d日", month, day);
  /* No Chinese text abbreviates months: the other orders are figures there. */
  if (locale->chinese && locale->order != SB_DATE_ORDER_YMD)
    return figures_text (locale->order, year, month, day, with_year);
  if (locale->order == SB_DATE_ORDER_YMD)
    return with_year ? g_strdup_printf ("%04d-%02d-%02d", year, month, day) : g_strdup_printf ("%02d-%02d", month, day);
  if (locale->order == SB_DATE_ORDER_MDY)
    return with_year ? g_strdup_printf ("%s %d, %d", locale->months[month - 1], day, year)
                     : g_strdup_printf ("%s %d", locale->months[month - 1], day);
  return with_year ? g_strdup_printf ("%d %s %d", day, locale->months[month - 1], year)
                   : g_strdup_printf ("%d %s", day, locale->months[month - 1]);
}

char *
sb_formatter_date (SbFormatter *self, SbDate date)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  return date_text (self, date, TRUE);
}

char *
sb_formatter_date_short (SbFormatter *self, SbDate date)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  return date_text (self, date, FALSE);
}

char *
sb_formatter_instant (SbFormatter *self, gint64 microseconds)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *day = NULL;
  SbDate date;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  utc = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  if (utc == NULL)
    return g_strdup (SB_DASH);
  local = g_date_time_to_local (utc);
  date = sb_date_from_ymd (g_date_time_get_year (local), g_date_time_get_month (local),
                           g_date_time_get_day_of_month (local));
  day = date_text (self, date, TRUE);
  return g_strdup_printf ("%s %02d:%02d", day, g_date_time_get_hour (local), g_date_time_get_minute (local));
}

/* The year by which the fiscal calendar names the period, and the number within it ("2026-Q4" → 2026, 4). */
static void
period_numbers (SbFormatter *self, SbPeriod period, int *year, int *number)
{
  g_autofree char *code = sb_period_code (period, self->fiscal);
  const char *rest = strchr (code, '-');

  *year = (int) g_ascii_strtoll (code, NULL, 10);
  *number = 0;
  if (rest != NULL)
    *number = (int) g_ascii_strtoll (rest + 1 + strspn (rest + 1, "HQW"), NULL, 10);
}

static char *
custom_text (SbFormatter *self, SbPeriod period)
{
  g_autofree char *from = NULL, *to = NULL;
  int start_year, end_year;
  gboolean same_year;

  sb_date_to_ymd (period.start, &start_year, NULL, NULL);
  sb_date_to_ymd (period.end, &end_year, NULL, NULL);
  same_year = start_year == end_year;
  if (period.start == period.end)
    return date_text (self, period.start, TRUE);
  /* The year stands once, at the end where the locale writes it last. */
  from = date_text (self, period.start, !same_year || self->locale.order == SB_DATE_ORDER_YMD);
  to = date_text (self, period.end, !same_year || self->locale.order != SB_DATE_ORDER_YMD);
  return g_strdup_printf (self->locale.chinese ? "%s–%s" : "%s – %s", from, to);
}

static char *
chinese_text (SbPeriodKind kind, int year, int number)
{
  switch (kind)
    {
    case SB_PERIOD_YEAR:
      return g_strdup_printf ("%d年", year);
    case SB_PERIOD_HALF:
      return g_strdup_printf ("%d年%s", year, number == 1 ? "上半年" : "下半年");
    case SB_PERIOD_QUARTER:
      return g_strdup_printf ("%d年第%d季度", year, number);
    case SB_PERIOD_MONTH:
      return g_strdup_printf ("%d年%d月", year, number);
    default:
      return g_strdup_printf ("%d年第%d周", year, number);
    }
}

char *
sb_formatter_period (SbFormatter *self, SbPeriod period)
{
  const char *fiscal;
  int year, number;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (period.kind == SB_PERIOD_CUSTOM)
    return custom_text (self, period);
  period_numbers (self, period, &year, &number);
  fiscal = self->fiscal.start_month != 1 && period.kind <= SB_PERIOD_QUARTER ? _("FY ") : "";
  if (self->locale.chinese)
    {
      g_autofree char *text = chinese_text (period.kind, year, number);

      return g_strconcat (self->fiscal.start_month != 1 && period.kind <= SB_PERIOD_QUARTER ? "财年" : "", text, NULL);
    }
  switch (period.kind)
    {
    case SB_PERIOD_YEAR:
      return g_strdup_printf ("%s%d", fiscal, year);
    case SB_PERIOD_HALF:
      return g_strdup_printf ("%s%d H%d", fiscal, year, number);
    case SB_PERIOD_QUARTER:
      return g_strdup_printf ("%s%d Q%d", fiscal, year, number);
    case SB_PERIOD_MONTH:
      return g_strdup_printf ("%s %d", self->locale.months[CLAMP (number, 1, 12) - 1], year);
    default:
      return g_strdup_printf ("%d W%02d", year, number);
    }
}

char *
sb_formatter_period_short (SbFormatter *self, SbPeriod period)
{
  gboolean chinese;
  int year, number;

  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);

  if (period.kind == SB_PERIOD_CUSTOM)
    return date_text (self, period.start, FALSE);
  chinese = self->locale.chinese;
  period_numbers (self, period, &year, &number);
  switch (period.kind)
    {
    case SB_PERIOD_YEAR:
      return g_strdup_printf (chinese ? "%d年" : "%d", year);
    case SB_PERIOD_HALF:
      return chinese ? g_strdup (number == 1 ? "上半年" : "下半年") : g_strdup_printf ("H%d", number);
    case SB_PERIOD_QUARTER:
      return g_strdup_printf (chinese ? "%d季度" : "Q%d", number);
    case SB_PERIOD_MONTH:
      return chinese ? g_strdup_printf ("%d月", number) : g_strdup (self->locale.months[CLAMP (number, 1, 12) - 1]);
    default:
      return g_strdup_printf (chinese ? "%d周" : "W%d", number);
    }
}
