/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns classes, segments and portfolios into chart descriptions: geometry from numbers, every text from the formatter.
 */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/sb-kpi.h"
#include "charts/sb-bar-chart.h"
#include "charts/sb-heat-chart.h"
#include "charts/sb-share-chart.h"
#include "charts/sb-trend-chart.h"
#include "views/customers/sb-segments-charts.h"

#define MONTHS 24
#define MAX_NEEDS 8

static char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static char *
hours_text (SbFormatter *formatter, gint64 minutes)
{
  g_autofree char *hours = sb_formatter_number (formatter, (double) minutes / 60.0, 0);
  return g_strdup_printf (C_("hours", "%s h"), hours);
}

static char *
share_text (SbFormatter *formatter, gint64 part, gint64 total)
{
  return total > 0 ? sb_formatter_percent (formatter, (double) part / (double) total) : g_strdup ("—");
}

SbChart *
sb_classes_picture (const SbCustomersData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const SbSegmentation *s = data->segmentation;
  const gint64 *measures[] = { s->count, s->revenue_year, s->minutes };
  const char *labels[] = { _("Customers"), _("Revenue"), _("Hours") };
  static const gint64 keys[] = { 'A', 'B', 'C' };
  const SbShareSeriesSpec series[] = { { _("class A"), SB_CHART_ROLE_NONE, SB_CHART_PATTERN_SOLID },
                                       { _("class B"), SB_CHART_ROLE_NONE, SB_CHART_PATTERN_HATCH },
                                       { _("class C"), SB_CHART_ROLE_NONE, SB_CHART_PATTERN_DOTS } };
  double values[3][3];
  const char *value_texts[3][3], *share_texts[3][3];
  SbShareRowSpec rows[3];
  for (guint row = 0; row < 3; row++)
    {
      gint64 total = measures[row][0] + measures[row][1] + measures[row][2];
      for (guint c = 0; c < 3; c++)
        {
          gint64 value = measures[row][c];
          values[row][c] = (double) value;
          value_texts[row][c] = keep (texts, row == 0   ? sb_formatter_count (formatter, value)
                                             : row == 1 ? sb_formatter_money_short (formatter, value)
                                                        : hours_text (formatter, value));
          share_texts[row][c] = keep (texts, share_text (formatter, value, total));
        }
      rows[row] = (SbShareRowSpec){ labels[row],
                                    values[row],
                                    value_texts[row],
                                    share_texts[row],
                                    keep (texts, row == 0   ? sb_formatter_count (formatter, total)
                                                 : row == 1 ? sb_formatter_money_short (formatter, total)
                                                            : hours_text (formatter, total)),
                                    keys };
    }
  SbShareChartSpec spec = { .text = { .title = _("Classes"),
              .empty_text = _("No customer has bought in the last 12 months."),
                                      .label_header = _("Measure"),
                                      .masked = sb_formatter_get_privacy (formatter) > 0 },
                            .series = series,
                            .n_series = 3,
                            .rows = rows,
                            .n_rows = 3 };
  return sb_share_chart_new (&spec);
}

SbChart *
sb_rfm_picture (const SbCustomersData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const char *row_labels[] = { "5", "4", "3", "2", "1" };
  const char *column_labels[] = { "1", "2", "3", "4", "5" };
  gint64 counts[6][6] = { 0 };
  SbHeatCellSpec cells[25] = { 0 };
  const SbSegmentation *s = data->segmentation;
  for (gsize i = 0; i < s->n_customers; i++)
    if (s->customers[i].in_scope && s->customers[i].r > 0)
      counts[s->customers[i].r][(s->customers[i].f + s->customers[i].m) / 2]++;
  for (int row = 0; row < 5; row++)
    for (int column = 0; column < 5; column++)
      {
        int recency = 5 - row, fm = column + 1;
        SbRfmSegment segment = sb_rfm_segment (recency, fm, fm);
        cells[row * 5 + column]
          = (SbHeatCellSpec){ .value = (double) counts[recency][fm],
                              .lines = { keep (texts, sb_formatter_count (formatter, counts[recency][fm])),
                                         _(sb_rfm_segment_label (segment)) },
                              .key = recency * 10 + fm };
      }
  SbHeatChartSpec spec
    = { .text = { .title = _("Recency, frequency and value"),
              .empty_text = _("No customer has bought in the last 24 months."), .label_header = _("Recency") },
        .row_labels = row_labels,
        .n_rows = 5,
        .column_labels = column_labels,
        .n_columns = 5,
        .cells = cells,
        .row_title = _("bought recently ↑"),
        .column_title = _("buys often and much →") };
  return sb_heat_chart_new (&spec);
}

SbChart *
sb_matrix_picture (const SbCustomersData *data, SbSession *session)
{
  g_return_val_if_fail (data != NULL && SB_IS_SESSION (session), NULL);
  SbFormatter *formatter = sb_session_get_formatter (session);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n_needs = MIN (data->needs->len, MAX_NEEDS), n_columns = n_needs + 1, stride = data->needs->len + 1;
  const char *row_labels[] = { "A", "B", "C" };
  const char *columns[MAX_NEEDS + 1];
  g_autofree SbHeatCellSpec *cells = g_new0 (SbHeatCellSpec, 3 * n_columns);
  for (guint column = 0; column < n_needs; column++)
    columns[column] = keep (texts, sb_session_title (session, sb_record_type_find ("need_class"),
                                                     g_array_index (data->needs, gint32, column)));
  columns[n_needs] = _("not noted");
  for (guint row = 0; row < 3; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        guint source = column < n_needs ? column : stride - 1;
        const SbMatrixCell *cell = &g_array_index (data->matrix, SbMatrixCell, row * stride + source);
        g_autofree char *n = sb_formatter_count (formatter, cell->n);
        cells[row * n_columns + column] = (SbHeatCellSpec){
          .value = (double) cell->n,
          .lines = { keep (texts, g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) cell->n), n)),
                     keep (texts, sb_formatter_money_short (formatter, cell->revenue_year)),
                     keep (texts, hours_text (formatter, cell->minutes)) },
          .key = row * 100 + source
        };
      }
  SbHeatChartSpec spec = { .text = { .title = _("Value and need"),
              .empty_text = _("No customers yet."),
                                     .label_header = _("Class"),
                                     .masked = sb_formatter_get_privacy (formatter) > 0 },
                           .row_labels = row_labels,
                           .n_rows = 3,
                           .column_labels = columns,
                           .n_columns = n_columns,
                           .cells = cells,
                           .row_title = _("value"),
                           .column_title = _("need") };
  return sb_heat_chart_new (&spec);
}

SbChart *
sb_portfolio_picture (const SbCustomersData *data, SbFormatter *formatter)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = data->portfolios->len;
  g_autofree SbBarSpec *bars = g_new0 (SbBarSpec, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SbPortfolio *portfolio = &g_array_index (data->portfolios, SbPortfolio, i);
      g_autofree char *customers = sb_formatter_count (formatter, portfolio->customers);
      g_autofree char *first = sb_formatter_count (formatter, portfolio->customers_a);
      bars[i] = (SbBarSpec){
        .label = keep (texts, sb_formatter_name (formatter, "member", portfolio->member_id, portfolio->name)),
        .value = (double) portfolio->revenue_year,
        .value_text = keep (texts, sb_formatter_money_short (formatter, portfolio->revenue_year)),
        .delta_text = keep (
          texts, g_strdup_printf (ngettext ("%s customer, %s A", "%s customers, %s A", (gulong) portfolio->customers),
                                  customers, first)),
        .key = portfolio->member_id
      };
    }
  SbBarChartSpec spec = { .text = { .title = _("Portfolio per member"),
              .empty_text = _("No customer has an owner."),
                                    .label_header = _("Member"),
                                    .value_header = _("Revenue of 12 months"),
                                    .masked = sb_formatter_get_privacy (formatter) > 0 },
                          .bars = bars,
                          .n_bars = n };
  return sb_bar_chart_new (&spec);
}

static char *
money_tick (double value, gpointer formatter)
{
  return sb_formatter_money_short (formatter, (gint64) value);
}

SbChart *
sb_customer_picture (const SbCustomersData *data, SbFormatter *formatter, gint32 account_id)
{
  g_return_val_if_fail (data != NULL && SB_IS_FORMATTER (formatter), NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const SbContext *context = data->context;
  SbPeriod last = sb_period_containing (SB_PERIOD_MONTH, context->as_of, context->fiscal);
  SbPeriod first = sb_period_shift (last, -(MONTHS - 1), context->fiscal);
  SbScope scope = SB_SCOPE_ALL;
  scope.account_id = account_id;
  SbKpiQuery query = { sb_period_custom (first.start, last.end), scope, context->as_of, 0 };
  g_autoptr (SbSeries) series = sb_kpi_series_compute (context->facts, SB_METRIC_REVENUE_WON, SB_PERIOD_MONTH, &query);
  SbTrendPointSpec points[MONTHS] = { 0 };
  guint n = MIN (series->points->len, MONTHS);
  for (guint i = 0; i < n; i++)
    {
      const SbSeriesPoint *point = &g_array_index (series->points, SbSeriesPoint, i);
      int year, month;
      sb_date_to_ymd (point->period.start, &year, &month, NULL);
      points[i]
        = (SbTrendPointSpec){ .label = keep (texts, sb_formatter_period_short (formatter, point->period)),
                              .long_label = keep (texts, sb_formatter_period (formatter, point->period)),
                              .group = i == 0 || month == 1 ? keep (texts, g_strdup_printf ("%d", year)) : NULL,
                              .value
                              = sb_quantity_is_defined (&point->value) ? sb_quantity_as_real (&point->value) : NAN,
                              .value_text = keep (texts, sb_formatter_quantity (formatter, &point->value)),
                              .last_year = NAN,
                              .target = NAN,
                              .partial = point->running,
                              .key = i };
    }
  SbTrendChartSpec spec = { .text = { .title = _("Won revenue by month"),
              .empty_text = _("Nothing was won with this customer in 24 months."),
                                      .label_header = _("Month"),
                                      .value_header = _("Won revenue"),
                                      .masked = sb_formatter_get_privacy (formatter) > 0 },
                            .zero_based = TRUE,
                            .format = { money_tick, formatter },
                            .points = points,
                            .n_points = n,
                            .target = NAN };
  return sb_trend_chart_new (&spec);
}
