/* SPDX-License-Identifier: GPL-3.0-or-later */
/* snapshot: freezes the open deals under a name. snapshots: lists what was frozen. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "model/sb-frozen-chances.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static gboolean
is_kind (const char *kind)
{
  return g_str_equal (kind, "manual") || g_str_equal (kind, "meeting") || g_str_equal (kind, "plan");
}

static int
take (SbCli *cli, const char *name, const char *kind, const char *note)
{
  g_autoptr (SbWorkspace) workspace = NULL;
  g_autoptr (GArray) chances = NULL;
  g_autoptr (GError) error = NULL;
  SbSnapshotWish wish = { name, kind, note, cli->as_of };
  gint32 id = 0;
  int status;

  workspace = sb_cli_open (cli, TRUE, &status);
  if (workspace == NULL)
    return status;
  chances = sb_frozen_chances_compute (sb_workspace_get_reader (workspace), cli->as_of);
  if (chances != NULL)
    {
      wish.chances = (const SbFrozenChance *) (gpointer) chances->data;
      wish.n_chances = chances->len;
    }
  if (!sb_workspace_take_snapshot (workspace, &wish, &id, &error))
    {
      sb_workspace_close (workspace);
      return sb_cli_fail_error (cli, error);
    }
  sb_workspace_close (workspace);
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      sb_json_bool (json, "ok", TRUE);
      sb_json_int (json, "id", id);
      sb_json_text (json, "name", name);
      sb_json_date (json, "as_of", cli->as_of);
      json_builder_end_object (json);
      sb_cli_print_json (json);
    }
  else
    printf (_("Snapshot %d “%s” is taken.\n"), id, name);
  return SB_EXIT_OK;
}

int
sb_cmd_snapshot (SbCli *cli, int argc, char **argv)
{
  g_autofree char *kind = NULL;
  g_autofree char *note = NULL;
  g_autofree char *name = NULL;
  const SbOption options[] = { { "kind", SB_OPTION_TEXT, &kind }, { "note", SB_OPTION_TEXT, &note },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 1, 1))
    return SB_EXIT_USAGE;
  if (kind != NULL && !is_kind (kind))
    return sb_cli_usage (cli, _("“--kind” is manual, meeting or plan, not “%s”."), kind);
  name = g_strstrip (g_strdup (rest[0]));
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL))
    return sb_cli_usage (cli, "%s", _("A snapshot needs a name."));
  return take (cli, name, kind != NULL ? kind : "manual", note);
}

static void
print_table (const GPtrArray *list)
{
  const char *heads[] = { "id", _("Name"), _("Kind"), _("As of"), _("Deals"), _("Unchanged"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);

  for (guint i = 0; i < list->len; i++)
    {
      const SbSnapshotInfo *info = g_ptr_array_index (list, i);
      g_autofree char *id = g_strdup_printf ("%d", info->id);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, info->n_deals);
      char day[SB_DATE_TEXT_SIZE];

      sb_cli_table_row (table, id, info->name, info->kind, sb_date_format_iso (info->as_of_on, day), n,
                        info->intact ? _("yes") : _("no"), NULL);
    }
  sb_cli_table_print (table);
}

static void
print_json (const GPtrArray *list)
{
  JsonBuilder *json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "snapshots");
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    {
      const SbSnapshotInfo *info = g_ptr_array_index (list, i);

      json_builder_begin_object (json);
      sb_json_int (json, "id", info->id);
      sb_json_text (json, "name", info->name);
      sb_json_text (json, "kind", info->kind);
      sb_json_date (json, "as_of", info->as_of_on);
      sb_json_int (json, "deals", info->n_deals);
      sb_json_text (json, "note", info->note);
      sb_json_bool (json, "unchanged", info->intact);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
}

int
sb_cmd_snapshots (SbCli *cli, int argc, char **argv)
{
  const SbOption options[] = { { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbReader) reader = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  reader = sb_cli_open_reader (cli, &status);
  if (reader == NULL)
    return status;
  list = sb_reader_snapshots (reader, &error);
  if (list == NULL)
    return sb_cli_fail_error (cli, error);
  if (cli->json)
    print_json (list);
  else
    print_table (list);
  return SB_EXIT_OK;
}
