/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which open deals will be won? Learns from closed deals and says so when their fields do not tell won from lost:
 * boosted trees on binned columns, a logistic regression as fallback and as the plain-language view, calibrated out of
 * fold. Pure over arrays; names and labels are carried for people and never enter a number. Source: ENGINE 3.10.
 *
 * What does not change a probability (ENGINE 11, property 12): the order of rows and columns, constant columns, the
 * names of columns, the spelling of categories. The seed and the contents decide, nothing else. */
#pragma once

#include "core/sb-date.h"
#include "core/sb-reason.h"

#include "analysis/sb-calibration.h"

G_BEGIN_DECLS

#define SB_WIN_MIN_ROWS  300 /* closed deals */
#define SB_WIN_MIN_CLASS 50  /* of them won, and lost */
#define SB_WIN_EMPTY  (-1)   /* a code: the cell is empty */
#define SB_WIN_UNSEEN (-2)   /* a code: a category that training did not have */
#define SB_WIN_CARD_BINS 10

typedef enum { SB_WIN_NUMBER, SB_WIN_CATEGORY } SbWinKind;

typedef struct {
  const char        *name;
  SbWinKind          kind;
  const double      *numbers; /* NUMBER (a date is its day): one a row, NaN = empty */
  const gint32      *codes;   /* CATEGORY: one a row, 0 … n_codes − 1, or SB_WIN_EMPTY, SB_WIN_UNSEEN */
  gint32             n_codes;
  const char *const *labels;  /* CATEGORY: n_codes texts, nullable */
} SbWinColumn;

typedef struct {
  gsize              n;
  const SbWinColumn *columns;
  guint              n_columns;
  const guint8      *won;       /* n: 1 won, 0 lost */
  const gint32      *record;    /* nullable; rows of one number are one record (−1: of its own) and share a fold */
  const SbDate      *closed_on; /* nullable; when every day is known, folds learn from the past only */
} SbWinTable;

/* Both may be NULL. Polled at least every 50 ms of work. */
typedef struct {
  const gint *cancelled;                           /* read atomically; not 0 ends the work */
  void      (*progress) (double done, gpointer data); /* 0 … 1 */
  gpointer    data;
} SbWinControl;

typedef enum { SB_WIN_BOOSTING, SB_WIN_LOGISTIC, SB_WIN_BASE_RATE } SbWinMethod;

typedef enum {
  SB_WIN_USED,
  SB_WIN_CONSTANT,       /* one value everywhere */
  SB_WIN_MOSTLY_EMPTY,   /* empty in more than 95 % of the rows */
  SB_WIN_TOO_MANY_VALUES /* a category with different values in more than half of the rows */
} SbWinUse;

/* The model card. Everything out of fold; reason: why there is no model (TOO_FEW, NO_CLOSED_DEALS, or CANNOT_JUDGE: the
 * fields do not tell won from lost). */
typedef struct {
  gint64      n, wins;
  double      base_rate, base_lo, base_hi; /* wins ÷ n and Wilson's interval; 0, 0, 1 for n = 0 */
  gboolean    signal;
  SbReason    reason;
  SbWinMethod method;
  gboolean    judged;                  /* the following are defined: of the model, or of the best one tried */
  double      auc, brier, base_brier, ece;
  double      brier_gain, brier_gain_se; /* base − model, and the standard error of the paired difference */
  double      boosting_log_loss, logistic_log_loss;
  gboolean    isotonic;                /* calibrated by steps instead of by Platt's line */
  gboolean    by_time;                 /* folds in the order of closing */
  guint       rounds;                  /* trees */
  SbCalibrationBin bins[SB_WIN_CARD_BINS];
} SbWinCard;

typedef struct _SbWinModel SbWinModel;

/* Learns. Deterministic in table and seed. Edge: too few rows or one class: a model that answers wins ÷ n.
 * Cost: 60,000 rows × 17 columns about 3 s. Returns: (transfer full), NULL when cancelled. */
SbWinModel      *sb_win_model_train    (const SbWinTable *table, guint64 seed, const SbWinControl *control);
SbWinModel      *sb_win_model_ref      (SbWinModel *model);
void             sb_win_model_unref    (SbWinModel *model);
const SbWinCard *sb_win_model_get_card (const SbWinModel *model);
guint            sb_win_model_n_columns (const SbWinModel *model);
const char      *sb_win_model_get_name (const SbWinModel *model, guint column);
SbWinUse         sb_win_model_get_use  (const SbWinModel *model, guint column);
/* The column's share of what the trees gained, 0 … 1; 0 without trees. */
double           sb_win_model_get_share (const SbWinModel *model, guint column);

/* Shape: the columns of training in their order and kinds, each with n rows, codes as in training; p holds n.
 * Cost: about 2 µs a row. */
void             sb_win_model_score    (const SbWinModel *model, const SbWinColumn *columns, gsize n, double *p);

typedef struct {
  double  p;
  double  base;          /* log-odds of the base rate */
  double  adjustment;    /* log-odds: average of the model against the base rate, and calibration */
  double *contributions; /* log-odds, one a column of training; base + adjustment + their sum = log-odds of p */
} SbWinExplanation;

/* Why has row this probability? Shapley values over the paths of the trees, or the terms of the regression. */
void             sb_win_model_explain  (const SbWinModel *model, const SbWinColumn *columns, gsize row,
                                        SbWinExplanation *explanation);
void             sb_win_explanation_clear (SbWinExplanation *explanation);
/* Columns by size of contribution, largest first, at most max of them and none that is 0. Returns: how many. */
guint            sb_win_explanation_largest (const SbWinExplanation *explanation, guint n_columns, guint *columns,
                                             guint max);

/* One line of the plain-language view: rows with this value against the average deal. */
typedef struct {
  guint  column;
  gint32 code;       /* CATEGORY: the caller's; SB_WIN_EMPTY for the empty cells; SB_WIN_UNSEEN for several rare ones */
  double lo, hi;     /* NUMBER: (lo, hi], infinite at the ends; NaN for the empty cells */
  gint64 n;          /* rows of training */
  double odds_ratio;
} SbWinOdds;

/* GArray of SbWinOdds by column, then by value; empty without a regression. (transfer full) */
GArray          *sb_win_model_dup_odds (const SbWinModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWinModel, sb_win_model_unref)

G_END_DECLS
