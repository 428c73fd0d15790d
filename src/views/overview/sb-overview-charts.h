/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the overview, for the screen and for paper. */
#pragma once

#include "charts/sb-chart.h"
#include "model/sb-formatter.h"
#include "views/overview/sb-overview-data.h"

G_BEGIN_DECLS

/* Won revenue by month: target, the year before, the running month hatched. Keys of marks: index of the month. */
SbChart *sb_overview_revenue_chart (const SbOverviewData *data, SbFormatter *formatter);
/* Won revenue per member beside the member's target, in name order. Keys: member ids. */
SbChart *sb_overview_members_chart (const SbOverviewData *data, SbFormatter *formatter);

G_END_DECLS
