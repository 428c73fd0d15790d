/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. A record table like any other. */
#include "sb-config.h"

#include "app/sb-calendar-dialog.h"

#include "app/sb-dialog.h"
#include "widgets/sb-record-dialog.h"
#include "widgets/sb-record-table.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

static void
add_cb (GtkButton *button, gpointer user_data)
{
  SbRecordList *list = sb_record_table_get_list (user_data);

  sb_record_dialog_present_new (GTK_WIDGET (button), sb_record_list_get_session (list),
                                sb_record_list_get_type_of (list), NULL, NULL, NULL, NULL);
}

static void
activated_cb (GtkWidget *table, int id, gpointer user_data)
{
  SbRecordList *list = sb_record_table_get_list (SB_RECORD_TABLE (table));

  sb_record_dialog_present (table, sb_record_list_get_session (list), sb_record_list_get_type_of (list), id);
}

void
sb_calendar_dialog_present (GtkWidget *parent, SbSession *session)
{
  g_autoptr (SbRecordList) list = NULL;
  GtkWidget *table, *add;
  GtkWindow *window;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session));

  list = sb_record_list_new (session, sb_query_new (sb_record_type_find ("calendar_day")));
  sb_record_list_set_sort (list, "day_on", FALSE);
  table = sb_record_table_new (list, "calendar-days");
  sb_record_table_set_empty (SB_RECORD_TABLE (table), _ ("No special days"),
                             _ ("Add public holidays, and working days that make up for them."), NULL, NULL);
  g_signal_connect (table, "activated", G_CALLBACK (activated_cb), NULL);
  window = sb_dialog_new (parent, _ ("Holidays and Working Days"), table, 560, 560);
  add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (add, _ ("Add a day"));
  sb_widget_set_name (add, _ ("Add a day"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), table, 0);
  adw_header_bar_pack_start (sb_dialog_get_header (window), add);
  gtk_window_present (window);
}
