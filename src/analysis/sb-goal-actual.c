/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been reached: computed metrics from the deals, orders and answers, others from typed values and check-ins.
 * Inside sb-goal only. */
#include "analysis/sb-goal-private.h"

#include "analysis/sb-deal-state.h"

#include <string.h>

/* Rows of one goal among rows in order of their goals; every struct has its goal's id at some offset. */
static const void *
rows_of (const void *rows, gsize n_rows, gsize size, gint32 goal_id, gsize *n)
{
  const gsize offset = G_STRUCT_OFFSET (SbGoalStageFact, goal_id); /* the same in all three */
  gsize lo = 0, hi = n_rows, end;

#define GOAL_AT(index) (*(const gint32 *) ((const char *) rows + (index) * size + offset))
  while (lo < hi)
    {
      gsize middle = lo + (hi - lo) / 2;

      if (GOAL_AT (middle) < goal_id)
        lo = middle + 1;
      else
        hi = middle;
    }
  for (end = lo; end < n_rows && GOAL_AT (end) == goal_id;)
    end++;
#undef GOAL_AT
  *n = end - lo;
  return *n > 0 ? (const char *) rows + lo * size : NULL;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (SbGoalStageFact, goal_id) == G_STRUCT_OFFSET (SbGoalVersionFact, goal_id));
G_STATIC_ASSERT (G_STRUCT_OFFSET (SbGoalStageFact, goal_id) == G_STRUCT_OFFSET (SbCheckInFact, goal_id));

const SbGoalStageFact *
sb_goal_stages (const SbFacts *facts, gint32 goal_id, gsize *n)
{
  return rows_of (facts->goal_stages, facts->n_goal_stages, sizeof (SbGoalStageFact), goal_id, n);
}

const SbGoalVersionFact *
sb_goal_versions (const SbFacts *facts, gint32 goal_id, gsize *n)
{
  return rows_of (facts->goal_versions, facts->n_goal_versions, sizeof (SbGoalVersionFact), goal_id, n);
}

const SbCheckInFact *
sb_goal_check_ins (const SbFacts *facts, gint32 goal_id, gsize *n)
{
  return rows_of (facts->check_ins, facts->n_check_ins, sizeof (SbCheckInFact), goal_id, n);
}

SbScope
sb_goal_scope (const SbGoalFact *goal)
{
  SbScope scope = SB_SCOPE_ALL;

  g_return_val_if_fail (goal != NULL, scope);

  scope.member_id = goal->member_id;
  scope.team_id = goal->member_id != 0 ? 0 : goal->team_id;
  scope.product_id = goal->product_id;
  scope.region = goal->region;
  return scope;
}

SbUnit
sb_goal_unit (const SbMetricFact *metric)
{
  static const SbUnit units[] = { SB_UNIT_MONEY, SB_UNIT_COUNT, SB_UNIT_PERCENT, SB_UNIT_DAYS, SB_UNIT_HOURS,
                                  SB_UNIT_SCORE };

  g_return_val_if_fail (metric != NULL, SB_UNIT_NUMBER);

  return metric->unit < G_N_ELEMENTS (units) ? units[metric->unit] : SB_UNIT_NUMBER;
}

double
sb_goal_number (const SbMetricFact *metric, const SbGoalNumber *number)
{
  if (!number->set)
    return 0.0;
  return metric->unit == SB_METRIC_UNIT_MONEY ? (double) number->minor : number->value;
}

SbQuantity
sb_goal_quantity (const SbMetricFact *metric, const SbGoalNumber *number)
{
  SbUnit unit;

  g_return_val_if_fail (metric != NULL && number != NULL, sb_quantity_undefined (SB_UNIT_COUNT, SB_REASON_NO_DATA));

  unit = sb_goal_unit (metric);
  if (!number->set)
    return sb_quantity_undefined (unit, SB_REASON_NO_TARGET);
  return unit == SB_UNIT_MONEY ? sb_quantity_money (number->minor) : sb_quantity_real (unit, number->value);
}

gboolean
sb_goal_is_computed (const SbMetricFact *metric)
{
  SbMetric computed;

  return !metric->manual && sb_metric_from_key (metric->code, &computed)
         && !(computed >= SB_METRIC_TARGET && computed <= SB_METRIC_NEEDED_PER_DAY);
}

SbQuantity
sb_goal_measure (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric, SbPeriod period)
{
  SbKpiQuery query = { period, sb_goal_scope (goal), work->query->as_of, 0 };
  SbMetric computed;
  SbQuantity *known;
  g_autofree char *key = NULL;

  if (!sb_goal_is_computed (metric) || !sb_metric_from_key (metric->code, &computed) || goal->vacant)
    return sb_quantity_undefined (sb_goal_unit (metric), SB_REASON_NO_DATA);
  key = g_strdup_printf ("%d %d %d %d %d %d %d", computed, period.start, period.end, query.scope.team_id,
                         query.scope.member_id, query.scope.product_id, query.scope.region);
  known = g_hash_table_lookup (work->values, key);
  if (known == NULL)
    {
      SbKpiRequest request = { &computed, 1, SB_PERIOD_MONTH, 0, FALSE };
      g_autoptr (GPtrArray) panel = sb_kpi_panel_compute (work->facts, &request, &query);
      const SbKpi *kpi = panel->pdata[0];

      known = g_new (SbQuantity, 1);
      *known = kpi->value;
      known->has_range = FALSE;
      g_hash_table_insert (work->values, g_steal_pointer (&key), known);
    }
  return *known;
}

/* Values typed for exactly this team or member inside the goal's days. */
static SbQuantity
typed_value (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric)
{
  const SbFacts *facts = work->facts;
  SbScope scope = sb_goal_scope (goal);
  double sum = 0.0, weight = 0.0, last = 0.0;
  gint64 n = 0;

  for (gsize i = 0; i < facts->n_metric_values; i++)
    {
      const SbMetricValueFact *row = &facts->metric_values[i];
      double cases = row->n > 0 ? (double) row->n : 1.0;

      if (row->metric_id != metric->id || row->team_id != scope.team_id || row->member_id != scope.member_id
          || row->start_on < goal->start_on || row->end_on > goal->end_on || row->start_on > work->query->as_of)
        continue;
      last = sb_goal_number (metric, &row->number);
      sum += metric->aggregation == SB_AGGREGATE_SUM ? last : last * cases;
      weight += cases;
      n++;
    }
  if (n == 0)
    return sb_quantity_undefined (sb_goal_unit (metric), SB_REASON_NO_DATA);
  if (metric->aggregation == SB_AGGREGATE_LAST)
    sum = last;
  else if (metric->aggregation != SB_AGGREGATE_SUM)
    sum /= weight;
  return sb_quantity_real (sb_goal_unit (metric), sum);
}

static SbQuantity
checked_value (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric)
{
  gsize n;
  const SbCheckInFact *rows = sb_goal_check_ins (work->facts, goal->id, &n);

  while (n-- > 0)
    if (rows[n].number.set && rows[n].day_on <= work->query->as_of)
      return sb_goal_quantity (metric, &rows[n].number);
  return sb_quantity_undefined (sb_goal_unit (metric), SB_REASON_NO_DATA);
}

SbQuantity
sb_goal_actual (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric)
{
  SbQuantity value;

  if (goal->vacant)
    return metric->aggregation == SB_AGGREGATE_SUM
             ? sb_quantity_real (sb_goal_unit (metric), 0.0)
             : sb_quantity_undefined (sb_goal_unit (metric), SB_REASON_NO_DATA);
  if (goal->start_on > work->query->as_of)
    return sb_quantity_undefined (sb_goal_unit (metric), SB_REASON_NOT_STARTED);
  if (sb_goal_is_computed (metric))
    {
      value = sb_goal_measure (work, goal, metric, sb_period_custom (goal->start_on, goal->end_on));
      if (value.unit != sb_goal_unit (metric) && sb_quantity_is_defined (&value))
        {
          gint64 cases = value.n;

          value = sb_quantity_real (sb_goal_unit (metric), sb_quantity_as_real (&value));
          value.n = cases;
        }
      value.unit = sb_goal_unit (metric);
      return value;
    }
  value = typed_value (work, goal, metric);
  return sb_quantity_is_defined (&value) ? value : checked_value (work, goal, metric);
}

SbQuantity
sb_goal_weighted (SbGoalWork *work, const SbGoalFact *goal, const SbMetricFact *metric, const SbQuantity *actual)
{
  const SbFacts *facts = work->facts;
  g_auto (SbScopeFilter) filter = { 0 };
  g_autofree guint8 *pipelines = NULL;
  gint64 sum;

  if (strcmp (metric->code, "revenue_won") != 0 || !sb_quantity_is_defined (actual) || goal->vacant)
    return sb_quantity_undefined (sb_goal_unit (metric), SB_REASON_NO_DATA);
  if (work->probabilities == NULL)
    work->probabilities = sb_probability_table_compute (facts, work->query->as_of);
  pipelines = sb_deal_pipelines_new (facts);
  sb_scope_filter_init (&filter, facts, sb_goal_scope (goal));
  sum = actual->integer;
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (sb_date_in (deal->expected_close_on, goal->start_on, goal->end_on)
          && sb_deal_status_at (deal, work->query->as_of) == SB_STATUS_OPEN && deal->created_on <= work->query->as_of
          && sb_deal_has_value (deal) && sb_deal_counts (facts, pipelines, 0, deal) && sb_deal_in_scope (&filter, deal))
        sb_sum_add (&sum, sb_probability_weigh (deal->amount_minor,
                                                sb_probability_of_deal (work->probabilities, deal).ppm));
    }
  return sb_quantity_money (sum);
}
