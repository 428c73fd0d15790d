/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows and the derivation behind every number of the cohort funnel. Called when a bar, a rate or the sentence is
 * clicked; the ids it returns are exactly those the bar counted. */
#include "sb-config.h"

#include "analysis/sb-funnel-private.h"

#include "analysis/sb-deal-state.h"

#include <glib/gi18n-lib.h>

static gboolean
in_cell (const SbFunnelDeal *deal, int stage, SbFunnelCell cell)
{
  gboolean is_void = deal->status == SB_STATUS_VOID;
  gboolean reached = !is_void && deal->reach >= stage;
  gboolean here = deal->end == stage;

  switch (cell)
    {
    case SB_FUNNEL_REACHED:
      return reached;
    case SB_FUNNEL_ADVANCED:
      return reached && !here && (deal->status == SB_STATUS_WON || deal->reach > stage);
    case SB_FUNNEL_LOST:
      return here && deal->status == SB_STATUS_LOST;
    case SB_FUNNEL_VOID:
      return here && is_void;
    case SB_FUNNEL_OPEN:
      return here && deal->status == SB_STATUS_OPEN;
    case SB_FUNNEL_BACK:
      return reached && deal->reach == stage && deal->end < stage;
    case SB_N_FUNNEL_CELLS:
    default:
      return FALSE;
    }
}

GArray *
sb_funnel_dup_ids (const SbFunnel *funnel, guint stage, SbFunnelCell cell)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));

  g_return_val_if_fail (funnel != NULL && stage < funnel->n_stages, ids);

  for (guint i = 0; i < funnel->deals->len; i++)
    {
      const SbFunnelDeal *deal = &g_array_index (funnel->deals, SbFunnelDeal, i);

      if (in_cell (deal, (int) stage, cell))
        g_array_append_val (ids, deal->deal_id);
    }
  return ids;
}

GArray *
sb_funnel_dup_won_ids (const SbFunnel *funnel)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint32));

  g_return_val_if_fail (funnel != NULL, ids);

  for (guint i = 0; i < funnel->deals->len; i++)
    {
      const SbFunnelDeal *deal = &g_array_index (funnel->deals, SbFunnelDeal, i);

      if (deal->status == SB_STATUS_WON)
        g_array_append_val (ids, deal->deal_id);
    }
  return ids;
}

/* Filter, cohort-wide exclusions and cautions: the same for every number of the funnel. */
static SbExplain *
start_explain (const SbFunnel *funnel, const char *id, const char *title, const char *formula)
{
  SbExplain *explain = sb_explain_new (id, title, formula);

  sb_explain_filter (explain, funnel->query.window, funnel->query.scope, funnel->query.as_of);
  explain->pipeline_id = funnel->query.pipeline_id;
  sb_explain_row_type (explain, "deal");
  sb_explain_exclude (explain, N_("void deals: in no rate"), funnel->void_);
  sb_explain_exclude (explain, N_("archived deals"), funnel->skipped_archived);
  sb_explain_exclude (explain, N_("deals without a usable amount: counted, but not in values"), funnel->without_value);
  if (funnel->attributed > 0)
    sb_explain_note (explain, N_("Deals without stage history are counted at the first stage."));
  if (funnel->immature)
    sb_explain_note (explain,
                     /* xgettext:no-c-format */
                     N_("Immature cohort: more than 20 % of its deals are still open, so the rates will move."));
  return explain;
}

static void
add_rows (SbExplain *explain, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    sb_explain_row (explain, g_array_index (ids, gint32, i));
  g_array_unref (ids);
}

static const char *
cell_title (SbFunnelCell cell)
{
  static const char *const titles[SB_N_FUNNEL_CELLS] = {
    N_("Deals that reached this stage"), N_("Deals that went further"),   N_("Deals lost at this stage"),
    N_("Deals void at this stage"),      N_("Deals still at this stage"), N_("Deals that went back from this stage"),
  };

  return titles[cell];
}

static const char *
cell_formula (SbFunnelCell cell)
{
  static const char *const formulas[SB_N_FUNNEL_CELLS] = {
    N_("Number of deals of the cohort, void ones left out, whose furthest stage is this one or a later one"),
    N_("Deals that reached this stage − lost here − still here − gone back"),
    N_("Number of lost deals whose last open stage was this one"),
    N_("Number of void deals whose last open stage was this one"),
    N_("Number of deals open in this stage on the as-of date"),
    N_("Number of deals that got to this stage and are, or ended, at an earlier one"),
  };

  return formulas[cell];
}

SbExplain *
sb_funnel_explain_cell (const SbFunnel *funnel, guint stage, SbFunnelCell cell)
{
  const SbFunnelStage *data;
  SbExplain *explain;

  g_return_val_if_fail (funnel != NULL && stage < funnel->n_stages && cell < SB_N_FUNNEL_CELLS, NULL);

  data = &funnel->stages[stage];
  explain = start_explain (funnel, "funnel.cell", cell_title (cell), cell_formula (cell));
  sb_explain_input (explain, N_("Stage"), sb_quantity_name (SB_NAME_PLAIN, data->stage->id, data->stage->name));
  if (cell != SB_FUNNEL_REACHED)
    sb_explain_input (explain, N_("Reached"), sb_quantity_count (data->n[SB_FUNNEL_REACHED]));
  if (cell == SB_FUNNEL_ADVANCED)
    {
      sb_explain_input (explain, N_("Lost here"), sb_quantity_count (data->n[SB_FUNNEL_LOST]));
      sb_explain_input (explain, N_("Still here"), sb_quantity_count (data->n[SB_FUNNEL_OPEN]));
      sb_explain_input (explain, N_("Gone back"), sb_quantity_count (data->n[SB_FUNNEL_BACK]));
    }
  sb_explain_input (explain, N_("Value, current amounts"), sb_quantity_money (data->minor[cell]));
  if (data->attributed > 0)
    sb_explain_input (explain, N_("Placed here for lack of stage history"), sb_quantity_count (data->attributed));
  add_rows (explain, sb_funnel_dup_ids (funnel, stage, cell));
  sb_explain_seal (explain, sb_quantity_count (data->n[cell]));
  return explain;
}

static void
add_rates (SbExplain *explain, const SbFunnelStage *data, gboolean by_value)
{
  const SbRatio *floor_rate = by_value ? &data->value_floor : &data->floor;

  sb_explain_input (explain, N_("Floor: went further ÷ reached, open deals count against it"),
                    by_value ? sb_quantity_ratio (SB_UNIT_PERCENT, floor_rate) : sb_quantity_share (floor_rate));
  if (!by_value)
    {
      sb_explain_input (explain, N_("Estimate with open deals censored"),
                        sb_quantity_ratio (SB_UNIT_PERCENT, &data->estimate));
      sb_explain_input (explain, N_("Baseline: deals created in the 12 months before"),
                        sb_quantity_share (&data->baseline));
    }
  sb_explain_input (explain, N_("Median days in this stage, open deals censored"),
                    sb_quantity_ratio (SB_UNIT_DAYS, &data->median_days));
  sb_explain_input (explain, N_("Worth of +5 points here"), sb_quantity_amount (&data->worth_5pp));
  sb_explain_input (explain, N_("Worth of returning to the baseline"), sb_quantity_amount (&data->worth_baseline));
}

SbExplain *
sb_funnel_explain_conversion (const SbFunnel *funnel, guint stage, gboolean by_value)
{
  const SbFunnelStage *data;
  SbExplain *explain;
  GArray *lost;

  g_return_val_if_fail (funnel != NULL && stage < funnel->n_stages, NULL);

  data = &funnel->stages[stage];
  if (by_value)
    explain = start_explain (funnel, "funnel.conversion_value", N_("Conversion of this stage by value"),
                             N_("Value that went further ÷ (value that went further + value lost here)"));
  else
    explain = start_explain (funnel, "funnel.conversion", N_("Conversion of this stage"),
                             N_("Went further ÷ (went further + lost here)"));
  sb_explain_input (explain, N_("Stage"), sb_quantity_name (SB_NAME_PLAIN, data->stage->id, data->stage->name));
  sb_explain_input (explain, N_("Went further"), by_value ? sb_quantity_money (data->minor[SB_FUNNEL_ADVANCED])
                                                        : sb_quantity_count (data->n[SB_FUNNEL_ADVANCED]));
  sb_explain_input (explain, N_("Lost here"), by_value ? sb_quantity_money (data->minor[SB_FUNNEL_LOST])
                                                     : sb_quantity_count (data->n[SB_FUNNEL_LOST]));
  add_rates (explain, data, by_value);
  if (by_value)
    sb_explain_note (explain, N_("Values are current amounts, not those on entry into the stage."));
  if (data->immature)
    sb_explain_exclude (explain, N_("deals still at this stage"), data->n[SB_FUNNEL_OPEN]);
  lost = sb_funnel_dup_ids (funnel, stage, SB_FUNNEL_LOST);
  add_rows (explain, sb_funnel_dup_ids (funnel, stage, SB_FUNNEL_ADVANCED));
  add_rows (explain, lost);
  sb_explain_seal (explain, by_value ? sb_quantity_ratio (SB_UNIT_PERCENT, &data->value_resolved)
                                     : sb_quantity_share (&data->resolved));
  return explain;
}

SbExplain *
sb_funnel_explain_overall (const SbFunnel *funnel)
{
  SbExplain *explain;

  g_return_val_if_fail (funnel != NULL, NULL);

  explain = start_explain (funnel, "funnel.overall", N_("Overall conversion of the cohort"),
                           N_("Won deals ÷ deals created in the period, void ones left out"));
  sb_explain_input (explain, N_("Won"), sb_quantity_count (funnel->won));
  sb_explain_input (explain, N_("Created"), sb_quantity_count (funnel->cohort));
  sb_explain_input (explain, N_("Lost"), sb_quantity_count (funnel->lost));
  sb_explain_input (explain, N_("Still open"), sb_quantity_count (funnel->open));
  sb_explain_input (explain, N_("Won value"), sb_quantity_money (funnel->won_minor));
  add_rows (explain, sb_funnel_dup_won_ids (funnel));
  sb_explain_seal (explain, sb_quantity_share (&funnel->overall));
  return explain;
}

SbExplain *
sb_funnel_explain_unknown (const SbFunnel *funnel)
{
  SbExplain *explain;
  gint64 unknown = 0;

  g_return_val_if_fail (funnel != NULL, NULL);

  explain = start_explain (funnel, "funnel.unknown", N_("Lost deals without stage history"),
                           N_("Number of lost deals of the cohort of which no stage is kept"));
  for (guint i = 0; i < funnel->deals->len; i++)
    {
      const SbFunnelDeal *deal = &g_array_index (funnel->deals, SbFunnelDeal, i);

      if (deal->status != SB_STATUS_LOST || !deal->attributed)
        continue;
      unknown++;
      sb_explain_row (explain, deal->deal_id);
    }
  sb_explain_input (explain, N_("Lost"), sb_quantity_count (funnel->lost));
  sb_explain_note (explain, N_("An import of stage changes tells where these deals were lost. From now on every change "
                               "of stage is kept."));
  sb_explain_seal (explain, sb_quantity_count (unknown));
  return explain;
}

typedef struct {
  gboolean by_value;
} SortBy;

static int
compare_reasons (const void *a, const void *b, void *data)
{
  const SbLossReason *x = a, *y = b;
  const SortBy *by = data;
  gint64 left = by->by_value ? x->minor : x->n, right = by->by_value ? y->minor : y->n;

  if ((x->reason_id == 0) != (y->reason_id == 0))
    return x->reason_id == 0 ? 1 : -1;
  if (left != right)
    return left > right ? -1 : 1;
  return (x->reason_id > y->reason_id) - (x->reason_id < y->reason_id);
}

static SbLossReason *
reason_row (GArray *rows, const SbFacts *facts, gint32 id)
{
  SbLossReason row = { id, NULL, 0, 0, 0.0 };

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, SbLossReason, i).reason_id == id)
      return &g_array_index (rows, SbLossReason, i);
  for (gsize i = 0; i < facts->n_loss_reasons && id != 0; i++)
    if (facts->loss_reasons[i].id == id)
      row.name = facts->loss_reasons[i].name;
  g_array_append_val (rows, row);
  return &g_array_index (rows, SbLossReason, rows->len - 1);
}

GArray *
sb_funnel_loss_reasons (const SbFunnel *funnel, const SbFacts *facts, int stage, gboolean by_value)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (SbLossReason));
  SortBy by = { by_value };
  double total = 0.0, running = 0.0;

  g_return_val_if_fail (funnel != NULL && facts != NULL, rows);

  for (guint i = 0; i < funnel->deals->len; i++)
    {
      const SbFunnelDeal *deal = &g_array_index (funnel->deals, SbFunnelDeal, i);
      SbLossReason *row;

      if (deal->status != SB_STATUS_LOST || (stage >= 0 && deal->end != stage))
        continue;
      row = reason_row (rows, facts, deal->loss_reason_id);
      row->n++;
      sb_sum_add (&row->minor, deal->minor);
    }
  g_array_sort_with_data (rows, compare_reasons, &by);
  for (guint i = 0; i < rows->len; i++)
    total
      += (double) (by_value ? g_array_index (rows, SbLossReason, i).minor : g_array_index (rows, SbLossReason, i).n);
  for (guint i = 0; i < rows->len; i++)
    {
      SbLossReason *row = &g_array_index (rows, SbLossReason, i);

      running += (double) (by_value ? row->minor : row->n);
      row->cumulative = total > 0.0 ? running / total : 0.0;
    }
  return rows;
}
