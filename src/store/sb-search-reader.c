/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over every indexed record: one pass over the folded texts, the best hits first. Called by the search page and
 * the command, in a worker when the workspace is large. */
#include <string.h>

#include "core/sb-text.h"
#include "store/sb-reader-private.h"
#include "store/sb-search.h"
#include "store/sb-table.h"

#define MAX_FOUND 5000 /* rows that are ranked; more match only words of one or two letters */

typedef struct
{
  gint64 key;
  int    rank;   /* 0 best */
  gint32 length; /* of the title */
} Found;

/* A title that begins with the first word beats one with a word that does, then come other places, then other
 * fields. */
static int
rank_of (const char *title, const char *word)
{
  const char *at = strstr (title, word);

  if (at == title)
    return strlen (title) == strlen (word) ? 0 : 1;
  if (at == NULL)
    return 4;
  return at[-1] == ' ' ? 2 : 3;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank - y->rank;
  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  return x->key < y->key ? -1 : x->key > y->key;
}

static SbStmt *
prepare_search (SbDb *db, char **words, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT id, title FROM search_entry WHERE 1");
  SbStmt *stmt;
  int index = 1;

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        g_string_append_printf (sql, " AND (instr (title, ?%d) > 0 OR instr (body, ?%d) > 0)", index, index);
        index++;
      }
  g_string_append_printf (sql, " LIMIT %d", MAX_FOUND);
  stmt = sb_db_query (db, sql->str, error);
  index = 1;
  for (gsize i = 0; stmt != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0')
      sb_stmt_bind_text (stmt, index++, words[i]);
  return stmt;
}

static GArray *
find_rows (SbDb *db, char **words, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (SbStmt) stmt = prepare_search (db, words, error);
  g_autoptr (GError) local = NULL;

  if (stmt == NULL)
    return NULL;
  while (sb_stmt_next (stmt, &local))
    {
      const char *title = sb_stmt_text (stmt, 1);
      Found row = { sqlite3_column_int64 (stmt->stmt, 0), rank_of (title, words[0]), (gint32) strlen (title) };

      g_array_append_val (found, row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_array_sort (found, compare_found);
  return g_steal_pointer (&found);
}

static const SbRecordType *
type_of_key (gint64 key)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);

  for (gsize i = 0; i < n; i++)
    if (sb_search_key (types[i], 0) >> 31 == key >> 31)
      return types[i];
  return NULL;
}

/* Titles of the first two records it refers to, then its city or region. */
static char *
context_of (SbReader *reader, const SbRecord *record)
{
  static const char *const places[] = { "city", "region" };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; record->type->fields[i].name != NULL && parts->len < 2; i++)
    {
      const SbField *field = &record->type->fields[i];
      const SbRecordType *target = field->kind == SB_KIND_REFERENCE ? sb_record_type_find (field->target) : NULL;

      if (target == NULL || record->values[i].type != SB_VALUE_INT || (field->flags & SB_FIELD_PRIVATE) != 0
          || sb_record_type_title (target) == NULL)
        continue;
      g_ptr_array_add (parts, sb_reader_title (reader, target, (gint32) record->values[i].i));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (sb_record_text (record, places[i]) != NULL)
      {
        g_ptr_array_add (parts, g_strdup (sb_record_text (record, places[i])));
        break;
      }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
hit_destroy (gpointer data)
{
  SbSearchHit *hit = data;

  g_free (hit->title);
  g_free (hit->context);
  g_free (hit);
}

static void
add_hit (SbReader *reader, GPtrArray *hits, gint64 key)
{
  const SbRecordType *type = type_of_key (key);
  g_autoptr (SbRecord) record
    = type != NULL ? sb_table_load (reader->db, type, (gint32) (key & G_MAXINT32), NULL) : NULL;
  SbSearchHit *hit;

  if (record == NULL || record->archived_at > 0)
    return;
  hit = g_new0 (SbSearchHit, 1);
  hit->type = type;
  hit->id = record->id;
  hit->title = sb_reader_title (reader, type, record->id);
  hit->context = context_of (reader, record);
  g_ptr_array_add (hits, hit);
}

GPtrArray *
sb_reader_search (SbReader *reader, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GArray) found = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (reader != NULL && text != NULL, NULL);

  hits = g_ptr_array_new_with_free_func (hit_destroy);
  folded = sb_text_fold (text);
  if (*folded == '\0')
    return g_steal_pointer (&hits);
  words = g_strsplit (folded, " ", -1);
  sb_db_set_limits (reader->db, cancellable, 0);
  found = find_rows (reader->db, words, error);
  sb_db_set_limits (reader->db, NULL, 0);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len && hits->len < limit; i++)
    add_hit (reader, hits, g_array_index (found, Found, i).key);
  return g_steal_pointer (&hits);
}
