/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The import window from files to the finished import: what it offers, that a question stops it, that the answer opens
 * it, and that one undo takes everything back. */
#include "display-help.h"

#include "app/sb-import-dialog.h"

#include <string.h>

static GtkWindow *
other_window (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (other != window)
        return other;
    }
  return NULL;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* A mapped label below root that holds this text; with button: inside one. */
static GtkWidget *
find (GtkWidget *root, const char *text, gboolean button)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (says (root, text) && (!button || gtk_widget_get_ancestor (root, GTK_TYPE_BUTTON)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, text, button);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *root, const char *text)
{
  GtkWidget *label = find (root, text, TRUE);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

typedef struct {
  GtkWidget  *root;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  const Wanted *wanted = data;

  return find (wanted->root, wanted->text, FALSE) != NULL;
}

static void
expect (GtkWidget *root, const char *text)
{
  Wanted wanted = { root, text };

  g_test_message ("waiting for “%s”", text);
  g_assert_true (display_wait (is_shown, &wanted));
}

static void
click (GtkWidget *root, const char *text)
{
  GtkWidget *button;

  expect (root, text);
  button = find_button (root, text);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static GSList *
add_file (GSList *files, const char *path)
{
  return g_slist_append (files, g_file_new_for_path (path));
}

static gint64
count (SbSession *session, const char *type)
{
  g_autoptr (SbQuery) query = sb_query_new (sb_record_type_find (type));

  return sb_reader_count (sb_session_get_reader (session), query, NULL);
}

static GtkWidget *
start (const char *name, GSList *files, SbWindow **window)
{
  g_autofree char *path = sb_opener_free_path (name);
  GtkWidget *dialog;

  *window = display_open (display_application (), SB_OPENER_NEW, path);
  sb_import_dialog_present (GTK_WIDGET (*window), sb_window_get_session (*window), files);
  g_slist_free_full (files, g_object_unref);
  dialog = GTK_WIDGET (other_window (GTK_WINDOW (*window)));
  g_assert_nonnull (dialog);
  return dialog;
}

static void
test_import (void)
{
  g_autofree char *deals = g_test_build_filename (G_TEST_DIST, "data", "crm", "sales_pipeline.csv", NULL);
  g_autofree char *accounts = g_test_build_filename (G_TEST_DIST, "data", "crm", "accounts.csv", NULL);
  SbWindow *window;
  GtkWidget *dialog = start ("import", add_file (add_file (NULL, deals), accounts), &window);
  SbSession *session = sb_window_get_session (window);

  expect (dialog, "sales_pipeline.csv");
  expect (dialog, "accounts.csv");
  expect (dialog, "new");
  g_assert_cmpint (count (session, "deal"), ==, 0);
  click (dialog, "Import");
  expect (dialog, "The import is done");
  g_assert_cmpint (count (session, "deal"), ==, 400);
  g_assert_cmpint (count (session, "account"), >=, 32);
  expect (GTK_WIDGET (window), "Imported:");
  click (dialog, "Close");
  display_settle (100);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  display_settle (200);
  g_assert_cmpint (count (session, "deal"), ==, 0);
  g_assert_cmpint (count (session, "account"), ==, 0);
  display_close (display_application ());
}

/* Dates that could be either way round, and hostile text in every place that shows text. */
static void
test_question (void)
{
  static const char content[] = "Deal Name,Amount,Close Date,Stage,Owner,<b>&amp;</b>\n"
                                "<i>Alpha</i> & co,100,03/04/2026,Proposal,Ann & <u>Bob</u>,\"%s <a href='x'>\"\n"
                                "Beta,200,05/06/2026,Won,Bob,y\n"
                                "Gamma,abc,07/08/2026,Lost,Bob,z\n";
  g_autofree char *folder = sb_opener_default_folder ();
  g_autofree char *path = g_build_filename (folder, "Deals & <b> 2026-11-20.csv", NULL);
  SbWindow *window;
  GtkWidget *dialog;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  dialog = start ("question", add_file (NULL, path), &window);
  expect (dialog, "question is open");
  g_assert_false (gtk_widget_is_sensitive (find_button (dialog, "Import")));
  click (dialog, "Day first");
  expect (dialog, "left out");
  g_assert_nonnull (find (dialog, "<b>&amp;</b>", FALSE));
  display_settle (300);
  click (dialog, "Import");
  expect (dialog, "The import is done");
  g_assert_cmpint (count (sb_window_get_session (window), "deal"), ==, 2);
  display_close (display_application ());
}

static void
test_no_table (void)
{
  g_autofree char *folder = sb_opener_default_folder ();
  g_autofree char *path = g_build_filename (folder, "nothing.csv", NULL);
  SbWindow *window;
  GtkWidget *dialog;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  dialog = start ("nothing", add_file (NULL, path), &window);
  expect (dialog, "Cannot Be Imported");
  g_assert_false (gtk_widget_is_sensitive (find_button (dialog, "Import")));
  display_close (display_application ());
}

/* A folder stands for its tables; a file that is not wanted goes, and takes nothing else with it. */
static void
test_folder (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "crm", NULL);
  SbWindow *window;
  GtkWidget *dialog = start ("folder", add_file (NULL, folder), &window);

  expect (dialog, "sales_teams.csv");
  expect (dialog, "444");
  g_assert_null (find (dialog, "README.md", FALSE));
  click (dialog, "Leave This File Out");
  display_settle (300);
  expect (dialog, "accounts.csv");
  g_assert_null (find (dialog, "sales_teams.csv", FALSE));
  g_assert_cmpint (count (sb_window_get_session (window), "deal"), ==, 0);
  display_close (display_application ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/import/files", test_import);
  g_test_add_func ("/import/folder", test_folder);
  g_test_add_func ("/import/question", test_question);
  g_test_add_func ("/import/nothing", test_no_table);
  return g_test_run ();
}
