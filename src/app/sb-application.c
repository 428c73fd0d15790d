/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts up, answers command lines (also those of later starts), and decides which window shows which workspace. */
#include "sb-config.h"

#include "app/sb-application.h"

#include "app/sb-accels.h"
#include "app/sb-app-options.h"
#include "app/sb-color-scheme.h"
#include "app/sb-page-table.h"
#include "views/overview/sb-overview-view.h"

#include <glib/gi18n-lib.h>

struct _SbApplication
{
  AdwApplication parent_instance;

  SbUiState *state; /* owned */
};

G_DEFINE_FINAL_TYPE (SbApplication, sb_application, ADW_TYPE_APPLICATION)

#define EXIT_USAGE 2

static SbWindow *
find_window (SbApplication *self, const char *path)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at; at = at->next)
    if (SB_IS_WINDOW (at->data) && (!path || g_strcmp0 (sb_window_get_path (at->data), path) == 0))
      return at->data;
  return NULL;
}

/* A window without a workspace, or a new one: what somebody works on is never replaced from outside. */
static SbWindow *
free_window (SbApplication *self)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at; at = at->next)
    if (SB_IS_WINDOW (at->data) && !sb_window_get_path (at->data))
      return at->data;
  return sb_window_new (GTK_APPLICATION (self), self->state);
}

static char *
asked_path (SbApplication *self, GApplicationCommandLine *command_line, const SbAppOptions *options)
{
  if (options->sample)
    return sb_opener_sample_path ();
  if (options->file)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, options->file);

      return g_file_get_path (file);
    }
  /* A second start without a file only brings the window to the front. */
  return find_window (self, NULL) ? NULL : sb_ui_state_dup_string (self->state, "workspaces", "last");
}

/* What a start asked for beside the file; lives until the file is open, or the PDF written. */
typedef struct
{
  GApplicationCommandLine *command_line;
  GtkWindow *window; /* to close after the PDF */
  char *pdf;         /* absolute, NULL none */
} Errand;

static void
free_errand (Errand *errand)
{
  g_object_unref (errand->command_line);
  g_clear_object (&errand->window);
  g_free (errand->pdf);
  g_free (errand);
}

static void
report (Errand *errand, const GError *error)
{
  if (g_application_command_line_get_is_remote (errand->command_line) || errand->pdf)
    g_application_command_line_printerr (errand->command_line, "sales-balance: %s\n", error->message);
  g_application_command_line_set_exit_status (errand->command_line, sb_store_error_exit_status (error));
}

static void
pdf_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_overview_view_save_pdf_finish (SB_SESSION (source), result, &error))
    report (errand, error);
  gtk_window_close (errand->window);
  free_errand (errand);
}

/* The process that asked waits for the answer: it ends with the status that the file deserves. */
static void
opened_cb (SbWindow *window, const GError *error, gpointer user_data)
{
  Errand *errand = user_data;

  if (!error && errand->pdf)
    {
      errand->window = g_object_ref (GTK_WINDOW (window));
      sb_overview_view_save_pdf_async (sb_window_get_session (window), errand->pdf, NULL, pdf_written_cb, errand);
      return;
    }
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    report (errand, error);
  if (error && errand->pdf)
    gtk_window_close (GTK_WINDOW (window));
  free_errand (errand);
}

static Errand *
new_errand (GApplicationCommandLine *command_line, const SbAppOptions *options)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->command_line = g_object_ref (command_line);
  if (options->pdf)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, options->pdf);

      errand->pdf = g_file_get_path (file);
    }
  return errand;
}

static void
show (SbApplication *self, GApplicationCommandLine *command_line, const SbAppOptions *options)
{
  g_autofree char *path = asked_path (self, command_line, options);
  SbWindow *window = find_window (self, path);

  if (path && !window)
    {
      window = free_window (self);
      sb_window_open (window, &(SbWindowRequest){ .kind = options->sample ? SB_OPENER_SAMPLE : SB_OPENER_OPEN,
                                                  .path = path,
                                                  .page = options->page,
                                                  .as_of = options->as_of,
                                                  .opened = opened_cb,
                                                  .user_data = new_errand (command_line, options) });
    }
  else
    {
      if (!window)
        {
          window = free_window (self);
          sb_window_show_start (window);
        }
      if (options->page)
        sb_window_show_page (window, options->page);
      sb_window_set_as_of (window, options->as_of);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static int
sb_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  g_auto (SbAppOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!sb_app_options_parse ((const char *const *)arguments, &options, &error))
    {
      g_application_command_line_printerr (command_line, "sales-balance: %s\n", error->message);
      return EXIT_USAGE;
    }
  show (SB_APPLICATION (application), command_line, &options);
  return 0;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  GList *windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *at = windows; at; at = at->next)
    gtk_window_close (at->data);
  g_list_free (windows);
}

static void
sb_application_startup (GApplication *application)
{
  SbApplication *self = SB_APPLICATION (application);
  const GActionEntry entries[] = { { "quit", quit_cb } };

  G_APPLICATION_CLASS (sb_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (SB_APP_ID);
  self->state = sb_ui_state_new (NULL);
  sb_color_scheme_apply (self->state);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sb_accels_install (GTK_APPLICATION (self));
}

static void
sb_application_shutdown (GApplication *application)
{
  SbApplication *self = SB_APPLICATION (application);

  if (self->state)
    sb_ui_state_flush (self->state);
  G_APPLICATION_CLASS (sb_application_parent_class)->shutdown (application);
}

static void
sb_application_finalize (GObject *object)
{
  SbApplication *self = SB_APPLICATION (object);

  g_clear_object (&self->state);
  G_OBJECT_CLASS (sb_application_parent_class)->finalize (object);
}

static void
sb_application_class_init (SbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sb_application_finalize;
  application_class->startup = sb_application_startup;
  application_class->shutdown = sb_application_shutdown;
  application_class->command_line = sb_application_command_line;
}

static void
sb_application_init (SbApplication *self)
{
}

SbApplication *
sb_application_new (void)
{
  return g_object_new (SB_TYPE_APPLICATION, "application-id", SB_APP_ID, "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/com/example/SalesBalance", NULL);
}

SbUiState *
sb_application_get_state (SbApplication *self)
{
  g_return_val_if_fail (SB_IS_APPLICATION (self), NULL);

  return self->state;
}
