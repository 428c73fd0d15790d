/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a model sound, and what is an assignment of it worth? Called by the planner and the command, and by the solver
 * to tell its results. */
#include "analysis/sb-assign-private.h"

static gboolean
targets_are_sound (const SbAssignModel *model)
{
  gint64 hours = 0, potential = 0;

  for (gsize i = 0; i < model->n_reps; i++)
    {
      if (model->hours_target[i] < 0 || model->potential_target[i] < 0 || model->capacity[i] < 0
          || model->hours_target[i] > SB_ASSIGN_MAX_VALUE || model->potential_target[i] > SB_ASSIGN_MAX_VALUE
          || model->capacity[i] > SB_ASSIGN_MAX_VALUE)
        return FALSE;
      hours += model->hours_target[i];
      potential += model->potential_target[i];
      if (hours > SB_ASSIGN_MAX_VALUE || potential > SB_ASSIGN_MAX_VALUE)
        return FALSE;
    }
  return TRUE;
}

static gboolean
pairs_are_sound (const SbAssignModel *model, gsize account, gint64 *most_hours, gint64 *most_cost)
{
  gint64 hours = model->pair_hours == NULL ? model->hours[account] : 0, cost = 0;
  gint32 last = -1;

  if (hours < 0 || model->first[account] > model->first[account + 1])
    return FALSE;
  for (gsize k = model->first[account]; k < model->first[account + 1]; k++)
    {
      if (model->rep[k] <= last || (gsize) model->rep[k] >= model->n_reps || model->cost[k] < 0
          || model->cost[k] == G_MAXINT32 || (model->pair_hours != NULL && model->pair_hours[k] < 0))
        return FALSE;
      last = model->rep[k];
      cost = MAX (cost, model->cost[k]);
      if (model->pair_hours != NULL)
        hours = MAX (hours, model->pair_hours[k]);
    }
  *most_hours += hours;
  *most_cost += cost;
  return TRUE;
}

gboolean
sb_assign_model_is_sound (const SbAssignModel *model)
{
  gint64 hours = 0, cost = 0, potential = 0;

  g_return_val_if_fail (model != NULL, FALSE);

  if (!isfinite (model->alpha) || !isfinite (model->beta) || model->alpha < 0 || model->beta < 0
      || model->n_accounts >= G_MAXINT32 || model->n_reps >= G_MAXINT32 || !targets_are_sound (model))
    return FALSE;
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      if (model->potential[j] < 0 || model->potential[j] > SB_ASSIGN_MAX_VALUE || model->owner[j] < -1
          || (model->owner[j] >= 0 && (gsize) model->owner[j] >= model->n_reps)
          || !pairs_are_sound (model, j, &hours, &cost))
        return FALSE;
      potential += model->potential[j];
      if (hours > SB_ASSIGN_MAX_VALUE || cost > SB_ASSIGN_MAX_VALUE || potential > SB_ASSIGN_MAX_VALUE)
        return FALSE;
    }
  return TRUE;
}

static void
add_account (const SbAssignModel *model, gsize account, gint32 rep, SbAssignScore *score, gint64 *load)
{
  gint64 pair = sb_assign_pair_find (model, account, rep);

  if (pair >= 0)
    score->cost += model->cost[pair];
  else
    score->misplaced++;
  if (model->pair_hours == NULL)
    load[rep] += model->hours[account];
  else if (pair >= 0)
    load[rep] += model->pair_hours[pair];
}

SbAssignScore
sb_assign_evaluate (const SbAssignModel *model, const gint32 *owner)
{
  SbAssignScore score = { 0 };
  g_autofree gint64 *load = NULL, *value = NULL;

  g_return_val_if_fail (model != NULL && (owner != NULL || model->n_accounts == 0), score);

  load = g_new0 (gint64, model->n_reps + 1);
  value = g_new0 (gint64, model->n_reps + 1);
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      score.moved += owner[j] != model->owner[j];
      if (owner[j] < 0 || (gsize) owner[j] >= model->n_reps)
        {
          score.misplaced++;
          continue;
        }
      add_account (model, j, owner[j], &score, load);
      value[owner[j]] += model->potential[j];
    }
  for (gsize i = 0; i < model->n_reps; i++)
    {
      score.hours_deviation += ABS (load[i] - model->hours_target[i]);
      score.potential_deviation += ABS (value[i] - model->potential_target[i]);
      score.overload += MAX (0, load[i] - model->capacity[i]);
    }
  score.objective = (double) score.cost + model->alpha * (double) score.hours_deviation
                    + model->beta * (double) score.potential_deviation;
  score.feasible = score.overload == 0 && score.misplaced == 0;
  return score;
}
