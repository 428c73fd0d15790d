/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a manager has moved and typed in a scenario: plain values with defaults and copies. */
#include "analysis/sb-plan.h"

#include "core/sb-money.h"

#define STEP_UNITS 1000 /* of the currency, the default step of quotas */

static const char *const keys[SB_N_PLAN_METHODS] = { "blend", "equal-chance", "equal", "history", "capacity", "pipeline" };

const char *
sb_plan_method_key (SbPlanMethod method)
{
  g_return_val_if_fail (method < SB_N_PLAN_METHODS, keys[0]);

  return keys[method];
}

gboolean
sb_plan_method_parse (const char *key, SbPlanMethod *method)
{
  for (guint i = 0; key != NULL && i < SB_N_PLAN_METHODS; i++)
    if (g_str_equal (keys[i], key))
      {
        *method = (SbPlanMethod) i;
        return TRUE;
      }
  return FALSE;
}

static gint64
default_step (const SbPlanBook *book, gint64 target)
{
  gint64 step = STEP_UNITS;

  for (int i = 0; i < book->facts->exponent; i++)
    step *= 10;
  /* Steps are for large quotas: below some fifty steps a member they would be seen. */
  return book->n > 0 && target / (gint64) book->n >= 50 * step ? step : 1;
}

static gint64
round_up (gint64 value, gint64 step)
{
  return step <= 1 || value <= 0 ? value : (value + step - 1) / step * step;
}

SbPlanHand *
sb_plan_hand_new (const SbPlanBook *book)
{
  SbPlanHand *hand = g_new0 (SbPlanHand, 1);

  g_return_val_if_fail (book != NULL, NULL);

  hand->target = sb_plan_book_usual (book);
  hand->step = default_step (book, hand->target);
  hand->target = round_up (hand->target, hand->step);
  hand->alpha = 500000;
  hand->beta = 300000;
  hand->gamma = 200000;
  hand->kappa_ppm = 500000;
  hand->floor_ppm = 600000;
  hand->cap_ppm = 1300000;
  hand->n = book->n;
  hand->n_months = book->n_months;
  hand->n_nodes = book->n_nodes;
  hand->locked = g_new0 (guint8, hand->n + 1);
  hand->typed = g_new0 (gint64, hand->n + 1);
  hand->cell_locked = g_new0 (guint8, hand->n * hand->n_months + 1);
  hand->cell_typed = g_new0 (gint64, hand->n * hand->n_months + 1);
  hand->node_lo = g_new0 (gint64, hand->n_nodes + 1);
  hand->node_hi = g_new0 (gint64, hand->n_nodes + 1);
  for (gsize i = 0; i < hand->n_nodes; i++)
    {
      hand->node_lo[i] = G_MININT64;
      hand->node_hi[i] = SB_QUOTA_NO_CAP;
    }
  return hand;
}

SbPlanHand *
sb_plan_hand_copy (const SbPlanHand *hand)
{
  SbPlanHand *copy = g_memdup2 (hand, sizeof *hand);
  gsize cells = hand->n * hand->n_months;

  copy->locked = g_memdup2 (hand->locked, hand->n + 1);
  copy->typed = g_memdup2 (hand->typed, sizeof (gint64) * (hand->n + 1));
  copy->cell_locked = g_memdup2 (hand->cell_locked, cells + 1);
  copy->cell_typed = g_memdup2 (hand->cell_typed, sizeof (gint64) * (cells + 1));
  copy->node_lo = g_memdup2 (hand->node_lo, sizeof (gint64) * (hand->n_nodes + 1));
  copy->node_hi = g_memdup2 (hand->node_hi, sizeof (gint64) * (hand->n_nodes + 1));
  return copy;
}

void
sb_plan_hand_free (SbPlanHand *hand)
{
  if (hand == NULL)
    return;
  g_free (hand->locked);
  g_free (hand->typed);
  g_free (hand->cell_locked);
  g_free (hand->cell_typed);
  g_free (hand->node_lo);
  g_free (hand->node_hi);
  g_free (hand);
}
