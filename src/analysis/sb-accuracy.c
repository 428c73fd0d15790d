/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds up the misses of forecasts of past periods. Called by the forecast page for members, teams and the company. */
#include "sb-config.h"

#include "analysis/sb-accuracy.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const double quantiles[] = { 0.1, 0.5, 0.9 };

typedef struct {
  gint64   miss, off, actual; /* Σ|f − a|, Σ(f − a), Σ|a| */
  gboolean overflow;
  double   share;             /* Σ |f − a| ÷ |a| */
  gint64   n_share, n_band, n_inside;
  double   pinball[3];
} Sums;

static void
add (Sums *sums, gint64 *sum, gint64 term)
{
  if (__builtin_add_overflow (*sum, term, sum))
    sums->overflow = TRUE;
}

static gint64
size (Sums *sums, gint64 v)
{
  if (v == G_MININT64)
    sums->overflow = TRUE;
  return v < 0 && v != G_MININT64 ? -v : MAX (v, 0);
}

static void
add_band (Sums *sums, const SbForecastOutcome *outcome)
{
  const gint64 bounds[] = { outcome->p10, outcome->p50, outcome->p90 };

  sums->n_band++;
  sums->n_inside += outcome->p10 <= outcome->actual && outcome->actual <= outcome->p90;
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    sums->pinball[i] += sb_pinball_loss (quantiles[i], (double) bounds[i], (double) outcome->actual);
}

static void
add_outcome (Sums *sums, const SbForecastOutcome *outcome)
{
  gint64 off = 0;

  if (__builtin_sub_overflow (outcome->forecast, outcome->actual, &off))
    sums->overflow = TRUE;
  add (sums, &sums->off, off);
  add (sums, &sums->miss, size (sums, off));
  add (sums, &sums->actual, size (sums, outcome->actual));
  if (outcome->actual != 0)
    {
      sums->share += fabs ((double) outcome->forecast - (double) outcome->actual) / fabs ((double) outcome->actual);
      sums->n_share++;
    }
  if (outcome->has_band)
    add_band (sums, outcome);
}

static SbRatio
of_actual (const Sums *sums, gint64 numerator, gsize n)
{
  SbRatio ratio = sb_ratio (numerator, sums->actual, SB_REASON_ZERO_DENOMINATOR);

  if (sums->overflow)
    ratio = sb_ratio_undefined (SB_REASON_OVERFLOW);
  ratio.n = (gint64) n;
  return ratio;
}

static SbTendency
tendency_of (const SbRatio *bias)
{
  if (!sb_ratio_is_defined (bias))
    return SB_TENDENCY_NONE;
  if (fabs (bias->value) <= SB_ACCURACY_TENDENCY)
    return SB_TENDENCY_FAIR;
  return bias->value > 0.0 ? SB_TENDENCY_HIGH : SB_TENDENCY_LOW;
}

static void
explain (SbAccuracy *accuracy, const Sums *sums, SbScope scope, SbDate as_of, gsize n)
{
  SbExplain *e = sb_explain_new ("accuracy.wape", N_("Forecast error"),
                                 N_("sum of the misses, whatever their direction ÷ sum of what came"));

  sb_explain_filter (e, sb_period_custom (as_of, as_of), scope, as_of);
  e->has_period = FALSE;
  sb_explain_input (e, N_("Periods"), sb_quantity_count ((gint64) n));
  if (!sums->overflow)
    {
      sb_explain_input (e, N_("Sum of the misses"), sb_quantity_money (sums->miss));
      sb_explain_input (e, N_("Forecasts less what came"), sb_quantity_money (sums->off));
      sb_explain_input (e, N_("Sum of what came"), sb_quantity_money (sums->actual));
    }
  sb_explain_input (e, N_("Bias"), sb_quantity_ratio (SB_UNIT_PERCENT, &accuracy->bias));
  sb_explain_input (e, N_("Mean error of a period"), sb_quantity_ratio (SB_UNIT_PERCENT, &accuracy->mape));
  if (sums->n_band > 0)
    sb_explain_input (e, N_("Periods inside the band P10–P90"), sb_quantity_share (&accuracy->coverage));
  if (accuracy->n_zero > 0)
    sb_explain_note (e, N_("Periods in which nothing came are in the sums, not in the mean error of a period"));
  if (accuracy->wape.reason == SB_REASON_TOO_FEW)
    sb_explain_note (e, N_("A forecaster is judged from four periods on"));
  sb_explain_seal (e, sb_quantity_ratio (SB_UNIT_PERCENT, &accuracy->wape));
  accuracy->explain = e;
}

double
sb_pinball_loss (double q, double forecast, double actual)
{
  g_return_val_if_fail (q > 0.0 && q < 1.0, 0.0);

  return actual >= forecast ? q * (actual - forecast) : (1.0 - q) * (forecast - actual);
}

/* Every figure without a value, for one reason. */
static void
leave_undefined (SbAccuracy *out, SbReason reason, gsize n)
{
  SbRatio undefined = sb_ratio_undefined (reason);

  undefined.n = (gint64) n;
  out->wape = out->bias = out->mape = out->coverage = undefined;
  for (guint i = 0; i < G_N_ELEMENTS (out->pinball); i++)
    out->pinball[i] = undefined;
}

void
sb_accuracy_compute (const SbForecastOutcome *outcomes, gsize n, gsize least, SbScope scope, SbDate as_of,
                     SbAccuracy *out)
{
  Sums sums = { 0 };

  g_return_if_fail (out != NULL && (outcomes != NULL || n == 0));

  *out = (SbAccuracy) { 0 };
  for (gsize i = 0; i < n; i++)
    add_outcome (&sums, &outcomes[i]);
  out->n_zero = (gint64) n - sums.n_share;
  if (n == 0 || n < least)
    leave_undefined (out, n == 0 ? SB_REASON_NO_DATA : SB_REASON_TOO_FEW, n);
  else
    {
      out->wape = of_actual (&sums, sums.miss, n);
      out->bias = of_actual (&sums, sums.off, n);
      out->mape = sb_ratio_measure (sums.share / MAX (1.0, (double) sums.n_share), sums.n_share);
      out->coverage = sb_ratio (sums.n_inside, sums.n_band, SB_REASON_NO_DATA);
      for (guint i = 0; i < G_N_ELEMENTS (quantiles); i++)
        out->pinball[i] = sb_ratio_measure (sums.pinball[i] / MAX (1.0, (double) sums.n_band), sums.n_band);
    }
  out->tendency = tendency_of (&out->bias);
  explain (out, &sums, scope, as_of, n);
}

void
sb_accuracy_clear (SbAccuracy *accuracy)
{
  g_return_if_fail (accuracy != NULL);

  g_clear_pointer (&accuracy->explain, sb_explain_unref);
}

SbRatio
sb_brier_skill (const SbCalibration *calibration, gint64 n)
{
  SbRatio skill;

  g_return_val_if_fail (calibration != NULL, sb_ratio_undefined (SB_REASON_NO_DATA));

  if (n > 0 && !(calibration->uncertainty > 0.0))
    skill = sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
  else
    skill = sb_ratio_measure (n > 0 ? 1.0 - calibration->brier / calibration->uncertainty : 0.0, n);
  skill.n = n;
  return skill;
}
