/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does arithmetic forbid? Accounts too large for anybody, and why nothing is feasible. Called by the planner
 * and the command. */
#include "analysis/sb-assign-plan.h"

static gint64
hours_of (const SbAssignModel *model, gsize account, gsize pair)
{
  return model->pair_hours != NULL ? model->pair_hours[pair] : model->hours[account];
}

GArray *
sb_assign_indivisible (const SbAssignModel *model)
{
  GArray *found;

  g_return_val_if_fail (model != NULL, NULL);

  found = g_array_new (FALSE, FALSE, sizeof (SbAssignIndivisible));
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      SbAssignIndivisible one = { j, 0, FALSE };
      gint64 target = 0;

      for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
        {
          target = MAX (target, model->potential_target[model->rep[k]]);
          one.hours_fit = one.hours_fit || hours_of (model, j, k) <= model->capacity[model->rep[k]];
        }
      if (model->first[j] == model->first[j + 1])
        continue;
      one.least_excess = model->beta > 0 ? MAX (0, model->potential[j] - target) : 0;
      if (one.least_excess > 0 || !one.hours_fit)
        g_array_append_val (found, one);
    }
  return found;
}

SbAssignCauses *
sb_assign_causes (const SbAssignModel *model)
{
  g_autofree gint64 *locked = NULL;
  SbAssignCauses *causes;

  g_return_val_if_fail (model != NULL, NULL);

  causes = g_new0 (SbAssignCauses, 1);
  causes->nobody = g_array_new (FALSE, FALSE, sizeof (gsize));
  causes->locked = g_array_new (FALSE, FALSE, sizeof (SbAssignExcess));
  locked = g_new0 (gint64, model->n_reps + 1);
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      gint64 least = G_MAXINT64;

      for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
        least = MIN (least, hours_of (model, j, k));
      if (model->first[j] == model->first[j + 1])
        g_array_append_val (causes->nobody, j);
      else
        causes->missing_hours += least;
      if (model->first[j + 1] - model->first[j] == 1)
        locked[model->rep[model->first[j]]] += least;
    }
  for (gsize i = 0; i < model->n_reps; i++)
    {
      SbAssignExcess excess = { i, locked[i] - model->capacity[i] };

      causes->missing_hours -= model->capacity[i];
      if (excess.excess > 0)
        g_array_append_val (causes->locked, excess);
    }
  causes->missing_hours = MAX (0, causes->missing_hours);
  return causes;
}

void
sb_assign_causes_free (SbAssignCauses *causes)
{
  if (causes == NULL)
    return;
  g_array_unref (causes->nobody);
  g_array_unref (causes->locked);
  g_free (causes);
}
