/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks analysis for what the page shows. Runs in a worker; the result is immutable and shared by the page's tabs. */
#include "views/analysis/sb-analysis-data.h"

static gint32
first_pipeline (const SbFacts *facts)
{
  for (gsize i = 0; i < facts->n_pipelines; i++)
    if (facts->pipelines[i].object == SB_OBJECT_DEAL)
      for (gsize j = 0; j < facts->n_deals; j++)
        if (facts->deals[j].pipeline_id == facts->pipelines[i].id)
          return facts->pipelines[i].id;
  for (gsize i = 0; i < facts->n_pipelines; i++)
    if (facts->pipelines[i].object == SB_OBJECT_DEAL)
      return facts->pipelines[i].id;
  return 0;
}

gpointer
sb_analysis_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (context != NULL, NULL);
  gint32 pipeline = input != NULL ? *(gint32 *) input : 0;
  SbFunnelQuery funnel
    = { pipeline != 0 ? pipeline : first_pipeline (context->facts), context->period, context->scope, context->as_of };
  SbKpiQuery query = { context->period, context->scope, context->as_of, 0 };
  SbKpiRequest request = sb_kpi_panel_request ();
  SbAnalysisData *data = g_new0 (SbAnalysisData, 1);
  data->ref_count = 1;
  data->context = sb_context_ref ((SbContext *) context);
  data->funnel = sb_funnel_compute (context->facts, &funnel);
  data->kpis = sb_kpi_panel_compute (context->facts, &request, &query);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&data, sb_analysis_data_unref);
  return data;
}

SbAnalysisData *
sb_analysis_data_ref (SbAnalysisData *data)
{
  g_return_val_if_fail (data != NULL, NULL);
  g_atomic_int_inc (&data->ref_count);
  return data;
}

void
sb_analysis_data_unref (SbAnalysisData *data)
{
  if (data == NULL || !g_atomic_int_dec_and_test (&data->ref_count))
    return;
  g_clear_pointer (&data->funnel, sb_funnel_free);
  g_clear_pointer (&data->kpis, g_ptr_array_unref);
  g_clear_pointer (&data->context, sb_context_unref);
  g_free (data);
}
