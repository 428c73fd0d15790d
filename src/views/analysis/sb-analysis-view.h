/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Analysis: where are customers lost, and how do the key figures move? */
#pragma once

#include "widgets/sb-page.h"

G_BEGIN_DECLS

#define SB_TYPE_ANALYSIS_VIEW (sb_analysis_view_get_type ())
G_DECLARE_FINAL_TYPE (SbAnalysisView, sb_analysis_view, SB, ANALYSIS_VIEW, SbPage)

G_END_DECLS
