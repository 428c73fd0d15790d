/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for the calculations of plans and people: capacity, pacing, phasing, splits, fairness, pay, training. */
#include "sb-config.h"

#include "analysis/sb-commission.h"
#include "analysis/sb-fairness.h"
#include "analysis/sb-pacing.h"
#include "analysis/sb-phasing.h"
#include "analysis/sb-training-effect.h"
#include "cli/sb-eval.h"
#include "core/sb-money.h"

#include <glib/gi18n-lib.h>

static void
put_optional (JsonObject *out, const char *key, gboolean defined, double value)
{
  if (defined)
    json_object_set_double_member (out, key, value);
  else
    json_object_set_null_member (out, key);
}

gboolean
sb_eval_capacity (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  SbRational fte, ramp, productive;
  gint64 days, absent;

  if (in == NULL || !sb_eval_rational (in, "fte", &fte, error) || !sb_eval_int (in, "days", &days, error)
      || !sb_eval_int (in, "absent", &absent, error) || !sb_eval_rational (in, "ramp", &ramp, error)
      || !sb_eval_rational (in, "productive", &productive, error))
    return FALSE;
  json_object_set_double_member (work->out, "days_capacity",
                                 sb_capacity_days (sb_rational_to_real (fte), days, absent, sb_rational_to_real (ramp),
                                                   sb_rational_to_real (productive)));
  return TRUE;
}

gboolean
sb_eval_pacing (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) plan = in != NULL ? sb_eval_ints (sb_eval_member (in, "plan", error), "plan", error) : NULL;
  gint64 quota, done, actual;
  SbPacingMonths pacing;

  if (plan == NULL || !sb_eval_int (in, "quota", &quota, error) || !sb_eval_int (in, "months_done", &done, error)
      || !sb_eval_int (in, "actual", &actual, error))
    return FALSE;
  if (plan->len != 12 || done < 1 || done > 11
      || !sb_pacing_months (quota, (const gint64 *) plan->data, (int) done, actual, &pacing))
    return sb_eval_fail (error, _("There is no pace for this plan."));
  json_object_set_double_member (work->out, "pacing", pacing.pacing);
  json_object_set_double_member (work->out, "linear_pacing", pacing.linear_pacing);
  json_object_set_double_member (work->out, "projection", pacing.projection);
  json_object_set_double_member (work->out, "needed_per_remaining", pacing.needed_per_remaining);
  put_optional (work->out, "run_rate_multiple", pacing.has_multiple, pacing.run_rate_multiple);
  return TRUE;
}

gboolean
sb_eval_phasing (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) season
    = in != NULL ? sb_eval_rationals (sb_eval_member (in, "season", error), "season", error) : NULL;
  g_autoptr (GArray) days = season != NULL ? sb_eval_ints (sb_eval_member (in, "days", error), "days", error) : NULL;
  g_autofree gint64 *months = NULL;
  gint64 total;

  if (days == NULL || !sb_eval_int (in, "total", &total, error))
    return FALSE;
  months = g_new0 (gint64, days->len + 1);
  if (season->len != days->len
      || !sb_phasing_compute (total, (const SbRational *) season->data, (const gint64 *) days->data, days->len, months))
    return sb_eval_fail (error, _("The total cannot be split over these periods."));
  sb_eval_put_ints (work->out, "months", months, days->len);
  return TRUE;
}

gboolean
sb_eval_pool_split (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) weights
    = in != NULL ? sb_eval_ints (sb_eval_member (in, "weights", error), "weights", error) : NULL;
  g_autofree gint64 *split = NULL;
  gint64 pool;

  if (weights == NULL || !sb_eval_int (in, "pool", &pool, error))
    return FALSE;
  for (guint i = 0; i < weights->len; i++)
    if (g_array_index (weights, gint64, i) < 0)
      return sb_eval_fail (error, _("Values must not be negative."));
  if (pool < 0)
    return sb_eval_fail (error, _("Values must not be negative."));
  split = g_new0 (gint64, weights->len + 1);
  sb_split_exact (pool, (const gint64 *) weights->data, weights->len, split);
  sb_eval_put_ints (work->out, "split", split, weights->len);
  return TRUE;
}

gboolean
sb_eval_fairness (SbEvalCase *work, GError **error)
{
  g_autoptr (GArray) values = sb_eval_reals (work->in, "in", error);
  SbFairness fairness;
  JsonObject *out;

  if (values == NULL)
    return FALSE;
  if (!sb_fairness_compute ((const double *) values->data, values->len, &fairness))
    return sb_eval_fail (error, _("There is no fairness of nobody."));
  out = json_object_new ();
  json_object_set_int_member (out, "n", (gint64) fairness.n);
  json_object_set_double_member (out, "mean", fairness.mean);
  put_optional (out, "cv", fairness.has_mean, fairness.cv);
  json_object_set_double_member (out, "gini", fairness.gini);
  put_optional (out, "jain", fairness.has_mean, fairness.jain);
  json_object_set_double_member (out, "min", fairness.min);
  json_object_set_double_member (out, "max", fairness.max);
  put_optional (out, "min_over_max", fairness.has_mean, fairness.min_over_max);
  json_object_set_double_member (out, "share_80_120", fairness.share_80_120);
  json_object_set_double_member (out, "share_ge_100", fairness.share_ge_100);
  json_object_set_object_member (work->out, "out", out);
  return TRUE;
}

/* -- pay -------------------------------------------------------------------------------------- */

static JsonObject *
find_plan (SbEvalCase *work, JsonObject *in, GError **error)
{
  JsonNode *node = sb_eval_member (in, "plan", error);
  JsonArray *plans;
  gint64 index;

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return node != NULL ? json_node_get_object (node) : NULL;
  if (!sb_eval_node_int (node, "plan", &index, error))
    return NULL;
  plans = work->shared != NULL ? sb_eval_array (work->shared, "plans", error) : NULL;
  if (plans == NULL || index < 0 || index >= json_array_get_length (plans))
    {
      if (error != NULL && *error == NULL)
        sb_eval_fail (error, _("There is no such plan."));
      return NULL;
    }
  return sb_eval_object (json_array_get_element (plans, (guint) index), error);
}

static GArray *
read_tiers (JsonObject *plan, GError **error)
{
  JsonArray *list = sb_eval_array (plan, "tiers", error);
  g_autoptr (GArray) tiers = g_array_new (FALSE, TRUE, sizeof (SbCommissionTier));

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (GArray) pair = sb_eval_rationals (json_array_get_element (list, i), "tiers", error);
      if (pair == NULL || pair->len != 2)
        {
          if (pair != NULL)
            sb_eval_fail (error, _("A tier must be a bound and a rate."));
          return NULL;
        }
      SbCommissionTier tier = { g_array_index (pair, SbRational, 0), g_array_index (pair, SbRational, 1) };
      g_array_append_val (tiers, tier);
    }
  return g_steal_pointer (&tiers);
}

static gboolean
read_plan (JsonObject *object, SbCommissionPlan *plan, GError **error)
{
  const char *mode = json_object_get_string_member_with_default (object, "mode", "");
  JsonNode *cap = json_object_get_member (object, "cap");

  plan->retroactive = g_str_equal (mode, "retro");
  if (!plan->retroactive && !g_str_equal (mode, "marginal"))
    return sb_eval_fail (error, _("“mode” must be marginal or retro."));
  plan->has_cap = cap != NULL && !JSON_NODE_HOLDS_NULL (cap);
  if (plan->has_cap && !sb_eval_node_int (cap, "cap", &plan->cap, error))
    return FALSE;
  plan->threshold = (SbRational) { 0, 1 };
  if (json_object_has_member (object, "threshold") && !sb_eval_rational (object, "threshold", &plan->threshold, error))
    return FALSE;
  return !json_object_has_member (object, "threshold_excludes")
         || sb_eval_bool (object, "threshold_excludes", &plan->threshold_excludes, error);
}

gboolean
sb_eval_commission (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  JsonObject *object = in != NULL ? find_plan (work, in, error) : NULL;
  g_autoptr (GArray) tiers = object != NULL ? read_tiers (object, error) : NULL;
  SbCommissionPlan plan = { 0 };
  SbCommission result;
  gint64 amount, quota;

  if (tiers == NULL || !read_plan (object, &plan, error) || !sb_eval_int (in, "amount", &amount, error)
      || !sb_eval_int (in, "quota", &quota, error))
    return FALSE;
  plan.tiers = (const SbCommissionTier *) tiers->data;
  plan.n_tiers = tiers->len;
  if (!sb_commission_compute (&plan, amount, quota, &result))
    return sb_eval_fail (error, _("The tiers of the plan do not ascend from 0, or the amount is too large."));
  json_object_set_int_member (work->out, "gross", result.gross);
  json_object_set_int_member (work->out, "payout", result.payout);
  json_object_set_string_member (work->out, "note", sb_commission_note_key (result.note));
  return TRUE;
}

gboolean
sb_eval_draw (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) earned = in != NULL ? sb_eval_ints (sb_eval_member (in, "earned", error), "earned", error) : NULL;
  g_autofree gint64 (*pairs)[2] = NULL;
  gint64 draw, carry;
  gboolean recoverable;
  JsonArray *out;

  if (earned == NULL || !sb_eval_int (in, "draw", &draw, error) || !sb_eval_int (in, "carry", &carry, error)
      || !sb_eval_bool (in, "recoverable", &recoverable, error))
    return FALSE;
  pairs = g_malloc0_n (earned->len + 1, sizeof *pairs);
  if (!sb_draw_compute ((const gint64 *) earned->data, earned->len, draw, carry, recoverable, pairs))
    return sb_eval_fail (error, _("The amounts are too large."));
  out = json_array_new ();
  for (guint i = 0; i < earned->len; i++)
    {
      JsonArray *pair = json_array_new ();
      json_array_add_int_element (pair, pairs[i][0]);
      json_array_add_int_element (pair, pairs[i][1]);
      json_array_add_array_element (out, pair);
    }
  json_object_set_array_member (work->out, "paid_balance", out);
  return TRUE;
}

/* -- training --------------------------------------------------------------------------------- */

static GArray *
read_changes (JsonObject *in, const char *before_key, const char *after_key, GError **error)
{
  g_autoptr (GArray) before = sb_eval_reals (sb_eval_member (in, before_key, error), before_key, error);
  g_autoptr (GArray) after
    = before != NULL ? sb_eval_reals (sb_eval_member (in, after_key, error), after_key, error) : NULL;

  if (after == NULL)
    return NULL;
  if (before->len != after->len)
    {
      sb_eval_fail (error, _("“%s” and “%s” must be of one length."), before_key, after_key);
      return NULL;
    }
  for (guint i = 0; i < after->len; i++)
    g_array_index (after, double, i) -= g_array_index (before, double, i);
  return g_steal_pointer (&after);
}

gboolean
sb_eval_training_did (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) treated = in != NULL ? read_changes (in, "treated_before", "treated_after", error) : NULL;
  g_autoptr (GArray) control = treated != NULL ? read_changes (in, "control_before", "control_after", error) : NULL;
  SbTrainingEffect effect;
  JsonObject *out;

  if (control == NULL)
    return FALSE;
  if (!sb_training_effect_compute ((const double *) treated->data, treated->len, (const double *) control->data,
                                   control->len, &effect))
    return sb_eval_fail (error, _("Both groups need people."));
  out = json_object_new ();
  json_object_set_double_member (out, "effect", effect.effect);
  put_optional (out, "se", effect.has_se, effect.se);
  json_object_set_double_member (out, "perm_p", effect.p);
  json_object_set_int_member (out, "perms", effect.permutations);
  json_object_set_boolean_member (out, "small_sample", effect.small_sample);
  json_object_set_object_member (work->out, "out", out);
  return TRUE;
}
