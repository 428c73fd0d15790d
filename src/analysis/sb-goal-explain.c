/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Derivations of a goal's numbers, and the measures over several of them: linearity and compounded over-assignment.
 * Knows no locale. */
#include "sb-config.h"

#include "analysis/sb-goal.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static SbExplain *
begin (const SbGoalState *state, const char *id, const char *title, const char *formula, SbDate as_of)
{
  SbExplain *explain = sb_explain_new (id, title, formula);

  sb_explain_filter (explain,
                     (SbPeriod) { (SbPeriodKind) state->goal->period_kind, state->goal->start_on, state->goal->end_on },
                     sb_goal_scope (state->goal), as_of);
  sb_explain_input (explain, N_("Actual"), state->actual);
  sb_explain_input (explain, N_("Target"), state->target);
  if (state->goal->filtered)
    sb_explain_note (explain, N_("The goal is for one class of customers; the actual counts all of them."));
  return explain;
}

static void
add_days (SbExplain *explain, const SbGoalState *state)
{
  sb_explain_input (explain, N_("Working days gone"), sb_quantity_count (state->days_gone));
  sb_explain_input (explain, N_("Working days left"), sb_quantity_count (state->days_left));
}

static SbQuantity
ratio (SbUnit unit, const SbRatio *ratio)
{
  SbQuantity quantity = sb_quantity_ratio (unit, ratio);

  quantity.n = -1;
  return quantity;
}

static SbExplain *
explain_attainment (const SbGoalState *state, SbDate as_of)
{
  SbExplain *explain = begin (state, "goal.attainment", N_("Attainment"), N_("Actual ÷ target"), as_of);

  if (sb_ratio_is_defined (&state->first))
    sb_explain_input (explain, N_("Against the first version"), ratio (SB_UNIT_PERCENT, &state->first));
  if (sb_quantity_is_defined (&state->baseline))
    {
      sb_explain_input (explain, N_("Baseline"), state->baseline);
      sb_explain_input (explain, N_("Progress from the baseline"), ratio (SB_UNIT_PERCENT, &state->progress));
    }
  sb_explain_seal (explain, ratio (SB_UNIT_PERCENT, &state->attainment));
  return explain;
}

static SbExplain *
explain_pace (const SbGoalState *state, SbDate as_of)
{
  SbExplain *explain = begin (state, "goal.pace", N_("Pace"),
                              state->metric->down ? N_("Expected to date ÷ actual, as less is better")
                                                  : N_("Actual ÷ expected to date"), as_of);

  sb_explain_input (explain, N_("Expected to date"), state->expected);
  add_days (explain, state);
  sb_explain_note (explain, N_("Finished stages count whole, the running one by its working days."));
  sb_explain_seal (explain, ratio (SB_UNIT_TIMES, &state->pace));
  return explain;
}

static SbExplain *
explain_run_rate (const SbGoalState *state, SbDate as_of)
{
  SbExplain *explain = begin (state, "goal.landing", N_("Landing at run rate"),
                              N_("Actual ÷ (expected to date ÷ target)"), as_of);

  sb_explain_input (explain, N_("Expected to date"), state->expected);
  sb_explain_note (explain, N_("Goes on as until now; open deals are not looked at."));
  sb_explain_seal (explain, state->run_rate);
  return explain;
}

static SbExplain *
explain_weighted (const SbGoalState *state, SbDate as_of)
{
  SbExplain *explain = begin (state, "goal.weighted", N_("Landing by weighted pipeline"),
                              N_("Actual + sum of amount × probability of the open deals due in the goal's days"),
                              as_of);

  sb_explain_note (explain, N_("Business that does not exist yet is not in it."));
  sb_explain_seal (explain, state->weighted);
  return explain;
}

static SbExplain *
explain_needed (const SbGoalState *state, SbDate as_of)
{
  SbExplain *explain = begin (state, "goal.needed", N_("Needed per working day"),
                              N_("(Target − actual) ÷ working days left"), as_of);

  add_days (explain, state);
  sb_explain_input (explain, N_("Achieved per working day"), state->achieved_per_day);
  sb_explain_input (explain, N_("Needed ÷ achieved"), ratio (SB_UNIT_TIMES, &state->multiple));
  sb_explain_seal (explain, state->needed_per_day);
  return explain;
}

static SbExplain *
explain_chance (const SbGoalState *state, SbDate as_of)
{
  SbExplain *explain = begin (state, "goal.chance", N_("Chance to reach the target"),
                              N_("Share of simulated outcomes at or above the target"), as_of);

  sb_explain_input (explain, N_("One chance in ten of less"), sb_quantity_amount (&state->chance.p10));
  sb_explain_input (explain, N_("Middle outcome"), sb_quantity_amount (&state->chance.p50));
  sb_explain_input (explain, N_("One chance in ten of more"), sb_quantity_amount (&state->chance.p90));
  sb_explain_seal (explain, ratio (SB_UNIT_PERCENT, &state->chance.chance));
  return explain;
}

SbExplain *
sb_goal_explain (const SbGoalState *state, SbGoalExplain what, SbDate as_of)
{
  g_return_val_if_fail (state != NULL, NULL);

  switch (what)
    {
    case SB_GOAL_EXPLAIN_PACE:
      return explain_pace (state, as_of);
    case SB_GOAL_EXPLAIN_RUN_RATE:
      return explain_run_rate (state, as_of);
    case SB_GOAL_EXPLAIN_WEIGHTED:
      return explain_weighted (state, as_of);
    case SB_GOAL_EXPLAIN_NEEDED:
      return explain_needed (state, as_of);
    case SB_GOAL_EXPLAIN_CHANCE:
      return explain_chance (state, as_of);
    case SB_GOAL_EXPLAIN_ATTAINMENT:
    default:
      return explain_attainment (state, as_of);
    }
}

SbRatio
sb_goal_linearity (const double *actual, const double *plan, gsize n)
{
  double total = 0.0, planned = 0.0, off = 0.0;

  g_return_val_if_fail (n == 0 || (actual != NULL && plan != NULL), sb_ratio_undefined (SB_REASON_NO_DATA));

  for (gsize i = 0; i < n; i++)
    {
      total += actual[i];
      planned += plan[i];
    }
  if (!(fabs (total) > 0.0))
    return sb_ratio_undefined (SB_REASON_NO_DATA);
  if (!(fabs (planned) > 0.0))
    return sb_ratio_undefined (SB_REASON_NO_TARGET);
  for (gsize i = 0; i < n; i++)
    off += fabs (actual[i] / total - plan[i] / planned);
  return sb_ratio_measure (1.0 - off / 2.0, SB_FEW_DATA);
}

double
sb_goal_compound_over (const double *over, gsize n)
{
  double product = 1.0;

  g_return_val_if_fail (n == 0 || over != NULL, 0.0);

  for (gsize i = 0; i < n; i++)
    product *= 1.0 + over[i];
  return product - 1.0;
}
