/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The segments tab: four pictures whose cells open the customers behind them. Portfolios stand in name order: nothing
 * here ranks people. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/customers/sb-segments-charts.h"
#include "views/customers/sb-segments-page.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

enum
{
  CLASSES,
  RFM,
  MATRIX,
  PORTFOLIO,
  N_PICTURES
};

struct _SbSegmentsPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbCustomersData *data;
  GtkWidget *box;
  GtkWidget *views[N_PICTURES];
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (SbSegmentsPage, sb_segments_page, GTK_TYPE_WIDGET)

static void
open_ids (SbSegmentsPage *self, GArray *ids, const char *title)
{
  sb_session_show_records (self->session, sb_record_type_find ("account"), (const gint32 *) ids->data, ids->len, title);
}

static void
class_activated_cb (SbChartView *view, gint64 key, SbSegmentsPage *self)
{
  if (self->data == NULL || key < 'A' || key > 'C')
    return;
  g_autoptr (GArray) ids = sb_customers_data_dup_ids (self->data, (SbCustomerFilter) (SB_CUSTOMERS_A + (key - 'A')));
  g_autofree char *title = g_strdup_printf (_("Customers of class %c"), (char) key);
  open_ids (self, ids, title);
}

static void
rfm_activated_cb (SbChartView *view, gint64 key, SbSegmentsPage *self)
{
  if (self->data == NULL)
    return;
  int recency = (int) (key / 10), fm = (int) (key % 10);
  g_autoptr (GArray) ids = sb_customers_data_dup_rfm_ids (self->data, recency, fm);
  open_ids (self, ids, _(sb_rfm_segment_label (sb_rfm_segment (recency, fm, fm))));
}

static void
matrix_activated_cb (SbChartView *view, gint64 key, SbSegmentsPage *self)
{
  if (self->data == NULL)
    return;
  guint row = (guint) (key / 100), column = (guint) (key % 100);
  char value_class = "ABC"[MIN (row, 2)];
  gint32 need = column < self->data->needs->len ? g_array_index (self->data->needs, gint32, column) : 0;
  g_autoptr (GArray) ids = sb_matrix_dup_ids (self->data->context->facts, self->data->segmentation, value_class, need);
  g_autofree char *name = need != 0 ? sb_session_title (self->session, sb_record_type_find ("need_class"), need)
                                    : g_strdup (_("no need class"));
  g_autofree char *title = g_strdup_printf (_("Class %c, %s"), value_class, name);
  open_ids (self, ids, title);
}

static void
member_activated_cb (SbChartView *view, gint64 key, SbSegmentsPage *self)
{
  if (key > 0)
    sb_session_open_record (self->session, sb_record_type_find ("member"), (gint32) key);
}

static GtkWidget *
add_picture (SbSegmentsPage *self, int which, const char *name, const char *title, const char *subtitle)
{
  static const GCallback callbacks[N_PICTURES] = { G_CALLBACK (class_activated_cb), G_CALLBACK (rfm_activated_cb),
                                                   G_CALLBACK (matrix_activated_cb), G_CALLBACK (member_activated_cb) };
  self->views[which] = sb_chart_view_new (self->session, name);
  g_signal_connect_object (self->views[which], "mark-activated", callbacks[which], self, 0);
  GtkWidget *card = sb_card_new (title, subtitle, self->views[which]);
  gtk_widget_set_valign (card, GTK_ALIGN_FILL);
  return card;
}

static void
build (SbSegmentsPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  GtkWidget *classes = add_picture (self, CLASSES, "classes", _("Classes"),
                                    _("By revenue of the last 12 months: A makes the first 80 %, B the next 15 %"));
  GtkWidget *portfolio = add_picture (self, PORTFOLIO, "portfolios", _("Portfolio per member"),
                                      _("Revenue of 12 months; in name order"));
  GtkWidget *rfm
    = add_picture (self, RFM, "rfm", _("Recency, frequency and value"), _("Purchases of 24 months, scored 1 to 5"));
  GtkWidget *matrix
    = add_picture (self, MATRIX, "matrix", _("Value and need"), _("Customers, revenue and hours of 12 months"));
  self->note = sb_label_new_wrapping (NULL, "dim-label");
  gtk_box_append (GTK_BOX (self->box), sb_columns_new (classes, rfm, 0.48, 820));
  gtk_box_append (GTK_BOX (self->box), sb_columns_new (matrix, portfolio, 0.54, 820));
  gtk_box_append (GTK_BOX (self->box), self->note);
}

static void
dispose (GObject *object)
{
  SbSegmentsPage *self = SB_SEGMENTS_PAGE (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_customers_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_segments_page_parent_class)->dispose (object);
}

static void
sb_segments_page_class_init (SbSegmentsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_segments_page_init (SbSegmentsPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_segments_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbSegmentsPage *self = g_object_new (SB_TYPE_SEGMENTS_PAGE, NULL);
  self->session = g_object_ref (session);
  build (self);
  return GTK_WIDGET (self);
}

static void
set_picture (SbSegmentsPage *self, int which, SbChart *chart, int width, int least)
{
  sb_chart_view_set_chart (SB_CHART_VIEW (self->views[which]), chart);
  sb_chart_view_set_height (SB_CHART_VIEW (self->views[which]),
                            MAX (least, sb_chart_natural_height (chart, width, 1.0, SB_CHART_LAYOUT_NO_TITLE)));
  sb_chart_unref (chart);
}

void
sb_segments_page_show (SbSegmentsPage *self, SbCustomersData *data)
{
  g_return_if_fail (SB_IS_SEGMENTS_PAGE (self) && data != NULL);
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbCustomersData *old = self->data;
  self->data = sb_customers_data_ref (data);
  g_clear_pointer (&old, sb_customers_data_unref);
  set_picture (self, CLASSES, sb_classes_picture (data, formatter), 440, 180);
  set_picture (self, RFM, sb_rfm_picture (data, formatter), 500, 300);
  set_picture (self, MATRIX, sb_matrix_picture (data, self->session), 520, 260);
  set_picture (self, PORTFOLIO, sb_portfolio_picture (data, formatter), 420, 180);
  g_autoptr (GString) note = g_string_new (NULL);
  const SbSegmentation *segmentation = data->segmentation;
  g_string_append (note, segmentation->from_orders ? _("A purchase is an order.")
                                                   : _("No orders are kept, so a purchase is a won deal."));
  if (segmentation->few)
    g_string_append_printf (note, " %s", _("Fewer than ten buyers: read the scores as thirds."));
  if (sb_ratio_is_defined (&segmentation->misallocation))
    {
      g_autofree char *share = sb_formatter_ratio (formatter, &segmentation->misallocation, SB_FORMAT_PERCENT);
      g_string_append_printf (note, " ");
      g_string_append_printf (note, _("%s of the recorded hours go to another class than the revenue comes from."),
                              share);
    }
  gtk_label_set_text (GTK_LABEL (self->note), note->str);
}
