/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays the deals of a workspace out for the win model, as they were when they came in, and keeps the answers for those
 * that are open. Called by the model room in a worker; knows no screens. */
#include "sb-config.h"

#include "analysis/sb-win-deals.h"

#include "analysis/sb-deal-state.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define MONTHS 24
#define PPM 1000000

typedef enum {
  PIPELINE, TEAM, PRODUCT, SOURCE, REGION, INDUSTRY, CUSTOMER_REGION, MONTH, WON_BEFORE, LOST_BEFORE,
  OWNER, AMOUNT, /* with an entry state only */
  STAGE,         /* at stages only */
  N_COLUMNS
} Field;

static const char *const names[N_COLUMNS] = {
  N_("Pipeline"), N_("Team"), N_("Product"), N_("Source"), N_("Region"), N_("Industry"), N_("Region of the customer"),
  N_("Month of entry"), N_("Deals won with the customer before"), N_("Deals lost with the customer before"),
  N_("Owner"), N_("Amount"), N_("Stage")
};

/* A closed deal of a customer; ascending customer, then day. */
typedef struct {
  gint32 account_id;
  SbDate closed_on;
  gint32 wins; /* of this and all earlier ones */
  gint32 losses;
} Past;

struct _SbWinDeals {
  gatomicrefcount  ref_count;
  SbFacts         *facts;
  SbDealFact      *kept;    /* nullable: n_deals as they were on entry */
  SbWinMoment      moment;
  SbDate           as_of, from;
  Past            *past;
  gsize            n_past;
  SbWinModel      *model;
  gint32          *ppm;     /* n_deals */
};

/* One row of the table: a deal, and the stage it had entered (−1 unknown). */
typedef struct {
  guint32 deal;
  gint32  stage;
} Row;

typedef struct {
  SbWinColumn columns[N_COLUMNS];
  guint       n_columns;
  Field       fields[N_COLUMNS];
} Table;

/* --- what a deal was --- */

static int
compare_past (gconstpointer a, gconstpointer b)
{
  const Past *x = a, *y = b;

  if (x->account_id != y->account_id)
    return x->account_id < y->account_id ? -1 : 1;
  return x->closed_on < y->closed_on ? -1 : x->closed_on > y->closed_on;
}

static void
remember_past (SbWinDeals *deals)
{
  const SbFacts *facts = deals->facts;

  deals->past = g_new (Past, facts->n_deals + 1);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      SbDealStatus status = sb_deal_status_at (deal, deals->as_of);

      if (deal->account_id == 0 || deal->closed_on == SB_DATE_NONE)
        continue;
      if (status == SB_STATUS_WON || status == SB_STATUS_LOST)
        deals->past[deals->n_past++]
          = (Past) { deal->account_id, deal->closed_on, status == SB_STATUS_WON, status == SB_STATUS_LOST };
    }
  qsort (deals->past, deals->n_past, sizeof *deals->past, compare_past);
  for (gsize i = 1; i < deals->n_past; i++)
    if (deals->past[i].account_id == deals->past[i - 1].account_id)
      {
        deals->past[i].wins += deals->past[i - 1].wins;
        deals->past[i].losses += deals->past[i - 1].losses;
      }
}

/* The customer's last deal that closed before the day; NULL when there is none. */
static const Past *
past_before (const SbWinDeals *deals, gint32 account_id, SbDate day)
{
  Past key = { account_id, day, 0, 0 };
  gsize low = 0, high = deals->n_past;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (compare_past (&deals->past[middle], &key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 && deals->past[low - 1].account_id == account_id ? &deals->past[low - 1] : NULL;
}

static gint32
place_of_name (const SbNameFact *rows, gsize n, gint32 id)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (rows[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && rows[low].id == id ? (gint32) low : SB_WIN_EMPTY;
}

static gint32
account_code (const SbFacts *facts, const SbDealFact *deal, Field field)
{
  const SbAccountFact *account = deal->account_id != 0 ? sb_facts_account (facts, deal->account_id) : NULL;
  gint32 value = account == NULL ? -1 : field == INDUSTRY ? account->industry : account->region;

  return value >= 0 ? value : SB_WIN_EMPTY;
}

static gint32
month_code (const SbDealFact *deal)
{
  int month;

  if (deal->created_on == SB_DATE_NONE)
    return SB_WIN_EMPTY;
  sb_date_to_ymd (deal->created_on, NULL, &month, NULL);
  return month - 1;
}

#define PLACE(row, rows) ((row) != NULL ? (gint32) ((row) - (rows)) : SB_WIN_EMPTY)

static gint32
code_of (const SbFacts *facts, const SbDealFact *deal, const SbDealFact *entry, Field field)
{
  switch (field)
    {
    case PIPELINE:
      return PLACE (sb_facts_pipeline (facts, deal->pipeline_id), facts->pipelines);
    case TEAM:
      return PLACE (sb_facts_team (facts, deal->team_id), facts->teams);
    case PRODUCT:
      return place_of_name (facts->products, facts->n_products, deal->product_id);
    case SOURCE:
      return deal->source >= 0 ? deal->source : SB_WIN_EMPTY;
    case REGION:
      return deal->region >= 0 ? deal->region : SB_WIN_EMPTY;
    case INDUSTRY:
    case CUSTOMER_REGION:
      return account_code (facts, deal, field);
    case MONTH:
      return month_code (deal);
    default:
      return PLACE (sb_facts_member (facts, entry->owner_id), facts->members);
    }
}

static double
number_of (const SbWinDeals *deals, const SbDealFact *deal, const SbDealFact *entry, Field field)
{
  const Past *past;

  if (field == AMOUNT)
    return sb_deal_has_value (entry) ? (double) entry->amount_minor : NAN;
  if (deal->created_on == SB_DATE_NONE || deal->account_id == 0)
    return NAN;
  past = past_before (deals, deal->account_id, deal->created_on);
  if (past == NULL)
    return 0;
  return field == WON_BEFORE ? past->wins : past->losses;
}

/* --- the table --- */

static gsize
code_range (const SbFacts *facts, Field field)
{
  switch (field)
    {
    case PIPELINE:
      return facts->n_pipelines;
    case TEAM:
      return facts->n_teams;
    case PRODUCT:
      return facts->n_products;
    case SOURCE:
      return facts->n_sources;
    case REGION:
    case CUSTOMER_REGION:
      return facts->n_regions;
    case INDUSTRY:
      return facts->n_industries;
    case MONTH:
      return 12;
    case STAGE:
      return facts->n_stages;
    default:
      return facts->n_members;
    }
}

static gboolean
is_number (Field field)
{
  return field == AMOUNT || field == WON_BEFORE || field == LOST_BEFORE;
}

static void
fill_column (const SbWinDeals *deals, const SbDealFact *entry, const Row *rows, gsize n, Table *table)
{
  Field field = table->fields[table->n_columns];
  SbWinColumn *column = &table->columns[table->n_columns++];
  double *numbers = is_number (field) ? g_new (double, n + 1) : NULL;
  gint32 *codes = is_number (field) ? NULL : g_new (gint32, n + 1);

  *column = (SbWinColumn) { .name = names[field], .kind = is_number (field) ? SB_WIN_NUMBER : SB_WIN_CATEGORY };
  column->numbers = numbers;
  column->codes = codes;
  column->n_codes = codes != NULL ? (gint32) code_range (deals->facts, field) : 0;
  for (gsize i = 0; i < n; i++)
    {
      const SbDealFact *deal = &deals->facts->deals[rows[i].deal];
      const SbDealFact *then = entry != NULL ? &entry[rows[i].deal] : deal;

      if (numbers != NULL)
        numbers[i] = number_of (deals, deal, then, field);
      else if (field == STAGE)
        codes[i] = rows[i].stage;
      else
        codes[i] = code_of (deals->facts, deal, then, field);
    }
}

static void
table_init (Table *table, const SbWinDeals *deals, const Row *rows, gsize n)
{
  const SbDealFact *entry = deals->kept;

  table->n_columns = 0;
  for (Field field = 0; field < N_COLUMNS; field++)
    {
      if ((field == OWNER || field == AMOUNT) && entry == NULL)
        continue;
      if (field == STAGE && deals->moment != SB_WIN_AT_STAGES)
        continue;
      table->fields[table->n_columns] = field;
      fill_column (deals, entry, rows, n, table);
    }
}

static void
table_clear (Table *table)
{
  for (guint j = 0; j < table->n_columns; j++)
    {
      g_free ((gpointer) table->columns[j].numbers);
      g_free ((gpointer) table->columns[j].codes);
    }
}

/* --- rows --- */

/* Each stage that was entered counts once, whatever came back. Visits are ordered by deal; *visit moves on. */
static void
add_stage_rows (const SbFacts *facts, guint32 deal, gsize *visit, GArray *rows)
{
  gint32 id = facts->deals[deal].id;
  guint first = rows->len;

  while (*visit < facts->n_visits && facts->visits[*visit].deal_id < id)
    (*visit)++;
  for (; *visit < facts->n_visits && facts->visits[*visit].deal_id == id; (*visit)++)
    {
      const SbStageFact *stage = sb_facts_stage (facts, facts->visits[*visit].stage_id);
      Row row = { deal, PLACE (stage, facts->stages) };
      gboolean known = row.stage == SB_WIN_EMPTY;

      for (guint i = first; i < rows->len; i++)
        known |= g_array_index (rows, Row, i).stage == row.stage;
      if (!known)
        g_array_append_val (rows, row);
    }
  if (rows->len == first)
    {
      Row row = { deal, SB_WIN_EMPTY };

      g_array_append_val (rows, row);
    }
}

static gboolean
is_learned_from (const SbWinDeals *deals, const guint8 *pipelines, const SbDealFact *deal)
{
  SbDealStatus status = sb_deal_status_at (deal, deals->as_of);

  return (status == SB_STATUS_WON || status == SB_STATUS_LOST)
         && sb_date_in (deal->closed_on, deals->from, deals->as_of)
         && sb_deal_counts (deals->facts, pipelines, 0, deal);
}

static GArray *
closed_rows (const SbWinDeals *deals, const guint8 *pipelines, SbWinMoment moment)
{
  const SbFacts *facts = deals->facts;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  gsize visit = 0;

  for (guint32 i = 0; i < facts->n_deals; i++)
    {
      Row row = { i, SB_WIN_EMPTY };

      if (!is_learned_from (deals, pipelines, &facts->deals[i]))
        continue;
      if (moment == SB_WIN_AT_STAGES)
        add_stage_rows (facts, i, &visit, rows);
      else
        g_array_append_val (rows, row);
    }
  return rows;
}

/* Several rows of one deal are one deal: where deals are too few for a model, one row each says so. */
static GArray *
rows_to_learn (SbWinDeals *deals, const guint8 *pipelines)
{
  GArray *rows = closed_rows (deals, pipelines, SB_WIN_AT_ENTRY);
  guint wins = 0;

  for (guint i = 0; i < rows->len; i++)
    wins += deals->facts->deals[g_array_index (rows, Row, i).deal].status == SB_STATUS_WON;
  if (deals->moment == SB_WIN_AT_ENTRY || rows->len < SB_WIN_MIN_ROWS
      || MIN (wins, rows->len - wins) < SB_WIN_MIN_CLASS)
    return rows;
  g_array_unref (rows);
  return closed_rows (deals, pipelines, SB_WIN_AT_STAGES);
}

static gboolean
train (SbWinDeals *deals, const guint8 *pipelines, guint64 seed, const SbWinControl *control)
{
  g_autoptr (GArray) rows = rows_to_learn (deals, pipelines);
  const Row *first = (const Row *) (gpointer) rows->data;
  g_autofree guint8 *won = g_new (guint8, rows->len + 1);
  g_autofree gint32 *record = g_new (gint32, rows->len + 1);
  g_autofree SbDate *closed = g_new (SbDate, rows->len + 1);
  SbWinTable table = { .n = rows->len, .won = won, .record = record, .closed_on = closed };
  Table columns;

  for (guint i = 0; i < rows->len; i++)
    {
      const SbDealFact *deal = &deals->facts->deals[first[i].deal];

      won[i] = deal->status == SB_STATUS_WON;
      closed[i] = deal->closed_on;
      record[i] = (gint32) first[i].deal;
    }
  table_init (&columns, deals, first, rows->len);
  table.columns = columns.columns;
  table.n_columns = columns.n_columns;
  deals->model = sb_win_model_train (&table, seed, control);
  table_clear (&columns);
  return deals->model != NULL;
}

/* The row of an open deal now. */
static Row
row_now (const SbWinDeals *deals, gsize index)
{
  const SbFacts *facts = deals->facts;
  Row row = { (guint32) index, SB_WIN_EMPTY };

  if (deals->moment == SB_WIN_AT_STAGES)
    row.stage = PLACE (sb_deal_open_stage (facts, &facts->deals[index]), facts->stages);
  return row;
}

static void
answer (SbWinDeals *deals, const guint8 *pipelines)
{
  const SbFacts *facts = deals->facts;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autofree double *p = NULL;
  Table columns;

  deals->ppm = g_new (gint32, facts->n_deals + 1);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      Row row = row_now (deals, i);

      deals->ppm[i] = -1;
      if (!sb_win_model_get_card (deals->model)->signal)
        continue;
      if (sb_deal_counts (facts, pipelines, 0, &facts->deals[i])
          && sb_deal_status_at (&facts->deals[i], deals->as_of) == SB_STATUS_OPEN)
        g_array_append_val (rows, row);
    }
  p = g_new (double, rows->len + 1);
  table_init (&columns, deals, (const Row *) (gpointer) rows->data, rows->len);
  sb_win_model_score (deals->model, columns.columns, rows->len, p);
  table_clear (&columns);
  for (guint i = 0; i < rows->len; i++)
    deals->ppm[g_array_index (rows, Row, i).deal] = (gint32) lround (p[i] * PPM);
}

SbWinDeals *
sb_win_deals_train (const SbWinDealsQuery *query, const SbWinControl *control)
{
  g_autoptr (SbWinDeals) deals = NULL;
  g_autofree guint8 *pipelines = NULL;

  g_return_val_if_fail (query != NULL && query->facts != NULL && query->as_of != SB_DATE_NONE, NULL);

  deals = g_new0 (SbWinDeals, 1);
  g_atomic_ref_count_init (&deals->ref_count);
  deals->facts = sb_facts_ref ((SbFacts *) query->facts);
  deals->moment = query->moment;
  deals->as_of = query->as_of;
  deals->from = sb_date_add_months (query->as_of, -(query->months > 0 ? query->months : MONTHS)) + 1;
  if (query->entry != NULL)
    deals->kept = g_memdup2 (query->entry, sizeof (SbDealFact) * MAX (1, query->facts->n_deals));
  remember_past (deals);
  pipelines = sb_deal_pipelines_new (deals->facts);
  if (!train (deals, pipelines, query->seed, control))
    return NULL;
  answer (deals, pipelines);
  return g_steal_pointer (&deals);
}

SbWinDeals *
sb_win_deals_ref (SbWinDeals *deals)
{
  g_return_val_if_fail (deals != NULL, NULL);

  g_atomic_ref_count_inc (&deals->ref_count);
  return deals;
}

void
sb_win_deals_unref (SbWinDeals *deals)
{
  if (deals == NULL || !g_atomic_ref_count_dec (&deals->ref_count))
    return;
  g_clear_pointer (&deals->model, sb_win_model_unref);
  g_free (deals->kept);
  g_free (deals->past);
  g_free (deals->ppm);
  sb_facts_unref (deals->facts);
  g_free (deals);
}

const SbWinModel *
sb_win_deals_get_model (const SbWinDeals *deals)
{
  g_return_val_if_fail (deals != NULL, NULL);

  return deals->model;
}

void
sb_win_deals_get_window (const SbWinDeals *deals, SbDate *from, SbDate *to)
{
  g_return_if_fail (deals != NULL && from != NULL && to != NULL);

  *from = deals->from;
  *to = deals->as_of;
}

gint32
sb_win_deals_ppm (const SbWinDeals *deals, gsize index)
{
  g_return_val_if_fail (deals != NULL && index < deals->facts->n_deals, -1);

  return deals->ppm[index];
}

gboolean
sb_win_deals_explain (const SbWinDeals *deals, gsize index, SbWinExplanation *explanation)
{
  Row row;
  Table columns;

  g_return_val_if_fail (deals != NULL && index < deals->facts->n_deals && explanation != NULL, FALSE);

  if (deals->ppm[index] < 0)
    return FALSE;
  row = row_now (deals, index);
  table_init (&columns, deals, &row, 1);
  sb_win_model_explain (deals->model, columns.columns, 0, explanation);
  table_clear (&columns);
  return TRUE;
}
