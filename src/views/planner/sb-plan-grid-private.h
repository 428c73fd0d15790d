/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the planner's table; only its files include this. */
#pragma once

#include <adwaita.h>

#include "views/planner/sb-plan-grid.h"

G_BEGIN_DECLS

#define SB_PLAN_N_PINNED 2 /* name and quota stay while the rest scrolls */

struct _SbPlanGrid
{
  GtkWidget        parent_instance;
  SbPlanner       *planner;
  const SbPlan    *plan;      /* the planner's */
  gsize            n_months;
  GArray          *lines;     /* SbPlanLine */
  double           scale;
  int              row, head; /* heights */
  int              line, column; /* cursor */
  gboolean         watched;
  GtkWidget       *editor;    /* popover while a cell is typed, NULL */
  GtkIconPaintable *lock;
};

int               sb_plan_grid_n_columns    (SbPlanGrid *self);
int               sb_plan_grid_column_width (SbPlanGrid *self, int column);
int               sb_plan_grid_column_start (SbPlanGrid *self, int column);
int               sb_plan_grid_scrolled     (SbPlanGrid *self);
/* The part of the height that is seen. */
void              sb_plan_grid_view         (SbPlanGrid *self, int *top, int *bottom);
GdkRectangle      sb_plan_grid_cell         (SbPlanGrid *self, int line, int column);
const SbPlanLine *sb_plan_grid_line         (SbPlanGrid *self, int line);
void              sb_plan_grid_move         (SbPlanGrid *self, int line, int column);
gboolean          sb_plan_grid_can_edit     (SbPlanGrid *self);
/* Types into the cell under the cursor; text NULL: begins with what stands there. */
void              sb_plan_grid_edit         (SbPlanGrid *self, const char *text);
void              sb_plan_grid_paint        (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
