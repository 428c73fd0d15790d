/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Theta method: a straight or exponential line through the series, and simple smoothing of the series bent away
 * from it. Called by the series forecast; knows no season. */
#include "analysis/sb-outlook-private.h"

#include "analysis/sb-elementary.h"

#include <math.h>

#define SMALLEST 1e-6 /* of a line that is to have a logarithm; values are of size about 1 */

static const double thetas[] = { 1.0, 1.5, 2.0, 2.5, 3.0 };

/* Least squares of v on t = 0 … n − 1. */
static void
fit_line (const double *v, gsize n, double *level, double *slope)
{
  double mean_t = ((double) n - 1.0) / 2.0, mean = 0.0, above = 0.0, below = 0.0;

  for (gsize t = 0; t < n; t++)
    mean += v[t];
  mean /= (double) n;
  for (gsize t = 0; t < n; t++)
    {
      double away = (double) t - mean_t;

      above += away * (v[t] - mean);
      below += away * away;
    }
  *slope = below > 0.0 ? above / below : 0.0;
  *level = mean - *slope * mean_t;
}

/* The line and the arrays that all variants of one series share; log_y and log_line only for positive series. */
typedef struct {
  double *line, *log_line; /* n + h */
  double *log_y, *bent, *fitted; /* n */
  double *smooth; /* h */
} Room;

static void
room_init (Room *room, const SbMemberInput *input)
{
  gsize n = input->n, h = input->h;

  room->line = g_new (double, 5 * n + 3 * h);
  room->log_line = room->line + n + h;
  room->log_y = room->log_line + n + h;
  room->bent = room->log_y + n;
  room->fitted = room->bent + n;
  room->smooth = room->fitted + n;
  for (gsize t = 0; input->positive && t < n; t++)
    room->log_y[t] = sb_log (MAX (input->y[t], SMALLEST));
}

static void
draw_line (const SbMemberInput *input, gboolean exponential, Room *room)
{
  gsize n = input->n, all = n + input->h;
  double level, slope, at = 0.0, step = 1.0;

  fit_line (exponential ? room->log_y : input->y, n, &level, &slope);
  for (gsize t = 0; t < all; t++)
    {
      double v = level + slope * at;

      room->line[t] = exponential ? sb_exp (v) : v;
      if (input->positive)
        room->log_line[t] = exponential ? v : sb_log (MAX (v, SMALLEST));
      if (t >= n)
        step = exponential && t >= n + input->trend_end ? 0.0 : step * input->fade;
      at += step;
    }
}

static void
bend (const SbMember *member, const SbMemberInput *input, Room *room)
{
  double theta = member->theta;

  for (gsize t = 0; t < input->n; t++)
    room->bent[t] = member->multiplicative
                      ? sb_exp (theta * room->log_y[t] + (1.0 - theta) * room->log_line[t])
                      : theta * input->y[t] + (1.0 - theta) * room->line[t];
}

static double
mix (const SbMember *member, const Room *room, double smooth, gsize t)
{
  double w = 1.0 / member->theta;

  if (!member->multiplicative)
    return w * smooth + (1.0 - w) * room->line[t];
  if (!(smooth > 0.0))
    return 0.0;
  return sb_exp (w * sb_log (smooth) + (1.0 - w) * room->log_line[t]);
}

/* Smooths room->bent; with fit, finds alpha first. */
static void
smooth (SbMember *member, const SbMemberInput *input, Room *room, gboolean fit)
{
  SbMember inner = { .kind = SB_MEMBER_SIMPLE, .alpha = member->alpha };
  SbMemberInput bent = *input;
  SbMemberOutput out = { room->smooth, room->fitted };

  bent.y = room->bent;
  bend (member, input, room);
  if (fit)
    sb_smooth_fit (&inner, &bent);
  sb_smooth_run (&inner, &bent, &out);
  member->alpha = inner.alpha;
}

void
sb_theta_fit (SbMember *member, const SbMemberInput *input)
{
  Room room;

  room_init (&room, input);
  draw_line (input, member->exponential, &room);
  smooth (member, input, &room, TRUE);
  member->k = 4;
  g_free (room.line);
}

/* All θ of one line and kind; keeps the best in *member. */
static void
try_thetas (SbMember *member, const SbMember *like, const SbMemberInput *input, Room *room, double *best)
{
  for (guint i = 0; i < G_N_ELEMENTS (thetas); i++)
    {
      SbMember trial = *like;
      double error = 0.0;

      if (i == 0 && (like->exponential || like->multiplicative))
        continue; /* θ = 1 has no line: one of them is enough */
      trial.theta = thetas[i];
      smooth (&trial, input, room, TRUE);
      for (gsize t = 0; t < input->n; t++)
        error += fabs (input->y[t] - mix (&trial, room, room->fitted[t], t));
      if (error < *best)
        {
          *best = error;
          *member = trial;
        }
    }
}

void
sb_theta_choose (SbMember *member, const SbMemberInput *input)
{
  int kinds = input->positive ? 2 : 1;
  double best = G_MAXDOUBLE;
  Room room;

  room_init (&room, input);
  for (int exponential = 0; exponential < kinds; exponential++)
    {
      draw_line (input, exponential, &room);
      for (int multiplicative = 0; multiplicative < kinds; multiplicative++)
        {
          SbMember like = { .kind = SB_MEMBER_THETA, .exponential = exponential, .multiplicative = multiplicative,
                            .k = 5 };

          try_thetas (member, &like, input, &room, &best);
        }
    }
  g_free (room.line);
}

void
sb_theta_run (const SbMember *member, const SbMemberInput *input, SbMemberOutput *output)
{
  SbMember copy = *member;
  Room room;

  room_init (&room, input);
  draw_line (input, member->exponential, &room);
  smooth (&copy, input, &room, FALSE);
  for (gsize t = 0; output->fitted != NULL && t < input->n; t++)
    output->fitted[t] = mix (member, &room, room.fitted[t], t);
  for (guint j = 0; j < input->h; j++)
    output->forecast[j] = mix (member, &room, room.smooth[j], input->n + j);
  g_free (room.line);
}
