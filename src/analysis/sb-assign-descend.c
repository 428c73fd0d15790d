/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which few moves are worth most? Shifts that gain at least a threshold, which starts at the largest gain there is
 * and falls until nothing gains; then swaps. Made from the present owners it moves little; stage of sb_assign_solve
 * (). */
#include "analysis/sb-assign-private.h"

#define FALL 0.6
#define LEAST_FALL 0.2
#define LEAST_GAIN 1e-9

/* The most that shifting account j gains; *to is the rep. */
static double
best_shift (const SbAssignState *state, gsize j, gint32 *to)
{
  const SbAssignModel *model = state->model;
  gint32 a = state->owner[j];
  gint64 potential = model->potential[j], hours_a = sb_assign_state_hours (state, j, a);
  double leave = (double) sb_assign_state_cost (state, j, a) + state->penalty[a]
                 - sb_assign_state_penalty (state, a, state->load[a] - hours_a, state->value[a] - potential);
  double best = -INFINITY;

  for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
    {
      gint32 b = model->rep[k];
      gint64 hours = model->pair_hours != NULL ? model->pair_hours[k] : model->hours[j];
      double gain;

      if (b == a)
        continue;
      gain = leave - (double) model->cost[k] + state->penalty[b]
             - sb_assign_state_penalty (state, b, state->load[b] + hours, state->value[b] + potential);
      if (gain > best)
        {
          best = gain;
          *to = b;
        }
    }
  return best;
}

static double
largest_gain (const SbAssignState *state)
{
  double largest = 0;
  gint32 to;

  for (gsize j = 0; j < state->model->n_accounts; j++)
    largest = MAX (largest, best_shift (state, j, &to));
  return largest;
}

void
sb_assign_descend (SbAssignState *state, SbAssignBest *best, double work, const SbAssignLimit *limit)
{
  double pairs = (double) state->model->first[state->model->n_accounts] + 1;
  /* About as many rounds as fit, from the largest gain to a thousandth of it. */
  double fall = CLAMP (1 - 7 * pairs / work, LEAST_FALL, FALL), threshold = largest_gain (state) * fall;

  for (; threshold > 0 && work > 0 && !sb_assign_limit_over (limit); work -= pairs)
    {
      double largest = 0;

      for (gsize j = 0; j < state->model->n_accounts; j++)
        {
          gint32 to = -1;
          double gain = best_shift (state, j, &to);

          if (gain >= threshold && to >= 0)
            sb_assign_state_move (state, j, to);
          else
            largest = MAX (largest, gain);
        }
      sb_assign_best_offer (best, state);
      if (largest <= LEAST_GAIN)
        break;
      threshold = MIN (threshold * fall, largest);
    }
}
