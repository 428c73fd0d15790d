/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares what is won with what was planned to date. Called by tiles, goals, overview and the attention list; knows no
 * locale. */
#include "sb-config.h"

#include "analysis/sb-pacing.h"

#include "analysis/sb-working-days.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ON_TRACK 0.95
#define AT_RISK 0.80
#define EARLY 0.10 /* share of the plan below which a run rate says nothing */

static SbRatio
money_ratio (double numerator, double denominator, SbReason when_zero)
{
  SbRatio ratio;

  if (!(fabs (denominator) > 0.0))
    return sb_ratio_undefined (when_zero);
  ratio = sb_ratio_measure (numerator / denominator, SB_FEW_DATA);
  ratio.numerator = sb_quantity_real (SB_UNIT_MONEY, numerator).integer;
  ratio.denominator = sb_quantity_real (SB_UNIT_MONEY, denominator).integer;
  return ratio;
}

static SbAmount
money (double minor)
{
  SbQuantity quantity = sb_quantity_real (SB_UNIT_MONEY, minor);

  return quantity.reason == SB_REASON_NONE ? sb_amount (quantity.integer, 1) : sb_amount_undefined (quantity.reason);
}

static void
count_days (SbPacing *pacing, const SbFacts *facts, const SbTargetQuery *query)
{
  SbDate until = MIN (query->as_of, query->period.end);

  pacing->days_total = sb_working_days (facts, query->period.start, query->period.end);
  pacing->days_gone = sb_working_days (facts, query->period.start, until);
  pacing->days_left = pacing->days_total - pacing->days_gone;
  pacing->gone_share = sb_ratio (pacing->days_gone, pacing->days_total, SB_REASON_ZERO_DENOMINATOR);
}

static void
rate (SbPacing *pacing, const SbTargetQuery *query)
{
  double actual = (double) pacing->actual, target = (double) pacing->target;
  gint64 gap = pacing->target - pacing->actual;

  pacing->attainment = money_ratio (actual, target, SB_REASON_NO_TARGET);
  pacing->pace = money_ratio (actual, pacing->expected, SB_REASON_NOT_STARTED);
  if (pacing->expected < EARLY * target || !(pacing->expected > 0.0))
    pacing->landing
      = sb_amount_undefined (query->as_of < query->period.start ? SB_REASON_NOT_STARTED : SB_REASON_TOO_EARLY);
  else
    pacing->landing = money (actual * target / pacing->expected);
  pacing->gap = gap > 0 ? sb_amount (gap, 1) : sb_amount_undefined (SB_REASON_MET);
  if (gap <= 0)
    pacing->needed_per_day = sb_amount_undefined (SB_REASON_MET);
  else if (pacing->days_left <= 0)
    pacing->needed_per_day = sb_amount_undefined (SB_REASON_PERIOD_OVER);
  else
    pacing->needed_per_day = money ((double) gap / pacing->days_left);
}

static void
judge (SbPacing *pacing, const SbTargetQuery *query)
{
  pacing->status = SB_PACE_UNKNOWN;
  if (pacing->attainment.reason != SB_REASON_NONE)
    return;
  if (pacing->actual >= pacing->target)
    pacing->status = SB_PACE_ACHIEVED;
  else if (query->as_of >= query->period.end)
    pacing->status = SB_PACE_MISSED;
  else if (pacing->pace.reason == SB_REASON_NONE && pacing->pace.value >= ON_TRACK)
    pacing->status = SB_PACE_ON_TRACK;
  else if (pacing->landing.reason == SB_REASON_NONE)
    pacing->status = pacing->pace.value >= AT_RISK ? SB_PACE_AT_RISK : SB_PACE_BEHIND;
}

static void
undefine (SbPacing *pacing, SbReason reason)
{
  pacing->attainment = pacing->pace = pacing->run_rate_multiple = sb_ratio_undefined (reason);
  pacing->landing = pacing->needed_per_day = pacing->gap = sb_amount_undefined (reason);
}

static SbExplain *
explain (const SbPacing *pacing, const SbTargetQuery *query, const char *id, const char *title, const char *formula)
{
  SbExplain *explained = sb_explain_new (id, title, formula);

  sb_explain_filter (explained, query->period, query->scope, query->as_of);
  sb_explain_row_type (explained, "deal");
  sb_explain_input (explained, N_("Won"), sb_quantity_money (pacing->actual));
  if (pacing->source.reason == SB_REASON_NONE)
    sb_explain_input (explained, N_("Target"), sb_quantity_money (pacing->target));
  else
    sb_explain_input (explained, N_("Target"), sb_quantity_undefined (SB_UNIT_MONEY, pacing->source.reason));
  if (pacing->source.added_up)
    sb_explain_note (explained, N_("No target of its own: the targets of teams and members are added up."));
  if (pacing->source.partial)
    sb_explain_note (explained, N_("The goal's stages do not cover the whole period."));
  return explained;
}

static void
explain_all (SbPacing *pacing, const SbTargetQuery *query)
{
  SbQuantity expected = sb_quantity_real (SB_UNIT_MONEY, pacing->expected);
  SbQuantity value;

  pacing->explain_attainment = explain (pacing, query, "attainment", N_("Attainment"), N_("Revenue won ÷ target"));
  value = sb_quantity_ratio (SB_UNIT_PERCENT, &pacing->attainment);
  value.n = -1;
  sb_explain_seal (pacing->explain_attainment, value);

  pacing->explain_pace = explain (pacing, query, "pace", N_("Pace"),
                                  N_("Revenue won ÷ target expected to date by working days"));
  sb_explain_input (pacing->explain_pace, N_("Expected to date"), expected);
  sb_explain_input (pacing->explain_pace, N_("Working days gone"), sb_quantity_count (pacing->days_gone));
  sb_explain_input (pacing->explain_pace, N_("Working days in the period"), sb_quantity_count (pacing->days_total));
  value = sb_quantity_ratio (SB_UNIT_TIMES, &pacing->pace);
  value.n = -1;
  sb_explain_seal (pacing->explain_pace, value);

  pacing->explain_landing = explain (pacing, query, "landing", N_("Landing at run rate"),
                                     N_("Revenue won ÷ (expected to date ÷ target)"));
  sb_explain_input (pacing->explain_landing, N_("Expected to date"), expected);
  sb_explain_note (pacing->explain_landing, N_("Goes on as until now; open deals are not looked at."));
  sb_explain_seal (pacing->explain_landing, sb_quantity_amount (&pacing->landing));

  pacing->explain_needed = explain (pacing, query, "needed_per_day", N_("Needed per working day"),
                                    N_("(Target − revenue won) ÷ working days left"));
  sb_explain_input (pacing->explain_needed, N_("Working days left"), sb_quantity_count (pacing->days_left));
  sb_explain_input (pacing->explain_needed, N_("Achieved per working day"),
                    sb_quantity_amount (&pacing->achieved_per_day));
  value = sb_quantity_amount (&pacing->needed_per_day);
  value.unit = SB_UNIT_MONEY_PER_DAY;
  sb_explain_seal (pacing->explain_needed, value);
}

SbPacing *
sb_pacing_compute (const SbFacts *facts, const SbTargetQuery *query, gint64 actual)
{
  SbPacing *pacing;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  pacing = g_new0 (SbPacing, 1);
  pacing->actual = actual;
  pacing->source = sb_plan_target_find (facts, query);
  count_days (pacing, facts, query);
  pacing->achieved_per_day = pacing->days_gone > 0 ? money ((double) actual / pacing->days_gone)
                                                   : sb_amount_undefined (SB_REASON_NOT_STARTED);
  if (pacing->source.reason != SB_REASON_NONE || pacing->source.minor <= 0)
    undefine (pacing, SB_REASON_NO_TARGET);
  else
    {
      pacing->target = pacing->source.minor;
      pacing->expected = pacing->source.expected;
      rate (pacing, query);
      pacing->run_rate_multiple = sb_ratio_undefined (pacing->needed_per_day.reason != SB_REASON_NONE
                                                        ? pacing->needed_per_day.reason
                                                        : SB_REASON_ZERO_DENOMINATOR);
      if (pacing->needed_per_day.reason == SB_REASON_NONE && pacing->achieved_per_day.reason == SB_REASON_NONE)
        pacing->run_rate_multiple = money_ratio ((double) pacing->needed_per_day.minor,
                                                 (double) pacing->achieved_per_day.minor, SB_REASON_ZERO_DENOMINATOR);
    }
  judge (pacing, query);
  explain_all (pacing, query);
  return pacing;
}

void
sb_pacing_free (SbPacing *pacing)
{
  g_return_if_fail (pacing != NULL);

  g_clear_pointer (&pacing->explain_attainment, sb_explain_unref);
  g_clear_pointer (&pacing->explain_pace, sb_explain_unref);
  g_clear_pointer (&pacing->explain_landing, sb_explain_unref);
  g_clear_pointer (&pacing->explain_needed, sb_explain_unref);
  g_free (pacing);
}

gboolean
sb_pacing_months (gint64 quota, const gint64 plan[12], int done, gint64 actual, SbPacingMonths *out)
{
  double planned = 0.0, per_month;

  g_return_val_if_fail (plan != NULL && out != NULL, FALSE);

  if (done < 1 || done > 11 || quota == 0)
    return FALSE;
  for (int i = 0; i < done; i++)
    planned += (double) plan[i];
  if (!(fabs (planned) > 0.0))
    return FALSE;
  *out = (SbPacingMonths) { 0 };
  out->pacing = (double) actual / planned;
  out->linear_pacing = 12.0 * (double) actual / ((double) quota * done);
  out->projection = (double) actual / (planned / (double) quota);
  out->needed_per_remaining = ((double) quota - (double) actual) / (12 - done);
  per_month = (double) actual / done;
  out->has_multiple = actual != 0;
  if (out->has_multiple)
    out->run_rate_multiple = out->needed_per_remaining / per_month;
  return TRUE;
}
