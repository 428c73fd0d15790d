/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of the store on a workspace of N deals (default 100,000), for `meson test --benchmark`: bulk load, facts, sorted
 * ids, count, search, one edit, undo of the load and its redo. CPU milliseconds, one JSON object. */
#include "store-fixture.h"

#include <time.h>

#include "store/sb-bulk.h"

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
set (const SbRecordType *type, SbValue *values, const char *column, SbValue value)
{
  int index = sb_record_type_field_index (type, column);

  sb_value_clear (&values[index]);
  values[index] = value;
}

static void
clear (const SbRecordType *type, SbValue *values)
{
  for (gsize i = 0; i < sb_record_type_n_fields (type); i++)
    sb_value_clear (&values[i]);
}

static SbValue *
initial (const SbRecordType *type)
{
  gsize n = sb_record_type_n_fields (type);
  SbValue *values = g_new0 (SbValue, n);

  for (gsize i = 0; i < n; i++)
    values[i] = sb_field_initial (&type->fields[i]);
  return values;
}

static SbValue
day (int offset)
{
  char text[SB_DATE_TEXT_SIZE];

  return sb_value_text (sb_date_format_iso (sb_date_from_ymd (2024, 1, 1) + offset, text));
}

static void
insert_accounts (SbBulk *bulk, int n)
{
  const SbRecordType *type = sb_record_type_find ("account");
  g_autofree SbValue *values = initial (type);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n; i++)
    {
      set (type, values, "name", sb_value_take_text (g_strdup_printf ("客户 %d 有限公司 Harbour %d", i, i * 7919 % n)));
      set (type, values, "region", sb_value_text (i % 3 ? "华东" : "North"));
      g_assert_cmpint (sb_bulk_insert (bulk, type, values, NULL, &error), >, 0);
      g_assert_no_error (error);
    }
  clear (type, values);
}

static void
insert_visit (SbBulk *bulk, gint32 deal, int seq, int stage, int at, gboolean last)
{
  const SbRecordType *type = sb_record_type_find ("stage_visit");
  g_autofree SbValue *values = initial (type);
  g_autoptr (GError) error = NULL;

  set (type, values, "deal_id", sb_value_int (deal));
  set (type, values, "stage_id", sb_value_int (stage));
  set (type, values, "seq", sb_value_int (seq));
  set (type, values, "entered_on", day (at));
  if (!last)
    {
      set (type, values, "left_on", day (at + 5));
      set (type, values, "outcome", sb_value_text ("advanced"));
    }
  g_assert_cmpint (sb_bulk_insert (bulk, type, values, NULL, &error), >, 0);
  clear (type, values);
}

static void
insert_deals (SbBulk *bulk, int n, int n_accounts)
{
  const SbRecordType *type = sb_record_type_find ("deal");
  g_autofree SbValue *values = initial (type);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n; i++)
    {
      int stage = 1 + i % 4;
      gint32 id;
      g_autofree char *ext = g_strdup_printf ("OPP-%07d", i);

      set (type, values, "name", sb_value_take_text (g_strdup_printf ("Deal %d crane 起重机", i)));
      set (type, values, "account_id", sb_value_int (1 + (gint64) i * 31 % n_accounts));
      set (type, values, "pipeline_id", sb_value_int (1));
      set (type, values, "stage_id", sb_value_int (stage));
      set (type, values, "amount_minor", sb_value_int ((gint64) i * 7919 % 1000000));
      set (type, values, "created_on", day (i % 900));
      set (type, values, "expected_close_on", day (i % 900 + 90));
      set (type, values, "source", sb_value_text (i % 2 ? "Web" : "展会"));
      id = sb_bulk_insert (bulk, type, values, NULL, &error);
      g_assert_no_error (error);
      for (int seq = 1; seq <= stage; seq++)
        insert_visit (bulk, id, seq, seq, i % 900 + seq * 5, seq == stage);
      sb_bulk_set_source_key (bulk, "bench", "deal", ext, type, id, &error);
      g_assert_no_error (error);
    }
  clear (type, values);
}

static void
report (const char *name, double since)
{
  g_print (", \"%s_ms\": %.2f", name, cpu_ms () - since);
}

static void
bench_reads (SbWorkspace *workspace)
{
  SbReader *reader = sb_workspace_get_reader (workspace);
  const SbRecordType *type = sb_record_type_find ("deal");
  static const char *const sorts[] = { "id", "amount", "name", "account", "expected_close_on" };
  g_autoptr (SbFacts) facts = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  double t = cpu_ms ();

  facts = sb_reader_facts (reader, sb_date_from_ymd (2026, 11, 24), NULL, NULL);
  report ("facts_first", t);
  g_clear_pointer (&facts, sb_facts_unref);
  t = cpu_ms ();
  facts = sb_reader_facts (reader, sb_date_from_ymd (2026, 11, 24), NULL, NULL);
  report ("facts", t);
  g_print (", \"visits\": %" G_GSIZE_FORMAT, facts->n_visits);
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr (SbQuery) query = sb_query_new (type);
      g_autoptr (GArray) ids = NULL;
      g_autofree char *label = g_strconcat ("ids_by_", sorts[i], NULL);

      sb_query_sort (query, sorts[i], TRUE);
      t = cpu_ms ();
      ids = sb_reader_ids (reader, query, NULL, NULL);
      report (label, t);
    }
  {
    g_autoptr (SbQuery) query = sb_query_new (type);

    t = cpu_ms ();
    sb_reader_count (reader, query, NULL);
    report ("count", t);
    sb_query_text (query, "99 起重");
    t = cpu_ms ();
    sb_reader_count (reader, query, NULL);
    report ("count_text", t);
  }
  t = cpu_ms ();
  hits = sb_reader_search (reader, "客户 77", 50, NULL, NULL);
  report ("search", t);
  g_assert_cmpuint (hits->len, >, 0);
}

static void
bench_writes (SbWorkspace *workspace)
{
  double t = cpu_ms ();

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *amount = g_strdup_printf ("%d", i + 7);

      store_update (workspace, "deal", 1000 + i, "amount", amount, NULL);
    }
  g_print (", \"edit_ms\": %.3f", (cpu_ms () - t) / 100);
  t = cpu_ms ();
  for (int i = 0; i < 100; i++)
    g_assert_true (sb_workspace_undo (workspace, NULL, NULL, NULL, NULL));
  g_print (", \"undo_ms\": %.3f", (cpu_ms () - t) / 100);
  t = cpu_ms ();
  store_create (workspace, "deal", "name", "One more", NULL);
  report ("create", t);
  t = cpu_ms ();
  g_assert_true (sb_workspace_undo (workspace, NULL, NULL, NULL, NULL));
  report ("undo_create", t);
}

int
main (int argc, char **argv)
{
  StoreFixture fixture;
  int n = argc > 1 ? atoi (argv[1]) : 100000;
  g_autoptr (GError) error = NULL;
  SbBulk *bulk;
  double t;

  store_fixture_init (&fixture);
  g_print ("{\"deals\": %d", n);
  t = cpu_ms ();
  bulk = sb_workspace_begin_bulk (fixture.workspace, "Bench", &error);
  sb_bulk_expect (bulk, n);
  insert_accounts (bulk, n / 10);
  insert_deals (bulk, n, n / 10);
  report ("bulk_insert", t);
  t = cpu_ms ();
  g_assert_true (sb_bulk_commit (bulk, NULL, &error));
  g_assert_no_error (error);
  report ("bulk_commit", t);
  bench_reads (fixture.workspace);
  bench_writes (fixture.workspace);
  t = cpu_ms ();
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, NULL, NULL, &error));
  report ("bulk_undo", t);
  t = cpu_ms ();
  g_assert_true (sb_workspace_redo (fixture.workspace, NULL, NULL, NULL, &error));
  report ("bulk_redo", t);
  g_print ("}\n");
  store_fixture_clear (&fixture);
  return 0;
}
