/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The win model as a whole: too few rows, trees against regression, calibration, signal or none, the card, scoring.
 * Called by the command and by the model room; its parts are the other sb-win-*.c. */
#include "analysis/sb-win-model.h"

#include "analysis/sb-win-model-private.h"

#include "core/sb-ratio.h"

#include <math.h>
#include <string.h>

#define CLEAR_ERRORS 2.0 /* standard errors by which the base rate must be beaten */
#define MIN_AUC 0.55
#define SCORE_BLOCK 2048

gboolean
sb_win_job_poll (const SbWinJob *job, double done)
{
  if (job->control == NULL)
    return TRUE;
  if (job->control->cancelled != NULL && g_atomic_int_get (job->control->cancelled) != 0)
    return FALSE;
  if (job->control->progress != NULL)
    job->control->progress (done, job->control->data);
  return TRUE;
}

static void
card_count (SbWinCard *card, const SbWinTable *table)
{
  card->n = (gint64) table->n;
  for (gsize i = 0; i < table->n; i++)
    card->wins += table->won[i] != 0;
  card->base_rate = card->n > 0 ? (double) card->wins / (double) card->n : 0;
  card->base_brier = card->base_rate * (1 - card->base_rate);
  sb_wilson (card->wins, card->n, &card->base_lo, &card->base_hi);
  card->method = SB_WIN_BASE_RATE;
  if (card->n == 0)
    card->reason = SB_REASON_NO_CLOSED_DEALS;
  else if (card->n < SB_WIN_MIN_ROWS || MIN (card->wins, card->n - card->wins) < SB_WIN_MIN_CLASS)
    card->reason = SB_REASON_TOO_FEW;
}

/* Trees only where they are better than the regression by more than a standard error. */
static void
choose_method (SbWinCard *card, const SbWinJob *job, const SbWinBoost *boost, const SbWinLogistic *logistic)
{
  const SbWinFrame *frame = job->frame;
  g_autofree double *losses = g_new (double, frame->n + 1);
  double error, difference;

  for (gsize i = 0; i < frame->n; i++)
    losses[i] = sb_win_log_loss (boost->oof[i], frame->won[i]);
  card->boosting_log_loss = sb_win_folds_mean (job->folds, losses, frame->n, &error);
  for (gsize i = 0; i < frame->n; i++)
    losses[i] = sb_win_log_loss (logistic->oof[i], frame->won[i]) - losses[i];
  difference = sb_win_folds_mean (job->folds, losses, frame->n, &error);
  card->logistic_log_loss = card->boosting_log_loss + difference;
  card->method = difference > error && boost->rounds > 0 ? SB_WIN_BOOSTING : SB_WIN_LOGISTIC;
}

static void
fill_bins (SbWinCard *card, const SbWinJob *job, const double *p)
{
  const SbWinFrame *frame = job->frame;
  double sums[SB_WIN_CARD_BINS] = { 0 }, all = 0;
  gint64 wins[SB_WIN_CARD_BINS] = { 0 };

  for (guint b = 0; b < SB_WIN_CARD_BINS; b++)
    {
      card->bins[b] = (SbCalibrationBin) { 0 };
      card->bins[b].lo = b / (double) SB_WIN_CARD_BINS;
      card->bins[b].hi = (b + 1) / (double) SB_WIN_CARD_BINS;
    }
  for (gsize i = 0; i < frame->n; i++)
    {
      guint b = MIN (SB_WIN_CARD_BINS - 1, (guint) (p[i] * SB_WIN_CARD_BINS));

      if (job->folds->by_time && job->folds->fold[i] == 0)
        continue;
      card->bins[b].n++;
      sums[b] += p[i];
      wins[b] += frame->won[i];
      all += 1;
    }
  card->ece = 0;
  for (guint b = 0; b < SB_WIN_CARD_BINS; b++)
    if (card->bins[b].n > 0)
      {
        card->bins[b].mean_p = sums[b] / (double) card->bins[b].n;
        card->bins[b].rate = (double) wins[b] / (double) card->bins[b].n;
        card->ece += fabs (sums[b] - (double) wins[b]) / all;
      }
}

/* Does the calibrated model beat the base rate out of fold? */
static void
judge (SbWinCard *card, const SbWinJob *job, const double *oof, const double *p)
{
  const SbWinFrame *frame = job->frame;
  g_autofree double *gains = g_new0 (double, frame->n + 1), *squares = g_new0 (double, frame->n + 1);
  double ignored;

  for (gsize i = 0; i < frame->n; i++)
    {
      double base_error = card->base_rate - frame->won[i], error = p[i] - frame->won[i];

      squares[i] = base_error * base_error;
      gains[i] = squares[i] - error * error;
    }
  card->base_brier = sb_win_folds_mean (job->folds, squares, frame->n, &ignored);
  card->brier_gain = sb_win_folds_mean (job->folds, gains, frame->n, &card->brier_gain_se);
  card->brier = card->base_brier - card->brier_gain;
  card->auc = sb_win_auc (oof, frame, job->folds);
  card->judged = TRUE;
  fill_bins (card, job, p);
  card->signal = card->brier_gain > CLEAR_ERRORS * card->brier_gain_se && card->auc >= MIN_AUC;
  if (!card->signal)
    {
      card->method = SB_WIN_BASE_RATE;
      card->reason = SB_REASON_CANNOT_JUDGE;
    }
}

static gboolean
learn (SbWinModel *model, SbWinJob *job)
{
  SbWinCard *card = &model->card;
  g_autofree double *p = g_new0 (double, job->frame->n + 1);
  const double *oof;

  if (!sb_win_boost_judge (&model->boost, job) || !sb_win_logistic_judge (&model->logistic, job))
    return FALSE;
  choose_method (card, job, &model->boost, &model->logistic);
  oof = card->method == SB_WIN_BOOSTING ? model->boost.oof : model->logistic.oof;
  sb_win_calibrate (&model->calibration, oof, job->frame, job->folds, p);
  card->isotonic = model->calibration.isotonic;
  judge (card, job, oof, p);
  if (card->method == SB_WIN_BOOSTING)
    {
      card->rounds = model->boost.rounds;
      if (!sb_win_boost_finish (&model->boost, job))
        return FALSE;
    }
  g_clear_pointer (&model->boost.oof, g_free);
  g_clear_pointer (&model->logistic.oof, g_free);
  return sb_win_job_poll (job, 1);
}

/* Takes the encoders of the fit on all rows, and what the odds need of its categories. */
static void
keep_encoders (SbWinModel *model, SbWinBinned *binned)
{
  model->p = binned->p;
  model->encoders = g_steal_pointer (&binned->encoders);
  model->n_bins = g_steal_pointer (&binned->n_bins);
}

static gboolean
train (SbWinModel *model, const SbWinFrame *frame, guint64 seed, const SbWinControl *control)
{
  SbWinBinned *binned[SB_WIN_FITS + 1] = { NULL };
  g_autoptr (SbWinBinned) numbers = NULL;
  SbWinFolds folds;
  SbWinJob job = { frame, &folds, binned, seed, control };
  gboolean done = sb_win_job_poll (&job, 0.02);

  if (!done)
    return FALSE;
  sb_win_folds_init (&folds, frame, seed);
  model->card.by_time = folds.by_time;
  numbers = sb_win_binned_new (frame);
  for (guint fit = 0; fit <= SB_WIN_FITS && done; fit++)
    {
      binned[fit] = sb_win_binned_fit (numbers, frame, &folds, fit);
      done = sb_win_job_poll (&job, 0.03);
    }
  done = done && learn (model, &job);
  if (done)
    keep_encoders (model, binned[SB_WIN_FITS]);
  for (guint fit = 0; fit <= SB_WIN_FITS; fit++)
    sb_win_binned_free (binned[fit]);
  sb_win_folds_clear (&folds);
  return done;
}

SbWinModel *
sb_win_model_train (const SbWinTable *table, guint64 seed, const SbWinControl *control)
{
  g_autoptr (SbWinModel) model = NULL;
  g_autoptr (SbWinFrame) frame = NULL;

  g_return_val_if_fail (table != NULL && (table->n == 0 || table->won != NULL), NULL);
  g_return_val_if_fail (table->n < G_MAXUINT32 && (table->n_columns == 0 || table->columns != NULL), NULL);

  model = g_new0 (SbWinModel, 1);
  g_atomic_ref_count_init (&model->ref_count);
  model->n_columns = table->n_columns;
  model->names = g_new0 (char *, table->n_columns + 1);
  for (guint j = 0; j < table->n_columns; j++)
    model->names[j] = g_strdup (table->columns[j].name != NULL ? table->columns[j].name : "");
  card_count (&model->card, table);
  frame = sb_win_frame_new (table);
  model->use = g_steal_pointer (&frame->use);
  if (model->card.reason != SB_REASON_NONE)
    return g_steal_pointer (&model);
  if (frame->p == 0)
    {
      model->card.reason = SB_REASON_CANNOT_JUDGE;
      return g_steal_pointer (&model);
    }
  return train (model, frame, seed, control) ? g_steal_pointer (&model) : NULL;
}

SbWinModel *
sb_win_model_ref (SbWinModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  g_atomic_ref_count_inc (&model->ref_count);
  return model;
}

void
sb_win_model_unref (SbWinModel *model)
{
  if (model == NULL || !g_atomic_ref_count_dec (&model->ref_count))
    return;
  sb_win_boost_clear (&model->boost);
  sb_win_logistic_clear (&model->logistic);
  sb_win_calibration_clear (&model->calibration);
  sb_win_encoders_free (model->encoders, model->p);
  g_free (model->n_bins);
  g_strfreev (model->names);
  g_free (model->use);
  g_free (model);
}

const SbWinCard *
sb_win_model_get_card (const SbWinModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);

  return &model->card;
}

guint
sb_win_model_n_columns (const SbWinModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return model->n_columns;
}

const char *
sb_win_model_get_name (const SbWinModel *model, guint column)
{
  g_return_val_if_fail (model != NULL && column < model->n_columns, NULL);

  return model->names[column];
}

SbWinUse
sb_win_model_get_use (const SbWinModel *model, guint column)
{
  g_return_val_if_fail (model != NULL && column < model->n_columns, SB_WIN_USED);

  return model->use[column];
}

double
sb_win_model_get_share (const SbWinModel *model, guint column)
{
  double all = 0, own = 0;

  g_return_val_if_fail (model != NULL && column < model->n_columns, 0);

  for (guint j = 0; model->boost.gains != NULL && j < model->p; j++)
    {
      all += model->boost.gains[j];
      if (model->encoders[j].source == column)
        own += model->boost.gains[j];
    }
  return all > 0 ? own / all : 0;
}

void
sb_win_model_raw (const SbWinModel *model, const guint8 *bins, gsize n, double *score)
{
  for (gsize i = 0; i < n; i++)
    score[i] = model->card.method == SB_WIN_BOOSTING ? model->boost.start : 0;
  if (model->card.method == SB_WIN_BOOSTING)
    sb_win_forest_add (&model->boost.forest, 0, &(SbWinRows) { bins, model->p, NULL, n }, score);
  else
    sb_win_logistic_add (&model->logistic, bins, n, score);
}

void
sb_win_model_score (const SbWinModel *model, const SbWinColumn *columns, gsize n, double *p)
{
  g_autofree guint8 *bins = NULL;

  g_return_if_fail (model != NULL && (n == 0 || p != NULL));
  g_return_if_fail (model->n_columns == 0 || columns != NULL);

  if (model->card.method == SB_WIN_BASE_RATE)
    {
      for (gsize i = 0; i < n; i++)
        p[i] = model->card.base_rate;
      return;
    }
  bins = g_malloc ((gsize) SCORE_BLOCK * model->p + 1);
  for (gsize start = 0; start < n; start += SCORE_BLOCK)
    {
      gsize size = MIN (SCORE_BLOCK, n - start);

      sb_win_encode (model->encoders, model->p, columns, start, size, bins);
      sb_win_model_raw (model, bins, size, p + start);
      for (gsize i = start; i < start + size; i++)
        p[i] = sb_win_logistic (sb_win_calibration_apply (&model->calibration, p[i]));
    }
}
