/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heart of quotas: the smallest t at which Σ clip (t × anchor, lo, hi), clipped again at each node of a tree, meets
 * a bound. Private to sb-quota-plan. Source: ENGINE 1.2–1.4. */
#pragma once

#include "analysis/sb-dd.h"

G_BEGIN_DECLS

/* Leaves in the order of their nodes, nodes in pre-order: a subtree is a range of both. */
typedef struct {
  gsize   n, n_nodes;
  const SbDd   *slope;   /* [n] x = clip (offset + t × slope, lo, hi), slope ≥ 0 */
  const gint64 *offset;  /* [n]; NULL: 0 */
  const gint64 *lo, *hi; /* [n] */
  gint32 *first;      /* [n_nodes + 1] leaves of node v itself: first[v] … first[v + 1] − 1 */
  gint32 *parent;     /* [n_nodes] −1 for the root */
  gint32 *end;        /* [n_nodes] one after the last node of the subtree */
  gint64 *node_lo, *node_hi;
  double *sum, *rate; /* scratch [n_nodes] */
  double  scale;      /* relative size of what counts as equal: some ulps of SbDd */
} SbWaterFill;

/* slope, offset, lo and hi are the caller's and are borrowed. */
SbWaterFill *sb_water_fill_new   (gsize n, gsize n_nodes);
void         sb_water_fill_free  (SbWaterFill *fill);

/* Σ of the children of node `top` at t = 0 and t = ∞, its own bounds left aside. */
SbWide       sb_water_fill_limit (SbWaterFill *fill, gsize top, gboolean high);
/* The smallest t ≥ 0 at which the children of `top` add up to `bound`; bound ≤ the limit at t = ∞. */
SbDd         sb_water_fill_solve (SbWaterFill *fill, gsize top, SbWide bound);
/* x of every leaf of the subtree at t, exactly lo or hi where it reaches them [n], and the sums of the children of
 * every node of the subtree, the bounds of nodes below `top` applied [n_nodes]. */
void         sb_water_fill_take  (SbWaterFill *fill, gsize top, SbDd t, SbDd *x, SbDd *sums);
/* −1, 0, 1 with what counts as equal. */
int          sb_water_fill_compare (const SbWaterFill *fill, SbDd value, SbWide bound);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWaterFill, sb_water_fill_free)

G_END_DECLS
