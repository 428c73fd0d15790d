/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of account balancing in their order: present owners, threshold descent, prices and bound, exhaustive
 * search of small models, annealing. Called by the planner and the command. */
#include "analysis/sb-assign-plan.h"
#include "analysis/sb-assign-private.h"

#include <string.h>

#define PRICE_WORK 4e7   /* pairs looked at by the bound */
#define EXHAUST_ACCOUNTS 40
#define EXHAUST_NODES 2000000
#define DESCEND_WORK 5e6 /* and by the first descent */

gboolean
sb_assign_limit_over (const SbAssignLimit *limit)
{
  return (limit->cancel != NULL && g_atomic_int_get (limit->cancel) != 0)
         || (limit->iterations <= 0 && limit->spent (limit->data) >= 1);
}

void
sb_assign_best_offer (SbAssignBest *best, const SbAssignState *state)
{
  gsize size = state->model->n_accounts * sizeof (gint32);

  if (state->overload == 0)
    {
      double objective = sb_assign_state_objective (state);

      if (objective >= best->objective)
        return;
      best->objective = objective;
      memcpy (best->owner, state->owner, size);
    }
  else if (!isfinite (best->objective) && state->overload < best->overload)
    {
      best->overload = state->overload;
      memcpy (best->least, state->owner, size);
    }
}

/* The present owners; who has none, or one that may not be, goes to the allowed rep with most room left. */
static void
first_owners (const SbAssignModel *model, gint32 *owner)
{
  g_autofree gint64 *room = g_memdup2 (model->capacity, MAX (1, model->n_reps) * sizeof (gint64));

  for (gsize j = 0; j < model->n_accounts; j++)
    {
      gint64 pair = model->owner[j] >= 0 ? sb_assign_pair_find (model, j, model->owner[j]) : -1;

      owner[j] = pair >= 0 ? model->owner[j] : -1;
      if (pair >= 0)
        room[owner[j]] -= model->pair_hours != NULL ? model->pair_hours[pair] : model->hours[j];
    }
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      gsize chosen = model->first[j];

      if (owner[j] >= 0)
        continue;
      for (gsize k = model->first[j] + 1; k < model->first[j + 1]; k++)
        if (room[model->rep[k]] > room[model->rep[chosen]])
          chosen = k;
      owner[j] = model->rep[chosen];
      room[owner[j]] -= model->pair_hours != NULL ? model->pair_hours[chosen] : model->hours[j];
    }
}

/* The threshold descent from the present owners moves few: kept to be offered beside the best. */
static void
keep_fewer (SbAssignResult *result, const SbAssignState *state)
{
  if (state->overload > 0)
    return;
  result->fewer_owner = g_memdup2 (state->owner, (state->model->n_accounts + 1) * sizeof (gint32));
  result->fewer = sb_assign_evaluate (state->model, result->fewer_owner);
}

static void
keep_result (SbAssignResult *result, const SbAssignModel *model, const SbAssignBest *best, const SbAssignPrices *prices)
{
  gboolean found = isfinite (best->objective);

  memcpy (result->owner, found ? best->owner : best->least, model->n_accounts * sizeof (gint32));
  result->status = found ? SB_ASSIGN_FOUND : result->optimal ? SB_ASSIGN_INFEASIBLE : SB_ASSIGN_NOT_FOUND;
  memcpy (result->hours_price, prices->hours, model->n_reps * sizeof (double));
  memcpy (result->potential_price, prices->potential, model->n_reps * sizeof (double));
  result->bound = found && (result->optimal || prices->bound > best->objective) ? best->objective : prices->bound;
  result->optimal = result->optimal || (found && result->bound >= best->objective);
}

static void
search (SbAssignResult *result, const SbAssignModel *model, const SbAssignLimit *limit)
{
  g_autoptr (SbAssignState) state = sb_assign_state_new (model);
  g_autoptr (SbAssignPrices) prices = NULL;
  SbAssignBest best = { g_new (gint32, model->n_accounts + 1), INFINITY, g_new (gint32, model->n_accounts + 1),
                        G_MAXINT64 };
  double upper;

  first_owners (model, result->owner);
  for (gsize i = 0; i < model->n_reps; i++)
    sb_assign_state_price_overload (state, i, model->alpha * 5 + 1000);
  sb_assign_state_set (state, result->owner);
  sb_assign_best_offer (&best, state);
  sb_assign_descend (state, &best, DESCEND_WORK, limit);
  keep_fewer (result, state);
  upper = isfinite (best.objective) ? best.objective : sb_assign_state_objective (state) * 1.1;
  prices = sb_assign_prices_compute (model, upper, PRICE_WORK, limit);
  sb_assign_state_set (state, prices->owner);
  sb_assign_descend (state, &best, DESCEND_WORK, limit);
  memcpy (result->owner, state->owner, model->n_accounts * sizeof (gint32));
  if (model->n_accounts <= EXHAUST_ACCOUNTS)
    result->optimal = sb_assign_exhaust (state, prices, &best, EXHAUST_NODES, limit);
  if (!result->optimal)
    result->iterations = sb_assign_anneal (state, prices, result->owner, &best, limit);
  keep_result (result, model, &best, prices);
  g_free (best.owner);
  g_free (best.least);
}

static SbRatio
share_removed (const SbAssignResult *result)
{
  double avoidable = result->start.objective - result->bound;
  SbRatio ratio = sb_ratio_measure ((result->start.objective - result->score.objective) / MAX (avoidable, 1e-300), 1);

  return avoidable > 0 && result->start.misplaced == 0 ? ratio : sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
}

SbAssignResult *
sb_assign_solve (const SbAssignModel *model, const SbAssignLimit *limit)
{
  g_autoptr (SbAssignCauses) causes = NULL;
  SbAssignResult *result;

  g_return_val_if_fail (model != NULL && limit != NULL, NULL);
  g_return_val_if_fail (limit->iterations > 0 || limit->spent != NULL, NULL);

  result = g_new0 (SbAssignResult, 1);
  result->owner = g_new (gint32, model->n_accounts + 1);
  result->hours_price = g_new0 (double, model->n_reps + 1);
  result->potential_price = g_new0 (double, model->n_reps + 1);
  result->bound = -INFINITY;
  result->start = sb_assign_evaluate (model, model->owner);
  causes = sb_assign_causes (model);
  if (causes->nobody->len == 0)
    search (result, model, limit);
  else
    memcpy (result->owner, model->owner, model->n_accounts * sizeof (gint32));
  if (causes->nobody->len > 0 || causes->locked->len > 0 || causes->missing_hours > 0)
    result->status = SB_ASSIGN_INFEASIBLE;
  result->score = sb_assign_evaluate (model, result->owner);
  if (result->fewer_owner != NULL && result->fewer.moved >= result->score.moved)
    g_clear_pointer (&result->fewer_owner, g_free);
  result->removed = share_removed (result);
  return result;
}

void
sb_assign_result_free (SbAssignResult *result)
{
  if (result == NULL)
    return;
  g_free (result->owner);
  g_free (result->hours_price);
  g_free (result->potential_price);
  g_free (result->fewer_owner);
  g_free (result);
}
