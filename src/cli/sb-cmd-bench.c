/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench: builds a workspace of N deals in a private folder, measures what a manager waits for on it and prints
 * milliseconds of CPU and of the clock, medians where an operation can be repeated. Up to 100,000 deals an operation
 * over twice its limit fails the command. The folder is removed again. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "analysis/sb-forecast.h"
#include "analysis/sb-funnel.h"
#include "analysis/sb-kpi.h"
#include "analysis/sb-segment.h"
#include "core/sb-facts.h"
#include "core/sb-random.h"
#include "store/sb-bulk.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define ROUNDS 7
#define LIMITED_ROWS 100000 /* limits are those of so many deals */

typedef struct {
  JsonBuilder *json;
  gint64       rows;
  gint64       clock_start;
  gint64       cpu_start;
  gboolean     failed;
} Stopwatch;

static gint64
cpu_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
start (Stopwatch *watch)
{
  watch->clock_start = g_get_monotonic_time ();
  watch->cpu_start = cpu_now ();
}

/* limit 0: none. */
static void
report (Stopwatch *watch, const char *name, double cpu, double clock, double limit)
{
  json_builder_set_member_name (watch->json, name);
  json_builder_begin_object (watch->json);
  sb_json_real (watch->json, "cpu_ms", cpu);
  sb_json_real (watch->json, "ms", clock);
  if (limit > 0)
    sb_json_real (watch->json, "limit_ms", limit);
  json_builder_end_object (watch->json);
  if (limit <= 0 || cpu <= 2 * limit || watch->rows > LIMITED_ROWS)
    return;
  watch->failed = TRUE;
  g_printerr (_("“%s” took %.1f ms of CPU, more than twice its limit of %.0f ms.\n"), name, cpu, limit);
}

static double
cpu_since_start (const Stopwatch *watch)
{
  return (double) (cpu_now () - watch->cpu_start) / 1000;
}

static double
clock_since_start (const Stopwatch *watch)
{
  return (double) (g_get_monotonic_time () - watch->clock_start) / 1000;
}

static void
stop (Stopwatch *watch, const char *name, double limit)
{
  report (watch, name, cpu_since_start (watch), clock_since_start (watch), limit);
}

typedef struct {
  SbBulk  *bulk;
  SbRandom random;
  SbDate   as_of;
  GArray  *accounts, *members;
  GArray  *stages[SB_STATUS_VOID + 1]; /* ids by status */
  gint32   pipeline;
} Builder;

static void
set (const SbRecordType *type, SbValue *values, const char *field, SbValue value)
{
  int i = sb_record_type_field_index (type, field);

  sb_value_clear (&values[i]);
  values[i] = value;
}

static gint32
insert (Builder *builder, const SbRecordType *type, SbValue *values, GError **error)
{
  gint32 id;

  for (gsize i = 0; type->fields[i].name != NULL; i++)
    if (values[i].type == SB_VALUE_NULL && (type->fields[i].flags & SB_FIELD_REQUIRED) != 0)
      values[i] = sb_field_initial (&type->fields[i]);
  id = sb_bulk_insert (builder->bulk, type, values, NULL, error);
  for (gsize i = 0; type->fields[i].name != NULL; i++)
    sb_value_clear (&values[i]);
  return id;
}

static gboolean
build_names (Builder *builder, const char *type_name, gint64 n, GArray *ids, GError **error)
{
  const SbRecordType *type = sb_record_type_find (type_name);
  g_autofree SbValue *values = g_new0 (SbValue, sb_record_type_n_fields (type));

  for (gint64 i = 0; i < n; i++)
    {
      gint32 id;

      set (type, values, "name", sb_value_take_text (g_strdup_printf ("%s %" G_GINT64_FORMAT, type->label, i + 1)));
      id = insert (builder, type, values, error);
      if (id == 0)
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static gint32
pick (Builder *builder, GArray *ids)
{
  return g_array_index (ids, gint32, sb_random_below (&builder->random, ids->len));
}

static SbValue
day (SbDate date)
{
  char text[SB_DATE_TEXT_SIZE];

  return sb_value_text (sb_date_format_iso (date, text));
}

static const char *const statuses[] = { "open", "won", "lost", "void" };

static gboolean
build_deal (Builder *builder, gint64 i, SbValue *values, GError **error)
{
  const SbRecordType *type = sb_record_type_find ("deal");
  SbDate created = builder->as_of - (SbDate) sb_random_below (&builder->random, 1400);
  guint64 fate = sb_random_below (&builder->random, 10);
  SbDealStatus status = fate < 3 ? SB_STATUS_WON : fate < 6 ? SB_STATUS_LOST : SB_STATUS_OPEN;
  SbDate closed = MIN (builder->as_of, created + 30 + (SbDate) sb_random_below (&builder->random, 120));

  set (type, values, "name", sb_value_take_text (g_strdup_printf ("Deal %" G_GINT64_FORMAT, i + 1)));
  set (type, values, "account", sb_value_int (pick (builder, builder->accounts)));
  set (type, values, "owner", sb_value_int (pick (builder, builder->members)));
  set (type, values, "pipeline", sb_value_int (builder->pipeline));
  set (type, values, "stage", sb_value_int (pick (builder, builder->stages[status])));
  set (type, values, "amount", sb_value_int (10000 + (gint64) sb_random_below (&builder->random, 100000000)));
  set (type, values, "created_on", day (created));
  set (type, values, "status", sb_value_text (statuses[status]));
  if (status != SB_STATUS_OPEN)
    set (type, values, "closed_on", day (closed));
  else
    set (type, values, "expected_close_on", day (builder->as_of + (SbDate) sb_random_below (&builder->random, 120)));
  return insert (builder, type, values, error) > 0;
}

static gboolean
load_stages (Builder *builder, GError **error)
{
  SbReader *reader = sb_bulk_get_reader (builder->bulk);
  g_autoptr (SbQuery) pipelines = sb_query_new (sb_record_type_find ("pipeline"));
  g_autoptr (GArray) ids = NULL;

  sb_query_sort (pipelines, "id", FALSE);
  ids = sb_reader_ids (reader, pipelines, NULL, error);
  if (ids == NULL || ids->len == 0)
    return FALSE;
  builder->pipeline = g_array_index (ids, gint32, 0);
  for (int status = SB_STATUS_OPEN; status <= SB_STATUS_LOST; status++)
    {
      g_autoptr (SbQuery) stages = sb_query_new (sb_record_type_find ("stage"));

      sb_query_where (stages, "pipeline", SB_QUERY_EQUAL, sb_value_int (builder->pipeline));
      sb_query_where (stages, "status", SB_QUERY_EQUAL, sb_value_text (statuses[status]));
      builder->stages[status] = sb_reader_ids (reader, stages, NULL, error);
      if (builder->stages[status] == NULL || builder->stages[status]->len == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
build (Builder *builder, SbWorkspace *workspace, gint64 n_deals, GError **error)
{
  g_autofree SbValue *values = g_new0 (SbValue, sb_record_type_n_fields (sb_record_type_find ("deal")));
  gboolean ok;

  builder->bulk = sb_workspace_begin_bulk (workspace, "bench", error);
  if (builder->bulk == NULL)
    return FALSE;
  sb_bulk_expect (builder->bulk, n_deals);
  ok = load_stages (builder, error) && build_names (builder, "member", 40, builder->members, error) &&
       build_names (builder, "account", MAX (20, n_deals / 5), builder->accounts, error);
  for (gint64 i = 0; ok && i < n_deals; i++)
    ok = build_deal (builder, i, values, error);
  if (ok)
    return sb_bulk_commit (g_steal_pointer (&builder->bulk), NULL, error);
  sb_bulk_rollback (g_steal_pointer (&builder->bulk));
  return FALSE;
}

/* The simulation at its bar's size, 5,000 deals × 10,000 draws, by the processor's best loops and by the portable ones;
 * and a whole forecast of the quarter over the facts. */
static void
measure_forecast (Stopwatch *watch, SbFacts *facts, SbDate as_of)
{
  g_autofree SbSimDeal *deals = g_new (SbSimDeal, 5000);
  const SbSimGroup groups[] = { { 0, -1 } };
  SbSimInput input = { deals, 5000, NULL, 0, groups, 1, 1, 10000, 0, FALSE, NULL };
  SbForecastQuery query
    = SB_FORECAST_QUERY (sb_period_containing (SB_PERIOD_QUARTER, as_of, facts->fiscal), SB_SCOPE_ALL, as_of);
  g_autoptr (SbSimulation) best = NULL;
  g_autoptr (SbSimulation) portable = NULL;
  g_autoptr (SbForecast) forecast = NULL;
  SbRandom random;

  sb_random_init (&random, 1, 0, 0);
  for (gint32 i = 0; i < 5000; i++)
    deals[i] = (SbSimDeal) { 1000 + (gint64) sb_random_below (&random, 10000000), sb_random_unit (&random), i + 1, 0 };
  start (watch);
  best = sb_simulation_compute (&input);
  stop (watch, "simulation", 25.0);
  input.scalar = TRUE;
  start (watch);
  portable = sb_simulation_compute (&input);
  stop (watch, "simulation_portable", 260.0);
  start (watch);
  forecast = sb_forecast_compute (facts, &query);
  stop (watch, "forecast", 0.0);
}

typedef struct {
  const SbFacts *facts;
  SbDate         as_of;
  gint32         pipeline;
} Figures;

static void
run_panel (const Figures *figures, SbPeriodKind kind)
{
  SbPeriod period = sb_period_containing (kind, figures->as_of, figures->facts->fiscal);
  SbKpiQuery query = { period, SB_SCOPE_ALL, figures->as_of, 0 };
  SbKpiRequest request = sb_kpi_panel_request ();

  g_ptr_array_unref (sb_kpi_panel_compute (figures->facts, &request, &query));
}

static void
run_quarter (const Figures *figures)
{
  run_panel (figures, SB_PERIOD_QUARTER);
}

static void
run_year (const Figures *figures)
{
  run_panel (figures, SB_PERIOD_YEAR);
}

static void
run_funnel (const Figures *figures)
{
  SbPeriod year = sb_period_containing (SB_PERIOD_YEAR, figures->as_of, figures->facts->fiscal);
  SbFunnelQuery cohort = { figures->pipeline, year, SB_SCOPE_ALL, figures->as_of };

  sb_funnel_free (sb_funnel_compute (figures->facts, &cohort));
}

static void
run_segments (const Figures *figures)
{
  sb_segmentation_free (sb_segmentation_compute (figures->facts, SB_SCOPE_ALL, figures->as_of, 24));
}

static int
compare_reals (const void *a, const void *b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
measure_figures (Stopwatch *watch, const Figures *figures)
{
  static const struct { const char *name; void (*run) (const Figures *figures); double limit; } all[] = {
    { "kpi_panel", run_quarter, 16.0 },
    { "kpi_panel_year", run_year, 16.0 },
    { "funnel", run_funnel, 16.0 },
    { "segments", run_segments, 100.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      double cpu[ROUNDS], clock[ROUNDS];

      for (int round = 0; round < ROUNDS; round++)
        {
          start (watch);
          all[i].run (figures);
          cpu[round] = cpu_since_start (watch);
          clock[round] = clock_since_start (watch);
        }
      qsort (cpu, ROUNDS, sizeof *cpu, compare_reals);
      qsort (clock, ROUNDS, sizeof *clock, compare_reals);
      report (watch, all[i].name, cpu[ROUNDS / 2], clock[ROUNDS / 2], all[i].limit);
    }
}

static gboolean
measure (Stopwatch *watch, SbWorkspace *workspace, Builder *builder, GError **error)
{
  const SbRecordType *deal = sb_record_type_find ("deal");
  SbReader *reader = sb_workspace_get_reader (workspace);
  g_autoptr (SbFacts) facts = NULL;
  g_autoptr (SbQuery) query = sb_query_new (deal);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (SbChange) change = sb_change_new ("bench");

  start (watch);
  facts = sb_reader_facts (reader, builder->as_of, NULL, error);
  stop (watch, "facts", 0);
  if (facts == NULL)
    return FALSE;
  measure_figures (watch, &(Figures) { facts, builder->as_of, builder->pipeline });
  measure_forecast (watch, facts, builder->as_of);
  sb_query_sort (query, "amount", TRUE);
  start (watch);
  ids = sb_reader_ids (reader, query, NULL, error);
  stop (watch, "sort_by_amount", 150.0);
  if (ids == NULL || ids->len == 0)
    return FALSE;
  start (watch);
  hits = sb_reader_search (reader, "deal 77", 50, NULL, error);
  stop (watch, "search", 0);
  sb_change_update (change, deal, g_array_index (ids, gint32, 0), "amount", sb_value_int (1));
  start (watch);
  if (hits == NULL || !sb_workspace_apply (workspace, change, NULL, NULL, error))
    return FALSE;
  stop (watch, "edit", 0);
  start (watch);
  if (!sb_workspace_undo (workspace, NULL, NULL, NULL, error))
    return FALSE;
  stop (watch, "undo", 0);
  return TRUE;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static gboolean
bench (Stopwatch *watch, const char *folder, gint64 rows, SbDate as_of, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "bench.salesbalance", NULL);
  SbWorkspaceOptions options = { "CNY", 1, "en" };
  Builder builder = { .as_of = as_of };
  g_autoptr (SbWorkspace) workspace = NULL;
  gboolean ok;

  start (watch);
  workspace = sb_workspace_create (path, &options, error);
  stop (watch, "create", 0);
  if (workspace == NULL)
    return FALSE;
  sb_random_init (&builder.random, 1, 0, 0);
  builder.accounts = g_array_new (FALSE, FALSE, sizeof (gint32));
  builder.members = g_array_new (FALSE, FALSE, sizeof (gint32));
  start (watch);
  ok = build (&builder, workspace, rows, error);
  stop (watch, "load", 0);
  ok = ok && measure (watch, workspace, &builder, error);
  g_array_unref (builder.accounts);
  g_array_unref (builder.members);
  for (gsize i = 0; i < G_N_ELEMENTS (builder.stages); i++)
    g_clear_pointer (&builder.stages[i], g_array_unref);
  sb_workspace_close (workspace);
  return ok;
}

int
sb_cmd_bench (SbCli *cli, int argc, char **argv)
{
  gint64 rows = 100000;
  const SbOption options[] = { { "rows", SB_OPTION_INT, &rows }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  Stopwatch watch = { NULL };
  struct rusage usage;
  gboolean ok;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (rows < 1 || rows > 5000000)
    return sb_cli_usage (cli, "%s", _("“--rows” is a number from 1 to 5000000."));
  folder = g_dir_make_tmp ("sales-balance-XXXXXX", &error);
  if (folder == NULL)
    return sb_cli_fail_error (cli, error);
  watch.json = json_builder_new ();
  watch.rows = rows;
  json_builder_begin_object (watch.json);
  sb_json_int (watch.json, "rows", rows);
  ok = bench (&watch, folder, rows, cli->as_of, &error);
  remove_folder (folder);
  getrusage (RUSAGE_SELF, &usage);
  sb_json_int (watch.json, "max_rss_kb", usage.ru_maxrss);
  json_builder_end_object (watch.json);
  if (!ok)
    {
      g_object_unref (watch.json);
      return error == NULL ? sb_cli_fail (cli, SB_EXIT_DATA, "%s", _("The workspace for measuring could not be made."))
                           : sb_cli_fail_error (cli, error);
    }
  sb_cli_print_json (watch.json);
  return watch.failed ? SB_EXIT_DATA : SB_EXIT_OK;
}
