/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Below the forecast: what moved the pipeline between two days, how right earlier forecasts were, and whether stated
 * chances came true. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-forecast-data.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_FORECAST_PAST (sb_forecast_past_get_type ())
G_DECLARE_FINAL_TYPE (SbForecastPast, sb_forecast_past, SB, FORECAST_PAST, GtkWidget)

GtkWidget *sb_forecast_past_new  (SbSession *session);
/* Takes a reference. */
void       sb_forecast_past_show (SbForecastPast *self, SbForecastData *data);

G_END_DECLS
