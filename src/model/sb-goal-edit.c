/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edit of a goal writes. Called by the goals page; nothing here asks or shows. */
#include "sb-config.h"

#include "model/sb-goal-edit.h"

#include "analysis/sb-goal-cells.h"
#include "core/sb-text.h"

#include <glib/gi18n-lib.h>

static SbChange *
begin (const char *template, const SbGoalFact *goal)
{
  g_autofree char *label = g_strdup_printf (template, goal->title);

  return sb_change_new (label);
}

static SbValue
value_of (const SbMetricFact *metric, const SbGoalNumber *number)
{
  if (!number->set)
    return SB_VALUE_EMPTY;
  return metric->unit == SB_METRIC_UNIT_MONEY ? sb_value_int (number->minor) : sb_value_real (number->value);
}

static const char *
field_of (const SbMetricFact *metric, const char *money, const char *other)
{
  return metric->unit == SB_METRIC_UNIT_MONEY ? money : other;
}

static void
update_stage (SbChange *change, const SbMetricFact *metric, const SbGoalStageFact *stage, const SbGoalCell *cell)
{
  const SbRecordType *type = sb_record_type_find ("goal_stage");
  SbGoalNumber value = sb_goal_from_units (metric, cell->value);
  SbGoalNumber calculated = sb_goal_from_units (metric, cell->calculated);

  if (sb_goal_to_units (metric, &stage->target) != cell->value || !stage->target.set)
    sb_change_update (change, type, stage->id, field_of (metric, "target", "target_value"), value_of (metric, &value));
  if (sb_goal_to_units (metric, &stage->calculated) != cell->calculated || !stage->calculated.set)
    sb_change_update (change, type, stage->id, field_of (metric, "calculated", "calculated_value"),
                      value_of (metric, &calculated));
  if (stage->locked != cell->locked)
    sb_change_update (change, type, stage->id, "locked", sb_value_int (cell->locked));
  if (stage->typed != cell->typed)
    {
      g_auto (SbValue) origin = sb_value_text (cell->typed ? "typed" : "calculated");

      sb_change_update (change, type, stage->id, "origin", origin);
    }
}

static void
create_stage (SbChange *change, const SbGoalFact *goal, const SbMetricFact *metric, const SbGoalCell *cell)
{
  SbGoalNumber value = sb_goal_from_units (metric, cell->value);
  SbGoalNumber calculated = sb_goal_from_units (metric, cell->calculated);
  int handle = sb_change_create (change, sb_record_type_find ("goal_stage"));

  sb_change_set (change, handle, "goal", sb_value_int (goal->id));
  sb_change_set_text (change, handle, "period_kind", "month");
  sb_change_set_date (change, handle, "start_on", cell->period.start);
  sb_change_set_date (change, handle, "end_on", cell->period.end);
  sb_change_set (change, handle, field_of (metric, "target", "target_value"), value_of (metric, &value));
  sb_change_set (change, handle, field_of (metric, "calculated", "calculated_value"), value_of (metric, &calculated));
  sb_change_set (change, handle, "locked", sb_value_int (cell->locked));
  sb_change_set_text (change, handle, "origin", cell->typed ? "typed" : "calculated");
}

/* Writes the cells over the goal's month stages, making those that are missing. */
static void
write_cells (SbChange *change, const SbFacts *facts, const SbGoalFact *goal, GArray *cells)
{
  const SbMetricFact *metric = sb_facts_metric (facts, goal->metric_id);

  for (guint c = 0; c < cells->len; c++)
    {
      const SbGoalCell *cell = &g_array_index (cells, SbGoalCell, c);
      const SbGoalStageFact *found = NULL;

      for (gsize i = 0; i < facts->n_goal_stages && found == NULL; i++)
        {
          const SbGoalStageFact *stage = &facts->goal_stages[i];

          if (stage->goal_id == goal->id && stage->period_kind == SB_PERIOD_MONTH
              && stage->start_on == cell->period.start && stage->end_on == cell->period.end)
            found = stage;
        }
      if (found != NULL)
        update_stage (change, metric, found, cell);
      else
        create_stage (change, goal, metric, cell);
    }
}

typedef struct {
  int           number;
  SbGoalNumber  target;
  SbDate        effective;
  const char   *reason;
} Version;

static void
add_version (SbChange *change, const SbGoalFact *goal, const SbMetricFact *metric, const Version *version)
{
  int handle = sb_change_create (change, sb_record_type_find ("goal_version"));

  sb_change_set (change, handle, "goal", sb_value_int (goal->id));
  sb_change_set (change, handle, "version", sb_value_int (version->number));
  if (version->target.set)
    sb_change_set (change, handle, field_of (metric, "target", "target_value"), value_of (metric, &version->target));
  sb_change_set_date (change, handle, "start_on", goal->start_on);
  sb_change_set_date (change, handle, "end_on", goal->end_on);
  sb_change_set_date (change, handle, "effective_on", version->effective);
  sb_change_set_text (change, handle, "reason", version->reason);
}

static int
last_version (const SbFacts *facts, const SbGoalFact *goal)
{
  int last = 0;

  for (gsize i = 0; i < facts->n_goal_versions; i++)
    if (facts->goal_versions[i].goal_id == goal->id)
      last = MAX (last, facts->goal_versions[i].version);
  return last;
}

static SbChange *
change_target (const SbFacts *facts, const SbGoalFact *goal, gint64 units, const char *reason, SbDate as_of)
{
  const SbMetricFact *metric = sb_facts_metric (facts, goal->metric_id);
  SbGoalNumber target = sb_goal_from_units (metric, units);
  SbChange *change = begin (_("Change the target of “%s”"), goal);
  int last = last_version (facts, goal);

  sb_change_set_reason (change, reason);
  sb_change_update (change, sb_record_type_find ("goal"), goal->id, field_of (metric, "target", "target_value"),
                    value_of (metric, &target));
  if (goal->state == SB_GOAL_PUBLISHED && last == 0)
    add_version (change, goal, metric,
                 &(Version) { ++last, goal->target,
                              goal->published_on != SB_DATE_NONE ? goal->published_on : goal->start_on,
                              _("First plan") });
  if (goal->state == SB_GOAL_PUBLISHED)
    add_version (change, goal, metric, &(Version) { last + 1, target, as_of, reason });
  return change;
}

SbChange *
sb_goal_edit_target (const SbFacts *facts, const SbGoalFact *goal, gint64 units, const char *reason, SbDate as_of)
{
  const SbMetricFact *metric;
  SbChange *change;

  g_return_val_if_fail (facts != NULL && goal != NULL && !sb_text_is_blank (reason), NULL);

  metric = sb_facts_metric (facts, goal->metric_id);
  g_return_val_if_fail (metric != NULL, NULL);
  change = change_target (facts, goal, units, reason, as_of);
  if (metric->aggregation == SB_AGGREGATE_SUM)
    {
      g_autoptr (GArray) cells = sb_goal_cells_load (facts, goal);

      /* Months that came with the plan follow the total; those that somebody locked stay. */
      for (guint i = 0; i < cells->len; i++)
        g_array_index (cells, SbGoalCell, i).typed = FALSE;
      if (cells->len > 1)
        {
          sb_goal_cells_spread (cells, units);
          write_cells (change, facts, goal, cells);
        }
    }
  return change;
}

SbChange *
sb_goal_edit_cell (const SbFacts *facts, const SbGoalFact *goal, guint month, SbCellEdit edit, gint64 units,
                   gint64 *mismatch)
{
  const SbMetricFact *metric;
  g_autoptr (GArray) cells = NULL;
  SbGoalCell *cell;
  SbChange *change;
  gint64 rest;

  g_return_val_if_fail (facts != NULL && goal != NULL, NULL);

  metric = sb_facts_metric (facts, goal->metric_id);
  cells = sb_goal_cells_load (facts, goal);
  g_return_val_if_fail (metric != NULL && month < cells->len, NULL);
  cell = &g_array_index (cells, SbGoalCell, month);
  /* A plan that came whole counts as typed in every month; only what is locked or edited now holds still. */
  for (guint i = 0; i < cells->len; i++)
    if (!g_array_index (cells, SbGoalCell, i).locked)
      g_array_index (cells, SbGoalCell, i).typed = FALSE;
  if (edit == SB_CELL_TYPE)
    cell->value = units;
  cell->typed = edit == SB_CELL_TYPE || (edit == SB_CELL_LOCK && cell->typed);
  cell->locked = edit == SB_CELL_LOCK || (edit == SB_CELL_TYPE);
  change = begin (edit == SB_CELL_LOCK     ? _("Lock a month of “%s”")
                  : edit == SB_CELL_UNLOCK ? _("Unlock a month of “%s”")
                  : edit == SB_CELL_CLEAR  ? _("Take back a month of “%s”")
                                           : _("Change a month of “%s”"),
                  goal);
  if (edit == SB_CELL_LOCK || edit == SB_CELL_UNLOCK)
    rest = sb_goal_to_units (metric, &goal->target) - sb_goal_cells_sum (cells);
  else
    rest = sb_goal_cells_spread (cells, sb_goal_to_units (metric, &goal->target));
  if (mismatch != NULL)
    *mismatch = rest;
  write_cells (change, facts, goal, cells);
  return change;
}

SbChange *
sb_goal_edit_fit (const SbFacts *facts, const SbGoalFact *goal, const char *reason, SbDate as_of)
{
  g_autoptr (GArray) cells = NULL;

  g_return_val_if_fail (facts != NULL && goal != NULL && !sb_text_is_blank (reason), NULL);

  cells = sb_goal_cells_load (facts, goal);
  return change_target (facts, goal, sb_goal_cells_sum (cells), reason, as_of);
}

SbChange *
sb_goal_edit_check_in (const SbFacts *facts, const SbGoalFact *goal, SbDate day, const SbGoalLook *look)
{
  const SbMetricFact *metric;
  SbChange *change;
  int handle;

  g_return_val_if_fail (facts != NULL && goal != NULL && look != NULL, NULL);

  metric = sb_facts_metric (facts, goal->metric_id);
  change = begin (_("Check-in of “%s”"), goal);
  handle = sb_change_create (change, sb_record_type_find ("check_in"));
  sb_change_set (change, handle, "goal", sb_value_int (goal->id));
  sb_change_set_date (change, handle, "day_on", day);
  if (look->has_value && metric != NULL)
    {
      SbGoalNumber value = sb_goal_from_units (metric, look->units);

      sb_change_set (change, handle, field_of (metric, "amount", "value"), value_of (metric, &value));
    }
  if (look->confidence >= 0)
    sb_change_set (change, handle, "confidence", sb_value_int (look->confidence));
  if (look->author_id != 0)
    sb_change_set (change, handle, "author", sb_value_int (look->author_id));
  if (!sb_text_is_blank (look->note))
    sb_change_set_text (change, handle, "note", look->note);
  return change;
}

SbChange *
sb_goal_edit_publish (const SbFacts *facts, const SbGoalFact *goal, const char *reason, SbDate as_of)
{
  const SbMetricFact *metric;
  SbChange *change;
  g_auto (SbValue) state = sb_value_text ("published");

  g_return_val_if_fail (facts != NULL && goal != NULL, NULL);

  metric = sb_facts_metric (facts, goal->metric_id);
  change = begin (_("Publish “%s”"), goal);
  sb_change_update (change, sb_record_type_find ("goal"), goal->id, "state", state);
  if (!sb_text_is_blank (reason))
    {
      sb_change_set_reason (change, reason);
      add_version (change, goal, metric, &(Version) { last_version (facts, goal) + 1, goal->target, as_of, reason });
    }
  return change;
}
