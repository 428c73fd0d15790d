/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which record is this row? By the id of its source, by the natural key of its type with an occurrence number, or by
 * the uid of our own export (IMPORT.md 8). Called once a row before anything is written. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <string.h>

void
sb_work_key_clear (SbWorkKey *key)
{
  g_clear_pointer (&key->text, g_free);
}

const char *
sb_work_ext_id (const SbWork *work)
{
  int column = work->profile->id_column;
  const SbTableRecord *record = &work->row->record;

  if (column < 0 || (guint) column >= record->n_cells || record->cells[column].length == 0)
    return NULL;
  return record->cells[column].text;
}

static char *
numbered_key (SbKeyHasher hasher, gint32 number)
{
  char text[27];

  sb_key_hasher_add_int (&hasher, number);
  sb_key_hash_to_text (sb_key_hasher_end (&hasher), text);
  return g_strconcat ("~", text, NULL);
}

/* Only keys that occur again are counted: a million distinct rows cost nothing here. */
char *
sb_work_natural_key (SbWork *work, const char *const *parts, gsize n)
{
  SbKeyHasher hasher;
  SbKeyEntry *entry;
  gint32 *seen;
  char *first;

  sb_key_hasher_init (&hasher);
  for (gsize i = 0; i < n; i++)
    sb_key_hasher_add (&hasher, parts[i] == NULL ? "" : parts[i], parts[i] == NULL ? 0 : strlen (parts[i]));
  first = numbered_key (hasher, 1);
  entry = sb_keyring_find (work->ring, first);
  if (entry == NULL || entry->seen != work->run->file_number)
    return first;
  g_free (first);
  seen = sb_key_map_slot (work->run->occurrences, sb_key_hasher_end (&hasher));
  *seen = MAX (*seen, 1) + 1;
  return numbered_key (hasher, *seen);
}

static guint64
row_hash (const SbWork *work)
{
  SbKeyHasher hasher;

  sb_key_hasher_init (&hasher);
  for (guint i = 0; i < work->row->record.n_cells; i++)
    sb_key_hasher_add (&hasher, work->row->record.cells[i].text, work->row->record.cells[i].length);
  return sb_key_hasher_end (&hasher).a;
}

/* What identifies a row of a file without ids, by type; "*" is every mapped column. */
static char *
key_of_fields (SbWork *work, const char *const *fields)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (fields == NULL)
    {
      for (guint i = 0; i < work->profile->n_columns; i++)
        if (work->profile->columns[i].role == SB_COLUMN_FIELD)
          g_ptr_array_add (parts, (gpointer) (i < work->row->record.n_cells ? work->row->record.cells[i].text : ""));
      return sb_work_natural_key (work, (const char *const *) parts->pdata, parts->len);
    }
  for (int i = 0; fields[i] != NULL; i++)
    {
      const char *text = sb_work_text (work, fields[i]);
      const SbImportCell *id = text == NULL ? sb_work_id_cell (work, fields[i]) : NULL;

      g_ptr_array_add (parts, (gpointer) (id != NULL ? id->text : text));
    }
  return sb_work_natural_key (work, (const char *const *) parts->pdata, parts->len);
}

static const char *
display_name (const SbWork *work)
{
  const SbField *title = work->record == NULL ? NULL : sb_record_type_title (work->record);
  const SbValue *value = title == NULL ? NULL : &work->values[title - work->record->fields];

  return value != NULL && value->type == SB_VALUE_TEXT ? value->text : NULL;
}

static char *
natural_text (SbWork *work)
{
  static const char *const deal[] = { "name", "account", "owner", "created_on", NULL };
  static const char *const contact[] = { "name", "first_name", "last_name", "account", NULL };
  static const char *const email[] = { "email", NULL };
  static const char *const change[] = { "deal", "stage", "at", NULL };
  const char *type = work->type->name;

  if (g_str_equal (type, "deal") || g_str_equal (type, "lead"))
    return key_of_fields (work, deal);
  if (g_str_equal (type, "contact"))
    return key_of_fields (work, sb_work_text (work, "email") != NULL ? email : contact);
  if (g_str_equal (type, "stage_change"))
    return key_of_fields (work, change);
  if (g_str_equal (type, "member") && sb_work_text (work, "email") != NULL)
    return sb_import_name_text (sb_work_text (work, "email"));
  if ((g_str_equal (type, "member") || g_str_equal (type, "account") || g_str_equal (type, "team") ||
       g_str_equal (type, "product")) &&
      display_name (work) != NULL)
    return sb_import_name_text (display_name (work));
  return key_of_fields (work, NULL);
}

/* A record that a reference made before the row of its own file came, or that was typed in. */
static gint32
adopt (SbWork *work, const char *text, GError **error)
{
  g_autofree char *as_name = NULL;
  g_autofree char *by_name = NULL;
  const char *name = display_name (work);
  SbKeyEntry *entry;
  SbImportNames *names;
  SbNameMatch match;
  gint32 id;

  if (text[0] != '=' && text[0] != '~')
    {
      as_name = sb_import_name_text (text);
      entry = sb_keyring_find (work->ring, as_name);
      if (entry != NULL && entry->id > 0 && !sb_keyring_has_id (work->ring, entry->id))
        return entry->id;
    }
  if (name == NULL)
    return 0;
  by_name = sb_import_name_text (name);
  entry = sb_keyring_find (work->ring, by_name);
  if (entry != NULL && entry->id > 0 && !sb_keyring_has_id (work->ring, entry->id) &&
      entry->seen != work->run->file_number)
    return entry->id;
  names = sb_run_names (work->run, work->record, error);
  if (names == NULL)
    return -1;
  id = sb_import_names_find (names, name, 0, &match);
  if (match != SB_NAME_EXACT || sb_keyring_has_id (work->ring, id))
    return 0;
  return id;
}

static gboolean
may_adopt (const SbWork *work)
{
  static const char *const types[] = { "account", "member", "team", "product", "competitor", NULL };

  return work->record != NULL && g_strv_contains (types, work->record->name);
}

static gint32
find_own (SbWork *work, const char *text)
{
  if (work->record == NULL || strlen (text) != 36 || text[8] != '-' || text[13] != '-' || text[23] != '-')
    return 0;
  return sb_reader_id_of_uid (work->run->reader, work->record, text);
}

static SbOutcome
meet_again (SbWork *work, const SbKeyEntry *entry, const char *text)
{
  const char *column = work->profile->id_column < 0 ? NULL : work->profile->columns[work->profile->id_column].name;

  if (entry->hash == row_hash (work))
    return SB_OUTCOME_SKIPPED;
  if (text[0] == '=' && column == NULL)
    return sb_work_reject (work, SB_ISSUE_ID_REPEATED, NULL, display_name (work));
  return sb_work_reject (work, SB_ISSUE_ID_REPEATED, column, text);
}

SbOutcome
sb_work_find_text (SbWork *work, const char *text, gboolean repeats, SbWorkKey *key, GError **error)
{
  SbKeyEntry *entry = sb_keyring_find (work->ring, text);

  key->text = g_strdup (text);
  if (entry == NULL)
    {
      gint32 id = find_own (work, text);

      key->own = id > 0;
      if (id == 0 && may_adopt (work))
        id = adopt (work, text, error);
      if (id < 0)
        return SB_OUTCOME_FAILED;
      key->id = id;
      key->bind = id > 0 && !key->own;
      entry = sb_keyring_add (work->ring, text, id);
    }
  else if (entry->seen == work->run->file_number && !repeats)
    return meet_again (work, entry, text);
  else
    {
      key->id = entry->id;
      key->known = entry->seen == 0 ? entry->hash : 0;
      key->missing = entry->missing;
      key->own = entry->own;
    }
  entry->own = key->own;
  entry->seen = work->run->file_number;
  entry->hash = row_hash (work);
  key->ref = (SbKeyRef) { work->ring, (guint) (entry - (SbKeyEntry *) work->ring->entries->data) };
  return SB_OUTCOME_CREATED;
}

SbOutcome
sb_work_find_key (SbWork *work, SbWorkKey *key, GError **error)
{
  const char *ext_id = sb_work_ext_id (work);
  const char *own = work->uid_column < 0 || (guint) work->uid_column >= work->row->record.n_cells
                      ? NULL
                      : work->row->record.cells[work->uid_column].text;
  g_autofree char *text = NULL;

  if (own != NULL && find_own (work, own) > 0)
    text = g_strdup (own);
  else if (ext_id != NULL)
    {
      g_autofree char *trimmed = sb_text_trim (ext_id);

      text = sb_import_key_text (work->profile->source, trimmed);
    }
  else
    text = natural_text (work);
  return sb_work_find_text (work, text, FALSE, key, error);
}
