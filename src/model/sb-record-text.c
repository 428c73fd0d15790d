/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words about records: labels, field texts, history. The CSV of a list is in sb-record-export.c. */
#include "sb-config.h"

#include "model/sb-record-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
sb_record_type_label (const SbRecordType *type)
{
  g_return_val_if_fail (type != NULL, "");

  return sb_formatter_label (type->label);
}

const char *
sb_record_type_plural (const SbRecordType *type)
{
  g_return_val_if_fail (type != NULL, "");

  return sb_formatter_label (type->plural);
}

const char *
sb_field_label (const SbField *field)
{
  g_return_val_if_fail (field != NULL, "");

  return sb_formatter_label (field->label);
}

/* In running text; German and Chinese nouns keep their case because the translation carries it. */
static char *
in_sentence (const char *label)
{
  gunichar second = label[0] == '\0' ? 0 : g_utf8_get_char (g_utf8_next_char (label));
  g_autofree char *first = NULL;

  /* "KPI", "NPS": an abbreviation stays as it is. */
  if (label[0] == '\0' || g_unichar_isupper (second))
    return g_strdup (label);
  first = g_utf8_strdown (label, g_utf8_next_char (label) - label);
  return g_strconcat (first, g_utf8_next_char (label), NULL);
}

char *
sb_record_count_label (SbFormatter *formatter, const SbRecordType *type, gint64 n)
{
  g_autofree char *count = NULL, *noun = NULL;

  g_return_val_if_fail (SB_IS_FORMATTER (formatter) && type != NULL, NULL);

  count = sb_formatter_count (formatter, n);
  noun = in_sentence (n == 1 ? sb_record_type_label (type) : sb_record_type_plural (type));
  /* Translators: a number and what it counts: "1,234 deals" */
  return g_strdup_printf (_("%s %s"), count, noun);
}

/* The title of what a reference shows; NULL for other kinds. */
static char *
reference_title (SbSession *session, const SbField *field, const SbValue *value)
{
  SbReader *reader = sb_session_get_reader (session);
  g_auto (GStrv) parts = NULL;
  const SbRecordType *type;
  gint32 id;

  if (field->kind == SB_KIND_REFERENCE && value->type == SB_VALUE_INT)
  {
    type = sb_record_type_find (field->target);
    return type == NULL ? NULL : sb_reader_title (reader, type, (gint32) value->i);
  }
  if (field->kind != SB_KIND_ANY || value->type != SB_VALUE_TEXT)
    return NULL;
  parts = g_strsplit (value->text, " ", 2);
  type = parts[0] == NULL || parts[1] == NULL ? NULL : sb_record_type_find (parts[0]);
  id = type == NULL ? 0 : sb_reader_id_of_uid (reader, type, parts[1]);
  return id == 0 ? NULL : sb_session_title (session, type, id);
}

char *
sb_record_currency (SbSession *session, const SbRecord *record)
{
  const char *own;

  g_return_val_if_fail (SB_IS_SESSION (session) && record != NULL, NULL);

  own = sb_record_text (record, "currency");
  if (own != NULL && sb_currency_is_known (own))
    return g_strdup (own);
  for (const SbField *field = record->type->fields; field->name != NULL; field++)
    {
      const SbRecordType *parent = field->kind == SB_KIND_REFERENCE ? sb_record_type_find (field->target) : NULL;
      const SbValue *value = &record->values[field - record->type->fields];
      g_autoptr (SbRecord) found = NULL;

      if (parent == NULL || value->type != SB_VALUE_INT || sb_record_type_field (parent, "currency") == NULL)
        continue;
      found = sb_reader_get (sb_session_get_reader (session), parent, (gint32) value->i, NULL);
      own = found == NULL ? NULL : sb_record_text (found, "currency");
      if (own != NULL && sb_currency_is_known (own))
        return g_strdup (own);
      break;
    }
  return g_strdup (sb_formatter_get_currency (sb_session_get_formatter (session)));
}

static char *
value_text (SbSession *session, const SbRecordType *type, gint32 id, const SbField *field, const SbValue *value,
            const char *currency)
{
  g_autofree char *title = reference_title (session, field, value);
  SbFieldContext context = { id, currency, title };

  return sb_formatter_field (sb_session_get_formatter (session), type, field, value, &context);
}

char *
sb_record_field_text (SbSession *session, const SbRecord *record, guint field)
{
  const SbField *description;
  g_autofree char *currency = NULL;

  g_return_val_if_fail (SB_IS_SESSION (session) && record != NULL, NULL);
  g_return_val_if_fail (field < sb_record_type_n_fields (record->type), NULL);

  description = &record->type->fields[field];
  if (description->kind == SB_KIND_MONEY)
    currency = sb_record_currency (session, record);
  return value_text (session, record->type, record->id, description, &record->values[field], currency);
}

/* History */

static void
free_history_line (gpointer data)
{
  SbHistoryLine *line = data;

  g_free (line->text);
  g_free (line->detail);
  g_free (line);
}

static const char *
origin_word (const char *origin)
{
  if (g_strcmp0 (origin, "import") == 0)
    return _("imported");
  if (g_strcmp0 (origin, "undo") == 0)
    return _("undone");
  if (g_strcmp0 (origin, "redo") == 0)
    return _("redone");
  if (g_strcmp0 (origin, "merge") == 0)
    return _("merged");
  return _("edited");
}

static char *
old_text (SbSession *session, const SbRecordType *type, gint32 id, const SbField *field, const SbHistoryEntry *entry)
{
  g_auto (SbValue) value = SB_VALUE_EMPTY;
  int exponent = sb_workspace_get_exponent (sb_session_get_workspace (session));
  g_autofree char *text = NULL;

  if (entry->old_value == NULL || !sb_field_from_text (field, entry->old_value, exponent, &value, NULL))
    return g_strdup (entry->old_value == NULL ? _("empty") : "•••");
  text = value_text (session, type, id, field, &value, NULL);
  return g_strdup_printf (_("“%s”"), text);
}

static SbHistoryLine *
history_line (SbSession *session, const SbRecordType *type, gint32 id, const SbField *field,
              const SbHistoryEntry *entry)
{
  SbFormatter *formatter = sb_session_get_formatter (session);
  SbHistoryLine *line = g_new0 (SbHistoryLine, 1);
  g_autofree char *old = old_text (session, type, id, field, entry);
  g_autofree char *day = sb_formatter_date (formatter, entry->as_of_on);
  g_autofree char *at = sb_formatter_instant (formatter, entry->changed_at);

  line->text = g_strdup_printf (_("was %s until %s"), old, day);
  if (entry->reason != NULL && sb_session_get_privacy (session) == 0)
    line->detail = g_strdup_printf ("%s · %s · %s", origin_word (entry->origin), at, entry->reason);
  else
    line->detail = g_strdup_printf ("%s · %s", origin_word (entry->origin), at);
  return line;
}

GPtrArray *
sb_record_history_lines (SbSession *session, const SbRecordType *type, gint32 id, const SbField *field, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  GPtrArray *lines;

  g_return_val_if_fail (SB_IS_SESSION (session) && type != NULL && field != NULL, NULL);

  entries = sb_reader_history (sb_session_get_reader (session), type, id, error);
  if (entries == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (free_history_line);
  for (guint i = 0; i < entries->len; i++)
    {
      const SbHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->field, field->name) == 0)
        g_ptr_array_add (lines, history_line (session, type, id, field, entry));
    }
  return lines;
}
