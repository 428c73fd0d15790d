/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures that another calculation makes: coverage, velocity, slippage, retention, pacing. Called by the
 * panel; here they only take the shape of a KPI. */
#include "analysis/sb-kpi-special.h"

#include "analysis/sb-segment.h"

/* Takes its own reference on the explanation; the value shown is the one explained. */
static void
take (SbKpi *kpi, const SbRatio *ratio, SbExplain *explain)
{
  kpi->ratio = *ratio;
  kpi->explain = sb_explain_ref (explain);
  kpi->value = explain->result;
}

static const SbPacing *
pacing_of (SbKpiSpecial *special)
{
  const SbKpiQuery *query = special->query;
  SbTargetQuery target = { "revenue_won", query->period, query->scope, query->as_of };

  if (special->pacing == NULL)
    special->pacing = sb_pacing_compute (special->facts, &target, special->won);
  return special->pacing;
}

static void
take_pacing (SbKpi *kpi, SbKpiSpecial *special)
{
  const SbPacing *pacing = pacing_of (special);
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
take_coverage (SbKpi *kpi, SbKpiSpecial *special)
{
  const SbKpiQuery *query = special->query;
  SbTargetQuery target = { "revenue_won", query->period, query->scope, query->as_of };
  SbCoverageInput input = { special->facts, sb_kpi_source_spans (special->all), special->table };
  g_autoptr (SbCoverage) coverage = sb_coverage_of (&input, &target, special->won);

  take (kpi, &coverage->covered, coverage->explain);
}

static void
take_velocity (SbKpi *kpi, SbKpiSpecial *special)
{
  SbDate as_of = special->query->as_of;
  SbVelocityInput input = { special->all, special->last_year, special->rows };
  g_autoptr (SbVelocity) velocity = sb_velocity_of (&input, as_of, SB_VELOCITY_STEPS);

  take (kpi, &velocity->per_day, velocity->explain);
}

static void
take_slippage (SbKpi *kpi, SbKpiSpecial *special)
{
  const SbKpiQuery *query = special->query;
  const SbSlippage *slippage;

  if (special->slippage == NULL)
    special->slippage = sb_slippage_of (special->facts, sb_kpi_source_spans (special->all), query->period, query->scope,
                                        query->as_of);
  slippage = special->slippage;
  if (kpi->metric == SB_METRIC_PUSH_RATE)
    {
      take (kpi, &slippage->push_rate, slippage->explain_rate);
      return;
    }
  take (kpi, &slippage->pushes_per_deal, slippage->explain_three);
  kpi->value = sb_quantity_ratio (SB_UNIT_NUMBER, &slippage->pushes_per_deal);
}

static void
take_retention (SbKpi *kpi, SbKpiSpecial *special)
{
  const SbKpiQuery *query = special->query;
  SbKpiSource *all = special->all;
  g_autoptr (SbRetention) retention
    = sb_retention_of (special->facts, sb_kpi_source_buyers (all), query->scope, all->day);

  take (kpi, &retention->logo, retention->explain);
}

/* Their past needs states of an earlier day that the facts do not keep. */
static SbKpiChange
no_change (const SbKpiChange *bare, SbUnit unit)
{
  SbKpiChange change = *bare;

  change.value = sb_quantity_undefined (unit, SB_REASON_NO_HISTORY);
  change.change = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  return change;
}

SbKpi *
sb_kpi_special_compute (SbKpiSpecial *special, SbMetric metric)
{
  SbKpi *kpi = g_new0 (SbKpi, 1);
  SbUnit unit = sb_metric_info (metric)->unit;

  kpi->metric = metric;
  kpi->previous = no_change (special->previous, unit);
  kpi->year_ago = no_change (special->year_ago, unit);
  switch (metric)
    {
    case SB_METRIC_PIPELINE_COVERAGE:
      take_coverage (kpi, special);
      break;
    case SB_METRIC_VELOCITY:
      take_velocity (kpi, special);
      break;
    case SB_METRIC_PUSH_RATE:
    case SB_METRIC_PUSHES_PER_DEAL:
      take_slippage (kpi, special);
      break;
    case SB_METRIC_RETENTION:
      take_retention (kpi, special);
      break;
    default:
      take_pacing (kpi, special);
    }
  return kpi;
}

void
sb_kpi_special_clear (SbKpiSpecial *special)
{
  g_clear_pointer (&special->pacing, sb_pacing_free);
  g_clear_pointer (&special->slippage, sb_slippage_free);
}
