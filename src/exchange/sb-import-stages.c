/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stages does the file have, and where do they stand? Used by the deal handler; decides the order and writes
 * pipelines and stages through the bulk. */
#include "sb-config.h"

#include "exchange/sb-import-stages.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SbStageBook {
  const char *object;
  SbKeyMap   *map;       /* (pipeline, name) as written → index + 1 */
  GPtrArray  *stages;    /* SbStageSeen */
  GHashTable *pipelines; /* key → id */
};

const char *
sb_stage_meaning_key (SbStageMeaning meaning)
{
  static const char *const keys[] = { "open", "won", "lost", "void" };

  return meaning <= SB_STAGE_VOID ? keys[meaning] : "open";
}

static void
seen_free (gpointer data)
{
  SbStageSeen *seen = data;

  g_free (seen->pipeline);
  g_free (seen->name);
  g_free (seen);
}

SbStageBook *
sb_stage_book_new (const char *object)
{
  SbStageBook *book = g_new0 (SbStageBook, 1);

  book->object = object;
  book->map = sb_key_map_new ();
  book->stages = g_ptr_array_new_with_free_func (seen_free);
  book->pipelines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return book;
}

void
sb_stage_book_free (SbStageBook *book)
{
  if (book == NULL)
    return;
  sb_key_map_free (book->map);
  g_ptr_array_unref (book->stages);
  g_hash_table_unref (book->pipelines);
  g_free (book);
}

static SbKeyHash
raw_hash (const char *pipeline, const char *name)
{
  SbKeyHasher hasher;

  sb_key_hasher_init (&hasher);
  sb_key_hasher_add (&hasher, pipeline == NULL ? "" : pipeline, pipeline == NULL ? 0 : strlen (pipeline));
  sb_key_hasher_add (&hasher, name, strlen (name));
  return sb_key_hasher_end (&hasher);
}

/* Two spellings of one stage are one. */
static SbStageSeen *
find_folded (const SbStageBook *book, const char *pipeline, const char *name)
{
  g_autofree char *wanted = sb_text_name_key (name);

  for (guint i = 0; i < book->stages->len; i++)
    {
      SbStageSeen *seen = g_ptr_array_index (book->stages, i);
      g_autofree char *key = sb_text_name_key (seen->name);

      if (g_str_equal (key, wanted) && g_strcmp0 (seen->pipeline, pipeline) == 0)
        return seen;
    }
  return NULL;
}

static SbStageSeen *
add_seen (SbStageBook *book, const SbWork *work, const char *pipeline, const char *name)
{
  gint32 *slot = sb_key_map_slot (book->map, raw_hash (pipeline, name));
  SbStageSeen *seen;
  gsize n;
  const SbProfileStage *table;
  const SbProfileStage *in_table;

  if (*slot > 0)
    return g_ptr_array_index (book->stages, *slot - 1);
  seen = find_folded (book, pipeline, name);
  if (seen != NULL)
    {
      guint at = 0;

      g_ptr_array_find (book->stages, seen, &at);
      *slot = (gint32) at + 1;
      return seen;
    }
  seen = g_new0 (SbStageSeen, 1);
  seen->pipeline = g_strdup (pipeline);
  seen->name = g_strdup (name);
  seen->first_row = work->row == NULL ? 0 : work->row->record.number;
  seen->meaning = sb_stage_word (work->profile->profile, name, &seen->seed);
  seen->by_table = seen->meaning != SB_STAGE_UNKNOWN;
  table = sb_crm_profile_stages (work->profile->profile, &n);
  in_table = table == NULL ? NULL : sb_crm_profile_stage (work->profile->profile, name);
  seen->profile_index = in_table == NULL ? -1 : (int) (in_table - table);
  g_ptr_array_add (book->stages, seen);
  *slot = (gint32) book->stages->len;
  return seen;
}

void
sb_stage_book_see (SbStageBook *book, const SbWork *work, const char *pipeline, const char *name,
                   SbStageMeaning meaning, gint64 ppm)
{
  SbStageSeen *seen = add_seen (book, work, pipeline, name);

  seen->n++;
  if (ppm >= 0 && ppm <= 1000000 && meaning != SB_STAGE_WON && meaning != SB_STAGE_LOST)
    seen->percents[(ppm + 5000) / 10000]++;
}

const SbStageSeen *
sb_stage_book_find (const SbStageBook *book, const char *pipeline, const char *name)
{
  gint32 at = sb_key_map_find (book->map, raw_hash (pipeline, name));

  return at == 0 ? NULL : g_ptr_array_index (book->stages, at - 1);
}

static int
rank (const SbStageSeen *seen)
{
  switch (seen->meaning)
    {
    case SB_STAGE_WON:
      return 20 + (seen->seed == 5);
    case SB_STAGE_LOST:
      return 30;
    case SB_STAGE_VOID:
      return 40;
    case SB_STAGE_OPEN:
    case SB_STAGE_UNKNOWN:
    default:
      return seen->seed > 0 ? seen->seed : 9;
    }
}

static int
compare_seen (gconstpointer a, gconstpointer b)
{
  const SbStageSeen *left = *(SbStageSeen *const *) a;
  const SbStageSeen *right = *(SbStageSeen *const *) b;
  int by_pipeline = g_strcmp0 (left->pipeline, right->pipeline);

  if (by_pipeline != 0)
    return by_pipeline;
  if (rank (left) != rank (right))
    return rank (left) < rank (right) ? -1 : 1;
  if (left->profile_index != right->profile_index && left->profile_index >= 0 && right->profile_index >= 0)
    return left->profile_index < right->profile_index ? -1 : 1;
  if (left->first_row != right->first_row)
    return left->first_row < right->first_row ? -1 : 1;
  return 0;
}

static gint64
median_percent (const SbStageSeen *seen)
{
  guint64 n = 0, half = 0;

  for (int i = 0; i <= 100; i++)
    n += seen->percents[i];
  if (n < 5)
    return -1;
  for (int i = 0; i <= 100; i++)
    {
      half += seen->percents[i];
      if (half * 2 >= n)
        return i;
    }
  return -1;
}

static gint64
stage_percent (const SbStageSeen *seen, const SbWork *work, int step, int n_open)
{
  const SbProfileStage *table = sb_crm_profile_stage (work->profile->profile, seen->name);
  gint64 median = median_percent (seen);

  if (seen->meaning == SB_STAGE_WON)
    return 100;
  if (seen->meaning == SB_STAGE_LOST || seen->meaning == SB_STAGE_VOID)
    return 0;
  if (table != NULL && table->percent >= 0)
    return table->percent;
  return median >= 0 ? median : 100 * step / (n_open + 1);
}

static char *
pipeline_key (const SbStageBook *book, const char *pipeline)
{
  g_autofree char *folded = pipeline == NULL ? g_strdup ("") : sb_text_name_key (pipeline);

  return g_strconcat (book->object, ":", folded, NULL);
}

static char *
pipeline_name (const SbStageBook *book, const SbWork *work, const char *pipeline)
{
  if (pipeline != NULL)
    return g_strdup (pipeline);
  if (g_str_equal (book->object, "lead"))
    return g_strdup_printf (_("Leads (%s)"), work->profile->source);
  return g_strdup (work->profile->source);
}

/* The records of a type whose folded name is this, −1 on error. with (may be NULL): a reference that must hold. */
static gint32
find_record (SbWork *work, const SbRecordType *type, const char *name, const char *with, gint32 id, GError **error)
{
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autofree char *wanted = sb_text_name_key (name);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (with != NULL)
    sb_query_where (query, with, SB_QUERY_EQUAL, sb_value_int (id));
  ids = sb_reader_ids (work->run->reader, query, NULL, error);
  records = ids == NULL ? NULL
                        : sb_reader_load (work->run->reader, type, (const gint32 *) (gpointer) ids->data, ids->len,
                                          error);
  if (records == NULL)
    return -1;
  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);
      g_autofree char *key = record == NULL ? NULL : sb_text_name_key (sb_record_text (record, "name"));

      if (key != NULL && g_str_equal (key, wanted))
        return record->id;
    }
  return 0;
}

static gint32
settle_pipeline (SbStageBook *book, SbWork *work, const char *pipeline, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("pipeline");
  g_autofree char *key = pipeline_key (book, pipeline);
  g_autofree char *name = pipeline_name (book, work, pipeline);
  gint32 id = GPOINTER_TO_INT (g_hash_table_lookup (book->pipelines, key));
  SbKeyring *ring;
  SbKeyEntry *entry;
  gboolean created = FALSE;

  if (id > 0)
    return id;
  ring = sb_run_ring (work->run, work->profile->source, "pipeline", error);
  if (ring == NULL)
    return -1;
  entry = sb_keyring_find (ring, key);
  id = entry != NULL ? entry->id : find_record (work, type, name, NULL, 0, error);
  if (id == 0)
    {
      SbValue *values = sb_work_new_values (type);

      sb_work_set_value (type, values, "name", sb_value_text (name));
      sb_work_set_value (type, values, "object", sb_value_text (book->object));
      id = sb_work_put_detail (work, type, "pipeline", key, values, &created, error);
      g_free (values);
      if (created)
        sb_import_report_also (work->run->report, "pipeline", 1);
    }
  if (id <= 0)
    return -1;
  g_hash_table_insert (book->pipelines, g_steal_pointer (&key), GINT_TO_POINTER (id));
  return id;
}

#define POSITION_STEP 10

/* Between the stages that rank before it and those that rank after it; the order the pipeline has stays. 0 on error. */
static gint64
find_position (SbWork *work, const SbStageSeen *seen, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) stages = NULL;
  gint64 before = 0, after = G_MAXINT64, last = 0;

  sb_query_where (query, "pipeline", SB_QUERY_EQUAL, sb_value_int (seen->pipeline_id));
  ids = sb_reader_ids (work->run->reader, query, NULL, error);
  stages = ids == NULL ? NULL
                       : sb_reader_load (work->run->reader, type, (const gint32 *) (gpointer) ids->data, ids->len,
                                         error);
  if (stages == NULL)
    return 0;
  for (guint i = 0; i < stages->len; i++)
    {
      const SbRecord *stage = g_ptr_array_index (stages, i);
      gint64 position = sb_record_int (stage, "position", 0);
      SbStageSeen other = { 0 };

      other.meaning = sb_stage_word (work->profile->profile, sb_record_text (stage, "name"), &other.seed);
      last = MAX (last, position);
      if (rank (&other) <= rank (seen))
        before = MAX (before, position);
      else
        after = MIN (after, position);
    }
  if (after == G_MAXINT64 || after <= before)
    return last + POSITION_STEP;
  return after - before > 1 ? before + (after - before) / 2 : last + POSITION_STEP;
}

static gboolean
make_stage (SbStageBook *book, SbWork *work, SbStageSeen *seen, gint64 percent, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage");
  g_autofree char *base = pipeline_key (book, seen->pipeline);
  g_autofree char *folded = sb_text_name_key (seen->name);
  g_autofree char *key = g_strconcat (base, "/", folded, NULL);
  SbKeyring *ring = sb_run_ring (work->run, work->profile->source, "stage", error);
  SbKeyEntry *entry = ring == NULL ? NULL : sb_keyring_find (ring, key);
  gboolean created = FALSE;
  gint64 position;
  SbValue *values;

  if (ring == NULL)
    return FALSE;
  seen->stage_id = entry != NULL ? entry->id
                                 : find_record (work, type, seen->name, "pipeline", seen->pipeline_id, error);
  if (seen->stage_id > 0)
    {
      g_autoptr (SbRecord) known = sb_reader_get (work->run->reader, type, seen->stage_id, error);

      seen->position = known == NULL ? 0 : sb_record_int (known, "position", 0);
      return known != NULL;
    }
  if (seen->stage_id < 0)
    return FALSE;
  position = find_position (work, seen, error);
  if (position == 0)
    return FALSE;
  seen->position = position;
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "pipeline", sb_value_int (seen->pipeline_id));
  sb_work_set_value (type, values, "name", sb_value_text (seen->name));
  sb_work_set_value (type, values, "position", sb_value_int (position));
  sb_work_set_value (type, values, "status", sb_value_text (sb_stage_meaning_key (seen->meaning)));
  sb_work_set_value (type, values, "probability", sb_value_int (percent * 10000));
  seen->stage_id = sb_work_put_detail (work, type, "stage", key, values, &created, error);
  g_free (values);
  if (created)
    sb_import_report_also (work->run->report, "stage", 1);
  return seen->stage_id > 0;
}

static void
report_stage (SbWork *work, const SbStageSeen *seen, gint64 percent)
{
  SbImportStage *stage = g_new0 (SbImportStage, 1);

  stage->name = g_strdup (seen->name);
  stage->status = g_strdup (sb_stage_meaning_key (seen->meaning));
  stage->seed = seen->seed;
  stage->probability = (int) percent;
  g_ptr_array_add (work->report->stages, stage);
}

static gboolean
adopt (SbStageBook *book, SbWork *work, const char *column, GPtrArray *sorted, GError **error)
{
  const char *pipeline = NULL;
  int step = 0, n_open = 0;

  for (guint i = 0; i < sorted->len; i++)
    {
      SbStageSeen *seen = g_ptr_array_index (sorted, i);
      gint64 percent;

      if (i == 0 || g_strcmp0 (seen->pipeline, pipeline) != 0)
        {
          pipeline = seen->pipeline;
          step = n_open = 0;
          for (guint j = i; j < sorted->len; j++)
            {
              const SbStageSeen *other = g_ptr_array_index (sorted, j);

              n_open += g_strcmp0 (other->pipeline, pipeline) == 0 &&
                        (other->meaning == SB_STAGE_OPEN || other->meaning == SB_STAGE_UNKNOWN);
            }
        }
      if (seen->meaning == SB_STAGE_UNKNOWN)
        {
          seen->meaning = SB_STAGE_OPEN;
          sb_import_file_warn (work->report, sb_issue_code_name (SB_ISSUE_STAGE_ORDER_GUESSED), column, 1,
                               seen->name);
        }
      percent = stage_percent (seen, work, ++step, n_open);
      seen->pipeline_id = settle_pipeline (book, work, seen->pipeline, error);
      if (seen->pipeline_id <= 0 || !make_stage (book, work, seen, percent, error))
        return FALSE;
      report_stage (work, seen, percent);
    }
  return TRUE;
}

gboolean
sb_stage_book_settle (SbStageBook *book, SbWork *work, const char *column, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < book->stages->len; i++)
    if (((SbStageSeen *) g_ptr_array_index (book->stages, i))->stage_id == 0)
      g_ptr_array_add (sorted, g_ptr_array_index (book->stages, i));
  g_ptr_array_sort (sorted, compare_seen);
  if (work->profile->options->stages == SB_STAGES_SEED && g_str_equal (book->object, "deal"))
    return sb_stage_book_seed (work, column, sorted, error);
  return adopt (book, work, column, sorted, error);
}

const SbStageSeen *
sb_stage_book_default (SbStageBook *book, SbWork *work, const char *pipeline, SbStageMeaning meaning, GError **error)
{
  static const char *const names[] = { N_("Open"), N_("Won"), N_("Lost"), N_("Void") };
  SbStageSeen *best = NULL;
  SbStageSeen *made;

  g_return_val_if_fail (meaning <= SB_STAGE_VOID, NULL);
  for (guint i = 0; i < book->stages->len; i++)
    {
      SbStageSeen *seen = g_ptr_array_index (book->stages, i);

      if (seen->meaning == meaning && seen->stage_id > 0 && g_strcmp0 (seen->pipeline, pipeline) == 0 &&
          (best == NULL || rank (seen) < rank (best)))
        best = seen;
    }
  if (best != NULL)
    return best;
  made = add_seen (book, work, pipeline, names[meaning]);
  made->meaning = meaning;
  if (made->stage_id > 0)
    return made;
  return sb_stage_book_settle (book, work, NULL, error) ? made : NULL;
}
