/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commission in whole numbers: everything over the common denominators of bounds and rates. Called by incentives and
 * the vectors; no floating point decides a minor unit. */
#include "analysis/sb-commission.h"

/* Everything over one denominator: lengths in 1/bound units, rates in 1/rate. */
typedef struct {
  gint64 bound;
  gint64 rate;
} Scale;

static gboolean
widen (gint64 *scale, gint64 den)
{
  gint64 step = den / sb_gcd (*scale, den);

  return !__builtin_mul_overflow (*scale, step, scale);
}

static gboolean
find_scale (const SbCommissionPlan *plan, Scale *scale)
{
  scale->bound = plan->threshold.den;
  scale->rate = 1;
  for (gsize k = 0; k < plan->n_tiers; k++)
    if (!widen (&scale->bound, plan->tiers[k].from.den) || !widen (&scale->rate, plan->tiers[k].rate.den))
      return FALSE;
  return TRUE;
}

/* fraction × quota in 1/bound units. */
static gboolean
bound_at (SbRational fraction, gint64 quota, const Scale *scale, SbWide *out)
{
  return !__builtin_mul_overflow ((SbWide) fraction.num * quota, (SbWide) (scale->bound / fraction.den), out);
}

static gboolean
add_pay (SbWide *sum, SbRational rate, SbWide length, const Scale *scale)
{
  SbWide units = (SbWide) rate.num * (scale->rate / rate.den), pay;

  return !__builtin_mul_overflow (units, length, &pay) && !__builtin_add_overflow (*sum, pay, sum);
}

static gboolean
marginal (const SbCommissionPlan *plan, gint64 amount, gint64 quota, const Scale *scale, SbWide *sum)
{
  SbWide whole = (SbWide) amount * scale->bound, start = 0;

  if (plan->threshold_excludes && !bound_at (plan->threshold, quota, scale, &start))
    return FALSE;
  for (gsize k = 0; k < plan->n_tiers; k++)
    {
      SbWide from, to = whole;

      if (!bound_at (plan->tiers[k].from, quota, scale, &from))
        return FALSE;
      if (k + 1 < plan->n_tiers && !bound_at (plan->tiers[k + 1].from, quota, scale, &to))
        return FALSE;
      from = MAX (from, start);
      to = MIN (to, whole);
      if (to > from && !add_pay (sum, plan->tiers[k].rate, to - from, scale))
        return FALSE;
    }
  return TRUE;
}

/* The base is what counts at all: everything, or what lies above an excluding threshold. */
static gboolean
retroactive (const SbCommissionPlan *plan, gint64 amount, gint64 quota, const Scale *scale, SbWide *sum)
{
  SbWide whole = (SbWide) amount * scale->bound, start = 0;
  gsize tier = 0;

  if (plan->threshold_excludes && !bound_at (plan->threshold, quota, scale, &start))
    return FALSE;
  for (gsize k = 0; k < plan->n_tiers; k++)
    {
      SbWide from;

      if (!bound_at (plan->tiers[k].from, quota, scale, &from))
        return FALSE;
      if (whole >= from)
        tier = k;
    }
  return add_pay (sum, plan->tiers[tier].rate, whole - start, scale);
}

static gboolean
is_ascending (const SbCommissionPlan *plan)
{
  if (plan->n_tiers == 0 || plan->tiers[0].from.num != 0)
    return FALSE;
  for (gsize k = 1; k < plan->n_tiers; k++)
    if (sb_rational_compare (plan->tiers[k - 1].from, plan->tiers[k].from) >= 0)
      return FALSE;
  return plan->threshold.num >= 0;
}

gboolean
sb_commission_compute (const SbCommissionPlan *plan, gint64 amount, gint64 quota, SbCommission *out)
{
  Scale scale;
  SbWide sum = 0;

  g_return_val_if_fail (plan != NULL && out != NULL, FALSE);

  *out = (SbCommission) { 0, 0, SB_COMMISSION_OK };
  if (!is_ascending (plan) || !find_scale (plan, &scale))
    return FALSE;
  if (quota <= 0)
    out->note = SB_COMMISSION_NO_QUOTA;
  else if (amount <= 0)
    out->note = SB_COMMISSION_NON_POSITIVE;
  else if ((SbWide) amount * plan->threshold.den < (SbWide) plan->threshold.num * quota)
    out->note = SB_COMMISSION_BELOW_THRESHOLD;
  if (out->note != SB_COMMISSION_OK)
    return TRUE;
  if (plan->retroactive ? !retroactive (plan, amount, quota, &scale, &sum)
                        : !marginal (plan, amount, quota, &scale, &sum))
    return FALSE;
  if (!sb_wide_round (sum, (SbWide) scale.bound * scale.rate, &out->gross))
    return FALSE;
  out->payout = plan->has_cap ? MIN (out->gross, plan->cap) : out->gross;
  if (out->payout < out->gross)
    out->note = SB_COMMISSION_CAPPED;
  return TRUE;
}

const char *
sb_commission_note_key (SbCommissionNote note)
{
  static const char *const keys[] = { "no_quota", "non_positive", "below_threshold", "capped", "ok" };

  g_return_val_if_fail (note <= SB_COMMISSION_OK, keys[SB_COMMISSION_OK]);

  return keys[note];
}

gboolean
sb_draw_compute (const gint64 *earned, gsize n, gint64 draw, gint64 carry, gboolean recoverable,
                 gint64 (*paid_balance)[2])
{
  gint64 balance = carry;

  g_return_val_if_fail (n == 0 || (earned != NULL && paid_balance != NULL), FALSE);

  for (gsize i = 0; i < n; i++)
    {
      gint64 difference, paid;

      if (__builtin_sub_overflow (earned[i], draw, &difference))
        return FALSE;
      if (difference >= 0)
        {
          gint64 repaid = recoverable ? MIN (difference, MAX (balance, 0)) : 0;

          paid = earned[i] - repaid;
          balance -= repaid;
        }
      else
        {
          paid = draw;
          if (recoverable && __builtin_sub_overflow (balance, difference, &balance))
            return FALSE;
        }
      paid_balance[i][0] = paid;
      paid_balance[i][1] = balance;
    }
  return TRUE;
}
