/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deals page: a table with filters that follow the window's period and scope, or the deals behind a number that
 * somebody clicked; its foot says how many and how much, so that the list can be held against the number it came from.
 */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-record-text.h"
#include "views/deals/sb-deal-page.h"
#include "views/deals/sb-deals-view.h"
#include "widgets/sb-filter-bar.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-record-stack.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-text-guard.h"

typedef enum
{
  FILTER_OPEN,
  FILTER_DUE,
  FILTER_OVERDUE,
  FILTER_WON,
  FILTER_LOST,
  FILTER_ALL,
  N_FILTERS
} Filter;

struct _SbDealsView
{
  SbPage parent_instance;

  SbRecordList *list;

  GtkWidget *stack;
  GtkWidget *filters; /* or the rows behind a number */
  GtkWidget *table;
  GtkWidget *foot;
};

G_DEFINE_FINAL_TYPE (SbDealsView, sb_deals_view, SB_TYPE_PAGE)

/* -- which deals ------------------------------------------------------------------------------ */

static gboolean
passes (Filter filter, const SbDealFact *deal, SbPeriod period, SbDate as_of)
{
  switch (filter)
    {
    case FILTER_OPEN:
      return deal->status == SB_STATUS_OPEN;
    case FILTER_DUE:
      return deal->status == SB_STATUS_OPEN && sb_period_contains (period, deal->expected_close_on);
    case FILTER_OVERDUE:
      return deal->status == SB_STATUS_OPEN && deal->expected_close_on != SB_DATE_NONE
             && deal->expected_close_on < as_of;
    case FILTER_WON:
      return deal->status == SB_STATUS_WON && sb_period_contains (period, deal->closed_on);
    case FILTER_LOST:
      return deal->status == SB_STATUS_LOST && sb_period_contains (period, deal->closed_on);
    default:
      return TRUE;
    }
}

static gboolean
is_lead (const SbFacts *facts, const SbDealFact *deal)
{
  const SbPipelineFact *pipeline = sb_facts_pipeline (facts, deal->pipeline_id);
  return pipeline != NULL && pipeline->object == SB_OBJECT_LEAD;
}

/* The ids behind the present filter, in the window's scope. Leads are no deals. Cost: one pass over the facts. */
static GArray *
filtered_ids (SbDealsView *self, const SbContext *context)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_auto (SbScopeFilter) scope = { 0 };
  Filter filter = sb_filter_bar_get_filter (SB_FILTER_BAR (self->filters));
  sb_scope_filter_init (&scope, context->facts, context->scope);
  for (gsize i = 0; i < context->facts->n_deals; i++)
    {
      const SbDealFact *deal = &context->facts->deals[i];
      if (!(deal->flags & SB_FACT_ARCHIVED) && passes (filter, deal, context->period, context->as_of)
          && sb_scope_has_deal (&scope, deal) && !is_lead (context->facts, deal))
        g_array_append_val (ids, deal->id);
    }
  return ids;
}

static void
show_list (SbDealsView *self)
{
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  g_autoptr (SbContext) context = sb_session_dup_context (session);
  SbQuery *query = sb_query_new (sb_record_type_find ("deal"));
  GArray *behind = sb_filter_bar_get_drill (SB_FILTER_BAR (self->filters));
  if (behind != NULL)
    sb_query_where_ids (query, (const gint32 *) behind->data, behind->len);
  else if (context != NULL)
    {
      g_autoptr (GArray) ids = filtered_ids (self, context);
      sb_query_where_ids (query, (const gint32 *) ids->data, ids->len);
    }
  sb_record_list_set_query (self->list, query);
}

/* -- foot ------------------------------------------------------------------------------------- */

static void
show_total (SbDealsView *self)
{
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  SbFormatter *formatter = sb_session_get_formatter (session);
  const SbFacts *facts = sb_session_get_facts (session);
  gsize n = 0, without = 0;
  const gint32 *ids = sb_record_list_get_ids (self->list, &n);
  gint64 total = 0;
  gboolean exact = facts != NULL;
  for (gsize i = 0; facts != NULL && i < n; i++)
    {
      const SbDealFact *deal = sb_facts_deal (facts, ids[i]);
      if (deal == NULL || !(deal->flags & SB_FACT_HAS_AMOUNT) || deal->flags & SB_FACT_NO_RATE)
        without++;
      else
        exact = sb_money_add (&total, deal->amount_minor) && exact;
    }
  g_autofree char *count = sb_record_count_label (formatter, sb_record_type_find ("deal"), (gint64) n);
  g_autofree char *money = exact ? sb_formatter_money (formatter, total, NULL) : g_strdup ("—");
  g_autofree char *missing = sb_formatter_count (formatter, (gint64) without);
  g_autofree char *text = without > 0
                            ? g_strdup_printf (ngettext ("%s · total %s · %s without amount",
                                                         "%s · total %s · %s without amount", (gulong) without),
                                               count, money, missing)
                            : g_strdup_printf (_("%s · total %s"), count, money);
  gtk_label_set_text (GTK_LABEL (self->foot), text);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, SbDealsView *self)
{
  show_total (self);
}

/* -- page ------------------------------------------------------------------------------------- */

static GtkWidget *
make_deal (SbSession *session, gpointer owner)
{
  return sb_deal_page_new (session);
}

static void
show_deal (GtkWidget *page, gint32 id)
{
  sb_deal_page_show (SB_DEAL_PAGE (page), id);
}

static void
show_target (SbPage *page, SbTarget *target)
{
  SbDealsView *self = SB_DEALS_VIEW (page);
  if (target->id != 0)
    {
      sb_record_stack_open (SB_RECORD_STACK (self->stack), target->id);
      return;
    }
  sb_record_stack_back (SB_RECORD_STACK (self->stack));
  if (target->ids == NULL)
    return;
  sb_filter_bar_set_drill (SB_FILTER_BAR (self->filters), target, _("Deals behind the number"));
  show_list (self);
}

static void
filter_changed_cb (SbFilterBar *bar, int filter, SbDealsView *self)
{
  show_list (self);
}

static void
refresh (SbPage *page)
{
  SbDealsView *self = SB_DEALS_VIEW (page);
  sb_session_ensure_facts (sb_page_get_session (page));
  sb_page_show_content (page);
  show_list (self);
  if (sb_record_stack_get_page (SB_RECORD_STACK (self->stack)) != NULL)
    sb_deal_page_refresh (SB_DEAL_PAGE (sb_record_stack_get_page (SB_RECORD_STACK (self->stack))));
}

static void
primary (SbPage *page)
{
  sb_record_dialog_present_new (GTK_WIDGET (page), sb_page_get_session (page), sb_record_type_find ("deal"), NULL, NULL,
                                NULL, NULL);
}

static void
find (SbPage *page)
{
  SbDealsView *self = SB_DEALS_VIEW (page);
  sb_record_stack_back (SB_RECORD_STACK (self->stack));
  sb_record_table_focus_filter (SB_RECORD_TABLE (self->table));
}

static GtkWidget *
build_list (SbDealsView *self, SbSession *session)
{
  static const char *const labels[] = { N_("Open"), N_("Due in the period"), N_("Overdue"), N_("Won in the period"), N_("Lost in the period"), N_("All") };
  static const char *const columns[]
    = { "name", "account", "stage", "amount", "expected_close_on", "closed_on", "owner", NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  SbQuery *nothing_yet = sb_query_new (sb_record_type_find ("deal"));
  sb_query_where_ids (nothing_yet, NULL, 0);
  self->list = sb_record_list_new (session, nothing_yet);
  sb_record_list_set_sort (self->list, "amount", TRUE);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  self->table = sb_record_table_new (self->list, "deals");
  sb_record_table_set_columns (SB_RECORD_TABLE (self->table), columns);
  sb_record_table_set_empty (
    SB_RECORD_TABLE (self->table), _("No deal here"),
    _("No deal fits this filter, period and scope. Choose another filter, or bring in your deals."),
    _("Import from a CRM…"), "win.import");
  gtk_widget_set_vexpand (self->table, TRUE);
  self->filters = sb_filter_bar_new (labels, G_N_ELEMENTS (labels), _("Show all deals"));
  g_signal_connect_object (self->filters, "filter-changed", G_CALLBACK (filter_changed_cb), self, 0);
  self->foot = sb_label_new (NULL, "dim-label");
  gtk_widget_add_css_class (self->foot, "numeric");
  gtk_box_append (GTK_BOX (box), self->filters);
  gtk_box_append (GTK_BOX (box), self->table);
  gtk_box_append (GTK_BOX (box), self->foot);
  return box;
}

static void
constructed (GObject *object)
{
  SbDealsView *self = SB_DEALS_VIEW (object);
  SbPage *page = SB_PAGE (self);
  G_OBJECT_CLASS (sb_deals_view_parent_class)->constructed (object);
  sb_page_setup (page, "deals", _("Deals"), "sb-deals-symbolic");
  sb_page_set_primary (page, _("New deal"));
  SbSession *session = sb_page_get_session (page);
  self->stack = sb_record_stack_new (session, build_list (self, session), make_deal, show_deal, self);
  sb_record_stack_follow (SB_RECORD_STACK (self->stack), self->table, "activated");
  sb_page_set_content (page, self->stack);
}

static void
dispose (GObject *object)
{
  SbDealsView *self = SB_DEALS_VIEW (object);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (sb_deals_view_parent_class)->dispose (object);
}

static void
sb_deals_view_class_init (SbDealsViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);
  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = dispose;
  page_class->refresh = refresh;
  page_class->primary = primary;
  page_class->find = find;
  page_class->show = show_target;
}

static void
sb_deals_view_init (SbDealsView *self)
{
}
