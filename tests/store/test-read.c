/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Queries, order, search, and the facts against sums that SQL makes of the same file. */
#include "store-fixture.h"

#include <string.h>

#include <sqlite3.h>

#include "core/sb-random.h"

static GArray *
run (SbWorkspace *workspace, SbQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids = sb_reader_ids (sb_workspace_get_reader (workspace), query, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sb_reader_count (sb_workspace_get_reader (workspace), query, NULL), ==, ids->len);
  return ids;
}

static void
assert_ids (SbWorkspace *workspace, SbQuery *query, const char *expected)
{
  g_autoptr (GArray) ids = run (workspace, query);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", g_array_index (ids, gint32, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
fill (SbWorkspace *workspace)
{
  store_create (workspace, "account", "name", "Zebra", "region", "华东", NULL);
  store_create (workspace, "account", "name", "apple", NULL);
  store_create (workspace, "deal", "name", "beta", "amount", "300", "account_id", "1", "expected_close_on", "2026-03-01", NULL);
  store_create (workspace, "deal", "name", "Alpha", "amount", "100", "account_id", "2", NULL);
  store_create (workspace, "deal", "name", "起重机 项目", "account_id", "1", "expected_close_on", "2025-03-01", NULL);
  store_create (workspace, "deal", "name", "gamma", "amount", "100", "status", "won", NULL);
}

static void
test_order (void)
{
  StoreFixture fixture;
  static const char *const cases[][3] = {
    { "id", "up", "1 2 3 4" },         { "id", "down", "4 3 2 1" },     { "amount", "up", "2 4 1 3" },
    { "amount", "down", "1 2 4 3" },   { "name", "up", "2 1 4 3" },     { "account", "up", "2 1 3 4" },
    { "account", "down", "1 3 2 4" },  { "expected_close_on", "up", "3 1 2 4" },
    { "status", "up", "1 2 3 4" },     { "status", "down", "4 1 2 3" },
  };

  store_fixture_init (&fixture);
  fill (fixture.workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find ("deal"));

      sb_query_sort (query, cases[i][0], g_str_equal (cases[i][1], "down"));
      assert_ids (fixture.workspace, query, cases[i][2]);
    }
  store_fixture_clear (&fixture);
}

static void
test_conditions (void)
{
  StoreFixture fixture;
  static const struct { const char *field; SbQueryOp op; const char *text, *expected; } cases[] = {
    { "amount", SB_QUERY_EQUAL, "100", "2 4" },
    { "amount", SB_QUERY_NOT_EQUAL, "100", "1 3" },
    { "amount", SB_QUERY_GREATER, "100", "1" },
    { "amount", SB_QUERY_AT_LEAST, "100", "1 2 4" },
    { "amount", SB_QUERY_LESS, "300", "2 4" },
    { "amount", SB_QUERY_AT_MOST, "300", "1 2 4" },
    { "amount", SB_QUERY_IS_EMPTY, NULL, "3" },
    { "amount", SB_QUERY_IS_SET, NULL, "1 2 4" },
    { "name", SB_QUERY_CONTAINS, "ALPH", "2" },
    { "name", SB_QUERY_CONTAINS, "重机", "3" },
    { "status", SB_QUERY_EQUAL, "won", "4" },
    { "expected_close_on", SB_QUERY_LESS, "2026-01-01", "3" },
  };

  store_fixture_init (&fixture);
  fill (fixture.workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SbRecordType *type = sb_record_type_find ("deal");
      g_autoptr (SbQuery) query = sb_query_new (type);
      g_auto (SbValue) value = SB_VALUE_EMPTY;

      sb_field_from_text (sb_record_type_field (type, cases[i].field), cases[i].text, 2, &value, NULL);
      sb_query_where (query, cases[i].field, cases[i].op, value);
      assert_ids (fixture.workspace, query, cases[i].expected);
    }
  store_fixture_clear (&fixture);
}

/* Own text, titles of references, several words, ids, archived records, limit. */
static void
test_text_and_ids (void)
{
  StoreFixture fixture;
  const SbRecordType *type = sb_record_type_find ("deal");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (SbChange) change = sb_change_new ("Archive");
  const gint32 some[] = { 4, 2 };

  store_fixture_init (&fixture);
  fill (fixture.workspace);
  sb_query_text (query, "ZEBRA");
  assert_ids (fixture.workspace, query, "1 3");
  sb_query_text (query, "zebra 起重");
  assert_ids (fixture.workspace, query, "3");
  sb_query_text_in_title (query, TRUE);
  assert_ids (fixture.workspace, query, "");
  sb_query_text (query, "起重");
  assert_ids (fixture.workspace, query, "3");
  sb_query_text_in_title (query, FALSE);
  sb_query_text (query, "'; DROP TABLE deal; --");
  assert_ids (fixture.workspace, query, "");
  sb_query_text (query, NULL);
  sb_query_where_ids (query, some, 2);
  assert_ids (fixture.workspace, query, "2 4");
  sb_query_where_ids (query, NULL, 0);
  assert_ids (fixture.workspace, query, "");
  sb_query_free (query);
  query = sb_query_new (type);
  sb_change_archive (change, type, 1);
  g_assert_true (sb_workspace_apply (fixture.workspace, change, NULL, NULL, NULL));
  assert_ids (fixture.workspace, query, "2 3 4");
  sb_query_with_archived (query, TRUE);
  assert_ids (fixture.workspace, query, "1 2 3 4");
  sb_query_limit (query, 2);
  assert_ids (fixture.workspace, query, "1 2");
  store_fixture_clear (&fixture);
}

static void
test_search (void)
{
  StoreFixture fixture;
  g_autoptr (GPtrArray) hits = NULL;
  const SbSearchHit *hit;

  store_fixture_init (&fixture);
  fill (fixture.workspace);
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "起重", 10, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->title, ==, "起重机 项目");
  g_assert_cmpstr (hit->type->name, ==, "deal");
  g_assert_nonnull (strstr (hit->context, "Zebra"));
  g_ptr_array_unref (hits);
  store_update (fixture.workspace, "account", 2, "name", "Grapefruit", NULL);
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "apple", 10, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 0);
  g_ptr_array_unref (hits);
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "GRAPE", 10, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  store_fixture_clear (&fixture);
}

static gint64
sql_int (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return value;
}

static void
random_book (SbWorkspace *workspace)
{
  static const char *const currencies[] = { "CNY", "USD", "JPY", NULL };
  SbRandom random;

  sb_random_init (&random, 5, 1, 1);
  store_create (workspace, "team", "name", "North", NULL);
  store_create (workspace, "member", "name", "Lin", "hired_on", "2020-01-01", NULL);
  store_create (workspace, "membership", "member_id", "1", "team_id", "1", NULL);
  store_create (workspace, "currency_rate", "currency", "USD", "valid_from_on", "2026-01-01", "rate_e9", "7000000000", NULL);
  store_create (workspace, "currency_rate", "currency", "USD", "valid_from_on", "2026-06-01", "rate_e9", "8000000000", NULL);
  for (int i = 0; i < 120; i++)
    {
      g_autofree char *amount = g_strdup_printf ("%d", (int) sb_random_below (&random, 100000));
      g_autofree char *stage = g_strdup_printf ("%d", 1 + (int) sb_random_below (&random, 7));
      gint32 id = store_create (workspace, "deal", "name", "Deal", "amount", amount, "owner_id", "1", "created_on",
                                "2026-02-01", "expected_close_on", "2026-03-01", "currency",
                                currencies[sb_random_below (&random, 3)], NULL);

      store_update (workspace, "deal", id, "stage_id", stage, "expected_close_on", "2026-05-01",
                    *stage > '4' ? "closed_on" : NULL, "2026-06-15", NULL);
    }
}

static void
test_facts (void)
{
  StoreFixture fixture;
  g_autoptr (SbFacts) facts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 total = 0, pushes = 0, no_rate = 0;

  store_fixture_init (&fixture);
  random_book (fixture.workspace);
  facts = sb_reader_facts (sb_workspace_get_reader (fixture.workspace), sb_date_from_ymd (2026, 7, 1), NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      g_assert_true (i == 0 || facts->deals[i - 1].id < deal->id);
      g_assert_cmpint (deal->team_id, ==, 1);
      total += deal->amount_minor;
      pushes += deal->pushes;
      no_rate += (deal->flags & SB_FACT_NO_RATE) != 0;
      if (deal->status == SB_STATUS_OPEN)
        g_assert_cmpint (deal->furthest, ==, sb_facts_stage (facts, deal->stage_id)->position);
      else
        g_assert_cmpint (deal->last_open, ==, 1);
    }
  /* Dollars at 8: on 1 July for open deals, on 15 June for closed ones. */
  g_assert_cmpint (total, ==, sql_int (fixture.path, "SELECT sum (CASE currency WHEN 'CNY' THEN amount_minor WHEN 'USD' "
                                                     "THEN amount_minor * 8 ELSE 0 END) FROM deal"));
  g_assert_cmpint (no_rate, ==, sql_int (fixture.path, "SELECT count(*) FROM deal WHERE currency = 'JPY'"));
  g_assert_cmpint ((gint64) facts->n_visits, ==,
                   sql_int (fixture.path, "SELECT count(*) FROM stage_visit"));
  g_assert_cmpint ((gint64) facts->n_deals, ==, 120);
  g_assert_cmpint (facts->generation, ==, sb_workspace_get_generation (fixture.workspace));
  g_assert_cmpint ((gint64) facts->n_pushes, ==, pushes);
  store_fixture_clear (&fixture);
}

static void
test_targets (void)
{
  StoreFixture fixture;
  g_autoptr (SbFacts) facts = NULL;
  g_autofree char *metric = NULL;

  store_fixture_init (&fixture);
  metric = g_strdup_printf ("%d", store_find (fixture.workspace, "metric", "code", "revenue_won"));
  store_create (fixture.workspace, "goal", "title", "Year", "metric_id", metric, "start_on", "2026-01-01", "end_on",
                "2026-12-31", "target_minor", "1200", "state", "published", NULL);
  store_create (fixture.workspace, "goal", "title", "Draft", "metric_id", metric, "start_on", "2026-01-01", "end_on",
                "2026-12-31", "target_minor", "99", NULL);
  store_create (fixture.workspace, "goal_stage", "goal_id", "1", "period_kind", "month", "start_on", "2026-01-01",
                "end_on", "2026-01-31", "target_minor", "100", NULL);
  facts = sb_reader_facts (sb_workspace_get_reader (fixture.workspace), sb_date_from_ymd (2026, 7, 1), NULL, NULL);
  g_assert_cmpuint (facts->n_targets, ==, 2);
  for (gsize i = 0; i < 2; i++)
    {
      const SbTargetFact *target = &facts->targets[i];

      g_assert_cmpstr (target->metric, ==, "revenue_won");
      g_assert_cmpint (target->target_minor, ==, target->period_kind == SB_PERIOD_YEAR ? 120000 : 10000);
    }
  store_fixture_clear (&fixture);
}

static void
test_cancelled (void)
{
  StoreFixture fixture;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SbFacts) facts = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  random_book (fixture.workspace);
  g_cancellable_cancel (cancellable);
  facts = sb_reader_facts (sb_workspace_get_reader (fixture.workspace), sb_date_from_ymd (2026, 7, 1), cancellable, &error);
  if (facts == NULL)
    g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CANCELLED);
  g_clear_pointer (&facts, sb_facts_unref);
  facts = sb_reader_facts (sb_workspace_get_reader (fixture.workspace), sb_date_from_ymd (2026, 7, 1), NULL, NULL);
  g_assert_nonnull (facts);
  store_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/read/order", test_order);
  g_test_add_func ("/store/read/conditions", test_conditions);
  g_test_add_func ("/store/read/text-and-ids", test_text_and_ids);
  g_test_add_func ("/store/read/search", test_search);
  g_test_add_func ("/store/read/facts", test_facts);
  g_test_add_func ("/store/read/targets", test_targets);
  g_test_add_func ("/store/read/cancelled", test_cancelled);
  return g_test_run ();
}
