/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers by hand: ABC, RFM, lapse, retention, time against value, the value × need table, portfolios. */
#include "analysis-fixture.h"

#include "analysis/sb-segment.h"

#define AS_OF "2026-03-31"

static const SbCustomer *
customer (const SbSegmentation *segmentation, gint32 id)
{
  g_assert_cmpint (segmentation->customers[id - 1].account_id, ==, id);
  return &segmentation->customers[id - 1];
}

/* Account 1 buys 800 every month, 2 bought 150, 3 bought 50 long ago, 4 only returned, 5 … 12 never. */
static SbFacts *
make_facts (void)
{
  SbFacts *facts = fixture_new ();

  for (int month = 1; month <= 3; month++)
    {
      g_autofree char *on = g_strdup_printf ("2026-%02d-10", month);

      fixture_order (facts, 1, 800, on);
    }
  fixture_order (facts, 2, 360, "2025-12-31");
  fixture_order (facts, 2, 100, "2025-12-01");
  fixture_order (facts, 2, 140, "2025-11-01");
  fixture_order (facts, 3, 400, "2024-12-01");
  fixture_order (facts, 4, -50, "2026-01-01");
  fixture_order (facts, 5, 900, "2026-04-01"); /* after the as-of date */
  fixture_order (facts, 6, 900, "2026-01-01");
  facts->orders[facts->n_orders - 1].flags |= SB_FACT_ARCHIVED;
  fixture_order (facts, 7, 900, "2026-01-01");
  facts->orders[facts->n_orders - 1].flags |= SB_FACT_NO_RATE;
  return facts;
}

static void
test_abc (void)
{
  static const gint64 values[] = { 50, 30, 15, 5, 0, -4 };
  static const gint64 ties[] = { 40, 40, 40 };
  char classes[6];

  sb_abc_classes (values, 6, classes);
  g_assert_cmpmem (classes, 6, "AABCCC", 6);
  sb_abc_classes (ties, 3, classes);
  g_assert_cmpmem (classes, 3, "AAA", 3); /* equal values share the better class */
  sb_abc_classes (values + 4, 2, classes);
  g_assert_cmpmem (classes, 2, "CC", 2);
  sb_abc_classes ((const gint64[]) { G_MAXINT64, G_MAXINT64, 1 }, 3, classes);
  g_assert_cmpmem (classes, 3, "AAC", 3); /* no overflow */
}

static void
test_classes (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbSegmentation) segmentation = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  g_autoptr (SbSegmentation) forced = NULL;
  g_autoptr (SbExplain) explain = NULL;

  g_assert_true (segmentation->from_orders);
  g_assert_cmpint (customer (segmentation, 1)->revenue_year, ==, 2400);
  g_assert_cmpint (customer (segmentation, 1)->value_class, ==, 'A');
  g_assert_cmpint (customer (segmentation, 2)->revenue_year, ==, 600);
  g_assert_cmpint (customer (segmentation, 2)->value_class, ==, 'B'); /* exactly 80 % before it */
  g_assert_cmpint (customer (segmentation, 3)->revenue_year, ==, 0);
  g_assert_cmpint (customer (segmentation, 3)->revenue, ==, 400);
  g_assert_cmpint (customer (segmentation, 4)->value_class, ==, 'C');
  g_assert_cmpint (customer (segmentation, 5)->purchases, ==, 0);
  g_assert_cmpint (customer (segmentation, 6)->purchases, ==, 0);
  g_assert_cmpint (customer (segmentation, 7)->purchases, ==, 0);
  g_assert_cmpint (segmentation->count[0] + segmentation->count[1] + segmentation->count[2], ==, 12);
  facts->accounts[2].class_override = 'A';
  forced = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  g_assert_cmpint (customer (forced, 3)->computed_class, ==, 'C');
  g_assert_cmpint (customer (forced, 3)->value_class, ==, 'A');
  g_assert_cmpint (forced->count[0], ==, 2);
  explain = sb_segmentation_explain_class (forced, 'A');
  g_assert_cmpuint (explain->rows->len, ==, 2);
  g_assert_cmpint (explain->result.integer, ==, 2);
}

static void
test_rfm (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbSegmentation) segmentation = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  gint64 n = 0;

  g_assert_true (segmentation->few);
  g_assert_cmpint (customer (segmentation, 1)->recency_days, ==, 21);
  g_assert_cmpint (customer (segmentation, 1)->purchases, ==, 3);
  /* Of four buyers: recency 21 < 89 < 90 < 485 days, so 5, 4, 2, 1. */
  g_assert_cmpint (customer (segmentation, 1)->r, ==, 5);
  g_assert_cmpint (customer (segmentation, 4)->r, ==, 4);
  g_assert_cmpint (customer (segmentation, 2)->r, ==, 2);
  g_assert_cmpint (customer (segmentation, 3)->r, ==, 1);
  g_assert_cmpint (customer (segmentation, 1)->f, ==, customer (segmentation, 2)->f);
  g_assert_cmpint (customer (segmentation, 1)->segment, ==, SB_RFM_CHAMPION);
  g_assert_cmpint (customer (segmentation, 5)->segment, ==, SB_RFM_NONE);
  g_assert_cmpint (customer (segmentation, 5)->r, ==, 0);
  g_assert_cmpint (customer (segmentation, 5)->recency_days, ==, -1);
  for (int s = 0; s < SB_N_RFM; s++)
    n += segmentation->segment_n[s];
  g_assert_cmpint (n, ==, 12);
  g_assert_cmpint (segmentation->segment_n[SB_RFM_NONE], ==, 8);
}

static void
test_grid (void)
{
  int cells = 0;

  for (int r = 1; r <= 5; r++)
    for (int f = 1; f <= 5; f++)
      for (int m = 1; m <= 5; m++)
        {
          SbRfmSegment segment = sb_rfm_segment (r, f, m);

          g_assert_true (segment > SB_RFM_NONE && segment < SB_N_RFM);
          g_assert_nonnull (sb_rfm_segment_key (segment));
          cells++;
        }
  g_assert_cmpint (cells, ==, 125);
  g_assert_cmpint (sb_rfm_segment (0, 5, 5), ==, SB_RFM_NONE);
  g_assert_cmpint (sb_rfm_segment (5, 6, 5), ==, SB_RFM_NONE);
  g_assert_cmpint (sb_rfm_segment (1, 5, 5), ==, SB_RFM_CANNOT_LOSE);
  g_assert_cmpint (sb_rfm_segment (2, 3, 3), ==, SB_RFM_AT_RISK);
  g_assert_cmpint (sb_rfm_segment (1, 1, 1), ==, SB_RFM_LOST);
  g_assert_cmpint (sb_rfm_segment (5, 1, 2), ==, SB_RFM_NEW);
}

static void
test_lapse (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbSegmentation) segmentation = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  g_autoptr (SbSegmentation) later = sb_segmentation_compute (facts, SB_SCOPE_ALL, D ("2026-05-07"), 24);

  /* 1 bought every 28 to 31 days: 21 days are fine, 58 are more than twice its own gap. */
  g_assert_cmpint (customer (segmentation, 1)->median_gap, ==, 28);
  g_assert_cmpint (customer (segmentation, 1)->lapse, ==, SB_LAPSE_NO);
  g_assert_cmpint (customer (later, 1)->lapse, ==, SB_LAPSE_YES);
  g_assert_cmpint (customer (segmentation, 2)->median_gap, ==, 30);
  g_assert_cmpint (customer (segmentation, 2)->lapse, ==, SB_LAPSE_YES);
  g_assert_cmpint (customer (segmentation, 3)->lapse, ==, SB_LAPSE_UNKNOWN); /* nobody of its class has a gap */
  g_assert_cmpint (customer (segmentation, 5)->lapse, ==, SB_LAPSE_UNKNOWN);
}

/* 12 months before: 1 with 100, 2 with 200, 3 with 300; since: 1 with 150, 2 with 50, 4 new with 999. */
static void
test_retention (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbRetention) none = sb_retention_compute (facts, SB_SCOPE_ALL, D (AS_OF));
  g_autoptr (SbRetention) retention = NULL;

  assert_reason (&none->logo, SB_REASON_NO_HISTORY);
  assert_reason (&none->net, SB_REASON_NO_HISTORY);
  g_assert_cmpint (none->per_customer.reason, ==, SB_REASON_NO_DATA);
  fixture_order (facts, 1, 100, "2024-06-01");
  fixture_order (facts, 2, 200, "2025-03-31");
  fixture_order (facts, 3, 300, "2024-04-01");
  fixture_order (facts, 1, 150, "2026-03-31");
  fixture_order (facts, 2, 50, "2025-04-01");
  fixture_order (facts, 4, 999, "2025-09-01");
  fixture_order (facts, 5, 999, "2024-03-31"); /* older than both years */
  retention = sb_retention_compute (facts, SB_SCOPE_ALL, D (AS_OF));
  assert_ratio (&retention->logo, 2, 3);
  g_assert_cmpint (retention->churn, ==, 300);
  g_assert_cmpint (retention->contraction, ==, 150);
  g_assert_cmpint (retention->expansion, ==, 50);
  assert_ratio (&retention->gross, 150, 600);
  assert_ratio (&retention->net, 200, 600);
  g_assert_cmpint (retention->per_customer.minor, ==, (150 + 50 + 999) / 3);
  g_assert_cmpuint (retention->explain->rows->len, ==, 1);
  g_assert_cmpint (g_array_index (retention->explain->rows, gint32, 0), ==, 3);
}

static void
add_activity (SbFacts *facts, gint32 account_id, gint32 minutes)
{
  gsize i = facts->n_activities++;

  facts->activities[i] = (SbActivityFact) { (gint32) i + 1, account_id, 1, 0, D ("2026-03-01"), minutes, 0, 0 };
}

/* Class A has 80 % of the value and a quarter of the time, B the rest of the value and a quarter, C half the time. */
static void
test_misallocation (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbSegmentation) none = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  g_autoptr (SbSegmentation) segmentation = NULL;
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GArray) ids = NULL;
  const gint32 needs[] = { 41 };
  double revenue = 2400 + 600 - 50;

  assert_reason (&none->misallocation, SB_REASON_ZERO_DENOMINATOR);
  add_activity (facts, 1, 60);
  add_activity (facts, 2, 60);
  add_activity (facts, 3, 120);
  facts->accounts[0].need_class_id = 41;
  segmentation = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  assert_near (segmentation->misallocation.value,
               ((2400 / revenue - 0.25) + ABS (0.25 - 600 / revenue) + (0.5 + 50 / revenue)) / 2, 1e-12);
  cells = sb_matrix_compute (facts, segmentation, needs, 1);
  g_assert_cmpuint (cells->len, ==, 6);
  g_assert_cmpint (g_array_index (cells, SbMatrixCell, 0).n, ==, 1);
  g_assert_cmpint (g_array_index (cells, SbMatrixCell, 0).revenue_year, ==, 2400);
  g_assert_cmpint (g_array_index (cells, SbMatrixCell, 3).n, ==, 1);
  g_assert_cmpint (g_array_index (cells, SbMatrixCell, 5).n, ==, 10);
  ids = sb_matrix_dup_ids (facts, segmentation, 'A', 41);
  g_assert_cmpuint (ids->len, ==, 1);
}

static void
test_portfolio_and_scope (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  SbScope scope = SB_SCOPE_ALL;
  g_autoptr (SbSegmentation) all = NULL;
  g_autoptr (SbSegmentation) own = NULL;
  g_autoptr (GArray) rows = NULL;

  facts->accounts[1].owner_id = 4;
  facts->accounts[11].flags |= SB_FACT_ARCHIVED;
  fixture_deal (facts, SB_STATUS_OPEN, 10, "2026-01-01", NULL)->account_id = 2;
  all = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  rows = sb_portfolio_compute (facts, all);
  g_assert_cmpint (all->n_in_scope, ==, 11);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (g_array_index (rows, SbPortfolio, 0).customers, ==, 10);
  g_assert_cmpint (g_array_index (rows, SbPortfolio, 0).customers_a, ==, 1);
  g_assert_cmpint (g_array_index (rows, SbPortfolio, 1).member_id, ==, 4);
  g_assert_cmpint (g_array_index (rows, SbPortfolio, 1).open_deals, ==, 1);
  g_assert_cmpint (g_array_index (rows, SbPortfolio, 1).revenue_year, ==, 600);
  scope.team_id = 3;
  own = sb_segmentation_compute (facts, scope, D (AS_OF), 24);
  g_assert_cmpint (own->n_in_scope, ==, 1);
  g_assert_cmpint (customer (own, 2)->value_class, ==, 'A'); /* the only one there */
}

/* Without orders a purchase is a won deal; leads and deals without an amount never are. */
static void
test_deals_as_purchases (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbSegmentation) segmentation = NULL;

  fixture_deal (facts, SB_STATUS_WON, 500, "2026-01-01", "2026-02-01");
  fixture_deal (facts, SB_STATUS_LOST, 900, "2026-01-01", "2026-02-01");
  fixture_deal (facts, SB_STATUS_WON, 900, "2026-01-01", "2026-02-01")->pipeline_id = FIX_LEADS;
  fixture_deal (facts, SB_STATUS_WON, 0, "2026-01-01", "2026-02-01")->flags = 0;
  segmentation = sb_segmentation_compute (facts, SB_SCOPE_ALL, D (AS_OF), 24);
  g_assert_false (segmentation->from_orders);
  g_assert_cmpint (customer (segmentation, 1)->purchases, ==, 1);
  g_assert_cmpint (customer (segmentation, 1)->revenue, ==, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customers/abc", test_abc);
  g_test_add_func ("/customers/classes", test_classes);
  g_test_add_func ("/customers/rfm", test_rfm);
  g_test_add_func ("/customers/grid", test_grid);
  g_test_add_func ("/customers/lapse", test_lapse);
  g_test_add_func ("/customers/retention", test_retention);
  g_test_add_func ("/customers/misallocation", test_misallocation);
  g_test_add_func ("/customers/portfolio-and-scope", test_portfolio_and_scope);
  g_test_add_func ("/customers/deals-as-purchases", test_deals_as_purchases);
  return g_test_run ();
}
