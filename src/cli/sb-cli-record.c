/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How records look and are found on the command line. Used by list, export, apply and the figures. */
#include "sb-config.h"

#include "cli/sb-cli-record.h"

#include "core/sb-money.h"
#include "core/sb-text.h"
#include "store/sb-setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sb_cli_records_init (SbCliRecords *records, SbReader *reader, const SbRecordType *type)
{
  g_autofree char *currency = sb_reader_setting (reader, SB_SETTING_CURRENCY);

  records->reader = reader;
  records->type = type;
  g_strlcpy (records->currency, currency == NULL ? "CNY" : currency, sizeof records->currency);
  records->exponent = MAX (0, sb_currency_exponent (records->currency));
}

static int
exponent_of (const SbCliRecords *records, const SbRecord *record)
{
  const char *currency =
    sb_record_type_field (records->type, "currency") == NULL ? NULL : sb_record_text (record, "currency");
  int exponent = currency == NULL ? -1 : sb_currency_exponent (currency);

  return exponent >= 0 ? exponent : records->exponent;
}

char *
sb_cli_record_text (const SbCliRecords *records, const SbRecord *record, guint field)
{
  const SbField *described = &records->type->fields[field];
  const SbValue *value = &record->values[field];
  char *text;

  if (value->type == SB_VALUE_NULL)
    return g_strdup ("");
  if (described->kind == SB_KIND_REFERENCE)
    return sb_reader_title (records->reader, sb_record_type_find (described->target), (gint32) value->i);
  text = sb_field_to_text (described, value, exponent_of (records, record));
  return text == NULL ? g_strdup ("") : text;
}

static void
reference_to_json (const SbCliRecords *records, JsonBuilder *json, const SbField *field, const SbValue *value)
{
  g_autofree char *title = NULL;

  json_builder_set_member_name (json, field->column);
  if (value->type == SB_VALUE_NULL)
    json_builder_add_null_value (json);
  else
    json_builder_add_int_value (json, value->i);
  if (value->type != SB_VALUE_NULL)
    title = sb_reader_title (records->reader, sb_record_type_find (field->target), (gint32) value->i);
  sb_json_text (json, field->name, title);
}

static void
value_to_json (JsonBuilder *json, const SbField *field, const SbValue *value)
{
  g_autofree char *text = NULL;

  switch (value->type)
    {
    case SB_VALUE_NULL:
      sb_json_null (json, field->column);
      return;
    case SB_VALUE_INT:
      if (field->kind == SB_KIND_BOOL)
        sb_json_bool (json, field->column, value->i != 0);
      else
        sb_json_int (json, field->column, value->i);
      return;
    case SB_VALUE_REAL:
      sb_json_real (json, field->column, value->d);
      return;
    case SB_VALUE_TEXT:
      sb_json_text (json, field->column, value->text);
      return;
    case SB_VALUE_BYTES:
    default:
      text = sb_field_to_text (field, value, 0);
      sb_json_text (json, field->column, text);
      return;
    }
}

void
sb_cli_record_to_json (const SbCliRecords *records, JsonBuilder *json, const SbRecord *record)
{
  json_builder_begin_object (json);
  sb_json_int (json, "id", record->id);
  sb_json_text (json, "uid", record->uid);
  for (gsize i = 0; records->type->fields[i].name != NULL; i++)
    {
      const SbField *field = &records->type->fields[i];

      if (field->kind == SB_KIND_REFERENCE)
        reference_to_json (records, json, field, &record->values[i]);
      else
        value_to_json (json, field, &record->values[i]);
    }
  json_builder_end_object (json);
}

gint32
sb_cli_find (SbReader *reader, const SbRecordType *type, const char *text)
{
  const SbField *title = sb_record_type_title (type);
  g_autoptr (SbQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;
  gint64 id;

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, &id, NULL))
    {
      g_autoptr (SbRecord) record = sb_reader_get (reader, type, (gint32) id, NULL);

      if (record != NULL)
        return record->id;
    }
  id = sb_reader_id_of_uid (reader, type, text);
  if (id > 0 || title == NULL)
    return (gint32) id;
  query = sb_query_new (type);
  sb_query_where (query, title->name, SB_QUERY_EQUAL, (SbValue) { SB_VALUE_TEXT, { .text = (char *) text } });
  ids = sb_reader_ids (reader, query, NULL, NULL);
  return ids == NULL || ids->len == 0 ? 0 : g_array_index (ids, gint32, 0);
}

gboolean
sb_cli_value (SbReader *reader, const SbField *field, const char *text, int exponent, SbValue *value, GError **error)
{
  gint32 id;

  if (field->kind != SB_KIND_REFERENCE || text == NULL || text[0] == '\0')
    return sb_field_from_text (field, text, exponent, value, error);
  id = sb_cli_find (reader, sb_record_type_find (field->target), text);
  if (id == 0)
    {
      g_set_error (error, SB_RECORD_ERROR, SB_RECORD_ERROR_REFERENCE,
                   _("There is no %s “%s”. Use its id, its uid or its whole name."), field->target, text);
      return FALSE;
    }
  *value = sb_value_int (id);
  return TRUE;
}

typedef struct {
  const char *sign;
  SbQueryOp   op;
} Comparison;

/* Longer signs first: "<=" is not "<". */
static const Comparison comparisons[] = {
  { "!=", SB_QUERY_NOT_EQUAL }, { "<=", SB_QUERY_AT_MOST }, { ">=", SB_QUERY_AT_LEAST }, { "=", SB_QUERY_EQUAL },
  { "<", SB_QUERY_LESS }, { ">", SB_QUERY_GREATER }, { "~", SB_QUERY_CONTAINS },
};

static const Comparison *
split_condition (const char *condition, char **field, const char **value)
{
  gsize at = strcspn (condition, "!<>=~");

  for (gsize i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (g_str_has_prefix (condition + at, comparisons[i].sign))
      {
        *field = g_strndup (condition, at);
        g_strstrip (*field);
        *value = condition + at + strlen (comparisons[i].sign);
        return &comparisons[i];
      }
  return NULL;
}

static gboolean
add_condition (SbCli *cli, const SbCliRecords *records, SbQuery *query, const char *condition, int *status)
{
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = NULL;
  const Comparison *comparison = split_condition (condition, &name, &text);
  const SbField *field = comparison == NULL ? NULL : sb_record_type_field (records->type, name);
  SbValue value = SB_VALUE_EMPTY;
  SbQueryOp op;

  if (field == NULL)
    {
      *status = comparison == NULL
                  ? sb_cli_usage (cli, _("“%s” is no condition. Write “field=value”."), condition)
                  : sb_cli_usage (cli, _("“%s” has no field “%s”."), records->type->name, name);
      return FALSE;
    }
  op = comparison->op;
  if (op == SB_QUERY_CONTAINS)
    value = sb_value_text (text);
  else if (!sb_cli_value (records->reader, field, text, records->exponent, &value, &error))
    {
      *status = sb_cli_usage (cli, "%s", error->message);
      return FALSE;
    }
  if (text[0] == '\0' && op == SB_QUERY_EQUAL)
    op = SB_QUERY_IS_EMPTY;
  else if (text[0] == '\0' && op == SB_QUERY_NOT_EQUAL)
    op = SB_QUERY_IS_SET;
  sb_query_where (query, field->name, op, value);
  sb_value_clear (&value);
  return TRUE;
}

SbQuery *
sb_cli_query (SbCli *cli, const SbCliRecords *records, GPtrArray *where, int *status)
{
  g_autoptr (SbQuery) query = sb_query_new (records->type);

  sb_query_sort (query, "id", FALSE);
  for (guint i = 0; where != NULL && i < where->len; i++)
    if (!add_condition (cli, records, query, g_ptr_array_index (where, i), status))
      return NULL;
  return g_steal_pointer (&query);
}
