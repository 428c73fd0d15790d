/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Series with many zeros: size and chance of a sale are smoothed apart (Teunter, Syntetos & Babai 2011), the forecast
 * is their product, the intervals come from blocks of the history drawn anew. Called by the series forecast. */
#include "analysis/sb-outlook-private.h"

#include "core/sb-random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PATHS 500
#define SEED 1

static const double gains[] = { 0.02, 0.05, 0.1, 0.2, 0.3 };

/* Smooths; the sum of squared one-step errors of chance × size. */
static double
smooth (const double *y, gsize n, const double gain[2], double *level)
{
  double size = 0.0, chance = 0.0, sse = 0.0;
  gsize hits = 0;

  for (gsize t = 0; t < n; t++)
    if (y[t] != 0.0)
      {
        size += y[t];
        hits++;
      }
  size /= (double) hits;
  chance = (double) hits / (double) n;
  for (gsize t = 0; t < n; t++)
    {
      double e = y[t] - chance * size;
      gboolean hit = y[t] != 0.0;

      sse += e * e;
      if (hit)
        size += gain[0] * (y[t] - size);
      chance += gain[1] * (hit - chance);
    }
  *level = chance * size;
  return sse;
}

static double
find_level (const double *y, gsize n)
{
  double best = G_MAXDOUBLE, found = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (gains); i++)
    for (guint k = 0; k < G_N_ELEMENTS (gains); k++)
      {
        double gain[] = { gains[i], gains[k] }, level, sse = smooth (y, n, gain, &level);

        if (sse < best)
          {
            best = sse;
            found = level;
          }
      }
  return found;
}

/* How often each season has a sale, against all seasons; shrunk by years. FALSE when the test on yes and no does not
 * pass. */
static gboolean
find_season (const double *y, gsize n, guint m, double *index)
{
  g_autofree double *hit = g_new (double, n);
  double years = (double) n / m, sum = 0.0;

  for (gsize t = 0; t < n; t++)
    hit[t] = y[t] != 0.0;
  if (!sb_season_test (hit, n, m))
    return FALSE;
  for (guint j = 0; j < m; j++)
    {
      double hits = 0.0, seen = 0.0;

      for (gsize t = j; t < n; t += m)
        {
          hits += hit[t];
          seen += 1.0;
        }
      index[j] = hits / seen;
      sum += index[j];
    }
  for (guint j = 0; j < m; j++)
    index[j] = (years * index[j] * m / sum + 1.0) / (years + 1.0);
  return TRUE;
}

/* Start of a block for step j; in a seasonal series of the same season as that step. */
static gsize
draw_start (SbRandom *random, gsize n, guint j, guint m)
{
  gsize phase;

  if (m < 2)
    return (gsize) sb_random_below (random, n);
  phase = (n + j) % m;
  return phase + m * (gsize) sb_random_below (random, (n - phase + m - 1) / m);
}

static void
draw_path (const double *y, gsize n, SbRandom *random, guint m, double *path, guint h)
{
  guint block = MAX (2, (guint) (sqrt ((double) n) / 2.0));
  gsize at = 0;

  for (guint j = 0; j < h; j++)
    {
      if (j % block == 0 || at >= n)
        at = draw_start (random, n, j, m);
      path[j] = y[at++];
    }
}

static int
compare_values (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The smallest value v with F(v) ≥ per mille of the drawn ones. */
static double
quantile (const double *sorted, guint per_mille)
{
  return sorted[(PATHS * per_mille + 999) / 1000 - 1];
}

static void
fill_bands (const double *y, gsize n, guint m, double scale, SbBands *bands)
{
  g_autofree double *paths = g_new (double, PATHS * (gsize) bands->h), *step = g_new (double, PATHS);
  SbRandom random;

  sb_random_init (&random, SEED, n, bands->h);
  for (guint i = 0; i < PATHS; i++)
    draw_path (y, n, &random, m, paths + i * (gsize) bands->h, bands->h);
  for (guint j = 0; j < bands->h; j++)
    {
      for (guint i = 0; i < PATHS; i++)
        step[i] = paths[i * (gsize) bands->h + j] * scale;
      qsort (step, PATHS, sizeof *step, compare_values);
      bands->lo95[j] = quantile (step, 25);
      bands->lo80[j] = quantile (step, 100);
      bands->hi80[j] = quantile (step, 900);
      bands->hi95[j] = quantile (step, 975);
      if (j == 0 || m > 1)
        continue;
      bands->lo95[j] = MIN (bands->lo95[j], bands->lo95[j - 1]);
      bands->lo80[j] = MIN (bands->lo80[j], bands->lo80[j - 1]);
      bands->hi80[j] = MAX (bands->hi80[j], bands->hi80[j - 1]);
      bands->hi95[j] = MAX (bands->hi95[j], bands->hi95[j - 1]);
    }
}

gboolean
sb_intermittent_forecast (const double *y, gsize n, guint m, SbBands *bands)
{
  g_autofree double *index = g_new (double, m);
  gboolean seasonal = find_season (y, n, m, index);
  double level = find_level (y, n), mean = 0.0;

  for (gsize t = 0; t < n; t++)
    mean += y[t];
  mean /= (double) n;
  for (guint j = 0; j < bands->h; j++)
    bands->point[j] = seasonal ? level * index[(n + j) % m] : level;
  fill_bands (y, n, seasonal ? m : 1, mean != 0.0 && level / mean > 0.0 ? MIN (level / mean, 4.0) : 1.0, bands);
  return seasonal;
}
