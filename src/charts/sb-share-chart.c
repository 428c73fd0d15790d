/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stacked shares: who or what makes up a whole, one bar a row. Called by analysis, customers and market. */
#include "charts/sb-share-chart.h"

#include "charts/sb-scene.h"

#include <math.h>

#define PITCH 44.0
#define BAR 28.0
#define NARROW 300.0

typedef struct {
  const char  *label, *total_text;
  double      *values;
  double       total;
  const char **value_texts, **share_texts;
  gint64      *keys;
} SbShareRow;

typedef struct {
  SbShareSeriesSpec *series;
  SbShareRow        *rows;
  gsize              n_series, n_rows;
  double             max;
  gboolean           absolute;
} SbShareData;

typedef struct {
  double   pitch, bar, x, w;
  gboolean narrow;
} SbShareGrid;

static const SbTextStyle label_style = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .down = SB_ALIGN_MIDDLE };
static const SbTextStyle total_style = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .bold = TRUE,
                                         .down = SB_ALIGN_MIDDLE, .across = SB_ALIGN_END, .whole = TRUE };

static void
measure (SbScene *scene, const SbShareData *data, double *labels, double *totals)
{
  *labels = *totals = 0;
  for (gsize i = 0; i < data->n_rows; i++)
    {
      *labels = MAX (*labels, sb_scene_measure (scene, data->rows[i].label, &label_style, NULL));
      *totals = MAX (*totals, sb_scene_measure (scene, data->rows[i].total_text, &total_style, NULL));
    }
}

static void
plan (SbScene *scene, const SbShareData *data, SbChartRect body, SbShareGrid *grid)
{
  double s = scene->scale, labels, totals;

  measure (scene, data, &labels, &totals);
  grid->narrow = (labels > 0 || totals > 0) && (body.w < NARROW * s || labels > body.w * 0.36);
  if (body.h / data->n_rows < 2 * sb_scene_line_height (scene, SB_TEXT_BODY))
    grid->narrow = FALSE;
  grid->pitch = MIN ((PITCH + (grid->narrow ? 14 : 0)) * s, body.h / data->n_rows);
  grid->bar = MIN (BAR * s, grid->pitch * (grid->narrow ? 0.44 : 0.7));
  grid->x = grid->narrow || labels <= 0 ? 0 : MIN (labels, body.w * 0.36) + 12 * s;
  grid->w = MAX (body.w - grid->x - (grid->narrow || totals <= 0 ? 0 : MIN (totals, body.w * 0.25) + 12 * s), 1);
}

static void
place_text (SbScene *scene, const SbShareData *data, const SbShareRow *row, gsize i, SbChartRect rect)
{
  const char *text = *row->share_texts[i] != '\0' ? row->share_texts[i] : row->value_texts[i];
  SbTextStyle style = { .size = SB_TEXT_SMALL, .bold = TRUE, .across = SB_ALIGN_MIDDLE, .down = SB_ALIGN_MIDDLE,
                        .whole = TRUE, .under = data->series[i].role };
  double height, width = sb_scene_measure (scene, text, &style, &height), s = scene->scale;

  if (width <= 0 || rect.w < width + 8 * s || rect.h < height * 0.85)
    return;
  if (data->series[i].pattern != SB_CHART_PATTERN_SOLID)
    {
      SbChartRect plate = { rect.x + rect.w / 2 - width / 2 - 3 * s, rect.y + rect.h / 2 - height / 2, width + 6 * s,
                            height };
      style.under = SB_CHART_ROLE_NONE;
      style.role = SB_CHART_ROLE_TEXT;
      sb_scene_rect (scene, plate, SB_CHART_ROLE_SURFACE, SB_CHART_PATTERN_SOLID)->radius = 3 * s;
    }
  sb_scene_text (scene, text, &style, rect.x + rect.w / 2, rect.y + rect.h / 2, rect.w);
}

static void
place_row (SbScene *scene, const SbShareData *data, const SbShareRow *row, const SbShareGrid *grid, double y)
{
  double whole = data->absolute ? data->max : row->total, x = grid->x, s = scene->scale;

  for (gsize i = 0; i < data->n_series && whole > 0; i++)
    {
      double w = row->values[i] / whole * grid->w, gap = x > grid->x ? MIN (1.5, w / 2) : 0;
      SbChartRect rect = { x + gap, y, w - gap, grid->bar };
      SbChartMark mark = { .rect = rect, .label = row->label, .series_label = data->series[i].label, .series = (int) i,
                           .key = row->keys[i] };
      g_autofree char *value = sb_chart_compose (row->value_texts[i], row->share_texts[i], NULL);

      x += w;
      if (row->values[i] <= 0)
        continue;
      mark.value_text = row->value_texts[i];
      mark.description = sb_scene_describe (scene, row->label, data->series[i].label, value);
      sb_scene_rect (scene, rect, data->series[i].role, data->series[i].pattern)->radius = MIN (2 * s, w / 4);
      place_text (scene, data, row, i, rect);
      sb_scene_mark (scene, &mark, NULL);
    }
}

static void
place_words (SbScene *scene, const SbShareRow *row, const SbShareGrid *grid, double middle)
{
  double right = scene->width;

  if (sb_scene_text (scene, row->total_text, &total_style, right, middle, scene->width))
    right = scene->last_text.x - 8 * scene->scale;
  if (*row->label != '\0')
    sb_scene_text (scene, row->label, &label_style, 0, middle, grid->narrow ? right : grid->x - 10 * scene->scale);
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbShareData *data = chart->data;
  SbShareGrid grid;

  plan (scene, data, body, &grid);
  for (gsize i = 0; i < data->n_rows; i++)
    {
      double top = body.y + i * grid.pitch, line = sb_scene_line_height (scene, SB_TEXT_BODY);
      double y = grid.narrow ? top + line + 2 * scene->scale : top + (grid.pitch - grid.bar) / 2;
      place_row (scene, data, &data->rows[i], &grid, y);
      place_words (scene, &data->rows[i], &grid, grid.narrow ? top + line / 2 : y + grid.bar / 2);
    }
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  const SbShareData *data = chart->data;
  double labels, totals;
  gboolean narrow;

  measure (scene, data, &labels, &totals);
  narrow = (labels > 0 || totals > 0) && (width < NARROW * scene->scale || labels > width * 0.36);
  return data->n_rows * (PITCH + (narrow ? 14 : 0)) * scene->scale;
}

static void
describe (SbChart *chart, GString *out)
{
  const SbShareData *data = chart->data;

  for (gsize i = 0; i < data->n_rows; i++)
    for (gsize k = 0; k < data->n_series; k++)
      {
        const SbShareRow *row = &data->rows[i];
        g_autofree char *value = sb_chart_compose (row->value_texts[k], row->share_texts[k], NULL);
        g_autofree char *line = sb_chart_compose (row->label, data->series[k].label, value);
        g_string_append_printf (out, "%s\n", line);
      }
}

static void
csv (SbChart *chart, GString *out)
{
  const SbShareData *data = chart->data;

  sb_chart_csv_text (out, chart->text.label_header);
  for (gsize k = 0; k < data->n_series; k++)
    sb_chart_csv_text (out, data->series[k].label);
  sb_chart_csv_end (out);
  for (gsize i = 0; i < data->n_rows; i++)
    {
      sb_chart_csv_text (out, data->rows[i].label);
      for (gsize k = 0; k < data->n_series; k++)
        sb_chart_csv_number (chart, out, data->rows[i].values[k], data->rows[i].value_texts[k]);
      sb_chart_csv_end (out);
    }
}

static const SbChartKind share_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv };

static void
copy_row (SbChart *chart, SbShareData *data, SbShareRow *row, const SbShareRowSpec *from)
{
  gsize n = data->n_series;

  row->label = sb_chart_keep (chart, from->label);
  row->total_text = sb_chart_keep (chart, from->total_text);
  row->values = sb_chart_alloc (chart, n * sizeof *row->values);
  row->keys = sb_chart_alloc (chart, n * sizeof *row->keys);
  row->value_texts = sb_chart_alloc (chart, n * sizeof *row->value_texts);
  row->share_texts = sb_chart_alloc (chart, n * sizeof *row->share_texts);
  for (gsize i = 0; i < n; i++)
    {
      row->values[i] = isfinite (from->values[i]) ? CLAMP (from->values[i], 0, 1e300) : 0;
      row->total += row->values[i];
      row->keys[i] = from->keys != NULL ? from->keys[i] : 0;
      row->value_texts[i] = sb_chart_keep (chart, from->value_texts != NULL ? from->value_texts[i] : NULL);
      row->share_texts[i] = sb_chart_keep (chart, from->share_texts != NULL ? from->share_texts[i] : NULL);
    }
  data->max = MAX (data->max, row->total);
}

SbChart *
sb_share_chart_new (const SbShareChartSpec *spec)
{
  SbChart *chart;
  SbShareData *data;

  g_return_val_if_fail (spec != NULL && (spec->n_series == 0 || spec->series != NULL), NULL);
  g_return_val_if_fail (spec->n_rows == 0 || spec->rows != NULL, NULL);
  chart = sb_chart_create (&share_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->n_series = spec->n_series;
  data->n_rows = spec->n_rows;
  data->absolute = spec->absolute;
  data->series = sb_chart_alloc (chart, spec->n_series * sizeof *data->series);
  data->rows = sb_chart_alloc (chart, spec->n_rows * sizeof *data->rows);
  for (gsize i = 0; i < spec->n_series; i++)
    {
      data->series[i] = spec->series[i];
      data->series[i].label = sb_chart_keep (chart, spec->series[i].label);
      if (spec->series[i].role == SB_CHART_ROLE_NONE)
        {
          data->series[i].role = SB_CHART_ROLE_SERIES_1 + i % SB_CHART_N_SERIES;
          data->series[i].pattern = sb_chart_series_pattern ((guint) i);
        }
      sb_chart_add_legend (chart, spec->series[i].label, data->series[i].role, data->series[i].pattern);
    }
  for (gsize i = 0; i < spec->n_rows; i++)
    copy_row (chart, data, &data->rows[i], &spec->rows[i]);
  chart->empty = data->max <= 0;
  return chart;
}
