/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Round axis steps. Called by the kinds of chart that have an axis; pure. */
#include "charts/sb-scale.h"

#include <math.h>

/* The largest magnitude an axis shows; what is beyond would overflow the geometry. */
#define LIMIT 1e300

static double
round_step (double raw)
{
  double power = pow (10, floor (log10 (raw))), mantissa = raw / power;

  return power * (mantissa <= 1.0001 ? 1 : mantissa <= 2.0001 ? 2 : mantissa <= 5.0001 ? 5 : 10);
}

static void
order_ends (double *low, double *high, gboolean zero)
{
  *low = isfinite (*low) ? CLAMP (*low, -LIMIT, LIMIT) : 0;
  *high = isfinite (*high) ? CLAMP (*high, -LIMIT, LIMIT) : *low;
  if (*low > *high)
    {
      double swap = *low;
      *low = *high, *high = swap;
    }
  if (zero)
    *low = MIN (*low, 0), *high = MAX (*high, 0);
  if (*low == *high)
    {
      double pad = *low == 0 ? 1 : fabs (*low) * 0.1;
      *low = *low == 0 ? 0 : *low - pad;
      *high += pad;
    }
}

void
sb_scale_init (SbScale *scale, double low, double high, guint n_steps, gboolean zero)
{
  double step, first, n;

  g_return_if_fail (scale != NULL);
  order_ends (&low, &high, zero);
  n_steps = CLAMP (n_steps, 1, SB_SCALE_MAX_TICKS - 3);
  step = round_step (MAX (high / n_steps - low / n_steps, 1e-300));
  /* Below the resolution of the values a step would not move. */
  step = MAX (step, round_step (MAX (MAX (fabs (low), fabs (high)) * 1e-12, 1e-300)));
  first = floor (low / step + 1e-9);
  n = ceil (high / step - 1e-9) - first;
  n = CLAMP (n, 1, SB_SCALE_MAX_TICKS - 1);
  scale->n_ticks = (guint) n + 1;
  for (guint i = 0; i < scale->n_ticks; i++)
    scale->ticks[i] = (first + i) * step;
  scale->low = scale->ticks[0];
  scale->high = scale->ticks[scale->n_ticks - 1];
}

double
sb_scale_place (const SbScale *scale, double value)
{
  double half = scale->high / 2 - scale->low / 2;

  return (value / 2 - scale->low / 2) / half;
}

void
sb_range_add (double *low, double *high, double value)
{
  if (!isfinite (value))
    return;
  *low = isfinite (*low) ? MIN (*low, value) : value;
  *high = isfinite (*high) ? MAX (*high, value) : value;
}
