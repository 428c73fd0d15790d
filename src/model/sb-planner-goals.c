/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the goals that a plan or a re-plan leaves into one change: a goal of the same period and scope gets a new
 * version with the reason and other months; others are made. Called when a scenario or a re-plan is adopted. */
#include "sb-config.h"

#include "model/sb-planner-private.h"

#include "core/sb-clock.h"

#include <glib/gi18n-lib.h>

static int
last_version (const SbFacts *facts, gint32 goal_id)
{
  int version = 0;

  for (gsize i = 0; i < facts->n_goal_versions; i++)
    if (facts->goal_versions[i].goal_id == goal_id)
      version = MAX (version, facts->goal_versions[i].version);
  return version;
}

/* goal: an id, or the negated handle of a new goal. */
static void
add_version (const SbGoalAdoption *adoption, gint64 goal, int version, gint64 target, SbDate effective,
             const char *reason)
{
  const SbPlanQuery *query = &adoption->book->query;
  int handle = sb_change_create (adoption->change, sb_record_type_find ("goal_version"));

  sb_change_set (adoption->change, handle, "goal", sb_value_int (goal));
  sb_change_set (adoption->change, handle, "version", sb_value_int (version));
  sb_change_set (adoption->change, handle, "target", sb_value_int (target));
  sb_change_set_date (adoption->change, handle, "start_on", query->period.start);
  sb_change_set_date (adoption->change, handle, "end_on", query->period.end);
  sb_change_set_date (adoption->change, handle, "effective_on", effective);
  sb_change_set_text (adoption->change, handle, "reason", reason);
}

/* A goal without versions first gets one that says what it was. */
static void
add_next_version (const SbGoalAdoption *adoption, const SbGoalFact *goal, gint64 target)
{
  SbDate as_of = adoption->book->query.as_of;
  int last = last_version (adoption->book->facts, goal->id);

  if (last == 0 && goal->target.set && goal->state == SB_GOAL_PUBLISHED)
    add_version (adoption, goal->id, ++last, goal->target.minor, MIN (goal->start_on, as_of), _("First number"));
  add_version (adoption, goal->id, last + 1, target, as_of, adoption->reason);
}

static void
add_stage (const SbGoalAdoption *adoption, gint64 goal, const SbGoalShare *share, gsize month)
{
  const SbPeriod *days = &adoption->book->months[month];
  gboolean locked = share->locked != NULL && share->locked[month];
  int handle = sb_change_create (adoption->change, sb_record_type_find ("goal_stage"));

  sb_change_set (adoption->change, handle, "goal", sb_value_int (goal));
  sb_change_set_text (adoption->change, handle, "period_kind", "month");
  sb_change_set_date (adoption->change, handle, "start_on", days->start);
  sb_change_set_date (adoption->change, handle, "end_on", days->end);
  sb_change_set (adoption->change, handle, "target", sb_value_int (share->months[month]));
  sb_change_set (adoption->change, handle, "calculated",
                 sb_value_int (share->calculated != NULL ? share->calculated[month] : share->months[month]));
  sb_change_set (adoption->change, handle, "locked", sb_value_int (locked));
  sb_change_set_text (adoption->change, handle, "origin", locked ? "typed" : "calculated");
}

static void
update_stage (const SbGoalAdoption *adoption, const SbGoalStageFact *stage, const SbGoalShare *share, gsize month)
{
  const SbRecordType *type = sb_record_type_find ("goal_stage");
  gboolean locked = share->locked != NULL && share->locked[month];
  g_auto (SbValue) origin = sb_value_text (locked ? "typed" : "calculated");

  if (share->calculated == NULL && stage->target.set && stage->target.minor == share->months[month])
    return; /* as it is, with what is known about it */
  sb_change_update (adoption->change, type, stage->id, "target", sb_value_int (share->months[month]));
  sb_change_update (adoption->change, type, stage->id, "calculated",
                    sb_value_int (share->calculated != NULL ? share->calculated[month] : share->months[month]));
  sb_change_update (adoption->change, type, stage->id, "locked", sb_value_int (locked));
  sb_change_update (adoption->change, type, stage->id, "origin", origin);
}

/* Months of the plan replace the stages of a goal: a stage of the same days is changed, any other goes. */
static void
replace_stages (const SbGoalAdoption *adoption, const SbGoalFact *goal, const SbGoalShare *share)
{
  const SbFacts *facts = adoption->book->facts;
  const SbPlanBook *book = adoption->book;
  g_autofree guint8 *met = g_new0 (guint8, book->n_months + 1);

  for (gsize i = 0; i < facts->n_goal_stages; i++)
    {
      const SbGoalStageFact *stage = &facts->goal_stages[i];
      gsize month = book->n_months;

      if (stage->goal_id != goal->id)
        continue;
      for (gsize m = 0; m < book->n_months; m++)
        if (!met[m] && stage->start_on == book->months[m].start && stage->end_on == book->months[m].end)
          month = m;
      if (month < book->n_months)
        {
          met[month] = TRUE;
          update_stage (adoption, stage, share, month);
        }
      else
        sb_change_archive (adoption->change, sb_record_type_find ("goal_stage"), stage->id);
    }
  for (gsize m = 0; m < book->n_months; m++)
    if (!met[m])
      add_stage (adoption, goal->id, share, m);
}

static gint64
update_goal (const SbGoalAdoption *adoption, const SbGoalFact *goal, const SbGoalShare *share, gint64 parent)
{
  const SbRecordType *type = sb_record_type_find ("goal");
  g_auto (SbValue) state = sb_value_text ("published");

  if (goal->target.minor != share->target || !goal->target.set)
    {
      sb_change_update (adoption->change, type, goal->id, "target", sb_value_int (share->target));
      add_next_version (adoption, goal, share->target);
    }
  if (goal->parent_id == 0 && parent != 0)
    sb_change_update (adoption->change, type, goal->id, "parent", sb_value_int (parent));
  if (goal->state != SB_GOAL_PUBLISHED)
    {
      sb_change_update (adoption->change, type, goal->id, "state", state);
      sb_change_update (adoption->change, type, goal->id, "published_at", sb_value_int (sb_clock_now ()));
    }
  replace_stages (adoption, goal, share);
  return goal->id;
}

static gint64
create_goal (const SbGoalAdoption *adoption, const SbGoalShare *share, gint64 parent)
{
  const SbPlanQuery *query = &adoption->book->query;
  SbChange *change = adoption->change;
  int handle = sb_change_create (change, sb_record_type_find ("goal"));

  sb_change_set_text (change, handle, "title", adoption->title);
  sb_change_set (change, handle, "metric", sb_value_int (adoption->metric_id));
  sb_change_set_text (change, handle, "kind", "committed");
  sb_change_set_text (change, handle, "scope",
                      share->member_id != 0 ? "member"
                      : share->team_id != 0 ? "team"
                                            : "workspace");
  if (share->team_id != 0)
    sb_change_set (change, handle, "team", sb_value_int (share->team_id));
  if (share->member_id != 0)
    sb_change_set (change, handle, "member", sb_value_int (share->member_id));
  sb_change_set_text (change, handle, "period_kind", sb_period_kind_key (query->period.kind));
  sb_change_set_date (change, handle, "start_on", query->period.start);
  sb_change_set_date (change, handle, "end_on", query->period.end);
  sb_change_set (change, handle, "target", sb_value_int (share->target));
  sb_change_set_text (change, handle, "phasing", "seasonal");
  if (parent != 0)
    sb_change_set (change, handle, "parent", sb_value_int (parent));
  sb_change_set_text (change, handle, "state", "published");
  sb_change_set (change, handle, "published_at", sb_value_int (sb_clock_now ()));
  add_version (adoption, -handle, 1, share->target, query->as_of, adoption->reason);
  for (gsize m = 0; m < adoption->book->n_months; m++)
    add_stage (adoption, -handle, share, m);
  return -handle;
}

gint64
sb_goal_adoption_put (const SbGoalAdoption *adoption, const SbGoalShare *share, gint64 parent)
{
  const SbGoalFact *goal = sb_plan_book_goal (adoption->book, share->team_id, share->member_id);

  return goal != NULL ? update_goal (adoption, goal, share, parent) : create_goal (adoption, share, parent);
}

void
sb_goal_adoption_init (SbGoalAdoption *adoption, SbSession *session, SbChange *change, const SbPlanBook *book,
                       const char *reason)
{
  g_autofree char *period = sb_formatter_period (sb_session_get_formatter (session), book->query.period);

  *adoption = (SbGoalAdoption) { .change = change, .book = book, .metric_id = sb_replan_metric (book->facts),
                                 .reason = reason, .title = g_strdup_printf (_("Revenue %s"), period) };
}

void
sb_goal_adoption_clear (SbGoalAdoption *adoption)
{
  g_clear_pointer (&adoption->title, g_free);
}
