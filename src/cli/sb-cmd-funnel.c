/* SPDX-License-Identifier: GPL-3.0-or-later */
/* funnel: where the deals created in a window stop, by number or by value. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "analysis/sb-funnel.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
stage_to_json (JsonBuilder *json, const SbFunnelStage *stage, gboolean by_value)
{
  const gint64 *cells = by_value ? stage->minor : stage->n;
  const char *unit = by_value ? "_minor" : "";
  static const struct { const char *name; SbFunnelCell cell; } members[] = {
    { "reached", SB_FUNNEL_REACHED }, { "advanced", SB_FUNNEL_ADVANCED }, { "lost_here", SB_FUNNEL_LOST },
    { "void_here", SB_FUNNEL_VOID }, { "open_here", SB_FUNNEL_OPEN }, { "back", SB_FUNNEL_BACK },
  };

  json_builder_begin_object (json);
  sb_json_text (json, "stage", stage->stage->name);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *name = g_strconcat (members[i].name, unit, NULL);

      sb_json_int (json, name, cells[members[i].cell]);
    }
  sb_json_ratio (json, "conversion_resolved", by_value ? &stage->value_resolved : &stage->resolved);
  sb_json_ratio (json, "conversion_floor", by_value ? &stage->value_floor : &stage->floor);
  sb_json_ratio (json, "conversion_estimate", &stage->estimate);
  sb_json_ratio (json, "median_days", &stage->median_days);
  sb_json_int (json, "lost_value_minor", stage->minor[SB_FUNNEL_LOST]);
  sb_json_text (json, "reason", sb_reason_code (stage->resolved.reason));
  json_builder_end_object (json);
}

static int
print_json (const SbFigures *figures, const SbFunnel *funnel, gboolean by_value)
{
  JsonBuilder *json = json_builder_new ();
  int worst = sb_funnel_known_worst (funnel, by_value);

  json_builder_begin_object (json);
  sb_json_text (json, "currency", figures->facts->currency);
  sb_json_text (json, "pipeline", funnel->pipeline == NULL ? NULL : funnel->pipeline->name);
  sb_json_date (json, "from", figures->window.start);
  sb_json_date (json, "to", figures->window.end);
  sb_json_text (json, "by", by_value ? "value" : "count");
  json_builder_set_member_name (json, "stages");
  json_builder_begin_array (json);
  for (guint i = 0; i < funnel->n_stages; i++)
    stage_to_json (json, &funnel->stages[i], by_value);
  json_builder_end_array (json);
  sb_json_ratio (json, "overall", &funnel->overall);
  sb_json_text (json, "worst_stage", worst < 0 ? NULL : funnel->stages[worst].stage->name);
  sb_json_int (json, "cohort", funnel->cohort);
  sb_json_int (json, "won", funnel->won);
  sb_json_int (json, "lost", funnel->lost);
  sb_json_int (json, "void", funnel->void_);
  sb_json_int (json, "open", funnel->open);
  sb_json_bool (json, "immature", funnel->immature);
  sb_json_text (json, "reason", sb_reason_code (funnel->reason));
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static char *
cell_text (const SbFigures *figures, const SbFunnelStage *stage, SbFunnelCell cell, gboolean by_value)
{
  return by_value ? sb_formatter_money_short (figures->formatter, stage->minor[cell])
                  : sb_formatter_count (figures->formatter, stage->n[cell]);
}

static int
print_text (const SbFigures *figures, const SbFunnel *funnel, gboolean by_value)
{
  const char *heads[] = { _("Stage"), _("Reached"), _("Advanced"), _("Lost here"), _("Open"), _("Conversion"),
                          _("Median days"), NULL };
  static const SbFunnelCell shown[] = { SB_FUNNEL_REACHED, SB_FUNNEL_ADVANCED, SB_FUNNEL_LOST, SB_FUNNEL_OPEN };
  SbCliTable *table = sb_cli_table_new (heads);
  int worst = by_value ? funnel->worst_value : funnel->worst;
  g_autofree char *overall = sb_formatter_ratio (figures->formatter, &funnel->overall, SB_FORMAT_PERCENT);

  for (guint i = 0; i < funnel->n_stages; i++)
    {
      const SbFunnelStage *stage = &funnel->stages[i];
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup (stage->stage->name));
      for (gsize j = 0; j < G_N_ELEMENTS (shown); j++)
        g_ptr_array_add (cells, cell_text (figures, stage, shown[j], by_value));
      g_ptr_array_add (cells, sb_formatter_ratio (figures->formatter,
                                                  by_value ? &stage->value_resolved : &stage->resolved,
                                                  SB_FORMAT_PERCENT));
      g_ptr_array_add (cells, sb_formatter_ratio (figures->formatter, &stage->median_days, SB_FORMAT_DAYS));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
  printf (ngettext ("%d deal, %s won%s.\n", "%d deals, %s won%s.\n", (gulong) funnel->cohort), (int) funnel->cohort,
          overall,
          funnel->immature ? _(" (immature: many are still open)") : "");
  if (worst >= 0 && funnel->stages[worst].lost_unknown)
    {
      g_autofree char *unknown = sb_formatter_count (figures->formatter, funnel->stages[worst].attributed_lost);
      g_autofree char *lost = sb_formatter_count (figures->formatter, funnel->lost);

      printf (_("Where customers are lost is not known: %s of %s lost deals have no stage history.\n"), unknown, lost);
    }
  else if (worst >= 0)
    printf (_("Most are lost in “%s”.\n"), funnel->stages[worst].stage->name);
  return SB_EXIT_OK;
}

int
sb_cmd_funnel (SbCli *cli, int argc, char **argv)
{
  g_autofree char *pipeline = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *by = NULL;
  SbDate from = SB_DATE_NONE, to = SB_DATE_NONE;
  const SbOption options[] = { { "from", SB_OPTION_DATE, &from }, { "to", SB_OPTION_DATE, &to },
                               { "pipeline", SB_OPTION_TEXT, &pipeline }, { "owner", SB_OPTION_TEXT, &owner },
                               { "by", SB_OPTION_TEXT, &by }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_auto (SbFigures) figures = { NULL };
  g_autoptr (SbFunnel) funnel = NULL;
  SbFunnelQuery query;
  gboolean by_value;
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (by != NULL && !g_str_equal (by, "count") && !g_str_equal (by, "value"))
    return sb_cli_usage (cli, _("“--by” is count or value, not “%s”."), by);
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { owner, from, to, SB_PERIOD_YEAR }, &status))
    return status;
  query = (SbFunnelQuery) { sb_figures_pipeline (&figures, pipeline), figures.window, figures.scope, cli->as_of };
  if (pipeline != NULL && query.pipeline_id == 0)
    return sb_cli_fail (cli, SB_EXIT_DATA, _("There is no pipeline “%s”. “list --type pipeline” shows them."),
                        pipeline);
  by_value = g_strcmp0 (by, "value") == 0;
  funnel = sb_funnel_compute (figures.facts, &query);
  return cli->json ? print_json (&figures, funnel, by_value) : print_text (&figures, funnel, by_value);
}
