/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card for each policy; labels are made once and written into. */
#include "sb-config.h"

#include "views/planner/sb-replan-policies.h"

#include "widgets/sb-confirm.h"

#include <glib/gi18n-lib.h>

enum { TARGET, ASK, SCALE, PEOPLE, TOGETHER, GAP, N_FIGURES };

struct _SbReplanPolicies
{
  GtkWidget    parent_instance;
  SbReplanner *replanner;
  GtkWidget   *box;
  GtkWidget   *value[SB_N_REPLAN_POLICIES][N_FIGURES], *band[SB_N_REPLAN_POLICIES], *adopt[SB_N_REPLAN_POLICIES];
  GtkWidget   *note[SB_N_REPLAN_POLICIES];
};

/* What a dialog answers to. */
typedef struct {
  SbReplanPolicies *self;
  SbReplanPolicy    policy;
} Asked;

G_DEFINE_FINAL_TYPE (SbReplanPolicies, sb_replan_policies, GTK_TYPE_WIDGET)

static const char *const notes[SB_N_REPLAN_POLICIES] = {
  N_("Everybody keeps the own gap; the goals stay."),
  N_("The gap goes to those who can still bring it."),
  N_("The target goes down to what is as likely as not."),
};

static const char *const titles[N_FIGURES] = {
  N_("Target"), N_("Asked, against what is realistic"), N_("Carried by everybody not at a limit"),
  N_("Expected to bring the rest"), N_("Chance of the team"), N_("Nobody carries"),
};

static SbFormatter *
formatter_of (SbReplanPolicies *self)
{
  return sb_session_get_formatter (sb_replanner_get_session (self->replanner));
}

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->self);
  g_free (asked);
}

static void
reason_cb (const char *reason, gpointer data)
{
  Asked *asked = data;
  g_autoptr (GError) error = NULL;

  if (!sb_replanner_adopt (asked->self->replanner, asked->policy, reason, &error))
    sb_show_error (GTK_WIDGET (asked->self), _("The goals stay as they are"), error);
}

static void
adopt_cb (GtkButton *button, SbReplanPolicies *self)
{
  const SbReplanTable *table = sb_replanner_get_table (self->replanner);
  SbReplanPolicy policy = (SbReplanPolicy) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "policy"));
  g_autofree char *heading = NULL, *body = NULL, *period = NULL, *month = NULL;
  SbNoteRequest request = { .verb = _("_Adopt"), .noted = reason_cb, .free_data = free_asked };
  Asked *asked;

  if (table == NULL || !sb_replanner_can_adopt (self->replanner, policy))
    return;
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->policy = policy;
  period = sb_formatter_period (formatter_of (self), table->book->query.period);
  month = sb_formatter_period (formatter_of (self), table->book->months[table->first]);
  heading = g_strdup_printf (_("Adopt “%s”"), sb_replan_policy_label (policy));
  body = g_strdup_printf (_("The goals for %1$s and their months from %2$s on follow, as one step that can be undone; "
                            "months that are over keep their numbers, as far as the new quotas hold them. Why this "
                            "plan?"),
                          period, month);
  request.heading = heading;
  request.body = body;
  request.user_data = asked;
  sb_ask_note_full (GTK_WIDGET (self), &request);
}

static void
show (SbReplanPolicies *self, int policy, int which, char *text)
{
  gtk_label_set_text (GTK_LABEL (self->value[policy][which]), text);
  g_free (text);
}

static void
show_people (SbReplanPolicies *self, int policy, const SbReachBand *band)
{
  SbFormatter *formatter = formatter_of (self);
  g_autofree char *note = NULL, *expected = NULL;

  if (sb_ratio_is_defined (&band->share))
    {
      expected = sb_formatter_number (formatter, band->share.value * (double) band->share.n, 1);
      show (self, policy, PEOPLE, g_strdup_printf (_("%s of %d people"), expected, (int) band->share.n));
      note = g_strdup_printf (_("most likely %d to %d"), band->n_lo, band->n_hi);
    }
  else
    show (self, policy, PEOPLE, g_strdup ("—"));
  gtk_label_set_text (GTK_LABEL (self->band[policy]), note != NULL ? note : "");
}

static void
show_policy (SbReplanPolicies *self, const SbReplanTable *table, int policy)
{
  SbFormatter *formatter = formatter_of (self);
  const SbReplanOutcome *outcome = &table->outcomes[policy];
  const SbReplan *replan = outcome->replan;
  gboolean has_t = policy != SB_REPLAN_KEEP && replan->status == SB_REPLAN_OK;
  gboolean can_adopt = sb_replanner_can_adopt (self->replanner, (SbReplanPolicy) policy);

  if (policy == SB_REPLAN_RESET)
    gtk_label_set_text (GTK_LABEL (self->note[policy]),
                        outcome->target < table->target ? _(notes[policy])
                                                        : _("The target is as likely as not already: it stays."));
  show (self, policy, TARGET, sb_formatter_money_short (formatter, outcome->target));
  show (self, policy, ASK, sb_formatter_ratio (formatter, &outcome->ask, SB_FORMAT_TIMES));
  show (self, policy, SCALE, has_t ? sb_formatter_times (formatter, replan->t) : g_strdup ("—"));
  show_people (self, policy, &outcome->reach);
  show (self, policy, TOGETHER, sb_formatter_ratio (formatter, &outcome->together, SB_FORMAT_PERCENT));
  show (self, policy, GAP, replan->unassigned > 0 ? sb_formatter_money_short (formatter, replan->unassigned)
                                                  : g_strdup ("–"));
  (replan->unassigned > 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->value[policy][GAP],
                                                                                   "warning");
  gtk_widget_set_sensitive (self->adopt[policy], can_adopt);
  gtk_widget_set_tooltip_text (self->adopt[policy], can_adopt ? NULL : _("The goals already say this."));
}

static void
changed_cb (SbReplanner *replanner, SbReplanPolicies *self)
{
  const SbReplanTable *table = sb_replanner_get_table (replanner);

  if (table != NULL && table->state <= SB_REPLAN_STATE_MET)
    for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
      show_policy (self, table, k);
}

static GtkWidget *
label_new (const char *text, const char *class, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), xalign < 1);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_figure (SbReplanPolicies *self, GtkWidget *grid, int policy, int which, int line)
{
  GtkWidget *title = label_new (_(titles[which]), "sb-caption", 0);

  self->value[policy][which] = label_new ("", "heading", 1);
  gtk_widget_add_css_class (self->value[policy][which], "numeric");
  gtk_label_set_max_width_chars (GTK_LABEL (title), 18);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (self->value[policy][which], GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (title, GTK_ALIGN_BASELINE);
  gtk_grid_attach (GTK_GRID (grid), title, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->value[policy][which], 1, line, 1, 1);
}

static GtkWidget *
card_new (SbReplanPolicies *self, int policy)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *grid = gtk_grid_new (), *button;
  g_autofree char *tell = g_strdup_printf (_("Adopt “%s”"), sb_replan_policy_label ((SbReplanPolicy) policy));
  int line = 0;

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "plan-policy");
  gtk_box_append (GTK_BOX (card), label_new (sb_replan_policy_label ((SbReplanPolicy) policy), "heading", 0));
  self->note[policy] = label_new (_(notes[policy]), "sb-caption", 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note[policy]), 24);
  gtk_box_append (GTK_BOX (card), self->note[policy]);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_vexpand (grid, TRUE);
  for (int which = 0; which < N_FIGURES; which++)
    {
      add_figure (self, grid, policy, which, line++);
      if (which != PEOPLE)
        continue;
      self->band[policy] = label_new ("", "sb-caption", 1);
      gtk_label_set_ellipsize (GTK_LABEL (self->band[policy]), PANGO_ELLIPSIZE_END);
      gtk_grid_attach (GTK_GRID (grid), self->band[policy], 0, line++, 2, 1);
    }
  gtk_box_append (GTK_BOX (card), grid);
  button = self->adopt[policy] = gtk_button_new_with_mnemonic (_("_Adopt…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tell, -1);
  g_object_set_data (G_OBJECT (button), "policy", GUINT_TO_POINTER ((guint) policy));
  g_signal_connect (button, "clicked", G_CALLBACK (adopt_cb), self);
  gtk_box_append (GTK_BOX (card), button);
  return card;
}

static void
sb_replan_policies_dispose (GObject *object)
{
  SbReplanPolicies *self = SB_REPLAN_POLICIES (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->replanner);
  G_OBJECT_CLASS (sb_replan_policies_parent_class)->dispose (object);
}

static void
sb_replan_policies_class_init (SbReplanPoliciesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_replan_policies_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_replan_policies_init (SbReplanPolicies *self)
{
  self->box = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->box), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->box), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->box), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->box), SB_N_REPLAN_POLICIES);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->box), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->box), 12);
  gtk_widget_add_css_class (self->box, "plan-policies");
  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (self->box), card_new (self, k));
      gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->box), k)), FALSE);
    }
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
sb_replan_policies_new (SbReplanner *replanner)
{
  SbReplanPolicies *self = g_object_new (SB_TYPE_REPLAN_POLICIES, NULL);

  self->replanner = g_object_ref (replanner);
  g_signal_connect_object (replanner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (replanner, self);
  return GTK_WIDGET (self);
}
