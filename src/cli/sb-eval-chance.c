/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for the calculations of chance and score: distributions, risks, calibration, scorecard, target curve. */
#include "sb-config.h"

#include "analysis/sb-calibration.h"
#include "analysis/sb-distribution.h"
#include "analysis/sb-scorecard.h"
#include "cli/sb-eval.h"

#include <glib/gi18n-lib.h>

static GArray *
read_chances (JsonObject *in, GError **error)
{
  JsonArray *list = sb_eval_array (in, "deals", error);
  g_autoptr (GArray) chances = g_array_new (FALSE, TRUE, sizeof (SbChance));

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sb_eval_object (json_array_get_element (list, i), error);
      SbChance chance;
      if (object == NULL || !sb_eval_int (object, "amount", &chance.minor, error)
          || !sb_eval_rational (object, "p", &chance.p, error))
        return NULL;
      g_array_append_val (chances, chance);
    }
  return g_steal_pointer (&chances);
}

gboolean
sb_eval_forecast_exact (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) chances = in != NULL ? read_chances (in, error) : NULL;
  g_autoptr (SbDistribution) distribution = NULL;
  gint64 closed, target;

  if (chances == NULL || !sb_eval_int (in, "closed", &closed, error) || !sb_eval_int (in, "target", &target, error))
    return FALSE;
  distribution = sb_distribution_exact (closed, (const SbChance *) chances->data, chances->len);
  if (distribution == NULL)
    return sb_eval_fail (error, _("A probability is not between 0 and 1, or there are too many uncertain deals."));
  json_object_set_double_member (work->out, "mean", sb_distribution_mean (distribution));
  json_object_set_double_member (work->out, "sd", sb_distribution_sd (distribution));
  json_object_set_int_member (work->out, "p10", sb_distribution_quantile (distribution, (SbRational) { 1, 10 }));
  json_object_set_int_member (work->out, "p50", sb_distribution_quantile (distribution, (SbRational) { 1, 2 }));
  json_object_set_int_member (work->out, "p90", sb_distribution_quantile (distribution, (SbRational) { 9, 10 }));
  json_object_set_double_member (work->out, "prob_reach", sb_distribution_reach (distribution, target));
  return TRUE;
}

gboolean
sb_eval_risk (SbEvalCase *work, GError **error)
{
  JsonArray *list = sb_eval_node_array (work->in, "in", error);
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (SbRiskEntry));
  SbRiskTotals totals;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sb_eval_object (json_array_get_element (list, i), error);
      SbRiskEntry entry;
      if (object == NULL || !sb_eval_rational (object, "p", &entry.p, error)
          || !sb_eval_int (object, "impact", &entry.impact, error)
          || !sb_eval_rational (object, "mitigation_p", &entry.mitigation_p, error)
          || !sb_eval_rational (object, "mitigation_impact", &entry.mitigation_impact, error))
        return FALSE;
      g_array_append_val (entries, entry);
    }
  if (!sb_risk_totals ((const SbRiskEntry *) entries->data, entries->len, &totals))
    return sb_eval_fail (error, _("A probability is not between 0 and 1, or there are too many risks."));
  json_object_set_double_member (work->out, "emv", totals.emv);
  json_object_set_double_member (work->out, "residual_emv", totals.residual_emv);
  json_object_set_int_member (work->out, "loss_p90", totals.loss_p90);
  json_object_set_int_member (work->out, "residual_loss_p90", totals.residual_loss_p90);
  json_object_set_double_member (work->out, "prob_no_loss", totals.no_loss);
  return TRUE;
}

static void
put_bins (JsonObject *murphy, const SbCalibrationBin *bins, gsize k)
{
  JsonArray *table = json_array_new ();

  for (gsize i = 0; i < k; i++)
    {
      JsonObject *bin = json_object_new ();
      json_object_set_double_member (bin, "lo", bins[i].lo);
      json_object_set_double_member (bin, "hi", bins[i].hi);
      json_object_set_int_member (bin, "n", bins[i].n);
      if (bins[i].n > 0)
        {
          json_object_set_double_member (bin, "mean_p", bins[i].mean_p);
          json_object_set_double_member (bin, "rate", bins[i].rate);
        }
      else
        {
          json_object_set_null_member (bin, "mean_p");
          json_object_set_null_member (bin, "rate");
        }
      json_array_add_object_element (table, bin);
    }
  json_object_set_array_member (murphy, "table", table);
}

gboolean
sb_eval_calibration (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) p = in != NULL ? sb_eval_reals (sb_eval_member (in, "p", error), "p", error) : NULL;
  g_autoptr (GArray) outcome
    = p != NULL ? sb_eval_ints (sb_eval_member (in, "outcome", error), "outcome", error) : NULL;
  g_autoptr (GArray) edges = outcome != NULL ? sb_eval_reals (sb_eval_member (in, "bins", error), "bins", error) : NULL;
  g_autofree guint8 *codes = NULL;
  g_autofree SbCalibrationBin *bins = NULL;
  SbCalibration result;
  JsonObject *murphy;

  if (edges == NULL)
    return FALSE;
  if (p->len != outcome->len || edges->len < 2)
    return sb_eval_fail (error, _("“%s” and “%s” must be of one length."), "p", "outcome");
  codes = g_malloc0 (outcome->len + 1);
  for (guint i = 0; i < outcome->len; i++)
    codes[i] = g_array_index (outcome, gint64, i) != 0;
  bins = g_new0 (SbCalibrationBin, edges->len);
  SbCalibrationInput input = { (const double *) p->data, codes, p->len, (const double *) edges->data, edges->len - 1 };
  if (!sb_calibration_compute (&input, bins, &result))
    return sb_eval_fail (error, _("There is nothing to calibrate."));
  murphy = json_object_new ();
  json_object_set_double_member (murphy, "reliability", result.reliability);
  json_object_set_double_member (murphy, "resolution", result.resolution);
  json_object_set_double_member (murphy, "uncertainty", result.uncertainty);
  put_bins (murphy, bins, edges->len - 1);
  json_object_set_double_member (work->out, "brier", result.brier);
  json_object_set_object_member (work->out, "murphy", murphy);
  return TRUE;
}

gboolean
sb_eval_target_curve (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  JsonArray *list = in != NULL ? sb_eval_array (in, "curve", error) : NULL;
  g_autoptr (GArray) values
    = list != NULL ? sb_eval_reals (sb_eval_member (in, "values", error), "values", error) : NULL;
  g_autoptr (GArray) curve = g_array_new (FALSE, TRUE, 2 * sizeof (double));

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (GArray) pair = sb_eval_reals (json_array_get_element (list, i), "curve", error);
      if (pair == NULL || pair->len != 2)
        return pair != NULL ? sb_eval_fail (error, _("A point of the curve must be a value and a score.")) : FALSE;
      g_array_append_vals (curve, pair->data, 1);
    }
  if (curve->len == 0)
    return sb_eval_fail (error, _("The curve has no points."));
  for (guint i = 0; i < values->len; i++)
    g_array_index (values, double, i)
      = sb_target_curve ((const double (*)[2]) (void *) curve->data, curve->len, g_array_index (values, double, i));
  sb_eval_put_reals (work->out, "scores", (const double *) values->data, values->len);
  return TRUE;
}

/* -- scorecard -------------------------------------------------------------------------------- */

static GArray *
read_indicators (JsonObject *object, GError **error)
{
  JsonArray *list = sb_eval_array (object, "indicators", error);
  g_autoptr (GArray) indicators = g_array_new (FALSE, TRUE, sizeof (SbScoreIndicator));

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonArray *pair = sb_eval_node_array (json_array_get_element (list, i), "indicators", error);
      SbScoreIndicator indicator = { 0 };
      if (pair == NULL || json_array_get_length (pair) != 2)
        {
          if (pair != NULL)
            sb_eval_fail (error, _("An indicator must be a weight and a score."));
          return NULL;
        }
      JsonNode *score = json_array_get_element (pair, 1);
      indicator.present = !JSON_NODE_HOLDS_NULL (score);
      if (!sb_eval_node_real (json_array_get_element (pair, 0), "indicators", &indicator.weight, error)
          || (indicator.present && !sb_eval_node_real (score, "indicators", &indicator.score, error)))
        return NULL;
      g_array_append_val (indicators, indicator);
    }
  return g_steal_pointer (&indicators);
}

static GArray *
read_dimensions (JsonNode *node, GPtrArray *kept, GError **error)
{
  JsonArray *list = sb_eval_node_array (node, "in", error);
  g_autoptr (GArray) dimensions = g_array_new (FALSE, TRUE, sizeof (SbScoreDimension));

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sb_eval_object (json_array_get_element (list, i), error);
      GArray *indicators = object != NULL ? read_indicators (object, error) : NULL;
      SbScoreDimension dimension = { 0 };
      if (indicators == NULL)
        return NULL;
      g_ptr_array_add (kept, indicators);
      dimension.name = json_object_get_string_member_with_default (object, "name", "");
      dimension.indicators = (const SbScoreIndicator *) indicators->data;
      dimension.n_indicators = indicators->len;
      if (!sb_eval_real (object, "weight", &dimension.weight, error))
        return NULL;
      g_array_append_val (dimensions, dimension);
    }
  return g_steal_pointer (&dimensions);
}

static void
put_dimensions (JsonObject *out, GArray *dimensions)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < dimensions->len; i++)
    {
      const SbScoreDimension *dimension = &g_array_index (dimensions, SbScoreDimension, i);
      JsonObject *object = json_object_new ();
      json_object_set_string_member (object, "name", dimension->name);
      if (dimension->has_score)
        json_object_set_double_member (object, "score", dimension->score);
      else
        json_object_set_null_member (object, "score");
      json_object_set_double_member (object, "coverage", dimension->coverage);
      json_array_add_object_element (list, object);
    }
  json_object_set_array_member (out, "dims", list);
}

static void
put_overall (JsonObject *out, GArray *dimensions, const SbScorecard *card)
{
  JsonArray *lift = json_array_new ();

  json_object_set_double_member (out, "arith", card->arithmetic);
  json_object_set_double_member (out, "geo", card->geometric);
  json_object_set_double_member (out, "imbalance", card->imbalance);
  json_object_set_string_member (out, "min_dim", g_array_index (dimensions, SbScoreDimension, card->weakest).name);
  for (gsize i = 0; i < card->n_order; i++)
    {
      const SbScoreDimension *dimension = &g_array_index (dimensions, SbScoreDimension, card->order[i]);
      JsonObject *object = json_object_new ();
      json_object_set_string_member (object, "name", dimension->name);
      json_object_set_double_member (object, "gain_for_plus10", dimension->gain);
      json_object_set_double_member (object, "dG", dimension->slope);
      json_array_add_object_element (lift, object);
    }
  json_object_set_array_member (out, "lift", lift);
}

gboolean
sb_eval_scorecard (SbEvalCase *work, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) dimensions = read_dimensions (work->in, kept, error);
  SbScorecard card = { 0 };
  JsonObject *out;

  if (dimensions == NULL)
    return FALSE;
  if (!sb_scorecard_compute ((SbScoreDimension *) (void *) dimensions->data, dimensions->len, &card))
    return sb_eval_fail (error, _("Weights must not be negative."));
  out = json_object_new ();
  put_dimensions (out, dimensions);
  json_object_set_double_member (out, "coverage", card.coverage);
  if (card.has_overall)
    put_overall (out, dimensions, &card);
  else
    json_object_set_null_member (out, "overall");
  json_object_set_object_member (work->out, "out", out);
  g_free (card.order);
  return TRUE;
}
