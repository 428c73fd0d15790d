/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots over two measures. Called by the overview and the team page; names whom it is told to name, when there is
 * room. */
#include "charts/sb-scatter-chart.h"

#include "charts/sb-scene.h"

#include <math.h>

typedef struct {
  SbScatterAxisSpec   x, y; /* strings owned, low < high */
  SbScatterPointSpec *points;
  gsize               n_points, n_path;
  gboolean            tint_good;
  double             *path_xy;
  const char         *path_label;
} SbScatterData;

static const SbTextStyle tick_style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_TEXT, .whole = TRUE };

static double
place_x (const SbScatterData *data, const SbChartRect *plot, double value)
{
  return plot->x + plot->w * CLAMP ((value / 2 - data->x.low / 2) / (data->x.high / 2 - data->x.low / 2), 0, 1);
}

static double
place_y (const SbScatterData *data, const SbChartRect *plot, double value)
{
  return plot->y + plot->h * (1 - CLAMP ((value / 2 - data->y.low / 2) / (data->y.high / 2 - data->y.low / 2), 0, 1));
}

static gboolean
is_inside (const SbScatterAxisSpec *axis, double value)
{
  return isfinite (value) && value > axis->low && value < axis->high;
}

static void
plan (SbScene *scene, const SbScatterData *data, SbChartRect body, SbChartRect *plot)
{
  const char *texts[] = { data->y.low_text, data->y.high_text, data->y.divide_text };
  double left = 0, s = scene->scale, below = body.h > 80 * s ? sb_scene_line_height (scene, SB_TEXT_TINY) + 6 * s : 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    left = MAX (left, sb_scene_measure (scene, texts[i], &tick_style, NULL));
  left = body.h > 50 * s ? MIN (left, body.w * 0.25) + (left > 0 ? 10 * s : 0) : 0;
  *plot = (SbChartRect) { left + 0.5, round (body.y + 8 * s) + 0.5, MAX (floor (body.w - left - 8 * s), 1),
                          MAX (floor (body.h - below - 12 * s), 1) };
}

static void
place_frame (SbScene *scene, const SbScatterData *data, const SbChartRect *plot)
{
  gboolean across = is_inside (&data->x, data->x.divide), down = is_inside (&data->y, data->y.divide);
  double x = across ? floor (place_x (data, plot, data->x.divide)) + 0.5 : plot->x;
  double y = down ? floor (place_y (data, plot, data->y.divide)) + 0.5 : plot->y + plot->h;

  if (data->tint_good)
    sb_scene_rect (scene, (SbChartRect) { x, plot->y, plot->x + plot->w - x, y - plot->y }, SB_CHART_ROLE_GOOD,
                   SB_CHART_PATTERN_SOLID)->alpha = 0.13;
  sb_scene_rect (scene, *plot, SB_CHART_ROLE_GRID, SB_CHART_PATTERN_SOLID)->stroke = 1;
  if (across)
    sb_scene_line (scene, x, plot->y, x, plot->y + plot->h, SB_CHART_ROLE_DIM)->dashed = TRUE;
  if (down)
    sb_scene_line (scene, plot->x, y, plot->x + plot->w, y, SB_CHART_ROLE_DIM)->dashed = TRUE;
}

static void
place_axis_text (SbScene *scene, const SbScatterData *data, const SbChartRect *plot)
{
  SbTextStyle style = tick_style;
  double s = scene->scale, right = plot->x + plot->w, bottom = plot->y + plot->h + 5 * s, x;

  style.across = SB_ALIGN_END;
  style.down = SB_ALIGN_MIDDLE;
  sb_scene_text (scene, data->y.high_text, &style, plot->x - 8 * s, plot->y + 2 * s, plot->x);
  sb_scene_text (scene, data->y.low_text, &style, plot->x - 8 * s, plot->y + plot->h, plot->x);
  if (is_inside (&data->y, data->y.divide))
    sb_scene_text (scene, data->y.divide_text, &style, plot->x - 8 * s, place_y (data, plot, data->y.divide), plot->x);
  style.down = SB_ALIGN_START;
  style.across = SB_ALIGN_MIDDLE;
  if (is_inside (&data->x, data->x.divide))
    sb_scene_text (scene, data->x.divide_text, &style, place_x (data, plot, data->x.divide), bottom, scene->width);
  style.across = SB_ALIGN_END;
  if (sb_scene_text (scene, data->x.high_text, &style, right, bottom, scene->width))
    right = scene->last_text.x - 6 * s;
  style.role = SB_CHART_ROLE_DIM;
  sb_scene_text (scene, data->x.title, &style, right, bottom, scene->width);
  style.role = SB_CHART_ROLE_TEXT;
  style.across = SB_ALIGN_MIDDLE;
  x = sb_scene_measure (scene, data->x.low_text, &style, NULL) / 2;
  sb_scene_text (scene, data->x.low_text, &style, MAX (plot->x, x), bottom, scene->width);
  style.across = SB_ALIGN_START;
  style.role = SB_CHART_ROLE_DIM;
  style.halo = TRUE;
  sb_scene_text (scene, data->y.title, &style, plot->x + 6 * s, plot->y + 4 * s, plot->w);
}

/* Tries the four sides of a dot. */
static void
place_name (SbScene *scene, const char *name, double x, double y, const SbTextStyle *style)
{
  const double away = 9 * scene->scale;
  const struct {
    double  dx, dy;
    SbAlign across, down;
  } sides[] = { { away, 0, SB_ALIGN_START, SB_ALIGN_MIDDLE }, { -away, 0, SB_ALIGN_END, SB_ALIGN_MIDDLE },
                { 0, -away, SB_ALIGN_MIDDLE, SB_ALIGN_END }, { 0, away, SB_ALIGN_MIDDLE, SB_ALIGN_START } };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      SbTextStyle tried = *style;
      tried.across = sides[i].across;
      tried.down = sides[i].down;
      if (sb_scene_text (scene, name, &tried, x + sides[i].dx, y + sides[i].dy, scene->width * 0.5))
        return;
    }
}

static void
place_path (SbScene *scene, const SbScatterData *data, const SbChartRect *plot)
{
  SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_TEXT, .whole = TRUE, .halo = TRUE, .clear = TRUE };
  g_autofree double *xy = g_new (double, data->n_path * 2 + 1);
  double *last;

  if (data->n_path == 0)
    return;
  for (gsize i = 0; i < data->n_path; i++)
    {
      xy[2 * i] = place_x (data, plot, data->path_xy[2 * i]);
      xy[2 * i + 1] = place_y (data, plot, data->path_xy[2 * i + 1]);
    }
  last = &xy[2 * (data->n_path - 1)];
  if (data->n_path > 1)
    sb_scene_path (scene, xy, (guint) data->n_path, SB_CHART_ROLE_TEXT)->stroke = 1.8;
  sb_scene_dot (scene, last[0], last[1], 4.5 * scene->scale, SB_CHART_ROLE_TEXT);
  place_name (scene, data->path_label, last[0], last[1], &style);
}

static void
place_dot (SbScene *scene, const SbScatterData *data, const SbChartRect *plot, const SbScatterPointSpec *point)
{
  double x = place_x (data, plot, point->x), y = place_y (data, plot, point->y), r = 5.5 * scene->scale;
  SbPrim *dot = sb_scene_dot (scene, x, y, r, point->alert ? SB_CHART_ROLE_ALERT : SB_CHART_ROLE_PRIMARY);
  SbChartMark mark = { .rect = { x - r, y - r, 2 * r, 2 * r }, .label = point->label, .value_text = point->value_text,
                       .description = point->description, .key = point->key };

  dot->stroke = 1;
  if (point->alert)
    dot->shape = SB_DOT_DIAMOND, dot->w = r * 1.25;
  if (point->x > data->x.high || point->x < data->x.low)
    dot->shape = point->x > data->x.high ? SB_DOT_RIGHT : SB_DOT_LEFT;
  else if (point->y > data->y.high || point->y < data->y.low)
    dot->shape = point->y > data->y.high ? SB_DOT_UP : SB_DOT_DOWN;
  sb_scene_mark (scene, &mark, NULL);
}

static void
place_names (SbScene *scene, const SbScatterData *data, const SbChartRect *plot, gboolean alert)
{
  SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_TEXT, .bold = alert, .halo = TRUE, .clear = TRUE };

  for (gsize i = 0; i < data->n_points; i++)
    {
      const SbScatterPointSpec *point = &data->points[i];
      if (isfinite (point->x) && isfinite (point->y) && (alert ? point->alert : !point->alert && point->labelled))
        place_name (scene, point->label, place_x (data, plot, point->x), place_y (data, plot, point->y), &style);
    }
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbScatterData *data = chart->data;
  SbChartRect plot;

  plan (scene, data, body, &plot);
  place_frame (scene, data, &plot);
  if (body.h > 80 * scene->scale)
    place_axis_text (scene, data, &plot);
  for (gsize i = 0; i < data->n_points; i++)
    if (isfinite (data->points[i].x) && isfinite (data->points[i].y))
      place_dot (scene, data, &plot, &data->points[i]);
  place_names (scene, data, &plot, TRUE);
  place_path (scene, data, &plot);
  place_names (scene, data, &plot, FALSE);
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  return CLAMP (width * 0.5 / scene->scale, 180, 320) * scene->scale;
}

static void
describe (SbChart *chart, GString *out)
{
  const SbScatterData *data = chart->data;

  for (gsize i = 0; i < data->n_points; i++)
    g_string_append_printf (out, "%s\n", data->points[i].description);
}

static void
csv (SbChart *chart, GString *out)
{
  const SbScatterData *data = chart->data;

  sb_chart_csv_text (out, chart->text.label_header);
  sb_chart_csv_text (out, data->x.header);
  sb_chart_csv_text (out, data->y.header);
  sb_chart_csv_end (out);
  for (gsize i = 0; i < data->n_points; i++)
    {
      sb_chart_csv_text (out, data->points[i].label);
      sb_chart_csv_number (chart, out, data->points[i].x, data->points[i].value_text);
      sb_chart_csv_number (chart, out, data->points[i].y, NULL);
      sb_chart_csv_end (out);
    }
}

static const SbChartKind scatter_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv };

static void
copy_axis (SbChart *chart, SbScatterAxisSpec *axis, const SbScatterAxisSpec *from)
{
  *axis = *from;
  axis->low_text = sb_chart_keep (chart, from->low_text);
  axis->high_text = sb_chart_keep (chart, from->high_text);
  axis->divide_text = sb_chart_keep (chart, from->divide_text);
  axis->title = sb_chart_keep (chart, from->title);
  axis->header = sb_chart_keep (chart, from->header);
  axis->low = isfinite (from->low) ? CLAMP (from->low, -1e300, 1e300) : 0;
  axis->high = isfinite (from->high) ? CLAMP (from->high, -1e300, 1e300) : axis->low;
  if (axis->high <= axis->low)
    axis->high = axis->low + MAX (1, fabs (axis->low));
}

static void
copy_point (SbChart *chart, SbScatterPointSpec *point, const SbScatterPointSpec *from)
{
  *point = *from;
  point->label = sb_chart_keep (chart, from->label);
  point->value_text = sb_chart_keep (chart, from->value_text);
  point->description = sb_chart_keep_some (chart, from->description);
  if (point->description == NULL)
    {
      g_autofree char *text = sb_chart_compose (point->label, NULL, point->value_text);
      point->description = sb_chart_keep (chart, text);
    }
}

SbChart *
sb_scatter_chart_new (const SbScatterChartSpec *spec)
{
  SbChart *chart;
  SbScatterData *data;

  g_return_val_if_fail (spec != NULL && (spec->n_points == 0 || spec->points != NULL), NULL);
  g_return_val_if_fail (spec->n_path == 0 || spec->path_xy != NULL, NULL);
  chart = sb_chart_create (&scatter_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  copy_axis (chart, &data->x, &spec->x);
  copy_axis (chart, &data->y, &spec->y);
  data->tint_good = spec->tint_good;
  data->n_points = spec->n_points;
  data->points = sb_chart_alloc (chart, spec->n_points * sizeof *data->points);
  chart->empty = TRUE;
  for (gsize i = 0; i < spec->n_points; i++)
    {
      copy_point (chart, &data->points[i], &spec->points[i]);
      chart->empty &= !isfinite (spec->points[i].x) || !isfinite (spec->points[i].y);
    }
  data->path_label = sb_chart_keep (chart, spec->path_label);
  data->path_xy = sb_chart_alloc (chart, spec->n_path * 2 * sizeof (double));
  for (gsize i = 0; i < spec->n_path; i++)
    if (isfinite (spec->path_xy[2 * i]) && isfinite (spec->path_xy[2 * i + 1]))
      {
        data->path_xy[2 * data->n_path] = spec->path_xy[2 * i];
        data->path_xy[2 * data->n_path++ + 1] = spec->path_xy[2 * i + 1];
      }
  return chart;
}
