/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waterfall: what moved the pipeline of a period between two days. diff: the same and every changed deal between two
 * snapshots. */
#include "sb-config.h"

#include "cli/sb-cli-figures.h"

#include "analysis/sb-waterfall.h"
#include "store/sb-snapshots.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct {
  SbCli     *cli;
  SbFigures  figures;
  SbReader  *reader;
  GArray    *before, *after;
  SbDate     from, to;
  gboolean   has_period;
  gint32     snapshots[2]; /* 0: days, not snapshots */
} Fall;

static void
fall_clear (Fall *fall)
{
  sb_figures_clear (&fall->figures);
  g_clear_pointer (&fall->reader, sb_reader_free);
  g_clear_pointer (&fall->before, g_array_unref);
  g_clear_pointer (&fall->after, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fall, fall_clear)

/* Facts and a reader; the window becomes the period, or every day there is. */
static gboolean
fall_init (Fall *fall, const char *owner, const char *period, int *status)
{
  SbFiguresQuery query = { owner, SB_DATE_NONE, SB_DATE_NONE, SB_PERIOD_QUARTER };

  if (!sb_figures_init (&fall->figures, fall->cli, &query, status))
    return FALSE;
  if (period != NULL && !sb_period_parse (period, fall->figures.facts->fiscal, &fall->figures.window))
    {
      *status = sb_cli_usage (fall->cli, _("“%s” is no period. Write 2026, 2026-H2, 2026-Q4, 2026-11 or 2026-W47."),
                              period);
      return FALSE;
    }
  fall->has_period = period != NULL;
  fall->reader = sb_cli_open_reader (fall->cli, status);
  return fall->reader != NULL;
}

static char *
deal_name (const Fall *fall, gint32 id)
{
  return sb_reader_title (fall->reader, sb_record_type_find ("deal"), id);
}

static void
bucket_to_json (const Fall *fall, JsonBuilder *json, SbFall which, const SbFallBucket *bucket)
{
  json_builder_begin_object (json);
  sb_json_text (json, "bucket", sb_fall_key (which));
  sb_json_int (json, "amount_minor", bucket->minor);
  sb_json_int (json, "sign", sb_fall_adds (which) ? 1 : -1);
  sb_json_int (json, "n", bucket->n);
  json_builder_set_member_name (json, "deals");
  json_builder_begin_array (json);
  for (guint i = 0; i < bucket->deals->len; i++)
    {
      const SbFallDeal *deal = &g_array_index (bucket->deals, SbFallDeal, i);
      g_autofree char *name = deal_name (fall, deal->id);

      json_builder_begin_object (json);
      sb_json_int (json, "id", deal->id);
      sb_json_text (json, "deal", name);
      sb_json_int (json, "amount_minor", deal->minor);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
waterfall_to_json (const Fall *fall, JsonBuilder *json, const SbWaterfall *waterfall)
{
  g_autofree char *code = fall->has_period || fall->snapshots[0] == 0
                            ? sb_period_code (fall->figures.window, fall->figures.facts->fiscal)
                            : NULL;

  sb_json_text (json, "currency", fall->figures.facts->currency);
  sb_json_text (json, "period", code);
  sb_json_date (json, "from", fall->from);
  sb_json_date (json, "to", fall->to);
  sb_json_int (json, "open_before_minor", waterfall->open_before);
  sb_json_int (json, "open_before", waterfall->n_before);
  json_builder_set_member_name (json, "buckets");
  json_builder_begin_array (json);
  for (int i = 0; i < SB_N_FALLS; i++)
    bucket_to_json (fall, json, (SbFall) i, &waterfall->buckets[i]);
  json_builder_end_array (json);
  sb_json_int (json, "open_after_minor", waterfall->open_after);
  sb_json_int (json, "open_after", waterfall->n_after);
  sb_json_bool (json, "balanced", waterfall->balanced);
  sb_json_int (json, "no_amount", waterfall->no_amount);
  sb_json_int (json, "no_rate", waterfall->no_rate);
}

static void
table_line (const Fall *fall, SbCliTable *table, const char *label, const char *sign, gint64 minor, gint64 n)
{
  SbQuantity amount = sb_quantity_money (minor), count = sb_quantity_count (n);
  g_autofree char *text = sb_quantity_text (&fall->figures, &amount);
  g_autofree char *signed_text = g_strconcat (sign, text, NULL);
  g_autofree char *deals = sb_quantity_text (&fall->figures, &count);

  sb_cli_table_row (table, label, signed_text, deals, NULL);
}

static void
print_waterfall (const Fall *fall, const SbWaterfall *waterfall)
{
  const char *heads[] = { _("Pipeline"), _("Amount"), _("Deals"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);

  table_line (fall, table, _("Open at the start"), "", waterfall->open_before, waterfall->n_before);
  for (int i = 0; i < SB_N_FALLS; i++)
    if (waterfall->buckets[i].n > 0)
      table_line (fall, table, _(sb_fall_label ((SbFall) i)), sb_fall_adds ((SbFall) i) ? "+ " : "− ",
                  waterfall->buckets[i].minor, waterfall->buckets[i].n);
  table_line (fall, table, _("Open at the end"), "", waterfall->open_after, waterfall->n_after);
  sb_cli_table_print (table);
}

static SbWaterfall *
compute (const Fall *fall)
{
  /* Without a period every deal counts, those without a date too. */
  SbPeriod always = { SB_PERIOD_CUSTOM, SB_DATE_NONE, G_MAXINT32 };
  SbWaterfallQuery query = { fall->before, fall->after, fall->from, fall->to, fall->figures.window,
                             fall->figures.scope };

  if (fall->snapshots[0] != 0 && !fall->has_period)
    query.period = always;
  return sb_waterfall_compute (fall->figures.facts, &query);
}

static int
unbalanced (const Fall *fall)
{
  return sb_cli_fail (fall->cli, SB_EXIT_DATA, "%s",
                      _("The parts do not add up to the end: an error of the program. Please report it."));
}

int
sb_cmd_waterfall (SbCli *cli, int argc, char **argv)
{
  g_autofree char *period = NULL;
  g_autofree char *owner = NULL;
  g_auto (Fall) fall = { cli };
  const SbOption options[] = { { "from", SB_OPTION_DATE, &fall.from }, { "to", SB_OPTION_DATE, &fall.to },
                               { "period", SB_OPTION_TEXT, &period }, { "owner", SB_OPTION_TEXT, &owner },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWaterfall) waterfall = NULL;
  JsonBuilder *json;
  int status;

  fall.from = fall.to = SB_DATE_NONE;
  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (!fall_init (&fall, owner, period, &status))
    return status;
  fall.to = fall.to != SB_DATE_NONE ? fall.to : cli->as_of;
  fall.from = fall.from != SB_DATE_NONE ? fall.from : MIN (fall.figures.window.start - 1, fall.to);
  if (fall.from > fall.to)
    return sb_cli_usage (cli, "%s", _("“--from” lies after “--to”."));
  fall.before = sb_reader_stands (fall.reader, fall.from, fall.to, &error);
  if (fall.before != NULL)
    fall.after = sb_reader_stands (fall.reader, fall.to, fall.to, &error);
  if (fall.after == NULL)
    return sb_cli_fail_error (cli, error);
  waterfall = compute (&fall);
  if (!waterfall->balanced)
    return unbalanced (&fall);
  if (!cli->json)
    {
      print_waterfall (&fall, waterfall);
      return SB_EXIT_OK;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  waterfall_to_json (&fall, json, waterfall);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static const SbDealStand *
open_stand (const GArray *stands, guint *at, gint32 id)
{
  const SbDealStand *stand;

  while (*at < stands->len && g_array_index (stands, SbDealStand, *at).id < id)
    (*at)++;
  stand = *at < stands->len ? &g_array_index (stands, SbDealStand, *at) : NULL;
  return stand != NULL && stand->id == id && stand->status == SB_STATUS_OPEN ? stand : NULL;
}

/* The chance alone is an estimate of ours, not a change of the deal. */
static gboolean
differs (const SbDealStand *was, const SbDealStand *now)
{
  if (was == NULL || now == NULL)
    return was != now;
  return was->amount_minor != now->amount_minor || was->flags != now->flags || was->owner_id != now->owner_id
         || was->stage_id != now->stage_id || was->expected_close_on != now->expected_close_on;
}

static void
stand_to_json (const Fall *fall, JsonBuilder *json, const char *name, const SbDealStand *stand)
{
  const SbFacts *facts = fall->figures.facts;
  const SbStageFact *stage = stand != NULL ? sb_facts_stage (facts, stand->stage_id) : NULL;
  const SbMemberFact *owner = stand != NULL && stand->owner_id != 0 ? sb_facts_member (facts, stand->owner_id) : NULL;

  json_builder_set_member_name (json, name);
  if (stand == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }
  json_builder_begin_object (json);
  if ((stand->flags & (SB_FACT_HAS_AMOUNT | SB_FACT_NO_RATE)) == SB_FACT_HAS_AMOUNT)
    sb_json_int (json, "amount_minor", stand->amount_minor);
  else
    sb_json_null (json, "amount_minor");
  sb_json_text (json, "stage", stage != NULL ? stage->name : NULL);
  sb_json_text (json, "owner", owner != NULL ? owner->name : NULL);
  sb_json_date (json, "expected_close_on", stand->expected_close_on);
  sb_json_int (json, "probability_ppm", stand->probability_ppm);
  json_builder_end_object (json);
}

static gint64
put_changes (const Fall *fall, JsonBuilder *json)
{
  const SbFacts *facts = fall->figures.facts;
  guint before = 0, after = 0;
  gint64 n = 0;

  for (gsize i = 0; i < facts->n_deals; i++)
    {
      gint32 id = facts->deals[i].id;
      const SbDealStand *was = open_stand (fall->before, &before, id), *now = open_stand (fall->after, &after, id);
      g_autofree char *name = NULL;

      if (!differs (was, now))
        continue;
      n++;
      if (json == NULL)
        continue;
      name = deal_name (fall, id);
      json_builder_begin_object (json);
      sb_json_int (json, "id", id);
      sb_json_text (json, "deal", name);
      sb_json_text (json, "change", was == NULL ? "entered" : now == NULL ? "left" : "changed");
      stand_to_json (fall, json, "before", was);
      stand_to_json (fall, json, "after", now);
      json_builder_end_object (json);
    }
  return n;
}

static int
print_diff (const Fall *fall, char **names)
{
  g_autoptr (SbWaterfall) waterfall = compute (fall);
  JsonBuilder *json;
  gint64 n;

  if (!waterfall->balanced)
    return unbalanced (fall);
  if (!fall->cli->json)
    {
      print_waterfall (fall, waterfall);
      n = put_changes (fall, NULL);
      printf (ngettext ("%d open deal changed, entered or left.\n", "%d open deals changed, entered or left.\n",
                        (gulong) n), (int) n);
      return SB_EXIT_OK;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  sb_json_text (json, "snapshot_from", names[0]);
  sb_json_text (json, "snapshot_to", names[1]);
  waterfall_to_json (fall, json, waterfall);
  json_builder_set_member_name (json, "changes");
  json_builder_begin_array (json);
  put_changes (fall, json);
  json_builder_end_array (json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static gboolean
day_of (const Fall *fall, gint32 id, SbDate *day)
{
  g_autoptr (GPtrArray) list = sb_reader_snapshots (fall->reader, NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SbSnapshotInfo *info = g_ptr_array_index (list, i);

      if (info->id == id)
        {
          *day = info->as_of_on;
          return TRUE;
        }
    }
  return FALSE;
}

int
sb_cmd_diff (SbCli *cli, int argc, char **argv)
{
  g_autofree char *period = NULL;
  g_autofree char *owner = NULL;
  g_auto (Fall) fall = { cli };
  const SbOption options[] = { { "period", SB_OPTION_TEXT, &period }, { "owner", SB_OPTION_TEXT, &owner },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  SbDate days[2] = { SB_DATE_NONE, SB_DATE_NONE };
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 2, 2))
    return SB_EXIT_USAGE;
  if (!fall_init (&fall, owner, period, &status))
    return status;
  for (int i = 0; i < 2; i++)
    {
      fall.snapshots[i] = sb_reader_find_snapshot (fall.reader, rest[i]);
      if (fall.snapshots[i] == 0 || !day_of (&fall, fall.snapshots[i], &days[i]))
        return sb_cli_fail (cli, SB_EXIT_DATA, _("There is no snapshot “%s”. “snapshots” shows them."), rest[i]);
    }
  fall.from = days[0];
  fall.to = days[1];
  fall.before = sb_reader_snapshot_stands (fall.reader, fall.snapshots[0], MAX (days[0], days[1]), &error);
  if (fall.before != NULL)
    fall.after = sb_reader_snapshot_stands (fall.reader, fall.snapshots[1], MAX (days[0], days[1]), &error);
  return fall.after != NULL ? print_diff (&fall, rest) : sb_cli_fail_error (cli, error);
}
