/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a planning meeting: what can we ask of whom, month by month, and how likely is it? */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_PLANNER_VIEW (sb_planner_view_get_type ())
G_DECLARE_FINAL_TYPE (SbPlannerView, sb_planner_view, SB, PLANNER_VIEW, SbPage)

G_END_DECLS
