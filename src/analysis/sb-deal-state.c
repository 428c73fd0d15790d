/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which deals count at all. Called by every calculation over deals. */
#include "analysis/sb-deal-state.h"

guint8 *
sb_deal_pipelines_new (const SbFacts *facts)
{
  guint8 *wanted = g_new0 (guint8, facts->n_pipelines + 1);

  for (gsize i = 0; i < facts->n_pipelines; i++)
    wanted[i] = facts->pipelines[i].object == SB_OBJECT_DEAL;
  return wanted;
}

gboolean
sb_deal_pipeline_counts (const SbFacts *facts, const guint8 *pipelines, gint32 wanted, gint32 pipeline_id)
{
  if (wanted != 0)
    return pipeline_id == wanted;
  for (gsize i = 0; i < facts->n_pipelines; i++)
    if (facts->pipelines[i].id == pipeline_id)
      return pipelines[i];
  return TRUE;
}

gboolean
sb_deal_counts (const SbFacts *facts, const guint8 *pipelines, gint32 pipeline_id, const SbDealFact *deal)
{
  return !(deal->flags & SB_FACT_ARCHIVED)
         && sb_deal_pipeline_counts (facts, pipelines, pipeline_id, deal->pipeline_id);
}

gint32
sb_deal_main_pipeline (const SbFacts *facts)
{
  const SbPipelineFact *first = NULL, *filled = NULL;

  g_return_val_if_fail (facts != NULL, 0);

  for (gsize i = 0; i < facts->n_pipelines; i++)
    {
      const SbPipelineFact *pipeline = &facts->pipelines[i];
      gboolean earlier = first == NULL || pipeline->position < first->position
                         || (pipeline->position == first->position && pipeline->id < first->id);

      if (pipeline->object != SB_OBJECT_DEAL)
        continue;
      if (earlier)
        first = pipeline;
      for (gsize d = 0; d < facts->n_deals && filled != pipeline; d++)
        if (facts->deals[d].pipeline_id == pipeline->id && !(facts->deals[d].flags & SB_FACT_ARCHIVED)
            && (filled == NULL || pipeline->position < filled->position))
          filled = pipeline;
    }
  return filled != NULL ? filled->id : first != NULL ? first->id : 0;
}

const SbStageFact *
sb_deal_open_stage (const SbFacts *facts, const SbDealFact *deal)
{
  const SbStageFact *stage, *stages;
  gsize n;

  g_return_val_if_fail (facts != NULL && deal != NULL, NULL);

  stage = sb_facts_stage (facts, deal->stage_id);
  if (stage != NULL && stage->status == SB_STATUS_OPEN)
    return stage;
  if (deal->last_open < 0)
    return NULL;
  stages = sb_facts_stages_of (facts, deal->pipeline_id, &n);
  for (gsize i = 0; i < n; i++)
    if (stages[i].status == SB_STATUS_OPEN && stages[i].position == deal->last_open)
      return &stages[i];
  return NULL;
}
