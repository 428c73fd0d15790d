/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures of a period and scope: value, like-for-like comparison, series with control limits, breakdowns. The
 * screen, the paper and the headless command call these same functions. Source: AREAS 3 "Numbers", 0.2. */
#pragma once

#include "analysis/sb-metric.h"
#include "analysis/sb-series.h"

G_BEGIN_DECLS

typedef struct {
  SbPeriod period;
  SbScope  scope;
  SbDate   as_of;
  gint32   pipeline_id; /* 0: every pipeline of deals (never lead pipelines) */
} SbKpiQuery;

/* The same number of elapsed working days of an earlier period. */
typedef struct {
  SbPeriod   period;       /* the earlier period, whole */
  SbDate     until;        /* cut here; period.end when the current period is over */
  int        working_days; /* compared on both sides */
  gboolean   partial;      /* the current period is still running */
  SbQuantity value;
  SbRatio    change;       /* (new − old) ÷ |old|; old 0 or a change of sign: zero-denominator */
  double     difference;   /* new − old in the metric's unit (points for percentages); 0 when undefined */
  gboolean   has_test;     /* a rate: `clear` says whether Newcombe's interval excludes 0 */
  gboolean   clear;
  double     lo, hi;       /* that interval */
} SbKpiChange;

typedef struct {
  SbMetric    metric;
  SbQuantity  value;       /* what to show: Wilson range on rates, n, reason */
  SbRatio     ratio;       /* numerator and denominator where there are any */
  SbQuantity  target;      /* of the same metric, period and scope; no-target */
  SbKpiChange previous;    /* the period before */
  SbKpiChange year_ago;
  SbSeries   *series;      /* NULL unless asked for */
  SbExplain  *explain;     /* rows included */
} SbKpi;

/* One value with its derivation and both comparisons; no series. Cost: three passes at most.
 * Returns: (transfer full), never NULL. */
SbKpi    *sb_kpi_compute (const SbFacts *facts, SbMetric metric, const SbKpiQuery *query);
void      sb_kpi_free    (SbKpi *kpi);

/* Many metrics in as few passes as one: `metrics` in the order wanted. With n_points > 0 every flow metric and the open
 * pipeline carry a series of that many periods of `by` up to and including the one that holds as_of or the query's end.
 * Returns: (transfer full) GPtrArray of SbKpi. */
typedef struct {
  const SbMetric *metrics;
  gsize           n_metrics;
  SbPeriodKind    by;
  guint           n_points; /* 0: no series */
  gboolean        rows;     /* explain carries the ids of the rows */
} SbKpiRequest;

GPtrArray *sb_kpi_panel_compute (const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query);

/* What the page of key figures asks: its metrics in their order with their rows and a trend of months. Paper and
 * benchmarks ask the same. */
#define SB_KPI_PANEL_MONTHS 24
SbKpiRequest sb_kpi_panel_request (void);

/* One metric by period of `by` over the whole query period, one pass. Returns: (transfer full). */
SbSeries *sb_kpi_series_compute (const SbFacts *facts, SbMetric metric, SbPeriodKind by, const SbKpiQuery *query);

typedef enum
{
  SB_SPLIT_MEMBER,
  SB_SPLIT_TEAM,
  SB_SPLIT_PRODUCT,
  SB_SPLIT_REGION,
  SB_SPLIT_SOURCE,
  SB_SPLIT_ACCOUNT
} SbSplit;

typedef struct {
  gint32      id;      /* row id; region, source: index; 0 / −1: none */
  const char *name;    /* borrowed from the facts; NULL: none */
  SbQuantity  value;
  SbRatio     ratio;
} SbKpiPart;

/* One metric by member, team, product …: only parts with data. Order: name (byte order of the folded name; the screen
 * may collate), "none" last. Returns: (transfer full) GArray of SbKpiPart. */
GArray   *sb_kpi_split_compute (const SbFacts *facts, SbMetric metric, SbSplit split, const SbKpiQuery *query);

/* (new − old) ÷ |old|, undefined when old is 0 or the sign changes. */
SbRatio   sb_kpi_change (double now, double then);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbKpi, sb_kpi_free)

G_END_DECLS
