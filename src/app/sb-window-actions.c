/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What menus, buttons and keys do in the window: one table, one small function each. Which keys: sb-accels.c. */
#include "sb-config.h"

#include "app/sb-about.h"
#include "app/sb-help-window.h"
#include "app/sb-history-dialog.h"
#include "app/sb-import-paths.h"
#include "app/sb-lists-dialog.h"
#include "app/sb-new-workspace-dialog.h"
#include "app/sb-page-table.h"
#include "app/sb-palette-dialog.h"
#include "app/sb-preferences-dialog.h"
#include "app/sb-record-list-dialog.h"
#include "app/sb-shortcuts.h"
#include "app/sb-window-private.h"
#include "store/sb-backup.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-file-dialog.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

typedef void (*Act) (SbWindow *self);

static const char *const workspace_patterns[] = { N_ ("Workspaces"), "*.salesbalance", NULL };
static const char *const import_patterns[] = { N_ ("Tables"), SB_IMPORT_PATTERNS, NULL };

/* Pairs of translated name and glob for the file dialog. transfer container. */
static const char **
translated (const char *const *patterns)
{
  const char **list = g_new0 (const char *, 3);

  list[0] = _ (patterns[0]);
  list[1] = patterns[1];
  return list;
}

/* --- toasts ----------------------------------------------------------------------------------------------------- */

void
sb_window_toast_with (SbWindow *self, const char *message, const char *button, const char *action)
{
  AdwToast *toast = sb_toast_new (message);

  if (button)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_detailed_action_name (toast, action);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
sb_window_toast (SbWindow *self, const char *message)
{
  sb_window_toast_with (self, message, NULL, NULL);
}

/* --- workspaces ------------------------------------------------------------------------------------------------- */

static void
file_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (SbWindow) self = user_data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    sb_window_open (self, &(SbWindowRequest){ .kind = SB_OPENER_OPEN, .path = path, .as_of = SB_DATE_NONE });
}

static void
open_act (SbWindow *self)
{
  g_autofree const char **patterns = translated (workspace_patterns);

  sb_file_dialog_open (GTK_WIDGET (self), _ ("Open Workspace"), patterns, file_chosen_cb, g_object_ref (self));
}

static void
new_workspace_act (SbWindow *self)
{
  sb_new_workspace_dialog_present (self, self->state);
}

static void
sample_act (SbWindow *self)
{
  g_autofree char *path = sb_opener_sample_path ();

  sb_window_open (self, &(SbWindowRequest){ .kind = SB_OPENER_SAMPLE, .path = path, .as_of = SB_DATE_NONE });
}

static void
close_workspace_act (SbWindow *self)
{
  sb_window_show_start (self);
}

static void
reopen_act (SbWindow *self)
{
  g_autofree char *path = g_strdup (self->path);

  if (!path)
    return;
  /* The lock is only asked for when a workspace is opened. */
  sb_window_set_session (self, NULL);
  sb_window_open (self, &(SbWindowRequest){ .kind = SB_OPENER_OPEN, .path = path, .as_of = SB_DATE_NONE });
}

static void
import_chosen_cb (GSList *files, gpointer user_data)
{
  g_autoptr (SbWindow) self = user_data;

  if (files)
    sb_window_import_files (self, files);
}

static void
import_act (SbWindow *self)
{
  g_autofree const char **patterns = translated (import_patterns);

  if (self->session)
    sb_window_import_files (self, NULL);
  else
    sb_file_dialog_open_many (GTK_WIDGET (self), _ ("Import Files from a CRM"), patterns, import_chosen_cb,
                              g_object_ref (self));
}

typedef struct
{
  SbWindow *window; /* owned */
  char *path;
  gint64 n_records;
} Backup;

static void
backup_free (gpointer data)
{
  Backup *backup = data;

  g_object_unref (backup->window);
  g_free (backup->path);
  g_free (backup);
}

static void
backup_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Backup *backup = data;
  GError *error = NULL;

  if (sb_workspace_backup (source, backup->path, &backup->n_records, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backup_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Backup *backup = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (backup->path);
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      sb_show_error (GTK_WIDGET (backup->window), _ ("The backup was not made"), error);
      return;
    }
  text = g_strdup_printf (ngettext ("“%s” is a verified copy of %" PRId64 " record.",
                                    "“%s” is a verified copy of %" PRId64 " records.",
                                    (gulong)backup->n_records),
                          name, backup->n_records);
  sb_window_toast (backup->window, text);
}

static void
backup_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (SbWindow) self = user_data;
  g_autoptr (GTask) task = NULL;
  Backup *backup;

  if (!file || !self->session)
    return;
  backup = g_new0 (Backup, 1);
  backup->window = g_object_ref (self);
  backup->path = g_file_get_path (file);
  task = g_task_new (sb_session_get_workspace (self->session), NULL, backup_done_cb, NULL);
  g_task_set_task_data (task, backup, backup_free);
  g_task_run_in_thread (task, backup_worker);
}

static void
backup_act (SbWindow *self)
{
  g_autofree const char **patterns = translated (workspace_patterns);
  char day[SB_DATE_TEXT_SIZE];
  g_autofree char *name
      = g_strdup_printf (_ ("Backup %s.salesbalance"), sb_date_format_iso (sb_session_get_today (self->session), day));

  sb_file_dialog_save (GTK_WIDGET (self), _ ("Back Up"), name, patterns, backup_chosen_cb, g_object_ref (self));
}

/* --- steps ------------------------------------------------------------------------------------------------------ */

static void
step (SbWindow *self, gboolean forward)
{
  SbWorkspace *workspace = sb_session_get_workspace (self->session);
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;
  g_autoptr (GError) error = NULL;
  const SbRecordType *type = NULL;
  gint32 id = 0;

  if (!(forward ? sb_workspace_redo : sb_workspace_undo) (workspace, &label, &type, &id, &error))
    {
      sb_show_error (GTK_WIDGET (self), forward ? _ ("Nothing was done again") : _ ("Nothing was undone"), error);
      return;
    }
  text = g_strdup_printf (forward ? _ ("Done again: %s") : _ ("Undone: %s"), label);
  if (type && id)
    action = g_strdup_printf ("win.show-record(('%s',%d))", type->name, id);
  sb_window_toast_with (self, text, action ? _ ("_Show") : NULL, action);
}

static void
undo_act (SbWindow *self)
{
  if (self->page == NULL || !sb_page_step (self->page, FALSE))
    step (self, FALSE);
}

static void
redo_act (SbWindow *self)
{
  if (self->page == NULL || !sb_page_step (self->page, TRUE))
    step (self, TRUE);
}

static void
history_act (SbWindow *self)
{
  sb_history_dialog_present (GTK_WIDGET (self), self->session);
}

static void
lists_act (SbWindow *self)
{
  sb_lists_dialog_present (GTK_WIDGET (self), self->session);
}

/* --- the page --------------------------------------------------------------------------------------------------- */

static void
new_record_act (SbWindow *self)
{
  if (self->page && sb_page_get_primary (self->page))
    sb_page_primary (self->page);
}

static void
find_act (SbWindow *self)
{
  if (self->page)
    sb_page_find (self->page);
}

static void
explain_act (SbWindow *self)
{
  if (self->page && !sb_page_explain (self->page))
    sb_window_toast (self, _ ("No number is selected on this page"));
}

static void
search_act (SbWindow *self)
{
  sb_palette_dialog_present (self);
}

static void
last_page_act (SbWindow *self)
{
  g_autofree char *last = sb_ui_state_dup_string (self->state, "window", "page");

  if (last)
    sb_window_show_page (self, last);
}

static void
today_act (SbWindow *self)
{
  sb_session_set_as_of (self->session, sb_session_get_today (self->session));
}

/* The period of its kind in which something happened last, seen on that day. */
static void
newest_day_act (SbWindow *self)
{
  SbFacts *facts = sb_session_get_facts (self->session);
  SbDate newest = facts ? sb_facts_newest_day (facts) : SB_DATE_NONE;
  SbPeriodKind kind = sb_session_get_period (self->session).kind;

  if (newest == SB_DATE_NONE)
    return;
  if (kind == SB_PERIOD_CUSTOM)
    kind = SB_PERIOD_QUARTER;
  sb_session_set_as_of (self->session, newest);
  sb_session_set_period (self->session,
                         sb_period_containing (kind, newest, sb_session_get_fiscal (self->session)));
}

/* --- the window ------------------------------------------------------------------------------------------------- */

static void
sidebar_act (SbWindow *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
full_screen_act (SbWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
preferences_act (SbWindow *self)
{
  sb_preferences_dialog_present (GTK_WIDGET (self), self->session, self->state);
}

static void
shortcuts_act (SbWindow *self)
{
  sb_shortcuts_present (GTK_WINDOW (self));
}

static void
help_act (SbWindow *self)
{
  sb_help_window_present (GTK_WINDOW (self));
}

static void
about_act (SbWindow *self)
{
  sb_about_present (GTK_WINDOW (self));
}

static void
close_act (SbWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

typedef enum
{
  NEEDS_NOTHING,
  NEEDS_SESSION,
  NEEDS_NO_LOCK, /* no workspace, or one that may be written */
  NEEDS_WRITING, /* a workspace that may be written */
  NEEDS_UNDO,
  NEEDS_REDO
} Needs;

static const struct
{
  const char *name;
  Act act;
  Needs needs;
} actions[] = {
  { "win.open", open_act, NEEDS_NOTHING },
  { "win.new-workspace", new_workspace_act, NEEDS_NOTHING },
  { "win.sample", sample_act, NEEDS_NOTHING },
  { "win.import", import_act, NEEDS_NO_LOCK },
  { "win.close-workspace", close_workspace_act, NEEDS_SESSION },
  { "win.reopen", reopen_act, NEEDS_SESSION },
  { "win.backup", backup_act, NEEDS_SESSION },
  { "win.undo", undo_act, NEEDS_UNDO },
  { "win.redo", redo_act, NEEDS_REDO },
  { "win.history", history_act, NEEDS_SESSION },
  { "win.lists", lists_act, NEEDS_SESSION },
  { "win.new-record", new_record_act, NEEDS_WRITING },
  { "win.find", find_act, NEEDS_SESSION },
  { "win.explain", explain_act, NEEDS_SESSION },
  { "win.search", search_act, NEEDS_SESSION },
  { "win.last-page", last_page_act, NEEDS_SESSION },
  { "win.today", today_act, NEEDS_SESSION },
  { "win.newest-day", newest_day_act, NEEDS_SESSION },
  { "win.toggle-sidebar", sidebar_act, NEEDS_SESSION },
  { "win.full-screen", full_screen_act, NEEDS_NOTHING },
  { "win.preferences", preferences_act, NEEDS_NOTHING },
  { "win.show-help-overlay", shortcuts_act, NEEDS_NOTHING },
  { "win.help", help_act, NEEDS_NOTHING },
  { "win.about", about_act, NEEDS_NOTHING },
  { "win.close", close_act, NEEDS_NOTHING },
};

static void
act_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].act (SB_WINDOW (widget));
}

static void
page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_window_show_page (SB_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* The page at home with the type, else its list in a window. */
static void
list_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);
  const SbRecordType *type = sb_record_type_find (g_variant_get_string (parameter, NULL));
  const SbPageInfo *home = type ? sb_page_table_home (type->name) : NULL;

  if (!self->session || !type)
    return;
  if (home)
    sb_window_show_page (self, home->name);
  else
    sb_record_list_dialog_present (widget, self->session, &(SbTarget){ .type = type });
}

static void
show_record_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbWindow *self = SB_WINDOW (widget);
  const char *type_name;
  gint32 id;
  const SbRecordType *type;

  g_variant_get (parameter, "(&si)", &type_name, &id);
  type = sb_record_type_find (type_name);
  if (self->session && type)
    sb_session_open_record (self->session, type, id);
}

void
sb_window_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "win.page", "s", page_cb);
  gtk_widget_class_install_action (widget_class, "win.list", "s", list_cb);
  gtk_widget_class_install_action (widget_class, "win.show-record", "(si)", show_record_cb);
}

static gboolean
is_met (SbWindow *self, Needs needs)
{
  SbWorkspace *workspace = self->session ? sb_session_get_workspace (self->session) : NULL;
  g_autofree char *label = NULL;

  if (needs == NEEDS_NOTHING || (needs == NEEDS_NO_LOCK && !workspace))
    return TRUE;
  if (!workspace || needs == NEEDS_SESSION)
    return workspace != NULL;
  if (sb_workspace_is_read_only (workspace))
    return FALSE;
  if (needs == NEEDS_WRITING || needs == NEEDS_NO_LOCK)
    return TRUE;
  label = needs == NEEDS_UNDO ? sb_workspace_undo_label (workspace) : sb_workspace_redo_label (workspace);
  return label != NULL;
}

void
sb_window_update_actions (SbWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, is_met (self, actions[i].needs));
}

gboolean
sb_window_can_act (SbWindow *self, const char *action)
{
  g_return_val_if_fail (SB_IS_WINDOW (self) && action != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, action))
      return is_met (self, actions[i].needs);
  return FALSE;
}
