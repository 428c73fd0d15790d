/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts by the hundred thousand: deals with their stays and pushes, customers, orders, activities, feedback. */
#include "store/sb-facts-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const SbStagePlace *
place_of (const SbFactsLoad *load, gint32 stage_id)
{
  static const SbStagePlace nowhere = { -1, 0, 0xFF };

  return stage_id > 0 && stage_id < load->n_stages && load->stages[stage_id].pipeline_id != 0 ? &load->stages[stage_id]
                                                                                               : &nowhere;
}

static void
add_deal (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbDealFact row = { 0 };
  const SbStagePlace *place;

  row.id = sb_load_id (stmt, 0);
  row.account_id = sb_load_id (stmt, 1);
  row.owner_id = sb_load_id (stmt, 2);
  row.pipeline_id = sb_load_id (stmt, 3);
  row.stage_id = sb_load_id (stmt, 4);
  row.status = MIN (sb_load_choice (stmt, 5, sb_load_statuses), SB_STATUS_VOID);
  row.manual_ppm = sb_load_int (stmt, 6, -1);
  row.stage_since_on = sb_load_date (stmt, 7);
  row.created_on = sb_load_date (stmt, 10);
  row.expected_close_on = sb_load_date (stmt, 11);
  row.closed_on = sb_load_date (stmt, 12);
  row.last_activity_on = sb_load_date (stmt, 13);
  row.source = sb_load_intern (load, load->sources, load->source_list, stmt, 14);
  row.region = sb_load_intern (load, load->regions, load->region_list, stmt, 15);
  row.team_id = sb_load_id (stmt, 16);
  row.product_id = sb_load_id (stmt, 17);
  row.loss_reason_id = sb_load_id (stmt, 18);
  row.flags = sb_load_money (load, stmt, 8, 9, row.status == SB_STATUS_OPEN ? load->as_of : row.closed_on,
                             &row.amount_minor);
  if (sqlite3_column_type (stmt->stmt, 19) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  if (row.team_id == 0 && row.owner_id < load->n_members)
    row.team_id = load->team_of[row.owner_id];
  place = place_of (load, row.stage_id);
  row.furthest = row.last_open = -1;
  if (place->status == SB_STATUS_OPEN)
    row.furthest = row.last_open = place->position;
  g_array_append_val (rows, row);
}

typedef struct
{
  SbVisitFact fact;
  gint32      seq;
} Visit;

static void
add_visit (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const outcomes[] = { "open", "advanced", "back", "won", "lost", "void", NULL };
  Visit row = { 0 };

  row.fact.deal_id = sb_load_id (stmt, 0);
  row.fact.stage_id = sb_load_id (stmt, 1);
  row.seq = sb_load_id (stmt, 2);
  row.fact.entered_on = sb_load_date (stmt, 3);
  row.fact.left_on = sb_load_date (stmt, 4);
  row.fact.outcome = MIN (sb_load_choice (stmt, 5, outcomes), SB_VISIT_VOID);
  if (place_of (load, row.fact.stage_id)->status == SB_STATUS_OPEN)
    g_array_append_val (rows, row);
}

static int
compare_visits (const void *a, const void *b)
{
  const Visit *x = a, *y = b;

  if (x->fact.deal_id != y->fact.deal_id)
    return x->fact.deal_id < y->fact.deal_id ? -1 : 1;
  return (x->seq > y->seq) - (x->seq < y->seq);
}

/* Rows usually stand in order already: a file tells them so. */
static void
order_visits (Visit *visits, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (compare_visits (&visits[i - 1], &visits[i]) > 0)
      {
        qsort (visits, n, sizeof *visits, compare_visits);
        return;
      }
}

/* Both lists ascend by deal: one walk hands each deal how far it came and drops stays of deals that are gone. */
static void
take_visits (SbFactsLoad *load, Visit *visits, gsize n)
{
  SbFacts *facts = load->facts;
  gsize d = 0;

  facts->visits = g_new (SbVisitFact, n + 1);
  facts->n_visits = 0;
  for (gsize i = 0; i < n; i++)
    {
      const SbStagePlace *place = place_of (load, visits[i].fact.stage_id);
      SbDealFact *deal;

      while (d < facts->n_deals && facts->deals[d].id < visits[i].fact.deal_id)
        d++;
      if (d >= facts->n_deals || facts->deals[d].id != visits[i].fact.deal_id)
        continue;
      deal = &facts->deals[d];
      facts->visits[facts->n_visits++] = visits[i].fact;
      if (place->pipeline_id != deal->pipeline_id)
        continue;
      deal->furthest = MAX (deal->furthest, place->position);
      if (deal->status != SB_STATUS_OPEN)
        deal->last_open = place->position;
    }
}

static void
add_push (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbPushFact row = { sb_load_id (stmt, 0), sb_load_date (stmt, 1), sb_load_date (stmt, 2), sb_load_date (stmt, 3) };
  SbDealFact *deal;

  if (row.from_on == SB_DATE_NONE || row.to_on == SB_DATE_NONE || row.to_on <= row.from_on
      || row.as_of_on > load->as_of)
    return;
  deal = (SbDealFact *) sb_facts_deal (load->facts, row.deal_id);
  if (deal == NULL)
    return;
  deal->pushes = (gint16) MIN (deal->pushes + 1, G_MAXINT16);
  g_array_append_val (rows, row);
}

gboolean
sb_load_deals (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;
  g_autofree gpointer visits = NULL;
  gsize n = 0;

  if (!sb_load_rows (load,
                     "SELECT id, account_id, owner_id, pipeline_id, stage_id, status, manual_probability_ppm, "
                     "stage_since_on, amount_minor, currency, created_on, expected_close_on, closed_on, last_activity_on, "
                     "source, region, team_id, product_id, loss_reason_id, archived_at FROM deal ORDER BY id",
                     sizeof (SbDealFact), add_deal, (gpointer *) &facts->deals, &facts->n_deals, error)
      || !sb_load_rows (load, "SELECT deal_id, stage_id, seq, entered_on, left_on, outcome FROM stage_visit",
                        sizeof (Visit), add_visit, &visits, &n, error))
    return FALSE;
  order_visits (visits, n);
  take_visits (load, visits, n);
  return sb_load_rows (load,
                       "SELECT record_id, as_of_on, old_value, new_value FROM field_change INDEXED BY field_change_of_closing "
                       "WHERE record_type = 'deal' AND field = 'expected_close_on' ORDER BY record_id, as_of_on, id", sizeof (SbPushFact), add_push,
                       (gpointer *) &facts->pushes, &facts->n_pushes, error);
}

static void
add_account (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const kinds[] = { "prospect", "customer", "former", "partner", NULL };
  SbAccountFact row = { 0 };
  const char *override = sb_stmt_text (stmt, 7);

  row.id = sb_load_id (stmt, 0);
  row.owner_id = sb_load_id (stmt, 1);
  row.industry = sb_load_intern (load, load->industries, load->industry_list, stmt, 2);
  row.region = sb_load_intern (load, load->regions, load->region_list, stmt, 3);
  row.annual_margin_minor = sqlite3_column_int64 (stmt->stmt, 4);
  if (sqlite3_column_type (stmt->stmt, 4) != SQLITE_NULL)
    row.flags |= SB_FACT_HAS_MARGIN;
  row.retention_ppm = sb_load_int (stmt, 5, -1);
  row.kind = sb_load_choice (stmt, 6, kinds);
  row.class_override = override != NULL ? (guint8) override[0] : 0;
  row.need_class_id = sb_load_id (stmt, 8);
  if (sqlite3_column_type (stmt->stmt, 9) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  if (sqlite3_column_int (stmt->stmt, 10) != 0)
    row.flags |= SB_FACT_LOCKED;
  row.relationship = (gint8) sb_load_int (stmt, 11, -1);
  g_array_append_val (rows, row);
}

static void
add_account_name (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  const char *name = sb_load_string (load, stmt, 0);

  g_array_append_val (rows, name);
}

static void
add_order (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  SbOrderFact row = { 0 };
  const char *currency = sb_stmt_text (stmt, 6);
  gint64 net;

  row.id = sb_load_id (stmt, 0);
  row.account_id = sb_load_id (stmt, 1);
  row.owner_id = sb_load_id (stmt, 2);
  row.ordered_on = sb_load_date (stmt, 3);
  if (sqlite3_column_type (stmt->stmt, 4) != SQLITE_NULL
      && !__builtin_sub_overflow (sqlite3_column_int64 (stmt->stmt, 4), sqlite3_column_int64 (stmt->stmt, 5), &net))
    row.amount_minor = sb_load_convert (load, net, currency, row.ordered_on, &row.flags);
  if (sqlite3_column_type (stmt->stmt, 7) != SQLITE_NULL)
    {
      guint8 flags = 0;

      row.margin_minor = sb_load_convert (load, sqlite3_column_int64 (stmt->stmt, 7), currency, row.ordered_on, &flags);
      row.flags |= (flags & SB_FACT_NO_RATE) == 0 ? SB_FACT_HAS_MARGIN : 0;
    }
  if (sqlite3_column_type (stmt->stmt, 8) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  g_array_append_val (rows, row);
}

static void
add_activity (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const kinds[]
      = { "call", "visit", "meeting", "email", "message", "demo", "service", "other", NULL };
  SbActivityFact row = { 0 };

  row.id = sb_load_id (stmt, 0);
  row.account_id = sb_load_id (stmt, 1);
  row.owner_id = sb_load_id (stmt, 2);
  row.deal_id = sb_load_id (stmt, 3);
  row.day_on = sb_load_date (stmt, 4);
  row.spent_min = sb_load_int (stmt, 5, 0);
  row.kind = sb_load_choice (stmt, 6, kinds);
  row.flags = sb_load_int (stmt, 7, 0) != 0 ? SB_FACT_DONE : 0;
  if (sqlite3_column_type (stmt->stmt, 8) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  g_array_append_val (rows, row);
}

static void
add_feedback (SbFactsLoad *load, SbStmt *stmt, GArray *rows)
{
  static const char *const kinds[] = { "praise", "complaint", "idea", "question", NULL };
  SbFeedbackFact row = { 0 };
  double score = sqlite3_column_double (stmt->stmt, 3);
  const char *state = sb_stmt_text (stmt, 6);

  row.id = sb_load_id (stmt, 0);
  row.account_id = sb_load_id (stmt, 1);
  row.received_on = sb_load_date (stmt, 2);
  row.score_milli = -1;
  if (sqlite3_column_type (stmt->stmt, 3) != SQLITE_NULL && score >= 0 && score <= 1e6)
    row.score_milli = (gint32) lround (score * 1000);
  row.scale_max = (gint16) CLAMP (sqlite3_column_double (stmt->stmt, 4), 0, G_MAXINT16);
  row.kind = sb_load_choice (stmt, 5, kinds);
  if (g_strcmp0 (state, "answered") == 0 || g_strcmp0 (state, "closed") == 0)
    row.flags |= SB_FACT_DONE;
  if (sqlite3_column_type (stmt->stmt, 7) != SQLITE_NULL)
    row.flags |= SB_FACT_ARCHIVED;
  g_array_append_val (rows, row);
}

gboolean
sb_load_customers (SbFactsLoad *load, GError **error)
{
  SbFacts *facts = load->facts;
  gsize n_names = 0;

  return sb_load_rows (load,
                       "SELECT id, owner_id, industry, region, annual_margin_minor, retention_ppm, kind, class_override, "
                       "need_class_id, archived_at, owner_locked, relationship FROM account ORDER BY id", sizeof (SbAccountFact), add_account,
                       (gpointer *) &facts->accounts, &facts->n_accounts, error)
         && sb_load_rows (load, "SELECT name FROM account ORDER BY id", sizeof (char *), add_account_name,
                          (gpointer *) &facts->account_names, &n_names, error)
         && sb_load_rows (load,
                          "SELECT id, account_id, owner_id, ordered_on, amount_minor, returned_minor, currency, "
                          "margin_minor, archived_at FROM sales_order ORDER BY id", sizeof (SbOrderFact), add_order,
                          (gpointer *) &facts->orders, &facts->n_orders, error)
         && sb_load_rows (load,
                          "SELECT id, account_id, owner_id, deal_id, coalesce (day_on, due_on), spent_min, kind, done, "
                          "archived_at FROM activity ORDER BY id", sizeof (SbActivityFact), add_activity,
                          (gpointer *) &facts->activities, &facts->n_activities, error)
         && sb_load_rows (load,
                          "SELECT id, account_id, received_on, score, scale_max, kind, state, archived_at FROM feedback "
                          "ORDER BY id", sizeof (SbFeedbackFact), add_feedback, (gpointer *) &facts->feedback,
                          &facts->n_feedback, error);
}
