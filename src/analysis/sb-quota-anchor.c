/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blends the anchors of members and makes fair shares. Called by the planner and by the vectors; knows no bounds and no
 * target. */
#include "analysis/sb-quota-anchor.h"

#include "core/sb-money.h"

#include <math.h>

/* What the small path multiplies must stay below 2¹⁰⁶: weights, and the three anchors together. */
#define SMALL_WEIGHT (G_GINT64_CONSTANT (1) << 20)
#define SMALL_ANCHOR (G_GINT64_CONSTANT (1) << 42)

typedef struct {
  gint64 value, weight;
} Term;

/* All whole numbers, one division: W b f / (α f + β b) and the like. */
static SbDd
blend_small (const Term *terms, int n, SbWide weight)
{
  if (n == 1)
    return sb_dd_from_int (terms[0].value);
  if (n == 2)
    return sb_dd_divide (sb_dd_from_wide (weight * terms[0].value * terms[1].value),
                         sb_dd_from_wide ((SbWide) terms[0].weight * terms[1].value
                                          + (SbWide) terms[1].weight * terms[0].value));
  return sb_dd_divide (
    sb_dd_multiply (sb_dd_from_wide ((SbWide) terms[0].value * terms[1].value),
                    sb_dd_from_wide (weight * terms[2].value)),
    sb_dd_from_wide (((SbWide) terms[0].weight * terms[1].value + (SbWide) terms[1].weight * terms[0].value)
                       * terms[2].value
                     + (SbWide) terms[2].weight * terms[0].value * terms[1].value));
}

static SbDd
blend_large (const Term *terms, int n, SbWide weight)
{
  SbDd sum = { 0.0, 0.0 };

  if (n == 1)
    return sb_dd_from_int (terms[0].value);
  for (int k = 0; k < n; k++)
    sum = sb_dd_add (sum, sb_dd_divide (sb_dd_from_int (terms[k].weight), sb_dd_from_int (terms[k].value)));
  return sb_dd_divide (sb_dd_from_wide (weight), sum);
}

gboolean
sb_quota_blend (const SbQuotaBlend *blend, SbDd *anchors)
{
  const gint64 *values[3], weights[3] = { blend->alpha, blend->beta, blend->gamma };

  g_return_val_if_fail (blend->n == 0 || anchors != NULL, FALSE);

  if (blend->alpha < 0 || blend->beta < 0 || blend->gamma < 0
      || (SbWide) blend->alpha + blend->beta + blend->gamma > G_MAXINT64)
    return FALSE;
  values[0] = blend->bottom_up;
  values[1] = blend->fair_share;
  values[2] = blend->current;
  for (gsize i = 0; i < blend->n; i++)
    {
      Term terms[3];
      int n = 0;
      gint64 weight = 0;
      gboolean small = TRUE;

      for (int k = 0; k < 3; k++)
        if (weights[k] > 0 && values[k] != NULL && values[k][i] > 0)
          {
            terms[n++] = (Term) { values[k][i], weights[k] };
            weight += weights[k];
            small &= values[k][i] < SMALL_ANCHOR && weights[k] < SMALL_WEIGHT;
          }
      if (n == 0)
        anchors[i] = (SbDd) { 0.0, 0.0 };
      else
        anchors[i] = small ? blend_small (terms, n, weight) : blend_large (terms, n, weight);
    }
  return TRUE;
}

void
sb_quota_anchors (const gint64 *values, gsize n, SbDd *anchors)
{
  g_return_if_fail (n == 0 || anchors != NULL);

  for (gsize i = 0; i < n; i++)
    anchors[i] = values == NULL ? (SbDd) { 1.0, 0.0 } : sb_dd_from_int (MAX (values[i], 0));
}

static gboolean
all_present (const double *values, gsize n)
{
  for (gsize i = 0; values != NULL && i < n; i++)
    if (!isfinite (values[i]) || values[i] <= 0.0)
      return FALSE;
  return values != NULL;
}

gint64
sb_quota_fair_shares (gint64 total, const double *capacity, const double *potential, gsize n, gint64 kappa_ppm,
                      gint64 *shares)
{
  g_autofree gint64 *weights = NULL;
  double kappa, largest = 0.0;
  g_autofree double *product = NULL;

  g_return_val_if_fail (n == 0 || (capacity != NULL && shares != NULL), kappa_ppm);

  kappa_ppm = CLAMP (kappa_ppm, 0, 1000000);
  if (kappa_ppm < 1000000 && !all_present (potential, n))
    kappa_ppm = 1000000;
  kappa = (double) kappa_ppm / 1e6;
  weights = g_new0 (gint64, n + 1);
  product = g_new0 (double, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      double size = isfinite (capacity[i]) ? MAX (capacity[i], 0.0) : 0.0;

      if (kappa_ppm == 1000000)
        product[i] = size;
      else if (kappa_ppm == 0)
        product[i] = potential[i];
      else
        product[i] = kappa_ppm == 500000 ? sqrt (size) * sqrt (potential[i])
                                         : pow (size, kappa) * pow (potential[i], 1.0 - kappa);
      largest = MAX (largest, product[i]);
    }
  /* Weights of nine digits: the same on machines whose pow () differs in the last bit. */
  for (gsize i = 0; i < n; i++)
    weights[i] = largest > 0.0 ? (gint64) floor (product[i] / largest * 1e9 + 0.5) : 0;
  sb_split_exact (total, weights, n, shares);
  return kappa_ppm;
}

SbRatio
sb_quota_potential_index (gint64 potential, gint64 all_potential, gint64 sales, gint64 all_sales)
{
  SbRatio ratio = sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);

  if (all_potential <= 0 || all_sales <= 0 || sales <= 0)
    return ratio;
  ratio = sb_ratio_measure ((double) potential / (double) all_potential / ((double) sales / (double) all_sales), 1);
  ratio.numerator = potential;
  ratio.denominator = sales;
  return ratio;
}
