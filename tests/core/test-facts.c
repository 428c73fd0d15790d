/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Look-up in facts and the scope of a number. */
#include "core/sb-facts.h"

/* Company 1 over 2 and 3, 3 over 4; 5 and 6 are each other's parent, as a damaged import may leave them. */
static SbFacts *
make_facts (void)
{
  static const struct { gint32 id, parent; } teams[] = { { 1, 0 }, { 2, 1 }, { 3, 1 }, { 4, 3 }, { 5, 6 }, { 6, 5 } };
  SbFacts *facts = sb_facts_new ();

  facts->n_teams = G_N_ELEMENTS (teams);
  facts->teams = g_new0 (SbTeamFact, facts->n_teams);
  for (gsize i = 0; i < facts->n_teams; i++)
    {
      facts->teams[i].id = teams[i].id;
      facts->teams[i].parent_id = teams[i].parent;
    }
  facts->n_accounts = 1000;
  facts->accounts = g_new0 (SbAccountFact, facts->n_accounts);
  facts->account_names = g_new0 (const char *, facts->n_accounts);
  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %" G_GSIZE_FORMAT, i);

      facts->accounts[i].id = (gint32) (3 * i + 5);
      facts->account_names[i] = g_string_chunk_insert (facts->strings, name);
    }
  facts->n_stages = 5;
  facts->stages = g_new0 (SbStageFact, facts->n_stages);
  for (gsize i = 0; i < 5; i++)
    facts->stages[i] = (SbStageFact) { .id = (gint32) (50 - i), .pipeline_id = i < 2 ? 9 : 4, .position = (gint16) i };
  facts->calendar = sb_calendar_new (SB_WEEK_MON_FRI);
  return facts;
}

static void
test_lookup (void)
{
  g_autoptr (SbFacts) facts = make_facts ();
  g_autoptr (SbFacts) same = sb_facts_ref (facts);
  gsize n;

  for (gint32 id = 0; id < 3010; id++)
    {
      const SbAccountFact *account = sb_facts_account (same, id);
      gboolean exists = id >= 5 && (id - 5) % 3 == 0 && (id - 5) / 3 < 1000;

      g_assert_cmpint (account != NULL, ==, exists);
      if (account != NULL)
        g_assert_cmpint (account->id, ==, id);
    }
  g_assert_cmpstr (sb_facts_account_name (facts, 8), ==, "Customer 1");
  g_assert_null (sb_facts_account_name (facts, 9));
  g_assert_null (sb_facts_deal (facts, 1));
  g_assert_null (sb_facts_member (facts, 1));
  g_assert_cmpint (sb_facts_stage (facts, 48)->position, ==, 2);
  g_assert_null (sb_facts_stage (facts, 1));
  g_assert_null (sb_facts_pipeline (facts, 4));
  g_assert_cmpint (sb_facts_stages_of (facts, 4, &n)->id, ==, 48);
  g_assert_cmpuint (n, ==, 3);
  g_assert_null (sb_facts_stages_of (facts, 5, &n));
  g_assert_cmpuint (n, ==, 0);
}

static void
assert_teams (const SbFacts *facts, gint32 team, const char *want)
{
  g_auto (SbScopeFilter) filter = { 0 };
  SbScope scope = SB_SCOPE_ALL;
  GString *found = g_string_new (NULL);
  g_autofree char *text = NULL;

  scope.team_id = team;
  sb_scope_filter_init (&filter, facts, scope);
  for (gint32 id = 0; id <= 7; id++)
    if (sb_scope_has_team (&filter, id))
      g_string_append_printf (found, "%d", id);
  text = g_string_free (found, FALSE);
  g_assert_cmpstr (text, ==, want);
}

static void
test_team_scope (void)
{
  g_autoptr (SbFacts) facts = make_facts ();

  assert_teams (facts, 0, "01234567");
  assert_teams (facts, 1, "1234");
  assert_teams (facts, 3, "34");
  assert_teams (facts, 4, "4");
  assert_teams (facts, 5, "56");
  assert_teams (facts, 99, "");
}

static gboolean
passes (const SbFacts *facts, SbScope scope)
{
  g_auto (SbScopeFilter) filter = { 0 };
  SbDealFact deal = { .id = 1, .owner_id = 11, .team_id = 4, .product_id = 21, .region = 2, .account_id = 31 };

  sb_scope_filter_init (&filter, facts, scope);
  return sb_scope_has_deal (&filter, &deal);
}

static void
test_deal_scope (void)
{
  g_autoptr (SbFacts) facts = make_facts ();

  g_assert_true (passes (facts, SB_SCOPE_ALL));
  g_assert_true (passes (facts, ((SbScope) { 1, 0, 0, -1, 0 })));
  g_assert_false (passes (facts, ((SbScope) { 2, 0, 0, -1, 0 })));
  g_assert_true (passes (facts, ((SbScope) { 0, 11, 0, -1, 0 })));
  g_assert_false (passes (facts, ((SbScope) { 0, 12, 0, -1, 0 })));
  g_assert_true (passes (facts, ((SbScope) { 3, 11, 21, 2, 31 })));
  g_assert_false (passes (facts, ((SbScope) { 3, 11, 22, 2, 31 })));
  g_assert_false (passes (facts, ((SbScope) { 3, 11, 21, 0, 31 })));
  g_assert_false (passes (facts, ((SbScope) { 3, 11, 21, 2, 32 })));
}

static void
test_newest_day (void)
{
  g_autoptr (SbFacts) facts = make_facts ();

  g_assert_cmpint (sb_facts_newest_day (facts), ==, SB_DATE_NONE);
  facts->n_deals = 2;
  facts->deals = g_new0 (SbDealFact, 2);
  facts->deals[0] = (SbDealFact) { .created_on = 100, .closed_on = 140, .expected_close_on = 900 };
  facts->deals[1] = (SbDealFact) { .created_on = 130, .closed_on = SB_DATE_NONE, .expected_close_on = 900 };
  g_assert_cmpint (sb_facts_newest_day (facts), ==, 140);
  facts->n_activities = 2;
  facts->activities = g_new0 (SbActivityFact, 2);
  facts->activities[0] = (SbActivityFact) { .day_on = 800 };
  facts->activities[1] = (SbActivityFact) { .day_on = 141, .flags = SB_FACT_DONE };
  g_assert_cmpint (sb_facts_newest_day (facts), ==, 141);
  facts->n_orders = 1;
  facts->orders = g_new0 (SbOrderFact, 1);
  facts->orders[0].ordered_on = 150;
  g_assert_cmpint (sb_facts_newest_day (facts), ==, 150);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/facts/lookup", test_lookup);
  g_test_add_func ("/core/facts/newest-day", test_newest_day);
  g_test_add_func ("/core/facts/team-scope", test_team_scope);
  g_test_add_func ("/core/facts/deal-scope", test_deal_scope);
  return g_test_run ();
}
