/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key figure by member, team, product, region, source or customer. Called by tiles that are opened and by the
 * headless command; ordered by name, never by result. */
#include "analysis/sb-kpi-tally.h"

#include "core/sb-text.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  char *key;
  SbKpiPart part;
} Row;

/* Ids of everything a figure can be split by, ascending. Returns: (transfer full). */
static GArray *
ids_of (const SbFacts *facts, SbSplit split)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  gsize n = split == SB_SPLIT_MEMBER    ? facts->n_members
            : split == SB_SPLIT_TEAM    ? facts->n_teams
            : split == SB_SPLIT_PRODUCT ? facts->n_products
            : split == SB_SPLIT_REGION  ? facts->n_regions
            : split == SB_SPLIT_SOURCE  ? facts->n_sources
                                        : facts->n_accounts;

  for (gsize i = 0; i < n; i++)
    {
      gint32 id = split == SB_SPLIT_MEMBER    ? facts->members[i].id
                  : split == SB_SPLIT_TEAM    ? facts->teams[i].id
                  : split == SB_SPLIT_PRODUCT ? facts->products[i].id
                  : split == SB_SPLIT_ACCOUNT ? facts->accounts[i].id
                                              : (gint32) i;

      g_array_append_val (ids, id);
    }
  return ids;
}

static const char *
name_of (const SbFacts *facts, SbSplit split, gsize index)
{
  switch (split)
    {
    case SB_SPLIT_MEMBER:
      return facts->members[index].name;
    case SB_SPLIT_TEAM:
      return facts->teams[index].name;
    case SB_SPLIT_PRODUCT:
      return facts->products[index].name;
    case SB_SPLIT_REGION:
      return facts->regions[index];
    case SB_SPLIT_SOURCE:
      return facts->sources[index];
    case SB_SPLIT_ACCOUNT:
    default:
      return facts->account_names != NULL ? facts->account_names[index] : NULL;
    }
}

static gboolean
has_data (const SbKpiPart *part)
{
  return part->ratio.n != 0 || part->ratio.numerator != 0;
}

static int
compare_rows (const void *a, const void *b)
{
  const Row *x = a, *y = b;
  int order;

  if ((x->part.name == NULL) != (y->part.name == NULL))
    return x->part.name == NULL ? 1 : -1;
  order = strcmp (x->key, y->key);
  return order != 0 ? order : (x->part.id > y->part.id) - (x->part.id < y->part.id);
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->key);
}

GArray *
sb_kpi_split_compute (const SbFacts *facts, SbMetric metric, SbSplit split, const SbKpiQuery *query)
{
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (SbKpiPart));
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) tallies = NULL;
  g_autoptr (SbProbabilityTable) table = NULL;
  gint32 none = split == SB_SPLIT_REGION || split == SB_SPLIT_SOURCE ? -1 : 0;
  g_auto (SbKpiSource) source = { 0 };
  SbKpiWindow window;
  SbKpiPass pass;

  g_return_val_if_fail (facts != NULL && query != NULL && sb_kpi_is_simple (metric), parts);

  g_array_set_clear_func (rows, clear_row);
  ids = ids_of (facts, split);
  window = sb_kpi_window (query->period, query->as_of);
  sb_kpi_source_init (&source, facts, query, query->pipeline_id);
  pass = (SbKpiPass) { &source, &window, 1, sb_kpi_want (metric), NULL, split, ids };
  if (pass.want & SB_WANT_WEIGHTED)
    pass.table = table = sb_probability_table_compute (facts, query->as_of);
  tallies = sb_kpi_tally (&pass);
  for (guint i = 0; i < tallies->len; i++)
    {
      const SbKpiTally *tally = &g_array_index (tallies, SbKpiTally, i);
      Row row = { NULL };

      row.part.id = i < ids->len ? g_array_index (ids, gint32, i) : none;
      row.part.name = i < ids->len ? name_of (facts, split, i) : NULL;
      row.part.value = sb_kpi_tally_value (tally, metric, &row.part.ratio);
      row.key = sb_text_fold (row.part.name);
      if (has_data (&row.part))
        g_array_append_val (rows, row);
      else
        g_free (row.key);
    }
  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (parts, g_array_index (rows, Row, i).part);
  return parts;
}
