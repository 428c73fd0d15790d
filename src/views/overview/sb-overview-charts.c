/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns the overview's data into chart descriptions: geometry from numbers, every text from the formatter. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/sb-bar-chart.h"
#include "charts/sb-trend-chart.h"
#include "views/overview/sb-overview-charts.h"

static char *
money_tick (double value, gpointer formatter)
{
  return sb_formatter_money_short (formatter, (gint64) value);
}

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

/* Months before the first business that is known are not zero, they are unknown. */
static gboolean
is_before_data (const SbSeries *series, guint index)
{
  for (guint i = 0; i <= index && i < series->points->len; i++)
    if (sb_quantity_as_real (&g_array_index (series->points, SbSeriesPoint, i).value) != 0)
      return FALSE;
  return TRUE;
}

static double
value_at (const SbSeries *series, guint index)
{
  if (series == NULL || index >= series->points->len)
    return NAN;
  const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, index);
  return sb_quantity_is_defined (&point->value) ? sb_quantity_as_real (&point->value) : NAN;
}

static void
fill_month (const SbOverviewData *data, SbFormatter *formatter, guint i, GPtrArray *texts, SbTrendPointSpec *out)
{
  const SbSeriesPoint *point = &g_array_index (data->months->points, SbSeriesPoint, i);
  double year_ago = is_before_data (data->year_ago, i) ? NAN : value_at (data->year_ago, i);
  gint64 target = data->month_target[i];
  int year, month;
  sb_date_to_ymd (point->period.start, &year, &month, NULL);
  *out = (SbTrendPointSpec){ .label = keep (texts, sb_formatter_period_short (formatter, point->period)),
                             .long_label = keep (texts, sb_formatter_period (formatter, point->period)),
                             .group = i == 0 || month == 1 ? keep (texts, g_strdup_printf ("%d", year)) : NULL,
                             .value = value_at (data->months, i),
                             .value_text = keep (texts, sb_formatter_quantity (formatter, &point->value)),
                             .last_year = year_ago,
                             .last_year_text = isfinite (year_ago)
                                                 ? keep (texts, sb_formatter_money_short (formatter, (gint64) year_ago))
                                                 : NULL,
                             .target = target >= 0 ? (double) target : NAN,
                             .target_text
                             = target >= 0 ? keep (texts, sb_formatter_money_short (formatter, target)) : NULL,
                             .partial = point->running,
                             .key = i };
}

SbChart *
sb_overview_revenue_chart (const SbOverviewData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = MIN (data->months->points->len, SB_OVERVIEW_MONTHS);
  SbTrendPointSpec points[SB_OVERVIEW_MONTHS] = { 0 };
  gboolean has_target = FALSE, has_year_ago = FALSE;
  for (guint i = 0; i < n; i++)
    {
      fill_month (data, formatter, i, texts, &points[i]);
      has_target |= data->month_target[i] >= 0;
      has_year_ago |= isfinite (points[i].last_year) && points[i].last_year != 0;
    }
  SbTrendChartSpec spec = {
    .text = { .title = _("Won revenue by month"),
              .subtitle = _("The line is the target, the running month is hatched"),
              .empty_text = _("No deal was won in these months."),
              .label_header = _("Month"),
              .value_header = _("Won revenue"),
              .masked = sb_formatter_get_privacy (formatter) > 0 },
    .zero_based = TRUE,
    .format = { money_tick, formatter },
    .points = points,
    .n_points = n,
    .target = NAN,
    .target_header = has_target ? _("Target") : NULL,
    .target_text = has_target ? _("target") : NULL,
    .last_year_text = has_year_ago ? _("a year earlier") : NULL,
  };
  return sb_trend_chart_new (&spec);
}

static void
fill_member (const SbMemberResult *member, SbFormatter *formatter, GPtrArray *texts, SbBarSpec *out)
{
  char *target = member->has_target ? keep (texts, sb_formatter_money_short (formatter, member->target)) : NULL;
  *out
    = (SbBarSpec){ .label = keep (texts, sb_formatter_name (formatter, "member", member->member_id, member->name)),
                   .value = (double) member->won,
                   .value_text = keep (texts, sb_formatter_money_short (formatter, member->won)),
                   .has_tick = member->has_target,
                   .tick = (double) member->target,
                   .tick_text = target,
                   .delta_text
                   = member->has_target
                       ? keep (texts, sb_formatter_percent (formatter, (double) member->won / (double) member->target))
                       : NULL,
                   .key = member->member_id };
}

SbChart *
sb_overview_members_chart (const SbOverviewData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = data->members->len;
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, n + 1);
  for (guint i = 0; i < n; i++)
    fill_member (&g_array_index (data->members, SbMemberResult, i), formatter, texts, &bars[i]);
  SbBarChartSpec spec
    = { .text = { .title = _("Result per member"),
                  .subtitle = _("Won revenue, the mark is the member's target; in name order"),
                  .empty_text = _("Nobody has won a deal in this period."),
                  .label_header = _("Member"),
                  .value_header = _("Won revenue"),
                  .masked = sb_formatter_get_privacy (formatter) > 0 },
        .bars = bars,
        .n_bars = n,
        .track = TRUE,
        .tick_header = _("Target") };
  return sb_bar_chart_new (&spec);
}
