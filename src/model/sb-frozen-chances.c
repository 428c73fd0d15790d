/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learned win rates for the store's snapshots, which know no calculations. Called by the store through the workspace,
 * in whatever thread takes the snapshot. */
#include "model/sb-frozen-chances.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-probability.h"

GArray *
sb_frozen_chances_compute (SbReader *reader, SbDate as_of)
{
  g_autoptr (SbFacts) facts = NULL;
  g_autoptr (SbProbabilityTable) table = NULL;
  GArray *chances;

  g_return_val_if_fail (reader != NULL && as_of != SB_DATE_NONE, NULL);

  facts = sb_reader_facts (reader, as_of, NULL, NULL);
  if (facts == NULL)
    return NULL;
  table = sb_probability_table_compute (facts, as_of);
  chances = g_array_new (FALSE, FALSE, sizeof (SbFrozenChance));
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      SbDealFact deal = facts->deals[i];
      SbFrozenChance chance = { deal.id, -1, -1 };
      SbProbability probability;

      if (deal.status != SB_STATUS_OPEN)
        continue;
      deal.manual_ppm = -1;
      probability = sb_probability_of_deal (table, &deal);
      if (probability.source != SB_PROBABILITY_LEARNED)
        continue;
      chance.learned_ppm = probability.ppm;
      g_array_append_val (chances, chance);
    }
  return chances;
}
