/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sliders and choices of a scenario. Values go to the planner at the next frame, so that however fast the pointer
 * moves the plan is computed once a frame; what the planner says comes back into the sliders. */
#include "sb-config.h"

#include "views/planner/sb-plan-controls.h"

#include "core/sb-money.h"
#include "model/sb-parse.h"

#include <math.h>

#include <glib/gi18n-lib.h>

enum { TARGET, ACHIEVABLE, FAIR, STABLE, FLOOR, CAP, OVER, N_SLIDERS };

struct _SbPlanControls
{
  GtkWidget  parent_instance;
  SbPlanner *planner;
  GtkWidget *box, *entry, *hint, *method, *step;
  GtkWidget *scale[N_SLIDERS], *value[N_SLIDERS];
  guint8     moved[N_SLIDERS];
  guint      tick;
  gboolean   updating;
  SbPlanBook *marked; /* the book the target's marks belong to; not owned, compared only */
};

G_DEFINE_FINAL_TYPE (SbPlanControls, sb_plan_controls, GTK_TYPE_WIDGET)

static const struct { const char *label, *tip; double from, to, step; } sliders[N_SLIDERS] = {
  { NULL, NULL, 0, 1000, 1 },
  { N_("Achievable"), N_("How much each member's own expectation counts"), 0, 10, 1 },
  { N_("Fair"), N_("How much the share of productive days counts"), 0, 10, 1 },
  { N_("Stable"), N_("How much the quota before counts"), 0, 10, 1 },
  { N_("At least, of the quota before"), N_("The floor of every member who is not locked"), 0, 100, 5 },
  { N_("At most, of the quota before"), N_("The stretch cap of every member who is not locked"), 100, 250, 5 },
  { N_("Over-assignment"), N_("How much more than the target the quotas add up to"), 0, 30, 1 },
};

static const SbPlanMethod methods[] = { SB_PLAN_BLEND, SB_PLAN_EQUAL_CHANCE, SB_PLAN_EQUAL, SB_PLAN_HISTORY,
                                        SB_PLAN_CAPACITY, SB_PLAN_PIPELINE };

static SbFormatter *
formatter_of (SbPlanControls *self)
{
  return sb_session_get_formatter (sb_planner_get_session (self->planner));
}

/* The target slider runs from half to double of what the quotas were, or of what is realistic. */
static double
target_span (SbPlanControls *self)
{
  SbPlanBook *book = sb_planner_get_book (self->planner);
  gint64 base = book == NULL ? 0 : MAX (sb_plan_book_usual (book), sb_plan_book_expected (book));

  return base > 0 ? 2.0 * (double) base : 1e9;
}

static gint64
target_at (SbPlanControls *self, double value)
{
  const SbPlan *plan = sb_planner_get_plan (self->planner);
  double minor = target_span (self) * value / 1000.0;
  double step = plan != NULL && plan->hand->step > 1 ? (double) plan->hand->step : 1;

  return (gint64) (floor (minor / step + 0.5) * step);
}

static double
percent_of (SbPlanControls *self, int which)
{
  return gtk_range_get_value (GTK_RANGE (self->scale[which]));
}

static void
apply_weights (SbPlanControls *self)
{
  double achievable = percent_of (self, ACHIEVABLE), fair = percent_of (self, FAIR), stable = percent_of (self, STABLE);

  if (achievable + fair + stable <= 0)
    return;
  sb_planner_set_weights (self->planner, (gint64) (achievable * 100000), (gint64) (fair * 100000),
                          (gint64) (stable * 100000));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SbPlanControls *self = SB_PLAN_CONTROLS (widget);
  guint8 moved[N_SLIDERS];

  self->tick = 0;
  memcpy (moved, self->moved, sizeof moved);
  memset (self->moved, 0, sizeof self->moved);
  if (moved[TARGET])
    sb_planner_set_target (self->planner, target_at (self, percent_of (self, TARGET)));
  if (moved[ACHIEVABLE] || moved[FAIR] || moved[STABLE])
    apply_weights (self);
  if (moved[FLOOR])
    sb_planner_set_floor (self->planner, (gint64) (percent_of (self, FLOOR) * 10000));
  if (moved[CAP])
    sb_planner_set_cap (self->planner, (gint64) (percent_of (self, CAP) * 10000));
  if (moved[OVER])
    sb_planner_set_over (self->planner, (gint64) (percent_of (self, OVER) * 10000));
  return G_SOURCE_REMOVE;
}

static void
moved_cb (GtkRange *range, SbPlanControls *self)
{
  if (self->updating)
    return;
  for (int i = 0; i < N_SLIDERS; i++)
    if (self->scale[i] == GTK_WIDGET (range))
      self->moved[i] = TRUE;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
typed_cb (GtkEntry *entry, SbPlanControls *self)
{
  g_autoptr (GError) error = NULL;
  SbPlanBook *book = sb_planner_get_book (self->planner);
  gint64 minor;

  if (book == NULL)
    return;
  if (sb_parse_money (gtk_editable_get_text (GTK_EDITABLE (entry)), sb_formatter_get_decimal (formatter_of (self)),
                      book->facts->exponent, &minor, &error))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      gtk_label_set_text (GTK_LABEL (self->hint), "");
      gtk_widget_set_visible (self->hint, FALSE);
      sb_planner_set_target (self->planner, MAX (minor, 0));
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_label_set_text (GTK_LABEL (self->hint), error->message);
  gtk_widget_set_visible (self->hint, TRUE);
}

static void
method_cb (GtkDropDown *drop, GParamSpec *pspec, SbPlanControls *self)
{
  guint at = gtk_drop_down_get_selected (drop);

  if (!self->updating && at < G_N_ELEMENTS (methods))
    sb_planner_set_method (self->planner, methods[at]);
}

/* 1, 100, 1,000, 10,000 units of the currency; the first is the minor unit. */
static gint64
step_at (SbPlanControls *self, guint at)
{
  static const gint64 units[] = { 0, 100, 1000, 10000 };
  SbPlanBook *book = sb_planner_get_book (self->planner);
  gint64 step = units[MIN (at, 3)];

  for (int i = 0; book != NULL && i < book->facts->exponent; i++)
    step *= 10;
  return MAX (step, 1);
}

static void
step_cb (GtkDropDown *drop, GParamSpec *pspec, SbPlanControls *self)
{
  if (!self->updating)
    sb_planner_set_step (self->planner, step_at (self, gtk_drop_down_get_selected (drop)));
}

static void
set_value (SbPlanControls *self, int which, double value, const char *text)
{
  gtk_range_set_value (GTK_RANGE (self->scale[which]), value);
  if (self->value[which] != NULL)
    gtk_label_set_text (GTK_LABEL (self->value[which]), text);
}

static void
show_percent (SbPlanControls *self, int which, gint64 ppm)
{
  g_autofree char *text = sb_formatter_percent (formatter_of (self), (double) ppm / 1e6);

  set_value (self, which, (double) ppm / 1e4, text);
}

static void
show_weight (SbPlanControls *self, int which, gint64 ppm)
{
  g_autofree char *text = sb_formatter_number (formatter_of (self), (double) ppm / 1e5, 0);

  set_value (self, which, (double) ppm / 1e5, text);
}

static void
show_marks (SbPlanControls *self)
{
  SbPlanBook *book = sb_planner_get_book (self->planner);
  double span = target_span (self);
  gint64 current, expected;

  if (book == self->marked || book == NULL)
    return;
  self->marked = book;
  current = sb_plan_book_current (book);
  expected = sb_plan_book_expected (book);
  gtk_scale_clear_marks (GTK_SCALE (self->scale[TARGET]));
  if (current > 0)
    gtk_scale_add_mark (GTK_SCALE (self->scale[TARGET]), 1000.0 * (double) current / span, GTK_POS_BOTTOM, _("before"));
  if (expected > 0)
    gtk_scale_add_mark (GTK_SCALE (self->scale[TARGET]), 1000.0 * (double) expected / span, GTK_POS_TOP,
                        _("realistic"));
}

static void
show_target (SbPlanControls *self, const SbPlan *plan)
{
  SbFormatter *formatter = formatter_of (self);
  gboolean masked = sb_formatter_get_privacy (formatter) > SB_PRIVACY_ALL;
  g_autofree char *shown = masked ? sb_formatter_money_short (formatter, plan->hand->target)
                                  : sb_formatter_money (formatter, plan->hand->target, NULL);

  set_value (self, TARGET, 1000.0 * (double) plan->hand->target / target_span (self), NULL);
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  gtk_widget_set_sensitive (self->entry, !masked);
}

static void
changed_cb (SbPlanner *planner, SbPlanControls *self)
{
  const SbPlan *plan = sb_planner_get_plan (planner);
  const SbPlanHand *hand;

  gtk_widget_set_sensitive (self->box, plan != NULL);
  if (plan == NULL)
    return;
  hand = plan->hand;
  self->updating = TRUE;
  show_marks (self);
  show_target (self, plan);
  show_weight (self, ACHIEVABLE, hand->alpha);
  show_weight (self, FAIR, hand->beta);
  show_weight (self, STABLE, hand->gamma);
  show_percent (self, FLOOR, hand->floor_ppm);
  show_percent (self, CAP, hand->cap_ppm);
  show_percent (self, OVER, hand->over_ppm);
  for (int i = ACHIEVABLE; i <= STABLE; i++)
    gtk_widget_set_sensitive (self->scale[i], hand->method <= SB_PLAN_EQUAL_CHANCE);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (methods[i] == hand->method)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->method), i);
  for (guint i = 0; i < 4; i++)
    if (step_at (self, i) == MAX (hand->step, 1))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->step), i);
  self->updating = FALSE;
}

static GtkWidget *
caption_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_slider (SbPlanControls *self, int which)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *label = sliders[which].label == NULL ? _("Target") : _(sliders[which].label);

  self->scale[which] = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, sliders[which].from, sliders[which].to,
                                                 sliders[which].step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale[which]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (sliders[which].tip != NULL)
    {
      self->value[which] = gtk_label_new ("");
      gtk_widget_add_css_class (self->value[which], "numeric");
      gtk_widget_add_css_class (self->value[which], "heading");
      gtk_box_append (GTK_BOX (line), caption_new (label));
      gtk_box_append (GTK_BOX (line), self->value[which]);
      gtk_widget_set_tooltip_text (self->scale[which], _(sliders[which].tip));
      gtk_box_append (GTK_BOX (self->box), line);
    }
  else
    g_object_unref (g_object_ref_sink (line));
  g_signal_connect (self->scale[which], "value-changed", G_CALLBACK (moved_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->scale[which]);
}

static void
add_target (SbPlanControls *self)
{
  GtkWidget *title = caption_new (_("Target"));

  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (self->box), title);
  self->entry = gtk_entry_new ();
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Target"), -1);
  g_signal_connect (self->entry, "activate", G_CALLBACK (typed_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  self->hint = caption_new ("");
  gtk_widget_add_css_class (self->hint, "error");
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->hint);
  add_slider (self, TARGET);
}

static GtkWidget *
add_choice (SbPlanControls *self, const char *label, const char *const *words, GCallback callback)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (words);

  gtk_box_append (GTK_BOX (self->box), caption_new (label));
  gtk_box_append (GTK_BOX (self->box), drop);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (drop, "notify::selected", callback, self);
  return drop;
}

static void
sb_plan_controls_dispose (GObject *object)
{
  SbPlanControls *self = SB_PLAN_CONTROLS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->planner);
  G_OBJECT_CLASS (sb_plan_controls_parent_class)->dispose (object);
}

static void
sb_plan_controls_class_init (SbPlanControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_plan_controls_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_plan_controls_init (SbPlanControls *self)
{
  const char *words[] = { _("Blend of all three"), _("Equal chance"), _("Equal quotas"), _("Last year's share"),
                          _("Productive days"), _("Weighted pipeline"), NULL };
  const char *steps[] = { _("Exact"), "100", "1,000", "10,000", NULL };

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "plan-controls");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_target (self);
  self->method = add_choice (self, _("Spread by"), words, G_CALLBACK (method_cb));
  for (int i = ACHIEVABLE; i < N_SLIDERS; i++)
    add_slider (self, i);
  self->step = add_choice (self, _("Round quotas to"), steps, G_CALLBACK (step_cb));
}

GtkWidget *
sb_plan_controls_new (SbPlanner *planner)
{
  SbPlanControls *self = g_object_new (SB_TYPE_PLAN_CONTROLS, NULL);

  self->planner = g_object_ref (planner);
  g_signal_connect_object (planner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (planner, self);
  return GTK_WIDGET (self);
}
