/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods: codes and their inverse, fiscal years that start in every month, ISO weeks, and that the periods of a kind
 * cover every day exactly once. */
#include "core/sb-period.h"

static SbPeriod
containing (SbPeriodKind kind, const char *date, SbFiscal fiscal)
{
  return sb_period_containing (kind, sb_date_parse_iso (date), fiscal);
}

static void
assert_period (SbPeriod period, SbFiscal fiscal, const char *code, const char *start, const char *end)
{
  g_autofree char *found = sb_period_code (period, fiscal);
  char text[SB_DATE_TEXT_SIZE];

  g_assert_cmpstr (found, ==, code);
  g_assert_cmpstr (sb_date_format_iso (period.start, text), ==, start);
  g_assert_cmpstr (sb_date_format_iso (period.end, text), ==, end);
}

static void
test_calendar_year (void)
{
  SbFiscal f = SB_FISCAL_DEFAULT;

  assert_period (containing (SB_PERIOD_YEAR, "2026-11-23", f), f, "2026", "2026-01-01", "2026-12-31");
  assert_period (containing (SB_PERIOD_HALF, "2026-11-23", f), f, "2026-H2", "2026-07-01", "2026-12-31");
  assert_period (containing (SB_PERIOD_QUARTER, "2026-11-23", f), f, "2026-Q4", "2026-10-01", "2026-12-31");
  assert_period (containing (SB_PERIOD_MONTH, "2028-02-29", f), f, "2028-02", "2028-02-01", "2028-02-29");
  assert_period (containing (SB_PERIOD_WEEK, "2026-11-23", f), f, "2026-W48", "2026-11-23", "2026-11-29");
  assert_period (containing (SB_PERIOD_WEEK, "2026-11-22", f), f, "2026-W47", "2026-11-16", "2026-11-22");
  assert_period (sb_period_custom (sb_date_parse_iso ("2026-01-05"), sb_date_parse_iso ("2026-02-10")), f,
                 "2026-01-05..2026-02-10", "2026-01-05", "2026-02-10");
}

static void
test_fiscal_year (void)
{
  SbFiscal by_end = { 4, FALSE, FALSE }, by_start = { 4, TRUE, FALSE };

  assert_period (containing (SB_PERIOD_YEAR, "2026-03-31", by_end), by_end, "2026", "2025-04-01", "2026-03-31");
  assert_period (containing (SB_PERIOD_YEAR, "2026-04-01", by_end), by_end, "2027", "2026-04-01", "2027-03-31");
  assert_period (containing (SB_PERIOD_YEAR, "2026-04-01", by_start), by_start, "2026", "2026-04-01", "2027-03-31");
  assert_period (containing (SB_PERIOD_QUARTER, "2026-02-10", by_end), by_end, "2026-Q4", "2026-01-01", "2026-03-31");
  assert_period (containing (SB_PERIOD_HALF, "2026-02-10", by_end), by_end, "2026-H2", "2025-10-01", "2026-03-31");
  assert_period (containing (SB_PERIOD_MONTH, "2026-02-10", by_end), by_end, "2026-02", "2026-02-01", "2026-02-28");
}

/* Every week of many years against the rule of ISO 8601 as GLib knows it. */
static void
test_iso_weeks (void)
{
  SbFiscal f = SB_FISCAL_DEFAULT;

  for (SbDate day = sb_date_from_ymd (1995, 1, 1); day < sb_date_from_ymd (2045, 1, 1); day++)
    {
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (sb_date_to_instant (day) / G_USEC_PER_SEC);
      g_autofree char *want = g_strdup_printf ("%04d-W%02d", g_date_time_get_week_numbering_year (at),
                                               g_date_time_get_week_of_year (at));
      SbPeriod week = sb_period_containing (SB_PERIOD_WEEK, day, f), read;
      g_autofree char *code = sb_period_code (week, f);

      g_assert_cmpstr (code, ==, want);
      g_assert_true (sb_period_parse (code, f, &read) && sb_period_equal (read, week));
    }
}

static void
test_sunday_weeks (void)
{
  SbFiscal f = { 1, FALSE, TRUE };

  assert_period (containing (SB_PERIOD_WEEK, "2026-11-22", f), f, "2026-W47", "2026-11-22", "2026-11-28");
  assert_period (containing (SB_PERIOD_WEEK, "2026-11-28", f), f, "2026-W47", "2026-11-22", "2026-11-28");
}

/* For fiscal years from every month: the periods of a kind follow each other without gap, their code leads back to
 * them, shifting forth and back is the identity, and a year ago keeps its part of the year. */
static void
test_every_start_month (void)
{
  for (int variant = 0; variant < 48; variant++)
    {
      SbFiscal f = { variant % 12 + 1, variant >= 24, variant / 12 % 2 };

      for (SbPeriodKind kind = SB_PERIOD_YEAR; kind <= SB_PERIOD_WEEK; kind++)
        {
          SbPeriod period = containing (kind, "2019-05-17", f);

          for (int i = 0; i < 120; i++)
            {
              SbPeriod next = sb_period_shift (period, 1, f), read = { 0 };
              g_autofree char *code = sb_period_code (period, f);

              g_assert_cmpint (next.start, ==, period.end + 1);
              g_assert_true (sb_period_equal (sb_period_shift (next, -1, f), period));
              g_assert_true (sb_period_parse (code, f, &read));
              g_assert_true (sb_period_equal (read, period));
              for (SbDate day = period.start; day <= period.end; day += 13)
                g_assert_true (sb_period_equal (sb_period_containing (kind, day, f), period));
              period = next;
            }
        }
    }
}

static void
test_year_ago (void)
{
  SbFiscal f = SB_FISCAL_DEFAULT;
  SbPeriod custom = sb_period_custom (sb_date_parse_iso ("2028-02-01"), sb_date_parse_iso ("2028-02-29"));

  assert_period (sb_period_year_ago (containing (SB_PERIOD_QUARTER, "2026-11-23", f), f), f, "2025-Q4", "2025-10-01",
                 "2025-12-31");
  assert_period (sb_period_year_ago (containing (SB_PERIOD_MONTH, "2025-02-10", f), f), f, "2024-02", "2024-02-01",
                 "2024-02-29");
  assert_period (sb_period_year_ago (containing (SB_PERIOD_WEEK, "2026-11-23", f), f), f, "2025-W48", "2025-11-24",
                 "2025-11-30");
  assert_period (sb_period_year_ago (custom, f), f, "2027-02-01..2027-02-28", "2027-02-01", "2027-02-28");
}

static void
test_refused (void)
{
  static const char * const bad[] = {
    "", "26", "2026-", "2026-Q0", "2026-Q5", "2026-H3", "2026-13", "2026-00", "2026-W00", "2026-W54", "2025-W53",
    "2026-Q", "2026-Q11", "2026Q1", "2026-1", "2026-011", "2026-01-01", "2026-01-02..2026-01-01", "2026-01-01..",
    "..2026-01-01", "2026-02-30..2026-03-01", "1899", "0000", "9999", "x026", "2026 ", " 2026"
  };
  SbPeriod untouched = { SB_PERIOD_CUSTOM, 7, 9 }, period = untouched;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (sb_period_parse (bad[i], SB_FISCAL_DEFAULT, &period))
      g_error ("“%s” was taken as a period", bad[i]);
  g_assert_false (sb_period_parse (NULL, SB_FISCAL_DEFAULT, &period));
  g_assert_true (sb_period_equal (period, untouched));
  /* 2026 has 53 weeks. */
  g_assert_true (sb_period_parse ("2026-W53", SB_FISCAL_DEFAULT, &period));
}

static void
test_split (void)
{
  SbFiscal f = { 7, FALSE, FALSE };
  g_autoptr (GArray) months = sb_period_split (SB_PERIOD_MONTH, sb_date_parse_iso ("2026-01-31"),
                                               sb_date_parse_iso ("2026-03-01"), f);
  g_autoptr (GArray) years = sb_period_split (SB_PERIOD_YEAR, sb_date_parse_iso ("2026-06-30"),
                                              sb_date_parse_iso ("2026-07-01"), f);
  g_autoptr (GArray) none = sb_period_split (SB_PERIOD_WEEK, sb_date_parse_iso ("2026-02-02"),
                                             sb_date_parse_iso ("2026-02-01"), f);

  g_assert_cmpuint (months->len, ==, 3);
  assert_period (g_array_index (months, SbPeriod, 2), f, "2026-03", "2026-03-01", "2026-03-31");
  g_assert_cmpuint (years->len, ==, 2);
  assert_period (g_array_index (years, SbPeriod, 0), f, "2026", "2025-07-01", "2026-06-30");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_days (void)
{
  SbPeriod day = sb_period_custom (100, 100), empty = sb_period_custom (100, 99);

  g_assert_cmpint (sb_period_days (day), ==, 1);
  g_assert_cmpint (sb_period_days (empty), ==, 0);
  g_assert_true (sb_period_contains (day, 100));
  g_assert_false (sb_period_contains (day, 99));
  g_assert_false (sb_period_contains (day, SB_DATE_NONE));
  g_assert_cmpint (sb_period_shift (sb_period_custom (100, 109), 2, SB_FISCAL_DEFAULT).start, ==, 120);
  g_assert_cmpstr (sb_period_kind_key (SB_PERIOD_QUARTER), ==, "quarter");
  g_assert_cmpstr (sb_period_kind_key (SB_PERIOD_CUSTOM), ==, "custom");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/period/calendar-year", test_calendar_year);
  g_test_add_func ("/core/period/fiscal-year", test_fiscal_year);
  g_test_add_func ("/core/period/iso-weeks", test_iso_weeks);
  g_test_add_func ("/core/period/sunday-weeks", test_sunday_weeks);
  g_test_add_func ("/core/period/every-start-month", test_every_start_month);
  g_test_add_func ("/core/period/year-ago", test_year_ago);
  g_test_add_func ("/core/period/refused", test_refused);
  g_test_add_func ("/core/period/split", test_split);
  g_test_add_func ("/core/period/days", test_days);
  return g_test_run ();
}
