/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import is all or nothing, repeatable and undoable; what it says adds up. */
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEALS \
  "Deal ID,Deal Name,Account Name,Deal Owner,Stage,Amount,Created Date,Closing Date,Odd\n" \
  "D1,Crane,Harbour GmbH,Ana Novak,Prospecting,1200.50,2026-01-05,2026-04-01,x\n" \
  "D2,Lift,Harbour GmbH,Ana Novak,Closed Won,900,2026-01-07,2026-02-01,\n" \
  "D3,Belt,Meyer AG,Li Wei,Closed Lost,300,2026-01-09,2026-03-01,y\n" \
  "D4,Pump,Meyer AG,Li Wei,Negotiation/Review,,2026-01-11,2026-05-01,\n"

static void
test_create_again_undo (void)
{
  Fixture f;
  g_autofree char *path = NULL, *before = NULL, *once = NULL, *twice = NULL, *after = NULL;
  g_autoptr (SbRecord) deal = NULL;
  g_autoptr (GPtrArray) extras = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "deals.csv", DEALS);
  before = fixture_dump (&f);
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 4, 0, 0, 0, 0);
  g_assert_true (fixture_report (&f)->written);
  g_assert_cmpint (fixture_also (&f, "account"), ==, 2);
  g_assert_cmpint (fixture_also (&f, "member"), ==, 2);
  g_assert_cmpint (fixture_also (&f, "pipeline"), ==, 1);
  g_assert_cmpint (fixture_also (&f, "stage"), ==, 4);
  deal = fixture_record (&f, "deal", "name", "Crane");
  g_assert_cmpint (sb_record_int (deal, "amount", 0), ==, 120050);
  g_assert_cmpstr (sb_record_text (deal, "status"), ==, "open");
  g_assert_cmpstr (sb_record_text (deal, "expected_close_on"), ==, "2026-04-01");
  g_assert_null (sb_record_text (deal, "closed_on"));
  extras = sb_reader_extras (sb_workspace_get_reader (f.workspace), deal->type, deal->id, NULL);
  g_assert_cmpuint (extras->len, ==, 1);
  g_assert_cmpstr (((char **) g_ptr_array_index (extras, 0))[1], ==, "x");
  once = fixture_dump (&f);
  g_assert_true (fixture_import (&f, path, NULL));
  fixture_counts (&f, 0, 0, 0, 4, 0, 0);
  g_assert_false (fixture_report (&f)->written);
  twice = fixture_dump (&f);
  fixture_assert_same (once, twice);
  fixture_undo (&f);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  fixture_tear_down (&f);
}

static void
test_stages (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  static const char *const names[] = { "Prospecting", "Negotiation/Review", "Closed Won", "Closed Lost" };
  static const char *const states[] = { "open", "open", "won", "lost" };
  const SbImportFileReport *file;
  g_autoptr (SbRecord) won = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "deals.csv", DEALS);
  g_assert_true (fixture_import (&f, path, NULL));
  file = fixture_file_report (&f, 0);
  g_assert_cmpuint (file->stages->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const SbImportStage *stage = g_ptr_array_index (file->stages, i);

      g_assert_cmpstr (stage->name, ==, names[i]);
      g_assert_cmpstr (stage->status, ==, states[i]);
    }
  won = fixture_record (&f, "deal", "name", "Lift");
  g_assert_cmpstr (sb_record_text (won, "status"), ==, "won");
  g_assert_cmpstr (sb_record_text (won, "closed_on"), ==, "2026-02-01");
  g_assert_null (sb_record_text (won, "expected_close_on"));
  fixture_tear_down (&f);
}

static void
test_seed_stages (void)
{
  Fixture f;
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  g_autoptr (SbRecord) deal = NULL;
  const SbImportQuestion *question;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "deals.csv",
                       "Deal ID,Deal Name,Stage,Amount\nD1,Crane,Prospecting,1\nD2,Lift,Waiting for rain,2\n");
  before = fixture_dump (&f);
  g_assert_false (fixture_import (&f, "--stages", "seed", path, NULL));
  g_assert_cmpint (sb_import_exit_status (f.error), ==, 1);
  question = g_ptr_array_index (fixture_file_report (&f, 0)->questions, 0);
  g_assert_cmpstr (question->code, ==, "stage-unmapped");
  g_assert_cmpstr (question->example, ==, "Waiting for rain");
  fixture_counts (&f, 0, 2, 0, 0, 0, 0); /* what would happen */
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  g_assert_true (fixture_import (&f, "--stages", "seed", "--map", "Stage:Waiting for rain=seed:3", path, NULL));
  g_assert_cmpint (fixture_also (&f, "stage"), ==, 0);
  deal = fixture_record (&f, "deal", "name", "Lift");
  {
    g_autofree char *stage = sb_reader_title (sb_workspace_get_reader (f.workspace), sb_record_type_find ("stage"),
                                              (gint32) sb_record_int (deal, "stage", 0));

    g_assert_cmpstr (stage, ==, "Product presentation");
  }
  fixture_tear_down (&f);
}

static void
test_refused (void)
{
  Fixture f;
  g_autofree char *good = NULL, *odd = NULL, *before = NULL, *after = NULL;

  fixture_set_up (&f, NULL);
  before = fixture_dump (&f);
  good = fixture_file (&f, "deals.csv", DEALS);
  odd = fixture_file (&f, "odd.csv", "alpha,beta\n1,2\n3,4\n");
  g_assert_false (fixture_import (&f, good, odd, NULL));
  g_assert_cmpint (sb_import_exit_status (f.error), ==, 1);
  g_assert_false (fixture_report (&f)->ok);
  g_assert_false (fixture_report (&f)->written);
  g_assert_cmpstr (fixture_report (&f)->error->code, ==, "type-unknown");
  g_assert_false (fixture_import (&f, "/nowhere/at/all.csv", NULL));
  g_assert_cmpint (sb_import_exit_status (f.error), ==, 3);
  g_assert_false (fixture_import (&f, "--map", "Stage=deal.nothing", good, NULL));
  g_assert_cmpint (sb_import_exit_status (f.error), ==, 2);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  fixture_tear_down (&f);
}

static void
test_rejects (void)
{
  Fixture f;
  g_autofree char *path = NULL, *rejects = NULL, *text = NULL, *before = NULL, *after = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "deals.csv",
                       "Deal ID,Deal Name,Stage,Amount,Status,Created Date\n"
                       "D1,Good,Prospecting,1.00,open,2026-01-05\n"
                       "D2,Fine,Prospecting,1.234,open,2026-01-25\n"
                       "D3,\"No, date\",Prospecting,1,open,2026-13-45\n"
                       "D4,Both,Closed Lost,1,Won,2026-01-05\n"
                       "D1,Good,Prospecting,1.00,open,2026-01-05\n"
                       "D1,Other,Prospecting,5.00,open,2026-01-05\n");
  rejects = g_build_filename (f.folder, "rejects.csv", NULL);
  before = fixture_dump (&f);
  g_assert_false (fixture_import (&f, "--strict", "--map", "Status=deal.status", path, NULL));
  g_assert_cmpint (sb_import_exit_status (f.error), ==, 1);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  g_assert_true (fixture_import (&f, "--rejects", rejects, "--map", "Status=deal.status", path, NULL));
  fixture_counts (&f, 0, 1, 0, 0, 1, 4);
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "Deal ID,Deal Name,Stage,Amount,Status,Created Date,_row,_line,_code,_message\r\n"));
  g_assert_nonnull (strstr (text, "D2,Fine,Prospecting,1.234,open,2026-01-25,3,3,number-too-fine,"));
  g_assert_nonnull (strstr (text, "\"No, date\""));
  g_assert_nonnull (strstr (text, ",bad-date,"));
  g_assert_nonnull (strstr (text, ",status-conflict,"));
  g_assert_nonnull (strstr (text, ",id-repeated,"));
  fixture_tear_down (&f);
}

static void
test_permutation (void)
{
  Fixture first, second;
  g_autofree char *deals = NULL, *accounts = NULL, *members = NULL, *one = NULL, *other = NULL;

  fixture_set_up (&first, NULL);
  fixture_copy (&second, &first);
  deals = fixture_file (&first, "deals.csv", DEALS);
  accounts = fixture_file (&first, "accounts.csv",
                           "Account ID,Account Name,Industry,Employees,Website\n"
                           "A1,Harbour GmbH,Logistics,120,harbour.example\nA2,Meyer AG,Retail,30,\n");
  members = fixture_file (&first, "users.csv",
                          "User ID,Full Name,Email,Manager\nU1,Ana Novak,ana@example.com,Li Wei\nU2,Li Wei,li@example.com,\n");
  g_assert_true (fixture_import (&first, "--as-of", "2026-03-01", deals, accounts, members, NULL));
  g_assert_true (fixture_import (&second, "--as-of", "2026-03-01", members, deals, accounts, NULL));
  one = fixture_dump (&first);
  other = fixture_dump (&second);
  fixture_assert_same (one, other);
  g_assert_cmpint (fixture_also (&first, "account"), ==, 0);
  g_assert_cmpint (fixture_also (&first, "member"), ==, 0);
  fixture_tear_down (&second);
  fixture_tear_down (&first);
}

static void
test_no_ids (void)
{
  Fixture f;
  g_autofree char *path = NULL;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "orders.csv",
                       "Customer,Order Date,Quantity,Amount\n"
                       "Harbour,2026-01-05,2,10.00\nHarbour,2026-01-05,2,10.00\nHarbour,2026-01-06,2,10.00\n");
  g_assert_true (fixture_import (&f, "--type", "order", path, NULL));
  fixture_counts (&f, 0, 3, 0, 0, 0, 0);
  g_assert_cmpint (fixture_warning (&f, 0, "no-id-column", NULL), ==, 3);
  g_assert_cmpint (fixture_count (&f, "sales_order"), ==, 3);
  g_assert_true (fixture_import (&f, "--type", "order", path, NULL));
  fixture_counts (&f, 0, 0, 0, 3, 0, 0);
  fixture_tear_down (&f);
}

static void
test_cancel (void)
{
  Fixture f;
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const char *paths[2] = { NULL, NULL };

  fixture_set_up (&f, NULL);
  before = fixture_dump (&f);
  path = fixture_file (&f, "deals.csv", DEALS);
  paths[0] = path;
  f.import = sb_import_new (f.workspace, paths, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (sb_import_run (f.import, NULL, NULL, cancellable, &f.error));
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  fixture_tear_down (&f);
}

static void
stop_halfway (double fraction, const char *text, gpointer user_data)
{
  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  if (fraction > 0.5)
    g_cancellable_cancel (user_data);
}

static void
test_cancel_halfway (void)
{
  Fixture f;
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  g_autoptr (GString) text = g_string_new ("Deal ID,Deal Name,Stage,Amount\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const char *paths[2] = { NULL, NULL };

  fixture_set_up (&f, NULL);
  for (int i = 0; i < 60000; i++)
    g_string_append_printf (text, "D%d,Deal %d,Prospecting,%d\n", i, i, i);
  before = fixture_dump (&f);
  path = fixture_file (&f, "deals.csv", text->str);
  paths[0] = path;
  f.import = sb_import_new (f.workspace, paths, NULL);
  g_assert_false (sb_import_run (f.import, stop_halfway, cancellable, cancellable, &f.error));
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_false (fixture_report (&f)->written);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  /* The workspace can be written again. */
  g_clear_error (&f.error);
  g_assert_true (sb_import_run (f.import, NULL, NULL, NULL, &f.error));
  fixture_counts (&f, 0, 60000, 0, 0, 0, 0);
  fixture_tear_down (&f);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_import_prepare_finish (SB_IMPORT (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (user_data);
}

/* In a worker: what the preview shows, this quarter's figures among it, with nothing written. */
static void
test_prepare (void)
{
  Fixture f;
  g_autofree char *path = NULL, *before = NULL, *after = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  const char *paths[2] = { NULL, NULL };
  const SbImportReport *report;

  fixture_set_up (&f, NULL);
  path = fixture_file (&f, "deals.csv", DEALS);
  paths[0] = path;
  before = fixture_dump (&f);
  f.import = sb_import_new (f.workspace, paths, NULL);
  sb_import_set_today (f.import, sb_date_parse_iso ("2026-05-15"));
  sb_import_prepare_async (f.import, NULL, NULL, NULL, finished_cb, loop);
  g_main_loop_run (loop);
  report = fixture_report (&f);
  g_assert_true (report->ok && report->dry_run && !report->written && report->has_figures);
  g_assert_cmpint (report->before.open, ==, 0);
  g_assert_cmpint (report->after.open, ==, 120050); /* Crane; Pump has no amount */
  g_assert_cmpint (report->after.weighted, >, 0);
  g_assert_cmpint (report->totals.created, ==, 4);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  fixture_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/create-again-undo", test_create_again_undo);
  g_test_add_func ("/import/stages", test_stages);
  g_test_add_func ("/import/seed-stages", test_seed_stages);
  g_test_add_func ("/import/refused", test_refused);
  g_test_add_func ("/import/rejects", test_rejects);
  g_test_add_func ("/import/permutation", test_permutation);
  g_test_add_func ("/import/no-ids", test_no_ids);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/cancel-halfway", test_cancel_halfway);
  g_test_add_func ("/import/prepare", test_prepare);
  return g_test_run ();
}
