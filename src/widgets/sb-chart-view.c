/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart that can be pointed at, walked with the keys, opened and taken along. Called by pages. Saving and copying are
 * in sb-chart-actions.c. */
#include "sb-config.h"

#include "widgets/sb-chart-view-private.h"

#include "widgets/sb-chart-area.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_HEIGHT 280

G_DEFINE_FINAL_TYPE (SbChartView, sb_chart_view, GTK_TYPE_WIDGET)

static guint activated_signal;

static SbChartLayout *
layout_of (SbChartView *self)
{
  return sb_chart_area_get_layout (SB_CHART_AREA (self->area));
}

/* The name holds the mark under the cursor, so that a screen reader follows it. */
static void
update_name (SbChartView *self)
{
  const SbChartMark *mark = NULL;
  const char *title = self->chart == NULL ? "" : sb_chart_get_title (self->chart);
  g_autofree char *name = NULL, *description = NULL;

  if (layout_of (self) != NULL && self->cursor >= 0)
    mark = sb_chart_get_mark (layout_of (self), self->cursor);
  name = mark == NULL ? g_strdup (title[0] == '\0' ? _("Chart") : title)
                      : g_strdup_printf ("%s: %s", title[0] == '\0' ? _("Chart") : title, mark->description);
  sb_widget_set_name (GTK_WIDGET (self), name);
  if (self->description != NULL)
    description = g_strdup (self->description);
  else if (self->chart != NULL)
    description = sb_chart_dup_description (self->chart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description == NULL ? "" : description, -1);
}

static void
set_cursor (SbChartView *self, int cursor)
{
  if (self->cursor == cursor)
    return;
  self->cursor = cursor;
  sb_chart_area_set_state (SB_CHART_AREA (self->area), cursor, -1);
  update_name (self);
}

static void
activate_cursor (SbChartView *self)
{
  const SbChartMark *mark;

  if (layout_of (self) == NULL || self->cursor < 0)
    return;
  mark = sb_chart_get_mark (layout_of (self), self->cursor);
  if (mark != NULL)
    g_signal_emit (self, activated_signal, 0, mark->key);
}

/* Pointer and keys */

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  SbChartView *self = user_data;

  if (layout_of (self) != NULL)
    set_cursor (self, sb_chart_hit (layout_of (self), x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  SbChartView *self = user_data;

  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    set_cursor (self, -1);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  SbChartView *self = user_data;
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_SECONDARY)
    {
      sb_chart_view_popup_menu (self, x, y);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  SbChartView *self = user_data;
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button != GDK_BUTTON_PRIMARY || layout_of (self) == NULL)
    return;
  set_cursor (self, sb_chart_hit (layout_of (self), x, y));
  activate_cursor (self);
}

static gboolean
move_of_key (guint keyval, SbChartMove *move)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *move = SB_CHART_MOVE_LEFT;
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *move = SB_CHART_MOVE_RIGHT;
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *move = SB_CHART_MOVE_UP;
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *move = SB_CHART_MOVE_DOWN;
      return TRUE;
    case GDK_KEY_Home:
      *move = SB_CHART_MOVE_FIRST;
      return TRUE;
    case GDK_KEY_End:
      *move = SB_CHART_MOVE_LAST;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer user_data)
{
  SbChartView *self = user_data;
  SbChartMove move;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      sb_chart_view_popup_menu (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, 24);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_space)
    {
      activate_cursor (self);
      return GDK_EVENT_STOP;
    }
  if (layout_of (self) == NULL || !move_of_key (keyval, &move))
    return GDK_EVENT_PROPAGATE;
  set_cursor (self, sb_chart_next_mark (layout_of (self), self->cursor, move));
  return GDK_EVENT_STOP;
}

static void
focus_in_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  SbChartView *self = user_data;

  if (self->cursor < 0 && layout_of (self) != NULL)
    set_cursor (self, sb_chart_next_mark (layout_of (self), -1, SB_CHART_MOVE_FIRST));
}

static void
focus_out_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  set_cursor (user_data, -1);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  SbChartView *self = SB_CHART_VIEW (widget);
  const SbChartMark *mark;
  GdkRectangle area;
  int hit;

  if (layout_of (self) == NULL || (self->menu != NULL && gtk_widget_get_visible (self->menu)))
    return FALSE;
  hit = keyboard ? self->cursor : sb_chart_hit (layout_of (self), x, y);
  mark = hit < 0 ? NULL : sb_chart_get_mark (layout_of (self), hit);
  if (mark == NULL)
    return FALSE;
  area = (GdkRectangle) { (int) mark->rect.x, (int) mark->rect.y, MAX ((int) mark->rect.w, 1),
                          MAX ((int) mark->rect.h, 1) };
  gtk_tooltip_set_text (tooltip, mark->description);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

/* Object */

static void
sb_chart_view_dispose (GObject *object)
{
  SbChartView *self = SB_CHART_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->area = NULL;
  self->menu = NULL;
  g_clear_pointer (&self->chart, sb_chart_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_chart_view_parent_class)->dispose (object);
}

static void
sb_chart_view_finalize (GObject *object)
{
  SbChartView *self = SB_CHART_VIEW (object);

  g_free (self->name);
  g_free (self->description);
  G_OBJECT_CLASS (sb_chart_view_parent_class)->finalize (object);
}

static void
sb_chart_view_class_init (SbChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_chart_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_chart_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "sbchart");
  activated_signal = g_signal_new ("mark-activated", SB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
  sb_chart_view_install_actions (widget_class);
}

static void
add_controllers (SbChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_in_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_out_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
sb_chart_view_init (SbChartView *self)
{
  self->cursor = -1;
  self->area = sb_chart_area_new ();
  sb_chart_area_set_size (SB_CHART_AREA (self->area), 320, DEFAULT_HEIGHT);
  gtk_widget_set_hexpand (self->area, TRUE);
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  add_controllers (self);
}

GtkWidget *
sb_chart_view_new (SbSession *session, const char *name)
{
  SbChartView *self;

  g_return_val_if_fail (SB_IS_SESSION (session) && name != NULL, NULL);

  self = g_object_new (SB_TYPE_CHART_VIEW, NULL);
  self->session = g_object_ref (session);
  self->name = g_strdup (name);
  update_name (self);
  return GTK_WIDGET (self);
}

void
sb_chart_view_set_chart (SbChartView *self, SbChart *chart)
{
  g_return_if_fail (SB_IS_CHART_VIEW (self));

  if (chart != NULL)
    sb_chart_ref (chart);
  g_clear_pointer (&self->chart, sb_chart_unref);
  self->chart = chart;
  self->cursor = -1;
  sb_chart_area_set_chart (SB_CHART_AREA (self->area), chart);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-csv", chart != NULL);
  update_name (self);
}

void
sb_chart_view_set_height (SbChartView *self, int height)
{
  g_return_if_fail (SB_IS_CHART_VIEW (self));

  sb_chart_area_set_size (SB_CHART_AREA (self->area), 320, height);
}

void
sb_chart_view_set_description (SbChartView *self, const char *description)
{
  g_return_if_fail (SB_IS_CHART_VIEW (self));

  g_free (self->description);
  self->description = g_strdup (description);
  update_name (self);
}
