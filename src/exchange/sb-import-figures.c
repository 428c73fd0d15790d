/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import changes in the figures a manager knows by heart: this quarter's won, open and weighted amounts. Called
 * before and after the rows are written; reads facts only. */
#include "exchange/sb-import-run.h"

#include "core/sb-facts.h"

static gint64
probability (const SbFacts *facts, const SbDealFact *deal)
{
  const SbStageFact *stage;

  if (deal->manual_ppm >= 0)
    return deal->manual_ppm;
  stage = sb_facts_stage (facts, deal->stage_id);
  return stage == NULL || stage->probability_ppm < 0 ? 0 : stage->probability_ppm;
}

static gboolean
counts (const SbFacts *facts, const SbDealFact *deal)
{
  const SbPipelineFact *pipeline = sb_facts_pipeline (facts, deal->pipeline_id);

  return (pipeline == NULL || pipeline->object == SB_OBJECT_DEAL) && (deal->flags & SB_FACT_HAS_AMOUNT) != 0 &&
         (deal->flags & (SB_FACT_NO_RATE | SB_FACT_ARCHIVED)) == 0;
}

gboolean
sb_import_figures (SbReader *reader, SbDate today, GCancellable *cancellable, SbImportFigures *figures, GError **error)
{
  g_autoptr (SbFacts) facts = sb_reader_facts (reader, today, cancellable, error);
  SbPeriod quarter;

  if (facts == NULL)
    return FALSE;
  quarter = sb_period_containing (SB_PERIOD_QUARTER, today, facts->fiscal);
  *figures = (SbImportFigures) { 0 };
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gint64 weighted;

      if (!counts (facts, deal))
        continue;
      if (deal->status == SB_STATUS_WON && deal->closed_on != SB_DATE_NONE &&
          sb_period_contains (quarter, deal->closed_on))
        sb_money_add (&figures->won, deal->amount_minor);
      if (deal->status != SB_STATUS_OPEN || deal->expected_close_on == SB_DATE_NONE ||
          !sb_period_contains (quarter, deal->expected_close_on))
        continue;
      sb_money_add (&figures->open, deal->amount_minor);
      if (sb_mul_div (deal->amount_minor, probability (facts, deal), 1000000, &weighted))
        sb_money_add (&figures->weighted, weighted);
    }
  return TRUE;
}
