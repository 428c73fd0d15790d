/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands at the end of a form's row: the field's history, a calendar. Called by the field editor. */
#include "sb-config.h"

#include "widgets/sb-field-editor.h"

#include "model/sb-record-text.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define MAX_HISTORY_LINES 30

/* History */

typedef struct {
  SbSession          *session;
  const SbRecordType *type;
  gint32              id;
  const SbField      *field;
} HistoryOf;

static void
free_history_of (gpointer data)
{
  HistoryOf *of = data;

  g_object_unref (of->session);
  g_free (of);
}

static void
append_lines (GtkWidget *box, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len && i < MAX_HISTORY_LINES; i++)
    {
      const SbHistoryLine *line = g_ptr_array_index (lines, i);
      GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *text = sb_label_new_wrapping (line->text, NULL);

      gtk_label_set_max_width_chars (GTK_LABEL (text), 40);
      gtk_box_append (GTK_BOX (texts), text);
      gtk_box_append (GTK_BOX (texts), sb_label_new (line->detail, "sb-caption"));
      gtk_box_append (GTK_BOX (box), texts);
    }
}

static void
open_history_cb (GtkMenuButton *button, gpointer user_data)
{
  HistoryOf *of = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = sb_record_history_lines (of->session, of->type, of->id, of->field, &error);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_set_size_request (box, 240, -1);
  gtk_box_append (GTK_BOX (box), sb_label_new (sb_field_label (of->field), "heading"));
  if (lines == NULL)
    gtk_box_append (GTK_BOX (box), sb_label_new_wrapping (error->message, NULL));
  else if (lines->len == 0)
    gtk_box_append (GTK_BOX (box), sb_label_new (_("Never changed"), "dim-label"));
  else
    append_lines (box, lines);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
sb_field_history_button_new (SbSession *session, const SbRecordType *type, gint32 id, const SbField *field)
{
  GtkWidget *button = gtk_menu_button_new ();
  HistoryOf *of = g_new0 (HistoryOf, 1);
  g_autofree char *name = g_strdup_printf (_("History of %s"), sb_field_label (field));

  of->session = g_object_ref (session);
  of->type = type;
  of->id = id;
  of->field = field;
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-open-recent-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_history_cb, of, free_history_of);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  sb_widget_set_name (button, name);
  return button;
}

/* Calendar */

typedef struct {
  SbDayChosen chosen;
  gpointer    user_data;
  SbDate      day;
} CalendarOf;

static void
day_selected_cb (GtkCalendar *calendar, gpointer user_data)
{
  GtkWidget *button = user_data;
  CalendarOf *of = g_object_get_data (G_OBJECT (button), "calendar");
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  of->day = sb_date_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                              g_date_time_get_day_of_month (date));
  if (of->day != SB_DATE_NONE)
    of->chosen (of->day, of->user_data);
}

static void
open_calendar_cb (GtkMenuButton *button, gpointer user_data)
{
  CalendarOf *of = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  if (of->day != SB_DATE_NONE)
    {
      g_autoptr (GDateTime) date = NULL;
      int year, month, day;

      sb_date_to_ymd (of->day, &year, &month, &day);
      date = g_date_time_new_local (year, month, day, 12, 0, 0);
      gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
    }
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_selected_cb), button);
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
sb_calendar_button_new (SbDayChosen chosen, gpointer user_data)
{
  GtkWidget *button = gtk_menu_button_new ();
  CalendarOf *of = g_new0 (CalendarOf, 1);

  of->chosen = chosen;
  of->user_data = user_data;
  of->day = SB_DATE_NONE;
  g_object_set_data_full (G_OBJECT (button), "calendar", of, g_free);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_calendar_cb, of, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Choose a day"));
  sb_widget_set_name (button, _("Choose a day"));
  return button;
}

void
sb_calendar_button_set_day (GtkWidget *button, SbDate day)
{
  CalendarOf *of = g_object_get_data (G_OBJECT (button), "calendar");

  of->day = day;
}
