/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "sb-config.h"

#include "app/sb-lists-dialog.h"

#include "app/sb-dialog.h"
#include "app/sb-page-table.h"
#include "app/sb-record-list-dialog.h"
#include "model/sb-record-text.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

static void
activated_cb (GtkWidget *parent, GtkWidget *row)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "sb-type"));

  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (row)));
  gtk_widget_activate_action (parent, "win.list", "s", name);
}

static GtkWidget *
new_row (GtkWidget *parent, SbSession *session, const SbRecordType *type)
{
  GtkWidget *row = adw_action_row_new ();
  const SbPageInfo *home = sb_page_table_home (type->name);
  g_autoptr (SbQuery) query = sb_query_new (type);
  gint64 n = sb_reader_count (sb_session_get_reader (session), query, NULL);
  g_autofree char *count = sb_formatter_count (sb_session_get_formatter (session), MAX (n, 0));
  GtkWidget *label = sb_label_new (count, "dim-label");

  gtk_widget_add_css_class (label, "numeric");
  sb_row_set_title (ADW_PREFERENCES_ROW (row), sb_record_type_plural (type));
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), home ? home->icon : "view-list-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sb_icon_new ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "sb-type", (gpointer)type->name);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), parent, G_CONNECT_SWAPPED);
  return row;
}

static int
by_plural (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (sb_record_type_plural (*(const SbRecordType *const *)a),
                         sb_record_type_plural (*(const SbRecordType *const *)b));
}

/* Types of their own first; parts of other records after them. */
static void
add_group (AdwPreferencesPage *page, GtkWidget *parent, SbSession *session, gboolean details)
{
  gsize n;
  const SbRecordType *const *types = sb_record_types (&n);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  for (gsize i = 0; i < n; i++)
    if (sb_record_list_dialog_has (types[i]) && details == ((types[i]->flags & SB_RECORD_DETAIL) != 0))
      g_ptr_array_add (shown, (gpointer)types[i]);
  g_ptr_array_sort (shown, by_plural);
  if (details)
    sb_group_set_title (group, _ ("Parts of Other Records"), NULL);
  for (guint i = 0; i < shown->len; i++)
    adw_preferences_group_add (group, new_row (parent, session, g_ptr_array_index (shown, i)));
  adw_preferences_page_add (page, group);
}

void
sb_lists_dialog_present (GtkWidget *parent, SbSession *session)
{
  GtkWidget *page = adw_preferences_page_new ();

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session));

  add_group (ADW_PREFERENCES_PAGE (page), parent, session, FALSE);
  add_group (ADW_PREFERENCES_PAGE (page), parent, session, TRUE);
  sb_dialog_present (parent, _ ("All Lists"), page, 480, 600);
}
