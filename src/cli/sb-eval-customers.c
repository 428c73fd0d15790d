/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `eval` for the calculations over customers and service: classes, scores, lifetime value, concentration, hours. */
#include "sb-config.h"

#include "analysis/sb-concentration.h"
#include "analysis/sb-segment.h"
#include "analysis/sb-service-load.h"
#include "cli/sb-eval.h"

#include <glib/gi18n-lib.h>

gboolean
sb_eval_abc (SbEvalCase *work, GError **error)
{
  g_autoptr (GArray) values = sb_eval_ints (work->in, "in", error);
  g_autofree char *classes = NULL;
  JsonArray *out;

  if (values == NULL)
    return FALSE;
  classes = g_malloc0 (values->len + 1);
  sb_abc_classes ((const gint64 *) values->data, values->len, classes);
  out = json_array_sized_new (values->len);
  for (guint i = 0; i < values->len; i++)
    json_array_add_string_element (out, (char[]) { classes[i], '\0' });
  json_object_set_array_member (work->out, "cls", out);
  return TRUE;
}

static gboolean
put_scores (SbEvalCase *work, JsonObject *in, const char *const names[2], gboolean descending, GError **error)
{
  g_autoptr (GArray) values = sb_eval_ints (sb_eval_member (in, names[0], error), names[0], error);
  g_autofree guint8 *scores = NULL;
  JsonArray *out;

  if (values == NULL)
    return FALSE;
  scores = g_malloc0 (values->len + 1);
  sb_rfm_scores ((const gint64 *) values->data, values->len, descending, scores);
  out = json_array_sized_new (values->len);
  for (guint i = 0; i < values->len; i++)
    json_array_add_int_element (out, scores[i]);
  json_object_set_array_member (work->out, names[1], out);
  return TRUE;
}

gboolean
sb_eval_rfm (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);

  return in != NULL && put_scores (work, in, (const char *const[2]) { "recency_days", "R" }, TRUE, error)
         && put_scores (work, in, (const char *const[2]) { "frequency", "F" }, FALSE, error)
         && put_scores (work, in, (const char *const[2]) { "monetary", "M" }, FALSE, error);
}

gboolean
sb_eval_clv (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  double margin, retention, discount, clv;
  gint64 years;

  if (in == NULL || !sb_eval_real (in, "margin", &margin, error) || !sb_eval_real (in, "retention", &retention, error)
      || !sb_eval_real (in, "discount", &discount, error) || !sb_eval_int (in, "years", &years, error))
    return FALSE;
  if (years < 0 || years > 1000 || !sb_clv (margin, retention, discount, (int) years, &clv))
    return sb_eval_fail (error, _("There is no lifetime value for these numbers."));
  json_object_set_double_member (work->out, "clv", clv);
  return TRUE;
}

gboolean
sb_eval_hhi (SbEvalCase *work, GError **error)
{
  g_autoptr (GArray) values = sb_eval_ints (work->in, "in", error);
  double hhi;

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, gint64, i) < 0)
      return sb_eval_fail (error, _("Values must not be negative."));
  hhi = sb_hhi ((const gint64 *) values->data, values->len);
  json_object_set_double_member (work->out, "hhi", hhi);
  if (hhi > 0)
    json_object_set_double_member (work->out, "effective_n", 1.0 / hhi);
  else
    json_object_set_null_member (work->out, "effective_n");
  return TRUE;
}

static GArray *
read_segments (JsonObject *in, GError **error)
{
  JsonArray *list = sb_eval_array (in, "segments", error);
  g_autoptr (GArray) segments = g_array_new (FALSE, TRUE, sizeof (SbServiceSegment));

  if (list == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = sb_eval_object (json_array_get_element (list, i), error);
      SbServiceSegment segment;

      if (object == NULL || !sb_eval_int (object, "accounts", &segment.accounts, error)
          || !sb_eval_int (object, "calls", &segment.calls, error)
          || !sb_eval_rational (object, "hours_per_call", &segment.hours_per_call, error))
        return NULL;
      g_array_append_val (segments, segment);
    }
  return g_steal_pointer (&segments);
}

gboolean
sb_eval_coverage (SbEvalCase *work, GError **error)
{
  JsonObject *in = sb_eval_object (work->in, error);
  g_autoptr (GArray) segments = in != NULL ? read_segments (in, error) : NULL;
  double capacity;
  SbServiceLoad load;

  if (segments == NULL || !sb_eval_real (in, "capacity_hours", &capacity, error))
    return FALSE;
  load = sb_service_load_compute ((const SbServiceSegment *) segments->data, segments->len, capacity);
  json_object_set_double_member (work->out, "need_hours", load.need_hours);
  json_object_set_double_member (work->out, "gap_hours", load.gap_hours);
  if (load.has_utilisation)
    json_object_set_double_member (work->out, "utilisation", load.utilisation);
  else
    json_object_set_null_member (work->out, "utilisation");
  return TRUE;
}
