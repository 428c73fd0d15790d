/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The forecast tab of the analysis page: where the period lands, how likely its target is, who carries it, which deals
 * decide it, and how right earlier forecasts were. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-forecast-data.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_FORECAST_PAGE (sb_forecast_page_get_type ())
G_DECLARE_FINAL_TYPE (SbForecastPage, sb_forecast_page, SB, FORECAST_PAGE, GtkWidget)

GtkWidget *sb_forecast_page_new     (SbSession *session);
/* Takes a reference. */
void       sb_forecast_page_show    (SbForecastPage *self, SbForecastData *data);
/* Draws what it has again: the formatter's privacy level is another one. */
void       sb_forecast_page_redraw  (SbForecastPage *self);
/* Ctrl+I. FALSE when there is nothing to explain. */
gboolean   sb_forecast_page_explain (SbForecastPage *self);

G_END_DECLS
