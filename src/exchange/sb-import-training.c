/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Training: a row is one person's attendance; the course and the session it belongs to are made beside it, and a
 * certificate where the file tells when it expires (AREAS.md 0.9). */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <math.h>
#include <string.h>

static const char *
attendance_state (const char *outcome)
{
  static const struct { const char *word, *state; } words[] = {
    { "absent", "absent" }, { "no show", "absent" }, { "缺席", "absent" }, { "excused", "excused" }, { "请假", "excused" },
    { "invited", "invited" }, { "registered", "invited" }, { "enrolled", "invited" }, { "planned", "invited" },
    { "报名", "invited" },
  };
  g_autofree char *folded = outcome == NULL ? NULL : sb_text_fold (outcome);

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i].word) != NULL)
      return words[i].state;
  return "attended";
}

static gint64
length_minutes (SbWork *work)
{
  const SbImportCell *hours = sb_work_cell (work, "hours");
  const SbImportCell *days = sb_work_cell (work, "days");

  if (hours != NULL)
    return (gint64) llround (hours->d * 60);
  return days == NULL ? -1 : (gint64) llround (days->d * 8 * 60);
}

static char *
session_key (SbWork *work, SbDate on)
{
  SbKeyHasher hasher;
  const char *parts[] = { sb_work_text (work, "course"), sb_work_text (work, "trainer"),
                          sb_work_text (work, "location") };
  char text[27];

  sb_key_hasher_init (&hasher);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    sb_key_hasher_add (&hasher, parts[i] == NULL ? "" : parts[i], parts[i] == NULL ? 0 : strlen (parts[i]));
  sb_key_hasher_add_int (&hasher, on);
  sb_key_hash_to_text (sb_key_hasher_end (&hasher), text);
  return g_strconcat ("~", text, NULL);
}

/* Several people share a session: its cost is the sum of theirs. */
static gboolean
add_cost (SbWork *work, gint32 session, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("course_session");
  const SbImportCell *cost = sb_work_cell (work, "cost");
  g_autoptr (SbRecord) record = NULL;
  guint field = (guint) sb_record_type_field_index (type, "cost");
  SbValue sum;

  if (cost == NULL)
    return TRUE;
  record = sb_reader_get (work->run->reader, type, session, error);
  if (record == NULL)
    return FALSE;
  sum = sb_value_int (sb_record_int (record, "cost", 0));
  return !sb_money_add (&sum.i, cost->i) ||
         sb_bulk_update (work->run->bulk, type, session, &field, &sum, 1, work->profile->as_of, error);
}

static gint32
put_session (SbWork *work, gint32 course, const char *key, gboolean *created, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("course_session");
  const SbImportCell *on = sb_work_cell (work, "on");
  const SbImportCell *days = sb_work_cell (work, "days");
  const SbImportCell *cost = sb_work_cell (work, "cost");
  gint64 minutes = length_minutes (work);
  g_autofree SbValue *values = sb_work_new_values (type);

  sb_work_set_value (type, values, "course", sb_value_int (course));
  if (on != NULL)
    {
      int more = days != NULL && days->d >= 1 && days->d < 3660 ? (int) ceil (days->d) - 1 : 0;

      sb_work_set_value (type, values, "start_on", sb_work_date_value (on->date));
      sb_work_set_value (type, values, "end_on", sb_work_date_value (on->date + more));
    }
  sb_work_set_value (type, values, "trainer", sb_value_text (sb_work_text (work, "trainer")));
  sb_work_set_value (type, values, "place", sb_value_text (sb_work_text (work, "location")));
  if (minutes >= 0)
    sb_work_set_value (type, values, "length_min", sb_value_int (minutes));
  if (cost != NULL)
    sb_work_set_value (type, values, "cost", sb_value_int (cost->i));
  sb_work_set_value (type, values, "state",
                     sb_value_text (on != NULL && on->date > work->profile->as_of ? "planned" : "held"));
  return sb_work_put_detail (work, type, "course_session", key, values, created, error);
}

static gboolean
put_certificate (SbWork *work, gint32 member, gint32 course, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("certificate");
  const SbImportCell *expires = sb_work_cell (work, "expires_on");
  const SbImportCell *on = sb_work_cell (work, "on");
  g_autofree SbValue *values = NULL;
  gint32 id;

  if (expires == NULL)
    return TRUE;
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "member", sb_value_int (member));
  sb_work_set_value (type, values, "title", sb_value_text (sb_work_text (work, "course")));
  sb_work_set_value (type, values, "course", sb_value_int (course));
  if (on != NULL)
    sb_work_set_value (type, values, "issued_on", sb_work_date_value (on->date));
  sb_work_set_value (type, values, "expires_on", sb_work_date_value (expires->date));
  id = sb_work_insert (work, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  return id > 0;
}

static void
keep_outcome (SbWork *work)
{
  const SbImportCell *score = sb_work_cell (work, "score");

  sb_work_add_extra (work, sb_work_column_name (work, "outcome"), sb_work_text (work, "outcome"));
  sb_work_add_extra (work, sb_work_column_name (work, "kind"), sb_work_text (work, "kind"));
  if (score == NULL)
    return;
  if (score->d >= 0 && score->d <= 100)
    sb_work_set (work, "score", sb_value_int ((gint64) llround (score->d * (score->d <= 1 ? 1000000 : 10000))));
  sb_work_add_extra (work, sb_work_column_name (work, "score"), score->text);
}

static SbOutcome
put_training (SbWork *work, GError **error)
{
  g_auto (SbWorkKey) key = { NULL };
  const SbImportCell *on = sb_work_cell (work, "on");
  g_autofree char *session = NULL;
  gboolean session_new;
  SbOutcome outcome;
  gint32 member, course, session_id, id;
  char uid[37];

  if (sb_work_text (work, "course") == NULL ||
      (sb_work_text (work, "member") == NULL && sb_work_id_cell (work, "member") == NULL))
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "member"), NULL);
  outcome = sb_work_find_key (work, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  member = sb_work_refer (work, "member", 0, error);
  course = member < 0 ? -1 : sb_work_refer (work, "course", 0, error);
  if (course < 0)
    return SB_OUTCOME_FAILED;
  if (member == 0 || course == 0)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "member"), NULL);
  session = session_key (work, on == NULL ? SB_DATE_NONE : on->date);
  session_id = put_session (work, course, session, &session_new, error);
  if (session_id == 0)
    return SB_OUTCOME_FAILED;
  sb_work_make_uid (work, "course_session", session, uid);
  sb_work_set (work, "member", sb_value_int (member));
  sb_work_set (work, "event",
               (SbValue) { SB_VALUE_TEXT,
                           { .text = (char *) sb_work_keep (work, g_strconcat ("course_session ", uid, NULL)) } });
  sb_work_set (work, "state",
               (SbValue) { SB_VALUE_TEXT, { .text = (char *) attendance_state (sb_work_text (work, "outcome")) } });
  keep_outcome (work);
  outcome = sb_work_put (work, &key, &id, error);
  if (outcome == SB_OUTCOME_CREATED && ((!session_new && !add_cost (work, session_id, error)) ||
                                        !put_certificate (work, member, course, error)))
    return SB_OUTCOME_FAILED;
  return outcome;
}

void
sb_import_training_init (SbWork *work)
{
  static const char *const handled[] = { "member", "course", "on", "outcome", "score", "days", "hours", "cost", "trainer",
                                         "location", "expires_on", "kind", NULL };
  static const char *const details[] = { "on", "days", "hours", "cost", "trainer", "location", "expires_on", "course",
                                         NULL };

  sb_work_handle (work, handled);
  work->details = details;
  work->put = put_training;
}
