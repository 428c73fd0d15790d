/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scenarios of a planning meeting and the moves on the open one. The book is read in a worker; a move computes the
 * plan at once. Keeping and adopting: sb-planner-keep.c, sb-planner-adopt.c. */
#include "sb-config.h"

#include "model/sb-planner-private.h"

#include <glib/gi18n-lib.h>

#define MOST_STEPS_BACK 200

G_DEFINE_FINAL_TYPE (SbPlanner, sb_planner, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

SbPlannerScenario *
sb_planner_scenario_new (const char *name, SbPlanHand *hand)
{
  SbPlannerScenario *scenario = g_new0 (SbPlannerScenario, 1);

  scenario->name = g_strdup (name);
  scenario->hand = hand;
  return scenario;
}

void
sb_planner_scenario_free (SbPlannerScenario *scenario)
{
  g_free (scenario->name);
  sb_plan_hand_free (scenario->hand);
  g_free (scenario);
}

SbPlannerScenario *
sb_planner_current (SbPlanner *self)
{
  return self->open < self->scenarios->len ? g_ptr_array_index (self->scenarios, self->open) : NULL;
}

static void
recompute (SbPlanner *self)
{
  SbPlannerScenario *scenario = sb_planner_current (self);

  g_clear_pointer (&self->plan, sb_plan_free);
  if (scenario != NULL && self->book != NULL && self->book->n > 0)
    self->plan = sb_plan_compute (self->book, scenario->hand);
}

void
sb_planner_changed (SbPlanner *self)
{
  recompute (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
sb_planner_forget_steps (SbPlanner *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  self->mover = NULL;
}

/* The same people in other facts: what was typed goes over by member, month and team. */
static SbPlanHand *
carry_over (const SbPlanHand *old, const SbPlanBook *from, const SbPlanBook *to)
{
  SbPlanHand *hand = sb_plan_hand_new (to);

  hand->target = old->target;
  hand->method = old->method;
  hand->alpha = old->alpha;
  hand->beta = old->beta;
  hand->gamma = old->gamma;
  hand->kappa_ppm = old->kappa_ppm;
  hand->floor_ppm = old->floor_ppm;
  hand->cap_ppm = old->cap_ppm;
  hand->over_ppm = old->over_ppm;
  hand->step = old->step;
  for (gsize i = 0; i < from->n; i++)
    {
      int at = sb_plan_book_find (to, from->members[i].member_id);

      if (at < 0 || from->n_months != to->n_months)
        continue;
      hand->locked[at] = old->locked[i];
      hand->typed[at] = old->typed[i];
      for (gsize m = 0; m < to->n_months; m++)
        {
          hand->cell_locked[(gsize) at * to->n_months + m] = old->cell_locked[i * from->n_months + m];
          hand->cell_typed[(gsize) at * to->n_months + m] = old->cell_typed[i * from->n_months + m];
        }
    }
  for (gsize i = 1; i < from->n_nodes; i++)
    for (gsize j = 1; j < to->n_nodes; j++)
      if (from->nodes[i].team_id == to->nodes[j].team_id)
        {
          hand->node_lo[j] = old->node_lo[i];
          hand->node_hi[j] = old->node_hi[i];
        }
  return hand;
}

/* "A", "B" … the first that no scenario has. */
static char *
free_name (SbPlanner *self)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *name = n < 26 ? g_strdup_printf (_("Scenario %c"), 'A' + (int) n)
                                     : g_strdup_printf (_("Scenario %u"), n + 1);
      gboolean taken = FALSE;

      for (guint i = 0; i < self->scenarios->len; i++)
        taken |= g_str_equal (((SbPlannerScenario *) g_ptr_array_index (self->scenarios, i))->name, name);
      if (!taken)
        return g_steal_pointer (&name);
    }
}

static void
set_table (SbPlanner *self)
{
  g_autoptr (GPtrArray) kept = sb_planner_load_kept (self);

  g_ptr_array_set_size (self->scenarios, 0);
  for (guint i = 0; i < kept->len; i++)
    g_ptr_array_add (self->scenarios, g_ptr_array_index (kept, i));
  g_ptr_array_set_free_func (kept, NULL);
  if (self->scenarios->len == 0)
    {
      g_autofree char *name = free_name (self);

      g_ptr_array_add (self->scenarios, sb_planner_scenario_new (name, sb_plan_hand_new (self->book)));
    }
  self->open = self->scenarios->len - 1;
  sb_planner_forget_steps (self);
}

/* A kept scenario may have been undone, archived or superseded meanwhile. */
static void
check_record (SbPlanner *self, SbPlannerScenario *scenario)
{
  g_autoptr (SbRecord) record = NULL;

  if (scenario->record_id == 0)
    return;
  record = sb_reader_get (sb_session_get_reader (self->session), sb_record_type_find ("scenario"), scenario->record_id,
                          NULL);
  scenario->adopted = record != NULL && g_strcmp0 (sb_record_text (record, "state"), "adopted") == 0;
  if (record != NULL && record->archived_at == 0)
    return;
  scenario->record_id = 0;
  scenario->edited = TRUE;
}

static void
take_book (SbPlanner *self, SbPlanBook *book)
{
  g_autoptr (SbPlanBook) before = g_steal_pointer (&self->book);

  self->book = book;
  self->generation = book->facts->generation;
  self->as_of = book->query.as_of;
  self->team_id = book->query.scope.team_id;
  if (before == NULL || !sb_period_equal (before->query.period, book->query.period)
      || before->query.scope.team_id != book->query.scope.team_id)
    set_table (self);
  else
    {
      for (guint i = 0; i < self->scenarios->len; i++)
        {
          SbPlannerScenario *scenario = g_ptr_array_index (self->scenarios, i);
          SbPlanHand *hand = carry_over (scenario->hand, before, book);

          sb_plan_hand_free (scenario->hand);
          scenario->hand = hand;
          check_record (self, scenario);
        }
      sb_planner_forget_steps (self);
    }
  sb_planner_changed (self);
}

gpointer
sb_planner_make_book (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  const SbPeriod *period = input;
  SbPlanQuery query = { .period = *period, .scope = SB_SCOPE_ALL, .as_of = context->as_of, .rho_ppm = SB_SIM_RHO_PPM,
                        .seed = 1 };
  SbPlanBook *book;

  query.scope.team_id = context->scope.team_id;
  book = sb_plan_book_new (context->facts, &query);
  if (book == NULL)
    g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                         _("The amounts are too large to be planned with. Look for a mistyped deal."));
  return book;
}

static void
book_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SbPlanner) self = data;
  g_autoptr (GError) error = NULL;
  SbPlanBook *book = sb_session_compute_finish (SB_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    g_clear_pointer (&book, sb_plan_book_unref);
  else if (book != NULL)
    take_book (self, book);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sb_planner_ensure (self);
  else
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      sb_planner_changed (self);
    }
}

static gboolean
is_fresh (SbPlanner *self)
{
  SbFacts *facts = sb_session_get_facts (self->session);

  return self->book != NULL && facts != NULL && self->generation == facts->generation
         && self->as_of == sb_session_get_as_of (self->session)
         && self->team_id == sb_session_get_scope (self->session).team_id
         && sb_period_equal (self->book->query.period, self->period);
}

void
sb_planner_ensure (SbPlanner *self)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  if (self->cancellable != NULL || is_fresh (self))
    return;
  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  sb_session_compute_async (self->session, sb_planner_make_book, g_memdup2 (&self->period, sizeof self->period), g_free,
                            (GDestroyNotify) sb_plan_book_unref, self->cancellable, book_cb, g_object_ref (self));
}

gboolean
sb_planner_is_loading (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), FALSE);

  return self->cancellable != NULL;
}

SbSession *
sb_planner_get_session (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), NULL);

  return self->session;
}

SbPeriod
sb_planner_get_period (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), ((SbPeriod) { 0 }));

  return self->period;
}

void
sb_planner_set_period (SbPlanner *self, SbPeriod period)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  if (sb_period_equal (self->period, period))
    return;
  self->period = period;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    sb_planner_ensure (self);
}

const SbPlan *
sb_planner_get_plan (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), NULL);

  return self->plan;
}

SbPlanBook *
sb_planner_get_book (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), NULL);

  return self->book;
}

const GError *
sb_planner_get_error (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), NULL);

  return self->error;
}

/* Before a move: what was goes on the way back, unless the same slider is still moving. */
static SbPlanHand *
begin_move (SbPlanner *self, const char *mover)
{
  SbPlannerScenario *scenario = sb_planner_current (self);

  if (scenario == NULL || self->book == NULL)
    return NULL;
  if (mover == NULL || self->mover != mover)
    {
      if (self->undo->len >= MOST_STEPS_BACK)
        g_ptr_array_remove_index (self->undo, 0);
      g_ptr_array_add (self->undo, sb_plan_hand_copy (scenario->hand));
    }
  self->mover = mover;
  g_ptr_array_set_size (self->redo, 0);
  scenario->edited = TRUE;
  return scenario->hand;
}

static void
move_number (SbPlanner *self, const char *mover, gsize offset, gint64 value)
{
  SbPlannerScenario *scenario = sb_planner_current (self);

  if (scenario == NULL || G_STRUCT_MEMBER (gint64, scenario->hand, offset) == value
      || begin_move (self, mover) == NULL)
    return;
  G_STRUCT_MEMBER (gint64, scenario->hand, offset) = value;
  sb_planner_changed (self);
}

void
sb_planner_set_target (SbPlanner *self, gint64 target)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  move_number (self, "target", G_STRUCT_OFFSET (SbPlanHand, target), target);
}

void
sb_planner_set_floor (SbPlanner *self, gint64 ppm)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  move_number (self, "floor", G_STRUCT_OFFSET (SbPlanHand, floor_ppm), MAX (ppm, 0));
}

void
sb_planner_set_cap (SbPlanner *self, gint64 ppm)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  move_number (self, "cap", G_STRUCT_OFFSET (SbPlanHand, cap_ppm), MAX (ppm, 0));
}

void
sb_planner_set_over (SbPlanner *self, gint64 ppm)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  move_number (self, "over", G_STRUCT_OFFSET (SbPlanHand, over_ppm), MAX (ppm, 0));
}

void
sb_planner_set_step (SbPlanner *self, gint64 step)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  move_number (self, "step", G_STRUCT_OFFSET (SbPlanHand, step), MAX (step, 1));
}

void
sb_planner_set_method (SbPlanner *self, SbPlanMethod method)
{
  SbPlannerScenario *scenario;

  g_return_if_fail (SB_IS_PLANNER (self) && method < SB_N_PLAN_METHODS);

  scenario = sb_planner_current (self);
  if (scenario == NULL || scenario->hand->method == method || begin_move (self, NULL) == NULL)
    return;
  scenario->hand->method = method;
  sb_planner_changed (self);
}

void
sb_planner_set_weights (SbPlanner *self, gint64 alpha, gint64 beta, gint64 gamma)
{
  SbPlanHand *hand;

  g_return_if_fail (SB_IS_PLANNER (self) && alpha >= 0 && beta >= 0 && gamma >= 0);

  hand = begin_move (self, "weights");
  if (hand == NULL)
    return;
  hand->alpha = alpha;
  hand->beta = beta;
  hand->gamma = gamma;
  sb_planner_changed (self);
}

static void
set_lock (SbPlanner *self, gsize member, gboolean locked, gint64 quota)
{
  SbPlanHand *hand;

  g_return_if_fail (SB_IS_PLANNER (self));

  if (self->book == NULL || member >= self->book->n || (hand = begin_move (self, NULL)) == NULL)
    return;
  hand->locked[member] = locked;
  hand->typed[member] = quota;
  sb_planner_changed (self);
}

void
sb_planner_lock (SbPlanner *self, gsize member, gint64 quota)
{
  set_lock (self, member, TRUE, MAX (quota, 0));
}

void
sb_planner_unlock (SbPlanner *self, gsize member)
{
  set_lock (self, member, FALSE, 0);
}

static void
set_cell (SbPlanner *self, gsize member, gsize month, gboolean locked, gint64 amount)
{
  SbPlanHand *hand;

  g_return_if_fail (SB_IS_PLANNER (self));

  if (self->book == NULL || member >= self->book->n || month >= self->book->n_months
      || (hand = begin_move (self, NULL)) == NULL)
    return;
  hand->cell_locked[member * hand->n_months + month] = locked;
  hand->cell_typed[member * hand->n_months + month] = amount;
  sb_planner_changed (self);
}

void
sb_planner_lock_cell (SbPlanner *self, gsize member, gsize month, gint64 amount)
{
  set_cell (self, member, month, TRUE, MAX (amount, 0));
}

void
sb_planner_unlock_cell (SbPlanner *self, gsize member, gsize month)
{
  set_cell (self, member, month, FALSE, 0);
}

void
sb_planner_set_bounds (SbPlanner *self, gsize node, gint64 lo, gint64 hi)
{
  SbPlanHand *hand;

  g_return_if_fail (SB_IS_PLANNER (self) && lo <= hi);

  if (self->book == NULL || node == 0 || node >= self->book->n_nodes || (hand = begin_move (self, NULL)) == NULL)
    return;
  hand->node_lo[node] = lo;
  hand->node_hi[node] = hi;
  sb_planner_changed (self);
}

gboolean
sb_planner_can_undo (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), FALSE);

  return self->undo->len > 0;
}

gboolean
sb_planner_can_redo (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), FALSE);

  return self->redo->len > 0;
}

static void
step (SbPlanner *self, GPtrArray *from, GPtrArray *to)
{
  SbPlannerScenario *scenario = sb_planner_current (self);

  if (scenario == NULL || from->len == 0)
    return;
  g_ptr_array_add (to, scenario->hand);
  scenario->hand = g_ptr_array_steal_index (from, from->len - 1);
  scenario->edited = TRUE;
  self->mover = NULL;
  sb_planner_changed (self);
}

void
sb_planner_undo (SbPlanner *self)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  step (self, self->undo, self->redo);
}

void
sb_planner_redo (SbPlanner *self)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  step (self, self->redo, self->undo);
}

guint
sb_planner_n_scenarios (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), 0);

  return self->scenarios->len;
}

const SbPlannerScenario *
sb_planner_scenario (SbPlanner *self, guint at)
{
  g_return_val_if_fail (SB_IS_PLANNER (self) && at < self->scenarios->len, NULL);

  return g_ptr_array_index (self->scenarios, at);
}

guint
sb_planner_get_open (SbPlanner *self)
{
  g_return_val_if_fail (SB_IS_PLANNER (self), 0);

  return self->open;
}

void
sb_planner_open (SbPlanner *self, guint at)
{
  g_return_if_fail (SB_IS_PLANNER (self));

  if (at >= self->scenarios->len || at == self->open)
    return;
  self->open = at;
  sb_planner_forget_steps (self);
  sb_planner_changed (self);
}

void
sb_planner_duplicate (SbPlanner *self, const char *name)
{
  SbPlannerScenario *scenario;
  g_autofree char *made = NULL;

  g_return_if_fail (SB_IS_PLANNER (self));

  scenario = sb_planner_current (self);
  if (scenario == NULL)
    return;
  made = name != NULL ? g_strdup (name) : free_name (self);
  g_ptr_array_add (self->scenarios, sb_planner_scenario_new (made, sb_plan_hand_copy (scenario->hand)));
  self->open = self->scenarios->len - 1;
  sb_planner_forget_steps (self);
  sb_planner_changed (self);
}

void
sb_planner_rename (SbPlanner *self, guint at, const char *name)
{
  SbPlannerScenario *scenario;

  g_return_if_fail (SB_IS_PLANNER (self) && at < self->scenarios->len && name != NULL);

  scenario = g_ptr_array_index (self->scenarios, at);
  if (*name == '\0' || g_str_equal (scenario->name, name))
    return;
  g_free (scenario->name);
  scenario->name = g_strdup (name);
  scenario->edited = TRUE;
  sb_planner_changed (self);
}

gboolean
sb_planner_remove (SbPlanner *self, guint at, GError **error)
{
  const SbPlannerScenario *scenario;

  g_return_val_if_fail (SB_IS_PLANNER (self) && at < self->scenarios->len, FALSE);

  if (self->scenarios->len == 1)
    return TRUE;
  scenario = g_ptr_array_index (self->scenarios, at);
  if (scenario->record_id != 0
      && !sb_session_archive (self->session, sb_record_type_find ("scenario"), &scenario->record_id, 1, error))
    return FALSE;
  g_ptr_array_remove_index (self->scenarios, at);
  if (self->open >= at && self->open > 0)
    self->open--;
  sb_planner_forget_steps (self);
  sb_planner_changed (self);
  return TRUE;
}

SbPlan *
sb_planner_dup_plan (SbPlanner *self, guint at)
{
  const SbPlannerScenario *scenario;

  g_return_val_if_fail (SB_IS_PLANNER (self) && at < self->scenarios->len, NULL);

  scenario = g_ptr_array_index (self->scenarios, at);
  return self->book == NULL || self->book->n == 0 ? NULL : sb_plan_compute (self->book, scenario->hand);
}

static void
sb_planner_dispose (GObject *object)
{
  SbPlanner *self = SB_PLANNER (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_planner_parent_class)->dispose (object);
}

static void
sb_planner_finalize (GObject *object)
{
  SbPlanner *self = SB_PLANNER (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->plan, sb_plan_free);
  g_clear_pointer (&self->book, sb_plan_book_unref);
  g_ptr_array_unref (self->scenarios);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  G_OBJECT_CLASS (sb_planner_parent_class)->finalize (object);
}

static void
sb_planner_class_init (SbPlannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_planner_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_planner_finalize;
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_PLANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_planner_init (SbPlanner *self)
{
  self->scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_planner_scenario_free);
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_plan_hand_free);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_plan_hand_free);
}

/* Only while somebody looks: a page that is shown again asks for itself. */
static void
stale_cb (SbPlanner *self)
{
  if (self->book != NULL && !is_fresh (self))
    sb_planner_ensure (self);
}

SbPlanner *
sb_planner_new (SbSession *session)
{
  SbPlanner *self;
  SbPeriod year;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_PLANNER, NULL);
  self->session = g_object_ref (session);
  year = sb_period_containing (SB_PERIOD_YEAR, sb_session_get_as_of (session), sb_session_get_fiscal (session));
  self->period = sb_period_shift (year, 1, sb_session_get_fiscal (session));
  g_signal_connect_object (session, "facts-changed", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "context-changed", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  return self;
}
