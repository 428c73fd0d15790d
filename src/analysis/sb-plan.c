/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From book and hand to quotas, months, chances and fairness: the engine's parts in their order. Called on every step
 * of a slider, so nothing here reads a deal or draws again. */
#include "analysis/sb-plan.h"

#include "analysis/sb-equal-chance.h"
#include "analysis/sb-hedge.h"
#include "core/sb-money.h"

#define FEW_PEOPLE 5          /* below it a spread of a team is not shown: ENGINE 0 */
#define HEDGE_LEVEL 0.8
#define HEDGE_MOST_PPM 500000

static const SbForecastRow *
row_of (const SbPlanBook *book, int row)
{
  return row < 0 ? NULL : &g_array_index (book->forecast->rows, SbForecastRow, row);
}

static gboolean
share_of (gint64 amount, gint64 ppm, gint64 *out)
{
  return sb_mul_div (amount, ppm, 1000000, out);
}

/* Fair shares of what everybody together realistically brings; of what is assigned while nothing is known. */
static void
set_fair (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  g_autofree double *capacity = g_new (double, book->n + 1);
  gint64 total = sb_plan_book_expected (book);

  for (gsize i = 0; i < book->n; i++)
    capacity[i] = book->members[i].capacity;
  sb_quota_fair_shares (total > 0 ? total : MAX (plan->assigned, 0), capacity, NULL, book->n, plan->hand->kappa_ppm,
                        plan->fair);
}

/* Floors and caps are shares of what the member carried or brings; a locked quota is both. */
static gboolean
set_bounds (SbPlan *plan)
{
  const SbPlanHand *hand = plan->hand;

  for (gsize i = 0; i < plan->book->n; i++)
    {
      gint64 base = plan->book->members[i].base > 0 ? plan->book->members[i].base : plan->fair[i];

      if (hand->locked[i])
        plan->lo[i] = plan->hi[i] = hand->typed[i];
      else if (!share_of (base, hand->floor_ppm, &plan->lo[i])
               || !share_of (base, MAX (hand->cap_ppm, hand->floor_ppm), &plan->hi[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_anchors (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  const SbPlanHand *hand = plan->hand;
  SbQuotaBlend blend = { .n = book->n, .bottom_up = plan->bottom_up, .fair_share = plan->fair,
                         .current = plan->current, .alpha = hand->alpha, .beta = hand->beta, .gamma = hand->gamma };
  g_autofree gint64 *values = g_new0 (gint64, book->n + 1);

  if (hand->method <= SB_PLAN_EQUAL_CHANCE)
    return sb_quota_blend (&blend, plan->anchors);
  for (gsize i = 0; i < book->n; i++)
    values[i] = hand->method == SB_PLAN_HISTORY    ? book->members[i].sales
                : hand->method == SB_PLAN_CAPACITY ? (gint64) (book->members[i].capacity * 100.0 + 0.5)
                                                   : book->members[i].pipeline;
  sb_quota_anchors (hand->method == SB_PLAN_EQUAL ? NULL : values, book->n, plan->anchors);
  return TRUE;
}

static void
set_tree (SbPlan *plan)
{
  for (gsize i = 0; i < plan->book->n_nodes; i++)
    plan->tree[i] = (SbQuotaNode) { plan->book->nodes[i].parent, plan->hand->node_lo[i], plan->hand->node_hi[i] };
  for (gsize i = 0; i < plan->book->n; i++)
    plan->node_of[i] = plan->book->members[i].node;
}

static gboolean
solve (SbPlan *plan)
{
  plan->problem = (SbQuotaProblem) { .n = plan->book->n, .anchor = plan->anchors, .lo = plan->lo, .hi = plan->hi,
                                     .node = plan->node_of, .n_nodes = plan->book->n_nodes, .nodes = plan->tree,
                                     .target = plan->assigned, .step = plan->hand->step };
  plan->solved = sb_quota_plan_compute (&plan->problem, NULL, NULL);
  if (plan->solved == NULL)
    return FALSE;
  plan->status = plan->solved->status;
  plan->t = plan->solved->t;
  plan->has_t = sb_quota_plan_is_ok (plan->solved);
  for (gsize i = 0; i < plan->book->n; i++)
    {
      plan->quota[i] = plan->solved->quota[i];
      plan->limit[i] = plan->solved->limit[i];
    }
  plan->has_remedies = sb_quota_remedies (&plan->problem, plan->solved, &plan->remedies);
  return TRUE;
}

/* What the locked would get if they were free: stays beside the typed value. */
static void
set_calculated (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  g_autofree gint64 *lo = g_memdup2 (plan->lo, sizeof (gint64) * (book->n + 1));
  g_autofree gint64 *hi = g_memdup2 (plan->hi, sizeof (gint64) * (book->n + 1));
  g_autoptr (SbQuotaPlan) free_plan = NULL;
  SbQuotaProblem problem = plan->problem;
  gboolean any = FALSE;

  for (gsize i = 0; i < book->n; i++)
    {
      gint64 base = book->members[i].base > 0 ? book->members[i].base : plan->fair[i];

      plan->calculated[i] = plan->quota[i];
      if (!plan->hand->locked[i])
        continue;
      any = TRUE;
      share_of (base, plan->hand->floor_ppm, &lo[i]);
      share_of (base, MAX (plan->hand->cap_ppm, plan->hand->floor_ppm), &hi[i]);
    }
  if (!any)
    return;
  problem.lo = lo;
  problem.hi = hi;
  free_plan = sb_quota_plan_compute (&problem, NULL, NULL);
  for (gsize i = 0; free_plan != NULL && i < book->n; i++)
    if (plan->hand->locked[i])
      plan->calculated[i] = free_plan->quota[i];
}

/* The other end of the slider: the blend's quotas stay for whom no distribution is known. */
static gboolean
solve_equal_chance (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  g_autofree const gint64 **sorted = g_new0 (const gint64 *, book->n + 1);
  g_autofree gint64 *floor = g_new0 (gint64, book->n + 1), *cap = g_new0 (gint64, book->n + 1);
  g_autofree gint64 *fixed = g_memdup2 (plan->quota, sizeof (gint64) * (book->n + 1));
  SbSimulation *draws = book->forecast->simulation;
  SbOutcomes outcomes = { .n_members = book->n, .n_draws = sb_simulation_n_draws (draws), .sorted = sorted };
  SbEqualChanceProblem problem = { .n = book->n, .outcomes = &outcomes, .locked = plan->hand->locked, .fixed = fixed,
                                   .floor = floor, .cap = cap, .target = plan->assigned, .step = plan->hand->step };
  g_autoptr (SbEqualChance) found = NULL;

  for (gsize i = 0; i < book->n; i++)
    {
      if (book->members[i].row >= 0)
        sorted[i] = sb_simulation_sorted (draws, (gsize) book->members[i].row);
      floor[i] = MAX (book->members[i].won, 0);
      cap[i] = MAX (plan->hi[i], floor[i]);
    }
  found = sb_equal_chance_compute (&problem);
  if (found == NULL)
    return FALSE;
  plan->status = found->status;
  plan->chance = found->p;
  plan->has_t = FALSE;
  plan->has_remedies = FALSE;
  for (gsize i = 0; i < book->n; i++)
    {
      plan->quota[i] = found->quota[i];
      plan->limit[i] = found->limit[i] == SB_CHANCE_LOCKED  ? SB_QUOTA_AT_FLOOR | SB_QUOTA_AT_CAP
                       : found->limit[i] == SB_CHANCE_FLOOR ? SB_QUOTA_AT_FLOOR
                       : found->limit[i] == SB_CHANCE_CAP   ? SB_QUOTA_AT_CAP
                                                            : SB_QUOTA_FREE;
    }
  return TRUE;
}

static gboolean
set_sums (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  gint64 sum = 0;

  for (gsize i = 0; i < book->n; i++)
    {
      if (!sb_money_add (&sum, plan->quota[i]))
        return FALSE;
      for (int node = book->members[i].node; node >= 0; node = book->nodes[node].parent)
        plan->node_quota[node] += plan->quota[i];
    }
  plan->open_gap = MAX (plan->assigned - sum, 0);
  plan->surplus = MAX (sum - plan->assigned, 0);
  return TRUE;
}

static gboolean
set_months (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  SbQuotaMonthsProblem problem = { .n_rows = book->n, .n_months = book->n_months, .quota = plan->quota,
                                   .season_ppm = book->month_season, .days = book->days,
                                   .locked = plan->hand->cell_locked, .typed = plan->hand->cell_typed };

  plan->months = sb_quota_months_compute (&problem);
  if (plan->months == NULL)
    return FALSE;
  for (gsize i = 0; i < book->n; i++)
    for (int node = book->members[i].node; node >= 0; node = book->nodes[node].parent)
      for (gsize m = 0; m < book->n_months; m++)
        plan->node_months[(gsize) node * book->n_months + m] += plan->months->cells[i * book->n_months + m];
  return TRUE;
}

static SbRatio
reach_of (const SbPlanBook *book, int row, gint64 quota)
{
  const SbForecastRow *found = row_of (book, row);

  if (found == NULL || found->reason != SB_REASON_NONE)
    return sb_ratio_undefined (SB_REASON_CANNOT_JUDGE);
  return sb_ratio_measure (sb_simulation_reach (book->forecast->simulation, (gsize) row, quota),
                           sb_simulation_n_draws (book->forecast->simulation));
}

static void
set_spread (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  g_autofree double *chance = g_new (double, book->n + 1), *capacity = g_new (double, book->n + 1);
  double least = 2, most = -1;
  gsize known = 0;

  for (gsize i = 0; i < book->n; i++)
    {
      chance[i] = sb_ratio_is_defined (&plan->reach[i]) ? plan->reach[i].value : -1;
      capacity[i] = book->members[i].capacity;
      if (chance[i] < 0)
        continue;
      known++;
      least = MIN (least, chance[i]);
      most = MAX (most, chance[i]);
    }
  plan->band = sb_reach_band_compute (chance, book->n);
  plan->opportunity = book->n < FEW_PEOPLE ? sb_ratio_undefined (SB_REASON_TOO_FEW)
                                           : sb_opportunity_cv (plan->quota, capacity, NULL, book->n);
  plan->outcome = known < 2 ? sb_ratio_undefined (SB_REASON_TOO_FEW)
                            : sb_ratio_measure (most - least, (gint64) known);
}

static void
set_chances (SbPlan *plan)
{
  const SbPlanBook *book = plan->book;
  SbSimulation *draws = book->forecast->simulation;
  gint64 sum = 0;

  for (gsize i = 0; i < book->n; i++)
    {
      plan->reach[i] = reach_of (book, book->members[i].row, plan->quota[i]);
      plan->ask[i] = sb_ratio (plan->quota[i], MAX (book->members[i].bottom_up, 0), SB_REASON_NO_HISTORY);
      sum += plan->quota[i];
    }
  for (gsize i = 0; i < book->n_nodes; i++)
    plan->node_reach[i] = reach_of (book, book->nodes[i].row, plan->node_quota[i]);
  plan->together = reach_of (book, book->nodes[0].row, plan->hand->target);
  plan->ask_all = sb_ratio (sum, sb_plan_book_expected (book), SB_REASON_NO_HISTORY);
  plan->hedge = sb_hedge_recommend_from_draws (sb_simulation_sorted (draws, (gsize) book->nodes[0].row),
                                               sb_simulation_n_draws (draws), plan->hand->target, HEDGE_LEVEL,
                                               HEDGE_MOST_PPM);
  set_spread (plan);
}

static SbPlan *
plan_new (SbPlanBook *book, const SbPlanHand *hand)
{
  SbPlan *plan = g_new0 (SbPlan, 1);
  gsize n = book->n + 1, nodes = book->n_nodes + 1;

  plan->book = sb_plan_book_ref (book);
  plan->hand = sb_plan_hand_copy (hand);
  plan->quota = g_new0 (gint64, n);
  plan->calculated = g_new0 (gint64, n);
  plan->fair = g_new0 (gint64, n);
  plan->lo = g_new0 (gint64, n);
  plan->hi = g_new0 (gint64, n);
  plan->limit = g_new0 (guint8, n);
  plan->ask = g_new0 (SbRatio, n);
  plan->reach = g_new0 (SbRatio, n);
  plan->node_quota = g_new0 (gint64, nodes);
  plan->node_reach = g_new0 (SbRatio, nodes);
  plan->node_months = g_new0 (gint64, nodes * (book->n_months + 1));
  plan->anchors = g_new0 (SbDd, n);
  plan->node_of = g_new0 (gint32, n);
  plan->tree = g_new0 (SbQuotaNode, nodes);
  plan->bottom_up = g_new0 (gint64, n);
  plan->current = g_new0 (gint64, n);
  for (gsize i = 0; i < book->n; i++)
    {
      plan->bottom_up[i] = book->members[i].bottom_up;
      plan->current[i] = book->members[i].comparable;
    }
  return plan;
}

SbPlan *
sb_plan_compute (SbPlanBook *book, const SbPlanHand *hand)
{
  SbPlan *plan;
  gint64 over = 0;
  gboolean ok;

  g_return_val_if_fail (book != NULL && hand != NULL, NULL);

  if (hand->n != book->n || hand->n_months != book->n_months || hand->n_nodes != book->n_nodes
      || !share_of (hand->target, hand->over_ppm, &over))
    return NULL;
  plan = plan_new (book, hand);
  plan->assigned = hand->target;
  ok = sb_money_add (&plan->assigned, over);
  if (ok)
    {
      set_fair (plan);
      set_tree (plan);
    }
  ok = ok && set_bounds (plan) && set_anchors (plan) && solve (plan);
  if (ok)
    set_calculated (plan);
  ok = ok && (hand->method != SB_PLAN_EQUAL_CHANCE || solve_equal_chance (plan)) && set_sums (plan)
       && set_months (plan);
  if (ok)
    set_chances (plan);
  else
    g_clear_pointer (&plan, sb_plan_free);
  return plan;
}

void
sb_plan_free (SbPlan *plan)
{
  if (plan == NULL)
    return;
  sb_plan_book_unref (plan->book);
  sb_plan_hand_free (plan->hand);
  g_clear_pointer (&plan->months, sb_quota_months_free);
  g_clear_pointer (&plan->solved, sb_quota_plan_free);
  g_free (plan->quota);
  g_free (plan->calculated);
  g_free (plan->fair);
  g_free (plan->lo);
  g_free (plan->hi);
  g_free (plan->limit);
  g_free (plan->ask);
  g_free (plan->reach);
  g_free (plan->node_quota);
  g_free (plan->node_reach);
  g_free (plan->node_months);
  g_free (plan->anchors);
  g_free (plan->node_of);
  g_free (plan->tree);
  g_free (plan->bottom_up);
  g_free (plan->current);
  g_free (plan);
}
