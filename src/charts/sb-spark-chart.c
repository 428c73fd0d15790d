/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small line of a tile. Called by tiles and table cells; has no text of its own in the picture. */
#include "charts/sb-spark-chart.h"

#include "charts/sb-scene.h"

#include <math.h>

typedef struct {
  double      *values;
  const char **labels, **value_texts;
  gsize        n;
  gboolean     partial_last, has_target;
  double       target, low, high;
  SbChartRole  role;
} SbSparkData;

static double
y_of (const SbSparkData *data, double value, double height)
{
  double range = data->high / 2 - data->low / 2, t = range > 0 ? (value / 2 - data->low / 2) / range : 0.5;

  return 4 + (1 - t) * MAX (height - 8, 0);
}

static double
x_of (const SbSparkData *data, gsize i, double width)
{
  return data->n > 1 ? 2 + (width - 7) * i / (data->n - 1) : width / 2;
}

static void
place_line (const SbSparkData *data, SbScene *scene)
{
  g_autofree double *xy = g_new (double, data->n * 2);
  guint n = 0;

  for (gsize i = 0; i < data->n; i++)
    {
      gboolean known = isfinite (data->values[i]), dashed = data->partial_last && i + 1 == data->n;
      if (n > 1 && (!known || dashed))
        sb_scene_path (scene, xy, n, data->role)->stroke = 1.8;
      if (known && dashed && n > 0)
        {
          double step[] = { xy[2 * n - 2], xy[2 * n - 1], x_of (data, i, scene->width),
                            y_of (data, data->values[i], scene->height) };
          SbPrim *path = sb_scene_path (scene, step, 2, data->role);
          path->dashed = TRUE, path->stroke = 1.8;
        }
      if (!known || dashed)
        n = 0;
      else
        xy[2 * n] = x_of (data, i, scene->width), xy[2 * n + 1] = y_of (data, data->values[i], scene->height), n++;
    }
  if (n > 1)
    sb_scene_path (scene, xy, n, data->role)->stroke = 1.8;
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbSparkData *data = chart->data;
  double slot = scene->width / data->n;
  gsize last = data->n;

  if (data->has_target)
    {
      double y = y_of (data, data->target, scene->height);
      SbPrim *line = sb_scene_line (scene, 0, y, scene->width, y, SB_CHART_ROLE_DIM);
      line->dashed = TRUE;
    }
  place_line (data, scene);
  for (gsize i = 0; i < data->n; i++)
    {
      double x = x_of (data, i, scene->width), y = y_of (data, data->values[i], scene->height);
      SbChartMark mark = { .rect = { x - 2, y - 2, 4, 4 }, .label = data->labels[i], .value_text = data->value_texts[i],
                           .key = (gint64) i };
      if (!isfinite (data->values[i]))
        continue;
      last = i;
      sb_scene_mark (scene, &mark, &(SbChartRect) { x - slot / 2, 0, slot, scene->height });
    }
  if (last < data->n)
    sb_scene_dot (scene, x_of (data, last, scene->width), y_of (data, data->values[last], scene->height), 3, data->role)
      ->shape = data->partial_last && last + 1 == data->n ? SB_DOT_HOLLOW : SB_DOT_ROUND;
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  return 28 * scene->scale;
}

static void
describe (SbChart *chart, GString *out)
{
  const SbSparkData *data = chart->data;

  for (gsize i = 0; i < data->n; i++)
    {
      g_autofree char *line = sb_chart_compose (data->labels[i], NULL, data->value_texts[i]);
      if (*line != '\0')
        g_string_append_printf (out, "%s\n", line);
    }
}

static void
csv (SbChart *chart, GString *out)
{
  const SbSparkData *data = chart->data;

  sb_chart_csv_text (out, chart->text.label_header);
  sb_chart_csv_text (out, chart->text.value_header);
  sb_chart_csv_end (out);
  for (gsize i = 0; i < data->n; i++)
    {
      sb_chart_csv_text (out, data->labels[i]);
      sb_chart_csv_number (chart, out, data->values[i], data->value_texts[i]);
      sb_chart_csv_end (out);
    }
}

static const SbChartKind spark_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv,
                                        .bare = TRUE };

SbChart *
sb_spark_chart_new (const SbSparkChartSpec *spec)
{
  SbChart *chart;
  SbSparkData *data;

  g_return_val_if_fail (spec != NULL && (spec->n_values == 0 || spec->values != NULL), NULL);
  chart = sb_chart_create (&spark_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->n = spec->n_values;
  data->values = sb_chart_alloc (chart, data->n * sizeof *data->values);
  data->labels = sb_chart_alloc (chart, data->n * sizeof *data->labels);
  data->value_texts = sb_chart_alloc (chart, data->n * sizeof *data->value_texts);
  data->partial_last = spec->partial_last;
  data->has_target = spec->has_target && isfinite (spec->target);
  data->target = data->has_target ? CLAMP (spec->target, -1e300, 1e300) : 0;
  data->role = spec->role != SB_CHART_ROLE_NONE ? spec->role : SB_CHART_ROLE_PRIMARY;
  data->low = data->has_target ? data->target : INFINITY;
  data->high = data->has_target ? data->target : -INFINITY;
  chart->empty = TRUE;
  for (gsize i = 0; i < data->n; i++)
    {
      data->labels[i] = sb_chart_keep (chart, spec->labels != NULL ? spec->labels[i] : NULL);
      data->value_texts[i] = sb_chart_keep (chart, spec->value_texts != NULL ? spec->value_texts[i] : NULL);
      data->values[i] = isfinite (spec->values[i]) ? CLAMP (spec->values[i], -1e300, 1e300) : NAN;
      if (!isfinite (data->values[i]))
        continue;
      data->low = MIN (data->low, data->values[i]), data->high = MAX (data->high, data->values[i]);
      chart->empty = FALSE;
    }
  return chart;
}
