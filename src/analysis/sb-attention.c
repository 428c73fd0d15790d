/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranks what deserves attention. Called by the overview page, the deck and the headless command; every limit is a
 * parameter, and findings without enough data are left out rather than guessed. */
#include "analysis/sb-attention-private.h"

#include "analysis/sb-deal-state.h"
#include "analysis/sb-kpi.h"

#define MIN_DEALS 5
#define MIN_MEMBERS 3
#define ALARM_FACTOR 2.0

const char *
sb_finding_key (SbFindingKind kind)
{
  static const char *const keys[SB_N_FINDINGS]
    = { "worst-stage",     "top-customer",   "few-customers", "member-carries",  "overdue-deals",
        "pushed-deals",    "coverage-short", "behind-plan",   "win-rate-signal", "lapsed-customers",
        "complaints-open", "no-next-step",   "ramping" };

  g_return_val_if_fail (kind < SB_N_FINDINGS, keys[0]);

  return keys[kind];
}

SbFinding *
sb_finding_new (SbFindingKind kind, SbSeverity severity, SbExplain *explain)
{
  SbFinding *finding = g_new0 (SbFinding, 1);

  finding->kind = kind;
  finding->severity = severity;
  finding->explain = explain;
  return finding;
}

void
sb_finding_add (SbFinding *finding, SbQuantity value)
{
  g_assert (finding->n_values < SB_FINDING_VALUES);

  if (value.text != NULL)
    value.text = sb_explain_keep (finding->explain, value.text);
  finding->values[finding->n_values++] = value;
}

void
sb_finding_free (SbFinding *finding)
{
  g_return_if_fail (finding != NULL);

  g_clear_pointer (&finding->explain, sb_explain_unref);
  g_free (finding);
}

static void
find_worst_stage (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbFunnel *funnel = parts->funnel;
  int worst = sb_funnel_known_worst (funnel, funnel->worst_value >= 0);
  const SbFunnelStage *stage;
  SbFinding *finding;
  gboolean worse;

  if (worst < 0 || funnel->stages[worst].n[SB_FUNNEL_LOST] < parts->query->limits.lost_minimum)
    return;
  stage = &funnel->stages[worst];
  worse = stage->clear_change && stage->resolved.value < stage->baseline.value;
  finding = sb_finding_new (SB_FINDING_WORST_STAGE, worse ? SB_SEVERITY_ALARM : SB_SEVERITY_WARNING,
                            sb_funnel_explain_cell (funnel, (guint) worst, SB_FUNNEL_LOST));
  finding->subject_id = stage->stage->id;
  finding->weight = (double) stage->minor[SB_FUNNEL_LOST];
  sb_finding_add (finding, sb_quantity_name (SB_NAME_PLAIN, stage->stage->id, stage->stage->name));
  sb_finding_add (finding, sb_quantity_count (stage->n[SB_FUNNEL_LOST]));
  sb_finding_add (finding, sb_quantity_count (stage->n[SB_FUNNEL_REACHED]));
  sb_finding_add (finding, sb_quantity_money (stage->minor[SB_FUNNEL_LOST]));
  sb_finding_add (finding, sb_quantity_ratio (SB_UNIT_PERCENT, &stage->lost_share));
  sb_finding_add (finding, sb_quantity_share (&stage->baseline));
  sb_finding_add (finding, sb_quantity_share (&stage->resolved));
  sb_finding_add (finding, sb_quantity_amount (stage->worth_baseline.reason == SB_REASON_NONE ? &stage->worth_baseline
                                                                                              : &stage->worth_5pp));
  g_ptr_array_add (findings, finding);
}

static void
find_customers (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbConcentration *customers = parts->customers;
  const SbAttentionLimits *limits = &parts->query->limits;
  const SbConcentrationPart *first;
  SbFinding *finding;

  if (customers->parts->len == 0 || customers->explain->n_rows == 0)
    return;
  first = &g_array_index (customers->parts, SbConcentrationPart, 0);
  if (first->id != 0 && first->share > limits->top_customer)
    {
      finding
        = sb_finding_new (SB_FINDING_TOP_CUSTOMER,
                          first->share > ALARM_FACTOR * limits->top_customer ? SB_SEVERITY_ALARM : SB_SEVERITY_WARNING,
                          sb_explain_ref (customers->explain));
      finding->subject_id = first->id;
      finding->weight = (double) first->minor;
      sb_finding_add (finding, sb_quantity_name (SB_NAME_ACCOUNT, first->id, first->name));
      sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, first->share));
      sb_finding_add (finding, sb_quantity_ratio (SB_UNIT_NUMBER, &customers->effective));
      sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, limits->top_customer));
      sb_finding_add (finding, sb_quantity_money (first->minor));
      g_ptr_array_add (findings, finding);
    }
  else if (customers->effective.value < limits->few_customers && customers->parts->len > 1)
    {
      finding = sb_finding_new (SB_FINDING_FEW_CUSTOMERS, SB_SEVERITY_WARNING, sb_explain_ref (customers->explain));
      finding->weight = (double) customers->total;
      sb_finding_add (finding, sb_quantity_ratio (SB_UNIT_NUMBER, &customers->effective));
      sb_finding_add (finding, sb_quantity_real (SB_UNIT_NUMBER, limits->few_customers));
      sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, first->share));
      g_ptr_array_add (findings, finding);
    }
}

static void
find_member (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbConcentration *members = parts->members;
  const SbConcentrationPart *first;
  SbFinding *finding;

  if (members->parts->len < MIN_MEMBERS || parts->deals_won < MIN_DEALS)
    return;
  first = &g_array_index (members->parts, SbConcentrationPart, 0);
  if (first->id == 0 || !(first->share > parts->query->limits.member_share))
    return;
  finding = sb_finding_new (SB_FINDING_MEMBER_CARRIES, SB_SEVERITY_WARNING, sb_explain_ref (members->explain));
  finding->subject_id = first->id;
  finding->weight = (double) first->minor;
  sb_finding_add (finding, sb_quantity_name (SB_NAME_MEMBER, first->id, first->name));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, first->share));
  sb_finding_add (finding, parts->pacing->explain_attainment->result);
  sb_finding_add (finding, sb_quantity_ratio (SB_UNIT_PERCENT, &parts->carry->carry));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, parts->query->limits.member_share));
  g_ptr_array_add (findings, finding);
}

static void
find_plan (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbPacing *pacing = parts->pacing;
  const SbCoverage *coverage = parts->coverage;
  SbFinding *finding;

  if (coverage->is_short)
    {
      double missing = coverage->needed.value * (double) coverage->remaining - (double) coverage->open_due;

      finding = sb_finding_new (SB_FINDING_COVERAGE_SHORT, SB_SEVERITY_WARNING, sb_explain_ref (coverage->explain));
      finding->weight = (double) coverage->remaining;
      sb_finding_add (finding, coverage->explain->result);
      sb_finding_add (finding, sb_quantity_ratio (SB_UNIT_TIMES, &coverage->needed));
      sb_finding_add (finding, sb_quantity_money (coverage->remaining));
      sb_finding_add (finding, sb_quantity_real (SB_UNIT_MONEY, missing));
      g_ptr_array_add (findings, finding);
    }
  if (pacing->status == SB_PACE_AT_RISK || pacing->status == SB_PACE_BEHIND)
    {
      finding = sb_finding_new (SB_FINDING_BEHIND_PLAN,
                                pacing->status == SB_PACE_BEHIND ? SB_SEVERITY_ALARM : SB_SEVERITY_WARNING,
                                sb_explain_ref (pacing->explain_pace));
      finding->weight = (double) (pacing->target - pacing->actual);
      sb_finding_add (finding, pacing->explain_pace->result);
      sb_finding_add (finding, pacing->explain_needed->result);
      sb_finding_add (finding, sb_quantity_amount (&pacing->achieved_per_day));
      sb_finding_add (finding, sb_quantity_amount (&pacing->gap));
      g_ptr_array_add (findings, finding);
    }
}

/* The last finished month against the limits of the 23 before and itself. */
static void
find_win_rate (const SbAttentionParts *parts, GPtrArray *findings)
{
  const SbFacts *facts = parts->facts;
  SbPeriod month = sb_period_containing (SB_PERIOD_MONTH, parts->query->as_of, facts->fiscal);
  SbPeriod first = sb_period_shift (month, -24, facts->fiscal);
  SbKpiQuery query = { sb_period_custom (first.start, month.start - 1), parts->query->scope, parts->query->as_of, 0 };
  g_autoptr (SbSeries) series = sb_kpi_series_compute (facts, SB_METRIC_WIN_RATE, SB_PERIOD_MONTH, &query);
  const SbSeriesPoint *last;
  g_autoptr (SbKpi) kpi = NULL;
  SbFinding *finding;
  gboolean low;

  if (!series->has_limits || series->points->len == 0)
    return;
  last = &g_array_index (series->points, SbSeriesPoint, series->points->len - 1);
  if (!last->signal)
    return;
  query.period = last->period;
  kpi = sb_kpi_compute (facts, SB_METRIC_WIN_RATE, &query);
  low = last->value.real < series->mean;
  finding = sb_finding_new (SB_FINDING_WIN_RATE_SIGNAL, low ? SB_SEVERITY_WARNING : SB_SEVERITY_GOOD,
                            sb_explain_ref (kpi->explain));
  finding->weight = (double) last->value.n;
  sb_finding_add (finding, last->value);
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, MAX (series->lower, 0.0)));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, MIN (series->upper, 1.0)));
  sb_finding_add (finding, sb_quantity_real (SB_UNIT_PERCENT, series->mean));
  g_ptr_array_add (findings, finding);
}

static int
compare_findings (const void *a, const void *b)
{
  const SbFinding *x = *(SbFinding *const *) a, *y = *(SbFinding *const *) b;

  if (x->severity != y->severity)
    return x->severity > y->severity ? -1 : 1;
  if (x->weight > y->weight || x->weight < y->weight)
    return x->weight > y->weight ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return (x->subject_id > y->subject_id) - (x->subject_id < y->subject_id);
}

GPtrArray *
sb_attention_find (const SbAttentionParts *parts)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_finding_free);

  find_worst_stage (parts, findings);
  find_customers (parts, findings);
  find_member (parts, findings);
  find_plan (parts, findings);
  find_win_rate (parts, findings);
  sb_attention_find_deals (parts, findings);
  sb_attention_find_people (parts, findings);
  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

void
sb_attention_parts_init (SbAttentionParts *parts, const SbFacts *facts, const SbAttentionQuery *query)
{
  SbKpiQuery won = { query->period, query->scope, query->as_of, 0 };
  SbTargetQuery target = { "revenue_won", query->period, query->scope, query->as_of };
  SbFunnelQuery funnel = { query->pipeline_id, query->period, query->scope, query->as_of };
  SbPeriod year = sb_period_custom (sb_date_add_months (query->as_of, -12) + 1, query->as_of);
  g_autoptr (SbKpi) revenue = sb_kpi_compute (facts, SB_METRIC_REVENUE_WON, &won);

  *parts = (SbAttentionParts) { .facts = facts, .query = query };
  if (funnel.pipeline_id == 0)
    funnel.pipeline_id = sb_deal_main_pipeline (facts);
  parts->won = revenue->ratio.numerator;
  parts->deals_won = revenue->ratio.n;
  parts->explain_won = sb_explain_ref (revenue->explain);
  parts->table = sb_probability_table_compute (facts, query->as_of);
  parts->funnel = sb_funnel_compute (facts, &funnel);
  parts->pacing = sb_pacing_compute (facts, &target, parts->won);
  parts->coverage = sb_coverage_compute (facts, parts->table, &target, parts->won);
  parts->carry = sb_carry_compute (facts, &target);
  parts->members = sb_concentration_members (facts, query->period, query->scope, query->as_of);
  parts->customers = sb_concentration_customers (facts, year, query->scope, query->as_of);
  parts->slippage = sb_slippage_compute (facts, query->period, query->scope, query->as_of);
}

void
sb_attention_parts_clear (SbAttentionParts *parts)
{
  g_clear_pointer (&parts->table, sb_probability_table_free);
  g_clear_pointer (&parts->funnel, sb_funnel_free);
  g_clear_pointer (&parts->pacing, sb_pacing_free);
  g_clear_pointer (&parts->coverage, sb_coverage_free);
  g_clear_pointer (&parts->carry, sb_carry_free);
  g_clear_pointer (&parts->members, sb_concentration_free);
  g_clear_pointer (&parts->customers, sb_concentration_free);
  g_clear_pointer (&parts->slippage, sb_slippage_free);
  g_clear_pointer (&parts->explain_won, sb_explain_unref);
}

GPtrArray *
sb_attention_compute (const SbFacts *facts, const SbAttentionQuery *query)
{
  SbAttentionParts parts;
  GPtrArray *findings;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  sb_attention_parts_init (&parts, facts, query);
  findings = sb_attention_find (&parts);
  sb_attention_parts_clear (&parts);
  return findings;
}
