/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan becomes goals: one for the whole, each team and each member, with their months, as one undo step. Goals of the
 * same period and scope get a new version with the reason; others are made. */
#include "sb-config.h"

#include "model/sb-planner-private.h"

#include "core/sb-clock.h"
#include "core/sb-money.h"

#include <glib/gi18n-lib.h>

/* One scope of the plan. */
typedef struct {
  gint32        team_id, member_id;
  gint64        target;
  const gint64 *months, *calculated;  /* [n_months]; calculated NULL: as months */
  const guint8 *locked;               /* [n_months], NULL none */
} Share;

typedef struct {
  SbPlanner    *self;
  SbChange     *change;
  const SbPlan *plan;
  gint32        metric_id;
  const char   *reason;
  char         *title;
} Adoption;

static void
put_text (SbChange *change, int handle, const char *field, const char *text)
{
  g_auto (SbValue) value = sb_value_text (text);

  sb_change_set (change, handle, field, value);
}

static void
put_day (SbChange *change, int handle, const char *field, SbDate day)
{
  char text[SB_DATE_TEXT_SIZE];

  put_text (change, handle, field, sb_date_format_iso (day, text));
}

static const SbGoalFact *
find_goal (const Adoption *adoption, const Share *share)
{
  const SbFacts *facts = adoption->plan->book->facts;
  SbPeriod period = adoption->plan->book->query.period;

  for (gsize i = 0; i < facts->n_goals; i++)
    {
      const SbGoalFact *goal = &facts->goals[i];

      if (goal->metric_id == adoption->metric_id && goal->kind == SB_GOAL_COMMITTED && !goal->vacant
          && goal->start_on == period.start && goal->end_on == period.end && goal->team_id == share->team_id
          && goal->member_id == share->member_id && goal->product_id == 0 && goal->region < 0 && !goal->filtered)
        return goal;
    }
  return NULL;
}

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
add_version (const Adoption *adoption, gint64 goal, int version, gint64 target)
{
  const SbPlanQuery *query = &adoption->plan->book->query;
  int handle = sb_change_create (adoption->change, sb_record_type_find ("goal_version"));

  sb_change_set (adoption->change, handle, "goal", sb_value_int (goal));
  sb_change_set (adoption->change, handle, "version", sb_value_int (version));
  sb_change_set (adoption->change, handle, "target", sb_value_int (target));
  put_day (adoption->change, handle, "start_on", query->period.start);
  put_day (adoption->change, handle, "end_on", query->period.end);
  put_day (adoption->change, handle, "effective_on", query->as_of);
  put_text (adoption->change, handle, "reason", adoption->reason);
}

static void
add_stage (const Adoption *adoption, gint64 goal, const Share *share, gsize month)
{
  const SbPeriod *days = &adoption->plan->book->months[month];
  gboolean locked = share->locked != NULL && share->locked[month];
  int handle = sb_change_create (adoption->change, sb_record_type_find ("goal_stage"));

  sb_change_set (adoption->change, handle, "goal", sb_value_int (goal));
  put_text (adoption->change, handle, "period_kind", "month");
  put_day (adoption->change, handle, "start_on", days->start);
  put_day (adoption->change, handle, "end_on", days->end);
  sb_change_set (adoption->change, handle, "target", sb_value_int (share->months[month]));
  sb_change_set (adoption->change, handle, "calculated",
                 sb_value_int (share->calculated != NULL ? share->calculated[month] : share->months[month]));
  sb_change_set (adoption->change, handle, "locked", sb_value_int (locked));
  put_text (adoption->change, handle, "origin", locked ? "typed" : "calculated");
}

static void
update_stage (const Adoption *adoption, const SbGoalStageFact *stage, const Share *share, gsize month)
{
  const SbRecordType *type = sb_record_type_find ("goal_stage");
  gboolean locked = share->locked != NULL && share->locked[month];
  g_auto (SbValue) origin = sb_value_text (locked ? "typed" : "calculated");

  sb_change_update (adoption->change, type, stage->id, "target", sb_value_int (share->months[month]));
  sb_change_update (adoption->change, type, stage->id, "calculated",
                    sb_value_int (share->calculated != NULL ? share->calculated[month] : share->months[month]));
  sb_change_update (adoption->change, type, stage->id, "locked", sb_value_int (locked));
  sb_change_update (adoption->change, type, stage->id, "origin", origin);
}

/* Months of the plan replace the stages of a goal: a stage of the same days is changed, any other goes. */
static void
replace_stages (const Adoption *adoption, const SbGoalFact *goal, const Share *share)
{
  const SbFacts *facts = adoption->plan->book->facts;
  const SbPlanBook *book = adoption->plan->book;
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
update_goal (const Adoption *adoption, const SbGoalFact *goal, const Share *share, gint64 parent)
{
  const SbRecordType *type = sb_record_type_find ("goal");
  g_auto (SbValue) state = sb_value_text ("published");

  if (goal->target.minor != share->target || !goal->target.set)
    {
      sb_change_update (adoption->change, type, goal->id, "target", sb_value_int (share->target));
      add_version (adoption, goal->id, last_version (adoption->plan->book->facts, goal->id) + 1, share->target);
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
create_goal (const Adoption *adoption, const Share *share, gint64 parent)
{
  const SbPlanQuery *query = &adoption->plan->book->query;
  SbChange *change = adoption->change;
  int handle = sb_change_create (change, sb_record_type_find ("goal"));

  put_text (change, handle, "title", adoption->title);
  sb_change_set (change, handle, "metric", sb_value_int (adoption->metric_id));
  put_text (change, handle, "kind", "committed");
  put_text (change, handle, "scope", share->member_id != 0 ? "member" : share->team_id != 0 ? "team" : "workspace");
  if (share->team_id != 0)
    sb_change_set (change, handle, "team", sb_value_int (share->team_id));
  if (share->member_id != 0)
    sb_change_set (change, handle, "member", sb_value_int (share->member_id));
  put_text (change, handle, "period_kind", sb_period_kind_key (query->period.kind));
  put_day (change, handle, "start_on", query->period.start);
  put_day (change, handle, "end_on", query->period.end);
  sb_change_set (change, handle, "target", sb_value_int (share->target));
  put_text (change, handle, "phasing", "seasonal");
  if (parent != 0)
    sb_change_set (change, handle, "parent", sb_value_int (parent));
  put_text (change, handle, "state", "published");
  sb_change_set (change, handle, "published_at", sb_value_int (sb_clock_now ()));
  add_version (adoption, -handle, 1, share->target);
  for (gsize m = 0; m < adoption->plan->book->n_months; m++)
    add_stage (adoption, -handle, share, m);
  return -handle;
}

static gint64
put_goal (const Adoption *adoption, const Share *share, gint64 parent)
{
  const SbGoalFact *goal = find_goal (adoption, share);

  return goal != NULL ? update_goal (adoption, goal, share, parent) : create_goal (adoption, share, parent);
}

static gint32
revenue_metric (const SbFacts *facts)
{
  for (gsize i = 0; i < facts->n_metrics; i++)
    if (g_str_equal (facts->metrics[i].code, "revenue_won"))
      return facts->metrics[i].id;
  return 0;
}

void
sb_planner_add_goals (SbPlanner *self, SbChange *change, const SbPlan *plan, const char *reason)
{
  const SbPlanBook *book = plan->book;
  g_autofree char *period = sb_formatter_period (sb_session_get_formatter (self->session), book->query.period);
  g_autofree char *title = g_strdup_printf (_("Revenue %s"), period);
  Adoption adoption = { self, change, plan, revenue_metric (book->facts), reason, title };
  g_autofree gint64 *nodes = g_new0 (gint64, book->n_nodes + 1), *whole = g_new0 (gint64, book->n_months + 1);

  g_return_if_fail (adoption.metric_id != 0);

  /* What is assigned beyond the target, or carried by nobody, is not the target's: its months are. */
  sb_split_exact (plan->hand->target, plan->node_months, book->n_months, whole);
  for (gsize i = 0; i < book->n_nodes; i++)
    {
      Share share = { .team_id = book->nodes[i].team_id, .target = i == 0 ? plan->hand->target : plan->node_quota[i],
                      .months = i == 0 ? whole : plan->node_months + i * book->n_months };

      nodes[i] = put_goal (&adoption, &share, book->nodes[i].parent < 0 ? 0 : nodes[book->nodes[i].parent]);
    }
  for (gsize i = 0; i < book->n; i++)
    {
      Share share = { .member_id = book->members[i].member_id, .target = plan->quota[i],
                      .months = plan->months->cells + i * book->n_months,
                      .calculated = plan->months->calculated + i * book->n_months,
                      .locked = plan->hand->cell_locked + i * book->n_months };

      put_goal (&adoption, &share, nodes[book->members[i].node]);
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
  int handle;

  g_return_val_if_fail (SB_IS_PLANNER (self) && self->plan != NULL && reason != NULL, FALSE);

  scenario = sb_planner_current (self);
  label = g_strdup_printf (_("Adopt “%s”"), scenario->name);
  said = g_strdup_printf (_("“%s” is adopted: the goals follow it."), scenario->name);
  change = sb_change_new (label);
  sb_change_set_reason (change, reason);
  supersede (self, change);
  handle = sb_planner_add_scenario (self, change, scenario, self->plan, "adopted");
  put_text (change, handle, "reason", reason);
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
