/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which exchange of accounts brings all books nearer to their targets at the least cost? Annealing over shifts of
 * one account and swaps of two: an account that another rep serves at nearly the same price is offered to that rep
 * together with every partner of a fitting size that could come back, and one of the offers (or none) is drawn by
 * its gain. Runs in rounds of doubling length, so that twice the work begins with the same rounds. Stage of
 * sb_assign_solve (). */
#include "analysis/sb-assign-anneal.h"

#include "core/sb-random.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  double gain;
  gint32 partner; /* −1 a shift, −2 nothing */
  double score;
} Offer;

static inline guint64
draw (guint64 *s)
{
  guint64 result = s[1] * 5, shifted = s[1] << 17;

  result = ((result << 7) | (result >> 57)) * 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = (s[3] << 45) | (s[3] >> 19);
  return result;
}

static inline void
consider (SbAnneal *anneal, Offer *offer, double delta, gint32 partner, guint *noise)
{
  double score = delta - anneal->temperature * (double) anneal->noise[++*noise & (SB_ANNEAL_NOISE - 1)];

  if (score < offer->score)
    *offer = (Offer){ delta, partner, score };
}

/* Partners in book b for an account that leaves a, when hours are the account's own: those that bring both loads
 * near their targets. */
static void
scan_window (SbAnneal *anneal, gsize j, gint32 a, gint32 b, Offer *offer, guint *noise)
{
  const SbAssignState *state = anneal->state;
  const SbAssignModel *model = state->model;
  const SbAssignBook *book = &state->books[b];
  const gint32 *cost = state->pair_cost != NULL ? state->pair_cost + (gsize) a * model->n_accounts : NULL;
  gint64 hours = model->hours[j], load_a = state->load[a] - hours - model->hours_target[a];
  gint64 load_b = state->load[b] + hours - model->hours_target[b];
  gint64 value_a = state->value[a] - model->potential[j] - model->potential_target[a];
  gint64 value_b = state->value[b] + model->potential[j] - model->potential_target[b];
  gint64 low = MIN (-load_a, load_b) - anneal->window, high = MAX (-load_a, load_b) + anneal->window;
  gint64 room_a = model->capacity[a] - model->hours_target[a], room_b = model->capacity[b] - model->hours_target[b];
  double base = (double) sb_assign_state_cost (state, j, b) - (double) sb_assign_state_cost (state, j, a)
                - state->penalty[a] - state->penalty[b];
  gsize from = 0, to = book->n;

  while (from < to)
    {
      gsize middle = (from + to) / 2;

      if (book->members[middle].hours < low)
        from = middle + 1;
      else
        to = middle;
    }
  for (const SbAssignMember *k = book->members + from; k < book->members + book->n && k->hours <= high; k++)
    {
      gint32 back = cost != NULL ? cost[k->account] : sb_assign_state_cost (state, (gsize) k->account, a);
      gint64 over_a = load_a + k->hours, over_b = load_b - k->hours;
      double delta;

      if (back == SB_ASSIGN_FORBIDDEN)
        continue;
      delta = base + (double) back - (double) k->cost + model->alpha * (double) (ABS (over_a) + ABS (over_b))
              + model->beta * (double) (ABS (value_a + k->potential) + ABS (value_b - k->potential));
      if (over_a > room_a)
        delta += state->over_price[a] * (double) (over_a - room_a);
      if (over_b > room_b)
        delta += state->over_price[b] * (double) (over_b - room_b);
      consider (anneal, offer, delta, k->account, noise);
    }
}

/* All partners in book b, when the hours depend on the rep. */
static void
scan_book (SbAnneal *anneal, gsize j, gint32 a, gint32 b, Offer *offer, guint *noise)
{
  const SbAssignState *state = anneal->state;
  const SbAssignModel *model = state->model;
  const SbAssignBook *book = &state->books[b];
  gint64 load_a = state->load[a] - sb_assign_state_hours (state, j, a);
  gint64 load_b = state->load[b] + sb_assign_state_hours (state, j, b);
  gint64 value_a = state->value[a] - model->potential[j], value_b = state->value[b] + model->potential[j];
  double base = (double) sb_assign_state_cost (state, j, b) - (double) sb_assign_state_cost (state, j, a)
                - state->penalty[a] - state->penalty[b];

  for (const SbAssignMember *k = book->members; k < book->members + book->n; k++)
    {
      gint32 back = sb_assign_state_cost (state, (gsize) k->account, a);
      double delta = base + (double) back - (double) k->cost;

      if (back == SB_ASSIGN_FORBIDDEN || delta > anneal->temperature * 12)
        continue;
      delta += sb_assign_state_penalty (state, a, load_a + sb_assign_state_hours (state, (gsize) k->account, a),
                                        value_a + k->potential)
               + sb_assign_state_penalty (state, b, load_b - k->hours, value_b - k->potential);
      consider (anneal, offer, delta, k->account, noise);
    }
}

/* The price difference of account j between b and its rep. */
static inline double
price_gap (const SbAnneal *anneal, gsize j, gint32 a, gint32 b)
{
  const SbAssignState *state = anneal->state;
  const SbAssignPrices *prices = anneal->prices;

  return (double) sb_assign_state_cost (state, j, b) - (double) sb_assign_state_cost (state, j, a)
         + prices->hours[b] * (double) sb_assign_state_hours (state, j, b)
         - prices->hours[a] * (double) sb_assign_state_hours (state, j, a)
         + (prices->potential[b] - prices->potential[a]) * (double) state->model->potential[j];
}

static void
propose (SbAnneal *anneal)
{
  SbAssignState *state = anneal->state;
  const SbAssignModel *model = state->model;
  guint64 bits = draw (anneal->random);
  gsize j = (gsize) anneal->movable[((bits >> 32) * anneal->n_movable) >> 32];
  gsize n = anneal->first[j + 1] - anneal->first[j];
  gint32 a = state->owner[j], b = anneal->rep[anneal->first[j] + (((bits & 0xffff) * n) >> 16)];
  guint noise = (guint) (bits >> 16) & (SB_ANNEAL_NOISE - 1);
  gint32 hours_a, hours_b;
  Offer offer;
  double shift;

  if (a == b || price_gap (anneal, j, a, b) > anneal->screen)
    return;
  hours_a = sb_assign_state_hours (state, j, a);
  hours_b = sb_assign_state_hours (state, j, b);
  offer = (Offer){ 0, -2, -anneal->temperature * (double) anneal->noise[noise] };
  shift = (double) sb_assign_state_cost (state, j, b) - (double) sb_assign_state_cost (state, j, a)
          - state->penalty[a] - state->penalty[b]
          + sb_assign_state_penalty (state, a, state->load[a] - hours_a, state->value[a] - model->potential[j])
          + sb_assign_state_penalty (state, b, state->load[b] + hours_b, state->value[b] + model->potential[j]);
  consider (anneal, &offer, shift, -1, &noise);
  if (model->pair_hours == NULL)
    scan_window (anneal, j, a, b, &offer, &noise);
  else
    scan_book (anneal, j, a, b, &offer, &noise);
  if (offer.partner == -2)
    return;
  sb_assign_state_move (state, j, b);
  if (offer.partner >= 0)
    sb_assign_state_move (state, (gsize) offer.partner, a);
  anneal->changed = TRUE;
}

/* start^(1 − x) × end^x without a logarithm: repeated square roots are the same on every machine. */
static double
cool (double start, double end, double x)
{
  double result = start, root = end / start;

  if (x >= 1)
    return end;
  for (int i = 0; i < 20; i++)
    {
      root = sqrt (root);
      x *= 2;
      if (x >= 1)
        {
          result *= root;
          x -= 1;
        }
    }
  return result;
}

gint64
sb_anneal_round (SbAnneal *anneal, SbAssignBest *best, const SbAnnealRound *round, const SbAssignLimit *limit)
{
  double late = 0;

  for (gint64 done = 0; done < round->iterations; done += SB_ANNEAL_BLOCK)
    {
      gint64 block = MIN (SB_ANNEAL_BLOCK, round->iterations - done);
      double x = (double) done / (double) round->iterations;

      if (limit->iterations <= 0)
        {
          double spent = limit->spent (limit->data);

          if (spent >= 1)
            return done;
          if (round->is_last && spent > round->spent_before)
            late = (spent - round->spent_before) / (1.0 - round->spent_before);
        }
      if (limit->cancel != NULL && g_atomic_int_get (limit->cancel) != 0)
        return done;
      if (late > x + 0.02)
        anneal->hurried = TRUE;
      anneal->temperature = cool (round->hot, round->cold, MAX (x, anneal->hurried ? late : 0));
      anneal->changed = FALSE;
      for (gint64 i = 0; i < block; i++)
        {
          propose (anneal);
          if (anneal->changed && anneal->temperature < 8 * round->cold)
            {
              sb_assign_best_offer (best, anneal->state);
              anneal->changed = FALSE;
            }
        }
      sb_assign_best_offer (best, anneal->state);
    }
  return round->iterations;
}
