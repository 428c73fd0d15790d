/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records, in which order. Built by lists and commands; becomes SQL in sb-query-sql.c. */
#include "store/sb-query-private.h"

#include "core/sb-text.h"

static void
condition_clear (gpointer data)
{
  sb_value_clear (&((SbCondition *) data)->value);
}

SbQuery *
sb_query_new (const SbRecordType *type)
{
  SbQuery *query;

  g_return_val_if_fail (type != NULL, NULL);

  query = g_new0 (SbQuery, 1);
  query->type = type;
  query->conditions = g_array_new (FALSE, TRUE, sizeof (SbCondition));
  g_array_set_clear_func (query->conditions, condition_clear);
  query->sort = SB_SORT_ID;
  query->limit = -1;
  return query;
}

SbQuery *
sb_query_copy (const SbQuery *query)
{
  SbQuery *copy;

  g_return_val_if_fail (query != NULL, NULL);

  copy = sb_query_new (query->type);
  for (guint i = 0; i < query->conditions->len; i++)
    {
      SbCondition condition = g_array_index (query->conditions, SbCondition, i);

      condition.value = sb_value_copy (&condition.value);
      g_array_append_val (copy->conditions, condition);
    }
  copy->ids = query->ids != NULL ? g_array_copy (query->ids) : NULL;
  copy->text = g_strdup (query->text);
  copy->in_title = query->in_title;
  copy->sort = query->sort;
  copy->descending = query->descending;
  copy->with_archived = query->with_archived;
  copy->limit = query->limit;
  return copy;
}

void
sb_query_free (SbQuery *query)
{
  if (query == NULL)
    return;
  g_array_unref (query->conditions);
  g_clear_pointer (&query->ids, g_array_unref);
  g_free (query->text);
  g_free (query);
}

const SbRecordType *
sb_query_get_type (const SbQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  return query->type;
}

void
sb_query_where (SbQuery *query, const char *field, SbQueryOp op, SbValue value)
{
  SbCondition condition;

  g_return_if_fail (query != NULL && field != NULL);

  condition.field = sb_record_type_field_index (query->type, field);
  if (condition.field < 0)
    {
      g_critical ("%s has no field “%s”", query->type->name, field);
      return;
    }
  condition.op = op;
  condition.value = sb_value_copy (&value);
  g_array_append_val (query->conditions, condition);
}

void
sb_query_where_ids (SbQuery *query, const gint32 *ids, gsize n)
{
  g_return_if_fail (query != NULL && (n == 0 || ids != NULL) && n <= G_MAXUINT);

  g_clear_pointer (&query->ids, g_array_unref);
  query->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint32), (guint) n);
  if (n > 0)
    g_array_append_vals (query->ids, ids, (guint) n);
}

void
sb_query_text (SbQuery *query, const char *text)
{
  g_return_if_fail (query != NULL);

  g_clear_pointer (&query->text, g_free);
  if (text != NULL && !sb_text_is_blank (text))
    query->text = sb_text_fold (text);
}

void
sb_query_text_in_title (SbQuery *query, gboolean in_title)
{
  g_return_if_fail (query != NULL);

  query->in_title = in_title;
}

void
sb_query_sort (SbQuery *query, const char *field, gboolean descending)
{
  g_return_if_fail (query != NULL && field != NULL);

  query->descending = descending;
  if (g_str_equal (field, "id"))
    query->sort = SB_SORT_ID;
  else if (g_str_equal (field, "changed_at"))
    query->sort = SB_SORT_CHANGED;
  else
    {
      query->sort = sb_record_type_field_index (query->type, field);
      if (query->sort < 0)
        g_critical ("%s has no field “%s”", query->type->name, field);
    }
}

void
sb_query_with_archived (SbQuery *query, gboolean with_archived)
{
  g_return_if_fail (query != NULL);

  query->with_archived = with_archived;
}

void
sb_query_limit (SbQuery *query, gint64 limit)
{
  g_return_if_fail (query != NULL);

  query->limit = limit;
}
