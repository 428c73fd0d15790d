/* SPDX-License-Identifier: GPL-3.0-or-later */
/* goals: the goal tree of a period with target, actual, expected to date, pace, status and the five letters, and what
 * does not fit together. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "analysis/sb-goal.h"
#include "model/sb-goal-text.h"

#include <glib/gi18n-lib.h>

static const char *const kinds[] = { "committed", "stretch", "development" };
static const char *const scopes[] = { "workspace", "team", "member" };
static const char *const states[] = { "draft", "published", "closed", "withdrawn" };
static const char letters[] = "SMART";

static void
put_id (JsonBuilder *json, const char *name, gint32 id)
{
  if (id != 0)
    sb_json_int (json, name, id);
  else
    sb_json_null (json, name);
}

static void
put_smart (JsonBuilder *json, const SbFigures *figures, const SbSmart *smart)
{
  json_builder_set_member_name (json, "smart");
  json_builder_begin_object (json);
  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    {
      const char name[] = { letters[i], '\0' };
      g_autofree char *reason = sb_smart_reason_text (figures->formatter, &smart->letters[i]);
      g_autofree char *fix = sb_smart_fix_text (&smart->letters[i]);

      json_builder_set_member_name (json, name);
      json_builder_begin_object (json);
      sb_json_text (json, "verdict", sb_smart_color_key (smart->letters[i].color));
      sb_json_text (json, "reason", reason);
      sb_json_text (json, "fix", fix);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
put_identity (JsonBuilder *json, const SbGoalState *state)
{
  const SbGoalFact *goal = state->goal;

  sb_json_int (json, "id", goal->id);
  put_id (json, "parent", goal->parent_id);
  sb_json_int (json, "depth", state->depth);
  sb_json_text (json, "title", goal->title);
  sb_json_text (json, "metric", state->metric->code[0] != '\0' ? state->metric->code : state->metric->name);
  sb_json_text (json, "kind", kinds[goal->kind]);
  sb_json_text (json, "scope", scopes[goal->scope]);
  put_id (json, "team", goal->team_id);
  put_id (json, "member", goal->member_id);
  put_id (json, "owner", goal->owner_id);
  sb_json_bool (json, "vacant", goal->vacant);
  sb_json_date (json, "start_on", goal->start_on);
  sb_json_date (json, "end_on", goal->end_on);
  sb_json_text (json, "state", states[goal->state]);
}

static SbReason
first_reason (const SbGoalState *state)
{
  return state->target.reason != SB_REASON_NONE   ? state->target.reason
         : state->actual.reason != SB_REASON_NONE ? state->actual.reason
                                                  : state->pace.reason;
}

static void
put_goal (JsonBuilder *json, const SbFigures *figures, const SbGoalState *state)
{
  SbQuantity p10 = sb_quantity_amount (&state->chance.p10), p50 = sb_quantity_amount (&state->chance.p50);
  SbQuantity p90 = sb_quantity_amount (&state->chance.p90);

  json_builder_begin_object (json);
  put_identity (json, state);
  sb_json_quantity (json, "target", &state->target);
  sb_json_quantity (json, "baseline", &state->baseline);
  sb_json_quantity (json, "actual", &state->actual);
  sb_json_quantity (json, "expected", &state->expected);
  sb_json_ratio (json, "attainment", &state->attainment);
  sb_json_ratio (json, "progress", &state->progress);
  sb_json_ratio (json, "pace", &state->pace);
  sb_json_text (json, "status", sb_goal_status_key (state->status));
  sb_json_quantity (json, "run_rate", &state->run_rate);
  sb_json_quantity (json, "weighted", &state->weighted);
  sb_json_ratio (json, "p_attain", &state->chance.chance);
  sb_json_quantity (json, "p10", &p10);
  sb_json_quantity (json, "p50", &p50);
  sb_json_quantity (json, "p90", &p90);
  sb_json_quantity (json, "needed_per_day", &state->needed_per_day);
  sb_json_quantity (json, "achieved_per_day", &state->achieved_per_day);
  sb_json_ratio (json, "run_rate_multiple", &state->multiple);
  sb_json_quantity (json, "unallocated", &state->unallocated);
  sb_json_bool (json, "check_in_overdue", state->check_in_overdue);
  sb_json_text (json, "reason", sb_reason_code (first_reason (state)));
  put_smart (json, figures, &state->smart);
  json_builder_end_object (json);
}

static void
put_conflict (JsonBuilder *json, const SbFigures *figures, const SbGoalConflict *conflict)
{
  g_autofree char *text = sb_goal_conflict_text (figures->formatter, figures->facts, conflict);

  json_builder_begin_object (json);
  sb_json_text (json, "kind", sb_goal_conflict_key (conflict->kind));
  sb_json_int (json, "goal", conflict->goal_id);
  put_id (json, "other", conflict->other_id);
  put_id (json, "member", conflict->member_id);
  sb_json_text (json, "text", text);
  json_builder_end_object (json);
}

static void
print_json (SbCli *cli, const SbFigures *figures, const SbGoalTree *tree)
{
  JsonBuilder *json = json_builder_new ();
  g_autofree char *code = sb_period_code (figures->window, figures->facts->fiscal);

  json_builder_begin_object (json);
  sb_json_text (json, "currency", figures->facts->currency);
  sb_json_date (json, "as_of", cli->as_of);
  sb_json_text (json, "period", code);
  json_builder_set_member_name (json, "goals");
  json_builder_begin_array (json);
  for (guint i = 0; i < tree->states->len; i++)
    put_goal (json, figures, &g_array_index (tree->states, SbGoalState, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "conflicts");
  json_builder_begin_array (json);
  for (guint i = 0; i < tree->conflicts->len; i++)
    put_conflict (json, figures, &g_array_index (tree->conflicts, SbGoalConflict, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
}

/* "SMaR·": capital good, small to mend, a dot fails or cannot be judged. */
static char *
smart_word (const SbSmart *smart)
{
  GString *word = g_string_new (NULL);

  for (int i = 0; i < SB_N_SMART_LETTERS; i++)
    switch (smart->letters[i].color)
      {
      case SB_SMART_GREEN:
        g_string_append_c (word, letters[i]);
        break;
      case SB_SMART_AMBER:
        g_string_append_c (word, g_ascii_tolower (letters[i]));
        break;
      case SB_SMART_RED:
        g_string_append_c (word, '!');
        break;
      case SB_SMART_GREY:
      default:
        g_string_append_c (word, '?');
      }
  return g_string_free (word, FALSE);
}

static void
print_row (SbCliTable *table, const SbFigures *figures, const SbGoalState *state)
{
  SbQuantity attainment = sb_quantity_ratio (SB_UNIT_PERCENT, &state->attainment);
  SbQuantity pace = sb_quantity_ratio (SB_UNIT_TIMES, &state->pace);
  g_autofree char *title = g_strdup_printf ("%*s%s", 2 * state->depth, "", state->goal->title);
  g_autofree char *whose = sb_goal_whose (figures->formatter, figures->facts, state->goal);
  g_autofree char *target = sb_quantity_text (figures, &state->target);
  g_autofree char *actual = sb_quantity_text (figures, &state->actual);
  g_autofree char *expected = sb_quantity_text (figures, &state->expected);
  g_autofree char *reached = sb_quantity_text (figures, &attainment);
  g_autofree char *pace_text = sb_quantity_text (figures, &pace);
  g_autofree char *word = smart_word (&state->smart);

  const char *status = state->goal->state == SB_GOAL_DRAFT ? _("draft") : sb_goal_status_label (state->status);

  sb_cli_table_row (table, title, whose, target, actual, expected, reached, pace_text, status, word, NULL);
}

static void
print_text (const SbFigures *figures, const SbGoalTree *tree)
{
  const char *heads[] = { _("Goal"),       _("For"),  _("Target"), _("Actual"), _("Expected"),
                          _("Attainment"), _("Pace"), _("Status"), "SMART",     NULL };
  SbCliTable *table = sb_cli_table_new (heads);

  for (guint i = 0; i < tree->states->len; i++)
    print_row (table, figures, &g_array_index (tree->states, SbGoalState, i));
  sb_cli_table_print (table);
  for (guint i = 0; i < tree->conflicts->len; i++)
    {
      g_autofree char *text = sb_goal_conflict_text (figures->formatter, figures->facts,
                                                     &g_array_index (tree->conflicts, SbGoalConflict, i));

      g_print ("%s%s\n", i == 0 ? "\n" : "", text);
    }
}

int
sb_cmd_goals (SbCli *cli, int argc, char **argv)
{
  g_autofree char *period = NULL, *owner = NULL;
  const SbOption options[]
    = { { "period", SB_OPTION_TEXT, &period }, { "owner", SB_OPTION_TEXT, &owner }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_auto (SbFigures) figures = { NULL };
  g_autoptr (SbGoalTree) tree = NULL;
  g_autoptr (SbGoalChances) chances = NULL;
  SbGoalQuery query = { 0 };
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { owner, SB_DATE_NONE, SB_DATE_NONE, SB_PERIOD_QUARTER },
                        &status))
    return status;
  if (period != NULL && !sb_period_parse (period, figures.facts->fiscal, &figures.window))
    return sb_cli_usage (
      cli, _("“%s” is no period. Write for example 2026, 2026-H2, 2026-Q4, 2026-11 or 2026-W47."), period);
  query.period = figures.window;
  query.scope = figures.scope;
  query.as_of = cli->as_of;
  chances = sb_goal_chances_new (figures.facts, cli->as_of);
  query.chance = sb_goal_chances_find;
  query.chance_data = chances;
  tree = sb_goal_tree_compute (figures.facts, &query);
  if (cli->json)
    print_json (cli, &figures, tree);
  else
    print_text (&figures, tree);
  return SB_EXIT_OK;
}
