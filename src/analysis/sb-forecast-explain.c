/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What P(reach) of a forecast's total was made of: lines, draws, correlation, the two largest contributions, what was
 * left out and what was assumed. Called by the forecast. */
#include "sb-config.h"

#include "analysis/sb-forecast-private.h"

#include <glib/gi18n-lib.h>

static SbQuantity
money (double minor)
{
  return sb_quantity_real (SB_UNIT_MONEY, minor);
}

/* The two deals with the largest amount × chance; −1 where there is none. */
static void
largest (const SbForecast *forecast, int found[2])
{
  double best[2] = { 0.0, 0.0 };

  found[0] = found[1] = -1;
  for (guint i = 0; i < forecast->deals->len; i++)
    {
      const SbForecastDeal *deal = &g_array_index (forecast->deals, SbForecastDeal, i);
      double expected = (double) deal->minor * deal->q;
      int place = expected > best[0] ? 0 : expected > best[1] ? 1 : 2;

      if (place == 0)
        {
          best[1] = best[0];
          found[1] = found[0];
        }
      if (place < 2)
        {
          best[place] = expected;
          found[place] = (int) i;
        }
    }
}

static void
explain_largest (const SbForecast *forecast, SbExplain *explain)
{
  static const char *const names[] = { N_("Largest contribution"), N_("Second largest contribution") };
  static const char *const amounts[] = { N_("… amount × chance to close in the period"),
                                         N_("… amount × chance to close in the period") };
  int found[2];

  largest (forecast, found);
  for (int i = 0; i < 2; i++)
    if (found[i] >= 0)
      {
        const SbForecastDeal *deal = &g_array_index (forecast->deals, SbForecastDeal, found[i]);

        sb_explain_input (explain, names[i], sb_quantity_name (SB_NAME_DEAL, deal->id, NULL));
        sb_explain_input (explain, amounts[i], money ((double) deal->minor * deal->q));
      }
}

static void
explain_assumptions (const SbForecast *forecast, SbExplain *explain)
{
  const SbForecastRow *total = sb_forecast_total (forecast);
  guint flags = total->run_rate.flags | total->created.flags;

  if (total->exact)
    sb_explain_note (explain, N_("Computed exactly: no correlation and nothing else to come."));
  else
    sb_explain_note (explain, N_("Simulated: the same seed gives the same numbers on every machine. P10 is the low "
                                 "case: one chance in ten of less."));
  if (forecast->slip_n == 0 && forecast->deals->len > 0)
    sb_explain_note (explain, N_("No won deal says how dates slip: promised dates are taken to hold."));
  if (forecast->counts.overdue > 0)
    sb_explain_note (explain, N_("Overdue deals count from the as-of date with the usual slip."));
  if (forecast->counts.undated > 0)
    sb_explain_note (explain, N_("Deals without a date are spread over the median sales cycle."));
  if (flags & SB_NEW_TEAM_MEAN)
    sb_explain_note (explain, N_("Members without a history of their own are given four fifths of their team's mean."));
  if (flags & SB_NEW_FEW_POINTS)
    sb_explain_note (explain, N_("Business still to come: few earlier values, a spread of a quarter is assumed."));
  if (flags & SB_NEW_SERIES)
    sb_explain_note (explain, N_("Run rate: by the time series of monthly sales, from 24 months on record on."));
  if (total->run_rate.mean > 0.0 && flags & SB_NEW_NO_SEASON)
    sb_explain_note (explain, N_("Run rate: fewer than 24 months on record, no season."));
}

static void
explain_parts (const SbForecast *forecast, SbExplain *explain)
{
  const SbForecastRow *total = sb_forecast_total (forecast);
  const SbForecastQuery *query = &forecast->query;

  sb_explain_filter (explain, query->period, query->scope, query->as_of);
  sb_explain_row_type (explain, "deal");
  if (total->target.reason == SB_REASON_NONE)
    sb_explain_input (explain, N_("Target"), sb_quantity_money (total->target.minor));
  else
    sb_explain_input (explain, N_("Target"), sb_quantity_undefined (SB_UNIT_MONEY, total->target.reason));
  sb_explain_input (explain, N_("Won"), sb_quantity_money (total->won));
  sb_explain_input (explain, N_("Open deals with a chance to close in the period"),
                    sb_quantity_count (total->n_open));
  sb_explain_input (explain, N_("Expected from open deals"), money (total->pipeline));
  if (forecast->n_model > 0)
    sb_explain_input (explain, N_("Of them with a chance by the win model"), sb_quantity_count (forecast->n_model));
  if (query->lines & SB_FORECAST_RUN_RATE)
    sb_explain_input (explain, N_("Expected from the run rate"), money (total->run_rate.mean));
  if (query->lines & SB_FORECAST_CREATE_CLOSE)
    sb_explain_input (explain, N_("Expected from deals still to be created"), money (total->created.mean));
  sb_explain_input (explain, N_("P10"), sb_quantity_money (total->p10));
  sb_explain_input (explain, N_("P50"), sb_quantity_money (total->p50));
  sb_explain_input (explain, N_("P90"), sb_quantity_money (total->p90));
  sb_explain_input (explain, N_("Draws"), sb_quantity_count (query->n_draws));
  sb_explain_input (explain, N_("Correlation of deals"), sb_quantity_real (SB_UNIT_PERCENT, query->rho_ppm / 1e6));
  explain_largest (forecast, explain);
  sb_explain_exclude (explain, N_("Open deals without an amount"), forecast->counts.no_amount);
  sb_explain_exclude (explain, N_("Amounts without an exchange rate"), forecast->counts.no_rate);
  sb_explain_exclude (explain, N_("Deals without a date while no won deal says how long one takes"),
                      forecast->counts.no_cycle);
  explain_assumptions (forecast, explain);
  for (guint i = 0; i < forecast->deals->len; i++)
    sb_explain_row (explain, g_array_index (forecast->deals, SbForecastDeal, i).id);
}

void
sb_forecast_explain (SbForecast *forecast)
{
  forecast->explain
    = sb_explain_new ("forecast.attain", N_("Chance to reach the target"),
                      N_("Share of the draws in which closed + open deals + run rate + deals still to come ≥ target"));
  explain_parts (forecast, forecast->explain);
  sb_explain_seal (forecast->explain, sb_quantity_ratio (SB_UNIT_PERCENT, &sb_forecast_total (forecast)->attain));
}

SbExplain *
sb_forecast_explain_landing (const SbForecast *forecast)
{
  const SbForecastRow *total;
  SbExplain *explain;

  g_return_val_if_fail (forecast != NULL, NULL);

  total = sb_forecast_total (forecast);
  explain = sb_explain_new ("forecast.landing", N_("Landing of the period"),
                            N_("The middle of the draws of closed + open deals + run rate + deals still to come: half "
                               "of them lie below it, one in ten below P10 and one in ten above P90"));
  explain_parts (forecast, explain);
  sb_explain_seal (explain, total->reason == SB_REASON_NONE ? sb_quantity_money (total->p50)
                                                           : sb_quantity_undefined (SB_UNIT_MONEY, total->reason));
  return explain;
}
