/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows and chooses the day of every number; see the header. The calendar is built when it is first opened. */
#include "sb-config.h"

#include "app/sb-as-of-picker.h"

#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbAsOfPicker
{
  GtkWidget parent_instance;

  SbSession *session; /* owned */
  GtkWidget *button;
  GtkWidget *label;
  GtkCalendar *calendar; /* NULL until the popover is first opened */
  GtkWidget *today;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (SbAsOfPicker, sb_as_of_picker, GTK_TYPE_WIDGET)

static void
update (SbAsOfPicker *self)
{
  SbDate as_of = sb_session_get_as_of (self->session);
  gboolean moved = as_of != sb_session_get_today (self->session);
  g_autofree char *date = sb_formatter_date (sb_session_get_formatter (self->session), as_of);
  g_autofree char *text = g_strdup_printf (_ ("as of %s"), date);
  g_autofree char *name
      = g_strdup_printf (moved ? _ ("As of %s, not today. Choose the day") : _ ("As of %s. Choose the day"), date);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  sb_widget_set_name (self->button, name);
  if (moved)
    gtk_widget_add_css_class (self->button, "rehearsing");
  else
    gtk_widget_remove_css_class (self->button, "rehearsing");
  if (self->today)
    gtk_widget_set_sensitive (self->today, moved);
}

static void
show_in_calendar (SbAsOfPicker *self)
{
  int year, month, day;
  g_autoptr (GDateTime) date = NULL;

  sb_date_to_ymd (sb_session_get_as_of (self->session), &year, &month, &day);
  date = g_date_time_new_utc (year, month, day, 12, 0, 0);
  self->updating = TRUE;
  gtk_calendar_select_day (self->calendar, date);
  self->updating = FALSE;
}

static void
day_selected_cb (SbAsOfPicker *self)
{
  g_autoptr (GDateTime) date = NULL;
  int year, month, day;

  if (self->updating)
    return;
  date = gtk_calendar_get_date (self->calendar);
  g_date_time_get_ymd (date, &year, &month, &day);
  sb_session_set_as_of (self->session, sb_date_from_ymd (year, month, day));
}

static void
today_cb (SbAsOfPicker *self)
{
  sb_session_set_as_of (self->session, sb_session_get_today (self->session));
  show_in_calendar (self);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
fill_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  SbAsOfPicker *self = user_data;
  GtkWidget *popover, *box, *heading, *hint;

  if (self->calendar)
    return;
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  heading = sb_label_new (_ ("Day of every number"), "heading");
  hint = sb_label_new_wrapping (
      _ ("Choose another day to look back or to rehearse a meeting. Nothing is changed by it."), "dim-label");
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 28);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->today = gtk_button_new_with_label (_ ("Back to Today"));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), self->today);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  sb_widget_set_name (popover, _ ("Day of every number"));
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (self->today, "clicked", G_CALLBACK (today_cb), self);
  g_signal_connect_swapped (popover, "map", G_CALLBACK (show_in_calendar), self);
  update (self);
}

static void
sb_as_of_picker_dispose (GObject *object)
{
  SbAsOfPicker *self = SB_AS_OF_PICKER (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_as_of_picker_parent_class)->dispose (object);
}

static void
sb_as_of_picker_class_init (SbAsOfPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_as_of_picker_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sb_as_of_picker_init (SbAsOfPicker *self)
{
  self->label = sb_label_new (NULL, NULL);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->label);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), fill_popover_cb, self, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _ ("Look at another day"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
sb_as_of_picker_new (SbSession *session)
{
  SbAsOfPicker *self = g_object_new (SB_TYPE_AS_OF_PICKER, NULL);

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "context-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
