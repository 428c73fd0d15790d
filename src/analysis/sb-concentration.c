/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of the result by customer and member, and what is left without the largest contributor. Called by overview,
 * attention list and segments. Nothing here ranks people on a screen: members appear only as the largest share. */
#include "sb-config.h"

#include "analysis/sb-concentration.h"

#include "analysis/sb-deal-state.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define MIN_GINI 5

static int
compare_reals (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
sb_hhi (const gint64 *values, gsize n)
{
  double total = 0.0, squares = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      total += (double) values[i];
      squares += (double) values[i] * (double) values[i];
    }
  return total > 0.0 ? squares / (total * total) : 0.0;
}

double
sb_gini (const double *values, gsize n)
{
  g_autofree double *sorted = NULL;
  double total = 0.0, weighted = 0.0;

  if (n == 0)
    return 0.0;
  sorted = g_memdup2 (values, n * sizeof *values);
  qsort (sorted, n, sizeof *sorted, compare_reals);
  for (gsize i = 0; i < n; i++)
    {
      total += sorted[i];
      weighted += (2.0 * (double) i + 1.0 - (double) n) * sorted[i];
    }
  return total > 0.0 || total < 0.0 ? weighted / ((double) n * total) : 0.0;
}

typedef enum { BY_CUSTOMER, BY_MEMBER } By;

static gint32
key_of (const SbDealFact *deal, By by)
{
  return by == BY_CUSTOMER ? deal->account_id : deal->owner_id;
}

/* Won amounts by customer or member, ids ascending; id 0 (none) stays in the total as a part of its own. */
static GHashTable *
sums_of (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of, By by)
{
  GHashTable *sums = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_auto (SbScopeFilter) filter = { 0 };

  sb_scope_filter_init (&filter, facts, scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];
      gint64 *sum;

      if (deal->status != SB_STATUS_WON || !sb_date_in (deal->closed_on, period.start, MIN (period.end, as_of))
          || !sb_deal_has_value (deal) || !sb_deal_counts (facts, pipelines, 0, deal)
          || !sb_deal_in_scope (&filter, deal))
        continue;
      sum = g_hash_table_lookup (sums, GINT_TO_POINTER (key_of (deal, by)));
      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (sums, GINT_TO_POINTER (key_of (deal, by)), sum);
        }
      sb_sum_add (sum, deal->amount_minor);
    }
  return sums;
}

static int
compare_parts (const void *a, const void *b)
{
  const SbConcentrationPart *x = a, *y = b;

  if (x->minor != y->minor)
    return x->minor > y->minor ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
collect_parts (SbConcentration *concentration, const SbFacts *facts, GHashTable *sums, By by)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 minor = *(const gint64 *) value;
      SbConcentrationPart part = { GPOINTER_TO_INT (key), NULL, minor, 0.0 };
      const SbMemberFact *member;

      if (minor <= 0)
        continue;
      if (by == BY_CUSTOMER)
        part.name = sb_facts_account_name (facts, part.id);
      else if ((member = sb_facts_member (facts, part.id)) != NULL)
        part.name = member->name;
      sb_sum_add (&concentration->total, minor);
      g_array_append_val (concentration->parts, part);
    }
  g_array_sort (concentration->parts, compare_parts);
}

static SbRatio
share_of_first (const SbConcentration *concentration, guint n)
{
  gint64 sum = 0;
  SbRatio ratio;

  for (guint i = 0; i < MIN (n, concentration->parts->len); i++)
    sb_sum_add (&sum, g_array_index (concentration->parts, SbConcentrationPart, i).minor);
  ratio = sb_ratio (sum, concentration->total, SB_REASON_NO_CLOSED_DEALS);
  ratio.n = concentration->parts->len;
  return ratio;
}

static void
measure (SbConcentration *concentration)
{
  guint n = concentration->parts->len;
  g_autofree gint64 *minors = g_new (gint64, n + 1);
  g_autofree double *reals = g_new (double, n + 1);
  double hhi;

  for (guint i = 0; i < n; i++)
    {
      SbConcentrationPart *part = &g_array_index (concentration->parts, SbConcentrationPart, i);

      part->share = (double) part->minor / (double) concentration->total;
      minors[i] = part->minor;
      reals[i] = (double) part->minor;
    }
  concentration->top1 = share_of_first (concentration, 1);
  concentration->top3 = share_of_first (concentration, 3);
  hhi = sb_hhi (minors, n);
  concentration->hhi = n > 0 ? sb_ratio_measure (hhi, n) : sb_ratio_undefined (SB_REASON_NO_CLOSED_DEALS);
  concentration->effective = n > 0 ? sb_ratio_measure (1.0 / hhi, n) : sb_ratio_undefined (SB_REASON_NO_CLOSED_DEALS);
  concentration->gini
    = n >= MIN_GINI ? sb_ratio_measure (sb_gini (reals, n), n) : sb_ratio_undefined (SB_REASON_TOO_FEW);
}

/* The won deals of the largest part. */
static void
add_rows (SbExplain *explained, const SbFacts *facts, By by, gint32 id)
{
  g_autofree guint8 *pipelines = sb_deal_pipelines_new (facts);
  g_auto (SbScopeFilter) filter = { 0 };
  SbDate until = MIN (explained->period.end, explained->as_of);

  sb_scope_filter_init (&filter, facts, explained->scope);
  for (gsize i = 0; i < facts->n_deals; i++)
    {
      const SbDealFact *deal = &facts->deals[i];

      if (deal->status == SB_STATUS_WON && key_of (deal, by) == id
          && sb_date_in (deal->closed_on, explained->period.start, until) && sb_deal_has_value (deal)
          && sb_deal_counts (facts, pipelines, 0, deal) && sb_deal_in_scope (&filter, deal))
        sb_explain_row (explained, deal->id);
    }
}

static void
explain (SbConcentration *concentration, const SbFacts *facts, By by)
{
  SbExplain *explained = concentration->explain;
  const SbConcentrationPart *first;

  sb_explain_row_type (explained, "deal");
  sb_explain_input (explained, N_("Revenue won"), sb_quantity_money (concentration->total));
  sb_explain_input (explained, N_("Share of the largest three"),
                    sb_quantity_ratio (SB_UNIT_PERCENT, &concentration->top3));
  sb_explain_input (explained, N_("Effective number: 1 ÷ sum of squared shares"),
                    sb_quantity_ratio (SB_UNIT_NUMBER, &concentration->effective));
  if (concentration->parts->len > 0)
    {
      first = &g_array_index (concentration->parts, SbConcentrationPart, 0);
      sb_explain_input (
        explained, N_("The largest"),
        sb_quantity_name (by == BY_CUSTOMER ? SB_NAME_ACCOUNT : SB_NAME_MEMBER, first->id, first->name));
      sb_explain_input (explained, N_("Its revenue"), sb_quantity_money (first->minor));
      add_rows (explained, facts, by, first->id);
    }
  sb_explain_seal (explained, sb_quantity_ratio (SB_UNIT_PERCENT, &concentration->top1));
}

static SbConcentration *
concentrate (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of, By by)
{
  SbConcentration *concentration = g_new0 (SbConcentration, 1);
  g_autoptr (GHashTable) sums = sums_of (facts, period, scope, as_of, by);

  concentration->parts = g_array_new (FALSE, TRUE, sizeof (SbConcentrationPart));
  collect_parts (concentration, facts, sums, by);
  measure (concentration);
  concentration->explain
    = by == BY_CUSTOMER ? sb_explain_new ("concentration.customers", N_("Share of the largest customer"),
                                          N_("Revenue won with the largest customer ÷ revenue won"))
                        : sb_explain_new ("concentration.members", N_("Share of the largest contributor"),
                                          N_("Revenue won by the largest contributor ÷ revenue won"));
  sb_explain_filter (concentration->explain, period, scope, as_of);
  explain (concentration, facts, by);
  return concentration;
}

SbConcentration *
sb_concentration_customers (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return concentrate (facts, period, scope, as_of, BY_CUSTOMER);
}

SbConcentration *
sb_concentration_members (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return concentrate (facts, period, scope, as_of, BY_MEMBER);
}

void
sb_concentration_free (SbConcentration *concentration)
{
  g_return_if_fail (concentration != NULL);

  g_array_unref (concentration->parts);
  g_clear_pointer (&concentration->explain, sb_explain_unref);
  g_free (concentration);
}
