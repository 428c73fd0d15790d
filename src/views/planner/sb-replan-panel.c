/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays re-planning out and says in words where the running period stands. Reads the facts only when it is looked at. */
#include "sb-config.h"

#include "views/planner/sb-replan-panel.h"

#include "views/planner/sb-replan-controls.h"
#include "views/planner/sb-replan-people.h"
#include "views/planner/sb-replan-policies.h"
#include "widgets/sb-answer.h"

#include <glib/gi18n-lib.h>

struct _SbReplanPanel
{
  GtkWidget    parent_instance;
  SbPlanner   *planner;
  SbReplanner *replanner;
  GtkWidget   *box, *title, *answer, *note, *content;
};

G_DEFINE_FINAL_TYPE (SbReplanPanel, sb_replan_panel, GTK_TYPE_WIDGET)

static SbFormatter *
formatter_of (SbReplanPanel *self)
{
  return sb_session_get_formatter (sb_planner_get_session (self->planner));
}

static void
add_gap (SbSentence *sentence, SbFormatter *formatter, const SbReplanTable *table)
{
  const SbReplanOutcome *rescue = &table->outcomes[SB_REPLAN_RESCUE];
  g_autofree char *gap = sb_formatter_money_short (formatter, rescue->replan->unassigned);
  g_autofree char *chance = sb_formatter_ratio (formatter, &rescue->together, SB_FORMAT_PERCENT);
  g_autofree char *target = sb_formatter_money_short (formatter, table->target);

  sb_sentence_add (sentence, _("The chance to reach {target} is {chance}."), "target", target, NULL, "chance", chance,
                   "chance", NULL);
  if (rescue->replan->unassigned > 0)
    sb_sentence_add (sentence, _("At this stretch {gap} stays open."), "gap", gap, "rest", NULL);
}

static void
show_answer (SbReplanPanel *self, const SbReplanTable *table)
{
  SbFormatter *formatter = formatter_of (self);
  SbSentence *sentence = sb_sentence_new ();
  g_autofree char *won = sb_formatter_money_short (formatter, table->won);
  g_autofree char *target = sb_formatter_money_short (formatter, table->target);
  g_autofree char *left = sb_formatter_money_short (formatter, MAX (table->target - table->won, 0));
  g_autofree char *times = table->rest_all > 0 ? sb_formatter_times (formatter, (double) (table->target - table->won)
                                                                                  / (double) table->rest_all)
                                               : NULL;
  g_autoptr (SbExplain) explain = sb_replan_table_explain (table);

  if (table->state == SB_REPLAN_STATE_MET)
    sb_sentence_add_strong (sentence, _("{won} of {target} is won: nothing is left to assign."), "won", won, "rest",
                            "target", target, NULL, NULL);
  else if (times != NULL)
    sb_sentence_add_strong (sentence,
                            _("{won} of {target} is won; {left} is still to be carried, {times} what is realistic for "
                              "the rest."),
                            "won", won, NULL, "target", target, NULL, "left", left, "rest", "times", times, "rest",
                            NULL);
  else
    sb_sentence_add_strong (sentence,
                            _("{won} of {target} is won; {left} is still to be carried, and nothing says who could."),
                            "won", won, NULL, "target", target, NULL, "left", left, "rest", NULL);
  if (table->state == SB_REPLAN_STATE_RUNNING)
    add_gap (sentence, formatter, table);
  sb_answer_set_sentence (SB_ANSWER (self->answer), sentence);
  sb_answer_set_explain (SB_ANSWER (self->answer), "rest", explain);
  sb_answer_set_explain (SB_ANSWER (self->answer), "chance", table->book->forecast->explain);
}

/* What stands in the place of the numbers; NULL when they are there. */
static char *
note_of (SbReplanPanel *self, const SbReplanTable *table)
{
  const GError *error = sb_replanner_get_error (self->replanner);
  g_autofree char *period = table == NULL ? NULL
                                          : sb_formatter_period (formatter_of (self), table->book->query.period);

  if (error != NULL)
    return g_strdup (error->message);
  if (table == NULL)
    return g_strdup (sb_replanner_is_loading (self->replanner)
                       ? _("Reading the figures of the running period…")
                       : _("Nobody sells in the running period: bring in deals with their owners, or add members."));
  switch (table->state)
    {
    case SB_REPLAN_STATE_NO_GOALS:
      return g_strdup_printf (_("Nobody has a goal for %s yet. Adopt a plan first; its rest can then be planned again "
                                "here."),
                              period);
    case SB_REPLAN_STATE_EARLY:
      return g_strdup_printf (_("%s has not started: change its plan instead."), period);
    case SB_REPLAN_STATE_OVER:
      return g_strdup_printf (_("%s ends today: nothing of it is left to plan."), period);
    case SB_REPLAN_STATE_RUNNING:
    case SB_REPLAN_STATE_MET:
    default:
      return NULL;
    }
}

static void
show_title (SbReplanPanel *self, const SbReplanTable *table)
{
  SbFormatter *formatter = formatter_of (self);
  g_autofree char *period = NULL, *day = NULL, *text = NULL;

  gtk_widget_set_visible (self->title, table != NULL);
  if (table == NULL)
    return;
  period = sb_formatter_period (formatter, table->book->query.period);
  day = sb_formatter_date (formatter, table->book->query.as_of);
  text = g_strdup_printf (_("%1$s, as of %2$s"), period, day);
  gtk_label_set_text (GTK_LABEL (self->title), text);
}

static void
changed_cb (SbReplanner *replanner, SbReplanPanel *self)
{
  const SbReplanTable *table = sb_replanner_get_table (replanner);
  g_autofree char *note = note_of (self, table);

  show_title (self, table);
  gtk_label_set_text (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
  gtk_widget_set_visible (self->answer, note == NULL);
  gtk_widget_set_visible (self->content, note == NULL && table->state == SB_REPLAN_STATE_RUNNING);
  if (note == NULL)
    show_answer (self, table);
}

static void
planner_cb (SbPlanner *planner, SbReplanPanel *self)
{
  sb_replanner_prefer (self->replanner, sb_planner_get_period (planner));
}

static void
map (GtkWidget *widget)
{
  SbReplanPanel *self = SB_REPLAN_PANEL (widget);

  GTK_WIDGET_CLASS (sb_replan_panel_parent_class)->map (widget);
  sb_replanner_ensure (self->replanner);
  changed_cb (self->replanner, self);
}

gboolean
sb_replan_panel_explain_first (SbReplanPanel *self)
{
  g_return_val_if_fail (SB_IS_REPLAN_PANEL (self), FALSE);

  return gtk_widget_get_visible (self->answer) && sb_answer_explain_first (SB_ANSWER (self->answer));
}

static void
sb_replan_panel_dispose (GObject *object)
{
  SbReplanPanel *self = SB_REPLAN_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->replanner);
  g_clear_object (&self->planner);
  G_OBJECT_CLASS (sb_replan_panel_parent_class)->dispose (object);
}

static void
sb_replan_panel_class_init (SbReplanPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_replan_panel_dispose;
  GTK_WIDGET_CLASS (klass)->map = map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_replan_panel_init (SbReplanPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_widget_add_css_class (self->box, "plan-replan");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
label_new (const char *class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
sb_replan_panel_new (SbPlanner *planner)
{
  SbReplanPanel *self = g_object_new (SB_TYPE_REPLAN_PANEL, NULL);
  SbSession *session = sb_planner_get_session (planner);

  self->planner = g_object_ref (planner);
  self->replanner = sb_replanner_new (session);
  sb_replanner_prefer (self->replanner, sb_planner_get_period (planner));
  self->title = label_new ("sb-caption");
  self->note = label_new (NULL);
  self->answer = sb_answer_new (session);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->answer);
  gtk_box_append (GTK_BOX (self->box), self->note);
  gtk_box_append (GTK_BOX (self->box), self->content);
  gtk_box_append (GTK_BOX (self->content), sb_replan_controls_new (self->replanner));
  gtk_box_append (GTK_BOX (self->content), sb_replan_policies_new (self->replanner));
  gtk_box_append (GTK_BOX (self->content), sb_replan_people_new (self->replanner));
  g_signal_connect_object (self->replanner, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (planner, "changed", G_CALLBACK (planner_cb), self, 0);
  changed_cb (self->replanner, self);
  return GTK_WIDGET (self);
}
