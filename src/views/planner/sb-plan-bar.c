/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tabs of the planner's scenarios with what can be done to the open one. */
#include "sb-config.h"

#include "views/planner/sb-plan-bar.h"

#include "widgets/sb-columns.h"
#include "widgets/sb-confirm.h"

#include <glib/gi18n-lib.h>

#define N_PERIODS 8
#define NARROW 620 /* below it what can be done stands in a line of its own */

struct _SbPlanBar
{
  GtkWidget  parent_instance;
  SbPlanner *planner;
  GtkWidget *columns, *box, *tabs, *period, *undo, *redo, *keep, *adopt, *remove;
  SbPeriod   periods[N_PERIODS];
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (SbPlanBar, sb_plan_bar, GTK_TYPE_WIDGET)

static SbSession *
session_of (SbPlanBar *self)
{
  return sb_planner_get_session (self->planner);
}

static void
tab_cb (GtkToggleButton *tab, SbPlanBar *self)
{
  if (!self->updating && gtk_toggle_button_get_active (tab))
    sb_planner_open (self->planner, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tab), "at")));
}

static void
add_tab (SbPlanBar *self, guint at, GtkToggleButton **first)
{
  const SbPlannerScenario *scenario = sb_planner_scenario (self->planner, at);
  GtkWidget *tab = gtk_toggle_button_new (), *label = gtk_label_new (NULL);
  g_autofree char *name = scenario->adopted   ? g_strdup_printf (_("%s · adopted"), scenario->name)
                          : scenario->edited ? g_strdup_printf ("%s •", scenario->name)
                                             : g_strdup (scenario->name);

  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_button_set_child (GTK_BUTTON (tab), label);
  gtk_widget_set_tooltip_text (tab, scenario->edited && scenario->record_id != 0 ? _("Changed since it was kept")
                                    : scenario->record_id == 0                  ? _("Only on the table so far")
                                                                                : _("Kept"));
  g_object_set_data (G_OBJECT (tab), "at", GUINT_TO_POINTER (at));
  if (*first == NULL)
    *first = GTK_TOGGLE_BUTTON (tab);
  else
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), *first);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), at == sb_planner_get_open (self->planner));
  g_signal_connect (tab, "toggled", G_CALLBACK (tab_cb), self);
  gtk_box_append (GTK_BOX (self->tabs), tab);
}

/* What the tabs say, to leave them alone while a slider moves. */
static char *
state_of (SbPlanBar *self)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < sb_planner_n_scenarios (self->planner); i++)
    {
      const SbPlannerScenario *scenario = sb_planner_scenario (self->planner, i);

      g_string_append_printf (state, "%s\n%d%d%d\n", scenario->name, scenario->record_id != 0, scenario->edited,
                              scenario->adopted);
    }
  g_string_append_printf (state, "%u", sb_planner_get_open (self->planner));
  return g_string_free (state, FALSE);
}

static void
show_tabs (SbPlanBar *self)
{
  g_autofree char *state = state_of (self);
  GtkToggleButton *first = NULL;
  GtkWidget *child;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (self->tabs), "state"), state) == 0)
    return;
  g_object_set_data_full (G_OBJECT (self->tabs), "state", g_strdup (state), g_free);
  self->updating = TRUE;
  while ((child = gtk_widget_get_first_child (self->tabs)) != NULL)
    gtk_box_remove (GTK_BOX (self->tabs), child);
  for (guint i = 0; i < sb_planner_n_scenarios (self->planner); i++)
    add_tab (self, i, &first);
  self->updating = FALSE;
}

static void
changed_cb (SbPlanner *planner, SbPlanBar *self)
{
  gboolean there = sb_planner_get_plan (planner) != NULL;

  show_tabs (self);
  gtk_widget_set_sensitive (self->undo, sb_planner_can_undo (planner));
  gtk_widget_set_sensitive (self->redo, sb_planner_can_redo (planner));
  gtk_widget_set_sensitive (self->keep, there);
  gtk_widget_set_sensitive (self->adopt, there);
  gtk_widget_set_sensitive (self->remove, sb_planner_n_scenarios (planner) > 1);
}

static void
undo_cb (GtkButton *button, SbPlanBar *self)
{
  sb_planner_undo (self->planner);
}

static void
redo_cb (GtkButton *button, SbPlanBar *self)
{
  sb_planner_redo (self->planner);
}

static void
duplicate_cb (GtkButton *button, SbPlanBar *self)
{
  sb_planner_duplicate (self->planner, NULL);
}

static void
remove_cb (GtkButton *button, SbPlanBar *self)
{
  g_autoptr (GError) error = NULL;

  if (!sb_planner_remove (self->planner, sb_planner_get_open (self->planner), &error))
    sb_show_error (GTK_WIDGET (self), _("The scenario stays"), error);
}

static void
keep_cb (GtkButton *button, SbPlanBar *self)
{
  g_autoptr (GError) error = NULL;

  if (!sb_planner_keep (self->planner, &error))
    sb_show_error (GTK_WIDGET (self), _("The scenario was not kept"), error);
}

static void
named_cb (const char *name, gpointer data)
{
  SbPlanBar *self = data;

  sb_planner_rename (self->planner, sb_planner_get_open (self->planner), name);
}

static void
rename_cb (GtkButton *button, SbPlanBar *self)
{
  SbNoteRequest request = { _("Name of the scenario"), NULL, _("_Rename"), named_cb, g_object_ref (self),
                            g_object_unref };

  sb_ask_note_full (GTK_WIDGET (self), &request);
}

static void
reason_cb (const char *reason, gpointer data)
{
  SbPlanBar *self = data;
  g_autoptr (GError) error = NULL;

  if (!sb_planner_adopt (self->planner, reason, &error))
    sb_show_error (GTK_WIDGET (self), _("The plan was not adopted"), error);
}

void
sb_plan_bar_adopt (SbPlanBar *self)
{
  const SbPlan *plan = sb_planner_get_plan (self->planner);
  g_autofree char *heading = NULL, *body = NULL, *period = NULL;
  SbNoteRequest request = { .verb = _("_Adopt"), .noted = reason_cb, .free_data = g_object_unref };
  gsize n;

  if (plan == NULL)
    return;
  n = plan->book->n + plan->book->n_nodes;
  period = sb_formatter_period (sb_session_get_formatter (session_of (self)), plan->book->query.period);
  heading = g_strdup_printf (_("Adopt “%s”"),
                             sb_planner_scenario (self->planner, sb_planner_get_open (self->planner))->name);
  body = g_strdup_printf (ngettext ("%u goal for %s with its months follows this scenario, as one step that can be "
                                    "undone. Why this plan?",
                                    "%u goals for %s with their months follow this scenario, as one step that can be "
                                    "undone. Why this plan?",
                                    (gulong) n),
                          (guint) n, period);
  request.heading = heading;
  request.body = body;
  request.user_data = g_object_ref (self);
  sb_ask_note_full (GTK_WIDGET (self), &request);
}

static void
adopt_cb (GtkButton *button, SbPlanBar *self)
{
  sb_plan_bar_adopt (self);
}

static void
period_cb (GtkDropDown *drop, GParamSpec *pspec, SbPlanBar *self)
{
  guint at = gtk_drop_down_get_selected (drop);

  if (at < N_PERIODS)
    sb_planner_set_period (self->planner, self->periods[at]);
}

/* The next year first; then what remains of this one, and the quarters to come. */
static void
fill_periods (SbPlanBar *self)
{
  SbSession *session = session_of (self);
  SbFiscal fiscal = sb_session_get_fiscal (session);
  SbDate as_of = sb_session_get_as_of (session);
  const char *words[N_PERIODS + 1] = { NULL };
  SbPeriod quarter = sb_period_containing (SB_PERIOD_QUARTER, as_of, fiscal);
  GtkStringList *list;

  self->periods[0] = sb_planner_get_period (self->planner);
  self->periods[1] = sb_period_containing (SB_PERIOD_YEAR, as_of, fiscal);
  self->periods[2] = sb_period_shift (sb_period_containing (SB_PERIOD_HALF, as_of, fiscal), 1, fiscal);
  for (int i = 3; i < N_PERIODS; i++)
    self->periods[i] = sb_period_shift (quarter, i - 3, fiscal);
  for (int i = 0; i < N_PERIODS; i++)
    words[i] = sb_formatter_period (sb_session_get_formatter (session), self->periods[i]);
  list = gtk_string_list_new (words);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->period), G_LIST_MODEL (list));
  g_object_unref (list);
  for (int i = 0; i < N_PERIODS; i++)
    g_free ((char *) words[i]);
}

static GtkWidget *
add_button (SbPlanBar *self, const char *icon, const char *label, const char *tip, GCallback callback)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_mnemonic (label);

  if (tip != NULL)
    {
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
    }
  if (icon != NULL)
    gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
sb_plan_bar_dispose (GObject *object)
{
  SbPlanBar *self = SB_PLAN_BAR (object);

  g_clear_pointer (&self->columns, gtk_widget_unparent);
  g_clear_object (&self->planner);
  G_OBJECT_CLASS (sb_plan_bar_parent_class)->dispose (object);
}

static void
sb_plan_bar_class_init (SbPlanBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_plan_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_plan_bar_init (SbPlanBar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_halign (self->box, GTK_ALIGN_END);
  self->columns = sb_columns_new (first, self->box, 0.62, NARROW);
  gtk_widget_add_css_class (self->columns, "plan-bar");
  gtk_widget_set_parent (self->columns, GTK_WIDGET (self));
  self->period = gtk_drop_down_new (NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->period), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Planned period"),
                                  -1);
  gtk_widget_set_tooltip_text (self->period, _("Planned period"));
  gtk_box_append (GTK_BOX (first), self->period);
  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->tabs, "linked");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->tabs);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (first), scroller);
  add_button (self, "list-add-symbolic", NULL, _("Another scenario like this one"), G_CALLBACK (duplicate_cb));
  add_button (self, "document-edit-symbolic", NULL, _("Rename"), G_CALLBACK (rename_cb));
  self->remove = add_button (self, "user-trash-symbolic", NULL, _("Take off the table"), G_CALLBACK (remove_cb));
  self->undo = add_button (self, "edit-undo-symbolic", NULL, _("Take the last move back"), G_CALLBACK (undo_cb));
  self->redo = add_button (self, "edit-redo-symbolic", NULL, _("Move again"), G_CALLBACK (redo_cb));
  self->keep = add_button (self, NULL, _("_Keep"), NULL, G_CALLBACK (keep_cb));
  self->adopt = add_button (self, NULL, _("_Adopt…"), NULL, G_CALLBACK (adopt_cb));
  gtk_widget_add_css_class (self->adopt, "suggested-action");
}

GtkWidget *
sb_plan_bar_new (SbPlanner *planner)
{
  SbPlanBar *self = g_object_new (SB_TYPE_PLAN_BAR, NULL);

  self->planner = g_object_ref (planner);
  fill_periods (self);
  g_signal_connect (self->period, "notify::selected", G_CALLBACK (period_cb), self);
  g_signal_connect_object (planner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (planner, self);
  return GTK_WIDGET (self);
}
