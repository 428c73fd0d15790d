/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures in words. The pages that show tiles and trends and the paper of a meeting ask here, so that one change is
 * described by one sentence everywhere. It formats nothing itself: the formatter does. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-kpi-text.h"

const char *
sb_kpi_label (const SbKpi *kpi)
{
  g_return_val_if_fail (kpi != NULL, "");
  return _(sb_metric_info (kpi->metric)->label);
}

const char *
sb_kpi_definition (const SbKpi *kpi)
{
  g_return_val_if_fail (kpi != NULL, "");
  return _(sb_metric_info (kpi->metric)->formula);
}

char *
sb_kpi_value_text (SbFormatter *formatter, const SbKpi *kpi)
{
  g_return_val_if_fail (kpi != NULL, NULL);
  return sb_formatter_quantity (formatter, &kpi->value);
}

/* The difference in the metric's own terms: points for shares, a relative change where there is one, else the plain
 * difference. */
static char *
difference_text (SbFormatter *formatter, const SbKpi *kpi, const SbKpiChange *change)
{
  SbUnit unit = sb_metric_info (kpi->metric)->unit;
  if (unit == SB_UNIT_PERCENT)
    return sb_formatter_points (formatter, change->difference);
  if (sb_ratio_is_defined (&change->change))
    return sb_formatter_change (formatter, change->change.value);
  if (unit == SB_UNIT_MONEY)
    return sb_formatter_money_change (formatter, (gint64) change->difference);
  SbQuantity difference = unit == SB_UNIT_COUNT ? sb_quantity_count ((gint64) change->difference)
                                                : sb_quantity_real (unit, change->difference);
  g_autofree char *text = sb_formatter_quantity (formatter, &difference);
  return change->difference > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

static gboolean
can_compare (const SbKpi *kpi, const SbKpiChange *change)
{
  return sb_quantity_is_defined (&kpi->value) && sb_quantity_is_defined (&change->value);
}

char *
sb_kpi_change_text (SbFormatter *formatter, const SbKpi *kpi, const SbKpiChange *change)
{
  g_return_val_if_fail (kpi != NULL && change != NULL, NULL);
  g_autofree char *period = sb_formatter_period (formatter, change->period);
  if (!can_compare (kpi, change))
    return g_strdup_printf (_("nothing to compare with in %s"), period);
  g_autofree char *then = sb_formatter_quantity (formatter, &change->value);
  if (change->has_test && !change->clear)
    return g_strdup_printf (_("no clear difference to %s (%s)"), period, then);
  g_autofree char *difference = difference_text (formatter, kpi, change);
  if (!change->partial)
    return g_strdup_printf (_("%s against %s (%s)"), difference, period, then);
  g_autofree char *days = sb_formatter_count (formatter, change->working_days);
  return g_strdup_printf (ngettext ("%s against the same %s working day of %s (%s)",
                                    "%s against the same %s working days of %s (%s)", (gulong) change->working_days),
                          difference, days, period, then);
}

char *
sb_kpi_change_short (SbFormatter *formatter, const SbKpi *kpi, const SbKpiChange *change)
{
  g_return_val_if_fail (kpi != NULL && change != NULL, NULL);
  if (!can_compare (kpi, change))
    return NULL;
  if (change->has_test && !change->clear)
    return g_strdup (_("no clear difference"));
  g_autofree char *period = sb_formatter_period_short (formatter, change->period);
  g_autofree char *difference = difference_text (formatter, kpi, change);
  return g_strdup_printf (C_("change against a period", "%s on %s"), difference, period);
}

SbChangeSense
sb_kpi_change_sense (const SbKpi *kpi, const SbKpiChange *change)
{
  g_return_val_if_fail (kpi != NULL && change != NULL, SB_CHANGE_UNKNOWN);
  SbDirection direction = sb_metric_info (kpi->metric)->direction;
  if (!can_compare (kpi, change) || direction == SB_DIRECTION_NEUTRAL)
    return SB_CHANGE_UNKNOWN;
  if ((change->has_test && !change->clear) || change->difference == 0)
    return SB_CHANGE_SAME;
  return (change->difference > 0) == (direction == SB_DIRECTION_UP) ? SB_CHANGE_BETTER : SB_CHANGE_WORSE;
}

char *
sb_series_judgement (SbFormatter *formatter, const SbSeries *series)
{
  g_return_val_if_fail (series != NULL, NULL);
  if (!series->has_limits)
    return NULL;
  const SbSeriesPoint *last = NULL;
  for (guint i = 0; i < series->points->len; i++)
    {
      const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);
      if (!point->running && sb_quantity_is_defined (&point->value))
        last = point;
    }
  if (last == NULL)
    return NULL;
  g_autofree char *period = sb_formatter_period (formatter, last->period);
  if (!last->signal)
    return g_strdup_printf (_("%s lies within the usual range: normal variation"), period);
  return sb_quantity_as_real (&last->value) > series->mean
           ? g_strdup_printf (_("%s is a signal: above the usual range"), period)
           : g_strdup_printf (_("%s is a signal: below the usual range"), period);
}
