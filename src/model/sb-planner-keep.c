/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios as records: what a hand and its plan say is written whole, and read back into a hand. A kept scenario never
 * changes: what was edited after keeping becomes a child. */
#include "sb-config.h"

#include "model/sb-planner-private.h"

#include "core/sb-clock.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MONTH_FIELD "month:"  /* field of an assumption: the typed amount of one month, "month:2027-03" */
#define QUOTA_FIELD "quota"   /* the typed quota of somebody without a team */

static void
set_int (SbChange *change, int handle, const char *field, gint64 number)
{
  sb_change_set (change, handle, field, sb_value_int (number));
}

void
sb_planner_put_snapshot (SbSession *session, SbChange *change, int handle, SbPeriod period)
{
  const SbRecordType *type = sb_record_type_find ("snapshot");
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *name = NULL;
  int made;

  sb_query_sort (query, "id", TRUE);
  sb_query_limit (query, 1);
  ids = sb_reader_ids (sb_session_get_reader (session), query, NULL, NULL);
  if (ids != NULL && ids->len > 0)
    {
      set_int (change, handle, "snapshot", g_array_index (ids, gint32, 0));
      return;
    }
  made = sb_change_create (change, type);
  name = sb_formatter_period (sb_session_get_formatter (session), period);
  sb_change_set_text (change, made, "name", name);
  sb_change_set_text (change, made, "kind", "plan");
  set_int (change, made, "taken_at", sb_clock_now ());
  sb_change_set_date (change, made, "as_of_on", sb_session_get_as_of (session));
  sb_change_set_text (change, made, "checksum", "");
  set_int (change, handle, "snapshot", -made);
}

static void
add_delta (SbPlanner *self, SbChange *change, int scenario, gint32 member_id, const char *field, gint64 amount)
{
  const SbRecordType *type = sb_record_type_find ("member");
  g_autoptr (SbRecord) member = sb_reader_get (sb_session_get_reader (self->session), type, member_id, NULL);
  g_autofree char *subject = NULL, *text = NULL;
  int handle;

  if (member == NULL)
    return;
  subject = g_strconcat ("member ", member->uid, NULL);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, amount);
  handle = sb_change_create (change, sb_record_type_find ("scenario_delta"));
  set_int (change, handle, "scenario", -scenario);
  sb_change_set_text (change, handle, "subject", subject);
  sb_change_set_text (change, handle, "field", field);
  sb_change_set_text (change, handle, "value", text);
}

static void
add_cells (SbPlanner *self, SbChange *change, int scenario, const SbPlan *plan, gsize member)
{
  const SbPlanBook *book = plan->book;

  for (gsize m = 0; m < book->n_months; m++)
    {
      gsize cell = member * book->n_months + m;
      char day[SB_DATE_TEXT_SIZE];
      g_autofree char *field = NULL;

      if (!plan->hand->cell_locked[cell])
        continue;
      field = g_strdup_printf (MONTH_FIELD "%.7s", sb_date_format_iso (book->months[m].start, day));
      add_delta (self, change, scenario, book->members[member].member_id, field, plan->hand->cell_typed[cell]);
    }
}

static void
add_member (SbPlanner *self, SbChange *change, int scenario, const SbPlan *plan, gsize at)
{
  const SbPlanMember *member = &plan->book->members[at];
  int handle;

  add_cells (self, change, scenario, plan, at);
  if (member->team_id == 0)
    {
      if (plan->hand->locked[at])
        add_delta (self, change, scenario, member->member_id, QUOTA_FIELD, plan->hand->typed[at]);
      return;
    }
  handle = sb_change_create (change, sb_record_type_find ("scenario_member"));
  set_int (change, handle, "scenario", -scenario);
  set_int (change, handle, "member", member->member_id);
  set_int (change, handle, "team", member->team_id);
  set_int (change, handle, "bottom_up", member->bottom_up);
  set_int (change, handle, "fair", plan->fair[at]);
  set_int (change, handle, "current", member->current);
  sb_change_set (change, handle, "capacity_days", sb_value_real (member->capacity));
  set_int (change, handle, "floor", plan->lo[at]);
  set_int (change, handle, "cap", plan->hi[at]);
  set_int (change, handle, "is_locked", plan->hand->locked[at]);
  set_int (change, handle, "quota", plan->quota[at]);
  if (plan->hand->locked[at])
    set_int (change, handle, "override", plan->hand->typed[at]);
}

static void
add_team (SbChange *change, int scenario, const SbPlan *plan, gsize node)
{
  int handle = sb_change_create (change, sb_record_type_find ("scenario_team"));

  set_int (change, handle, "scenario", -scenario);
  set_int (change, handle, "team", plan->book->nodes[node].team_id);
  if (plan->hand->node_lo[node] != G_MININT64)
    set_int (change, handle, "floor", plan->hand->node_lo[node]);
  if (plan->hand->node_hi[node] != SB_QUOTA_NO_CAP)
    set_int (change, handle, "cap", plan->hand->node_hi[node]);
  set_int (change, handle, "quota", plan->node_quota[node]);
}

static void
set_hand (SbChange *change, int handle, const SbPlan *plan)
{
  const SbPlanHand *hand = plan->hand;
  const SbPlanQuery *query = &plan->book->query;

  sb_change_set_date (change, handle, "start_on", query->period.start);
  sb_change_set_date (change, handle, "end_on", query->period.end);
  set_int (change, handle, "target", hand->target);
  sb_change_set_text (change, handle, "method", sb_plan_method_key (hand->method));
  set_int (change, handle, "alpha", hand->alpha);
  set_int (change, handle, "beta", hand->beta);
  set_int (change, handle, "gamma", hand->gamma);
  set_int (change, handle, "kappa", hand->kappa_ppm);
  set_int (change, handle, "floor", hand->floor_ppm);
  set_int (change, handle, "cap", hand->cap_ppm);
  set_int (change, handle, "over", hand->over_ppm);
  set_int (change, handle, "team_share", 0);
  set_int (change, handle, "correlation", query->rho_ppm);
  set_int (change, handle, "step", hand->step);
  set_int (change, handle, "draws", sb_simulation_n_draws (plan->book->forecast->simulation));
  set_int (change, handle, "seed", (gint64) query->seed);
  sb_change_set_text (change, handle, "engine_version", SB_PLAN_ENGINE);
}

int
sb_planner_add_scenario (SbPlanner *self, SbChange *change, const SbPlannerScenario *scenario, const SbPlan *plan,
                         const char *state)
{
  int handle = sb_change_create (change, sb_record_type_find ("scenario"));

  sb_change_set_text (change, handle, "name", scenario->name);
  sb_change_set_text (change, handle, "kind", "quota");
  sb_change_set_text (change, handle, "state", state);
  if (scenario->record_id != 0)
    set_int (change, handle, "parent", scenario->record_id);
  sb_planner_put_snapshot (self->session, change, handle, plan->book->query.period);
  set_hand (change, handle, plan);
  for (gsize i = 1; i < plan->book->n_nodes; i++)
    add_team (change, handle, plan, i);
  for (gsize i = 0; i < plan->book->n; i++)
    add_member (self, change, handle, plan, i);
  return handle;
}

gboolean
sb_planner_keep (SbPlanner *self, GError **error)
{
  SbPlannerScenario *scenario;
  SbChange *change;
  g_autoptr (GArray) ids = NULL;
  g_autofree char *label = NULL, *said = NULL;
  int handle;

  g_return_val_if_fail (SB_IS_PLANNER (self) && self->plan != NULL, FALSE);

  scenario = sb_planner_current (self);
  if (scenario->record_id != 0 && !scenario->edited)
    return TRUE;
  label = g_strdup_printf (_("Keep “%s”"), scenario->name);
  said = g_strdup_printf (_("“%s” is kept. Goals stay as they are until it is adopted."), scenario->name);
  change = sb_change_new (label);
  handle = sb_planner_add_scenario (self, change, scenario, self->plan, "draft");
  if (!sb_session_apply (self->session, change, said, &ids, error))
    return FALSE;
  scenario->record_id = g_array_index (ids, gint32, handle - 1);
  scenario->edited = FALSE;
  sb_planner_forget_steps (self);
  sb_planner_changed (self);
  return TRUE;
}

/* The records of one type that belong to a scenario. */
static GPtrArray *
load_parts (SbReader *reader, const char *type_name, gint32 scenario)
{
  const SbRecordType *type = sb_record_type_find (type_name);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  GPtrArray *records = NULL;

  sb_query_where (query, "scenario", SB_QUERY_EQUAL, sb_value_int (scenario));
  ids = sb_reader_ids (reader, query, NULL, NULL);
  if (ids != NULL)
    records = sb_reader_load (reader, type, (const gint32 *) (gpointer) ids->data, ids->len, NULL);
  return records != NULL ? records : g_ptr_array_new ();
}

static void
read_members (SbReader *reader, gint32 scenario, const SbPlanBook *book, SbPlanHand *hand)
{
  g_autoptr (GPtrArray) records = load_parts (reader, "scenario_member", scenario);

  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);
      int at = record == NULL ? -1 : sb_plan_book_find (book, (gint32) sb_record_int (record, "member", 0));

      if (at < 0 || sb_record_int (record, "is_locked", 0) == 0)
        continue;
      hand->locked[at] = TRUE;
      hand->typed[at] = sb_record_int (record, "override", 0);
    }
}

static void
read_teams (SbReader *reader, gint32 scenario, const SbPlanBook *book, SbPlanHand *hand)
{
  g_autoptr (GPtrArray) records = load_parts (reader, "scenario_team", scenario);

  for (guint i = 0; i < records->len; i++)
    for (gsize node = 1; node < book->n_nodes; node++)
      {
        const SbRecord *record = g_ptr_array_index (records, i);

        if (record == NULL || sb_record_int (record, "team", 0) != book->nodes[node].team_id)
          continue;
        hand->node_lo[node] = sb_record_int (record, "floor", G_MININT64);
        hand->node_hi[node] = sb_record_int (record, "cap", SB_QUOTA_NO_CAP);
      }
}

static void
read_delta (SbReader *reader, const SbRecord *record, const SbPlanBook *book, SbPlanHand *hand)
{
  const char *subject = sb_record_text (record, "subject"), *field = sb_record_text (record, "field");
  gint64 amount = g_ascii_strtoll (sb_record_text (record, "value"), NULL, 10);
  int at;

  if (subject == NULL || field == NULL || !g_str_has_prefix (subject, "member "))
    return;
  at = sb_plan_book_find (book, sb_reader_id_of_uid (reader, sb_record_type_find ("member"), subject + 7));
  if (at < 0)
    return;
  if (g_str_equal (field, QUOTA_FIELD))
    {
      hand->locked[at] = TRUE;
      hand->typed[at] = amount;
    }
  for (gsize m = 0; g_str_has_prefix (field, MONTH_FIELD) && m < book->n_months; m++)
    {
      char day[SB_DATE_TEXT_SIZE];

      sb_date_format_iso (book->months[m].start, day);
      if (strncmp (day, field + strlen (MONTH_FIELD), 7) != 0)
        continue;
      hand->cell_locked[(gsize) at * book->n_months + m] = TRUE;
      hand->cell_typed[(gsize) at * book->n_months + m] = amount;
    }
}

static SbPlannerScenario *
read_scenario (SbReader *reader, const SbRecord *record, const SbPlanBook *book)
{
  SbPlanHand *hand = sb_plan_hand_new (book);
  g_autoptr (GPtrArray) deltas = load_parts (reader, "scenario_delta", record->id);
  SbPlannerScenario *scenario;

  hand->target = sb_record_int (record, "target", hand->target);
  sb_plan_method_parse (sb_record_text (record, "method"), &hand->method);
  hand->alpha = sb_record_int (record, "alpha", hand->alpha);
  hand->beta = sb_record_int (record, "beta", hand->beta);
  hand->gamma = sb_record_int (record, "gamma", hand->gamma);
  hand->kappa_ppm = sb_record_int (record, "kappa", hand->kappa_ppm);
  hand->floor_ppm = sb_record_int (record, "floor", hand->floor_ppm);
  hand->cap_ppm = sb_record_int (record, "cap", hand->cap_ppm);
  hand->over_ppm = sb_record_int (record, "over", hand->over_ppm);
  hand->step = sb_record_int (record, "step", hand->step);
  read_members (reader, record->id, book, hand);
  read_teams (reader, record->id, book, hand);
  for (guint i = 0; i < deltas->len; i++)
    if (g_ptr_array_index (deltas, i) != NULL)
      read_delta (reader, g_ptr_array_index (deltas, i), book, hand);
  scenario = sb_planner_scenario_new (sb_record_text (record, "name"), hand);
  scenario->record_id = record->id;
  scenario->adopted = g_strcmp0 (sb_record_text (record, "state"), "adopted") == 0;
  return scenario;
}

static gboolean
is_on_table (const SbRecord *record, const GPtrArray *records)
{
  const char *state = sb_record_text (record, "state");

  if (g_strcmp0 (state, "superseded") == 0 || g_strcmp0 (state, "rejected") == 0)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *other = g_ptr_array_index (records, i);

      if (other != NULL && sb_record_int (other, "parent", 0) == record->id)
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
sb_planner_load_kept (SbPlanner *self)
{
  const SbRecordType *type = sb_record_type_find ("scenario");
  SbReader *reader = sb_session_get_reader (self->session);
  g_autoptr (SbQuery) query = sb_query_new (type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_planner_scenario_free);
  char from[SB_DATE_TEXT_SIZE], to[SB_DATE_TEXT_SIZE];
  g_auto (SbValue) start = sb_value_text (sb_date_format_iso (self->book->query.period.start, from));
  g_auto (SbValue) end = sb_value_text (sb_date_format_iso (self->book->query.period.end, to));
  g_auto (SbValue) kind = sb_value_text ("quota");

  sb_query_where (query, "start_on", SB_QUERY_EQUAL, start);
  sb_query_where (query, "end_on", SB_QUERY_EQUAL, end);
  sb_query_where (query, "kind", SB_QUERY_EQUAL, kind);
  sb_query_sort (query, "id", FALSE);
  ids = sb_reader_ids (reader, query, NULL, NULL);
  if (ids != NULL)
    records = sb_reader_load (reader, type, (const gint32 *) (gpointer) ids->data, ids->len, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);

      if (record != NULL && is_on_table (record, records))
        g_ptr_array_add (scenarios, read_scenario (reader, record, self->book));
    }
  return scenarios;
}
