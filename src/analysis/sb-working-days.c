/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days for calculations. Called by pacing and like-for-like comparisons. */
#include "analysis/sb-working-days.h"

int
sb_working_days (const SbFacts *facts, SbDate from, SbDate to)
{
  g_autoptr (SbCalendar) plain = NULL;

  g_return_val_if_fail (facts != NULL, 0);

  if (from > to)
    return 0;
  if (facts->calendar != NULL)
    return sb_calendar_working_days (facts->calendar, from, to);
  plain = sb_calendar_new (SB_WEEK_MON_FRI);
  return sb_calendar_working_days (plain, from, to);
}

SbDate
sb_like_for_like_end (const SbFacts *facts, SbPeriod now, SbPeriod earlier, SbDate as_of)
{
  g_autoptr (SbCalendar) plain = NULL;
  const SbCalendar *calendar;
  int gone;

  g_return_val_if_fail (facts != NULL, earlier.end);

  if (as_of >= now.end)
    return earlier.end;
  gone = sb_working_days (facts, now.start, as_of);
  if (gone == 0)
    return earlier.start - 1;
  if (facts->calendar == NULL)
    plain = sb_calendar_new (SB_WEEK_MON_FRI);
  calendar = facts->calendar != NULL ? facts->calendar : plain;
  return sb_calendar_nth_working (calendar, earlier.start, earlier.end, gone);
}
