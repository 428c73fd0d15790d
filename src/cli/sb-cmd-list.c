/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list and export: records of one type, on the terminal or into a file. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "cli/sb-cli-record.h"
#include "exchange/sb-export.h"
#include "model/sb-formatter.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static int
print_records_json (const SbCliRecords *records, GPtrArray *loaded)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  sb_json_text (json, "type", records->type->name);
  sb_json_text (json, "currency", records->currency);
  json_builder_set_member_name (json, "records");
  json_builder_begin_array (json);
  for (guint i = 0; i < loaded->len; i++)
    if (g_ptr_array_index (loaded, i) != NULL)
      sb_cli_record_to_json (records, json, g_ptr_array_index (loaded, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static int
print_records_text (const SbCliRecords *records, GPtrArray *loaded)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  SbCliTable *table;

  g_ptr_array_add (heads, (gpointer) "id");
  for (gsize i = 0; records->type->fields[i].name != NULL; i++)
    if ((records->type->fields[i].flags & SB_FIELD_COLUMN) != 0)
      g_ptr_array_add (heads, (gpointer) _(records->type->fields[i].label));
  g_ptr_array_add (heads, NULL);
  table = sb_cli_table_new ((const char *const *) heads->pdata);
  for (guint i = 0; i < loaded->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (loaded, i);
      GPtrArray *cells;

      if (record == NULL)
        continue;
      cells = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (cells, g_strdup_printf ("%d", record->id));
      for (gsize j = 0; records->type->fields[j].name != NULL; j++)
        if ((records->type->fields[j].flags & SB_FIELD_COLUMN) != 0)
          g_ptr_array_add (cells, sb_cli_record_text (records, record, (guint) j));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
  return SB_EXIT_OK;
}

int
sb_cmd_list (SbCli *cli, int argc, char **argv)
{
  g_autofree char *type = NULL;
  g_autoptr (GPtrArray) where = NULL;
  gint64 limit = -1;
  const SbOption options[] = { { "type", SB_OPTION_TEXT, &type }, { "where", SB_OPTION_LIST, &where },
                               { "limit", SB_OPTION_INT, &limit }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbReader) reader = NULL;
  g_autoptr (SbQuery) query = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GError) error = NULL;
  SbCliRecords records;
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (type == NULL || sb_record_type_find (type) == NULL)
    return type == NULL ? sb_cli_usage (cli, _("Say with “--type” which records, for example “--type deal”."))
                        : sb_cli_usage (cli, _("There is no record type “%s”."), type);
  reader = sb_cli_open_reader (cli, &status);
  if (reader == NULL)
    return status;
  sb_cli_records_init (&records, reader, sb_record_type_find (type));
  query = sb_cli_query (cli, &records, where, &status);
  if (query == NULL)
    return status;
  if (limit >= 0)
    sb_query_limit (query, limit);
  ids = sb_reader_ids (reader, query, NULL, &error);
  loaded = ids == NULL ? NULL
                       : sb_reader_load (reader, records.type, (const gint32 *) (gpointer) ids->data, ids->len, &error);
  if (loaded == NULL)
    return sb_cli_fail_error (cli, error);
  return cli->json ? print_records_json (&records, loaded) : print_records_text (&records, loaded);
}

typedef struct {
  SbFormatter         *formatter;
  const SbRecordType  *type;
} Mask;

/* What the window would show at this privacy level, in the file. */
static char *
mask_value (const SbRecord *record, const SbField *field, const char *text, gpointer user_data)
{
  Mask *mask = user_data;
  const SbValue *value = &record->values[field - mask->type->fields];
  SbFieldContext context = { record->id, NULL, NULL };

  if (sb_formatter_hides (mask->formatter, mask->type, field))
    return g_strdup ("");
  if (field->kind == SB_KIND_MONEY)
    return sb_formatter_field (mask->formatter, mask->type, field, value, &context);
  if (field->kind == SB_KIND_REFERENCE)
    return sb_formatter_name (mask->formatter, field->target, (gint32) value->i, text);
  if ((field->flags & SB_FIELD_TITLE) != 0)
    return sb_formatter_name (mask->formatter, mask->type->name, record->id, text);
  return NULL;
}

static int
tell_export (SbCli *cli, const char *output, gint64 n)
{
  JsonBuilder *json;

  if (!cli->json)
    {
      printf (ngettext ("Wrote %d record to “%s”.\n", "Wrote %d records to “%s”.\n", (gulong) n), (int) n, output);
      return SB_EXIT_OK;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  sb_json_bool (json, "ok", TRUE);
  sb_json_text (json, "file", output);
  sb_json_int (json, "records", n);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static int
export (SbCli *cli, const SbRecordType *type, SbExportOptions *options, int masked, const char *output)
{
  g_autoptr (SbReader) reader = NULL;
  g_autoptr (SbFormatter) formatter = NULL;
  g_autoptr (GError) error = NULL;
  SbCliRecords records;
  Mask mask;
  gint64 n;
  int status;

  reader = sb_cli_open_reader (cli, &status);
  if (reader == NULL)
    return status;
  sb_cli_records_init (&records, reader, type);
  options->exponent = records.exponent;
  if (masked > 0)
    {
      formatter = sb_formatter_new ("en");
      sb_formatter_set_currency (formatter, records.currency);
      sb_formatter_set_privacy (formatter, masked, 0);
      mask = (Mask) { formatter, type };
      options->mask = mask_value;
      options->mask_data = &mask;
    }
  if (!sb_export_records (reader, type, NULL, options, output, &n, NULL, &error))
    return sb_cli_fail_error (cli, error);
  return tell_export (cli, output, n);
}

int
sb_cmd_export (SbCli *cli, int argc, char **argv)
{
  g_autofree char *type = NULL;
  g_autofree char *output = NULL;
  gint64 masked = 0;
  SbExportOptions wanted = { 0 };
  const SbOption options[] = { { "type", SB_OPTION_TEXT, &type }, { "output", SB_OPTION_TEXT, &output },
                               { "masked", SB_OPTION_INT, &masked },
                               { "technical", SB_OPTION_FLAG, &wanted.technical },
                               { "bom", SB_OPTION_FLAG, &wanted.bom },
                               { "archived", SB_OPTION_FLAG, &wanted.with_archived }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (type == NULL || output == NULL)
    return sb_cli_usage (cli, _("Say with “--type” which records and with “--output” into which file."));
  if (sb_record_type_find (type) == NULL)
    return sb_cli_usage (cli, _("There is no record type “%s”."), type);
  if (g_str_has_suffix (output, ".json"))
    wanted.format = SB_EXPORT_JSON;
  else if (g_str_has_suffix (output, ".csv"))
    wanted.format = SB_EXPORT_CSV;
  else
    return sb_cli_usage (cli, _("“%s”: the name of the file ends in .csv or .json."), output);
  if (masked < 0 || masked > SB_PRIVACY_MAX)
    return sb_cli_usage (cli, _("“--masked” is a level from 0 to %d."), SB_PRIVACY_MAX);
  return export (cli, sb_record_type_find (type), &wanted, (int) masked, output);
}
