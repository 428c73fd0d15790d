/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a forecast together: collects, lays out, draws, reads. Called by the forecast page, the planner and the command;
 * every part of it is a file of its own. */
#include "analysis/sb-forecast-private.h"

#include "analysis/sb-deal-state.h"

#include <string.h>

static gboolean
has_target (const SbFacts *facts, gint32 member_id, SbPeriod period)
{
  for (gsize i = 0; i < facts->n_targets; i++)
    {
      const SbTargetFact *row = &facts->targets[i];

      if (row->member_id == member_id && (row->flags & SB_FACT_HAS_AMOUNT) && row->start_on <= period.end
          && row->end_on >= period.start && g_strcmp0 (row->metric, "revenue_won") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
in_scope (const SbForecastWork *work, const SbMemberFact *member)
{
  const SbScope *scope = &work->filter.scope;

  return (scope->member_id == 0 || scope->member_id == member->id)
         && sb_scope_has_team (&work->filter, member->team_id);
}

/* Members with a target or asked for have a row; the sellers among them may be lent a mean. */
static void
mark_members (SbForecastWork *work, const SbForecastQuery *query)
{
  const SbFacts *facts = work->facts;

  for (gsize m = 0; m < facts->n_members; m++)
    if (in_scope (work, &facts->members[m]) && has_target (facts, facts->members[m].id, query->period))
      work->needed[m] = work->seller[m] = 1;
  for (gsize i = 0; i < query->n_members; i++)
    {
      gsize slot = sb_forecast_slot (facts, query->members[i]);

      if (slot < facts->n_members && in_scope (work, &facts->members[slot]))
        work->needed[slot] = work->seller[slot] = 1;
    }
}

static void
add_new_business (SbForecastWork *work)
{
  const SbFacts *facts = work->facts;
  const SbForecastQuery *query = &work->forecast->query;
  g_autofree gint32 *sellers = g_new (gint32, facts->n_members + 1);
  SbNewQuery asked = { query->period, query->scope, query->as_of, sellers, 0 };

  for (gsize m = 0; m < facts->n_members; m++)
    if (work->seller[m] && in_scope (work, &facts->members[m]))
      sellers[asked.n_sellers++] = facts->members[m].id;
  work->new_business = sb_new_business_compute (facts, &asked);
  for (gsize m = 0; m < facts->n_members; m++)
    {
      const SbNewBusiness *row = &g_array_index (work->new_business, SbNewBusiness, m);

      if ((query->lines & SB_FORECAST_RUN_RATE && row->run_rate.mean > 0.0)
          || (query->lines & SB_FORECAST_CREATE_CLOSE && row->created.mean > 0.0))
        work->needed[m] = 1;
    }
}

static void
read_run_rate (SbForecast *forecast)
{
  SbTargetQuery query = { "revenue_won", forecast->query.period, forecast->query.scope, forecast->query.as_of };
  g_autoptr (SbPacing) pacing = sb_pacing_compute (forecast->facts, &query, sb_forecast_total (forecast)->won);

  forecast->run_rate_landing = pacing->landing.minor;
  forecast->run_rate_reason = pacing->landing.reason;
}

SbForecast *
sb_forecast_compute (SbFacts *facts, const SbForecastQuery *query)
{
  g_autoptr (SbForecast) forecast = NULL;
  SbForecastWork work = { 0 };

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  forecast = g_new0 (SbForecast, 1);
  forecast->facts = sb_facts_ref (facts);
  forecast->query = *query;
  forecast->query.members = NULL;
  forecast->query.n_members = 0;
  if (forecast->query.n_draws == 0)
    forecast->query.n_draws = SB_SIM_DRAWS;
  forecast->rows = g_array_new (FALSE, TRUE, sizeof (SbForecastRow));
  forecast->deals = g_array_new (FALSE, TRUE, sizeof (SbForecastDeal));
  work = (SbForecastWork) { forecast, facts, sb_deal_pipelines_new (facts) };
  work.won = g_new0 (gint64, facts->n_members + 1);
  work.n_won = g_new0 (gint64, facts->n_members + 1);
  work.needed = g_new0 (guint8, facts->n_members + 1);
  work.seller = g_new0 (guint8, facts->n_members + 1);
  work.row_of = g_new0 (gint32, facts->n_members + 1);
  sb_scope_filter_init (&work.filter, facts, query->scope);
  sb_forecast_collect (&work);
  forecast->query.model = NULL;
  mark_members (&work, query);
  add_new_business (&work);
  sb_forecast_lay_out (&work);
  g_free (work.pipelines);
  g_free (work.won);
  g_free (work.n_won);
  g_free (work.needed);
  g_free (work.seller);
  g_free (work.row_of);
  g_array_unref (work.new_business);
  sb_scope_filter_clear (&work.filter);
  forecast->simulation = sb_simulation_compute (&forecast->input);
  forecast->input.cancelled = forecast->query.cancelled = NULL;
  if (forecast->simulation == NULL)
    return NULL;
  sb_forecast_read_rows (forecast);
  read_run_rate (forecast);
  sb_forecast_explain (forecast);
  return g_steal_pointer (&forecast);
}

void
sb_forecast_free (SbForecast *forecast)
{
  g_return_if_fail (forecast != NULL);

  g_clear_pointer (&forecast->simulation, sb_simulation_unref);
  g_clear_pointer (&forecast->explain, sb_explain_unref);
  g_free ((gpointer) forecast->input.deals);
  g_free ((gpointer) forecast->input.flows);
  g_free ((gpointer) forecast->input.groups);
  g_array_unref (forecast->rows);
  g_array_unref (forecast->deals);
  sb_facts_unref (forecast->facts);
  g_free (forecast);
}

const SbForecastRow *
sb_forecast_total (const SbForecast *forecast)
{
  g_return_val_if_fail (forecast != NULL && forecast->rows->len > 0, NULL);

  return &g_array_index (forecast->rows, SbForecastRow, forecast->rows->len - 1);
}

int
sb_forecast_find (const SbForecast *forecast, SbForecastLevel level, gint32 id)
{
  g_return_val_if_fail (forecast != NULL, -1);

  for (guint i = 0; i < forecast->rows->len; i++)
    {
      const SbForecastRow *row = &g_array_index (forecast->rows, SbForecastRow, i);

      if (row->level == level && row->id == id)
        return (int) i;
    }
  return -1;
}

const SbForecastDeal *
sb_forecast_deal (const SbForecast *forecast, gint32 id)
{
  guint lo = 0, hi;

  g_return_val_if_fail (forecast != NULL, NULL);

  hi = forecast->deals->len;
  while (lo < hi)
    {
      guint middle = (lo + hi) / 2;

      if (g_array_index (forecast->deals, SbForecastDeal, middle).id < id)
        lo = middle + 1;
      else
        hi = middle;
    }
  if (lo == forecast->deals->len || g_array_index (forecast->deals, SbForecastDeal, lo).id != id)
    return NULL;
  return &g_array_index (forecast->deals, SbForecastDeal, lo);
}

GArray *
sb_forecast_deciders (const SbForecast *forecast, gsize row, gint64 target)
{
  g_return_val_if_fail (forecast != NULL && row < forecast->rows->len, NULL);

  return sb_simulation_deciders (&forecast->input, row, target);
}

/* Amount and chance of the mean open deal; nobody has open deals: nothing to be typical. */
static SbSimDeal
typical (const SbForecast *forecast, gsize row)
{
  SbSimDeal deal = { 0, 0.0, 0, (gint32) row };
  double amounts = 0.0, expected = 0.0;
  gsize n = 0;

  for (gsize i = 0; i < forecast->input.n_deals; i++)
    if (forecast->input.deals[i].minor > 0)
      {
        amounts += (double) forecast->input.deals[i].minor;
        expected += (double) forecast->input.deals[i].minor * forecast->input.deals[i].q;
        n++;
      }
  if (n == 0)
    return deal;
  deal.minor = (gint64) (amounts / (double) n);
  deal.q = expected / amounts;
  return deal;
}

gboolean
sb_forecast_must (const SbForecast *forecast, gsize row, double level, SbSimMust *must)
{
  SbSimMustQuery query = { row, 0, level, { 0 } };
  const SbForecastRow *asked;

  g_return_val_if_fail (forecast != NULL && row < forecast->rows->len && must != NULL, FALSE);

  asked = &g_array_index (forecast->rows, SbForecastRow, row);
  if (asked->target.reason != SB_REASON_NONE)
    return FALSE;
  query.target = asked->target.minor;
  query.typical = typical (forecast, row);
  return sb_simulation_must (&forecast->input, &query, must);
}
