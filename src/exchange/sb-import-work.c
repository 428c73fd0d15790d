/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file and one row of an import: which columns make which field, and the values of the row in stored units. Used
 * by the handlers of the types; must not touch the workspace. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"
#include "exchange/sb-csv-text.h"

#include <string.h>

/* Fields whose odd contents are kept as extra fields instead of rejecting a row: words, not measures. */
static gboolean
is_lenient (const SbImportField *field)
{
  return field->kind == SB_IMPORT_CHOICE || field->kind == SB_IMPORT_TAGS ||
         (field->kind == SB_IMPORT_BOOL && g_str_equal (field->name, "active"));
}

static void
add_column (SbWorkField *to, const SbFileColumn *column, gint16 at)
{
  if (column->by_id)
    {
      if (to->id_column < 0)
        to->id_column = at;
      return;
    }
  for (int i = 0; i < SB_WORK_PARTS; i++)
    if (to->column[i] < 0)
      {
        to->column[i] = at;
        return;
      }
}

static void
map_columns (SbWork *work)
{
  const SbImportType *type = work->type;

  work->fields = g_new0 (SbWorkField, type->n_fields);
  work->index = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const SbImportField *field = &type->fields[i];
      SbWorkField *to = &work->fields[i];

      for (int j = 0; j < SB_WORK_PARTS; j++)
        to->column[j] = -1;
      to->id_column = -1;
      to->lenient = (guint8) is_lenient (field);
      to->target = field->record_field != NULL && field->record_field->target != NULL
                     ? sb_record_type_find (field->record_field->target)
                     : sb_record_type_find (field->target != NULL ? field->target : field->name);
      to->record_field = -1;
      if (work->record != NULL)
        to->record_field = (gint16) sb_record_type_field_index (work->record, field->name);
      if (to->record_field >= 0 && work->record->fields[to->record_field].kind == SB_KIND_CHOICE)
        {
          to->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          to->lenient = TRUE;
        }
      if (!g_hash_table_contains (work->index, field->name))
        g_hash_table_insert (work->index, (gpointer) field->name, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < work->profile->n_columns; i++)
    {
      const SbFileColumn *column = &work->profile->columns[i];

      if (column->role == SB_COLUMN_FIELD && column->field != NULL)
        add_column (&work->fields[column->field - type->fields], column, (gint16) i);
    }
}

/* The record that a row of an import type is, where the two have different names. */
static const SbRecordType *
record_of (const SbFileProfile *profile)
{
  const SbImportType *type = profile->type;
  static const struct { const char *type, *record; } others[] = {
    { "lead", "deal" }, { "order", "order_line" }, { "target", "goal_stage" }, { "training", "attendance" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (type->name, others[i].type))
      return sb_record_type_find (others[i].record);
  if (g_str_equal (type->name, "feedback") && sb_import_is_member_feedback (profile))
    return sb_record_type_find ("survey_response");
  return type->record;
}

/* The order of the columns does not count. */
static void
name_entries (SbWork *work)
{
  guint64 all = 0;

  for (guint i = 0; i < work->profile->n_columns; i++)
    all ^= sb_key_hash (work->profile->columns[i].name).a;
  work->extras_name = g_strdup_printf ("+extra/%" G_GINT64_MODIFIER "x", all);
  work->details_name = g_strdup_printf ("+detail/%" G_GINT64_MODIFIER "x", all);
}

static gboolean
looks_like_uid (const char *text)
{
  return text != NULL && strlen (text) == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

static int
find_uid_column (const SbFileProfile *profile)
{
  g_autofree char *technical = g_strconcat (profile->type->name, ".ext_id", NULL);

  for (guint i = 0; i < profile->n_columns; i++)
    {
      const SbFileColumn *column = &profile->columns[i];

      if ((g_str_equal (column->name, "ID") || g_str_equal (column->name, technical)) &&
          looks_like_uid (column->samples[0]))
        return (int) i;
    }
  return -1;
}

static SbWork *
new_work (SbImportRun *run, SbFileProfile *profile, SbImportFileReport *report, const SbRecordType *record,
          const char *object)
{
  SbWork *work = g_new0 (SbWork, 1);
  gsize n_fields;

  work->run = run;
  work->profile = sb_file_profile_ref (profile);
  work->report = report;
  work->type = profile->type;
  work->record = record;
  work->object = object;
  work->context = (SbCellContext) { .profile = profile, .zone = run->zone, .fiscal = run->fiscal };
  if (profile->as_of != SB_DATE_NONE)
    sb_date_to_ymd (profile->as_of, &work->context.year, NULL, NULL);
  map_columns (work);
  name_entries (work);
  work->uid_column = find_uid_column (profile);
  work->record_index = g_hash_table_new (g_str_hash, g_str_equal);
  n_fields = work->record == NULL ? 0 : sb_record_type_n_fields (work->record);
  work->values = g_new0 (SbValue, n_fields + 1);
  work->initial = g_new0 (SbValue, n_fields + 1);
  if (work->record != NULL)
    sb_import_fill_initial (work->record, work->initial);
  work->present = g_new0 (guint8, n_fields + 1);
  work->changed = g_new0 (guint8, n_fields + 1);
  work->dates = g_malloc0_n (n_fields + 1, SB_DATE_TEXT_SIZE);
  for (gsize i = 0; i < n_fields; i++)
    g_hash_table_insert (work->record_index, (gpointer) work->record->fields[i].name, GSIZE_TO_POINTER (i + 1));
  work->extras = g_ptr_array_new ();
  work->scratch = g_ptr_array_new_with_free_func (g_free);
  work->state_text = g_string_new (NULL);
  return work;
}

SbWork *
sb_work_new (SbImportRun *run, SbFileProfile *profile, SbImportFileReport *report)
{
  SbWork *work = new_work (run, profile, report, record_of (profile), profile->type->name);

  work->cells = g_new0 (SbImportCell, profile->n_columns);
  return work;
}

SbWork *
sb_work_new_beside (SbWork *work, const SbRecordType *record, const char *object)
{
  SbWork *beside = new_work (work->run, work->profile, work->report, record, object);

  beside->main = work;
  beside->cells = work->cells;
  beside->older = work->older;
  return beside;
}

void
sb_work_free (SbWork *work)
{
  if (work == NULL)
    return;
  if (work->state_free != NULL && work->state != NULL)
    work->state_free (work->state);
  for (guint i = 0; i < work->type->n_fields; i++)
    g_clear_pointer (&work->fields[i].choices, g_hash_table_unref);
  g_hash_table_unref (work->index);
  g_hash_table_unref (work->record_index);
  g_free (work->fields);
  if (work->main == NULL)
    g_free (work->cells);
  for (int i = 0; work->record != NULL && work->record->fields[i].name != NULL; i++)
    sb_value_clear (&work->initial[i]);
  g_free (work->initial);
  g_free (work->values);
  g_free (work->present);
  g_free (work->changed);
  g_free (work->dates);
  g_ptr_array_unref (work->extras);
  g_ptr_array_unref (work->scratch);
  g_string_free (work->state_text, TRUE);
  g_free (work->extras_name);
  g_free (work->details_name);
  sb_file_profile_unref (work->profile);
  g_free (work);
}

int
sb_work_index (const SbWork *work, const char *field)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (work->index, field)) - 1;
}

int
sb_work_record_index (const SbWork *work, const char *record_field)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (work->record_index, record_field)) - 1;
}

gboolean
sb_work_is_mapped (const SbWork *work, const char *field)
{
  int i = sb_work_index (work, field);

  return i >= 0 && (work->fields[i].column[0] >= 0 || work->fields[i].id_column >= 0);
}

const SbImportCell *
sb_work_cell_at (const SbWork *work, int index)
{
  if (index < 0)
    return NULL;
  for (int i = 0; i < SB_WORK_PARTS && work->fields[index].column[i] >= 0; i++)
    {
      const SbImportCell *cell = &work->cells[work->fields[index].column[i]];

      if (!cell->empty)
        return cell;
    }
  return NULL;
}

const SbImportCell *
sb_work_cell (const SbWork *work, const char *field)
{
  return sb_work_cell_at (work, sb_work_index (work, field));
}

void
sb_work_handle (SbWork *work, const char *const *fields)
{
  for (int i = 0; fields[i] != NULL; i++)
    {
      int at = sb_work_index (work, fields[i]);

      if (at < 0)
        continue;
      work->fields[at].handled = TRUE;
      work->fields[at].record_field = -1;
    }
}

guint64
sb_work_detail_hash (const SbWork *work)
{
  SbKeyHasher hasher;
  gboolean any = FALSE;

  if (work->details == NULL)
    return 0;
  sb_key_hasher_init (&hasher);
  for (int i = 0; work->details[i] != NULL; i++)
    {
      const SbImportCell *cell = sb_work_cell (work, work->details[i]);
      const SbImportCell *id = sb_work_id_cell (work, work->details[i]);

      any |= cell != NULL || id != NULL;
      sb_key_hasher_add (&hasher, cell == NULL ? "" : cell->text, cell == NULL ? 0 : cell->length);
      sb_key_hasher_add (&hasher, id == NULL ? "" : id->text, id == NULL ? 0 : id->length);
    }
  for (guint i = 0; i < work->profile->n_columns; i++)
    if (work->profile->columns[i].role == SB_COLUMN_ENTERED || work->profile->columns[i].role == SB_COLUMN_EXITED)
      {
        any |= !work->cells[i].empty;
        sb_key_hasher_add (&hasher, work->cells[i].empty ? "" : work->cells[i].text,
                           work->cells[i].empty ? 0 : work->cells[i].length);
      }
  return any ? sb_key_hasher_end (&hasher).a : 0;
}

/* Name by name in any order, so that shuffled columns say the same. */
guint64
sb_work_extras_hash (const SbWork *work)
{
  guint64 all = 1;

  for (guint i = 0; i + 1 < work->extras->len; i += 2)
    {
      const char *name = g_ptr_array_index (work->extras, i);
      const char *text = g_ptr_array_index (work->extras, i + 1);
      SbKeyHasher hasher;

      sb_key_hasher_init (&hasher);
      sb_key_hasher_add (&hasher, name, strlen (name));
      sb_key_hasher_add (&hasher, text, strlen (text));
      all += sb_key_hasher_end (&hasher).a;
    }
  return all;
}

gboolean
sb_work_look (SbWork *work, const SbImportRow *row, const int *fields, gsize n)
{
  work->row = row;
  if (row->record.error != SB_ISSUE_NONE || row->kind != SB_ROW_DATA)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    for (int part = 0; fields[i] >= 0 && part < SB_WORK_PARTS && work->fields[fields[i]].column[part] >= 0; part++)
      {
        guint column = (guint) work->fields[fields[i]].column[part];

        sb_import_cell_read (&work->context, column, row, &work->cells[column]);
      }
  return TRUE;
}

const SbImportCell *
sb_work_id_cell (const SbWork *work, const char *field)
{
  int i = sb_work_index (work, field);
  const SbImportCell *cell;

  if (i < 0 || work->fields[i].id_column < 0)
    return NULL;
  cell = &work->cells[work->fields[i].id_column];
  return cell->empty ? NULL : cell;
}

const char *
sb_work_text (const SbWork *work, const char *field)
{
  const SbImportCell *cell = sb_work_cell (work, field);

  return cell == NULL ? NULL : cell->text;
}

const char *
sb_work_column_name (const SbWork *work, const char *field)
{
  int i = sb_work_index (work, field);
  int column;

  if (i < 0)
    return NULL;
  column = work->fields[i].column[0] >= 0 ? work->fields[i].column[0] : work->fields[i].id_column;
  return column < 0 ? NULL : work->profile->columns[column].name;
}

const char *
sb_work_keep (SbWork *work, char *text)
{
  g_ptr_array_add (work->scratch, text);
  return text;
}

void
sb_work_set (SbWork *work, const char *record_field, SbValue value)
{
  int i = sb_work_record_index (work, record_field);

  if (i < 0)
    return;
  work->values[i] = value;
  work->present[i] = TRUE;
}

void
sb_work_set_date (SbWork *work, const char *record_field, SbDate date)
{
  int i = sb_work_record_index (work, record_field);

  if (i < 0)
    return;
  work->present[i] = TRUE;
  if (date == SB_DATE_NONE)
    work->values[i] = SB_VALUE_EMPTY;
  else
    work->values[i] = (SbValue) { SB_VALUE_TEXT, { .text = sb_date_format_iso (date, work->dates[i]) } };
}

const SbValue *
sb_work_value (const SbWork *work, const char *record_field)
{
  static const SbValue none = { SB_VALUE_NULL, { 0 } };
  int i = sb_work_record_index (work, record_field);

  return i < 0 ? &none : &work->values[i];
}

SbDate
sb_work_date (const SbWork *work, const char *record_field)
{
  const SbValue *value = sb_work_value (work, record_field);

  return value->type == SB_VALUE_TEXT ? sb_date_parse_iso (value->text) : SB_DATE_NONE;
}

void
sb_work_add_extra (SbWork *work, const char *name, const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  g_ptr_array_add (work->extras, (gpointer) name);
  g_ptr_array_add (work->extras, (gpointer) text);
}

static void
write_reject (SbWork *work, const SbImportReject *reject)
{
  const SbTableRecord *record = &work->row->record;

  for (guint i = 0; i < record->n_cells && i < work->profile->n_columns; i++)
    {
      g_autofree char *quoted = sb_import_csv_quote (record->cells[i].text);

      fputs (quoted, work->rejects);
      fputc (',', work->rejects);
    }
  for (guint i = record->n_cells; i < work->profile->n_columns; i++)
    fputc (',', work->rejects);
  {
    g_autofree char *message = sb_import_csv_quote (reject->message);

    fprintf (work->rejects, "%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%s,%s\r\n", reject->row, reject->line,
             reject->code, message);
  }
}

SbOutcome
sb_work_reject (SbWork *work, SbIssueCode code, const char *column, const char *value)
{
  const SbTableRecord *record = &work->row->record;
  g_autoptr (SbImportIssue) issue = NULL;
  SbImportReject *reject;

  if (work->main != NULL)
    return sb_work_reject (work->main, code, column, value);

  /* A flood of rejects forms no more sentences than the document and the rejects file hold. */
  if (work->rejects == NULL && work->report->rejects->len >= SB_IMPORT_REJECTS)
    {
      work->report->counts.rejected++;
      work->report->rejects_truncated = TRUE;
      return SB_OUTCOME_REJECTED;
    }
  issue = sb_import_issue_new (code, column, record->number, record->line,
                               value == NULL && code == SB_ISSUE_MISSING_REQUIRED
                                 ? (column != NULL ? column : work->type->name)
                                 : value);
  issue->level = SB_ISSUE_LEVEL_REJECT;
  issue->file = g_strdup (work->profile->file);
  reject = g_new0 (SbImportReject, 1);
  reject->row = (gint64) record->number;
  reject->line = (gint64) (record->error != SB_ISSUE_NONE && record->error_line > 0 ? record->error_line
                                                                                    : record->line);
  reject->column = g_strdup (column);
  reject->code = g_strdup (sb_issue_code_name (code));
  reject->value = value == NULL ? NULL : sb_text_ellipsize (value, 80);
  reject->message = sb_import_issue_dup_message (issue);
  if (work->rejects != NULL)
    write_reject (work, reject);
  sb_import_file_reject (work->report, reject);
  return SB_OUTCOME_REJECTED;
}

void
sb_work_warn (SbWork *work, SbIssueCode code, const char *column, const char *value)
{
  g_autofree char *example = NULL;

  if (sb_import_file_warn_again (work->report, sb_issue_code_name (code), column))
    return;
  if (value != NULL)
    example = sb_text_ellipsize (value, 80);
  else
    example = g_strdup_printf ("row %" G_GUINT64_FORMAT, work->row->record.number);
  sb_import_file_warn (work->report, sb_issue_code_name (code), column, 1, example);
}

static int
find_choice (const SbField *field, const char *text)
{
  g_autofree char *wanted = sb_text_name_key (text);

  for (int i = 0; field->choices[i].key != NULL; i++)
    {
      g_autofree char *key = sb_text_name_key (field->choices[i].key);
      g_autofree char *label = sb_text_name_key (field->choices[i].label);

      if (g_str_equal (wanted, key) || g_str_equal (wanted, label))
        return i;
    }
  return -1;
}

/* A choice cell: its key, or an extra field when the choice is not one of ours. */
static SbValue
choice_value (SbWork *work, SbWorkField *to, const SbImportCell *cell)
{
  const SbField *field = &work->record->fields[to->record_field];
  int choice = GPOINTER_TO_INT (g_hash_table_lookup (to->choices, cell->text));

  if (choice == 0)
    {
      choice = find_choice (field, cell->text) + 2;
      g_hash_table_insert (to->choices, g_strdup (cell->text), GINT_TO_POINTER (choice));
    }
  if (choice >= 2)
    return (SbValue) { SB_VALUE_TEXT, { .text = (char *) field->choices[choice - 2].key } };
  sb_work_add_extra (work, work->profile->columns[to->column[0]].name, cell->text);
  return SB_VALUE_EMPTY;
}

static SbValue
number_value (const SbField *field, const SbImportCell *cell, SbImportKind kind)
{
  if (field->kind == SB_KIND_NUMBER)
    return sb_value_real (kind == SB_IMPORT_NUMBER ? cell->d : (double) cell->i);
  if (kind == SB_IMPORT_NUMBER)
    return sb_value_int ((gint64) cell->d);
  return sb_value_int (cell->i);
}

/* A money field without a currency of its own holds the base currency only. */
static gboolean
is_foreign (SbWork *work, const SbImportCell *cell)
{
  return cell->currency[0] != '\0' && strcmp (cell->currency, work->run->currency) != 0 &&
         sb_work_record_index (work, "currency") < 0;
}

static SbValue
plain_value (SbWork *work, SbWorkField *to, SbImportKind kind, const SbImportCell *cell)
{
  const SbField *field = &work->record->fields[to->record_field];

  switch (field->kind)
    {
    case SB_KIND_CHOICE:
      return choice_value (work, to, cell);
    case SB_KIND_DATE:
      return (SbValue) { SB_VALUE_TEXT,
                         { .text = sb_date_format_iso (cell->date, work->dates[to->record_field]) } };
    case SB_KIND_MONEY:
      if (kind == SB_IMPORT_MONEY && is_foreign (work, cell))
        {
          sb_work_add_extra (work, work->profile->columns[to->column[0]].name, cell->text);
          return SB_VALUE_EMPTY;
        }
      return sb_value_int (cell->i);
    case SB_KIND_PERCENT:
    case SB_KIND_NUMBER:
    case SB_KIND_INTEGER:
    case SB_KIND_MINUTES:
    case SB_KIND_INSTANT:
    case SB_KIND_BOOL:
      return number_value (field, cell, kind);
    case SB_KIND_TEXT:
    case SB_KIND_NOTE:
    case SB_KIND_ANY:
      return (SbValue) { SB_VALUE_TEXT, { .text = (char *) cell->text } };
    case SB_KIND_REFERENCE:
    case SB_KIND_FILE:
    default:
      return SB_VALUE_EMPTY;
    }
}

static void
keep_unhandled (SbWork *work, guint field)
{
  const SbWorkField *to = &work->fields[field];

  if (to->handled || work->main != NULL || g_str_equal (work->type->fields[field].name, "ext_id"))
    return;
  for (int i = 0; i < SB_WORK_PARTS && to->column[i] >= 0; i++)
    if (!work->cells[to->column[i]].empty)
      sb_work_add_extra (work, work->profile->columns[to->column[i]].name, work->cells[to->column[i]].text);
}

static void
fill_values (SbWork *work)
{
  for (guint i = 0; i < work->type->n_fields; i++)
    {
      SbWorkField *to = &work->fields[i];
      const SbImportCell *cell;

      if (to->column[0] < 0 && to->id_column < 0)
        continue;
      if (to->record_field < 0)
        {
          keep_unhandled (work, i);
          continue;
        }
      work->present[to->record_field] = TRUE;
      cell = sb_work_cell_at (work, (int) i);
      if (cell != NULL && cell->error == SB_ISSUE_NONE)
        work->values[to->record_field] = plain_value (work, to, work->type->fields[i].kind, cell);
    }
}

static void
note_money (SbWork *work, const SbFileColumn *column, const SbImportCell *cell)
{
  if (cell->rounded)
    sb_work_warn (work, SB_ISSUE_NUMBER_ROUNDED, column->name, NULL);
  if (cell->negative)
    sb_work_warn (work, SB_ISSUE_NEGATIVE_AMOUNT, column->name, NULL);
  if (cell->currency_assumed)
    sb_work_warn (work, SB_ISSUE_CURRENCY_ASSUMED, column->name, cell->text);
  if (cell->sign_differs)
    sb_work_warn (work, SB_ISSUE_CURRENCY_SIGN_DIFFERS, column->name, cell->text);
}

/* A spreadsheet's guard before what it might take for a formula is not part of the text. */
static void
take_guard_off (SbImportKind kind, SbImportCell *cell)
{
  const char *text;

  if (cell->empty || cell->text[0] != '\'' || kind == SB_IMPORT_MONEY || kind == SB_IMPORT_NUMBER)
    return;
  text = sb_csv_unguard (cell->text);
  cell->length -= (gsize) (text - cell->text);
  cell->text = text;
}

static gboolean
read_cells (SbWork *work)
{
  for (guint i = 0; i < work->profile->n_columns; i++)
    {
      const SbFileColumn *column = &work->profile->columns[i];
      SbImportCell *cell = &work->cells[i];

      if (column->role == SB_COLUMN_EXTRA)
        {
          if (i < work->row->record.n_cells && work->row->record.cells[i].length > 0)
            sb_work_add_extra (work, column->name, sb_csv_unguard (work->row->record.cells[i].text));
          continue;
        }
      if (column->role == SB_COLUMN_IGNORED)
        continue;
      sb_import_cell_read (&work->context, i, work->row, cell);
      take_guard_off (column->kind, cell);
      if (cell->error != SB_ISSUE_NONE && column->field != NULL &&
          !work->fields[column->field - work->type->fields].lenient)
        {
          sb_work_reject (work, cell->error, column->name, cell->text);
          return FALSE;
        }
      if (column->kind == SB_IMPORT_MONEY && !cell->empty)
        note_money (work, column, cell);
    }
  return TRUE;
}

void
sb_work_fill (SbWork *beside)
{
  gsize n_fields = sb_record_type_n_fields (beside->record);

  beside->row = beside->main->row;
  g_ptr_array_set_size (beside->extras, 0);
  g_ptr_array_set_size (beside->scratch, 0);
  memset (beside->values, 0, sizeof (SbValue) * n_fields);
  memset (beside->present, 0, n_fields);
  fill_values (beside);
}

gboolean
sb_work_begin_row (SbWork *work, const SbImportRow *row)
{
  gsize n_fields = work->record == NULL ? 0 : sb_record_type_n_fields (work->record);

  work->row = row;
  g_ptr_array_set_size (work->extras, 0);
  if (work->scratch->len > 0)
    g_ptr_array_set_size (work->scratch, 0);
  memset (work->values, 0, sizeof (SbValue) * n_fields);
  memset (work->present, 0, n_fields);
  if (row->record.error != SB_ISSUE_NONE)
    {
      const char *text = row->record.error_cell < row->record.n_cells ? row->record.cells[row->record.error_cell].text
                                                                      : NULL;

      sb_work_reject (work, row->record.error, NULL, text);
      return FALSE;
    }
  if (!read_cells (work))
    return FALSE;
  fill_values (work);
  return TRUE;
}
