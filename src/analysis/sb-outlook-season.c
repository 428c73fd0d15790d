/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a series seasonal, and by how much is each season above the trend? Classical decomposition, indices shrunk towards
 * "no season" by as much as their own scatter asks for. Called by the series forecast. */
#include "analysis/sb-outlook-private.h"

#include <math.h>
#include <string.h>

double
sb_autocorrelation (const double *y, gsize n, guint lag)
{
  double mean = 0.0, all = 0.0, part = 0.0;

  for (gsize t = 0; t < n; t++)
    mean += y[t];
  mean /= (double) n;
  for (gsize t = 0; t < n; t++)
    all += (y[t] - mean) * (y[t] - mean);
  for (gsize t = 0; t + lag < n; t++)
    part += (y[t] - mean) * (y[t + lag] - mean);
  return all > 0.0 ? part / all : 0.0;
}

gboolean
sb_season_test (const double *y, gsize n, guint m)
{
  double sum = 0.0;

  if (m < 2 || n < 3 * (gsize) m)
    return FALSE;
  for (guint k = 1; k < m; k++)
    {
      double r = sb_autocorrelation (y, n, k);

      sum += r * r;
    }
  return fabs (sb_autocorrelation (y, n, m)) > 1.645 * sqrt ((1.0 + 2.0 * sum) / (double) n);
}

gboolean
sb_season_exact (const double *y, gsize n, guint m)
{
  double size = 0.0;

  if (m < 2 || n < 2 * (gsize) m)
    return FALSE;
  for (gsize t = 0; t < n; t++)
    size = MAX (size, fabs (y[t]));
  for (gsize t = m; t < n; t++)
    if (fabs (y[t] - y[t - m]) > 1e-12 * size)
      return FALSE;
  return TRUE;
}

/* Centred moving average over one year at t, half ≤ t < n − half. */
static double
moving_average (const double *y, gsize t, guint m)
{
  gsize half = m / 2;
  double sum = 0.0;

  if (m % 2 == 1)
    {
      for (gsize i = t - half; i <= t + half; i++)
        sum += y[i];
      return sum / m;
    }
  sum = (y[t - half] + y[t + half]) / 2.0;
  for (gsize i = t - half + 1; i < t + half; i++)
    sum += y[i];
  return sum / m;
}

/* Share of an index that its scatter explains, of the James–Stein kind (Miller & Williams 2003). */
static double
shrink_share (const double *index, const double *square, const gsize *count, const SbSeason *season)
{
  double centre = season->multiplicative ? 1.0 : 0.0, spread = 0.0, error = 0.0, share;
  guint seen = 0;

  for (guint j = 0; j < season->m; j++)
    {
      spread += (index[j] - centre) * (index[j] - centre);
      if (count[j] > 1)
        {
          error += square[j] / ((double) count[j] * (double) (count[j] - 1));
          seen++;
        }
    }
  if (seen == 0 || season->m < 4 || !(spread > 0.0))
    return 0.0;
  share = (season->m - 3.0) * (error / seen) / spread;
  return CLAMP (share, 0.0, 1.0);
}

static void
normalise (double *index, const SbSeason *season)
{
  double mean = 0.0;

  for (guint j = 0; j < season->m; j++)
    mean += index[j];
  mean /= season->m;
  for (guint j = 0; j < season->m; j++)
    if (!season->multiplicative)
      index[j] -= mean;
    else if (mean > 0.0)
      index[j] /= mean;
}

void
sb_season_fit (SbSeason *season, const double *y, gsize n)
{
  guint m = season->m;
  gsize half = m / 2;
  double neutral = season->multiplicative ? 1.0 : 0.0, share;
  g_autofree double *square = g_new0 (double, m);
  g_autofree gsize *count = g_new0 (gsize, m);
  double *index = season->index;

  memset (index, 0, m * sizeof *index);
  for (gsize t = half; t + half < n; t++)
    {
      double trend = moving_average (y, t, m), value = season->multiplicative ? y[t] / trend : y[t] - trend;
      guint j = (guint) (t % m);
      double away = value - index[j];

      /* running mean and sum of squares */
      count[j]++;
      index[j] += away / (double) count[j];
      square[j] += away * (value - index[j]);
    }
  for (guint j = 0; j < m; j++)
    if (count[j] == 0)
      index[j] = neutral;
  normalise (index, season);
  share = shrink_share (index, square, count, season);
  share = MAX (share, season->shrink);
  for (guint j = 0; j < m; j++)
    index[j] += share * (neutral - index[j]);
  /* An index that would turn the scale over is of no use. */
  for (guint j = 0; j < m; j++)
    if (season->multiplicative && index[j] < 1e-3)
      index[j] = 1e-3;
}

double
sb_season_remove (const SbSeason *season, double y, gsize t)
{
  if (!season->on)
    return y;
  return season->multiplicative ? y / season->index[t % season->m] : y - season->index[t % season->m];
}

double
sb_season_apply (const SbSeason *season, double z, gsize t)
{
  if (!season->on)
    return z;
  return season->multiplicative ? z * season->index[t % season->m] : z + season->index[t % season->m];
}
