/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import: options in, the document of IMPORT.md 11 out, as text or JSON. Computes nothing itself. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "exchange/sb-import.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define REJECTS_SHOWN 10

typedef struct {
  char      *type, *source, *encoding, *delimiter, *sheet, *date_order, *decimal, *currency, *stages, *prefer, *rejects;
  GPtrArray *maps, *fill_down;
  gint64     header;
  gboolean   round, full, dry_run, strict;
} Arguments;

static void
clear_arguments (Arguments *arguments)
{
  g_free (arguments->type);
  g_free (arguments->source);
  g_free (arguments->encoding);
  g_free (arguments->delimiter);
  g_free (arguments->sheet);
  g_free (arguments->date_order);
  g_free (arguments->decimal);
  g_free (arguments->currency);
  g_free (arguments->stages);
  g_free (arguments->prefer);
  g_free (arguments->rejects);
  g_clear_pointer (&arguments->maps, g_ptr_array_unref);
  g_clear_pointer (&arguments->fill_down, g_ptr_array_unref);
}

static gboolean
one_of (SbCli *cli, const char *option, const char *value, const char *const *choices)
{
  g_autofree char *list = NULL;

  if (value == NULL || g_strv_contains (choices, value))
    return TRUE;
  list = g_strjoinv (", ", (GStrv) choices);
  sb_cli_usage (cli, _("“--%s” is one of %s, not “%s”."), option, list, value);
  return FALSE;
}

static gboolean
check_arguments (SbCli *cli, const Arguments *arguments)
{
  static const char *const orders[] = { "ymd", "mdy", "dmy", "serial", NULL };
  static const char *const decimals[] = { ".", ",", NULL };
  static const char *const stages[] = { "adopt", "seed", NULL };
  static const char *const sides[] = { "local", "file", NULL };

  if (!one_of (cli, "date-order", arguments->date_order, orders) ||
      !one_of (cli, "decimal", arguments->decimal, decimals) || !one_of (cli, "stages", arguments->stages, stages) ||
      !one_of (cli, "prefer", arguments->prefer, sides))
    return FALSE;
  if (arguments->currency != NULL && !sb_currency_is_known (arguments->currency))
    {
      sb_cli_usage (cli, _("“%s” is no currency. Use a code of ISO 4217, such as CNY, EUR or USD."),
                    arguments->currency);
      return FALSE;
    }
  if (arguments->delimiter != NULL && !g_str_equal (arguments->delimiter, "tab") &&
      !g_str_equal (arguments->delimiter, "blanks") && g_utf8_strlen (arguments->delimiter, -1) != 1)
    {
      sb_cli_usage (cli, _("“--delimiter” takes one character, “tab” or “blanks”."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_maps (SbCli *cli, const Arguments *arguments, SbImportOptions *options)
{
  for (guint i = 0; arguments->maps != NULL && i < arguments->maps->len; i++)
    if (!sb_import_options_add_map (options, g_ptr_array_index (arguments->maps, i)))
      {
        sb_cli_usage (cli, _("“--map” is written as “Header=type.field”, not “%s”."),
                      (const char *) g_ptr_array_index (arguments->maps, i));
        return FALSE;
      }
  for (guint i = 0; arguments->fill_down != NULL && i < arguments->fill_down->len; i++)
    g_ptr_array_add (options->fill_down, g_strdup (g_ptr_array_index (arguments->fill_down, i)));
  return TRUE;
}

/* NULL: told. */
static SbImportOptions *
make_options (SbCli *cli, const Arguments *arguments)
{
  g_autoptr (SbImportOptions) options = sb_import_options_new ();

  if (!check_arguments (cli, arguments) || !add_maps (cli, arguments, options))
    return NULL;
  options->type = g_strdup (arguments->type);
  options->source = g_strdup (arguments->source);
  options->encoding = g_strdup (arguments->encoding);
  options->delimiter = g_strdup (g_strcmp0 (arguments->delimiter, "tab") == 0 ? "\t" : arguments->delimiter);
  options->sheet = g_strdup (arguments->sheet);
  options->header = (int) arguments->header;
  options->date_order = arguments->date_order == NULL ? SB_DATE_ORDER_NONE : sb_date_order_find (arguments->date_order);
  options->decimal = arguments->decimal == NULL ? 0 : arguments->decimal[0];
  if (arguments->currency != NULL)
    g_strlcpy (options->currency, arguments->currency, SB_CURRENCY_SIZE);
  options->round = arguments->round;
  options->stages = g_strcmp0 (arguments->stages, "seed") == 0 ? SB_STAGES_SEED : SB_STAGES_ADOPT;
  options->as_of = cli->as_of_given ? cli->as_of : SB_DATE_NONE;
  options->full = arguments->full;
  options->prefer = arguments->prefer == NULL              ? SB_PREFER_NONE
                    : g_str_equal (arguments->prefer, "file") ? SB_PREFER_FILE
                                                             : SB_PREFER_LOCAL;
  options->dry_run = arguments->dry_run;
  options->strict = arguments->strict;
  options->rejects = g_strdup (arguments->rejects);
  return g_steal_pointer (&options);
}

static void
show_progress (double fraction, const char *text, gpointer user_data)
{
  g_printerr ("\r%3.0f %% %.60s\033[K", fraction * 100, text);
}

static void
print_counts (const SbImportReport *report)
{
  const char *heads[] = { _("File"), _("Type"), _("Rows"), _("Created"), _("Updated"),
                                                   _("Unchanged"), _("Skipped"), _("Continued"), _("Rejected"), NULL };
  SbCliTable *table = sb_cli_table_new (heads);

  for (guint i = 0; i < report->files->len; i++)
    {
      const SbImportFileReport *file = g_ptr_array_index (report->files, i);
      const gint64 counts[] = { file->counts.rows, file->counts.created, file->counts.updated, file->counts.unchanged,
                                file->counts.skipped, file->counts.continued, file->counts.rejected };
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, file->entry == NULL ? g_strdup (file->file)
                                                  : g_strdup_printf ("%s: %s", file->file, file->entry));
      g_ptr_array_add (cells, g_strdup (file->type == NULL ? "?" : file->type));
      for (gsize j = 0; j < G_N_ELEMENTS (counts); j++)
        g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, counts[j]));
      sb_cli_table_cells (table, cells);
    }
  sb_cli_table_print (table);
}

static void
print_also (const SbImportReport *report)
{
  if (report->also_created->len == 0)
    return;
  printf ("%s", _("Also created:"));
  for (guint i = 0; i < report->also_created->len; i++)
    {
      const SbImportAlso *also = g_ptr_array_index (report->also_created, i);

      printf ("%s %" G_GINT64_FORMAT " %s", i == 0 ? "" : ",", also->count, also->type);
    }
  putchar ('\n');
}

static void
print_file (const SbImportFileReport *file)
{
  if (file->error != NULL)
    printf ("%s: %s\n", file->file, file->error->message);
  for (guint i = 0; i < file->questions->len; i++)
    {
      const SbImportQuestion *question = g_ptr_array_index (file->questions, i);

      printf (_("%s: question %s: %s (answer with %s)\n"), file->file, question->code,
              question->message == NULL ? question->example : question->message, question->option);
    }
  for (guint i = 0; i < file->warnings->len; i++)
    {
      const SbImportWarning *warning = g_ptr_array_index (file->warnings, i);

      printf ("%s: %s%s%s × %" G_GINT64_FORMAT "%s%s\n", file->file, warning->code, warning->column == NULL ? "" : ": ",
              warning->column == NULL ? "" : warning->column, warning->count, warning->example == NULL ? "" : ", ",
              warning->example == NULL ? "" : warning->example);
    }
  for (guint i = 0; i < file->rejects->len && i < REJECTS_SHOWN; i++)
    {
      const SbImportReject *reject = g_ptr_array_index (file->rejects, i);

      printf ("%s: %s\n", file->file, reject->message);
    }
  if (file->rejects->len > REJECTS_SHOWN)
    printf (ngettext ("%s: and %d more rejected row; “--rejects FILE.csv” writes all of them\n",
                      "%s: and %d more rejected rows; “--rejects FILE.csv” writes all of them\n",
                      (gulong) (file->counts.rejected - REJECTS_SHOWN)),
            file->file, (int) (file->counts.rejected - REJECTS_SHOWN));
}

static void
print_text (const SbImportReport *report)
{
  print_counts (report);
  print_also (report);
  for (guint i = 0; i < report->files->len; i++)
    print_file (g_ptr_array_index (report->files, i));
  if (report->written)
    printf (_("Written as step %d. “sales-balance-cli undo” takes it back.\n"), (int) report->change);
  else if (report->dry_run)
    printf ("%s\n", _("Nothing was written: this was a dry run."));
  else if (report->ok)
    printf ("%s\n", _("Nothing to write: the workspace holds all of it already."));
}

static int
finish (SbCli *cli, SbImport *import, const GError *error)
{
  const SbImportReport *report = sb_import_get_report (import);

  if (cli->json && report != NULL)
    {
      g_autofree char *text = sb_import_report_to_json (report);

      puts (text);
    }
  else if (report != NULL && report->files->len > 0)
    print_text (report);
  if (error == NULL)
    return SB_EXIT_OK;
  if (cli->json && report != NULL)
    {
      g_printerr ("sales-balance-cli: %s\n", error->message);
      return sb_import_exit_status (error);
    }
  return sb_cli_fail_error (cli, error);
}

static int
import (SbCli *cli, GStrv files, SbImportOptions *options)
{
  g_autoptr (SbImportOptions) owned = options;
  g_autoptr (SbWorkspace) workspace = NULL;
  g_autoptr (SbImport) job = NULL;
  g_autoptr (GError) error = NULL;
  gboolean terminal = isatty (STDERR_FILENO);
  gboolean dry_run = options->dry_run;
  int status;

  workspace = sb_cli_open (cli, TRUE, &status);
  if (workspace == NULL)
    return status;
  job = sb_import_new (workspace, (const char *const *) files, g_steal_pointer (&owned));
  if (dry_run)
    sb_import_prepare (job, terminal ? show_progress : NULL, NULL, NULL, &error);
  else
    sb_import_run (job, terminal ? show_progress : NULL, NULL, NULL, &error);
  if (terminal)
    g_printerr ("\r\033[K");
  status = finish (cli, job, error);
  g_clear_object (&job);
  sb_workspace_close (workspace);
  return status;
}

int
sb_cmd_import (SbCli *cli, int argc, char **argv)
{
  Arguments arguments = { .header = -1 };
  const SbOption options[] = {
    { "type", SB_OPTION_TEXT, &arguments.type }, { "source", SB_OPTION_TEXT, &arguments.source },
    { "map", SB_OPTION_LIST, &arguments.maps }, { "encoding", SB_OPTION_TEXT, &arguments.encoding },
    { "delimiter", SB_OPTION_TEXT, &arguments.delimiter }, { "header", SB_OPTION_INT, &arguments.header },
    { "sheet", SB_OPTION_TEXT, &arguments.sheet }, { "date-order", SB_OPTION_TEXT, &arguments.date_order },
    { "decimal", SB_OPTION_TEXT, &arguments.decimal }, { "currency", SB_OPTION_TEXT, &arguments.currency },
    { "round", SB_OPTION_FLAG, &arguments.round }, { "fill-down", SB_OPTION_LIST, &arguments.fill_down },
    { "stages", SB_OPTION_TEXT, &arguments.stages }, { "full", SB_OPTION_FLAG, &arguments.full },
    { "prefer", SB_OPTION_TEXT, &arguments.prefer }, { "dry-run", SB_OPTION_FLAG, &arguments.dry_run },
    { "strict", SB_OPTION_FLAG, &arguments.strict }, { "rejects", SB_OPTION_TEXT, &arguments.rejects },
    { NULL, 0, NULL }
  };
  g_auto (GStrv) rest = NULL;
  SbImportOptions *made = NULL;
  int status = SB_EXIT_USAGE;

  if (sb_cli_parse (cli, options, argc, argv, &rest) && sb_cli_expect (cli, rest, 1, G_MAXUINT) &&
      (made = make_options (cli, &arguments)) != NULL)
    status = import (cli, rest, made);
  clear_arguments (&arguments);
  return status;
}
