/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores the chances that weekly snapshots froze once their deals are closed. Called by the forecast page and the
 * command. */
#include "sb-config.h"

#include "analysis/sb-track-record.h"

#include "analysis/sb-deal-state.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FEW 5

typedef struct {
  GArray *p;        /* double */
  GArray *outcomes; /* guint8 */
} Cases;

/* One frozen chance: of a deal in scope that was won or lost later on. */
static void
add_case (SbReliability *reliability, Cases *cases, const SbDealFact *deal, const SbDealStand *stand, SbDate as_of)
{
  SbDealStatus status = sb_deal_status_at (deal, as_of);
  double p = stand->probability_ppm / 1e6;
  guint8 won = status == SB_STATUS_WON;

  if (stand->probability_ppm < 0 || stand->probability_ppm > 1000000)
    return;
  if (status == SB_STATUS_OPEN)
    reliability->n_open++;
  else if (status == SB_STATUS_VOID)
    reliability->n_void++;
  else if (deal->closed_on == SB_DATE_NONE || deal->closed_on > stand->created_on)
    {
      g_array_append_val (cases->p, p);
      g_array_append_val (cases->outcomes, won);
      sb_explain_row (reliability->explain, deal->id);
    }
}

static void
fill (SbReliability *reliability, const Cases *cases)
{
  static const double edges[SB_RELIABILITY_BINS + 1] = { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 };
  SbCalibrationBin bins[SB_RELIABILITY_BINS];
  SbCalibrationInput input = { (const double *) (gpointer) cases->p->data, (const guint8 *) cases->outcomes->data,
                               cases->p->len, edges, SB_RELIABILITY_BINS };
  gint64 won = 0;

  if (!sb_calibration_compute (&input, bins, &reliability->scores))
    return;
  for (int i = 0; i < SB_RELIABILITY_BINS; i++)
    {
      SbReliabilityBin *bin = &reliability->bins[i];
      gint64 hits = bins[i].n > 0 ? llround (bins[i].rate * (double) bins[i].n) : 0;

      bin->bin = bins[i];
      bin->few = bins[i].n < FEW;
      sb_wilson (hits, bins[i].n, &bin->lo, &bin->hi);
      won += hits;
    }
  reliability->base_rate = (double) won / (double) reliability->n;
  if (reliability->scores.uncertainty > 0.0)
    reliability->skill
      = sb_ratio_measure (1.0 - reliability->scores.brier / reliability->scores.uncertainty, reliability->n);
  else
    reliability->skill = sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
}

static void
explain (SbReliability *reliability, const GArray *frozen)
{
  SbExplain *explained = reliability->explain;
  gsize n_deals = 0;

  sb_explain_input (explained, N_("Frozen chances"), sb_quantity_count (frozen->len));
  sb_explain_input (explained, N_("Of deals won or lost since"), sb_quantity_count (reliability->n));
  sb_explain_exclude (explained, N_("Still open"), reliability->n_open);
  sb_explain_exclude (explained, N_("Void"), reliability->n_void);
  if (reliability->n > 0)
    {
      const SbCalibration *scores = &reliability->scores;

      sb_explain_input (explained, N_("Share won"), sb_quantity_real (SB_UNIT_PERCENT, reliability->base_rate));
      sb_explain_input (explained, N_("Brier score"), sb_quantity_real (SB_UNIT_SCORE, scores->brier));
      sb_explain_input (explained, N_("Reliability"), sb_quantity_real (SB_UNIT_SCORE, scores->reliability));
      sb_explain_input (explained, N_("Resolution"), sb_quantity_real (SB_UNIT_SCORE, scores->resolution));
      sb_explain_input (explained, N_("Uncertainty"), sb_quantity_real (SB_UNIT_SCORE, scores->uncertainty));
    }
  sb_explain_note (explained, N_("A deal counts once for every week in which its chance was frozen."));
  sb_explain_seal (explained, sb_quantity_ratio (SB_UNIT_PERCENT, &reliability->skill));
  for (guint i = 0; i < explained->rows->len; i++)
    n_deals += i == 0 || g_array_index (explained->rows, gint32, i) != g_array_index (explained->rows, gint32, i - 1);
  reliability->n_deals = (gint64) n_deals;
}

SbReliability *
sb_reliability_compute (const SbFacts *facts, const GArray *frozen, SbScope scope, SbDate as_of)
{
  SbReliability *reliability;
  g_auto (SbScopeFilter) filter = { 0 };
  Cases cases;

  g_return_val_if_fail (facts != NULL && frozen != NULL, NULL);

  reliability = g_new0 (SbReliability, 1);
  reliability->explain
    = sb_explain_new ("forecast.skill", N_("Skill of the stated chances"),
                      N_("1 − Brier score ÷ Brier score of saying the share won every time"));
  sb_explain_filter (reliability->explain, sb_period_custom (frozen->len > 0
                                                             ? g_array_index (frozen, SbDealStand, 0).created_on
                                                             : as_of, as_of), scope, as_of);
  sb_explain_row_type (reliability->explain, "deal");
  sb_scope_filter_init (&filter, facts, scope);
  cases.p = g_array_new (FALSE, FALSE, sizeof (double));
  cases.outcomes = g_array_new (FALSE, FALSE, 1);
  for (guint i = 0; i < frozen->len; i++)
    {
      const SbDealStand *stand = &g_array_index (frozen, SbDealStand, i);
      const SbDealFact *deal = sb_facts_deal (facts, stand->id);

      if (deal != NULL && stand->created_on <= as_of && sb_deal_in_scope (&filter, deal))
        add_case (reliability, &cases, deal, stand, as_of);
    }
  reliability->n = cases.p->len;
  reliability->reason = frozen->len == 0 ? SB_REASON_NO_DATA
                        : reliability->n == 0 ? SB_REASON_NO_CLOSED_DEALS
                                              : SB_REASON_NONE;
  reliability->skill = sb_ratio_undefined (reliability->reason != SB_REASON_NONE ? reliability->reason
                                                                                 : SB_REASON_NO_DATA);
  fill (reliability, &cases);
  explain (reliability, frozen);
  g_array_unref (cases.p);
  g_array_unref (cases.outcomes);
  return reliability;
}

void
sb_reliability_free (SbReliability *reliability)
{
  g_return_if_fail (reliability != NULL);

  g_clear_pointer (&reliability->explain, sb_explain_unref);
  g_free (reliability);
}
