/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four methods on one series and the mean of their middle: standard Theta, the best Theta, damped trend, and the
 * smoothing that AICc chooses. How far they were off at earlier points is how wide the interval must be. Called by the
 * series forecast. */
#include "analysis/sb-outlook-private.h"

#include "analysis/sb-elementary.h"

#include <math.h>
#include <string.h>

#define STRAIGHT_FROM 24 /* values before a straight trend is thought of */

enum { THETA, BEST_THETA, DAMPED, CHOSEN };

void
sb_combination_init (SbCombination *combination, guint m)
{
  memset (combination, 0, sizeof *combination);
  combination->season.m = combination->added.m = m;
  combination->season.index = g_new0 (double, m);
  combination->added.index = g_new0 (double, m);
}

void
sb_combination_clear (SbCombination *combination)
{
  g_clear_pointer (&combination->season.index, g_free);
  g_clear_pointer (&combination->added.index, g_free);
}

/* The indices of the first n values, and these values without them (transfer full). */
static double *
adjust (SbCombination *c, gsize n)
{
  double *z = g_new (double, n);

  if (c->season.on)
    {
      sb_season_fit (&c->season, c->y, n);
      if (c->season.multiplicative)
        sb_season_fit (&c->added, c->y, n);
      else
        memcpy (c->added.index, c->season.index, c->season.m * sizeof (double));
    }
  for (gsize t = 0; t < n; t++)
    z[t] = sb_season_remove (&c->season, c->y[t], t);
  return z;
}

/* 1.5 times the usual horizon of the frequency. */
static guint
trend_end (guint m)
{
  return MAX (9, m + m / 2 + (m + m / 2) / 2);
}

/* How long a trend is trusted: for (n/12)² × (1 + t²) steps in all, t² being the mean step against its standard error.
 * A slope learned from few values, or from steps that contradict each other, is not carried far; a straight line is. */
static double
trend_fade (const double *z, gsize n)
{
  double mean, variance = 0.0, sure, steps;

  if (n < 3)
    return 0.0;
  mean = (z[n - 1] - z[0]) / (double) (n - 1);
  for (gsize t = 1; t < n; t++)
    variance += (z[t] - z[t - 1] - mean) * (z[t] - z[t - 1] - mean);
  variance /= (double) (n - 2);
  sure = (double) (n - 1) * mean * mean / MAX (variance, 1e-12);
  steps = (double) n / 12.0 * (double) n / 12.0 * (1.0 + sure);
  return steps / (1.0 + steps);
}

static SbMemberInput
input_of (const SbCombination *c, const SbMember *member, const double *z, gsize n)
{
  gboolean winters = member->kind == SB_MEMBER_WINTERS;

  return (SbMemberInput){ .y = winters ? c->y : z,
                          .n = n,
                          .h = c->h,
                          .positive = c->positive,
                          .trend_end = trend_end (c->season.m),
                          .fade = trend_fade (z, n),
                          .season = winters && !member->multiplicative ? &c->added : &c->season };
}

/* Forecasts, and one-step fits when wanted, on the scale of the series. */
static void
run_member (const SbCombination *c, const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  if (member->kind == SB_MEMBER_WINTERS)
    {
      sb_winters_run (member, input, output);
      return;
    }
  if (member->kind == SB_MEMBER_THETA)
    sb_theta_run (member, input, output);
  else
    sb_smooth_run (member, input, output);
  for (guint j = 0; j < input->h; j++)
    output->forecast[j] = sb_season_apply (&c->season, output->forecast[j], input->n + j);
  for (gsize t = 0; output->fitted != NULL && t < input->n; t++)
    output->fitted[t] = sb_season_apply (&c->season, output->fitted[t], t);
}

static double
judge (const SbCombination *c, const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  double sse = 0.0;

  run_member (c, member, input, output);
  for (gsize t = 0; t < input->n; t++)
    sse += (c->y[t] - output->fitted[t]) * (c->y[t] - output->fitted[t]);
  return sb_fit_aicc (sse, input->n, member->k);
}

/* The smoothing with the smallest AICc of the errors on the scale of the series. */
static void
choose_smoothing (SbCombination *c, const double *z, SbMemberOutput *output)
{
  const SbMember kinds[] = { { .kind = SB_MEMBER_SIMPLE },
                             { .kind = SB_MEMBER_HOLT },
                             { .kind = SB_MEMBER_WINTERS, .multiplicative = FALSE },
                             { .kind = SB_MEMBER_WINTERS, .multiplicative = TRUE } };
  SbMemberInput input = input_of (c, &c->member[DAMPED], z, c->n);
  double best = judge (c, &c->member[DAMPED], &input, output);

  c->member[CHOSEN] = c->member[DAMPED];
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      SbMember trial = kinds[i];
      gboolean winters = trial.kind == SB_MEMBER_WINTERS;
      double aicc;

      if ((trial.kind == SB_MEMBER_HOLT && c->n < STRAIGHT_FROM)
          || (winters && (!c->season.on || c->n < 3 * (gsize) c->season.m))
          || (winters && trial.multiplicative && !c->season.multiplicative))
        continue;
      input = input_of (c, &trial, z, c->n);
      if (winters)
        sb_winters_fit (&trial, &input);
      else
        sb_smooth_fit (&trial, &input);
      aicc = judge (c, &trial, &input, output);
      if (aicc < best)
        {
          best = aicc;
          c->member[CHOSEN] = trial;
        }
    }
}

void
sb_combination_fit (SbCombination *c, double *one_step)
{
  g_autofree double *z = NULL;
  g_autofree double *forecast = g_new (double, c->h);
  SbMemberOutput output = { forecast, one_step };
  SbMemberInput input;

  c->added.on = c->season.on;
  c->added.shrink = c->season.shrink;
  z = adjust (c, c->n);
  c->member[THETA] = (SbMember){ .kind = SB_MEMBER_THETA, .theta = 2.0 };
  c->member[DAMPED] = (SbMember){ .kind = SB_MEMBER_DAMPED };
  input = input_of (c, &c->member[THETA], z, c->n);
  sb_theta_fit (&c->member[THETA], &input);
  sb_theta_choose (&c->member[BEST_THETA], &input);
  sb_smooth_fit (&c->member[DAMPED], &input);
  choose_smoothing (c, z, &output);
  run_member (c, &c->member[DAMPED], &input, &output);
  for (gsize t = 0; t < c->n; t++)
    {
      double fitted = one_step[t];

      one_step[t] = c->y[t] - fitted;
      if (c->positive)
        one_step[t] /= MAX (fitted, 1e-3);
    }
}

/* Mean of the two in the middle. */
static double
middle (const double *v)
{
  double lowest = v[0], highest = v[0], sum = 0.0;

  for (guint i = 0; i < SB_N_MEMBERS; i++)
    {
      lowest = MIN (lowest, v[i]);
      highest = MAX (highest, v[i]);
      sum += v[i];
    }
  return CLAMP ((sum - lowest - highest) / (SB_N_MEMBERS - 2), lowest, highest);
}

void
sb_combination_run (SbCombination *c, gsize n, guint h, double *forecast)
{
  g_autofree double *z = adjust (c, n);
  g_autofree double *all = g_new (double, SB_N_MEMBERS * (gsize) h);

  for (guint i = 0; i < SB_N_MEMBERS; i++)
    {
      SbMemberInput input = input_of (c, &c->member[i], z, n);
      SbMemberOutput output = { all + i * (gsize) h, NULL };

      input.h = h;
      run_member (c, &c->member[i], &input, &output);
    }
  for (guint j = 0; j < h; j++)
    {
      double v[SB_N_MEMBERS];

      for (guint i = 0; i < SB_N_MEMBERS; i++)
        v[i] = all[i * (gsize) h + j];
      forecast[j] = middle (v);
    }
}
