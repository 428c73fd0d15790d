/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what sits in which stage on a day. Called by the analysis page; draws no conversion. */
#include "sb-config.h"

#include "analysis/sb-stock.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-kpi-tally.h"

#include <glib/gi18n-lib.h>

#define MIN_MEDIAN 5

static int
index_of (const SbStock *stock, const SbDealFact *deal)
{
  int found = -1;

  for (guint i = 0; i < stock->n_stages; i++)
    {
      if (stock->stages[i].stage->id == deal->stage_id)
        return (int) i;
      if (deal->last_open >= 0 && stock->stages[i].stage->position <= deal->last_open)
        found = (int) i;
    }
  return stock->n_stages > 0 ? MAX (found, 0) : -1;
}

static void
take (SbStock *stock, GArray **ages, const SbProbabilityTable *table, const SbDealFact *deal, SbDate as_of)
{
  int index = index_of (stock, deal);
  SbStockStage *stage;
  gboolean overdue = deal->expected_close_on != SB_DATE_NONE && deal->expected_close_on < as_of;

  if (index < 0)
    return;
  stage = &stock->stages[index];
  stage->n++;
  stock->n++;
  stage->overdue += overdue ? 1 : 0;
  if (deal->stage_since_on != SB_DATE_NONE && deal->stage_since_on <= as_of)
    {
      gint64 age = (gint64) as_of - deal->stage_since_on;

      g_array_append_val (ages[index], age);
    }
  sb_explain_row (stock->explain, deal->id);
  if (!sb_deal_has_value (deal))
    {
      stock->without_value++;
      return;
    }
  sb_sum_add (&stage->minor, deal->amount_minor);
  sb_sum_add (&stock->minor, deal->amount_minor);
  if (overdue)
    sb_sum_add (&stage->overdue_minor, deal->amount_minor);
  sb_sum_add (&stage->weighted_minor,
              sb_probability_weigh (deal->amount_minor, sb_probability_of_deal (table, deal).ppm));
}

static void
load_stages (SbStock *stock, const SbFacts *facts, gint32 pipeline_id)
{
  gsize n;
  const SbStageFact *stages = sb_facts_stages_of (facts, pipeline_id, &n);

  stock->stages = g_new0 (SbStockStage, n + 1);
  for (gsize i = 0; i < n; i++)
    if (stages[i].status == SB_STATUS_OPEN && !(stages[i].flags & SB_FACT_ARCHIVED))
      stock->stages[stock->n_stages++].stage = &stages[i];
}

SbStock *
sb_stock_compute (const SbFacts *facts, const SbProbabilityTable *table, gint32 pipeline_id, SbScope scope,
                  SbDate as_of)
{
  g_auto (SbScopeFilter) filter = { 0 };
  SbStock *stock;
  GArray **ages;

  g_return_val_if_fail (facts != NULL && table != NULL, NULL);

  stock = g_new0 (SbStock, 1);
  stock->explain
    = sb_explain_new ("stock", N_("Open deals by stage"), N_("Deals open on the as-of date, by their stage"));
  sb_explain_filter (stock->explain, sb_period_custom (as_of, as_of), scope, as_of);
  stock->explain->pipeline_id = pipeline_id;
  sb_explain_row_type (stock->explain, "deal");
  load_stages (stock, facts, pipeline_id);
  ages = g_new0 (GArray *, stock->n_stages + 1);
  for (guint i = 0; i < stock->n_stages; i++)
    ages[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
  sb_scope_filter_init (&filter, facts, scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (deal->pipeline_id == pipeline_id && !(deal->flags & SB_FACT_ARCHIVED)
          && (deal->created_on == SB_DATE_NONE || deal->created_on <= as_of)
          && sb_deal_status_at (deal, as_of) == SB_STATUS_OPEN && sb_deal_in_scope (&filter, deal))
        take (stock, ages, table, deal, as_of);
    }
  for (guint i = 0; i < stock->n_stages; i++)
    {
      SbStockStage *stage = &stock->stages[i];

      sb_sum_add (&stock->weighted_minor, stage->weighted_minor);
      stage->median_days = ages[i]->len >= MIN_MEDIAN
                             ? sb_ratio_measure ((double) sb_quantile (ages[i], 0.5), ages[i]->len)
                             : sb_ratio_undefined (ages[i]->len > 0 ? SB_REASON_TOO_FEW : SB_REASON_NO_HISTORY);
      g_array_unref (ages[i]);
    }
  g_free (ages);
  sb_explain_exclude (stock->explain, N_("open deals without a usable amount: counted, but not in values"),
                      stock->without_value);
  sb_explain_seal (stock->explain, sb_quantity_money (stock->minor));
  return stock;
}

void
sb_stock_free (SbStock *stock)
{
  g_return_if_fail (stock != NULL);

  g_free (stock->stages);
  g_clear_pointer (&stock->explain, sb_explain_unref);
  g_free (stock);
}
