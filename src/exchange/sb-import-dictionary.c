/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vocabulary as look-up tables: import types with their fields, and for each type what a header key means. Built
 * from the alias table and the record descriptions; called by everything that reads headers. Decides nothing about
 * columns of a file. */
#include "sb-config.h"

#include "exchange/sb-import-dictionary.h"
#include "exchange/sb-import-vocabulary.h"

#include <string.h>

typedef struct {
  const SbImportField *field;
  const char          *source; /* NULL: under every source */
  SbMatchTier          tier;
  guint                rank;
  gboolean             inherited;
} Entry;

typedef struct {
  SbImportType  type;      /* first, so that a type is its slot */
  GHashTable   *entries;   /* key → GArray of Entry, best first */
  const char   *signature;
} TypeSlot;

struct _SbImportDictionary {
  gint        ref_count;
  GPtrArray  *slots;       /* of TypeSlot, import order; also SbImportType* */
  GHashTable *by_name;
  GHashTable *known;       /* keys of any type */
};

/* ---- building -------------------------------------------------------------------------------------------------- */

static void
slot_free (gpointer data)
{
  TypeSlot *slot = data;

  g_hash_table_unref (slot->entries);
  g_free (slot->type.fields);
  g_free (slot);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->tier != y->tier)
    return x->tier < y->tier ? -1 : 1;
  return x->field < y->field ? -1 : x->field > y->field;
}

static void
add_entry (SbImportDictionary *self, TypeSlot *slot, const char *header, Entry entry)
{
  g_auto (SbHeaderKey) key = { 0 };
  GArray *list;

  sb_header_key_init (&key, header, NULL);
  if (*key.key == '\0')
    return;
  list = g_hash_table_lookup (slot->entries, key.key);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_hash_table_insert (slot->entries, g_strdup (key.key), list);
    }
  g_array_append_val (list, entry);
  g_array_sort (list, compare_entries);
  if (!slot->type.generic && entry.tier != SB_MATCH_LABEL)
    g_hash_table_add (self->known, g_strdup (key.key));
}

/* One alias: "odoo:expected revenue", "~acv", "amount". */
static void
add_alias (SbImportDictionary *self, TypeSlot *slot, const char *alias, Entry entry)
{
  const char *colon = strchr (alias, ':');

  if (colon != NULL)
    {
      g_autofree char *source = g_strndup (alias, (gsize) (colon - alias));

      entry.source = g_intern_string (source);
      entry.tier = SB_MATCH_SOURCE;
      alias = colon + 1;
    }
  else if (*alias == '~')
    {
      entry.tier = SB_MATCH_WEAK;
      alias++;
    }
  add_entry (self, slot, alias, entry);
}

static const SbVocabularyField *
find_row (const char *type, const char *field)
{
  for (const SbVocabularyType *row = sb_vocabulary; row->name != NULL; row++)
    for (const SbVocabularyField *at = row->fields; g_str_equal (row->name, type) && at->name != NULL; at++)
      if (g_str_equal (at->name, field))
        return at;
  return NULL;
}

static void
add_aliases (SbImportDictionary *self, TypeSlot *slot, const SbImportField *field, const SbVocabularyField *row,
             SbMatchTier tier)
{
  g_auto (GStrv) aliases = g_strsplit (row->aliases, "|", -1);
  guint rank = 0;

  for (guint i = 0; aliases[i] != NULL; i++)
    if (*aliases[i] != '\0')
      add_alias (self, slot, aliases[i], (Entry) { field, NULL, tier, rank++, FALSE });
  if (row->inherit == NULL)
    return;
  g_auto (GStrv) name = g_strsplit (row->inherit, ".", 2);
  const SbVocabularyField *parent = find_row (name[0], name[1]);
  g_auto (GStrv) more = g_strsplit (parent->aliases, "|", -1);

  for (guint i = 0; more[i] != NULL; i++)
    add_alias (self, slot, more[i], (Entry) { field, NULL, tier, rank++, TRUE });
}

static SbImportKind
kind_of (const SbField *field)
{
  switch (field->kind)
    {
    case SB_KIND_MONEY:
      return SB_IMPORT_MONEY;
    case SB_KIND_PERCENT:
      return SB_IMPORT_PERCENT;
    case SB_KIND_NUMBER:
      return SB_IMPORT_NUMBER;
    case SB_KIND_INTEGER:
      return SB_IMPORT_INTEGER;
    case SB_KIND_MINUTES:
      return SB_IMPORT_MINUTES;
    case SB_KIND_DATE:
      return SB_IMPORT_DATE;
    case SB_KIND_INSTANT:
      return SB_IMPORT_INSTANT;
    case SB_KIND_BOOL:
      return SB_IMPORT_BOOL;
    case SB_KIND_CHOICE:
      return SB_IMPORT_CHOICE;
    case SB_KIND_REFERENCE:
      return SB_IMPORT_REFERENCE;
    case SB_KIND_NOTE:
      return SB_IMPORT_NOTE;
    case SB_KIND_TEXT:
    case SB_KIND_ANY:
    case SB_KIND_FILE:
    default:
      return SB_IMPORT_TEXT;
    }
}

static gboolean
has_field (const GArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (g_array_index (fields, SbImportField, i).name, name))
      return TRUE;
  return FALSE;
}

static void
add_rows (GArray *fields, const SbVocabularyField *row)
{
  for (; row != NULL && row->name != NULL; row++)
    if (!has_field (fields, row->name))
      {
        SbImportField field = { row->name, row->kind, row->target, NULL, NULL };
        g_array_append_val (fields, field);
      }
}

/* Fields of the description that the vocabulary does not name: our own exports carry them. */
static void
add_record_fields (GArray *fields, const SbRecordType *record)
{
  for (const SbField *at = record == NULL ? NULL : record->fields; at != NULL && at->name != NULL; at++)
    if (!(at->flags & SB_FIELD_PROGRAM) && at->kind != SB_KIND_FILE && !has_field (fields, at->name))
      {
        SbImportField field = { at->name, kind_of (at), at->target, NULL, NULL };
        g_array_append_val (fields, field);
      }
}

static void
add_labels (SbImportDictionary *self, TypeSlot *slot)
{
  for (guint i = 0; i < slot->type.n_fields; i++)
    {
      const SbImportField *field = &slot->type.fields[i];
      const SbField *record = field->record_field;
      Entry entry = { field, NULL, SB_MATCH_LABEL, 0, FALSE };

      g_autofree char *technical = g_strconcat (slot->type.name, ".", field->name, NULL);

      add_entry (self, slot, technical, entry);
      add_entry (self, slot, field->name, entry);
      if (record == NULL)
        continue;
      entry.rank = 1;
      if (record->label != NULL)
        add_entry (self, slot, record->label, entry);
      g_auto (GStrv) names = g_strsplit (record->import_names != NULL ? record->import_names : "", "|", -1);
      for (guint j = 0; names[j] != NULL; j++)
        add_entry (self, slot, names[j], entry);
    }
}

static TypeSlot *
add_slot (SbImportDictionary *self, const char *name, const char *label, GArray *fields)
{
  TypeSlot *slot = g_new0 (TypeSlot, 1);
  const SbRecordType *record = sb_record_type_find (name);

  slot->type.name = name;
  slot->type.label = label;
  slot->type.record = record;
  slot->type.order = self->slots->len;
  slot->type.n_fields = fields->len;
  slot->type.fields = (SbImportField *) (gpointer) g_array_free (fields, FALSE);
  slot->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < slot->type.n_fields; i++)
    {
      SbImportField *field = &slot->type.fields[i];

      field->type = &slot->type;
      field->record_field = record != NULL ? sb_record_type_field (record, field->name) : NULL;
    }
  g_ptr_array_add (self->slots, slot);
  g_hash_table_insert (self->by_name, (gpointer) name, slot);
  return slot;
}

static void
add_vocabulary_aliases (SbImportDictionary *self, TypeSlot *slot, const SbVocabularyField *row, SbMatchTier tier)
{
  for (; row != NULL && row->name != NULL; row++)
    add_aliases (self, slot, sb_import_type_field (&slot->type, row->name), row, tier);
}

static const SbVocabularyField *
base_fields (const SbVocabularyType *row)
{
  for (const SbVocabularyType *at = sb_vocabulary; row->base != NULL && at->name != NULL; at++)
    if (g_str_equal (at->name, row->base))
      return at->fields;
  return NULL;
}

/* The base's aliases for the fields that the type has no row of its own for. */
static void
add_base_aliases (SbImportDictionary *self, TypeSlot *slot, const SbVocabularyType *row)
{
  for (const SbVocabularyField *at = base_fields (row); at != NULL && at->name != NULL; at++)
    if (find_row (row->name, at->name) == NULL)
      add_aliases (self, slot, sb_import_type_field (&slot->type, at->name), at, SB_MATCH_OWN);
}

static void
add_vocabulary_type (SbImportDictionary *self, const SbVocabularyType *row)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (SbImportField));
  TypeSlot *slot;

  add_rows (fields, row->fields);
  add_rows (fields, base_fields (row));
  add_rows (fields, sb_vocabulary_common);
  add_record_fields (fields, sb_record_type_find (row->name));
  slot = add_slot (self, row->name, row->label, fields);
  slot->signature = row->signature;
  add_vocabulary_aliases (self, slot, row->fields, SB_MATCH_OWN);
  add_base_aliases (self, slot, row);
  add_vocabulary_aliases (self, slot, sb_vocabulary_common, SB_MATCH_COMMON);
  add_labels (self, slot);
}

static void
add_record_type (SbImportDictionary *self, const SbRecordType *record)
{
  GArray *fields;
  TypeSlot *slot;

  if ((record->flags & SB_RECORD_PROGRAM) || g_hash_table_contains (self->by_name, record->name))
    return;
  fields = g_array_new (FALSE, FALSE, sizeof (SbImportField));
  add_record_fields (fields, record);
  if (!has_field (fields, "ext_id"))
    {
      SbImportField id = { "ext_id", SB_IMPORT_ID, NULL, NULL, NULL };
      g_array_append_val (fields, id);
    }
  slot = add_slot (self, record->name, record->plural, fields);
  slot->type.generic = TRUE;
  add_labels (self, slot);
  add_aliases (self, slot, sb_import_type_field (&slot->type, "ext_id"), &sb_vocabulary_common[0], SB_MATCH_COMMON);
}

SbImportDictionary *
sb_import_dictionary_new (void)
{
  SbImportDictionary *self = g_new0 (SbImportDictionary, 1);
  gsize n;
  const SbRecordType * const *records = sb_record_types (&n);

  self->ref_count = 1;
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const SbVocabularyType *row = sb_vocabulary; row->name != NULL; row++)
    add_vocabulary_type (self, row);
  for (gsize i = 0; i < n; i++)
    add_record_type (self, records[i]);
  return self;
}

SbImportDictionary *
sb_import_dictionary_ref (SbImportDictionary *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
sb_import_dictionary_unref (SbImportDictionary *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->slots);
  g_free (self);
}

/* ---- asking ---------------------------------------------------------------------------------------------------- */

const SbImportType *
sb_import_dictionary_type (const SbImportDictionary *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  return name == NULL ? NULL : g_hash_table_lookup (self->by_name, name);
}

const SbImportType * const *
sb_import_dictionary_types (const SbImportDictionary *self, gsize *n)
{
  g_return_val_if_fail (self != NULL && n != NULL, NULL);
  *n = self->slots->len;
  return (const SbImportType * const *) self->slots->pdata;
}

const char *
sb_import_dictionary_signature (const SbImportDictionary *self, const SbImportType *type)
{
  g_return_val_if_fail (self != NULL && type != NULL, NULL);
  return ((const TypeSlot *) type)->signature;
}

const SbImportField *
sb_import_type_field (const SbImportType *type, const char *name)
{
  g_return_val_if_fail (type != NULL, NULL);
  for (guint i = 0; name != NULL && i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return &type->fields[i];
  return NULL;
}

const SbImportField *
sb_import_dictionary_field (const SbImportDictionary *self, const char *qualified, gboolean *by_id)
{
  g_return_val_if_fail (self != NULL && qualified != NULL && by_id != NULL, NULL);

  g_auto (GStrv) parts = g_strsplit (qualified, ".", -1);
  guint n = g_strv_length (parts);
  const SbImportType *type = n >= 2 && n <= 3 ? sb_import_dictionary_type (self, parts[0]) : NULL;
  const SbImportField *field = type == NULL ? NULL : sb_import_type_field (type, parts[1]);

  *by_id = n == 3;
  if (field != NULL && n == 3 && (field->kind != SB_IMPORT_REFERENCE || !g_str_equal (parts[2], "id")))
    return NULL;
  return field;
}

static const Entry *
find_entry (const TypeSlot *slot, const char *source, const char *key)
{
  const GArray *list = g_hash_table_lookup (slot->entries, key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Entry *entry = &g_array_index (list, Entry, i);

      if (entry->source == NULL || g_strcmp0 (entry->source, source) == 0)
        return entry;
    }
  return NULL;
}

/* The key without an ending that says "id"; NULL when it has none. */
static char *
without_id (const char *key)
{
  static const char * const endings[] = { "externalid", "ids", "id", "编号", "工号" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (key, endings[i]) && strlen (key) > strlen (endings[i]))
      return g_strndup (key, strlen (key) - strlen (endings[i]));
  return NULL;
}

static gboolean
ends_in_id (const char *key)
{
  g_autofree char *rest = without_id (key);
  return rest != NULL || g_str_equal (key, "工号");
}

/* The entity a prefix names, where it is not the file's own: "Person - Name" in a list of deals. */
static char *
key_for_type (const SbImportType *type, const SbHeaderKey *key)
{
  static const struct {
    SbHeaderEntity entity;
    const char    *type, *word;
  } words[] = {
    { SB_ENTITY_DEAL, "deal", "deal" },       { SB_ENTITY_PERSON, "contact", "person" },
    { SB_ENTITY_ORGANIZATION, "account", "organization" }, { SB_ENTITY_LEAD, "lead", "lead" },
    { SB_ENTITY_ACTIVITY, "activity", "activity" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (key->entity == words[i].entity && !g_str_equal (type->name, words[i].type))
      return g_strconcat (words[i].word, key->key, NULL);
  return g_strdup (key->key);
}

static gboolean
fill_match (const Entry *entry, gboolean by_id, SbHeaderMatch *match)
{
  *match = (SbHeaderMatch) { entry->field, by_id, entry->tier, entry->rank, entry->inherited };
  return TRUE;
}

gboolean
sb_import_dictionary_match (const SbImportDictionary *self, const SbImportType *type, const char *source,
                            const SbHeaderKey *key, SbHeaderMatch *match)
{
  g_return_val_if_fail (self != NULL && type != NULL && key != NULL && match != NULL, FALSE);

  const TypeSlot *slot = (const TypeSlot *) type;
  g_autofree char *text = key_for_type (type, key);
  g_autofree char *rest = without_id (text);
  const Entry *entry;
  /* Odoo's user_id and partner_id hold names; only "…/id" is an id there. */
  gboolean ids = key->external || g_strcmp0 (source, "odoo") != 0;

  if (key->derived)
    return FALSE;
  entry = find_entry (slot, source, text);
  if (entry != NULL)
    return fill_match (entry, ids && ends_in_id (text) && entry->field->kind == SB_IMPORT_REFERENCE, match);
  if (rest != NULL && ids)
    {
      entry = find_entry (slot, source, rest);
      if (entry != NULL && entry->field->kind == SB_IMPORT_REFERENCE)
        return fill_match (entry, TRUE, match);
    }
  return FALSE;
}

gboolean
sb_import_dictionary_knows (const SbImportDictionary *self, const char *header)
{
  g_return_val_if_fail (self != NULL && header != NULL, FALSE);

  g_auto (SbHeaderKey) key = { 0 };
  g_autofree char *rest = NULL;
  gboolean by_id;

  if (strchr (header, '.') != NULL && sb_import_dictionary_field (self, header, &by_id) != NULL)
    return TRUE;
  sb_header_key_init (&key, header, NULL);
  rest = without_id (key.key);
  return g_hash_table_contains (self->known, key.key) || (rest != NULL && g_hash_table_contains (self->known, rest));
}
