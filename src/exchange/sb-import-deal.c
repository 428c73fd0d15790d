/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deals and leads: what stage, status and the one close date with two meanings make of a row (IMPORT.md 4). Looks at
 * all rows once for the stages, then writes them. */
#include "exchange/sb-import-stages.h"

#include "core/sb-text.h"

#include <string.h>

typedef struct {
  int          stage, pipeline, status, probability, amount, currency, name, account, expected, closed;
  gboolean     lead, entered;
  gboolean     decides;     /* the file tells stage or status; else a known deal keeps its own */
  SbStageBook *book;
  GHashTable  *words;       /* status text → SbStageMeaning + 1 */
  gint64       lost, lost_zero;
} Deal;

static void
deal_free (gpointer data)
{
  Deal *deal = data;

  sb_stage_book_free (deal->book);
  g_hash_table_unref (deal->words);
  g_free (deal);
}

SbStageMeaning
sb_import_status_of (GHashTable *words, const char *text)
{
  gpointer known = g_hash_table_lookup (words, text);
  SbStageMeaning meaning;

  if (known != NULL)
    return (SbStageMeaning) (GPOINTER_TO_INT (known) - 1);
  meaning = sb_status_word (text);
  g_hash_table_insert (words, g_strdup (text), GINT_TO_POINTER ((int) meaning + 1));
  return meaning;
}

/* What the flags say: is won, is closed, active. */
static SbStageMeaning
flag_status (SbWork *work, const Deal *deal, const SbImportCell *cells[])
{
  const SbImportCell *won = cells[SB_PART_IS_WON];
  const SbImportCell *closed = cells[SB_PART_IS_CLOSED];
  const SbImportCell *active = cells[SB_PART_ACTIVE];
  const SbImportCell *probability = sb_work_cell_at (work, deal->probability);

  if (won != NULL && won->i != 0)
    return SB_STAGE_WON;
  if (closed != NULL && closed->i != 0)
    return SB_STAGE_LOST;
  if (closed != NULL)
    return SB_STAGE_OPEN;
  if (active != NULL && active->i == 0 && (probability == NULL || probability->i == 0))
    return SB_STAGE_LOST;
  return SB_STAGE_UNKNOWN;
}

static SbStageMeaning
dated_status (SbWork *work, const Deal *deal)
{
  const SbWorkField *closed = deal->closed < 0 ? NULL : &work->fields[deal->closed];

  for (int i = 0; closed != NULL && i < SB_WORK_PARTS && closed->column[i] >= 0; i++)
    {
      SbColumnPart part = work->profile->columns[closed->column[i]].part;

      if (work->cells[closed->column[i]].empty)
        continue;
      if (part == SB_PART_WON_TIME)
        return SB_STAGE_WON;
      if (part == SB_PART_LOST_TIME)
        return SB_STAGE_LOST;
    }
  return SB_STAGE_UNKNOWN;
}

/* What the row's own status columns say; UNKNOWN when they leave it to the stage. */
static SbStageMeaning
row_status (SbWork *work, const Deal *deal)
{
  const SbImportCell *flags[SB_PART_ACTIVE + 1] = { NULL };
  const SbWorkField *status = deal->status < 0 ? NULL : &work->fields[deal->status];
  SbStageMeaning meaning = SB_STAGE_UNKNOWN;

  for (int i = 0; status != NULL && i < SB_WORK_PARTS && status->column[i] >= 0; i++)
    {
      const SbImportCell *cell = &work->cells[status->column[i]];
      SbColumnPart part = work->profile->columns[status->column[i]].part;

      if (cell->empty)
        continue;
      if (part == SB_PART_WHOLE)
        meaning = sb_import_status_of (deal->words, cell->text);
      else if (cell->error == SB_ISSUE_NONE)
        flags[part] = cell;
    }
  if (meaning == SB_STAGE_UNKNOWN)
    meaning = flag_status (work, deal, flags);
  if (meaning == SB_STAGE_UNKNOWN)
    meaning = dated_status (work, deal);
  if (meaning == SB_STAGE_UNKNOWN && deal->lead)
    {
      const SbImportCell *converted = sb_work_cell (work, "converted");

      if (converted != NULL && converted->error == SB_ISSUE_NONE && converted->i != 0)
        meaning = SB_STAGE_WON;
    }
  return meaning;
}

static gboolean
tells_status (SbWork *work, const Deal *deal)
{
  const SbWorkField *closed = deal->closed < 0 ? NULL : &work->fields[deal->closed];

  for (int i = 0; closed != NULL && i < SB_WORK_PARTS && closed->column[i] >= 0; i++)
    if (work->profile->columns[closed->column[i]].part != SB_PART_WHOLE)
      return TRUE;
  return sb_work_is_mapped (work, "stage") || sb_work_is_mapped (work, "status") ||
         (deal->lead && sb_work_is_mapped (work, "converted"));
}

/* What the file has no column for is said of new deals only. */
static void
forget_untold (SbWork *work, const Deal *deal)
{
  static const char *const fields[] = { "pipeline", "stage", "status" };

  for (gsize i = 0; !deal->decides && i < G_N_ELEMENTS (fields); i++)
    work->present[sb_work_record_index (work, fields[i])] = FALSE;
  if (!sb_work_is_mapped (work, "name"))
    work->present[sb_work_record_index (work, "name")] = FALSE;
}

static const char *
cell_text (SbWork *work, int field)
{
  const SbImportCell *cell = sb_work_cell_at (work, field);

  return cell == NULL || sb_text_is_blank (cell->text) ? NULL : cell->text;
}

gboolean
sb_import_deal_look (SbWork *work, GError **error)
{
  Deal *deal = work->state;
  const int fields[] = { deal->stage, deal->pipeline, deal->status, deal->probability, deal->closed };
  g_autoptr (SbRowReader) reader = sb_row_reader_new (work->profile, error);
  SbImportRow row;
  GError *local = NULL;

  if (reader == NULL)
    return FALSE;
  while (deal->stage >= 0 && work->fields[deal->stage].column[0] >= 0 && sb_row_reader_next (reader, &row, &local))
    {
      const SbImportCell *probability;
      const char *name;

      if (!sb_work_look (work, &row, fields, G_N_ELEMENTS (fields)))
        continue;
      name = cell_text (work, deal->stage);
      probability = sb_work_cell_at (work, deal->probability);
      if (name != NULL)
        sb_stage_book_see (deal->book, work, cell_text (work, deal->pipeline), name, row_status (work, deal),
                           probability == NULL || probability->error != SB_ISSUE_NONE ? -1 : probability->i);
      if (g_cancellable_set_error_if_cancelled (work->run->cancellable, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  sb_import_entered_see (deal->book, work);
  return sb_stage_book_settle (deal->book, work, sb_work_column_name (work, "stage"), error);
}

static void
set_name (SbWork *work, const Deal *deal)
{
  const char *name = cell_text (work, deal->name);
  const char *account = cell_text (work, deal->account);
  const char *first = deal->lead ? sb_work_text (work, "first_name") : NULL;
  const char *last = deal->lead ? sb_work_text (work, "last_name") : NULL;

  if (name == NULL && (first != NULL || last != NULL))
    {
      char *person = sb_import_person_name (first, last);

      name = sb_work_keep (work, account == NULL ? person : g_strdup_printf ("%s – %s", person, account));
      if (account != NULL)
        g_free (person);
    }
  if (name == NULL)
    name = sb_work_ext_id (work) != NULL ? sb_work_ext_id (work) : account;
  sb_work_set (work, "name", (SbValue) { SB_VALUE_TEXT, { .text = (char *) name } });
}

static SbDate
part_date (SbWork *work, int field, SbStageMeaning status)
{
  const SbWorkField *to = field < 0 ? NULL : &work->fields[field];
  SbDate date = SB_DATE_NONE;

  for (int i = 0; to != NULL && i < SB_WORK_PARTS && to->column[i] >= 0; i++)
    {
      const SbImportCell *cell = &work->cells[to->column[i]];
      SbColumnPart part = work->profile->columns[to->column[i]].part;

      if (cell->empty || (part == SB_PART_WON_TIME && status != SB_STAGE_WON) ||
          (part == SB_PART_LOST_TIME && status != SB_STAGE_LOST))
        continue;
      if (part != SB_PART_WHOLE)
        return cell->date;
      if (date == SB_DATE_NONE)
        date = cell->date;
    }
  return date;
}

static void
set_dates (SbWork *work, const Deal *deal, SbStageMeaning status)
{
  SbDate expected = part_date (work, deal->expected, status);
  SbDate closed = part_date (work, deal->closed, status);
  gboolean is_closed = status != SB_STAGE_OPEN;

  if (work->profile->single_close)
    {
      SbDate close = expected != SB_DATE_NONE ? expected : closed;

      sb_work_set_date (work, "closed_on", is_closed ? close : SB_DATE_NONE);
      /* What was expected stays in the record when the deal closes. */
      if (!is_closed)
        sb_work_set_date (work, "expected_close_on", close);
      return;
    }
  if (sb_work_is_mapped (work, "expected_close_on"))
    sb_work_set_date (work, "expected_close_on", expected);
  if (sb_work_is_mapped (work, "closed_on"))
    sb_work_set_date (work, "closed_on", is_closed ? closed : SB_DATE_NONE);
}

static void
set_worth (SbWork *work, const Deal *deal, SbStageMeaning status)
{
  const SbImportCell *amount = sb_work_cell_at (work, deal->amount);
  const SbImportCell *probability = sb_work_cell_at (work, deal->probability);

  if (amount != NULL && amount->currency[0] != '\0' &&
      (strcmp (amount->currency, work->run->currency) != 0 || sb_work_cell_at (work, deal->currency) != NULL))
    sb_work_set (work, "currency", (SbValue) { SB_VALUE_TEXT, { .text = (char *) amount->currency } });
  else if (deal->currency >= 0 && work->fields[deal->currency].column[0] >= 0)
    sb_work_set (work, "currency", SB_VALUE_EMPTY);
  if (status == SB_STAGE_OPEN && deal->probability >= 0 && work->fields[deal->probability].column[0] >= 0)
    sb_work_set (work, "manual_probability", probability == NULL ? SB_VALUE_EMPTY : sb_value_int (probability->i));
}

/* Where the row stands. NULL: rejected or failed (then error is set). */
static const SbStageSeen *
place_row (SbWork *work, Deal *deal, SbStageMeaning *status, GError **error)
{
  const char *pipeline = cell_text (work, deal->pipeline);
  const char *name = cell_text (work, deal->stage);
  SbStageMeaning said = row_status (work, deal);
  const SbStageSeen *seen = name == NULL ? NULL : sb_stage_book_find (deal->book, pipeline, name);

  *status = said != SB_STAGE_UNKNOWN ? said : seen != NULL ? seen->meaning : SB_STAGE_OPEN;
  if (seen != NULL && said != SB_STAGE_UNKNOWN && seen->by_table && seen->meaning != SB_STAGE_OPEN &&
      seen->meaning != said)
    {
      sb_work_reject (work, SB_ISSUE_STATUS_CONFLICT, sb_work_column_name (work, "status"), name);
      return NULL;
    }
  if (seen == NULL)
    seen = sb_stage_book_default (deal->book, work, pipeline, *status, error);
  return seen;
}

static SbDate
stage_start (SbWork *work)
{
  SbDate since = sb_work_date (work, "stage_since_on");

  return since != SB_DATE_NONE ? since : sb_work_date (work, "created_on");
}

static void
infer_visit (SbWork *work, gint32 id, const SbStageSeen *seen, SbStageMeaning status)
{
  SbPendingVisit visit = { .deal = id, .stage = seen->stage_id, .entered = stage_start (work), .left = SB_DATE_NONE };

  if (seen->meaning != SB_STAGE_OPEN)
    return;
  if (status != SB_STAGE_OPEN)
    {
      visit.left = sb_work_date (work, "closed_on");
      visit.outcome = (guint8) (status == SB_STAGE_WON ? 3 : status == SB_STAGE_LOST ? 4 : 5);
    }
  g_array_append_val (work->run->visits, visit);
}

static void
tell_gaps (SbWork *work, Deal *deal, SbStageMeaning status)
{
  SbDate closed = sb_work_date (work, "closed_on");
  SbDate created = sb_work_date (work, "created_on");
  const SbImportCell *amount = sb_work_cell_at (work, deal->amount);

  if (sb_work_value (work, "account")->type == SB_VALUE_NULL)
    sb_work_warn (work, SB_ISSUE_MISSING_ACCOUNT, sb_work_column_name (work, "account"), NULL);
  if (amount == NULL)
    sb_work_warn (work, SB_ISSUE_MISSING_AMOUNT, sb_work_column_name (work, "amount"), NULL);
  if (sb_work_value (work, "owner")->type == SB_VALUE_NULL)
    sb_work_warn (work, SB_ISSUE_MISSING_OWNER, sb_work_column_name (work, "owner"), NULL);
  if (created == SB_DATE_NONE && sb_work_is_mapped (work, "created_on"))
    sb_work_warn (work, SB_ISSUE_MISSING_DATE, sb_work_column_name (work, "created_on"), NULL);
  if (status != SB_STAGE_OPEN && closed == SB_DATE_NONE)
    {
      const char *column = sb_work_column_name (work, "closed_on");

      sb_work_warn (work, SB_ISSUE_CLOSED_WITHOUT_DATE,
                    column != NULL ? column : sb_work_column_name (work, "expected_close_on"), NULL);
    }
  if (closed != SB_DATE_NONE && created != SB_DATE_NONE && closed < created)
    sb_work_warn (work, SB_ISSUE_CLOSED_BEFORE_CREATED, sb_work_column_name (work, "closed_on"), NULL);
  if (status == SB_STAGE_LOST)
    {
      deal->lost++;
      deal->lost_zero += amount != NULL && amount->i == 0;
    }
}

static void
set_place (SbWork *work, const SbStageSeen *seen, SbStageMeaning status)
{
  sb_work_set (work, "pipeline", sb_value_int (seen->pipeline_id));
  sb_work_set (work, "stage", sb_value_int (seen->stage_id));
  sb_work_set (work, "status", (SbValue) { SB_VALUE_TEXT, { .text = (char *) sb_stage_meaning_key (status) } });
}

/* The status a known deal has, for a file that tells none. */
static SbStageMeaning
known_status (SbWork *work, gint32 id)
{
  g_autoptr (SbRecord) record = sb_reader_get (work->run->reader, work->record, id, NULL);
  const char *text = record == NULL ? NULL : sb_record_text (record, "status");

  for (int meaning = SB_STAGE_OPEN; meaning <= SB_STAGE_VOID; meaning++)
    if (g_strcmp0 (text, sb_stage_meaning_key (meaning)) == 0)
      return meaning;
  return SB_STAGE_OPEN;
}

/* Key, place and status of the row. SB_OUTCOME_CREATED: go on. */
static SbOutcome
identify (SbWork *work, SbWorkKey *key, const SbStageSeen **seen, SbStageMeaning *status, GError **error)
{
  Deal *deal = work->state;
  g_autoptr (GError) local = NULL;
  SbOutcome outcome = SB_OUTCOME_CREATED;

  if (deal->decides)
    *seen = place_row (work, deal, status, &local);
  if (local == NULL && deal->decides && *seen == NULL)
    return SB_OUTCOME_REJECTED;
  if (local == NULL)
    outcome = sb_work_find_key (work, key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  if (local == NULL && !deal->decides)
    {
      if (key->id > 0)
        *status = known_status (work, key->id);
      else
        *seen = place_row (work, deal, status, &local);
    }
  if (local == NULL)
    return SB_OUTCOME_CREATED;
  g_propagate_error (error, g_steal_pointer (&local));
  return SB_OUTCOME_FAILED;
}

static SbOutcome
put_deal (SbWork *work, GError **error)
{
  Deal *deal = work->state;
  g_auto (SbWorkKey) key = { NULL };
  SbStageMeaning status = SB_STAGE_OPEN;
  const SbStageSeen *seen = NULL;
  SbOutcome outcome;
  gint32 id;

  if (sb_work_ext_id (work) == NULL && sb_work_text (work, "ext_id") == NULL && cell_text (work, deal->name) == NULL &&
      cell_text (work, deal->account) == NULL && sb_work_id_cell (work, "account") == NULL &&
      !(deal->lead && (sb_work_text (work, "last_name") != NULL || sb_work_text (work, "email") != NULL)))
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "name"), NULL);
  outcome = identify (work, &key, &seen, &status, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  set_name (work, deal);
  set_dates (work, deal, status);
  set_worth (work, deal, status);
  if (seen != NULL)
    set_place (work, seen, status);
  forget_untold (work, deal);
  if (!sb_work_refer_all (work, error))
    return SB_OUTCOME_FAILED;
  work->contact = sb_work_refer (work, "contact", (gint32) sb_work_value (work, "account")->i, error);
  work->competitor = work->contact < 0 ? -1 : sb_work_refer (work, "competitor", 0, error);
  if (work->competitor < 0)
    return SB_OUTCOME_FAILED;
  if (key.id == 0 && sb_work_value (work, "stage_since_on")->type == SB_VALUE_NULL)
    {
      int since = sb_work_record_index (work, "stage_since_on");
      guint8 mapped = work->present[since];

      sb_work_set_date (work, "stage_since_on", sb_work_date (work, "created_on"));
      work->present[since] = mapped;
    }
  outcome = sb_work_put (work, &key, &id, error);
  if (outcome == SB_OUTCOME_REJECTED || outcome == SB_OUTCOME_FAILED)
    return outcome;
  if (outcome == SB_OUTCOME_CREATED)
    infer_visit (work, id, seen, status);
  tell_gaps (work, deal, status);
  if (!sb_import_deal_details (work, &key, id, outcome, error))
    return SB_OUTCOME_FAILED;
  if (deal->entered && (outcome == SB_OUTCOME_CREATED || work->details_changed) &&
      !sb_import_entered_put (deal->book, work, id, outcome == SB_OUTCOME_CREATED, status, error))
    return SB_OUTCOME_FAILED;
  return outcome;
}

gboolean
sb_import_deal_finish (SbWork *work, GError **error)
{
  Deal *deal = work->state;

  if (deal->lost > 0 && deal->lost == deal->lost_zero)
    sb_import_file_warn (work->report, sb_issue_code_name (SB_ISSUE_LOST_AMOUNT_ZERO),
                         sb_work_column_name (work, "amount"), deal->lost, NULL);
  return TRUE;
}

void
sb_import_deal_init (SbWork *work)
{
  static const char *const handled[] = { "name", "stage", "pipeline", "status", "probability", "currency",
                                         "expected_close_on", "closed_on", "contact", "competitor", "converted",
                                         "first_name", "last_name", NULL };
  static const char *const details[] = { "contact", "competitor", NULL };
  Deal *deal = g_new0 (Deal, 1);

  sb_work_handle (work, handled);
  work->details = details;
  deal->lead = g_str_equal (work->type->name, "lead");
  deal->entered = sb_import_entered_has (work);
  deal->stage = sb_work_index (work, "stage");
  deal->pipeline = sb_work_index (work, "pipeline");
  deal->status = sb_work_index (work, "status");
  deal->probability = sb_work_index (work, "probability");
  deal->amount = sb_work_index (work, "amount");
  deal->currency = sb_work_index (work, "currency");
  deal->name = sb_work_index (work, "name");
  deal->account = sb_work_index (work, "account");
  deal->expected = sb_work_index (work, "expected_close_on");
  deal->closed = sb_work_index (work, "closed_on");
  deal->decides = tells_status (work, deal);
  deal->book = sb_stage_book_new (deal->lead ? "lead" : "deal");
  deal->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  work->state = deal;
  work->state_free = deal_free;
  work->put = put_deal;
}
