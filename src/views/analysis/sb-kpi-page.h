/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key figures: a tile each, and for the chosen one its 24 months with limits and its parts. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "views/analysis/sb-analysis-data.h"

G_BEGIN_DECLS

#define SB_TYPE_KPI_PAGE (sb_kpi_page_get_type ())
G_DECLARE_FINAL_TYPE (SbKpiPage, sb_kpi_page, SB, KPI_PAGE, GtkWidget)

GtkWidget *sb_kpi_page_new     (SbSession *session);
/* Takes a reference. */
void       sb_kpi_page_show    (SbKpiPage *self, SbAnalysisData *data);
gboolean   sb_kpi_page_explain (SbKpiPage *self);

G_END_DECLS
