/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every description holds together: names, columns, targets, choices, initial values, order. That they match the tables
 * is tested with the store. */
#include "records/sb-value.h"

#include <string.h>

#include "core/sb-facts.h"

#define FOR_EACH_TYPE(type) \
  for (const SbRecordType * const *at = sb_record_types (&n), * const *end = at + n, *type; at < end && (type = *at); at++)

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;

  g_assert_nonnull (sb_record_types (&n));
  g_assert_cmpuint (n, >=, 55);
  FOR_EACH_TYPE (type)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) type->name));
      g_assert_true (sb_record_type_find (type->name) == type);
      g_assert_cmpstr (type->name, ==, type->table);
      g_assert_true (type->label != NULL && *type->label != '\0');
      g_assert_true (type->plural != NULL && *type->plural != '\0');
    }
  g_assert_null (sb_record_type_find ("no such type"));
  g_assert_null (sb_record_type_find (NULL));
}

static const char *
suffix_of (const SbField *field)
{
  switch (field->kind)
    {
    case SB_KIND_MONEY:
      return "_minor";
    case SB_KIND_PERCENT:
      return "_ppm";
    case SB_KIND_REFERENCE:
      return "_id";
    case SB_KIND_DATE:
      return "_on";
    case SB_KIND_INSTANT:
      return "_at";
    case SB_KIND_MINUTES:
      return "_min";
    default:
      return "";
    }
}

static void
check_field (const SbRecordType *type, const SbField *field)
{
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) initial = sb_field_initial (field);

  if (!g_str_has_suffix (field->column, suffix_of (field)))
    g_error ("%s.%s: a column of this kind ends in %s", type->name, field->column, suffix_of (field));
  g_assert_true (field->label != NULL && *field->label != '\0');
  g_assert_true ((field->kind == SB_KIND_CHOICE) == (field->choices != NULL));
  g_assert_true ((field->kind == SB_KIND_REFERENCE) == (field->target != NULL));
  if (field->target != NULL && sb_record_type_find (field->target) == NULL)
    g_error ("%s.%s refers to an unknown type", type->name, field->name);
  g_assert_cmpint (field->min, <=, field->max);
  if (field->initial != NULL && !sb_field_check (field, &initial, &error))
    g_error ("%s.%s: %s", type->name, field->name, error->message);
  /* A form cannot leave a switch undecided. */
  if (field->kind == SB_KIND_BOOL && (field->flags & SB_FIELD_REQUIRED))
    g_assert_nonnull (field->initial);
  if (field->flags & SB_FIELD_SEARCH)
    g_assert_true (field->kind == SB_KIND_TEXT || field->kind == SB_KIND_NOTE);
}

static void
test_fields (void)
{
  gsize n;

  FOR_EACH_TYPE (type)
    {
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
      gboolean has_column = FALSE;

      for (const SbField *field = type->fields; field->name != NULL; field++)
        {
          if (!g_hash_table_add (names, (gpointer) field->name) || !g_hash_table_add (columns, (gpointer) field->column))
            g_error ("%s.%s stands twice", type->name, field->name);
          check_field (type, field);
          has_column = has_column || (field->flags & SB_FIELD_COLUMN);
          g_assert_true (sb_record_type_field (type, field->name) == field);
        }
      g_assert_cmpuint (sb_record_type_n_fields (type), ==, g_hash_table_size (names));
      if (!has_column && !(type->flags & SB_RECORD_LEAN))
        g_error ("%s has no default column", type->name);
    }
}

static void
test_choices (void)
{
  gsize n;

  FOR_EACH_TYPE (type)
    for (const SbField *field = type->fields; field->name != NULL; field++)
      for (int i = 0; field->choices != NULL && field->choices[i].key != NULL; i++)
        {
          g_assert_cmpint (sb_field_choice_index (field, field->choices[i].key), ==, i);
          g_assert_true (field->choices[i].label != NULL && *field->choices[i].label != '\0');
        }
}

/* A type stands after the types it refers to, so that records can be written in this order. */
static void
test_order (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;

  FOR_EACH_TYPE (type)
    {
      g_hash_table_add (seen, (gpointer) type->name);
      for (const SbField *field = type->fields; field->name != NULL; field++)
        if (field->target != NULL && !g_hash_table_contains (seen, field->target))
          g_error ("%s stands before %s", type->name, field->target);
    }
}

static void
test_unique_columns (void)
{
  gsize n;

  FOR_EACH_TYPE (type)
    {
      g_auto (GStrv) columns = type->unique != NULL ? g_strsplit (type->unique, ",", -1) : NULL;

      for (gsize i = 0; columns != NULL && columns[i] != NULL; i++)
        {
          const SbField *field = sb_record_type_field (type, columns[i]);

          g_assert_nonnull (field);
          g_assert_cmpstr (field->column, ==, columns[i]);
          g_assert_cmpint (field->flags & SB_FIELD_REQUIRED, !=, 0);
        }
    }
}

/* A form of many fields has headings; a detail hangs on its first reference. */
static void
test_shape (void)
{
  gsize n;

  FOR_EACH_TYPE (type)
    {
      const SbField *parent = type->fields;

      if (sb_record_type_n_fields (type) > 12 && !(type->flags & SB_RECORD_PROGRAM) && type->fields[0].group == NULL)
        g_error ("the form of %s has no headings", type->name);
      if (!(type->flags & SB_RECORD_DETAIL))
        continue;
      while (parent->name != NULL && parent->kind != SB_KIND_REFERENCE)
        parent++;
      g_assert_nonnull (parent->name);
    }
}

static void
assert_choice_order (const char *type, const char *field, const char *keys)
{
  const SbField *found = sb_record_type_field (sb_record_type_find (type), field);
  GString *text = g_string_new (NULL);
  g_autofree char *joined = NULL;

  for (const SbChoice *choice = found->choices; choice->key != NULL; choice++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", choice->key);
  joined = g_string_free (text, FALSE);
  g_assert_cmpstr (joined, ==, keys);
}

/* Facts carry these choices as numbers. */
static void
test_agrees_with_facts (void)
{
  assert_choice_order ("deal", "status", "open|won|lost|void");
  assert_choice_order ("stage", "status", "open|won|lost|void");
  assert_choice_order ("pipeline", "object", "deal|lead|order");
  assert_choice_order ("stage_visit", "outcome", "open|advanced|back|won|lost|void");
  assert_choice_order ("goal", "period_kind", "year|half|quarter|month|week|custom");
  g_assert_cmpint (SB_STATUS_VOID, ==, 3);
  g_assert_cmpint (SB_OBJECT_ORDER, ==, 2);
  g_assert_cmpint (SB_VISIT_VOID, ==, 5);
  for (SbPeriodKind kind = SB_PERIOD_YEAR; kind <= SB_PERIOD_CUSTOM; kind++)
    g_assert_cmpint (sb_field_choice_index (sb_record_type_field (sb_record_type_find ("goal"), "period_kind"),
                                            sb_period_kind_key (kind)), ==, (int) kind);
}

static void
test_look_up (void)
{
  const SbRecordType *deal = sb_record_type_find ("deal"), *value = sb_record_type_find ("metric_value");
  const SbField *amount = sb_record_type_field (deal, "amount");

  g_assert_cmpstr (amount->column, ==, "amount_minor");
  g_assert_true (sb_record_type_field (deal, "amount_minor") == amount);
  g_assert_cmpint (sb_record_type_field_index (deal, "owner"), ==, sb_record_type_field_index (deal, "owner_id"));
  g_assert_null (sb_record_type_field (deal, "nothing"));
  g_assert_null (sb_record_type_field (deal, NULL));
  /* The border name "value" is the number, though a column begins like it. */
  g_assert_cmpint (sb_record_type_field (value, "value")->kind, ==, SB_KIND_NUMBER);
  g_assert_cmpint (sb_record_type_field (value, "value_minor")->kind, ==, SB_KIND_MONEY);
  g_assert_cmpstr (sb_record_type_title (deal)->name, ==, "name");
  g_assert_null (sb_record_type_title (sb_record_type_find ("deal_credit")));
  g_assert_cmpuint (sb_field_n_columns (amount), ==, 1);
  g_assert_cmpuint (sb_field_n_columns (sb_record_type_field (sb_record_type_find ("record_link"), "from")), ==, 2);
  g_assert_cmpstr (sb_field_sql_type (amount), ==, "INTEGER");
  g_assert_cmpstr (sb_field_sql_type (sb_record_type_field (deal, "quantity")), ==, "REAL");
  g_assert_cmpstr (sb_field_sql_type (sb_record_type_field (deal, "closed_on")), ==, "TEXT");
  g_assert_cmpint (sb_field_choice_index (amount, "open"), ==, -1);
}

/* What an import may leave out must not be required. */
static void
test_import_may_omit (void)
{
  static const char * const omitted[] = {
    "member.hired_on", "sales_order.account", "sales_order.number", "sales_order.amount", "order_line.unit_price",
    "order_line.amount", "contact.account", "feedback.account", "feedback.kind", "deal.created_on", "deal.amount",
    "activity.owner", "activity.day_on", "preference.noted_on", "payment.paid_on", "membership.role",
    "course_session.start_on", "loss_reason.kind", "goal.owner", "stage_visit.entered_on"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (omitted); i++)
    {
      g_auto (GStrv) parts = g_strsplit (omitted[i], ".", 2);
      const SbField *field = sb_record_type_field (sb_record_type_find (parts[0]), parts[1]);

      if (field == NULL || (field->flags & SB_FIELD_REQUIRED))
        g_error ("%s is required", omitted[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/descriptions/names", test_names);
  g_test_add_func ("/records/descriptions/fields", test_fields);
  g_test_add_func ("/records/descriptions/choices", test_choices);
  g_test_add_func ("/records/descriptions/order", test_order);
  g_test_add_func ("/records/descriptions/unique-columns", test_unique_columns);
  g_test_add_func ("/records/descriptions/shape", test_shape);
  g_test_add_func ("/records/descriptions/agrees-with-facts", test_agrees_with_facts);
  g_test_add_func ("/records/descriptions/look-up", test_look_up);
  g_test_add_func ("/records/descriptions/import-may-omit", test_import_may_omit);
  return g_test_run ();
}
