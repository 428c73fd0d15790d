/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One typed sentence as a goal: "三个月内销售额增长20%", "grow sales 20 % within three months", "每月拜访30家客户".
 * English and Chinese, mixed too. Pure: today is a parameter; names come from the facts. What is not understood stays
 * in the title, what contradicts itself is refused with a sentence that says what to write instead. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

#define SB_GOAL_SENTENCE_ERROR (sb_goal_sentence_error_quark ())
GQuark sb_goal_sentence_error_quark (void);

typedef enum {
  SB_GOAL_SENTENCE_ERROR_BLANK,
  SB_GOAL_SENTENCE_ERROR_METRIC,  /* none, or two */
  SB_GOAL_SENTENCE_ERROR_NUMBER,  /* two, or one that the metric cannot have */
  SB_GOAL_SENTENCE_ERROR_PERIOD   /* two, over, or backwards */
} SbGoalSentenceError;

typedef enum {
  SB_GOAL_ASK_NOTHING,  /* no number: "提高销售额" */
  SB_GOAL_ASK_LEVEL,    /* reach this: value */
  SB_GOAL_ASK_PERCENT,  /* relative change: value 0.2 is +20 % */
  SB_GOAL_ASK_AMOUNT,   /* absolute change in the metric's unit */
  SB_GOAL_ASK_POINTS,   /* change of a percentage: value 0.05 is +5 points */
  SB_GOAL_ASK_FACTOR    /* value times as much */
} SbGoalAsk;

typedef struct {
  char               *title;      /* the sentence, trimmed */
  const SbMetricFact *metric;     /* of the facts */
  SbGoalAsk           ask;
  double              value;      /* money in minor units, percentages as fractions */
  gint64              minor;      /* the same, exact, for LEVEL and AMOUNT of money */
  gboolean            at_most;    /* "不超过", "at most" */
  int                 every;      /* SbPeriodKind of "每月 …": the value is for one of them; −1 none */
  gboolean            has_period;
  SbPeriod            period;     /* without has_period: the running quarter */
  gint32              member_id;
  gint32              team_id;
  gboolean            stretch;
} SbGoalSentence;

typedef struct {
  const SbFacts *facts;
  SbDate         today;
  char           decimal;
  gboolean       month_first;
} SbGoalSentenceContext;

/* Returns: (transfer full), or NULL with one translated sentence that can be acted on. */
SbGoalSentence *sb_goal_sentence_parse (const char *text, const SbGoalSentenceContext *context, GError **error);
void            sb_goal_sentence_free  (SbGoalSentence *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbGoalSentence, sb_goal_sentence_free)

G_END_DECLS
