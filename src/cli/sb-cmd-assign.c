/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `assign`: reads an instance, balances it within the given processor time or amount of work, prints
 * the owners. Format: ENGINE 12.2. Knows no workspace. */
#include "sb-config.h"

#include "analysis/sb-assign-plan.h"
#include "cli/sb-assign-reader.h"
#include "cli/sb-cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#define EXIT_NONE 3     /* no feasible assignment */
#define MOST_SECONDS 86400.0
#define LAST_MOMENT 0.004 /* seconds to print in, and as much again of every pair of hundred thousand owners */

typedef struct {
  double seconds;
} Watch;

static double
cpu_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec * 1e-9;
}

static double
spent_cb (gpointer data)
{
  return cpu_seconds () / ((Watch *) data)->seconds;
}

static void
print_real (const char *name, const SbAssignFile *file, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (file->format == SB_ASSIGN_FORMAT_GAP)
    printf ("%s %.0f\n", name, value);
  else
    printf ("%s %s\n", name, g_ascii_formatd (text, sizeof text, "%.8f", value));
}

static void
print_answer (const SbAssignFile *file, const SbAssignResult *result)
{
  if (result->status == SB_ASSIGN_FOUND)
    print_real ("objective", file, result->score.objective);
  else
    puts ("objective none");
  if (result->status == SB_ASSIGN_INFEASIBLE)
    puts ("bound infeasible");
  else
    print_real ("bound", file, result->bound);
  for (gsize j = 0; j < file->model.n_accounts; j++)
    printf ("%d\n", MAX (0, result->owner[j]));
}

static void
tell_figures (const SbAssignFile *file, const SbAssignResult *result)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (file->format == SB_ASSIGN_FORMAT_ACCOUNTS)
    {
      g_printerr ("start %s\n", g_ascii_formatd (text, sizeof text, "%.8f", result->start.objective));
      g_printerr ("moves %" G_GSIZE_FORMAT "\n", result->score.moved);
      if (sb_ratio_is_defined (&result->removed))
        g_printerr ("removed %s\n", g_ascii_formatd (text, sizeof text, "%.6f", result->removed.value));
    }
  if (result->optimal)
    g_printerr ("optimal\n");
  if (result->iterations > 0)
    g_printerr ("iterations %" G_GINT64_FORMAT "\n", result->iterations);
}

/* What no search can mend, by the numbers of accounts and reps. */
static void
tell_limits (const SbAssignModel *model, const SbAssignResult *result)
{
  g_autoptr (SbAssignCauses) causes = sb_assign_causes (model);
  g_autoptr (GArray) indivisible = sb_assign_indivisible (model);

  for (guint i = 0; i < indivisible->len; i++)
    {
      const SbAssignIndivisible *one = &g_array_index (indivisible, SbAssignIndivisible, i);

      g_printerr ("indivisible %" G_GSIZE_FORMAT " %" G_GINT64_FORMAT "\n", one->account, one->least_excess);
    }
  if (result->status != SB_ASSIGN_INFEASIBLE)
    return;
  for (guint i = 0; i < causes->nobody->len; i++)
    g_printerr ("nobody-allowed %" G_GSIZE_FORMAT "\n", g_array_index (causes->nobody, gsize, i));
  for (guint i = 0; i < causes->locked->len; i++)
    g_printerr ("locked-excess %" G_GSIZE_FORMAT " %" G_GINT64_FORMAT "\n",
                g_array_index (causes->locked, SbAssignExcess, i).rep,
                g_array_index (causes->locked, SbAssignExcess, i).excess);
  if (causes->missing_hours > 0)
    g_printerr ("missing-hours %" G_GINT64_FORMAT "\n", causes->missing_hours);
}

static gboolean
read_format (SbCli *cli, const char *text, SbAssignFormat *format)
{
  const char *const names[] = { "auto", "accounts", "gap" };

  for (int i = 0; i < 3; i++)
    if (g_str_equal (text, names[i]))
      {
        *format = (SbAssignFormat) i;
        return TRUE;
      }
  sb_cli_usage (cli, _("“--format” is auto, accounts or gap, not “%s”."), text);
  return FALSE;
}

static gboolean
read_seconds (SbCli *cli, const char *text, double *seconds)
{
  char *end = NULL;

  *seconds = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (*seconds) && *seconds > 0 && *seconds <= MOST_SECONDS)
    return TRUE;
  sb_cli_usage (cli, _("“--seconds” is a number above 0 and up to 86400, not “%s”."), text);
  return FALSE;
}

int
sb_cmd_assign (SbCli *cli, int argc, char **argv)
{
  g_autofree char *seconds = g_strdup ("1"), *format_text = g_strdup ("auto");
  gint64 seed = 1, iterations = 0;
  const SbOption options[] = { { "seconds", SB_OPTION_TEXT, &seconds }, { "seed", SB_OPTION_INT, &seed },
                               { "iterations", SB_OPTION_INT, &iterations }, { "format", SB_OPTION_TEXT, &format_text },
                               { NULL, 0, NULL } };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbAssignFile) file = NULL;
  g_autoptr (SbAssignResult) result = NULL;
  SbAssignFormat format;
  Watch watch;
  SbAssignLimit limit = { .spent = spent_cb, .data = &watch };

  iterations = -1;
  if (!sb_cli_parse (cli, options, argc, argv, &rest) || !sb_cli_expect (cli, rest, 0, 0)
      || !read_seconds (cli, seconds, &watch.seconds) || !read_format (cli, format_text, &format))
    return SB_EXIT_USAGE;
  if (iterations == 0 || iterations < -1)
    return sb_cli_usage (cli, "%s", _("“--iterations” is a number above 0."));
  text = sb_cli_read_stdin ();
  file = sb_assign_file_read (text->str, text->len, format, &error);
  if (file == NULL)
    return sb_cli_usage (cli, _("The instance cannot be read. %s"), error->message);
  g_string_set_size (text, 0);
  watch.seconds = MAX (1e-3, watch.seconds - LAST_MOMENT - LAST_MOMENT * (double) file->model.n_accounts / 1e5);
  limit.seed = (guint64) seed;
  limit.iterations = MAX (0, iterations);
  result = sb_assign_solve (&file->model, &limit);
  print_answer (file, result);
  tell_figures (file, result);
  tell_limits (&file->model, result);
  return result->status == SB_ASSIGN_FOUND ? SB_EXIT_OK : EXIT_NONE;
}
