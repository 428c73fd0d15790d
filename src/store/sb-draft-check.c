/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the data must satisfy before anything is written: kinds and ranges, existing references, uniqueness, no record
 * below itself. Every refusal is SB_STORE_ERROR_INVALID with one sentence that names the field. */
#include "sb-config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/sb-text.h"
#include "store/sb-draft.h"
#include "store/sb-table.h"

#define MAX_DEPTH 1000 /* levels of a hierarchy */

static gboolean
refuse (GError **error, const char *format, const char *a, const char *b)
{
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID, format, a, b);
  return FALSE;
}

static gboolean
check_value (const SbField *field, const SbValue *value, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (sb_field_check (field, value, &local))
    return TRUE;
  g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID, local->message);
  return FALSE;
}

static gboolean
check_reference (SbDraftSet *set, const SbField *field, const SbValue *value, GError **error)
{
  const SbRecordType *target = sb_record_type_find (field->target);

  if (value->i > 0 && value->i <= G_MAXINT32
      && (sb_draft_set_find (set, target, (gint32) value->i) != NULL
          || sb_table_has (set->db, target, (gint32) value->i)))
    return TRUE;
  return refuse (error, _("“%s” refers to something that does not exist (%s). Choose another one."), _(field->label),
                 _(target->label));
}

static gboolean
check_any (SbDraftSet *set, const SbField *field, const SbValue *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value->text, " ", 2);
  const SbRecordType *target = sb_record_type_find (parts[0]);

  if (target != NULL && parts[1] != NULL && sb_table_id_of_uid (set->db, target, parts[1]) != 0)
    return TRUE;
  return refuse (error, _("“%s” refers to something that does not exist (%s). Choose another one."), _(field->label),
                 target != NULL ? _(target->label) : parts[0]);
}

/* The parent of a record of a hierarchy, as the change will leave it. */
static gint32
parent_of (SbDraftSet *set, const SbRecordType *type, const SbField *field, gint32 id)
{
  const SbDraft *draft = sb_draft_set_find (set, type, id);
  g_autoptr (SbRecord) record = NULL;

  if (draft != NULL)
    return (gint32) sb_draft_int (draft, field->column, 0);
  record = sb_table_load (set->db, type, id, NULL);
  return record != NULL ? (gint32) sb_record_int (record, field->column, 0) : 0;
}

static gboolean
check_hierarchy (SbDraftSet *set, const SbDraft *draft, const SbField *field, GError **error)
{
  gint32 id = (gint32) sb_draft_int (draft, field->column, 0);

  for (int depth = 0; id != 0; depth++)
    {
      if (id == draft->id || depth > MAX_DEPTH)
        return refuse (error, _("“%s” would put this record below itself (%s). Choose another one."), _(field->label),
                       _(draft->type->label));
      id = parent_of (set, draft->type, field, id);
    }
  return TRUE;
}

static gboolean
same_folded (const char *a, const char *folded_b)
{
  g_autofree char *folded = NULL;

  if (a == NULL)
    return FALSE;
  folded = sb_text_fold (a);
  return g_str_equal (folded, folded_b);
}

static gboolean
taken_in_change (SbDraftSet *set, const SbDraft *draft, const SbField *field, const char *folded)
{
  for (guint i = 0; i < set->drafts->len; i++)
    {
      const SbDraft *other = set->drafts->pdata[i];

      if (other->type == draft->type && other->id != draft->id && other->archived_at <= 0
          && (other->archived_at == 0 || other->before == NULL || other->before->archived_at == 0)
          && same_folded (sb_draft_text (other, field->column), folded))
        return TRUE;
    }
  return FALSE;
}

/* Compares folded texts of all live records; records that this change touches are judged by taken_in_change (). */
static gboolean
taken_in_file (SbDraftSet *set, const SbDraft *draft, const SbField *field, const char *folded, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s WHERE archived_at IS NULL AND %s IS NOT NULL",
                                          field->column, draft->type->table, field->column);
  g_autoptr (SbStmt) stmt = sb_db_query (set->db, sql, error);

  while (stmt != NULL && sb_stmt_next (stmt, error))
    {
      gint32 id = sqlite3_column_int (stmt->stmt, 0);

      if (id != draft->id && same_folded (sb_stmt_text (stmt, 1), folded)
          && sb_draft_set_find (set, draft->type, id) == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_unique (SbDraftSet *set, const SbDraft *draft, const SbField *field, const SbValue *value, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *folded = NULL;

  if (value->type != SB_VALUE_TEXT || draft->archived_at > 0)
    return TRUE;
  folded = sb_text_fold (value->text);
  if (!taken_in_change (set, draft, field, folded) && !taken_in_file (set, draft, field, folded, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return refuse (error, _ ("“%s” must be different for each record: “%s” exists already."), _ (field->label),
                 value->text);
}

static gboolean
check_field (SbDraftSet *set, const SbDraft *draft, const SbField *field, const SbValue *value, GError **error)
{
  if (!check_value (field, value, error))
    return FALSE;
  if (sb_value_is_null (value))
    return TRUE;
  if (field->kind == SB_KIND_REFERENCE && !check_reference (set, field, value, error))
    return FALSE;
  if (field->kind == SB_KIND_REFERENCE && g_str_equal (field->target, draft->type->name)
      && !check_hierarchy (set, draft, field, error))
    return FALSE;
  if (field->kind == SB_KIND_ANY && !check_any (set, field, value, error))
    return FALSE;
  if ((field->flags & SB_FIELD_UNIQUE) != 0 && !check_unique (set, draft, field, value, error))
    return FALSE;
  return TRUE;
}

static gboolean
is_changed (const SbDraft *draft, gsize field)
{
  return draft->before == NULL
         || (draft->set[field] != 0 && !sb_value_equal (&draft->values[field], &draft->before->values[field]));
}

/* Columns that are unique together: the same texts on another live record of the file. */
static gboolean
check_together (SbDraftSet *set, const SbDraft *draft, GError **error)
{
  g_auto (GStrv) columns = g_strsplit (draft->type->unique, ",", -1);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (SbStmt) stmt = NULL;
  g_autoptr (GError) local = NULL;
  gboolean changed = FALSE;
  int index = 2;

  g_string_printf (sql, "SELECT id FROM %s WHERE id != ?1%s", draft->type->table,
                   (draft->type->flags & SB_RECORD_LEAN) != 0 ? "" : " AND archived_at IS NULL");
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      int field = sb_record_type_field_index (draft->type, columns[i]);

      if (sb_value_is_null (&draft->values[field]))
        return TRUE;
      changed |= is_changed (draft, (gsize) field);
      g_string_append_printf (sql, " AND %s = ?", columns[i]);
    }
  if (!changed || draft->archived_at > 0)
    return TRUE;
  stmt = sb_db_query (set->db, sql->str, error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, draft->id);
  for (gsize i = 0; columns[i] != NULL; i++)
    index
      = sb_table_bind (stmt, index, sb_record_type_field (draft->type, columns[i]), sb_draft_get (draft, columns[i]));
  if (!sb_stmt_next (stmt, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return refuse (error, _("There is already such a record (%s: %s)."), _(draft->type->label), draft->type->unique);
}

static gboolean
check_draft (SbDraftSet *set, const SbDraft *draft, GError **error)
{
  gsize n = sb_record_type_n_fields (draft->type);

  for (gsize i = 0; i < n; i++)
    {
      if (!is_changed (draft, i))
        continue;
      if (draft->before != NULL && (draft->type->flags & SB_RECORD_IMMUTABLE) != 0)
        return refuse (error, _("“%s” is kept as it was written and cannot be changed (%s)."), _(draft->type->label),
                       _(draft->type->fields[i].label));
      if (!check_field (set, draft, &draft->type->fields[i], &draft->values[i], error))
        return FALSE;
    }
  if (draft->archived_at == 0 && draft->before != NULL && draft->before->archived_at > 0)
    for (gsize i = 0; i < n; i++)
      if ((draft->type->fields[i].flags & SB_FIELD_UNIQUE) != 0
          && !check_unique (set, draft, &draft->type->fields[i], &draft->values[i], error))
        return FALSE;
  return draft->type->unique == NULL || check_together (set, draft, error);
}

gboolean
sb_draft_set_check (SbDraftSet *set, GError **error)
{
  for (guint i = 0; i < set->drafts->len; i++)
    if (!check_draft (set, set->drafts->pdata[i], error))
      return FALSE;
  return TRUE;
}
