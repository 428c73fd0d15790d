/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How likely is an open deal won? Manual, model, learned, stage default, in this precedence. Learned is smoothed down
 * global → stage → owner over the closed deals of 24 months that entered the stage. Source: ENGINE 3.1. */
#pragma once

#include "analysis/sb-deal-span.h"
#include "analysis/sb-explain.h"

G_BEGIN_DECLS

typedef enum {
  SB_PROBABILITY_CLOSED, /* won 1, lost and void 0 */
  SB_PROBABILITY_MANUAL,
  SB_PROBABILITY_MODEL,
  SB_PROBABILITY_LEARNED,
  SB_PROBABILITY_DEFAULT
} SbProbabilitySource;

typedef struct {
  double   value;   /* 0 … 1, always defined */
  gint32   ppm;     /* the same, rounded to parts per million */
  SbProbabilitySource source;
  gboolean owner_level; /* learned: the owner's own history counts (20 closed deals and more) */
  gint64   wins;    /* learned: of n closed deals that entered the stage */
  gint64   n;
  double   parent;  /* learned: what it was smoothed towards */
} SbProbability;

typedef struct _SbProbabilityTable SbProbabilityTable;

/* (wins + strength × prior) ÷ (n + strength); strength + n = 0 gives the prior. */
double sb_beta_smooth (gint64 wins, gint64 n, double prior, double strength);

/* Learns from every closed deal of the 24 months up to as_of. Cost: one pass. Returns: (transfer full). */
SbProbabilityTable *sb_probability_table_compute (const SbFacts *facts, SbDate as_of);
void                sb_probability_table_free    (SbProbabilityTable *table);
SbProbability       sb_probability_of_deal       (const SbProbabilityTable *table, const SbDealFact *deal);
/* The ppm alone, for sums over many deals. */
gint32              sb_probability_of_span       (const SbProbabilityTable *table, const SbDealSpan *span);
/* What is learned for one stage whatever the owner; n 0 gives the global rate. */
SbProbability       sb_probability_of_stage      (const SbProbabilityTable *table, gint32 stage_id);
/* One amount × probability, rounded to a minor unit half away from zero. */
gint64              sb_probability_weigh         (gint64 minor, gint32 ppm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbProbabilityTable, sb_probability_table_free)

G_END_DECLS
