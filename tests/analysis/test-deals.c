/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Funnel and key figures on hand-made deals whose numbers were counted by hand, and identities on random ones. */
#include "fixture.h"

#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-overview.h"

#include <math.h>

#define QUARTER(y, m1, d1, m2, d2) { SB_PERIOD_QUARTER, sb_date_from_ymd (y, m1, d1), sb_date_from_ymd (y, m2, d2) }

static void
put (SbFacts *facts, gsize index, SbDealFact deal, gint16 furthest, gint16 last_open)
{
  deal.furthest = furthest;
  deal.last_open = last_open;
  facts->deals[index] = deal;
}

/* Eight deals of Q1 2026: two won, one lost at each stage, one without history, one open at stage 2, one void. */
static SbFacts *
hand_made (void)
{
  SbFacts *facts = fixture_new (8);

  put (facts, 0, fixture_deal (1, SB_STATUS_WON, 1000, "2026-01-05", "2026-02-02"), 3, 3);
  put (facts, 1, fixture_deal (2, SB_STATUS_WON, 3000, "2026-01-06", "2026-03-02"), 3, 3);
  put (facts, 2, fixture_deal (3, SB_STATUS_LOST, 500, "2026-01-07", "2026-02-03"), 1, 1);
  put (facts, 3, fixture_deal (4, SB_STATUS_LOST, 700, "2026-01-08", "2026-02-04"), 2, 2);
  put (facts, 4, fixture_deal (5, SB_STATUS_LOST, 9000, "2026-01-09", "2026-02-05"), 3, 3);
  put (facts, 5, fixture_deal (6, SB_STATUS_LOST, 400, "2026-01-12", "2026-02-06"), -1, -1);
  put (facts, 6, fixture_deal (7, SB_STATUS_OPEN, 2000, "2026-02-12", NULL), 2, 2);
  put (facts, 7, fixture_deal (8, SB_STATUS_VOID, 100, "2026-02-13", "2026-02-20"), 2, 2);
  return facts;
}

static void
test_funnel (void)
{
  static const gint64 reached[] = { 7, 5, 3 }, advanced[] = { 5, 3, 2 }, lost[] = { 2, 1, 1 }, open[] = { 0, 1, 0 };
  g_autoptr (SbFacts) facts = hand_made ();
  SbFunnelQuery query = { 1, QUARTER (2026, 1, 1, 3, 31), SB_SCOPE_ALL, sb_date_from_ymd (2026, 3, 31) };
  g_autoptr (SbFunnel) funnel = sb_funnel_compute (facts, &query);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (SbExplain) explain = NULL;

  g_assert_cmpuint (funnel->n_stages, ==, 3);
  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (funnel->stages[i].n[SB_FUNNEL_REACHED], ==, reached[i]);
      g_assert_cmpint (funnel->stages[i].n[SB_FUNNEL_ADVANCED], ==, advanced[i]);
      g_assert_cmpint (funnel->stages[i].n[SB_FUNNEL_LOST], ==, lost[i]);
      g_assert_cmpint (funnel->stages[i].n[SB_FUNNEL_OPEN], ==, open[i]);
    }
  g_assert_cmpint (funnel->stages[1].n[SB_FUNNEL_VOID], ==, 1);
  g_assert_cmpint (funnel->attributed, ==, 1);
  g_assert_cmpint (funnel->worst, ==, 0);
  g_assert_cmpint (funnel->worst_value, ==, 2);
  g_assert_cmpint (funnel->stages[2].minor[SB_FUNNEL_LOST], ==, 9000);
  g_assert_cmpfloat_with_epsilon (funnel->overall.value, 2.0 / 7.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (funnel->stages[1].floor.value, 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (funnel->stages[1].resolved.value, 0.75, 1e-12);
  ids = sb_funnel_dup_ids (funnel, 0, SB_FUNNEL_LOST);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint32, 0), ==, 3);
  g_assert_cmpint (g_array_index (ids, gint32, 1), ==, 6);
  explain = sb_funnel_explain_cell (funnel, 0, SB_FUNNEL_LOST);
  g_assert_cmpint (explain->n_rows, ==, 2);
  g_assert_cmpint (explain->result.integer, ==, 2);
}

static void
check_identity (const SbFunnel *funnel)
{
  gint64 lost = 0;

  for (guint s = 0; s < funnel->n_stages; s++)
    {
      const SbFunnelStage *stage = &funnel->stages[s];

      g_assert_cmpint (stage->n[SB_FUNNEL_REACHED], ==,
                       stage->n[SB_FUNNEL_ADVANCED] + stage->n[SB_FUNNEL_LOST] + stage->n[SB_FUNNEL_OPEN]
                         + stage->n[SB_FUNNEL_BACK]);
      g_assert_cmpint (stage->n[SB_FUNNEL_ADVANCED], >=, 0);
      g_assert_true (isfinite (stage->resolved.value) && isfinite (stage->estimate.value));
      for (int cell = 0; cell < SB_N_FUNNEL_CELLS; cell++)
        {
          g_autoptr (GArray) ids = sb_funnel_dup_ids (funnel, s, (SbFunnelCell) cell);

          g_assert_cmpint (ids->len, ==, stage->n[cell]);
        }
      lost += stage->n[SB_FUNNEL_LOST];
    }
  g_assert_cmpint (lost, ==, funnel->lost);
  g_assert_cmpint (funnel->cohort, ==, funnel->won + funnel->lost + funnel->open);
}

static void
test_funnel_random (void)
{
  for (guint64 seed = 1; seed <= 40; seed++)
    {
      g_autoptr (SbFacts) facts = fixture_random (200, seed);
      SbFunnelQuery query = { 1, QUARTER (2025, 1, 1, 6, 30), SB_SCOPE_ALL, sb_date_from_ymd (2025, 8, 1) };
      g_autoptr (SbFunnel) funnel = sb_funnel_compute (facts, &query);

      g_assert_cmpint (funnel->cohort, >, 0);
      check_identity (funnel);
    }
}

static void
test_kpis (void)
{
  g_autoptr (SbFacts) facts = hand_made ();
  SbKpiQuery query = { QUARTER (2026, 1, 1, 3, 31), SB_SCOPE_ALL, sb_date_from_ymd (2026, 3, 31), 0 };
  g_autoptr (SbKpi) revenue = sb_kpi_compute (facts, SB_METRIC_REVENUE_WON, &query);
  g_autoptr (SbKpi) rate = sb_kpi_compute (facts, SB_METRIC_WIN_RATE, &query);
  g_autoptr (SbKpi) average = sb_kpi_compute (facts, SB_METRIC_AVERAGE_DEAL, &query);
  g_autoptr (SbKpi) open = sb_kpi_compute (facts, SB_METRIC_OPEN_PIPELINE, &query);

  g_assert_cmpint (revenue->value.integer, ==, 4000);
  g_assert_cmpint (revenue->explain->n_rows, ==, 2);
  g_assert_cmpint (rate->ratio.numerator, ==, 2);
  g_assert_cmpint (rate->ratio.denominator, ==, 6);
  g_assert_cmpint (average->value.reason, ==, SB_REASON_TOO_FEW);
  g_assert_cmpint (open->value.integer, ==, 2000);
  g_assert_cmpint (rate->previous.value.reason, ==, SB_REASON_NO_CLOSED_DEALS);
}

/* On Friday 8 May 2026 six working days of May have gone; the sixth of April is Wednesday the 8th. */
static void
test_like_for_like (void)
{
  g_autoptr (SbFacts) facts = fixture_new (3);
  SbKpiQuery query = { { SB_PERIOD_MONTH, sb_date_from_ymd (2026, 5, 1), sb_date_from_ymd (2026, 5, 31) }, SB_SCOPE_ALL,
                       sb_date_from_ymd (2026, 5, 8), 0 };
  g_autoptr (SbKpi) kpi = NULL;

  facts->deals[0] = fixture_deal (1, SB_STATUS_WON, 100, "2026-03-01", "2026-04-08");
  facts->deals[1] = fixture_deal (2, SB_STATUS_WON, 900, "2026-03-01", "2026-04-09");
  facts->deals[2] = fixture_deal (3, SB_STATUS_WON, 150, "2026-03-01", "2026-05-06");
  kpi = sb_kpi_compute (facts, SB_METRIC_REVENUE_WON, &query);
  g_assert_cmpint (kpi->value.integer, ==, 150);
  g_assert_true (kpi->previous.partial);
  g_assert_cmpint (kpi->previous.until, ==, sb_date_from_ymd (2026, 4, 8));
  g_assert_cmpint (kpi->previous.working_days, ==, 6);
  g_assert_cmpint (kpi->previous.value.integer, ==, 100);
  g_assert_cmpfloat_with_epsilon (kpi->previous.change.value, 0.5, 1e-12);
}

/* The months of a year add up to the year, members to the team, and the rows are those counted. */
static void
test_sums (void)
{
  g_autoptr (SbFacts) facts = fixture_random (500, 3);
  SbKpiQuery query = { { SB_PERIOD_YEAR, sb_date_from_ymd (2025, 1, 1), sb_date_from_ymd (2025, 12, 31) }, SB_SCOPE_ALL,
                       sb_date_from_ymd (2026, 3, 1), 0 };
  static const SbMetric metrics[] = { SB_METRIC_REVENUE_WON, SB_METRIC_DEALS_WON, SB_METRIC_DEALS_CREATED };

  for (gsize m = 0; m < G_N_ELEMENTS (metrics); m++)
    {
      g_autoptr (SbKpi) whole = sb_kpi_compute (facts, metrics[m], &query);
      g_autoptr (SbSeries) series = sb_kpi_series_compute (facts, metrics[m], SB_PERIOD_MONTH, &query);
      g_autoptr (GArray) parts = sb_kpi_split_compute (facts, metrics[m], SB_SPLIT_MEMBER, &query);
      gint64 months = 0, members = 0;

      for (guint i = 0; i < series->points->len; i++)
        months += g_array_index (series->points, SbSeriesPoint, i).value.integer;
      for (guint i = 0; i < parts->len; i++)
        members += g_array_index (parts, SbKpiPart, i).value.integer;
      g_assert_cmpuint (series->points->len, ==, 12);
      g_assert_cmpint (whole->value.integer, >, 0);
      g_assert_cmpint (months, ==, whole->value.integer);
      g_assert_cmpint (members, ==, whole->value.integer);
      g_assert_cmpint (whole->explain->n_rows, ==, whole->ratio.n);
    }
}

/* Every metric of an empty workspace has a reason or an honest zero, and nothing is NaN. */
static void
test_empty (void)
{
  g_autoptr (SbFacts) facts = fixture_new (0);
  SbKpiQuery query = { QUARTER (2026, 1, 1, 3, 31), SB_SCOPE_ALL, sb_date_from_ymd (2026, 2, 1), 0 };
  SbAttentionQuery attention = { query.period, SB_SCOPE_ALL, query.as_of, 0, SB_ATTENTION_DEFAULTS };
  g_autoptr (SbOverview) overview = sb_overview_compute (facts, &attention);

  for (int m = 0; m < SB_N_METRICS; m++)
    {
      g_autoptr (SbKpi) kpi = sb_kpi_compute (facts, (SbMetric) m, &query);

      g_assert_true (isfinite (sb_quantity_as_real (&kpi->value)) && isfinite (kpi->previous.difference));
      g_assert_true (kpi->value.reason != SB_REASON_NONE || kpi->value.integer == 0);
    }
  g_assert_cmpint (overview->verdict, ==, SB_OVERVIEW_EMPTY);
  g_assert_cmpuint (overview->findings->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/funnel/hand-made", test_funnel);
  g_test_add_func ("/analysis/funnel/identity", test_funnel_random);
  g_test_add_func ("/analysis/kpi/hand-made", test_kpis);
  g_test_add_func ("/analysis/kpi/like-for-like", test_like_for_like);
  g_test_add_func ("/analysis/kpi/sums", test_sums);
  g_test_add_func ("/analysis/empty", test_empty);
  return g_test_run ();
}
