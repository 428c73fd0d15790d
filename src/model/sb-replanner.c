/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running period's book is read in a worker; what is moved computes the table at once; adopting writes goals with
 * what the planner adopts with. */
#include "sb-config.h"

#include "model/sb-replanner.h"

#include "model/sb-planner-private.h"

#include <glib/gi18n-lib.h>

#define STRETCH_PPM 1300000
#define OWN_PPM 1200000

struct _SbReplanner
{
  GObject        parent_instance;
  SbSession     *session;
  SbPeriod       wish;        /* the planner's; a custom period of no day: none */
  GCancellable  *cancellable; /* of the load under way, NULL none */
  GError        *error;
  SbPlanBook    *book;
  SbReplanHand   hand;
  SbReplanTable *table;
  SbReplanGoals *goals[SB_N_REPLAN_POLICIES]; /* made when asked for */
};

/* What a worker chooses the period from. */
typedef struct {
  SbPeriod wish, shown;
} Wishes;

G_DEFINE_FINAL_TYPE (SbReplanner, sb_replanner, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

const char *
sb_replan_policy_label (SbReplanPolicy policy)
{
  static const char *const labels[] = { N_("Keep"), N_("Team rescue"), N_("Reset") };

  g_return_val_if_fail (policy < SB_N_REPLAN_POLICIES, NULL);

  return _(labels[policy]);
}

static SbPeriod
choose_period (const SbFacts *facts, const Wishes *wishes, SbDate as_of)
{
  SbPeriod periods[] = { wishes->wish, wishes->shown, sb_period_containing (SB_PERIOD_QUARTER, as_of, facts->fiscal),
                         sb_period_containing (SB_PERIOD_HALF, as_of, facts->fiscal),
                         sb_period_containing (SB_PERIOD_YEAR, as_of, facts->fiscal) };
  SbPeriod first = periods[4];

  for (guint i = G_N_ELEMENTS (periods); i > 0; i--)
    if (sb_period_contains (periods[i - 1], as_of))
      first = periods[i - 1];
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (sb_period_contains (periods[i], as_of) && sb_replan_has_goals (facts, periods[i]))
      return periods[i];
  return first;
}

static gpointer
make_book (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  SbPeriod period = choose_period (context->facts, input, context->as_of);

  return sb_planner_make_book (context, &period, cancellable, error);
}

static void
forget_table (SbReplanner *self)
{
  g_clear_pointer (&self->table, sb_replan_table_free);
  for (int k = 0; k < SB_N_REPLAN_POLICIES; k++)
    g_clear_pointer (&self->goals[k], sb_replan_goals_free);
}

static void
recompute (SbReplanner *self)
{
  forget_table (self);
  if (self->book != NULL && self->book->n > 0)
    {
      self->table = sb_replan_table_new (self->book, &self->hand);
      g_clear_error (&self->error);
      if (self->table == NULL)
        g_set_error_literal (&self->error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                             _("The amounts are too large to be planned with. Look for a mistyped deal."));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
book_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SbReplanner) self = data;
  g_autoptr (GError) error = NULL;
  SbPlanBook *book = sb_session_compute_finish (SB_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    g_clear_pointer (&book, sb_plan_book_unref);
  else if (book != NULL)
    {
      g_clear_pointer (&self->book, sb_plan_book_unref);
      self->book = book;
      recompute (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sb_replanner_ensure (self);
  else
    {
      g_clear_error (&self->error);
      self->error = g_steal_pointer (&error);
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

static Wishes
wishes_of (SbReplanner *self)
{
  return (Wishes) { self->wish, sb_session_get_period (self->session) };
}

static gboolean
is_fresh (SbReplanner *self)
{
  SbFacts *facts = sb_session_get_facts (self->session);
  SbDate as_of = sb_session_get_as_of (self->session);
  Wishes wishes = wishes_of (self);

  return self->book != NULL && facts != NULL && self->book->facts->generation == facts->generation
         && self->book->query.as_of == as_of
         && self->book->query.scope.team_id == sb_session_get_scope (self->session).team_id
         && sb_period_equal (self->book->query.period, choose_period (facts, &wishes, as_of));
}

void
sb_replanner_ensure (SbReplanner *self)
{
  Wishes wishes;

  g_return_if_fail (SB_IS_REPLANNER (self));

  if (self->cancellable != NULL || is_fresh (self))
    return;
  wishes = wishes_of (self);
  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();
  sb_session_compute_async (self->session, make_book, g_memdup2 (&wishes, sizeof wishes), g_free,
                            (GDestroyNotify) sb_plan_book_unref, self->cancellable, book_cb, g_object_ref (self));
}

void
sb_replanner_prefer (SbReplanner *self, SbPeriod period)
{
  g_return_if_fail (SB_IS_REPLANNER (self));

  if (sb_period_equal (self->wish, period))
    return;
  self->wish = period;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (self->book != NULL)
    sb_replanner_ensure (self);
}

SbSession *
sb_replanner_get_session (SbReplanner *self)
{
  g_return_val_if_fail (SB_IS_REPLANNER (self), NULL);

  return self->session;
}

gboolean
sb_replanner_is_loading (SbReplanner *self)
{
  g_return_val_if_fail (SB_IS_REPLANNER (self), FALSE);

  return self->cancellable != NULL;
}

const GError *
sb_replanner_get_error (SbReplanner *self)
{
  g_return_val_if_fail (SB_IS_REPLANNER (self), NULL);

  return self->error;
}

const SbReplanTable *
sb_replanner_get_table (SbReplanner *self)
{
  g_return_val_if_fail (SB_IS_REPLANNER (self), NULL);

  return self->table;
}

const SbReplanHand *
sb_replanner_get_hand (SbReplanner *self)
{
  g_return_val_if_fail (SB_IS_REPLANNER (self), NULL);

  return &self->hand;
}

static void
set_hand (SbReplanner *self, SbReplanHand hand)
{
  if (self->hand.stretch_ppm == hand.stretch_ppm && self->hand.protects == hand.protects
      && self->hand.own_ppm == hand.own_ppm)
    return;
  self->hand = hand;
  recompute (self);
}

void
sb_replanner_set_stretch (SbReplanner *self, gint64 ppm)
{
  SbReplanHand hand;

  g_return_if_fail (SB_IS_REPLANNER (self));

  hand = self->hand;
  hand.stretch_ppm = MAX (ppm, 0);
  set_hand (self, hand);
}

void
sb_replanner_set_protects (SbReplanner *self, gboolean protects)
{
  SbReplanHand hand;

  g_return_if_fail (SB_IS_REPLANNER (self));

  hand = self->hand;
  hand.protects = protects != FALSE;
  set_hand (self, hand);
}

void
sb_replanner_set_own (SbReplanner *self, gint64 ppm)
{
  SbReplanHand hand;

  g_return_if_fail (SB_IS_REPLANNER (self));

  hand = self->hand;
  hand.own_ppm = MAX (ppm, 0);
  set_hand (self, hand);
}

const SbReplanGoals *
sb_replanner_get_goals (SbReplanner *self, SbReplanPolicy policy)
{
  g_return_val_if_fail (SB_IS_REPLANNER (self) && policy < SB_N_REPLAN_POLICIES, NULL);

  if (self->table == NULL || self->table->state > SB_REPLAN_STATE_MET)
    return NULL;
  if (self->goals[policy] == NULL)
    self->goals[policy] = sb_replan_goals_new (self->table, policy);
  return self->goals[policy];
}

/* Goals written a moment ago are not in the book yet: its numbers must not be written over them. */
static gboolean
is_current (SbReplanner *self)
{
  return self->book != NULL && self->cancellable == NULL
         && self->book->facts->generation == sb_workspace_get_generation (sb_session_get_workspace (self->session));
}

gboolean
sb_replanner_can_adopt (SbReplanner *self, SbReplanPolicy policy)
{
  const SbReplanGoals *goals = sb_replanner_get_goals (self, policy);

  return goals != NULL && goals->changes && is_current (self);
}

static void
add_leavers (SbReplanner *self, const SbGoalAdoption *adoption, const SbReplanGoals *goals, const gint64 *nodes)
{
  for (guint k = 0; k < self->table->leavers->len; k++)
    {
      const SbReplanLeaver *leaver = &g_array_index (self->table->leavers, SbReplanLeaver, k);
      SbGoalShare share = { .member_id = leaver->member_id, .target = goals->left_quota[k],
                            .months = goals->left_months + k * goals->n_months };

      sb_goal_adoption_put (adoption, &share, nodes[leaver->node]);
    }
}

static void
add_goals (SbReplanner *self, SbChange *change, const SbReplanGoals *goals, const char *reason)
{
  const SbPlanBook *book = self->book;
  g_auto (SbGoalAdoption) adoption = { 0 };
  g_autofree gint64 *nodes = g_new0 (gint64, book->n_nodes + 1);

  sb_goal_adoption_init (&adoption, self->session, change, book, reason);
  g_return_if_fail (adoption.metric_id != 0);
  for (gsize i = 0; i < book->n_nodes; i++)
    {
      SbGoalShare share = { .team_id = book->nodes[i].team_id, .target = goals->node_target[i],
                            .months = goals->node_months + i * book->n_months };

      nodes[i] = sb_goal_adoption_put (&adoption, &share, book->nodes[i].parent < 0 ? 0 : nodes[book->nodes[i].parent]);
    }
  for (gsize i = 0; i < book->n; i++)
    {
      SbGoalShare share = { .member_id = book->members[i].member_id, .target = goals->quota[i],
                            .months = goals->months + i * book->n_months };

      if (goals->carries[i])
        sb_goal_adoption_put (&adoption, &share, nodes[book->members[i].node]);
    }
  add_leavers (self, &adoption, goals, nodes);
}

gboolean
sb_replanner_adopt (SbReplanner *self, SbReplanPolicy policy, const char *reason, GError **error)
{
  const SbReplanGoals *goals;
  g_autofree char *label = NULL, *said = NULL, *period = NULL;
  SbChange *change;
  gboolean done;

  g_return_val_if_fail (SB_IS_REPLANNER (self) && policy < SB_N_REPLAN_POLICIES && reason != NULL, FALSE);

  goals = sb_replanner_get_goals (self, policy);
  if (goals == NULL || !is_current (self))
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                           _("The figures are being read again. Look at the new ones, then adopt."));
      return FALSE;
    }
  if (!goals->changes)
    return TRUE;
  period = sb_formatter_period (sb_session_get_formatter (self->session), self->book->query.period);
  label = g_strdup_printf (_("Re-plan %1$s: %2$s"), period, sb_replan_policy_label (policy));
  said = g_strdup_printf (_("The rest of %s is planned again: the goals follow."), period);
  change = sb_change_new (label);
  sb_change_set_reason (change, reason);
  add_goals (self, change, goals, reason);
  done = sb_session_apply (self->session, change, said, NULL, error);
  if (done)
    g_signal_emit (self, signals[CHANGED], 0);
  return done;
}

static void
sb_replanner_dispose (GObject *object)
{
  SbReplanner *self = SB_REPLANNER (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sb_replanner_parent_class)->dispose (object);
}

static void
sb_replanner_finalize (GObject *object)
{
  SbReplanner *self = SB_REPLANNER (object);

  forget_table (self);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->book, sb_plan_book_unref);
  G_OBJECT_CLASS (sb_replanner_parent_class)->finalize (object);
}

static void
sb_replanner_class_init (SbReplannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_replanner_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_replanner_finalize;
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_REPLANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
}

static void
sb_replanner_init (SbReplanner *self)
{
  self->wish = sb_period_custom (SB_DATE_NONE, SB_DATE_NONE);
  self->hand = (SbReplanHand) { .stretch_ppm = STRETCH_PPM, .own_ppm = OWN_PPM };
}

/* Only while somebody looks: a page that is shown again asks for itself. */
static void
stale_cb (SbReplanner *self)
{
  if (self->book != NULL && !is_fresh (self))
    sb_replanner_ensure (self);
}

SbReplanner *
sb_replanner_new (SbSession *session)
{
  SbReplanner *self;

  g_return_val_if_fail (SB_IS_SESSION (session), NULL);

  self = g_object_new (SB_TYPE_REPLANNER, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "facts-changed", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "context-changed", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  return self;
}
