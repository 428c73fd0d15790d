/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the plan asks what it asks: the derivations behind the numbers of the planner. */
#include "sb-config.h"

#include "analysis/sb-plan.h"

#include <math.h>

#include <glib/gi18n-lib.h>

typedef struct {
  gint32      *member_id, *node_id;
  const char **member_name, **node_name;
  SbQuotaNames names;
} Names;

static void
names_init (Names *names, const SbPlan *plan)
{
  const SbPlanBook *book = plan->book;

  names->member_id = g_new0 (gint32, book->n + 1);
  names->member_name = g_new0 (const char *, book->n + 1);
  names->node_id = g_new0 (gint32, book->n_nodes + 1);
  names->node_name = g_new0 (const char *, book->n_nodes + 1);
  for (gsize i = 0; i < book->n; i++)
    {
      names->member_id[i] = book->members[i].member_id;
      names->member_name[i] = book->members[i].name;
    }
  for (gsize i = 0; i < book->n_nodes; i++)
    {
      names->node_id[i] = book->nodes[i].team_id;
      names->node_name[i] = book->nodes[i].name;
    }
  names->names = (SbQuotaNames) { names->member_id, names->member_name, names->node_id, names->node_name };
}

static void
names_clear (Names *names)
{
  g_free (names->member_id);
  g_free (names->member_name);
  g_free (names->node_id);
  g_free (names->node_name);
}

static SbExplain *
explain_equal_chance (const SbPlan *plan)
{
  SbExplain *explain = sb_explain_new ("plan.equal_chance", N_("The same chance for everybody"),
                                       N_("Quotas that everybody not at a limit reaches with the same chance, and that "
                                          "add up to what is assigned."));
  int at_cap = 0, at_floor = 0, locked = 0;

  for (gsize i = 0; i < plan->book->n; i++)
    {
      locked += plan->limit[i] == (SB_QUOTA_AT_CAP | SB_QUOTA_AT_FLOOR);
      at_cap += plan->limit[i] == SB_QUOTA_AT_CAP;
      at_floor += plan->limit[i] == SB_QUOTA_AT_FLOOR;
    }
  sb_explain_input (explain, N_("Assigned"), sb_quantity_money (plan->assigned));
  sb_explain_input (explain, N_("At the cap"), sb_quantity_count (at_cap));
  sb_explain_input (explain, N_("Won more already"), sb_quantity_count (at_floor));
  sb_explain_input (explain, N_("Locked"), sb_quantity_count (locked));
  if (plan->open_gap > 0)
    sb_explain_input (explain, N_("Nobody carries"), sb_quantity_money (plan->open_gap));
  sb_explain_seal (explain, plan->status == SB_QUOTA_OK
                              ? sb_quantity_real (SB_UNIT_PERCENT, plan->chance)
                              : sb_quantity_undefined (SB_UNIT_PERCENT, SB_REASON_CANNOT_JUDGE));
  return explain;
}

SbExplain *
sb_plan_explain (const SbPlan *plan)
{
  SbExplain *explain;
  Names names;

  g_return_val_if_fail (plan != NULL, NULL);

  if (plan->hand->method == SB_PLAN_EQUAL_CHANCE)
    return explain_equal_chance (plan);
  names_init (&names, plan);
  explain = sb_quota_explain (&plan->problem, plan->solved, &names.names);
  names_clear (&names);
  return explain;
}

SbExplain *
sb_plan_explain_member (const SbPlan *plan, gsize member)
{
  const SbPlanHand *hand = plan->hand;
  SbQuotaBlend blend = { .n = plan->book->n, .bottom_up = plan->bottom_up, .fair_share = plan->fair,
                         .current = plan->current, .alpha = hand->alpha, .beta = hand->beta, .gamma = hand->gamma };
  SbExplain *explain;
  Names names;

  g_return_val_if_fail (member < plan->book->n, NULL);

  if (hand->method == SB_PLAN_EQUAL_CHANCE)
    return sb_plan_explain_reach (plan, member);
  names_init (&names, plan);
  explain = sb_quota_explain_member (&plan->problem, hand->method == SB_PLAN_BLEND ? &blend : NULL, plan->solved,
                                     &names.names, member);
  names_clear (&names);
  return explain;
}

SbExplain *
sb_plan_explain_reach (const SbPlan *plan, gsize member)
{
  const SbPlanMember *who;
  const SbForecastRow *row;
  SbExplain *explain;

  g_return_val_if_fail (member < plan->book->n, NULL);

  who = &plan->book->members[member];
  explain = sb_explain_new ("plan.reach", N_("Chance to reach the quota"),
                            N_("Share of the draws in which closed deals, open deals, run-rate business and business "
                               "still to come add up to the quota or more."));
  sb_explain_input (explain, N_("Member"), sb_quantity_name (SB_NAME_MEMBER, who->member_id,
                                                             sb_explain_keep (explain, who->name)));
  sb_explain_input (explain, N_("Quota"), sb_quantity_money (plan->quota[member]));
  if (who->row >= 0)
    {
      row = &g_array_index (plan->book->forecast->rows, SbForecastRow, who->row);
      sb_explain_input (explain, N_("Closed in the period"), sb_quantity_money (row->won));
      sb_explain_input (explain, N_("Open deals × chance"), sb_quantity_money ((gint64) llround (row->pipeline)));
      sb_explain_input (explain, N_("Run-rate business"), sb_quantity_money ((gint64) llround (row->run_rate.mean)));
      sb_explain_input (explain, N_("Business still to come"),
                        sb_quantity_money ((gint64) llround (row->created.mean)));
      sb_explain_input (explain, N_("Draws"),
                        sb_quantity_count (sb_simulation_n_draws (plan->book->forecast->simulation)));
    }
  sb_explain_seal (explain, sb_quantity_ratio (SB_UNIT_PERCENT, &plan->reach[member]));
  return explain;
}
