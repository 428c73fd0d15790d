/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The object that the window and the command hold while they import: options in, document out. The work itself is
 * sb-import-run.c's. */
#include "sb-config.h"

#include "exchange/sb-import.h"

#include "exchange/sb-import-run.h"

#include <string.h>

struct _SbImport {
  GObject             parent_instance;
  SbWorkspace        *workspace;
  GStrv               paths;
  SbImportOptions    *options;
  GHashTable         *file_options; /* path as given → SbImportOptions */
  SbImportDictionary *dictionary;
  SbImportReport     *report;
  GPtrArray          *profiles;
  SbDate              today;
};

G_DEFINE_FINAL_TYPE (SbImport, sb_import, G_TYPE_OBJECT)

static void
sb_import_finalize (GObject *object)
{
  SbImport *self = SB_IMPORT (object);

  g_clear_object (&self->workspace);
  g_strfreev (self->paths);
  sb_import_options_free (self->options);
  g_hash_table_unref (self->file_options);
  g_clear_pointer (&self->dictionary, sb_import_dictionary_unref);
  g_clear_pointer (&self->report, sb_import_report_free);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  G_OBJECT_CLASS (sb_import_parent_class)->finalize (object);
}

static void
sb_import_class_init (SbImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_import_finalize;
}

static void
sb_import_init (SbImport *self)
{
  self->today = SB_DATE_NONE;
  self->file_options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) sb_import_options_free);
}

SbImport *
sb_import_new (SbWorkspace *workspace, const char *const *paths, SbImportOptions *options)
{
  SbImport *self;

  g_return_val_if_fail (SB_IS_WORKSPACE (workspace) && paths != NULL, NULL);
  self = g_object_new (SB_TYPE_IMPORT, NULL);
  self->workspace = g_object_ref (workspace);
  self->paths = g_strdupv ((GStrv) paths);
  self->options = options != NULL ? options : sb_import_options_new ();
  self->dictionary = sb_import_dictionary_new ();
  return self;
}

SbImportOptions *
sb_import_get_options (SbImport *self)
{
  g_return_val_if_fail (SB_IS_IMPORT (self), NULL);
  return self->options;
}

SbImportOptions *
sb_import_get_file_options (SbImport *self, const char *path)
{
  SbImportOptions *options;

  g_return_val_if_fail (SB_IS_IMPORT (self) && path != NULL, NULL);
  options = g_hash_table_lookup (self->file_options, path);
  if (options == NULL)
    {
      options = sb_import_options_copy (self->options);
      g_hash_table_insert (self->file_options, g_strdup (path), options);
    }
  return options;
}

void
sb_import_keep_answers (SbImport *self, SbImport *from)
{
  GHashTableIter iter;
  gpointer path, options;

  g_return_if_fail (SB_IS_IMPORT (self) && SB_IS_IMPORT (from));
  sb_import_options_free (self->options);
  self->options = sb_import_options_copy (from->options);
  g_clear_pointer (&self->options->rejects, g_free);
  g_hash_table_iter_init (&iter, from->file_options);
  while (g_hash_table_iter_next (&iter, &path, &options))
    g_hash_table_insert (self->file_options, g_strdup (path), sb_import_options_copy (options));
}

void
sb_import_map (SbImport *self, const char *header, const char *target)
{
  g_return_if_fail (SB_IS_IMPORT (self) && header != NULL && target != NULL);
  sb_import_options_map (self->options, header, target);
}

void
sb_import_set_today (SbImport *self, SbDate today)
{
  g_return_if_fail (SB_IS_IMPORT (self));
  self->today = today;
}

/* Deliver a worker's progress in the thread that asked for it. */
typedef struct {
  SbImportProgress progress;
  gpointer         data;
  double           fraction;
  char            *text;
} Delivery;

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_free (delivery->text);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;

  delivery->progress (delivery->fraction, delivery->text, delivery->data);
  return G_SOURCE_REMOVE;
}

typedef struct {
  SbImportProgress progress;
  gpointer         data;
  GMainContext    *context;
  gboolean         dry_run;
} AsyncCall;

static void
async_call_free (gpointer data)
{
  AsyncCall *call = data;

  g_main_context_unref (call->context);
  g_free (call);
}

static void
forward_progress (double fraction, const char *text, gpointer user_data)
{
  AsyncCall *call = user_data;
  Delivery *delivery;

  if (call->progress == NULL)
    return;
  delivery = g_new (Delivery, 1);
  *delivery = (Delivery) { call->progress, call->data, fraction, g_strdup (text) };
  g_main_context_invoke_full (call->context, G_PRIORITY_DEFAULT, deliver_cb, delivery, delivery_free);
}

static gboolean
work (SbImport *self, gboolean dry_run, SbImportProgress progress, gpointer user_data, GCancellable *cancellable,
      GError **error)
{
  SbImportTask task = { .workspace = self->workspace, .paths = (const char *const *) self->paths,
                        .options = self->options, .file_options = self->file_options,
                        .dictionary = self->dictionary, .today = self->today,
                        .dry_run = dry_run || self->options->dry_run, .figures = dry_run, .progress = progress,
                        .progress_data = user_data, .cancellable = cancellable };
  SbImportReport *report = NULL;
  GPtrArray *profiles = NULL;
  gboolean ok = sb_import_task_run (&task, &report, &profiles, error);

  g_clear_pointer (&self->report, sb_import_report_free);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  self->report = report;
  self->profiles = profiles;
  return ok;
}

gboolean
sb_import_prepare (SbImport *self, SbImportProgress progress, gpointer user_data, GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (SB_IS_IMPORT (self), FALSE);
  return work (self, TRUE, progress, user_data, cancellable, error);
}

gboolean
sb_import_run (SbImport *self, SbImportProgress progress, gpointer user_data, GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail (SB_IS_IMPORT (self), FALSE);
  return work (self, FALSE, progress, user_data, cancellable, error);
}

const SbImportReport *
sb_import_get_report (SbImport *self)
{
  g_return_val_if_fail (SB_IS_IMPORT (self), NULL);
  return self->report;
}

static void
thread_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  AsyncCall *call = task_data;
  GError *error = NULL;

  if (work (source, call->dry_run, forward_progress, call, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start (SbImport *self, AsyncCall *call, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  call->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, call, async_call_free);
  /* A cancelled import still has to roll back and to hand over its report. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, thread_cb);
}

void
sb_import_prepare_async (SbImport *self, SbImportProgress progress, gpointer progress_data, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  AsyncCall *call;

  g_return_if_fail (SB_IS_IMPORT (self));
  call = g_new0 (AsyncCall, 1);
  *call = (AsyncCall) { .progress = progress, .data = progress_data, .dry_run = TRUE };
  start (self, call, cancellable, callback, user_data);
}

gboolean
sb_import_prepare_finish (SbImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sb_import_run_async (SbImport *self, SbImportProgress progress, gpointer progress_data, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  AsyncCall *call;

  g_return_if_fail (SB_IS_IMPORT (self));
  call = g_new0 (AsyncCall, 1);
  *call = (AsyncCall) { .progress = progress, .data = progress_data };
  start (self, call, cancellable, callback, user_data);
}

gboolean
sb_import_run_finish (SbImport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

SbImportDictionary *
sb_import_get_dictionary (SbImport *self)
{
  g_return_val_if_fail (SB_IS_IMPORT (self), NULL);
  return self->dictionary;
}

GPtrArray *
sb_import_get_profiles (SbImport *self)
{
  g_return_val_if_fail (SB_IS_IMPORT (self), NULL);
  return self->profiles;
}

int
sb_import_exit_status (const GError *error)
{
  if (error == NULL)
    return 0;
  if (error->domain != SB_IMPORT_ERROR)
    return sb_store_error_exit_status (error);
  switch (error->code)
    {
    case SB_ISSUE_CANNOT_OPEN:
    case SB_ISSUE_NOT_A_FILE:
      return 3;
    case SB_ISSUE_MAP_UNKNOWN_FIELD:
    case SB_ISSUE_MAP_UNKNOWN_HEADER:
      return 2;
    case SB_ISSUE_DISK_FULL:
    case SB_ISSUE_WORKSPACE_BUSY:
      return 4;
    default:
      return 1;
    }
}

SbImportFault *
sb_import_fault_of (const GError *error)
{
  const char *code = "cannot-open";

  if (error->domain == SB_IMPORT_ERROR)
    code = sb_issue_code_name ((SbIssueCode) error->code);
  else if (g_error_matches (error, SB_STORE_ERROR, SB_STORE_ERROR_BUSY))
    code = sb_issue_code_name (SB_ISSUE_WORKSPACE_BUSY);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
           g_error_matches (error, SB_STORE_ERROR, SB_STORE_ERROR_CANCELLED))
    code = sb_issue_code_name (SB_ISSUE_CANCELLED);
  else if (g_error_matches (error, SB_STORE_ERROR, SB_STORE_ERROR_WRITE))
    code = sb_issue_code_name (SB_ISSUE_DISK_FULL);
  return sb_import_fault_new (code, error->message, NULL);
}
