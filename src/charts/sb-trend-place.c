/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places a trend chart: limits, columns or line, last year, target, annotations and the labels at their ends. */
#include "charts/sb-trend-private.h"

#include <math.h>

#define NARROW 430.0

typedef struct {
  SbScene           *scene;
  const SbTrendData *data;
  SbChartRect        plot;
  double             slot, base, notes_y; /* base: y of zero, or of the lowest tick */
  double             end_x;               /* of the end labels; < 0: they stand inside the plot */
} SbTrendGrid;

static double
slot_middle (const SbTrendGrid *grid, double i)
{
  return grid->plot.x + (i + 0.5) * grid->slot;
}

static double
y_of (const SbTrendGrid *grid, double value)
{
  return sb_axis_y (&grid->data->axis, &grid->plot, value);
}

/* The lines of one value across the plot, with the text at their end. */
static void
collect_labels (const SbTrendGrid *grid, SbEndLabels *labels)
{
  const SbTrendChartSpec *spec = &grid->data->spec;

  if (spec->has_target)
    sb_end_labels_add (labels, y_of (grid, spec->target), spec->target_text, SB_CHART_ROLE_TEXT, TRUE);
  for (gsize i = spec->n_points; i > 0 && grid->data->has_last_year; i--)
    if (isfinite (grid->data->points[i - 1].last_year))
      {
        sb_end_labels_add (labels, y_of (grid, grid->data->points[i - 1].last_year), spec->last_year_text,
                           SB_CHART_ROLE_DIM, FALSE);
        break;
      }
  if (spec->has_limits)
    {
      sb_end_labels_add (labels, y_of (grid, spec->center), spec->center_text, SB_CHART_ROLE_DIM, FALSE);
      sb_end_labels_add (labels, y_of (grid, spec->high), spec->high_text, SB_CHART_ROLE_DIM, FALSE);
      sb_end_labels_add (labels, y_of (grid, spec->low), spec->low_text, SB_CHART_ROLE_DIM, FALSE);
    }
}

static void
plan (SbTrendGrid *grid, SbChartRect body)
{
  SbScene *scene = grid->scene;
  const SbTrendData *data = grid->data;
  double s = scene->scale, line = sb_scene_line_height (scene, SB_TEXT_TINY), left, ends;
  double below = body.h > 70 * s ? line * (data->has_groups ? 2 : 1) + 4 * s : 0;
  double above = body.h > 110 * s ? (data->spec.n_notes > 0 ? sb_scene_line_height (scene, SB_TEXT_SMALL)
                 * (data->spec.n_notes > 1 ? 2 : 1) + 2 * s : line * 0.6) : 2 * s;
  SbEndLabels labels = { .n = 0 };

  left = body.h > 40 * s ? MIN (sb_axis_width (&data->axis, scene), body.w * 0.3) : 0;
  collect_labels (grid, &labels);
  ends = MIN (sb_end_labels_width (&labels, scene), body.w * 0.22);
  if (body.w < NARROW * s)
    ends = 0;
  grid->plot = (SbChartRect) { left, body.y + above, MAX (body.w - left - ends, 1), MAX (body.h - above - below, 1) };
  grid->plot.y = round (grid->plot.y);
  grid->end_x = ends > 0 ? grid->plot.x + grid->plot.w + 8 * s : -1;
  grid->notes_y = body.y;
  grid->slot = grid->plot.w / data->spec.n_points;
  grid->base = y_of (grid, CLAMP (0, data->axis.scale.low, data->axis.scale.high));
}

static void
place_limits (const SbTrendGrid *grid)
{
  const SbTrendChartSpec *spec = &grid->data->spec;
  double high, low, center, right = grid->plot.x + grid->plot.w;

  if (!spec->has_limits)
    return;
  high = y_of (grid, spec->high), low = y_of (grid, spec->low), center = y_of (grid, spec->center);
  sb_scene_rect (grid->scene, (SbChartRect) { grid->plot.x, high, grid->plot.w, low - high }, SB_CHART_ROLE_PRIMARY,
                 SB_CHART_PATTERN_SOLID)->alpha = 0.10;
  for (int i = 0; i < 2; i++)
    {
      double y = i == 0 ? high : low;
      SbPrim *edge = sb_scene_line (grid->scene, grid->plot.x, y, right, y, SB_CHART_ROLE_PRIMARY);
      edge->dashed = TRUE;
      edge->alpha = 0.6;
    }
  sb_scene_line (grid->scene, grid->plot.x, center, right, center, SB_CHART_ROLE_DIM)->alpha = 0.7;
}

static void
add_mark (const SbTrendGrid *grid, gsize i, SbChartRect rect)
{
  const SbTrendPointSpec *point = &grid->data->points[i];
  SbChartRect area = { grid->plot.x + i * grid->slot, grid->plot.y, grid->slot, grid->plot.h };
  SbChartMark mark = { .rect = rect, .label = point->long_label, .value_text = point->value_text, .key = point->key,
                       .description = point->description, .series = SB_TREND_VALUE };

  sb_scene_mark (grid->scene, &mark, &area);
}

static void
place_columns (const SbTrendGrid *grid)
{
  double s = grid->scene->scale, width = MIN (MAX (grid->slot * 0.68, MIN (grid->slot, 1)), 64 * s);

  for (gsize i = 0; i < grid->data->spec.n_points; i++)
    {
      const SbTrendPointSpec *point = &grid->data->points[i];
      double y = isfinite (point->value) ? y_of (grid, point->value) : grid->base;
      SbChartRect rect = { slot_middle (grid, i) - width / 2, MIN (y, grid->base), width, fabs (grid->base - y) };
      SbChartRole role = point->signal ? SB_CHART_ROLE_ALERT : SB_CHART_ROLE_PRIMARY;

      if (rect.h > 0)
        sb_scene_rect (grid->scene, rect, role,
                       point->partial ? SB_CHART_PATTERN_HATCH : SB_CHART_PATTERN_SOLID)->radius
          = MIN (2.5 * s, rect.h / 2);
      if (rect.h > 0 && point->partial)
        {
          SbPrim *edge = sb_scene_rect (grid->scene, rect, role, SB_CHART_PATTERN_SOLID);
          edge->stroke = 1.2, edge->radius = MIN (2.5 * s, rect.h / 2);
        }
      rect.h = MAX (rect.h, 2);
      add_mark (grid, i, rect);
    }
}

/* Runs of known points; the step into a running period is dashed. */
static void
place_steps (const SbTrendGrid *grid)
{
  g_autofree double *xy = g_new (double, grid->data->spec.n_points * 2);
  guint n = 0;

  for (gsize i = 0; i <= grid->data->spec.n_points; i++)
    {
      const SbTrendPointSpec *point = &grid->data->points[MIN (i, grid->data->spec.n_points - 1)];
      gboolean known = i < grid->data->spec.n_points && isfinite (point->value);

      if (n > 1 && (!known || point->partial))
        sb_scene_path (grid->scene, xy, n, SB_CHART_ROLE_PRIMARY)->stroke = 2.2;
      if (known && point->partial && n > 0)
        {
          double step[] = { xy[2 * n - 2], xy[2 * n - 1], slot_middle (grid, i), y_of (grid, point->value) };
          SbPrim *dashed = sb_scene_path (grid->scene, step, 2, SB_CHART_ROLE_PRIMARY);
          dashed->dashed = TRUE, dashed->stroke = 2.2;
        }
      if (!known || point->partial)
        n = 0;
      if (known)
        xy[2 * n] = slot_middle (grid, i), xy[2 * n + 1] = y_of (grid, point->value), n++;
    }
}

static void
place_line (const SbTrendGrid *grid)
{
  double s = grid->scene->scale, r = grid->slot >= 14 * s ? 3.5 * s : 0;

  place_steps (grid);
  for (gsize i = 0; i < grid->data->spec.n_points; i++)
    {
      const SbTrendPointSpec *point = &grid->data->points[i];
      double x = slot_middle (grid, i), y = isfinite (point->value) ? y_of (grid, point->value) : grid->base;
      double reach = MAX (r + 1, 3);
      gboolean alone = (i == 0 || !isfinite (point[-1].value))
                       && (i + 1 == grid->data->spec.n_points || !isfinite (point[1].value));

      if (isfinite (point->value) && point->signal)
        {
          SbPrim *dot = sb_scene_dot (grid->scene, x, y, 6.5 * s, SB_CHART_ROLE_ALERT);
          dot->shape = SB_DOT_DIAMOND, dot->stroke = 1.5;
        }
      else if (isfinite (point->value) && (r > 0 || alone))
        sb_scene_dot (grid->scene, x, y, MAX (r, 2), SB_CHART_ROLE_PRIMARY)->shape
          = point->partial ? SB_DOT_HOLLOW : SB_DOT_ROUND;
      add_mark (grid, i, (SbChartRect) { x - reach, y - reach, 2 * reach, 2 * reach });
    }
}

/* Runs of known points of last year as thin lines. */
static void
place_last_year_line (const SbTrendGrid *grid)
{
  g_autofree double *xy = g_new (double, grid->data->spec.n_points * 2);
  guint n = 0;

  for (gsize i = 0; i <= grid->data->spec.n_points; i++)
    {
      gboolean known = i < grid->data->spec.n_points && isfinite (grid->data->points[i].last_year);
      if (!known && n > 1)
        sb_scene_path (grid->scene, xy, n, SB_CHART_ROLE_DIM)->stroke = 1.2;
      if (known)
        xy[2 * n] = slot_middle (grid, i), xy[2 * n + 1] = y_of (grid, grid->data->points[i].last_year), n++;
      else
        n = 0;
    }
}

/* Last year over columns: a short line over each. */
static void
place_last_year_ticks (const SbTrendGrid *grid)
{
  for (gsize i = 0; i < grid->data->spec.n_points; i++)
    {
      double x = slot_middle (grid, i), half = grid->slot * 0.42, y;
      if (!isfinite (grid->data->points[i].last_year))
        continue;
      y = y_of (grid, grid->data->points[i].last_year);
      sb_scene_line (grid->scene, x - half, y, x + half, y, SB_CHART_ROLE_DIM)->stroke = 2;
    }
}

static void
place_target (const SbTrendGrid *grid)
{
  const SbTrendChartSpec *spec = &grid->data->spec;
  SbPrim *line;

  for (gsize i = 0; i < spec->n_points; i++)
    {
      double left = grid->plot.x + i * grid->slot, value = grid->data->points[i].target, y;
      if (!isfinite (value))
        continue;
      y = y_of (grid, value);
      line = sb_scene_line (grid->scene, left, y, left + grid->slot, y, SB_CHART_ROLE_TEXT);
      line->stroke = 1.5, line->dashed = TRUE;
    }
  if (spec->has_target && !grid->data->own_targets)
    {
      double y = y_of (grid, spec->target);
      line = sb_scene_line (grid->scene, grid->plot.x, y, grid->plot.x + grid->plot.w, y, SB_CHART_ROLE_TEXT);
      line->stroke = 1.5, line->dashed = TRUE;
    }
}

static void
place_notes (const SbTrendGrid *grid)
{
  SbScene *scene = grid->scene;
  double s = scene->scale, line = sb_scene_line_height (scene, SB_TEXT_SMALL);
  SbTextStyle style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_TEXT, .across = SB_ALIGN_MIDDLE };

  for (gsize i = 0; i < grid->data->spec.n_notes; i++)
    {
      const SbTrendNoteSpec *note = &grid->data->notes[i];
      double x = slot_middle (grid, CLAMP (note->position, -0.5, grid->data->spec.n_points - 0.5));
      double half = MIN (sb_scene_measure (scene, note->label, &style, NULL), scene->width * 0.45) / 2;
      double at = CLAMP (x, half, MAX (scene->width - half, half)), top = grid->plot.y;
      SbChartMark mark = { .label = note->label, .description = note->description, .key = note->key,
                           .series = SB_TREND_NOTE };

      for (int row = 0; row < 2 && grid->plot.y - grid->notes_y >= (row + 1) * line; row++)
        if (sb_scene_text (scene, note->label, &style, at, grid->notes_y + row * line, half * 2 + 1))
          {
            top = scene->last_text.y + scene->last_text.h;
            break;
          }
      sb_scene_line (scene, round (x) + 0.5, top, round (x) + 0.5, grid->plot.y + grid->plot.h,
                     SB_CHART_ROLE_TEXT)->alpha = 0.7;
      sb_scene_dot (scene, round (x) + 0.5, grid->plot.y + grid->plot.h, 3 * s, SB_CHART_ROLE_TEXT);
      mark.rect = (SbChartRect) { x - 3, grid->plot.y, 6, grid->plot.h };
      sb_scene_mark (scene, &mark, NULL);
    }
}

/* Under the axis: as many labels as fit, the last always; the group at its first point. */
static void
place_bottom (const SbTrendGrid *grid)
{
  SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_DIM, .across = SB_ALIGN_MIDDLE, .whole = TRUE };
  SbTextStyle group = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_DIM, .across = SB_ALIGN_MIDDLE, .bold = TRUE };
  double s = grid->scene->scale, widest = 1, y = grid->plot.y + grid->plot.h + 4 * s;
  gsize n = grid->data->spec.n_points, stride;

  for (gsize i = 0; i < n; i++)
    widest = MAX (widest, sb_scene_measure (grid->scene, grid->data->points[i].label, &style, NULL));
  stride = (gsize) MAX (ceil ((widest + 5 * s) / grid->slot), 1);
  for (gsize i = 0; i < n; i++)
    {
      const SbTrendPointSpec *point = &grid->data->points[i];
      double half = sb_scene_measure (grid->scene, point->label, &style, NULL) / 2, x = slot_middle (grid, i);
      if ((n - 1 - i) % stride == 0)
        sb_scene_text (grid->scene, point->label, &style, CLAMP (x, half, MAX (grid->scene->width - half, half)), y,
                       grid->scene->width);
      half = sb_scene_measure (grid->scene, point->group, &group, NULL) / 2;
      if (half > 0)
        sb_scene_text (grid->scene, point->group, &group, CLAMP (x, half, MAX (grid->scene->width - half, half)),
                       y + sb_scene_line_height (grid->scene, SB_TEXT_TINY), grid->scene->width);
    }
}

/* A point between two higher ones, with room below it. */
static gboolean
is_valley (const SbTrendGrid *grid, gsize i)
{
  const SbTrendPointSpec *point = &grid->data->points[i];
  gboolean before = i > 0 && point[-1].value > point->value;
  gboolean after = i + 1 < grid->data->spec.n_points && point[1].value > point->value;
  double room = grid->plot.y + grid->plot.h - y_of (grid, point->value);

  return before && after && room > 12 * grid->scene->scale + sb_scene_line_height (grid->scene, SB_TEXT_TINY);
}

/* A figure over the point, kept off the target line and off last year's mark when it would be struck through. */
static void
place_value (const SbTrendGrid *grid, gsize i)
{
  const SbTrendPointSpec *point = &grid->data->points[i];
  SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_TEXT, .across = SB_ALIGN_MIDDLE, .whole = TRUE };
  double s = grid->scene->scale, line = sb_scene_line_height (grid->scene, SB_TEXT_TINY), y, half, x;
  double rivals[3] = { point->last_year, point->target, grid->data->spec.has_target ? grid->data->spec.target : NAN };
  gboolean down = grid->data->spec.line ? is_valley (grid, i) : point->value < 0;

  if (!isfinite (point->value))
    return;
  y = y_of (grid, point->value) + (down ? 1 : -1) * (grid->data->spec.line ? 7 : 3) * s;
  for (int k = 0; k < 3 && !down; k++)
    {
      double rival = isfinite (rivals[k]) ? y_of (grid, rivals[k]) : NAN;
      if (isfinite (rival) && rival < y + 2 * s && rival > y - line)
        y = rival - 3 * s, k = -1;
    }
  style.halo = grid->data->spec.line;
  style.down = down ? SB_ALIGN_START : SB_ALIGN_END;
  style.bold = i + 1 == grid->data->spec.n_points || point->signal;
  half = sb_scene_measure (grid->scene, point->value_text, &style, NULL) / 2;
  x = CLAMP (slot_middle (grid, i), grid->plot.x + half, MAX (grid->scene->width - half, grid->plot.x + half));
  sb_scene_text (grid->scene, point->value_text, &style, x, y, grid->scene->width);
}

/* Every column gets its figure when all fit; otherwise the last, the signals and the highest. */
static void
place_values (const SbTrendGrid *grid)
{
  const SbTextStyle style = { .size = SB_TEXT_TINY, .bold = TRUE };
  gsize n = grid->data->spec.n_points, best = 0;
  double widest = 0;

  if (grid->plot.h < 40 * grid->scene->scale)
    return;
  for (gsize i = 0; i < n; i++)
    {
      widest = MAX (widest, sb_scene_measure (grid->scene, grid->data->points[i].value_text, &style, NULL));
      if (!(grid->data->points[i].value <= grid->data->points[best].value))
        best = isfinite (grid->data->points[i].value) ? i : best;
    }
  place_value (grid, n - 1);
  for (gsize i = 0; i < n; i++)
    if (grid->data->points[i].signal)
      place_value (grid, i);
  place_value (grid, best);
  for (gsize i = 0; i + 1 < n && !grid->data->spec.line && widest + 4 * grid->scene->scale <= grid->slot; i++)
    if (i != best && !grid->data->points[i].signal)
      place_value (grid, i);
}

/* Without room at the side only the target is named, over its line. */
static void
place_inner_label (const SbTrendGrid *grid)
{
  const SbTrendChartSpec *spec = &grid->data->spec;
  SbTextStyle style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_TEXT, .bold = TRUE, .down = SB_ALIGN_END,
                        .whole = TRUE, .halo = TRUE };

  if (spec->has_target)
    sb_scene_text (grid->scene, spec->target_text, &style, grid->plot.x + 4 * grid->scene->scale,
                   y_of (grid, spec->target) - 2 * grid->scene->scale, grid->plot.w);
}

void
sb_trend_place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  SbTrendGrid grid = { .scene = scene, .data = chart->data };
  SbEndLabels labels = { .n = 0 };
  double half_line = sb_scene_line_height (scene, SB_TEXT_SMALL) / 2;

  plan (&grid, body);
  collect_labels (&grid, &labels);
  sb_axis_place_grid (&grid.data->axis, scene, &grid.plot);
  place_limits (&grid);
  if (grid.data->spec.line)
    {
      place_last_year_line (&grid);
      place_line (&grid);
    }
  else
    {
      place_columns (&grid);
      place_last_year_ticks (&grid);
    }
  place_target (&grid);
  if (body.h > 70 * scene->scale)
    place_bottom (&grid);
  if (grid.end_x >= 0)
    sb_end_labels_place (&labels, scene, grid.end_x, MAX (grid.plot.y - half_line, body.y),
                         grid.plot.y + grid.plot.h + half_line);
  place_notes (&grid);
  if (grid.plot.x > 0)
    sb_axis_place_text (&grid.data->axis, scene, &grid.plot);
  if (grid.end_x < 0)
    place_inner_label (&grid);
  place_values (&grid);
}

double
sb_trend_height (SbChart *chart, SbScene *scene, double width)
{
  const SbTrendData *data = chart->data;

  return (CLAMP (width * 0.4 / scene->scale, 190, 280) + (data->spec.n_notes > 0 ? 24 : 0)) * scene->scale;
}
