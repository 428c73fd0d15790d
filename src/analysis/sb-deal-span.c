/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picks the deals of a scope and writes them as spans. Called by key figures, coverage and slippage, which read the
 * same deals. */
#include "analysis/sb-deal-span.h"

/* A deal with a probability of its own keeps −1. */
static void
place (SbDealSpan *span, const SbFacts *facts, const SbDealFact *deal)
{
  const SbStageFact *stage;
  const SbMemberFact *owner;

  if (deal->manual_ppm >= 0 || facts->n_members >= G_MAXINT16 || facts->n_stages >= G_MAXINT16)
    return;
  stage = sb_deal_open_stage (facts, deal);
  owner = deal->owner_id != 0 ? sb_facts_member (facts, deal->owner_id) : NULL;
  span->stage = (gint16) (stage != NULL ? stage - facts->stages : (gssize) facts->n_stages);
  span->owner = (gint16) (owner != NULL ? owner - facts->members : (gssize) facts->n_members);
}

static SbDealSpan
span_of (const SbFacts *facts, const SbDealFact *deal)
{
  SbDealSpan span = { .minor = sb_deal_has_value (deal) ? deal->amount_minor : 0,
                      .from = deal->created_on,
                      .until = deal->status == SB_STATUS_OPEN ? SB_DATE_FOREVER : deal->closed_on,
                      .expected_on = deal->expected_close_on,
                      .id = deal->id,
                      .stage = -1,
                      .pushes = deal->pushes,
                      .status = deal->status,
                      .flags = deal->flags };

  if (deal->status == SB_STATUS_OPEN)
    place (&span, facts, deal);
  return span;
}

GArray *
sb_deal_spans_new (const SbFacts *facts, gint32 pipeline_id, SbScope scope)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (SbDealSpan));
  g_autofree guint8 *pipelines = NULL;
  g_auto (SbScopeFilter) filter = { 0 };
  gint32 pipeline = 0;
  gboolean counts = FALSE;
  SbDealSpan *out;

  g_return_val_if_fail (facts != NULL, spans);

  pipelines = sb_deal_pipelines_new (facts);
  sb_scope_filter_init (&filter, facts, scope);
  g_array_set_size (spans, (guint) facts->n_deals);
  out = (SbDealSpan *) (gpointer) spans->data;
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (i == 0 || deal->pipeline_id != pipeline) /* deals of a pipeline come in rows */
        {
          pipeline = deal->pipeline_id;
          counts = sb_deal_pipeline_counts (facts, pipelines, pipeline_id, pipeline);
        }
      if (counts && !(deal->flags & SB_FACT_ARCHIVED) && sb_deal_in_scope (&filter, deal))
        *out++ = span_of (facts, deal);
    }
  if (facts->n_deals > 0)
    g_array_set_size (spans, (guint) (out - (SbDealSpan *) (gpointer) spans->data));
  return spans;
}
