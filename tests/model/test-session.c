/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session and the lists over a real workspace: loading in workers, dropping what is stale, following changes with
 * the smallest range, undo, export. */
#include "model/sb-history-list.h"
#include "model/sb-record-list.h"
#include "model/sb-record-text.h"
#include "model/sb-search-list.h"
#include "model/sb-sentence.h"
#include "model/sb-session.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char        *folder;
  SbWorkspace *workspace;
  SbUiState   *state;
  SbSession   *session;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SbWorkspaceOptions options = { "CNY", 1, "en" };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *state = NULL;

  fixture->folder = g_dir_make_tmp ("model-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "test.sbw", NULL);
  state = g_build_filename (fixture->folder, "state", NULL);
  fixture->workspace = sb_workspace_create (path, &options, &error);
  g_assert_no_error (error);
  fixture->state = sb_ui_state_new (state);
  fixture->session = sb_session_new (fixture->workspace, sb_date_from_ymd (2026, 11, 23), "en", fixture->state);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_run_dispose (G_OBJECT (fixture->session));
  g_object_unref (fixture->session);
  g_object_unref (fixture->state);
  sb_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

/* Runs the loop until the condition holds; fails after ten seconds. */
#define WAIT_FOR(condition) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 10 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < end_) \
      g_main_context_iteration (NULL, FALSE); \
    g_assert_true (condition); \
  } G_STMT_END

static void
add_accounts (Fixture *fixture, guint first, guint n)
{
  SbChange *change = sb_change_new ("Accounts");
  const SbRecordType *account = sb_record_type_find ("account");
  g_autoptr (GError) error = NULL;

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *text = g_strdup_printf ("Customer %05u", i);
      g_auto (SbValue) name = sb_value_text (text);

      sb_change_set (change, sb_change_create (change, account), "name", name);
    }
  sb_session_apply (fixture->session, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static SbRecordList *
account_list (Fixture *fixture)
{
  SbRecordList *list = sb_record_list_new (fixture->session, sb_query_new (sb_record_type_find ("account")));

  WAIT_FOR (!sb_record_list_is_loading (list));
  return list;
}

typedef struct {
  guint calls, position, removed, added;
} Changes;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Changes *changes = user_data;

  changes->calls++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
test_list_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRecordList) list = NULL;

  add_accounts (fixture, 0, 12000);
  list = account_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 12000);
  for (guint i = 0; i < 12000; i += 37)
    {
      g_autoptr (SbRecordRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autoptr (SbRecordRow) again = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *expected = g_strdup_printf ("Customer %05u", i);

      g_assert_true (row == again);
      g_assert_cmpstr (sb_record_row_get_title (row), ==, expected);
      g_assert_cmpint (sb_record_row_get_id (row), ==, sb_record_list_get_id_at (list, i));
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 12000));
  sb_record_list_set_text (list, "customer 1199");
  WAIT_FOR (!sb_record_list_is_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 12);
  sb_record_list_set_text (list, "");
  sb_record_list_set_sort (list, "name", TRUE);
  WAIT_FOR (!sb_record_list_is_loading (list));
  {
    g_autoptr (SbRecordRow) row = g_list_model_get_item (G_LIST_MODEL (list), 0);

    g_assert_cmpstr (sb_record_row_get_title (row), ==, "Customer 11999");
  }
}

static void
test_list_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbRecordList) list = NULL;
  g_autoptr (SbRecordRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) region = sb_value_text ("East"), name = sb_value_text ("Zebra");
  const SbRecordType *account = sb_record_type_find ("account");
  Changes changes = { 0 };
  gint32 id;

  add_accounts (fixture, 0, 300);
  list = account_list (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (list), 5);
  id = sb_record_row_get_id (row);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  /* An edit that moves nothing renews the row in place. */
  g_assert_true (sb_session_edit (fixture->session, account, id, sb_record_type_field (account, "region"), &region, &error));
  WAIT_FOR (!sb_record_list_is_loading (list));
  g_assert_cmpuint (changes.calls, ==, 0);
  g_assert_cmpstr (sb_record_row_get_text (row, (guint) sb_record_type_field_index (account, "region")), ==, "East");
  /* A new record is one row. */
  add_accounts (fixture, 900, 1);
  WAIT_FOR (!sb_record_list_is_loading (list));
  g_assert_cmpuint (changes.calls, ==, 1);
  g_assert_cmpuint (changes.position, ==, 300);
  g_assert_cmpuint (changes.added, ==, 1);
  /* A rename moves one row from its place to the end. */
  g_assert_true (sb_session_edit (fixture->session, account, id, sb_record_type_field (account, "name"), &name, &error));
  WAIT_FOR (!sb_record_list_is_loading (list));
  g_assert_cmpuint (changes.position, ==, 5);
  g_assert_cmpuint (sb_record_list_find (list, id), ==, 300);
  /* Undo brings it back. */
  g_assert_true (sb_session_undo (fixture->session, &error));
  WAIT_FOR (!sb_record_list_is_loading (list));
  g_assert_cmpuint (sb_record_list_find (list, id), ==, 5);
  g_assert_cmpstr (sb_record_row_get_title (row), ==, "Customer 00005");
  g_assert_true (sb_session_archive (fixture->session, account, &id, 1, &error));
  WAIT_FOR (!sb_record_list_is_loading (list));
  g_assert_cmpuint (sb_record_list_find (list, id), ==, G_MAXUINT);
}

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  guint facts = 0, context = 0;

  g_signal_connect_swapped (fixture->session, "facts-changed", G_CALLBACK (count_cb), &facts);
  g_signal_connect_swapped (fixture->session, "context-changed", G_CALLBACK (count_cb), &context);
  g_assert_null (sb_session_get_facts (fixture->session));
  sb_session_ensure_facts (fixture->session);
  /* A change while loading: what arrives is of the newer state, and arrives once. */
  add_accounts (fixture, 0, 5);
  WAIT_FOR (!sb_session_is_loading (fixture->session));
  g_assert_cmpuint (facts, ==, 1);
  g_assert_cmpuint (sb_session_get_facts (fixture->session)->n_accounts, ==, 5);
  add_accounts (fixture, 5, 1);
  add_accounts (fixture, 6, 1);
  WAIT_FOR (facts == 2 && !sb_session_is_loading (fixture->session));
  g_assert_cmpuint (sb_session_get_facts (fixture->session)->n_accounts, ==, 7);
  sb_session_set_as_of (fixture->session, sb_date_from_ymd (2026, 1, 1));
  g_assert_cmpuint (context, ==, 1);
  WAIT_FOR (facts == 3);
  sb_session_set_as_of (fixture->session, sb_date_from_ymd (2026, 1, 1));
  g_assert_cmpuint (context, ==, 1);
}

/* The running quarter goes with the day, a past one stays. */
static void
test_period_follows (Fixture *fixture, gconstpointer data)
{
  SbPeriod past;

  sb_session_set_as_of (fixture->session, sb_date_from_ymd (2017, 12, 31));
  g_assert_cmpint (sb_session_get_period (fixture->session).start, ==, sb_date_from_ymd (2017, 10, 1));
  past = sb_period_containing (SB_PERIOD_MONTH, sb_date_from_ymd (2017, 8, 1), SB_FISCAL_DEFAULT);
  sb_session_set_period (fixture->session, past);
  sb_session_set_as_of (fixture->session, sb_date_from_ymd (2018, 3, 1));
  g_assert_true (sb_period_equal (sb_session_get_period (fixture->session), past));
}

/* The workspace's own way to write holds for its screens and is taken back like any change. */
static void
test_styles (Fixture *fixture, gconstpointer data)
{
  SbFormatter *formatter = sb_session_get_formatter (fixture->session);
  g_autoptr (GError) error = NULL;

  sb_session_set_setting (fixture->session, SB_SETTING_DATE_STYLE, "ymd", &error);
  g_assert_no_error (error);
  sb_session_set_setting (fixture->session, SB_SETTING_NUMBER_STYLE, "comma", &error);
  g_assert_no_error (error);
  g_assert_cmpint (sb_formatter_get_date_style (formatter), ==, SB_DATES_YMD);
  g_assert_cmpint (sb_formatter_get_decimal (formatter), ==, ',');
  g_assert_true (sb_session_undo (fixture->session, &error));
  g_assert_cmpint (sb_formatter_get_number_style (formatter), ==, SB_NUMBERS_LOCALE);
  g_assert_cmpint (sb_formatter_get_date_style (formatter), ==, SB_DATES_YMD);
}

typedef struct {
  guint    done;
  gsize    value;
  gboolean cancelled;
} Outcome;

static gpointer
count_accounts (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  gsize *n = g_new (gsize, 1);

  *n = context->facts->n_accounts;
  return n;
}

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gsize *value = sb_session_compute_finish (SB_SESSION (source), result, &error);

  outcome->done++;
  outcome->cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (value != NULL)
    outcome->value = *value;
}

static void
test_compute (Fixture *fixture, gconstpointer data)
{
  Outcome first = { 0 }, second = { 0 };

  add_accounts (fixture, 0, 9);
  /* Waits for the facts by itself. */
  sb_session_compute_async (fixture->session, count_accounts, NULL, NULL, g_free, NULL, computed_cb, &first);
  WAIT_FOR (first.done == 1);
  g_assert_cmpuint (first.value, ==, 9);
  /* The question changes before the answer is looked at: the answer is dropped. */
  sb_session_compute_async (fixture->session, count_accounts, NULL, NULL, g_free, NULL, computed_cb, &second);
  sb_session_set_period (fixture->session, sb_period_custom (sb_date_from_ymd (2020, 1, 1), sb_date_from_ymd (2020, 1, 2)));
  WAIT_FOR (second.done == 1);
  g_assert_true (second.cancelled);
  g_assert_cmpuint (second.value, ==, 0);
}

static void
test_remembers (Fixture *fixture, gconstpointer data)
{
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, sb_date_from_ymd (2025, 1, 1), SB_FISCAL_DEFAULT);
  SbScope scope = SB_SCOPE_ALL;
  g_autoptr (SbSession) other = NULL;
  g_autoptr (SbUiState) state = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "state", NULL);

  scope.team_id = 4;
  sb_session_set_period (fixture->session, year);
  sb_session_set_scope (fixture->session, scope);
  sb_ui_state_flush (fixture->state);
  state = sb_ui_state_new (path);
  other = sb_session_new (fixture->workspace, sb_date_from_ymd (2026, 11, 23), "en", state);
  g_assert_true (sb_period_equal (sb_session_get_period (other), year));
  g_assert_cmpint (sb_session_get_scope (other).team_id, ==, 4);
  /* A rehearsed day does not survive. */
  g_assert_cmpint (sb_session_get_as_of (other), ==, sb_date_from_ymd (2026, 11, 23));
}

static void
test_state_is_harmless (void)
{
  g_autoptr (SbUiState) state = sb_ui_state_new ("/proc/nowhere/state");

  sb_ui_state_set_string (state, "a", "b", "c");
  sb_ui_state_flush (state);
  g_assert_cmpint (sb_ui_state_get_int (state, "a", "unknown", 7), ==, 7);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sb_record_list_export_finish (SB_RECORD_LIST (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static char *
export_names (Fixture *fixture, SbRecordList *list)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  guint field = (guint) sb_record_type_field_index (sb_record_type_find ("account"), "name");
  gboolean done = FALSE;
  char *text = NULL;

  sb_record_list_export_async (list, &field, 1, file, NULL, exported_cb, &done);
  WAIT_FOR (done);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "=1+1", "A, \"B\"", " -x", "plain" };
  const SbRecordType *account = sb_record_type_find ("account");
  SbChange *change = sb_change_new ("Names");
  g_autoptr (SbRecordList) list = NULL;
  g_autofree char *text = NULL, *masked = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (SbValue) name = sb_value_text (names[i]);

      sb_change_set (change, sb_change_create (change, account), "name", name);
    }
  g_assert_true (sb_session_apply (fixture->session, change, NULL, NULL, NULL));
  list = account_list (fixture);
  text = export_names (fixture, list);
  g_assert_nonnull (strstr (text, "\"'=1+1\"\r\n"));
  g_assert_nonnull (strstr (text, "\"A, \"\"B\"\"\"\r\n"));
  g_assert_nonnull (strstr (text, "\"' -x\"\r\n"));
  g_assert_nonnull (strstr (text, "\r\nplain\r\n"));
  sb_session_set_privacy (fixture->session, 3);
  masked = export_names (fixture, list);
  g_assert_null (strstr (masked, "plain"));
}

static void
test_search_and_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SbSearchList) search = sb_search_list_new (fixture->session, 20);
  g_autoptr (SbHistoryList) history = sb_history_list_new (fixture->session, 50);
  g_autoptr (SbSearchItem) item = NULL;
  guint before = g_list_model_get_n_items (G_LIST_MODEL (history));

  add_accounts (fixture, 0, 30);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, before + 1);
  sb_search_list_set_text (search, "00012");
  WAIT_FOR (!sb_search_list_is_loading (search));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), >=, 1);
  item = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_assert_cmpstr (sb_search_item_get_title (item), ==, "Customer 00012");
  sb_search_list_set_text (search, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 0);
}

static void
test_history_lines (Fixture *fixture, gconstpointer data)
{
  const SbRecordType *account = sb_record_type_find ("account");
  const SbField *name = sb_record_type_field (account, "name");
  g_autoptr (SbRecordList) list = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) value = sb_value_text ("Renamed");
  gint32 id;

  add_accounts (fixture, 0, 1);
  list = account_list (fixture);
  id = sb_record_list_get_id_at (list, 0);
  g_assert_true (sb_session_edit (fixture->session, account, id, name, &value, &error));
  lines = sb_record_history_lines (fixture->session, account, id, name, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, >=, 1);
  g_assert_cmpstr (((SbHistoryLine *) g_ptr_array_index (lines, 0))->text, ==, "was “Customer 00000” until 23 Nov 2026");
}

static void
test_sentences (void)
{
  g_autoptr (SbSentence) sentence = sb_sentence_new ();
  g_autofree char *text = NULL;

  sb_sentence_add_strong (sentence, "{who} leads.", "who", "Li {x}", "member", NULL);
  sb_sentence_add (sentence, "{unknown} and {n}{", "n", "5", NULL, NULL);
  text = sb_sentence_to_text (sentence);
  g_assert_cmpstr (text, ==, "Li {x} leads. {unknown} and 5{");
  g_assert_cmpstr (sb_sentence_get_run (sentence, 0).key, ==, "member");
  g_assert_true (sb_sentence_get_run (sentence, 0).strong);
  {
    g_autoptr (SbSentence) chinese = sb_sentence_new ();
    g_autofree char *joined = NULL;

    sb_sentence_add (chinese, "第一句。", NULL);
    sb_sentence_add (chinese, "第二句。", NULL);
    joined = sb_sentence_to_text (chinese);
    g_assert_cmpstr (joined, ==, "第一句。第二句。");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/session/list-pages", test_list_pages);
  ADD ("/session/list-follows", test_list_follows);
  ADD ("/session/facts", test_facts);
  ADD ("/session/period-follows", test_period_follows);
  ADD ("/session/styles", test_styles);
  ADD ("/session/compute", test_compute);
  ADD ("/session/remembers", test_remembers);
  ADD ("/session/export", test_export);
  ADD ("/session/search-and-history", test_search_and_history);
  ADD ("/session/history-lines", test_history_lines);
  g_test_add_func ("/session/state-is-harmless", test_state_is_harmless);
  g_test_add_func ("/session/sentences", test_sentences);
  return g_test_run ();
}
