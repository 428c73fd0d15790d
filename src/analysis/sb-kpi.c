/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures of a period: values, comparisons and their derivation. Called by the KPI page, tiles, deck and headless
 * command; knows no locale and no screen. */
#include "analysis/sb-kpi-tally.h"

#include "analysis/sb-pacing.h"
#include "analysis/sb-working-days.h"

#include <math.h>

/* The passes over one request: now, before, a year ago. */
typedef struct {
  const SbFacts    *facts;
  const SbKpiQuery *query;
  SbProbabilityTable *table;
  guint    want;
  SbPeriod periods[3];
  SbKpiWindow windows[3];
  GArray  *tallies[3]; /* NULL until asked for */
  GArray  *together;   /* year ago, before, now in one array */
  GArray  *deals;
  SbFirstPurchase *first;
  SbKpiShared shared;
} Board;

enum { NOW, BEFORE, YEAR_AGO };

SbRatio
sb_kpi_change (double now, double then)
{
  SbRatio change;

  if (then == 0.0 || (now < 0.0) != (then < 0.0))
    return sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
  change = sb_ratio_measure ((now - then) / fabs (then), 1);
  return change;
}

static void
board_init (Board *board, const SbFacts *facts, const SbKpiQuery *query)
{
  *board = (Board) { facts, query };
  board->periods[NOW] = query->period;
  board->periods[BEFORE] = sb_period_shift (query->period, -1, facts->fiscal);
  board->periods[YEAR_AGO] = sb_period_year_ago (query->period, facts->fiscal);
  board->windows[NOW] = sb_kpi_window (query->period, query->as_of);
  for (int i = BEFORE; i <= YEAR_AGO; i++)
    board->windows[i] = (SbKpiWindow) { board->periods[i].start,
                                        sb_like_for_like_end (facts, query->period, board->periods[i], query->as_of) };
}

static void
board_clear (Board *board)
{
  for (int i = 0; i < 3; i++)
    g_clear_pointer (&board->tallies[i], g_array_unref);
  g_clear_pointer (&board->table, sb_probability_table_free);
  g_clear_pointer (&board->together, g_array_unref);
  g_clear_pointer (&board->deals, g_array_unref);
  g_clear_pointer (&board->first, g_free);
}

/* What several figures or passes of a panel read: once. */
static void
board_share (Board *board, gboolean rows)
{
  if (board->want & SB_WANT_NEW)
    board->shared.first = board->first = sb_first_purchases (board->facts, board->query->pipeline_id);
  if (rows)
    board->shared.deals = board->deals
      = sb_kpi_candidates (board->facts, board->query, board->windows[NOW], &board->shared.voided);
}

static const SbProbabilityTable *
board_table (Board *board)
{
  if (board->table == NULL)
    board->table = sb_probability_table_compute (board->facts, board->query->as_of);
  return board->table;
}

/* One pass for all three where they lie behind each other; years do not, the year before is the one a year ago. */
static void
tally_together (Board *board)
{
  SbKpiWindow windows[] = { board->windows[YEAR_AGO], board->windows[BEFORE], board->windows[NOW] };
  SbKpiPass pass = { board->facts, board->query, windows, 3, board->want };

  for (int i = 0; i < 3; i++)
    if (windows[i].from > windows[i].to || (i > 0 && windows[i - 1].to >= windows[i].from))
      return;
  pass.first = board->first;
  if (pass.want & SB_WANT_WEIGHTED)
    pass.table = board_table (board);
  board->together = sb_kpi_tally (&pass);
}

static const SbKpiTally *
board_tally (Board *board, int which)
{
  if (board->together != NULL)
    return &g_array_index (board->together, SbKpiTally, 2 - which);
  if (board->tallies[which] == NULL)
    {
      SbKpiPass pass = { board->facts, board->query, &board->windows[which], 1, board->want };

      pass.first = board->first;
      if (which != NOW)
        pass.want &= ~(guint) SB_WANT_WEIGHTED;
      if (pass.want & SB_WANT_WEIGHTED)
        pass.table = board_table (board);
      board->tallies[which] = sb_kpi_tally (&pass);
    }
  return &g_array_index (board->tallies[which], SbKpiTally, 0);
}

/* Today's stage and date cannot be read for an earlier day. */
static gboolean
has_past (SbMetric metric)
{
  return metric != SB_METRIC_WEIGHTED_PIPELINE && metric != SB_METRIC_OVERDUE_PIPELINE;
}

static SbQuantity
value_of (Board *board, int which, SbMetric metric, SbRatio *ratio)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  const SbKpiTally *tally = board_tally (board, which);

  if (info->is_flow && board->windows[which].to < board->windows[which].from)
    {
      *ratio = sb_ratio_undefined (SB_REASON_NOT_STARTED);
      return sb_quantity_undefined (info->unit, SB_REASON_NOT_STARTED);
    }
  if (which != NOW && !has_past (metric))
    {
      *ratio = sb_ratio_undefined (SB_REASON_NO_HISTORY);
      return sb_quantity_undefined (info->unit, SB_REASON_NO_HISTORY);
    }
  *ratio = sb_kpi_tally_ratio (tally, metric);
  return sb_kpi_tally_value (tally, metric);
}

static SbKpiChange
compare (Board *board, int which, const SbKpi *kpi)
{
  const SbMetricInfo *info = sb_metric_info (kpi->metric);
  SbKpiChange change = { 0 };
  SbRatio then;

  change.period = board->periods[which];
  change.until = board->windows[which].to;
  change.partial = board->query->as_of < board->query->period.end;
  change.working_days = sb_working_days (board->facts, change.period.start, change.until);
  change.value = value_of (board, which, kpi->metric, &then);
  change.change = sb_ratio_undefined (change.value.reason != SB_REASON_NONE ? change.value.reason : SB_REASON_NO_DATA);
  if (!sb_quantity_is_defined (&change.value) || !sb_quantity_is_defined (&kpi->value))
    return change;
  change.difference = sb_quantity_as_real (&kpi->value) - sb_quantity_as_real (&change.value);
  change.change = sb_kpi_change (sb_quantity_as_real (&kpi->value), sb_quantity_as_real (&change.value));
  if (info->is_rate)
    {
      change.has_test = TRUE;
      change.clear = sb_newcombe (kpi->ratio.numerator, kpi->ratio.denominator, then.numerator, then.denominator,
                                  &change.lo, &change.hi);
    }
  return change;
}

static SbQuantity
target_of (const SbFacts *facts, SbMetric metric, const SbKpiQuery *query)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  SbTargetQuery wanted = { info->key, query->period, query->scope, query->as_of };
  SbPlanTarget target = sb_plan_target_find (facts, &wanted);

  if (target.reason != SB_REASON_NONE)
    return sb_quantity_undefined (info->unit, target.reason);
  if (info->unit == SB_UNIT_MONEY)
    return sb_quantity_money (target.minor);
  return sb_quantity_real (info->unit, target.value);
}

static SbKpi *
simple_kpi (Board *board, SbMetric metric, gboolean rows)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  SbKpi *kpi = g_new0 (SbKpi, 1);

  kpi->metric = metric;
  kpi->value = value_of (board, NOW, metric, &kpi->ratio);
  kpi->previous = compare (board, BEFORE, kpi);
  kpi->year_ago = compare (board, YEAR_AGO, kpi);
  kpi->explain = sb_explain_new (info->key, info->label, info->formula);
  sb_explain_filter (kpi->explain, board->query->period, board->query->scope, board->query->as_of);
  kpi->explain->pipeline_id = board->query->pipeline_id;
  sb_explain_row_type (kpi->explain, info->row_type);
  sb_kpi_explain_tally (kpi->explain, board_tally (board, NOW), metric);
  if (rows)
    sb_kpi_explain_rows (kpi->explain, board->facts, metric, board->query, board->windows[NOW], &board->shared);
  kpi->explain->n_rows = kpi->ratio.n;
  sb_explain_seal (kpi->explain, kpi->value);
  return kpi;
}

static SbKpi *
any_kpi (Board *board, SbMetric metric, gboolean rows)
{
  SbKpi *kpi;

  if (sb_kpi_is_simple (metric))
    kpi = simple_kpi (board, metric, rows);
  else
    kpi = sb_kpi_compute_special (board->facts, metric, board->query, board_table (board),
                                  board_tally (board, NOW)->won_minor);
  kpi->target = target_of (board->facts, metric, board->query);
  return kpi;
}

SbKpi *
sb_kpi_compute (const SbFacts *facts, SbMetric metric, const SbKpiQuery *query)
{
  Board board;
  SbKpi *kpi;

  g_return_val_if_fail (facts != NULL && query != NULL && metric < SB_N_METRICS, NULL);

  board_init (&board, facts, query);
  board.want = sb_kpi_is_simple (metric) ? sb_kpi_want (metric) : SB_WANT_DEALS;
  kpi = any_kpi (&board, metric, TRUE);
  board_clear (&board);
  return kpi;
}

void
sb_kpi_free (SbKpi *kpi)
{
  g_return_if_fail (kpi != NULL);

  g_clear_pointer (&kpi->series, sb_series_free);
  g_clear_pointer (&kpi->explain, sb_explain_unref);
  g_free (kpi);
}

GPtrArray *
sb_kpi_panel_compute (const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_kpi_free);
  Board board;

  g_return_val_if_fail (facts != NULL && request != NULL && query != NULL, kpis);

  board_init (&board, facts, query);
  for (gsize i = 0; i < request->n_metrics; i++)
    board.want |= sb_kpi_is_simple (request->metrics[i]) ? sb_kpi_want (request->metrics[i]) : SB_WANT_DEALS;
  board_share (&board, request->rows);
  tally_together (&board);
  for (gsize i = 0; i < request->n_metrics; i++)
    g_ptr_array_add (kpis, any_kpi (&board, request->metrics[i], request->rows));
  if (request->n_points > 0)
    sb_kpi_fill_series (facts, request, query, board.first, kpis);
  board_clear (&board);
  return kpis;
}
