/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for account balancing: small models, solved to the exact optimum. */
#include "sb-config.h"

#include "analysis/sb-assign.h"
#include "cli/sb-eval.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WORK 20000000 /* iterations after the exhaustive search gave up */

typedef struct {
  GArray *hours_target, *potential_target, *capacity, *potential; /* gint64 */
  GArray *hours, *owner, *rep, *cost;                             /* gint32 */
  GArray *first;                                                  /* gsize */
} Arrays;

static void
arrays_init (Arrays *arrays)
{
  arrays->hours_target = g_array_new (FALSE, TRUE, sizeof (gint64));
  arrays->potential_target = g_array_new (FALSE, TRUE, sizeof (gint64));
  arrays->capacity = g_array_new (FALSE, TRUE, sizeof (gint64));
  arrays->potential = g_array_new (FALSE, TRUE, sizeof (gint64));
  arrays->hours = g_array_new (FALSE, TRUE, sizeof (gint32));
  arrays->owner = g_array_new (FALSE, TRUE, sizeof (gint32));
  arrays->rep = g_array_new (FALSE, TRUE, sizeof (gint32));
  arrays->cost = g_array_new (FALSE, TRUE, sizeof (gint32));
  arrays->first = g_array_new (FALSE, TRUE, sizeof (gsize));
}

static void
arrays_clear (Arrays *arrays)
{
  g_array_unref (arrays->hours_target);
  g_array_unref (arrays->potential_target);
  g_array_unref (arrays->capacity);
  g_array_unref (arrays->potential);
  g_array_unref (arrays->hours);
  g_array_unref (arrays->owner);
  g_array_unref (arrays->rep);
  g_array_unref (arrays->cost);
  g_array_unref (arrays->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arrays, arrays_clear)

static gboolean
read_small (JsonObject *object, const char *key, gint32 least, gint32 *out, GError **error)
{
  gint64 value;

  if (!sb_eval_int (object, key, &value, error))
    return FALSE;
  if (value < least || value >= G_MAXINT32)
    return sb_eval_fail (error, _("“%s” is out of range."), key);
  *out = (gint32) value;
  return TRUE;
}

static gboolean
read_rep (JsonObject *rep, Arrays *arrays, GError **error)
{
  gint64 hours, potential, capacity;

  if (rep == NULL || !sb_eval_int (rep, "hours_target", &hours, error)
      || !sb_eval_int (rep, "potential_target", &potential, error) || !sb_eval_int (rep, "capacity", &capacity, error))
    return FALSE;
  g_array_append_val (arrays->hours_target, hours);
  g_array_append_val (arrays->potential_target, potential);
  g_array_append_val (arrays->capacity, capacity);
  return TRUE;
}

static gboolean
read_pairs (JsonObject *account, gint32 owner, Arrays *arrays, GError **error)
{
  g_autoptr (GArray) allowed = sb_eval_ints (sb_eval_member (account, "allowed", error), "allowed", error);
  g_autoptr (GArray) travel
    = allowed != NULL ? sb_eval_ints (sb_eval_member (account, "travel", error), "travel", error) : NULL;
  gint32 move;

  if (travel == NULL || !read_small (account, "move_cost", 0, &move, error))
    return FALSE;
  if (travel->len != arrays->capacity->len)
    return sb_eval_fail (error, _("“%s” must have a number for every rep."), "travel");
  for (guint k = 0; k < allowed->len; k++)
    {
      gint64 rep = g_array_index (allowed, gint64, k), cost;
      gint32 narrow[2];

      if (rep < 0 || rep >= travel->len)
        return sb_eval_fail (error, _("“%s” is out of range."), "allowed");
      cost = g_array_index (travel, gint64, (guint) rep);
      if (cost < 0 || cost >= G_MAXINT32 - move)
        return sb_eval_fail (error, _("“%s” is out of range."), "travel");
      narrow[0] = (gint32) rep;
      narrow[1] = (gint32) cost + (rep == owner ? 0 : move);
      g_array_append_val (arrays->rep, narrow[0]);
      g_array_append_val (arrays->cost, narrow[1]);
    }
  return TRUE;
}

static gboolean
read_account (JsonObject *account, Arrays *arrays, GError **error)
{
  gint32 hours, owner;
  gint64 potential;
  gsize end;

  if (account == NULL || !read_small (account, "hours", 0, &hours, error)
      || !sb_eval_int (account, "potential", &potential, error) || !read_small (account, "owner", -1, &owner, error)
      || !read_pairs (account, owner, arrays, error))
    return FALSE;
  end = arrays->rep->len;
  g_array_append_val (arrays->hours, hours);
  g_array_append_val (arrays->potential, potential);
  g_array_append_val (arrays->owner, owner);
  g_array_append_val (arrays->first, end);
  return TRUE;
}

static gboolean
read_model (JsonObject *in, Arrays *arrays, SbAssignModel *model, GError **error)
{
  JsonArray *reps = sb_eval_array (in, "reps", error);
  JsonArray *accounts = reps != NULL ? sb_eval_array (in, "accounts", error) : NULL;
  const gsize zero = 0;

  if (accounts == NULL || !sb_eval_real (in, "alpha", &model->alpha, error)
      || !sb_eval_real (in, "beta", &model->beta, error))
    return FALSE;
  g_array_append_val (arrays->first, zero);
  for (guint i = 0; i < json_array_get_length (reps); i++)
    if (!read_rep (sb_eval_object (json_array_get_element (reps, i), error), arrays, error))
      return FALSE;
  for (guint j = 0; j < json_array_get_length (accounts); j++)
    if (!read_account (sb_eval_object (json_array_get_element (accounts, j), error), arrays, error))
      return FALSE;
  model->n_reps = arrays->capacity->len;
  model->n_accounts = arrays->hours->len;
  model->hours_target = (const gint64 *) arrays->hours_target->data;
  model->potential_target = (const gint64 *) arrays->potential_target->data;
  model->capacity = (const gint64 *) arrays->capacity->data;
  model->hours = (const gint32 *) arrays->hours->data;
  model->potential = (const gint64 *) arrays->potential->data;
  model->owner = (const gint32 *) arrays->owner->data;
  model->first = (const gsize *) arrays->first->data;
  model->rep = (const gint32 *) arrays->rep->data;
  model->cost = (const gint32 *) arrays->cost->data;
  return sb_assign_model_is_sound (model)
         || sb_eval_fail (error, _("The accounts or reps are not as they should be: a negative number, an unknown rep, "
                                   "allowed reps that are not ascending, or sums that are too large."));
}

static void
put_objective (JsonObject *out, const char *key, gboolean defined, double value)
{
  if (!defined)
    json_object_set_null_member (out, key);
  else if (floor (value) >= value && value < 9e15)
    json_object_set_int_member (out, key, (gint64) value);
  else
    json_object_set_double_member (out, key, value);
}

gboolean
sb_eval_assignment_small (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_auto (Arrays) arrays = { NULL };
  SbAssignModel model = { 0 };
  SbAssignLimit limit = { .seed = 1, .iterations = WORK };
  g_autoptr (SbAssignResult) result = NULL;
  JsonArray *example;

  arrays_init (&arrays);
  if (in == NULL || !read_model (in, &arrays, &model, error))
    return FALSE;
  result = sb_assign_solve (&model, &limit);
  put_objective (work->out, "current_cost", result->start.feasible, result->start.objective);
  put_objective (work->out, "optimum", result->status == SB_ASSIGN_FOUND, result->score.objective);
  if (result->status != SB_ASSIGN_FOUND)
    {
      json_object_set_null_member (work->out, "example");
      return TRUE;
    }
  example = json_array_sized_new ((guint) model.n_accounts);
  for (gsize j = 0; j < model.n_accounts; j++)
    json_array_add_int_element (example, result->owner[j]);
  json_object_set_array_member (work->out, "example", example);
  return TRUE;
}
