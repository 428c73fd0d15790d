/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Will an open deal close inside a period? How far promised dates slipped in the past, a member's own history shrunk to
 * everybody's. Source: ENGINE 3.2. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

#define SB_SLIP_CELLS 14 /* slips of ≤ −1, 0, 1 … 11 and ≥ 12 whole months */

typedef struct _SbSlipTable SbSlipTable;

/* From the deals won in the 24 months up to as_of: at their creation and at each first of a month while they were open,
 * the promise of that day against the month of closing. Cost: one pass. The facts must outlive the table.
 * Returns: (transfer full). */
SbSlipTable  *sb_slip_table_compute  (const SbFacts *facts, SbDate as_of);
void          sb_slip_table_free     (SbSlipTable *table);
/* SB_SLIP_CELLS shares that sum to 1. Without any history every promise holds. */
void          sb_slip_shares         (const SbSlipTable *table, gint32 owner_id, double *shares);
/* Promises seen; 0 everywhere means no history. owner_id 0: everybody's. */
gint64        sb_slip_count          (const SbSlipTable *table, gint32 owner_id);
/* Median days from creation to winning, −1 without won deals. */
int           sb_slip_median_cycle   (const SbSlipTable *table);

typedef enum { SB_CLOSE_DATED, SB_CLOSE_OVERDUE, SB_CLOSE_UNDATED } SbCloseKind;

/* P(closes in the period | it closes), from the day after as_of on. An overdue promise counts from as_of; what lies
 * before as_of cannot be any more and leaves the distribution. Without a date: uniform over the median cycle from as_of
 * on, 0 without one. */
double        sb_close_in_period     (const SbSlipTable *table, gint32 owner_id, SbDate expected, SbPeriod period,
                                      SbCloseKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbSlipTable, sb_slip_table_free)

G_END_DECLS
