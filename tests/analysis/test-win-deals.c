/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The win model over a workspace's facts: what it may look at, what it answers, and for whom it has no answer. */
#include "analysis-fixture.h"

#include "core/sb-random.h"

#include "analysis/sb-win-deals.h"

#include <math.h>

#define CLOSED 1200
#define OPEN 40

/* Deals of two sources, one of which wins; lost ones carry no amount, as some exports have it. Open ones come last,
 * in turns of both sources. Every won deal passed stages A … D, a lost one some of them. */
static SbFacts *
facts_new (double strength)
{
  SbFacts *facts = fixture_new ();
  SbRandom random;

  facts->n_sources = 2;
  sb_random_init (&random, 1, 0, 1);
  for (int i = 0; i < CLOSED + OPEN; i++)
    {
      gboolean open = i >= CLOSED;
      int source = open ? i % 2 : sb_random_unit (&random) < 0.5;
      gboolean won = sb_random_unit (&random) < 0.4 + strength * (source ? 0.25 : -0.25);
      SbDealFact *deal = fixture_deal (facts, open ? SB_STATUS_OPEN : won ? SB_STATUS_WON : SB_STATUS_LOST,
                                       won ? 5000 + i : 0, "2025-03-01", open ? NULL : "2025-05-01");
      int last = won ? 3 : (int) sb_random_below (&random, 4);

      deal->source = source;
      deal->created_on += i * 200 / (CLOSED + OPEN);
      deal->closed_on += open ? 0 : i * 200 / (CLOSED + OPEN);
      deal->account_id = 1 + i % 12;
      if (open)
        fixture_place (deal, i % 4, i % 4);
      for (int s = 0; s <= (open ? i % 4 : last); s++)
        fixture_visit (facts, FIX_STAGE_A + s, "2025-03-01", "2025-03-02", SB_VISIT_ADVANCED);
    }
  return facts;
}

static int
column_of (const SbWinModel *model, const char *name)
{
  for (guint j = 0; j < sb_win_model_n_columns (model); j++)
    if (g_str_equal (sb_win_model_get_name (model, j), name))
      return (int) j;
  return -1;
}

static SbWinDeals *
train (const SbFacts *facts, SbWinMoment moment, const SbDealFact *entry)
{
  SbWinDealsQuery query = { facts, D ("2025-12-31"), moment, 0, entry, 1 };

  return sb_win_deals_train (&query, NULL);
}

static void
test_entry (void)
{
  g_autoptr (SbFacts) facts = facts_new (1);
  g_autoptr (SbWinDeals) deals = train (facts, SB_WIN_AT_ENTRY, NULL);
  const SbWinModel *model = sb_win_deals_get_model (deals);
  const SbWinCard *card = sb_win_model_get_card (model);
  gint64 sums[2] = { 0 };
  SbDate from, to;

  g_assert_cmpint (card->n, ==, CLOSED);
  g_assert_true (card->signal && card->by_time);
  g_assert_cmpfloat (card->auc, >, 0.65);
  g_assert_cmpfloat (card->auc, <, 0.9);
  sb_win_deals_get_window (deals, &from, &to);
  g_assert_cmpint (from, ==, D ("2024-01-01"));
  g_assert_cmpint (to, ==, D ("2025-12-31"));
  /* What closing rewrites is no column. */
  g_assert_cmpint (column_of (model, "Amount"), ==, -1);
  g_assert_cmpint (column_of (model, "Owner"), ==, -1);
  g_assert_cmpint (column_of (model, "Stage"), ==, -1);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gint32 ppm = sb_win_deals_ppm (deals, i);
      SbWinExplanation explanation;
      guint largest;

      if (deal->status != SB_STATUS_OPEN)
        {
          g_assert_cmpint (ppm, ==, -1);
          g_assert_false (sb_win_deals_explain (deals, i, &explanation));
          continue;
        }
      g_assert_cmpint (ABS (ppm - (deal->source ? 650000 : 150000)), <, 200000);
      sums[deal->source] += ppm;
      g_assert_true (sb_win_deals_explain (deals, i, &explanation));
      g_assert_cmpint ((gint32) lround (explanation.p * 1e6), ==, ppm);
      g_assert_cmpuint (sb_win_explanation_largest (&explanation, sb_win_model_n_columns (model), &largest, 1), ==, 1);
      g_assert_cmpstr (sb_win_model_get_name (model, largest), ==, "Source");
      sb_win_explanation_clear (&explanation);
    }
  g_assert_cmpint (ABS (sums[0] / (OPEN / 2) - 150000), <, 80000);
  g_assert_cmpint (ABS (sums[1] / (OPEN / 2) - 650000), <, 80000);
}

/* With a state on entry, amount and owner are columns; the state decides, not what they became. */
static void
test_entry_state (void)
{
  g_autoptr (SbFacts) facts = facts_new (0);
  g_autofree SbDealFact *entry = g_memdup2 (facts->deals, sizeof (SbDealFact) * facts->n_deals);
  g_autoptr (SbWinDeals) leaking = train (facts, SB_WIN_AT_ENTRY, facts->deals), deals = NULL;

  g_assert_cmpfloat (sb_win_model_get_card (sb_win_deals_get_model (leaking))->auc, >, 0.95);
  for (gsize i = 0; i < facts->n_deals; i++)
    entry[i].amount_minor = (gint64) (i * 7919 % 10000);
  deals = train (facts, SB_WIN_AT_ENTRY, entry);
  g_assert_cmpint (column_of (sb_win_deals_get_model (deals), "Amount"), >=, 0);
  g_assert_false (sb_win_model_get_card (sb_win_deals_get_model (deals))->signal);
  g_assert_cmpint (sb_win_deals_ppm (deals, facts->n_deals - 1), ==, -1);
}

static void
test_stages (void)
{
  g_autoptr (SbFacts) facts = facts_new (1);
  g_autoptr (SbWinDeals) deals = train (facts, SB_WIN_AT_STAGES, NULL);
  const SbWinCard *card = sb_win_model_get_card (sb_win_deals_get_model (deals));
  gint64 sums[4] = { 0 };

  g_assert_true (card->signal);
  g_assert_cmpint (card->n, >, CLOSED);
  g_assert_cmpint (column_of (sb_win_deals_get_model (deals), "Stage"), >=, 0);
  for (gsize i = CLOSED; i < facts->n_deals; i++)
    sums[i % 4] += sb_win_deals_ppm (deals, i);
  /* Sources alternate with the parity of stages; within one, a later stage is likelier won. */
  g_assert_cmpint (sums[2], >, sums[0]);
  g_assert_cmpint (sums[3], >, sums[1]);
}

static void
test_few (void)
{
  g_autoptr (SbFacts) facts = facts_new (1);
  SbWinDealsQuery query = { facts, D ("2025-12-31"), SB_WIN_AT_STAGES, 1, NULL, 1 };
  g_autoptr (SbWinDeals) deals = NULL;
  gint cancelled = 1;
  SbWinControl stop = { .cancelled = &cancelled };

  query.as_of = D ("2025-05-31");
  deals = sb_win_deals_train (&query, NULL);
  g_assert_cmpint (sb_win_model_get_card (sb_win_deals_get_model (deals))->reason, ==, SB_REASON_TOO_FEW);
  g_assert_cmpint (sb_win_deals_ppm (deals, facts->n_deals - 1), ==, -1);
  query.as_of = D ("2025-12-31");
  query.months = 24;
  g_assert_null (sb_win_deals_train (&query, &stop));
}

/* Customers who bought years ago buy again; only deals that were closed when the next came in count. */
static void
test_past (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbWinDeals) deals = NULL;
  SbRandom random;

  sb_random_init (&random, 2, 0, 1);
  for (int i = 0; i < 60; i++)
    fixture_deal (facts, SB_STATUS_WON, 100, "2022-06-01", "2022-07-01")->account_id = 1 + i % 6;
  for (int i = 0; i < 1200; i++)
    {
      gint32 account = 1 + i % 12;
      gboolean won = sb_random_unit (&random) < (account <= 6 ? 0.7 : 0.2);
      SbDealFact *deal = fixture_deal (facts, won ? SB_STATUS_WON : SB_STATUS_LOST, 100, "2023-01-01", "2024-02-01");

      /* All came in before the first of them closed: their own results are not known yet. */
      deal->account_id = account;
      deal->closed_on += i / 3;
    }
  for (int i = 0; i < 2; i++)
    fixture_deal (facts, SB_STATUS_OPEN, 100, "2023-01-01", NULL)->account_id = i == 0 ? 1 : 7;
  deals = train (facts, SB_WIN_AT_ENTRY, NULL);
  g_assert_true (sb_win_model_get_card (sb_win_deals_get_model (deals))->signal);
  g_assert_cmpint (ABS (sb_win_deals_ppm (deals, 1260) - 700000), <, 60000);
  g_assert_cmpint (ABS (sb_win_deals_ppm (deals, 1261) - 200000), <, 60000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/win-deals/entry", test_entry);
  g_test_add_func ("/win-deals/entry-state", test_entry_state);
  g_test_add_func ("/win-deals/stages", test_stages);
  g_test_add_func ("/win-deals/few", test_few);
  g_test_add_func ("/win-deals/past", test_past);
  return g_test_run ();
}
