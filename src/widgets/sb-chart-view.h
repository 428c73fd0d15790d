/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart on screen: drawn at any scale, walked with the pointer or the arrow keys, copied and saved from its menu.
 * Signal "mark-activated" (int64 key): Enter or a click on a mark; key is the mark's own. */
#pragma once

#include <adwaita.h>

#include "charts/sb-chart.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_CHART_VIEW (sb_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (SbChartView, sb_chart_view, SB, CHART_VIEW, GtkWidget)

/* name: file name proposed when saving ("funnel"). */
GtkWidget *sb_chart_view_new        (SbSession *session, const char *name);
/* Takes a reference; NULL clears. */
void       sb_chart_view_set_chart  (SbChartView *self, SbChart *chart);
/* Natural height in px at text scale 1 (default 280); −1: what the chart wants for its width. */
void       sb_chart_view_set_height (SbChartView *self, int height);
/* Replaces the chart's own description for the screen reader. */
void       sb_chart_view_set_description (SbChartView *self, const char *description);

G_END_DECLS
