/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals in words: status, letters with reason and fix, what does not fit together. For the page, paper and command. */
#pragma once

#include "analysis/sb-goal.h"
#include "model/sb-formatter.h"
#include "model/sb-sentence.h"

G_BEGIN_DECLS

/* "on track", "behind", …: one word; and its stable key "on-track". Borrowed. */
const char *sb_goal_status_label (SbPaceStatus status);
const char *sb_goal_status_key   (SbPaceStatus status);
/* "green", "amber", "red", "grey". */
const char *sb_smart_color_key   (SbSmartColor color);
/* "Specific", …, "Timed". Borrowed. */
const char *sb_smart_letter_name (int letter);
/* Reason and fix of a letter, the value filled in. fix NULL: nothing to mend. transfer full. */
char       *sb_smart_reason_text (SbFormatter *formatter, const SbSmartLetter *letter);
char       *sb_smart_fix_text    (const SbSmartLetter *letter);
/* "S specific: green. …" for a screen reader. transfer full. */
char       *sb_smart_spoken      (SbFormatter *formatter, const SbSmart *smart);
/* One sentence about a conflict; names at the formatter's privacy. transfer full. */
char       *sb_goal_conflict_text (SbFormatter *formatter, const SbFacts *facts, const SbGoalConflict *conflict);
const char *sb_goal_conflict_key (SbGoalConflictKind kind);
/* The title of a goal, names of people in it masked as the privacy asks. transfer full. */
char       *sb_goal_title        (SbFormatter *formatter, const SbGoalFact *goal);
/* Whose goal: "Whole company", a team, a member, "Not assigned yet". transfer full. */
char       *sb_goal_whose        (SbFormatter *formatter, const SbFacts *facts, const SbGoalFact *goal);
/* The answer of the page; keys "attainment", "landing", "needed". transfer full. */
SbSentence *sb_goal_answer       (SbFormatter *formatter, const SbGoalTree *tree, const SbGoalState *main);

G_END_DECLS
