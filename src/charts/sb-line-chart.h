/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several long series over one axis, evenly spaced. Dense ones are reduced to the minimum and maximum of every
 * column. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef struct {
  const char   *label;
  const char   *value_text; /* of its last value */
  const double *values;     /* not finite: a gap */
  gsize         n_values;
  SbChartRole   role;       /* NONE: the next of the palette */
  const char   *description;
  gint64        key;
} SbLineSeriesSpec;

/* position 0…1 along the axis. */
typedef struct {
  double      position;
  const char *label;
} SbLineTickSpec;

typedef struct {
  SbChartText             text;
  const SbLineSeriesSpec *series;
  gsize                   n_series;
  const SbLineTickSpec   *ticks;
  gsize                   n_ticks;
  SbChartFormat           format;
  gboolean                zero_based;
} SbLineChartSpec;

/* Cost: one pass over the values; at most 16,384 columns a series are kept, so a layout costs the same at any length.
 * A mark is a whole series. Returns: transfer full. */
SbChart *sb_line_chart_new (const SbLineChartSpec *spec);

G_END_DECLS
