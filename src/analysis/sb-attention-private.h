/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the attention list and the overview both look at, computed once. Private to them. */
#pragma once

#include "analysis/sb-attention.h"

G_BEGIN_DECLS

typedef struct {
  const SbFacts          *facts;
  const SbAttentionQuery *query;
  SbProbabilityTable     *table;
  SbFunnel        *funnel;
  SbPacing        *pacing;
  SbCoverage      *coverage;
  SbCarry         *carry;
  SbConcentration *members;   /* of the period */
  SbConcentration *customers; /* of the 12 months up to as_of */
  SbSlippage      *slippage;
  SbExplain       *explain_won;
  gint64           won;
  gint64           deals_won;
} SbAttentionParts;

void       sb_attention_parts_init  (SbAttentionParts *parts, const SbFacts *facts, const SbAttentionQuery *query);
void       sb_attention_parts_clear (SbAttentionParts *parts); /* members set to NULL are skipped */
GPtrArray *sb_attention_find        (const SbAttentionParts *parts);
/* A finding under construction; it takes the explanation. */
SbFinding *sb_finding_new           (SbFindingKind kind, SbSeverity severity, SbExplain *explain);
void       sb_finding_add           (SbFinding *finding, SbQuantity value);
/* Findings that walk rows themselves: deals, customers, people. */
void       sb_attention_find_deals  (const SbAttentionParts *parts, GPtrArray *findings);
void       sb_attention_find_people (const SbAttentionParts *parts, GPtrArray *findings);

G_END_DECLS
