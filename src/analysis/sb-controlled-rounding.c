/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A minimum cost flow that knows its shape. Each line (the longer side of the table) takes its own cheapest units; what
 * the slots (the shorter side) then have too much moves along shortest paths to those that have too little, a step of a
 * path being one line that gives up a unit in one slot and takes it in another. The cheapest line for each pair of
 * slots is remembered, and looked for again only when a path wants it. */
#include "analysis/sb-controlled-rounding.h"

#include <string.h>

#define ONE (G_GINT64_CONSTANT (1) << SB_ROUNDING_BITS)
#define NEVER (G_MAXINT64 / 4)

/* The cheapest way from one slot to another. */
typedef struct {
  gint64   cost;  /* stale: no line is cheaper than this */
  gint32   line;  /* −1 none */
  gboolean stale;
} Arc;

typedef struct {
  const SbRoundingProblem *problem;
  gboolean loose, turned;
  gsize    lines, slots;
  gint32  *level;  /* [lines × slots] units above the whole part */
  gint64  *excess; /* [slots] units too many */
  Arc     *arcs;   /* [slots × slots] from, to */
  gint64  *distance, *price;
  gint32  *from;
  gboolean *settled;
} Flow;

static gsize
cell_of (const Flow *flow, gsize line, gsize slot)
{
  return flow->turned ? slot * flow->problem->n_columns + line : line * flow->problem->n_columns + slot;
}

/* Cost of one unit more. */
static gint64
rise (const Flow *flow, gsize line, gsize slot)
{
  gsize cell = cell_of (flow, line, slot);
  gint32 level = flow->level[line * flow->slots + slot];
  guint8 flags = flow->problem->flags[cell];

  if (level == 0 && (flags & SB_ROUNDING_MAY_RISE))
    return ONE - 2 * flow->problem->fraction[cell];
  if (!flow->loose || !(flags & SB_ROUNDING_LOOSE))
    return NEVER;
  return level < 0 ? -ONE : level == 0 ? ONE - 2 * flow->problem->fraction[cell] : ONE;
}

/* What one unit less saves. */
static gint64
saved (const Flow *flow, gsize line, gsize slot)
{
  gsize cell = cell_of (flow, line, slot);
  gint32 level = flow->level[line * flow->slots + slot];
  guint8 flags = flow->problem->flags[cell];

  if (level == 1)
    return ONE - 2 * flow->problem->fraction[cell];
  if (level > 1)
    return ONE;
  if (flow->loose && (flags & SB_ROUNDING_LOOSE) && flow->problem->whole[cell] + level > 0)
    return -ONE;
  return -NEVER;
}

static gint64
move_cost (const Flow *flow, gsize line, gsize a, gsize b)
{
  gint64 less = saved (flow, line, a), more;

  if (less <= -NEVER)
    return NEVER;
  more = rise (flow, line, b);
  return more >= NEVER ? NEVER : more - less;
}

/* -- start: every line on its own --------------------------------------------------------------- */

/* Gives a line its units (or takes them), the cheapest first. FALSE: it cannot have so many. */
static gboolean
settle_line (Flow *flow, gsize line, gint64 units)
{
  gint32 *level = &flow->level[line * flow->slots];

  while (units != 0)
    {
      gint64 best = NEVER;
      gsize chosen = 0;

      for (gsize k = 0; k < flow->slots; k++)
        {
          gint64 cost = units > 0 ? rise (flow, line, k) : -saved (flow, line, k);

          /* Of equals the slot that still lacks most: fewer corrections afterwards. */
          if (cost < best || (cost == best && cost < NEVER && flow->excess[k] < flow->excess[chosen]))
            {
              best = cost;
              chosen = k;
            }
        }
      if (best >= NEVER)
        return FALSE;
      level[chosen] += units > 0 ? 1 : -1;
      flow->excess[chosen] += units > 0 ? 1 : -1;
      units -= units > 0 ? 1 : -1;
    }
  return TRUE;
}

static gboolean
start_flow (Flow *flow)
{
  const SbRoundingProblem *problem = flow->problem;
  const gint64 *line_sums = flow->turned ? problem->columns : problem->rows;
  const gint64 *slot_sums = flow->turned ? problem->rows : problem->columns;
  g_autofree SbWide *missing = g_new0 (SbWide, flow->lines);
  SbWide balance = 0;

  for (gsize k = 0; k < flow->slots; k++)
    {
      SbWide sum = 0;

      for (gsize i = 0; i < flow->lines; i++)
        {
          gint64 whole = problem->whole[cell_of (flow, i, k)];

          sum += whole;
          missing[i] -= whole;
        }
      sum -= slot_sums[k];
      if (sum > NEVER || sum < -NEVER)
        return FALSE;
      flow->excess[k] = (gint64) sum;
    }
  for (gsize i = 0; i < flow->lines; i++)
    {
      missing[i] += line_sums[i];
      /* Further than a unit a cell is no rounding any more, not even a relaxed one. */
      if (missing[i] > 2 * (SbWide) flow->slots || missing[i] < -(SbWide) flow->slots
          || !settle_line (flow, i, (gint64) missing[i]))
        return FALSE;
    }
  for (gsize k = 0; k < flow->slots; k++)
    balance += flow->excess[k];
  return balance == 0;
}

/* -- corrections -------------------------------------------------------------------------------- */

static void
find_arc (Flow *flow, gsize a, gsize b)
{
  Arc arc = { NEVER, -1, FALSE };

  for (gsize i = 0; i < flow->lines; i++)
    {
      gint64 cost = move_cost (flow, i, a, b);

      if (cost < arc.cost)
        arc = (Arc) { cost, (gint32) i, FALSE };
    }
  flow->arcs[a * flow->slots + b] = arc;
}

/* What a line that has changed in one of the two slots offers between them now; where it was the cheapest before, and
 * no longer is, another line is looked for when it is wanted. */
static void
offer_arc (Flow *flow, gsize line, gsize a, gsize b)
{
  Arc *arc = &flow->arcs[a * flow->slots + b];
  gint64 cost;

  if (a == b)
    return;
  cost = move_cost (flow, line, a, b);
  if (cost < arc->cost || (cost == arc->cost && arc->stale && cost < NEVER))
    *arc = (Arc) { cost, (gint32) line, FALSE };
  else if (arc->line == (gint32) line)
    arc->stale = cost > arc->cost;
}

static void
offer_again (Flow *flow, gsize line, gsize slot)
{
  for (gsize k = 0; k < flow->slots; k++)
    {
      offer_arc (flow, line, slot, k);
      offer_arc (flow, line, k, slot);
    }
}

/* The unsettled slot that is nearest; −1: none is within reach. */
static gssize
next_slot (const Flow *flow)
{
  gssize nearest = -1;

  for (gsize k = 0; k < flow->slots; k++)
    if (!flow->settled[k] && flow->distance[k] < NEVER
        && (nearest < 0 || flow->distance[k] < flow->distance[nearest]))
      nearest = (gssize) k;
  return nearest;
}

/* Distances from all slots that have too much, in costs that the prices keep from falling below 0 (Dijkstra 1959,
 * Edmonds and Karp 1972). Returns: the slot that has too little at the least true cost, −1 none. */
static gssize
find_path (Flow *flow)
{
  gssize a, best = -1;

  for (gsize k = 0; k < flow->slots; k++)
    {
      flow->distance[k] = flow->excess[k] > 0 ? -flow->price[k] : NEVER;
      flow->from[k] = -1;
      flow->settled[k] = FALSE;
    }
  while ((a = next_slot (flow)) >= 0)
    {
      flow->settled[a] = TRUE;
      for (gsize b = 0; b < flow->slots; b++)
        {
          const Arc *arc = &flow->arcs[(gsize) a * flow->slots + b];
          gint64 distance = flow->distance[a] + arc->cost + flow->price[a] - flow->price[b];

          if (!flow->settled[b] && arc->cost < NEVER && distance < flow->distance[b])
            {
              flow->distance[b] = distance;
              flow->from[b] = (gint32) a;
            }
        }
    }
  for (gsize k = 0; k < flow->slots; k++)
    if (flow->excess[k] < 0 && flow->distance[k] < NEVER
        && (best < 0 || flow->distance[k] + flow->price[k] < flow->distance[best] + flow->price[best]))
      best = (gssize) k;
  return best;
}

static void
raise_prices (Flow *flow)
{
  gint64 furthest = 0;

  for (gsize k = 0; k < flow->slots; k++)
    if (flow->distance[k] < NEVER)
      furthest = MAX (furthest, flow->distance[k]);
  for (gsize k = 0; k < flow->slots; k++)
    flow->price[k] += MIN (flow->distance[k], furthest);
}

/* Looks again for what is stale on the path to `slot`. Returns: whether something was. */
static gboolean
refresh_path (Flow *flow, gsize slot)
{
  gboolean stale = FALSE;

  for (gsize b = slot; flow->from[b] >= 0; b = (gsize) flow->from[b])
    if (flow->arcs[(gsize) flow->from[b] * flow->slots + b].stale)
      {
        find_arc (flow, (gsize) flow->from[b], b);
        stale = TRUE;
      }
  return stale;
}

static void
move_unit (Flow *flow, gsize slot)
{
  g_autofree gint32 *lines = g_new (gint32, flow->slots);
  gsize n = 0, b = slot;

  flow->excess[slot]++;
  for (; flow->from[b] >= 0; b = (gsize) flow->from[b])
    {
      gsize a = (gsize) flow->from[b];
      gint32 line = flow->arcs[a * flow->slots + b].line;

      flow->level[(gsize) line * flow->slots + a]--;
      flow->level[(gsize) line * flow->slots + b]++;
      lines[n++] = line;
    }
  flow->excess[b]--;
  b = slot;
  for (gsize i = 0; i < n; i++, b = (gsize) flow->from[b])
    {
      offer_again (flow, (gsize) lines[i], b);
      offer_again (flow, (gsize) lines[i], (gsize) flow->from[b]);
    }
}

static gboolean
is_balanced (const Flow *flow)
{
  for (gsize k = 0; k < flow->slots; k++)
    if (flow->excess[k] != 0)
      return FALSE;
  return TRUE;
}

static gboolean
correct (Flow *flow)
{
  if (is_balanced (flow))
    return TRUE;
  for (gsize a = 0; a < flow->slots; a++)
    for (gsize b = 0; b < flow->slots; b++)
      if (a == b)
        flow->arcs[a * flow->slots + b] = (Arc) { NEVER, -1, FALSE };
      else
        find_arc (flow, a, b);
  while (!is_balanced (flow))
    {
      gssize slot = find_path (flow);

      if (slot < 0)
        return FALSE;
      if (refresh_path (flow, (gsize) slot))
        continue;
      raise_prices (flow);
      move_unit (flow, (gsize) slot);
    }
  return TRUE;
}

/* -- public ----------------------------------------------------------------------------------- */

static gboolean
run (Flow *flow, gint64 *cells, gboolean *relaxed)
{
  const SbRoundingProblem *problem = flow->problem;

  memset (flow->level, 0, flow->lines * flow->slots * sizeof *flow->level);
  memset (flow->price, 0, flow->slots * sizeof *flow->price);
  if (!start_flow (flow) || !correct (flow))
    return FALSE;
  *relaxed = FALSE;
  for (gsize i = 0; i < flow->lines; i++)
    for (gsize k = 0; k < flow->slots; k++)
      {
        gsize cell = cell_of (flow, i, k);
        gint32 level = flow->level[i * flow->slots + k];

        cells[cell] = problem->whole[cell] + level;
        *relaxed |= level < 0 || level > 1 || (level == 1 && !(problem->flags[cell] & SB_ROUNDING_MAY_RISE));
      }
  return TRUE;
}

gboolean
sb_controlled_rounding_choose (const SbRoundingProblem *problem, gboolean relax, gint64 *cells, gboolean *relaxed)
{
  Flow flow = { problem };
  gboolean done;

  g_return_val_if_fail (problem != NULL && relaxed != NULL, FALSE);
  g_return_val_if_fail (cells != NULL || problem->n_rows == 0 || problem->n_columns == 0, FALSE);

  flow.turned = problem->n_rows < problem->n_columns;
  flow.lines = MAX (problem->n_rows, problem->n_columns);
  flow.slots = MIN (problem->n_rows, problem->n_columns);
  flow.level = g_new0 (gint32, flow.lines * flow.slots + 1);
  flow.excess = g_new0 (gint64, flow.slots + 1);
  flow.arcs = g_new0 (Arc, flow.slots * flow.slots + 1);
  flow.distance = g_new0 (gint64, flow.slots + 1);
  flow.price = g_new0 (gint64, flow.slots + 1);
  flow.from = g_new0 (gint32, flow.slots + 1);
  flow.settled = g_new0 (gboolean, flow.slots + 1);
  done = run (&flow, cells, relaxed);
  if (!done && relax)
    {
      flow.loose = TRUE;
      done = run (&flow, cells, relaxed);
    }
  g_free (flow.level);
  g_free (flow.excess);
  g_free (flow.arcs);
  g_free (flow.distance);
  g_free (flow.price);
  g_free (flow.from);
  g_free (flow.settled);
  return done;
}

gboolean
sb_controlled_rounding_compute (const SbFractionTable *table, gint64 *rounded, double *abs_error)
{
  g_autofree gint64 *whole = NULL, *fraction = NULL;
  g_autofree guint8 *flags = NULL;
  SbRoundingProblem problem = { 0 };
  SbQuad error = 0;
  gboolean relaxed;
  gsize n;

  g_return_val_if_fail (table != NULL && abs_error != NULL, FALSE);

  n = table->n_rows * table->n_columns;
  whole = g_new (gint64, n + 1);
  fraction = g_new (gint64, n + 1);
  flags = g_new0 (guint8, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      SbRational x = table->cells[i];
      SbWide rest;

      whole[i] = (gint64) sb_wide_floor (x.num, x.den);
      rest = x.num - (SbWide) whole[i] * x.den;
      fraction[i] = (gint64) ((rest << SB_ROUNDING_BITS) / x.den);
      flags[i] = rest > 0 ? SB_ROUNDING_MAY_RISE : 0;
    }
  problem = (SbRoundingProblem) { table->n_rows, table->n_columns, whole, fraction, flags, table->rows,
                                  table->columns };
  if (!sb_controlled_rounding_choose (&problem, FALSE, rounded, &relaxed))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      SbWide distance = (SbWide) rounded[i] * table->cells[i].den - table->cells[i].num;

      error += (SbQuad) (distance < 0 ? -distance : distance) / (SbQuad) table->cells[i].den;
    }
  *abs_error = (double) error;
  return TRUE;
}
