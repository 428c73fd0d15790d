/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trend chart's own data, shared by the file that copies and the file that places it. */
#pragma once

#include "charts/sb-axis.h"
#include "charts/sb-trend-chart.h"

G_BEGIN_DECLS

typedef struct {
  SbTrendChartSpec  spec;   /* strings and arrays owned by the chart, never NULL strings */
  SbTrendPointSpec *points;
  SbTrendNoteSpec  *notes;
  SbAxis            axis;
  gboolean          has_groups, has_last_year, own_targets;
} SbTrendData;

void   sb_trend_place  (SbChart *chart, SbScene *scene, SbChartRect body);
double sb_trend_height (SbChart *chart, SbScene *scene, double width);

G_END_DECLS
