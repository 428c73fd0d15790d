/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows a simple metric counted, and the named parts of its formula. Called when a number is explained or drilled
 * into; takes exactly the rows that the tally took, each set of deals once for all metrics that count it. */
#include "sb-config.h"

#include "analysis/sb-kpi-tally.h"

#include "analysis/sb-deal-span.h"

#include <glib/gi18n-lib.h>

/* What a deal is to a window; metrics that ask for the same share its rows. */
enum {
  IS_WON          = 1 << 0,
  IS_LOST         = 1 << 1,
  IS_VOID         = 1 << 2,
  IS_TIMED        = 1 << 3, /* won, both ends known */
  IS_CREATED      = 1 << 4,
  IS_OPEN         = 1 << 5,
  IS_OVERDUE      = 1 << 6,
  IS_WON_VALUED   = 1 << 7,
  IS_LOST_VALUED  = 1 << 8,
  HAS_NO_RATE     = 1 << 9,
  HAS_NO_AMOUNT   = 1 << 10
};

typedef enum {
  SET_WON,
  SET_WON_VALUED,
  SET_TIMED,
  SET_LOST,
  SET_CLOSED,
  SET_CLOSED_VALUED,
  SET_CREATED,
  SET_OPEN,
  SET_OVERDUE,
  N_SETS
} Set;

typedef struct {
  gint32 id;
  guint  marks;
} MarkedDeal;

typedef struct {
  GArray *ids;
  gint64  no_rate, no_amount;
} DealRows;

struct _SbKpiRows {
  SbKpiSource *source;
  SbKpiWindow  window;
  SbScopeFilter filter;
  GArray      *deals;   /* MarkedDeal: those that are anything to the window */
  gint64       voided;
  DealRows     sets[N_SETS];
};

/* Created or ended in the window or open at its end. */
static guint
touches (const SbDealSpan *span, SbKpiWindow window)
{
  guint ended = sb_deal_span_ends_in (span, window.from, window.to);
  guint created = sb_date_in (span->from, window.from, window.to);

  return ended | created | (guint) sb_deal_span_is_open (span, window.to);
}

static guint
marks_of (const SbDealSpan *span, SbKpiWindow window)
{
  guint ended = sb_deal_span_ends_in (span, window.from, window.to), valued = sb_deal_span_has_value (span);
  guint won = ended & (span->status == SB_STATUS_WON), lost = ended & (span->status == SB_STATUS_LOST);
  guint timed = won & (span->from != SB_DATE_NONE) & (span->from <= span->until);
  guint created = (span->status != SB_STATUS_VOID) & sb_date_in (span->from, window.from, window.to);
  guint open = sb_deal_span_is_open (span, window.to);
  guint overdue = open & (span->expected_on != SB_DATE_NONE) & (span->expected_on < window.to);
  guint no_rate = (span->flags & SB_FACT_NO_RATE) != 0;
  guint no_amount = (span->flags & (SB_FACT_HAS_AMOUNT | SB_FACT_NO_RATE)) == 0;

  return won * IS_WON | lost * IS_LOST | (ended & (span->status == SB_STATUS_VOID)) * IS_VOID | timed * IS_TIMED
         | created * IS_CREATED | open * IS_OPEN | overdue * IS_OVERDUE | (won & valued) * IS_WON_VALUED
         | (lost & valued) * IS_LOST_VALUED | no_rate * HAS_NO_RATE | no_amount * HAS_NO_AMOUNT;
}

static Set
set_of (SbMetric metric)
{
  switch (metric)
    {
    case SB_METRIC_REVENUE_WON:
    case SB_METRIC_DEALS_WON:
    case SB_METRIC_REVENUE_PER_CUSTOMER:
      return SET_WON;
    case SB_METRIC_AVERAGE_DEAL:
    case SB_METRIC_MEDIAN_DEAL:
      return SET_WON_VALUED;
    case SB_METRIC_SALES_CYCLE:
    case SB_METRIC_SALES_CYCLE_P80:
      return SET_TIMED;
    case SB_METRIC_DEALS_LOST:
      return SET_LOST;
    case SB_METRIC_WIN_RATE:
      return SET_CLOSED;
    case SB_METRIC_WIN_RATE_VALUE:
      return SET_CLOSED_VALUED;
    case SB_METRIC_DEALS_CREATED:
    case SB_METRIC_PIPELINE_CREATED:
      return SET_CREATED;
    case SB_METRIC_OVERDUE_PIPELINE:
      return SET_OVERDUE;
    default:
      return SET_OPEN;
    }
}

static void
mark_deals (SbKpiRows *rows)
{
  SbKpiWindow window = rows->window;
  gsize n, touched = 0;
  const SbDealSpan *spans = sb_deal_spans (sb_kpi_source_spans (rows->source), &n);
  MarkedDeal *out;

  for (gsize i = 0; i < n; i++)
    touched += touches (&spans[i], window);
  rows->deals = g_array_new (FALSE, FALSE, sizeof (MarkedDeal));
  g_array_set_size (rows->deals, (guint) touched);
  out = (MarkedDeal *) (gpointer) rows->deals->data;
  for (gsize i = 0; i < n; i++)
    if (touches (&spans[i], window))
      {
        guint marks = marks_of (&spans[i], window);

        *out++ = (MarkedDeal) { spans[i].id, marks };
        rows->voided += (marks & IS_VOID) != 0;
      }
}

static void
fill_set (const GArray *marked, DealRows *set, guint wanted)
{
  const MarkedDeal *deals = (const MarkedDeal *) (gconstpointer) marked->data;
  gint64 no_rate = 0, no_amount = 0;
  guint taken = 0;
  gint32 *ids;

  set->ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_array_set_size (set->ids, marked->len + 1); /* one more, so that the next id always has a place */
  ids = (gint32 *) (gpointer) set->ids->data;
  for (guint i = 0; i < marked->len; i++)
    {
      guint takes = (deals[i].marks & wanted) != 0;

      ids[taken] = deals[i].id;
      taken += takes;
      no_rate += takes & ((deals[i].marks & HAS_NO_RATE) != 0);
      no_amount += takes & ((deals[i].marks & HAS_NO_AMOUNT) != 0);
    }
  g_array_set_size (set->ids, taken);
  set->no_rate = no_rate;
  set->no_amount = no_amount;
}

static void
add_deals (SbKpiRows *rows, SbExplain *explain, SbMetric metric)
{
  static const guint wanted[N_SETS]
    = { [SET_WON] = IS_WON, [SET_WON_VALUED] = IS_WON_VALUED, [SET_TIMED] = IS_TIMED, [SET_LOST] = IS_LOST,
        [SET_CLOSED] = IS_WON | IS_LOST, [SET_CLOSED_VALUED] = IS_WON_VALUED | IS_LOST_VALUED,
        [SET_CREATED] = IS_CREATED, [SET_OPEN] = IS_OPEN, [SET_OVERDUE] = IS_OVERDUE };
  Set which = set_of (metric);
  DealRows *set = &rows->sets[which];

  if (rows->deals == NULL)
    mark_deals (rows);
  if (set->ids == NULL)
    fill_set (rows->deals, set, wanted[which]);
  sb_explain_share_rows (explain, set->ids);
  if (sb_metric_info (metric)->is_flow)
    sb_explain_exclude (explain, N_("void deals: in no rate"), rows->voided);
  sb_explain_exclude (explain, N_("deals whose currency has no exchange rate: counted, but not in values"),
                      set->no_rate);
  sb_explain_exclude (explain, N_("deals without an amount: counted, but not in values"), set->no_amount);
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
      const SbAccountFact *account;

      if ((row->flags & SB_FACT_ARCHIVED) || !sb_date_in (row->received_on, window.from, window.to)
          || !takes_feedback (metric, row))
        continue;
      account = sb_facts_account (facts, row->account_id);
      if (sb_kpi_scope_has_row (filter, facts, account != NULL ? account->owner_id : 0, row->account_id))
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
add_new_customers (SbKpiRows *rows, SbExplain *explain)
{
  const SbFacts *facts = rows->source->facts;
  const SbBuyer *buyers = sb_kpi_source_buyers (rows->source);

  for (gsize i = 0; i < facts->n_accounts; i++)
    if (sb_date_in (buyers[i].first_on, rows->window.from, rows->window.to)
        && sb_kpi_scope_has_row (&rows->filter, facts, buyers[i].first_owner_id, facts->accounts[i].id))
      sb_explain_row (explain, facts->accounts[i].id);
  sb_explain_note (explain, sb_purchases_are_orders (facts) ? N_("A purchase is an order.")
                                                            : N_("No orders are kept: a purchase is a won deal."));
}

SbKpiRows *
sb_kpi_rows_new (SbKpiSource *source, SbKpiWindow window)
{
  SbKpiRows *rows;

  g_return_val_if_fail (source != NULL, NULL);

  rows = g_new0 (SbKpiRows, 1);
  rows->source = source;
  rows->window = window;
  sb_scope_filter_init (&rows->filter, source->facts, source->scope);
  return rows;
}

void
sb_kpi_rows_free (SbKpiRows *rows)
{
  g_return_if_fail (rows != NULL);

  for (gsize i = 0; i < N_SETS; i++)
    g_clear_pointer (&rows->sets[i].ids, g_array_unref);
  sb_scope_filter_clear (&rows->filter);
  g_clear_pointer (&rows->deals, g_array_unref);
  g_free (rows);
}

void
sb_kpi_rows_explain (SbKpiRows *rows, SbExplain *explain, SbMetric metric)
{
  guint want = sb_kpi_want (metric);

  g_return_if_fail (rows != NULL && explain != NULL);

  if (want & SB_WANT_ORDERS)
    add_orders (explain, rows->source->facts, &rows->filter, rows->window);
  else if (want & SB_WANT_NEW)
    add_new_customers (rows, explain);
  else if (want & SB_WANT_FEEDBACK)
    add_feedback (explain, rows->source->facts, metric, &rows->filter, rows->window);
  else if (want & SB_WANT_ACTIVITIES)
    add_activities (explain, rows->source->facts, &rows->filter, rows->window);
  else
    add_deals (rows, explain, metric);
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
