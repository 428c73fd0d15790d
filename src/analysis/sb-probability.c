/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learns win rates per stage and owner from closed deals and answers for one open deal. Called by weighted figures, the
 * pipeline and the forecast; knows nothing of screens. */
#include "analysis/sb-probability.h"

#include "analysis/sb-deal-state.h"

#include <math.h>

#define WINDOW_MONTHS 24
#define STAGE_STRENGTH 10.0
#define OWNER_STRENGTH 20.0
#define OWNER_MINIMUM 20
#define PPM 1000000

typedef struct {
  gint64 wins;
  gint64 n;
} Count;

struct _SbProbabilityTable {
  const SbFacts *facts;
  SbDate as_of;
  gint64 wins, n;      /* every closed deal of the window */
  double global;       /* (w + 1) ÷ (n + 2) */
  Count *stages;       /* by position in facts->stages */
  Count *owners;       /* stage position × (n_members + 1) */
};

double
sb_beta_smooth (gint64 wins, gint64 n, double prior, double strength)
{
  double weight = (double) n + strength;

  if (!(weight > 0.0))
    return CLAMP (prior, 0.0, 1.0);
  return ((double) wins + strength * prior) / weight;
}

static gsize
owner_slot (const SbFacts *facts, gint32 owner_id)
{
  const SbMemberFact *member = owner_id != 0 ? sb_facts_member (facts, owner_id) : NULL;

  return member != NULL ? (gsize) (member - facts->members) : facts->n_members;
}

/* The deal entered every stage up to the furthest one; without history a lost deal entered the first. */
static void
learn (SbProbabilityTable *table, const SbDealFact *deal)
{
  const SbFacts *facts = table->facts;
  gboolean won = deal->status == SB_STATUS_WON;
  gint16 reach = MAX (deal->furthest, deal->last_open);
  gsize owner = owner_slot (facts, deal->owner_id), n;
  const SbStageFact *stages = sb_facts_stages_of (facts, deal->pipeline_id, &n);

  table->n++;
  table->wins += won ? 1 : 0;
  for (gsize i = 0, open = 0; i < n; i++)
    {
      gsize position = (gsize) (&stages[i] - facts->stages);
      Count *own = &table->owners[position * (facts->n_members + 1) + owner];

      if (stages[i].status != SB_STATUS_OPEN)
        continue;
      if (!won && open > 0 && stages[i].position > reach)
        break;
      open++;
      table->stages[position].n++;
      table->stages[position].wins += won ? 1 : 0;
      own->n++;
      own->wins += won ? 1 : 0;
    }
}

SbProbabilityTable *
sb_probability_table_compute (const SbFacts *facts, SbDate as_of)
{
  SbProbabilityTable *table;
  g_autofree guint8 *pipelines = NULL;
  SbDate from;

  g_return_val_if_fail (facts != NULL, NULL);

  table = g_new0 (SbProbabilityTable, 1);
  table->facts = facts;
  table->as_of = as_of;
  table->stages = g_new0 (Count, facts->n_stages + 1);
  table->owners = g_new0 (Count, (facts->n_stages + 1) * (facts->n_members + 1));
  pipelines = sb_deal_pipelines_new (facts);
  from = sb_date_add_months (as_of, -WINDOW_MONTHS) + 1;
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if ((deal->status == SB_STATUS_WON || deal->status == SB_STATUS_LOST) && sb_date_in (deal->closed_on, from, as_of)
          && sb_deal_counts (facts, pipelines, 0, deal))
        learn (table, deal);
    }
  table->global = ((double) table->wins + 1.0) / ((double) table->n + 2.0);
  return table;
}

void
sb_probability_table_free (SbProbabilityTable *table)
{
  g_return_if_fail (table != NULL);

  g_free (table->stages);
  g_free (table->owners);
  g_free (table);
}

static SbProbability
with_value (SbProbability probability, double value)
{
  probability.value = CLAMP (value, 0.0, 1.0);
  probability.ppm = (gint32) lround (probability.value * PPM);
  return probability;
}

static SbProbability
learned_of_stage (const SbProbabilityTable *table, const SbStageFact *stage)
{
  const Count *count = &table->stages[stage - table->facts->stages];
  SbProbability probability = { 0 };

  probability.source = SB_PROBABILITY_LEARNED;
  probability.wins = count->wins;
  probability.n = count->n;
  probability.parent = table->global;
  return with_value (probability, sb_beta_smooth (count->wins, count->n, table->global, STAGE_STRENGTH));
}

static SbProbability
learned_of_deal (const SbProbabilityTable *table, const SbStageFact *stage, gint32 owner_id)
{
  const SbFacts *facts = table->facts;
  SbProbability probability = learned_of_stage (table, stage);
  gsize slot = owner_slot (facts, owner_id);
  const Count *own = &table->owners[(gsize) (stage - facts->stages) * (facts->n_members + 1) + slot];

  if (slot == facts->n_members || own->n < OWNER_MINIMUM)
    return probability;
  probability.owner_level = TRUE;
  probability.parent = probability.value;
  probability.wins = own->wins;
  probability.n = own->n;
  return with_value (probability, sb_beta_smooth (own->wins, own->n, probability.parent, OWNER_STRENGTH));
}

SbProbability
sb_probability_of_stage (const SbProbabilityTable *table, gint32 stage_id)
{
  const SbStageFact *stage;
  SbProbability probability = { 0 };

  g_return_val_if_fail (table != NULL, probability);

  stage = sb_facts_stage (table->facts, stage_id);
  if (stage != NULL)
    return learned_of_stage (table, stage);
  probability.source = SB_PROBABILITY_LEARNED;
  probability.parent = table->global;
  return with_value (probability, table->global);
}

/* The open stage a deal is in; of a deal closed later (a rehearsed date) the last open one. */
static const SbStageFact *
open_stage (const SbFacts *facts, const SbDealFact *deal)
{
  const SbStageFact *stage = sb_facts_stage (facts, deal->stage_id), *stages;
  gsize n;

  if (stage != NULL && stage->status == SB_STATUS_OPEN)
    return stage;
  stages = sb_facts_stages_of (facts, deal->pipeline_id, &n);
  for (gsize i = 0; i < n; i++)
    if (stages[i].status == SB_STATUS_OPEN && stages[i].position == deal->last_open)
      return &stages[i];
  return NULL;
}

SbProbability
sb_probability_of_deal (const SbProbabilityTable *table, const SbDealFact *deal)
{
  const SbStageFact *stage;
  SbProbability probability = { 0 };
  SbDealStatus status;

  g_return_val_if_fail (table != NULL && deal != NULL, probability);

  status = sb_deal_status_at (deal, table->as_of);
  if (status != SB_STATUS_OPEN)
    return with_value (probability, status == SB_STATUS_WON ? 1.0 : 0.0);
  if (deal->manual_ppm >= 0)
    {
      probability.source = SB_PROBABILITY_MANUAL;
      return with_value (probability, (double) deal->manual_ppm / PPM);
    }
  stage = open_stage (table->facts, deal);
  if (stage == NULL)
    return sb_probability_of_stage (table, 0);
  if (table->stages[stage - table->facts->stages].n > 0 || stage->probability_ppm < 0)
    return learned_of_deal (table, stage, deal->owner_id);
  probability.source = SB_PROBABILITY_DEFAULT;
  return with_value (probability, (double) stage->probability_ppm / PPM);
}

gint64
sb_probability_weigh (gint64 minor, gint32 ppm)
{
  gint64 weighed;

  return sb_mul_div (minor, ppm, PPM, &weighed) ? weighed : 0;
}
