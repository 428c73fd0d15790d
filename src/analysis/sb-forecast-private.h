/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A forecast while it is put together: rows and the deals that count. Inside the forecast only. */
#pragma once

#include "analysis/sb-forecast.h"

G_BEGIN_DECLS

typedef struct {
  SbForecast    *forecast;
  const SbFacts *facts;
  guint8        *pipelines;
  SbScopeFilter  filter;
  GArray        *new_business; /* SbNewBusiness, by position in facts->members */
  gint64        *won, *n_won;  /* by position in facts->members; the last is nobody's */
  guint8        *needed;       /* the same: has a row */
  guint8        *seller;       /* the same: gets the team's mean without history */
  gint32        *row_of;       /* the same: index of the member's row */
} SbForecastWork;

/* Position of the owner in facts->members, or n_members for nobody. */
gsize sb_forecast_slot      (const SbFacts *facts, gint32 owner_id);
/* Won deals and open deals with their chances; fills forecast->deals and what is needed. */
void  sb_forecast_collect   (SbForecastWork *work);
/* Rows, groups, deals and flows of the simulation out of what was collected. */
void  sb_forecast_lay_out   (SbForecastWork *work);
/* Targets, quantiles and chances of the rows after the simulation. */
void  sb_forecast_read_rows (SbForecast *forecast);
void  sb_forecast_explain   (SbForecast *forecast);

G_END_DECLS
