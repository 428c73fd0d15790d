/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much work and how much money is in every customer, read from a year of activities, deals and orders. Called by
 * the balance book; knows nothing of who should serve whom. */
#include "sb-config.h"

#include "model/sb-balance-book.h"

#include "core/sb-money.h"

static int
find_account (const SbFacts *facts, gint32 id)
{
  const SbAccountFact *account = id == 0 ? NULL : sb_facts_account (facts, id);

  return account == NULL ? -1 : (int) (account - facts->accounts);
}

static void
add_activities (SbBalanceYear *year, const SbFacts *facts, SbDate from, SbDate as_of)
{
  for (gsize i = 0; i < facts->n_activities; i++)
    {
      const SbActivityFact *activity = &facts->activities[i];
      const SbDealFact *deal = activity->account_id == 0 && activity->deal_id != 0
                                 ? sb_facts_deal (facts, activity->deal_id)
                                 : NULL;
      int at = find_account (facts, deal != NULL ? deal->account_id : activity->account_id);

      if (at < 0 || (activity->flags & SB_FACT_ARCHIVED) || !(activity->flags & SB_FACT_DONE)
          || activity->day_on == SB_DATE_NONE || activity->day_on <= from || activity->day_on > as_of)
        continue;
      year->activities[at]++;
      year->minutes[at] += activity->spent_min > 0 ? activity->spent_min : SB_BALANCE_ACTIVITY_MIN;
    }
}

static void
add_open (SbBalanceYear *year, const SbFacts *facts, const SbDealFact *deal, int at)
{
  const SbStageFact *stage = sb_facts_stage (facts, deal->stage_id);
  gint64 ppm = deal->manual_ppm >= 0                             ? deal->manual_ppm
               : stage != NULL && stage->probability_ppm >= 0 ? stage->probability_ppm
                                                              : SB_BALANCE_OPEN_PPM;
  gint64 weighted;

  year->open_deals[at]++;
  if (sb_mul_div (deal->amount_minor, ppm, 1000000, &weighted) && weighted > 0)
    sb_money_add (&year->pipeline[at], weighted);
}

typedef struct {
  gint32 account, owner;
  gint32 n;
} Work;

static int
compare_work (gconstpointer a, gconstpointer b)
{
  const Work *one = a, *other = b;

  return one->account != other->account ? (one->account < other->account ? -1 : 1)
                                        : (one->owner > other->owner) - (one->owner < other->owner);
}

/* An open deal says more than a closed one; a tie goes to the older member. */
static void
find_workers (SbBalanceYear *year, GArray *work)
{
  gint32 best = 0;

  g_array_sort (work, compare_work);
  for (guint i = 0; i < work->len;)
    {
      Work sum = g_array_index (work, Work, i);

      for (i++; i < work->len && compare_work (&sum, &g_array_index (work, Work, i)) == 0; i++)
        sum.n += g_array_index (work, Work, i).n;
      if (year->worker[sum.account] == 0)
        best = 0;
      if (sum.n > best)
        {
          best = sum.n;
          year->worker[sum.account] = sum.owner;
        }
    }
}

static void
add_deals (SbBalanceYear *year, const SbFacts *facts, SbDate from, SbDate as_of)
{
  g_autoptr (GArray) work = g_array_new (FALSE, FALSE, sizeof (Work));

  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      int at = find_account (facts, deal->account_id);
      Work one = { at, deal->owner_id, deal->status == SB_STATUS_OPEN ? 3 : 1 };

      if (at < 0 || (deal->flags & SB_FACT_ARCHIVED) || deal->status == SB_STATUS_VOID || deal->created_on > as_of)
        continue;
      if (deal->owner_id != 0)
        g_array_append_val (work, one);
      if (deal->flags & SB_FACT_NO_RATE)
        continue;
      if (deal->status == SB_STATUS_OPEN)
        add_open (year, facts, deal, at);
      else if (deal->status == SB_STATUS_WON && deal->closed_on != SB_DATE_NONE && deal->closed_on > from
               && deal->closed_on <= as_of && deal->amount_minor > 0)
        sb_money_add (&year->won[at], deal->amount_minor);
    }
  find_workers (year, work);
}

static void
add_orders (SbBalanceYear *year, const SbFacts *facts, SbDate from, SbDate as_of)
{
  for (gsize i = 0; i < facts->n_orders; i++)
    {
      const SbOrderFact *order = &facts->orders[i];
      int at = find_account (facts, order->account_id);

      if (at >= 0 && !(order->flags & (SB_FACT_ARCHIVED | SB_FACT_NO_RATE)) && order->ordered_on != SB_DATE_NONE
          && order->ordered_on > from && order->ordered_on <= as_of && order->amount_minor > 0)
        sb_money_add (&year->ordered[at], order->amount_minor);
    }
}

void
sb_balance_year_init (SbBalanceYear *year, const SbFacts *facts, SbDate as_of)
{
  SbDate from = sb_date_add_months (as_of, -12);
  gsize n = facts->n_accounts + 1;

  *year = (SbBalanceYear){ g_new0 (gint64, n), g_new0 (gint32, n), g_new0 (gint32, n), g_new0 (gint64, n),
                           g_new0 (gint64, n), g_new0 (gint64, n), g_new0 (gint32, n) };
  add_activities (year, facts, from, as_of);
  add_deals (year, facts, from, as_of);
  add_orders (year, facts, from, as_of);
}

void
sb_balance_year_clear (SbBalanceYear *year)
{
  g_free (year->minutes);
  g_free (year->activities);
  g_free (year->open_deals);
  g_free (year->won);
  g_free (year->ordered);
  g_free (year->pipeline);
  g_free (year->worker);
}

/* Visits a year by class: every second week, every month, every quarter. */
static gint64
visits_of (const SbAccountFact *account)
{
  char class = account->class_override != 0 ? (char) account->class_override : account->kind == 1 ? 'B' : 'C';

  return class == 'A' ? 24 : class == 'B' ? 12 : 4;
}

gint64
sb_balance_year_hours (const SbBalanceYear *year, const SbFacts *facts, gsize account, gboolean *estimated)
{
  *estimated = year->activities[account] == 0;
  if (!*estimated)
    return MIN (year->minutes[account], G_MAXINT32 / 4);
  return visits_of (&facts->accounts[account]) * SB_BALANCE_VISIT_MIN
         + (gint64) year->open_deals[account] * SB_BALANCE_DEAL_MIN;
}
