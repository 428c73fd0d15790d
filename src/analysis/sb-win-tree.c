/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trees that are grown: adding their values to rows, and sharing a row's value among the columns. Used in training and
 * in scoring. Knows no columns but their numbers. */
#include "analysis/sb-win-private.h"

#include <string.h>

#define BLOCK 256
#define MAX_PATH 16

void
sb_win_forest_init (SbWinForest *forest)
{
  forest->nodes = g_array_new (FALSE, FALSE, sizeof (SbWinNode));
  forest->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  forest->depth = 0;
}

void
sb_win_forest_clear (SbWinForest *forest)
{
  g_clear_pointer (&forest->nodes, g_array_unref);
  g_clear_pointer (&forest->starts, g_array_unref);
}

/* Looked up, not branched to: no processor foresees it. */
static inline guint16
step (const SbWinNode *node, const guint8 *row)
{
  return node->child[(guint8) (row[node->column] - node->offset) > node->bin];
}

/* Level by level over a block of rows: the rows do not wait for each other. */
static void
add_tree (const SbWinNode *tree, guint depth, const guint8 *const *rows, gsize n, double *sums)
{
  guint16 at[BLOCK];

  memset (at, 0, n * sizeof *at);
  for (guint d = 0; d < depth; d++)
    for (gsize i = 0; i < n; i++)
      at[i] = step (&tree[at[i]], rows[i]);
  for (gsize i = 0; i < n; i++)
    sums[i] += tree[at[i]].value;
}

void
sb_win_forest_add (const SbWinForest *forest, guint first, const SbWinRows *rows, double *score)
{
  const SbWinNode *nodes = (const SbWinNode *) (gpointer) forest->nodes->data;

  for (gsize start = 0; start < rows->n; start += BLOCK)
    {
      gsize size = MIN (BLOCK, rows->n - start);
      const guint8 *block[BLOCK];
      double sums[BLOCK];

      for (gsize i = 0; i < size; i++)
        {
          gsize row = rows->rows != NULL ? rows->rows[start + i] : start + i;

          block[i] = rows->bins + row * rows->p;
          sums[i] = score[row];
        }
      for (guint t = first; t < forest->starts->len; t++)
        add_tree (nodes + g_array_index (forest->starts, guint32, t), forest->depth, block, size, sums);
      for (gsize i = 0; i < size; i++)
        score[rows->rows != NULL ? rows->rows[start + i] : start + i] = sums[i];
    }
}

/* --- Shapley values along the paths. Source: Lundberg, Erion, Lee 2018, algorithm 2 --- */

typedef struct {
  guint32 column;
  double  zero, one, weight;
} Step;

typedef struct {
  const SbWinNode *tree;
  const guint8    *row;
  double          *phi;
} Walk;

static void
path_extend (Step *path, guint length, double zero, double one, guint32 column)
{
  path[length] = (Step) { column, zero, one, length == 0 ? 1 : 0 };
  for (guint i = length; i-- > 0;)
    {
      path[i + 1].weight += one * path[i].weight * (i + 1) / (length + 1);
      path[i].weight = zero * path[i].weight * (length - i) / (length + 1);
    }
}

/* Takes step number `at` out of a path whose last step is number `last`. */
static void
path_unwind (Step *path, guint last, guint at)
{
  double one = path[at].one, zero = path[at].zero, next = path[last].weight;

  for (guint i = last; i-- > 0;)
    {
      if (one != 0)
        {
          double weight = path[i].weight;

          path[i].weight = next * (last + 1) / ((i + 1) * one);
          next = weight - path[i].weight * zero * (last - i) / (last + 1);
        }
      else
        path[i].weight = path[i].weight * (last + 1) / (zero * (last - i));
    }
  for (guint i = at; i < last; i++)
    {
      path[i].column = path[i + 1].column;
      path[i].zero = path[i + 1].zero;
      path[i].one = path[i + 1].one;
    }
}

static double
path_sum_without (const Step *path, guint last, guint at)
{
  Step copy[MAX_PATH];
  double sum = 0;

  memcpy (copy, path, (last + 1) * sizeof *copy);
  path_unwind (copy, last, at);
  for (guint i = 0; i < last; i++)
    sum += copy[i].weight;
  return sum;
}

static void
walk (const Walk *w, guint16 at, const Step *parent, guint length, Step added)
{
  const SbWinNode *node = &w->tree[at];
  Step path[MAX_PATH];
  guint16 hot, cold;
  double zero = 1, one = 1;

  g_assert (length < MAX_PATH);
  if (length > 0)
    memcpy (path, parent, length * sizeof *path);
  path_extend (path, length, added.zero, added.one, added.column);
  if (node->child[0] == at)
    {
      for (guint i = 1; i <= length; i++)
        w->phi[path[i].column] += path_sum_without (path, length, i) * (path[i].one - path[i].zero) * node->value;
      return;
    }
  hot = step (node, w->row);
  cold = node->child[hot == node->child[0]];
  for (guint i = 1; i <= length; i++)
    if (path[i].column == node->column)
      {
        zero = path[i].zero;
        one = path[i].one;
        path_unwind (path, length--, i);
        break;
      }
  walk (w, hot, path, length + 1, (Step) { node->column, zero * w->tree[hot].cover / node->cover, one, 0 });
  walk (w, cold, path, length + 1, (Step) { node->column, zero * w->tree[cold].cover / node->cover, 0, 0 });
}

double
sb_win_forest_shapley (const SbWinForest *forest, const guint8 *row, guint p, double *phi)
{
  const SbWinNode *nodes = (const SbWinNode *) (gpointer) forest->nodes->data;
  double average = 0;

  for (guint t = 0; t < forest->starts->len; t++)
    {
      guint32 start = g_array_index (forest->starts, guint32, t);
      guint32 end = t + 1 < forest->starts->len ? g_array_index (forest->starts, guint32, t + 1) : forest->nodes->len;
      Walk w = { nodes + start, row, phi };

      for (guint32 i = 0; i < end - start; i++)
        if (nodes[start + i].child[0] == i)
          average += nodes[start + i].value * nodes[start + i].cover / nodes[start].cover;
      walk (&w, 0, NULL, 0, (Step) { p, 1, 1, 0 });
    }
  return average;
}
