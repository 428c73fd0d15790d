/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds t in two steps: doubles narrow it down to a small interval (guarded Newton steps on a piecewise linear, rising
 * function), then the few corners inside the interval are walked in 106 bits. Called by sb-quota-plan only. */
#include "analysis/sb-water-fill.h"

#include <stdlib.h>

#define NEAR 1e-12          /* of doubles: closer than this is decided in 106 bits */
#define SOON 1e-6           /* one step of Newton's from here is enough as a rule; what it misses is found below */
#define MAX_STEPS 200

/* A corner of a piecewise linear function: from t on its slope changes by `turn`. */
typedef struct {
  SbDd t, turn;
} Corner;

/* Such a function on [from, to]: its value and slope at `from` and the corners behind it. */
typedef struct {
  SbDd    value, slope;
  GArray *corners; /* NULL: none */
} Piece;

/* An interval of t, both ends included. */
typedef struct {
  double from, to;
} Span;

SbWaterFill *
sb_water_fill_new (gsize n, gsize n_nodes)
{
  SbWaterFill *fill = g_new0 (SbWaterFill, 1);

  fill->n = n;
  fill->n_nodes = n_nodes;
  fill->first = g_new0 (gint32, n_nodes + 1);
  fill->parent = g_new0 (gint32, n_nodes + 1);
  fill->end = g_new0 (gint32, n_nodes + 1);
  fill->node_lo = g_new0 (gint64, n_nodes + 1);
  fill->node_hi = g_new0 (gint64, n_nodes + 1);
  fill->sum = g_new0 (double, n_nodes + 1);
  fill->rate = g_new0 (double, n_nodes + 1);
  fill->scale = ldexp ((double) (n + n_nodes + 16), -101);
  return fill;
}

void
sb_water_fill_free (SbWaterFill *fill)
{
  g_free (fill->first);
  g_free (fill->parent);
  g_free (fill->end);
  g_free (fill->node_lo);
  g_free (fill->node_hi);
  g_free (fill->sum);
  g_free (fill->rate);
  g_free (fill);
}

static inline gint64
offset_of (const SbWaterFill *fill, gsize i)
{
  return fill->offset != NULL ? fill->offset[i] : 0;
}

int
sb_water_fill_compare (const SbWaterFill *fill, SbDd value, SbWide bound)
{
  SbDd exact = sb_dd_from_wide (bound), distance = sb_dd_subtract (value, exact);

  if (fabs (distance.hi) <= fill->scale * MAX (fabs (exact.hi), fabs (value.hi)))
    return 0;
  return distance.hi < 0.0 ? -1 : 1;
}

/* x of a leaf at t; TRUE: at a bound, then also in *whole. */
static gboolean
leaf_at (const SbWaterFill *fill, gsize i, SbDd t, SbDd *x, gint64 *whole)
{
  double near = (double) offset_of (fill, i) + t.hi * fill->slope[i].hi;
  double lo = (double) fill->lo[i], hi = (double) fill->hi[i];

  if (fill->slope[i].hi <= 0.0)
    *whole = CLAMP (offset_of (fill, i), fill->lo[i], fill->hi[i]);
  else if (near < lo - NEAR * fabs (lo))
    *whole = fill->lo[i];
  else if (near > hi + NEAR * fabs (hi))
    *whole = fill->hi[i];
  else
    {
      *x = sb_dd_multiply (t, fill->slope[i]);
      if (offset_of (fill, i) != 0)
        *x = sb_dd_add (*x, sb_dd_from_int (offset_of (fill, i)));
      if (near > lo + NEAR * fabs (lo) && near < hi - NEAR * fabs (hi))
        return FALSE;
      if (sb_water_fill_compare (fill, *x, fill->lo[i]) <= 0)
        *whole = fill->lo[i];
      else if (sb_water_fill_compare (fill, *x, fill->hi[i]) >= 0)
        *whole = fill->hi[i];
      else
        return FALSE;
    }
  *x = sb_dd_from_int (*whole);
  return TRUE;
}

void
sb_water_fill_take (SbWaterFill *fill, gsize top, SbDd t, SbDd *x, SbDd *sums)
{
  gsize end = (gsize) fill->end[top];

  for (gsize v = top; v < end; v++)
    sums[v] = (SbDd) { 0.0, 0.0 };
  for (gsize v = end; v-- > top;)
    {
      SbWide all = 0;
      gint64 whole;
      SbDd *above;

      for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
        if (leaf_at (fill, i, t, &x[i], &whole))
          all += whole;
        else
          sums[v] = sb_dd_add (sums[v], x[i]);
      sums[v] = sb_dd_add (sums[v], sb_dd_from_wide (all));
      if (v == top)
        break;
      above = &sums[fill->parent[v]];
      if (sb_water_fill_compare (fill, sums[v], fill->node_lo[v]) < 0)
        *above = sb_dd_add (*above, sb_dd_from_int (fill->node_lo[v]));
      else if (sb_water_fill_compare (fill, sums[v], fill->node_hi[v]) > 0)
        *above = sb_dd_add (*above, sb_dd_from_int (fill->node_hi[v]));
      else
        *above = sb_dd_add (*above, sums[v]);
    }
}

SbWide
sb_water_fill_limit (SbWaterFill *fill, gsize top, gboolean high)
{
  gsize end = (gsize) fill->end[top];
  g_autofree SbWide *sums = g_new0 (SbWide, end - top);

  for (gsize v = end; v-- > top;)
    {
      for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
        sums[v - top] += high && fill->slope[i].hi > 0.0 ? fill->hi[i]
                                                         : CLAMP (offset_of (fill, i), fill->lo[i], fill->hi[i]);
      if (v > top)
        sums[(gsize) fill->parent[v] - top] += CLAMP (sums[v - top], fill->node_lo[v], fill->node_hi[v]);
    }
  return sums[0];
}

/* -- doubles ---------------------------------------------------------------------------------- */

/* Σ of the children of top at t and its slope there. */
static void
evaluate (SbWaterFill *fill, gsize top, double t)
{
  gsize end = (gsize) fill->end[top];

  for (gsize v = top; v < end; v++)
    fill->sum[v] = fill->rate[v] = 0.0;
  for (gsize v = end; v-- > top;)
    {
      double sum = fill->sum[v], rate = fill->rate[v];

      /* Without branches: which leaves are at a limit is a toss-up to the machine. */
      for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
        {
          double slope = fill->slope[i].hi, x = (double) offset_of (fill, i) + t * slope;
          double lo = (double) fill->lo[i], hi = (double) fill->hi[i], raised = MAX (x, lo), held = MIN (raised, hi);

          sum += held;
          rate += (double) ((x > lo) & (x < hi)) * slope;
        }
      fill->sum[v] = sum;
      fill->rate[v] = rate;
      if (v > top)
        {
          double lo = (double) fill->node_lo[v], hi = (double) fill->node_hi[v];

          fill->sum[fill->parent[v]] += CLAMP (sum, lo, hi);
          fill->rate[fill->parent[v]] += sum < lo || sum >= hi ? 0.0 : rate;
        }
    }
}

/* Where the last leaf of the subtree reaches its cap. */
static double
last_corner (const SbWaterFill *fill, gsize top)
{
  double last = 0.0;

  for (gsize i = (gsize) fill->first[top]; i < (gsize) fill->first[fill->end[top]]; i++)
    if (fill->slope[i].hi > 0.0)
      last = MAX (last, ((double) fill->hi[i] - (double) offset_of (fill, i)) / fill->slope[i].hi);
  return last;
}

static double
between (double low, double high)
{
  return low > 0.0 && high > 4.0 * low ? sqrt (low) * sqrt (high) : low + (high - low) / 2.0;
}

/* t to about the precision of doubles. */
static double
approach (SbWaterFill *fill, gsize top, double bound, double last)
{
  double low = 0.0, high = last, t, slopes = 0.0;

  for (gsize i = (gsize) fill->first[top]; i < (gsize) fill->first[fill->end[top]]; i++)
    slopes += fill->slope[i].hi;
  t = slopes > 0.0 ? bound / slopes : 0.0;
  for (int step = 0; step < MAX_STEPS && high > low * (1.0 + NEAR); step++)
    {
      double miss, next;

      if (!(t > low && t < high))
        t = between (low, high);
      evaluate (fill, top, t);
      miss = bound - fill->sum[top];
      if (fabs (miss) <= NEAR * fabs (bound))
        return t;
      if (miss > 0.0)
        low = t;
      else
        high = t;
      next = fill->rate[top] > 0.0 ? t + miss / fill->rate[top] : high;
      if (fabs (miss) <= SOON * fabs (bound) && next > low && next < high)
        return next;
      /* The second half of the steps halves, whatever the corners do to Newton's. */
      t = step > MAX_STEPS / 2 || !isfinite (next) ? between (low, high) : next;
    }
  return high;
}

/* -- 106 bits --------------------------------------------------------------------------------- */

static void
add_corner (Piece *piece, SbDd t, SbDd turn)
{
  Corner corner = { t, turn };

  if (piece->corners == NULL)
    piece->corners = g_array_new (FALSE, FALSE, sizeof (Corner));
  g_array_append_val (piece->corners, corner);
}

/* What the leaves of a node add: whole amounts, and slopes that stand at offset + slope × from. */
typedef struct {
  SbWide whole;
  SbDd   slope;
} Leaves;

/* A leaf with a corner in or very near to the span. */
static void
add_turning_leaf (Piece *piece, Leaves *leaves, const SbWaterFill *fill, gsize i, Span span)
{
  SbDd slope = fill->slope[i], offset = sb_dd_from_int (offset_of (fill, i));
  SbDd start = sb_dd_divide (sb_dd_subtract (sb_dd_from_int (fill->lo[i]), offset), slope);
  SbDd stop = sb_dd_divide (sb_dd_subtract (sb_dd_from_int (fill->hi[i]), offset), slope);

  if (sb_dd_compare (stop, (SbDd) { span.from, 0.0 }) <= 0)
    {
      leaves->whole += fill->hi[i];
      return;
    }
  if (sb_dd_compare (start, (SbDd) { span.from, 0.0 }) <= 0)
    {
      leaves->whole += offset_of (fill, i);
      leaves->slope = sb_dd_add (leaves->slope, slope);
    }
  else
    {
      leaves->whole += fill->lo[i];
      if (start.hi <= span.to)
        add_corner (piece, start, slope);
    }
  if (stop.hi <= span.to)
    add_corner (piece, stop, sb_dd_negate (slope));
}

static void
add_leaf (Piece *piece, Leaves *leaves, const SbWaterFill *fill, gsize i, Span span)
{
  double slope = fill->slope[i].hi, lo = (double) fill->lo[i], hi = (double) fill->hi[i];
  double offset = (double) offset_of (fill, i), at_from = offset + span.from * slope, at_to = offset + span.to * slope;

  if (slope <= 0.0)
    leaves->whole += CLAMP (offset_of (fill, i), fill->lo[i], fill->hi[i]);
  else if (at_to < lo - NEAR * fabs (lo))
    leaves->whole += fill->lo[i];
  else if (at_from > hi + NEAR * fabs (hi))
    leaves->whole += fill->hi[i];
  else if (at_from > lo + NEAR * fabs (lo) && at_to < hi - NEAR * fabs (hi))
    {
      leaves->whole += offset_of (fill, i);
      leaves->slope = sb_dd_add (leaves->slope, fill->slope[i]);
    }
  else
    add_turning_leaf (piece, leaves, fill, i, span);
}

static void
add_leaves (Piece *piece, const SbWaterFill *fill, gsize v, Span span)
{
  Leaves leaves = { 0 };

  for (gsize i = (gsize) fill->first[v]; i < (gsize) fill->first[v + 1]; i++)
    add_leaf (piece, &leaves, fill, i, span);
  piece->value = sb_dd_add (piece->value, sb_dd_from_wide (leaves.whole));
  piece->value = sb_dd_add (piece->value, sb_dd_scale (leaves.slope, span.from));
  piece->slope = sb_dd_add (piece->slope, leaves.slope);
}

static int
compare_corners (const void *a, const void *b)
{
  return sb_dd_compare (((const Corner *) a)->t, ((const Corner *) b)->t);
}

static void
sort_corners (Piece *piece)
{
  if (piece->corners != NULL)
    g_array_sort (piece->corners, compare_corners);
}

/* Where a function meets a bound: the first corner behind it and the slope from there on. */
typedef struct {
  SbDd  t, slope;
  guint next;
} Meeting;

/* The smallest t in the span at which the function meets `bound`; FALSE: not in there. */
static gboolean
meet (const SbWaterFill *fill, const Piece *piece, Span span, SbWide bound, Meeting *meeting)
{
  SbDd at = { span.from, 0.0 }, value = piece->value, rate = piece->slope, goal = sb_dd_from_wide (bound);
  guint n = piece->corners != NULL ? piece->corners->len : 0;

  for (guint k = 0;; k++)
    {
      SbDd stop = k < n ? g_array_index (piece->corners, Corner, k).t : (SbDd) { span.to, 0.0 };
      SbDd value_there = sb_dd_add (value, sb_dd_multiply (rate, sb_dd_subtract (stop, at)));
      gboolean now = sb_water_fill_compare (fill, value, bound) >= 0;

      if (now || (rate.hi > 0.0 && sb_water_fill_compare (fill, value_there, bound) > 0))
        {
          meeting->t = now ? at : sb_dd_add (at, sb_dd_divide (sb_dd_subtract (goal, value), rate));
          meeting->next = k;
          meeting->slope = rate;
          return TRUE;
        }
      at = stop;
      value = value_there;
      if (k >= n)
        break;
      rate = sb_dd_add (rate, g_array_index (piece->corners, Corner, k).turn);
    }
  *meeting = (Meeting) { at, { 0.0, 0.0 }, n };
  return sb_water_fill_compare (fill, value, bound) >= 0;
}

/* The function held between the bounds of node v. */
static void
clip_piece (const SbWaterFill *fill, Piece *piece, gsize v, Span span)
{
  gint64 lo = fill->node_lo[v], hi = fill->node_hi[v];
  Piece clipped = { sb_dd_from_int (lo), { 0.0, 0.0 }, NULL };
  gboolean rises = lo < hi;
  Meeting low = { 0 }, high;

  sort_corners (piece);
  if (sb_water_fill_compare (fill, piece->value, hi) >= 0)
    {
      clipped.value = sb_dd_from_int (hi);
      rises = FALSE;
    }
  else if (sb_water_fill_compare (fill, piece->value, lo) >= 0)
    {
      clipped.value = piece->value;
      clipped.slope = piece->slope;
    }
  else if (rises && meet (fill, piece, span, lo, &low))
    add_corner (&clipped, low.t, low.slope);
  else
    rises = FALSE;
  if (rises)
    {
      gboolean capped = meet (fill, piece, span, hi, &high);

      for (guint k = low.next; k < high.next; k++)
        add_corner (&clipped, g_array_index (piece->corners, Corner, k).t,
                    g_array_index (piece->corners, Corner, k).turn);
      if (capped)
        add_corner (&clipped, high.t, sb_dd_negate (high.slope));
    }
  g_clear_pointer (&piece->corners, g_array_unref);
  *piece = clipped;
}

static void
add_piece (Piece *to, Piece *piece)
{
  to->value = sb_dd_add (to->value, piece->value);
  to->slope = sb_dd_add (to->slope, piece->slope);
  if (piece->corners != NULL && to->corners == NULL)
    to->corners = g_steal_pointer (&piece->corners);
  else if (piece->corners != NULL)
    g_array_append_vals (to->corners, piece->corners->data, piece->corners->len);
  g_clear_pointer (&piece->corners, g_array_unref);
}

/* Σ of the children of top as a function on [from, to]. */
static Piece
restrict_to (const SbWaterFill *fill, gsize top, Span span)
{
  gsize end = (gsize) fill->end[top];
  g_autofree Piece *pieces = g_new0 (Piece, end - top);

  for (gsize v = end; v-- > top;)
    {
      Piece *piece = &pieces[v - top];

      add_leaves (piece, fill, v, span);
      if (v > top)
        {
          clip_piece (fill, piece, v, span);
          add_piece (&pieces[(gsize) fill->parent[v] - top], piece);
        }
    }
  sort_corners (&pieces[0]);
  return pieces[0];
}

/* By bisection over all corners, each sum taken anew: where the walk above would drag tiny slopes behind huge ones that
 * have turned, and where nothing moves around t. */
static SbDd
search_corners (SbWaterFill *fill, gsize top, SbWide bound, double last)
{
  Piece piece = restrict_to (fill, top, (Span) { 0.0, 2.0 * last + 1.0 });
  guint n = piece.corners != NULL ? piece.corners->len : 0, low = 0, high = n;
  g_autofree SbDd *x = g_new (SbDd, fill->n + 1);
  g_autofree SbDd *sums = g_new (SbDd, fill->n_nodes);
  SbDd t = { 0.0, 0.0 }, before = { 0.0, 0.0 }, below, part;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      sb_water_fill_take (fill, top, g_array_index (piece.corners, Corner, middle).t, x, sums);
      if (sb_water_fill_compare (fill, sums[top], bound) >= 0)
        high = middle;
      else
        low = middle + 1;
    }
  if (low > 0)
    before = g_array_index (piece.corners, Corner, low - 1).t;
  t = low < n ? g_array_index (piece.corners, Corner, low).t : before;
  g_clear_pointer (&piece.corners, g_array_unref);
  sb_water_fill_take (fill, top, before, x, sums);
  below = sums[top];
  sb_water_fill_take (fill, top, t, x, sums);
  if (sb_water_fill_compare (fill, sums[top], bound) <= 0)
    return t;
  part = sb_dd_divide (sb_dd_subtract (sb_dd_from_wide (bound), below), sb_dd_subtract (sums[top], below));
  return sb_dd_add (before, sb_dd_multiply (sb_dd_subtract (t, before), part));
}

SbDd
sb_water_fill_solve (SbWaterFill *fill, gsize top, SbWide bound)
{
  static const double widths[] = { 1e-10, 1e-6, 1e-3 };
  double last, near;

  if (sb_water_fill_limit (fill, top, FALSE) >= bound)
    return (SbDd) { 0.0, 0.0 };
  last = last_corner (fill, top);
  near = approach (fill, top, (double) bound, last);
  for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
    {
      Span span = { near * (1.0 - widths[k]), near * (1.0 + widths[k]) };
      Piece piece = restrict_to (fill, top, span);
      Meeting meeting;
      gboolean found = sb_water_fill_compare (fill, piece.value, bound) < 0
                       && meet (fill, &piece, span, bound, &meeting);

      g_clear_pointer (&piece.corners, g_array_unref);
      if (found)
        return meeting.t;
    }
  return search_corners (fill, top, bound, last);
}
