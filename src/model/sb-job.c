/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain work in a worker thread. Called by the session and the lists of this room. */
#include "model/sb-job.h"

typedef struct {
  SbJobFunc work;
  SbJobFunc done;
  gpointer  data;
} Job;

static void
job_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  job->work (job->data);
  g_task_return_boolean (task, TRUE);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;

  job->done (job->data);
  g_free (job);
}

void
sb_job_run (SbJobFunc work, SbJobFunc done, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (work != NULL && done != NULL);

  job = g_new0 (Job, 1);
  job->work = work;
  job->done = done;
  job->data = data;
  task = g_task_new (NULL, NULL, job_done_cb, job);
  g_task_set_source_tag (task, sb_job_run);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, job_in_worker);
}
