/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks a problem, orders its tree, finds t of the company and of every team at its bound, and rounds from the top
 * down. Called by the planner and by the vectors; the numbers of t come from sb-water-fill, the whole units from
 * sb-apportion. */
#include "analysis/sb-quota-plan.h"

#include "analysis/sb-apportion.h"
#include "analysis/sb-water-fill.h"

#include <string.h>

typedef struct {
  const SbQuotaProblem *problem;
  SbQuotaPlan          *plan;
  SbWaterFill          *fill;
  gint32               *leaf;      /* member at each leaf of fill; NULL: the same order */
  SbDd                 *slope;     /* copies in the order of the leaves, where it is another */
  gint64               *lo, *hi;
  SbDd                 *second_slope; /* for zero anchors */
  gint64               *second_offset;
  gint32               *place;     /* node of the problem at each node of fill */
  SbWide               *low, *high; /* by node of fill: what it can hold at least and at most */
  SbDd                 *t;         /* by node of fill */
  gboolean             *second;    /* by node of fill: its t shares out what only zero anchors can take */
  SbDd                 *sum;       /* by node of fill, at its t */
  SbDd                 *x;         /* by leaf */
} Work;

static const SbQuotaNode company = { -1, G_MININT64, SB_QUOTA_NO_CAP };

void
sb_quota_plan_free (SbQuotaPlan *plan)
{
  if (plan == NULL)
    return;
  g_free (plan->quota);
  g_free (plan->real);
  g_free (plan->member_t);
  g_free (plan->limit);
  g_free (plan->node_quota);
  g_free (plan->node_real);
  g_free (plan->node_t);
  g_free (plan->node_limit);
  g_free (plan);
}

gboolean
sb_quota_plan_is_ok (const SbQuotaPlan *plan)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  return plan->status == SB_QUOTA_OK || plan->status == SB_QUOTA_OK_ZERO_ANCHOR;
}

const char *
sb_quota_status_key (SbQuotaStatus status)
{
  static const char *const keys[] = { "ok", "ok_zero_anchor", "infeasible_high", "infeasible_low", "infeasible_team" };

  g_return_val_if_fail (status < G_N_ELEMENTS (keys), NULL);

  return keys[status];
}

/* -- checks ----------------------------------------------------------------------------------- */

static SbQuotaFault
check_member (const SbQuotaProblem *problem, gsize i, gsize n_nodes)
{
  const SbDd *anchor = &problem->anchor[i];

  if (problem->lo[i] > problem->hi[i])
    return SB_QUOTA_FAULT_BOUNDS;
  if ((problem->lo[i] < 0 && problem->lo[i] < problem->hi[i]) || !(anchor->hi >= 0.0) || !isfinite (anchor->hi))
    return SB_QUOTA_FAULT_NEGATIVE;
  if (problem->node != NULL && (problem->node[i] < 0 || (gsize) problem->node[i] >= n_nodes))
    return SB_QUOTA_FAULT_TREE;
  return SB_QUOTA_FAULT_NONE;
}

static SbQuotaFault
check (const SbQuotaProblem *problem, gsize n_nodes, gsize *where)
{
  for (gsize i = 0; i < problem->n; i++)
    {
      SbQuotaFault fault = check_member (problem, i, n_nodes);

      *where = i;
      if (fault != SB_QUOTA_FAULT_NONE)
        return fault;
    }
  for (gsize v = 0; v < problem->n_nodes; v++)
    {
      gint32 parent = problem->nodes[v].parent;

      *where = v;
      if (v == 0 ? parent != -1 : parent < 0 || (gsize) parent >= v)
        return SB_QUOTA_FAULT_TREE;
    }
  return SB_QUOTA_FAULT_NONE;
}

/* -- order ------------------------------------------------------------------------------------ */

/* Pre-order: place[k] is the node at position k. Children in the order of their indices. */
static void
order_nodes (Work *work, const SbQuotaNode *nodes, gsize n_nodes, gint32 *position)
{
  g_autofree gint32 *size = g_new (gint32, n_nodes);
  g_autofree gint32 *next = g_new (gint32, n_nodes);
  SbWaterFill *fill = work->fill;

  for (gsize v = 0; v < n_nodes; v++)
    size[v] = 1;
  for (gsize v = n_nodes; v-- > 1;)
    size[nodes[v].parent] += size[v];
  for (gsize v = 0; v < n_nodes; v++)
    {
      gint32 parent = nodes[v].parent;

      position[v] = parent < 0 ? 0 : next[parent];
      if (parent >= 0)
        next[parent] += size[v];
      next[v] = position[v] + 1;
      work->place[position[v]] = (gint32) v;
      fill->parent[position[v]] = parent < 0 ? -1 : position[parent];
      fill->end[position[v]] = position[v] + size[v];
      fill->node_lo[position[v]] = nodes[v].lo;
      fill->node_hi[position[v]] = nodes[v].hi;
    }
}

static gsize
member_at (const Work *work, gsize leaf)
{
  return work->leaf != NULL ? (gsize) work->leaf[leaf] : leaf;
}

/* Members in the order of their nodes, by index within a node: copies. */
static void
copy_leaves (Work *work, const gint32 *position)
{
  const SbQuotaProblem *problem = work->problem;
  g_autofree gint32 *next = g_memdup2 (work->fill->first, (work->fill->n_nodes + 1) * sizeof *next);

  work->leaf = g_new (gint32, problem->n + 1);
  work->slope = g_new (SbDd, problem->n + 1);
  work->lo = g_new (gint64, problem->n + 1);
  work->hi = g_new (gint64, problem->n + 1);
  for (gsize i = 0; i < problem->n; i++)
    {
      gint32 leaf = next[position[problem->node[i]]]++;

      work->leaf[leaf] = (gint32) i;
      work->slope[leaf] = problem->anchor[i];
      work->lo[leaf] = problem->lo[i];
      work->hi[leaf] = problem->hi[i];
    }
}

static void
order_leaves (Work *work, const gint32 *position)
{
  const SbQuotaProblem *problem = work->problem;
  SbWaterFill *fill = work->fill;

  if (problem->node == NULL)
    fill->first[1] = (gint32) problem->n;
  for (gsize i = 0; problem->node != NULL && i < problem->n; i++)
    fill->first[position[problem->node[i]] + 1]++;
  for (gsize v = 0; v < fill->n_nodes; v++)
    fill->first[v + 1] += fill->first[v];
  if (problem->node != NULL && fill->n_nodes > 1)
    copy_leaves (work, position);
  fill->slope = work->slope != NULL ? work->slope : problem->anchor;
  fill->lo = work->lo != NULL ? work->lo : problem->lo;
  fill->hi = work->hi != NULL ? work->hi : problem->hi;
}

/* What each node can hold, from the leaves up. Returns: the first node whose bounds exclude each other though those of
 * the nodes below do not, or −1. */
static gssize
find_limits (Work *work)
{
  SbWaterFill *fill = work->fill;
  gssize blocked = -1, innermost = (gssize) fill->n_nodes;

  for (gsize v = fill->n_nodes; v-- > 0;)
    {
      for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
        {
          work->low[v] += fill->lo[i];
          work->high[v] += fill->hi[i];
        }
      work->low[v] = MAX (work->low[v], fill->node_lo[v]);
      work->high[v] = MIN (work->high[v], fill->node_hi[v]);
      /* A node around the one found last is blocked by it. */
      if (work->low[v] > work->high[v] && innermost >= fill->end[v])
        blocked = innermost = (gssize) v;
      if (v > 0)
        {
          work->low[fill->parent[v]] += work->low[v];
          work->high[fill->parent[v]] += work->high[v];
        }
    }
  return blocked;
}

/* -- solving ---------------------------------------------------------------------------------- */

/* Leaves of the subtree as t × anchor; or, once everybody with an anchor is at the cap, what is left shared out among
 * those without in proportion to their room. */
static void
set_leaves (Work *work, gsize v, gboolean second)
{
  SbWaterFill *fill = work->fill;

  if (work->second_slope == NULL)
    {
      work->second_slope = g_new0 (SbDd, fill->n + 1);
      work->second_offset = g_new0 (gint64, fill->n + 1);
      memcpy (work->second_slope, fill->slope, fill->n * sizeof *fill->slope);
      fill->slope = work->second_slope;
      fill->offset = work->second_offset;
    }
  for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[fill->end[v]]; i++)
    {
      SbDd anchor = work->problem->anchor[member_at (work, i)];
      gboolean shares = anchor.hi <= 0.0 && fill->lo[i] < fill->hi[i];

      work->second_offset[i] = !second ? 0 : shares ? fill->lo[i] : fill->hi[i];
      work->second_slope[i] = !second ? anchor
                              : shares ? sb_dd_from_wide ((SbWide) fill->hi[i] - fill->lo[i])
                                       : (SbDd) { 0.0, 0.0 };
    }
}

/* Finds t of node v so that its children add up to `bound`, and takes the leaves and sums of its subtree from it. */
static void
solve_node (Work *work, gsize v, SbWide bound)
{
  SbWaterFill *fill = work->fill;
  gsize end = (gsize) fill->end[v];
  SbWide most;
  gboolean second;
  SbDd t, shown;

  if (work->second[v])
    set_leaves (work, v, FALSE);
  most = sb_water_fill_limit (fill, v, TRUE);
  second = bound > most;
  t = shown = sb_water_fill_solve (fill, v, MIN (bound, most));
  if (second)
    {
      set_leaves (work, v, TRUE);
      work->plan->status = SB_QUOTA_OK_ZERO_ANCHOR;
      t = sb_water_fill_solve (fill, v, bound);
    }
  sb_water_fill_take (fill, v, t, work->x, work->sum);
  work->sum[v] = sb_dd_from_wide (bound);
  for (gsize u = v; u < end; u++)
    {
      work->t[u] = shown;
      work->second[u] = second;
    }
}

static void
solve (Work *work)
{
  SbWaterFill *fill = work->fill;

  solve_node (work, 0, work->problem->target);
  for (gsize v = 1; v < fill->n_nodes; v++)
    {
      int above = sb_water_fill_compare (fill, work->sum[v], fill->node_hi[v]);
      int below = sb_water_fill_compare (fill, work->sum[v], fill->node_lo[v]);
      guint8 *limit = &work->plan->node_limit[work->place[v]];

      if (below < 0)
        solve_node (work, v, fill->node_lo[v]);
      else if (above > 0)
        solve_node (work, v, fill->node_hi[v]);
      if (below < 0 || fill->node_lo[v] == fill->node_hi[v])
        *limit |= SB_QUOTA_AT_FLOOR;
      if (above > 0 || fill->node_lo[v] == fill->node_hi[v])
        *limit |= SB_QUOTA_AT_CAP;
    }
}

/* -- whole units ------------------------------------------------------------------------------ */

static gint64
narrow (SbWide value)
{
  return (gint64) CLAMP (value, (SbWide) G_MININT64, (SbWide) G_MAXINT64);
}

/* Shares out the whole quota of node v among its teams, then its own members. */
static void
round_teams (Work *work, gsize v)
{
  SbWaterFill *fill = work->fill;
  SbQuotaPlan *plan = work->plan;
  gsize n = 0, n_teams, first = (gsize) fill->first[v], last = (gsize) fill->first[v + 1];
  gsize most = (gsize) (fill->end[v] - (gint32) v) + last - first;
  g_autofree SbDd *shares = g_new (SbDd, most);
  g_autofree gint64 *bounds = g_new (gint64, 2 * most);
  g_autofree gint64 *parts = g_new (gint64, most);

  for (gsize u = v + 1; u < (gsize) fill->end[v]; u = (gsize) fill->end[u], n++)
    {
      shares[n] = work->sum[u];
      bounds[n] = narrow (work->low[u]);
      bounds[most + n] = narrow (work->high[u]);
    }
  n_teams = n;
  for (gsize i = first; i < last; i++, n++)
    {
      shares[n] = work->x[i];
      bounds[n] = fill->lo[i];
      bounds[most + n] = fill->hi[i];
    }
  sb_apportion (&(SbShares) { n, shares, bounds, bounds + most }, plan->node_quota[work->place[v]],
                work->problem->step, parts);
  n = 0;
  for (gsize u = v + 1; n < n_teams; u = (gsize) fill->end[u])
    plan->node_quota[work->place[u]] = parts[n++];
  for (gsize i = first; i < last; i++)
    plan->quota[member_at (work, i)] = parts[n++];
}

/* The same for a node of members only: nothing is copied. */
static void
round_members (Work *work, gsize v)
{
  gsize first = (gsize) work->fill->first[v], n = (gsize) work->fill->first[v + 1] - first;
  g_autofree gint64 *own = work->leaf != NULL ? g_new (gint64, n + 1) : NULL;
  gint64 *parts = own != NULL ? own : work->plan->quota + first;

  sb_apportion (&(SbShares) { n, work->x + first, work->fill->lo + first, work->fill->hi + first },
                work->plan->node_quota[work->place[v]], work->problem->step, parts);
  for (gsize i = 0; own != NULL && i < n; i++)
    work->plan->quota[work->leaf[first + i]] = parts[i];
}

static void
round_units (Work *work)
{
  work->plan->node_quota[0] = work->problem->target;
  for (gsize v = 0; v < work->fill->n_nodes; v++)
    if (work->fill->end[v] == (gint32) v + 1)
      round_members (work, v);
    else
      round_teams (work, v);
}

static guint8
limit_of (const Work *work, gsize leaf)
{
  gboolean floor = sb_dd_compare (work->x[leaf], sb_dd_from_int (work->fill->lo[leaf])) <= 0;
  gboolean cap = sb_dd_compare (work->x[leaf], sb_dd_from_int (work->fill->hi[leaf])) >= 0;

  return (guint8) ((floor ? SB_QUOTA_AT_FLOOR : 0) | (cap ? SB_QUOTA_AT_CAP : 0));
}

static void
tell_reals (Work *work)
{
  SbWaterFill *fill = work->fill;
  SbQuotaPlan *plan = work->plan;

  plan->t = sb_dd_to_real (work->t[0]);
  for (gsize v = 0; v < fill->n_nodes; v++)
    {
      double t = sb_dd_to_real (work->t[v]);

      plan->node_t[work->place[v]] = t;
      plan->node_real[work->place[v]] = sb_dd_to_real (work->sum[v]);
      for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
        {
          gsize member = member_at (work, i);

          plan->member_t[member] = t;
          plan->real[member] = sb_dd_to_real (work->x[i]);
          plan->limit[member] = limit_of (work, i);
        }
    }
}

/* -- no solution ------------------------------------------------------------------------------ */

/* Everybody at one end; FALSE when the sums do not fit. */
static gboolean
fill_limit (Work *work, gboolean high)
{
  SbWaterFill *fill = work->fill;
  SbQuotaPlan *plan = work->plan;
  g_autofree SbWide *sums = g_new0 (SbWide, fill->n_nodes);

  for (gsize v = fill->n_nodes; v-- > 0;)
    {
      for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
        {
          gsize member = member_at (work, i);

          plan->quota[member] = high ? fill->hi[i] : fill->lo[i];
          plan->real[member] = (double) plan->quota[member];
          plan->limit[member] = (guint8) ((high || fill->lo[i] == fill->hi[i] ? SB_QUOTA_AT_CAP : 0)
                                          | (!high || fill->lo[i] == fill->hi[i] ? SB_QUOTA_AT_FLOOR : 0));
          sums[v] += plan->quota[member];
        }
      if (sums[v] > G_MAXINT64 || sums[v] < G_MININT64)
        return FALSE;
      plan->node_quota[work->place[v]] = (gint64) sums[v];
      plan->node_real[work->place[v]] = (double) sums[v];
      if (v > 0)
        sums[fill->parent[v]] += sums[v];
    }
  return TRUE;
}

/* The status of the whole; FALSE when its gap does not fit. */
static gboolean
judge (Work *work, gssize blocked)
{
  SbQuotaPlan *plan = work->plan;
  SbWide target = work->problem->target, gap = 0;

  plan->blocked = -1;
  if (blocked >= 0)
    {
      plan->status = SB_QUOTA_INFEASIBLE_TEAM;
      plan->blocked = work->place[blocked];
      gap = work->low[blocked] - work->high[blocked];
    }
  else if (target < work->low[0])
    {
      plan->status = SB_QUOTA_INFEASIBLE_LOW;
      gap = work->low[0] - target;
    }
  else if (target > work->high[0])
    {
      plan->status = SB_QUOTA_INFEASIBLE_HIGH;
      gap = target - work->high[0];
    }
  plan->gap = narrow (gap);
  return gap <= G_MAXINT64;
}

/* -- public ----------------------------------------------------------------------------------- */

static SbQuotaPlan *
plan_new (gsize n, gsize n_nodes)
{
  SbQuotaPlan *plan = g_new0 (SbQuotaPlan, 1);

  plan->n = n;
  plan->n_nodes = n_nodes;
  plan->quota = g_new0 (gint64, n + 1);
  plan->real = g_new0 (double, n + 1);
  plan->member_t = g_new0 (double, n + 1);
  plan->limit = g_new0 (guint8, n + 1);
  plan->node_quota = g_new0 (gint64, n_nodes);
  plan->node_real = g_new0 (double, n_nodes);
  plan->node_t = g_new0 (double, n_nodes);
  plan->node_limit = g_new0 (guint8, n_nodes);
  return plan;
}

static void
work_init (Work *work, const SbQuotaProblem *problem, gsize n_nodes)
{
  g_autofree gint32 *position = g_new0 (gint32, n_nodes);

  work->problem = problem;
  work->plan = plan_new (problem->n, n_nodes);
  work->fill = sb_water_fill_new (problem->n, n_nodes);
  work->place = g_new (gint32, n_nodes);
  work->low = g_new0 (SbWide, n_nodes);
  work->high = g_new0 (SbWide, n_nodes);
  work->t = g_new0 (SbDd, n_nodes);
  work->sum = g_new0 (SbDd, n_nodes);
  work->second = g_new0 (gboolean, n_nodes);
  work->x = g_new (SbDd, problem->n + 1);
  order_nodes (work, problem->n_nodes > 0 ? problem->nodes : &company, n_nodes, position);
  order_leaves (work, position);
}

static void
work_clear (Work *work)
{
  sb_water_fill_free (work->fill);
  g_free (work->leaf);
  g_free (work->slope);
  g_free (work->lo);
  g_free (work->hi);
  g_free (work->second_slope);
  g_free (work->second_offset);
  g_free (work->place);
  g_free (work->low);
  g_free (work->high);
  g_free (work->t);
  g_free (work->sum);
  g_free (work->second);
  g_free (work->x);
}

SbQuotaPlan *
sb_quota_plan_compute (const SbQuotaProblem *problem, SbQuotaFault *fault, gsize *where)
{
  gsize n_nodes, place = 0;
  SbQuotaFault wrong;
  Work work = { NULL };
  gboolean fits;

  g_return_val_if_fail (problem != NULL, NULL);
  g_return_val_if_fail (problem->n == 0 || problem->anchor != NULL, NULL);
  g_return_val_if_fail (problem->n == 0 || (problem->lo != NULL && problem->hi != NULL), NULL);
  g_return_val_if_fail (problem->n_nodes == 0 || problem->nodes != NULL, NULL);
  g_return_val_if_fail (problem->n < G_MAXINT32 && problem->n_nodes < G_MAXINT32, NULL);

  n_nodes = MAX (problem->n_nodes, 1);
  wrong = check (problem, n_nodes, &place);
  if (wrong == SB_QUOTA_FAULT_NONE)
    {
      work_init (&work, problem, n_nodes);
      fits = judge (&work, find_limits (&work));
      if (fits && sb_quota_plan_is_ok (work.plan))
        {
          solve (&work);
          tell_reals (&work);
          round_units (&work);
        }
      else
        fits = fits && fill_limit (&work, work.plan->status == SB_QUOTA_INFEASIBLE_HIGH);
      if (!fits)
        {
          wrong = SB_QUOTA_FAULT_OVERFLOW;
          g_clear_pointer (&work.plan, sb_quota_plan_free);
        }
      work_clear (&work);
    }
  if (fault != NULL)
    *fault = wrong;
  if (where != NULL)
    *where = place;
  return work.plan;
}
