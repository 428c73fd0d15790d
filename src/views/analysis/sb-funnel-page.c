/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The funnel tab: it answers "where are customers lost?" in a sentence, draws the cohort, and shows for the selected
 * stage why they were lost there and which deals these are. The drop-off table below is sb-dropoff-table. */
#include "sb-config.h"

#include <glib/gi18n-lib.h>

#include "model/sb-record-text.h"
#include "model/sb-sentence.h"
#include "views/analysis/sb-analysis-charts.h"
#include "views/analysis/sb-dropoff-table.h"
#include "views/analysis/sb-funnel-page.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-explain-popover.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

#define LISTED_DEALS 3

struct _SbFunnelPage
{
  GtkWidget parent_instance;

  SbSession *session;
  SbAnalysisData *data;
  int stage; /* the one the right side speaks of, −1 none */
  gboolean by_value;
  gint32 pipeline;  /* chosen, 0 = the first */
  gboolean filling; /* the pipeline list is being filled: its signal says nothing */

  GtkWidget *box;
  GtkWidget *answer;
  GtkWidget *pipelines;
  GtkWidget *funnel_card;
  GtkWidget *funnel_view;
  GtkWidget *note;
  GtkWidget *reasons_card;
  GtkWidget *reasons_view;
  GtkWidget *deals;
  GtkWidget *explain_button;
  GtkWidget *dropoff;
};

G_DEFINE_FINAL_TYPE (SbFunnelPage, sb_funnel_page, GTK_TYPE_WIDGET)

enum
{
  PIPELINE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int
worst_stage (SbFunnelPage *self)
{
  return self->by_value ? self->data->funnel->worst_value : self->data->funnel->worst;
}

static const SbFunnelStage *
selected_stage (SbFunnelPage *self)
{
  const SbFunnel *funnel = self->data != NULL ? self->data->funnel : NULL;
  return funnel != NULL && self->stage >= 0 && (guint) self->stage < funnel->n_stages ? &funnel->stages[self->stage]
                                                                                      : NULL;
}

/* -- answer ----------------------------------------------------------------------------------------------------------
 */

static void
say_worst (SbFunnelPage *self, SbSentence *sentence, const SbFunnelStage *stage)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *reached = sb_formatter_count (formatter, stage->n[SB_FUNNEL_REACHED]);
  g_autofree char *lost = sb_formatter_count (formatter, stage->n[SB_FUNNEL_LOST]);
  g_autofree char *money = sb_formatter_money_short (formatter, stage->minor[SB_FUNNEL_LOST]);
  g_autofree char *resolved = sb_formatter_ratio (formatter, &stage->resolved, SB_FORMAT_PERCENT);
  sb_sentence_add_strong (
    sentence, self->by_value ? _("Most value is lost at “{stage}”.") : _("Most customers are lost at “{stage}”."),
    "stage", stage->stage->name, NULL, NULL);
  if (stage->minor[SB_FUNNEL_LOST] > 0)
    sb_sentence_add (sentence, _("Of {reached} deals that reached it {lost} were lost there, worth {money}."),
                     "reached", reached, "reached", "lost", lost, "lost", "money", money, "lost", NULL);
  else
    sb_sentence_add (sentence, _("Of {reached} deals that reached it {lost} were lost there."), "reached", reached,
                     "reached", "lost", lost, "lost", NULL);
  if (!sb_ratio_is_defined (&stage->resolved))
    return;
  if (sb_ratio_is_defined (&stage->baseline))
    {
      g_autofree char *baseline = sb_formatter_ratio (formatter, &stage->baseline, SB_FORMAT_PERCENT);
      sb_sentence_add (
        sentence,
        stage->clear_change
          ? _("Its conversion is {now}, clearly different from the {baseline} of the 12 months before.")
          : _("Its conversion is {now}; no clear difference to the {baseline} of the 12 months before."),
        "now", resolved, "resolved", "baseline", baseline, NULL, NULL);
    }
  else
    sb_sentence_add (sentence, _("Its conversion is {now}."), "now", resolved, "resolved", NULL);
}

/* The losses sit at this stage only for lack of stage history: saying "lost there" would be made up. */
static void
say_unknown (SbFunnelPage *self, SbSentence *sentence, const SbFunnelStage *stage)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *unknown = sb_formatter_count (formatter, stage->attributed_lost);
  g_autofree char *lost = sb_formatter_count (formatter, self->data->funnel->lost);
  sb_sentence_add_strong (sentence,
                          _("Where customers are lost is not known: {n} of {lost} lost deals have no stage history."),
                          "n", unknown, "unknown", "lost", lost, NULL, NULL);
  sb_sentence_add (sentence,
                   _("They are counted at “{stage}”. An import of stage changes shows where they were really lost."),
                   "stage", stage->stage->name, NULL, NULL);
}

static void
attach_explanations (SbFunnelPage *self, int worst)
{
  SbAnswer *answer = SB_ANSWER (self->answer);
  const SbFunnel *funnel = self->data->funnel;
  g_autoptr (SbExplain) overall = sb_funnel_explain_overall (funnel);
  sb_answer_set_explain (answer, "overall", overall);
  if (worst < 0)
    return;
  g_autoptr (SbExplain) unknown = sb_funnel_explain_unknown (funnel);
  sb_answer_set_explain (answer, "unknown", unknown);
  g_autoptr (SbExplain) reached = sb_funnel_explain_cell (funnel, (guint) worst, SB_FUNNEL_REACHED);
  g_autoptr (SbExplain) lost = sb_funnel_explain_cell (funnel, (guint) worst, SB_FUNNEL_LOST);
  g_autoptr (SbExplain) resolved = sb_funnel_explain_conversion (funnel, (guint) worst, FALSE);
  sb_answer_set_explain (answer, "reached", reached);
  sb_answer_set_explain (answer, "lost", lost);
  sb_answer_set_explain (answer, "resolved", resolved);
}

static void
show_answer (SbFunnelPage *self)
{
  const SbFunnel *funnel = self->data->funnel;
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbSentence *sentence = sb_sentence_new ();
  int worst = worst_stage (self);
  if (funnel->cohort == 0)
    sb_sentence_add_strong (sentence, _("No deal was created in this period."), NULL);
  else if (worst < 0 || funnel->stages[worst].n[SB_FUNNEL_LOST] == 0)
    {
      g_autofree char *cohort = sb_formatter_count (formatter, funnel->cohort);
      sb_sentence_add_strong (sentence, _("No customer was lost yet."), NULL);
      sb_sentence_add (sentence,
                       ngettext ("{n} deal was created in this period.", "{n} deals were created in this period.",
                                 (gulong) funnel->cohort),
                       "n", cohort, NULL, NULL);
    }
  else if (funnel->stages[worst].lost_unknown)
    say_unknown (self, sentence, &funnel->stages[worst]);
  else
    say_worst (self, sentence, &funnel->stages[worst]);
  sb_answer_set_sentence (SB_ANSWER (self->answer), sentence);
  attach_explanations (self, worst);
}

/* -- picture ---------------------------------------------------------------------------------------------------------
 */

static void
show_picture (SbFunnelPage *self)
{
  const SbFunnel *funnel = self->data->funnel;
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbPeriod window = funnel->query.window;
  g_autofree char *from = sb_formatter_date (formatter, window.start);
  g_autofree char *to = sb_formatter_date (formatter, MIN (window.end, funnel->query.as_of));
  g_autofree char *cohort = sb_formatter_count (formatter, funnel->cohort);
  g_autofree char *subtitle = g_strdup_printf (
    ngettext ("%s deal created %s to %s", "%s deals created %s to %s", (gulong) funnel->cohort), cohort, from, to);
  sb_card_set_title (self->funnel_card, _("Cohort funnel"), subtitle);
  g_autoptr (SbChart) chart = sb_funnel_picture (funnel, formatter, self->by_value);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->funnel_view), chart);
  sb_chart_view_set_height (SB_CHART_VIEW (self->funnel_view),
                            MAX (300, sb_chart_natural_height (chart, 640, 1.0, SB_CHART_LAYOUT_NO_TITLE)));

  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  if (funnel->immature)
    /* xgettext:no-c-format */
    g_ptr_array_add (notes, g_strdup (_("Immature cohort: more than 20 % of the deals are still open, so conversions "
                                         "may still move between the two ends of their range.")));
  if (funnel->void_ > 0)
    {
      g_autofree char *count = sb_formatter_count (formatter, funnel->void_);
      g_ptr_array_add (notes, g_strdup_printf (ngettext ("%s void deal is in no rate.", "%s void deals are in no rate.",
                                                         (gulong) funnel->void_),
                                               count));
    }
  if (funnel->attributed > 0)
    {
      g_autofree char *count = sb_formatter_count (formatter, funnel->attributed);
      g_ptr_array_add (notes,
                       g_strdup_printf (ngettext ("%s deal without stage history is counted at the first stage.",
                                                  "%s deals without stage history are counted at the first stage.",
                                                  (gulong) funnel->attributed),
                                        count));
    }
  if (self->by_value && funnel->without_value > 0)
    {
      g_autofree char *count = sb_formatter_count (formatter, funnel->without_value);
      g_ptr_array_add (
        notes, g_strdup_printf (ngettext ("%s deal without amount is in no value.",
                                          "%s deals without amount are in no value.", (gulong) funnel->without_value),
                                count));
    }
  g_ptr_array_add (notes, NULL);
  g_autofree char *text = g_strjoinv (" ", (char **) notes->pdata);
  gtk_label_set_text (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, *text != '\0');
}

/* -- the selected stage ----------------------------------------------------------------------- */

static int
compare_amounts (gconstpointer a, gconstpointer b, gpointer facts)
{
  const SbDealFact *x = sb_facts_deal (facts, *(const gint32 *) a);
  const SbDealFact *y = sb_facts_deal (facts, *(const gint32 *) b);
  gint64 left = x != NULL ? x->amount_minor : 0, right = y != NULL ? y->amount_minor : 0;
  if (left != right)
    return left > right ? -1 : 1;
  return (*(const gint32 *) a > *(const gint32 *) b) - (*(const gint32 *) a < *(const gint32 *) b);
}

static void
deal_row_cb (AdwActionRow *row, SbFunnelPage *self)
{
  sb_session_open_record (self->session, sb_record_type_find ("deal"),
                          GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "deal")));
}

static void
append_deal (SbFunnelPage *self, gint32 id)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  const SbFacts *facts = self->data->context->facts;
  const SbDealFact *deal = sb_facts_deal (facts, id);
  if (deal == NULL)
    return;
  const SbMemberFact *owner = sb_facts_member (facts, deal->owner_id);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = sb_session_title (self->session, sb_record_type_find ("deal"), id);
  g_autofree char *who
    = owner != NULL ? sb_formatter_name (formatter, "member", owner->id, owner->name) : g_strdup (_("no owner"));
  g_autofree char *when = sb_formatter_date_short (formatter, deal->closed_on);
  g_autofree char *subtitle = *when != '\0' ? g_strdup_printf ("%s · %s", who, when) : g_strdup (who);
  g_autofree char *money
    = deal->flags & SB_FACT_HAS_AMOUNT ? sb_formatter_money_short (formatter, deal->amount_minor) : g_strdup ("—");
  sb_row_set_title (ADW_PREFERENCES_ROW (row), title);
  sb_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sb_label_new (money, "numeric"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "deal", GINT_TO_POINTER (id));
  g_signal_connect_object (row, "activated", G_CALLBACK (deal_row_cb), self, 0);
  gtk_list_box_append (GTK_LIST_BOX (self->deals), row);
}

static void
show_cell (SbFunnelPage *self, SbFunnelCell cell)
{
  const SbFunnelStage *stage = selected_stage (self);
  if (stage == NULL)
    return;
  const char *title = cell == SB_FUNNEL_LOST       ? _("Deals lost at %s")
                      : cell == SB_FUNNEL_ADVANCED ? _("Deals that advanced from %s")
                      : cell == SB_FUNNEL_OPEN     ? _("Deals still open at %s")
                                                   : _("Deals that reached %s");
  g_autoptr (GArray) ids = sb_funnel_dup_ids (self->data->funnel, (guint) self->stage, cell);
  g_autofree char *text = g_strdup_printf (title, stage->stage->name);
  sb_session_show_records (self->session, sb_record_type_find ("deal"), (const gint32 *) ids->data, ids->len, text);
}

static void
all_row_cb (AdwActionRow *row, SbFunnelPage *self)
{
  show_cell (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "cell")));
}

static void
append_all_row (SbFunnelPage *self, SbFunnelCell cell, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  sb_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "cell", GINT_TO_POINTER (cell));
  g_signal_connect_object (row, "activated", G_CALLBACK (all_row_cb), self, 0);
  gtk_list_box_append (GTK_LIST_BOX (self->deals), row);
}

static void
fill_deals (SbFunnelPage *self, const SbFunnelStage *stage)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->deals)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->deals), child);
  g_autoptr (GArray) ids = sb_funnel_dup_ids (self->data->funnel, (guint) self->stage, SB_FUNNEL_LOST);
  g_array_sort_with_data (ids, compare_amounts, self->data->context->facts);
  for (guint i = 0; i < MIN (ids->len, LISTED_DEALS); i++)
    append_deal (self, g_array_index (ids, gint32, i));
  if (ids->len > 0)
    {
      g_autofree char *count = sb_formatter_count (formatter, ids->len);
      g_autofree char *all = g_strdup_printf (ngettext ("The %s lost deal", "All %s lost deals", ids->len), count);
      append_all_row (self, SB_FUNNEL_LOST, all);
    }
  if (stage->n[SB_FUNNEL_OPEN] > 0)
    {
      g_autofree char *count = sb_formatter_count (formatter, stage->n[SB_FUNNEL_OPEN]);
      g_autofree char *open = g_strdup_printf (
        ngettext ("%s deal still open here", "%s deals still open here", (gulong) stage->n[SB_FUNNEL_OPEN]), count);
      append_all_row (self, SB_FUNNEL_OPEN, open);
    }
  gtk_widget_set_visible (self->deals, gtk_widget_get_first_child (self->deals) != NULL);
}

static void
show_stage (SbFunnelPage *self)
{
  const SbFunnelStage *stage = selected_stage (self);
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  gtk_widget_set_visible (self->reasons_card, stage != NULL);
  gtk_widget_set_visible (self->deals, stage != NULL);
  gtk_widget_set_visible (self->explain_button, stage != NULL);
  if (stage == NULL)
    return;
  g_autofree char *title = stage->lost_unknown
                             ? g_strdup (_("Why customers are lost"))
                             : g_strdup_printf (_("Why customers are lost at “%s”"), stage->stage->name);
  g_autofree char *count = sb_formatter_count (formatter, stage->n[SB_FUNNEL_LOST]);
  g_autofree char *subtitle = g_strdup_printf (
    ngettext ("Reason of %s lost deal", "Reasons of %s lost deals", (gulong) stage->n[SB_FUNNEL_LOST]), count);
  sb_card_set_title (self->reasons_card, title, subtitle);
  g_autoptr (SbChart) reasons = sb_reasons_picture (self->data, formatter, self->stage, self->by_value);
  sb_chart_view_set_chart (SB_CHART_VIEW (self->reasons_view), reasons);
  sb_chart_view_set_height (SB_CHART_VIEW (self->reasons_view),
                            MAX (80, sb_chart_natural_height (reasons, 320, 1.0, SB_CHART_LAYOUT_NO_TITLE)));
  fill_deals (self, stage);
}

static void
stage_activated_cb (SbChartView *view, gint64 key, SbFunnelPage *self)
{
  if (self->data == NULL)
    return;
  if (key == self->data->funnel->n_stages)
    {
      g_autoptr (GArray) ids = sb_funnel_dup_won_ids (self->data->funnel);
      sb_session_show_records (self->session, sb_record_type_find ("deal"), (const gint32 *) ids->data, ids->len,
                               _("Deals won from this cohort"));
      return;
    }
  if (key >= 0 && key < self->data->funnel->n_stages)
    {
      self->stage = (int) key;
      show_stage (self);
    }
}

static void
stage_chosen_cb (SbDropoffTable *table, int stage, SbFunnelPage *self)
{
  self->stage = stage;
  show_stage (self);
}

static void
explain_clicked_cb (GtkButton *button, SbFunnelPage *self)
{
  if (selected_stage (self) == NULL)
    return;
  g_autoptr (SbExplain) explain
    = sb_funnel_explain_conversion (self->data->funnel, (guint) self->stage, self->by_value);
  sb_explain_popover_show (GTK_WIDGET (button), NULL, self->session, explain);
}

/* -- controls --------------------------------------------------------------------------------- */

static void
show_everything (SbFunnelPage *self)
{
  show_answer (self);
  show_picture (self);
  sb_dropoff_table_show (SB_DROPOFF_TABLE (self->dropoff), self->data->funnel, self->by_value);
  show_stage (self);
}

static void
measure_toggled_cb (GtkToggleButton *button, SbFunnelPage *self)
{
  gboolean by_value = gtk_toggle_button_get_active (button);
  if (by_value == self->by_value)
    return;
  self->by_value = by_value;
  if (self->data != NULL)
    {
      self->stage = worst_stage (self);
      show_everything (self);
    }
}

static gint32
pipeline_at (SbFunnelPage *self, guint position)
{
  const SbFacts *facts = self->data->context->facts;
  guint seen = 0;
  for (gsize i = 0; i < facts->n_pipelines; i++)
    if (facts->pipelines[i].object != SB_OBJECT_ORDER && seen++ == position)
      return facts->pipelines[i].id;
  return 0;
}

static void
pipeline_selected_cb (GtkDropDown *drop_down, GParamSpec *property, SbFunnelPage *self)
{
  if (self->filling || self->data == NULL)
    return;
  gint32 chosen = pipeline_at (self, gtk_drop_down_get_selected (drop_down));
  if (chosen == 0 || chosen == self->data->funnel->query.pipeline_id)
    return;
  self->pipeline = chosen;
  g_signal_emit (self, signals[PIPELINE_CHANGED], 0);
}

static void
fill_pipelines (SbFunnelPage *self)
{
  const SbFacts *facts = self->data->context->facts;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0, n = 0;
  for (gsize i = 0; i < facts->n_pipelines; i++)
    if (facts->pipelines[i].object != SB_OBJECT_ORDER)
      {
        if (facts->pipelines[i].id == self->data->funnel->query.pipeline_id)
          selected = n;
        gtk_string_list_append (names, facts->pipelines[i].name);
        n++;
      }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->pipelines), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->pipelines), selected);
  self->filling = FALSE;
  gtk_widget_set_visible (self->pipelines, n > 1);
}

static GtkWidget *
build_controls (SbFunnelPage *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *measures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *count = gtk_toggle_button_new_with_label (_("Deals"));
  GtkWidget *value = gtk_toggle_button_new_with_label (C_("money", "Value"));
  gtk_widget_add_css_class (measures, "linked");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (value), GTK_TOGGLE_BUTTON (count));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (count), TRUE);
  g_signal_connect_object (value, "toggled", G_CALLBACK (measure_toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (measures), count);
  gtk_box_append (GTK_BOX (measures), value);
  self->pipelines = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_visible (self->pipelines, FALSE);
  sb_widget_set_name (self->pipelines, _("Pipeline"));
  g_signal_connect_object (self->pipelines, "notify::selected", G_CALLBACK (pipeline_selected_cb), self, 0);
  gtk_box_append (GTK_BOX (row), measures);
  gtk_box_append (GTK_BOX (row), self->pipelines);
  return row;
}

static GtkWidget *
build_side (SbFunnelPage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->reasons_view = sb_chart_view_new (self->session, "loss-reasons");
  self->reasons_card = sb_card_new (_("Why customers are lost"), NULL, self->reasons_view);
  self->deals = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->deals), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->deals, "boxed-list");
  sb_widget_set_name (self->deals, _("Deals of the selected stage"));
  self->explain_button = gtk_button_new_with_label (_("Explain this number"));
  g_signal_connect_object (self->explain_button, "clicked", G_CALLBACK (explain_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (side), self->reasons_card);
  gtk_box_append (GTK_BOX (side), self->deals);
  gtk_box_append (GTK_BOX (side), self->explain_button);
  gtk_widget_set_size_request (side, 300, -1);
  return side;
}

static void
sb_funnel_page_init (SbFunnelPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_bin_layout_new ());
  self->stage = -1;
}

static void
build (SbFunnelPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->answer = sb_answer_new (self->session);
  GtkWidget *picture = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->funnel_view = sb_chart_view_new (self->session, "funnel");
  g_signal_connect_object (self->funnel_view, "mark-activated", G_CALLBACK (stage_activated_cb), self, 0);
  self->note = sb_label_new_wrapping (NULL, "dim-label");
  gtk_widget_add_css_class (self->note, "caption");
  gtk_box_append (GTK_BOX (picture), self->funnel_view);
  gtk_box_append (GTK_BOX (picture), self->note);
  self->funnel_card = sb_card_new (_("Cohort funnel"), NULL, picture);
  gtk_widget_set_hexpand (self->funnel_card, TRUE);
  gtk_widget_set_valign (self->funnel_card, GTK_ALIGN_START);
  self->dropoff = sb_dropoff_table_new (self->session);
  g_signal_connect_object (self->dropoff, "stage-chosen", G_CALLBACK (stage_chosen_cb), self, 0);
  gtk_box_append (GTK_BOX (self->box), self->answer);
  gtk_box_append (GTK_BOX (self->box), build_controls (self));
  gtk_box_append (GTK_BOX (self->box), sb_columns_new (self->funnel_card, build_side (self), 0.66, 760));
  gtk_box_append (GTK_BOX (self->box), self->dropoff);
}

static void
dispose (GObject *object)
{
  SbFunnelPage *self = SB_FUNNEL_PAGE (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->data, sb_analysis_data_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_funnel_page_parent_class)->dispose (object);
}

static void
sb_funnel_page_class_init (SbFunnelPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dispose;
  signals[PIPELINE_CHANGED]
    = g_signal_new ("pipeline-changed", SB_TYPE_FUNNEL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

GtkWidget *
sb_funnel_page_new (SbSession *session)
{
  g_return_val_if_fail (SB_IS_SESSION (session), NULL);
  SbFunnelPage *self = g_object_new (SB_TYPE_FUNNEL_PAGE, NULL);
  self->session = g_object_ref (session);
  build (self);
  return GTK_WIDGET (self);
}

gint32
sb_funnel_page_get_pipeline (SbFunnelPage *self)
{
  g_return_val_if_fail (SB_IS_FUNNEL_PAGE (self), 0);
  return self->pipeline;
}

void
sb_funnel_page_show (SbFunnelPage *self, SbAnalysisData *data)
{
  g_return_if_fail (SB_IS_FUNNEL_PAGE (self) && data != NULL);
  SbAnalysisData *old = self->data;
  self->data = sb_analysis_data_ref (data);
  g_clear_pointer (&old, sb_analysis_data_unref);
  self->stage = worst_stage (self);
  fill_pipelines (self);
  show_everything (self);
}

gboolean
sb_funnel_page_explain (SbFunnelPage *self)
{
  g_return_val_if_fail (SB_IS_FUNNEL_PAGE (self), FALSE);
  return self->data != NULL && sb_answer_explain_first (SB_ANSWER (self->answer));
}
