/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References of a row: by id of the source, e-mail, name, folded name; what may be missing is created (IMPORT.md 7).
 * Used by the handlers of the types; knows the workspace through the bulk only. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"
#include "records/sb-value.h"

#include <string.h>

static void
ring_free (gpointer data)
{
  SbKeyring *ring = data;

  sb_key_map_free (ring->map);
  g_array_unref (ring->entries);
  g_byte_array_unref (ring->has_id);
  g_byte_array_unref (ring->made);
  g_free (ring);
}

static gboolean
is_made_up (const char *ext_id)
{
  return ext_id[0] == '=' || ext_id[0] == '~';
}

static void
set_bit (GByteArray *bits, gint32 id, gboolean on)
{
  guint byte = (guint) id / 8;

  if (byte >= bits->len)
    {
      guint old = bits->len;

      g_byte_array_set_size (bits, byte + 1024);
      memset (bits->data + old, 0, bits->len - old);
    }
  bits->data[byte] &= (guint8) ~(1 << (id % 8));
  bits->data[byte] |= (guint8) (on << (id % 8));
}

static gboolean
get_bit (const GByteArray *bits, gint32 id)
{
  guint byte = (guint) id / 8;

  return byte < bits->len && (bits->data[byte] >> (id % 8) & 1) != 0;
}

gboolean
sb_keyring_has_id (const SbKeyring *ring, gint32 id)
{
  return get_bit (ring->has_id, id);
}

gboolean
sb_keyring_is_made (const SbKeyring *ring, gint32 id)
{
  return get_bit (ring->made, id);
}

void
sb_keyring_claim (SbKeyring *ring, gint32 id)
{
  set_bit (ring->made, id, FALSE);
}

SbKeyEntry *
sb_keyring_find (SbKeyring *ring, const char *ext_id)
{
  gint32 at = sb_key_map_find (ring->map, sb_key_hash (ext_id));

  return at == 0 ? NULL : &g_array_index (ring->entries, SbKeyEntry, at - 1);
}

SbKeyEntry *
sb_keyring_add (SbKeyring *ring, const char *ext_id, gint32 id)
{
  gint32 *slot = sb_key_map_slot (ring->map, sb_key_hash (ext_id));
  SbKeyEntry entry = { .id = id };

  if (*slot == 0)
    {
      g_array_append_val (ring->entries, entry);
      *slot = (gint32) ring->entries->len;
    }
  else
    g_array_index (ring->entries, SbKeyEntry, *slot - 1).id = id;
  if (id > 0 && !is_made_up (ext_id))
    set_bit (ring->has_id, id, TRUE);
  return &g_array_index (ring->entries, SbKeyEntry, *slot - 1);
}

static void
load_key (const char *ext_id, gint32 id, const char *imported, gpointer user_data)
{
  SbKeyEntry *entry = sb_keyring_add (user_data, ext_id, id);

  if (imported == NULL)
    return;
  entry->missing = imported[0] == '!';
  entry->hash = sb_key_hash (imported).a;
}

SbKeyring *
sb_run_ring (SbImportRun *run, const char *source, const char *object, GError **error)
{
  g_autofree char *name = g_strconcat (source, "\n", object, NULL);
  SbKeyring *ring = g_hash_table_lookup (run->rings, name);

  if (ring != NULL)
    return ring;
  ring = g_new0 (SbKeyring, 1);
  ring->map = sb_key_map_new ();
  ring->entries = g_array_new (FALSE, TRUE, sizeof (SbKeyEntry));
  ring->has_id = g_byte_array_new ();
  ring->made = g_byte_array_new ();
  if (!sb_reader_each_source_key (run->reader, source, object, load_key, ring, error))
    {
      ring_free (ring);
      return NULL;
    }
  g_hash_table_insert (run->rings, g_steal_pointer (&name), ring);
  return ring;
}

void
sb_import_rings_init (SbImportRun *run)
{
  run->rings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, ring_free);
  run->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sb_import_names_free);
}

SbImportNames *
sb_run_names (SbImportRun *run, const SbRecordType *type, GError **error)
{
  SbImportNames *names = g_hash_table_lookup (run->names, type);
  gboolean contact = g_str_equal (type->name, "contact");

  if (names != NULL)
    return names;
  names = sb_import_names_new (run->reader, type, contact || g_str_equal (type->name, "member"),
                               contact ? "account" : NULL, error);
  if (names != NULL)
    g_hash_table_insert (run->names, (gpointer) type, names);
  return names;
}

char *
sb_import_key_text (const char *source, const char *ext_id)
{
  gsize length = strlen (ext_id);

  if (g_str_has_prefix (source, "salesforce") && (length == 15 || length == 18))
    return g_strndup (ext_id, 15);
  return g_strdup (ext_id);
}

char *
sb_import_name_text (const char *name)
{
  g_autofree char *key = sb_text_name_key (name);

  return g_strconcat ("=", key[0] == '\0' ? name : key, NULL);
}

static gboolean
is_uid (const char *text)
{
  return strlen (text) == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

/* What a reference is looked up in. */
typedef struct {
  const SbRecordType *type;
  SbKeyring          *ring;
  SbImportNames      *names;
  const char         *column; /* header, for warnings and extra fields */
} Target;

static gint32
find_by_id (SbWork *work, const Target *target, const char *id_text)
{
  const char *source = work->profile->source;
  SbKeyEntry *entry;

  if (g_str_has_prefix (source, "salesforce"))
    {
      g_autofree char *key = sb_import_key_text (source, id_text);

      entry = sb_keyring_find (target->ring, key);
    }
  else
    entry = sb_keyring_find (target->ring, id_text);
  if (entry != NULL && entry->id > 0)
    return entry->id;
  return is_uid (id_text) ? sb_reader_id_of_uid (work->run->reader, target->type, id_text) : 0;
}

static gboolean
may_create (const SbRecordType *type)
{
  static const char *const types[] = { "account", "product", "team", "competitor", "member", "loss_reason", "course",
                                       "role", "need_class", NULL };

  return g_strv_contains (types, type->name);
}

/* The record that a name or id nobody has met yet stands for. */
static gint32
create (SbWork *work, const Target *target, const char *name, const char *id_text, GError **error)
{
  const SbRecordType *type = target->type;
  const SbField *title = sb_record_type_title (type);
  gsize n = sb_record_type_n_fields (type);
  g_autofree SbValue *values = g_new0 (SbValue, n);
  g_autofree char *key = id_text != NULL ? sb_import_key_text (work->profile->source, id_text)
                                         : sb_import_name_text (name);
  const char *email = name != NULL && strchr (name, '@') != NULL ? name : NULL;
  char uid[37];
  gint32 id;

  values[title - type->fields] = sb_value_text (name != NULL ? name : id_text);
  if (g_str_equal (type->name, "member"))
    {
      values[sb_record_type_field_index (type, "active")] = sb_value_int (0);
      if (email != NULL)
        values[sb_record_type_field_index (type, "email")] = sb_value_text (email);
    }
  sb_import_fill_initial (type, values);
  sb_work_next_uid (work, uid);
  id = sb_bulk_insert (work->run->bulk, type, values, uid, error);
  for (gsize i = 0; i < n; i++)
    sb_value_clear (&values[i]);
  if (id == 0 ||
      !sb_bulk_add_key (work->run->bulk, work->profile->source, type->name, key, type, id, NULL, error))
    return -1;
  sb_keyring_add (target->ring, key, id);
  set_bit (target->ring->made, id, TRUE);
  sb_import_names_add (target->names, id, name != NULL ? name : id_text, email, 0);
  sb_import_report_also (work->run->report, type->name, 1);
  work->run->made++;
  return id;
}

/* −2 ambiguous, 0 missing. */
static gint32
find (SbWork *work, const Target *target, const char *name, const char *id_text, gint32 scope)
{
  gint32 id = id_text == NULL ? 0 : find_by_id (work, target, id_text);
  SbNameMatch match;

  if (id == 0 && name != NULL)
    id = find_by_id (work, target, name);
  if (id != 0 || name == NULL)
    return id;
  id = sb_import_names_find (target->names, name, scope, &match);
  if (match == SB_NAME_FOLDED)
    sb_work_warn (work, SB_ISSUE_REFERENCE_FOLDED, target->column, name);
  else if (match == SB_NAME_AMBIGUOUS)
    {
      sb_work_warn (work, SB_ISSUE_REFERENCE_AMBIGUOUS, target->column, name);
      return -2;
    }
  /* Names never merge what carries different ids. */
  return id_text != NULL && sb_keyring_has_id (target->ring, id) ? 0 : id;
}

static gint32
resolve (SbWork *work, const Target *target, const char *name, const char *id_text, gint32 scope, GError **error)
{
  const char *text = name != NULL ? name : id_text;
  gint32 id = find (work, target, name, id_text, scope);

  if (id > 0)
    return id;
  if (id == -2 || !may_create (target->type))
    {
      if (id == 0)
        sb_work_warn (work, SB_ISSUE_REFERENCE_MISSING, target->column, text);
      sb_work_add_extra (work, target->column, text);
      return 0;
    }
  id = create (work, target, name, id_text, error);
  if (id > 0 && g_str_equal (target->type->name, "member"))
    sb_work_warn (work, SB_ISSUE_OWNER_PLACEHOLDER, target->column, text);
  return id;
}

static gboolean
open_target (SbWork *work, Target *target, const SbRecordType *type, GError **error)
{
  target->type = type;
  target->ring = sb_run_ring (work->run, work->profile->source, type->name, error);
  target->names = target->ring == NULL ? NULL : sb_run_names (work->run, type, error);
  return target->names != NULL;
}

gint32
sb_work_refer_text (SbWork *work, const char *target_name, const char *name, const char *id_text, const char *column,
                    GError **error)
{
  const SbRecordType *type = sb_record_type_find (target_name);
  Target target = { .column = column };

  g_return_val_if_fail (type != NULL, 0);
  if (name == NULL && id_text == NULL)
    return 0;
  return open_target (work, &target, type, error) ? resolve (work, &target, name, id_text, 0, error) : -1;
}

/* The single value of a cell that may list several. */
static const char *
single_text (SbWork *work, const SbImportCell *cell, int column)
{
  const SbColumnFormat *format;
  g_auto (GStrv) parts = NULL;

  if (cell == NULL)
    return NULL;
  format = &work->profile->columns[column].format;
  if (format->multi == 0)
    return cell->text;
  parts = sb_split_values (format, cell->text);
  if (parts == NULL || parts[0] == NULL)
    return NULL;
  return sb_work_keep (work, g_strdup (parts[0]));
}

gint32
sb_work_refer_at (SbWork *work, int index, gint32 scope, GError **error)
{
  SbWorkField *field = &work->fields[index];
  const SbImportCell *id_cell = field->id_column < 0 || work->cells[field->id_column].empty
                                  ? NULL
                                  : &work->cells[field->id_column];
  const char *name, *id_text;
  Target target;

  if (field->target == NULL)
    return 0;
  name = single_text (work, sb_work_cell_at (work, index), field->column[0]);
  id_text = single_text (work, id_cell, field->id_column);
  if (name == NULL && id_text == NULL)
    return 0;
  if (field->ring == NULL)
    {
      if (!open_target (work, &target, field->target, error))
        return -1;
      field->ring = target.ring;
      field->names = target.names;
    }
  target = (Target) { field->target, field->ring, field->names,
                      work->profile->columns[field->column[0] >= 0 ? field->column[0] : field->id_column].name };
  return resolve (work, &target, name, id_text, scope, error);
}

gint32
sb_work_refer (SbWork *work, const char *field, gint32 scope, GError **error)
{
  int i = sb_work_index (work, field);

  return i < 0 ? 0 : sb_work_refer_at (work, i, scope, error);
}
