/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lifetime and look-up of one load of facts, and the scope test that every calculation applies to a row. The store
 * fills the arrays; nobody changes them afterwards. */
#include "core/sb-facts.h"

#include <string.h>

SbFacts *
sb_facts_new (void)
{
  SbFacts *facts = g_new0 (SbFacts, 1);

  facts->ref_count = 1;
  facts->fiscal = SB_FISCAL_DEFAULT;
  facts->strings = g_string_chunk_new (4096);
  return facts;
}

SbFacts *
sb_facts_ref (SbFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  g_atomic_int_inc (&facts->ref_count);
  return facts;
}

void
sb_facts_unref (SbFacts *facts)
{
  g_return_if_fail (facts != NULL);

  if (!g_atomic_int_dec_and_test (&facts->ref_count))
    return;
  g_free (facts->deals);
  g_free (facts->visits);
  g_free (facts->orders);
  g_free (facts->accounts);
  g_free (facts->account_names);
  g_free (facts->members);
  g_free (facts->teams);
  g_free (facts->pipelines);
  g_free (facts->stages);
  g_free (facts->products);
  g_free (facts->loss_reasons);
  g_free (facts->activities);
  g_free (facts->feedback);
  g_free (facts->targets);
  g_free (facts->pushes);
  g_free (facts->metrics);
  g_free (facts->metric_values);
  g_free (facts->goals);
  g_free (facts->goal_stages);
  g_free (facts->goal_versions);
  g_free (facts->check_ins);
  g_free (facts->sources);
  g_free (facts->regions);
  g_free (facts->industries);
  g_clear_pointer (&facts->calendar, sb_calendar_unref);
  g_string_chunk_free (facts->strings);
  g_free (facts);
}

/* Every searched struct starts at some offset with its gint32 id; rows are in ascending order of it. */
static const void *
find_row (const void *rows, gsize n, gsize size, gsize id_offset, gint32 id)
{
  gsize lo = 0, hi = n;
  gint32 first;

  if (n == 0)
    return NULL;
  /* Ids ascend by one at least, so a row stands no further from the first one than its id; mostly right there. */
  memcpy (&first, (const char *) rows + id_offset, sizeof first);
  if (id < first)
    return NULL;
  hi = MIN (n, (gsize) ((gint64) id - first) + 1);
  for (gboolean guess = TRUE; lo < hi; guess = FALSE)
    {
      gsize mid = guess ? hi - 1 : lo + (hi - lo) / 2;
      const char *row = (const char *) rows + mid * size;
      gint32 found;

      memcpy (&found, row + id_offset, sizeof found);
      if (found == id)
        return row;
      if (found < id)
        lo = mid + 1;
      else
        hi = mid;
    }
  return NULL;
}

#define FIND(Type, rows, n, wanted) find_row (rows, n, sizeof (Type), G_STRUCT_OFFSET (Type, id), wanted)

const SbMemberFact *
sb_facts_member (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return FIND (SbMemberFact, facts->members, facts->n_members, id);
}

const SbTeamFact *
sb_facts_team (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return FIND (SbTeamFact, facts->teams, facts->n_teams, id);
}

const SbDealFact *
sb_facts_deal (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return FIND (SbDealFact, facts->deals, facts->n_deals, id);
}

const SbAccountFact *
sb_facts_account (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return FIND (SbAccountFact, facts->accounts, facts->n_accounts, id);
}

const char *
sb_facts_account_name (const SbFacts *facts, gint32 id)
{
  const SbAccountFact *account = sb_facts_account (facts, id);

  return account != NULL && facts->account_names != NULL ? facts->account_names[account - facts->accounts] : NULL;
}

const SbGoalFact *
sb_facts_goal (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return FIND (SbGoalFact, facts->goals, facts->n_goals, id);
}

const SbMetricFact *
sb_facts_metric (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return FIND (SbMetricFact, facts->metrics, facts->n_metrics, id);
}

const SbStageFact *
sb_facts_stage (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  for (gsize i = 0; i < facts->n_stages; i++)
    if (facts->stages[i].id == id)
      return &facts->stages[i];
  return NULL;
}

const SbPipelineFact *
sb_facts_pipeline (const SbFacts *facts, gint32 id)
{
  g_return_val_if_fail (facts != NULL, NULL);

  for (gsize i = 0; i < facts->n_pipelines; i++)
    if (facts->pipelines[i].id == id)
      return &facts->pipelines[i];
  return NULL;
}

const SbStageFact *
sb_facts_stages_of (const SbFacts *facts, gint32 pipeline_id, gsize *n)
{
  gsize first, end;

  g_return_val_if_fail (facts != NULL && n != NULL, NULL);

  for (first = 0; first < facts->n_stages && facts->stages[first].pipeline_id != pipeline_id; first++)
    ;
  for (end = first; end < facts->n_stages && facts->stages[end].pipeline_id == pipeline_id; end++)
    ;
  *n = end - first;
  return end > first ? &facts->stages[first] : NULL;
}

SbDate
sb_facts_newest_day (const SbFacts *facts)
{
  SbDate newest = SB_DATE_NONE;

  g_return_val_if_fail (facts != NULL, SB_DATE_NONE);

  /* SB_DATE_NONE is before every date. */
  for (gsize i = 0; i < facts->n_deals; i++)
    newest = MAX (newest, MAX (facts->deals[i].created_on, facts->deals[i].closed_on));
  for (gsize i = 0; i < facts->n_orders; i++)
    newest = MAX (newest, facts->orders[i].ordered_on);
  for (gsize i = 0; i < facts->n_activities; i++)
    if (facts->activities[i].flags & SB_FACT_DONE)
      newest = MAX (newest, facts->activities[i].day_on);
  return newest;
}

void
sb_scope_filter_init (SbScopeFilter *filter, const SbFacts *facts, SbScope scope)
{
  gboolean grown = TRUE;

  g_return_if_fail (filter != NULL && facts != NULL);

  *filter = (SbScopeFilter) { scope, NULL, facts->n_teams, facts->teams };
  if (scope.team_id == 0)
    return;

  filter->team_in = g_new0 (guint8, facts->n_teams + 1);
  /* A team below a marked one is marked until nothing changes: also ends on a parent cycle. */
  while (grown)
    {
      grown = FALSE;
      for (gsize i = 0; i < facts->n_teams; i++)
        {
          const SbTeamFact *team = &facts->teams[i];
          const SbTeamFact *parent;

          if (filter->team_in[i])
            continue;
          parent = team->parent_id != 0 ? sb_facts_team (facts, team->parent_id) : NULL;
          if (team->id == scope.team_id || (parent != NULL && filter->team_in[parent - facts->teams]))
            {
              filter->team_in[i] = 1;
              grown = TRUE;
            }
        }
    }
}

void
sb_scope_filter_clear (SbScopeFilter *filter)
{
  g_return_if_fail (filter != NULL);

  g_clear_pointer (&filter->team_in, g_free);
}

gboolean
sb_scope_has_team (const SbScopeFilter *filter, gint32 team_id)
{
  const SbTeamFact *team;

  if (filter->team_in == NULL)
    return TRUE;
  team = FIND (SbTeamFact, filter->teams, filter->n_teams, team_id);
  return team != NULL && filter->team_in[team - filter->teams];
}

gboolean
sb_scope_has_deal (const SbScopeFilter *filter, const SbDealFact *deal)
{
  const SbScope *scope = &filter->scope;

  if (scope->member_id != 0 && deal->owner_id != scope->member_id)
    return FALSE;
  if (scope->product_id != 0 && deal->product_id != scope->product_id)
    return FALSE;
  if (scope->region >= 0 && deal->region != scope->region)
    return FALSE;
  if (scope->account_id != 0 && deal->account_id != scope->account_id)
    return FALSE;
  return sb_scope_has_team (filter, deal->team_id);
}
