/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts how often close dates moved out. Called by the key figures and the attention list. */
#include "sb-config.h"

#include "analysis/sb-slippage.h"

#include "analysis/sb-deal-span.h"

#include <glib/gi18n-lib.h>

#define MANY_PUSHES 3

/* The pushes of one deal: pointer into facts->pushes (ascending deal id) and their number. */
static const SbPushFact *
pushes_of (const SbFacts *facts, gint32 deal_id, gsize *n)
{
  gsize lo = 0, hi = facts->n_pushes, end;

  while (lo < hi)
    {
      gsize mid = lo + (hi - lo) / 2;

      if (facts->pushes[mid].deal_id < deal_id)
        lo = mid + 1;
      else
        hi = mid;
    }
  for (end = lo; end < facts->n_pushes && facts->pushes[end].deal_id == deal_id; end++)
    ;
  *n = end - lo;
  return facts->pushes != NULL ? facts->pushes + lo : NULL;
}

SbDate
sb_pushes_expected_at (SbPushes pushes, SbDate expected_now, SbDate day)
{
  const SbPushFact *first = NULL;

  for (gsize i = 0; i < pushes.n; i++)
    if (pushes.rows[i].as_of_on > day && (first == NULL || pushes.rows[i].as_of_on < first->as_of_on))
      first = &pushes.rows[i];
  return first != NULL ? first->from_on : expected_now;
}

SbDate
sb_expected_close_at (const SbFacts *facts, const SbDealFact *deal, SbDate day)
{
  SbPushes pushes;

  g_return_val_if_fail (facts != NULL && deal != NULL, SB_DATE_NONE);

  pushes.rows = pushes_of (facts, deal->id, &pushes.n);
  return sb_pushes_expected_at (pushes, deal->expected_close_on, day);
}

/* A date moved out of the period between its start and as_of. */
static gboolean
left_period (SbPushes pushes, SbPeriod period, SbDate as_of)
{
  for (gsize i = 0; i < pushes.n; i++)
    if (pushes.rows[i].as_of_on >= period.start && pushes.rows[i].as_of_on <= as_of
        && sb_date_in (pushes.rows[i].from_on, period.start, period.end) && pushes.rows[i].to_on > period.end)
      return TRUE;
  return FALSE;
}

static gboolean
due_at_start (SbPushes pushes, const SbDealSpan *span, SbPeriod period)
{
  return sb_date_in (sb_pushes_expected_at (pushes, span->expected_on, period.start - 1), period.start, period.end);
}

typedef struct {
  gint64 due, left, open, pushes;
} Count;

static void
count_start (SbSlippage *slippage, Count *count, SbPushes pushes, const SbDealSpan *span, SbDate as_of)
{
  SbPeriod period = slippage->explain_rate->period;

  if (!due_at_start (pushes, span, period))
    return;
  count->due++;
  if (left_period (pushes, period, as_of))
    {
      count->left++;
      sb_explain_row (slippage->explain_rate, span->id);
    }
}

static void
count_open (SbSlippage *slippage, Count *count, const SbDealSpan *span)
{
  count->open++;
  count->pushes += span->pushes;
  if (span->pushes < MANY_PUSHES)
    return;
  slippage->pushed_three++;
  sb_sum_add (&slippage->pushed_three_minor, span->minor);
  sb_explain_row (slippage->explain_three, span->id);
}

static void
finish (SbSlippage *slippage, const Count *count, gboolean has_history)
{
  slippage->pushes_per_deal = sb_ratio (count->pushes, count->open, SB_REASON_NO_DATA);
  slippage->push_rate = sb_ratio (count->left, count->due, SB_REASON_NO_DATA);
  if (!has_history)
    slippage->push_rate = sb_ratio_undefined (SB_REASON_NO_HISTORY);
  sb_explain_input (slippage->explain_rate, N_("Due at the start"), sb_quantity_count (count->due));
  sb_explain_input (slippage->explain_rate, N_("Later dated out of the period"), sb_quantity_count (count->left));
  sb_explain_seal (slippage->explain_rate, sb_quantity_share (&slippage->push_rate));
  sb_explain_input (slippage->explain_three, N_("Open deals"), sb_quantity_count (count->open));
  sb_explain_input (slippage->explain_three, N_("Pushes of open deals"), sb_quantity_count (count->pushes));
  sb_explain_input (slippage->explain_three, N_("Their amount"), sb_quantity_money (slippage->pushed_three_minor));
  sb_explain_seal (slippage->explain_three, sb_quantity_count (slippage->pushed_three));
}

static SbSlippage *
slippage_new (SbPeriod period, SbScope scope, SbDate as_of)
{
  SbSlippage *slippage = g_new0 (SbSlippage, 1);

  slippage->explain_rate
    = sb_explain_new ("push_rate", N_("Push rate"),
                      N_("Deals due at the start of the period and later dated out of it ÷ deals due at its start"));
  slippage->explain_three
    = sb_explain_new ("pushed_three", N_("Deals pushed three times and more"),
                      N_("Number of open deals whose expected close moved later at least three times"));
  sb_explain_filter (slippage->explain_rate, period, scope, as_of);
  sb_explain_filter (slippage->explain_three, period, scope, as_of);
  sb_explain_row_type (slippage->explain_rate, "deal");
  sb_explain_row_type (slippage->explain_three, "deal");
  return slippage;
}

SbSlippage *
sb_slippage_of (const SbFacts *facts, const GArray *spans, SbPeriod period, SbScope scope, SbDate as_of)
{
  SbSlippage *slippage;
  Count count = { 0 };
  gsize n, cursor = 0;
  const SbDealSpan *all;

  g_return_val_if_fail (facts != NULL && spans != NULL, NULL);

  slippage = slippage_new (period, scope, as_of);
  all = sb_deal_spans (spans, &n);
  for (gsize i = 0; i < n; i++)
    {
      const SbDealSpan *span = &all[i];

      if (span->status == SB_STATUS_VOID)
        continue;
      if (span->from <= period.start && span->until >= period.start)
        count_start (slippage, &count, sb_pushes_next (facts, span->id, &cursor), span, as_of);
      if (sb_deal_span_is_open (span, as_of))
        count_open (slippage, &count, span);
    }
  finish (slippage, &count, facts->n_pushes > 0);
  return slippage;
}

SbSlippage *
sb_slippage_compute (const SbFacts *facts, SbPeriod period, SbScope scope, SbDate as_of)
{
  g_autoptr (GArray) spans = NULL;

  g_return_val_if_fail (facts != NULL, NULL);

  spans = sb_deal_spans_new (facts, 0, scope);
  return sb_slippage_of (facts, spans, period, scope, as_of);
}

void
sb_slippage_free (SbSlippage *slippage)
{
  g_return_if_fail (slippage != NULL);

  g_clear_pointer (&slippage->explain_rate, sb_explain_unref);
  g_clear_pointer (&slippage->explain_three, sb_explain_unref);
  g_free (slippage);
}
