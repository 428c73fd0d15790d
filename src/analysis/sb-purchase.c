/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads purchases out of orders or won deals. Called by customer figures and segments. */
#include "analysis/sb-purchase.h"

#include "analysis/sb-deal-state.h"

gboolean
sb_purchases_are_orders (const SbFacts *facts)
{
  g_return_val_if_fail (facts != NULL, FALSE);

  for (gsize i = 0; i < facts->n_orders; i++)
    if (!(facts->orders[i].flags & SB_FACT_ARCHIVED))
      return TRUE;
  return FALSE;
}

static void
add (GArray *rows, const SbFacts *facts, gint32 account_id, SbPurchase purchase)
{
  const SbAccountFact *account = account_id != 0 ? sb_facts_account (facts, account_id) : NULL;

  if (account == NULL)
    return;
  purchase.account = (gint32) (account - facts->accounts);
  g_array_append_val (rows, purchase);
}

static void
add_orders (GArray *rows, const SbFacts *facts, SbDate as_of)
{
  for (gsize i = 0; i < facts->n_orders; i++)
    {
      const SbOrderFact *order = &facts->orders[i];
      SbPurchase purchase = { order->amount_minor,
                              order->margin_minor,
                              order->id,
                              0,
                              order->owner_id,
                              order->ordered_on,
                              (order->flags & SB_FACT_HAS_MARGIN) != 0 };

      if (order->ordered_on != SB_DATE_NONE && order->ordered_on <= as_of
          && !(order->flags & (SB_FACT_ARCHIVED | SB_FACT_NO_RATE)))
        add (rows, facts, order->account_id, purchase);
    }
}

static void
add_deals (GArray *rows, const SbFacts *facts, gint32 pipeline_id, SbDate as_of)
{
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);

  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      SbPurchase purchase = { deal->amount_minor, 0, deal->id, 0, deal->owner_id, deal->closed_on, FALSE };

      if (deal->status == SB_STATUS_WON && deal->closed_on != SB_DATE_NONE && deal->closed_on <= as_of
          && sb_deal_has_value (deal) && sb_deal_counts (facts, pipelines, pipeline_id, deal))
        add (rows, facts, deal->account_id, purchase);
    }
}

GArray *
sb_purchases_new (const SbFacts *facts, gint32 pipeline_id, SbDate as_of)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbPurchase));

  g_return_val_if_fail (facts != NULL, rows);

  if (sb_purchases_are_orders (facts))
    add_orders (rows, facts, as_of);
  else
    add_deals (rows, facts, pipeline_id, as_of);
  return rows;
}

SbFirstPurchase *
sb_first_purchases (const SbFacts *facts, gint32 pipeline_id)
{
  g_autoptr (GArray) rows = NULL;
  SbFirstPurchase *first;

  g_return_val_if_fail (facts != NULL, NULL);

  rows = sb_purchases_new (facts, pipeline_id, G_MAXINT32);
  first = g_new (SbFirstPurchase, facts->n_accounts + 1);
  for (gsize i = 0; i < facts->n_accounts + 1; i++)
    first[i] = (SbFirstPurchase) { SB_DATE_NONE, 0 };
  for (guint i = 0; i < rows->len; i++)
    {
      const SbPurchase *row = &g_array_index (rows, SbPurchase, i);
      SbFirstPurchase *seen = &first[row->account];

      if (seen->on == SB_DATE_NONE || row->on < seen->on)
        *seen = (SbFirstPurchase) { row->on, row->owner_id };
    }
  return first;
}
