/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns a forecast and its track record into chart descriptions: geometry from numbers, every text from the
 * formatter. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/sb-bar-chart.h"
#include "charts/sb-scatter-chart.h"
#include "charts/sb-trend-chart.h"
#include "views/analysis/sb-forecast-charts.h"

#define BINS 24         /* about as many columns as this */
#define TAIL 0.005      /* of the draws at either end, put into the outermost column */
#define TARGET_REACH 0.6 /* a target this far outside, in widths of the picture, is still drawn */

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static gboolean
is_masked (SbFormatter *formatter)
{
  return sb_formatter_get_privacy (formatter) > 0;
}

static char *
format_share (double value, gpointer formatter)
{
  return sb_formatter_percent (formatter, value);
}

static char *
format_money (double value, gpointer formatter)
{
  return sb_formatter_money_short (formatter, (gint64) value);
}

/* -- landing ---------------------------------------------------------------------------------- */

typedef struct
{
  double lo, width; /* of the first column; width 0: all draws are the same */
  guint n;
} Bins;

/* 1, 2, 2.5 or 5 × a power of ten, so that the columns end where people count. */
static double
nice_width (double width)
{
  double power = pow (10.0, floor (log10 (width))), share = width / power;
  double nice = share <= 1.0 ? 1.0 : share <= 2.0 ? 2.0 : share <= 2.5 ? 2.5 : share <= 5.0 ? 5.0 : 10.0;
  return MAX (1.0, nice * power);
}

static Bins
choose_bins (const SbForecastData *data)
{
  const SbSimulation *simulation = data->forecast->simulation;
  gsize last = data->forecast->rows->len - 1;
  double lo = (double) sb_simulation_quantile (simulation, last, TAIL);
  double hi = (double) sb_simulation_quantile (simulation, last, 1.0 - TAIL);
  double target = (double) sb_forecast_data_total (data)->target.minor, reach = (hi - lo) * TARGET_REACH;
  Bins bins = { lo, 0.0, 0 };
  if (hi <= lo)
    return bins;
  if (sb_forecast_data_has_target (data) && target > lo - reach && target < hi + reach)
    {
      lo = MIN (lo, target);
      hi = MAX (hi, target);
    }
  bins.width = nice_width ((hi - lo) / BINS);
  bins.lo = floor (lo / bins.width) * bins.width;
  bins.n = (guint) floor ((hi - bins.lo) / bins.width) + 1;
  return bins;
}

static void
count_draws (const SbForecastData *data, const Bins *bins, double *shares)
{
  gsize last = data->forecast->rows->len - 1;
  const gint64 *sums = sb_simulation_sorted (data->forecast->simulation, last);
  guint n = sb_simulation_n_draws (data->forecast->simulation);
  for (guint i = 0; i < n; i++)
    {
      double at = floor (((double) sums[i] - bins->lo) / bins->width);
      shares[(guint) CLAMP (at, 0.0, bins->n - 1.0)] += 1.0 / n;
    }
}

static void
fill_bins (const SbForecastData *data, SbFormatter *formatter, const Bins *bins, SbTrendPointSpec *points,
           GPtrArray *texts)
{
  g_autofree double *shares = g_new0 (double, bins->n + 1);
  gboolean has_target = sb_forecast_data_has_target (data);
  double target = (double) sb_forecast_data_total (data)->target.minor;
  count_draws (data, bins, shares);
  for (guint i = 0; i < bins->n; i++)
    {
      double from = bins->lo + i * bins->width, to = from + bins->width;
      char *low = keep (texts, format_money (from, formatter)), *high = keep (texts, format_money (to, formatter));
      char *label = i == 0              ? g_strdup_printf (_("below %s"), high)
                    : i == bins->n - 1 ? g_strdup_printf (_("%s or more"), low)
                                       : g_strdup_printf (_("%s to %s"), low, high);
      points[i] = (SbTrendPointSpec){ .label = low,
                                      .long_label = keep (texts, label),
                                      .value = shares[i],
                                      .value_text = keep (texts, sb_formatter_percent (formatter, shares[i])),
                                      .last_year = NAN,
                                      .target = NAN,
                                      .partial = has_target && to <= target,
                                      .key = i };
    }
}

static guint
fill_notes (const SbForecastData *data, SbFormatter *formatter, const Bins *bins, SbTrendNoteSpec *notes,
            GPtrArray *texts)
{
  const SbForecastRow *total = sb_forecast_data_total (data);
  const gint64 values[] = { total->target.minor, total->p50, total->p10, total->p90 };
  const char *names[] = { _("target %s"), _("P50 %s"), _("P10 %s"), _("P90 %s") };
  const char *said[] = { _("The target is %s."), _("Half of the draws lie below %s."),
                         _("One draw in ten lies below %s."), _("One draw in ten lies above %s.") };
  guint n = 0;
  for (guint i = sb_forecast_data_has_target (data) ? 0 : 1; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *amount = sb_formatter_money_short (formatter, values[i]);
      double position = ((double) values[i] - bins->lo) / bins->width - 0.5;
      if (position < -0.5 || position > bins->n - 0.5)
        continue;
      notes[n++] = (SbTrendNoteSpec){ position, keep (texts, g_strdup_printf (names[i], amount)),
                                      keep (texts, g_strdup_printf (said[i], amount)), -1 - (gint64) i };
    }
  return n;
}

SbChart *
sb_landing_picture (const SbForecastData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean judged = sb_forecast_data_total (data)->reason == SB_REASON_NONE;
  Bins bins = judged ? choose_bins (data) : (Bins){ 0 };
  g_autofree SbTrendPointSpec *points = g_new0 (SbTrendPointSpec, bins.n + 1);
  SbTrendNoteSpec notes[4];
  guint n_notes = 0;
  if (bins.n > 0)
    {
      fill_bins (data, formatter, &bins, points, texts);
      n_notes = fill_notes (data, formatter, &bins, notes, texts);
    }
  SbTrendChartSpec spec = { .text = { .title = _("Where the period lands"),
                                      .empty_text = judged ? _("Nothing is open any more: every draw lands at the "
                                                               "same amount.")
                                                           : _("There are no deals and no history to forecast from."),
                                      .label_header = _("Landing"),
                                      .value_header = _("Share of the draws"),
                                      .masked = is_masked (formatter) },
                            .zero_based = TRUE,
                            .format = { format_share, formatter },
                            .points = points,
                            .n_points = bins.n,
                            .target = NAN,
                            .partial_text = _("below the target"),
                            .low = NAN,
                            .center = NAN,
                            .high = NAN,
                            .notes = notes,
                            .n_notes = n_notes };
  return sb_trend_chart_new (&spec);
}

/* -- track record ----------------------------------------------------------------------------- */

static void
fill_past (const SbPastForecast *past, SbFormatter *formatter, SbTrendPointSpec *point, GPtrArray *texts)
{
  char *low = keep (texts, sb_formatter_money_short (formatter, past->p10));
  char *high = keep (texts, sb_formatter_money_short (formatter, past->p90));
  char *actual = keep (texts, sb_formatter_money_short (formatter, past->actual));
  char *middle = keep (texts, sb_formatter_money_short (formatter, past->p50));
  char *period = keep (texts, sb_formatter_period (formatter, past->period));
  char *day = keep (texts, sb_formatter_date (formatter, past->day));
  const char *said = past->inside
                       ? _("%s: %s came; on %s the forecast was %s, between %s and %s. It lay inside.")
                       : _("%s: %s came; on %s the forecast was %s, between %s and %s. It lay outside.");
  point->label = keep (texts, sb_formatter_period_short (formatter, past->period));
  point->long_label = period;
  point->value = (double) past->actual;
  point->value_text = actual;
  point->last_year = NAN;
  point->target = (double) past->p50;
  point->target_text = middle;
  point->signal = !past->inside;
  point->description = keep (texts, g_strdup_printf (said, period, actual, day, middle, low, high));
}

SbChart *
sb_hindcast_picture (const SbForecastData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const GArray *periods = data->hindcast != NULL ? data->hindcast->periods : NULL;
  guint n = periods != NULL ? periods->len : 0;
  int year, last = 0;
  g_autofree SbTrendPointSpec *points = g_new0 (SbTrendPointSpec, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SbPastForecast *past = &g_array_index (periods, SbPastForecast, i);
      fill_past (past, formatter, &points[i], texts);
      points[i].key = i;
      sb_date_to_ymd (past->period.start, &year, NULL, NULL);
      if (year != last && past->period.kind != SB_PERIOD_YEAR)
        points[i].group = keep (texts, g_strdup_printf ("%d", year));
      last = year;
    }
  SbTrendChartSpec spec = { .text = { .title = _("Forecasts and what came"),
                                      .empty_text = _("No earlier period can be forecast again yet."),
                                      .label_header = _("Period"),
                                      .value_header = _("Result"),
                                      .masked = is_masked (formatter) },
                            .format = { format_money, formatter },
                            .points = points,
                            .n_points = n,
                            .target = NAN,
                            .target_text = _("forecast P50"),
                            .target_header = _("Forecast P50"),
                            .low = NAN,
                            .center = NAN,
                            .high = NAN,
                            .signal_text = _("outside P10 to P90") };
  return sb_trend_chart_new (&spec);
}

/* What was stated lies outside the range of what came true. */
static gboolean
is_off (const SbReliabilityBin *bin)
{
  return !bin->few && (bin->bin.mean_p < bin->lo || bin->bin.mean_p > bin->hi);
}

static guint
fill_calibration (const SbReliability *reliability, SbFormatter *formatter, SbScatterPointSpec *points,
                  GPtrArray *texts)
{
  guint n = 0;
  for (int i = 0; i < SB_RELIABILITY_BINS; i++)
    {
      const SbReliabilityBin *bin = &reliability->bins[i];
      if (bin->bin.n == 0)
        continue;
      char *stated = keep (texts, sb_formatter_percent (formatter, bin->bin.mean_p));
      char *rate = keep (texts, sb_formatter_percent (formatter, bin->bin.rate));
      char *range = keep (texts, sb_formatter_percent_range (formatter, bin->lo, bin->hi));
      char *count = keep (texts, sb_formatter_count (formatter, bin->bin.n));
      char *label = g_strdup_printf (_("%s → %s (n = %s)"), stated, rate, count);
      points[n++] = (SbScatterPointSpec){ .label = keep (texts, label),
                                          .x = bin->bin.mean_p,
                                          .y = bin->bin.rate,
                                          .value_text = range,
                                          .alert = is_off (bin),
                                          .labelled = TRUE,
                                          .key = i };
    }
  return n;
}

SbChart *
sb_calibration_picture (const SbForecastData *data, SbFormatter *formatter)
{
  static const double even[] = { 0.0, 0.0, 1.0, 1.0 };
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  SbScatterPointSpec points[SB_RELIABILITY_BINS];
  guint n = data->reliability->reason == SB_REASON_NONE
              ? fill_calibration (data->reliability, formatter, points, texts)
              : 0;
  char *none = keep (texts, sb_formatter_percent (formatter, 0.0));
  char *all = keep (texts, sb_formatter_percent (formatter, 1.0));
  SbScatterChartSpec spec = { .text = { .title = _("Stated chances and what came true"),
                                        .empty_text = _("No frozen chance has come to an end yet."),
                                        .label_header = _("Chances"),
                                        .value_header = _("95 % range"),
                                        .masked = is_masked (formatter) },
                              .x = { 0.0, 1.0, none, all, NAN, NULL, _("stated →"), _("Stated") },
                              .y = { 0.0, 1.0, none, all, NAN, NULL, _("came true →"), _("Came true") },
                              .points = points,
                              .n_points = n,
                              .path_xy = n > 0 ? even : NULL,
                              .n_path = n > 0 ? 2 : 0,
                              .path_label = _("as stated") };
  return sb_scatter_chart_new (&spec);
}

/* -- waterfall -------------------------------------------------------------------------------- */

static SbBarSpec
end_bar (SbFormatter *formatter, const char *label, gint64 minor, gint64 n, GPtrArray *texts)
{
  g_autofree char *count = sb_formatter_count (formatter, n);
  return (SbBarSpec){ .label = label,
                      .value = (double) minor,
                      .value_text = keep (texts, sb_formatter_money_short (formatter, minor)),
                      .role = SB_CHART_ROLE_PRIMARY,
                      .delta_text = keep (texts, g_strdup_printf (ngettext ("%s deal", "%s deals", (gulong) n), count)),
                      .key = -1 };
}

SbChart *
sb_waterfall_picture (const SbForecastData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const SbWaterfall *fall = data->waterfall;
  SbBarSpec bars[SB_N_FALLS + 2];
  guint n = 0;
  bars[n++] = end_bar (formatter, _("Open at the start"), fall->open_before, fall->n_before, texts);
  for (int i = 0; i < SB_N_FALLS; i++)
    {
      const SbFallBucket *bucket = &fall->buckets[i];
      gboolean adds = sb_fall_adds ((SbFall) i);
      if (bucket->n == 0)
        continue;
      bars[n] = end_bar (formatter, _(sb_fall_label ((SbFall) i)), adds ? bucket->minor : -bucket->minor, bucket->n,
                         texts);
      bars[n].value_text = keep (texts, sb_formatter_money_change (formatter, adds ? bucket->minor : -bucket->minor));
      bars[n].role = adds || i == SB_FALL_WON ? SB_CHART_ROLE_GOOD : SB_CHART_ROLE_ALERT;
      bars[n].pattern = adds ? SB_CHART_PATTERN_SOLID : SB_CHART_PATTERN_HATCH;
      bars[n++].key = i;
    }
  bars[n++] = end_bar (formatter, _("Open at the end"), fall->open_after, fall->n_after, texts);
  SbBarChartSpec spec = { .text = { .title = _("What moved the pipeline"),
                                    .label_header = _("Pipeline"),
                                    .value_header = _("Amount"),
                                    .masked = is_masked (formatter) },
                          .bars = bars,
                          .n_bars = n };
  return sb_bar_chart_new (&spec);
}
