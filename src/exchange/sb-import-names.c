/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record does a name mean? Keeps hashes of exact and folded names, so that a hundred thousand accounts cost a
 * few megabytes. Used by the importer's references; must not create anything. */
#include "exchange/sb-import-names.h"

#include "core/sb-text.h"
#include "exchange/sb-import-keys.h"

#include <string.h>

#define AMBIGUOUS (-1)
#define CHUNK 512

enum { SPACE_EXACT = 1, SPACE_FOLDED, SPACE_EMAIL, SPACE_FIRST };

struct _SbImportNames {
  const SbRecordType *type;
  gboolean            person;
  gboolean            scoped;
  SbKeyMap           *map;
};

static SbKeyHash
name_hash (int space, gint32 scope, const char *text)
{
  SbKeyHasher hasher;

  sb_key_hasher_init (&hasher);
  sb_key_hasher_add_int (&hasher, ((gint64) scope << 8) | space);
  sb_key_hasher_add (&hasher, text, strlen (text));
  return sb_key_hasher_end (&hasher);
}

static void
remember (SbImportNames *names, int space, gint32 scope, const char *text, gint32 id)
{
  gint32 *slot;

  if (text[0] == '\0')
    return;
  slot = sb_key_map_slot (names->map, name_hash (space, scope, text));
  if (*slot == 0 || *slot == id)
    *slot = id;
  else
    *slot = AMBIGUOUS;
}

/* "Last, First" as "First Last"; NULL when there is no single comma with something on both sides. */
static char *
swap_name (const char *name)
{
  const char *comma = strchr (name, ',');
  g_autofree char *last = NULL;

  if (comma == NULL || comma == name || strchr (comma + 1, ',') != NULL || sb_text_is_blank (comma + 1))
    return NULL;
  last = g_strndup (name, (gsize) (comma - name));
  return g_strconcat (comma + 1, " ", last, NULL);
}

static char *
first_name (const char *name)
{
  g_autofree char *swapped = swap_name (name);
  g_autofree char *trimmed = sb_text_trim (swapped != NULL ? swapped : name);
  char *blank = strchr (trimmed, ' ');

  if (blank == NULL)
    return NULL;
  *blank = '\0';
  return sb_text_name_key (trimmed);
}

static void
add_folded (SbImportNames *names, gint32 id, const char *name, gint32 scope)
{
  g_autofree char *folded = sb_text_name_key (name);

  remember (names, SPACE_FOLDED, 0, folded, id);
  if (names->scoped && scope > 0)
    remember (names, SPACE_FOLDED, scope, folded, id);
}

void
sb_import_names_add (SbImportNames *names, gint32 id, const char *name, const char *email, gint32 scope)
{
  g_return_if_fail (names != NULL && id > 0);
  if (name != NULL && name[0] != '\0')
    {
      remember (names, SPACE_EXACT, 0, name, id);
      if (names->scoped && scope > 0)
        remember (names, SPACE_EXACT, scope, name, id);
      add_folded (names, id, name, scope);
    }
  if (names->person && name != NULL)
    {
      g_autofree char *swapped = swap_name (name);
      g_autofree char *first = names->scoped && scope > 0 ? first_name (name) : NULL;

      if (swapped != NULL)
        add_folded (names, id, swapped, scope);
      if (first != NULL)
        remember (names, SPACE_FIRST, scope, first, id);
    }
  if (email != NULL && email[0] != '\0')
    {
      g_autofree char *folded = sb_text_fold (email);

      remember (names, SPACE_EMAIL, 0, folded, id);
    }
}

static gboolean
load (SbImportNames *names, SbReader *reader, const char *scope, GError **error)
{
  g_autoptr (SbQuery) query = sb_query_new (names->type);
  const SbField *title = sb_record_type_title (names->type);
  gboolean has_email = sb_record_type_field (names->type, "email") != NULL;
  g_autoptr (GArray) ids = NULL;

  if (title == NULL)
    return TRUE;
  ids = sb_reader_ids (reader, query, NULL, error);
  if (ids == NULL)
    return FALSE;
  for (gsize at = 0; at < ids->len; at += CHUNK)
    {
      gsize n = MIN (CHUNK, ids->len - at);
      g_autoptr (GPtrArray) records =
        sb_reader_load (reader, names->type, &g_array_index (ids, gint32, at), n, error);

      if (records == NULL)
        return FALSE;
      for (gsize i = 0; i < records->len; i++)
        {
          const SbRecord *record = g_ptr_array_index (records, i);

          if (record != NULL)
            sb_import_names_add (names, record->id, sb_record_text (record, title->name),
                                 has_email ? sb_record_text (record, "email") : NULL,
                                 scope == NULL ? 0 : (gint32) sb_record_int (record, scope, 0));
        }
    }
  return TRUE;
}

SbImportNames *
sb_import_names_new (SbReader *reader, const SbRecordType *type, gboolean person, const char *scope, GError **error)
{
  g_autoptr (SbImportNames) names = g_new0 (SbImportNames, 1);

  g_return_val_if_fail (reader != NULL && type != NULL, NULL);
  names->type = type;
  names->person = person;
  names->scoped = scope != NULL;
  names->map = sb_key_map_new ();
  if (!load (names, reader, scope, error))
    return NULL;
  return g_steal_pointer (&names);
}

void
sb_import_names_free (SbImportNames *names)
{
  if (names == NULL)
    return;
  sb_key_map_free (names->map);
  g_free (names);
}

static gint32
look (const SbImportNames *names, int space, gint32 scope, const char *text)
{
  return sb_key_map_find (names->map, name_hash (space, scope, text));
}

static gint32
settle (gint32 id, SbNameMatch how, SbNameMatch *match)
{
  *match = id > 0 ? how : SB_NAME_AMBIGUOUS;
  return id > 0 ? id : 0;
}

static gint32
find_folded (const SbImportNames *names, const char *name, gint32 scope, SbNameMatch *match)
{
  g_autofree char *folded = sb_text_name_key (name);
  g_autofree char *swapped = names->person ? swap_name (name) : NULL;
  gint32 id = look (names, SPACE_FOLDED, scope, folded);

  if (id == 0 && swapped != NULL)
    {
      g_autofree char *other = sb_text_name_key (swapped);

      id = look (names, SPACE_FOLDED, scope, other);
    }
  if (id == 0 && names->scoped && scope > 0)
    id = look (names, SPACE_FIRST, scope, folded);
  if (id != 0)
    return settle (id, SB_NAME_FOLDED, match);
  *match = SB_NAME_MISSING;
  return 0;
}

gint32
sb_import_names_find (const SbImportNames *names, const char *name, gint32 scope, SbNameMatch *match)
{
  gint32 id;

  g_return_val_if_fail (names != NULL && name != NULL && match != NULL, 0);
  if (!names->scoped)
    scope = 0;
  if (names->person && strchr (name, '@') != NULL)
    {
      g_autofree char *email = sb_text_fold (name);

      id = look (names, SPACE_EMAIL, 0, email);
      if (id != 0)
        return settle (id, SB_NAME_EXACT, match);
    }
  id = look (names, SPACE_EXACT, scope, name);
  if (id != 0)
    return settle (id, SB_NAME_EXACT, match);
  return find_folded (names, name, scope, match);
}
