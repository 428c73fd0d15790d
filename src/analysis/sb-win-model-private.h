/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trained win model holds beside its trees. */
#pragma once

#include "analysis/sb-win-private.h"

G_BEGIN_DECLS

/* --- sb-win-logistic.c --- */
typedef struct {
  guint    p;
  guint    n_terms;
  guint   *term;      /* p × SB_WIN_BINS: bin → term */
  double  *beta;      /* n_terms, centred: the average row of training has 0 in each column */
  gint64  *count;     /* n_terms rows of training */
  double   intercept;
  double  *oof;       /* n log-odds, out of fold */
} SbWinLogistic;

gboolean sb_win_logistic_judge (SbWinLogistic *logistic, const SbWinJob *job);
void     sb_win_logistic_clear (SbWinLogistic *logistic);
void     sb_win_logistic_add   (const SbWinLogistic *logistic, const guint8 *bins, gsize n, double *score);

/* --- sb-win-calibrate.c --- */
typedef struct {
  gboolean isotonic;
  double   slope, intercept;  /* Platt's line, always fitted */
  double  *x, *y;             /* isotonic: log-odds → log-odds, straight between */
  guint    n_points;
} SbWinCalibration;

/* Chooses by Brier score out of fold; oof becomes the cross-fitted probability of each judged row in p. */
void   sb_win_calibrate        (SbWinCalibration *calibration, const double *oof, const SbWinFrame *frame,
                                const SbWinFolds *folds, double *p);
double sb_win_calibration_apply (const SbWinCalibration *calibration, double x); /* log-odds → log-odds */
void   sb_win_calibration_clear (SbWinCalibration *calibration);
/* Area under the curve of the judged rows; ties count half. */
double sb_win_auc              (const double *score, const SbWinFrame *frame, const SbWinFolds *folds);

/* --- sb-win-model.c --- */
struct _SbWinModel {
  gatomicrefcount  ref_count;
  SbWinCard        card;
  guint            n_columns;
  char           **names;    /* n_columns */
  SbWinUse        *use;      /* n_columns */
  guint            p;        /* columns in use */
  SbWinEncoder    *encoders; /* p */
  guint           *n_bins;   /* p */
  SbWinBoost       boost;
  SbWinLogistic    logistic;
  SbWinCalibration calibration;
};

/* Log-odds before calibration of rows that are bins already. */
void sb_win_model_raw (const SbWinModel *model, const guint8 *bins, gsize n, double *score);

G_END_DECLS
