/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The deals of the forecast page that decide its target, ranked by what winning or losing each means for the chance.
 * Names and amounts come through the session's formatter, so that presenting masks them. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/analysis/sb-forecast-deals.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

#define SHOWN 10

struct _SbForecastDeals
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *card;
  GtkWidget *list;
  GtkWidget *must;
};

G_DEFINE_FINAL_TYPE (SbForecastDeals, sb_forecast_deals, GTK_TYPE_WIDGET)

/* "Li Wei · ¥ 926 k · 53 % to close in the period · overdue" */
static char *
deal_facts (SbForecastDeals *self, const SbForecastData *data, const SbForecastDeal *deal)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbMemberFact *owner = deal->owner_id != 0 ? sb_facts_member (data->context->facts, deal->owner_id) : NULL;
  g_autofree char *amount = sb_formatter_money_short (formatter, deal->minor);
  g_autofree char *chance = sb_formatter_percent (formatter, deal->q);
  g_autofree char *name = owner != NULL ? sb_formatter_name (formatter, "member", owner->id, owner->name)
                                        : g_strdup (_("without owner"));
  const char *format = deal->close == SB_CLOSE_OVERDUE   ? _("%s · %s · %s to close in the period · overdue")
                       : deal->close == SB_CLOSE_UNDATED ? _("%s · %s · %s to close in the period · no date")
                                                         : _("%s · %s · %s to close in the period");
  return g_strdup_printf (format, name, amount, chance);
}

static GtkWidget *
points_label (SbForecastDeals *self, const SbSimDecider *decider)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *points = sb_formatter_points (formatter, decider->points);
  g_autofree char *won = sb_formatter_percent (formatter, decider->if_won);
  g_autofree char *lost = sb_formatter_percent (formatter, decider->if_lost);
  g_autofree char *ends = g_strdup_printf (_("%s won, %s lost"), won, lost);
  GtkWidget *strong = sb_label_new (points, "heading"), *small = sb_label_new (ends, "sb-caption");
  g_autofree char *reason = g_strdup_printf (_("The chance to reach the target is %s when this deal is won in the "
                                               "period and %s when it is not."), won, lost);
  gtk_widget_add_css_class (strong, "numeric");
  gtk_label_set_xalign (GTK_LABEL (strong), 1.0f);
  gtk_label_set_xalign (GTK_LABEL (small), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (strong), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (small), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), strong);
  gtk_box_append (GTK_BOX (box), small);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  sb_widget_set_reason (box, reason);
  return box;
}

static GtkWidget *
build_row (SbForecastDeals *self, const SbForecastData *data, const SbSimDecider *decider, guint rank)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbForecastDeal *deal = &g_array_index (data->forecast->deals, SbForecastDeal, decider->deal);
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *body;
  g_autofree char *title = sb_session_title (self->session, sb_record_type_find ("deal"), deal->id);
  g_autofree char *facts = deal_facts (self, data, deal);
  g_autofree char *number = sb_formatter_count (formatter, rank);
  g_autofree char *points = sb_formatter_points (formatter, decider->points);
  g_autofree char *spoken = g_strdup_printf ("%s. %s: %s. %s", number, title, points, facts);
  GtkWidget *place = sb_label_new (number, "dim-label");
  gtk_widget_add_css_class (place, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (place), 2);
  gtk_label_set_xalign (GTK_LABEL (place), 1.0f);
  gtk_widget_add_css_class (line, "sb-attention");
  gtk_box_append (GTK_BOX (texts), sb_label_new_wrapping (title, NULL));
  gtk_box_append (GTK_BOX (texts), sb_label_new_wrapping (facts, "sb-caption"));
  gtk_box_append (GTK_BOX (line), place);
  /* The points stand beside the deal while there is room, below it on a small screen. */
  body = sb_columns_new (texts, points_label (self, decider), 0.76, 480);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_box_append (GTK_BOX (line), body);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data (G_OBJECT (row), "deal", GINT_TO_POINTER (deal->id));
  sb_widget_set_name (row, spoken);
  return row;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, SbForecastDeals *self)
{
  sb_session_open_record (self->session, sb_record_type_find ("deal"),
                          GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "deal")));
}

/* -- what must be true ------------------------------------------------------------------------ */

static void
add_way (GString *text, const char *way)
{
  g_string_append (text, "\n• ");
  g_string_append (text, way);
}

static char *
must_text (SbForecastDeals *self, const SbForecastData *data)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbSimMust *must = &data->must;
  const SbForecastRow *total = sb_forecast_data_total (data);
  g_autofree char *sure = sb_formatter_percent (formatter, SB_FORECAST_SURE);
  g_autofree char *chance = sb_formatter_ratio (formatter, &total->attain, SB_FORMAT_PERCENT);
  GString *text = g_string_new (NULL);
  if (sb_ratio_is_defined (&total->attain) && total->attain.value >= SB_FORECAST_SURE)
    {
      g_string_append_printf (text, _("The target is reached with %s already: nothing more must come true."), chance);
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, _("To be %s sure of the target, one of these must be true:"), sure);
  if (must->points_found)
    {
      g_autofree char *points = sb_formatter_points (formatter, must->points_ppm / 1e6);
      g_autofree char *way = g_strdup_printf (_("every open deal is more likely to be won: %s"), points);
      add_way (text, way);
    }
  if (must->amount_found)
    {
      g_autofree char *share = sb_formatter_change (formatter, must->amount_ppm / 1e6);
      g_autofree char *way = g_strdup_printf (_("every open deal is worth more: %s"), share);
      add_way (text, way);
    }
  if (must->deals_found)
    {
      g_autofree char *count = sb_formatter_count (formatter, must->new_deals);
      g_autofree char *way = g_strdup_printf (ngettext ("%s more open deal like the mean one of today",
                                                        "%s more open deals like the mean one of today",
                                                        (gulong) must->new_deals), count);
      add_way (text, way);
    }
  if (!must->points_found && !must->amount_found && !must->deals_found)
    add_way (text, _("none that lies within reach: the target is too far from the open deals"));
  return g_string_free (text, FALSE);
}

static char *
why_no_deals (SbForecastDeals *self, const SbForecastData *data)
{
  if (sb_forecast_data_is_over (data))
    return g_strdup (_("The period is over: nothing is left to decide."));
  if (!sb_forecast_data_has_target (data))
    return g_strdup (_("There is no target to decide on. Set a goal of won revenue for this period."));
  if (data->deciders == NULL || data->deciders->len == 0)
    return g_strdup (_("No open deal has a chance to close in this period."));
  return g_strdup (_("By how much winning or losing each moves the chance to reach the target"));
}

void
sb_forecast_deals_show (SbForecastDeals *self, const SbForecastData *data)
{
  g_return_if_fail (SB_IS_FORECAST_DEALS (self) && data != NULL);
  g_autofree char *why = why_no_deals (self, data);
  g_autofree char *must = data->has_must ? must_text (self, data) : NULL;
  GtkWidget *child;
  guint rank = 0;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; data->deciders != NULL && i < data->deciders->len && rank < SHOWN; i++)
    {
      const SbSimDecider *decider = &g_array_index (data->deciders, SbSimDecider, i);
      if (decider->defined && decider->points > 0.0)
        gtk_list_box_append (GTK_LIST_BOX (self->list), build_row (self, data, decider, ++rank));
    }
  gtk_widget_set_visible (self->list, rank > 0);
  sb_card_set_title (self->card, _("Deals that decide the period"), why);
  gtk_label_set_text (GTK_LABEL (self->must), must != NULL ? must : "");
  gtk_widget_set_visible (self->must, must != NULL);
}

static void
dispose (GObject *object)
{
  SbForecastDeals *self = SB_FORECAST_DEALS (object);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_forecast_deals_parent_class)->dispose (object);
}

static void
sb_forecast_deals_class_init (SbForecastDealsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
}

static void
sb_forecast_deals_init (SbForecastDeals *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_forecast_deals_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbForecastDeals *self = g_object_new (SB_TYPE_FORECAST_DEALS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->session = g_object_ref (session);
  self->list = gtk_list_box_new ();
  self->must = sb_label_new_wrapping (NULL, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  sb_widget_set_name (self->list, _("Deals that decide the period"));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->must);
  self->card = sb_card_new (_("Deals that decide the period"), NULL, box);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
