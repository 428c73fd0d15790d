/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Targets, long or wide: one goal a member or team, metric and fiscal year, its periods as stages (AREAS.md 0.9). A row
 * of a wide table makes one stage for each of its filled periods. */
#include "sb-config.h"

#include "exchange/sb-import-steps.h"

#include "core/sb-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GHashTable *metrics;   /* folded name or code → id */
  GHashTable *units;     /* metric id → is money */
  GHashTable *goals;     /* goal ids touched by this file */
} Target;

typedef struct {
  gint32      member, team, product, metric;
  gboolean    money;
  const char *name;
} Aim;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_hash_table_unref (target->metrics);
  g_hash_table_unref (target->units);
  g_hash_table_unref (target->goals);
  g_free (target);
}

static gboolean
load_metrics (SbWork *work, Target *target, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("metric");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = sb_reader_ids (work->run->reader, query, NULL, error);
  g_autoptr (GPtrArray) records = NULL;

  if (ids == NULL)
    return FALSE;
  records = sb_reader_load (work->run->reader, type, (const gint32 *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const SbRecord *metric = g_ptr_array_index (records, i);
      const char *code = sb_record_text (metric, "code");

      g_hash_table_insert (target->metrics, sb_text_name_key (sb_record_text (metric, "name")),
                           GINT_TO_POINTER (metric->id));
      if (code != NULL)
        g_hash_table_insert (target->metrics, sb_text_name_key (code), GINT_TO_POINTER (metric->id));
      if (g_strcmp0 (sb_record_text (metric, "unit"), "money") == 0)
        g_hash_table_add (target->units, GINT_TO_POINTER (metric->id));
    }
  return records != NULL;
}

/* The metric a row names; without one, or one nobody knows, revenue for money and deals won for a number. */
static gint32
find_metric (SbWork *work, Target *target, gboolean money)
{
  static const char *const revenue[] = { "revenue", "revenuewon", "sales", "销售额", NULL };
  static const char *const deals[] = { "dealswon", "deals", "成交数", NULL };
  const char *text = sb_work_text (work, "metric");
  const char *const *names = money ? revenue : deals;
  gint32 id = 0;

  if (text != NULL)
    {
      g_autofree char *key = sb_text_name_key (text);

      id = GPOINTER_TO_INT (g_hash_table_lookup (target->metrics, key));
      if (id == 0)
        sb_work_add_extra (work, sb_work_column_name (work, "metric"), text);
    }
  for (int i = 0; id == 0 && names[i] != NULL; i++)
    id = GPOINTER_TO_INT (g_hash_table_lookup (target->metrics, names[i]));
  return id;
}

static char *
goal_key (const Aim *aim, int year)
{
  return g_strdup_printf ("%d/%d/%d/%d/%d", aim->member, aim->team, aim->product, aim->metric, year);
}

static gint32
put_goal (SbWork *work, Target *target, const Aim *aim, SbPeriod year, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("goal");
  g_autofree SbValue *values = sb_work_new_values (type);
  g_autofree char *code = sb_period_code (year, work->run->fiscal);
  g_autofree char *title = aim->name == NULL ? g_strdup (code) : g_strdup_printf ("%s %s", aim->name, code);
  g_autofree char *key = NULL;
  gboolean created;
  int number;
  gint32 id;

  sb_date_to_ymd (year.end, &number, NULL, NULL);
  key = goal_key (aim, number);
  sb_work_set_value (type, values, "title", sb_value_text (title));
  sb_work_set_value (type, values, "metric", sb_value_int (aim->metric));
  sb_work_set_value (type, values, "scope",
                     sb_value_text (aim->member > 0 ? "member" : aim->team > 0 ? "team" : "workspace"));
  if (aim->member > 0)
    {
      sb_work_set_value (type, values, "member", sb_value_int (aim->member));
      sb_work_set_value (type, values, "owner", sb_value_int (aim->member));
    }
  if (aim->team > 0 && aim->member == 0)
    sb_work_set_value (type, values, "team", sb_value_int (aim->team));
  if (aim->product > 0)
    sb_work_set_value (type, values, "product", sb_value_int (aim->product));
  sb_work_set_value (type, values, "period_kind", sb_value_text ("year"));
  sb_work_set_value (type, values, "start_on", sb_work_date_value (year.start));
  sb_work_set_value (type, values, "end_on", sb_work_date_value (year.end));
  sb_work_set_value (type, values, "phasing", sb_value_text ("custom"));
  sb_work_set_value (type, values, "state", sb_value_text ("published"));
  id = sb_work_put_detail (work, type, "goal", key, values, &created, error);
  if (created)
    sb_import_report_also (work->run->report, "goal", 1);
  if (id > 0)
    g_hash_table_add (target->goals, GINT_TO_POINTER (id));
  return id;
}

/* One period of one aim. */
static SbOutcome
put_stage (SbWork *work, Target *target, const Aim *aim, SbPeriod period, const SbImportCell *cell, GError **error)
{
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, period.start, work->run->fiscal);
  g_auto (SbWorkKey) key = { NULL };
  g_autofree char *text = NULL;
  g_autofree char *code = sb_period_code (period, work->run->fiscal);
  gint32 goal = put_goal (work, target, aim, year, error);
  SbOutcome outcome;
  gint32 id;

  if (goal == 0)
    return SB_OUTCOME_FAILED;
  text = g_strdup_printf ("%d/%s", goal, code);
  outcome = sb_work_find_text (work, text, FALSE, &key, error);
  if (outcome != SB_OUTCOME_CREATED)
    return outcome;
  sb_work_set (work, "goal", sb_value_int (goal));
  sb_work_set (work, "period_kind",
               (SbValue) { SB_VALUE_TEXT, { .text = (char *) sb_period_kind_key (period.kind) } });
  sb_work_set_date (work, "start_on", period.start);
  sb_work_set_date (work, "end_on", period.end);
  if (aim->money)
    sb_work_set (work, "target", sb_value_int (cell->i));
  else
    sb_work_set (work, "target_value", sb_value_real (sb_decimal_to_double (&cell->number)));
  outcome = sb_work_put (work, &key, &id, error);
  if (outcome != SB_OUTCOME_REJECTED && outcome != SB_OUTCOME_FAILED)
    work->report->records++;
  return outcome;
}

static SbOutcome
worse (SbOutcome a, SbOutcome b)
{
  /* A row that made or changed anything did so; FAILED and REJECTED end it. */
  static const int order[] = { 3, 2, 0, 1, 0, 5, 6 };

  return order[a] >= order[b] ? a : b;
}

static SbOutcome
put_wide (SbWork *work, Target *target, const Aim *aim, GError **error)
{
  SbOutcome outcome = SB_OUTCOME_UNCHANGED;
  gboolean any = FALSE;

  for (guint i = 0; i < work->profile->n_columns; i++)
    {
      const SbFileColumn *column = &work->profile->columns[i];
      SbPeriod period;
      SbOutcome one;

      if (column->role != SB_COLUMN_PERIOD || work->cells[i].empty)
        continue;
      if (!sb_file_profile_wide_period (&work->context, i, work->row, &period))
        return sb_work_reject (work, SB_ISSUE_BAD_DATE, column->name, column->header);
      one = put_stage (work, target, aim, period, &work->cells[i], error);
      if (one == SB_OUTCOME_FAILED || one == SB_OUTCOME_REJECTED)
        return one;
      outcome = any ? worse (outcome, one) : one;
      any = TRUE;
    }
  return any ? outcome : SB_OUTCOME_SKIPPED;
}

static gboolean
find_aim (SbWork *work, Target *target, Aim *aim, GError **error)
{
  gboolean has_money = work->profile->wide || sb_work_text (work, "amount") != NULL;

  aim->member = sb_work_refer (work, "member", 0, error);
  aim->team = aim->member < 0 ? -1 : sb_work_refer (work, "team", 0, error);
  aim->product = aim->team < 0 ? -1 : sb_work_refer (work, "product", 0, error);
  if (aim->product < 0)
    return FALSE;
  aim->metric = find_metric (work, target, has_money);
  aim->money = g_hash_table_contains (target->units, GINT_TO_POINTER (aim->metric));
  aim->name = sb_work_text (work, aim->member > 0 ? "member" : "team");
  return TRUE;
}

static SbOutcome
put_target (SbWork *work, GError **error)
{
  Target *target = work->state;
  const SbImportCell *period = sb_work_cell (work, "period");
  const SbImportCell *amount = sb_work_cell (work, "amount");
  Aim aim = { 0 };

  if (g_hash_table_size (target->metrics) == 0 && !load_metrics (work, target, error))
    return SB_OUTCOME_FAILED;
  if (amount == NULL)
    amount = sb_work_cell (work, "quantity");
  if ((sb_work_text (work, "member") == NULL && sb_work_text (work, "team") == NULL &&
       sb_work_id_cell (work, "member") == NULL) ||
      (!work->profile->wide && (period == NULL || amount == NULL)))
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED,
                           sb_work_column_name (work, period == NULL ? "period" : "member"), NULL);
  if (!find_aim (work, target, &aim, error))
    return SB_OUTCOME_FAILED;
  if (aim.metric == 0)
    return sb_work_reject (work, SB_ISSUE_MISSING_REQUIRED, sb_work_column_name (work, "metric"),
                           sb_work_text (work, "metric"));
  if (work->profile->wide)
    return put_wide (work, target, &aim, error);
  return put_stage (work, target, &aim, period->period, amount, error);
}

static gboolean
sum_goal (SbWork *work, gint32 goal, GError **error)
{
  const SbRecordType *stages = sb_record_type_find ("goal_stage");
  const SbRecordType *goals = sb_record_type_find ("goal");
  g_autoptr (SbQuery) query = sb_query_new (stages);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) records = NULL;
  gint64 money = 0;
  double number = 0;
  gboolean is_money = FALSE;
  guint field;
  SbValue value;

  sb_query_where (query, "goal", SB_QUERY_EQUAL, sb_value_int (goal));
  ids = sb_reader_ids (work->run->reader, query, NULL, error);
  records = ids == NULL ? NULL
                        : sb_reader_load (work->run->reader, stages, (const gint32 *) (gpointer) ids->data, ids->len,
                                          error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const SbValue *target = sb_record_get (g_ptr_array_index (records, i), "target");
      const SbValue *count = sb_record_get (g_ptr_array_index (records, i), "target_value");

      is_money |= target->type == SB_VALUE_INT;
      if (target->type == SB_VALUE_INT && !sb_money_add (&money, target->i))
        return TRUE;
      if (count->type == SB_VALUE_REAL)
        number += count->d;
    }
  field = (guint) sb_record_type_field_index (goals, is_money ? "target" : "target_value");
  value = is_money ? sb_value_int (money) : sb_value_real (number);
  return sb_bulk_update (work->run->bulk, goals, goal, &field, &value, 1, work->profile->as_of, error);
}

gboolean
sb_import_target_finish (SbWork *work, GError **error)
{
  Target *target = work->state;
  GHashTableIter iter;
  gpointer goal;

  if (work->report->counts.created + work->report->counts.updated == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, target->goals);
  while (g_hash_table_iter_next (&iter, &goal, NULL))
    if (!sum_goal (work, GPOINTER_TO_INT (goal), error))
      return FALSE;
  return TRUE;
}

void
sb_import_target_init (SbWork *work)
{
  static const char *const handled[] = { "member", "team", "metric", "product", "period", "amount", "quantity", NULL };
  Target *target = g_new0 (Target, 1);

  sb_work_handle (work, handled);
  target->metrics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  target->units = g_hash_table_new (NULL, NULL);
  target->goals = g_hash_table_new (NULL, NULL);
  work->state = target;
  work->state_free = target_free;
  work->put = put_target;
}
