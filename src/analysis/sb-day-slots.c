/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorts the cuts and writes down where every day between them belongs, so that no row costs a search. Called by the
 * tallies of the key figures. */
#include "analysis/sb-day-slots.h"

#include <stdlib.h>
#include <string.h>

#define MAX_TABLE_DAYS 40000

static int
compare_days (const void *a, const void *b)
{
  SbDate x = *(const SbDate *) a, y = *(const SbDate *) b;

  return (x > y) - (x < y);
}

static void
fill_table (SbDaySlots *slots)
{
  gint64 first = slots->cuts[0], days = slots->cuts[slots->n_cuts - 1] - first + 2;

  if (days > MAX_TABLE_DAYS || slots->n_cuts >= G_MAXUINT16)
    return;
  slots->table = g_new (guint16, (gsize) days);
  for (gint64 i = 0, slot = 0; i < days; i++)
    {
      if (slot < slots->n_cuts && slots->cuts[slot] < first + i)
        slot++;
      slots->table[i] = (guint16) slot;
    }
}

void
sb_day_slots_init (SbDaySlots *slots, const SbDate *days, gsize n)
{
  g_return_if_fail (slots != NULL && days != NULL && n > 0);

  slots->cuts = g_memdup2 (days, n * sizeof *days);
  slots->table = NULL;
  slots->n_cuts = 0;
  qsort (slots->cuts, n, sizeof *slots->cuts, compare_days);
  for (gsize i = 0; i < n; i++)
    if (i == 0 || slots->cuts[i] != slots->cuts[slots->n_cuts - 1])
      slots->cuts[slots->n_cuts++] = slots->cuts[i];
  fill_table (slots);
}

void
sb_day_slots_clear (SbDaySlots *slots)
{
  g_return_if_fail (slots != NULL);

  g_clear_pointer (&slots->cuts, g_free);
  g_clear_pointer (&slots->table, g_free);
  slots->n_cuts = 0;
}

guint
sb_day_slots_search (const SbDaySlots *slots, SbDate day)
{
  guint lo = 0, hi;

  g_return_val_if_fail (slots != NULL, 0);

  hi = slots->n_cuts;
  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;

      if (slots->cuts[mid] < day)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo;
}
