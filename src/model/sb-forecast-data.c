/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks analysis and store for what the forecast page shows. Runs in a worker with a reader of its own; the result is
 * immutable. It formats nothing and knows no widget. */
#include "sb-config.h"

#include "model/sb-forecast-data.h"

#include "store/sb-reader.h"
#include "store/sb-snapshots.h"

#include <glib/gi18n-lib.h>

static void
stop_cb (GCancellable *cancellable, gpointer flag)
{
  g_atomic_int_set ((gint *) flag, 1);
}

static gboolean
compute_forecast (SbForecastData *data, const gint *cancelled)
{
  const SbContext *context = data->context;
  SbForecastQuery query = SB_FORECAST_QUERY (context->period, context->scope, context->as_of);
  SbKpiQuery figures = { context->period, context->scope, context->as_of, 0 };
  gsize last;

  query.cancelled = cancelled;
  data->forecast = sb_forecast_compute (context->facts, &query);
  if (data->forecast == NULL)
    return FALSE;
  data->landing = sb_forecast_explain_landing (data->forecast);
  data->won = sb_kpi_compute (context->facts, SB_METRIC_REVENUE_WON, &figures);
  data->coverage = sb_kpi_compute (context->facts, SB_METRIC_PIPELINE_COVERAGE, &figures);
  last = data->forecast->rows->len - 1;
  if (!sb_forecast_data_has_target (data) || sb_forecast_data_is_over (data) || g_atomic_int_get (cancelled))
    return TRUE;
  data->deciders = sb_forecast_deciders (data->forecast, last, sb_forecast_data_total (data)->target.minor);
  if (!g_atomic_int_get (cancelled))
    data->has_must = sb_forecast_must (data->forecast, last, SB_FORECAST_SURE, &data->must);
  return TRUE;
}

static gboolean
compute_past (SbForecastData *data, SbReader *reader, const gint *cancelled, GError **error)
{
  const SbContext *context = data->context;
  SbHindcastQuery query = { .kind = context->period.kind, .n_periods = SB_FORECAST_PAST_PERIODS,
                            .scope = context->scope, .as_of = context->as_of, .seed = 1,
                            .rho_ppm = SB_SIM_RHO_PPM, .cancelled = cancelled };
  g_autoptr (GArray) frozen = sb_reader_frozen_chances (reader, context->as_of, error);

  if (frozen == NULL)
    return FALSE;
  data->reliability = sb_reliability_compute (context->facts, frozen, context->scope, context->as_of);
  if (query.kind != SB_PERIOD_CUSTOM)
    data->hindcast = sb_hindcast_compute (context->facts, &query);
  return TRUE;
}

/* The two latest intact snapshots of different days up to the as-of day; FALSE when there are fewer. */
static gboolean
find_snapshots (SbForecastData *data, const GPtrArray *list, gint32 ids[2])
{
  const SbSnapshotInfo *found[2] = { NULL, NULL };

  for (guint i = list->len; i > 0 && found[0] == NULL; i--)
    {
      const SbSnapshotInfo *info = g_ptr_array_index (list, i - 1);

      if (!info->intact || info->as_of_on > data->context->as_of)
        continue;
      if (found[1] == NULL)
        found[1] = info;
      else if (info->as_of_on < found[1]->as_of_on)
        found[0] = info;
    }
  if (found[0] == NULL)
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      ids[i] = found[i]->id;
      data->names[i] = g_strdup (found[i]->name);
    }
  data->fall_from = found[0]->as_of_on;
  data->fall_to = found[1]->as_of_on;
  return TRUE;
}

static gboolean
compute_waterfall (SbForecastData *data, SbReader *reader, GError **error)
{
  const SbContext *context = data->context;
  g_autoptr (GPtrArray) list = sb_reader_snapshots (reader, error);
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  gint32 ids[2];

  if (list == NULL)
    return FALSE;
  if (find_snapshots (data, list, ids))
    {
      before = sb_reader_snapshot_stands (reader, ids[0], data->fall_to, error);
      after = before != NULL ? sb_reader_snapshot_stands (reader, ids[1], data->fall_to, error) : NULL;
    }
  else
    {
      data->fall_to = context->as_of;
      data->fall_from = MIN (context->period.start - 1, context->as_of);
      before = sb_reader_stands (reader, data->fall_from, data->fall_to, error);
      after = before != NULL ? sb_reader_stands (reader, data->fall_to, data->fall_to, error) : NULL;
    }
  if (after == NULL)
    return FALSE;
  data->waterfall = sb_waterfall_compute (context->facts, &(SbWaterfallQuery) { before, after, data->fall_from,
                                          data->fall_to, context->period, context->scope });
  return TRUE;
}

static gboolean
compute_all (SbForecastData *data, const gint *cancelled, GError **error)
{
  g_autoptr (SbReader) reader = NULL;

  if (!compute_forecast (data, cancelled))
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_INVALID,
                           _("The amounts are too large to be added up. Look for a mistyped deal."));
      return FALSE;
    }
  if (g_atomic_int_get (cancelled))
    return TRUE;
  reader = sb_reader_new (data->context->path, error);
  return reader != NULL && compute_past (data, reader, cancelled, error) && compute_waterfall (data, reader, error);
}

gpointer
sb_forecast_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbForecastData) data = NULL;
  gint cancelled = 0;
  gulong handler;
  gboolean done;
  GError *problem = NULL;

  g_return_val_if_fail (context != NULL, NULL);

  data = g_new0 (SbForecastData, 1);
  data->ref_count = 1;
  data->context = sb_context_ref ((SbContext *) context);
  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (stop_cb), &cancelled, NULL) : 0;
  done = compute_all (data, &cancelled, &problem);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_clear_error (&problem);
      return NULL;
    }
  if (!done)
    g_propagate_error (error, problem);
  return done ? g_steal_pointer (&data) : NULL;
}

SbForecastData *
sb_forecast_data_ref (SbForecastData *data)
{
  g_return_val_if_fail (data != NULL, NULL);
  g_atomic_int_inc (&data->ref_count);
  return data;
}

void
sb_forecast_data_unref (SbForecastData *data)
{
  if (data == NULL || !g_atomic_int_dec_and_test (&data->ref_count))
    return;
  g_clear_pointer (&data->forecast, sb_forecast_free);
  g_clear_pointer (&data->landing, sb_explain_unref);
  g_clear_pointer (&data->deciders, g_array_unref);
  g_clear_pointer (&data->won, sb_kpi_free);
  g_clear_pointer (&data->coverage, sb_kpi_free);
  g_clear_pointer (&data->hindcast, sb_hindcast_free);
  g_clear_pointer (&data->reliability, sb_reliability_free);
  g_clear_pointer (&data->waterfall, sb_waterfall_free);
  g_clear_pointer (&data->context, sb_context_unref);
  g_free (data->names[0]);
  g_free (data->names[1]);
  g_free (data);
}

const SbForecastRow *
sb_forecast_data_total (const SbForecastData *data)
{
  g_return_val_if_fail (data != NULL, NULL);
  return sb_forecast_total (data->forecast);
}

gboolean
sb_forecast_data_is_over (const SbForecastData *data)
{
  g_return_val_if_fail (data != NULL, FALSE);
  return data->context->as_of > data->context->period.end;
}

gboolean
sb_forecast_data_has_target (const SbForecastData *data)
{
  g_return_val_if_fail (data != NULL, FALSE);
  return sb_forecast_total (data->forecast)->target.reason == SB_REASON_NONE;
}
