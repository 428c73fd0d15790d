/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same export a week later: what changed in the file, what changed here, what changed on both sides, and what the
 * change log tells of it. */
#include "import-fixture.h"

#include <string.h>

#define HEAD "Deal ID,Deal Name,Account Name,Deal Owner,Stage,Amount,Closing Date,Next Step\n"

static void
edit (Fixture *f, gint32 id, const char *field, SbValue value)
{
  g_autoptr (SbChange) change = sb_change_new ("edit");
  g_autoptr (GError) error = NULL;

  sb_change_update (change, sb_record_type_find ("deal"), id, field, value);
  sb_workspace_apply (f->workspace, change, NULL, NULL, &error);
  g_assert_no_error (error);
  sb_value_clear (&value);
}

static void
test_three_way (void)
{
  Fixture f;
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (SbRecord) crane = NULL, lift = NULL, belt = NULL, again = NULL;

  fixture_set_up (&f, NULL);
  first = fixture_file (&f, "a.csv",
                        HEAD "1,Crane,Harbour,Ana,Prospecting,100,2026-04-01,Call\n"
                             "2,Lift,Harbour,Ana,Prospecting,200,2026-04-01,Call\n"
                             "3,Belt,Harbour,Ana,Prospecting,300,2026-04-01,Call\n");
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-05", first, NULL));
  crane = fixture_record (&f, "deal", "name", "Crane");
  lift = fixture_record (&f, "deal", "name", "Lift");
  edit (&f, lift->id, "next_step", sb_value_text ("Write"));  /* here only */
  edit (&f, crane->id, "amount", sb_value_int (11100));       /* both sides */
  second = fixture_file (&f, "b.csv",
                         HEAD "1,Crane,Harbour,Ana,Prospecting,120,2026-04-01,Call\n"
                              "2,Lift,Harbour,Ana,Prospecting,250,2026-04-01,Call\n"
                              "3,Belt,Harbour,Ana,Prospecting,300,2026-04-01,\n");
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-12", second, NULL));
  fixture_counts (&f, 0, 0, 2, 1, 0, 0);
  g_assert_cmpint (fixture_warning (&f, 0, "conflict", "Amount"), ==, 1);
  g_clear_pointer (&crane, sb_record_free);
  g_clear_pointer (&lift, sb_record_free);
  crane = fixture_record (&f, "deal", "name", "Crane");
  lift = fixture_record (&f, "deal", "name", "Lift");
  belt = fixture_record (&f, "deal", "name", "Belt");
  g_assert_cmpint (sb_record_int (crane, "amount", 0), ==, 11100);   /* kept here */
  g_assert_cmpint (sb_record_int (lift, "amount", 0), ==, 25000);    /* taken */
  g_assert_cmpstr (sb_record_text (lift, "next_step"), ==, "Write"); /* kept */
  g_assert_null (sb_record_text (belt, "next_step"));                /* cleared: it came from this source */
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-12", "--prefer", "file", second, NULL));
  again = fixture_record (&f, "deal", "name", "Crane");
  g_assert_cmpint (sb_record_int (again, "amount", 0), ==, 12000);
  fixture_tear_down (&f);
}

static void
test_absent_columns (void)
{
  Fixture f;
  g_autofree char *first = NULL, *second = NULL, *before = NULL, *after = NULL;

  fixture_set_up (&f, NULL);
  first = fixture_file (&f, "a.csv", HEAD "1,Crane,Harbour,Ana,Prospecting,100,2026-04-01,Call\n");
  second = fixture_file (&f, "b.csv", "Deal ID,Deal Name,Amount\n1,Crane,100\n");
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-05", first, NULL));
  before = fixture_dump (&f);
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-12", "--type", "deal", second, NULL));
  fixture_counts (&f, 0, 0, 0, 1, 0, 0);
  after = fixture_dump (&f);
  fixture_assert_same (before, after);
  fixture_tear_down (&f);
}

typedef struct {
  const char *name, *field, *old_value, *new_value, *as_of;
} Planted;

static void
check_planted (Fixture *f, const Planted *planted)
{
  g_autoptr (SbRecord) deal = fixture_record (f, "deal", "name", planted->name);
  g_autoptr (GPtrArray) entries =
    sb_reader_history (sb_workspace_get_reader (f->workspace), deal->type, deal->id, NULL);
  char day[SB_DATE_TEXT_SIZE];
  guint found = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const SbHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->field, planted->field) != 0 ||
          strcmp (sb_date_format_iso (entry->as_of_on, day), planted->as_of) != 0)
        continue;
      g_assert_cmpstr (entry->old_value, ==, planted->old_value);
      g_assert_cmpstr (entry->new_value, ==, planted->new_value);
      g_assert_cmpstr (entry->origin, ==, "import");
      found++;
    }
  g_assert_cmpuint (found, ==, 1);
}

static gint64
count_history (Fixture *f)
{
  gint64 n = 0;
  const SbRecordType *type = sb_record_type_find ("deal");
  SbReader *reader = sb_workspace_get_reader (f->workspace);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = sb_reader_ids (reader, query, NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GPtrArray) entries = sb_reader_history (reader, type, g_array_index (ids, gint32, i), NULL);

      n += entries->len;
    }
  return n;
}

static const char *const drops[3] = {
  HEAD "1,Crane,Harbour,Ana,Prospecting,100,2026-04-01,Call\n2,Lift,Harbour,Ana,Prospecting,200,2026-04-01,Call\n"
       "3,Belt,Harbour,Ana,Prospecting,300,2026-04-01,Call\n",
  HEAD "1,Crane,Harbour,Ana,Negotiation/Review,100,2026-04-01,Call\n2,Lift,Harbour,Ana,Prospecting,200,2026-05-01,Call\n"
       "3,Belt,Harbour,Ana,Prospecting,300,2026-04-01,Call\n4,Pump,Meyer,Ana,Prospecting,400,2026-06-01,\n",
  HEAD "1,Crane,Harbour,Ana,Closed Won,110,2026-01-17,Call\n2,Lift,Harbour,Ana,Prospecting,200,2026-05-01,Call\n"
       "4,Pump,Meyer,Ana,Prospecting,400,2026-06-01,\n"
};

static void
test_weekly_drops (void)
{
  static const Planted planted[] = {
    { "Lift", "expected_close_on", "2026-04-01", "2026-05-01", "2026-01-12" },
    { "Crane", "amount", "100.00", "110.00", "2026-01-19" },
    { "Crane", "status", "open", "won", "2026-01-19" },
    { "Crane", "closed_on", NULL, "2026-01-17", "2026-01-19" },
  };
  Fixture f;
  char *path[3] = { NULL };
  g_autofree char *undone = NULL, *before = NULL;
  g_autoptr (SbRecord) belt = NULL;
  g_autoptr (GPtrArray) extras = NULL;

  fixture_set_up (&f, NULL);
  path[0] = fixture_file (&f, "export-2026-01-05.csv", drops[0]);
  path[1] = fixture_file (&f, "export-2026-01-12.csv", drops[1]);
  path[2] = fixture_file (&f, "export-2026-01-19.csv", drops[2]);
  g_assert_true (fixture_import (&f, path[0], NULL));
  g_assert_true (fixture_import (&f, path[1], NULL));
  fixture_counts (&f, 0, 1, 2, 1, 0, 0);
  g_assert_cmpstr (fixture_file_report (&f, 0)->as_of_from, ==, "name");
  before = fixture_dump (&f);
  g_assert_true (fixture_import (&f, "--full", path[2], NULL));
  fixture_counts (&f, 0, 0, 1, 2, 0, 0);
  g_assert_cmpint (fixture_file_report (&f, 0)->missing, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (planted); i++)
    check_planted (&f, &planted[i]);
  /* Those, and Crane's two stages: nothing else is told. */
  g_assert_cmpint (count_history (&f), ==, (gint64) G_N_ELEMENTS (planted) + 2);
  belt = fixture_record (&f, "deal", "name", "Belt");
  g_assert_cmpstr (sb_record_text (belt, "status"), ==, "open"); /* never closed, never deleted */
  extras = sb_reader_extras (sb_workspace_get_reader (f.workspace), belt->type, belt->id, NULL);
  g_assert_cmpuint (extras->len, ==, 1);
  g_assert_cmpstr (((char **) g_ptr_array_index (extras, 0))[1], ==, "2026-01-19");
  fixture_undo (&f);
  undone = fixture_dump (&f);
  fixture_assert_same (before, undone);
  for (gsize i = 0; i < G_N_ELEMENTS (path); i++)
    g_free (path[i]);
  fixture_tear_down (&f);
}

static void
test_visits (void)
{
  Fixture f;
  g_autoptr (SbRecord) crane = NULL;
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find ("stage_visit"));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  static const char *const outcomes[] = { "advanced", "won" };
  static const char *const left[] = { "2026-01-12", "2026-01-17" };

  fixture_set_up (&f, NULL);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("export-2026-01-%02d.csv", 5 + 7 * i);
      g_autofree char *path = fixture_file (&f, name, drops[i]);

      g_assert_true (fixture_import (&f, path, NULL));
    }
  crane = fixture_record (&f, "deal", "name", "Crane");
  sb_query_where (query, "deal", SB_QUERY_EQUAL, sb_value_int (crane->id));
  sb_query_sort (query, "seq", FALSE);
  ids = sb_reader_ids (sb_workspace_get_reader (f.workspace), query, NULL, NULL);
  visits = sb_reader_load (sb_workspace_get_reader (f.workspace), sb_record_type_find ("stage_visit"),
                           (const gint32 *) (gpointer) ids->data, ids->len, NULL);
  g_assert_cmpuint (visits->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (sb_record_text (g_ptr_array_index (visits, i), "outcome"), ==, outcomes[i]);
      g_assert_cmpstr (sb_record_text (g_ptr_array_index (visits, i), "left_on"), ==, left[i]);
    }
  fixture_tear_down (&f);
}

static void
test_one_call (void)
{
  Fixture f;
  char *path[3] = { NULL };

  fixture_set_up (&f, NULL);
  path[0] = fixture_file (&f, "export-2026-01-05.csv", drops[0]);
  path[1] = fixture_file (&f, "export-2026-01-12.csv", drops[1]);
  path[2] = fixture_file (&f, "export-2026-01-19.csv", drops[2]);
  g_assert_true (fixture_import (&f, path[2], path[0], path[1], NULL));
  fixture_counts (&f, 0, 3, 0, 0, 0, 0);
  fixture_counts (&f, 1, 1, 2, 1, 0, 0);
  fixture_counts (&f, 2, 0, 1, 2, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (path); i++)
    g_free (path[i]);
  fixture_tear_down (&f);
}

static void
test_older (void)
{
  Fixture f;
  g_autofree char *newer = NULL, *older = NULL, *once = NULL, *twice = NULL;
  g_autoptr (SbRecord) crane = NULL;
  static const Planted planted = { "Crane", "amount", "120.00", "100.00", "2026-01-05" };

  fixture_set_up (&f, NULL);
  newer = fixture_file (&f, "n.csv", HEAD "1,Crane,Harbour,Ana,Prospecting,120,2026-04-01,Call\n");
  older = fixture_file (&f, "o.csv", HEAD "1,Crane,Harbour,Ana,Prospecting,100,2026-04-01,Call\n");
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-12", newer, NULL));
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-05", older, NULL));
  fixture_counts (&f, 0, 0, 1, 0, 0, 0);
  crane = fixture_record (&f, "deal", "name", "Crane");
  g_assert_cmpint (sb_record_int (crane, "amount", 0), ==, 12000);
  check_planted (&f, &planted);
  once = fixture_dump (&f);
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-05", older, NULL));
  fixture_counts (&f, 0, 0, 0, 1, 0, 0);
  twice = fixture_dump (&f);
  fixture_assert_same (once, twice);
  fixture_tear_down (&f);
}

static void
test_seen_again (void)
{
  Fixture f;
  g_autofree char *all = NULL, *less = NULL;
  g_autoptr (SbRecord) belt = NULL;
  g_autoptr (GPtrArray) extras = NULL;

  fixture_set_up (&f, NULL);
  all = fixture_file (&f, "a.csv", drops[0]);
  less = fixture_file (&f, "b.csv", HEAD "1,Crane,Harbour,Ana,Prospecting,100,2026-04-01,Call\n");
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-05", all, NULL));
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-12", "--full", less, NULL));
  g_assert_cmpint (fixture_file_report (&f, 0)->missing, ==, 2);
  g_assert_true (fixture_report (&f)->written);
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-19", "--full", less, NULL));
  g_assert_false (fixture_report (&f)->written);
  g_assert_true (fixture_import (&f, "--as-of", "2026-01-26", "--full", all, NULL));
  g_assert_cmpint (fixture_file_report (&f, 0)->missing, ==, 0);
  fixture_counts (&f, 0, 0, 2, 1, 0, 0);
  belt = fixture_record (&f, "deal", "name", "Belt");
  extras = sb_reader_extras (sb_workspace_get_reader (f.workspace), belt->type, belt->id, NULL);
  g_assert_cmpuint (extras->len, ==, 0);
  fixture_tear_down (&f);
}

/* So many rows are written beside the reading. Whom the table itself refuses (the same file under another id would make
 * the same records twice) is told row by row all the same. */
static void
test_many_refused (void)
{
  enum { N = 5200 };
  Fixture f;
  g_autoptr (GString) text = g_string_new ("Deal ID,Code,Deal Name,Account Name,Stage,Amount,Created On\n");
  g_autofree char *file = NULL;

  fixture_set_up (&f, NULL);
  for (int i = 1; i <= N; i++)
    g_string_append_printf (text, "%d,C-%d,Deal %d,Customer %d,Open,%d,2026-01-%02d\n", i, i, i, i % 97, i, i % 28 + 1);
  file = fixture_file (&f, "a.csv", text->str);
  g_assert_true (fixture_import (&f, "--as-of", "2026-02-01", "--type", "deal", file, NULL));
  fixture_counts (&f, 0, N, 0, 0, 0, 0);
  g_assert_true (fixture_import (&f, "--as-of", "2026-02-01", "--type", "deal", "--map", "Code=deal.ext_id", "--map",
                                 "Deal ID=extra", file, NULL));
  /* The first import numbered its customers among its deals: as many places of the second are free. */
  fixture_counts (&f, 0, 97, 0, 0, 0, N - 97);
  g_assert_cmpint (fixture_count (&f, "deal"), ==, N + 97);
  fixture_tear_down (&f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-update/three-way", test_three_way);
  g_test_add_func ("/import-update/absent-columns", test_absent_columns);
  g_test_add_func ("/import-update/weekly-drops", test_weekly_drops);
  g_test_add_func ("/import-update/visits", test_visits);
  g_test_add_func ("/import-update/one-call", test_one_call);
  g_test_add_func ("/import-update/older", test_older);
  g_test_add_func ("/import-update/seen-again", test_seen_again);
  g_test_add_func ("/import-update/many-refused", test_many_refused);
  return g_test_run ();
}
