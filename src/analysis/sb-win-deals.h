/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The win model of a workspace: learns from its closed deals, answers for its open ones. Source: ENGINE 3.10.
 *
 * Leakage guard: a deal is shown to the model as it was when it came in. Its status and its closing day say only how it
 * ended and when; stages after the row's own, loss reasons, durations, pushes, activities and the customer's kind, that
 * a won deal changes, are never looked at. Amount and owner are rewritten while a deal is worked on, so they count only
 * when the caller knows what they were on entry. */
#pragma once

#include "core/sb-facts.h"

#include "analysis/sb-win-model.h"

G_BEGIN_DECLS

typedef enum {
  SB_WIN_AT_ENTRY, /* one row a deal: what is known on its first day */
  SB_WIN_AT_STAGES /* one row for each stage a deal entered: the same, and the stage; open deals are asked in theirs */
} SbWinMoment;

typedef struct {
  const SbFacts    *facts;
  SbDate            as_of;  /* a deal closed later counts as open */
  SbWinMoment       moment;
  int               months; /* deals closed in so many months up to as_of; 0: 24 */
  const SbDealFact *entry;  /* nullable: parallel to facts->deals, amount and owner as they were on entry */
  guint64           seed;
} SbWinDealsQuery;

typedef struct _SbWinDeals SbWinDeals;

/* Edge: fewer deals than a model needs, or fields that do not tell: no probabilities, the card has the reason.
 * Cost: that of sb_win_model_train (); call it in a worker. Returns: (transfer full), NULL when cancelled. */
SbWinDeals       *sb_win_deals_train     (const SbWinDealsQuery *query, const SbWinControl *control);
SbWinDeals       *sb_win_deals_ref       (SbWinDeals *deals);
void              sb_win_deals_unref     (SbWinDeals *deals);
/* Card, columns, odds. Column names are msgids. */
const SbWinModel *sb_win_deals_get_model (const SbWinDeals *deals);
/* First and last day on which the deals learned from closed. */
void              sb_win_deals_get_window (const SbWinDeals *deals, SbDate *from, SbDate *to);
/* Of facts->deals[index]: parts per million, −1 for a deal that is not open, not a deal, or without a model. */
gint32            sb_win_deals_ppm       (const SbWinDeals *deals, gsize index);
/* Why? FALSE where sb_win_deals_ppm () is −1. */
gboolean          sb_win_deals_explain   (const SbWinDeals *deals, gsize index, SbWinExplanation *explanation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWinDeals, sb_win_deals_unref)

G_END_DECLS
