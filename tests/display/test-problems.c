/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are no workspace, are gone, or are damaged: the window says so on a page and the file is left as it was. */
#include "display-help.h"

#include "app/sb-problem-view.h"

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static char *
write_file (const char *name, const char *content, gsize length)
{
  g_autofree char *folder = sb_opener_default_folder ();
  char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  return path;
}

static void
expect_problem (const char *path)
{
  SbApplication *application = display_application ();
  SbWindow *window = display_open (application, SB_OPENER_OPEN, path);

  display_settle (200);
  g_assert_null (sb_window_get_session (window));
  g_assert_nonnull (find_type (GTK_WIDGET (window), SB_TYPE_PROBLEM_VIEW));
  display_close (application);
}

static void
test_missing (void)
{
  expect_problem ("/nowhere/at all <b>&.salesbalance");
}

static void
test_text (void)
{
  g_autofree char *content = g_strnfill (4000, 'x');
  g_autofree char *path = write_file ("text & <i>.salesbalance", content, 4000);
  g_autofree char *after = NULL;
  gsize length;

  expect_problem (path);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, content, 4000);
}

static void
test_damaged (void)
{
  g_autofree char *good = sb_opener_free_path ("good");
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;
  SbApplication *application = display_application ();
  gsize length;

  display_open (application, SB_OPENER_NEW, good);
  display_close (application);
  g_assert_true (g_file_get_contents (good, &content, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  memset (content + 4096, 0x5a, length - 4096);
  path = write_file ("damaged.salesbalance", content, length);
  expect_problem (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/problems/missing", test_missing);
  g_test_add_func ("/problems/text", test_text);
  g_test_add_func ("/problems/damaged", test_damaged);
  return g_test_run ();
}
