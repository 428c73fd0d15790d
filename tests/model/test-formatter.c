/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden texts of the formatter in English, Chinese and a comma locale, independent of the environment; what the privacy
 * levels hide. ␣ stands for the narrow blank. */
#include "model/sb-formatter.h"

#include <string.h>

static void
assert_text (char *text, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (text, "\u202f", -1);
  g_autofree char *shown = g_strjoinv ("␣", parts);

  g_free (text);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_money (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en"), zh = sb_formatter_new ("zh_CN"), de = sb_formatter_new ("de_DE");

  assert_text (sb_formatter_money (en, 123450, NULL), "¥␣1,234.50");
  assert_text (sb_formatter_money (en, -5, NULL), "−¥␣0.05");
  assert_text (sb_formatter_money (en, 120000, "JPY"), "JP¥␣120,000");
  assert_text (sb_formatter_money (en, 1234567, "KWD"), "KWD␣1,234.567");
  assert_text (sb_formatter_money (zh, 123450, NULL), "¥1,234.50");
  assert_text (sb_formatter_money (de, 123456789, "EUR"), "1.234.567,89␣€");
  assert_text (sb_formatter_money (en, G_MININT64, NULL), "−¥␣92,233,720,368,547,758.08");
  assert_text (sb_formatter_money_short (en, 460000000), "¥␣4.60␣M");
  assert_text (sb_formatter_money_short (en, 31000000), "¥␣310␣k");
  assert_text (sb_formatter_money_short (en, 4100000), "¥␣41␣k");
  assert_text (sb_formatter_money_short (en, 99995000), "¥␣1␣M");
  assert_text (sb_formatter_money_short (en, 120000000000000), "¥␣1,200␣bn");
  assert_text (sb_formatter_money_short (en, 0), "¥␣0");
  assert_text (sb_formatter_money_short (en, 1250), "¥␣12.5");
  assert_text (sb_formatter_money_short (en, -98700), "−¥␣987");
  assert_text (sb_formatter_money_short (zh, 1286000000), "1,286␣万");
  assert_text (sb_formatter_money_short (zh, 9600000000000), "960␣亿");
  assert_text (sb_formatter_money_short (zh, 12500000), "12.5␣万");
  assert_text (sb_formatter_money_short (zh, 860000), "8,600␣元");
  assert_text (sb_formatter_money_change (en, 1200000), "+¥␣12␣k");
  sb_formatter_set_wan (en, TRUE);
  assert_text (sb_formatter_money_short (en, 1286000000), "¥␣1,286␣万");
  sb_formatter_set_currency (zh, "USD");
  assert_text (sb_formatter_money_short (zh, 420000000), "$420␣万");
}

static void
test_shares (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en"), zh = sb_formatter_new ("zh_CN"), de = sb_formatter_new ("de_DE");
  SbRatio none = sb_ratio_undefined (SB_REASON_NO_CLOSED_DEALS), some = sb_ratio (7, 13, SB_REASON_NO_DATA);

  assert_text (sb_formatter_percent (en, 0.634), "63␣%");
  assert_text (sb_formatter_percent (zh, 0.54), "54%");
  assert_text (sb_formatter_percent (en, 0.0664), "6.6␣%");
  assert_text (sb_formatter_percent (de, 0.0664), "6,6␣%");
  assert_text (sb_formatter_percent (en, 0), "0␣%");
  /* What is not all is never called all. */
  assert_text (sb_formatter_percent (en, 0.9999), "99.9␣%");
  assert_text (sb_formatter_percent (en, 1), "100␣%");
  assert_text (sb_formatter_percent (en, -0.004), "−0.4␣%");
  assert_text (sb_formatter_percent_range (en, 0.72, 0.784), "72–78␣%");
  assert_text (sb_formatter_points (en, 0.05), "+5 points");
  assert_text (sb_formatter_points (en, -0.01), "−1 point");
  assert_text (sb_formatter_points (en, 0), "0 points");
  assert_text (sb_formatter_change (en, 0.12), "+12␣%");
  assert_text (sb_formatter_ratio (en, &none, SB_FORMAT_PERCENT), "—");
  assert_text (sb_formatter_ratio (en, &some, SB_FORMAT_PERCENT), "54␣%");
  assert_text (sb_formatter_times (en, 2.4), "2.4␣×");
  assert_text (sb_formatter_times (en, 1.18), "1.18␣×");
  assert_text (sb_formatter_days (en, 1), "1 day");
  assert_text (sb_formatter_days (en, 12.4), "12 days");
  assert_text (sb_formatter_minutes (en, 90), "1:30 h");
  assert_text (sb_formatter_minutes (en, -5), "−0:05 h");
  assert_text (sb_formatter_count (en, 1234567), "1,234,567");
  assert_text (sb_formatter_number (de, 1234.5, 1), "1.234,5");
  assert_text (sb_formatter_value (en, 0.0 / 0.0, SB_FORMAT_NUMBER), "—");
  assert_text (sb_formatter_sample (en, 12), "n = 12 · few data");
  assert_text (sb_formatter_sample (en, 25), "n = 25");
  g_assert_null (sb_formatter_sample (en, 30));
}

static void
test_dates (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en"), zh = sb_formatter_new ("zh_CN"), us = sb_formatter_new ("en_US");
  SbDate day = sb_date_from_ymd (2026, 11, 23);
  SbFiscal april = { 4, FALSE, FALSE };

  assert_text (sb_formatter_date (en, day), "23 Nov 2026");
  assert_text (sb_formatter_date (us, day), "Nov 23, 2026");
  assert_text (sb_formatter_date (zh, day), "2026年11月23日");
  assert_text (sb_formatter_date_short (zh, day), "11月23日");
  assert_text (sb_formatter_date (en, SB_DATE_NONE), "");
  assert_text (sb_formatter_period (en, sb_period_containing (SB_PERIOD_QUARTER, day, SB_FISCAL_DEFAULT)), "2026 Q4");
  assert_text (sb_formatter_period (zh, sb_period_containing (SB_PERIOD_QUARTER, day, SB_FISCAL_DEFAULT)), "2026年第4季度");
  assert_text (sb_formatter_period (zh, sb_period_containing (SB_PERIOD_HALF, day, SB_FISCAL_DEFAULT)), "2026年下半年");
  assert_text (sb_formatter_period (en, sb_period_containing (SB_PERIOD_MONTH, day, SB_FISCAL_DEFAULT)), "Nov 2026");
  assert_text (sb_formatter_period (zh, sb_period_containing (SB_PERIOD_MONTH, day, SB_FISCAL_DEFAULT)), "2026年11月");
  assert_text (sb_formatter_period (en, sb_period_containing (SB_PERIOD_WEEK, day, SB_FISCAL_DEFAULT)), "2026 W48");
  assert_text (sb_formatter_period (en, sb_period_containing (SB_PERIOD_YEAR, day, SB_FISCAL_DEFAULT)), "2026");
  assert_text (sb_formatter_period (en, sb_period_custom (sb_date_from_ymd (2026, 1, 5), sb_date_from_ymd (2026, 2, 10))),
               "5 Jan – 10 Feb 2026");
  assert_text (sb_formatter_period (zh, sb_period_custom (sb_date_from_ymd (2026, 1, 5), sb_date_from_ymd (2026, 2, 10))),
               "2026年1月5日–2月10日");
  assert_text (sb_formatter_period_short (zh, sb_period_containing (SB_PERIOD_MONTH, day, SB_FISCAL_DEFAULT)), "11月");
  sb_formatter_set_fiscal (en, april);
  assert_text (sb_formatter_period (en, sb_period_containing (SB_PERIOD_QUARTER, day, april)), "FY 2027 Q3");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* A workspace's own way to write; the currency's sign stays where the language has it, and the language comes back. */
static void
test_styles (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en_US"), zh = sb_formatter_new ("zh_CN"),
                          de = sb_formatter_new ("de_DE");
  SbDate day = sb_date_from_ymd (2026, 11, 3);
  guint n = 0;

  g_signal_connect_swapped (en, "changed", G_CALLBACK (count_cb), &n);
  sb_formatter_set_styles (en, SB_DATES_DMY, SB_NUMBERS_COMMA);
  sb_formatter_set_styles (en, SB_DATES_DMY, SB_NUMBERS_COMMA);
  g_assert_cmpuint (n, ==, 1);
  assert_text (sb_formatter_date (en, day), "3 Nov 2026");
  assert_text (sb_formatter_money (en, 123450, NULL), "¥␣1.234,50");
  assert_text (sb_formatter_percent (en, 0.0664), "6,6␣%");
  g_assert_false (sb_formatter_is_month_first (en));
  g_assert_cmpint (sb_formatter_get_decimal (en), ==, ',');
  sb_formatter_set_styles (en, SB_DATES_YMD, SB_NUMBERS_BLANK);
  assert_text (sb_formatter_date (en, day), "2026-11-03");
  assert_text (sb_formatter_date_short (en, day), "11-03");
  assert_text (sb_formatter_count (en, 1234567), "1␣234␣567");
  sb_formatter_set_styles (en, SB_DATES_LOCALE, SB_NUMBERS_LOCALE);
  assert_text (sb_formatter_date (en, day), "Nov 3, 2026");
  assert_text (sb_formatter_number (en, 1234.5, 1), "1,234.5");
  sb_formatter_set_styles (zh, SB_DATES_DMY, SB_NUMBERS_LOCALE);
  assert_text (sb_formatter_date (zh, day), "3/11/2026");
  sb_formatter_set_styles (zh, SB_DATES_MDY, SB_NUMBERS_LOCALE);
  assert_text (sb_formatter_date_short (zh, day), "11/3");
  sb_formatter_set_styles (zh, SB_DATES_YMD, SB_NUMBERS_LOCALE);
  assert_text (sb_formatter_date (zh, day), "2026-11-03");
  sb_formatter_set_styles (de, SB_DATES_LOCALE, SB_NUMBERS_POINT);
  assert_text (sb_formatter_money (de, 123456789, "EUR"), "1,234,567.89␣€");
  for (guint i = 0; i < SB_N_DATE_STYLES; i++)
    g_assert_cmpint (sb_date_style_find (sb_date_style_key ((SbDateStyle) i)), ==, i);
  for (guint i = 0; i < SB_N_NUMBER_STYLES; i++)
    g_assert_cmpint (sb_number_style_find (sb_number_style_key ((SbNumberStyle) i)), ==, i);
  g_assert_cmpint (sb_number_style_find ("roman"), ==, SB_NUMBERS_LOCALE);
}

static void
test_reasons (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en");

  g_assert_null (sb_formatter_reason (en, SB_REASON_NONE));
  for (SbReason reason = SB_REASON_NONE + 1; reason < SB_N_REASONS; reason++)
    {
      g_autofree char *text = sb_formatter_reason (en, reason);

      g_assert_nonnull (text);
      g_assert_true (g_str_has_suffix (text, "."));
    }
}

static char *
field_text (SbFormatter *formatter, const char *type, const char *field, SbValue value, const char *title)
{
  const SbRecordType *description = sb_record_type_find (type);
  const SbField *found = sb_record_type_field (description, field);
  g_auto (SbValue) owned = value;
  SbFieldContext context = { 7, NULL, title };

  g_assert_nonnull (found);
  return sb_formatter_field (formatter, description, found, &owned, &context);
}

static void
test_fields (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en"), zh = sb_formatter_new ("zh_CN");

  assert_text (field_text (en, "deal", "amount", sb_value_int (123450), NULL), "¥␣1,234.50");
  assert_text (field_text (en, "deal", "manual_probability", sb_value_int (125000), NULL), "12.5␣%");
  assert_text (field_text (zh, "deal", "manual_probability", sb_value_int (400000), NULL), "40%");
  assert_text (field_text (en, "deal", "created_on", sb_value_text ("2026-11-23"), NULL), "23 Nov 2026");
  assert_text (field_text (en, "deal", "status", sb_value_text ("won"), NULL), "Won");
  assert_text (field_text (en, "deal", "owner", sb_value_int (3), "Li Wei"), "Li Wei");
  assert_text (field_text (en, "deal", "name", SB_VALUE_EMPTY, NULL), "");
  assert_text (field_text (en, "account", "founded_year", sb_value_int (1998), NULL), "1998");
  assert_text (field_text (en, "account", "employees", sb_value_int (1998), NULL), "1,998");
}

static void
test_privacy (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en");
  SbMemberFact people[] = { { .id = 3, .name = "Li Wei" }, { .id = 4, .name = "Li Wei Min" } };
  SbQuantity deal = sb_quantity_name (SB_NAME_DEAL, 7, "Harbour crane");

  sb_formatter_set_people (en, people, 2);
  sb_formatter_set_privacy (en, 1, 0);
  assert_text (sb_formatter_money_short (en, 200000), "index 100");
  assert_text (sb_formatter_money (en, 50000, "USD"), "index 25");
  assert_text (sb_formatter_name (en, "member", 3, "Li Wei"), "Li Wei");
  assert_text (field_text (en, "member", "birth_on", sb_value_text ("1980-01-01"), NULL), "•••");
  sb_formatter_set_privacy (en, 2, 0);
  assert_text (sb_formatter_name (en, "member", 3, "Li Wei"), "Member 3");
  assert_text (sb_formatter_name (en, "account", 9, "Huadong Energy"), "Huadong Energy");
  /* Names inside other texts, the longer one first. */
  assert_text (field_text (en, "deal", "next_step", sb_value_text ("Call Li Wei Min, then Li Wei"), NULL),
               "Call Member 4, then Member 3");
  assert_text (field_text (en, "deal", "note", sb_value_text ("anything"), NULL), "•••");
  sb_formatter_set_privacy (en, 3, 0);
  assert_text (sb_formatter_name (en, "account", 9, "Huadong Energy"), "Customer 9");
  assert_text (field_text (en, "deal", "name", sb_value_text ("Harbour crane"), NULL), "Deal 7");
  assert_text (field_text (en, "deal", "next_step", sb_value_text ("Ask Huadong"), NULL), "•••");
  assert_text (sb_formatter_quantity (en, &deal), "Deal 7");
  assert_text (sb_formatter_name (en, "stage", 2, "Negotiation"), "Negotiation");
  sb_formatter_set_privacy (en, 4, 0);
  assert_text (sb_formatter_name (en, "member", 3, "Li Wei"), "Member");
}

static void
test_lists (void)
{
  g_autoptr (SbFormatter) en = sb_formatter_new ("en"), zh = sb_formatter_new ("zh_CN");
  const char *three[] = { "A", "B", "C", NULL }, *one[] = { "A", NULL }, *none[] = { NULL };

  assert_text (sb_formatter_list (en, three), "A, B and C");
  assert_text (sb_formatter_list (zh, three), "A、B和C");
  assert_text (sb_formatter_list (en, one), "A");
  assert_text (sb_formatter_list (en, none), "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formatter/money", test_money);
  g_test_add_func ("/formatter/shares", test_shares);
  g_test_add_func ("/formatter/dates", test_dates);
  g_test_add_func ("/formatter/styles", test_styles);
  g_test_add_func ("/formatter/reasons", test_reasons);
  g_test_add_func ("/formatter/fields", test_fields);
  g_test_add_func ("/formatter/privacy", test_privacy);
  g_test_add_func ("/formatter/lists", test_lists);
  return g_test_run ();
}
