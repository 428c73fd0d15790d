/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places every deal of a cohort at the stage where it stopped and derives the rates of each stage. Called by the
 * analysis page, the overview, the attention list and the headless command; knows nothing of screens or storage. */
#include "analysis/sb-funnel-private.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-funnel-lift.h"

#define IMMATURE_PERCENT 20

/* Counts of the earlier cohort, by stage. */
typedef struct {
  gint64 *reach; /* non-void deals by furthest stage */
  gint64 *stop;  /* non-void deals that are, ended or turned back here: in reached, not in advanced */
  gint64 *lost;
  SbPeriod window;
} Baseline;

int
sb_funnel_stage_index (const SbFunnel *funnel, gint16 position)
{
  int found = 0;

  if (position < 0 || funnel->n_stages == 0)
    return -1;
  for (guint i = 0; i < funnel->n_stages && funnel->stages[i].stage->position <= position; i++)
    found = (int) i;
  return found;
}

static int
stage_index_of_id (const SbFunnel *funnel, gint32 stage_id)
{
  for (guint i = 0; i < funnel->n_stages; i++)
    if (funnel->stages[i].stage->id == stage_id)
      return (int) i;
  return -1;
}

static void
load_stages (SbFunnel *funnel, const SbFacts *facts)
{
  gsize n;
  const SbStageFact *stages = sb_facts_stages_of (facts, funnel->query.pipeline_id, &n);

  funnel->stages = g_new0 (SbFunnelStage, n + 1);
  for (gsize i = 0; i < n; i++)
    if (stages[i].status == SB_STATUS_OPEN && !(stages[i].flags & SB_FACT_ARCHIVED))
      funnel->stages[funnel->n_stages++].stage = &stages[i];
}

/* Where a deal got to and where it ended; see SbFunnelCell. */
static SbFunnelDeal
place (const SbFunnel *funnel, const SbDealFact *deal)
{
  SbFunnelDeal placed = { 0 };
  int last = (int) funnel->n_stages - 1;
  int end = sb_funnel_stage_index (funnel, deal->last_open);
  int reach = sb_funnel_stage_index (funnel, deal->furthest);

  placed.deal_id = deal->id;
  placed.loss_reason_id = deal->loss_reason_id;
  placed.status = (guint8) sb_deal_status_at (deal, funnel->query.as_of);
  placed.has_value = sb_deal_has_value (deal) ? 1 : 0;
  placed.minor = placed.has_value ? deal->amount_minor : 0;
  if (placed.status == SB_STATUS_WON)
    {
      placed.reach = (gint16) last;
      placed.end = (gint16) (last + 1);
      return placed;
    }
  if (end < 0 && placed.status == SB_STATUS_OPEN)
    end = stage_index_of_id (funnel, deal->stage_id);
  if (end < 0)
    end = reach;
  placed.attributed = end < 0;
  placed.end = (gint16) MAX (end, 0);
  placed.reach = (gint16) MAX (reach, placed.end);
  return placed;
}

static void
count_cell (SbFunnelStage *stage, SbFunnelCell cell, gint64 minor)
{
  stage->n[cell]++;
  sb_sum_add (&stage->minor[cell], minor);
}

/* Reached is counted at the furthest stage here and summed from the back later. */
static void
count_deal (SbFunnel *funnel, const SbFunnelDeal *deal)
{
  SbFunnelStage *end = &funnel->stages[MIN (deal->end, (gint16) (funnel->n_stages - 1))];

  g_array_append_val (funnel->deals, *deal);
  funnel->without_value += !deal->has_value;
  funnel->attributed += deal->attributed;
  end->attributed += deal->attributed;
  if (deal->status == SB_STATUS_VOID)
    {
      funnel->void_++;
      count_cell (end, SB_FUNNEL_VOID, deal->minor);
      return;
    }
  funnel->cohort++;
  sb_sum_add (&funnel->cohort_minor, deal->minor);
  count_cell (&funnel->stages[deal->reach], SB_FUNNEL_REACHED, deal->minor);
  if (deal->status == SB_STATUS_WON)
    {
      funnel->won++;
      sb_sum_add (&funnel->won_minor, deal->minor);
      return;
    }
  if (deal->status == SB_STATUS_LOST)
    {
      funnel->lost++;
      sb_sum_add (&funnel->lost_minor, deal->minor);
      count_cell (end, SB_FUNNEL_LOST, deal->minor);
      end->attributed_lost += deal->attributed;
    }
  else
    {
      funnel->open++;
      count_cell (end, SB_FUNNEL_OPEN, deal->minor);
    }
  if (deal->reach > deal->end)
    count_cell (&funnel->stages[deal->reach], SB_FUNNEL_BACK, deal->minor);
}

static void
count_baseline (Baseline *baseline, const SbFunnelDeal *deal)
{
  if (deal->status == SB_STATUS_VOID)
    return;
  baseline->reach[deal->reach]++;
  if (deal->status == SB_STATUS_WON)
    return;
  baseline->stop[deal->end]++;
  if (deal->status == SB_STATUS_LOST)
    baseline->lost[deal->end]++;
  if (deal->reach > deal->end)
    baseline->stop[deal->reach]++;
}

static void
collect (SbFunnel *funnel, const SbFacts *facts, Baseline *baseline)
{
  g_auto (SbScopeFilter) filter = { 0 };
  const SbFunnelQuery *query = &funnel->query;
  SbDate until = MIN (query->window.end, query->as_of);

  sb_scope_filter_init (&filter, facts, query->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gboolean now = sb_date_in (deal->created_on, query->window.start, until);
      gboolean before = sb_date_in (deal->created_on, baseline->window.start, baseline->window.end);
      SbFunnelDeal placed;

      if (deal->pipeline_id != query->pipeline_id || !(now || before) || !sb_deal_in_scope (&filter, deal))
        continue;
      if (deal->flags & SB_FACT_ARCHIVED)
        {
          funnel->skipped_archived += now;
          continue;
        }
      placed = place (funnel, deal);
      if (now)
        count_deal (funnel, &placed);
      else
        count_baseline (baseline, &placed);
    }
}

/* total − part; amounts at the end of the range stay there. */
static gint64
without (gint64 total, gint64 part)
{
  gint64 rest;

  if (__builtin_sub_overflow (total, part, &rest))
    return part > 0 ? G_MININT64 : G_MAXINT64;
  return rest;
}

/* Reached, advanced and the baseline from the back: who reached stage s reached every stage before it. */
static void
accumulate (SbFunnel *funnel, const Baseline *baseline)
{
  gint64 reached = 0, reached_minor = 0, reached_before = 0;

  for (guint i = funnel->n_stages; i-- > 0;)
    {
      SbFunnelStage *stage = &funnel->stages[i];
      gint64 advanced;

      reached += stage->n[SB_FUNNEL_REACHED];
      sb_sum_add (&reached_minor, stage->minor[SB_FUNNEL_REACHED]);
      stage->n[SB_FUNNEL_REACHED] = reached;
      stage->minor[SB_FUNNEL_REACHED] = reached_minor;
      stage->n[SB_FUNNEL_ADVANCED]
        = reached - stage->n[SB_FUNNEL_LOST] - stage->n[SB_FUNNEL_OPEN] - stage->n[SB_FUNNEL_BACK];
      stage->minor[SB_FUNNEL_ADVANCED]
        = without (without (without (reached_minor, stage->minor[SB_FUNNEL_LOST]), stage->minor[SB_FUNNEL_OPEN]),
                   stage->minor[SB_FUNNEL_BACK]);
      reached_before += baseline->reach[i];
      advanced = reached_before - baseline->stop[i];
      stage->baseline = sb_ratio (advanced, advanced + baseline->lost[i], SB_REASON_NO_BASELINE);
    }
}

static void
rate_stage (SbFunnelStage *stage)
{
  gint64 reached = stage->n[SB_FUNNEL_REACHED], advanced = stage->n[SB_FUNNEL_ADVANCED];
  gint64 left = advanced + stage->n[SB_FUNNEL_LOST];
  double lo, hi;

  stage->floor = sb_ratio (advanced, reached, SB_REASON_NO_DATA);
  stage->resolved = sb_ratio (advanced, left, SB_REASON_NO_DATA);
  sb_wilson (advanced, left, &stage->resolved_lo, &stage->resolved_hi);
  stage->value_floor = sb_ratio (stage->minor[SB_FUNNEL_ADVANCED], stage->minor[SB_FUNNEL_REACHED], SB_REASON_NO_DATA);
  stage->value_resolved = sb_ratio (stage->minor[SB_FUNNEL_ADVANCED],
                                    stage->minor[SB_FUNNEL_ADVANCED] + stage->minor[SB_FUNNEL_LOST],
                                    SB_REASON_NO_DATA);
  stage->lost_share = sb_ratio (stage->minor[SB_FUNNEL_LOST], stage->minor[SB_FUNNEL_REACHED], SB_REASON_NO_DATA);
  stage->value_floor.n = stage->lost_share.n = reached;
  stage->value_resolved.n = left;
  stage->immature = stage->n[SB_FUNNEL_OPEN] * 100 > reached * IMMATURE_PERCENT;
  if (stage->baseline.reason == SB_REASON_NONE)
    stage->clear_change
      = sb_newcombe (advanced, left, stage->baseline.numerator, stage->baseline.denominator, &lo, &hi);
}

/* Value of one stage's improvement, priced with the average won amount of the cohort. */
static void
price_stages (SbFunnel *funnel)
{
  g_autofree SbRational *conversion = g_new0 (SbRational, funnel->n_stages + 1);
  gint64 entry = funnel->cohort;
  double average;
  SbReason reason = SB_REASON_NONE;

  for (guint i = 0; i < funnel->n_stages; i++)
    {
      const SbRatio *rate = &funnel->stages[i].resolved;

      if (rate->reason != SB_REASON_NONE)
        reason = SB_REASON_NO_DATA;
      else
        conversion[i] = sb_rational (rate->numerator, rate->denominator);
    }
  if (funnel->won == 0)
    reason = SB_REASON_NO_CLOSED_DEALS;
  average = funnel->won > 0 ? (double) funnel->won_minor / (double) funnel->won : 0.0;
  for (guint i = 0; i < funnel->n_stages; i++)
    {
      SbFunnelStage *stage = &funnel->stages[i];
      SbRational base;

      stage->worth_5pp = stage->worth_baseline = sb_amount_undefined (SB_REASON_NO_DATA);
      if (reason != SB_REASON_NONE)
        {
          stage->worth_5pp.reason = stage->worth_baseline.reason = reason;
          continue;
        }
      stage->worth_5pp = sb_amount (
        sb_quantity_real (SB_UNIT_MONEY, sb_funnel_gain ((double) entry, conversion, funnel->n_stages, average, i,
                                                         sb_conversion_plus (conversion[i], SB_LIFT_POINTS)))
          .integer,
        entry);
      stage->worth_baseline.reason = stage->baseline.reason;
      if (stage->baseline.reason != SB_REASON_NONE)
        continue;
      base = sb_rational (stage->baseline.numerator, stage->baseline.denominator);
      if (sb_rational_compare (base, conversion[i]) <= 0)
        stage->worth_baseline.reason = SB_REASON_MET;
      else
        stage->worth_baseline
          = sb_amount (sb_quantity_real (
                         SB_UNIT_MONEY, sb_funnel_gain ((double) entry, conversion, funnel->n_stages, average, i, base))
                         .integer,
                       entry);
    }
}

static void
find_worst (SbFunnel *funnel)
{
  funnel->worst = funnel->worst_value = -1;
  for (guint i = 0; i < funnel->n_stages; i++)
    {
      SbFunnelStage *stage = &funnel->stages[i];

      stage->lost_unknown = 2 * stage->attributed_lost > stage->n[SB_FUNNEL_LOST];
      if (stage->n[SB_FUNNEL_LOST] > 0
          && (funnel->worst < 0 || stage->n[SB_FUNNEL_LOST] > funnel->stages[funnel->worst].n[SB_FUNNEL_LOST]))
        funnel->worst = (int) i;
      if (stage->minor[SB_FUNNEL_LOST] > 0
          && (funnel->worst_value < 0
              || stage->minor[SB_FUNNEL_LOST] > funnel->stages[funnel->worst_value].minor[SB_FUNNEL_LOST]))
        funnel->worst_value = (int) i;
    }
  funnel->worst_unknown = funnel->worst >= 0 && funnel->stages[funnel->worst].lost_unknown;
}

int
sb_funnel_known_worst (const SbFunnel *funnel, gboolean by_value)
{
  int worst;

  g_return_val_if_fail (funnel != NULL, -1);

  worst = by_value ? funnel->worst_value : funnel->worst;
  return worst >= 0 && !funnel->stages[worst].lost_unknown ? worst : -1;
}

SbFunnel *
sb_funnel_compute (const SbFacts *facts, const SbFunnelQuery *query)
{
  SbFunnel *funnel;
  Baseline baseline;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  funnel = g_new0 (SbFunnel, 1);
  funnel->query = *query;
  funnel->pipeline = sb_facts_pipeline (facts, query->pipeline_id);
  funnel->deals = g_array_new (FALSE, FALSE, sizeof (SbFunnelDeal));
  funnel->worst = funnel->worst_value = -1;
  load_stages (funnel, facts);

  baseline.window = sb_period_custom (sb_date_add_months (query->window.start, -12), query->window.start - 1);
  baseline.reach = g_new0 (gint64, 3 * funnel->n_stages + 3);
  baseline.stop = baseline.reach + funnel->n_stages;
  baseline.lost = baseline.stop + funnel->n_stages;
  if (funnel->n_stages > 0)
    {
      collect (funnel, facts, &baseline);
      accumulate (funnel, &baseline);
      for (guint i = 0; i < funnel->n_stages; i++)
        rate_stage (&funnel->stages[i]);
      sb_funnel_fill_times (funnel, facts);
      price_stages (funnel);
      find_worst (funnel);
    }
  g_free (baseline.reach);
  funnel->reason = funnel->cohort == 0 ? SB_REASON_NO_DATA : SB_REASON_NONE;
  funnel->overall = sb_ratio (funnel->won, funnel->cohort, SB_REASON_NO_DATA);
  sb_wilson (funnel->won, funnel->cohort, &funnel->overall_lo, &funnel->overall_hi);
  funnel->immature = funnel->open * 100 > funnel->cohort * IMMATURE_PERCENT;
  return funnel;
}

void
sb_funnel_free (SbFunnel *funnel)
{
  g_return_if_fail (funnel != NULL);

  g_free (funnel->stages);
  g_array_unref (funnel->deals);
  g_free (funnel);
}
