/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does balance grow with the number of moves, and what is left to decide? A surcharge on every move is
 * bisected; the answers are the curve. Also the model in which accepted moves stay and rejected ones do not return. */
#include "analysis/sb-assign-plan.h"
#include "analysis/sb-assign-private.h"

#include <string.h>

static gboolean
pair_stays (gsize account, gint32 rep, const gint32 *keep, const gint32 *forbid)
{
  return (keep == NULL || keep[account] < 0 || keep[account] == rep) && (forbid == NULL || forbid[account] != rep);
}

SbAssignModel *
sb_assign_restrict (const SbAssignModel *model, const gint32 *keep, const gint32 *forbid)
{
  SbAssignModel *copy;
  gsize pairs, *first, z = 0;
  gint32 *rep, *cost, *hours = NULL;

  g_return_val_if_fail (model != NULL, NULL);

  pairs = model->first[model->n_accounts] + 1;
  copy = g_memdup2 (model, sizeof *model);
  copy->first = first = g_new0 (gsize, model->n_accounts + 1);
  copy->rep = rep = g_new (gint32, pairs);
  copy->cost = cost = g_new (gint32, pairs);
  if (model->pair_hours != NULL)
    copy->pair_hours = hours = g_new (gint32, pairs);
  for (gsize j = 0; j < model->n_accounts; j++)
    {
      for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
        if (pair_stays (j, model->rep[k], keep, forbid))
          {
            rep[z] = model->rep[k];
            cost[z] = model->cost[k];
            if (hours != NULL)
              hours[z] = model->pair_hours[k];
            z++;
          }
      first[j + 1] = z;
    }
  return copy;
}

void
sb_assign_restricted_free (SbAssignModel *model)
{
  if (model == NULL)
    return;
  g_free ((gpointer) model->first);
  g_free ((gpointer) model->rep);
  g_free ((gpointer) model->cost);
  g_free ((gpointer) model->pair_hours);
  g_free (model);
}

/* Time of one search: from the share spent when it begins to its end. */
typedef struct {
  const SbAssignLimit *whole;
  double from, to;
} Slice;

static double
slice_spent_cb (gpointer data)
{
  const Slice *slice = data;

  return (slice->whole->spent (slice->whole->data) - slice->from) / MAX (1e-9, slice->to - slice->from);
}

typedef struct {
  const SbAssignModel *model;
  SbAssignModel *priced; /* costs with the surcharge */
  const SbAssignLimit *limit;
  GArray *points;
  guint left;
} Curve;

static void
clear_point (gpointer data)
{
  g_free (((SbAssignPoint *) data)->owner);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const SbAssignPoint *one = a, *other = b;

  if (one->score.moved != other->score.moved)
    return one->score.moved < other->score.moved ? -1 : 1;
  return one->score.objective < other->score.objective ? -1 : one->score.objective > other->score.objective;
}

/* Searches with a surcharge. Returns: the moves, G_MAXSIZE when nothing was found. */
static gsize
add_point (Curve *curve, gint32 surcharge)
{
  const SbAssignModel *model = curve->model;
  SbAssignLimit limit = *curve->limit;
  Slice slice = { curve->limit, 0, 1 };
  g_autoptr (SbAssignResult) result = NULL;
  SbAssignPoint point = { .surcharge = surcharge };

  for (gsize j = 0; j < model->n_accounts; j++)
    for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
      ((gint32 *) curve->priced->cost)[k] = model->owner[j] < 0 || model->rep[k] == model->owner[j]
                                              ? model->cost[k]
                                              : (gint32) MIN ((gint64) model->cost[k] + surcharge, G_MAXINT32 - 1);
  if (limit.iterations <= 0)
    {
      slice.from = limit.spent (limit.data);
      slice.to = slice.from + (1 - slice.from) / (double) MAX (1, curve->left);
      limit.spent = slice_spent_cb;
      limit.data = &slice;
    }
  curve->left--;
  result = sb_assign_solve (curve->priced, &limit);
  if (result->status != SB_ASSIGN_FOUND)
    return G_MAXSIZE;
  point.score = sb_assign_evaluate (model, result->owner);
  point.owner = g_memdup2 (result->owner, (model->n_accounts + 1) * sizeof (gint32));
  g_array_append_val (curve->points, point);
  return point.score.moved;
}

static void
bisect (Curve *curve, gint32 low, gsize low_moves, gint32 high, gsize high_moves)
{
  gint32 middle = low + (high - low) / 2;
  gsize moves;

  if (curve->left == 0 || high - low < 2 || low_moves <= high_moves + 1 || sb_assign_limit_over (curve->limit))
    return;
  moves = add_point (curve, middle);
  if (moves == G_MAXSIZE)
    return;
  /* The wider gap first, while searches are left. */
  if (moves > low_moves || low_moves - moves >= moves - MIN (moves, high_moves))
    {
      bisect (curve, low, low_moves, middle, moves);
      bisect (curve, middle, moves, high, high_moves);
    }
  else
    {
      bisect (curve, middle, moves, high, high_moves);
      bisect (curve, low, low_moves, middle, moves);
    }
}

/* A surcharge no move is worth: what moving the heaviest account can gain at most. */
static gint32
prohibitive (const SbAssignModel *model)
{
  double most = 1;

  for (gsize j = 0; j < model->n_accounts; j++)
    for (gsize k = model->first[j]; k < model->first[j + 1]; k++)
      {
        gint32 hours = model->pair_hours != NULL ? model->pair_hours[k] : model->hours[j];

        most = MAX (most, 2 * (model->alpha * hours + model->beta * (double) model->potential[j]) + model->cost[k]);
      }
  return (gint32) MIN (most + 1, (double) (G_MAXINT32 / 2));
}

GArray *
sb_assign_curve (const SbAssignModel *model, guint points, const SbAssignLimit *limit)
{
  Curve curve = { model, NULL, limit, NULL, points };
  gsize many, none;
  gint32 high;

  g_return_val_if_fail (model != NULL && limit != NULL && points >= 2, NULL);

  curve.points = g_array_new (FALSE, FALSE, sizeof (SbAssignPoint));
  g_array_set_clear_func (curve.points, clear_point);
  curve.priced = sb_assign_restrict (model, NULL, NULL);
  high = prohibitive (model);
  many = add_point (&curve, 0);
  none = many == G_MAXSIZE ? many : add_point (&curve, high);
  if (many != G_MAXSIZE && none != G_MAXSIZE)
    bisect (&curve, 0, many, high, none);
  sb_assign_restricted_free (curve.priced);
  g_array_sort (curve.points, compare_points);
  for (guint i = 1; i < curve.points->len;)
    if (g_array_index (curve.points, SbAssignPoint, i).score.objective
        >= g_array_index (curve.points, SbAssignPoint, i - 1).score.objective)
      g_array_remove_index (curve.points, i);
    else
      i++;
  return curve.points;
}
