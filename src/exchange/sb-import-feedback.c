/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feedback: what customers say becomes feedback records, what members answer becomes responses of one survey a file
 * (AREAS.md 0.9), so that a person's answers stay behind the anonymity floor. */
#include "sb-config.h"

#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  gboolean members;    /* the rows are answers of members */
  gint32   survey;
  GArray  *questions;  /* gint32 by column, 0 none */
} Feedback;

static void
feedback_free (gpointer data)
{
  Feedback *feedback = data;

  g_array_unref (feedback->questions);
  g_free (feedback);
}

static const char *
channel_key (const char *text)
{
  static const struct { const char *word, *key; } words[] = {
    { "survey", "survey" }, { "问卷", "survey" }, { "interview", "interview" }, { "访谈", "interview" },
    { "social", "social" }, { "社交", "social" }, { "call", "call" }, { "phone", "call" }, { "电话", "call" },
    { "visit", "visit" }, { "拜访", "visit" }, { "mail", "email" }, { "邮", "email" },
  };
  g_autofree char *folded = sb_text_fold (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i].word) != NULL)
      return words[i].key;
  return NULL;
}

static void
set_channel (SbWork *work)
{
  const char *text = sb_work_text (work, "channel");
  const char *key = text == NULL ? NULL : channel_key (text);

  if (key != NULL)
    sb_work_set (work, "channel", (SbValue) { SB_VALUE_TEXT, { .text = (char *) key } });
  else if (text != NULL)
    {
      sb_work_set (work, "channel", (SbValue) { SB_VALUE_TEXT, { .text = (char *) "other" } });
      sb_work_add_extra (work, sb_work_column_name (work, "channel"), text);
    }
  else
    sb_work_set (work, "channel", (SbValue) { SB_VALUE_TEXT, { .text = (char *) "survey" } });
}

static SbOutcome
put_feedback (SbWork *work, GError **error)
{
  g_auto (SbWorkKey) key = { NULL };
  const SbImportCell *on = sb_work_cell (work, "on");
  SbOutcome outcome;
  gint32 id;

  if (sb_work_text (work, "score") == NULL && sb_work_text (work, "text") == NULL)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "score"), NULL);
  outcome = sb_work_find_key (work, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  if (sb_work_is_mapped (work, "on"))
    sb_work_set_date (work, "received_on", on == NULL ? SB_DATE_NONE : on->date);
  set_channel (work);
  if (!sb_work_refer_all (work, error))
    return SB_OUTCOME_FAILED;
  return sb_work_put (work, &key, &id, error);
}

static gint32
make_survey (SbWork *work, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("survey");
  g_autofree char *base = g_path_get_basename (work->profile->file);
  g_autofree SbValue *values = sb_work_new_values (type);
  g_autofree char *key = NULL;
  char *dot = strrchr (base, '.');
  gboolean created;
  gint32 id;

  if (dot != NULL && dot != base)
    *dot = '\0';
  key = sb_import_name_text (base);
  sb_work_set_value (type, values, "title", sb_value_text (base));
  sb_work_set_value (type, values, "purpose", sb_value_text ("satisfaction"));
  sb_work_set_value (type, values, "audience", sb_value_text ("members"));
  sb_work_set_value (type, values, "state", sb_value_text ("closed"));
  id = sb_work_put_detail (work, type, "survey", key, values, &created, error);
  if (created)
    sb_import_report_also (work->run->report, "survey", 1);
  return id;
}

static gint32
make_question (SbWork *work, Feedback *feedback, guint column, const char *text, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("survey_question");
  g_autofree SbValue *values = sb_work_new_values (type);
  g_autofree char *name = sb_import_name_text (text);
  g_autofree char *key = g_strdup_printf ("%d%s", feedback->survey, name);
  gint32 id;

  sb_work_set_value (type, values, "survey", sb_value_int (feedback->survey));
  sb_work_set_value (type, values, "position", sb_value_int ((gint64) column + 1));
  sb_work_set_value (type, values, "kind", sb_value_text ("scale"));
  sb_work_set_value (type, values, "text", sb_value_text (text));
  id = sb_work_put_detail (work, type, "survey_question", key, values, NULL, error);
  g_array_index (feedback->questions, gint32, column) = id;
  return id;
}

/* Columns of marks beside the mapped score: "SatisfactionScore" is a question of its own. */
static gboolean
is_mark (const SbFileColumn *column)
{
  g_autofree char *folded = NULL;

  if (column->role != SB_COLUMN_EXTRA)
    return FALSE;
  folded = sb_text_fold (column->name);
  return strstr (folded, "score") != NULL || strstr (folded, "rating") != NULL || strstr (folded, "评分") != NULL;
}

static gboolean
add_answer (SbWork *work, Feedback *feedback, gint32 response, guint column, const SbValue *mark, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("survey_answer");
  const char *question_text = work->profile->columns[column].name;
  gint32 question = g_array_index (feedback->questions, gint32, column);
  g_autofree SbValue *values = NULL;
  gint32 id;

  if (question == 0)
    question = make_question (work, feedback, column, question_text, error);
  if (question == 0)
    return FALSE;
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "survey_response", sb_value_int (response));
  sb_work_set_value (type, values, "survey_question", sb_value_int (question));
  sb_work_set_value (type, values, "value", *mark);
  if (column == (guint) work->fields[sb_work_index (work, "score")].column[0])
    sb_work_set_value (type, values, "text", sb_value_text (sb_work_text (work, "text")));
  id = sb_work_insert (work, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  return id > 0;
}

static gboolean
add_answers (SbWork *work, Feedback *feedback, gint32 response, GError **error)
{
  for (guint i = 0; i < work->profile->n_columns; i++)
    {
      const SbFileColumn *column = &work->profile->columns[i];
      SbColumnFormat format = { 0 };
      SbDecimal number;
      SbValue mark;

      if (column->role == SB_COLUMN_FIELD && g_strcmp0 (column->field->name, "score") == 0)
        {
          if (work->cells[i].empty)
            continue;
          mark = sb_value_real (work->cells[i].d);
        }
      else if (is_mark (column) && i < work->row->record.n_cells &&
               sb_parse_number_cell (&format, work->row->record.cells[i].text, work->row->record.cells[i].length,
                                     &number) == SB_ISSUE_NONE)
        mark = sb_value_real (sb_decimal_to_double (&number));
      else
        continue;
      if (!add_answer (work, feedback, response, i, &mark, error))
        return FALSE;
    }
  return TRUE;
}

static SbOutcome
put_response (SbWork *work, GError **error)
{
  Feedback *feedback = work->state;
  g_auto (SbWorkKey) key = { NULL };
  const SbImportCell *on = sb_work_cell (work, "on");
  SbOutcome outcome;
  gint32 id;

  if (sb_work_text (work, "score") == NULL && sb_work_text (work, "text") == NULL)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "score"), NULL);
  outcome = sb_work_find_key (work, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  if (feedback->survey == 0)
    feedback->survey = make_survey (work, error);
  if (feedback->survey == 0 || !sb_work_refer_all (work, error))
    return SB_OUTCOME_FAILED;
  sb_work_set (work, "survey", sb_value_int (feedback->survey));
  sb_work_set (work, "channel", (SbValue) { SB_VALUE_TEXT, { .text = (char *) "file" } });
  if (on != NULL)
    sb_work_set_date (work, "answered_on", on->date);
  outcome = sb_work_put (work, &key, &id, error);
  if (outcome == SB_OUTCOME_CREATED && !add_answers (work, feedback, id, error))
    return SB_OUTCOME_FAILED;
  return outcome;
}

gboolean
sb_import_is_member_feedback (const SbFileProfile *profile)
{
  return (sb_file_profile_column (profile, "member", FALSE) >= 0 ||
          sb_file_profile_column (profile, "member", TRUE) >= 0) &&
         sb_file_profile_column (profile, "account", FALSE) < 0 &&
         sb_file_profile_column (profile, "account", TRUE) < 0;
}

void
sb_import_feedback_init (SbWork *work)
{
  static const char *const customers[] = { "on", "channel", "member", NULL };
  static const char *const members[] = { "on", "score", "text", "channel", "kind", "question", "scale_max", "status",
                                         NULL };
  static const char *const details[] = { "score", "text", NULL };
  Feedback *feedback = g_new0 (Feedback, 1);

  feedback->members = g_str_equal (work->record->name, "survey_response");
  feedback->questions = g_array_new (FALSE, TRUE, sizeof (gint32));
  g_array_set_size (feedback->questions, work->profile->n_columns);
  sb_work_handle (work, feedback->members ? members : customers);
  if (feedback->members)
    work->details = details;
  work->state = feedback;
  work->state_free = feedback_free;
  work->put = feedback->members ? put_response : put_feedback;
}
