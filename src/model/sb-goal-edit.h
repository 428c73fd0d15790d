/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of goals, each one undo step: the target with a version and its reason, a month of the grid, a lock, a
 * check-in, publishing. The caller applies what these functions return. */
#pragma once

#include "core/sb-facts.h"
#include "store/sb-change.h"

G_BEGIN_DECLS

typedef enum { SB_CELL_TYPE, SB_CELL_CLEAR, SB_CELL_LOCK, SB_CELL_UNLOCK } SbCellEdit;

/* A new target: a version with its reason (and the first version, when there was none yet), stages spread again.
 * units as in sb-goal-cells.h. Returns: (transfer full). */
SbChange *sb_goal_edit_target   (const SbFacts *facts, const SbGoalFact *goal, gint64 units, const char *reason,
                                 SbDate as_of);
/* One month of the grid; the others follow, the total stays. *mismatch (may be NULL): total − sum, 0 when it ties. */
SbChange *sb_goal_edit_cell     (const SbFacts *facts, const SbGoalFact *goal, guint month, SbCellEdit edit,
                                 gint64 units, gint64 *mismatch);
/* After a mismatch: makes the target what the months add up to. */
SbChange *sb_goal_edit_fit      (const SbFacts *facts, const SbGoalFact *goal, const char *reason, SbDate as_of);

typedef struct {
  gboolean    has_value;
  gint64      units;
  int         confidence; /* −1 none */
  gint32      author_id;  /* 0 unknown */
  const char *note;       /* may be NULL */
} SbGoalLook;

SbChange *sb_goal_edit_check_in (const SbFacts *facts, const SbGoalFact *goal, SbDate day, const SbGoalLook *look);
/* reason: required where a letter is red, else NULL. */
SbChange *sb_goal_edit_publish  (const SbFacts *facts, const SbGoalFact *goal, const char *reason, SbDate as_of);

G_END_DECLS
