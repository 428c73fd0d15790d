/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attainment without the largest contributor. Called by the overview and the attention list. */
#include "sb-config.h"

#include "analysis/sb-concentration.h"

#include <glib/gi18n-lib.h>

/* The share of the target that the largest contributor bears: an own target, else an equal part. */
static double
own_part (SbCarry *carry, const SbFacts *facts, const SbTargetQuery *query, gint64 target, guint contributors)
{
  SbTargetQuery own = *query;
  SbPlanTarget found;

  own.scope = SB_SCOPE_ALL;
  own.scope.member_id = carry->member_id;
  found = sb_plan_target_find (facts, &own);
  if (found.reason == SB_REASON_NONE)
    return (double) found.minor;
  carry->target_shared = TRUE;
  return (double) target / contributors;
}

static void
measure (SbCarry *carry, const SbFacts *facts, const SbTargetQuery *query, const SbConcentration *members)
{
  SbPlanTarget target = sb_plan_target_find (facts, query);
  const SbConcentrationPart *first;
  double rest_won, rest_target;

  carry->carry = sb_ratio_undefined (SB_REASON_NO_CLOSED_DEALS);
  if (members->parts->len == 0)
    return;
  first = &g_array_index (members->parts, SbConcentrationPart, 0);
  carry->member_id = first->id;
  carry->name = first->name;
  carry->minor = first->minor;
  sb_explain_input (carry->explain, N_("Revenue won"), sb_quantity_money (members->total));
  sb_explain_input (carry->explain, N_("The largest contributor"),
                    sb_quantity_name (SB_NAME_MEMBER, first->id, first->name));
  sb_explain_input (carry->explain, N_("Won by the largest contributor"), sb_quantity_money (first->minor));
  carry->carry.reason = members->parts->len < 2 ? SB_REASON_TOO_FEW : target.reason;
  if (carry->carry.reason != SB_REASON_NONE)
    return;
  rest_won = (double) members->total - (double) first->minor;
  rest_target = (double) target.minor - own_part (carry, facts, query, target.minor, members->parts->len);
  sb_explain_input (carry->explain, N_("Target"), sb_quantity_money (target.minor));
  sb_explain_input (carry->explain, N_("Target without the largest contributor"),
                    sb_quantity_real (SB_UNIT_MONEY, rest_target));
  if (rest_target > 0.0)
    carry->carry = sb_ratio_measure (rest_won / rest_target, members->parts->len);
  else
    carry->carry = sb_ratio_undefined (SB_REASON_ZERO_DENOMINATOR);
}

SbCarry *
sb_carry_compute (const SbFacts *facts, const SbTargetQuery *query)
{
  g_autoptr (SbConcentration) members = NULL;
  SbCarry *carry;

  g_return_val_if_fail (facts != NULL && query != NULL, NULL);

  carry = g_new0 (SbCarry, 1);
  carry->explain
    = sb_explain_new ("carry", N_("Attainment without the largest contributor"),
                      N_("(Revenue won − won by the largest contributor) ÷ (target − that person's target)"));
  sb_explain_filter (carry->explain, query->period, query->scope, query->as_of);
  members = sb_concentration_members (facts, query->period, query->scope, query->as_of);
  measure (carry, facts, query, members);
  if (carry->target_shared)
    sb_explain_note (carry->explain,
                     N_("No target of that person: the target is divided equally among the contributors."));
  sb_explain_seal (carry->explain, sb_quantity_ratio (SB_UNIT_PERCENT, &carry->carry));
  return carry;
}

void
sb_carry_free (SbCarry *carry)
{
  g_return_if_fail (carry != NULL);

  g_clear_pointer (&carry->explain, sb_explain_unref);
  g_free (carry);
}
