/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan becomes goals: one for the whole, each team and each member, with their months, as one undo step. Goals of the
 * same period and scope get a new version with the reason; others are made. */
#include "sb-config.h"

#include "model/sb-planner-private.h"

#include "core/sb-clock.h"
#include "core/sb-money.h"

#include <glib/gi18n-lib.h>

void
sb_planner_add_goals (SbPlanner *self, SbChange *change, const SbPlan *plan, const char *reason)
{
  const SbPlanBook *book = plan->book;
  g_auto (SbGoalAdoption) adoption = { 0 };
  g_autofree gint64 *nodes = g_new0 (gint64, book->n_nodes + 1), *whole = g_new0 (gint64, book->n_months + 1);

  sb_goal_adoption_init (&adoption, self->session, change, book, reason);
  g_return_if_fail (adoption.metric_id != 0);

  /* What is assigned beyond the target, or carried by nobody, is not the target's: its months are. */
  sb_split_exact (plan->hand->target, plan->node_months, book->n_months, whole);
  for (gsize i = 0; i < book->n_nodes; i++)
    {
      SbGoalShare share = { .team_id = book->nodes[i].team_id,
                            .target = i == 0 ? plan->hand->target : plan->node_quota[i],
                            .months = i == 0 ? whole : plan->node_months + i * book->n_months };

      nodes[i] = sb_goal_adoption_put (&adoption, &share, book->nodes[i].parent < 0 ? 0 : nodes[book->nodes[i].parent]);
    }
  for (gsize i = 0; i < book->n; i++)
    {
      SbGoalShare share = { .member_id = book->members[i].member_id, .target = plan->quota[i],
                            .months = plan->months->cells + i * book->n_months,
                            .calculated = plan->months->calculated + i * book->n_months,
                            .locked = plan->hand->cell_locked + i * book->n_months };

      sb_goal_adoption_put (&adoption, &share, nodes[book->members[i].node]);
    }
}

/* The plan adopted before for the same period gives way and stays comparable. */
static void
supersede (SbPlanner *self, SbChange *change)
{
  const SbRecordType *type = sb_record_type_find ("scenario");
  g_auto (SbValue) superseded = sb_value_text ("superseded");

  for (guint i = 0; i < self->scenarios->len; i++)
    {
      SbPlannerScenario *other = g_ptr_array_index (self->scenarios, i);

      if (other->adopted)
        sb_change_update (change, type, other->record_id, "state", superseded);
    }
}

gboolean
sb_planner_adopt (SbPlanner *self, const char *reason, GError **error)
{
  SbPlannerScenario *scenario;
  SbChange *change;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *label = NULL, *said = NULL;
  g_auto (SbValue) said_why = { 0 };
  int handle;

  g_return_val_if_fail (SB_IS_PLANNER (self) && self->plan != NULL && reason != NULL, FALSE);

  said_why = sb_value_text (reason);
  scenario = sb_planner_current (self);
  label = g_strdup_printf (_("Adopt “%s”"), scenario->name);
  said = g_strdup_printf (_("“%s” is adopted: the goals follow it."), scenario->name);
  change = sb_change_new (label);
  sb_change_set_reason (change, reason);
  supersede (self, change);
  handle = sb_planner_add_scenario (self, change, scenario, self->plan, "adopted");
  sb_change_set (change, handle, "reason", said_why);
  sb_change_set (change, handle, "adopted_at", sb_value_int (sb_clock_now ()));
  sb_planner_add_goals (self, change, self->plan, reason);
  if (!sb_session_apply (self->session, change, said, &ids, error))
    return FALSE;
  for (guint i = 0; i < self->scenarios->len; i++)
    ((SbPlannerScenario *) g_ptr_array_index (self->scenarios, i))->adopted = FALSE;
  scenario->record_id = g_array_index (ids, gint32, handle - 1);
  scenario->adopted = TRUE;
  scenario->edited = FALSE;
  sb_planner_forget_steps (self);
  sb_planner_changed (self);
  return TRUE;
}
