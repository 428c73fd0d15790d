/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stock funnel: what sits in which stage on a day. Another chart than the cohort funnel; no conversion is ever
 * drawn from it. */
#pragma once

#include "analysis/sb-probability.h"

G_BEGIN_DECLS

typedef struct {
  const SbStageFact *stage; /* borrowed */
  gint64  n;
  gint64  minor;
  gint64  weighted_minor;
  gint64  overdue;          /* expected close before as_of */
  gint64  overdue_minor;
  SbRatio median_days;      /* in the stage so far; too-few below 5 deals with a date */
} SbStockStage;

typedef struct {
  SbStockStage *stages;
  guint         n_stages;
  gint64        n, minor, weighted_minor;
  gint64        without_value;
  SbExplain    *explain;    /* rows: the open deals */
} SbStock;

/* pipeline_id must be one pipeline. Returns: (transfer full). */
SbStock *sb_stock_compute (const SbFacts *facts, const SbProbabilityTable *table, gint32 pipeline_id, SbScope scope,
                           SbDate as_of);
void     sb_stock_free    (SbStock *stock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbStock, sb_stock_free)

G_END_DECLS
