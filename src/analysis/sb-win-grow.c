/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grows one tree of the win model: the leaf that gains most is split next. Gradients are whole numbers, so the sums in
 * the bins are exact and do not depend on the order of rows, and the sibling of a leaf is its parent less the leaf.
 * Source: Ke et al. 2017 (LightGBM), Chen and Guestrin 2016 (gain). */
#include "analysis/sb-win-private.h"

#include <string.h>

#define MAX_LEAVES 31
#define MAX_DEPTH 6
#define MIN_ROWS 20
#define RIDGE 4.0
#define MIN_GAIN 0.02

typedef struct {
  double  gain;
  guint   column; /* in the list of columns */
  guint8  bin, offset;
  SbWinPair left;
} Split;

typedef struct {
  gsize     start, n;
  guint     node, depth;
  SbWinPair total;
  SbWinPair *bins;
  Split     split;
} Leaf;

struct _SbWinGrower {
  SbWinPair *pool;   /* MAX_LEAVES × p × SB_WIN_BINS */
  gsize      stride;
  Leaf       leaves[MAX_LEAVES];
  guint      n_leaves;
  /* The sample, packed: it fits a cache that the table does not. */
  guint8    *bins;   /* n_rows × n_columns */
  guint32   *rows;   /* n_rows places in the sample, moved about */
  guint32   *spare;
  gsize      n_spare, n_packed;
  const SbWinGrow *job;
  const guint     *columns;
  guint            n_columns;
};

static inline gint64
pair_rows (SbWinPair pair)
{
  return pair[1] >> SB_WIN_ROWS_SHIFT;
}

static inline double
pair_curve (SbWinPair pair)
{
  return (double) (pair[1] & ((G_GINT64_CONSTANT (1) << SB_WIN_ROWS_SHIFT) - 1)) / SB_WIN_CURVE_UNIT;
}

static inline double
pair_gain (SbWinPair pair)
{
  double gradient = (double) pair[0] / SB_WIN_GRADIENT_UNIT;

  return gradient * gradient / (pair_curve (pair) + RIDGE);
}

SbWinGrower *
sb_win_grower_new (guint p)
{
  SbWinGrower *grower = g_aligned_alloc0 (1, sizeof *grower, 16);

  grower->stride = (gsize) MAX (p, 1) * SB_WIN_BINS;
  grower->pool = g_aligned_alloc0 (MAX_LEAVES * grower->stride, sizeof (SbWinPair), 16);
  return grower;
}

void
sb_win_grower_free (SbWinGrower *grower)
{
  if (grower == NULL)
    return;
  g_aligned_free (grower->pool);
  g_free (grower->spare);
  g_free (grower->rows);
  g_free (grower->bins);
  g_aligned_free (grower);
}

static void
sum_bins (const SbWinGrower *grower, Leaf *leaf)
{
  const SbWinPair *pairs = grower->job->pairs;
  const guint32 *rows = grower->rows;
  guint n_columns = grower->n_columns;

  memset (leaf->bins, 0, n_columns * SB_WIN_BINS * sizeof *leaf->bins);
  for (gsize i = leaf->start; i < leaf->start + leaf->n; i++)
    {
      const guint8 *row = grower->bins + (gsize) rows[i] * n_columns;
      SbWinPair pair = pairs[rows[i]];
      SbWinPair *sums = leaf->bins;

      for (guint c = 0; c < n_columns; c++, sums += SB_WIN_BINS)
        sums[row[c]] += pair;
    }
}

static inline void
try_split (const Leaf *leaf, guint column, guint bin, SbWinPair left, gboolean empty_right, Split *best)
{
  SbWinPair right = leaf->total - left;
  double gain;

  if (pair_rows (left) < MIN_ROWS || pair_rows (right) < MIN_ROWS)
    return;
  gain = pair_gain (left) + pair_gain (right);
  if (gain > best->gain)
    *best = (Split) { gain, column, (guint8) (bin - empty_right), (guint8) empty_right, left };
}

/* Empty cells are tried on either side; where the leaf has none, they would follow the larger side. */
static void
scan_column (const SbWinGrower *grower, const Leaf *leaf, guint column, Split *best)
{
  const SbWinPair *bins = leaf->bins + column * SB_WIN_BINS;
  guint n_bins = grower->job->binned->n_bins[grower->columns[column]];
  SbWinPair empty = bins[0], sum = { 0, 0 };

  if (empty[1] != 0)
    try_split (leaf, column, 0, empty, FALSE, best);
  for (guint b = 1; b + 1 < n_bins; b++)
    {
      if (bins[b][1] == 0)
        continue;
      sum += bins[b];
      if (empty[1] == 0)
        {
          try_split (leaf, column, b, sum, pair_rows (sum) * 2 < pair_rows (leaf->total), best);
          continue;
        }
      try_split (leaf, column, b, sum + empty, FALSE, best);
      try_split (leaf, column, b, sum, TRUE, best);
    }
}

static void
find_split (const SbWinGrower *grower, Leaf *leaf)
{
  double base = pair_gain (leaf->total);

  leaf->split = (Split) { .gain = base + MIN_GAIN };
  if (leaf->depth < MAX_DEPTH && leaf->n >= 2 * MIN_ROWS)
    for (guint c = 0; c < grower->n_columns; c++)
      scan_column (grower, leaf, c, &leaf->split);
  leaf->split.gain -= base;
  if (pair_rows (leaf->split.left) == 0)
    leaf->split.gain = 0;
}

/* Left rows to the front. Returns how many. */
static gsize
part_rows (SbWinGrower *grower, const Leaf *leaf)
{
  const guint8 *bins = grower->bins + leaf->split.column;
  guint8 offset = leaf->split.offset, limit = leaf->split.bin;
  gsize n_left = 0, n_right = 0;
  guint32 *rows = grower->rows + leaf->start;

  for (gsize i = 0; i < leaf->n; i++)
    {
      guint32 row = rows[i];
      gboolean left = (guint8) (bins[(gsize) row * grower->n_columns] - offset) <= limit;

      rows[n_left] = row;
      grower->spare[n_right] = row;
      n_left += left;
      n_right += !left;
    }
  memcpy (rows + n_left, grower->spare, n_right * sizeof *rows);
  return n_left;
}

static guint
add_node (SbWinForest *forest, guint start, SbWinPair total)
{
  guint index = forest->nodes->len - start;
  SbWinNode node = { 0, 255, 0, { (guint16) index, (guint16) index }, (guint32) pair_rows (total), 0 };

  g_array_append_val (forest->nodes, node);
  return index;
}

static void
subtract_bins (const SbWinGrower *grower, SbWinPair *from, const SbWinPair *bins)
{
  for (gsize i = 0; i < (gsize) grower->n_columns * SB_WIN_BINS; i++)
    from[i] -= bins[i];
}

/* The leaf becomes its left part, a new one the right. */
static void
split_leaf (SbWinGrower *grower, SbWinForest *forest, guint start, Leaf *leaf)
{
  Leaf *other = &grower->leaves[grower->n_leaves];
  SbWinPair left = leaf->split.left, right = leaf->total - leaf->split.left;
  guint column = grower->columns[leaf->split.column], parent = start + leaf->node;
  Split split = leaf->split;
  gsize n_left = part_rows (grower, leaf);
  SbWinPair *big = leaf->bins, *small = grower->pool + grower->n_leaves * grower->stride;
  guint left_node = add_node (forest, start, left), right_node = add_node (forest, start, right);
  SbWinNode *node = &g_array_index (forest->nodes, SbWinNode, parent);
  gboolean left_small = n_left * 2 <= leaf->n;

  g_assert (n_left == (gsize) pair_rows (left));
  node->column = column;
  node->bin = split.bin;
  node->offset = split.offset;
  node->child[0] = (guint16) left_node;
  node->child[1] = (guint16) right_node;
  if (grower->job->gains != NULL)
    grower->job->gains[column] += split.gain;
  *other = (Leaf) { leaf->start + n_left, leaf->n - n_left, right_node, leaf->depth + 1, right,
                    left_small ? big : small, split };
  *leaf = (Leaf) { leaf->start, n_left, left_node, leaf->depth + 1, left, left_small ? small : big, split };
  grower->n_leaves++;
  forest->depth = MAX (forest->depth, leaf->depth);
  if (leaf->depth < MAX_DEPTH && MAX (leaf->n, other->n) >= 2 * MIN_ROWS)
    {
      sum_bins (grower, left_small ? leaf : other);
      subtract_bins (grower, big, small);
    }
  find_split (grower, leaf);
  find_split (grower, other);
}

static void
plant (SbWinGrower *grower, SbWinForest *forest, guint start)
{
  const SbWinGrow *job = grower->job;
  Leaf *root = &grower->leaves[0];

  *root = (Leaf) { .n = job->n_rows, .bins = grower->pool };
  for (gsize i = 0; i < job->n_rows; i++)
    root->total += job->pairs[i];
  add_node (forest, start, root->total);
  grower->n_leaves = 1;
  sum_bins (grower, root);
  find_split (grower, root);
}

static void
set_values (const SbWinGrower *grower, SbWinForest *forest, guint start)
{
  const SbWinGrow *job = grower->job;

  for (guint l = 0; l < grower->n_leaves; l++)
    {
      const Leaf *leaf = &grower->leaves[l];
      double value = -job->rate * ((double) leaf->total[0] / SB_WIN_GRADIENT_UNIT) / (pair_curve (leaf->total) + RIDGE);

      g_array_index (forest->nodes, SbWinNode, start + leaf->node).value = value;
      for (gsize i = leaf->start; i < leaf->start + leaf->n; i++)
        job->score[job->rows[grower->rows[i]]] += value;
    }
}

static void
pack (SbWinGrower *grower)
{
  const SbWinGrow *job = grower->job;
  gsize size = job->n_rows * grower->n_columns;
  guint8 *to;

  if (grower->n_spare < job->n_rows)
    {
      grower->n_spare = job->n_rows;
      grower->spare = g_renew (guint32, grower->spare, job->n_rows);
      grower->rows = g_renew (guint32, grower->rows, job->n_rows);
    }
  if (grower->n_packed < size)
    {
      grower->n_packed = size;
      grower->bins = g_realloc (grower->bins, size);
    }
  to = grower->bins;
  for (gsize i = 0; i < job->n_rows; i++)
    {
      const guint8 *from = job->binned->bins + (gsize) job->rows[i] * job->binned->p;

      grower->rows[i] = (guint32) i;
      for (guint c = 0; c < grower->n_columns; c++)
        *to++ = from[grower->columns[c]];
    }
}

void
sb_win_grower_grow (SbWinGrower *grower, SbWinForest *forest, const SbWinGrow *job, const guint *columns,
                    guint n_columns)
{
  guint32 start = forest->nodes->len;

  grower->job = job;
  grower->columns = columns;
  grower->n_columns = n_columns;
  pack (grower);
  g_array_append_val (forest->starts, start);
  plant (grower, forest, start);
  while (grower->n_leaves < MAX_LEAVES)
    {
      Leaf *best = &grower->leaves[0];

      for (guint l = 1; l < grower->n_leaves; l++)
        if (grower->leaves[l].split.gain > best->split.gain)
          best = &grower->leaves[l];
      if (best->split.gain <= 0)
        break;
      split_leaf (grower, forest, start, best);
    }
  set_values (grower, forest, start);
}
