/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One goal: attainment, progress, expected to date, pace, landings, what is needed a day, status, letters. Inside
 * sb-goal only. */
#include "analysis/sb-goal-private.h"

#include "analysis/sb-working-days.h"

#include <math.h>
#include <string.h>

#define ON_TRACK 0.95
#define AT_RISK 0.80
#define EARLY 0.10
#define GRACE_DAYS 3 /* a check-in may be so late */

/* Finest first; weeks last, as a week may lie in two months. */
static const guint8 stage_kinds[] = { SB_PERIOD_MONTH, SB_PERIOD_QUARTER, SB_PERIOD_HALF, SB_PERIOD_YEAR,
                                      SB_PERIOD_CUSTOM, SB_PERIOD_WEEK };

int
sb_goal_stage_kind (const SbFacts *facts, const SbGoalFact *goal)
{
  gsize n;
  const SbGoalStageFact *stages = sb_goal_stages (facts, goal->id, &n);

  for (gsize k = 0; k < G_N_ELEMENTS (stage_kinds); k++)
    {
      int covered = 0;

      for (gsize i = 0; i < n; i++)
        if (stages[i].period_kind == stage_kinds[k])
          covered += MIN (stages[i].end_on, goal->end_on) - MAX (stages[i].start_on, goal->start_on) + 1;
      if (covered > 0 && covered >= goal->end_on - goal->start_on + 1)
        return stage_kinds[k];
    }
  return -1;
}

/* What of one stage was due by a day. */
static double
due (const SbFacts *facts, SbDate from, SbDate to, double target, SbDate as_of)
{
  int whole = sb_working_days (facts, from, to);

  if (as_of >= to)
    return target;
  if (as_of < from || whole == 0)
    return 0.0;
  return target * sb_working_days (facts, from, as_of) / whole;
}

static double
expected_sum (const SbFacts *facts, const SbGoalFact *goal, const SbMetricFact *metric, SbDate as_of)
{
  gsize n;
  const SbGoalStageFact *stages = sb_goal_stages (facts, goal->id, &n);
  int kind = sb_goal_stage_kind (facts, goal);
  double sum = 0.0;

  if (kind < 0)
    return due (facts, goal->start_on, goal->end_on, sb_goal_number (metric, &goal->target), as_of);
  for (gsize i = 0; i < n; i++)
    if (stages[i].period_kind == kind)
      sum += due (facts, stages[i].start_on, stages[i].end_on, sb_goal_number (metric, &stages[i].target), as_of);
  return sum;
}

double
sb_goal_expected (const SbFacts *facts, const SbGoalFact *goal, SbDate as_of)
{
  const SbMetricFact *metric;
  double target, baseline;

  g_return_val_if_fail (facts != NULL && goal != NULL, 0.0);

  metric = sb_facts_metric (facts, goal->metric_id);
  if (metric == NULL || !goal->target.set)
    return 0.0;
  if (metric->aggregation == SB_AGGREGATE_SUM)
    return expected_sum (facts, goal, metric, as_of);
  target = sb_goal_number (metric, &goal->target);
  if (metric->aggregation != SB_AGGREGATE_LAST || !goal->baseline.set)
    return target;
  baseline = sb_goal_number (metric, &goal->baseline);
  return baseline + due (facts, goal->start_on, goal->end_on, target - baseline, as_of);
}

/* A ratio of two measured numbers; n has no meaning. */
static SbRatio
divide (double numerator, double denominator, SbReason when_zero)
{
  SbRatio ratio;

  if (!(fabs (denominator) > 0.0) || !isfinite (numerator / denominator))
    return sb_ratio_undefined (when_zero);
  ratio = sb_ratio_measure (numerator / denominator, SB_FEW_DATA);
  ratio.numerator = fabs (numerator) < 9e18 ? llround (numerator) : 0;
  ratio.denominator = fabs (denominator) < 9e18 ? llround (denominator) : 0;
  return ratio;
}

static void
count_days (SbGoalWork *work, SbGoalState *state)
{
  const SbGoalFact *goal = state->goal;

  state->days_total = sb_working_days (work->facts, goal->start_on, goal->end_on);
  state->days_gone = sb_working_days (work->facts, goal->start_on, MIN (work->query->as_of, goal->end_on));
  state->days_left = state->days_total - state->days_gone;
}

static gboolean
adds (const SbGoalState *state)
{
  return state->metric->aggregation == SB_AGGREGATE_SUM;
}

static void
rate_pace (SbGoalState *state, double target, double actual, double expected)
{
  gboolean down = state->metric->down;

  if (!sb_quantity_is_defined (&state->actual))
    {
      state->pace = sb_ratio_undefined (state->actual.reason);
      return;
    }
  if (down)
    state->pace = actual > 0.0 ? divide (expected, actual, SB_REASON_NOT_STARTED) : sb_ratio_undefined (SB_REASON_MET);
  else
    state->pace = divide (actual, expected, SB_REASON_NOT_STARTED);
  if (down)
    state->headroom = divide (target - actual, target, SB_REASON_ZERO_DENOMINATOR);
}

static void
rate_landing (SbGoalWork *work, SbGoalState *state, double target, double actual, double expected)
{
  if (!sb_quantity_is_defined (&state->actual))
    state->run_rate = sb_quantity_undefined (state->unit, state->actual.reason);
  else if (!adds (state))
    state->run_rate = sb_quantity_real (state->unit, actual);
  else if (work->query->as_of < state->goal->start_on)
    state->run_rate = sb_quantity_undefined (state->unit, SB_REASON_NOT_STARTED);
  else if (!(expected > 0.0) || expected < EARLY * target)
    state->run_rate = sb_quantity_undefined (state->unit, SB_REASON_TOO_EARLY);
  else
    state->run_rate = sb_quantity_real (state->unit, actual * target / expected);
}

static void
rate_need (SbGoalState *state, double target, double actual)
{
  SbUnit unit = state->unit == SB_UNIT_MONEY ? SB_UNIT_MONEY_PER_DAY : SB_UNIT_NUMBER;
  SbReason reason = SB_REASON_NONE;

  if (!sb_quantity_is_defined (&state->actual))
    reason = state->actual.reason;
  else if (state->met)
    reason = SB_REASON_MET;
  state->gap = reason != SB_REASON_NONE ? sb_quantity_undefined (state->unit, reason)
                                        : sb_quantity_real (state->unit, target - actual);
  if (reason == SB_REASON_NONE && !adds (state))
    reason = SB_REASON_NOT_PLANNED;
  else if (reason == SB_REASON_NONE && state->days_left <= 0)
    reason = SB_REASON_PERIOD_OVER;
  state->needed_per_day = reason != SB_REASON_NONE || state->metric->down
                            ? sb_quantity_undefined (unit, reason != SB_REASON_NONE ? reason : SB_REASON_NOT_PLANNED)
                            : sb_quantity_real (unit, (target - actual) / state->days_left);
  state->achieved_per_day = adds (state) && state->days_gone > 0 && sb_quantity_is_defined (&state->actual)
                              ? sb_quantity_real (unit, actual / state->days_gone)
                              : sb_quantity_undefined (unit, SB_REASON_NOT_STARTED);
  reason = state->needed_per_day.reason != SB_REASON_NONE ? state->needed_per_day.reason
                                                          : state->achieved_per_day.reason;
  state->multiple = reason != SB_REASON_NONE ? sb_ratio_undefined (reason)
                                             : divide ((target - actual) / state->days_left,
                                                       actual / state->days_gone, SB_REASON_ZERO_DENOMINATOR);
}

static SbPaceStatus
status_of (SbGoalWork *work, const SbGoalState *state)
{
  const SbGoalFact *goal = state->goal;
  SbDate as_of = work->query->as_of;
  gboolean early = adds (state) && !sb_quantity_is_defined (&state->run_rate);

  if (!goal->target.set || goal->vacant || as_of < goal->start_on || !sb_quantity_is_defined (&state->actual))
    return SB_PACE_UNKNOWN;
  if (state->metric->down ? state->met && as_of >= goal->end_on : state->met)
    return SB_PACE_ACHIEVED;
  if (as_of >= goal->end_on || (state->metric->down && adds (state) && !state->met))
    return SB_PACE_MISSED;
  if (state->pace.reason == SB_REASON_MET || (sb_ratio_is_defined (&state->pace) && state->pace.value >= ON_TRACK))
    return SB_PACE_ON_TRACK;
  if (!sb_ratio_is_defined (&state->pace) || early)
    return SB_PACE_UNKNOWN;
  return state->pace.value >= AT_RISK ? SB_PACE_AT_RISK : SB_PACE_BEHIND;
}

/* Everything that needs a target, when there is none. */
static void
undefine (SbGoalState *state)
{
  state->attainment = state->progress = state->headroom = state->pace = state->multiple
    = sb_ratio_undefined (SB_REASON_NO_TARGET);
  state->expected = state->gap = state->needed_per_day = state->run_rate
    = sb_quantity_undefined (state->unit, SB_REASON_NO_TARGET);
}

static void
rate (SbGoalWork *work, SbGoalState *state)
{
  double target = sb_quantity_as_real (&state->target), actual = sb_quantity_as_real (&state->actual);
  double baseline = sb_quantity_as_real (&state->baseline);
  double expected = sb_goal_expected (work->facts, state->goal, work->query->as_of);
  SbReason reason = state->actual.reason;

  state->expected = sb_quantity_real (state->unit, expected);
  state->met = reason == SB_REASON_NONE && (state->metric->down ? actual <= target : actual >= target);
  state->attainment = reason != SB_REASON_NONE ? sb_ratio_undefined (reason)
                                               : divide (actual, target, SB_REASON_NO_TARGET);
  state->headroom = sb_ratio_undefined (SB_REASON_NOT_PLANNED);
  if (!sb_quantity_is_defined (&state->baseline))
    state->progress = sb_ratio_undefined (SB_REASON_NO_BASELINE);
  else
    state->progress = reason != SB_REASON_NONE
                        ? sb_ratio_undefined (reason)
                        : divide (actual - baseline, target - baseline, SB_REASON_SAME_AS_BASELINE);
  rate_pace (state, target, actual, expected);
  rate_landing (work, state, target, actual, expected);
  rate_need (state, target, actual);
}

static void
look_back (SbGoalWork *work, SbGoalState *state)
{
  gsize n;
  const SbGoalVersionFact *versions = sb_goal_versions (work->facts, state->goal->id, &n);
  const SbCheckInFact *looks;
  SbDate as_of = work->query->as_of, since;

  state->first = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  if (n > 0 && versions[0].target.set && sb_quantity_is_defined (&state->actual))
    state->first = divide (sb_quantity_as_real (&state->actual), sb_goal_number (state->metric, &versions[0].target),
                           SB_REASON_NO_TARGET);
  looks = sb_goal_check_ins (work->facts, state->goal->id, &n);
  state->last_check_in = SB_DATE_NONE;
  state->confidence = -1;
  for (gsize i = 0; i < n && looks[i].day_on <= as_of; i++)
    {
      state->last_check_in = looks[i].day_on;
      state->confidence = looks[i].confidence;
    }
  since = state->last_check_in != SB_DATE_NONE ? state->last_check_in : state->goal->start_on;
  state->check_in_overdue = state->goal->checkin_days > 0 && state->goal->state == SB_GOAL_PUBLISHED
                            && MIN (as_of, state->goal->end_on) > since + state->goal->checkin_days + GRACE_DAYS;
}

void
sb_goal_state_rate (SbGoalWork *work, SbGoalState *state)
{
  if (state->goal->target.set)
    rate (work, state);
  else
    undefine (state);
  look_back (work, state);
  state->status = status_of (work, state);
}

void
sb_goal_state_fill (SbGoalWork *work, SbGoalState *state)
{
  const SbGoalFact *goal = state->goal;
  const SbMetricFact *metric = state->metric;

  state->unit = sb_goal_unit (metric);
  state->target = sb_goal_quantity (metric, &goal->target);
  state->baseline = sb_goal_quantity (metric, &goal->baseline);
  if (!goal->baseline.set)
    state->baseline.reason = SB_REASON_NO_BASELINE;
  state->actual = sb_goal_actual (work, goal, metric);
  state->weighted = sb_goal_weighted (work, goal, metric, &state->actual);
  count_days (work, state);
  state->achieved_per_day = sb_quantity_undefined (state->unit, SB_REASON_NOT_STARTED);
  sb_goal_state_rate (work, state);
  state->chance.chance = sb_ratio_undefined (goal->target.set ? SB_REASON_CANNOT_JUDGE : SB_REASON_NO_TARGET);
  state->chance.p10 = state->chance.p50 = state->chance.p90 = sb_amount_undefined (SB_REASON_CANNOT_JUDGE);
  if (work->query->chance != NULL && goal->target.set && !goal->vacant)
    work->query->chance (work->facts, goal, work->query->chance_data, &state->chance);
  state->allocated = state->unallocated = state->vacant = sb_quantity_undefined (state->unit, SB_REASON_NO_DATA);
  state->over = sb_ratio_undefined (SB_REASON_NO_DATA);
}

/* Target − sum of the stages that cover the goal; undefined when none do. */
static SbQuantity
stage_gap (SbGoalWork *work, const SbGoalState *state)
{
  gsize n;
  const SbGoalStageFact *stages = sb_goal_stages (work->facts, state->goal->id, &n);
  int kind = sb_goal_stage_kind (work->facts, state->goal);
  double sum = 0.0, gap;

  if (kind < 0 || !adds (state) || !state->goal->target.set)
    return sb_quantity_undefined (state->unit, SB_REASON_NOT_PLANNED);
  for (gsize i = 0; i < n; i++)
    if (stages[i].period_kind == kind)
      sum += sb_goal_number (state->metric, &stages[i].target);
  gap = sb_quantity_as_real (&state->target) - sum;
  return sb_quantity_real (state->unit, fabs (gap) < 1e-6 * fabs (sum) && state->unit != SB_UNIT_MONEY ? 0.0 : gap);
}

static gint64
months_with_data (SbGoalWork *work, const SbGoalState *state, SbPeriod period)
{
  g_autoptr (GArray) months = sb_period_split (SB_PERIOD_MONTH, period.start, period.end, work->facts->fiscal);
  gint64 n = 0;

  for (guint i = 0; i < months->len; i++)
    {
      SbQuantity value = sb_goal_measure (work, state->goal, state->metric, g_array_index (months, SbPeriod, i));

      n += sb_quantity_is_defined (&value) && value.n != 0;
    }
  return n;
}

static void
gather_history (SbGoalWork *work, const SbGoalState *state, SbSmartInput *input)
{
  const SbGoalFact *goal = state->goal;
  SbPeriod own = { (SbPeriodKind) goal->period_kind, goal->start_on, goal->end_on };
  SbPeriod before = sb_period_custom (sb_date_add_months (MIN (work->query->as_of, goal->end_on), -6) + 1,
                                      MIN (work->query->as_of, goal->end_on));
  SbPeriod ago = sb_period_year_ago (own, work->facts->fiscal);
  SbQuantity recent = sb_goal_measure (work, goal, state->metric, before);
  SbQuantity last = sb_goal_measure (work, goal, state->metric, ago);

  input->has_value = sb_quantity_is_defined (&recent) && (recent.n != 0 || sb_quantity_as_real (&recent) != 0.0);
  input->history_deals = input->has_value ? MAX (recent.n, 0) : 0;
  input->history_periods = sb_ratio_is_defined (&state->chance.chance) ? months_with_data (work, state, before) : 0;
  input->last_year = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  if (sb_quantity_is_defined (&last) && sb_quantity_is_defined (&state->target))
    input->last_year = divide (sb_quantity_as_real (&state->target), sb_quantity_as_real (&last), SB_REASON_NO_HISTORY);
}

void
sb_goal_state_judge (SbGoalWork *work, SbGoalState *state)
{
  const SbGoalFact *goal = state->goal;
  SbSmartInput input = { .title = goal->title, .has_metric = TRUE };

  input.has_scope = goal->scope == SB_GOAL_WORKSPACE || (goal->scope == SB_GOAL_TEAM && goal->team_id != 0)
                    || (goal->scope == SB_GOAL_MEMBER && (goal->member_id != 0 || goal->vacant));
  input.has_owner = goal->owner_id != 0;
  input.has_target = goal->target.set;
  input.manual = !sb_goal_is_computed (state->metric);
  gather_history (work, state, &input);
  if (goal->vacant) /* nobody can have a value for it yet */
    input.has_value = TRUE;
  else if (input.manual)
    input.has_value = sb_quantity_is_defined (&state->actual);
  input.has_check_in = goal->vacant || state->last_check_in != SB_DATE_NONE;
  input.overdue = state->check_in_overdue;
  input.chance = state->chance.chance;
  input.has_parent = goal->parent_id != 0;
  input.has_weight = goal->weight_ppm > 0;
  input.has_theme = goal->theme[0] != '\0';
  input.is_top = goal->scope == SB_GOAL_WORKSPACE;
  input.has_dates = TRUE;
  input.dates_in_order = goal->end_on >= goal->start_on;
  input.stage_gap = stage_gap (work, state);
  input.has_stages = sb_goal_stage_kind (work->facts, goal) >= 0;
  sb_smart_judge (&input, &state->smart);
}
