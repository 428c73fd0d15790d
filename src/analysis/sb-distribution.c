/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolves yes/no amounts over their distinct sums. Masses are whole numbers over one common denominator as long as
 * 113 bits hold them, so a quantile that falls on its level is decided exactly. */
#include "analysis/sb-distribution.h"

#include <math.h>
#include <string.h>

#define EXACT_LIMIT ((SbQuad) 0x1p108) /* leaves room for the factor of a level's denominator */
#define SLACK ((SbQuad) 1e-28)

typedef struct {
  gint64 value;
  SbQuad mass;
} Atom;

struct _SbDistribution {
  Atom    *atoms; /* ascending values */
  gsize    n;
  SbQuad   total; /* what the masses sum to */
  gboolean exact;
};

/* Merges atoms (weight den − num) with atoms shifted by minor (weight num). */
static Atom *
add_chance (const Atom *atoms, gsize n, const SbChance *chance, gboolean exact, gsize *n_out)
{
  Atom *merged = g_new (Atom, 2 * n);
  SbQuad yes = exact ? (SbQuad) chance->p.num : sb_rational_to_quad (chance->p);
  SbQuad no = exact ? (SbQuad) (chance->p.den - chance->p.num) : (SbQuad) 1 - yes;
  gsize a = 0, b = 0, k = 0;

  while (a < n || b < n)
    {
      gboolean take_a = b >= n || (a < n && atoms[a].value <= atoms[b].value + chance->minor);
      gboolean take_b = a >= n || (b < n && atoms[b].value + chance->minor <= atoms[a].value);
      Atom atom = { 0, 0 };

      if (take_b)
        {
          atom.value = atoms[b].value + chance->minor;
          atom.mass += atoms[b++].mass * yes;
        }
      if (take_a)
        {
          atom.value = atoms[a].value;
          atom.mass += atoms[a++].mass * no;
        }
      merged[k++] = atom;
    }
  *n_out = k;
  return merged;
}

static gboolean
is_certain (const SbChance *chance)
{
  return chance->minor <= 0 || chance->p.num == 0 || chance->p.num == chance->p.den;
}

/* Adds what is certain and counts the rest; FALSE on overflow or a p outside 0 … 1. */
static gboolean
sum_certain (gint64 *certain, const SbChance *chances, gsize n, gsize *uncertain)
{
  gint64 most = *certain;

  for (gsize i = 0; i < n; i++)
    {
      gboolean sure = is_certain (&chances[i]);
      gint64 term = sure && chances[i].minor > 0 && chances[i].p.num == 0 ? 0 : chances[i].minor;

      if (chances[i].p.num < 0 || chances[i].p.num > chances[i].p.den)
        return FALSE;
      if (sure && __builtin_add_overflow (*certain, term, certain))
        return FALSE;
      if (__builtin_add_overflow (most, term, &most))
        return FALSE;
      *uncertain += sure ? 0 : 1;
    }
  return TRUE;
}

static SbDistribution *
convolve (gint64 certain, const SbChance *chances, gsize n)
{
  SbDistribution *distribution;

  distribution = g_new0 (SbDistribution, 1);
  distribution->total = 1;
  for (gsize i = 0; i < n; i++)
    if (!is_certain (&chances[i]))
      distribution->total *= (SbQuad) chances[i].p.den;
  distribution->exact = distribution->total <= EXACT_LIMIT;
  if (!distribution->exact)
    distribution->total = 1;
  distribution->atoms = g_new (Atom, 1);
  distribution->atoms[0] = (Atom) { certain, 1 };
  distribution->n = 1;
  for (gsize i = 0; i < n; i++)
    {
      Atom *next;

      if (is_certain (&chances[i]))
        continue;
      next = add_chance (distribution->atoms, distribution->n, &chances[i], distribution->exact, &distribution->n);
      g_free (distribution->atoms);
      distribution->atoms = next;
    }
  return distribution;
}

SbDistribution *
sb_distribution_exact (gint64 certain, const SbChance *chances, gsize n)
{
  gsize uncertain = 0;

  g_return_val_if_fail (n == 0 || chances != NULL, NULL);

  if (!sum_certain (&certain, chances, n, &uncertain) || uncertain > SB_DISTRIBUTION_MAX)
    return NULL;
  return convolve (certain, chances, n);
}

SbDistribution *
sb_distribution_grid (gint64 certain, const SbChance *chances, gsize n)
{
  gint64 unit = 0, sum = 0, cells;
  gsize uncertain = 0;

  g_return_val_if_fail (n == 0 || chances != NULL, NULL);

  if (!sum_certain (&certain, chances, n, &uncertain))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (!is_certain (&chances[i]))
      {
        unit = unit == 0 ? chances[i].minor : sb_gcd (unit, chances[i].minor);
        sum += chances[i].minor;
      }
  cells = unit > 0 ? sum / unit + 1 : 1;
  if (cells > SB_DISTRIBUTION_CELLS || (gsize) cells * uncertain > SB_DISTRIBUTION_WORK)
    return NULL;
  return convolve (certain, chances, n);
}

void
sb_distribution_free (SbDistribution *distribution)
{
  g_return_if_fail (distribution != NULL);

  g_free (distribution->atoms);
  g_free (distribution);
}

static SbQuad
mean_of (const SbDistribution *distribution)
{
  SbQuad sum = 0;

  for (gsize i = 0; i < distribution->n; i++)
    sum += distribution->atoms[i].mass * (SbQuad) distribution->atoms[i].value;
  return sum / distribution->total;
}

double
sb_distribution_mean (const SbDistribution *distribution)
{
  g_return_val_if_fail (distribution != NULL, 0.0);

  return (double) mean_of (distribution);
}

double
sb_distribution_sd (const SbDistribution *distribution)
{
  SbQuad mean, sum = 0;

  g_return_val_if_fail (distribution != NULL, 0.0);

  mean = mean_of (distribution);
  for (gsize i = 0; i < distribution->n; i++)
    {
      SbQuad distance = (SbQuad) distribution->atoms[i].value - mean;

      sum += distribution->atoms[i].mass * distance * distance;
    }
  return sqrt ((double) (sum / distribution->total));
}

gint64
sb_distribution_quantile (const SbDistribution *distribution, SbRational q)
{
  SbQuad level, sum = 0;

  g_return_val_if_fail (distribution != NULL, 0);

  level = (SbQuad) q.num * distribution->total;
  if (!distribution->exact)
    level -= SLACK;
  for (gsize i = 0; i < distribution->n; i++)
    {
      sum += distribution->atoms[i].mass;
      if (sum * (SbQuad) q.den >= level)
        return distribution->atoms[i].value;
    }
  return distribution->atoms[distribution->n - 1].value;
}

double
sb_distribution_reach (const SbDistribution *distribution, gint64 v)
{
  SbQuad sum = 0;

  g_return_val_if_fail (distribution != NULL, 0.0);

  for (gsize i = 0; i < distribution->n; i++)
    if (distribution->atoms[i].value >= v)
      sum += distribution->atoms[i].mass;
  return CLAMP ((double) (sum / distribution->total), 0.0, 1.0);
}

/* ⌊impact × (1 − mitigation)⌋ and p × (1 − mitigation). */
static gboolean
mitigate (const SbRiskEntry *entry, SbChance *residual)
{
  SbRational keep_impact = sb_rational (entry->mitigation_impact.den - entry->mitigation_impact.num,
                                        entry->mitigation_impact.den);
  SbRational keep_p = sb_rational (entry->mitigation_p.den - entry->mitigation_p.num, entry->mitigation_p.den);
  SbWide impact = sb_wide_floor ((SbWide) entry->impact * keep_impact.num, keep_impact.den);

  if (impact > G_MAXINT64 || impact < G_MININT64)
    return FALSE;
  residual->minor = (gint64) impact;
  return sb_rational_multiply (entry->p, keep_p, &residual->p);
}

static gboolean
in_unit (SbRational a)
{
  return a.num >= 0 && a.num <= a.den;
}

/* Register entries are losses: an opportunity (negative impact) is as uncertain as a loss, so it is turned around: its
 * amount is certain and taken back with the chance that it does not come. */
static SbDistribution *
distribute (const SbChance *chances, gsize n)
{
  g_autofree SbChance *turned = g_new (SbChance, n + 1);
  gint64 certain = 0;

  for (gsize i = 0; i < n; i++)
    {
      turned[i] = chances[i];
      if (chances[i].minor >= 0)
        continue;
      if (chances[i].minor == G_MININT64 || __builtin_add_overflow (certain, chances[i].minor, &certain))
        return NULL;
      turned[i].minor = -chances[i].minor;
      turned[i].p = sb_rational (chances[i].p.den - chances[i].p.num, chances[i].p.den);
    }
  return sb_distribution_exact (certain, turned, n);
}

gboolean
sb_risk_totals (const SbRiskEntry *entries, gsize n, SbRiskTotals *totals)
{
  g_autofree SbChance *before = g_new (SbChance, n + 1);
  g_autofree SbChance *after = g_new (SbChance, n + 1);
  g_autoptr (SbDistribution) loss = NULL;
  g_autoptr (SbDistribution) residual = NULL;
  SbQuad none = 1;

  g_return_val_if_fail (totals != NULL && (n == 0 || entries != NULL), FALSE);

  for (gsize i = 0; i < n; i++)
    {
      if (!in_unit (entries[i].p) || !in_unit (entries[i].mitigation_p) || !in_unit (entries[i].mitigation_impact)
          || !mitigate (&entries[i], &after[i]))
        return FALSE;
      before[i] = (SbChance) { entries[i].impact, entries[i].p };
      none *= (SbQuad) 1 - sb_rational_to_quad (entries[i].p);
    }
  loss = distribute (before, n);
  residual = distribute (after, n);
  if (loss == NULL || residual == NULL)
    return FALSE;
  totals->emv = sb_distribution_mean (loss);
  totals->residual_emv = sb_distribution_mean (residual);
  totals->no_loss = (double) none;
  totals->loss_p90 = sb_distribution_quantile (loss, (SbRational) { 9, 10 });
  totals->residual_loss_p90 = sb_distribution_quantile (residual, (SbRational) { 9, 10 });
  return TRUE;
}
