/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An upright axis with its grid, and the labels that stand at the end of lines. */
#pragma once

#include "charts/sb-scale.h"
#include "charts/sb-scene.h"

G_BEGIN_DECLS

typedef struct {
  SbScale     scale;
  const char *text[SB_SCALE_MAX_TICKS]; /* owned by the chart, "" without a format */
} SbAxis;

#define SB_AXIS_MAX_LABELS 16

/* Labels at the right end of lines, moved apart before they are set. */
typedef struct {
  struct {
    double      y;
    const char *text;
    SbChartRole role;
    gboolean    bold;
  } items[SB_AXIS_MAX_LABELS];
  guint n;
} SbEndLabels;

void   sb_axis_init       (SbAxis *axis, SbChart *chart, double low, double high, gboolean zero,
                           const SbChartFormat *format);
/* The room its texts take, gap included. */
double sb_axis_width      (const SbAxis *axis, SbScene *scene);
double sb_axis_y          (const SbAxis *axis, const SbChartRect *plot, double value);
void   sb_axis_place_grid (const SbAxis *axis, SbScene *scene, const SbChartRect *plot);
void   sb_axis_place_text (const SbAxis *axis, SbScene *scene, const SbChartRect *plot);

void   sb_end_labels_add   (SbEndLabels *labels, double y, const char *text, SbChartRole role, gboolean bold);
double sb_end_labels_width (const SbEndLabels *labels, SbScene *scene);
/* Sets them from x on, centred on their lines, inside [top, bottom]; those that find no room are left out, the first
 * added last. */
void   sb_end_labels_place (SbEndLabels *labels, SbScene *scene, double x, double top, double bottom);

G_END_DECLS
