/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the key figures: one pass over the facts fills counters for every window and part at once. */
#pragma once

#include "analysis/sb-kpi.h"
#include "analysis/sb-probability.h"
#include "analysis/sb-purchase.h"

G_BEGIN_DECLS

/* Counters of one window (and one part of a breakdown). */
typedef struct {
  gint64  won_n, won_minor, won_valued;
  gint64  lost_n, lost_minor, lost_valued;
  gint64  void_n;
  gint64  created_n, created_minor, created_valued;
  gint64  open_n, open_minor, open_valued;     /* on the window's last day */
  gint64  weighted_minor, overdue_n, overdue_minor;
  gint64  margin_minor, margin_n, orders_n;
  gint64  new_customers, customers;            /* customers: with a won deal */
  gint64  promoters, detractors, nps_n;
  gint64  satisfied, scores_milli, scores_n;
  gint64  complaints, activities;
  gint64  no_rate;                             /* deals of the window whose amount has no rate */
  GArray *amounts;                             /* gint64, of won deals; only when wanted */
  GArray *cycles;                              /* gint64 days, of won deals */
} SbKpiTally;

typedef enum {
  SB_WANT_DEALS      = 1 << 0,
  SB_WANT_LISTS      = 1 << 1, /* amounts, cycles */
  SB_WANT_STOCK      = 1 << 2,
  SB_WANT_WEIGHTED   = 1 << 3,
  SB_WANT_ORDERS     = 1 << 4,
  SB_WANT_NEW        = 1 << 5,
  SB_WANT_CUSTOMERS  = 1 << 6,
  SB_WANT_FEEDBACK   = 1 << 7,
  SB_WANT_ACTIVITIES = 1 << 8
} SbKpiWant;

/* Inclusive, ascending, not overlapping; `to` is already cut at as_of. */
typedef struct {
  SbDate from;
  SbDate to;
} SbKpiWindow;

typedef struct {
  const SbFacts      *facts;
  const SbKpiQuery   *query;
  const SbKpiWindow  *windows;
  guint               n_windows;
  guint               want;      /* SbKpiWant */
  const SbProbabilityTable *table; /* for SB_WANT_WEIGHTED */
  SbSplit             split;
  const GArray       *parts;     /* gint32 ids, ascending; NULL: no breakdown. One further part is "none" */
  const SbFirstPurchase *first;  /* shared by the passes of a panel; NULL: read when wanted */
} SbKpiPass;

/* What the figures of one panel read only once; NULL members are read when needed. */
typedef struct {
  const GArray          *deals;  /* SbDealFact *: those that any figure of the window may count or name */
  const SbFirstPurchase *first;
  gint64                 voided; /* deals void in the window */
} SbKpiShared;

/* Returns: (transfer full) GArray of SbKpiTally, part by part, each with n_windows windows. */
GArray  *sb_kpi_tally      (const SbKpiPass *pass);
guint    sb_kpi_want       (SbMetric metric);
/* The value of a simple metric; `until` < `from` of the window is not-started. */
SbRatio  sb_kpi_tally_ratio    (const SbKpiTally *tally, SbMetric metric);
SbQuantity sb_kpi_tally_value  (const SbKpiTally *tally, SbMetric metric);
/* FALSE for metrics made by another calculation (coverage, velocity, pacing …). */
gboolean sb_kpi_is_simple  (SbMetric metric);
gint64   sb_quantile       (GArray *values, double q); /* reorders; smallest v with F(v) ≥ q; n > 0 */
/* Fills explain->rows and exclusions of a simple metric for one window. */
void     sb_kpi_explain_rows (SbExplain *explain, const SbFacts *facts, SbMetric metric, const SbKpiQuery *query,
                              SbKpiWindow window, const SbKpiShared *shared);
/* The deals of scope and pipeline that were closed or created in the window or open at its end; counts the void ones.
 * Returns: (transfer full) GArray of SbDealFact *. */
GArray  *sb_kpi_candidates   (const SbFacts *facts, const SbKpiQuery *query, SbKpiWindow window, gint64 *voided);
/* Names the counted rows of a simple metric in the explanation. */
void     sb_kpi_explain_tally (SbExplain *explain, const SbKpiTally *tally, SbMetric metric);
/* Gives every KPI with a past its series of request->n_points periods. */
void sb_kpi_fill_series (const SbFacts *facts, const SbKpiRequest *request, const SbKpiQuery *query,
                         const SbFirstPurchase *first, GPtrArray *kpis);
/* A metric made by another calculation, at query->as_of; `won` is the revenue won in the period so far. */
SbKpi   *sb_kpi_compute_special (const SbFacts *facts, SbMetric metric, const SbKpiQuery *query,
                                 const SbProbabilityTable *table, gint64 won);
SbKpiWindow sb_kpi_window  (SbPeriod period, SbDate as_of);
/* Does a row of this owner (and customer) belong to the scope? For rows that are not deals. */
gboolean sb_kpi_scope_has_row (const SbScopeFilter *filter, const SbFacts *facts, gint32 owner_id, gint32 account_id);

G_END_DECLS
