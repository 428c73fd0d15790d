/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of computed metrics: keys, labels, units, directions, definitions. */
#pragma once

#include "analysis/sb-quantity.h"

G_BEGIN_DECLS

typedef enum {
  SB_METRIC_REVENUE_WON,
  SB_METRIC_GROSS_MARGIN,
  SB_METRIC_DEALS_WON,
  SB_METRIC_DEALS_LOST,
  SB_METRIC_WIN_RATE,
  SB_METRIC_WIN_RATE_VALUE,
  SB_METRIC_AVERAGE_DEAL,
  SB_METRIC_MEDIAN_DEAL,
  SB_METRIC_SALES_CYCLE,
  SB_METRIC_SALES_CYCLE_P80,
  SB_METRIC_NEW_CUSTOMERS,
  SB_METRIC_REVENUE_PER_CUSTOMER,
  SB_METRIC_DEALS_CREATED,
  SB_METRIC_PIPELINE_CREATED,
  SB_METRIC_OPEN_DEALS,
  SB_METRIC_OPEN_PIPELINE,
  SB_METRIC_WEIGHTED_PIPELINE,
  SB_METRIC_OVERDUE_PIPELINE,
  SB_METRIC_PIPELINE_COVERAGE,
  SB_METRIC_VELOCITY,
  SB_METRIC_PUSH_RATE,
  SB_METRIC_PUSHES_PER_DEAL,
  SB_METRIC_RETENTION,
  SB_METRIC_NPS,
  SB_METRIC_CSAT,
  SB_METRIC_SATISFACTION,
  SB_METRIC_COMPLAINTS,
  SB_METRIC_ACTIVITIES,
  SB_METRIC_TARGET,
  SB_METRIC_ATTAINMENT,
  SB_METRIC_PACE,
  SB_METRIC_LANDING,
  SB_METRIC_NEEDED_PER_DAY,
  SB_N_METRICS
} SbMetric;

typedef enum { SB_DIRECTION_UP, SB_DIRECTION_DOWN, SB_DIRECTION_NEUTRAL } SbDirection;

typedef struct {
  SbMetric    metric;
  const char *key;        /* "revenue_won": at the borders and in metric.code */
  const char *label;      /* msgid */
  const char *formula;    /* msgid: the definition in words */
  SbUnit      unit;
  SbDirection direction;  /* which way is good */
  gboolean    is_flow;    /* happens in a period (like-for-like cuts it); a stock is measured on a day */
  gboolean    is_rate;    /* numerator ÷ denominator are counts: Wilson and Newcombe apply */
  const char *row_type;   /* record type of its rows; NULL: made of other numbers */
} SbMetricInfo;

/* In the order of SbMetric. */
const SbMetricInfo *sb_metric_info (SbMetric metric);
/* FALSE for an unknown key; accepts the older spellings "revenue", "deals". */
gboolean sb_metric_from_key (const char *key, SbMetric *metric);

G_END_DECLS
