/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Horizontal bars from zero, with an optional track, mark, target and change beside each. Called by every page that
 * compares; sorts nothing. */
#include "charts/sb-bar-chart.h"

#include "charts/sb-scene.h"

#include <math.h>

/* Logical pixels at text scale 1. */
#define PITCH 29.0
#define BAR 14.0
#define NARROW 300.0

typedef struct {
  SbBarSpec *bars; /* strings owned */
  gsize      n_bars;
  double     low, high; /* of the scale, low ≤ 0 ≤ high, low < high */
  gboolean   track, has_target;
  double     target;
  const char *target_text, *tick_header;
} SbBarData;

typedef struct {
  double   pitch, bar, x, w, zero, top;
  double   value_x, delta_x; /* value_x < 0: right behind each bar */
  gboolean narrow;
} SbBarGrid;

static const SbTextStyle label_style = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .down = SB_ALIGN_MIDDLE };
static const SbTextStyle value_style = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .bold = TRUE,
                                         .down = SB_ALIGN_MIDDLE, .whole = TRUE };
static const SbTextStyle delta_style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM, .down = SB_ALIGN_MIDDLE,
                                         .whole = TRUE };

typedef struct {
  double label, value, delta;
  gboolean triangle;
} SbBarWidths;

static void
measure (SbScene *scene, const SbBarData *data, SbBarWidths *widths)
{
  *widths = (SbBarWidths) { 0 };
  for (gsize i = 0; i < data->n_bars; i++)
    {
      const SbBarSpec *bar = &data->bars[i];
      widths->label = MAX (widths->label, sb_scene_measure (scene, bar->label, &label_style, NULL));
      widths->value = MAX (widths->value, sb_scene_measure (scene, bar->value_text, &value_style, NULL));
      widths->delta = MAX (widths->delta, sb_scene_measure (scene, bar->delta_text, &delta_style, NULL));
      widths->triangle |= bar->delta != SB_CHART_DELTA_NONE;
    }
}

/* With a track or with negative values the figures stand in a column of their own. */
static void
plan (SbScene *scene, const SbBarData *data, SbChartRect body, SbBarGrid *grid)
{
  SbBarWidths widths;
  double s = scene->scale, right, natural;

  measure (scene, data, &widths);
  widths.value = MIN (widths.value, body.w * 0.4);
  widths.delta = MIN (widths.delta, body.w * 0.3);
  right = widths.delta + (widths.delta > 0 ? 10 * s : 0) + (widths.triangle ? 16 * s : 0);
  grid->narrow = body.w < NARROW * s || widths.label > body.w * 0.36;
  if (grid->narrow && body.h / data->n_bars < 2 * sb_scene_line_height (scene, SB_TEXT_BODY))
    grid->narrow = FALSE;
  grid->top = body.y + (data->has_target && *data->target_text != '\0' && body.h > 60 * s
                        ? sb_scene_line_height (scene, SB_TEXT_SMALL) : 0);
  natural = (grid->narrow ? 44 : PITCH) * s;
  grid->pitch = MIN (natural, (body.y + body.h - grid->top) / data->n_bars);
  grid->bar = MIN (BAR * s, grid->pitch * (grid->narrow ? 0.34 : 0.62));
  grid->x = grid->narrow ? 0 : MIN (widths.label, body.w * 0.36) + (widths.label > 0 ? 12 * s : 0);
  if (grid->narrow)
    grid->w = body.w;
  else
    grid->w = MAX (body.w - grid->x - widths.value - right - 12 * s, 1);
  grid->value_x = data->track || data->low < 0 ? grid->x + grid->w + 12 * s : -1;
  grid->delta_x = body.w - right + 10 * s;
  grid->zero = grid->x - data->low / (data->high - data->low) * grid->w;
}

static double
place_of (const SbBarData *data, const SbBarGrid *grid, double value)
{
  return grid->zero + CLAMP (value, data->low, data->high) / (data->high - data->low) * grid->w;
}

static void
place_delta (SbScene *scene, const SbBarSpec *bar, double x, double middle)
{
  double s = scene->scale, end = x;
  static const SbDotShape shapes[] = { [SB_CHART_DELTA_UP] = SB_DOT_UP, [SB_CHART_DELTA_DOWN] = SB_DOT_DOWN,
                                       [SB_CHART_DELTA_FLAT] = SB_DOT_RIGHT };

  if (sb_scene_text (scene, bar->delta_text, &delta_style, x, middle, scene->width - x))
    end = scene->last_text.x + scene->last_text.w + 10 * s;
  if (bar->delta != SB_CHART_DELTA_NONE && end + 5 * s <= scene->width && end > x)
    sb_scene_dot (scene, end, middle, 5 * s, SB_CHART_ROLE_DIM)->shape = shapes[bar->delta];
}

/* Label, value and change of a bar whose drawn end is at `end`. */
static void
place_texts (SbScene *scene, const SbBarSpec *bar, const SbBarGrid *grid, double y, double end)
{
  double s = scene->scale, middle = y + grid->bar / 2, x;
  SbTextStyle value = value_style;

  if (grid->narrow)
    {
      double line = sb_scene_line_height (scene, SB_TEXT_BODY), room = grid->w;
      middle = y - 3 * s - line / 2;
      value.across = SB_ALIGN_END;
      if (*bar->delta_text != '\0')
        place_delta (scene, bar, grid->delta_x, middle);
      if (sb_scene_text (scene, bar->value_text, &value, *bar->delta_text != '\0' ? grid->delta_x - 10 * s : grid->w,
                         middle, room))
        room = scene->last_text.x - 8 * s;
      sb_scene_text (scene, bar->label, &label_style, 0, middle, room);
      return;
    }
  sb_scene_text (scene, bar->label, &label_style, 0, middle, grid->x - 10 * s);
  x = grid->value_x >= 0 ? grid->value_x : end + 8 * s;
  sb_scene_text (scene, bar->value_text, &value, x, middle, scene->width - x);
  place_delta (scene, bar, grid->delta_x, middle);
}

static void
place_bar (SbScene *scene, const SbBarData *data, const SbBarGrid *grid, gsize i, double y)
{
  const SbBarSpec *bar = &data->bars[i];
  gboolean known = isfinite (bar->value);
  double s = scene->scale, end = known ? place_of (data, grid, bar->value) : grid->zero;
  SbChartRect rect = { MIN (end, grid->zero), y, fabs (end - grid->zero), grid->bar };
  SbChartRect area = { 0, y - (grid->pitch - grid->bar) / 2, scene->width, grid->pitch };
  SbChartMark mark = { .rect = rect, .label = bar->label, .value_text = bar->value_text, .key = bar->key,
                       .description = bar->description };
  double last = MAX (end, grid->zero);

  if (data->track)
    sb_scene_rect (scene, (SbChartRect) { grid->x, y, grid->w, grid->bar }, SB_CHART_ROLE_TRACK,
                   SB_CHART_PATTERN_SOLID)->radius = 3.5 * s;
  if (rect.w > 0)
    {
      SbPrim *prim = sb_scene_rect (scene, rect, bar->role, bar->pattern);
      prim->radius = 3.5 * s;
      prim->alpha = bar->faded ? 0.75 : 1;
    }
  if (bar->has_tick)
    {
      double tick = place_of (data, grid, bar->tick), reach = MIN (3 * s, (grid->pitch - grid->bar) / 2);
      sb_scene_line (scene, tick, y - reach, tick, y + grid->bar + reach, SB_CHART_ROLE_TEXT)->stroke = 2 * s;
      last = MAX (last, tick);
    }
  if (data->has_target && grid->value_x < 0)
    {
      double target = place_of (data, grid, data->target);
      double width = sb_scene_measure (scene, bar->value_text, &value_style, NULL) + 12 * s;
      last = last < target + 4 * s && last + width > target ? target : last;
    }
  place_texts (scene, bar, grid, y, last);
  mark.rect.w = MAX (mark.rect.w, 2);
  sb_scene_mark (scene, &mark, &area);
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbBarData *data = chart->data;
  SbBarGrid grid = { 0 };
  double y, above;

  plan (scene, data, body, &grid);
  above = grid.narrow ? MAX (grid.pitch - grid.bar - 4 * scene->scale, 0) : (grid.pitch - grid.bar) / 2;
  for (gsize i = 0; i < data->n_bars; i++)
    {
      y = grid.top + i * grid.pitch + above;
      place_bar (scene, data, &grid, i, grid.pitch > 8 ? round (y) : y);
    }
  if (data->low < 0)
    sb_scene_line (scene, grid.zero, grid.top, grid.zero, grid.top + grid.pitch * data->n_bars, SB_CHART_ROLE_AXIS);
  if (data->has_target)
    {
      SbTextStyle style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM, .across = SB_ALIGN_MIDDLE };
      double x = place_of (data, &grid, data->target), half;
      half = sb_scene_measure (scene, data->target_text, &style, NULL) / 2;
      sb_scene_line (scene, x, grid.top, x, grid.top + grid.pitch * data->n_bars, SB_CHART_ROLE_TEXT)->dashed = TRUE;
      sb_scene_text (scene, data->target_text, &style, CLAMP (x, half, MAX (scene->width - half, half)), body.y,
                     scene->width);
    }
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  const SbBarData *data = chart->data;
  SbBarWidths widths;
  gboolean narrow;

  measure (scene, data, &widths);
  narrow = width < NARROW * scene->scale || widths.label > width * 0.36;
  return data->n_bars * (narrow ? 44 : PITCH) * scene->scale
         + (data->has_target ? sb_scene_line_height (scene, SB_TEXT_SMALL) : 0);
}

static void
describe (SbChart *chart, GString *out)
{
  const SbBarData *data = chart->data;

  for (gsize i = 0; i < data->n_bars; i++)
    g_string_append_printf (out, "%s\n", data->bars[i].description);
}

static void
csv (SbChart *chart, GString *out)
{
  const SbBarData *data = chart->data;
  gboolean ticks = FALSE, deltas = FALSE;

  for (gsize i = 0; i < data->n_bars; i++)
    {
      ticks |= data->bars[i].has_tick;
      deltas |= *data->bars[i].delta_text != '\0';
    }
  sb_chart_csv_text (out, chart->text.label_header);
  sb_chart_csv_text (out, chart->text.value_header);
  if (ticks)
    sb_chart_csv_text (out, data->tick_header);
  if (deltas)
    sb_chart_csv_text (out, "");
  sb_chart_csv_end (out);
  for (gsize i = 0; i < data->n_bars; i++)
    {
      const SbBarSpec *bar = &data->bars[i];
      sb_chart_csv_text (out, bar->label);
      sb_chart_csv_number (chart, out, bar->value, bar->value_text);
      if (ticks)
        sb_chart_csv_number (chart, out, bar->has_tick ? bar->tick : NAN, bar->tick_text);
      if (deltas)
        sb_chart_csv_text (out, bar->delta_text);
      sb_chart_csv_end (out);
    }
}

static const SbChartKind bar_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv };

static const char *
bar_description (SbChart *chart, const SbBarSpec *bar)
{
  g_autofree char *head = sb_chart_compose (bar->label, NULL, bar->value_text);
  g_autofree char *tick = sb_chart_compose (head, *bar->tick_text != '\0' ? bar->tick_text : NULL, NULL);
  g_autofree char *all = sb_chart_compose (tick, *bar->delta_text != '\0' ? bar->delta_text : NULL, NULL);

  return sb_chart_keep (chart, all);
}

static void
copy_bar (SbChart *chart, SbBarSpec *bar, const SbBarSpec *from, SbChartRole role)
{
  *bar = *from;
  bar->label = sb_chart_keep (chart, from->label);
  bar->value_text = sb_chart_keep (chart, from->value_text);
  bar->tick_text = sb_chart_keep (chart, from->tick_text);
  bar->delta_text = sb_chart_keep (chart, from->delta_text);
  bar->has_tick = from->has_tick && isfinite (from->tick);
  if (bar->role == SB_CHART_ROLE_NONE)
    bar->role = role != SB_CHART_ROLE_NONE ? role : SB_CHART_ROLE_PRIMARY;
  if (isfinite (bar->value))
    bar->value = CLAMP (bar->value, -1e300, 1e300);
  bar->description = sb_chart_keep_some (chart, from->description);
  if (bar->description == NULL)
    bar->description = bar_description (chart, bar);
}

SbChart *
sb_bar_chart_new (const SbBarChartSpec *spec)
{
  SbChart *chart;
  SbBarData *data;

  g_return_val_if_fail (spec != NULL && (spec->n_bars == 0 || spec->bars != NULL), NULL);
  chart = sb_chart_create (&bar_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->bars = sb_chart_alloc (chart, spec->n_bars * sizeof *data->bars);
  data->n_bars = spec->n_bars;
  data->track = spec->track;
  data->has_target = spec->has_target && isfinite (spec->target);
  data->target = spec->target;
  data->target_text = sb_chart_keep (chart, spec->target_text);
  data->tick_header = sb_chart_keep (chart, spec->tick_header);
  for (gsize i = 0; i < spec->n_bars; i++)
    {
      copy_bar (chart, &data->bars[i], &spec->bars[i], spec->role);
      if (isfinite (data->bars[i].value))
        data->low = MIN (data->low, data->bars[i].value), data->high = MAX (data->high, data->bars[i].value);
      if (data->bars[i].has_tick)
        data->low = MIN (data->low, data->bars[i].tick), data->high = MAX (data->high, data->bars[i].tick);
    }
  if (data->has_target)
    data->low = MIN (data->low, data->target), data->high = MAX (data->high, data->target);
  if (spec->max > 0 && isfinite (spec->max))
    data->high = data->low < 0 ? MAX (data->high, spec->max) : spec->max;
  if (data->high - data->low <= 0)
    data->high = data->low + 1;
  chart->empty = spec->n_bars == 0;
  return chart;
}
