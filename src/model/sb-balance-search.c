/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is possible at all is asked of the whole question; what is proposed, of the question with the user's wishes in
 * it. Both are measured against the present owners, so that figures stay comparable from one search to the next. */
#include "sb-config.h"

#include "model/sb-balance-search.h"

#include <math.h>
#include <string.h>

#define SEED 1
#define POINTS 10        /* searches for the curve */
#define NEARLY_ALL 0.95  /* of what the most moves bring: more moves than that are not proposed */
#define FEWEST_STEPS 40000
#define STEPS_A_CUSTOMER 250
#define MOST_STEPS 400000   /* some seconds for thousands of customers */

static int
fix_account (const SbBalanceBook *book, const GArray *fixes, guint at, int *rep)
{
  const SbBalanceFix *fix = &g_array_index (fixes, SbBalanceFix, at);

  *rep = sb_balance_book_rep (book, fix->member_id);
  return *rep < 0 ? -1 : sb_balance_book_account (book, fix->account_id);
}

/* One rejection an account and round; most customers have none or one. */
static SbAssignModel *
apply_rejections (const SbBalanceBook *book, SbAssignModel *model, const GArray *rejected)
{
  g_autofree guint8 *done = g_new0 (guint8, rejected->len + 1);
  gboolean again = rejected->len > 0;

  while (again)
    {
      g_autofree gint32 *forbid = g_new (gint32, book->n + 1);
      SbAssignModel *next;

      again = FALSE;
      memset (forbid, 0xff, (book->n + 1) * sizeof (gint32));
      for (guint i = 0; i < rejected->len; i++)
        {
          int rep, at = fix_account (book, rejected, i, &rep);

          if (done[i] || at < 0 || rep == book->model.owner[at])
            continue;
          if (forbid[at] >= 0)
            again = TRUE;
          else
            {
              forbid[at] = rep;
              done[i] = TRUE;
            }
        }
      next = sb_assign_restrict (model, NULL, forbid);
      sb_assign_restricted_free (model);
      model = next;
    }
  return model;
}

/* The question with the wishes in it. Its owners are the present ones after the accepted moves. */
static SbAssignModel *
wish_model (const SbBalanceBook *book, const SbBalanceWish *wish, gint32 *owner)
{
  g_autofree gint32 *keep = g_new (gint32, book->n + 1);
  SbAssignModel *model;

  memset (keep, 0xff, (book->n + 1) * sizeof (gint32));
  for (guint i = 0; i < wish->accepted->len; i++)
    {
      int rep, at = fix_account (book, wish->accepted, i, &rep);

      if (at >= 0)
        keep[at] = owner[at] = rep;
    }
  model = apply_rejections (book, sb_assign_restrict (&book->model, keep, NULL), wish->rejected);
  model->owner = owner;
  return model;
}

double
sb_balance_answer_removed (const SbBalanceAnswer *answer, const gint32 *owner, gsize *moves)
{
  SbAssignScore score = sb_assign_evaluate (&answer->book->model, owner);
  double avoidable = answer->start - answer->bound;

  if (moves != NULL)
    *moves = score.moved;
  return avoidable > 1e-9 ? CLAMP ((answer->start - score.objective) / avoidable, 0, 1) : 0;
}

static void
clear_point (gpointer data)
{
  g_free (((SbBalancePoint *) data)->owner);
}

static void
add_point (SbBalanceAnswer *answer, const gint32 *owner)
{
  SbBalancePoint point = { 0 };

  point.removed = sb_balance_answer_removed (answer, owner, &point.moves);
  point.owner = g_memdup2 (owner, (answer->book->n + 1) * sizeof (gint32));
  g_array_append_val (answer->points, point);
}

/* When customers have nobody, the comparison is with the cheapest way to give them somebody. */
static double
start_objective (const SbBalanceBook *book, const SbAssignResult *result, const GArray *curve)
{
  if (result->start.misplaced == 0 || curve->len == 0)
    return result->start.objective;
  return sb_assign_evaluate (&book->model, g_array_index (curve, SbAssignPoint, 0).owner).objective;
}

/* Loads and targets have one sum, so that what lies above the targets lies below others as well: a customer larger than
 * every target forces twice its excess. No promise of balance that arithmetic forbids. */
static double
forced_objective (const SbBalanceAnswer *answer)
{
  double excess = 0;

  for (guint i = 0; i < answer->indivisible->len; i++)
    excess += (double) MAX (0, g_array_index (answer->indivisible, SbAssignIndivisible, i).least_excess);
  return answer->book->model.beta * 2 * excess;
}

static void
choose_sensible (SbBalanceAnswer *answer)
{
  double most = 0;

  for (guint i = 0; i < answer->points->len; i++)
    most = MAX (most, g_array_index (answer->points, SbBalancePoint, i).removed);
  for (guint i = answer->points->len; i-- > 0;)
    if (g_array_index (answer->points, SbBalancePoint, i).removed >= NEARLY_ALL * most)
      answer->sensible = i;
}

/* More work than years: that is told, and what there is is still shared evenly. */
static void
lift_capacity (SbBalanceBook *book)
{
  gint64 *capacity = (gint64 *) book->model.capacity, all = 0;

  for (gsize j = 0; j < book->n; j++)
    all += book->model.hours[j];
  for (gsize i = 0; i < book->n_reps; i++)
    capacity[i] = MAX (capacity[i], all);
}

SbBalanceAnswer *
sb_balance_search (SbBalanceBook *book, const SbBalanceWish *wish)
{
  SbBalanceAnswer *answer = g_new0 (SbBalanceAnswer, 1);
  SbAssignLimit limit = { .seed = SEED, .cancel = wish->cancel };
  g_autoptr (SbAssignResult) best = NULL;
  g_autoptr (GArray) curve = NULL;
  gint32 *owner = g_memdup2 (book->model.owner, (book->n + 1) * sizeof (gint32));
  gboolean first = wish->accepted->len + wish->rejected->len == 0;

  limit.iterations = CLAMP (STEPS_A_CUSTOMER * (gint64) book->n, FEWEST_STEPS, MOST_STEPS);
  answer->book = book;
  answer->points = g_array_new (FALSE, FALSE, sizeof (SbBalancePoint));
  g_array_set_clear_func (answer->points, clear_point);
  answer->causes = sb_assign_causes (&book->model);
  answer->indivisible = sb_assign_indivisible (&book->model);
  if (answer->causes->missing_hours > 0 || answer->causes->locked->len > 0)
    lift_capacity (book);
  answer->wished = wish_model (book, wish, owner);
  best = sb_assign_solve (&book->model, &limit);
  answer->status = best->status;
  answer->optimal = best->optimal;
  answer->bound = MAX (best->bound, forced_objective (answer));
  curve = sb_assign_curve (answer->wished, POINTS, &limit);
  answer->start = start_objective (book, best, curve);
  for (guint i = 0; i < curve->len; i++)
    add_point (answer, g_array_index (curve, SbAssignPoint, i).owner);
  if (curve->len == 0 && first && answer->causes->nobody->len == 0)
    add_point (answer, best->owner);
  choose_sensible (answer);
  return answer;
}

void
sb_balance_answer_free (SbBalanceAnswer *answer)
{
  if (answer == NULL)
    return;
  g_free ((gpointer) answer->wished->owner);
  sb_assign_restricted_free (answer->wished);
  g_array_unref (answer->points);
  sb_assign_causes_free (answer->causes);
  g_array_unref (answer->indivisible);
  sb_balance_book_unref (answer->book);
  g_free (answer);
}
