/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places a chart in a rectangle (heading, legend, then the kind's own picture) and answers where its marks are. */
#include "charts/sb-scene.h"

#include <math.h>

#define SWATCH 11.0
#define HIT_GRACE 5.0

static double
legend_item_width (SbScene *scene, const SbLegendItem *item)
{
  const SbTextStyle style = { .size = SB_TEXT_SMALL };

  return (SWATCH + 6 + 14) * scene->scale + sb_scene_measure (scene, item->label, &style, NULL);
}

/* An empty chart has nothing to explain. */
static guint
n_legend (SbScene *scene)
{
  return scene->chart->empty ? 0 : scene->chart->n_legend;
}

/* Sets the legend from (x, y) on, wrapped to the width. Returns the y below it. */
static double
place_legend (SbScene *scene, double x, double y)
{
  const SbTextStyle style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM, .down = SB_ALIGN_MIDDLE };
  double line = sb_scene_line_height (scene, SB_TEXT_SMALL), s = scene->scale;

  for (guint i = 0; i < n_legend (scene); i++)
    {
      const SbLegendItem *item = &scene->chart->legend[i];
      double width = legend_item_width (scene, item);
      SbChartRect swatch;

      if (x > 0 && x + width - 14 * s > scene->width)
        x = 0, y += line;
      swatch = (SbChartRect) { x, y + (line - SWATCH * s) / 2, SWATCH * s, SWATCH * s };
      if (!sb_scene_text (scene, item->label, &style, x + (SWATCH + 6) * s, y + line / 2,
                          scene->width - x - (SWATCH + 6) * s))
        continue;
      if (item->diamond)
        sb_scene_dot (scene, x + SWATCH * s / 2, y + line / 2, SWATCH * s / 2, item->role)->shape = SB_DOT_DIAMOND;
      else
        sb_scene_rect (scene, swatch, item->role, item->pattern)->radius = 2 * s;
      x += width;
    }
  return y + line;
}

static double
place_subtitle (SbScene *scene, double y)
{
  SbTextStyle style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM, .lines = 2 };
  const char *subtitle = scene->chart->text.subtitle;
  double legend = 0, width, gap = 14 * scene->scale;

  for (guint i = 0; i < n_legend (scene); i++)
    legend += legend_item_width (scene, &scene->chart->legend[i]);
  if ((scene->flags & SB_CHART_LAYOUT_NO_TITLE) != 0)
    subtitle = "";
  width = sb_scene_measure (scene, subtitle, &style, NULL);
  if (*subtitle != '\0' && legend > 0 && width + gap + legend <= scene->width)
    {
      sb_scene_text (scene, subtitle, &style, 0, y, scene->width);
      return place_legend (scene, width + gap, y);
    }
  if (*subtitle != '\0' && sb_scene_text (scene, subtitle, &style, 0, y, scene->width))
    y = scene->last_text.y + scene->last_text.h + 2 * scene->scale;
  return legend > 0 ? place_legend (scene, 0, y) : y;
}

/* Returns the y where the picture begins. */
static double
place_heading (SbScene *scene)
{
  const SbTextStyle title = { .size = SB_TEXT_TITLE, .role = SB_CHART_ROLE_TEXT, .bold = TRUE };
  const SbChartText *text = &scene->chart->text;
  double y = 0;

  if (scene->chart->kind->bare)
    return 0;
  if ((scene->flags & SB_CHART_LAYOUT_NO_TITLE) == 0
      && sb_scene_text (scene, text->title, &title, 0, 0, scene->width))
    y = scene->last_text.h + 1 * scene->scale;
  y = place_subtitle (scene, y);
  return y > 0 ? ceil (y + 10 * scene->scale) : 0;
}

static void
place_empty (SbScene *scene, double y)
{
  const SbTextStyle style = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_DIM, .across = SB_ALIGN_MIDDLE,
                              .down = SB_ALIGN_MIDDLE, .lines = 4 };

  if (!scene->chart->kind->bare)
    sb_scene_text (scene, scene->chart->text.empty_text, &style, scene->width / 2, (y + scene->height) / 2,
                   MIN (scene->width, 420 * scene->scale));
}

SbChartLayout *
sb_chart_layout (SbChart *chart, double width, double height, double text_scale, SbChartLayoutFlags flags)
{
  SbScene *scene;
  SbChartRect body = { 0 };

  g_return_val_if_fail (chart != NULL, NULL);
  scene = sb_scene_new (chart, width, height, text_scale, flags);
  if (scene->width < 1 || scene->height < 1)
    return scene;
  if (chart->empty)
    place_empty (scene, place_heading (scene));
  else
    {
      double below = place_heading (scene);
      body.y = MIN (below, scene->height);
      body.w = scene->width;
      body.h = scene->height - body.y;
      chart->kind->place (chart, scene, body);
    }
  sb_scene_finish (scene);
  return scene;
}

int
sb_chart_natural_height (SbChart *chart, int width, double text_scale, SbChartLayoutFlags flags)
{
  SbScene *scene;
  double height;

  g_return_val_if_fail (chart != NULL, 0);
  scene = sb_scene_new (chart, MAX (width, 1), 100000, text_scale, flags);
  height = place_heading (scene);
  height += chart->empty ? 96 * scene->scale : chart->kind->height (chart, scene, scene->width);
  sb_scene_free (scene);
  return (int) ceil (height);
}

SbChartLayout *
sb_chart_layout_ref (SbChartLayout *layout)
{
  g_return_val_if_fail (layout != NULL, NULL);
  g_atomic_ref_count_inc (&layout->ref_count);
  return layout;
}

void
sb_chart_layout_unref (SbChartLayout *layout)
{
  g_return_if_fail (layout != NULL);
  if (g_atomic_ref_count_dec (&layout->ref_count))
    sb_scene_free (layout);
}

int
sb_chart_n_marks (SbChartLayout *layout)
{
  g_return_val_if_fail (layout != NULL, 0);
  return (int) layout->marks->len;
}

const SbChartMark *
sb_chart_get_mark (SbChartLayout *layout, int mark)
{
  g_return_val_if_fail (layout != NULL, NULL);
  if (mark < 0 || mark >= (int) layout->marks->len)
    return NULL;
  return &g_array_index (layout->marks, SbChartMark, mark);
}

static double
distance_to (const SbChartRect *rect, double x, double y)
{
  double dx = MAX (MAX (rect->x - x, x - rect->x - rect->w), 0);
  double dy = MAX (MAX (rect->y - y, y - rect->y - rect->h), 0);

  return hypot (dx, dy);
}

/* The drawn shapes are asked first, so that a thin mark inside a wide area can be reached; of several the last
 * drawn. */
int
sb_chart_hit (SbChartLayout *layout, double x, double y)
{
  double best = HIT_GRACE;
  int found = -1;

  g_return_val_if_fail (layout != NULL, -1);
  for (int i = (int) layout->marks->len - 1; i >= 0; i--)
    if (distance_to (&g_array_index (layout->marks, SbChartMark, i).rect, x, y) <= 0)
      return i;
  for (int i = 0; i < (int) layout->marks->len; i++)
    {
      double d = distance_to (&g_array_index (layout->areas, SbChartRect, i), x, y);
      if (d <= 0)
        return i;
      if (d < best)
        best = d, found = i;
    }
  return found;
}

/* How far apart two stretches are; 0 when they overlap. */
static double
apart (double a, double a_length, double b, double b_length)
{
  return MAX (MAX (b - a - a_length, a - b - b_length), 0);
}

/* The cost of going from one mark to another in a direction; infinite when it does not lie there, that is wholly
 * beyond the middle of the first and more onward than aside. What is beside the way costs more than what is on it,
 * so an arrow stays in its row or column as long as there is one. */
static double
step_cost (const SbChartRect *from, const SbChartRect *to, SbChartMove move)
{
  double x = from->x + from->w / 2, y = from->y + from->h / 2, along, beyond;
  gboolean level = move == SB_CHART_MOVE_LEFT || move == SB_CHART_MOVE_RIGHT;
  double aside = level ? apart (from->y, from->h, to->y, to->h) : apart (from->x, from->w, to->x, to->w);

  if (level)
    along = to->x + to->w / 2 - x, beyond = move == SB_CHART_MOVE_LEFT ? x - to->x - to->w : to->x - x;
  else
    along = to->y + to->h / 2 - y, beyond = move == SB_CHART_MOVE_UP ? y - to->y - to->h : to->y - y;
  along = move == SB_CHART_MOVE_LEFT || move == SB_CHART_MOVE_UP ? -along : along;
  return along > 0.5 && beyond > -0.5 && along > aside ? along + 20 * aside : INFINITY;
}

int
sb_chart_next_mark (SbChartLayout *layout, int mark, SbChartMove move)
{
  int n, found;
  double best = INFINITY;
  const SbChartRect *from;

  g_return_val_if_fail (layout != NULL, -1);
  n = (int) layout->marks->len;
  if (n == 0)
    return -1;
  if (move == SB_CHART_MOVE_FIRST || move == SB_CHART_MOVE_LAST || mark < 0 || mark >= n)
    return move == SB_CHART_MOVE_LAST || move == SB_CHART_MOVE_PREVIOUS ? n - 1 : 0;
  if (move == SB_CHART_MOVE_NEXT || move == SB_CHART_MOVE_PREVIOUS)
    return CLAMP (mark + (move == SB_CHART_MOVE_NEXT ? 1 : -1), 0, n - 1);
  found = mark;
  from = &g_array_index (layout->areas, SbChartRect, mark);
  for (int i = 0; i < n; i++)
    {
      double cost = i == mark ? INFINITY : step_cost (from, &g_array_index (layout->areas, SbChartRect, i), move);
      if (cost < best)
        best = cost, found = i;
    }
  return found;
}
