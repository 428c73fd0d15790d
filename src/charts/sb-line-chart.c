/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long series over one axis. Reduces each series once to buckets of minimum and maximum, so that a million points draw
 * like a thousand. Called where simulations, daily series and histories are shown. */
#include "charts/sb-line-chart.h"

#include "charts/sb-axis.h"

#include <math.h>

#define MAX_BUCKETS 16384
#define NARROW 430.0

typedef struct {
  const char *label, *value_text, *description;
  double     *low, *high; /* n buckets, NAN = gap; the same array while no two values share a bucket */
  gsize       n, n_values;
  double      last;
  SbChartRole role;
  SbChartPattern pattern;
  gint64      key;
} SbLineSeries;

typedef struct {
  SbLineSeries   *series;
  gsize           n_series;
  SbLineTickSpec *ticks;
  gsize           n_ticks;
  SbAxis          axis;
} SbLineData;

static void
place_path (SbScene *scene, const SbLineData *data, const SbLineSeries *series, const SbChartRect *plot)
{
  g_autofree double *xy = g_new (double, series->n * 2);
  guint n = 0;

  for (gsize i = 0; i <= series->n; i++)
    {
      gboolean known = i < series->n && isfinite (series->low[i]);
      if (!known && n == 1)
        sb_scene_dot (scene, xy[0], xy[1], 2, series->role);
      if (!known && n > 1)
        {
          SbPrim *path = sb_scene_path (scene, xy, n, series->role);
          path->stroke = 1.8, path->pattern = series->pattern;
        }
      if (!known)
        {
          n = 0;
          continue;
        }
      xy[2 * n] = plot->x + (series->n > 1 ? plot->w * i / (series->n - 1) : plot->w / 2);
      xy[2 * n + 1] = sb_axis_y (&data->axis, plot, series->low[i]);
      n++;
    }
}

/* One box a pixel column, from its lowest to its highest value and far enough to touch the box before. A bucket that
 * lies in two columns counts in both, so that no column loses an end. */
static void
place_columns (SbScene *scene, const SbLineData *data, const SbLineSeries *series, const SbChartRect *plot)
{
  guint columns = (guint) MAX (plot->w, 1), n = 0;
  g_autofree double *boxes = g_new (double, columns * 3);
  double before_low = NAN, before_high = NAN;

  for (guint c = 0; c < columns; c++)
    {
      gsize from = (gsize) ((double) c * series->n / columns);
      gsize to = (gsize) ceil ((double) (c + 1) * series->n / columns);
      double low = NAN, high = NAN, top, bottom;
      for (gsize i = from; i < MIN (to, series->n); i++)
        if (isfinite (series->low[i]))
          {
            low = !(low <= series->low[i]) ? series->low[i] : low;
            high = !(high >= series->high[i]) ? series->high[i] : high;
          }
      if (isfinite (low))
        {
          top = sb_axis_y (&data->axis, plot, isfinite (before_low) ? MAX (high, before_low) : high);
          bottom = sb_axis_y (&data->axis, plot, isfinite (before_high) ? MIN (low, before_high) : low);
          boxes[3 * n] = plot->x + c;
          boxes[3 * n + 1] = top - 0.6;
          boxes[3 * n + 2] = bottom + 0.6;
          n++;
        }
      before_low = low, before_high = high;
    }
  sb_scene_columns (scene, boxes, n, 1, series->role);
}

static void
place_ticks (SbScene *scene, const SbLineData *data, const SbChartRect *plot)
{
  const SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_DIM, .across = SB_ALIGN_MIDDLE,
                              .whole = TRUE };

  for (gsize i = 0; i < data->n_ticks; i++)
    {
      double x = plot->x + plot->w * data->ticks[i].position;
      double half = sb_scene_measure (scene, data->ticks[i].label, &style, NULL) / 2;
      sb_scene_text (scene, data->ticks[i].label, &style,
                     CLAMP (x, plot->x + half, MAX (scene->width - half, plot->x + half)),
                     plot->y + plot->h + 4 * scene->scale, scene->width);
    }
}

static void
collect_labels (const SbLineData *data, const SbChartRect *plot, SbEndLabels *labels)
{
  for (gsize i = 0; i < data->n_series; i++)
    if (isfinite (data->series[i].last))
      sb_end_labels_add (labels, sb_axis_y (&data->axis, plot, data->series[i].last), data->series[i].label,
                         SB_CHART_ROLE_TEXT, FALSE);
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbLineData *data = chart->data;
  double s = scene->scale, line = sb_scene_line_height (scene, SB_TEXT_TINY), ends, left;
  double below = body.h > 70 * s && data->n_ticks > 0 ? line + 4 * s : line / 2;
  SbChartRect plot = body;
  SbEndLabels labels = { .n = 0 };

  collect_labels (data, &plot, &labels);
  ends = body.w < NARROW * s ? 0 : MIN (sb_end_labels_width (&labels, scene), body.w * 0.25);
  left = body.h > 40 * s ? MIN (sb_axis_width (&data->axis, scene), body.w * 0.3) : 0;
  plot.x = ceil (left);
  plot.w = MAX (floor (body.w - plot.x - ends), 1);
  plot.y = round (body.y + MIN (line * 0.6, body.h * 0.1));
  plot.h = MAX (body.h - (plot.y - body.y) - MIN (below, body.h * 0.4), 1);
  sb_axis_place_grid (&data->axis, scene, &plot);
  for (gsize i = 0; i < data->n_series; i++)
    {
      const SbLineSeries *series = &data->series[i];
      SbChartMark mark = { .rect = plot, .label = series->label, .value_text = series->value_text, .key = series->key,
                           .description = series->description, .series = (int) i };
      double y = isfinite (series->last) ? sb_axis_y (&data->axis, &plot, series->last) : plot.y + plot.h;
      if (series->n > 2 * plot.w || series->low != series->high)
        place_columns (scene, data, series, &plot);
      else
        place_path (scene, data, series, &plot);
      mark.rect = (SbChartRect) { plot.x + plot.w - 4, y - 4, 8, 8 };
      sb_scene_mark (scene, &mark, NULL);
    }
  labels.n = 0;
  collect_labels (data, &plot, &labels);
  if (below > line / 2)
    place_ticks (scene, data, &plot);
  if (ends > 0)
    sb_end_labels_place (&labels, scene, plot.x + plot.w + 8 * s, plot.y, plot.y + plot.h);
  if (left > 0)
    sb_axis_place_text (&data->axis, scene, &plot);
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  return CLAMP (width * 0.4 / scene->scale, 190, 320) * scene->scale;
}

static void
describe (SbChart *chart, GString *out)
{
  const SbLineData *data = chart->data;

  for (gsize i = 0; i < data->n_series; i++)
    g_string_append_printf (out, "%s\n", data->series[i].description);
}

/* Long table: series, first position of the bucket (from 1), lowest, highest. */
static void
csv (SbChart *chart, GString *out)
{
  const SbLineData *data = chart->data;

  sb_chart_csv_text (out, chart->text.label_header);
  sb_chart_csv_text (out, "n");
  sb_chart_csv_text (out, "min");
  sb_chart_csv_text (out, "max");
  sb_chart_csv_end (out);
  for (gsize k = 0; k < data->n_series; k++)
    for (gsize i = 0; i < data->series[k].n; i++)
      {
        const SbLineSeries *series = &data->series[k];
        sb_chart_csv_text (out, series->label);
        g_string_append_printf (out, ",%" G_GSIZE_FORMAT, i * series->n_values / series->n + 1);
        sb_chart_csv_number (chart, out, series->low[i], NULL);
        sb_chart_csv_number (chart, out, series->high[i], NULL);
        sb_chart_csv_end (out);
      }
}

static const SbChartKind line_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv };

static void
reduce (SbChart *chart, SbLineSeries *series, const double *values)
{
  gsize n = series->n_values;

  series->n = MIN (n, MAX_BUCKETS);
  series->low = sb_chart_alloc (chart, series->n * sizeof (double));
  series->high = series->n < n ? sb_chart_alloc (chart, series->n * sizeof (double)) : series->low;
  series->last = NAN;
  for (gsize b = 0; b < series->n; b++)
    {
      double low = INFINITY, high = -INFINITY;
      for (gsize i = b * n / series->n; i < (b + 1) * n / series->n; i++)
        if (isfinite (values[i]))
          {
            low = values[i] < low ? values[i] : low;
            high = values[i] > high ? values[i] : high;
            series->last = values[i];
          }
      series->low[b] = low <= high ? low : NAN;
      series->high[b] = low <= high ? high : NAN;
    }
}

static void
copy_series (SbChart *chart, SbLineData *data, gsize i, const SbLineSeriesSpec *from)
{
  SbLineSeries *series = &data->series[i];

  series->label = sb_chart_keep (chart, from->label);
  series->value_text = sb_chart_keep (chart, from->value_text);
  series->description = sb_chart_keep_some (chart, from->description);
  if (series->description == NULL)
    {
      g_autofree char *text = sb_chart_compose (series->label, NULL, series->value_text);
      series->description = sb_chart_keep (chart, text);
    }
  series->key = from->key;
  series->role = from->role != SB_CHART_ROLE_NONE ? from->role : SB_CHART_ROLE_SERIES_1 + i % SB_CHART_N_SERIES;
  series->pattern = sb_chart_series_pattern ((guint) i);
  series->n_values = from->n_values;
  reduce (chart, series, from->values);
  if (data->n_series > 1)
    sb_chart_add_legend (chart, from->label, series->role, SB_CHART_PATTERN_SOLID);
}

SbChart *
sb_line_chart_new (const SbLineChartSpec *spec)
{
  SbChart *chart;
  SbLineData *data;
  double low = NAN, high = NAN;

  g_return_val_if_fail (spec != NULL && (spec->n_series == 0 || spec->series != NULL), NULL);
  g_return_val_if_fail (spec->n_ticks == 0 || spec->ticks != NULL, NULL);
  chart = sb_chart_create (&line_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->n_series = spec->n_series;
  data->series = sb_chart_alloc (chart, spec->n_series * sizeof *data->series);
  data->n_ticks = spec->n_ticks;
  data->ticks = sb_chart_alloc (chart, spec->n_ticks * sizeof *data->ticks);
  for (gsize i = 0; i < spec->n_ticks; i++)
    {
      data->ticks[i].position = isfinite (spec->ticks[i].position) ? CLAMP (spec->ticks[i].position, 0, 1) : 0;
      data->ticks[i].label = sb_chart_keep (chart, spec->ticks[i].label);
    }
  for (gsize i = 0; i < spec->n_series; i++)
    {
      copy_series (chart, data, i, &spec->series[i]);
      for (gsize b = 0; b < data->series[i].n; b++)
        {
          sb_range_add (&low, &high, data->series[i].low[b]);
          sb_range_add (&low, &high, data->series[i].high[b]);
        }
    }
  chart->empty = !isfinite (low);
  sb_axis_init (&data->axis, chart, low, high, spec->zero_based, &spec->format);
  return chart;
}
