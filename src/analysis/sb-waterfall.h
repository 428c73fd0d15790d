/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moved the pipeline of a period between two days, to the minor unit. Source: ENGINE 3.8, AREAS 3 "Waterfall".
 *
 * In: open, due in the period, owner in scope. A deal that is in on both days changed its amount. One that was in
 * first changes its amount and leaves with the new one; one that is in later enters with it. A deal that appeared and
 * closed in between, its closing inside the period, enters and leaves; so does a deal won from outside (pulled in), so
 * that won is what the key figure says. */
#pragma once

#include "analysis/sb-explain.h"
#include "core/sb-deal-stand.h"

G_BEGIN_DECLS

typedef enum {
  SB_FALL_NEW, SB_FALL_REOPENED, SB_FALL_PULLED_IN, SB_FALL_TRANSFERRED_IN, SB_FALL_INCREASE,
  SB_FALL_DECREASE, SB_FALL_PUSHED_OUT, SB_FALL_TRANSFERRED_OUT, SB_FALL_WON, SB_FALL_LOST, SB_FALL_VOID,
  SB_N_FALLS
} SbFall;

typedef struct {
  gint64 minor;  /* ≥ 0 for positive amounts; it is added from NEW to INCREASE and taken away from DECREASE on */
  gint64 n;      /* deals */
  GArray *deals; /* SbFallDeal, ascending id */
} SbFallBucket;

typedef struct {
  gint32 id;
  gint64 minor;
} SbFallDeal;

typedef struct {
  const GArray *before, *after; /* SbDealStand, every deal of the workspace on the two days */
  SbDate        from, to;
  SbPeriod      period;
  SbScope       scope;
} SbWaterfallQuery;

typedef struct {
  gint64       open_before, open_after; /* summed from the two states, each for itself */
  gint64       n_before, n_after;
  SbFallBucket buckets[SB_N_FALLS];
  gint64       no_amount, no_rate;      /* deals that moved and have no usable amount: they count 0 */
  gboolean     balanced;                /* open_before + entered − left = open_after; FALSE is a program error */
  gboolean     overflow;                /* a sum did not fit: nothing is balanced then */
  SbExplain   *explain;
} SbWaterfall;

/* The stable name of a bucket at the borders: "new", "pulled_in" …; and its msgid. */
const char  *sb_fall_key   (SbFall fall);
const char  *sb_fall_label (SbFall fall);
gboolean     sb_fall_adds  (SbFall fall);

/* facts give pipelines, teams and what of a deal never changes. Cost: one pass. Returns: (transfer full). */
SbWaterfall *sb_waterfall_compute (const SbFacts *facts, const SbWaterfallQuery *query);
void         sb_waterfall_free    (SbWaterfall *waterfall);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWaterfall, sb_waterfall_free)

G_END_DECLS
