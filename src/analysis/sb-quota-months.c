/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members × months to the minor unit. Called by the planner on every step of a slider. The exact share of a cell is
 * (quota − typed cells) × weight ÷ Σ weights of the free cells of its row, a fraction of whole numbers. */
#include "analysis/sb-quota-months.h"

#include "analysis/sb-apportion.h"
#include "analysis/sb-controlled-rounding.h"

#include <string.h>

typedef struct {
  const SbQuotaMonthsProblem *problem;
  gint64  *whole, *fraction; /* of each cell */
  guint8  *flags;
  gint64  *rows, *columns;
  SbDd    *sums;             /* exact sums of the free cells of each column */
  gint64  *weight;           /* [n_months] of the row under way */
} Table;

static gboolean
is_locked (const SbQuotaMonthsProblem *problem, gsize cell)
{
  return problem->locked != NULL && problem->locked[cell];
}

static gint64
days_of (const SbQuotaMonthsProblem *problem, gsize row, gsize month)
{
  if (problem->days != NULL)
    return problem->days[row * problem->n_months + month];
  return problem->month_days != NULL ? problem->month_days[month] : 1;
}

/* Season × working days of the free cells of a row; all 0: equal over the months with days, or over all. FALSE: a
 * negative weight, or one beyond int64. */
static gboolean
weigh (Table *table, gsize row, gboolean with_locks, SbWide *sum)
{
  const SbQuotaMonthsProblem *problem = table->problem;
  gboolean any_days = FALSE;

  *sum = 0;
  for (gsize k = 0; k < problem->n_months; k++)
    {
      gint64 season = problem->season_ppm != NULL ? problem->season_ppm[k] : 1;
      gint64 days = days_of (problem, row, k);
      gboolean held = with_locks && is_locked (problem, row * problem->n_months + k);

      if (season < 0 || days < 0 || __builtin_mul_overflow (season, days, &table->weight[k]))
        return FALSE;
      if (held)
        table->weight[k] = 0;
      any_days |= !held && days > 0;
      *sum += table->weight[k];
    }
  for (gsize k = 0; *sum == 0 && k < problem->n_months; k++)
    if (!(with_locks && is_locked (problem, row * problem->n_months + k)))
      table->weight[k] = !any_days || days_of (problem, row, k) > 0;
  if (*sum == 0)
    for (gsize k = 0; k < problem->n_months; k++)
      *sum += table->weight[k];
  return *sum <= G_MAXINT64;
}

/* What is left of a quota beside its typed cells; FALSE beyond int64. */
static gboolean
free_part (const SbQuotaMonthsProblem *problem, gsize row, gint64 *left)
{
  SbWide rest = problem->quota[row];

  for (gsize k = 0; k < problem->n_months; k++)
    if (is_locked (problem, row * problem->n_months + k))
      rest -= problem->typed[row * problem->n_months + k];
  *left = (gint64) rest;
  return rest <= G_MAXINT64 && rest > G_MININT64;
}

/* The exact shares of a row. Typed more than the quota leaves 0, not less, for the free cells. */
static gboolean
share_row (Table *table, gsize row, gboolean with_locks)
{
  const SbQuotaMonthsProblem *problem = table->problem;
  gint64 left = problem->quota[row];
  SbWide sum;

  if (!weigh (table, row, with_locks, &sum) || (with_locks && !free_part (problem, row, &left)))
    return FALSE;
  if (with_locks && problem->quota[row] >= 0)
    left = MAX (left, 0);
  table->rows[row] = sum > 0 ? left : 0;
  for (gsize k = 0; k < problem->n_months; k++)
    {
      gsize cell = row * problem->n_months + k;
      SbWide product = (SbWide) left * table->weight[k], rest;

      table->whole[cell] = table->fraction[cell] = 0;
      table->flags[cell] = 0;
      if (table->weight[k] == 0)
        continue;
      table->whole[cell] = (gint64) sb_wide_floor (product, sum);
      rest = product - (SbWide) table->whole[cell] * sum;
      table->fraction[cell] = (gint64) ((rest << SB_ROUNDING_BITS) / sum);
      table->flags[cell] = (guint8) (SB_ROUNDING_LOOSE | (rest > 0 ? SB_ROUNDING_MAY_RISE : 0));
      table->sums[k] = sb_dd_add (table->sums[k], sb_dd_divide (sb_dd_from_wide (product), sb_dd_from_wide (sum)));
    }
  return TRUE;
}

/* Rounds the free cells into `cells`; FALSE on bad input. */
static gboolean
round_table (Table *table, gboolean with_locks, gint64 *cells, gboolean *relaxed)
{
  const SbQuotaMonthsProblem *problem = table->problem;
  SbRoundingProblem rounding = { problem->n_rows, problem->n_months, table->whole, table->fraction, table->flags,
                                 table->rows, table->columns };
  SbShares shares = { problem->n_months, table->sums, NULL, NULL };
  SbWide total = 0;

  for (gsize k = 0; k < problem->n_months; k++)
    table->sums[k] = (SbDd) { 0.0, 0.0 };
  for (gsize i = 0; i < problem->n_rows; i++)
    {
      if (!share_row (table, i, with_locks))
        return FALSE;
      total += table->rows[i];
    }
  if (total > G_MAXINT64 || total < G_MININT64)
    return FALSE;
  sb_apportion (&shares, (gint64) total, 1, table->columns);
  return sb_controlled_rounding_choose (&rounding, TRUE, cells, relaxed);
}

static void
table_clear (Table *table)
{
  g_free (table->whole);
  g_free (table->fraction);
  g_free (table->flags);
  g_free (table->rows);
  g_free (table->columns);
  g_free (table->sums);
  g_free (table->weight);
}

static void
table_init (Table *table, const SbQuotaMonthsProblem *problem)
{
  gsize n = problem->n_rows * problem->n_months;

  table->problem = problem;
  table->whole = g_new0 (gint64, n + 1);
  table->fraction = g_new0 (gint64, n + 1);
  table->flags = g_new0 (guint8, n + 1);
  table->rows = g_new0 (gint64, problem->n_rows + 1);
  table->columns = g_new0 (gint64, problem->n_months + 1);
  table->sums = g_new0 (SbDd, problem->n_months + 1);
  table->weight = g_new0 (gint64, problem->n_months + 1);
}

/* Typed cells, sums and mismatches; FALSE on overflow. */
static gboolean
sum_up (const Table *table, SbQuotaMonths *months)
{
  const SbQuotaMonthsProblem *problem = table->problem;
  g_autofree SbWide *columns = g_new0 (SbWide, months->n_months + 1);
  SbWide all = 0;

  for (gsize i = 0; i < months->n_rows; i++)
    {
      SbWide row = -(SbWide) problem->quota[i];

      for (gsize k = 0; k < months->n_months; k++)
        {
          gsize cell = i * months->n_months + k;

          if (is_locked (problem, cell))
            months->cells[cell] = problem->typed[cell];
          else
            months->abs_error += fabs ((double) (months->cells[cell] - table->whole[cell])
                                       - ldexp ((double) table->fraction[cell], -SB_ROUNDING_BITS));
          row += months->cells[cell];
          columns[k] += months->cells[cell];
        }
      if (row > G_MAXINT64 || row < G_MININT64)
        return FALSE;
      months->mismatch[i] = (gint64) row;
      months->n_mismatched += row != 0;
      all += row + problem->quota[i];
    }
  for (gsize k = 0; k < months->n_months; k++)
    {
      if (columns[k] > G_MAXINT64 || columns[k] < G_MININT64)
        return FALSE;
      months->month_total[k] = (gint64) columns[k];
    }
  months->total = (gint64) all;
  return all <= G_MAXINT64 && all >= G_MININT64;
}

static gboolean
any_locked (const SbQuotaMonthsProblem *problem)
{
  for (gsize i = 0; problem->locked != NULL && i < problem->n_rows * problem->n_months; i++)
    if (problem->locked[i])
      return TRUE;
  return FALSE;
}

SbQuotaMonths *
sb_quota_months_compute (const SbQuotaMonthsProblem *problem)
{
  g_autoptr (SbQuotaMonths) months = NULL;
  gboolean done, relaxed = FALSE;
  Table table = { NULL };
  gsize n;

  g_return_val_if_fail (problem != NULL && (problem->n_rows == 0 || problem->quota != NULL), NULL);
  g_return_val_if_fail (problem->locked == NULL || problem->typed != NULL, NULL);

  n = problem->n_rows * problem->n_months;
  months = g_new0 (SbQuotaMonths, 1);
  months->n_rows = problem->n_rows;
  months->n_months = problem->n_months;
  months->cells = g_new0 (gint64, n + 1);
  months->calculated = g_new0 (gint64, n + 1);
  months->month_total = g_new0 (gint64, problem->n_months + 1);
  months->mismatch = g_new0 (gint64, problem->n_rows + 1);
  table_init (&table, problem);
  done = round_table (&table, FALSE, months->calculated, &relaxed);
  if (done && any_locked (problem))
    done = round_table (&table, TRUE, months->cells, &months->relaxed);
  else if (done)
    {
      memcpy (months->cells, months->calculated, n * sizeof *months->cells);
      months->relaxed = relaxed;
    }
  done = done && sum_up (&table, months);
  table_clear (&table);
  return done ? g_steal_pointer (&months) : NULL;
}

void
sb_quota_months_free (SbQuotaMonths *months)
{
  if (months == NULL)
    return;
  g_free (months->cells);
  g_free (months->calculated);
  g_free (months->month_total);
  g_free (months->mismatch);
  g_free (months);
}
