/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Survival and competing incidence over grouped stays. Called by the funnel and the vectors; knows no deals. */
#include "analysis/sb-survival.h"

#include <stdlib.h>

/* S is a product of fractions: at ½ it may be off by a few units in the last place. */
#define HALF (0.5 + 1e-12)

typedef struct {
  gint64 time;
  guint8 outcome;
} Spell;

static int
compare_spells (const void *a, const void *b)
{
  const Spell *x = a, *y = b;

  return (x->time > y->time) - (x->time < y->time);
}

static void
count_spell (SbSpellCount *count, guint8 outcome)
{
  if (outcome == SB_SPELL_ADVANCED)
    count->advanced++;
  else if (outcome == SB_SPELL_LOST)
    count->lost++;
  else
    count->open++;
}

GArray *
sb_spell_counts (const gint64 *days, const guint8 *outcomes, gsize n)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (SbSpellCount));
  g_autofree Spell *spells = NULL;

  g_return_val_if_fail (n == 0 || (days != NULL && outcomes != NULL), counts);

  spells = g_new (Spell, n);
  for (gsize i = 0; i < n; i++)
    spells[i] = (Spell) { days[i], outcomes[i] };
  if (n > 1)
    qsort (spells, n, sizeof *spells, compare_spells);
  for (gsize i = 0; i < n; i++)
    {
      if (counts->len == 0 || g_array_index (counts, SbSpellCount, counts->len - 1).time != spells[i].time)
        {
          SbSpellCount count = { spells[i].time, 0, 0, 0 };

          g_array_append_val (counts, count);
        }
      count_spell (&g_array_index (counts, SbSpellCount, counts->len - 1), spells[i].outcome);
    }
  return counts;
}

static gint64
total (const SbSpellCount *counts, gsize n)
{
  gint64 sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += counts[i].open + counts[i].advanced + counts[i].lost;
  return sum;
}

GArray *
sb_survival_compute (const SbSpellCount *counts, gsize n)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbSurvivalRow));
  gint64 at_risk = total (counts, n);
  double survival = 1.0;

  for (gsize i = 0; i < n; i++)
    {
      gint64 events = counts[i].advanced + counts[i].lost;

      if (events > 0)
        {
          SbSurvivalRow row = { counts[i].time, at_risk, events, 0.0 };

          survival *= (double) (at_risk - events) / (double) at_risk;
          row.survival = survival;
          g_array_append_val (rows, row);
        }
      at_risk -= events + counts[i].open;
    }
  return rows;
}

gboolean
sb_survival_median (const GArray *rows, gint64 *median)
{
  g_return_val_if_fail (rows != NULL && median != NULL, FALSE);

  for (guint i = 0; i < rows->len; i++)
    {
      const SbSurvivalRow *row = &g_array_index (rows, SbSurvivalRow, i);

      if (row->survival <= HALF)
        {
          *median = row->time;
          return TRUE;
        }
    }
  return FALSE;
}

GArray *
sb_incidence_compute (const SbSpellCount *counts, gsize n)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbIncidenceRow));
  gint64 at_risk = total (counts, n);
  double survival = 1.0, advanced = 0.0, lost = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      gint64 events = counts[i].advanced + counts[i].lost;

      if (events > 0)
        {
          SbIncidenceRow row;

          advanced += survival * (double) counts[i].advanced / (double) at_risk;
          lost += survival * (double) counts[i].lost / (double) at_risk;
          survival *= (double) (at_risk - events) / (double) at_risk;
          row = (SbIncidenceRow) { counts[i].time, at_risk, counts[i].advanced, counts[i].lost,
                                   advanced, lost, survival };
          g_array_append_val (rows, row);
        }
      at_risk -= events + counts[i].open;
    }
  return rows;
}
