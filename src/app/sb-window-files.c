/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a workspace comes into the window and leaves it: opening in a worker, the page that meets a file that does not
 * open, recent files, dropped files. */
#include "sb-config.h"

#include "app/sb-import-dialog.h"
#include "app/sb-locale-defaults.h"
#include "app/sb-page-table.h"
#include "app/sb-problem-view.h"
#include "app/sb-start-view.h"
#include "app/sb-window-private.h"
#include "core/sb-clock.h"
#include "store/sb-backup.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-state-page.h"

#include <glib/gi18n-lib.h>

#define STATE_GROUP "workspaces"
#define N_RECENT 8

/* A request with its texts owned, on its way through the worker. */
typedef struct
{
  SbWindow *window; /* owned */
  SbWindowRequest request;
  char *path;
  char *page;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_free (opening->path);
  g_free (opening->page);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* --- recent files ----------------------------------------------------------------------------------------------- */

static char **
dup_recent (SbWindow *self)
{
  g_autofree char *text = sb_ui_state_dup_string (self->state, STATE_GROUP, "recent");

  return g_strsplit (text ? text : "", "\n", N_RECENT);
}

static void
write_recent (SbWindow *self, const char *first, const char *without)
{
  g_auto (GStrv) old = dup_recent (self);
  g_autoptr (GString) text = g_string_new (first);
  guint n = first != NULL;

  for (gsize i = 0; old[i] && n < N_RECENT; i++)
    if (*old[i] && g_strcmp0 (old[i], without) != 0)
      {
        g_string_append_printf (text, "%s%s", text->len ? "\n" : "", old[i]);
        n++;
      }
  sb_ui_state_set_string (self->state, STATE_GROUP, "recent", text->str);
}

void
sb_window_remember_path (SbWindow *self, const char *path)
{
  write_recent (self, path, path);
  sb_ui_state_set_string (self->state, STATE_GROUP, "last", path);
}

void
sb_window_forget_path (SbWindow *self, const char *path)
{
  write_recent (self, NULL, path);
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

static void
chosen_cb (SbWindow *self, int choice)
{
  g_autofree char *path = g_strdup (self->path);
  SbWindowRequest request = { .kind = SB_OPENER_OPEN, .path = path, .as_of = SB_DATE_NONE };

  switch (choice)
    {
    case SB_PROBLEM_OTHER:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open", NULL);
      return;
    case SB_PROBLEM_START:
      sb_window_show_start (self);
      return;
    case SB_PROBLEM_READ_ONLY:
      request.kind = SB_OPENER_READ_ONLY;
      break;
    case SB_PROBLEM_BACKUP:
      request.kind = SB_OPENER_BACKUP;
      break;
    default:
      break;
    }
  sb_window_open (self, &request);
}

static gboolean
has_backup (const char *path)
{
  g_autoptr (GPtrArray) backups = sb_backup_list (path);

  return backups->len > 0;
}

static void
show_problem (SbWindow *self, const char *path, const GError *error)
{
  GtkWidget *view;

  if (self->session)
    {
      /* The workspace that was open before still is: tell, and go on with it. */
      g_free (self->path);
      self->path = g_strdup (sb_workspace_get_path (sb_session_get_workspace (self->session)));
      sb_show_error (GTK_WIDGET (self), _ ("The workspace was not opened"), error);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.last-page", NULL);
      return;
    }
  sb_window_reveal_sidebar (self);
  view = sb_problem_view_new (path, error, has_backup (path));
  g_signal_connect_object (view, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  sb_window_show_state (self, "problem", view);
}

static void
show_first_page (SbWindow *self, const char *asked)
{
  g_autofree char *last = sb_ui_state_dup_string (self->state, "window", "page");
  gsize n;
  const SbPageInfo *pages = sb_page_table (&n);

  if (!(asked && sb_window_show_page (self, asked)) && !(last && sb_window_show_page (self, last)) && n > 0)
    sb_window_show_page (self, pages[0].name);
}

static void
take_workspace (SbWindow *self, SbWorkspace *workspace, const Opening *opening)
{
  g_autoptr (SbSession) session = sb_session_new (workspace, sb_clock_today (), NULL, self->state);

  g_free (self->path);
  self->path = g_strdup (sb_workspace_get_path (workspace));
  sb_window_set_session (self, session);
  sb_window_set_as_of (self, self->asked_as_of);
  self->asked_as_of = SB_DATE_NONE;
  sb_window_set_as_of (self, opening->request.as_of);
  sb_window_remember_path (self, self->path);
  show_first_page (self, opening->page);
  gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  sb_opener_keep_up (workspace, sb_clock_today ());
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  SbWindow *self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWorkspace) workspace = sb_opener_run_finish (result, &error);

  if (self->pages == NULL && !error)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The window was closed."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The window was closed meanwhile, or something else is being opened. */
      if (workspace)
        sb_workspace_close (workspace);
      if (opening->request.opened)
        opening->request.opened (self, error, opening->request.user_data);
      return;
    }
  g_clear_object (&self->opening);
  if (workspace)
    take_workspace (self, workspace, opening);
  else
    show_problem (self, opening->path, error);
  if (opening->request.opened)
    opening->request.opened (self, error, opening->request.user_data);
}

static char *
waiting_text (const SbWindowRequest *request)
{
  g_autofree char *name = g_filename_display_basename (request->path);

  if (request->kind == SB_OPENER_SAMPLE)
    return g_strdup (_ ("Preparing the sample company…"));
  return g_strdup_printf (_ ("Opening “%s”…"), name);
}

void
sb_window_open (SbWindow *self, const SbWindowRequest *request)
{
  Opening *opening;
  SbLocaleDefaults defaults;
  SbWorkspaceOptions options;
  g_autofree char *text = NULL;

  g_return_if_fail (SB_IS_WINDOW (self) && request != NULL && request->path != NULL);

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->request = *request;
  opening->path = g_strdup (request->path);
  opening->page = g_strdup (request->page);
  g_free (self->path);
  self->path = g_strdup (opening->path);
  text = waiting_text (request);
  sb_window_reveal_sidebar (self);
  sb_window_show_state (self, "wait", sb_state_page_new_loading (text));
  sb_locale_defaults_read (&defaults, self->state);
  options = (SbWorkspaceOptions){ defaults.currency, defaults.fiscal_start, defaults.language };
  sb_opener_run_async (request->kind, opening->path, &options, self->opening, opened_cb, opening);
}

/* --- the start page --------------------------------------------------------------------------------------------- */

static void
recent_chosen_cb (SbWindow *self, const char *path)
{
  g_autofree char *copy = g_strdup (path);
  SbWindowRequest request = { .kind = SB_OPENER_OPEN, .path = copy, .as_of = SB_DATE_NONE };

  sb_window_open (self, &request);
}

static void
recent_forgotten_cb (SbWindow *self, const char *path, SbStartView *view)
{
  g_auto (GStrv) left = NULL;

  sb_window_forget_path (self, path);
  left = dup_recent (self);
  sb_start_view_set_recent (view, (const char *const *)left);
}

void
sb_window_show_start (SbWindow *self)
{
  g_auto (GStrv) recent = NULL;
  GtkWidget *view;

  g_return_if_fail (SB_IS_WINDOW (self));

  if (self->opening)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->path, g_free);
  sb_ui_state_set_string (self->state, STATE_GROUP, "last", NULL);
  sb_window_set_session (self, NULL);
  recent = dup_recent (self);
  view = sb_start_view_new ();
  sb_start_view_set_recent (SB_START_VIEW (view), (const char *const *)recent);
  g_signal_connect_object (view, "recent-chosen", G_CALLBACK (recent_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "recent-forgotten", G_CALLBACK (recent_forgotten_cb), self, G_CONNECT_SWAPPED);
  sb_window_show_state (self, "start", view);
  gtk_widget_grab_focus (view);
}

/* --- importing and dropping ------------------------------------------------------------------------------------- */

static gpointer
copy_file (gconstpointer file, gpointer user_data)
{
  return g_object_ref ((gpointer)file);
}

static void
import_into_new_cb (SbWindow *self, const GError *error, gpointer user_data)
{
  GSList *files = user_data;

  if (!error)
    sb_import_dialog_present (GTK_WIDGET (self), self->session, files);
  g_slist_free_full (files, g_object_unref);
}

void
sb_window_import_files (SbWindow *self, GSList *files)
{
  g_autofree char *path = NULL;

  if (self->session)
    {
      sb_import_dialog_present (GTK_WIDGET (self), self->session, files);
      return;
    }
  path = sb_opener_free_path ("default");
  sb_window_open (self, &(SbWindowRequest){ .kind = SB_OPENER_NEW,
                                            .path = path,
                                            .as_of = SB_DATE_NONE,
                                            .opened = import_into_new_cb,
                                            .user_data = g_slist_copy_deep (files, copy_file, NULL) });
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  SbWindow *self = user_data;
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files ? g_file_get_path (files->data) : NULL;

  if (!files)
    return FALSE;
  if (path && !files->next && g_str_has_suffix (path, ".salesbalance"))
    sb_window_open (self, &(SbWindowRequest){ .kind = SB_OPENER_OPEN, .path = path, .as_of = SB_DATE_NONE });
  else
    sb_window_import_files (self, files);
  return TRUE;
}

void
sb_window_setup_drop (SbWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
