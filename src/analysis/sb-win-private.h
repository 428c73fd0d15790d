/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the win model share. Nobody else includes it. */
#pragma once

#include "analysis/sb-win-model.h"

G_BEGIN_DECLS

#define SB_WIN_BINS   64 /* of a column; bin 0 holds the empty cells */
#define SB_WIN_FITS   5
#define SB_WIN_PRIOR  20.0 /* rows the base rate counts for in the rate of a category */

/* --- sb-win-number.c: the same on every machine, whatever its mathematical library does --- */
double  sb_win_logistic (double x);                /* 1 ÷ (1 + e^−x) */
double  sb_win_log_odds (double p);                /* of p kept within 1e−9 of 0 and 1 */
double  sb_win_log_loss (double x, guint8 outcome); /* −log of the probability that log-odds x give the outcome */
guint64 sb_win_mix      (guint64 x);

/* The sum of many such losses with few logarithms; begins as SB_WIN_LOSS_INIT. */
typedef struct {
  double sum, product;
  guint  n;
} SbWinLoss;
#define SB_WIN_LOSS_INIT { 0, 1, 0 }
void    sb_win_loss_add (SbWinLoss *loss, double x, guint8 outcome);
double  sb_win_loss_sum (const SbWinLoss *loss);

/* --- sb-win-frame.c: the table without the columns that say nothing, in an order that only the contents decide --- */
typedef struct {
  guint    source;    /* the caller's column */
  SbWinKind kind;
  double  *numbers;
  gint32  *codes;
  gint32   n_codes;
  gint32  *code_of;   /* caller's code → code; categories that nothing tells apart share one */
  gint32   n_source_codes;
  double  *values;    /* a number that is looked at as a category too: n_codes ascending; NULL for all others */
  guint64  key;
} SbWinField;

typedef struct {
  gsize       n, wins;
  guint       p;
  SbWinField *fields;
  SbWinUse   *use;     /* of the caller's columns */
  guint64    *row_key;
  guint64    *pattern; /* equal iff all fields are equal, outcome left aside */
  guint8     *won;
  gint32     *record;  /* nullable */
  SbDate     *closed_on; /* nullable */
} SbWinFrame;

SbWinFrame *sb_win_frame_new  (const SbWinTable *table);
void        sb_win_frame_free (SbWinFrame *frame);
/* The place of value among n ascending ones, or SB_WIN_UNSEEN. */
gint32      sb_win_value_code (const double *values, gint32 n, double value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWinFrame, sb_win_frame_free)

/* --- sb-win-fold.c: who is judged by whom --- */
typedef struct {
  guint8  *fold;    /* n: 0 … 4, or by time 0 … 5 where 0 is never judged */
  guint32 *cluster; /* n: rows that share a record; dense from 0 */
  guint32  n_clusters;
  gboolean by_time;
} SbWinFolds;

void     sb_win_folds_init      (SbWinFolds *folds, const SbWinFrame *frame, guint64 seed);
void     sb_win_folds_clear     (SbWinFolds *folds);
/* May fit learn from a row of fold? SB_WIN_FITS is the fit that learns from all. */
gboolean sb_win_folds_learns    (const SbWinFolds *folds, guint fit, guint8 fold);
gboolean sb_win_folds_judges    (const SbWinFolds *folds, guint fit, guint8 fold);
/* Mean and standard error of values over the rows judged, rows of a cluster taken together. */
double   sb_win_folds_mean      (const SbWinFolds *folds, const double *values, gsize n, double *standard_error);

/* --- sb-win-bins.c: columns as bins --- */
typedef struct {
  guint    source;
  SbWinKind kind;
  double  *edges;      /* n_edges ascending; bin = 1 + number of edges below the value */
  guint    n_edges;
  guint8  *bin_of;     /* CATEGORY: caller's code → bin */
  gint32   n_source_codes;
  double  *values;     /* of a number as a category: n_source_codes ascending, bin_of beside them */
  guint8   unseen;     /* bin of a category without evidence */
  guint    n_bins;     /* bins 0 … n_bins − 1 */
} SbWinEncoder;

typedef struct {
  gsize         n;
  guint         p;
  guint8       *bins;      /* row after row, p a row */
  SbWinEncoder *encoders;  /* p; nullable in fits that only judge */
  guint        *n_bins;    /* p */
} SbWinBinned;

/* Bins of the numbers only; the categories follow with sb_win_binned_fit (). */
SbWinBinned *sb_win_binned_new       (const SbWinFrame *frame);
/* A copy whose categories are ordered by the win rates of the rows that fit learns from. */
SbWinBinned *sb_win_binned_fit       (const SbWinBinned *numbers, const SbWinFrame *frame, const SbWinFolds *folds,
                                      guint fit);
void         sb_win_binned_free      (SbWinBinned *binned);
void         sb_win_encode           (const SbWinEncoder *encoders, guint p, const SbWinColumn *columns, gsize first,
                                      gsize n, guint8 *bins);
void         sb_win_encoders_free    (SbWinEncoder *encoders, guint p);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWinBinned, sb_win_binned_free)

/* --- sb-win-tree.c: trees that are grown --- */
typedef struct {
  guint32 column;
  guint8  bin;      /* goes left iff (guint8) (b − offset) ≤ bin; a leaf: 255 */
  guint8  offset;   /* 1 sends the empty cells right */
  guint16 child[2]; /* left and right; a leaf: itself */
  guint32 cover;    /* rows of training that came by */
  double  value;    /* of a leaf */
} SbWinNode;

typedef struct {
  GArray *nodes;  /* SbWinNode */
  GArray *starts; /* guint32: first node of each tree */
  guint   depth;
} SbWinForest;

void   sb_win_forest_init  (SbWinForest *forest);
void   sb_win_forest_clear (SbWinForest *forest);

typedef struct {
  const guint8  *bins;
  guint          p;
  const guint32 *rows; /* which rows of bins; NULL: 0 … n − 1 */
  gsize          n;
} SbWinRows;

/* Adds the values of trees first … to the score of each row; score is by row of bins. */
void   sb_win_forest_add   (const SbWinForest *forest, guint first, const SbWinRows *rows, double *score);
/* Adds Shapley values of one row to phi (p of them). Returns the average the trees start from. */
double sb_win_forest_shapley (const SbWinForest *forest, const guint8 *row, guint p, double *phi);

/* --- sb-win-grow.c, sb-win-boost.c --- */
typedef struct _SbWinGrower SbWinGrower;
/* Gradient; rows << 40 | curvature: whole numbers whose sums hold for four million rows. */
typedef gint64 SbWinPair __attribute__ ((vector_size (16)));
#define SB_WIN_GRADIENT_UNIT 16777216.0 /* 2^24 */
#define SB_WIN_CURVE_UNIT    1048576.0  /* 2^20 */
#define SB_WIN_ROWS_SHIFT    40

typedef struct {
  const SbWinBinned *binned;
  const guint32   *rows;  /* the sample: rows of the frame */
  gsize            n_rows;
  const SbWinPair *pairs; /* n_rows */
  double           rate;
  double          *gains; /* p, nullable: added up */
  double          *score; /* by row of the frame: the sample gets the values of its leaves */
} SbWinGrow;

SbWinGrower *sb_win_grower_new  (guint p);
void         sb_win_grower_free (SbWinGrower *grower);
/* One more tree from columns (n_columns of them). */
void         sb_win_grower_grow (SbWinGrower *grower, SbWinForest *forest, const SbWinGrow *job, const guint *columns,
                                 guint n_columns);

typedef struct {
  const SbWinFrame *frame;
  const SbWinFolds *folds;
  SbWinBinned *const *binned; /* SB_WIN_FITS + 1 */
  guint64 seed;
  const SbWinControl *control;
} SbWinJob;

gboolean sb_win_job_poll (const SbWinJob *job, double done); /* FALSE: cancelled */

typedef struct {
  SbWinForest forest;
  double      start;  /* log-odds before the first tree */
  double     *gains;  /* p */
  double     *oof;    /* n log-odds, out of fold */
  guint       rounds;
} SbWinBoost;

/* FALSE: cancelled. The forest is grown by sb_win_boost_finish (). */
gboolean sb_win_boost_judge  (SbWinBoost *boost, const SbWinJob *job);
gboolean sb_win_boost_finish (SbWinBoost *boost, const SbWinJob *job);
void     sb_win_boost_clear  (SbWinBoost *boost);

G_END_DECLS
