/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window around an import: which files, work in progress, the preview, the end. What each file is stands in
 * sb-import-file-page.c; what an import does is SbImport's. */
#include "sb-config.h"

#include "app/sb-import-dialog.h"

#include "app/sb-import-file-page.h"
#include "app/sb-import-labels.h"
#include "app/sb-import-paste.h"
#include "app/sb-import-paths.h"
#include "app/sb-import-summary.h"
#include "widgets/sb-confirm.h"
#include "widgets/sb-file-dialog.h"
#include "widgets/sb-text-guard.h"

#include <glib/gi18n-lib.h>

#define SB_TYPE_IMPORT_DIALOG (sb_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SbImportDialog, sb_import_dialog, SB, IMPORT_DIALOG, AdwWindow)

struct _SbImportDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkWidget *choose_page;
  GtkProgressBar *progress;
  GtkLabel *work_label;
  GtkBox *tabs;
  GtkStack *files;
  GtkLabel *summary;
  GtkLabel *figures;
  GtkWidget *import_button;
  GtkWidget *cancel_button;
  GtkWidget *add_button;
  AdwStatusPage *done_page;

  SbSession *session;        /* owned */
  GPtrArray *paths;          /* of char* */
  GPtrArray *temporary;      /* of char*: pasted tables, removed at the end */
  SbImport *import;          /* owned, NULL before files are chosen */
  GCancellable *cancellable; /* owned, NULL: nothing is running */
  char *shown;               /* the file whose page is in front */
  gboolean writing;          /* the import itself runs; files that come now must wait */
  gboolean again;            /* files came while others were being read */
  guint prepare_source;
};

G_DEFINE_FINAL_TYPE (SbImportDialog, sb_import_dialog, ADW_TYPE_WINDOW)

/* Changes that follow each other quickly are prepared once. */
#define PREPARE_DELAY_MS 250

static void prepare (SbImportDialog *self);
static void start (SbImportDialog *self);
static void leave_out_cb (SbImportDialog *self, SbImportFilePage *page);

/* --- preview ------------------------------------------------------------------------------------------------------ */

static guint
count_questions (const SbImportReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->files->len; i++)
    n += ((SbImportFileReport *) g_ptr_array_index (report->files, i))->questions->len;
  return n;
}

static gboolean
prepare_due_cb (gpointer user_data)
{
  SbImportDialog *self = user_data;

  self->prepare_source = 0;
  prepare (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SbImportDialog *self)
{
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  self->prepare_source = g_timeout_add (PREPARE_DELAY_MS, prepare_due_cb, self);
}

static void
rejects_chosen_cb (GFile *file, gpointer user_data)
{
  g_autoptr (SbImportDialog) self = user_data;
  SbImportOptions *options;

  if (!file || !self->import)
    return;
  options = sb_import_get_options (self->import);
  g_free (options->rejects);
  options->rejects = g_file_get_path (file);
  prepare (self);
}

static void
save_rejects_cb (SbImportDialog *self)
{
  const char *patterns[] = { _ ("CSV files"), "*.csv", NULL };

  sb_file_dialog_save (GTK_WIDGET (self), _ ("Save the Rows That Are Left Out"), _ ("Left out.csv"), patterns,
                       rejects_chosen_cb, g_object_ref (self));
}

static void
tab_cb (SbImportDialog *self, GtkToggleButton *tab)
{
  const char *name = g_object_get_data (G_OBJECT (tab), "sb-name");

  if (!gtk_toggle_button_get_active (tab))
    return;
  gtk_stack_set_visible_child_name (self->files, name);
  g_free (self->shown);
  self->shown = g_strdup (name);
}

static GtkWidget *
new_tab (SbImportDialog *self, const SbImportFileReport *file, const char *name, GtkWidget *first)
{
  GtkWidget *tab = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *base = g_filename_display_basename (file->entry ? file->entry : file->file);
  const char *state = file->error             ? _ ("cannot be imported")
                      : file->questions->len  ? _ ("has a question")
                      : file->counts.rejected ? _ ("leaves rows out")
                                              : _ ("is ready");
  g_autofree char *spoken = g_strdup_printf ("%s %s", base, state);

  gtk_box_append (GTK_BOX (box), sb_icon_new (file->error            ? "dialog-error-symbolic"
                                                               : file->questions->len ? "dialog-question-symbolic"
                                                                                      : "emblem-ok-symbolic"));
  gtk_box_append (GTK_BOX (box), sb_label_new (base, NULL));
  gtk_button_set_child (GTK_BUTTON (tab), box);
  sb_widget_set_name (tab, spoken);
  if (first)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), GTK_TOGGLE_BUTTON (first));
  g_object_set_data_full (G_OBJECT (tab), "sb-name", g_strdup (name), g_free);
  g_signal_connect_swapped (tab, "toggled", G_CALLBACK (tab_cb), self);
  return tab;
}

static void
clear_preview (SbImportDialog *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tabs))))
    gtk_box_remove (self->tabs, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))))
    gtk_stack_remove (self->files, child);
}

static char *
page_name (const SbImportFileReport *file)
{
  return g_strdup_printf ("%s\n%s", file->file, file->entry ? file->entry : "");
}

/* The file that was in front; one with an open question before one without. */
static guint
choose_front (SbImportDialog *self, const SbImportReport *report)
{
  guint front = 0;
  gboolean found = FALSE;

  for (guint i = 0; i < report->files->len; i++)
    {
      const SbImportFileReport *file = g_ptr_array_index (report->files, i);
      g_autofree char *name = page_name (file);
      gboolean asks = file->questions->len > 0;

      if (asks && (!found || g_strcmp0 (name, self->shown) == 0))
        {
          front = i;
          found = TRUE;
        }
      else if (!found && g_strcmp0 (name, self->shown) == 0)
        front = i;
    }
  return front;
}

static void
add_file (SbImportDialog *self, const SbImportReport *report, guint i, gboolean front)
{
  const SbImportFileReport *file = g_ptr_array_index (report->files, i);
  g_autofree char *name = page_name (file);
  GtkWidget *page = sb_import_file_page_new (self->session, self->import, i);
  GtkWidget *tab = new_tab (self, file, name, gtk_widget_get_first_child (GTK_WIDGET (self->tabs)));

  g_signal_connect_object (page, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (page), "sb-path", g_strdup (file->file), g_free);
  g_signal_connect_object (page, "leave-out", G_CALLBACK (leave_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "save-rejects", G_CALLBACK (save_rejects_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->files, page, name);
  gtk_box_append (self->tabs, tab);
  if (front)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
}

static void
show_preview (SbImportDialog *self, const SbImportReport *report)
{
  guint questions = count_questions (report);
  gboolean nothing = report->totals.created + report->totals.updated == 0;
  guint front = choose_front (self, report);
  g_autofree char *text = NULL;
  g_autofree char *figures = sb_import_summary_figures (sb_session_get_formatter (self->session), report);

  clear_preview (self);
  for (guint i = 0; i < report->files->len; i++)
    add_file (self, report, i, i == front);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->tabs), GTK_TYPE_SCROLLED_WINDOW),
                          report->files->len > 1);
  if (questions)
    text = g_strdup_printf (ngettext ("%u question is open", "%u questions are open", questions), questions);
  else if (report->error)
    text = g_strdup (report->error->message);
  else if (nothing)
    text = g_strdup (_ ("Everything in it is already there"));
  else
    text = sb_import_summary_counts (sb_session_get_formatter (self->session), report);
  gtk_label_set_text (self->summary, text);
  gtk_label_set_text (self->figures, figures ? figures : "");
  gtk_widget_set_visible (GTK_WIDGET (self->figures), figures && report->ok && !questions);
  gtk_widget_set_sensitive (self->import_button, report->ok && !questions && !nothing);
  gtk_widget_set_visible (self->import_button, TRUE);
  gtk_widget_set_visible (self->add_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  if (gtk_widget_get_sensitive (self->import_button))
    gtk_widget_grab_focus (self->import_button);
}

/* --- work ------------------------------------------------------------------------------------------------------- */

static void
progress_cb (double fraction, const char *text, gpointer user_data)
{
  SbImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  gtk_label_set_text (self->work_label, text ? text : "");
}

static void
show_work (SbImportDialog *self, const char *text)
{
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_label_set_text (self->work_label, text);
  gtk_widget_set_visible (self->import_button, FALSE);
  gtk_widget_set_visible (self->add_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "work");
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
show_choose (SbImportDialog *self)
{
  gtk_widget_set_visible (self->import_button, FALSE);
  gtk_widget_set_visible (self->add_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "choose");
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, SB_IMPORT_ERROR, SB_ISSUE_CANCELLED)
         || g_error_matches (error, SB_STORE_ERROR, SB_STORE_ERROR_CANCELLED);
}

/* The rows left out are written by the import that reads them; once is enough. */
static void
tell_rejects (SbImportDialog *self, const GError *error)
{
  SbImportOptions *options = sb_import_get_options (self->import);
  g_autofree char *path = g_steal_pointer (&options->rejects);
  g_autofree char *name = NULL;
  g_autofree char *said = NULL;

  if (!path)
    return;
  name = g_filename_display_basename (path);
  said = g_strdup_printf (_ ("The rows are saved in “%s”"), name);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_signal_emit_by_name (self->session, "notify-user", said, FALSE);
  else if (error)
    sb_show_error (GTK_WIDGET (self), _ ("The rows were not saved"), error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = sb_import_prepare_finish (SB_IMPORT (source), result, &error);
  const SbImportReport *report = sb_import_get_report (SB_IMPORT (source));

  g_clear_object (&self->cancellable);
  if (!self->session || SB_IMPORT (source) != self->import)
    return;
  if (self->again)
    {
      start (self);
      return;
    }
  if (!ok && (was_cancelled (error) || !report))
    {
      if (!was_cancelled (error))
        sb_show_error (GTK_WIDGET (self), _ ("The files cannot be read"), error);
      show_choose (self);
      return;
    }
  tell_rejects (self, error);
  show_preview (self, report);
}

static void
prepare (SbImportDialog *self)
{
  clear_preview (self);
  show_work (self, _ ("Reading the files…"));
  sb_import_prepare_async (self->import, progress_cb, self, self->cancellable, prepared_cb, g_object_ref (self));
}

static void
show_done (SbImportDialog *self, const SbImportReport *report)
{
  SbFormatter *formatter = sb_session_get_formatter (self->session);
  g_autofree char *text = sb_import_summary_done (formatter, report);
  g_autofree char *rows = sb_import_summary_rows (formatter, report);
  g_autofree char *said = g_strdup_printf (_ ("Imported: %s"), rows);

  sb_status_set_text (self->done_page, _ ("The import is done"), text);
  gtk_stack_set_visible_child_name (self->stack, "done");
  g_signal_emit_by_name (self->session, "notify-user", said, TRUE);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = sb_import_run_finish (SB_IMPORT (source), result, &error);
  const SbImportReport *report = sb_import_get_report (SB_IMPORT (source));

  g_clear_object (&self->cancellable);
  self->writing = FALSE;
  if (!self->session)
    return;
  if (ok && report)
    show_done (self, report);
  else
    {
      if (!was_cancelled (error))
        sb_show_error (GTK_WIDGET (self), _ ("Nothing was imported"), error);
      prepare (self);
    }
}

static void
import_cb (SbImportDialog *self)
{
  clear_preview (self);
  show_work (self, _ ("Importing…"));
  self->writing = TRUE;
  sb_import_run_async (self->import, progress_cb, self, self->cancellable, imported_cb, g_object_ref (self));
}

static void
cancel_work_cb (SbImportDialog *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

/* --- files ------------------------------------------------------------------------------------------------------ */

static void
start (SbImportDialog *self)
{
  g_autoptr (SbImport) before = g_steal_pointer (&self->import);

  self->again = FALSE;
  g_ptr_array_add (self->paths, NULL);
  self->import
    = sb_import_new (sb_session_get_workspace (self->session), (const char *const *)self->paths->pdata, NULL);
  g_ptr_array_remove_index (self->paths, self->paths->len - 1);
  if (before)
    sb_import_keep_answers (self->import, before);
  sb_import_set_today (self->import, sb_session_get_as_of (self->session));
  prepare (self);
}

/* Reading is begun anew when it is under way: all files are looked at together. */
static void
restart (SbImportDialog *self)
{
  if (!self->cancellable)
    start (self);
  else
    {
      self->again = TRUE;
      g_cancellable_cancel (self->cancellable);
    }
}

static void
add_files (SbImportDialog *self, GSList *files)
{
  g_autoptr (GError) error = NULL;
  guint before = self->paths->len;

  if (!sb_import_paths_add (self->paths, files, &error))
    sb_show_error (GTK_WIDGET (self), _ ("A file was left out"), error);
  if (self->paths->len > before)
    restart (self);
}

static void
leave_out_cb (SbImportDialog *self, SbImportFilePage *page)
{
  const char *path = g_object_get_data (G_OBJECT (page), "sb-path");
  guint at;

  if (self->cancellable || !g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, &at))
    return;
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_ptr_array_remove_index (self->paths, at);
  if (self->paths->len)
    start (self);
  else
    show_choose (self);
}

static void
chosen_cb (GSList *files, gpointer user_data)
{
  g_autoptr (SbImportDialog) self = user_data;

  if (files && self->session)
    add_files (self, files);
}

static void
choose_cb (SbImportDialog *self)
{
  const char *patterns[] = { _ ("Tables"), SB_IMPORT_PATTERNS, NULL };

  sb_file_dialog_open_many (GTK_WIDGET (self), _ ("Import Files from a CRM"), patterns, chosen_cb, g_object_ref (self));
}

static void
pasted_cb (const char *path, const GError *error, gpointer user_data)
{
  g_autoptr (SbImportDialog) self = user_data;

  if (!self->session)
    return;
  if (!path)
    {
      sb_show_error (GTK_WIDGET (self), _ ("Nothing was pasted"), error);
      return;
    }
  g_ptr_array_add (self->temporary, g_strdup (path));
  g_ptr_array_add (self->paths, g_strdup (path));
  start (self);
}

static void
paste_cb (SbImportDialog *self)
{
  if (!self->cancellable)
    sb_import_paste_async (GTK_WIDGET (self), pasted_cb, g_object_ref (self));
}

static void
paste_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  paste_cb (SB_IMPORT_DIALOG (widget));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  SbImportDialog *self = user_data;

  if (self->writing)
    return FALSE;
  add_files (self, g_value_get_boxed (value));
  return TRUE;
}

/* --- life ------------------------------------------------------------------------------------------------------- */

static void
remove_temporary (gpointer path, gpointer user_data)
{
  GFile *file = g_file_new_for_path (path);

  g_file_delete (file, NULL, NULL);
  g_object_unref (file);
}

static void
sb_import_dialog_dispose (GObject *object)
{
  SbImportDialog *self = SB_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->prepare_source, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  if (self->session)
    gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_import_dialog_parent_class)->dispose (object);
}

static void
sb_import_dialog_finalize (GObject *object)
{
  SbImportDialog *self = SB_IMPORT_DIALOG (object);

  g_ptr_array_foreach (self->temporary, remove_temporary, NULL);
  g_ptr_array_unref (self->temporary);
  g_ptr_array_unref (self->paths);
  g_clear_object (&self->import);
  g_clear_object (&self->cancellable);
  g_free (self->shown);
  G_OBJECT_CLASS (sb_import_dialog_parent_class)->finalize (object);
}

static void
sb_import_dialog_class_init (SbImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_import_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/SalesBalance/app/sb-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, choose_page);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, work_label);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, tabs);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, files);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, figures);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, SbImportDialog, done_page);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_work_cb);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, paste_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "import.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
sb_import_dialog_init (SbImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->temporary = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
sb_import_dialog_present (GtkWidget *parent, SbSession *session, GSList *files)
{
  SbImportDialog *self;
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (parent) && SB_IS_SESSION (session));

  self = g_object_new (SB_TYPE_IMPORT_DIALOG, NULL);
  self->session = g_object_ref (session);
  root = gtk_widget_get_root (parent);
  if (GTK_IS_WINDOW (root))
    {
      int width = gtk_widget_get_width (GTK_WIDGET (root));

      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      if (width > 0 && width < 860)
        gtk_window_set_default_size (GTK_WINDOW (self), width, gtk_widget_get_height (GTK_WIDGET (root)));
    }
  show_choose (self);
  gtk_window_present (GTK_WINDOW (self));
  if (files)
    add_files (self, files);
}
