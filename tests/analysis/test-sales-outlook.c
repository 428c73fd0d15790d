/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sales to come: working days divided out and multiplied back, edges of money and history, what the explanation names,
 * and the history that facts give. */
#include "analysis-fixture.h"

#include "analysis/sb-sales-outlook.h"

#include <math.h>

#define MONTHS 48
#define AHEAD 12

typedef struct {
  gint64   minor[MONTHS];
  gboolean known[MONTHS];
  int      workdays[MONTHS + AHEAD];
  SbDate   starts[MONTHS + AHEAD];
} Months;

static SbSalesOutlookInput
blank (Months *months, gsize n)
{
  for (int i = 0; i < MONTHS + AHEAD; i++)
    {
      months->workdays[i] = 18 + (i * 7) % 6;
      months->starts[i] = sb_date_add_months (D ("2021-01-01"), i);
    }
  for (gsize i = 0; i < MONTHS; i++)
    {
      months->known[i] = TRUE;
      months->minor[i] = months->workdays[i] * 100000;
    }
  return (SbSalesOutlookInput){ .minor = months->minor, .known = months->known, .workdays = months->workdays,
                                .starts = months->starts, .n = n, .horizon = AHEAD, .frequency = 12,
                                .scope = SB_SCOPE_ALL, .as_of = D ("2024-12-31") };
}

/* 1,000 a working day stays 1,000 a working day, whatever the month has. */
static void
test_working_days (void)
{
  Months months;
  SbSalesOutlookInput input = blank (&months, MONTHS);
  g_autoptr (SbSalesOutlook) outlook = NULL;
  gint64 total = 0;

  months.workdays[MONTHS + 3] = 0;
  outlook = sb_sales_outlook_compute (&input);
  g_assert_cmpint (outlook->method, ==, SB_OUTLOOK_CONSTANT);
  g_assert_cmpuint (outlook->steps->len, ==, AHEAD);
  for (guint j = 0; j < AHEAD; j++)
    {
      const SbSalesOutlookStep *step = &g_array_index (outlook->steps, SbSalesOutlookStep, j);

      g_assert_cmpint (step->point, ==, months.workdays[MONTHS + j] * 100000);
      g_assert_cmpint (step->lo95, ==, step->point);
      g_assert_cmpint (step->start, ==, months.starts[MONTHS + j]);
      total += step->point;
    }
  g_assert_cmpint (outlook->total, ==, total);
  g_assert_cmpint (outlook->explain->result.integer, ==, total);
}

static void
test_explanation (void)
{
  Months months;
  SbSalesOutlookInput input = blank (&months, MONTHS);
  g_autoptr (SbSalesOutlook) outlook = NULL;
  gboolean named = FALSE;

  for (gsize i = 0; i < MONTHS; i++)
    months.minor[i] += (gint64) ((i * 37) % 11) * 20000;
  months.minor[30] *= 4;
  months.minor[0] = months.minor[1] = 0;
  months.known[10] = FALSE;
  months.workdays[20] = 0;
  outlook = sb_sales_outlook_compute (&input);
  g_assert_cmpint (outlook->method, ==, SB_OUTLOOK_COMBINATION);
  g_assert_cmpuint (outlook->outliers->len, >=, 1);
  g_assert_cmpint (g_array_index (outlook->outliers, SbDate, 0), ==, months.starts[30]);
  for (guint i = 0; i < outlook->explain->inputs->len; i++)
    {
      const SbExplainInput *line = &g_array_index (outlook->explain->inputs, SbExplainInput, i);

      named = named || (line->value.unit == SB_UNIT_DATE && line->value.integer == months.starts[30]);
    }
  g_assert_true (named);
  g_assert_cmpuint (outlook->explain->exclusions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (g_array_index (outlook->explain->exclusions, SbExplainExclusion, i).count, ==, i == 0 ? 2 : 1);
}

static void
test_edges (void)
{
  Months months;
  SbSalesOutlookInput input = blank (&months, 0);
  g_autoptr (SbSalesOutlook) none = sb_sales_outlook_compute (&input);
  g_autoptr (SbSalesOutlook) one = NULL;
  g_autoptr (SbSalesOutlook) large = NULL;

  g_assert_cmpint (none->reason, ==, SB_REASON_NO_HISTORY);
  g_assert_cmpuint (none->steps->len, ==, 0);
  g_assert_cmpint (none->explain->result.reason, ==, SB_REASON_NO_HISTORY);
  input.n = 1;
  one = sb_sales_outlook_compute (&input);
  g_assert_cmpint (one->interval_reason, ==, SB_REASON_TOO_FEW);
  g_assert_cmpuint (one->steps->len, ==, AHEAD);
  input.n = MONTHS;
  for (gsize i = 0; i < MONTHS; i++)
    months.minor[i] = G_MAXINT64 - (gint64) i;
  large = sb_sales_outlook_compute (&input);
  g_assert_cmpint (large->reason, ==, SB_REASON_OVERFLOW);
  g_assert_cmpuint (large->steps->len, ==, 0);
}

static void
win (SbFacts *facts, int month, gint32 owner, gint64 minor)
{
  SbDate day = sb_date_add_months (D ("2023-01-10"), month);
  char text[SB_DATE_TEXT_SIZE];
  SbDealFact *deal;

  sb_date_format_iso (day, text);
  deal = fixture_deal (facts, SB_STATUS_WON, minor, text, text);
  deal->owner_id = owner;
}

static void
test_facts (void)
{
  g_autoptr (SbFacts) facts = fixture_new ();
  g_autoptr (SbSalesOutlook) all = NULL;
  g_autoptr (SbSalesOutlook) member = NULL;
  g_autoptr (SbSalesOutlook) stranger = NULL;
  SbScope scope = SB_SCOPE_ALL;

  for (int i = 0; i < 30; i++)
    {
      win (facts, i, 1, 1000000);
      win (facts, i, 2, 500000);
    }
  fixture_deal (facts, SB_STATUS_LOST, 99000000, "2025-01-01", "2025-02-01");
  all = sb_sales_outlook_of_facts (facts, scope, D ("2025-07-15"), SB_PERIOD_MONTH, 6);
  g_assert_cmpuint (all->steps->len, ==, 6);
  g_assert_cmpint (g_array_index (all->steps, SbSalesOutlookStep, 0).start, ==, D ("2025-07-01"));
  /* equal months of different working days are not equal days */
  g_assert_cmpfloat (fabs ((double) all->total / 9000000.0 - 1.0), <, 0.1);
  scope.member_id = 2;
  member = sb_sales_outlook_of_facts (facts, scope, D ("2025-06-30"), SB_PERIOD_MONTH, 6);
  g_assert_cmpint (g_array_index (member->steps, SbSalesOutlookStep, 0).start, ==, D ("2025-07-01"));
  g_assert_cmpfloat (fabs ((double) member->total / 3000000.0 - 1.0), <, 0.1);
  g_assert_cmpint (member->explain->scope.member_id, ==, 2);
  scope.member_id = 3;
  stranger = sb_sales_outlook_of_facts (facts, scope, D ("2025-06-30"), SB_PERIOD_QUARTER, 6);
  g_assert_cmpint (stranger->reason, ==, SB_REASON_NO_HISTORY);
}

/* Years of 52 weeks with a season, and the cost of a long history. */
static void
test_weeks (void)
{
  g_autoptr (SbFacts) facts = fixture_random (3, 3000);
  g_autoptr (SbSalesOutlook) weeks = sb_sales_outlook_of_facts (facts, SB_SCOPE_ALL, D ("2025-06-30"), SB_PERIOD_WEEK,
                                                                13);

  g_assert_cmpint (weeks->reason, ==, SB_REASON_NONE);
  g_assert_cmpuint (weeks->steps->len, ==, 13);
  for (guint j = 0; j < 13; j++)
    {
      const SbSalesOutlookStep *step = &g_array_index (weeks->steps, SbSalesOutlookStep, j);

      g_assert_cmpint (step->lo95, <=, step->lo80);
      g_assert_cmpint (step->lo80, <=, step->point);
      g_assert_cmpint (step->point, <=, step->hi80);
      g_assert_cmpint (step->hi80, <=, step->hi95);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/sales-outlook/working-days", test_working_days);
  g_test_add_func ("/analysis/sales-outlook/explanation", test_explanation);
  g_test_add_func ("/analysis/sales-outlook/edges", test_edges);
  g_test_add_func ("/analysis/sales-outlook/facts", test_facts);
  g_test_add_func ("/analysis/sales-outlook/weeks", test_weeks);
  return g_test_run ();
}
