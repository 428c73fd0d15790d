/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold for every plan: sums and bounds, no gain by moving money between two members, order does not matter,
 * nobody gets less of a larger target, locking at the optimum changes nobody, rounded tables against every table there
 * is. SB_TEST_FULL=1 takes a million tables. */
#include "quota-fixture.h"

#include "analysis/sb-apportion.h"
#include "analysis/sb-controlled-rounding.h"
#include "analysis/sb-quota-months.h"
#include "analysis/sb-replan.h"

#include <string.h>

static guint64
cases (guint64 n)
{
  return g_getenv ("SB_TEST_FULL") != NULL ? n * 10 : n;
}

static void
assert_sums (const SbQuotaProblem *problem, const SbQuotaPlan *plan)
{
  gint64 sum = 0, below[MOST_NODES] = { 0 };

  for (gsize i = 0; i < plan->n; i++)
    {
      g_assert_cmpint (plan->quota[i], >=, problem->lo[i]);
      g_assert_cmpint (plan->quota[i], <=, problem->hi[i]);
      g_assert_cmpfloat (ABS ((double) plan->quota[i] - plan->real[i]), <, 1.0 + 1e-6);
      sum += plan->quota[i];
      below[problem->node[i]] += plan->quota[i];
    }
  g_assert_cmpint (sum, ==, problem->target);
  for (gsize v = plan->n_nodes; v-- > 0;)
    {
      g_assert_cmpint (below[v], ==, plan->node_quota[v]);
      g_assert_cmpint (below[v], >=, problem->nodes[v].lo);
      g_assert_cmpint (below[v], <=, problem->nodes[v].hi);
      if (v > 0)
        below[problem->nodes[v].parent] += below[v];
    }
}

static void
test_sums (void)
{
  SbRandom random;
  RandomPlan plan;

  sb_random_init (&random, 1, 0, 0);
  for (guint64 k = 0; k < cases (20000); k++)
    {
      g_autoptr (SbQuotaPlan) result = NULL;

      random_plan (&plan, &random, 12, k % 2 == 1, k % 3 == 0 ? 20 : k % 3 == 1 ? 5000000 : G_GINT64_CONSTANT (1) << 50);
      plan.problem.step = k % 7 == 0 ? 10 : 0;
      result = sb_quota_plan_compute (&plan.problem, NULL, NULL);
      g_assert_true (sb_quota_plan_is_ok (result));
      if (plan.problem.step == 0)
        assert_sums (&plan.problem, result);
    }
}

/* Money moved from a member to another, on their real quotas: may the pair move, and does it pay? w (x − a)² with
 * w a = A: in units of A the slope of a member is x / a. */
static gboolean
may_move (const SbQuotaProblem *problem, const SbQuotaPlan *plan, gsize from, gsize to)
{
  gboolean above[MOST_NODES] = { FALSE };

  if (plan->limit[from] & SB_QUOTA_AT_FLOOR || plan->limit[to] & SB_QUOTA_AT_CAP)
    return FALSE;
  for (gint32 v = problem->node[to]; v >= 0; v = problem->nodes[v].parent)
    above[v] = TRUE;
  for (gint32 v = problem->node[from]; v >= 0 && !above[v]; v = problem->nodes[v].parent)
    if (plan->node_real[v] <= (double) problem->nodes[v].lo * (1.0 + 1e-12))
      return FALSE;
  memset (above, 0, sizeof above);
  for (gint32 v = problem->node[from]; v >= 0; v = problem->nodes[v].parent)
    above[v] = TRUE;
  for (gint32 v = problem->node[to]; v >= 0 && !above[v]; v = problem->nodes[v].parent)
    if (plan->node_real[v] >= (double) problem->nodes[v].hi * (1.0 - 1e-12))
      return FALSE;
  return TRUE;
}

static void
test_exchange (void)
{
  SbRandom random;
  RandomPlan plan;

  sb_random_init (&random, 2, 0, 0);
  for (guint64 k = 0; k < cases (5000); k++)
    {
      g_autoptr (SbQuotaPlan) result = NULL;

      random_plan (&plan, &random, 10, k % 4 != 0, 1000000);
      result = sb_quota_plan_compute (&plan.problem, NULL, NULL);
      for (gsize i = 0; i < plan.n; i++)
        for (gsize j = 0; j < plan.n; j++)
          if (i != j && plan.value[i] > 0 && plan.value[j] > 0 && may_move (&plan.problem, result, i, j))
            g_assert_cmpfloat (result->real[i] / (double) plan.value[i], <=,
                               result->real[j] / (double) plan.value[j] * (1.0 + 1e-9) + 1e-9);
    }
}

static void
test_order (void)
{
  SbRandom random;
  RandomPlan plan, turned;

  sb_random_init (&random, 3, 0, 0);
  for (guint64 k = 0; k < cases (5000); k++)
    {
      g_autoptr (SbQuotaPlan) result = NULL;
      g_autoptr (SbQuotaPlan) other = NULL;

      random_plan (&plan, &random, 20, k % 2 == 1, 3000000);
      turned = plan;
      for (gsize i = 0; i < plan.n; i++)
        {
          gsize j = plan.n - 1 - i;

          turned.anchor[j] = plan.anchor[i];
          turned.lo[j] = plan.lo[i];
          turned.hi[j] = plan.hi[i];
          turned.node[j] = plan.node[i];
        }
      turned.problem.anchor = turned.anchor;
      turned.problem.lo = turned.lo;
      turned.problem.hi = turned.hi;
      turned.problem.node = turned.node;
      turned.problem.nodes = turned.nodes;
      result = sb_quota_plan_compute (&plan.problem, NULL, NULL);
      other = sb_quota_plan_compute (&turned.problem, NULL, NULL);
      for (gsize i = 0; i < plan.n; i++)
        g_assert_cmpfloat_with_epsilon (result->real[i], other->real[plan.n - 1 - i], 1e-6);
      g_assert_cmpfloat_with_epsilon (result->t, other->t, 1e-12 * (1.0 + result->t));
    }
}

static void
test_rising_target (void)
{
  SbRandom random;
  RandomPlan plan;

  sb_random_init (&random, 4, 0, 0);
  for (guint64 k = 0; k < cases (5000); k++)
    {
      g_autoptr (SbQuotaPlan) result = NULL;
      g_autoptr (SbQuotaPlan) more = NULL;
      SbQuotaProblem larger;

      random_plan (&plan, &random, 12, k % 2 == 1, 100000);
      larger = plan.problem;
      larger.target += random_between (&random, 0, 5000);
      result = sb_quota_plan_compute (&plan.problem, NULL, NULL);
      more = sb_quota_plan_compute (&larger, NULL, NULL);
      g_assert_true (sb_quota_plan_is_ok (more) || more->status == SB_QUOTA_INFEASIBLE_HIGH);
      for (gsize i = 0; i < plan.n; i++)
        g_assert_cmpfloat (more->real[i], >=, result->real[i] - 1e-6);
      if (sb_quota_plan_is_ok (more))
        g_assert_cmpfloat (more->t, >=, result->t * (1.0 - 1e-12));
    }
}

/* Who is locked at a whole optimum leaves everybody else where they were. */
static void
test_locking (void)
{
  SbRandom random;
  RandomPlan plan;

  sb_random_init (&random, 5, 0, 0);
  for (guint64 k = 0; k < cases (5000); k++)
    {
      g_autoptr (SbQuotaPlan) result = NULL;
      g_autoptr (SbQuotaPlan) locked = NULL;
      gsize i;

      random_plan (&plan, &random, 12, k % 2 == 1, 100);
      result = sb_quota_plan_compute (&plan.problem, NULL, NULL);
      i = (gsize) sb_random_below (&random, plan.n);
      if (result->status != SB_QUOTA_OK || ABS (result->real[i] - (double) result->quota[i]) > 1e-12)
        continue;
      plan.lo[i] = plan.hi[i] = result->quota[i];
      locked = sb_quota_plan_compute (&plan.problem, NULL, NULL);
      for (gsize j = 0; j < plan.n; j++)
        g_assert_cmpfloat_with_epsilon (locked->real[j], result->real[j], 1e-9);
    }
}

static void
test_replan_again (void)
{
  SbRandom random;

  sb_random_init (&random, 6, 0, 0);
  for (guint64 k = 0; k < cases (5000); k++)
    {
      gint64 quota[8], actual[8], rest[8];
      SbReplanProblem problem = { 8, quota, actual, rest, .stretch = { 3, 2 } };
      g_autoptr (SbReplan) first = NULL;
      g_autoptr (SbReplan) again = NULL;
      gint64 sum = 0;

      for (int i = 0; i < 8; i++)
        {
          quota[i] = random_between (&random, 0, 1000000);
          actual[i] = random_between (&random, -1000, quota[i]);
          rest[i] = random_between (&random, 0, 1000000);
        }
      first = sb_replan_compute (&problem);
      for (int i = 0; i < 8; i++)
        sum += first->rest_quota[i];
      g_assert_cmpint (sum + first->unassigned, ==, MAX (first->remaining, 0));
      if (first->status != SB_REPLAN_OK)
        continue;
      for (int i = 0; i < 8; i++)
        quota[i] = actual[i] + first->rest_quota[i];
      again = sb_replan_compute (&problem);
      g_assert_cmpmem (first->rest_quota, sizeof quota, again->rest_quota, sizeof quota);
    }
}

/* -- tables ----------------------------------------------------------------------------------- */

typedef struct {
  gsize  n_rows, n_columns;
  gint64 whole[64], fraction[64], rows[8], columns[8];
  guint8 flags[64];
} RandomTable;

/* The best table by trying all choices of cells: Σ of the fractions that are rounded up, at most. −1: none. */
static gint64
best_by_trial (const RandomTable *table)
{
  gsize n = table->n_rows * table->n_columns;
  gint64 best = -1;

  for (guint choice = 0; choice < 1u << n; choice++)
    {
      gint64 rows[8] = { 0 }, columns[8] = { 0 }, sum = 0;
      gboolean fits = TRUE;

      for (gsize i = 0; i < n; i++)
        {
          gint64 up = choice >> i & 1;

          fits &= !up || table->flags[i];
          rows[i / table->n_columns] += table->whole[i] + up;
          columns[i % table->n_columns] += table->whole[i] + up;
          sum += up * table->fraction[i];
        }
      fits &= memcmp (rows, table->rows, table->n_rows * sizeof *rows) == 0
              && memcmp (columns, table->columns, table->n_columns * sizeof *columns) == 0;
      if (fits)
        best = MAX (best, sum);
    }
  return best;
}

static void
random_table (RandomTable *table, SbRandom *random, gsize most_rows, gsize most_columns)
{
  memset (table, 0, sizeof *table);
  table->n_rows = 1 + (gsize) sb_random_below (random, most_rows);
  table->n_columns = 1 + (gsize) sb_random_below (random, most_columns);
  for (gsize i = 0; i < table->n_rows * table->n_columns; i++)
    {
      gint64 tenths = (gint64) sb_random_below (random, 10);
      gint64 up = tenths > 0 && (gint64) sb_random_below (random, 10) < tenths;

      table->whole[i] = (gint64) sb_random_below (random, 5);
      table->fraction[i] = (tenths << SB_ROUNDING_BITS) / 10;
      table->flags[i] = tenths > 0 ? SB_ROUNDING_MAY_RISE : 0;
      table->rows[i / table->n_columns] += table->whole[i] + up;
      table->columns[i % table->n_columns] += table->whole[i] + up;
    }
}

static void
test_tables_by_trial (void)
{
  SbRandom random;

  sb_random_init (&random, 7, 0, 0);
  for (guint64 k = 0; k < cases (1500); k++)
    {
      RandomTable table;
      gint64 cells[64], best, sum = 0;
      gboolean relaxed, found;

      random_table (&table, &random, 3, 4);
      if (k % 3 == 0 && table.n_columns > 1)
        {
          table.columns[0]++;
          table.columns[1]--;
        }
      best = best_by_trial (&table);
      found = sb_controlled_rounding_choose (&(SbRoundingProblem) { table.n_rows, table.n_columns, table.whole, table.fraction,
                                                                    table.flags, table.rows, table.columns },
                                             FALSE, cells, &relaxed);
      g_assert_cmpint (found, ==, best >= 0);
      for (gsize i = 0; found && i < table.n_rows * table.n_columns; i++)
        sum += (cells[i] - table.whole[i]) * table.fraction[i];
      if (found)
        g_assert_cmpint (sum, ==, best);
    }
}

static void
test_tables (void)
{
  SbRandom random;

  sb_random_init (&random, 8, 0, 0);
  for (guint64 k = 0; k < cases (100000); k++)
    {
      RandomTable table;
      gint64 cells[64], rows[8] = { 0 }, columns[8] = { 0 };
      gboolean relaxed;

      random_table (&table, &random, 6, 8);
      g_assert_true (sb_controlled_rounding_choose (
        &(SbRoundingProblem) { table.n_rows, table.n_columns, table.whole, table.fraction, table.flags, table.rows,
                               table.columns },
        FALSE, cells, &relaxed));
      g_assert_false (relaxed);
      for (gsize i = 0; i < table.n_rows * table.n_columns; i++)
        {
          g_assert_true (cells[i] == table.whole[i] || (cells[i] == table.whole[i] + 1 && table.flags[i]));
          rows[i / table.n_columns] += cells[i];
          columns[i % table.n_columns] += cells[i];
        }
      g_assert_cmpmem (rows, table.n_rows * sizeof *rows, table.rows, table.n_rows * sizeof *rows);
      g_assert_cmpmem (columns, table.n_columns * sizeof *columns, table.columns, table.n_columns * sizeof *columns);
    }
}

static void
test_splits (void)
{
  SbRandom random;

  sb_random_init (&random, 9, 0, 0);
  for (guint64 k = 0; k < cases (100000); k++)
    {
      SbDd shares[8];
      gint64 parts[8], weights[8], total = random_between (&random, 0, 1000000), sum = 0, all = 0;
      gsize n = 1 + (gsize) sb_random_below (&random, 8);

      for (gsize i = 0; i < n; i++)
        all += weights[i] = 1 + (gint64) sb_random_below (&random, 1000);
      for (gsize i = 0; i < n; i++)
        shares[i] = sb_dd_divide (sb_dd_from_wide ((SbWide) total * weights[i]), sb_dd_from_int (all));
      g_assert_cmpint (sb_apportion (&(SbShares) { n, shares, NULL, NULL }, total, 1, parts), ==, 0);
      for (gsize i = 0; i < n; i++)
        {
          SbWide whole = (SbWide) total * weights[i] / all;

          g_assert_true (parts[i] == whole || parts[i] == whole + 1);
          sum += parts[i];
        }
      g_assert_cmpint (sum, ==, total);
    }
}

static void
test_months (void)
{
  SbRandom random;

  sb_random_init (&random, 10, 0, 0);
  for (guint64 k = 0; k < cases (3000); k++)
    {
      gint64 quota[6], season[12], days[72], typed[72] = { 0 };
      guint8 locked[72] = { 0 };
      SbQuotaMonthsProblem problem = { 6, 12, quota, season, days, NULL, locked, typed };
      g_autoptr (SbQuotaMonths) months = NULL;

      for (int i = 0; i < 6; i++)
        quota[i] = random_between (&random, 0, k % 2 ? 40 : 12000000);
      for (int m = 0; m < 12; m++)
        season[m] = random_between (&random, 0, 2000000);
      for (int c = 0; c < 72; c++)
        {
          days[c] = random_between (&random, c % 12 < 3 && c / 12 == 2 ? 0 : 15, c % 12 < 3 && c / 12 == 2 ? 0 : 23);
          locked[c] = sb_random_below (&random, 15) == 0;
          typed[c] = random_between (&random, 0, 3);
        }
      months = sb_quota_months_compute (&problem);
      g_assert_nonnull (months);
      for (int i = 0; i < 6; i++)
        {
          gint64 sum = 0;

          for (int m = 0; m < 12; m++)
            {
              g_assert_cmpint (months->cells[i * 12 + m], >=, 0);
              if (locked[i * 12 + m])
                g_assert_cmpint (months->cells[i * 12 + m], ==, typed[i * 12 + m]);
              sum += months->cells[i * 12 + m];
            }
          g_assert_cmpint (sum - quota[i], ==, months->mismatch[i]);
          if (quota[i] > 40)
            g_assert_cmpint (months->mismatch[i], ==, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quota/properties/sums", test_sums);
  g_test_add_func ("/quota/properties/exchange", test_exchange);
  g_test_add_func ("/quota/properties/order", test_order);
  g_test_add_func ("/quota/properties/rising-target", test_rising_target);
  g_test_add_func ("/quota/properties/locking", test_locking);
  g_test_add_func ("/quota/properties/replan-again", test_replan_again);
  g_test_add_func ("/quota/properties/tables-by-trial", test_tables_by_trial);
  g_test_add_func ("/quota/properties/tables", test_tables);
  g_test_add_func ("/quota/properties/splits", test_splits);
  g_test_add_func ("/quota/properties/months", test_months);
  return g_test_run ();
}
