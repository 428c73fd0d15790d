/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do close dates hold? Pushes a deal and the push rate of a period. Source: AREAS 3 "Slippage". */
#pragma once

#include "analysis/sb-explain.h"

G_BEGIN_DECLS

typedef struct {
  SbRatio  push_rate;        /* due at the period's start and later dated out of it ÷ due at the start; no-history */
  SbRatio  pushes_per_deal;  /* of the deals open at as_of */
  gint64   pushed_three;     /* open deals with three pushes and more */
  gint64   pushed_three_minor;
  SbExplain *explain_rate;   /* rows: the pushed deals */
  SbExplain *explain_three;  /* rows: the deals with three and more */
} SbSlippage;

SbSlippage *sb_slippage_compute (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of);
/* The same over spans that were read already: those of scope and every pipeline (sb_deal_spans_new ()). */
SbSlippage *sb_slippage_of      (const SbFacts *facts, const GArray *spans, SbPeriod period, SbScope scope,
                                 SbDate as_of);
void        sb_slippage_free    (SbSlippage *slippage);

/* The expected close of a deal as it stood on a day, from the pushes after it. Cost: O(log pushes). */
SbDate      sb_expected_close_at (const SbFacts *facts, const SbDealFact *deal, SbDate day);

/* The pushes of one deal. For a walk over deals in ascending order of ids: *cursor starts at 0. */
typedef struct {
  const SbPushFact *rows;
  gsize             n;
} SbPushes;

static inline SbPushes
sb_pushes_next (const SbFacts *facts, gint32 deal_id, gsize *cursor)
{
  SbPushes pushes = { facts->pushes, 0 };

  while (*cursor < facts->n_pushes && facts->pushes[*cursor].deal_id < deal_id)
    (*cursor)++;
  pushes.rows += *cursor;
  while (*cursor + pushes.n < facts->n_pushes && pushes.rows[pushes.n].deal_id == deal_id)
    pushes.n++;
  return pushes;
}
/* The expected close on a day; expected_now: that of the deal today. */
SbDate      sb_pushes_expected_at   (SbPushes pushes, SbDate expected_now, SbDate day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSlippage, sb_slippage_free)

G_END_DECLS
