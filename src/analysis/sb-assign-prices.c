/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below which value can no assignment be, and what does one more unit of work cost in each book? The balance rows
 * are priced (Lagrange); because a deviation costs alpha a unit, a price of work lies above −alpha and that of
 * potential between −beta and beta. Projected subgradient with deflection; the step halves on stall. Any prices
 * give a bound. Most steps look at the few reps of each account that can be cheapest soon; every valid bound looks
 * at all. */
#include "analysis/sb-assign-private.h"

#include <string.h>

#define KEEP 6    /* reps of an account in the steps between full ones */
#define REFRESH 30
#define PATIENCE 20
#define DEFLECTION 0.7
#define LEAST_PASSES 4
#define MOST_PASSES 70

/* Pairs of all accounts, or the promising ones. */
typedef struct {
  gsize  *first;
  gint32 *rep, *cost, *hours;
} Pairs;

typedef struct {
  const SbAssignModel *model;
  gsize   m, n;
  double *hours, *potential;           /* the prices */
  double *hours_slope, *value_slope;   /* of the bound */
  double *hours_way, *value_way;       /* deflected */
  double *tried_hours, *tried_value;   /* the best prices of the kept pairs */
  gint32 *owner;
  double  scale;                       /* potential in units of work, squared */
  Pairs   kept;
} Search;

/* What one account costs at the prices when rep of pair k has it. */
static inline double
reduced (const Search *search, gint32 rep, gint32 cost, double hours, double potential)
{
  return (double) cost + search->hours[rep] * hours + search->potential[rep] * potential;
}

/* The constant part of the bound, and the slopes it gives. Work is priced λ + ν: λ up to alpha pays for the target,
 * what is above for the limit (or the other way round where the limit is below the target). */
static double
constant_part (Search *search)
{
  const SbAssignModel *model = search->model;
  double sum = 0;

  for (gsize i = 0; i < search->m; i++)
    {
      double target = (double) model->hours_target[i], capacity = (double) model->capacity[i];
      double soft = capacity >= target ? MIN (search->hours[i], model->alpha) : -model->alpha;

      sum -= soft * target + (search->hours[i] - soft) * capacity
             + search->potential[i] * (double) model->potential_target[i];
      search->hours_slope[i] = capacity >= target && search->hours[i] < model->alpha ? -target : -capacity;
      search->value_slope[i] = -(double) model->potential_target[i];
    }
  return sum;
}

/* The bound at the prices over the pairs, its slopes and the cheapest owners. */
static double
evaluate_pairs (Search *search, const Pairs *pairs)
{
  const SbAssignModel *model = search->model;
  double sum = constant_part (search);

  for (gsize j = 0; j < search->n; j++)
    {
      double least = INFINITY, potential = (double) model->potential[j];
      double hours = pairs->hours == NULL ? (double) model->hours[j] : 0;
      gsize chosen = pairs->first[j];

      for (gsize k = pairs->first[j]; k < pairs->first[j + 1]; k++)
        {
          double price = reduced (search, pairs->rep[k], pairs->cost[k],
                                  pairs->hours == NULL ? hours : (double) pairs->hours[k], potential);

          if (price < least)
            {
              least = price;
              chosen = k;
            }
        }
      sum += least;
      search->owner[j] = pairs->rep[chosen];
      search->hours_slope[search->owner[j]] += pairs->hours == NULL ? hours : (double) pairs->hours[chosen];
      search->value_slope[search->owner[j]] += potential;
    }
  return sum;
}

/* The same over all pairs; the KEEP cheapest pairs of each account go into search->kept. */
static double
evaluate_and_keep (Search *search, const Pairs *all)
{
  const SbAssignModel *model = search->model;
  double sum = constant_part (search);
  gsize z = 0;

  for (gsize j = 0; j < search->n; j++)
    {
      double price[KEEP + 1], potential = (double) model->potential[j];
      double hours = all->hours == NULL ? (double) model->hours[j] : 0;
      gsize best[KEEP + 1], n = 0;

      for (gsize k = all->first[j]; k < all->first[j + 1]; k++)
        {
          double p = reduced (search, all->rep[k], all->cost[k], all->hours == NULL ? hours : (double) all->hours[k],
                              potential);
          gsize place = n;

          if (n == KEEP && p >= price[KEEP - 1])
            continue;
          for (; place > 0 && price[place - 1] > p; place--)
            {
              price[place] = price[place - 1];
              best[place] = best[place - 1];
            }
          price[place] = p;
          best[place] = k;
          n = MIN (n + 1, KEEP);
        }
      sum += price[0];
      search->owner[j] = all->rep[best[0]];
      search->hours_slope[search->owner[j]] += all->hours == NULL ? hours : (double) all->hours[best[0]];
      search->value_slope[search->owner[j]] += potential;
      search->kept.first[j] = z;
      for (gsize q = 0; q < n; q++, z++)
        {
          search->kept.rep[z] = all->rep[best[q]];
          search->kept.cost[z] = all->cost[best[q]];
          if (all->hours != NULL)
            search->kept.hours[z] = all->hours[best[q]];
        }
    }
  search->kept.first[search->n] = z;
  return sum;
}

static void
step (Search *search, double length)
{
  const SbAssignModel *model = search->model;
  double norm = 0, t;

  for (gsize i = 0; i < search->m; i++)
    {
      search->hours_way[i] = DEFLECTION * search->hours_way[i] + search->hours_slope[i];
      search->value_way[i] = DEFLECTION * search->value_way[i] + search->value_slope[i];
      norm += search->hours_way[i] * search->hours_way[i]
              + search->scale * search->value_way[i] * search->value_way[i];
    }
  if (norm <= 0)
    return;
  t = length / norm;
  for (gsize i = 0; i < search->m; i++)
    {
      search->hours[i] = MAX (-model->alpha, search->hours[i] + t * search->hours_way[i]);
      search->potential[i] = CLAMP (search->potential[i] + t * search->scale * search->value_way[i], -model->beta,
                                    model->beta);
    }
}

static double
potential_scale (const SbAssignModel *model)
{
  double hours = 0, potential = 0;

  for (gsize j = 0; j < model->n_accounts; j++)
    {
      double h = model->pair_hours == NULL ? (double) model->hours[j] : 1;

      hours += h * h;
      potential += (double) model->potential[j] * (double) model->potential[j];
    }
  return potential > 0 ? hours / potential : 0;
}

static void
remember (Search *search, SbAssignPrices *prices, double bound)
{
  prices->bound = bound;
  memcpy (prices->hours, search->hours, search->m * sizeof (double));
  memcpy (prices->potential, search->potential, search->m * sizeof (double));
  memcpy (prices->owner, search->owner, search->n * sizeof (gint32));
}

static void
restart_from (Search *search, const double *hours, const double *potential)
{
  memcpy (search->hours, hours, search->m * sizeof (double));
  memcpy (search->potential, potential, search->m * sizeof (double));
  memset (search->hours_way, 0, search->m * sizeof (double));
  memset (search->value_way, 0, search->m * sizeof (double));
}

/* REFRESH steps over the kept pairs; the prices become the best ones met. */
static void
climb (Search *search, double upper, double *factor, guint *stalled)
{
  double best = -INFINITY;

  for (guint i = 0; i < REFRESH; i++)
    {
      double bound = evaluate_pairs (search, &search->kept);

      if (bound > best)
        {
          *stalled = bound > best + 1e-4 * ABS (best) ? 0 : *stalled;
          best = bound;
          memcpy (search->tried_hours, search->hours, search->m * sizeof (double));
          memcpy (search->tried_value, search->potential, search->m * sizeof (double));
        }
      else if (++*stalled >= PATIENCE)
        {
          *stalled = 0;
          *factor *= 0.7;
          restart_from (search, search->tried_hours, search->tried_value);
        }
      step (search, *factor * MAX (upper - bound, 1e-3 * ABS (upper)));
    }
  memcpy (search->hours, search->tried_hours, search->m * sizeof (double));
  memcpy (search->potential, search->tried_value, search->m * sizeof (double));
}

static void
climb_all (Search *search, const Pairs *all, SbAssignPrices *prices, double upper, double work,
           const SbAssignLimit *limit)
{
  double pairs = (double) all->first[search->n], factor = 1;
  double pass_work = 2 * pairs + REFRESH * MIN (pairs, (double) search->n * KEEP);
  guint stalled = 0;

  for (guint pass = 0; pass < LEAST_PASSES || (pass < MOST_PASSES && work > 0); pass++, work -= pass_work)
    {
      double bound = evaluate_and_keep (search, all);

      if (bound > prices->bound)
        remember (search, prices, bound);
      else
        {
          factor *= 0.7;
          restart_from (search, prices->hours, prices->potential);
          evaluate_and_keep (search, all);
        }
      if (factor < 1e-4 || sb_assign_limit_over (limit))
        break;
      climb (search, upper, &factor, &stalled);
    }
}

/* Prices are reals: what rounding could have added is taken off. Whole costs alone make whole values. */
static double
safe_bound (const SbAssignModel *model, const SbAssignPrices *prices)
{
  double size = ABS (prices->bound), bound;

  for (gsize i = 0; i < model->n_reps; i++)
    size += ABS (prices->hours[i]) * (double) model->capacity[i]
            + ABS (prices->potential[i]) * (double) model->potential_target[i];
  bound = prices->bound - 1e-12 * size;
  if (model->alpha <= 0 && model->beta <= 0)
    bound = ceil (bound - 1e-9);
  return MAX (bound, 0);
}

static void
search_init (Search *search, const SbAssignModel *model)
{
  gsize room = MIN (model->first[model->n_accounts], model->n_accounts * KEEP) + 1;

  search->model = model;
  search->m = model->n_reps;
  search->n = model->n_accounts;
  search->scale = potential_scale (model);
  search->hours = g_new0 (double, search->m * 8 + 1);
  search->potential = search->hours + search->m;
  search->hours_slope = search->hours + search->m * 2;
  search->value_slope = search->hours + search->m * 3;
  search->hours_way = search->hours + search->m * 4;
  search->value_way = search->hours + search->m * 5;
  search->tried_hours = search->hours + search->m * 6;
  search->tried_value = search->hours + search->m * 7;
  search->owner = g_new0 (gint32, search->n + 1);
  search->kept.first = g_new0 (gsize, search->n + 1);
  search->kept.rep = g_new (gint32, room);
  search->kept.cost = g_new (gint32, room);
  search->kept.hours = model->pair_hours != NULL ? g_new (gint32, room) : NULL;
}

static void
search_clear (Search *search)
{
  g_free (search->hours);
  g_free (search->owner);
  g_free (search->kept.first);
  g_free (search->kept.rep);
  g_free (search->kept.cost);
  g_free (search->kept.hours);
}

SbAssignPrices *
sb_assign_prices_compute (const SbAssignModel *model, double upper, double work, const SbAssignLimit *limit)
{
  SbAssignPrices *prices = g_new0 (SbAssignPrices, 1);
  Search search = { NULL };
  Pairs all = { (gsize *) model->first, (gint32 *) model->rep, (gint32 *) model->cost, (gint32 *) model->pair_hours };

  prices->bound = -INFINITY;
  prices->hours = g_new0 (double, model->n_reps + 1);
  prices->potential = g_new0 (double, model->n_reps + 1);
  prices->owner = g_new0 (gint32, model->n_accounts + 1);
  search_init (&search, model);
  climb_all (&search, &all, prices, upper, work, limit);
  memcpy (search.hours, prices->hours, search.m * sizeof (double));
  memcpy (search.potential, prices->potential, search.m * sizeof (double));
  prices->constant = constant_part (&search);
  search_clear (&search);
  prices->bound = safe_bound (model, prices);
  return prices;
}

void
sb_assign_prices_free (SbAssignPrices *prices)
{
  g_free (prices->hours);
  g_free (prices->potential);
  g_free (prices->owner);
  g_free (prices);
}
