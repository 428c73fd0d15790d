/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two tables over the segmentation: customers per member, and value × need. Called by the customers page. */
#include "analysis/sb-segment.h"

#include "analysis/sb-deal-state.h"

GArray *
sb_portfolio_compute (const SbFacts *facts, const SbSegmentation *segmentation)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbPortfolio));
  g_autofree SbPortfolio *all = NULL;

  g_return_val_if_fail (facts != NULL && segmentation != NULL, rows);

  all = g_new0 (SbPortfolio, facts->n_members + 1);
  for (gsize i = 0; i < segmentation->n_customers; i++)
    {
      const SbCustomer *customer = &segmentation->customers[i];
      const SbMemberFact *owner = sb_facts_member (facts, facts->accounts[i].owner_id);
      SbPortfolio *row;

      if (!customer->in_scope || owner == NULL)
        continue;
      row = &all[owner - facts->members];
      row->customers++;
      row->customers_a += customer->value_class == 'A' ? 1 : 0;
      row->open_deals += customer->open_deals;
      sb_sum_add (&row->revenue_year, customer->revenue_year);
      row->hours += customer->minutes / 60.0;
    }
  for (gsize i = 0; i < facts->n_members; i++)
    if (all[i].customers > 0)
      {
        all[i].member_id = facts->members[i].id;
        all[i].name = facts->members[i].name;
        g_array_append_val (rows, all[i]);
      }
  return rows;
}

static gsize
need_column (const gint32 *need_ids, gsize n_needs, gint32 need_id)
{
  for (gsize i = 0; i < n_needs; i++)
    if (need_ids[i] == need_id && need_id != 0)
      return i;
  return n_needs;
}

static gsize
value_row (char value_class)
{
  return value_class == 'A' ? 0 : value_class == 'B' ? 1 : 2;
}

GArray *
sb_matrix_compute (const SbFacts *facts, const SbSegmentation *segmentation, const gint32 *need_ids, gsize n_needs)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (SbMatrixCell));

  g_return_val_if_fail (facts != NULL && segmentation != NULL && (n_needs == 0 || need_ids != NULL), cells);

  g_array_set_size (cells, (guint) (3 * (n_needs + 1)));
  for (gsize i = 0; i < segmentation->n_customers; i++)
    {
      const SbCustomer *customer = &segmentation->customers[i];
      gsize column = need_column (need_ids, n_needs, facts->accounts[i].need_class_id);
      SbMatrixCell *cell
        = &g_array_index (cells, SbMatrixCell, value_row (customer->value_class) * (n_needs + 1) + column);

      if (!customer->in_scope)
        continue;
      cell->n++;
      sb_sum_add (&cell->revenue_year, customer->revenue_year);
      cell->minutes += customer->minutes;
    }
  return cells;
}

GArray *
sb_matrix_dup_ids (const SbFacts *facts, const SbSegmentation *segmentation, char value_class, gint32 need_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));

  g_return_val_if_fail (facts != NULL && segmentation != NULL, ids);

  for (gsize i = 0; i < segmentation->n_customers; i++)
    if (segmentation->customers[i].in_scope && segmentation->customers[i].value_class == value_class
        && facts->accounts[i].need_class_id == need_id)
      g_array_append_val (ids, segmentation->customers[i].account_id);
  return ids;
}
