/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "display-help.h"

#include <glib/gstdio.h>

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
display_wait (Until until, gpointer data)
{
  gboolean late = FALSE;
  /* Long enough for a loaded machine under a sanitizer; a healthy one never waits for it. */
  guint source = g_timeout_add_seconds (45, late_cb, &late);

  while (!until (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
  return !late;
}

void
display_settle (int milliseconds)
{
  gboolean late = FALSE;

  g_timeout_add ((guint) milliseconds, late_cb, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
}

SbApplication *
display_application (void)
{
  static SbApplication *application;
  g_autoptr (GError) error = NULL;

  if (!application)
    {
      application = sb_application_new ();
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  return application;
}

typedef struct {
  gboolean done;
  GError  *error;
} Answer;

static void
opened_cb (SbWindow *window, const GError *error, gpointer user_data)
{
  Answer *answer = user_data;

  answer->done = TRUE;
  answer->error = error ? g_error_copy (error) : NULL;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

SbWindow *
display_open (SbApplication *application, SbOpenerKind kind, const char *path)
{
  SbWindow *window = sb_window_new (GTK_APPLICATION (application), sb_application_get_state (application));
  Answer answer = { FALSE, NULL };

  gtk_window_present (GTK_WINDOW (window));
  sb_window_open (window, &(SbWindowRequest) { .kind = kind, .path = path, .as_of = SB_DATE_NONE, .opened = opened_cb,
                                               .user_data = &answer });
  g_assert_true (display_wait (is_done, &answer));
  if (kind >= SB_OPENER_NEW)
    g_assert_no_error (answer.error);
  g_clear_error (&answer.error);
  return window;
}

void
display_close (SbApplication *application)
{
  GListModel *windows = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (windows) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, g_list_model_get_n_items (windows) - 1);

      gtk_window_destroy (window);
    }
  display_settle (50);
}
