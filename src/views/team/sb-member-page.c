/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one member. It shows the member against the own target and the own past, never against other people. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/sb-trend-chart.h"
#include "model/sb-kpi-text.h"
#include "views/team/sb-member-page.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"
#include "widgets/sb-record-page.h"

#define MONTHS 12

static const SbMetric shown[]
  = { SB_METRIC_ATTAINMENT, SB_METRIC_REVENUE_WON, SB_METRIC_WIN_RATE, SB_METRIC_OPEN_PIPELINE, SB_METRIC_SALES_CYCLE };

struct _SbMemberPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbTeamData *data;
  GtkWidget *frame;
  GtkWidget *tiles[G_N_ELEMENTS (shown)];
  GtkWidget *trend;
};

G_DEFINE_FINAL_TYPE (SbMemberPage, sb_member_page, GTK_TYPE_WIDGET)

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const SbDetailLayout details[] = { { .type = "deal",
                                            .title = N_("Deals"),
                                            .empty = N_("This member owns no deal."),
                                            .subtitle = { "account", "stage", "expected_close_on", NULL },
                                            .value = "amount",
                                            .sort = "created_on",
                                            .descending = TRUE },
                                          { .type = "account",
                                            .title = N_("Customers"),
                                            .empty = N_("This member owns no customer."),
                                            .subtitle = { "industry", "city", NULL } },
                                          { .type = "activity",
                                            .title = N_("Activities"),
                                            .empty = N_("No call, visit or mail is recorded."),
                                            .subtitle = { "kind", "day_on", "account", NULL },
                                            .value = "spent_min",
                                            .sort = "day_on",
                                            .descending = TRUE },
                                          { .type = "membership",
                                            .field = "member",
                                            .title = N_("Teams and roles"),
                                            .empty = N_("This member belongs to no team yet."),
                                            .row_title = "team",
                                            .subtitle = { "role", "valid_from_on", "valid_to_on", NULL },
                                            .value = "share",
                                            .sort = "valid_from_on",
                                            .descending = TRUE },
                                          { .type = "absence",
                                            .field = "member",
                                            .title = N_("Absences"),
                                            .empty = N_("No absence is planned or recorded."),
                                            .row_title = "start_on",
                                            .subtitle = { "end_on", NULL },
                                            .value = "part",
                                            .sort = "start_on",
                                            .descending = TRUE } };
static const SbRecordPageLayout layout = {
  "member", "owner", N_("Back to the team"), N_("This member is not there any more."), details, G_N_ELEMENTS (details)
};

static gint32
shown_id (SbMemberPage *self)
{
  return sb_record_page_get_id (SB_RECORD_PAGE (self->frame));
}

static SbScope
own_scope (SbMemberPage *self)
{
  SbScope scope = SB_SCOPE_ALL;
  scope.member_id = shown_id (self);
  return scope;
}

static void
write_tile (SbMemberPage *self, guint index)
{
  static const SbTone tones[] = { SB_TONE_NEUTRAL, SB_TONE_GOOD, SB_TONE_WARN, SB_TONE_NEUTRAL };
  const SbContext *context = self->data->context;
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbKpiQuery query = { context->period, own_scope (self), context->as_of, 0 };
  SbKpiTile *tile = SB_KPI_TILE (self->tiles[index]);
  g_autoptr (SbKpi) kpi = sb_kpi_compute (context->facts, shown[index], &query);
  g_autofree char *change = sb_kpi_change_short (formatter, kpi, &kpi->previous);
  SbChangeSense sense = sb_kpi_change_sense (kpi, &kpi->previous);
  sb_kpi_tile_set_quantity (tile, &kpi->value);
  sb_kpi_tile_set_explain (tile, kpi->explain);
  sb_kpi_tile_set_comparison (tile, change,
                              change == NULL || sense == SB_CHANGE_SAME || kpi->previous.difference == 0 ? SB_ARROW_NONE
                              : kpi->previous.difference > 0                                             ? SB_ARROW_UP
                                                             : SB_ARROW_DOWN,
                              tones[sense]);
}

static char *
money_tick (double value, gpointer formatter)
{
  return sb_formatter_money_short (formatter, (gint64) value);
}

static void
fill_month (SbMemberPage *self, const SbSeriesPoint *point, guint i, GPtrArray *texts, SbTrendPointSpec *out)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbTargetQuery query = { "revenue_won", point->period, own_scope (self), self->data->context->as_of };
  SbPlanTarget target = sb_plan_target_find (self->data->context->facts, &query);
  gboolean has_target = target.reason == SB_REASON_NONE && target.minor > 0;
  int year, month;
  sb_date_to_ymd (point->period.start, &year, &month, NULL);
  g_ptr_array_add (texts, sb_formatter_period_short (formatter, point->period));
  *out = (SbTrendPointSpec){ .label = g_ptr_array_index (texts, texts->len - 1),
                             .value = NAN,
                             .last_year = NAN,
                             .target = NAN,
                             .partial = point->running,
                             .key = i };
  g_ptr_array_add (texts, sb_formatter_quantity (formatter, &point->value));
  out->value_text = g_ptr_array_index (texts, texts->len - 1);
  if (sb_quantity_is_defined (&point->value))
    out->value = sb_quantity_as_real (&point->value);
  if (i == 0 || month == 1)
    {
      g_ptr_array_add (texts, g_strdup_printf ("%d", year));
      out->group = g_ptr_array_index (texts, texts->len - 1);
    }
  if (has_target)
    {
      g_ptr_array_add (texts, sb_formatter_money_short (formatter, target.minor));
      out->target = (double) target.minor;
      out->target_text = g_ptr_array_index (texts, texts->len - 1);
    }
}

static void
write_trend (SbMemberPage *self)
{
  const SbContext *context = self->data->context;
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbPeriod last = sb_period_containing (SB_PERIOD_MONTH, context->as_of, context->fiscal);
  SbPeriod first = sb_period_shift (last, -(MONTHS - 1), context->fiscal);
  SbKpiQuery query = { sb_period_custom (first.start, last.end), own_scope (self), context->as_of, 0 };
  g_autoptr (SbSeries) series = sb_kpi_series_compute (context->facts, SB_METRIC_REVENUE_WON, SB_PERIOD_MONTH, &query);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  SbTrendPointSpec points[MONTHS] = { 0 };
  guint n = MIN (series->points->len, MONTHS);
  for (guint i = 0; i < n; i++)
    fill_month (self, &g_array_index (series->points, SbSeriesPoint, i), i, texts, &points[i]);
  SbTrendChartSpec spec = { .text = { .title = _("Won revenue by month"),
              .empty_text = _("Nothing was won in these twelve months."),
                                      .label_header = _("Month"),
                                      .value_header = _("Won revenue"),
                                      .masked = sb_formatter_get_privacy (formatter) > 0 },
                            .zero_based = TRUE,
                            .format = { money_tick, formatter },
                            .points = points,
                            .n_points = n,
                            .target = NAN,
                            .target_text = _("target"),
                            .target_header = _("Target") };
  g_autoptr (SbChart) chart = sb_trend_chart_new (&spec);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->trend), chart);
}

static void
write_all (SbMemberPage *self)
{
  static const char *const fields[] = { "email", "phone", "manager", NULL };
  if (shown_id (self) == 0)
    return;
  sb_record_page_write_head (SB_RECORD_PAGE (self->frame), fields, NULL);
  if (self->data == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    write_tile (self, i);
  write_trend (self);
}

static void
back_cb (SbRecordPage *frame, SbMemberPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
dispose (GObject *object)
{
  SbMemberPage *self = SB_MEMBER_PAGE (object);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_team_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_member_page_parent_class)->dispose (object);
}

static void
sb_member_page_class_init (SbMemberPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[BACK] = g_signal_new ("back", SB_TYPE_MEMBER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_member_page_init (SbMemberPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_member_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbMemberPage *self = g_object_new (SB_TYPE_MEMBER_PAGE, NULL);
  SbRecordPage *frame;
  GtkWidget *row = sb_tile_row_new ();
  self->session = g_object_ref (session);
  self->frame = sb_record_page_new (session, &layout);
  frame = SB_RECORD_PAGE (self->frame);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      self->tiles[i] = sb_kpi_tile_new (session, _(sb_metric_info (shown[i])->label));
      sb_tile_row_append (row, self->tiles[i]);
    }
  self->trend = sb_chart_view_new (session, "member-revenue");
  sb_chart_view_set_height (SB_CHART_VIEW (self->trend), 220);
  sb_record_page_add_top (frame, row);
  sb_record_page_add_top (frame, sb_card_new (_("Won revenue by month"),
                                              _("The line is the member's target, the running month is hatched"),
                                              self->trend));
  g_signal_connect_object (self->frame, "back", G_CALLBACK (back_cb), self, 0);
  return GTK_WIDGET (self);
}

void
sb_member_page_show (SbMemberPage *self, gint32 id)
{
  g_return_if_fail (SB_IS_MEMBER_PAGE (self) && id > 0);
  sb_record_page_show (SB_RECORD_PAGE (self->frame), id);
  write_all (self);
}

void
sb_member_page_set_data (SbMemberPage *self, SbTeamData *data)
{
  g_return_if_fail (SB_IS_MEMBER_PAGE (self) && data != NULL);
  SbTeamData *old = self->data;
  self->data = sb_team_data_ref (data);
  g_clear_pointer (&old, sb_team_data_unref);
  write_all (self);
}
