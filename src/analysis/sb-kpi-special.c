/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures that another calculation makes: coverage, velocity, slippage, retention, pacing. Called by sb_kpi_compute
 * () and the panel; here they only take the shape of a KPI. */
#include "analysis/sb-kpi-tally.h"

#include "analysis/sb-coverage.h"
#include "analysis/sb-segment.h"
#include "analysis/sb-slippage.h"
#include "analysis/sb-working-days.h"

/* Takes its own reference on the explanation; the value shown is the one explained. */
static void
take (SbKpi *kpi, const SbRatio *ratio, SbExplain *explain)
{
  kpi->ratio = *ratio;
  kpi->explain = sb_explain_ref (explain);
  kpi->value = explain->result;
}

static void
take_pacing (SbKpi *kpi, const SbFacts *facts, const SbKpiQuery *query, gint64 won)
{
  SbTargetQuery target = { "revenue_won", query->period, query->scope, query->as_of };
  g_autoptr (SbPacing) pacing = sb_pacing_compute (facts, &target, won);
  SbRatio amount = { 0 };

  amount.numerator = pacing->actual;
  amount.denominator = pacing->target;
  amount.reason = pacing->attainment.reason;
  switch (kpi->metric)
    {
    case SB_METRIC_ATTAINMENT:
      take (kpi, &pacing->attainment, pacing->explain_attainment);
      break;
    case SB_METRIC_PACE:
      take (kpi, &pacing->pace, pacing->explain_pace);
      break;
    case SB_METRIC_LANDING:
      take (kpi, &amount, pacing->explain_landing);
      break;
    case SB_METRIC_NEEDED_PER_DAY:
      take (kpi, &amount, pacing->explain_needed);
      break;
    default:
      take (kpi, &amount, pacing->explain_attainment);
      kpi->value = pacing->source.reason == SB_REASON_NONE
                     ? sb_quantity_money (pacing->target)
                     : sb_quantity_undefined (SB_UNIT_MONEY, pacing->source.reason);
    }
}

static void
take_coverage (SbKpi *kpi, const SbFacts *facts, const SbKpiQuery *query, const SbProbabilityTable *table, gint64 won)
{
  SbTargetQuery target = { "revenue_won", query->period, query->scope, query->as_of };
  g_autoptr (SbCoverage) coverage = sb_coverage_compute (facts, table, &target, won);

  take (kpi, &coverage->covered, coverage->explain);
}

static void
take_velocity (SbKpi *kpi, const SbFacts *facts, const SbKpiQuery *query)
{
  g_autoptr (SbVelocity) velocity = sb_velocity_compute (facts, query->scope, query->as_of, SB_VELOCITY_STEPS);

  take (kpi, &velocity->per_day, velocity->explain);
}

static void
take_slippage (SbKpi *kpi, const SbFacts *facts, const SbKpiQuery *query)
{
  g_autoptr (SbSlippage) slippage = sb_slippage_compute (facts, query->period, query->scope, query->as_of);

  if (kpi->metric == SB_METRIC_PUSH_RATE)
    {
      take (kpi, &slippage->push_rate, slippage->explain_rate);
      return;
    }
  take (kpi, &slippage->pushes_per_deal, slippage->explain_three);
  kpi->value = sb_quantity_ratio (SB_UNIT_NUMBER, &slippage->pushes_per_deal);
}

static void
take_retention (SbKpi *kpi, const SbFacts *facts, const SbKpiQuery *query)
{
  g_autoptr (SbRetention) retention = sb_retention_compute (facts, query->scope, MIN (query->as_of, query->period.end));

  take (kpi, &retention->logo, retention->explain);
}

/* Their past needs states of an earlier day that the facts do not keep. */
static SbKpiChange
no_change (const SbFacts *facts, const SbKpiQuery *query, SbPeriod period, SbUnit unit)
{
  SbKpiChange change = { 0 };

  change.period = period;
  change.until = sb_like_for_like_end (facts, query->period, period, query->as_of);
  change.partial = query->as_of < query->period.end;
  change.working_days = sb_working_days (facts, period.start, change.until);
  change.value = sb_quantity_undefined (unit, SB_REASON_NO_HISTORY);
  change.change = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  return change;
}

SbKpi *
sb_kpi_compute_special (const SbFacts *facts, SbMetric metric, const SbKpiQuery *query, const SbProbabilityTable *table,
                        gint64 won)
{
  SbKpi *kpi = g_new0 (SbKpi, 1);
  SbUnit unit = sb_metric_info (metric)->unit;

  kpi->metric = metric;
  kpi->previous = no_change (facts, query, sb_period_shift (query->period, -1, facts->fiscal), unit);
  kpi->year_ago = no_change (facts, query, sb_period_year_ago (query->period, facts->fiscal), unit);
  switch (metric)
    {
    case SB_METRIC_PIPELINE_COVERAGE:
      take_coverage (kpi, facts, query, table, won);
      break;
    case SB_METRIC_VELOCITY:
      take_velocity (kpi, facts, query);
      break;
    case SB_METRIC_PUSH_RATE:
    case SB_METRIC_PUSHES_PER_DEAL:
      take_slippage (kpi, facts, query);
      break;
    case SB_METRIC_RETENTION:
      take_retention (kpi, facts, query);
      break;
    default:
      take_pacing (kpi, facts, query, won);
    }
  return kpi;
}
