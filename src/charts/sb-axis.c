/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The axis shared by trend and line charts. Formats its ticks once, when the chart is made. */
#include "charts/sb-axis.h"

#include <math.h>

static const SbTextStyle tick_style = { .size = SB_TEXT_TINY, .role = SB_CHART_ROLE_DIM, .across = SB_ALIGN_END,
                                        .down = SB_ALIGN_MIDDLE, .whole = TRUE };

void
sb_axis_init (SbAxis *axis, SbChart *chart, double low, double high, gboolean zero, const SbChartFormat *format)
{
  sb_scale_init (&axis->scale, low, high, 5, zero);
  for (guint i = 0; i < axis->scale.n_ticks; i++)
    {
      /* Where every value is zero the steps are invented: only the zero is named. */
      gboolean named = format->func != NULL && (low != 0 || high != 0 || axis->scale.ticks[i] == 0);
      g_autofree char *text = named ? format->func (axis->scale.ticks[i], format->user_data) : NULL;
      axis->text[i] = sb_chart_keep (chart, text);
    }
}

double
sb_axis_width (const SbAxis *axis, SbScene *scene)
{
  double width = 0;

  for (guint i = 0; i < axis->scale.n_ticks; i++)
    width = MAX (width, sb_scene_measure (scene, axis->text[i], &tick_style, NULL));
  return width > 0 ? width + 8 * scene->scale : 0;
}

double
sb_axis_y (const SbAxis *axis, const SbChartRect *plot, double value)
{
  double place = sb_scale_place (&axis->scale, value);

  return plot->y + plot->h * (1 - CLAMP (place, -0.05, 1.05));
}

void
sb_axis_place_grid (const SbAxis *axis, SbScene *scene, const SbChartRect *plot)
{
  for (guint i = 0; i < axis->scale.n_ticks; i++)
    {
      double y = floor (sb_axis_y (axis, plot, axis->scale.ticks[i])) + 0.5;
      gboolean zero = axis->scale.ticks[i] == 0;
      sb_scene_line (scene, plot->x, y, plot->x + plot->w, y, zero ? SB_CHART_ROLE_AXIS : SB_CHART_ROLE_GRID);
    }
}

/* Every tick, or every second … counted from zero when they stand too close. */
void
sb_axis_place_text (const SbAxis *axis, SbScene *scene, const SbChartRect *plot)
{
  double spacing = plot->h / (axis->scale.n_ticks - 1);
  int stride = MAX ((int) ceil (sb_scene_line_height (scene, SB_TEXT_TINY) / MAX (spacing, 0.1)), 1), zero = 0;

  for (guint i = 0; i < axis->scale.n_ticks; i++)
    if (axis->scale.ticks[i] == 0)
      zero = (int) i;
  for (guint i = 0; i < axis->scale.n_ticks; i++)
    if (((int) i - zero) % stride == 0)
      sb_scene_text (scene, axis->text[i], &tick_style, plot->x - 8 * scene->scale,
                     sb_axis_y (axis, plot, axis->scale.ticks[i]), plot->x);
}

void
sb_end_labels_add (SbEndLabels *labels, double y, const char *text, SbChartRole role, gboolean bold)
{
  guint n = labels->n;

  if (text == NULL || *text == '\0' || n >= SB_AXIS_MAX_LABELS || !isfinite (y))
    return;
  labels->items[n].y = y;
  labels->items[n].text = text;
  labels->items[n].role = role;
  labels->items[n].bold = bold;
  labels->n++;
}

double
sb_end_labels_width (const SbEndLabels *labels, SbScene *scene)
{
  double width = 0;

  for (guint i = 0; i < labels->n; i++)
    {
      SbTextStyle style = { .size = SB_TEXT_SMALL, .bold = labels->items[i].bold };
      width = MAX (width, sb_scene_measure (scene, labels->items[i].text, &style, NULL));
    }
  return width > 0 ? width + 8 * scene->scale : 0;
}

/* Pushes the sorted heights apart downwards, then back upwards from the bottom. */
static void
move_apart (double *y, guint n, double line, double top, double bottom)
{
  for (guint i = 0; i < n; i++)
    y[i] = MAX (y[i], i == 0 ? top + line / 2 : y[i - 1] + line);
  for (guint i = n; i > 0; i--)
    y[i - 1] = MIN (y[i - 1], i == n ? bottom - line / 2 : y[i] - line);
}

void
sb_end_labels_place (SbEndLabels *labels, SbScene *scene, double x, double top, double bottom)
{
  double line = sb_scene_line_height (scene, SB_TEXT_SMALL), y[SB_AXIS_MAX_LABELS];
  guint order[SB_AXIS_MAX_LABELS], fit = (guint) MAX ((bottom - top) / line, 0);

  labels->n = MIN (labels->n, fit);
  for (guint i = 0; i < labels->n; i++)
    {
      guint j = i;
      for (; j > 0 && labels->items[order[j - 1]].y > labels->items[i].y; j--)
        order[j] = order[j - 1];
      order[j] = i;
    }
  for (guint i = 0; i < labels->n; i++)
    y[i] = labels->items[order[i]].y;
  move_apart (y, labels->n, line, top, bottom);
  for (guint i = 0; i < labels->n; i++)
    {
      SbTextStyle style = { .size = SB_TEXT_SMALL, .role = labels->items[order[i]].role, .down = SB_ALIGN_MIDDLE,
                            .bold = labels->items[order[i]].bold };
      sb_scene_text (scene, labels->items[order[i]].text, &style, x, y[i], scene->width - x);
    }
}
