/* SPDX-License-Identifier: GPL-3.0-or-later */
/* undo, redo, history: the change log of a workspace. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
tell_step (SbCli *cli, JsonBuilder *json, const char *label, const SbRecordType *type, gint32 id)
{
  if (json == NULL)
    {
      printf ("%s\n", label == NULL ? "" : label);
      return;
    }
  json_builder_begin_object (json);
  sb_json_text (json, "label", label);
  sb_json_text (json, "type", type == NULL ? NULL : type->name);
  if (id > 0)
    sb_json_int (json, "id", id);
  else
    sb_json_null (json, "id");
  json_builder_end_object (json);
}

static int
walk (SbCli *cli, int argc, char **argv, gboolean redo)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  JsonBuilder *json = NULL;
  gint64 wanted = 1, done = 0;
  int status;

  if (!sb_cli_parse (cli, NULL, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 1))
    return SB_EXIT_USAGE;
  if (rest[0] != NULL && !g_ascii_string_to_signed (rest[0], 10, 1, 1000000, &wanted, NULL))
    return sb_cli_usage (cli, _("The number of steps is a whole number from 1 on, not “%s”."), rest[0]);
  workspace = sb_cli_open (cli, TRUE, &status);
  if (workspace == NULL)
    return status;
  if (cli->json)
    {
      json = json_builder_new ();
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "steps");
      json_builder_begin_array (json);
    }
  for (; done < wanted; done++)
    {
      g_autofree char *next = redo ? sb_workspace_redo_label (workspace) : sb_workspace_undo_label (workspace);
      g_autofree char *label = NULL;
      const SbRecordType *type = NULL;
      gint32 id = 0;

      if (next == NULL || !(redo ? sb_workspace_redo (workspace, &label, &type, &id, &error)
                                 : sb_workspace_undo (workspace, &label, &type, &id, &error)))
        break;
      tell_step (cli, json, label, type, id);
    }
  sb_workspace_close (workspace);
  if (json != NULL)
    {
      json_builder_end_array (json);
      sb_json_int (json, "done", done);
      sb_json_bool (json, "ok", error == NULL && done == wanted);
      json_builder_end_object (json);
      sb_cli_print_json (json);
    }
  if (error != NULL)
    {
      g_printerr ("sales-balance-cli: %s\n", error->message);
      return sb_store_error_exit_status (error);
    }
  if (done == wanted)
    return SB_EXIT_OK;
  g_printerr ("sales-balance-cli: %s\n", redo ? _("There is nothing more to do again.")
                                              : _("There is nothing more to take back."));
  return SB_EXIT_DATA;
}

int
sb_cmd_undo (SbCli *cli, int argc, char **argv)
{
  return walk (cli, argc, argv, FALSE);
}

int
sb_cmd_redo (SbCli *cli, int argc, char **argv)
{
  return walk (cli, argc, argv, TRUE);
}

static char *
instant_text (gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);

  return time == NULL ? g_strdup ("") : g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static int
show_steps (SbCli *cli, SbReader *reader, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = sb_reader_steps (reader, limit, &error);
  const char *heads[] = { _("Step"), _("Time"), _("Kind"), _("Undone"), _("What"), NULL };
  SbCliTable *table;
  JsonBuilder *json;

  if (steps == NULL)
    return sb_cli_fail_error (cli, error);
  table = cli->json ? NULL : sb_cli_table_new (heads);
  json = cli->json ? json_builder_new () : NULL;
  if (json != NULL)
    {
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "steps");
      json_builder_begin_array (json);
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const SbStep *step = g_ptr_array_index (steps, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, step->change);
      g_autofree char *time = instant_text (step->at);

      if (table != NULL)
        {
          sb_cli_table_row (table, number, time, step->kind, step->undone ? _("yes") : "", step->label, NULL);
          continue;
        }
      json_builder_begin_object (json);
      sb_json_int (json, "change", step->change);
      sb_json_text (json, "at", time);
      sb_json_text (json, "kind", step->kind);
      sb_json_bool (json, "undone", step->undone);
      sb_json_text (json, "label", step->label);
      json_builder_end_object (json);
    }
  if (table != NULL)
    {
      sb_cli_table_print (table);
      return SB_EXIT_OK;
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  sb_cli_print_json (json);
  return SB_EXIT_OK;
}

static void
entry_to_json (JsonBuilder *json, const SbHistoryEntry *entry)
{
  g_autofree char *time = instant_text (entry->changed_at);

  json_builder_begin_object (json);
  sb_json_int (json, "change", entry->change);
  sb_json_text (json, "at", time);
  sb_json_date (json, "as_of", entry->as_of_on);
  sb_json_text (json, "field", entry->field);
  sb_json_text (json, "old", entry->old_value);
  sb_json_text (json, "new", entry->new_value);
  sb_json_text (json, "origin", entry->origin);
  sb_json_text (json, "reason", entry->reason);
  json_builder_end_object (json);
}

static int
show_record (SbCli *cli, SbReader *reader, const SbRecordType *type, gint32 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbRecord) record = sb_reader_get (reader, type, id, &error);
  g_autoptr (GPtrArray) entries = record == NULL ? NULL : sb_reader_history (reader, type, id, &error);
  const char *heads[] = { _("As of"), _("Field"), _("Before"), _("After"), _("Origin"), NULL };
  SbCliTable *table;
  JsonBuilder *json;

  if (entries == NULL)
    return sb_cli_fail_error (cli, error);
  if (cli->json)
    {
      json = json_builder_new ();
      json_builder_begin_object (json);
      sb_json_text (json, "type", type->name);
      sb_json_int (json, "id", id);
      json_builder_set_member_name (json, "changes");
      json_builder_begin_array (json);
      for (guint i = 0; i < entries->len; i++)
        entry_to_json (json, g_ptr_array_index (entries, i));
      json_builder_end_array (json);
      json_builder_end_object (json);
      sb_cli_print_json (json);
      return SB_EXIT_OK;
    }
  table = sb_cli_table_new (heads);
  for (guint i = 0; i < entries->len; i++)
    {
      const SbHistoryEntry *entry = g_ptr_array_index (entries, i);
      char date[SB_DATE_TEXT_SIZE];

      sb_cli_table_row (table, sb_date_format_iso (entry->as_of_on, date), entry->field,
                        entry->old_value == NULL ? "—" : entry->old_value,
                        entry->new_value == NULL ? "—" : entry->new_value, entry->origin, NULL);
    }
  sb_cli_table_print (table);
  return SB_EXIT_OK;
}

int
sb_cmd_history (SbCli *cli, int argc, char **argv)
{
  g_autofree char *type_name = NULL;
  gint64 id = 0, limit = 100;
  const SbOption options[] = { { "type", SB_OPTION_TEXT, &type_name }, { "id", SB_OPTION_INT, &id },
                               { "limit", SB_OPTION_INT, &limit }, { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (SbReader) reader = NULL;
  const SbRecordType *type = NULL;
  int status;

  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0))
    return SB_EXIT_USAGE;
  if ((type_name == NULL) != (id == 0))
    return sb_cli_usage (cli, _("“--type” and “--id” go together."));
  if (type_name != NULL && (type = sb_record_type_find (type_name)) == NULL)
    return sb_cli_usage (cli, _("There is no record type “%s”."), type_name);
  reader = sb_cli_open_reader (cli, &status);
  if (reader == NULL)
    return status;
  if (type == NULL)
    return show_steps (cli, reader, (guint) CLAMP (limit, 1, 1000000));
  return show_record (cli, reader, type, (gint32) id);
}
