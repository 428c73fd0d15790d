/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows a simple metric counted, and the named parts of its formula. Called when a number is explained or drilled
 * into; takes exactly the rows that the tally took. */
#include "sb-config.h"

#include "analysis/sb-kpi-tally.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-purchase.h"

#include <glib/gi18n-lib.h>

static gboolean
won_in (const SbDealFact *deal, SbKpiWindow window)
{
  return deal->status == SB_STATUS_WON && sb_date_in (deal->closed_on, window.from, window.to);
}

static gboolean
lost_in (const SbDealFact *deal, SbKpiWindow window)
{
  return deal->status == SB_STATUS_LOST && sb_date_in (deal->closed_on, window.from, window.to);
}

static gboolean
open_at (const SbDealFact *deal, SbDate day)
{
  if (deal->created_on != SB_DATE_NONE && deal->created_on > day)
    return FALSE;
  return sb_deal_status_at (deal, day) == SB_STATUS_OPEN;
}

static gboolean
takes_deal (SbMetric metric, const SbDealFact *deal, SbKpiWindow window)
{
  switch (metric)
    {
    case SB_METRIC_REVENUE_WON:
    case SB_METRIC_DEALS_WON:
    case SB_METRIC_REVENUE_PER_CUSTOMER:
      return won_in (deal, window);
    case SB_METRIC_AVERAGE_DEAL:
    case SB_METRIC_MEDIAN_DEAL:
      return won_in (deal, window) && sb_deal_has_value (deal);
    case SB_METRIC_SALES_CYCLE:
    case SB_METRIC_SALES_CYCLE_P80:
      return won_in (deal, window) && deal->created_on != SB_DATE_NONE && deal->created_on <= deal->closed_on;
    case SB_METRIC_DEALS_LOST:
      return lost_in (deal, window);
    case SB_METRIC_WIN_RATE:
      return won_in (deal, window) || lost_in (deal, window);
    case SB_METRIC_WIN_RATE_VALUE:
      return (won_in (deal, window) || lost_in (deal, window)) && sb_deal_has_value (deal);
    case SB_METRIC_DEALS_CREATED:
    case SB_METRIC_PIPELINE_CREATED:
      return deal->status != SB_STATUS_VOID && sb_date_in (deal->created_on, window.from, window.to);
    case SB_METRIC_OPEN_DEALS:
    case SB_METRIC_OPEN_PIPELINE:
    case SB_METRIC_WEIGHTED_PIPELINE:
      return open_at (deal, window.to);
    case SB_METRIC_OVERDUE_PIPELINE:
      return open_at (deal, window.to) && deal->expected_close_on != SB_DATE_NONE
             && deal->expected_close_on < window.to;
    default:
      return FALSE;
    }
}

GArray *
sb_kpi_candidates (const SbFacts *facts, const SbKpiQuery *query, SbKpiWindow window, gint64 *voided)
{
  GArray *deals = g_array_new (FALSE, FALSE, sizeof (const SbDealFact *));
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_auto (SbScopeFilter) filter = { 0 };

  *voided = 0;
  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gboolean closed = sb_date_in (deal->closed_on, window.from, window.to);

      if (!closed && !sb_date_in (deal->created_on, window.from, window.to) && !open_at (deal, window.to))
        continue;
      if (!sb_deal_counts (facts, pipelines, query->pipeline_id, deal) || !sb_deal_in_scope (&filter, deal))
        continue;
      *voided += deal->status == SB_STATUS_VOID && closed ? 1 : 0;
      g_array_append_val (deals, deal);
    }
  return deals;
}

static void
add_deals (SbExplain *explain, SbMetric metric, SbKpiWindow window, const GArray *deals, gint64 voided)
{
  gint64 no_rate = 0, no_amount = 0;

  for (guint i = 0; i < deals->len; i++)
    {
      const SbDealFact *deal = g_array_index (deals, const SbDealFact *, i);

      if (!takes_deal (metric, deal, window))
        continue;
      sb_explain_row (explain, deal->id);
      no_rate += (deal->flags & SB_FACT_NO_RATE) != 0 ? 1 : 0;
      no_amount += (deal->flags & (SB_FACT_HAS_AMOUNT | SB_FACT_NO_RATE)) == 0 ? 1 : 0;
    }
  if (sb_metric_info (metric)->is_flow)
    sb_explain_exclude (explain, N_("void deals: in no rate"), voided);
  sb_explain_exclude (explain, N_("deals whose currency has no exchange rate: counted, but not in values"), no_rate);
  sb_explain_exclude (explain, N_("deals without an amount: counted, but not in values"), no_amount);
}

static void
add_orders (SbExplain *explain, const SbFacts *facts, const SbScopeFilter *filter, SbKpiWindow window)
{
  gint64 no_margin = 0;

  for (gsize i = 0; i < facts->n_orders; i++)
    {
      const SbOrderFact *order = &facts->orders[i];

      if ((order->flags & (SB_FACT_ARCHIVED | SB_FACT_NO_RATE))
          || !sb_date_in (order->ordered_on, window.from, window.to)
          || !sb_kpi_scope_has_row (filter, facts, order->owner_id, order->account_id))
        continue;
      if (order->flags & SB_FACT_HAS_MARGIN)
        sb_explain_row (explain, order->id);
      else
        no_margin++;
    }
  sb_explain_exclude (explain, N_("orders without a margin"), no_margin);
}

static gboolean
takes_feedback (SbMetric metric, const SbFeedbackFact *row)
{
  if (metric == SB_METRIC_COMPLAINTS)
    return row->kind == SB_FEEDBACK_COMPLAINT;
  return row->score_milli >= 0 && row->scale_max == (metric == SB_METRIC_NPS ? 10 : 5);
}

static void
add_feedback (SbExplain *explain, const SbFacts *facts, SbMetric metric, const SbScopeFilter *filter,
              SbKpiWindow window)
{
  for (gsize i = 0; i < facts->n_feedback; i++)
    {
      const SbFeedbackFact *row = &facts->feedback[i];
      const SbAccountFact *account = sb_facts_account (facts, row->account_id);

      if (!(row->flags & SB_FACT_ARCHIVED) && sb_date_in (row->received_on, window.from, window.to)
          && takes_feedback (metric, row)
          && sb_kpi_scope_has_row (filter, facts, account != NULL ? account->owner_id : 0, row->account_id))
        sb_explain_row (explain, row->id);
    }
}

static void
add_activities (SbExplain *explain, const SbFacts *facts, const SbScopeFilter *filter, SbKpiWindow window)
{
  for (gsize i = 0; i < facts->n_activities; i++)
    {
      const SbActivityFact *row = &facts->activities[i];

      if (!(row->flags & SB_FACT_ARCHIVED) && (row->flags & SB_FACT_DONE)
          && sb_date_in (row->day_on, window.from, window.to)
          && sb_kpi_scope_has_row (filter, facts, row->owner_id, row->account_id))
        sb_explain_row (explain, row->id);
    }
}

static void
add_new_customers (SbExplain *explain, const SbFacts *facts, const SbKpiQuery *query, const SbScopeFilter *filter,
                   SbKpiWindow window, const SbFirstPurchase *first)
{
  g_autofree SbFirstPurchase *own = first == NULL ? sb_first_purchases (facts, query->pipeline_id) : NULL;

  first = first != NULL ? first : own;
  for (gsize i = 0; i < facts->n_accounts; i++)
    if (sb_date_in (first[i].on, window.from, window.to)
        && sb_kpi_scope_has_row (filter, facts, first[i].owner_id, facts->accounts[i].id))
      sb_explain_row (explain, facts->accounts[i].id);
  sb_explain_note (explain, sb_purchases_are_orders (facts) ? N_("A purchase is an order.")
                                                            : N_("No orders are kept: a purchase is a won deal."));
}

void
sb_kpi_explain_rows (SbExplain *explain, const SbFacts *facts, SbMetric metric, const SbKpiQuery *query,
                     SbKpiWindow window, const SbKpiShared *shared)
{
  g_auto (SbScopeFilter) filter = { 0 };
  g_autoptr (GArray) own = NULL;
  guint want = sb_kpi_want (metric);
  gint64 voided = shared != NULL ? shared->voided : 0;

  sb_scope_filter_init (&filter, facts, query->scope);
  if (want & SB_WANT_ORDERS)
    add_orders (explain, facts, &filter, window);
  else if (want & SB_WANT_NEW)
    add_new_customers (explain, facts, query, &filter, window, shared != NULL ? shared->first : NULL);
  else if (want & SB_WANT_FEEDBACK)
    add_feedback (explain, facts, metric, &filter, window);
  else if (want & SB_WANT_ACTIVITIES)
    add_activities (explain, facts, &filter, window);
  else if (shared != NULL && shared->deals != NULL)
    add_deals (explain, metric, window, shared->deals, voided);
  else
    {
      own = sb_kpi_candidates (facts, query, window, &voided);
      add_deals (explain, metric, window, own, voided);
    }
}

static void
name_rates (SbExplain *explain, const SbKpiTally *tally, SbMetric metric)
{
  if (metric == SB_METRIC_WIN_RATE)
    {
      sb_explain_input (explain, N_("Won deals"), sb_quantity_count (tally->won_n));
      sb_explain_input (explain, N_("Lost deals"), sb_quantity_count (tally->lost_n));
    }
  else if (metric == SB_METRIC_WIN_RATE_VALUE)
    {
      sb_explain_input (explain, N_("Won amount"), sb_quantity_money (tally->won_minor));
      sb_explain_input (explain, N_("Lost amount"), sb_quantity_money (tally->lost_minor));
    }
  else if (metric == SB_METRIC_CSAT)
    {
      sb_explain_input (explain, N_("Answers 4–5"), sb_quantity_count (tally->satisfied));
      sb_explain_input (explain, N_("Answers"), sb_quantity_count (tally->scores_n));
    }
  else if (metric == SB_METRIC_NPS)
    {
      sb_explain_input (explain, N_("Promoters (9–10)"), sb_quantity_count (tally->promoters));
      sb_explain_input (explain, N_("Detractors (0–6)"), sb_quantity_count (tally->detractors));
      sb_explain_input (explain, N_("Answers"), sb_quantity_count (tally->nps_n));
    }
  else if (metric == SB_METRIC_SATISFACTION)
    sb_explain_input (explain, N_("Answers"), sb_quantity_count (tally->scores_n));
}

void
sb_kpi_explain_tally (SbExplain *explain, const SbKpiTally *tally, SbMetric metric)
{
  switch (metric)
    {
    case SB_METRIC_REVENUE_WON:
    case SB_METRIC_AVERAGE_DEAL:
    case SB_METRIC_REVENUE_PER_CUSTOMER:
      sb_explain_input (explain, N_("Won amount"), sb_quantity_money (tally->won_minor));
      sb_explain_input (explain, N_("Won deals"), sb_quantity_count (tally->won_n));
      sb_explain_input (explain, N_("Won deals with an amount"), sb_quantity_count (tally->won_valued));
      if (metric == SB_METRIC_REVENUE_PER_CUSTOMER)
        sb_explain_input (explain, N_("Customers"), sb_quantity_count (tally->customers));
      break;
    case SB_METRIC_GROSS_MARGIN:
      sb_explain_input (explain, N_("Orders"), sb_quantity_count (tally->orders_n));
      sb_explain_input (explain, N_("Orders with a margin"), sb_quantity_count (tally->margin_n));
      break;
    case SB_METRIC_PIPELINE_CREATED:
      sb_explain_input (explain, N_("Deals created"), sb_quantity_count (tally->created_n));
      break;
    case SB_METRIC_OPEN_PIPELINE:
    case SB_METRIC_WEIGHTED_PIPELINE:
      sb_explain_input (explain, N_("Open deals"), sb_quantity_count (tally->open_n));
      sb_explain_input (explain, N_("Open amount"), sb_quantity_money (tally->open_minor));
      break;
    case SB_METRIC_OVERDUE_PIPELINE:
      sb_explain_input (explain, N_("Overdue deals"), sb_quantity_count (tally->overdue_n));
      break;
    default:
      name_rates (explain, tally, metric);
    }
}
