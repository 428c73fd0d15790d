/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change on its way into the file: collected, filled with defaults, written. Its rules are in sb-draft-stages.c, its
 * checks in sb-draft-check.c. */
#include "sb-config.h"

#include "store/sb-draft.h"

#include <glib/gi18n-lib.h>

#include "core/sb-text.h"
#include "store/sb-change-private.h"
#include "store/sb-search.h"
#include "store/sb-table.h"

static void
draft_free (gpointer data)
{
  SbDraft *draft = data;
  gsize n = sb_record_type_n_fields (draft->type);

  for (gsize i = 0; i < n; i++)
    sb_value_clear (&draft->values[i]);
  g_free (draft->values);
  g_free (draft->set);
  sb_record_free (draft->before);
  g_free (draft);
}

static guint
key_hash (gconstpointer key)
{
  return g_int64_hash (key);
}

static SbDraft *
add_draft (SbDraftSet *set, const SbRecordType *type, gint32 id)
{
  gsize n = sb_record_type_n_fields (type);
  SbDraft *draft = g_new0 (SbDraft, 1);
  gint64 *key = g_new (gint64, 1);

  draft->type = type;
  draft->id = id;
  draft->values = g_new0 (SbValue, n);
  draft->set = g_new0 (guint8, n);
  draft->archived_at = -1;
  g_ptr_array_add (set->drafts, draft);
  *key = sb_search_key (type, id);
  g_hash_table_insert (set->by_key, key, draft);
  return draft;
}

SbDraft *
sb_draft_set_find (SbDraftSet *set, const SbRecordType *type, gint32 id)
{
  gint64 key = sb_search_key (type, id);

  return g_hash_table_lookup (set->by_key, &key);
}

SbDraft *
sb_draft_set_create (SbDraftSet *set, const SbRecordType *type, GError **error)
{
  gint32 id = GPOINTER_TO_INT (g_hash_table_lookup (set->next_ids, type));

  if (id == 0)
    id = sb_table_next_id (set->db, type, error);
  if (id == 0)
    return NULL;
  g_hash_table_insert (set->next_ids, (gpointer) type, GINT_TO_POINTER (id + 1));
  return add_draft (set, type, id);
}

SbDraft *
sb_draft_set_edit (SbDraftSet *set, const SbRecordType *type, gint32 id, GError **error)
{
  SbDraft *draft = sb_draft_set_find (set, type, id);
  g_autoptr (GError) local = NULL;
  SbRecord *before;
  gsize n;

  if (draft != NULL)
    return draft;
  before = sb_table_load (set->db, type, id, &local);
  if (before == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_NOT_FOUND, _("There is no such record any more (%s %d)."),
                     _(type->label), id);
      return NULL;
    }
  draft = add_draft (set, type, id);
  draft->before = before;
  n = sb_record_type_n_fields (type);
  for (gsize i = 0; i < n; i++)
    draft->values[i] = sb_value_copy (&before->values[i]);
  return draft;
}

static void
put (SbDraft *draft, int field, SbValue value, guint8 how)
{
  sb_value_clear (&draft->values[field]);
  draft->values[field] = value;
  draft->set[field] |= how;
}

void
sb_draft_put (SbDraft *draft, const char *column, SbValue value, guint8 how)
{
  int field = sb_record_type_field_index (draft->type, column);

  g_assert (field >= 0);
  put (draft, field, value, how);
}

const SbValue *
sb_draft_get (const SbDraft *draft, const char *column)
{
  int field = sb_record_type_field_index (draft->type, column);

  g_assert (field >= 0);
  return &draft->values[field];
}

gint64
sb_draft_int (const SbDraft *draft, const char *column, gint64 when_empty)
{
  const SbValue *value = sb_draft_get (draft, column);

  return value->type == SB_VALUE_INT ? value->i : when_empty;
}

const char *
sb_draft_text (const SbDraft *draft, const char *column)
{
  const SbValue *value = sb_draft_get (draft, column);

  return value->type == SB_VALUE_TEXT ? value->text : NULL;
}

gboolean
sb_draft_is_typed (const SbDraft *draft, const char *column)
{
  return (draft->set[sb_record_type_field_index (draft->type, column)] & SB_DRAFT_TYPED) != 0;
}

gboolean
sb_draft_differs (const SbDraft *draft, const char *column)
{
  int field = sb_record_type_field_index (draft->type, column);

  return draft->before == NULL || !sb_value_equal (&draft->values[field], &draft->before->values[field]);
}

/* An empty text is no value: a cleared entry of a form says "empty". */
static SbValue
taken (const SbDraftSet *set, const SbField *field, const SbValue *value)
{
  if (field->kind == SB_KIND_REFERENCE && value->type == SB_VALUE_INT && value->i < 0)
    {
      gint64 handle = -value->i;

      if (handle <= set->ids->len)
        return sb_value_int (g_array_index (set->ids, gint32, handle - 1));
    }
  if (value->type == SB_VALUE_TEXT && sb_text_is_blank (value->text))
    return SB_VALUE_EMPTY;
  return sb_value_copy (value);
}

static gboolean
collect_creations (SbDraftSet *set, const SbChange *change, GError **error)
{
  for (guint i = 0; i < change->steps->len; i++)
    {
      const SbChangeStep *step = &g_array_index (change->steps, SbChangeStep, i);
      SbDraft *draft;

      if (step->kind != SB_CHANGE_CREATE)
        continue;
      draft = sb_draft_set_create (set, step->type, error);
      if (draft == NULL)
        return FALSE;
      g_array_append_val (set->ids, draft->id);
    }
  return TRUE;
}

static gboolean
collect_step (SbDraftSet *set, const SbChangeStep *step, GError **error)
{
  gint32 id = step->id;
  SbDraft *draft;

  if (step->kind == SB_CHANGE_CREATE || step->kind == SB_CHANGE_ERASE)
    return TRUE;
  if (step->kind == SB_CHANGE_SET)
    id = g_array_index (set->ids, gint32, step->id - 1);
  draft = sb_draft_set_edit (set, step->type, id, error);
  if (draft == NULL)
    return FALSE;
  if (step->kind == SB_CHANGE_ARCHIVE)
    draft->archived_at = set->now;
  else if (step->kind == SB_CHANGE_RESTORE)
    draft->archived_at = 0;
  else
    put (draft, step->field, taken (set, &step->type->fields[step->field], &step->value), SB_DRAFT_TYPED);
  return TRUE;
}

SbDraftSet *
sb_draft_set_new (SbDb *db, const SbChange *change, gint64 now, GError **error)
{
  g_autoptr (SbDraftSet) set = g_new0 (SbDraftSet, 1);

  set->db = db;
  set->as_of_on = change->as_of_on;
  set->now = now;
  set->drafts = g_ptr_array_new_with_free_func (draft_free);
  set->by_key = g_hash_table_new_full (key_hash, g_int64_equal, g_free, NULL);
  set->next_ids = g_hash_table_new (NULL, NULL);
  set->ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  if (!collect_creations (set, change, error))
    return NULL;
  for (guint i = 0; i < change->steps->len; i++)
    if (!collect_step (set, &g_array_index (change->steps, SbChangeStep, i), error))
      return NULL;
  return g_steal_pointer (&set);
}

void
sb_draft_set_free (SbDraftSet *set)
{
  if (set == NULL)
    return;
  g_ptr_array_unref (set->drafts);
  g_hash_table_unref (set->by_key);
  g_hash_table_unref (set->next_ids);
  g_array_unref (set->ids);
  g_free (set);
}

void
sb_draft_set_fill_defaults (SbDraftSet *set)
{
  for (guint i = 0; i < set->drafts->len; i++)
    {
      SbDraft *draft = set->drafts->pdata[i];
      gsize n = sb_record_type_n_fields (draft->type);

      for (gsize j = 0; draft->before == NULL && j < n; j++)
        if (sb_value_is_null (&draft->values[j]) && draft->type->fields[j].initial != NULL)
          put (draft, (int) j, sb_field_initial (&draft->type->fields[j]), SB_DRAFT_RULE);
    }
}

static gboolean
write_archived (SbDraftSet *set, const SbDraft *draft, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (SbStmt) stmt = NULL;

  gboolean was = draft->before != NULL && draft->before->archived_at > 0;

  if (draft->archived_at < 0 || (draft->archived_at > 0) == was || (draft->type->flags & SB_RECORD_LEAN) != 0)
    return TRUE;
  sql = g_strdup_printf ("UPDATE %s SET archived_at = ?1, changed_at = ?2 WHERE id = ?3", draft->type->table);
  stmt = sb_db_query (set->db, sql, error);
  if (stmt == NULL)
    return FALSE;
  if (draft->archived_at > 0)
    sqlite3_bind_int64 (stmt->stmt, 1, draft->archived_at);
  sqlite3_bind_int64 (stmt->stmt, 2, set->now);
  sqlite3_bind_int (stmt->stmt, 3, draft->id);
  return sb_stmt_run (stmt, error);
}

static gboolean
write_creation (SbDraftSet *set, const SbDraft *draft, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_db_query (set->db, sb_table_sql (set->db, draft->type, SB_TABLE_INSERT), error);
  g_autofree char *uid = sb_uid_new ();
  int index;

  if (stmt == NULL)
    return FALSE;
  index = sb_table_bind_head (stmt, draft->type, draft->id, uid, set->now);
  for (gsize i = 0; draft->type->fields[i].name != NULL; i++)
    index = sb_table_bind (stmt, index, &draft->type->fields[i], &draft->values[i]);
  return sb_stmt_run (stmt, error) && write_archived (set, draft, error);
}

static gboolean
write_update (SbDraftSet *set, const SbDraft *draft, GError **error)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *sql = NULL;
  g_autoptr (SbStmt) stmt = NULL;
  int index = 1;

  for (guint i = 0; draft->type->fields[i].name != NULL; i++)
    if (draft->set[i] != 0 && !sb_value_equal (&draft->values[i], &draft->before->values[i]))
      g_array_append_val (fields, i);
  if (fields->len == 0)
    return write_archived (set, draft, error);
  sql = sb_table_update_sql (draft->type, (const guint *) (gpointer) fields->data, fields->len);
  stmt = sb_db_query (set->db, sql, error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);

      index = sb_table_bind (stmt, index, &draft->type->fields[field], &draft->values[field]);
    }
  sb_table_bind_tail (stmt, index, draft->type, draft->id, set->now);
  return sb_stmt_run (stmt, error) && write_archived (set, draft, error);
}

gboolean
sb_draft_set_write (SbDraftSet *set, GError **error)
{
  for (guint i = 0; i < set->drafts->len; i++)
    {
      const SbDraft *draft = set->drafts->pdata[i];

      if (draft->before == NULL ? !write_creation (set, draft, error) : !write_update (set, draft, error))
        return FALSE;
    }
  return TRUE;
}
