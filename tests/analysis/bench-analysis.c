/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of the funnel with its visits and of the analysis page's twenty figures over 100,000 deals. Every figure is
 * printed with its limit; a run over twice the limit fails, so that a busy machine does not. */
#include "analysis-fixture.h"

#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-overview.h"
#include "analysis/sb-segment.h"

#include <time.h>

#define DEALS 100000
#define ROUNDS 7

static const SbMetric shown[] = { SB_METRIC_REVENUE_WON, SB_METRIC_DEALS_WON, SB_METRIC_WIN_RATE,
                                  SB_METRIC_WIN_RATE_VALUE, SB_METRIC_AVERAGE_DEAL, SB_METRIC_MEDIAN_DEAL,
                                  SB_METRIC_SALES_CYCLE, SB_METRIC_VELOCITY, SB_METRIC_PIPELINE_CREATED,
                                  SB_METRIC_OPEN_PIPELINE, SB_METRIC_WEIGHTED_PIPELINE, SB_METRIC_PIPELINE_COVERAGE,
                                  SB_METRIC_PUSH_RATE, SB_METRIC_NEW_CUSTOMERS, SB_METRIC_RETENTION, SB_METRIC_NPS,
                                  SB_METRIC_CSAT, SB_METRIC_COMPLAINTS, SB_METRIC_ACTIVITIES,
                                  SB_METRIC_GROSS_MARGIN };

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
run_funnel (const SbFacts *facts)
{
  SbFunnelQuery query = { FIX_PIPELINE, fixture_period ("2025"), SB_SCOPE_ALL, D ("2025-11-20") };
  g_autoptr (SbFunnel) funnel = sb_funnel_compute (facts, &query);

  g_assert_cmpint (funnel->cohort, >, 0);
}

static void
run_panel (const SbFacts *facts)
{
  SbKpiQuery query = { fixture_period ("2025-Q4"), SB_SCOPE_ALL, D ("2025-11-20"), 0 };
  SbKpiRequest request = { shown, G_N_ELEMENTS (shown), SB_PERIOD_MONTH, 24, TRUE };
  g_autoptr (GPtrArray) panel = sb_kpi_panel_compute (facts, &request, &query);

  g_assert_cmpuint (panel->len, ==, G_N_ELEMENTS (shown));
}

static void
run_overview (const SbFacts *facts)
{
  SbAttentionQuery query = { fixture_period ("2025-Q4"), SB_SCOPE_ALL, D ("2025-11-20"), 0, SB_ATTENTION_DEFAULTS };
  g_autoptr (SbOverview) overview = sb_overview_compute (facts, &query);

  g_assert_cmpint (overview->won, >, 0);
}

static void
run_segments (const SbFacts *facts)
{
  g_autoptr (SbSegmentation) segmentation = sb_segmentation_compute (facts, SB_SCOPE_ALL, D ("2025-11-20"), 24);

  g_assert_cmpuint (segmentation->n_in_scope, >, 0);
}

int
main (void)
{
  static const struct { const char *name; void (*run) (const SbFacts *facts); double limit; } benches[] = {
    { "funnel of one year", run_funnel, 16.0 },
    { "20 key figures with 24 months and rows", run_panel, 16.0 },
    { "overview with every finding", run_overview, 40.0 },
    { "segmentation", run_segments, 16.0 },
  };
  g_autoptr (SbFacts) facts = fixture_random (5, DEALS);
  gboolean over = FALSE;

  g_print ("%" G_GSIZE_FORMAT " deals, %" G_GSIZE_FORMAT " visits, %" G_GSIZE_FORMAT " customers\n", facts->n_deals,
           facts->n_visits, facts->n_accounts);
  for (gsize b = 0; b < G_N_ELEMENTS (benches); b++)
    {
      double best = 1e9;

      for (int i = 0; i < ROUNDS; i++)
        {
          double start = cpu_ms ();

          benches[b].run (facts);
          best = MIN (best, cpu_ms () - start);
        }
      over |= best > 2 * benches[b].limit;
      g_print ("%s: %.2f ms CPU (limit %.0f)\n", benches[b].name, best, benches[b].limit);
    }
  return over;
}
