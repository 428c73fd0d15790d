/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Largest remainder over shares of 106 bits. The units are chosen by selection, not by sorting: a plan of 100,000
 * members is rounded while a slider moves. */
#include "analysis/sb-apportion.h"

#include <stdlib.h>

#define CLASS_BITS 10
#define CLASSES (1 << CLASS_BITS)
#define MANY 4096

/* A part that may still change by a unit; the fraction of its share. */
typedef struct {
  guint64 fraction;
  gsize   index;
} Unit;

int
sb_apportion_bits (gint64 total, gsize n)
{
  int size = (int) g_bit_storage ((gulong) ABS (total)) + (int) g_bit_storage ((gulong) n);

  return CLAMP (100 - size, 20, 60);
}

/* The larger fraction, then the larger share, then the lower index comes first. */
static gboolean
comes_first (const SbDd *shares, const Unit *a, const Unit *b)
{
  double distance;

  if (a->fraction != b->fraction)
    return a->fraction > b->fraction;
  /* Of equal fractions the larger share is larger by whole units. */
  distance = sb_dd_subtract (shares[a->index], shares[b->index]).hi;
  if (fabs (distance) > 0.5)
    return distance > 0.0;
  return a->index < b->index;
}

static void
swap (Unit *a, Unit *b)
{
  Unit c = *a;

  *a = *b;
  *b = c;
}

/* Brings the first m of n units to the front. Source: Hoare 1961; the pivot is the middle of three. */
static void
choose_first (const SbDd *shares, Unit *units, gssize n, gssize m)
{
  gssize low = 0, high = n - 1;

  while (low < high)
    {
      gssize middle = low + (high - low) / 2, i = low, j = high;
      Unit pivot;

      if (comes_first (shares, &units[middle], &units[low]))
        swap (&units[middle], &units[low]);
      if (comes_first (shares, &units[high], &units[low]))
        swap (&units[high], &units[low]);
      if (comes_first (shares, &units[high], &units[middle]))
        swap (&units[high], &units[middle]);
      pivot = units[middle];
      while (i <= j)
        {
          while (comes_first (shares, &units[i], &pivot))
            i++;
          while (comes_first (shares, &pivot, &units[j]))
            j--;
          if (i <= j)
            swap (&units[i++], &units[j--]);
        }
      if (m - 1 <= j)
        high = j;
      else if (m - 1 >= i)
        low = i;
      else
        return;
    }
}

/* The same for many: those above and below the class of fractions that the m-th is in need no comparing. */
static void
choose_first_of_many (const SbDd *shares, Unit *units, gsize n, gsize m, int bits)
{
  g_autofree gsize *counts = g_new0 (gsize, CLASSES);
  gsize class = CLASSES, above = 0, front = 0, back = n;

  for (gsize k = 0; k < n; k++)
    counts[units[k].fraction >> (bits - CLASS_BITS)]++;
  while (class > 0 && above + counts[class - 1] < m)
    above += counts[--class];
  for (gsize k = 0; k < back;)
    {
      gsize own = (gsize) (units[k].fraction >> (bits - CLASS_BITS)) + 1;

      if (own > class)
        swap (&units[front++], &units[k++]);
      else if (own < class)
        swap (&units[k], &units[--back]);
      else
        k++;
    }
  choose_first (shares, units + front, (gssize) (back - front), (gssize) (m - front));
}

/* Brings the units whose parts may still move to the front, in their order; their number. */
static gsize
collect (Unit *units, gsize n, const gint64 *bound, const gint64 *parts)
{
  gsize count = 0;

  for (gsize k = 0; k < n; k++)
    if (bound == NULL || parts[units[k].index] != bound[units[k].index])
      units[count++] = units[k];
  return count;
}

/* The most units that all of them can take at once. */
static gint64
common_room (const Unit *units, gsize count, const gint64 *bound, const gint64 *parts)
{
  guint64 room = G_MAXINT64;

  for (gsize k = 0; bound != NULL && k < count; k++)
    {
      gsize i = units[k].index;

      room = MIN (room, bound[i] > parts[i] ? (guint64) bound[i] - (guint64) parts[i]
                                            : (guint64) parts[i] - (guint64) bound[i]);
    }
  return (gint64) MIN (room, (guint64) G_MAXINT64);
}

/* Moves parts towards their caps (missing > 0) or floors until nothing is missing. Returns the rest. */
static SbWide
settle (const SbShares *shares, SbWide missing, Unit *units, int bits, gint64 *parts)
{
  const gint64 *bound = missing > 0 ? shares->hi : shares->lo;
  gint64 sign = missing < 0 ? -1 : 1;
  SbWide left = missing * sign;
  gsize count = shares->n;

  while (left > 0)
    {
      gint64 each = 0;
      gsize first;

      count = collect (units, count, bound, parts);
      if (count == 0)
        break;
      if (left >= (SbWide) count)
        each = (gint64) MIN (left / (SbWide) count, (SbWide) common_room (units, count, bound, parts));
      for (gsize k = 0; k < count && each > 0; k++)
        parts[units[k].index] += sign * each;
      left -= (SbWide) each * (SbWide) count;
      if (each > 0)
        continue;
      /* Down: the last of the order give first. */
      first = sign > 0 ? (gsize) left : count - (gsize) left;
      if (count >= MANY)
        choose_first_of_many (shares->share, units, count, first, bits);
      else
        choose_first (shares->share, units, (gssize) count, (gssize) first);
      for (gsize k = sign > 0 ? 0 : count - (gsize) left; k < (sign > 0 ? (gsize) left : count); k++)
        parts[units[k].index] += sign;
      left = 0;
    }
  return left * sign;
}

static gint64
narrow (SbWide value)
{
  return (gint64) CLAMP (value, (SbWide) G_MININT64, (SbWide) G_MAXINT64);
}

static gint64
apportion_units (const SbShares *shares, gint64 total, gint64 *parts)
{
  g_autofree Unit *units = g_new (Unit, shares->n + 1);
  int bits = sb_apportion_bits (total, shares->n);
  SbWide missing = total;

  for (gsize i = 0; i < shares->n; i++)
    {
      units[i].index = i;
      parts[i] = narrow (sb_dd_floor (shares->share[i], bits, &units[i].fraction));
      if (shares->hi != NULL)
        parts[i] = MIN (parts[i], shares->hi[i]);
      if (shares->lo != NULL)
        parts[i] = MAX (parts[i], shares->lo[i]);
      missing -= parts[i];
    }
  return narrow (settle (shares, missing, units, bits, parts));
}

/* -- steps ------------------------------------------------------------------------------------ */

typedef struct {
  SbDd  share;
  gsize index;
} Rank;

static int
compare_ranks (const void *a, const void *b)
{
  const Rank *x = a, *y = b;
  int order = sb_dd_compare (y->share, x->share);

  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* What no whole step can hold goes to the largest share that has room. */
static gint64
give_rest (const SbShares *shares, gint64 rest, gint64 *parts)
{
  g_autofree Rank *ranks = g_new (Rank, shares->n + 1);

  for (gsize i = 0; i < shares->n; i++)
    ranks[i] = (Rank) { shares->share[i], i };
  qsort (ranks, shares->n, sizeof *ranks, compare_ranks);
  for (gsize k = 0; k < shares->n && rest != 0; k++)
    {
      gsize i = ranks[k].index;
      const gint64 *bound = rest > 0 ? shares->hi : shares->lo;
      SbWide room = bound != NULL ? (SbWide) bound[i] - parts[i] : rest;
      gint64 part = (gint64) (rest > 0 ? MIN ((SbWide) rest, room) : MAX ((SbWide) rest, room));

      parts[i] += part;
      rest -= part;
    }
  return rest;
}

/* The shares that whole steps fit into. */
typedef struct {
  gsize   n;
  gsize  *index;
  SbDd   *share;
  gint64 *lo, *hi, *parts;
} Steps;

static void
steps_init (Steps *steps, gsize n)
{
  steps->n = 0;
  steps->index = g_new (gsize, n);
  steps->share = g_new (SbDd, n);
  steps->lo = g_new (gint64, n);
  steps->hi = g_new (gint64, n);
  steps->parts = g_new (gint64, n);
}

static void
steps_clear (Steps *steps)
{
  g_free (steps->index);
  g_free (steps->share);
  g_free (steps->lo);
  g_free (steps->hi);
  g_free (steps->parts);
}

gint64
sb_apportion (const SbShares *shares, gint64 total, gint64 step, gint64 *parts)
{
  SbShares whole;
  SbWide left = total;
  Steps steps;

  g_return_val_if_fail (shares != NULL, total);
  g_return_val_if_fail (shares->n == 0 || (shares->share != NULL && parts != NULL), total);

  if (step <= 1 || shares->n == 0)
    return apportion_units (shares, total, parts);
  steps_init (&steps, shares->n);
  for (gsize i = 0; i < shares->n; i++)
    {
      SbWide from = shares->lo != NULL ? -sb_wide_floor (-(SbWide) shares->lo[i], step) : G_MININT64 / step;
      SbWide to = shares->hi != NULL ? sb_wide_floor (shares->hi[i], step) : G_MAXINT64 / step;
      guint64 fraction;

      if (from > to)
        {
          parts[i] = narrow (CLAMP (sb_dd_floor (shares->share[i], 20, &fraction), (SbWide) shares->lo[i],
                                    (SbWide) shares->hi[i]));
          left -= parts[i];
          continue;
        }
      steps.lo[steps.n] = (gint64) from;
      steps.hi[steps.n] = (gint64) to;
      steps.share[steps.n] = sb_dd_divide (shares->share[i], sb_dd_from_int (step));
      steps.index[steps.n++] = i;
    }
  whole = (SbShares) { steps.n, steps.share, steps.lo, steps.hi };
  apportion_units (&whole, narrow (sb_wide_floor (left, step)), steps.parts);
  for (gsize k = 0; k < steps.n; k++)
    {
      parts[steps.index[k]] = steps.parts[k] * step;
      left -= parts[steps.index[k]];
    }
  steps_clear (&steps);
  return give_rest (shares, narrow (left), parts);
}
