/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Difference in differences. Called by the training page and the vectors; the words are "associated with", never
 * "caused". */
#include "analysis/sb-training-effect.h"

#include "core/sb-random.h"

#include <math.h>
#include <string.h>

#define SLACK 1e-12
#define RANDOM_DRAWS 20000
#define SMALL 8

static double
mean_of (const double *values, gsize n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];
  return sum / (double) n;
}

/* Sample variance ÷ n. */
static double
variance_of_mean (const double *values, gsize n)
{
  double mean = mean_of (values, n), sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += (values[i] - mean) * (values[i] - mean);
  return sum / (double) (n - 1) / (double) n;
}

/* C(n, k), or SB_TRAINING_EXACT + 1 when it is larger than the exact test takes. */
static gint64
choose (gsize n, gsize k)
{
  double count = 1.0;

  for (gsize i = 1; i <= MIN (k, n - k); i++)
    {
      count = count * (double) (n - MIN (k, n - k) + i) / (double) i;
      if (count > SB_TRAINING_EXACT)
        return SB_TRAINING_EXACT + 1;
    }
  return (gint64) llround (count);
}

static gboolean
is_extreme (double chosen, double total, gsize k, gsize l, double effect)
{
  return fabs (chosen / (double) k - (total - chosen) / (double) l) >= fabs (effect) - SLACK;
}

static gint64
count_exact (const double *all, double total, gsize k, gsize l, double effect)
{
  g_autofree gsize *pick = g_new (gsize, k);
  gint64 extreme = 0;
  gsize n = k + l;

  for (gsize i = 0; i < k; i++)
    pick[i] = i;
  for (;;)
    {
      double chosen = 0.0;
      gsize i = k;

      for (gsize j = 0; j < k; j++)
        chosen += all[pick[j]];
      extreme += is_extreme (chosen, total, k, l, effect) ? 1 : 0;
      while (i > 0 && pick[i - 1] == n - k + i - 1)
        i--;
      if (i == 0)
        return extreme;
      pick[i - 1]++;
      for (gsize j = i; j < k; j++)
        pick[j] = pick[j - 1] + 1;
    }
}

static gint64
count_random (const double *all, double total, gsize k, gsize l, double effect)
{
  g_autofree double *shuffled = g_memdup2 (all, (k + l) * sizeof *all);
  SbRandom random;
  gint64 extreme = 1; /* the observed labelling */

  sb_random_init (&random, 1, k, l);
  for (int draw = 1; draw < RANDOM_DRAWS; draw++)
    {
      double chosen = 0.0;

      for (gsize i = 0; i < k; i++)
        {
          gsize other = i + (gsize) sb_random_below (&random, k + l - i);
          double value = shuffled[other];

          shuffled[other] = shuffled[i];
          shuffled[i] = value;
          chosen += value;
        }
      extreme += is_extreme (chosen, total, k, l, effect) ? 1 : 0;
    }
  return extreme;
}

gboolean
sb_training_effect_compute (const double *treated, gsize k, const double *control, gsize l, SbTrainingEffect *out)
{
  g_autofree double *all = NULL;
  double total = 0.0;
  gint64 extreme;

  g_return_val_if_fail (out != NULL, FALSE);

  *out = (SbTrainingEffect) { 0 };
  if (k == 0 || l == 0)
    return FALSE;
  all = g_new (double, k + l);
  memcpy (all, treated, k * sizeof *all);
  memcpy (all + k, control, l * sizeof *all);
  for (gsize i = 0; i < k + l; i++)
    {
      if (!isfinite (all[i]))
        return FALSE;
      total += all[i];
    }
  out->effect = mean_of (treated, k) - mean_of (control, l);
  out->has_se = k > 1 && l > 1;
  out->se = out->has_se ? sqrt (variance_of_mean (treated, k) + variance_of_mean (control, l)) : 0.0;
  out->permutations = choose (k + l, k);
  if (out->permutations <= SB_TRAINING_EXACT)
    extreme = count_exact (all, total, k, l, out->effect);
  else
    {
      out->permutations = RANDOM_DRAWS;
      extreme = count_random (all, total, k, l, out->effect);
    }
  out->p = (double) extreme / (double) out->permutations;
  out->small_sample = MIN (k, l) < SMALL;
  return isfinite (out->effect) && isfinite (out->se);
}
