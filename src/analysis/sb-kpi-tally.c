/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine below all key figures: cuts the calendar at the ends of all windows, lets every row be counted once in its
 * slot, and sums the slots of each window. Called by the KPI functions only; knows no metric names and no words. */
#include "analysis/sb-kpi-run.h"

#define WANT_ENDED (SB_WANT_DEALS | SB_WANT_AMOUNTS | SB_WANT_CYCLES | SB_WANT_CUSTOMERS)
#define WANT_ROWS (SB_WANT_ORDERS | SB_WANT_NEW | SB_WANT_FEEDBACK | SB_WANT_ACTIVITIES)

SbKpiWindow
sb_kpi_window (SbPeriod period, SbDate as_of)
{
  return (SbKpiWindow) { period.start, MIN (period.end, as_of) };
}

void
sb_kpi_source_init (SbKpiSource *source, const SbFacts *facts, const SbKpiQuery *query, gint32 pipeline_id)
{
  g_return_if_fail (source != NULL && facts != NULL && query != NULL);

  *source = (SbKpiSource) { facts, query->scope, pipeline_id, MIN (query->as_of, query->period.end), NULL, NULL };
}

void
sb_kpi_source_clear (SbKpiSource *source)
{
  g_return_if_fail (source != NULL);

  g_clear_pointer (&source->spans, g_array_unref);
  g_clear_pointer (&source->buyers, g_free);
}

const GArray *
sb_kpi_source_spans (SbKpiSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  if (source->spans == NULL)
    source->spans = sb_deal_spans_new (source->facts, source->pipeline_id, source->scope);
  return source->spans;
}

const SbBuyer *
sb_kpi_source_buyers (SbKpiSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  if (source->buyers == NULL)
    source->buyers = sb_buyers_new (source->facts, source->pipeline_id, source->day);
  return source->buyers;
}

static void
cut_days (SbKpiRun *run)
{
  const SbKpiPass *pass = run->pass;
  g_autofree SbDate *days = g_new (SbDate, 2 * (gsize) pass->n_windows);
  gsize n = 0;

  for (guint w = 0; w < pass->n_windows; w++)
    {
      days[n++] = pass->windows[w].to;
      if (pass->windows[w].from <= pass->windows[w].to)
        days[n++] = pass->windows[w].from - 1;
    }
  sb_day_slots_init (&run->slots, days, n);
  run->n_slots = run->slots.n_cuts + 1;
}

static void
add_deals (SbKpiTally *tally, const SbKpiDealCell *cell)
{
  tally->won_n += cell->ended[SB_STATUS_WON].n;
  tally->won_valued += cell->ended[SB_STATUS_WON].valued;
  sb_sum_add (&tally->won_minor, cell->ended[SB_STATUS_WON].minor);
  tally->lost_n += cell->ended[SB_STATUS_LOST].n;
  tally->lost_valued += cell->ended[SB_STATUS_LOST].valued;
  sb_sum_add (&tally->lost_minor, cell->ended[SB_STATUS_LOST].minor);
  tally->void_n += cell->ended[SB_STATUS_VOID].n;
  tally->created_n += cell->created[FALSE].n;
  sb_sum_add (&tally->created_minor, cell->created[FALSE].minor);
}

static void
add_rows (SbKpiTally *tally, const SbKpiRowCell *cell)
{
  sb_sum_add (&tally->margin_minor, cell->margin_minor);
  tally->margin_n += cell->margin_n;
  tally->orders_n += cell->orders_n;
  tally->new_customers += cell->new_customers;
  tally->promoters += cell->promoters;
  tally->detractors += cell->detractors;
  tally->nps_n += cell->nps_n;
  tally->scores_milli += cell->scores_milli;
  tally->satisfied += cell->satisfied;
  tally->scores_n += cell->scores_n;
  tally->complaints += cell->complaints;
  tally->activities += cell->activities;
}

/* The stock at the end of a window is what was created and did not end in all slots up to it. */
static void
add_stock (SbKpiTally *tally, const SbKpiDealCell *cells, guint last)
{
  for (guint slot = 0; slot <= last; slot++)
    {
      const SbKpiDealCell *cell = &cells[slot];

      tally->open_n += cell->created[FALSE].n + cell->created[TRUE].n + cell->never.n;
      tally->open_n -= cell->ended[SB_STATUS_WON].n + cell->ended[SB_STATUS_LOST].n + cell->ended[SB_STATUS_VOID].n;
      sb_sum_add (&tally->open_minor, cell->created[FALSE].minor);
      sb_sum_add (&tally->open_minor, cell->created[TRUE].minor);
      sb_sum_add (&tally->open_minor, cell->never.minor);
      for (int status = SB_STATUS_WON; status <= SB_STATUS_VOID; status++)
        sb_sum_add (&tally->open_minor, -MAX (cell->ended[status].minor, -G_MAXINT64));
    }
}

static void
sum_window (const SbKpiRun *run, guint part, SbKpiWindow window, SbKpiTally *tally)
{
  gsize base = (gsize) part * run->n_slots;
  guint last = sb_day_slot (&run->slots, window.to);

  if (run->deals != NULL)
    add_stock (tally, run->deals + base, last);
  if (window.from > window.to)
    return;
  for (guint slot = sb_day_slot (&run->slots, window.from); slot <= last; slot++)
    {
      if (run->deals != NULL)
        add_deals (tally, &run->deals[base + slot]);
      if (run->rows != NULL)
        add_rows (tally, &run->rows[base + slot]);
    }
}

static void
count_all (SbKpiRun *run)
{
  const SbKpiPass *pass = run->pass;
  gsize n = (gsize) run->n_parts * run->n_slots;

  if (pass->want & (WANT_ENDED | SB_WANT_STOCK | SB_WANT_WEIGHTED))
    {
      run->spans = sb_deal_spans (sb_kpi_source_spans (pass->source), &run->n_spans);
      run->deals = g_new0 (SbKpiDealCell, n);
      run->won = g_new (guint32, run->n_spans + 1);
      sb_kpi_run_deals (run);
    }
  if (pass->want & WANT_ROWS)
    {
      run->rows = g_new0 (SbKpiRowCell, n);
      sb_kpi_run_rows (run);
    }
}

static void
run_clear (SbKpiRun *run)
{
  sb_scope_filter_clear (&run->filter);
  sb_day_slots_clear (&run->slots);
  g_free (run->part_of);
  g_free (run->won);
  g_free (run->deals);
  g_free (run->rows);
}

GArray *
sb_kpi_tally (const SbKpiPass *pass)
{
  GArray *result = g_array_new (FALSE, TRUE, sizeof (SbKpiTally));
  SbKpiRun run = { .pass = pass, .facts = pass->source->facts };
  SbKpiTally *tallies;

  g_return_val_if_fail (pass->n_windows > 0, result);

  run.n_parts = pass->parts != NULL ? pass->parts->len + 1 : 1;
  sb_scope_filter_init (&run.filter, run.facts, pass->source->scope);
  run.takes_all = pass->parts == NULL && sb_scope_is_all (pass->source->scope);
  cut_days (&run);
  count_all (&run);
  g_array_set_size (result, run.n_parts * pass->n_windows);
  tallies = (SbKpiTally *) (gpointer) result->data;
  for (guint part = 0; part < run.n_parts; part++)
    for (guint w = 0; w < pass->n_windows; w++)
      sum_window (&run, part, pass->windows[w], &tallies[part * pass->n_windows + w]);
  if (pass->want & (SB_WANT_AMOUNTS | SB_WANT_CYCLES | SB_WANT_CUSTOMERS))
    sb_kpi_run_spread (&run, tallies);
  if (pass->want & SB_WANT_WEIGHTED)
    sb_kpi_run_weigh (&run, tallies);
  run_clear (&run);
  return result;
}
