/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workspaces come from here; see the header. Called by the window only. */
#include "sb-config.h"

#include "app/sb-opener.h"

#include "core/sb-clock.h"
#include "exchange/sb-sample.h"
#include "model/sb-frozen-chances.h"
#include "store/sb-backup.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define SUFFIX ".salesbalance"
/* Seconds after opening: the first pages come first. */
#define UPKEEP_DELAY 5

typedef struct
{
  SbOpenerKind kind;
  char *path;
  char *currency;
  char *language;
  int fiscal_start;
  SbDate today;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job->currency);
  g_free (job->language);
  g_free (job);
}

/* "Team.salesbalance" → "Team (restored).salesbalance" in the same folder. */
static char *
restored_path (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - (g_str_has_suffix (path, SUFFIX) ? strlen (SUFFIX) : 0));

  for (int number = 1;; number++)
    {
      g_autofree char *tail = number == 1 ? g_strdup (_ ("restored")) : g_strdup_printf (_ ("restored %d"), number);
      g_autofree char *name = g_strdup_printf ("%s (%s)" SUFFIX, stem, tail);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

static SbWorkspace *
open_backup (const char *path, GError **error)
{
  g_autoptr (GPtrArray) backups = sb_backup_list (path);

  for (guint i = 0; i < backups->len; i++)
    {
      const SbBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *to = NULL;

      if (!sb_backup_verify (backup->path, NULL))
        continue;
      to = restored_path (path);
      return sb_backup_restore (backup->path, to, error) ? sb_workspace_open (to, error) : NULL;
    }
  g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_OPEN, _ ("There is no backup of it that can be read."));
  return NULL;
}

static SbWorkspace *
run_job (const Job *job, GCancellable *cancellable, GError **error)
{
  gboolean sample = job->kind == SB_OPENER_SAMPLE;
  const SbWorkspaceOptions options
      = { sample ? SB_SAMPLE_CURRENCY : job->currency, sample ? 1 : job->fiscal_start, job->language };
  SbWorkspace *workspace;

  if (job->kind == SB_OPENER_READ_ONLY)
    return sb_workspace_open_read_only (job->path, error);
  if (job->kind == SB_OPENER_BACKUP)
    return open_backup (job->path, error);
  if (job->kind == SB_OPENER_OPEN || (job->kind == SB_OPENER_SAMPLE && g_file_test (job->path, G_FILE_TEST_EXISTS)))
    return sb_workspace_open (job->path, error);
  workspace = sb_workspace_create (job->path, &options, error);
  if (!workspace || job->kind == SB_OPENER_NEW)
    return workspace;
  sb_workspace_set_chances (workspace, sb_frozen_chances_compute);
  if (!sb_sample_fill (workspace, job->language, cancellable, error))
    {
      /* Half a company helps nobody: the next try starts afresh. */
      sb_workspace_close (workspace);
      g_object_unref (workspace);
      g_unlink (job->path);
      return NULL;
    }
  return workspace;
}

static void
worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  SbWorkspace *workspace = run_job (data, cancellable, &error);

  if (workspace)
    g_task_return_pointer (task, workspace, g_object_unref);
  else
    g_task_return_error (task, error);
}

char *
sb_opener_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "sales-balance", NULL);
}

char *
sb_opener_free_path (const char *stem)
{
  g_autofree char *folder = sb_opener_default_folder ();

  g_return_val_if_fail (stem != NULL, NULL);
  for (int number = 1;; number++)
    {
      g_autofree char *name
          = number == 1 ? g_strdup_printf ("%s" SUFFIX, stem) : g_strdup_printf ("%s-%d" SUFFIX, stem, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

char *
sb_opener_sample_path (void)
{
  g_autofree char *folder = sb_opener_default_folder ();

  return g_build_filename (folder, "sample" SUFFIX, NULL);
}

void
sb_opener_run_async (SbOpenerKind kind, const char *path, const SbWorkspaceOptions *options, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (path != NULL && (options != NULL || kind < SB_OPENER_NEW));

  job->kind = kind;
  job->path = g_strdup (path);
  job->today = sb_clock_today ();
  job->fiscal_start = options ? options->fiscal_start : 1;
  job->currency = options ? g_strdup (options->currency) : NULL;
  job->language = options ? g_strdup (options->language) : NULL;
  g_task_set_source_tag (task, sb_opener_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, worker);
}

SbWorkspace *
sb_opener_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- upkeep ----------------------------------------------------------------------------------------------------- */

typedef struct
{
  SbWorkspace *workspace; /* owned */
  SbDate today;
} Upkeep;

static void
upkeep_free (gpointer data)
{
  Upkeep *upkeep = data;

  g_object_unref (upkeep->workspace);
  g_free (upkeep);
}

static void
upkeep_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Upkeep *upkeep = data;
  g_autoptr (GError) error = NULL;

  if (!sb_workspace_keep_up (upkeep->workspace, upkeep->today, cancellable, &error))
    g_message ("Upkeep of the workspace: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static gboolean
upkeep_due_cb (gpointer data)
{
  const Upkeep *upkeep = data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Upkeep *copy = g_new (Upkeep, 1);

  copy->workspace = g_object_ref (upkeep->workspace);
  copy->today = upkeep->today;
  g_task_set_source_tag (task, sb_opener_keep_up);
  g_task_set_task_data (task, copy, upkeep_free);
  g_task_run_in_thread (task, upkeep_worker);
  return G_SOURCE_REMOVE;
}

void
sb_opener_keep_up (SbWorkspace *workspace, SbDate today)
{
  Upkeep *upkeep;

  g_return_if_fail (SB_IS_WORKSPACE (workspace));

  if (sb_workspace_is_read_only (workspace))
    return;
  sb_workspace_set_chances (workspace, sb_frozen_chances_compute);
  upkeep = g_new (Upkeep, 1);
  upkeep->workspace = g_object_ref (workspace);
  upkeep->today = today;
  g_timeout_add_seconds_full (G_PRIORITY_LOW, UPKEEP_DELAY, upkeep_due_cb, upkeep, upkeep_free);
}
