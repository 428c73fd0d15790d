/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of reading a sentence; each takes what it understood out of the text, so that "3" of "within 3 months" is
 * not read as an amount. Only the files of sb-goal-sentence include it. */
#pragma once

#include "model/sb-goal-sentence.h"

G_BEGIN_DECLS

typedef struct {
  const SbGoalSentenceContext *context;
  SbGoalSentence              *sentence;
  char                        *rest;    /* folded; what was understood is blanked out */
} SbGoalReading;

/* The named parts of a pattern: (?<n>…), (?<unit>…), (?<year>…), (?<month>…), (?<day>…), (?<q>…), (?<date>…),
 * (?<rel>…). */
enum { SB_GOAL_N, SB_GOAL_UNIT, SB_GOAL_YEAR, SB_GOAL_MONTH, SB_GOAL_DAY, SB_GOAL_QUARTER, SB_GOAL_DATE, SB_GOAL_REL,
       SB_GOAL_PARTS };

typedef struct {
  char *parts[SB_GOAL_PARTS];
  char *whole;
} SbGoalMatch;

void        sb_goal_match_clear (SbGoalMatch *match);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbGoalMatch, sb_goal_match_clear)

/* Finds a pattern in what is left and takes it out. */
gboolean    sb_goal_take        (SbGoalReading *reading, const char *pattern, SbGoalMatch *match);
/* "" when it is absent. */
const char *sb_goal_part        (const SbGoalMatch *match, int part);
/* "3", "三", "十二", "two", "a" …; −1 for anything else. */
int         sb_goal_small_number (const char *text);

gboolean    sb_goal_read_time   (SbGoalReading *reading, GError **error);
gboolean    sb_goal_read_metric (SbGoalReading *reading, GError **error);
void        sb_goal_read_people (SbGoalReading *reading);
gboolean    sb_goal_read_number (SbGoalReading *reading, GError **error);

#define SB_GOAL_COUNT "(?<n>\\d+|[一二两三四五六七八九十半]+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

G_END_DECLS
