/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one write path: a change becomes drafts, rules complete them, checks judge them, one recorded transaction writes
 * them with their history, search entries and step. */
#include "sb-config.h"

#include "store/sb-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "core/sb-clock.h"
#include "core/sb-text.h"
#include "store/sb-change-private.h"
#include "store/sb-draft.h"
#include "store/sb-erase.h"
#include "store/sb-setting.h"
#include "store/sb-table.h"

/* The recorded part of a step: work, history, index, the step itself. *empty: nothing was changed. */
static gboolean
record_step (SbDb *db, SbStepInfo *step, SbStepWork work, gpointer data, GArray *touched, gboolean *empty,
             GError **error)
{
  g_autoptr (SbJournal) journal = sb_journal_new (db, error);
  g_autoptr (GBytes) first = NULL, whole = NULL;

  *empty = FALSE;
  if (journal == NULL || !work (db, step, data, error))
    return FALSE;
  first = sb_journal_changeset (journal, error);
  if (first == NULL)
    return FALSE;
  *empty = sb_changeset_is_empty (first);
  if (*empty)
    return TRUE;
  if (!sb_history_write (db, first, step, error))
    return FALSE;
  whole = sb_journal_changeset (journal, error);
  return whole != NULL && sb_changeset_index (db, first, touched, error)
         && sb_step_write (db, step, 0, "done", whole, NULL, error);
}

gboolean
sb_workspace_run_step (SbWorkspace *self, SbStepInfo *step, SbStepWork work, gpointer data, GError **error)
{
  SbDb *db = sb_workspace_begin_write (self, error);
  g_autoptr (GArray) touched = NULL;
  gboolean empty = FALSE, ok;

  if (db == NULL)
    return FALSE;
  touched = g_array_new (FALSE, FALSE, sizeof (SbTouchedRecord));
  ok = sb_db_begin (db, error);
  if (ok)
    {
      step->number = sb_step_next (db);
      ok = record_step (db, step, work, data, touched, &empty, error);
      if (ok && !empty)
        ok = sb_db_commit (db, error);
      else
        sb_db_rollback (db);
    }
  if (ok && empty)
    step->number--;
  sb_workspace_end_write (self, ok && !empty ? step->number : 0, g_steal_pointer (&touched));
  return ok;
}

typedef struct
{
  const SbChange *change;
  GArray         *ids;
} ApplyJob;

static gboolean
apply_work (SbDb *db, SbStepInfo *step, gpointer data, GError **error)
{
  ApplyJob *job = data;
  g_autoptr (SbDraftSet) set = sb_draft_set_new (db, job->change, step->at, error);

  if (set == NULL)
    return FALSE;
  sb_draft_set_fill_defaults (set);
  if (!sb_draft_set_keep_stages (set, error) || !sb_draft_set_keep_days (set, error)
      || !sb_draft_set_check (set, error) || !sb_draft_set_write (set, error))
    return FALSE;
  job->ids = g_array_ref (set->ids);
  return TRUE;
}

gboolean
sb_workspace_apply (SbWorkspace *self, const SbChange *change, GArray **ids, gint64 *change_number, GError **error)
{
  ApplyJob job = { change, NULL };
  SbStepInfo step = { 0 };
  g_autofree char *label = NULL;
  gboolean ok;

  g_return_val_if_fail (SB_IS_WORKSPACE (self) && change != NULL, FALSE);

  if (sb_change_erases (change))
    return sb_workspace_erase (self, change, ids, change_number, error);
  label = sb_text_ellipsize (change->label, SB_STEP_LABEL_MAX);
  step.at = sb_clock_now ();
  step.as_of_on = change->as_of_on;
  step.kind = step.origin = "edit";
  step.label = label;
  step.reason = change->reason;
  ok = sb_workspace_run_step (self, &step, apply_work, &job, error);
  if (ok && change_number != NULL)
    *change_number = step.number;
  if (ok && ids != NULL)
    *ids = g_steal_pointer (&job.ids);
  g_clear_pointer (&job.ids, g_array_unref);
  return ok;
}

gboolean
sb_workspace_set_setting (SbWorkspace *self, const char *key, const char *value, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("workspace_setting");
  g_autoptr (SbChange) change = NULL;
  g_autoptr (SbQuery) query = NULL;
  g_autoptr (GArray) found = NULL;
  g_auto (SbValue) key_value = sb_value_text (key), text = sb_value_text (value);

  g_return_val_if_fail (SB_IS_WORKSPACE (self) && key != NULL, FALSE);

  change = sb_change_new (_("Change a setting"));
  query = sb_query_new (type);
  sb_query_where (query, "key", SB_QUERY_EQUAL, key_value);
  found = sb_reader_ids (sb_workspace_get_reader (self), query, NULL, error);
  if (found == NULL)
    return FALSE;
  if (found->len > 0)
    sb_change_update (change, type, g_array_index (found, gint32, 0), "value", text);
  else
    {
      int handle = sb_change_create (change, type);

      sb_change_set (change, handle, "key", key_value);
      sb_change_set (change, handle, "value", text);
    }
  return sb_workspace_apply (self, change, NULL, NULL, error);
}
