/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and instants that the program keeps because they follow from what was typed: when a deal was last worked on,
 * when an action was first due, when a goal was published. */
#include <string.h>

#include "store/sb-draft.h"

/* ISO dates compare as texts. */
static gboolean
is_later (const char *day, const char *than)
{
  return day != NULL && (than == NULL || strcmp (day, than) > 0);
}

static gboolean
keep_last_activity (SbDraftSet *set, const SbDraft *activity, GError **error)
{
  gint32 id = (gint32) sb_draft_int (activity, "deal_id", 0);
  const char *day = sb_draft_text (activity, "day_on");
  SbDraft *deal;

  if (id <= 0 || day == NULL || sb_draft_int (activity, "done", 0) == 0)
    return TRUE;
  deal = sb_draft_set_edit (set, sb_record_type_find ("deal"), id, error);
  if (deal == NULL)
    return FALSE;
  if (is_later (day, sb_draft_text (deal, "last_activity_on")))
    sb_draft_put (deal, "last_activity_on", sb_value_text (day), SB_DRAFT_RULE);
  return TRUE;
}

static void
keep_first_due (SbDraft *action)
{
  if (sb_value_is_null (sb_draft_get (action, "first_due_on")))
    {
      const SbValue *first = sb_draft_get (action, "due_on");

      if (action->before != NULL)
        first = sb_record_get (action->before, "due_on");
      sb_draft_put (action, "first_due_on", sb_value_copy (first), SB_DRAFT_RULE);
    }
}

static void
keep_published (SbDraftSet *set, SbDraft *goal)
{
  if (g_strcmp0 (sb_draft_text (goal, "state"), "published") == 0
      && sb_value_is_null (sb_draft_get (goal, "published_at")))
    sb_draft_put (goal, "published_at", sb_value_int (set->now), SB_DRAFT_RULE);
}

gboolean
sb_draft_set_keep_days (SbDraftSet *set, GError **error)
{
  guint n = set->drafts->len; /* the deals that are added need no rule */

  for (guint i = 0; i < n; i++)
    {
      SbDraft *draft = set->drafts->pdata[i];

      if (g_str_equal (draft->type->name, "activity") && !keep_last_activity (set, draft, error))
        return FALSE;
      if (g_str_equal (draft->type->name, "action_item"))
        keep_first_due (draft);
      if (g_str_equal (draft->type->name, "goal"))
        keep_published (set, draft);
    }
  return TRUE;
}
