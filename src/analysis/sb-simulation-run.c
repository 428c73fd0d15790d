/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of draws: what of the input is certain, how the shared factor moves the thresholds of a block, the sums of
 * one group. Called by the simulation, its deciders and its what-must-be-true; knows nothing of results. */
#include "analysis/sb-simulation-private.h"

#include "core/sb-random.h"

#include <math.h>
#include <string.h>

#define SHOCK_PURPOSE 0
#define FLOW_LIMIT 1000.0 /* a flow's draw is at most this many times its mean */

gboolean
sb_sim_certain (const SbSimDeal *deal)
{
  return deal->minor <= 0 || !(deal->q > 0.0) || deal->q >= 1.0;
}

/* Could any sum leave int64? Both ends of the whole input are looked at. */
static gboolean
fits (const SbSimInput *input)
{
  gint64 most = 0, least = 0;
  double flows = 0.0;

  for (gsize i = 0; i < input->n_deals; i++)
    if (__builtin_add_overflow (most, MAX (input->deals[i].minor, 0), &most)
        || __builtin_add_overflow (least, MIN (input->deals[i].minor, 0), &least))
      return FALSE;
  for (gsize g = 0; g < input->n_groups; g++)
    if (__builtin_add_overflow (most, MAX (input->groups[g].won, 0), &most)
        || __builtin_add_overflow (least, MIN (input->groups[g].won, 0), &least))
      return FALSE;
  for (gsize i = 0; i < input->n_flows; i++)
    flows += input->flows[i].mean * FLOW_LIMIT;
  return flows < 0x1p62 && most <= G_MAXINT64 / 2 && least >= G_MININT64 / 2;
}

static gboolean
is_sound (const SbSimInput *input)
{
  if (input->n_draws == 0 || input->n_groups == 0)
    return FALSE;
  for (gsize g = 0; g < input->n_groups; g++)
    if (input->groups[g].parent >= 0
        && ((gsize) input->groups[g].parent <= g || (gsize) input->groups[g].parent >= input->n_groups))
      return FALSE;
  for (gsize i = 0; i < input->n_deals; i++)
    if (input->deals[i].group < 0 || (gsize) input->deals[i].group >= input->n_groups)
      return FALSE;
  for (gsize i = 0; i < input->n_flows; i++)
    if (input->flows[i].group < 0 || (gsize) input->flows[i].group >= input->n_groups
        || !(input->flows[i].mean >= 0.0) || !(input->flows[i].sigma >= 0.0))
      return FALSE;
  return fits (input);
}

static void
order_deals (SbSimRun *run)
{
  const SbSimInput *input = run->input;
  g_autofree gsize *next = g_new (gsize, input->n_groups + 1);

  run->order = g_new (gsize, input->n_deals + 1);
  run->first = g_new0 (gsize, input->n_groups + 1);
  for (gsize i = 0; i < input->n_deals; i++)
    run->first[input->deals[i].group + 1]++;
  for (gsize g = 0; g < input->n_groups; g++)
    run->first[g + 1] += run->first[g];
  memcpy (next, run->first, (input->n_groups + 1) * sizeof *next);
  for (gsize i = 0; i < input->n_deals; i++)
    run->order[next[input->deals[i].group]++] = i;
}

/* Z of a block: a golden-ratio sequence from a start of the seed's, so that the blocks of any run cover the factor's
 * distribution evenly and a longer run begins with the shorter one. */
static void
fill_shock (SbSimRun *run, double rho)
{
  SbRandom random;
  guint64 at;

  sb_random_init (&random, run->input->seed, 0, SHOCK_PURPOSE);
  at = sb_random_next (&random);
  for (gsize b = 0; b < run->n_blocks; b++)
    {
      at += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      run->shared[b] = sb_normal_quantile (run->normal, ((double) (at >> 11) + 0.5) * 0x1p-53);
      run->shock[b] = run->shared[b] * sqrt (rho / (1.0 - rho));
    }
}

gboolean
sb_sim_run_init (SbSimRun *run, const SbSimInput *input)
{
  double rho = MIN (input->rho_ppm, 300000) / 1e6;

  *run = (SbSimRun) { input };
  if (!is_sound (input))
    return FALSE;
  run->kernel = input->scalar ? sb_sim_kernel_scalar () : sb_sim_kernel_best ();
  run->n_blocks = (input->n_draws + SB_SIM_BLOCK - 1) / SB_SIM_BLOCK;
  order_deals (run);
  run->keys = g_new (guint64, input->n_deals + 1);
  for (gsize i = 0; i < input->n_deals; i++)
    run->keys[i] = sb_random_key (input->seed, (guint64) (gint64) input->deals[i].id);
  if (rho == 0.0 && input->n_flows == 0)
    return TRUE;
  run->normal = g_new (SbNormal, 1);
  sb_normal_init (run->normal);
  run->shared = g_new (double, run->n_blocks);
  run->shock = g_new (double, run->n_blocks);
  fill_shock (run, rho);
  if (rho == 0.0)
    return TRUE;
  run->limits = g_new (double, input->n_deals + 1);
  for (gsize i = 0; i < input->n_deals; i++)
    run->limits[i] = sb_normal_quantile (run->normal, input->deals[i].q) / sqrt (1.0 - rho);
  return TRUE;
}

void
sb_sim_run_clear (SbSimRun *run)
{
  g_free (run->order);
  g_free (run->first);
  g_free (run->keys);
  g_free (run->limits);
  g_free (run->shock);
  g_free (run->shared);
  g_free (run->normal);
  *run = (SbSimRun) { NULL };
}

/* ⌊p × 2⁶³⌋ × 2 for 0 ≤ p ≤ 1. */
static guint64
threshold_of (double p)
{
  return p >= 1.0 ? ~G_GUINT64_CONSTANT (0) : (guint64) (gint64) (MAX (p, 0.0) * 0x1p63) << 1;
}

gsize
sb_sim_run_wins (const SbSimRun *run, gsize position, gsize first_block, guint64 *wins)
{
  guint64 thresholds[SB_SIM_CHUNK];
  gsize n = MIN (SB_SIM_CHUNK, run->n_blocks - first_block);

  if (run->limits == NULL)
    thresholds[0] = threshold_of (run->input->deals[position].q);
  for (gsize b = 0; b < SB_SIM_CHUNK; b++)
    if (run->limits == NULL)
      thresholds[b] = thresholds[0];
    else
      thresholds[b] = b < n ? threshold_of (sb_normal_cdf (run->normal, run->limits[position]
                                                                          - run->shock[first_block + b]))
                            : 0;
  run->kernel.draw (run->keys[position], first_block, thresholds, wins, n);
  return n;
}

static gboolean
is_cancelled (const SbSimRun *run)
{
  return run->input->cancelled != NULL && g_atomic_int_get (run->input->cancelled) != 0;
}

static gboolean
add_deals (const SbSimRun *run, gsize group, gint64 *sums)
{
  guint64 wins[SB_SIM_CHUNK];

  for (gsize block = 0; block < run->n_blocks; block += SB_SIM_CHUNK)
    {
      if (is_cancelled (run))
        return FALSE;
      for (gsize i = run->first[group]; i < run->first[group + 1]; i++)
        {
          const SbSimDeal *deal = &run->input->deals[run->order[i]];

          if (!sb_sim_certain (deal))
            {
              gsize n = sb_sim_run_wins (run, run->order[i], block, wins);

              run->kernel.add (sums + SB_SIM_BLOCK * block, wins, n, deal->minor);
            }
        }
    }
  return TRUE;
}

/* A good period is good for this business too: it hangs on the shared factor as the deals do (a low Z wins). */
static void
add_flow (const SbSimRun *run, const SbSimFlow *flow, gint64 *sums)
{
  double rho = MIN (run->input->rho_ppm, 300000) / 1e6, own = sqrt (1.0 - rho), shared = sqrt (rho);
  guint64 key = sb_random_key (run->input->seed, (guint64) (gint64) flow->id);
  SbRandom random;

  for (gsize block = 0; block < run->n_blocks; block++)
    {
      sb_random_init_key (&random, key, (guint64) block << 8 | flow->kind);
      for (gsize k = 0; k < SB_SIM_BLOCK; k++)
        {
          double u = ((double) (sb_random_next (&random) >> 11) + 0.5) * 0x1p-53;
          double z = own * sb_normal_quantile (run->normal, u) - shared * run->shared[block];
          double factor = sb_exp (flow->sigma * (z - 0.5 * flow->sigma));

          sums[SB_SIM_BLOCK * block + k] += (gint64) floor (flow->mean * MIN (factor, FLOW_LIMIT) + 0.5);
        }
    }
}

static gint64
certain_of (const SbSimRun *run, gsize group)
{
  gint64 sum = run->input->groups[group].won;

  for (gsize i = run->first[group]; i < run->first[group + 1]; i++)
    {
      const SbSimDeal *deal = &run->input->deals[run->order[i]];

      if (deal->minor < 0 || (sb_sim_certain (deal) && deal->q >= 1.0))
        sum += deal->minor;
    }
  return sum;
}

gboolean
sb_sim_run_group (const SbSimRun *run, gsize group, gint64 *sums)
{
  gint64 certain = certain_of (run, group);

  for (gsize i = 0; i < run->input->n_flows; i++)
    if ((gsize) run->input->flows[i].group == group)
      {
        const SbSimFlow *flow = &run->input->flows[i];

        if (is_cancelled (run))
          return FALSE;
        if (flow->sigma > 0.0 && flow->mean > 0.0)
          add_flow (run, flow, sums);
        else
          certain += (gint64) floor (flow->mean + 0.5);
      }
  if (certain != 0)
    for (gsize k = 0; k < SB_SIM_BLOCK * run->n_blocks; k++)
      sums[k] += certain;
  return add_deals (run, group, sums);
}

guint8 *
sb_sim_below (const SbSimInput *input, gsize group)
{
  guint8 *below = g_new0 (guint8, input->n_groups);

  below[group] = 1;
  for (gsize g = group; g-- > 0;)
    below[g] = input->groups[g].parent >= 0 && below[input->groups[g].parent];
  return below;
}

gint64 *
sb_sim_run_below (const SbSimRun *run, gsize group)
{
  g_autofree guint8 *below = sb_sim_below (run->input, group);
  g_autofree gint64 *sums = g_new0 (gint64, SB_SIM_BLOCK * run->n_blocks);

  for (gsize g = 0; g <= group; g++)
    if (below[g] && !sb_sim_run_group (run, g, sums))
      return NULL;
  return g_steal_pointer (&sums);
}
