/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrix: cells shaded from pale to full by value, with the figure printed in each. Called by customers,
 * training and risk; ranks nothing. */
#include "charts/sb-heat-chart.h"

#include "charts/sb-scene.h"

#include <math.h>

#define ROW 52.0

typedef struct {
  const char    **rows, **columns;
  SbHeatCellSpec *cells;
  gsize           n_rows, n_columns;
  const char     *row_title, *column_title;
  double          low, high;
} SbHeatData;

typedef struct {
  double x, y, w, h, gap; /* of the first cell; w and h without the gap */
  int    lines;           /* of text that fit in a cell */
} SbHeatGrid;

static const SbTextStyle label_style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_TEXT, .down = SB_ALIGN_MIDDLE };

static double
widest (SbScene *scene, const char *const *labels, gsize n)
{
  double width = 0;

  for (gsize i = 0; i < n; i++)
    width = MAX (width, sb_scene_measure (scene, labels[i], &label_style, NULL));
  return width;
}

static void
plan (SbScene *scene, const SbHeatData *data, SbChartRect body, SbHeatGrid *grid)
{
  double s = scene->scale, line = sb_scene_line_height (scene, SB_TEXT_SMALL);
  double left = MIN (widest (scene, data->rows, data->n_rows), body.w * 0.3);
  double top = body.h > 60 * s ? line + 2 * s : 0, titles = *data->column_title != '\0' || *data->row_title != '\0';

  double title = sb_scene_measure (scene, data->row_title, &label_style, NULL) + 4;

  if (titles && body.h > 90 * s)
    top += line;
  /* A short title widens the column of the row names, a long one would take the cells' room. */
  if (left > 0 && title < body.w * 0.12)
    left = MAX (left, title);
  left += left > 0 ? 8 * s : 0;
  grid->gap = MIN (3 * s, MIN (body.w / data->n_columns, body.h / data->n_rows) * 0.15);
  grid->x = body.x + left;
  grid->y = body.y + top;
  grid->w = MAX ((body.w - left + grid->gap) / data->n_columns - grid->gap, 0.1);
  grid->h = MAX ((body.h - top + grid->gap) / data->n_rows - grid->gap, 0.1);
  grid->lines = CLAMP ((int) ((grid->h - 2) / line), 0, SB_HEAT_N_LINES);
}

/* 0.08 … 0.95: a cell of the lowest value is still a cell. */
static double
shade (const SbHeatData *data, double value)
{
  double reach = MAX (fabs (data->low), fabs (data->high));
  double t = data->low < 0 ? fabs (value) / reach : (value / 2 - data->low / 2) / (data->high / 2 - data->low / 2);

  return 0.08 + 0.87 * CLAMP (t, 0, 1);
}

static void
place_lines (SbScene *scene, const SbHeatCellSpec *cell, SbChartRect rect, int fit, const SbTextStyle *base)
{
  double line = sb_scene_line_height (scene, SB_TEXT_SMALL), y;
  int n = 0;

  while (n < fit && n < SB_HEAT_N_LINES && *cell->lines[n] != '\0')
    n++;
  y = rect.y + rect.h / 2 - (n - 1) * line / 2;
  for (int i = 0; i < n; i++)
    {
      SbTextStyle style = *base;
      style.bold = i == 0;
      style.size = i == 0 ? SB_TEXT_SMALL : SB_TEXT_TINY;
      sb_scene_text (scene, cell->lines[i], &style, rect.x + rect.w / 2, y + i * line, rect.w - 4);
    }
}

static void
place_cell (SbScene *scene, const SbHeatData *data, const SbHeatGrid *grid, gsize row, gsize column)
{
  const SbHeatCellSpec *cell = &data->cells[row * data->n_columns + column];
  SbChartRect rect = { grid->x + column * (grid->w + grid->gap), grid->y + row * (grid->h + grid->gap), grid->w,
                       grid->h };
  SbTextStyle style = { .across = SB_ALIGN_MIDDLE, .down = SB_ALIGN_MIDDLE, .whole = TRUE, .boxed = TRUE,
                        .role = SB_CHART_ROLE_DIM };
  SbChartMark mark = { .rect = rect, .label = data->rows[row], .series_label = data->columns[column], .key = cell->key,
                       .value_text = cell->lines[0], .description = cell->description };
  double radius = MIN (4 * scene->scale, MIN (rect.w, rect.h) / 4);

  if (isfinite (cell->value))
    {
      gboolean negative = cell->value < 0;
      SbPrim *prim = sb_scene_rect (scene, rect, negative ? SB_CHART_ROLE_ALERT : SB_CHART_ROLE_PRIMARY,
                                    negative ? SB_CHART_PATTERN_HATCH_BACK : SB_CHART_PATTERN_SOLID);
      prim->radius = radius;
      prim->alpha = style.under_alpha = shade (data, cell->value);
      style.under = prim->role;
    }
  else
    sb_scene_rect (scene, rect, SB_CHART_ROLE_TRACK, SB_CHART_PATTERN_SOLID)->radius = radius;
  if (cell->framed)
    {
      SbChartRect inside = { rect.x + 1, rect.y + 1, rect.w - 2, rect.h - 2 };
      SbPrim *frame = sb_scene_rect (scene, inside, SB_CHART_ROLE_TEXT, SB_CHART_PATTERN_SOLID);
      frame->stroke = 2, frame->radius = radius;
    }
  place_lines (scene, cell, rect, grid->lines, &style);
  sb_scene_mark (scene, &mark, NULL);
}

static void
place_labels (SbScene *scene, const SbHeatData *data, const SbHeatGrid *grid, SbChartRect body)
{
  SbTextStyle top = label_style, title = label_style;
  double line = sb_scene_line_height (scene, SB_TEXT_SMALL);

  top.across = SB_ALIGN_MIDDLE;
  top.down = SB_ALIGN_END;
  title.role = SB_CHART_ROLE_DIM;
  title.down = SB_ALIGN_START;
  if (grid->y - body.y > 2 * line - 1)
    {
      sb_scene_text (scene, data->column_title, &title, grid->x, body.y, body.w - grid->x);
      title.down = SB_ALIGN_END;
      title.whole = TRUE;
      sb_scene_text (scene, data->row_title, &title, 0, grid->y - 2 * scene->scale, grid->x - 4);
    }
  for (gsize i = 0; i < data->n_columns && grid->y > body.y; i++)
    sb_scene_text (scene, data->columns[i], &top, grid->x + i * (grid->w + grid->gap) + grid->w / 2,
                   grid->y - 2 * scene->scale, grid->w);
  for (gsize i = 0; i < data->n_rows && grid->x > body.x; i++)
    sb_scene_text (scene, data->rows[i], &label_style, 0, grid->y + i * (grid->h + grid->gap) + grid->h / 2,
                   grid->x - 6 * scene->scale);
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbHeatData *data = chart->data;
  SbHeatGrid grid;

  plan (scene, data, body, &grid);
  place_labels (scene, data, &grid, body);
  for (gsize row = 0; row < data->n_rows; row++)
    for (gsize column = 0; column < data->n_columns; column++)
      place_cell (scene, data, &grid, row, column);
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  const SbHeatData *data = chart->data;
  int lines = 1;

  for (gsize i = 0; i < data->n_rows * data->n_columns; i++)
    for (int k = 1; k < SB_HEAT_N_LINES; k++)
      if (*data->cells[i].lines[k] != '\0')
        lines = MAX (lines, k + 1);
  return data->n_rows * (lines == 1 ? 30 : lines == 2 ? ROW : 72) * scene->scale
         + 2 * sb_scene_line_height (scene, SB_TEXT_SMALL) + 4 * scene->scale;
}

static void
describe (SbChart *chart, GString *out)
{
  const SbHeatData *data = chart->data;

  for (gsize i = 0; i < data->n_rows * data->n_columns; i++)
    g_string_append_printf (out, "%s\n", data->cells[i].description);
}

/* As seen: a row a line, a column a column. */
static void
csv (SbChart *chart, GString *out)
{
  const SbHeatData *data = chart->data;

  sb_chart_csv_text (out, chart->text.label_header);
  for (gsize i = 0; i < data->n_columns; i++)
    sb_chart_csv_text (out, data->columns[i]);
  sb_chart_csv_end (out);
  for (gsize row = 0; row < data->n_rows; row++)
    {
      sb_chart_csv_text (out, data->rows[row]);
      for (gsize column = 0; column < data->n_columns; column++)
        {
          const SbHeatCellSpec *cell = &data->cells[row * data->n_columns + column];
          sb_chart_csv_number (chart, out, cell->value, cell->lines[0]);
        }
      sb_chart_csv_end (out);
    }
}

static const SbChartKind heat_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv };

static const char **
keep_labels (SbChart *chart, const char *const *labels, gsize n)
{
  const char **kept = sb_chart_alloc (chart, n * sizeof *kept);

  for (gsize i = 0; i < n; i++)
    kept[i] = sb_chart_keep (chart, labels != NULL ? labels[i] : NULL);
  return kept;
}

/* "row, column: first line, second line" */
static const char *
cell_description (SbChart *chart, const SbHeatData *data, gsize i)
{
  const SbHeatCellSpec *cell = &data->cells[i];
  g_autofree char *head = sb_chart_compose (data->rows[i / data->n_columns], data->columns[i % data->n_columns],
                                            cell->lines[0]);
  g_autofree char *second = sb_chart_compose (head, cell->lines[1], NULL);
  g_autofree char *third = sb_chart_compose (second, cell->lines[2], NULL);

  return sb_chart_keep (chart, third);
}

static void
copy_cell (SbChart *chart, SbHeatData *data, gsize i, const SbHeatCellSpec *from)
{
  SbHeatCellSpec *cell = &data->cells[i];

  *cell = *from;
  for (int k = 0; k < SB_HEAT_N_LINES; k++)
    cell->lines[k] = sb_chart_keep (chart, from->lines[k]);
  if (isfinite (cell->value))
    {
      cell->value = CLAMP (cell->value, -1e300, 1e300);
      data->low = MIN (data->low, cell->value), data->high = MAX (data->high, cell->value);
    }
  cell->description = sb_chart_keep_some (chart, from->description);
  if (cell->description == NULL)
    cell->description = cell_description (chart, data, i);
}

SbChart *
sb_heat_chart_new (const SbHeatChartSpec *spec)
{
  SbChart *chart;
  SbHeatData *data;
  gsize n;

  g_return_val_if_fail (spec != NULL, NULL);
  n = spec->n_rows * spec->n_columns;
  g_return_val_if_fail (n == 0 || spec->cells != NULL, NULL);
  chart = sb_chart_create (&heat_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->n_rows = spec->n_rows;
  data->n_columns = spec->n_columns;
  data->rows = keep_labels (chart, spec->row_labels, spec->n_rows);
  data->columns = keep_labels (chart, spec->column_labels, spec->n_columns);
  data->row_title = sb_chart_keep (chart, spec->row_title);
  data->column_title = sb_chart_keep (chart, spec->column_title);
  data->cells = sb_chart_alloc (chart, n * sizeof *data->cells);
  for (gsize i = 0; i < n; i++)
    copy_cell (chart, data, i, &spec->cells[i]);
  if (isfinite (spec->low) && isfinite (spec->high) && spec->low < spec->high)
    data->low = spec->low, data->high = spec->high;
  if (data->high - data->low <= 0)
    data->high = data->low + 1;
  chart->empty = n == 0;
  return chart;
}
