/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analysis page: two tabs over one computation. It asks for the data and hands it to the tabs; what they show is
 * theirs. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/analysis/sb-analysis-view.h"
#include "views/analysis/sb-funnel-page.h"
#include "views/analysis/sb-kpi-page.h"

struct _SbAnalysisView
{
  SbPage parent_instance;

  GtkWidget *stack;
  GtkWidget *funnel;
  GtkWidget *kpis;
};

G_DEFINE_FINAL_TYPE (SbAnalysisView, sb_analysis_view, SB_TYPE_PAGE)

static void
ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  SbAnalysisData *data = result;
  if (context->facts->n_deals == 0)
    {
      sb_page_show_empty (page, _("Bring in your deals"),
                          _("The funnel shows where customers are lost and the key figures how results move. Both "
                             "come from your CRM's export."),
                          _("Import from a CRM…"), "win.import");
      return;
    }
  sb_funnel_page_show (SB_FUNNEL_PAGE (self->funnel), data);
  sb_kpi_page_show (SB_KPI_PAGE (self->kpis), data);
}

static void
refresh (SbPage *page)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
  gint32 *pipeline = g_new (gint32, 1);
  *pipeline = sb_funnel_page_get_pipeline (SB_FUNNEL_PAGE (self->funnel));
  sb_page_compute (page, sb_analysis_data_compute, pipeline, g_free, (GDestroyNotify) sb_analysis_data_unref, ready_cb);
}

static gboolean
explain (SbPage *page)
{
  SbAnalysisView *self = SB_ANALYSIS_VIEW (page);
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
  g_signal_connect_object (self->funnel, "pipeline-changed", G_CALLBACK (pipeline_changed_cb), self, 0);
  gtk_stack_add_titled (GTK_STACK (self->stack), self->funnel, "funnel", _("Funnel"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->kpis, "kpis", _("Key figures"));
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
