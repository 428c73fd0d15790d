/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query as SQL. Names come from descriptions, values are bound: nothing a user typed becomes SQL text. */
#include "store/sb-query-private.h"

#include <string.h>

#include "store/sb-search.h"
#include "store/sb-table.h"

typedef struct
{
  GString *sql;
  GArray  *values; /* of SbValue, bound in order */
} Builder;

static void
value_clear (gpointer data)
{
  sb_value_clear (data);
}

static void
add_value (Builder *builder, SbValue value)
{
  g_array_append_val (builder->values, value);
}

static const char *
comparison_of (SbQueryOp op)
{
  switch (op)
    {
    case SB_QUERY_LESS:
      return "<";
    case SB_QUERY_AT_MOST:
      return "<=";
    case SB_QUERY_AT_LEAST:
      return ">=";
    case SB_QUERY_GREATER:
      return ">";
    case SB_QUERY_EQUAL:
      return "=";
    case SB_QUERY_NOT_EQUAL:
      return "IS NOT";
    case SB_QUERY_IS_EMPTY:
    case SB_QUERY_IS_SET:
    case SB_QUERY_CONTAINS:
    default:
      return NULL;
    }
}

/* A reference to any record is compared by its uid, which is unique over types. */
static char *
column_of (const SbField *field)
{
  return g_strdup_printf ("t.%s%s", field->column, field->kind == SB_KIND_ANY ? "_uid" : "");
}

static void
add_condition (Builder *builder, const SbRecordType *type, const SbCondition *condition)
{
  const SbField *field = &type->fields[condition->field];
  g_autofree char *column = column_of (field);
  gboolean empty = sb_value_is_null (&condition->value);
  const char *blank;

  g_string_append (builder->sql, " AND ");
  if (condition->op == SB_QUERY_IS_EMPTY || (condition->op == SB_QUERY_EQUAL && empty))
    g_string_append_printf (builder->sql, "%s IS NULL", column);
  else if (condition->op == SB_QUERY_IS_SET || (condition->op == SB_QUERY_NOT_EQUAL && empty))
    g_string_append_printf (builder->sql, "%s IS NOT NULL", column);
  else if (condition->op == SB_QUERY_CONTAINS)
    {
      g_string_append_printf (builder->sql, "instr (sb_fold (%s), sb_fold (?)) > 0", column);
      add_value (builder, empty ? sb_value_text ("") : sb_value_copy (&condition->value));
    }
  else
    {
      g_string_append_printf (builder->sql, "%s %s ?", column, comparison_of (condition->op));
      blank = field->kind == SB_KIND_ANY && condition->value.type == SB_VALUE_TEXT ? strchr (condition->value.text, ' ')
                                                                                    : NULL;
      add_value (builder, blank != NULL ? sb_value_text (blank + 1) : sb_value_copy (&condition->value));
    }
}

static void
add_ids (Builder *builder, const GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%d", i > 0 ? "," : "", g_array_index (ids, gint32, i));
  g_string_append_c (json, ']');
  g_string_append (builder->sql, " AND t.id IN (SELECT value FROM json_each (?))");
  add_value (builder, sb_value_take_text (g_string_free (json, FALSE)));
}

static void
add_index_condition (Builder *builder, const SbRecordType *type, const char *text, const char *word)
{
  g_string_append_printf (builder->sql, "(SELECT id & 2147483647 FROM search_entry WHERE id BETWEEN %" G_GINT64_FORMAT
                          " AND %" G_GINT64_FORMAT " AND instr (%s, ?) > 0)",
                          sb_search_key (type, 0), sb_search_key (type, G_MAXINT32), text);
  add_value (builder, sb_value_text (word));
}

static void
add_unindexed (Builder *builder, const SbRecordType *type, const char *word)
{
  for (const SbField *field = type->fields; field->name != NULL; field++)
    if (field->kind == SB_KIND_TEXT || field->kind == SB_KIND_NOTE)
      {
        g_string_append_printf (builder->sql, " OR instr (sb_fold (t.%s), ?) > 0", field->column);
        add_value (builder, sb_value_text (word));
      }
}

/* The word stands in the record's own text, or in the title of a record it refers to; or in the record's title only. */
static void
add_word (Builder *builder, const SbQuery *query, const char *word)
{
  const SbRecordType *type = query->type;

  g_string_append (builder->sql, " AND (0");
  if (sb_search_has_type (type))
    {
      g_string_append (builder->sql, " OR t.id IN ");
      add_index_condition (builder, type, query->in_title ? "title" : "title || body", word);
    }
  else
    add_unindexed (builder, type, word);
  for (const SbField *field = type->fields; field->name != NULL && !query->in_title; field++)
    {
      const SbRecordType *target = field->kind == SB_KIND_REFERENCE ? sb_record_type_find (field->target) : NULL;

      if (target == NULL || !sb_search_has_type (target))
        continue;
      g_string_append_printf (builder->sql, " OR t.%s IN ", field->column);
      add_index_condition (builder, target, "title", word);
    }
  g_string_append_c (builder->sql, ')');
}

static void
add_conditions (Builder *builder, const SbQuery *query)
{
  gboolean any = query->with_archived || (query->type->flags & SB_RECORD_LEAN) != 0;

  g_string_append (builder->sql, any ? " WHERE 1" : " WHERE t.archived_at IS NULL");
  for (guint i = 0; i < query->conditions->len; i++)
    add_condition (builder, query->type, &g_array_index (query->conditions, SbCondition, i));
  if (query->ids != NULL)
    add_ids (builder, query->ids);
  if (query->text != NULL)
    {
      g_auto (GStrv) words = g_strsplit (query->text, " ", -1);

      for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
          add_word (builder, query, words[i]);
    }
}

/* By id or instant of change; fields are put in order by sb_reader_ids () itself. */
static void
add_order (Builder *builder, const SbQuery *query)
{
  const char *direction = query->descending ? " DESC" : "";

  if (query->sort == SB_SORT_CHANGED && (query->type->flags & SB_RECORD_LEAN) == 0)
    g_string_append_printf (builder->sql, " ORDER BY t.changed_at%s, t.id", direction);
  else
    g_string_append_printf (builder->sql, " ORDER BY t.id%s", direction);
  g_string_append_printf (builder->sql, " LIMIT %" G_GINT64_FORMAT, query->limit < 0 ? -1 : query->limit);
}

static void
bind_values (SbStmt *stmt, GArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const SbValue *value = &g_array_index (values, SbValue, i);

      if (value->type == SB_VALUE_INT)
        sqlite3_bind_int64 (stmt->stmt, (int) i + 1, value->i);
      else if (value->type == SB_VALUE_REAL)
        sqlite3_bind_double (stmt->stmt, (int) i + 1, value->d);
      else if (value->type == SB_VALUE_TEXT)
        sb_stmt_bind_text (stmt, (int) i + 1, value->text);
    }
}

SbStmt *
sb_query_prepare (const SbQuery *query, SbDb *db, const char *what, gboolean ordered, GError **error)
{
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (SbValue));
  g_autoptr (GString) sql = g_string_new (NULL);
  Builder builder = { sql, values };
  SbStmt *stmt;

  g_array_set_clear_func (values, value_clear);
  g_string_printf (sql, "SELECT %s FROM %s t", what, query->type->table);
  add_conditions (&builder, query);
  if (ordered)
    add_order (&builder, query);
  stmt = sb_db_query (db, sql->str, error);
  if (stmt != NULL)
    bind_values (stmt, values);
  return stmt;
}
