/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays the planner out: the scenarios, the answer in a sentence, the sliders, the table, the figures beside it. It
 * computes nothing: the planner of the model does, and tells everybody at once. */
#include "sb-config.h"

#include "views/planner/sb-planner-view.h"

#include "views/planner/sb-balance-page.h"
#include "views/planner/sb-plan-bar.h"
#include "views/planner/sb-plan-compare.h"
#include "views/planner/sb-plan-controls.h"
#include "views/planner/sb-plan-grid.h"
#include "views/planner/sb-plan-panel.h"
#include "views/planner/sb-replan-panel.h"
#include "widgets/sb-answer.h"
#include "widgets/sb-columns.h"
#include "widgets/sb-explain-popover.h"

#include <glib/gi18n-lib.h>

#define MANY_LINES 30   /* from here on the table scrolls by itself */
#define GRID_HEIGHT 640

struct _SbPlannerView
{
  SbPage     parent_instance;
  SbPlanner *planner;
  GtkWidget *answer, *grid, *scroller, *stack, *card, *replan, *balance;
  GtkWidget *bar, *controls, *panel; /* of the scenario: they make room for other questions */
};

G_DEFINE_FINAL_TYPE (SbPlannerView, sb_planner_view, SB_TYPE_PAGE)

static void
add_limits (SbSentence *sentence, const SbPlan *plan, SbFormatter *formatter)
{
  g_autofree char *name = NULL, *more = NULL;
  guint n = 0;

  for (gsize i = 0; i < plan->book->n; i++)
    {
      if (plan->limit[i] != SB_QUOTA_AT_CAP)
        continue;
      if (n++ == 0)
        name = sb_formatter_name (formatter, "member", plan->book->members[i].member_id, plan->book->members[i].name);
    }
  if (n == 1)
    sb_sentence_add (sentence, _("{member} is at the cap."), "member", name, NULL, NULL);
  else if (n > 1)
    {
      more = sb_formatter_count (formatter, n);
      sb_sentence_add (sentence, _("{n} people are at the cap."), "n", more, NULL, NULL);
    }
}

static void
add_headline (SbSentence *sentence, const SbPlan *plan, SbFormatter *formatter)
{
  g_autofree char *times = sb_formatter_times (formatter, plan->t);
  g_autofree char *chance = sb_formatter_percent (formatter, plan->chance);
  g_autofree char *carried = sb_formatter_money_short (formatter, plan->assigned - plan->open_gap);
  g_autofree char *surplus = sb_formatter_money_short (formatter, plan->surplus);

  if (plan->open_gap > 0)
    sb_sentence_add_strong (sentence, _("At these limits the team carries {carried}."), "carried", carried, "plan",
                            NULL);
  else if (plan->surplus > 0)
    sb_sentence_add_strong (sentence, _("Floors and locks ask {surplus} more than the plan."), "surplus", surplus,
                            "plan", NULL);
  else if (plan->hand->method == SB_PLAN_EQUAL_CHANCE)
    sb_sentence_add_strong (sentence, _("Everybody reaches the quota with a chance of {chance}."), "chance", chance,
                            "plan", NULL);
  else if (!sb_ratio_is_defined (&plan->ask_all))
    sb_sentence_add_strong (sentence, _("The plan rests on shares alone: nothing says yet what is realistic."), NULL);
  else if (plan->hand->method == SB_PLAN_BLEND)
    sb_sentence_add_strong (sentence, _("Everybody not at a limit carries {times} what is realistic."), "times", times,
                            "plan", NULL);
}

static void
show_answer (SbPlannerView *self, const SbPlan *plan)
{
  SbFormatter *formatter = sb_page_get_formatter (SB_PAGE (self));
  SbSentence *sentence = sb_sentence_new ();
  g_autofree char *target = sb_formatter_money_short (formatter, plan->hand->target);
  g_autofree char *chance = sb_formatter_ratio (formatter, &plan->together, SB_FORMAT_PERCENT);
  g_autofree char *gap = sb_formatter_money_short (formatter, plan->open_gap);
  g_autoptr (SbExplain) explain = sb_plan_explain (plan);

  add_headline (sentence, plan, formatter);
  if (!sb_ratio_is_defined (&plan->together))
    sb_sentence_add (sentence, _("How likely {target} is cannot be said yet."), "target", target, NULL, NULL);
  else
    sb_sentence_add (sentence, _("The chance to reach {target} is {chance}."), "target", target, NULL, "chance", chance,
                   "chance", NULL);
  add_limits (sentence, plan, formatter);
  if (plan->open_gap > 0)
    sb_sentence_add (sentence, _("{gap} belongs to nobody yet."), "gap", gap, "plan", NULL);
  sb_answer_set_sentence (SB_ANSWER (self->answer), sentence);
  sb_answer_set_explain (SB_ANSWER (self->answer), "plan", explain);
  sb_answer_set_explain (SB_ANSWER (self->answer), "chance", plan->book->forecast->explain);
}

static void
show_state (SbPlannerView *self)
{
  SbPage *page = SB_PAGE (self);
  const SbPlan *plan = sb_planner_get_plan (self->planner);

  if (plan != NULL)
    {
      gboolean many = plan->book->n + plan->book->n_nodes > MANY_LINES;

      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                      many ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), many ? GRID_HEIGHT : -1);
      sb_page_show_content (page);
      show_answer (self, plan);
    }
  else if (sb_planner_get_error (self->planner) != NULL)
    sb_page_show_error (page, sb_planner_get_error (self->planner));
  else if (sb_planner_is_loading (self->planner) || sb_planner_get_book (self->planner) == NULL)
    sb_page_show_loading (page);
  else
    sb_page_show_empty (page, _("Set the period's target"),
                        _("A plan needs people who sell: bring in deals with their owners, or add members."),
                        _("Import from a CRM…"), "win.import");
}

static void
changed_cb (SbPlanner *planner, SbPlannerView *self)
{
  show_state (self);
}

static void
explain_cb (SbPlanGrid *grid, int kind, int index, int column, const GdkRectangle *area, SbPlannerView *self)
{
  const SbPlan *plan = sb_planner_get_plan (self->planner);
  g_autoptr (SbExplain) explain = NULL;

  if (plan == NULL)
    return;
  if (kind != SB_PLAN_LINE_MEMBER)
    explain = column == SB_PLAN_COLUMN_CHANCE ? sb_explain_ref (plan->book->forecast->explain) : sb_plan_explain (plan);
  else if (column == SB_PLAN_COLUMN_CHANCE)
    explain = sb_plan_explain_reach (plan, (gsize) index);
  else
    explain = sb_plan_explain_member (plan, (gsize) index);
  sb_explain_popover_show (GTK_WIDGET (grid), area, sb_page_get_session (SB_PAGE (self)), explain);
}

static gboolean
explain_first (SbPage *page)
{
  SbPlannerView *self = SB_PLANNER_VIEW (page);

  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->replan)
    return sb_replan_panel_explain_first (SB_REPLAN_PANEL (self->replan));
  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->balance)
    return sb_balance_page_explain (SB_BALANCE_PAGE (self->balance));
  if (gtk_widget_has_focus (self->grid))
    return sb_plan_grid_explain (SB_PLAN_GRID (self->grid));
  return sb_answer_explain_first (SB_ANSWER (self->answer));
}

static void
refresh (SbPage *page)
{
  SbPlannerView *self = SB_PLANNER_VIEW (page);

  sb_planner_ensure (self->planner);
  sb_balance_page_refresh (SB_BALANCE_PAGE (self->balance));
  show_state (self);
}

static gboolean
step (SbPage *page, gboolean forward)
{
  SbPlannerView *self = SB_PLANNER_VIEW (page);

  if (gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->balance)
    return FALSE;
  if (forward ? !sb_planner_can_redo (self->planner) : !sb_planner_can_undo (self->planner))
    return FALSE;
  (forward ? sb_planner_redo : sb_planner_undo) (self->planner);
  return TRUE;
}

static GtkWidget *
build_grid (SbPlannerView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = sb_plan_grid_new (self->planner);
  g_signal_connect (self->grid, "explain", G_CALLBACK (explain_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->grid);
  self->scroller = scroller;
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_widget_set_hexpand (scroller, TRUE);
  return scroller;
}

/* Re-planning and customers are about what is running, not about the scenario that is open. */
static void
tab_cb (GtkStack *stack, GParamSpec *pspec, SbPlannerView *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);
  gboolean scenario = shown != self->replan && shown != self->balance;

  gtk_widget_set_visible (self->bar, scenario);
  gtk_widget_set_visible (self->answer, scenario);
  gtk_widget_set_visible (self->controls, scenario);
  gtk_widget_set_visible (self->panel, scenario);
  /* The customers have cards of their own. */
  (shown != self->balance ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->card, "card");
  (shown != self->balance ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->card, "sb-card");
}

static GtkWidget *
build_middle (SbPlannerView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *switcher = gtk_stack_switcher_new ();

  self->balance = sb_balance_page_new (sb_page_get_session (SB_PAGE (self)));
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_titled (GTK_STACK (self->stack), build_grid (self), "quotas", _("Quotas"));
  gtk_stack_add_titled (GTK_STACK (self->stack), sb_plan_compare_new (self->planner), "compare", _("Compare"));
  self->replan = sb_replan_panel_new (self->planner);
  gtk_stack_add_titled (GTK_STACK (self->stack), self->replan, "replan", _("Re-plan"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->balance, "customers", _("Customers"));
  g_signal_connect (self->stack, "notify::visible-child", G_CALLBACK (tab_cb), self);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_widget_add_css_class (switcher, "plan-tabs");
  gtk_box_append (GTK_BOX (box), switcher);
  self->card = sb_card_new (NULL, NULL, self->stack);
  gtk_box_append (GTK_BOX (box), self->card);
  return box;
}

static void
constructed (GObject *object)
{
  SbPlannerView *self = SB_PLANNER_VIEW (object);
  GtkBox *body = sb_page_get_body (SB_PAGE (self));
  SbSession *session = sb_page_get_session (SB_PAGE (self));
  GtkWidget *right;

  G_OBJECT_CLASS (sb_planner_view_parent_class)->constructed (object);
  self->planner = sb_planner_new (session);
  self->answer = sb_answer_new (session);
  self->bar = sb_plan_bar_new (self->planner);
  self->controls = sb_card_new (NULL, NULL, sb_plan_controls_new (self->planner));
  self->panel = sb_card_new (NULL, NULL, sb_plan_panel_new (self->planner));
  right = sb_columns_new (build_middle (self), self->panel, 0.755, 620);
  gtk_box_append (body, self->bar);
  gtk_box_append (body, self->answer);
  gtk_box_append (body, sb_columns_new (self->controls, right, 0.2, 860));
  g_signal_connect_object (self->planner, "changed", G_CALLBACK (changed_cb), self, 0);
}

static void
sb_planner_view_dispose (GObject *object)
{
  g_clear_object (&SB_PLANNER_VIEW (object)->planner);
  G_OBJECT_CLASS (sb_planner_view_parent_class)->dispose (object);
}

static void
sb_planner_view_class_init (SbPlannerViewClass *klass)
{
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = constructed;
  G_OBJECT_CLASS (klass)->dispose = sb_planner_view_dispose;
  page_class->refresh = refresh;
  page_class->explain = explain_first;
  page_class->step = step;
}

static void
sb_planner_view_init (SbPlannerView *self)
{
  sb_page_setup (SB_PAGE (self), "planner", _("Planner"), "sb-planner-symbolic");
}
