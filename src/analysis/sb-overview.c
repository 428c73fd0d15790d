/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers the facts of the overview's first sentence. Called by the overview page and the deck in a worker; the model
 * writes the sentence. */
#include "analysis/sb-overview.h"

#include "analysis/sb-attention-private.h"

#define MIN_CONTRIBUTORS 3

static SbOverviewVerdict
verdict_of (const SbPacing *pacing, const SbFacts *facts)
{
  if (facts->n_deals == 0)
    return SB_OVERVIEW_EMPTY;
  if (pacing->attainment.reason != SB_REASON_NONE)
    return SB_OVERVIEW_NO_TARGET;
  switch (pacing->status)
    {
    case SB_PACE_ACHIEVED:
      return SB_OVERVIEW_ACHIEVED;
    case SB_PACE_ON_TRACK:
      return SB_OVERVIEW_ON_PACE;
    case SB_PACE_AT_RISK:
      return SB_OVERVIEW_AT_RISK;
    case SB_PACE_BEHIND:
      return SB_OVERVIEW_BEHIND;
    case SB_PACE_MISSED:
      return SB_OVERVIEW_MISSED;
    case SB_PACE_UNKNOWN:
    default:
      return SB_OVERVIEW_TOO_EARLY;
    }
}

static SbFindingKind
weakest_of (const GPtrArray *findings)
{
  const SbFinding *first = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

  return first != NULL && first->severity >= SB_SEVERITY_WARNING ? first->kind : SB_N_FINDINGS;
}

SbOverview *
sb_overview_compute (const SbFacts *facts, const SbAttentionQuery *query)
{
  SbAttentionParts parts;
  SbOverview *overview;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  overview = g_new0 (SbOverview, 1);
  sb_attention_parts_init (&parts, facts, query);
  overview->findings = sb_attention_find (&parts);
  overview->weakest = weakest_of (overview->findings);
  overview->won = parts.won;
  overview->deals_won = parts.deals_won;
  overview->pacing = g_steal_pointer (&parts.pacing);
  overview->carry = g_steal_pointer (&parts.carry);
  overview->members = g_steal_pointer (&parts.members);
  overview->customers = g_steal_pointer (&parts.customers);
  overview->coverage = g_steal_pointer (&parts.coverage);
  overview->funnel = g_steal_pointer (&parts.funnel);
  overview->explain_won = g_steal_pointer (&parts.explain_won);
  sb_attention_parts_clear (&parts);
  overview->verdict = verdict_of (overview->pacing, facts);
  overview->leans = overview->members->parts->len >= MIN_CONTRIBUTORS
                    && overview->members->top1.value > query->limits.member_share;
  overview->weak_stage = sb_funnel_known_worst (overview->funnel, overview->funnel->worst_value >= 0);
  return overview;
}

void
sb_overview_free (SbOverview *overview)
{
  g_return_if_fail (overview != NULL);

  sb_pacing_free (overview->pacing);
  sb_carry_free (overview->carry);
  sb_concentration_free (overview->members);
  sb_concentration_free (overview->customers);
  sb_coverage_free (overview->coverage);
  sb_funnel_free (overview->funnel);
  sb_explain_unref (overview->explain_won);
  g_ptr_array_unref (overview->findings);
  g_free (overview);
}
