/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as values, and columns that decide their own form: the golden vectors of the import and their edges. */
#include "exchange/sb-column-profile.h"

#include "core/sb-random.h"

#include <string.h>

static SbColumnProfile *
column_of (SbImportKind kind, const char *cells)
{
  g_auto (GStrv) list = g_strsplit (cells, "|", -1);
  SbColumnProfile *profile = sb_column_profile_new (kind);

  for (guint i = 0; list[i] != NULL; i++)
    sb_column_profile_add (profile, list[i], strlen (list[i]), i + 2);
  return profile;
}

static void
decide (SbImportKind kind, const char *cells, const SbFormHints *hints, SbColumnFormat *format, GPtrArray *issues)
{
  g_autoptr (SbColumnProfile) profile = column_of (kind, cells);
  SbFormHints none = { 0 };

  memset (format, 0, sizeof *format);
  sb_column_profile_decide (profile, "C", hints != NULL ? hints : &none, format, issues);
}

/* Decides one column and reads its first cell: the date, or the code of the question. */
static char *
first_date (const char *cells, const SbFormHints *hints)
{
  g_autoptr (GPtrArray) issues = sb_import_issues_new ();
  g_auto (GStrv) list = g_strsplit (cells, "|", 2);
  SbColumnFormat format;
  char text[SB_DATE_TEXT_SIZE];
  SbDate date;

  decide (SB_IMPORT_DATE, cells, hints, &format, issues);
  for (guint i = 0; i < issues->len; i++)
    if (((SbImportIssue *) g_ptr_array_index (issues, i))->level == SB_ISSUE_LEVEL_QUESTION)
      return g_strdup (sb_issue_code_name (((SbImportIssue *) g_ptr_array_index (issues, i))->code));
  if (sb_parse_date_cell (&format, list[0], strlen (list[0]), &date) != SB_ISSUE_NONE)
    return g_strdup ("bad-date");
  return g_strdup (sb_date_format_iso (date, text));
}

static char *
first_number (const char *cells, const SbFormHints *hints)
{
  g_autoptr (GPtrArray) issues = sb_import_issues_new ();
  g_auto (GStrv) list = g_strsplit (cells, "|", 2);
  SbColumnFormat format;
  SbDecimal number;
  SbIssueCode code;

  decide (SB_IMPORT_MONEY, cells, hints, &format, issues);
  for (guint i = 0; i < issues->len; i++)
    if (((SbImportIssue *) g_ptr_array_index (issues, i))->level == SB_ISSUE_LEVEL_QUESTION)
      return g_strdup (sb_issue_code_name (((SbImportIssue *) g_ptr_array_index (issues, i))->code));
  code = sb_parse_number_cell (&format, list[0], strlen (list[0]), &number);
  return code != SB_ISSUE_NONE ? g_strdup (sb_issue_code_name (code)) : sb_decimal_dup_text (&number);
}

static void
assert_dates (const char * const cases[][2], gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *found = first_date (cases[i][0], NULL);

      if (!g_str_equal (found, cases[i][1]))
        g_error ("dates “%s”: %s, should be %s", cases[i][0], found, cases[i][1]);
    }
}

static void
assert_numbers (const char * const cases[][2], gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *found = first_number (cases[i][0], NULL);

      if (!g_str_equal (found, cases[i][1]))
        g_error ("numbers “%s”: %s, should be %s", cases[i][0], found, cases[i][1]);
    }
}

static void
test_date_orders (void)
{
  static const char * const cases[][2] = {
    { "03/04/2026|25/12/2026", "2026-04-03" },
    { "03/04/2026|12/25/2026", "2026-03-04" },
    { "03/04/2026|05/06/2026", "date-order" },
    { "25/04/2026|04/25/2026", "date-conflict" },
    { "7/10/1969|30-08-1965", "1969-10-07" },
    { "2026-03-05", "2026-03-05" },
    { "2026/3/5|2026.03.05", "2026-03-05" },
    { "20210101|20211231", "2021-01-01" },
    { "20-10-16|31-12-17", "2016-10-20" },
    { "99-12-31|00-01-01", "1999-12-31" },
    { "05/06/69|13/06/70", "2069-06-05" },
    { "46082|46083", "date-serial" },
    { "1772668800|1772755200", "2026-03-05" },
    { "1772668800000", "2026-03-05" },
    { "31/02/2026|15/03/2026", "bad-date" },
    { "2026-02-30|2026-03-01", "bad-date" },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

static void
test_date_forms (void)
{
  static const char * const cases[][2] = {
    { "2026年3月5日", "2026-03-05" },
    { "２０２６年３月５日", "2026-03-05" },
    { "２０２６-０３-０５", "2026-03-05" },
    { "٢٠٢٦-٠٣-٠٥", "2026-03-05" },
    { "5 Mar 2026", "2026-03-05" },
    { "Mar 5, 2026", "2026-03-05" },
    { "Sep 12, 2026", "2026-09-12" },
    { "15 Apr, 2021 00:02:00", "2021-04-15" },
    { "12-Sep-26", "2026-09-12" },
    { "5. März 2026", "2026-03-05" },
    { "5 MÄRZ 2026", "2026-03-05" },
    { "1er août 2026", "2026-08-01" },
    { "5 de marzo de 2026", "2026-03-05" },
    { "2026-03-05T23:30:00.000Z", "2026-03-05" },
    { "2026-03-05 23:30:00 UTC", "2026-03-05" },
    { "2026-03-05T23:30:00+08:00", "2026-03-05" },
    { "2026-03-05 11:30 PM", "2026-03-05" },
    { "2026年3月5日 下午3:20", "2026-03-05" },
    { "2026-03-05 25:00", "bad-date" },
    { "2026-03", "bad-date" },
    { "1899-12-31", "bad-date" },
    { "Marchember 5, 2026", "bad-date" },
  };

  assert_dates (cases, G_N_ELEMENTS (cases));
}

/* 98 % decide when no other order reads the rest; every cell of a conflict counts. */
static void
test_date_share (void)
{
  g_autoptr (SbColumnProfile) most = sb_column_profile_new (SB_IMPORT_DATE);
  g_autoptr (SbColumnProfile) beaten = sb_column_profile_new (SB_IMPORT_DATE);
  SbDateOrder order;

  for (guint i = 0; i < 98; i++)
    {
      sb_column_profile_add (most, "2026-03-05", 10, i);
      sb_column_profile_add (beaten, "25/12/2026", 10, i);
    }
  sb_column_profile_add (most, "next week", 9, 98);
  sb_column_profile_add (most, "?", 1, 99);
  sb_column_profile_add (beaten, "12/25/2026", 10, 99);
  g_assert_cmpint (sb_column_profile_date_state (most, &order), ==, SB_FORM_DECIDED);
  g_assert_cmpint (order, ==, SB_DATE_ORDER_YMD);
  g_assert_cmpint (sb_column_profile_date_state (beaten, &order), ==, SB_FORM_CONFLICT);
}

static void
test_date_hints (void)
{
  SbFormHints option = { .option_order = SB_DATE_ORDER_DMY }, sibling = { .sibling_order = SB_DATE_ORDER_MDY },
              serial = { .option_order = SB_DATE_ORDER_SERIAL };
  g_autofree char *by_option = first_date ("03/04/2026|05/06/2026", &option);
  g_autofree char *by_sibling = first_date ("03/04/2026|05/06/2026", &sibling);
  g_autofree char *by_serial = first_date ("46082|46083", &serial);
  g_autofree char *fails = first_date ("04/25/2026|25/04/2026", &option);
  g_autofree char *overruled = first_date ("12/25/2026|03/04/2026", &option);

  g_assert_cmpstr (by_option, ==, "2026-04-03");
  g_assert_cmpstr (by_sibling, ==, "2026-03-04");
  g_assert_cmpstr (by_serial, ==, "2026-03-01");
  g_assert_cmpstr (fails, ==, "bad-date");
  g_assert_cmpstr (overruled, ==, "2026-12-25");
}

static void
test_instants (void)
{
  SbColumnFormat format = { .date_order = SB_DATE_ORDER_YMD };
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (8 * 3600);
  gint64 instant;
  gboolean has_time;

  g_assert_cmpint (sb_parse_instant_cell (&format, "2026-03-05T01:00:00Z", 20, east, &instant, &has_time), ==, 0);
  g_assert_cmpint (instant, ==, G_GINT64_CONSTANT (1772672400000000));
  g_assert_true (has_time);
  g_assert_cmpint (sb_parse_instant_cell (&format, "2026-03-05 09:00", 16, east, &instant, NULL), ==, 0);
  g_assert_cmpint (instant, ==, G_GINT64_CONSTANT (1772672400000000));
  g_assert_cmpint (sb_parse_instant_cell (&format, "2026-03-05 09:00:00.25+0800", 27, NULL, &instant, NULL), ==, 0);
  g_assert_cmpint (instant, ==, G_GINT64_CONSTANT (1772672400250000));
  g_assert_cmpint (sb_parse_instant_cell (&format, "2026-03-05", 10, NULL, &instant, &has_time), ==, 0);
  g_assert_false (has_time);
}

static void
test_numbers (void)
{
  static const char * const cases[][2] = {
    { "32.000,00|1.250,50", "32000" },   { "1,234|12,345,678", "1234" },  { "1,234", "number-separator" },
    { "1.234", "number-separator" },     { "12.5万", "125000" },          { "(32000.00 €)", "-32000" },
    { "￥1，200.50", "1200.5" },         { "32.000,00", "32000" },        { "32000,00", "32000" },
    { "32,000.00", "32000" },            { "-32000.00", "-32000" },       { "(32000.00)", "-32000" },
    { "$ 32.000,00", "32000" },          { "1,23,456.78", "123456.78" },  { "1 234,50", "1234.5" },
    { "1'234.50", "1234.5" },            { "1’234’567.50", "1234567.5" }, { "5-", "-5" },
    { "−5", "-5" },                      { "$-5.5", "-5.5" },             { "-$5.5", "-5.5" },
    { "1.5k", "1500" },                  { "2M", "2000000" },             { "3.2亿元", "320000000" },
    { "0,123", "0.123" },                { "1234,567", "1234.567" },      { "USD 12.50", "12.5" },
    { "12.50 EUR", "12.5" },             { "40%", "40" },                 { "１２３４．５０", "1234.5" },
    { "0", "0" },                        { "-0.00", "0" },                { ".5", "0.5" },
    { "1,5|1.5", "number-conflict" },
    { "1e5", "bad-number" },             { "0x10", "bad-number" },        { "inf", "bad-number" },
    { "NaN", "bad-number" },             { "1_000", "bad-number" },       { "1..2", "bad-number" },
    { "1,2,3", "bad-number" },           { "--5", "bad-number" },         { "12 apples", "bad-number" },
    { "(-5)", "bad-number" },            { ".", "bad-number" },           { "1,23,45", "bad-number" },
  };

  assert_numbers (cases, G_N_ELEMENTS (cases));
}

static void
test_number_hints (void)
{
  SbFormHints comma = { .option_decimal = ',' }, sibling = { .sibling_decimal = '.' };
  g_autofree char *decimal = first_number ("1,234", &comma);
  g_autofree char *group = first_number ("1,234", &sibling);
  g_autofree char *conflict = first_number ("1.5|1,5", &comma);

  g_assert_cmpstr (decimal, ==, "1.234");
  g_assert_cmpstr (group, ==, "1234");
  g_assert_cmpstr (conflict, ==, "bad-number");
}

static SbIssueCode
to_minor (const char *text, int exponent, gboolean round, gint64 *minor)
{
  SbColumnFormat format = { .decimal = '.' };
  SbDecimal number;
  SbIssueCode code = sb_parse_number_cell (&format, text, strlen (text), &number);

  return code != SB_ISSUE_NONE ? code : sb_decimal_to_minor (&number, exponent, round, minor, NULL);
}

static void
test_minor_units (void)
{
  gint64 minor;

  g_assert_cmpint (to_minor ("12.34", 2, FALSE, &minor), ==, 0);
  g_assert_cmpint (minor, ==, 1234);
  g_assert_cmpint (to_minor ("12.340", 2, FALSE, &minor), ==, 0);
  g_assert_cmpint (to_minor ("12.345", 2, FALSE, &minor), ==, SB_ISSUE_NUMBER_TOO_FINE);
  g_assert_cmpint (to_minor ("12.345", 2, TRUE, &minor), ==, 0);
  g_assert_cmpint (minor, ==, 1235);
  g_assert_cmpint (to_minor ("-12.345", 2, TRUE, &minor), ==, 0);
  g_assert_cmpint (minor, ==, -1235);
  g_assert_cmpint (to_minor ("12.5", 0, FALSE, &minor), ==, SB_ISSUE_NUMBER_TOO_FINE);
  g_assert_cmpint (to_minor ("12.345", 3, FALSE, &minor), ==, 0);
  g_assert_cmpint (minor, ==, 12345);
  g_assert_cmpint (to_minor ("92233720368547758.07", 2, FALSE, &minor), ==, 0);
  g_assert_cmpint (minor, ==, G_MAXINT64);
  g_assert_cmpint (to_minor ("-92233720368547758.08", 2, FALSE, &minor), ==, 0);
  g_assert_cmpint (minor, ==, G_MININT64);
  g_assert_cmpint (to_minor ("92233720368547758.08", 2, FALSE, &minor), ==, SB_ISSUE_NUMBER_OVERFLOW);
  g_assert_cmpint (to_minor ("1000000000000000000000000000000000000000000", 2, FALSE, &minor), ==,
                   SB_ISSUE_NUMBER_OVERFLOW);
}

/* parse (format (money)) = money over random amounts. */
static void
test_round_trip (void)
{
  SbRandom random;

  sb_random_init (&random, 7, 0, 0);
  for (guint i = 0; i < 20000; i++)
    {
      gint64 amount = (gint64) sb_random_next (&random) >> (i % 60), back = 0;
      int exponent = (int) (i % 4);
      g_autofree char *text = sb_money_format (amount, exponent);

      g_assert_cmpint (to_minor (text, exponent, FALSE, &back), ==, 0);
      g_assert_cmpint (back, ==, amount);
    }
}

static void
test_percent (void)
{
  g_autoptr (GPtrArray) issues = sb_import_issues_new ();
  SbColumnFormat format;
  gint64 ppm;

  decide (SB_IMPORT_PERCENT, "0.25|1|0.5", NULL, &format, issues);
  g_assert_true (format.fraction);
  g_assert_nonnull (sb_import_issues_find (issues, SB_ISSUE_PERCENT_FRACTION, NULL));
  g_assert_cmpint (sb_parse_percent_cell (&format, "0.25", 4, &ppm), ==, 0);
  g_assert_cmpint (ppm, ==, 250000);
  decide (SB_IMPORT_PERCENT, "10|40%|1", NULL, &format, issues);
  g_assert_false (format.fraction);
  g_assert_cmpint (sb_parse_percent_cell (&format, "40%", 3, &ppm), ==, 0);
  g_assert_cmpint (ppm, ==, 400000);
  g_assert_cmpint (sb_parse_percent_cell (&format, "101", 3, &ppm), ==, SB_ISSUE_BAD_PERCENT);
  g_assert_cmpint (sb_parse_percent_cell (&format, "-1", 2, &ppm), ==, SB_ISSUE_BAD_PERCENT);
}

static void
test_periods (void)
{
  static const char * const cases[][2] = {
    { "2026-03", "2026-03" },   { "2026年3月", "2026-03" }, { "Mar-24", "2024-03" },   { "Q1 2026", "2026-Q1" },
    { "2026Q1", "2026-Q1" },    { "Q1-2026", "2026-Q1" },   { "1季度", "2025-Q1" },    { "H1", "2025-H1" },
    { "FY2026", "2026" },       { "2026", "2026" },         { "03/2026", "2026-03" },  { "12月", "2025-12" },
    { "March 2026", "2026-03" }, { "2026-03-17", "2026-03" }, { "2026年第二季度", "2026-Q2" }, { "上半年", "2025-H1" },
    { "nonsense", NULL },       { "Q5", NULL },             { "13月", NULL },          { "", NULL },
  };
  SbColumnFormat format = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SbPeriod period;
      SbPeriodHints hints = { 2025, SB_FISCAL_DEFAULT };
      SbIssueCode code = sb_parse_period_cell (&format, cases[i][0], strlen (cases[i][0]), &hints, &period, NULL);
      g_autofree char *text = code == SB_ISSUE_NONE ? sb_period_code (period, SB_FISCAL_DEFAULT) : NULL;

      if (g_strcmp0 (text, cases[i][1]) != 0)
        g_error ("period “%s”: %s, should be %s", cases[i][0], text, cases[i][1]);
    }
}

static void
test_words (void)
{
  SbColumnFormat list = { .multi = ';' }, json = { .multi = '[' };
  g_auto (GStrv) by_mark = sb_split_values (&list, "a; b ;;c");
  g_auto (GStrv) by_json = sb_split_values (&json, "[\"x\",\"y \\\"z\\\"\"]");
  gboolean value, assumed;
  char code[SB_CURRENCY_SIZE];

  g_assert_cmpuint (g_strv_length (by_mark), ==, 3);
  g_assert_cmpstr (by_mark[1], ==, "b");
  g_assert_cmpuint (g_strv_length (by_json), ==, 2);
  g_assert_cmpstr (by_json[1], ==, "y \"z\"");
  g_assert_cmpint (sb_parse_bool_cell ("YES", 3, &value), ==, 0);
  g_assert_true (value);
  g_assert_cmpint (sb_parse_bool_cell ("离职", 6, &value), ==, 0);
  g_assert_false (value);
  g_assert_cmpint (sb_parse_bool_cell ("maybe", 5, &value), ==, SB_ISSUE_BAD_CHOICE);
  g_assert_true (sb_cell_is_empty (" N/A ", 5, TRUE));
  g_assert_false (sb_cell_is_empty ("None", 4, TRUE));
  g_assert_false (sb_cell_is_empty ("NULL", 4, FALSE));
  g_assert_true (sb_cell_is_empty ("\xC2\xA0\xE3\x80\x80", 5, FALSE));
  g_assert_true (sb_parse_currency ("usd", "CNY", code, &assumed) && g_str_equal (code, "USD") && !assumed);
  g_assert_true (sb_parse_currency ("人民币", "USD", code, &assumed) && g_str_equal (code, "CNY"));
  g_assert_true (sb_parse_currency ("$", "CNY", code, &assumed) && g_str_equal (code, "USD") && assumed);
  g_assert_true (sb_parse_currency ("$", "AUD", code, &assumed) && g_str_equal (code, "AUD") && !assumed);
  g_assert_true (sb_parse_currency ("¥", "JPY", code, &assumed) && g_str_equal (code, "JPY") && !assumed);
  g_assert_false (sb_parse_currency ("XQZ", "CNY", code, &assumed));
}

static void
test_durations (void)
{
  SbColumnFormat seconds = { .seconds = 1, .decimal = '.' }, hours = { .seconds = 3600, .decimal = '.' }, plain = { 0 };
  gint64 minutes;

  g_assert_cmpint (sb_parse_minutes_cell (&seconds, "150", 3, &minutes), ==, 0);
  g_assert_cmpint (minutes, ==, 3);
  g_assert_cmpint (sb_parse_minutes_cell (&hours, "1.5", 3, &minutes), ==, 0);
  g_assert_cmpint (minutes, ==, 90);
  g_assert_cmpint (sb_parse_minutes_cell (&plain, "1:30", 4, &minutes), ==, 0);
  g_assert_cmpint (minutes, ==, 90);
  g_assert_cmpint (sb_parse_minutes_cell (&plain, "0:01:45", 7, &minutes), ==, 0);
  g_assert_cmpint (minutes, ==, 2);
  g_assert_cmpint (sb_parse_minutes_cell (&plain, "1:75", 4, &minutes), ==, SB_ISSUE_BAD_NUMBER);
}

static void
test_damaged_ids (void)
{
  g_autoptr (SbColumnProfile) exponents = column_of (SB_IMPORT_ID, "4.87688E+18|4.87689E+18|4.87690E+18");
  g_autoptr (SbColumnProfile) zeros = column_of (SB_IMPORT_ID, "4876880000012345000|4876880000012346000|17");
  g_autoptr (SbColumnProfile) good = column_of (SB_IMPORT_ID, "4876880000012345123|0001|E+5");

  g_assert_true (sb_column_profile_ids_damaged (exponents, NULL));
  g_assert_true (sb_column_profile_ids_damaged (zeros, NULL));
  g_assert_false (sb_column_profile_ids_damaged (good, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/date-orders", test_date_orders);
  g_test_add_func ("/values/date-forms", test_date_forms);
  g_test_add_func ("/values/date-share", test_date_share);
  g_test_add_func ("/values/date-hints", test_date_hints);
  g_test_add_func ("/values/instants", test_instants);
  g_test_add_func ("/values/numbers", test_numbers);
  g_test_add_func ("/values/number-hints", test_number_hints);
  g_test_add_func ("/values/minor-units", test_minor_units);
  g_test_add_func ("/values/round-trip", test_round_trip);
  g_test_add_func ("/values/percent", test_percent);
  g_test_add_func ("/values/periods", test_periods);
  g_test_add_func ("/values/words", test_words);
  g_test_add_func ("/values/durations", test_durations);
  g_test_add_func ("/values/damaged-ids", test_damaged_ids);
  return g_test_run ();
}
