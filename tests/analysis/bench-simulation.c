/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of the simulation at the sizes of the bars: 5,000 deals × 10,000 draws with AVX2 and without, 500 × 50,000
 * with and without a shared factor, a planner of 12 and of 200 members. Fails at twice a bar. */
#include "analysis/sb-simulation.h"
#include "core/sb-random.h"

#include <stdio.h>
#include <time.h>

typedef struct {
  const char *name;
  gsize    deals, members;
  guint    draws, rho_ppm;
  gboolean scalar, flows;
  double   bar_ms;
} Row;

static double
cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static double
measure (const Row *row)
{
  g_autofree SbSimDeal *deals = g_new (SbSimDeal, row->deals);
  g_autofree SbSimFlow *flows = g_new (SbSimFlow, 2 * row->members);
  g_autofree SbSimGroup *groups = g_new0 (SbSimGroup, row->members + 1);
  SbSimInput input = { deals, row->deals, flows, row->flows ? 2 * row->members : 0, groups, row->members + 1, 7,
                       row->draws, row->rho_ppm, row->scalar, NULL };
  double best = 1e9;
  SbRandom random;

  sb_random_init (&random, 1, 0, 0);
  for (gsize i = 0; i < row->deals; i++)
    deals[i] = (SbSimDeal) { 1000 + (gint64) sb_random_below (&random, 10000000), 0.7 * sb_random_unit (&random),
                             (gint32) i + 1, (gint32) (i % row->members) };
  for (gsize i = 0; i < row->members; i++)
    {
      groups[i].parent = (gint32) row->members;
      flows[2 * i] = (SbSimFlow) { 1e6, 0.25, (gint32) i + 1, (gint32) i, SB_SIM_RUN_RATE };
      flows[2 * i + 1] = (SbSimFlow) { 1e6, 0.5, (gint32) i + 1, (gint32) i, SB_SIM_CREATE_CLOSE };
    }
  groups[row->members].parent = -1;
  for (int round = 0; round < 5; round++)
    {
      double begin = cpu_ms ();
      g_autoptr (SbSimulation) simulation = sb_simulation_compute (&input);

      if (simulation == NULL || sb_simulation_reach (simulation, row->members, 0) != 1.0)
        return 1e9;
      best = MIN (best, cpu_ms () - begin);
    }
  return best;
}

int
main (void)
{
  static const Row rows[] = {
    { "5,000 deals x 10,000 draws, best", 5000, 1, 10000, 0, FALSE, FALSE, 25.0 },
    { "5,000 deals x 10,000 draws, portable", 5000, 1, 10000, 0, TRUE, FALSE, 260.0 },
    { "500 deals x 50,000 draws", 500, 1, 50000, 0, FALSE, FALSE, 150.0 },
    { "500 deals x 50,000 draws, shared factor", 500, 1, 50000, 50000, FALSE, FALSE, 1000.0 },
    { "12 members x 40 deals x 2,000, shared factor", 480, 12, 2000, 50000, FALSE, TRUE, 16.0 },
    { "200 members x 40 deals x 2,000, shared factor", 8000, 200, 2000, 50000, FALSE, TRUE, 200.0 },
  };
  int failed = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double ms = measure (&rows[i]);

      printf ("%-48s %8.2f ms (bar %.0f)\n", rows[i].name, ms, rows[i].bar_ms);
      failed += ms > 2.0 * rows[i].bar_ms;
    }
  return failed > 0;
}
