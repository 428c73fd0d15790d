/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The funnel: one row a stage, its bar split into advanced, lost here and still open, won last. Called by the analysis
 * page, the overview, the deck and the command; computes no rate. */
#include "charts/sb-funnel-chart.h"

#include "charts/sb-scene.h"

#include <math.h>

/* Logical pixels at text scale 1. */
#define PITCH 64.0
#define BAR 34.0
#define NARROW 440.0

typedef struct {
  const char *name, *reached_text, *rate_text, *range_text, *description;
  double      value[SB_FUNNEL_N_SERIES];
  double      total;
  const char *value_text[SB_FUNNEL_N_SERIES];
  gint64      key;
  gboolean    worst, won;
} SbFunnelRow;

typedef struct {
  SbFunnelRow *rows;
  gsize        n_rows;
  double       max;
  const char  *series_label[SB_FUNNEL_N_SERIES];
  const char  *reached_header, *rate_header;
} SbFunnelData;

/* Where the columns of the picture lie. */
typedef struct {
  double   pitch, bar, x, w; /* x, w of the longest bar */
  double   rate_x;
  gboolean narrow;
} SbFunnelGrid;

static const struct {
  SbChartRole    role;
  SbChartPattern pattern;
} looks[SB_FUNNEL_N_SERIES] = {
  [SB_FUNNEL_SERIES_ADVANCED] = { SB_CHART_ROLE_PRIMARY, SB_CHART_PATTERN_SOLID },
  [SB_FUNNEL_SERIES_LOST] = { SB_CHART_ROLE_ALERT, SB_CHART_PATTERN_SOLID },
  [SB_FUNNEL_SERIES_OPEN] = { SB_CHART_ROLE_OPEN, SB_CHART_PATTERN_HATCH },
  [SB_FUNNEL_SERIES_WON] = { SB_CHART_ROLE_GOOD, SB_CHART_PATTERN_SOLID },
};

static const SbTextStyle name_style = { .size = SB_TEXT_BODY, .role = SB_CHART_ROLE_TEXT, .bold = TRUE,
                                        .down = SB_ALIGN_END };
static const SbTextStyle reached_style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM };
static const SbTextStyle rate_style = { .size = SB_TEXT_BIG, .role = SB_CHART_ROLE_TEXT, .bold = TRUE,
                                        .down = SB_ALIGN_END, .whole = TRUE };
static const SbTextStyle range_style = { .size = SB_TEXT_SMALL, .role = SB_CHART_ROLE_DIM, .whole = TRUE };

static void
measure_columns (SbScene *scene, const SbFunnelData *data, double *names, double *rates)
{
  *names = *rates = 0;
  for (gsize i = 0; i < data->n_rows; i++)
    {
      const SbFunnelRow *row = &data->rows[i];
      *names = MAX (*names, sb_scene_measure (scene, row->name, &name_style, NULL));
      *names = MAX (*names, sb_scene_measure (scene, row->reached_text, &reached_style, NULL));
      *rates = MAX (*rates, sb_scene_measure (scene, row->rate_text, &rate_style, NULL) + 18 * scene->scale);
      *rates = MAX (*rates, sb_scene_measure (scene, row->range_text, &range_style, NULL));
    }
}

/* Between the longest bar and the rates: room for a number of lost deals that does not fit into its segment. */
static double
rate_gap (SbScene *scene, const SbFunnelData *data)
{
  SbTextStyle style = { .size = SB_TEXT_SMALL, .bold = TRUE };
  double gap = 24 * scene->scale;

  for (gsize i = 0; i < data->n_rows; i++)
    if (data->rows[i].value[SB_FUNNEL_SERIES_LOST] > 0)
      gap = MAX (gap, sb_scene_measure (scene, data->rows[i].value_text[SB_FUNNEL_SERIES_LOST], &style, NULL)
                        + 19 * scene->scale);
  return gap;
}

static void
plan (SbScene *scene, const SbFunnelData *data, SbChartRect body, SbFunnelGrid *grid)
{
  double s = scene->scale, names, rates, gap = rate_gap (scene, data);

  measure_columns (scene, data, &names, &rates);
  names = MIN (names, body.w * 0.27);
  rates = MIN (rates, body.w * 0.3);
  grid->narrow = body.w < NARROW * s;
  grid->pitch = MIN (PITCH * s, body.h / data->n_rows);
  grid->x = grid->narrow ? 0 : names + 18 * s;
  grid->w = MAX (body.w - grid->x - (grid->narrow ? 0 : rates + gap), 1);
  grid->rate_x = grid->narrow ? body.w : grid->x + grid->w + gap;
  grid->bar = grid->narrow ? MIN (22 * s, grid->pitch * 0.4) : MIN (BAR * s, grid->pitch * 0.62);
}

/* The label of a segment: inside when it fits, otherwise behind the bar, at *after. */
static void
place_value (SbScene *scene, const SbChartRect *segment, int series, const char *text, double *after)
{
  gboolean hatched = series == SB_FUNNEL_SERIES_OPEN;
  SbTextStyle style = { .size = SB_TEXT_BODY, .bold = TRUE, .down = SB_ALIGN_MIDDLE, .whole = TRUE,
                        .under = looks[series].role, .role = SB_CHART_ROLE_DIM };
  double s = scene->scale, width, height, middle = segment->y + segment->h / 2;

  style.size = SB_TEXT_SMALL;
  width = sb_scene_measure (scene, text, &style, &height);
  if (*text == '\0' || segment->h < height * 0.85)
    return;
  if (segment->w >= width + (hatched ? 12 : 9) * s)
    {
      double x = segment->x + (segment->w >= width + 16 * s ? 8 * s : (segment->w - width) / 2);
      if (hatched)
        {
          SbChartRect plate = { x - 3 * s, middle - height / 2, width + 6 * s, height };
          style.under = SB_CHART_ROLE_NONE;
          sb_scene_rect (scene, plate, SB_CHART_ROLE_SURFACE, SB_CHART_PATTERN_SOLID)->radius = 3 * s;
        }
      sb_scene_text (scene, text, &style, x, middle, segment->w);
      return;
    }
  style.under = SB_CHART_ROLE_NONE;
  style.role = series == SB_FUNNEL_SERIES_LOST ? SB_CHART_ROLE_ALERT_TEXT : SB_CHART_ROLE_DIM;
  if (series != SB_FUNNEL_SERIES_OPEN && sb_scene_text (scene, text, &style, *after, middle, scene->width - *after))
    *after = scene->last_text.x + scene->last_text.w + 8 * s;
}

static void
place_segments (SbScene *scene, const SbFunnelData *data, const SbFunnelRow *row, const SbFunnelGrid *grid, double y)
{
  double x = grid->x, s = scene->scale, scale = grid->w / data->max, after = x + row->total * scale + 7 * s;
  SbChartRect segments[SB_FUNNEL_N_SERIES];

  for (int i = 0; i < SB_FUNNEL_N_SERIES; i++)
    {
      double w = row->value[i] * scale, gap = i > 0 && row->value[i] > 0 && x > grid->x ? 1 : 0;
      SbChartMark mark = { .label = row->name, .series_label = data->series_label[i], .key = row->key, .series = i,
                           .value_text = row->value_text[i] };

      segments[i] = (SbChartRect) { x + MIN (gap, w / 2), y, w - MIN (gap, w / 2), grid->bar };
      x += w;
      mark.rect = segments[i];
      if (i == SB_FUNNEL_SERIES_WON)
        mark.series_label = NULL;
      if (row->value[i] <= 0)
        continue;
      sb_scene_rect (scene, segments[i], looks[i].role, looks[i].pattern);
      sb_scene_mark (scene, &mark, &(SbChartRect) { segments[i].x, y - 4, segments[i].w, grid->bar + 8 });
    }
  for (int i = 0; i < SB_FUNNEL_N_SERIES; i++)
    if (row->value[i] > 0)
      place_value (scene, &segments[i], i, row->value_text[i], &after);
}

static void
place_rate (SbScene *scene, const SbFunnelRow *row, double x, double middle, gboolean one_line)
{
  SbTextStyle rate = rate_style, range = range_style;
  double s = scene->scale;

  rate.down = one_line ? SB_ALIGN_MIDDLE : SB_ALIGN_END;
  rate.role = row->worst ? SB_CHART_ROLE_ALERT_TEXT : SB_CHART_ROLE_TEXT;
  if (sb_scene_text (scene, row->rate_text, &rate, x, middle + (one_line ? 0 : 2 * s), scene->width - x) && row->worst)
    {
      SbChartRect at = scene->last_text;
      sb_scene_dot (scene, at.x + at.w + 9 * s, at.y + at.h / 2, 5 * s, SB_CHART_ROLE_ALERT_TEXT)->shape = SB_DOT_DOWN;
    }
  if (!one_line)
    sb_scene_text (scene, row->range_text, &range, x, middle + 2 * s, scene->width - x);
}

static void
place_wide (SbScene *scene, const SbFunnelData *data, const SbFunnelRow *row, const SbFunnelGrid *grid, double y)
{
  double s = scene->scale, middle = y + grid->bar / 2, width = grid->x - 12 * s;
  gboolean one_line = grid->pitch < 38 * s || *row->reached_text == '\0';
  SbTextStyle name = name_style;

  name.down = one_line ? SB_ALIGN_MIDDLE : SB_ALIGN_END;
  place_segments (scene, data, row, grid, y);
  sb_scene_text (scene, row->name, &name, 0, middle + (one_line ? 0 : 2 * s), width);
  if (!one_line)
    sb_scene_text (scene, row->reached_text, &reached_style, 0, middle + 2 * s, width);
  place_rate (scene, row, grid->rate_x, middle, one_line);
}

/* On a small screen the words move above the bar: name and count at the start, rate and range at the end. */
static void
place_narrow (SbScene *scene, const SbFunnelData *data, const SbFunnelRow *row, const SbFunnelGrid *grid, double y)
{
  double s = scene->scale, line = sb_scene_line_height (scene, SB_TEXT_BODY), base = y + line, right = grid->rate_x;
  SbTextStyle style = { .size = SB_TEXT_BODY, .bold = TRUE, .across = SB_ALIGN_END, .down = SB_ALIGN_END,
                        .whole = TRUE, .role = row->worst ? SB_CHART_ROLE_ALERT_TEXT : SB_CHART_ROLE_TEXT };
  double rate = sb_scene_measure (scene, row->rate_text, &style, NULL);
  double name = MIN (sb_scene_measure (scene, row->name, &name_style, NULL), (right - rate) * 0.7);

  place_segments (scene, data, row, grid, y + line + 3 * s);
  if (grid->pitch < line)
    return;
  if (row->worst)
    {
      sb_scene_dot (scene, right - 5 * s, y + line / 2, 5 * s, SB_CHART_ROLE_ALERT_TEXT)->shape = SB_DOT_DOWN;
      right -= 14 * s;
    }
  if (sb_scene_text (scene, row->rate_text, &style, right, base, right))
    right = scene->last_text.x - 7 * s;
  sb_scene_text (scene, row->name, &name_style, 0, base, MIN (name + 1, right));
  style = reached_style;
  style.down = SB_ALIGN_END;
  style.whole = TRUE;
  sb_scene_text (scene, row->reached_text, &style, name + 8 * s, base - 0.5 * s, right - name - 8 * s);
  if (sb_scene_measure (scene, row->reached_text, &style, NULL) + name + 20 * s
      + sb_scene_measure (scene, row->range_text, &style, NULL) < right)
    {
      style.across = SB_ALIGN_END;
      sb_scene_text (scene, row->range_text, &style, right, base - 0.5 * s, right);
    }
}

static void
place (SbChart *chart, SbScene *scene, SbChartRect body)
{
  const SbFunnelData *data = chart->data;
  SbFunnelGrid grid = { 0 };

  plan (scene, data, body, &grid);
  for (gsize i = 0; i < data->n_rows; i++)
    {
      double y = body.y + i * grid.pitch;
      if (grid.narrow)
        place_narrow (scene, data, &data->rows[i], &grid, y);
      else
        place_wide (scene, data, &data->rows[i], &grid,
                    round (y + MIN ((grid.pitch - grid.bar) / 2, 4 * scene->scale)));
    }
}

static double
natural_height (SbChart *chart, SbScene *scene, double width)
{
  const SbFunnelData *data = chart->data;

  return (data->n_rows * (width < NARROW * scene->scale ? 52 : PITCH) - 18) * scene->scale;
}

/* "Quote, 152, 52 % (49–54 %); advanced: 74; lost here: 62; still open: 16" */
static void
describe (SbChart *chart, GString *out)
{
  const SbFunnelData *data = chart->data;

  for (gsize i = 0; i < data->n_rows; i++)
    {
      const SbFunnelRow *row = &data->rows[i];
      g_string_append (out, row->description);
      for (int series = 0; series < SB_FUNNEL_SERIES_WON && !row->won; series++)
        {
          g_autofree char *part = sb_chart_compose (data->series_label[series], NULL, row->value_text[series]);
          g_string_append_printf (out, "; %s", part);
        }
      g_string_append_c (out, '\n');
    }
}

static void
csv (SbChart *chart, GString *out)
{
  const SbFunnelData *data = chart->data;

  sb_chart_csv_text (out, chart->text.label_header);
  sb_chart_csv_text (out, data->reached_header);
  for (int series = 0; series < SB_FUNNEL_SERIES_WON; series++)
    sb_chart_csv_text (out, data->series_label[series]);
  sb_chart_csv_text (out, data->rate_header);
  sb_chart_csv_end (out);
  for (gsize i = 0; i < data->n_rows; i++)
    {
      const SbFunnelRow *row = &data->rows[i];
      sb_chart_csv_text (out, row->name);
      sb_chart_csv_number (chart, out, row->total, row->reached_text);
      for (int series = 0; series < SB_FUNNEL_SERIES_WON; series++)
        sb_chart_csv_number (chart, out, row->won ? NAN : row->value[series], row->value_text[series]);
      sb_chart_csv_text (out, row->rate_text);
      sb_chart_csv_end (out);
    }
}

static const SbChartKind funnel_kind = { .place = place, .height = natural_height, .describe = describe, .csv = csv };

static const char *
row_description (SbChart *chart, const SbFunnelRow *row)
{
  GString *text = g_string_new (row->name);
  const char *kept;

  if (*row->reached_text != '\0')
    g_string_append_printf (text, ", %s", row->reached_text);
  if (*row->rate_text != '\0')
    g_string_append_printf (text, ", %s", row->rate_text);
  if (*row->range_text != '\0')
    g_string_append_printf (text, " (%s)", row->range_text);
  kept = sb_chart_keep (chart, text->str);
  g_string_free (text, TRUE);
  return kept;
}

static void
copy_stage (SbChart *chart, SbFunnelRow *row, const SbFunnelStageSpec *stage)
{
  row->name = sb_chart_keep (chart, stage->name);
  row->reached_text = sb_chart_keep (chart, stage->reached_text);
  row->rate_text = sb_chart_keep (chart, stage->rate_text);
  row->range_text = sb_chart_keep (chart, stage->range_text);
  row->key = stage->key;
  for (int i = 0; i < SB_FUNNEL_SERIES_WON; i++)
    {
      row->value[i] = isfinite (stage->value[i]) ? CLAMP (stage->value[i], 0, 1e300) : 0;
      row->value_text[i] = sb_chart_keep (chart, stage->value_text[i]);
      row->total += row->value[i];
    }
  row->description = sb_chart_keep_some (chart, stage->description);
  if (row->description == NULL)
    row->description = row_description (chart, row);
}

static void
copy_won (SbChart *chart, SbFunnelRow *row, const SbFunnelChartSpec *spec)
{
  row->won = TRUE;
  row->name = sb_chart_keep (chart, spec->won_name);
  row->reached_text = sb_chart_keep (chart, spec->won_text);
  row->rate_text = sb_chart_keep (chart, spec->won_rate_text);
  row->range_text = sb_chart_keep (chart, spec->won_range_text);
  row->key = spec->won_key;
  row->value[SB_FUNNEL_SERIES_WON] = row->total = isfinite (spec->won_value) ? CLAMP (spec->won_value, 0, 1e300) : 0;
  for (int i = 0; i < SB_FUNNEL_N_SERIES; i++)
    row->value_text[i] = i == SB_FUNNEL_SERIES_WON ? row->reached_text : "";
  row->description = row_description (chart, row);
}

SbChart *
sb_funnel_chart_new (const SbFunnelChartSpec *spec)
{
  SbChart *chart;
  SbFunnelData *data;

  g_return_val_if_fail (spec != NULL && (spec->n_stages == 0 || spec->stages != NULL), NULL);
  chart = sb_chart_create (&funnel_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->rows = sb_chart_alloc (chart, (spec->n_stages + 1) * sizeof *data->rows);
  for (int i = 0; i < SB_FUNNEL_N_SERIES; i++)
    data->series_label[i] = sb_chart_keep (chart, spec->series_label[i]);
  data->reached_header = sb_chart_keep (chart, spec->reached_header);
  data->rate_header = sb_chart_keep (chart, spec->rate_header);
  for (gsize i = 0; i < spec->n_stages; i++)
    {
      SbFunnelRow *row = &data->rows[data->n_rows++];
      copy_stage (chart, row, &spec->stages[i]);
      row->worst = spec->worst >= 0 && (gsize) spec->worst == i;
      data->max = MAX (data->max, row->total);
    }
  chart->empty = data->max <= 0;
  if (spec->won_name != NULL)
    copy_won (chart, &data->rows[data->n_rows++], spec);
  data->max = MAX (data->max, data->n_rows > 0 ? data->rows[data->n_rows - 1].total : 0);
  for (int i = 0; i < SB_FUNNEL_SERIES_WON; i++)
    sb_chart_add_legend (chart, spec->series_label[i], looks[i].role, looks[i].pattern);
  return chart;
}
