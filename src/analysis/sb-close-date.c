/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learns from won deals how many months promises slip and says how likely a deal still closes inside a period. Called
 * by the forecast. */
#include "analysis/sb-close-date.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-slippage.h"

#define WINDOW_MONTHS 24
#define STRENGTH 10.0
#define PROMISES_MAX 24 /* of one deal */
#define LAST (SB_SLIP_CELLS - 1)

typedef struct {
  gint64 n;
  gint64 cells[SB_SLIP_CELLS];
} Slips;

struct _SbSlipTable {
  const SbFacts *facts;
  SbDate  as_of;
  Slips   all;
  Slips  *owners; /* by position in facts->members */
  int     median_cycle;
};

static int
month_of (SbDate date)
{
  int year, month;

  sb_date_to_ymd (date, &year, &month, NULL);
  return 12 * year + month;
}

static SbDate
first_of_next_month (SbDate date)
{
  int year, month;

  sb_date_to_ymd (date, &year, &month, NULL);
  return sb_date_add_months (sb_date_from_ymd (year, month, 1), 1);
}

static void
count (Slips *slips, int months)
{
  slips->n++;
  slips->cells[CLAMP (months + 1, 0, LAST)]++;
}

static void
learn (SbSlipTable *table, const SbDealFact *deal, SbPushes pushes)
{
  const SbMemberFact *owner = deal->owner_id != 0 ? sb_facts_member (table->facts, deal->owner_id) : NULL;
  SbDate day = deal->created_on;

  for (int i = 0; i < PROMISES_MAX && day < deal->closed_on; i++)
    {
      SbDate promise = sb_pushes_expected_at (pushes, deal->expected_close_on, day);
      int months;

      day = first_of_next_month (day);
      if (promise == SB_DATE_NONE)
        continue;
      months = month_of (deal->closed_on) - month_of (promise);
      count (&table->all, months);
      if (owner != NULL)
        count (&table->owners[owner - table->facts->members], months);
    }
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  gint32 left = *(const gint32 *) a, right = *(const gint32 *) b;

  return left < right ? -1 : left > right;
}

SbSlipTable *
sb_slip_table_compute (const SbFacts *facts, SbDate as_of)
{
  SbSlipTable *table;
  g_autofree guint8 *pipelines = NULL;
  g_autoptr (GArray) cycles = g_array_new (FALSE, FALSE, sizeof (gint32));
  SbDate from;
  gsize cursor = 0;

  g_return_val_if_fail (facts != NULL, NULL);

  table = g_new0 (SbSlipTable, 1);
  table->facts = facts;
  table->as_of = as_of;
  table->owners = g_new0 (Slips, facts->n_members + 1);
  pipelines = sb_deal_pipelines_new (facts);
  from = sb_date_add_months (as_of, -WINDOW_MONTHS) + 1;
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gint32 days;

      if (deal->status != SB_STATUS_WON || !sb_date_in (deal->closed_on, from, as_of)
          || deal->created_on == SB_DATE_NONE || !sb_deal_counts (facts, pipelines, 0, deal))
        continue;
      days = MAX (1, deal->closed_on - deal->created_on);
      g_array_append_val (cycles, days);
      learn (table, deal, sb_pushes_next (facts, deal->id, &cursor));
    }
  g_array_sort (cycles, by_value);
  table->median_cycle = cycles->len > 0 ? g_array_index (cycles, gint32, (cycles->len - 1) / 2) : -1;
  return table;
}

void
sb_slip_table_free (SbSlipTable *table)
{
  g_return_if_fail (table != NULL);

  g_free (table->owners);
  g_free (table);
}

static const Slips *
slips_of (const SbSlipTable *table, gint32 owner_id)
{
  const SbMemberFact *owner = owner_id != 0 ? sb_facts_member (table->facts, owner_id) : NULL;

  return owner != NULL ? &table->owners[owner - table->facts->members] : &table->all;
}

void
sb_slip_shares (const SbSlipTable *table, gint32 owner_id, double *shares)
{
  const Slips *own;

  g_return_if_fail (table != NULL && shares != NULL);

  own = slips_of (table, owner_id);
  for (int i = 0; i < SB_SLIP_CELLS; i++)
    {
      double pooled = table->all.n > 0 ? (double) table->all.cells[i] / (double) table->all.n : i == 1 ? 1.0 : 0.0;

      shares[i] = own == &table->all ? pooled
                                     : ((double) own->cells[i] + STRENGTH * pooled) / ((double) own->n + STRENGTH);
    }
}

gint64
sb_slip_count (const SbSlipTable *table, gint32 owner_id)
{
  g_return_val_if_fail (table != NULL, 0);

  return slips_of (table, owner_id)->n;
}

int
sb_slip_median_cycle (const SbSlipTable *table)
{
  g_return_val_if_fail (table != NULL, -1);

  return table->median_cycle;
}

static double
undated (const SbSlipTable *table, SbPeriod period)
{
  SbDate from = MAX (period.start, table->as_of + 1), to = MIN (period.end, table->as_of + table->median_cycle);

  return table->median_cycle > 0 && to >= from ? (double) (to - from + 1) / table->median_cycle : 0.0;
}

double
sb_close_in_period (const SbSlipTable *table, gint32 owner_id, SbDate expected, SbPeriod period, SbCloseKind *kind)
{
  double shares[SB_SLIP_CELLS], inside = 0.0, possible = 0.0;
  SbDate base;

  g_return_val_if_fail (table != NULL && kind != NULL, 0.0);

  *kind = expected == SB_DATE_NONE ? SB_CLOSE_UNDATED : expected < table->as_of ? SB_CLOSE_OVERDUE : SB_CLOSE_DATED;
  if (*kind == SB_CLOSE_UNDATED)
    return undated (table, period);
  base = MAX (expected, table->as_of);
  sb_slip_shares (table, owner_id, shares);
  for (int i = 0; i < SB_SLIP_CELLS; i++)
    {
      SbDate day = sb_date_add_months (base, i - 1);

      if (day < table->as_of)
        continue;
      possible += shares[i];
      if (day >= period.start && day <= period.end)
        inside += shares[i];
    }
  /* Everything closed early so far: the promise of an open deal is then all there is. */
  if (!(possible > 0.0))
    return base >= period.start && base <= period.end ? 1.0 : 0.0;
  return inside / possible;
}
