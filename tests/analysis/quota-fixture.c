/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the problems of quota-fixture.h. */
#include "quota-fixture.h"

gint64
random_between (SbRandom *random, gint64 from, gint64 to)
{
  return from >= to ? from : from + (gint64) sb_random_below (random, (guint64) (to - from) + 1);
}

static void
random_member (RandomPlan *plan, SbRandom *random, gsize i, gint64 size)
{
  gint64 anchor = random_between (random, 0, size);

  plan->value[i] = sb_random_below (random, 12) == 0 ? 0 : anchor;
  plan->lo[i] = sb_random_below (random, 3) == 0 ? 0 : anchor * 6 / 10;
  plan->hi[i] = sb_random_below (random, 8) == 0 ? plan->lo[i] : MAX (anchor * random_between (random, 6, 20) / 10, plan->lo[i]);
  plan->node[i] = (gint32) sb_random_below (random, plan->n_nodes);
}

static void
random_nodes (RandomPlan *plan, SbRandom *random)
{
  gint64 low[MOST_NODES] = { 0 }, high[MOST_NODES] = { 0 };

  for (gsize i = 0; i < plan->n; i++)
    {
      low[plan->node[i]] += plan->lo[i];
      high[plan->node[i]] += plan->hi[i];
    }
  for (gsize v = 0; v < plan->n_nodes; v++)
    plan->nodes[v].parent = v == 0 ? -1 : (gint32) sb_random_below (random, v);
  for (gsize v = plan->n_nodes; v-- > 0;)
    {
      gint64 middle = random_between (random, low[v], high[v]);

      plan->nodes[v].lo = sb_random_below (random, 2) ? G_MININT64 : random_between (random, low[v], middle);
      plan->nodes[v].hi = sb_random_below (random, 2) ? SB_QUOTA_NO_CAP : random_between (random, middle, high[v]);
      low[v] = MAX (low[v], plan->nodes[v].lo);
      high[v] = MIN (high[v], plan->nodes[v].hi);
      if (v > 0)
        {
          low[plan->nodes[v].parent] += low[v];
          high[plan->nodes[v].parent] += high[v];
        }
    }
  plan->problem.target = sb_random_below (random, 20) == 0 ? high[0] : random_between (random, low[0], high[0]);
}

void
random_plan (RandomPlan *plan, SbRandom *random, gsize most, gboolean tree, gint64 size)
{
  plan->n = 1 + (gsize) sb_random_below (random, most);
  plan->n_nodes = tree ? 1 + (gsize) sb_random_below (random, MOST_NODES) : 1;
  for (gsize i = 0; i < plan->n; i++)
    random_member (plan, random, i, size);
  plan->problem = (SbQuotaProblem) { plan->n, plan->anchor, plan->lo, plan->hi, plan->node, plan->n_nodes, plan->nodes };
  random_nodes (plan, random);
  if (!tree)
    plan->nodes[0] = (SbQuotaNode) { -1, G_MININT64, SB_QUOTA_NO_CAP };
  sb_quota_anchors (plan->value, plan->n, plan->anchor);
}
