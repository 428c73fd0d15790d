/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From log-odds to probabilities that come true: Platt's line or isotonic steps, whichever has the better Brier score
 * when each fold is calibrated by the others. Used by the win model; knows neither columns nor trees. */
#include "analysis/sb-win-model-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STEPS 200      /* groups of neighbours before pooling */
#define STEP_ROWS 25   /* at least so many rows in one */
#define LINE_TURNS 25

typedef struct {
  double  x;
  guint32 row;
} Scored;

/* Judged rows in the order of their scores. */
typedef struct {
  const SbWinFrame *frame;
  const SbWinFolds *folds;
  Scored *scored;
  gsize   n;
} Ranking;

static int
compare_scored (gconstpointer a, gconstpointer b)
{
  const Scored *x = a, *y = b;

  if (x->x != y->x)
    return x->x < y->x ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static void
rank (Ranking *ranking, const double *oof, const SbWinFrame *frame, const SbWinFolds *folds)
{
  *ranking = (Ranking) { frame, folds, g_new (Scored, frame->n + 1), 0 };
  for (gsize i = 0; i < frame->n; i++)
    if (!folds->by_time || folds->fold[i] > 0)
      ranking->scored[ranking->n++] = (Scored) { oof[i], (guint32) i };
  qsort (ranking->scored, ranking->n, sizeof *ranking->scored, compare_scored);
}

double
sb_win_auc (const double *score, const SbWinFrame *frame, const SbWinFolds *folds)
{
  Ranking ranking;
  gint64 twice = 0, wins = 0, losses = 0;

  rank (&ranking, score, frame, folds);
  for (gsize i = 0; i < ranking.n;)
    {
      gint64 w = 0, l = 0;
      gsize first = i;

      for (; i < ranking.n && ranking.scored[i].x == ranking.scored[first].x; i++)
        {
          w += frame->won[ranking.scored[i].row];
          l += !frame->won[ranking.scored[i].row];
        }
      twice += w * (2 * losses + l);
      wins += w;
      losses += l;
    }
  g_free (ranking.scored);
  return wins > 0 && losses > 0 ? (double) twice / (2.0 * (double) wins * (double) losses) : 0.5;
}

/* Newton on slope and intercept with Platt's targets, which keep both finite. without: a fold to leave out. */
static void
fit_line (SbWinCalibration *calibration, const Ranking *ranking, guint without)
{
  double wins = 0, losses = 0, high, low, a = 1, b = 0;

  for (gsize i = 0; i < ranking->n; i++)
    if (ranking->folds->fold[ranking->scored[i].row] != without)
      *(ranking->frame->won[ranking->scored[i].row] ? &wins : &losses) += 1;
  high = (wins + 1) / (wins + 2);
  low = 1 / (losses + 2);
  for (guint turn = 0; turn < LINE_TURNS; turn++)
    {
      double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6, determinant, da, db;

      for (gsize i = 0; i < ranking->n; i++)
        {
          guint32 row = ranking->scored[i].row;
          double x = ranking->scored[i].x, p, w, d;

          if (ranking->folds->fold[row] == without)
            continue;
          p = sb_win_logistic (a * x + b);
          d = p - (ranking->frame->won[row] ? high : low);
          w = p * (1 - p);
          ga += d * x;
          gb += d;
          haa += w * x * x;
          hab += w * x;
          hbb += w;
        }
      determinant = haa * hbb - hab * hab;
      if (!(determinant > 1e-12))
        break;
      da = CLAMP ((hbb * ga - hab * gb) / determinant, -1, 1);
      db = CLAMP ((haa * gb - hab * ga) / determinant, -1, 1);
      a -= da;
      b -= db;
      if (fabs (da) < 1e-10 && fabs (db) < 1e-10)
        break;
    }
  /* A line that falls would turn the order round. */
  calibration->slope = MAX (a, 0);
  calibration->intercept = b;
}

typedef struct {
  double x, y, rows;
} Step;

/* Groups of neighbours, then pooled until their rates rise. Returns how many. */
static guint
pool_steps (const Ranking *ranking, guint without, Step *steps)
{
  gsize size = MAX (STEP_ROWS, ranking->n / STEPS), in_step = 0;
  guint n = 0;
  double base = (double) ranking->frame->wins / (double) ranking->frame->n;

  for (gsize i = 0; i < ranking->n; i++)
    {
      guint32 row = ranking->scored[i].row;

      if (ranking->folds->fold[row] == without)
        continue;
      if (n == 0 || (in_step >= size && ranking->scored[i].x != ranking->scored[i - 1].x))
        {
          steps[n++] = (Step) { 0, 0, 0 };
          in_step = 0;
        }
      steps[n - 1].x += ranking->scored[i].x;
      steps[n - 1].y += ranking->frame->won[row];
      steps[n - 1].rows += 1;
      in_step++;
    }
  for (guint k = 0; k < n; k++)
    {
      /* One row of the base rate keeps probabilities off 0 and 1. */
      steps[k].x /= steps[k].rows;
      steps[k].y = (steps[k].y + base) / (steps[k].rows + 1);
    }
  return n;
}

static guint
pool_adjacent (Step *steps, guint n)
{
  guint top = 0;

  for (guint k = 0; k < n; k++)
    {
      Step step = steps[k];

      while (top > 0 && steps[top - 1].y >= step.y)
        {
          const Step *last = &steps[--top];
          double rows = last->rows + step.rows;

          step.x = (last->x * last->rows + step.x * step.rows) / rows;
          step.y = (last->y * last->rows + step.y * step.rows) / rows;
          step.rows = rows;
        }
      steps[top++] = step;
    }
  return top;
}

static void
fit_steps (SbWinCalibration *calibration, const Ranking *ranking, guint without)
{
  g_autofree Step *steps = g_new (Step, ranking->n + 1);
  guint n = pool_adjacent (steps, pool_steps (ranking, without, steps));

  calibration->isotonic = TRUE;
  calibration->n_points = n;
  calibration->x = g_new (double, n + 1);
  calibration->y = g_new (double, n + 1);
  for (guint k = 0; k < n; k++)
    {
      calibration->x[k] = steps[k].x;
      calibration->y[k] = sb_win_log_odds (steps[k].y);
    }
}

double
sb_win_calibration_apply (const SbWinCalibration *calibration, double x)
{
  guint low = 0, high = calibration->n_points;
  double part;

  if (!calibration->isotonic || high == 0)
    return calibration->slope * x + calibration->intercept;
  if (x <= calibration->x[0])
    return calibration->y[0];
  if (x >= calibration->x[high - 1])
    return calibration->y[high - 1];
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (calibration->x[middle] <= x)
        low = middle;
      else
        high = middle;
    }
  part = (x - calibration->x[low]) / (calibration->x[low + 1] - calibration->x[low]);
  return calibration->y[low] + part * (calibration->y[low + 1] - calibration->y[low]);
}

void
sb_win_calibration_clear (SbWinCalibration *calibration)
{
  g_clear_pointer (&calibration->x, g_free);
  g_clear_pointer (&calibration->y, g_free);
}

/* Each fold by the others into p; returns the sum of squared errors. */
static double
cross_fit (const Ranking *ranking, gboolean isotonic, double *p)
{
  double sum = 0;

  for (guint fold = ranking->folds->by_time ? 1 : 0; fold < SB_WIN_FITS + (ranking->folds->by_time ? 1u : 0u); fold++)
    {
      SbWinCalibration calibration = { 0 };

      fit_line (&calibration, ranking, fold);
      if (isotonic)
        fit_steps (&calibration, ranking, fold);
      for (gsize i = 0; i < ranking->n; i++)
        {
          guint32 row = ranking->scored[i].row;
          double error;

          if (ranking->folds->fold[row] != fold)
            continue;
          p[row] = sb_win_logistic (sb_win_calibration_apply (&calibration, ranking->scored[i].x));
          error = p[row] - ranking->frame->won[row];
          sum += error * error;
        }
      sb_win_calibration_clear (&calibration);
    }
  return sum;
}

void
sb_win_calibrate (SbWinCalibration *calibration, const double *oof, const SbWinFrame *frame, const SbWinFolds *folds,
                  double *p)
{
  g_autofree double *other = g_new0 (double, frame->n + 1);
  Ranking ranking;

  *calibration = (SbWinCalibration) { 0 };
  rank (&ranking, oof, frame, folds);
  fit_line (calibration, &ranking, G_MAXUINT);
  if (cross_fit (&ranking, TRUE, other) < cross_fit (&ranking, FALSE, p))
    {
      memcpy (p, other, sizeof (double) * frame->n);
      fit_steps (calibration, &ranking, G_MAXUINT);
    }
  g_free (ranking.scored);
}
