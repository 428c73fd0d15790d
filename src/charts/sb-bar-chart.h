/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Horizontal bars: loss reasons, values per member, dimensions with an earlier value as a mark. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef enum {
  SB_CHART_DELTA_NONE,
  SB_CHART_DELTA_UP,
  SB_CHART_DELTA_DOWN,
  SB_CHART_DELTA_FLAT
} SbChartDelta;

typedef struct {
  const char    *label;
  double         value;       /* not finite: missing, only value_text is shown */
  const char    *value_text;  /* "82" or "—" */
  SbChartRole    role;        /* NONE: the chart's */
  SbChartPattern pattern;
  gboolean       faded;       /* the lesser bars of a Pareto */
  gboolean       has_tick;    /* an upright mark on the bar: last quarter, the target of this row */
  double         tick;
  const char    *tick_text;   /* for description and CSV */
  const char    *delta_text;  /* "+8" or a share, "27 %" */
  SbChartDelta   delta;       /* the triangle after it */
  const char    *description; /* NULL: "label: value_text, tick, delta" */
  gint64         key;
} SbBarSpec;

typedef struct {
  SbChartText      text;
  const SbBarSpec *bars;
  gsize            n_bars;
  SbChartRole      role;        /* NONE: PRIMARY */
  double           max;         /* end of the scale; ≤ 0: from the data */
  gboolean         track;       /* draw the empty part up to max */
  gboolean         has_target;  /* one dashed line through all bars */
  double           target;
  const char      *target_text;
  const char      *tick_header; /* CSV */
} SbBarChartSpec;

/* Bars start at zero; negative values run to the other side. Returns: transfer full. */
SbChart *sb_bar_chart_new (const SbBarChartSpec *spec);

G_END_DECLS
