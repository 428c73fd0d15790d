/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the forecast page shows, computed once in a worker: the landing, the deals that decide it, what must be
 * true, how right earlier forecasts were, and what moved the pipeline. */
#pragma once

#include <gio/gio.h>

#include "analysis/sb-forecast.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-track-record.h"
#include "analysis/sb-waterfall.h"
#include "model/sb-context.h"

G_BEGIN_DECLS

#define SB_FORECAST_SURE 0.8         /* the level of "what must be true" */
#define SB_FORECAST_PAST_PERIODS 8

typedef struct {
  int            ref_count;
  SbContext     *context;
  SbForecast    *forecast;
  SbExplain     *landing;     /* of P10, P50 and P90 */
  GArray        *deciders;    /* SbSimDecider, the most deciding first; NULL without target */
  gboolean       has_must;
  SbSimMust      must;
  SbKpi         *won;
  SbKpi         *coverage;
  SbHindcast    *hindcast;    /* NULL for a custom period */
  SbReliability *reliability;
  SbWaterfall   *waterfall;   /* of the period, from fall_from to fall_to */
  SbDate         fall_from, fall_to;
  char          *names[2];    /* of the two latest snapshots; NULL: from the history instead */
} SbForecastData;

/* An SbComputeFunc; input is not used. Cost: the forecast, about 40 runs for what must be true, eight past forecasts
 * and two passes over the history. */
gpointer        sb_forecast_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable,
                                          GError **error);
SbForecastData *sb_forecast_data_ref     (SbForecastData *data);
void            sb_forecast_data_unref   (SbForecastData *data);
const SbForecastRow *sb_forecast_data_total (const SbForecastData *data);
/* The period lies behind the as-of day: nothing is left to be drawn. */
gboolean        sb_forecast_data_is_over (const SbForecastData *data);
gboolean        sb_forecast_data_has_target (const SbForecastData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbForecastData, sb_forecast_data_unref)

G_END_DECLS
