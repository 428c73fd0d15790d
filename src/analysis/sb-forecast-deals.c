/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which deals a forecast is made of: what was won in the period, and every open deal with its chance to be won inside
 * it. Called by the forecast. */
#include "analysis/sb-forecast-private.h"

#include "analysis/sb-deal-age.h"
#include "analysis/sb-deal-state.h"
#include "analysis/sb-slippage.h"

typedef struct {
  SbForecastWork     *work;
  SbProbabilityTable *chances;
  SbSlipTable        *slips;
  SbAgeTable         *ages;
} Chances;

gsize
sb_forecast_slot (const SbFacts *facts, gint32 owner_id)
{
  const SbMemberFact *owner = owner_id != 0 ? sb_facts_member (facts, owner_id) : NULL;

  return owner != NULL ? (gsize) (owner - facts->members) : facts->n_members;
}

static void
add_won (SbForecastWork *work, const SbDealFact *deal)
{
  gsize slot = sb_forecast_slot (work->facts, deal->owner_id);

  if (!sb_date_in (deal->closed_on, work->forecast->query.period.start, work->forecast->query.period.end)
      || deal->closed_on > work->forecast->query.as_of || !sb_deal_has_value (deal))
    return;
  sb_sum_add (&work->won[slot], deal->amount_minor);
  work->n_won[slot]++;
  work->needed[slot] = 1;
}

/* Amounts that cannot be used are counted beside the forecast. */
static gboolean
has_value (SbForecastCounts *counts, const SbDealFact *deal)
{
  if (sb_deal_has_value (deal))
    return TRUE;
  if (deal->flags & SB_FACT_NO_RATE)
    counts->no_rate++;
  else
    counts->no_amount++;
  return FALSE;
}

static void
count_close (SbForecastCounts *counts, const SbForecastDeal *deal, int cycle)
{
  if (deal->close == SB_CLOSE_UNDATED && cycle < 0)
    counts->no_cycle++;
  else if (deal->close == SB_CLOSE_UNDATED)
    counts->undated++;
  else if (deal->close == SB_CLOSE_OVERDUE)
    counts->overdue++;
}

/* The deal as it was on the day when that lies in the past: in the stage it stood in then, not the last one before it
 * closed, and without a chance that somebody may have typed later. */
static SbDealFact
deal_at (const Chances *chances, const SbDealFact *fact)
{
  SbDealFact deal = *fact;
  gint32 stage_id = sb_age_stage_of_deal (chances->ages, fact);

  if (fact->status == SB_STATUS_OPEN)
    return deal;
  deal.manual_ppm = -1;
  if (stage_id != 0)
    deal.stage_id = stage_id;
  return deal;
}

/* Precedence: manual, model, learned, default. */
static void
ask_model (SbForecast *forecast, gsize index, SbForecastDeal *deal)
{
  gint32 ppm = forecast->query.model != NULL ? sb_win_deals_ppm (forecast->query.model, index) : -1;

  if (ppm < 0 || deal->probability.source == SB_PROBABILITY_MANUAL)
    return;
  deal->probability = (SbProbability) { .value = ppm / 1e6, .ppm = ppm, .source = SB_PROBABILITY_MODEL };
  forecast->n_model++;
}

static void
add_open (Chances *chances, const SbDealFact *fact, SbDate expected)
{
  SbForecastWork *work = chances->work;
  SbForecast *forecast = work->forecast;
  SbForecastDeal deal = { .id = fact->id, .owner_id = fact->owner_id, .minor = fact->amount_minor };
  SbDealFact then = deal_at (chances, fact);
  gsize slot = sb_forecast_slot (work->facts, fact->owner_id);

  if (!has_value (&forecast->counts, fact))
    return;
  deal.in_period = sb_close_in_period (chances->slips, fact->owner_id, expected, forecast->query.period, &deal.close);
  count_close (&forecast->counts, &deal, sb_slip_median_cycle (chances->slips));
  if (!(deal.in_period > 0.0))
    return;
  deal.probability = sb_probability_of_deal (chances->chances, &then);
  ask_model (forecast, (gsize) (fact - work->facts->deals), &deal);
  deal.age = sb_age_of_deal (chances->ages, fact);
  deal.p = deal.probability.value;
  if (deal.probability.source == SB_PROBABILITY_LEARNED)
    deal.p = MIN (1.0, deal.p
                         * sb_age_factor (chances->ages, sb_age_stage_of_deal (chances->ages, fact), deal.age, NULL));
  deal.q = deal.p * deal.in_period;
  /* As the weighted key figure has it: due in the rest of the period, no slip, no age. */
  if (sb_date_in (expected, MAX (forecast->query.period.start, forecast->query.as_of), forecast->query.period.end))
    deal.weighted = sb_probability_weigh (deal.minor, deal.probability.ppm);
  work->needed[slot] = work->seller[slot] = 1;
  g_array_append_val (forecast->deals, deal);
}

void
sb_forecast_collect (SbForecastWork *work)
{
  SbForecast *forecast = work->forecast;
  const SbFacts *facts = work->facts;
  SbDate as_of = forecast->query.as_of;
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, as_of);
  g_autoptr (SbSlipTable) slips = sb_slip_table_compute (facts, as_of);
  g_autoptr (SbAgeTable) ages = sb_age_table_compute (facts, as_of);
  Chances chances = { work, table, slips, ages };
  gboolean open = (forecast->query.lines & SB_FORECAST_PIPELINE) != 0;
  gsize cursor = 0;

  forecast->slip_n = sb_slip_count (slips, 0);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      SbDealStatus status = sb_deal_status_at (deal, as_of);

      if ((status != SB_STATUS_OPEN && status != SB_STATUS_WON)
          || (deal->created_on != SB_DATE_NONE && deal->created_on > as_of)
          || !sb_deal_counts (facts, work->pipelines, 0, deal) || !sb_deal_in_scope (&work->filter, deal))
        continue;
      if (status == SB_STATUS_WON)
        add_won (work, deal);
      else if (open)
        add_open (&chances, deal,
                  sb_pushes_expected_at (sb_pushes_next (facts, deal->id, &cursor), deal->expected_close_on, as_of));
    }
}
