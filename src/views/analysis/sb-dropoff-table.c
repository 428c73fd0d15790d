/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drop-off table under the funnel. Rows are the stages in pipeline order, so that the table reads like the picture;
 * the rank of a stage is what it is worth. It formats through the session's formatter and computes nothing. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "views/analysis/sb-dropoff-table.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

struct _SbDropoffTable
{
  GtkWidget parent_instance;

  SbSession *session;
  GtkWidget *card;
  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (SbDropoffTable, sb_dropoff_table, GTK_TYPE_WIDGET)

enum
{
  STAGE_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
put_text (SbDropoffTable *self, int column, int row, const char *text, const char *reason, gboolean strong)
{
  GtkWidget *label = sb_label_new (text, "numeric");
  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  if (strong)
    gtk_widget_add_css_class (label, "heading");
  if (reason != NULL)
    sb_widget_set_reason (label, reason);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
}

static void
put_ratio (SbDropoffTable *self, int column, int row, const SbRatio *ratio, SbFormatStyle style)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *text = sb_formatter_ratio (formatter, ratio, style);
  g_autofree char *reason = sb_formatter_reason (formatter, ratio->reason);
  put_text (self, column, row, text, reason, FALSE);
}

static void
stage_clicked_cb (GtkButton *button, SbDropoffTable *self)
{
  g_signal_emit (self, signals[STAGE_CHOSEN], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "stage")));
}

static void
put_stage (SbDropoffTable *self, int row, int stage, const char *name, gboolean worst)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *text = worst ? g_strdup_printf (_("%s · largest loss"), name) : g_strdup (name);
  GtkWidget *label = sb_label_new (text, worst ? "heading" : NULL);
  /* On a small screen the numbers scroll, the name stays readable. */
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  sb_widget_set_name (button, text);
  g_object_set_data (G_OBJECT (button), "stage", GINT_TO_POINTER (stage));
  g_signal_connect_object (button, "clicked", G_CALLBACK (stage_clicked_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), button, 0, row, 1, 1);
}

static void
put_headings (SbDropoffTable *self, gboolean by_value)
{
  const char *headings[] = { _("Stage"), _("Reached"),  _("Lost here"),   _("Conversion"),
                             _("Range"), _("Baseline"), _("Median days"), _("Worth of 5 points") };
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *label = sb_label_new (headings[i], "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (label), i == 0 ? 0.0f : 1.0f);
      if (i == 0)
        gtk_widget_set_margin_start (label, 10);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
      gtk_grid_attach (GTK_GRID (self->grid), label, (int) i, 0, 1, 1);
    }
}

static void
put_days (SbDropoffTable *self, int row, const SbFunnelStage *stage)
{
  if (sb_ratio_is_defined (&stage->median_days) && !stage->median_reached)
    {
      put_text (self, 6, row, _("not reached"), _("More than half of the deals are still in this stage."), FALSE);
      return;
    }
  put_ratio (self, 6, row, &stage->median_days, SB_FORMAT_DAYS);
}

static void
put_row (SbDropoffTable *self, const SbFunnel *funnel, guint index, gboolean by_value)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbFunnelStage *stage = &funnel->stages[index];
  int row = (int) index + 1;
  gboolean worst = (int) index == sb_funnel_known_worst (funnel, by_value);
  const SbRatio *resolved = by_value ? &stage->value_resolved : &stage->resolved;
  g_autofree char *reached = by_value ? sb_formatter_money_short (formatter, stage->minor[SB_FUNNEL_REACHED])
                                      : sb_formatter_count (formatter, stage->n[SB_FUNNEL_REACHED]);
  g_autofree char *lost = by_value ? sb_formatter_money_short (formatter, stage->minor[SB_FUNNEL_LOST])
                                   : sb_formatter_count (formatter, stage->n[SB_FUNNEL_LOST]);
  g_autofree char *range = sb_ratio_is_defined (&stage->resolved)
                             ? sb_formatter_percent_range (formatter, stage->resolved_lo, stage->resolved_hi)
                             : g_strdup ("—");
  g_autofree char *worth = sb_formatter_amount (formatter, &stage->worth_5pp);
  g_autofree char *no_worth = sb_formatter_reason (formatter, stage->worth_5pp.reason);
  put_stage (self, row, (int) index, stage->stage->name, worst);
  put_text (self, 1, row, reached, NULL, FALSE);
  put_text (self, 2, row, lost, NULL, worst);
  put_ratio (self, 3, row, resolved, SB_FORMAT_PERCENT);
  put_text (self, 4, row, range, NULL, FALSE);
  put_ratio (self, 5, row, &stage->baseline, SB_FORMAT_PERCENT);
  put_days (self, row, stage);
  put_text (self, 7, row, worth, no_worth, FALSE);
}

void
sb_dropoff_table_show (SbDropoffTable *self, const SbFunnel *funnel, gboolean by_value)
{
  g_return_if_fail (SB_IS_DROPOFF_TABLE (self) && funnel != NULL);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  gtk_widget_set_visible (self->card, funnel->cohort > 0);
  put_headings (self, by_value);
  for (guint i = 0; i < funnel->n_stages; i++)
    put_row (self, funnel, i, by_value);
}

static void
dispose (GObject *object)
{
  SbDropoffTable *self = SB_DROPOFF_TABLE (object);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_dropoff_table_parent_class)->dispose (object);
}

static void
sb_dropoff_table_class_init (SbDropoffTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[STAGE_CHOSEN] = g_signal_new ("stage-chosen", SB_TYPE_DROPOFF_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sb_dropoff_table_init (SbDropoffTable *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
}

GtkWidget *
sb_dropoff_table_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbDropoffTable *self = g_object_new (SB_TYPE_DROPOFF_TABLE, NULL);
  self->session = g_object_ref (session);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  GtkWidget *scroller = sb_table_scroller_new (self->grid);
  self->card = sb_card_new (_("Drop-off by stage"), _("Choose a stage to see its reasons and deals"), scroller);
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
