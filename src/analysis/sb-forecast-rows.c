/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a forecast as groups of the simulation: members inside their teams, teams inside teams, the total last;
 * and what the draws say about each. Called by the forecast. */
#include "analysis/sb-forecast-private.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-distribution.h"

#include <math.h>

#define MAX_DEPTH 16

static gsize
team_position (const SbFacts *facts, gint32 team_id)
{
  const SbTeamFact *team = team_id != 0 ? sb_facts_team (facts, team_id) : NULL;

  return team != NULL ? (gsize) (team - facts->teams) : facts->n_teams;
}

/* A team has a row when it is in scope, and none where single members, products … are asked for. */
static gboolean
shows_team (const SbForecastWork *work, gsize team)
{
  return team < work->facts->n_teams && work->filter.scope.member_id == 0
         && sb_scope_has_team (&work->filter, work->facts->teams[team].id);
}

static void
add_row (SbForecastWork *work, SbForecastLevel level, gint32 id, const char *name)
{
  SbForecastRow row = { .level = level, .id = id, .name = name, .parent = -1 };

  g_array_append_val (work->forecast->rows, row);
}

static SbForecastRow *
row_at (const SbForecast *forecast, int index)
{
  return &g_array_index (forecast->rows, SbForecastRow, index);
}

/* Marks the teams above the members with rows; depth 0 is a team without a shown parent. */
static void
mark_teams (const SbForecastWork *work, guint8 *depth_plus_one)
{
  const SbFacts *facts = work->facts;

  for (gsize m = 0; m < facts->n_members; m++)
    {
      gsize path[MAX_DEPTH], n = 0, team = team_position (facts, facts->members[m].team_id);

      if (!work->needed[m])
        continue;
      for (; n < MAX_DEPTH && shows_team (work, team); team = team_position (facts, facts->teams[team].parent_id))
        path[n++] = team;
      for (gsize i = 0; i < n; i++)
        depth_plus_one[path[i]] = (guint8) (n - i);
    }
}

static int
row_of_team (const SbForecast *forecast, gint32 team_id)
{
  int found = team_id != 0 ? sb_forecast_find (forecast, SB_FORECAST_TEAM, team_id) : -1;

  return found >= 0 ? found : (int) forecast->rows->len - 1;
}

static void
add_rows (SbForecastWork *work)
{
  const SbFacts *facts = work->facts;
  SbForecast *forecast = work->forecast;
  g_autofree guint8 *depths = g_new0 (guint8, facts->n_teams + 1);

  for (gsize m = 0; m <= facts->n_members; m++)
    if (work->needed[m])
      {
        work->row_of[m] = (gint32) forecast->rows->len;
        if (m < facts->n_members)
          add_row (work, SB_FORECAST_MEMBER, facts->members[m].id, facts->members[m].name);
        else
          add_row (work, SB_FORECAST_MEMBER, 0, NULL);
      }
  mark_teams (work, depths);
  for (int depth = MAX_DEPTH; depth > 0; depth--)
    for (gsize t = 0; t < facts->n_teams; t++)
      if (depths[t] == depth)
        add_row (work, SB_FORECAST_TEAM, facts->teams[t].id, facts->teams[t].name);
  add_row (work, SB_FORECAST_COMPANY, 0, NULL);
  for (int i = 0; i + 1 < (int) forecast->rows->len; i++)
    {
      SbForecastRow *row = row_at (forecast, i);
      gint32 team_id = 0;

      if (row->level == SB_FORECAST_MEMBER && row->id != 0)
        team_id = sb_facts_member (facts, row->id)->team_id;
      else if (row->level == SB_FORECAST_TEAM)
        team_id = sb_facts_team (facts, row->id)->parent_id;
      row->parent = row_of_team (forecast, team_id);
      /* Teams that contain each other do not; they count for the total. */
      if (row->parent <= i)
        row->parent = (gint32) forecast->rows->len - 1;
    }
}

static void
add_flow (SbForecast *forecast, GArray *flows, int row, SbNewLine line, SbSimFlowKind kind)
{
  SbSimFlow flow = { line.mean, line.sigma, row_at (forecast, row)->id, row, (guint8) kind };

  if (line.mean > 0.0)
    g_array_append_val (flows, flow);
}

static void
fill_members (SbForecastWork *work, GArray *flows)
{
  SbForecast *forecast = work->forecast;
  guint lines = forecast->query.lines;

  for (int i = 0; i < (int) forecast->rows->len; i++)
    {
      SbForecastRow *row = row_at (forecast, i);
      gsize slot;

      if (row->level != SB_FORECAST_MEMBER)
        continue;
      slot = sb_forecast_slot (work->facts, row->id);
      row->won = work->won[slot];
      row->n_won = work->n_won[slot];
      if (row->id == 0)
        continue;
      if (lines & SB_FORECAST_RUN_RATE)
        row->run_rate = g_array_index (work->new_business, SbNewBusiness, slot).run_rate;
      if (lines & SB_FORECAST_CREATE_CLOSE)
        row->created = g_array_index (work->new_business, SbNewBusiness, slot).created;
      add_flow (forecast, flows, i, row->run_rate, SB_SIM_RUN_RATE);
      add_flow (forecast, flows, i, row->created, SB_SIM_CREATE_CLOSE);
    }
}

static void
fill_deals (SbForecastWork *work, GArray *deals)
{
  SbForecast *forecast = work->forecast;

  for (guint i = 0; i < forecast->deals->len; i++)
    {
      const SbForecastDeal *deal = &g_array_index (forecast->deals, SbForecastDeal, i);
      int index = work->row_of[sb_forecast_slot (work->facts, deal->owner_id)];
      SbForecastRow *row = row_at (forecast, index);
      SbSimDeal drawn = { deal->minor, deal->q, deal->id, index };

      row->n_open++;
      row->pipeline += (double) deal->minor * deal->q;
      sb_sum_add (&row->weighted, deal->weighted);
      g_array_append_val (deals, drawn);
    }
}

static void
add_up (SbForecast *forecast)
{
  for (int i = 0; i < (int) forecast->rows->len; i++)
    {
      const SbForecastRow *row = row_at (forecast, i);
      SbForecastRow *parent = row->parent >= 0 ? row_at (forecast, row->parent) : NULL;

      if (parent == NULL)
        continue;
      sb_sum_add (&parent->won, row->won);
      sb_sum_add (&parent->weighted, row->weighted);
      parent->n_won += row->n_won;
      parent->n_open += row->n_open;
      parent->pipeline += row->pipeline;
      parent->run_rate.mean += row->run_rate.mean;
      parent->run_rate.flags |= row->run_rate.mean > 0.0 ? row->run_rate.flags : 0;
      parent->created.mean += row->created.mean;
      parent->created.flags |= row->created.mean > 0.0 ? row->created.flags : 0;
    }
}

void
sb_forecast_lay_out (SbForecastWork *work)
{
  SbForecast *forecast = work->forecast;
  GArray *deals = g_array_new (FALSE, TRUE, sizeof (SbSimDeal));
  GArray *flows = g_array_new (FALSE, TRUE, sizeof (SbSimFlow));
  SbSimGroup *groups;

  add_rows (work);
  fill_members (work, flows);
  fill_deals (work, deals);
  groups = g_new0 (SbSimGroup, forecast->rows->len);
  for (int i = 0; i < (int) forecast->rows->len; i++)
    groups[i] = (SbSimGroup) { row_at (forecast, i)->won, row_at (forecast, i)->parent };
  add_up (forecast);
  forecast->input = (SbSimInput) { NULL, deals->len, NULL, flows->len, groups, forecast->rows->len,
                                   forecast->query.seed, forecast->query.n_draws, forecast->query.rho_ppm, FALSE,
                                   forecast->query.cancelled };
  forecast->input.deals = (SbSimDeal *) (gpointer) g_array_free (deals, FALSE);
  forecast->input.flows = (SbSimFlow *) (gpointer) g_array_free (flows, FALSE);
}

static gboolean
is_below (const SbForecast *forecast, int row, int above)
{
  while (row >= 0 && row != above)
    row = row_at (forecast, row)->parent;
  return row == above;
}

#define EXACT_DEALS 1000

/* Independent deals and nothing else, few or in round amounts: their exact distribution. NULL otherwise. */
static SbDistribution *
exact_of (const SbForecast *forecast, int index)
{
  const SbForecastRow *row = row_at (forecast, index);
  g_autofree SbChance *chances = NULL;
  SbDistribution *exact;
  gsize n = 0;

  if (forecast->input.rho_ppm != 0 || row->run_rate.mean > 0.0 || row->created.mean > 0.0
      || row->n_open > EXACT_DEALS)
    return NULL;
  chances = g_new (SbChance, EXACT_DEALS);
  for (gsize i = 0; i < forecast->input.n_deals; i++)
    {
      const SbSimDeal *deal = &forecast->input.deals[i];

      if (is_below (forecast, deal->group, index))
        chances[n++] = (SbChance) { deal->minor, sb_rational (llround (deal->q * 1e9), 1000000000) };
    }
  exact = sb_distribution_exact (row->won, chances, n);
  return exact != NULL ? exact : sb_distribution_grid (row->won, chances, n);
}

static SbRatio
chance (double p, guint n)
{
  SbRatio ratio = sb_ratio_measure (p, n);

  ratio.numerator = llround (p * n);
  ratio.denominator = n;
  return ratio;
}

static void
read_row (SbForecast *forecast, int index)
{
  SbForecastRow *row = row_at (forecast, index);
  g_autoptr (SbDistribution) exact = exact_of (forecast, index);
  gint64 target = row->target.minor;
  gboolean known = row->target.reason == SB_REASON_NONE;
  double p;

  row->exact = exact != NULL;
  row->mean = exact != NULL ? sb_distribution_mean (exact) : sb_simulation_mean (forecast->simulation, index);
  row->p10 = exact != NULL ? sb_distribution_quantile (exact, (SbRational) { 1, 10 })
                           : sb_simulation_quantile (forecast->simulation, index, 0.1);
  row->p50 = exact != NULL ? sb_distribution_quantile (exact, (SbRational) { 1, 2 })
                           : sb_simulation_quantile (forecast->simulation, index, 0.5);
  row->p90 = exact != NULL ? sb_distribution_quantile (exact, (SbRational) { 9, 10 })
                           : sb_simulation_quantile (forecast->simulation, index, 0.9);
  if (row->n_won == 0 && row->n_open == 0 && !(row->run_rate.mean > 0.0) && !(row->created.mean > 0.0)
      && forecast->query.as_of < forecast->query.period.end)
    row->reason = SB_REASON_CANNOT_JUDGE;
  if (!known)
    row->attain = sb_ratio_undefined (SB_REASON_NO_TARGET);
  else if (row->reason != SB_REASON_NONE && target > row->won)
    row->attain = sb_ratio_undefined (row->reason);
  else
    {
      p = exact != NULL ? sb_distribution_reach (exact, target)
                        : sb_simulation_reach (forecast->simulation, index, target);
      row->attain = chance (p, forecast->input.n_draws);
    }
}

void
sb_forecast_read_rows (SbForecast *forecast)
{
  SbTargetQuery query = { "revenue_won", forecast->query.period, SB_SCOPE_ALL, forecast->query.as_of };

  for (int i = 0; i < (int) forecast->rows->len; i++)
    {
      SbForecastRow *row = row_at (forecast, i);

      query.scope = forecast->query.scope;
      if (row->level == SB_FORECAST_MEMBER)
        query.scope.member_id = row->id;
      if (row->level == SB_FORECAST_TEAM)
        query.scope.team_id = row->id;
      row->target = sb_plan_target_find (forecast->facts, &query);
      if (row->level == SB_FORECAST_MEMBER && row->id == 0)
        row->target.reason = SB_REASON_NO_TARGET;
      read_row (forecast, i);
    }
}
