/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days: whole weeks are multiplied, the rest and the marked days are added, so that a count over years costs as
 * little as one over days. Built by the store from the holidays of a workspace; read-only once it is shared. */
#include "core/sb-calendar.h"

typedef struct {
  SbDate day;
  int    delta;   /* −1 holiday on a working weekday, +1 special working day, 0 no change to the mask */
  int    before;  /* sum of delta of the marks before this one */
} Mark;

struct _SbCalendar {
  gint    ref_count;
  guint   week_mask;
  int     per_week;
  GArray *marks;  /* Mark, by day */
};

SbCalendar *
sb_calendar_new (guint week_mask)
{
  SbCalendar *calendar = g_new0 (SbCalendar, 1);

  calendar->ref_count = 1;
  calendar->week_mask = week_mask & 0x7Fu;
  calendar->per_week = __builtin_popcount (calendar->week_mask);
  calendar->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  return calendar;
}

SbCalendar *
sb_calendar_ref (SbCalendar *calendar)
{
  g_return_val_if_fail (calendar != NULL, NULL);

  g_atomic_int_inc (&calendar->ref_count);
  return calendar;
}

void
sb_calendar_unref (SbCalendar *calendar)
{
  g_return_if_fail (calendar != NULL);

  if (!g_atomic_int_dec_and_test (&calendar->ref_count))
    return;
  g_array_unref (calendar->marks);
  g_free (calendar);
}

static gboolean
in_mask (const SbCalendar *calendar, SbDate day)
{
  return (calendar->week_mask >> (sb_date_weekday (day) - 1)) & 1u;
}

/* The index of the first mark that is not before day. */
static guint
lower_bound (const SbCalendar *calendar, SbDate day)
{
  guint lo = 0, hi = calendar->marks->len;

  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;

      if (g_array_index (calendar->marks, Mark, mid).day < day)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}

static int
delta_before (const SbCalendar *calendar, guint index)
{
  const Mark *mark;

  if (index == 0)
    return 0;
  mark = &g_array_index (calendar->marks, Mark, index - 1);
  return mark->before + mark->delta;
}

void
sb_calendar_mark (SbCalendar *calendar, SbDate day, gboolean working)
{
  Mark mark = { 0 };
  guint at;

  g_return_if_fail (calendar != NULL && day != SB_DATE_NONE);

  at = lower_bound (calendar, day);
  mark.day = day;
  mark.delta = (working ? 1 : 0) - (in_mask (calendar, day) ? 1 : 0);
  if (at < calendar->marks->len && g_array_index (calendar->marks, Mark, at).day == day)
    g_array_index (calendar->marks, Mark, at).delta = mark.delta;
  else
    g_array_insert_val (calendar->marks, at, mark);

  for (guint i = at; i < calendar->marks->len; i++)
    g_array_index (calendar->marks, Mark, i).before = delta_before (calendar, i);
}

gboolean
sb_calendar_is_working (const SbCalendar *calendar, SbDate day)
{
  guint at;
  int working;

  g_return_val_if_fail (calendar != NULL && day != SB_DATE_NONE, FALSE);

  at = lower_bound (calendar, day);
  working = in_mask (calendar, day) ? 1 : 0;
  if (at < calendar->marks->len && g_array_index (calendar->marks, Mark, at).day == day)
    working += g_array_index (calendar->marks, Mark, at).delta;
  return working > 0;
}

int
sb_calendar_working_days (const SbCalendar *calendar, SbDate from, SbDate to)
{
  int weeks, count;

  g_return_val_if_fail (calendar != NULL, 0);
  g_return_val_if_fail (from != SB_DATE_NONE && to != SB_DATE_NONE, 0);

  if (from > to)
    return 0;

  weeks = (to - from + 1) / 7;
  count = weeks * calendar->per_week;
  for (SbDate day = from + weeks * 7; day <= to; day++)
    count += in_mask (calendar, day) ? 1 : 0;
  return count + delta_before (calendar, lower_bound (calendar, to + 1))
         - delta_before (calendar, lower_bound (calendar, from));
}

SbDate
sb_calendar_nth_working (const SbCalendar *calendar, SbDate from, SbDate to, int n)
{
  SbDate lo = from, hi = to;

  g_return_val_if_fail (calendar != NULL && from <= to, to);

  if (sb_calendar_working_days (calendar, from, to) < n)
    return to;
  /* The first day by which n working days have passed. */
  while (lo < hi)
    {
      SbDate mid = lo + (hi - lo) / 2;

      if (sb_calendar_working_days (calendar, from, mid) < n)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}
