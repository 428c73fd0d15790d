/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few batches of encoded rows go round between the caller and one thread. A row is its statement and its values, each
 * with the index of its parameter, one after the other and aligned to eight bytes, so that texts are bound where they
 * lie. Used by the bulk; knows nothing of records. */
#include "store/sb-row-writer.h"

#include <string.h>

#define BATCH_SIZE (256 * 1024)
#define N_BATCHES 6

typedef enum { CELL_END, CELL_INT, CELL_REAL, CELL_TEXT, CELL_BYTES } CellKind;

typedef struct {
  guint32 kind;
  gint32  index;
  union {
    gint64 i;
    double d;
    gint64 length; /* what is meant follows */
  };
} Cell;

struct _SbRowWriter
{
  SbDb        *db;
  GThread     *thread;
  GByteArray  *batch;      /* being filled by the caller */
  GAsyncQueue *empty;      /* of GByteArray */
  GAsyncQueue *full;
  GMutex       mutex;
  GCond        settled;
  guint        under_way;  /* batches handed over and not yet written; under mutex */
  gint         failed;     /* atomic; error is set before it */
  GError      *error;
};

static gsize
padded (gsize size)
{
  return (size + 7) & ~(gsize) 7;
}

static int
bind_cell (sqlite3_stmt *stmt, const Cell *cell)
{
  switch ((CellKind) cell->kind)
    {
    case CELL_INT:
      return sqlite3_bind_int64 (stmt, cell->index, cell->i);
    case CELL_REAL:
      return sqlite3_bind_double (stmt, cell->index, cell->d);
    case CELL_TEXT:
      return sqlite3_bind_text64 (stmt, cell->index, (const char *) (cell + 1), (sqlite3_uint64) cell->length,
                                  SQLITE_STATIC, SQLITE_UTF8);
    case CELL_BYTES:
      return sqlite3_bind_blob64 (stmt, cell->index, cell + 1, (sqlite3_uint64) cell->length, SQLITE_STATIC);
    case CELL_END:
    default:
      return SQLITE_OK;
    }
}

/* Writes the row at `at`; moves it to the next one. */
static int
write_row (const guint8 **at)
{
  sqlite3_stmt *stmt;
  int rc = SQLITE_OK;

  memcpy (&stmt, *at, sizeof stmt);
  *at += sizeof stmt;
  for (;;)
    {
      const Cell *cell = (const Cell *) (gconstpointer) *at;

      *at += sizeof (Cell);
      if (cell->kind == CELL_END)
        break;
      if (cell->kind >= CELL_TEXT)
        *at += padded ((gsize) cell->length);
      if (rc == SQLITE_OK)
        rc = bind_cell (stmt, cell);
    }
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static void
write_batch (SbRowWriter *writer, GByteArray *batch)
{
  const guint8 *at = batch->data;

  while (g_atomic_int_get (&writer->failed) == 0 && at < batch->data + batch->len)
    {
      int rc = write_row (&at);

      if (rc == SQLITE_OK)
        continue;
      sb_db_fail (writer->db, rc, &writer->error);
      if (g_error_matches (writer->error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID))
        writer->error->code = SB_STORE_ERROR_LATE;
      g_atomic_int_set (&writer->failed, 1);
    }
  g_byte_array_set_size (batch, 0);
}

static gpointer
write_batches (gpointer data)
{
  SbRowWriter *writer = data;
  gpointer batch;

  while ((batch = g_async_queue_pop (writer->full)) != writer)
    {
      write_batch (writer, batch);
      g_async_queue_push (writer->empty, batch);
      g_mutex_lock (&writer->mutex);
      writer->under_way--;
      if (writer->under_way == 0)
        g_cond_signal (&writer->settled);
      g_mutex_unlock (&writer->mutex);
    }
  return NULL;
}

static void
settle_cb (gpointer data)
{
  sb_row_writer_settle (data, NULL);
}

SbRowWriter *
sb_row_writer_new (SbDb *db)
{
  SbRowWriter *writer = g_new0 (SbRowWriter, 1);

  writer->db = db;
  writer->empty = g_async_queue_new_full ((GDestroyNotify) g_byte_array_unref);
  writer->full = g_async_queue_new ();
  g_mutex_init (&writer->mutex);
  g_cond_init (&writer->settled);
  for (int i = 0; i < N_BATCHES; i++)
    g_async_queue_push (writer->empty, g_byte_array_sized_new (BATCH_SIZE + BATCH_SIZE / 4));
  writer->batch = g_async_queue_pop (writer->empty);
  writer->thread = g_thread_new ("row-writer", write_batches, writer);
  sb_db_set_settle (db, settle_cb, writer);
  return writer;
}

void
sb_row_writer_free (SbRowWriter *writer)
{
  if (writer == NULL)
    return;
  sb_db_set_settle (writer->db, NULL, NULL);
  g_async_queue_push (writer->full, writer); /* the sign to end */
  g_thread_join (writer->thread);
  g_byte_array_unref (writer->batch);
  g_async_queue_unref (writer->empty);
  g_async_queue_unref (writer->full);
  g_mutex_clear (&writer->mutex);
  g_cond_clear (&writer->settled);
  g_clear_error (&writer->error);
  g_free (writer);
}

static gboolean
is_well (SbRowWriter *writer, GError **error)
{
  if (g_atomic_int_get (&writer->failed) == 0)
    return TRUE;
  if (error != NULL && *error == NULL)
    *error = g_error_copy (writer->error);
  return FALSE;
}

static void
hand_over (SbRowWriter *writer)
{
  g_mutex_lock (&writer->mutex);
  writer->under_way++;
  g_mutex_unlock (&writer->mutex);
  g_async_queue_push (writer->full, writer->batch);
  writer->batch = g_async_queue_pop (writer->empty);
}

static gpointer
grow (SbRowWriter *writer, gsize size)
{
  gsize at = writer->batch->len;

  g_byte_array_set_size (writer->batch, (guint) (at + size));
  return writer->batch->data + at;
}

static Cell *
add_cell (SbRowWriter *writer, CellKind kind, int index, gsize size)
{
  Cell *cell = grow (writer, sizeof (Cell) + padded (size));

  cell->kind = kind;
  cell->index = index;
  cell->length = (gint64) size;
  return cell;
}

gboolean
sb_row_writer_begin (SbRowWriter *writer, SbStmt *stmt, GError **error)
{
  if (!is_well (writer, error))
    return FALSE;
  memcpy (grow (writer, sizeof stmt->stmt), &stmt->stmt, sizeof stmt->stmt);
  return TRUE;
}

void
sb_row_writer_int (SbRowWriter *writer, int index, gint64 value)
{
  add_cell (writer, CELL_INT, index, 0)->i = value;
}

void
sb_row_writer_real (SbRowWriter *writer, int index, double value)
{
  add_cell (writer, CELL_REAL, index, 0)->d = value;
}

void
sb_row_writer_text (SbRowWriter *writer, int index, const char *text, gssize length)
{
  gsize size;

  if (text == NULL)
    return;
  size = length < 0 ? strlen (text) : (gsize) length;
  memcpy (add_cell (writer, CELL_TEXT, index, size) + 1, text, size);
}

void
sb_row_writer_bytes (SbRowWriter *writer, int index, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  Cell *cell = add_cell (writer, CELL_BYTES, index, size);

  if (size > 0)
    memcpy (cell + 1, data, size);
}

void
sb_row_writer_end (SbRowWriter *writer)
{
  add_cell (writer, CELL_END, 0, 0);
  if (writer->batch->len >= BATCH_SIZE)
    hand_over (writer);
}

/* What is left in the caller's own batch it writes itself: a change between rows costs no wait for a thread to wake. */
gboolean
sb_row_writer_settle (SbRowWriter *writer, GError **error)
{
  g_mutex_lock (&writer->mutex);
  while (writer->under_way > 0)
    g_cond_wait (&writer->settled, &writer->mutex);
  g_mutex_unlock (&writer->mutex);
  if (writer->batch->len > 0)
    write_batch (writer, writer->batch);
  return is_well (writer, error);
}
