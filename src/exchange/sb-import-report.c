/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collects what an import says about itself. Filled by the importer, read by the command and the window; must not
 * know how any of it came about. */
#include "exchange/sb-import-report.h"

#include "core/sb-text.h"

#include <string.h>

static void
fault_free (SbImportFault *fault)
{
  if (fault == NULL)
    return;
  g_free (fault->code);
  g_free (fault->message);
  g_free (fault->file);
  g_free (fault->column);
  g_free (fault);
}

static void
question_free (gpointer data)
{
  SbImportQuestion *question = data;

  g_free (question->code);
  g_free (question->column);
  g_free (question->example);
  g_free (question->option);
  g_free (question->message);
  g_ptr_array_unref (question->choices);
  g_free (question);
}

static void
warning_free (gpointer data)
{
  SbImportWarning *warning = data;

  g_free (warning->code);
  g_free (warning->column);
  g_free (warning->example);
  g_free (warning);
}

void
sb_import_reject_free (SbImportReject *reject)
{
  if (reject == NULL)
    return;
  g_free (reject->column);
  g_free (reject->code);
  g_free (reject->message);
  g_free (reject->value);
  g_free (reject);
}

static void
stage_free (gpointer data)
{
  SbImportStage *stage = data;

  g_free (stage->name);
  g_free (stage->status);
  g_free (stage);
}

static void
column_free (gpointer data)
{
  SbImportReportColumn *column = data;

  g_free (column->header);
  g_free (column->field);
  g_ptr_array_unref (column->samples);
  g_free (column);
}

static void
also_free (gpointer data)
{
  SbImportAlso *also = data;

  g_free (also->type);
  g_free (also);
}

static void
file_free (gpointer data)
{
  SbImportFileReport *file = data;

  g_free (file->file);
  g_free (file->entry);
  g_free (file->sha256);
  g_free (file->source);
  g_free (file->type);
  g_free (file->as_of_from);
  g_free (file->encoding);
  g_free (file->delimiter);
  g_free (file->decimal);
  g_free (file->date_order);
  g_ptr_array_unref (file->date_orders);
  g_ptr_array_unref (file->columns);
  g_ptr_array_unref (file->stages);
  g_ptr_array_unref (file->questions);
  g_ptr_array_unref (file->warnings);
  g_ptr_array_unref (file->rejects);
  fault_free (file->error);
  g_free (file);
}

SbImportReport *
sb_import_report_new (void)
{
  SbImportReport *report = g_new0 (SbImportReport, 1);

  report->as_of = SB_DATE_NONE;
  report->files = g_ptr_array_new_with_free_func (file_free);
  report->also_created = g_ptr_array_new_with_free_func (also_free);
  return report;
}

void
sb_import_report_free (SbImportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->files);
  g_ptr_array_unref (report->also_created);
  fault_free (report->error);
  g_free (report->batch);
  g_free (report);
}

SbImportFileReport *
sb_import_report_add_file (SbImportReport *report, const char *file, const char *entry)
{
  SbImportFileReport *added = g_new0 (SbImportFileReport, 1);

  added->file = g_strdup (file);
  added->entry = g_strdup (entry);
  added->as_of = SB_DATE_NONE;
  added->missing = -1;
  added->date_orders = g_ptr_array_new_with_free_func (g_free);
  added->columns = g_ptr_array_new_with_free_func (column_free);
  added->stages = g_ptr_array_new_with_free_func (stage_free);
  added->questions = g_ptr_array_new_with_free_func (question_free);
  added->warnings = g_ptr_array_new_with_free_func (warning_free);
  added->rejects = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_import_reject_free);
  g_ptr_array_add (report->files, added);
  return added;
}

SbImportFault *
sb_import_fault_new (const char *code, const char *message, const char *file)
{
  SbImportFault *fault = g_new0 (SbImportFault, 1);

  fault->code = g_strdup (code);
  fault->message = g_strdup (message);
  fault->file = g_strdup (file);
  return fault;
}

static SbImportWarning *
find_warning (SbImportFileReport *file, const char *code, const char *column)
{
  for (guint i = 0; i < file->warnings->len; i++)
    {
      SbImportWarning *warning = g_ptr_array_index (file->warnings, i);

      if (strcmp (warning->code, code) == 0 && g_strcmp0 (warning->column, column) == 0)
        return warning;
    }
  return NULL;
}

gboolean
sb_import_file_warn_again (SbImportFileReport *file, const char *code, const char *column)
{
  SbImportWarning *warning = find_warning (file, code, column);

  if (warning != NULL)
    warning->count++;
  return warning != NULL;
}

void
sb_import_file_warn (SbImportFileReport *file, const char *code, const char *column, gint64 n, const char *example)
{
  SbImportWarning *warning = find_warning (file, code, column);

  if (warning != NULL)
    {
      warning->count += n;
      return;
    }
  warning = g_new0 (SbImportWarning, 1);
  warning->code = g_strdup (code);
  warning->column = g_strdup (column);
  warning->count = n;
  warning->example = g_strdup (example);
  g_ptr_array_add (file->warnings, warning);
}

void
sb_import_file_reject (SbImportFileReport *file, SbImportReject *reject)
{
  file->counts.rejected++;
  if (file->rejects->len < SB_IMPORT_REJECTS)
    {
      g_ptr_array_add (file->rejects, reject);
      return;
    }
  file->rejects_truncated = TRUE;
  sb_import_reject_free (reject);
}

SbImportQuestion *
sb_import_file_ask (SbImportFileReport *file, const char *code, const char *column, const char *example,
                    const char *option)
{
  SbImportQuestion *question = NULL;

  for (guint i = 0; i < file->questions->len; i++)
    {
      question = g_ptr_array_index (file->questions, i);
      if (strcmp (question->code, code) == 0 && g_strcmp0 (question->column, column) == 0 &&
          g_strcmp0 (question->example, example) == 0)
        return question;
    }
  question = g_new0 (SbImportQuestion, 1);
  question->code = g_strdup (code);
  question->column = g_strdup (column);
  question->example = g_strdup (example);
  question->option = g_strdup (option);
  question->choices = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (file->questions, question);
  return question;
}

static int
compare_also (gconstpointer a, gconstpointer b)
{
  const SbImportAlso *left = *(SbImportAlso *const *) a;
  const SbImportAlso *right = *(SbImportAlso *const *) b;

  return strcmp (left->type, right->type);
}

void
sb_import_report_also (SbImportReport *report, const char *type, gint64 n)
{
  SbImportAlso *also;

  for (guint i = 0; i < report->also_created->len; i++)
    {
      also = g_ptr_array_index (report->also_created, i);
      if (strcmp (also->type, type) == 0)
        {
          also->count += n;
          if (also->count == 0)
            g_ptr_array_remove_index (report->also_created, i);
          return;
        }
    }
  also = g_new0 (SbImportAlso, 1);
  also->type = g_strdup (type);
  also->count = n;
  g_ptr_array_add (report->also_created, also);
  g_ptr_array_sort (report->also_created, compare_also);
}

static SbImportFault *
fault_copy (const SbImportFault *fault)
{
  SbImportFault *copy = sb_import_fault_new (fault->code, fault->message, fault->file);

  copy->row = fault->row;
  copy->column = g_strdup (fault->column);
  return copy;
}

void
sb_import_report_sum (SbImportReport *report)
{
  SbImportCounts totals = { 0 };

  for (guint i = 0; i < report->files->len; i++)
    {
      const SbImportFileReport *file = g_ptr_array_index (report->files, i);

      totals.rows += file->counts.rows;
      totals.created += file->counts.created;
      totals.updated += file->counts.updated;
      totals.unchanged += file->counts.unchanged;
      totals.skipped += file->counts.skipped;
      totals.continued += file->counts.continued;
      totals.rejected += file->counts.rejected;
      if (file->error != NULL && report->error == NULL)
        report->error = fault_copy (file->error);
    }
  report->totals = totals;
  report->ok = report->error == NULL && !sb_import_report_has_questions (report);
}

gboolean
sb_import_report_has_questions (const SbImportReport *report)
{
  for (guint i = 0; i < report->files->len; i++)
    if (((const SbImportFileReport *) g_ptr_array_index (report->files, i))->questions->len > 0)
      return TRUE;
  return FALSE;
}
