/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chance of a revenue goal out of the forecast of its days: one forecast for all goals of the same days, so that
 * members, teams and the company speak of the same draws. Declared in sb-goal.h. */
#include "analysis/sb-goal.h"

#include "analysis/sb-forecast.h"

#include <string.h>

struct _SbGoalChances
{
  SbFacts    *facts;
  SbDate      as_of;
  GHashTable *forecasts; /* "start end" → SbForecast, NULL when there is none */
};

static void
free_forecast (gpointer forecast)
{
  if (forecast != NULL)
    sb_forecast_free (forecast);
}

SbGoalChances *
sb_goal_chances_new (SbFacts *facts, SbDate as_of)
{
  SbGoalChances *chances;

  g_return_val_if_fail (facts != NULL && as_of != SB_DATE_NONE, NULL);

  chances = g_new0 (SbGoalChances, 1);
  chances->facts = sb_facts_ref (facts);
  chances->as_of = as_of;
  chances->forecasts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_forecast);
  return chances;
}

void
sb_goal_chances_free (SbGoalChances *chances)
{
  g_return_if_fail (chances != NULL);

  g_hash_table_unref (chances->forecasts);
  sb_facts_unref (chances->facts);
  g_free (chances);
}

static const SbForecast *
forecast_of (SbGoalChances *chances, const SbGoalFact *goal)
{
  g_autofree char *key = g_strdup_printf ("%d %d", goal->start_on, goal->end_on);
  SbPeriod period = { (SbPeriodKind) goal->period_kind, goal->start_on, goal->end_on };
  SbForecastQuery query = SB_FORECAST_QUERY (period, SB_SCOPE_ALL, chances->as_of);
  gpointer found;

  if (g_hash_table_lookup_extended (chances->forecasts, key, NULL, &found))
    return found;
  found = sb_forecast_compute (chances->facts, &query);
  g_hash_table_insert (chances->forecasts, g_steal_pointer (&key), found);
  return found;
}

void
sb_goal_chances_find (const SbFacts *facts, const SbGoalFact *goal, gpointer data, SbGoalChance *out)
{
  SbGoalChances *chances = data;
  const SbMetricFact *metric = sb_facts_metric (facts, goal->metric_id);
  const SbForecast *forecast;
  const SbForecastRow *row;
  int index;

  g_return_if_fail (chances != NULL && out != NULL);

  /* The draws are of revenue; a goal that is over has no chance any more, it was reached or not. */
  if (metric == NULL || strcmp (metric->code, "revenue_won") != 0 || goal->product_id != 0 || goal->region >= 0
      || goal->filtered || goal->end_on < chances->as_of || goal->start_on > chances->as_of)
    return;
  forecast = forecast_of (chances, goal);
  if (forecast == NULL)
    return;
  index = goal->member_id != 0 ? sb_forecast_find (forecast, SB_FORECAST_MEMBER, goal->member_id)
          : goal->team_id != 0 ? sb_forecast_find (forecast, SB_FORECAST_TEAM, goal->team_id)
                               : (int) forecast->rows->len - 1;
  if (index < 0)
    return;
  row = &g_array_index (forecast->rows, SbForecastRow, index);
  if (row->reason != SB_REASON_NONE || forecast->simulation == NULL)
    return;
  out->chance = sb_ratio_measure (sb_simulation_reach (forecast->simulation, (gsize) index, goal->target.minor),
                                  sb_simulation_n_draws (forecast->simulation));
  out->p10 = sb_amount (row->p10, row->n_open);
  out->p50 = sb_amount (row->p50, row->n_open);
  out->p90 = sb_amount (row->p90, row->n_open);
}
