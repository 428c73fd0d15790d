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
  gint32 *ppm;         /* the same shape and one stage more, "none": what an open deal without a manual one has */
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

static Count *
own_count (const SbProbabilityTable *table, gsize position, gsize owner)
{
  return &table->owners[position * (table->facts->n_members + 1) + owner];
}

/* The open stages of the pipeline that was asked for last; deals of a pipeline come in rows. */
typedef struct {
  gint32   pipeline_id;
  gboolean counts; /* it is a pipeline of deals */
  gsize   *open;   /* positions in facts->stages */
  gsize    n_open;
} OpenStages;

static void
open_stages_turn (OpenStages *stages, const SbFacts *facts, const guint8 *pipelines, gint32 pipeline_id)
{
  gsize n;
  const SbStageFact *first = sb_facts_stages_of (facts, pipeline_id, &n);

  stages->pipeline_id = pipeline_id;
  stages->counts = sb_deal_pipeline_counts (facts, pipelines, 0, pipeline_id);
  stages->n_open = 0;
  for (gsize i = 0; i < n; i++)
    if (first[i].status == SB_STATUS_OPEN)
      stages->open[stages->n_open++] = (gsize) (first + i - facts->stages);
}

/* The deal entered every open stage up to the furthest one; without history a lost deal entered the first. It is
 * counted in the last of them. */
static void
learn (SbProbabilityTable *table, const OpenStages *stages, const SbDealFact *deal)
{
  const SbFacts *facts = table->facts;
  gboolean won = deal->status == SB_STATUS_WON;
  gint16 reach = MAX (deal->furthest, deal->last_open);
  gsize last = 0;
  Count *count;

  table->n++;
  table->wins += won ? 1 : 0;
  if (stages->n_open == 0)
    return;
  while (last + 1 < stages->n_open && (won || facts->stages[stages->open[last + 1]].position <= reach))
    last++;
  count = own_count (table, stages->open[last], owner_slot (facts, deal->owner_id));
  count->n++;
  count->wins += won ? 1 : 0;
}

static void
count_up (Count *count, const Count *more)
{
  count->n += more->n;
  count->wins += more->wins;
}

/* Who was counted in a stage entered those before it too. */
static void
sum_back (SbProbabilityTable *table)
{
  const SbFacts *facts = table->facts;
  gsize later = facts->n_stages;

  for (gsize position = facts->n_stages; position-- > 0;)
    {
      if (facts->stages[position].status != SB_STATUS_OPEN)
        continue;
      for (gsize owner = 0; owner <= facts->n_members; owner++)
        {
          if (later < facts->n_stages && facts->stages[later].pipeline_id == facts->stages[position].pipeline_id)
            count_up (own_count (table, position, owner), own_count (table, later, owner));
          count_up (&table->stages[position], own_count (table, position, owner));
        }
      later = position;
    }
}

static void
learn_all (SbProbabilityTable *table)
{
  const SbFacts *facts = table->facts;
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_autofree gsize *open = g_new (gsize, facts->n_stages + 1);
  OpenStages stages = { .open = open };
  SbDate from = sb_date_add_months (table->as_of, -WINDOW_MONTHS) + 1;

  open_stages_turn (&stages, facts, pipelines, 0);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (!sb_date_in (deal->closed_on, from, table->as_of) || (deal->flags & SB_FACT_ARCHIVED)
          || (deal->status != SB_STATUS_WON && deal->status != SB_STATUS_LOST))
        continue;
      if (deal->pipeline_id != stages.pipeline_id)
        open_stages_turn (&stages, facts, pipelines, deal->pipeline_id);
      if (stages.counts)
        learn (table, &stages, deal);
    }
}

void
sb_probability_table_free (SbProbabilityTable *table)
{
  g_return_if_fail (table != NULL);

  g_free (table->stages);
  g_free (table->owners);
  g_free (table->ppm);
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
learned_of_owner (const SbProbabilityTable *table, const SbStageFact *stage, gsize slot)
{
  const SbFacts *facts = table->facts;
  SbProbability probability = learned_of_stage (table, stage);
  const Count *own = own_count (table, (gsize) (stage - facts->stages), slot);

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

static SbProbability
in_stage (const SbProbabilityTable *table, const SbStageFact *stage, gsize slot)
{
  SbProbability probability = { 0 };

  if (table->stages[stage - table->facts->stages].n > 0 || stage->probability_ppm < 0)
    return learned_of_owner (table, stage, slot);
  probability.source = SB_PROBABILITY_DEFAULT;
  return with_value (probability, (double) stage->probability_ppm / PPM);
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
  stage = sb_deal_open_stage (table->facts, deal);
  if (stage == NULL)
    return sb_probability_of_stage (table, 0);
  return in_stage (table, stage, owner_slot (table->facts, deal->owner_id));
}

gint32
sb_probability_of_span (const SbProbabilityTable *table, const SbDealSpan *span)
{
  const SbDealFact *deal;

  g_return_val_if_fail (table != NULL && span != NULL, 0);

  if (span->stage >= 0)
    return table->ppm[(gsize) span->stage * (table->facts->n_members + 1) + (gsize) span->owner];
  deal = sb_facts_deal (table->facts, span->id);
  return deal != NULL ? sb_probability_of_deal (table, deal).ppm : 0;
}

SbProbabilityTable *
sb_probability_table_compute (const SbFacts *facts, SbDate as_of)
{
  SbProbabilityTable *table;
  gsize owners;

  g_return_val_if_fail (facts != NULL, NULL);

  owners = facts->n_members + 1;
  table = g_new0 (SbProbabilityTable, 1);
  table->facts = facts;
  table->as_of = as_of;
  table->stages = g_new0 (Count, facts->n_stages + 1);
  table->owners = g_new0 (Count, (facts->n_stages + 1) * owners);
  table->ppm = g_new (gint32, (facts->n_stages + 1) * owners);
  learn_all (table);
  sum_back (table);
  table->global = ((double) table->wins + 1.0) / ((double) table->n + 2.0);
  for (gsize position = 0; position < facts->n_stages; position++)
    for (gsize slot = 0; slot < owners; slot++)
      table->ppm[position * owners + slot] = in_stage (table, &facts->stages[position], slot).ppm;
  for (gsize slot = 0; slot < owners; slot++)
    table->ppm[facts->n_stages * owners + slot] = sb_probability_of_stage (table, 0).ppm;
  return table;
}

gint64
sb_probability_weigh (gint64 minor, gint32 ppm)
{
  gint64 weighed;

  return sb_mul_div (minor, ppm, PPM, &weighed) ? weighed : 0;
}
