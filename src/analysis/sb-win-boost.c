/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradient boosting of the win model: the five fits that judge grow together, a few trees at a time, until their log
 * loss out of fold no longer falls; the fit on all rows then gets as many trees. Rows and columns of a tree are drawn
 * by their keys, so that neither order nor position decides. */
#include "analysis/sb-win-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROUNDS 240
#define CHECK_ROUNDS 5      /* trees between two looks at the loss */
#define PATIENCE 4          /* looks without a better loss */
#define ROWS_SHARE 0.7
#define MAX_TREE_ROWS 30000.0
#define COLUMNS_SHARE 0.6
#define MAX_TREE_COLUMNS 256u
#define SMALL_TABLE 4000    /* smaller steps where they are cheap */
#define RATE 0.13
#define SMALL_RATE 0.05

#define CURVE_LIMIT 20      /* log-odds the table of probabilities spans */
#define CURVE_PARTS 64      /* entries for each of them */

enum { DRAW_ROWS = 0x524f57, DRAW_COLUMNS = 0x434f4c };

/* One fit under way. */
typedef struct {
  const SbWinJob    *job;
  const SbWinBinned *binned;
  SbWinForest forest;
  guint32    *learn, *rest, *judge, *sample;
  gsize       n_learn, n_judge;
  double     *score;   /* n */
  SbWinPair  *pairs;
  double      start;
  double     *gains;   /* nullable */
} Fit;

typedef struct {
  guint64 key;
  guint   column;
} ColumnKey;

typedef struct {
  SbWinGrower *grower;
  guint       *columns;
  guint        n_columns; /* a tree gets */
  ColumnKey   *keys;
  double       curve[2 * CURVE_LIMIT * CURVE_PARTS + 1]; /* the logistic function */
} Tools;

static void
tools_init (Tools *tools, guint p)
{
  tools->n_columns = MIN (MAX_TREE_COLUMNS, MAX (MIN (p, 2), (guint) ceil (COLUMNS_SHARE * p)));
  tools->grower = sb_win_grower_new (tools->n_columns);
  tools->columns = g_new (guint, p + 1);
  tools->keys = g_new (ColumnKey, p + 1);
  for (int i = 0; i <= 2 * CURVE_LIMIT * CURVE_PARTS; i++)
    tools->curve[i] = sb_win_logistic ((double) i / CURVE_PARTS - CURVE_LIMIT);
}

/* Three terms of Taylor's series from the nearest entry: closer than the units. */
static inline SbWinPair
pair_of (const Tools *tools, double score, guint8 won)
{
  double x = CLAMP (score, -CURVE_LIMIT, CURVE_LIMIT) + CURVE_LIMIT;
  guint i = (guint) (x * CURVE_PARTS + 0.5);
  double d = x - (double) i / CURVE_PARTS, p = tools->curve[i], w = p * (1 - p);

  p += d * w * (1 + d * (0.5 - p) + d * d * (1 - 6 * w) / 6);
  /* Rounded without asking for the sign, which no processor foresees. */
  return (SbWinPair) { (gint64) ((p - won + 1) * SB_WIN_GRADIENT_UNIT + 0.5) - (gint64) SB_WIN_GRADIENT_UNIT,
                       (G_GINT64_CONSTANT (1) << SB_WIN_ROWS_SHIFT) + (gint64) (p * (1 - p) * SB_WIN_CURVE_UNIT + 1) };
}

static void
tools_clear (Tools *tools)
{
  sb_win_grower_free (tools->grower);
  g_free (tools->columns);
  g_free (tools->keys);
}

static int
compare_column_keys (gconstpointer a, gconstpointer b)
{
  const ColumnKey *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* The columns with the smallest keys of this round, in the order of the frame. */
static void
draw_columns (Tools *tools, const SbWinJob *job, guint round)
{
  guint p = job->frame->p;
  guint64 salt = sb_win_mix (job->seed ^ sb_win_mix (DRAW_COLUMNS + ((guint64) round << 32)));

  for (guint j = 0; j < p; j++)
    tools->keys[j] = (ColumnKey) { sb_win_mix (job->frame->fields[j].key ^ salt), j };
  qsort (tools->keys, p, sizeof *tools->keys, compare_column_keys);
  for (guint k = 0; k < tools->n_columns; k++)
    tools->columns[k] = tools->keys[k].column;
  qsort (tools->columns, tools->n_columns, sizeof *tools->columns, compare_columns);
}

static void
fit_init (Fit *fit, const SbWinJob *job, guint number)
{
  gsize n = job->frame->n, wins = 0;

  *fit = (Fit) { .job = job, .binned = job->binned[number] };
  sb_win_forest_init (&fit->forest);
  fit->learn = g_new (guint32, n + 1);
  fit->rest = g_new (guint32, n + 1);
  fit->judge = g_new (guint32, n + 1);
  fit->sample = g_new (guint32, n + 1);
  fit->score = g_new0 (double, n + 1);
  fit->pairs = g_aligned_alloc0 (n + 1, sizeof (SbWinPair), 16);
  for (gsize i = 0; i < n; i++)
    {
      if (sb_win_folds_learns (job->folds, number, job->folds->fold[i]))
        {
          fit->learn[fit->n_learn++] = (guint32) i;
          wins += job->frame->won[i];
        }
      else if (sb_win_folds_judges (job->folds, number, job->folds->fold[i]))
        fit->judge[fit->n_judge++] = (guint32) i;
    }
  fit->start = sb_win_log_odds ((double) wins / (double) MAX (fit->n_learn, 1));
  for (gsize i = 0; i < n; i++)
    fit->score[i] = fit->start;
}

static void
fit_clear (Fit *fit)
{
  sb_win_forest_clear (&fit->forest);
  g_free (fit->learn);
  g_free (fit->rest);
  g_free (fit->judge);
  g_free (fit->sample);
  g_free (fit->score);
  g_aligned_free (fit->pairs);
}

static void
fit_grow (Fit *fit, Tools *tools, guint round)
{
  const SbWinFrame *frame = fit->job->frame;
  guint64 salt = sb_win_mix (fit->job->seed ^ sb_win_mix (DRAW_ROWS + ((guint64) round << 32)));
  double share = MIN (ROWS_SHARE, MAX_TREE_ROWS / (double) MAX (fit->n_learn, 1));
  guint64 limit = (guint64) (share * 4294967296.0);
  SbWinGrow grow = { fit->binned, fit->sample, 0, fit->pairs, 0, fit->gains, fit->score };
  gsize n_rest = 0;
  guint tree = fit->forest.starts->len;

  grow.rate = frame->n < SMALL_TABLE ? SMALL_RATE : RATE;
  for (gsize i = 0; i < fit->n_learn; i++)
    {
      guint32 row = fit->learn[i];
      gboolean in = (sb_win_mix (frame->row_key[row] ^ salt) >> 32) < limit;

      fit->sample[grow.n_rows] = row;
      fit->rest[n_rest] = row;
      grow.n_rows += in;
      n_rest += !in;
    }
  for (gsize i = 0; i < grow.n_rows; i++)
    fit->pairs[i] = pair_of (tools, fit->score[fit->sample[i]], frame->won[fit->sample[i]]);
  sb_win_grower_grow (tools->grower, &fit->forest, &grow, tools->columns, tools->n_columns);
  sb_win_forest_add (&fit->forest, tree, &(SbWinRows) { fit->binned->bins, frame->p, fit->rest, n_rest }, fit->score);
  sb_win_forest_add (&fit->forest, tree, &(SbWinRows) { fit->binned->bins, frame->p, fit->judge, fit->n_judge },
                     fit->score);
}

/* Rows come in the order of the frame, so the sum does not depend on the file. */
static double
judged_loss (const Fit *fits)
{
  SbWinLoss loss = SB_WIN_LOSS_INIT;

  for (guint f = 0; f < SB_WIN_FITS; f++)
    for (gsize i = 0; i < fits[f].n_judge; i++)
      {
        guint32 row = fits[f].judge[i];

        sb_win_loss_add (&loss, fits[f].score[row], fits[f].job->frame->won[row]);
      }
  return sb_win_loss_sum (&loss);
}

static void
keep_judged (SbWinBoost *boost, const Fit *fits, guint rounds)
{
  boost->rounds = rounds;
  for (guint f = 0; f < SB_WIN_FITS; f++)
    for (gsize i = 0; i < fits[f].n_judge; i++)
      boost->oof[fits[f].judge[i]] = fits[f].score[fits[f].judge[i]];
}

static gboolean
judge_rounds (SbWinBoost *boost, const SbWinJob *job, Fit *fits, Tools *tools)
{
  double least = judged_loss (fits);
  guint worse = 0;

  keep_judged (boost, fits, 0);
  for (guint round = 0; round < MAX_ROUNDS && worse < PATIENCE; round += CHECK_ROUNDS)
    {
      double loss;

      for (guint f = 0; f < SB_WIN_FITS; f++)
        for (guint r = round; r < round + CHECK_ROUNDS; r++)
          {
            guint grown = round + (f * CHECK_ROUNDS + r - round) / SB_WIN_FITS;

            if (!sb_win_job_poll (job, 0.05 + 0.65 * grown / MAX_ROUNDS))
              return FALSE;
            draw_columns (tools, job, r);
            fit_grow (&fits[f], tools, r);
          }
      loss = judged_loss (fits);
      worse = loss < least ? 0 : worse + 1;
      if (loss < least)
        keep_judged (boost, fits, round + CHECK_ROUNDS);
      least = MIN (least, loss);
    }
  return TRUE;
}

gboolean
sb_win_boost_judge (SbWinBoost *boost, const SbWinJob *job)
{
  Fit fits[SB_WIN_FITS];
  Tools tools;
  gboolean done;

  *boost = (SbWinBoost) { .oof = g_new0 (double, job->frame->n + 1) };
  sb_win_forest_init (&boost->forest);
  tools_init (&tools, job->frame->p);
  for (guint f = 0; f < SB_WIN_FITS; f++)
    fit_init (&fits[f], job, f);
  done = judge_rounds (boost, job, fits, &tools);
  for (guint f = 0; f < SB_WIN_FITS; f++)
    fit_clear (&fits[f]);
  tools_clear (&tools);
  return done;
}

gboolean
sb_win_boost_finish (SbWinBoost *boost, const SbWinJob *job)
{
  Fit fit;
  Tools tools;
  gboolean done = TRUE;

  tools_init (&tools, job->frame->p);
  fit_init (&fit, job, SB_WIN_FITS);
  boost->gains = g_new0 (double, job->frame->p + 1);
  fit.gains = boost->gains;
  for (guint round = 0; round < boost->rounds && done; round++)
    {
      done = sb_win_job_poll (job, 0.8 + 0.2 * round / boost->rounds);
      if (!done)
        break;
      draw_columns (&tools, job, round);
      fit_grow (&fit, &tools, round);
    }
  boost->start = fit.start;
  sb_win_forest_clear (&boost->forest);
  boost->forest = fit.forest;
  fit.forest = (SbWinForest) { NULL, NULL, 0 };
  fit_clear (&fit);
  tools_clear (&tools);
  return done;
}

void
sb_win_boost_clear (SbWinBoost *boost)
{
  sb_win_forest_clear (&boost->forest);
  g_clear_pointer (&boost->gains, g_free);
  g_clear_pointer (&boost->oof, g_free);
}
