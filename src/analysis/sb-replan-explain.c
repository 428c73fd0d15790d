/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why so much is still to be carried, and what that is against what is realistic. */
#include "sb-config.h"

#include "analysis/sb-replan-table.h"

#include <glib/gi18n-lib.h>

SbExplain *
sb_replan_table_explain (const SbReplanTable *table)
{
  const SbPlanQuery *query;
  SbExplain *explain;
  gint64 left;

  g_return_val_if_fail (table != NULL, NULL);

  query = &table->book->query;
  left = table->target - table->won;
  explain = sb_explain_new ("replan.ask", N_("What is still to be carried, against what is realistic"),
                            N_("(target − won) ÷ what the members realistically bring in the rest of the period"));
  sb_explain_filter (explain, query->period, query->scope, query->as_of);
  sb_explain_input (explain, N_("Target"), sb_quantity_money (table->target));
  sb_explain_input (explain, N_("Won so far"), sb_quantity_money (table->won));
  sb_explain_input (explain, N_("Still to be carried"), sb_quantity_money (left));
  sb_explain_input (explain, N_("Realistic for the rest"), sb_quantity_money (table->rest_all));
  if (table->outside != 0)
    sb_explain_input (explain, N_("Won by people who are not in the table"), sb_quantity_money (table->outside));
  sb_explain_seal (explain, table->rest_all > 0
                              ? sb_quantity_real (SB_UNIT_TIMES, (double) left / (double) table->rest_all)
                              : sb_quantity_undefined (SB_UNIT_TIMES, SB_REASON_ZERO_DENOMINATOR));
  return explain;
}
