/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which exchange of accounts brings all books nearer to their targets at the least cost? Annealing over shifts of
 * one account and swaps of two: an account that another rep serves at nearly the same price is offered to that rep
 * together with every partner of a fitting size that could come back, and one of the offers (or none) is drawn by
 * its gain. Runs in rounds of doubling length, so that twice the work begins with the same rounds. Stage of
 * sb_assign_solve (). */
#include "analysis/sb-assign-anneal.h"

#define LEAST_PRICE 0.2 /* of a unit of overload */

/* What goes along with an account that moves from rep a to rep b. */
typedef enum { NOTHING, SHIFT, SWAP, PAIR, CYCLE } Kind;

typedef struct {
  double score;
  Kind   kind;
  gint32 partner, other; /* SWAP, PAIR: from b to a; CYCLE: partner from b to a third rep, other from there to a */
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
consider (SbAnneal *anneal, Offer *offer, double delta, Offer what, guint *noise)
{
  double score = delta - anneal->temperature * (double) anneal->noise[++*noise & (SB_ANNEAL_NOISE - 1)];

  if (score < offer->score)
    {
      *offer = what;
      offer->score = score;
    }
}

/* An account that leaves a for b: what the two books hold then, and what is paid less what was. */
typedef struct {
  gint32 a, b;
  gint64 load_a, load_b, value_a, value_b;
  double base;
} Leaving;

/* The first member of a book with at least so many hours. */
static const SbAssignMember *
first_member (const SbAssignBook *book, gint64 hours)
{
  gsize from = 0, to = book->n;

  while (from < to)
    {
      gsize middle = (from + to) / 2;

      if (book->members[middle].hours < hours)
        from = middle + 1;
      else
        to = middle;
    }
  return book->members + from;
}

/* Which hours may come with an offer: those around a need; all when hours depend on the rep. */
static void
window_around (const SbAnneal *anneal, gint64 need, gint64 *low, gint64 *high)
{
  gboolean all = anneal->state->model->pair_hours != NULL;

  *low = all ? G_MININT32 : need - anneal->style->window;
  *high = all ? 2 * (gint64) G_MAXINT32 : need + anneal->style->window;
}

/* Which hours may come back to a from b: between what each of the two needs. */
static void
window_of (const SbAnneal *anneal, const Leaving *leaving, gint64 *low, gint64 *high)
{
  const SbAssignModel *model = anneal->state->model;
  gint64 need_a = model->hours_target[leaving->a] - leaving->load_a;
  gint64 need_b = leaving->load_b - model->hours_target[leaving->b], ignored;

  window_around (anneal, MIN (need_a, need_b), low, &ignored);
  window_around (anneal, MAX (need_a, need_b), &ignored, high);
}

/* Partners in book b, when hours are the account's own: those that bring both loads near their targets. */
static void
scan_window (SbAnneal *anneal, const Leaving *leaving, Offer *offer, guint *noise)
{
  const SbAssignState *state = anneal->state;
  const SbAssignModel *model = state->model;
  gint32 a = leaving->a, b = leaving->b;
  const SbAssignBook *book = &state->books[b];
  const gint32 *cost = state->pair_cost != NULL ? state->pair_cost + (gsize) a * model->n_accounts : NULL;
  gint64 load_a = leaving->load_a - model->hours_target[a], load_b = leaving->load_b - model->hours_target[b];
  gint64 value_a = leaving->value_a - model->potential_target[a];
  gint64 value_b = leaving->value_b - model->potential_target[b];
  gint64 low, high;
  gint64 room_a = model->capacity[a] - model->hours_target[a], room_b = model->capacity[b] - model->hours_target[b];

  window_of (anneal, leaving, &low, &high);
  for (const SbAssignMember *k = first_member (book, low); k < book->members + book->n && k->hours <= high; k++)
    {
      gint32 back = cost != NULL ? cost[k->account] : sb_assign_state_cost (state, (gsize) k->account, a);
      gint64 over_a = load_a + k->hours, over_b = load_b - k->hours;
      double delta;

      if (back == SB_ASSIGN_FORBIDDEN)
        continue;
      delta = leaving->base + (double) back - (double) k->cost
              + model->alpha * (double) (ABS (over_a) + ABS (over_b))
              + model->beta * (double) (ABS (value_a + k->potential) + ABS (value_b - k->potential));
      if (over_a > room_a)
        delta += state->over_price[a] * (double) (over_a - room_a);
      if (over_b > room_b)
        delta += state->over_price[b] * (double) (over_b - room_b);
      consider (anneal, offer, delta, (Offer){ 0, SWAP, k->account, -1 }, noise);
    }
}

/* All partners in book b, when the hours depend on the rep. */
static void
scan_book (SbAnneal *anneal, const Leaving *leaving, Offer *offer, guint *noise)
{
  const SbAssignState *state = anneal->state;
  const SbAssignBook *book = &state->books[leaving->b];
  gint32 a = leaving->a;

  for (const SbAssignMember *k = book->members; k < book->members + book->n; k++)
    {
      gint32 back = sb_assign_state_cost (state, (gsize) k->account, a);
      double delta = leaving->base + (double) back - (double) k->cost;

      if (back == SB_ASSIGN_FORBIDDEN || delta > anneal->temperature * 12)
        continue;
      delta += sb_assign_state_penalty (state, a,
                                        leaving->load_a + sb_assign_state_hours (state, (gsize) k->account, a),
                                        leaving->value_a + k->potential)
               + sb_assign_state_penalty (state, leaving->b, leaving->load_b - k->hours,
                                          leaving->value_b - k->potential);
      consider (anneal, offer, delta, (Offer){ 0, SWAP, k->account, -1 }, noise);
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

/* Two of book b that come back to a together. */
static void
scan_pairs (SbAnneal *anneal, const Leaving *leaving, Offer *offer, guint *noise)
{
  const SbAssignState *state = anneal->state;
  const SbAssignBook *book = &state->books[leaving->b];
  const SbAssignMember *end = book->members + book->n;
  gint64 low, high;

  window_of (anneal, leaving, &low, &high);
  for (const SbAssignMember *k = book->members; k < end && k->hours <= high; k++)
    {
      gint32 back_k = sb_assign_state_cost (state, (gsize) k->account, leaving->a);
      double base = leaving->base + (double) back_k - (double) k->cost;

      if (back_k == SB_ASSIGN_FORBIDDEN)
        continue;
      for (const SbAssignMember *l = MAX (k + 1, first_member (book, low - k->hours));
           l < end && l->hours <= high - k->hours; l++)
        {
          gint32 back_l = sb_assign_state_cost (state, (gsize) l->account, leaving->a);
          gint64 hours, potential = k->potential + l->potential;

          if (back_l == SB_ASSIGN_FORBIDDEN)
            continue;
          hours = sb_assign_state_hours (state, (gsize) k->account, leaving->a)
                  + sb_assign_state_hours (state, (gsize) l->account, leaving->a);
          consider (anneal, offer,
                    base + (double) back_l - (double) l->cost
                      + sb_assign_state_penalty (state, leaving->a, leaving->load_a + hours,
                                                 leaving->value_a + potential)
                      + sb_assign_state_penalty (state, leaving->b, leaving->load_b - k->hours - l->hours,
                                                 leaving->value_b - potential),
                    (Offer){ 0, PAIR, k->account, l->account }, noise);
        }
    }
}

/* One of book b goes on to rep c, one of book c comes to a. */
static void
scan_cycles (SbAnneal *anneal, const Leaving *leaving, gint32 c, Offer *offer, guint *noise)
{
  const SbAssignState *state = anneal->state;
  const SbAssignBook *book = &state->books[leaving->b], *third = &state->books[c];
  gint64 low, high;

  window_around (anneal, leaving->load_b - state->model->hours_target[leaving->b], &low, &high);
  for (const SbAssignMember *k = first_member (book, low); k < book->members + book->n && k->hours <= high; k++)
    {
      gint32 on = sb_assign_state_cost (state, (gsize) k->account, c);
      gint64 load, value = state->value[c] + k->potential, from, to;
      double base;

      if (on == SB_ASSIGN_FORBIDDEN)
        continue;
      load = state->load[c] + sb_assign_state_hours (state, (gsize) k->account, c);
      base = leaving->base + (double) on - (double) k->cost - state->penalty[c]
             + sb_assign_state_penalty (state, leaving->b, leaving->load_b - k->hours,
                                        leaving->value_b - k->potential);
      window_around (anneal, state->model->hours_target[leaving->a] - leaving->load_a, &from, &to);
      for (const SbAssignMember *l = first_member (third, from); l < third->members + third->n && l->hours <= to; l++)
        {
          gint32 back = sb_assign_state_cost (state, (gsize) l->account, leaving->a);

          if (back == SB_ASSIGN_FORBIDDEN)
            continue;
          consider (anneal, offer,
                    base + (double) back - (double) l->cost
                      + sb_assign_state_penalty (state, c, load - l->hours, value - l->potential)
                      + sb_assign_state_penalty (state, leaving->a,
                                                 leaving->load_a
                                                   + sb_assign_state_hours (state, (gsize) l->account, leaving->a),
                                                 leaving->value_a + l->potential),
                    (Offer){ 0, CYCLE, k->account, l->account }, noise);
        }
    }
}

static void
apply (SbAnneal *anneal, gsize j, const Leaving *leaving, const Offer *offer)
{
  SbAssignState *state = anneal->state;
  gint32 c = offer->kind == CYCLE ? state->owner[offer->other] : -1;

  if (offer->kind == NOTHING)
    return;
  anneal->changed = TRUE;
  sb_assign_state_move (state, j, leaving->b);
  if (offer->kind == SWAP || offer->kind == PAIR)
    sb_assign_state_move (state, (gsize) offer->partner, leaving->a);
  if (offer->kind == PAIR || offer->kind == CYCLE)
    sb_assign_state_move (state, (gsize) offer->other, leaving->a);
  if (offer->kind == CYCLE)
    sb_assign_state_move (state, (gsize) offer->partner, c);
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
  guint noise = (guint) (bits >> 16) & (SB_ANNEAL_NOISE - 1), wide = (guint) (bits >> 29) & 7;
  Leaving leaving;
  Offer offer;

  if (a == b || price_gap (anneal, j, a, b) > anneal->style->screen * anneal->unit)
    return;
  leaving = (Leaving){ a, b, state->load[a] - sb_assign_state_hours (state, j, a),
                       state->load[b] + sb_assign_state_hours (state, j, b), state->value[a] - model->potential[j],
                       state->value[b] + model->potential[j],
                       (double) sb_assign_state_cost (state, j, b) - (double) sb_assign_state_cost (state, j, a)
                         - state->penalty[a] - state->penalty[b] };
  offer = (Offer){ -anneal->temperature * (double) anneal->noise[noise], NOTHING, -1, -1 };
  consider (anneal, &offer,
            leaving.base + sb_assign_state_penalty (state, a, leaving.load_a, leaving.value_a)
              + sb_assign_state_penalty (state, b, leaving.load_b, leaving.value_b),
            (Offer){ 0, SHIFT, -1, -1 }, &noise);
  if (model->pair_hours == NULL)
    scan_window (anneal, &leaving, &offer, &noise);
  else
    scan_book (anneal, &leaving, &offer, &noise);
  if (wide < anneal->style->wide)
    {
      gint32 c = (gint32) (((draw (anneal->random) >> 32) * model->n_reps) >> 32);

      if ((wide & 1) == 0)
        scan_pairs (anneal, &leaving, &offer, &noise);
      else if (c != a && c != b)
        scan_cycles (anneal, &leaving, c, &offer, &noise);
    }
  apply (anneal, j, &leaving, &offer);
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

/* With nothing but limits, overload is cheap at first and dear in the end. */
static void
price_overload (SbAnneal *anneal, double x)
{
  const SbAnnealStyle *style = anneal->style;
  double factor = style->loose + (style->stiff - style->loose) * x * x * x;

  for (gsize i = 0; i < anneal->state->model->n_reps; i++)
    sb_assign_state_price_overload (anneal->state, i, anneal->prices->hours[i] * factor + LEAST_PRICE);
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
      if (limit->progress != NULL)
        limit->progress (limit->iterations > 0 ? (double) (anneal->done + done) / (double) limit->iterations
                                               : MIN (1, limit->spent (limit->data)),
                         limit->data);
      if (late > x + 0.02)
        anneal->hurried = TRUE;
      anneal->temperature = cool (round->hot, round->cold, MAX (x, anneal->hurried ? late : 0));
      if (anneal->style->stiff > 0)
        price_overload (anneal, MAX (x, anneal->hurried ? late : 0));
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
