/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type, and that every edited text reads back as the same value. */
#include "model/sb-formatter.h"
#include "model/sb-parse.h"

#include <string.h>

#define TODAY sb_date_from_ymd (2026, 11, 25) /* a Wednesday */

static void
assert_date (const char *text, gboolean month_first, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char iso[SB_DATE_TEXT_SIZE];
  SbDate date = SB_DATE_NONE;

  g_test_message ("%s", text);
  if (expected == NULL)
    {
      g_assert_false (sb_parse_date (text, TODAY, month_first, &date, &error));
      g_assert_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_DATE);
      return;
    }
  sb_parse_date (text, TODAY, month_first, &date, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sb_date_format_iso (date, iso), ==, expected);
}

static void
test_dates (void)
{
  static const char *const right[][2] = {
    { "2026-03-05", "2026-03-05" }, { "2026/3/5", "2026-03-05" },  { "20260305", "2026-03-05" },
    { "15/3", "2027-03-15" },       { "15.12.", "2026-12-15" },    { "15/3/26", "2026-03-15" },
    { "1/2/1999", "1999-02-01" },   { "3月15日", "2027-03-15" },   { "2026年3月5日", "2026-03-05" },
    { "15 Mar 2026", "2026-03-15" }, { "Mar 15, 2026", "2026-03-15" }, { "23 november", "2026-11-23" },
    { "today", "2026-11-25" },      { "Tomorrow", "2026-11-26" },  { "今天", "2026-11-25" },
    { "后天", "2026-11-27" },       { "昨天", "2026-11-24" },      { "+2w", "2026-12-09" },
    { "-3d", "2026-11-22" },        { "+1m", "2026-12-25" },       { "+1y", "2027-11-25" },
    { "3天后", "2026-11-28" },      { "2周前", "2026-11-11" },     { "in 2 weeks", "2026-12-09" },
    { "下周五", "2026-12-04" },     { "本周五", "2026-11-27" },    { "周五", "2026-11-27" },
    { "上周一", "2026-11-16" },     { "下下周二", "2026-12-08" },  { "星期天", "2026-11-29" },
    { "friday", "2026-11-27" },     { "wed", "2026-12-02" },       { "next fri", "2026-12-04" },
    { "２０２６－０３－０５", "2026-03-05" }, { " 2026-03-05 ", "2026-03-05" }
  };
  static const char *const wrong[] = { "", "x", "31/2", "2026-02-30", "99", "1/2/3/4", "+", "+5x", "下周", "fried", "2026-13-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    assert_date (right[i][0], FALSE, right[i][1]);
  assert_date ("3/15", TRUE, "2027-03-15");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_date (wrong[i], FALSE, NULL);
}

static void
assert_decimal (const char *text, char decimal, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = sb_parse_decimal (text, decimal, &error);

  g_test_message ("%s", text);
  g_assert_cmpstr (number, ==, expected);
  g_assert_true ((number == NULL) == (error != NULL));
}

static void
test_numbers (void)
{
  assert_decimal ("1,200.50", '.', "1200.50");
  assert_decimal ("1.200,50", ',', "1200.50");
  assert_decimal ("1 200,5", ',', "1200.5");
  assert_decimal ("12.5万", '.', "125000");
  assert_decimal ("1.2亿", '.', "120000000");
  assert_decimal ("3k", '.', "3000");
  assert_decimal ("2.5M", '.', "2500000");
  assert_decimal ("1.23456万", '.', "12345.6");
  assert_decimal ("¥ 1,000", '.', "1000");
  assert_decimal ("１２３．５", '.', "123.5");
  assert_decimal ("-5", '.', "-5");
  assert_decimal ("−5", '.', "-5");
  assert_decimal ("(5)", '.', "-5");
  assert_decimal (".5", '.', "0.5");
  assert_decimal ("007", '.', "7");
  assert_decimal ("1,20", '.', NULL);
  assert_decimal ("1,2345", '.', NULL);
  assert_decimal ("1.2.3", '.', NULL);
  assert_decimal ("abc", '.', NULL);
  assert_decimal ("", '.', NULL);
  assert_decimal ("1e5", '.', NULL);
  assert_decimal ("=1+1", '.', NULL);
}

static void
test_money_and_shares (void)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  g_assert_true (sb_parse_money ("12.5万", '.', 2, &value, NULL) && value == 12500000);
  g_assert_true (sb_parse_money ("3k", '.', 0, &value, NULL) && value == 3000);
  g_assert_false (sb_parse_money ("0.001", '.', 2, &value, &error));
  g_assert_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_NUMBER);
  g_clear_error (&error);
  g_assert_false (sb_parse_money ("99999999999999999999", '.', 2, &value, &error));
  g_assert_error (error, SB_PARSE_ERROR, SB_PARSE_ERROR_RANGE);
  g_assert_true (sb_parse_percent ("40", '.', &value, NULL) && value == 400000);
  g_assert_true (sb_parse_percent ("12.5 %", '.', &value, NULL) && value == 125000);
  g_assert_true (sb_parse_percent ("1.25％", '.', &value, NULL) && value == 12500);
  g_assert_true (sb_parse_minutes ("90", '.', &value, NULL) && value == 90);
  g_assert_true (sb_parse_minutes ("1:30", '.', &value, NULL) && value == 90);
  g_assert_true (sb_parse_minutes ("1.5h", '.', &value, NULL) && value == 90);
  g_assert_true (sb_parse_minutes ("1h30", '.', &value, NULL) && value == 90);
  g_assert_true (sb_parse_minutes ("2小时", '.', &value, NULL) && value == 120);
  g_assert_true (sb_parse_minutes ("45分钟", '.', &value, NULL) && value == 45);
  g_assert_false (sb_parse_minutes ("1:75", '.', &value, NULL));
}

static void
assert_round_trip (SbFormatter *formatter, const SbField *field, const SbValue *value)
{
  SbParseContext context = { TODAY, sb_formatter_is_month_first (formatter), sb_formatter_get_decimal (formatter), 2 };
  g_autofree char *text = sb_formatter_edit_text (formatter, field, value, 2);
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) back = SB_VALUE_EMPTY;

  if (!sb_parse_field (field, text, &context, &back, &error))
    g_error ("%s “%s”: %s", field->name, text, error->message);
  if (!sb_value_equal (value, &back))
    g_error ("%s: “%s” does not read back", field->name, text);
}

static void
test_round_trip (void)
{
  static const char *const locales[] = { "en", "zh_CN", "de_DE", "fr_FR" };
  const SbRecordType *deal = sb_record_type_find ("deal"), *activity = sb_record_type_find ("activity");
  const SbField *amount = sb_record_type_field (deal, "amount"), *created = sb_record_type_field (deal, "created_on");
  const SbField *share = sb_record_type_field (deal, "manual_probability");
  const SbField *spent = sb_record_type_field (activity, "spent_min"), *quantity = sb_record_type_field (deal, "quantity");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (gsize l = 0; l < G_N_ELEMENTS (locales); l++)
    {
      g_autoptr (SbFormatter) formatter = sb_formatter_new (locales[l]);

      for (int i = 0; i < 500; i++)
        {
          gint64 wide = ((gint64) g_rand_int (rand) << 20) + g_rand_int (rand);
          char iso[SB_DATE_TEXT_SIZE];
          SbValue money = sb_value_int (i % 2 ? wide : -wide), ppm = sb_value_int (g_rand_int_range (rand, 0, 1000001));
          SbValue minutes = sb_value_int (g_rand_int_range (rand, 0, 100000));
          SbValue real = sb_value_real (g_rand_int_range (rand, 0, 1000000) / 8.0);
          g_auto (SbValue) day
              = sb_value_text (sb_date_format_iso (sb_date_from_ymd (1990, 1, 1) + g_rand_int_range (rand, 0, 40000), iso));

          if (amount->min == 0 && amount->max == 0)
            assert_round_trip (formatter, amount, &money);
          assert_round_trip (formatter, share, &ppm);
          assert_round_trip (formatter, spent, &minutes);
          assert_round_trip (formatter, quantity, &real);
          assert_round_trip (formatter, created, &day);
        }
    }
}

static void
test_fields (void)
{
  const SbRecordType *deal = sb_record_type_find ("deal");
  SbParseContext context = { TODAY, FALSE, '.', 2 };
  g_auto (SbValue) value = SB_VALUE_EMPTY;
  g_autoptr (GError) error = NULL;

  g_assert_false (sb_parse_field (sb_record_type_field (deal, "name"), "   ", &context, &value, &error));
  g_assert_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_REQUIRED);
  g_assert_true (sb_parse_field (sb_record_type_field (deal, "next_step"), "  call  ", &context, &value, NULL));
  g_assert_cmpstr (value.text, ==, "call");
  sb_value_clear (&value);
  g_assert_true (sb_parse_field (sb_record_type_field (deal, "next_step_on"), "", &context, &value, NULL));
  g_assert_true (sb_value_is_null (&value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse/dates", test_dates);
  g_test_add_func ("/parse/numbers", test_numbers);
  g_test_add_func ("/parse/money-and-shares", test_money_and_shares);
  g_test_add_func ("/parse/round-trip", test_round_trip);
  g_test_add_func ("/parse/fields", test_fields);
  return g_test_run ();
}
