/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A known record meets a row of the file: last imported value, file and workspace are compared field by field
 * (IMPORT.md 8). Called by sb-import-put.c; knows nothing of types. */
#include "exchange/sb-import-steps.h"

#include "exchange/sb-import-state.h"

#include <string.h>

typedef struct {
  SbWork    *work;
  SbWorkKey *key;
  SbRecord  *record;
  char      *before;   /* what was imported last, NULL nothing */
  GString   *after;
  GString   *handled;  /* names of the entries this row has something to say about */
  GArray    *fields;   /* guint: to be written */
  GArray    *values;   /* SbValue, borrowed */
} Merge;

static const char *
field_column (const SbWork *work, guint field)
{
  for (guint i = 0; i < work->type->n_fields; i++)
    if (work->fields[i].record_field == (gint16) field)
      return sb_work_column_name (work, work->type->fields[i].name);
  return work->record->fields[field].name;
}

static void
tell_conflict (Merge *merge, guint field)
{
  SbWork *work = merge->work;
  const SbField *described = &work->record->fields[field];
  g_autofree char *ours = sb_field_to_text (described, &merge->record->values[field], work->run->exponent);
  g_autofree char *theirs = sb_field_to_text (described, &work->values[field], work->run->exponent);
  g_autofree char *both = g_strdup_printf ("row %" G_GUINT64_FORMAT ": %s ≠ %s", work->row->record.number,
                                           theirs == NULL ? "" : theirs, ours == NULL ? "" : ours);

  sb_work_warn (work, SB_ISSUE_CONFLICT, field_column (work, field), both);
}

static void
take (Merge *merge, guint field)
{
  merge->work->changed[field] = TRUE;
  g_array_append_val (merge->fields, field);
  g_array_append_val (merge->values, merge->work->values[field]);
}

/* Nobody has said anything here yet: empty, or what every new record gets. */
static gboolean
is_untouched (const Merge *merge, const SbField *field, const SbValue *ours)
{
  g_auto (SbValue) initial = SB_VALUE_EMPTY;

  if (ours->type == SB_VALUE_NULL || (merge->key->bind && field->kind == SB_KIND_BOOL))
    return TRUE;
  if (field->initial == NULL)
    return FALSE;
  initial = sb_field_initial (field);
  return sb_value_equal (&initial, ours);
}

static void
merge_field (Merge *merge, guint field)
{
  SbWork *work = merge->work;
  const char *name = work->record->fields[field].name;
  const SbValue *theirs = &work->values[field];
  const SbValue *ours = &merge->record->values[field];
  gboolean file_same, here_same;
  gboolean known = sb_import_state_has (merge->before, name, theirs, &file_same);
  gboolean prefer_file = work->profile->options->prefer == SB_PREFER_FILE || merge->key->own;

  if (theirs->type == SB_VALUE_NULL)
    {
      /* Empty: clears only what came from this source. Required fields never become empty. */
      if (!known && !merge->key->own)
        return;
      if ((work->record->fields[field].flags & SB_FIELD_REQUIRED) != 0 || ours->type == SB_VALUE_NULL)
        return;
    }
  else if (known && file_same)
    {
      sb_import_state_add (merge->after, name, theirs);
      return;
    }
  if (sb_value_equal (theirs, ours))
    {
      sb_import_state_add (merge->after, name, theirs);
      return;
    }
  if (known)
    sb_import_state_has (merge->before, name, ours, &here_same);
  else
    here_same = is_untouched (merge, &work->record->fields[field], ours);
  if (here_same || prefer_file)
    {
      take (merge, field);
      sb_import_state_add (merge->after, name, theirs);
      return;
    }
  tell_conflict (merge, field);
  sb_import_state_copy (merge->after, merge->before, name);
}

/* Extra fields belong to the file: what differs from the record's is written. */
static gboolean
write_extras (Merge *merge, gboolean *changed, GError **error)
{
  SbWork *work = merge->work;
  g_autoptr (GPtrArray) known = sb_reader_extras (work->run->reader, work->record, merge->record->id, error);

  for (guint i = 0; known != NULL && i + 1 < work->extras->len; i += 2)
    {
      const char *name = g_ptr_array_index (work->extras, i);
      const char *text = g_ptr_array_index (work->extras, i + 1);
      gboolean same = FALSE;

      for (guint j = 0; j < known->len && !same; j++)
        {
          char **pair = g_ptr_array_index (known, j);

          same = g_str_equal (pair[0], name) && g_strcmp0 (pair[1], text) == 0;
        }
      if (same)
        continue;
      if (!sb_bulk_set_extra (work->run->bulk, work->record, merge->record->id, name, text, error))
        return FALSE;
      *changed = TRUE;
    }
  return known != NULL;
}

static gboolean
merge_extras (Merge *merge, gboolean *changed, GError **error)
{
  SbWork *work = merge->work;
  gboolean same = FALSE;

  *changed = FALSE;
  if (work->extras->len == 0)
    return TRUE;
  sb_import_state_has_hash (merge->before, work->extras_name, sb_work_extras_hash (work), &same);
  sb_import_state_add_hash (merge->after, work->extras_name, sb_work_extras_hash (work));
  sb_import_state_handle (merge->handled, work->extras_name);
  return same || merge->key->own || write_extras (merge, changed, error);
}

static void
merge_details (Merge *merge)
{
  guint64 hash = sb_work_detail_hash (merge->work);
  gboolean same = FALSE;

  if (hash == 0)
    return;
  sb_import_state_has_hash (merge->before, merge->work->details_name, hash, &same);
  sb_import_state_add_hash (merge->after, merge->work->details_name, hash);
  sb_import_state_handle (merge->handled, merge->work->details_name);
  merge->work->details_changed = !same && !merge->key->own;
}

/* The value of a field on a past day, from its history; the current one when nothing was kept. */
static char *
value_on (GPtrArray *history, const char *field, SbDate day, const char *current, SbDate *next_on)
{
  const char *value = current;

  *next_on = SB_DATE_NONE;
  for (guint i = 0; i < history->len; i++)
    {
      const SbHistoryEntry *entry = g_ptr_array_index (history, i);

      if (g_strcmp0 (entry->field, field) != 0)
        continue;
      if (entry->as_of_on <= day)
        return g_strdup (entry->new_value);
      value = entry->old_value;
      *next_on = entry->as_of_on;
    }
  return g_strdup (value);
}

static gboolean
add_past (Merge *merge, guint field, const char *was, SbDate next_on, GError **error)
{
  SbWork *work = merge->work;
  const SbField *described = &work->record->fields[field];
  g_auto (SbValue) old_value = SB_VALUE_EMPTY;
  SbDate back_on = next_on != SB_DATE_NONE ? next_on
                                           : GPOINTER_TO_INT (g_hash_table_lookup (work->run->newest,
                                                                                   work->profile->source)) - 1;

  if (was != NULL && !sb_field_from_text (described, was, work->run->exponent, &old_value, error))
    return FALSE;
  return sb_bulk_add_history (work->run->bulk, work->record, merge->record->id, field, &old_value,
                              &work->values[field], work->profile->as_of, error) &&
         sb_bulk_add_history (work->run->bulk, work->record, merge->record->id, field, &work->values[field],
                              &old_value, back_on, error);
}

/* An export older than the newest one: its values enter the history at their day and replace nothing. */
static SbOutcome
merge_older (Merge *merge, GError **error)
{
  SbWork *work = merge->work;
  g_autoptr (GPtrArray) history = sb_reader_history (work->run->reader, work->record, merge->record->id, error);
  SbOutcome outcome = SB_OUTCOME_UNCHANGED;

  if (history == NULL)
    return SB_OUTCOME_FAILED;
  for (guint i = 0; work->record->fields[i].name != NULL; i++)
    {
      const SbField *field = &work->record->fields[i];
      g_autofree char *now = NULL;
      g_autofree char *was = NULL;
      g_autofree char *theirs = NULL;
      SbDate next_on;

      if (!work->present[i] || (field->flags & SB_FIELD_HISTORY) == 0)
        continue;
      now = sb_field_to_text (field, &merge->record->values[i], work->run->exponent);
      was = value_on (history, field->name, work->profile->as_of, now, &next_on);
      theirs = sb_field_to_text (field, &work->values[i], work->run->exponent);
      if (g_strcmp0 (was, theirs) == 0)
        continue;
      if (!add_past (merge, i, was, next_on, error))
        return SB_OUTCOME_FAILED;
      outcome = SB_OUTCOME_UPDATED;
    }
  return outcome;
}

static gboolean
write_merge (Merge *merge, gboolean new_state, GError **error)
{
  SbWork *work = merge->work;
  SbBulk *bulk = work->run->bulk;
  gint32 id = merge->record->id;

  if (merge->fields->len > 0 &&
      !sb_bulk_update (bulk, work->record, id, (const guint *) (gpointer) merge->fields->data,
                       (const SbValue *) (gpointer) merge->values->data, merge->fields->len, work->profile->as_of,
                       error))
    return FALSE;
  if (merge->key->own)
    return TRUE;
  if (merge->key->missing && !sb_bulk_set_extra (bulk, work->record, id, SB_IMPORT_MISSING_EXTRA, NULL, error))
    return FALSE;
  if (merge->key->bind &&
      !sb_bulk_set_source_key (bulk, work->profile->source, work->object, merge->key->text, work->record, id, error))
    return FALSE;
  return !new_state || sb_bulk_set_imported (bulk, work->profile->source, work->record, id, merge->after->str, error);
}

static SbOutcome
merge_now (Merge *merge, GError **error)
{
  SbWork *work = merge->work;
  gboolean extras;

  merge_details (merge);
  for (guint i = 0; work->record->fields[i].name != NULL; i++)
    if (work->present[i])
      {
        merge_field (merge, i);
        sb_import_state_handle (merge->handled, work->record->fields[i].name);
      }
  if (!merge_extras (merge, &extras, error))
    return SB_OUTCOME_FAILED;
  sb_import_state_keep (merge->after, merge->before, merge->handled);
  if (!write_merge (merge, g_strcmp0 (merge->before, merge->after->str) != 0, error))
    return SB_OUTCOME_FAILED;
  return merge->fields->len > 0 || extras || merge->key->missing || merge->key->bind || work->details_changed
           ? SB_OUTCOME_UPDATED
           : SB_OUTCOME_UNCHANGED;
}

SbOutcome
sb_work_merge (SbWork *work, SbWorkKey *key, GError **error)
{
  Merge merge = { .work = work, .key = key };
  SbOutcome outcome;

  merge.record = sb_reader_get (work->run->reader, work->record, key->id, error);
  if (merge.record == NULL)
    return SB_OUTCOME_FAILED;
  if (work->older && !key->bind)
    outcome = merge_older (&merge, error);
  else
    {
      merge.before = sb_reader_imported (work->run->reader, work->profile->source, work->record, key->id);
      merge.after = g_string_new (NULL);
      merge.handled = g_string_new (NULL);
      merge.fields = g_array_new (FALSE, FALSE, sizeof (guint));
      merge.values = g_array_new (FALSE, FALSE, sizeof (SbValue));
      outcome = merge_now (&merge, error);
      g_string_free (merge.after, TRUE);
      g_string_free (merge.handled, TRUE);
      g_array_unref (merge.fields);
      g_array_unref (merge.values);
      g_free (merge.before);
    }
  sb_record_free (merge.record);
  return outcome;
}
