/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a calculation to the description of a picture: texts formatted, numbers for the geometry. Called by chart. */
#include "sb-config.h"

#include "cli/sb-cli-charts.h"

#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-segment.h"
#include "charts/sb-bar-chart.h"
#include "charts/sb-funnel-chart.h"
#include "charts/sb-share-chart.h"
#include "charts/sb-trend-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct {
  const SbFigures *figures;
  SbDate           as_of;
  gint32           pipeline_id;
  GPtrArray       *texts; /* owned until the chart has copied them */
} Drawing;

static const char *
keep (Drawing *drawing, char *text)
{
  if (text != NULL)
    g_ptr_array_add (drawing->texts, text);
  return text;
}

static SbChartText
head (Drawing *drawing, const char *title)
{
  return (SbChartText) { .title = title,
                         .subtitle = keep (drawing, sb_formatter_period (drawing->figures->formatter,
                                                                         drawing->figures->window)),
                         .empty_text = _("Nothing to show for this period."),
                         .masked = sb_formatter_get_privacy (drawing->figures->formatter) > 0 };
}

static const char *
amount (Drawing *drawing, gint64 minor)
{
  return keep (drawing, sb_formatter_money_short (drawing->figures->formatter, minor));
}

static const char *
count (Drawing *drawing, gint64 n)
{
  return keep (drawing, sb_formatter_count (drawing->figures->formatter, n));
}

static SbChart *
draw_funnel (Drawing *drawing, gboolean by_value)
{
  static const SbFunnelCell cells[] = { SB_FUNNEL_ADVANCED, SB_FUNNEL_LOST, SB_FUNNEL_OPEN };
  SbFunnelQuery query = { drawing->pipeline_id, drawing->figures->window, drawing->figures->scope, drawing->as_of };
  g_autoptr (SbFunnel) funnel = sb_funnel_compute (drawing->figures->facts, &query);
  g_autofree SbFunnelStageSpec *stages = g_new0 (SbFunnelStageSpec, funnel->n_stages + 1);
  SbFunnelChartSpec spec = {
    .text = head (drawing, by_value ? _("Funnel by value") : _("Funnel")),
    .series_label = { _("advanced"), _("lost here"), _("still open"), _("won") },
    .reached_header = _("Reached"), .rate_header = _("Conversion"), .stages = stages, .n_stages = funnel->n_stages,
    .worst = sb_funnel_known_worst (funnel, by_value), .won_name = _("Won")
  };

  spec.text.label_header = _("Stage");
  for (guint i = 0; i < funnel->n_stages; i++)
    {
      const SbFunnelStage *stage = &funnel->stages[i];
      const SbRatio *rate = by_value ? &stage->value_resolved : &stage->resolved;

      stages[i].name = stage->stage->name;
      stages[i].key = stage->stage->id;
      stages[i].rate_text = keep (drawing, sb_formatter_ratio (drawing->figures->formatter, rate, SB_FORMAT_PERCENT));
      stages[i].reached_text = by_value ? amount (drawing, stage->minor[SB_FUNNEL_REACHED])
                                        : count (drawing, stage->n[SB_FUNNEL_REACHED]);
      for (gsize j = 0; j < G_N_ELEMENTS (cells); j++)
        {
          stages[i].value[j] = (double) (by_value ? stage->minor[cells[j]] : stage->n[cells[j]]);
          stages[i].value_text[j] = by_value ? amount (drawing, stage->minor[cells[j]])
                                             : count (drawing, stage->n[cells[j]]);
        }
    }
  spec.won_value = (double) (by_value ? funnel->won_minor : funnel->won);
  spec.won_text = by_value ? amount (drawing, funnel->won_minor) : count (drawing, funnel->won);
  spec.won_rate_text = keep (drawing, sb_formatter_ratio (drawing->figures->formatter, &funnel->overall,
                                                          SB_FORMAT_PERCENT));
  spec.won_range_text = _("overall conversion");
  return sb_funnel_chart_new (&spec);
}

static char *
axis_money (double value, gpointer user_data)
{
  return sb_formatter_money_short (user_data, (gint64) value);
}

static SbChart *
draw_revenue (Drawing *drawing)
{
  SbKpiQuery query = { drawing->figures->window, drawing->figures->scope, drawing->as_of, 0 };
  g_autoptr (SbSeries) series = sb_kpi_series_compute (drawing->figures->facts, SB_METRIC_REVENUE_WON, SB_PERIOD_MONTH,
                                                       &query);
  g_autofree SbTrendPointSpec *points = g_new0 (SbTrendPointSpec, series->points->len + 1);
  SbTrendChartSpec spec = { .text = head (drawing, _("Revenue won")), .zero_based = TRUE,
                            .format = { axis_money, drawing->figures->formatter }, .points = points,
                            .n_points = series->points->len, .partial_text = _("running month"),
                            .signal_text = _("outside the limits") };

  spec.text.label_header = _("Month");
  spec.text.value_header = _("Revenue won");
  for (guint i = 0; i < series->points->len; i++)
    {
      const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);
      int year, month;

      sb_date_to_ymd (point->period.start, &year, &month, NULL);
      points[i].label = keep (drawing, sb_formatter_period_short (drawing->figures->formatter, point->period));
      points[i].group = i == 0 || month == 1 ? keep (drawing, g_strdup_printf ("%d", year)) : NULL;
      points[i].long_label = keep (drawing, sb_formatter_period (drawing->figures->formatter, point->period));
      points[i].value = point->value.reason == SB_REASON_NONE ? (double) point->value.integer : NAN;
      points[i].value_text = keep (drawing, sb_formatter_quantity (drawing->figures->formatter, &point->value));
      points[i].last_year = NAN;
      points[i].target = NAN;
      points[i].partial = point->running;
      points[i].signal = point->signal;
      points[i].key = i;
    }
  return sb_trend_chart_new (&spec);
}

static SbChart *
draw_classes (Drawing *drawing)
{
  g_autoptr (SbSegmentation) segments =
    sb_segmentation_compute (drawing->figures->facts, drawing->figures->scope, drawing->as_of, 24);
  SbShareSeriesSpec series[3] = { { .label = "A" }, { .label = "B" }, { .label = "C" } };
  double values[3][3];
  const char *texts[3][3];
  SbShareRowSpec rows[3];
  const char *const labels[] = { _("Customers"), C_("money", "Value"), _("Time") };
  SbShareChartSpec spec = { .text = head (drawing, _("Customers by class")), .series = series, .n_series = 3,
                            .rows = rows, .n_rows = 3 };

  for (int i = 0; i < 3; i++)
    {
      values[0][i] = (double) segments->count[i];
      values[1][i] = (double) segments->revenue_year[i];
      values[2][i] = (double) segments->minutes[i];
      texts[0][i] = count (drawing, segments->count[i]);
      texts[1][i] = amount (drawing, segments->revenue_year[i]);
      texts[2][i] = keep (drawing, sb_formatter_minutes (drawing->figures->formatter, segments->minutes[i]));
    }
  for (int i = 0; i < 3; i++)
    rows[i] = (SbShareRowSpec) { .label = labels[i], .values = values[i], .value_texts = texts[i] };
  return sb_share_chart_new (&spec);
}

static SbChart *
draw_bars (Drawing *drawing, const char *title, const char *label_header, SbBarSpec *bars, gsize n)
{
  SbBarChartSpec spec = { .text = head (drawing, title), .bars = bars, .n_bars = n };

  spec.text.label_header = label_header;
  return sb_bar_chart_new (&spec);
}

static SbChart *
draw_rfm (Drawing *drawing)
{
  g_autoptr (SbSegmentation) segments =
    sb_segmentation_compute (drawing->figures->facts, drawing->figures->scope, drawing->as_of, 24);
  SbBarSpec bars[SB_N_RFM];

  for (int i = 0; i < SB_N_RFM; i++)
    bars[i] = (SbBarSpec) { .label = _(sb_rfm_segment_label (i)), .value = (double) segments->segment_n[i],
                            .value_text = count (drawing, segments->segment_n[i]), .key = i };
  return draw_bars (drawing, _("Customers by recency, frequency and value"), _("Segment"), bars, SB_N_RFM);
}

static SbChart *
draw_loss_reasons (Drawing *drawing)
{
  SbFunnelQuery query = { drawing->pipeline_id, drawing->figures->window, drawing->figures->scope, drawing->as_of };
  g_autoptr (SbFunnel) funnel = sb_funnel_compute (drawing->figures->facts, &query);
  g_autoptr (GArray) reasons = sb_funnel_loss_reasons (funnel, drawing->figures->facts, -1, FALSE);
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, reasons->len + 1);

  for (guint i = 0; i < reasons->len; i++)
    {
      const SbLossReason *reason = &g_array_index (reasons, SbLossReason, i);

      bars[i].label = reason->name != NULL ? reason->name : _("No reason given");
      bars[i].value = (double) reason->n;
      bars[i].value_text = count (drawing, reason->n);
      bars[i].role = SB_CHART_ROLE_ALERT;
      bars[i].faded = i > 0 && g_array_index (reasons, SbLossReason, i - 1).cumulative >= 0.8;
      bars[i].key = reason->reason_id;
    }
  return draw_bars (drawing, _("Why deals are lost"), _("Reason"), bars, reasons->len);
}

/* In name order: nothing ranks people by default. */
static SbChart *
draw_members (Drawing *drawing)
{
  SbKpiQuery query = { drawing->figures->window, drawing->figures->scope, drawing->as_of, 0 };
  g_autoptr (GArray) parts = sb_kpi_split_compute (drawing->figures->facts, SB_METRIC_REVENUE_WON, SB_SPLIT_MEMBER,
                                                   &query);
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, parts->len + 1);

  for (guint i = 0; i < parts->len; i++)
    {
      const SbKpiPart *part = &g_array_index (parts, SbKpiPart, i);

      bars[i].label = part->name == NULL ? _("Nobody")
                                         : keep (drawing, sb_formatter_name (drawing->figures->formatter, "member",
                                                                             part->id, part->name));
      bars[i].value = part->value.reason == SB_REASON_NONE ? (double) part->value.integer : NAN;
      bars[i].value_text = keep (drawing, sb_formatter_quantity (drawing->figures->formatter, &part->value));
      bars[i].key = part->id;
    }
  return draw_bars (drawing, _("Revenue won by member"), _("Member"), bars, parts->len);
}

const char * const *
sb_cli_chart_names (void)
{
  static const char *const names[] = { "funnel", "funnel-value", "revenue", "classes", "rfm", "loss-reasons", "members",
                                       NULL };

  return names;
}

SbChart *
sb_cli_chart (const SbFigures *figures, const char *name, SbDate as_of, gint32 pipeline_id)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Drawing drawing = { figures, as_of, pipeline_id, texts };

  if (g_str_equal (name, "funnel") || g_str_equal (name, "funnel-value"))
    return draw_funnel (&drawing, g_str_equal (name, "funnel-value"));
  if (g_str_equal (name, "revenue"))
    return draw_revenue (&drawing);
  if (g_str_equal (name, "classes"))
    return draw_classes (&drawing);
  if (g_str_equal (name, "rfm"))
    return draw_rfm (&drawing);
  if (g_str_equal (name, "loss-reasons"))
    return draw_loss_reasons (&drawing);
  return draw_members (&drawing);
}
