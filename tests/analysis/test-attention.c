/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attention list: what it finds, with which numbers, in which order, and that it stays silent without data. */
#include "analysis-fixture.h"

#include "analysis/sb-attention.h"
#include "analysis/sb-overview.h"
#include "analysis/sb-purchase.h"

static SbAttentionQuery
query_of (const char *as_of)
{
  return (SbAttentionQuery) { fixture_period ("2026-Q1"), SB_SCOPE_ALL, D (as_of), FIX_PIPELINE,
                              SB_ATTENTION_DEFAULTS };
}

static const SbFinding *
find (const GPtrArray *findings, SbFindingKind kind)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const SbFinding *finding = g_ptr_array_index (findings, i);

      if (finding->kind == kind)
        return finding;
    }
  return NULL;
}

static void
assert_ordered (const GPtrArray *findings)
{
  for (guint i = 1; i < findings->len; i++)
    {
      const SbFinding *a = g_ptr_array_index (findings, i - 1), *b = g_ptr_array_index (findings, i);

      g_assert_true (a->severity > b->severity || (a->severity == b->severity && a->weight >= b->weight));
    }
  for (guint i = 0; i < findings->len; i++)
    {
      const SbFinding *finding = g_ptr_array_index (findings, i);

      g_assert_nonnull (finding->explain);
      g_assert_cmpuint (finding->n_values, >, 0);
      for (guint v = 0; v < finding->n_values; v++)
        assert_sane_quantity (&finding->values[v]);
    }
}

static GPtrArray *
compute (const SbFacts *facts)
{
  SbAttentionQuery query = query_of ("2026-02-13");

  return sb_attention_compute (facts, &query);
}

static void
test_silent (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = compute (facts);

  g_assert_cmpuint (findings->len, ==, 0);
}

/* Two overdue (one of them pushed three times), one in time: 700 of 1,000 open, the older 44 days late. */
static void
test_deals (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = NULL;
  const SbFinding *overdue, *pushed;
  SbDealFact *deal;

  deal = fixture_deal (facts, SB_STATUS_OPEN, 500, "2025-12-01", NULL);
  deal->expected_close_on = D ("2025-12-31");
  deal->pushes = 3;
  fixture_deal (facts, SB_STATUS_OPEN, 200, "2025-12-01", NULL)->expected_close_on = D ("2026-02-12");
  fixture_deal (facts, SB_STATUS_OPEN, 300, "2025-12-01", NULL)->expected_close_on = D ("2026-02-13");
  findings = compute (facts);
  overdue = find (findings, SB_FINDING_OVERDUE_DEALS);
  pushed = find (findings, SB_FINDING_PUSHED_DEALS);
  g_assert_nonnull (overdue);
  g_assert_cmpint (overdue->values[0].integer, ==, 2);
  g_assert_cmpint (overdue->values[1].integer, ==, 700);
  assert_near (overdue->values[2].real, 44.0, 0.0);
  assert_near (overdue->values[3].real, 0.7, 1e-12);
  g_assert_cmpuint (overdue->explain->rows->len, ==, 2);
  g_assert_nonnull (pushed);
  g_assert_cmpint (pushed->values[0].integer, ==, 1);
  g_assert_cmpint (pushed->values[1].integer, ==, 500);
  g_assert_null (find (findings, SB_FINDING_NO_NEXT_STEP)); /* no activities are kept: silence says nothing */
  assert_ordered (findings);
}

static void
test_quiet (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = NULL;
  const SbFinding *quiet;

  facts->activities[facts->n_activities++]
    = (SbActivityFact) { 1, 1, 1, 0, D ("2026-01-14"), 30, 0, SB_FACT_DONE };
  fixture_deal (facts, SB_STATUS_OPEN, 500, "2025-12-01", NULL)->last_activity_on = D ("2026-01-13"); /* 31 days */
  fixture_deal (facts, SB_STATUS_OPEN, 500, "2025-12-01", NULL)->last_activity_on = D ("2026-01-14"); /* 30 days */
  fixture_deal (facts, SB_STATUS_OPEN, 500, "2026-02-01", NULL);
  findings = compute (facts);
  quiet = find (findings, SB_FINDING_NO_NEXT_STEP);
  g_assert_nonnull (quiet);
  g_assert_cmpint (quiet->values[0].integer, ==, 1);
  g_assert_cmpint (quiet->severity, ==, SB_SEVERITY_NOTE);
}

/* Customer 1 brings 600 of 1,000: more than twice the limit is an alarm. */
static void
test_customers (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = NULL;
  const SbFinding *top;

  fixture_deal (facts, SB_STATUS_WON, 600, "2025-12-01", "2026-01-10");
  for (int i = 2; i <= 5; i++)
    fixture_deal (facts, SB_STATUS_WON, 100, "2025-12-01", "2026-01-10")->account_id = i;
  findings = compute (facts);
  top = find (findings, SB_FINDING_TOP_CUSTOMER);
  g_assert_nonnull (top);
  g_assert_cmpint (top->severity, ==, SB_SEVERITY_ALARM);
  g_assert_cmpint (top->subject_id, ==, 1);
  assert_near (top->values[1].real, 0.6, 1e-12);
  assert_near (top->values[2].real, 1 / (0.36 + 4 * 0.01), 1e-9);
  g_assert_null (find (findings, SB_FINDING_FEW_CUSTOMERS));
  g_assert_null (find (findings, SB_FINDING_MEMBER_CARRIES)); /* one seller alone leans on nobody */
}

static void
test_plan (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = NULL;
  SbAttentionQuery query = query_of ("2026-02-13");
  g_autoptr (SbOverview) overview = NULL;
  const SbFinding *behind;

  fixture_target (facts, "2026-Q1", 0, 6400);
  fixture_deal (facts, SB_STATUS_WON, 1600, "2025-12-01", "2026-01-10"); /* plan to date is 3,200 */
  findings = compute (facts);
  behind = find (findings, SB_FINDING_BEHIND_PLAN);
  g_assert_nonnull (behind);
  g_assert_cmpint (behind->severity, ==, SB_SEVERITY_ALARM);
  assert_near (behind->values[0].real, 0.5, 1e-12);
  g_assert_cmpint (behind->values[1].integer, ==, 150);
  g_assert_cmpint (behind->values[2].integer, ==, 50);
  g_assert_cmpint (behind->values[3].integer, ==, 4800);
  assert_ordered (findings);
  overview = sb_overview_compute (facts, &query);
  g_assert_cmpint (overview->verdict, ==, SB_OVERVIEW_BEHIND);
  g_assert_cmpint (overview->won, ==, 1600);
  g_assert_cmpint (overview->weak_stage, ==, -1);
  g_assert_cmpuint (overview->findings->len, ==, findings->len);
}

static void
test_complaints (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = NULL;
  const SbFinding *open;

  fixture_feedback (facts, SB_FEEDBACK_COMPLAINT, -1, 0, "2026-01-29"); /* 15 days */
  fixture_feedback (facts, SB_FEEDBACK_COMPLAINT, -1, 0, "2026-01-30"); /* 14 days: not over the limit */
  fixture_feedback (facts, SB_FEEDBACK_COMPLAINT, -1, 0, "2026-01-01");
  facts->feedback[2].flags |= SB_FACT_DONE;
  findings = compute (facts);
  open = find (findings, SB_FINDING_COMPLAINTS_OPEN);
  g_assert_nonnull (open);
  g_assert_cmpint (open->values[0].integer, ==, 1);
  assert_near (open->values[1].real, 15.0, 0.0);
}

/* Good news come last: Dai joined in November and won after 40 days. */
static void
test_ramping (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) findings = NULL;
  const SbFinding *last;

  facts->members[3].hired_on = D ("2025-11-20");
  fixture_deal (facts, SB_STATUS_WON, 900, "2025-12-01", "2025-12-30")->owner_id = 4;
  fixture_deal (facts, SB_STATUS_OPEN, 1, "2025-12-01", NULL)->expected_close_on = D ("2026-01-01");
  findings = compute (facts);
  last = g_ptr_array_index (findings, findings->len - 1);
  g_assert_cmpint (last->kind, ==, SB_FINDING_RAMPING);
  g_assert_cmpint (last->severity, ==, SB_SEVERITY_GOOD);
  g_assert_cmpstr (last->values[0].text, ==, "Dai");
  g_assert_cmpint (last->values[2].integer, ==, 900);
  assert_near (last->values[3].real, 40.0, 0.0);
  assert_ordered (findings);
}

static void
test_worst_stage (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (GPtrArray) four = NULL;
  g_autoptr (GPtrArray) five = NULL;
  const SbFinding *worst;

  for (int i = 0; i < 4; i++)
    fixture_place (fixture_deal (facts, SB_STATUS_LOST, 100, "2026-01-01", "2026-02-01"), 1, 1);
  four = compute (facts);
  g_assert_null (find (four, SB_FINDING_WORST_STAGE)); /* four are too few to speak of */
  fixture_place (fixture_deal (facts, SB_STATUS_LOST, 100, "2026-01-01", "2026-02-01"), 1, 1);
  five = compute (facts);
  worst = find (five, SB_FINDING_WORST_STAGE);
  g_assert_nonnull (worst);
  g_assert_cmpint (worst->subject_id, ==, FIX_STAGE_B);
  g_assert_cmpstr (worst->values[0].text, ==, "B");
  g_assert_cmpint (worst->values[1].integer, ==, 5);
  g_assert_cmpint (worst->values[3].integer, ==, 500);
}

static void
test_random (void)
{
  for (guint64 seed = 1; seed <= 10; seed++)
    {
      g_autoptr (SbFacts) facts = fixture_random (seed, 400);
      SbAttentionQuery query = { fixture_period ("2025-Q3"), SB_SCOPE_ALL, D ("2025-08-20"), 0,
                                 SB_ATTENTION_DEFAULTS };
      g_autoptr (GPtrArray) findings = sb_attention_compute (facts, &query);

      g_assert_cmpuint (findings->len, >, 0);
      assert_ordered (findings);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attention/silent", test_silent);
  g_test_add_func ("/attention/deals", test_deals);
  g_test_add_func ("/attention/quiet", test_quiet);
  g_test_add_func ("/attention/customers", test_customers);
  g_test_add_func ("/attention/plan", test_plan);
  g_test_add_func ("/attention/complaints", test_complaints);
  g_test_add_func ("/attention/ramping", test_ramping);
  g_test_add_func ("/attention/worst-stage", test_worst_stage);
  g_test_add_func ("/attention/random", test_random);
  return g_test_run ();
}
