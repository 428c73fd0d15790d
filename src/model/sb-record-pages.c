/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of rows, read on demand by id. Called by the record list in the main thread: one page costs about a
 * millisecond. */
#include "model/sb-record-pages.h"

#include "model/sb-record-row-private.h"

#define PAGE_ROWS 128
#define MAX_PAGES 64

struct _SbRecordPages {
  SbSession          *session;
  const SbRecordType *type;
  GHashTable         *pages; /* page number → GPtrArray of SbRecordRow */
  GQueue              order; /* page numbers, used last at the head */
  GHashTable         *held;  /* id → SbRecordRow, not owned: every row that lives */
};

static void
row_gone_cb (gint32 id, gpointer data)
{
  SbRecordPages *self = data;

  g_hash_table_remove (self->held, GINT_TO_POINTER (id));
}

SbRecordPages *
sb_record_pages_new (SbSession *session, const SbRecordType *type)
{
  SbRecordPages *self = g_new0 (SbRecordPages, 1);

  self->session = g_object_ref (session);
  self->type = type;
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->held = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->order);
  return self;
}

void
sb_record_pages_free (SbRecordPages *self)
{
  GHashTableIter iter;
  gpointer row;

  if (self == NULL)
    return;
  sb_record_pages_forget (self);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    sb_record_row_tell_gone (row, NULL, NULL);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->held);
  g_object_unref (self->session);
  g_free (self);
}

static GPtrArray *
read_records (SbRecordPages *self, const gint32 *ids, gsize n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = sb_reader_load (sb_session_get_reader (self->session), self->type, ids, n, &error);

  if (records == NULL)
    g_info ("Rows of %s could not be read: %s", self->type->name, error->message);
  return records;
}

static SbRecord *
take_record (GPtrArray *records, guint index)
{
  SbRecord *record;

  if (records == NULL || index >= records->len)
    return NULL;
  record = g_ptr_array_index (records, index);
  /* The array frees what it holds: take it out. */
  records->pdata[index] = NULL;
  return record;
}

static GPtrArray *
load_page (SbRecordPages *self, const gint32 *ids, gsize n)
{
  GPtrArray *page = g_ptr_array_new_full ((guint) n, g_object_unref);
  g_autoptr (GPtrArray) records = read_records (self, ids, n);

  for (guint i = 0; i < n; i++)
    {
      SbRecordRow *row = g_hash_table_lookup (self->held, GINT_TO_POINTER (ids[i]));

      if (row != NULL)
        {
          g_ptr_array_add (page, g_object_ref (row));
          continue;
        }
      row = sb_record_row_new (self->session, self->type, ids[i], take_record (records, i));
      g_hash_table_insert (self->held, GINT_TO_POINTER (ids[i]), row);
      sb_record_row_tell_gone (row, row_gone_cb, self);
      g_ptr_array_add (page, row);
    }
  return page;
}

static void
touch (SbRecordPages *self, gpointer number)
{
  if (g_queue_peek_head (&self->order) == number)
    return;
  g_queue_remove (&self->order, number);
  g_queue_push_head (&self->order, number);
  while (self->order.length > MAX_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->order));
}

SbRecordRow *
sb_record_pages_get (SbRecordPages *self, const gint32 *ids, gsize n, guint position)
{
  guint first = position / PAGE_ROWS * PAGE_ROWS;
  gpointer number = GUINT_TO_POINTER (position / PAGE_ROWS);
  GPtrArray *page;

  g_return_val_if_fail (self != NULL && position < n, NULL);

  page = g_hash_table_lookup (self->pages, number);
  if (page == NULL)
    {
      page = load_page (self, ids + first, MIN (PAGE_ROWS, n - first));
      g_hash_table_insert (self->pages, number, page);
    }
  touch (self, number);
  return g_object_ref (g_ptr_array_index (page, position - first));
}

void
sb_record_pages_forget (SbRecordPages *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear (&self->order);
  g_hash_table_remove_all (self->pages);
}

/* Referenced, so that a handler of "changed" may let go of rows. */
static GPtrArray *
held_rows (SbRecordPages *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_ptr_array_add (rows, g_object_ref (row));
  return rows;
}

void
sb_record_pages_refresh (SbRecordPages *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree gint32 *ids = NULL;

  g_return_if_fail (self != NULL);

  sb_record_pages_forget (self);
  rows = held_rows (self);
  if (rows->len == 0)
    return;
  ids = g_new (gint32, rows->len);
  for (guint i = 0; i < rows->len; i++)
    ids[i] = sb_record_row_get_id (g_ptr_array_index (rows, i));
  records = read_records (self, ids, rows->len);
  for (guint i = 0; i < rows->len; i++)
    sb_record_row_renew (g_ptr_array_index (rows, i), take_record (records, i));
}

void
sb_record_pages_reformat (SbRecordPages *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_if_fail (self != NULL);

  rows = held_rows (self);
  for (guint i = 0; i < rows->len; i++)
    {
      SbRecordRow *row = g_ptr_array_index (rows, i);

      sb_record_row_renew (row, (SbRecord *) sb_record_row_get_record (row));
    }
}
