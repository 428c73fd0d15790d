/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers page: the answer, the list with its filters, the segments, and in front of them the page of one
 * customer. It asks for one SbCustomersData in a worker and hands it to all of them. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-record-text.h"
#include "views/customers/sb-customer-page.h"
#include "views/customers/sb-customers-view.h"
#include "views/customers/sb-segments-page.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-filter-bar.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-record-stack.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-text-guard.h"

struct _SbCustomersView
{
  SbPage parent_instance;

  SbCustomersData *data;
  SbRecordList *list;

  GtkWidget *stack;
  GtkWidget *tabs;
  GtkWidget *answer;
  GtkWidget *filters;
  GtkWidget *table;
  GtkWidget *foot;
  GtkWidget *segments;
};

G_DEFINE_FINAL_TYPE (SbCustomersView, sb_customers_view, SB_TYPE_PAGE)

/* -- list ------------------------------------------------------------------------------------- */

static void
show_list (SbCustomersView *self)
{
  SbQuery *query = sb_query_new (sb_record_type_find ("account"));
  SbFilterBar *bar = SB_FILTER_BAR (self->filters);
  GArray *behind = sb_filter_bar_get_drill (bar);
  if (behind != NULL)
    sb_query_where_ids (query, (const gint32 *) behind->data, behind->len);
  else if (self->data != NULL)
    {
      SbCustomerFilter filter = (SbCustomerFilter) sb_filter_bar_get_filter (bar);
      g_autoptr (GArray) ids = sb_customers_data_dup_ids (self->data, filter);
      sb_query_where_ids (query, (const gint32 *) ids->data, ids->len);
    }
  sb_record_list_set_query (self->list, query);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, SbCustomersView *self)
{
  SbFormatter *formatter = sb_page_get_formatter (SB_PAGE (self));
  gsize n = 0;
  const gint32 *ids = sb_record_list_get_ids (self->list, &n);
  gint64 revenue = 0;
  for (gsize i = 0; self->data != NULL && i < n; i++)
    {
      const SbCustomer *customer = sb_customers_data_find (self->data, ids[i]);
      if (customer != NULL)
        sb_money_add (&revenue, customer->revenue_year);
    }
  g_autofree char *count = sb_record_count_label (formatter, sb_record_type_find ("account"), (gint64) n);
  g_autofree char *money = sb_formatter_money_short (formatter, revenue);
  g_autofree char *text = g_strdup_printf (_("%s · revenue of 12 months %s"), count, money);
  gtk_label_set_text (GTK_LABEL (self->foot), text);
}

static void
filter_changed_cb (SbFilterBar *bar, int filter, SbCustomersView *self)
{
  show_list (self);
}

/* -- one customer ----------------------------------------------------------------------------- */

static GtkWidget *
make_customer (SbSession *session, gpointer owner)
{
  SbCustomersView *self = owner;
  GtkWidget *page = sb_customer_page_new (session);
  if (self->data != NULL)
    sb_customer_page_set_data (SB_CUSTOMER_PAGE (page), self->data);
  return page;
}

static void
show_customer (GtkWidget *page, gint32 id)
{
  sb_customer_page_show (SB_CUSTOMER_PAGE (page), id);
}

static void
show_target (SbPage *page, SbTarget *target)
{
  SbCustomersView *self = SB_CUSTOMERS_VIEW (page);
  if (target->id != 0)
    {
      sb_record_stack_open (SB_RECORD_STACK (self->stack), target->id);
      return;
    }
  sb_record_stack_back (SB_RECORD_STACK (self->stack));
  if (target->detail != NULL && gtk_stack_get_child_by_name (GTK_STACK (self->tabs), target->detail) != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), target->detail);
  if (target->ids == NULL)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "list");
  sb_filter_bar_set_drill (SB_FILTER_BAR (self->filters), target, _("Customers behind the number"));
  show_list (self);
}

/* -- data ------------------------------------------------------------------------------------- */

static void
show_answer (SbCustomersView *self)
{
  SbAnswer *answer = SB_ANSWER (self->answer);
  sb_answer_set_sentence (answer, sb_customers_data_sentence (self->data, sb_page_get_formatter (SB_PAGE (self))));
  g_autoptr (SbExplain) class_a = sb_segmentation_explain_class (self->data->segmentation, 'A');
  sb_answer_set_explain (answer, "class-a", class_a);
  if (self->data->retention->explain != NULL)
    sb_answer_set_explain (answer, "retention", self->data->retention->explain);
}

static void
explain_cb (SbAnswer *answer, const char *key, SbCustomersView *self)
{
  if (self->data == NULL || !g_str_equal (key, "lapsed"))
    return;
  g_autoptr (GArray) ids = sb_customers_data_dup_ids (self->data, SB_CUSTOMERS_LAPSED);
  sb_session_show_records (sb_page_get_session (SB_PAGE (self)), sb_record_type_find ("account"),
                           (const gint32 *) ids->data, ids->len,
                           _("Customers that have not bought for longer than usual"));
}

static void
ready_cb (SbPage *page, gpointer result, SbContext *context)
{
  SbCustomersView *self = SB_CUSTOMERS_VIEW (page);
  SbCustomersData *old = self->data;
  self->data = sb_customers_data_ref (result);
  g_clear_pointer (&old, sb_customers_data_unref);
  if (context->facts->n_accounts == 0)
    {
      sb_page_show_empty (page, _("Import customers from a file"),
                          _("This page shows who makes the revenue, who may be leaving, and everything about one "
                             "customer in one screen."),
                          _("Import from a CRM…"), "win.import");
      return;
    }
  show_answer (self);
  show_list (self);
  sb_segments_page_show (SB_SEGMENTS_PAGE (self->segments), self->data);
  GtkWidget *customer = sb_record_stack_get_page (SB_RECORD_STACK (self->stack));
  if (customer != NULL)
    sb_customer_page_set_data (SB_CUSTOMER_PAGE (customer), self->data);
}

static GArray *
need_classes (SbSession *session)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find ("need_class"));
  sb_query_sort (query, "position", FALSE);
  GArray *ids = sb_reader_ids (sb_session_get_reader (session), query, NULL, NULL);
  return ids != NULL ? ids : g_array_new (FALSE, FALSE, sizeof (gint32));
}

static void
refresh (SbPage *page)
{
  sb_page_compute (page, sb_customers_data_compute, need_classes (sb_page_get_session (page)),
                   (GDestroyNotify) g_array_unref, (GDestroyNotify) sb_customers_data_unref, ready_cb);
}

static void
primary (SbPage *page)
{
  sb_record_dialog_present_new (GTK_WIDGET (page), sb_page_get_session (page), sb_record_type_find ("account"), NULL,
                                NULL, NULL, NULL);
}

static void
find (SbPage *page)
{
  SbCustomersView *self = SB_CUSTOMERS_VIEW (page);
  sb_record_stack_back (SB_RECORD_STACK (self->stack));
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "list");
  sb_record_table_focus_filter (SB_RECORD_TABLE (self->table));
}

static gboolean
explain_first (SbPage *page)
{
  return sb_answer_explain_first (SB_ANSWER (SB_CUSTOMERS_VIEW (page)->answer));
}

/* -- building --------------------------------------------------------------------------------- */

static GtkWidget *
build_list (SbCustomersView *self, SbSession *session)
{
  static const char *const labels[] = { N_("All"), N_("Class A"), N_("Class B"), N_("Class C"), N_("May be leaving"), N_("Prospects") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  SbQuery *nothing_yet = sb_query_new (sb_record_type_find ("account"));
  sb_query_where_ids (nothing_yet, NULL, 0);
  self->list = sb_record_list_new (session, nothing_yet);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  self->table = sb_record_table_new (self->list, "customers");
  sb_record_table_set_empty (SB_RECORD_TABLE (self->table), _("No customer here"),
                             _("No customer fits this filter and scope."), NULL, NULL);
  gtk_widget_set_vexpand (self->table, TRUE);
  self->filters = sb_filter_bar_new (labels, G_N_ELEMENTS (labels), _("Show all customers"));
  g_signal_connect_object (self->filters, "filter-changed", G_CALLBACK (filter_changed_cb), self, 0);
  self->foot = sb_label_new (NULL, "dim-label");
  gtk_box_append (GTK_BOX (box), self->filters);
  gtk_box_append (GTK_BOX (box), self->table);
  gtk_box_append (GTK_BOX (box), self->foot);
  return box;
}

static GtkWidget *
build_segments (SbCustomersView *self, SbSession *session)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  self->segments = sb_segments_page_new (session);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->segments);
  /* The shadows of the cards. */
  gtk_widget_set_margin_start (self->segments, 3);
  gtk_widget_set_margin_end (self->segments, 3);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
constructed (GObject *object)
{
  SbCustomersView *self = SB_CUSTOMERS_VIEW (object);
  SbPage *page = SB_PAGE (self);
  G_OBJECT_CLASS (sb_customers_view_parent_class)->constructed (object);
  sb_page_setup (page, "customers", _("Customers"), "sb-customers-symbolic");
  sb_page_set_primary (page, _("New customer"));
  SbSession *session = sb_page_get_session (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->answer = sb_answer_new (session);
  g_signal_connect_object (self->answer, "explain", G_CALLBACK (explain_cb), self, 0);
  self->tabs = gtk_stack_new ();
  gtk_stack_add_titled (GTK_STACK (self->tabs), build_list (self, session), "list", _("List"));
  gtk_stack_add_titled (GTK_STACK (self->tabs), build_segments (self, session), "segments", _("Segments"));
  gtk_box_append (GTK_BOX (box), self->answer);
  gtk_box_append (GTK_BOX (box), self->tabs);
  self->stack = sb_record_stack_new (session, box, make_customer, show_customer, self);
  sb_record_stack_follow (SB_RECORD_STACK (self->stack), self->table, "activated");
  sb_page_set_content (page, self->stack);
  sb_page_set_tabs (page, GTK_STACK (self->tabs));
}

static void
dispose (GObject *object)
{
  SbCustomersView *self = SB_CUSTOMERS_VIEW (object);
  g_clear_pointer (&self->data, sb_customers_data_unref);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (sb_customers_view_parent_class)->dispose (object);
}

static void
sb_customers_view_class_init (SbCustomersViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->refresh = refresh;
  page_class->primary = primary;
  page_class->find = find;
  page_class->explain = explain_first;
  page_class->show = show_target;
}

static void
sb_customers_view_init (SbCustomersView *self)
{
}
