/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns a balance into chart descriptions: geometry from numbers, every text from the formatter. */
#include "sb-config.h"

#include "views/planner/sb-balance-charts.h"

#include "charts/sb-bar-chart.h"
#include "charts/sb-line-chart.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define N_TICKS 5

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static char *
percent_tick (double value, gpointer formatter)
{
  return sb_formatter_percent (formatter, value);
}

/* The share at any number of moves: straight between what was found. */
static double *
interpolate (const GArray *points, gsize n)
{
  double *values = g_new0 (double, n);
  SbBalancePoint before = { 0 };

  for (guint i = 0; i < points->len; i++)
    {
      SbBalancePoint point = g_array_index (points, SbBalancePoint, i);

      for (gsize m = before.moves; m <= point.moves && m < n; m++)
        values[m] = point.moves == before.moves
                      ? point.removed
                      : before.removed + (point.removed - before.removed) * (double) (m - before.moves)
                                           / (double) (point.moves - before.moves);
      before = point;
    }
  return values;
}

static gsize
fill_ticks (SbLineTickSpec *ticks, gsize most, SbFormatter *formatter, GPtrArray *texts)
{
  static const gsize steps[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000 };
  gsize step = steps[0], n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (steps) && most / step >= N_TICKS; i++)
    step = steps[i];
  for (gsize at = 0; at <= most && n < 2 * N_TICKS; at += step)
    ticks[n++] = (SbLineTickSpec){ most == 0 ? 0 : (double) at / (double) most,
                                   keep (texts, sb_formatter_count (formatter, (gint64) at)) };
  return n;
}

SbChart *
sb_balance_curve_chart (SbBalance *balance, SbFormatter *formatter)
{
  const GArray *points = sb_balance_get_answer (balance)->points;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gsize most = points->len == 0 ? 0 : g_array_index (points, SbBalancePoint, points->len - 1).moves;
  g_autofree double *values = interpolate (points, most + 1);
  SbLineTickSpec ticks[2 * N_TICKS];
  SbLineSeriesSpec series = { .label = _("Removed"), .values = values, .n_values = most + 1,
                              .role = SB_CHART_ROLE_PRIMARY };
  SbLineChartSpec spec = { .text = { .title = _("Moves against balance"),
                                     .empty_text = _("No move makes the books more even."),
                                     .label_header = _("Moves"), .value_header = _("Imbalance removed") },
                           .series = &series, .n_series = most == 0 ? 0 : 1, .ticks = ticks,
                           .format = { percent_tick, formatter }, .zero_based = TRUE };

  series.value_text = keep (texts, sb_formatter_percent (formatter, values[most]));
  spec.n_ticks = fill_ticks (ticks, most, formatter, texts);
  return sb_line_chart_new (&spec);
}

static char *
amount_text (const SbBalanceBook *book, SbFormatter *formatter, gint64 amount, gboolean potential)
{
  g_autofree char *hours = NULL;

  if (potential)
    return sb_formatter_money_short (formatter, amount * (gint64) pow (10, book->facts->exponent));
  hours = sb_formatter_number (formatter, (double) amount / 60, 0);
  return g_strdup_printf (_("%s h"), hours);
}

static char *
change_text (const SbBalanceBook *book, SbFormatter *formatter, gint64 change, gboolean potential)
{
  g_autofree char *amount = amount_text (book, formatter, ABS (change), potential);

  return change == 0 ? NULL : g_strdup_printf (change > 0 ? "+%s" : "−%s", amount);
}

typedef struct {
  const SbBalanceBook *book;
  gboolean             potential;
  gint64              *now, *then;
} Loads;

static void
fill_bar (const Loads *loads, SbFormatter *formatter, gsize rep, GPtrArray *texts, SbBarSpec *out)
{
  const SbBalanceBook *book = loads->book;
  const SbBalanceRep *row = &book->reps[rep];
  gboolean potential = loads->potential;
  gint64 now = loads->now[rep], then = loads->then[rep];
  gint64 target = potential ? book->model.potential_target[rep] : book->model.hours_target[rep];
  const char *before = keep (texts, amount_text (book, formatter, now, potential));

  *out = (SbBarSpec){ .label = keep (texts, sb_formatter_name (formatter, "member", row->member_id, row->name)),
                      .value = (double) then,
                      .value_text = keep (texts, amount_text (book, formatter, then, potential)),
                      .has_tick = TRUE,
                      .tick = (double) target,
                      .tick_text = keep (texts, amount_text (book, formatter, target, potential)),
                      .delta_text = keep (texts, change_text (book, formatter, then - now, potential)),
                      .delta = then > now ? SB_CHART_DELTA_UP : then < now ? SB_CHART_DELTA_DOWN : SB_CHART_DELTA_NONE,
                      .key = row->member_id };
  out->description = keep (texts, g_strdup_printf (_("%s: %s now, %s after the moves, target %s"), out->label, before,
                                                   out->value_text, out->tick_text));
}

SbChart *
sb_balance_loads_chart (SbBalance *balance, SbFormatter *formatter, gboolean potential)
{
  const SbBalanceBook *book = sb_balance_get_answer (balance)->book;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree gint64 *now = g_new0 (gint64, book->n_reps + 1), *then = g_new0 (gint64, book->n_reps + 1);
  Loads loads = { book, potential, now, then };
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, book->n_reps + 1);
  SbBarChartSpec spec = { .text = { .title = potential ? _("Potential a year") : _("Hours a year"),
                                    .label_header = _("Member"),
                                    .value_header = potential ? _("Potential a year") : _("Hours a year"),
                                    .masked = sb_formatter_get_privacy (formatter) > 0 },
                          .bars = bars, .n_bars = book->n_reps, .tick_header = _("Target") };

  sb_balance_present (balance, potential ? NULL : now, potential ? now : NULL);
  sb_balance_outcome (balance, NULL, potential ? NULL : then, potential ? then : NULL);
  for (gsize i = 0; i < book->n_reps; i++)
    fill_bar (&loads, formatter, i, texts, &bars[i]);
  return sb_bar_chart_new (&spec);
}
