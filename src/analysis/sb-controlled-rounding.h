/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds a table so that both margins stay exact and the cells move as little as possible. Called by the months of a
 * plan and by the vectors. Source: ENGINE 1.6, vector `controlled_rounding`; Bacharach 1966, as a minimum cost flow. */
#pragma once

#include "analysis/sb-rational.h"

G_BEGIN_DECLS

#define SB_ROUNDING_BITS 44

/* What rounding may do to a cell. Without either it stands as it is. */
typedef enum {
  SB_ROUNDING_MAY_RISE = 1 << 0, /* to the next whole number: its fraction is not 0 */
  SB_ROUNDING_LOOSE = 1 << 1     /* further, but not below 0, where no rounding meets the margins */
} SbRoundingCell;

/* A cell is whole + fraction × 2⁻⁴⁴. Arrays are row-major [n_rows × n_columns]. */
typedef struct {
  gsize         n_rows, n_columns;
  const gint64 *whole;
  const gint64 *fraction; /* 0 … 2⁴⁴ */
  const guint8 *flags;    /* SbRoundingCell */
  const gint64 *rows;     /* [n_rows] sums that the rows must have */
  const gint64 *columns;  /* [n_columns] */
} SbRoundingProblem;

/* Chooses the cells that are rounded up: cells [n_rows × n_columns], Σ |y − x| the least there is. With `relax`,
 * margins that no rounding meets are met by further units on loose cells (then *relaxed). Errors: FALSE when the
 * margins do not add up to one another, or cannot be met. Cost: for r rows and c ≤ r columns O (r c²) once and O (c² +
 * r c) for each unit the row-wise rounding misses; 200 × 12 in a millisecond. */
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
