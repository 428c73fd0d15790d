/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quotas by month and week: a table of members × months whose rows are the quotas exactly and whose columns follow the
 * company's phasing, with typed cells that stay. Called by the planner on every step of a slider and by the goals grid.
 * Source: ENGINE 1.5, 1.6; AREAS 1 G3, G4. */
#pragma once

#include <glib.h>

#include "core/sb-calendar.h"

G_BEGIN_DECLS

/* Borrowed arrays; tables are row-major [n_rows × n_months]. */
typedef struct {
  gsize         n_rows, n_months;
  const gint64 *quota;      /* [n_rows] whole quota of the member */
  const gint64 *season_ppm; /* [n_months] ≥ 0; NULL: all the same */
  const gint64 *days;       /* working days ≥ 0 of each member in each month, 0 before joining; a NULL `days` with
                             * `month_days` [n_months]: the same for all */
  const gint64 *month_days; /* [n_months]; NULL with NULL days: all the same */
  const guint8 *locked;     /* typed cells; NULL: none */
  const gint64 *typed;      /* their values, any sign */
} SbQuotaMonthsProblem;

typedef struct {
  gsize    n_rows, n_months;
  gint64  *cells;         /* locked ones as typed, others ≥ 0 */
  gint64  *calculated;    /* what the cell would be without any lock: stays beside a typed value */
  gint64  *month_total;   /* [n_months] sums of the columns */
  gint64  *mismatch;      /* [n_rows] Σ cells − quota: 0 unless all cells are locked, or the locked exceed the quota */
  gint64   total;         /* Σ cells */
  gsize    n_mismatched;
  gboolean relaxed;       /* some cell is further than a unit from its exact share: no table met both margins */
  double   abs_error;     /* Σ |cell − exact share| over the cells that are not locked */
} SbQuotaMonths;

/* Rows exact, columns the largest remainder of the exact columns, each free cell rounded up or down. Errors: NULL when
 * a weight is negative or a sum exceeds int64. Cost: 200 × 12 in 2 ms. */
SbQuotaMonths *sb_quota_months_compute (const SbQuotaMonthsProblem *problem);
void           sb_quota_months_free    (SbQuotaMonths *months);

/* A piece of a week inside one month. */
typedef struct {
  gsize  month;     /* index of the month in the table */
  SbDate start, end; /* inclusive */
  SbDate monday;    /* of its ISO week: pieces of one week have the same */
  gint64 days;      /* working days of the piece */
} SbWeekPiece;

/* The weeks of n_months months as pieces, in order; month_start [n_months + 1] holds the first day of each month and
 * the day after the last. calendar NULL: Monday to Friday. Returns: (transfer full) GArray of SbWeekPiece. */
GArray *sb_week_pieces (const SbDate *month_start, gsize n_months, const SbCalendar *calendar);
/* Splits each month over its pieces by working days, largest remainder within the month, so months stay exact; a week
 * is the sum of its pieces. A month without working days: equal parts. Shape: months [n_months], parts [pieces->len].
 * Negative months are split as −(split of the amount). */
void    sb_weeks_split (const gint64 *months, gsize n_months, const GArray *pieces, gint64 *parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQuotaMonths, sb_quota_months_free)

G_END_DECLS
