/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cohort funnel with its answer, the reasons of a stage and the drop-off table. Signal "pipeline-changed" (): ask
 * for new data. */
#pragma once

#include <adwaita.h>

#include "model/sb-session.h"
#include "views/analysis/sb-analysis-data.h"

G_BEGIN_DECLS

#define SB_TYPE_FUNNEL_PAGE (sb_funnel_page_get_type ())
G_DECLARE_FINAL_TYPE (SbFunnelPage, sb_funnel_page, SB, FUNNEL_PAGE, GtkWidget)

GtkWidget *sb_funnel_page_new          (SbSession *session);
/* The pipeline to ask for; 0 = the first. */
gint32     sb_funnel_page_get_pipeline (SbFunnelPage *self);
/* Takes a reference. */
void       sb_funnel_page_show         (SbFunnelPage *self, SbAnalysisData *data);
gboolean   sb_funnel_page_explain      (SbFunnelPage *self);

G_END_DECLS
