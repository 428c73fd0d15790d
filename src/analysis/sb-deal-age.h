/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How does the chance of a deal change with the days since it entered its stage? Winning and losing compete, open deals
 * are censored; no fixed decay. Source: ENGINE 3.1 "Age", Aalen & Johansen 1978. */
#pragma once

#include "core/sb-facts.h"

G_BEGIN_DECLS

typedef struct _SbAgeTable SbAgeTable;

/* One curve a stage from the deals that entered it in the 24 months up to as_of. The facts must outlive the table.
 * Cost: one pass over the visits and a sort. Returns: (transfer full). */
SbAgeTable *sb_age_table_compute (const SbFacts *facts, SbDate as_of);
void        sb_age_table_free    (SbAgeTable *table);
/* Days since the deal first entered the stage it stands in at as_of; −1 without a visit of it. */
int         sb_age_of_deal       (const SbAgeTable *table, const SbDealFact *deal);
/* The open stage a deal stood in at as_of by its visits; 0 without one. */
gint32      sb_age_stage_of_deal (const SbAgeTable *table, const SbDealFact *deal);
/* p(age) ÷ p(0) of the deal's stage: (CIF(∞) − CIF(age)) ÷ S(age) ÷ CIF(∞). 1 while fewer than 10 deals were at risk at
 * that age or nobody won. *at_risk (nullable): how many were. */
double      sb_age_factor        (const SbAgeTable *table, gint32 stage_id, int age, gint64 *at_risk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAgeTable, sb_age_table_free)

G_END_DECLS
