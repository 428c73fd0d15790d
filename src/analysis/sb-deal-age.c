/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incidence of winning by days since a stage was entered, a curve a stage. Called by the forecast. */
#include "analysis/sb-deal-age.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-survival.h"

#define WINDOW_MONTHS 24
#define AT_RISK_MINIMUM 10

typedef struct {
  gint64  n;      /* deals that entered */
  GArray *counts; /* SbSpellCount */
  GArray *rows;   /* SbIncidenceRow; "advanced" is won */
} Curve;

struct _SbAgeTable {
  const SbFacts *facts;
  SbDate  as_of;
  Curve  *curves; /* by position in facts->stages */
};

typedef struct {
  GArray *days;     /* gint64 */
  GArray *outcomes; /* guint8 */
} Spells;

/* Where the visits of a deal begin: facts->visits is ordered by deal, then seq. */
static gsize
first_visit (const SbFacts *facts, gint32 deal_id)
{
  gsize lo = 0, hi = facts->n_visits;

  while (lo < hi)
    {
      gsize middle = lo + (hi - lo) / 2;

      if (facts->visits[middle].deal_id < deal_id)
        lo = middle + 1;
      else
        hi = middle;
    }
  return lo;
}

/* TRUE for the first visit of its stage among the deal's; `first` is the deal's first visit. */
static gboolean
is_first_stay (const SbFacts *facts, gsize first, gsize visit)
{
  for (gsize i = first; i < visit; i++)
    if (facts->visits[i].stage_id == facts->visits[visit].stage_id)
      return FALSE;
  return TRUE;
}

static void
collect (SbAgeTable *table, Spells *spells, const SbDealFact *deal, gsize *visit)
{
  const SbFacts *facts = table->facts;
  SbDealStatus status = sb_deal_status_at (deal, table->as_of);
  SbDate from = sb_date_add_months (table->as_of, -WINDOW_MONTHS) + 1;
  SbDate until = status == SB_STATUS_OPEN ? table->as_of : deal->closed_on;
  gsize first;

  while (*visit < facts->n_visits && facts->visits[*visit].deal_id < deal->id)
    (*visit)++;
  for (first = *visit; *visit < facts->n_visits && facts->visits[*visit].deal_id == deal->id; (*visit)++)
    {
      const SbVisitFact *stay = &facts->visits[*visit];
      const SbStageFact *stage = sb_facts_stage (facts, stay->stage_id);
      guint8 outcome = status == SB_STATUS_WON    ? SB_SPELL_ADVANCED
                       : status == SB_STATUS_LOST ? SB_SPELL_LOST
                                                  : SB_SPELL_OPEN;
      gint64 days = (gint64) until - stay->entered_on;

      if (stage == NULL || stay->entered_on == SB_DATE_NONE || until == SB_DATE_NONE || days < 0
          || stay->entered_on < from || !is_first_stay (facts, first, *visit))
        continue;
      g_array_append_val (spells[stage - facts->stages].days, days);
      g_array_append_val (spells[stage - facts->stages].outcomes, outcome);
    }
}

SbAgeTable *
sb_age_table_compute (const SbFacts *facts, SbDate as_of)
{
  SbAgeTable *table;
  g_autofree guint8 *pipelines = NULL;
  g_autofree Spells *spells = NULL;
  gsize visit = 0;

  g_return_val_if_fail (facts != NULL, NULL);

  table = g_new0 (SbAgeTable, 1);
  table->facts = facts;
  table->as_of = as_of;
  table->curves = g_new0 (Curve, facts->n_stages + 1);
  pipelines = sb_deal_pipelines_new (facts);
  spells = g_new0 (Spells, facts->n_stages + 1);
  for (gsize s = 0; s < facts->n_stages; s++)
    spells[s] = (Spells) { g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE, 1) };
  for (gsize i = 0; i < facts->n_deals; i++)
    if (facts->deals[i].status != SB_STATUS_VOID && sb_deal_counts (facts, pipelines, 0, &facts->deals[i]))
      collect (table, spells, &facts->deals[i], &visit);
  for (gsize s = 0; s < facts->n_stages; s++)
    {
      Curve *curve = &table->curves[s];

      curve->n = spells[s].days->len;
      curve->counts = sb_spell_counts ((const gint64 *) (gpointer) spells[s].days->data,
                                       (const guint8 *) spells[s].outcomes->data, (gsize) curve->n);
      curve->rows = sb_incidence_compute ((const SbSpellCount *) (gpointer) curve->counts->data, curve->counts->len);
      g_array_unref (spells[s].days);
      g_array_unref (spells[s].outcomes);
    }
  return table;
}

void
sb_age_table_free (SbAgeTable *table)
{
  g_return_if_fail (table != NULL);

  for (gsize s = 0; s < table->facts->n_stages; s++)
    {
      g_array_unref (table->curves[s].counts);
      g_array_unref (table->curves[s].rows);
    }
  g_free (table->curves);
  g_free (table);
}

gint32
sb_age_stage_of_deal (const SbAgeTable *table, const SbDealFact *deal)
{
  const SbFacts *facts;
  gint32 stage_id = 0;

  g_return_val_if_fail (table != NULL && deal != NULL, 0);

  facts = table->facts;
  for (gsize i = first_visit (facts, deal->id); i < facts->n_visits && facts->visits[i].deal_id == deal->id; i++)
    if (facts->visits[i].entered_on != SB_DATE_NONE && facts->visits[i].entered_on <= table->as_of)
      stage_id = facts->visits[i].stage_id;
  return stage_id;
}

int
sb_age_of_deal (const SbAgeTable *table, const SbDealFact *deal)
{
  const SbFacts *facts;
  gint32 stage_id;

  g_return_val_if_fail (table != NULL && deal != NULL, -1);

  facts = table->facts;
  stage_id = sb_age_stage_of_deal (table, deal);
  /* The first time that stage was entered. */
  for (gsize i = first_visit (facts, deal->id); i < facts->n_visits && facts->visits[i].deal_id == deal->id; i++)
    if (facts->visits[i].stage_id == stage_id && facts->visits[i].entered_on != SB_DATE_NONE)
      return facts->visits[i].entered_on <= table->as_of ? table->as_of - facts->visits[i].entered_on : -1;
  return -1;
}

double
sb_age_factor (const SbAgeTable *table, gint32 stage_id, int age, gint64 *at_risk)
{
  const SbStageFact *stage;
  const Curve *curve;
  const SbIncidenceRow *last = NULL, *before = NULL;
  gint64 still = 0;

  g_return_val_if_fail (table != NULL, 1.0);

  stage = sb_facts_stage (table->facts, stage_id);
  curve = stage != NULL ? &table->curves[stage - table->facts->stages] : NULL;
  for (guint i = 0; curve != NULL && i < curve->counts->len; i++)
    {
      const SbSpellCount *row = &g_array_index (curve->counts, SbSpellCount, i);

      if (row->time > age)
        still += row->open + row->advanced + row->lost;
    }
  if (at_risk != NULL)
    *at_risk = still;
  if (still < AT_RISK_MINIMUM || age < 0 || curve->rows->len == 0)
    return 1.0;
  last = &g_array_index (curve->rows, SbIncidenceRow, curve->rows->len - 1);
  for (guint i = 0; i < curve->rows->len && g_array_index (curve->rows, SbIncidenceRow, i).time <= age; i++)
    before = &g_array_index (curve->rows, SbIncidenceRow, i);
  if (!(last->cif_advanced > 0.0) || before == NULL || !(before->survival > 0.0))
    return 1.0;
  return (last->cif_advanced - before->cif_advanced) / before->survival / last->cif_advanced;
}
