/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values: life, equality, and the check of each kind with the sentence that a manager reads. */
#include "records/sb-value.h"

#include <math.h>
#include <string.h>

static const SbChoice choices[] = { { "hot", "Hot" }, { "cold", "Cold" }, { NULL, NULL } };

static SbField
make_field (SbFieldKind kind, SbFieldFlags flags)
{
  return (SbField) { .name = "f", .column = "f", .kind = kind, .flags = flags, .label = "Temperature",
                     .choices = kind == SB_KIND_CHOICE ? choices : NULL };
}

/* Takes the value. */
static void
assert_check (const SbField *field, SbValue value, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = sb_field_check (field, &value, &error);

  if (message == NULL)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, SB_RECORD_ERROR, code);
      g_assert_cmpstr (error->message, ==, message);
    }
  g_assert_cmpint (ok, ==, message == NULL);
  sb_value_clear (&value);
}

static void
assert_kind_refused (SbFieldKind kind, SbValue value, const char *message)
{
  SbField field = make_field (kind, 0);

  assert_check (&field, value, SB_RECORD_ERROR_KIND, message);
}

static void
assert_taken (SbFieldKind kind, SbValue value)
{
  SbField field = make_field (kind, 0);

  assert_check (&field, value, 0, NULL);
}

static SbValue
bytes_value (const char *data, gsize size)
{
  return (SbValue) { SB_VALUE_BYTES, { .bytes = g_bytes_new (data, size) } };
}

static void
test_life (void)
{
  SbValue values[] = { SB_VALUE_EMPTY, sb_value_int (G_MININT64), sb_value_real (-0.5), sb_value_text ("华东"),
                       sb_value_text (""), bytes_value ("a\0b", 3), bytes_value ("a\0c", 3) };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_auto (SbValue) copy = sb_value_copy (&values[j]);

        g_assert_cmpint (sb_value_equal (&values[i], &copy), ==, i == j);
      }
  g_assert_true (sb_value_is_null (&values[0]));
  g_assert_true (sb_value_is_null (NULL));
  g_assert_false (sb_value_is_null (&values[4]));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      sb_value_clear (&values[i]);
      g_assert_true (sb_value_is_null (&values[i]));
      sb_value_clear (&values[i]);
    }
  g_assert_true (sb_value_text (NULL).type == SB_VALUE_NULL);
  g_assert_true (sb_value_take_text (NULL).type == SB_VALUE_NULL);
}

static void
test_required (void)
{
  SbField field = make_field (SB_KIND_TEXT, SB_FIELD_REQUIRED), optional = make_field (SB_KIND_TEXT, 0);
  const char *sentence = "“Temperature” must be filled in.";

  assert_check (&field, SB_VALUE_EMPTY, SB_RECORD_ERROR_REQUIRED, sentence);
  assert_check (&field, sb_value_text (""), SB_RECORD_ERROR_REQUIRED, sentence);
  assert_check (&field, sb_value_text (" \xe3\x80\x80"), SB_RECORD_ERROR_REQUIRED, sentence);
  assert_check (&field, sb_value_text ("x"), 0, NULL);
  assert_check (&optional, SB_VALUE_EMPTY, 0, NULL);
  assert_check (&optional, sb_value_text (""), 0, NULL);
}

static void
test_kinds (void)
{
  assert_taken (SB_KIND_TEXT, sb_value_text ("two\nlines"));
  assert_kind_refused (SB_KIND_TEXT, sb_value_text ("bad \xff"), "“Temperature” needs a text.");
  assert_kind_refused (SB_KIND_NOTE, sb_value_int (3), "“Temperature” needs a text.");
  assert_taken (SB_KIND_MONEY, sb_value_int (G_MININT64));
  assert_kind_refused (SB_KIND_MONEY, sb_value_real (1.0), "“Temperature” needs a whole number.");
  assert_kind_refused (SB_KIND_PERCENT, sb_value_text ("40"), "“Temperature” needs a whole number.");
  assert_taken (SB_KIND_NUMBER, sb_value_real (1.25));
  assert_taken (SB_KIND_NUMBER, sb_value_int (2));
  assert_kind_refused (SB_KIND_NUMBER, sb_value_real (NAN), "“Temperature” needs a number.");
  assert_kind_refused (SB_KIND_NUMBER, sb_value_real (INFINITY), "“Temperature” needs a number.");
  assert_taken (SB_KIND_DATE, sb_value_text ("2026-11-23"));
  assert_kind_refused (SB_KIND_DATE, sb_value_text ("2026-02-30"),
                       "“Temperature” needs a date between 1900 and 9999, such as 2026-11-23.");
  assert_kind_refused (SB_KIND_DATE, sb_value_int (20000),
                       "“Temperature” needs a date between 1900 and 9999, such as 2026-11-23.");
  assert_taken (SB_KIND_BOOL, sb_value_int (0));
  assert_kind_refused (SB_KIND_BOOL, sb_value_int (2), "“Temperature” needs yes or no.");
  assert_taken (SB_KIND_FILE, bytes_value ("\0", 1));
  assert_kind_refused (SB_KIND_FILE, sb_value_text ("x"), "“Temperature” needs the content of a file.");
  assert_taken (SB_KIND_ANY, sb_value_text ("deal 6f0c0b3c-0000-4000-8000-000000000001"));
  assert_kind_refused (SB_KIND_ANY, sb_value_text ("deal"), "“Temperature” needs a record: its type and its uid.");
  assert_kind_refused (SB_KIND_ANY, sb_value_text ("dragon x"), "“Temperature” needs a record: its type and its uid.");
  assert_kind_refused (SB_KIND_ANY, sb_value_text ("deal a b"), "“Temperature” needs a record: its type and its uid.");
}

static void
test_reference (void)
{
  SbField field = make_field (SB_KIND_REFERENCE, 0);
  const char *sentence = "“Temperature” refers to a record that does not exist.";

  assert_check (&field, sb_value_int (1), 0, NULL);
  assert_check (&field, sb_value_int (G_MAXINT32), 0, NULL);
  assert_check (&field, sb_value_int (0), SB_RECORD_ERROR_REFERENCE, sentence);
  assert_check (&field, sb_value_int (-1), SB_RECORD_ERROR_REFERENCE, sentence);
  assert_check (&field, sb_value_int ((gint64) G_MAXINT32 + 1), SB_RECORD_ERROR_REFERENCE, sentence);
}

static void
test_choice (void)
{
  SbField field = make_field (SB_KIND_CHOICE, 0);

  assert_check (&field, sb_value_text ("cold"), 0, NULL);
  assert_check (&field, sb_value_text ("Cold"), SB_RECORD_ERROR_CHOICE, "“Temperature” must be one of: hot, cold.");
  assert_check (&field, sb_value_int (0), SB_RECORD_ERROR_CHOICE, "“Temperature” must be one of: hot, cold.");
}

static void
test_range (void)
{
  SbField field = make_field (SB_KIND_PERCENT, 0);

  field.min = 0;
  field.max = 1000000;
  assert_check (&field, sb_value_int (0), 0, NULL);
  assert_check (&field, sb_value_int (1000000), 0, NULL);
  assert_check (&field, sb_value_int (1000001), SB_RECORD_ERROR_RANGE, "“Temperature” must be between 0 and 100.");
  assert_check (&field, sb_value_int (-1), SB_RECORD_ERROR_RANGE, "“Temperature” must be between 0 and 100.");
  field = make_field (SB_KIND_INTEGER, 0);
  field.min = 1;
  field.max = G_MAXINT64;
  assert_check (&field, sb_value_int (0), SB_RECORD_ERROR_RANGE, "“Temperature” must be at least 1.");
  field.min = field.max = 0;
  assert_check (&field, sb_value_int (G_MININT64), 0, NULL);
}

static void
test_initial (void)
{
  const SbRecordType *member = sb_record_type_find ("member");
  g_auto (SbValue) active = sb_field_initial (sb_record_type_field (member, "active"));
  g_auto (SbValue) fte = sb_field_initial (sb_record_type_field (member, "fte"));
  g_auto (SbValue) wish = sb_field_initial (sb_record_type_field (member, "recognition_wish"));
  g_auto (SbValue) name = sb_field_initial (sb_record_type_field (member, "name"));

  g_assert_true (active.type == SB_VALUE_INT && active.i == 1);
  g_assert_true (fte.type == SB_VALUE_INT && fte.i == 1000000);
  g_assert_cmpstr (wish.text, ==, "team");
  g_assert_true (sb_value_is_null (&name));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/value/life", test_life);
  g_test_add_func ("/records/value/required", test_required);
  g_test_add_func ("/records/value/kinds", test_kinds);
  g_test_add_func ("/records/value/reference", test_reference);
  g_test_add_func ("/records/value/choice", test_choice);
  g_test_add_func ("/records/value/range", test_range);
  g_test_add_func ("/records/value/initial", test_initial);
  return g_test_run ();
}
