/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order should accounts change hands? The move that gains most goes first; where none gains alone, moves
 * are joined until together they do. Called by the planner for the list of suggestions. */
#include "analysis/sb-assign-plan.h"
#include "analysis/sb-assign-private.h"

#include <string.h>

typedef struct {
  SbAssignState *state;
  GArray        *open;   /* SbAssignMove not yet placed */
  GArray        *placed;
  guint          group;
} Ranking;

static double
gain_of (const SbAssignState *state, const SbAssignMove *move)
{
  gint32 a = state->owner[move->account], b = move->to;
  gint64 potential = state->model->potential[move->account];
  gint64 hours_a = sb_assign_state_hours (state, move->account, a);
  gint64 hours_b = sb_assign_state_hours (state, move->account, b);

  if (a == b)
    return 0;
  return (double) sb_assign_state_cost (state, move->account, a)
         - (double) sb_assign_state_cost (state, move->account, b) + state->penalty[a] + state->penalty[b]
         - sb_assign_state_penalty (state, a, state->load[a] - hours_a, state->value[a] - potential)
         - sb_assign_state_penalty (state, b, state->load[b] + hours_b, state->value[b] + potential);
}

static guint
best_open (const Ranking *ranking, double *gain)
{
  guint best = 0;

  *gain = -INFINITY;
  for (guint i = 0; i < ranking->open->len; i++)
    {
      double g = gain_of (ranking->state, &g_array_index (ranking->open, SbAssignMove, i));

      if (g > *gain)
        {
          *gain = g;
          best = i;
        }
    }
  return best;
}

/* The next item: one move that gains, or several that do together, or all that is left. */
static void
place_item (Ranking *ranking)
{
  double sum = 0;

  do
    {
      double gain;
      guint i = best_open (ranking, &gain);
      SbAssignMove move = g_array_index (ranking->open, SbAssignMove, i);

      move.gain_in_sequence = gain;
      move.group = ranking->group;
      sum += gain;
      sb_assign_state_move (ranking->state, move.account, move.to);
      g_array_append_val (ranking->placed, move);
      g_array_remove_index_fast (ranking->open, i);
    }
  while (sum <= 0 && ranking->open->len > 0);
  ranking->group++;
}

/* Who has nobody yet is placed before the ranking: there is nothing to compare with. */
static void
list_open (Ranking *ranking, const gint32 *owner, gint32 *start)
{
  const SbAssignModel *model = ranking->state->model;

  for (gsize j = 0; j < model->n_accounts; j++)
    {
      gboolean had = model->owner[j] >= 0 && sb_assign_pair_find (model, j, model->owner[j]) >= 0;
      SbAssignMove move = { j, model->owner[j], owner[j], 0, 0, 0 };

      start[j] = had ? model->owner[j] : owner[j];
      if (had && owner[j] != model->owner[j])
        g_array_append_val (ranking->open, move);
      else if (!had)
        g_array_append_val (ranking->placed, move);
    }
}

GArray *
sb_assign_moves (const SbAssignModel *model, const gint32 *owner)
{
  g_autoptr (SbAssignState) state = NULL;
  g_autofree gint32 *start = NULL;
  Ranking ranking = { NULL };

  g_return_val_if_fail (model != NULL && (owner != NULL || model->n_accounts == 0), NULL);

  state = sb_assign_state_new (model);
  start = g_new (gint32, model->n_accounts + 1);
  ranking = (Ranking){ state, g_array_new (FALSE, FALSE, sizeof (SbAssignMove)),
                       g_array_new (FALSE, FALSE, sizeof (SbAssignMove)), 0 };
  list_open (&ranking, owner, start);
  for (guint i = 0; i < ranking.placed->len; i++)
    g_array_index (ranking.placed, SbAssignMove, i).group = ranking.group++;
  for (gsize i = 0; i < model->n_reps; i++)
    sb_assign_state_price_overload (state, i, 5 * model->alpha + 1000);
  sb_assign_state_set (state, start);
  for (guint i = 0; i < ranking.open->len; i++)
    {
      SbAssignMove *move = &g_array_index (ranking.open, SbAssignMove, i);

      move->gain_alone = gain_of (state, move);
    }
  while (ranking.open->len > 0)
    place_item (&ranking);
  g_array_unref (ranking.open);
  return ranking.placed;
}
