/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key figures tab: tiles with like-for-like change; the chosen one opens its trend of 24 months with the usual
 * range, and its parts by member, team, product, region or source. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/sb-kpi-text.h"
#include "model/sb-sentence.h"
#include "views/analysis/sb-analysis-charts.h"
#include "views/analysis/sb-kpi-page.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

struct _SbKpiPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbAnalysisData *data;
  guint chosen;
  SbSplit split;

  GtkWidget *box;
  GtkWidget *answer;
  GtkWidget *tiles;
  GtkWidget *trend_card;
  GtkWidget *trend_view;
  GtkWidget *judgement;
  GtkWidget *split_card;
  GtkWidget *split_view;
  GtkWidget *explain_button;
};

G_DEFINE_FINAL_TYPE (SbKpiPage, sb_kpi_page, GTK_TYPE_WIDGET)

static const SbSplit splits[] = { SB_SPLIT_MEMBER, SB_SPLIT_TEAM, SB_SPLIT_PRODUCT, SB_SPLIT_REGION, SB_SPLIT_SOURCE };
static const char *const split_labels[]
  = { N_("By member"), N_("By team"), N_("By product"), N_("By region"), N_("By source"), NULL };

static const SbKpi *
chosen_kpi (SbKpiPage *self)
{
  return self->data != NULL && self->chosen < self->data->kpis->len ? g_ptr_array_index (self->data->kpis, self->chosen)
                                                                    : NULL;
}

static const SbKpi *
find_kpi (SbKpiPage *self, SbMetric metric)
{
  for (guint i = 0; i < self->data->kpis->len; i++)
    if (((const SbKpi *) g_ptr_array_index (self->data->kpis, i))->metric == metric)
      return g_ptr_array_index (self->data->kpis, i);
  return NULL;
}

/* -- answer ----------------------------------------------------------------------------------- */

static void
show_answer (SbKpiPage *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbSentence *sentence = sb_sentence_new ();
  const SbKpi *revenue = find_kpi (self, SB_METRIC_REVENUE_WON);
  const SbKpi *win_rate = find_kpi (self, SB_METRIC_WIN_RATE);
  g_autofree char *period = sb_formatter_period (formatter, self->data->context->period);
  g_autofree char *won = sb_kpi_value_text (formatter, revenue);
  g_autofree char *change = sb_kpi_change_text (formatter, revenue, &revenue->previous);
  sb_sentence_add_strong (sentence, _("{won} won in {period}: {change}."), "won", won, "revenue", "period", period,
                          NULL, "change", change, NULL, NULL);
  if (sb_quantity_is_defined (&win_rate->value))
    {
      g_autofree char *rate = sb_kpi_value_text (formatter, win_rate);
      g_autofree char *rate_change = sb_kpi_change_text (formatter, win_rate, &win_rate->previous);
      sb_sentence_add (sentence, _("The win rate is {rate}: {change}."), "rate", rate, "win-rate", "change",
                       rate_change, NULL, NULL);
    }
  g_autofree char *judgement = revenue->series != NULL ? sb_series_judgement (formatter, revenue->series) : NULL;
  if (judgement != NULL)
    sb_sentence_add (sentence, _("Won revenue: {judgement}."), "judgement", judgement, NULL, NULL);
  sb_answer_set_sentence (SB_ANSWER (self->answer), sentence);
  sb_answer_set_explain (SB_ANSWER (self->answer), "revenue", revenue->explain);
  sb_answer_set_explain (SB_ANSWER (self->answer), "win-rate", win_rate->explain);
}

/* -- the chosen figure ------------------------------------------------------------------------ */

static void
show_split (SbKpiPage *self)
{
  const SbKpi *kpi = chosen_kpi (self);
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  if (kpi == NULL)
    return;
  g_autoptr (SbChart) chart = sb_split_picture (self->data, formatter, kpi, self->split);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->split_view), chart);
  sb_chart_view_set_height (SB_CHART_VIEW (self->split_view),
                            CLAMP (sb_chart_natural_height (chart, 340, 1.0, SB_CHART_LAYOUT_NO_TITLE), 120, 900));
}

static void
show_chosen (SbKpiPage *self)
{
  const SbKpi *kpi = chosen_kpi (self);
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  if (kpi == NULL)
    return;
  sb_card_set_title (self->trend_card, sb_kpi_label (kpi), sb_kpi_definition (kpi));
  g_autoptr (SbChart) chart = sb_trend_picture (kpi, formatter);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->trend_view), chart);
  g_autofree char *judgement = kpi->series != NULL ? sb_series_judgement (formatter, kpi->series) : NULL;
  g_autofree char *previous = sb_kpi_change_text (formatter, kpi, &kpi->previous);
  g_autofree char *year_ago = sb_kpi_change_text (formatter, kpi, &kpi->year_ago);
  g_autofree char *text = judgement != NULL ? g_strdup_printf ("%s\n%s\n%s", previous, year_ago, judgement)
                                            : g_strdup_printf ("%s\n%s", previous, year_ago);
  gtk_label_set_text (GTK_LABEL (self->judgement), text);
  show_split (self);
}

static void
tile_clicked_cb (SbKpiTile *tile, SbKpiPage *self)
{
  self->chosen = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tile), "index"));
  show_chosen (self);
}

static void
explain_clicked_cb (GtkButton *button, SbKpiPage *self)
{
  if (chosen_kpi (self) != NULL)
    sb_explain_popover_show (GTK_WIDGET (button), NULL, self->session, chosen_kpi (self)->explain);
}

static void
month_activated_cb (SbChartView *view, gint64 key, SbKpiPage *self)
{
  const SbKpi *kpi = chosen_kpi (self);
  if (kpi == NULL || kpi->series == NULL || key < 0 || (guint) key >= kpi->series->points->len)
    return;
  const SbSeriesPoint *point = &g_array_index (kpi->series->points, SbSeriesPoint, (guint) key);
  SbKpiQuery query = { point->period, self->data->context->scope, self->data->context->as_of, 0 };
  g_autoptr (SbKpi) month = sb_kpi_compute (self->data->context->facts, kpi->metric, &query);
  sb_explain_popover_show (GTK_WIDGET (view), NULL, self->session, month->explain);
}

static void
part_activated_cb (SbChartView *view, gint64 key, SbKpiPage *self)
{
  if (key <= 0)
    return;
  if (self->split == SB_SPLIT_MEMBER || self->split == SB_SPLIT_TEAM || self->split == SB_SPLIT_PRODUCT)
    sb_session_open_record (self->session,
                            sb_record_type_find (self->split == SB_SPLIT_MEMBER ? "member"
                                                 : self->split == SB_SPLIT_TEAM ? "team"
                                                                                : "product"),
                            (gint32) key);
}

static void
split_selected_cb (GtkDropDown *drop_down, GParamSpec *property, SbKpiPage *self)
{
  self->split = splits[MIN (gtk_drop_down_get_selected (drop_down), G_N_ELEMENTS (splits) - 1)];
  show_split (self);
}

/* -- tiles ------------------------------------------------------------------------------------ */

static GtkWidget *
build_tile (SbKpiPage *self, guint index)
{
  static const SbTone tones[] = { SB_TONE_NEUTRAL, SB_TONE_GOOD, SB_TONE_WARN, SB_TONE_NEUTRAL };
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbKpi *kpi = g_ptr_array_index (self->data->kpis, index);
  GtkWidget *tile = sb_kpi_tile_new (self->session, sb_kpi_label (kpi));
  double trend[SB_KPI_PANEL_MONTHS];
  gsize n = 0;
  sb_kpi_tile_set_quantity (SB_KPI_TILE (tile), &kpi->value);
  for (guint i = 0; kpi->series != NULL && i < kpi->series->points->len && n < SB_KPI_PANEL_MONTHS; i++)
    {
      const SbSeriesPoint *point = &g_array_index (kpi->series->points, SbSeriesPoint, i);
      trend[n++] = sb_quantity_is_defined (&point->value) ? sb_quantity_as_real (&point->value) : NAN;
    }
  sb_kpi_tile_set_trend (SB_KPI_TILE (tile), trend, n);
  g_autofree char *change = sb_kpi_change_short (formatter, kpi, &kpi->previous);
  SbChangeSense sense = sb_kpi_change_sense (kpi, &kpi->previous);
  sb_kpi_tile_set_comparison (SB_KPI_TILE (tile), change,
                              change == NULL || sense == SB_CHANGE_SAME || kpi->previous.difference == 0 ? SB_ARROW_NONE
                              : kpi->previous.difference > 0                                             ? SB_ARROW_UP
                                                             : SB_ARROW_DOWN,
                              tones[sense]);
  g_object_set_data (G_OBJECT (tile), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (tile, "clicked", G_CALLBACK (tile_clicked_cb), self, 0);
  return tile;
}

static void
fill_tiles (SbKpiPage *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->tiles)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->tiles), child);
  for (guint i = 0; i < self->data->kpis->len; i++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (self->tiles), build_tile (self, i));
      gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->tiles), (int) i)),
                                FALSE);
    }
}

/* -- building --------------------------------------------------------------------------------- */

static GtkWidget *
build_trend (SbKpiPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->trend_view = sb_chart_view_new (self->session, "key-figure");
  g_signal_connect_object (self->trend_view, "mark-activated", G_CALLBACK (month_activated_cb), self, 0);
  self->judgement = sb_label_new_wrapping (NULL, "dim-label");
  self->explain_button = gtk_button_new_with_label (_("Explain this number"));
  gtk_widget_set_halign (self->explain_button, GTK_ALIGN_START);
  g_signal_connect_object (self->explain_button, "clicked", G_CALLBACK (explain_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (box), self->trend_view);
  gtk_box_append (GTK_BOX (box), self->judgement);
  gtk_box_append (GTK_BOX (box), self->explain_button);
  self->trend_card = sb_card_new (_("Trend"), NULL, box);
  gtk_widget_set_valign (self->trend_card, GTK_ALIGN_START);
  return self->trend_card;
}

static GtkWidget *
build_split (SbKpiPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (guint i = 0; split_labels[i] != NULL; i++)
    gtk_string_list_append (names, _(split_labels[i]));
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  sb_widget_set_name (choice, _("Split the figure"));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (split_selected_cb), self, 0);
  self->split_view = sb_chart_view_new (self->session, "parts");
  g_signal_connect_object (self->split_view, "mark-activated", G_CALLBACK (part_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), self->split_view);
  self->split_card = sb_card_new (_("Parts"), _("In name order"), box);
  gtk_widget_set_valign (self->split_card, GTK_ALIGN_START);
  return self->split_card;
}

static void
build (SbKpiPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->answer = sb_answer_new (self->session);
  self->tiles = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->tiles), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->tiles), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->tiles), 5);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->tiles), 1);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->tiles), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->tiles), 12);
  gtk_box_append (GTK_BOX (self->box), self->answer);
  GtkWidget *trend = build_trend (self);
  gtk_box_append (GTK_BOX (self->box), sb_columns_new (trend, build_split (self), 0.64, 760));
  gtk_box_append (GTK_BOX (self->box), self->tiles);
}

static void
dispose (GObject *object)
{
  SbKpiPage *self = SB_KPI_PAGE (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_analysis_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_kpi_page_parent_class)->dispose (object);
}

static void
sb_kpi_page_class_init (SbKpiPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_kpi_page_init (SbKpiPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_kpi_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbKpiPage *self = g_object_new (SB_TYPE_KPI_PAGE, NULL);
  self->session = g_object_ref (session);
  build (self);
  return GTK_WIDGET (self);
}

void
sb_kpi_page_show (SbKpiPage *self, SbAnalysisData *data)
{
  g_return_if_fail (SB_IS_KPI_PAGE (self) && data != NULL);
  SbAnalysisData *old = self->data;
  self->data = sb_analysis_data_ref (data);
  g_clear_pointer (&old, sb_analysis_data_unref);
  show_answer (self);
  fill_tiles (self);
  show_chosen (self);
}

gboolean
sb_kpi_page_explain (SbKpiPage *self)
{
  g_return_val_if_fail (SB_IS_KPI_PAGE (self), FALSE);
  if (chosen_kpi (self) == NULL)
    return FALSE;
  explain_clicked_cb (GTK_BUTTON (self->explain_button), self);
  return TRUE;
}
