/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line a member and team under the landing, the total last. A name opens its record. */
#pragma once

#include <gtk/gtk.h>

#include "model/sb-forecast-data.h"
#include "model/sb-session.h"

G_BEGIN_DECLS

#define SB_TYPE_FORECAST_TABLE (sb_forecast_table_get_type ())
G_DECLARE_FINAL_TYPE (SbForecastTable, sb_forecast_table, SB, FORECAST_TABLE, GtkWidget)

GtkWidget *sb_forecast_table_new  (SbSession *session);
/* Takes a reference. Many lines come in batches, so that the window stays alive. */
void       sb_forecast_table_show (SbForecastTable *self, SbForecastData *data);

G_END_DECLS
