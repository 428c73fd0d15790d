/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logistic regression of the win model on bins: each bin of a column is a term with a ridge on it, found by Newton's
 * method whose steps are solved by conjugate gradients, so that no matrix is kept. It is the fallback of the trees and
 * the plain-language view ("odds × 1.8"). Rows come in the order of the frame, so sums do not depend on the file. */
#include "analysis/sb-win-model-private.h"

#include <math.h>
#include <string.h>

#define MAX_TERMS 20       /* of a number */
#define MIN_CLASS_ROWS 15  /* of the rarer outcome a term should hold */
#define RIDGE 3.0
#define NEWTON_STEPS 8
#define SOLVE_STEPS 12
#define GOOD_GRADIENT 3e-5 /* a row */

typedef struct {
  const SbWinLogistic *layout;
  const SbWinFrame    *frame;
  const guint8        *bins;
  const guint32       *rows;
  gsize    n;
  double  *beta;      /* n_terms + 1, the last one the intercept */
  double  *score, *weight;  /* by position in rows */
  double  *gradient, *diagonal;
  double  *in, *out;        /* p × SB_WIN_BINS + 1 */
} Newton;

/* Neighbouring bins of a number share a term until each holds its share; a category's bins stay apart. */
static void
lay_out (SbWinLogistic *logistic, const SbWinJob *job)
{
  const SbWinBinned *binned = job->binned[SB_WIN_FITS];
  const SbWinFrame *frame = job->frame;
  gsize rare = MIN (frame->wins, frame->n - frame->wins);
  guint terms = (guint) CLAMP (rare / MIN_CLASS_ROWS, 3, MAX_TERMS);
  guint n_terms = 0;

  logistic->p = frame->p;
  logistic->term = g_new0 (guint, (gsize) (frame->p + 1) * SB_WIN_BINS);
  for (guint j = 0; j < frame->p; j++)
    {
      guint *term = logistic->term + (gsize) j * SB_WIN_BINS;
      gsize count[SB_WIN_BINS] = { 0 }, in_term = 0, all = 0;
      gboolean number = binned->encoders[j].edges != NULL; /* or categories placed by their rate */

      for (gsize i = 0; i < frame->n; i++)
        count[binned->bins[i * frame->p + j]]++;
      all = frame->n - count[0];
      term[0] = n_terms++;
      for (guint b = 1; b < SB_WIN_BINS; b++)
        {
          if (b > 1 && b < binned->n_bins[j]
              && (!number || in_term * terms >= all || count[b] * terms >= all))
            {
              n_terms++;
              in_term = 0;
            }
          term[b] = n_terms;
          in_term += count[b];
        }
      n_terms++;
    }
  logistic->n_terms = n_terms;
  logistic->count = g_new0 (gint64, n_terms + 1);
  for (gsize i = 0; i < frame->n; i++)
    for (guint j = 0; j < frame->p; j++)
      logistic->count[logistic->term[(gsize) j * SB_WIN_BINS + binned->bins[i * frame->p + j]]]++;
}

/* Terms spread over the bins they stand for, and back: a row is then one look-up a column. The intercept comes last. */
static void
spread (const SbWinLogistic *layout, const double *terms, double *bins)
{
  gsize n = (gsize) layout->p * SB_WIN_BINS;

  for (gsize i = 0; i < n; i++)
    bins[i] = terms[layout->term[i]];
  bins[n] = terms[layout->n_terms];
}

static void
gather (const SbWinLogistic *layout, const double *bins, double *terms)
{
  gsize n = (gsize) layout->p * SB_WIN_BINS;

  memset (terms, 0, sizeof (double) * (layout->n_terms + 1));
  for (gsize i = 0; i < n; i++)
    terms[layout->term[i]] += bins[i];
  terms[layout->n_terms] = bins[n];
}

static inline double
row_dot (const guint8 *row, guint p, const double *bins)
{
  double sum = bins[(gsize) p * SB_WIN_BINS];

  for (guint j = 0; j < p; j++)
    sum += bins[j * SB_WIN_BINS + row[j]];
  return sum;
}

static inline void
row_add (const guint8 *row, guint p, double value, double *bins)
{
  bins[(gsize) p * SB_WIN_BINS] += value;
  for (guint j = 0; j < p; j++)
    bins[j * SB_WIN_BINS + row[j]] += value;
}

static double
loss_of (const Newton *newton, const double *beta)
{
  const SbWinLogistic *layout = newton->layout;
  SbWinLoss losses = SB_WIN_LOSS_INIT;
  double loss;

  spread (layout, beta, newton->in);
  for (gsize i = 0; i < newton->n; i++)
    {
      newton->score[i] = row_dot (newton->bins + (gsize) newton->rows[i] * layout->p, layout->p, newton->in);
      sb_win_loss_add (&losses, newton->score[i], newton->frame->won[newton->rows[i]]);
    }
  loss = sb_win_loss_sum (&losses);
  for (guint k = 0; k < layout->n_terms; k++)
    loss += 0.5 * RIDGE * beta[k] * beta[k];
  return loss;
}

static void
clear (const Newton *newton, double *bins)
{
  memset (bins, 0, sizeof (double) * ((gsize) newton->layout->p * SB_WIN_BINS + 1));
}

/* Gradient, curvature of each row and diagonal at the scores loss_of () left. Returns the largest gradient. */
static double
differentiate (Newton *newton)
{
  const SbWinLogistic *layout = newton->layout;
  double largest = 0;

  clear (newton, newton->in);
  clear (newton, newton->out);
  for (gsize i = 0; i < newton->n; i++)
    {
      const guint8 *row = newton->bins + (gsize) newton->rows[i] * layout->p;
      double p = sb_win_logistic (newton->score[i]);

      newton->weight[i] = p * (1 - p) + 1e-9;
      row_add (row, layout->p, p - newton->frame->won[newton->rows[i]], newton->in);
      row_add (row, layout->p, newton->weight[i], newton->out);
    }
  gather (layout, newton->in, newton->gradient);
  gather (layout, newton->out, newton->diagonal);
  for (guint k = 0; k <= layout->n_terms; k++)
    {
      if (k < layout->n_terms)
        {
          newton->gradient[k] += RIDGE * newton->beta[k];
          newton->diagonal[k] += RIDGE;
        }
      largest = MAX (largest, fabs (newton->gradient[k]));
    }
  return largest;
}

static void
curvature_times (const Newton *newton, const double *x, double *out)
{
  const SbWinLogistic *layout = newton->layout;

  spread (layout, x, newton->in);
  clear (newton, newton->out);
  for (gsize i = 0; i < newton->n; i++)
    {
      const guint8 *row = newton->bins + (gsize) newton->rows[i] * layout->p;

      row_add (row, layout->p, newton->weight[i] * row_dot (row, layout->p, newton->in), newton->out);
    }
  gather (layout, newton->out, out);
  for (guint k = 0; k < layout->n_terms; k++)
    out[k] += RIDGE * x[k];
}

static double
dot (const double *a, const double *b, guint n)
{
  double sum = 0;

  for (guint k = 0; k < n; k++)
    sum += a[k] * b[k];
  return sum;
}

/* step = −curvature⁻¹ gradient, nearly. */
static void
solve (const Newton *newton, double *step)
{
  guint n = newton->layout->n_terms + 1;
  g_autofree double *residual = g_new (double, n), *towards = g_new (double, n), *product = g_new (double, n),
                    *scaled = g_new (double, n);
  double size, first;

  for (guint k = 0; k < n; k++)
    {
      step[k] = 0;
      residual[k] = -newton->gradient[k];
      towards[k] = residual[k] / newton->diagonal[k];
    }
  size = first = dot (residual, towards, n);
  for (guint turn = 0; turn < SOLVE_STEPS && size > 1e-3 * first && size > 0; turn++)
    {
      double length, next;

      curvature_times (newton, towards, product);
      length = size / dot (towards, product, n);
      for (guint k = 0; k < n; k++)
        {
          step[k] += length * towards[k];
          residual[k] -= length * product[k];
          scaled[k] = residual[k] / newton->diagonal[k];
        }
      next = dot (residual, scaled, n);
      for (guint k = 0; k < n; k++)
        towards[k] = scaled[k] + next / size * towards[k];
      size = next;
    }
}

/* From beta to the minimum; FALSE when cancelled. */
static gboolean
minimise (Newton *newton, const SbWinJob *job, double done)
{
  guint n = newton->layout->n_terms + 1;
  g_autofree double *step = g_new (double, n), *tried = g_new (double, n);
  double loss = loss_of (newton, newton->beta);

  for (guint turn = 0; turn < NEWTON_STEPS; turn++)
    {
      double length = 1, next = loss;

      if (!sb_win_job_poll (job, done))
        return FALSE;
      if (differentiate (newton) < GOOD_GRADIENT * (double) newton->n)
        break;
      solve (newton, step);
      for (; length > 0.01; length /= 2)
        {
          for (guint k = 0; k < n; k++)
            tried[k] = newton->beta[k] + length * step[k];
          next = loss_of (newton, tried);
          if (next < loss)
            break;
        }
      if (!(next < loss))
        break;
      memcpy (newton->beta, tried, sizeof (double) * n);
      loss = next;
    }
  return TRUE;
}

/* beta holds where to begin, and the result. */
static gboolean
fit_one (SbWinLogistic *logistic, const SbWinJob *job, guint fit, double *beta)
{
  const SbWinFrame *frame = job->frame;
  g_autofree guint32 *rows = g_new (guint32, frame->n + 1);
  Newton newton = { logistic, frame, job->binned[fit]->bins, rows, 0, beta, NULL, NULL, NULL, NULL, NULL, NULL };
  gsize n_bins = (gsize) frame->p * SB_WIN_BINS + 1;
  gboolean done;

  for (gsize i = 0; i < frame->n; i++)
    if (sb_win_folds_learns (job->folds, fit, job->folds->fold[i]))
      rows[newton.n++] = (guint32) i;
  newton.score = g_new (double, newton.n + 1);
  newton.weight = g_new (double, newton.n + 1);
  newton.gradient = g_new (double, logistic->n_terms + 1);
  newton.diagonal = g_new (double, logistic->n_terms + 1);
  newton.in = g_new (double, n_bins);
  newton.out = g_new (double, n_bins);
  done = minimise (&newton, job, 0.7 + 0.1 * ((fit + 1) % (SB_WIN_FITS + 1)) / (SB_WIN_FITS + 1));
  g_free (newton.score);
  g_free (newton.weight);
  g_free (newton.gradient);
  g_free (newton.diagonal);
  g_free (newton.in);
  g_free (newton.out);
  return done;
}

/* Each column's terms are moved to an average of 0, the intercept takes the difference. */
static void
centre (SbWinLogistic *logistic, const SbWinFrame *frame)
{
  logistic->intercept = logistic->beta[logistic->n_terms];
  for (guint j = 0; j < logistic->p; j++)
    {
      const guint *term = logistic->term + (gsize) j * SB_WIN_BINS;
      double sum = 0;

      for (guint k = term[0]; k <= term[SB_WIN_BINS - 1]; k++)
        sum += logistic->beta[k] * (double) logistic->count[k];
      for (guint k = term[0]; k <= term[SB_WIN_BINS - 1]; k++)
        logistic->beta[k] -= sum / (double) frame->n;
      logistic->intercept += sum / (double) frame->n;
    }
}

gboolean
sb_win_logistic_judge (SbWinLogistic *logistic, const SbWinJob *job)
{
  const SbWinFrame *frame = job->frame;
  g_autofree double *start = NULL;

  *logistic = (SbWinLogistic) { .oof = g_new0 (double, frame->n + 1) };
  lay_out (logistic, job);
  logistic->beta = g_new0 (double, logistic->n_terms + 1);
  logistic->beta[logistic->n_terms] = sb_win_log_odds ((double) frame->wins / (double) frame->n);
  if (!fit_one (logistic, job, SB_WIN_FITS, logistic->beta))
    return FALSE;
  /* The minimum does not depend on where the search begins; near it the search is short. */
  start = g_memdup2 (logistic->beta, sizeof (double) * (logistic->n_terms + 1));
  for (guint f = 0; f < SB_WIN_FITS; f++)
    {
      g_autofree double *beta = g_memdup2 (start, sizeof (double) * (logistic->n_terms + 1));
      g_autofree double *bins = g_new (double, (gsize) frame->p * SB_WIN_BINS + 1);

      if (!fit_one (logistic, job, f, beta))
        return FALSE;
      spread (logistic, beta, bins);
      for (gsize i = 0; i < frame->n; i++)
        if (sb_win_folds_judges (job->folds, f, job->folds->fold[i]))
          logistic->oof[i] = row_dot (job->binned[f]->bins + i * frame->p, frame->p, bins);
    }
  centre (logistic, frame);
  return TRUE;
}

void
sb_win_logistic_add (const SbWinLogistic *logistic, const guint8 *bins, gsize n, double *score)
{
  for (gsize i = 0; i < n; i++)
    {
      const guint *term = logistic->term;
      const guint8 *row = bins + i * logistic->p;

      score[i] += logistic->intercept;
      for (guint j = 0; j < logistic->p; j++, term += SB_WIN_BINS)
        score[i] += logistic->beta[term[row[j]]];
    }
}

void
sb_win_logistic_clear (SbWinLogistic *logistic)
{
  g_clear_pointer (&logistic->term, g_free);
  g_clear_pointer (&logistic->beta, g_free);
  g_clear_pointer (&logistic->count, g_free);
  g_clear_pointer (&logistic->oof, g_free);
}
