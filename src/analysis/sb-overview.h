/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of the first sentence of the overview: are we on pace, who carries it, which side is weak? */
#pragma once

#include "analysis/sb-attention.h"

G_BEGIN_DECLS

typedef enum {
  SB_OVERVIEW_EMPTY,      /* no deals: nothing to say */
  SB_OVERVIEW_NO_TARGET,  /* won so far, without judgement */
  SB_OVERVIEW_ACHIEVED,
  SB_OVERVIEW_ON_PACE,
  SB_OVERVIEW_AT_RISK,
  SB_OVERVIEW_BEHIND,
  SB_OVERVIEW_MISSED,
  SB_OVERVIEW_TOO_EARLY
} SbOverviewVerdict;

typedef struct {
  SbOverviewVerdict verdict;
  gint64      won;
  gint64      deals_won;
  SbPacing   *pacing;        /* attainment, days gone, landing … */
  SbCarry    *carry;
  gboolean    leans;         /* "but it leans on one person": largest member share above the limit */
  SbConcentration *members;
  SbConcentration *customers;
  SbCoverage *coverage;
  SbFunnel   *funnel;        /* of the period's cohort; its worst_value is the weak stage */
  int         weak_stage;    /* index into funnel->stages, −1 none or not known */
  SbFindingKind weakest;     /* the finding that weighs most; SB_N_FINDINGS none */
  GPtrArray  *findings;      /* SbFinding */
  SbExplain  *explain_won;   /* rows: the won deals */
} SbOverview;

/* Cost: a handful of passes (≤ 40 ms on 100,000 deals): call it in a worker. Returns: (transfer full). */
SbOverview *sb_overview_compute (const SbFacts *facts, const SbAttentionQuery *query);
void        sb_overview_free    (SbOverview *overview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbOverview, sb_overview_free)

G_END_DECLS
