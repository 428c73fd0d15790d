/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the forecast page. */
#pragma once

#include "charts/sb-chart.h"
#include "model/sb-forecast-data.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

/* The draws of the landing as columns with P10, P50, P90 and the target; keys are the columns' indexes. Money only
 * decides geometry; every text is the formatter's. All are transfer full. */
SbChart *sb_landing_picture     (const SbForecastData *data, SbFormatter *formatter);
/* What came (columns) against what was forecast (marks); keys are indexes into hindcast->periods. */
SbChart *sb_hindcast_picture    (const SbForecastData *data, SbFormatter *formatter);
/* Stated chances against what came true. */
SbChart *sb_calibration_picture (const SbForecastData *data, SbFormatter *formatter);
/* Open at the start, what entered, what left, open at the end; a key is an SbFall, −1 for the ends. */
SbChart *sb_waterfall_picture   (const SbForecastData *data, SbFormatter *formatter);

G_END_DECLS
