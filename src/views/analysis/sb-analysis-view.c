/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analysis page: funnel and key figures over one computation, the forecast over its own, which is asked for only
 * while its tab is in front. It hands the data to the tabs; what they show is theirs. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/analysis/sb-analysis-view.h"
#include "views/analysis/sb-forecast-page.h"
#include "views/analysis/sb-funnel-page.h"
#include "views/analysis/sb-kpi-page.h"

struct _SbAnalysisView
{
  SbPage parent_instance;

  GtkWidget *stack;
  GtkWidget *funnel;
  GtkWidget *kpis;
  GtkWidget *forecast;

  gboolean has_figures, has_forecast;     /* what the tabs show is of the present question */
  gboolean figures_drawn, forecast_drawn; /* … or of an earlier one, which stands until the new one is there */
  gboolean empty;
  int privacy;
};

G_DEFINE_FINAL_TYPE (SbAnalysisView, sb_analysis_view, SB_TYPE_PAGE)

static gboolean
shows_forecast (SbAnalysisView *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->forecast;
}

static gboolean
show_no_deals (SbPage *page, const SbContext *context)
{
  SB_ANALYSIS_VIEW (page)->empty = context->facts->n_deals == 0;
  if (context->facts->n_deals > 0)
    return FALSE;
  sb_page_show_empty (page, _("Bring in your deals"),
                      _("The funnel shows where customers are lost, the key figures how results move and the forecast "
                        "where the period lands. They come from your CRM's export."),
                      _("Import from a CRM…"), "win.import");
  return TRUE;
}

static void
figures_ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  self->has_figures = TRUE;
  if (show_no_deals (page, context))
    return;
  self->figures_drawn = TRUE;
  sb_funnel_page_show (SB_FUNNEL_PAGE (self->funnel), result);
  sb_kpi_page_show (SB_KPI_PAGE (self->kpis), result);
}

static void
forecast_ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  self->has_forecast = TRUE;
  if (show_no_deals (page, context))
    return;
  self->forecast_drawn = TRUE;
  sb_forecast_page_show (SB_FORECAST_PAGE (self->forecast), result);
}

/* Asks for what the tab in front needs; a tab that was never filled shows the spinner meanwhile. */
static void
ask (SbAnalysisView *self)
{
  SbPage *page = SB_PAGE (self);
  gboolean forecast = shows_forecast (self);
  gboolean known = forecast ? self->has_forecast : self->has_figures;
  gint32 *pipeline;
  if (!self->empty && (forecast ? self->forecast_drawn : self->figures_drawn))
    sb_page_show_content (page);
  else if (!known && !self->empty)
    sb_page_show_loading (page);
  if (known)
    return;
  if (forecast)
    {
      sb_page_compute (page, sb_forecast_data_compute, NULL, NULL, (GDestroyNotify) sb_forecast_data_unref,
                       forecast_ready_cb);
      return;
    }
  pipeline = g_new (gint32, 1);
  *pipeline = sb_funnel_page_get_pipeline (SB_FUNNEL_PAGE (self->funnel));
  sb_page_compute (page, sb_analysis_data_compute, pipeline, g_free, (GDestroyNotify) sb_analysis_data_unref,
                   figures_ready_cb);
}

static void
refresh (SbPage *page)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  int privacy = sb_session_get_privacy (sb_page_get_session (page));
  self->has_figures = self->has_forecast = FALSE;
  /* Names must not stand there until the draws are done. */
  if (privacy != self->privacy)
    sb_forecast_page_redraw (SB_FORECAST_PAGE (self->forecast));
  self->privacy = privacy;
  ask (self);
}

static gboolean
explain (SbPage *page)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  if (shows_forecast (self))
    return sb_forecast_page_explain (SB_FORECAST_PAGE (self->forecast));
  if (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "kpis"))
    return sb_kpi_page_explain (SB_KPI_PAGE (self->kpis));
  return sb_funnel_page_explain (SB_FUNNEL_PAGE (self->funnel));
}

static void
show_target (SbPage *page, SbTarget *target)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  if (target->detail != NULL && gtk_stack_get_child_by_name (GTK_STACK (self->stack), target->detail) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), target->detail);
}

/* An earlier question of the other tab may still be under way: it is dropped and asked again when that tab returns. */
static void
tab_changed_cb (GtkStack *stack, GParamSpec *property, SbAnalysisView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

static void
pipeline_changed_cb (SbFunnelPage *funnel, SbAnalysisView *self)
{
  sb_page_refresh (SB_PAGE (self));
}

static void
constructed (GObject *object)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (object);
  SbPage *page = SB_PAGE (self);
  G_OBJECT_CLASS (sb_analysis_view_parent_class)->constructed (object);
  sb_page_setup (page, "analysis", _("Analysis"), "sb-analysis-symbolic");
  SbSession *session = sb_page_get_session (page);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  self->funnel = sb_funnel_page_new (session);
  self->kpis = sb_kpi_page_new (session);
  self->forecast = sb_forecast_page_new (session);
  g_signal_connect_object (self->funnel, "pipeline-changed", G_CALLBACK (pipeline_changed_cb), self, 0);
  gtk_stack_add_titled (GTK_STACK (self->stack), self->funnel, "funnel", _("Funnel"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->kpis, "kpis", _("Key figures"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->forecast, "forecast", _("Forecast"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (tab_changed_cb), self, 0);
  gtk_box_append (sb_page_get_body (page), self->stack);
  sb_page_set_tabs (page, GTK_STACK (self->stack));
}

static void
sb_analysis_view_class_init (SbAnalysisViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);
  G_OBJECT_CLASS (klass)->constructed = constructed;
  page_class->refresh = refresh;
  page_class->explain = explain;
  page_class->show = show_target;
}

static void
sb_analysis_view_init (SbAnalysisView *self)
{
}
