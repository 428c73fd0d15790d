/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for quotas: allocation, the tree of teams, rounding of tables, re-planning. */
#include "sb-config.h"

#include "analysis/sb-quota-plan.h"
#include "cli/sb-eval.h"

#include <glib/gi18n-lib.h>

static GArray *
read_ints (JsonObject *in, const char *key, gsize n, GError **error)
{
  g_autoptr (GArray) values = sb_eval_ints (sb_eval_member (in, key, error), key, error);

  if (values != NULL && n != G_MAXSIZE && values->len != n)
    {
      sb_eval_fail (error, _("“%s” must have %u members."), key, (guint) n);
      return NULL;
    }
  return g_steal_pointer (&values);
}

static const gint64 *
ints (GArray *values)
{
  return (const gint64 *) (gpointer) values->data;
}

static gboolean
tell_fault (SbQuotaFault fault, gsize where, GError **error)
{
  switch (fault)
    {
    case SB_QUOTA_FAULT_BOUNDS:
      return sb_eval_fail (error, _("The floor of member %u is above the cap."), (guint) where);
    case SB_QUOTA_FAULT_NEGATIVE:
      return sb_eval_fail (error, _("Member %u has a negative bound or anchor."), (guint) where);
    case SB_QUOTA_FAULT_TREE:
      return sb_eval_fail (error, _("The teams are no tree."));
    default:
      return sb_eval_fail (error, _("The amounts are too large."));
    }
}

static void
put_status (JsonObject *out, const SbQuotaPlan *plan)
{
  json_object_set_string_member (out, "status", sb_quota_status_key (plan->status));
  json_object_set_int_member (out, "gap", plan->gap);
  if (sb_quota_plan_is_ok (plan))
    json_object_set_double_member (out, "t", plan->t);
  else
    json_object_set_null_member (out, "t");
}

static void
put_limit (JsonObject *out, const char *key, const SbQuotaPlan *plan, SbQuotaLimit limit)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; i < plan->n; i++)
    if (plan->limit[i] & limit)
      json_array_add_int_element (array, (gint64) i);
  json_object_set_array_member (out, key, array);
}

/* -- quota_alloc ------------------------------------------------------------------------------ */

static gboolean
put_anchors (JsonObject *out, const SbDd *anchors, gsize n)
{
  g_autofree double *reals = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    reals[i] = sb_dd_to_real (anchors[i]);
  sb_eval_put_reals (out, "anchor", reals, n);
  return TRUE;
}

gboolean
sb_eval_quota_alloc (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) own = in != NULL ? read_ints (in, "bottom_up", G_MAXSIZE, error) : NULL;
  gsize n = own != NULL ? own->len : 0;
  g_autoptr (GArray) fair = own != NULL ? read_ints (in, "fair_share", n, error) : NULL;
  g_autoptr (GArray) now = fair != NULL ? read_ints (in, "current", n, error) : NULL;
  g_autoptr (GArray) lo = now != NULL ? read_ints (in, "lo", n, error) : NULL;
  g_autoptr (GArray) hi = lo != NULL ? read_ints (in, "hi", n, error) : NULL;
  g_autofree SbDd *anchors = g_new (SbDd, n + 1);
  g_autoptr (SbQuotaPlan) plan = NULL;
  SbQuotaProblem problem = { .n = n, .anchor = anchors };
  SbQuotaBlend blend = { .n = n };
  SbQuotaFault fault;
  gsize where;

  if (hi == NULL || !sb_eval_int (in, "alpha", &blend.alpha, error) || !sb_eval_int (in, "beta", &blend.beta, error)
      || !sb_eval_int (in, "gamma", &blend.gamma, error) || !sb_eval_int (in, "target", &problem.target, error))
    return FALSE;
  blend.bottom_up = ints (own);
  blend.fair_share = ints (fair);
  blend.current = ints (now);
  problem.lo = ints (lo);
  problem.hi = ints (hi);
  if (!sb_quota_blend (&blend, anchors))
    return sb_eval_fail (error, _("Weights must not be negative."));
  plan = sb_quota_plan_compute (&problem, &fault, &where);
  if (plan == NULL)
    return tell_fault (fault, where, error);
  put_anchors (work->out, anchors, n);
  put_status (work->out, plan);
  if (!sb_quota_plan_is_ok (plan))
    return TRUE;
  sb_eval_put_reals (work->out, "real", plan->real, n);
  sb_eval_put_ints (work->out, "quota", plan->quota, n);
  put_limit (work->out, "at_cap", plan, SB_QUOTA_AT_CAP);
  put_limit (work->out, "at_floor", plan, SB_QUOTA_AT_FLOOR);
  return TRUE;
}

/* -- tree_alloc ------------------------------------------------------------------------------- */

typedef struct {
  GArray *nodes, *anchors, *lo, *hi, *node;
} Tree;

static void
tree_clear (Tree *tree)
{
  g_array_unref (tree->nodes);
  g_array_unref (tree->anchors);
  g_array_unref (tree->lo);
  g_array_unref (tree->hi);
  g_array_unref (tree->node);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

static gboolean
read_member (Tree *tree, JsonNode *element, gint32 node, GError **error)
{
  JsonObject *member = sb_eval_object (element, error);
  gint64 anchor, lo, hi;
  SbDd exact;

  if (member == NULL || !sb_eval_int (member, "anchor", &anchor, error) || !sb_eval_int (member, "lo", &lo, error)
      || !sb_eval_int (member, "hi", &hi, error))
    return FALSE;
  exact = sb_dd_from_int (anchor);
  g_array_append_val (tree->anchors, exact);
  g_array_append_val (tree->lo, lo);
  g_array_append_val (tree->hi, hi);
  g_array_append_val (tree->node, node);
  return TRUE;
}

static gboolean
read_team (Tree *tree, JsonNode *element, GError **error)
{
  JsonObject *team = sb_eval_object (element, error);
  JsonArray *members = team != NULL ? sb_eval_array (team, "members", error) : NULL;
  SbQuotaNode node = { 0 };

  if (members == NULL || !sb_eval_int (team, "lo", &node.lo, error) || !sb_eval_int (team, "hi", &node.hi, error))
    return FALSE;
  g_array_append_val (tree->nodes, node);
  for (guint i = 0; i < json_array_get_length (members); i++)
    if (!read_member (tree, json_array_get_element (members, i), (gint32) tree->nodes->len - 1, error))
      return FALSE;
  return TRUE;
}

static void
put_teams (JsonObject *out, const SbQuotaPlan *plan, const gint32 *node)
{
  JsonArray *teams = json_array_new ();
  gsize i = 0;

  sb_eval_put_reals (out, "team_t", plan->node_t + 1, plan->n_nodes - 1);
  sb_eval_put_reals (out, "team_real", plan->node_real + 1, plan->n_nodes - 1);
  sb_eval_put_ints (out, "team_quota", plan->node_quota + 1, plan->n_nodes - 1);
  for (gsize v = 1; v < plan->n_nodes; v++)
    {
      JsonArray *team = json_array_new ();

      for (; i < plan->n && node[i] == (gint32) v; i++)
        json_array_add_int_element (team, plan->quota[i]);
      json_array_add_array_element (teams, team);
    }
  json_object_set_array_member (out, "member_quota", teams);
}

gboolean
sb_eval_tree_alloc (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  JsonArray *teams = in != NULL ? sb_eval_array (in, "teams", error) : NULL;
  g_auto (Tree) tree = { g_array_new (FALSE, FALSE, sizeof (SbQuotaNode)), g_array_new (FALSE, FALSE, sizeof (SbDd)),
                         g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE, sizeof (gint64)),
                         g_array_new (FALSE, FALSE, sizeof (gint32)) };
  SbQuotaNode root = { -1, G_MININT64, SB_QUOTA_NO_CAP };
  g_autoptr (SbQuotaPlan) plan = NULL;
  SbQuotaProblem problem = { 0 };
  SbQuotaFault fault;
  gsize where;

  if (teams == NULL || !sb_eval_int (in, "target", &problem.target, error))
    return FALSE;
  g_array_append_val (tree.nodes, root);
  for (guint i = 0; i < json_array_get_length (teams); i++)
    if (!read_team (&tree, json_array_get_element (teams, i), error))
      return FALSE;
  problem.n = tree.anchors->len;
  problem.anchor = (const SbDd *) (gpointer) tree.anchors->data;
  problem.lo = ints (tree.lo);
  problem.hi = ints (tree.hi);
  problem.node = (const gint32 *) (gpointer) tree.node->data;
  problem.n_nodes = tree.nodes->len;
  problem.nodes = (const SbQuotaNode *) (gpointer) tree.nodes->data;
  plan = sb_quota_plan_compute (&problem, &fault, &where);
  if (plan == NULL)
    return tell_fault (fault, where, error);
  put_status (work->out, plan);
  if (plan->status == SB_QUOTA_INFEASIBLE_TEAM)
    json_object_set_int_member (work->out, "team", plan->blocked - 1);
  if (sb_quota_plan_is_ok (plan))
    put_teams (work->out, plan, problem.node);
  return TRUE;
}
