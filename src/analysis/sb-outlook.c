/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which method a series gets, on which scale, and what comes out as points and intervals. Called by the sales forecast
 * and the command `series`; knows no calendar, money or dates. */
#include "analysis/sb-outlook.h"

#include "analysis/sb-elementary.h"
#include "analysis/sb-outlook-private.h"
#include "analysis/sb-student.h"

#include <math.h>
#include <string.h>

#define FEW 6             /* values: below, no method is fitted */
#define ZERO_SHARE 0.3
#define MISSING_SHARE 0.2
#define SMALLEST 1e-3     /* forecast, of the size of the series, that is to have a logarithm */
#define LARGEST_REACH 20.0 /* of a logarithm */

/* y = centre + size × (what is computed with). */
typedef struct {
  double lowest, highest; /* of y */
  double mean;
  double centre, size;
  gsize  zeros;
} Scale;

static Scale
find_scale (const double *y, gsize n)
{
  Scale scale = { .lowest = y[0], .highest = y[0] };

  for (gsize t = 0; t < n; t++)
    {
      scale.lowest = MIN (scale.lowest, y[t]);
      scale.highest = MAX (scale.highest, y[t]);
      scale.mean += y[t] / (double) n;
      scale.zeros += y[t] == 0.0;
    }
  scale.centre = scale.lowest > 0.0 ? 0.0 : scale.mean;
  for (gsize t = 0; t < n; t++)
    scale.size += fabs (y[t] / (double) n - scale.centre / (double) n);
  if (!(scale.size > 0.0))
    scale.size = 1.0;
  return scale;
}

static double
bounded (double v)
{
  return CLAMP (v, -G_MAXDOUBLE, G_MAXDOUBLE);
}

static SbBands
bands_of (SbOutlook *forecast)
{
  return (SbBands){ forecast->horizon, forecast->point, forecast->lo80, forecast->hi80, forecast->lo95,
                    forecast->hi95 };
}

static void
allocate (SbOutlook *forecast, gboolean intervals)
{
  gsize h = forecast->horizon;

  forecast->point = g_new0 (double, h);
  if (!intervals)
    {
      forecast->interval_reason = SB_REASON_TOO_FEW;
      return;
    }
  forecast->lo80 = g_new0 (double, h);
  forecast->hi80 = g_new0 (double, h);
  forecast->lo95 = g_new0 (double, h);
  forecast->hi95 = g_new0 (double, h);
}

/* Nested, finite, and not below 0 for a history that never was. */
static void
finish (SbOutlook *forecast, gboolean clip)
{
  for (guint j = 0; j < forecast->horizon; j++)
    {
      double *v[] = { &forecast->point[j], NULL, NULL, NULL, NULL };
      guint n = 1;

      if (forecast->lo80 != NULL)
        {
          v[n++] = &forecast->lo80[j];
          v[n++] = &forecast->lo95[j];
          v[n++] = &forecast->hi80[j];
          v[n++] = &forecast->hi95[j];
        }
      for (guint i = 0; i < n; i++)
        {
          *v[i] = bounded (*v[i]);
          if (clip && *v[i] < 0.0)
            {
              *v[i] = 0.0;
              forecast->flags |= SB_OUTLOOK_CLIPPED;
            }
        }
      if (n == 1)
        continue;
      *v[1] = MIN (*v[1], *v[0]);
      *v[2] = MIN (*v[2], *v[1]);
      *v[3] = MAX (*v[3], *v[0]);
      *v[4] = MAX (*v[4], *v[3]);
    }
}

/* The interval of step j by its standard deviation; by factors when `multiplied`. */
static void
spread_step (SbOutlook *forecast, guint j, double sd, double df, double multiplied)
{
  double point = forecast->point[j];
  double reach80 = sd * sb_student_quantile (0.9, df), reach95 = sd * sb_student_quantile (0.975, df);

  if (multiplied > 0.0)
    {
      double base = MAX (point, multiplied);
      double factor80 = sb_exp (MIN (reach80, LARGEST_REACH));
      double factor95 = sb_exp (MIN (reach95, LARGEST_REACH));

      forecast->lo80[j] = base / factor80;
      forecast->hi80[j] = base * factor80;
      forecast->lo95[j] = base / factor95;
      forecast->hi95[j] = base * factor95;
      return;
    }
  forecast->lo80[j] = point - reach80;
  forecast->hi80[j] = point + reach80;
  forecast->lo95[j] = point - reach95;
  forecast->hi95[j] = point + reach95;
}

static void
forecast_last (SbOutlook *forecast, const SbReady *ready)
{
  double sum = 0.0, last = ready->y[ready->n - 1];
  gsize pairs = 0, before = 0;

  forecast->method = SB_OUTLOOK_NAIVE;
  /* A step over k periods counts as k steps. */
  for (gsize t = 1; t < ready->n; t++)
    if (!ready->filled[t])
      {
        double step = ready->y[t] - ready->y[before];

        sum += step / (double) (t - before) * step;
        pairs++;
        before = t;
      }
  allocate (forecast, pairs >= 2);
  for (guint j = 0; j < forecast->horizon; j++)
    {
      forecast->point[j] = last;
      if (forecast->lo80 != NULL)
        spread_step (forecast, j, sqrt (bounded (sum) / (double) pairs) * sqrt (j + 1.0), (double) pairs, 0.0);
    }
}

static void
forecast_mean (SbOutlook *forecast, const SbReady *ready, const Scale *scale)
{
  double n = (double) ready->n, sum = 0.0, sd;

  forecast->method = SB_OUTLOOK_MEAN;
  forecast->flags |= SB_OUTLOOK_SHORT;
  allocate (forecast, TRUE);
  for (gsize t = 0; t < ready->n; t++)
    {
      double away = (ready->y[t] - scale->mean) / scale->size;

      sum += away * away;
    }
  sd = scale->size * sqrt (sum / (n - 1.0) * (1.0 + 1.0 / n));
  for (guint j = 0; j < forecast->horizon; j++)
    {
      forecast->point[j] = 0.5 * ready->y[ready->n - 1] + 0.5 * scale->mean;
      spread_step (forecast, j, sd * sqrt (1.0 + 0.25 * j), n - 1.0, 0.0);
    }
}

/* The last year (of m values) again and again, without doubt. */
static void
forecast_repeat (SbOutlook *forecast, const SbReady *ready, guint m)
{
  forecast->method = m > 1 ? SB_OUTLOOK_SEASONAL_NAIVE : SB_OUTLOOK_CONSTANT;
  if (m > 1)
    forecast->flags |= SB_OUTLOOK_SEASONAL;
  allocate (forecast, TRUE);
  for (guint j = 0; j < forecast->horizon; j++)
    {
      double v = ready->y[ready->n - m + j % m];

      forecast->point[j] = forecast->lo80[j] = forecast->hi80[j] = forecast->lo95[j] = forecast->hi95[j] = v;
    }
}

static void
forecast_intermittent (SbOutlook *forecast, const SbReady *ready, const Scale *scale, guint m)
{
  g_autofree double *y = g_new (double, ready->n);
  double *lists[5];
  SbBands bands;

  forecast->method = SB_OUTLOOK_INTERMITTENT;
  allocate (forecast, TRUE);
  bands = bands_of (forecast);
  for (gsize t = 0; t < ready->n; t++)
    y[t] = ready->y[t] / scale->size;
  if (sb_intermittent_forecast (y, ready->n, m, &bands))
    forecast->flags |= SB_OUTLOOK_SEASONAL;
  memcpy (lists, (double *[]){ bands.point, bands.lo80, bands.hi80, bands.lo95, bands.hi95 }, sizeof lists);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < forecast->horizon; j++)
      lists[i][j] *= scale->size;
}

/* Is there a season, and of which kind? Gaps are filled along it. */
static void
find_season (SbCombination *c, SbReady *ready, const SbOutlookInput *input, SbOutlook *forecast)
{
  guint m = input->frequency;
  gsize n = ready->n;

  c->season.multiplicative = c->positive;
  c->season.on = sb_season_test (ready->y, n, m);
  if (!c->season.on && input->force_season && m > 1 && n >= 2 * (gsize) m && n < 3 * (gsize) m)
    {
      c->season.on = TRUE;
      c->season.shrink = 0.5;
      forecast->flags |= SB_OUTLOOK_WEAK_SEASON;
    }
  if (!c->season.on)
    return;
  forecast->flags |= SB_OUTLOOK_SEASONAL;
  if (ready->n_gaps > 0)
    {
      sb_season_fit (&c->season, ready->y, n);
      sb_ready_refill (ready, &c->season);
    }
}

static void
name_outliers (const SbCombination *c, const double *one_step, SbOutlook *forecast)
{
  g_autofree double *adjusted = g_new (double, c->n);

  for (gsize t = 0; t < c->n; t++)
    {
      adjusted[t] = sb_season_remove (&c->season, c->y[t], t);
      if (c->positive)
        adjusted[t] = sb_log (MAX (adjusted[t], 1e-12));
    }
  sb_find_outliers (one_step, adjusted, c->n, forecast->outliers, &forecast->level_shift);
  for (guint i = 0; i < forecast->outliers->len; i++)
    g_array_index (forecast->outliers, gsize, i) += forecast->n_leading;
  if (forecast->outliers->len > 0)
    forecast->flags |= SB_OUTLOOK_OUTLIERS;
  if (forecast->level_shift >= 0)
    {
      forecast->level_shift += (gssize) forecast->n_leading;
      forecast->flags |= SB_OUTLOOK_LEVEL_SHIFT;
    }
}

static void
forecast_combination (SbOutlook *forecast, SbReady *ready, const Scale *scale, const SbOutlookInput *input)
{
  g_autofree double *one_step = g_new (double, ready->n), *spread = g_new (double, forecast->horizon);
  SbCombination c;
  guint origins;
  double df;

  forecast->method = SB_OUTLOOK_COMBINATION;
  allocate (forecast, TRUE);
  for (gsize t = 0; t < ready->n; t++)
    ready->y[t] = (ready->y[t] - scale->centre) / scale->size;
  sb_combination_init (&c, input->frequency);
  c.y = ready->y;
  c.n = ready->n;
  c.h = forecast->horizon;
  c.positive = scale->lowest > 0.0;
  find_season (&c, ready, input, forecast);
  sb_combination_fit (&c, one_step);
  name_outliers (&c, one_step, forecast);
  sb_combination_run (&c, c.n, c.h, forecast->point);
  origins = sb_combination_spread (&c, one_step, spread);
  if (origins == 0)
    forecast->flags |= SB_OUTLOOK_FEW_ORIGINS;
  df = origins > 0 ? MAX (origins / 2.0, 4.0) : MAX ((double) c.n - 3.0, 3.0);
  for (guint j = 0; j < forecast->horizon; j++)
    {
      forecast->point[j] = bounded (scale->centre + scale->size * forecast->point[j]);
      spread_step (forecast, j, c.positive ? spread[j] : scale->size * spread[j], df,
                   c.positive ? SMALLEST * scale->size : 0.0);
    }
  sb_combination_clear (&c);
}

static void
choose (SbOutlook *forecast, SbReady *ready, const SbOutlookInput *input)
{
  Scale scale = find_scale (ready->y, ready->n);
  gsize n = ready->n;

  if (n <= 2)
    forecast_last (forecast, ready);
  else if (!(scale.highest > scale.lowest))
    forecast_repeat (forecast, ready, 1);
  else if ((double) ready->n_gaps > MISSING_SHARE * (double) n)
    {
      forecast->flags |= SB_OUTLOOK_MANY_GAPS;
      forecast_last (forecast, ready);
    }
  else if (n < FEW)
    forecast_mean (forecast, ready, &scale);
  else if ((double) scale.zeros >= ZERO_SHARE * (double) n)
    forecast_intermittent (forecast, ready, &scale, input->frequency);
  else if (sb_season_exact (ready->y, n, input->frequency))
    forecast_repeat (forecast, ready, input->frequency);
  else
    forecast_combination (forecast, ready, &scale, input);
  finish (forecast, scale.lowest >= 0.0);
}

SbOutlook *
sb_outlook_compute (const SbOutlookInput *input)
{
  SbOutlook *forecast;
  SbReady ready;

  g_return_val_if_fail (input != NULL && (input->values != NULL || input->n == 0), NULL);
  g_return_val_if_fail (input->frequency >= 1 && input->frequency <= SB_OUTLOOK_MAX_FREQUENCY, NULL);
  g_return_val_if_fail (input->horizon >= 1 && input->horizon <= SB_OUTLOOK_MAX_HORIZON, NULL);

  forecast = g_new0 (SbOutlook, 1);
  forecast->horizon = input->horizon;
  forecast->outliers = g_array_new (FALSE, FALSE, sizeof (gsize));
  forecast->level_shift = -1;
  sb_ready_init (&ready, input->values, input->n);
  forecast->n_leading = ready.n_leading;
  forecast->n_used = ready.n;
  forecast->n_missing = ready.n_gaps;
  if (ready.n_gaps > 0)
    forecast->flags |= SB_OUTLOOK_GAPS;
  if (ready.n > 0)
    choose (forecast, &ready, input);
  else
    forecast->reason = forecast->interval_reason = SB_REASON_NO_HISTORY;
  sb_ready_clear (&ready);
  return forecast;
}

void
sb_outlook_free (SbOutlook *forecast)
{
  if (forecast == NULL)
    return;
  g_free (forecast->point);
  g_free (forecast->lo80);
  g_free (forecast->hi80);
  g_free (forecast->lo95);
  g_free (forecast->hi95);
  g_array_unref (forecast->outliers);
  g_free (forecast);
}

const char *
sb_outlook_method_code (SbOutlookMethod method)
{
  static const char *const codes[] = { "none", "combination", "naive", "seasonal-naive", "mean", "constant",
                                       "intermittent" };

  g_return_val_if_fail (method < G_N_ELEMENTS (codes), NULL);

  return codes[method];
}
