/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots over two measures with the line that divides each, the good corner tinted: results and development. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef struct {
  const char *label;
  double      x, y;        /* not finite: not drawn, still in description and CSV */
  const char *value_text;  /* "92 %, 41" */
  gboolean    alert;       /* orange and always tried first for a label */
  gboolean    labelled;    /* label it when there is room */
  const char *description;
  gint64      key;
} SbScatterPointSpec;

/* Axes: the range is [low, high], ticks carry text; divide NAN = no dividing line. */
typedef struct {
  double      low, high;
  const char *low_text, *high_text;
  double      divide;
  const char *divide_text;
  const char *title;       /* "results →" */
  const char *header;      /* CSV */
} SbScatterAxisSpec;

typedef struct {
  SbChartText               text;
  SbScatterAxisSpec         x, y;
  const SbScatterPointSpec *points;
  gsize                     n_points;
  gboolean                  tint_good; /* beyond both dividing lines */
  const double             *path_xy;   /* n_path pairs: the way of the team, the last one dotted */
  gsize                     n_path;
  const char               *path_label;
} SbScatterChartSpec;

/* Points outside the range stick to its edge as a triangle. Returns: transfer full. */
SbChart *sb_scatter_chart_new (const SbScatterChartSpec *spec);

G_END_DECLS
