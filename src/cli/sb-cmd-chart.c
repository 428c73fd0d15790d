/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart: one picture into a file, drawn by the code that draws it on screen. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "cli/sb-cli-charts.h"
#include "charts/sb-chart-export.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct {
  char    *output, *owner, *pipeline;
  gint64   width, height, privacy;
  char    *scale;
  gboolean dark;
  SbDate   from, to;
} Wanted;

static gboolean
format_of (const char *output, SbChartFileFormat *format)
{
  static const SbChartFileFormat formats[] = { SB_CHART_FORMAT_PNG, SB_CHART_FORMAT_SVG, SB_CHART_FORMAT_PDF };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (output, sb_chart_format_extension (formats[i])))
      {
        *format = formats[i];
        return TRUE;
      }
  return FALSE;
}

static int
tell (SbCli *cli, const char *output, SbChart *chart)
{
  JsonBuilder *json;

  if (!cli->json)
    {
      printf (_("Wrote “%s”.\n"), output);
      return SB_EXIT_OK;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  sb_json_bool (json, "ok", TRUE);
  sb_json_text (json, "file", output);
  sb_json_text (json, "title", sb_chart_get_title (chart));
  sb_json_bool (json, "empty", sb_chart_is_empty (chart));
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static int
draw (SbCli *cli, const Wanted *wanted, const char *name, double scale)
{
  g_auto (SbFigures) figures = { NULL };
  g_autoptr (SbChart) chart = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *footer = NULL;
  SbChartExport export = { .width = (int) wanted->width, .height = (int) wanted->height, .scale = scale };
  int status;

  if (!format_of (wanted->output, &export.format))
    return sb_cli_usage (cli, _("“%s”: the name of the file ends in .png, .svg or .pdf."), wanted->output);
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { wanted->owner, wanted->from, wanted->to, SB_PERIOD_YEAR },
                        &status))
    return status;
  sb_formatter_set_privacy (figures.formatter, (int) wanted->privacy, 0);
  sb_formatter_set_people (figures.formatter, figures.facts->members, figures.facts->n_members);
  chart = sb_cli_chart (&figures, name, cli->as_of, sb_figures_pipeline (&figures, wanted->pipeline));
  footer = sb_formatter_date (figures.formatter, cli->as_of);
  export.footer = footer;
  export.theme = wanted->dark ? sb_chart_theme_get (SB_CHART_THEME_DARK) : NULL;
  if (!sb_chart_save (chart, wanted->output, &export, &error))
    return sb_cli_fail (cli, SB_EXIT_WRITE, "%s", error->message);
  return tell (cli, wanted->output, chart);
}

static int
check (SbCli *cli, const Wanted *wanted, const char *name)
{
  double scale = 1;

  if (wanted->scale != NULL)
    {
      char *end = NULL;

      scale = g_ascii_strtod (wanted->scale, &end);
      if (*end != '\0' || !(scale >= 0.1 && scale <= 16))
        return sb_cli_usage (cli, "%s", _("“--scale” is a number from 0.1 to 16."));
    }
  if (wanted->output == NULL)
    return sb_cli_usage (cli, "%s", _("Say with “--output” into which file."));
  if (wanted->width < 1 || wanted->width > 20000 || wanted->height < 0 || wanted->height > 20000)
    return sb_cli_usage (cli, "%s", _("“--width” and “--height” are pixels up to 20000."));
  if (wanted->privacy < 0 || wanted->privacy > SB_PRIVACY_MAX)
    return sb_cli_usage (cli, _("“--privacy” is a level from 0 to %d."), SB_PRIVACY_MAX);
  if (!g_strv_contains (sb_cli_chart_names (), name))
    {
      g_autofree char *names = g_strjoinv (", ", (GStrv) sb_cli_chart_names ());

      return sb_cli_usage (cli, _("There is no chart “%s”. There are: %s."), name, names);
    }
  return draw (cli, wanted, name, scale);
}

int
sb_cmd_chart (SbCli *cli, int argc, char **argv)
{
  Wanted wanted = { .width = 960, .from = SB_DATE_NONE, .to = SB_DATE_NONE };
  const SbOption options[] = { { "output", SB_OPTION_TEXT, &wanted.output }, { "width", SB_OPTION_INT, &wanted.width },
                               { "height", SB_OPTION_INT, &wanted.height }, { "scale", SB_OPTION_TEXT, &wanted.scale },
                               { "dark", SB_OPTION_FLAG, &wanted.dark },
                               { "privacy", SB_OPTION_INT, &wanted.privacy },
                               { "owner", SB_OPTION_TEXT, &wanted.owner },
                               { "pipeline", SB_OPTION_TEXT, &wanted.pipeline },
                               { "from", SB_OPTION_DATE, &wanted.from }, { "to", SB_OPTION_DATE, &wanted.to },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  int status = SB_EXIT_USAGE;

  if (sb_cli_parse (cli, options, argc, argv, &rest) && sb_cli_expect (cli, rest, 1, 1))
    status = check (cli, &wanted, rest[0]);
  g_free (wanted.output);
  g_free (wanted.owner);
  g_free (wanted.pipeline);
  g_free (wanted.scale);
  return status;
}
