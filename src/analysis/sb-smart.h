/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a goal specific, measurable, achievable, relevant and timed? Five letters, each with one reason and one fix, of a
 * draft that was just typed as well as of a goal that runs. Source: ENGINE 1.11, AREAS 1 "SMART letters". */
#pragma once

#include "analysis/sb-quantity.h"

G_BEGIN_DECLS

typedef enum { SB_SMART_GREEN, SB_SMART_AMBER, SB_SMART_RED, SB_SMART_GREY } SbSmartColor;

/* What mends a letter; a screen puts a button beside it. */
typedef enum {
  SB_SMART_FIX_NONE,
  SB_SMART_FIX_TITLE,
  SB_SMART_FIX_OWNER,
  SB_SMART_FIX_SCOPE,
  SB_SMART_FIX_TARGET,
  SB_SMART_FIX_CHECK_IN,
  SB_SMART_FIX_PARENT,
  SB_SMART_FIX_DATES,
  SB_SMART_FIX_STAGES
} SbSmartFix;

typedef struct {
  SbSmartColor color;
  const char  *reason; /* msgid; {value} stands for the value */
  const char  *fix;    /* msgid; NULL: nothing to mend */
  SbSmartFix   action;
  SbQuantity   value;
} SbSmartLetter;

enum { SB_SMART_S, SB_SMART_M, SB_SMART_A, SB_SMART_R, SB_SMART_T, SB_N_SMART_LETTERS };

typedef struct {
  SbSmartLetter letters[SB_N_SMART_LETTERS];
  SbRatio       last_year;  /* target ÷ the same period last year: evidence beside A */
} SbSmart;

typedef struct {
  const char *title;
  gboolean    has_metric, has_scope, has_owner, has_target;
  gboolean    manual;        /* the metric is typed in */
  gboolean    has_value;     /* its source gave a value in the last two periods */
  gboolean    has_check_in;  /* manual: somebody looked … */
  gboolean    overdue;       /* … and the next look is late */
  SbRatio     chance;        /* P(reach); undefined: cannot be judged */
  gint64      history_periods, history_deals; /* under 6 and under 10: cannot be judged whatever the chance */
  SbRatio     last_year;
  gboolean    has_parent, has_weight, has_theme, is_top; /* is_top: a goal of everybody is its own parent */
  gboolean    has_dates, dates_in_order;
  gboolean    has_stages;
  SbQuantity  stage_gap;     /* target − sum of the stages; undefined or 0: they add up */
} SbSmartInput;

void     sb_smart_judge    (const SbSmartInput *input, SbSmart *smart);
/* A verb that says a direction and no measure: "improve", "提高" …, in either language. */
gboolean sb_smart_is_vague (const char *title);
/* Whether a text holds a number: digits of any width, or Chinese numerals with a unit. */
gboolean sb_smart_has_number (const char *title);

G_END_DECLS
