/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns funnel and key figures into chart descriptions: geometry from numbers, every text from the formatter. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/sb-bar-chart.h"
#include "charts/sb-funnel-chart.h"
#include "charts/sb-trend-chart.h"
#include "model/sb-kpi-text.h"
#include "views/analysis/sb-analysis-charts.h"

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static gboolean
is_masked (SbFormatter *formatter)
{
  return sb_formatter_get_privacy (formatter) > 0;
}

/* -- funnel ----------------------------------------------------------------------------------- */

static char *
cell_text (SbFormatter *formatter, const SbFunnelStage *stage, SbFunnelCell cell, gboolean by_value)
{
  return by_value ? sb_formatter_money_short (formatter, stage->minor[cell])
                  : sb_formatter_count (formatter, stage->n[cell]);
}

static double
cell_value (const SbFunnelStage *stage, SbFunnelCell cell, gboolean by_value)
{
  return by_value ? (double) stage->minor[cell] : (double) stage->n[cell];
}

static void
fill_stage (const SbFunnel *funnel, SbFormatter *formatter, guint index, gboolean by_value, GPtrArray *texts,
            SbFunnelStageSpec *out)
{
  static const SbFunnelCell cells[] = { SB_FUNNEL_ADVANCED, SB_FUNNEL_LOST, SB_FUNNEL_OPEN };
  const SbFunnelStage *stage = &funnel->stages[index];
  const SbRatio *resolved = by_value ? &stage->value_resolved : &stage->resolved;
  const SbRatio *floor_rate = by_value ? &stage->value_floor : &stage->floor;
  gboolean has_range = sb_ratio_is_defined (resolved) && sb_ratio_is_defined (floor_rate);
  *out = (SbFunnelStageSpec){
    .name = stage->stage->name,
    .reached_text = keep (texts, cell_text (formatter, stage, SB_FUNNEL_REACHED, by_value)),
    .rate_text = keep (texts, sb_formatter_ratio (formatter, resolved, SB_FORMAT_PERCENT)),
    .range_text
    = has_range ? keep (texts, sb_formatter_percent_range (formatter, floor_rate->value, resolved->value)) : NULL,
    .key = index
  };
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      out->value[i] = cell_value (stage, cells[i], by_value);
      out->value_text[i] = keep (texts, cell_text (formatter, stage, cells[i], by_value));
    }
  /* A deal that went back sits elsewhere: it is drawn with those that are undecided here. */
  out->value[SB_FUNNEL_SERIES_OPEN] += cell_value (stage, SB_FUNNEL_BACK, by_value);
}

SbChart *
sb_funnel_picture (const SbFunnel *funnel, SbFormatter *formatter, gboolean by_value)
{
  g_return_val_if_fail (funnel != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree SbFunnelStageSpec *stages = g_new0 (SbFunnelStageSpec, funnel->n_stages + 1);
  for (guint i = 0; i < funnel->n_stages; i++)
    fill_stage (funnel, formatter, i, by_value, texts, &stages[i]);
  SbFunnelChartSpec spec
    = { .text = { .title = _("Cohort funnel"),
              .empty_text = _("No deal was created in this period."),
                  .label_header = _("Stage"),
                  .value_header = by_value ? C_("money", "Value") : _("Deals"),
                  .masked = is_masked (formatter) },
        .series_label = { _("advanced"), _("lost here"), _("still open"), _("won") },
        .reached_header = _("Reached"),
        .rate_header = _("Conversion"),
        .stages = stages,
        .n_stages = funnel->n_stages,
        .worst = sb_funnel_known_worst (funnel, by_value),
        .won_name = _("Won"),
        .won_value = by_value ? (double) funnel->won_minor : (double) funnel->won,
        .won_text = keep (texts, by_value ? sb_formatter_money_short (formatter, funnel->won_minor)
                                          : sb_formatter_count (formatter, funnel->won)),
        .won_rate_text = keep (texts, sb_formatter_ratio (formatter, &funnel->overall, SB_FORMAT_PERCENT)),
        .won_range_text = _("overall conversion"),
        .won_key = funnel->n_stages };
  return sb_funnel_chart_new (&spec);
}

SbChart *
sb_reasons_picture (const SbAnalysisData *data, SbFormatter *formatter, int stage, gboolean by_value)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) reasons = sb_funnel_loss_reasons (data->funnel, data->context->facts, stage, by_value);
  guint n = MIN (reasons->len, 8);
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SbLossReason *reason = &g_array_index (reasons, SbLossReason, i);
      bars[i] = (SbBarSpec){ .label = reason->name != NULL ? reason->name : _("no reason given"),
                             .value = by_value ? (double) reason->minor : (double) reason->n,
                             .value_text = keep (texts, by_value ? sb_formatter_money_short (formatter, reason->minor)
                                                                 : sb_formatter_count (formatter, reason->n)),
                             .faded = i > 0,
                             .key = reason->reason_id };
    }
  SbBarChartSpec spec = { .text = { .title = _("Why customers are lost"),
              .empty_text = _("No deal was lost here."),
                                    .label_header = _("Reason"),
                                    .value_header = by_value ? C_("money", "Value") : _("Deals"),
                                    .masked = is_masked (formatter) },
                          .bars = bars,
                          .n_bars = n,
                          .role = SB_CHART_ROLE_ALERT };
  return sb_bar_chart_new (&spec);
}

/* -- key figures -----------------------------------------------------------------------------------------------------
 */

typedef struct
{
  SbFormatter *formatter;
  SbUnit unit;
} TickFormat;

static char *
format_tick (double value, gpointer user_data)
{
  const TickFormat *format = user_data;
  SbQuantity quantity = format->unit == SB_UNIT_MONEY || format->unit == SB_UNIT_MONEY_PER_DAY
                          ? sb_quantity_money ((gint64) value)
                        : format->unit == SB_UNIT_COUNT ? sb_quantity_count ((gint64) value)
                                                        : sb_quantity_real (format->unit, value);
  return sb_formatter_quantity (format->formatter, &quantity);
}

static char *
limit_text (const TickFormat *format, double value)
{
  return format_tick (value, (gpointer) format);
}

SbChart *
sb_trend_picture (const SbKpi *kpi, SbFormatter *formatter)
{
  g_return_val_if_fail (kpi != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const SbMetricInfo *info = sb_metric_info (kpi->metric);
  const SbSeries *series = kpi->series;
  TickFormat format = { formatter, info->unit };
  guint n = series != NULL ? series->points->len : 0;
  g_autofree SbTrendPointSpec *points = g_new0 (SbTrendPointSpec, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);
      int year, month;
      sb_date_to_ymd (point->period.start, &year, &month, NULL);
      points[i]
        = (SbTrendPointSpec){ .label = keep (texts, sb_formatter_period_short (formatter, point->period)),
                              .long_label = keep (texts, sb_formatter_period (formatter, point->period)),
                              .group = i == 0 || month == 1 ? keep (texts, g_strdup_printf ("%d", year)) : NULL,
                              .value
                              = sb_quantity_is_defined (&point->value) ? sb_quantity_as_real (&point->value) : NAN,
                              .value_text = keep (texts, sb_formatter_quantity (formatter, &point->value)),
                              .last_year = NAN,
                              .target = NAN,
                              .partial = point->running,
                              .signal = point->signal,
                              .key = i };
    }
  gboolean limits = series != NULL && series->has_limits;
  SbTrendChartSpec spec = { .text = { .title = _(info->label),
              .empty_text = _("There is no history of this figure yet."),
                                      .label_header = _("Month"),
                                      .value_header = _(info->label),
                                      .masked = is_masked (formatter) },
                            .line = info->unit != SB_UNIT_MONEY && info->unit != SB_UNIT_COUNT,
                            .zero_based = info->unit == SB_UNIT_PERCENT,
                            .format = { format_tick, &format },
                            .points = points,
                            .n_points = n,
                            .target = NAN,
                            .has_limits = limits,
                            .low = limits ? series->lower : NAN,
                            .center = limits ? series->mean : NAN,
                            .high = limits ? series->upper : NAN,
                            .low_text = limits ? keep (texts, limit_text (&format, series->lower)) : NULL,
                            .center_text = limits ? keep (texts, limit_text (&format, series->mean)) : NULL,
                            .high_text = limits ? keep (texts, limit_text (&format, series->upper)) : NULL };
  return sb_trend_chart_new (&spec);
}

/* As the language sorts names; what belongs to nothing stands last. */
static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const SbKpiPart *x = a, *y = b;
  int order;
  if (x->name == NULL || y->name == NULL)
    return (x->name == NULL) - (y->name == NULL);
  order = g_utf8_collate (x->name, y->name);
  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static char *
part_name (SbFormatter *formatter, SbSplit split, const SbKpiPart *part)
{
  if (part->name == NULL)
    return g_strdup (_("none"));
  if (split == SB_SPLIT_MEMBER)
    return sb_formatter_name (formatter, "member", part->id, part->name);
  if (split == SB_SPLIT_TEAM)
    return sb_formatter_name (formatter, "team", part->id, part->name);
  if (split == SB_SPLIT_ACCOUNT)
    return sb_formatter_name (formatter, "account", part->id, part->name);
  return g_strdup (part->name);
}

SbChart *
sb_split_picture (const SbAnalysisData *data, SbFormatter *formatter, const SbKpi *kpi, SbSplit split)
{
  g_return_val_if_fail (data != NULL && kpi != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  SbKpiQuery query = { data->context->period, data->context->scope, data->context->as_of, 0 };
  g_autoptr (GArray) parts = sb_kpi_split_compute (data->context->facts, kpi->metric, split, &query);
  guint n = MIN (parts->len, 40);
  g_array_sort (parts, compare_parts);
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SbKpiPart *part = &g_array_index (parts, SbKpiPart, i);
      gboolean defined = sb_quantity_is_defined (&part->value);
      bars[i] = (SbBarSpec){ .label = keep (texts, part_name (formatter, split, part)),
                             .value = defined ? sb_quantity_as_real (&part->value) : NAN,
                             .value_text = keep (texts, sb_formatter_quantity (formatter, &part->value)),
                             .delta_text = part->value.n >= 0 && part->value.n < 30
                                             ? keep (texts, sb_formatter_sample (formatter, part->value.n))
                                             : NULL,
                             .key = part->id };
    }
  SbBarChartSpec spec = { .text = { .title = sb_kpi_label (kpi),
              .empty_text = _("This figure has no parts of this kind in the period."),
                                    .label_header = _("Part"),
                                    .value_header = sb_kpi_label (kpi),
                                    .masked = is_masked (formatter) },
                          .bars = bars,
                          .n_bars = n };
  return sb_bar_chart_new (&spec);
}
