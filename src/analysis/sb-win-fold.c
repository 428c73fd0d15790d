/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is judged by a fit that has not seen him: folds of the win model. Rows that are copies of one record stay
 * together, and folds follow from contents and seed, or from the day of closing. Knows no columns.
 *
 * Equal rows count as copies, except in a coarse table: where more than half of the rows share all their fields with a
 * row of the other outcome, or each combination of fields stands in 20 rows on average, equal rows are different deals
 * in the same circumstances, and holding all of them out would judge the model on what it was not allowed to see.
 * Rows of one record number are never split. */
#include "analysis/sb-win-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COARSE 20

typedef struct {
  guint64 key;
  gint64  day;
  guint32 cluster;
  guint32 rows, wins;
} Cluster;

static guint32
root_of (guint32 *parent, guint32 i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

static void
unite (guint32 *parent, guint32 a, guint32 b)
{
  a = root_of (parent, a);
  b = root_of (parent, b);
  parent[MAX (a, b)] = MIN (a, b);
}

/* FALSE in a coarse table. first: the first row of each row's pattern. */
static gboolean
find_patterns (const SbWinFrame *frame, guint32 *first)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree guint32 *rows = g_new0 (guint32, frame->n + 1), *wins = g_new0 (guint32, frame->n + 1);
  gsize mixed = 0;

  for (gsize i = 0; i < frame->n; i++)
    {
      gpointer found;

      first[i] = (guint32) i;
      if (g_hash_table_lookup_extended (seen, &frame->pattern[i], NULL, &found))
        first[i] = GPOINTER_TO_UINT (found);
      else
        g_hash_table_insert (seen, (gpointer) &frame->pattern[i], GUINT_TO_POINTER ((guint) i));
      rows[first[i]]++;
      wins[first[i]] += frame->won[i];
    }
  for (gsize i = 0; i < frame->n; i++)
    if (wins[i] > 0 && wins[i] < rows[i])
      mixed += rows[i];
  return mixed * 2 <= frame->n && frame->n < (gsize) COARSE * g_hash_table_size (seen);
}

static void
unite_records (const SbWinFrame *frame, guint32 *parent)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < frame->n; i++)
    {
      gpointer key = GINT_TO_POINTER (frame->record[i]), found;

      if (frame->record[i] < 0)
        continue;
      if (g_hash_table_lookup_extended (seen, key, NULL, &found))
        unite (parent, GPOINTER_TO_UINT (found), (guint32) i);
      else
        g_hash_table_insert (seen, key, GUINT_TO_POINTER ((guint) i));
    }
}

static void
find_clusters (SbWinFolds *folds, const SbWinFrame *frame)
{
  g_autofree guint32 *parent = g_new (guint32, frame->n + 1), *first = g_new (guint32, frame->n + 1);
  gboolean copies = find_patterns (frame, first);

  for (gsize i = 0; i < frame->n; i++)
    parent[i] = (guint32) i;
  for (gsize i = 0; copies && i < frame->n; i++)
    unite (parent, first[i], (guint32) i);
  if (frame->record != NULL)
    unite_records (frame, parent);
  folds->cluster = g_new (guint32, frame->n + 1);
  /* A root is its cluster's first row, so it has its number before the others ask. */
  for (gsize i = 0; i < frame->n; i++)
    {
      guint32 root = root_of (parent, (guint32) i);

      folds->cluster[i] = root == i ? folds->n_clusters++ : folds->cluster[root];
    }
}

static Cluster *
sum_clusters (const SbWinFolds *folds, const SbWinFrame *frame, guint64 seed)
{
  Cluster *clusters = g_new0 (Cluster, folds->n_clusters + 1);

  for (gsize i = 0; i < frame->n; i++)
    {
      Cluster *cluster = &clusters[folds->cluster[i]];

      cluster->cluster = folds->cluster[i];
      cluster->key += sb_win_mix (frame->row_key[i]);
      cluster->rows++;
      cluster->wins += frame->won[i];
      /* A record that closed twice is known from its last day on. */
      if (frame->closed_on != NULL)
        cluster->day = cluster->rows == 1 ? frame->closed_on[i] : MAX (cluster->day, frame->closed_on[i]);
    }
  for (guint32 c = 0; c < folds->n_clusters; c++)
    clusters[c].key = sb_win_mix (clusters[c].key ^ sb_win_mix (seed));
  return clusters;
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const Cluster *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->cluster < y->cluster ? -1 : x->cluster > y->cluster;
}

/* Clusters of one key hold equal rows. Dealt out one after the other, each fold would get its exact share of every
 * circumstance, and the judge would know what he is to judge: their number scatters them over the order. */
static void
scatter (Cluster *clusters, guint32 n)
{
  guint64 last = 0;
  guint32 number = 0;

  qsort (clusters, n, sizeof *clusters, compare_clusters);
  for (guint32 c = 0; c < n; c++)
    {
      guint64 key = clusters[c].key;

      number = c > 0 && key == last ? number + 1 : 0;
      clusters[c].key = sb_win_mix (key + number);
      last = key;
    }
  qsort (clusters, n, sizeof *clusters, compare_clusters);
}

/* Each cluster goes where its wins and losses are needed most. */
static void
deal_out (const Cluster *clusters, guint32 n, const SbWinFrame *frame, guint8 *fold_of)
{
  double wins[SB_WIN_FITS] = { 0 }, losses[SB_WIN_FITS] = { 0 };
  double all_wins = (double) frame->wins, all_losses = (double) (frame->n - frame->wins);

  for (guint32 c = 0; c < n; c++)
    {
      double w = clusters[c].wins, l = clusters[c].rows - clusters[c].wins;
      guint best = 0;
      double least = HUGE_VAL;

      for (guint f = 0; f < SB_WIN_FITS; f++)
        {
          double cost = (wins[f] + w) * w / (all_wins * all_wins) + (losses[f] + l) * l / (all_losses * all_losses);

          if (cost < least)
            {
              least = cost;
              best = f;
            }
        }
      fold_of[clusters[c].cluster] = (guint8) best;
      wins[best] += w;
      losses[best] += l;
    }
}

/* Blocks of equal size in the order of closing; FALSE when a day is missing or a block lacks a class. */
static gboolean
cut_by_time (const Cluster *clusters, guint32 n, const SbWinFrame *frame, guint8 *fold_of)
{
  guint64 done = 0, rows[SB_WIN_FITS + 1] = { 0 }, wins[SB_WIN_FITS + 1] = { 0 };

  for (gsize i = 0; i < frame->n; i++)
    if (frame->closed_on[i] == SB_DATE_NONE)
      return FALSE;
  for (guint32 c = 0; c < n; c++)
    {
      guint8 fold = (guint8) MIN (SB_WIN_FITS, done * (SB_WIN_FITS + 1) / frame->n);

      /* One day is not cut. */
      if (c > 0 && clusters[c].day == clusters[c - 1].day)
        fold = fold_of[clusters[c - 1].cluster];
      fold_of[clusters[c].cluster] = fold;
      done += clusters[c].rows;
      rows[fold] += clusters[c].rows;
      wins[fold] += clusters[c].wins;
    }
  for (guint f = 0; f <= SB_WIN_FITS; f++)
    if (wins[f] == 0 || wins[f] == rows[f])
      return FALSE;
  return TRUE;
}

void
sb_win_folds_init (SbWinFolds *folds, const SbWinFrame *frame, guint64 seed)
{
  g_autofree Cluster *clusters = NULL;
  g_autofree guint8 *fold_of = NULL;

  *folds = (SbWinFolds) { .fold = g_new0 (guint8, frame->n + 1) };
  find_clusters (folds, frame);
  clusters = sum_clusters (folds, frame, seed);
  fold_of = g_new0 (guint8, folds->n_clusters + 1);
  qsort (clusters, folds->n_clusters, sizeof *clusters, compare_clusters);
  folds->by_time = frame->closed_on != NULL && cut_by_time (clusters, folds->n_clusters, frame, fold_of);
  if (!folds->by_time)
    {
      for (guint32 c = 0; c < folds->n_clusters; c++)
        clusters[c].day = 0;
      scatter (clusters, folds->n_clusters);
      deal_out (clusters, folds->n_clusters, frame, fold_of);
    }
  for (gsize i = 0; i < frame->n; i++)
    folds->fold[i] = fold_of[folds->cluster[i]];
}

void
sb_win_folds_clear (SbWinFolds *folds)
{
  g_clear_pointer (&folds->fold, g_free);
  g_clear_pointer (&folds->cluster, g_free);
}

gboolean
sb_win_folds_learns (const SbWinFolds *folds, guint fit, guint8 fold)
{
  if (fit == SB_WIN_FITS)
    return TRUE;
  return folds->by_time ? fold <= fit : fold != fit;
}

gboolean
sb_win_folds_judges (const SbWinFolds *folds, guint fit, guint8 fold)
{
  return folds->by_time ? fold == fit + 1 : fold == fit;
}

double
sb_win_folds_mean (const SbWinFolds *folds, const double *values, gsize n, double *standard_error)
{
  g_autofree double *sums = g_new0 (double, folds->n_clusters + 1);
  g_autofree guint32 *rows = g_new0 (guint32, folds->n_clusters + 1);
  double sum = 0, mean, square = 0;
  gsize judged = 0;

  for (gsize i = 0; i < n; i++)
    if (!folds->by_time || folds->fold[i] > 0)
      {
        sums[folds->cluster[i]] += values[i];
        rows[folds->cluster[i]]++;
        sum += values[i];
        judged++;
      }
  mean = judged > 0 ? sum / (double) judged : 0;
  for (guint32 c = 0; c < folds->n_clusters; c++)
    square += (sums[c] - rows[c] * mean) * (sums[c] - rows[c] * mean);
  *standard_error = judged > 0 ? sqrt (square) / (double) judged : 0;
  return mean;
}
