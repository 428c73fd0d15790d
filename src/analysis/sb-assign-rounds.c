/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How is the search's time divided? Prepares the offers of each account and runs rounds of annealing: their ends
 * are the iterations divided by powers of two, so that a search of twice the iterations repeats a search and adds
 * one round. Stage of sb_assign_solve (). */
#include "analysis/sb-assign-anneal.h"

#include "analysis/sb-elementary.h"
#include "core/sb-random.h"

#include <stdlib.h>
#include <string.h>

#define OFFERS 10       /* reps an account is offered to */
#define FEW_ACCOUNTS 400
#define PROBE 0.03      /* share of the time that measures the speed */
#define CAUTION 0.97

/* Found by trial on instances of each kind. Few accounts: rugged, so hot and often. Many: little more than repair
 * of the prices' assignment, so cool and only between reps that cost nearly the same. Limits only: costs are small
 * whole numbers. */
static const SbAnnealStyle few = { .hot = 4, .cold = 0.15, .effort = 1e6, .hottest = 1, .longest = 4000,
                                   .screen = 1e9, .window = 5, .wide = 3 };
static const SbAnnealStyle many = { .hot = 1.1, .cold = 0.1, .effort = 10000, .hottest = 4, .longest = 1e12,
                                    .screen = 0.2, .window = 2, .wide = 2 };
static const SbAnnealStyle hard = { .hot = 1.2, .cold = 0.28, .effort = 20000, .hottest = 2, .longest = 1e12,
                                    .screen = 3, .window = 0, .wide = 1, .loose = 1.1, .stiff = 30 };

typedef struct {
  double price;
  gint32 rep;
} Offered;

/* Into a list of at most `most`, the cheapest first. */
static gsize
offer_rep (Offered *offered, gsize n, gsize most, Offered offer)
{
  gsize place;

  if (n == most && offer.price >= offered[n - 1].price)
    return n;
  place = n < most ? n++ : n - 1;
  for (; place > 0 && offered[place - 1].price > offer.price; place--)
    offered[place] = offered[place - 1];
  offered[place] = offer;
  return n;
}

static void
make_offers (SbAnneal *anneal, gsize most)
{
  const SbAssignModel *model = anneal->state->model;
  g_autofree Offered *offered = g_new (Offered, model->n_reps + 1);
  gsize z = 0;

  anneal->first = g_new (gsize, model->n_accounts + 1);
  anneal->rep = g_new (gint32, MIN (model->first[model->n_accounts], model->n_accounts * most) + 1);
  anneal->movable = g_new (gint32, model->n_accounts + 1);
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      gsize n = 0;

      anneal->first[j] = z;
      for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
        {
          gint32 i = model->rep[k];
          double hours = model->pair_hours != NULL ? (double) model->pair_hours[k] : (double) model->hours[j];

          double price = (double) model->cost[k] + anneal->prices->hours[i] * hours
                         + anneal->prices->potential[i] * (double) model->potential[j];

          n = offer_rep (offered, n, most, (Offered){ price, i });
        }
      for (gsize q = 0; q < n; q++)
        anneal->rep[z++] = offered[q].rep;
      if (n > 1)
        anneal->movable[anneal->n_movable++] = (gint32) j;
    }
  anneal->first[model->n_accounts] = z;
}

static void
make_noise (SbAnneal *anneal, guint64 seed)
{
  SbRandom random;

  sb_random_init (&random, seed, 0, 0x61737369676eull);
  anneal->noise = g_new (float, SB_ANNEAL_NOISE);
  for (gsize i = 0; i < SB_ANNEAL_NOISE; i++)
    anneal->noise[i] = (float) -sb_log (-sb_log (sb_random_unit (&random) * (1 - 1e-9) + 1e-12));
  memcpy (anneal->random, random.s, sizeof anneal->random);
}

static int
compare_reals (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* The natural size of a difference: how much more the second cheapest rep costs, the median over the accounts that
 * have one. */
static double
typical_gap (const SbAnneal *anneal)
{
  const SbAssignModel *model = anneal->state->model;
  g_autofree double *gap = g_new (double, anneal->n_movable + 1);
  gsize n = 0;

  for (guint64 q = 0; q < anneal->n_movable; q++)
    {
      gsize j = (gsize) anneal->movable[q];
      double price[2];

      for (gsize i = 0; i < 2; i++)
        {
          gint32 rep = anneal->rep[anneal->first[j] + i];

          price[i] = (double) sb_assign_state_cost (anneal->state, j, rep)
                     + anneal->prices->hours[rep] * (double) sb_assign_state_hours (anneal->state, j, rep)
                     + anneal->prices->potential[rep] * (double) model->potential[j];
        }
      if (price[1] > price[0])
        gap[n++] = price[1] - price[0];
    }
  if (n == 0)
    return 1;
  qsort (gap, n, sizeof (double), compare_reals);
  return gap[n / 2];
}

/* One anneal of n proposals. The longer, the hotter it may begin. */
static gint64
anneal_once (SbAnneal *anneal, SbAssignBest *best, gint64 n, gboolean is_last, const SbAssignLimit *limit)
{
  const SbAnnealStyle *style = anneal->style;
  double effort = (double) n / (double) anneal->n_movable;
  double hotter = CLAMP (sqrt (effort / style->effort), 1, style->hottest);
  SbAnnealRound round = { .iterations = n, .hot = anneal->unit * style->hot * hotter,
                          .cold = anneal->unit * style->cold, .is_last = is_last };

  if (limit->iterations <= 0)
    round.spent_before = limit->spent (limit->data);
  n = sb_anneal_round (anneal, best, &round, limit);
  anneal->done += n;
  return n;
}

/* How many proposals fit into the time that is left: measured by a trial that is forgotten. */
static gint64
measure_total (SbAnneal *anneal, SbAssignBest *best, const SbAssignLimit *limit)
{
  double before = limit->spent (limit->data), after = before;
  guint64 random[G_N_ELEMENTS (anneal->random)];
  gint64 n = 0;

  memcpy (random, anneal->random, sizeof random);
  for (gint64 size = 2048; after - before < PROBE * (1 - before) && after < 1; size *= 2)
    {
      sb_assign_state_set (anneal->state, anneal->start);
      before = limit->spent (limit->data);
      n = anneal_once (anneal, best, size, FALSE, limit);
      after = limit->spent (limit->data);
    }
  memcpy (anneal->random, random, sizeof random);
  return MAX (1, (gint64) ((double) n * (1 - after) / MAX (after - before, 1e-6) * CAUTION));
}

/* A long round is several anneals, of which every second goes on from the best. */
static gint64
run_parts (SbAnneal *anneal, SbAssignBest *best, gint64 size, gboolean is_last, const SbAssignLimit *limit)
{
  gint64 longest = (gint64) (anneal->style->longest * (double) anneal->n_movable);
  gint64 parts = MAX (1, size / MAX (1, longest)), done = 0;

  for (gint64 part = 0; part < parts; part++)
    {
      gint64 length = size * (part + 1) / parts - size * part / parts, did;

      sb_assign_state_set (anneal->state, part % 2 == 1 && isfinite (best->objective) ? best->owner : anneal->start);
      did = anneal_once (anneal, best, length, is_last && part == parts - 1, limit);
      done += did;
      if (did < length)
        break;
    }
  return done;
}

static gint64
run_rounds (SbAnneal *anneal, SbAssignBest *best, gint64 total, const SbAssignLimit *limit)
{
  gint64 done = 0;

  for (int i = 62; i >= 0; i--)
    {
      gint64 size = (total >> i) - (i == 62 ? 0 : total >> (i + 1)), did;

      if (size <= 0)
        continue;
      did = run_parts (anneal, best, size, i == 0, limit);
      done += did;
      if (did < size)
        break;
    }
  return done;
}

gint64
sb_assign_anneal (SbAssignState *state, const SbAssignPrices *prices, const gint32 *start, SbAssignBest *best,
                  const SbAssignLimit *limit)
{
  gboolean soft = state->model->alpha > 0 || state->model->beta > 0;
  SbAnneal anneal = { .state = state, .prices = prices, .start = start };
  gint64 done = 0;

  anneal.style = !soft ? &hard : state->model->n_accounts <= FEW_ACCOUNTS ? &few : &many;
  make_offers (&anneal, OFFERS);
  make_noise (&anneal, limit->seed);
  anneal.unit = soft ? typical_gap (&anneal) : 1;
  for (gsize i = 0; i < state->model->n_reps; i++)
    sb_assign_state_price_overload (state, i, soft ? 5 * state->model->alpha + anneal.unit : prices->hours[i] + 1);
  if (anneal.n_movable > 0)
    done = run_rounds (&anneal, best, limit->iterations > 0 ? limit->iterations : measure_total (&anneal, best, limit),
                       limit);
  g_free (anneal.first);
  g_free (anneal.rep);
  g_free (anneal.movable);
  g_free (anneal.noise);
  return anneal.hurried ? 0 : done;
}
