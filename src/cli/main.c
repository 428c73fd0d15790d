/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headless command: finds the command by name and hands it its arguments. Whatever it computes or writes goes
 * through the functions that the window uses. */
#include "sb-config.h"

#include "cli/sb-cli.h"

#include "core/sb-clock.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *name;
  int       (*run) (SbCli *cli, int argc, char **argv);
  const char *arguments;
  const char *summary;
} Command;

static const Command commands[] = {
  { "new", sb_cmd_new, "[--sample] [--currency CNY] [--fiscal-start 1] [--language zh_CN]", N_("create a workspace") },
  { "import", sb_cmd_import, "FILE… [--type T] [--map \"Header=type.field\"]… [--dry-run] …",
    N_("bring files of a CRM in, all or nothing") },
  { "export", sb_cmd_export, "--type T --output FILE.{csv,json} [--technical] [--bom]", N_("write records to a file") },
  { "list", sb_cmd_list, "--type T [--where \"field=value\"]… [--limit N]", N_("show records") },
  { "apply", sb_cmd_apply, "SCRIPT|-", N_("edit records by a script of JSON lines") },
  { "undo", sb_cmd_undo, "[N]", N_("take back the last steps") },
  { "redo", sb_cmd_redo, "[N]", N_("do them again") },
  { "history", sb_cmd_history, "[--type T --id N] [--limit N]", N_("show what happened") },
  { "kpi", sb_cmd_kpi, "[--metric M]… [--from D --to D] [--by month|quarter|week] [--owner U]", N_("key figures") },
  { "goals", sb_cmd_goals, "[--period P] [--owner U]", N_("the goal tree: target, actual, pace, status, letters") },
  { "funnel", sb_cmd_funnel, "[--from D --to D] [--pipeline P] [--owner U] [--by count|value]",
    N_("where deals are lost") },
  { "allocate", sb_cmd_allocate, "--period P --target MINOR [--method M] [--over PERCENT] [--lock \"member=MINOR\"]… "
                                 "[--step MINOR] [--samples N] [--seed S]",
    N_("quotas by member and month, with t, limits, fairness and chances") },
  { "forecast", sb_cmd_forecast, "[--period 2026-Q4] [--owner U] [--samples N] [--seed S] [--correlation PERCENT] "
    "[--model] [--accuracy]",
    N_("where a period lands and how likely its target is") },
  { "waterfall", sb_cmd_waterfall, "[--from D0] [--to D1] [--period P] [--owner U]",
    N_("what moved the pipeline of a period between two days") },
  { "snapshot", sb_cmd_snapshot, "NAME [--kind manual|meeting|plan] [--note TEXT]", N_("freeze the open deals") },
  { "snapshots", sb_cmd_snapshots, "", N_("list what was frozen") },
  { "diff", sb_cmd_diff, "A B [--period P] [--owner U]", N_("what changed between two snapshots") },
  { "segments", sb_cmd_segments, "[--by abc|rfm|matrix]", N_("customers and their class") },
  { "chart", sb_cmd_chart, "NAME --output FILE.{png,svg,pdf} [--width W] [--height H] [--scale S] [--dark]",
    N_("draw one chart into a file") },
  { "check", sb_cmd_check, "", N_("say whether a workspace is sound, writing nothing") },
  { "dump", sb_cmd_dump, "", N_("everything in a fixed order") },
  { "backup", sb_cmd_backup, "FILE", N_("make a verified copy") },
  { "restore", sb_cmd_restore, "FILE --to NEW", N_("make a workspace of a backup") },
  { "eval", sb_cmd_eval, "NAME < CASES.json | --list", N_("run one calculation on cases") },
  { "winprob", sb_cmd_winprob,
    "--train A.csv --test B.csv --target COL --positive VALUE [--ignore COL[,COL…]] [--seed N] [--header]",
    N_("learn from closed deals which others will be won") },
  { "series", sb_cmd_series, "[--frequency M] [--horizon H] [--points-only] < SERIES.csv",
    N_("forecast series, with intervals") },
  { "assign", sb_cmd_assign, "[--seconds S] [--seed N] [--iterations K] [--format auto|accounts|gap] < INSTANCE",
    N_("give accounts owners so that work and potential are balanced") },
  { "bench", sb_cmd_bench, "[--rows N]", N_("measure on this machine") },
};

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static void
print_help (FILE *to)
{
  fputs ("sales-balance-cli [--workspace FILE] [--as-of YYYY-MM-DD] [--json] COMMAND [ARGUMENTS]\n\n", to);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (to, "  %-9s %s\n            %s\n", commands[i].name, commands[i].arguments, _(commands[i].summary));
  fprintf (to, "\n%s\n",
           _("Exit status: 0 done, 1 the data says no, 2 wrong usage, 3 cannot open or read, 4 cannot write, "
             "5 damaged or not a workspace, 6 made by a newer version."));
}

/* The options before the command; argc and argv become the command's. */
static int
global_options (SbCli *cli, int *argc, char ***argv)
{
  int i = 1;

  while (i < *argc && g_str_has_prefix ((*argv)[i], "--"))
    {
      int take = strchr ((*argv)[i], '=') != NULL || g_str_equal ((*argv)[i], "--json") ? 1 : 2;
      g_auto (GStrv) rest = NULL;

      if (g_str_equal ((*argv)[i], "--help"))
        {
          print_help (stdout);
          return SB_EXIT_OK;
        }
      if (g_str_equal ((*argv)[i], "--version"))
        {
          puts ("sales-balance-cli " SB_VERSION);
          return SB_EXIT_OK;
        }
      if (!sb_cli_parse (cli, NULL, MIN (take, *argc - i) + 1, *argv + i - 1, &rest))
        return SB_EXIT_USAGE;
      i += take;
    }
  *argc -= i;
  *argv += i;
  return -1;
}

static int
run (SbCli *cli, int argc, char **argv)
{
  const Command *command;
  int status = global_options (cli, &argc, &argv);

  if (status >= 0)
    return status;
  if (argc <= 0)
    {
      print_help (stderr);
      return SB_EXIT_USAGE;
    }
  if (g_str_equal (argv[0], "help"))
    {
      print_help (stdout);
      return SB_EXIT_OK;
    }
  command = find_command (argv[0]);
  if (command == NULL)
    return sb_cli_usage (cli, _("There is no command “%s”. “sales-balance-cli --help” lists them."), argv[0]);
  cli->command = command->name;
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--help"))
      {
        printf ("sales-balance-cli %s %s\n%s\n", command->name, command->arguments, _(command->summary));
        return SB_EXIT_OK;
      }
  return command->run (cli, argc, argv);
}

int
main (int argc, char **argv)
{
  SbCli cli = { .as_of = SB_DATE_NONE };
  int status;

  setlocale (LC_ALL, "");
  /* Numbers are written for machines; only messages follow the language. */
  setlocale (LC_NUMERIC, "C");
  /* A program that runs from its build folder names the catalogues there. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("SB_LOCALE_DIR") ? g_getenv ("SB_LOCALE_DIR") : SB_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);
  umask (077);
  cli.as_of = sb_clock_today ();
  cli.workspace = sb_cli_default_workspace ();
  status = run (&cli, argc, argv);
  if (fflush (stdout) != 0 && status == SB_EXIT_OK)
    status = SB_EXIT_WRITE;
  g_free (cli.workspace);
  return status;
}
