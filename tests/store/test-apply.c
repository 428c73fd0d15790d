/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The write path: what a change writes, what it refuses, what its rules add. */
#include "store-fixture.h"

static void
test_seed (void)
{
  StoreFixture fixture;
  SbReader *reader;
  gint32 pipeline;

  store_fixture_init (&fixture);
  reader = sb_workspace_get_reader (fixture.workspace);
  g_assert_cmpstr (sb_workspace_get_currency (fixture.workspace), ==, "CNY");
  g_assert_cmpint (sb_workspace_get_exponent (fixture.workspace), ==, 2);
  g_assert_false (sb_workspace_is_read_only (fixture.workspace));
  pipeline = store_find (fixture.workspace, "pipeline", "name", "Sales process");
  g_assert_cmpint (pipeline, >, 0);
  assert_text (fixture.workspace, "stage", store_find (fixture.workspace, "stage", "name", "Needs discovery"),
               "probability", "25");
  g_assert_cmpint (store_find (fixture.workspace, "metric", "code", "revenue_won"), >, 0);
  g_assert_null (sb_workspace_undo_label (fixture.workspace));
  {
    g_autofree char *language = sb_reader_setting (reader, "language");
    g_autofree char *floor = sb_reader_setting (reader, "anonymity_floor");
    g_autofree char *nothing = sb_reader_setting (reader, "no such key");

    g_assert_cmpstr (language, ==, "en");
    g_assert_cmpstr (floor, ==, "4");
    g_assert_null (nothing);
  }
  store_fixture_clear (&fixture);
}

static void
test_create_and_update (void)
{
  StoreFixture fixture;
  gint32 account, deal;

  store_fixture_init (&fixture);
  account = store_create (fixture.workspace, "account", "name", "Harbour Ltd", NULL);
  deal = store_create (fixture.workspace, "deal", "name", "Crane", "account_id", "1", "amount_minor", "1234.50", NULL);
  assert_text (fixture.workspace, "account", account, "kind", "prospect");
  assert_text (fixture.workspace, "deal", deal, "amount_minor", "1234.50");
  assert_text (fixture.workspace, "deal", deal, "status", "open");
  store_update (fixture.workspace, "deal", deal, "amount_minor", "2000", NULL);
  assert_text (fixture.workspace, "deal", deal, "amount_minor", "2000.00");
  store_fixture_reopen (&fixture);
  assert_text (fixture.workspace, "deal", deal, "amount_minor", "2000.00");
  {
    g_autofree char *title = sb_reader_title (sb_workspace_get_reader (fixture.workspace), sb_record_type_find ("deal"),
                                              deal);

    g_assert_cmpstr (title, ==, "Crane");
  }
  store_fixture_clear (&fixture);
}

/* Applies one creation and expects a refusal whose message contains a word. */
static void
assert_refused (SbWorkspace *workspace, const char *name, const char *column, SbValue value, const char *column2,
                SbValue value2)
{
  const SbRecordType *type = sb_record_type_find (name);
  g_autoptr (SbChange) change = sb_change_new ("Refused");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = store_dump (workspace), *after = NULL;
  int handle = sb_change_create (change, type);

  sb_change_set (change, handle, column, value);
  if (column2 != NULL)
    sb_change_set (change, handle, column2, value2);
  g_assert_false (sb_workspace_apply (workspace, change, NULL, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  after = store_dump (workspace);
  g_assert_cmpstr (before, ==, after);
  sb_value_clear (&value);
  sb_value_clear (&value2);
}

static void
test_refusals (void)
{
  StoreFixture fixture;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "team", "name", "Nördliche Gruppe", NULL);
  assert_refused (fixture.workspace, "account", "region", sb_value_text ("no name"), NULL, SB_VALUE_EMPTY);
  assert_refused (fixture.workspace, "team", "name", sb_value_text ("NÖRDLICHE gruppe"), NULL, SB_VALUE_EMPTY);
  assert_refused (fixture.workspace, "deal", "name", sb_value_text ("x"), "account_id", sb_value_int (99));
  assert_refused (fixture.workspace, "deal", "name", sb_value_text ("x"), "created_on", sb_value_text ("2026-02-30"));
  assert_refused (fixture.workspace, "deal", "name", sb_value_text ("x"), "status", sb_value_text ("maybe"));
  assert_refused (fixture.workspace, "deal", "name", sb_value_int (5), NULL, SB_VALUE_EMPTY);
  store_fixture_clear (&fixture);
}

static void
test_hierarchy (void)
{
  StoreFixture fixture;
  const SbRecordType *team = sb_record_type_find ("team");
  g_autoptr (SbChange) change = NULL;
  g_autoptr (GError) error = NULL;
  gint32 parent, child;

  store_fixture_init (&fixture);
  parent = store_create (fixture.workspace, "team", "name", "All", NULL);
  child = store_create (fixture.workspace, "team", "name", "North", "parent_id", "1", NULL);
  change = sb_change_new ("Turn around");
  sb_change_update (change, team, parent, "parent_id", sb_value_int (child));
  g_assert_false (sb_workspace_apply (fixture.workspace, change, NULL, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  store_fixture_clear (&fixture);
}

/* A record and its details in one change, by handle. */
static void
test_handles (void)
{
  StoreFixture fixture;
  g_autoptr (SbChange) change = sb_change_new ("Two at once");
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) name = sb_value_text ("Two");
  int account, deal;

  store_fixture_init (&fixture);
  account = sb_change_create (change, sb_record_type_find ("account"));
  deal = sb_change_create (change, sb_record_type_find ("deal"));
  sb_change_set (change, deal, "name", name);
  sb_change_set (change, deal, "account", sb_value_int (-account));
  sb_change_set (change, account, "name", name);
  g_assert_true (sb_workspace_apply (fixture.workspace, change, &ids, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 2);
  assert_text (fixture.workspace, "deal", g_array_index (ids, gint32, 1), "account_id", "1");
  store_fixture_clear (&fixture);
}

static gint64
count_visits (SbWorkspace *workspace, gint32 deal, const char *outcome)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find ("stage_visit"));
  g_auto (SbValue) value = sb_value_text (outcome);

  sb_query_where (query, "deal_id", SB_QUERY_EQUAL, sb_value_int (deal));
  sb_query_where (query, "outcome", SB_QUERY_EQUAL, value);
  return sb_reader_count (sb_workspace_get_reader (workspace), query, NULL);
}

static void
test_stages (void)
{
  StoreFixture fixture;
  g_autofree char *quote = NULL, *first = NULL, *won = NULL;
  gint32 deal;

  store_fixture_init (&fixture);
  quote = g_strdup_printf ("%d", store_find (fixture.workspace, "stage", "name", "Quote & negotiation"));
  first = g_strdup_printf ("%d", store_find (fixture.workspace, "stage", "name", "Prospecting"));
  won = g_strdup_printf ("%d", store_find (fixture.workspace, "stage", "name", "Won"));
  deal = store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  assert_text (fixture.workspace, "deal", deal, "stage_id", first);
  g_assert_cmpint (count_visits (fixture.workspace, deal, "open"), ==, 1);
  store_update (fixture.workspace, "deal", deal, "stage_id", quote, NULL);
  g_assert_cmpint (count_visits (fixture.workspace, deal, "advanced"), ==, 1);
  assert_text (fixture.workspace, "deal", deal, "forecast_category", "commit");
  store_update (fixture.workspace, "deal", deal, "stage_id", first, NULL);
  g_assert_cmpint (count_visits (fixture.workspace, deal, "back"), ==, 1);
  store_update (fixture.workspace, "deal", deal, "status", "won", NULL);
  assert_text (fixture.workspace, "deal", deal, "stage_id", won);
  g_assert_cmpint (count_visits (fixture.workspace, deal, "won"), ==, 1);
  g_assert_cmpint (count_visits (fixture.workspace, deal, "open"), ==, 0);
  {
    g_autofree char *closed = store_text (fixture.workspace, "deal", deal, "closed_on");

    g_assert_nonnull (closed);
  }
  store_update (fixture.workspace, "deal", deal, "status", "open", NULL);
  assert_text (fixture.workspace, "deal", deal, "stage_id", first);
  assert_text (fixture.workspace, "deal", deal, "closed_on", NULL);
  g_assert_cmpint (count_visits (fixture.workspace, deal, "open"), ==, 1);
  store_fixture_clear (&fixture);
}

/* A category picked by hand survives a move. */
static void
test_category_by_hand (void)
{
  StoreFixture fixture;
  g_autofree char *quote = NULL;
  gint32 deal;

  store_fixture_init (&fixture);
  quote = g_strdup_printf ("%d", store_find (fixture.workspace, "stage", "name", "Quote & negotiation"));
  deal = store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  store_update (fixture.workspace, "deal", deal, "forecast_category", "omitted", NULL);
  store_update (fixture.workspace, "deal", deal, "stage_id", quote, NULL);
  assert_text (fixture.workspace, "deal", deal, "forecast_category", "omitted");
  assert_text (fixture.workspace, "deal", deal, "category_manual", "yes");
  store_fixture_clear (&fixture);
}

static void
test_days (void)
{
  StoreFixture fixture;
  gint32 deal, action;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "member", "name", "Lin", "hired_on", "2020-01-01", NULL);
  deal = store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  store_create (fixture.workspace, "activity", "kind", "call", "deal_id", "1", "day_on", "2026-05-04", "owner_id", "1", NULL);
  store_create (fixture.workspace, "activity", "kind", "call", "deal_id", "1", "day_on", "2026-05-03", "owner_id", "1", NULL);
  store_create (fixture.workspace, "activity", "kind", "call", "deal_id", "1", "day_on", "2026-06-03", "owner_id", "1",
                "done", "no", NULL);
  assert_text (fixture.workspace, "deal", deal, "last_activity_on", "2026-05-04");
  action = store_create (fixture.workspace, "action_item", "title", "Call", "owner_id", "1", "due_on", "2026-05-04", NULL);
  store_update (fixture.workspace, "action_item", action, "due_on", "2026-06-04", NULL);
  assert_text (fixture.workspace, "action_item", action, "first_due_on", "2026-05-04");
  store_fixture_clear (&fixture);
}

static void
test_history (void)
{
  StoreFixture fixture;
  const SbRecordType *type = sb_record_type_find ("deal");
  g_autoptr (GPtrArray) entries = NULL;
  const SbHistoryEntry *entry;
  gint32 deal;

  store_fixture_init (&fixture);
  deal = store_create (fixture.workspace, "deal", "name", "Crane", "amount", "10", NULL);
  store_update (fixture.workspace, "deal", deal, "amount", "20", "note", "no history", NULL);
  entries = sb_reader_history (sb_workspace_get_reader (fixture.workspace), type, deal, NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->field, ==, "amount");
  g_assert_cmpstr (entry->old_value, ==, "10.00");
  g_assert_cmpstr (entry->new_value, ==, "20.00");
  g_assert_cmpstr (entry->origin, ==, "edit");
  g_assert_cmpint (entry->change, ==, 2);
  store_fixture_clear (&fixture);
}

static void
count_cb (SbWorkspace *workspace, const SbTouched *touched, guint *n)
{
  *n += (guint) touched->n;
}

static void
test_signal_and_no_change (void)
{
  StoreFixture fixture;
  guint n = 0;
  guint64 generation;
  gint32 deal;

  store_fixture_init (&fixture);
  g_signal_connect (fixture.workspace, "changed", G_CALLBACK (count_cb), &n);
  deal = store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  g_assert_cmpuint (n, ==, 2); /* the deal and its stay */
  generation = sb_workspace_get_generation (fixture.workspace);
  store_update (fixture.workspace, "deal", deal, "name", "Crane", NULL);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (sb_workspace_get_generation (fixture.workspace), ==, generation);
  g_assert_true (sb_workspace_set_setting (fixture.workspace, "currency", "JPY", NULL));
  g_assert_cmpint (sb_workspace_get_exponent (fixture.workspace), ==, 0);
  store_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/apply/seed", test_seed);
  g_test_add_func ("/store/apply/create-and-update", test_create_and_update);
  g_test_add_func ("/store/apply/refusals", test_refusals);
  g_test_add_func ("/store/apply/hierarchy", test_hierarchy);
  g_test_add_func ("/store/apply/handles", test_handles);
  g_test_add_func ("/store/apply/stages", test_stages);
  g_test_add_func ("/store/apply/category-by-hand", test_category_by_hand);
  g_test_add_func ("/store/apply/days", test_days);
  g_test_add_func ("/store/apply/history", test_history);
  g_test_add_func ("/store/apply/signal-and-no-change", test_signal_and_no_change);
  return g_test_run ();
}
