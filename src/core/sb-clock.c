/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wall clock. Called by the store (instants of changes) and by the two programs (today as the default as-of date);
 * no calculation may call it. */
#include "core/sb-clock.h"

gint64
sb_clock_now (void)
{
  /* The store orders changes by their instant, so a clock that is set back must not disorder them. */
  static gint64 latest;
  gint64 now = g_get_real_time ();
  gint64 seen = __atomic_load_n (&latest, __ATOMIC_RELAXED);

  do
    {
      if (now <= seen)
        return seen;
    }
  while (!__atomic_compare_exchange_n (&latest, &seen, now, FALSE, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return now;
}

SbDate
sb_clock_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return sb_date_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now));
}
