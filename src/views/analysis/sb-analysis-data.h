/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the analysis page shows, computed once in a worker: the cohort funnel and the key figures with their
 * trends. */
#pragma once

#include <gio/gio.h>

#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "model/sb-context.h"

G_BEGIN_DECLS

typedef struct {
  int        ref_count;
  SbContext *context;
  SbFunnel  *funnel;
  GPtrArray *kpis; /* SbKpi with monthly series, in the order of the tiles */
} SbAnalysisData;

/* Result: an SbAnalysisData. input: NULL or a gint32 with the pipeline's id; 0 or NULL is the first pipeline of deals.
 */
gpointer sb_analysis_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error);
SbAnalysisData *sb_analysis_data_ref     (SbAnalysisData *data);
void            sb_analysis_data_unref   (SbAnalysisData *data);

G_END_DECLS
