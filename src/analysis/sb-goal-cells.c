/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a goal. Called by the grid of the goals page and wherever a goal is made; knows no screen. */
#include "analysis/sb-goal-cells.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-goal-private.h"
#include "analysis/sb-season.h"
#include "analysis/sb-working-days.h"

#include <math.h>

#define MAX_YEARS 10


/* Hours and scores keep two digits, percentages two after the point. */
static double
scale_of (const SbMetricFact *metric)
{
  return metric->unit == SB_METRIC_UNIT_PERCENT ? 10000.0 : 100.0;
}

gint64
sb_goal_to_units (const SbMetricFact *metric, const SbGoalNumber *number)
{
  g_return_val_if_fail (metric != NULL && number != NULL, 0);

  if (!number->set)
    return 0;
  if (metric->unit == SB_METRIC_UNIT_MONEY)
    return number->minor;
  return fabs (number->value) < 1e15 ? llround (number->value * scale_of (metric)) : 0;
}

SbGoalNumber
sb_goal_from_units (const SbMetricFact *metric, gint64 units)
{
  g_return_val_if_fail (metric != NULL, (SbGoalNumber) { 0 });

  if (metric->unit == SB_METRIC_UNIT_MONEY)
    return (SbGoalNumber) { TRUE, units, 0.0 };
  return (SbGoalNumber) { TRUE, 0, (double) units / scale_of (metric) };
}

/* Revenue and working days of the complete fiscal years before the goal begins. */
static void
season_of (const SbFacts *facts, const SbGoalFact *goal, SbSeason *season)
{
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, goal->start_on, facts->fiscal);
  gint64 sales[MAX_YEARS * 12] = { 0 }, days[MAX_YEARS * 12] = { 0 };
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  gsize n = 0;
  SbDate first = SB_DATE_NONE;

  for (gsize i = 0; i < facts->n_deals; i++)
    if (facts->deals[i].status == SB_STATUS_WON && facts->deals[i].closed_on != SB_DATE_NONE
        && (first == SB_DATE_NONE || facts->deals[i].closed_on < first))
      first = facts->deals[i].closed_on;
  for (SbPeriod past = sb_period_shift (year, -1, facts->fiscal); first != SB_DATE_NONE && past.start >= first - 31
                                                                   && n < MAX_YEARS;
       past = sb_period_shift (past, -1, facts->fiscal), n++)
    for (int month = 0; month < 12; month++)
      {
        SbDate from = sb_date_add_months (past.start, month), to = sb_date_add_months (past.start, month + 1) - 1;

        days[n * 12 + month] = sb_working_days (facts, from, to);
        for (gsize i = 0; i < facts->n_deals; i++)
          if (facts->deals[i].status == SB_STATUS_WON && sb_date_in (facts->deals[i].closed_on, from, to)
              && sb_deal_has_value (&facts->deals[i]) && sb_deal_counts (facts, pipelines, 0, &facts->deals[i]))
            sb_sum_add (&sales[n * 12 + month], facts->deals[i].amount_minor);
      }
  sb_season_compute (sales, days, n, season);
}

static gint64
weight_of (const SbFacts *facts, const SbGoalFact *goal, const SbSeason *season, SbPeriod part)
{
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, part.start, facts->fiscal);
  int month = CLAMP (sb_date_months_between (year.start, part.start), 0, 11);
  gint64 days = sb_working_days (facts, part.start, part.end);

  if (goal->phasing == SB_PHASING_EQUAL)
    return 1;
  return goal->phasing == SB_PHASING_SEASONAL ? days * season->ppm[month] : days;
}

GArray *
sb_goal_cells_new (const SbFacts *facts, const SbGoalFact *goal)
{
  g_autoptr (GArray) months = NULL;
  GArray *cells;
  SbSeason season = { { 0 } };

  g_return_val_if_fail (facts != NULL && goal != NULL, NULL);

  months = sb_period_split (SB_PERIOD_MONTH, goal->start_on, goal->end_on, facts->fiscal);
  cells = g_array_new (FALSE, TRUE, sizeof (SbGoalCell));
  if (goal->phasing == SB_PHASING_SEASONAL)
    season_of (facts, goal, &season);
  for (guint i = 0; i < months->len; i++)
    {
      SbGoalCell cell = { .period = g_array_index (months, SbPeriod, i) };

      cell.period.start = MAX (cell.period.start, goal->start_on);
      cell.period.end = MIN (cell.period.end, goal->end_on);
      cell.weight = weight_of (facts, goal, &season, cell.period);
      g_array_append_val (cells, cell);
    }
  return cells;
}

GArray *
sb_goal_cells_load (const SbFacts *facts, const SbGoalFact *goal)
{
  GArray *cells;
  const SbGoalStageFact *stages;
  const SbMetricFact *metric;
  gsize n;
  guint found = 0;

  g_return_val_if_fail (facts != NULL && goal != NULL, NULL);

  cells = sb_goal_cells_new (facts, goal);
  metric = sb_facts_metric (facts, goal->metric_id);
  stages = sb_goal_stages (facts, goal->id, &n);
  for (guint c = 0; c < cells->len && metric != NULL; c++)
    for (gsize i = 0; i < n; i++)
      {
        SbGoalCell *cell = &g_array_index (cells, SbGoalCell, c);

        if (stages[i].period_kind != SB_PERIOD_MONTH || stages[i].start_on != cell->period.start
            || stages[i].end_on != cell->period.end || !stages[i].target.set)
          continue;
        cell->value = sb_goal_to_units (metric, &stages[i].target);
        cell->calculated = sb_goal_to_units (metric, &stages[i].calculated);
        cell->locked = stages[i].locked;
        cell->typed = stages[i].typed;
        found++;
        break;
      }
  if (found == 0 && metric != NULL && goal->target.set)
    sb_goal_cells_spread (cells, sb_goal_to_units (metric, &goal->target));
  return cells;
}

gint64
sb_goal_cells_sum (const GArray *cells)
{
  gint64 sum = 0;

  g_return_val_if_fail (cells != NULL, 0);

  for (guint i = 0; i < cells->len; i++)
    sb_sum_add (&sum, g_array_index (cells, SbGoalCell, i).value);
  return sum;
}

/* Splits a total over some cells by weight; a negative one is split as its opposite. */
static void
split (GArray *cells, gint64 total, gboolean all)
{
  g_autofree gint64 *weights = g_new0 (gint64, cells->len), *parts = g_new0 (gint64, cells->len);
  g_autofree guint *places = g_new0 (guint, cells->len);
  gsize n = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, i);

      if (!all && (cell->locked || cell->typed))
        continue;
      weights[n] = cell->weight;
      places[n++] = i;
    }
  if (n == 0)
    return;
  sb_split_exact (ABS (total), weights, n, parts);
  for (gsize i = 0; i < n; i++)
    {
      SbGoalCell *cell = &g_array_index (cells, SbGoalCell, places[i]);
      gint64 part = total < 0 ? -parts[i] : parts[i];

      if (all)
        cell->calculated = part;
      else
        cell->value = part;
    }
}

gint64
sb_goal_cells_spread (GArray *cells, gint64 total)
{
  gint64 fixed = 0;

  g_return_val_if_fail (cells != NULL, 0);

  split (cells, total, TRUE);
  for (guint i = 0; i < cells->len; i++)
    {
      const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, i);

      if (cell->locked || cell->typed)
        sb_sum_add (&fixed, cell->value);
    }
  split (cells, total >= 0 ? MAX (total - fixed, 0) : total - fixed, FALSE);
  return total - sb_goal_cells_sum (cells);
}

GArray *
sb_goal_cells_weeks (const SbFacts *facts, const SbGoalCell *month)
{
  g_autoptr (GArray) weeks = NULL;
  GArray *cells;

  g_return_val_if_fail (facts != NULL && month != NULL, NULL);

  weeks = sb_period_split (SB_PERIOD_WEEK, month->period.start, month->period.end, facts->fiscal);
  cells = g_array_new (FALSE, TRUE, sizeof (SbGoalCell));
  for (guint i = 0; i < weeks->len; i++)
    {
      SbGoalCell cell = { .period = g_array_index (weeks, SbPeriod, i) };

      cell.weight = sb_working_days (facts, MAX (cell.period.start, month->period.start),
                                     MIN (cell.period.end, month->period.end));
      g_array_append_val (cells, cell);
    }
  if (cells->len > 0)
    sb_goal_cells_spread (cells, month->value);
  return cells;
}
