/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole of one import: reads all files, writes their rows into one bulk and either commits or rolls back. Called by
 * SbImport in any thread; asks nobody anything. */
#include "sb-config.h"

#include "exchange/sb-import-run.h"

#include "core/sb-text.h"
#include "store/sb-setting.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  const SbImportTask *task;
  SbImportReport     *report;
  GPtrArray          *profiles;
  SbImportRun         run;
  FILE               *rejects;
  char               *rejects_partial;
  gboolean            row_by_row; /* the second try of a load that was refused late */
} Job;

/* From how many rows on the store writes beside the reading. */
#define MANY_ROWS 5000

static void
read_progress (guint64 done, guint64 total, gpointer data)
{
  Job *job = data;

  if (job->task->progress == NULL || g_timer_elapsed (job->run.timer, NULL) < 0.1)
    return;
  g_timer_start (job->run.timer);
  job->task->progress (SB_IMPORT_READ_SHARE * (double) done / (double) MAX (total, 1), _("Reading the files"),
                       job->task->progress_data);
}

/* Within a type the older export comes first, so that several drops in one call become history in their order; of one
 * day the larger file, since what completes it is smaller. Never the order of the arguments. */
static int
compare_profiles (gconstpointer a, gconstpointer b)
{
  const SbFileProfile *left = *(SbFileProfile *const *) a;
  const SbFileProfile *right = *(SbFileProfile *const *) b;
  guint left_order = left->type == NULL ? 0 : left->type->order;
  guint right_order = right->type == NULL ? 0 : right->type->order;

  if (left_order != right_order)
    return left_order < right_order ? -1 : 1;
  if (left->as_of != right->as_of)
    return left->as_of < right->as_of ? -1 : 1;
  if (left->n_rows != right->n_rows)
    return left->n_rows > right->n_rows ? -1 : 1;
  return strcmp (left->encoding.sha256, right->encoding.sha256);
}

static gboolean
load_remembered (Job *job, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("import_mapping");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (SbReader) reader = sb_reader_new (sb_workspace_get_path (job->task->workspace), error);
  g_autoptr (GArray) ids = reader == NULL ? NULL : sb_reader_ids (reader, query, NULL, error);
  g_autoptr (GPtrArray) records =
    ids == NULL ? NULL : sb_reader_load (reader, type, (const gint32 *) (gpointer) ids->data, ids->len, error);
  GHashTable *remembered;

  if (records == NULL)
    return FALSE;
  remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (remembered, g_strdup (sb_record_text (record, "header_hash")),
                           g_strdup (sb_record_text (record, "mapping")));
    }
  g_clear_pointer (&job->task->options->remembered, g_hash_table_unref);
  job->task->options->remembered = remembered;
  return TRUE;
}

/* What the workspace contributes is the same for every file. */
static void
complete_file_options (Job *job)
{
  const SbImportOptions *common = job->task->options;
  GHashTableIter iter;
  gpointer value;

  if (job->task->file_options == NULL)
    return;
  g_hash_table_iter_init (&iter, job->task->file_options);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SbImportOptions *options = value;

      g_strlcpy (options->workspace_currency, common->workspace_currency, SB_CURRENCY_SIZE);
      g_clear_pointer (&options->remembered, g_hash_table_unref);
      options->remembered = common->remembered == NULL ? NULL : g_hash_table_ref (common->remembered);
    }
}

static gboolean
read_profiles (Job *job, GError **error)
{
  SbProfileRequest request = { .options = job->task->options, .file_options = job->task->file_options,
                               .dictionary = job->task->dictionary,
                               .progress = read_progress, .progress_data = job };

  g_strlcpy (job->task->options->workspace_currency, sb_workspace_get_currency (job->task->workspace),
             SB_CURRENCY_SIZE);
  if (!load_remembered (job, error))
    return FALSE;
  complete_file_options (job);
  job->profiles = sb_file_profile_read_all (job->task->paths, &request, job->task->cancellable, error);
  if (job->profiles == NULL)
    return FALSE;
  g_ptr_array_sort (job->profiles, compare_profiles);
  for (guint i = 0; i < job->profiles->len; i++)
    {
      SbFileProfile *profile = g_ptr_array_index (job->profiles, i);
      SbImportFileReport *file = sb_import_report_add_file (job->report, profile->file, profile->entry);

      sb_import_describe (profile, file);
      job->run.all_bytes += profile->input == NULL ? 0 : (double) sb_input_file_get_size (profile->input);
      if (job->report->as_of == SB_DATE_NONE || profile->as_of > job->report->as_of)
        job->report->as_of = profile->as_of;
    }
  return TRUE;
}

static gboolean
load_newest (SbImportRun *run, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("import_batch");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = sb_reader_ids (run->reader, query, NULL, error);
  g_autoptr (GPtrArray) records =
    ids == NULL ? NULL : sb_reader_load (run->reader, type, (const gint32 *) (gpointer) ids->data, ids->len, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);
      const char *source = sb_record_text (record, "profile");
      SbDate day = sb_date_parse_iso (sb_record_text (record, "as_of_on"));
      int known = GPOINTER_TO_INT (g_hash_table_lookup (run->newest, source));

      if (day != SB_DATE_NONE && day > 0 && day + 1 > known)
        g_hash_table_insert (run->newest, g_strdup (source), GINT_TO_POINTER (day + 1));
    }
  return TRUE;
}

static gboolean
begin_run (Job *job, GError **error)
{
  SbImportRun *run = &job->run;
  const SbFileProfile *first = job->profiles->len > 0 ? g_ptr_array_index (job->profiles, 0) : NULL;
  g_autofree char *name = first == NULL ? g_strdup ("") : g_path_get_basename (first->file);
  g_autofree char *label = NULL;
  g_autofree char *start = NULL;
  gint64 n_rows = 0;

  label = job->profiles->len > 1
            ? g_strdup_printf (ngettext ("Import of “%s” and %u more file", "Import of “%s” and %u more files",
                                         job->profiles->len - 1), name, job->profiles->len - 1)
            : g_strdup_printf (_("Import of “%s”"), name);
  run->bulk = sb_workspace_begin_bulk (job->task->workspace, label, error);
  if (run->bulk == NULL)
    return FALSE;
  run->reader = sb_bulk_get_reader (run->bulk);
  run->report = job->report;
  run->dictionary = job->task->dictionary;
  run->options = job->task->options;
  run->cancellable = job->task->cancellable;
  g_strlcpy (run->currency, sb_workspace_get_currency (job->task->workspace), SB_CURRENCY_SIZE);
  run->exponent = sb_workspace_get_exponent (job->task->workspace);
  start = sb_reader_setting (run->reader, SB_SETTING_FISCAL_START);
  run->fiscal = SB_FISCAL_DEFAULT;
  if (start != NULL && atoi (start) >= 1 && atoi (start) <= 12)
    run->fiscal.start_month = atoi (start);
  run->zone = g_time_zone_new_local ();
  sb_import_rings_init (run);
  run->newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->visits = g_array_new (FALSE, FALSE, sizeof (SbPendingVisit));
  run->histories = sb_key_map_new ();
  job->report->batch = sb_uid_new ();
  for (guint i = 0; i < job->profiles->len; i++)
    n_rows += (gint64) ((const SbFileProfile *) g_ptr_array_index (job->profiles, i))->n_rows;
  sb_bulk_expect (run->bulk, n_rows);
  if (n_rows >= MANY_ROWS && !job->row_by_row)
    sb_bulk_write_beside (run->bulk);
  return load_newest (run, error);
}

static void
end_run (Job *job)
{
  SbImportRun *run = &job->run;

  if (run->bulk != NULL)
    sb_bulk_rollback (g_steal_pointer (&run->bulk));
  g_clear_pointer (&run->names, g_hash_table_unref);
  g_clear_pointer (&run->rings, g_hash_table_unref);
  g_clear_pointer (&run->newest, g_hash_table_unref);
  g_clear_pointer (&run->visits, g_array_unref);
  g_clear_pointer (&run->histories, sb_key_map_free);
  g_clear_pointer (&run->occurrences, sb_key_map_free);
  g_clear_pointer (&run->zone, g_time_zone_unref);
  g_clear_pointer (&run->timer, g_timer_destroy);
  if (job->rejects != NULL)
    fclose (job->rejects);
  if (job->rejects_partial != NULL)
    unlink (job->rejects_partial);
  g_free (job->rejects_partial);
}

static gboolean
fail_rejects (Job *job, int code, GError **error)
{
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE,
               _("The rejected rows cannot be written to “%s”: %s. Choose another place."),
               job->task->options->rejects, g_strerror (code));
  return FALSE;
}

static gboolean
open_rejects (Job *job, GError **error)
{
  int fd;

  if (job->task->options->rejects == NULL)
    return TRUE;
  job->rejects_partial = g_strconcat (job->task->options->rejects, ".partial", NULL);
  unlink (job->rejects_partial);
  fd = open (job->rejects_partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  job->rejects = fd < 0 ? NULL : fdopen (fd, "w");
  if (job->rejects != NULL)
    return TRUE;
  g_clear_pointer (&job->rejects_partial, g_free);
  return fail_rejects (job, errno, error);
}

static gboolean
save_rejects (Job *job, GError **error)
{
  int failed;

  if (job->rejects == NULL)
    return TRUE;
  failed = fflush (job->rejects) != 0 || fsync (fileno (job->rejects)) != 0 ? errno : 0;
  if (fclose (g_steal_pointer (&job->rejects)) != 0 && failed == 0)
    failed = errno;
  if (failed == 0 && rename (job->rejects_partial, job->task->options->rejects) != 0)
    failed = errno;
  if (failed != 0)
    return fail_rejects (job, failed, error);
  g_clear_pointer (&job->rejects_partial, g_free);
  return TRUE;
}

static gboolean
is_last_of_deals (const Job *job, guint at)
{
  gboolean history = FALSE;

  for (guint i = at + 1; i < job->profiles->len; i++)
    {
      const SbFileProfile *profile = g_ptr_array_index (job->profiles, i);

      if (profile->type == NULL)
        continue;
      if (g_str_equal (profile->type->name, "deal") || g_str_equal (profile->type->name, "lead"))
        return TRUE;
      history |= g_str_equal (profile->type->name, "stage_change");
    }
  return !history;
}

static void
refuse (SbImportFileReport *file, const GError *error)
{
  if (file->error == NULL)
    file->error = sb_import_fault_new (sb_issue_code_name ((SbIssueCode) error->code), error->message, file->file);
}

static gboolean
write_files (Job *job, GError **error)
{
  for (guint i = 0; i < job->profiles->len; i++)
    {
      SbFileProfile *profile = g_ptr_array_index (job->profiles, i);
      SbImportFileReport *file = g_ptr_array_index (job->report->files, i);
      g_autoptr (GError) local = NULL;

      if (file->error != NULL || profile->type == NULL)
        continue;
      if (!sb_import_write_file (&job->run, profile, file, job->rejects, job->task, &local))
        {
          if (local != NULL && local->domain == SB_IMPORT_ERROR && local->code != SB_ISSUE_CANCELLED)
            refuse (file, local);
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      /* Stays are inferred once no later file of the call can tell them better. */
      if (is_last_of_deals (job, i) && !sb_import_visits_flush (&job->run, error))
        return FALSE;
    }
  return sb_import_visits_flush (&job->run, error);
}

static gboolean
remember_mapping (Job *job, const SbFileProfile *profile, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("import_mapping");
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autofree SbValue *values = NULL;
  gboolean answered = FALSE;
  gint32 id;

  for (guint i = 0; i < profile->n_columns; i++)
    answered |= profile->columns[i].by == SB_MAPPED_OPTION;
  if (!answered || profile->type == NULL)
    return TRUE;
  key = sb_file_profile_dup_mapping_key (profile);
  text = sb_file_profile_dup_mapping_text (profile);
  if (job->task->options->remembered != NULL && g_hash_table_contains (job->task->options->remembered, key))
    return TRUE;
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "header_hash", sb_value_text (key));
  sb_work_set_value (type, values, "profile", sb_value_text (profile->source));
  sb_work_set_value (type, values, "mapping", sb_value_text (text));
  sb_import_fill_initial (type, values);
  id = sb_bulk_insert (job->run.bulk, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  g_hash_table_insert (job->task->options->remembered, g_steal_pointer (&key), g_steal_pointer (&text));
  return id > 0;
}

/* Records that only references made are no change: without a row of their own nothing would hold them. */
static gboolean
has_change (const Job *job)
{
  return job->report->totals.created + job->report->totals.updated > 0 || job->run.marked > 0;
}

static gboolean
commit (Job *job, GError **error)
{
  gint64 change = 0;

  for (guint i = 0; i < job->profiles->len; i++)
    if (!remember_mapping (job, g_ptr_array_index (job->profiles, i), error))
      return FALSE;
  if (job->task->options->full && !sb_bulk_take_snapshot (job->run.bulk, job->report->as_of, error))
    return FALSE;
  if (!sb_bulk_commit (g_steal_pointer (&job->run.bulk), &change, error))
    return FALSE;
  job->report->change = change;
  job->report->written = TRUE;
  return TRUE;
}

static void
fail_content (Job *job, GError **error)
{
  const SbImportFileReport *file;

  if (job->report->error != NULL)
    {
      g_set_error_literal (error, SB_IMPORT_ERROR, (int) sb_issue_code_find (job->report->error->code),
                           job->report->error->message);
      return;
    }
  for (guint i = 0; i < job->report->files->len; i++)
    {
      file = g_ptr_array_index (job->report->files, i);
      if (file->questions->len > 0)
        {
          const SbImportQuestion *question = g_ptr_array_index (file->questions, 0);

          g_set_error_literal (error, SB_IMPORT_ERROR, (int) sb_issue_code_find (question->code),
                               question->message != NULL ? question->message : question->code);
          return;
        }
      if (job->task->options->strict && file->rejects->len > 0)
        {
          const SbImportReject *reject = g_ptr_array_index (file->rejects, 0);

          g_set_error (error, SB_IMPORT_ERROR, (int) sb_issue_code_find (reject->code),
                       ngettext ("%d row was rejected, and nothing was written because of --strict: %s",
                                 "%d rows were rejected, and nothing was written because of --strict: %s",
                                 (gulong) job->report->totals.rejected),
                       (int) job->report->totals.rejected, reject->message);
          return;
        }
    }
}

static gboolean
take_figures (Job *job, SbImportFigures *figures, GError **error)
{
  SbDate today = job->task->today != SB_DATE_NONE ? job->task->today : job->report->as_of;

  if (!job->task->figures || today == SB_DATE_NONE)
    return TRUE;
  job->report->has_figures = TRUE;
  return sb_import_figures (job->run.reader, today, job->task->cancellable, figures, error);
}

static gboolean
perform (Job *job, GError **error)
{
  job->run.timer = g_timer_new ();
  if (!read_profiles (job, error) || !begin_run (job, error) || !open_rejects (job, error) ||
      !take_figures (job, &job->report->before, error))
    return FALSE;
  if (!write_files (job, error) || !take_figures (job, &job->report->after, error))
    return FALSE;
  sb_import_report_sum (job->report);
  if (job->task->options->strict && job->report->totals.rejected > 0)
    job->report->ok = FALSE;
  if (!save_rejects (job, error))
    return FALSE;
  if (!job->report->ok)
    {
      fail_content (job, error);
      return FALSE;
    }
  return job->task->dry_run || !has_change (job) || commit (job, error);
}

static gboolean
try (Job *job, GError **error)
{
  gboolean ok;

  job->report = sb_import_report_new ();
  job->report->dry_run = job->task->dry_run;
  ok = perform (job, error);
  end_run (job);
  return ok;
}

/* One row among many was refused by the table itself: to say which, all are written again one by one. */
static gboolean
try_again (Job *job, GError **error)
{
  const SbImportTask *task = job->task;

  g_clear_error (error);
  sb_import_report_free (job->report);
  g_clear_pointer (&job->profiles, g_ptr_array_unref);
  *job = (Job) { .task = task, .row_by_row = TRUE };
  return try (job, error);
}

gboolean
sb_import_task_run (const SbImportTask *task, SbImportReport **report, GPtrArray **profiles, GError **error)
{
  Job job = { .task = task };
  g_autoptr (GError) local = NULL;
  gboolean ok = try (&job, &local);

  if (!ok && g_error_matches (local, SB_STORE_ERROR, SB_STORE_ERROR_LATE))
    ok = try_again (&job, &local);
  if (!ok)
    {
      sb_import_report_sum (job.report);
      job.report->ok = FALSE;
      job.report->written = FALSE;
      if (job.report->error == NULL && local != NULL && !sb_import_report_has_questions (job.report) &&
          !(task->options->strict && job.report->totals.rejected > 0))
        job.report->error = sb_import_fault_of (local);
    }
  if (!job.report->written && !task->dry_run)
    g_clear_pointer (&job.report->batch, g_free);
  *report = job.report;
  *profiles = job.profiles;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&local));
  return ok;
}
