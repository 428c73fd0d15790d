/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage history a CRM kept: rows "deal, stage, since when" and the wide "date entered" columns become stays in
 * stages and entries of the field history. They beat what was inferred. Gathers everything first, writes it deal by
 * deal. */
#include "exchange/sb-import-stages.h"

#include "core/sb-text.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  gint32 deal;
  gint32 stage;
  SbDate at;
  guint32 number;  /* order within a day */
  guint8 meaning;  /* SbStageMeaning */
  guint8 fresh;    /* a row the workspace did not have */
} Stay;

typedef struct {
  SbStageBook *book;
  GArray      *stays;
} History;

static void
history_free (gpointer data)
{
  History *history = data;

  sb_stage_book_free (history->book);
  g_array_unref (history->stays);
  g_free (history);
}

static const char *
text_of (SbWork *work, const char *field)
{
  const char *text = sb_work_text (work, field);

  return text == NULL || sb_text_is_blank (text) ? NULL : text;
}

gboolean
sb_import_history_look (SbWork *work, GError **error)
{
  History *history = work->state;
  const int fields[] = { sb_work_index (work, "stage") };
  g_autoptr (SbRowReader) reader = sb_row_reader_new (work->profile, error);
  SbImportRow row;
  GError *local = NULL;

  if (reader == NULL)
    return FALSE;
  while (sb_row_reader_next (reader, &row, &local))
    {
      if (!sb_work_look (work, &row, fields, G_N_ELEMENTS (fields)))
        continue;
      if (text_of (work, "stage") != NULL)
        sb_stage_book_see (history->book, work, NULL, text_of (work, "stage"), SB_STAGE_UNKNOWN, -1);
      if (g_cancellable_set_error_if_cancelled (work->run->cancellable, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return sb_stage_book_settle (history->book, work, sb_work_column_name (work, "stage"), error);
}

static SbOutcome
put_change (SbWork *work, GError **error)
{
  History *history = work->state;
  const SbImportCell *at = sb_work_cell (work, "at");
  const char *stage = text_of (work, "stage");
  const SbStageSeen *seen = stage == NULL ? NULL : sb_stage_book_find (history->book, NULL, stage);
  g_auto (SbWorkKey) key = { NULL };
  gint32 deal = sb_work_refer (work, "deal", 0, error);
  SbOutcome outcome;
  Stay stay;

  if (deal < 0)
    return SB_OUTCOME_FAILED;
  if (deal == 0 || seen == NULL || at == NULL)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED,
                           sb_work_column_name (work, deal == 0     ? "deal"
                                                      : seen == NULL ? "stage"
                                                                     : "at"),
                           deal == 0 ? sb_work_text (work, "deal") : NULL);
  outcome = sb_work_find_key (work, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  stay = (Stay) { .deal = deal, .stage = seen->stage_id, .at = at->date, .number = history->stays->len,
                  .meaning = (guint8) seen->meaning, .fresh = key.id == 0 };
  g_array_append_val (history->stays, stay);
  if (key.id > 0)
    return SB_OUTCOME_UNCHANGED;
  if (!sb_bulk_add_key (work->run->bulk, work->profile->source, work->object, key.text,
                        sb_record_type_find ("deal"), deal, NULL, error))
    return SB_OUTCOME_FAILED;
  sb_keyring_add (work->ring, key.text, deal);
  return SB_OUTCOME_CREATED;
}

static int
compare_stays (gconstpointer a, gconstpointer b)
{
  const Stay *left = a;
  const Stay *right = b;

  if (left->deal != right->deal)
    return left->deal < right->deal ? -1 : 1;
  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  return left->number < right->number ? -1 : left->number > right->number;
}

static int
position_of (SbWork *work, GHashTable *positions, gint32 stage)
{
  gpointer known = g_hash_table_lookup (positions, GINT_TO_POINTER (stage));
  g_autoptr (SbRecord) record = NULL;
  int position;

  if (known != NULL)
    return GPOINTER_TO_INT (known) - 1;
  record = sb_reader_get (work->run->reader, sb_record_type_find ("stage"), stage, NULL);
  position = record == NULL ? 0 : (int) sb_record_int (record, "position", 0);
  g_hash_table_insert (positions, GINT_TO_POINTER (stage), GINT_TO_POINTER (position + 1));
  return position;
}

/* The index of stage_visit.outcome for a stay that ends where the next one begins. */
static guint8
outcome_of (SbWork *work, GHashTable *positions, const Stay *stay, const Stay *next)
{
  if (next == NULL)
    return 0;
  switch (next->meaning)
    {
    case SB_STAGE_WON:
      return 3;
    case SB_STAGE_LOST:
      return 4;
    case SB_STAGE_VOID:
      return 5;
    default:
      return position_of (work, positions, next->stage) < position_of (work, positions, stay->stage) ? 2 : 1;
    }
}

static gboolean
drop_inferred (SbWork *work, gint32 deal, GError **error)
{
  g_autoptr (GPtrArray) visits = NULL;
  SbKeyHash hash = { (guint64) deal, 1 };

  *sb_key_map_slot (work->run->histories, hash) = 1;
  visits = sb_import_visits_of (work->run, deal, error);
  if (visits == NULL)
    return FALSE;
  for (guint i = 0; i < visits->len; i++)
    {
      const SbRecord *visit = g_ptr_array_index (visits, i);

      if (!sb_bulk_delete (work->run->bulk, visit->type, visit->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note_move (SbWork *work, const Stay *from, const Stay *to, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("deal");
  SbValue old_value = sb_value_int (from->stage);
  SbValue new_value = sb_value_int (to->stage);

  return sb_bulk_add_history (work->run->bulk, type, to->deal, (guint) sb_record_type_field_index (type, "stage"),
                              &old_value, &new_value, to->at, error);
}

static gboolean
write_deal (SbWork *work, GHashTable *positions, const Stay *stays, gsize n, GError **error)
{
  gint64 seq = 0;

  if (!drop_inferred (work, stays[0].deal, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const Stay *next = i + 1 < n ? &stays[i + 1] : NULL;
      SbPendingVisit visit = { .deal = stays[i].deal, .stage = stays[i].stage, .entered = stays[i].at,
                               .left = next == NULL ? SB_DATE_NONE : next->at };

      if (i > 0 && stays[i].fresh && stays[i].stage != stays[i - 1].stage &&
          !note_move (work, &stays[i - 1], &stays[i], error))
        return FALSE;
      if (stays[i].meaning != SB_STAGE_OPEN)
        continue;
      visit.outcome = outcome_of (work, positions, &stays[i], next);
      if (!sb_import_visit_insert (work->run, &visit, ++seq, error))
        return FALSE;
    }
  return TRUE;
}

/* Stays the workspace has of this deal from earlier files, when the file brings only what came after. */
static gboolean
add_known (SbWork *work, GArray *merged, const Stay *stays, gsize n, GError **error)
{
  g_autoptr (GPtrArray) visits = NULL;

  if (!stays[0].fresh)
    return TRUE;
  visits = sb_import_visits_of (work->run, stays[0].deal, error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const SbRecord *visit = g_ptr_array_index (visits, i);
      Stay stay = { .deal = stays[0].deal, .stage = (gint32) sb_record_int (visit, "stage", 0),
                    .at = sb_date_parse_iso (sb_record_text (visit, "entered_on")), .meaning = SB_STAGE_OPEN };

      if (visits->len > 1 && stay.at != SB_DATE_NONE && stay.at < stays[0].at)
        g_array_append_val (merged, stay);
    }
  return visits != NULL;
}

gboolean
sb_import_history_finish (SbWork *work, GError **error)
{
  History *history = work->state;
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) merged = g_array_new (FALSE, FALSE, sizeof (Stay));
  const Stay *stays;
  gsize n = history->stays->len;

  g_array_sort (history->stays, compare_stays);
  stays = (const Stay *) (gpointer) history->stays->data;
  for (gsize at = 0; at < n;)
    {
      gsize end = at;
      gboolean fresh = FALSE;

      for (; end < n && stays[end].deal == stays[at].deal; end++)
        fresh |= stays[end].fresh;
      if (fresh)
        {
          g_array_set_size (merged, 0);
          if (!add_known (work, merged, stays + at, end - at, error))
            return FALSE;
          g_array_append_vals (merged, stays + at, (guint) (end - at));
          if (!write_deal (work, positions, (const Stay *) (gpointer) merged->data, merged->len, error))
            return FALSE;
          if (g_cancellable_set_error_if_cancelled (work->run->cancellable, error))
            return FALSE;
        }
      at = end;
    }
  return TRUE;
}

void
sb_import_history_init (SbWork *work)
{
  History *history = g_new0 (History, 1);
  static const char *const handled[] = { "deal", "stage", "at", NULL };

  sb_work_handle (work, handled);
  history->book = sb_stage_book_new ("deal");
  history->stays = g_array_new (FALSE, FALSE, sizeof (Stay));
  work->state = history;
  work->state_free = history_free;
  work->put = put_change;
}
