/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart painted into a widget and nothing more: no pointer, no keys. The sparkline of a tile; the canvas below
 * SbChartView. Follows dark and high contrast, text scale and text direction. */
#pragma once

#include <gtk/gtk.h>

#include "charts/sb-chart.h"

G_BEGIN_DECLS

#define SB_TYPE_CHART_AREA (sb_chart_area_get_type ())
G_DECLARE_FINAL_TYPE (SbChartArea, sb_chart_area, SB, CHART_AREA, GtkWidget)

GtkWidget     *sb_chart_area_new        (void);
/* Takes a reference; NULL clears. */
void           sb_chart_area_set_chart  (SbChartArea *self, SbChart *chart);
SbChart       *sb_chart_area_get_chart  (SbChartArea *self);
/* Natural size in px at text scale 1; height −1: what the chart wants for its width. */
void           sb_chart_area_set_size   (SbChartArea *self, int width, int height);
/* Marks drawn as focused and selected; −1 = none. */
void           sb_chart_area_set_state  (SbChartArea *self, int focused, int selected);
/* Of the last allocation, borrowed; NULL without a chart. */
SbChartLayout *sb_chart_area_get_layout (SbChartArea *self);
/* The desktop's text scale: 1 is normal. */
double         sb_text_scale            (GtkWidget *widget);
const SbChartTheme *sb_chart_area_theme (void);

G_END_DECLS
