/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the open pipeline with what is left to win, and with what such a remainder needed in earlier periods. Called
 * by tiles, overview and attention list. */
#include "sb-config.h"

#include "analysis/sb-coverage.h"

#include "analysis/sb-day-slots.h"
#include "analysis/sb-deal-span.h"
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

/* The periods cut the calendar at their day and their end, so that a deal finds those it matters to at once. */
typedef struct {
  Past       past[PAST_PERIODS]; /* latest first */
  SbDaySlots slots;
  Past      *day_at[2 * PAST_PERIODS + 1];  /* by slot: the period whose day is its last day; NULL: none */
  Past      *rest_at[2 * PAST_PERIODS + 1]; /* by slot: the period of which it is what comes after the day */
  gint64     won_year, lost_year; /* closed amounts of the last 12 months */
} History;

static void
take_open (SbCoverage *coverage, const SbCoverageInput *input, const SbDealSpan *span, const SbTargetQuery *query)
{
  SbDate due = span->expected_on;
  gint32 ppm;

  if (due == SB_DATE_NONE)
    {
      sb_sum_add (&coverage->undated, span->minor);
      return;
    }
  if (due < query->as_of)
    {
      coverage->n_overdue++;
      sb_sum_add (&coverage->overdue, span->minor);
      return;
    }
  if (due > query->period.end)
    return;
  coverage->n_due++;
  sb_sum_add (&coverage->open_due, span->minor);
  ppm = sb_probability_of_span (input->table, span);
  sb_sum_add (&coverage->weighted_due, sb_probability_weigh (span->minor, ppm));
  sb_explain_row (coverage->explain, span->id);
}

/* The period of which this is the day or a later one. */
static Past *
due_in (const History *history, SbDate due)
{
  guint slot = sb_day_slot (&history->slots, due);
  Past *past = history->day_at[slot];

  return past != NULL && past->day == due ? past : history->rest_at[slot];
}

/* Open on the day of a period and due from then to its end: as the deal stood on that day. */
static void
take_open_then (History *history, SbPushes pushes, const SbDealSpan *span, guint from, guint until)
{
  for (guint slot = from; slot < until; slot++)
    {
      Past *past = history->day_at[slot];

      if (past != NULL && due_in (history, sb_pushes_expected_at (pushes, span->expected_on, past->day)) == past)
        sb_sum_add (&past->open, span->minor);
    }
}

static void
take_history (History *history, const SbFacts *facts, const SbDealSpan *span, gsize *cursor)
{
  guint from = sb_day_slot (&history->slots, span->from), until = sb_day_slot (&history->slots, span->until);
  Past *past = span->status == SB_STATUS_WON ? history->rest_at[until] : NULL;
  SbPushes pushes;

  if (past != NULL && span->from <= past->period.end)
    sb_sum_add (&past->won, span->minor);
  if (from >= until)
    return;
  pushes = sb_pushes_next (facts, span->id, cursor);
  if (pushes.n > 0)
    {
      take_open_then (history, pushes, span, from, until);
      return;
    }
  past = due_in (history, span->expected_on); /* it never moved, so it was due in one period at most */
  if (past != NULL && sb_deal_span_is_open (span, past->day))
    sb_sum_add (&past->open, span->minor);
}

static void
take_year (History *history, const SbDealSpan *span, SbDate from, SbDate as_of)
{
  if (!sb_deal_span_ends_in (span, from, as_of))
    return;
  if (span->status == SB_STATUS_WON)
    sb_sum_add (&history->won_year, span->minor);
  else if (span->status == SB_STATUS_LOST)
    sb_sum_add (&history->lost_year, span->minor);
}

static void
walk_deals (SbCoverage *coverage, History *history, const SbCoverageInput *input, const SbTargetQuery *query)
{
  SbDate year = sb_date_add_months (query->as_of, -12) + 1;
  gint64 no_value = 0;
  SbDate oldest = MIN (year, history->past[PAST_PERIODS - 1].day); /* closed before: in no sum */
  gsize n, cursor = 0;
  const SbDealSpan *spans = sb_deal_spans (input->spans, &n);

  for (gsize i = 0; i < n; i++)
    {
      const SbDealSpan *span = &spans[i];
      gboolean open = sb_deal_span_is_open (span, query->as_of);

      if (span->until < oldest || span->status == SB_STATUS_VOID)
        continue;
      if (!sb_deal_span_has_value (span))
        {
          no_value += open ? 1 : 0;
          continue;
        }
      if (open)
        take_open (coverage, input, span, query);
      take_year (history, span, year, query->as_of);
      take_history (history, input->facts, span, &cursor);
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

/* The same day of the periods before; of a period that is over, their start. A period that has no such day yet is left
 * out. */
static void
lay_history (History *history, const SbFacts *facts, const SbTargetQuery *query)
{
  SbDate cuts[2 * PAST_PERIODS];
  gsize n = 0;

  for (int p = 0; p < PAST_PERIODS; p++)
    {
      SbPeriod period = sb_period_shift (query->period, -1 - p, facts->fiscal);

      history->past[p].period = period;
      history->past[p].day = query->as_of >= query->period.end
                               ? period.start
                               : sb_like_for_like_end (facts, query->period, period, query->as_of);
      cuts[n++] = history->past[p].day;
      cuts[n++] = period.end;
    }
  sb_day_slots_init (&history->slots, cuts, n);
  for (int p = 0; p < PAST_PERIODS; p++)
    {
      Past *past = &history->past[p];
      guint day = sb_day_slot (&history->slots, past->day);

      if (past->day < past->period.start)
        continue;
      history->day_at[day] = past;
      for (guint slot = day + 1; slot <= sb_day_slot (&history->slots, past->period.end); slot++)
        history->rest_at[slot] = past;
    }
}

static void
fill_covered (SbCoverage *coverage, const SbPlanTarget *target, const SbTargetQuery *query, gint64 won)
{
  coverage->remaining = target->reason == SB_REASON_NONE ? target->minor - won : 0;
  if (target->reason != SB_REASON_NONE)
    coverage->covered = coverage->weighted = sb_ratio_undefined (target->reason);
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
}

SbCoverage *
sb_coverage_of (const SbCoverageInput *input, const SbTargetQuery *query, gint64 won)
{
  SbCoverage *coverage;
  SbPlanTarget target;
  History history = { 0 };

  g_return_val_if_fail (input != NULL && query != NULL, NULL);

  coverage = g_new0 (SbCoverage, 1);
  coverage->explain = sb_explain_new ("pipeline_coverage", N_("Pipeline coverage"),
                                      N_("Open amount due in the rest of the period ÷ (target − won)"));
  sb_explain_filter (coverage->explain, query->period, query->scope, query->as_of);
  sb_explain_row_type (coverage->explain, "deal");
  lay_history (&history, input->facts, query);
  walk_deals (coverage, &history, input, query);
  fill_needed (coverage, &history);
  target = sb_plan_target_find (input->facts, query);
  fill_covered (coverage, &target, query, won);
  explain (coverage, &target, won);
  sb_day_slots_clear (&history.slots);
  return coverage;
}

SbCoverage *
sb_coverage_compute (const SbFacts *facts, const SbProbabilityTable *table, const SbTargetQuery *query, gint64 won)
{
  g_autoptr (GArray) spans = NULL;
  SbCoverageInput input = { facts, NULL, table };

  g_return_val_if_fail (facts != NULL && table != NULL && query != NULL, NULL);

  input.spans = spans = sb_deal_spans_new (facts, 0, query->scope);
  return sb_coverage_of (&input, query, won);
}

void
sb_coverage_free (SbCoverage *coverage)
{
  g_return_if_fail (coverage != NULL);

  g_clear_pointer (&coverage->explain, sb_explain_unref);
  g_free (coverage);
}
