/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of records and the check of one value against its field. The store checks every write here, so that a form, a
 * script and an import are held to the same rules. */
#include "records/sb-record-areas.h"
#include "records/sb-value.h"

#include <math.h>
#include <string.h>

#include "core/sb-date.h"
#include "core/sb-text.h"

G_DEFINE_QUARK (sb-record-error-quark, sb_record_error)

SbValue
sb_value_int (gint64 i)
{
  return (SbValue) { SB_VALUE_INT, { .i = i } };
}

SbValue
sb_value_real (double d)
{
  return (SbValue) { SB_VALUE_REAL, { .d = d } };
}

SbValue
sb_value_text (const char *text)
{
  return text != NULL ? sb_value_take_text (g_strdup (text)) : SB_VALUE_EMPTY;
}

SbValue
sb_value_take_text (char *text)
{
  return text != NULL ? (SbValue) { SB_VALUE_TEXT, { .text = text } } : SB_VALUE_EMPTY;
}

SbValue
sb_value_copy (const SbValue *value)
{
  g_return_val_if_fail (value != NULL, SB_VALUE_EMPTY);

  if (value->type == SB_VALUE_TEXT)
    return sb_value_text (value->text);
  if (value->type == SB_VALUE_BYTES)
    return (SbValue) { SB_VALUE_BYTES, { .bytes = g_bytes_ref (value->bytes) } };
  return *value;
}

void
sb_value_clear (SbValue *value)
{
  g_return_if_fail (value != NULL);

  if (value->type == SB_VALUE_TEXT)
    g_free (value->text);
  else if (value->type == SB_VALUE_BYTES)
    g_bytes_unref (value->bytes);
  *value = SB_VALUE_EMPTY;
}

gboolean
sb_value_equal (const SbValue *a, const SbValue *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case SB_VALUE_INT:
      return a->i == b->i;
    case SB_VALUE_REAL:
      return a->d == b->d;
    case SB_VALUE_TEXT:
      return strcmp (a->text, b->text) == 0;
    case SB_VALUE_BYTES:
      return g_bytes_equal (a->bytes, b->bytes);
    case SB_VALUE_NULL:
    default:
      return TRUE;
    }
}

gboolean
sb_value_is_null (const SbValue *value)
{
  return value == NULL || value->type == SB_VALUE_NULL;
}

static gboolean
refuse_kind (const SbField *field, GError **error, const char *wanted)
{
  g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_KIND, wanted, _(field->label));
  return FALSE;
}

static gboolean
check_text (const SbField *field, const SbValue *value, GError **error)
{
  if (value->type != SB_VALUE_TEXT || !g_utf8_validate (value->text, -1, NULL))
    return refuse_kind (field, error, _("“%s” needs a text."));
  return TRUE;
}

static gboolean
check_date (const SbField *field, const SbValue *value, GError **error)
{
  if (value->type != SB_VALUE_TEXT || sb_date_parse_iso (value->text) == SB_DATE_NONE)
    return refuse_kind (field, error, _("“%s” needs a date between 1900 and 9999, such as 2026-11-23."));
  return TRUE;
}

static gboolean
check_choice (const SbField *field, const SbValue *value, GError **error)
{
  g_autoptr (GString) known = NULL;

  if (value->type == SB_VALUE_TEXT && sb_field_choice_index (field, value->text) >= 0)
    return TRUE;

  known = g_string_new (NULL);
  for (const SbChoice *choice = field->choices; choice->key != NULL; choice++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", choice->key);
  g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_CHOICE, _("“%s” must be one of: %s."), _(field->label),
               known->str);
  return FALSE;
}

/* "type uid" */
static gboolean
check_any (const SbField *field, const SbValue *value, GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (value->type == SB_VALUE_TEXT)
    {
      parts = g_strsplit (value->text, " ", 2);
      if (g_strv_length (parts) == 2 && sb_record_type_find (parts[0]) != NULL && *parts[1] != '\0'
          && strchr (parts[1], ' ') == NULL)
        return TRUE;
    }
  return refuse_kind (field, error, _("“%s” needs a record: its type and its uid."));
}

static gboolean
check_int (const SbField *field, const SbValue *value, GError **error)
{
  if (value->type != SB_VALUE_INT)
    return refuse_kind (field, error, _("“%s” needs a whole number."));
  if (field->kind == SB_KIND_BOOL && value->i != 0 && value->i != 1)
    return refuse_kind (field, error, _("“%s” needs yes or no."));
  if (field->kind == SB_KIND_REFERENCE && (value->i < 1 || value->i > G_MAXINT32))
    {
      g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_REFERENCE, _("“%s” refers to a record that does not exist."),
                   _(field->label));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_number (const SbField *field, const SbValue *value, GError **error)
{
  if (value->type == SB_VALUE_INT || (value->type == SB_VALUE_REAL && isfinite (value->d)))
    return TRUE;
  return refuse_kind (field, error, _("“%s” needs a number."));
}

static gboolean
check_bytes (const SbField *field, const SbValue *value, GError **error)
{
  return value->type == SB_VALUE_BYTES ? TRUE : refuse_kind (field, error, _("“%s” needs the content of a file."));
}

static gboolean
check_kind (const SbField *field, const SbValue *value, GError **error)
{
  switch (field->kind)
    {
    case SB_KIND_TEXT:
    case SB_KIND_NOTE:
      return check_text (field, value, error);
    case SB_KIND_DATE:
      return check_date (field, value, error);
    case SB_KIND_CHOICE:
      return check_choice (field, value, error);
    case SB_KIND_ANY:
      return check_any (field, value, error);
    case SB_KIND_NUMBER:
      return check_number (field, value, error);
    case SB_KIND_FILE:
      return check_bytes (field, value, error);
    case SB_KIND_MONEY:
    case SB_KIND_PERCENT:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
    case SB_KIND_INSTANT:
    case SB_KIND_BOOL:
    case SB_KIND_REFERENCE:
    default:
      return check_int (field, value, error);
    }
}

static gboolean
check_range (const SbField *field, const SbValue *value, GError **error)
{
  g_autofree char *min = NULL, *max = NULL;
  SbValue low = sb_value_int (field->min), high = sb_value_int (field->max);

  if (value->type != SB_VALUE_INT || (field->min == 0 && field->max == 0))
    return TRUE;
  if (value->i >= field->min && value->i <= field->max)
    return TRUE;

  min = sb_field_to_text (field, &low, 2);
  max = sb_field_to_text (field, &high, 2);
  if (field->max >= G_MAXINT32 && value->i < field->min)
    g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_RANGE, _("“%s” must be at least %s."), _(field->label), min);
  else
    g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_RANGE, _("“%s” must be between %s and %s."), _(field->label),
                 min, max);
  return FALSE;
}

gboolean
sb_field_check (const SbField *field, const SbValue *value, GError **error)
{
  gboolean empty;

  g_return_val_if_fail (field != NULL, FALSE);

  empty = sb_value_is_null (value);
  if (!empty && value->type == SB_VALUE_TEXT && (field->flags & SB_FIELD_REQUIRED))
    empty = g_utf8_validate (value->text, -1, NULL) && sb_text_is_blank (value->text);
  if (empty && (field->flags & SB_FIELD_REQUIRED))
    {
      g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_REQUIRED, _("“%s” must be filled in."), _(field->label));
      return FALSE;
    }
  if (empty)
    return TRUE;
  return check_kind (field, value, error) && check_range (field, value, error);
}

SbValue
sb_field_initial (const SbField *field)
{
  SbValue value = SB_VALUE_EMPTY;

  g_return_val_if_fail (field != NULL, SB_VALUE_EMPTY);

  if (field->initial != NULL && !sb_field_from_text (field, field->initial, 0, &value, NULL))
    g_return_val_if_reached (SB_VALUE_EMPTY);
  return value;
}
