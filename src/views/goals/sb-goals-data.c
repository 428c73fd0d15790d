/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks analysis for the goal tree, the year's months and their targets. Runs in a worker; the result is immutable and
 * shared by the page, the grid and the page of one goal. */
#include "sb-config.h"

#include "views/goals/sb-goals-data.h"

static SbRatio
measure_linearity (const SbGoalsData *data)
{
  double actual[SB_GOALS_MONTHS], plan[SB_GOALS_MONTHS];
  gsize n = 0;

  for (guint i = 0; i < MIN (data->months->points->len, SB_GOALS_MONTHS); i++)
    {
      const SbSeriesPoint *point = &g_array_index (data->months->points, SbSeriesPoint, i);

      if (data->main == NULL || point->running || data->month_target[i] < 0
          || point->period.end > data->context->as_of || point->period.start < data->main->goal->start_on
          || point->period.end > data->main->goal->end_on)
        continue;
      actual[n] = sb_quantity_as_real (&point->value);
      plan[n++] = (double) data->month_target[i];
    }
  return sb_goal_linearity (actual, plan, n);
}

static void
gather_months (SbGoalsData *data)
{
  const SbContext *context = data->context;
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, context->period.end, context->fiscal);
  SbKpiQuery query = { year, context->scope, context->as_of, 0 };

  data->months = sb_kpi_series_compute (context->facts, SB_METRIC_REVENUE_WON, SB_PERIOD_MONTH, &query);
  for (guint i = 0; i < SB_GOALS_MONTHS; i++)
    {
      SbTargetQuery wanted = { "revenue_won", { 0 }, context->scope, context->as_of };
      SbPlanTarget target;

      data->month_target[i] = -1;
      if (i >= data->months->points->len)
        continue;
      wanted.period = g_array_index (data->months->points, SbSeriesPoint, i).period;
      target = sb_plan_target_find (context->facts, &wanted);
      if (target.reason == SB_REASON_NONE)
        data->month_target[i] = target.minor;
    }
}

gpointer
sb_goals_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  SbGoalQuery query = { 0 };
  g_autoptr (SbGoalChances) chances = NULL;
  SbGoalsData *data;

  g_return_val_if_fail (context != NULL, NULL);

  query.period = context->period;
  query.scope = context->scope;
  query.as_of = context->as_of;
  chances = sb_goal_chances_new (context->facts, context->as_of);
  query.chance = sb_goal_chances_find;
  query.chance_data = chances;
  data = g_new0 (SbGoalsData, 1);
  data->ref_count = 1;
  data->context = sb_context_ref ((SbContext *) context);
  data->tree = sb_goal_tree_compute (context->facts, &query);
  data->main = sb_goal_tree_main (data->tree, context->scope, context->period);
  gather_months (data);
  data->linearity = measure_linearity (data);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&data, sb_goals_data_unref);
  return data;
}

SbGoalsData *
sb_goals_data_ref (SbGoalsData *data)
{
  g_return_val_if_fail (data != NULL, NULL);

  g_atomic_int_inc (&data->ref_count);
  return data;
}

void
sb_goals_data_unref (SbGoalsData *data)
{
  if (data == NULL || !g_atomic_int_dec_and_test (&data->ref_count))
    return;
  g_clear_pointer (&data->tree, sb_goal_tree_free);
  g_clear_pointer (&data->months, sb_series_free);
  g_clear_pointer (&data->context, sb_context_unref);
  g_free (data);
}
