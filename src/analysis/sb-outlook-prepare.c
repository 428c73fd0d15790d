/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series before it is forecast: empty ends off, gaps filled; and what stands out in its one-step errors. Called by
 * the series forecast. */
#include "analysis/sb-outlook-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAD_LIMIT 5.0
#define SHIFT_WINDOW 6 /* values on each side that tell a new level from one odd value */
#define SHIFT_LEAST 3

static void
fill_line (SbReady *ready, const SbSeason *season)
{
  gsize before = 0;

  for (gsize t = 1; t < ready->n; t++)
    {
      double from, to;

      if (ready->filled[t])
        continue;
      if (t > before + 1)
        {
          from = season != NULL ? sb_season_remove (season, ready->y[before], before) : ready->y[before];
          to = season != NULL ? sb_season_remove (season, ready->y[t], t) : ready->y[t];
          for (gsize g = before + 1; g < t; g++)
            {
              double share = (double) (g - before) / (double) (t - before), v = from + share * (to - from);

              ready->y[g] = season != NULL ? sb_season_apply (season, v, g) : v;
            }
        }
      before = t;
    }
}

void
sb_ready_init (SbReady *ready, const double *values, gsize n)
{
  gsize first = 0, first_sale = n;

  memset (ready, 0, sizeof *ready);
  while (n > 0 && !isfinite (values[n - 1]))
    n--;
  while (first < n && !isfinite (values[first]))
    first++;
  for (gsize t = n; t > first; t--)
    if (isfinite (values[t - 1]) && values[t - 1] != 0.0)
      first_sale = t - 1;
  /* Nothing but zeros is a history of zeros. */
  if (first_sale < n)
    first = first_sale;
  ready->n_leading = first;
  ready->n = n - first;
  ready->y = g_new (double, MAX (ready->n, 1));
  ready->filled = g_new0 (gboolean, MAX (ready->n, 1));
  for (gsize t = 0; t < ready->n; t++)
    {
      ready->filled[t] = !isfinite (values[first + t]);
      ready->y[t] = ready->filled[t] ? 0.0 : values[first + t];
      ready->n_gaps += ready->filled[t] ? 1 : 0;
    }
  fill_line (ready, NULL);
}

void
sb_ready_clear (SbReady *ready)
{
  g_clear_pointer (&ready->y, g_free);
  g_clear_pointer (&ready->filled, g_free);
}

void
sb_ready_refill (SbReady *ready, const SbSeason *season)
{
  fill_line (ready, season);
}

static int
compare_values (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sorts v. */
static double
median (double *v, gsize n)
{
  qsort (v, n, sizeof *v, compare_values);
  return n % 2 == 1 ? v[n / 2] : 0.5 * (v[n / 2 - 1] + v[n / 2]);
}

static double
median_of (const double *v, gsize n)
{
  double copy[SHIFT_WINDOW];

  memcpy (copy, v, n * sizeof *v);
  return median (copy, n);
}

/* Does the level after t stay away from the level before it? */
static gboolean
is_shift (const double *adjusted, gsize n, gsize t, double mad)
{
  gsize after = MIN (SHIFT_WINDOW, n - t), before = MIN (SHIFT_WINDOW, t);

  if (after < SHIFT_LEAST || before < SHIFT_LEAST)
    return FALSE;
  return fabs (median_of (adjusted + t, after) - median_of (adjusted + t - before, before)) > MAD_LIMIT * mad;
}

void
sb_find_outliers (const double *errors, const double *adjusted, gsize n, GArray *outliers, gssize *level_shift)
{
  g_autofree double *copy = g_memdup2 (errors, n * sizeof *errors);
  double centre, mad;

  *level_shift = -1;
  if (n < SHIFT_WINDOW)
    return;
  centre = median (copy, n);
  for (gsize t = 0; t < n; t++)
    copy[t] = fabs (errors[t] - centre);
  mad = median (copy, n);
  /* Half of the errors are alike: a scale is missing, nothing stands out by it. */
  if (!(mad > 1e-9))
    return;
  for (gsize t = 0; t < n; t++)
    {
      if (fabs (errors[t] - centre) <= MAD_LIMIT * mad)
        continue;
      if (is_shift (adjusted, n, t, mad))
        {
          if (*level_shift < 0 || t >= (gsize) *level_shift + SHIFT_WINDOW)
            *level_shift = (gssize) t;
        }
      else
        g_array_append_val (outliers, t);
    }
}
