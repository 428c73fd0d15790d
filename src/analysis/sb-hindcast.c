/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forecasts finished periods again from inside them and compares with what came, for the whole and for every member and
 * team. Called by the forecast page and the command. */
#include "sb-config.h"

#include "analysis/sb-track-record.h"

#include "analysis/sb-deal-state.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define PERIODS_MAX 24
#define TENDENCY 0.10

static SbRatio
share (double numerator, double denominator, gsize n)
{
  SbRatio ratio;

  if (!(denominator > 0.0))
    return sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
  ratio = sb_ratio_measure (numerator / denominator, (gint64) n);
  ratio.numerator = sb_quantity_real (SB_UNIT_MONEY, numerator).integer;
  ratio.denominator = sb_quantity_real (SB_UNIT_MONEY, denominator).integer;
  return ratio;
}

SbHindcastScores
sb_hindcast_scores (const gint64 *f, const gint64 *a, gsize n)
{
  SbHindcastScores scores;
  double miss = 0.0, lean = 0.0, size = 0.0, relative = 0.0;
  gsize n_relative = 0;

  scores.wape = scores.bias = scores.mape = sb_ratio_undefined (SB_REASON_NO_DATA);
  g_return_val_if_fail (n == 0 || (f != NULL && a != NULL), scores);

  for (gsize i = 0; i < n; i++)
    {
      double off = (double) f[i] - (double) a[i];

      miss += fabs (off);
      lean += off;
      size += fabs ((double) a[i]);
      if (a[i] != 0)
        {
          relative += fabs (off / (double) a[i]);
          n_relative++;
        }
    }
  if (n == 0)
    return scores;
  scores.wape = share (miss, size, n);
  scores.bias = share (lean, size, n);
  if (n_relative > 0)
    scores.mape = sb_ratio_measure (relative / (double) n_relative, (gint64) n_relative);
  return scores;
}

/* Forecast and result of one row in every period it appears in. */
typedef struct {
  SbHindcastRow row;
  gint64 f[PERIODS_MAX], a[PERIODS_MAX];
} Track;

static Track *
track_of (GArray *tracks, const SbForecastRow *row)
{
  Track track = { { row->level, row->id, row->name } };

  for (guint i = 0; i < tracks->len; i++)
    {
      Track *found = &g_array_index (tracks, Track, i);

      if (found->row.level == row->level && found->row.id == row->id)
        return found;
    }
  g_array_append_val (tracks, track);
  return &g_array_index (tracks, Track, tracks->len - 1);
}

static SbForecast *
forecast_at (SbFacts *facts, const SbHindcastQuery *query, SbPeriod period, SbDate day, gboolean result)
{
  SbForecastQuery asked = SB_FORECAST_QUERY (period, query->scope, day);

  asked.seed = query->seed;
  asked.rho_ppm = query->rho_ppm;
  asked.n_draws = result ? 1 : SB_SIM_DRAWS_QUICK;
  asked.lines = result ? 0 : SB_FORECAST_ALL;
  asked.cancelled = query->cancelled;
  return sb_forecast_compute (facts, &asked);
}

static double
pinball (double level, double quantile, double actual)
{
  return actual >= quantile ? level * (actual - quantile) : (1.0 - level) * (quantile - actual);
}

/* One finished period; FALSE when cancelled. */
static gboolean
look_back (SbHindcast *hindcast, GArray *tracks, const SbHindcastQuery *query, SbPeriod period, SbDate day)
{
  g_autoptr (SbForecast) stated = forecast_at (hindcast->facts, query, period, day, FALSE);
  g_autoptr (SbForecast) came = stated != NULL ? forecast_at (hindcast->facts, query, period, period.end, TRUE) : NULL;
  const SbForecastRow *total;
  SbPastForecast past;

  if (came == NULL)
    return FALSE;
  for (guint i = 0; i < stated->rows->len; i++)
    {
      const SbForecastRow *row = &g_array_index (stated->rows, SbForecastRow, i);
      Track *track = track_of (tracks, row);
      int result = sb_forecast_find (came, row->level, row->id);

      if (row->reason != SB_REASON_NONE || track->row.n >= PERIODS_MAX)
        continue;
      track->f[track->row.n] = row->p50;
      track->a[track->row.n++] = result >= 0 ? g_array_index (came->rows, SbForecastRow, result).won : 0;
    }
  total = sb_forecast_total (stated);
  past = (SbPastForecast) { period, day, total->p10, total->p50, total->p90, sb_forecast_total (came)->won, FALSE };
  past.inside = past.actual >= past.p10 && past.actual <= past.p90;
  g_array_append_val (hindcast->periods, past);
  hindcast->pinball += (pinball (0.1, (double) past.p10, (double) past.actual)
                        + pinball (0.5, (double) past.p50, (double) past.actual)
                        + pinball (0.9, (double) past.p90, (double) past.actual)) / 3.0;
  return TRUE;
}

static void
add_row (SbHindcast *hindcast, const Track *track)
{
  SbHindcastRow row = track->row;
  SbHindcastScores scores = sb_hindcast_scores (track->f, track->a, (gsize) row.n);

  row.wape = row.bias = sb_ratio_undefined (SB_REASON_TOO_FEW);
  if (row.n >= SB_HINDCAST_PERIODS)
    {
      row.wape = scores.wape;
      row.bias = scores.bias;
    }
  if (row.bias.reason == SB_REASON_NONE)
    row.tendency = row.bias.value > TENDENCY    ? SB_TENDENCY_HIGH
                   : row.bias.value < -TENDENCY ? SB_TENDENCY_LOW
                                                : SB_TENDENCY_EVEN;
  g_array_append_val (hindcast->rows, row);
}

static int
by_level (gconstpointer a, gconstpointer b)
{
  const SbHindcastRow *left = &((const Track *) a)->row, *right = &((const Track *) b)->row;

  if (left->level != right->level)
    return left->level < right->level ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static void
explain (SbHindcast *hindcast, const SbHindcastQuery *query)
{
  SbExplain *explained = sb_explain_new ("forecast.wape", N_("Accuracy of the forecast"),
                                         N_("Σ |forecast − result| ÷ Σ |result| over finished periods"));
  SbRatio wape = hindcast->coverage, bias = hindcast->coverage; /* the same reason while there is nothing */
  SbPeriod all = sb_period_custom (query->as_of, query->as_of);

  hindcast->explain = explained;
  if (hindcast->periods->len > 0)
    {
      const SbHindcastRow *total = &g_array_index (hindcast->rows, SbHindcastRow, hindcast->rows->len - 1);

      wape = total->wape;
      bias = total->bias;
      all.start = g_array_index (hindcast->periods, SbPastForecast, 0).period.start;
      all.end = g_array_index (hindcast->periods, SbPastForecast, hindcast->periods->len - 1).period.end;
    }
  sb_explain_filter (explained, all, query->scope, query->as_of);
  sb_explain_input (explained, N_("Finished periods"), sb_quantity_count (hindcast->periods->len));
  sb_explain_input (explained, N_("Bias: Σ (forecast − result) ÷ Σ |result|"),
                    sb_quantity_ratio (SB_UNIT_PERCENT, &bias));
  sb_explain_input (explained, N_("Results between P10 and P90"),
                    sb_quantity_ratio (SB_UNIT_PERCENT, &hindcast->coverage));
  sb_explain_note (explained, N_("Forecast again from the same day of each period with what was known then; amounts "
                                 "and owners are today's."));
  sb_explain_seal (explained, sb_quantity_ratio (SB_UNIT_PERCENT, &wape));
}

static SbDate
first_win (const SbFacts *facts)
{
  SbDate first = G_MAXINT32;

  for (gsize i = 0; i < facts->n_deals; i++)
    if (facts->deals[i].status == SB_STATUS_WON && facts->deals[i].closed_on != SB_DATE_NONE)
      first = MIN (first, facts->deals[i].closed_on);
  return first;
}

static void
finish (SbHindcast *hindcast, GArray *tracks, const SbHindcastQuery *query)
{
  gint64 inside = 0, n = hindcast->periods->len;

  g_array_sort (tracks, by_level);
  for (guint i = 0; i < tracks->len; i++)
    add_row (hindcast, &g_array_index (tracks, Track, i));
  for (guint i = 0; i < hindcast->periods->len; i++)
    inside += g_array_index (hindcast->periods, SbPastForecast, i).inside;
  hindcast->coverage = sb_ratio (inside, n, SB_REASON_NO_HISTORY);
  if (n > 0 && n < SB_HINDCAST_PERIODS)
    hindcast->coverage = sb_ratio_undefined (SB_REASON_TOO_FEW);
  if (n > 0)
    hindcast->pinball /= (double) n;
  explain (hindcast, query);
}

SbHindcast *
sb_hindcast_compute (SbFacts *facts, const SbHindcastQuery *query)
{
  g_autoptr (SbHindcast) hindcast = NULL;
  g_autoptr (GArray) tracks = g_array_new (FALSE, TRUE, sizeof (Track));
  SbPeriod now, period;
  SbDate begin;

  g_return_val_if_fail (facts != NULL && query != NULL && query->kind != SB_PERIOD_CUSTOM, NULL);

  hindcast = g_new0 (SbHindcast, 1);
  hindcast->facts = sb_facts_ref (facts);
  hindcast->periods = g_array_new (FALSE, TRUE, sizeof (SbPastForecast));
  hindcast->rows = g_array_new (FALSE, TRUE, sizeof (SbHindcastRow));
  now = sb_period_containing (query->kind, query->as_of, facts->fiscal);
  begin = first_win (facts);
  for (int i = (int) MIN (query->n_periods, PERIODS_MAX); i > 0; i--)
    {
      period = sb_period_shift (now, -i, facts->fiscal);
      /* A period in which records begin was not forecast by anything. */
      if (period.start > begin
          && !look_back (hindcast, tracks, query, period, MIN (period.start + (query->as_of - now.start), period.end)))
        return NULL;
    }
  finish (hindcast, tracks, query);
  return g_steal_pointer (&hindcast);
}

void
sb_hindcast_free (SbHindcast *hindcast)
{
  g_return_if_fail (hindcast != NULL);

  g_clear_pointer (&hindcast->explain, sb_explain_unref);
  g_array_unref (hindcast->periods);
  g_array_unref (hindcast->rows);
  sb_facts_unref (hindcast->facts);
  g_free (hindcast);
}
