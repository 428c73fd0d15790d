/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the document of an import as JSON (IMPORT.md 11.1): every member always there, unknown is null. Called by
 * the command; knows only the report. */
#include "exchange/sb-import-report.h"

#include "exchange/sb-json-text.h"

#include <string.h>

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value == NULL)
    json_builder_add_null_value (json);
  else
    json_builder_add_string_value (json, value);
}

static void
add_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static void
add_bool (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

static void
add_null (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_add_null_value (json);
}

static void
add_date (JsonBuilder *json, const char *name, SbDate date)
{
  char text[SB_DATE_TEXT_SIZE];

  add_string (json, name, date == SB_DATE_NONE ? NULL : sb_date_format_iso (date, text));
}

static void
add_counts (JsonBuilder *json, const SbImportCounts *counts)
{
  add_int (json, "rows", counts->rows);
  add_int (json, "created", counts->created);
  add_int (json, "updated", counts->updated);
  add_int (json, "unchanged", counts->unchanged);
  add_int (json, "skipped", counts->skipped);
  add_int (json, "continued", counts->continued);
  add_int (json, "rejected", counts->rejected);
}

static void
add_fault (JsonBuilder *json, const SbImportFault *fault)
{
  if (fault == NULL)
    {
      add_null (json, "error");
      return;
    }
  json_builder_set_member_name (json, "error");
  json_builder_begin_object (json);
  add_string (json, "code", fault->code);
  add_string (json, "message", fault->message);
  add_string (json, "file", fault->file);
  if (fault->row > 0)
    add_int (json, "row", fault->row);
  else
    add_null (json, "row");
  add_string (json, "column", fault->column);
  json_builder_end_object (json);
}

static void
add_columns (JsonBuilder *json, const SbImportFileReport *file)
{
  json_builder_set_member_name (json, "mapping");
  json_builder_begin_object (json);
  for (guint i = 0; i < file->columns->len; i++)
    {
      const SbImportReportColumn *column = g_ptr_array_index (file->columns, i);

      if (column->field != NULL)
        add_string (json, column->header, column->field);
    }
  json_builder_end_object (json);
  for (int ignored = 0; ignored < 2; ignored++)
    {
      json_builder_set_member_name (json, ignored ? "ignored" : "extra");
      json_builder_begin_array (json);
      for (guint i = 0; i < file->columns->len; i++)
        {
          const SbImportReportColumn *column = g_ptr_array_index (file->columns, i);

          if (column->field == NULL && !column->spread && !!column->ignored == ignored)
            json_builder_add_string_value (json, column->header);
        }
      json_builder_end_array (json);
    }
}

static void
add_stages (JsonBuilder *json, const SbImportFileReport *file)
{
  json_builder_set_member_name (json, "stages");
  json_builder_begin_array (json);
  for (guint i = 0; i < file->stages->len; i++)
    {
      const SbImportStage *stage = g_ptr_array_index (file->stages, i);

      json_builder_begin_object (json);
      add_string (json, "name", stage->name);
      add_string (json, "status", stage->status);
      if (stage->seed > 0)
        add_int (json, "seed", stage->seed);
      else
        add_null (json, "seed");
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_questions (JsonBuilder *json, const SbImportFileReport *file)
{
  json_builder_set_member_name (json, "questions");
  json_builder_begin_array (json);
  for (guint i = 0; i < file->questions->len; i++)
    {
      const SbImportQuestion *question = g_ptr_array_index (file->questions, i);

      json_builder_begin_object (json);
      add_string (json, "code", question->code);
      add_string (json, "column", question->column);
      add_string (json, "example", question->example);
      json_builder_set_member_name (json, "choices");
      json_builder_begin_array (json);
      for (guint j = 0; j < question->choices->len; j++)
        json_builder_add_string_value (json, g_ptr_array_index (question->choices, j));
      json_builder_end_array (json);
      add_string (json, "option", question->option);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_warnings (JsonBuilder *json, const SbImportFileReport *file)
{
  json_builder_set_member_name (json, "warnings");
  json_builder_begin_array (json);
  for (guint i = 0; i < file->warnings->len; i++)
    {
      const SbImportWarning *warning = g_ptr_array_index (file->warnings, i);

      json_builder_begin_object (json);
      add_string (json, "code", warning->code);
      add_string (json, "column", warning->column);
      add_int (json, "count", warning->count);
      add_string (json, "example", warning->example);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_rejects (JsonBuilder *json, const SbImportFileReport *file)
{
  json_builder_set_member_name (json, "rejects");
  json_builder_begin_array (json);
  for (guint i = 0; i < file->rejects->len; i++)
    {
      const SbImportReject *reject = g_ptr_array_index (file->rejects, i);

      json_builder_begin_object (json);
      add_int (json, "row", reject->row);
      add_int (json, "line", reject->line);
      add_string (json, "column", reject->column);
      add_string (json, "code", reject->code);
      add_string (json, "message", reject->message);
      add_string (json, "value", reject->value);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  add_bool (json, "rejects_truncated", file->rejects_truncated);
}

static void
add_format (JsonBuilder *json, const SbImportFileReport *file)
{
  add_string (json, "encoding", file->encoding);
  add_bool (json, "bom", file->bom);
  add_string (json, "delimiter", file->delimiter);
  add_string (json, "decimal", file->decimal);
  add_string (json, "date_order", file->date_order);
  json_builder_set_member_name (json, "date_orders");
  json_builder_begin_object (json);
  for (guint i = 0; i + 1 < file->date_orders->len; i += 2)
    add_string (json, g_ptr_array_index (file->date_orders, i), g_ptr_array_index (file->date_orders, i + 1));
  json_builder_end_object (json);
  add_int (json, "header_row", file->header_row);
}

static void
add_file (JsonBuilder *json, const SbImportFileReport *file)
{
  json_builder_begin_object (json);
  add_string (json, "file", file->file);
  add_string (json, "entry", file->entry);
  add_string (json, "sha256", file->sha256);
  add_string (json, "source", file->source);
  add_string (json, "type", file->type);
  add_date (json, "as_of", file->as_of);
  add_string (json, "as_of_from", file->as_of_from);
  add_format (json, file);
  add_counts (json, &file->counts);
  if (file->missing >= 0)
    add_int (json, "missing", file->missing);
  else
    add_null (json, "missing");
  add_int (json, "records", file->records);
  add_columns (json, file);
  add_stages (json, file);
  add_questions (json, file);
  add_warnings (json, file);
  add_rejects (json, file);
  add_fault (json, file->error);
  json_builder_end_object (json);
}

static void
add_head (JsonBuilder *json, const SbImportReport *report)
{
  add_bool (json, "ok", report->ok);
  add_bool (json, "written", report->written);
  add_bool (json, "dry_run", report->dry_run);
  add_date (json, "as_of", report->as_of);
  add_string (json, "batch", report->batch);
  if (report->change > 0)
    add_int (json, "change", report->change);
  else
    add_null (json, "change");
  add_fault (json, report->error);
  json_builder_set_member_name (json, "totals");
  json_builder_begin_object (json);
  add_counts (json, &report->totals);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "also_created");
  json_builder_begin_object (json);
  for (guint i = 0; i < report->also_created->len; i++)
    {
      const SbImportAlso *also = g_ptr_array_index (report->also_created, i);

      add_int (json, also->type, also->count);
    }
  json_builder_end_object (json);
}

char *
sb_import_report_to_json (const SbImportReport *report)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (report != NULL, NULL);
  json_builder_begin_object (json);
  add_head (json, report);
  json_builder_set_member_name (json, "files");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->files->len; i++)
    add_file (json, g_ptr_array_index (report->files, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return sb_json_to_text (root);
}
