/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why has a deal its probability, and what do values mean on average? Contributions in log-odds that add up, and the
 * regression as odds. Called for one deal at a time; knows no words, they are the model room's. */
#include "analysis/sb-win-model-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
sb_win_explanation_clear (SbWinExplanation *explanation)
{
  g_clear_pointer (&explanation->contributions, g_free);
}

/* Contributions of the model's own columns before calibration. Returns their start. */
static double
raw_contributions (const SbWinModel *model, const guint8 *bins, double *phi)
{
  if (model->card.method == SB_WIN_BOOSTING)
    return model->boost.start + sb_win_forest_shapley (&model->boost.forest, bins, model->p, phi);
  for (guint j = 0; j < model->p; j++)
    phi[j] = model->logistic.beta[model->logistic.term[(gsize) j * SB_WIN_BINS + bins[j]]];
  return model->logistic.intercept;
}

void
sb_win_model_explain (const SbWinModel *model, const SbWinColumn *columns, gsize row, SbWinExplanation *explanation)
{
  g_autofree guint8 *bins = NULL;
  g_autofree double *phi = NULL;
  double raw, log_odds, sum = 0;

  g_return_if_fail (model != NULL && explanation != NULL && (columns != NULL || model->n_columns == 0));

  *explanation = (SbWinExplanation) { .p = model->card.base_rate, .base = sb_win_log_odds (model->card.base_rate) };
  explanation->contributions = g_new0 (double, model->n_columns + 1);
  if (model->card.method == SB_WIN_BASE_RATE)
    return;
  bins = g_malloc ((gsize) model->p + 1);
  phi = g_new0 (double, model->p + 1);
  sb_win_encode (model->encoders, model->p, columns, row, 1, bins);
  sb_win_model_raw (model, bins, 1, &raw);
  log_odds = sb_win_calibration_apply (&model->calibration, raw);
  raw_contributions (model, bins, phi);
  /* Contributions are on the scale the result is on: calibration stretches or shrinks log-odds by its slope, and what
   * it does beyond a line is the adjustment. */
  for (guint j = 0; j < model->p; j++)
    {
      explanation->contributions[model->encoders[j].source] += model->calibration.slope * phi[j];
      sum += model->calibration.slope * phi[j];
    }
  explanation->p = sb_win_logistic (log_odds);
  explanation->adjustment = log_odds - explanation->base - sum;
}

guint
sb_win_explanation_largest (const SbWinExplanation *explanation, guint n_columns, guint *columns, guint max)
{
  guint n = 0;

  g_return_val_if_fail (explanation != NULL && explanation->contributions != NULL && columns != NULL, 0);

  for (guint j = 0; j < n_columns; j++)
    {
      double size = fabs (explanation->contributions[j]);
      guint at = n;

      if (size == 0)
        continue;
      while (at > 0 && fabs (explanation->contributions[columns[at - 1]]) < size)
        at--;
      if (at >= max)
        continue;
      n = MIN (n + 1, max);
      memmove (columns + at + 1, columns + at, (n - 1 - at) * sizeof *columns);
      columns[at] = j;
    }
  return n;
}

/* --- odds --- */

static void
number_odds (const SbWinModel *model, guint j, GArray *odds)
{
  const SbWinEncoder *encoder = &model->encoders[j];
  const guint *term = model->logistic.term + (gsize) j * SB_WIN_BINS;

  for (guint b = 0, end; b < model->n_bins[j]; b = end)
    {
      guint k = term[b];
      SbWinOdds line = { .column = encoder->source, .code = b == 0 ? SB_WIN_EMPTY : 0, .lo = NAN, .hi = NAN,
                         .n = model->logistic.count[k], .odds_ratio = exp (model->logistic.beta[k]) };

      for (end = b + 1; end < model->n_bins[j] && term[end] == k;)
        end++;
      if (b > 0)
        {
          line.lo = b == 1 ? -INFINITY : encoder->edges[b - 2];
          line.hi = end == model->n_bins[j] ? INFINITY : encoder->edges[end - 2];
        }
      if (line.n > 0)
        g_array_append_val (odds, line);
    }
}

/* The only category of a bin is named; several that share one are told together. */
static gint32
code_of_bin (const SbWinEncoder *encoder, guint bin)
{
  gint32 found = SB_WIN_EMPTY;

  if (bin == 0)
    return SB_WIN_EMPTY;
  for (gint32 c = 0; c < encoder->n_source_codes; c++)
    if (encoder->bin_of[c] == bin)
      {
        if (found != SB_WIN_EMPTY)
          return SB_WIN_UNSEEN;
        found = c;
      }
  return found == SB_WIN_EMPTY ? SB_WIN_UNSEEN : found;
}

static void
category_odds (const SbWinModel *model, guint j, GArray *odds)
{
  const SbWinEncoder *encoder = &model->encoders[j];
  const guint *term = model->logistic.term + (gsize) j * SB_WIN_BINS;

  for (guint b = 0, end; b < model->n_bins[j]; b = end)
    {
      guint k = term[b];
      SbWinOdds line = { .column = encoder->source, .lo = NAN, .hi = NAN, .n = model->logistic.count[k],
                         .odds_ratio = exp (model->logistic.beta[k]) };

      for (end = b + 1; end < model->n_bins[j] && term[end] == k;)
        end++;
      line.code = end == b + 1 ? code_of_bin (encoder, b) : SB_WIN_UNSEEN;
      if (line.n > 0)
        g_array_append_val (odds, line);
    }
}

static int
compare_odds (gconstpointer a, gconstpointer b)
{
  const SbWinOdds *x = a, *y = b;
  double x_lo = isnan (x->lo) ? -HUGE_VAL : x->lo, y_lo = isnan (y->lo) ? -HUGE_VAL : y->lo;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->code != y->code)
    return x->code < y->code ? -1 : 1;
  return x_lo < y_lo ? -1 : x_lo > y_lo;
}

GArray *
sb_win_model_dup_odds (const SbWinModel *model)
{
  GArray *odds = g_array_new (FALSE, FALSE, sizeof (SbWinOdds));

  g_return_val_if_fail (model != NULL, odds);

  for (guint j = 0; model->logistic.beta != NULL && j < model->p; j++)
    if (model->encoders[j].values != NULL)
      continue;
    else if (model->encoders[j].kind == SB_WIN_NUMBER)
      number_odds (model, j, odds);
    else
      category_odds (model, j, odds);
  g_array_sort (odds, compare_odds);
  return odds;
}
