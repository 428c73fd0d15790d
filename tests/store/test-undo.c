/* SPDX-License-Identifier: GPL-3.0-or-later */
/* R13: undo and redo return the exact former state, whatever was done, across restarts; the history and the audit trail
 * tell the truth about it. SB_FULL=1 runs the whole count. */
#include "store-fixture.h"

#include "core/sb-random.h"
#include "store/sb-bulk.h"

typedef struct
{
  StoreFixture fixture;
  SbRandom     random;
  GPtrArray   *dumps;   /* state after each step that can be reached */
  guint        at;      /* index of the current state */
  int          serial;
} Walk;

static guint
below (Walk *walk, guint bound)
{
  return (guint) sb_random_below (&walk->random, bound);
}

static GArray *
all_ids (Walk *walk, const SbRecordType *type, gboolean with_archived)
{
  g_autoptr (SbQuery) query = sb_query_new (type);
  GArray *ids;

  sb_query_with_archived (query, with_archived);
  ids = sb_reader_ids (sb_workspace_get_reader (walk->fixture.workspace), query, NULL, NULL);
  g_assert_nonnull (ids);
  return ids;
}

static gint32
any_of (Walk *walk, const char *name)
{
  g_autoptr (GArray) ids = all_ids (walk, sb_record_type_find (name), TRUE);

  return ids->len > 0 ? g_array_index (ids, gint32, below (walk, ids->len)) : 0;
}

static SbValue
random_value (Walk *walk, const SbField *field)
{
  char text[SB_DATE_TEXT_SIZE];

  switch (field->kind)
    {
    case SB_KIND_TEXT:
    case SB_KIND_NOTE:
      return sb_value_take_text (g_strdup_printf ("text %d 客户", walk->serial++));
    case SB_KIND_MONEY:
      return sb_value_int ((gint64) below (walk, 1000000) - 1000);
    case SB_KIND_PERCENT:
      return sb_value_int (below (walk, 1000000));
    case SB_KIND_NUMBER:
      return sb_value_real ((double) below (walk, 1000) / 8);
    case SB_KIND_DATE:
      return sb_value_text (sb_date_format_iso (sb_date_from_ymd (2026, 1, 1) + (int) below (walk, 300), text));
    case SB_KIND_BOOL:
      return sb_value_int (below (walk, 2));
    default:
      return SB_VALUE_EMPTY;
    }
}

static void
change_fields (Walk *walk, SbChange *change, const SbRecordType *type, int handle, gint32 id)
{
  gsize n = sb_record_type_n_fields (type);

  for (int k = 0; k < 3; k++)
    {
      const SbField *field = &type->fields[below (walk, (guint) n)];
      g_auto (SbValue) value = random_value (walk, field);

      if (sb_value_is_null (&value) || (field->flags & SB_FIELD_PROGRAM) != 0 || g_str_equal (field->column, "currency"))
        continue;
      if (handle > 0)
        sb_change_set (change, handle, field->column, value);
      else
        sb_change_update (change, type, id, field->column, value);
    }
}

static const char *const types[] = { "account", "deal", "contact", "product", "sales_order", "activity" };

static void
act_create (Walk *walk, SbChange *change)
{
  const SbRecordType *type = sb_record_type_find (types[below (walk, G_N_ELEMENTS (types))]);
  const SbField *title = sb_record_type_title (type);
  g_auto (SbValue) name = sb_value_take_text (g_strdup_printf ("%s %d", type->name, walk->serial++));
  gint32 account = any_of (walk, "account");
  int handle = sb_change_create (change, type);

  change_fields (walk, change, type, handle, 0);
  sb_change_set (change, handle, title->column, name);
  if (account != 0 && sb_record_type_field (type, "account_id") != NULL)
    sb_change_set (change, handle, "account_id", sb_value_int (account));
}

static void
act_update (Walk *walk, SbChange *change)
{
  const SbRecordType *type = sb_record_type_find (types[below (walk, G_N_ELEMENTS (types))]);
  gint32 id = any_of (walk, type->name);

  if (id != 0)
    change_fields (walk, change, type, 0, id);
}

static void
act_move (Walk *walk, SbChange *change)
{
  static const char *const statuses[] = { "won", "lost", "open", "void" };
  gint32 id = any_of (walk, "deal");
  g_auto (SbValue) status = sb_value_text (statuses[below (walk, 4)]);

  if (id == 0)
    return;
  if (below (walk, 2) == 0)
    sb_change_update (change, sb_record_type_find ("deal"), id, "status", status);
  else
    sb_change_update (change, sb_record_type_find ("deal"), id, "stage_id", sb_value_int (1 + below (walk, 7)));
}

static void
act_archive (Walk *walk, SbChange *change)
{
  const SbRecordType *type = sb_record_type_find (types[below (walk, G_N_ELEMENTS (types))]);
  gint32 id = any_of (walk, type->name);

  if (id == 0)
    return;
  if (below (walk, 2) == 0)
    sb_change_archive (change, type, id);
  else
    sb_change_restore (change, type, id);
}

/* A small import: new rows, changed rows, keys, extra values, history. */
static void
act_import (Walk *walk)
{
  const SbRecordType *type = sb_record_type_find ("account");
  gsize n = sb_record_type_n_fields (type);
  g_autoptr (GError) error = NULL;
  SbBulk *bulk = sb_workspace_begin_bulk (walk->fixture.workspace, "Import", &error);
  guint field = (guint) sb_record_type_field_index (type, "name");
  gint32 old = any_of (walk, "account");

  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    {
      g_autofree SbValue *values = g_new0 (SbValue, n);
      g_autofree char *ext = g_strdup_printf ("A-%d", (int) below (walk, 12));
      g_auto (SbValue) name = sb_value_take_text (g_strdup_printf ("imported %d", walk->serial++));
      g_auto (SbValue) kind = sb_value_text ("customer");
      gint32 id;

      values[field] = name;
      values[sb_record_type_field_index (type, "kind")] = kind;
      id = sb_bulk_insert (bulk, type, values, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (sb_bulk_set_source_key (bulk, "crm", "account", ext, type, id, &error));
      g_assert_true (sb_bulk_set_extra (bulk, type, i == 0 && old ? old : id, "Colour", ext, &error));
      g_assert_true (sb_bulk_set_imported (bulk, "crm", type, id, ext, &error));
      if (i == 0 && old != 0)
        g_assert_true (sb_bulk_update (bulk, type, old, &field, &name, 1, sb_date_from_ymd (2026, 3, 1), &error));
      g_assert_no_error (error);
    }
  if (below (walk, 2) == 0)
    g_assert_true (sb_bulk_take_snapshot (bulk, sb_date_from_ymd (2026, 3, 2) + (int) below (walk, 3), &error));
  g_assert_true (sb_bulk_commit (bulk, NULL, &error));
  g_assert_no_error (error);
}

static void
remember (Walk *walk)
{
  g_ptr_array_set_size (walk->dumps, (int) walk->at + 1);
  g_ptr_array_add (walk->dumps, store_dump (walk->fixture.workspace));
  walk->at++;
}

static void
act_write (Walk *walk)
{
  g_autoptr (SbChange) change = sb_change_new ("Random");
  g_autoptr (GError) error = NULL;
  guint64 before = sb_workspace_get_generation (walk->fixture.workspace);
  guint what = below (walk, 10);

  if (what == 0)
    act_import (walk);
  else
    {
      guint n = 1 + below (walk, 3);

      while (n-- > 0)
        {
          guint kind = below (walk, 6);

          if (kind < 2)
            act_create (walk, change);
          else if (kind < 4)
            act_update (walk, change);
          else if (kind == 4)
            act_move (walk, change);
          else
            act_archive (walk, change);
        }
      if (!sb_workspace_apply (walk->fixture.workspace, change, NULL, NULL, &error))
        g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID);
    }
  if (sb_workspace_get_generation (walk->fixture.workspace) != before)
    remember (walk);
}

static void
act_swap (Walk *walk, gboolean undo)
{
  SbWorkspace *workspace = walk->fixture.workspace;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected_label = undo ? sb_workspace_undo_label (workspace) : sb_workspace_redo_label (workspace);
  g_autofree char *label = NULL, *dump = NULL;
  gboolean possible = undo ? walk->at > 0 : walk->at + 1 < walk->dumps->len;
  gboolean ok = undo ? sb_workspace_undo (workspace, &label, NULL, NULL, &error)
                     : sb_workspace_redo (workspace, &label, NULL, NULL, &error);

  g_assert_cmpint (ok, ==, possible);
  if (!ok)
    {
      g_assert_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_FOUND);
      return;
    }
  g_assert_cmpstr (label, ==, expected_label);
  walk->at = undo ? walk->at - 1 : walk->at + 1;
  dump = store_dump (workspace);
  g_assert_cmpstr (dump, ==, walk->dumps->pdata[walk->at]);
}

static void
test_random (void)
{
  Walk walk = { 0 };
  int n = g_getenv ("SB_FULL") != NULL ? 10000 : 300;

  sb_random_init (&walk.random, 20261124, 1, 1);
  store_fixture_init (&walk.fixture);
  walk.dumps = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (walk.dumps, store_dump (walk.fixture.workspace));
  for (int i = 0; i < n; i++)
    {
      guint what = below (&walk, 20);

      if (what < 11)
        act_write (&walk);
      else if (what < 15)
        act_swap (&walk, TRUE);
      else if (what < 19)
        act_swap (&walk, FALSE);
      else
        store_fixture_reopen (&walk.fixture);
    }
  while (walk.at > 0)
    act_swap (&walk, TRUE);
  while (walk.at + 1 < walk.dumps->len)
    act_swap (&walk, FALSE);
  g_ptr_array_unref (walk.dumps);
  store_fixture_clear (&walk.fixture);
}

static void
test_persistent (void)
{
  StoreFixture fixture;
  g_autofree char *empty = NULL, *full = NULL, *label = NULL, *redo_label = NULL, *after = NULL;
  const SbRecordType *type = NULL;
  gint32 id = 0;

  store_fixture_init (&fixture);
  empty = store_dump (fixture.workspace);
  store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  full = store_dump (fixture.workspace);
  store_fixture_reopen (&fixture);
  label = sb_workspace_undo_label (fixture.workspace);
  g_assert_cmpstr (label, ==, "Create");
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, &type, &id, NULL));
  g_assert_cmpstr (type->name, ==, "deal");
  g_assert_cmpint (id, ==, 1);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, empty);
  store_fixture_reopen (&fixture);
  redo_label = sb_workspace_redo_label (fixture.workspace);
  g_assert_cmpstr (redo_label, ==, "Create");
  g_assert_true (sb_workspace_redo (fixture.workspace, NULL, NULL, NULL, NULL));
  g_free (after);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (after, ==, full);
  store_fixture_clear (&fixture);
}

static void
test_audit (void)
{
  StoreFixture fixture;
  const SbRecordType *type = sb_record_type_find ("deal");
  g_autoptr (GPtrArray) steps = NULL, history = NULL, again = NULL;
  static const char *const kinds[] = { "redo", "undo", "edit", "edit" };
  gint32 deal;

  store_fixture_init (&fixture);
  deal = store_create (fixture.workspace, "deal", "name", "Crane", "amount", "10", NULL);
  store_update (fixture.workspace, "deal", deal, "amount", "20", NULL);
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, NULL, NULL, NULL));
  history = sb_reader_history (sb_workspace_get_reader (fixture.workspace), type, deal, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (((SbHistoryEntry *) history->pdata[0])->origin, ==, "undo");
  g_assert_cmpstr (((SbHistoryEntry *) history->pdata[0])->new_value, ==, "10.00");
  g_assert_cmpstr (((SbHistoryEntry *) history->pdata[1])->origin, ==, "edit");
  steps = sb_reader_steps (sb_workspace_get_reader (fixture.workspace), 10, NULL);
  g_assert_true (((SbStep *) steps->pdata[1])->undone);
  g_ptr_array_unref (steps);
  g_assert_true (sb_workspace_redo (fixture.workspace, NULL, NULL, NULL, NULL));
  again = sb_reader_history (sb_workspace_get_reader (fixture.workspace), type, deal, NULL);
  g_assert_cmpuint (again->len, ==, 3);
  g_assert_cmpstr (((SbHistoryEntry *) again->pdata[0])->origin, ==, "redo");
  steps = sb_reader_steps (sb_workspace_get_reader (fixture.workspace), 10, NULL);
  g_assert_cmpuint (steps->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpstr (((SbStep *) steps->pdata[i])->kind, ==, kinds[i]);
      g_assert_false (((SbStep *) steps->pdata[i])->undone);
    }
  store_fixture_clear (&fixture);
}

/* A weekly snapshot between an edit and its undo is no step of the user's and stands in nobody's way. */
static void
test_snapshot_between (void)
{
  StoreFixture fixture;
  g_autoptr (GError) error = NULL;
  g_autofree char *with = NULL, *after = NULL;

  store_fixture_init (&fixture);
  store_create (fixture.workspace, "deal", "name", "Crane", NULL);
  g_assert_true (sb_workspace_keep_up (fixture.workspace, sb_date_from_ymd (2026, 11, 24), NULL, &error));
  g_assert_no_error (error);
  with = store_dump (fixture.workspace);
  g_assert_nonnull (strstr (with, "\"type\":\"pipeline_point\""));
  g_assert_true (sb_workspace_undo (fixture.workspace, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (sb_workspace_redo (fixture.workspace, NULL, NULL, NULL, &error));
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (with, ==, after);
  g_assert_true (sb_workspace_keep_up (fixture.workspace, sb_date_from_ymd (2026, 11, 26), NULL, &error));
  g_free (after);
  after = store_dump (fixture.workspace);
  g_assert_cmpstr (with, ==, after);
  store_fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/undo/persistent", test_persistent);
  g_test_add_func ("/store/undo/audit", test_audit);
  g_test_add_func ("/store/undo/snapshot-between", test_snapshot_between);
  g_test_add_func ("/store/undo/random", test_random);
  return g_test_run ();
}
