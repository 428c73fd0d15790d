/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How options are read and how failures are told. Used by every command. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "store/sb-setting.h"

#include "exchange/sb-import.h"
#include "exchange/sb-json-text.h"
#include "model/sb-frozen-chances.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *
sb_cli_default_workspace (void)
{
  return g_build_filename (g_get_user_data_dir (), "sales-balance", "default.salesbalance", NULL);
}

static void
print_failure (SbCli *cli, int status, const char *message)
{
  g_printerr ("sales-balance-cli: %s\n", message);
  if (cli->json)
    {
      JsonBuilder *json = json_builder_new ();

      json_builder_begin_object (json);
      sb_json_bool (json, "ok", FALSE);
      json_builder_set_member_name (json, "error");
      json_builder_begin_object (json);
      sb_json_text (json, "message", message);
      sb_json_int (json, "status", status);
      json_builder_end_object (json);
      json_builder_end_object (json);
      sb_cli_print_json (json);
    }
}

int
sb_cli_fail (SbCli *cli, int status, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_failure (cli, status, message);
  return status;
}

int
sb_cli_usage (SbCli *cli, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_failure (cli, SB_EXIT_USAGE, message);
  return SB_EXIT_USAGE;
}

int
sb_cli_fail_error (SbCli *cli, const GError *error)
{
  int status = sb_import_exit_status (error);

  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    status = SB_EXIT_WRITE;
  print_failure (cli, status, error->message);
  return status;
}

static gboolean
store_option (SbCli *cli, const SbOption *option, const char *value)
{
  char *end = NULL;

  switch (option->kind)
    {
    case SB_OPTION_FLAG:
      *(gboolean *) option->target = TRUE;
      return TRUE;
    case SB_OPTION_TEXT:
      g_free (*(char **) option->target);
      *(char **) option->target = g_strdup (value);
      return TRUE;
    case SB_OPTION_LIST:
      if (*(GPtrArray **) option->target == NULL)
        *(GPtrArray **) option->target = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (*(GPtrArray **) option->target, g_strdup (value));
      return TRUE;
    case SB_OPTION_INT:
      errno = 0;
      *(gint64 *) option->target = g_ascii_strtoll (value, &end, 10);
      if (errno == 0 && end != value && *end == '\0')
        return TRUE;
      sb_cli_usage (cli, _("“--%s” takes a whole number, not “%s”."), option->name, value);
      return FALSE;
    case SB_OPTION_DATE:
    default:
      *(SbDate *) option->target = sb_date_parse_iso (value);
      if (*(SbDate *) option->target != SB_DATE_NONE)
        return TRUE;
      sb_cli_usage (cli, _("“--%s” takes a date as YYYY-MM-DD, not “%s”."), option->name, value);
      return FALSE;
    }
}

static const SbOption *
find_option (const SbOption *options, const char *name, gsize length)
{
  for (; options != NULL && options->name != NULL; options++)
    if (strlen (options->name) == length && strncmp (options->name, name, length) == 0)
      return options;
  return NULL;
}

/* One argument that begins with "--". *i is moved past its value. */
static gboolean
read_option (SbCli *cli, const SbOption *options, int argc, char **argv, int *i)
{
  SbDate as_of = SB_DATE_NONE;
  const SbOption global[] = { { "workspace", SB_OPTION_TEXT, &cli->workspace },
                              { "as-of", SB_OPTION_DATE, &as_of },
                              { "json", SB_OPTION_FLAG, &cli->json },
                              { NULL, 0, NULL } };
  const char *name = argv[*i] + 2;
  const char *equals = strchr (name, '=');
  gsize length = equals == NULL ? strlen (name) : (gsize) (equals - name);
  const SbOption *option = find_option (options, name, length);
  const char *value = equals == NULL ? NULL : equals + 1;

  if (option == NULL)
    option = find_option (global, name, length);
  if (option == NULL)
    {
      sb_cli_usage (cli, _("There is no option “%s” here. “--help” shows what there is."), argv[*i]);
      return FALSE;
    }
  if (option->kind == SB_OPTION_FLAG && value != NULL)
    {
      sb_cli_usage (cli, _("“--%s” takes no value."), option->name);
      return FALSE;
    }
  if (option->kind != SB_OPTION_FLAG && value == NULL)
    {
      if (*i + 1 >= argc)
        {
          sb_cli_usage (cli, _("“--%s” needs a value after it."), option->name);
          return FALSE;
        }
      value = argv[++*i];
    }
  if (!store_option (cli, option, value))
    return FALSE;
  if (as_of != SB_DATE_NONE)
    {
      cli->as_of = as_of;
      cli->as_of_given = TRUE;
    }
  return TRUE;
}

gboolean
sb_cli_parse (SbCli *cli, const SbOption *options, int argc, char **argv, GStrv *rest)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  gboolean ended = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (!ended && g_str_equal (argv[i], "--"))
        {
          ended = TRUE;
          continue;
        }
      if (!ended && g_str_has_prefix (argv[i], "--"))
        {
          if (!read_option (cli, options, argc, argv, &i))
            return FALSE;
          continue;
        }
      g_ptr_array_add (others, g_strdup (argv[i]));
    }
  g_ptr_array_add (others, NULL);
  g_ptr_array_set_free_func (others, NULL);
  *rest = (GStrv) g_ptr_array_steal (others, NULL);
  return TRUE;
}

gboolean
sb_cli_expect (SbCli *cli, GStrv rest, guint min, guint max)
{
  guint n = g_strv_length (rest);

  if (n >= min && n <= max)
    return TRUE;
  if (n < min)
    sb_cli_usage (cli, _("“%s” needs more arguments. “sales-balance-cli %s --help” shows them."), cli->command,
                  cli->command);
  else
    sb_cli_usage (cli, _("“%s” is one argument too many for “%s”."), rest[max], cli->command);
  return FALSE;
}

/* Without --as-of the sample company is looked at on the day its stories are told on. */
static void
take_day (SbCli *cli, SbReader *reader)
{
  g_autofree char *sample = cli->as_of_given ? NULL : sb_reader_setting (reader, SB_SETTING_SAMPLE_AS_OF);
  SbDate day = sample != NULL ? sb_date_parse_iso (sample) : SB_DATE_NONE;

  if (day != SB_DATE_NONE)
    cli->as_of = day;
}

SbWorkspace *
sb_cli_open (SbCli *cli, gboolean write, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbWorkspace) workspace = sb_workspace_open (cli->workspace, &error);

  if (workspace == NULL)
    {
      *status = sb_cli_fail_error (cli, error);
      return NULL;
    }
  sb_workspace_set_chances (workspace, sb_frozen_chances_compute);
  if (write && sb_workspace_is_read_only (workspace))
    {
      const char *holder = sb_workspace_get_lock_holder (workspace);

      *status = sb_cli_fail (cli, SB_EXIT_WRITE,
                             _("“%s” is open in another place (%s). Close it there and try again."), cli->workspace,
                             holder == NULL ? _("unknown") : holder);
      return NULL;
    }
  take_day (cli, sb_workspace_get_reader (workspace));
  *status = SB_EXIT_OK;
  return g_steal_pointer (&workspace);
}

SbReader *
sb_cli_open_reader (SbCli *cli, int *status)
{
  g_autoptr (GError) error = NULL;
  SbReader *reader = sb_reader_new (cli->workspace, &error);

  *status = reader == NULL ? sb_cli_fail_error (cli, error) : SB_EXIT_OK;
  if (reader != NULL)
    take_day (cli, reader);
  return reader;
}

GString *
sb_cli_read_stdin (void)
{
  GString *text = g_string_new (NULL);
  char block[65536];
  gsize n;

  while ((n = fread (block, 1, sizeof block, stdin)) > 0)
    g_string_append_len (text, block, (gssize) n);
  return text;
}

void
sb_cli_print_json (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = sb_json_to_text (root);

  fputs (text, stdout);
  fputc ('\n', stdout);
  g_object_unref (json);
}

void
sb_json_text (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  if (value == NULL)
    json_builder_add_null_value (json);
  else
    json_builder_add_string_value (json, value);
}

void
sb_json_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
sb_json_real (JsonBuilder *json, const char *name, double value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_double_value (json, value);
}

void
sb_json_bool (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
sb_json_null (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_add_null_value (json);
}

void
sb_json_date (JsonBuilder *json, const char *name, SbDate date)
{
  char text[SB_DATE_TEXT_SIZE];

  sb_json_text (json, name, date == SB_DATE_NONE ? NULL : sb_date_format_iso (date, text));
}
