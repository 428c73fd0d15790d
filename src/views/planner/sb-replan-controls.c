/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sliders and a switch over the re-planned rest. Values go on at the next frame, so that the table is computed once
 * a frame however fast the pointer moves. */
#include "sb-config.h"

#include "views/planner/sb-replan-controls.h"

#include "widgets/sb-columns.h"

#include <glib/gi18n-lib.h>

#define NARROW 520

enum { STRETCH, OWN, N_SLIDERS };

struct _SbReplanControls
{
  GtkWidget    parent_instance;
  SbReplanner *replanner;
  GtkWidget   *columns, *protects;
  GtkWidget   *scale[N_SLIDERS], *value[N_SLIDERS];
  guint        tick;
  gboolean     updating;
};

G_DEFINE_FINAL_TYPE (SbReplanControls, sb_replan_controls, GTK_TYPE_WIDGET)

static gint64
ppm_of (SbReplanControls *self, int which)
{
  return (gint64) (gtk_range_get_value (GTK_RANGE (self->scale[which])) * 10000 + 0.5);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SbReplanControls *self = SB_REPLAN_CONTROLS (widget);
  gint64 stretch = ppm_of (self, STRETCH), own = ppm_of (self, OWN);

  self->tick = 0;
  sb_replanner_set_stretch (self->replanner, stretch);
  sb_replanner_set_own (self->replanner, own);
  return G_SOURCE_REMOVE;
}

static void
moved_cb (GtkRange *range, SbReplanControls *self)
{
  if (!self->updating && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
protects_cb (GtkSwitch *widget, GParamSpec *pspec, SbReplanControls *self)
{
  if (!self->updating)
    sb_replanner_set_protects (self->replanner, gtk_switch_get_active (widget));
}

static void
show_value (SbReplanControls *self, int which, gint64 ppm)
{
  SbFormatter *formatter = sb_session_get_formatter (sb_replanner_get_session (self->replanner));
  g_autofree char *text = sb_formatter_percent (formatter, (double) ppm / 1e6);

  gtk_range_set_value (GTK_RANGE (self->scale[which]), (double) ppm / 1e4);
  gtk_label_set_text (GTK_LABEL (self->value[which]), text);
}

static void
changed_cb (SbReplanner *replanner, SbReplanControls *self)
{
  const SbReplanHand *hand = sb_replanner_get_hand (replanner);

  self->updating = TRUE;
  show_value (self, STRETCH, hand->stretch_ppm);
  show_value (self, OWN, hand->own_ppm);
  gtk_switch_set_active (GTK_SWITCH (self->protects), hand->protects);
  gtk_widget_set_sensitive (self->scale[OWN], hand->protects);
  gtk_widget_set_sensitive (self->value[OWN], hand->protects);
  self->updating = FALSE;
}

static GtkWidget *
label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
line_new (const char *text, GtkWidget *end)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), label_new (text));
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), end);
  return line;
}

static void
add_slider (SbReplanControls *self, GtkWidget *box, int which, const char *label)
{
  self->scale[which] = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 50, 250, 5);
  self->value[which] = gtk_label_new ("");
  gtk_widget_add_css_class (self->value[which], "numeric");
  gtk_widget_add_css_class (self->value[which], "heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale[which]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), line_new (label, self->value[which]));
  gtk_box_append (GTK_BOX (box), self->scale[which]);
  g_signal_connect (self->scale[which], "value-changed", G_CALLBACK (moved_cb), self);
}

static void
sb_replan_controls_dispose (GObject *object)
{
  SbReplanControls *self = SB_REPLAN_CONTROLS (object);

  g_clear_pointer (&self->columns, gtk_widget_unparent);
  g_clear_object (&self->replanner);
  G_OBJECT_CLASS (sb_replan_controls_parent_class)->dispose (object);
}

static void
sb_replan_controls_class_init (SbReplanControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_replan_controls_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_replan_controls_init (SbReplanControls *self)
{
  GtkWidget *stretch = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *own = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  add_slider (self, stretch, STRETCH, _("At most, of what is realistic for the rest"));
  self->protects = gtk_switch_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->protects), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Protect those who are ahead"), -1);
  g_signal_connect (self->protects, "notify::active", G_CALLBACK (protects_cb), self);
  gtk_box_append (GTK_BOX (own), line_new (_("Protect those who are ahead"), self->protects));
  add_slider (self, own, OWN, _("Nobody above this share of the own remaining quota"));
  self->columns = sb_columns_new (stretch, own, 0.5, NARROW);
  gtk_widget_add_css_class (self->columns, "plan-controls");
  gtk_widget_set_parent (self->columns, GTK_WIDGET (self));
}

GtkWidget *
sb_replan_controls_new (SbReplanner *replanner)
{
  SbReplanControls *self = g_object_new (SB_TYPE_REPLAN_CONTROLS, NULL);

  self->replanner = g_object_ref (replanner);
  g_signal_connect_object (replanner, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (replanner, self);
  return GTK_WIDGET (self);
}
