/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live figures beside the planner's table; labels are made once and written into. */
#include "sb-config.h"

#include "views/planner/sb-plan-panel.h"

#include "core/sb-money.h"
#include "widgets/sb-explain-popover.h"

#include <math.h>

#include <glib/gi18n-lib.h>

enum { TOGETHER, EXPECTED, ASK, OPPORTUNITY, OUTCOME, REWARD, HEDGE, N_FIGURES };

struct _SbPlanPanel
{
  GtkWidget  parent_instance;
  SbPlanner *planner;
  GtkWidget *box, *value[N_FIGURES], *note[N_FIGURES];
  GtkWidget *gap, *gap_title, *raise, *lower, *house, *hire;
};

G_DEFINE_FINAL_TYPE (SbPlanPanel, sb_plan_panel, GTK_TYPE_WIDGET)

static const char *const titles[N_FIGURES] = {
  N_("Chance to reach the target"), N_("Expected to reach the quota"), N_("Asked, against what is realistic"),
  N_("Spread of quota a productive day"), N_("Spread of the chances"), N_("Expected reward cost"),
  N_("Over-assignment for a chance of 80 %"),
};

static SbFormatter *
formatter_of (SbPlanPanel *self)
{
  return sb_session_get_formatter (sb_planner_get_session (self->planner));
}

static void
show (SbPlanPanel *self, int which, const char *value, const char *note)
{
  gtk_label_set_text (GTK_LABEL (self->value[which]), value);
  gtk_label_set_text (GTK_LABEL (self->note[which]), note == NULL ? "" : note);
  gtk_widget_set_visible (self->note[which], note != NULL && *note != '\0');
}

static void
show_ratio (SbPlanPanel *self, int which, const SbRatio *ratio, SbFormatStyle style, const char *note)
{
  SbFormatter *formatter = formatter_of (self);
  g_autofree char *value = sb_formatter_ratio (formatter, ratio, style);
  g_autofree char *reason = sb_formatter_reason (formatter, ratio->reason);

  show (self, which, value, reason != NULL ? reason : note);
}

static void
show_people (SbPlanPanel *self, const SbPlan *plan)
{
  SbFormatter *formatter = formatter_of (self);
  const SbReachBand *band = &plan->band;
  g_autofree char *expected = NULL, *value = NULL, *note = NULL;

  if (!sb_ratio_is_defined (&band->share))
    {
      show_ratio (self, EXPECTED, &band->share, SB_FORMAT_PERCENT, NULL);
      return;
    }
  expected = sb_formatter_number (formatter, band->share.value * (double) band->share.n, 1);
  value = g_strdup_printf (_("%s of %d people"), expected, (int) band->share.n);
  note = g_strdup_printf (_("most likely %d to %d"), band->n_lo, band->n_hi);
  show (self, EXPECTED, value, note);
}

/* The spread of the quotas before, over the same days. */
static SbRatio
opportunity_before (const SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  g_autofree double *capacity = g_new (double, book->n + 1);
  gsize n = 0;

  for (gsize i = 0; i < book->n; i++)
    {
      capacity[i] = book->members[i].current > 0 ? book->members[i].capacity : 0;
      n += capacity[i] > 0;
    }
  return n < 5 ? sb_ratio_undefined (SB_REASON_TOO_FEW) : sb_opportunity_cv (plan->current, capacity, NULL, book->n);
}

static void
show_fairness (SbPlanPanel *self, const SbPlan *plan)
{
  SbFormatter *formatter = formatter_of (self);
  SbRatio before = opportunity_before (plan);
  g_autofree char *was = sb_formatter_ratio (formatter, &before, SB_FORMAT_PERCENT);
  g_autofree char *note = sb_ratio_is_defined (&before) ? g_strdup_printf (_("before: %s"), was) : NULL;
  g_autofree char *points = NULL;

  show_ratio (self, OPPORTUNITY, &plan->opportunity, SB_FORMAT_PERCENT, note);
  if (!sb_ratio_is_defined (&plan->outcome))
    {
      show_ratio (self, OUTCOME, &plan->outcome, SB_FORMAT_PERCENT, NULL);
      return;
    }
  points = sb_formatter_points (formatter, plan->outcome.value);
  show (self, OUTCOME, points[0] == '+' ? points + 1 : points, _("between the highest and the lowest"));
}

static void
show_gap (SbPlanPanel *self, const SbPlan *plan)
{
  SbFormatter *formatter = formatter_of (self);
  const SbQuotaRemedies *ways = &plan->remedies;
  g_autofree char *gap = sb_formatter_money_short (formatter, plan->open_gap), *title = NULL;
  g_autofree char *target = NULL, *cap = NULL, *fte = NULL, *raise = NULL, *lower = NULL, *hire = NULL;

  gtk_widget_set_visible (self->gap, plan->open_gap > 0);
  if (plan->open_gap <= 0)
    return;
  title = g_strdup_printf (_("Ways out of %s"), gap);
  gtk_label_set_text (GTK_LABEL (self->gap_title), title);
  gtk_widget_set_visible (self->raise, plan->has_remedies);
  gtk_widget_set_visible (self->hire, plan->has_remedies && sb_ratio_is_defined (&ways->fte_missing));
  target = sb_formatter_money_short (formatter, plan->assigned - plan->open_gap);
  lower = g_strdup_printf (_("Lower the target to %s"), target);
  gtk_button_set_label (GTK_BUTTON (self->lower), lower);
  if (!plan->has_remedies)
    return;
  cap = sb_formatter_percent (formatter, ways->cap_factor * (double) plan->hand->cap_ppm / 1e6);
  raise = g_strdup_printf (_("Raise the cap to %s"), cap);
  gtk_button_set_label (GTK_BUTTON (self->raise), raise);
  if (!sb_ratio_is_defined (&ways->fte_missing))
    return;
  fte = sb_formatter_number (formatter, ways->fte_missing.value, 1);
  hire = g_strdup_printf (_("Or add %s full-time sellers."), fte);
  gtk_label_set_text (GTK_LABEL (self->hire), hire);
}

static void
changed_cb (SbPlanner *planner, SbPlanPanel *self)
{
  const SbPlan *plan = sb_planner_get_plan (planner);
  g_autofree char *draws = NULL, *count = NULL;

  gtk_widget_set_visible (self->box, plan != NULL);
  if (plan == NULL)
    return;
  count = sb_formatter_count (formatter_of (self), sb_simulation_n_draws (plan->book->forecast->simulation));
  draws = g_strdup_printf (_("share of %s draws"), count);
  show_ratio (self, TOGETHER, &plan->together, SB_FORMAT_PERCENT, draws);
  show_people (self, plan);
  show_ratio (self, ASK, &plan->ask_all, SB_FORMAT_TIMES, NULL);
  show_fairness (self, plan);
  show (self, REWARD, "—", _("No incentive plan is kept yet."));
  show_ratio (self, HEDGE, &plan->hedge, SB_FORMAT_PERCENT, NULL);
  show_gap (self, plan);
}

static void
raise_cb (GtkButton *button, SbPlanPanel *self)
{
  const SbPlan *plan = sb_planner_get_plan (self->planner);

  /* Rounded up, so that nothing is left over. */
  if (plan != NULL && plan->has_remedies)
    sb_planner_set_cap (self->planner,
                        (gint64) ceil (plan->remedies.cap_factor * (double) plan->hand->cap_ppm / 1000.0 + 1) * 1000);
}

static void
lower_cb (GtkButton *button, SbPlanPanel *self)
{
  const SbPlan *plan = sb_planner_get_plan (self->planner);
  gint64 carried;

  if (plan == NULL)
    return;
  carried = plan->assigned - plan->open_gap;
  if (plan->hand->over_ppm > 0)
    sb_mul_div (carried, 1000000, 1000000 + plan->hand->over_ppm, &carried);
  sb_planner_set_target (self->planner, carried);
}

static void
explain_cb (GtkButton *button, SbPlanPanel *self)
{
  const SbPlan *plan = sb_planner_get_plan (self->planner);
  g_autoptr (SbExplain) explain = NULL;

  if (plan == NULL)
    return;
  explain = g_object_get_data (G_OBJECT (button), "chance") != NULL
              ? sb_explain_ref (plan->book->forecast->explain)
              : sb_plan_explain (plan);
  sb_explain_popover_show (GTK_WIDGET (button), NULL, sb_planner_get_session (self->planner), explain);
}

static GtkWidget *
label_new (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_figure (SbPlanPanel *self, int which)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *button = NULL;

  self->value[which] = label_new ("", which == TOGETHER ? "title-1" : "heading");
  self->note[which] = label_new ("", "sb-caption");
  gtk_widget_add_css_class (self->value[which], "numeric");
  gtk_box_append (GTK_BOX (lines), label_new (_(titles[which]), "sb-caption"));
  gtk_box_append (GTK_BOX (lines), self->value[which]);
  gtk_box_append (GTK_BOX (lines), self->note[which]);
  if (which != TOGETHER && which != ASK)
    {
      gtk_box_append (GTK_BOX (self->box), lines);
      return;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), lines);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "plan-figure");
  gtk_widget_set_tooltip_text (button, _("Why this number?"));
  if (which == TOGETHER)
    g_object_set_data (G_OBJECT (button), "chance", GINT_TO_POINTER (1));
  g_signal_connect (button, "clicked", G_CALLBACK (explain_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
add_gap (SbPlanPanel *self)
{
  self->gap = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->gap, "plan-gap");
  self->gap_title = label_new ("", "heading");
  self->raise = gtk_button_new ();
  self->lower = gtk_button_new ();
  self->house = label_new (_("Or leave it open: it stays a line of its own and nobody's number."), "sb-caption");
  self->hire = label_new ("", "sb-caption");
  gtk_box_append (GTK_BOX (self->gap), self->gap_title);
  gtk_box_append (GTK_BOX (self->gap), self->raise);
  gtk_box_append (GTK_BOX (self->gap), self->lower);
  gtk_box_append (GTK_BOX (self->gap), self->hire);
  gtk_box_append (GTK_BOX (self->gap), self->house);
  g_signal_connect (self->raise, "clicked", G_CALLBACK (raise_cb), self);
  g_signal_connect (self->lower, "clicked", G_CALLBACK (lower_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->gap);
}

static void
sb_plan_panel_dispose (GObject *object)
{
  SbPlanPanel *self = SB_PLAN_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->planner);
  G_OBJECT_CLASS (sb_plan_panel_parent_class)->dispose (object);
}

static void
sb_plan_panel_class_init (SbPlanPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_plan_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_plan_panel_init (SbPlanPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_figure (self, TOGETHER);
  add_gap (self);
  for (int i = EXPECTED; i < N_FIGURES; i++)
    add_figure (self, i);
}

GtkWidget *
sb_plan_panel_new (SbPlanner *planner)
{
  SbPlanPanel *self = g_object_new (SB_TYPE_PLAN_PANEL, NULL);

  self->planner = g_object_ref (planner);
  g_signal_connect_object (planner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (planner, self);
  return GTK_WIDGET (self);
}
