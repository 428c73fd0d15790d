/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Largest remainder over fractions, in 128-bit whole numbers. Called by goals, planner and the vectors. */
#include "analysis/sb-phasing.h"

#include <stdlib.h>

typedef struct {
  SbWide weight;
  SbWide rest;
  gsize  index;
} Share;

static int
compare_shares (const void *a, const void *b)
{
  const Share *x = a, *y = b;

  if (x->rest != y->rest)
    return x->rest > y->rest ? -1 : 1;
  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/* Weights over their common denominator; FALSE on overflow or a negative weight. */
static gboolean
scale_weights (const SbRational *weights, gsize n, Share *shares, SbWide *sum)
{
  SbWide common = 1;

  *sum = 0;
  for (gsize i = 0; i < n; i++)
    {
      SbWide step = weights[i].den / sb_gcd ((gint64) (common % weights[i].den), weights[i].den);

      if (weights[i].num < 0 || __builtin_mul_overflow (common, step, &common))
        return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    {
      shares[i].index = i;
      if (__builtin_mul_overflow ((SbWide) weights[i].num, common / weights[i].den, &shares[i].weight)
          || __builtin_add_overflow (*sum, shares[i].weight, sum))
        return FALSE;
    }
  return TRUE;
}

static gboolean
split (gint64 total, Share *shares, gsize n, SbWide sum, gint64 *parts)
{
  gint64 missing = total;

  for (gsize i = 0; i < n; i++)
    {
      SbWide product;

      if (__builtin_mul_overflow ((SbWide) total, shares[i].weight, &product))
        return FALSE;
      parts[i] = (gint64) (product / sum);
      shares[i].rest = product % sum;
      missing -= parts[i];
    }
  qsort (shares, n, sizeof *shares, compare_shares);
  for (gint64 i = 0; i < missing; i++)
    parts[shares[(gsize) i % n].index]++;
  return TRUE;
}

gboolean
sb_split_rational (gint64 total, const SbRational *weights, gsize n, gint64 *parts)
{
  g_autofree Share *shares = NULL;
  SbWide sum;

  g_return_val_if_fail (n > 0 && weights != NULL && parts != NULL, FALSE);

  shares = g_new0 (Share, n);
  if (total < 0 || !scale_weights (weights, n, shares, &sum))
    return FALSE;
  if (sum == 0)
    for (gsize i = 0; i < n; i++, sum++)
      shares[i].weight = 1;
  return split (total, shares, n, sum, parts);
}

gboolean
sb_phasing_compute (gint64 total, const SbRational *season, const gint64 *days, gsize n, gint64 *parts)
{
  g_autofree SbRational *weights = NULL;
  gboolean any_weight = FALSE, any_days = FALSE;

  g_return_val_if_fail (n > 0 && season != NULL && days != NULL && parts != NULL, FALSE);

  weights = g_new (SbRational, n);
  for (gsize i = 0; i < n; i++)
    {
      if (days[i] < 0 || season[i].num < 0
          || !sb_rational_multiply (season[i], (SbRational) { days[i], 1 }, &weights[i]))
        return FALSE;
      any_weight |= weights[i].num > 0;
      any_days |= days[i] > 0;
    }
  for (gsize i = 0; i < n && !any_weight; i++)
    weights[i] = (SbRational) { any_days && days[i] == 0 ? 0 : 1, 1 };
  return sb_split_rational (total, weights, n, parts);
}
