/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a typed sentence would make: whose goal, from when until when, the baseline it grows from, the target, the five
 * letters. Shown while it is typed, written by Enter. */
#pragma once

#include "analysis/sb-goal.h"
#include "model/sb-formatter.h"
#include "model/sb-goal-sentence.h"
#include "store/sb-change.h"

G_BEGIN_DECLS

typedef struct {
  SbGoalFact          goal;           /* id 0; title owned by the draft */
  char               *title;
  const SbMetricFact *metric;
  gboolean            has_period;     /* FALSE: the running quarter stands in */
  SbPeriod            period;
  SbQuantity          target;
  SbQuantity          baseline;       /* what a change starts from; undefined with reason */
  SbPeriod            baseline_period;
  gboolean            baseline_is_year_ago; /* else the days before, as many */
  gint32              parent_id;      /* 0 none */
  SbSmart             smart;
  gboolean            has_red;        /* can be published with a reason only */
} SbGoalDraft;

typedef struct {
  const SbFacts *facts;
  SbScope        scope;   /* whose goal it is when the sentence names nobody */
  SbDate         as_of;
  gint32         me;      /* the manager, 0 unknown: answers for goals of everybody */
} SbGoalDraftContext;

/* Returns: (transfer full). Cost: a few passes over the deals. */
SbGoalDraft *sb_goal_draft_new    (const SbGoalSentence *sentence, const SbGoalDraftContext *context);
void         sb_goal_draft_free   (SbGoalDraft *draft);
/* "Revenue won · Whole company · 25 Nov 2026 to 24 Feb 2027 · target ¥ 12.3 M, +20 % on ¥ 10.2 M a year before".
 * transfer full. */
char        *sb_goal_draft_text   (const SbGoalDraft *draft, SbFormatter *formatter, const SbFacts *facts);
/* The goal with its month stages; published unless a letter is red. Returns: (transfer full). */
SbChange    *sb_goal_draft_change (const SbGoalDraft *draft, const SbFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbGoalDraft, sb_goal_draft_free)

G_END_DECLS
