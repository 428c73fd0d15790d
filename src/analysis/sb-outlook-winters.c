/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holt–Winters smoothing with a damped trend and a season that is added or multiplied. Called by the series forecast
 * when a series is seasonal; its season keeps learning where the other methods keep the indices fixed. */
#include "analysis/sb-outlook-private.h"

#include "analysis/sb-simplex.h"

#include <math.h>
#include <string.h>

#define SMALLEST 1e-6 /* level of a multiplied season; values are of size about 1 */

enum { ALPHA, BETA, GAMMA, PHI, N_SEARCHED };

typedef struct {
  const SbMemberInput *input;
  double *now;    /* m: the season as it is */
  double *fitted; /* NULL while searching */
  double  first_level, first_trend;
  double  level, trend; /* at the end */
} Winters;

static double
run_added (Winters *w, const double *x)
{
  const double *y = w->input->y;
  double level = w->first_level, trend = w->first_trend, phi = x[PHI], sse = 0.0;
  double beta = x[ALPHA] * x[BETA], gamma = x[GAMMA] * (1.0 - x[ALPHA]);
  guint j = 0;

  for (gsize t = 0; t < w->input->n; t++)
    {
      double base = level + phi * trend, e = y[t] - base - w->now[j];

      if (w->fitted != NULL)
        w->fitted[t] = y[t] - e;
      sse += e * e;
      level = base + x[ALPHA] * e;
      trend = phi * trend + beta * e;
      w->now[j] += gamma * e;
      if (++j == w->input->season->m)
        j = 0;
    }
  w->level = level;
  w->trend = trend;
  return sse;
}

static double
run_multiplied (Winters *w, const double *x)
{
  const double *y = w->input->y;
  double level = w->first_level, trend = w->first_trend, phi = x[PHI], sse = 0.0;
  double beta = x[ALPHA] * x[BETA], gamma = x[GAMMA] * (1.0 - x[ALPHA]);
  guint j = 0;

  for (gsize t = 0; t < w->input->n; t++)
    {
      double base = MAX (level + phi * trend, SMALLEST), s = w->now[j], e = y[t] - base * s;

      if (w->fitted != NULL)
        w->fitted[t] = y[t] - e;
      sse += e * e;
      level = base + x[ALPHA] * e / s;
      trend = phi * trend + beta * e / s;
      w->now[j] = MAX (s + gamma * e / base, 1e-3);
      if (++j == w->input->season->m)
        j = 0;
    }
  w->level = level;
  w->trend = trend;
  return sse;
}

static double
run (const double *x, gpointer data)
{
  Winters *w = data;
  const SbSeason *season = w->input->season;

  memcpy (w->now, season->index, season->m * sizeof (double));
  return season->multiplicative ? run_multiplied (w, x) : run_added (w, x);
}

/* A line through the first two years without their season. */
static void
find_start (Winters *w)
{
  const SbSeason *season = w->input->season;
  gsize n = MIN (w->input->n, 2 * (gsize) season->m);
  double mean_t = ((double) n - 1.0) / 2.0, mean = 0.0, above = 0.0, below = 0.0;

  for (gsize t = 0; t < n; t++)
    mean += sb_season_remove (season, w->input->y[t], t);
  mean /= (double) n;
  for (gsize t = 0; t < n; t++)
    {
      above += ((double) t - mean_t) * (sb_season_remove (season, w->input->y[t], t) - mean);
      below += ((double) t - mean_t) * ((double) t - mean_t);
    }
  w->first_trend = above / below;
  w->first_level = mean - w->first_trend * (mean_t + 1.0);
}

void
sb_winters_fit (SbMember *member, const SbMemberInput *input)
{
  static const double starts[][N_SEARCHED] = {
    { 0.1, 0.1, 0.1, 0.95 }, { 0.3, 0.05, 0.1, 0.95 }, { 0.6, 0.05, 0.1, 0.95 }, { 0.3, 0.05, 0.4, 0.95 }
  };
  static const double lo[] = { SB_ALPHA_LOW, 0.0, 0.0, SB_PHI_LOW };
  static const double hi[] = { SB_ALPHA_HIGH, SB_BETA_HIGH, 1.0, SB_PHI_HIGH }, step[] = { 0.2, 0.1, 0.2, 0.03 };
  g_autofree double *now = g_new (double, input->season->m);
  double best = G_MAXDOUBLE, x[N_SEARCHED];
  Winters w = { .input = input, .now = now };
  SbSimplex simplex = { N_SEARCHED, lo, hi, starts[0], step, 194, 1e-8 };

  find_start (&w);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      double sse = run (starts[i], &w);

      if (sse < best)
        {
          best = sse;
          simplex.start = starts[i];
        }
    }
  sb_simplex_minimise (&simplex, run, &w, x);
  member->alpha = x[ALPHA];
  member->beta = x[BETA];
  member->gamma = x[GAMMA];
  member->phi = x[PHI];
  member->k = N_SEARCHED + 2;
}

void
sb_winters_run (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  const SbSeason *season = input->season;
  const double x[N_SEARCHED] = { member->alpha, member->beta, member->gamma, member->phi };
  g_autofree double *now = g_new (double, season->m);
  Winters w = { .input = input, .now = now, .fitted = output->fitted };
  guint at = (guint) (input->n % season->m);

  find_start (&w);
  run (x, &w);
  for (guint j = 0; j < input->h; j++)
    {
      w.trend *= member->phi;
      w.level += w.trend;
      output->forecast[j] = season->multiplicative ? w.level * now[at] : w.level + now[at];
      if (++at == season->m)
        at = 0;
    }
}
