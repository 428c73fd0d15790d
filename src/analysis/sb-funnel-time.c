/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time in stage and conversion with open deals censored, from the visits of a cohort. First pass decides a conversion,
 * the sum of all stays the time. Called by sb_funnel_compute () only. */
#include "analysis/sb-funnel-private.h"

#include "analysis/sb-survival.h"

#include <string.h>

#define MIN_EVENTS 10
#define MAX_DAYS 65535 /* longer stays count as this long: a mistyped year must not cost memory */

/* One deal's stays in one stage. */
typedef struct {
  gboolean seen;
  gint64   days;        /* all stays together */
  gint64   first_days;
  guint8   first;       /* SbSpellOutcome of the first stay */
  gboolean first_void;
  gboolean inside;      /* the latest stay is not over */
} Stay;

/* Stays of one stage counted by day. */
typedef struct {
  GArray *time;         /* gint32 × 2 by day: open, left */
  GArray *conversion;   /* gint32 × 3 by day: open, advanced, lost */
} Tally;

static void
tally (GArray *counts, guint width, gint64 days, guint column)
{
  guint index = (guint) CLAMP (days, 0, MAX_DAYS) * width + column;

  if (counts->len < (index / width + 1) * width)
    g_array_set_size (counts, (index / width + 1) * width);
  g_array_index (counts, gint32, index)++;
}

/* Adds one visit to its deal's stays. Visits after as_of have not happened yet. */
static void
take_visit (Stay *stay, const SbVisitFact *visit, SbDate as_of)
{
  gboolean over = visit->left_on != SB_DATE_NONE && visit->left_on <= as_of && visit->outcome != SB_VISIT_OPEN;
  gint64 days;

  if (visit->entered_on == SB_DATE_NONE || visit->entered_on > as_of)
    return;
  days = (gint64) (over ? visit->left_on : as_of) - visit->entered_on;
  days = MAX (days, 0);
  if (!stay->seen)
    {
      stay->seen = TRUE;
      stay->first_days = days;
      stay->first = SB_SPELL_OPEN;
      if (over && (visit->outcome == SB_VISIT_ADVANCED || visit->outcome == SB_VISIT_WON))
        stay->first = SB_SPELL_ADVANCED;
      else if (over && visit->outcome == SB_VISIT_LOST)
        stay->first = SB_SPELL_LOST;
      stay->first_void = over && visit->outcome == SB_VISIT_VOID;
    }
  stay->days += days;
  stay->inside = !over;
}

/* A stage passed without a stay was skipped: it counts as advanced at time 0, but has no time of its own. */
static void
take_deal (const SbFunnel *funnel, Tally *tallies, const Stay *stays, const SbFunnelDeal *deal)
{
  if (deal->status == SB_STATUS_VOID)
    return;
  for (guint i = 0; i < funnel->n_stages; i++)
    {
      const Stay *stay = &stays[i];

      if (stay->seen)
        {
          tally (tallies[i].time, 2, stay->days, stay->inside ? 0 : 1);
          if (!stay->first_void)
            tally (tallies[i].conversion, 3, stay->first_days, stay->first);
        }
      else if ((gint16) i < deal->reach || deal->status == SB_STATUS_WON)
        tally (tallies[i].conversion, 3, 0, SB_SPELL_ADVANCED);
    }
}

static void
walk_visits (SbFunnel *funnel, const SbFacts *facts, Tally *tallies)
{
  g_autofree Stay *stays = g_new0 (Stay, funnel->n_stages + 1);
  gsize v = 0;

  for (guint d = 0; d < funnel->deals->len; d++)
    {
      const SbFunnelDeal *deal = &g_array_index (funnel->deals, SbFunnelDeal, d);
      gboolean any = FALSE;

      while (v < facts->n_visits && facts->visits[v].deal_id < deal->deal_id)
        v++;
      if (v >= facts->n_visits || facts->visits[v].deal_id != deal->deal_id)
        continue;
      memset (stays, 0, funnel->n_stages * sizeof *stays);
      for (; v < facts->n_visits && facts->visits[v].deal_id == deal->deal_id; v++)
        for (guint i = 0; i < funnel->n_stages; i++)
          if (funnel->stages[i].stage->id == facts->visits[v].stage_id)
            {
              take_visit (&stays[i], &facts->visits[v], funnel->query.as_of);
              any |= stays[i].seen;
            }
      if (any)
        take_deal (funnel, tallies, stays, deal);
    }
}

static GArray *
counts_of (const GArray *days, guint width)
{
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (SbSpellCount));

  for (guint i = 0; i < days->len; i += width)
    {
      SbSpellCount count = { i / width, g_array_index (days, gint32, i), g_array_index (days, gint32, i + 1), 0 };

      if (width == 3)
        count.lost = g_array_index (days, gint32, i + 2);
      if (count.open + count.advanced + count.lost > 0)
        g_array_append_val (counts, count);
    }
  return counts;
}

static void
fill_estimate (SbFunnelStage *stage, const GArray *days)
{
  g_autoptr (GArray) counts = counts_of (days, 3);
  g_autoptr (GArray) rows
    = sb_incidence_compute ((const SbSpellCount *) (gpointer) counts->data, counts->len);
  gint64 n = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      const SbSpellCount *count = &g_array_index (counts, SbSpellCount, i);

      n += count->open + count->advanced + count->lost;
    }
  if (rows->len > 0)
    stage->estimate = sb_ratio_measure (g_array_index (rows, SbIncidenceRow, rows->len - 1).cif_advanced, n);
  else
    stage->estimate = sb_ratio_undefined (SB_REASON_NO_HISTORY);
}

static void
fill_median (SbFunnelStage *stage, const GArray *days)
{
  g_autoptr (GArray) counts = counts_of (days, 2);
  g_autoptr (GArray) rows
    = sb_survival_compute ((const SbSpellCount *) (gpointer) counts->data, counts->len);
  gint64 median, n = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      const SbSpellCount *count = &g_array_index (counts, SbSpellCount, i);

      stage->events += count->advanced;
      n += count->open + count->advanced;
    }
  if (n == 0)
    stage->median_days = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  else if (stage->events < MIN_EVENTS)
    stage->median_days = sb_ratio_undefined (SB_REASON_TOO_FEW);
  else if (sb_survival_median (rows, &median))
    {
      stage->median_days = sb_ratio_measure ((double) median, n);
      stage->median_reached = TRUE;
    }
  else
    stage->median_days = sb_ratio_undefined (SB_REASON_TOO_EARLY);
  stage->median_days.n = n;
}

void
sb_funnel_fill_times (SbFunnel *funnel, const SbFacts *facts)
{
  g_autofree Tally *tallies = g_new0 (Tally, funnel->n_stages + 1);

  for (guint i = 0; i < funnel->n_stages; i++)
    {
      tallies[i].time = g_array_new (FALSE, TRUE, sizeof (gint32));
      tallies[i].conversion = g_array_new (FALSE, TRUE, sizeof (gint32));
    }
  walk_visits (funnel, facts, tallies);
  for (guint i = 0; i < funnel->n_stages; i++)
    {
      fill_estimate (&funnel->stages[i], tallies[i].conversion);
      fill_median (&funnel->stages[i], tallies[i].time);
      g_array_unref (tallies[i].time);
      g_array_unref (tallies[i].conversion);
    }
}
