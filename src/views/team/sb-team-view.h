/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The team: members with their numbers, teams, leave and calendar, and the page of one member. */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_TEAM_VIEW (sb_team_view_get_type ())
G_DECLARE_FINAL_TYPE (SbTeamView, sb_team_view, SB, TEAM_VIEW, SbPage)

G_END_DECLS
