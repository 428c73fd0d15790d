/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Analysis results in words: a quantity by its unit, and the sentence behind every "—". Part of the formatter. */
#include "sb-config.h"

#include "model/sb-formatter-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const reasons[SB_N_REASONS] = {
  [SB_REASON_NO_TARGET] = N_ ("No target is set for this period and scope."),
  [SB_REASON_NO_BASELINE] = N_ ("There is no earlier value to compare with."),
  [SB_REASON_NOT_STARTED] = N_ ("The period has not started yet."),
  [SB_REASON_PERIOD_OVER] = N_ ("The period is over."),
  [SB_REASON_TOO_EARLY] = N_ ("It is too early in the period for a judgement."),
  [SB_REASON_NO_CLOSED_DEALS] = N_ ("No deal was won or lost in this period."),
  [SB_REASON_NO_DATA] = N_ ("There is no data for this period and scope."),
  [SB_REASON_NO_HISTORY] = N_ ("There is no history before this day."),
  [SB_REASON_TOO_FEW] = N_ ("There are too few values for a reliable number."),
  [SB_REASON_ZERO_DENOMINATOR] = N_ ("Nothing to divide by: the base of this share is zero."),
  [SB_REASON_STALE] = N_ ("The last value is older than two periods."),
  [SB_REASON_HIDDEN_GROUP] = N_ ("Too few people answered to show this without naming them."),
  [SB_REASON_NO_RATE] = N_ ("An exchange rate is missing."),
  [SB_REASON_NO_CAPACITY] = N_ ("There is no working capacity in this period."),
  [SB_REASON_SAME_AS_BASELINE] = N_ ("The target equals the starting value."),
  [SB_REASON_MET] = N_ ("The target is met: nothing is left to do."),
  [SB_REASON_NOT_PLANNED] = N_ ("Nothing is planned for this."),
  [SB_REASON_CANNOT_JUDGE] = N_ ("There is too little history for a verdict."),
  [SB_REASON_OVERFLOW] = N_ ("The sum is larger than this program can hold exactly."),
};

char *
sb_formatter_reason (SbFormatter *self, SbReason reason)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self), NULL);
  g_return_val_if_fail (reason < SB_N_REASONS, NULL);

  return reasons[reason] == NULL ? NULL : g_strdup (_(reasons[reason]));
}

static char *
format_name (SbFormatter *self, const SbQuantity *quantity)
{
  static const char *const types[] = { NULL, "member", "team", "account", "deal" };
  const char *type = quantity->name_kind < G_N_ELEMENTS (types) ? types[quantity->name_kind] : NULL;

  if (type == NULL)
    return g_strdup (quantity->text == NULL ? "" : quantity->text);
  return sb_formatter_name (self, type, quantity->name_id, quantity->text);
}

static char *
format_hours (SbFormatter *self, double hours)
{
  g_autofree char *number = sb_format_decimal (self, hours, fabs (hours) < 99.95 ? 1 : 0, TRUE);

  return g_strdup_printf (ngettext ("%s hour", "%s hours", fabs (hours) == 1 ? 1 : 2), number);
}

static char *
format_real (SbFormatter *self, SbUnit unit, double value)
{
  switch (unit)
    {
    case SB_UNIT_PERCENT:
      return sb_formatter_percent (self, value);
    case SB_UNIT_POINTS:
      return sb_formatter_points (self, value);
    case SB_UNIT_DAYS:
      return sb_formatter_days (self, value);
    case SB_UNIT_HOURS:
      return format_hours (self, value);
    case SB_UNIT_TIMES:
      return sb_formatter_times (self, value);
    case SB_UNIT_MONEY:
    case SB_UNIT_MONEY_PER_DAY:
      return sb_formatter_value (self, value, SB_FORMAT_MONEY);
    default:
      return sb_formatter_value (self, value, SB_FORMAT_NUMBER);
    }
}

char *
sb_formatter_quantity (SbFormatter *self, const SbQuantity *quantity)
{
  g_autofree char *money = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self) && quantity != NULL, NULL);

  if (quantity->reason != SB_REASON_NONE)
    return g_strdup (SB_DASH);
  switch (quantity->unit)
    {
    case SB_UNIT_MONEY:
      return sb_formatter_money_short (self, quantity->integer);
    case SB_UNIT_MONEY_PER_DAY:
      money = sb_formatter_money_short (self, quantity->integer);
      return g_strdup_printf (_("%s a day"), money);
    case SB_UNIT_COUNT:
      return sb_formatter_count (self, quantity->integer);
    case SB_UNIT_DATE:
      return sb_formatter_date (self, (SbDate) quantity->integer);
    case SB_UNIT_TEXT:
      return format_name (self, quantity);
    default:
      return format_real (self, quantity->unit, quantity->real);
    }
}

char *
sb_formatter_quantity_range (SbFormatter *self, const SbQuantity *quantity)
{
  g_autofree char *from = NULL, *to = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (self) && quantity != NULL, NULL);

  if (quantity->reason != SB_REASON_NONE || !quantity->has_range)
    return NULL;
  if (quantity->unit == SB_UNIT_PERCENT)
    return sb_formatter_percent_range (self, quantity->lo, quantity->hi);
  from = format_real (self, quantity->unit, quantity->lo);
  to = format_real (self, quantity->unit, quantity->hi);
  return g_strdup_printf ("%s – %s", from, to);
}
