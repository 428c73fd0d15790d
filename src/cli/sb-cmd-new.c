/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new, check, dump, backup, restore: the workspace as a file. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "core/sb-money.h"
#include "exchange/sb-sample.h"
#include "model/sb-frozen-chances.h"
#include "store/sb-backup.h"
#include "store/sb-check.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

static int
tell_new (SbCli *cli, SbWorkspace *workspace, gboolean sample)
{
  JsonBuilder *json;

  if (!cli->json)
    {
      printf (sample ? _("Created “%s” with the sample company.\n") : _("Created “%s”.\n"), cli->workspace);
      return SB_EXIT_OK;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  sb_json_bool (json, "ok", TRUE);
  sb_json_text (json, "workspace", cli->workspace);
  sb_json_text (json, "currency", sb_workspace_get_currency (workspace));
  sb_json_bool (json, "sample", sample);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

int
sb_cmd_new (SbCli *cli, int argc, char **argv)
{
  gboolean sample = FALSE;
  g_autofree char *currency = NULL;
  g_autofree char *language = NULL;
  gint64 fiscal_start = 1;
  const SbOption options[] = { { "sample", SB_OPTION_FLAG, &sample }, { "currency", SB_OPTION_TEXT, &currency },
                               { "language", SB_OPTION_TEXT, &language },
                               { "fiscal-start", SB_OPTION_INT, &fiscal_start }, { NULL, 0, NULL } };
  SbWorkspaceOptions wanted = { 0 };
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if (currency != NULL && !sb_currency_is_known (currency))
    return sb_cli_usage (cli, _("“%s” is no currency. Use a code of ISO 4217, such as CNY, EUR or USD."), currency);
  if (fiscal_start < 1 || fiscal_start > 12)
    return sb_cli_usage (cli, _("“--fiscal-start” is a month from 1 to 12."));
  wanted.currency = currency != NULL ? currency : "CNY";
  wanted.fiscal_start = (int) fiscal_start;
  wanted.language = language;
  workspace = sb_workspace_create (cli->workspace, &wanted, &error);
  if (workspace == NULL)
    return sb_cli_fail_error (cli, error);
  sb_workspace_set_chances (workspace, sb_frozen_chances_compute);
  if (sample && !sb_sample_fill (workspace, language, NULL, &error))
    {
      sb_workspace_close (workspace);
      return sb_cli_fail_error (cli, error);
    }
  tell_new (cli, workspace, sample);
  sb_workspace_close (workspace);
  return SB_EXIT_OK;
}

int
sb_cmd_check (SbCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbCheckReport) report = NULL;
  JsonBuilder *json;

  if (!sb_cli_parse (cli, NULL, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  report = sb_store_check (cli->workspace);
  if (!cli->json)
    {
      printf ("%s: %s\n", cli->workspace, sb_verdict_label (report->verdict));
      for (guint i = 0; i < report->details->len; i++)
        printf ("  %s\n", (const char *) g_ptr_array_index (report->details, i));
      return sb_verdict_exit_status (report->verdict);
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  sb_json_text (json, "verdict", sb_verdict_key (report->verdict));
  sb_json_int (json, "schema", report->schema);
  json_builder_set_member_name (json, "details");
  json_builder_begin_array (json);
  for (guint i = 0; i < report->details->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (report->details, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return sb_verdict_exit_status (report->verdict);
}

int
sb_cmd_dump (SbCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbReader) reader = NULL;
  g_autoptr (GOutputStream) raw = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!sb_cli_parse (cli, NULL, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  reader = sb_cli_open_reader (cli, &status);
  if (reader == NULL)
    return status;
  raw = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  stream = g_buffered_output_stream_new (raw);
  if (!sb_reader_dump (reader, stream, NULL, &error) || !g_output_stream_close (stream, NULL, &error))
    return sb_cli_fail_error (cli, error);
  return SB_EXIT_OK;
}

static int
tell_copy (SbCli *cli, const char *path, gint64 n_records)
{
  JsonBuilder *json;

  if (!cli->json)
    {
      if (n_records >= 0)
        printf (ngettext ("Wrote “%s” and checked it: %d record.\n", "Wrote “%s” and checked it: %d records.\n",
                          (gulong) n_records),
                path, (int) n_records);
      else
        printf (_("Wrote “%s” and checked it.\n"), path);
      return SB_EXIT_OK;
    }
  json = json_builder_new ();
  json_builder_begin_object (json);
  sb_json_bool (json, "ok", TRUE);
  sb_json_text (json, "file", path);
  if (n_records >= 0)
    sb_json_int (json, "records", n_records);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

int
sb_cmd_backup (SbCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_records = 0;
  gboolean ok;
  int status;

  if (!sb_cli_parse (cli, NULL, argc, argv, &rest) || !sb_cli_expect (cli, rest, 1, 1))
    return SB_EXIT_USAGE;
  workspace = sb_cli_open (cli, FALSE, &status);
  if (workspace == NULL)
    return status;
  ok = sb_workspace_backup (workspace, rest[0], &n_records, NULL, &error);
  sb_workspace_close (workspace);
  return ok ? tell_copy (cli, rest[0], n_records) : sb_cli_fail_error (cli, error);
}

int
sb_cmd_restore (SbCli *cli, int argc, char **argv)
{
  g_autofree char *to = NULL;
  const SbOption options[] = { { "to", SB_OPTION_TEXT, &to }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 1, 1))
    return SB_EXIT_USAGE;
  if (to == NULL)
    return sb_cli_usage (cli, _("Say with “--to NEW” where the restored workspace is to be; no file is overwritten."));
  if (!sb_backup_restore (rest[0], to, &error))
    return sb_cli_fail_error (cli, error);
  return tell_copy (cli, to, -1);
}
