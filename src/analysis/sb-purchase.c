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

typedef struct {
  const SbFacts *facts;
  gint32         pipeline_id;
  SbDate         as_of;
  void         (*take) (gpointer data, const SbPurchase *purchase);
  gpointer       data;
} Walk;

static void
tell (const Walk *walk, gint32 account_id, SbPurchase *purchase)
{
  const SbAccountFact *account = account_id != 0 ? sb_facts_account (walk->facts, account_id) : NULL;

  if (account == NULL)
    return;
  purchase->account = (gint32) (account - walk->facts->accounts);
  walk->take (walk->data, purchase);
}

static void
walk_orders (const Walk *walk)
{
  for (gsize i = 0; i < walk->facts->n_orders; i++)
    {
      const SbOrderFact *order = &walk->facts->orders[i];

      if (order->ordered_on != SB_DATE_NONE && order->ordered_on <= walk->as_of
          && !(order->flags & (SB_FACT_ARCHIVED | SB_FACT_NO_RATE)))
        tell (walk, order->account_id,
              &(SbPurchase) { order->amount_minor, order->margin_minor, order->id, 0, order->owner_id,
                              order->ordered_on, (order->flags & SB_FACT_HAS_MARGIN) != 0 });
    }
}

static void
walk_deals (const Walk *walk)
{
  const SbFacts *facts = walk->facts;
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);

  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (deal->status == SB_STATUS_WON && deal->closed_on != SB_DATE_NONE && deal->closed_on <= walk->as_of
          && sb_deal_has_value (deal) && sb_deal_counts (facts, pipelines, walk->pipeline_id, deal))
        tell (walk, deal->account_id,
              &(SbPurchase) { deal->amount_minor, 0, deal->id, 0, deal->owner_id, deal->closed_on, FALSE });
    }
}

static void
walk_purchases (const Walk *walk)
{
  if (sb_purchases_are_orders (walk->facts))
    walk_orders (walk);
  else
    walk_deals (walk);
}

static void
keep (gpointer data, const SbPurchase *purchase)
{
  g_array_append_vals (data, purchase, 1);
}

GArray *
sb_purchases_new (const SbFacts *facts, gint32 pipeline_id, SbDate as_of)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbPurchase));
  Walk walk = { facts, pipeline_id, as_of, keep, rows };

  g_return_val_if_fail (facts != NULL, rows);

  walk_purchases (&walk);
  return rows;
}

typedef struct {
  SbBuyer *buyers;
  SbDate   end, half, start; /* (half, end] is now, (start, half] before */
} Buyers;

static void
take_purchase (gpointer data, const SbPurchase *purchase)
{
  const Buyers *buyers = data;
  SbBuyer *buyer = &buyers->buyers[purchase->account];

  if (buyer->first_on == SB_DATE_NONE || purchase->on < buyer->first_on)
    {
      buyer->first_on = purchase->on;
      buyer->first_owner_id = purchase->owner_id;
    }
  if (purchase->on > buyers->end || purchase->on <= buyers->start)
    return;
  if (purchase->on > buyers->half)
    {
      buyer->n_now++;
      sb_sum_add (&buyer->now, purchase->minor);
    }
  else
    {
      buyer->n_before++;
      sb_sum_add (&buyer->before, purchase->minor);
    }
}

SbBuyer *
sb_buyers_new (const SbFacts *facts, gint32 pipeline_id, SbDate as_of)
{
  Buyers buyers = { NULL, as_of, sb_date_add_months (as_of, -12), sb_date_add_months (as_of, -24) };
  Walk walk = { facts, pipeline_id, G_MAXINT32, take_purchase, &buyers };

  g_return_val_if_fail (facts != NULL, NULL);

  buyers.buyers = g_new0 (SbBuyer, facts->n_accounts + 1);
  for (gsize i = 0; i < facts->n_accounts; i++)
    buyers.buyers[i].first_on = SB_DATE_NONE;
  walk_purchases (&walk);
  return buyers.buyers;
}
