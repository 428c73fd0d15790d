/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Over-assignment, what there is and what would do. Called by planner and goals; the chance of a target comes from the
 * forecast. */
#include "analysis/sb-hedge.h"

#include <math.h>
#include <stdlib.h>

#define WHOLE 1000000
#define FEWEST_DRAWS 20

SbRatio
sb_hedge_level (gint64 target, gint64 assigned)
{
  SbRatio ratio;

  if (target <= 0)
    return sb_ratio_undefined (SB_REASON_NO_TARGET);
  ratio = sb_ratio_measure (((double) assigned - (double) target) / (double) target, 1);
  ratio.numerator = assigned;
  ratio.denominator = target;
  return ratio;
}

double
sb_hedge_compound (const SbRatio *levels, gsize n)
{
  double product = 1.0;

  g_return_val_if_fail (n == 0 || levels != NULL, 0.0);

  for (gsize i = 0; i < n; i++)
    if (sb_ratio_is_defined (&levels[i]))
      product *= 1.0 + levels[i].value;
  return product - 1.0;
}

static SbRatio
hedge_of_ppm (gint64 ppm)
{
  SbRatio ratio = sb_ratio_measure ((double) ppm / WHOLE, 1);

  ratio.numerator = ppm;
  ratio.denominator = WHOLE;
  return ratio;
}

SbRatio
sb_hedge_recommend (SbHedgeFunc chance, gpointer user_data, double q, gint64 most_ppm)
{
  gint64 low = 0, high = MAX (most_ppm, 0);

  g_return_val_if_fail (chance != NULL, sb_ratio_undefined (SB_REASON_NO_DATA));

  if (!(chance ((double) high / WHOLE, user_data) >= q))
    return sb_ratio_undefined (SB_REASON_CANNOT_JUDGE);
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (chance ((double) middle / WHOLE, user_data) >= q)
        high = middle;
      else
        low = middle + 1;
    }
  return hedge_of_ppm (low);
}

static int
compare_rising (const void *a, const void *b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* The at-th smallest draw, from 0. Draws of a simulation come sorted: a slider asks at every step. */
static gint64
smallest (const gint64 *sums, gsize n, gsize at)
{
  g_autofree gint64 *rising = NULL;
  gsize i = 1;

  while (i < n && sums[i - 1] <= sums[i])
    i++;
  if (i >= n)
    return sums[at];
  rising = g_memdup2 (sums, n * sizeof *sums);
  qsort (rising, n, sizeof *rising, compare_rising);
  return rising[at];
}

SbRatio
sb_hedge_recommend_from_draws (const gint64 *sums, gsize n_draws, gint64 assigned, double q, gint64 most_ppm)
{
  gsize needed;
  gint64 worst;
  __int128 ppm;

  g_return_val_if_fail (n_draws == 0 || sums != NULL, sb_ratio_undefined (SB_REASON_TOO_FEW));

  if (n_draws < FEWEST_DRAWS)
    return sb_ratio_undefined (SB_REASON_TOO_FEW);
  if (assigned <= 0)
    return sb_ratio_undefined (SB_REASON_NO_TARGET);
  needed = (gsize) CLAMP (ceil (q * (double) n_draws - 1e-9), 1.0, (double) n_draws);
  /* The draw that must still be enough. */
  worst = smallest (sums, n_draws, n_draws - needed);
  if (worst <= 0)
    return sb_ratio_undefined (SB_REASON_CANNOT_JUDGE);
  ppm = ((__int128) assigned * WHOLE + worst - 1) / worst - WHOLE;
  if (ppm > most_ppm)
    return sb_ratio_undefined (SB_REASON_CANNOT_JUDGE);
  return hedge_of_ppm ((gint64) MAX (ppm, 0));
}
