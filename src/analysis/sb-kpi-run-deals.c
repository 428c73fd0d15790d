/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts the deals of a pass: when they were created, how they ended, which were open, what stands between. Called by
 * the tally. */
#include "analysis/sb-kpi-run.h"

guint
sb_kpi_run_part (const SbKpiRun *run, gint32 id)
{
  const GArray *parts = run->pass->parts;
  guint lo = 0, hi = parts->len;

  while (lo < hi)
    {
      guint mid = lo + (hi - lo) / 2;

      if (g_array_index (parts, gint32, mid) < id)
        lo = mid + 1;
      else
        hi = mid;
    }
  return lo < parts->len && g_array_index (parts, gint32, lo) == id ? lo : parts->len;
}

static gint32
split_id (SbSplit split, const SbDealFact *deal)
{
  switch (split)
    {
    case SB_SPLIT_MEMBER:
      return deal->owner_id;
    case SB_SPLIT_TEAM:
      return deal->team_id;
    case SB_SPLIT_PRODUCT:
      return deal->product_id;
    case SB_SPLIT_REGION:
      return deal->region;
    case SB_SPLIT_SOURCE:
      return deal->source;
    case SB_SPLIT_ACCOUNT:
    default:
      return deal->account_id;
    }
}

/* Spans and deals ascend by id, so both are walked side by side. */
static void
part_spans (SbKpiRun *run)
{
  const SbDealFact *deal = run->facts->deals;

  run->part_of = g_new (guint32, run->n_spans + 1);
  for (gsize i = 0; i < run->n_spans; i++)
    {
      while (deal->id != run->spans[i].id)
        deal++;
      run->part_of[i] = sb_kpi_run_part (run, split_id (run->pass->split, deal));
    }
}

static guint
part_of_span (const SbKpiRun *run, gsize i)
{
  return run->part_of != NULL ? run->part_of[i] : 0;
}

static inline void
add (SbKpiBin *bin, gint64 minor, gint32 valued)
{
  sb_sum_add (&bin->minor, minor);
  bin->n++;
  bin->valued += valued;
}

/* Created on a later day than it ended, or ended on a day that nobody knows: in no stock. */
static void
add_never (SbKpiDealCell *cells, const SbDealSpan *span, guint from, guint until)
{
  gint32 valued = sb_deal_span_has_value (span);
  SbKpiBin *bin = &cells[from].never;

  add (&cells[until].never, span->minor, valued);
  sb_sum_add (&bin->minor, -MAX (span->minor, -G_MAXINT64));
  bin->n--;
  bin->valued -= valued;
}

void
sb_kpi_run_deals (SbKpiRun *run)
{
  if (run->pass->parts != NULL)
    part_spans (run);
  for (gsize i = 0; i < run->n_spans; i++)
    {
      const SbDealSpan *span = &run->spans[i];
      SbKpiDealCell *cells = run->deals + (gsize) part_of_span (run, i) * run->n_slots;
      guint from = sb_day_slot (&run->slots, span->from), until = sb_day_slot (&run->slots, span->until);
      gint32 valued = sb_deal_span_has_value (span);

      if ((from | until) == 0)
        continue; /* over before the first window */
      add (&cells[until].ended[span->status], span->minor, valued);
      add (&cells[from].created[span->status == SB_STATUS_VOID], span->minor, valued);
      run->won[run->n_won] = (guint32) i;
      run->n_won += (span->status == SB_STATUS_WON) & (until > 0);
      if (until < from)
        add_never (cells, span, from, until);
    }
}

/* The won deals in the order of their cells, and where each cell starts. */
typedef struct {
  const SbDealSpan **spans;
  gsize   *starts;    /* n_parts × n_slots + 1 */
  guint32 *customers; /* by won deal, numbers from 1; 0 none */
  guint32 *seen;      /* by number: the last mark */
  gint64  *values;    /* room for one value a deal */
} Won;

/* Also such customers get numbers that the facts do not know. */
static void
number_customers (Won *won, const SbKpiRun *run, gsize n)
{
  g_autoptr (GHashTable) strangers = g_hash_table_new (NULL, NULL);
  guint32 n_customers = (guint32) run->facts->n_accounts;

  won->customers = g_new (guint32, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      gint32 id = sb_facts_deal (run->facts, won->spans[i]->id)->account_id;
      const SbAccountFact *account = id != 0 ? sb_facts_account (run->facts, id) : NULL;
      guint32 number = account != NULL ? (guint32) (account - run->facts->accounts) + 1 : 0;

      if (account == NULL && id != 0)
        {
          number = GPOINTER_TO_UINT (g_hash_table_lookup (strangers, GINT_TO_POINTER (id)));
          if (number == 0)
            {
              number = ++n_customers;
              g_hash_table_insert (strangers, GINT_TO_POINTER (id), GUINT_TO_POINTER (number));
            }
        }
      won->customers[i] = number;
    }
  won->seen = g_new0 (guint32, (gsize) n_customers + 1);
}

static void
won_init (Won *won, const SbKpiRun *run)
{
  gsize n_cells = (gsize) run->n_parts * run->n_slots, n = 0;
  g_autofree gsize *next = g_new (gsize, n_cells);

  *won = (Won) { .starts = g_new (gsize, n_cells + 1) };
  for (gsize c = 0; c < n_cells; c++)
    {
      won->starts[c] = next[c] = n;
      n += c % run->n_slots != 0 ? (gsize) run->deals[c].ended[SB_STATUS_WON].n : 0; /* slot 0 is in no window */
    }
  won->starts[n_cells] = n;
  won->spans = g_new (const SbDealSpan *, n + 1);
  won->values = g_new (gint64, n + 1);
  for (gsize i = 0; i < run->n_won; i++)
    {
      const SbDealSpan *span = &run->spans[run->won[i]];

      won->spans[next[sb_kpi_run_cell (run, part_of_span (run, run->won[i]), span->until)]++] = span;
    }
  if (run->pass->want & SB_WANT_CUSTOMERS)
    number_customers (won, run, n);
}

static void
won_clear (Won *won)
{
  g_free (won->spans);
  g_free (won->starts);
  g_free (won->customers);
  g_free (won->seen);
  g_free (won->values);
}

static gint64
distinct (const Won *won, guint32 mark, gsize first, gsize end)
{
  gint64 n = 0;

  for (gsize i = first; i < end; i++)
    {
      guint32 customer = won->customers[i];

      n += customer != 0 && won->seen[customer] != mark ? 1 : 0;
      won->seen[customer] = mark;
    }
  return n;
}

static void
spread_amounts (SbKpiTally *tally, const SbDealSpan **spans, gsize n, gint64 *values)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    if (sb_deal_span_has_value (spans[i]))
      values[count++] = spans[i]->minor;
  tally->median_minor = count > 0 ? sb_quantile_of (values, count, 0.5) : 0;
}

static void
spread_cycles (SbKpiTally *tally, const SbDealSpan **spans, gsize n, gint64 *values, gboolean p80)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    if (spans[i]->from != SB_DATE_NONE && spans[i]->from <= spans[i]->until)
      values[count++] = (gint64) spans[i]->until - spans[i]->from;
  tally->cycles_n = (gint64) count;
  tally->cycle_days = count > 0 ? sb_quantile_of (values, count, 0.5) : 0;
  tally->cycle_p80 = p80 && count > 0 ? sb_quantile_of (values, count, 0.8) : 0;
}

static void
spread_window (const SbKpiRun *run, Won *won, guint part, guint w, SbKpiTally *tally)
{
  const SbKpiPass *pass = run->pass;
  gsize first = won->starts[sb_kpi_run_cell (run, part, pass->windows[w].from)];
  gsize end = won->starts[sb_kpi_run_cell (run, part, pass->windows[w].to) + 1];

  if (pass->want & SB_WANT_AMOUNTS)
    spread_amounts (tally, won->spans + first, end - first, won->values);
  if (pass->want & SB_WANT_CYCLES)
    spread_cycles (tally, won->spans + first, end - first, won->values, (pass->want & SB_WANT_P80) != 0);
  if (pass->want & SB_WANT_CUSTOMERS)
    tally->customers = distinct (won, part * pass->n_windows + w + 1, first, end);
}

/* An earlier window with the same days (the year before is the year ago), else w. */
static guint
twin_of (const SbKpiPass *pass, guint w)
{
  for (guint i = 0; i < w; i++)
    if (pass->windows[i].from == pass->windows[w].from && pass->windows[i].to == pass->windows[w].to)
      return i;
  return w;
}

static void
copy_spread (SbKpiTally *tally, const SbKpiTally *twin)
{
  tally->median_minor = twin->median_minor;
  tally->cycles_n = twin->cycles_n;
  tally->cycle_days = twin->cycle_days;
  tally->cycle_p80 = twin->cycle_p80;
  tally->customers = twin->customers;
}

void
sb_kpi_run_spread (const SbKpiRun *run, SbKpiTally *tallies)
{
  const SbKpiPass *pass = run->pass;
  Won won;

  won_init (&won, run);
  for (guint w = 0; w < pass->n_windows; w++)
    {
      guint twin = twin_of (pass, w);

      if (pass->windows[w].from > pass->windows[w].to)
        continue;
      for (guint part = 0; part < run->n_parts; part++)
        {
          SbKpiTally *row = &tallies[part * pass->n_windows];

          if (twin == w)
            spread_window (run, &won, part, w, &row[w]);
          else
            copy_spread (&row[w], &row[twin]);
        }
    }
  won_clear (&won);
}

/* Stage and expected close are today's, so no other window has these. */
void
sb_kpi_run_weigh (const SbKpiRun *run, SbKpiTally *tallies)
{
  const SbKpiPass *pass = run->pass;
  SbDate day = pass->windows[0].to;

  for (gsize i = 0; i < run->n_spans; i++)
    {
      const SbDealSpan *span = &run->spans[i];
      SbKpiTally *tally = &tallies[part_of_span (run, i) * pass->n_windows];

      if (!sb_deal_span_is_open (span, day))
        continue;
      if (span->expected_on != SB_DATE_NONE && span->expected_on < day)
        {
          tally->overdue_n++;
          sb_sum_add (&tally->overdue_minor, span->minor);
        }
      if (sb_deal_span_has_value (span) && pass->table != NULL)
        {
          gint32 ppm = sb_probability_of_span (pass->table, span);

          sb_sum_add (&tally->weighted_minor, sb_probability_weigh (span->minor, ppm));
        }
    }
}
