/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds a table so that both margins stay exact and the cells move as little as possible. Called by the months of a
 * plan and by the vectors. Source: ENGINE 1.6, vector `controlled_rounding`; Bacharach 1966, as a minimum cost flow. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

#define SB_ROUNDING_BITS 44

/* A cell is whole + fraction × 2⁻⁴⁴; only a cell that `may_rise` is rounded up (its exact fraction is not 0). Arrays
 * are row-major [n_rows × n_columns]. */
typedef struct {
  gsize         n_rows, n_columns;
  const gint64 *whole;
  const gint64 *fraction; /* 0 … 2⁴⁴ */
  const guint8 *may_rise;
  const gint64 *rows;     /* [n_rows] sums that the rows must have */
  const gint64 *columns;  /* [n_columns] */
} SbRoundingProblem;

/* Chooses the cells that are rounded up: cells [n_rows × n_columns]. With `relax`, margins that no rounding can meet
 * are met with a second unit on some cells (then *relaxed). Ties: the lower row, then column. Errors: FALSE when the
 * margins do not add up to one another, or cannot be met. Cost: for r rows and c ≤ r columns O (r c log c) and O (c²)
 * to O (r c) a correction, of which there are at most as many as the columns miss; 200 × 12 in less than a millisecond. */
gboolean sb_controlled_rounding_choose  (const SbRoundingProblem *problem, gboolean relax, gint64 *cells,
                                         gboolean *relaxed);

/* Exact fractions, row-major, with the sums their rows and columns must have. */
typedef struct {
  gsize             n_rows, n_columns;
  const SbRational *cells;
  const gint64     *rows, *columns;
} SbFractionTable;

/* Every cell rounded down or up, Σ |y − x| the least there is (*abs_error). Errors: FALSE: there is no such table. */
gboolean sb_controlled_rounding_compute (const SbFractionTable *table, gint64 *rounded, double *abs_error);

G_END_DECLS
