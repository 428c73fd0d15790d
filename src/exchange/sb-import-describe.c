/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts what a file is into the document of the import: form, mapping, and what the first pass found. Called once a
 * file; computes nothing. */
#include "exchange/sb-import-run.h"

#include <string.h>

static const char *
order_of (const SbFileColumn *column)
{
  if (column->kind != SB_IMPORT_DATE && column->kind != SB_IMPORT_INSTANT)
    return NULL;
  return sb_date_order_name (column->format.date_order);
}

static void
describe_columns (const SbFileProfile *profile, SbImportFileReport *report)
{
  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];
      SbImportReportColumn *told = g_new0 (SbImportReportColumn, 1);

      told->header = g_strdup (column->name);
      told->field = column->role == SB_COLUMN_FIELD ? sb_file_column_dup_target (column) : NULL;
      told->ignored = column->role == SB_COLUMN_IGNORED;
      told->spread = column->role == SB_COLUMN_PERIOD || column->role == SB_COLUMN_ENTERED ||
                     column->role == SB_COLUMN_EXITED;
      told->sure = column->by != SB_MAPPED_GUESSED;
      told->samples = g_ptr_array_new_with_free_func (g_free);
      for (int j = 0; j < SB_IMPORT_SAMPLES && column->samples[j] != NULL; j++)
        g_ptr_array_add (told->samples, g_strdup (column->samples[j]));
      g_ptr_array_add (report->columns, told);
      if (order_of (column) != NULL && column->n_filled > 0)
        {
          g_ptr_array_add (report->date_orders, g_strdup (column->name));
          g_ptr_array_add (report->date_orders, g_strdup (order_of (column)));
        }
    }
}

static void
describe_question (const SbImportIssue *issue, SbImportFileReport *report)
{
  g_autofree char *example = sb_import_issue_dup_example (issue);
  SbImportQuestion *question = sb_import_file_ask (report, sb_issue_code_name (issue->code), issue->column,
                                                   issue->value != NULL ? issue->value : example,
                                                   issue->option != NULL ? issue->option
                                                                         : sb_issue_code_option (issue->code));

  if (question->message == NULL)
    question->message = sb_import_issue_dup_message (issue);
  for (int i = 0; issue->choices != NULL && issue->choices[i] != NULL; i++)
    g_ptr_array_add (question->choices, g_strdup (issue->choices[i]));
}

static void
describe_issue (const SbImportIssue *issue, SbImportFileReport *report)
{
  g_autofree char *example = NULL;

  switch (issue->level)
    {
    case SB_ISSUE_LEVEL_ERROR:
      if (report->error == NULL)
        {
          g_autofree char *message = sb_import_issue_dup_message (issue);

          report->error = sb_import_fault_new (sb_issue_code_name (issue->code), message, report->file);
          report->error->row = (gint64) issue->row;
          report->error->column = g_strdup (issue->column);
        }
      break;
    case SB_ISSUE_LEVEL_QUESTION:
      describe_question (issue, report);
      break;
    case SB_ISSUE_LEVEL_WARNING:
    case SB_ISSUE_LEVEL_REJECT:
    default:
      example = sb_import_issue_dup_example (issue);
      sb_import_file_warn (report, sb_issue_code_name (issue->code), issue->column, (gint64) issue->count, example);
      break;
    }
}

void
sb_import_describe (const SbFileProfile *profile, SbImportFileReport *report)
{
  report->sha256 = profile->encoding.sha256[0] == '\0' ? NULL : g_strdup (profile->encoding.sha256);
  report->source = g_strdup (profile->source);
  report->type = profile->type == NULL ? NULL : g_strdup (profile->type->name);
  report->as_of = profile->as_of;
  report->as_of_from = g_strdup (profile->as_of_from);
  report->encoding = profile->encoding.name[0] == '\0' ? NULL : g_strdup (profile->encoding.name);
  report->bom = profile->encoding.bom;
  report->delimiter = g_strdup (sb_dialect_name (&profile->dialect));
  if (profile->decimal == 'm')
    report->decimal = g_strdup ("mixed");
  else if (profile->decimal != 0)
    report->decimal = g_strndup (&profile->decimal, 1);
  report->date_order = g_strdup (sb_date_order_name (profile->date_order));
  report->header_row = (int) profile->header_row;
  describe_columns (profile, report);
  for (guint i = 0; i < profile->issues->len; i++)
    describe_issue (g_ptr_array_index (profile->issues, i), report);
}
