/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From sentence to goal. A change grows from the same days a year before, else from the days before; what it grows from
 * is named. Called by the goals page. */
#include "sb-config.h"

#include "model/sb-goal-draft.h"

#include "analysis/sb-goal-cells.h"
#include "analysis/sb-working-days.h"
#include "model/sb-goal-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static SbQuantity
measure (const SbGoalDraft *draft, const SbGoalDraftContext *context, SbPeriod period)
{
  SbKpiQuery query = { period, sb_goal_scope (&draft->goal), context->as_of, 0 };
  SbMetric metric;
  SbQuantity value = sb_quantity_undefined (sb_goal_unit (draft->metric), SB_REASON_NO_BASELINE);

  if (!draft->metric->manual && sb_metric_from_key (draft->metric->code, &metric))
    {
      SbKpiRequest request = { &metric, 1, SB_PERIOD_MONTH, 0, FALSE };
      g_autoptr (GPtrArray) panel = sb_kpi_panel_compute (context->facts, &request, &query);
      const SbKpi *kpi = panel->pdata[0];

      if (sb_quantity_is_defined (&kpi->value) && sb_quantity_as_real (&kpi->value) != 0.0)
        {
          value = sb_quantity_real (sb_goal_unit (draft->metric), sb_quantity_as_real (&kpi->value));
          value.n = kpi->value.n;
        }
    }
  return value;
}

static void
find_baseline (SbGoalDraft *draft, const SbGoalDraftContext *context)
{
  SbPeriod own = draft->period, ago = sb_period_year_ago (own, context->facts->fiscal);
  int days = sb_period_days (own);
  SbDate last = MIN (own.start, context->as_of + 1) - 1;

  draft->baseline_period = ago;
  draft->baseline_is_year_ago = TRUE;
  draft->baseline = measure (draft, context, ago);
  if (sb_quantity_is_defined (&draft->baseline))
    return;
  draft->baseline_is_year_ago = FALSE;
  draft->baseline_period = sb_period_custom (last - days + 1, last);
  draft->baseline = measure (draft, context, draft->baseline_period);
}

/* How many of "every week" lie in the goal's days; days count as working days. */
static double
times (const SbFacts *facts, SbPeriod period, int every)
{
  g_autoptr (GArray) parts = NULL;

  if (every == SB_PERIOD_CUSTOM)
    return sb_working_days (facts, period.start, period.end);
  if (every == SB_PERIOD_WEEK)
    return MAX (1.0, round (sb_period_days (period) / 7.0));
  parts = sb_period_split (every, period.start, period.end, facts->fiscal);
  return MAX (1u, parts->len);
}

static void
set_target (SbGoalDraft *draft, double value)
{
  if (draft->metric->unit == SB_METRIC_UNIT_COUNT)
    value = round (value);
  draft->goal.target.set = TRUE;
  draft->goal.target.value = value;
  draft->goal.target.minor = fabs (value) < 9e18 ? llround (value) : 0;
}

static void
find_target (SbGoalDraft *draft, const SbGoalSentence *sentence, const SbGoalDraftContext *context)
{
  double base = sb_quantity_as_real (&draft->baseline);
  gboolean has_base = sb_quantity_is_defined (&draft->baseline);

  switch (sentence->ask)
    {
    case SB_GOAL_ASK_LEVEL:
      set_target (draft, sentence->value * (sentence->every >= 0 && draft->metric->aggregation == SB_AGGREGATE_SUM
                                              ? times (context->facts, draft->period, sentence->every)
                                              : 1.0));
      if (sentence->every < 0 && draft->metric->unit == SB_METRIC_UNIT_MONEY)
        draft->goal.target.minor = sentence->minor;
      break;
    case SB_GOAL_ASK_PERCENT:
      if (has_base)
        set_target (draft, base * (1.0 + sentence->value));
      break;
    case SB_GOAL_ASK_AMOUNT:
    case SB_GOAL_ASK_POINTS:
      if (has_base)
        set_target (draft, base + sentence->value);
      break;
    case SB_GOAL_ASK_FACTOR:
      if (has_base)
        set_target (draft, base * sentence->value);
      break;
    case SB_GOAL_ASK_NOTHING:
    default:
      break;
    }
  draft->target = sb_goal_quantity (draft->metric, &draft->goal.target);
  if (!draft->goal.target.set && sentence->ask != SB_GOAL_ASK_NOTHING)
    draft->target.reason = SB_REASON_NO_BASELINE;
}

static gboolean
encloses (const SbFacts *facts, const SbGoalFact *outer, const SbGoalFact *inner)
{
  const SbMemberFact *member = sb_facts_member (facts, inner->member_id);
  const SbTeamFact *team = sb_facts_team (facts, member != NULL ? member->team_id : inner->team_id);

  if (outer->member_id != 0)
    return outer->member_id == inner->member_id;
  if (outer->team_id == 0)
    return TRUE;
  for (int depth = 0; team != NULL && depth < 16; depth++)
    {
      if (team->id == outer->team_id)
        return TRUE;
      team = sb_facts_team (facts, team->parent_id);
    }
  return FALSE;
}

static int
width (const SbGoalFact *goal)
{
  return goal->member_id != 0 ? 0 : goal->team_id != 0 ? 1 : 2;
}

/* The closest goal of the same metric around this one. */
static gint32
find_parent (const SbFacts *facts, const SbGoalFact *goal)
{
  const SbGoalFact *best = NULL;

  for (gsize i = 0; i < facts->n_goals; i++)
    {
      const SbGoalFact *other = &facts->goals[i];
      gboolean same = width (other) == width (goal) && other->start_on == goal->start_on
                      && other->end_on == goal->end_on;

      if (other->metric_id != goal->metric_id || other->vacant || other->state == SB_GOAL_CLOSED || same
          || other->kind != SB_GOAL_COMMITTED || other->start_on > goal->start_on || other->end_on < goal->end_on
          || !encloses (facts, other, goal))
        continue;
      if (best == NULL || width (other) < width (best)
          || (width (other) == width (best) && other->end_on - other->start_on < best->end_on - best->start_on))
        best = other;
    }
  return best != NULL ? best->id : 0;
}

static void
judge (SbGoalDraft *draft, const SbGoalDraftContext *context)
{
  SbDate day = context->as_of;
  SbQuantity recent = measure (draft, context, sb_period_custom (sb_date_add_months (day, -6) + 1, day));
  SbSmartInput input = { .title = draft->title, .has_metric = TRUE, .has_scope = TRUE, .dates_in_order = TRUE };
  double base = sb_quantity_as_real (&draft->baseline);
  SbMetric metric;

  input.has_owner = draft->goal.owner_id != 0;
  input.has_target = draft->goal.target.set;
  input.manual = draft->metric->manual || !sb_metric_from_key (draft->metric->code, &metric);
  input.has_value = sb_quantity_is_defined (&recent);
  input.chance = sb_ratio_undefined (SB_REASON_CANNOT_JUDGE);
  input.last_year = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  if (draft->baseline_is_year_ago && sb_quantity_is_defined (&draft->baseline) && draft->goal.target.set)
    input.last_year = sb_ratio_measure (sb_quantity_as_real (&draft->target) / base, SB_FEW_DATA);
  input.has_parent = draft->parent_id != 0;
  input.is_top = draft->goal.scope == SB_GOAL_WORKSPACE;
  input.has_dates = draft->has_period;
  input.stage_gap = sb_quantity_undefined (SB_UNIT_COUNT, SB_REASON_NOT_PLANNED);
  sb_smart_judge (&input, &draft->smart);
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    draft->has_red |= draft->smart.letters[i].color == SB_SMART_RED;
}

static void
find_people (SbGoalDraft *draft, const SbGoalSentence *sentence, const SbGoalDraftContext *context)
{
  SbGoalFact *goal = &draft->goal;
  const SbTeamFact *team;

  goal->member_id = sentence->member_id;
  goal->team_id = sentence->member_id == 0 ? sentence->team_id : 0;
  if (goal->member_id == 0 && goal->team_id == 0)
    {
      goal->member_id = context->scope.member_id;
      goal->team_id = context->scope.member_id == 0 ? context->scope.team_id : 0;
    }
  goal->scope = goal->member_id != 0 ? SB_GOAL_MEMBER : goal->team_id != 0 ? SB_GOAL_TEAM : SB_GOAL_WORKSPACE;
  team = sb_facts_team (context->facts, goal->team_id);
  goal->owner_id = goal->member_id != 0 ? goal->member_id : team != NULL ? team->manager_id : context->me;
}

/* A custom range that is a period of the calendar is called so. */
static SbPeriod
name_period (SbPeriod period, SbFiscal fiscal)
{
  for (int kind = SB_PERIOD_YEAR; kind < SB_PERIOD_CUSTOM; kind++)
    {
      SbPeriod named = sb_period_containing (kind, period.start, fiscal);

      if (named.start == period.start && named.end == period.end)
        return named;
    }
  return period;
}

SbGoalDraft *
sb_goal_draft_new (const SbGoalSentence *sentence, const SbGoalDraftContext *context)
{
  SbGoalDraft *draft;

  g_return_val_if_fail (sentence != NULL && context != NULL && context->facts != NULL, NULL);

  draft = g_new0 (SbGoalDraft, 1);
  draft->title = g_strdup (sentence->title);
  draft->metric = sentence->metric;
  draft->has_period = sentence->has_period;
  draft->period = name_period (sentence->period, context->facts->fiscal);
  draft->goal = (SbGoalFact) { .metric_id = sentence->metric->id, .region = -1, .start_on = draft->period.start,
                               .end_on = draft->period.end, .period_kind = (guint8) draft->period.kind,
                               .phasing = SB_PHASING_WORKING_DAYS, .weight_ppm = -1, .over_ppm = -1,
                               .checkin_days = -1, .theme = "", .published_on = SB_DATE_NONE };
  draft->goal.title = draft->title;
  draft->goal.kind = sentence->stretch                                  ? SB_GOAL_STRETCH
                     : sentence->metric->kind == SB_METRIC_DEVELOPMENT ? SB_GOAL_DEVELOPMENT
                                                                        : SB_GOAL_COMMITTED;
  find_people (draft, sentence, context);
  find_baseline (draft, context);
  find_target (draft, sentence, context);
  draft->parent_id = find_parent (context->facts, &draft->goal);
  judge (draft, context);
  return draft;
}

void
sb_goal_draft_free (SbGoalDraft *draft)
{
  g_return_if_fail (draft != NULL);

  g_free (draft->title);
  g_free (draft);
}

static char *
target_text (const SbGoalDraft *draft, SbFormatter *formatter)
{
  g_autofree char *target = sb_formatter_quantity (formatter, &draft->target);
  g_autofree char *base = sb_formatter_quantity (formatter, &draft->baseline);
  g_autofree char *days = sb_formatter_period (formatter, draft->baseline_period);

  if (!draft->goal.target.set)
    {
      g_autofree char *reason = sb_formatter_reason (formatter, draft->target.reason);

      return g_strdup_printf (_("no target: %s"), reason);
    }
  if (!sb_quantity_is_defined (&draft->baseline))
    return g_strdup_printf (_("target %s"), target);
  return g_strdup_printf (_("target %s, after %s in %s"), target, base, days);
}

char *
sb_goal_draft_text (const SbGoalDraft *draft, SbFormatter *formatter, const SbFacts *facts)
{
  g_autofree char *whose = NULL, *start = NULL, *end = NULL, *period = NULL, *target = NULL;

  g_return_val_if_fail (draft != NULL && SB_IS_FORMATTER (formatter) && facts != NULL, NULL);

  whose = sb_goal_whose (formatter, facts, &draft->goal);
  start = sb_formatter_date (formatter, draft->period.start);
  end = sb_formatter_date (formatter, draft->period.end);
  period = draft->period.kind == SB_PERIOD_CUSTOM ? g_strdup_printf (_("%s to %s"), start, end)
                                                  : sb_formatter_period (formatter, draft->period);
  target = target_text (draft, formatter);
  return g_strdup_printf ("%s · %s · %s · %s", draft->metric->name, whose, period, target);
}

/* -- writing ------------------------------------------------------------------------------------------------------- */

static void
set_reference (SbChange *change, int handle, const char *field, gint32 id)
{
  if (id != 0)
    sb_change_set (change, handle, field, sb_value_int (id));
}

static void
set_number (SbChange *change, int handle, const SbMetricFact *metric, const char *money, const char *other,
            const SbGoalNumber *number)
{
  if (number->set)
    sb_change_set (change, handle, metric->unit == SB_METRIC_UNIT_MONEY ? money : other,
                   metric->unit == SB_METRIC_UNIT_MONEY ? sb_value_int (number->minor) : sb_value_real (number->value));
}

static void
add_stages (SbChange *change, int goal, const SbGoalDraft *draft, const SbFacts *facts)
{
  g_autoptr (GArray) cells = NULL;

  if (draft->metric->aggregation != SB_AGGREGATE_SUM || !draft->goal.target.set)
    return;
  cells = sb_goal_cells_new (facts, &draft->goal);
  if (cells->len < 2)
    return;
  sb_goal_cells_spread (cells, sb_goal_to_units (draft->metric, &draft->goal.target));
  for (guint i = 0; i < cells->len; i++)
    {
      const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, i);
      SbGoalNumber value = sb_goal_from_units (draft->metric, cell->value);
      int handle = sb_change_create (change, sb_record_type_find ("goal_stage"));

      sb_change_set (change, handle, "goal", sb_value_int (-goal));
      sb_change_set_text (change, handle, "period_kind", "month");
      sb_change_set_date (change, handle, "start_on", cell->period.start);
      sb_change_set_date (change, handle, "end_on", cell->period.end);
      set_number (change, handle, draft->metric, "target", "target_value", &value);
      set_number (change, handle, draft->metric, "calculated", "calculated_value", &value);
      sb_change_set (change, handle, "locked", sb_value_int (0));
      sb_change_set_text (change, handle, "origin", "calculated");
    }
}

SbChange *
sb_goal_draft_change (const SbGoalDraft *draft, const SbFacts *facts)
{
  static const char *const kinds[] = { "committed", "stretch", "development" };
  static const char *const scopes[] = { "workspace", "team", "member" };
  g_autofree char *label = NULL;
  SbGoalNumber baseline = { 0 };
  SbChange *change;
  int goal;

  g_return_val_if_fail (draft != NULL && facts != NULL, NULL);

  label = g_strdup_printf (_("New goal “%s”"), draft->title);
  change = sb_change_new (label);
  goal = sb_change_create (change, sb_record_type_find ("goal"));
  sb_change_set_text (change, goal, "title", draft->title);
  sb_change_set (change, goal, "metric", sb_value_int (draft->metric->id));
  sb_change_set_text (change, goal, "kind", kinds[draft->goal.kind]);
  sb_change_set_text (change, goal, "scope", scopes[draft->goal.scope]);
  set_reference (change, goal, "team", draft->goal.team_id);
  set_reference (change, goal, "member", draft->goal.member_id);
  set_reference (change, goal, "owner", draft->goal.owner_id);
  set_reference (change, goal, "parent", draft->parent_id);
  sb_change_set_text (change, goal, "period_kind", sb_period_kind_key (draft->period.kind));
  sb_change_set_date (change, goal, "start_on", draft->period.start);
  sb_change_set_date (change, goal, "end_on", draft->period.end);
  set_number (change, goal, draft->metric, "target", "target_value", &draft->goal.target);
  if (sb_quantity_is_defined (&draft->baseline) && draft->metric->aggregation != SB_AGGREGATE_SUM)
    {
      double value = sb_quantity_as_real (&draft->baseline);

      baseline = (SbGoalNumber) { TRUE, llround (value), value };
      set_number (change, goal, draft->metric, "baseline", "baseline_value", &baseline);
    }
  sb_change_set_text (change, goal, "phasing", "working days");
  sb_change_set_text (change, goal, "state", draft->has_red ? "draft" : "published");
  add_stages (change, goal, draft, facts);
  return change;
}
