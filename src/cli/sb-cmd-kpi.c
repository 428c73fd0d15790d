/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kpi: key figures of a period, each with what it was divided by. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "analysis/sb-kpi.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static const SbMetric usual[] = {
  SB_METRIC_REVENUE_WON, SB_METRIC_DEALS_WON, SB_METRIC_DEALS_LOST, SB_METRIC_WIN_RATE, SB_METRIC_AVERAGE_DEAL,
  SB_METRIC_SALES_CYCLE, SB_METRIC_NEW_CUSTOMERS, SB_METRIC_PIPELINE_CREATED, SB_METRIC_OPEN_DEALS,
  SB_METRIC_OPEN_PIPELINE, SB_METRIC_WEIGHTED_PIPELINE, SB_METRIC_NPS, SB_METRIC_ACTIVITIES
};

typedef struct {
  const SbFigures *figures;
  SbDate           as_of;
  JsonBuilder     *json;
  SbCliTable      *table;
} Output;

static void
put_row (Output *output, SbMetric metric, SbPeriod period)
{
  const SbMetricInfo *info = sb_metric_info (metric);
  SbKpiQuery query = { period, output->figures->scope, output->as_of, 0 };
  g_autoptr (SbKpi) kpi = sb_kpi_compute (output->figures->facts, metric, &query);
  g_autofree char *code = sb_period_code (period, output->figures->facts->fiscal);

  if (output->table != NULL)
    {
      g_autofree char *value = sb_quantity_text (output->figures, &kpi->value);
      g_autofree char *n = kpi->value.n < 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, kpi->value.n);
      const char *reason = sb_reason_code (kpi->value.reason);

      sb_cli_table_row (output->table, info->key, code, value, n, reason == NULL ? "" : reason, NULL);
      return;
    }
  json_builder_begin_object (output->json);
  sb_json_text (output->json, "metric", info->key);
  sb_json_text (output->json, "period", code);
  sb_json_quantity (output->json, "value", &kpi->value);
  if (kpi->ratio.denominator != 0 || kpi->ratio.numerator != 0)
    {
      sb_json_int (output->json, "numerator", kpi->ratio.numerator);
      sb_json_int (output->json, "denominator", kpi->ratio.denominator);
    }
  else
    {
      sb_json_null (output->json, "numerator");
      sb_json_null (output->json, "denominator");
    }
  if (kpi->value.n >= 0)
    sb_json_int (output->json, "n", kpi->value.n);
  else
    sb_json_null (output->json, "n");
  sb_json_text (output->json, "reason", sb_reason_code (kpi->value.reason));
  json_builder_end_object (output->json);
}

static GArray *
wanted_metrics (SbCli *cli, GPtrArray *names)
{
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (SbMetric));

  if (names == NULL)
    g_array_append_vals (metrics, usual, G_N_ELEMENTS (usual));
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      SbMetric metric;

      if (!sb_metric_from_key (g_ptr_array_index (names, i), &metric))
        {
          g_autoptr (GString) known = g_string_new (NULL);

          for (int j = 0; j < SB_N_METRICS; j++)
            g_string_append_printf (known, "%s%s", j == 0 ? "" : ", ", sb_metric_info (j)->key);
          sb_cli_usage (cli, _("There is no metric “%s”. There are: %s."), (const char *) g_ptr_array_index (names, i),
                        known->str);
          return NULL;
        }
      g_array_append_val (metrics, metric);
    }
  return g_steal_pointer (&metrics);
}

static int
print (SbCli *cli, const SbFigures *figures, GArray *metrics, GArray *periods)
{
  const char *heads[] = { _("Metric"), _("Period"), _("Value"), _("n"), _("Reason"), NULL };
  Output output = { .figures = figures, .as_of = cli->as_of };

  if (cli->json)
    {
      output.json = json_builder_new ();
      json_builder_begin_object (output.json);
      sb_json_text (output.json, "currency", figures->facts->currency);
      sb_json_date (output.json, "as_of", cli->as_of);
      json_builder_set_member_name (output.json, "rows");
      json_builder_begin_array (output.json);
    }
  else
    output.table = sb_cli_table_new (heads);
  for (guint i = 0; i < metrics->len; i++)
    for (guint j = 0; j < periods->len; j++)
      put_row (&output, g_array_index (metrics, SbMetric, i), g_array_index (periods, SbPeriod, j));
  if (output.table != NULL)
    {
      sb_cli_table_print (output.table);
      return SB_EXIT_OK;
    }
  json_builder_end_array (output.json);
  json_builder_end_object (output.json);
  sb_cli_print_json (output.json);
  return SB_EXIT_OK;
}

static gboolean
parse_by (SbCli *cli, const char *by, SbPeriodKind *kind)
{
  static const SbPeriodKind kinds[] = { SB_PERIOD_MONTH, SB_PERIOD_QUARTER, SB_PERIOD_WEEK, SB_PERIOD_YEAR };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (by, sb_period_kind_key (kinds[i])))
      {
        *kind = kinds[i];
        return TRUE;
      }
  sb_cli_usage (cli, _("“--by” is one of month, quarter, week, year, not “%s”."), by);
  return FALSE;
}

int
sb_cmd_kpi (SbCli *cli, int argc, char **argv)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *by = NULL;
  g_autofree char *owner = NULL;
  SbDate from = SB_DATE_NONE, to = SB_DATE_NONE;
  const SbOption options[] = { { "metric", SB_OPTION_LIST, &names }, { "from", SB_OPTION_DATE, &from },
                               { "to", SB_OPTION_DATE, &to }, { "by", SB_OPTION_TEXT, &by },
                               { "owner", SB_OPTION_TEXT, &owner }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_auto (SbFigures) figures = { NULL };
  g_autoptr (GArray) metrics = NULL;
  g_autoptr (GArray) periods = NULL;
  SbPeriodKind kind = SB_PERIOD_CUSTOM;
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0) ||
      (by != NULL && !parse_by (cli, by, &kind)))
    return SB_EXIT_USAGE;
  metrics = wanted_metrics (cli, names);
  if (metrics == NULL)
    return SB_EXIT_USAGE;
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { owner, from, to, SB_PERIOD_QUARTER }, &status))
    return status;
  if (by != NULL)
    periods = sb_period_split (kind, figures.window.start, figures.window.end, figures.facts->fiscal);
  else
    {
      periods = g_array_new (FALSE, FALSE, sizeof (SbPeriod));
      g_array_append_val (periods, figures.window);
    }
  return print (cli, &figures, metrics, periods);
}
