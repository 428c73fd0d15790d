/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every window around the main one opens, draws and closes without a warning. */
#include "display-help.h"

#include "app/sb-command-list.h"
#include "app/sb-page-table.h"
#include "app/sb-record-list-dialog.h"
#include "model/sb-record-text.h"

static gboolean
has_second_window (gpointer data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) > 1;
}

static void
close_others (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (other != window)
        gtk_window_destroy (other);
    }
}

static void
open_and_close (SbWindow *window, const char *action)
{
  g_test_message ("%s", action);
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  g_assert_true (display_wait (has_second_window, NULL));
  display_settle (250);
  close_others (GTK_WINDOW (window));
  display_settle (50);
}

static const char *const with_session[] = { "win.search", "win.history", "win.lists", "win.preferences", "win.import", "win.help",
                                            "win.about", "win.show-help-overlay", "win.new-workspace" };
static const char *const without[] = { "win.preferences", "win.help", "win.about", "win.show-help-overlay",
                                       "win.new-workspace" };

static void
test_with_session (void)
{
  g_autofree char *path = sb_opener_free_path ("dialogs");
  SbApplication *application = display_application ();
  SbWindow *window;

  window = display_open (application, SB_OPENER_NEW, path);
  for (gsize i = 0; i < G_N_ELEMENTS (with_session); i++)
    open_and_close (window, with_session[i]);
  display_close (application);
}

static gboolean
is_offered (SbWindow *window, const SbRecordType *type)
{
  g_autofree char *wanted = g_strdup_printf ("win.list::%s", type->name);
  g_autoptr (GPtrArray) commands = sb_command_list (GTK_WIDGET (window), sb_record_type_plural (type));

  for (guint i = 0; i < commands->len; i++)
    if (g_str_equal (((SbCommand *)g_ptr_array_index (commands, i))->action, wanted))
      return TRUE;
  return FALSE;
}

/* A type that is described is in the search and has its list and its form, or a page at home with it. */
static void
test_every_type (void)
{
  g_autofree char *path = sb_opener_free_path ("lists");
  SbApplication *application = display_application ();
  SbWindow *window = display_open (application, SB_OPENER_NEW, path);
  gsize n, shown = 0;
  const SbRecordType *const *types = sb_record_types (&n);

  for (gsize i = 0; i < n; i++)
    {
      if (!sb_record_list_dialog_has (types[i]) || sb_page_table_home (types[i]->name))
        continue;
      g_test_message ("%s", types[i]->name);
      g_assert_true (is_offered (window, types[i]));
      gtk_widget_activate_action (GTK_WIDGET (window), "win.list", "s", types[i]->name);
      g_assert_true (display_wait (has_second_window, NULL));
      display_settle (30);
      close_others (GTK_WINDOW (window));
      shown++;
    }
  g_assert_cmpuint (shown, >, 20);
  display_close (application);
}

static void
test_without (void)
{
  SbApplication *application = display_application ();
  SbWindow *window;

  window = sb_window_new (GTK_APPLICATION (application), sb_application_get_state (application));
  sb_window_show_start (window);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (100);
  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    open_and_close (window, without[i]);
  display_close (application);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/dialogs/with-session", test_with_session);
  g_test_add_func ("/dialogs/every-type", test_every_type);
  g_test_add_func ("/dialogs/without", test_without);
  return g_test_run ();
}
