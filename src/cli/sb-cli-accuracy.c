/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the track record of forecasts: earlier periods, accuracy of members and teams, and how often stated chances
 * came true. Called by forecast. */
#include "sb-config.h"

#include "cli/sb-cli-accuracy.h"

#include "analysis/sb-track-record.h"
#include "store/sb-snapshots.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define PERIODS 8

typedef struct {
  SbFigures     *figures;
  SbHindcast    *accuracy;
  SbReliability *reliability;
} Record;

static const char *
tendency_key (SbTendency tendency)
{
  static const char *const keys[] = { NULL, "even", "high", "low" };

  return keys[tendency];
}

static void
periods_to_json (const Record *record, JsonBuilder *json)
{
  json_builder_set_member_name (json, "periods");
  json_builder_begin_array (json);
  for (guint i = 0; i < record->accuracy->periods->len; i++)
    {
      const SbPastForecast *past = &g_array_index (record->accuracy->periods, SbPastForecast, i);
      g_autofree char *code = sb_period_code (past->period, record->figures->facts->fiscal);

      json_builder_begin_object (json);
      sb_json_text (json, "period", code);
      sb_json_date (json, "day", past->day);
      sb_json_int (json, "p10_minor", past->p10);
      sb_json_int (json, "p50_minor", past->p50);
      sb_json_int (json, "p90_minor", past->p90);
      sb_json_int (json, "actual_minor", past->actual);
      sb_json_bool (json, "inside", past->inside);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
rows_to_json (const Record *record, JsonBuilder *json)
{
  static const char *const levels[] = { "member", "team", "total" };

  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < record->accuracy->rows->len; i++)
    {
      const SbHindcastRow *row = &g_array_index (record->accuracy->rows, SbHindcastRow, i);

      json_builder_begin_object (json);
      sb_json_text (json, "level", levels[row->level]);
      sb_json_text (json, "name", row->name);
      sb_json_int (json, "n", row->n);
      sb_json_ratio (json, "wape", &row->wape);
      sb_json_ratio (json, "bias", &row->bias);
      sb_json_text (json, "tendency", tendency_key (row->tendency));
      sb_json_text (json, "reason", sb_reason_code (row->wape.reason));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
reliability_to_json (const SbReliability *reliability, JsonBuilder *json)
{
  json_builder_set_member_name (json, "calibration");
  json_builder_begin_object (json);
  sb_json_int (json, "n", reliability->n);
  sb_json_int (json, "deals", reliability->n_deals);
  sb_json_ratio (json, "skill", &reliability->skill);
  sb_json_text (json, "reason", sb_reason_code (reliability->reason));
  sb_json_real (json, "brier", reliability->scores.brier);
  sb_json_real (json, "reliability", reliability->scores.reliability);
  sb_json_real (json, "resolution", reliability->scores.resolution);
  sb_json_real (json, "uncertainty", reliability->scores.uncertainty);
  json_builder_set_member_name (json, "bins");
  json_builder_begin_array (json);
  for (int i = 0; i < SB_RELIABILITY_BINS && reliability->n > 0; i++)
    {
      const SbReliabilityBin *bin = &reliability->bins[i];

      json_builder_begin_object (json);
      sb_json_real (json, "from", bin->bin.lo);
      sb_json_real (json, "to", bin->bin.hi);
      sb_json_int (json, "n", bin->bin.n);
      if (bin->bin.n > 0)
        {
          sb_json_real (json, "stated", bin->bin.mean_p);
          sb_json_real (json, "came_true", bin->bin.rate);
          sb_json_real (json, "lo", bin->lo);
          sb_json_real (json, "hi", bin->hi);
        }
      sb_json_bool (json, "few", bin->few);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
print_json (const Record *record)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  sb_json_text (json, "currency", record->figures->facts->currency);
  periods_to_json (record, json);
  sb_json_ratio (json, "coverage", &record->accuracy->coverage);
  sb_json_text (json, "coverage_reason", sb_reason_code (record->accuracy->coverage.reason));
  sb_json_int (json, "pinball_minor", sb_quantity_real (SB_UNIT_MONEY, record->accuracy->pinball).integer);
  rows_to_json (record, json);
  reliability_to_json (record->reliability, json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
}

static void
print_text (const Record *record)
{
  const char *heads[] = { _("Period"), _("As of"), _("P10"), _("P50"), _("P90"), _("Result"), NULL };
  SbFormatter *formatter = record->figures->formatter;
  SbCliTable *table = sb_cli_table_new (heads);
  g_autofree char *coverage = sb_formatter_ratio (formatter, &record->accuracy->coverage, SB_FORMAT_PERCENT);
  g_autofree char *skill = sb_formatter_ratio (formatter, &record->reliability->skill, SB_FORMAT_PERCENT);

  for (guint i = 0; i < record->accuracy->periods->len; i++)
    {
      const SbPastForecast *past = &g_array_index (record->accuracy->periods, SbPastForecast, i);
      gint64 shown[] = { past->p10, past->p50, past->p90, past->actual };
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
      char day[SB_DATE_TEXT_SIZE];

      g_ptr_array_add (cells, sb_period_code (past->period, record->figures->facts->fiscal));
      g_ptr_array_add (cells, g_strdup (sb_date_format_iso (past->day, day)));
      for (gsize k = 0; k < G_N_ELEMENTS (shown); k++)
        g_ptr_array_add (cells, sb_formatter_money_short (formatter, shown[k]));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
  printf (_("Results between P10 and P90: %s (80 %% is the aim).\n"), coverage);
  printf (_("Skill of the stated chances: %s.\n"), skill);
}

int
sb_cli_print_accuracy (SbCli *cli, SbFigures *figures, SbReader *reader, const SbForecastQuery *query)
{
  SbHindcastQuery asked = { query->period.kind, PERIODS, query->scope, query->as_of, query->seed, query->rho_ppm };
  g_autoptr (GArray) frozen = NULL;
  g_autoptr (SbHindcast) accuracy = NULL;
  g_autoptr (SbReliability) reliability = NULL;
  g_autoptr (GError) error = NULL;
  Record record;

  if (asked.kind == SB_PERIOD_CUSTOM)
    return sb_cli_usage (cli, "%s", _("“--accuracy” looks at years, halves, quarters, months or weeks."));
  frozen = sb_reader_frozen_chances (reader, query->as_of, &error);
  if (frozen == NULL)
    return sb_cli_fail_error (cli, error);
  accuracy = sb_hindcast_compute (figures->facts, &asked);
  if (accuracy == NULL)
    return sb_cli_fail (cli, SB_EXIT_DATA, "%s",
                        _("The amounts are too large to be added up. “list --type deal” shows them."));
  reliability = sb_reliability_compute (figures->facts, frozen, query->scope, query->as_of);
  record = (Record) { figures, accuracy, reliability };
  if (cli->json)
    print_json (&record);
  else
    print_text (&record);
  return SB_EXIT_OK;
}
