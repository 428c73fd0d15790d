/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the customers page shows, computed once in a worker: classes, segments, retention, matrix, portfolios. */
#pragma once

#include <gio/gio.h>

#include "analysis/sb-segment.h"
#include "model/sb-context.h"
#include "model/sb-formatter.h"
#include "model/sb-sentence.h"

G_BEGIN_DECLS

typedef struct {
  gint            ref_count;
  SbContext      *context;
  SbSegmentation *segmentation;
  SbRetention    *retention;
  GArray         *needs;      /* gint32, the need classes in their order */
  GArray         *matrix;     /* SbMatrixCell, 3 × (needs + 1) */
  GArray         *portfolios; /* SbPortfolio, in name order */
  gint64          lapsed;     /* customers of class A and B that lapsed */
} SbCustomersData;

typedef enum
{
  SB_CUSTOMERS_ALL,
  SB_CUSTOMERS_A,
  SB_CUSTOMERS_B,
  SB_CUSTOMERS_C,
  SB_CUSTOMERS_LAPSED,
  SB_CUSTOMERS_PROSPECTS,
  SB_N_CUSTOMER_FILTERS
} SbCustomerFilter;

/* input: GArray of gint32 with the need classes in their order. Result: SbCustomersData. */
gpointer sb_customers_data_compute (const SbContext *context, gpointer input, GCancellable *cancellable,
                                    GError **error);
SbCustomersData  *sb_customers_data_ref      (SbCustomersData *data);
void              sb_customers_data_unref    (SbCustomersData *data);
/* The answer; keys "class-a", "retention", "lapsed". transfer full. */
SbSentence       *sb_customers_data_sentence (const SbCustomersData *data, SbFormatter *formatter);
/* One customer of the scope; NULL when the facts do not know it yet. Borrowed. */
const SbCustomer *sb_customers_data_find     (const SbCustomersData *data, gint32 account_id);
/* (transfer full) gint32s, ascending. */
GArray           *sb_customers_data_dup_ids  (const SbCustomersData *data, SbCustomerFilter filter);
/* Those of one cell of the RFM grid: recency 1–5, frequency and value together 1–5. (transfer full) gint32s. */
GArray           *sb_customers_data_dup_rfm_ids (const SbCustomersData *data, int recency, int fm);

G_END_DECLS
