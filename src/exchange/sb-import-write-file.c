/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file into the bulk: batch, first look, rows, what remains at the end, what is missing from a full export. Called
 * once a file by sb-import-run.c; what a row becomes is the handlers' business. */
#include "exchange/sb-import-run.h"

#include "core/sb-clock.h"
#include "core/sb-text.h"
#include "exchange/sb-csv-text.h"
#include "exchange/sb-import-state.h"

#include <string.h>

#define ROWS_BETWEEN_LOOKS 128

typedef struct {
  const char *type;
  void     (*init)   (SbWork *work);
  gboolean (*look)   (SbWork *work, GError **error);
  gboolean (*finish) (SbWork *work, GError **error);
} Handler;

static const Handler handlers[] = {
  { "member", sb_import_person_init, NULL, NULL },
  { "deal", sb_import_deal_init, sb_import_deal_look, sb_import_deal_finish },
  { "lead", sb_import_deal_init, sb_import_deal_look, sb_import_deal_finish },
  { "order", sb_import_order_init, sb_import_order_look, NULL },
  { "feedback", sb_import_feedback_init, NULL, NULL },
  { "target", sb_import_target_init, NULL, sb_import_target_finish },
  { "training", sb_import_training_init, NULL, NULL },
  { "stage_change", sb_import_history_init, sb_import_history_look, sb_import_history_finish },
  { NULL, sb_import_plain_init, NULL, NULL },
};

static const Handler *
handler_of (const char *type)
{
  const Handler *handler = handlers;

  while (handler->type != NULL && !g_str_equal (handler->type, type))
    handler++;
  return handler;
}

static void
count (SbWork *work, SbOutcome outcome)
{
  SbImportCounts *counts = &work->report->counts;

  switch (outcome)
    {
    case SB_OUTCOME_CREATED:
      counts->created++;
      break;
    case SB_OUTCOME_UPDATED:
      counts->updated++;
      break;
    case SB_OUTCOME_UNCHANGED:
      counts->unchanged++;
      break;
    case SB_OUTCOME_SKIPPED:
      counts->skipped++;
      break;
    case SB_OUTCOME_CONTINUED:
      counts->continued++;
      break;
    case SB_OUTCOME_REJECTED: /* counted where it is told */
    case SB_OUTCOME_FAILED:
    default:
      break;
    }
}

/* A record that continues the row before: what it holds joins that row's record as extra fields. */
static SbOutcome
put_continued (SbWork *work, GError **error)
{
  const SbTableRecord *record = &work->row->record;

  if (work->last_id == 0 || work->record == NULL)
    return SB_OUTCOME_CONTINUED;
  for (guint i = 0; i < record->n_cells && i < work->profile->n_columns; i++)
    {
      g_autofree char *name = NULL;

      if (record->cells[i].length == 0 || work->profile->columns[i].role == SB_COLUMN_IGNORED)
        continue;
      name = g_strdup_printf ("%s (%" G_GUINT64_FORMAT ")", work->profile->columns[i].name,
                              record->number - work->last_row + 1);
      if (!sb_bulk_set_extra (work->run->bulk, work->record, work->last_id, name, record->cells[i].text, error))
        return SB_OUTCOME_FAILED;
    }
  return SB_OUTCOME_CONTINUED;
}

static SbOutcome
put_row (SbWork *work, const SbImportRow *row, GError **error)
{
  work->row = row;
  switch (row->kind)
    {
    case SB_ROW_SUBTOTAL:
    case SB_ROW_DELETED:
      return SB_OUTCOME_SKIPPED;
    case SB_ROW_CONTINUED:
      return put_continued (work, error);
    case SB_ROW_DATA:
    default:
      break;
    }
  work->last_row = row->record.number;
  work->last_id = 0;
  if (!sb_work_begin_row (work, row))
    return SB_OUTCOME_REJECTED;
  return work->put (work, error);
}

static void
tell_progress (SbWork *work, const SbImportTask *task, guint64 offset)
{
  SbImportRun *run = work->run;
  double done = run->done_bytes + (double) offset;

  if (task->progress == NULL || g_timer_elapsed (run->timer, NULL) < 0.1)
    return;
  g_timer_start (run->timer);
  task->progress (SB_IMPORT_READ_SHARE + (1 - SB_IMPORT_READ_SHARE) * done / MAX (1.0, run->all_bytes),
                  work->profile->file, task->progress_data);
}

static gboolean
put_rows (SbWork *work, const SbImportTask *task, GError **error)
{
  g_autoptr (SbRowReader) reader = sb_row_reader_new (work->profile, error);
  SbImportRow row;
  GError *local = NULL;
  guint64 n = 0;

  if (reader == NULL)
    return FALSE;
  while (sb_row_reader_next (reader, &row, &local))
    {
      SbOutcome outcome = put_row (work, &row, error);

      if (outcome == SB_OUTCOME_FAILED)
        return FALSE;
      work->report->counts.rows++;
      count (work, outcome);
      if (++n % ROWS_BETWEEN_LOOKS != 0)
        continue;
      tell_progress (work, task, row.record.offset);
      if (g_cancellable_set_error_if_cancelled (work->run->cancellable, error))
        return FALSE;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
begin_batch (SbWork *work, const char *uid, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("import_batch");
  g_autofree char *name = g_path_get_basename (work->profile->file);
  g_autofree SbValue *values = sb_work_new_values (type);

  sb_work_set_value (type, values, "file_name", sb_value_text (name));
  sb_work_set_value (type, values, "profile", sb_value_text (work->profile->source));
  sb_work_set_value (type, values, "encoding", sb_value_text (work->report->encoding));
  sb_work_set_value (type, values, "as_of_on", sb_work_date_value (work->profile->as_of));
  sb_work_set_value (type, values, "full_export", sb_value_int (work->profile->options->full));
  sb_work_set_value (type, values, "imported_at", sb_value_int (sb_clock_now ()));
  work->batch = sb_bulk_insert (work->run->bulk, type, values, uid, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  sb_bulk_set_batch (work->run->bulk, work->batch);
  return work->batch > 0;
}

static gboolean
end_batch (SbWork *work, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("import_batch");
  const SbImportCounts *counts = &work->report->counts;
  guint fields[4] = { (guint) sb_record_type_field_index (type, "rows_new"),
                      (guint) sb_record_type_field_index (type, "rows_updated"),
                      (guint) sb_record_type_field_index (type, "rows_unchanged"),
                      (guint) sb_record_type_field_index (type, "rows_rejected") };
  SbValue values[4] = { sb_value_int (counts->created), sb_value_int (counts->updated),
                        sb_value_int (counts->unchanged), sb_value_int (counts->rejected) };

  return sb_bulk_update (work->run->bulk, type, work->batch, fields, values, 4, work->profile->as_of, error);
}

/* Marks a record that a full export no longer holds; the first such export gives the mark its date. */
static gboolean
mark_missing (SbWork *work, const SbKeyEntry *entry, GError **error)
{
  char date[SB_DATE_TEXT_SIZE];
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (entry->missing)
    return TRUE;
  before = sb_reader_imported (work->run->reader, work->profile->source, work->record, entry->id);
  after = g_strdup_printf ("%c%s", SB_STATE_MISSING, before == NULL ? "" : before);
  return sb_bulk_set_extra (work->run->bulk, work->record, entry->id, SB_IMPORT_MISSING_EXTRA,
                            sb_date_format_iso (work->profile->as_of, date), error) &&
         sb_bulk_set_imported (work->run->bulk, work->profile->source, work->record, entry->id, after, error);
}

static gboolean
find_missing (SbWork *work, GError **error)
{
  GArray *entries = work->ring->entries;

  work->report->missing = 0;
  if (work->record == NULL)
    return TRUE;
  for (guint i = 0; i < entries->len; i++)
    {
      const SbKeyEntry *entry = &g_array_index (entries, SbKeyEntry, i);

      if (entry->id <= 0 || entry->seen == work->run->file_number || entry->own)
        continue;
      work->report->missing++;
      work->run->marked += !entry->missing;
      if (!mark_missing (work, entry, error))
        return FALSE;
    }
  return TRUE;
}

static void
write_rejects_header (SbWork *work)
{
  for (guint i = 0; i < work->profile->n_columns; i++)
    {
      g_autofree char *quoted = sb_import_csv_quote (work->profile->columns[i].header == NULL
                                                       ? ""
                                                       : work->profile->columns[i].header);

      fputs (quoted, work->rejects);
      fputc (',', work->rejects);
    }
  fputs ("_row,_line,_code,_message\r\n", work->rejects);
}

static void
tell_key (SbWork *work)
{
  if (work->profile->id_column < 0 && work->profile->n_rows > 0 && !work->profile->wide &&
      sb_import_issues_find (work->profile->issues, SB_ISSUE_NO_ID_COLUMN, NULL) == NULL)
    sb_import_file_warn (work->report, sb_issue_code_name (SB_ISSUE_NO_ID_COLUMN), NULL,
                         (gint64) work->profile->n_rows, NULL);
}

static gboolean
is_older (SbImportRun *run, const SbFileProfile *profile)
{
  int newest = GPOINTER_TO_INT (g_hash_table_lookup (run->newest, profile->source));

  return newest > 0 && profile->as_of != SB_DATE_NONE && profile->as_of < newest - 1;
}

static gboolean
write_work (SbWork *work, const Handler *handler, const SbImportTask *task, GError **error)
{
  SbImportRun *run = work->run;

  work->ring = sb_run_ring (run, work->profile->source, work->object, error);
  if (work->ring == NULL || !begin_batch (work, run->file_number == 1 ? run->report->batch : NULL, error))
    return FALSE;
  if (handler->look != NULL && !handler->look (work, error))
    return FALSE;
  tell_key (work);
  if (work->rejects != NULL)
    write_rejects_header (work);
  if (!put_rows (work, task, error))
    return FALSE;
  if (handler->finish != NULL && !handler->finish (work, error))
    return FALSE;
  if (work->profile->options->full && !find_missing (work, error))
    return FALSE;
  if (work->report->records == 0)
    work->report->records = work->report->counts.created + work->report->counts.updated +
                            work->report->counts.unchanged;
  return end_batch (work, error);
}

gboolean
sb_import_write_file (SbImportRun *run, SbFileProfile *profile, SbImportFileReport *report, FILE *rejects,
                      const SbImportTask *task, GError **error)
{
  const Handler *handler = handler_of (profile->type->name);
  g_autoptr (SbWork) work = sb_work_new (run, profile, report);

  run->file_number++;
  g_clear_pointer (&run->occurrences, sb_key_map_free);
  run->occurrences = sb_key_map_new ();
  work->older = is_older (run, profile);
  work->rejects = rejects;
  handler->init (work);
  if (!write_work (work, handler, task, error))
    return FALSE;
  run->done_bytes += profile->input == NULL ? 0 : (double) sb_input_file_get_size (profile->input);
  return TRUE;
}
