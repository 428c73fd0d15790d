/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stayed, and with how much: the last 12 months against the 12 before. Called by customers page and key figures. */
#include "sb-config.h"

#include "analysis/sb-segment.h"

#include "analysis/sb-kpi-tally.h"

#include <glib/gi18n-lib.h>

static void
take (SbRetention *retention, const SbBuyer *buyer, gint32 account_id)
{
  retention->start_n++;
  sb_sum_add (&retention->start, buyer->before);
  if (buyer->n_now == 0)
    {
      sb_sum_add (&retention->churn, buyer->before);
      sb_explain_row (retention->explain, account_id);
      return;
    }
  retention->kept_n++;
  if (buyer->now < buyer->before)
    sb_sum_add (&retention->contraction, buyer->before - buyer->now);
  else
    sb_sum_add (&retention->expansion, buyer->now - buyer->before);
}

/* whole: the earlier year is known from its first month on; otherwise money of a part of a year would be compared
 * with a whole one. */
static void
finish (SbRetention *retention, gboolean whole, gint64 revenue, gint64 active)
{
  gint64 kept = retention->start - retention->churn - retention->contraction;
  gint64 start = whole ? retention->start : 0;

  retention->logo = sb_ratio (retention->kept_n, retention->start_n, SB_REASON_NO_HISTORY);
  retention->gross = sb_ratio (kept, start, SB_REASON_NO_HISTORY);
  retention->net = sb_ratio (kept + retention->expansion, start, SB_REASON_NO_HISTORY);
  if (!whole && retention->start_n > 0)
    sb_explain_note (retention->explain,
                     N_("The records begin within the earlier 12 months, so revenue is not compared."));
  retention->gross.n = retention->net.n = retention->start_n;
  retention->per_customer = active > 0 ? sb_amount (revenue / active, active) : sb_amount_undefined (SB_REASON_NO_DATA);
  sb_explain_input (retention->explain, N_("Customers of the 12 months before"),
                    sb_quantity_count (retention->start_n));
  sb_explain_input (retention->explain, N_("Of these, customers of the last 12 months"),
                    sb_quantity_count (retention->kept_n));
  sb_explain_input (retention->explain, N_("Revenue kept"), sb_quantity_ratio (SB_UNIT_PERCENT, &retention->gross));
  sb_explain_input (retention->explain, N_("Revenue kept with growth"),
                    sb_quantity_ratio (SB_UNIT_PERCENT, &retention->net));
  sb_explain_note (retention->explain, N_("The rows are the customers lost. New customers are left out."));
  sb_explain_seal (retention->explain, sb_quantity_share (&retention->logo));
}

SbRetention *
sb_retention_of (const SbFacts *facts, const SbBuyer *buyers, SbScope scope, SbDate as_of)
{
  g_auto (SbScopeFilter) filter = { 0 };
  SbRetention *retention;
  SbDate first = SB_DATE_FOREVER;
  gint64 revenue = 0, active = 0;

  g_return_val_if_fail (facts != NULL && buyers != NULL, NULL);

  retention = g_new0 (SbRetention, 1);
  retention->explain
    = sb_explain_new ("retention", N_("Customer retention"),
                      N_("Customers who bought in the last 12 months ÷ customers who bought in the 12 months before"));
  sb_explain_filter (retention->explain, sb_period_custom (sb_date_add_months (as_of, -12) + 1, as_of), scope, as_of);
  sb_explain_row_type (retention->explain, "account");
  sb_scope_filter_init (&filter, facts, scope);
  for (gsize i = 0; i < facts->n_accounts; i++)
    {
      const SbAccountFact *account = &facts->accounts[i];

      if (buyers[i].first_on != SB_DATE_NONE)
        first = MIN (first, buyers[i].first_on);
      if ((account->flags & SB_FACT_ARCHIVED) || !sb_kpi_scope_has_row (&filter, facts, account->owner_id, account->id))
        continue;
      if (buyers[i].n_now > 0)
        {
          active++;
          sb_sum_add (&revenue, buyers[i].now);
        }
      if (buyers[i].n_before > 0)
        take (retention, &buyers[i], account->id);
    }
  finish (retention, first <= sb_date_add_months (as_of, -23), revenue, active);
  return retention;
}

SbRetention *
sb_retention_compute (const SbFacts *facts, SbScope scope, SbDate as_of)
{
  g_autofree SbBuyer *buyers = NULL;

  g_return_val_if_fail (facts != NULL, NULL);

  buyers = sb_buyers_new (facts, 0, as_of);
  return sb_retention_of (facts, buyers, scope, as_of);
}

void
sb_retention_free (SbRetention *retention)
{
  g_return_if_fail (retention != NULL);

  g_clear_pointer (&retention->explain, sb_explain_unref);
  g_free (retention);
}
