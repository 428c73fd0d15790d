/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil dates against GLib's calendar over the whole range, and the edges of text, months and instants. */
#include "core/sb-clock.h"
#include "core/sb-date.h"

static void
test_every_day (void)
{
  g_autoptr (GDate) gdate = g_date_new_dmy (1, G_DATE_JANUARY, 1900);
  SbDate last = sb_date_from_ymd (9999, 12, 31);
  guint32 julian_1970;
  char text[SB_DATE_TEXT_SIZE];

  {
    g_autoptr (GDate) epoch = g_date_new_dmy (1, G_DATE_JANUARY, 1970);

    julian_1970 = g_date_get_julian (epoch);
  }
  for (SbDate day = sb_date_from_ymd (1900, 1, 1); day <= last; day++, g_date_add_days (gdate, 1))
    {
      int year, month, dom;

      sb_date_to_ymd (day, &year, &month, &dom);
      if (year != g_date_get_year (gdate) || month != (int) g_date_get_month (gdate) || dom != g_date_get_day (gdate))
        g_error ("day %d is %d-%d-%d", day, year, month, dom);
      if (day != (SbDate) (g_date_get_julian (gdate) - julian_1970) || sb_date_from_ymd (year, month, dom) != day)
        g_error ("%d-%d-%d is not day %d", year, month, dom, day);
      if (sb_date_weekday (day) != (int) g_date_get_weekday (gdate))
        g_error ("weekday of %d-%d-%d", year, month, dom);
      if (sb_date_parse_iso (sb_date_format_iso (day, text)) != day)
        g_error ("%s is not read back", text);
    }
  g_assert_cmpint (g_date_get_year (gdate), ==, 10000);
}

static void
test_refused (void)
{
  static const char * const bad[] = {
    "", "2026", "2026-1-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "1899-12-31",
    "2026-01-01 ", " 2026-01-01", "2026/01/01", "2026-01-0x", "+026-01-01", "2026-01-011", "12026-01-01", "0000-01-01",
    "1900-02-29", "2100-02-29"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sb_date_parse_iso (bad[i]) != SB_DATE_NONE)
      g_error ("“%s” was taken as a date", bad[i]);
  g_assert_cmpint (sb_date_parse_iso (NULL), ==, SB_DATE_NONE);
  g_assert_cmpint (sb_date_from_ymd (10000, 1, 1), ==, SB_DATE_NONE);
  g_assert_cmpint (sb_date_from_ymd (2026, 1, -1), ==, SB_DATE_NONE);
  g_assert_cmpint (sb_date_parse_iso ("1970-01-01"), ==, 0);
  g_assert_cmpint (sb_date_parse_iso ("2000-02-29"), ==, 11016);
  g_assert_cmpint (sb_date_parse_iso ("1969-12-31"), ==, -1);
}

static void
assert_added (const char *from, int months, const char *to)
{
  char text[SB_DATE_TEXT_SIZE];

  sb_date_format_iso (sb_date_add_months (sb_date_parse_iso (from), months), text);
  g_assert_cmpstr (text, ==, to);
}

static void
test_months (void)
{
  assert_added ("2026-01-31", 1, "2026-02-28");
  assert_added ("2028-01-31", 1, "2028-02-29");
  assert_added ("2026-03-31", -1, "2026-02-28");
  assert_added ("2026-12-15", 1, "2027-01-15");
  assert_added ("2026-01-15", -1, "2025-12-15");
  assert_added ("2026-05-31", 0, "2026-05-31");
  assert_added ("2026-05-31", -25, "2024-04-30");
  assert_added ("9999-12-01", 1, "");
  assert_added ("1900-01-01", -1, "");
  assert_added ("2026-01-01", G_MAXINT, "");
  g_assert_cmpint (sb_date_add_months (SB_DATE_NONE, 3), ==, SB_DATE_NONE);
}

static int
between (const char *from, const char *to)
{
  return sb_date_months_between (sb_date_parse_iso (from), sb_date_parse_iso (to));
}

static void
test_months_between (void)
{
  g_assert_cmpint (between ("2026-01-15", "2026-02-14"), ==, 0);
  g_assert_cmpint (between ("2026-01-15", "2026-02-15"), ==, 1);
  g_assert_cmpint (between ("2026-01-31", "2026-02-28"), ==, 1);
  g_assert_cmpint (between ("2026-01-31", "2026-03-30"), ==, 1);
  g_assert_cmpint (between ("2025-11-23", "2026-11-23"), ==, 12);
  g_assert_cmpint (between ("2026-02-15", "2026-01-15"), ==, -1);
  g_assert_cmpint (between ("2026-02-15", "2026-02-15"), ==, 0);
}

/* Adding the months between two dates never passes the later one, adding one more does. */
static void
test_months_property (void)
{
  SbDate first = sb_date_from_ymd (2015, 1, 1);

  for (int i = 0; i < 20000; i++)
    {
      SbDate a = first + g_test_rand_int_range (0, 9000), b = a + g_test_rand_int_range (0, 3000);
      int months = sb_date_months_between (a, b);

      if (sb_date_add_months (a, months) > b || sb_date_add_months (a, months + 1) <= b)
        g_error ("%d and %d are not %d months apart", a, b, months);
    }
}

static void
test_instants (void)
{
  SbDate day = sb_date_parse_iso ("2026-11-23");

  g_assert_cmpint (sb_date_from_instant (sb_date_to_instant (day)), ==, day);
  g_assert_cmpint (sb_date_from_instant (sb_date_to_instant (day) - 1), ==, day - 1);
  g_assert_cmpint (sb_date_from_instant (sb_date_to_instant (day) + G_TIME_SPAN_DAY - 1), ==, day);
  g_assert_cmpint (sb_date_from_instant (-1), ==, -1);
  g_assert_cmpint (sb_date_from_instant (G_MININT64), ==, SB_DATE_NONE);
  g_assert_cmpint (sb_date_from_instant (G_MAXINT64), ==, SB_DATE_NONE);
}

static void
test_clock (void)
{
  gint64 before = g_get_real_time (), last = 0;

  for (int i = 0; i < 1000; i++)
    {
      gint64 now = sb_clock_now ();

      g_assert_cmpint (now, >=, last);
      last = now;
    }
  g_assert_cmpint (last, >=, before);
  /* The tests run in UTC. */
  g_assert_cmpint (ABS (sb_clock_today () - sb_date_from_instant (last)), <=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/date/every-day", test_every_day);
  g_test_add_func ("/core/date/refused", test_refused);
  g_test_add_func ("/core/date/add-months", test_months);
  g_test_add_func ("/core/date/months-between", test_months_between);
  g_test_add_func ("/core/date/months-property", test_months_property);
  g_test_add_func ("/core/date/instants", test_instants);
  g_test_add_func ("/core/date/clock", test_clock);
  return g_test_run ();
}
