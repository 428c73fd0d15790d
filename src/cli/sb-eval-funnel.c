/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for the calculations of the funnel: time in stage, competing ends, worth of a stage, velocity, smoothing. */
#include "sb-config.h"

#include "analysis/sb-coverage.h"
#include "analysis/sb-funnel-lift.h"
#include "analysis/sb-probability.h"
#include "analysis/sb-survival.h"
#include "cli/sb-eval.h"

#include <glib/gi18n-lib.h>

/* The stays of a case, grouped by length; tops: the largest outcome allowed. */
static GArray *
read_spells (JsonObject *in, const char *outcome_key, gint64 top, GArray **outcomes_out, GError **error)
{
  g_autoptr (GArray) days = sb_eval_ints (sb_eval_member (in, "days", error), "days", error);
  g_autoptr (GArray) outcomes
    = days != NULL ? sb_eval_ints (sb_eval_member (in, outcome_key, error), outcome_key, error) : NULL;
  g_autofree guint8 *codes = NULL;

  if (outcomes == NULL)
    return NULL;
  if (days->len != outcomes->len)
    {
      sb_eval_fail (error, _("“days” and “%s” must be of one length."), outcome_key);
      return NULL;
    }
  codes = g_malloc0 (outcomes->len + 1);
  for (guint i = 0; i < outcomes->len; i++)
    {
      gint64 code = g_array_index (outcomes, gint64, i);
      if (code < 0 || code > top || g_array_index (days, gint64, i) < 0)
        {
          sb_eval_fail (error, _("A stay must have a known outcome and no negative length."));
          return NULL;
        }
      codes[i] = (guint8) code;
    }
  if (outcomes_out != NULL)
    *outcomes_out = g_array_ref (outcomes);
  return sb_spell_counts ((const gint64 *) days->data, codes, days->len);
}

gboolean
sb_eval_kaplan_meier (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) counts = in != NULL ? read_spells (in, "left", 1, NULL, error) : NULL;
  g_autoptr (GArray) rows = NULL;
  JsonArray *table;
  gint64 median;

  if (counts == NULL)
    return FALSE;
  rows = sb_survival_compute ((const SbSpellCount *) counts->data, counts->len);
  table = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const SbSurvivalRow *row = &g_array_index (rows, SbSurvivalRow, i);
      JsonArray *line = json_array_new ();
      json_array_add_int_element (line, row->time);
      json_array_add_int_element (line, row->at_risk);
      json_array_add_int_element (line, row->events);
      json_array_add_double_element (line, row->survival);
      json_array_add_array_element (table, line);
    }
  json_object_set_array_member (work->out, "table", table);
  if (sb_survival_median (rows, &median))
    json_object_set_int_member (work->out, "median", median);
  else
    json_object_set_null_member (work->out, "median");
  return TRUE;
}

static void
put_incidence (JsonObject *out, GArray *rows)
{
  JsonArray *table = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      const SbIncidenceRow *row = &g_array_index (rows, SbIncidenceRow, i);
      JsonArray *line = json_array_new ();
      json_array_add_int_element (line, row->time);
      json_array_add_int_element (line, row->at_risk);
      json_array_add_int_element (line, row->advanced);
      json_array_add_int_element (line, row->lost);
      json_array_add_double_element (line, row->cif_advanced);
      json_array_add_double_element (line, row->cif_lost);
      json_array_add_double_element (line, row->survival);
      json_array_add_array_element (table, line);
    }
  json_object_set_array_member (out, "table", table);
}

gboolean
sb_eval_cumulative_incidence (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) outcomes = NULL;
  g_autoptr (GArray) counts = in != NULL ? read_spells (in, "outcome", 2, &outcomes, error) : NULL;
  g_autoptr (GArray) rows = NULL;
  gint64 advanced = 0, lost = 0;

  if (counts == NULL)
    return FALSE;
  if (outcomes->len == 0)
    return sb_eval_fail (error, _("There are no stays."));
  for (guint i = 0; i < outcomes->len; i++)
    {
      advanced += g_array_index (outcomes, gint64, i) == SB_SPELL_ADVANCED;
      lost += g_array_index (outcomes, gint64, i) == SB_SPELL_LOST;
    }
  rows = sb_incidence_compute ((const SbSpellCount *) counts->data, counts->len);
  put_incidence (work->out, rows);
  json_object_set_double_member (work->out, "naive_conversion", (double) advanced / (double) outcomes->len);
  json_object_set_double_member (work->out, "closed_only", (double) advanced / (double) MAX (1, advanced + lost));
  return TRUE;
}

gboolean
sb_eval_funnel_lift (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) conv = in != NULL ? sb_eval_rationals (sb_eval_member (in, "conv", error), "conv", error) : NULL;
  const SbRational ten = { 11, 10 };
  double entry, value;
  g_autofree double *relative = NULL, *points = NULL;

  if (conv == NULL || !sb_eval_real (in, "entry", &entry, error) || !sb_eval_real (in, "avg_value", &value, error))
    return FALSE;
  const SbRational *c = (const SbRational *) conv->data;
  relative = g_new0 (double, conv->len + 1);
  points = g_new0 (double, conv->len + 1);
  for (guint i = 0; i < conv->len; i++)
    {
      relative[i] = sb_funnel_gain (entry, c, conv->len, value, i, sb_conversion_times (c[i], ten));
      points[i] = sb_funnel_gain (entry, c, conv->len, value, i, sb_conversion_plus (c[i], SB_LIFT_POINTS));
    }
  json_object_set_double_member (work->out, "revenue", sb_funnel_revenue (entry, c, conv->len, value));
  sb_eval_put_reals (work->out, "gain_rel10", relative, conv->len);
  sb_eval_put_reals (work->out, "gain_plus5pp", points, conv->len);
  json_object_set_int_member (work->out, "bottleneck_pp", sb_funnel_bottleneck (c, conv->len));
  return TRUE;
}

gboolean
sb_eval_velocity (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  double deals, average, days;
  SbRational win;

  if (in == NULL || !sb_eval_real (in, "opps", &deals, error) || !sb_eval_rational (in, "win", &win, error)
      || !sb_eval_real (in, "avg", &average, error) || !sb_eval_real (in, "cycle_days", &days, error))
    return FALSE;
  json_object_set_double_member (work->out, "velocity_per_day",
                                 sb_velocity_per_day (deals, sb_rational_to_real (win), average, days));
  return TRUE;
}

gboolean
sb_eval_beta_smooth (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  gint64 wins, n, strength;
  SbRational prior;
  double wilson[2];

  if (in == NULL || !sb_eval_int (in, "wins", &wins, error) || !sb_eval_int (in, "n", &n, error)
      || !sb_eval_int (in, "strength", &strength, error) || !sb_eval_rational (in, "prior", &prior, error))
    return FALSE;
  if (wins < 0 || wins > n || strength < 0)
    return sb_eval_fail (error, _("Wins must lie between 0 and n, and the strength must not be negative."));
  sb_wilson (wins, n, &wilson[0], &wilson[1]);
  json_object_set_double_member (work->out, "p",
                                 sb_beta_smooth (wins, n, sb_rational_to_real (prior), (double) strength));
  sb_eval_put_reals (work->out, "wilson95", wilson, 2);
  json_object_set_boolean_member (work->out, "small_sample", n < SB_FEW_DATA);
  return TRUE;
}
