/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a plan: quotas by member and month, t, the limits that bind, fairness, chances. Called by `allocate`. */
#include "sb-config.h"

#include "cli/sb-cli-allocation.h"

#include "model/sb-explain-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* -- JSON ------------------------------------------------------------------------------------- */

static void
put_ratio (JsonBuilder *json, const char *name, const SbRatio *ratio)
{
  g_autofree char *reason = g_strconcat (name, "_reason", NULL);

  sb_json_ratio (json, name, ratio);
  if (ratio->reason != SB_REASON_NONE)
    sb_json_text (json, reason, sb_reason_code (ratio->reason));
}

static void
put_optional (JsonBuilder *json, const char *name, gint64 minor)
{
  if (minor > 0 && minor < SB_QUOTA_NO_CAP)
    sb_json_int (json, name, minor);
  else
    sb_json_null (json, name);
}

static void
put_months (JsonBuilder *json, const SbPlan *plan, const gint64 *cells)
{
  json_builder_set_member_name (json, "months");
  json_builder_begin_array (json);
  for (gsize k = 0; k < plan->book->n_months; k++)
    {
      g_autofree char *code = sb_period_code (plan->book->months[k], plan->book->facts->fiscal);

      json_builder_begin_object (json);
      sb_json_text (json, "month", code);
      sb_json_int (json, "quota_minor", cells[k]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static const char *
limit_key (guint8 limit)
{
  static const char *const keys[] = { "free", "floor", "cap", "locked" };

  return keys[limit & (SB_QUOTA_AT_FLOOR | SB_QUOTA_AT_CAP)];
}

static void
put_member (JsonBuilder *json, const SbPlan *plan, gsize i)
{
  const SbPlanMember *member = &plan->book->members[i];

  json_builder_begin_object (json);
  sb_json_int (json, "id", member->member_id);
  sb_json_text (json, "name", member->name);
  if (member->team_id != 0)
    sb_json_int (json, "team", member->team_id);
  else
    sb_json_null (json, "team");
  sb_json_int (json, "quota_minor", plan->quota[i]);
  sb_json_int (json, "calculated_minor", plan->calculated[i]);
  sb_json_bool (json, "locked", plan->hand->locked[i]);
  put_optional (json, "bottom_up_minor", member->bottom_up);
  put_optional (json, "fair_minor", plan->fair[i]);
  put_optional (json, "current_minor", member->current);
  sb_json_real (json, "capacity_days", member->capacity);
  sb_json_int (json, "floor_minor", plan->lo[i]);
  put_optional (json, "cap_minor", plan->hi[i]);
  sb_json_text (json, "limit", limit_key (plan->limit[i]));
  put_ratio (json, "ask", &plan->ask[i]);
  put_ratio (json, "p_attain", &plan->reach[i]);
  put_months (json, plan, plan->months->cells + i * plan->book->n_months);
  json_builder_end_object (json);
}

static void
put_team (JsonBuilder *json, const SbPlan *plan, gsize v)
{
  const SbPlanNode *node = &plan->book->nodes[v];

  json_builder_begin_object (json);
  sb_json_int (json, "id", node->team_id);
  sb_json_text (json, "name", node->name);
  sb_json_int (json, "quota_minor", plan->node_quota[v]);
  put_ratio (json, "p_attain", &plan->node_reach[v]);
  put_months (json, plan, plan->node_months + v * plan->book->n_months);
  json_builder_end_object (json);
}

static void
put_remedies (JsonBuilder *json, const SbPlan *plan)
{
  json_builder_set_member_name (json, "remedies");
  if (!plan->has_remedies)
    {
      json_builder_add_null_value (json);
      return;
    }
  json_builder_begin_object (json);
  if (plan->remedies.has_t)
    sb_json_real (json, "t_needed", plan->remedies.t_needed);
  else
    sb_json_null (json, "t_needed");
  sb_json_real (json, "cap_factor", plan->remedies.cap_factor);
  put_ratio (json, "fte_missing", &plan->remedies.fte_missing);
  sb_json_int (json, "lower_target_minor", plan->remedies.lower_target);
  sb_json_int (json, "house_quota_minor", plan->remedies.house_quota);
  json_builder_end_object (json);
}

static void
put_fairness (JsonBuilder *json, const SbPlan *plan)
{
  json_builder_set_member_name (json, "fairness");
  json_builder_begin_object (json);
  put_ratio (json, "opportunity_cv", &plan->opportunity);
  put_ratio (json, "outcome_spread", &plan->outcome);
  put_ratio (json, "share_reaching", &plan->band.share);
  if (plan->band.share.reason == SB_REASON_NONE)
    {
      sb_json_real (json, "share_reaching_low", plan->band.lo);
      sb_json_real (json, "share_reaching_high", plan->band.hi);
    }
  json_builder_end_object (json);
}

static void
put_head (JsonBuilder *json, const SbPlan *plan)
{
  const SbPlanQuery *query = &plan->book->query;
  g_autofree char *code = sb_period_code (query->period, plan->book->facts->fiscal);

  sb_json_text (json, "currency", plan->book->facts->currency);
  sb_json_text (json, "period", code);
  sb_json_date (json, "from", query->period.start);
  sb_json_date (json, "to", query->period.end);
  sb_json_date (json, "as_of", query->as_of);
  sb_json_text (json, "method", sb_plan_method_key (plan->hand->method));
  sb_json_int (json, "target_minor", plan->hand->target);
  sb_json_int (json, "over_ppm", plan->hand->over_ppm);
  sb_json_int (json, "step_minor", plan->hand->step);
  sb_json_int (json, "assigned_minor", plan->assigned);
  sb_json_text (json, "status", sb_quota_status_key (plan->status));
  sb_json_int (json, "open_gap_minor", plan->open_gap);
  sb_json_int (json, "surplus_minor", plan->surplus);
  if (plan->has_t)
    sb_json_real (json, "t", plan->t);
  else
    sb_json_null (json, "t");
  if (plan->hand->method == SB_PLAN_EQUAL_CHANCE)
    sb_json_real (json, "common_chance", plan->chance);
  put_ratio (json, "ask", &plan->ask_all);
  put_ratio (json, "p_attain", &plan->together);
  put_ratio (json, "recommended_over", &plan->hedge);
  sb_json_int (json, "seed", (gint64) query->seed);
  sb_json_int (json, "samples", query->n_draws);
}

static void
print_json (const SbPlan *plan)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  put_head (json, plan);
  put_months (json, plan, plan->node_months);
  json_builder_set_member_name (json, "members");
  json_builder_begin_array (json);
  for (gsize i = 0; i < plan->book->n; i++)
    put_member (json, plan, i);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "teams");
  json_builder_begin_array (json);
  for (gsize v = 1; v < plan->book->n_nodes; v++)
    put_team (json, plan, v);
  json_builder_end_array (json);
  put_fairness (json, plan);
  put_remedies (json, plan);
  json_builder_end_object (json);
  sb_cli_print_json (json);
}

/* -- text ------------------------------------------------------------------------------------- */

static char *
money (const SbFigures *figures, gint64 minor)
{
  SbQuantity quantity = sb_quantity_money (minor);

  return sb_quantity_text (figures, &quantity);
}

static const char *
limit_text (guint8 limit)
{
  static const char *const texts[] = { "", N_("at the floor"), N_("at the cap"), N_("locked") };
  const char *text = texts[limit & (SB_QUOTA_AT_FLOOR | SB_QUOTA_AT_CAP)];

  return *text != '\0' ? _(text) : "";
}

static void
add_row (SbCliTable *table, const SbFigures *figures, const SbPlan *plan, gsize i)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  const SbPlanMember *member = &plan->book->members[i];

  g_ptr_array_add (cells, g_strdup (member->name != NULL ? member->name : ""));
  g_ptr_array_add (cells, money (figures, plan->quota[i]));
  g_ptr_array_add (cells, sb_formatter_ratio (figures->formatter, &plan->ask[i], SB_FORMAT_TIMES));
  g_ptr_array_add (cells, sb_formatter_ratio (figures->formatter, &plan->reach[i], SB_FORMAT_PERCENT));
  g_ptr_array_add (cells, g_strdup (limit_text (plan->limit[i])));
  for (gsize k = 0; k < plan->book->n_months; k++)
    g_ptr_array_add (cells, money (figures, plan->months->cells[i * plan->book->n_months + k]));
  sb_cli_table_cells (table, cells);
}

static void
add_total (SbCliTable *table, const SbFigures *figures, const SbPlan *plan)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (_("Total")));
  g_ptr_array_add (cells, money (figures, plan->node_quota[0]));
  g_ptr_array_add (cells, sb_formatter_ratio (figures->formatter, &plan->ask_all, SB_FORMAT_TIMES));
  g_ptr_array_add (cells, sb_formatter_ratio (figures->formatter, &plan->together, SB_FORMAT_PERCENT));
  g_ptr_array_add (cells, g_strdup (""));
  for (gsize k = 0; k < plan->book->n_months; k++)
    g_ptr_array_add (cells, money (figures, plan->node_months[k]));
  sb_cli_table_cells (table, cells);
}

static void
print_text (const SbFigures *figures, const SbPlan *plan)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SbExplain) explain = plan->has_t || plan->has_remedies ? sb_plan_explain (plan) : NULL;
  SbCliTable *table;

  g_ptr_array_add (heads, g_strdup (_("Member")));
  g_ptr_array_add (heads, g_strdup (_("Quota")));
  g_ptr_array_add (heads, g_strdup (_("Ask")));
  g_ptr_array_add (heads, g_strdup (_("Chance")));
  g_ptr_array_add (heads, g_strdup (_("Limit")));
  for (gsize k = 0; k < plan->book->n_months; k++)
    g_ptr_array_add (heads, sb_period_code (plan->book->months[k], plan->book->facts->fiscal));
  g_ptr_array_add (heads, NULL);
  table = sb_cli_table_new ((const char *const *) heads->pdata);
  for (gsize i = 0; i < plan->book->n; i++)
    add_row (table, figures, plan, i);
  add_total (table, figures, plan);
  sb_cli_table_print (table);
  if (plan->open_gap > 0)
    {
      g_autofree char *gap = money (figures, plan->open_gap);

      printf (_("\nOpen gap: %s. Nobody carries it.\n"), gap);
    }
  if (explain != NULL)
    {
      g_autoptr (SbExplainText) text = sb_explain_text_new (figures->formatter, figures->facts, explain);
      g_autofree char *plain = sb_explain_text_to_plain (text);

      printf ("\n%s\n", plain);
    }
}

void
sb_cli_print_allocation (SbCli *cli, const SbFigures *figures, const SbPlan *plan)
{
  if (cli->json)
    print_json (plan);
  else
    print_text (figures, plan);
}
