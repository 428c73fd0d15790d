/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key figures in words: what a change means, whether it is good, what the target asks. For tiles, tables and paper. */
#pragma once

#include "analysis/sb-kpi.h"
#include "model/sb-formatter.h"

G_BEGIN_DECLS

typedef enum { SB_CHANGE_UNKNOWN, SB_CHANGE_BETTER, SB_CHANGE_WORSE, SB_CHANGE_SAME } SbChangeSense;

/* The metric's translated name and definition. Borrowed. */
const char    *sb_kpi_label       (const SbKpi *kpi);
const char    *sb_kpi_definition  (const SbKpi *kpi);
/* The value, or "—". transfer full. */
char          *sb_kpi_value_text  (SbFormatter *formatter, const SbKpi *kpi);
/* "+12 % against 2026 Q3, same 37 working days"; "no clear change" for a rate whose interval holds 0; the reason where
 * there is nothing to compare with. transfer full, never NULL. */
char          *sb_kpi_change_text (SbFormatter *formatter, const SbKpi *kpi, const SbKpiChange *change);
/* The same in a few words, for a tile: "+12 % on 2026 Q3", "−4 points on 2026 Q3". NULL when undefined. */
char          *sb_kpi_change_short (SbFormatter *formatter, const SbKpi *kpi, const SbKpiChange *change);
/* Judged by the metric's direction. */
SbChangeSense  sb_kpi_change_sense (const SbKpi *kpi, const SbKpiChange *change);
/* A series' last finished value in words: "signal: above the usual range", "within the usual range". NULL without
 * limits. transfer full. */
char          *sb_series_judgement (SbFormatter *formatter, const SbSeries *series);

G_END_DECLS
