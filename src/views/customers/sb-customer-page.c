/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one customer. The head and the tiles come from the page's shared data, the rest follows from the records'
 * descriptions: a form and a short list for each kind of record that belongs to a customer. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "analysis/sb-kpi.h"
#include "views/customers/sb-customer-page.h"
#include "views/customers/sb-segments-charts.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-kpi-tile.h"
#include "widgets/sb-page.h"
#include "widgets/sb-record-page.h"

enum
{
  TILE_REVENUE,
  TILE_LAST,
  TILE_OPEN,
  TILE_SATISFACTION,
  N_TILES
};

struct _SbCustomerPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbCustomersData *data;

  GtkWidget *frame;
  GtkWidget *tiles[N_TILES];
  GtkWidget *trend;
};

G_DEFINE_FINAL_TYPE (SbCustomerPage, sb_customer_page, GTK_TYPE_WIDGET)

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const SbDetailLayout details[]
  = { { .type = "contact",
        .title = N_("Contacts"),
        .empty = N_("Nobody to talk to is noted yet."),
        .subtitle = { "title", "phone", "email", NULL } },
      { .type = "deal",
        .title = N_("Deals"),
        .empty = N_("No deal with this customer yet."),
        .subtitle = { "stage", "owner", "expected_close_on", NULL },
        .value = "amount",
        .sort = "created_on",
        .descending = TRUE },
      { .type = "sales_order",
        .title = N_("Purchases"),
        .empty = N_("No order is recorded."),
        .row_title = "number",
        .subtitle = { "ordered_on", "owner", NULL },
        .value = "amount",
        .sort = "ordered_on",
        .descending = TRUE },
      { .type = "preference",
        .title = N_("What they like"),
        .empty = N_("No preference is noted: which channel, when, what do they look at?"),
        .subtitle = { "kind", "source", NULL },
        .value = "strength",
        .sort = "noted_on",
        .descending = TRUE },
      { .type = "feedback",
        .title = N_("What they said"),
        .empty = N_("No feedback is recorded."),
        .row_title = "text",
        .subtitle = { "kind", "channel", "received_on", NULL },
        .value = "score",
        .sort = "received_on",
        .descending = TRUE },
      { .type = "activity",
        .title = N_("Activities"),
        .empty = N_("No call, visit or mail is recorded."),
        .subtitle = { "kind", "day_on", "owner", NULL },
        .value = "spent_min",
        .sort = "day_on",
        .descending = TRUE } };

static const SbRecordPageLayout layout = { "account",
                                           "account",
                                           N_("Back to the customers"),
                                           N_("This customer is not there any more."),
                                           details,
                                           G_N_ELEMENTS (details) };

/* -- head and numbers ------------------------------------------------------------------------- */

static gint32
shown_id (SbCustomerPage *self)
{
  return sb_record_page_get_id (SB_RECORD_PAGE (self->frame));
}

static void
write_head (SbCustomerPage *self)
{
  static const char *const fields[] = { "industry", "city", "owner", NULL };
  const SbCustomer *customer = self->data != NULL ? sb_customers_data_find (self->data, shown_id (self)) : NULL;
  gboolean buys = customer != NULL && customer->segment != SB_RFM_NONE;
  g_autofree char *value_class = buys ? g_strdup_printf (_("class %c"), customer->value_class) : NULL;
  const char *extra[] = { value_class, buys ? _(sb_rfm_segment_label (customer->segment)) : NULL, NULL };
  sb_record_page_write_head (SB_RECORD_PAGE (self->frame), fields, extra);
}

static void
write_warning (SbCustomerPage *self, const SbCustomer *customer)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  gboolean lapsed = customer != NULL && customer->lapse == SB_LAPSE_YES && customer->last_purchase != SB_DATE_NONE;
  if (!lapsed)
    {
      sb_record_page_set_warning (SB_RECORD_PAGE (self->frame), NULL);
      return;
    }
  g_autofree char *days = sb_formatter_days (formatter, self->data->context->as_of - customer->last_purchase);
  g_autofree char *gap = customer->median_gap >= 0 ? sb_formatter_days (formatter, customer->median_gap) : NULL;
  g_autofree char *text
    = gap != NULL
        ? g_strdup_printf (_("⚠ No purchase for %s, although one usually follows after %s. Ask what has changed."),
                           days, gap)
        : g_strdup_printf (_("⚠ No purchase for %s, longer than is usual for such customers. Ask what has changed."),
                           days);
  sb_record_page_set_warning (SB_RECORD_PAGE (self->frame), text);
}

static void
write_satisfaction (SbCustomerPage *self)
{
  SbScope scope = SB_SCOPE_ALL;
  SbDate as_of = self->data->context->as_of;
  scope.account_id = shown_id (self);
  SbKpiQuery query = { sb_period_custom (sb_date_add_months (as_of, -12) + 1, as_of), scope, as_of, 0 };
  g_autoptr (SbKpi) kpi = sb_kpi_compute (self->data->context->facts, SB_METRIC_SATISFACTION, &query);
  sb_kpi_tile_set_quantity (SB_KPI_TILE (self->tiles[TILE_SATISFACTION]), &kpi->value);
  sb_kpi_tile_set_explain (SB_KPI_TILE (self->tiles[TILE_SATISFACTION]), kpi->explain);
}

static void
write_tiles (SbCustomerPage *self, const SbCustomer *customer)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbQuantity revenue = customer != NULL ? sb_quantity_money (customer->revenue_year)
                                        : sb_quantity_undefined (SB_UNIT_MONEY, SB_REASON_NO_DATA);
  sb_kpi_tile_set_quantity (SB_KPI_TILE (self->tiles[TILE_REVENUE]), &revenue);
  g_autofree char *purchases = customer != NULL ? sb_formatter_count (formatter, customer->purchases) : NULL;
  g_autofree char *bought
    = purchases != NULL ? g_strdup_printf (
        ngettext ("%s purchase in 24 months", "%s purchases in 24 months", (gulong) customer->purchases), purchases)
                        : NULL;
  sb_kpi_tile_set_comparison (SB_KPI_TILE (self->tiles[TILE_REVENUE]), bought, SB_ARROW_NONE, SB_TONE_NEUTRAL);
  gboolean has_last = customer != NULL && customer->last_purchase != SB_DATE_NONE;
  SbQuantity last = has_last ? sb_quantity_real (SB_UNIT_DAYS, self->data->context->as_of - customer->last_purchase)
                             : sb_quantity_undefined (SB_UNIT_DAYS, SB_REASON_NO_DATA);
  g_autofree char *date = has_last ? sb_formatter_date (formatter, customer->last_purchase) : NULL;
  sb_kpi_tile_set_quantity (SB_KPI_TILE (self->tiles[TILE_LAST]), &last);
  sb_kpi_tile_set_comparison (SB_KPI_TILE (self->tiles[TILE_LAST]), date, SB_ARROW_NONE, SB_TONE_NEUTRAL);
  SbQuantity open = customer != NULL ? sb_quantity_count (customer->open_deals)
                                     : sb_quantity_undefined (SB_UNIT_COUNT, SB_REASON_NO_DATA);
  sb_kpi_tile_set_quantity (SB_KPI_TILE (self->tiles[TILE_OPEN]), &open);
  write_satisfaction (self);
}

static void
write_numbers (SbCustomerPage *self)
{
  if (self->data == NULL || shown_id (self) == 0)
    return;
  const SbCustomer *customer = sb_customers_data_find (self->data, shown_id (self));
  write_warning (self, customer);
  write_tiles (self, customer);
  g_autoptr (SbChart) chart
    = sb_customer_picture (self->data, sb_session_get_formatter (self->session), shown_id (self));
  sb_chart_view_set_chart (SB_CHART_VIEW (self->trend), chart);
}

/* -- building --------------------------------------------------------------------------------- */

static void
back_cb (SbRecordPage *frame, SbCustomerPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static GtkWidget *
build_tiles (SbCustomerPage *self)
{
  static const char *const titles[N_TILES]
    = { N_("Revenue of 12 months"), N_("Since the last purchase"), N_("Open deals"), N_("Satisfaction") };
  GtkWidget *row = sb_tile_row_new ();
  for (guint i = 0; i < N_TILES; i++)
    {
      self->tiles[i] = sb_kpi_tile_new (self->session, _(titles[i]));
      sb_tile_row_append (row, self->tiles[i]);
    }
  return row;
}

static void
dispose (GObject *object)
{
  SbCustomerPage *self = SB_CUSTOMER_PAGE (object);
  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_customers_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_customer_page_parent_class)->dispose (object);
}

static void
sb_customer_page_class_init (SbCustomerPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[BACK] = g_signal_new ("back", SB_TYPE_CUSTOMER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_customer_page_init (SbCustomerPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_customer_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbCustomerPage *self = g_object_new (SB_TYPE_CUSTOMER_PAGE, NULL);
  self->session = g_object_ref (session);
  self->frame = sb_record_page_new (session, &layout);
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  self->trend = sb_chart_view_new (session, "customer-revenue");
  sb_chart_view_set_height (SB_CHART_VIEW (self->trend), 200);
  sb_record_page_add_top (SB_RECORD_PAGE (self->frame), build_tiles (self));
  sb_record_page_add_top (SB_RECORD_PAGE (self->frame), sb_card_new (_("Won revenue by month"), NULL, self->trend));
  g_signal_connect_object (self->frame, "back", G_CALLBACK (back_cb), self, 0);
  return GTK_WIDGET (self);
}

void
sb_customer_page_show (SbCustomerPage *self, gint32 id)
{
  g_return_if_fail (SB_IS_CUSTOMER_PAGE (self) && id > 0);
  sb_record_page_show (SB_RECORD_PAGE (self->frame), id);
  write_head (self);
  write_numbers (self);
}

void
sb_customer_page_set_data (SbCustomerPage *self, SbCustomersData *data)
{
  g_return_if_fail (SB_IS_CUSTOMER_PAGE (self) && data != NULL);
  SbCustomersData *old = self->data;
  self->data = sb_customers_data_ref (data);
  g_clear_pointer (&old, sb_customers_data_unref);
  if (shown_id (self) == 0)
    return;
  write_head (self);
  write_numbers (self);
}
