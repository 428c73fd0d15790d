/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for quotas: allocation, the tree of teams, rounding of tables, re-planning. */
#include "sb-config.h"

#include "analysis/sb-controlled-rounding.h"
#include "analysis/sb-replan.h"
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

/* -- controlled_rounding ---------------------------------------------------------------------- */

/* The cells of all rows, each as long as there are columns. */
static GArray *
read_cells (JsonObject *in, gsize n_rows, gsize n_columns, GError **error)
{
  JsonArray *rows = sb_eval_array (in, "cells", error);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (SbRational));

  if (rows == NULL)
    return NULL;
  if (json_array_get_length (rows) != n_rows)
    {
      sb_eval_fail (error, _("“%s” must have %u members."), "cells", (guint) n_rows);
      return NULL;
    }
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GArray) row = sb_eval_rationals (json_array_get_element (rows, i), "cells", error);

      if (row == NULL)
        return NULL;
      if (row->len != n_columns)
        {
          sb_eval_fail (error, _("Every row of the table must have %u cells."), (guint) n_columns);
          return NULL;
        }
      g_array_append_vals (cells, row->data, row->len);
    }
  return g_steal_pointer (&cells);
}

static void
put_table (JsonObject *out, const gint64 *cells, gsize n_rows, gsize n_columns)
{
  JsonArray *table = json_array_sized_new ((guint) n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      JsonArray *row = json_array_sized_new ((guint) n_columns);

      for (gsize k = 0; k < n_columns; k++)
        json_array_add_int_element (row, cells[i * n_columns + k]);
      json_array_add_array_element (table, row);
    }
  json_object_set_array_member (out, "example", table);
}

gboolean
sb_eval_controlled_rounding (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) rows = in != NULL ? read_ints (in, "rows", G_MAXSIZE, error) : NULL;
  g_autoptr (GArray) columns = rows != NULL ? read_ints (in, "cols", G_MAXSIZE, error) : NULL;
  g_autoptr (GArray) cells = columns != NULL ? read_cells (in, rows->len, columns->len, error) : NULL;
  g_autofree gint64 *rounded = NULL;
  SbFractionTable table = { 0 };
  double abs_error = 0.0;
  gboolean feasible;

  if (cells == NULL)
    return FALSE;
  table = (SbFractionTable) { rows->len, columns->len, (const SbRational *) (gpointer) cells->data, ints (rows),
                              ints (columns) };
  rounded = g_new0 (gint64, cells->len + 1);
  feasible = sb_controlled_rounding_compute (&table, rounded, &abs_error);
  json_object_set_boolean_member (work->out, "feasible", feasible);
  if (feasible)
    {
      json_object_set_double_member (work->out, "min_abs_error", abs_error);
      put_table (work->out, rounded, rows->len, columns->len);
    }
  else
    {
      json_object_set_null_member (work->out, "min_abs_error");
      json_object_set_null_member (work->out, "example");
    }
  return TRUE;
}

/* -- replan ----------------------------------------------------------------------------------- */

gboolean
sb_eval_replan (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) quota = in != NULL ? read_ints (in, "quota", G_MAXSIZE, error) : NULL;
  g_autoptr (GArray) actual = quota != NULL ? read_ints (in, "actual", quota->len, error) : NULL;
  g_autoptr (GArray) rest = actual != NULL ? read_ints (in, "rest_forecast", quota->len, error) : NULL;
  g_autoptr (SbReplan) replan = NULL;
  SbReplanProblem problem = { 0 };

  if (rest == NULL || !sb_eval_rational (in, "stretch", &problem.stretch, error))
    return FALSE;
  if (problem.stretch.num < 0)
    return sb_eval_fail (error, _("“%s” must not be negative."), "stretch");
  problem.n = quota->len;
  problem.quota = ints (quota);
  problem.actual = ints (actual);
  problem.rest_forecast = ints (rest);
  replan = sb_replan_compute (&problem);
  if (replan == NULL)
    return sb_eval_fail (error, _("The amounts are too large."));
  json_object_set_int_member (work->out, "remaining", replan->remaining);
  json_object_set_string_member (work->out, "status", sb_replan_status_key (replan->status));
  json_object_set_int_member (work->out, "unassigned", replan->unassigned);
  sb_eval_put_ints (work->out, "rest_quota", replan->rest_quota, replan->n);
  if (replan->status == SB_REPLAN_OK)
    json_object_set_double_member (work->out, "t", replan->t);
  else
    json_object_set_null_member (work->out, "t");
  return TRUE;
}
