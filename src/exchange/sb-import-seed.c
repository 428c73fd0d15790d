/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a file laid over the seed pipeline (--stages seed): the table answers what it knows, a question is
 * asked about the rest. Called by sb-import-stages.c. */
#include "exchange/sb-import-stages.h"

#include "core/sb-text.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  gint32 pipeline;
  gint32 open[5];   /* by seed rank 1–4 */
  gint32 closed[4]; /* by SbStageMeaning */
} Seed;

static gint32
first_pipeline (SbWork *work, GError **error)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find ("pipeline"));
  g_autoptr (GArray) ids = NULL;

  sb_query_where (query, "object", SB_QUERY_EQUAL, (SbValue) { SB_VALUE_TEXT, { .text = (char *) "deal" } });
  sb_query_sort (query, "position", FALSE);
  ids = sb_reader_ids (work->run->reader, query, NULL, error);
  return ids == NULL ? -1 : ids->len == 0 ? 0 : g_array_index (ids, gint32, 0);
}

static gboolean
load_seed (SbWork *work, Seed *seed, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) stages = NULL;
  int n_open = 0;

  seed->pipeline = first_pipeline (work, error);
  if (seed->pipeline < 0)
    return FALSE;
  sb_query_where (query, "pipeline", SB_QUERY_EQUAL, sb_value_int (seed->pipeline));
  sb_query_sort (query, "position", FALSE);
  ids = sb_reader_ids (work->run->reader, query, NULL, error);
  stages = ids == NULL ? NULL
                       : sb_reader_load (work->run->reader, type, (const gint32 *) (gpointer) ids->data, ids->len,
                                         error);
  if (stages == NULL)
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      const SbRecord *stage = g_ptr_array_index (stages, i);
      const char *status = stage == NULL ? NULL : sb_record_text (stage, "status");

      for (int meaning = SB_STAGE_WON; meaning <= SB_STAGE_VOID; meaning++)
        if (g_strcmp0 (status, sb_stage_meaning_key (meaning)) == 0 && seed->closed[meaning] == 0)
          seed->closed[meaning] = stage->id;
      if (g_strcmp0 (status, "open") == 0 && n_open < 4)
        seed->open[++n_open] = stage->id;
    }
  return TRUE;
}

/* What --map "Stage:X=seed:…" says about a stage; FALSE when it says nothing. */
static gboolean
answered (SbWork *work, SbStageSeen *seen)
{
  GPtrArray *maps = work->profile->options->maps;

  for (guint i = maps->len; i-- > 0;)
    {
      const SbImportMap *map = g_ptr_array_index (maps, i);
      g_autofree char *wanted = NULL;
      g_autofree char *name = NULL;

      if (!g_str_has_prefix (map->header, "Stage:") || !g_str_has_prefix (map->target, "seed:"))
        continue;
      wanted = sb_text_name_key (map->header + strlen ("Stage:"));
      name = sb_text_name_key (seen->name);
      if (!g_str_equal (wanted, name))
        continue;
      seen->seed = CLAMP (atoi (map->target + strlen ("seed:")), 0, 4);
      seen->meaning = SB_STAGE_OPEN;
      for (int meaning = SB_STAGE_WON; meaning <= SB_STAGE_VOID; meaning++)
        if (g_str_has_suffix (map->target, sb_stage_meaning_key (meaning)))
          seen->meaning = meaning;
      return seen->seed > 0 || seen->meaning != SB_STAGE_OPEN;
    }
  return FALSE;
}

static void
ask (SbWork *work, const char *column, const char *name)
{
  static const char *const choices[] = { "seed:1", "seed:2", "seed:3", "seed:4", "seed:won", "seed:lost", "seed:void" };
  g_autoptr (SbImportIssue) issue = sb_import_issue_new (SB_ISSUE_STAGE_UNMAPPED, column, 0, 0, name);
  SbImportQuestion *question = sb_import_file_ask (work->report, sb_issue_code_name (SB_ISSUE_STAGE_UNMAPPED), column,
                                                   name, sb_issue_code_option (SB_ISSUE_STAGE_UNMAPPED));

  if (question->choices->len > 0)
    return;
  question->message = sb_import_issue_dup_message (issue);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    g_ptr_array_add (question->choices, g_strdup (choices[i]));
}

gboolean
sb_stage_book_seed (SbWork *work, const char *column, GPtrArray *stages, GError **error)
{
  Seed seed = { 0 };

  if (!load_seed (work, &seed, error))
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      SbStageSeen *seen = g_ptr_array_index (stages, i);
      SbImportStage *told = g_new0 (SbImportStage, 1);

      if (!answered (work, seen) && (seen->meaning == SB_STAGE_UNKNOWN ||
                                     (seen->meaning == SB_STAGE_OPEN && seen->seed == 0)))
        {
          ask (work, column, seen->name);
          seen->meaning = SB_STAGE_OPEN;
          seen->seed = 0;
        }
      seen->pipeline_id = seed.pipeline;
      /* An open question still needs a place, so that the counts can be told. */
      seen->stage_id = seen->meaning == SB_STAGE_OPEN ? seed.open[MAX (1, seen->seed)] : seed.closed[seen->meaning];
      told->name = g_strdup (seen->name);
      told->status = g_strdup (sb_stage_meaning_key (seen->meaning));
      told->seed = seen->seed;
      told->probability = -1;
      g_ptr_array_add (work->report->stages, told);
    }
  return TRUE;
}
