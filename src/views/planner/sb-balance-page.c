/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays the balance of customers out: what may be asked, the answer, the curve and what arithmetic forbids, everybody's
 * books, the list. It computes nothing: the balance of the model does, and tells everybody at once. */
#include "sb-config.h"

#include "views/planner/sb-balance-page.h"

#include "views/planner/sb-balance-charts.h"
#include "views/planner/sb-balance-findings.h"
#include "views/planner/sb-balance-list.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-chart-view.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-page.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define STACK_BELOW 620
#define CURVE_HEIGHT 220

struct _SbBalancePage
{
  GtkWidget  parent_instance;
  SbBalance *balance;
  GtkWidget *box, *content, *empty;
  GtkWidget *reach, *points, *search, *busy, *spinner;
  GtkWidget *answer, *curve, *findings, *findings_card, *hours, *potential;
  GtkWidget *decided, *forgive, *with_deals, *adopt;
  const SbBalanceAnswer *listed; /* whose points the drop-down names; only compared */
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (SbBalancePage, sb_balance_page, GTK_TYPE_WIDGET)

static SbFormatter *
formatter_of (SbBalancePage *self)
{
  return sb_session_get_formatter (sb_balance_get_session (self->balance));
}

/* What there is to answer, or why there is nothing. */
static const char *
missing (SbBalancePage *self)
{
  const SbBalanceAnswer *answer = sb_balance_get_answer (self->balance);

  if (sb_balance_get_error (self->balance) != NULL)
    return sb_balance_get_error (self->balance)->message;
  if (answer == NULL)
    return sb_balance_is_stopped (self->balance) ? _("The search was stopped.")
                                                 : _("Looking for moves that make the books more even…");
  if (answer->book->n == 0)
    return _("There are no customers to balance yet. Bring them in with their owners, or add some under Customers.");
  if (answer->book->n_reps < 2)
    return _("Balancing needs at least two members who sell. Choose a larger team, or add members.");
  return NULL;
}

static void
show_answer (SbBalancePage *self)
{
  const SbBalanceBook *book = sb_balance_get_answer (self->balance)->book;
  SbFormatter *formatter = formatter_of (self);
  SbSentence *sentence = sb_sentence_new ();
  g_autoptr (SbExplain) explain = sb_balance_explain_removed (self->balance);
  gsize moves;
  double share = sb_balance_outcome (self->balance, &moves, NULL, NULL);
  g_autofree char *n = sb_formatter_count (formatter, (gint64) moves);
  g_autofree char *all = sb_formatter_count (formatter, (gint64) book->n);
  g_autofree char *removed = sb_formatter_percent (formatter, share);
  g_autofree char *hours = sb_formatter_quantity (formatter, &book->hours->result);
  g_autofree char *potential = sb_formatter_quantity (formatter, &book->potential->result);

  if (moves == 0)
    sb_sentence_add_strong (sentence,
                            _("The books are as even as they can be: no move of {all} customers is worth it."), "all",
                            all, NULL, NULL);
  else
    sb_sentence_add_strong (sentence, _("Moving {n} of {all} customers removes {removed} of the avoidable imbalance."),
                            "n", n, NULL, "all", all, NULL, "removed", removed, "removed", NULL);
  sb_sentence_add (sentence, _("The customers need {hours} a year and have a potential of {potential}."), "hours",
                   hours, "hours", "potential", potential, "potential", NULL);
  sb_answer_set_sentence (SB_ANSWER (self->answer), sentence);
  sb_answer_set_explain (SB_ANSWER (self->answer), "removed", explain);
  sb_answer_set_explain (SB_ANSWER (self->answer), "hours", book->hours);
  sb_answer_set_explain (SB_ANSWER (self->answer), "potential", book->potential);
}

static void
show_points (SbBalancePage *self)
{
  const SbBalanceAnswer *answer = sb_balance_get_answer (self->balance);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->updating = TRUE;
  if (self->listed != answer)
    {
      for (guint i = 0; i < answer->points->len; i++)
        {
          const SbBalancePoint *point = &g_array_index (answer->points, SbBalancePoint, i);
          g_autofree char *n = sb_formatter_count (formatter_of (self), (gint64) point->moves);
          g_autofree char *share = sb_formatter_percent (formatter_of (self), point->removed);
          g_autofree char *text
            = g_strdup_printf (ngettext ("%s move · %s", "%s moves · %s", (gulong) point->moves), n, share);

          gtk_string_list_append (list, text);
        }
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->points), G_LIST_MODEL (list));
      self->listed = answer;
    }
  if (answer->points->len > 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->points), sb_balance_get_point (self->balance));
  gtk_widget_set_sensitive (self->points, answer->points->len > 1);
  self->updating = FALSE;
}

static void
show_chart (GtkWidget *view, SbChart *chart)
{
  sb_chart_view_set_chart (SB_CHART_VIEW (view), chart);
  sb_chart_unref (chart);
}

static void
show_decided (SbBalancePage *self)
{
  guint accepted = sb_balance_n_accepted (self->balance), rejected = sb_balance_n_rejected (self->balance);
  g_autofree char *adopt
    = g_strdup_printf (ngettext ("_Adopt %u accepted move…", "_Adopt %u accepted moves…", accepted), accepted);
  g_autofree char *yes = g_strdup_printf (_("%u accepted"), accepted);
  g_autofree char *no = g_strdup_printf (_("%u rejected"), rejected);
  g_autofree char *both = g_strdup_printf ("%s · %s", yes, no);

  gtk_button_set_label (GTK_BUTTON (self->adopt), accepted == 0 ? _("_Adopt…") : adopt);
  gtk_widget_set_sensitive (self->adopt, accepted > 0 && !sb_balance_is_searching (self->balance));
  sb_label_set_text (GTK_LABEL (self->decided), both);
  gtk_widget_set_visible (self->forgive, rejected > 0);
}

static void
show_content (SbBalancePage *self)
{
  const SbBalanceAnswer *answer = sb_balance_get_answer (self->balance);
  SbFormatter *formatter = formatter_of (self);

  show_answer (self);
  show_points (self);
  show_chart (self->curve, sb_balance_curve_chart (self->balance, formatter));
  show_chart (self->hours, sb_balance_loads_chart (self->balance, formatter, FALSE));
  show_chart (self->potential, sb_balance_loads_chart (self->balance, formatter, TRUE));
  gtk_widget_set_visible (self->findings_card, sb_balance_findings_show (self->findings, self->balance) > 0);
  if (answer->status != SB_ASSIGN_FOUND)
    gtk_widget_set_visible (self->findings_card, TRUE);
  show_decided (self);
}

static void
changed_cb (SbBalance *balance, SbBalancePage *self)
{
  const char *why = missing (self);
  gboolean searching = sb_balance_is_searching (balance);

  /* The next answer may lie where this one was. */
  if (searching)
    self->listed = NULL;
  gtk_widget_set_visible (self->busy, searching);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), searching);
  gtk_widget_set_visible (self->search, !searching);
  gtk_widget_set_sensitive (self->search, sb_balance_wants_search (balance) || sb_balance_is_stopped (balance)
                                            || sb_balance_get_error (balance) != NULL);
  gtk_widget_set_visible (self->content, why == NULL);
  gtk_widget_set_visible (self->empty, why != NULL);
  gtk_widget_set_sensitive (self->points, why == NULL);
  sb_label_set_text (GTK_LABEL (self->empty), why);
  if (why == NULL)
    show_content (self);
}

static void
reach_cb (GtkDropDown *drop_down, GParamSpec *pspec, SbBalancePage *self)
{
  guint chosen = gtk_drop_down_get_selected (drop_down);

  if (chosen < SB_N_BALANCE_REACHES)
    sb_balance_set_reach (self->balance, (SbBalanceReach) chosen);
}

static void
point_cb (GtkDropDown *drop_down, GParamSpec *pspec, SbBalancePage *self)
{
  guint chosen = gtk_drop_down_get_selected (drop_down);

  if (!self->updating && chosen != GTK_INVALID_LIST_POSITION)
    sb_balance_set_point (self->balance, chosen);
}

static void
search_cb (GtkButton *button, SbBalancePage *self)
{
  sb_balance_solve_again (self->balance);
}

static void
stop_cb (GtkButton *button, SbBalancePage *self)
{
  sb_balance_stop (self->balance);
}

static void
forgive_cb (GtkButton *button, SbBalancePage *self)
{
  sb_balance_forgive (self->balance);
}

static void
reason_cb (const char *reason, gpointer data)
{
  SbBalancePage *self = data;
  g_autoptr (GError) error = NULL;

  if (sb_balance_n_accepted (self->balance) > 0
      && !sb_balance_adopt (self->balance, reason, gtk_switch_get_active (GTK_SWITCH (self->with_deals)), &error))
    sb_show_error (GTK_WIDGET (self), _("The owners were not changed"), error);
}

static void
adopt_cb (GtkButton *button, SbBalancePage *self)
{
  guint n = sb_balance_n_accepted (self->balance);
  gboolean with_deals = gtk_switch_get_active (GTK_SWITCH (self->with_deals));
  g_autofree char *heading
    = g_strdup_printf (ngettext ("Give %u customer another owner", "Give %u customers another owner", n), n);
  SbNoteRequest request = { .heading = heading, .verb = _("_Adopt"), .noted = reason_cb, .free_data = g_object_unref };

  request.body = with_deals ? _("Their open deals go along. It is one step that can be undone. Why?")
                            : _("Open deals stay with who has them. It is one step that can be undone. Why?");
  request.user_data = g_object_ref (self);
  sb_ask_note_full (GTK_WIDGET (self), &request);
}

static GtkWidget *
build_controls (SbBalancePage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *right = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *stop = gtk_button_new_with_mnemonic (_("_Stop"));
  const char *reaches[] = { _("Within the team"), _("Everybody"), NULL };

  self->reach = gtk_drop_down_new_from_strings (reaches);
  gtk_widget_set_tooltip_text (self->reach, _("Whom a customer may go to"));
  sb_widget_set_name (self->reach, _("Whom a customer may go to"));
  self->points = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_tooltip_text (self->points, _("How many moves to propose"));
  sb_widget_set_name (self->points, _("How many moves to propose"));
  self->search = gtk_button_new_with_mnemonic (_("_Search again"));
  gtk_widget_set_tooltip_text (self->search, _("Accepted moves stay, rejected ones do not come back"));
  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->spinner = gtk_spinner_new ();
  gtk_box_append (GTK_BOX (self->busy), self->spinner);
  gtk_box_append (GTK_BOX (self->busy), sb_label_new (_("Searching…"), "sb-caption"));
  gtk_box_append (GTK_BOX (self->busy), stop);
  gtk_box_append (GTK_BOX (left), self->reach);
  gtk_box_append (GTK_BOX (left), self->points);
  gtk_box_append (GTK_BOX (right), self->busy);
  gtk_box_append (GTK_BOX (right), self->search);
  gtk_widget_set_halign (right, GTK_ALIGN_END);
  g_signal_connect (self->reach, "notify::selected", G_CALLBACK (reach_cb), self);
  g_signal_connect (self->points, "notify::selected", G_CALLBACK (point_cb), self);
  g_signal_connect (self->search, "clicked", G_CALLBACK (search_cb), self);
  g_signal_connect (stop, "clicked", G_CALLBACK (stop_cb), self);
  return sb_columns_new (left, right, 0.62, STACK_BELOW);
}

static GtkWidget *
build_decisions (SbBalancePage *self)
{
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *right = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = sb_label_new_wrapping (_("Open deals move along"), NULL);

  self->decided = sb_label_new (NULL, "sb-caption");
  self->forgive = gtk_button_new_with_mnemonic (_("Allow _rejected ones again"));
  gtk_widget_add_css_class (self->forgive, "flat");
  self->with_deals = gtk_switch_new ();
  gtk_widget_set_valign (self->with_deals, GTK_ALIGN_CENTER);
  sb_widget_set_name (self->with_deals, _("Open deals move along"));
  self->adopt = gtk_button_new_with_mnemonic ("");
  gtk_widget_add_css_class (self->adopt, "suggested-action");
  gtk_box_append (GTK_BOX (left), self->decided);
  gtk_box_append (GTK_BOX (left), self->forgive);
  gtk_widget_set_halign (right, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (right), label);
  gtk_box_append (GTK_BOX (right), self->with_deals);
  gtk_box_append (GTK_BOX (right), self->adopt);
  g_signal_connect (self->forgive, "clicked", G_CALLBACK (forgive_cb), self);
  g_signal_connect (self->adopt, "clicked", G_CALLBACK (adopt_cb), self);
  return sb_columns_new (left, right, 0.45, STACK_BELOW);
}

static GtkWidget *
build_list (SbBalancePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), build_decisions (self));
  gtk_box_append (GTK_BOX (box), sb_balance_list_new (self->balance));
  return sb_card_new (_("Proposed moves, the most valuable first"),
                      _("On a line, A accepts, R rejects, and L lets the customer always keep its owner."), box);
}

static void
build (SbBalancePage *self, SbSession *session)
{
  const char *how = _("After these moves; the mark is the target, the arrow the change");
  GtkWidget *curve_card;

  self->answer = sb_answer_new (session);
  self->curve = sb_chart_view_new (session, "moves-against-balance");
  sb_chart_view_set_height (SB_CHART_VIEW (self->curve), CURVE_HEIGHT);
  self->hours = sb_chart_view_new (session, "hours-of-members");
  sb_chart_view_set_height (SB_CHART_VIEW (self->hours), -1);
  self->potential = sb_chart_view_new (session, "potential-of-members");
  sb_chart_view_set_height (SB_CHART_VIEW (self->potential), -1);
  self->findings = sb_balance_findings_new ();
  self->findings_card = sb_card_new (_("What to know"), NULL, self->findings);
  curve_card = sb_card_new (_("Moves against balance"), _("Imbalance removed by so many moves"), self->curve);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (self->content), self->answer);
  gtk_box_append (GTK_BOX (self->content), sb_columns_new (curve_card, self->findings_card, 0.55, STACK_BELOW));
  gtk_box_append (GTK_BOX (self->content), build_list (self));
  gtk_box_append (
    GTK_BOX (self->content),
    sb_columns_new (sb_card_new (_("Hours a year"), how, self->hours),
                    sb_card_new (_("Potential a year"), how, self->potential), 0.5, STACK_BELOW));
  self->empty = sb_label_new_wrapping (NULL, "dim-label");
  gtk_box_append (GTK_BOX (self->box), build_controls (self));
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->content);
}

static void
map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sb_balance_page_parent_class)->map (widget);
  sb_balance_ensure (SB_BALANCE_PAGE (widget)->balance);
}

void
sb_balance_page_refresh (SbBalancePage *self)
{
  g_return_if_fail (SB_IS_BALANCE_PAGE (self));

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->listed = NULL;
  sb_balance_ensure (self->balance);
  g_signal_emit_by_name (self->balance, "changed");
}

gboolean
sb_balance_page_explain (SbBalancePage *self)
{
  g_return_val_if_fail (SB_IS_BALANCE_PAGE (self), FALSE);

  return sb_answer_explain_first (SB_ANSWER (self->answer));
}

static void
sb_balance_page_dispose (GObject *object)
{
  SbBalancePage *self = SB_BALANCE_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->balance != NULL)
    g_object_run_dispose (G_OBJECT (self->balance));
  g_clear_object (&self->balance);
  G_OBJECT_CLASS (sb_balance_page_parent_class)->dispose (object);
}

static void
sb_balance_page_class_init (SbBalancePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_balance_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_balance_page_init (SbBalancePage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sb_balance_page_new (SbSession *session)
{
  SbBalancePage *self = g_object_new (SB_TYPE_BALANCE_PAGE, NULL);

  self->balance = sb_balance_new (session);
  build (self, session);
  g_signal_connect_object (self->balance, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (self->balance, self);
  return GTK_WIDGET (self);
}
