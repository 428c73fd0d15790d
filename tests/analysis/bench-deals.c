/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of the funnel and of a panel of key figures over 100,000 deals; fails at twice the limit of 16 ms. */
#include "fixture.h"

#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"

#include <time.h>

#define DEALS 100000
#define ROUNDS 5
#define LIMIT_MS 16.0

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static double
funnel_ms (SbFacts *facts)
{
  SbFunnelQuery query = { 1, { SB_PERIOD_YEAR, sb_date_from_ymd (2025, 1, 1), sb_date_from_ymd (2025, 12, 31) },
                          SB_SCOPE_ALL, sb_date_from_ymd (2025, 12, 1) };
  double start = cpu_ms ();
  g_autoptr (SbFunnel) funnel = sb_funnel_compute (facts, &query);

  g_assert (funnel->cohort > 0);
  return cpu_ms () - start;
}

static double
panel_ms (SbFacts *facts)
{
  static const SbMetric metrics[] = { SB_METRIC_REVENUE_WON, SB_METRIC_WIN_RATE, SB_METRIC_AVERAGE_DEAL,
                                      SB_METRIC_OPEN_PIPELINE, SB_METRIC_PIPELINE_CREATED };
  SbKpiQuery query = { { SB_PERIOD_QUARTER, sb_date_from_ymd (2025, 10, 1), sb_date_from_ymd (2025, 12, 31) },
                       SB_SCOPE_ALL, sb_date_from_ymd (2025, 12, 1), 0 };
  SbKpiRequest request = { metrics, G_N_ELEMENTS (metrics), SB_PERIOD_MONTH, 24, FALSE };
  double start = cpu_ms ();
  g_autoptr (GPtrArray) panel = sb_kpi_panel_compute (facts, &request, &query);

  g_assert (panel->len == G_N_ELEMENTS (metrics));
  return cpu_ms () - start;
}

int
main (void)
{
  g_autoptr (SbFacts) facts = fixture_random (DEALS, 5);
  double funnel = 1e9, panel = 1e9;

  for (int i = 0; i < ROUNDS; i++)
    {
      funnel = MIN (funnel, funnel_ms (facts));
      panel = MIN (panel, panel_ms (facts));
    }
  g_print ("funnel of %d deals: %.2f ms (limit %.0f)\n", DEALS, funnel, LIMIT_MS);
  g_print ("panel of five figures with 24 months: %.2f ms (limit %.0f)\n", panel, LIMIT_MS);
  return funnel > 2 * LIMIT_MS || panel > 2 * LIMIT_MS;
}
