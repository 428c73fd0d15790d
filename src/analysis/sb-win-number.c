/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Probabilities, log-odds and keys of the win model. Built on sb_exp () and sb_log (), which are the same on every
 * machine: elsewhere a last bit may grow into another tree. */
#include "analysis/sb-elementary.h"
#include "analysis/sb-win-private.h"

#define LIMIT 36.0 /* log-odds beyond it are the same probability */
#define FACTORS 16 /* of at most e^36 each: their product is finite */

guint64
sb_win_mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

double
sb_win_logistic (double x)
{
  return 1 / (1 + sb_exp (CLAMP (-x, -LIMIT, LIMIT)));
}

double
sb_win_log_odds (double p)
{
  p = CLAMP (p, 1e-9, 1 - 1e-9);
  return sb_log (p / (1 - p));
}

double
sb_win_log_loss (double x, guint8 outcome)
{
  return sb_log (1 + sb_exp (CLAMP (outcome ? -x : x, -LIMIT, LIMIT)));
}

void
sb_win_loss_add (SbWinLoss *loss, double x, guint8 outcome)
{
  loss->product *= 1 + sb_exp (CLAMP (outcome ? -x : x, -LIMIT, LIMIT));
  if (++loss->n < FACTORS)
    return;
  loss->sum += sb_log (loss->product);
  loss->product = 1;
  loss->n = 0;
}

double
sb_win_loss_sum (const SbWinLoss *loss)
{
  return loss->sum + sb_log (loss->product);
}
