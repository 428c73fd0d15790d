/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the chart view share. */
#pragma once

#include "widgets/sb-chart-view.h"

G_BEGIN_DECLS

struct _SbChartView {
  GtkWidget  parent_instance;
  SbSession *session;
  char      *name;        /* of files */
  char      *description; /* nullable */
  SbChart   *chart;       /* nullable */
  GtkWidget *area;
  GtkWidget *menu;        /* nullable */
  int        cursor;      /* mark, −1 none */
};

/* The actions "chart.copy-image", "chart.save-png" … of the class. */
void sb_chart_view_install_actions (GtkWidgetClass *widget_class);
void sb_chart_view_popup_menu      (SbChartView *self, double x, double y);

G_END_DECLS
