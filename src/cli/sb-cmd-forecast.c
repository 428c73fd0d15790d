/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forecast: where a period lands, how likely its target is, and the deals that decide it. */
#include "sb-config.h"

#include "cli/sb-cli-accuracy.h"
#include "cli/sb-cli-figures.h"

#include "analysis/sb-forecast.h"
#include "store/sb-reader.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define DECIDERS 10
#define RHO_PERCENT_MAX 30
#define DRAWS_MAX 1000000
#define SURE 0.8 /* the level of "what must be true" */

typedef struct {
  SbCli      *cli;
  SbFigures  *figures;
  SbForecast *forecast;
  SbReader   *reader;
} Output;

static char *
deal_name (const Output *output, gint32 id)
{
  return sb_reader_title (output->reader, sb_record_type_find ("deal"), id);
}

static void
json_amount (JsonBuilder *json, const char *name, gint64 minor, SbReason reason)
{
  if (reason == SB_REASON_NONE)
    sb_json_int (json, name, minor);
  else
    sb_json_null (json, name);
}

static gint64
rounded (double minor)
{
  return sb_quantity_real (SB_UNIT_MONEY, minor).integer;
}

/* The numbers that a member, a team and the whole have alike. */
static void
row_to_json (JsonBuilder *json, const SbForecastRow *row)
{
  gint64 weighted = row->won;

  sb_money_add (&weighted, row->weighted);
  json_amount (json, "target_minor", row->target.minor, row->target.reason);
  sb_json_int (json, "won_minor", row->won);
  sb_json_int (json, "weighted_minor", weighted);
  json_amount (json, "p10_minor", row->p10, row->reason);
  json_amount (json, "p50_minor", row->p50, row->reason);
  json_amount (json, "p90_minor", row->p90, row->reason);
  json_amount (json, "mean_minor", rounded (row->mean), row->reason);
  sb_json_ratio (json, "p_attain", &row->attain);
  sb_json_text (json, "reason", sb_reason_code (row->attain.reason));
  sb_json_int (json, "won_deals", row->n_won);
  sb_json_int (json, "open_deals", row->n_open);
  sb_json_int (json, "pipeline_mean_minor", rounded (row->pipeline));
  sb_json_int (json, "run_rate_mean_minor", rounded (row->run_rate.mean));
  sb_json_int (json, "create_close_mean_minor", rounded (row->created.mean));
  sb_json_bool (json, "team_mean_used", ((row->run_rate.flags | row->created.flags) & SB_NEW_TEAM_MEAN) != 0);
}

static void
rows_to_json (const Output *output, JsonBuilder *json, const char *name, SbForecastLevel level)
{
  const GArray *rows = output->forecast->rows;

  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < rows->len; i++)
    {
      const SbForecastRow *row = &g_array_index (rows, SbForecastRow, i);

      if (row->level != level)
        continue;
      json_builder_begin_object (json);
      if (row->id != 0)
        sb_json_int (json, "id", row->id);
      else
        sb_json_null (json, "id");
      sb_json_text (json, "name", row->name);
      row_to_json (json, row);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static const char *
source_key (SbProbabilitySource source)
{
  static const char *const keys[] = { "closed", "manual", "model", "learned", "default" };

  return keys[source];
}

static void
deciders_to_json (const Output *output, JsonBuilder *json, const GArray *deciders)
{
  static const char *const closes[] = { "dated", "overdue", "undated" };

  json_builder_set_member_name (json, "deciders");
  json_builder_begin_array (json);
  for (guint i = 0; deciders != NULL && i < MIN (deciders->len, DECIDERS); i++)
    {
      const SbSimDecider *decider = &g_array_index (deciders, SbSimDecider, i);
      const SbForecastDeal *deal = &g_array_index (output->forecast->deals, SbForecastDeal, decider->deal);
      g_autofree char *name = deal_name (output, deal->id);

      if (!decider->defined)
        continue;
      json_builder_begin_object (json);
      sb_json_int (json, "id", deal->id);
      sb_json_text (json, "deal", name);
      sb_json_int (json, "amount_minor", deal->minor);
      sb_json_real (json, "probability", deal->p);
      sb_json_text (json, "probability_source", source_key (deal->probability.source));
      sb_json_real (json, "in_period", deal->in_period);
      sb_json_text (json, "date", closes[deal->close]);
      sb_json_real (json, "if_won", decider->if_won);
      sb_json_real (json, "if_lost", decider->if_lost);
      sb_json_real (json, "difference", decider->points);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
must_to_json (const Output *output, JsonBuilder *json)
{
  SbSimMust must;

  json_builder_set_member_name (json, "must_be_true");
  if (!sb_forecast_must (output->forecast, output->forecast->rows->len - 1, SURE, &must))
    {
      json_builder_add_null_value (json);
      return;
    }
  json_builder_begin_object (json);
  sb_json_real (json, "level", SURE);
  json_amount (json, "probability_up_ppm", must.points_ppm, must.points_found ? SB_REASON_NONE : SB_REASON_NO_DATA);
  json_amount (json, "amount_up_ppm", must.amount_ppm, must.amount_found ? SB_REASON_NONE : SB_REASON_NO_DATA);
  json_amount (json, "new_deals", must.new_deals, must.deals_found ? SB_REASON_NONE : SB_REASON_NO_DATA);
  json_builder_end_object (json);
}

static void
counts_to_json (const SbForecast *forecast, JsonBuilder *json)
{
  json_builder_set_member_name (json, "left_out");
  json_builder_begin_object (json);
  sb_json_int (json, "no_amount", forecast->counts.no_amount);
  sb_json_int (json, "no_rate", forecast->counts.no_rate);
  sb_json_int (json, "no_cycle", forecast->counts.no_cycle);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "flagged");
  json_builder_begin_object (json);
  sb_json_int (json, "overdue", forecast->counts.overdue);
  sb_json_int (json, "undated", forecast->counts.undated);
  json_builder_end_object (json);
}

static int
print_json (const Output *output, const GArray *deciders)
{
  const SbForecast *forecast = output->forecast;
  const SbForecastRow *total = sb_forecast_total (forecast);
  g_autofree char *code = sb_period_code (forecast->query.period, output->figures->facts->fiscal);
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  sb_json_text (json, "currency", output->figures->facts->currency);
  sb_json_text (json, "period", code);
  sb_json_date (json, "from", forecast->query.period.start);
  sb_json_date (json, "to", forecast->query.period.end);
  sb_json_date (json, "as_of", forecast->query.as_of);
  row_to_json (json, total);
  json_amount (json, "run_rate_minor", forecast->run_rate_landing, forecast->run_rate_reason);
  sb_json_text (json, "run_rate_reason", sb_reason_code (forecast->run_rate_reason));
  sb_json_int (json, "seed", (gint64) forecast->query.seed);
  sb_json_int (json, "samples", forecast->query.n_draws);
  sb_json_int (json, "correlation_ppm", forecast->query.rho_ppm);
  sb_json_text (json, "method", total->exact ? "exact" : "simulation");
  sb_json_int (json, "model_deals", forecast->n_model);
  rows_to_json (output, json, "members", SB_FORECAST_MEMBER);
  rows_to_json (output, json, "teams", SB_FORECAST_TEAM);
  deciders_to_json (output, json, deciders);
  must_to_json (output, json);
  counts_to_json (forecast, json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static char *
amount_text (const Output *output, gint64 minor, SbReason reason)
{
  SbQuantity quantity = reason == SB_REASON_NONE ? sb_quantity_money (minor)
                                                 : sb_quantity_undefined (SB_UNIT_MONEY, reason);

  return sb_quantity_text (output->figures, &quantity);
}

static const char *
row_name (const SbForecastRow *row)
{
  if (row->name != NULL)
    return row->name;
  return row->level == SB_FORECAST_COMPANY ? _("Total") : _("Without owner");
}

static void
add_table_row (const Output *output, SbCliTable *table, const SbForecastRow *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (row_name (row)));
  g_ptr_array_add (cells, amount_text (output, row->target.minor, row->target.reason));
  g_ptr_array_add (cells, amount_text (output, row->won, SB_REASON_NONE));
  g_ptr_array_add (cells, amount_text (output, row->p10, row->reason));
  g_ptr_array_add (cells, amount_text (output, row->p50, row->reason));
  g_ptr_array_add (cells, amount_text (output, row->p90, row->reason));
  g_ptr_array_add (cells, sb_formatter_ratio (output->figures->formatter, &row->attain, SB_FORMAT_PERCENT));
  sb_cli_table_cells (table, cells);
}

static void
print_deciders (const Output *output, const GArray *deciders)
{
  const char *heads[] = { _("Deal"), _("Amount"), _("Chance in the period"), _("If won"), _("If lost"), NULL };
  SbCliTable *table;

  if (deciders == NULL || deciders->len == 0)
    return;
  printf ("\n%s\n", _("Deals that decide the period:"));
  table = sb_cli_table_new (heads);
  for (guint i = 0; i < MIN (deciders->len, DECIDERS); i++)
    {
      const SbSimDecider *decider = &g_array_index (deciders, SbSimDecider, i);
      const SbForecastDeal *deal = &g_array_index (output->forecast->deals, SbForecastDeal, decider->deal);
      SbQuantity shares[] = { sb_quantity_real (SB_UNIT_PERCENT, deal->q),
                              sb_quantity_real (SB_UNIT_PERCENT, decider->if_won),
                              sb_quantity_real (SB_UNIT_PERCENT, decider->if_lost) };
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, deal_name (output, deal->id));
      g_ptr_array_add (cells, amount_text (output, deal->minor, SB_REASON_NONE));
      for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
        g_ptr_array_add (cells, sb_quantity_text (output->figures, &shares[k]));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
}

static int
print_text (const Output *output, const GArray *deciders)
{
  const char *heads[] = { _("Name"), _("Target"), _("Won"), _("P10"), _("P50"), _("P90"), _("Chance"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);
  const SbForecast *forecast = output->forecast;

  for (guint i = 0; i < forecast->rows->len; i++)
    add_table_row (output, table, &g_array_index (forecast->rows, SbForecastRow, i));
  sb_cli_table_print (table);
  print_deciders (output, deciders);
  printf ("\n");
  if (sb_forecast_total (forecast)->exact)
    printf ("%s\n", _("Computed exactly. P10 is the low case: one chance in ten of less."));
  else
    printf (_("%u draws, seed %llu, correlation %g %%. P10 is the low case: one chance in ten of less.\n"),
            forecast->query.n_draws, (unsigned long long) forecast->query.seed, forecast->query.rho_ppm / 1e4);
  return SB_EXIT_OK;
}

static int
run (Output *output, const SbForecastQuery *query)
{
  g_autoptr (SbForecast) forecast = sb_forecast_compute (output->figures->facts, query);
  g_autoptr (GArray) deciders = NULL;
  const SbForecastRow *total;

  if (forecast == NULL)
    return sb_cli_fail (output->cli, SB_EXIT_DATA, "%s",
                        _("The amounts are too large to be added up. “list --type deal” shows them."));
  output->forecast = forecast;
  total = sb_forecast_total (forecast);
  if (total->target.reason == SB_REASON_NONE)
    deciders = sb_forecast_deciders (forecast, forecast->rows->len - 1, total->target.minor);
  return output->cli->json ? print_json (output, deciders) : print_text (output, deciders);
}

int
sb_cmd_forecast (SbCli *cli, int argc, char **argv)
{
  g_autofree char *period = NULL;
  g_autofree char *owner = NULL;
  gboolean accuracy = FALSE, use_model = FALSE;
  g_autoptr (SbWinDeals) model = NULL;
  gint64 samples = SB_SIM_DRAWS, seed = 1, correlation = SB_SIM_RHO_PPM / 10000;
  const SbOption options[] = { { "period", SB_OPTION_TEXT, &period }, { "owner", SB_OPTION_TEXT, &owner },
                               { "samples", SB_OPTION_INT, &samples }, { "seed", SB_OPTION_INT, &seed },
                               { "correlation", SB_OPTION_INT, &correlation },
                               { "accuracy", SB_OPTION_FLAG, &accuracy }, { "model", SB_OPTION_FLAG, &use_model },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_auto (SbFigures) figures = { NULL };
  g_autoptr (SbReader) reader = NULL;
  Output output = { cli, &figures };
  SbForecastQuery query;
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (samples < 1 || samples > DRAWS_MAX)
    return sb_cli_usage (cli, _("“--samples” is a number from 1 to %d."), DRAWS_MAX);
  if (correlation < 0 || correlation > RHO_PERCENT_MAX)
    return sb_cli_usage (cli, _("“--correlation” is a percentage from 0 to %d."), RHO_PERCENT_MAX);
  if (!sb_figures_init (&figures, cli, &(SbFiguresQuery) { owner, SB_DATE_NONE, SB_DATE_NONE, SB_PERIOD_QUARTER },
                        &status))
    return status;
  if (period != NULL && !sb_period_parse (period, figures.facts->fiscal, &figures.window))
    return sb_cli_usage (cli, _("“%s” is no period. Write 2026, 2026-H2, 2026-Q4, 2026-11 or 2026-W47."), period);
  reader = output.reader = sb_cli_open_reader (cli, &status);
  if (reader == NULL)
    return status;
  query = SB_FORECAST_QUERY (figures.window, figures.scope, cli->as_of);
  query.seed = (guint64) seed;
  query.n_draws = (guint) samples;
  query.rho_ppm = (guint) correlation * 10000;
  if (accuracy)
    return sb_cli_print_accuracy (cli, &figures, reader, &query);
  if (use_model)
    model = sb_win_deals_train (&(SbWinDealsQuery) { figures.facts, cli->as_of, SB_WIN_AT_STAGES, 0, NULL, 1 }, NULL);
  query.model = model;
  return run (&output, &query);
}
