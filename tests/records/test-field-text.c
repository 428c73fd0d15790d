/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The technical text of values: what is written, what is read, and that one is the inverse of the other. */
#include "records/sb-value.h"

#include <math.h>
#include <string.h>

static const SbChoice choices[] = { { "hot", "Hot" }, { "very cold", "Very cold" }, { NULL, NULL } };

static SbField
make_field (SbFieldKind kind)
{
  return (SbField) { .name = "f", .column = "f", .kind = kind, .label = "Heat",
                     .choices = kind == SB_KIND_CHOICE ? choices : NULL };
}

/* Takes the value. text is what is written and read back. */
static void
assert_text (SbFieldKind kind, SbValue value, const char *text)
{
  SbField field = make_field (kind);
  g_autofree char *found = sb_field_to_text (&field, &value, 2);
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) read = SB_VALUE_EMPTY;

  g_assert_cmpstr (found, ==, text);
  sb_field_from_text (&field, text, 2, &read, &error);
  g_assert_no_error (error);
  if (!sb_value_equal (&read, &value))
    g_error ("“%s” is not read back", text);
  sb_value_clear (&value);
}

static void
assert_reads (SbFieldKind kind, const char *text, gint64 want)
{
  SbField field = make_field (kind);
  g_autoptr (GError) error = NULL;
  SbValue read = SB_VALUE_EMPTY;

  sb_field_from_text (&field, text, 2, &read, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read.type, ==, SB_VALUE_INT);
  g_assert_cmpint (read.i, ==, want);
}

static void
assert_refused (SbFieldKind kind, const char *text, const char *message)
{
  SbField field = make_field (kind);
  g_autoptr (GError) error = NULL;
  SbValue read = sb_value_int (-77);

  g_assert_false (sb_field_from_text (&field, text, 2, &read, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (read.i, ==, -77);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
}

static void
test_texts (void)
{
  assert_text (SB_KIND_TEXT, sb_value_text (" =1+1\r\n\"华东\" "), " =1+1\r\n\"华东\" ");
  assert_text (SB_KIND_CHOICE, sb_value_text ("very cold"), "very cold");
  assert_text (SB_KIND_DATE, sb_value_text ("9999-12-31"), "9999-12-31");
  assert_text (SB_KIND_ANY, sb_value_text ("deal 6f0c0b3c"), "deal 6f0c0b3c");
  assert_refused (SB_KIND_CHOICE, "Hot", "“Heat” must be one of: hot, very cold.");
  assert_refused (SB_KIND_DATE, "23.11.2026", "“Heat” needs a date between 1900 and 9999, such as 2026-11-23.");
  assert_refused (SB_KIND_TEXT, "\xff", "“Heat” needs a text.");
}

static void
test_money (void)
{
  SbField field = make_field (SB_KIND_MONEY);
  SbValue yen = sb_value_int (1234);
  g_autofree char *text = sb_field_to_text (&field, &yen, 0);

  assert_text (SB_KIND_MONEY, sb_value_int (123450), "1234.50");
  assert_text (SB_KIND_MONEY, sb_value_int (G_MININT64), "-92233720368547758.08");
  assert_text (SB_KIND_MONEY, sb_value_int (G_MAXINT64), "92233720368547758.07");
  g_assert_cmpstr (text, ==, "1234");
  assert_refused (SB_KIND_MONEY, "1,234.50", "“Heat”: “1,234.50” is not an amount such as 1234.50.");
  assert_refused (SB_KIND_MONEY, "0.001", "“Heat”: the currency has no room for all decimal places of “0.001”.");
  assert_refused (SB_KIND_MONEY, "92233720368547758.08", "“Heat”: the amount “92233720368547758.08” is too large.");
}

static void
test_percent (void)
{
  assert_text (SB_KIND_PERCENT, sb_value_int (400000), "40");
  assert_text (SB_KIND_PERCENT, sb_value_int (125000), "12.5");
  assert_text (SB_KIND_PERCENT, sb_value_int (12500), "1.25");
  assert_text (SB_KIND_PERCENT, sb_value_int (1), "0.0001");
  assert_text (SB_KIND_PERCENT, sb_value_int (0), "0");
  assert_text (SB_KIND_PERCENT, sb_value_int (1000000), "100");
  assert_text (SB_KIND_PERCENT, sb_value_int (-50000), "-5");
  assert_reads (SB_KIND_PERCENT, "12.5%", 125000);
  assert_reads (SB_KIND_PERCENT, "40 %", 400000);
  assert_refused (SB_KIND_PERCENT, "0.00001", NULL);
  assert_refused (SB_KIND_PERCENT, "%", NULL);
  assert_refused (SB_KIND_PERCENT, "forty", "“Heat”: “forty” is not a percentage such as 12.5 (up to four decimal "
                                            "places).");
}

static void
test_numbers (void)
{
  assert_text (SB_KIND_NUMBER, sb_value_real (0.1), "0.1");
  assert_text (SB_KIND_NUMBER, sb_value_real (12.0), "12");
  assert_text (SB_KIND_NUMBER, sb_value_real (1.0 / 3.0), "0.3333333333333333");
  assert_text (SB_KIND_NUMBER, sb_value_real (-1e-300), "-1e-300");
  assert_text (SB_KIND_INTEGER, sb_value_int (G_MININT64), "-9223372036854775808");
  assert_text (SB_KIND_INTEGER, sb_value_int (G_MAXINT64), "9223372036854775807");
  assert_text (SB_KIND_REFERENCE, sb_value_int (17), "17");
  assert_refused (SB_KIND_INTEGER, "9223372036854775808", "“Heat”: “9223372036854775808” is not a whole number.");
  assert_refused (SB_KIND_INTEGER, "1.5", NULL);
  assert_refused (SB_KIND_INTEGER, " 1", NULL);
  assert_refused (SB_KIND_REFERENCE, "0", "“Heat” refers to a record that does not exist.");
  assert_refused (SB_KIND_NUMBER, "0x10", "“Heat”: “0x10” is not a number.");
  assert_refused (SB_KIND_NUMBER, "nan", NULL);
  assert_refused (SB_KIND_NUMBER, "1e999", NULL);
  assert_refused (SB_KIND_NUMBER, "1,5", NULL);
  assert_refused (SB_KIND_NUMBER, "1 ", NULL);
}

static void
test_minutes (void)
{
  assert_text (SB_KIND_MINUTES, sb_value_int (90), "90");
  assert_reads (SB_KIND_MINUTES, "1:30", 90);
  assert_reads (SB_KIND_MINUTES, "0:05", 5);
  assert_refused (SB_KIND_MINUTES, "1:60", NULL);
  assert_refused (SB_KIND_MINUTES, "1:5", NULL);
  assert_refused (SB_KIND_MINUTES, ":30", NULL);
  assert_refused (SB_KIND_MINUTES, "soon", "“Heat”: “soon” is not a whole number.");
}

static void
test_instants (void)
{
  assert_text (SB_KIND_INSTANT, sb_value_int (0), "1970-01-01T00:00:00Z");
  assert_text (SB_KIND_INSTANT, sb_value_int (1795422600123456), "2026-11-23T08:30:00.123456Z");
  assert_text (SB_KIND_INSTANT, sb_value_int (-1), "1969-12-31T23:59:59.999999Z");
  assert_reads (SB_KIND_INSTANT, "2026-11-23T16:30:00+08:00", 1795422600000000);
  assert_reads (SB_KIND_INSTANT, "2026-11-23T08:30:00", 1795422600000000);
  assert_reads (SB_KIND_INSTANT, "2026-11-23", 1795392000000000);
  assert_refused (SB_KIND_INSTANT, "2026-11-23T25:00:00Z",
                  "“Heat”: “2026-11-23T25:00:00Z” is not a moment such as 2026-11-23T09:30:00Z.");
  assert_refused (SB_KIND_INSTANT, "yesterday", NULL);
}

static void
test_instants_round_trip (void)
{
  SbField field = make_field (SB_KIND_INSTANT);

  for (int i = 0; i < 20000; i++)
    {
      gint64 at = ((gint64) g_test_rand_int_range (-2000000000, 2000000000)) * G_USEC_PER_SEC
                  + g_test_rand_int_range (0, G_USEC_PER_SEC);
      SbValue value = sb_value_int (at), read = SB_VALUE_EMPTY;
      g_autofree char *text = sb_field_to_text (&field, &value, 0);

      if (!sb_field_from_text (&field, text, 0, &read, NULL) || read.i != at)
        g_error ("%" G_GINT64_FORMAT " became “%s”, then %" G_GINT64_FORMAT, at, text, read.i);
    }
}

static void
test_numbers_round_trip (void)
{
  SbField field = make_field (SB_KIND_NUMBER);

  for (int i = 0; i < 50000; i++)
    {
      guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      SbValue value = SB_VALUE_EMPTY, read = SB_VALUE_EMPTY;
      g_autofree char *text = NULL;
      double d;

      memcpy (&d, &bits, sizeof d);
      if (!isfinite (d))
        continue;
      value = sb_value_real (d);
      text = sb_field_to_text (&field, &value, 0);
      if (!sb_field_from_text (&field, text, 0, &read, NULL) || read.d != d)
        g_error ("%.17g became “%s”", d, text);
    }
}

static void
test_bool_and_bytes (void)
{
  assert_text (SB_KIND_BOOL, sb_value_int (1), "yes");
  assert_text (SB_KIND_BOOL, sb_value_int (0), "no");
  assert_reads (SB_KIND_BOOL, "TRUE", 1);
  assert_reads (SB_KIND_BOOL, "0", 0);
  assert_refused (SB_KIND_BOOL, "perhaps", "“Heat”: “perhaps” is neither yes nor no.");
  assert_text (SB_KIND_FILE, (SbValue) { SB_VALUE_BYTES, { .bytes = g_bytes_new ("a\0b\xff", 4) } }, "YQBi/w==");
  assert_refused (SB_KIND_FILE, "YQB*", "“Heat”: “YQB*” is not base64.");
}

static void
test_empty (void)
{
  for (SbFieldKind kind = SB_KIND_TEXT; kind <= SB_KIND_FILE; kind++)
    {
      SbField field = make_field (kind);
      SbValue empty = SB_VALUE_EMPTY, read = sb_value_int (1);

      g_assert_null (sb_field_to_text (&field, &empty, 2));
      g_assert_true (sb_field_from_text (&field, "", 2, &read, NULL));
      g_assert_true (sb_value_is_null (&read));
      g_assert_true (sb_field_from_text (&field, NULL, 2, &read, NULL));
      g_assert_true (sb_value_is_null (&read));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/field-text/texts", test_texts);
  g_test_add_func ("/records/field-text/money", test_money);
  g_test_add_func ("/records/field-text/percent", test_percent);
  g_test_add_func ("/records/field-text/numbers", test_numbers);
  g_test_add_func ("/records/field-text/minutes", test_minutes);
  g_test_add_func ("/records/field-text/instants", test_instants);
  g_test_add_func ("/records/field-text/instants-round-trip", test_instants_round_trip);
  g_test_add_func ("/records/field-text/numbers-round-trip", test_numbers_round_trip);
  g_test_add_func ("/records/field-text/bool-and-bytes", test_bool_and_bytes);
  g_test_add_func ("/records/field-text/empty", test_empty);
  return g_test_run ();
}
