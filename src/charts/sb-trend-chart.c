/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies a trend's data, says it in words and as CSV. Placing is in sb-trend-place.c. */
#include "charts/sb-trend-private.h"

#include <math.h>

static void
describe (SbChart *chart, GString *out)
{
  const SbTrendData *data = chart->data;

  for (gsize i = 0; i < data->spec.n_points; i++)
    g_string_append_printf (out, "%s\n", data->points[i].description);
  if (data->spec.has_target && *data->spec.target_text != '\0')
    g_string_append_printf (out, "%s\n", data->spec.target_text);
  if (data->spec.has_limits)
    {
      g_autofree char *ends = sb_chart_compose (data->spec.low_text, data->spec.center_text, NULL);
      g_autofree char *all = sb_chart_compose (ends, data->spec.high_text, NULL);
      g_string_append_printf (out, "%s\n", all);
    }
  for (gsize i = 0; i < data->spec.n_notes; i++)
    g_string_append_printf (out, "%s\n", data->notes[i].description);
}

static void
csv (SbChart *chart, GString *out)
{
  const SbTrendData *data = chart->data;
  gboolean targets = data->spec.has_target || data->own_targets;

  sb_chart_csv_text (out, chart->text.label_header);
  sb_chart_csv_text (out, chart->text.value_header);
  if (targets)
    sb_chart_csv_text (out, data->spec.target_header);
  if (data->has_last_year)
    sb_chart_csv_text (out, data->spec.last_year_text);
  sb_chart_csv_end (out);
  for (gsize i = 0; i < data->spec.n_points; i++)
    {
      const SbTrendPointSpec *point = &data->points[i];
      sb_chart_csv_text (out, point->long_label);
      sb_chart_csv_number (chart, out, point->value, point->value_text);
      if (targets)
        sb_chart_csv_number (chart, out, isfinite (point->target) ? point->target
                             : data->spec.has_target ? data->spec.target : NAN,
                             *point->target_text != '\0' ? point->target_text : data->spec.target_text);
      if (data->has_last_year)
        sb_chart_csv_number (chart, out, point->last_year, point->last_year_text);
      sb_chart_csv_end (out);
    }
}

static const SbChartKind trend_kind = { .place = sb_trend_place, .height = sb_trend_height, .describe = describe,
                                        .csv = csv };

/* "January 2026: 410 k, last year: 380 k, target: 400 k" */
static const char *
point_description (SbChart *chart, const SbTrendData *data, const SbTrendPointSpec *point)
{
  g_autofree char *head = sb_chart_compose (point->long_label, NULL, point->value_text);
  g_autofree char *last = sb_chart_compose (data->spec.last_year_text, NULL, point->last_year_text);
  g_autofree char *target = sb_chart_compose (data->spec.target_header, NULL, point->target_text);
  g_autofree char *more = sb_chart_compose (head, *point->last_year_text != '\0' ? last : NULL, NULL);
  g_autofree char *all = sb_chart_compose (more, *point->target_text != '\0' ? target : NULL, NULL);
  g_autofree char *said = sb_chart_compose (all, point->partial ? data->spec.partial_text : NULL, NULL);
  g_autofree char *full = sb_chart_compose (said, point->signal ? data->spec.signal_text : NULL, NULL);

  return sb_chart_keep (chart, full);
}

static double
bounded (double value)
{
  return isfinite (value) ? CLAMP (value, -1e300, 1e300) : NAN;
}

static void
copy_point (SbChart *chart, SbTrendData *data, SbTrendPointSpec *point, const SbTrendPointSpec *from)
{
  *point = *from;
  point->label = sb_chart_keep (chart, from->label);
  point->group = sb_chart_keep (chart, from->group);
  point->value_text = sb_chart_keep (chart, from->value_text);
  point->last_year_text = sb_chart_keep (chart, from->last_year_text);
  point->target_text = sb_chart_keep (chart, from->target_text);
  point->long_label = sb_chart_keep_some (chart, from->long_label);
  if (point->long_label == NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s%s%s", point->label, *point->group != '\0' ? " " : "", point->group);
      point->long_label = sb_chart_keep (chart, both);
    }
  point->value = bounded (from->value);
  point->last_year = *data->spec.last_year_text != '\0' ? bounded (from->last_year) : NAN;
  point->target = bounded (from->target);
  point->description = sb_chart_keep_some (chart, from->description);
  if (point->description == NULL)
    point->description = point_description (chart, data, point);
  data->has_groups |= *point->group != '\0';
  data->has_last_year |= isfinite (point->last_year);
  data->own_targets |= isfinite (point->target);
}

static void
keep_texts (SbChart *chart, SbTrendChartSpec *spec)
{
  spec->target_text = sb_chart_keep (chart, spec->target_text);
  spec->target_header = sb_chart_keep (chart, spec->target_header);
  spec->last_year_text = sb_chart_keep (chart, spec->last_year_text);
  spec->low_text = sb_chart_keep (chart, spec->low_text);
  spec->center_text = sb_chart_keep (chart, spec->center_text);
  spec->high_text = sb_chart_keep (chart, spec->high_text);
  spec->partial_text = sb_chart_keep (chart, spec->partial_text);
  spec->signal_text = sb_chart_keep (chart, spec->signal_text);
  spec->has_target = spec->has_target && isfinite (spec->target);
  spec->has_limits = spec->has_limits && isfinite (spec->low) && isfinite (spec->center) && isfinite (spec->high);
}

static void
copy_notes (SbChart *chart, SbTrendData *data, const SbTrendChartSpec *spec)
{
  data->notes = sb_chart_alloc (chart, spec->n_notes * sizeof *data->notes);
  for (gsize i = 0; i < spec->n_notes; i++)
    {
      SbTrendNoteSpec *note = &data->notes[i];
      *note = spec->notes[i];
      note->position = isfinite (note->position) ? note->position : 0;
      note->label = sb_chart_keep (chart, note->label);
      note->description = sb_chart_keep_some (chart, note->description);
      if (note->description == NULL)
        note->description = note->label;
    }
}

static void
make_axis (SbChart *chart, SbTrendData *data, const SbTrendChartSpec *spec)
{
  double low = NAN, high = NAN;

  for (gsize i = 0; i < spec->n_points; i++)
    {
      sb_range_add (&low, &high, data->points[i].value);
      sb_range_add (&low, &high, data->points[i].last_year);
      sb_range_add (&low, &high, data->points[i].target);
    }
  if (data->spec.has_target)
    sb_range_add (&low, &high, data->spec.target);
  if (data->spec.has_limits)
    {
      sb_range_add (&low, &high, data->spec.low);
      sb_range_add (&low, &high, data->spec.high);
    }
  sb_axis_init (&data->axis, chart, low, high, !spec->line || spec->zero_based, &spec->format);
}

static void
make_legend (SbChart *chart, const SbTrendData *data)
{
  gboolean partial = FALSE, signal = FALSE;

  for (gsize i = 0; i < data->spec.n_points; i++)
    {
      partial |= data->points[i].partial;
      signal |= data->points[i].signal;
    }
  if (partial)
    sb_chart_add_legend (chart, data->spec.partial_text, SB_CHART_ROLE_PRIMARY, SB_CHART_PATTERN_HATCH);
  if (signal)
    sb_chart_add_legend (chart, data->spec.signal_text, SB_CHART_ROLE_ALERT, SB_CHART_PATTERN_SOLID);
  for (guint i = 0; i < chart->n_legend && data->spec.line; i++)
    chart->legend[i].diamond = chart->legend[i].role == SB_CHART_ROLE_ALERT;
}

SbChart *
sb_trend_chart_new (const SbTrendChartSpec *spec)
{
  SbChart *chart;
  SbTrendData *data;

  g_return_val_if_fail (spec != NULL && (spec->n_points == 0 || spec->points != NULL), NULL);
  g_return_val_if_fail (spec->n_notes == 0 || spec->notes != NULL, NULL);
  chart = sb_chart_create (&trend_kind, &spec->text);
  chart->data = data = sb_chart_alloc (chart, sizeof *data);
  data->spec = *spec;
  keep_texts (chart, &data->spec);
  data->points = sb_chart_alloc (chart, spec->n_points * sizeof *data->points);
  chart->empty = TRUE;
  for (gsize i = 0; i < spec->n_points; i++)
    {
      copy_point (chart, data, &data->points[i], &spec->points[i]);
      chart->empty &= !isfinite (data->points[i].value);
    }
  copy_notes (chart, data, spec);
  make_axis (chart, data, spec);
  make_legend (chart, data);
  return chart;
}
