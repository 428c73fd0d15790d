/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bulk's new rows when there are many: checked by the caller as always, written by a thread of their own, each with
 * its row of the search index. Used by sb-bulk.c and sb-bulk-keys.c. */
#include "store/sb-bulk-private.h"

#include <string.h>

#include "store/sb-search.h"

void
sb_bulk_write_beside (SbBulk *bulk)
{
  g_return_if_fail (bulk != NULL && bulk->writer == NULL);

  bulk->writer = sb_row_writer_new (bulk->db);
  bulk->title = g_string_new (NULL);
  bulk->body = g_string_new (NULL);
}

gboolean
sb_bulk_stop_beside (SbBulk *bulk, GError **error)
{
  gboolean ok = bulk->writer == NULL || sb_row_writer_settle (bulk->writer, error);

  g_clear_pointer (&bulk->writer, sb_row_writer_free);
  return ok;
}

static void
put_any (SbRowWriter *writer, int index, const SbValue *value)
{
  const char *blank = value->type == SB_VALUE_TEXT ? strchr (value->text, ' ') : NULL;

  if (blank == NULL)
    return;
  sb_row_writer_text (writer, index, value->text, blank - value->text);
  sb_row_writer_text (writer, index + 1, blank + 1, -1);
}

static void
put_value (SbRowWriter *writer, int index, const SbValue *value)
{
  switch (value->type)
    {
    case SB_VALUE_INT:
      sb_row_writer_int (writer, index, value->i);
      break;
    case SB_VALUE_REAL:
      sb_row_writer_real (writer, index, value->d);
      break;
    case SB_VALUE_TEXT:
      sb_row_writer_text (writer, index, value->text, -1);
      break;
    case SB_VALUE_BYTES:
      sb_row_writer_bytes (writer, index, value->bytes);
      break;
    case SB_VALUE_NULL:
    default:
      break;
    }
}

static int
put_head (SbBulk *bulk, const SbBulkTable *table, const char *uid)
{
  sb_row_writer_int (bulk->writer, 1, table->next);
  if ((table->type->flags & SB_RECORD_LEAN) != 0)
    return 2;
  sb_row_writer_text (bulk->writer, 2, uid, -1);
  sb_row_writer_int (bulk->writer, 3, bulk->step.at);
  sb_row_writer_int (bulk->writer, 4, bulk->step.at);
  return SB_TABLE_FIRST_FIELD + 1;
}

static gboolean
write_search (SbBulk *bulk, SbBulkTable *table, const SbValue *values, GError **error)
{
  if (!sb_search_has_type (table->type))
    return TRUE;
  if (bulk->search == NULL)
    bulk->search = sb_db_query (bulk->db, SB_SEARCH_INSERT, error);
  if (bulk->search == NULL || !sb_row_writer_begin (bulk->writer, bulk->search, error))
    return FALSE;
  sb_search_text (table->type, values, bulk->title, bulk->body);
  sb_row_writer_int (bulk->writer, 1, sb_search_key (table->type, table->next));
  sb_row_writer_text (bulk->writer, 2, bulk->title->str, (gssize) bulk->title->len);
  sb_row_writer_text (bulk->writer, 3, bulk->body->str, (gssize) bulk->body->len);
  sb_row_writer_end (bulk->writer);
  return TRUE;
}

gboolean
sb_bulk_insert_beside (SbBulk *bulk, SbBulkTable *table, const SbValue *values, const char *uid, GError **error)
{
  int index;

  if (!sb_row_writer_begin (bulk->writer, table->insert, error))
    return FALSE;
  index = put_head (bulk, table, uid);
  for (guint i = 0; table->type->fields[i].name != NULL; i++)
    if (table->type->fields[i].kind == SB_KIND_ANY)
      {
        put_any (bulk->writer, index, &values[i]);
        index += 2;
      }
    else
      put_value (bulk->writer, index++, &values[i]);
  sb_row_writer_end (bulk->writer);
  return write_search (bulk, table, values, error);
}
