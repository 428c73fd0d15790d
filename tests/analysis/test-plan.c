/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario from book to plan: sums tie whatever is moved, locks stay, a joiner carries only the days that are there,
 * the gap is nobody's, the same hand gives the same plan. */
#include "analysis-fixture.h"

#include "analysis/sb-plan.h"
#include "core/sb-random.h"

#include <string.h>

/* Four sellers with two years of wins and some open deals. */
static SbFacts *
make_facts (void)
{
  SbFacts *facts = fixture_new ();
  SbRandom random;

  sb_random_init (&random, 7, 0, 0);
  for (int month = 0; month < 22; month++)
    for (gint32 owner = 1; owner <= 4; owner++)
      {
        SbDate day = sb_date_add_months (D ("2025-01-10"), month);
        char created[SB_DATE_TEXT_SIZE], closed[SB_DATE_TEXT_SIZE];
        SbDealFact *deal = fixture_deal (facts, SB_STATUS_WON, 1000000 * owner + (gint64) sb_random_below (&random, 400000),
                                         sb_date_format_iso (day - 40, created), sb_date_format_iso (day, closed));

        deal->owner_id = owner;
        deal->team_id = owner == 4 ? 3 : 2;
        if (month == 21)
          {
            deal = fixture_deal (facts, SB_STATUS_OPEN, 2000000 * owner, "2026-10-20", NULL);
            deal->owner_id = owner;
            deal->team_id = owner == 4 ? 3 : 2;
            deal->expected_close_on = D ("2027-02-15");
          }
      }
  return facts;
}

static SbPlanBook *
make_book (SbFacts *facts)
{
  SbPlanQuery query = { .period = { SB_PERIOD_YEAR, D ("2027-01-01"), D ("2027-12-31") }, .scope = SB_SCOPE_ALL,
                        .as_of = D ("2026-11-23"), .rho_ppm = SB_SIM_RHO_PPM, .seed = 1, .n_draws = 2000 };
  SbPlanBook *book = sb_plan_book_new (facts, &query);

  g_assert_nonnull (book);
  return book;
}

static void
check_sums (const SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  gint64 sum = 0;

  for (gsize i = 0; i < book->n; i++)
    {
      gint64 row = 0;

      for (gsize m = 0; m < book->n_months; m++)
        row += plan->months->cells[i * book->n_months + m];
      g_assert_cmpint (row - plan->months->mismatch[i], ==, plan->quota[i]);
      sum += plan->quota[i];
    }
  g_assert_cmpint (sum + plan->open_gap - plan->surplus, ==, plan->assigned);
  g_assert_cmpint (plan->node_quota[0], ==, sum);
}

static void
test_book (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbPlanBook) book = NULL;

  facts->members[3].hired_on = D ("2027-03-01");
  facts->members[2].hired_on = D ("2026-07-01");
  book = make_book (facts);
  /* Who came in the middle of the year before is compared as if for all of it. */
  g_assert_cmpint (book->members[2].sales, >, 2 * book->members[1].sales);
  g_assert_cmpuint (book->n, ==, 4);
  g_assert_cmpuint (book->n_months, ==, 12);
  g_assert_cmpint (book->members[3].joins, ==, D ("2027-03-01"));
  /* Not there before March; ramping afterwards: nothing in the first month, all of it from the fifth. */
  g_assert_cmpint (book->days[3 * 12 + 0], ==, 0);
  g_assert_cmpint (book->days[3 * 12 + 1], ==, 0);
  g_assert_cmpint (book->days[3 * 12 + 2], ==, 0);
  g_assert_cmpint (book->days[3 * 12 + 3] * 4, ==, book->days[0 * 12 + 3]);
  g_assert_cmpint (book->days[3 * 12 + 7], ==, book->days[0 * 12 + 7]);
  g_assert_cmpint (book->nodes[0].parent, ==, -1);
  for (gsize i = 1; i < book->n_nodes; i++)
    g_assert_cmpint (book->nodes[i].parent, <, (int) i);
  for (gsize i = 0; i < book->n; i++)
    {
      g_assert_cmpint (book->nodes[book->members[i].node].team_id, ==, book->members[i].team_id);
      g_assert_cmpint (book->members[i].sales, >, 0);
    }
  /* The running year before is extended by its working days: more than what is won so far. */
  g_assert_cmpint (book->members[0].sales, >, 10 * 1000000);
  g_assert_cmpint (sb_plan_book_find (book, 4), ==, 3);
  g_assert_cmpint (sb_plan_book_find (book, 99), ==, -1);
}

static void
test_moves (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbPlanBook) book = make_book (facts);
  g_autoptr (SbPlanHand) hand = sb_plan_hand_new (book);
  g_autoptr (SbPlan) first = sb_plan_compute (book, hand);
  SbRandom random;

  g_assert_nonnull (first);
  g_assert_cmpint (first->status, ==, SB_QUOTA_OK);
  check_sums (first);
  sb_random_init (&random, 11, 0, 0);
  for (int round = 0; round < 300; round++)
    {
      g_autoptr (SbPlan) plan = NULL, again = NULL;
      gsize i = sb_random_below (&random, (guint32) book->n);
      gsize cell = i * book->n_months + sb_random_below (&random, 12);

      hand->method = (SbPlanMethod) sb_random_below (&random, SB_N_PLAN_METHODS);
      hand->target = (gint64) sb_random_below (&random, 400000000);
      hand->over_ppm = (gint64) sb_random_below (&random, 200000);
      hand->step = sb_random_below (&random, 2) == 0 ? 1 : 100000;
      hand->locked[i] = sb_random_below (&random, 2) == 0;
      hand->typed[i] = (gint64) sb_random_below (&random, 50000000);
      hand->cell_locked[cell] = sb_random_below (&random, 2) == 0;
      hand->cell_typed[cell] = (gint64) sb_random_below (&random, 3000000);
      plan = sb_plan_compute (book, hand);
      again = sb_plan_compute (book, hand);
      g_assert_nonnull (plan);
      check_sums (plan);
      g_assert_cmpmem (plan->quota, sizeof (gint64) * book->n, again->quota, sizeof (gint64) * book->n);
      for (gsize k = 0; k < book->n; k++)
        if (hand->locked[k])
          g_assert_cmpint (plan->quota[k], ==, hand->typed[k]);
      for (gsize k = 0; k < book->n * book->n_months; k++)
        if (hand->cell_locked[k])
          g_assert_cmpint (plan->months->cells[k], ==, hand->cell_typed[k]);
    }
}

static void
test_limits (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbPlanBook) book = make_book (facts);
  g_autoptr (SbPlanHand) hand = sb_plan_hand_new (book);
  g_autoptr (SbPlan) plan = NULL, locked = NULL;
  g_autoptr (SbExplain) whole = NULL, member = NULL, reach = NULL;

  hand->target *= 10;
  plan = sb_plan_compute (book, hand);
  g_assert_cmpint (plan->status, ==, SB_QUOTA_INFEASIBLE_HIGH);
  g_assert_cmpint (plan->open_gap, >, 0);
  g_assert_true (plan->has_remedies);
  g_assert_cmpint (plan->remedies.house_quota, ==, plan->open_gap);
  for (gsize i = 0; i < book->n; i++)
    g_assert_cmpint (plan->quota[i], ==, plan->hi[i]);
  check_sums (plan);
  hand->target /= 10;
  hand->locked[0] = TRUE;
  hand->typed[0] = plan->lo[0];
  locked = sb_plan_compute (book, hand);
  g_assert_cmpint (locked->quota[0], ==, plan->lo[0]);
  g_assert_cmpint (locked->calculated[0], !=, locked->quota[0]);
  g_assert_cmpint (locked->limit[0], ==, SB_QUOTA_AT_FLOOR | SB_QUOTA_AT_CAP);
  whole = sb_plan_explain (locked);
  member = sb_plan_explain_member (locked, 0);
  reach = sb_plan_explain_reach (locked, 0);
  g_assert_true (sb_quantity_is_defined (&reach->result));
  g_assert_nonnull (whole->title);
  g_assert_nonnull (member->title);
}

/* Asking more of everybody never makes it likelier; the same chance for all is the same. */
static void
test_chances (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbPlanBook) book = make_book (facts);
  g_autoptr (SbPlanHand) hand = sb_plan_hand_new (book);
  g_autoptr (SbPlan) equal = NULL;
  gint64 target = sb_plan_book_expected (book);
  double before = 2;

  for (int percent = 70; percent <= 130; percent += 5)
    {
      g_autoptr (SbPlan) plan = NULL;

      hand->target = target / 100 * percent;
      plan = sb_plan_compute (book, hand);
      g_assert_true (sb_ratio_is_defined (&plan->together));
      g_assert_cmpfloat (plan->together.value, <=, before);
      before = plan->together.value;
    }
  hand->method = SB_PLAN_EQUAL_CHANCE;
  hand->target = target;
  hand->step = 1;
  hand->floor_ppm = 0;
  hand->cap_ppm = 5000000;
  equal = sb_plan_compute (book, hand);
  g_assert_cmpint (equal->status, ==, SB_QUOTA_OK);
  for (gsize i = 0; i < book->n; i++)
    g_assert_cmpfloat_with_epsilon (equal->reach[i].value, equal->chance, 0.002);
}

static void
test_hand (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbPlanBook) book = make_book (facts);
  g_autoptr (SbPlanHand) hand = sb_plan_hand_new (book), copy = NULL;
  SbPlanMethod method;

  hand->locked[1] = TRUE;
  hand->typed[1] = 42;
  copy = sb_plan_hand_copy (hand);
  hand->typed[1] = 43;
  g_assert_cmpint (copy->typed[1], ==, 42);
  copy->n = 3;
  g_assert_null (sb_plan_compute (book, copy));
  copy->n = hand->n;
  copy->target = G_MAXINT64;
  copy->over_ppm = 1000000;
  g_assert_null (sb_plan_compute (book, copy));
  for (guint i = 0; i < SB_N_PLAN_METHODS; i++)
    {
      g_assert_true (sb_plan_method_parse (sb_plan_method_key ((SbPlanMethod) i), &method));
      g_assert_cmpint (method, ==, i);
    }
  g_assert_false (sb_plan_method_parse ("magic", &method));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/book", test_book);
  g_test_add_func ("/plan/moves", test_moves);
  g_test_add_func ("/plan/limits", test_limits);
  g_test_add_func ("/plan/chances", test_chances);
  g_test_add_func ("/plan/hand", test_hand);
  return g_test_run ();
}
