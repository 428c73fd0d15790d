/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks inside months. Called by the goals grid when a month is opened into weeks. */
#include "analysis/sb-quota-months.h"

#include "core/sb-money.h"

GArray *
sb_week_pieces (const SbDate *month_start, gsize n_months, const SbCalendar *calendar)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (SbWeekPiece));
  g_autoptr (SbCalendar) plain = calendar == NULL ? sb_calendar_new (SB_WEEK_MON_FRI) : NULL;

  g_return_val_if_fail (n_months == 0 || month_start != NULL, pieces);

  for (gsize month = 0; month < n_months; month++)
    for (SbDate day = month_start[month]; day < month_start[month + 1];)
      {
        SbDate monday = day - (sb_date_weekday (day) - 1), end = MIN (monday + 6, month_start[month + 1] - 1);
        SbWeekPiece piece = { month, day, end, monday,
                              sb_calendar_working_days (calendar != NULL ? calendar : plain, day, end) };

        g_array_append_val (pieces, piece);
        day = end + 1;
      }
  return pieces;
}

void
sb_weeks_split (const gint64 *months, gsize n_months, const GArray *pieces, gint64 *parts)
{
  g_autofree gint64 *days = NULL;

  g_return_if_fail (pieces != NULL && (pieces->len == 0 || (months != NULL && parts != NULL)));

  days = g_new (gint64, pieces->len + 1);
  for (guint i = 0; i < pieces->len; i++)
    days[i] = g_array_index (pieces, SbWeekPiece, i).days;
  for (guint first = 0, last; first < pieces->len; first = last)
    {
      gsize month = g_array_index (pieces, SbWeekPiece, first).month;

      for (last = first; last < pieces->len && g_array_index (pieces, SbWeekPiece, last).month == month;)
        last++;
      g_return_if_fail (month < n_months);
      sb_split_exact (months[month], days + first, last - first, parts + first);
    }
}
