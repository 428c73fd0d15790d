/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which assignment of a small model is the best of all? Depth first, the heaviest account first, cut off by two
 * bounds: the prices', and the deviation that what is placed forces already. Gives up after a number of nodes,
 * which the solver hands in. Stage of sb_assign_solve (). */
#include "analysis/sb-assign-private.h"

#include <stdlib.h>
#include <string.h>

#define LOOK_EVERY 4096 /* nodes between two looks at the limit */

typedef struct {
  double price, cost; /* at the prices; plain */
  gint32 rep, hours;
} Choice;

typedef struct {
  const SbAssignModel *model;
  const SbAssignLimit *limit;
  SbAssignBest *best;
  SbAssignState *state; /* to tell a leaf exactly */
  gsize   *order;       /* accounts, heaviest first */
  gsize   *first;       /* of the account at a depth, in choices, cheapest first */
  Choice  *choices;
  double  *rest_price, *rest_cost; /* [depth] the cheapest of all accounts from this depth on */
  gint64  *load, *value;
  gint32  *owner;
  gint64   hours_total, value_total; /* targets less what there is; hours_total only when hours are the account's */
  gint64   hours_over, value_over;   /* Σ above target of what is placed */
  gint64   nodes;
  gboolean given_up, whole;
} Tree;

typedef struct {
  gsize  account;
  double weight;
} Heavy;

static int
compare_heavy (const void *a, const void *b)
{
  const Heavy *one = a, *other = b;

  return one->weight > other->weight ? -1 : one->weight < other->weight ? 1 : one->account < other->account ? -1 : 1;
}

static int
compare_choices (const void *a, const void *b)
{
  const Choice *one = a, *other = b;

  return one->price < other->price ? -1 : one->price > other->price ? 1 : one->rep - other->rep;
}

static void
order_accounts (Tree *tree)
{
  const SbAssignModel *model = tree->model;
  g_autofree Heavy *heavy = g_new (Heavy, model->n_accounts + 1);

  for (gsize j = 0; j < model->n_accounts; j++)
    {
      double hours = model->pair_hours != NULL ? (double) model->pair_hours[model->first[j]] : (double) model->hours[j];

      heavy[j] = (Heavy){ j, (model->alpha > 0 ? model->alpha : 1) * hours
                             + model->beta * (double) model->potential[j] };
    }
  qsort (heavy, model->n_accounts, sizeof heavy[0], compare_heavy);
  for (gsize d = 0; d < model->n_accounts; d++)
    tree->order[d] = heavy[d].account;
}

static void
list_choices (Tree *tree, const SbAssignPrices *prices)
{
  const SbAssignModel *model = tree->model;
  gsize z = 0;

  for (gsize d = 0; d < model->n_accounts; d++)
    {
      gsize j = tree->order[d], from = z;

      tree->first[d] = z;
      for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
        {
          gint32 i = model->rep[k], hours = model->pair_hours != NULL ? model->pair_hours[k] : model->hours[j];

          tree->choices[z++] = (Choice){ (double) model->cost[k] + prices->hours[i] * (double) hours
                                         + prices->potential[i] * (double) model->potential[j],
                                         (double) model->cost[k], i, hours };
        }
      qsort (tree->choices + from, z - from, sizeof (Choice), compare_choices);
    }
  tree->first[model->n_accounts] = z;
}

static void
sum_the_rest (Tree *tree)
{
  for (gsize d = tree->model->n_accounts; d-- > 0;)
    {
      double price = tree->choices[tree->first[d]].price, cost = INFINITY;

      for (gsize z = tree->first[d]; z < tree->first[d + 1]; z++)
        cost = MIN (cost, tree->choices[z].cost);
      tree->rest_price[d] = tree->rest_price[d + 1] + price;
      tree->rest_cost[d] = tree->rest_cost[d + 1] + cost;
    }
}

/* Nothing below this node is better than the best known. priced and cost are the sums of what is placed and the
 * cheapest of the rest. */
static gboolean
is_hopeless (const Tree *tree, double priced, double cost)
{
  const SbAssignModel *model = tree->model;
  double forced = cost, bound;

  if (!isfinite (tree->best->objective))
    return FALSE;
  if (model->pair_hours == NULL)
    forced += model->alpha * (double) MAX (ABS (tree->hours_total), 2 * tree->hours_over + tree->hours_total);
  forced += model->beta * (double) MAX (ABS (tree->value_total), 2 * tree->value_over + tree->value_total);
  bound = MAX (priced, forced);
  if (tree->whole)
    return ceil (bound - 1e-6) >= tree->best->objective;
  return bound >= tree->best->objective - 1e-9 * MAX (1, tree->best->objective);
}

static gint64
above (gint64 total, gint64 target)
{
  return MAX (0, total - target);
}

static void
put (Tree *tree, gsize account, const Choice *choice, int sign)
{
  const SbAssignModel *model = tree->model;
  gint32 i = choice->rep;

  tree->hours_over -= above (tree->load[i], model->hours_target[i]);
  tree->value_over -= above (tree->value[i], model->potential_target[i]);
  tree->load[i] += sign * (gint64) choice->hours;
  tree->value[i] += sign * model->potential[account];
  tree->hours_over += above (tree->load[i], model->hours_target[i]);
  tree->value_over += above (tree->value[i], model->potential_target[i]);
}

static void
descend (Tree *tree, gsize depth, double priced, double cost)
{
  const SbAssignModel *model = tree->model;
  gsize j;

  if (depth == model->n_accounts)
    {
      sb_assign_state_set (tree->state, tree->owner);
      sb_assign_best_offer (tree->best, tree->state);
      return;
    }
  j = tree->order[depth];
  for (gsize z = tree->first[depth]; z < tree->first[depth + 1] && !tree->given_up; z++)
    {
      const Choice *choice = &tree->choices[z];
      double below_price = priced + choice->price, below_cost = cost + choice->cost;

      if (tree->load[choice->rep] + choice->hours > model->capacity[choice->rep])
        continue;
      if (--tree->nodes < 0 || (tree->nodes % LOOK_EVERY == 0 && sb_assign_limit_over (tree->limit)))
        tree->given_up = TRUE;
      put (tree, j, choice, 1);
      tree->owner[j] = choice->rep;
      if (!is_hopeless (tree, below_price + tree->rest_price[depth + 1], below_cost + tree->rest_cost[depth + 1]))
        descend (tree, depth + 1, below_price, below_cost);
      put (tree, j, choice, -1);
    }
}

static void
tree_init (Tree *tree, const SbAssignPrices *prices)
{
  const SbAssignModel *model = tree->model;
  gsize n = model->n_accounts;

  tree->order = g_new (gsize, n + 1);
  tree->first = g_new (gsize, n + 1);
  tree->choices = g_new (Choice, model->first[n] + 1);
  tree->rest_price = g_new0 (double, 2 * n + 2);
  tree->rest_cost = tree->rest_price + n + 1;
  tree->load = g_new0 (gint64, 2 * model->n_reps + 1);
  tree->value = tree->load + model->n_reps;
  tree->owner = g_new0 (gint32, n + 1);
  tree->whole = model->alpha <= 0 && model->beta <= 0;
  for (gsize i = 0; i < model->n_reps; i++)
    {
      tree->hours_total += model->hours_target[i];
      tree->value_total += model->potential_target[i];
    }
  for (gsize j = 0; j < n; j++)
    {
      tree->hours_total -= model->pair_hours == NULL ? model->hours[j] : 0;
      tree->value_total -= model->potential[j];
    }
  order_accounts (tree);
  list_choices (tree, prices);
  sum_the_rest (tree);
}

gboolean
sb_assign_exhaust (SbAssignState *state, const SbAssignPrices *prices, SbAssignBest *best, gint64 nodes,
                   const SbAssignLimit *limit)
{
  Tree tree = { .model = state->model, .limit = limit, .best = best, .state = state, .nodes = nodes };

  tree_init (&tree, prices);
  descend (&tree, 0, prices->constant, 0);
  g_free (tree.order);
  g_free (tree.first);
  g_free (tree.choices);
  g_free (tree.rest_price);
  g_free (tree.load);
  g_free (tree.owner);
  return !tree.given_up;
}
