/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast out of facts: chances and dates of deals, business still to come, members inside teams inside the whole,
 * and the golden number of the planner. */
#include "analysis-fixture.h"

#include "analysis/sb-deal-age.h"
#include "analysis/sb-forecast.h"

#include <math.h>

#define PERIOD "2025-Q4"
#define TODAY "2025-11-20"

static SbForecast *
forecast_of (SbFacts *facts, guint rho, guint lines)
{
  SbForecastQuery query = SB_FORECAST_QUERY (fixture_period (PERIOD), SB_SCOPE_ALL, D (TODAY));

  query.rho_ppm = rho;
  query.lines = lines;
  return sb_forecast_compute (facts, &query);
}

static SbDealFact *
open_deal (SbFacts *facts, gint64 minor, gint32 ppm, const char *expected)
{
  SbDealFact *deal = fixture_deal (facts, SB_STATUS_OPEN, minor, "2025-10-01", NULL);

  deal->manual_ppm = ppm;
  deal->expected_close_on = expected != NULL ? D (expected) : SB_DATE_NONE;
  return deal;
}

/* G14: won 100, quota 200, 50 at .5, 80 at .4, 120 at .25, dates certain: .40, weighted landing 187. */
static void
test_golden (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbForecast) exact = NULL;
  g_autoptr (SbForecast) drawn = NULL;
  const SbForecastRow *total;

  fixture_deal (facts, SB_STATUS_WON, 10000, "2025-10-02", "2025-10-20");
  open_deal (facts, 5000, 500000, "2025-12-01");
  open_deal (facts, 8000, 400000, "2025-12-10");
  open_deal (facts, 12000, 250000, "2025-12-20");
  fixture_target (facts, "2025-Q4", 0, 20000);
  exact = forecast_of (facts, 0, SB_FORECAST_PIPELINE);
  total = sb_forecast_total (exact);
  g_assert_true (total->exact);
  g_assert_cmpfloat (total->attain.value, ==, 0.4);
  g_assert_cmpint (total->won, ==, 10000);
  g_assert_cmpint (total->won + total->weighted, ==, 18700);
  assert_near (total->mean, 18700.0, 1e-6);
  drawn = forecast_of (facts, SB_SIM_RHO_PPM, SB_FORECAST_PIPELINE);
  g_assert_false (sb_forecast_total (drawn)->exact);
  assert_near (sb_forecast_total (drawn)->attain.value, 0.4, 0.01);
  g_assert_nonnull (drawn->explain);
  g_assert_cmpint (drawn->explain->n_rows, ==, 3);
}

/* Ten won deals promised for the month they closed in, ten a month late: half of the promises slip. */
static void
add_slips (SbFacts *facts)
{
  for (int i = 0; i < 20; i++)
    {
      SbDealFact *deal = fixture_deal (facts, SB_STATUS_WON, 1000, "2025-05-10", "2025-05-25");

      deal->owner_id = i % 2 == 0 ? 1 : 2;
      deal->expected_close_on = i % 2 == 0 ? D ("2025-05-20") : D ("2025-04-20");
    }
}

static void
test_slip (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbSlipTable) none = sb_slip_table_compute (facts, D (TODAY));
  g_autoptr (SbSlipTable) table = NULL;
  double shares[SB_SLIP_CELLS];
  SbPeriod quarter = fixture_period (PERIOD);
  SbCloseKind kind;

  g_assert_cmpfloat (sb_close_in_period (none, 1, D ("2025-12-31"), quarter, &kind), ==, 1.0);
  g_assert_cmpfloat (sb_close_in_period (none, 1, SB_DATE_NONE, quarter, &kind), ==, 0.0);
  g_assert_cmpint (kind, ==, SB_CLOSE_UNDATED);
  add_slips (facts);
  table = sb_slip_table_compute (facts, D (TODAY));
  g_assert_cmpint (sb_slip_count (table, 0), ==, 20);
  sb_slip_shares (table, 0, shares);
  g_assert_cmpfloat (shares[1], ==, 0.5);
  g_assert_cmpfloat (shares[2], ==, 0.5);
  /* Own history (10 in time) shrunk to everybody's with 10. */
  sb_slip_shares (table, 1, shares);
  g_assert_cmpfloat (shares[1], ==, 0.75);
  g_assert_cmpfloat (sb_close_in_period (table, 0, D ("2025-12-10"), quarter, &kind), ==, 0.5);
  g_assert_cmpfloat (sb_close_in_period (table, 0, D ("2025-11-25"), quarter, &kind), ==, 1.0);
  g_assert_cmpint (kind, ==, SB_CLOSE_DATED);
  g_assert_cmpfloat (sb_close_in_period (table, 0, D ("2025-09-30"), quarter, &kind), ==, 1.0);
  g_assert_cmpint (kind, ==, SB_CLOSE_OVERDUE);
  g_assert_cmpfloat (sb_close_in_period (table, 0, D ("2026-01-10"), quarter, &kind), ==, 0.0);
  /* A cycle of 15 days ends inside the quarter. */
  g_assert_cmpint (sb_slip_median_cycle (table), ==, 15);
  g_assert_cmpfloat (sb_close_in_period (table, 0, SB_DATE_NONE, quarter, &kind), ==, 1.0);
  assert_near (sb_close_in_period (table, 0, SB_DATE_NONE, fixture_period ("2025-11"), &kind), 10.0 / 15.0, 1e-12);
}

/* Twenty deals: half won after 10 days, half lost after 30. At 15 days no win is left. */
static void
test_age (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbAgeTable) table = NULL;
  gint64 at_risk;

  for (int i = 0; i < 40; i++)
    {
      gboolean won = i % 2 == 0;
      SbDealFact *deal = fixture_deal (facts, won ? SB_STATUS_WON : SB_STATUS_LOST, 1000, "2025-05-01",
                                       won ? "2025-05-11" : "2025-05-31");

      fixture_place (deal, 0, 0);
      fixture_visit (facts, FIX_STAGE_A, "2025-05-01", won ? "2025-05-11" : "2025-05-31",
                     won ? SB_VISIT_WON : SB_VISIT_LOST);
    }
  table = sb_age_table_compute (facts, D (TODAY));
  assert_near (sb_age_factor (table, FIX_STAGE_A, 5, &at_risk), 1.0, 1e-12);
  g_assert_cmpint (at_risk, ==, 40);
  assert_near (sb_age_factor (table, FIX_STAGE_A, 15, &at_risk), 0.0, 1e-12);
  g_assert_cmpint (at_risk, ==, 20);
  /* Fewer than ten at risk: no statement. */
  assert_near (sb_age_factor (table, FIX_STAGE_A, 40, &at_risk), 1.0, 1e-12);
  assert_near (sb_age_factor (table, FIX_STAGE_B, 5, NULL), 1.0, 1e-12);
}

/* Member 1 creates and wins 1,000 in the second half of every quarter, and sells 300 a month over the counter. */
static void
add_history (SbFacts *facts)
{
  static const char *const months[] = { "02", "05", "08", "11" };

  for (int year = 2023; year <= 2025; year++)
    for (int q = 0; q < (year == 2025 ? 3 : 4); q++)
      {
        g_autofree char *created = g_strdup_printf ("%d-%s-25", year, months[q]);
        g_autofree char *closed = g_strdup_printf ("%d-%s-28", year, months[q]);

        fixture_deal (facts, SB_STATUS_WON, 1000, created, closed);
      }
  for (int month = 0; month < 34; month++)
    {
      g_autofree char *day = g_strdup_printf ("%d-%02d-05", 2023 + month / 12, 1 + month % 12);

      fixture_deal (facts, SB_STATUS_WON, 300, day, day);
    }
}

static void
test_new_business (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  const gint32 sellers[] = { 2 };
  SbNewQuery query = { fixture_period (PERIOD), SB_SCOPE_ALL, D (TODAY), sellers, 1 };
  g_autoptr (GArray) rows = NULL;
  const SbNewBusiness *one, *two, *three;

  add_history (facts);
  rows = sb_new_business_compute (facts, &query);
  one = &g_array_index (rows, SbNewBusiness, 0);
  two = &g_array_index (rows, SbNewBusiness, 1);
  three = &g_array_index (rows, SbNewBusiness, 2);
  /* Eight earlier quarters, each 1,000 from deals created after their 51st day. */
  g_assert_true (one->has_history);
  g_assert_cmpint (one->created.n, ==, 8);
  assert_near (one->created.mean, 1000.0, 1e-9);
  assert_near (one->created.sigma, 0.0, 1e-9);
  /* About 300 a month for the rest of November and for December. */
  assert_near (one->run_rate.mean, 300.0 * (7.0 / 20.0 + 1.0), 30.0);
  g_assert_true (one->run_rate.flags & SB_NEW_SERIES);
  g_assert_cmpint (one->run_rate.n, ==, 34);
  assert_near (two->created.mean, 800.0, 1e-9);
  g_assert_true (two->created.flags & SB_NEW_TEAM_MEAN);
  g_assert_cmpfloat (three->created.mean, ==, 0.0);
  g_assert_true (three->created.flags & SB_NEW_NO_HISTORY);
}

static void
test_joiner (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  const gint32 sellers[] = { 2 };
  SbNewQuery query = { fixture_period ("2026"), SB_SCOPE_ALL, D (TODAY), sellers, 1 };
  g_autoptr (GArray) rows = NULL;

  add_history (facts);
  facts->members[1].hired_on = D ("2026-07-01");
  rows = sb_new_business_compute (facts, &query);
  /* Half a year of 80 % of what member 1 brings. */
  assert_near (g_array_index (rows, SbNewBusiness, 1).created.mean
                 / g_array_index (rows, SbNewBusiness, 0).created.mean, 0.4, 0.01);
  facts->members[0].left_on = D ("2025-12-31");
  g_array_unref (g_steal_pointer (&rows));
  rows = sb_new_business_compute (facts, &query);
  g_assert_cmpfloat (g_array_index (rows, SbNewBusiness, 0).created.mean, ==, 0.0);
}

/* A few wins of one's own since July say nothing about a year: the team's mean is lent for it, without its run rate. */
static void
test_new_winner (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  const gint32 sellers[] = { 2 };
  SbNewQuery query = { fixture_period ("2026"), SB_SCOPE_ALL, D (TODAY), sellers, 1 };
  g_autoptr (GArray) rows = NULL;
  const SbNewBusiness *two;

  add_history (facts);
  facts->members[1].hired_on = D ("2025-07-01");
  fixture_deal (facts, SB_STATUS_WON, 77, "2025-09-01", "2025-10-01")->owner_id = 2;
  rows = sb_new_business_compute (facts, &query);
  two = &g_array_index (rows, SbNewBusiness, 1);
  g_assert_true (two->has_history);
  assert_near (two->created.mean / g_array_index (rows, SbNewBusiness, 0).created.mean, 0.8, 0.01);
  g_assert_true (two->created.flags & SB_NEW_TEAM_MEAN);
  g_assert_cmpfloat (two->run_rate.mean, ==, 0.0);
}

/* Members add up to teams, teams to the whole, and every row is a group of the draws. */
static void
test_tree (void)
{
  g_autoptr (SbFacts) facts = fixture_random (3, 2000);
  g_autoptr (SbForecast) forecast = forecast_of (facts, SB_SIM_RHO_PPM, SB_FORECAST_ALL);
  const GArray *rows = forecast->rows;
  double members = 0.0, teams = 0.0;
  gint64 won = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const SbForecastRow *row = &g_array_index (rows, SbForecastRow, i);

      if (row->level == SB_FORECAST_MEMBER)
        {
          won += row->won;
          members += row->mean;
        }
      if (row->level == SB_FORECAST_TEAM && row->parent == (int) rows->len - 1)
        teams += row->mean;
      if (i + 1 < rows->len)
        g_assert_cmpint (row->parent, >, (int) i);
      if (row->reason == SB_REASON_NONE)
        {
          g_assert_cmpint (row->p10, <=, row->p50);
          g_assert_cmpint (row->p50, <=, row->p90);
          g_assert_cmpint (row->won, <=, row->p10);
        }
    }
  g_assert_cmpint (won, ==, sb_forecast_total (forecast)->won);
  assert_near (members / sb_forecast_total (forecast)->mean, 1.0, 1e-9);
  g_assert_cmpfloat (teams, <=, sb_forecast_total (forecast)->mean * (1.0 + 1e-9));
  g_assert_cmpint (sb_forecast_find (forecast, SB_FORECAST_COMPANY, 0), ==, (int) rows->len - 1);
  for (guint i = 0; i < forecast->deals->len; i++)
    {
      const SbForecastDeal *deal = &g_array_index (forecast->deals, SbForecastDeal, i);

      g_assert_cmpfloat (deal->q, >=, 0.0);
      g_assert_cmpfloat (deal->q, <=, 1.0);
      g_assert_true (sb_forecast_deal (forecast, deal->id) == deal);
      g_assert_cmpint (forecast->input.deals[i].id, ==, deal->id);
    }
}

/* One team, one member: their deals alone, and the same draws as inside the whole. */
static void
test_scope (void)
{
  g_autoptr (SbFacts) facts = fixture_random (3, 2000);
  g_autoptr (SbForecast) whole = forecast_of (facts, SB_SIM_RHO_PPM, SB_FORECAST_PIPELINE);
  SbForecastQuery query = SB_FORECAST_QUERY (fixture_period (PERIOD), SB_SCOPE_ALL, D (TODAY));
  g_autoptr (SbForecast) team = NULL;

  query.lines = SB_FORECAST_PIPELINE;
  query.scope.team_id = 2;
  team = sb_forecast_compute (facts, &query);
  for (guint i = 0; i < team->deals->len; i++)
    g_assert_cmpint (sb_facts_deal (facts, g_array_index (team->deals, SbForecastDeal, i).id)->team_id, ==, 2);
  g_assert_cmpuint (team->deals->len, <, whole->deals->len);
  for (gint32 id = 1; id <= 4; id++)
    {
      g_autoptr (SbForecast) member = NULL;
      int row = sb_forecast_find (whole, SB_FORECAST_MEMBER, id);

      query.scope = SB_SCOPE_ALL;
      query.scope.member_id = id;
      member = sb_forecast_compute (facts, &query);
      if (row < 0)
        continue;
      g_assert_cmpint (sb_forecast_total (member)->p50, ==, g_array_index (whole->rows, SbForecastRow, row).p50);
      g_assert_cmpint (sb_forecast_total (member)->won, ==, g_array_index (whole->rows, SbForecastRow, row).won);
    }
}

/* Nothing to go by: no chance is invented; a target already met is met. */
static void
test_cannot_judge (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbForecast) forecast = NULL;
  const SbForecastRow *row;

  fixture_target (facts, "2025-Q4", 1, 1000);
  forecast = forecast_of (facts, SB_SIM_RHO_PPM, SB_FORECAST_ALL);
  row = &g_array_index (forecast->rows, SbForecastRow, sb_forecast_find (forecast, SB_FORECAST_MEMBER, 1));
  assert_reason (&row->attain, SB_REASON_CANNOT_JUDGE);
  assert_reason (&sb_forecast_total (forecast)->attain, SB_REASON_CANNOT_JUDGE);
}

static void
test_met_and_over (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  SbForecastQuery query = SB_FORECAST_QUERY (fixture_period (PERIOD), SB_SCOPE_ALL, D ("2026-01-10"));
  g_autoptr (SbForecast) now = NULL;
  g_autoptr (SbForecast) after = NULL;

  fixture_deal (facts, SB_STATUS_WON, 5000, "2025-10-02", "2025-10-20");
  open_deal (facts, 9000, 900000, "2025-12-01");
  fixture_target (facts, "2025-Q4", 0, 4000);
  now = forecast_of (facts, SB_SIM_RHO_PPM, SB_FORECAST_ALL);
  g_assert_cmpfloat (sb_forecast_total (now)->attain.value, ==, 1.0);
  after = sb_forecast_compute (facts, &query);
  g_assert_cmpint (sb_forecast_total (after)->p10, ==, 5000);
  g_assert_cmpint (sb_forecast_total (after)->p90, ==, 5000);
  g_assert_cmpint (sb_forecast_total (after)->n_open, ==, 0);
}

static void
test_left_out (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbForecast) forecast = NULL;

  open_deal (facts, 1000, 500000, "2025-12-01")->flags = 0;
  open_deal (facts, 1000, 500000, "2025-12-01")->flags |= SB_FACT_NO_RATE;
  open_deal (facts, 1000, 500000, "2025-11-01");
  open_deal (facts, 1000, 500000, NULL);
  forecast = forecast_of (facts, 0, SB_FORECAST_ALL);
  g_assert_cmpint (forecast->counts.no_amount, ==, 1);
  g_assert_cmpint (forecast->counts.no_rate, ==, 1);
  g_assert_cmpint (forecast->counts.overdue, ==, 1);
  g_assert_cmpint (forecast->counts.no_cycle, ==, 1);
  g_assert_cmpint (sb_forecast_total (forecast)->n_open, ==, 1);
  g_assert_cmpuint (forecast->explain->exclusions->len, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/golden", test_golden);
  g_test_add_func ("/forecast/slip", test_slip);
  g_test_add_func ("/forecast/age", test_age);
  g_test_add_func ("/forecast/new-business", test_new_business);
  g_test_add_func ("/forecast/joiner", test_joiner);
  g_test_add_func ("/forecast/new-winner", test_new_winner);
  g_test_add_func ("/forecast/tree", test_tree);
  g_test_add_func ("/forecast/scope", test_scope);
  g_test_add_func ("/forecast/cannot-judge", test_cannot_judge);
  g_test_add_func ("/forecast/met-and-over", test_met_and_over);
  g_test_add_func ("/forecast/left-out", test_left_out);
  return g_test_run ();
}
