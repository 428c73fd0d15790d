/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of draws by group, sorted once so that every question afterwards is a look-up. Called by the forecast, the
 * planner and the command; knows nothing of workspaces. */
#include "analysis/sb-simulation-private.h"

#include <math.h>
#include <string.h>

struct _SbSimulation {
  gatomicrefcount ref_count;
  guint    n_draws;
  gsize    n_groups;
  gint64 **sorted; /* by group */
  double  *means;
};

#define SIGN G_GUINT64_CONSTANT (0x8000000000000000)

/* Ascending; by bytes from the lowest, those that do not differ are skipped. Cost: linear. */
static void
sort_sums (gint64 *sums, gint64 *spare, gsize n)
{
  guint32 counts[8][256] = { { 0 } };
  gint64 *from = sums, *to = spare;

  for (gsize i = 0; i < n; i++)
    for (int byte = 0; byte < 8; byte++)
      counts[byte][((guint64) sums[i] ^ SIGN) >> (8 * byte) & 0xff]++;
  for (int byte = 0; byte < 8; byte++)
    {
      guint32 at = 0;
      gint64 *swap = from;

      if (counts[byte][((guint64) sums[0] ^ SIGN) >> (8 * byte) & 0xff] == n)
        continue;
      for (int value = 0; value < 256; value++)
        {
          guint32 count = counts[byte][value];

          counts[byte][value] = at;
          at += count;
        }
      for (gsize i = 0; i < n; i++)
        to[counts[byte][((guint64) from[i] ^ SIGN) >> (8 * byte) & 0xff]++] = from[i];
      from = to;
      to = swap;
    }
  if (from != sums)
    memcpy (sums, from, n * sizeof *sums);
}

static void
keep (SbSimulation *simulation, gsize group, const gint64 *sums, gint64 *spare)
{
  gint64 *sorted = g_new (gint64, simulation->n_draws);
  __int128 total = 0;

  memcpy (sorted, sums, simulation->n_draws * sizeof *sorted);
  for (guint i = 0; i < simulation->n_draws; i++)
    total += sorted[i];
  sort_sums (sorted, spare, simulation->n_draws);
  simulation->sorted[group] = sorted;
  simulation->means[group] = (double) total / simulation->n_draws;
}

static void
pass_on (gint64 *parent, const gint64 *sums, gsize n)
{
  for (gsize i = 0; i < n; i++)
    parent[i] += sums[i];
}

/* One group after the other; what is below a group has been added to its sums by then. */
static gboolean
run_groups (SbSimulation *simulation, const SbSimRun *run)
{
  gsize n = SB_SIM_BLOCK * run->n_blocks;
  g_autofree gint64 **sums = g_new0 (gint64 *, simulation->n_groups);
  g_autofree gint64 *spare = g_new (gint64, n);
  gboolean ok = TRUE;

  for (gsize g = 0; g < simulation->n_groups; g++)
    {
      gint32 parent = run->input->groups[g].parent;

      if (sums[g] == NULL)
        sums[g] = g_new0 (gint64, n);
      ok = ok && sb_sim_run_group (run, g, sums[g]);
      if (ok)
        keep (simulation, g, sums[g], spare);
      if (ok && parent >= 0)
        {
          if (sums[parent] == NULL)
            sums[parent] = g_new0 (gint64, n);
          pass_on (sums[parent], sums[g], n);
        }
      g_clear_pointer (&sums[g], g_free);
    }
  return ok;
}

SbSimulation *
sb_simulation_compute (const SbSimInput *input)
{
  g_autoptr (SbSimulation) simulation = NULL;
  g_auto (SbSimRun) run = { NULL };

  g_return_val_if_fail (input != NULL, NULL);

  if (!sb_sim_run_init (&run, input))
    return NULL;
  simulation = g_new0 (SbSimulation, 1);
  g_atomic_ref_count_init (&simulation->ref_count);
  simulation->n_draws = input->n_draws;
  simulation->n_groups = input->n_groups;
  simulation->sorted = g_new0 (gint64 *, input->n_groups);
  simulation->means = g_new0 (double, input->n_groups);
  return run_groups (simulation, &run) ? g_steal_pointer (&simulation) : NULL;
}

SbSimulation *
sb_simulation_ref (SbSimulation *simulation)
{
  g_return_val_if_fail (simulation != NULL, NULL);

  g_atomic_ref_count_inc (&simulation->ref_count);
  return simulation;
}

void
sb_simulation_unref (SbSimulation *simulation)
{
  g_return_if_fail (simulation != NULL);

  if (!g_atomic_ref_count_dec (&simulation->ref_count))
    return;
  for (gsize g = 0; g < simulation->n_groups; g++)
    g_free (simulation->sorted[g]);
  g_free (simulation->sorted);
  g_free (simulation->means);
  g_free (simulation);
}

guint
sb_simulation_n_draws (const SbSimulation *simulation)
{
  g_return_val_if_fail (simulation != NULL, 0);

  return simulation->n_draws;
}

gsize
sb_simulation_n_groups (const SbSimulation *simulation)
{
  g_return_val_if_fail (simulation != NULL, 0);

  return simulation->n_groups;
}

double
sb_simulation_reach (const SbSimulation *simulation, gsize group, gint64 target)
{
  guint lo = 0, hi;

  g_return_val_if_fail (simulation != NULL && group < simulation->n_groups, 0.0);

  hi = simulation->n_draws;
  while (lo < hi)
    {
      guint middle = lo + (hi - lo) / 2;

      if (simulation->sorted[group][middle] < target)
        lo = middle + 1;
      else
        hi = middle;
    }
  return (double) (simulation->n_draws - lo) / simulation->n_draws;
}

gint64
sb_simulation_quantile (const SbSimulation *simulation, gsize group, double level)
{
  double rank;

  g_return_val_if_fail (simulation != NULL && group < simulation->n_groups, 0);

  /* A level like 0.1 is not exactly 0.1: a hair less asks for the same draw. */
  rank = ceil (level * simulation->n_draws * (1.0 - 1e-12)) - 1.0;
  return simulation->sorted[group][(guint) CLAMP (rank, 0.0, simulation->n_draws - 1.0)];
}

double
sb_simulation_mean (const SbSimulation *simulation, gsize group)
{
  g_return_val_if_fail (simulation != NULL && group < simulation->n_groups, 0.0);

  return simulation->means[group];
}

const gint64 *
sb_simulation_sorted (const SbSimulation *simulation, gsize group)
{
  g_return_val_if_fail (simulation != NULL && group < simulation->n_groups, NULL);

  return simulation->sorted[group];
}
