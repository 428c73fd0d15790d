/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the key figures: one pass over the facts fills counters for every window and part at once. */
#pragma once

#include "analysis/sb-kpi.h"
#include "analysis/sb-probability.h"
#include "analysis/sb-purchase.h"

G_BEGIN_DECLS

/* Counters of one window (and one part of a breakdown). */
typedef struct {
  gint64 won_n, won_minor, won_valued;
  gint64 lost_n, lost_minor, lost_valued;
  gint64 void_n;
  gint64 created_n, created_minor;
  gint64 open_n, open_minor;                          /* on the window's last day */
  gint64 weighted_minor, overdue_n, overdue_minor;    /* of the first window of a pass only */
  gint64 margin_minor, margin_n, orders_n;
  gint64 new_customers, customers;                    /* customers: with a won deal */
  gint64 promoters, detractors, nps_n;
  gint64 satisfied, scores_milli, scores_n;
  gint64 complaints, activities;
  gint64 median_minor;                                /* of the won_valued amounts */
  gint64 cycles_n, cycle_days, cycle_p80;             /* won deals of which both ends are known */
} SbKpiTally;

typedef enum {
  SB_WANT_DEALS      = 1 << 0,
  SB_WANT_AMOUNTS    = 1 << 1, /* the median amount */
  SB_WANT_CYCLES     = 1 << 2,
  SB_WANT_CUSTOMERS  = 1 << 3,
  SB_WANT_STOCK      = 1 << 4,
  SB_WANT_WEIGHTED   = 1 << 5,
  SB_WANT_ORDERS     = 1 << 6,
  SB_WANT_NEW        = 1 << 7,
  SB_WANT_FEEDBACK   = 1 << 8,
  SB_WANT_ACTIVITIES = 1 << 9,
  SB_WANT_P80        = 1 << 10 /* with SB_WANT_CYCLES */
} SbKpiWant;

/* Inclusive; `to` is already cut at as_of. A window with to < from has not begun: nothing happened in it, but a stock
 * is read on `to` all the same. */
typedef struct {
  SbDate from;
  SbDate to;
} SbKpiWindow;

/* What all passes of one question read; parts are made when first asked for. */
typedef struct {
  const SbFacts *facts;
  SbScope        scope;
  gint32         pipeline_id;
  SbDate         day;    /* of the buyers */
  GArray        *spans;  /* SbDealSpan */
  SbBuyer       *buyers; /* by position in facts->accounts */
} SbKpiSource;

/* pipeline_id overrides that of the query. */
void           sb_kpi_source_init   (SbKpiSource *source, const SbFacts *facts, const SbKpiQuery *query,
                                     gint32 pipeline_id);
void           sb_kpi_source_clear  (SbKpiSource *source);
const GArray  *sb_kpi_source_spans  (SbKpiSource *source);
const SbBuyer *sb_kpi_source_buyers (SbKpiSource *source);

typedef struct {
  SbKpiSource       *source;
  const SbKpiWindow *windows;   /* in any order, may overlap */
  guint              n_windows;
  guint              want;      /* SbKpiWant */
  const SbProbabilityTable *table; /* for SB_WANT_WEIGHTED */
  SbSplit            split;
  const GArray      *parts;     /* gint32 ids, ascending; NULL: no breakdown. One further part is "none" */
} SbKpiPass;

/* Returns: (transfer full) GArray of SbKpiTally, part by part, each with n_windows windows. */
GArray    *sb_kpi_tally       (const SbKpiPass *pass);
guint      sb_kpi_want        (SbMetric metric);
/* FALSE for metrics made by another calculation (coverage, velocity, pacing …). */
gboolean   sb_kpi_is_simple   (SbMetric metric);
/* The value of a simple metric and, where asked for, what it was divided by. */
SbQuantity sb_kpi_tally_value (const SbKpiTally *tally, SbMetric metric, SbRatio *ratio);
SbRatio    sb_kpi_tally_ratio (const SbKpiTally *tally, SbMetric metric);
SbKpiWindow sb_kpi_window     (SbPeriod period, SbDate as_of);
/* Smallest v with F(v) ≥ q; reorders; n > 0. */
gint64     sb_quantile        (GArray *values, double q);
gint64     sb_quantile_of     (gint64 *values, gsize n, double q);
/* Does a row of this owner (and customer) belong to the scope? For rows that are not deals. */
gboolean   sb_kpi_scope_has_row (const SbScopeFilter *filter, const SbFacts *facts, gint32 owner_id,
                                 gint32 account_id);

/* The rows behind the simple metrics of one window. Metrics that count the same deals share one array. */
typedef struct _SbKpiRows SbKpiRows;
SbKpiRows *sb_kpi_rows_new     (SbKpiSource *source, SbKpiWindow window);
void       sb_kpi_rows_free    (SbKpiRows *rows);
/* Fills explain->rows and exclusions of a simple metric. */
void       sb_kpi_rows_explain (SbKpiRows *rows, SbExplain *explain, SbMetric metric);
/* Names the counted rows of a simple metric in the explanation. */
void       sb_kpi_explain_tally (SbExplain *explain, const SbKpiTally *tally, SbMetric metric);

/* The periods of a panel's series, their windows (appended), and the series themselves out of the tallies of these. */
GArray    *sb_kpi_series_periods (const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query);
void       sb_kpi_series_windows (const GArray *periods, SbDate as_of, GArray *windows);
void       sb_kpi_series_fill    (GPtrArray *kpis, const GArray *periods, const SbKpiTally *tallies, SbDate as_of);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbKpiSource, sb_kpi_source_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbKpiRows, sb_kpi_rows_free)

G_END_DECLS
