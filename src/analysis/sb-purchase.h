/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts as a purchase: an order, or a won deal where no orders are kept. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

/* Choice index of feedback.kind. */
#define SB_FEEDBACK_COMPLAINT 1

typedef struct {
  gint64 minor;
  gint64 margin_minor;
  gint32 id;         /* of the order or the deal */
  gint32 account;    /* index into facts->accounts */
  gint32 owner_id;
  SbDate on;
  gboolean has_margin;
} SbPurchase;

/* What a customer bought. */
typedef struct {
  gint64 now, before;     /* amounts of the 12 months up to a day and of the 12 before */
  gint32 n_now, n_before;
  SbDate first_on;        /* ever; SB_DATE_NONE: never bought */
  gint32 first_owner_id;
} SbBuyer;

/* TRUE when the workspace keeps orders. */
gboolean         sb_purchases_are_orders (const SbFacts *facts);
/* Every purchase with a known customer, a date up to as_of and a usable amount, in no particular order; deals of lead
 * pipelines never count, pipeline_id 0 is every other one. Returns: (transfer full) GArray of SbPurchase. */
GArray          *sb_purchases_new        (const SbFacts *facts, gint32 pipeline_id, SbDate as_of);
/* The same purchases, whenever they were or will be, by customer: position in facts->accounts. Returns: (transfer
 * full). */
SbBuyer         *sb_buyers_new           (const SbFacts *facts, gint32 pipeline_id, SbDate as_of);

G_END_DECLS
