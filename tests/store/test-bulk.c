/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulk writing: one transaction, one step, refusals that leave nothing, indexes as before, one writer at a time. */
#include "store-fixture.h"

#include <string.h>

#include "store/sb-bulk.h"
#include "store/sb-check.h"

static SbValue *
values_of (const SbRecordType *type, const char *name)
{
  gsize n = sb_record_type_n_fields (type);
  SbValue *values = g_new0 (SbValue, n);

  for (gsize i = 0; i < n; i++)
    values[i] = sb_field_initial (&type->fields[i]);
  values[sb_record_type_field_index (type, sb_record_type_title (type)->column)] = sb_value_text (name);
  return values;
}

static void
free_values (const SbRecordType *type, SbValue *values)
{
  for (gsize i = 0; i < sb_record_type_n_fields (type); i++)
    sb_value_clear (&values[i]);
  g_free (values);
}

static gint32
insert (SbBulk *bulk, const char *name, const char *title, GError **error)
{
  const SbRecordType *type = sb_record_type_find (name);
  SbValue *values = values_of (type, title);
  gint32 id = sb_bulk_insert (bulk, type, values, NULL, error);

  free_values (type, values);
  return id;
}

static SbBulk *
begin (SbWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  SbBulk *bulk = sb_workspace_begin_bulk (workspace, "Import of test.csv", &error);

  g_assert_no_error (error);
  return bulk;
}

/* beside: the same through the thread that writes. */
static void
check_whole (gconstpointer beside)
{
  StoreFixture fixture;
  const SbRecordType *account = sb_record_type_find ("account");
  g_autofree char *before = NULL, *full = NULL, *after = NULL, *label = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) keys = NULL;
  g_autoptr (GPtrArray) extras = NULL, hits = NULL, history = NULL;
  g_auto (SbValue) new_name = sb_value_text ("Renamed");
  guint field = (guint) sb_record_type_field_index (account, "name");
  gint64 change = 0;
  gint32 old, id;
  SbBulk *bulk;

  store_fixture_init (&fixture);
  old = store_create (fixture.workspace, "account", "name", "Was here", NULL);
  before = store_dump (fixture.workspace);
  bulk = begin (fixture.workspace);
  if (GPOINTER_TO_INT (beside))
    sb_bulk_write_beside (bulk);
  id = insert (bulk, "account", "新客户 上海", &error);
  g_assert_no_error (error);
  g_assert_true (sb_bulk_set_source_key (bulk, "zoho", "account", "Z-1", account, id, &error));
  g_assert_true (sb_bulk_set_extra (bulk, account, id, "Colour", "blue", &error));
  g_assert_true (sb_bulk_set_imported (bulk, "zoho", account, id, "state 1", &error));
  g_assert_true (sb_bulk_update (bulk, account, old, &field, &new_name, 1, sb_date_from_ymd (2026, 5, 4), &error));
  g_assert_no_error (error);
  g_assert_true (sb_bulk_commit (bulk, &change, &error));
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, 2);
  keys = sb_reader_source_keys (sb_workspace_get_reader (fixture.workspace), "zoho", "account", NULL);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (keys, "Z-1")), ==, id);
  extras = sb_reader_extras (sb_workspace_get_reader (fixture.workspace), account, id, NULL);
  g_assert_cmpuint (extras->len, ==, 1);
  g_assert_cmpstr (((char **) extras->pdata[0])[1], ==, "blue");
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "上海", 5, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
  history = sb_reader_history (sb_workspace_get_reader (fixture.workspace), account, old, NULL);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_cmpstr (((SbHistoryEntry *) history->pdata[0])->origin, ==, "import");
  g_assert_cmpint (((SbHistoryEntry *) history->pdata[0])->as_of_on, ==, sb_date_from_ymd (2026, 5, 4));
  full = store_dump (fixture.workspace);
  g_assert_true (sb_workspace_undo_is_long (fixture.workspace));
  g_assert_false (sb_workspace_redo_is_long (fixture.workspace));
  g_assert_true (sb_workspace_undo (fixture.workspace, &label, NULL, NULL, &error));
  g_assert_false (sb_workspace_undo_is_long (fixture.workspace));
  g_assert_true (sb_workspace_redo_is_long (fixture.workspace));
  g_assert_cmpstr (label, ==, "Import of test.csv");
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, before);
  g_ptr_array_unref (hits);
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "上海", 5, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 0);
  g_assert_true (sb_workspace_redo (fixture.workspace, NULL, NULL, NULL, &error));
  g_free (after);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, full);
  store_fixture_clear (&fixture);
}

/* Writes under way are seen by whoever asks, whatever lies between: look-ups, changes to new rows, more rows. */
static void
test_beside (void)
{
  enum { N = 12000 };
  StoreFixture fixture;
  const SbRecordType *account = sb_record_type_find ("account");
  guint field = (guint) sb_record_type_field_index (account, "name");
  g_auto (SbValue) renamed = sb_value_text ("Zebra crossing");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL, old_hits = NULL;
  SbBulk *bulk;

  store_fixture_init (&fixture);
  before = store_dump (fixture.workspace);
  bulk = begin (fixture.workspace);
  sb_bulk_write_beside (bulk);
  for (int i = 1; i <= N; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %d", i);
      gint32 id = insert (bulk, "account", name, &error);

      g_assert_no_error (error);
      g_assert_true (sb_bulk_add_key (bulk, "crm", "account", name, account, id, "state", &error));
      if (i % 1000 == 0)
        {
          g_autoptr (SbRecord) record = sb_reader_get (sb_bulk_get_reader (bulk), account, id, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (sb_record_text (record, "name"), ==, name);
          g_assert_true (sb_bulk_update (bulk, account, id, &field, &renamed, 1, sb_date_from_ymd (2026, 5, 4), &error));
        }
    }
  g_assert_true (sb_bulk_commit (bulk, NULL, &error));
  g_assert_no_error (error);
  hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "zebra", 50, NULL, NULL);
  g_assert_cmpuint (hits->len, ==, N / 1000);
  old_hits = sb_reader_search (sb_workspace_get_reader (fixture.workspace), "customer 12000", 50, NULL, NULL);
  g_assert_cmpuint (old_hits->len, ==, 0);
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, NULL, NULL, &error));
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, before);
  store_fixture_clear (&fixture);
}

/* What only the table refuses comes late, ends the bulk and leaves nothing. */
static void
test_late (void)
{
  StoreFixture fixture;
  const SbRecordType *account = sb_record_type_find ("account");
  SbValue *values = values_of (account, "Twice");
  const char *uid = "00000000-0000-4000-8000-000000000001";
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  SbBulk *bulk;

  store_fixture_init (&fixture);
  before = store_dump (fixture.workspace);
  bulk = begin (fixture.workspace);
  sb_bulk_write_beside (bulk);
  g_assert_cmpint (sb_bulk_insert (bulk, account, values, uid, &error), >, 0);
  g_assert_cmpint (sb_bulk_insert (bulk, account, values, uid, &error), >, 0);
  g_assert_no_error (error);
  g_assert_false (sb_bulk_commit (bulk, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_LATE);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, before);
  g_clear_error (&error);
  bulk = begin (fixture.workspace);
  g_assert_cmpint (sb_bulk_insert (bulk, account, values, uid, &error), >, 0);
  g_assert_cmpint (sb_bulk_insert (bulk, account, values, uid, &error), ==, 0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  sb_bulk_rollback (bulk);
  free_values (account, values);
  store_fixture_clear (&fixture);
}

static void
test_refusals (void)
{
  StoreFixture fixture;
  const SbRecordType *contact = sb_record_type_find ("contact");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  SbValue *values;
  SbBulk *bulk;

  store_fixture_init (&fixture);
  before = store_dump (fixture.workspace);
  bulk = begin (fixture.workspace);
  g_assert_cmpint (insert (bulk, "product", "Crane", &error), >, 0);
  g_assert_cmpint (insert (bulk, "product", "CRANE ", &error), ==, 0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (insert (bulk, "product", NULL, &error), ==, 0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  g_clear_error (&error);
  values = values_of (contact, "Nobody's");
  values[sb_record_type_field_index (contact, "account_id")] = sb_value_int (4711);
  g_assert_cmpint (sb_bulk_insert (bulk, contact, values, NULL, &error), ==, 0);
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  g_clear_error (&error);
  /* Removing what another record needs is found at the end. */
  values[sb_record_type_field_index (contact, "account_id")] = sb_value_int (insert (bulk, "account", "Gone", &error));
  g_assert_cmpint (sb_bulk_insert (bulk, contact, values, NULL, &error), >, 0);
  g_assert_true (sb_bulk_delete (bulk, sb_record_type_find ("account"), 1, &error));
  free_values (contact, values);
  g_assert_false (sb_bulk_commit (bulk, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (sb_workspace_undo_label (fixture.workspace));
  store_fixture_clear (&fixture);
}

static void
test_one_at_a_time (void)
{
  StoreFixture fixture;
  g_autoptr (SbChange) change = sb_change_new ("Meanwhile");
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) name = sb_value_text ("North");
  gint64 step = 0;
  SbBulk *bulk;

  store_fixture_init (&fixture);
  bulk = begin (fixture.workspace);
  sb_change_set (change, sb_change_create (change, sb_record_type_find ("team")), "name", name);
  g_assert_false (sb_workspace_apply (fixture.workspace, change, NULL, NULL, &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (sb_workspace_begin_bulk (fixture.workspace, "Second", &error));
  g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (insert (bulk, "account", "Lost", &error), >, 0);
  sb_bulk_rollback (bulk);
  g_assert_cmpint (store_find (fixture.workspace, "account", "name", "Lost"), ==, 0);
  g_assert_true (sb_workspace_apply (fixture.workspace, change, NULL, &step, &error));
  g_assert_cmpint (step, ==, 1);
  /* Nothing in it: no step. */
  bulk = begin (fixture.workspace);
  g_assert_true (sb_bulk_commit (bulk, &step, &error));
  g_assert_cmpint (step, ==, 1);
  store_fixture_clear (&fixture);
}

static gpointer
import_in_thread (gpointer data)
{
  SbBulk *bulk = begin (data);

  for (int i = 0; i < 500; i++)
    g_assert_cmpint (insert (bulk, "account", "From a worker", NULL), >, 0);
  g_assert_true (sb_bulk_commit (bulk, NULL, NULL));
  return NULL;
}

static void
changed_cb (SbWorkspace *workspace, const SbTouched *touched, GMainLoop *loop)
{
  g_assert_null (touched->records[0].type);
  g_main_loop_quit (loop);
}

static void
test_worker (void)
{
  StoreFixture fixture;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GThread *thread;

  store_fixture_init (&fixture);
  g_signal_connect (fixture.workspace, "changed", G_CALLBACK (changed_cb), loop);
  thread = g_thread_new ("import", import_in_thread, fixture.workspace);
  g_main_loop_run (loop);
  g_thread_join (thread);
  g_assert_cmpint (store_find (fixture.workspace, "account", "name", "From a worker"), >, 0);
  store_fixture_clear (&fixture);
}

/* A weekly snapshot taken after an import freezes its deals; taking the import back takes them out of it, and doing it
 * again brings them back. */
static void
test_snapshot_after (void)
{
  StoreFixture fixture;
  const SbRecordType *type = sb_record_type_find ("deal");
  g_autofree char *before = NULL, *full = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  SbValue *values = values_of (type, "Imported");
  SbBulk *bulk;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "deal", "name", "Own", NULL);
  bulk = begin (fixture.workspace);
  values[sb_record_type_field_index (type, "pipeline_id")] = sb_value_int (1);
  values[sb_record_type_field_index (type, "stage_id")] = sb_value_int (1);
  g_assert_cmpint (sb_bulk_insert (bulk, type, values, NULL, &error), ==, 2);
  free_values (type, values);
  g_assert_true (sb_bulk_commit (bulk, NULL, &error));
  g_assert_true (sb_workspace_keep_up (fixture.workspace, sb_date_from_ymd (2026, 11, 24), NULL, &error));
  full = store_dump (fixture.workspace);
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  before = store_dump (fixture.workspace);
  g_assert_null (strstr (before, "\"deal_id\":\"2\""));
  g_assert_nonnull (strstr (before, "\"deal_id\":\"1\",\"stage_id\""));
  g_assert_true (sb_workspace_redo (fixture.workspace, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, full);
  store_fixture_clear (&fixture);
}

/* Indexes that a large load drops are there again, and the file is one of ours. */
static void
test_large (void)
{
  StoreFixture fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbCheckReport) report = NULL;
  SbBulk *bulk;

  store_fixture_init (&fixture);
  bulk = begin (fixture.workspace);
  sb_bulk_expect (bulk, 50000);
  for (int i = 0; i < 3000; i++)
    g_assert_cmpint (insert (bulk, "account", "One of many", &error), >, 0);
  g_assert_true (sb_bulk_commit (bulk, NULL, &error));
  g_assert_no_error (error);
  store_fixture_reopen (&fixture);
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, NULL, NULL, &error));
  g_clear_object (&fixture.workspace);
  report = sb_store_check (fixture.path);
  g_assert_cmpint (report->verdict, ==, SB_VERDICT_OK);
  store_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/store/bulk/whole", GINT_TO_POINTER (FALSE), check_whole);
  g_test_add_data_func ("/store/bulk/whole-beside", GINT_TO_POINTER (TRUE), check_whole);
  g_test_add_func ("/store/bulk/beside", test_beside);
  g_test_add_func ("/store/bulk/late", test_late);
  g_test_add_func ("/store/bulk/refusals", test_refusals);
  g_test_add_func ("/store/bulk/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/store/bulk/worker", test_worker);
  g_test_add_func ("/store/bulk/snapshot-after", test_snapshot_after);
  g_test_add_func ("/store/bulk/large", test_large);
  return g_test_run ();
}
