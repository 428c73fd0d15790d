/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exponential smoothing without season: level, damped trend, straight trend. For given parameters the one-step errors
 * are linear in the start values, so these are solved for and only the parameters are searched. Called by the series
 * forecast. */
#include "analysis/sb-outlook-private.h"

#include "analysis/sb-elementary.h"
#include "analysis/sb-simplex.h"

#include <math.h>

double
sb_fit_aicc (double sse, gsize n, guint k)
{
  double size = (double) n, free = size - k - 1.0;

  if (free <= 0.0 || !isfinite (sse))
    return G_MAXDOUBLE;
  return size * sb_log (MAX (sse / size, 1e-30)) + 2.0 * k + 2.0 * k * (k + 1.0) / free;
}

typedef struct {
  const double *y;
  gsize         n;
  gboolean      damped;       /* x[2] is φ; else φ = 1 */
  double        level, trend; /* start values found */
} Problem;

/* e_t = y_t − level smoothing from 0, minus (1 − α)^t × start. */
static double
simple_sse (Problem *problem, double alpha)
{
  const double *y = problem->y;
  double level = 0.0, weight = 1.0, ee = 0.0, ew = 0.0, ww = 0.0;

  for (gsize t = 0; t < problem->n; t++)
    {
      double e = y[t] - level;

      ee += e * e;
      ew += e * weight;
      ww += weight * weight;
      level += alpha * e;
      weight *= 1.0 - alpha;
    }
  problem->level = ew / ww;
  return MAX (ee - problem->level * ew, 0.0);
}

#define ALPHA_GRID 10
#define GOLDEN 0.61803398874989485

/* Grid, then golden section around its best point. */
static double
best_alpha (Problem *problem)
{
  const double step = 1.0 / ALPHA_GRID;
  double best = G_MAXDOUBLE, at = 0.0, lo, hi, x1, x2, f1, f2;

  for (guint i = 0; i <= ALPHA_GRID; i++)
    {
      double sse = simple_sse (problem, step * i);

      if (sse < best)
        {
          best = sse;
          at = step * i;
        }
    }
  lo = MAX (at - step, 0.0);
  hi = MIN (at + step, 1.0);
  x1 = hi - GOLDEN * (hi - lo);
  x2 = lo + GOLDEN * (hi - lo);
  f1 = simple_sse (problem, x1);
  f2 = simple_sse (problem, x2);
  for (guint i = 0; i < 8; i++)
    if (f1 <= f2)
      {
        hi = x2;
        x2 = x1;
        f2 = f1;
        x1 = hi - GOLDEN * (hi - lo);
        f1 = simple_sse (problem, x1);
      }
    else
      {
        lo = x1;
        x1 = x2;
        f1 = f2;
        x2 = lo + GOLDEN * (hi - lo);
        f2 = simple_sse (problem, x2);
      }
  return best <= MIN (f1, f2) ? at : f1 <= f2 ? x1 : x2;
}

static void
run_simple (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  Problem problem = { input->y, input->n };
  double level;

  simple_sse (&problem, member->alpha);
  level = problem.level;
  for (gsize t = 0; t < input->n; t++)
    {
      if (output->fitted != NULL)
        output->fitted[t] = level;
      level += member->alpha * (input->y[t] - level);
    }
  for (guint j = 0; j < input->h; j++)
    output->forecast[j] = level;
}

/* Three filters at once: from zero, from level 1, from trend 1; then the 2 × 2 normal equations. x: α, β*, φ. */
static double
trend_sse (const double *x, gpointer data)
{
  Problem *problem = data;
  const double *y = problem->y;
  double alpha = x[0], beta = x[0] * x[1], phi = problem->damped ? x[2] : 1.0;
  double l = 0.0, b = 0.0, l1 = 1.0, b1 = 0.0, l2 = 0.0, b2 = 1.0;
  double ee = 0.0, e1 = 0.0, e2 = 0.0, s11 = 0.0, s12 = 0.0, s22 = 0.0, det;

  for (gsize t = 0; t < problem->n; t++)
    {
      double d = phi * b, d1 = phi * b1, d2 = phi * b2;
      double e = y[t] - l - d, u = l1 + d1, v = l2 + d2;

      ee += e * e;
      e1 += e * u;
      e2 += e * v;
      s11 += u * u;
      s12 += u * v;
      s22 += v * v;
      l += d + alpha * e;
      b = d + beta * e;
      l1 = u - alpha * u;
      b1 = d1 - beta * u;
      l2 = v - alpha * v;
      b2 = d2 - beta * v;
    }
  det = s11 * s22 - s12 * s12;
  if (det > 1e-9 * s11 * s22)
    {
      problem->level = (e1 * s22 - e2 * s12) / det;
      problem->trend = (e2 * s11 - e1 * s12) / det;
    }
  else
    {
      problem->level = e1 / s11;
      problem->trend = 0.0;
    }
  return MAX (ee - problem->level * e1 - problem->trend * e2, 0.0);
}

static void
run_trend (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  double x[] = { member->alpha, member->beta, member->phi }, phi = member->phi;
  Problem problem = { input->y, input->n, TRUE };
  double level, trend;

  trend_sse (x, &problem);
  level = problem.level;
  trend = problem.trend;
  for (gsize t = 0; t < input->n; t++)
    {
      double base = level + phi * trend, e = input->y[t] - base;

      if (output->fitted != NULL)
        output->fitted[t] = base;
      level = base + member->alpha * e;
      trend = phi * trend + member->alpha * member->beta * e;
    }
  for (guint j = 0; j < input->h; j++)
    {
      if (j < input->trend_end || phi < 1.0)
        {
          trend *= phi;
          level += trend;
          trend *= input->fade;
        }
      output->forecast[j] = level;
    }
}

static void
fit_trend (SbMember *member, const SbMemberInput *input)
{
  static const double starts[][2] = { { 0.1, 0.1 }, { 0.3, 0.1 }, { 0.6, 0.1 }, { 0.9, 0.05 }, { 0.3, 0.2 } };
  static const double lo[] = { SB_ALPHA_LOW, 0.0, SB_PHI_LOW }, hi[] = { SB_ALPHA_HIGH, SB_BETA_HIGH, SB_PHI_HIGH };
  static const double step[] = { 0.2, 0.05, 0.04 };
  gboolean damped = member->kind == SB_MEMBER_DAMPED;
  double start[] = { 0.3, 0.1, 0.93 }, x[3] = { 0.0 }, best = G_MAXDOUBLE;
  Problem problem = { input->y, input->n, damped };
  SbSimplex simplex = { damped ? 3 : 2, lo, hi, start, step, damped ? 100 : 70, 1e-8 };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      double at[] = { starts[i][0], starts[i][1], start[2] }, sse = trend_sse (at, &problem);

      if (sse < best)
        {
          best = sse;
          start[0] = at[0];
          start[1] = at[1];
        }
    }
  sb_simplex_minimise (&simplex, trend_sse, &problem, x);
  member->alpha = x[0];
  member->beta = x[1];
  member->phi = damped ? x[2] : 1.0;
  member->k = damped ? 5 : 4;
}

void
sb_smooth_fit (SbMember *member, const SbMemberInput *input)
{
  Problem problem = { input->y, input->n };

  if (member->kind != SB_MEMBER_SIMPLE)
    fit_trend (member, input);
  else
    {
      member->alpha = best_alpha (&problem);
      member->k = 2;
    }
}

void
sb_smooth_run (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  if (member->kind == SB_MEMBER_SIMPLE)
    run_simple (member, input, output);
  else
    run_trend (member, input, output);
}
