/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of stages on the write path: stage, status and closing day of a deal follow each other, a forecast category
 * that nobody picked follows the stage, and every move closes one stay and opens the next in the same step (AREAS.md
 * chapters 3 and 5, P2). */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "store/sb-draft.h"
#include "store/sb-table.h"

typedef struct
{
  gint32 id;
  gint32 pipeline_id;
  gint64 position;
  char  *status;
  char  *category;
} Stage;

static void
stage_clear (Stage *stage)
{
  g_free (stage->status);
  g_free (stage->category);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stage, stage_clear)

/* As the change leaves it. FALSE when there is no such stage. */
static gboolean
load_stage (SbDraftSet *set, gint32 id, Stage *stage)
{
  const SbRecordType *type = sb_record_type_find ("stage");
  const SbDraft *draft = sb_draft_set_find (set, type, id);
  g_autoptr (SbRecord) record = draft == NULL ? sb_table_load (set->db, type, id, NULL) : NULL;

  if (draft == NULL && record == NULL)
    return FALSE;
  stage->id = id;
  stage->pipeline_id = (gint32) (draft != NULL ? sb_draft_int (draft, "pipeline_id", 0)
                                               : sb_record_int (record, "pipeline_id", 0));
  stage->position = draft != NULL ? sb_draft_int (draft, "position", 0) : sb_record_int (record, "position", 0);
  stage->status = g_strdup (draft != NULL ? sb_draft_text (draft, "status") : sb_record_text (record, "status"));
  stage->category = g_strdup (draft != NULL ? sb_draft_text (draft, "forecast_category")
                                            : sb_record_text (record, "forecast_category"));
  return stage->status != NULL;
}

static gint32
first_pipeline (SbDraftSet *set)
{
  return (gint32) sb_db_int (set->db,
                             "SELECT id FROM pipeline WHERE object = 'deal' AND active = 1 AND archived_at IS NULL "
                             "ORDER BY position, id", 0);
}

static gint32
first_stage (SbDraftSet *set, gint32 pipeline_id, const char *status)
{
  g_autoptr (SbStmt) stmt = sb_db_query (set->db,
                                         "SELECT id FROM stage WHERE pipeline_id = ?1 AND status = ?2 "
                                         "AND archived_at IS NULL ORDER BY active DESC, position, id", NULL);

  if (stmt == NULL)
    return 0;
  sqlite3_bind_int (stmt->stmt, 1, pipeline_id);
  sb_stmt_bind_text (stmt, 2, status);
  return sb_stmt_next (stmt, NULL) ? sqlite3_column_int (stmt->stmt, 0) : 0;
}

/* Where a reopened deal goes back to: the last open stage it was in. */
static gint32
last_open_stage (SbDraftSet *set, const SbDraft *deal)
{
  g_autoptr (SbStmt) stmt = sb_db_query (set->db,
                                         "SELECT v.stage_id FROM stage_visit v JOIN stage s ON s.id = v.stage_id "
                                         "WHERE v.deal_id = ?1 AND s.status = 'open' AND s.pipeline_id = ?2 "
                                         "ORDER BY v.seq DESC", NULL);

  if (stmt == NULL || deal->before == NULL)
    return 0;
  sqlite3_bind_int (stmt->stmt, 1, deal->id);
  sqlite3_bind_int64 (stmt->stmt, 2, sb_draft_int (deal, "pipeline_id", 0));
  return sb_stmt_next (stmt, NULL) ? sqlite3_column_int (stmt->stmt, 0) : 0;
}

static SbValue
day_value (SbDate day)
{
  char text[SB_DATE_TEXT_SIZE];

  return sb_value_text (sb_date_format_iso (day, text));
}

static gboolean
is_open (const char *status)
{
  return g_strcmp0 (status, "open") == 0;
}

/* Chooses pipeline and stage where the change names only the other, or only a status. */
static gboolean
choose_stage (SbDraftSet *set, SbDraft *deal, GError **error)
{
  g_auto (Stage) typed = { 0 };
  gboolean stage_typed = sb_draft_is_typed (deal, "stage_id") && sb_draft_int (deal, "stage_id", 0) != 0;
  const char *status = sb_draft_is_typed (deal, "status") ? sb_draft_text (deal, "status") : NULL;
  gint32 pipeline, stage = 0;

  if (stage_typed && load_stage (set, (gint32) sb_draft_int (deal, "stage_id", 0), &typed)
      && !sb_draft_is_typed (deal, "pipeline_id"))
    sb_draft_put (deal, "pipeline_id", sb_value_int (typed.pipeline_id), SB_DRAFT_RULE);
  if (sb_draft_int (deal, "pipeline_id", 0) == 0)
    sb_draft_put (deal, "pipeline_id", sb_value_int (first_pipeline (set)), SB_DRAFT_RULE);
  pipeline = (gint32) sb_draft_int (deal, "pipeline_id", 0);
  if (stage_typed)
    return TRUE;
  if (deal->before != NULL && status != NULL && is_open (status))
    stage = last_open_stage (set, deal);
  if (stage == 0)
    stage = first_stage (set, pipeline, status != NULL ? status : "open");
  if (stage == 0)
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                   _("This pipeline has no stage for “%s”. Add one in the process settings."),
                   status != NULL ? status : "open");
      return FALSE;
    }
  sb_draft_put (deal, "stage_id", sb_value_int (stage), SB_DRAFT_RULE);
  return TRUE;
}

/* Status, closing day and category follow the stage. */
static gboolean
follow_stage (SbDraftSet *set, SbDraft *deal, const Stage *stage, GError **error)
{
  if (stage->pipeline_id != sb_draft_int (deal, "pipeline_id", 0))
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                           _("The stage belongs to another pipeline. Choose a stage of the deal's own pipeline."));
      return FALSE;
    }
  if (sb_draft_is_typed (deal, "status") && g_strcmp0 (sb_draft_text (deal, "status"), stage->status) != 0)
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                           _("Stage and status contradict each other. Change one of them; the other follows."));
      return FALSE;
    }
  sb_draft_put (deal, "status", sb_value_text (stage->status), SB_DRAFT_RULE);
  if (is_open (stage->status))
    {
      if (!sb_draft_is_typed (deal, "closed_on"))
        sb_draft_put (deal, "closed_on", SB_VALUE_EMPTY, SB_DRAFT_RULE);
    }
  else if (sb_value_is_null (sb_draft_get (deal, "closed_on")))
    sb_draft_put (deal, "closed_on", day_value (set->as_of_on), SB_DRAFT_RULE);
  if (sb_draft_is_typed (deal, "forecast_category") && !sb_draft_is_typed (deal, "category_manual"))
    sb_draft_put (deal, "category_manual", sb_value_int (1), SB_DRAFT_RULE);
  else if (stage->category != NULL && sb_draft_int (deal, "category_manual", 0) == 0
           && !sb_draft_is_typed (deal, "forecast_category"))
    sb_draft_put (deal, "forecast_category", sb_value_text (stage->category), SB_DRAFT_RULE);
  return TRUE;
}

static const char *
outcome_of (const Stage *from, const Stage *to)
{
  if (!is_open (to->status))
    return to->status;
  if (from->pipeline_id != to->pipeline_id || to->position > from->position)
    return "advanced";
  return "back";
}

/* Ends the open stay of a deal; *seq receives the number of the last stay. */
static gboolean
close_visit (SbDraftSet *set, const SbDraft *deal, const Stage *to, gint64 *seq, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage_visit");
  g_autoptr (SbStmt) stmt = sb_db_query (set->db,
                                         "SELECT id, seq, stage_id, outcome, entered_on FROM stage_visit "
                                         "WHERE deal_id = ?1 ORDER BY seq DESC", error);
  g_auto (Stage) from = { 0 };
  SbDate entered;
  SbDraft *visit;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int (stmt->stmt, 1, deal->id);
  if (!sb_stmt_next (stmt, error))
    return *error == NULL;
  *seq = sqlite3_column_int64 (stmt->stmt, 1);
  if (!is_open (sb_stmt_text (stmt, 3)) || !load_stage (set, sqlite3_column_int (stmt->stmt, 2), &from))
    return TRUE;
  entered = sb_date_parse_iso (sb_stmt_text (stmt, 4));
  visit = sb_draft_set_edit (set, type, sqlite3_column_int (stmt->stmt, 0), error);
  if (visit == NULL)
    return FALSE;
  sb_draft_put (visit, "left_on", day_value (MAX (set->as_of_on, entered)), SB_DRAFT_RULE);
  sb_draft_put (visit, "outcome", sb_value_text (outcome_of (&from, to)), SB_DRAFT_RULE);
  return TRUE;
}

static gboolean
open_visit (SbDraftSet *set, const SbDraft *deal, const Stage *stage, gint64 seq, GError **error)
{
  SbDraft *visit = sb_draft_set_create (set, sb_record_type_find ("stage_visit"), error);

  if (visit == NULL)
    return FALSE;
  sb_draft_put (visit, "deal_id", sb_value_int (deal->id), SB_DRAFT_RULE);
  sb_draft_put (visit, "stage_id", sb_value_int (stage->id), SB_DRAFT_RULE);
  sb_draft_put (visit, "seq", sb_value_int (seq), SB_DRAFT_RULE);
  sb_draft_put (visit, "entered_on", sb_value_copy (sb_draft_get (deal, "stage_since_on")), SB_DRAFT_RULE);
  sb_draft_put (visit, "outcome", sb_value_text ("open"), SB_DRAFT_RULE);
  return TRUE;
}

static gboolean
move_deal (SbDraftSet *set, SbDraft *deal, const Stage *stage, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 seq = 0;

  if (!sb_draft_is_typed (deal, "stage_since_on"))
    {
      const SbValue *created = deal->before == NULL ? sb_draft_get (deal, "created_on") : NULL;
      gboolean since_created = created != NULL && !sb_value_is_null (created) && is_open (stage->status);

      sb_draft_put (deal, "stage_since_on", since_created ? sb_value_copy (created) : day_value (set->as_of_on),
                    SB_DRAFT_RULE);
    }
  if (deal->before != NULL && !close_visit (set, deal, stage, &seq, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return !is_open (stage->status) || open_visit (set, deal, stage, seq + 1, error);
}

static void
forget (SbDraft *deal, const char *column)
{
  deal->set[sb_record_type_field_index (deal->type, column)] &= (guint8) ~SB_DRAFT_TYPED;
}

/* A form hands in every field: what it repeats unchanged, and what it showed before anybody chose, is not typed. */
static void
ignore_echoes (SbDraftSet *set, SbDraft *deal)
{
  g_auto (Stage) stage = { 0 };
  const char *status = sb_draft_text (deal, "status");

  for (gsize i = 0; deal->before != NULL && deal->type->fields[i].name != NULL; i++)
    if (sb_value_equal (&deal->values[i], &deal->before->values[i]))
      deal->set[i] &= (guint8) ~SB_DRAFT_TYPED;
  if (deal->before == NULL && load_stage (set, (gint32) sb_draft_int (deal, "stage_id", 0), &stage)
      && g_strcmp0 (status, stage.status) != 0)
    forget (deal, is_open (status) ? "status" : "stage_id");
}

static gboolean
keep_deal (SbDraftSet *set, SbDraft *deal, GError **error)
{
  g_auto (Stage) stage = { 0 };
  gboolean named = sb_draft_is_typed (deal, "stage_id") || sb_draft_is_typed (deal, "status")
                   || sb_draft_is_typed (deal, "pipeline_id");

  if (deal->before == NULL && sb_value_is_null (sb_draft_get (deal, "created_on")))
    sb_draft_put (deal, "created_on", day_value (set->as_of_on), SB_DRAFT_RULE);
  if (deal->before != NULL && !named)
    {
      if (sb_draft_is_typed (deal, "forecast_category") && !sb_draft_is_typed (deal, "category_manual")
          && sb_draft_differs (deal, "forecast_category"))
        sb_draft_put (deal, "category_manual", sb_value_int (1), SB_DRAFT_RULE);
      return TRUE;
    }
  if (deal->before != NULL && !sb_draft_differs (deal, "stage_id") && !sb_draft_differs (deal, "status")
      && !sb_draft_differs (deal, "pipeline_id"))
    return TRUE;
  ignore_echoes (set, deal);
  if (!choose_stage (set, deal, error))
    return FALSE;
  if (!load_stage (set, (gint32) sb_draft_int (deal, "stage_id", 0), &stage))
    return TRUE; /* the check of references will say so */
  if (!follow_stage (set, deal, &stage, error))
    return FALSE;
  return !sb_draft_differs (deal, "stage_id") || move_deal (set, deal, &stage, error);
}

/* A new order begins in the first stage of the order pipeline. */
static void
start_order (SbDraftSet *set, SbDraft *order)
{
  gint64 stage;

  if (!sb_value_is_null (sb_draft_get (order, "stage_id")))
    return;
  stage = sb_db_int (set->db,
                     "SELECT s.id FROM stage s JOIN pipeline p ON p.id = s.pipeline_id WHERE p.object = 'order' "
                     "AND p.active = 1 AND p.archived_at IS NULL AND s.archived_at IS NULL AND s.active = 1 "
                     "ORDER BY p.position, p.id, s.position, s.id", 0);
  if (stage != 0)
    sb_draft_put (order, "stage_id", sb_value_int (stage), SB_DRAFT_RULE);
}

gboolean
sb_draft_set_keep_stages (SbDraftSet *set, GError **error)
{
  const SbRecordType *deal = sb_record_type_find ("deal");
  const SbRecordType *order = sb_record_type_find ("sales_order");
  guint n = set->drafts->len; /* drafts that this function adds are no deals */

  for (guint i = 0; i < n; i++)
    {
      SbDraft *draft = set->drafts->pdata[i];

      if (draft->type == deal && !keep_deal (set, draft, error))
        return FALSE;
      if (draft->type == order && draft->before == NULL)
        start_order (set, draft);
    }
  return TRUE;
}
