/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the open pipeline with what is left to win, and with what such a remainder needed in earlier periods. Called
 * by tiles, overview and attention list. */
#include "sb-config.h"

#include "analysis/sb-coverage.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-slippage.h"
#include "analysis/sb-working-days.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define PAST_PERIODS 8
#define MIN_PAST 3

/* One earlier period: what was open at this day of it, what was won later in it. */
typedef struct {
  SbPeriod period;
  SbDate   day;
  gint64   open;
  gint64   won;
} Past;

typedef struct {
  Past   past[PAST_PERIODS];
  gint64 won_year, lost_year; /* closed amounts of the last 12 months */
} History;

static void
take_open (SbCoverage *coverage, const SbProbabilityTable *table, const SbDealFact *deal, const SbTargetQuery *query)
{
  SbDate due = deal->expected_close_on;

  if (due == SB_DATE_NONE)
    {
      sb_sum_add (&coverage->undated, deal->amount_minor);
      return;
    }
  if (due < query->as_of)
    {
      coverage->n_overdue++;
      sb_sum_add (&coverage->overdue, deal->amount_minor);
      return;
    }
  if (due > query->period.end)
    return;
  coverage->n_due++;
  sb_sum_add (&coverage->open_due, deal->amount_minor);
  sb_sum_add (&coverage->weighted_due,
              sb_probability_weigh (deal->amount_minor, sb_probability_of_deal (table, deal).ppm));
  sb_explain_row (coverage->explain, deal->id);
}

static void
take_past (Past *past, SbPushes pushes, const SbDealFact *deal)
{
  if (past->day < past->period.start)
    return;
  if (deal->status == SB_STATUS_WON && sb_date_in (deal->closed_on, past->day + 1, past->period.end))
    sb_sum_add (&past->won, deal->amount_minor);
  if ((deal->created_on == SB_DATE_NONE || deal->created_on <= past->day)
      && sb_deal_status_at (deal, past->day) == SB_STATUS_OPEN
      && sb_date_in (sb_pushes_expected_at (pushes, deal, past->day), past->day, past->period.end))
    sb_sum_add (&past->open, deal->amount_minor);
}

/* The periods lie behind each other, latest first: a deal matters from the first that it outlived to its creation. */
static void
take_history (History *history, const SbFacts *facts, const SbDealFact *deal, gsize *cursor)
{
  gboolean closed = deal->status != SB_STATUS_OPEN;
  int p = 0;
  SbPushes pushes;

  if (closed && deal->closed_on == SB_DATE_NONE)
    return;
  while (closed && p < PAST_PERIODS && history->past[p].day >= deal->closed_on)
    p++;
  if (p == PAST_PERIODS || (deal->created_on != SB_DATE_NONE && deal->created_on > history->past[p].period.end))
    return;
  pushes = sb_pushes_next (facts, deal->id, cursor);
  for (; p < PAST_PERIODS; p++)
    {
      if (deal->created_on != SB_DATE_NONE && deal->created_on > history->past[p].period.end)
        return;
      take_past (&history->past[p], pushes, deal);
    }
}

static void
take_year (History *history, const SbDealFact *deal, SbDate from, SbDate as_of)
{
  if (!sb_date_in (deal->closed_on, from, as_of))
    return;
  if (deal->status == SB_STATUS_WON)
    sb_sum_add (&history->won_year, deal->amount_minor);
  else if (deal->status == SB_STATUS_LOST)
    sb_sum_add (&history->lost_year, deal->amount_minor);
}

static void
walk_deals (SbCoverage *coverage, History *history, const SbFacts *facts, const SbProbabilityTable *table,
            const SbTargetQuery *query)
{
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_auto (SbScopeFilter) filter = { 0 };
  SbDate year = sb_date_add_months (query->as_of, -12) + 1;
  gint64 no_value = 0;
  SbDate oldest = MIN (year, history->past[PAST_PERIODS - 1].day); /* closed before: in no sum */
  gsize cursor = 0;

  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gboolean open = sb_deal_status_at (deal, query->as_of) == SB_STATUS_OPEN
                      && (deal->created_on == SB_DATE_NONE || deal->created_on <= query->as_of);

      if (deal->status != SB_STATUS_OPEN && deal->closed_on < oldest)
        continue;
      if (deal->status == SB_STATUS_VOID || !sb_deal_counts (facts, pipelines, 0, deal)
          || !sb_deal_in_scope (&filter, deal))
        continue;
      if (!sb_deal_has_value (deal))
        {
          no_value += open ? 1 : 0;
          continue;
        }
      if (open)
        take_open (coverage, table, deal, query);
      take_year (history, deal, year, query->as_of);
      take_history (history, facts, deal, &cursor);
    }
  sb_explain_exclude (coverage->explain, N_("open deals without a usable amount"), no_value);
}

static int
compare_reals (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
fill_needed (SbCoverage *coverage, const History *history)
{
  double ratios[PAST_PERIODS];
  int n = 0;

  for (int p = 0; p < PAST_PERIODS; p++)
    if (history->past[p].won > 0 && history->past[p].open > 0)
      ratios[n++] = (double) history->past[p].open / (double) history->past[p].won;
  if (n >= MIN_PAST)
    {
      qsort (ratios, (gsize) n, sizeof *ratios, compare_reals);
      coverage->needed = sb_ratio_measure (ratios[(n - 1) / 2], SB_FEW_DATA);
      coverage->needed_periods = n;
    }
  else if (history->won_year > 0)
    coverage->needed = sb_ratio_measure (
      ((double) history->won_year + (double) history->lost_year) / (double) history->won_year, SB_FEW_DATA);
  else
    coverage->needed = sb_ratio_undefined (SB_REASON_NO_HISTORY);
}

static SbQuantity
times (const SbRatio *ratio)
{
  SbQuantity quantity = sb_quantity_ratio (SB_UNIT_TIMES, ratio);

  quantity.n = -1;
  return quantity;
}

static void
explain (SbCoverage *coverage, const SbPlanTarget *target, gint64 won)
{
  SbExplain *explained = coverage->explain;

  sb_explain_input (explained, N_("Open amount due in the rest of the period"), sb_quantity_money (coverage->open_due));
  sb_explain_input (explained, N_("Target"), target->reason == SB_REASON_NONE
                                               ? sb_quantity_money (target->minor)
                                               : sb_quantity_undefined (SB_UNIT_MONEY, target->reason));
  sb_explain_input (explained, N_("Won"), sb_quantity_money (won));
  sb_explain_input (explained, N_("Weighted coverage: amount × probability"), times (&coverage->weighted));
  sb_explain_input (explained, N_("Needed coverage"), times (&coverage->needed));
  sb_explain_input (explained, N_("Overdue open amount, not counted"), sb_quantity_money (coverage->overdue));
  if (coverage->undated > 0)
    sb_explain_input (explained, N_("Open amount without a close date, not counted"),
                      sb_quantity_money (coverage->undated));
  sb_explain_note (explained,
                   coverage->needed_periods > 0
                     ? N_("Needed: the median of open amount at this day of earlier periods ÷ won later in them.")
                     : N_("Needed: 1 ÷ win rate by value, for lack of earlier periods."));
  sb_explain_seal (explained, times (&coverage->covered));
}

SbCoverage *
sb_coverage_compute (const SbFacts *facts, const SbProbabilityTable *table, const SbTargetQuery *query, gint64 won)
{
  SbCoverage *coverage;
  SbPlanTarget target;
  History history = { 0 };

  g_return_val_if_fail (facts != NULL && table != NULL && query != NULL, NULL);

  coverage = g_new0 (SbCoverage, 1);
  coverage->explain = sb_explain_new ("pipeline_coverage", N_("Pipeline coverage"),
                                      N_("Open amount due in the rest of the period ÷ (target − won)"));
  sb_explain_filter (coverage->explain, query->period, query->scope, query->as_of);
  sb_explain_row_type (coverage->explain, "deal");
  for (int p = 0; p < PAST_PERIODS; p++)
    {
      history.past[p].period = sb_period_shift (query->period, -1 - p, facts->fiscal);
      history.past[p].day
        = query->as_of >= query->period.end
            ? history.past[p].period.start
            : sb_like_for_like_end (facts, query->period, history.past[p].period, query->as_of);
    }
  walk_deals (coverage, &history, facts, table, query);
  fill_needed (coverage, &history);
  target = sb_plan_target_find (facts, query);
  coverage->remaining = target.reason == SB_REASON_NONE ? target.minor - won : 0;
  if (target.reason != SB_REASON_NONE)
    coverage->covered = coverage->weighted = sb_ratio_undefined (target.reason);
  else if (coverage->remaining <= 0)
    coverage->covered = coverage->weighted = sb_ratio_undefined (SB_REASON_MET);
  else if (query->as_of > query->period.end)
    coverage->covered = coverage->weighted = sb_ratio_undefined (SB_REASON_PERIOD_OVER);
  else
    {
      coverage->covered = sb_ratio (coverage->open_due, coverage->remaining, SB_REASON_MET);
      coverage->weighted = sb_ratio (coverage->weighted_due, coverage->remaining, SB_REASON_MET);
      coverage->covered.n = coverage->weighted.n = coverage->n_due;
    }
  coverage->is_short = coverage->covered.reason == SB_REASON_NONE && coverage->needed.reason == SB_REASON_NONE
                       && coverage->covered.value < coverage->needed.value;
  explain (coverage, &target, won);
  return coverage;
}

void
sb_coverage_free (SbCoverage *coverage)
{
  g_return_if_fail (coverage != NULL);

  g_clear_pointer (&coverage->explain, sb_explain_unref);
  g_free (coverage);
}
