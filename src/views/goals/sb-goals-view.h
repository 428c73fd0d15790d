/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals page: one line to write a goal, the answer, tiles, the year's trend, what does not fit together, the goal
 * tree, the month grid, and the page of one goal. */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_GOALS_VIEW (sb_goals_view_get_type ())
G_DECLARE_FINAL_TYPE (SbGoalsView, sb_goals_view, SB, GOALS_VIEW, SbPage)

G_END_DECLS
