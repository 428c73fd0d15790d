/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search runs in a worker. What it found becomes the list, on which the user decides line by line:
 * sb-balance-items.c; adopting: sb-balance-adopt.c. */
#include "sb-config.h"

#include "model/sb-balance-private.h"

G_DEFINE_FINAL_TYPE (SbBalance, sb_balance, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
sb_balance_tell (SbBalance *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Worker. */
typedef struct {
  SbBalanceReach reach;
  GArray        *accepted, *rejected; /* SbBalanceFix */
  gint           cancelled;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_array_unref (question->accepted);
  g_array_unref (question->rejected);
  g_free (question);
}

static void
cancelled_cb (GCancellable *cancellable, Question *question)
{
  g_atomic_int_set (&question->cancelled, 1);
}

static gpointer
search (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  Question *question = input;
  SbBalanceWish wish = { question->accepted, question->rejected, &question->cancelled };
  gulong handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), question, NULL);
  SbBalanceAnswer *answer = sb_balance_search (
    sb_balance_book_new (context->facts, context->as_of, question->reach, context->scope.team_id), &wish);

  g_cancellable_disconnect (cancellable, handler);
  return answer;
}

static void
take_answer (SbBalance *self, SbBalanceAnswer *answer)
{
  g_clear_pointer (&self->answer, sb_balance_answer_free);
  self->answer = answer;
  self->point = answer->sensible;
  sb_balance_clear_list (self);
  sb_balance_list_moves (self);
}

static void start (SbBalance *self);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SbBalance) self = data;
  g_autoptr (GError) error = NULL;
  SbBalanceAnswer *answer = sb_session_compute_finish (SB_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    sb_balance_answer_free (answer);
  else if (answer != NULL)
    take_answer (self, answer);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (!self->stopped)
        start (self);
      return;
    }
  else
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
    }
  if (self->session != NULL)
    sb_balance_tell (self);
}

static Question *
ask (SbBalance *self)
{
  Question *question = g_new0 (Question, 1);

  question->reach = self->reach;
  question->accepted = sb_balance_fixes (self, SB_BALANCE_ACCEPTED);
  question->rejected = sb_balance_fixes (self, SB_BALANCE_REJECTED);
  g_array_append_vals (question->rejected, self->rejected->data, self->rejected->len);
  return question;
}

static void
start (SbBalance *self)
{
  g_clear_error (&self->error);
  self->stopped = FALSE;
  self->decided = FALSE;
  self->cancellable = g_cancellable_new ();
  sb_session_compute_async (self->session, search, ask (self), free_question, (GDestroyNotify) sb_balance_answer_free,
                            self->cancellable, found_cb, g_object_ref (self));
  sb_balance_tell (self);
}

/* A search under way answers an older question: it is stopped and begun anew. */
static void
restart (SbBalance *self)
{
  if (self->cancellable == NULL)
    {
      start (self);
      return;
    }
  self->stopped = FALSE;
  g_cancellable_cancel (self->cancellable);
}

static gboolean
is_fresh (SbBalance *self)
{
  SbFacts *facts = sb_session_get_facts (self->session);
  const SbBalanceBook *book = self->answer == NULL ? NULL : self->answer->book;

  return book != NULL && facts != NULL && book->facts->generation == facts->generation
         && book->as_of == sb_session_get_as_of (self->session) && book->reach == self->reach
         && book->team_id == sb_session_get_scope (self->session).team_id;
}

void
sb_balance_ensure (SbBalance *self)
{
  g_return_if_fail (SB_IS_BALANCE (self));

  if (self->cancellable == NULL && !self->stopped && !is_fresh (self))
    start (self);
}

void
sb_balance_solve_again (SbBalance *self)
{
  g_return_if_fail (SB_IS_BALANCE (self));

  restart (self);
}

void
sb_balance_stop (SbBalance *self)
{
  g_return_if_fail (SB_IS_BALANCE (self));

  if (self->cancellable == NULL)
    return;
  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  sb_balance_tell (self);
}

gboolean
sb_balance_is_searching (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), FALSE);

  return self->cancellable != NULL && !self->stopped;
}

gboolean
sb_balance_is_stopped (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), FALSE);

  return self->stopped;
}

SbSession *
sb_balance_get_session (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), NULL);

  return self->session;
}

SbBalanceReach
sb_balance_get_reach (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), SB_BALANCE_WITHIN_TEAM);

  return self->reach;
}

void
sb_balance_set_reach (SbBalance *self, SbBalanceReach reach)
{
  g_return_if_fail (SB_IS_BALANCE (self) && reach < SB_N_BALANCE_REACHES);

  if (self->reach == reach)
    return;
  self->reach = reach;
  restart (self);
}

const SbBalanceAnswer *
sb_balance_get_answer (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), NULL);

  return self->answer;
}

const GError *
sb_balance_get_error (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), NULL);

  return self->error;
}

guint
sb_balance_get_point (SbBalance *self)
{
  g_return_val_if_fail (SB_IS_BALANCE (self), 0);

  return self->point;
}

void
sb_balance_set_point (SbBalance *self, guint point)
{
  g_return_if_fail (SB_IS_BALANCE (self));

  if (self->answer == NULL || point == self->point || point >= self->answer->points->len)
    return;
  self->point = point;
  for (guint i = self->items->len; i-- > 0;)
    if (((SbBalanceItem *) g_ptr_array_index (self->items, i))->decision == SB_BALANCE_OPEN)
      g_ptr_array_remove_index (self->items, i);
  sb_balance_list_moves (self);
  sb_balance_tell (self);
}

static void
sb_balance_dispose (GObject *object)
{
  SbBalance *self = SB_BALANCE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_balance_parent_class)->dispose (object);
}

static void
sb_balance_finalize (GObject *object)
{
  SbBalance *self = SB_BALANCE (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->answer, sb_balance_answer_free);
  g_ptr_array_unref (self->items);
  g_array_unref (self->rejected);
  G_OBJECT_CLASS (sb_balance_parent_class)->finalize (object);
}

static void
sb_balance_class_init (SbBalanceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_balance_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_balance_finalize;
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_BALANCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_balance_init (SbBalance *self)
{
  self->items = g_ptr_array_new_with_free_func (sb_balance_item_free);
  self->rejected = g_array_new (FALSE, FALSE, sizeof (SbBalanceFix));
}

SbBalance *
sb_balance_new (SbSession *session)
{
  SbBalance *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_BALANCE, NULL);
  self->session = g_object_ref (session);
  return self;
}
