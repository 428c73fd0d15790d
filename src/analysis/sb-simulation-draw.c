/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two inner loops in portable C. A block of 64 draws has its own xoshiro256** stream, the one that sb_random_init
 * (seed, deal, block << 8 | 1) gives; its n-th word holds the n-th binary digit of the 64 uniforms, highest first.
 * Comparing digit by digit with the threshold decides half of what is left with every word, so some eight words decide
 * a block, and what is not needed is not drawn. Only whole numbers: every way to compute it gives the same bits. */
#include "analysis/sb-simulation-private.h"

#include "core/sb-random.h"

#define PURPOSE 1

static guint64
wins_of_block (guint64 key, guint64 block, guint64 threshold)
{
  SbRandom random;
  guint64 open = ~G_GUINT64_CONSTANT (0), won = 0;

  sb_random_init_key (&random, key, block << 8 | PURPOSE);
  /* Digits after the threshold's last one can only make the uniform larger. */
  for (; threshold != 0 && open != 0; threshold <<= 1)
    {
      guint64 digits = sb_random_next (&random);
      guint64 one = -(threshold >> 63);

      won |= open & one & ~digits;
      open &= ~(digits ^ one);
    }
  return won;
}

static void
draw_scalar (guint64 key, guint64 first, const guint64 *thresholds, guint64 *wins, gsize n_blocks)
{
  for (gsize b = 0; b < n_blocks; b++)
    wins[b] = wins_of_block (key, first + b, thresholds[b]);
}

static void
add_scalar (gint64 *sums, const guint64 *wins, gsize n_blocks, gint64 minor)
{
  for (gsize b = 0; b < n_blocks; b++)
    for (gsize k = 0; k < SB_SIM_BLOCK; k++)
      sums[SB_SIM_BLOCK * b + k] += minor & -(gint64) (wins[b] >> k & 1);
}

SbSimKernel
sb_sim_kernel_scalar (void)
{
  return (SbSimKernel) { draw_scalar, add_scalar };
}
