/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open deals that decide whether the target is reached, the most deciding first, and what must be true to be
 * nearly sure of it. A row opens the deal. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-forecast-data.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_FORECAST_DEALS (sb_forecast_deals_get_type ())
G_DECLARE_FINAL_TYPE (SbForecastDeals, sb_forecast_deals, SB, FORECAST_DEALS, GtkWidget)

GtkWidget *sb_forecast_deals_new  (SbSession *session);
void       sb_forecast_deals_show (SbForecastDeals *self, const SbForecastData *data);

G_END_DECLS
