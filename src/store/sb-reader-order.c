/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ids of a query in its order. Rows come from SQL as they lie; keys are compared here: choices in the order of
 * their description, references by the title they show, texts as the reader's language orders them, empty values
 * last. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/sb-date.h"
#include "core/sb-text.h"
#include "store/sb-query-private.h"
#include "store/sb-reader-private.h"

typedef struct
{
  gint64      number; /* the key, or the first bytes of the text */
  const char *text;   /* NULL for numbers */
  gint32      id;
  gboolean    empty;
} Row;

typedef enum { KEY_INT, KEY_REAL, KEY_DATE, KEY_CHOICE, KEY_TEXT, KEY_REFERENCE } KeyKind;

typedef struct
{
  const SbField *field;
  KeyKind        kind;
  gboolean       collate; /* by the locale; otherwise by folded text */
  gint32        *ranks;   /* of the records a reference shows, by id */
  gint32         n_ranks;
  GStringChunk  *chunk;
} Keys;

static KeyKind
kind_of (const SbField *field)
{
  const SbRecordType *target = field->kind == SB_KIND_REFERENCE ? sb_record_type_find (field->target) : NULL;

  if (target != NULL)
    return sb_record_type_title (target) != NULL ? KEY_REFERENCE : KEY_INT;
  switch (field->kind)
    {
    case SB_KIND_TEXT:
    case SB_KIND_NOTE:
    case SB_KIND_ANY:
      return KEY_TEXT;
    case SB_KIND_NUMBER:
      return KEY_REAL;
    case SB_KIND_DATE:
      return KEY_DATE;
    case SB_KIND_CHOICE:
      return KEY_CHOICE;
    default:
      return KEY_INT;
    }
}

/* Whether the session's language has an order of its own; the plain locales compare bytes. */
static gboolean
locale_orders (void)
{
  const char *name = setlocale (LC_COLLATE, NULL);

  return name != NULL && !g_str_equal (name, "C") && !g_str_equal (name, "POSIX") && !g_str_has_prefix (name, "C.");
}

static gint64
first_bytes (const char *text)
{
  guint64 packed = 0;

  for (int i = 0; i < 8; i++)
    {
      packed = packed << 8 | (guchar) *text;
      if (*text != '\0')
        text++;
    }
  return (gint64) (packed ^ G_GUINT64_CONSTANT (0x8000000000000000));
}

static void
set_text (Keys *keys, Row *row, const char *text)
{
  g_autofree char *key = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  key = keys->collate ? g_utf8_collate_key (text, -1) : sb_text_fold (text);
  row->text = g_string_chunk_insert (keys->chunk, key);
  row->number = first_bytes (row->text);
  row->empty = FALSE;
}

/* Doubles order as integers once the negative ones are turned over. */
static gint64
order_of_real (double d)
{
  gint64 bits;

  memcpy (&bits, &d, sizeof bits);
  return bits >= 0 ? bits : G_MININT64 - bits;
}

static void
set_key (Keys *keys, Row *row, SbStmt *stmt)
{
  gint32 reference;

  row->empty = TRUE;
  if (sqlite3_column_type (stmt->stmt, 1) == SQLITE_NULL)
    return;
  if (keys->kind == KEY_TEXT)
    {
      set_text (keys, row, sb_stmt_text (stmt, 1));
      return;
    }
  row->empty = FALSE;
  switch (keys->kind)
    {
    case KEY_REAL:
      row->number = order_of_real (sqlite3_column_double (stmt->stmt, 1));
      break;
    case KEY_DATE:
      row->number = sb_date_parse_iso (sb_stmt_text (stmt, 1));
      break;
    case KEY_CHOICE:
      row->number = sb_field_choice_index (keys->field, sb_stmt_text (stmt, 1));
      break;
    case KEY_REFERENCE:
      reference = sqlite3_column_int (stmt->stmt, 1);
      row->empty = reference <= 0 || reference >= keys->n_ranks || keys->ranks[reference] == 0;
      row->number = row->empty ? 0 : keys->ranks[reference];
      break;
    case KEY_INT:
    case KEY_TEXT:
    default:
      row->number = sqlite3_column_int64 (stmt->stmt, 1);
      break;
    }
}

static int
compare_keys (const Row *a, const Row *b)
{
  if (a->number != b->number)
    return a->number < b->number ? -1 : 1;
  return a->text != NULL && b->text != NULL ? strcmp (a->text, b->text) : 0;
}

static int
compare_up (const void *a, const void *b)
{
  const Row *x = a, *y = b;
  int order;

  if (x->empty != y->empty)
    return x->empty ? 1 : -1;
  order = compare_keys (x, y);
  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

static int
compare_down (const void *a, const void *b)
{
  const Row *x = a, *y = b;
  int order;

  if (x->empty != y->empty)
    return x->empty ? 1 : -1;
  order = compare_keys (y, x);
  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

/* Reads id and key of every row and puts them in order. Returns: (transfer full) of Row. */
static GArray *
sorted_rows (SbStmt *stmt, Keys *keys, gboolean descending, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GError) local = NULL;

  while (sb_stmt_next (stmt, &local))
    {
      Row row = { 0, NULL, sqlite3_column_int (stmt->stmt, 0), FALSE };

      set_key (keys, &row, stmt);
      g_array_append_val (rows, row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (rows->len > 1)
    qsort (rows->data, rows->len, sizeof (Row), descending ? compare_down : compare_up);
  return g_steal_pointer (&rows);
}

/* The place of every record a reference may show, among their titles; equal titles share a place. */
static gboolean
rank_titles (SbDb *db, Keys *keys, GError **error)
{
  const SbRecordType *target = sb_record_type_find (keys->field->target);
  const SbField *title = sb_record_type_title (target);
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s FROM %s", title->column, target->table);
  g_autoptr (SbStmt) stmt = sb_db_query (db, sql, error);
  Keys titles = { title, KEY_TEXT, keys->collate, NULL, 0, keys->chunk };
  g_autoptr (GArray) rows = stmt != NULL ? sorted_rows (stmt, &titles, FALSE, error) : NULL;
  gint32 rank = 0;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    keys->n_ranks = MAX (keys->n_ranks, g_array_index (rows, Row, i).id + 1);
  keys->ranks = g_new0 (gint32, keys->n_ranks + 1);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (i == 0 || compare_keys (row - 1, row) != 0)
        rank++;
      keys->ranks[row->id] = row->empty ? 0 : rank;
    }
  return TRUE;
}

static GArray *
ids_of (const GArray *rows, gint64 limit)
{
  guint n = limit >= 0 && limit < rows->len ? (guint) limit : rows->len;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint32), n);

  for (guint i = 0; i < n; i++)
    g_array_append_val (ids, g_array_index (rows, Row, i).id);
  return ids;
}

static GArray *
ids_by_field (SbDb *db, const SbQuery *query, GError **error)
{
  const SbField *field = &query->type->fields[query->sort];
  g_autofree char *what
    = g_strdup_printf ("t.id, t.%s%s", field->column, field->kind == SB_KIND_ANY ? "_uid" : "");
  Keys keys = { field, kind_of (field), locale_orders (), NULL, 0, g_string_chunk_new (65536) };
  g_autoptr (GArray) rows = NULL;
  GArray *ids = NULL;

  if (keys.kind != KEY_REFERENCE || rank_titles (db, &keys, error))
    {
      g_autoptr (SbStmt) stmt = sb_query_prepare (query, db, what, FALSE, error);

      rows = stmt != NULL ? sorted_rows (stmt, &keys, query->descending, error) : NULL;
    }
  if (rows != NULL)
    ids = ids_of (rows, query->limit);
  g_free (keys.ranks);
  g_string_chunk_free (keys.chunk);
  return ids;
}

/* By id or instant of change: SQL has the order. */
static GArray *
ids_as_stored (SbDb *db, const SbQuery *query, GError **error)
{
  g_autoptr (SbStmt) stmt = sb_query_prepare (query, db, "t.id", TRUE, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GError) local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sb_stmt_next (stmt, &local))
    {
      gint32 id = sqlite3_column_int (stmt->stmt, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GArray *
sb_reader_ids (SbReader *reader, const SbQuery *query, GCancellable *cancellable, GError **error)
{
  GArray *ids;

  g_return_val_if_fail (reader != NULL && query != NULL, NULL);

  sb_db_set_limits (reader->db, cancellable, 0);
  ids = query->sort >= 0 ? ids_by_field (reader->db, query, error) : ids_as_stored (reader->db, query, error);
  sb_db_set_limits (reader->db, NULL, 0);
  return ids;
}
