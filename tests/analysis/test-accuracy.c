/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accuracy of past forecasts: golden numbers (ENGINE G12), bands, pinball loss, and what has no value. */
#include "analysis/sb-accuracy.h"
#include "core/sb-random.h"

#include <math.h>

static void
near_value (double value, double want, double tolerance)
{
  g_assert_cmpfloat (fabs (value - want), <=, tolerance);
}

static void
compute (const SbForecastOutcome *outcomes, gsize n, gsize least, SbAccuracy *out)
{
  sb_accuracy_compute (outcomes, n, least, SB_SCOPE_ALL, sb_date_parse_iso ("2026-01-31"), out);
}

/* Forecasts 100, 120, 90; actuals 90, 130, 60. */
static void
test_golden (void)
{
  static const SbForecastOutcome outcomes[] = { { 100, 90 }, { 120, 130 }, { 90, 60 } };
  SbAccuracy accuracy;

  compute (outcomes, 3, 1, &accuracy);
  near_value (accuracy.wape.value, 0.178571, 5e-7);
  g_assert_cmpint (accuracy.wape.numerator, ==, 50);
  g_assert_cmpint (accuracy.wape.denominator, ==, 280);
  g_assert_cmpint (accuracy.wape.n, ==, 3);
  near_value (accuracy.bias.value, 0.107143, 5e-7);
  near_value (accuracy.mape.value, 0.229345, 5e-7);
  g_assert_cmpint (accuracy.tendency, ==, SB_TENDENCY_HIGH);
  g_assert_cmpint (accuracy.coverage.reason, ==, SB_REASON_NO_DATA);
  near_value (accuracy.explain->result.real, 0.178571, 5e-7);
  sb_accuracy_clear (&accuracy);
}

static void
test_calibration_skill (void)
{
  static const double p[] = { 0.8, 0.6, 0.3, 0.1 }, edges[] = { 0.0, 0.2, 0.4, 0.6, 0.8, 1.0 };
  static const guint8 outcome[] = { 1, 0, 1, 0 }, won[] = { 1, 1, 1, 1 };
  SbCalibrationInput input = { p, outcome, 4, edges, 5 };
  SbCalibrationBin bins[5];
  SbCalibration calibration;
  SbRatio skill;

  g_assert_true (sb_calibration_compute (&input, bins, &calibration));
  near_value (calibration.brier, 0.225, 1e-12);
  skill = sb_brier_skill (&calibration, 4);
  near_value (skill.value, 0.1, 1e-12);
  input.outcome = won;
  g_assert_true (sb_calibration_compute (&input, bins, &calibration));
  g_assert_cmpint (sb_brier_skill (&calibration, 4).reason, ==, SB_REASON_ZERO_DENOMINATOR);
  g_assert_cmpint (sb_brier_skill (&calibration, 0).reason, ==, SB_REASON_NO_DATA);
}

static void
test_bands (void)
{
  static const SbForecastOutcome outcomes[] = { { 100, 90, TRUE, 80, 100, 120 },  /* inside */
                                                { 100, 120, TRUE, 80, 100, 120 }, /* on the edge */
                                                { 100, 130, TRUE, 80, 100, 120 },
                                                { 100, 0, TRUE, 80, 100, 120 },
                                                { 100, 100 } };
  SbAccuracy accuracy;

  compute (outcomes, 5, SB_ACCURACY_LEAST, &accuracy);
  g_assert_cmpint (accuracy.coverage.numerator, ==, 2);
  g_assert_cmpint (accuracy.coverage.denominator, ==, 4);
  /* P10: .1·10 + .1·40 + .1·50 + .9·80; P50: half of 10, 20, 30, 100; P90: .1·30 + 0 + .9·10 + .1·120 */
  near_value (accuracy.pinball[0].value, (1.0 + 4.0 + 5.0 + 72.0) / 4.0, 1e-12);
  near_value (accuracy.pinball[1].value, (5.0 + 10.0 + 15.0 + 50.0) / 4.0, 1e-12);
  near_value (accuracy.pinball[2].value, (3.0 + 0.0 + 9.0 + 12.0) / 4.0, 1e-12);
  g_assert_cmpint (accuracy.n_zero, ==, 1);
  g_assert_cmpint (accuracy.mape.n, ==, 4);
  sb_accuracy_clear (&accuracy);
}

static void
test_undefined (void)
{
  static const SbForecastOutcome zeros[] = { { 1, 0 }, { 2, 0 }, { 3, 0 }, { 4, 0 } };
  static const SbForecastOutcome large[] = { { G_MAXINT64, -5 }, { G_MAXINT64, 1 }, { G_MININT64, 2 }, { 0, 1 } };
  SbAccuracy accuracy;

  compute (NULL, 0, 4, &accuracy);
  g_assert_cmpint (accuracy.wape.reason, ==, SB_REASON_NO_DATA);
  g_assert_cmpint (accuracy.tendency, ==, SB_TENDENCY_NONE);
  sb_accuracy_clear (&accuracy);
  compute (zeros, 3, SB_ACCURACY_LEAST, &accuracy);
  g_assert_cmpint (accuracy.wape.reason, ==, SB_REASON_TOO_FEW);
  g_assert_cmpint (accuracy.bias.n, ==, 3);
  sb_accuracy_clear (&accuracy);
  compute (zeros, 4, SB_ACCURACY_LEAST, &accuracy);
  g_assert_cmpint (accuracy.wape.reason, ==, SB_REASON_ZERO_DENOMINATOR);
  g_assert_cmpint (accuracy.mape.reason, ==, SB_REASON_NO_DATA);
  sb_accuracy_clear (&accuracy);
  compute (large, 4, SB_ACCURACY_LEAST, &accuracy);
  g_assert_cmpint (accuracy.wape.reason, ==, SB_REASON_OVERFLOW);
  g_assert_true (isfinite (accuracy.mape.value));
  sb_accuracy_clear (&accuracy);
}

/* |bias| ≤ WAPE, order does not matter, and the pinball loss of the median is half the miss. */
static void
test_properties (void)
{
  SbRandom random;

  sb_random_init (&random, 5, 0, 0);
  for (int round = 0; round < 10000; round++)
    {
      SbForecastOutcome outcomes[12], turned[12];
      gsize n = 4 + (gsize) sb_random_below (&random, 9);
      SbAccuracy a, b;

      for (gsize i = 0; i < n; i++)
        {
          gint64 forecast = (gint64) sb_random_below (&random, 2000) - 200;

          outcomes[i] = (SbForecastOutcome) { forecast, 1 + (gint64) sb_random_below (&random, 1000), TRUE,
                                              forecast - 100, forecast, forecast + 100 };
          turned[n - 1 - i] = outcomes[i];
        }
      compute (outcomes, n, 1, &a);
      compute (turned, n, 1, &b);
      g_assert_cmpfloat (fabs (a.bias.value), <=, a.wape.value);
      g_assert_cmpfloat (a.wape.value, ==, b.wape.value);
      near_value (a.mape.value, b.mape.value, 1e-12 * (1.0 + a.mape.value));
      near_value (a.pinball[1].value * 2.0 * (double) n, (double) a.wape.numerator, 1e-6);
      g_assert_cmpint (a.coverage.numerator, <=, a.coverage.denominator);
      sb_accuracy_clear (&a);
      sb_accuracy_clear (&b);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/accuracy/golden", test_golden);
  g_test_add_func ("/analysis/accuracy/calibration-skill", test_calibration_skill);
  g_test_add_func ("/analysis/accuracy/bands", test_bands);
  g_test_add_func ("/analysis/accuracy/undefined", test_undefined);
  g_test_add_func ("/analysis/accuracy/properties", test_properties);
  return g_test_run ();
}
