/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for any balance of accounts: limits and locks, honest objectives and bounds, more work is never
 * worse, order is nothing, and the manager's list of moves adds up. */
#include "analysis/sb-assign-plan.h"
#include "core/sb-random.h"

#include <math.h>
#include <string.h>

typedef struct {
  SbAssignModel model;
  gint64 hours_target[16], potential_target[16], capacity[16];
  gint32 hours[256], owner[256];
  gint64 potential[256];
  gsize  first[257];
  gint32 rep[4096], cost[4096];
} Book;

static void
fill_account (Book *book, SbRandom *random, gsize j)
{
  gsize m = book->model.n_reps, z = book->first[j];
  gboolean locked = sb_random_below (random, 12) == 0;

  book->hours[j] = 3 + (gint32) sb_random_below (random, 14);
  book->potential[j] = 20 + (gint64) sb_random_below (random, 50) * (gint64) sb_random_below (random, 60);
  book->owner[j] = (gint32) sb_random_below (random, (m + 1) / 2);
  for (gsize i = 0; i < m; i++)
    if ((gint32) i == book->owner[j] || (!locked && sb_random_below (random, 4) > 0))
      {
        book->rep[z] = (gint32) i;
        book->cost[z++] = (gint32) i == book->owner[j] ? 0 : 10 + (gint32) sb_random_below (random, 60);
      }
  book->first[j + 1] = z;
}

static Book *
book_new (gsize reps, gsize accounts, guint64 seed)
{
  Book *book = g_new0 (Book, 1);
  SbRandom random;
  gint64 hours = 0, potential = 0;

  sb_random_init (&random, seed, 0, 7);
  book->model = (SbAssignModel){ reps, accounts, 20, 0.25, book->hours_target, book->potential_target, book->capacity,
                                 book->hours, book->potential, book->owner, book->first, book->rep, book->cost, NULL };
  for (gsize j = 0; j < accounts; j++)
    {
      fill_account (book, &random, j);
      hours += book->hours[j];
      potential += book->potential[j];
    }
  for (gsize i = 0; i < reps; i++)
    {
      book->hours_target[i] = hours / (gint64) reps;
      book->potential_target[i] = potential / (gint64) reps;
      book->capacity[i] = hours / (gint64) reps * 13 / 10 + 12;
    }
  g_assert_true (sb_assign_model_is_sound (&book->model));
  return book;
}

static SbAssignResult *
solve (const SbAssignModel *model, gint64 iterations)
{
  SbAssignLimit limit = { .seed = 3, .iterations = iterations };

  return sb_assign_solve (model, &limit);
}

static void
assert_honest (const SbAssignModel *model, const SbAssignResult *result)
{
  SbAssignScore again = sb_assign_evaluate (model, result->owner);

  g_assert_cmpint (result->status, ==, SB_ASSIGN_FOUND);
  g_assert_true (again.feasible);
  g_assert_cmpfloat_with_epsilon (again.objective, result->score.objective, 1e-9);
  g_assert_cmpfloat (result->bound, <=, again.objective + 1e-9);
  for (gsize j = 0; j < model->n_accounts; j++)
    if (model->first[j + 1] - model->first[j] == 1)
      g_assert_cmpint (result->owner[j], ==, model->rep[model->first[j]]);
  if (result->start.feasible)
    g_assert_cmpfloat (again.objective, <=, result->start.objective);
}

static void
test_honest (void)
{
  const gsize sizes[][2] = { { 1, 5 }, { 3, 12 }, { 5, 60 }, { 10, 200 }, { 2, 1 } };

  for (guint64 seed = 1; seed <= 4; seed++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autofree Book *book = book_new (sizes[s][0], sizes[s][1], seed);
        g_autoptr (SbAssignResult) result = solve (&book->model, 20000);

        assert_honest (&book->model, result);
        if (sizes[s][1] <= 12)
          g_assert_true (result->optimal);
      }
}

static void
test_more_is_never_worse (void)
{
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_autofree Book *book = book_new (6, 80, seed);
      double last = INFINITY;

      for (gint64 iterations = 700; iterations <= 700 * 32; iterations *= 2)
        {
          g_autoptr (SbAssignResult) result = solve (&book->model, iterations);
          g_autoptr (SbAssignResult) again = solve (&book->model, iterations);

          g_assert_cmpfloat (result->score.objective, <=, last);
          g_assert_true (memcmp (result->owner, again->owner, 80 * sizeof (gint32)) == 0);
          last = result->score.objective;
        }
    }
}

/* Every assignment, one by one. */
static double
exhaust (const SbAssignModel *model)
{
  g_autofree gsize *at = g_new0 (gsize, model->n_accounts + 1);
  g_autofree gint32 *owner = g_new0 (gint32, model->n_accounts + 1);
  double best = INFINITY;
  gsize j = 0;

  while (j < model->n_accounts)
    {
      SbAssignScore score;

      for (gsize k = 0; k < model->n_accounts; k++)
        owner[k] = model->rep[model->first[k] + at[k]];
      score = sb_assign_evaluate (model, owner);
      if (score.feasible)
        best = MIN (best, score.objective);
      for (j = 0; j < model->n_accounts; j++)
        {
          at[j] = (at[j] + 1) % (model->first[j + 1] - model->first[j]);
          if (at[j] != 0)
            break;
        }
    }
  return best;
}

static void
test_small_is_optimal (void)
{
  for (guint64 seed = 1; seed <= 12; seed++)
    {
      g_autofree Book *book = book_new (3, 8, seed);
      g_autoptr (SbAssignResult) result = solve (&book->model, 100);

      g_assert_true (result->optimal);
      g_assert_cmpfloat_with_epsilon (result->score.objective, exhaust (&book->model), 1e-6);
    }
}

/* The same accounts in reverse order, then one more rep allowed. */
static void
test_order_and_freedom (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    {
      g_autofree Book *book = book_new (4, 9, seed), *other = book_new (4, 9, seed);
      g_autofree gint32 *keep = g_new (gint32, 9);
      g_autoptr (SbAssignResult) result = solve (&book->model, 100);
      g_autoptr (SbAssignResult) reversed = NULL;
      g_autoptr (SbAssignResult) tighter = NULL;
      SbAssignModel *restricted;
      gsize z = 0;

      for (gsize j = 0; j < 9; j++)
        {
          gsize from = 8 - j;

          other->hours[j] = book->hours[from];
          other->potential[j] = book->potential[from];
          other->owner[j] = book->owner[from];
          for (gsize k = book->first[from]; k < book->first[from + 1]; k++, z++)
            {
              other->rep[z] = book->rep[k];
              other->cost[z] = book->cost[k];
            }
          other->first[j + 1] = z;
          keep[j] = -1;
        }
      reversed = solve (&other->model, 100);
      g_assert_cmpfloat_with_epsilon (result->score.objective, reversed->score.objective, 1e-6);
      for (gsize j = 0; j < 9; j++)
        keep[j] = book->first[j + 1] - book->first[j] > 2 ? book->rep[book->first[j] + 1] : -1;
      restricted = sb_assign_restrict (&book->model, NULL, keep);
      tighter = solve (restricted, 100);
      if (tighter->status == SB_ASSIGN_FOUND)
        g_assert_cmpfloat (tighter->score.objective, >=, result->score.objective - 1e-6);
      sb_assign_restricted_free (restricted);
    }
}

static void
test_moves (void)
{
  g_autofree Book *book = book_new (8, 120, 5);
  g_autoptr (SbAssignResult) result = solve (&book->model, 30000);
  g_autoptr (SbAssignResult) again = NULL;
  g_autoptr (GArray) moves = sb_assign_moves (&book->model, result->owner);
  g_autofree gint32 *keep = g_new (gint32, 120), *forbid = g_new (gint32, 120);
  SbAssignModel *restricted;
  double sum = 0;

  g_assert_cmpuint (moves->len, ==, result->score.moved);
  g_assert_cmpuint (moves->len, >, 4);
  for (guint i = 0; i < moves->len; i++)
    sum += g_array_index (moves, SbAssignMove, i).gain_in_sequence;
  if (result->start.overload == 0)
    g_assert_cmpfloat_with_epsilon (sum, result->start.objective - result->score.objective, 1e-6);
  for (gsize j = 0; j < 120; j++)
    keep[j] = forbid[j] = -1;
  for (guint i = 0; i < 4; i++)
    {
      const SbAssignMove *move = &g_array_index (moves, SbAssignMove, i);

      if (i < 2)
        keep[move->account] = move->to;
      else
        forbid[move->account] = move->to;
    }
  restricted = sb_assign_restrict (&book->model, keep, forbid);
  again = solve (restricted, 30000);
  g_assert_cmpint (again->status, ==, SB_ASSIGN_FOUND);
  for (gsize j = 0; j < 120; j++)
    {
      g_assert_true (keep[j] < 0 || again->owner[j] == keep[j]);
      g_assert_true (forbid[j] < 0 || again->owner[j] != forbid[j]);
    }
  sb_assign_restricted_free (restricted);
}

static void
test_curve (void)
{
  g_autofree Book *book = book_new (6, 60, 9);
  SbAssignLimit limit = { .seed = 1, .iterations = 4000 };
  g_autoptr (GArray) curve = sb_assign_curve (&book->model, 8, &limit);

  g_assert_cmpuint (curve->len, >, 2);
  for (guint i = 1; i < curve->len; i++)
    {
      const SbAssignPoint *before = &g_array_index (curve, SbAssignPoint, i - 1);
      const SbAssignPoint *point = &g_array_index (curve, SbAssignPoint, i);

      g_assert_cmpuint (before->score.moved, <=, point->score.moved);
      g_assert_cmpfloat (before->score.objective, >, point->score.objective);
      g_assert_true (point->score.feasible);
    }
}

static void
test_limits (void)
{
  g_autofree Book *book = book_new (3, 10, 2);
  g_autoptr (SbAssignCauses) none = sb_assign_causes (&book->model);
  g_autoptr (SbAssignCauses) causes = NULL;
  g_autoptr (SbAssignResult) result = NULL;
  g_autoptr (GArray) indivisible = NULL;
  gint32 keep[10];
  SbAssignModel *restricted;

  g_assert_cmpint (none->missing_hours, ==, 0);
  book->potential[4] = 1000000;
  indivisible = sb_assign_indivisible (&book->model);
  g_assert_cmpuint (indivisible->len, ==, 1);
  g_assert_cmpuint (g_array_index (indivisible, SbAssignIndivisible, 0).account, ==, 4);
  memset (book->capacity, 0, sizeof book->capacity);
  for (int j = 0; j < 10; j++)
    keep[j] = j == 3 ? 99 : -1;
  restricted = sb_assign_restrict (&book->model, keep, NULL);
  causes = sb_assign_causes (restricted);
  g_assert_cmpuint (causes->nobody->len, ==, 1);
  g_assert_cmpint (causes->missing_hours, >, 0);
  result = solve (restricted, 100);
  g_assert_cmpint (result->status, ==, SB_ASSIGN_INFEASIBLE);
  sb_assign_restricted_free (restricted);
}

static void
test_cancel (void)
{
  g_autofree Book *book = book_new (10, 200, 1);
  gint cancel = 1;
  SbAssignLimit limit = { .seed = 1, .iterations = G_MAXINT64 / 4, .cancel = &cancel };
  g_autoptr (SbAssignResult) result = sb_assign_solve (&book->model, &limit);

  g_assert_nonnull (result);
  g_assert_cmpint (result->status, !=, SB_ASSIGN_INFEASIBLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assign/honest", test_honest);
  g_test_add_func ("/assign/more-is-never-worse", test_more_is_never_worse);
  g_test_add_func ("/assign/small-is-optimal", test_small_is_optimal);
  g_test_add_func ("/assign/order-and-freedom", test_order_and_freedom);
  g_test_add_func ("/assign/moves", test_moves);
  g_test_add_func ("/assign/curve", test_curve);
  g_test_add_func ("/assign/limits", test_limits);
  g_test_add_func ("/assign/cancel", test_cancel);
  return g_test_run ();
}
