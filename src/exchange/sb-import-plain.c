/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types whose row is one record of the same name: accounts, products, contacts, activities, and every other type by its
 * description. What differs is a name made of two columns, and an activity's time. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <string.h>

char *
sb_import_person_name (const char *first, const char *last)
{
  gunichar letter;

  if (first == NULL || last == NULL)
    return g_strdup (first != NULL ? first : last == NULL ? "" : last);
  letter = g_utf8_get_char (last);
  if (g_unichar_get_script (letter) == G_UNICODE_SCRIPT_HAN || g_unichar_get_script (letter) == G_UNICODE_SCRIPT_HANGUL)
    return g_strconcat (last, first, NULL);
  return g_strconcat (first, " ", last, NULL);
}

void
sb_import_set_person (SbWork *work)
{
  const char *first = sb_work_text (work, "first_name");
  const char *last = sb_work_text (work, "last_name");
  const char *name = sb_work_text (work, "name");

  if (name == NULL && (first != NULL || last != NULL))
    name = sb_work_keep (work, sb_import_person_name (first, last));
  if (name == NULL)
    name = sb_work_text (work, "email");
  if (name == NULL)
    name = sb_work_ext_id (work);
  if (name != NULL)
    sb_work_set (work, "name", (SbValue) { SB_VALUE_TEXT, { .text = (char *) name } });
}

static void
set_activity_time (SbWork *work)
{
  const SbImportCell *at = sb_work_cell (work, "at");
  const SbImportCell *ended = sb_work_cell (work, "ended_at");
  const SbImportCell *minutes = sb_work_cell (work, "minutes");

  if (at != NULL)
    {
      sb_work_set_date (work, "day_on", at->date);
      if (at->has_time)
        sb_work_set (work, "started_at", sb_value_int (at->i));
    }
  if (minutes != NULL)
    sb_work_set (work, "spent_min", sb_value_int (minutes->i));
  else if (at != NULL && ended != NULL && at->has_time && ended->has_time && ended->i >= at->i)
    sb_work_set (work, "spent_min", sb_value_int ((ended->i - at->i) / G_TIME_SPAN_MINUTE));
  if (at == NULL)
    sb_work_warn (work, SB_ISSUE_MISSING_DATE, sb_work_column_name (work, "at"), NULL);
}

/* An id stands in for a missing name. */
static void
set_missing_name (SbWork *work)
{
  const SbField *title = sb_record_type_title (work->record);

  if (title == NULL || (title->flags & SB_FIELD_REQUIRED) == 0 ||
      work->values[title - work->record->fields].type != SB_VALUE_NULL || sb_work_ext_id (work) == NULL)
    return;
  sb_work_set (work, title->name, (SbValue) { SB_VALUE_TEXT, { .text = (char *) sb_work_ext_id (work) } });
}

static gboolean
has_required (SbWork *work)
{
  const char *type = work->type->name;

  if (g_str_equal (type, "activity"))
    return sb_work_text (work, "subject") != NULL || sb_work_text (work, "kind") != NULL;
  if (g_str_equal (type, "account") || g_str_equal (type, "product") || g_str_equal (type, "team") ||
      g_str_equal (type, "contact"))
    return sb_work_value (work, "name")->type == SB_VALUE_TEXT &&
           !sb_text_is_blank (sb_work_value (work, "name")->text);
  return TRUE;
}

static gboolean
add_preference (SbWork *work, gint32 account, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("preference");
  const char *text = sb_work_text (work, "preference");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autofree SbValue *values = NULL;
  gint64 n;
  gint32 id;

  if (text == NULL || sb_text_is_blank (text))
    return TRUE;
  sb_query_where (query, "account", SB_QUERY_EQUAL, sb_value_int (account));
  sb_query_where (query, "value", SB_QUERY_EQUAL, (SbValue) { SB_VALUE_TEXT, { .text = (char *) text } });
  n = sb_reader_count (work->run->reader, query, error);
  if (n != 0)
    return n > 0;
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "account", sb_value_int (account));
  sb_work_set_value (type, values, "kind", sb_value_text ("other"));
  sb_work_set_value (type, values, "value", sb_value_text (text));
  id = sb_work_insert (work, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  return id > 0;
}

static SbOutcome
put_plain (SbWork *work, GError **error)
{
  g_auto (SbWorkKey) key = { NULL };
  gboolean contact = g_str_equal (work->type->name, "contact");
  gboolean account = g_str_equal (work->type->name, "account");
  SbOutcome outcome;
  gint32 id;

  if (contact)
    sb_import_set_person (work);
  if (g_str_equal (work->type->name, "activity"))
    set_activity_time (work);
  set_missing_name (work);
  if (!has_required (work))
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "name"), NULL);
  outcome = sb_work_find_key (work, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  if (!sb_work_refer_all (work, error))
    return SB_OUTCOME_FAILED;
  if (account && sb_work_text (work, "need") != NULL)
    {
      gint32 need = sb_work_refer_text (work, "need_class", sb_work_text (work, "need"), NULL,
                                        sb_work_column_name (work, "need"), error);

      if (need < 0)
        return SB_OUTCOME_FAILED;
      sb_work_set (work, "need_class", sb_value_int (need));
    }
  outcome = sb_work_put (work, &key, &id, error);
  if (account && (outcome == SB_OUTCOME_CREATED || (outcome == SB_OUTCOME_UPDATED && work->details_changed)) &&
      !add_preference (work, id, error))
    return SB_OUTCOME_FAILED;
  return outcome;
}

void
sb_import_plain_init (SbWork *work)
{
  static const char *const activity[] = { "at", "ended_at", "minutes", NULL };
  static const char *const account[] = { "need", "preference", NULL };
  static const char *const contact[] = { "first_name", "last_name", NULL };
  static const char *const preference[] = { "preference", NULL };

  if (g_str_equal (work->type->name, "activity"))
    sb_work_handle (work, activity);
  else if (g_str_equal (work->type->name, "account"))
    {
      sb_work_handle (work, account);
      work->details = preference;
    }
  else if (g_str_equal (work->type->name, "contact"))
    sb_work_handle (work, contact);
  work->put = put_plain;
}
