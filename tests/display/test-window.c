/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: it starts, shows every page over an empty workspace and over the sample company, wide and narrow, light and
 * dark, undoes and redoes, and goes where it is sent. Any warning of GTK or libadwaita ends the test. */
#include "display-help.h"

#include "app/sb-accels.h"
#include "app/sb-page-table.h"

typedef struct {
  SbApplication *application;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->application = display_application ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  display_close (fixture->application);
}

static GtkWidget *
find_page (GtkWidget *widget)
{
  if (SB_IS_PAGE (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_page (child);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
has_facts (gpointer session)
{
  return sb_session_get_facts (session) != NULL && !sb_session_is_loading (session);
}

/* A page that is wider than the window can be reached by scrolling only; the log says which one. */
static void
report_width (SbWindow *window, const char *name)
{
  GtkWidget *page = find_page (GTK_WIDGET (window));
  int width;

  g_assert_nonnull (page);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > gtk_widget_get_width (GTK_WIDGET (window)))
    g_test_message ("%s needs %d px in a window of %d px", name, width, gtk_widget_get_width (GTK_WIDGET (window)));
}

static void
visit_all_pages (SbWindow *window)
{
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("page %s", pages[i].name);
      g_assert_true (sb_window_show_page (window, pages[i].name));
      sb_session_ensure_facts (sb_window_get_session (window));
      g_assert_true (display_wait (has_facts, sb_window_get_session (window)));
      display_settle (300);
      report_width (window, pages[i].name);
    }
}

static void
test_start (Fixture *fixture, gconstpointer data)
{
  SbWindow *window = sb_window_new (GTK_APPLICATION (fixture->application),
                                    sb_application_get_state (fixture->application));

  sb_window_show_start (window);
  gtk_window_present (GTK_WINDOW (window));
  display_settle (200);
  g_assert_null (sb_window_get_session (window));
  g_assert_false (sb_window_show_page (window, "deals"));
  g_assert_true (sb_window_can_act (window, "win.open"));
  g_assert_false (sb_window_can_act (window, "win.undo"));
  g_assert_false (sb_window_can_act (window, "win.find"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sb_opener_free_path ("empty");
  SbWindow *window = display_open (fixture->application, SB_OPENER_NEW, path);

  g_assert_nonnull (sb_window_get_session (window));
  g_assert_cmpstr (sb_window_get_path (window), ==, path);
  visit_all_pages (window);
  sb_window_show_start (window);
  g_assert_null (sb_window_get_session (window));
  display_settle (50);
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sb_opener_sample_path ();
  SbWindow *window = display_open (fixture->application, SB_OPENER_SAMPLE, path);
  SbSession *session = sb_window_get_session (window);

  g_assert_nonnull (session);
  visit_all_pages (window);
  g_assert_cmpuint (sb_session_get_facts (session)->n_deals, >, 300);
  for (int level = 0; level <= SB_PRIVACY_MAX; level++)
    {
      sb_session_set_privacy (session, level);
      display_settle (150);
    }
  sb_session_set_privacy (session, 0);
  sb_session_set_as_of (session, sb_session_get_today (session) - 100);
  visit_all_pages (window);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sb_opener_sample_path ();
  SbUiState *state = sb_application_get_state (fixture->application);
  SbWindow *window;

  sb_ui_state_set_int (state, "window", "width", 360);
  sb_ui_state_set_int (state, "window", "height", 640);
  window = display_open (fixture->application, SB_OPENER_SAMPLE, path);
  visit_all_pages (window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-sidebar", NULL);
  display_settle (300);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  display_settle (200);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sb_opener_free_path ("undo");
  SbWindow *window = display_open (fixture->application, SB_OPENER_NEW, path);
  SbSession *session = sb_window_get_session (window);
  const SbRecordType *type = sb_record_type_find ("member");
  SbChange *change = sb_change_new ("New member");
  int handle = sb_change_create (change, type);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SbValue) name = sb_value_text ("A <b> & “B”");
  g_autoptr (SbQuery) query = sb_query_new (type);

  sb_change_set (change, handle, "name", name);
  g_assert_true (sb_session_apply (session, change, "Done", &ids, &error));
  g_assert_no_error (error);
  display_settle (50);
  g_assert_true (sb_window_can_act (window, "win.undo"));
  g_assert_false (sb_window_can_act (window, "win.redo"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  g_assert_cmpint (sb_reader_count (sb_session_get_reader (session), query, NULL), ==, 0);
  display_settle (50);
  g_assert_true (sb_window_can_act (window, "win.redo"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  g_assert_cmpint (sb_reader_count (sb_session_get_reader (session), query, NULL), ==, 1);
  sb_session_open_record (session, type, g_array_index (ids, gint32, 0));
  display_settle (300);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  gsize n, n_pages;
  const SbAccel *accels = sb_accels (&n);
  const SbPageInfo *pages = sb_page_table (&n_pages);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application),
                                                                   accels[i].action);

      g_assert_cmpuint (g_strv_length (keys), >=, 1);
    }
  for (gsize i = 0; i < n_pages; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", pages[i].name);
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (GTK_APPLICATION (fixture->application), action);

      g_assert_cmpuint (g_strv_length (keys), ==, 1);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  ADD ("/window/start", test_start);
  ADD ("/window/keys", test_keys);
  ADD ("/window/empty", test_empty);
  ADD ("/window/undo", test_undo);
  ADD ("/window/sample", test_sample);
  ADD ("/window/narrow", test_narrow);
  return g_test_run ();
}
