/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulk writing: one transaction whose new rows are known by their id ranges, so that a session need only hold changes
 * to rows that were there before. Called by the importer, often in a worker. */
#include "sb-config.h"

#include "store/sb-bulk-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/sb-clock.h"
#include "core/sb-text.h"
#include "store/sb-reader-private.h"
#include "store/sb-search.h"
#include "store/sb-snapshot.h"
#include "store/sb-workspace-private.h"

/* From how many rows on indexes are built after the load instead of row by row. */
#define MANY_ROWS 20000

static void
table_clear (gpointer data)
{
  SbBulkTable *table = data;
  gsize n = sb_record_type_n_fields (table->type);

  g_clear_pointer (&table->insert, sb_stmt_free);
  g_clear_pointer (&table->add, sb_stmt_free);
  for (gsize i = 0; table->uniques != NULL && i < n; i++)
    g_clear_pointer (&table->uniques[i], g_hash_table_unref);
  g_free (table->uniques);
  g_free (table->targets);
  g_free (table->ids);
}

static void
add_table (SbBulk *bulk, const SbRecordType *type)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max(id) FROM %s", type->table);
  SbBulkTable table = { .type = type, .table = type->table, .first = (gint32) sb_db_int (bulk->db, sql, 0) + 1 };

  table.next = table.first;
  g_array_append_val (bulk->tables, table);
  g_hash_table_insert (bulk->by_name, (gpointer) type->table, GUINT_TO_POINTER (bulk->tables->len));
}

SbBulkTable *
sb_bulk_table (SbBulk *bulk, const char *table)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (bulk->by_name, table));

  g_assert (index > 0);
  return &g_array_index (bulk->tables, SbBulkTable, index - 1);
}

void
sb_bulk_record (SbBulk *bulk, const SbBulkTable *table, gint32 id)
{
  sb_journal_set_recording (bulk->journal, id < table->first);
}

static void
bulk_free (SbBulk *bulk)
{
  g_clear_pointer (&bulk->tables, g_array_unref);
  g_clear_pointer (&bulk->by_name, g_hash_table_unref);
  g_clear_pointer (&bulk->dropped, g_ptr_array_unref);
  g_clear_pointer (&bulk->stale, g_array_unref);
  if (bulk->title != NULL)
    g_string_free (bulk->title, TRUE);
  if (bulk->body != NULL)
    g_string_free (bulk->body, TRUE);
  g_clear_pointer (&bulk->journal, sb_journal_free);
  g_clear_pointer (&bulk->reader, sb_reader_free);
  g_clear_object (&bulk->workspace);
  g_free (bulk->label);
  g_free (bulk);
}

static void
start_uids (SbBulk *bulk)
{
  g_autofree char *uid = sb_uid_new ();

  /* Uids of one bulk share their beginning and count up, so that their index grows at one end. */
  memcpy (bulk->uid_prefix, uid, 24);
  bulk->uid_prefix[24] = '\0';
  bulk->uid_counter = g_ascii_strtoull (uid + 24, NULL, 16) >> 8;
}

SbBulk *
sb_workspace_begin_bulk (SbWorkspace *workspace, const char *label, GError **error)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);
  SbBulk *bulk;
  SbDb *db;

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace), NULL);

  db = sb_workspace_begin_write (workspace, error);
  if (db == NULL)
    return NULL;
  bulk = g_new0 (SbBulk, 1);
  bulk->workspace = g_object_ref (workspace);
  bulk->db = db;
  bulk->label = sb_text_ellipsize (label, SB_STEP_LABEL_MAX);
  bulk->reader = sb_reader_new_for_db (db);
  bulk->dropped = g_ptr_array_new_with_free_func (g_free);
  bulk->stale = g_array_new (FALSE, FALSE, sizeof (SbBulkStale));
  bulk->tables = g_array_new (FALSE, TRUE, sizeof (SbBulkTable));
  g_array_set_clear_func (bulk->tables, table_clear);
  bulk->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  start_uids (bulk);
  /* References are judged against bits of the ids instead of a look-up a value: see has_id (). */
  if (!sb_db_exec (db, "PRAGMA foreign_keys=OFF", error) || !sb_db_begin (db, error)
      || (bulk->journal = sb_journal_new (db, error)) == NULL)
    {
      sb_bulk_rollback (bulk);
      return NULL;
    }
  sb_journal_set_recording (bulk->journal, FALSE);
  for (gsize i = 0; i < n; i++)
    add_table (bulk, types[i]);
  bulk->step.number = sb_step_next (db);
  bulk->step.at = sb_clock_now ();
  bulk->step.as_of_on = sb_clock_today ();
  bulk->step.kind = bulk->step.origin = "import";
  bulk->step.label = bulk->label;
  return bulk;
}

SbReader *
sb_bulk_get_reader (SbBulk *bulk)
{
  g_return_val_if_fail (bulk != NULL, NULL);

  return bulk->reader;
}

void
sb_bulk_set_batch (SbBulk *bulk, gint32 batch_id)
{
  g_return_if_fail (bulk != NULL);

  bulk->step.batch_id = batch_id;
}

/* Indexes of tables that are small beside what comes; what the load itself looks up by stays. */
void
sb_bulk_expect (SbBulk *bulk, gint64 n_rows)
{
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_if_fail (bulk != NULL);

  if (n_rows < MANY_ROWS || bulk->dropped->len > 0)
    return;
  names = g_ptr_array_new_with_free_func (g_free);
  stmt = sb_db_query (bulk->db,
                      "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE INDEX %' "
                      "AND name != 'field_change_of_closing' ORDER BY name", NULL);
  while (stmt != NULL && sb_stmt_next (stmt, NULL))
    {
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (bulk->by_name, sb_stmt_text (stmt, 1)));

      if (index == 0 || g_array_index (bulk->tables, SbBulkTable, index - 1).first > n_rows / 2)
        continue;
      g_ptr_array_add (names, g_strdup (sb_stmt_text (stmt, 0)));
      g_ptr_array_add (bulk->dropped, g_strdup (sb_stmt_text (stmt, 2)));
    }
  g_clear_pointer (&stmt, sb_stmt_free);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP INDEX %s", (const char *) names->pdata[i]);

      if (!sb_db_exec (bulk->db, sql, NULL))
        g_warning ("%s was not dropped", (const char *) names->pdata[i]);
    }
}

static GHashTable *
load_unique (SbBulk *bulk, const SbBulkTable *table, const SbField *field)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE archived_at IS NULL AND %s IS NOT NULL",
                                          field->column, table->table, field->column);
  g_autoptr (SbStmt) stmt = sb_db_query (bulk->db, sql, NULL);

  while (stmt != NULL && sb_stmt_next (stmt, NULL))
    {
      g_autofree char *folded = sb_text_fold (sb_stmt_text (stmt, 0));

      g_hash_table_add (set, GUINT_TO_POINTER (g_str_hash (folded)));
    }
  return set;
}

/* A hash that was seen is looked up for certain; most are not. */
static gboolean
check_unique (SbBulk *bulk, SbBulkTable *table, guint field, const SbValue *value, gint32 id, GError **error)
{
  const SbField *described = &table->type->fields[field];
  g_autofree char *folded = sb_text_fold (value->text);
  g_autofree char *sql = NULL;
  g_autoptr (SbStmt) stmt = NULL;

  if (table->uniques == NULL)
    table->uniques = g_new0 (GHashTable *, sb_record_type_n_fields (table->type));
  if (table->uniques[field] == NULL)
    table->uniques[field] = load_unique (bulk, table, described);
  if (g_hash_table_add (table->uniques[field], GUINT_TO_POINTER (g_str_hash (folded))))
    return TRUE;
  sql = g_strdup_printf ("SELECT 1 FROM %s WHERE archived_at IS NULL AND sb_fold (%s) = ?1 AND id != ?2", table->table,
                         described->column);
  stmt = sb_db_query (bulk->db, sql, error);
  if (stmt == NULL)
    return FALSE;
  sb_stmt_bind_text (stmt, 1, folded);
  sqlite3_bind_int (stmt->stmt, 2, id);
  if (!sb_stmt_next (stmt, NULL))
    return TRUE;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
               _("“%s” must be different for each record: “%s” exists already."), _(described->label), value->text);
  return FALSE;
}

/* Rows of the bulk are there by being numbered; of the rows before it one pass tells which are. */
static gboolean
has_id (SbBulk *bulk, SbBulkTable *table, gint64 id)
{
  if (id <= 0 || id >= table->first)
    return id > 0 && id < table->next;
  if (table->ids == NULL)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s", table->table);
      g_autoptr (SbStmt) stmt = sb_db_query (bulk->db, sql, NULL);

      table->ids = g_malloc0 ((gsize) table->first / 8 + 1);
      while (stmt != NULL && sb_stmt_next (stmt, NULL))
        {
          gint32 found = sqlite3_column_int (stmt->stmt, 0);

          if (found > 0 && found < table->first)
            table->ids[found / 8] |= (guint8) (1 << found % 8);
        }
    }
  return (table->ids[id / 8] & 1 << id % 8) != 0;
}

static SbBulkTable *
target_of (SbBulk *bulk, SbBulkTable *table, guint field)
{
  if (table->targets == NULL)
    {
      guint n = (guint) sb_record_type_n_fields (table->type);

      table->targets = g_new0 (guint, n);
      for (guint i = 0; i < n; i++)
        if (table->type->fields[i].kind == SB_KIND_REFERENCE)
          table->targets[i] = GPOINTER_TO_UINT (
            g_hash_table_lookup (bulk->by_name, sb_record_type_find (table->type->fields[i].target)->table));
    }
  return &g_array_index (bulk->tables, SbBulkTable, table->targets[field] - 1);
}

static gboolean
check_reference (SbBulk *bulk, SbBulkTable *table, guint field, const SbValue *value, GError **error)
{
  SbBulkTable *target = target_of (bulk, table, field);

  if (has_id (bulk, target, value->i))
    return TRUE;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
               _("“%s” refers to something that does not exist (%s). Choose another one."),
               _(table->type->fields[field].label), _(target->type->label));
  return FALSE;
}

static gboolean
check_value (SbBulk *bulk, SbBulkTable *table, guint field, const SbValue *value, gint32 id, GError **error)
{
  const SbField *described = &table->type->fields[field];
  g_autoptr (GError) local = NULL;

  if (!sb_field_check (described, value, &local))
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID, local->message);
      return FALSE;
    }
  if (described->kind == SB_KIND_REFERENCE && value->type == SB_VALUE_INT
      && !check_reference (bulk, table, field, value, error))
    return FALSE;
  return (described->flags & SB_FIELD_UNIQUE) == 0 || value->type != SB_VALUE_TEXT
         || check_unique (bulk, table, field, value, id, error);
}

static gboolean
insert_row (SbBulk *bulk, SbBulkTable *table, const SbValue *values, const char *uid, GError **error)
{
  int index = sb_table_bind_head (table->insert, table->type, table->next, uid, bulk->step.at);

  for (guint i = 0; table->type->fields[i].name != NULL; i++)
    index = sb_table_bind (table->insert, index, &table->type->fields[i], &values[i]);
  return sb_stmt_run (table->insert, error);
}

gint32
sb_bulk_insert (SbBulk *bulk, const SbRecordType *type, const SbValue *values, const char *uid, GError **error)
{
  SbBulkTable *table;
  char made[37];

  g_return_val_if_fail (bulk != NULL && type != NULL && values != NULL, 0);

  table = sb_bulk_table (bulk, type->table);
  for (guint i = 0; type->fields[i].name != NULL; i++)
    if (!check_value (bulk, table, i, &values[i], table->next, error))
      return 0;
  if (table->insert == NULL)
    table->insert = sb_db_query (bulk->db, sb_table_sql (bulk->db, type, SB_TABLE_INSERT), error);
  if (table->insert == NULL || table->next == G_MAXINT32)
    return 0;
  if (uid == NULL)
    {
      g_snprintf (made, sizeof made, "%s%012" G_GINT64_MODIFIER "x", bulk->uid_prefix,
                  (gint64) (bulk->uid_counter++ & G_GUINT64_CONSTANT (0xffffffffffff)));
      uid = made;
    }
  sb_journal_set_recording (bulk->journal, FALSE);
  if (bulk->writer != NULL ? !sb_bulk_insert_beside (bulk, table, values, uid, error)
                           : !insert_row (bulk, table, values, uid, error))
    return 0;
  return table->next++;
}

static gboolean
write_history (SbBulk *bulk, const SbRecordType *type, const SbRecord *before, guint field, const SbValue *value,
               SbDate as_of_on, GError **error)
{
  if ((type->fields[field].flags & SB_FIELD_HISTORY) == 0 || sb_value_equal (&before->values[field], value))
    return TRUE;
  return sb_bulk_add_history (bulk, type, before->id, field, &before->values[field], value, as_of_on, error);
}

gboolean
sb_bulk_update (SbBulk *bulk, const SbRecordType *type, gint32 id, const guint *fields, const SbValue *values, gsize n,
                SbDate as_of_on, GError **error)
{
  SbBulkTable *table;
  g_autoptr (SbRecord) before = NULL;
  g_autoptr (SbStmt) stmt = NULL;
  g_autofree char *sql = NULL;
  int index = 1;

  g_return_val_if_fail (bulk != NULL && type != NULL && (n == 0 || (fields != NULL && values != NULL)), FALSE);

  if (n == 0)
    return TRUE;
  table = sb_bulk_table (bulk, type->table);
  before = id < table->first ? sb_reader_get (bulk->reader, type, id, error) : NULL;
  if (before == NULL && id < table->first)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!check_value (bulk, table, fields[i], &values[i], id, error)
        || (before != NULL && !write_history (bulk, type, before, fields[i], &values[i], as_of_on, error)))
      return FALSE;
  for (gsize i = 0; bulk->writer != NULL && id >= table->first && i < n; i++)
    if (sb_search_has_field (&type->fields[fields[i]]))
      {
        SbBulkStale stale = { type, id };

        g_array_append_val (bulk->stale, stale);
        break;
      }
  sql = sb_table_update_sql (type, fields, n);
  stmt = sb_db_query (bulk->db, sql, error);
  if (stmt == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    index = sb_table_bind (stmt, index, &type->fields[fields[i]], &values[i]);
  sb_table_bind_tail (stmt, index, type, id, bulk->step.at);
  sb_bulk_record (bulk, table, id);
  return sb_stmt_run (stmt, error);
}

gboolean
sb_bulk_add_history (SbBulk *bulk, const SbRecordType *type, gint32 id, guint field, const SbValue *old_value,
                     const SbValue *new_value, SbDate as_of_on, GError **error)
{
  SbStepInfo step;
  int exponent;
  g_autofree char *old_text = NULL, *new_text = NULL;

  g_return_val_if_fail (bulk != NULL && type != NULL && as_of_on != SB_DATE_NONE, FALSE);

  exponent = sb_workspace_get_exponent (bulk->workspace);
  old_text = sb_field_to_text (&type->fields[field], old_value, exponent);
  new_text = sb_field_to_text (&type->fields[field], new_value, exponent);
  step = bulk->step;
  step.as_of_on = as_of_on;
  sb_journal_set_recording (bulk->journal, FALSE);
  return sb_history_add (bulk->db, &step, (SbFieldOf) { type, id, &type->fields[field] }, old_text, new_text, error);
}

gboolean
sb_bulk_delete (SbBulk *bulk, const SbRecordType *type, gint32 id, GError **error)
{
  g_autoptr (SbStmt) stmt = NULL;

  g_return_val_if_fail (bulk != NULL && type != NULL, FALSE);

  stmt = sb_db_query (bulk->db, sb_table_sql (bulk->db, type, SB_TABLE_DELETE), error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, id);
  sb_bulk_record (bulk, sb_bulk_table (bulk, type->table), id);
  /* Lean rows are bookkeeping that nothing refers to. */
  bulk->removed |= (type->flags & SB_RECORD_LEAN) == 0;
  return sb_stmt_run (stmt, error);
}

gboolean
sb_bulk_take_snapshot (SbBulk *bulk, SbDate as_of, GError **error)
{
  g_autoptr (GArray) chances = NULL;
  gboolean written;

  g_return_val_if_fail (bulk != NULL && as_of != SB_DATE_NONE, FALSE);

  /* What gives way was there before and is recorded; what is written is recorded too and then found in the ranges as
   * well, so the recording stops before it. */
  sb_journal_set_recording (bulk->journal, TRUE);
  if (!sb_snapshot_remove_week (bulk->db, as_of, error))
    return FALSE;
  sb_journal_set_recording (bulk->journal, FALSE);
  chances = sb_workspace_ask_chances (bulk->workspace, bulk->reader, as_of);
  return sb_snapshot_write (bulk->db, as_of, bulk->step.at, chances, &written, error);
}

/* "deal 1 100000\nstage_visit …": the rows this bulk made; NULL when it made none. */
static char *
ranges_of (SbBulk *bulk)
{
  GString *ranges = g_string_new (NULL);

  for (guint i = 0; i < bulk->tables->len; i++)
    {
      const SbBulkTable *table = &g_array_index (bulk->tables, SbBulkTable, i);
      g_autofree char *sql = g_strdup_printf ("SELECT max(id) FROM %s", table->table);
      gint32 last = (gint32) sb_db_int (bulk->db, sql, 0);

      if (last >= table->first)
        g_string_append_printf (ranges, "%s %d %d\n", table->table, table->first, last);
    }
  return g_string_free (ranges, ranges->len == 0);
}

/* What was written beside has its rows of the search index; some have changed since. */
static gboolean
index_stale_rows (SbBulk *bulk, GError **error)
{
  for (guint i = 0; i < bulk->stale->len; i++)
    {
      const SbBulkStale *stale = &g_array_index (bulk->stale, SbBulkStale, i);

      if (!sb_search_update (bulk->db, stale->type, stale->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
index_new_rows (SbBulk *bulk, GError **error)
{
  for (guint i = 0; bulk->search == NULL && i < bulk->tables->len; i++)
    {
      const SbBulkTable *table = &g_array_index (bulk->tables, SbBulkTable, i);

      if (table->next > table->first
          && !sb_search_update_range (bulk->db, table->type, table->first, table->next - 1, error))
        return FALSE;
    }
  if (!index_stale_rows (bulk, error))
    return FALSE;
  for (guint i = 0; i < bulk->dropped->len; i++)
    if (!sb_db_exec (bulk->db, bulk->dropped->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
finish (SbBulk *bulk, gboolean *empty, GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (SbTouchedRecord));
  g_autoptr (GBytes) changeset = NULL;
  g_autofree char *ranges = NULL;

  if (!sb_bulk_stop_beside (bulk, error))
    return FALSE;
  sb_journal_set_recording (bulk->journal, FALSE);
  changeset = sb_journal_changeset (bulk->journal, error);
  if (changeset == NULL)
    return FALSE;
  ranges = ranges_of (bulk);
  *empty = ranges == NULL && sb_changeset_is_empty (changeset);
  if (*empty)
    return TRUE;
  return sb_changeset_index (bulk->db, changeset, touched, error) && index_new_rows (bulk, error)
         && sb_step_write (bulk->db, &bulk->step, 0, "done", changeset, ranges, error);
}

/* What holds statements of the connection must go before the transaction ends. */
static void
let_go (SbBulk *bulk)
{
  sb_bulk_stop_beside (bulk, NULL);
  g_clear_pointer (&bulk->search, sb_stmt_free);
  g_array_set_size (bulk->tables, 0);
  g_clear_pointer (&bulk->journal, sb_journal_free);
}

/* After the transaction: single changes are judged by SQLite again. */
static void
end_bulk (SbBulk *bulk, gint64 step)
{
  if (!sb_db_exec (bulk->db, "PRAGMA foreign_keys=ON", NULL) || sb_db_int (bulk->db, "PRAGMA foreign_keys", 0) != 1)
    g_critical ("references are not judged any more");
  sb_workspace_end_write (bulk->workspace, step, NULL);
  bulk_free (bulk);
}

gboolean
sb_bulk_commit (SbBulk *bulk, gint64 *change_number, GError **error)
{
  gboolean empty = FALSE, ok;

  g_return_val_if_fail (bulk != NULL, FALSE);

  ok = finish (bulk, &empty, error);
  let_go (bulk);
  if (ok && bulk->removed)
    ok = sb_bulk_check_references (bulk->db, error);
  if (ok && !empty)
    ok = sb_db_commit (bulk->db, error);
  else
    sb_db_rollback (bulk->db);
  if (ok && change_number != NULL)
    *change_number = empty ? bulk->step.number - 1 : bulk->step.number;
  end_bulk (bulk, ok && !empty ? bulk->step.number : 0);
  return ok;
}

void
sb_bulk_rollback (SbBulk *bulk)
{
  g_return_if_fail (bulk != NULL);

  let_go (bulk);
  sb_db_rollback (bulk->db);
  end_bulk (bulk, 0);
}
