/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals of the window's period and scope with everything the page shows of them, computed once in a worker. */
#pragma once

#include <gio/gio.h>

#include "analysis/sb-goal-cells.h"
#include "analysis/sb-goal.h"
#include "charts/sb-chart.h"
#include "model/sb-context.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

#define SB_GOALS_MONTHS 12

typedef struct {
  gint               ref_count;
  SbContext         *context;
  SbGoalTree        *tree;
  const SbGoalState *main;                          /* the revenue goal of the scope and period; NULL none */
  SbSeries          *months;                        /* revenue of the fiscal year, by month */
  gint64             month_target[SB_GOALS_MONTHS]; /* −1 none */
  SbRatio            linearity;                     /* of the main goal's finished months */
} SbGoalsData;

/* Result: SbGoalsData. */
gpointer     sb_goals_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable,
                                    GError **error);
SbGoalsData *sb_goals_data_ref     (SbGoalsData *data);
void         sb_goals_data_unref   (SbGoalsData *data);
/* Revenue by month of the fiscal year, the target as a line, the running month hatched. transfer full. */
SbChart     *sb_goals_trend_chart  (const SbGoalsData *data, SbFormatter *formatter);
/* Reached and planned to date of one goal, day by day of its weeks. NULL when it does not add up. transfer full. */
SbChart     *sb_goals_pace_chart   (const SbGoalsData *data, const SbGoalState *state, SbFormatter *formatter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbGoalsData, sb_goals_data_unref)

G_END_DECLS
