/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of the pages' calculations over 100,000 deals, the median of seven rounds. Every one is printed with its
 * limit; more than twice the limit fails, so that a busy machine does not. `sales-balance-cli bench` measures the same
 * panel over deals that went through a workspace. */
#include "analysis-fixture.h"

#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-overview.h"
#include "analysis/sb-segment.h"

#include <stdlib.h>
#include <time.h>

#define DEALS 100000
#define ROUNDS 7

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
run_panel (const SbFacts *facts, const char *period)
{
  SbKpiQuery query = { fixture_period (period), SB_SCOPE_ALL, D ("2025-11-20"), 0 };
  SbKpiRequest request = sb_kpi_panel_request ();
  g_autoptr (GPtrArray) panel = sb_kpi_panel_compute (facts, &request, &query);

  g_assert_cmpuint (panel->len, ==, request.n_metrics);
}

static void
run_quarter (const SbFacts *facts)
{
  run_panel (facts, "2025-Q4");
}

static void
run_year (const SbFacts *facts)
{
  run_panel (facts, "2025");
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

static int
compare_reals (const void *a, const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static double
median_ms (void (*run) (const SbFacts *facts), const SbFacts *facts)
{
  double times[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      double start = cpu_ms ();

      run (facts);
      times[i] = cpu_ms () - start;
    }
  qsort (times, ROUNDS, sizeof *times, compare_reals);
  return times[ROUNDS / 2];
}

int
main (void)
{
  static const struct { const char *name; void (*run) (const SbFacts *facts); double limit; } benches[] = {
    { "funnel of one year", run_funnel, 16.0 },
    { "panel of key figures, a quarter", run_quarter, 16.0 },
    { "panel of key figures, a year", run_year, 16.0 },
    { "overview with every finding", run_overview, 40.0 },
    { "segmentation", run_segments, 16.0 },
  };
  g_autoptr (SbFacts) facts = fixture_random (5, DEALS);
  gboolean over = FALSE;

  g_print ("%" G_GSIZE_FORMAT " deals, %" G_GSIZE_FORMAT " visits, %" G_GSIZE_FORMAT " customers\n", facts->n_deals,
           facts->n_visits, facts->n_accounts);
  for (gsize b = 0; b < G_N_ELEMENTS (benches); b++)
    {
      double ms = median_ms (benches[b].run, facts);

      over |= ms > 2 * benches[b].limit;
      g_print ("%-32s %6.2f ms CPU, limit %2.0f%s\n", benches[b].name, ms, benches[b].limit,
               ms > 2 * benches[b].limit ? ": FAILED" : ms > benches[b].limit ? ": over" : "");
    }
  return over;
}
