/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the open pipeline and the plan say, by hand: probability, coverage, velocity, pacing, slippage, concentration. */
#include "analysis-fixture.h"

#include "analysis/sb-concentration.h"
#include "analysis/sb-coverage.h"
#include "analysis/sb-pacing.h"
#include "analysis/sb-probability.h"
#include "analysis/sb-slippage.h"

#define AS_OF "2026-02-13"

static SbTargetQuery
target_query (const char *code, const char *as_of)
{
  return (SbTargetQuery) { "revenue_won", fixture_period (code), SB_SCOPE_ALL, D (as_of) };
}

/* Eight lost at A, four won: global (4 + 1) ÷ (12 + 2). */
static SbFacts *
make_history (void)
{
  SbFacts *facts = fixture_new ();

  for (int i = 0; i < 12; i++)
    fixture_place (fixture_deal (facts, i < 8 ? SB_STATUS_LOST : SB_STATUS_WON, 100, "2025-06-01", "2025-12-01"),
                   i < 8 ? 0 : 3, i < 8 ? 0 : 3);
  return facts;
}

static void
test_learned (void)
{
  g_autoptr (SbFacts) facts = make_history ();
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, D (AS_OF));
  SbProbability a = sb_probability_of_stage (table, FIX_STAGE_A), d = sb_probability_of_stage (table, FIX_STAGE_D);
  SbProbability none = sb_probability_of_stage (table, 999);
  double global = 5.0 / 14;

  assert_near (a.value, (4 + 10 * global) / 22, 1e-12);
  g_assert_cmpint (a.n, ==, 12);
  assert_near (d.value, (4 + 10 * global) / 14, 1e-12);
  g_assert_cmpint (d.wins, ==, 4);
  assert_near (none.value, global, 1e-12);
  g_assert_cmpint (none.n, ==, 0);
}

static void
test_precedence (void)
{
  g_autoptr (SbFacts) facts = make_history ();
  g_autoptr (SbProbabilityTable) table = NULL;
  SbDealFact *deal = fixture_deal (facts, SB_STATUS_OPEN, 100, "2026-01-01", NULL);
  SbDealFact *won = fixture_deal (facts, SB_STATUS_WON, 100, "2026-01-01", "2026-02-01");
  SbProbability p;

  facts->stages[1].probability_ppm = 300000;
  table = sb_probability_table_compute (facts, D (AS_OF));
  fixture_place (deal, 0, 0);
  deal->manual_ppm = 700000;
  p = sb_probability_of_deal (table, deal);
  g_assert_cmpint (p.source, ==, SB_PROBABILITY_MANUAL);
  g_assert_cmpint (p.ppm, ==, 700000);
  deal->manual_ppm = 0; /* zero is a statement, not a gap */
  p = sb_probability_of_deal (table, deal);
  g_assert_cmpint (p.source, ==, SB_PROBABILITY_MANUAL);
  assert_near (p.value, 0.0, 0.0);
  deal->manual_ppm = -1;
  g_assert_cmpint (sb_probability_of_deal (table, deal).source, ==, SB_PROBABILITY_LEARNED);
  p = sb_probability_of_deal (table, won);
  g_assert_cmpint (p.source, ==, SB_PROBABILITY_CLOSED);
  assert_near (p.value, 1.0, 0.0);
  p = sb_probability_of_deal (table, &facts->deals[0]);
  assert_near (p.value, 0.0, 0.0);
}

static void
test_default (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbProbabilityTable) table = NULL;
  SbDealFact *deal = fixture_deal (facts, SB_STATUS_OPEN, 100, "2026-01-01", NULL);
  SbProbability p;

  facts->stages[1].probability_ppm = 300000;
  fixture_place (deal, 1, 1);
  table = sb_probability_table_compute (facts, D (AS_OF));
  p = sb_probability_of_deal (table, deal);
  g_assert_cmpint (p.source, ==, SB_PROBABILITY_DEFAULT);
  g_assert_cmpint (p.ppm, ==, 300000);
  fixture_place (deal, 2, 2); /* no history and no default: the global rate, here 1 of 2 */
  p = sb_probability_of_deal (table, deal);
  g_assert_cmpint (p.source, ==, SB_PROBABILITY_LEARNED);
  assert_near (p.value, 0.5, 1e-12);
}

/* The owner counts from twenty closed deals on, smoothed towards the stage. */
static void
test_owner (void)
{
  g_autoptr (SbFacts) facts = make_history ();
  SbDealFact *deal;

  for (int i = 0; i < 20; i++)
    {
      deal = fixture_deal (facts, SB_STATUS_WON, 100, "2025-06-01", "2025-12-01");
      deal->owner_id = 2;
      fixture_place (deal, 3, 3);
    }
  deal = fixture_deal (facts, SB_STATUS_OPEN, 100, "2026-01-01", NULL);
  fixture_place (deal, 0, 0);
  {
    g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, D (AS_OF));
    SbProbability p = sb_probability_of_deal (table, deal);
    double stage = (24 + 10 * 25.0 / 34) / 42;

    g_assert_false (p.owner_level); /* owner 1 has twelve */
    assert_near (p.value, stage, 1e-12);
    deal->owner_id = 2;
    p = sb_probability_of_deal (table, deal);
    g_assert_true (p.owner_level);
    assert_near (p.value, (20 + 20 * stage) / 40, 1e-12);
  }
}

static void
test_weigh (void)
{
  g_assert_cmpint (sb_probability_weigh (101, 500000), ==, 51);
  g_assert_cmpint (sb_probability_weigh (-101, 500000), ==, -51);
  g_assert_cmpint (sb_probability_weigh (G_MAXINT64, 1000000), ==, G_MAXINT64);
}

/* G4: 900,000 open for the 300,000 that are missing. */
static void
test_coverage (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbProbabilityTable) table = NULL;
  g_autoptr (SbCoverage) coverage = NULL;
  SbTargetQuery query = target_query ("2026-Q1", AS_OF);
  static const char *const due[] = { "2026-02-13", "2026-03-31", "2026-04-01", "2026-02-12", NULL };
  static const gint64 minor[] = { 40000000, 50000000, 7000, 600, 50 };

  fixture_target (facts, "2026-Q1", 0, 50000000);
  for (gsize i = 0; i < G_N_ELEMENTS (due); i++)
    {
      SbDealFact *deal = fixture_deal (facts, SB_STATUS_OPEN, minor[i], "2026-01-05", NULL);

      deal->manual_ppm = 500000;
      if (due[i] != NULL)
        deal->expected_close_on = D (due[i]);
    }
  table = sb_probability_table_compute (facts, D (AS_OF));
  coverage = sb_coverage_compute (facts, table, &query, 20000000);
  assert_ratio (&coverage->covered, 90000000, 30000000);
  assert_near (coverage->weighted.value, 1.5, 1e-12);
  g_assert_cmpint (coverage->overdue, ==, 600);
  g_assert_cmpint (coverage->undated, ==, 50);
  g_assert_cmpint (coverage->n_due, ==, 2);
  g_assert_cmpuint (coverage->explain->rows->len, ==, 2);
  assert_reason (&coverage->needed, SB_REASON_NO_HISTORY);
  g_assert_false (coverage->is_short);
}

static void
test_coverage_reasons (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, D (AS_OF));
  SbTargetQuery query = target_query ("2026-Q1", AS_OF), late = target_query ("2026-Q1", "2026-05-01");
  g_autoptr (SbCoverage) none = sb_coverage_compute (facts, table, &query, 0);
  g_autoptr (SbCoverage) met = NULL;
  g_autoptr (SbCoverage) over = NULL;

  assert_reason (&none->covered, SB_REASON_NO_TARGET);
  fixture_target (facts, "2026-Q1", 0, 1000);
  met = sb_coverage_compute (facts, table, &query, 1000);
  over = sb_coverage_compute (facts, table, &late, 10);
  assert_reason (&met->covered, SB_REASON_MET);
  assert_reason (&met->weighted, SB_REASON_MET);
  assert_reason (&over->covered, SB_REASON_PERIOD_OVER);
}

/* Without earlier quarters the need is 1 ÷ win rate by value: 300 won of 1,200 closed → 4. */
static void
test_coverage_needed (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbProbabilityTable) table = NULL;
  g_autoptr (SbCoverage) coverage = NULL;
  SbTargetQuery query = target_query ("2026-Q1", AS_OF);

  fixture_target (facts, "2026-Q1", 0, 10000);
  fixture_deal (facts, SB_STATUS_WON, 300, "2025-12-01", "2026-01-15");
  fixture_deal (facts, SB_STATUS_LOST, 900, "2025-12-01", "2026-01-15");
  fixture_deal (facts, SB_STATUS_OPEN, 500, "2026-01-05", NULL)->expected_close_on = D ("2026-03-01");
  table = sb_probability_table_compute (facts, D (AS_OF));
  coverage = sb_coverage_compute (facts, table, &query, 300);
  assert_near (coverage->needed.value, 4.0, 1e-12);
  g_assert_cmpint (coverage->needed_periods, ==, 0);
  g_assert_true (coverage->is_short);
}

/* Ten won of forty in twelve months: 40 open × .25 × 20,000 ÷ 60. */
static void
test_velocity (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbVelocity) empty = sb_velocity_compute (facts, SB_SCOPE_ALL, D (AS_OF), SB_VELOCITY_STEPS);
  g_autoptr (SbVelocity) velocity = NULL;

  assert_reason (&empty->per_day, SB_REASON_NO_CLOSED_DEALS);
  for (int i = 0; i < 40; i++)
    fixture_deal (facts, i < 10 ? SB_STATUS_WON : SB_STATUS_LOST, 20000, "2025-12-01", "2026-01-30");
  for (int i = 0; i < 40; i++)
    fixture_deal (facts, SB_STATUS_OPEN, 1, "2026-02-01", NULL);
  velocity = sb_velocity_compute (facts, SB_SCOPE_ALL, D (AS_OF), SB_VELOCITY_STEPS);
  assert_near (velocity->per_day.value, 10000.0 / 3, 1e-9);
  g_assert_cmpint (velocity->open_deals, ==, 40);
  assert_near (velocity->plus_deals.value, 2 * 0.25 * 20000 / 60, 1e-9);
  assert_near (velocity->plus_points.value, 40 * 0.03 * 20000 / 60, 1e-9);
  assert_near (velocity->plus_amount.value, 10000.0 / 3 * 0.05, 1e-9);
  assert_near (velocity->minus_days.value, 40 * 0.25 * 20000 * (1 / 55.0 - 1 / 60.0), 1e-9);
  assert_near (sb_velocity_per_day (40, 0.25, 20000, 0.0), 200000.0, 1e-9);
}

static void
test_pacing (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  SbTargetQuery query = target_query ("2026-Q1", AS_OF), before = target_query ("2026-Q1", "2025-12-20"),
                over = target_query ("2026-Q1", "2026-04-10");
  g_autoptr (SbPacing) none = sb_pacing_compute (facts, &query, 5);
  g_autoptr (SbPacing) pacing = NULL;
  g_autoptr (SbPacing) early = NULL;
  g_autoptr (SbPacing) late = NULL;
  g_autoptr (SbPacing) done = NULL;

  assert_reason (&none->attainment, SB_REASON_NO_TARGET);
  g_assert_cmpint (none->status, ==, SB_PACE_UNKNOWN);
  fixture_target (facts, "2026-01", 0, 8000000);
  fixture_target (facts, "2026-02", 0, 10000000);
  fixture_target (facts, "2026-03", 0, 12000000);
  pacing = sb_pacing_compute (facts, &query, 12000000);
  early = sb_pacing_compute (facts, &before, 0);
  late = sb_pacing_compute (facts, &over, 12000000);
  done = sb_pacing_compute (facts, &query, 30000000);
  assert_near (pacing->attainment.value, 0.4, 1e-12);
  g_assert_cmpint (pacing->days_gone, ==, 32);
  g_assert_cmpint (pacing->days_left, ==, 32);
  assert_near (pacing->run_rate_multiple.value, 1.5, 1e-12);
  assert_reason (&early->pace, SB_REASON_NOT_STARTED);
  g_assert_cmpint (early->landing.reason, ==, SB_REASON_NOT_STARTED);
  g_assert_cmpint (early->achieved_per_day.reason, ==, SB_REASON_NOT_STARTED);
  g_assert_cmpint (late->needed_per_day.reason, ==, SB_REASON_PERIOD_OVER);
  g_assert_cmpint (late->status, ==, SB_PACE_MISSED);
  g_assert_cmpint (done->gap.reason, ==, SB_REASON_MET);
  g_assert_cmpint (done->status, ==, SB_PACE_ACHIEVED);
}

/* No target of the whole: those of the members add up; part of a quarter counts by its working days. */
static void
test_plan (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  SbTargetQuery query = target_query ("2026-Q1", AS_OF), month = target_query ("2026-02", AS_OF);
  SbPlanTarget target;

  fixture_target (facts, "2026-Q1", 1, 6400);
  fixture_target (facts, "2026-Q1", 2, 600);
  target = sb_plan_target_find (facts, &query);
  g_assert_true (target.added_up);
  g_assert_cmpint (target.minor, ==, 7000);
  query.scope.member_id = 2;
  g_assert_cmpint (sb_plan_target_find (facts, &query).minor, ==, 600);
  query.scope.member_id = 4;
  g_assert_cmpint (sb_plan_target_find (facts, &query).reason, ==, SB_REASON_NO_TARGET);
  month.scope.member_id = 1; /* 20 of 64 working days */
  g_assert_cmpint (sb_plan_target_find (facts, &month).minor, ==, 2000);
  query.metric = "deals_won";
  query.scope.member_id = 2;
  g_assert_cmpint (sb_plan_target_find (facts, &query).reason, ==, SB_REASON_NO_TARGET);
}

/* Ann 600, Ben 300, Cai 100 against a target of 1,000 with 400 of Ann's own. */
static SbFacts *
make_team (void)
{
  static const gint64 minor[] = { 350, 250, 300, 100 };
  static const gint32 owners[] = { 1, 1, 2, 3 };
  SbFacts *facts = fixture_new ();

  for (int i = 0; i < 4; i++)
    {
      SbDealFact *deal = fixture_deal (facts, SB_STATUS_WON, minor[i], "2026-01-01", "2026-01-20");

      deal->owner_id = owners[i];
      deal->account_id = i + 1;
    }
  return facts;
}

static void
test_concentration (void)
{
  g_autoptr (SbFacts) facts = make_team ();
  SbPeriod period = fixture_period ("2026-Q1");
  g_autoptr (SbConcentration) members = sb_concentration_members (facts, period, SB_SCOPE_ALL, D (AS_OF));
  g_autoptr (SbConcentration) customers = sb_concentration_customers (facts, period, SB_SCOPE_ALL, D (AS_OF));
  g_autoptr (SbConcentration) none = sb_concentration_members (facts, fixture_period ("2025-Q1"), SB_SCOPE_ALL,
                                                               D (AS_OF));

  assert_ratio (&members->top1, 600, 1000);
  assert_ratio (&members->top3, 1000, 1000);
  assert_near (members->hhi.value, 0.46, 1e-12);
  assert_near (members->effective.value, 1 / 0.46, 1e-12);
  assert_reason (&members->gini, SB_REASON_TOO_FEW);
  g_assert_cmpuint (members->explain->rows->len, ==, 2);
  g_assert_cmpint (g_array_index (customers->parts, SbConcentrationPart, 0).id, ==, 1);
  assert_ratio (&customers->top1, 350, 1000);
  assert_reason (&none->top1, SB_REASON_NO_CLOSED_DEALS);
  assert_reason (&none->hhi, SB_REASON_NO_CLOSED_DEALS);
  assert_reason (&none->effective, SB_REASON_NO_CLOSED_DEALS);
}

static void
test_carry (void)
{
  g_autoptr (SbFacts) facts = make_team ();
  SbTargetQuery query = target_query ("2026-Q1", AS_OF);
  g_autoptr (SbCarry) none = sb_carry_compute (facts, &query);
  g_autoptr (SbCarry) shared = NULL;
  g_autoptr (SbCarry) own = NULL;

  assert_reason (&none->carry, SB_REASON_NO_TARGET);
  fixture_target (facts, "2026-Q1", 0, 1000);
  shared = sb_carry_compute (facts, &query);
  g_assert_true (shared->target_shared);
  assert_near (shared->carry.value, 400 / (1000 - 1000 / 3.0), 1e-12);
  fixture_target (facts, "2026-Q1", 1, 400);
  own = sb_carry_compute (facts, &query);
  g_assert_cmpint (own->member_id, ==, 1);
  g_assert_false (own->target_shared);
  assert_near (own->carry.value, 400.0 / 600, 1e-12);
}

/* Of three deals due in the quarter at its start one was dated out of it. */
static void
test_slippage (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  SbPeriod period = fixture_period ("2026-Q1");
  g_autoptr (SbSlippage) none = NULL;
  g_autoptr (SbSlippage) slippage = NULL;
  static const char *const due[] = { "2026-02-01", "2026-05-01", "2026-03-31", "2026-06-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (due); i++)
    {
      SbDealFact *deal = fixture_deal (facts, SB_STATUS_OPEN, 100, "2025-12-01", NULL);

      deal->expected_close_on = D (due[i]);
      deal->pushes = (gint16) i;
    }
  none = sb_slippage_compute (facts, period, SB_SCOPE_ALL, D (AS_OF));
  assert_reason (&none->push_rate, SB_REASON_NO_HISTORY);
  facts->pushes[facts->n_pushes++] = (SbPushFact) { 2, D ("2026-02-10"), D ("2026-03-01"), D ("2026-05-01") };
  slippage = sb_slippage_compute (facts, period, SB_SCOPE_ALL, D (AS_OF));
  assert_ratio (&slippage->push_rate, 1, 3);
  g_assert_cmpint (g_array_index (slippage->explain_rate->rows, gint32, 0), ==, 2);
  assert_ratio (&slippage->pushes_per_deal, 6, 4);
  g_assert_cmpint (slippage->pushed_three, ==, 1);
  g_assert_cmpint (sb_expected_close_at (facts, &facts->deals[1], D ("2026-02-09")), ==, D ("2026-03-01"));
  g_assert_cmpint (sb_expected_close_at (facts, &facts->deals[1], D ("2026-02-10")), ==, D ("2026-05-01"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probability/learned", test_learned);
  g_test_add_func ("/probability/precedence", test_precedence);
  g_test_add_func ("/probability/default", test_default);
  g_test_add_func ("/probability/owner", test_owner);
  g_test_add_func ("/probability/weigh", test_weigh);
  g_test_add_func ("/coverage/value", test_coverage);
  g_test_add_func ("/coverage/reasons", test_coverage_reasons);
  g_test_add_func ("/coverage/needed", test_coverage_needed);
  g_test_add_func ("/velocity", test_velocity);
  g_test_add_func ("/pacing", test_pacing);
  g_test_add_func ("/plan-target", test_plan);
  g_test_add_func ("/concentration", test_concentration);
  g_test_add_func ("/carry", test_carry);
  g_test_add_func ("/slippage", test_slippage);
  return g_test_run ();
}
