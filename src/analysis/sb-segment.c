/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores every customer from purchases, activities and open deals. Called by the customers page, the attention list and
 * the headless command; knows no screen. */
#include "sb-config.h"

#include "analysis/sb-segment.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-kpi-tally.h"
#include "analysis/sb-purchase.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define FEW_BUYERS 10
#define MIN_GAP_PURCHASES 3
#define LAPSE_FACTOR 2

static int
class_index (char value_class)
{
  return value_class == 'A' ? 0 : value_class == 'B' ? 1 : 2;
}

static void
mark_scope (SbSegmentation *segmentation, const SbFacts *facts, SbScope scope)
{
  g_auto (SbScopeFilter) filter = { 0 };

  sb_scope_filter_init (&filter, facts, scope);
  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      const SbAccountFact *account = &facts->accounts[i];
      SbCustomer *customer = &segmentation->customers[i];

      customer->account_id = account->id;
      customer->recency_days = -1;
      customer->median_gap = -1;
      customer->last_purchase = SB_DATE_NONE;
      customer->in_scope = !(account->flags & SB_FACT_ARCHIVED)
                           && sb_kpi_scope_has_row (&filter, facts, account->owner_id, account->id);
      segmentation->n_in_scope += customer->in_scope;
    }
}

static int
compare_purchases (const void *a, const void *b)
{
  const SbPurchase *x = a, *y = b;

  if (x->account != y->account)
    return x->account < y->account ? -1 : 1;
  return (x->on > y->on) - (x->on < y->on);
}

/* Median days between the purchases first … end of one customer. */
static gint32
median_gap (const GArray *purchases, guint first, guint end)
{
  g_autoptr (GArray) gaps = NULL;

  if (end - first < MIN_GAP_PURCHASES)
    return -1;
  gaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = first + 1; i < end; i++)
    {
      gint64 gap
        = (gint64) g_array_index (purchases, SbPurchase, i).on - g_array_index (purchases, SbPurchase, i - 1).on;

      g_array_append_val (gaps, gap);
    }
  return (gint32) sb_quantile (gaps, 0.5);
}

static void
read_purchases (SbSegmentation *segmentation, const SbFacts *facts)
{
  g_autoptr (GArray) purchases = sb_purchases_new (facts, 0, segmentation->as_of);
  SbDate year = sb_date_add_months (segmentation->as_of, -12) + 1;

  g_array_sort (purchases, compare_purchases);
  for (guint first = 0, end; first < purchases->len; first = end)
    {
      SbCustomer *customer = &segmentation->customers[g_array_index (purchases, SbPurchase, first).account];

      for (end = first; end < purchases->len
                        && g_array_index (purchases, SbPurchase, end).account
                             == g_array_index (purchases, SbPurchase, first).account;
           end++)
        {
          const SbPurchase *purchase = &g_array_index (purchases, SbPurchase, end);

          customer->last_purchase = purchase->on;
          if (purchase->on >= segmentation->window.start)
            {
              customer->purchases++;
              sb_sum_add (&customer->revenue, purchase->minor);
              customer->recency_days = segmentation->as_of - purchase->on;
            }
          if (purchase->on >= year)
            {
              sb_sum_add (&customer->revenue_year, purchase->minor);
              sb_sum_add (&customer->margin_year, purchase->margin_minor);
            }
        }
      customer->median_gap = median_gap (purchases, first, end);
    }
}

static void
read_work (SbSegmentation *segmentation, const SbFacts *facts)
{
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  SbDate year = sb_date_add_months (segmentation->as_of, -12) + 1;

  for (gsize i = 0; i < facts->n_activities; i++)
    {
      const SbActivityFact *row = &facts->activities[i];
      const SbAccountFact *account = sb_facts_account (facts, row->account_id);

      if (account != NULL && !(row->flags & SB_FACT_ARCHIVED) && row->spent_min > 0
          && sb_date_in (row->day_on, year, segmentation->as_of))
        segmentation->customers[account - facts->accounts].minutes += row->spent_min;
    }
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      const SbAccountFact *account;

      if (sb_deal_status_at (deal, segmentation->as_of) != SB_STATUS_OPEN
          || !sb_deal_counts (facts, pipelines, 0, deal))
        continue;
      account = sb_facts_account (facts, deal->account_id);
      if (account != NULL)
        segmentation->customers[account - facts->accounts].open_deals++;
    }
}

/* Indices of the customers in scope; buyers only when asked. */
static GArray *
chosen (const SbSegmentation *segmentation, gboolean buyers)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (gsize i = 0; i < segmentation->n_customers; i++)
    if (segmentation->customers[i].in_scope && (!buyers || segmentation->customers[i].purchases > 0))
      g_array_append_val (indices, i);
  return indices;
}

static void
score_rfm (SbSegmentation *segmentation)
{
  g_autoptr (GArray) buyers = chosen (segmentation, TRUE);
  guint n = buyers->len;
  g_autofree gint64 *values = g_new (gint64, 3 * n + 3);
  g_autofree guint8 *scores = g_new (guint8, 3 * n + 3);

  segmentation->few = n < FEW_BUYERS;
  for (guint i = 0; i < n; i++)
    {
      const SbCustomer *customer = &segmentation->customers[g_array_index (buyers, gsize, i)];

      values[i] = customer->recency_days;
      values[n + i] = customer->purchases;
      values[2 * n + i] = customer->revenue;
    }
  sb_rfm_scores (values, n, TRUE, scores);
  sb_rfm_scores (values + n, n, FALSE, scores + n);
  sb_rfm_scores (values + 2 * n, n, FALSE, scores + 2 * n);
  for (guint i = 0; i < n; i++)
    {
      SbCustomer *customer = &segmentation->customers[g_array_index (buyers, gsize, i)];

      customer->r = scores[i];
      customer->f = scores[n + i];
      customer->m = scores[2 * n + i];
      customer->segment = (guint8) sb_rfm_segment (customer->r, customer->f, customer->m);
    }
}

static void
class_abc (SbSegmentation *segmentation, const SbFacts *facts)
{
  g_autoptr (GArray) all = chosen (segmentation, FALSE);
  g_autofree gint64 *values = g_new (gint64, all->len + 1);
  g_autofree char *classes = g_new (char, all->len + 1);

  for (guint i = 0; i < all->len; i++)
    values[i] = segmentation->customers[g_array_index (all, gsize, i)].revenue_year;
  sb_abc_classes (values, all->len, classes);
  for (guint i = 0; i < all->len; i++)
    {
      gsize index = g_array_index (all, gsize, i);
      SbCustomer *customer = &segmentation->customers[index];
      guint8 override = facts->accounts[index].class_override;

      customer->computed_class = classes[i];
      customer->value_class = override == 'A' || override == 'B' || override == 'C' ? (char) override : classes[i];
    }
}

/* The median of the own gaps in one value class; −1 when nobody there has one. */
static gint64
class_gap (const SbSegmentation *segmentation, char value_class)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; i < segmentation->n_customers; i++)
    {
      const SbCustomer *customer = &segmentation->customers[i];
      gint64 gap = customer->median_gap;

      if (customer->in_scope && customer->value_class == value_class && gap >= 0)
        g_array_append_val (gaps, gap);
    }
  return gaps->len > 0 ? sb_quantile (gaps, 0.5) : -1;
}

static void
judge_lapse (SbSegmentation *segmentation)
{
  gint64 gaps[3] = { class_gap (segmentation, 'A'), class_gap (segmentation, 'B'), class_gap (segmentation, 'C') };

  for (gsize i = 0; i < segmentation->n_customers; i++)
    {
      SbCustomer *customer = &segmentation->customers[i];
      gint64 gap = customer->median_gap >= 0 ? customer->median_gap : gaps[class_index (customer->value_class)];

      if (!customer->in_scope || customer->last_purchase == SB_DATE_NONE || gap < 0)
        continue;
      customer->lapse = (gint64) segmentation->as_of - customer->last_purchase > LAPSE_FACTOR * MAX (gap, 1)
                          ? SB_LAPSE_YES
                          : SB_LAPSE_NO;
    }
}

static void
sum_up (SbSegmentation *segmentation)
{
  double minutes = 0.0, revenue = 0.0, distance = 0.0;

  for (gsize i = 0; i < segmentation->n_customers; i++)
    {
      const SbCustomer *customer = &segmentation->customers[i];
      int index = class_index (customer->value_class);

      if (!customer->in_scope)
        continue;
      segmentation->count[index]++;
      sb_sum_add (&segmentation->revenue_year[index], customer->revenue_year);
      segmentation->minutes[index] += customer->minutes;
      segmentation->segment_n[customer->segment]++;
      sb_sum_add (&segmentation->segment_revenue[customer->segment], customer->revenue);
      sb_sum_add (&segmentation->total_year, customer->revenue_year);
    }
  for (int c = 0; c < 3; c++)
    {
      minutes += (double) segmentation->minutes[c];
      revenue += (double) segmentation->revenue_year[c];
    }
  if (!(minutes > 0.0) || !(revenue > 0.0))
    {
      segmentation->misallocation = sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
      return;
    }
  for (int c = 0; c < 3; c++)
    distance += fabs ((double) segmentation->minutes[c] / minutes - (double) segmentation->revenue_year[c] / revenue);
  segmentation->misallocation = sb_ratio_measure (distance / 2.0, (gint64) segmentation->n_in_scope);
}

SbSegmentation *
sb_segmentation_compute (const SbFacts *facts, SbScope scope, SbDate as_of, int window_months)
{
  SbSegmentation *segmentation;

  g_return_val_if_fail (facts != NULL && window_months > 0, NULL);

  segmentation = g_new0 (SbSegmentation, 1);
  segmentation->scope = scope;
  segmentation->as_of = as_of;
  segmentation->window = sb_period_custom (sb_date_add_months (as_of, -window_months) + 1, as_of);
  segmentation->from_orders = sb_purchases_are_orders (facts);
  segmentation->n_customers = facts->n_accounts;
  segmentation->customers = g_new0 (SbCustomer, facts->n_accounts + 1);
  mark_scope (segmentation, facts, scope);
  read_purchases (segmentation, facts);
  read_work (segmentation, facts);
  score_rfm (segmentation);
  class_abc (segmentation, facts);
  judge_lapse (segmentation);
  sum_up (segmentation);
  return segmentation;
}

void
sb_segmentation_free (SbSegmentation *segmentation)
{
  g_return_if_fail (segmentation != NULL);

  g_free (segmentation->customers);
  g_free (segmentation);
}

SbExplain *
sb_segmentation_explain_class (const SbSegmentation *segmentation, char value_class)
{
  SbExplain *explain;
  int index;
  gint64 overridden = 0;

  g_return_val_if_fail (segmentation != NULL, NULL);

  index = class_index (value_class);
  explain = sb_explain_new (
    "segments.abc", N_("Customers of this class"),
    N_("Customers by revenue of 12 months, largest first: A until 80 % of the revenue, B until 95 %, then C"));
  sb_explain_filter (explain, sb_period_custom (sb_date_add_months (segmentation->as_of, -12) + 1, segmentation->as_of),
                     segmentation->scope, segmentation->as_of);
  sb_explain_row_type (explain, "account");
  for (gsize i = 0; i < segmentation->n_customers; i++)
    if (segmentation->customers[i].in_scope && class_index (segmentation->customers[i].value_class) == index)
      {
        overridden += segmentation->customers[i].value_class != segmentation->customers[i].computed_class ? 1 : 0;
        sb_explain_row (explain, segmentation->customers[i].account_id);
      }
  sb_explain_input (explain, N_("Revenue of 12 months"), sb_quantity_money (segmentation->revenue_year[index]));
  sb_explain_input (explain, N_("Revenue of all customers"), sb_quantity_money (segmentation->total_year));
  sb_explain_input (explain, N_("Placed here by hand"), sb_quantity_count (overridden));
  sb_explain_note (explain, segmentation->from_orders ? N_("A purchase is an order.")
                                                      : N_("No orders are kept: a purchase is a won deal."));
  sb_explain_seal (explain, sb_quantity_count (segmentation->count[index]));
  return explain;
}
