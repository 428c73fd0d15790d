/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session's period as a button of the header bar. Every choice acts at once. */
#include "sb-config.h"

#include "widgets/sb-period-picker.h"

#include "model/sb-parse.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

struct _SbPeriodPicker {
  GtkWidget  parent_instance;
  SbSession *session;
  GtkWidget *button;
  GtkWidget *label;    /* of the period inside the popover */
  GtkWidget *kinds[SB_PERIOD_CUSTOM];
  GtkWidget *from, *to;
  GtkWidget *error;
  gboolean   updating;
};

G_DEFINE_FINAL_TYPE (SbPeriodPicker, sb_period_picker, GTK_TYPE_WIDGET)

static void
update (SbPeriodPicker *self)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  SbPeriod period = sb_session_get_period (self->session);
  g_autofree char *text = sb_formatter_period (formatter, period);
  g_autofree char *name = g_strdup_printf (_("Period: %s"), text);
  char iso[SB_DATE_TEXT_SIZE];

  self->updating = TRUE;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text);
  sb_widget_set_name (self->button, name);
  sb_label_set_text (GTK_LABEL (self->label), text);
  for (guint i = 0; i < G_N_ELEMENTS (self->kinds); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->kinds[i]), period.kind == (SbPeriodKind) i);
  gtk_editable_set_text (GTK_EDITABLE (self->from), sb_date_format_iso (period.start, iso));
  gtk_editable_set_text (GTK_EDITABLE (self->to), sb_date_format_iso (period.end, iso));
  gtk_widget_set_visible (self->error, FALSE);
  self->updating = FALSE;
}

static void
shift (SbPeriodPicker *self, int n)
{
  sb_session_set_period (self->session, sb_period_shift (sb_session_get_period (self->session), n,
                                                         sb_session_get_fiscal (self->session)));
}

static void
previous_cb (GtkButton *button, gpointer user_data)
{
  shift (user_data, -1);
}

static void
next_cb (GtkButton *button, gpointer user_data)
{
  shift (user_data, 1);
}

static void
today_cb (GtkButton *button, gpointer user_data)
{
  SbPeriodPicker *self = user_data;
  SbPeriod period = sb_session_get_period (self->session);
  SbPeriodKind kind = period.kind == SB_PERIOD_CUSTOM ? SB_PERIOD_QUARTER : period.kind;

  sb_session_set_period (self->session, sb_period_containing (kind, sb_session_get_as_of (self->session),
                                                              sb_session_get_fiscal (self->session)));
}

/* Keeps the as-of day in sight when it lies in the present period; else the period's first day. */
static void
kind_cb (GtkToggleButton *button, gpointer user_data)
{
  SbPeriodPicker *self = user_data;
  SbPeriodKind kind = (SbPeriodKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));
  SbPeriod period;
  SbDate day;

  if (self->updating)
    return;
  if (!gtk_toggle_button_get_active (button))
    {
      update (self);
      return;
    }
  period = sb_session_get_period (self->session);
  day = sb_session_get_as_of (self->session);
  if (!sb_period_contains (period, day))
    day = period.start;
  sb_session_set_period (self->session, sb_period_containing (kind, day, sb_session_get_fiscal (self->session)));
  update (self);
}

static gboolean
read_day (SbPeriodPicker *self, GtkWidget *entry, SbDate *day, GError **error)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);

  return sb_parse_date (gtk_editable_get_text (GTK_EDITABLE (entry)), sb_session_get_today (self->session),
                        sb_formatter_is_month_first (formatter), day, error);
}

static void
apply_cb (GtkWidget *widget, gpointer user_data)
{
  SbPeriodPicker *self = user_data;
  g_autoptr (GError) error = NULL;
  SbDate from, to;

  if (!read_day (self, self->from, &from, &error) || !read_day (self, self->to, &to, &error))
    sb_label_set_text (GTK_LABEL (self->error), error->message);
  else if (from > to)
    sb_label_set_text (GTK_LABEL (self->error), _("The first day comes after the last one."));
  else
    {
      sb_session_set_period (self->session, sb_period_custom (from, to));
      update (self);
      return;
    }
  gtk_widget_set_visible (self->error, TRUE);
}

static void
sb_period_picker_dispose (GObject *object)
{
  SbPeriodPicker *self = SB_PERIOD_PICKER (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (sb_session_get_formatter (self->session), self);
    }
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_period_picker_parent_class)->dispose (object);
}

static void
sb_period_picker_class_init (SbPeriodPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_period_picker_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
icon_button (const char *icon, const char *name, GCallback callback, SbPeriodPicker *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  sb_widget_set_name (button, name);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
build_steps (SbPeriodPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *today = gtk_button_new_with_label (_("Today"));

  self->label = sb_label_new (NULL, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.5);
  gtk_widget_set_hexpand (self->label, TRUE);
  g_signal_connect (today, "clicked", G_CALLBACK (today_cb), self);
  gtk_box_append (GTK_BOX (box),
                  icon_button ("go-previous-symbolic", _("Previous period"), G_CALLBACK (previous_cb), self));
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), icon_button ("go-next-symbolic", _("Next period"), G_CALLBACK (next_cb), self));
  gtk_box_append (GTK_BOX (box), today);
  return box;
}

static GtkWidget *
build_kinds (SbPeriodPicker *self)
{
  const char *labels[] = { _("Year"), _("Half"), _("Quarter"), _("Month"), _("Week") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (int i = 0; i < SB_PERIOD_CUSTOM; i++)
    {
      self->kinds[i] = gtk_toggle_button_new_with_label (labels[i]);
      g_object_set_data (G_OBJECT (self->kinds[i]), "kind", GINT_TO_POINTER (i));
      g_signal_connect (self->kinds[i], "toggled", G_CALLBACK (kind_cb), self);
      gtk_box_append (GTK_BOX (box), self->kinds[i]);
    }
  return box;
}

static GtkWidget *
day_entry (SbPeriodPicker *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  sb_widget_set_name (entry, name);
  gtk_widget_set_tooltip_text (entry, name);
  g_signal_connect (entry, "activate", G_CALLBACK (apply_cb), self);
  return entry;
}

static GtkWidget *
build_custom (SbPeriodPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *apply = gtk_button_new_with_label (_("Apply"));

  self->from = day_entry (self, _("First day"));
  self->to = day_entry (self, _("Last day"));
  gtk_widget_set_hexpand (self->from, TRUE);
  gtk_widget_set_hexpand (self->to, TRUE);
  g_signal_connect (apply, "clicked", G_CALLBACK (apply_cb), self);
  gtk_box_append (GTK_BOX (box), self->from);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("–"));
  gtk_box_append (GTK_BOX (box), self->to);
  gtk_box_append (GTK_BOX (box), apply);
  return box;
}

static void
sb_period_picker_init (SbPeriodPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *popover = gtk_popover_new ();

  gtk_box_append (GTK_BOX (box), build_steps (self));
  gtk_box_append (GTK_BOX (box), build_kinds (self));
  gtk_box_append (GTK_BOX (box), build_custom (self));
  self->error = sb_label_new_wrapping (NULL, "error");
  gtk_label_set_max_width_chars (GTK_LABEL (self->error), 40);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
sb_period_picker_new (SbSession *session)
{
  SbPeriodPicker *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_PERIOD_PICKER, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "context-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (sb_session_get_formatter (session), "changed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
