/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The derivation of a plan and of one member's quota. Called by the explain popover of the planner and by the command;
 * everything it says is in the problem and the plan. */
#include "sb-config.h"

#include "analysis/sb-quota-explain.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMES 12

/* -- what would change it --------------------------------------------------------------------- */

/* The nearest node from v upwards, below the root, that is at its own bound; −1 none. */
static gint32
limiting_node (const SbQuotaProblem *problem, const SbQuotaPlan *plan, gint32 v)
{
  for (; v > 0; v = problem->nodes[v].parent)
    if (plan->node_limit[v] != SB_QUOTA_FREE)
      return v;
  return -1;
}

static gint32
node_of (const SbQuotaProblem *problem, gsize member)
{
  return problem->node != NULL && problem->n_nodes > 0 ? problem->node[member] : 0;
}

/* The piece of the company's t: the t at which somebody next meets or leaves a limit, and the anchors that move. */
typedef struct {
  double down, up, slope;
  double *node_slope;
} Stretch;

static void
stretch_by_members (Stretch *stretch, const SbQuotaProblem *problem, const SbQuotaPlan *plan)
{
  for (gsize i = 0; i < problem->n; i++)
    {
      double anchor = sb_dd_to_real (problem->anchor[i]);
      gint32 v = node_of (problem, i);

      if (anchor <= 0.0 || problem->lo[i] == problem->hi[i] || limiting_node (problem, plan, v) >= 0)
        continue;
      if (plan->limit[i] & SB_QUOTA_AT_CAP)
        stretch->down = MAX (stretch->down, (double) problem->hi[i] / anchor);
      else if (plan->limit[i] & SB_QUOTA_AT_FLOOR)
        stretch->up = MIN (stretch->up, (double) problem->lo[i] / anchor);
      else
        {
          stretch->down = MAX (stretch->down, (double) problem->lo[i] / anchor);
          stretch->up = MIN (stretch->up, (double) problem->hi[i] / anchor);
          stretch->slope += anchor;
          for (; v >= 0; v = problem->n_nodes > 0 ? problem->nodes[v].parent : -1)
            stretch->node_slope[v] += anchor;
        }
    }
}

static void
stretch_by_nodes (Stretch *stretch, const SbQuotaProblem *problem, const SbQuotaPlan *plan)
{
  for (gsize v = 1; v < problem->n_nodes; v++)
    {
      const SbQuotaNode *node = &problem->nodes[v];
      double slope = stretch->node_slope[v];

      if (limiting_node (problem, plan, node->parent) >= 0 || node->lo == node->hi)
        continue;
      if (plan->node_limit[v] & SB_QUOTA_AT_CAP)
        stretch->down = MAX (stretch->down, plan->node_t[v]);
      else if (plan->node_limit[v] & SB_QUOTA_AT_FLOOR)
        stretch->up = MIN (stretch->up, plan->node_t[v]);
      else if (slope > 0.0)
        {
          stretch->up = MIN (stretch->up, plan->t + ((double) node->hi - plan->node_real[v]) / slope);
          stretch->down = MAX (stretch->down, plan->t - (plan->node_real[v] - (double) node->lo) / slope);
        }
    }
}

static gint64
whole (double value)
{
  return value >= 0x1p63 ? G_MAXINT64 : value <= -0x1p63 ? G_MININT64 : (gint64) floor (value + 0.5);
}

gboolean
sb_quota_why (const SbQuotaProblem *problem, const SbQuotaPlan *plan, gsize member, SbQuotaWhy *why)
{
  g_autofree double *node_slope = NULL;
  Stretch stretch = { 0.0, INFINITY, 0.0, NULL };

  g_return_val_if_fail (problem != NULL && plan != NULL && why != NULL && member < plan->n, FALSE);

  *why = (SbQuotaWhy) { .node_limit = -1 };
  if (!sb_quota_plan_is_ok (plan))
    return FALSE;
  node_slope = g_new0 (double, plan->n_nodes);
  stretch.node_slope = node_slope;
  stretch_by_members (&stretch, problem, plan);
  stretch_by_nodes (&stretch, problem, plan);
  why->anchor = sb_dd_to_real (problem->anchor[member]);
  why->t = plan->member_t[member];
  why->unlimited = why->t * why->anchor;
  why->limit = (SbQuotaLimit) plan->limit[member];
  why->node_limit = limiting_node (problem, plan, node_of (problem, member));
  why->from = why->to = problem->target;
  if (stretch.slope > 0.0)
    {
      why->from = whole ((double) problem->target - MAX (plan->t - stretch.down, 0.0) * stretch.slope);
      why->to = whole ((double) problem->target + MAX (stretch.up - plan->t, 0.0) * stretch.slope);
      if (why->limit == SB_QUOTA_FREE && why->node_limit < 0)
        why->share = why->anchor / stretch.slope;
    }
  return TRUE;
}

/* -- the plan --------------------------------------------------------------------------------- */

static void
name_member (SbExplain *explain, const char *label, const SbQuotaNames *names, gsize i)
{
  if (names != NULL && names->member_name != NULL && names->member_name[i] != NULL)
    sb_explain_input (explain, label,
                      sb_quantity_name (SB_NAME_MEMBER, names->member_id != NULL ? names->member_id[i] : 0,
                                        names->member_name[i]));
}

static void
name_node (SbExplain *explain, const char *label, const SbQuotaNames *names, gsize v)
{
  if (names != NULL && names->node_name != NULL && names->node_name[v] != NULL)
    sb_explain_input (explain, label,
                      sb_quantity_name (SB_NAME_TEAM, names->node_id != NULL ? names->node_id[v] : 0,
                                        names->node_name[v]));
}

/* How many are at this limit, and the first of them by name. */
static void
tell_limit (SbExplain *explain, const SbQuotaPlan *plan, const SbQuotaNames *names, guint8 limit, const char *labels[2])
{
  gint64 count = 0;

  for (gsize i = 0; i < plan->n; i++)
    count += plan->limit[i] == limit;
  if (count == 0)
    return;
  sb_explain_input (explain, labels[0], sb_quantity_count (count));
  for (gsize i = 0, told = 0; labels[1] != NULL && i < plan->n && told < MOST_NAMES; i++)
    if (plan->limit[i] == limit)
      {
        name_member (explain, labels[1], names, i);
        told++;
      }
}

static void
tell_limits (SbExplain *explain, const SbQuotaPlan *plan, const SbQuotaNames *names)
{
  static const struct { guint8 limit; const char *labels[2]; } limits[] = {
    { SB_QUOTA_FREE, { N_("Members at no limit"), NULL } },
    { SB_QUOTA_AT_CAP, { N_("Members at their cap"), N_("At the cap") } },
    { SB_QUOTA_AT_FLOOR, { N_("Members at their floor"), N_("At the floor") } },
    { SB_QUOTA_AT_CAP | SB_QUOTA_AT_FLOOR, { N_("Locked members"), N_("Locked") } },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (limits); k++)
    {
      const char *labels[2] = { limits[k].labels[0], limits[k].labels[1] };

      tell_limit (explain, plan, names, limits[k].limit, labels);
    }
}

static const char *
limit_label (const SbQuotaPlan *plan, gsize v)
{
  return plan->node_limit[v] & SB_QUOTA_AT_CAP ? N_("Team held back by its cap") : N_("Team raised to its floor");
}

static void
tell_nodes (SbExplain *explain, const SbQuotaPlan *plan, const SbQuotaNames *names)
{
  for (gsize v = 1; v < plan->n_nodes; v++)
    if (plan->node_limit[v] != SB_QUOTA_FREE)
      {
        name_node (explain, limit_label (plan, v), names, v);
        sb_explain_input (explain, N_("Its members carry, × realistic"),
                          sb_quantity_real (SB_UNIT_TIMES, plan->node_t[v]));
      }
}

static void
tell_remedies (SbExplain *explain, const SbQuotaProblem *problem, const SbQuotaPlan *plan)
{
  SbQuotaRemedies remedies;

  if (!sb_quota_remedies (problem, plan, &remedies))
    return;
  if (remedies.has_t)
    sb_explain_input (explain, N_("Raise the caps: everybody would carry, × realistic"),
                      sb_quantity_real (SB_UNIT_TIMES, remedies.t_needed));
  sb_explain_input (explain, N_("Add capacity: full-time members missing"),
                    sb_quantity_ratio (SB_UNIT_NUMBER, &remedies.fte_missing));
  sb_explain_input (explain, N_("Lower the target to"), sb_quantity_money (remedies.lower_target));
  sb_explain_input (explain, N_("Keep it open on a house quota"), sb_quantity_money (remedies.house_quota));
}

SbExplain *
sb_quota_explain (const SbQuotaProblem *problem, const SbQuotaPlan *plan, const SbQuotaNames *names)
{
  SbExplain *explain;
  gboolean ok;

  g_return_val_if_fail (problem != NULL && plan != NULL, NULL);

  ok = sb_quota_plan_is_ok (plan);
  explain = sb_explain_new ("plan.t", N_("What everybody not at a limit carries"),
                            N_("Quota = t × realistic, between floor and cap; t is the one number at which the quotas "
                               "add up to the target"));
  sb_explain_input (explain, N_("Target"), sb_quantity_money (problem->target));
  if (ok)
    {
      tell_limits (explain, plan, names);
      tell_nodes (explain, plan, names);
    }
  else
    {
      sb_explain_input (explain, N_("Open gap"), sb_quantity_money (plan->gap));
      if (plan->blocked >= 0)
        name_node (explain, N_("Bounds exclude each other in"), names, (gsize) plan->blocked);
      tell_remedies (explain, problem, plan);
    }
  if (plan->status == SB_QUOTA_OK_ZERO_ANCHOR)
    sb_explain_note (explain, N_("Everybody with a forecast is at the cap; members without any share what is left."));
  else if (plan->status == SB_QUOTA_INFEASIBLE_HIGH)
    sb_explain_note (explain, N_("The caps hold less than the target. The gap is nobody's number."));
  else if (plan->status == SB_QUOTA_INFEASIBLE_LOW)
    sb_explain_note (explain, N_("The floors hold more than the target."));
  sb_explain_seal (explain, ok ? sb_quantity_real (SB_UNIT_TIMES, plan->t)
                               : sb_quantity_undefined (SB_UNIT_TIMES, SB_REASON_NO_CAPACITY));
  return explain;
}

/* -- one member ------------------------------------------------------------------------------- */

static void
tell_anchors (SbExplain *explain, const SbQuotaBlend *blend, gsize member)
{
  static const char *const labels[] = { N_("Own forecast"), N_("Fair share"), N_("Current quota") };
  static const char *const weights[] = { N_("Weight of the own forecast"), N_("Weight of the fair share"),
                                         N_("Weight of the current quota") };
  const gint64 *values[] = { blend->bottom_up, blend->fair_share, blend->current };
  gint64 weight[] = { blend->alpha, blend->beta, blend->gamma };
  gboolean missing = FALSE;

  for (int k = 0; k < 3; k++)
    if (weight[k] > 0 && values[k] != NULL && values[k][member] > 0)
      {
        sb_explain_input (explain, labels[k], sb_quantity_money (values[k][member]));
        sb_explain_input (explain, weights[k], sb_quantity_count (weight[k]));
      }
    else
      missing |= weight[k] > 0;
  if (missing)
    sb_explain_note (explain, N_("What is missing is left out; the other weights keep their ratio."));
}

static void
tell_binding (SbExplain *explain, const SbQuotaPlan *plan, const SbQuotaNames *names, const SbQuotaWhy *why)
{
  static const char *const notes[] = { N_("No limit binds."), N_("The floor binds: t × realistic would be less."),
                                       N_("The cap binds: t × realistic would be more."), N_("The quota is locked.") };

  sb_explain_note (explain, notes[why->limit]);
  if (why->node_limit < 0)
    return;
  name_node (explain, limit_label (plan, (gsize) why->node_limit), names, (gsize) why->node_limit);
  sb_explain_note (explain, N_("The bound of the team decides its t."));
}

SbExplain *
sb_quota_explain_member (const SbQuotaProblem *problem, const SbQuotaBlend *blend, const SbQuotaPlan *plan,
                         const SbQuotaNames *names, gsize member)
{
  SbExplain *explain;
  SbQuotaWhy why;

  g_return_val_if_fail (problem != NULL && plan != NULL && member < plan->n, NULL);

  explain = sb_explain_new ("plan.quota", N_("Quota"), N_("t × realistic, between floor and cap, to the minor unit"));
  name_member (explain, N_("Member"), names, member);
  if (blend != NULL)
    tell_anchors (explain, blend, member);
  sb_explain_input (explain, N_("Realistic"), sb_quantity_money (whole (sb_dd_to_real (problem->anchor[member]))));
  if (sb_quota_why (problem, plan, member, &why))
    {
      sb_explain_input (explain, N_("t, × realistic"), sb_quantity_real (SB_UNIT_TIMES, why.t));
      sb_explain_input (explain, N_("t × realistic"), sb_quantity_money (whole (why.unlimited)));
      tell_binding (explain, plan, names, &why);
    }
  sb_explain_input (explain, N_("Floor"), sb_quantity_money (problem->lo[member]));
  if (problem->hi[member] != SB_QUOTA_NO_CAP)
    sb_explain_input (explain, N_("Cap"), sb_quantity_money (problem->hi[member]));
  if (sb_quota_plan_is_ok (plan))
    {
      sb_explain_input (explain, N_("Share of the next unit of target"), sb_quantity_real (SB_UNIT_PERCENT, why.share));
      sb_explain_input (explain, N_("Nobody meets or leaves a limit from a target of"), sb_quantity_money (why.from));
      sb_explain_input (explain, N_("to a target of"), sb_quantity_money (why.to));
    }
  sb_explain_seal (explain, sb_quantity_money (plan->quota[member]));
  return explain;
}
