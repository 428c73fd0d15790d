/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on a deal: its stays in stages, inferred where no file tells them, its contacts and its competitors.
 * Called by the deal handler after the deal has been written. */
#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <string.h>

enum { OUTCOME_OPEN, OUTCOME_ADVANCED, OUTCOME_BACK, OUTCOME_WON, OUTCOME_LOST, OUTCOME_VOID };

static gboolean
insert_visit (SbImportRun *run, const SbPendingVisit *visit, gint64 seq, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage_visit");
  const SbField *outcomes = sb_record_type_field (type, "outcome");
  SbValue *values = sb_work_new_values (type);
  gint32 id;

  sb_work_set_value (type, values, "deal", sb_value_int (visit->deal));
  sb_work_set_value (type, values, "stage", sb_value_int (visit->stage));
  sb_work_set_value (type, values, "seq", sb_value_int (seq));
  sb_work_set_value (type, values, "entered_on", sb_work_date_value (visit->entered));
  sb_work_set_value (type, values, "left_on", sb_work_date_value (visit->left));
  sb_work_set_value (type, values, "outcome", sb_value_text (outcomes->choices[visit->outcome].key));
  sb_import_fill_initial (type, values);
  id = sb_bulk_insert (run->bulk, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  g_free (values);
  return id > 0;
}

gboolean
sb_import_visit_insert (SbImportRun *run, const SbPendingVisit *visit, gint64 seq, GError **error)
{
  return insert_visit (run, visit, seq, error);
}

gboolean
sb_import_visits_flush (SbImportRun *run, GError **error)
{
  for (guint i = 0; i < run->visits->len; i++)
    {
      const SbPendingVisit *visit = &g_array_index (run->visits, SbPendingVisit, i);
      SbKeyHash hash = { (guint64) visit->deal, 1 };

      if (sb_key_map_find (run->histories, hash) == 0 && !insert_visit (run, visit, 1, error))
        return FALSE;
    }
  g_array_set_size (run->visits, 0);
  return TRUE;
}

GPtrArray *
sb_import_visits_of (SbImportRun *run, gint32 deal, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("stage_visit");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;

  sb_query_where (query, "deal", SB_QUERY_EQUAL, sb_value_int (deal));
  sb_query_sort (query, "seq", FALSE);
  ids = sb_reader_ids (run->reader, query, NULL, error);
  if (ids == NULL)
    return NULL;
  return sb_reader_load (run->reader, type, (const gint32 *) (gpointer) ids->data, ids->len, error);
}

static gint64
stage_position (SbWork *work, gint32 stage)
{
  g_autoptr (SbRecord) record = sb_reader_get (work->run->reader, sb_record_type_find ("stage"), stage, NULL);

  return record == NULL ? 0 : sb_record_int (record, "position", 0);
}

static int
leave_outcome (SbWork *work, gint32 from)
{
  const char *status = sb_work_value (work, "status")->text;
  gint32 to = (gint32) sb_work_value (work, "stage")->i;

  if (g_strcmp0 (status, "won") == 0)
    return OUTCOME_WON;
  if (g_strcmp0 (status, "lost") == 0)
    return OUTCOME_LOST;
  if (g_strcmp0 (status, "void") == 0)
    return OUTCOME_VOID;
  return stage_position (work, to) < stage_position (work, from) ? OUTCOME_BACK : OUTCOME_ADVANCED;
}

static gboolean
end_visit (SbWork *work, const SbRecord *visit, SbDate on, GError **error)
{
  const SbRecordType *type = visit->type;
  const SbField *outcomes = sb_record_type_field (type, "outcome");
  int outcome = leave_outcome (work, (gint32) sb_record_int (visit, "stage", 0));
  guint fields[2] = { (guint) sb_record_type_field_index (type, "left_on"),
                      (guint) sb_record_type_field_index (type, "outcome") };
  SbValue values[2] = { sb_work_date_value (on), sb_value_text (outcomes->choices[outcome].key) };
  gboolean ok = sb_bulk_update (work->run->bulk, type, visit->id, fields, values, 2, work->profile->as_of, error);

  sb_value_clear (&values[0]);
  sb_value_clear (&values[1]);
  return ok;
}

/* The deal moved since the last import: the stay it was in ends, the next one begins. */
static gboolean
move (SbWork *work, gint32 id, GError **error)
{
  g_autoptr (GPtrArray) visits = sb_import_visits_of (work->run, id, error);
  const SbRecord *last = NULL;
  SbDate since = sb_work_is_mapped (work, "stage_since_on") ? sb_work_date (work, "stage_since_on") : SB_DATE_NONE;
  SbDate on = since != SB_DATE_NONE ? since : work->profile->as_of;
  SbDate closed = sb_work_date (work, "closed_on");
  gboolean open = g_strcmp0 (sb_work_value (work, "status")->text, "open") == 0;
  SbPendingVisit next = { .deal = id, .stage = (gint32) sb_work_value (work, "stage")->i, .left = SB_DATE_NONE };

  if (visits == NULL)
    return FALSE;
  if (!open && closed != SB_DATE_NONE && closed <= work->profile->as_of)
    on = closed;
  if (visits->len > 0)
    last = g_ptr_array_index (visits, visits->len - 1);
  if (last != NULL && sb_record_text (last, "left_on") == NULL && !end_visit (work, last, on, error))
    return FALSE;
  if (!open)
    return TRUE;
  next.entered = on;
  return insert_visit (work->run, &next, last == NULL ? 1 : sb_record_int (last, "seq", 0) + 1, error);
}

static gboolean
since_of_import (SbWork *work, gint32 id, GError **error)
{
  guint field = (guint) sb_work_record_index (work, "stage_since_on");
  SbValue value = sb_work_date_value (work->profile->as_of);
  gboolean ok = sb_bulk_update (work->run->bulk, work->record, id, &field, &value, 1, work->profile->as_of, error);

  sb_value_clear (&value);
  return ok;
}

/* A detail of two references is there once. FALSE on error. */
static gboolean
join (SbWork *work, const SbRecordType *type, gint32 deal, const char *field, gint32 other, SbValue *values,
      GError **error)
{
  g_autoptr (SbQuery) query = sb_query_new (type);
  gint64 n;
  gint32 id;

  sb_query_where (query, "deal", SB_QUERY_EQUAL, sb_value_int (deal));
  sb_query_where (query, field, SB_QUERY_EQUAL, sb_value_int (other));
  n = sb_reader_count (work->run->reader, query, error);
  if (n != 0)
    return n > 0;
  sb_work_set_value (type, values, "deal", sb_value_int (deal));
  sb_work_set_value (type, values, field, sb_value_int (other));
  id = sb_work_insert (work, type, values, NULL, error);
  return id > 0;
}

static gboolean
add_contact (SbWork *work, gint32 deal, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("deal_contact");
  g_autofree SbValue *values = NULL;

  if (work->contact == 0)
    return TRUE;
  values = sb_work_new_values (type);
  return join (work, type, deal, "contact", work->contact, values, error);
}

static gboolean
add_competitor (SbWork *work, gint32 deal, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("deal_competitor");
  const char *status = sb_work_value (work, "status")->text;
  const char *outcome = g_strcmp0 (status, "won") == 0    ? "won against"
                        : g_strcmp0 (status, "lost") == 0 ? "lost to"
                                                          : "faced";
  g_autofree SbValue *values = NULL;
  gboolean ok;

  if (work->competitor == 0)
    return TRUE;
  values = sb_work_new_values (type);
  sb_work_set_value (type, values, "outcome", sb_value_text (outcome));
  ok = join (work, type, deal, "competitor", work->competitor, values, error);
  sb_value_clear (&values[sb_record_type_field_index (type, "outcome")]);
  return ok;
}

gboolean
sb_import_deal_details (SbWork *work, const SbWorkKey *key, gint32 id, SbOutcome outcome, GError **error)
{
  int stage = sb_work_record_index (work, "stage");
  int status = sb_work_record_index (work, "status");

  if (outcome == SB_OUTCOME_UPDATED && (work->changed[stage] || work->changed[status]))
    {
      if (!move (work, id, error))
        return FALSE;
      if (!sb_work_is_mapped (work, "stage_since_on") && !since_of_import (work, id, error))
        return FALSE;
    }
  if (outcome != SB_OUTCOME_CREATED && !work->details_changed)
    return TRUE;
  return add_contact (work, id, error) && add_competitor (work, id, error);
}
