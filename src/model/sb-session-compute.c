/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts and calculations in worker threads. A load or a result that belongs to an older question is dropped. Part of
 * the session. */
#include "sb-config.h"

#include "model/sb-session-private.h"

#include "model/sb-job.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GWeakRef      session; /* main thread only */
  GCancellable *cancellable;
  char         *path;
  SbDate        as_of;
  SbFacts      *facts;   /* result */
  GError       *error;
} Load;

static void
free_load (Load *load)
{
  g_weak_ref_clear (&load->session);
  g_object_unref (load->cancellable);
  g_free (load->path);
  g_clear_pointer (&load->facts, sb_facts_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static void
load_in_worker (gpointer data)
{
  Load *load = data;
  g_autoptr (SbReader) reader = sb_reader_new (load->path, &load->error);

  if (reader != NULL)
    load->facts = sb_reader_facts (reader, load->as_of, load->cancellable, &load->error);
}

static void start_computation (SbSession *self, GTask *task);

static void
serve_waiting (SbSession *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (self->facts != NULL && self->load_error == NULL)
        start_computation (self, task);
      else
        g_task_return_error (task, g_error_copy (self->load_error));
    }
}

static void
adopt (SbSession *self, SbFacts *facts)
{
  g_clear_error (&self->load_error);
  g_clear_pointer (&self->facts, sb_facts_unref);
  self->facts = facts;
  self->stale = FALSE;
  self->serial++;
  sb_formatter_set_people (self->formatter, facts->members, facts->n_members);
}

static void
finish_loading (SbSession *self, Load *load)
{
  g_clear_object (&self->load);
  if (load->facts != NULL)
    adopt (self, g_steal_pointer (&load->facts));
  else
    {
      g_clear_error (&self->load_error);
      self->load_error = g_steal_pointer (&load->error);
      self->stale = TRUE;
    }
  serve_waiting (self);
  sb_session_emit_facts (self);
}

static void
loaded_cb (gpointer data)
{
  Load *load = data;
  g_autoptr (SbSession) self = g_weak_ref_get (&load->session);

  /* A newer load may be running, or the session has ended. */
  if (self != NULL && self->load == load->cancellable)
    finish_loading (self, load);
  free_load (load);
}

static void
start_loading (SbSession *self)
{
  Load *load = g_new0 (Load, 1);

  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->load = g_cancellable_new ();
  self->generation = sb_workspace_get_generation (self->workspace);
  self->facts_as_of = self->as_of;
  g_weak_ref_init (&load->session, self);
  load->cancellable = g_object_ref (self->load);
  load->path = g_strdup (sb_workspace_get_path (self->workspace));
  load->as_of = self->as_of;
  sb_job_run (load_in_worker, loaded_cb, load);
}

static gboolean
load_is_current (SbSession *self)
{
  return self->generation == sb_workspace_get_generation (self->workspace) && self->facts_as_of == self->as_of;
}

static gboolean
reload_cb (gpointer data)
{
  SbSession *self = data;

  self->reload_idle = 0;
  start_loading (self);
  return G_SOURCE_REMOVE;
}

void
sb_session_invalidate (SbSession *self)
{
  gboolean wanted = self->facts != NULL || self->load != NULL || self->waiting->len > 0;

  self->stale = TRUE;
  self->serial++;
  /* What is on its way answers an older question. */
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  if (wanted && self->reload_idle == 0)
    self->reload_idle = g_idle_add (reload_cb, self);
}

void
sb_session_stop_loading (SbSession *self)
{
  g_clear_handle_id (&self->reload_idle, g_source_remove);
  if (self->load != NULL)
    g_cancellable_cancel (self->load);
  g_clear_object (&self->load);
  self->serial++;
}

SbFacts *
sb_session_get_facts (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  return self->facts;
}

void
sb_session_ensure_facts (SbSession *self)
{
  g_return_if_fail (SB_IS_SESSION (self));

  if (self->reload_idle != 0 || (!self->stale && self->facts != NULL))
    return;
  if (self->load == NULL || !load_is_current (self))
    start_loading (self);
}

gboolean
sb_session_is_loading (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), FALSE);

  return self->load != NULL || self->reload_idle != 0;
}

const GError *
sb_session_get_load_error (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  return self->load_error;
}

SbContext *
sb_session_dup_context (SbSession *self)
{
  g_return_val_if_fail (SB_IS_SESSION (self), NULL);

  if (self->facts == NULL)
    return NULL;
  return sb_context_new (self->facts, self->as_of, self->period, self->scope,
                         sb_workspace_get_path (self->workspace));
}

/* Computations. The worker sees the Computation, never its task: that holds the session. */

typedef struct {
  GTask         *task;       /* main thread only */
  SbComputeFunc  func;
  gpointer       input;
  GDestroyNotify free_input;
  GDestroyNotify free_result;
  GCancellable  *cancellable; /* nullable */
  SbContext     *context;
  guint64        serial;
  gpointer       result;
  GError        *error;
} Computation;

static void
free_computation (gpointer data)
{
  Computation *computation = data;

  if (computation->free_input != NULL && computation->input != NULL)
    computation->free_input (computation->input);
  g_clear_pointer (&computation->context, sb_context_unref);
  g_clear_object (&computation->cancellable);
  g_free (computation);
}

static void
compute_in_worker (gpointer data)
{
  Computation *computation = data;

  computation->result
      = computation->func (computation->context, computation->input, computation->cancellable, &computation->error);
}

static void
computed_cb (gpointer data)
{
  Computation *computation = data;
  g_autoptr (GTask) task = computation->task;

  if (computation->result != NULL)
    g_task_return_pointer (task, computation->result, computation->free_result);
  else if (computation->error != NULL)
    g_task_return_error (task, computation->error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _("This calculation gave no result."));
}

static void
start_computation (SbSession *self, GTask *task)
{
  Computation *computation = g_task_get_task_data (task);

  computation->task = g_object_ref (task);
  computation->context = sb_session_dup_context (self);
  computation->serial = self->serial;
  sb_job_run (compute_in_worker, computed_cb, computation);
}

void
sb_session_compute_async (SbSession *self, SbComputeFunc func, gpointer input, GDestroyNotify free_input,
                          GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Computation *computation;

  g_return_if_fail (SB_IS_SESSION (self) && func != NULL);

  computation = g_new0 (Computation, 1);
  computation->func = func;
  computation->input = input;
  computation->free_input = free_input;
  computation->free_result = free_result;
  g_set_object (&computation->cancellable, cancellable);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_session_compute_async);
  g_task_set_task_data (task, computation, free_computation);
  if (self->facts != NULL && !self->stale)
    {
      start_computation (self, task);
      return;
    }
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  sb_session_ensure_facts (self);
}

gpointer
sb_session_compute_finish (SbSession *self, GAsyncResult *result, GError **error)
{
  Computation *computation;
  gpointer value;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  computation = g_task_get_task_data (G_TASK (result));
  value = g_task_propagate_pointer (G_TASK (result), error);
  if (value == NULL || computation->serial == self->serial)
    return value;
  if (computation->free_result != NULL)
    computation->free_result (value);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the question has changed");
  return NULL;
}
