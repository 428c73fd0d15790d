/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of stated chances and of past forecasts: golden numbers, what is left out, and that nothing known later is
 * used. */
#include "analysis-fixture.h"

#include "analysis/sb-track-record.h"

/* Golden number G12. */
static void
test_golden (void)
{
  const gint64 f[] = { 100, 120, 90 }, a[] = { 90, 130, 60 }, none[] = { 0, 0, 0 };
  SbHindcastScores scores = sb_hindcast_scores (f, a, 3);

  assert_near (scores.wape.value, 0.178571, 1e-6);
  assert_near (scores.bias.value, 0.107143, 1e-6);
  assert_near (scores.mape.value, 0.229345, 1e-6);
  scores = sb_hindcast_scores (f, none, 3);
  assert_reason (&scores.wape, SB_REASON_ZERO_DENOMINATOR);
  scores = sb_hindcast_scores (NULL, NULL, 0);
  assert_reason (&scores.bias, SB_REASON_NO_DATA);
}

static void
freeze (GArray *frozen, gint32 id, gint32 ppm, const char *day)
{
  SbDealStand stand = { .id = id, .probability_ppm = ppm, .created_on = D (day), .status = SB_STATUS_OPEN };

  g_array_append_val (frozen, stand);
}

static void
test_reliability (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GArray) frozen = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
  g_autoptr (SbReliability) scored = NULL;
  static const gint32 ppm[] = { 800000, 600000, 300000, 100000 };

  for (int i = 0; i < 4; i++)
    fixture_deal (facts, i % 2 == 0 ? SB_STATUS_WON : SB_STATUS_LOST, 1, "2025-01-01", "2025-06-15");
  fixture_deal (facts, SB_STATUS_VOID, 1, "2025-01-01", "2025-06-15");
  fixture_deal (facts, SB_STATUS_OPEN, 1, "2025-01-01", NULL);
  for (int i = 0; i < 4; i++)
    freeze (frozen, i + 1, ppm[i], "2025-06-02");
  freeze (frozen, 5, 500000, "2025-06-02");
  freeze (frozen, 6, 500000, "2025-06-02");
  freeze (frozen, 1, 990000, "2025-06-16"); /* after the closing: no forecast any more */
  freeze (frozen, 99, 990000, "2025-06-16");
  scored = sb_reliability_compute (facts, frozen, SB_SCOPE_ALL, D ("2025-11-20"));
  g_assert_cmpint (scored->n, ==, 4);
  g_assert_cmpint (scored->n_deals, ==, 4);
  g_assert_cmpint (scored->n_void, ==, 1);
  g_assert_cmpint (scored->n_open, ==, 1);
  assert_near (scored->scores.brier, 0.225, 1e-12);
  assert_near (scored->skill.value, 0.1, 1e-12);
  assert_near (scored->base_rate, 0.5, 1e-12);
  g_assert_true (scored->bins[4].few);
  g_assert_cmpint (scored->bins[4].bin.n, ==, 1);
  g_assert_cmpfloat (scored->bins[4].lo, <, 1.0);
}

static void
test_reliability_empty (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GArray) frozen = g_array_new (FALSE, FALSE, sizeof (SbDealStand));
  g_autoptr (SbReliability) none = sb_reliability_compute (facts, frozen, SB_SCOPE_ALL, D ("2025-11-20"));
  g_autoptr (SbReliability) open = NULL;

  assert_reason (&none->skill, SB_REASON_NO_DATA);
  fixture_deal (facts, SB_STATUS_OPEN, 1, "2025-01-01", NULL);
  freeze (frozen, 1, 500000, "2025-06-02");
  open = sb_reliability_compute (facts, frozen, SB_SCOPE_ALL, D ("2025-11-20"));
  assert_reason (&open->skill, SB_REASON_NO_CLOSED_DEALS);
  g_assert_cmpint (open->n_open, ==, 1);
}

static SbHindcast *
accuracy_of (SbFacts *facts, guint n)
{
  SbHindcastQuery query = { SB_PERIOD_QUARTER, n, SB_SCOPE_ALL, D ("2025-11-20"), 1, SB_SIM_RHO_PPM, NULL };

  return sb_hindcast_compute (facts, &query);
}

static void
test_accuracy (void)
{
  g_autoptr (SbFacts) facts = fixture_random (5, 3000);
  g_autoptr (SbHindcast) accuracy = accuracy_of (facts, 8);
  const SbHindcastRow *total = &g_array_index (accuracy->rows, SbHindcastRow, accuracy->rows->len - 1);

  g_assert_cmpuint (accuracy->periods->len, >=, SB_HINDCAST_PERIODS);
  g_assert_cmpint (total->level, ==, SB_FORECAST_COMPANY);
  g_assert_cmpint (total->n, ==, (int) accuracy->periods->len);
  g_assert_cmpint (total->wape.reason, ==, SB_REASON_NONE);
  g_assert_cmpint (accuracy->coverage.denominator, ==, (gint64) accuracy->periods->len);
  g_assert_nonnull (accuracy->explain);
  for (guint i = 0; i < accuracy->periods->len; i++)
    {
      const SbPastForecast *past = &g_array_index (accuracy->periods, SbPastForecast, i);

      g_assert_cmpint (past->day, >=, past->period.start);
      g_assert_cmpint (past->day, <=, past->period.end);
      g_assert_cmpint (past->p10, <=, past->p90);
      g_assert_cmpint (past->inside, ==, past->actual >= past->p10 && past->actual <= past->p90);
    }
}

static void
test_accuracy_few (void)
{
  g_autoptr (SbFacts) facts = fixture_random (5, 3000);
  g_autoptr (SbFacts) empty = fixture_new ();
  g_autoptr (SbHindcast) few = accuracy_of (facts, 2);
  g_autoptr (SbHindcast) none = accuracy_of (empty, 8);

  assert_reason (&few->coverage, SB_REASON_TOO_FEW);
  for (guint i = 0; i < few->rows->len; i++)
    {
      assert_reason (&g_array_index (few->rows, SbHindcastRow, i).wape, SB_REASON_TOO_FEW);
      g_assert_cmpint (g_array_index (few->rows, SbHindcastRow, i).tendency, ==, SB_TENDENCY_UNKNOWN);
    }
  assert_reason (&none->coverage, SB_REASON_NO_HISTORY);
  g_assert_cmpuint (none->periods->len, ==, 0);
  g_assert_cmpint (none->explain->result.reason, ==, SB_REASON_NO_HISTORY);
}

/* A forecast of a past day does not know how and in which stage its deals ended. */
static void
test_no_peeking (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  SbForecastQuery query = SB_FORECAST_QUERY (fixture_period ("2025-Q2"), SB_SCOPE_ALL, D ("2025-05-10"));
  g_autoptr (SbForecast) won = NULL;
  g_autoptr (SbForecast) lost = NULL;
  SbDealFact *deal;

  for (int i = 0; i < 20; i++)
    {
      fixture_deal (facts, i % 4 == 0 ? SB_STATUS_WON : SB_STATUS_LOST, 1000, "2024-12-01", "2025-01-31");
      fixture_place (&facts->deals[facts->n_deals - 1], i % 4 == 0 ? 3 : 0, i % 4 == 0 ? 3 : 0);
    }
  deal = fixture_deal (facts, SB_STATUS_WON, 5000, "2025-05-01", "2025-06-01");
  deal->expected_close_on = D ("2025-06-01");
  deal->manual_ppm = 990000;
  fixture_place (deal, 3, 3);
  fixture_visit (facts, FIX_STAGE_A, "2025-05-01", "2025-05-20", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_D, "2025-05-20", "2025-06-01", SB_VISIT_WON);
  query.lines = SB_FORECAST_PIPELINE;
  won = sb_forecast_compute (facts, &query);
  deal->status = SB_STATUS_LOST;
  lost = sb_forecast_compute (facts, &query);
  g_assert_cmpuint (won->deals->len, ==, 1);
  assert_near (g_array_index (won->deals, SbForecastDeal, 0).p, g_array_index (lost->deals, SbForecastDeal, 0).p, 0.0);
  g_assert_cmpfloat (g_array_index (won->deals, SbForecastDeal, 0).p, <, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/track-record/golden", test_golden);
  g_test_add_func ("/track-record/reliability", test_reliability);
  g_test_add_func ("/track-record/reliability-empty", test_reliability_empty);
  g_test_add_func ("/track-record/accuracy", test_accuracy);
  g_test_add_func ("/track-record/accuracy-few", test_accuracy_few);
  g_test_add_func ("/track-record/no-peeking", test_no_peeking);
  return g_test_run ();
}
