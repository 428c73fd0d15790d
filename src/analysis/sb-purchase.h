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

typedef struct {
  SbDate on;         /* SB_DATE_NONE: never bought */
  gint32 owner_id;
} SbFirstPurchase;

/* TRUE when the workspace keeps orders. */
gboolean         sb_purchases_are_orders (const SbFacts *facts);
/* Every purchase with a known customer, a date up to as_of and a usable amount, in no particular order; deals of lead
 * pipelines never count, pipeline_id 0 is every other one. Returns: (transfer full) GArray of SbPurchase. */
GArray          *sb_purchases_new        (const SbFacts *facts, gint32 pipeline_id, SbDate as_of);
/* By position in facts->accounts. Returns: (transfer full). */
SbFirstPurchase *sb_first_purchases      (const SbFacts *facts, gint32 pipeline_id);

G_END_DECLS
