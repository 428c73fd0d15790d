/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cohort funnel against numbers counted by hand: moves back, skipped stages, void, lost, missing history. */
#include "analysis-fixture.h"

#include "analysis/sb-attention.h"
#include "analysis/sb-funnel.h"
#include "analysis/sb-overview.h"
#include "analysis/sb-stock.h"

static void
add_with_visits (SbFacts *facts)
{
  fixture_place (fixture_deal (facts, SB_STATUS_WON, 1000, "2026-01-05", "2026-02-10"), 3, 3); /* 1: every stage */
  fixture_visit (facts, FIX_STAGE_A, "2026-01-05", "2026-01-10", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_B, "2026-01-10", "2026-01-20", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_C, "2026-01-20", "2026-02-01", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_D, "2026-02-01", "2026-02-10", SB_VISIT_WON);
  fixture_place (fixture_deal (facts, SB_STATUS_WON, 2000, "2026-01-05", "2026-02-01"), 2, 2); /* 2: skips B and D */
  fixture_visit (facts, FIX_STAGE_A, "2026-01-05", "2026-01-15", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_C, "2026-01-15", "2026-02-01", SB_VISIT_WON);
  fixture_place (fixture_deal (facts, SB_STATUS_LOST, 500, "2026-01-06", "2026-02-08"), 1, 1); /* 3: lost at B */
  facts->deals[2].loss_reason_id = 1;
  fixture_visit (facts, FIX_STAGE_A, "2026-01-06", "2026-01-08", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_B, "2026-01-08", "2026-02-08", SB_VISIT_LOST);
  fixture_place (fixture_deal (facts, SB_STATUS_LOST, 700, "2026-01-07", "2026-02-16"), 2, 0); /* 4: C, back, lost */
  facts->deals[3].loss_reason_id = 2;
  fixture_visit (facts, FIX_STAGE_A, "2026-01-07", "2026-01-17", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_C, "2026-01-17", "2026-01-27", SB_VISIT_BACK);
  fixture_visit (facts, FIX_STAGE_A, "2026-01-27", "2026-02-16", SB_VISIT_LOST);
  fixture_place (fixture_deal (facts, SB_STATUS_OPEN, 900, "2026-02-01", NULL), 2, 2); /* 5: open at C */
  fixture_visit (facts, FIX_STAGE_A, "2026-02-01", "2026-02-11", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_B, "2026-02-11", "2026-02-21", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_C, "2026-02-21", NULL, SB_VISIT_OPEN);
  fixture_place (fixture_deal (facts, SB_STATUS_OPEN, 300, "2026-02-01", NULL), 1, 0); /* 6: B, back, open at A */
  fixture_visit (facts, FIX_STAGE_A, "2026-02-01", "2026-02-05", SB_VISIT_ADVANCED);
  fixture_visit (facts, FIX_STAGE_B, "2026-02-05", "2026-02-25", SB_VISIT_BACK);
  fixture_visit (facts, FIX_STAGE_A, "2026-02-25", NULL, SB_VISIT_OPEN);
}

static SbFacts *
make_facts (void)
{
  SbFacts *facts = fixture_new ();
  SbDealFact *deal;

  add_with_visits (facts);
  fixture_place (fixture_deal (facts, SB_STATUS_VOID, 400, "2026-02-02", "2026-02-20"), 1, 1); /* 7 */
  fixture_deal (facts, SB_STATUS_LOST, 600, "2026-02-03", "2026-03-01");                       /* 8: no history */
  deal = fixture_deal (facts, SB_STATUS_LOST, 0, "2026-02-03", "2026-03-02");                  /* 9: no amount */
  fixture_place (deal, 2, 2);
  deal->flags = 0;
  deal->loss_reason_id = 1;
  fixture_deal (facts, SB_STATUS_LOST, 5000, "2026-02-03", "2026-03-02")->flags |= SB_FACT_ARCHIVED; /* 10 */
  fixture_place (fixture_deal (facts, SB_STATUS_WON, 1, "2025-12-15", "2026-02-01"), 3, 3);          /* 11: before */
  fixture_place (fixture_deal (facts, SB_STATUS_LOST, 1, "2026-04-01", "2026-04-02"), 0, 0);         /* 12: after */
  deal = fixture_deal (facts, SB_STATUS_LOST, 99999, "2026-03-01", "2026-03-05");                    /* 13: no rate */
  fixture_place (deal, 1, 1);
  deal->flags |= SB_FACT_NO_RATE;
  fixture_place (fixture_deal (facts, SB_STATUS_WON, 800, "2026-03-31", "2026-05-15"), 3, 3); /* 14: won later */
  fixture_deal (facts, SB_STATUS_LOST, 1, "2026-03-01", "2026-03-05")->pipeline_id = FIX_LEADS; /* 15: a lead */
  return facts;
}

static SbFunnelQuery
query_of (const char *code, const char *as_of)
{
  return (SbFunnelQuery) { FIX_PIPELINE, fixture_period (code), SB_SCOPE_ALL, D (as_of) };
}

static SbFunnel *
compute (const SbFacts *facts)
{
  SbFunnelQuery query = query_of ("2026-Q1", "2026-04-30");

  return sb_funnel_compute (facts, &query);
}

static void
assert_cells (const gint64 *cells, gint64 reached, gint64 advanced, gint64 lost, gint64 open, gint64 back)
{
  g_assert_cmpint (cells[SB_FUNNEL_REACHED], ==, reached);
  g_assert_cmpint (cells[SB_FUNNEL_ADVANCED], ==, advanced);
  g_assert_cmpint (cells[SB_FUNNEL_LOST], ==, lost);
  g_assert_cmpint (cells[SB_FUNNEL_OPEN], ==, open);
  g_assert_cmpint (cells[SB_FUNNEL_BACK], ==, back);
}

static void
test_counts (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);

  g_assert_cmpuint (funnel->n_stages, ==, 4);
  assert_cells (funnel->stages[0].n, 10, 7, 2, 1, 0);
  assert_cells (funnel->stages[1].n, 9, 6, 2, 0, 1);
  assert_cells (funnel->stages[2].n, 6, 3, 1, 1, 1);
  assert_cells (funnel->stages[3].n, 3, 2, 0, 1, 0);
  g_assert_cmpint (funnel->stages[1].n[SB_FUNNEL_VOID], ==, 1);
  g_assert_cmpint (funnel->stages[0].n[SB_FUNNEL_VOID], ==, 0);
  g_assert_cmpint (funnel->cohort, ==, 10);
  g_assert_cmpint (funnel->won, ==, 2);
  g_assert_cmpint (funnel->lost, ==, 5);
  g_assert_cmpint (funnel->open, ==, 3);
  g_assert_cmpint (funnel->void_, ==, 1);
  g_assert_cmpint (funnel->attributed, ==, 1);
  g_assert_cmpint (funnel->without_value, ==, 2);
  g_assert_cmpint (funnel->skipped_archived, ==, 1);
  assert_ratio (&funnel->overall, 2, 10);
  g_assert_true (funnel->immature);
}

static void
test_values (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);

  assert_cells (funnel->stages[0].minor, 6800, 5200, 1300, 300, 0);
  assert_cells (funnel->stages[1].minor, 6200, 5400, 500, 0, 300);
  assert_cells (funnel->stages[2].minor, 5400, 3800, 0, 900, 700);
  assert_cells (funnel->stages[3].minor, 3800, 3000, 0, 800, 0);
  g_assert_cmpint (funnel->won_minor, ==, 3000);
  g_assert_cmpint (funnel->lost_minor, ==, 1800);
  assert_ratio (&funnel->stages[0].value_resolved, 5200, 6500);
  assert_ratio (&funnel->stages[0].lost_share, 1300, 6800);
}

static void
test_rates (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);
  double lo, hi;

  assert_ratio (&funnel->stages[0].floor, 7, 10);
  assert_ratio (&funnel->stages[0].resolved, 7, 9);
  assert_ratio (&funnel->stages[1].resolved, 6, 8);
  assert_ratio (&funnel->stages[2].resolved, 3, 4);
  assert_ratio (&funnel->stages[3].floor, 2, 3);
  sb_wilson (7, 9, &lo, &hi);
  assert_near (funnel->stages[0].resolved_lo, lo, 1e-15);
  assert_near (funnel->stages[0].resolved_hi, hi, 1e-15);
  g_assert_false (funnel->stages[2].immature);
  g_assert_true (funnel->stages[3].immature);
  assert_ratio (&funnel->stages[1].baseline, 1, 1);
}

/* First pass decides, a stage passed without a stay counts at time 0, a way back is censored. */
static void
test_estimates (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);

  assert_near (funnel->stages[0].estimate.value, 1.0, 1e-12);
  assert_near (funnel->stages[1].estimate.value, 2.0 / 3, 1e-12);
  assert_near (funnel->stages[2].estimate.value, 2.0 / 3, 1e-12);
  assert_near (funnel->stages[3].estimate.value, 1.0, 1e-12);
  g_assert_cmpint (funnel->stages[1].estimate.n, ==, 6);
  assert_reason (&funnel->stages[1].median_days, SB_REASON_TOO_FEW);
  g_assert_cmpint (funnel->stages[0].events, ==, 5);
}

/* Twelve stays of 1 … 12 days; then as many that never ended. */
static void
test_median (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();

  for (int i = 1; i <= 12; i++)
    {
      char left[SB_DATE_TEXT_SIZE];

      fixture_place (fixture_deal (facts, SB_STATUS_LOST, 1, "2026-01-01", "2026-02-01"), 0, 0);
      sb_date_format_iso (D ("2026-01-01") + i, left);
      fixture_visit (facts, FIX_STAGE_A, "2026-01-01", left, SB_VISIT_LOST);
    }
  {
    g_autoptr (SbFunnel) funnel = compute (facts);

    assert_near (funnel->stages[0].median_days.value, 6.0, 0.0);
    g_assert_true (funnel->stages[0].median_reached);
    assert_reason (&funnel->stages[1].median_days, SB_REASON_NO_HISTORY);
    assert_reason (&funnel->stages[1].resolved, SB_REASON_NO_DATA);
  }
  for (int i = 0; i < 13; i++)
    {
      fixture_place (fixture_deal (facts, SB_STATUS_OPEN, 1, "2026-01-01", NULL), 0, 0);
      fixture_visit (facts, FIX_STAGE_A, "2026-01-01", NULL, SB_VISIT_OPEN);
    }
  {
    g_autoptr (SbFunnel) funnel = compute (facts);

    assert_reason (&funnel->stages[0].median_days, SB_REASON_TOO_EARLY);
    g_assert_false (funnel->stages[0].median_reached);
  }
}

static void
assert_ids (GArray *ids, gint32 first, guint n)
{
  g_assert_cmpuint (ids->len, ==, n);
  if (n > 0)
    g_assert_cmpint (g_array_index (ids, gint32, 0), ==, first);
  g_array_unref (ids);
}

static void
test_rows (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);

  assert_ids (sb_funnel_dup_ids (funnel, 0, SB_FUNNEL_LOST), 4, 2);
  assert_ids (sb_funnel_dup_ids (funnel, 1, SB_FUNNEL_VOID), 7, 1);
  assert_ids (sb_funnel_dup_ids (funnel, 2, SB_FUNNEL_BACK), 4, 1);
  assert_ids (sb_funnel_dup_ids (funnel, 3, SB_FUNNEL_OPEN), 14, 1);
  assert_ids (sb_funnel_dup_won_ids (funnel), 1, 2);
  for (guint s = 0; s < 4; s++)
    for (int cell = 0; cell < SB_N_FUNNEL_CELLS; cell++)
      {
        g_autoptr (SbExplain) explain = sb_funnel_explain_cell (funnel, s, (SbFunnelCell) cell);

        g_assert_cmpint (explain->rows->len, ==, funnel->stages[s].n[cell]);
        g_assert_cmpint (explain->result.integer, ==, funnel->stages[s].n[cell]);
      }
}

static void
assert_reason_row (const GArray *rows, guint i, gint32 id, gint64 n, gint64 minor, double cumulative)
{
  const SbLossReason *row = &g_array_index (rows, SbLossReason, i);

  g_assert_cmpint (row->reason_id, ==, id);
  g_assert_cmpint (row->n, ==, n);
  g_assert_cmpint (row->minor, ==, minor);
  assert_near (row->cumulative, cumulative, 1e-12);
}

static void
test_loss_reasons (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);
  g_autoptr (GArray) by_count = sb_funnel_loss_reasons (funnel, facts, -1, FALSE);
  g_autoptr (GArray) by_value = sb_funnel_loss_reasons (funnel, facts, -1, TRUE);
  g_autoptr (GArray) at_b = sb_funnel_loss_reasons (funnel, facts, 1, FALSE);

  assert_reason_row (by_count, 0, 1, 2, 500, 0.4);
  assert_reason_row (by_count, 1, 2, 1, 700, 0.6);
  assert_reason_row (by_count, 2, 0, 2, 600, 1.0);
  g_assert_cmpstr (g_array_index (by_count, SbLossReason, 0).name, ==, "Price");
  assert_reason_row (by_value, 0, 2, 1, 700, 700.0 / 1800);
  assert_reason_row (by_value, 2, 0, 2, 600, 1.0);
  g_assert_cmpuint (at_b->len, ==, 2);
}

/* Two lost at A and at B: the earlier stage is the worst, by value A alone; one of two has no history: still known. */
static void
test_worst (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFunnel) funnel = compute (facts);

  g_assert_cmpint (funnel->worst, ==, 0);
  g_assert_cmpint (funnel->worst_value, ==, 0);
  g_assert_cmpint (funnel->stages[0].attributed_lost, ==, 1);
  g_assert_false (funnel->stages[0].lost_unknown);
  g_assert_false (funnel->worst_unknown);
  g_assert_cmpint (sb_funnel_known_worst (funnel, FALSE), ==, 0);
}

static gboolean
has_finding (const GPtrArray *findings, SbFindingKind kind)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const SbFinding *) g_ptr_array_index (findings, i))->kind == kind)
      return TRUE;
  return FALSE;
}

/* known lost deals with history at A, then unknown ones without; the overview and the findings must agree. */
static void
check_unknown (int known, int unknown, gboolean want_unknown)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  SbAttentionQuery query = { fixture_period ("2026-Q1"), SB_SCOPE_ALL, D ("2026-04-30"), FIX_PIPELINE,
                             SB_ATTENTION_DEFAULTS };
  g_autoptr (SbOverview) overview = NULL;

  for (int i = 0; i < known; i++)
    fixture_place (fixture_deal (facts, SB_STATUS_LOST, 100, "2026-01-10", "2026-02-01"), 0, 0);
  for (int i = 0; i < unknown; i++)
    fixture_deal (facts, SB_STATUS_LOST, 100, "2026-01-10", "2026-02-01");
  fixture_place (fixture_deal (facts, SB_STATUS_LOST, 100, "2026-01-10", "2026-02-01"), 1, 1);
  overview = sb_overview_compute (facts, &query);
  g_assert_cmpint (overview->funnel->worst, ==, 0);
  g_assert_cmpint (overview->funnel->stages[0].attributed_lost, ==, unknown);
  g_assert_cmpint (overview->funnel->worst_unknown, ==, want_unknown);
  g_assert_cmpint (sb_funnel_known_worst (overview->funnel, TRUE), ==, want_unknown ? -1 : 0);
  g_assert_cmpint (overview->weak_stage, ==, want_unknown ? -1 : 0);
  g_assert_cmpint (has_finding (overview->findings, SB_FINDING_WORST_STAGE), ==, !want_unknown);
  if (want_unknown)
    {
      g_autoptr (SbExplain) explain = sb_funnel_explain_unknown (overview->funnel);

      g_assert_cmpint (explain->result.integer, ==, unknown);
      g_assert_cmpuint (explain->rows->len, ==, (guint) unknown);
      g_assert_cmpint (g_array_index (explain->rows, gint32, 0), ==, known + 1);
    }
}

static void
test_unknown (void)
{
  check_unknown (0, 6, TRUE);
  check_unknown (3, 3, FALSE);
  check_unknown (3, 4, TRUE);
  check_unknown (6, 0, FALSE);
}

/* An open deal without history stands in its stage: it is not lost, and says nothing of losses. */
static void
test_open_without_history (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbFunnel) funnel = NULL;

  fixture_deal (facts, SB_STATUS_OPEN, 100, "2026-01-10", NULL)->stage_id = FIX_STAGE_C;
  funnel = compute (facts);
  assert_cells (funnel->stages[2].n, 1, 0, 0, 1, 0);
  g_assert_cmpint (funnel->attributed, ==, 0);
  g_assert_cmpint (funnel->worst, ==, -1);
  g_assert_false (funnel->worst_unknown);
  g_assert_cmpint (sb_funnel_known_worst (funnel, FALSE), ==, -1);
}

static void
test_worth (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbFunnel) funnel = NULL;

  /* 10 enter, A 8/10, B 4/8, C and D all; 4 won at 1,000: +5 points at A are worth 10 × .05 × .5 × 1,000 = 250. */
  for (int i = 0; i < 10; i++)
    {
      gboolean won = i < 4;
      SbDealFact *deal = fixture_deal (facts, won ? SB_STATUS_WON : SB_STATUS_LOST, 1000, "2026-01-10", "2026-02-01");

      fixture_place (deal, won ? 3 : i < 8 ? 1 : 0, won ? 3 : i < 8 ? 1 : 0);
    }
  funnel = compute (facts);
  g_assert_cmpint (funnel->stages[0].worth_5pp.minor, ==, 250);
  g_assert_cmpint (funnel->stages[1].worth_5pp.minor, ==, 400); /* 10 × .8 × .05 × 1,000 */
  g_assert_cmpint (funnel->stages[2].worth_5pp.minor, ==, 0);
  g_assert_cmpint (funnel->stages[0].worth_baseline.reason, ==, SB_REASON_NO_BASELINE);
  g_assert_cmpint (funnel->worst, ==, 1);
}

static void
test_empty (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbFunnel) funnel = compute (facts);
  SbFunnelQuery query = { 99, fixture_period ("2026-Q1"), SB_SCOPE_ALL, D ("2026-04-30") };
  g_autoptr (SbFunnel) none = sb_funnel_compute (facts, &query);

  g_assert_cmpint (funnel->reason, ==, SB_REASON_NO_DATA);
  assert_reason (&funnel->overall, SB_REASON_NO_DATA);
  for (guint i = 0; i < 4; i++)
    {
      assert_reason (&funnel->stages[i].floor, SB_REASON_NO_DATA);
      assert_reason (&funnel->stages[i].resolved, SB_REASON_NO_DATA);
      assert_reason (&funnel->stages[i].baseline, SB_REASON_NO_BASELINE);
      assert_reason (&funnel->stages[i].estimate, SB_REASON_NO_HISTORY);
      g_assert_cmpint (funnel->stages[i].worth_5pp.reason, !=, SB_REASON_NONE);
    }
  g_assert_cmpuint (none->n_stages, ==, 0);
  g_assert_null (none->pipeline);
  g_assert_cmpint (none->reason, ==, SB_REASON_NO_DATA);
}

static void
test_scope_and_date (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  SbFunnelQuery query = query_of ("2026-Q1", "2026-01-31");
  g_autoptr (SbFunnel) early = NULL;
  g_autoptr (SbFunnel) other = NULL;

  /* On 31 January four deals exist and all are open, because they closed later. */
  early = sb_funnel_compute (facts, &query);
  g_assert_cmpint (early->cohort, ==, 4);
  g_assert_cmpint (early->open, ==, 4);
  query = query_of ("2026-Q1", "2026-04-30");
  facts->deals[4].owner_id = 4;
  query.scope.member_id = 4;
  other = sb_funnel_compute (facts, &query);
  g_assert_cmpint (other->cohort, ==, 1);
  assert_cells (other->stages[2].n, 1, 0, 0, 1, 0);
}

static void
test_stock (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbProbabilityTable) table = sb_probability_table_compute (facts, D ("2026-04-30"));
  g_autoptr (SbStock) stock = NULL;

  facts->deals[4].expected_close_on = D ("2026-04-01");
  stock = sb_stock_compute (facts, table, FIX_PIPELINE, SB_SCOPE_ALL, D ("2026-04-30"));
  g_assert_cmpint (stock->n, ==, 3);
  g_assert_cmpint (stock->minor, ==, 2000);
  g_assert_cmpint (stock->stages[0].n, ==, 1);
  g_assert_cmpint (stock->stages[2].overdue_minor, ==, 900);
  g_assert_cmpint (stock->stages[3].minor, ==, 800);
  g_assert_cmpint (stock->stages[0].median_days.reason, !=, SB_REASON_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/funnel/counts", test_counts);
  g_test_add_func ("/funnel/values", test_values);
  g_test_add_func ("/funnel/rates", test_rates);
  g_test_add_func ("/funnel/estimates", test_estimates);
  g_test_add_func ("/funnel/median", test_median);
  g_test_add_func ("/funnel/rows", test_rows);
  g_test_add_func ("/funnel/loss-reasons", test_loss_reasons);
  g_test_add_func ("/funnel/worst", test_worst);
  g_test_add_func ("/funnel/unknown", test_unknown);
  g_test_add_func ("/funnel/open-without-history", test_open_without_history);
  g_test_add_func ("/funnel/worth", test_worth);
  g_test_add_func ("/funnel/empty", test_empty);
  g_test_add_func ("/funnel/scope-and-date", test_scope_and_date);
  g_test_add_func ("/funnel/stock", test_stock);
  return g_test_run ();
}
