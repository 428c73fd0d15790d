/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row becomes a record: references resolved, required fields filled, source key, extra fields and the memory of what
 * was imported written beside it. Used by the handlers; a record that is known goes to sb-import-merge.c. */
#include "exchange/sb-import-steps.h"

#include "exchange/sb-import-state.h"

#include <string.h>

gboolean
sb_work_refer_all (SbWork *work, GError **error)
{
  gint32 account = 0;

  for (guint i = 0; i < work->type->n_fields; i++)
    {
      const SbWorkField *field = &work->fields[i];
      gint32 id;

      if (field->record_field < 0 || work->record->fields[field->record_field].kind != SB_KIND_REFERENCE ||
          (field->column[0] < 0 && field->id_column < 0))
        continue;
      /* What a handler has set stands. */
      if (work->values[field->record_field].type == SB_VALUE_INT)
        continue;
      id = sb_work_refer_at (work, (int) i, account, error);
      if (id < 0)
        return FALSE;
      if (account == 0 && g_str_equal (work->type->fields[i].name, "account"))
        account = id;
      if (id > 0)
        work->values[field->record_field] = sb_value_int (id);
    }
  return TRUE;
}

SbValue *
sb_work_new_values (const SbRecordType *type)
{
  return g_new0 (SbValue, sb_record_type_n_fields (type) + 1);
}

void
sb_work_set_value (const SbRecordType *type, SbValue *values, const char *field, SbValue value)
{
  int i = sb_record_type_field_index (type, field);

  g_return_if_fail (i >= 0);
  sb_value_clear (&values[i]);
  values[i] = value;
}

SbValue
sb_work_date_value (SbDate date)
{
  char text[SB_DATE_TEXT_SIZE];

  return date == SB_DATE_NONE ? SB_VALUE_EMPTY : sb_value_text (sb_date_format_iso (date, text));
}

void
sb_work_make_uid (const SbWork *work, const char *object, const char *key, char *uid)
{
  SbKeyHasher hasher;

  sb_key_hasher_init (&hasher);
  sb_key_hasher_add (&hasher, work->profile->source, strlen (work->profile->source));
  sb_key_hasher_add (&hasher, object, strlen (object));
  sb_key_hasher_add (&hasher, key, strlen (key));
  sb_key_hash_to_uid (sb_key_hasher_end (&hasher), uid);
}

/* Made of the file's contents and the place in it: the same file gives the same uids everywhere, and an index over them
 * grows at one end. */
void
sb_work_next_uid (SbWork *work, char *uid)
{
  if (work->uid_prefix[0] == '\0')
    {
      sb_work_make_uid (work, work->object, work->profile->encoding.sha256, uid);
      memcpy (work->uid_prefix, uid, sizeof work->uid_prefix);
    }
  g_snprintf (uid, 37, "%.24s%012" G_GINT64_MODIFIER "x", work->uid_prefix, ++work->uid_counter);
}

void
sb_import_fill_initial (const SbRecordType *type, SbValue *values)
{
  for (int i = 0; type->fields[i].name != NULL; i++)
    if (values[i].type == SB_VALUE_NULL && type->fields[i].initial != NULL &&
        (type->fields[i].flags & SB_FIELD_REQUIRED) != 0)
      values[i] = sb_field_initial (&type->fields[i]);
}

gint32
sb_work_insert (SbWork *work, const SbRecordType *type, SbValue *values, const char *uid_of, GError **error)
{
  char uid[37];

  sb_import_fill_initial (type, values);
  if (uid_of == NULL)
    return sb_bulk_insert (work->run->bulk, type, values, NULL, error);
  sb_work_make_uid (work, type->name, uid_of, uid);
  return sb_bulk_insert (work->run->bulk, type, values, uid, error);
}

gint32
sb_work_put_detail (SbWork *work, const SbRecordType *type, const char *object, const char *key, SbValue *values,
                    gboolean *created, GError **error)
{
  SbKeyring *ring = sb_run_ring (work->run, work->profile->source, object, error);
  gsize n = sb_record_type_n_fields (type);
  SbKeyEntry *entry;
  gint32 id = 0;

  if (created != NULL)
    *created = FALSE;
  if (ring == NULL)
    return 0;
  entry = sb_keyring_find (ring, key);
  if (entry != NULL && entry->id > 0)
    id = entry->id;
  else
    {
      id = sb_work_insert (work, type, values, key, error);
      if (id > 0 && !sb_bulk_add_key (work->run->bulk, work->profile->source, object, key, type, id, NULL, error))
        id = 0;
      if (id > 0)
        {
          entry = sb_keyring_add (ring, key, id);
          if (created != NULL)
            *created = TRUE;
        }
    }
  if (entry != NULL)
    entry->seen = work->run->file_number;
  for (gsize i = 0; i < n; i++)
    sb_value_clear (&values[i]);
  return id;
}

/* The store says that it refuses; which field is at fault, the descriptions know. */
static void
explain (SbWork *work, GError **error)
{
  for (int i = 0; work->record->fields[i].name != NULL; i++)
    {
      GError *local = NULL;

      if (sb_field_check (&work->record->fields[i], &work->values[i], &local))
        continue;
      g_clear_error (error);
      g_propagate_error (error, local);
      return;
    }
}

SbOutcome
sb_work_refused (SbWork *work, GError **error)
{
  SbIssueCode code = SB_ISSUE_NONE;
  g_autofree char *message = NULL;

  if (error == NULL || *error == NULL)
    return SB_OUTCOME_FAILED;
  if (g_error_matches (*error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID))
    explain (work, error);
  if (g_error_matches (*error, SB_RECORD_ERROR, SB_RECORD_ERROR_REQUIRED))
    code = SB_ISSUE_MISSING_REQUIRED;
  else if (g_error_matches (*error, SB_RECORD_ERROR, SB_RECORD_ERROR_UNIQUE) ||
           g_error_matches (*error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID))
    code = SB_ISSUE_ID_REPEATED;
  else if (g_error_matches (*error, SB_RECORD_ERROR, SB_RECORD_ERROR_CHOICE))
    code = SB_ISSUE_BAD_CHOICE;
  else if ((*error)->domain == SB_RECORD_ERROR)
    code = SB_ISSUE_OUT_OF_RANGE;
  if (code == SB_ISSUE_NONE)
    return SB_OUTCOME_FAILED;
  message = g_strdup ((*error)->message);
  g_clear_error (error);
  return sb_work_reject (work, code, NULL, message);
}

static void
make_state (SbWork *work)
{
  const SbRecordType *type = work->record;
  guint64 details = sb_work_detail_hash (work);

  g_string_truncate (work->state_text, 0);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    if (work->present[i])
      sb_import_state_add (work->state_text, type->fields[i].name, &work->values[i]);
  if (details != 0)
    sb_import_state_add_hash (work->state_text, work->details_name, details);
  if (work->extras->len > 0)
    sb_import_state_add_hash (work->state_text, work->extras_name, sb_work_extras_hash (work));
}

static gboolean
write_extras (SbWork *work, gint32 id, GError **error)
{
  for (guint i = 0; i + 1 < work->extras->len; i += 2)
    if (!sb_bulk_add_extra (work->run->bulk, work->record, id, g_ptr_array_index (work->extras, i),
                            g_ptr_array_index (work->extras, i + 1), error))
      return FALSE;
  return TRUE;
}

static void
add_name (SbWork *work, gint32 id)
{
  SbImportNames *names = g_hash_table_lookup (work->run->names, work->record);
  const SbField *title = sb_record_type_title (work->record);
  const SbValue *email = sb_work_value (work, "email");
  const SbValue *account = sb_work_value (work, "account");
  const SbValue *name;

  if (names == NULL || title == NULL)
    return;
  name = &work->values[title - work->record->fields];
  sb_import_names_add (names, id, name->type == SB_VALUE_TEXT ? name->text : NULL,
                       email->type == SB_VALUE_TEXT ? email->text : NULL,
                       account->type == SB_VALUE_INT ? (gint32) account->i : 0);
}

static SbOutcome
create (SbWork *work, SbWorkKey *key, gint32 *id, GError **error)
{
  SbBulk *bulk = work->run->bulk;
  SbKeyEntry *entry;
  char uid[37];

  for (int i = 0; work->record->fields[i].name != NULL; i++)
    if (work->values[i].type == SB_VALUE_NULL)
      work->values[i] = work->initial[i];
  sb_work_next_uid (work, uid);
  *id = sb_bulk_insert (bulk, work->record, work->values, uid, error);
  if (*id == 0)
    return sb_work_refused (work, error);
  if (!sb_bulk_add_key (bulk, work->profile->source, work->object, key->text, work->record, *id,
                        work->state_text->str, error) ||
      !write_extras (work, *id, error))
    return SB_OUTCOME_FAILED;
  sb_keyring_add (work->ring, key->text, *id);
  entry = &g_array_index (work->ring->entries, SbKeyEntry, key->ref.at);
  entry->id = *id;
  add_name (work, *id);
  return SB_OUTCOME_CREATED;
}

SbOutcome
sb_work_put (SbWork *work, SbWorkKey *key, gint32 *id, GError **error)
{
  SbOutcome outcome;

  make_state (work);
  work->details_changed = FALSE;
  memset (work->changed, 0, sb_record_type_n_fields (work->record));
  *id = key->id;
  if (key->id == 0)
    {
      outcome = create (work, key, id, error);
      work->last_id = *id;
      return outcome;
    }
  work->last_id = key->id;
  if (key->known != 0 && key->known == sb_key_hash (work->state_text->str).a)
    return SB_OUTCOME_UNCHANGED;
  outcome = sb_work_merge (work, key, error);
  if (outcome == SB_OUTCOME_FAILED)
    return sb_work_refused (work, error);
  if (!sb_keyring_is_made (work->ring, key->id))
    return outcome;
  /* A reference came before the record's own row: the row is what created it. */
  sb_keyring_claim (work->ring, key->id);
  sb_import_report_also (work->run->report, work->record->name, -1);
  add_name (work, key->id);
  return SB_OUTCOME_CREATED;
}
