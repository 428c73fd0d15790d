/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far the combination was off when it stood at earlier points of the series: the spread of each step. Called by the
 * series forecast for its 80 % and 95 % intervals. */
#include "analysis/sb-outlook-private.h"

#include "analysis/sb-elementary.h"

#include <math.h>

#define MIN_ORIGINS 8
#define MAX_ORIGINS 36
#define FITTED 5.0          /* numbers behind the one-step errors: the damped trend's */
#define ALPHA_LEAST 0.3     /* a level learned from few values moves at least so much */
#define SMALLEST_SHARE 1e-3 /* of the size of the series: a forecast that is to have a logarithm */

/* Sums of squared errors and their number by step. */
typedef struct {
  double *sum;
  gsize  *count;
} Errors;

double
sb_outlook_error (double value, double forecast, gboolean positive)
{
  if (!positive)
    return value - forecast;
  return sb_log (MAX (value, 1e-12) / MAX (forecast, SMALLEST_SHARE));
}

/* The first value count to forecast from: two years when seasonal, a third of the series otherwise. */
static gsize
first_origin (const SbCombination *c)
{
  if (c->season.on)
    return MAX (2 * (gsize) c->season.m + 1, c->n / 3);
  return MAX (6, c->n / 3);
}

static guint
collect (SbCombination *c, Errors *errors)
{
  gsize first = first_origin (c), stride;
  g_autofree double *forecast = g_new (double, c->h);
  guint origins = 0;

  if (first + MIN_ORIGINS > c->n)
    return 0;
  stride = (c->n - first + MAX_ORIGINS - 1) / MAX_ORIGINS;
  for (gsize o = c->n - 1; o >= first; o -= stride)
    {
      guint steps = (guint) MIN (c->h, c->n - o);

      sb_combination_run (c, o, steps, forecast);
      for (guint j = 0; j < steps; j++)
        {
          double e = sb_outlook_error (c->y[o + j], forecast[j], c->positive);

          errors->sum[j] += e * e;
          errors->count[j]++;
        }
      origins++;
      if (o < first + stride)
        break;
    }
  return origins;
}

/* Variance as a straight line in the step, both ends not negative, each step weighted by its errors. */
static void
fit_growth (const Errors *errors, guint h, double *base, double *growth)
{
  double w = 0.0, wj = 0.0, wjj = 0.0, wv = 0.0, wjv = 0.0, det;

  for (guint j = 0; j < h; j++)
    {
      double weight = (double) errors->count[j];

      w += weight;
      wj += weight * j;
      wjj += weight * j * j;
      wv += errors->sum[j];
      wjv += errors->sum[j] * j;
    }
  det = w * wjj - wj * wj;
  *growth = det > 0.0 ? (w * wjv - wj * wv) / det : 0.0;
  *growth = MAX (*growth, 0.0);
  *base = (wv - *growth * wj) / w;
  if (*base < 0.0)
    {
      *base = 0.0;
      *growth = wjv / wjj;
    }
}

guint
sb_combination_spread (SbCombination *c, const double *one_step, double *spread)
{
  g_autofree double *sum = g_new0 (double, c->h);
  g_autofree gsize *count = g_new0 (gsize, c->h);
  Errors errors = { sum, count };
  double base = 0.0, growth = 0.0, near = 0.0, alpha = c->member[0].alpha;
  guint origins = collect (c, &errors);

  for (gsize t = 0; t < c->n; t++)
    near += one_step[t] * one_step[t];
  near /= MAX (1.0, (double) c->n - FITTED);
  if (origins >= MIN_ORIGINS)
    fit_growth (&errors, c->h, &base, &growth);
  else
    growth = near * MAX (alpha, ALPHA_LEAST) * MAX (alpha, ALPHA_LEAST);
  base = MAX (base, near);
  for (guint j = 0; j < c->h; j++)
    spread[j] = sqrt (base + growth * j);
  return origins;
}
