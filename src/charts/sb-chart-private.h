/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of chart share behind sb-chart.h: owned data, and the functions a kind answers with. */
#pragma once

#include "charts/sb-chart.h"

G_BEGIN_DECLS

typedef struct _SbChartLayout SbScene; /* a layout, seen by those who fill it */

/* add_rows fills the CSV through sb_chart_csv_*; describe appends lines, each ended by "\n". */
typedef struct {
  void   (*place)    (SbChart *chart, SbScene *scene, SbChartRect body);
  double (*height)   (SbChart *chart, SbScene *scene, double width); /* of the body */
  void   (*describe) (SbChart *chart, GString *out);
  void   (*csv)      (SbChart *chart, GString *out);
  gboolean bare;     /* no title, no empty text: a sparkline */
} SbChartKind;

/* One entry of the legend after the subtitle. */
typedef struct {
  const char    *label;
  SbChartRole    role;
  SbChartPattern pattern;
  gboolean       diamond; /* a diamond instead of a square */
} SbLegendItem;

#define SB_CHART_MAX_LEGEND 12

struct _SbChart {
  gatomicrefcount    ref_count;
  const SbChartKind *kind;
  SbChartText        text;      /* strings owned, never NULL */
  gboolean           empty;
  gpointer           data;      /* the kind's own, from sb_chart_alloc () */
  SbLegendItem       legend[SB_CHART_MAX_LEGEND];
  guint              n_legend;
  GStringChunk      *strings;
  GPtrArray         *blocks;
};

SbChart    *sb_chart_create     (const SbChartKind *kind, const SbChartText *text);
/* Zeroed memory that lives as long as the chart. */
gpointer    sb_chart_alloc      (SbChart *chart, gsize size);
/* A valid UTF-8 copy that lives as long as the chart; NULL gives "". */
const char *sb_chart_keep       (SbChart *chart, const char *text);
/* sb_chart_keep () that leaves NULL and "" apart: both give NULL. */
const char *sb_chart_keep_some  (SbChart *chart, const char *text);
void        sb_chart_add_legend (SbChart *chart, const char *label, SbChartRole role, SbChartPattern pattern);

/* CSV: cells are added one after the other; end closes the line. number: text instead when the chart is masked, and
 * nothing when the number is missing. */
void        sb_chart_csv_text   (GString *out, const char *text);
void        sb_chart_csv_number (SbChart *chart, GString *out, double value, const char *text);
void        sb_chart_csv_end    (GString *out);

/* "label, series: value" with what is empty left out. Returns: transfer full. */
char       *sb_chart_compose    (const char *label, const char *series, const char *value);

G_END_DECLS
