/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One reading of a deal for every calculation: was it open on that day, does it count, is its amount usable? */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

/* A deal closed after the day was still open on it (rehearsing an earlier date). */
static inline SbDealStatus
sb_deal_status_at (const SbDealFact *deal, SbDate day)
{
  if (deal->status != SB_STATUS_OPEN && deal->closed_on != SB_DATE_NONE && deal->closed_on > day)
    return SB_STATUS_OPEN;
  return (SbDealStatus) deal->status;
}

static inline gboolean
sb_deal_has_value (const SbDealFact *deal)
{
  return (deal->flags & (SB_FACT_HAS_AMOUNT | SB_FACT_NO_RATE)) == SB_FACT_HAS_AMOUNT;
}

static inline gboolean
sb_date_in (SbDate day, SbDate from, SbDate to)
{
  return day >= from && day <= to; /* SB_DATE_NONE is before every date */
}

/* Pipelines of deals: revenue and win rates never look at leads or orders. Returns: by position in facts->pipelines. */
guint8  *sb_deal_pipelines_new (const SbFacts *facts);
/* FALSE for archived deals and deals of other pipelines; pipeline_id 0 is every pipeline of deals. A deal whose
 * pipeline is unknown counts as a deal. */
gboolean sb_deal_counts (const SbFacts *facts, const guint8 *pipelines, gint32 pipeline_id, const SbDealFact *deal);
/* The same of a pipeline: does `wanted` (0: every one of deals) take its deals? */
gboolean sb_deal_pipeline_counts (const SbFacts *facts, const guint8 *pipelines, gint32 wanted, gint32 pipeline_id);
static inline gboolean
sb_scope_is_all (SbScope scope)
{
  return scope.team_id == 0 && scope.member_id == 0 && scope.product_id == 0 && scope.region < 0
         && scope.account_id == 0;
}
/* sb_scope_has_deal () without a call where nothing is filtered. */
static inline gboolean
sb_deal_in_scope (const SbScopeFilter *filter, const SbDealFact *deal)
{
  return sb_scope_is_all (filter->scope) || sb_scope_has_deal (filter, deal);
}
/* The pipeline to show when none is chosen: the first one of deals that has deals, else the first of deals, else 0. */
gint32   sb_deal_main_pipeline (const SbFacts *facts);
/* The open stage a deal is in; of a deal that closed later (a rehearsed date) the last open one; NULL when unknown. */
const SbStageFact *sb_deal_open_stage (const SbFacts *facts, const SbDealFact *deal);
/* *sum += term; stays at the largest int64 on overflow. Sums of a workspace do not get there; a broken file must not
 * crash. */
static inline void
sb_sum_add (gint64 *sum, gint64 term)
{
  gint64 result;

  if (__builtin_add_overflow (*sum, term, &result))
    result = term < 0 ? G_MININT64 + 1 : G_MAXINT64;
  *sum = result;
}

G_END_DECLS
