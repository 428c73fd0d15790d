/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the analysis page. */
#pragma once

#include "charts/sb-chart.h"
#include "model/sb-formatter.h"
#include "views/analysis/sb-analysis-data.h"

G_BEGIN_DECLS

/* The cohort funnel; by_value shows money. Keys: the stage's index; the won bar has key n_stages. */
SbChart *sb_funnel_picture  (const SbFunnel *funnel, SbFormatter *formatter, gboolean by_value);
/* Loss reasons of a stage (−1: all). Keys: loss reason ids. */
SbChart *sb_reasons_picture (const SbAnalysisData *data, SbFormatter *formatter, int stage, gboolean by_value);
/* 24 months of a key figure with its limits, target and running month. Keys: index of the month. */
SbChart *sb_trend_picture   (const SbKpi *kpi, SbFormatter *formatter);
/* A key figure per member, team, product … in name order. Keys: ids. */
SbChart *sb_split_picture   (const SbAnalysisData *data, SbFormatter *formatter, const SbKpi *kpi, SbSplit split);

G_END_DECLS
