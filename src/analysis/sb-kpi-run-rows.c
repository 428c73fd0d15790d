/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts the rows of a pass that are no deals: orders, answers, activities, first purchases. Called by the tally; the
 * scope test is shared with the lists of these rows. */
#include "analysis/sb-kpi-run.h"

gboolean
sb_kpi_scope_has_row (const SbScopeFilter *filter, const SbFacts *facts, gint32 owner_id, gint32 account_id)
{
  const SbScope *scope = &filter->scope;
  const SbAccountFact *account;

  if (scope->product_id != 0)
    return FALSE;
  if (scope->member_id != 0 && owner_id != scope->member_id)
    return FALSE;
  if (scope->account_id != 0 && account_id != scope->account_id)
    return FALSE;
  if (scope->region >= 0)
    {
      account = sb_facts_account (facts, account_id);
      if (account == NULL || account->region != scope->region)
        return FALSE;
    }
  if (scope->team_id != 0)
    {
      const SbMemberFact *member = sb_facts_member (facts, owner_id);

      return member != NULL && sb_scope_has_team (filter, member->team_id);
    }
  return TRUE;
}

static guint
part_of_row (const SbKpiRun *run, gint32 owner_id, gint32 account_id)
{
  const SbMemberFact *member;
  const SbAccountFact *account;

  if (run->pass->parts == NULL)
    return 0;
  switch (run->pass->split)
    {
    case SB_SPLIT_MEMBER:
      return sb_kpi_run_part (run, owner_id);
    case SB_SPLIT_TEAM:
      member = sb_facts_member (run->facts, owner_id);
      return sb_kpi_run_part (run, member != NULL ? member->team_id : 0);
    case SB_SPLIT_ACCOUNT:
      return sb_kpi_run_part (run, account_id);
    case SB_SPLIT_REGION:
      account = sb_facts_account (run->facts, account_id);
      return sb_kpi_run_part (run, account != NULL ? account->region : -1);
    case SB_SPLIT_PRODUCT:
    case SB_SPLIT_SOURCE:
    default:
      return run->pass->parts->len;
    }
}

/* NULL when the row is not of the scope. */
static inline SbKpiRowCell *
cell_of (const SbKpiRun *run, SbDate day, gint32 owner_id, gint32 account_id)
{
  if (run->takes_all)
    return &run->rows[sb_kpi_run_cell (run, 0, day)];
  if (!sb_kpi_scope_has_row (&run->filter, run->facts, owner_id, account_id))
    return NULL;
  return &run->rows[sb_kpi_run_cell (run, part_of_row (run, owner_id, account_id), day)];
}

static void
count_orders (SbKpiRun *run)
{
  for (gsize i = 0; i < run->facts->n_orders; i++)
    {
      const SbOrderFact *order = &run->facts->orders[i];
      SbKpiRowCell *cell;

      if (order->flags & (SB_FACT_ARCHIVED | SB_FACT_NO_RATE))
        continue;
      cell = cell_of (run, order->ordered_on, order->owner_id, order->account_id);
      if (cell == NULL)
        continue;
      cell->orders_n++;
      if (order->flags & SB_FACT_HAS_MARGIN)
        {
          cell->margin_n++;
          sb_sum_add (&cell->margin_minor, order->margin_minor);
        }
    }
}

static void
count_answer (SbKpiRowCell *cell, const SbFeedbackFact *row)
{
  cell->complaints += row->kind == SB_FEEDBACK_COMPLAINT ? 1 : 0;
  if (row->score_milli < 0)
    return;
  if (row->scale_max == 10)
    {
      cell->nps_n++;
      cell->promoters += row->score_milli >= 9000 ? 1 : 0;
      cell->detractors += row->score_milli <= 6000 ? 1 : 0;
    }
  else if (row->scale_max == 5)
    {
      cell->scores_n++;
      cell->scores_milli += row->score_milli;
      cell->satisfied += row->score_milli >= 4000 ? 1 : 0;
    }
}

/* The answer's customer has an owner: a member's or a team's satisfaction is that of their customers. */
static void
count_feedback (SbKpiRun *run)
{
  for (gsize i = 0; i < run->facts->n_feedback; i++)
    {
      const SbFeedbackFact *row = &run->facts->feedback[i];
      const SbAccountFact *account;
      SbKpiRowCell *cell;

      if (row->flags & SB_FACT_ARCHIVED)
        continue;
      account = run->takes_all ? NULL : sb_facts_account (run->facts, row->account_id);
      cell = cell_of (run, row->received_on, account != NULL ? account->owner_id : 0, row->account_id);
      if (cell != NULL)
        count_answer (cell, row);
    }
}

static void
count_activities (SbKpiRun *run)
{
  for (gsize i = 0; i < run->facts->n_activities; i++)
    {
      const SbActivityFact *row = &run->facts->activities[i];
      SbKpiRowCell *cell;

      if ((row->flags & (SB_FACT_ARCHIVED | SB_FACT_DONE)) != SB_FACT_DONE)
        continue;
      cell = cell_of (run, row->day_on, row->owner_id, row->account_id);
      if (cell != NULL)
        cell->activities++;
    }
}

static void
count_new_customers (SbKpiRun *run)
{
  const SbBuyer *buyers = sb_kpi_source_buyers (run->pass->source);

  for (gsize i = 0; i < run->facts->n_accounts; i++)
    {
      SbKpiRowCell *cell;

      if (buyers[i].first_on == SB_DATE_NONE)
        continue;
      cell = cell_of (run, buyers[i].first_on, buyers[i].first_owner_id, run->facts->accounts[i].id);
      if (cell != NULL)
        cell->new_customers++;
    }
}

void
sb_kpi_run_rows (SbKpiRun *run)
{
  guint want = run->pass->want;

  if (want & SB_WANT_ORDERS)
    count_orders (run);
  if (want & SB_WANT_NEW)
    count_new_customers (run);
  if (want & SB_WANT_FEEDBACK)
    count_feedback (run);
  if (want & SB_WANT_ACTIVITIES)
    count_activities (run);
}
