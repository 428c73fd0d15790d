/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast tab: answer, five tiles, the landing's distribution, and below it the table, the deals that decide and
 * the track record, which are widgets of their own. It computes nothing. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-kpi-text.h"
#include "model/sb-sentence.h"
#include "views/analysis/sb-forecast-charts.h"
#include "views/analysis/sb-forecast-deals.h"
#include "views/analysis/sb-forecast-page.h"
#include "views/analysis/sb-forecast-past.h"
#include "views/analysis/sb-forecast-table.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"

struct _SbForecastPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbForecastData *data;

  GtkWidget *box;
  GtkWidget *answer;
  GtkWidget *tiles;
  GtkWidget *landing_card;
  GtkWidget *landing_view;
  GtkWidget *deals;
  GtkWidget *table;
  GtkWidget *past;
};

G_DEFINE_FINAL_TYPE (SbForecastPage, sb_forecast_page, GTK_TYPE_WIDGET)

/* -- answer ----------------------------------------------------------------------------------- */

static void
add_over (SbForecastPage *self, SbSentence *sentence, const char *period, const char *target)
{
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  g_autofree char *won = sb_formatter_money_short (sb_session_get_formatter (self->session), total->won);
  if (target == NULL)
    sb_sentence_add_strong (sentence, _("{period} is over and landed at {won}; there was no target."), "period", period,
                            NULL, "won", won, "won", NULL);
  else if (total->won >= total->target.minor)
    sb_sentence_add_strong (sentence, _("{period} is over and landed at {won}: the target of {target} is reached."),
                            "period", period, NULL, "won", won, "won", "target", target, NULL, NULL);
  else
    sb_sentence_add_strong (sentence, _("{period} is over and landed at {won}: the target of {target} is missed."),
                            "period", period, NULL, "won", won, "won", "target", target, NULL, NULL);
}

static void
add_running (SbForecastPage *self, SbSentence *sentence, const char *period, const char *target)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  if (total->reason != SB_REASON_NONE)
    {
      g_autofree char *why = sb_formatter_reason (formatter, total->reason);
      sb_sentence_add_strong (sentence, _("Where {period} lands cannot be said: {reason}"), "period", period, NULL,
                              "reason", why, NULL, NULL);
      return;
    }
  g_autofree char *low = sb_formatter_money_short (formatter, total->p10);
  g_autofree char *high = sb_formatter_money_short (formatter, total->p90);
  g_autofree char *chance = sb_formatter_ratio (formatter, &total->attain, SB_FORMAT_PERCENT);
  if (target != NULL && sb_ratio_is_defined (&total->attain))
    sb_sentence_add_strong (sentence,
                            _("{period} lands between {low} and {high}; the chance to reach {target} is {chance}."),
                            "period", period, NULL, "low", low, "landing", "high", high, "landing", "target", target,
                            NULL, "chance", chance, "chance", NULL);
  else
    sb_sentence_add_strong (sentence,
                            _("{period} lands between {low} and {high}; there is no target to compare it with."),
                            "period", period, NULL, "low", low, "landing", "high", high, "landing", NULL);
}

static void
add_open (SbForecastPage *self, SbSentence *sentence)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  g_autofree char *won = sb_formatter_money_short (formatter, total->won);
  g_autofree char *count = sb_formatter_count (formatter, total->n_open);
  g_autofree char *expected
    = sb_formatter_money_short (formatter, sb_quantity_real (SB_UNIT_MONEY, total->pipeline).integer);
  sb_sentence_add (sentence,
                   ngettext ("{won} is closed; {count} open deal is expected to add {expected}.",
                             "{won} is closed; {count} open deals are expected to add {expected}.",
                             (gulong) total->n_open),
                   "won", won, "won", "count", count, "landing", "expected", expected, "landing", NULL);
}

static void
show_answer (SbForecastPage *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  SbSentence *sentence = sb_sentence_new ();
  SbAnswer *answer = SB_ANSWER (self->answer);
  g_autofree char *period = sb_formatter_period (formatter, self->data->context->period);
  g_autofree char *target
    = sb_forecast_data_has_target (self->data) ? sb_formatter_money_short (formatter, total->target.minor) : NULL;
  if (sb_forecast_data_is_over (self->data))
    add_over (self, sentence, period, target);
  else
    {
      add_running (self, sentence, period, target);
      if (total->reason == SB_REASON_NONE)
        add_open (self, sentence);
    }
  sb_answer_set_sentence (answer, sentence);
  sb_answer_set_explain (answer, "landing", self->data->landing);
  sb_answer_set_explain (answer, "chance", self->data->forecast->explain);
  sb_answer_set_explain (answer, "won", self->data->won->explain);
}

/* -- tiles ------------------------------------------------------------------------------------ */

static SbKpiTile *
add_tile (SbForecastPage *self, const char *title, const SbQuantity *value, SbExplain *explain)
{
  GtkWidget *tile = sb_kpi_tile_new (self->session, title);
  sb_kpi_tile_set_quantity (SB_KPI_TILE (tile), value);
  sb_kpi_tile_set_explain (SB_KPI_TILE (tile), explain);
  sb_tile_row_append (self->tiles, tile);
  return SB_KPI_TILE (tile);
}

static void
add_closed (SbForecastPage *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  SbQuantity won = sb_quantity_money (total->won);
  SbKpiTile *tile = add_tile (self, _("Closed"), &won, self->data->won->explain);
  if (!sb_forecast_data_has_target (self->data) || total->target.minor <= 0)
    return;
  g_autofree char *target = sb_formatter_money_short (formatter, total->target.minor);
  g_autofree char *text = g_strdup_printf (_("of %s"), target);
  sb_kpi_tile_set_comparison (tile, text, SB_ARROW_NONE, SB_TONE_NEUTRAL);
}

static void
add_middle (SbForecastPage *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecast *forecast = self->data->forecast;
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  SbQuantity middle = total->reason == SB_REASON_NONE ? sb_quantity_money (total->p50)
                                                      : sb_quantity_undefined (SB_UNIT_MONEY, total->reason);
  SbKpiTile *tile = add_tile (self, _("Middle (P50)"), &middle, self->data->landing);
  if (forecast->run_rate_reason != SB_REASON_NONE)
    return;
  g_autofree char *pace = sb_formatter_money_short (formatter, forecast->run_rate_landing);
  g_autofree char *text = g_strdup_printf (_("run rate %s"), pace);
  sb_kpi_tile_set_comparison (tile, text, SB_ARROW_NONE, SB_TONE_NEUTRAL);
}

static void
add_range (SbForecastPage *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  SbQuantity none = sb_quantity_undefined (SB_UNIT_MONEY, total->reason);
  SbKpiTile *tile = add_tile (self, _("P10 to P90"), &none, self->data->landing);
  if (total->reason != SB_REASON_NONE)
    return;
  g_autofree char *low = sb_formatter_money_short (formatter, total->p10);
  g_autofree char *high = sb_formatter_money_short (formatter, total->p90);
  g_autofree char *text = g_strdup_printf (_("to %s in 8 of 10"), high);
  sb_kpi_tile_set_reason (tile, NULL);
  sb_kpi_tile_set_text (tile, low);
  sb_kpi_tile_set_comparison (tile, text, SB_ARROW_NONE, SB_TONE_NEUTRAL);
}

static void
add_chance (SbForecastPage *self)
{
  const SbForecastRow *total = sb_forecast_data_total (self->data);
  SbQuantity chance = sb_quantity_ratio (SB_UNIT_PERCENT, &total->attain);
  chance.n = -1;
  chance.has_range = FALSE;
  SbKpiTile *tile = add_tile (self, _("Chance to reach it"), &chance, self->data->forecast->explain);
  if (!sb_ratio_is_defined (&total->attain) || sb_forecast_data_is_over (self->data))
    return;
  double value = total->attain.value;
  sb_kpi_tile_set_comparison (tile,
                              value >= SB_FORECAST_SURE ? _("likely")
                              : value >= 0.5            ? _("more likely than not")
                              : value >= 0.2            ? _("less likely than not")
                                                        : _("unlikely"),
                              SB_ARROW_NONE,
                              value >= SB_FORECAST_SURE ? SB_TONE_GOOD
                              : value >= 0.5            ? SB_TONE_NEUTRAL
                              : value >= 0.2            ? SB_TONE_WARN
                                                        : SB_TONE_BAD);
}

static void
show_tiles (SbForecastPage *self)
{
  sb_tile_row_clear (self->tiles);
  add_closed (self);
  add_middle (self);
  add_range (self);
  add_chance (self);
  add_tile (self, sb_kpi_label (self->data->coverage), &self->data->coverage->value, self->data->coverage->explain);
}

/* -- picture ---------------------------------------------------------------------------------- */

static char *
landing_note (SbForecastPage *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecast *forecast = self->data->forecast;
  if (sb_forecast_data_is_over (self->data))
    return g_strdup (_("The period is over"));
  if (sb_forecast_total (forecast)->exact)
    return g_strdup (_("Computed exactly; drawn from the same chances"));
  g_autofree char *draws = sb_formatter_count (formatter, forecast->query.n_draws);
  g_autofree char *rho = sb_formatter_percent (formatter, forecast->query.rho_ppm / 1e6);
  return g_strdup_printf (_("%s draws of every open deal and what is still to come, deals correlated by %s"), draws,
                          rho);
}

static void
show_landing (SbForecastPage *self)
{
  g_autoptr (SbChart) chart = sb_landing_picture (self->data, sb_session_get_formatter (self->session));
  g_autofree char *note = landing_note (self);
  sb_card_set_title (self->landing_card, _("Where the period lands"), note);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->landing_view), chart);
  sb_chart_view_set_height (SB_CHART_VIEW (self->landing_view), sb_chart_is_empty (chart) ? 80 : 280);
}

static void
column_activated_cb (SbChartView *view, gint64 key, SbForecastPage *self)
{
  if (self->data != NULL)
    sb_explain_popover_show (GTK_WIDGET (view), NULL, self->session,
                             key == -1 ? self->data->forecast->explain : self->data->landing);
}

/* -- building --------------------------------------------------------------------------------- */

static void
build (SbForecastPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->answer = sb_answer_new (self->session);
  self->tiles = sb_tile_row_new ();
  self->landing_view = sb_chart_view_new (self->session, "landing");
  g_signal_connect_object (self->landing_view, "mark-activated", G_CALLBACK (column_activated_cb), self, 0);
  self->landing_card = sb_card_new (_("Where the period lands"), NULL, self->landing_view);
  self->table = sb_forecast_table_new (self->session);
  self->deals = sb_forecast_deals_new (self->session);
  self->past = sb_forecast_past_new (self->session);
  GtkWidget *parts[] = { self->answer, self->tiles, self->landing_card, self->table, self->deals, self->past };
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_box_append (GTK_BOX (self->box), parts[i]);
}

static void
dispose (GObject *object)
{
  SbForecastPage *self = SB_FORECAST_PAGE (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_forecast_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_forecast_page_parent_class)->dispose (object);
}

static void
sb_forecast_page_class_init (SbForecastPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_forecast_page_init (SbForecastPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_forecast_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbForecastPage *self = g_object_new (SB_TYPE_FORECAST_PAGE, NULL);
  self->session = g_object_ref (session);
  build (self);
  return GTK_WIDGET (self);
}

void
sb_forecast_page_show (SbForecastPage *self, SbForecastData *data)
{
  g_return_if_fail (SB_IS_FORECAST_PAGE (self) && data != NULL);
  SbForecastData *old = self->data;
  self->data = sb_forecast_data_ref (data);
  g_clear_pointer (&old, sb_forecast_data_unref);
  show_answer (self);
  show_tiles (self);
  show_landing (self);
  sb_forecast_table_show (SB_FORECAST_TABLE (self->table), data);
  sb_forecast_deals_show (SB_FORECAST_DEALS (self->deals), data);
  sb_forecast_past_show (SB_FORECAST_PAST (self->past), data);
}

void
sb_forecast_page_redraw (SbForecastPage *self)
{
  g_return_if_fail (SB_IS_FORECAST_PAGE (self));
  if (self->data != NULL)
    sb_forecast_page_show (self, self->data);
}

gboolean
sb_forecast_page_explain (SbForecastPage *self)
{
  g_return_val_if_fail (SB_IS_FORECAST_PAGE (self), FALSE);
  return self->data != NULL && sb_answer_explain_first (SB_ANSWER (self->answer));
}
