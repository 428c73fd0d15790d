/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Date entered" and "date exited" columns beside a deal: its stays in stages, told instead of inferred. Called by the
 * deal handler; writes stays only. */
#include "exchange/sb-import-stages.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  const SbStageSeen *seen;
  SbDate             entered, left;
  guint              column;
} Entry;

void
sb_import_entered_see (SbStageBook *book, SbWork *work)
{
  for (guint i = 0; i < work->profile->n_columns; i++)
    {
      const SbFileColumn *column = &work->profile->columns[i];

      if (column->role == SB_COLUMN_ENTERED && column->stage != NULL && column->n_filled > 0)
        sb_stage_book_see (book, work, column->pipeline, column->stage, SB_STAGE_UNKNOWN, -1);
    }
}

gboolean
sb_import_entered_has (const SbWork *work)
{
  for (guint i = 0; i < work->profile->n_columns; i++)
    if (work->profile->columns[i].role == SB_COLUMN_ENTERED)
      return TRUE;
  return FALSE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a;
  const Entry *right = b;

  if (left->entered != right->entered)
    return left->entered < right->entered ? -1 : 1;
  return left->column < right->column ? -1 : left->column > right->column;
}

static void
set_left (SbWork *work, GArray *entries, const SbFileColumn *column, SbDate left)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      const SbFileColumn *entered = &work->profile->columns[entry->column];

      if (g_strcmp0 (entered->stage, column->stage) == 0 && g_strcmp0 (entered->pipeline, column->pipeline) == 0)
        entry->left = left;
    }
}

static GArray *
read_entries (const SbStageBook *book, SbWork *work)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (int role = SB_COLUMN_ENTERED; role <= SB_COLUMN_EXITED; role++)
    for (guint i = 0; i < work->profile->n_columns; i++)
      {
        const SbFileColumn *column = &work->profile->columns[i];
        const SbImportCell *cell = &work->cells[i];
        Entry entry = { .entered = cell->date, .left = SB_DATE_NONE, .column = i };

        if ((int) column->role != role || cell->empty || cell->error != SB_ISSUE_NONE || column->stage == NULL)
          continue;
        if (role == SB_COLUMN_EXITED)
          {
            set_left (work, entries, column, cell->date);
            continue;
          }
        entry.seen = sb_stage_book_find (book, column->pipeline, column->stage);
        if (entry.seen != NULL)
          g_array_append_val (entries, entry);
      }
  g_array_sort (entries, compare_entries);
  return entries;
}

static guint8
outcome_of (const Entry *entry, const Entry *next, SbStageMeaning status)
{
  SbStageMeaning meaning = next == NULL ? status : next->seen->meaning;

  switch (meaning)
    {
    case SB_STAGE_WON:
      return 3;
    case SB_STAGE_LOST:
      return 4;
    case SB_STAGE_VOID:
      return 5;
    default:
      break;
    }
  if (next == NULL)
    return 0;
  return next->seen->position < entry->seen->position ? 2 : 1;
}

static gboolean
drop (SbWork *work, gint32 deal, GError **error)
{
  g_autoptr (GPtrArray) visits = sb_import_visits_of (work->run, deal, error);

  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const SbRecord *visit = g_ptr_array_index (visits, i);

      if (!sb_bulk_delete (work->run->bulk, visit->type, visit->id, error))
        return FALSE;
    }
  return visits != NULL;
}

gboolean
sb_import_entered_put (const SbStageBook *book, SbWork *work, gint32 deal, gboolean created, SbStageMeaning status,
                       GError **error)
{
  g_autoptr (GArray) entries = read_entries (book, work);
  SbDate closed = sb_work_date (work, "closed_on");
  SbKeyHash hash = { (guint64) deal, 1 };
  gint64 seq = 0;

  if (entries->len == 0)
    return TRUE;
  *sb_key_map_slot (work->run->histories, hash) = 1;
  if (!created && !drop (work, deal, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const Entry *next = i + 1 < entries->len ? entry + 1 : NULL;
      SbPendingVisit visit = { .deal = deal, .stage = entry->seen->stage_id, .entered = entry->entered,
                               .left = entry->left, .outcome = outcome_of (entry, next, status) };

      if (entry->seen->meaning != SB_STAGE_OPEN)
        continue;
      if (visit.left == SB_DATE_NONE)
        visit.left = next != NULL ? next->entered : status != SB_STAGE_OPEN ? closed : SB_DATE_NONE;
      if (!sb_import_visit_insert (work->run, &visit, ++seq, error))
        return FALSE;
    }
  return TRUE;
}
