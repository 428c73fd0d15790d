/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the deals fills counters for every window and part at once: the engine below all key figures. Called by
 * the KPI functions only; knows no metric names and no words. */
#include "analysis/sb-kpi-tally.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-purchase.h"

typedef struct {
  const SbKpiPass *pass;
  SbKpiTally      *tallies;
  guint            n_parts;
  guint8          *pipelines;
  GHashTable      *customers; /* (bucket, account) seen */
  guint16         *ending;    /* by day since the first window's start: the first window that ends then or later */
  SbScopeFilter    filter;
} Run;

#define MAX_TABLE_DAYS 40000

SbKpiWindow
sb_kpi_window (SbPeriod period, SbDate as_of)
{
  return (SbKpiWindow) { period.start, MIN (period.end, as_of) };
}

static gint64
days_spanned (const SbKpiPass *pass)
{
  return (gint64) pass->windows[pass->n_windows - 1].to - pass->windows[0].from + 1;
}

/* First window that ends on or after the day; n_windows when none does. */
static guint
first_ending_from (const Run *run, SbDate day)
{
  const SbKpiPass *pass = run->pass;
  guint lo = 0, hi = pass->n_windows;

  if (run->ending != NULL)
    return day < pass->windows[0].from              ? 0
           : day > pass->windows[pass->n_windows - 1].to ? pass->n_windows
                                                         : run->ending[day - pass->windows[0].from];
  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;

      if (pass->windows[mid].to < day)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

/* Several windows: where every day belongs, so that no row costs a search. */
static void
fill_table (Run *run)
{
  const SbKpiPass *pass = run->pass;
  gint64 days = pass->n_windows > 1 && pass->n_windows < G_MAXUINT16 ? days_spanned (pass) : 0;

  if (days <= 0 || days > MAX_TABLE_DAYS)
    return;
  run->ending = g_new (guint16, (gsize) days);
  for (gint64 i = 0, w = 0; i < days; i++)
    {
      while (pass->windows[w].to < pass->windows[0].from + i)
        w++;
      run->ending[i] = (guint16) w;
    }
}

/* −1 when the day is in no window. */
static int
window_of (const Run *run, SbDate day)
{
  const SbKpiPass *pass = run->pass;
  guint index;

  if (day == SB_DATE_NONE)
    return -1;
  index = pass->n_windows == 1 ? 0 : first_ending_from (run, day);
  if (index >= pass->n_windows || !sb_date_in (day, pass->windows[index].from, pass->windows[index].to))
    return -1;
  return (int) index;
}

static guint
part_index (const SbKpiPass *pass, gint32 id)
{
  guint lo = 0, hi = pass->parts->len;

  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;

      if (g_array_index (pass->parts, gint32, mid) < id)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo < pass->parts->len && g_array_index (pass->parts, gint32, lo) == id ? lo : pass->parts->len;
}

static guint
part_of_deal (const SbKpiPass *pass, const SbDealFact *deal)
{
  if (pass->parts == NULL)
    return 0;
  switch (pass->split)
    {
    case SB_SPLIT_MEMBER:
      return part_index (pass, deal->owner_id);
    case SB_SPLIT_TEAM:
      return part_index (pass, deal->team_id);
    case SB_SPLIT_PRODUCT:
      return part_index (pass, deal->product_id);
    case SB_SPLIT_REGION:
      return part_index (pass, deal->region);
    case SB_SPLIT_SOURCE:
      return part_index (pass, deal->source);
    case SB_SPLIT_ACCOUNT:
    default:
      return part_index (pass, deal->account_id);
    }
}

static guint
part_of_row (const SbKpiPass *pass, gint32 owner_id, gint32 account_id)
{
  const SbMemberFact *member;
  const SbAccountFact *account;

  if (pass->parts == NULL)
    return 0;
  switch (pass->split)
    {
    case SB_SPLIT_MEMBER:
      return part_index (pass, owner_id);
    case SB_SPLIT_TEAM:
      member = sb_facts_member (pass->facts, owner_id);
      return part_index (pass, member != NULL ? member->team_id : 0);
    case SB_SPLIT_ACCOUNT:
      return part_index (pass, account_id);
    case SB_SPLIT_REGION:
      account = sb_facts_account (pass->facts, account_id);
      return part_index (pass, account != NULL ? account->region : -1);
    case SB_SPLIT_PRODUCT:
    case SB_SPLIT_SOURCE:
    default:
      return pass->parts->len;
    }
}

static SbKpiTally *
at (const Run *run, guint part, int window)
{
  return &run->tallies[part * run->pass->n_windows + (guint) window];
}

static void
tally_won (Run *run, SbKpiTally *tally, const SbDealFact *deal)
{
  guint want = run->pass->want;

  tally->won_n++;
  if (sb_deal_has_value (deal))
    {
      tally->won_valued++;
      sb_sum_add (&tally->won_minor, deal->amount_minor);
      if (want & SB_WANT_LISTS)
        g_array_append_val (tally->amounts, deal->amount_minor);
    }
  if ((want & SB_WANT_LISTS) && deal->created_on != SB_DATE_NONE && deal->created_on <= deal->closed_on)
    {
      gint64 days = (gint64) deal->closed_on - deal->created_on;

      g_array_append_val (tally->cycles, days);
    }
  if ((want & SB_WANT_CUSTOMERS) && deal->account_id != 0)
    {
      gint64 *key = g_new (gint64, 1);

      *key = ((gint64) (tally - run->tallies) << 32) | (guint32) deal->account_id;
      if (g_hash_table_add (run->customers, key))
        tally->customers++;
    }
}

static void
tally_closed (Run *run, guint part, const SbDealFact *deal)
{
  int window = window_of (run, deal->closed_on);
  SbKpiTally *tally;

  if (window < 0)
    return;
  tally = at (run, part, window);
  tally->no_rate += (deal->flags & SB_FACT_NO_RATE) != 0 ? 1 : 0;
  if (deal->status == SB_STATUS_WON)
    tally_won (run, tally, deal);
  else if (deal->status == SB_STATUS_LOST)
    {
      tally->lost_n++;
      if (sb_deal_has_value (deal))
        {
          tally->lost_valued++;
          sb_sum_add (&tally->lost_minor, deal->amount_minor);
        }
    }
  else
    tally->void_n++;
}

static void
tally_created (Run *run, guint part, const SbDealFact *deal)
{
  int window = window_of (run, deal->created_on);
  SbKpiTally *tally;

  if (window < 0)
    return;
  tally = at (run, part, window);
  tally->created_n++;
  if (sb_deal_has_value (deal))
    {
      tally->created_valued++;
      sb_sum_add (&tally->created_minor, deal->amount_minor);
    }
}

/* Differences: +1 in the first window at whose end the deal exists, −1 in the first at whose end it is closed. */
static void
tally_open (Run *run, guint part, const SbDealFact *deal)
{
  const SbKpiPass *pass = run->pass;
  guint from = deal->created_on == SB_DATE_NONE ? 0 : first_ending_from (run, deal->created_on);
  guint until = pass->n_windows;
  gboolean valued = sb_deal_has_value (deal);
  gint64 minor = valued ? deal->amount_minor : 0;

  if (deal->status != SB_STATUS_OPEN)
    until = deal->closed_on == SB_DATE_NONE ? 0 : first_ending_from (run, deal->closed_on);
  if (from >= until)
    return;
  at (run, part, (int) from)->open_n++;
  at (run, part, (int) from)->open_valued += valued ? 1 : 0;
  sb_sum_add (&at (run, part, (int) from)->open_minor, minor);
  if (until >= pass->n_windows)
    return;
  at (run, part, (int) until)->open_n--;
  at (run, part, (int) until)->open_valued -= valued ? 1 : 0;
  sb_sum_add (&at (run, part, (int) until)->open_minor, -minor);
}

/* Only for the stock of the as-of date: stage and expected close are today's. */
static void
tally_weighted (Run *run, guint part, const SbDealFact *deal)
{
  const SbKpiPass *pass = run->pass;
  SbKpiTally *tally = at (run, part, (int) pass->n_windows - 1);
  SbDate day = pass->windows[pass->n_windows - 1].to;
  SbProbability probability;

  if (sb_deal_status_at (deal, day) != SB_STATUS_OPEN || (deal->created_on != SB_DATE_NONE && deal->created_on > day))
    return;
  if (deal->expected_close_on != SB_DATE_NONE && deal->expected_close_on < day)
    {
      tally->overdue_n++;
      if (sb_deal_has_value (deal))
        sb_sum_add (&tally->overdue_minor, deal->amount_minor);
    }
  if (!sb_deal_has_value (deal) || pass->table == NULL)
    return;
  probability = sb_probability_of_deal (pass->table, deal);
  sb_sum_add (&tally->weighted_minor, sb_probability_weigh (deal->amount_minor, probability.ppm));
}

/* Over before the first window, or not yet there after the last: in no counter. */
static gboolean
is_outside (const SbDealFact *deal, SbDate first, SbDate last)
{
  if (deal->created_on > last)
    return deal->closed_on > last || deal->closed_on == SB_DATE_NONE;
  return deal->status != SB_STATUS_OPEN && deal->closed_on < first && deal->created_on < first;
}

static void
tally_deals (Run *run)
{
  const SbKpiPass *pass = run->pass;
  SbDate last = pass->windows[pass->n_windows - 1].to;
  SbDate first = MIN (pass->windows[0].from, last); /* a stock is read even before its period starts */

  for (gsize i = 0; i < pass->facts->n_deals; i++)
    {
      const SbDealFact *deal = &pass->facts->deals[i];
      guint part;

      if (is_outside (deal, first, last)
          || !sb_deal_counts (pass->facts, run->pipelines, pass->query->pipeline_id, deal)
          || !sb_deal_in_scope (&run->filter, deal))
        continue;
      part = part_of_deal (pass, deal);
      if (deal->status != SB_STATUS_OPEN)
        tally_closed (run, part, deal);
      if (deal->status != SB_STATUS_VOID)
        tally_created (run, part, deal);
      if (pass->want & SB_WANT_STOCK)
        tally_open (run, part, deal);
      if (pass->want & SB_WANT_WEIGHTED)
        tally_weighted (run, part, deal);
    }
}

static void
sum_open (Run *run)
{
  guint n = run->pass->n_windows;

  for (guint part = 0; part < run->n_parts; part++)
    for (guint w = 1; w < n; w++)
      {
        SbKpiTally *now = at (run, part, (int) w), *before = at (run, part, (int) w - 1);

        now->open_n += before->open_n;
        now->open_valued += before->open_valued;
        sb_sum_add (&now->open_minor, before->open_minor);
      }
}

gboolean
sb_kpi_scope_has_row (const SbScopeFilter *filter, const SbFacts *facts, gint32 owner_id, gint32 account_id)
{
  const SbScope *scope = &filter->scope;
  const SbAccountFact *account;

  if (scope->product_id != 0)
    return FALSE;
  if (scope->member_id != 0 && owner_id != scope->member_id)
    return FALSE;
  if (scope->account_id != 0 && account_id != scope->account_id)
    return FALSE;
  if (scope->region >= 0)
    {
      account = sb_facts_account (facts, account_id);
      if (account == NULL || account->region != scope->region)
        return FALSE;
    }
  if (scope->team_id != 0)
    {
      const SbMemberFact *member = sb_facts_member (facts, owner_id);

      return member != NULL && sb_scope_has_team (filter, member->team_id);
    }
  return TRUE;
}

static void
tally_orders (Run *run)
{
  const SbKpiPass *pass = run->pass;

  for (gsize i = 0; i < pass->facts->n_orders; i++)
    {
      const SbOrderFact *order = &pass->facts->orders[i];
      int window = window_of (run, order->ordered_on);
      SbKpiTally *tally;

      if (window < 0 || (order->flags & (SB_FACT_ARCHIVED | SB_FACT_NO_RATE))
          || !sb_kpi_scope_has_row (&run->filter, pass->facts, order->owner_id, order->account_id))
        continue;
      tally = at (run, part_of_row (pass, order->owner_id, order->account_id), window);
      tally->orders_n++;
      if (order->flags & SB_FACT_HAS_MARGIN)
        {
          tally->margin_n++;
          sb_sum_add (&tally->margin_minor, order->margin_minor);
        }
    }
}

/* The answer's customer has an owner: a member's or a team's satisfaction is that of their customers. */
static void
tally_feedback (Run *run)
{
  const SbKpiPass *pass = run->pass;

  for (gsize i = 0; i < pass->facts->n_feedback; i++)
    {
      const SbFeedbackFact *row = &pass->facts->feedback[i];
      const SbAccountFact *account = sb_facts_account (pass->facts, row->account_id);
      gint32 owner_id = account != NULL ? account->owner_id : 0;
      int window = window_of (run, row->received_on);
      SbKpiTally *tally;

      if (window < 0 || (row->flags & SB_FACT_ARCHIVED)
          || !sb_kpi_scope_has_row (&run->filter, pass->facts, owner_id, row->account_id))
        continue;
      tally = at (run, part_of_row (pass, owner_id, row->account_id), window);
      tally->complaints += row->kind == SB_FEEDBACK_COMPLAINT ? 1 : 0;
      if (row->score_milli < 0)
        continue;
      if (row->scale_max == 10)
        {
          tally->nps_n++;
          tally->promoters += row->score_milli >= 9000 ? 1 : 0;
          tally->detractors += row->score_milli <= 6000 ? 1 : 0;
        }
      else if (row->scale_max == 5)
        {
          tally->scores_n++;
          tally->scores_milli += row->score_milli;
          tally->satisfied += row->score_milli >= 4000 ? 1 : 0;
        }
    }
}

static void
tally_activities (Run *run)
{
  const SbKpiPass *pass = run->pass;

  for (gsize i = 0; i < pass->facts->n_activities; i++)
    {
      const SbActivityFact *row = &pass->facts->activities[i];
      int window = window_of (run, row->day_on);

      if (window < 0 || (row->flags & SB_FACT_ARCHIVED) || !(row->flags & SB_FACT_DONE)
          || !sb_kpi_scope_has_row (&run->filter, pass->facts, row->owner_id, row->account_id))
        continue;
      at (run, part_of_row (pass, row->owner_id, row->account_id), window)->activities++;
    }
}

static void
tally_new_customers (Run *run)
{
  const SbKpiPass *pass = run->pass;
  g_autofree SbFirstPurchase *own
    = pass->first == NULL ? sb_first_purchases (pass->facts, pass->query->pipeline_id) : NULL;
  const SbFirstPurchase *first = pass->first != NULL ? pass->first : own;

  for (gsize i = 0; i < pass->facts->n_accounts; i++)
    {
      gint32 account_id = pass->facts->accounts[i].id;
      int window = window_of (run, first[i].on);

      if (window < 0 || !sb_kpi_scope_has_row (&run->filter, pass->facts, first[i].owner_id, account_id))
        continue;
      at (run, part_of_row (pass, first[i].owner_id, account_id), window)->new_customers++;
    }
}

static void
clear_tally (gpointer data)
{
  SbKpiTally *tally = data;

  g_clear_pointer (&tally->amounts, g_array_unref);
  g_clear_pointer (&tally->cycles, g_array_unref);
}

GArray *
sb_kpi_tally (const SbKpiPass *pass)
{
  GArray *tallies = g_array_new (FALSE, TRUE, sizeof (SbKpiTally));
  Run run = { .pass = pass };

  run.n_parts = pass->parts != NULL ? pass->parts->len + 1 : 1;
  g_array_set_clear_func (tallies, clear_tally);
  g_array_set_size (tallies, run.n_parts * pass->n_windows);
  run.tallies = (SbKpiTally *) (gpointer) tallies->data;
  for (guint i = 0; i < tallies->len && (pass->want & SB_WANT_LISTS); i++)
    {
      run.tallies[i].amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
      run.tallies[i].cycles = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  run.pipelines = sb_deal_pipelines_new (pass->facts);
  fill_table (&run);
  run.customers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sb_scope_filter_init (&run.filter, pass->facts, pass->query->scope);
  if (pass->want & (SB_WANT_DEALS | SB_WANT_LISTS | SB_WANT_STOCK | SB_WANT_WEIGHTED | SB_WANT_CUSTOMERS))
    tally_deals (&run);
  if (pass->want & SB_WANT_STOCK)
    sum_open (&run);
  if (pass->want & SB_WANT_ORDERS)
    tally_orders (&run);
  if (pass->want & SB_WANT_NEW)
    tally_new_customers (&run);
  if (pass->want & SB_WANT_FEEDBACK)
    tally_feedback (&run);
  if (pass->want & SB_WANT_ACTIVITIES)
    tally_activities (&run);
  sb_scope_filter_clear (&run.filter);
  g_hash_table_unref (run.customers);
  g_free (run.pipelines);
  g_free (run.ending);
  return tallies;
}
