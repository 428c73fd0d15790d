/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields and names of records at the present privacy level. Part of the formatter; the rules are in its header. */
#include "sb-config.h"

#include "model/sb-formatter-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Types whose names describe the business and no person or customer: shown at every level. */
static const char *const structural_types[] = {
  "team",   "role",           "product",      "stage",       "pipeline",   "loss_reason", "need_class",
  "metric", "currency_rate",  "calendar_day", "goal_stage",  "market",     "course",      "skill",
  "workspace_setting",        "service_standard",            "import_batch", "import_mapping", NULL
};
static const char *const person_types[] = { "member", "contact", NULL };
static const char *const customer_types[] = { "account", "deal", "competitor", "sales_order", "lead", NULL };

typedef enum { NAME_STRUCTURAL, NAME_PERSON, NAME_CUSTOMER, NAME_OTHER } NameClass;

static NameClass
class_of (const char *type)
{
  if (type == NULL)
    return NAME_OTHER;
  if (g_strv_contains (person_types, type))
    return NAME_PERSON;
  if (g_strv_contains (customer_types, type))
    return NAME_CUSTOMER;
  return g_strv_contains (structural_types, type) ? NAME_STRUCTURAL : NAME_OTHER;
}

static gboolean
is_masked (SbFormatter *self, NameClass class)
{
  switch (class)
    {
    case NAME_STRUCTURAL:
      return FALSE;
    case NAME_PERSON:
      return self->privacy >= 2;
    default:
      return self->privacy >= 3;
    }
}

const char *
sb_formatter_label (const char *untranslated)
{
  return untranslated == NULL || untranslated[0] == '\0' ? "" : _(untranslated);
}

static char *
pseudonym (SbFormatter *self, const char *type, gint32 id)
{
  const SbRecordType *description = sb_record_type_find (type);
  const char *label = description == NULL ? SB_HIDDEN : _(description->label);

  if (id <= 0 || self->privacy >= 4)
    return g_strdup (label);
  return g_strdup_printf ("%s %d", label, id);
}

/* Replaces the names of members inside free text. */
static char *
mask_people (SbFormatter *self, const char *text)
{
  g_autoptr (GString) masked = NULL;

  if (self->privacy < 2)
    return g_strdup (text);
  masked = g_string_new (text);
  for (guint i = 0; i < self->people->len; i++)
    {
      const NamedPerson *person = &g_array_index (self->people, NamedPerson, i);

      if (strstr (masked->str, person->name) != NULL)
        {
          g_autofree char *other = pseudonym (self, "member", person->id);

          g_string_replace (masked, person->name, other, 0);
        }
    }
  return g_string_free (g_steal_pointer (&masked), FALSE);
}

char *
sb_formatter_name (SbFormatter *self, const char *type, gint32 id, const char *name)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self) && type != NULL, NULL);

  if (is_masked (self, class_of (type)))
    return pseudonym (self, type, id);
  if (name == NULL || name[0] == '\0')
    {
      const SbRecordType *description = sb_record_type_find (type);

      return id <= 0 ? g_strdup ("") : g_strdup_printf ("%s %d", description ? _(description->label) : type, id);
    }
  return mask_people (self, name);
}

gboolean
sb_formatter_hides (SbFormatter *self, const SbRecordType *type, const SbField *field)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self) && field != NULL, FALSE);

  if (self->privacy == 0)
    return FALSE;
  if ((field->flags & SB_FIELD_PRIVATE) != 0 || (type != NULL && (type->flags & SB_RECORD_PRIVATE) != 0))
    return TRUE;
  return self->privacy >= 2 && field->kind == SB_KIND_NOTE;
}

static char *
format_text (SbFormatter *self, const SbRecordType *type, gint32 id, const SbField *field, const char *text)
{
  NameClass class = class_of (type == NULL ? NULL : type->name);

  if (!is_masked (self, class))
    return mask_people (self, text);
  if ((field->flags & SB_FIELD_TITLE) != 0)
    return pseudonym (self, type->name, id);
  return g_strdup (SB_HIDDEN);
}

static char *
format_percent (SbFormatter *self, gint64 ppm)
{
  char buffer[32];
  g_autofree char *number = NULL;
  char *end;

  g_snprintf (buffer, sizeof buffer, "%s%" G_GINT64_FORMAT ".%04d", ppm < 0 ? "-" : "", ABS (ppm / 10000),
              (int) ABS (ppm % 10000));
  for (end = buffer + strlen (buffer) - 1; *end == '0'; end--)
    *end = '\0';
  if (*end == '.')
    *end = '\0';
  number = sb_locale_number (&self->locale, buffer);
  return g_strconcat (number, self->locale.chinese ? "%" : SB_NARROW "%", NULL);
}

static char *
format_real (SbFormatter *self, double value)
{
  for (int digits = 0; digits < 4; digits++)
    if (fabs (value * pow (10, digits) - round (value * pow (10, digits))) < 1e-6)
      return sb_format_decimal (self, value, digits, FALSE);
  return sb_format_decimal (self, value, 4, TRUE);
}

static char *
format_int (SbFormatter *self, const SbField *field, gint64 value, const char *currency)
{
  switch (field->kind)
    {
    case SB_KIND_MONEY:
      return sb_formatter_money (self, value, currency);
    case SB_KIND_PERCENT:
      return format_percent (self, value);
    case SB_KIND_MINUTES:
      return sb_formatter_minutes (self, value);
    case SB_KIND_INSTANT:
      return sb_formatter_instant (self, value);
    case SB_KIND_BOOL:
      return g_strdup (value ? _("Yes") : _("No"));
    default:
      /* A year is a name, not a quantity. */
      if (strstr (field->column, "year") != NULL || strstr (field->column, "month") != NULL)
        return g_strdup_printf ("%" G_GINT64_FORMAT, value);
      return sb_formatter_count (self, value);
    }
}

static char *
format_any (SbFormatter *self, const char *text, const char *title)
{
  g_autofree char *type = g_strndup (text, strcspn (text, " "));
  const SbRecordType *description = sb_record_type_find (type);

  if (description == NULL)
    return g_strdup (title == NULL ? "" : title);
  return sb_formatter_name (self, type, 0, title == NULL || title[0] == '\0' ? _(description->label) : title);
}

static char *
format_choice (const SbField *field, const char *key)
{
  int index = sb_field_choice_index (field, key);

  return g_strdup (index < 0 ? key : _(field->choices[index].label));
}

char *
sb_formatter_field (SbFormatter *self, const SbRecordType *type, const SbField *field, const SbValue *value,
                    const SbFieldContext *context)
{
  static const SbFieldContext nothing = { 0, NULL, NULL };

  g_return_val_if_fail (SB_IS_FORMATTER (self) && field != NULL && value != NULL, NULL);

  if (context == NULL)
    context = &nothing;
  if (sb_value_is_null (value))
    return g_strdup ("");
  if (sb_formatter_hides (self, type, field))
    return g_strdup (SB_HIDDEN);
  if (field->kind == SB_KIND_REFERENCE && value->type == SB_VALUE_INT)
    return sb_formatter_name (self, field->target, (gint32) value->i, context->title);
  switch (value->type)
    {
    case SB_VALUE_INT:
      return field->kind == SB_KIND_NUMBER ? format_real (self, (double) value->i)
                                           : format_int (self, field, value->i, context->currency);
    case SB_VALUE_REAL:
      return format_real (self, value->d);
    case SB_VALUE_TEXT:
      if (field->kind == SB_KIND_DATE)
        return sb_formatter_date (self, sb_date_parse_iso (value->text));
      if (field->kind == SB_KIND_CHOICE)
        return format_choice (field, value->text);
      if (field->kind == SB_KIND_ANY)
        return format_any (self, value->text, context->title);
      return format_text (self, type, context->id, field, value->text);
    default:
      return g_format_size (value->bytes == NULL ? 0 : g_bytes_get_size (value->bytes));
    }
}

char *
sb_formatter_list (SbFormatter *self, const char *const *items)
{
  GString *out = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (SB_IS_FORMATTER (self) && items != NULL, NULL);

  n = g_strv_length ((char **) items);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && i + 1 == n)
        g_string_append (out, self->locale.chinese ? "和" : _(" and "));
      else if (i > 0)
        g_string_append (out, self->locale.chinese ? "、" : ", ");
      g_string_append (out, items[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
with_decimal (SbFormatter *self, char *text)
{
  char *point = strchr (text, '.');

  if (point != NULL && strspn (point + 1, "0") == strlen (point + 1))
    *point = '\0';
  return self->locale.decimal == '.' ? text : g_strdelimit (text, ".", self->locale.decimal);
}

char *
sb_formatter_edit_text (SbFormatter *self, const SbField *field, const SbValue *value, int exponent)
{
  g_return_val_if_fail (SB_IS_FORMATTER (self) && field != NULL && value != NULL, NULL);

  if (sb_value_is_null (value))
    return g_strdup ("");
  switch (field->kind)
    {
    case SB_KIND_MONEY:
    case SB_KIND_NUMBER:
    case SB_KIND_PERCENT:
      return with_decimal (self, sb_field_to_text (field, value, exponent));
    case SB_KIND_MINUTES:
      return g_strdup_printf ("%s%" G_GINT64_FORMAT ":%02d", value->i < 0 ? "-" : "", ABS (value->i / 60),
                              (int) ABS (value->i % 60));
    default:
      return value->type == SB_VALUE_TEXT ? g_strdup (value->text) : sb_field_to_text (field, value, exponent);
    }
}
