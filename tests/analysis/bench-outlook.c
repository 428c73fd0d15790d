/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU time of one series forecast with intervals (ENGINE 10: below 5 ms for 120 values and 18 steps); a run over twice
 * the limit fails. */
#include "analysis/sb-outlook.h"
#include "core/sb-random.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#define ROUNDS 100

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static double
measure (gsize n, guint frequency, guint horizon, gboolean zeros)
{
  g_autofree double *y = g_new (double, n);
  SbRandom random;
  double start;

  sb_random_init (&random, n, frequency, horizon);
  for (gsize t = 0; t < n; t++)
    {
      y[t] = 100.0 + (double) t + 30.0 * sin (2.0 * G_PI * (double) t / frequency) + 20.0 * sb_random_unit (&random);
      if (zeros && sb_random_unit (&random) < 0.6)
        y[t] = 0.0;
    }
  start = cpu_ms ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      SbOutlookInput input = { y, n, frequency, horizon, FALSE };
      g_autoptr (SbOutlook) outlook = sb_outlook_compute (&input);

      g_assert_nonnull (outlook->hi95);
    }
  return (cpu_ms () - start) / ROUNDS;
}

int
main (void)
{
  static const struct { const char *name; gsize n; guint frequency, horizon; gboolean zeros; double limit; } benches[] = {
    { "120 months, 18 ahead", 120, 12, 18, FALSE, 5.0 },
    { "120 months with many zeros", 120, 12, 18, TRUE, 5.0 },
    { "240 months, 18 ahead", 240, 12, 18, FALSE, 10.0 },
    { "260 weeks, 13 ahead", 260, 52, 13, FALSE, 20.0 },
  };
  gboolean over = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (benches); i++)
    {
      double ms = measure (benches[i].n, benches[i].frequency, benches[i].horizon, benches[i].zeros);

      printf ("%-30s %8.3f ms (limit %.0f)\n", benches[i].name, ms, benches[i].limit);
      over = over || ms > 2.0 * benches[i].limit;
    }
  return over ? 1 : 0;
}
