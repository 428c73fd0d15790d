/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the files of the cohort funnel only. */
#pragma once

#include "analysis/sb-funnel.h"

G_BEGIN_DECLS

/* Fills estimate, median_days and events of every stage from the visits of the cohort. */
void sb_funnel_fill_times (SbFunnel *funnel, const SbFacts *facts);
/* The index of the open stage that holds a position: the last one at or before it; −1 for an unknown position. */
int  sb_funnel_stage_index (const SbFunnel *funnel, gint16 position);

G_END_DECLS
