/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures of a period: values, comparisons and their derivation. Called by the KPI page, tiles, deck and headless
 * command; knows no locale and no screen. */
#include "analysis/sb-kpi-special.h"

#include "analysis/sb-working-days.h"

#include <math.h>

/* The windows of a pass: these, then those of the series. */
enum { NOW, BEFORE, YEAR_AGO, LAST_YEAR, N_WINDOWS };

/* All of one request: what it reads, what the one pass counted. */
typedef struct {
  const SbFacts    *facts;
  const SbKpiQuery *query;
  SbKpiSource  source;
  SbKpiSource  all;       /* every pipeline of deals, when the question is about one */
  SbKpiChange  bare[N_WINDOWS]; /* of BEFORE and YEAR_AGO: the comparison without a value */
  SbKpiWindow  now;
  GArray      *windows;   /* SbKpiWindow */
  GArray      *periods;   /* of the series */
  GArray      *tallies;   /* SbKpiTally, by window */
  SbProbabilityTable *table;
  SbKpiRows   *rows;
  SbKpiSpecial special;
} Board;

SbRatio
sb_kpi_change (double now, double then)
{
  SbRatio change;

  if (then == 0.0 || (now < 0.0) != (then < 0.0))
    return sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
  change = sb_ratio_measure ((now - then) / fabs (then), 1);
  return change;
}

static SbKpiChange
bare_change (const SbFacts *facts, const SbKpiQuery *query, SbPeriod period)
{
  SbKpiChange change = { .period = period };

  change.until = sb_like_for_like_end (facts, query->period, period, query->as_of);
  change.partial = query->as_of < query->period.end;
  change.working_days = sb_working_days (facts, period.start, change.until);
  return change;
}

static void
lay_windows (Board *board, const SbKpiRequest *request)
{
  const SbFacts *facts = board->facts;
  const SbKpiQuery *query = board->query;
  SbPeriod year = sb_velocity_period (query->as_of);
  SbKpiWindow windows[N_WINDOWS];

  board->bare[BEFORE] = bare_change (facts, query, sb_period_shift (query->period, -1, facts->fiscal));
  board->bare[YEAR_AGO] = bare_change (facts, query, sb_period_year_ago (query->period, facts->fiscal));
  windows[NOW] = board->now = sb_kpi_window (query->period, query->as_of);
  for (int i = BEFORE; i <= YEAR_AGO; i++)
    windows[i] = (SbKpiWindow) { board->bare[i].period.start, board->bare[i].until };
  windows[LAST_YEAR] = (SbKpiWindow) { year.start, year.end };
  board->windows = g_array_new (FALSE, FALSE, sizeof (SbKpiWindow));
  g_array_append_vals (board->windows, windows, N_WINDOWS);
  board->periods = sb_kpi_series_periods (facts, request, query);
  sb_kpi_series_windows (board->periods, query->as_of, board->windows);
}

/* One pass for everything. */
static void
count_all (Board *board, const SbKpiRequest *request)
{
  SbKpiPass pass = { &board->source };
  gboolean covers = FALSE;

  for (gsize i = 0; i < request->n_metrics; i++)
    {
      pass.want |= sb_kpi_is_simple (request->metrics[i]) ? sb_kpi_want (request->metrics[i]) : SB_WANT_DEALS;
      pass.want |= request->metrics[i] == SB_METRIC_VELOCITY ? SB_VELOCITY_WANT : 0;
      covers |= request->metrics[i] == SB_METRIC_PIPELINE_COVERAGE;
    }
  if (covers || (pass.want & SB_WANT_WEIGHTED))
    pass.table = board->table = sb_probability_table_compute (board->facts, board->query->as_of);
  pass.windows = (const SbKpiWindow *) (gpointer) board->windows->data;
  pass.n_windows = board->windows->len;
  board->tallies = sb_kpi_tally (&pass);
}

static const SbKpiTally *
tally_of (const Board *board, int which)
{
  return &g_array_index (board->tallies, SbKpiTally, which);
}

static void
board_init (Board *board, const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query)
{
  SbKpiSpecial *special = &board->special;

  *board = (Board) { facts, query };
  sb_kpi_source_init (&board->source, facts, query, query->pipeline_id);
  sb_kpi_source_init (&board->all, facts, query, 0);
  lay_windows (board, request);
  count_all (board, request);
  board->rows = sb_kpi_rows_new (&board->source, board->now);
  *special = (SbKpiSpecial) { facts, query, query->pipeline_id == 0 ? &board->source : &board->all, board->table };
  special->previous = &board->bare[BEFORE];
  special->year_ago = &board->bare[YEAR_AGO];
  special->won = tally_of (board, NOW)->won_minor;
  if (query->pipeline_id == 0)
    special->last_year = tally_of (board, LAST_YEAR);
  if (query->pipeline_id == 0 && board->now.to == query->as_of)
    special->rows = board->rows;
}

static void
board_clear (Board *board)
{
  sb_kpi_special_clear (&board->special);
  sb_kpi_rows_free (board->rows);
  g_clear_pointer (&board->table, sb_probability_table_free);
  g_array_unref (board->tallies);
  g_array_unref (board->periods);
  g_array_unref (board->windows);
  sb_kpi_source_clear (&board->source);
  sb_kpi_source_clear (&board->all);
}

/* Today's stage and date cannot be read for an earlier day. */
static gboolean
has_past (SbMetric metric)
{
  return metric != SB_METRIC_WEIGHTED_PIPELINE && metric != SB_METRIC_OVERDUE_PIPELINE;
}

static SbQuantity
value_of (const Board *board, int which, SbMetric metric, SbRatio *ratio)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  SbKpiWindow window = g_array_index (board->windows, SbKpiWindow, which);

  if (info->is_flow && window.to < window.from)
    {
      *ratio = sb_ratio_undefined (SB_REASON_NOT_STARTED);
      return sb_quantity_undefined (info->unit, SB_REASON_NOT_STARTED);
    }
  if (which != NOW && !has_past (metric))
    {
      *ratio = sb_ratio_undefined (SB_REASON_NO_HISTORY);
      return sb_quantity_undefined (info->unit, SB_REASON_NO_HISTORY);
    }
  return sb_kpi_tally_value (tally_of (board, which), metric, ratio);
}

static SbKpiChange
compare (const Board *board, int which, const SbKpi *kpi)
{
  const SbMetricInfo *info = sb_metric_info (kpi->metric);
  SbKpiChange change = board->bare[which];
  SbRatio then;

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
simple_kpi (const Board *board, SbMetric metric, gboolean rows)
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
  sb_kpi_explain_tally (kpi->explain, tally_of (board, NOW), metric);
  if (rows)
    sb_kpi_rows_explain (board->rows, kpi->explain, metric);
  kpi->explain->n_rows = kpi->ratio.n;
  sb_explain_seal (kpi->explain, kpi->value);
  return kpi;
}

SbKpi *
sb_kpi_compute (const SbFacts *facts, SbMetric metric, const SbKpiQuery *query)
{
  SbKpiRequest request = { &metric, 1, SB_PERIOD_MONTH, 0, TRUE };
  g_autoptr (GPtrArray) panel = NULL;

  g_return_val_if_fail (facts != NULL && query != NULL && metric < SB_N_METRICS, NULL);

  panel = sb_kpi_panel_compute (facts, &request, query);
  return g_ptr_array_steal_index (panel, 0);
}

void
sb_kpi_free (SbKpi *kpi)
{
  g_return_if_fail (kpi != NULL);

  g_clear_pointer (&kpi->series, sb_series_free);
  g_clear_pointer (&kpi->explain, sb_explain_unref);
  g_free (kpi);
}

SbKpiRequest
sb_kpi_panel_request (void)
{
  static const SbMetric shown[]
    = { SB_METRIC_REVENUE_WON,       SB_METRIC_DEALS_WON,         SB_METRIC_WIN_RATE,   SB_METRIC_WIN_RATE_VALUE,
        SB_METRIC_AVERAGE_DEAL,      SB_METRIC_MEDIAN_DEAL,       SB_METRIC_SALES_CYCLE, SB_METRIC_VELOCITY,
        SB_METRIC_PIPELINE_CREATED,  SB_METRIC_OPEN_PIPELINE,     SB_METRIC_WEIGHTED_PIPELINE,
        SB_METRIC_PIPELINE_COVERAGE, SB_METRIC_PUSH_RATE,         SB_METRIC_NEW_CUSTOMERS, SB_METRIC_RETENTION,
        SB_METRIC_NPS,               SB_METRIC_CSAT,              SB_METRIC_COMPLAINTS, SB_METRIC_ACTIVITIES,
        SB_METRIC_GROSS_MARGIN };

  return (SbKpiRequest) { shown, G_N_ELEMENTS (shown), SB_PERIOD_MONTH, SB_KPI_PANEL_MONTHS, TRUE };
}

GPtrArray *
sb_kpi_panel_compute (const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query)
{
  GPtrArray *kpis = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_kpi_free);
  Board board;

  g_return_val_if_fail (facts != NULL && request != NULL && query != NULL, kpis);

  board_init (&board, facts, request, query);
  for (gsize i = 0; i < request->n_metrics; i++)
    {
      SbMetric metric = request->metrics[i];
      SbKpi *kpi = sb_kpi_is_simple (metric) ? simple_kpi (&board, metric, request->rows)
                                             : sb_kpi_special_compute (&board.special, metric);

      kpi->target = target_of (facts, metric, query);
      g_ptr_array_add (kpis, kpi);
    }
  if (request->n_points > 0)
    sb_kpi_series_fill (kpis, board.periods, tally_of (&board, N_WINDOWS), query->as_of);
  board_clear (&board);
  return kpis;
}
