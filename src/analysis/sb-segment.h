/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which customers are worth what: ABC, RFM, lapse, retention, lifetime value, portfolio, value × need. Source: AREAS 4,
 * vectors `abc`, `rfm`, `clv`. */
#pragma once

#include "analysis/sb-explain.h"
#include "analysis/sb-purchase.h"

G_BEGIN_DECLS

typedef enum {
  SB_RFM_NONE,      /* never bought: a prospect */
  SB_RFM_CHAMPION, SB_RFM_LOYAL, SB_RFM_PROMISING, SB_RFM_NEW,
  SB_RFM_AT_RISK, SB_RFM_CANNOT_LOSE, SB_RFM_SLEEPING, SB_RFM_LOST,
  SB_N_RFM
} SbRfmSegment;

typedef enum { SB_LAPSE_UNKNOWN, SB_LAPSE_NO, SB_LAPSE_YES } SbLapse;

/* One customer, parallel to facts->accounts. */
typedef struct {
  gint32       account_id;
  gint64       revenue;        /* RFM window, net of returns */
  gint64       revenue_year;   /* 12 months: what ABC ranks by */
  gint64       margin_year;
  gint32       purchases;      /* RFM window */
  gint32       recency_days;   /* −1 no purchase in the window */
  SbDate       last_purchase;  /* ever; SB_DATE_NONE */
  gint32       minutes;        /* activity time in the last 12 months */
  gint32       open_deals;
  gint32       median_gap;     /* days between purchases, −1 below 3 purchases */
  guint8       r, f, m;        /* 1–5; 0 no score */
  guint8       segment;        /* SbRfmSegment */
  char         computed_class; /* 'A', 'B', 'C' */
  char         value_class;    /* the override when there is one, else the computed class */
  guint8       lapse;          /* SbLapse */
  guint8       in_scope;
} SbCustomer;

typedef struct {
  SbCustomer *customers;       /* facts->n_accounts of them */
  gsize       n_customers;
  gsize       n_in_scope;
  gint64      count[3];        /* A, B, C by value_class, in scope */
  gint64      revenue_year[3];
  gint64      minutes[3];
  gint64      segment_n[SB_N_RFM];
  gint64      segment_revenue[SB_N_RFM];
  gint64      total_year;
  SbRatio     misallocation;   /* ½ Σ |time share − value share| over the classes; zero-denominator */
  gboolean    few;             /* below 10 buyers: read R, F and M as thirds */
  gboolean    from_orders;     /* a purchase is an order; else a won deal */
  SbScope     scope;
  SbDate      as_of;
  SbPeriod    window;          /* RFM window */
} SbSegmentation;

/* window_months: 24 by default. A scope keeps the customers owned in it. Returns: (transfer full). */
SbSegmentation *sb_segmentation_compute (const SbFacts *facts, SbScope scope, SbDate as_of, int window_months);
void            sb_segmentation_free    (SbSegmentation *segmentation);
SbExplain      *sb_segmentation_explain_class (const SbSegmentation *segmentation, char value_class);
SbRfmSegment    sb_rfm_segment (int r, int f, int m); /* a full partition of 1–5 × 1–5 × 1–5 */
const char     *sb_rfm_segment_key   (SbRfmSegment segment); /* "champions" … */
const char     *sb_rfm_segment_label (SbRfmSegment segment); /* msgid */

typedef struct {
  gint64   start_n, kept_n;
  gint64   start, churn, contraction, expansion;
  SbRatio  logo, gross, net;
  SbAmount per_customer;     /* revenue ÷ active customers */
  SbExplain *explain;        /* rows: the customers lost */
} SbRetention;

/* Purchases of the 12 months up to as_of against the 12 months before; new customers left out. */
SbRetention *sb_retention_compute (const SbFacts *facts, SbScope scope, SbDate as_of);
/* The same out of customers that were read already: sb_buyers_new () of every pipeline as of that day. */
SbRetention *sb_retention_of      (const SbFacts *facts, const SbBuyer *buyers, SbScope scope, SbDate as_of);
void         sb_retention_free    (SbRetention *retention);

typedef struct {
  gint32  member_id;
  const char *name;
  gint64  customers, customers_a, open_deals;
  gint64  revenue_year;
  double  hours;             /* activity time of the last 12 months with own customers */
} SbPortfolio;

/* One row a member with customers or open deals; order of ids. Returns: (transfer full) GArray of SbPortfolio. */
GArray      *sb_portfolio_compute (const SbFacts *facts, const SbSegmentation *segmentation);

typedef struct {
  gint64 n, revenue_year, minutes;
} SbMatrixCell;

/* Value class (rows A, B, C) × need class (columns: `need_ids` in order, then one for "none"). The result has
 * 3 × (n_needs + 1) cells, row by row. Returns: (transfer full) GArray of SbMatrixCell. */
GArray      *sb_matrix_compute (const SbFacts *facts, const SbSegmentation *segmentation, const gint32 *need_ids,
                                gsize n_needs);
/* The accounts of one cell, ascending; need_id 0 is "none". Returns: (transfer full) gint32s. */
GArray      *sb_matrix_dup_ids (const SbFacts *facts, const SbSegmentation *segmentation, char value_class,
                                gint32 need_id);

/* Class of each value by cumulative share before it: < 80 % A, < 95 % B, else C; equal values share the better class;
 * ≤ 0 is C. Exact. Cost: O(n log n). */
void   sb_abc_classes (const gint64 *values, gsize n, char *classes);
/* 1–5: min (5, 1 + ⌊5·(below + ½·equal) ÷ n⌋), exact; descending: small is good. Cost: O(n log n). */
void   sb_rfm_scores  (const gint64 *values, gsize n, gboolean descending, guint8 *scores);
/* Σ_{t < years} margin·(retention ÷ (1 + discount))^t; years < 0: unbounded, NaN-free (retention ≥ 1 + discount gives
 * FALSE). */
gboolean sb_clv       (double margin, double retention, double discount, int years, double *clv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSegmentation, sb_segmentation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRetention, sb_retention_free)

G_END_DECLS
