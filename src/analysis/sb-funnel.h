/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cohort funnel: where do the deals created in a window stop? Source: ENGINE "Funnel", AREAS 3. */
#pragma once

#include "analysis/sb-explain.h"

G_BEGIN_DECLS

typedef struct {
  gint32   pipeline_id;
  SbPeriod window; /* the cohort: deals created in it, cut at as_of */
  SbScope  scope;
  SbDate   as_of;
} SbFunnelQuery;

/* Every deal that reached a stage is in exactly one of ADVANCED … BACK there. */
typedef enum {
  SB_FUNNEL_REACHED,  /* advanced + lost + open + back: what every rate divides by */
  SB_FUNNEL_ADVANCED, /* went further (or won) and did not end here */
  SB_FUNNEL_LOST,     /* lost with this as its last open stage */
  SB_FUNNEL_VOID,     /* void with this as its last open stage: printed beside, in no rate */
  SB_FUNNEL_OPEN,     /* still here at as_of */
  SB_FUNNEL_BACK,     /* got this far, then returned to an earlier stage and is, or ended, there */
  SB_N_FUNNEL_CELLS
} SbFunnelCell;

typedef struct {
  const SbStageFact *stage;        /* borrowed from the facts */
  gint64   n[SB_N_FUNNEL_CELLS];
  gint64   minor[SB_N_FUNNEL_CELLS]; /* current amounts; deals without amount or rate count 0 */
  SbRatio  floor;                  /* advanced ÷ reached */
  SbRatio  resolved;               /* advanced ÷ (advanced + lost here); nothing left the stage: no-data */
  double   resolved_lo;            /* its 95 % Wilson interval */
  double   resolved_hi;
  SbRatio  estimate;               /* cumulative incidence of advancing, open deals censored */
  SbRatio  value_floor;            /* the same two in money */
  SbRatio  value_resolved;
  SbRatio  baseline;               /* resolved conversion of the cohort created in the 12 months before the window */
  SbRatio  lost_share;             /* lost here ÷ reached, of the value: minor[LOST] ÷ minor[REACHED] */
  gboolean clear_change;           /* Newcombe: resolved differs from baseline */
  gboolean immature;               /* open here > 20 % of reached */
  SbRatio  median_days;            /* Kaplan–Meier, open deals censored; too-early: more than half are still inside */
  gboolean median_reached;
  gint64   events;                 /* stays that ended; below 10 the median is too-few */
  gint64   attributed;             /* deals put here for lack of stage history */
  gint64   attributed_lost;        /* the lost ones among them */
  gboolean lost_unknown;           /* they are more than half of lost here: nobody knows where these were lost */
  SbAmount worth_5pp;              /* revenue gained by +5 points at this stage alone (funnel_lift) */
  SbAmount worth_baseline;         /* revenue gained by returning to the baseline; met when already there */
} SbFunnelStage;

/* One deal of the cohort: indices into stages[]; −1 none. */
typedef struct {
  gint64 minor;
  gint32 deal_id;
  gint32 loss_reason_id;
  gint16 reach;      /* furthest stage */
  gint16 end;        /* where it ended or sits; n_stages for won */
  guint8 status;     /* SbDealStatus */
  guint8 attributed; /* no stage history: put at the first stage */
  guint8 has_value;
} SbFunnelDeal;

typedef struct {
  SbFunnelQuery  query;
  const SbPipelineFact *pipeline;  /* NULL: no such pipeline */
  SbFunnelStage *stages;           /* the open stages in order */
  guint          n_stages;
  GArray        *deals;            /* SbFunnelDeal, ascending deal id */
  gint64         cohort;           /* non-void deals */
  gint64         cohort_minor;
  gint64         won, lost, void_, open;
  gint64         won_minor, lost_minor;
  SbRatio        overall;          /* won ÷ cohort */
  double         overall_lo, overall_hi;
  gboolean       immature;         /* open > 20 % of the cohort */
  int            worst;            /* index of the stage that lost most deals, −1 none; tie: earlier */
  int            worst_value;      /* … most value */
  gboolean       worst_unknown;    /* stages[worst].lost_unknown: do not claim that deals are lost there */
  gint64         without_value;    /* counted in numbers, not in values */
  gint64         attributed;       /* deals counted at the first stage for lack of history */
  gint64         skipped_archived;
  SbReason       reason;           /* SB_REASON_NO_DATA when the cohort is empty */
} SbFunnel;

typedef struct {
  gint32      reason_id;      /* 0: no reason given */
  const char *name;           /* borrowed from the facts; NULL for 0 */
  gint64      n;
  gint64      minor;
  double      cumulative;     /* share of the chosen measure up to and including this row */
} SbLossReason;

/* Shape: stages in pipeline order. Edge: no such pipeline or empty cohort gives reason and undefined rates, never NaN.
 * Cost: one pass over deals and visits. Returns: (transfer full). */
SbFunnel  *sb_funnel_compute (const SbFacts *facts, const SbFunnelQuery *query);
void       sb_funnel_free    (SbFunnel *funnel);
/* The stage of which may be said that most deals (most value) are lost there; −1 when none lost any or when most of its
 * lost deals were only put there for lack of stage history. */
int        sb_funnel_known_worst (const SbFunnel *funnel, gboolean by_value);
/* The ids behind one cell, ascending; their number equals stages[stage].n[cell]. Returns: (transfer full) gint32s. */
GArray    *sb_funnel_dup_ids (const SbFunnel *funnel, guint stage, SbFunnelCell cell);
/* The won deals of the cohort, ascending. Returns: (transfer full) gint32s. */
GArray    *sb_funnel_dup_won_ids (const SbFunnel *funnel);
/* The number in a cell with its derivation and rows. Returns: (transfer full). */
SbExplain *sb_funnel_explain_cell       (const SbFunnel *funnel, guint stage, SbFunnelCell cell);
/* The resolved conversion of a stage (value mode: in money). Returns: (transfer full). */
SbExplain *sb_funnel_explain_conversion (const SbFunnel *funnel, guint stage, gboolean by_value);
SbExplain *sb_funnel_explain_overall    (const SbFunnel *funnel);
/* The lost deals of which nobody knows where they were lost. Returns: (transfer full). */
SbExplain *sb_funnel_explain_unknown    (const SbFunnel *funnel);
/* Pareto of the deals lost at a stage (−1: at any), by number or by value descending; "no reason" stands last.
 * Ties: lower id. Returns: (transfer full) GArray of SbLossReason. */
GArray    *sb_funnel_loss_reasons (const SbFunnel *funnel, const SbFacts *facts, int stage, gboolean by_value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFunnel, sb_funnel_free)

G_END_DECLS
