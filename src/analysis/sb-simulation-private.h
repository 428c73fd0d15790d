/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inner loops of the simulation: which draws a deal is won in, and adding its amount to them. Draws come in blocks
 * of 64, one bit each. Inside the simulation only. */
#pragma once

#include "analysis/sb-elementary.h"
#include "analysis/sb-simulation.h"

G_BEGIN_DECLS

#define SB_SIM_BLOCK 64
#define SB_SIM_CHUNK 32 /* blocks handled together: their sums stay in the first cache */

/* The wins of one deal in `n_blocks` ≤ SB_SIM_CHUNK blocks from `first` on: bit k of wins[b] is set iff the uniform of
 * draw 64 (first + b) + k is below thresholds[b] ÷ 2⁶⁴. The arrays hold SB_SIM_CHUNK items whatever n_blocks is. */
typedef void (*SbSimDrawFunc) (guint64 key, guint64 first, const guint64 *thresholds, guint64 *wins, gsize n_blocks);
/* sums[64 b + k] += minor where bit k of wins[b] is set. */
typedef void (*SbSimAddFunc)  (gint64 *sums, const guint64 *wins, gsize n_blocks, gint64 minor);

typedef struct {
  SbSimDrawFunc draw;
  SbSimAddFunc  add;
} SbSimKernel;

SbSimKernel sb_sim_kernel_scalar (void);
/* The fastest one this processor runs; the results are the same. */
SbSimKernel sb_sim_kernel_best   (void);

/* A run in progress. */
typedef struct {
  const SbSimInput *input;
  SbSimKernel kernel;
  SbNormal   *normal;     /* NULL: no shared factor and no flows */
  gsize       n_blocks;
  gsize      *order;      /* positions of deals, by group; within it as given */
  gsize      *first;      /* n_groups + 1: where a group's deals begin in order */
  guint64    *keys;       /* by position in input->deals */
  double     *limits;     /* Φ⁻¹(q) ÷ √(1−ρ), by position */
  double     *shock;      /* √ρ Z ÷ √(1−ρ) of a block */
  double     *shared;     /* Z of a block */
} SbSimRun;

gboolean sb_sim_run_init  (SbSimRun *run, const SbSimInput *input);
void     sb_sim_run_clear (SbSimRun *run);
gboolean sb_sim_certain   (const SbSimDeal *deal);
/* Wins of a deal in one chunk (SB_SIM_CHUNK blocks at most); returns the number of blocks. */
gsize    sb_sim_run_wins  (const SbSimRun *run, gsize position, gsize first_block, guint64 *wins);
/* Adds the group's own deals and flows to sums (n_blocks × 64 of them). FALSE when cancelled. */
gboolean sb_sim_run_group (const SbSimRun *run, gsize group, gint64 *sums);
/* The unsorted sums of one group with everything below it. NULL when cancelled. */
gint64  *sb_sim_run_below (const SbSimRun *run, gsize group);
/* By position: is it below (or is it) the group? */
guint8  *sb_sim_below     (const SbSimInput *input, gsize group);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbSimRun, sb_sim_run_clear)

G_END_DECLS
