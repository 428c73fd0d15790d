/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the open pipeline turns into money, and what realistic steps would add. Called by the KPI page. Equal
 * relative steps are worth the same for every factor, so only absolute ones are shown. */
#include "sb-config.h"

#include "analysis/sb-kpi-special.h"

#include <glib/gi18n-lib.h>

double
sb_velocity_per_day (double deals, double win, double average, double days)
{
  return deals * win * average / MAX (days, 1.0);
}

static SbRatio
gain (const SbVelocity *velocity, const SbVelocitySteps *step)
{
  double deals = (double) velocity->open_deals, win = velocity->win_rate.value, average = velocity->average_minor.value;
  double days = velocity->cycle_days.value;

  return sb_ratio_measure (sb_velocity_per_day (deals + (double) step->deals, MIN (win + step->points, 1.0),
                                                average * (1.0 + step->amount), days - step->days)
                             - sb_velocity_per_day (deals, win, average, days),
                           velocity->win_rate.n);
}

static SbReason
first_reason (const SbVelocity *velocity)
{
  if (velocity->win_rate.reason != SB_REASON_NONE)
    return velocity->win_rate.reason;
  if (velocity->average_minor.reason != SB_REASON_NONE)
    return velocity->average_minor.reason;
  return velocity->cycle_days.reason;
}

SbPeriod
sb_velocity_period (SbDate as_of)
{
  return sb_period_custom (sb_date_add_months (as_of, -12) + 1, as_of);
}

static void
measure (SbVelocity *velocity, const SbKpiTally *tally)
{
  velocity->open_deals = tally->open_n;
  velocity->win_rate = sb_kpi_tally_ratio (tally, SB_METRIC_WIN_RATE);
  velocity->average_minor = sb_kpi_tally_ratio (tally, SB_METRIC_AVERAGE_DEAL);
  velocity->cycle_days = sb_kpi_tally_ratio (tally, SB_METRIC_SALES_CYCLE);
  if (velocity->cycle_days.reason == SB_REASON_NONE && velocity->cycle_days.value < 1.0)
    velocity->cycle_days.value = 1.0;
}

/* Takes what the input has and makes what it lacks. */
static void
read_input (SbVelocity *velocity, const SbVelocityInput *input, SbDate as_of)
{
  SbKpiWindow window = sb_kpi_window (sb_velocity_period (as_of), as_of);
  SbKpiPass pass = { input->source, &window, 1, SB_VELOCITY_WANT };
  g_autoptr (GArray) tallies = input->last_year == NULL ? sb_kpi_tally (&pass) : NULL;
  g_autoptr (SbKpiRows) rows = input->rows == NULL ? sb_kpi_rows_new (input->source, window) : NULL;

  measure (velocity, tallies != NULL ? &g_array_index (tallies, SbKpiTally, 0) : input->last_year);
  sb_explain_filter (velocity->explain, sb_velocity_period (as_of), input->source->scope, as_of);
  sb_kpi_rows_explain (rows != NULL ? rows : input->rows, velocity->explain, SB_METRIC_OPEN_DEALS);
}

SbVelocity *
sb_velocity_compute (const SbFacts *facts, SbScope scope, SbDate as_of, SbVelocitySteps steps)
{
  g_auto (SbKpiSource) source = { 0 };
  SbVelocityInput input = { &source };
  SbKpiQuery query = { sb_velocity_period (as_of), scope, as_of, 0 };

  g_return_val_if_fail (facts != NULL, NULL);

  sb_kpi_source_init (&source, facts, &query, 0);
  return sb_velocity_of (&input, as_of, steps);
}

SbVelocity *
sb_velocity_of (const SbVelocityInput *input, SbDate as_of, SbVelocitySteps steps)
{
  SbVelocity *velocity;
  SbReason reason;

  g_return_val_if_fail (input != NULL, NULL);

  velocity = g_new0 (SbVelocity, 1);
  velocity->explain = sb_explain_new ("velocity", N_("Sales velocity"),
                                      N_("Open deals × win rate × average won amount ÷ median sales cycle, a day"));
  sb_explain_row_type (velocity->explain, "deal");
  read_input (velocity, input, as_of);
  reason = first_reason (velocity);
  if (reason != SB_REASON_NONE)
    velocity->per_day = velocity->plus_deals = velocity->plus_points = velocity->plus_amount = velocity->minus_days
      = sb_ratio_undefined (reason);
  else
    {
      velocity->per_day
        = sb_ratio_measure (sb_velocity_per_day ((double) velocity->open_deals, velocity->win_rate.value,
                                                 velocity->average_minor.value, velocity->cycle_days.value),
                            velocity->win_rate.n);
      velocity->plus_deals = gain (velocity, &(SbVelocitySteps) { steps.deals, 0.0, 0.0, 0.0 });
      velocity->plus_points = gain (velocity, &(SbVelocitySteps) { 0, steps.points, 0.0, 0.0 });
      velocity->plus_amount = gain (velocity, &(SbVelocitySteps) { 0, 0.0, steps.amount, 0.0 });
      velocity->minus_days = gain (velocity, &(SbVelocitySteps) { 0, 0.0, 0.0, steps.days });
    }
  sb_explain_input (velocity->explain, N_("Open deals"), sb_quantity_count (velocity->open_deals));
  sb_explain_input (velocity->explain, N_("Win rate of 12 months"), sb_quantity_share (&velocity->win_rate));
  sb_explain_input (velocity->explain, N_("Average won amount"),
                    sb_quantity_ratio (SB_UNIT_MONEY, &velocity->average_minor));
  sb_explain_input (velocity->explain, N_("Median sales cycle"),
                    sb_quantity_ratio (SB_UNIT_DAYS, &velocity->cycle_days));
  sb_explain_seal (velocity->explain, sb_quantity_ratio (SB_UNIT_MONEY_PER_DAY, &velocity->per_day));
  return velocity;
}

void
sb_velocity_free (SbVelocity *velocity)
{
  g_return_if_fail (velocity != NULL);

  g_clear_pointer (&velocity->explain, sb_explain_unref);
  g_free (velocity);
}
