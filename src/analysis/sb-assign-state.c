/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What does an assignment cost, and what does one move change? Books are kept sorted by hours, so that the search
 * finds partners of a fitting size. Used by the stages of account balancing. */
#include "analysis/sb-assign-private.h"

#include <string.h>

#define DENSE_LIMIT (64u << 20) /* pairs */

gint64
sb_assign_pair_find (const SbAssignModel *model, gsize account, gint32 rep)
{
  gsize low = model->first[account], high = model->first[account + 1];

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (model->rep[middle] < rep)
        low = middle + 1;
      else
        high = middle;
    }
  return low < model->first[account + 1] && model->rep[low] == rep ? (gint64) low : -1;
}

static void
spread_pairs (SbAssignState *state)
{
  const SbAssignModel *model = state->model;
  gsize n = model->n_accounts;

  if (n == 0 || model->n_reps > DENSE_LIMIT / n)
    return;
  state->pair_cost = g_new (gint32, model->n_reps * n);
  for (gsize i = 0; i < model->n_reps * n; i++)
    state->pair_cost[i] = SB_ASSIGN_FORBIDDEN;
  if (model->pair_hours != NULL)
    state->pair_hours = g_new0 (gint32, model->n_reps * n);
  for (gsize j = 0; j < n; j++)
    for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
      {
        state->pair_cost[(gsize) model->rep[k] * n + j] = model->cost[k];
        if (model->pair_hours != NULL)
          state->pair_hours[(gsize) model->rep[k] * n + j] = model->pair_hours[k];
      }
}

SbAssignState *
sb_assign_state_new (const SbAssignModel *model)
{
  SbAssignState *state = g_new0 (SbAssignState, 1);

  state->model = model;
  state->owner = g_new (gint32, model->n_accounts + 1);
  state->load = g_new0 (gint64, model->n_reps + 1);
  state->value = g_new0 (gint64, model->n_reps + 1);
  state->penalty = g_new0 (double, model->n_reps + 1);
  state->over_price = g_new0 (double, model->n_reps + 1);
  state->books = g_new0 (SbAssignBook, model->n_reps + 1);
  spread_pairs (state);
  return state;
}

void
sb_assign_state_free (SbAssignState *state)
{
  for (gsize i = 0; i < state->model->n_reps; i++)
    g_free (state->books[i].members);
  g_free (state->pair_cost);
  g_free (state->pair_hours);
  g_free (state->owner);
  g_free (state->load);
  g_free (state->value);
  g_free (state->penalty);
  g_free (state->over_price);
  g_free (state->books);
  g_free (state);
}

static gsize
book_find (const SbAssignBook *book, gint32 hours)
{
  gsize low = 0, high = book->n;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (book->members[middle].hours < hours)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
book_add (SbAssignBook *book, SbAssignMember member)
{
  gsize place = book_find (book, member.hours);

  if (book->n == book->room)
    {
      book->room = MAX (16, book->room * 2);
      book->members = g_renew (SbAssignMember, book->members, book->room);
    }
  memmove (book->members + place + 1, book->members + place, (book->n - place) * sizeof member);
  book->members[place] = member;
  book->n++;
}

static void
book_remove (SbAssignBook *book, gint32 hours, gint32 account)
{
  gsize place = book_find (book, hours);

  while (book->members[place].account != account)
    place++;
  book->n--;
  memmove (book->members + place, book->members + place + 1, (book->n - place) * sizeof book->members[0]);
}

/* Takes rep's deviations out of the sums (sign −1) or into them. */
static void
count_rep (SbAssignState *state, gsize rep, int sign)
{
  const SbAssignModel *model = state->model;

  state->hours_deviation += sign * ABS (state->load[rep] - model->hours_target[rep]);
  state->potential_deviation += sign * ABS (state->value[rep] - model->potential_target[rep]);
  state->overload += sign * MAX (0, state->load[rep] - model->capacity[rep]);
}

static void
change (SbAssignState *state, gsize account, gint32 rep, int sign)
{
  gint32 hours = sb_assign_state_hours (state, account, rep), cost = sb_assign_state_cost (state, account, rep);
  gint64 potential = state->model->potential[account];

  count_rep (state, (gsize) rep, -1);
  state->load[rep] += sign * (gint64) hours;
  state->value[rep] += sign * potential;
  state->cost += sign * (gint64) cost;
  count_rep (state, (gsize) rep, 1);
  state->penalty[rep] = sb_assign_state_penalty (state, rep, state->load[rep], state->value[rep]);
  if (sign > 0)
    book_add (&state->books[rep], (SbAssignMember){ potential, (gint32) account, hours, cost });
  else
    book_remove (&state->books[rep], hours, (gint32) account);
}

void
sb_assign_state_set (SbAssignState *state, const gint32 *owner)
{
  const SbAssignModel *model = state->model;

  state->cost = state->hours_deviation = state->potential_deviation = state->overload = 0;
  for (gsize i = 0; i < model->n_reps; i++)
    {
      state->load[i] = state->value[i] = 0;
      state->books[i].n = 0;
      count_rep (state, i, 1);
      state->penalty[i] = sb_assign_state_penalty (state, (gint32) i, 0, 0);
    }
  memmove (state->owner, owner, model->n_accounts * sizeof (gint32));
  for (gsize j = 0; j < model->n_accounts; j++)
    change (state, j, owner[j], 1);
}

void
sb_assign_state_price_overload (SbAssignState *state, gsize rep, double price)
{
  state->over_price[rep] = price;
  state->penalty[rep] = sb_assign_state_penalty (state, (gint32) rep, state->load[rep], state->value[rep]);
}

void
sb_assign_state_move (SbAssignState *state, gsize account, gint32 to)
{
  change (state, account, state->owner[account], -1);
  change (state, account, to, 1);
  state->owner[account] = to;
}
