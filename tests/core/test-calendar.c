/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days against a plain count of days, with random masks and marks. */
#include "core/sb-calendar.h"

static int
working (SbCalendar *calendar, const char *from, const char *to)
{
  return sb_calendar_working_days (calendar, sb_date_parse_iso (from), sb_date_parse_iso (to));
}

static void
test_golden (void)
{
  g_autoptr (SbCalendar) calendar = sb_calendar_new (SB_WEEK_MON_FRI);

  /* G1: February 2026 has 20 working days, 10 of them by the 13th; 32 are left in the quarter. */
  g_assert_cmpint (working (calendar, "2026-02-01", "2026-02-28"), ==, 20);
  g_assert_cmpint (working (calendar, "2026-02-01", "2026-02-13"), ==, 10);
  g_assert_cmpint (working (calendar, "2026-02-14", "2026-03-31"), ==, 32);
  g_assert_cmpint (working (calendar, "2026-02-14", "2026-02-15"), ==, 0);
  g_assert_cmpint (working (calendar, "2026-02-14", "2026-02-13"), ==, 0);
  g_assert_cmpint (working (calendar, "1960-01-01", "1960-01-31"), ==, 21);

  /* National Day 2026: a week off, two Saturdays worked instead. */
  for (SbDate day = sb_date_parse_iso ("2026-10-01"); day <= sb_date_parse_iso ("2026-10-07"); day++)
    sb_calendar_mark (calendar, day, FALSE);
  sb_calendar_mark (calendar, sb_date_parse_iso ("2026-10-10"), TRUE);
  sb_calendar_mark (calendar, sb_date_parse_iso ("2026-09-20"), TRUE);
  g_assert_cmpint (working (calendar, "2026-10-01", "2026-10-31"), ==, 22 - 5 + 1);
  g_assert_cmpint (working (calendar, "2026-09-01", "2026-09-30"), ==, 22 + 1);
  g_assert_false (sb_calendar_is_working (calendar, sb_date_parse_iso ("2026-10-03")));
  g_assert_true (sb_calendar_is_working (calendar, sb_date_parse_iso ("2026-10-10")));
  g_assert_false (sb_calendar_is_working (calendar, sb_date_parse_iso ("2026-10-11")));
}

static void
test_last_mark_wins (void)
{
  g_autoptr (SbCalendar) calendar = sb_calendar_new (SB_WEEK_MON_FRI);
  SbDate monday = sb_date_parse_iso ("2026-11-23");

  sb_calendar_mark (calendar, monday, FALSE);
  sb_calendar_mark (calendar, monday, FALSE);
  g_assert_cmpint (sb_calendar_working_days (calendar, monday, monday + 6), ==, 4);
  sb_calendar_mark (calendar, monday, TRUE);
  g_assert_cmpint (sb_calendar_working_days (calendar, monday, monday + 6), ==, 5);
  g_assert_true (sb_calendar_is_working (calendar, monday));
}

static void
test_property (void)
{
  SbDate base = sb_date_from_ymd (2025, 12, 1);

  for (int round = 0; round < 100; round++)
    {
      g_autoptr (SbCalendar) calendar = sb_calendar_new ((guint) g_test_rand_int_range (0, 128));
      int marks = g_test_rand_int_range (0, 60);

      for (int i = 0; i < marks; i++)
        sb_calendar_mark (calendar, base + g_test_rand_int_range (-50, 450), g_test_rand_bit ());
      for (int i = 0; i < 60; i++)
        {
          SbDate from = base + g_test_rand_int_range (-100, 500), to = from + g_test_rand_int_range (-3, 200);
          int count = 0, n;

          for (SbDate day = from; day <= to; day++)
            count += sb_calendar_is_working (calendar, day) ? 1 : 0;
          if (sb_calendar_working_days (calendar, from, to) != count)
            g_error ("%d working days from %d to %d", count, from, to);
          if (count == 0)
            continue;
          n = g_test_rand_int_range (1, count + 1);
          SbDate nth = sb_calendar_nth_working (calendar, from, to, n);
          g_assert_true (sb_calendar_is_working (calendar, nth));
          g_assert_cmpint (sb_calendar_working_days (calendar, from, nth), ==, n);
          g_assert_cmpint (sb_calendar_nth_working (calendar, from, to, count + 1), ==, to);
        }
    }
}

static void
test_without_work (void)
{
  g_autoptr (SbCalendar) calendar = sb_calendar_new (0);
  g_autoptr (SbCalendar) same = sb_calendar_ref (calendar);

  g_assert_cmpint (working (same, "1900-01-01", "9999-12-31"), ==, 0);
  sb_calendar_mark (calendar, sb_date_parse_iso ("2026-01-01"), TRUE);
  g_assert_cmpint (working (same, "1900-01-01", "9999-12-31"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar/golden", test_golden);
  g_test_add_func ("/core/calendar/last-mark-wins", test_last_mark_wins);
  g_test_add_func ("/core/calendar/property", test_property);
  g_test_add_func ("/core/calendar/without-work", test_without_work);
  return g_test_run ();
}
